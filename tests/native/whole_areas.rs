//! Whole states of the American sample in one piece each, and the names that new territories get.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::Arc;

use qalamro::document::areas::{AreaBorder, AreaMap, MapArea, MapAreas};
use qalamro::document::design::question_in;
use qalamro::document::neighbourhood::Neighbourhood;
use qalamro::document::{Plan, SharedOut};
use qalamro::domain::AreaId;
use qalamro::sample::SAMPLES;
use qalamro::territory::{DesignProblem, Position, Search, Start, check, measures, unmet_pieces};

/// Which of the contiguous states share a border.
const BORDERS: &str = "AL-FL AL-GA AL-MS AL-TN AR-LA AR-MO AR-MS AR-OK AR-TN AR-TX AZ-CA AZ-NM AZ-NV AZ-UT CA-NV CA-OR CO-KS CO-NE CO-NM \
    CO-OK CO-UT CO-WY CT-MA CT-NY CT-RI DC-MD DC-VA DE-MD DE-NJ DE-PA FL-GA GA-NC GA-SC GA-TN IA-IL IA-MN IA-MO IA-NE IA-SD IA-WI ID-MT \
    ID-NV ID-OR ID-UT ID-WA ID-WY IL-IN IL-KY IL-MO IL-WI IN-KY IN-MI IN-OH KS-MO KS-NE KS-OK KY-MO KY-OH KY-TN KY-VA KY-WV LA-MS LA-TX \
    MA-NH MA-NY MA-RI MA-VT MD-PA MD-VA MD-WV ME-NH MI-OH MI-WI MN-ND MN-SD MN-WI MO-NE MO-OK MO-TN MS-TN MT-ND MT-SD MT-WY NC-SC NC-TN \
    NC-VA ND-SD NE-SD NE-WY NH-VT NJ-NY NJ-PA NM-OK NM-TX NV-OR NV-UT NY-PA NY-VT OH-PA OH-WV OK-TX OR-WA PA-WV SD-WY TN-VA UT-WY VA-WV";

/// The sum over territories and measures of what a planner's four moves leave outside tolerance, as shares of the targets.
const LEFT_BY_HAND: f64 = 1.84;

/// The sample with wishes of its own.
fn plan(shared_out: SharedOut, is_contiguous: bool) -> Plan {
    let mut plan = (*SAMPLES[1].document().plan).clone();
    let design = &mut Arc::make_mut(&mut plan.scenarios[0]).design;
    (design.wishes.shared_out, design.wishes.is_contiguous) = (shared_out, is_contiguous);
    design.uses_homes = false;
    plan
}

/// The map of states: no outlines, only who borders whom.
fn map(plan: &Plan) -> AreaMap {
    let pairs: Vec<(&str, &str)> = BORDERS.split_whitespace().filter_map(|pair| pair.split_once('-')).collect();
    let mut codes: Vec<&str> = pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
    codes.sort_unstable();
    codes.dedup();
    let number = |code: &str| codes.binary_search(&code).unwrap() as u32;
    let area = |code: &&str| {
        let key = format!("US-{code}");
        let known = plan.areas.iter().find(|area| area.outline_key.as_deref() == Some(&key));
        let place = known.and_then(|area| area.centre).map(|centre| (centre.latitude_degrees, centre.longitude_degrees));
        let (latitude_degrees, longitude_degrees) = place.unwrap_or((40.0, -100.0));
        MapArea { name: key.clone(), key, rim: vec![Position { latitude_degrees, longitude_degrees }], ..MapArea::default() }
    };
    let areas: Vec<MapArea> = codes.iter().map(area).collect();
    let mut borders: Vec<AreaBorder> =
        pairs.iter().map(|(one, other)| AreaBorder { one: number(one), other: number(other), length_km: 1.0 }).collect();
    borders.sort_by_key(|border| (border.one, border.other));
    let keys: BTreeMap<AreaId, &str> = plan.areas.iter().filter_map(|area| Some((area.id, area.outline_key.as_deref()?))).collect();
    let area_of = plan.accounts.iter().filter_map(|account| Some((account.id, number(keys.get(&account.area?)?.strip_prefix("US-")?))));
    AreaMap { area_of: area_of.collect(), map: Arc::new(MapAreas { areas, borders }) }
}

fn problem(plan: &Plan, shared_out: SharedOut, (start, seed): (Start, u64)) -> DesignProblem {
    let map = map(plan);
    let beside = Neighbourhood::new(plan, shared_out, Some(&map));
    DesignProblem { start, seed, ..question_in(plan, plan.today().unwrap(), Some(&beside)).problem }
}

fn solved(problem: &DesignProblem, effort: f64) -> Vec<Option<u32>> {
    let mut search = Search::with_effort(problem.clone(), effort);
    search.finish();
    search.best().assignment.clone()
}

/// What territories are outside tolerance by, summed, as shares of their targets.
fn excess(problem: &DesignProblem, assignment: &[Option<u32>]) -> f64 {
    let found = measures(problem, assignment);
    let of_territory = |deviations: &[f64]| {
        let goals = problem.measures.iter().zip(deviations).filter(|(goal, _)| goal.is_balanced());
        goals.map(|(goal, deviation)| (deviation.abs() - goal.tolerance_share).max(0.0)).sum::<f64>()
    };
    found.territories.iter().map(|territory| of_territory(&territory.deviations)).sum()
}

/// A territory whose fixed customers lie in states that others take grows all the same.
#[test]
fn fixed_customers_keep_no_territory_from_taking_whole_areas() {
    let plan = plan(SharedOut::Areas, true);
    assert!(plan.accounts.iter().any(|account| account.is_fixed));
    for start in [Start::Today, Start::Nothing] {
        for seed in 1..=3 {
            let problem = problem(&plan, SharedOut::Areas, (start, seed));
            let found = solved(&problem, 1.0);
            let figures = measures(&problem, &found);
            let excess = excess(&problem, &found);
            println!("{start:?} {seed}: {excess:.3}, worst {:.3}", figures.worst_deviation(&problem));
            assert!(excess <= LEFT_BY_HAND, "{start:?} {seed}: {excess}");
            assert_eq!(check(&problem, &found, &figures), []);
            assert_eq!(unmet_pieces(&problem, &found, &figures), []);
        }
    }
}

/// How many customers change hands.
fn changed(problem: &DesignProblem, assignment: &[Option<u32>]) -> usize {
    problem.units.iter().zip(assignment).filter(|(unit, owner)| unit.today.is_some() && unit.today != **owner).count()
}

/// Two territories that are to carry the same and hold nothing fixed have the names under which most customers stay.
#[test]
fn no_exchange_of_two_names_keeps_more_of_today() {
    for (shared_out, is_contiguous, effort) in
        [(SharedOut::Areas, true, 1.0), (SharedOut::Areas, false, 1.0), (SharedOut::Accounts, true, 0.1), (SharedOut::Accounts, false, 0.1)]
    {
        let plan = plan(shared_out, is_contiguous);
        for seed in 1..=3 {
            let problem = problem(&plan, shared_out, (Start::Nothing, seed));
            let found = solved(&problem, effort);
            let is_open = |territory: &u32| !problem.units.iter().any(|unit| unit.fixed && unit.today == Some(*territory));
            let open: Vec<u32> = (0..problem.territories.len() as u32).filter(is_open).collect();
            let shares = |territory: u32| {
                let shares = problem.territories[territory as usize].shares.iter().zip(&problem.measures);
                shares.filter(|(_, goal)| goal.is_balanced()).map(|(share, _)| *share).collect::<Vec<f64>>()
            };
            let mut looked = 0;
            for &one in &open {
                for &other in open.iter().filter(|&&other| other > one && shares(other) == shares(one)) {
                    let swap = |owner: &Option<u32>| match *owner {
                        Some(owner) if owner == one => Some(other),
                        Some(owner) if owner == other => Some(one),
                        owner => owner,
                    };
                    let exchanged: Vec<Option<u32>> = found.iter().map(swap).collect();
                    assert!(
                        changed(&problem, &exchanged) >= changed(&problem, &found),
                        "{shared_out:?} {is_contiguous} {seed}: {one} and {other}: {} of {}",
                        changed(&problem, &exchanged),
                        changed(&problem, &found)
                    );
                    looked += 1;
                }
            }
            assert!(looked > 0);
        }
    }
}
