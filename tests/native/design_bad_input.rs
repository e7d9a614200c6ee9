//! Bad input to territory design, from files to the judged answer: what is told of it, and that an answer stands all the
//! same. One test for each kind; smaller parts are tested beside their code.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use qalamro::cartography::Outlines;
use qalamro::cartography::borders::{area_map, map_areas};
use qalamro::document::areas::AreaMap;
use qalamro::document::design::question_in;
use qalamro::document::neighbourhood::Neighbourhood;
use qalamro::document::results::results_in;
use qalamro::document::shape::shapes;
use qalamro::document::{
    AccountImport, Command, CommandError, DesignSettings, Document, ImportedAccount, Kept, MeasureKind, MeasureSetting, OwnShare, Plan,
    PlanId, Settings, SharedOut, StartFrom, Whom,
};
use qalamro::domain::{AccountId, Coordinates, ScenarioId, TerritoryId};
use qalamro::exchange::map_file;
use qalamro::locale::Language;
use qalamro::port::service::Service;
use qalamro::territory::service::{DesignRequest, DesignResponse, DesignService};
use qalamro::territory::trials::Trial;
use qalamro::territory::{DesignFinding, DesignProblem, Solution, UnmetReason, UnmetWish};

const TODAY: ScenarioId = ScenarioId::TODAY;

/// A customer: longitude in degrees, potential, the seller whose it is.
type Customer<'a> = (f64, f64, Option<&'a str>);

/// Customers along the equator, half a degree north of it.
fn document(customers: &[Customer]) -> Document {
    let plan = Plan::new(PlanId("p".into()), "p", Settings::for_language(Language::English));
    let mut document = Document::create(plan, 0.0);
    let row = |(number, (longitude, potential, seller)): (usize, &Customer)| ImportedAccount {
        code: Some(format!("C{number}")),
        name: Some(format!("Customer {number}")),
        coordinates: Coordinates::new(0.5, *longitude),
        potential: Some(*potential),
        seller: seller.map(str::to_owned),
        ..ImportedAccount::default()
    };
    let rows = customers.iter().enumerate().map(row).collect();
    document.apply(Command::ImportAccounts(Box::new(AccountImport { source: "c.csv".into(), rows })), 0.0).unwrap();
    document
}

/// Twelve customers half a degree apart, of two sellers, each worth ten.
fn usual() -> Document {
    let customers: Vec<Customer> = (0..12).map(|at| (0.25 + f64::from(at) * 0.5, 10.0, Some(if at < 6 { "One" } else { "Two" }))).collect();
    document(&customers)
}

fn with_territories(document: &mut Document, count: usize) {
    let known = document.plan().today().unwrap().territories.len();
    for number in known..count {
        document.apply(Command::AddTerritory { scenario: TODAY, name: format!("T{number}"), seller: None }, 0.0).unwrap();
    }
}

fn wish(document: &mut Document, change: impl FnOnce(&mut DesignSettings)) {
    let mut design = document.plan().today().unwrap().design.clone();
    design.measures.retain(|setting| setting.kind != MeasureKind::Potential);
    design.measures.iter_mut().for_each(|setting| setting.is_balanced = false);
    design.measures.push(MeasureSetting { kind: MeasureKind::Potential, is_balanced: true, weight: 1.0, tolerance_share: 0.1 });
    design.start_from = StartFrom::Nothing;
    change(&mut design);
    document.apply(Command::ChangeDesign { scenario: TODAY, design }, 0.0).unwrap();
}

fn by_areas(document: &mut Document) {
    wish(document, |design| (design.wishes.shared_out, design.wishes.is_contiguous) = (SharedOut::Areas, true));
}

/// What is told before a run, the answer, and what it leaves unmet, as the app asks for them; the judge finds nothing.
fn ask(problem: &DesignProblem) -> (Vec<DesignFinding>, Solution, Vec<UnmetWish>) {
    let mut service = DesignService::default();
    let (mut told, mut answer) = (Vec::new(), None);
    let mut hear = |response| match response {
        DesignResponse::Findings { findings, .. } => told = findings,
        DesignResponse::Finished { solution, unmet, failures, .. } => {
            assert_eq!(failures, []);
            answer = Some((solution, unmet));
        }
        DesignResponse::Progress { .. } => {}
    };
    service.handle(DesignRequest::Start { run: 1, trial: Box::new(Trial::usual(problem.clone())) }, &mut hear);
    while service.step(&mut hear) {}
    // Nobody here has sales or a workload.
    told.retain(|finding| !matches!(finding, DesignFinding::MeasureIsZeroEverywhere { .. }));
    let (solution, unmet) = answer.unwrap();
    (told, *solution, unmet)
}

/// The same for today's state of a plan, with who lies beside whom.
fn solve(document: &Document, map: Option<&AreaMap>) -> (Vec<DesignFinding>, Solution, Neighbourhood) {
    let plan = document.plan();
    let scenario = plan.today().unwrap();
    let neighbourhood = Neighbourhood::new(plan, scenario.design.wishes.shared_out, map);
    let (told, solution, _) = ask(&question_in(plan, scenario, Some(&neighbourhood)).problem);
    (told, solution, neighbourhood)
}

fn owners(solution: &Solution) -> Vec<Option<u32>> {
    solution.assignment.clone()
}

/// Squares of a degree north of the equator as a file; each by its west side and, if it is odd, its own ring.
fn map(document: &Document, squares: &[(f64, Option<&str>)]) -> AreaMap {
    let features: Vec<String> = squares
        .iter()
        .enumerate()
        .map(|(number, (west, ring))| {
            let east = west + 1.0;
            let usual = format!("[[{west},0],[{east},0],[{east},1],[{west},1],[{west},0]]");
            let ring = ring.map_or(usual, str::to_owned);
            format!(
                r#"{{"type":"Feature","id":"N{number}","properties":{{"name":"N{number}"}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#
            )
        })
        .collect();
    let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let outlines = Outlines::of(&map_file::read(file.as_bytes()).unwrap().outlines).unwrap();
    area_map(document.plan(), &outlines, Arc::new(map_areas(&outlines)))
}

fn six(document: &Document) -> AreaMap {
    map(document, &[0.0, 1.0, 2.0, 3.0, 4.0, 5.0].map(|west| (west, None)))
}

#[test]
fn disconnected_areas_are_bridged_and_the_bridge_is_told() {
    let customers = [0.5, 1.5, 5.5, 6.5].map(|longitude| (longitude, 10.0, Some("One")));
    let mut document = document(&customers);
    by_areas(&mut document);
    let map = map(&document, &[0.0, 1.0, 5.0, 6.0].map(|west| (west, None)));
    let (told, solution, neighbourhood) = solve(&document, Some(&map));
    assert_eq!(neighbourhood.bridges.len(), 1);
    assert_eq!(neighbourhood.bridges[0].areas, [Some(1), Some(2)]);
    assert!((neighbourhood.bridges[0].length_km - 3.0 * 111.2).abs() < 1.0);
    assert_eq!(told, [], "one territory may lie across it");
    assert_eq!(owners(&solution), [Some(0); 4]);
    assert_eq!(solution.measures.territories[0].piece_count, Some(1));
}

#[test]
fn an_area_without_customers_joins_what_lies_on_both_sides() {
    let mut document = document(&[(0.5, 10.0, Some("One")), (2.5, 10.0, Some("Two"))]);
    by_areas(&mut document);
    let map = map(&document, &[0.0, 1.0, 2.0].map(|west| (west, None)));
    assert_eq!((map.accounts_in(&[1].into()), map.totals(document.plan())[1][0]), (Vec::new(), 0.0));
    let (_, solution, neighbourhood) = solve(&document, Some(&map));
    assert!(neighbourhood.bridges.is_empty(), "the way over the empty area is no gap");
    assert_eq!(neighbourhood.neighbours, [[1], [0]]);
    assert!(solution.is_within_tolerance);
    let shapes = shapes(Some(&map), document.plan().today().unwrap()).unwrap();
    assert_eq!((shapes.cut_edges, shapes.territories[0].unwrap().area_count), (1, 2), "it goes with the first");
}

#[test]
fn a_customer_outside_every_area_is_shared_out_all_the_same() {
    let mut document = document(&[(0.5, 10.0, Some("One")), (1.5, 10.0, Some("Two")), (9.5, 10.0, None), (1.6, 10.0, Some("Two"))]);
    by_areas(&mut document);
    let map = map(&document, &[(0.0, None), (1.0, None)]);
    assert!(!map.area_of.contains_key(&document.plan().accounts[2].id));
    let (_, solution, neighbourhood) = solve(&document, Some(&map));
    assert!(neighbourhood.bridges.iter().any(|bridge| bridge.areas.contains(&None)), "named as outside every area");
    assert!(solution.assignment.iter().all(Option::is_some));
    let owners = owners(&solution);
    assert_eq!(owners[1], owners[3], "the area stays whole");
}

#[test]
fn polygons_that_overlap_or_do_not_close_are_still_neighbours() {
    let mut document = usual();
    by_areas(&mut document);
    let open = "[[1,0],[2,0],[2,1],[1,1]]";
    let wide = "[[2.8,0],[4,0],[4,1],[2.8,1],[2.8,0]]";
    let map = map(&document, &[(0.0, None), (1.0, Some(open)), (2.0, None), (3.0, Some(wide)), (4.0, None), (5.0, None)]);
    let pairs: Vec<(u32, u32)> = map.map.borders.iter().map(|border| (border.one, border.other)).collect();
    assert_eq!(pairs, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]);
    let (_, solution, neighbourhood) = solve(&document, Some(&map));
    assert!(neighbourhood.bridges.is_empty() && solution.is_within_tolerance);
    assert!(solution.measures.territories.iter().all(|figures| figures.piece_count == Some(1)));
}

#[test]
fn without_a_territory_that_is_told_and_one_takes_all() {
    let mut none = document(&[(0.5, 10.0, None), (1.5, 10.0, None)]);
    wish(&mut none, |_| ());
    let (told, solution, _) = solve(&none, None);
    assert_eq!(told, [DesignFinding::ZeroTerritories]);
    assert_eq!(owners(&solution), [None; 2]);
    with_territories(&mut none, 1);
    let (told, solution, _) = solve(&none, None);
    assert_eq!((told, owners(&solution)), (Vec::new(), vec![Some(0); 2]));
    assert!(solution.is_within_tolerance);
    let mut empty = document(&[]);
    with_territories(&mut empty, 2);
    assert_eq!(solve(&empty, None).0, [DesignFinding::ZeroUnits]);
}

#[test]
fn more_territories_than_customers_or_areas_leave_some_empty() {
    let mut document = document(&[(0.5, 10.0, Some("One")), (1.5, 10.0, Some("One"))]);
    wish(&mut document, |_| ());
    with_territories(&mut document, 4);
    let (told, solution, _) = solve(&document, None);
    assert_eq!(told.first(), Some(&DesignFinding::MoreTerritoriesThanUnits { territories: 4, units: 2 }));
    assert!(solution.assignment.iter().all(Option::is_some) && solution.assignment[0] != solution.assignment[1]);
    let mut usual = usual();
    by_areas(&mut usual);
    with_territories(&mut usual, 9);
    let map = six(&usual);
    let (_, solution, _) = solve(&usual, Some(&map));
    for area in 0..6 {
        let theirs: Vec<Option<u32>> = [2 * area, 2 * area + 1].map(|unit| solution.assignment[unit]).to_vec();
        assert!(theirs[0].is_some() && theirs[0] == theirs[1], "no area is divided to fill a territory");
    }
}

#[test]
fn where_all_is_held_nothing_moves_and_that_is_told() {
    let mut document = usual();
    let accounts: Vec<AccountId> = document.plan().accounts.iter().map(|account| account.id).collect();
    document.apply(Command::FixAccounts { accounts, is_fixed: true }, 0.0).unwrap();
    for map in [None, Some(six(&document))] {
        wish(&mut document, |design| design.wishes.shared_out = if map.is_some() { SharedOut::Areas } else { SharedOut::Accounts });
        let (told, solution, _) = solve(&document, map.as_ref());
        assert!(told.contains(&DesignFinding::EverythingHeld), "{told:?}");
        assert_eq!(owners(&solution), (0..12).map(|unit| Some(unit / 6)).collect::<Vec<_>>());
    }
}

#[test]
fn locks_that_contradict_each_other_are_told_and_the_stronger_holds() {
    let mut document = usual();
    let plan = document.plan().clone();
    let (first, last) = (plan.accounts[0].id, plan.accounts[11].id);
    let [one, two] = [0, 1].map(|at| plan.today().unwrap().territories[at].id);
    document.apply(Command::FixAccounts { accounts: vec![first], is_fixed: true }, 0.0).unwrap();
    wish(&mut document, |design| {
        // The first is fixed where it must not be; the second territory is frozen and should stay round the first.
        design.wishes.forbidden = [(first, Whom::Territory(one)), (last, Whom::Territory(TerritoryId(77)))].into();
        design.wishes.locks = [(two, Kept::Frozen)].into();
        design.wishes.centres = [(two, first)].into();
    });
    let (told, solution, _) = solve(&document, None);
    assert!(told.contains(&DesignFinding::HeldWhereForbidden { unit: 0, territory: 0 }), "{told:?}");
    assert!(told.contains(&DesignFinding::CentreElsewhere { territory: 1, unit: 0 }), "{told:?}");
    assert_eq!(owners(&solution), (0..12).map(|unit| Some(unit / 6)).collect::<Vec<_>>());
    // With all frozen, a customer without a territory has nowhere to go.
    document.apply(Command::AssignAccounts { scenario: TODAY, accounts: vec![last], territory: None }, 0.0).unwrap();
    wish(&mut document, |design| design.wishes.locks = [(one, Kept::Frozen), (two, Kept::Frozen)].into());
    let (told, solution, _) = solve(&document, None);
    assert!(told.contains(&DesignFinding::EveryTerritoryFrozen { units: 1 }), "{told:?}");
    assert_eq!(solution.assignment[11], None);
}

#[test]
fn a_tolerance_of_nothing_is_refused_in_a_plan_and_borne_by_the_search() {
    let mut document = usual();
    let before = document.plan().clone();
    let mut design = before.today().unwrap().design.clone();
    for tolerance_share in [0.0, -0.1, f64::NAN] {
        design.measures = vec![MeasureSetting { kind: MeasureKind::Potential, is_balanced: true, weight: 1.0, tolerance_share }];
        let refused = document.apply(Command::ChangeDesign { scenario: TODAY, design: design.clone() }, 0.0);
        assert_eq!(refused, Err(CommandError::OutOfRange { field: "tolerance_share" }));
        assert_eq!(document.plan(), &before);
    }
    // A file may still hold one: thirteen equal customers cannot be halved, and that is said of both territories.
    let customers: Vec<Customer> = (0..13).map(|at| (f64::from(at) * 0.5, 10.0, Some(if at < 6 { "One" } else { "Two" }))).collect();
    let odd = self::document(&customers);
    let mut question = question_in(odd.plan(), odd.plan().today().unwrap(), None);
    for (measure, goal) in question.problem.measures.iter_mut().enumerate() {
        (goal.tolerance_share, goal.weight) = (0.0, f64::from(u8::from(measure == 1)));
    }
    let (_, best, unmet) = ask(&question.problem);
    assert!(!best.is_within_tolerance && (best.worst_deviation - 1.0 / 13.0).abs() < 1e-9, "{}", best.worst_deviation);
    assert_eq!(unmet.len(), 2);
    question.problem.units.pop();
    assert!(ask(&question.problem).1.is_within_tolerance, "twelve can");
}

#[test]
fn one_giant_customer_is_told_before_and_after() {
    let mut customers: Vec<Customer> = (0..11).map(|at| (f64::from(at) * 0.5, 1.0, Some("One"))).collect();
    customers.push((5.5, 1e9, Some("Two")));
    let mut document = document(&customers);
    wish(&mut document, |_| ());
    with_territories(&mut document, 3);
    let plan = document.plan();
    let (told, _, unmet) = ask(&question_in(plan, plan.today().unwrap(), None).problem);
    let giant = told.iter().find_map(|finding| match finding {
        DesignFinding::UnitLargerThanTarget { unit, territory_share, .. } => Some((*unit, *territory_share)),
        _ => None,
    });
    assert!(giant.is_some_and(|(unit, share)| unit == 11 && share > 2.9), "{told:?}");
    let is_of_giant = |wish: &UnmetWish| matches!(wish.reason, Some(UnmetReason::UnitLargerThanTarget { unit: 11, share_of_target }) if share_of_target > 2.9);
    assert!(unmet.iter().any(is_of_giant), "{unmet:?}");
}

#[test]
fn what_is_no_number_counts_as_nothing_and_is_told() {
    // Accounts that are edited or added are refused; a file of a plan might hold them.
    let mut document = usual();
    wish(&mut document, |_| ());
    let mut account = (*document.plan().accounts[0]).clone();
    account.potential = Some(f64::NAN);
    let refused = document.apply(Command::EditAccount(Box::new(account.clone())), 0.0);
    assert_eq!(refused, Err(CommandError::OutOfRange { field: "potential" }));
    let mut plan = (**document.plan()).clone();
    account.coordinates = Some(Coordinates { latitude_degrees: f64::NAN, longitude_degrees: 3.0 });
    Arc::make_mut(&mut plan.accounts)[0] = Arc::new(account);
    let neighbourhood = Neighbourhood::new(&plan, SharedOut::Accounts, None);
    let question = question_in(&plan, plan.today().unwrap(), Some(&neighbourhood));
    let (told, solution, _) = ask(&question.problem);
    assert!(told.contains(&DesignFinding::InvalidValue { unit: 0, measure: 1 }), "{told:?}");
    assert!(told.contains(&DesignFinding::InvalidPosition { unit: 0 }), "{told:?}");
    assert!(solution.assignment.iter().all(Option::is_some));
    let figures = results_in(&plan, plan.today().unwrap(), Some(&neighbourhood)).measures;
    assert!(figures.dispersion_km.is_finite() && figures.largest_diameter_km.is_finite());
    assert_eq!(figures.territories[0].values[1], 50.0);
}

#[test]
fn shares_of_nothing_or_below_leave_an_answer() {
    let counts = |shares: &[f64]| {
        let mut document = usual();
        let territories: Vec<TerritoryId> = document.plan().today().unwrap().territories.iter().map(|territory| territory.id).collect();
        wish(&mut document, |design| {
            design.wishes.shares = territories.iter().zip(shares).map(|(id, weight)| (*id, OwnShare::of_all(*weight))).collect();
        });
        let (told, solution, _) = solve(&document, None);
        assert!(!told.iter().any(|finding| matches!(finding, DesignFinding::SharesDoNotSumToOne { .. })), "{told:?}");
        [0, 1].map(|territory| owners(&solution).iter().filter(|owner| **owner == Some(territory)).count())
    };
    assert_eq!(counts(&[0.5, 1.0]), [4, 8]);
    assert_eq!(counts(&[0.0, 0.0]), [6, 6], "as if none were given");
    assert_eq!(counts(&[-1.0, f64::NAN]), [6, 6]);
    let [nothing, all] = counts(&[0.0, 1.0]);
    assert!(nothing <= 1 && nothing + all == 12, "{nothing} and {all}");
}
