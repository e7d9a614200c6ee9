//! Wishes beside balance, from the question to the judged answer: one piece a territory, locks, what is forbidden, what
//! stays together, what clashes.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use super::adjacency::of_places;
use super::check::{CheckFailure, check};
use super::findings::{DesignFinding, findings};
use super::measures::measures;
use super::position::Position;
use super::problem::{DesignProblem, MeasureGoal, Start, TerritoryLock, Unit};
use super::reconciled::reconciled;
use super::samples::Sample;
use super::search::Search;

fn with_graph(mut problem: DesignProblem) -> DesignProblem {
    problem.neighbours = of_places(&problem.units.iter().map(|unit| unit.position).collect::<Vec<_>>()).neighbours;
    problem.is_contiguous = true;
    problem
}

/// The answer, and what the judge has to say.
fn solve(problem: &DesignProblem) -> (Vec<Option<u32>>, Vec<CheckFailure>) {
    let (searched, _) = reconciled(problem);
    let mut search = Search::with_effort(searched.clone(), 0.02);
    search.finish();
    let best = search.best();
    (best.assignment.clone(), check(&searched, &best.assignment, &best.measures))
}

#[test]
fn every_territory_is_in_one_piece() {
    for seed in 0..4_u64 {
        for start in [Start::Nothing, Start::Today] {
            let mut problem = with_graph(Sample { clustered: seed % 2 == 0, ..Sample::new(160, 6, 1, 300 + seed) }.problem());
            problem.start = start;
            let (assignment, failures) = solve(&problem);
            assert_eq!(failures, Vec::new(), "seed {seed}, {start:?}");
            let pieces = measures(&problem, &assignment).territories.iter().map(|figures| figures.piece_count.unwrap()).collect::<Vec<_>>();
            if start == Start::Nothing {
                assert_eq!(pieces, [1; 6], "seed {seed}");
            }
        }
    }
}

#[test]
fn locks_and_forbidden_pairs_and_groups_hold_together() {
    for seed in 0..4_u64 {
        let mut problem = with_graph(Sample::new(150, 5, 1, 500 + seed).problem());
        problem.start = if seed % 2 == 0 { Start::Today } else { Start::Nothing };
        problem.territories[1].lock = TerritoryLock::Frozen;
        problem.territories[3].lock = TerritoryLock::MayGain;
        problem.forbidden = (0..150).step_by(11).map(|unit| (unit, 0)).chain((5..150).step_by(17).map(|unit| (unit, 2))).collect();
        for (number, unit) in problem.units.iter_mut().enumerate() {
            unit.group = (number % 15 == 0).then_some(number as u32 / 45);
            unit.fixed = number % 29 == 3;
        }
        let (_, failures) = solve(&problem);
        assert_eq!(failures, Vec::new(), "seed {seed}");
        problem.forbidden.clear();
        let (_, failures) = solve(&problem);
        assert_eq!(failures, Vec::new(), "seed {seed}, nothing forbidden");
    }
}

fn three_in_a_row() -> DesignProblem {
    let units = (0..6_u32)
        .map(|number| Unit {
            position: Some(Position { latitude_degrees: 30.0, longitude_degrees: 50.0 + f64::from(number) }),
            values: vec![1.0],
            today: Some(number / 2),
            ..Unit::default()
        })
        .collect();
    with_graph(DesignProblem::with_equal_shares(units, 3, vec![MeasureGoal { weight: 1.0, tolerance_share: 0.1 }]))
}

#[test]
fn the_judge_names_what_is_wrong() {
    let mut problem = three_in_a_row();
    problem.territories[0].lock = TerritoryLock::Frozen;
    problem.territories[1].lock = TerritoryLock::MayGain;
    problem.territories[2].centre = Some(4);
    problem.forbidden = vec![(5, 0)];
    problem.units[1].group = Some(9);
    problem.units[2].group = Some(9);
    let assignment = [Some(0), Some(0), Some(1), Some(2), Some(1), Some(0)];
    let failures = check(&problem, &assignment, &measures(&problem, &assignment));
    let expected = [
        CheckFailure::GroupSplit { group: 9, unit: 2 },
        CheckFailure::KeptUnitLost { territory: 1, unit: 3 },
        CheckFailure::FrozenTerritoryChanged { territory: 0, unit: 5 },
        CheckFailure::ForbiddenPair { unit: 5, territory: 0 },
        CheckFailure::CentreOutside { territory: 2, unit: 4 },
        CheckFailure::TooManyPieces { territory: 0, pieces: 2, allowed: 1 },
        CheckFailure::TooManyPieces { territory: 1, pieces: 2, allowed: 1 },
    ];
    assert_eq!(failures, expected);
}

#[test]
fn as_many_pieces_as_today_are_accepted_and_no_more() {
    let mut problem = three_in_a_row();
    problem.start = Start::Today;
    problem.units[5].today = Some(0);
    let told = |assignment: &[Option<u32>]| check(&problem, assignment, &measures(&problem, assignment));
    assert_eq!(told(&[0, 0, 1, 1, 2, 0].map(Some)), Vec::new());
    assert_eq!(told(&[0, 1, 0, 1, 2, 0].map(Some)).len(), 2);
}

#[test]
fn findings_tell_which_wishes_clash() {
    let mut problem = three_in_a_row();
    problem.units[0].fixed = true;
    problem.forbidden = vec![(0, 0)];
    assert_eq!(findings(&problem), [DesignFinding::HeldWhereForbidden { unit: 0, territory: 0 }]);
    problem.forbidden.clear();
    problem.units.iter_mut().take(3).for_each(|unit| unit.group = Some(1));
    let told = findings(&problem);
    let too_large = DesignFinding::GroupLargerThanTarget { unit: 0, units: 3, measure: 0, territory_share: 1.5, needed_tolerance: 0.5 };
    assert!(told.contains(&too_large), "{told:?}");
    problem.units[2].fixed = true;
    let told = findings(&problem);
    let twice = DesignFinding::GroupHeldTwice { unit: 0, territory: 0, other_unit: 2, other_territory: 1 };
    assert!(told.contains(&twice), "{told:?}");
    problem.territories.iter_mut().for_each(|territory| territory.lock = TerritoryLock::Frozen);
    assert!(findings(&problem).contains(&DesignFinding::EverythingHeld));
    problem.units[5].today = None;
    assert!(findings(&problem).contains(&DesignFinding::EveryTerritoryFrozen { units: 1 }));
}

#[test]
fn a_plan_that_meets_every_wish_is_told_beforehand() {
    let good = three_in_a_row();
    let is_told = |problem: &DesignProblem| findings(problem).contains(&DesignFinding::TodayMeetsWishes);
    assert!(is_told(&good));
    let without = |change: &dyn Fn(&mut DesignProblem)| {
        let mut problem = good.clone();
        change(&mut problem);
        !is_told(&problem)
    };
    assert!(without(&|problem| problem.units[0].values = vec![9.0]), "uneven");
    assert!(without(&|problem| problem.units[0].today = None), "somebody has none");
    let swap = |problem: &mut DesignProblem| (problem.units[0].today, problem.units[5].today) = (Some(2), Some(0));
    assert!(without(&|problem| swap(problem)), "in pieces");
    assert!(without(&|problem| problem.forbidden = vec![(0, 0)]), "who is there is forbidden");
    assert!(
        without(&|problem| [0, 5].into_iter().for_each(|unit| problem.units[unit].group = Some(1))),
        "who is to stay together is apart"
    );
    assert!(without(&|problem| problem.territories[0].centre = Some(5)), "the centre is elsewhere");
    assert!(without(&|problem| problem.measures[0].weight = 0.0), "nothing is asked");
    let pieces_allowed = DesignProblem { is_contiguous: false, ..good.clone() };
    assert!(is_told(&pieces_allowed));
}

#[test]
fn a_map_in_more_pieces_than_territories_is_told() {
    let mut problem = three_in_a_row();
    problem.neighbours = vec![vec![1], vec![0], vec![3], vec![2], vec![5], vec![4]];
    assert_eq!(findings(&problem), [DesignFinding::TodayMeetsWishes]);
    problem.territories.truncate(2);
    problem.units.iter_mut().for_each(|unit| unit.today = unit.today.filter(|today| *today < 2));
    assert!(findings(&problem).contains(&DesignFinding::MorePiecesThanTerritories { pieces: 3, territories: 2 }));
}

proptest! {
    #[test]
    fn the_judge_and_the_figures_count_the_same_pieces(
        seed in 0..500_u64, owners in proptest::collection::vec(0..3_u32, 30), groups in proptest::collection::vec(0..25_u32, 30),
    ) {
        let mut problem = with_graph(Sample::new(30, 3, 1, seed).problem());
        for (unit, &group) in problem.units.iter_mut().zip(&groups) {
            unit.group = (group < 6).then_some(group);
        }
        problem.units[29].position = problem.units[0].position;
        let assignment: Vec<Option<u32>> = owners.iter().map(|&owner| Some(owner)).collect();
        let figures = measures(&problem, &assignment);
        let failures = check(&problem, &assignment, &figures);
        for (territory, told) in (0_u32..).zip(&figures.territories) {
            let judged = failures.iter().find_map(|failure| match failure {
                CheckFailure::TooManyPieces { territory: one, pieces, .. } if *one == territory => Some(*pieces),
                _ => None,
            });
            let pieces = told.piece_count.unwrap();
            prop_assert_eq!(judged.unwrap_or(pieces.min(1)), pieces);
        }
    }
}
