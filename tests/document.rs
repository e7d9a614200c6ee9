//! The document from outside: commands with undo and redo, scenarios, import, and the file format with its
//! fixtures. One fixture for every schema version there ever was; each must open for good.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use qalamro::document::codec::{self, CodecError};
use qalamro::document::comparison::{ComparedFigure, compare};
use qalamro::document::{
    AccountImport, ChangeSummary, Command, CommandError, Document, ImportCounts, ImportedAccount, ImportedArea, Plan, PlanId,
    PreparedImport, SavedDocument, Settings, change_text, design,
};
use qalamro::domain::{Account, AccountId, Coordinates, Money, ScenarioId, TerritoryId, Workload};
use qalamro::locale::Language;
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
    let results = design::results(&plan, branch);
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
    let results = design::results(&plan, &plan.scenarios[1]);
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
    assert_eq!(change_text(&change, Language::English), "Territory “One” stays round “Customer 11”");
    assert_eq!(change_text(&change, Language::Persian), "مرکز منطقهٔ «One» روی «Customer 11» ثابت شد");
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
    assert_eq!(change_text(&change, Language::English), "Centre of territory “One” set free");
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
}

/// The newest fixture is what this build writes. When the schema changes on purpose, raise the version, write the
/// step, and run `cargo test --test document -- --ignored write_the_newest_fixture`.
#[test]
fn the_newest_fixture_is_what_is_written() {
    let path = format!("{}/tests/fixtures/plans/version-{}.qalamro", env!("CARGO_MANIFEST_DIR"), codec::SCHEMA_VERSION);
    let written = codec::encode(&small_document().saved(), "fixture", NOW).unwrap();
    assert!(std::fs::read(path).unwrap() == written, "the schema changed without a new version");
}

#[test]
#[ignore = "writes a file"]
fn write_the_newest_fixture() {
    let path = format!("{}/tests/fixtures/plans/version-{}.qalamro", env!("CARGO_MANIFEST_DIR"), codec::SCHEMA_VERSION);
    std::fs::write(path, codec::encode(&small_document().saved(), "fixture", NOW).unwrap()).unwrap();
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
