//! The document from outside: commands with undo and redo, scenarios, import, and the file format with its
//! fixtures. One fixture for every schema version there ever was; each must open for good.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use qalamro::document::codec::{self, CodecError};
use qalamro::document::comparison::{ComparedFigure, compare};
use qalamro::document::quota::settings::GoalTarget;
use qalamro::document::quota::{
    GoalSettings, Holding, KeptPayPlan, NodeRef, PayPlanCommand, PaySettings, QuotaCommand, QuotaGroup, Schedules, StaffingSettings, Who,
};
use qalamro::document::{
    AccountImport, ChangeSummary, Command, CommandError, Document, ImportCounts, ImportedAccount, ImportedArea, Plan, PlanId,
    PreparedImport, SavedDocument, Settings, change_text, design, results::results,
};
use qalamro::domain::{
    Absence, Account, AccountId, CalendarKind, CivilDate, Coordinates, Money, ScenarioId, Service, TerritoryId, Workload,
};
use qalamro::locale::Language;
use qalamro::quota::pay::PayPlan;
use qalamro::quota::{AttainmentReading, GoalKind, Lock, Measure, Method, Ramp, Season, SellerCapacity, UncoveredTime};
use qalamro::territory::Search;

/// A moment, in milliseconds since 1970.
const NOW: f64 = 1_764_000_000_000.0;

fn row(code: &str, name: &str, seller: &str, potential: f64) -> ImportedAccount {
    ImportedAccount {
        code: Some(code.into()),
        name: Some(name.into()),
        coordinates: Coordinates::new(35.7, 51.4),
        potential: Some(potential),
        sales: Some(Money(potential as i64 / 2)),
        workload: Some(Workload::Visits { visits: 12.0, minutes_per_visit: 30.0 }),
        seller: Some(seller.into()),
        extra: BTreeMap::from([("کانال".into(), "سنتی".into())]),
        ..ImportedAccount::default()
    }
}

fn import(rows: Vec<ImportedAccount>) -> Command {
    Command::ImportAccounts(Box::new(AccountImport { source: "customers.csv".into(), rows }))
}

fn small_document() -> Document {
    let plan = Plan::new(PlanId("small".into()), "برنامهٔ کوچک", Settings::for_language(Language::Persian));
    let mut document = Document::create(plan, NOW);
    let rows = vec![
        row("A1", "فروشگاه یک", "ندا رستمی", 100.0),
        row("A2", "فروشگاه دو", "بهرام کیانی", 300.0),
        row("A3", "فروشگاه سه", "بهرام کیانی", 200.0),
    ];
    document.apply(import(rows), NOW + 1.0).unwrap();
    document.apply(Command::AddScenario { name: "متوازن".into(), from: ScenarioId::TODAY }, NOW + 2.0).unwrap();
    let scenario = document.plan().scenarios[1].id;
    let territory = document.plan().scenarios[1].territories[0].id;
    let account = document.plan().accounts[2].id;
    document.apply(Command::AssignAccounts { scenario, accounts: vec![account], territory: Some(territory) }, NOW + 3.0).unwrap();
    document
}

/// A document in which something is said of everything that a file can hold.
fn full_document() -> Document {
    let mut document = small_document();
    let change = |change| Command::ChangeQuota { scenario: ScenarioId::TODAY, change: Box::new(change) };
    let mut goal = GoalSettings::new(GoalKind::Sales, GoalTarget::Growth(0.1), Method::By(Measure::Potential));
    goal.cushions_by_level = BTreeMap::from([(0, 0.05)]);
    goal.capacity = Some(SellerCapacity { productivity_per_month: 1e9, attainment: 0.9, reading: AttainmentReading::RampedOnly });
    let (territory, seller) = {
        let today = document.plan().today().unwrap();
        (today.territories[0].id, today.territories[0].seller.unwrap())
    };
    let day = CivilDate::new(CalendarKind::Gregorian, 2026, 6, 21);
    let holdings = vec![
        Holding { who: Who::Person(seller), from: None, until: day },
        Holding { who: Who::Hire("جانشین".into()), from: day, until: None },
    ];
    let lock = Lock { amount: 70, reason: "توافق".into() };
    let mut person = document.plan().people[0].clone();
    person.service = Service {
        from: day,
        role: Some("ارشد".into()),
        absences: vec![Absence { from: day.unwrap(), until: day.unwrap() }],
        ..Service::default()
    };
    let schedules = Schedules {
        seasons: BTreeMap::from([("معمول".into(), Season::by_quarter([1.0, 1.0, 1.0, 2.0]))]),
        ramps: BTreeMap::from([("تازه".into(), Ramp { shares: vec![0.25, 0.5] })]),
        ..Schedules::default()
    };
    let staffing = StaffingSettings { attrition_rate: 0.1, months_to_replace: 2, hires: [1; 12], ..StaffingSettings::default() };
    for command in [
        Command::EditPerson(person),
        Command::ChangeSchedules(schedules),
        change(QuotaCommand::PutGoal(Box::new(goal))),
        change(QuotaCommand::AddGroup { name: "شمال".into(), parent: None }),
        change(QuotaCommand::LockNodes { goal: GoalKind::Sales, nodes: vec![(NodeRef::Seat(territory).key(), Some(lock))] }),
        change(QuotaCommand::Hold { territory, holdings: Some(holdings) }),
        change(QuotaCommand::ChangeTime { uncovered: UncoveredTime::Shared, ramp: Some("تازه".into()) }),
        change(QuotaCommand::PlanStaffing(staffing)),
    ] {
        document.apply(command, NOW + 4.0).unwrap();
    }
    let group = document.plan().today().unwrap().quota.groups[0].clone();
    let pay = PaySettings { usual: None, by_role: BTreeMap::from([("ارشد".into(), "پلکانی".into())]) };
    for command in [
        Command::ChangePayPlans(Box::new(PayPlanCommand::Put(KeptPayPlan::of(&pay_plan()).unwrap()))),
        change(QuotaCommand::PlanPay(pay)),
        change(QuotaCommand::EditGroup(QuotaGroup { leader: Some(seller), ..group })),
    ] {
        document.apply(command, NOW + 5.0).unwrap();
    }
    document
}

/// A pay plan in its written form, with a bit of everything.
fn pay_plan() -> PayPlan {
    let written = r#"{"name":"پلکانی","period":"quarter","accrual":"of_period","fixed_pay":300,"target_variable":100,
        "components":[
            {"name":"پورسانت","goal":"sales","basis":{"discount":"before","shipping":"with","recognition":"on_cash"},"target_share":1,
             "gate":{"only_from":0.8},"cap":500,"floor":1,"rule":{"rates":{"reading":"marginal","pays":"of_target",
             "tiers":{"by_attainment":[{"from":0,"rate":1},{"from":1,"rate":1.5}]},
             "threshold":{"at":{"attainment":0.5},"pays":"excess_only"},"typical_deal":7}}},
            {"name":"پاداش","goal":"collection","scope":"team","rule":{"milestones":{"reading":"highest_only","steps":[{"from":{"amount":5},"bonus":9}]}}},
            {"name":"مقطعی","goal":"quantity","rule":{"spif":{"per_piece":{"campaign":"نوروز","reward":3}}}}],
        "cap":900,"draw":{"amount":10,"kind":"advance","is_recoverable":true,"periods":2},
        "clawback":{"within_months":3,"share":0.5,"below_zero":"carried"}}"#;
    serde_json::from_str(written).unwrap()
}

#[test]
fn an_import_makes_sellers_and_their_territories() {
    let document = small_document();
    let plan = document.plan();
    let names: Vec<&str> = plan.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["ندا رستمی", "بهرام کیانی"]);
    let today = plan.today().unwrap();
    assert_eq!(today.territories.len(), 2);
    assert_eq!(today.assignment.len(), 3);
    assert!(today.territories.iter().all(|territory| territory.seller.is_some()));
}

#[test]
fn a_second_import_updates_by_identifier_and_leaves_the_rest() {
    let mut document = small_document();
    let again = AccountImport {
        source: "again.csv".into(),
        rows: vec![
            // Arabic letters and Persian digits are the same identifier.
            ImportedAccount { code: Some("a۱".into()), potential: Some(150.0), ..ImportedAccount::default() },
            row("A2", "فروشگاه دو", "بهرام كياني", 300.0),
            row("A9", "فروشگاه نُه", "ندا رستمی", 10.0),
        ],
    };
    let expected = ImportCounts { added: 1, changed: 1, unchanged: 1, left: 1, areas_from_map: 0 };
    assert_eq!(qalamro::document::import::preview(document.plan(), &again), expected);
    let change = document.apply(Command::ImportAccounts(Box::new(again)), NOW + 9.0).unwrap();
    assert!(matches!(change, ChangeSummary::AccountsImported { counts, .. } if counts == expected));
    let plan = document.plan();
    assert_eq!(plan.accounts[0].potential, Some(150.0));
    assert_eq!(plan.accounts[0].name, "فروشگاه یک", "what the file does not name stays");
    assert_eq!(plan.people.len(), 2, "two spellings of one seller are one person");
    let added = plan.accounts.last().unwrap().id;
    assert!(
        plan.scenarios.iter().all(|scenario| scenario.assignment.contains_key(&added)),
        "a new account joins its territory in every scenario"
    );
    document.undo(NOW + 10.0).unwrap();
    assert_eq!(document.plan().accounts.len(), 3, "an import is one step");
}

#[test]
fn scenarios_are_kept_apart() {
    let mut document = small_document();
    let plan = document.plan().clone();
    let (today, branch) = (&plan.scenarios[0], &plan.scenarios[1]);
    let moved = plan.accounts[2].id;
    assert_ne!(today.assignment[&moved], branch.assignment[&moved]);
    let results = results(&plan, branch);
    assert_eq!(results.moved_accounts, [moved]);
    assert!((results.moved_sales_share.unwrap() - 100.0 / 300.0).abs() < 1e-9);
    document.apply(Command::AdoptScenario(branch.id), NOW).unwrap();
    assert_eq!(document.plan().scenarios[0].assignment, branch.assignment);
    document.apply(Command::RemoveScenario(branch.id), NOW).unwrap();
    assert_eq!(document.plan().scenarios.len(), 1);
    assert_eq!(document.apply(Command::RemoveScenario(ScenarioId::TODAY), NOW), Err(CommandError::TodayIsKept));
}

#[test]
fn without_an_earlier_assignment_nothing_is_said_to_move() {
    let mut document = small_document();
    let accounts: Vec<AccountId> = document.plan().accounts.iter().map(|account| account.id).collect();
    document.apply(Command::AssignAccounts { scenario: ScenarioId::TODAY, accounts, territory: None }, NOW).unwrap();
    let plan = document.plan().clone();
    let results = results(&plan, &plan.scenarios[1]);
    assert!(!plan.scenarios[1].assignment.is_empty());
    assert_eq!((results.moved_account_share, results.moved_sales_share), (None, None));
    let compared = compare(&plan, &[ScenarioId::TODAY, plan.scenarios[1].id]);
    for figure in [ComparedFigure::MovedAccounts, ComparedFigure::MovedSales] {
        let row = compared.rows.iter().find(|row| row.figure == figure).unwrap();
        assert!(row.values.iter().all(Option::is_none) && row.differences.iter().all(Option::is_none));
    }
}

#[test]
fn what_is_added_with_its_territory_is_one_step() {
    let mut document = small_document();
    let before = document.plan().clone();
    let territory = before.scenarios[0].territories[0].id;
    let add = Command::AddAccount(Box::new(Account::named(AccountId(0), "new")));
    let id = document.preview(add.clone()).unwrap().accounts.last().unwrap().id;
    let assign = Command::AssignAccounts { scenario: ScenarioId::TODAY, accounts: vec![id], territory: Some(territory) };
    let change = document.apply(Command::Together(vec![add, assign]), NOW).unwrap();
    assert_eq!(change, ChangeSummary::AccountAdded("new".into()), "the log tells what was added");
    assert_eq!(document.plan().scenarios[0].assignment[&id], territory);
    document.undo(NOW).unwrap();
    assert_eq!(*document.plan(), before);
}

#[test]
fn a_territory_stays_round_the_customer_it_is_held_to() {
    let plan = Plan::new(PlanId("row".into()), "Row", Settings::for_language(Language::English));
    let mut document = Document::create(plan, NOW);
    // Twelve customers along a road, the first half one seller's.
    let rows = (0..12).map(|at| ImportedAccount {
        coordinates: Coordinates::new(35.0, 50.0 + f64::from(at) * 0.1),
        ..row(&format!("A{at}"), &format!("Customer {at}"), if at < 6 { "One" } else { "Two" }, 10.0)
    });
    document.apply(import(rows.collect()), NOW).unwrap();
    let before = document.plan().clone();
    let today = &before.scenarios[0];
    let (one, far) = (today.territories[0].clone(), before.accounts[11].clone());
    let fix = |centre| Command::FixCentre { scenario: ScenarioId::TODAY, territory: one.id, centre };
    let change = document.apply(fix(Some(far.id)), NOW).unwrap();
    // Without the marks that keep names apart.
    let said_of = |change: &ChangeSummary, language: Language| change_text(change, language).replace(['\u{2068}', '\u{2069}'], "");
    assert_eq!(said_of(&change, Language::English), "Territory “One” stays round “Customer 11”");
    assert_eq!(said_of(&change, Language::Persian), "مرکز منطقهٔ «One» روی «Customer 11» ثابت شد");
    // The next balance brings the far customer over, and its territory lies around it.
    let plan = document.plan();
    let question = design::question(plan, &plan.scenarios[0]);
    assert_eq!(question.problem.territories.iter().map(|target| target.centre).collect::<Vec<_>>(), [Some(11), None]);
    let mut search = Search::new(question.problem.clone());
    let owners = search.finish().assignment.clone();
    assert!((9..12).all(|unit| owners[unit] == Some(0)) && owners.iter().filter(|owner| **owner == Some(0)).count() == 6, "{owners:?}");
    // It is kept in the file, undone, set free, and passed over once the customer is gone.
    let written = codec::encode(&document.saved(), "test", NOW).unwrap();
    assert_eq!(codec::decode(&written).unwrap().document.plan.scenarios[0].design.wishes.centres, [(one.id, far.id)].into());
    document.undo(NOW).unwrap();
    assert_eq!(*document.plan(), before);
    document.redo(NOW).unwrap();
    document.apply(Command::RemoveAccounts(vec![far.id]), NOW).unwrap();
    let plan = document.plan();
    assert_eq!(design::question(plan, &plan.scenarios[0]).problem.territories[0].centre, None);
    let change = document.apply(fix(None), NOW).unwrap();
    assert_eq!(said_of(&change, Language::English), "Centre of territory “One” set free");
    assert!(document.plan().scenarios[0].design.wishes.is_nothing());
    for (territory, centre) in [(one.id, Some(far.id)), (TerritoryId(99), None)] {
        assert!(document.apply(Command::FixCentre { scenario: ScenarioId::TODAY, territory, centre }, NOW).is_err());
    }
}

#[test]
fn a_refused_command_changes_nothing() {
    let mut document = small_document();
    let (before, revision) = (document.plan().clone(), document.revision());
    let refused = [
        Command::RenamePlan("  ".into()),
        Command::AssignAccounts { scenario: ScenarioId(99), accounts: vec![], territory: None },
        Command::AssignAccounts { scenario: ScenarioId::TODAY, accounts: vec![AccountId(99)], territory: None },
        Command::AssignAccounts { scenario: ScenarioId::TODAY, accounts: vec![], territory: Some(TerritoryId(99)) },
        Command::Together(vec![Command::RenamePlan("x".into()), Command::RemoveAccounts(vec![AccountId(99)])]),
        Command::Together(vec![]),
    ];
    for command in refused {
        assert!(document.apply(command, NOW).is_err());
        assert_eq!((document.plan(), document.revision()), (&before, revision));
    }
}

#[test]
fn every_schema_version_opens() {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/plans");
    for version in 1..=codec::SCHEMA_VERSION {
        let path = format!("{fixtures}/version-{version}.qalamro");
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let decoded = codec::decode(&bytes).unwrap();
        assert_eq!(decoded.schema_version, version);
        assert_eq!(decoded.document.plan.name, "برنامهٔ کوچک");
        assert_eq!(decoded.document.plan.accounts.len(), 3);
    }
    // Up to the second version files have no checksum of their head; later ones are never without.
    let without =
        |version: u32| !std::fs::read_to_string(format!("{fixtures}/version-{version}.qalamro")).unwrap().contains("head_checksum");
    assert_eq!((1..=codec::SCHEMA_VERSION).map(without).collect::<Vec<_>>()[..3], [true, true, false]);
    let written = String::from_utf8(codec::encode(&small_document().saved(), "fixture", NOW).unwrap()).unwrap();
    let stripped = written.replacen("head_checksum", "head_chacksum", 1);
    assert_eq!(codec::decode(stripped.as_bytes()).unwrap_err(), CodecError::Damaged);
}

#[test]
fn a_change_before_the_body_is_noticed() {
    let document = small_document().saved();
    let good = codec::encode(&document, "a \"quoted\"\nbuild", NOW).unwrap();
    assert_eq!(codec::decode(&good).unwrap().document, document);
    let text = String::from_utf8(good.clone()).unwrap();
    // An older version would lose what it did not know.
    let older = text.replace(&format!("\"schema_version\":{},", codec::SCHEMA_VERSION), "\"schema_version\":1,");
    assert_eq!(codec::decode(older.as_bytes()).unwrap_err(), CodecError::Damaged);
    let later = text.replace("\"saved_at_milliseconds\":1764", "\"saved_at_milliseconds\":1964");
    assert_eq!(codec::decode(later.as_bytes()).unwrap_err(), CodecError::Damaged);
    let start = text.find("\"body\":").unwrap();
    for at in 0..start {
        for bit in 0..8 {
            let mut flipped = good.clone();
            flipped[at] ^= 1 << bit;
            if let Ok(read) = codec::decode(&flipped) {
                assert_eq!((read.schema_version, &read.document), (codec::SCHEMA_VERSION, &document), "byte {at}, bit {bit}");
            }
        }
    }
}

/// The newest fixture is what this build writes. When the schema changes on purpose, raise the version, write the
/// step, and run `cargo test --test document -- --ignored write_the_newest_fixture`.
#[test]
fn the_newest_fixture_is_what_is_written() {
    let path = format!("{}/tests/fixtures/plans/version-{}.qalamro", env!("CARGO_MANIFEST_DIR"), codec::SCHEMA_VERSION);
    let written = codec::encode(&full_document().saved(), "fixture", NOW).unwrap();
    assert!(std::fs::read(path).unwrap() == written, "the schema changed without a new version");
}

#[test]
#[ignore = "writes a file"]
fn write_the_newest_fixture() {
    let path = format!("{}/tests/fixtures/plans/version-{}.qalamro", env!("CARGO_MANIFEST_DIR"), codec::SCHEMA_VERSION);
    std::fs::write(path, codec::encode(&full_document().saved(), "fixture", NOW).unwrap()).unwrap();
}

#[test]
fn what_is_not_a_plan_is_refused_with_its_reason() {
    let good = codec::encode(&small_document().saved(), "fixture", NOW).unwrap();
    let text = String::from_utf8(good.clone()).unwrap();
    let refused = |bytes: &[u8]| codec::decode(bytes).unwrap_err();
    assert_eq!(refused(b""), CodecError::NotAPlan);
    assert_eq!(refused(b"name,code\n"), CodecError::NotAPlan);
    assert_eq!(refused(&good[..good.len() / 2]), CodecError::Damaged);
    assert_eq!(refused(text.replace("A1", "A7").as_bytes()), CodecError::Damaged);
    let newer = text.replace(&format!("\"schema_version\":{},", codec::SCHEMA_VERSION), "\"schema_version\":999,");
    assert!(matches!(refused(newer.as_bytes()), CodecError::Newer { found: 999, .. }));
}

/// A step that a user might take; numbers choose among what is there.
fn command(document: &Document, kind: u8, pick: usize) -> Command {
    let plan = document.plan();
    let scenario = &plan.scenarios[pick % plan.scenarios.len()];
    let account = plan.accounts.get(pick % plan.accounts.len().max(1)).map(|account| account.id);
    let territory = scenario.territories.get(pick % scenario.territories.len().max(1)).map(|territory| territory.id);
    match (kind % 9, account, territory) {
        (0, Some(account), _) => Command::FixAccounts { accounts: vec![account], is_fixed: pick.is_multiple_of(2) },
        (1, Some(account), _) => Command::AssignAccounts { scenario: scenario.id, accounts: vec![account], territory },
        (2, Some(account), _) => Command::RemoveAccounts(vec![account]),
        (3, _, Some(territory)) => Command::RemoveTerritory { scenario: scenario.id, territory, heir: None },
        (4, ..) => Command::AddTerritory { scenario: scenario.id, name: format!("T{pick}"), seller: None },
        (5, ..) => Command::AddScenario { name: format!("S{pick}"), from: scenario.id },
        (6, ..) => Command::RemoveScenario(scenario.id),
        (7, ..) => import(vec![row(&format!("A{}", pick % 6), "نام", "ندا رستمی", pick as f64)]),
        _ => Command::RenamePlan(format!("P{pick}")),
    }
}

/// Rows of which some are known, some new, and some name new sellers and areas.
fn mixed_rows() -> Vec<ImportedAccount> {
    let area = |name: &str| Some(ImportedArea { name: name.into(), outline_key: Some("IR-23".into()), centre: None });
    vec![
        ImportedAccount { area_on_map: area("تهران"), ..row("A1", "فروشگاه یک", "بهرام کیانی", 120.0) },
        ImportedAccount { area: area("تهران"), area_on_map: None, ..row("B1", "فروشگاه نو", "سارا مرادی", 80.0) },
        ImportedAccount { code: None, ..row("", "بی‌شناسه", "ندا رستمی", 10.0) },
    ]
}

#[test]
fn a_prepared_import_gives_the_same_plan_as_its_rows() {
    let mut at_once = small_document();
    let mut in_slices = at_once.clone();
    at_once.apply(import(mixed_rows()), NOW + 9.0).unwrap();
    let mut prepared = PreparedImport::new("customers.csv", in_slices.plan());
    for row in mixed_rows() {
        prepared.take(vec![row]);
    }
    assert!(prepared.fits(in_slices.plan()));
    let stale = prepared.clone();
    let change = in_slices.apply(Command::PutImport(Box::new(prepared)), NOW + 9.0).unwrap();
    assert_eq!((in_slices.plan(), in_slices.log()), (at_once.plan(), at_once.log()));
    let ChangeSummary::AccountsImported { counts, .. } = change else { panic!("{change:?}") };
    assert_eq!((counts.added, counts.changed, counts.areas_from_map), (2, 1, 1));
    // The plan is another one now, so what was prepared for the old one is refused.
    assert!(!stale.fits(in_slices.plan()));
    assert_eq!(in_slices.apply(Command::PutImport(Box::new(stale)), NOW), Err(CommandError::PlanHasChanged));
}

#[test]
fn an_area_from_the_map_takes_the_place_of_none_that_is_known() {
    let mut document = small_document();
    let area = |name: &str, key: &str| Some(ImportedArea { name: name.into(), outline_key: Some(key.into()), centre: None });
    let known = ImportedAccount { code: Some("A1".into()), area: area("فارس", "IR-07"), ..ImportedAccount::default() };
    document.apply(import(vec![known]), NOW).unwrap();
    let rows = ["A1", "A2"].map(|code| ImportedAccount {
        code: Some(code.into()),
        area_on_map: area("تهران", "IR-23"),
        ..ImportedAccount::default()
    });
    document.apply(import(rows.to_vec()), NOW).unwrap();
    let plan = document.plan();
    let names = ["A1", "A2"].map(|code| {
        let account = plan.accounts.iter().find(|account| account.code.as_deref() == Some(code)).unwrap();
        plan.area(account.area.unwrap()).unwrap().name.clone()
    });
    assert_eq!(names, ["فارس", "تهران"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn undo_goes_all_the_way_back_and_redo_all_the_way_forth(steps in prop::collection::vec((any::<u8>(), 0usize..40), 1..25)) {
        let mut document = small_document();
        let mut versions = vec![document.plan().clone()];
        for (kind, pick) in steps {
            let next = command(&document, kind, pick);
            let expected = document.preview(next.clone());
            match document.apply(next, NOW) {
                Ok(_) => {
                    prop_assert_eq!(&expected.unwrap(), &**document.plan());
                    versions.push(document.plan().clone());
                }
                Err(error) => prop_assert_eq!(expected.unwrap_err(), error),
            }
        }
        for version in versions.iter().rev().skip(1) {
            document.undo(NOW).unwrap();
            prop_assert_eq!(document.plan(), version);
        }
        for version in versions.iter().skip(1) {
            document.redo(NOW).unwrap();
            prop_assert_eq!(document.plan(), version);
        }
        prop_assert!(document.redo(NOW).is_none());
    }

    #[test]
    fn a_saved_plan_opens_as_it_was(steps in prop::collection::vec((any::<u8>(), 0usize..40), 0..25)) {
        let mut document = small_document();
        for (kind, pick) in steps {
            let next = command(&document, kind, pick);
            // Whether it is refused or not, the plan stays one that can be saved.
            let _ = document.apply(next, NOW);
        }
        let saved = document.saved();
        let decoded = codec::decode(&codec::encode(&saved, "test", NOW).unwrap()).unwrap();
        prop_assert_eq!(decoded.document, saved);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(codec::decode(&bytes).is_err());
    }
}

#[test]
fn a_copy_of_a_document_shares_its_accounts() {
    let document = small_document();
    let SavedDocument { plan, .. } = document.saved();
    assert!(Arc::ptr_eq(&plan.accounts, &document.plan().accounts));
}
