//! Whether an answer keeps to locks, to what is forbidden, to what stays together, and to one piece a territory.
//!
//! Pieces are found by flooding from unit to unit; the figures of an answer count them by joining places.

use std::collections::{BTreeMap, BTreeSet};

use super::CheckFailure;
use crate::territory::problem::{DesignProblem, Start, TerritoryLock};

/// Adds what is wrong with an assignment that has a known territory for every unit that needs one.
pub(super) fn check_wishes(problem: &DesignProblem, assignment: &[Option<u32>], failures: &mut Vec<CheckFailure>) {
    let lock_of =
        |territory: Option<u32>| territory.and_then(|territory| problem.territories.get(territory as usize)).map(|target| target.lock);
    let mut owner_of_group: BTreeMap<u32, Option<u32>> = BTreeMap::new();
    for (number, (unit, &owner)) in (0_u32..).zip(problem.units.iter().zip(assignment)) {
        if owner != unit.today {
            for (territory, is_entered) in [(unit.today, false), (owner, true)] {
                let Some(territory) = territory else { continue };
                match lock_of(Some(territory)) {
                    Some(TerritoryLock::Frozen) => failures.push(CheckFailure::FrozenTerritoryChanged { territory, unit: number }),
                    Some(TerritoryLock::MayGain) if !is_entered => failures.push(CheckFailure::KeptUnitLost { territory, unit: number }),
                    _ => {}
                }
            }
        }
        if let Some(group) = unit.group
            && *owner_of_group.entry(group).or_insert(owner) != owner
        {
            failures.push(CheckFailure::GroupSplit { group, unit: number });
        }
    }
    for &(unit, territory) in &problem.forbidden {
        if assignment.get(unit as usize) == Some(&Some(territory)) {
            failures.push(CheckFailure::ForbiddenPair { unit, territory });
        }
    }
    for (territory, target) in (0_u32..).zip(&problem.territories) {
        if let Some(unit) = target.centre.filter(|&unit| assignment.get(unit as usize).is_some_and(|owner| *owner != Some(territory))) {
            failures.push(CheckFailure::CentreOutside { territory, unit });
        }
    }
    // What must not lie in the territory around it may leave no way to one piece.
    if problem.is_contiguous && problem.forbidden.is_empty() {
        check_pieces(problem, assignment, failures);
    }
}

fn check_pieces(problem: &DesignProblem, assignment: &[Option<u32>], failures: &mut Vec<CheckFailure>) {
    let everything = vec![Some(0); assignment.len()];
    if piece_count(problem, &everything, 0) > problem.territories.len() as u32 {
        return;
    }
    let holder = |unit: usize| {
        let today = problem.units[unit].today?;
        let lock = problem.territories.get(today as usize)?.lock;
        (problem.units[unit].fixed || lock != TerritoryLock::Open).then_some(today)
    };
    let held = with_their_group(problem, holder);
    let first = with_their_group(problem, |unit| problem.units[unit].today);
    let today: Vec<Option<u32>> = held.iter().zip(first).map(|(held, first)| held.or(first)).collect();
    for territory in 0..problem.territories.len() as u32 {
        let forced = piece_count(problem, &held, territory);
        let before = if problem.start == Start::Today { piece_count(problem, &today, territory) } else { 0 };
        let (pieces, allowed) = (piece_count(problem, assignment, territory), forced.max(before).max(1));
        if pieces > allowed {
            failures.push(CheckFailure::TooManyPieces { territory, pieces, allowed });
        }
    }
}

/// Per unit what is told of it, or of the first of those that it stays together with.
fn with_their_group(problem: &DesignProblem, told: impl Fn(usize) -> Option<u32>) -> Vec<Option<u32>> {
    let mut of_group: BTreeMap<u32, u32> = BTreeMap::new();
    for (unit, group) in problem.units.iter().enumerate().filter_map(|(number, unit)| Some((number, unit.group?))) {
        if let Some(territory) = told(unit) {
            of_group.entry(group).or_insert(territory);
        }
    }
    let of = |(number, group): (usize, Option<u32>)| group.map_or_else(|| told(number), |group| of_group.get(&group).copied());
    problem.units.iter().map(|unit| unit.group).enumerate().map(of).collect()
}

/// In how many pieces the units of a territory lie. Units that lie beside nothing are none.
fn piece_count(problem: &DesignProblem, assignment: &[Option<u32>], territory: u32) -> u32 {
    let mut together: BTreeMap<(u8, u64, u64), Vec<usize>> = BTreeMap::new();
    let keys = |unit: usize| {
        let place = problem.units[unit].position.filter(|place| place.is_valid());
        let place = place.map(|place| (1, place.latitude_degrees.to_bits(), place.longitude_degrees.to_bits()));
        problem.units[unit].group.map(|group| (0, u64::from(group), 0)).into_iter().chain(place)
    };
    for unit in 0..problem.units.len() {
        for key in keys(unit) {
            together.entry(key).or_default().push(unit);
        }
    }
    // All units that are one place with a unit.
    let place_of = |unit: usize| {
        let (mut place, mut next) = (BTreeSet::from([unit]), vec![unit]);
        while let Some(unit) = next.pop() {
            for &other in keys(unit).filter_map(|key| together.get(&key)).flatten() {
                if place.insert(other) {
                    next.push(other);
                }
            }
        }
        place
    };
    let mut beside: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); problem.units.len()];
    for (unit, list) in problem.neighbours.iter().enumerate().take(beside.len()) {
        for other in list.iter().map(|&other| other as usize).filter(|&other| other < problem.units.len()) {
            beside[unit].insert(other);
            beside[other].insert(unit);
        }
    }
    let mut is_seen = vec![false; problem.units.len()];
    let mut pieces = 0;
    for start in 0..problem.units.len() {
        if is_seen[start] || assignment[start] != Some(territory) {
            continue;
        }
        let mut next = vec![start];
        let mut lies_somewhere = false;
        while let Some(unit) = next.pop() {
            if is_seen[unit] {
                continue;
            }
            let place = place_of(unit);
            place.iter().filter(|&&member| assignment[member] == Some(territory)).for_each(|&member| is_seen[member] = true);
            for &other in place.iter().flat_map(|&member| &beside[member]).filter(|other| !place.contains(other)) {
                lies_somewhere = true;
                // The way into a place leads to all of it.
                next.extend(place_of(other).into_iter().filter(|&there| assignment[there] == Some(territory) && !is_seen[there]));
            }
        }
        pieces += u32::from(lies_somewhere);
    }
    pieces
}
