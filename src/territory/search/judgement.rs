//! How good a state is: its score, and the readings of single territories behind it.
//!
//! Reads only; what changes a state is in [`super::state`].

use super::instance::NOWHERE;
use super::state::{SQUARE_PRESSURE, State};

/// Excess below this is rounding.
const EXCESS_SLACK: f64 = 1e-9;

/// How good an assignment is: first the excess over tolerance, then everything else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Score {
    pub(crate) excess: f64,
    pub(crate) cost: f64,
}

impl Score {
    pub(crate) fn is_better_than(&self, other: &Score) -> bool {
        if self.excess == other.excess { self.cost < other.cost - 1e-12 } else { self.excess < other.excess }
    }

    pub(crate) fn is_within_bounds(&self) -> bool {
        self.excess == 0.0
    }
}

impl State {
    /// Weighted excess of a territory over tolerance.
    pub(crate) fn excess(&self, territory: usize) -> f64 {
        let instance = &*self.instance;
        let row = territory * instance.measure_count;
        let mut sum = 0.0;
        for measure in 0..instance.measure_count {
            let excess = self.deviation(row + measure).abs() - self.bounds[row + measure];
            if excess > EXCESS_SLACK {
                sum += instance.weights[measure] * (excess + SQUARE_PRESSURE * excess * excess);
            }
        }
        sum
    }

    /// Bounds that this state meets: the tolerances, or its own deviations where these are larger.
    pub(crate) fn reached_bounds(&self) -> Vec<f64> {
        (0..self.bounds.len()).map(|cell| self.deviation(cell).abs().max(self.bounds[cell])).collect()
    }

    fn deviation(&self, cell: usize) -> f64 {
        self.loads[cell] * self.instance.inverse_targets[cell] - self.instance.offsets[cell]
    }

    /// Whether the territory is over target rather than under, all measures together.
    pub(crate) fn is_over(&self, territory: usize) -> bool {
        let row = territory * self.instance.measure_count;
        let mut largest: f64 = 0.0;
        for measure in 0..self.instance.measure_count {
            let deviation = self.deviation(row + measure);
            let beyond = deviation.abs() - self.bounds[row + measure];
            if beyond > EXCESS_SLACK && deviation.abs() > largest.abs() {
                largest = deviation;
            }
        }
        largest > 0.0
    }

    /// The score with centres as they stand; call [`State::refresh`] first for the exact one.
    pub(crate) fn score(&self) -> Score {
        let instance = &*self.instance;
        let excess = (0..instance.territory_count).map(|territory| self.excess(territory)).sum();
        let mut band = 0.0;
        for territory in 0..instance.territory_count {
            let row = territory * instance.measure_count;
            for measure in 0..instance.measure_count {
                let deviation = self.deviation(row + measure);
                band += instance.band_weights[measure] * deviation * deviation;
            }
        }
        let mut cost = band * self.mean_units;
        for unit in 0..instance.unit_count {
            let territory = self.assignment[unit];
            let neighbours = &instance.neighbours[unit];
            let abroad = neighbours.iter().filter(|&&other| self.assignment[other as usize] != territory).count();
            // Each border is seen from both sides.
            cost += 0.5 * self.border_cost * abroad as f64;
            cost += self.travel_cost_per_km * self.distances_km[unit];
            if territory != NOWHERE && self.is_changed(unit, territory) {
                cost += self.change_cost;
            }
        }
        Score { excess, cost: cost / instance.unit_count.max(1) as f64 }
    }

    /// Mean distance of the placed units to their centres.
    pub(crate) fn mean_distance_km(&self) -> f64 {
        let placed = self.instance.points.iter().flatten().count();
        self.distances_km.iter().sum::<f64>() / placed.max(1) as f64
    }

    /// Load of a territory over all measures, on the scale of `Instance::combined_target`.
    pub(crate) fn combined_load(&self, territory: usize) -> f64 {
        let instance = &*self.instance;
        if instance.measure_count == 0 {
            return self.members[territory].len() as f64 / instance.unit_count.max(1) as f64;
        }
        let row = territory * instance.measure_count;
        let sum: f64 = (0..instance.measure_count).map(|measure| instance.weights[measure] * self.loads[row + measure]).sum();
        sum / instance.measure_count as f64
    }

    /// The part of all value that is assigned, over all measures.
    pub(crate) fn placed_share(&self) -> f64 {
        (0..self.centres.len()).map(|territory| self.combined_load(territory)).sum()
    }
}
