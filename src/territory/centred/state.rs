//! An assignment with its sums, and what a change of members would make of them.
//!
//! Every change is an exchange at one territory: a unit out, a unit in, or both. Small territories are given their
//! best centre with each thought of an exchange; large ones keep theirs until [`super::centres`] looks again.

use std::sync::Arc;

use super::centres;
use super::model::{Imbalance, Model};
use super::problem::NONE;

/// Up to this many members, every exchange is reckoned with the best centre there is.
pub(crate) const SMALL_TERRITORY: usize = 5;

/// One territory after an exchange.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct After {
    /// Sum of the costs to its centre.
    pub(crate) travel: f64,
    pub(crate) centre: u32,
    pub(crate) imbalance: Imbalance,
}

/// An assignment and its sums.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) model: Arc<Model>,
    pub(crate) assignment: Vec<u32>,
    pub(crate) centres: Vec<u32>,
    pub(crate) members: Vec<Vec<u32>>,
    /// Each unit's place among the members of its territory.
    places: Vec<u32>,
    /// Territory-major loads.
    pub(crate) loads: Vec<f64>,
    /// Each unit's cost to its centre.
    pub(crate) unit_costs: Vec<f64>,
    /// Per territory, the sum of the costs.
    pub(crate) travels: Vec<f64>,
    pub(crate) imbalances: Vec<Imbalance>,
    /// Per territory, changes since its centre was looked at.
    pub(crate) stale: Vec<u32>,
    /// What of the allowance for change is used up.
    pub(crate) used: f64,
    /// Pairs of neighbours in two territories; kept only where borders have a price.
    borders: usize,
    /// What an excess of one target costs.
    pub(crate) penalty: f64,
    /// What one of unevenness costs.
    pub(crate) evenness_price: f64,
    /// Territory-major tolls for each unit of load, charged with every move while they are there; empty without any.
    pub(crate) tolls: Vec<f64>,
}

impl State {
    /// Takes in a complete assignment and finds its centres.
    pub(crate) fn new(model: &Arc<Model>, assignment: Vec<u32>) -> Self {
        let mut members = vec![Vec::new(); model.territory_count];
        let mut places = vec![0; model.unit_count];
        for (unit, &territory) in assignment.iter().enumerate() {
            places[unit] = members[territory as usize].len() as u32;
            members[territory as usize].push(unit as u32);
        }
        let average_units = model.unit_count as f64 / model.territory_count as f64;
        let mut state = Self {
            assignment,
            centres: vec![NONE; model.territory_count],
            members,
            places,
            loads: vec![0.0; model.territory_count * model.measure_count],
            unit_costs: vec![0.0; model.unit_count],
            travels: vec![0.0; model.territory_count],
            imbalances: vec![Imbalance::default(); model.territory_count],
            stale: vec![0; model.territory_count],
            used: 0.0,
            borders: 0,
            penalty: model.mean_cost * average_units,
            evenness_price: model.mean_cost * average_units,
            tolls: Vec::new(),
            model: Arc::clone(model),
        };
        state.borders = state.counted_borders();
        state.recount();
        for territory in 0..model.territory_count {
            centres::find_first(&mut state, territory);
        }
        state
    }

    /// Sums everything afresh, so that no rounding piles up.
    pub(crate) fn recount(&mut self) {
        let model = Arc::clone(&self.model);
        self.loads.fill(0.0);
        self.used = 0.0;
        for unit in 0..model.unit_count {
            let territory = self.assignment[unit] as usize;
            self.used += model.change(unit, territory);
            let row = territory * model.measure_count;
            for (load, value) in self.loads[row..row + model.measure_count].iter_mut().zip(model.values_of(unit)) {
                *load += value;
            }
        }
        for territory in 0..model.territory_count {
            self.set_centre(territory, self.centres[territory]);
        }
    }

    /// Moves a territory's centre to one of its members, or to none, and counts its sums anew.
    pub(crate) fn set_centre(&mut self, territory: usize, centre: u32) {
        self.centres[territory] = centre;
        self.stale[territory] = 0;
        let mut travel = 0.0;
        if centre != NONE {
            for &unit in &self.members[territory] {
                let cost = self.model.cost(unit as usize, centre as usize);
                self.unit_costs[unit as usize] = cost;
                travel += cost;
            }
        }
        self.travels[territory] = travel;
        self.imbalances[territory] = self.imbalance_after(territory, NONE, NONE, centre);
    }

    /// Sum of the costs from the units to their centres.
    pub(crate) fn travel(&self) -> f64 {
        self.travels.iter().sum()
    }

    /// Weighted excess over all bounds.
    pub(crate) fn excess(&self) -> f64 {
        self.imbalances.iter().map(|imbalance| imbalance.excess).sum()
    }

    /// All that is minimised beside the excess.
    pub(crate) fn cost(&self) -> f64 {
        let uneven: f64 = self.imbalances.iter().map(|imbalance| imbalance.unevenness).sum();
        self.travel() + self.evenness_price * uneven + self.extra()
    }

    /// Homes, changes of hands and borders, over all units.
    pub(crate) fn extra(&self) -> f64 {
        let of_units = if self.model.has_extras {
            (0..self.model.unit_count).map(|unit| self.model.extra(unit, self.assignment[unit] as usize)).sum()
        } else {
            0.0
        };
        of_units + self.borders as f64 * self.model.problem.border_weight * self.model.mean_cost
    }

    fn counted_borders(&self) -> usize {
        if self.model.problem.border_weight <= 0.0 {
            return 0;
        }
        let strangers = |unit: usize| self.neighbours_in(unit, |territory| territory != self.assignment[unit]);
        // Each border is seen from both sides.
        (0..self.model.unit_count).map(strangers).sum::<usize>() / 2
    }

    fn neighbours_in(&self, unit: usize, is_meant: impl Fn(u32) -> bool) -> usize {
        self.model.problem.neighbours[unit].iter().filter(|&&other| is_meant(self.assignment[other as usize])).count()
    }

    /// What the tolls of a unit change by when it moves.
    #[inline]
    pub(crate) fn toll_change(&self, unit: usize, from: usize, to: usize) -> f64 {
        if self.tolls.is_empty() {
            return 0.0;
        }
        let count = self.model.measure_count;
        let values = &self.model.problem.values[unit * count..(unit + 1) * count];
        let (from, to) = (&self.tolls[from * count..(from + 1) * count], &self.tolls[to * count..(to + 1) * count]);
        values.iter().zip(to.iter().zip(from)).map(|(value, (to, from))| value * (to - from)).sum()
    }

    /// What the extras and tolls of a unit change by when it moves.
    #[inline]
    pub(crate) fn extra_change(&self, unit: usize, from: usize, to: usize) -> f64 {
        let problem = &self.model.problem;
        let mut change = self.toll_change(unit, from, to);
        if self.model.has_extras {
            change += self.model.extra(unit, to) - self.model.extra(unit, from);
        }
        if problem.border_weight > 0.0 {
            let mut borders = 0_i32;
            for &other in &problem.neighbours[unit] {
                let territory = self.assignment[other as usize] as usize;
                borders += i32::from(territory == from) - i32::from(territory == to);
            }
            change += f64::from(borders) * problem.border_weight * self.model.mean_cost;
        }
        change
    }

    /// What two units' exchange saves less than [`State::extra_change`] of both tells: their own border stays.
    pub(crate) fn exchange_correction(&self, one: usize, other: usize) -> f64 {
        let problem = &self.model.problem;
        if problem.border_weight > 0.0 && problem.neighbours[one].contains(&(other as u32)) {
            2.0 * problem.border_weight * self.model.mean_cost
        } else {
            0.0
        }
    }

    /// The imbalance of a territory after an exchange, served from `centre`.
    #[inline]
    pub(crate) fn imbalance_after(&self, territory: usize, out: u32, incoming: u32, centre: u32) -> Imbalance {
        let model = &*self.model;
        let count = model.measure_count;
        model.imbalance(territory, centre, |measure| {
            let mut load = self.loads[territory * count + measure];
            if out != NONE {
                load -= model.problem.values[out as usize * count + measure];
            }
            if incoming != NONE {
                load += model.problem.values[incoming as usize * count + measure];
            }
            load
        })
    }

    /// What an exchange makes of a territory.
    #[inline]
    pub(crate) fn after(&self, territory: usize, out: u32, incoming: u32) -> After {
        let centre = self.centres[territory];
        if self.members[territory].len() > SMALL_TERRITORY && out != centre {
            let mut travel = self.travels[territory];
            if out != NONE {
                travel -= self.unit_costs[out as usize];
            }
            if incoming != NONE {
                travel += self.model.cost(incoming as usize, centre as usize);
            }
            return After { travel, centre, imbalance: self.imbalance_after(territory, out, incoming, centre) };
        }
        centres::after(self, territory, out, incoming)
    }

    /// What a unit's way to its centre and home, its change of hands and its tolls would grow by in another territory, were all
    /// centres to stay; without bound below where the territories are small enough to get other centres.
    #[inline]
    pub(crate) fn travel_change(&self, unit: usize, to: usize) -> f64 {
        let from = self.assignment[unit] as usize;
        let (centre, own) = (self.centres[to], self.centres[from]);
        let is_small = self.members[from].len() <= SMALL_TERRITORY || self.members[to].len() <= SMALL_TERRITORY;
        if is_small || own == unit as u32 || centre == NONE {
            return f64::NEG_INFINITY;
        }
        let mut change = self.model.cost(unit, centre as usize) - self.unit_costs[unit] + self.toll_change(unit, from, to);
        if self.model.has_extras {
            change += self.model.extra(unit, to) - self.model.extra(unit, from);
        }
        change
    }

    /// The most that a unit's move can take off imbalance and borders.
    #[inline]
    pub(crate) fn relief(&self, from: usize, to: usize, unit: usize) -> f64 {
        let other = if from == to { 0.0 } else { self.imbalance_price(&self.imbalances[from]) };
        other + self.imbalance_price(&self.imbalances[to]) + self.border_relief(unit)
    }

    #[inline]
    pub(crate) fn border_relief(&self, unit: usize) -> f64 {
        self.model.problem.border_weight * self.model.mean_cost * self.model.problem.neighbours[unit].len() as f64
    }

    /// What a territory costs, travel and imbalance.
    #[inline]
    pub(crate) fn price(&self, territory: usize) -> f64 {
        self.travels[territory] + self.imbalance_price(&self.imbalances[territory])
    }

    #[inline]
    pub(crate) fn price_of(&self, after: &After) -> f64 {
        after.travel + self.imbalance_price(&after.imbalance)
    }

    #[inline]
    fn imbalance_price(&self, imbalance: &Imbalance) -> f64 {
        self.penalty * imbalance.excess + self.evenness_price * imbalance.unevenness
    }

    /// What the whole assignment costs at the present penalty.
    pub(crate) fn total_price(&self) -> f64 {
        self.cost() + self.penalty * self.excess()
    }

    /// Moves units, each to a territory, with what [`State::after`] told of every territory concerned.
    pub(crate) fn make(&mut self, moves: &[(usize, usize)], settled: &[(usize, After)]) {
        for &(unit, _) in moves {
            self.take_out(unit);
        }
        for &(unit, to) in moves {
            self.put_in(unit, to);
        }
        for (territory, after) in settled {
            self.settle(*territory, after);
        }
    }

    /// Moves one unit, whatever it costs.
    pub(crate) fn move_unit(&mut self, unit: u32, to: usize) {
        let from = self.assignment[unit as usize] as usize;
        if from != to {
            let settled = [(from, self.after(from, unit, NONE)), (to, self.after(to, NONE, unit))];
            self.make(&[(unit as usize, to)], &settled);
        }
    }

    /// Goes back to an earlier assignment with its centres.
    pub(crate) fn restore(&mut self, assignment: &[u32], centres: &[u32]) {
        let mut is_touched = vec![false; self.model.territory_count];
        for (unit, &earlier) in assignment.iter().enumerate() {
            let now = self.assignment[unit];
            if now != earlier {
                is_touched[now as usize] = true;
                is_touched[earlier as usize] = true;
                self.take_out(unit);
                self.put_in(unit, earlier as usize);
            }
        }
        for territory in 0..self.model.territory_count {
            if is_touched[territory] || self.centres[territory] != centres[territory] {
                self.set_centre(territory, centres[territory]);
            }
        }
    }

    fn take_out(&mut self, unit: usize) {
        let territory = self.assignment[unit] as usize;
        let place = self.places[unit] as usize;
        let members = &mut self.members[territory];
        members.swap_remove(place);
        if let Some(&moved) = members.get(place) {
            self.places[moved as usize] = place as u32;
        }
        self.used -= self.model.change(unit, territory);
        let count = self.model.measure_count;
        for measure in 0..count {
            self.loads[territory * count + measure] -= self.model.problem.values[unit * count + measure];
        }
    }

    fn put_in(&mut self, unit: usize, territory: usize) {
        if self.model.problem.border_weight > 0.0 {
            let before = self.assignment[unit];
            self.borders += self.neighbours_in(unit, |other| other == before);
            self.borders -= self.neighbours_in(unit, |other| other == territory as u32);
        }
        self.assignment[unit] = territory as u32;
        self.places[unit] = self.members[territory].len() as u32;
        self.members[territory].push(unit as u32);
        self.used += self.model.change(unit, territory);
        let count = self.model.measure_count;
        for measure in 0..count {
            self.loads[territory * count + measure] += self.model.problem.values[unit * count + measure];
        }
        let centre = self.centres[territory];
        self.unit_costs[unit] = if centre == NONE { 0.0 } else { self.model.cost(unit, centre as usize) };
    }

    fn settle(&mut self, territory: usize, after: &After) {
        if after.centre != self.centres[territory] {
            self.set_centre(territory, after.centre);
        } else {
            self.travels[territory] = after.travel;
            self.imbalances[territory] = after.imbalance;
            self.stale[territory] += 1;
            centres::refresh_when_due(self, territory);
        }
    }
}
