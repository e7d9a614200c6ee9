//! Our own exports read back give the same data, as CSV and as a workbook, in both languages.

use std::sync::Arc;

use proptest::prelude::*;
use qalamro::document::import::ImportedAccount;
use qalamro::document::settings::PotentialUnit;
use qalamro::document::{Plan, PlanId, Scenario, Settings};
use qalamro::domain::{
    Account, AccountId, Area, AreaId, CalendarKind, CivilDate, Coordinates, DisplayUnit, Money, Person, PersonId, Territory, TerritoryId,
    Workload,
};
use qalamro::exchange::export_table::{accounts_table, workbook};
use qalamro::exchange::options::ImportContext;
use qalamro::exchange::{AreaDirectory, export_csv, export_xlsx};
use qalamro::locale::Language;

use super::session::Page;

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[آابپتسشکگیے a-zA-Z۰-۹0-9,;\"'=+@.\n-]{0,12}[آ-یa-z]",
        Just("=1+1".to_owned()),
        Just("'=x".to_owned()),
        Just("-2+3".to_owned()),
        Just("@SUM(A1)".to_owned()),
        Just("＝cmd".to_owned()),
        Just("007".to_owned()),
        Just("-12".to_owned()),
        Just("n/a".to_owned()),
    ]
    .prop_map(|words| qalamro::locale::text::stored(&words))
    .prop_filter("blank", |words| !words.is_empty())
}

fn account() -> impl Strategy<Value = Account> {
    let workload = prop_oneof![
        Just(None),
        (0u32..9_000).prop_map(|hours| Some(Workload::Hours(f64::from(hours) / 7.0))),
        (0u32..300, 1u32..200)
            .prop_map(|(visits, minutes)| Some(Workload::Visits { visits: visits.into(), minutes_per_visit: minutes.into() })),
    ];
    let places = prop::option::of((1i32..80_000_000, 1i32..170_000_000));
    (
        words(),
        prop::option::of(words()),
        places,
        prop::option::of(0i64..1_000_000_000_000_000),
        prop::option::of(-1_000_000_000_000_000i64..1_000_000_000_000_000),
        workload,
        any::<bool>(),
        (prop::option::of(words()), prop::option::of(-15_000i32..25_000)),
        prop::collection::btree_map("[x=]note [a-e]", words(), 0..3),
    )
        .prop_map(|(name, code, place, potential, sales, workload, is_fixed, (segment, since), extra)| {
            let mut account = Account::named(AccountId(0), name);
            account.code = code;
            account.coordinates =
                place.and_then(|(latitude, longitude)| Coordinates::new(f64::from(latitude) / 1e6, f64::from(longitude) / 1e6));
            account.potential = potential.map(|potential| potential as f64);
            account.sales = sales.map(Money);
            account.workload = workload;
            account.is_fixed = is_fixed;
            account.segment = segment;
            account.customer_since = since.map(|day| CivilDate::from_unix_day(CalendarKind::Gregorian, day));
            account.extra = extra;
            account
        })
}

fn plan_of(accounts: Vec<Account>, language: Language, unit: DisplayUnit, territory: String, seller: String) -> (Plan, Scenario) {
    let settings = Settings { display_unit: unit, ..Settings::for_language(language) };
    let mut plan = Plan::new(PlanId("p".into()), "plan", settings);
    plan.areas = Arc::new(vec![Area { id: AreaId(1), name: "تهران".into(), outline_key: Some("IR-23".into()), centre: None }]);
    plan.people = Arc::new(vec![Person::named(PersonId(2), seller)]);
    let mut scenario = Scenario::today();
    scenario.territories.push(Territory { id: TerritoryId(3), name: territory, colour_index: 0, seller: Some(PersonId(2)) });
    let numbered = accounts.into_iter().enumerate().map(|(index, mut account)| {
        account.id = AccountId(10 + index as u32);
        if index % 2 == 0 {
            account.area = Some(AreaId(1));
            scenario.assignment.insert(account.id, TerritoryId(3));
        }
        Arc::new(account)
    });
    let numbered: Vec<Arc<Account>> = numbered.collect();
    plan.accounts = Arc::new(numbered);
    (plan, scenario)
}

/// What reading an account's row must give.
fn expected(plan: &Plan, scenario: &Scenario, account: &Account) -> ImportedAccount {
    let territory = scenario.assignment.get(&account.id).and_then(|id| scenario.territory(*id));
    let directory = AreaDirectory::iran();
    ImportedAccount {
        code: account.code.clone(),
        name: Some(account.name.clone()),
        coordinates: account.coordinates,
        area: account.area.and_then(|id| plan.area(id)).map(|area| qalamro::document::ImportedArea {
            name: qalamro::document::areas::name_of(area, plan.settings.language).to_owned(),
            outline_key: area.outline_key.clone(),
            centre: directory.find(&area.name).and_then(|entry| entry.centre),
        }),
        segment: account.segment.clone(),
        potential: account.potential,
        sales: account.sales,
        workload: account.workload,
        seller: territory.and_then(|territory| plan.person(territory.seller?)).map(|seller| seller.name.clone()),
        territory: territory.map(|territory| territory.name.clone()),
        is_fixed: Some(account.is_fixed),
        area_on_map: None,
        customer_since: account.customer_since,
        extra: account.extra.clone(),
    }
}

fn read_back(plan: &Plan, name: &str, bytes: Vec<u8>) -> Vec<ImportedAccount> {
    let mut page = Page::default();
    page.open(name, bytes, ImportContext::of_settings(&plan.settings, AreaDirectory::iran()));
    page.interpret().rows
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(120) })]

    #[test]
    fn our_own_files_give_the_same_data(
        accounts in prop::collection::vec(account(), 1..12),
        (is_persian, unit_index) in (any::<bool>(), 0usize..5),
        is_points in any::<bool>(),
        (territory, seller) in (words(), words()),
    ) {
        let language = if is_persian { Language::Persian } else { Language::English };
        let currency = Settings::for_language(language).currency;
        let units = currency.display_units();
        let (mut plan, scenario) = plan_of(accounts, language, units[unit_index % units.len()], territory, seller);
        if is_points { plan.settings.potential_unit = PotentialUnit::Points; }
        let wanted: Vec<ImportedAccount> = plan.accounts.iter().map(|account| expected(&plan, &scenario, account)).collect();

        let csv = export_csv::write(&accounts_table(&plan, &scenario));
        prop_assert!(csv.starts_with(b"\xef\xbb\xbf"));
        prop_assert_eq!(&read_back(&plan, "a.csv", csv), &wanted);

        let xlsx = export_xlsx::write(&workbook(&plan, &scenario, Vec::new())).unwrap();
        prop_assert_eq!(&read_back(&plan, "a.xlsx", xlsx), &wanted);
    }
}
