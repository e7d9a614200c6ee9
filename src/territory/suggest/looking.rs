//! Looking for steps: single moves across the borders of the territories that cost most, and exchanges of two. Every step
//! is judged by the running account; what is told of one is worked out only for the few that are suggested.

use std::collections::{BTreeMap, BTreeSet};

use super::{Effect, SuggestedChange, Suggestion, TerritoryEffect};
use crate::territory::ledger::{Ledger, NOWHERE, Scales};
use crate::territory::measures::TOLERANCE_SLACK;

/// Territories whose borders are looked at.
const TERRITORIES_LOOKED_AT: usize = 16;
/// Units of each side of a border that are paired for exchanges.
const PAIRED_UNITS: usize = 8;
/// Bordering territories that exchanges are looked for with.
const PAIRED_TERRITORIES: usize = 6;
/// Units without a territory that are looked at.
const LOOSE_UNITS: usize = 200;
/// A unit without placed neighbours is offered to so many territories.
const OFFERS: usize = 3;
/// The least gain that is worth a suggestion.
const LEAST_GAIN: f64 = 1e-9;

/// One move or an exchange of two, without a heap: thousands are judged after every change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moves {
    list: [(u32, u32); 2],
    count: usize,
}

impl Moves {
    fn one(unit: u32, to: u32) -> Moves {
        Moves { list: [(unit, to); 2], count: 1 }
    }

    /// The same exchange seen from either side is equal.
    fn two(one: (u32, u32), other: (u32, u32)) -> Moves {
        Moves { list: if one <= other { [one, other] } else { [other, one] }, count: 2 }
    }

    pub(super) fn all(&self) -> &[(u32, u32)] {
        &self.list[..self.count]
    }
}

/// A step that gains something.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub(super) moves: Moves,
    /// By how much it lowers the cost.
    pub(super) gain: f64,
}

/// Looks for steps in a plan as it stands.
pub(super) struct Looking<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) scales: Scales,
    /// What the deviations of each territory cost as they are.
    pub(super) costs: Vec<f64>,
    pub(super) is_allowed: &'a dyn Fn(u32, u32) -> bool,
}

impl Looking<'_> {
    /// The steps that gain something, each once.
    pub(super) fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut seen = BTreeSet::new();
        let mut offer = |unit: u32, to: u32, steps: &mut Vec<Step>| {
            if seen.insert((unit, to)) {
                steps.extend(self.step(Moves::one(unit, to)));
            }
        };
        let worst = self.worst_territories();
        for &territory in &worst {
            for &unit in &self.ledger.members[territory as usize] {
                let neighbours = &self.ledger.neighbours[unit as usize];
                for &near in neighbours {
                    let owner = self.ledger.owners[near as usize];
                    if owner != territory && owner != NOWHERE {
                        offer(unit, owner, &mut steps);
                        offer(near, territory, &mut steps);
                    }
                }
                if neighbours.is_empty() {
                    for to in self.emptiest() {
                        offer(unit, to, &mut steps);
                    }
                }
            }
        }
        let loose = (0u32..).zip(&self.ledger.owners).filter(|(_, owner)| **owner == NOWHERE).map(|(unit, _)| unit);
        for unit in loose.take(LOOSE_UNITS) {
            let near = self.ledger.neighbours[unit as usize].iter().map(|&near| self.ledger.owners[near as usize]);
            let near: BTreeSet<u32> = near.filter(|&owner| owner != NOWHERE).collect();
            let offers = if near.is_empty() { self.emptiest() } else { near.into_iter().collect() };
            for to in offers {
                offer(unit, to, &mut steps);
            }
        }
        for &territory in &worst {
            self.exchanges(territory, &mut steps);
        }
        steps.sort_unstable_by_key(|step| step.moves);
        steps.dedup_by_key(|step| step.moves);
        steps
    }

    /// The territories that cost most by their deviations, worst first.
    fn worst_territories(&self) -> Vec<u32> {
        let mut costs: Vec<(f64, u32)> = self.costs.iter().copied().zip(0u32..).collect();
        costs.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        costs.into_iter().take(TERRITORIES_LOOKED_AT).map(|(_, territory)| territory).collect()
    }

    /// The territories that are furthest under their targets.
    fn emptiest(&self) -> Vec<u32> {
        let share = |territory: usize| -> f64 {
            self.scales.measures.iter().map(|&(measure, weight)| weight * self.ledger.deviation(territory, measure)).sum()
        };
        let mut all: Vec<(f64, u32)> = (0..self.ledger.members.len()).map(|territory| (share(territory), territory as u32)).collect();
        all.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        all.into_iter().take(OFFERS).map(|(_, territory)| territory).collect()
    }

    /// Exchanges between a territory and those that it borders on most.
    fn exchanges(&self, territory: u32, steps: &mut Vec<Step>) {
        let mut borders: BTreeMap<u32, (BTreeSet<u32>, BTreeSet<u32>)> = BTreeMap::new();
        for &unit in &self.ledger.members[territory as usize] {
            for &near in &self.ledger.neighbours[unit as usize] {
                let owner = self.ledger.owners[near as usize];
                if owner != territory && owner != NOWHERE {
                    let (own, other) = borders.entry(owner).or_default();
                    own.insert(unit);
                    other.insert(near);
                }
            }
        }
        let mut borders: Vec<(u32, Vec<u32>, Vec<u32>)> = borders
            .into_iter()
            .map(|(owner, (own, other))| (owner, self.nearest(own, territory, owner), self.nearest(other, owner, territory)))
            .collect();
        borders.sort_by(|one, other| (other.1.len() + other.2.len()).cmp(&(one.1.len() + one.2.len())).then(one.0.cmp(&other.0)));
        for (owner, own, other) in borders.into_iter().take(PAIRED_TERRITORIES) {
            for &unit in &own {
                for &other in &other {
                    steps.extend(self.step(Moves::two((unit, owner), (other, territory))));
                }
            }
        }
    }

    /// Of units of one territory those that lie best towards another one.
    fn nearest(&self, units: BTreeSet<u32>, own: u32, other: u32) -> Vec<u32> {
        let mut units: Vec<(f64, u32)> = units
            .into_iter()
            .filter(|&unit| !self.ledger.is_locked(unit as usize) && (self.is_allowed)(unit, other))
            .map(|unit| (self.ledger.distance_km(unit as usize, other) - self.ledger.distance_km(unit as usize, own), unit))
            .collect();
        units.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        units.into_iter().take(PAIRED_UNITS).map(|(_, unit)| unit).collect()
    }

    /// The step, if it may be taken and gains anything.
    fn step(&self, step: Moves) -> Option<Step> {
        let moves = step.all();
        let is_open = |&(unit, to): &(u32, u32)| {
            !self.ledger.is_locked(unit as usize)
                && self.ledger.owners[unit as usize] != to
                && self.ledger.may_take(unit, to)
                && (self.is_allowed)(unit, to)
        };
        if !moves.iter().all(is_open) {
            return None;
        }
        let mut gain = 0.0;
        for &(unit, to) in moves {
            gain += self.scales.unit(self.ledger, unit, self.ledger.owners[unit as usize]) - self.scales.unit(self.ledger, unit, to);
        }
        for territory in self.touched(moves) {
            let more = |measure: usize| self.added(moves, territory, measure);
            gain += self.costs[territory as usize] - self.scales.territory_with(self.ledger, territory as usize, more);
        }
        let is_taken = gain > LEAST_GAIN && self.keeps_tolerances(moves) && self.ledger.keeps_limit(moves);
        is_taken.then_some(Step { moves: step, gain })
    }

    /// The territories that moves touch, the giver first: at most two, since an exchange has the same two ends.
    fn touched(&self, moves: &[(u32, u32)]) -> impl Iterator<Item = u32> + use<> {
        let ends = moves.first().map(|&(unit, to)| [Some(self.ledger.owners[unit as usize]).filter(|&owner| owner != NOWHERE), Some(to)]);
        ends.into_iter().flatten().flatten()
    }

    /// What moves add to a territory's load.
    fn added(&self, moves: &[(u32, u32)], territory: u32, measure: usize) -> f64 {
        let signed = moves.iter().map(|&(unit, to)| {
            let sign = f64::from(to == territory) - f64::from(self.ledger.owners[unit as usize] == territory);
            sign * self.ledger.cleaned.value(unit as usize, measure)
        });
        signed.sum()
    }

    fn deviation_after(&self, moves: &[(u32, u32)], territory: u32, measure: usize) -> f64 {
        let load = self.ledger.load(territory as usize, measure) + self.added(moves, territory, measure);
        self.ledger.cleaned.deviation(territory as usize, measure, load)
    }

    /// Whether no territory leaves a tolerance that it keeps.
    fn keeps_tolerances(&self, moves: &[(u32, u32)]) -> bool {
        self.touched(moves).all(|territory| {
            self.scales.measures.iter().all(|&(measure, _)| {
                let bound = self.ledger.cleaned.tolerances[measure] + TOLERANCE_SLACK;
                let before = self.ledger.deviation(territory as usize, measure).abs();
                before > bound || self.deviation_after(moves, territory, measure).abs() <= bound
            })
        })
    }

    /// What a step changes.
    pub(super) fn changes(&self, step: &Step) -> Vec<SuggestedChange> {
        let change = |&(unit, to): &(u32, u32)| {
            let from = self.ledger.owners[unit as usize];
            SuggestedChange { unit, from: (from != NOWHERE).then_some(from), to }
        };
        step.moves.all().iter().map(change).collect()
    }

    /// A step with everything that it does.
    pub(super) fn told(&self, step: &Step) -> Suggestion {
        let moves = step.moves.all();
        let measure_count = self.ledger.cleaned.measure_count;
        let touched: Vec<u32> = self.touched(moves).collect();
        let territories: Vec<TerritoryEffect> = touched
            .iter()
            .map(|&territory| {
                let effect = |measure: usize| Effect {
                    before: self.ledger.deviation(territory as usize, measure),
                    after: self.deviation_after(moves, territory, measure),
                };
                TerritoryEffect { territory, deviations: (0..measure_count).map(effect).collect() }
            })
            .collect();
        let largest = |measure: usize| {
            let mut effect = Effect::default();
            for territory in 0..self.ledger.members.len() {
                let before = self.ledger.deviation(territory, measure).abs();
                let known = territories.iter().find(|known| known.territory as usize == territory);
                let after = known.map_or(before, |known| known.deviations[measure].after.abs());
                effect = Effect { before: effect.before.max(before), after: effect.after.max(after) };
            }
            effect
        };
        let eased = |measure: usize| -> f64 {
            let pain = |deviation: f64| Scales::pain(deviation, self.ledger.cleaned.tolerances[measure]);
            territories.iter().map(|known| pain(known.deviations[measure].before) - pain(known.deviations[measure].after)).sum()
        };
        let eases = self
            .scales
            .measures
            .iter()
            .map(|&(measure, weight)| (weight * eased(measure), measure))
            .filter(|(eased, _)| *eased > TOLERANCE_SLACK)
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        let (mut sum_km, mut placed) = (self.ledger.distance_sums_km.iter().sum::<f64>(), self.ledger.placed_counts.iter().sum::<u32>());
        for &territory in &touched {
            let at = territory as usize;
            let (_, after_km, after_placed) = self.ledger.spread(&self.members_after(moves, territory));
            sum_km += after_km - self.ledger.distance_sums_km[at];
            placed = (placed + after_placed).saturating_sub(self.ledger.placed_counts[at]);
        }
        let changed = moves.iter().fold(f64::from(self.ledger.changed_count), |count, &(unit, to)| {
            count + f64::from(self.ledger.is_changed(unit as usize, to))
                - f64::from(self.ledger.is_changed(unit as usize, self.ledger.owners[unit as usize]))
        });
        let held = f64::from(self.ledger.held_count);
        let share = |count: f64| if held > 0.0 { count / held } else { 0.0 };
        Suggestion {
            changes: self.changes(step),
            eases: eases.map(|(_, measure)| measure as u32),
            largest_deviations: (0..measure_count).map(largest).collect(),
            territories,
            dispersion_km: Effect { before: self.ledger.dispersion_km(), after: if placed > 0 { sum_km / f64::from(placed) } else { 0.0 } },
            changed_unit_share: Effect { before: share(f64::from(self.ledger.changed_count)), after: share(changed) },
            gain: step.gain,
        }
    }

    fn members_after(&self, moves: &[(u32, u32)], territory: u32) -> Vec<u32> {
        let leaves = |unit: &u32| moves.iter().any(|(moved, to)| moved == unit && *to != territory);
        let mut members: Vec<u32> = self.ledger.members[territory as usize].iter().copied().filter(|unit| !leaves(unit)).collect();
        members.extend(moves.iter().filter(|(_, to)| *to == territory).map(|(unit, _)| *unit));
        members.sort_unstable();
        members
    }
}
