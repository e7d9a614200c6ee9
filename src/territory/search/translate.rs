//! A design problem in the terms of the search round centres, and an answer back in its own.
//!
//! Only balanced measures go over, each summing to 1; units that must stay together become one ([`super::joint`]).

use super::crowds::spread_crowds;
use super::joint::Joint;
use crate::territory::centred::{CentredProblem, Costs, Form, NONE};
use crate::territory::cleaned::Cleaned;
use crate::territory::neighbours::nearest_neighbours;
use crate::territory::position::Point;
use crate::territory::problem::{Compactness, DesignProblem, Start, TerritoryLock};

/// Neighbours sought of each unit; it has more where others count it among theirs.
const NEIGHBOUR_COUNT: usize = 8;

/// What a neighbour in another territory costs, where a mean distance to a centre costs 1: it keeps borders
/// short and single units from lying among another seller's where distances hardly differ.
const BORDER_WEIGHT: f64 = 0.03;

/// Travel that a unit must save before it leaves today's territory, as a fraction of the mean distance
/// to a centre: changes that gain next to nothing are not worth a customer's new face.
const CHANGE_WEIGHT: f64 = 0.1;

/// How much imbalance inside tolerance counts.
const BAND_PRESSURE: f64 = 0.02;

/// The pull of a seller's home, as a fraction of that of the centre.
const HOME_WEIGHT: f64 = 0.3;

/// A problem over there, and who is who.
pub(crate) struct Translation {
    pub(crate) problem: CentredProblem,
    /// Which units of the design problem are one over there.
    pub(crate) joint: Joint,
}

impl Translation {
    /// Per unit of the design problem, its territory; none for a unit that may go nowhere because all is frozen.
    pub(crate) fn assignment(&self, territory_of: &[u32]) -> Vec<Option<u32>> {
        let is_frozen = self.problem.closed.iter().all(|&is_closed| is_closed);
        let place = |joint: usize| if is_frozen { self.problem.fixed.get(joint) } else { territory_of.get(joint) };
        self.joint.joint_of.iter().map(|&joint| place(joint as usize).copied().filter(|&territory| territory != NONE)).collect()
    }

    /// Translates a problem with at least one unit and one territory.
    pub(crate) fn new(problem: &DesignProblem, cleaned: &Cleaned) -> Self {
        let joint = Joint::new(problem, cleaned);
        let parts = &joint.parts;
        let points = joint_points(cleaned, parts);
        // Lists without a neighbour tell nothing: nearness does.
        let neighbours = if problem.neighbours.iter().all(Vec::is_empty) {
            near_neighbours(&points)
        } else {
            joint_neighbours(problem, &joint.joint_of, parts.len())
        };
        let territory_count = cleaned.territory_count;
        let balanced: Vec<usize> = (0..cleaned.measure_count).filter(|&measure| cleaned.is_balanced(measure)).collect();
        let values = parts
            .iter()
            .flat_map(|units| {
                balanced.iter().map(move |&m| units.iter().map(|&unit| cleaned.value(unit, m)).sum::<f64>() / cleaned.totals[m])
            })
            .collect();
        let cells = (0..territory_count).flat_map(|territory| balanced.iter().map(move |&measure| (territory, measure)));
        let targets: Vec<f64> = cells.clone().map(|(territory, measure)| cleaned.share(territory, measure)).collect();
        let bound = |sign: f64| -> Vec<f64> {
            cells
                .clone()
                .zip(&targets)
                .map(|((_, measure), &target)| {
                    let width = cleaned.tolerances[measure] * if target > 0.0 { target } else { 1.0 / territory_count as f64 };
                    (target + sign * width).max(0.0)
                })
                .collect()
        };
        let (lower, upper) = (bound(-1.0), bound(1.0));
        // Weights of widely different size would drown the smaller measure's tolerance in rounding.
        let mean_weight = balanced.iter().map(|&m| cleaned.weights[m]).sum::<f64>() / balanced.len().max(1) as f64;
        let measure_weights: Vec<f64> = balanced.iter().map(|&m| (cleaned.weights[m] / mean_weight).clamp(0.05, 20.0)).collect();
        let compactness = if problem.compactness_weight.is_finite() { problem.compactness_weight.clamp(0.001, 1000.0) } else { 1.0 };
        let evenness = balanced
            .iter()
            .zip(&measure_weights)
            .map(|(&m, weight)| weight * BAND_PRESSURE / cleaned.tolerances[m].max(0.02) / compactness);
        let evenness_weights = evenness.collect();
        let (costs, has_travel) = costs(problem, cleaned, parts, &points);
        let starts_today = problem.start == Start::Today && cleaned.today.iter().any(Option::is_some);
        let mut translated = CentredProblem {
            targets,
            measure_weights,
            evenness_weights,
            neighbours,
            is_contiguous: problem.is_contiguous,
            border_weight: if has_travel { BORDER_WEIGHT } else { 0.0 },
            closed: problem.territories.iter().map(|territory| territory.lock == TerritoryLock::Frozen).collect(),
            homes: cleaned.homes.iter().map(|home| home.map(|point| point.0)).collect(),
            home_weight: if cleaned.homes.iter().any(Option::is_some) { HOME_WEIGHT } else { 0.0 },
            starts_today,
            change_weight: if starts_today { CHANGE_WEIGHT } else { 0.0 },
            seed: problem.seed,
            ..CentredProblem::new(costs, territory_count, values, lower, upper)
        };
        translated.measure_count = balanced.len();
        let names = |owners: &[Option<u32>]| -> Vec<u32> { owners.iter().map(|owner| owner.unwrap_or(NONE)).collect() };
        translated.today = names(&joint.today);
        translated.fixed = names(&joint.holder);
        translated.change_amounts.clone_from(&joint.change_amounts);
        translated.held_today.clone_from(&joint.held_today);
        translated.change_allowance = joint.allowance;
        translated.fixed_centres = names(&joint.centres);
        translated.forbidden = joint.forbidden.iter().copied().collect();
        Self { problem: translated, joint }
    }
}

/// Where each joint unit is: the middle of its parts, lifted back to the surface.
fn joint_points(cleaned: &Cleaned, parts: &[Vec<usize>]) -> Vec<Option<Point>> {
    let middles: Vec<Option<Point>> = parts
        .iter()
        .map(|units| match units.as_slice() {
            [unit] => cleaned.points[*unit],
            units => crate::territory::position::centroid(units.iter().filter_map(|&unit| cleaned.points[unit])),
        })
        .collect();
    spread_crowds(&middles)
}

/// The nearest placed units of every unit and those it is among the nearest of; none without a position.
fn near_neighbours(points: &[Option<Point>]) -> Vec<Vec<u32>> {
    let placed: Vec<u32> = (0_u32..).zip(points).filter(|(_, point)| point.is_some()).map(|(unit, _)| unit).collect();
    let coordinates: Vec<[f64; 3]> = points.iter().flatten().map(|point| point.0).collect();
    let mut neighbours = vec![Vec::new(); points.len()];
    for (near, &unit) in nearest_neighbours(&coordinates, NEIGHBOUR_COUNT).into_iter().zip(&placed) {
        for other in near.into_iter().map(|index| placed[index as usize]) {
            neighbours[unit as usize].push(other);
            neighbours[other as usize].push(unit);
        }
    }
    sorted(neighbours)
}

/// The given neighbours between joint units; pairs that name no unit are left out.
fn joint_neighbours(problem: &DesignProblem, joint_of: &[u32], joint_count: usize) -> Vec<Vec<u32>> {
    let mut neighbours = vec![Vec::new(); joint_count];
    for (unit, list) in problem.neighbours.iter().enumerate().take(joint_of.len()) {
        for other in list.iter().filter_map(|&other| joint_of.get(other as usize)) {
            let own = joint_of[unit];
            if own != *other {
                neighbours[own as usize].push(*other);
                neighbours[*other as usize].push(own);
            }
        }
    }
    sorted(neighbours)
}

fn sorted(mut neighbours: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
    for list in &mut neighbours {
        list.sort_unstable();
        list.dedup();
    }
    neighbours
}

/// Costs by what compactness means, and whether there are any: units without a place have none.
fn costs(problem: &DesignProblem, cleaned: &Cleaned, parts: &[Vec<usize>], points: &[Option<Point>]) -> (Costs, bool) {
    let (measure, form) = match problem.compactness {
        Compactness::Distance => (None, Form::Distance),
        Compactness::WeightedDistance(measure) => (Some(measure), Form::Distance),
        Compactness::MomentOfInertia(measure) => (measure, Form::SquaredDistance),
        Compactness::Diameter => (None, Form::EighthPower),
    };
    let measure = measure.filter(|&measure| measure < cleaned.measure_count && cleaned.totals[measure] > 0.0);
    let weight = |unit: usize| match (measure, cleaned.points[unit]) {
        (_, None) => 0.0,
        (Some(measure), _) => cleaned.value(unit, measure) / cleaned.totals[measure] * cleaned.unit_count as f64,
        (None, _) => 1.0,
    };
    let weight_of = |units: &Vec<usize>| {
        let weights = units.iter().map(|&unit| weight(unit));
        // How many stand in one place is nothing to the widest span.
        if problem.compactness == Compactness::Diameter { weights.fold(0.0, f64::max) } else { weights.sum() }
    };
    let weights: Vec<f64> = parts.iter().map(weight_of).collect();
    let has_travel = points.iter().flatten().count() > 1;
    // The Earth's centre is far from everything: a unit without a place is the centre only of its like.
    let places = points.iter().map(|point| point.map_or([0.0; 3], |point| point.0)).collect();
    (Costs::by_distance(places, &weights, form), has_travel)
}
