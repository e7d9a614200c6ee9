//! Tests of the sheets.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use super::html;
use super::picture::{PictureWords, draw};
use super::territory::{Source, sheet};
use super::{Block, Cell, Sheet};
use crate::cartography::Scene;
use crate::document::results::results;
use crate::document::shape::{ScenarioShapes, TerritoryShape};
use crate::document::{MeasureKind, Plan, PlanId, Settings};
use crate::domain::{Account, AccountId, Coordinates, Money, Person, PersonId, ScenarioId, Territory, TerritoryId};
use crate::locale::Language;

/// Three customers in two territories; in the scenario the second goes from North to South.
fn plan() -> Plan {
    let mut plan = Plan::new(PlanId("p".into()), "P", Settings::for_language(Language::English));
    let account = |id: u32, name: &str, sales: i64| {
        let mut account = Account::named(AccountId(id), name);
        (account.potential, account.sales) = (Some(10.0), Some(Money(sales)));
        account.coordinates = Coordinates::new(35.0, 50.0 + f64::from(id));
        Arc::new(account)
    };
    plan.accounts = Arc::new(vec![account(1, "Alpha", 50_000), account(2, "<b>Beta</b>", 90_000), account(3, "Gamma", 10_000)]);
    plan.people = Arc::new(vec![Person::named(PersonId(9), "Rita")]);
    let today = Arc::make_mut(&mut plan.scenarios[0]);
    today.territories = vec![
        Territory { id: TerritoryId(10), name: "North".into(), colour_index: 0, seller: Some(PersonId(9)) },
        Territory { id: TerritoryId(11), name: "South".into(), colour_index: 1, seller: None },
    ];
    today.assignment = [(AccountId(1), TerritoryId(10)), (AccountId(2), TerritoryId(10)), (AccountId(3), TerritoryId(11))].into();
    let mut next = today.clone();
    (next.id, next.name) = (ScenarioId(1), "Next".into());
    next.assignment.insert(AccountId(2), TerritoryId(11));
    plan.scenarios.push(Arc::new(next));
    plan
}

fn made(plan: &Plan, scenario: usize, at: usize, language: Language) -> Sheet {
    let scenario = &plan.scenarios[scenario];
    let results = results(plan, scenario);
    let source = Source { plan, scenario, scenario_name: "Next", results: &results, shapes: None, language };
    sheet(&source, at, None).unwrap()
}

fn tables(sheet: &Sheet) -> Vec<(String, Vec<Vec<Cell>>)> {
    let table = |block: &Block| match block {
        Block::Table { caption, rows, .. } => Some((caption.clone(), rows.clone())),
        _ => None,
    };
    sheet.blocks.iter().filter_map(table).collect()
}

#[test]
fn a_seller_who_takes_a_territory_over_reads_it() {
    let mut plan = plan();
    Arc::make_mut(&mut plan.people).push(Person::named(PersonId(8), "Sam"));
    let next = Arc::make_mut(&mut plan.scenarios[1]);
    next.territories[0].seller = Some(PersonId(8));
    next.assignment.insert(AccountId(2), TerritoryId(10));
    let told = |plan: &Plan| {
        let north = made(plan, 1, 0, Language::English);
        let told = north.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(words) => Some(words.replace(['\u{2068}', '\u{2069}'], "")),
            _ => None,
        });
        told.collect::<Vec<_>>()
    };
    let words = "Sam takes the territory instead of Rita: 2 customers that stay in it get another seller.";
    assert!(told(&plan).iter().any(|known| known == words), "{:?}", told(&plan));
    assert!(!told(&plan).iter().any(|known| known.starts_with("Nothing changes")));
}

#[test]
fn the_way_to_the_sellers_base_is_told_also_where_it_draws_nothing() {
    let mut plan = plan();
    Arc::make_mut(&mut plan.people)[0].home = Coordinates::new(35.0, 51.0);
    Arc::make_mut(&mut plan.scenarios[1]).design.uses_homes = false;
    let measures = tables(&made(&plan, 1, 0, Language::English)).swap_remove(0).1;
    let way = measures.iter().find(|row| row[0] == Cell::Text("Mean distance to the seller’s base (km)".into())).unwrap();
    assert_eq!((&way[1], &way[5]), (&Cell::Number("0".into()), &Cell::Text("1 of 1".into())));
}

#[test]
fn a_seller_reads_what_comes_and_goes_and_where_they_stand() {
    let plan = plan();
    let north = made(&plan, 1, 0, Language::English);
    assert_eq!(north.blocks[0], Block::Lead("Seller: Rita".into()));
    assert_eq!(north.blocks[2], Block::Paragraph("1 customer with sales of $500.".into()));
    let tables_of_north = tables(&north);
    assert_eq!(tables_of_north[1].0, "Customers that go (1)");
    assert_eq!(tables_of_north[1].1[0][1], Cell::Text("South".into()));
    let potential = &tables_of_north[0].1[1];
    assert_eq!(potential[3], Cell::Number("−33%".into()));
    assert_eq!(potential[5], Cell::Text("2 of 2".into()));
    let south = made(&plan, 1, 1, Language::English);
    let tables_of_south = tables(&south);
    assert_eq!(tables_of_south[1].0, "Customers that come (1)");
    assert_eq!(tables_of_south[1].1[0][1], Cell::Text("North (Rita)".into()));
    let customers = &tables_of_south.last().unwrap().1;
    assert_eq!(customers[0][0], Cell::Text("<b>Beta</b> (new)".into()), "the largest sales first");
    assert_eq!(customers.len(), 2);
    assert!(made(&plan, 0, 0, Language::English).blocks.contains(&Block::Paragraph("This is today’s state.".into())));
}

#[test]
fn all_sheets_are_one_safe_file_in_persian_as_well() {
    let mut plan = plan();
    for scenario in &mut plan.scenarios {
        Arc::make_mut(scenario).territories[1].name = "<script>alert(1)</script>".into();
    }
    let scenario = &plan.scenarios[1];
    let results = results(&plan, scenario);
    let source = Source { plan: &plan, scenario, scenario_name: "Next", results: &results, shapes: None, language: Language::Persian };
    let scene = Scene::new(&plan, scenario, MeasureKind::Sales, None);
    let sheets: Vec<Sheet> = (0..2)
        .filter_map(|at| {
            let name = &scenario.territories[at].name;
            let words = PictureWords { title: name, subtitle: "Next", own: name, others: "…", ringed: "◯" };
            sheet(&source, at, draw(&scene, at, None, "#0072b2", &words, true))
        })
        .collect();
    let file = html::page("P", Language::Persian, &sheets);
    assert_eq!((file.matches("<svg").count(), file.matches("<section").count()), (4, 2), "a picture in a picture each");
    assert!(!file.contains("<script") && !file.contains("<b>") && file.contains("&lt;b&gt;Beta"));
    assert!(file.contains("مشتریانی که می‌آیند (۱)") && file.contains("dir=\"rtl\""));
    assert!(file.matches("http").count() == file.matches("http://www.w3.org/2000/svg").count() + 1);
}

#[test]
fn an_empty_territory_has_a_sheet_too() {
    let mut plan = plan();
    Arc::make_mut(&mut plan.scenarios[1]).assignment.clear();
    let empty = made(&plan, 1, 0, Language::Persian);
    assert_eq!(tables(&empty).last().unwrap().1.len(), 0);
    let scene = Scene::new(&plan, &plan.scenarios[1], MeasureKind::Sales, None);
    let words = PictureWords { title: "", subtitle: "", own: "", others: "", ringed: "" };
    assert!(draw(&scene, 0, None, "#0072b2", &words, false).is_none());
}

#[test]
fn shape_and_diameter_stand_beside_the_team_where_they_are_known() {
    let plan = plan();
    let scenario = &plan.scenarios[1];
    let results = results(&plan, scenario);
    // A square with a quarter of pi, and a territory without an area.
    let square = TerritoryShape {
        area_count: 1,
        area_square_km: 100.0,
        perimeter_km: 40.0,
        circle_square_km: 157.0,
        hull_square_km: 100.0,
        cut_edges: 1,
    };
    let shapes = ScenarioShapes { territories: vec![None, Some(square)], cut_edges: 1 };
    let source =
        Source { plan: &plan, scenario, scenario_name: "Next", results: &results, shapes: Some(&shapes), language: Language::English };
    let row = |at: usize, name: &str| {
        let rows = tables(&sheet(&source, at, None).unwrap()).remove(0).1;
        rows.into_iter().find(|row| matches!(&row[0], Cell::Text(known) if known.starts_with(name)))
    };
    let polsby = row(1, "Shape: Polsby").unwrap();
    assert_eq!((&polsby[1], &polsby[5]), (&Cell::Number("0.79".into()), &Cell::Text("1 of 1".into())));
    assert!(row(1, "Shape: Convex").is_some() && row(0, "Shape").is_none());
    // The two customers of the south are a degree apart at 35° N.
    assert_eq!(row(1, "Diameter").unwrap()[1], Cell::Number("91".into()));
}
