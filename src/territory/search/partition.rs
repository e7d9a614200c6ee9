//! A first blank-map design by recursive partitioning: Kalcsics, Nickel, Schröder 2005.
//!
//! A set of units and a set of territories are split by a straight line into two parts whose weights
//! match the targets; of several directions the one whose parts are most compact is taken; and so on
//! until each part belongs to one territory. Quick, balanced in the combined measure, never perfect.

use super::instance::Instance;
use crate::territory::chance::Chance;
use crate::territory::position::{Point, centroid};

/// Directions tried for each line.
const DIRECTION_COUNT: usize = 12;

/// Shares all units with a position out over all territories: per unit the territory, `None` without a position.
///
/// `chance` turns the directions, so that different streams give different designs.
pub(crate) fn partition(instance: &Instance, chance: &mut Chance) -> Vec<Option<u32>> {
    let mut assignment = vec![None; instance.unit_count];
    let units: Vec<u32> = (0..instance.unit_count as u32).filter(|&unit| instance.points[unit as usize].is_some()).collect();
    let territories: Vec<u32> = (0..instance.territory_count as u32).collect();
    let anchors = anchors(instance);
    let mut open = vec![(units, territories)];
    while let Some((units, territories)) = open.pop() {
        if let [territory] = territories[..] {
            for unit in units {
                assignment[unit as usize] = Some(territory);
            }
        } else if !units.is_empty() && !territories.is_empty() {
            let (left, right) = split(instance, &anchors, units, territories, chance);
            open.push(right);
            open.push(left);
        }
    }
    assignment
}

type Part = (Vec<u32>, Vec<u32>);

/// Where a territory wants to be: its home, or else the centroid of its fixed units.
fn anchors(instance: &Instance) -> Vec<Option<Point>> {
    let mut fixed = vec![Vec::new(); instance.territory_count];
    for unit in 0..instance.unit_count {
        if let (true, Some(point)) = (instance.is_locked(unit), instance.points[unit]) {
            fixed[instance.today[unit] as usize].push(point);
        }
    }
    fixed.into_iter().zip(&instance.cleaned.homes).map(|(points, home)| home.or_else(|| centroid(points))).collect()
}

/// Splits along the best of several directions.
fn split(instance: &Instance, anchors: &[Option<Point>], units: Vec<u32>, territories: Vec<u32>, chance: &mut Chance) -> (Part, Part) {
    let points: Vec<Point> = units.iter().filter_map(|&unit| instance.points[unit as usize]).collect();
    let centre = centroid(points.iter().copied()).unwrap_or_default();
    let turn = chance.fraction();
    let left_count = territories.len() / 2;
    let mut best: Option<(f64, Part, Part)> = None;
    for number in 0..DIRECTION_COUNT {
        let direction = direction(&centre, (number as f64 + turn) / DIRECTION_COUNT as f64);
        let along = |point: &Point| -> f64 { (0..3).map(|axis| (point.0[axis] - centre.0[axis]) * direction.0[axis]).sum() };
        // Territories without an anchor stand in the middle and go to whichever side has room.
        let mut ranked: Vec<(f64, u32)> =
            territories.iter().map(|&territory| (anchors[territory as usize].map_or(0.0, |anchor| along(&anchor)), territory)).collect();
        ranked.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
        let ranked: Vec<u32> = ranked.into_iter().map(|(_, territory)| territory).collect();
        let target = |side: &[u32]| -> f64 { side.iter().map(|&t| instance.combined_target(t as usize)).sum() };
        let whole = target(&ranked);
        let share = if whole > 0.0 { target(&ranked[..left_count]) / whole } else { 0.5 };
        let mut order: Vec<(f64, u32)> = points.iter().zip(&units).map(|(point, &unit)| (along(point), unit)).collect();
        order.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
        let cut = cut(instance, &order, share);
        let side = |part: &[(f64, u32)]| -> Vec<u32> { part.iter().map(|(_, unit)| *unit).collect() };
        let (left, right) = (side(&order[..cut]), side(&order[cut..]));
        let score = spread(instance, &left) + spread(instance, &right);
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

/// A direction along the surface: `turn` 0 to 1 is half a circle.
fn direction(centre: &Point, turn: f64) -> Point {
    let [x, y, z] = centre.0;
    let ring = (x * x + y * y).sqrt().max(1e-9);
    let length = (ring * ring + z * z).sqrt();
    let (cosine, sine) = (libm::cos(turn * std::f64::consts::PI), libm::sin(turn * std::f64::consts::PI));
    let east = Point([-y / ring, x / ring, 0.0]).scaled(cosine);
    let north = Point([-z * x / (ring * length), -z * y / (ring * length), ring / length]);
    east.plus(&north.scaled(sine))
}

/// How many units of an ordered row make up a share of its weight, to the nearest.
fn cut(instance: &Instance, order: &[(f64, u32)], share: f64) -> usize {
    let weight = |entry: &(f64, u32)| instance.combined_value(entry.1 as usize);
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

/// Sum of squared distances to the centroid, km².
fn spread(instance: &Instance, units: &[u32]) -> f64 {
    let points = || units.iter().filter_map(|&unit| instance.points[unit as usize]);
    let Some(centre) = centroid(points()) else { return 0.0 };
    points().map(|point| point.squared_chord(&centre)).sum()
}
