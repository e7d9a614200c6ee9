//! A problem with what the search reads of it all the time. Nothing here changes during a search.

use super::problem::{BOUND_SLACK, CentredProblem, NONE};
use super::tidy::tidied;
use crate::territory::neighbours::nearest_neighbours;

/// Nearest units kept of each.
const NEAR_COUNT: usize = 16;

/// A problem in the shape the search computes with.
pub(crate) struct Model {
    pub(crate) problem: CentredProblem,
    pub(crate) unit_count: usize,
    pub(crate) territory_count: usize,
    pub(crate) measure_count: usize,
    /// Each unit's neighbours, else the nearest units.
    pub(crate) near: Vec<Vec<u32>>,
    /// Whether a unit lies somewhere: where each territory must be in one piece, what has no neighbour lies nowhere. It is
    /// no piece, holds nothing together and nothing grows from it.
    pub(crate) lies_somewhere: Vec<bool>,
    /// Per measure, 1 over the sum of all values.
    inverse_totals: Vec<f64>,
    /// Territory-major: turns an excess into its weight, 1 for the whole of a target at a weight of 1.
    excess_scales: Vec<f64>,
    /// Territory-major targets over which evenness is reckoned, with the weight of each cell.
    evenness: Vec<(f64, f64)>,
    /// Units that may move.
    pub(crate) free_units: Vec<u32>,
    /// What one unit costs on the average: the unit of temperatures and of all weights. Set by the first start.
    pub(crate) mean_cost: f64,
    /// Whether a territory may be left without units.
    pub(crate) may_be_empty: bool,
    pub(crate) has_limit: bool,
    /// Whether homes or changes of hands cost anything.
    pub(crate) has_extras: bool,
}

/// What an assignment costs in one territory beside travel.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Imbalance {
    /// Weighted excess over bounds; 0 inside them.
    pub(crate) excess: f64,
    /// Weighted squares of the deviations.
    pub(crate) unevenness: f64,
}

impl Model {
    pub(crate) fn new(problem: CentredProblem) -> Self {
        let problem = tidied(problem);
        let unit_count = problem.unit_count();
        let (territory_count, measure_count) = (problem.territory_count, problem.measure_count);
        let has_evenness = problem.evenness_weights.len() == measure_count && measure_count > 0;
        let near = near_units(&problem);
        let totals: Vec<f64> =
            (0..measure_count).map(|m| (0..unit_count).map(|unit| problem.values[unit * measure_count + m]).sum()).collect();
        let mut excess_scales = Vec::with_capacity(territory_count * measure_count);
        let mut evenness = Vec::new();
        for territory in 0..territory_count {
            for (measure, total) in totals.iter().enumerate() {
                let mean = total / territory_count as f64;
                let target = problem.targets.get(territory * measure_count + measure).copied().unwrap_or(mean);
                let scale = if target > 0.0 { target } else { mean };
                let inverse = if scale > 0.0 { 1.0 / scale } else { 0.0 };
                excess_scales.push(problem.measure_weights[measure] * inverse);
                if has_evenness {
                    evenness.push((target, problem.evenness_weights[measure] * inverse * inverse));
                }
            }
        }
        Self {
            unit_count,
            territory_count,
            measure_count,
            near,
            lies_somewhere: problem.neighbours.iter().map(|list| !problem.is_contiguous || !list.is_empty()).collect(),
            inverse_totals: totals.iter().map(|&total| if total > 0.0 { 1.0 / total } else { 0.0 }).collect(),
            excess_scales,
            evenness,
            free_units: (0..unit_count as u32).filter(|&unit| problem.fixed[unit as usize] == NONE).collect(),
            mean_cost: 1.0,
            may_be_empty: territory_count > unit_count || problem.targets.contains(&0.0),
            has_limit: problem.change_allowance.is_finite(),
            has_extras: problem.home_weight > 0.0 || problem.change_weight > 0.0,
            problem,
        }
    }

    #[inline]
    pub(crate) fn cost(&self, unit: usize, centre: usize) -> f64 {
        self.problem.costs.between(unit, centre)
    }

    pub(crate) fn values_of(&self, unit: usize) -> &[f64] {
        &self.problem.values[unit * self.measure_count..(unit + 1) * self.measure_count]
    }

    /// The largest load of a measure that a territory may carry when served from a centre.
    #[inline]
    pub(crate) fn upper(&self, territory: usize, measure: usize, centre: u32) -> f64 {
        let upper = self.problem.upper[territory * self.measure_count + measure];
        match &self.problem.centre_capacities {
            Some(capacities) if measure == 0 && centre != NONE => upper.min(capacities[centre as usize]),
            _ => upper,
        }
    }

    /// Turns an amount of a cell's measure into its weight, 1 for the whole of a target at a weight of 1.
    pub(crate) fn excess_scale(&self, cell: usize) -> f64 {
        self.excess_scales[cell]
    }

    /// The imbalance of a territory that carries `load_of(measure)`.
    #[inline]
    pub(crate) fn imbalance(&self, territory: usize, centre: u32, load_of: impl Fn(usize) -> f64) -> Imbalance {
        let mut sum = Imbalance::default();
        for measure in 0..self.measure_count {
            let cell = territory * self.measure_count + measure;
            let load = load_of(measure);
            let excess = (load - self.upper(territory, measure, centre)).max(self.problem.lower[cell] - load) * self.excess_scales[cell];
            if excess > BOUND_SLACK * self.problem.measure_weights[measure] {
                sum.excess += excess;
            }
            if let Some((target, weight)) = self.evenness.get(cell) {
                sum.unevenness += weight * (load - target) * (load - target);
            }
        }
        sum
    }

    /// Weighted excess above the largest loads alone: while a territory fills up, too little is no fault yet.
    pub(crate) fn imbalance_over(&self, territory: usize, centre: u32, load_of: impl Fn(usize) -> f64) -> f64 {
        (0..self.measure_count)
            .map(|measure| {
                let cell = territory * self.measure_count + measure;
                ((load_of(measure) - self.upper(territory, measure, centre)) * self.excess_scales[cell]).max(0.0)
            })
            .sum()
    }

    /// How full a territory is over all measures, 1 when it carries its targets; 0 where nothing is measured.
    pub(crate) fn filled_share(&self, territory: usize, load_of: impl Fn(usize) -> f64) -> f64 {
        let row = territory * self.measure_count;
        (0..self.measure_count).map(|measure| load_of(measure) * self.excess_scales[row + measure]).sum()
    }

    /// [`Model::filled_share`] of a territory that carries its targets.
    pub(crate) fn full_share(&self, territory: usize) -> f64 {
        if self.measure_count == 0 || self.problem.targets.is_empty() {
            return self.problem.measure_weights.iter().sum();
        }
        self.filled_share(territory, |measure| self.problem.targets[territory * self.measure_count + measure])
    }

    /// Whether a unit is somewhere: the Earth's centre stands for nowhere.
    pub(crate) fn has_place(&self, unit: usize) -> bool {
        self.problem.costs.points()[unit] != [0.0; 3]
    }

    /// A unit's weight over all measures; over all units these sum to about 1.
    pub(crate) fn combined_value(&self, unit: usize) -> f64 {
        if self.measure_count == 0 {
            return 1.0 / self.unit_count as f64;
        }
        let shares = self.values_of(unit).iter().zip(&self.inverse_totals).zip(&self.problem.measure_weights);
        shares.map(|((value, inverse), weight)| value * inverse * weight).sum::<f64>() / self.measure_count as f64
    }

    /// A territory's target over all measures, on the scale of [`Model::combined_value`].
    pub(crate) fn combined_target(&self, territory: usize) -> f64 {
        if self.measure_count == 0 || self.problem.targets.is_empty() {
            return 1.0 / self.territory_count as f64;
        }
        let targets = &self.problem.targets[territory * self.measure_count..(territory + 1) * self.measure_count];
        let shares = targets.iter().zip(&self.inverse_totals).zip(&self.problem.measure_weights);
        shares.map(|((target, inverse), weight)| target * inverse * weight).sum::<f64>() / self.measure_count as f64
    }

    /// Whether there are least loads: then territories have to be where the load is.
    pub(crate) fn has_least_loads(&self) -> bool {
        self.problem.lower.iter().any(|&lower| lower > 0.0)
    }

    /// What a unit costs in a territory beside its cost to the centre: the way to the seller's home, the change of hands.
    #[inline]
    pub(crate) fn extra(&self, unit: usize, territory: usize) -> f64 {
        let mut extra = 0.0;
        if self.problem.home_weight > 0.0
            && let Some(home) = &self.problem.homes[territory]
        {
            extra += self.problem.home_weight * self.problem.costs.to_place(unit, home);
        }
        if self.is_changed(unit, territory) {
            extra += self.problem.change_weight * self.mean_cost;
        }
        extra
    }

    #[inline]
    pub(crate) fn is_changed(&self, unit: usize, territory: usize) -> bool {
        let today = self.problem.today[unit];
        today != NONE && today != territory as u32
    }

    /// What a unit uses up of the allowance for change.
    #[inline]
    pub(crate) fn change(&self, unit: usize, territory: usize) -> f64 {
        if self.is_changed(unit, territory) { self.problem.change_amounts[unit] } else { 0.0 }
    }

    /// Whether locks let a unit enter a territory.
    #[inline]
    pub(crate) fn may_enter(&self, unit: usize, territory: usize) -> bool {
        !self.problem.closed[territory] && !self.is_forbidden(unit, territory)
    }

    /// Whether a unit must not be in a territory.
    #[inline]
    pub(crate) fn is_forbidden(&self, unit: usize, territory: usize) -> bool {
        !self.problem.forbidden.is_empty() && self.problem.forbidden.binary_search(&(unit as u32, territory as u32)).is_ok()
    }
}

fn near_units(problem: &CentredProblem) -> Vec<Vec<u32>> {
    if problem.is_contiguous || problem.neighbours.iter().any(|list| !list.is_empty()) {
        return problem.neighbours.clone();
    }
    nearest_neighbours(problem.costs.points(), NEAR_COUNT)
}
