//! Whether an answer keeps to the limit on what changes hands.
//!
//! What stays together, what is forbidden and the centres that are wished may ask for more change than the limit allows;
//! then as much is allowed as they need, and nothing beyond.

use std::collections::{BTreeMap, BTreeSet};

use super::{AGREEMENT, CheckFailure, value_of};
use crate::territory::problem::{DesignProblem, DisruptionBasis, TerritoryLock};

/// The limit on what changes hands, where the problem has one that means something.
pub(super) fn limit_of(problem: &DesignProblem) -> Option<(DisruptionBasis, f64)> {
    let limit = problem.disruption_limit.as_ref()?;
    let is_known = match limit.basis {
        DisruptionBasis::Units => true,
        DisruptionBasis::Measure(measure) => measure < problem.measures.len(),
    };
    (is_known && limit.share >= 0.0).then_some((limit.basis, limit.share))
}

/// The territory that has a unit today, if it exists.
pub(super) fn today_of(problem: &DesignProblem, unit: usize) -> Option<u32> {
    problem.units[unit].today.filter(|&today| (today as usize) < problem.territories.len())
}

/// The territory that a unit may not leave.
pub(super) fn held_by(problem: &DesignProblem, unit: usize) -> Option<u32> {
    let today = today_of(problem, unit)?;
    (problem.units[unit].fixed || problem.territories[today as usize].lock != TerritoryLock::Open).then_some(today)
}

pub(super) fn check_change(problem: &DesignProblem, assignment: &[Option<u32>], failures: &mut Vec<CheckFailure>) {
    let Some((basis, limit_share)) = limit_of(problem) else { return };
    let amount = |unit: usize| match basis {
        DisruptionBasis::Units => 1.0,
        DisruptionBasis::Measure(measure) => value_of(problem, unit, measure),
    };
    let (mut held, mut changed) = (0.0, 0.0);
    for (unit, owner) in assignment.iter().enumerate() {
        if let Some(today) = today_of(problem, unit) {
            held += amount(unit);
            changed += if *owner == Some(today) { 0.0 } else { amount(unit) };
        }
    }
    if held <= 0.0 || changed / held <= limit_share + AGREEMENT {
        return;
    }
    let homes = homes(problem);
    let leaves = |unit: &usize| today_of(problem, *unit).is_some_and(|today| homes[*unit] != Some(today));
    let needed_share = (0..homes.len()).filter(leaves).map(amount).sum::<f64>() / held;
    if changed / held > needed_share + AGREEMENT {
        failures.push(CheckFailure::DisruptionLimitExceeded { share: changed / held, limit_share: limit_share.max(needed_share) });
    }
}

/// Per unit, the territory that it, or one it stays together with, may not leave; that of its centre too.
pub(super) fn holders(problem: &DesignProblem) -> Vec<Option<u32>> {
    let mut holders: Vec<Option<u32>> = (0..problem.units.len()).map(|unit| held_by(problem, unit)).collect();
    for bundle in bundles(problem) {
        bundle.units.iter().for_each(|&unit| holders[unit] = bundle.holder);
    }
    holders
}

/// Per unit, where it is before anything changes that need not: today's plan with all together that stays together, out of
/// what is forbidden, and with the centres that are wished. Of what stays together most stays.
pub(super) fn homes(problem: &DesignProblem) -> Vec<Option<u32>> {
    let basis = limit_of(problem).map(|(basis, _)| basis);
    let amount = |unit: usize| match basis {
        Some(DisruptionBasis::Measure(measure)) => value_of(problem, unit, measure),
        _ => 1.0,
    };
    let mut homes: Vec<Option<u32>> = (0..problem.units.len()).map(|unit| held_by(problem, unit)).collect();
    for bundle in bundles(problem) {
        let mut there: BTreeMap<u32, (f64, u32)> = BTreeMap::new();
        for &unit in &bundle.units {
            if let Some(today) = today_of(problem, unit).filter(|today| !bundle.shut.contains(today)) {
                let (sum, count) = there.entry(today).or_default();
                (*sum, *count) = (*sum + amount(unit), *count + 1);
            }
        }
        let is_most = |most: &(f64, u32)| there.values().all(|other| most.0 > other.0 || most.0 == other.0 && most.1 >= other.1);
        let most = there.iter().find(|(_, held)| is_most(held)).map(|(territory, _)| *territory);
        bundle.units.iter().for_each(|&unit| homes[unit] = bundle.holder.or(most));
    }
    homes
}

/// Free units that go together, and what holds them.
struct Bundle {
    units: Vec<usize>,
    /// The territory that holds one they stay together with, or whose centre one of them is.
    holder: Option<u32>,
    /// The territories where one of them must not be, and those that take nothing in.
    shut: BTreeSet<u32>,
}

fn bundles(problem: &DesignProblem) -> impl Iterator<Item = Bundle> {
    let mut together: BTreeMap<(bool, u32), Vec<usize>> = BTreeMap::new();
    for (unit, data) in problem.units.iter().enumerate() {
        together.entry(data.group.map_or((false, unit as u32), |group| (true, group))).or_default().push(unit);
    }
    let forbidden: BTreeSet<(u32, u32)> = problem.forbidden.iter().copied().collect();
    let centres: BTreeSet<(u32, u32)> =
        (0_u32..).zip(&problem.territories).filter_map(|(territory, target)| Some((target.centre?, territory))).collect();
    let frozen = (0_u32..).zip(&problem.territories).filter(|(_, target)| target.lock == TerritoryLock::Frozen);
    let frozen: BTreeSet<u32> = frozen.map(|(territory, _)| territory).collect();
    together.into_values().map(move |all| {
        let of = |pairs: &BTreeSet<(u32, u32)>, unit: usize| -> Vec<u32> {
            pairs.range((unit as u32, 0)..=(unit as u32, u32::MAX)).map(|pair| pair.1).collect()
        };
        let held = all.iter().find_map(|&unit| held_by(problem, unit).filter(|territory| !frozen.contains(territory)));
        let units: Vec<usize> = all.into_iter().filter(|&unit| held_by(problem, unit).is_none()).collect();
        let shut: BTreeSet<u32> = units.iter().flat_map(|&unit| of(&forbidden, unit)).chain(frozen.iter().copied()).collect();
        let centre = units.iter().flat_map(|&unit| of(&centres, unit)).filter(|territory| !shut.contains(territory)).min();
        Bundle { units, holder: held.or(centre), shut }
    })
}
