//! Why wishes stay unmet, on the sample plans: what is told fits what there is.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use qalamro::document::MeasureKind;
use qalamro::document::design::question_in;
use qalamro::document::neighbourhood::Neighbourhood;
use qalamro::document::wishes::TogetherBy;
use qalamro::document::{DisruptionSetting, Plan, Scenario, SharedOut};
use qalamro::domain::{Territory, TerritoryId};
use qalamro::sample::SAMPLES;
use qalamro::territory::trials::{self, Aim, Merits, Trial};
use qalamro::territory::{
    DesignFinding, DesignProblem, DisruptionBasis, Solution, UnmetReason, UnmetWish, findings, holding_tolerances, measures,
};

use crate::trial::run;

/// A sample plan whose today wishes something.
fn plan(sample: usize, wish: impl Fn(&mut Scenario)) -> Plan {
    let mut plan = (*SAMPLES[sample].document().plan).clone();
    wish(Arc::make_mut(&mut plan.scenarios[0]));
    plan
}

fn problem_of(plan: &Plan, shared_out: SharedOut) -> DesignProblem {
    let beside = Neighbourhood::new(plan, shared_out, None);
    question_in(plan, plan.today().unwrap(), Some(&beside)).problem
}

fn add_territories(plan: &mut Plan, count: u32) {
    let today = Arc::make_mut(&mut plan.scenarios[0]);
    for id in (0..).map(|number| TerritoryId(1_000_000 + number)).take(count as usize - today.territories.len()) {
        let copy = Territory { id, ..today.territories[0].clone() };
        today.territories.push(copy);
    }
}

fn whole_areas(scenario: &mut Scenario) {
    scenario.design.wishes.shared_out = SharedOut::Areas;
}

#[test]
fn only_what_is_fixed_is_to_be_freed_where_cities_stay_together() {
    let plan = plan(0, |today| {
        today.design.wishes.is_contiguous = true;
        today.design.wishes.keep_together_by = Some(TogetherBy::Column("شهر".to_owned()));
    });
    let problem = problem_of(&plan, SharedOut::Accounts);
    let fixed = plan.accounts.iter().filter(|account| account.is_fixed).count();
    let mut named = 0;
    for finding in findings(&problem) {
        if let DesignFinding::HeldUnitsApart { units, .. } = finding {
            assert!(units.iter().all(|&unit| problem.units[unit as usize].fixed), "{} of {fixed}", units.len());
            named += units.len();
        }
    }
    assert!(named > 0 && named <= fixed, "{named} of {fixed}");
}

#[test]
fn too_few_areas_are_told_before_a_run() {
    let mut plan = plan(1, whole_areas);
    // A fixed customer does not move with its area.
    let most = plan.areas.len() + plan.accounts.iter().filter(|account| account.is_fixed).count();
    add_territories(&mut plan, 70);
    let problem = problem_of(&plan, SharedOut::Areas);
    let told = findings(&problem);
    let is_told = told
        .iter()
        .any(|finding| matches!(finding, DesignFinding::MoreTerritoriesThanUnits { units, territories: 70 } if (*units as usize) <= most));
    assert!(is_told, "{most}: {told:?}");
}

/// Whether each territory outside tolerance is explained, and whether the tolerances that are told to hold do.
fn explained(problem: &DesignProblem, solution: &Solution, unmet: &[UnmetWish]) {
    for wish in unmet {
        println!("{} m{} {:.2} {:?}", wish.territory, wish.measure, wish.deviation, wish.reason);
    }
    let holding = holding_tolerances(unmet);
    println!("{holding:?}");
    let mut looser = problem.clone();
    for (measure, share) in holding {
        looser.measures[measure as usize].tolerance_share = share;
    }
    assert!(measures(&looser, &solution.assignment).is_within_tolerance(&looser), "what is told to hold does");
}

#[test]
fn a_province_larger_than_a_territory_is_named() {
    let plan = plan(0, |today| {
        whole_areas(today);
        today.design.wishes.is_contiguous = true;
    });
    let problem = problem_of(&plan, SharedOut::Areas);
    let (solution, unmet, pieces) = run(Trial { effort: 0.3, ..Trial::usual(problem.clone()) });
    println!("{pieces:?}");
    explained(&problem, &solution, &unmet);
    let worst = &unmet[0];
    let Some(UnmetReason::GroupLargerThanTarget { unit, share_of_target }) = worst.reason else { panic!("{worst:?}") };
    assert_eq!(plan.area(plan.accounts[unit as usize].area.unwrap()).unwrap().name, "تهران");
    assert!(share_of_target <= 1.0 + worst.deviation + 1e-9);
    assert!(unmet.iter().all(|wish| wish.reason.is_some()));
}

#[test]
fn empty_territories_are_too_few_areas() {
    let mut plan = plan(1, whole_areas);
    add_territories(&mut plan, 70);
    let problem = problem_of(&plan, SharedOut::Areas);
    let (solution, unmet, _) = run(Trial { effort: 0.2, ..Trial::usual(problem.clone()) });
    explained(&problem, &solution, &unmet);
    for wish in &unmet {
        let is_told = if wish.deviation > 1.0 {
            matches!(wish.reason, Some(UnmetReason::GroupLargerThanTarget { share_of_target, .. }) if share_of_target > 2.0)
                || matches!(wish.reason, Some(UnmetReason::UnitLargerThanTarget { .. } | UnmetReason::FixedUnits { .. }))
        } else {
            wish.deviation > -0.9 || wish.reason == Some(UnmetReason::TooFewUnits)
        };
        assert!(is_told, "{wish:?}");
    }
}

#[test]
fn a_limit_too_small_for_any_area_is_the_reason() {
    let plan = plan(1, |today| {
        whole_areas(today);
        today.design.disruption_limit = Some(DisruptionSetting { basis: MeasureKind::Sales, share: 0.03, holds_sellers: false });
    });
    let problem = problem_of(&plan, SharedOut::Areas);
    let (solution, unmet, _) = run(Trial { effort: 0.2, ..Trial::usual(problem.clone()) });
    explained(&problem, &solution, &unmet);
    assert!(!unmet.is_empty() && unmet.iter().all(|wish| wish.reason.is_some()));
    assert!(
        unmet.iter().any(|wish| matches!(wish.reason, Some(UnmetReason::DisruptionLimit { needed_share: Some(needed) }) if needed > 0.0))
    );
}

#[test]
fn proposals_of_whole_provinces_differ_in_what_they_say() {
    let plan = plan(0, whole_areas);
    let problem = problem_of(&plan, SharedOut::Areas);
    let basis = DisruptionBasis::Units;
    let merits = |solution: &Solution| Merits::of(&problem, basis, &solution.assignment, &solution.measures);
    let judged = |trial: Trial| {
        let (solution, ..) = run(trial);
        let found = measures(&problem, &solution.assignment);
        Some(merits(&Solution { measures: found, ..solution }))
    };
    let found: Vec<Option<Merits>> = Aim::ALL.map(|aim| judged(trials::proposal(&problem, aim, basis))).to_vec();
    println!("{found:?}");
    let chosen: Vec<Merits> =
        Aim::ALL.into_iter().enumerate().map(|(own, aim)| found[trials::best_for(aim, own, &found).unwrap()].unwrap()).collect();
    let all = || found.iter().flatten();
    assert!(all().all(|other| chosen[0].rank.excess <= other.rank.excess + 1e-9));
    assert!(all().all(|other| chosen[1].rank.ways_km <= other.rank.ways_km));
    assert!(all().all(|other| chosen[2].moved_share <= other.moved_share));
    let curve: Vec<_> = trials::curve(&problem, basis).into_iter().map(judged).collect();
    for point in curve.iter().flatten() {
        println!("{point:?}");
    }
    let ranks: Vec<_> = curve.iter().map(|point| point.map(|point| point.rank)).collect();
    let taken: std::collections::BTreeSet<usize> = trials::never_worse(&ranks).into_iter().flatten().collect();
    assert!(taken.len() >= 4, "more change buys more: {taken:?}");
}
