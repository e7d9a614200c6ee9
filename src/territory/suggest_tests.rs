//! What a suggestion promises, by example and by chance.

#![allow(clippy::unwrap_used)]
use proptest::prelude::*;

use super::*;
use crate::territory::measures::measures;
use crate::territory::problem::{Compactness, DisruptionBasis, DisruptionLimit, TerritoryLock};
use crate::territory::samples::Sample;

const ANY: &dyn Fn(u32, u32) -> bool = &|_, _| true;
const NONE: &dyn Fn(&[SuggestedChange]) -> bool = &|_| false;

fn today(problem: &DesignProblem) -> Vec<Option<u32>> {
    problem.units.iter().map(|unit| unit.today).collect()
}

fn applied(assignment: &[Option<u32>], suggestion: &Suggestion) -> Vec<Option<u32>> {
    let mut next = assignment.to_vec();
    for change in &suggestion.changes {
        assert_eq!(next[change.unit as usize], change.from);
        next[change.unit as usize] = Some(change.to);
    }
    next
}

#[test]
fn the_worst_territory_is_relieved_first() {
    let problem = Sample::new(600, 14, 2, 1).problem();
    let assignment = today(&problem);
    let suggestions = Advisor::new(problem.clone(), &assignment).suggest(USUAL_COUNT, ANY, NONE);
    assert_eq!(suggestions.len(), USUAL_COUNT);
    let gains: Vec<f64> = suggestions.iter().map(|suggestion| suggestion.gain).collect();
    assert!(gains.windows(2).all(|pair| pair[0] >= pair[1]), "{gains:?}");
    let first = &suggestions[0];
    let eased = first.eases.unwrap() as usize;
    assert!(first.territories.iter().any(|known| known.deviations[eased].after.abs() < known.deviations[eased].before.abs()));
}

#[test]
fn taking_suggestions_one_by_one_balances_a_small_plan() {
    let problem = Sample { clustered: false, spread: 0.3, ..Sample::new(200, 5, 1, 3) }.problem();
    let mut assignment = today(&problem);
    let before = measures(&problem, &assignment).measures[0].max_relative_deviation;
    let mut advisor = Advisor::new(problem.clone(), &assignment);
    for _ in 0..150 {
        let Some(best) = advisor.suggest(1, ANY, NONE).into_iter().next() else { break };
        assignment = applied(&assignment, &best);
        advisor.follow(problem.clone(), &assignment);
    }
    let after = measures(&problem, &assignment).measures[0].max_relative_deviation;
    assert!(after <= 0.1 + 1e-9 && before > 0.3, "{before} to {after}");
}

/// What is suggested where nothing but one exchange keeps the balance: it shortens the way of unit 9 by more kilometres
/// than it lengthens that of unit 4, yet the sum of squares grows. `weight` is that of unit 4 in the second measure.
fn exchange_of_ways(compactness: Compactness, weight: f64) -> Vec<Suggestion> {
    let mut problem = Sample::new(10, 2, 2, 1).problem();
    for (at, unit) in problem.units.iter_mut().enumerate() {
        let (east_km, north_km) = match at {
            4 => (-2.0, 9.8),
            9 => (-0.4, 1.9),
            0..4 => (0.0, 0.0),
            _ => (8.0, 0.0),
        };
        unit.position = Some(crate::territory::Position { latitude_degrees: north_km / 111.195, longitude_degrees: east_km / 111.195 });
        unit.values = vec![1.0, if at == 4 { weight } else { 1.0 }];
        (unit.fixed, unit.today) = (at != 4 && at != 9, Some(u32::from(at > 4)));
    }
    problem.measures[0].tolerance_share = 0.0;
    problem.measures[1].weight = 0.0;
    problem.compactness = compactness;
    let assignment: Vec<Option<u32>> = (0..10).map(|at| Some(u32::from(at > 4))).collect();
    Advisor::new(problem, &assignment).suggest(20, ANY, NONE)
}

#[test]
fn ways_are_counted_by_what_a_compact_territory_is() {
    let by = |compactness, weight| exchange_of_ways(compactness, weight).len();
    assert_eq!(by(Compactness::Distance, 5.0), 1);
    assert_eq!(by(Compactness::MomentOfInertia(None), 1.0), 0);
    assert_eq!(by(Compactness::Diameter, 1.0), 0);
    assert_eq!(by(Compactness::WeightedDistance(1), 1.0), 1);
    assert_eq!(by(Compactness::WeightedDistance(1), 5.0), 0, "the longer way is that of a large customer");
}

#[test]
fn what_is_dismissed_or_not_allowed_stays_away() {
    let problem = Sample::new(300, 8, 1, 2).problem();
    let assignment = today(&problem);
    let advisor = Advisor::new(problem, &assignment);
    let first = advisor.suggest(1, ANY, NONE).remove(0);
    let unwanted = first.changes.clone();
    let others = advisor.suggest(USUAL_COUNT, ANY, &|changes| changes == unwanted);
    assert!(!others.is_empty() && others.iter().all(|other| other.changes != first.changes));
    let barred = advisor.suggest(USUAL_COUNT, &|_, to| to != first.changes[0].to, NONE);
    assert!(barred.iter().flat_map(|other| &other.changes).all(|change| change.to != first.changes[0].to));
}

#[test]
fn units_without_a_place_and_without_a_territory_are_helped_too() {
    let mut problem = Sample::new(40, 3, 1, 5).problem();
    for unit in &mut problem.units {
        unit.position = None;
    }
    let mut assignment = today(&problem);
    assignment[7] = None;
    let suggestions = Advisor::new(problem, &assignment).suggest(40, ANY, NONE);
    assert!(suggestions.iter().any(|suggestion| suggestion.changes.iter().any(|change| change.unit == 7 && change.from.is_none())));
}

#[test]
fn locks_groups_and_forbidden_pairs_are_kept() {
    let mut problem = Sample::new(200, 6, 1, 4).problem();
    let assignment = today(&problem);
    let first = Advisor::new(problem.clone(), &assignment).suggest(1, ANY, NONE).remove(0).changes[0];
    problem.forbidden = vec![(first.unit, first.to)];
    problem.territories[5].lock = TerritoryLock::Frozen;
    problem.units[1].group = Some(9);
    problem.units[2].group = Some(9);
    let suggestions = Advisor::new(problem, &assignment).suggest(60, ANY, NONE);
    assert!(!suggestions.is_empty());
    for change in suggestions.iter().flat_map(|suggestion| &suggestion.changes) {
        assert!((change.unit, change.to) != (first.unit, first.to));
        assert!(change.from != Some(5) && change.to != 5 && change.unit != 1 && change.unit != 2);
    }
}

#[test]
fn territories_stay_in_one_piece_where_that_is_asked() {
    // A road of twelve units in a row: only the ends of a territory may leave it.
    let mut problem = Sample::new(12, 3, 1, 1).problem();
    for (at, unit) in problem.units.iter_mut().enumerate() {
        unit.position = Some(crate::territory::Position { latitude_degrees: 35.0, longitude_degrees: 50.0 + at as f64 * 0.1 });
        unit.values = vec![1.0];
    }
    problem.neighbours = (0..12u32).map(|at| [at.checked_sub(1), (at < 11).then_some(at + 1)].into_iter().flatten().collect()).collect();
    problem.is_contiguous = true;
    let assignment: Vec<Option<u32>> = (0..12).map(|at| Some(u32::from(at >= 7) + u32::from(at >= 10))).collect();
    let suggestions = Advisor::new(problem, &assignment).suggest(20, ANY, NONE);
    assert!(!suggestions.is_empty());
    for suggestion in &suggestions {
        let after = applied(&assignment, suggestion);
        assert!(after.windows(2).filter(|pair| pair[0] != pair[1]).count() <= 2, "{after:?}");
    }
}

#[test]
fn nothing_is_suggested_where_there_is_nothing_to_do() {
    let problem = Sample::new(0, 3, 1, 1).problem();
    assert!(Advisor::new(problem, &[]).suggest(5, ANY, NONE).is_empty());
    let mut problem = Sample::new(20, 2, 1, 1).problem();
    problem.territories.clear();
    assert!(Advisor::new(problem, &[None; 20]).suggest(5, ANY, NONE).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn every_promise_is_kept(seed in 0..40_u64, fixed in 0..3_u32, limit in 0..3_u32) {
        let mut problem = Sample { fixed_share: f64::from(fixed) * 0.2, ..Sample::new(150, 6, 2, seed) }.problem();
        problem.disruption_limit = (limit > 0).then(|| DisruptionLimit { basis: DisruptionBasis::Units, share: f64::from(limit) * 0.01 });
        let mut assignment = today(&problem);
        let mut advisor = Advisor::new(problem.clone(), &assignment);
        for _ in 0..4 {
            let figures = measures(&problem, &assignment);
            let suggestions = advisor.suggest(USUAL_COUNT, ANY, NONE);
            prop_assert_eq!(&suggestions, &Advisor::new(problem.clone(), &assignment).suggest(USUAL_COUNT, ANY, NONE));
            let mut units = BTreeSet::new();
            for suggestion in &suggestions {
                for change in &suggestion.changes {
                    prop_assert!(!problem.units[change.unit as usize].fixed);
                    prop_assert!(units.insert(change.unit));
                }
                let after = measures(&problem, &applied(&assignment, suggestion));
                for (measure, effect) in suggestion.largest_deviations.iter().enumerate() {
                    prop_assert!((effect.before - figures.measures[measure].max_relative_deviation).abs() < 1e-9);
                    prop_assert!((effect.after - after.measures[measure].max_relative_deviation).abs() < 1e-9);
                }
                for (one, other) in figures.territories.iter().zip(&after.territories) {
                    for measure in 0..2 {
                        let (one, other) = (one.deviations[measure].abs(), other.deviations[measure].abs());
                        prop_assert!(one > 0.1 || other <= 0.1 + 1e-6, "{one} became {other}");
                    }
                }
                prop_assert!((suggestion.dispersion_km.after - after.dispersion_km).abs() < 1e-6);
                prop_assert!((suggestion.changed_unit_share.after - after.changed_unit_share).abs() < 1e-9);
                prop_assert!(limit == 0 || after.changed_unit_share <= f64::from(limit) * 0.01 + 1e-9);
            }
            let Some(first) = suggestions.first() else { break };
            assignment = applied(&assignment, first);
            advisor.follow(problem.clone(), &assignment);
        }
    }
}

#[test]
fn what_stays_together_is_suggested_together_and_tells_the_figures_of_the_plan() {
    let mut problem = Sample { clustered: false, spread: 0.3, ..Sample::new(200, 5, 1, 3) }.problem();
    // Forty areas of five customers each, as the optimiser would give them out; then one is painted to another territory.
    for (number, unit) in (0_u32..).zip(&mut problem.units) {
        unit.group = Some(number / 5);
        unit.position = Some(crate::territory::Position {
            latitude_degrees: 30.0 + f64::from(number / 40),
            longitude_degrees: 50.0 + f64::from(number / 5 % 8),
        });
        unit.values[0] = 1.0;
        unit.today = Some(number / 40);
    }
    let mut assignment = today(&problem);
    assignment[0..5].fill(Some(1));
    let mut advisor = Advisor::new(problem.clone(), &today(&problem));
    advisor.follow(problem.clone(), &assignment);
    let first = advisor.suggest(1, ANY, NONE).remove(0);
    let area = first.changes[0].unit / 5;
    let whole: Vec<(u32, Option<u32>, u32)> = (area * 5..area * 5 + 5).map(|unit| (unit, Some(1), 0)).collect();
    let moved: Vec<(u32, Option<u32>, u32)> = first.changes.iter().map(|change| (change.unit, change.from, change.to)).collect();
    assert_eq!(moved, whole, "an area goes whole");
    let (before, after) = (measures(&problem, &assignment), measures(&problem, &applied(&assignment, &first)));
    assert_eq!(first.dispersion_km, Effect { before: before.dispersion_km, after: after.dispersion_km });
    assert_eq!(first.changed_unit_share, Effect { before: before.changed_unit_share, after: after.changed_unit_share });
    assert!((first.largest_deviations[0].before - 0.125).abs() < 1e-9 && first.largest_deviations[0].after.abs() < 1e-9);
    // Nothing may change hands: the way back still may, but nothing new.
    problem.disruption_limit = Some(DisruptionLimit { basis: DisruptionBasis::Units, share: 0.0 });
    let limited = Advisor::new(problem, &assignment).suggest(USUAL_COUNT, ANY, NONE);
    assert!(!limited.is_empty() && limited.iter().all(|step| step.changed_unit_share.after <= step.changed_unit_share.before));
}
