//! A problem without wishes that contradict each other, and what is said of those that did.
//!
//! What holds a unit where it is (fixed, or in a territory that is frozen or may only gain) goes before everything
//! else; then keeping together, then what is forbidden, then centres. All of these go before the limit on what changes hands,
//! which therefore gives up none of them: see [`super::search`].

use std::collections::{BTreeMap, BTreeSet};

use super::findings::DesignFinding;
use super::problem::{DesignProblem, TerritoryLock};

/// The territory that a unit may not leave, if there is one.
pub(crate) fn holder(problem: &DesignProblem, unit: usize) -> Option<u32> {
    let unit = problem.units.get(unit)?;
    let today = unit.today?;
    let lock = problem.territories.get(today as usize)?.lock;
    (unit.fixed || lock != TerritoryLock::Open).then_some(today)
}

/// The problem as it is searched, and the wishes that were given up for it.
pub(crate) fn reconciled(problem: &DesignProblem) -> (DesignProblem, Vec<DesignFinding>) {
    let mut result = problem.clone();
    let mut given_up = Vec::new();
    part_groups(&mut result, &mut given_up);
    let groups = groups(&result);
    let held_by: BTreeMap<u32, u32> =
        groups.iter().filter_map(|(&group, units)| Some((group, units.iter().find_map(|&unit| holder(&result, unit as usize))?))).collect();
    let held = |unit: u32| holder(&result, unit as usize).or_else(|| held_by.get(&result.units.get(unit as usize)?.group?).copied());
    let forbidden = permitted(&result, &groups, held, &mut given_up);
    let centres = centres(&result, &forbidden, held, &mut given_up);
    result.forbidden = forbidden.into_iter().collect();
    for (territory, centre) in result.territories.iter_mut().zip(centres) {
        territory.centre = centre;
    }
    (result, given_up)
}

/// The units of each group.
pub(crate) fn groups(problem: &DesignProblem) -> BTreeMap<u32, Vec<u32>> {
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (number, unit) in (0_u32..).zip(&problem.units) {
        if let Some(group) = unit.group {
            groups.entry(group).or_default().push(number);
        }
    }
    groups
}

/// What a frozen territory holds of a group leaves it: the others cannot follow. A group of which two territories hold
/// units stays with the first; what others hold leaves it.
fn part_groups(problem: &mut DesignProblem, given_up: &mut Vec<DesignFinding>) {
    for mut units in groups(problem).into_values() {
        let frozen = |unit: u32| {
            let today = problem.units[unit as usize].today?;
            (problem.territories.get(today as usize)?.lock == TerritoryLock::Frozen).then_some(today)
        };
        let homes: BTreeSet<Option<u32>> = units.iter().map(|&unit| frozen(unit)).collect();
        if let Some(&Some(territory)) = homes.last().filter(|_| homes.len() > 1) {
            let (stay, go): (Vec<u32>, Vec<u32>) = units.iter().partition(|&&unit| frozen(unit).is_none());
            if let Some(&unit) = go.iter().find(|&&unit| frozen(unit) == Some(territory)) {
                given_up.push(DesignFinding::GroupPartedByFrozen { unit, territory });
            }
            go.into_iter().for_each(|unit| problem.units[unit as usize].group = None);
            units = stay;
        }
        let mut first: Option<(u32, u32)> = None;
        let mut is_told = false;
        for unit in units {
            match (holder(problem, unit as usize), first) {
                (Some(territory), None) => first = Some((unit, territory)),
                (Some(other_territory), Some((one, territory))) if other_territory != territory => {
                    problem.units[unit as usize].group = None;
                    if !std::mem::replace(&mut is_told, true) {
                        given_up.push(DesignFinding::GroupHeldTwice { unit: one, territory, other_unit: unit, other_territory });
                    }
                }
                _ => {}
            }
        }
    }
}

/// The forbidden pairs that can be heeded.
fn permitted(
    problem: &DesignProblem,
    groups: &BTreeMap<u32, Vec<u32>>,
    held: impl Fn(u32) -> Option<u32>,
    given_up: &mut Vec<DesignFinding>,
) -> BTreeSet<(u32, u32)> {
    let (units, territories) = (problem.units.len() as u32, problem.territories.len() as u32);
    let known = problem.forbidden.iter().copied().filter(|&(unit, territory)| unit < units && territory < territories);
    let mut forbidden = BTreeSet::new();
    for (unit, territory) in known.collect::<BTreeSet<_>>() {
        if held(unit) == Some(territory) {
            given_up.push(DesignFinding::HeldWhereForbidden { unit, territory });
        } else {
            forbidden.insert((unit, territory));
        }
    }
    let open: Vec<u32> =
        (0_u32..).zip(&problem.territories).filter(|(_, target)| target.lock != TerritoryLock::Frozen).map(|(number, _)| number).collect();
    let concerned: BTreeSet<u32> = forbidden.iter().map(|pair| pair.0).collect();
    for unit in concerned {
        let alone = vec![unit];
        let together = problem.units[unit as usize].group.and_then(|group| groups.get(&group)).unwrap_or(&alone);
        let is_shut_out =
            !open.is_empty() && open.iter().all(|&territory| together.iter().any(|&one| forbidden.contains(&(one, territory))));
        if is_shut_out && held(unit).is_none() {
            given_up.push(DesignFinding::ForbiddenEverywhere { unit });
            forbidden.retain(|pair| !together.contains(&pair.0));
        }
    }
    forbidden
}

/// The centres that can be.
fn centres(
    problem: &DesignProblem,
    forbidden: &BTreeSet<(u32, u32)>,
    held: impl Fn(u32) -> Option<u32>,
    given_up: &mut Vec<DesignFinding>,
) -> Vec<Option<u32>> {
    let mut taken: BTreeMap<(bool, u32), u32> = BTreeMap::new();
    let mut centres = Vec::with_capacity(problem.territories.len());
    for (territory, target) in (0_u32..).zip(&problem.territories) {
        let Some(unit) = target.centre.filter(|&unit| (unit as usize) < problem.units.len()) else {
            centres.push(None);
            continue;
        };
        let group = problem.units[unit as usize].group;
        let together = group.map_or((false, unit), |group| (true, group));
        let is_forbidden = forbidden.iter().any(|&(other, there)| {
            there == territory && (other == unit || group.is_some() && problem.units[other as usize].group == group)
        });
        let may_hold = match held(unit) {
            Some(holder) => holder == territory,
            None => target.lock != TerritoryLock::Frozen && !is_forbidden,
        };
        let is_first = *taken.entry(together).or_insert(territory) == territory;
        if may_hold && is_first {
            centres.push(Some(unit));
        } else {
            given_up.push(DesignFinding::CentreElsewhere { territory, unit });
            centres.push(None);
        }
    }
    centres
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::territory::problem::Unit;

    fn problem() -> DesignProblem {
        let units = (0..6_u32).map(|number| Unit { today: Some(number / 2), ..Unit::default() }).collect();
        DesignProblem::with_equal_shares(units, 3, Vec::new())
    }

    #[test]
    fn wishes_that_agree_are_left_alone() {
        let mut wished = problem();
        wished.units[0].group = Some(4);
        wished.units[1].group = Some(4);
        wished.units[0].fixed = true;
        wished.territories[1].lock = TerritoryLock::Frozen;
        wished.territories[0].centre = Some(1);
        wished.forbidden = vec![(4, 0), (5, 1)];
        let (searched, given_up) = reconciled(&wished);
        assert_eq!((searched, given_up), (wished, Vec::new()));
    }

    #[test]
    fn a_group_of_two_holders_is_parted() {
        let mut wished = problem();
        for unit in [0, 1, 2, 5] {
            wished.units[unit].group = Some(1);
        }
        wished.units[2].fixed = true;
        wished.territories[2].lock = TerritoryLock::MayGain;
        let (searched, given_up) = reconciled(&wished);
        assert_eq!(given_up, [DesignFinding::GroupHeldTwice { unit: 2, territory: 1, other_unit: 5, other_territory: 2 }]);
        let groups: Vec<Option<u32>> = searched.units.iter().map(|unit| unit.group).collect();
        assert_eq!(groups, [Some(1), Some(1), Some(1), None, None, None]);
    }

    #[test]
    fn today_stays_what_it_is() {
        let mut wished = problem();
        [0, 2, 3, 5].into_iter().for_each(|unit: usize| wished.units[unit].group = Some(1));
        wished.forbidden = vec![(1, 0), (4, 2)];
        assert_eq!(reconciled(&wished), (wished, Vec::new()), "who has what today is a fact, whatever is wished");
    }

    #[test]
    fn nobody_follows_into_a_frozen_territory() {
        let mut wished = problem();
        for unit in [0, 2, 4] {
            wished.units[unit].group = Some(1);
        }
        wished.territories[2].lock = TerritoryLock::Frozen;
        let (searched, given_up) = reconciled(&wished);
        assert_eq!(given_up, [DesignFinding::GroupPartedByFrozen { unit: 4, territory: 2 }]);
        assert_eq!((searched.units[0].group, searched.units[2].group, searched.units[4].group), (Some(1), Some(1), None));
    }

    #[test]
    fn what_is_held_may_stay_where_it_is_forbidden() {
        let mut wished = problem();
        wished.units[0].fixed = true;
        wished.forbidden = vec![(0, 0), (0, 1), (3, 0), (3, 1), (3, 2), (9, 0), (0, 9)];
        let (searched, given_up) = reconciled(&wished);
        assert_eq!(given_up, [DesignFinding::HeldWhereForbidden { unit: 0, territory: 0 }, DesignFinding::ForbiddenEverywhere { unit: 3 }]);
        assert_eq!(searched.forbidden, [(0, 1)]);
    }

    #[test]
    fn a_centre_that_cannot_be_is_given_up() {
        let mut wished = problem();
        wished.units[0].fixed = true;
        wished.territories[1].centre = Some(0);
        wished.territories[2].lock = TerritoryLock::Frozen;
        wished.territories[2].centre = Some(1);
        let (searched, given_up) = reconciled(&wished);
        assert_eq!(
            given_up,
            [DesignFinding::CentreElsewhere { territory: 1, unit: 0 }, DesignFinding::CentreElsewhere { territory: 2, unit: 1 }]
        );
        assert!(searched.territories.iter().all(|target| target.centre.is_none()));
    }
}
