//! Units that must stay together, made one: joint units; and what of today's plan has to change hands whatever is decided.
//!
//! The order of wishes: what is held where it is, then what stays together, what is forbidden and the centres that are
//! wished, then the limit on what changes hands, then all else. What the first of these change for certain uses up the
//! limit; beyond it they change no more than they must, and nothing else may.

use std::collections::{BTreeMap, BTreeSet};

use crate::territory::cleaned::Cleaned;
use crate::territory::problem::{DesignProblem, DisruptionBasis, TerritoryLock};

/// Units as the search sees them.
pub(crate) struct Joint {
    /// Per unit of the design problem, the joint unit it is part of; numbered in order of first appearance.
    pub(crate) joint_of: Vec<u32>,
    /// Per joint unit, its parts.
    pub(crate) parts: Vec<Vec<usize>>,
    /// Per joint unit, where it sets out from: the territory that holds it, else of those that may have it the one that has
    /// most of it today.
    pub(crate) today: Vec<Option<u32>>,
    /// Per joint unit, the territory that holds it, as its centre too.
    pub(crate) holder: Vec<Option<u32>>,
    /// Per territory, the joint unit that is its centre.
    pub(crate) centres: Vec<Option<u32>>,
    /// Pairs of a joint unit and a territory that must not come together, ascending.
    pub(crate) forbidden: BTreeSet<(u32, u32)>,
    /// Per joint unit, what leaving the place it sets out from counts.
    pub(crate) change_amounts: Vec<f64>,
    /// Per joint unit, what the territories of today have of it, in the same.
    pub(crate) held_today: Vec<Vec<(u32, f64)>>,
    /// What changes for certain.
    pub(crate) certain: Certain,
    /// What may change hands beyond what is certain; infinite without a limit.
    pub(crate) allowance: f64,
}

/// What changes hands in any case, in what the limit counts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Certain {
    /// All that could change hands.
    pub(crate) whole: f64,
    /// What comes to its group or area.
    pub(crate) together: f64,
    /// What leaves a territory where it is forbidden, or comes to one as its centre.
    pub(crate) elsewhere: f64,
}

/// What a unit counts when it changes hands.
fn amount_of(problem: &DesignProblem, cleaned: &Cleaned, unit: usize) -> f64 {
    match problem.disruption_limit.as_ref().map(|limit| limit.basis) {
        _ if cleaned.today[unit].is_none() => 0.0,
        Some(DisruptionBasis::Measure(measure)) if measure < cleaned.measure_count => cleaned.value(unit, measure),
        _ => 1.0,
    }
}

/// What may change hands in all, of so much; infinite without a limit that means something.
fn whole_allowance(problem: &DesignProblem, cleaned: &Cleaned, whole: f64) -> f64 {
    let Some(limit) = &problem.disruption_limit else { return f64::INFINITY };
    let is_known = !matches!(limit.basis, DisruptionBasis::Measure(measure) if measure >= cleaned.measure_count);
    if !is_known || limit.share.is_nan() || limit.share < 0.0 {
        return f64::INFINITY;
    }
    whole * (limit.share + 1e-12)
}

/// What the territories of today have of some units: their amounts and their number.
fn holders_today(cleaned: &Cleaned, units: &[usize], amount: impl Fn(usize) -> f64) -> BTreeMap<u32, (f64, u32)> {
    let mut held: BTreeMap<u32, (f64, u32)> = BTreeMap::new();
    for &unit in units {
        if let Some(owner) = cleaned.today[unit] {
            let entry = held.entry(owner).or_default();
            *entry = (entry.0 + amount(unit), entry.1 + 1);
        }
    }
    held
}

/// The territory that has most, by amount and then by number; the first of equals.
fn largest(held: impl Iterator<Item = (u32, (f64, u32))>) -> Option<(u32, f64)> {
    let is_more = |next: (f64, u32), best: (f64, u32)| next.0.total_cmp(&best.0).then(next.1.cmp(&best.1)).is_gt();
    held.reduce(|best, next| if is_more(next.1, best.1) { next } else { best }).map(|(territory, (amount, _))| (territory, amount))
}

impl Joint {
    pub(crate) fn new(problem: &DesignProblem, cleaned: &Cleaned) -> Self {
        let amount = |unit: usize| amount_of(problem, cleaned, unit);
        let held_by = |unit: usize| cleaned.today[unit].filter(|_| cleaned.locked[unit]);
        let (joint_of, parts) = joined(problem, held_by);
        let mut holder: Vec<Option<u32>> = parts.iter().map(|units| units.iter().find_map(|&unit| held_by(unit))).collect();
        let is_locked: Vec<bool> = holder.iter().map(Option::is_some).collect();
        let known = problem.forbidden.iter().filter(|pair| (pair.1 as usize) < problem.territories.len());
        let forbidden: BTreeSet<(u32, u32)> =
            known.filter_map(|&(unit, territory)| Some((*joint_of.get(unit as usize)?, territory))).collect();
        let is_open =
            |joint: u32, territory: u32| lock_of(problem, territory) != TerritoryLock::Frozen && !forbidden.contains(&(joint, territory));
        let mut centres = vec![None; problem.territories.len()];
        for (territory, target) in (0_u32..).zip(&problem.territories) {
            let Some(&joint) = target.centre.and_then(|unit| joint_of.get(unit as usize)) else { continue };
            let held = &mut holder[joint as usize];
            if *held == Some(territory) || held.is_none() && is_open(joint, territory) {
                *held = Some(territory);
                centres[territory as usize] = Some(joint);
            }
        }
        let mut certain = Certain::default();
        let (mut today, mut change_amounts) = (Vec::with_capacity(parts.len()), Vec::with_capacity(parts.len()));
        let mut held_today = Vec::with_capacity(parts.len());
        for (joint, units) in (0_u32..).zip(&parts) {
            let held = holders_today(cleaned, units, amount);
            let all: f64 = held.values().map(|entry| entry.0).sum();
            let may_have = |entry: &(u32, (f64, u32))| is_open(joint, entry.0);
            let home = holder[joint as usize].or_else(|| largest(held.clone().into_iter().filter(may_have)).map(|most| most.0));
            let stays = home.and_then(|home| held.get(&home)).map_or(0.0, |entry| entry.0);
            // Where nothing were forbidden, it would stay where most of it is.
            held_today.push(held.iter().map(|(&territory, entry)| (territory, entry.0)).collect());
            let could_stay = if is_locked[joint as usize] { stays } else { largest(held.into_iter()).map_or(0.0, |most| most.1) };
            certain.whole += all;
            certain.together += all - could_stay;
            certain.elsewhere += could_stay - stays;
            change_amounts.push(stays);
            today.push(home);
        }
        let allowance = (whole_allowance(problem, cleaned, certain.whole) - certain.together - certain.elsewhere).max(0.0);
        Self { joint_of, parts, today, holder, centres, forbidden, change_amounts, held_today, certain, allowance }
    }
}

fn lock_of(problem: &DesignProblem, territory: u32) -> TerritoryLock {
    problem.territories.get(territory as usize).map(|target| target.lock).unwrap_or_default()
}

/// Per unit its joint unit, and the parts of each. What two territories hold of a group stays apart, and what is free goes
/// with the first of them that takes anything in.
fn joined(problem: &DesignProblem, held_by: impl Fn(usize) -> Option<u32>) -> (Vec<u32>, Vec<Vec<usize>>) {
    let mut anchors: BTreeMap<u32, u32> = BTreeMap::new();
    for (unit, group) in problem.units.iter().enumerate().filter_map(|(unit, data)| Some((unit, data.group?))) {
        // What is frozen takes in nobody, whoever of the group is there.
        if let Some(territory) = held_by(unit).filter(|&territory| lock_of(problem, territory) != TerritoryLock::Frozen) {
            anchors.entry(group).or_insert(territory);
        }
    }
    let key_of = |unit: usize, group: u32| (group, held_by(unit).filter(|own| anchors.get(&group) != Some(own)));
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
    (joint_of, parts)
}
