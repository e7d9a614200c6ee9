//! A problem made safe to compute with: values finite, shares summing to 1, indices in range.
//!
//! What was wrong is told by [`mod@super::findings`]; here it is only put right.

use super::pieces::Pieces;
use super::position::{Point, Position};
use super::problem::DesignProblem;
use super::reconciled::holder;

/// The cleaned figures of a problem.
pub(crate) struct Cleaned {
    pub(crate) unit_count: usize,
    pub(crate) territory_count: usize,
    pub(crate) measure_count: usize,
    /// Unit-major values.
    values: Vec<f64>,
    /// Per measure, the sum over all units.
    pub(crate) totals: Vec<f64>,
    /// Territory-major shares; each measure sums to 1.
    shares: Vec<f64>,
    pub(crate) points: Vec<Option<Point>>,
    pub(crate) homes: Vec<Option<Point>>,
    /// Where the sellers set out from.
    pub(crate) bases: Vec<Option<Point>>,
    pub(crate) today: Vec<Option<u32>>,
    /// Whether the unit must stay where it is today.
    pub(crate) locked: Vec<bool>,
    pub(crate) tolerances: Vec<f64>,
    pub(crate) weights: Vec<f64>,
    /// Who lies beside whom, when the problem says so.
    pub(crate) pieces: Option<Pieces>,
}

/// The largest value that counts; beyond it sums could leave the range of f64.
pub(crate) const LARGEST_VALUE: f64 = 1e200;

/// A share this far below the largest is none.
const SMALLEST_SHARE: f64 = 1e-9;

/// Whether a value counts as it stands.
pub(crate) fn is_valid_value(value: f64) -> bool {
    (0.0..=LARGEST_VALUE).contains(&value)
}

/// A value as it is counted: anything but a number from 0 to [`LARGEST_VALUE`] is 0.
pub(crate) fn clean_value(value: Option<&f64>) -> f64 {
    value.copied().filter(|value| is_valid_value(*value)).unwrap_or(0.0)
}

impl Cleaned {
    pub(crate) fn new(problem: &DesignProblem) -> Self {
        let unit_count = problem.units.len();
        let territory_count = problem.territories.len();
        let measure_count = problem.measures.len();
        let mut values = Vec::with_capacity(unit_count * measure_count);
        let mut totals = vec![0.0; measure_count];
        for unit in &problem.units {
            for (measure, total) in totals.iter_mut().enumerate() {
                let value = clean_value(unit.values.get(measure));
                *total += value;
                values.push(value);
            }
        }
        let today: Vec<Option<u32>> =
            problem.units.iter().map(|unit| unit.today.filter(|&territory| (territory as usize) < territory_count)).collect();
        let valid = |place: Option<Position>| place.filter(Position::is_valid).map(Point::from);
        let locked = (0..unit_count).map(|unit| holder(problem, unit).is_some());
        Self {
            unit_count,
            territory_count,
            measure_count,
            values,
            totals,
            shares: clean_shares(problem),
            points: problem.units.iter().map(|unit| unit.position.filter(|place| place.is_valid()).map(Point::from)).collect(),
            homes: problem.territories.iter().map(|territory| valid(territory.home)).collect(),
            bases: problem.territories.iter().map(|territory| valid(territory.base).or_else(|| valid(territory.home))).collect(),
            locked: locked.collect(),
            today,
            tolerances: problem.measures.iter().map(|m| clean_value(Some(&m.tolerance_share))).collect(),
            pieces: Pieces::new(problem),
            weights: problem.measures.iter().map(|m| clean_value(Some(&m.weight))).collect(),
        }
    }

    pub(crate) fn value(&self, unit: usize, measure: usize) -> f64 {
        self.values[unit * self.measure_count + measure]
    }

    pub(crate) fn values_of(&self, unit: usize) -> &[f64] {
        &self.values[unit * self.measure_count..(unit + 1) * self.measure_count]
    }

    pub(crate) fn share(&self, territory: usize, measure: usize) -> f64 {
        self.shares[territory * self.measure_count + measure]
    }

    /// The value a territory should carry.
    pub(crate) fn target(&self, territory: usize, measure: usize) -> f64 {
        self.share(territory, measure) * self.totals[measure]
    }

    /// The relative deviation of a value from a territory's target; see [`mod@super::measures`].
    pub(crate) fn deviation(&self, territory: usize, measure: usize, value: f64) -> f64 {
        let target = self.target(territory, measure);
        if self.totals[measure] <= 0.0 {
            0.0
        } else if target > 0.0 {
            value / target - 1.0
        } else {
            value * self.territory_count as f64 / self.totals[measure]
        }
    }

    /// Whether a measure takes part in the balancing.
    pub(crate) fn is_balanced(&self, measure: usize) -> bool {
        self.totals[measure] > 0.0 && self.weights[measure] > 0.0
    }
}

/// Shares that sum to 1 per measure; equal ones where none was given.
fn clean_shares(problem: &DesignProblem) -> Vec<f64> {
    let measure_count = problem.measures.len();
    let territory_count = problem.territories.len();
    let mut shares: Vec<f64> =
        problem.territories.iter().flat_map(|territory| (0..measure_count).map(|m| clean_value(territory.shares.get(m)))).collect();
    for measure in 0..measure_count {
        let column = || (0..territory_count).map(|territory| territory * measure_count + measure);
        let largest = column().fold(0.0, |largest: f64, cell| largest.max(shares[cell]));
        for cell in column() {
            shares[cell] = if largest > 0.0 { shares[cell] / largest } else { 1.0 };
            if shares[cell] < SMALLEST_SHARE {
                shares[cell] = 0.0;
            }
        }
        let sum: f64 = column().map(|cell| shares[cell]).sum();
        for cell in column() {
            shares[cell] /= sum;
        }
    }
    shares
}
