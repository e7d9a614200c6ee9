//! Whether an answer keeps to locks, to what is forbidden, to what stays together, and to the centres that are wished.

use std::collections::BTreeMap;

use super::CheckFailure;
use crate::territory::problem::{DesignProblem, TerritoryLock};

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
}
