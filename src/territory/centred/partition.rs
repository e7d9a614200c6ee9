//! A first design by recursive partitioning: Kalcsics, Nickel, Schröder 2005.
//!
//! A set of units and a set of territories are split by a straight line into two parts whose weights
//! match the targets; of several directions the one whose parts are most compact is taken; and so on
//! until each part belongs to one territory. Quick, balanced over all measures together, never perfect.

use super::model::Model;
use super::problem::NONE;
use crate::territory::chance::Chance;

/// Directions tried for each line.
const DIRECTION_COUNT: usize = 12;

/// Rounds of the power method: the axes need not be exact.
const AXIS_ROUNDS: usize = 12;

type Part = (Vec<u32>, Vec<u32>);
type Vector = [f64; 3];

fn dot(left: &Vector, right: &Vector) -> f64 {
    left[0] * right[0] + left[1] * right[1] + left[2] * right[2]
}

/// Shares all units with a place out over all territories: per unit the territory, [`NONE`] for what has no place.
///
/// `anchors` is where territories want to be; `chance` turns the directions, so that streams differ.
pub(crate) fn partition(model: &Model, anchors: &[Option<Vector>], chance: &mut Chance) -> Vec<u32> {
    let mut owner = vec![NONE; model.unit_count];
    let units: Vec<u32> = (0..model.unit_count as u32).filter(|&unit| model.has_place(unit as usize)).collect();
    let territories: Vec<u32> = (0..model.territory_count as u32).collect();
    let mut open = vec![(units, territories)];
    while let Some((units, territories)) = open.pop() {
        if let [territory] = territories[..] {
            for unit in units {
                owner[unit as usize] = territory;
            }
        } else if !units.is_empty() && !territories.is_empty() {
            let (left, right) = split(model, anchors, units, territories, chance);
            open.push(right);
            open.push(left);
        }
    }
    owner
}

/// Splits along the best of several directions.
fn split(model: &Model, anchors: &[Option<Vector>], units: Vec<u32>, territories: Vec<u32>, chance: &mut Chance) -> (Part, Part) {
    let points = model.problem.costs.points();
    let centre = middle(points, &units);
    let axes = principal_axes(points, &units, &centre);
    let turn = chance.fraction();
    let left_count = territories.len() / 2;
    let mut best: Option<(f64, Part, Part)> = None;
    for number in 0..DIRECTION_COUNT {
        let angle = (number as f64 + turn) / DIRECTION_COUNT as f64 * std::f64::consts::PI;
        let (cosine, sine) = (libm::cos(angle), libm::sin(angle));
        let direction = [0, 1, 2].map(|axis| axes[0][axis] * cosine + axes[1][axis] * sine);
        let along = |point: &Vector| dot(&[point[0] - centre[0], point[1] - centre[1], point[2] - centre[2]], &direction);
        // Territories without an anchor stand in the middle and go to whichever side has room.
        let mut ranked: Vec<(f64, u32)> =
            territories.iter().map(|&territory| (anchors[territory as usize].map_or(0.0, |anchor| along(&anchor)), territory)).collect();
        ranked.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
        let ranked: Vec<u32> = ranked.into_iter().map(|(_, territory)| territory).collect();
        let target = |side: &[u32]| -> f64 { side.iter().map(|&territory| model.combined_target(territory as usize)).sum() };
        let whole = target(&ranked);
        let share = if whole > 0.0 { target(&ranked[..left_count]) / whole } else { left_count as f64 / ranked.len() as f64 };
        let mut order: Vec<(f64, u32)> = units.iter().map(|&unit| (along(&points[unit as usize]), unit)).collect();
        order.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
        let cut = cut(model, &order, share);
        let side = |part: &[(f64, u32)]| -> Vec<u32> { part.iter().map(|(_, unit)| *unit).collect() };
        let (left, right) = (side(&order[..cut]), side(&order[cut..]));
        let score = spread(points, &left) + spread(points, &right);
        if best.as_ref().is_none_or(|(least, ..)| score < *least) {
            let (near, far) = ranked.split_at(left_count);
            best = Some((score, (left, near.to_vec()), (right, far.to_vec())));
        }
    }
    match best {
        Some((_, left, right)) => (left, right),
        None => ((units, territories), (Vec::new(), Vec::new())),
    }
}

fn middle(points: &[Vector], units: &[u32]) -> Vector {
    let count = units.len().max(1) as f64;
    [0, 1, 2].map(|axis| units.iter().map(|&unit| points[unit as usize][axis]).sum::<f64>() / count)
}

/// The two directions in which units spread most, by the power method.
fn principal_axes(points: &[Vector], units: &[u32], centre: &Vector) -> [Vector; 2] {
    let mut spread = [[0.0; 3]; 3];
    for &unit in units {
        let offset = [0, 1, 2].map(|axis| points[unit as usize][axis] - centre[axis]);
        for (row, left) in spread.iter_mut().zip(&offset) {
            for (cell, right) in row.iter_mut().zip(&offset) {
                *cell += left * right;
            }
        }
    }
    let normalised = |vector: &Vector| -> Option<Vector> {
        let length = dot(vector, vector).sqrt();
        (length > 1e-12).then(|| vector.map(|coordinate| coordinate / length))
    };
    let leading = |matrix: &[Vector; 3], otherwise: Vector| -> Vector {
        let mut axis = [0.57, 0.59, 0.572];
        for _ in 0..AXIS_ROUNDS {
            match normalised(&[dot(&matrix[0], &axis), dot(&matrix[1], &axis), dot(&matrix[2], &axis)]) {
                Some(next) => axis = next,
                None => return otherwise,
            }
        }
        axis
    };
    let first = leading(&spread, [1.0, 0.0, 0.0]);
    let size = dot(&[dot(&spread[0], &first), dot(&spread[1], &first), dot(&spread[2], &first)], &first);
    let mut rest = spread;
    for (row, left) in rest.iter_mut().zip(&first) {
        for (cell, right) in row.iter_mut().zip(&first) {
            *cell -= size * left * right;
        }
    }
    [first, leading(&rest, [0.0, 1.0, 0.0])]
}

/// How many units of an ordered row make up a share of its weight, to the nearest.
fn cut(model: &Model, order: &[(f64, u32)], share: f64) -> usize {
    let weight = |entry: &(f64, u32)| model.combined_value(entry.1 as usize);
    let goal = order.iter().map(weight).sum::<f64>() * share;
    let mut sum = 0.0;
    for (place, entry) in order.iter().enumerate() {
        let next = sum + weight(entry);
        if next > goal && next - goal > goal - sum {
            return place;
        }
        sum = next;
    }
    order.len()
}

/// Sum of squared distances to the middle.
fn spread(points: &[Vector], units: &[u32]) -> f64 {
    let centre = middle(points, units);
    let square = |unit: u32| -> f64 {
        let offset = [0, 1, 2].map(|axis| points[unit as usize][axis] - centre[axis]);
        dot(&offset, &offset)
    };
    units.iter().map(|&unit| square(unit)).sum()
}
