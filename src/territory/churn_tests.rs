//! What a reorganisation promises, by example and by chance.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::territory::measures::measures;
use crate::territory::samples::Sample;

fn today(problem: &DesignProblem) -> Vec<Option<u32>> {
    problem.units.iter().map(|unit| unit.today).collect()
}

/// The problem with territories taken away or added at the end, at equal shares.
fn with_territories(problem: &DesignProblem, count: usize) -> DesignProblem {
    let mut next = problem.clone();
    let target = crate::territory::TerritoryTarget { shares: vec![1.0 / count as f64; problem.measures.len()], ..Default::default() };
    next.territories = vec![target; count];
    for unit in &mut next.units {
        unit.today = unit.today.filter(|&today| (today as usize) < count);
    }
    next
}

fn owned(assignment: &[Option<u32>], territory: u32) -> Vec<usize> {
    (0..assignment.len()).filter(|&unit| assignment[unit] == Some(territory)).collect()
}

#[test]
fn a_leavers_customers_go_to_the_neighbours_and_stay_near() {
    let whole = Sample { clustered: false, ..Sample::new(400, 8, 1, 4) }.problem();
    let problem = with_territories(&whole, 7);
    let before = today(&problem);
    let freed: Vec<u32> = (0..400).filter(|&unit| before[unit as usize].is_none()).collect();
    assert!(freed.len() > 10);
    let after = share_out(&problem, &before, &freed, &[]);
    // Against giving each to the nearest centre, balance is no worse and ways are hardly longer.
    let known = measures(&problem, &before);
    let mut nearest = before.clone();
    for &unit in &freed {
        let place = problem.units[unit as usize].position.unwrap();
        let distance =
            |territory: &u32| known.territories[*territory as usize].centre.map_or(f64::MAX, |centre| centre.distance_km(&place));
        nearest[unit as usize] = (0..7).min_by(|one, other| distance(one).total_cmp(&distance(other)));
    }
    let (ours, plain) = (measures(&problem, &after), measures(&problem, &nearest));
    assert!(ours.measures[0].max_relative_deviation <= plain.measures[0].max_relative_deviation + 1e-9);
    assert!(ours.dispersion_km <= plain.dispersion_km * 1.25, "{} against {}", ours.dispersion_km, plain.dispersion_km);
}

#[test]
fn a_frozen_neighbour_takes_nobody_and_groups_stay_together() {
    let whole = Sample { clustered: false, ..Sample::new(200, 5, 1, 8) }.problem();
    let mut problem = with_territories(&whole, 4);
    let before = today(&problem);
    let freed: Vec<u32> = (0..200).filter(|&unit| before[unit as usize].is_none()).collect();
    for pair in freed.chunks_exact(2) {
        problem.units[pair[0] as usize].group = Some(pair[0]);
        problem.units[pair[1] as usize].group = Some(pair[0]);
    }
    problem.territories[2].lock = crate::territory::problem::TerritoryLock::Frozen;
    let after = share_out(&problem, &before, &freed, &[]);
    assert!(after.iter().all(Option::is_some) && owned(&after, 2) == owned(&before, 2));
    assert!(freed.chunks_exact(2).all(|pair| after[pair[0] as usize] == after[pair[1] as usize]));
    let more = with_territories(&problem, 5);
    let mut locked = more.clone();
    locked.territories[0].lock = crate::territory::problem::TerritoryLock::Frozen;
    let carved = carve_out(&locked, &after, &[4]);
    assert_eq!(owned(&carved, 0), owned(&after, 0));
}

#[test]
fn newcomers_relieve_those_who_carry_most() {
    let old = Sample { clustered: false, spread: 0.5, ..Sample::new(400, 6, 1, 7) }.problem();
    let problem = with_territories(&old, 8);
    let before = today(&problem);
    let after = carve_out(&problem, &before, &[6, 7]);
    let (was, is) = (measures(&problem, &before), measures(&problem, &after));
    for new in [6, 7] {
        assert!(is.territories[new].deviations[0].abs() < 0.15, "{:?}", is.territories[new].deviations);
        assert!(is.territories[new].dispersion_km < was.dispersion_km, "{} of {}", is.territories[new].dispersion_km, was.dispersion_km);
    }
    let mut order: Vec<usize> = (0..6).collect();
    order.sort_by(|&one, &other| was.territories[other].values[0].total_cmp(&was.territories[one].values[0]));
    assert!(is.territories[order[0]].values[0] < was.territories[order[0]].values[0], "the fullest one gives");
    assert_eq!(is.territories[order[5]].values, was.territories[order[5]].values, "the emptiest one does not");
    for territory in 0..6 {
        let is_short = is.territories[territory].deviations[0] < -0.1;
        assert!(!is_short || is.territories[territory].values[0] == was.territories[territory].values[0], "no giver is left short");
    }
}

#[test]
fn halves_are_even_and_compact() {
    let old = Sample { clustered: false, spread: 0.4, ..Sample::new(300, 3, 2, 9) }.problem();
    let problem = with_territories(&old, 4);
    let before = today(&problem);
    let after = halve(&problem, &before, 1, 3);
    let (was, is) = (measures(&problem, &before), measures(&problem, &after));
    for measure in 0..2 {
        let part = is.territories[3].values[measure] / was.territories[1].values[measure];
        assert!((part - 0.5).abs() < 0.06, "{part}");
    }
    let halves = (is.territories[1].dispersion_km + is.territories[3].dispersion_km) / 2.0;
    assert!(halves < was.territories[1].dispersion_km * 0.85, "{halves} of {}", was.territories[1].dispersion_km);
}

#[test]
fn small_and_odd_plans_are_survived() {
    for units in [0, 1, 2, 3] {
        let problem = with_territories(&Sample::new(units, 2, 1, 1).problem(), 3);
        let before = today(&problem);
        let all: Vec<u32> = (0..units as u32).collect();
        assert!(share_out(&problem, &before, &all, &[]).iter().all(Option::is_some));
        assert_eq!(carve_out(&problem, &before, &[2]).len(), units);
        assert_eq!(halve(&problem, &before, 0, 2).len(), units);
        assert_eq!(halve(&problem, &before, 0, 0), before);
        assert_eq!(halve(&problem, &before, 9, 2), before);
    }
    let mut nowhere = with_territories(&Sample::new(30, 2, 1, 1).problem(), 3);
    for unit in &mut nowhere.units {
        unit.position = None;
    }
    let halved = halve(&nowhere, &vec![Some(0); 30], 0, 2);
    let figures = measures(&nowhere, &halved);
    assert!((figures.territories[2].values[0] / (figures.territories[0].values[0] + figures.territories[2].values[0]) - 0.5).abs() < 0.2);
    let carved = carve_out(&nowhere, &vec![Some(0); 30], &[2]);
    assert!(!owned(&carved, 2).is_empty());
}

/// A grid of units, each beside up to four others, in vertical stripes of territories.
fn grid(width: u32, height: u32, territories: u32, seed: u64) -> DesignProblem {
    let mut problem =
        Sample { clustered: false, spread: 0.5, ..Sample::new((width * height) as usize, territories as usize, 1, seed) }.problem();
    for at in 0..width * height {
        let (column, row) = (at % width, at / width);
        let unit = &mut problem.units[at as usize];
        unit.position = Some(crate::territory::Position {
            latitude_degrees: 30.0 + f64::from(row) * 0.1,
            longitude_degrees: 50.0 + f64::from(column) * 0.1,
        });
        unit.today = Some(column * territories / width);
        let mut near = Vec::new();
        near.extend((column > 0).then(|| at - 1));
        near.extend((column + 1 < width).then(|| at + 1));
        near.extend((row > 0).then(|| at - width));
        near.extend((row + 1 < height).then(|| at + width));
        problem.neighbours.push(near);
    }
    problem.is_contiguous = true;
    problem
}

/// In how many pieces each territory is, counted on its own.
fn piece_counts(problem: &DesignProblem, assignment: &[Option<u32>]) -> Vec<usize> {
    let mut seen = vec![false; assignment.len()];
    let mut counts = vec![0; problem.territories.len()];
    for start in 0..assignment.len() {
        let Some(owner) = assignment[start].filter(|_| !seen[start]) else { continue };
        counts[owner as usize] += 1;
        let mut open = vec![start];
        while let Some(here) = open.pop() {
            if std::mem::replace(&mut seen[here], true) {
                continue;
            }
            open.extend(problem.neighbours[here].iter().map(|&near| near as usize).filter(|&near| assignment[near] == Some(owner)));
        }
    }
    counts
}

#[test]
fn without_a_wish_for_one_piece_neighbours_change_nothing() {
    let mut problem = with_territories(&grid(12, 8, 4, 3), 5);
    problem.is_contiguous = false;
    let plain = DesignProblem { neighbours: Vec::new(), ..problem.clone() };
    let before = today(&problem);
    assert_eq!(carve_out(&problem, &before, &[4]), carve_out(&plain, &before, &[4]));
    assert_eq!(halve(&problem, &before, 1, 4), halve(&plain, &before, 1, 4));
    problem.is_contiguous = true;
    let odd = DesignProblem { neighbours: vec![vec![0, 9_999]; 96], ..problem.clone() };
    assert_eq!(carve_out(&odd, &before, &[4]).len(), 96, "neighbours that are no units are survived");
}

#[test]
fn halves_of_a_bent_territory_are_in_one_piece() {
    // A ring around a hole that another territory fills: most straight cuts leave four ends, not two.
    let mut problem = with_territories(&grid(9, 9, 2, 5), 3);
    for at in 0..81_u32 {
        let (column, row) = (at % 9, at / 9);
        let is_inside = (2..7).contains(&column) && (2..9).contains(&row);
        problem.units[at as usize].today = Some(u32::from(is_inside));
    }
    let before = today(&problem);
    assert_eq!(piece_counts(&problem, &before), [1, 1, 0]);
    let after = halve(&problem, &before, 0, 2);
    assert_eq!(piece_counts(&problem, &after), [1, 1, 1]);
    let figures = measures(&problem, &after);
    let (one, other) = (figures.territories[0].values[0], figures.territories[2].values[0]);
    assert!((one / (one + other) - 0.5).abs() < 0.1, "{one} and {other}");
}

/// A grid whose units stay together in areas of three by two, four areas a territory.
fn grid_of_areas(territories: usize, seed: u64) -> DesignProblem {
    let mut problem = with_territories(&grid(12, 8, 4, seed), territories);
    for at in 0..96_u32 {
        problem.units[at as usize].group = Some(at % 12 / 3 * 4 + at / 12 / 2);
    }
    problem
}

fn are_areas_whole(problem: &DesignProblem, assignment: &[Option<u32>]) -> bool {
    let mut owners: BTreeMap<u32, BTreeSet<Option<u32>>> = BTreeMap::new();
    for (unit, owner) in problem.units.iter().zip(assignment) {
        owners.entry(unit.group.unwrap()).or_default().insert(*owner);
    }
    owners.values().all(|owners| owners.len() == 1)
}

#[test]
fn whole_areas_are_carved_out_halved_and_given_away() {
    for seed in 0..8 {
        for is_contiguous in [false, true] {
            let more = DesignProblem { is_contiguous, ..grid_of_areas(5, seed) };
            let before = today(&more);
            let carved = carve_out(&more, &before, &[4]);
            assert!(are_areas_whole(&more, &carved));
            let figures = measures(&more, &carved);
            let deviations: Vec<f64> = figures.territories.iter().map(|known| known.deviations[0]).collect();
            // Areas are nearly a third of a territory, so no more than this can be asked.
            assert!(deviations[4] > -0.5 && deviations.iter().all(|deviation| deviation.abs() < 0.6), "{deviations:?}");
            let halved = halve(&more, &before, 1, 4);
            assert!(are_areas_whole(&more, &halved));
            assert!(owned(&halved, 4).len() >= 6 && owned(&halved, 1).len() >= 6);
            if is_contiguous {
                assert!(piece_counts(&more, &carved).iter().chain(&piece_counts(&more, &halved)).all(|count| *count <= 1));
            }
            let fewer = DesignProblem { is_contiguous, ..grid_of_areas(3, seed) };
            let before = today(&fewer);
            let freed: Vec<u32> = (0..96).filter(|&unit| before[unit as usize].is_none()).collect();
            let shared = share_out(&fewer, &before, &freed, &[]);
            assert!(shared.iter().all(Option::is_some) && are_areas_whole(&fewer, &shared));
        }
    }
}

#[test]
fn an_area_with_a_fixed_customer_or_in_two_hands_is_left_where_it_is() {
    let mut problem = grid_of_areas(5, 2);
    let free = carve_out(&problem, &today(&problem), &[4]);
    let gone: BTreeSet<u32> = owned(&free, 4).into_iter().filter_map(|unit| problem.units[unit].group).collect();
    for unit in &mut problem.units {
        unit.fixed = unit.group.is_some_and(|group| gone.contains(&group));
    }
    let before = today(&problem);
    let carved = carve_out(&problem, &before, &[4]);
    let moved = owned(&carved, 4);
    assert!(!moved.is_empty() && moved.iter().all(|unit| !problem.units[*unit].group.is_some_and(|group| gone.contains(&group))));
    // One area in two hands.
    problem.units.iter_mut().for_each(|unit| unit.fixed = false);
    let split = *gone.first().unwrap();
    let mut divided = before;
    let first = (0..96).find(|&unit| problem.units[unit].group == Some(split)).unwrap();
    divided[first] = Some((divided[first].unwrap() + 1) % 4);
    let carved = carve_out(&problem, &divided, &[4]);
    let is_of_it = |unit: &usize| problem.units[*unit].group == Some(split);
    assert!((0..96).filter(is_of_it).all(|unit| carved[unit] == divided[unit]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn what_is_in_one_piece_stays_so(seed in 0..1_000_u64, width in 6..14_u32, height in 3..9_u32, territories in 3..6_u32) {
        let old = grid(width, height, territories, seed);

        let fewer = with_territories(&old, territories as usize - 1);
        let before = today(&fewer);
        let freed: Vec<u32> = (0..width * height).filter(|&unit| before[unit as usize].is_none()).collect();
        let after = share_out(&fewer, &before, &freed, &[]);
        prop_assert!(after.iter().all(Option::is_some));
        prop_assert!(piece_counts(&fewer, &after).iter().all(|count| *count == 1));

        let more = with_territories(&old, territories as usize + 2);
        let before = today(&more);
        let after = carve_out(&more, &before, &[territories, territories + 1]);
        prop_assert!(piece_counts(&more, &after).iter().all(|count| *count <= 1));
        prop_assert!(!owned(&after, territories).is_empty());

        let one = with_territories(&old, territories as usize + 1);
        let after = halve(&one, &today(&one), 0, territories);
        prop_assert!(piece_counts(&one, &after).iter().all(|count| *count == 1));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn nobody_is_lost_and_what_is_fixed_stays(
        seed in 0..1_000_u64, units in 20..160_usize, territories in 3..8_usize, fixed in 0..4_u32, clustered in any::<bool>(),
    ) {
        let sample = Sample { fixed_share: f64::from(fixed) * 0.15, clustered, ..Sample::new(units, territories, 2, seed) };
        let old = sample.problem();

        let fewer = with_territories(&old, territories - 1);
        let before = today(&fewer);
        let freed: Vec<u32> = (0..units as u32).filter(|&unit| before[unit as usize].is_none()).collect();
        let after = share_out(&fewer, &before, &freed, &[]);
        prop_assert!(after.iter().all(Option::is_some));
        for unit in 0..units {
            prop_assert!(before[unit].is_none() || after[unit] == before[unit], "who was not freed stays");
        }
        prop_assert_eq!(&share_out(&fewer, &before, &freed, &[]), &after, "the same question has the same answer");

        let more = with_territories(&old, territories + 2);
        let before = today(&more);
        let new = [territories as u32, territories as u32 + 1];
        let after = carve_out(&more, &before, &new);
        for unit in 0..units {
            let moved = after[unit] != before[unit];
            prop_assert!(after[unit].is_some());
            prop_assert!(!moved || after[unit].is_some_and(|owner| new.contains(&owner)), "units go to newcomers alone");
            prop_assert!(!(moved && more.units[unit].fixed));
        }
        prop_assert_eq!(&carve_out(&more, &before, &new), &after);

        let one = with_territories(&old, territories + 1);
        let before = today(&one);
        let after = halve(&one, &before, 0, territories as u32);
        for unit in 0..units {
            let moved = after[unit] != before[unit];
            prop_assert!(!moved || (before[unit] == Some(0) && after[unit] == Some(territories as u32)));
            prop_assert!(!(moved && one.units[unit].fixed));
        }
        let free = owned(&before, 0).into_iter().filter(|&unit| !one.units[unit].fixed).count();
        if owned(&before, 0).len() >= 2 && free > 0 {
            prop_assert!(!owned(&after, 0).is_empty() && !owned(&after, territories as u32).is_empty());
        }
    }
}
