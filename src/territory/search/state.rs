//! An assignment under change: loads, centres and cost, and what one shift would alter.
//!
//! The cost is a sum over territories of their imbalance and over units of their travel and their neighbours
//! in other territories, in units of "a mean unit at a mean distance from its centre": imbalance beyond
//! tolerance counts `penalty` times, inside the band a little. Centres stand still between calls of [`State::refresh`], which is what makes
//! a shift's effect a matter of two territories and two distances.

use std::sync::Arc;

use super::instance::{BORDER_COST, Instance, NOWHERE};
use crate::territory::position::{Point, centroid};

/// How much the square of an excess counts beside the excess itself.
pub(super) const SQUARE_PRESSURE: f64 = 4.0;

/// The range in which the penalty on excess oscillates.
const LEAST_PENALTY: f64 = 1.5;
const LARGEST_PENALTY: f64 = 12.0;

/// How little travel may count while balance is sought.
const LEAST_EMPHASIS: f64 = 0.01;

/// The pull of a seller's home on the centre, as a fraction of the pull of the territory's units.
const HOME_PULL: f64 = 0.3;

/// An assignment under change.
pub(crate) struct State {
    pub(super) instance: Arc<Instance>,
    /// Per unit the territory, or [`NOWHERE`] until it is placed.
    pub(crate) assignment: Vec<u32>,
    /// Territory-major loads.
    pub(super) loads: Vec<f64>,
    /// Territory-major accepted deviations.
    pub(super) bounds: Arc<Vec<f64>>,
    /// Per territory its cost of imbalance.
    imbalance: Vec<f64>,
    pub(crate) members: Vec<Vec<u32>>,
    place_in_members: Vec<u32>,
    pub(crate) centres: Vec<Point>,
    /// Per unit its distance to its own centre.
    pub(super) distances_km: Vec<f64>,
    /// What of the disruption limit is used up.
    used: f64,
    /// How much excess counts against everything else.
    pub(crate) penalty: f64,
    /// How much travel and change count while balance is sought: 1 is in full.
    pub(crate) emphasis: f64,
    pub(super) travel_cost_per_km: f64,
    pub(super) change_cost: f64,
    pub(super) border_cost: f64,
    pub(super) mean_units: f64,
}

impl State {
    /// The state of an assignment; `bounds` are the accepted deviations, `scale_km` is the distance that costs 1.
    pub(crate) fn new(instance: &Arc<Instance>, bounds: &Arc<Vec<f64>>, assignment: Vec<u32>, scale_km: f64) -> Self {
        let territory_count = instance.territory_count;
        let weight = instance.compactness_weight;
        let mut state = Self {
            loads: vec![0.0; territory_count * instance.measure_count],
            bounds: Arc::clone(bounds),
            imbalance: vec![0.0; territory_count],
            members: vec![Vec::new(); territory_count],
            place_in_members: vec![0; instance.unit_count],
            centres: vec![Point::default(); territory_count],
            distances_km: vec![0.0; instance.unit_count],
            used: 0.0,
            penalty: 3.0,
            emphasis: 1.0,
            travel_cost_per_km: if scale_km > 0.0 { weight / scale_km } else { 0.0 },
            change_cost: instance.stay_gain * weight,
            border_cost: if scale_km > 0.0 { BORDER_COST * weight } else { 0.0 },
            mean_units: instance.unit_count as f64 / territory_count.max(1) as f64,
            instance: Arc::clone(instance),
            assignment,
        };
        for unit in 0..state.instance.unit_count {
            if state.assignment[unit] != NOWHERE {
                state.join(unit, state.assignment[unit] as usize);
            }
        }
        state.refresh();
        state
    }

    pub(crate) fn instance(&self) -> Arc<Instance> {
        Arc::clone(&self.instance)
    }

    fn join(&mut self, unit: usize, territory: usize) {
        self.place_in_members[unit] = self.members[territory].len() as u32;
        self.members[territory].push(unit as u32);
    }

    fn leave(&mut self, unit: usize, territory: usize) {
        let place = self.place_in_members[unit] as usize;
        self.members[territory].swap_remove(place);
        if let Some(&filler) = self.members[territory].get(place) {
            self.place_in_members[filler as usize] = place as u32;
        }
    }

    /// Moves the centres to their units and recomputes every running figure, so that no rounding piles up.
    pub(crate) fn refresh(&mut self) {
        let instance = Arc::clone(&self.instance);
        self.loads.fill(0.0);
        self.used = 0.0;
        for unit in 0..instance.unit_count {
            let territory = self.assignment[unit];
            if territory == NOWHERE {
                continue;
            }
            let row = territory as usize * instance.measure_count;
            for (measure, value) in instance.values_of(unit).iter().enumerate() {
                self.loads[row + measure] += value;
            }
            self.used += self.change_amount(unit, territory);
        }
        self.recentre(&instance);
        self.refresh_imbalance();
    }

    /// Recomputes imbalance costs, as after a change of [`State::penalty`].
    pub(crate) fn refresh_imbalance(&mut self) {
        for territory in 0..self.imbalance.len() {
            self.imbalance[territory] = self.imbalance_now(territory);
        }
    }

    /// Turns towards balance while outside tolerance, and back towards travel while inside.
    pub(crate) fn adapt(&mut self, is_within_bounds: bool) {
        if is_within_bounds {
            self.penalty = (self.penalty * 0.93).max(LEAST_PENALTY);
            self.emphasis = (self.emphasis * 1.5).min(1.0);
        } else {
            self.penalty = (self.penalty * 1.4).min(LARGEST_PENALTY);
            if self.penalty >= LARGEST_PENALTY {
                self.emphasis = (self.emphasis * 0.8).max(LEAST_EMPHASIS);
            }
        }
        self.refresh_imbalance();
    }

    fn recentre(&mut self, instance: &Instance) {
        let mut empty = Vec::new();
        for territory in 0..instance.territory_count {
            // In order of units, not of members, so that the sum does not depend on the path taken here.
            let mut members = self.members[territory].clone();
            members.sort_unstable();
            let home = instance.cleaned.homes[territory];
            let pull = home.map(|home| home.scaled(HOME_PULL * members.len().max(1) as f64));
            let places = members.iter().filter_map(|&unit| instance.points[unit as usize]);
            match centroid(places.chain(pull)) {
                Some(centre) => self.centres[territory] = centre,
                None => empty.push(territory),
            }
        }
        for unit in 0..instance.unit_count {
            self.distances_km[unit] = match self.assignment[unit] {
                NOWHERE => 0.0,
                territory => self.distance_km(unit, territory as usize),
            };
        }
        // An empty territory begins at the unit that is worst served.
        for territory in empty {
            let farthest = (0..instance.unit_count).filter(|&unit| instance.points[unit].is_some() && !instance.is_locked(unit)).reduce(
                |best, unit| {
                    if self.distances_km[unit] > self.distances_km[best] { unit } else { best }
                },
            );
            if let Some((unit, point)) = farthest.and_then(|unit| instance.points[unit].map(|point| (unit, point))) {
                self.centres[territory] = point;
                // The next empty territory begins elsewhere; distances are set right below.
                self.distances_km[unit] = -1.0;
            }
        }
        for unit in 0..instance.unit_count {
            if self.distances_km[unit] < 0.0 && self.assignment[unit] != NOWHERE {
                self.distances_km[unit] = self.distance_km(unit, self.assignment[unit] as usize);
            }
        }
    }

    /// Distance from a unit to a centre; 0 without a position.
    pub(crate) fn distance_km(&self, unit: usize, territory: usize) -> f64 {
        self.instance.points[unit].map_or(0.0, |point| point.chord_km(&self.centres[territory]))
    }

    fn change_amount(&self, unit: usize, territory: u32) -> f64 {
        match &self.instance.limit {
            Some(limit) if self.is_changed(unit, territory) => limit.amounts[unit],
            _ => 0.0,
        }
    }

    /// Whether having this territory means that the unit changes hands.
    pub(crate) fn is_changed(&self, unit: usize, territory: u32) -> bool {
        let today = self.instance.today[unit];
        today != NOWHERE && today != territory
    }

    /// A territory's cost of imbalance with some values added `sign` times.
    fn imbalance_with(&self, territory: usize, values: &[f64], sign: f64) -> f64 {
        let instance = &*self.instance;
        let columns = instance.measure_count;
        let row = territory * columns..(territory + 1) * columns;
        let cells = self.loads[row.clone()]
            .iter()
            .zip(&instance.inverse_targets[row.clone()])
            .zip(&instance.offsets[row.clone()])
            .zip(&self.bounds[row]);
        let goals = values.iter().zip(&instance.weights).zip(&instance.band_weights);
        let mut cost = 0.0;
        for ((((load, inverse_target), offset), bound), ((value, weight), band_weight)) in cells.zip(goals) {
            let deviation = ((load + sign * value) * inverse_target - offset).abs();
            let excess = (deviation - bound).max(0.0);
            cost += weight * self.penalty * (excess + SQUARE_PRESSURE * excess * excess) + band_weight * deviation * deviation;
        }
        cost * self.mean_units
    }

    /// A territory's cost of imbalance as it stands.
    fn imbalance_now(&self, territory: usize) -> f64 {
        // Any unit's values will do: they are added 0 times.
        self.imbalance_with(territory, self.instance.values_of(0), 0.0)
    }

    /// What a shift would add to the cost of travel and change.
    pub(crate) fn travel_change(&self, unit: usize, to: usize) -> f64 {
        let mut cost = self.travel_cost_per_km * (self.distance_km(unit, to) - self.distances_km[unit]);
        if self.change_cost > 0.0 {
            let count = |territory: u32| f64::from(u8::from(self.is_changed(unit, territory)));
            cost += self.change_cost * (count(to as u32) - count(self.assignment[unit]));
        }
        self.emphasis * cost
    }

    /// What a shift would add to the cost of borders.
    fn border_change(&self, unit: usize, to: usize) -> f64 {
        let from = self.assignment[unit];
        let mut gained = 0_i32;
        for &neighbour in &self.instance.neighbours[unit] {
            let owner = self.assignment[neighbour as usize];
            gained += i32::from(owner == to as u32) - i32::from(owner == from);
        }
        -self.emphasis * self.border_cost * f64::from(gained)
    }

    /// The most that a shift can take off the cost of imbalance and borders.
    pub(crate) fn relief(&self, unit: usize, to: usize) -> f64 {
        let borders = self.emphasis * self.border_cost * self.instance.neighbours[unit].len() as f64;
        self.imbalance[self.assignment[unit] as usize] + self.imbalance[to] + borders
    }

    /// Whether the disruption limit allows a shift; one that lessens an overrun always may.
    pub(crate) fn is_allowed(&self, unit: usize, to: usize) -> bool {
        let Some(limit) = &self.instance.limit else { return true };
        let used = self.used - self.change_amount(unit, self.assignment[unit]) + self.change_amount(unit, to as u32);
        used <= limit.allowance || used <= self.used
    }

    /// What a shift would add to the cost, `None` if that is above `ceiling` or the disruption limit forbids it.
    pub(crate) fn shift_cost(&self, unit: usize, to: usize, ceiling: f64) -> Option<f64> {
        let mut cost = self.travel_change(unit, to);
        // Most shifts lead far away for nothing; those need no look at the loads.
        if cost - self.relief(unit, to) > ceiling || !self.is_allowed(unit, to) {
            return None;
        }
        cost += self.border_change(unit, to);
        let from = self.assignment[unit] as usize;
        let values = self.instance.values_of(unit);
        cost += self.imbalance_with(from, values, -1.0) - self.imbalance[from];
        cost += self.imbalance_with(to, values, 1.0) - self.imbalance[to];
        (cost <= ceiling).then_some(cost)
    }

    /// Moves a unit to another territory.
    pub(crate) fn shift(&mut self, unit: usize, to: usize) {
        let from = self.assignment[unit] as usize;
        let columns = self.instance.measure_count;
        for measure in 0..columns {
            let value = self.instance.values_of(unit)[measure];
            self.loads[from * columns + measure] -= value;
            self.loads[to * columns + measure] += value;
        }
        self.used += self.change_amount(unit, to as u32) - self.change_amount(unit, from as u32);
        self.leave(unit, from);
        self.join(unit, to);
        self.assignment[unit] = to as u32;
        self.distances_km[unit] = self.distance_km(unit, to);
        self.imbalance[from] = self.imbalance_now(from);
        self.imbalance[to] = self.imbalance_now(to);
    }

    /// What placing a unit that has no territory yet would add to the cost.
    pub(crate) fn placing_cost(&self, unit: usize, territory: usize) -> f64 {
        let stays = self.instance.today[unit] == territory as u32;
        self.imbalance_with(territory, self.instance.values_of(unit), 1.0) - self.imbalance[territory]
            + self.travel_cost_per_km * self.distance_km(unit, territory)
            - if stays { self.change_cost } else { 0.0 }
    }

    /// Gives a unit that has no territory yet its first.
    pub(crate) fn place(&mut self, unit: usize, territory: u32) {
        let row = territory as usize * self.instance.measure_count;
        for measure in 0..self.instance.measure_count {
            self.loads[row + measure] += self.instance.values_of(unit)[measure];
        }
        self.used += self.change_amount(unit, territory);
        self.join(unit, territory as usize);
        self.assignment[unit] = territory;
        self.distances_km[unit] = self.distance_km(unit, territory as usize);
        self.imbalance[territory as usize] = self.imbalance_now(territory as usize);
    }

    /// What the disruption limit still lacks: above 0 when it is exceeded.
    pub(crate) fn limit_overrun(&self) -> f64 {
        self.instance.limit.as_ref().map_or(0.0, |limit| (self.used - limit.allowance).max(0.0))
    }
}
