//! Locks, groups and meanings of compactness in the words of a design problem, also of one whose wishes contradict each
//! other because nothing has reconciled them.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use super::{Search, Solution};
use crate::territory::check::{CheckFailure, check};
use crate::territory::position::Position;
use crate::territory::problem::{
    Compactness, DesignProblem, DisruptionBasis, DisruptionLimit, MeasureGoal, Start, TerritoryLock, TerritoryTarget, Unit,
};
use crate::territory::samples::Sample;

/// What must hold however wishes contradict each other; a problem that was not reconciled cannot have all else.
fn broken(problem: &DesignProblem, best: &Solution) -> Vec<CheckFailure> {
    let yields = |failure: &CheckFailure| {
        use CheckFailure::{CentreOutside, ForbiddenPair, GroupSplit, TooManyPieces};
        matches!(failure, GroupSplit { .. } | CentreOutside { .. } | ForbiddenPair { .. } | TooManyPieces { .. })
    };
    check(problem, &best.assignment, &best.measures).into_iter().filter(|failure| !yields(failure)).collect()
}

fn plan_of(problem: &DesignProblem) -> Vec<u32> {
    let mut search = Search::with_effort(problem.clone(), 0.01);
    search.finish();
    let best = search.best();
    assert_eq!(broken(problem, best), Vec::new());
    best.assignment.iter().map(|owner| owner.unwrap()).collect()
}

fn evenly(units: usize, territories: usize, seed: u64) -> DesignProblem {
    Sample { clustered: false, ..Sample::new(units, territories, 1, seed) }.problem()
}

fn today(problem: &DesignProblem) -> Vec<u32> {
    problem.units.iter().map(|unit| unit.today.unwrap()).collect()
}

fn limited(share: f64) -> Option<DisruptionLimit> {
    Some(DisruptionLimit { basis: DisruptionBasis::Units, share })
}

#[test]
fn a_frozen_territory_stays_and_one_that_may_gain_keeps() {
    let mut problem = evenly(120, 5, 3);
    let (before, free) = (today(&problem), plan_of(&problem));
    let members = |plan: &[u32], territory: u32| -> Vec<usize> { (0..120).filter(|&unit| plan[unit] == territory).collect() };
    assert_ne!(members(&free, 1), members(&before, 1));
    assert!(!members(&before, 2).iter().all(|&unit| free[unit] == 2));
    problem.territories[1].lock = TerritoryLock::Frozen;
    problem.territories[2].lock = TerritoryLock::MayGain;
    // The second is given more to carry than it has, so that it gains.
    let carried: f64 = problem.units.iter().filter(|unit| unit.today == Some(2)).map(|unit| unit.values[0]).sum();
    let total: f64 = problem.units.iter().map(|unit| unit.values[0]).sum();
    problem.territories[2].shares[0] = (carried / total).max(0.2) * 1.6;
    let plan = plan_of(&problem);
    assert_eq!(members(&plan, 1), members(&before, 1));
    assert!(members(&before, 2).iter().all(|&unit| plan[unit] == 2));
    assert!(members(&plan, 2).len() > members(&before, 2).len());
}

#[test]
fn a_territory_has_the_centre_it_must_have_even_in_the_wrong_corner() {
    let mut problem = evenly(100, 4, 5);
    let free = plan_of(&problem);
    let target = (free[17] + 1) % 4;
    problem.territories[target as usize].centre = Some(17);
    assert_eq!(plan_of(&problem)[17], target);
    // Also where the limit on changes is 0: then it alone changes. Not where the unit is held.
    problem.start = Start::Today;
    let elsewhere = (problem.units[17].today.unwrap() + 1) % 4;
    problem.territories[target as usize].centre = None;
    problem.territories[elsewhere as usize].centre = Some(17);
    problem.disruption_limit = limited(0.0);
    let mut moved = today(&problem);
    moved[17] = elsewhere;
    assert_eq!(plan_of(&problem), moved);
    problem.disruption_limit = None;
    problem.units[17].fixed = true;
    assert_eq!(Some(plan_of(&problem)[17]), problem.units[17].today);
}

#[test]
fn forbidden_pairs_stay_apart_from_a_blank_map_and_from_today() {
    for start in [Start::Nothing, Start::Today] {
        let mut problem = DesignProblem { start, ..evenly(100, 4, 6) };
        let free = plan_of(&problem);
        problem.forbidden = (0..100).step_by(3).map(|unit| (unit, free[unit as usize])).chain([(500, 0), (3, 77)]).collect();
        let plan = plan_of(&problem);
        assert!(problem.forbidden.iter().all(|&(unit, territory)| plan.get(unit as usize) != Some(&territory)));
    }
}

#[test]
fn groups_stay_together() {
    let mut problem = evenly(90, 3, 7);
    let free = plan_of(&problem);
    for (number, unit) in problem.units.iter_mut().enumerate().take(30) {
        unit.group = Some(number as u32 % 10);
    }
    let is_together = |plan: &[u32]| (0..30).all(|unit| plan[unit] == plan[unit % 10]);
    assert!(!is_together(&free));
    assert!(is_together(&plan_of(&problem)));
    problem.start = Start::Today;
    assert!(is_together(&plan_of(&problem)));
}

#[test]
fn groups_join_whatever_the_limit_and_the_odd_one_joins_the_others() {
    let mut problem = DesignProblem { start: Start::Today, ..evenly(100, 4, 8) };
    for (number, unit) in problem.units.iter_mut().enumerate() {
        unit.today = Some(number as u32 % 4);
        // 0 to 3: one of each territory; 12, 16, 17: two of one and one of another.
        unit.group = match number {
            0..4 => Some(1),
            12 | 16 | 17 => Some(2),
            _ => None,
        };
    }
    for (share, most) in [(0.0, 4), (0.04, 4), (0.05, 5), (0.1, 10)] {
        problem.disruption_limit = limited(share);
        let plan = plan_of(&problem);
        assert!((0..4).all(|unit| plan[unit] == plan[0]) && plan[12] == plan[16] && plan[16] == plan[17], "{share}");
        let changed = today(&problem).iter().zip(&plan).filter(|(today, owner)| today != owner).count();
        assert!((4..=most).contains(&changed), "{share}: {changed}");
        assert!(share > 0.04 || plan[17] == 0, "the odd one joins the others, not they it");
    }
}

#[test]
fn a_group_that_is_held_in_two_places_stays_in_two() {
    let mut problem = evenly(60, 3, 9);
    for unit in [4, 5, 6, 7] {
        problem.units[unit].group = Some(1);
        problem.units[unit].today = Some(unit as u32 % 2);
    }
    problem.units[4].fixed = true;
    problem.units[7].fixed = true;
    let plan = plan_of(&problem);
    assert_eq!((plan[4], plan[7]), (0, 1));
    assert_eq!((plan[5], plan[6]), (0, 0), "free ones go with the first that is held");
    // What is frozen takes in nobody, not even for a group's sake.
    problem.territories[0].lock = TerritoryLock::Frozen;
    problem.units[5].today = Some(2);
    problem.units[6].today = None;
    let plan = plan_of(&problem);
    assert_eq!((plan[4], plan[7]), (0, 1));
    assert_eq!((plan[5], plan[6]), (1, 1));
}

#[test]
fn what_compact_means_decides_what_is_minimised() {
    let mut problem = evenly(150, 5, 11);
    // Half the customers are worth fifty times the others.
    for (number, unit) in problem.units.iter_mut().enumerate() {
        unit.values = vec![1.0, if number % 2 == 0 { 50.0 } else { 1.0 }];
    }
    problem.measures = vec![MeasureGoal { weight: 1.0, tolerance_share: 0.25 }, MeasureGoal { weight: 0.0, tolerance_share: 0.1 }];
    problem.territories.iter_mut().for_each(|territory| territory.shares = vec![0.2, 0.2]);
    let kinds = [Compactness::Distance, Compactness::WeightedDistance(1), Compactness::MomentOfInertia(None)];
    let plans: Vec<Vec<u32>> = kinds
        .iter()
        .map(|&compactness| {
            let mut search = Search::with_effort(DesignProblem { compactness, ..problem.clone() }, 0.1);
            search.finish().assignment.iter().map(|owner| owner.unwrap()).collect()
        })
        .collect();
    let sum = |plan: &[u32], kind: usize| -> f64 {
        let place = |unit: usize| problem.units[unit].position.unwrap();
        let cost = |unit: usize, centre: usize| {
            let distance_km = place(unit).distance_km(&place(centre));
            [distance_km, distance_km * problem.units[unit].values[1], distance_km * distance_km][kind]
        };
        (0..5)
            .map(|territory| {
                let members: Vec<usize> = (0..150).filter(|&unit| plan[unit] == territory).collect();
                let costs = members.iter().map(|&centre| members.iter().map(|&unit| cost(unit, centre)).sum::<f64>());
                costs.fold(f64::INFINITY, f64::min)
            })
            .sum()
    };
    for kind in 0..3 {
        for other in (0..3).filter(|&other| other != kind) {
            assert_ne!(plans[kind], plans[other]);
            assert!(sum(&plans[kind], kind) < sum(&plans[other], kind), "{:?} against {:?}", kinds[kind], kinds[other]);
        }
    }
    // A measure that is not there weighs nothing.
    plan_of(&DesignProblem { compactness: Compactness::WeightedDistance(9), ..problem });
}

#[test]
fn a_small_diameter_is_what_is_got_where_it_is_wished() {
    let (mut by_distance, mut by_inertia, mut by_diameter) = (0.0, 0.0, 0.0);
    for seed in 0..6 {
        let problem = evenly(160, 5, 20 + seed);
        let largest_km = |compactness: Compactness| {
            let problem = DesignProblem { compactness, ..problem.clone() };
            let mut search = Search::with_effort(problem.clone(), 0.15);
            let best = search.finish().clone();
            assert_eq!(broken(&problem, &best), [], "the judge finds the same diameters");
            assert!(best.is_within_tolerance);
            best.measures.largest_diameter_km
        };
        by_distance += largest_km(Compactness::Distance);
        by_inertia += largest_km(Compactness::MomentOfInertia(None));
        by_diameter += largest_km(Compactness::Diameter);
    }
    assert!(by_diameter < by_inertia && by_inertia < by_distance, "{by_diameter} {by_inertia} {by_distance}");
}

/// A grid of places with its neighbours.
fn grid(side: u32, territories: usize) -> DesignProblem {
    let units = (0..side * side).map(|number| Unit {
        position: Some(Position {
            latitude_degrees: 30.0 + 0.1 * f64::from(number / side),
            longitude_degrees: 50.0 + 0.1 * f64::from(number % side),
        }),
        values: vec![f64::from(1 + number * 7 % 5)],
        ..Unit::default()
    });
    let goal = MeasureGoal { weight: 1.0, tolerance_share: 0.15 };
    let mut problem = DesignProblem::with_equal_shares(units.collect(), territories, vec![goal]);
    problem.is_contiguous = true;
    problem.neighbours = (0..side * side)
        .map(|number| {
            let right = (number % side + 1 < side).then_some(number + 1);
            let below = (number + side < side * side).then_some(number + side);
            right.into_iter().chain(below).collect()
        })
        .collect();
    problem
}

fn is_whole(problem: &DesignProblem, plan: &[u32], territory: u32) -> bool {
    let members: Vec<u32> = (0..plan.len() as u32).filter(|&unit| plan[unit as usize] == territory).collect();
    let is_pair =
        |one: u32, other: u32| problem.neighbours[one as usize].contains(&other) || problem.neighbours[other as usize].contains(&one);
    let mut reached: Vec<u32> = members.iter().copied().take(1).collect();
    let mut next = 0;
    while next < reached.len() {
        let here = reached[next];
        reached.extend(members.iter().copied().filter(|&unit| is_pair(here, unit) && !reached.contains(&unit)).collect::<Vec<u32>>());
        next += 1;
    }
    reached.len() == members.len()
}

#[test]
fn territories_are_whole_by_one_sided_lists_and_however_the_work_is_cut() {
    let mut problem = grid(10, 4);
    problem.units[3].group = Some(1);
    problem.units[13].group = Some(1);
    problem.units[99].today = Some(0);
    problem.units[99].fixed = true;
    problem.units[0].today = Some(0);
    problem.units[0].fixed = true;
    problem.territories[2].centre = Some(55);
    let plan = plan_of(&problem);
    assert!((0..4).all(|territory| is_whole(&problem, &plan, territory)));
    assert_eq!((plan[0], plan[99], plan[55], plan[3] == plan[13]), (0, 0, 2, true));
    let mut cut = Search::with_effort(problem.clone(), 0.01);
    while !cut.is_finished() {
        cut.step(313);
    }
    assert_eq!(cut.best().assignment.iter().flatten().copied().collect::<Vec<u32>>(), plan);
}

#[test]
fn neighbours_that_tell_nothing_make_way_for_nearness() {
    let problem = grid(8, 4);
    let none = DesignProblem { neighbours: vec![Vec::new(); 64], ..problem.clone() };
    let without = DesignProblem { neighbours: Vec::new(), ..problem.clone() };
    assert_eq!(plan_of(&none), plan_of(&without));
    let plan = plan_of(&DesignProblem { neighbours: vec![vec![0, 64, 9_999], vec![7]], ..problem });
    assert_eq!(plan.len(), 64);
}

fn any_locks() -> impl Strategy<Value = DesignProblem> {
    (1..6_usize, 1..40_usize).prop_flat_map(|(territory_count, unit_count)| {
        let unit = (
            (25.0..40.0_f64, 44.0..63.0_f64),
            prop_oneof![5 => 0.0..10.0_f64, 1 => Just(f64::NAN), 1 => Just(500.0)],
            proptest::option::weighted(0.8, 0..7_u32),
            proptest::bool::weighted(0.2),
            proptest::option::weighted(0.3, 0..6_u32),
        )
            .prop_map(|((latitude_degrees, longitude_degrees), value, today, fixed, group)| Unit {
                position: Some(Position { latitude_degrees, longitude_degrees }),
                values: vec![value],
                today,
                fixed,
                group,
            });
        let lock = prop_oneof![3 => Just(TerritoryLock::Open), 1 => Just(TerritoryLock::MayGain), 1 => Just(TerritoryLock::Frozen)];
        let target = (lock, proptest::option::weighted(0.3, 0..45_u32)).prop_map(|(lock, centre)| TerritoryTarget {
            shares: vec![1.0],
            home: None,
            base: None,
            lock,
            centre,
        });
        let limit = (0.0..0.6_f64, any::<bool>()).prop_map(|(share, by_units)| DisruptionLimit {
            basis: if by_units { DisruptionBasis::Units } else { DisruptionBasis::Measure(0) },
            share,
        });
        (
            proptest::collection::vec(unit, unit_count),
            proptest::collection::vec(target, territory_count),
            proptest::collection::vec(proptest::collection::vec(0..45_u32, 0..4), 0..=unit_count),
            proptest::collection::vec((0..45_u32, 0..7_u32), 0..10),
            (proptest::option::of(limit), any::<bool>(), any::<bool>()),
            prop_oneof![Just(0.0), Just(0.1)],
            any::<u64>(),
        )
            .prop_map(
                |(units, territories, neighbours, forbidden, (disruption_limit, is_contiguous, today), tolerance_share, seed)| {
                    DesignProblem {
                        territories,
                        neighbours,
                        is_contiguous,
                        forbidden,
                        disruption_limit,
                        start: if today { Start::Today } else { Start::Nothing },
                        seed,
                        ..DesignProblem::with_equal_shares(units, 0, vec![MeasureGoal { weight: 1.0, tolerance_share }])
                    }
                },
            )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// However the locks contradict each other: at every step the limit and fixed units hold, what is kept is kept, and
    /// what is frozen gains nothing.
    #[test]
    fn locks_hold_at_every_step(problem in any_locks()) {
        let mut search = Search::with_effort(problem.clone(), 0.001);
        let lock_of = |territory: u32| problem.territories.get(territory as usize).map(|territory| territory.lock);
        while !search.is_finished() {
            search.step(1_500);
            let best = search.best();
            prop_assert_eq!(broken(&problem, best), Vec::new());
            for (unit, owner) in problem.units.iter().zip(&best.assignment) {
                let is_kept = unit.today.and_then(lock_of).is_some_and(|lock| lock != TerritoryLock::Open);
                prop_assert!(!is_kept || *owner == unit.today);
                let is_frozen = owner.and_then(lock_of) == Some(TerritoryLock::Frozen);
                prop_assert!(!is_frozen || *owner == unit.today);
            }
        }
    }
}
