//! What the search promises: balance where it can be had, wishes that are never broken, the same answer always.

use proptest::prelude::*;

use super::Search;
use crate::territory::check::check;
use crate::territory::findings::{DesignFinding, findings};
use crate::territory::matching::minimum_cost_matching;
use crate::territory::measures::measures;
use crate::territory::position::Position;
use crate::territory::problem::{DesignProblem, DisruptionBasis, DisruptionLimit, MeasureGoal, Start, TerritoryTarget, Unit};
use crate::territory::samples::Sample;
use crate::territory::unmet::{UnmetReason, unmet_wishes};

/// A little of the usual work: tests run without optimisation.
const EFFORT: f64 = 0.14;

fn solve(problem: &DesignProblem, effort: f64) -> Search {
    let mut search = Search::with_effort(problem.clone(), effort);
    search.finish();
    let best = search.best();
    assert_eq!(check(problem, &best.assignment, &best.measures), Vec::new());
    assert_eq!(best.measures, measures(problem, &best.assignment));
    search
}

#[test]
fn realistic_lists_come_within_tolerance() {
    for number in 0..8_u64 {
        let sample = Sample {
            clustered: number % 2 == 0,
            correlation: if number % 4 < 2 { 0.0 } else { 0.8 },
            part_time: number >= 4,
            ..Sample::new(300, 8, 2, 70 + number)
        };
        let problem = sample.problem();
        assert_eq!(findings(&problem), Vec::new(), "{sample:?}");
        let search = solve(&problem, EFFORT);
        assert!(search.best().is_within_tolerance, "{sample:?}: {}", search.best().worst_deviation);
        assert!(unmet_wishes(&problem, &search.best().assignment, &search.best().measures).is_empty());
    }
}

#[test]
fn a_redesign_is_more_compact_than_today_and_close_to_evenly_drawn_squares() {
    let sample = Sample { clustered: false, ..Sample::new(400, 9, 1, 5) };
    let problem = sample.problem();
    let today: Vec<Option<u32>> = problem.units.iter().map(|unit| unit.today).collect();
    let search = solve(&problem, EFFORT);
    let dispersion_km = search.best().measures.dispersion_km;
    assert!(dispersion_km < measures(&problem, &today).dispersion_km);
    // The region is 9° × 14°; nine rectangles of a third of each side have a mean distance of 0.3826 sides when square.
    let side_km = 111.195 * (9.0 * 14.0 * 0.843_f64).sqrt() / 3.0;
    assert!(dispersion_km < 0.3826 * side_km * 1.15, "{dispersion_km} against {}", 0.3826 * side_km);
}

#[test]
fn the_answer_does_not_depend_on_how_the_work_is_cut() {
    let problem = Sample::new(150, 6, 2, 3).problem();
    let whole = solve(&problem, 0.01);
    let mut cut = Search::with_effort(problem.clone(), 0.01);
    let mut work_units = 1;
    while !cut.is_finished() {
        cut.step(work_units);
        work_units = work_units % 30_000 + 777;
    }
    assert_eq!(whole.best(), cut.best());
    let other = solve(&DesignProblem { seed: 99, ..problem }, 0.01);
    assert_ne!(whole.best().assignment, other.best().assignment);
}

/// Holds the answer of one small problem for good: it is the same on every platform and in wasm.
#[test]
fn a_known_problem_has_its_known_answer() {
    let units = (0..12_u32)
        .map(|number| Unit {
            position: Some(Position { latitude_degrees: 30.0 + f64::from(number % 4), longitude_degrees: 50.0 + f64::from(number / 4) }),
            values: vec![1.0 + f64::from(number * 7 % 5)],
            ..Unit::default()
        })
        .collect();
    let goal = MeasureGoal { weight: 1.0, tolerance_share: 0.1 };
    let search = solve(&DesignProblem::with_equal_shares(units, 3, vec![goal]), EFFORT);
    assert!(search.best().is_within_tolerance);
    let named: Vec<u32> = search.best().assignment.iter().flatten().copied().collect();
    assert_eq!(named, [1, 1, 0, 0, 1, 1, 2, 0, 1, 2, 2, 2]);
}

#[test]
fn after_a_free_redesign_most_stays_with_its_seller_though_sellers_have_homes() {
    let mut problem = DesignProblem { start: Start::Nothing, ..Sample::new(240, 6, 1, 12).problem() };
    // All sellers live in one town, so their homes speak for no name; and one customer is too large for any territory,
    // so that bounds are not reached.
    problem.territories.iter_mut().for_each(|target| target.home = problem.units[0].position);
    problem.units[0].values[0] *= 1_000.0;
    let search = solve(&problem, EFFORT);
    let count = problem.territories.len();
    let mut kept = vec![0.0; count * count];
    for (unit, owner) in problem.units.iter().zip(&search.best().assignment) {
        if let (Some(today), Some(owner)) = (unit.today, owner) {
            kept[*owner as usize * count + today as usize] += 1.0;
        }
    }
    let matched = minimum_cost_matching(count, |group, name| -kept[group * count + name]);
    let most: f64 = matched.iter().enumerate().map(|(group, &name)| kept[group * count + name]).sum();
    let stayed: f64 = (0..count).map(|territory| kept[territory * count + territory]).sum();
    assert!(stayed > 0.9 * most, "{stayed} of {most} stay");
}

#[test]
fn every_step_holds_a_complete_design_and_scores_only_get_better() {
    let mut problem = Sample::new(120, 5, 1, 8).problem();
    problem.disruption_limit = Some(DisruptionLimit { basis: DisruptionBasis::Units, share: 0.2 });
    let mut search = Search::with_effort(problem.clone(), 0.01);
    let mut was_within = false;
    let mut last_share = 0.0;
    while !search.is_finished() {
        let progress = search.step(500);
        let best = search.best();
        assert_eq!(check(&problem, &best.assignment, &best.measures), Vec::new());
        assert!(best.is_within_tolerance || !was_within);
        was_within = best.is_within_tolerance;
        assert!(progress.share_done >= last_share && progress.share_done <= 1.0);
        last_share = progress.share_done;
    }
    assert_eq!(last_share, 1.0);
}

#[test]
fn today_is_amended_and_not_redrawn() {
    let mut problem = Sample::new(200, 6, 1, 21).problem();
    let drawn = solve(&problem, EFFORT);
    for (number, (unit, owner)) in problem.units.iter_mut().zip(&drawn.best().assignment).enumerate() {
        unit.today = *owner;
        unit.values[0] *= if number % 3 == 0 { 1.5 } else { 1.0 };
    }
    problem.start = Start::Today;
    let amended = solve(&problem, EFFORT);
    assert!(amended.best().is_within_tolerance);
    assert!(amended.best().measures.changed_unit_share < 0.2, "{}", amended.best().measures.changed_unit_share);
}

#[test]
fn a_redesign_takes_the_names_under_which_most_stays() {
    let sample = Sample { clustered: false, ..Sample::new(200, 5, 1, 31) };
    let mut problem = sample.problem();
    let drawn = solve(&problem, EFFORT);
    for (unit, owner) in problem.units.iter_mut().zip(&drawn.best().assignment) {
        unit.today = owner.map(|territory| (territory + 2) % 5);
    }
    let again = solve(&problem, EFFORT);
    assert!(again.best().measures.changed_unit_share < 0.35, "{}", again.best().measures.changed_unit_share);
}

#[test]
fn homes_draw_their_territories() {
    let sample = Sample { clustered: false, ..Sample::new(200, 4, 1, 41) };
    let mut problem = sample.problem();
    let corners = [(36.5, 59.0), (28.5, 47.0), (36.5, 47.0), (28.5, 59.0)];
    for (territory, (latitude_degrees, longitude_degrees)) in problem.territories.iter_mut().zip(corners) {
        territory.home = Some(Position { latitude_degrees, longitude_degrees });
    }
    let search = solve(&problem, EFFORT);
    let homes: Vec<Position> = problem.territories.iter().filter_map(|territory| territory.home).collect();
    let centres: Vec<Position> = search.best().measures.territories.iter().filter_map(|figures| figures.centre).collect();
    assert_eq!(centres.len(), 4);
    for (number, centre) in centres.iter().enumerate() {
        let nearest = (0..4).min_by(|&a, &b| homes[a].distance_km(centre).total_cmp(&homes[b].distance_km(centre)));
        assert_eq!(nearest, Some(number));
    }
}

#[test]
fn a_unit_too_large_is_found_and_explained() {
    let mut problem = Sample::new(60, 4, 1, 2).problem();
    let total: f64 = problem.units.iter().map(|unit| unit.values[0]).sum();
    problem.units[7].values[0] = total;
    assert!(findings(&problem).iter().any(|finding| matches!(finding, DesignFinding::UnitLargerThanTarget { unit: 7, .. })));
    let search = solve(&problem, EFFORT);
    let wishes = unmet_wishes(&problem, &search.best().assignment, &search.best().measures);
    assert!(matches!(wishes[0].reason, Some(UnmetReason::UnitLargerThanTarget { unit: 7, share_of_target }) if share_of_target > 1.1));
}

#[test]
fn fixed_units_beyond_tolerance_are_found_and_explained() {
    let mut problem = Sample::new(80, 4, 1, 6).problem();
    for unit in problem.units.iter_mut().take(50) {
        unit.today = Some(2);
        unit.fixed = true;
    }
    assert!(findings(&problem).iter().any(|finding| matches!(finding, DesignFinding::FixedUnitsExceedTolerance { territory: 2, .. })));
    let search = solve(&problem, EFFORT);
    let wishes = unmet_wishes(&problem, &search.best().assignment, &search.best().measures);
    let fixed: f64 = problem.units.iter().take(50).map(|unit| unit.values[0]).sum();
    let target = problem.units.iter().map(|unit| unit.values[0]).sum::<f64>() / 4.0;
    let reason = wishes.iter().find(|wish| wish.territory == 2).and_then(|wish| wish.reason);
    assert!(matches!(reason, Some(UnmetReason::FixedUnits { share_of_target }) if (share_of_target - fixed / target).abs() < 1e-9));
}

#[test]
fn a_limit_too_tight_is_found_beforehand() {
    let mut problem = Sample::new(60, 3, 1, 4).problem();
    for unit in &mut problem.units {
        unit.today = Some(0);
    }
    problem.disruption_limit = Some(DisruptionLimit { basis: DisruptionBasis::Measure(0), share: 0.1 });
    assert!(findings(&problem).iter().any(|finding| matches!(finding,
        DesignFinding::DisruptionLimitTooTight { needed_share, .. } if (needed_share - (1.0 - 1.1 / 3.0)).abs() < 1e-6)));
    let search = solve(&problem, EFFORT);
    let wishes = unmet_wishes(&problem, &search.best().assignment, &search.best().measures);
    assert!(
        wishes.iter().all(|wish| matches!(wish.reason, Some(UnmetReason::DisruptionLimit { needed_share: Some(needed) }) if needed > 0.1))
    );
}

#[test]
fn nothing_to_do_is_done_at_once() {
    let goal = MeasureGoal { weight: 1.0, tolerance_share: 0.1 };
    let nothing = DesignProblem::with_equal_shares(Vec::new(), 3, vec![goal.clone()]);
    assert!(Search::new(nothing).is_finished());
    let mut problem = Sample::new(10, 1, 1, 1).problem();
    assert!(solve(&problem, EFFORT).best().is_within_tolerance);
    problem.territories.clear();
    let search = solve(&problem, EFFORT);
    assert!(search.best().assignment.iter().all(Option::is_none));
    problem.territories = vec![TerritoryTarget::default(); 2];
    problem.measures.clear();
    solve(&problem, EFFORT);
}

fn any_value() -> impl Strategy<Value = f64> {
    prop_oneof![6 => 0.0..100.0_f64, 1 => Just(0.0), 1 => Just(-3.0), 1 => Just(f64::NAN), 1 => Just(f64::INFINITY), 1 => Just(1e308), 1 => Just(1e-308)]
}

fn any_position() -> impl Strategy<Value = Option<Position>> {
    let place = |latitude_degrees, longitude_degrees| Some(Position { latitude_degrees, longitude_degrees });
    prop_oneof![
        6 => (25.0..40.0_f64, 44.0..63.0_f64).prop_map(move |(lat, lon)| place(lat, lon)),
        2 => Just(place(35.0, 51.0)),
        1 => Just(place(90.0, 0.0)),
        1 => Just(place(-90.0, 180.0)),
        1 => Just(place(f64::NAN, 500.0)),
        2 => Just(None),
    ]
}

fn any_problem() -> impl Strategy<Value = DesignProblem> {
    (0..3_usize, 0..7_usize).prop_flat_map(|(measure_count, territory_count)| {
        let unit = (
            any_position(),
            proptest::collection::vec(any_value(), measure_count..measure_count + 2),
            proptest::option::of(0..8_u32),
            proptest::bool::weighted(0.2),
        )
            .prop_map(|(position, values, today, fixed)| Unit { position, values, today, fixed, group: None });
        let target = (proptest::collection::vec(any_value(), measure_count), any_position()).prop_map(|(shares, home)| TerritoryTarget {
            shares,
            home,
            ..TerritoryTarget::default()
        });
        let basis = prop_oneof![Just(DisruptionBasis::Units), (0..3_usize).prop_map(DisruptionBasis::Measure)];
        let limit = (basis, prop_oneof![4 => 0.0..1.0_f64, 1 => Just(f64::NAN), 1 => Just(-1.0)])
            .prop_map(|(basis, share)| DisruptionLimit { basis, share });
        let goal = (any_value(), prop_oneof![4 => 0.0..0.5_f64, 1 => Just(f64::NAN)])
            .prop_map(|(weight, tolerance_share)| MeasureGoal { weight, tolerance_share });
        (
            proptest::collection::vec(unit, 0..25),
            proptest::collection::vec(target, territory_count),
            proptest::collection::vec(goal, measure_count),
            any_value(),
            proptest::option::of(limit),
            prop_oneof![Just(Start::Today), Just(Start::Nothing)],
            any::<u64>(),
        )
            .prop_map(|(units, territories, measures, compactness_weight, disruption_limit, start, seed)| DesignProblem {
                units,
                territories,
                measures,
                compactness_weight,
                disruption_limit,
                start,
                seed,
                ..DesignProblem::default()
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the problem: no panic, fixed units stay, the limit holds, all are assigned, figures agree.
    #[test]
    fn any_answer_stands(problem in any_problem()) {
        let mut first = Search::with_effort(problem.clone(), 0.001);
        while !first.is_finished() {
            first.step(1_000);
            let best = first.best();
            if first.work_done > 0 {
                prop_assert_eq!(check(&problem, &best.assignment, &best.measures), Vec::new());
            }
        }
        let second = solve(&problem, 0.001);
        prop_assert_eq!(&first.best().assignment, &second.best().assignment);
        for wish in unmet_wishes(&problem, &second.best().assignment, &second.best().measures) {
            prop_assert!(wish.deviation.is_finite());
        }
        for finding in findings(&problem) {
            prop_assert!(!finding.code().is_empty());
        }
    }
}

#[test]
fn a_bad_plan_of_today_holds_nothing_back_where_nothing_limits_change() {
    // Two territories have everything today, as after others were added.
    let mut problem = Sample::new(600, 8, 2, 21).problem();
    for (number, unit) in problem.units.iter_mut().enumerate() {
        unit.today = Some(number as u32 % 2);
    }
    let from = |start: Start, limit: Option<f64>| {
        let disruption_limit = limit.map(|share| DisruptionLimit { basis: DisruptionBasis::Units, share });
        let problem = DesignProblem { start, disruption_limit, ..problem.clone() };
        solve(&problem, 0.3).best().clone()
    };
    let (today, blank) = (from(Start::Today, None), from(Start::Nothing, None));
    assert!(today.is_within_tolerance && blank.is_within_tolerance);
    let (today_km, blank_km) = (today.measures.dispersion_km, blank.measures.dispersion_km);
    assert!(today_km < 1.15 * blank_km, "{today_km} km from today, {blank_km} km from a blank map");
    assert!(from(Start::Today, Some(0.3)).measures.changed_unit_share <= 0.3 + 1e-9);
}
