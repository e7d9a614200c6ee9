//! A problem in the shape the search computes with: balanced measures only, totals of 1, places spread.
//!
//! Nothing here changes during a search.

use crate::territory::chance::Chance;
use crate::territory::cleaned::Cleaned;
use crate::territory::neighbours::nearest_neighbours;
use crate::territory::position::Point;
use crate::territory::problem::{DesignProblem, DisruptionBasis, Start};

/// The mark of a unit without a territory today.
pub(crate) const NOWHERE: u32 = u32::MAX;

/// Neighbours sought of each unit; it has more where others count it among theirs.
const NEIGHBOUR_COUNT: usize = 8;

/// What a neighbour in another territory costs, where a mean distance to a centre costs 1: it keeps borders
/// short and single units from lying among another seller's where distances hardly differ.
pub(super) const BORDER_COST: f64 = 0.03;

/// Radius in km over which one unit of a crowded place is spread; grows with the root of their number.
const CROWD_RADIUS_KM: f64 = 0.05;

/// Travel that a unit must save before it leaves today's territory, as a fraction of the mean distance
/// to a centre: changes that gain next to nothing are not worth a customer's new face.
const STAY_GAIN: f64 = 0.1;

/// How much imbalance inside tolerance counts.
const BAND_PRESSURE: f64 = 0.02;

/// A cap on what may change hands, in the search's terms.
pub(crate) struct Limit {
    /// Per unit, what its change of hands uses up; 0 for one without a territory today.
    pub(crate) amounts: Vec<f64>,
    /// What may be used up.
    pub(crate) allowance: f64,
}

/// The search's view of a problem.
pub(crate) struct Instance {
    pub(crate) cleaned: Cleaned,
    pub(crate) unit_count: usize,
    pub(crate) territory_count: usize,
    /// Balanced measures.
    pub(crate) measure_count: usize,
    /// Unit-major values of the balanced measures, each measure summing to 1.
    values: Vec<f64>,
    /// Territory-major: what one of value adds to the relative deviation.
    pub(crate) inverse_targets: Vec<f64>,
    /// Territory-major: the deviation's offset, 1, or 0 where the target is 0.
    pub(crate) offsets: Vec<f64>,
    pub(crate) tolerances: Vec<f64>,
    /// Weights with a mean of 1.
    pub(crate) weights: Vec<f64>,
    /// Per measure, what the square of a deviation inside tolerance counts.
    pub(crate) band_weights: Vec<f64>,
    /// Places, with those that several units share spread a little; see [`spread_crowds`].
    pub(crate) points: Vec<Option<Point>>,
    /// Per unit its neighbours in ascending order; each is also a neighbour of the other.
    pub(crate) neighbours: Vec<Vec<u32>>,
    pub(crate) today: Vec<u32>,
    /// Units that may move.
    pub(crate) free_units: Vec<u32>,
    pub(crate) limit: Option<Limit>,
    pub(crate) compactness_weight: f64,
    /// The gain that a change of hands must bring; 0 when starting from nothing.
    pub(crate) stay_gain: f64,
    pub(crate) starts_today: bool,
    pub(crate) seed: u64,
}

impl Instance {
    pub(crate) fn new(problem: &DesignProblem) -> Self {
        let cleaned = Cleaned::new(problem);
        let balanced: Vec<usize> = (0..cleaned.measure_count).filter(|&measure| cleaned.is_balanced(measure)).collect();
        let mut values = Vec::with_capacity(cleaned.unit_count * balanced.len());
        for unit in 0..cleaned.unit_count {
            values.extend(balanced.iter().map(|&m| cleaned.value(unit, m) / cleaned.totals[m]));
        }
        let mut inverse_targets = Vec::new();
        let mut offsets = Vec::new();
        for territory in 0..cleaned.territory_count {
            for &measure in &balanced {
                let share = cleaned.share(territory, measure);
                let has_target = share > 0.0;
                inverse_targets.push(if has_target { 1.0 / share } else { cleaned.territory_count as f64 });
                offsets.push(if has_target { 1.0 } else { 0.0 });
            }
        }
        // Weights of widely different size would drown the smaller measure's tolerance in rounding.
        let mean_weight = balanced.iter().map(|&m| cleaned.weights[m]).sum::<f64>() / balanced.len().max(1) as f64;
        let weights: Vec<f64> = balanced.iter().map(|&m| (cleaned.weights[m] / mean_weight).clamp(0.05, 20.0)).collect();
        let starts_today = problem.start == Start::Today && cleaned.today.iter().any(Option::is_some);
        let points = spread_crowds(&cleaned.points);
        Self {
            unit_count: cleaned.unit_count,
            territory_count: cleaned.territory_count,
            measure_count: balanced.len(),
            values,
            inverse_targets,
            offsets,
            tolerances: balanced.iter().map(|&m| cleaned.tolerances[m]).collect(),
            band_weights: balanced
                .iter()
                .zip(&weights)
                .map(|(&m, weight)| weight * BAND_PRESSURE / cleaned.tolerances[m].max(0.02))
                .collect(),
            weights,
            neighbours: unit_neighbours(&points),
            points,
            today: cleaned.today.iter().map(|today| today.unwrap_or(NOWHERE)).collect(),
            free_units: (0..cleaned.unit_count as u32).filter(|&unit| !cleaned.locked[unit as usize]).collect(),
            limit: limit(problem, &cleaned),
            compactness_weight: if problem.compactness_weight.is_finite() { problem.compactness_weight.clamp(0.001, 1000.0) } else { 1.0 },
            stay_gain: if starts_today { STAY_GAIN } else { 0.0 },
            starts_today,
            seed: problem.seed,
            cleaned,
        }
    }

    /// A unit's values, one per balanced measure.
    pub(crate) fn values_of(&self, unit: usize) -> &[f64] {
        &self.values[unit * self.measure_count..(unit + 1) * self.measure_count]
    }

    /// A unit's weight over all balanced measures; over all units these sum to about 1.
    pub(crate) fn combined_value(&self, unit: usize) -> f64 {
        if self.measure_count == 0 {
            return 1.0 / self.unit_count.max(1) as f64;
        }
        let sum: f64 = self.values_of(unit).iter().zip(&self.weights).map(|(value, weight)| value * weight).sum();
        sum / self.measure_count as f64
    }

    /// A territory's target over all balanced measures, on the scale of [`Instance::combined_value`].
    pub(crate) fn combined_target(&self, territory: usize) -> f64 {
        if self.measure_count == 0 {
            return 1.0 / self.territory_count.max(1) as f64;
        }
        let row = territory * self.measure_count;
        let sum: f64 = (0..self.measure_count).map(|m| self.weights[m] * self.offsets[row + m] / self.inverse_targets[row + m]).sum();
        sum / self.measure_count as f64
    }

    pub(crate) fn is_locked(&self, unit: usize) -> bool {
        self.cleaned.locked[unit]
    }

    /// The tolerances as accepted deviations of every territory, territory-major.
    pub(crate) fn tolerance_bounds(&self) -> Vec<f64> {
        (0..self.territory_count).flat_map(|_| self.tolerances.iter().copied()).collect()
    }

    /// An independent stream of chance for one part of the search.
    pub(crate) fn chance(&self, stream: u64) -> Chance {
        Chance::new(self.seed, stream)
    }
}

fn limit(problem: &DesignProblem, cleaned: &Cleaned) -> Option<Limit> {
    let limit = problem.disruption_limit.as_ref()?;
    if limit.share.is_nan() || limit.share < 0.0 {
        return None;
    }
    let amount = |unit: usize| match limit.basis {
        _ if cleaned.today[unit].is_none() => Some(0.0),
        DisruptionBasis::Units => Some(1.0),
        DisruptionBasis::Measure(m) => (m < cleaned.measure_count).then(|| cleaned.value(unit, m)),
    };
    let amounts: Vec<f64> = (0..cleaned.unit_count).map(amount).collect::<Option<_>>()?;
    let held: f64 = amounts.iter().sum();
    Some(Limit { allowance: held * (limit.share + 1e-12), amounts })
}

/// Sets units that share one place on a small sunflower around it (Vogel 1979), so that a crowded place
/// can be divided into neat parts. Only the search sees this; reported distances use the true places.
fn spread_crowds(points: &[Option<Point>]) -> Vec<Option<Point>> {
    let mut order: Vec<(u32, Point)> = (0_u32..).zip(points).filter_map(|(unit, point)| point.map(|point| (unit, point))).collect();
    order.sort_by(|(left_unit, left), (right_unit, right)| {
        let axes = (0..3).map(|axis| left.0[axis].total_cmp(&right.0[axis]));
        axes.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then).then(left_unit.cmp(right_unit))
    });
    let mut spread = points.to_vec();
    let golden_angle = std::f64::consts::PI * (3.0 - 5.0_f64.sqrt());
    for crowd in order.chunk_by(|left, right| left.1 == right.1).filter(|crowd| crowd.len() > 1) {
        let up = crowd[0].1;
        let (east, north) = tangents(&up);
        for (rank, (unit, point)) in crowd.iter().enumerate() {
            let radius_km = CROWD_RADIUS_KM * (rank as f64 + 0.5).sqrt();
            let angle = golden_angle * rank as f64;
            let shifted = point.plus(&east.scaled(radius_km * libm::cos(angle))).plus(&north.scaled(radius_km * libm::sin(angle)));
            spread[*unit as usize] = Some(shifted);
        }
    }
    spread
}

/// Two unit vectors along the surface at a place.
fn tangents(up: &Point) -> (Point, Point) {
    let [x, y, z] = up.0;
    let ring = (x * x + y * y).sqrt();
    if ring < 1e-6 {
        return (Point([1.0, 0.0, 0.0]), Point([0.0, 1.0, 0.0]));
    }
    let length = (ring * ring + z * z).sqrt();
    let east = Point([-y / ring, x / ring, 0.0]);
    let north = Point([-z * x / (ring * length), -z * y / (ring * length), ring / length]);
    (east, north)
}

/// The nearest placed units of every unit and those it is among the nearest of; none without a position.
fn unit_neighbours(points: &[Option<Point>]) -> Vec<Vec<u32>> {
    let placed: Vec<u32> = (0_u32..).zip(points).filter(|(_, point)| point.is_some()).map(|(unit, _)| unit).collect();
    let coordinates: Vec<[f64; 3]> = points.iter().flatten().map(|point| point.0).collect();
    let mut neighbours = vec![Vec::new(); points.len()];
    for (near, &unit) in nearest_neighbours(&coordinates, NEIGHBOUR_COUNT).into_iter().zip(&placed) {
        for other in near.into_iter().map(|index| placed[index as usize]) {
            neighbours[unit as usize].push(other);
            neighbours[other as usize].push(unit);
        }
    }
    for list in &mut neighbours {
        list.sort_unstable();
        list.dedup();
    }
    neighbours
}
