//! What a second file does to a plan: whom it finds again, who moves, and which territories change hands.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use qalamro::document::import_sellers::Reseated;
use qalamro::document::{
    Command, Document, ImportEffects, ImportRules, ImportedAccount, ImportedArea, Plan, PlanId, PreparedImport, Settings,
};
use qalamro::domain::{Coordinates, Money, ScenarioId};
use qalamro::locale::Language;

const NOW: f64 = 1_750_000_000_000.0;

fn row(code: &str, territory: &str, seller: &str) -> ImportedAccount {
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    ImportedAccount {
        code: said(code),
        name: Some(format!("Shop {code}")),
        territory: said(territory),
        seller: said(seller),
        ..ImportedAccount::default()
    }
}

fn document(rows: Vec<ImportedAccount>) -> Document {
    let plan = Plan::new(PlanId("a".into()), "A", Settings::for_language(Language::English));
    let mut document = Document::create(plan, NOW);
    bring(&mut document, rows, ImportRules::default());
    document
}

/// Imports rows; answers what was said before, as added, changed, unchanged, and the effects.
fn bring(document: &mut Document, rows: Vec<ImportedAccount>, rules: ImportRules) -> ((usize, usize, usize), ImportEffects) {
    let mut prepared = PreparedImport::by_rules("update.csv", document.plan(), rules);
    prepared.take(rows);
    prepared.settle();
    let (counts, effects) = (prepared.counts(), prepared.effects());
    document.apply(Command::PutImport(Box::new(prepared)), NOW).unwrap();
    ((counts.added, counts.changed, counts.unchanged), effects)
}

/// Territories of a scenario with their sellers and the identifiers of their accounts.
fn territories(plan: &Plan, scenario: ScenarioId) -> Vec<(String, String, Vec<String>)> {
    let scenario = plan.scenario(scenario).unwrap();
    let of = |territory: &qalamro::domain::Territory| {
        let seller = territory.seller.and_then(|id| plan.person(id)).map(|person| person.name.clone()).unwrap_or_default();
        let there = plan.accounts.iter().filter(|account| scenario.assignment.get(&account.id) == Some(&territory.id));
        (territory.name.clone(), seller, there.map(|account| account.code.clone().unwrap_or_default()).collect())
    };
    scenario.territories.iter().map(of).collect()
}

fn today(document: &Document) -> Vec<(String, String, Vec<String>)> {
    territories(document.plan(), ScenarioId::TODAY)
}

fn expected(territories: &[(&str, &str, &[&str])]) -> Vec<(String, String, Vec<String>)> {
    let of = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    territories.iter().map(|(name, seller, codes)| ((*name).to_owned(), (*seller).to_owned(), of(codes))).collect()
}

fn north_and_south() -> Vec<ImportedAccount> {
    vec![row("1", "North", "Reza"), row("2", "North", "Reza"), row("3", "North", "Reza"), row("4", "South", "Sara")]
}

#[test]
fn a_territory_whose_rows_agree_gets_the_new_seller() {
    let mut document = document(north_and_south());
    let rows = vec![row("1", "North", "Ali"), row("2", "North", "Ali"), row("3", "North", "Ali"), row("4", "South", "Sara")];
    let (counts, effects) = bring(&mut document, rows, ImportRules::default());
    assert_eq!(today(&document), expected(&[("North", "Ali", &["1", "2", "3"]), ("South", "Sara", &["4"])]));
    assert_eq!(counts, (0, 3, 1));
    assert_eq!(effects.sellers.reseated, [Reseated { territory: "North".into(), from: Some("Reza".into()), to: "Ali".into() }]);
    assert_eq!((effects.moved, effects.sellers.contradictions), (0, 0));
}

#[test]
fn without_the_column_of_territories_it_is_the_same() {
    let mut document = document(north_and_south());
    let rows = ["1", "2", "3"].map(|code| row(code, "", "Ali")).to_vec();
    bring(&mut document, rows, ImportRules::default());
    assert_eq!(today(&document), expected(&[("North", "Ali", &["1", "2", "3"]), ("South", "Sara", &["4"])]));
    // Sellers that change places.
    let rows = vec![row("1", "", "Sara"), row("2", "", "Sara"), row("3", "", "Sara"), row("4", "", "Ali")];
    bring(&mut document, rows, ImportRules::default());
    assert_eq!(today(&document), expected(&[("North", "Sara", &["1", "2", "3"]), ("South", "Ali", &["4"])]));
}

#[test]
fn one_customer_of_another_seller_moves_to_that_sellers_territory() {
    for territory in ["North", ""] {
        let mut document = document(north_and_south());
        let rows = vec![row("1", territory, "Sara"), row("2", territory, "Reza"), row("3", territory, "Reza")];
        let (counts, effects) = bring(&mut document, rows, ImportRules::default());
        assert_eq!(today(&document), expected(&[("North", "Reza", &["2", "3"]), ("South", "Sara", &["1", "4"])]));
        assert_eq!((counts, effects.moved), ((0, 1, 2), 1));
    }
    // One row of a large territory does not speak for all of it.
    let mut document = document(north_and_south());
    bring(&mut document, vec![row("1", "", "Ali")], ImportRules::default());
    assert_eq!(today(&document), expected(&[("North", "Reza", &["2", "3"]), ("South", "Sara", &["4"]), ("Ali", "Ali", &["1"])]));
}

#[test]
fn a_territory_that_the_row_changes_counts_before_its_seller() {
    let mut document = document(north_and_south());
    let (counts, effects) = bring(&mut document, vec![row("1", "South", "Reza"), row("4", "South", "Sara")], ImportRules::default());
    assert_eq!(today(&document), expected(&[("North", "Reza", &["2", "3"]), ("South", "Sara", &["1", "4"])]));
    assert_eq!((counts, effects.sellers.contradictions), ((0, 1, 1), 1));
}

#[test]
fn a_file_that_is_imported_again_changes_nothing() {
    // Two sellers in one territory, and a seller with two territories.
    let rows = vec![
        row("1", "North", "Reza"),
        row("2", "North", "Reza"),
        row("3", "North", "Ali"),
        row("4", "East", "Reza"),
        row("5", "", "Sara"),
    ];
    let mut document = document(rows.clone());
    let before = today(&document);
    assert_eq!(before[0].1, "Reza");
    let (counts, _) = bring(&mut document, rows, ImportRules::default());
    assert_eq!((counts, today(&document)), ((0, 0, 5), before.clone()));
    let sellers_only = ["1", "2", "4"].map(|code| row(code, "", "Reza")).to_vec();
    assert_eq!(bring(&mut document, sellers_only, ImportRules::default()).0, (0, 0, 3));
    assert_eq!(today(&document), before);
}

#[test]
fn rows_without_identifiers_are_found_by_name_and_place() {
    let shop = |name: &str, latitude: Option<f64>, area: &str| ImportedAccount {
        name: Some(name.into()),
        coordinates: latitude.and_then(|latitude| Coordinates::new(latitude, 51.4)),
        area: (!area.is_empty()).then(|| ImportedArea { name: area.into(), outline_key: None, centre: None }),
        ..ImportedAccount::default()
    };
    let file = || {
        vec![
            shop("Refah", Some(35.7), ""),
            shop("Refah", Some(29.6), ""),
            shop("Ofogh", None, "Fars"),
            shop("Ofogh", None, "Tehran"),
            shop("Same", None, ""),
            shop("Same", None, ""),
        ]
    };
    let mut document = document(file());
    assert_eq!(document.plan().accounts.len(), 6);
    let (counts, effects) = bring(&mut document, file(), ImportRules::default());
    assert_eq!((counts, effects.found_by_name), ((0, 0, 6), 6));
    // In another order and with new sales each goes to its own place; another place is another customer.
    let sold = |row: ImportedAccount, sales: i64| ImportedAccount { sales: Some(Money(sales)), ..row };
    let rows = vec![sold(shop("Ofogh", None, "tehran"), 4), sold(shop("refah", Some(29.601), ""), 2), shop("Refah", Some(38.0), "")];
    assert_eq!(bring(&mut document, rows, ImportRules::default()).0, (1, 2, 0));
    let sales: Vec<Option<i64>> = document.plan().accounts.iter().map(|account| account.sales.map(|sales| sales.0)).collect();
    assert_eq!(sales, [None, Some(2), None, Some(4), None, None, None]);
    // Identifiers that come later are added to the same customers; another identifier is another customer.
    let coded = |code: &str| ImportedAccount { code: Some(code.into()), ..shop("Refah", Some(35.7), "") };
    assert_eq!(bring(&mut document, vec![coded("R-1")], ImportRules::default()).0, (0, 1, 0));
    assert_eq!(bring(&mut document, vec![coded("R-2")], ImportRules::default()).0, (1, 0, 0));
    // Whoever says so gets them all added.
    let all_new = ImportRules { matches_names: false, ..ImportRules::default() };
    assert_eq!(bring(&mut document, file(), all_new).0, (6, 0, 0));
}

#[test]
fn territories_go_into_the_scenario_that_is_meant() {
    let mut document = document(north_and_south());
    document.apply(Command::AddScenario { name: "Other".into(), from: ScenarioId::TODAY }, NOW).unwrap();
    let other = document.plan().scenarios[1].id;
    let before = today(&document);
    let rules = ImportRules { target: other, ..ImportRules::default() };
    let rows = vec![row("1", "South", "Sara"), row("9", "South", "Sara"), row("8", "West", "Ali")];
    let (counts, effects) = bring(&mut document, rows, rules);
    assert_eq!((counts, effects.moved), ((2, 1, 0), 1));
    let [north, south] = [&["2", "3"][..], &["1", "4", "9"][..]];
    assert_eq!(
        territories(document.plan(), other),
        expected(&[("North", "Reza", north), ("South", "Sara", south), ("West", "Ali", &["8"])])
    );
    let line = document.log().last().unwrap().change.read().unwrap().into_owned();
    assert!(matches!(line, qalamro::document::ChangeSummary::AccountsImported { scenario, .. } if scenario == "Other"));
    // Today's state gets the new customers where it has their territory, and nothing else.
    assert_eq!(today(&document)[0], before[0]);
    assert_eq!(today(&document)[1].2, ["4", "9"]);
}
