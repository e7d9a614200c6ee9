//! One piece per territory: kept by every answer, and won back where a plan has lost it.

use proptest::prelude::*;

use super::{CentredProblem, NONE, contiguous_problem, piece_count, solved, watched};
use crate::territory::centred::contiguity::Contiguity;
use crate::territory::centred::judge;
use crate::territory::centred::tidy::mutual;
use crate::territory::chance::Chance;

/// Whether the neighbours of a unit in its territory reach each other without it, by spreading out from the first.
fn may_leave(neighbours: &[Vec<u32>], territory_of: &[u32], unit: usize) -> bool {
    let own: Vec<u32> = neighbours[unit].iter().copied().filter(|&other| territory_of[other as usize] == territory_of[unit]).collect();
    let Some(&first) = own.first() else { return true };
    let mut reached = vec![first];
    let mut next = 0;
    while next < reached.len() {
        for &other in &neighbours[reached[next] as usize] {
            if other as usize != unit && territory_of[other as usize] == territory_of[unit] && !reached.contains(&other) {
                reached.push(other);
            }
        }
        next += 1;
    }
    own.iter().all(|other| reached.contains(other))
}

/// Today's plan at random, so in many pieces.
fn in_pieces(unit_count: usize, territory_count: usize, seed: u64) -> CentredProblem {
    let mut chance = Chance::new(seed, 11);
    let today = (0..unit_count).map(|_| chance.below(territory_count) as u32).collect();
    CentredProblem {
        today,
        starts_today: true,
        change_weight: 0.1,
        change_amounts: vec![1.0; unit_count],
        ..contiguous_problem(unit_count, territory_count, 0.2, seed)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn who_may_leave_equals_brute_force(
        pairs in proptest::collection::vec((0..14_u32, 0..14_u32), 0..40),
        territory_of in proptest::collection::vec(0..3_u32, 14),
    ) {
        let mut lists = vec![Vec::new(); 14];
        for (unit, other) in pairs {
            lists[unit as usize].push(other);
        }
        let neighbours = mutual(lists, 14);
        let mut contiguity = Contiguity::new(14);
        // The memory is used again and again: what an earlier look left must not be taken for its own.
        for unit in (0..14).chain((0..14).rev()) {
            prop_assert_eq!(contiguity.may_leave(&neighbours, &territory_of, unit), may_leave(&neighbours, &territory_of, unit));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Large enough that parts spread a good way before they meet or end.
    #[test]
    fn who_may_leave_a_large_territory_equals_brute_force(
        holes in proptest::collection::vec(0.0..1.0_f64, 144), share in 0.0..0.6_f64, links in proptest::collection::vec((0..144_u32, 0..144_u32), 0..6),
    ) {
        // A field of twelve by twelve, with holes of another territory and some links across.
        let beside = |unit: u32| {
            let right = (unit % 12 < 11).then_some((unit, unit + 1));
            right.into_iter().chain((unit < 132).then_some((unit, unit + 12)))
        };
        let mut lists = vec![Vec::new(); 144];
        for (unit, other) in (0..144).flat_map(beside).chain(links) {
            lists[unit as usize].push(other);
        }
        let neighbours = mutual(lists, 144);
        let territory_of: Vec<u32> = holes.iter().map(|hole| u32::from(*hole < share)).collect();
        let mut contiguity = Contiguity::new(144);
        for unit in 0..144 {
            prop_assert_eq!(contiguity.may_leave(&neighbours, &territory_of, unit), may_leave(&neighbours, &territory_of, unit));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_answer_is_in_one_piece_per_territory(unit_count in 8..60_usize, territory_count in 2..7_usize, seed in 0..10_000_u64) {
        let problem = contiguous_problem(unit_count, territory_count, 0.15, seed);
        let answer = watched(&problem, 24, |answer| {
            assert_eq!(piece_count(&problem, &answer.territory_of), territory_count);
            assert_eq!(judge(&problem, &answer.centre_of(), &answer.territory_of).broken_count, 0);
        });
        let verdict = judge(&problem, &answer.centre_of(), &answer.territory_of);
        prop_assert_eq!(verdict.structure_fault_count, 0);
        prop_assert_eq!(verdict.is_feasible, answer.excess == 0.0);
    }

    #[test]
    fn a_plan_in_pieces_is_joined_where_units_are_free(unit_count in 12..50_usize, territory_count in 2..6_usize, seed in 0..10_000_u64) {
        let problem = in_pieces(unit_count, territory_count, seed);
        let territories_today = (0..territory_count as u32).filter(|territory| problem.today.contains(territory)).count();
        prop_assume!(territories_today == territory_count);
        watched(&problem, 12, |answer| assert_eq!(piece_count(&problem, &answer.territory_of), territory_count));
    }

    /// With units held and a limit, pieces may remain; there are never more than today, and never more changes than may be.
    #[test]
    fn a_plan_in_pieces_never_falls_further_apart(
        unit_count in 12..50_usize, territory_count in 2..6_usize, seed in 0..10_000_u64, held_share in 0.0..0.6_f64, allowance in 0..10_u32,
    ) {
        let mut problem = in_pieces(unit_count, territory_count, seed);
        let mut chance = Chance::new(seed, 12);
        problem.fixed = problem.today.iter().map(|&today| if chance.fraction() < held_share { today } else { NONE }).collect();
        problem.change_allowance = f64::from(allowance);
        let pieces_today = piece_count(&problem, &problem.today);
        watched(&problem, 12, |answer| {
            assert!(piece_count(&problem, &answer.territory_of) <= pieces_today);
            let changed = answer.territory_of.iter().zip(&problem.today).filter(|(now, today)| now != today).count();
            assert!(changed <= allowance as usize);
            assert!(answer.territory_of.iter().zip(&problem.fixed).all(|(now, &fixed)| fixed == NONE || *now == fixed));
        });
    }
}

#[test]
fn a_limit_spends_what_it_has_on_joining() {
    // A row of ten: 0 and 1 alternate at one end, so joining takes one change.
    let today = vec![0, 0, 0, 1, 0, 1, 1, 1, 1, 1];
    let mut problem = contiguous_problem(10, 2, 2.0, 1);
    problem.neighbours =
        (0..10_u32).map(|unit| [unit.wrapping_sub(1), unit + 1].into_iter().filter(|&other| other < 10).collect()).collect();
    let problem = CentredProblem { today, starts_today: true, change_amounts: vec![1.0; 10], change_allowance: 1.0, ..problem };
    let answer = solved(&problem);
    assert_eq!(piece_count(&problem, &answer.territory_of), 2);
}

#[test]
fn units_held_far_apart_are_joined_through_free_ones() {
    for seed in 0..12 {
        let mut problem = contiguous_problem(40, 3, 0.5, seed);
        let points = problem.costs.points();
        let end = |sign: f64| (0..40).max_by(|&one, &other| (sign * points[one][0]).total_cmp(&(sign * points[other][0]))).unwrap();
        let (west, east) = (end(-1.0), end(1.0));
        problem.fixed = vec![NONE; 40];
        problem.fixed[west] = 1;
        problem.fixed[east] = 1;
        let answer = solved(&problem);
        assert_eq!((answer.territory_of[west], answer.territory_of[east]), (1, 1));
        assert_eq!(piece_count(&problem, &answer.territory_of), 3, "seed {seed}");
    }
}

#[test]
fn a_new_territory_finds_its_place_among_those_of_today() {
    let problem = contiguous_problem(40, 4, 0.3, 5);
    let old = solved(&CentredProblem { territory_count: 3, lower: vec![0.0; 3], upper: vec![f64::INFINITY; 3], ..problem.clone() });
    let problem = CentredProblem { today: old.territory_of, starts_today: true, change_amounts: vec![1.0; 40], ..problem };
    let answer = solved(&problem);
    assert_eq!(answer.excess, 0.0);
    assert_eq!(piece_count(&problem, &answer.territory_of), 4);
}
