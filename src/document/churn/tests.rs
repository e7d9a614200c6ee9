//! What becomes of a plan when sellers come and go.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::document::results::results;
use crate::document::{ChangeSummary, Document, SharedOut, change_text, fixtures};
use crate::domain::{Account, Person};
use crate::locale::Language;
use std::sync::Arc;

/// Forty customers along a road in four territories of ten; the first is fixed. Two sellers, the first with two
/// territories.
fn document() -> Document {
    let describe = |account: &mut Account| {
        fixtures::on_a_road(account);
        account.is_fixed = account.id.0 == 1;
    };
    let mut plan = fixtures::plan(40, describe, &[100, 101, 102, 103], |id| 100 + (id - 1) / 10);
    let person = |id: u32| Person::named(PersonId(id), format!("P{id}"));
    plan.people = Arc::new(vec![person(90), person(91)]);
    let territories = &mut Arc::make_mut(&mut plan.scenarios[0]).territories;
    for (territory, seller) in territories.iter_mut().zip([Some(90), Some(90), Some(91), None]) {
        territory.seller = seller.map(PersonId);
    }
    fixtures::opened(plan)
}

fn counts(document: &Document) -> Vec<(String, usize)> {
    let today = document.plan().today().unwrap();
    let count = |id: TerritoryId| today.assignment.values().filter(|owner| **owner == id).count();
    today.territories.iter().map(|territory| (territory.name.clone(), count(territory.id))).collect()
}

fn run(document: &mut Document, change: &Churn) -> ChangeSummary {
    let command = command(document.plan(), ScenarioId::TODAY, change, None).unwrap();
    document.apply(command, 0.0).unwrap()
}

/// The change in words, without the marks that keep names apart.
fn said(change: &ChangeSummary) -> String {
    change_text(change, Language::English).replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn a_leavers_customers_go_to_the_neighbours_in_one_step() {
    let mut document = document();
    let before = document.plan().clone();
    let change = run(&mut document, &Churn::Leave { territories: vec![TerritoryId(101)], stay_vacant: false, off_the_team: None });
    assert_eq!(said(&change), "Territory “T1” dissolved: 10 customers given to its neighbours");
    let counts = counts(&document);
    assert_eq!(counts.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["T0", "T2", "T3"]);
    assert_eq!((counts[0].1, counts[1].1, counts[2].1), (15, 15, 10), "the far one is not touched");
    assert!(document.undo(0.0).is_some());
    assert_eq!(document.plan(), &before);
}

#[test]
fn all_territories_of_a_seller_may_stay_vacant() {
    let mut document = document();
    let theirs = territories_of_seller(document.plan().today().unwrap(), TerritoryId(100));
    assert_eq!(theirs, [TerritoryId(100), TerritoryId(101)]);
    let change = run(&mut document, &Churn::Leave { territories: theirs, stay_vacant: true, off_the_team: None });
    assert_eq!(said(&change), "Territories “T0”, “T1” became vacant");
    let today = document.plan().today().unwrap();
    assert!(today.territories.iter().take(2).all(|territory| territory.seller.is_none()));
    assert_eq!(counts(&document)[0].1, 10);
    let alone = territories_of_seller(today, TerritoryId(103));
    assert_eq!(alone, [TerritoryId(103)], "a vacant territory has no fellows");
}

#[test]
fn a_leaver_goes_off_the_team_list_when_asked() {
    for stay_vacant in [false, true] {
        let mut document = document();
        document.apply(Command::AddScenario { name: "S".into(), from: ScenarioId::TODAY }, 0.0).unwrap();
        let before = document.plan().clone();
        let leaver = PersonId(91);
        run(&mut document, &Churn::Leave { territories: vec![TerritoryId(102)], stay_vacant, off_the_team: Some(leaver) });
        let plan = document.plan();
        assert!(plan.person(leaver).is_none() && plan.person(PersonId(90)).is_some());
        let other = plan.scenarios.last().unwrap().territory(TerritoryId(102)).unwrap();
        assert_eq!(other.seller, None, "vacant in the other scenario, with its customers");
        assert_eq!(counts(&document).iter().map(|(_, count)| count).sum::<usize>(), 40);
        assert!(document.undo(0.0).is_some());
        assert_eq!(document.plan(), &before, "one step");
    }
    let nobody = Churn::Leave { territories: vec![TerritoryId(102)], stay_vacant: true, off_the_team: Some(PersonId(7)) };
    let mut odd = document();
    let command = command(odd.plan(), ScenarioId::TODAY, &nobody, None).unwrap();
    assert_eq!(odd.apply(command, 0.0).unwrap_err(), CommandError::UnknownPerson);
}

#[test]
fn one_piece_is_kept_where_it_is_wished() {
    let mut document = document();
    let mut design = document.plan().today().unwrap().design.clone();
    design.wishes.is_contiguous = true;
    document.apply(Command::ChangeDesign { scenario: ScenarioId::TODAY, design }, 0.0).unwrap();
    let plan = document.plan().clone();
    // Beside each other along the road.
    let beside = |at: u32| [at.checked_sub(1), Some(at + 1).filter(|next| *next < 40)].into_iter().flatten().collect();
    let neighbourhood = Neighbourhood { neighbours: (0..40).map(beside).collect(), ..Neighbourhood::new(&plan, SharedOut::Accounts, None) };
    let newcomers = vec![Newcomer { name: "N".into(), seller: None }];
    let whole = command(&plan, ScenarioId::TODAY, &Churn::Hire(newcomers), Some(&neighbourhood)).unwrap();
    document.apply(whole, 0.0).unwrap();
    let today = document.plan().today().unwrap();
    for territory in &today.territories {
        let theirs: Vec<u32> = (1..=40).filter(|id| today.assignment.get(&AccountId(*id)) == Some(&territory.id)).collect();
        assert!(theirs.windows(2).all(|pair| pair[1] == pair[0] + 1), "{}: {theirs:?}", territory.name);
    }
}

#[test]
fn whole_areas_are_carved_out_and_halved_where_areas_are_shared_out() {
    let mut document = document();
    // Twenty areas of two along the road; the first customer is fixed.
    let mut plan = document.plan().as_ref().clone();
    let in_areas = plan
        .accounts
        .iter()
        .map(|account| Arc::new(Account { area: Some(crate::domain::AreaId((account.id.0 - 1) / 2)), ..(**account).clone() }));
    plan.accounts = Arc::new(in_areas.collect());
    Arc::make_mut(&mut plan.scenarios[0]).design.wishes.shared_out = SharedOut::Areas;
    document = fixtures::opened(plan);
    let newcomer = Newcomer { name: "N".into(), seller: None };
    for change in [Churn::Hire(vec![newcomer.clone()]), Churn::Split { territory: TerritoryId(102), half: newcomer }] {
        let plan = document.plan().clone();
        let neighbourhood = Neighbourhood::new(&plan, SharedOut::Areas, None);
        let whole = command(&plan, ScenarioId::TODAY, &change, Some(&neighbourhood)).unwrap();
        document.apply(whole, 0.0).unwrap();
        let today = document.plan().today().unwrap();
        let owner = |id: u32| today.assignment.get(&AccountId(id));
        assert!((1..=20).all(|pair| owner(2 * pair - 1) == owner(2 * pair)), "{change:?}");
        let new = counts(&document).last().unwrap().1;
        assert!((4..=8).contains(&new), "{:?}", counts(&document));
    }
}

#[test]
fn newcomers_get_their_share_and_fixed_customers_stay() {
    let mut document = document();
    let newcomers = vec![Newcomer { name: "N".into(), seller: Some(PersonId(91)) }];
    let change = run(&mut document, &Churn::Hire(newcomers));
    let today = document.plan().today().unwrap();
    let new = today.territories.last().unwrap();
    assert_eq!((new.name.as_str(), new.seller), ("N", Some(PersonId(91))));
    let counts = counts(&document);
    assert!((7..=9).contains(&counts[4].1), "{counts:?}");
    assert_eq!(counts.iter().map(|(_, count)| count).sum::<usize>(), 40);
    assert_eq!(today.assignment.get(&AccountId(1)), Some(&TerritoryId(100)));
    assert!(matches!(change, ChangeSummary::TerritoriesCarved { count: 1, moved: 7..=9, .. }));
}

#[test]
fn two_become_one_and_one_becomes_two() {
    let mut document = document();
    let mut kept = document.plan().today().unwrap().territory(TerritoryId(102)).unwrap().clone();
    kept.name = "Both".into();
    let change = run(&mut document, &Churn::Merge { kept, gone: TerritoryId(103) });
    assert_eq!(said(&change), "Territories “T2” and “T3” merged into “Both”");
    assert_eq!(counts(&document)[2], ("Both".to_owned(), 20));
    let half = Newcomer { name: "Half".into(), seller: None };
    run(&mut document, &Churn::Split { territory: TerritoryId(102), half });
    let today = document.plan().today().unwrap();
    assert_eq!((counts(&document)[2].1, counts(&document)[3].1), (10, 10));
    let half: Vec<u32> =
        today.assignment.iter().filter(|(_, owner)| **owner == today.territories[3].id).map(|(account, _)| account.0).collect();
    assert!(half.windows(2).all(|pair| pair[1] == pair[0] + 1), "a half is one stretch of the road: {half:?}");
}

#[test]
fn what_cannot_be_done_is_refused() {
    let document = document();
    let plan = document.plan();
    let refused = |change: &Churn| command(plan, ScenarioId::TODAY, change, None).unwrap_err();
    let all: Vec<TerritoryId> = (100..104).map(TerritoryId).collect();
    assert_eq!(refused(&Churn::Leave { territories: all, stay_vacant: false, off_the_team: None }), CommandError::Nothing);
    assert_eq!(
        refused(&Churn::Leave { territories: vec![TerritoryId(7)], stay_vacant: false, off_the_team: None }),
        CommandError::UnknownTerritory
    );
    assert_eq!(refused(&Churn::Hire(Vec::new())), CommandError::Nothing);
    let nameless = Newcomer { name: " ".into(), seller: None };
    assert_eq!(refused(&Churn::Hire(vec![nameless.clone()])), CommandError::NameIsEmpty);
    assert_eq!(refused(&Churn::Split { territory: TerritoryId(8), half: nameless }), CommandError::UnknownTerritory);
    assert_eq!(fixed_accounts(plan, plan.today().unwrap(), &[TerritoryId(100)]), 1);
    let results = results(plan, plan.today().unwrap());
    assert_eq!(nearest_territories(plan.today().unwrap(), &results, TerritoryId(103))[0], TerritoryId(102));
}

#[test]
fn what_comes_of_a_change_is_what_the_plan_has_after_it() {
    use crate::document::comparison::{Ground, compare_on};
    let document = document();
    let plan = document.plan();
    let neighbourhood = Neighbourhood::new(plan, SharedOut::Accounts, None);
    let beside = [(SharedOut::Accounts, &neighbourhood)];
    let ground = Ground { map: None, beside: &beside };
    let newcomer = || Newcomer { name: "N".into(), seller: Some(PersonId(91)) };
    let kept = plan.today().unwrap().territory(TerritoryId(102)).unwrap().clone();
    for change in [
        Churn::Leave { territories: vec![TerritoryId(100)], stay_vacant: false, off_the_team: Some(PersonId(90)) },
        Churn::Leave { territories: vec![TerritoryId(102)], stay_vacant: true, off_the_team: None },
        Churn::Hire(vec![newcomer(), newcomer()]),
        Churn::Merge { kept, gone: TerritoryId(103) },
        Churn::Split { territory: TerritoryId(101), half: newcomer() },
    ] {
        let asked = asked(plan, ScenarioId::TODAY, &change, Some(&neighbourhood)).unwrap();
        let known = crate::document::results::results_in(plan, plan.today().unwrap(), Some(&neighbourhood));
        let outcome = asked.outcome(plan, &known, &asked.question.answer()).unwrap();
        assert_eq!(outcome.plan, document.preview(outcome.command.clone()).unwrap());
        assert_eq!(outcome.before.rows, compare_on(plan, &[ScenarioId::TODAY], ground).rows);
        assert_eq!(outcome.after.rows, compare_on(&outcome.plan, &[ScenarioId::TODAY], ground).rows, "{change:?}");
        assert_eq!(outcome.command, command(plan, ScenarioId::TODAY, &change, Some(&neighbourhood)).unwrap());
    }
}
