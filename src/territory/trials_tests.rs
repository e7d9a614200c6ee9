//! What several runs promise together.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::port::service::Service;
use crate::territory::samples::Sample;
use crate::territory::service::{DesignRequest, DesignResponse, DesignService};
use crate::territory::{Search, Solution, measures};

fn small(seed: u64) -> DesignProblem {
    let problem = Sample { clustered: false, spread: 0.4, ..Sample::new(60, 4, 1, seed) }.problem();
    DesignProblem { start: Start::Today, ..problem }
}

/// What the service answers to a trial, however its work is cut.
fn run(trial: &Trial) -> Solution {
    let mut service = DesignService::default();
    let mut found = None;
    let mut hear = |response| {
        if let DesignResponse::Finished { solution, failures, .. } = response {
            assert!(failures.is_empty(), "{failures:?}");
            found = Some(solution);
        }
    };
    service.handle(DesignRequest::Start { run: 1, trial: Box::new(trial.clone()) }, &mut hear);
    while service.step(&mut hear) {}
    *found.unwrap()
}

fn rank(excess: f64, ways_km: f64) -> Option<Rank> {
    Some(Rank { excess, ways_km })
}

#[test]
fn proposals_put_first_what_they_say() {
    let problem = small(3);
    let [balance, compact, least] = Aim::ALL.map(|aim| run(&proposal(&problem, aim, DisruptionBasis::Units)));
    let figures = [&balance, &compact, &least].map(|solution| measures(&problem, &solution.assignment));
    assert!(figures.iter().all(|figures| figures.is_within_tolerance(&problem)), "{figures:?}");
    assert!(figures[0].worst_deviation(&problem) < figures[1].worst_deviation(&problem));
    assert!(figures[1].dispersion_km < figures[0].dispersion_km);
    assert!(figures[2].changed_unit_count < figures[0].changed_unit_count);
    assert!(figures[2].changed_unit_count < figures[1].changed_unit_count);
    assert!(figures[2].changed_unit_count > 0, "today is not within tolerance");
}

#[test]
fn the_compact_proposal_is_never_less_compact_than_what_is_there() {
    let problem = DesignProblem { start: Start::Nothing, ..Sample::new(300, 6, 2, 11).problem() };
    let present = Search::with_effort(problem.clone(), 2.0).finish().clone();
    assert!(present.is_within_tolerance);
    let hasty = Trial { effort: 0.002, ..proposal(&problem, Aim::Compact, DisruptionBasis::Units) };
    let alone = run(&hasty);
    assert!(alone.measures.dispersion_km > present.measures.dispersion_km, "the sample has to show the difference");
    let beside = run(&hasty.clone().beside(&present.assignment));
    assert_eq!(beside.assignment, present.assignment);
    // What breaks a wish is no design to keep.
    let mut uneven = present.assignment.clone();
    uneven.fill(Some(0));
    assert_eq!(run(&hasty.beside(&uneven)), alone);
}

#[test]
fn the_own_limit_holds_in_every_proposal() {
    let problem = DesignProblem { disruption_limit: Some(DisruptionLimit { basis: DisruptionBasis::Units, share: 0.1 }), ..small(5) };
    let other = Trial { limits: LADDER.to_vec(), basis: DisruptionBasis::Measure(0), ..Trial::usual(problem.clone()) };
    assert_eq!(other.problems(), std::slice::from_ref(&problem), "a limit of another kind is not put in its place");
    for aim in Aim::ALL {
        let trial = proposal(&problem, aim, DisruptionBasis::Measure(0));
        assert_eq!(trial.problem.disruption_limit, problem.disruption_limit);
        assert!(run(&trial).measures.changed_unit_share <= 0.1 + 1e-9);
        assert!(trial.problems().iter().all(|asked| asked.disruption_limit.as_ref().unwrap().share <= 0.1));
    }
}

#[test]
fn a_first_assignment_has_nothing_to_change() {
    let mut problem = small(2);
    for unit in &mut problem.units {
        unit.today = None;
    }
    problem.start = Start::Nothing;
    assert!(!has_today(&problem));
    let trial = proposal(&problem, Aim::LeastChange, DisruptionBasis::Units);
    assert_eq!(trial.problems().len(), 1);
    assert!(run(&trial).assignment.iter().all(Option::is_some));
}

#[test]
fn provably_hopeless_limits_are_not_tried() {
    let problem = small(3);
    let tried = proposal(&problem, Aim::LeastChange, DisruptionBasis::Measure(0)).problems();
    assert!(tried.len() <= LADDER.len());
    assert!(tried.first().unwrap().disruption_limit.as_ref().unwrap().share > LADDER[0]);
    assert_eq!(tried.last().unwrap().disruption_limit, None);
}

#[test]
fn a_curve_never_gets_worse_and_keeps_its_limits() {
    let problem = small(7);
    let trials = curve(&problem, DisruptionBasis::Units);
    let solutions: Vec<Solution> = trials.iter().map(run).collect();
    assert_eq!(solutions[0].measures.changed_unit_count, 0, "nothing may change hands");
    for (trial, solution) in trials.iter().zip(&solutions) {
        let limit = trial.problem.disruption_limit.as_ref().map_or(1.0, |limit| limit.share);
        assert!(solution.measures.changed_unit_share <= limit + 1e-9);
    }
    let ranks: Vec<Option<Rank>> =
        solutions.iter().map(|solution| Some(Rank::of(&problem, &solution.assignment, &solution.measures))).collect();
    let taken: Vec<Rank> = never_worse(&ranks).into_iter().map(|number| ranks[number.unwrap()].unwrap()).collect();
    assert!(taken.windows(2).all(|pair| !pair[0].is_better_than(&pair[1])), "{taken:?}");
    assert!(taken[6].excess < taken[0].excess);
}

#[test]
fn the_best_of_attempts_is_the_same_with_any_number_of_workers() {
    let problem = small(9);
    let trials: Vec<Trial> = attempts(&problem).into_iter().map(|trial| Trial { effort: 0.01, ..trial }).collect();
    let seeds: std::collections::BTreeSet<u64> = trials.iter().map(|trial| trial.problem.seed).collect();
    assert_eq!((seeds.len(), trials[0].problem.seed), (ATTEMPTS, problem.seed));
    let mut answers = Vec::new();
    for workers in [1, 3, 4, 40] {
        let mut roster = Roster::new(trials.len(), workers);
        let mut found: Vec<Option<Solution>> = vec![None; trials.len()];
        let mut under_way = roster.hand_out();
        // The last that began ends first.
        while let Some((seat, trial)) = under_way.pop() {
            assert_eq!(roster.at(seat), Some(trial));
            found[trial] = Some(run(&trials[trial]));
            roster.end(seat);
            under_way.extend(roster.hand_out());
        }
        assert!(roster.is_done() && found.iter().all(Option::is_some));
        let ranks: Vec<Option<Rank>> = found.iter().flatten().map(|one| Some(Rank::of(&problem, &one.assignment, &one.measures))).collect();
        answers.push(found[best_of(&ranks).unwrap()].clone());
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn the_first_of_equals_is_taken_and_what_failed_is_not() {
    assert_eq!(best_of(&[]), None);
    assert_eq!(best_of(&[None, None]), None);
    assert_eq!(best_of(&[None, rank(0.0, 5.0), rank(0.0, 5.0), rank(0.1, 1.0)]), Some(1));
    assert_eq!(best_of(&[rank(0.2, 1.0), rank(0.1, 9.0)]), Some(1));
    assert_eq!(never_worse(&[None, rank(0.2, 1.0), rank(0.3, 1.0), rank(0.0, 9.0)]), [None, Some(1), Some(1), Some(3)]);
}

/// A unit as large as two territories should be, and twelve of one twelfth of it, in a row.
fn with_a_giant() -> DesignProblem {
    let place = |at: u32| crate::territory::Position { latitude_degrees: 0.0, longitude_degrees: f64::from(at) };
    let unit = |at: u32| crate::territory::Unit {
        position: Some(place(at)),
        values: vec![if at == 0 { 12.0 } else { 1.0 }, 1.0],
        ..Default::default()
    };
    let goal = |weight: f64| crate::territory::MeasureGoal { weight, tolerance_share: 0.1 };
    DesignProblem::with_equal_shares((0..13).map(unit).collect(), 4, vec![goal(1.0), goal(0.0)])
}

/// Territories of so many units each, in the order of the row.
fn cut(counts: [usize; 4]) -> Vec<Option<u32>> {
    (0_u32..).zip(counts).flat_map(|(territory, count)| std::iter::repeat_n(Some(territory), count)).collect()
}

#[test]
fn what_one_giant_sets_does_not_hide_the_others() {
    let problem = with_a_giant();
    let rank = |counts: [usize; 4]| {
        let owners = cut(counts);
        let figures = measures(&problem, &owners);
        assert_eq!(figures.measures[0].max_relative_deviation, 1.0, "the giant alone is twice its target");
        Rank::of(&problem, &owners, &figures)
    };
    let (even, uneven) = (rank([1, 4, 4, 4]), rank([1, 7, 3, 2]));
    assert!(even.is_better_than(&uneven) && !uneven.is_better_than(&even));
    // Where nobody has too much beside the giant, all lack the same in all, whatever sums are rounded to.
    assert_eq!((rank([1, 5, 4, 3]).excess * 1e6).round(), (even.excess * 1e6).round());
    assert_eq!(rank([1, 5, 4, 3]).is_better_than(&even), rank([1, 5, 4, 3]).ways_km < even.ways_km);
}

#[test]
fn ways_are_told_by_the_compactness_that_was_chosen() {
    let mut problem = with_a_giant();
    let owners = cut([3, 4, 3, 3]);
    let figures = measures(&problem, &owners);
    let mut ways = |compactness: Compactness| {
        problem.compactness = compactness;
        ways_km(&problem, &owners, &figures)
    };
    let plain = ways(Compactness::Distance);
    assert_eq!(plain, figures.dispersion_km);
    assert_eq!(ways(Compactness::Diameter), figures.largest_diameter_km);
    assert!((ways(Compactness::WeightedDistance(1)) - plain).abs() < 1e-9, "all weigh the same");
    // Three in a row have two at a degree from the middle; four have two at half a degree and two at one and a half.
    let km = 111.195;
    let weighted = ways(Compactness::WeightedDistance(0));
    assert!((weighted - (13.0 + 4.0 + 2.0 + 2.0) * km / 24.0).abs() < 0.05, "{weighted}");
    let inertia = ways(Compactness::MomentOfInertia(None));
    assert!((inertia - km * ((6.0 + 5.0) / 13.0_f64).sqrt()).abs() < 0.05, "{inertia}");
}

#[test]
fn each_proposal_is_the_best_of_all_in_what_it_says() {
    let merits = |excess: f64, ways_km: f64, largest: f64, unevenness: f64, moved_share: f64| {
        Some(Merits { rank: Rank { excess, ways_km }, largest, unevenness, moved_share })
    };
    let best = |found: &[Option<Merits>; 3]| [0, 1, 2].map(|own| best_for(Aim::ALL[own], own, found));
    // All within tolerance, each best at its own.
    let found = [merits(0.0, 90.0, 0.2, 0.1, 0.3), merits(0.0, 70.0, 0.9, 0.3, 0.5), merits(0.0, 80.0, 0.9, 0.4, 0.1)];
    assert_eq!(best(&found), [Some(0), Some(1), Some(2)]);
    // None within: the second is more even than the first, the third shorter than the second.
    let found = [merits(4.0, 99.0, 19.0, 0.9, 0.3), merits(3.0, 97.6, 19.0, 0.8, 0.3), merits(5.0, 85.5, 19.0, 0.9, 0.4)];
    assert_eq!(best(&found), [Some(1), Some(2), Some(1)]);
    // Short ways count among what is within tolerance alone.
    let found = [merits(0.0, 90.0, 0.9, 0.1, 0.3), merits(0.1, 70.0, 2.0, 0.3, 0.2), None];
    assert_eq!(best(&found), [Some(0), Some(0), Some(0)]);
    assert_eq!(best(&[None; 3]), [None; 3]);
}

#[test]
fn no_more_begin_when_asked() {
    let mut roster = Roster::new(5, 2);
    assert_eq!(roster.hand_out(), [(0, 0), (1, 1)]);
    roster.end(1);
    roster.end(1);
    roster.begin_no_more();
    assert_eq!(roster.hand_out(), []);
    assert!(!roster.is_done());
    roster.end(0);
    assert!(roster.is_done());
    assert!(Roster::new(0, 3).is_done());
}

proptest! {
    #[test]
    fn a_looser_limit_never_takes_a_worse_design(found in proptest::collection::vec(proptest::option::of((0..4_u8, 0..4_u8)), 0..9)) {
        let ranks: Vec<Option<Rank>> = found.iter().map(|one| one.map(|(excess, km)| Rank { excess: f64::from(excess), ways_km: f64::from(km) })).collect();
        let taken = never_worse(&ranks);
        for (last, number) in taken.iter().enumerate() {
            prop_assert_eq!(number.is_some(), ranks[..=last].iter().any(Option::is_some));
            if let Some(number) = number {
                prop_assert!(*number <= last);
                prop_assert!(ranks[..=last].iter().flatten().all(|other| !other.is_better_than(&ranks[*number].unwrap())));
            }
        }
    }
}
