//! Units that must stay together, made one: joint units.
//!
//! What is held and the limit on what changes hands come before the wish to stay together: a group whose parts are
//! held in different territories, or whose union would exceed the limit, stays apart as it is today.

use std::collections::{BTreeMap, BTreeSet};

use crate::territory::cleaned::Cleaned;
use crate::territory::problem::{DesignProblem, DisruptionBasis, TerritoryLock};

/// Units as the search sees them.
pub(crate) struct Joint {
    /// Per unit of the design problem, the joint unit it is part of; numbered in order of first appearance.
    pub(crate) joint_of: Vec<u32>,
    /// Per joint unit, its parts.
    pub(crate) parts: Vec<Vec<usize>>,
    /// Per joint unit, the territory that has it today: what holds it, else what has most of it.
    pub(crate) today: Vec<Option<u32>>,
    /// Per joint unit, the territory that holds it.
    pub(crate) holder: Vec<Option<u32>>,
    /// Per joint unit, what its change of hands counts.
    pub(crate) change_amounts: Vec<f64>,
    /// What may change hands beyond what joining changes; infinite without a limit.
    pub(crate) allowance: f64,
}

/// What a unit counts when it changes hands.
fn amount_of(problem: &DesignProblem, cleaned: &Cleaned, unit: usize) -> f64 {
    match problem.disruption_limit.as_ref().map(|limit| limit.basis) {
        _ if cleaned.today[unit].is_none() => 0.0,
        Some(DisruptionBasis::Measure(measure)) if measure < cleaned.measure_count => cleaned.value(unit, measure),
        _ => 1.0,
    }
}

/// What may change hands in all; infinite without a limit that means something.
fn whole_allowance(problem: &DesignProblem, cleaned: &Cleaned) -> f64 {
    let Some(limit) = &problem.disruption_limit else { return f64::INFINITY };
    let is_known = !matches!(limit.basis, DisruptionBasis::Measure(measure) if measure >= cleaned.measure_count);
    if !is_known || limit.share.is_nan() || limit.share < 0.0 {
        return f64::INFINITY;
    }
    let held: f64 = (0..cleaned.unit_count).map(|unit| amount_of(problem, cleaned, unit)).sum();
    held * (limit.share + 1e-12)
}

/// The territory that has most of some units today, the first of equals.
fn largest_owner(cleaned: &Cleaned, units: &[usize], amount: impl Fn(usize) -> f64) -> Option<u32> {
    let mut amounts: BTreeMap<u32, f64> = BTreeMap::new();
    for &unit in units {
        if let Some(owner) = cleaned.today[unit] {
            *amounts.entry(owner).or_default() += amount(unit);
        }
    }
    amounts.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|entry| entry.0)
}

impl Joint {
    pub(crate) fn new(problem: &DesignProblem, cleaned: &Cleaned) -> Self {
        let amount = |unit: usize| amount_of(problem, cleaned, unit);
        let is_kept = |territory: &u32| problem.territories[*territory as usize].lock != TerritoryLock::Open;
        let holder_of = |unit: usize| cleaned.today[unit].filter(|territory| cleaned.locked[unit] || is_kept(territory));
        let mut groups: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (unit, group) in problem.units.iter().enumerate().filter_map(|(unit, data)| Some((unit, data.group?))) {
            groups.entry(group).or_default().push(unit);
        }
        // Per group, its territory today and what joining it changes for certain.
        let mut anchors: BTreeMap<u32, Option<u32>> = BTreeMap::new();
        let mut certain: Vec<(f64, u32)> = Vec::new();
        for (&group, units) in &groups {
            // What is frozen takes in nobody, whoever of the group is there.
            let is_open = |territory: &u32| problem.territories[*territory as usize].lock != TerritoryLock::Frozen;
            let held = units.iter().find_map(|&unit| holder_of(unit).filter(is_open));
            let free: Vec<usize> = units.iter().copied().filter(|&unit| holder_of(unit).is_none()).collect();
            let anchor = held.or_else(|| largest_owner(cleaned, &free, amount));
            anchors.insert(group, anchor);
            let joins = free.iter().filter(|&&unit| cleaned.today[unit] != anchor);
            certain.push((joins.map(|&unit| amount(unit)).sum(), group));
        }
        certain.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
        let mut allowance = whole_allowance(problem, cleaned);
        let mut apart = BTreeSet::new();
        for (changed, group) in certain {
            if changed <= allowance {
                allowance -= changed;
            } else {
                apart.insert(group);
            }
        }
        let key_of = |unit: usize, group: u32| {
            let anchor = anchors.get(&group).copied().flatten();
            let own = if apart.contains(&group) { cleaned.today[unit] } else { holder_of(unit) };
            (group, own.filter(|_| own != anchor))
        };
        let mut joint_of_key = BTreeMap::new();
        let mut parts: Vec<Vec<usize>> = Vec::new();
        let mut joint_of = Vec::with_capacity(problem.units.len());
        for (unit, data) in problem.units.iter().enumerate() {
            let next = parts.len() as u32;
            let joint = data.group.map_or(next, |group| *joint_of_key.entry(key_of(unit, group)).or_insert(next));
            if joint == next {
                parts.push(Vec::new());
            }
            parts[joint as usize].push(unit);
            joint_of.push(joint);
        }
        let holder: Vec<Option<u32>> = parts.iter().map(|units| units.iter().find_map(|&unit| holder_of(unit))).collect();
        let today: Vec<Option<u32>> =
            parts.iter().zip(&holder).map(|(units, holder)| holder.or_else(|| largest_owner(cleaned, units, amount))).collect();
        let change_amounts = parts
            .iter()
            .zip(&today)
            .map(|(units, today)| units.iter().filter(|&&unit| cleaned.today[unit] == *today).map(|&unit| amount(unit)).sum())
            .collect();
        Self { joint_of, parts, today, holder, change_amounts, allowance }
    }
}
