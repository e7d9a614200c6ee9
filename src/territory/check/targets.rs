//! What territories should carry, as the judge reckons it from the problem alone.

use super::value_of;
use crate::territory::problem::DesignProblem;

/// A share this far below the largest of its measure is none.
const NO_SHARE: f64 = 1e-9;

/// The totals of all measures and the shares of all territories in them.
pub(super) struct Targets {
    pub(super) totals: Vec<f64>,
    /// Per measure, the share of each territory; each sums to 1.
    shares: Vec<Vec<f64>>,
    /// Per measure, whether it takes part in the balancing.
    balanced: Vec<bool>,
    territory_count: usize,
}

impl Targets {
    pub(super) fn of(problem: &DesignProblem) -> Targets {
        let usable = |number: f64| if (0.0..=1e200).contains(&number) { number } else { 0.0 };
        let totals: Vec<f64> = (0..problem.measures.len())
            .map(|measure| (0..problem.units.len()).map(|unit| value_of(problem, unit, measure)).sum())
            .collect();
        let shares = (0..problem.measures.len()).map(|measure| {
            let given: Vec<f64> =
                problem.territories.iter().map(|target| target.shares.get(measure).map_or(0.0, |&share| usable(share))).collect();
            let largest = given.iter().copied().fold(0.0, f64::max);
            // Against the largest first: a sum of shares could leave the range of numbers.
            let scaled = given.iter().map(|share| match share / largest {
                _ if largest <= 0.0 => 1.0,
                scaled if scaled < NO_SHARE => 0.0,
                scaled => scaled,
            });
            let scaled: Vec<f64> = scaled.collect();
            let sum: f64 = scaled.iter().sum();
            scaled.into_iter().map(|share| share / sum).collect()
        });
        Targets {
            shares: shares.collect(),
            balanced: problem.measures.iter().zip(&totals).map(|(goal, total)| goal.is_balanced() && *total > 0.0).collect(),
            totals,
            territory_count: problem.territories.len(),
        }
    }

    /// What a territory should carry of a measure.
    pub(super) fn target(&self, territory: usize, measure: usize) -> f64 {
        self.shares[measure][territory] * self.totals[measure]
    }

    /// How far a value is from what it should be, as a fraction of that; of the mean where nothing should be carried.
    pub(super) fn deviation(&self, territory: usize, measure: usize, value: f64) -> f64 {
        let (target, total) = (self.target(territory, measure), self.totals[measure]);
        match () {
            () if total <= 0.0 => 0.0,
            () if target > 0.0 => (value - target) / target,
            () => value / (total / self.territory_count as f64),
        }
    }

    /// Whether a measure takes part in the balancing.
    pub(super) fn is_balanced(&self, measure: usize) -> bool {
        self.balanced[measure]
    }
}
