//! Local search by simulated annealing (Kirkpatrick et al. 1983): shifts and pairs of shifts along the
//! borders, with an excess penalty that oscillates around the edge of tolerance (Glover's strategic
//! oscillation; Gliesch, Ritt, Moreira 2018 alternate balance and compactness to the same end).
//!
//! Proposals only; what a shift costs is [`super::state`]'s business, when to heat the schedule's.

use super::instance::{Instance, NOWHERE};
use super::state::State;
use crate::territory::chance::Chance;

/// Nearest centres kept of each unit.
const NEAR_CENTRE_COUNT: usize = 6;

/// Draws of −ln(fraction) made ahead: the acceptance threshold of Metropolis et al. 1953.
const THRESHOLD_COUNT: usize = 4096;

/// The working tools of an annealing run.
pub(crate) struct Anneal {
    chance: Chance,
    thresholds: Vec<f64>,
    /// Unit-major indices of the nearest centres.
    near_centres: Vec<u32>,
    near_count: usize,
    violated: Vec<u32>,
}

impl Anneal {
    pub(crate) fn new(instance: &Instance) -> Self {
        Self {
            chance: instance.chance(1),
            thresholds: (0..THRESHOLD_COUNT).map(|rank| -libm::log((rank as f64 + 0.5) / THRESHOLD_COUNT as f64)).collect(),
            near_centres: Vec::new(),
            near_count: NEAR_CENTRE_COUNT.min(instance.territory_count),
            violated: Vec::new(),
        }
    }

    /// Counted work of [`Anneal::find_near_centres`].
    pub(crate) fn near_centres_work(instance: &Instance) -> u64 {
        (instance.unit_count * (4 + instance.territory_count / 8)) as u64
    }

    /// Lists each unit's nearest centres anew.
    pub(crate) fn find_near_centres(&mut self, state: &State) {
        let instance = state.instance();
        self.near_centres.clear();
        let mut nearest: Vec<(f64, u32)> = Vec::with_capacity(self.near_count + 1);
        for unit in 0..instance.unit_count {
            nearest.clear();
            if let Some(point) = instance.points[unit] {
                for (territory, centre) in state.centres.iter().enumerate() {
                    let distance = point.squared_chord(centre);
                    let is_full = nearest.len() == self.near_count;
                    if is_full && nearest.last().is_none_or(|last| distance >= last.0) {
                        continue;
                    }
                    let place = nearest.partition_point(|other| other.0 <= distance);
                    nearest.insert(place, (distance, territory as u32));
                    nearest.truncate(self.near_count);
                }
            }
            self.near_centres.extend(nearest.iter().map(|entry| entry.1));
            self.near_centres.resize((unit + 1) * self.near_count, NOWHERE);
        }
    }

    /// Notes which territories are outside tolerance; proposals favour these.
    pub(crate) fn note_violated(&mut self, state: &State) {
        self.violated.clear();
        self.violated.extend((0..state.centres.len()).filter(|&t| state.excess(t) > 0.0).map(|t| t as u32));
    }

    /// Makes about `work` evaluations at a temperature.
    pub(crate) fn run(&mut self, state: &mut State, temperature: f64, work: u64) {
        let instance = state.instance();
        let mut done = 0;
        while done < work {
            let unit = self.propose_unit(&instance, state);
            let Some(unit) = unit else {
                done += 1;
                continue;
            };
            let from = state.assignment[unit] as usize;
            let Some((to, neighbour)) = self.propose_territory(&instance, state, unit) else {
                done += 1;
                continue;
            };
            let threshold = self.thresholds[self.chance.below(THRESHOLD_COUNT)] * temperature;
            if state.shift_cost(unit, to, threshold).is_some() {
                state.shift(unit, to);
                done += 1;
                continue;
            }
            done += 2;
            // The shift alone does not pay (or is not allowed): pair it with one that makes up for it.
            let Some((partner, partner_to)) = self.propose_partner(&instance, state, unit, from, to, neighbour) else {
                continue;
            };
            try_pair(state, (unit, to), (partner, partner_to), threshold);
        }
    }

    /// A free unit: one at a territory outside tolerance now and then, else any.
    fn propose_unit(&mut self, instance: &Instance, state: &State) -> Option<usize> {
        let free = &instance.free_units;
        if !self.violated.is_empty() && self.chance.below(10) < 4 {
            let territory = self.violated[self.chance.below(self.violated.len())] as usize;
            let members = &state.members[territory];
            if !members.is_empty() {
                let mut unit = members[self.chance.below(members.len())] as usize;
                if !state.is_over(territory) {
                    // Under target: ask a unit next to it, outside.
                    let near = &instance.neighbours[unit];
                    if near.is_empty() {
                        unit = free[self.chance.below(free.len())] as usize;
                    } else {
                        unit = near[self.chance.below(near.len())] as usize;
                    }
                }
                return (!instance.is_locked(unit)).then_some(unit);
            }
        }
        Some(free[self.chance.below(free.len())] as usize)
    }

    /// Where a unit might go, and the neighbour that was followed there.
    fn propose_territory(&mut self, instance: &Instance, state: &State, unit: usize) -> Option<(usize, Option<usize>)> {
        let from = state.assignment[unit];
        let kind = self.chance.below(64);
        let near = &instance.neighbours[unit];
        if kind < 46 && !near.is_empty() {
            let neighbour = near[self.chance.below(near.len())];
            let to = state.assignment[neighbour as usize];
            if to != from {
                return Some((to as usize, Some(neighbour as usize)));
            }
        }
        if kind < 62 && !near.is_empty() {
            let to = self.near_centres[unit * self.near_count + self.chance.below(self.near_count)];
            return (to != from && to != NOWHERE).then_some((to as usize, None));
        }
        let to = self.chance.below(instance.territory_count) as u32;
        (to != from).then_some((to as usize, None))
    }

    /// A second shift to go with the first: back along the same border, onwards, or back to today's plan.
    fn propose_partner(
        &mut self,
        instance: &Instance,
        state: &State,
        unit: usize,
        from: usize,
        to: usize,
        neighbour: Option<usize>,
    ) -> Option<(usize, usize)> {
        let kind = self.chance.below(8);
        if instance.limit.is_some() && kind < 4 {
            let partner = instance.free_units[self.chance.below(instance.free_units.len())] as usize;
            let today = instance.today[partner];
            if state.is_changed(partner, state.assignment[partner]) && partner != unit {
                return Some((partner, today as usize));
            }
        }
        let partner = match neighbour {
            Some(neighbour) if kind.is_multiple_of(2) => neighbour,
            _ => {
                let members = &state.members[to];
                if members.is_empty() {
                    return None;
                }
                members[self.chance.below(members.len())] as usize
            }
        };
        if instance.is_locked(partner) || partner == unit {
            return None;
        }
        if kind < 6 {
            return Some((partner, from));
        }
        let (onwards, _) = self.propose_territory(instance, state, partner)?;
        Some((partner, onwards))
    }
}

/// Tries two shifts as one, in the order that the disruption limit allows.
fn try_pair(state: &mut State, first: (usize, usize), second: (usize, usize), threshold: f64) {
    // A shift towards today's plan goes first: it makes room under the limit.
    let second_returns = !state.is_changed(second.0, second.1 as u32);
    let (first, second) = if second_returns { (second, first) } else { (first, second) };
    let back = state.assignment[first.0] as usize;
    let travel = state.travel_change(first.0, first.1) + state.travel_change(second.0, second.1);
    let relief = state.relief(first.0, first.1) + state.relief(second.0, second.1);
    if travel - relief > threshold {
        return;
    }
    let Some(first_cost) = state.shift_cost(first.0, first.1, f64::INFINITY) else { return };
    state.shift(first.0, first.1);
    if state.shift_cost(second.0, second.1, threshold - first_cost).is_some() {
        state.shift(second.0, second.1);
    } else {
        state.shift(first.0, back);
    }
}
