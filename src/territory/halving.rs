//! Cutting one territory into two that are even and compact: straight cuts in many directions, the best one evened
//! out unit by unit. Whose the halves are is the document's.

use super::churn::{LEAST_COMPACTNESS, LEAST_GAIN, ROUNDS, answer};
use super::contracted::Contracted;
use super::ledger::{Ledger, NOWHERE, Scales};
use super::position::{Point, centroid};
use super::problem::DesignProblem;
use super::whole::Whole;

/// Directions that a territory is cut in for trial.
const DIRECTIONS: usize = 36;
/// What a kilometre beyond the whole's mean distance counts beside balance when a territory is halved.
const HALF_TRAVEL_WEIGHT: f64 = 0.25;

/// Halves a territory into two that are even in the balanced measures and compact. `half` is the new, empty one;
/// fixed units stay in the old one.
#[must_use]
pub fn halve(problem: &DesignProblem, assignment: &[Option<u32>], whole: u32, half: u32) -> Vec<Option<u32>> {
    if let Some(joined) = Contracted::new(problem, assignment, |_| false) {
        return joined.expanded(&halve(&joined.problem, &joined.assignment, whole, half));
    }
    let mut ledger = Ledger::new(problem, assignment);
    let count = ledger.cleaned.territory_count as u32;
    if whole >= count || half >= count || whole == half {
        return answer(&ledger);
    }
    let scales = Scales::of(&ledger, LEAST_COMPACTNESS);
    let members = ledger.members[whole as usize].clone();
    let halving = Halving::new(&ledger, &scales, &members);
    let free: Vec<usize> = (0..members.len()).filter(|&at| !ledger.is_locked(members[at] as usize)).collect();
    let mut whole = Whole::of(problem);
    let mut best: Option<(f64, Vec<bool>)> = None;
    for step in 0..DIRECTIONS {
        let mut order = free.clone();
        let along: Vec<f64> = (0..members.len()).map(|at| halving.along(at, step)).collect();
        order.sort_by(|&one, &other| along[one].total_cmp(&along[other]).then(one.cmp(&other)));
        let mut sides = halving.cut(&order);
        if let Some(whole) = &whole {
            mend(whole, &members, &free, &mut sides);
        }
        let cost = halving.cost(&sides);
        if best.as_ref().is_none_or(|(least, _)| cost < *least - LEAST_GAIN) {
            best = Some((cost, sides));
        }
    }
    let Some((mut cost, mut sides)) = best else { return answer(&ledger) };
    // Single units that even out the cut.
    for _ in 0..ROUNDS {
        let mut has_changed = false;
        for &at in &free {
            let is_border = ledger.neighbours[members[at] as usize]
                .iter()
                .any(|near| members.binary_search(near).is_ok_and(|near| sides[near] != sides[at]));
            if !is_border {
                continue;
            }
            if let Some(whole) = &mut whole {
                let owners = owners_of(&members, &sides, ledger.owners.len());
                if !whole.may_go(&owners, members[at], u32::from(!sides[at])) {
                    continue;
                }
            }
            sides[at] = !sides[at];
            let next = halving.cost(&sides);
            if next < cost - LEAST_GAIN && sides.iter().any(|side| *side) && !sides.iter().all(|side| *side) {
                cost = next;
                has_changed = true;
            } else {
                sides[at] = !sides[at];
            }
        }
        if !has_changed {
            break;
        }
    }
    let moved: Vec<u32> = members.iter().zip(&sides).filter(|(_, goes)| **goes).map(|(unit, _)| *unit).collect();
    for unit in moved {
        ledger.shift(unit, half);
    }
    answer(&ledger)
}

/// Which side each unit is on, as an owner: 0 stays, 1 goes.
fn owners_of(members: &[u32], sides: &[bool], unit_count: usize) -> Vec<u32> {
    let mut owners = vec![NOWHERE; unit_count];
    for (&unit, &goes) in members.iter().zip(sides) {
        owners[unit as usize] = u32::from(goes);
    }
    owners
}

/// Gives what a cut leaves apart from the largest piece of its side to the other side.
fn mend(whole: &Whole, members: &[u32], free: &[usize], sides: &mut [bool]) {
    let unit_count = whole.unit_count();
    for _ in 0..ROUNDS {
        let mut has_changed = false;
        for goes in [true, false] {
            let pieces = whole.pieces(&owners_of(members, sides, unit_count), u32::from(goes));
            for unit in pieces.into_iter().skip(1).flatten() {
                let at = members.binary_search(&unit).ok().filter(|at| free.binary_search(at).is_ok());
                if let Some(at) = at {
                    sides[at] = !goes;
                    has_changed = true;
                }
            }
        }
        if !has_changed {
            break;
        }
    }
}

/// The units of a territory on the way to two halves.
struct Halving {
    points: Vec<Option<Point>>,
    /// Unit-major shares of the territory's load, one a balanced measure; or of its count.
    shares: Vec<Vec<f64>>,
    weights: Vec<f64>,
    /// Directions on the ground at its centre.
    east: [f64; 3],
    north: [f64; 3],
    mean_km: f64,
}

impl Halving {
    fn new(ledger: &Ledger, scales: &Scales, members: &[u32]) -> Halving {
        let whole = |measure: usize| -> f64 { members.iter().map(|&unit| ledger.cleaned.value(unit as usize, measure)).sum() };
        let balanced: Vec<(usize, f64, f64)> = scales
            .measures
            .iter()
            .map(|&(measure, weight)| (measure, weight, whole(measure)))
            .filter(|(_, _, whole)| *whole > 0.0)
            .collect();
        let (shares, weights) = if balanced.is_empty() {
            (vec![vec![1.0 / members.len().max(1) as f64]; members.len()], vec![1.0])
        } else {
            let of_unit =
                |&unit: &u32| balanced.iter().map(move |&(measure, _, whole)| ledger.cleaned.value(unit as usize, measure) / whole);
            let weight_sum: f64 = balanced.iter().map(|(_, weight, _)| weight).sum();
            let weights = balanced.iter().map(|(_, weight, _)| weight / weight_sum).collect();
            (members.iter().map(|unit| of_unit(unit).collect()).collect(), weights)
        };
        let points: Vec<Option<Point>> = members.iter().map(|&unit| ledger.cleaned.points[unit as usize]).collect();
        let (centre, sum_km, placed) = ledger.spread(members);
        let [x, y, _] = centre.unwrap_or_default().0;
        let ring = (x * x + y * y).sqrt();
        let east = if ring > 0.0 { [-y / ring, x / ring, 0.0] } else { [1.0, 0.0, 0.0] };
        let length = centre.map_or(1.0, |centre| centre.chord_km(&Point::default())).max(1.0);
        let up = centre.unwrap_or(Point([0.0, 0.0, length])).0.map(|part| part / length);
        let north = [up[1] * east[2] - up[2] * east[1], up[2] * east[0] - up[0] * east[2], up[0] * east[1] - up[1] * east[0]];
        Halving { points, shares, weights, east, north, mean_km: if placed > 0 { sum_km / f64::from(placed) } else { 0.0 } }
    }

    /// How far a unit lies along a direction, one of [`DIRECTIONS`] all around.
    fn along(&self, at: usize, step: usize) -> f64 {
        let Some(point) = self.points[at] else { return 0.0 };
        let angle = step as f64 * std::f64::consts::TAU / DIRECTIONS as f64;
        let dot = |axis: &[f64; 3]| point.0.iter().zip(axis).map(|(part, along)| part * along).sum::<f64>();
        libm::cos(angle) * dot(&self.east) + libm::sin(angle) * dot(&self.north)
    }

    /// The first units of an order, so many that both sides are as even as can be. Units left out of it stay.
    fn cut(&self, order: &[usize]) -> Vec<bool> {
        let mut gone = vec![0.0; self.weights.len()];
        let mut best = (f64::INFINITY, 0);
        for (count, &at) in order.iter().enumerate() {
            for (sum, share) in gone.iter_mut().zip(&self.shares[at]) {
                *sum += share;
            }
            // At least one unit stays.
            if count + 1 == self.shares.len() {
                break;
            }
            let cost = self.unevenness(&gone);
            if cost < best.0 {
                best = (cost, count + 1);
            }
        }
        let mut sides = vec![false; self.shares.len()];
        for &at in order.iter().take(best.1) {
            sides[at] = true;
        }
        sides
    }

    fn unevenness(&self, gone: &[f64]) -> f64 {
        gone.iter().zip(&self.weights).map(|(gone, weight)| weight * (2.0 * gone - 1.0).abs()).sum()
    }

    fn cost(&self, sides: &[bool]) -> f64 {
        let mut gone = vec![0.0; self.weights.len()];
        for (shares, _) in self.shares.iter().zip(sides).filter(|(_, goes)| **goes) {
            for (sum, share) in gone.iter_mut().zip(shares) {
                *sum += share;
            }
        }
        let mut sum_km = 0.0;
        let mut placed = 0.0;
        for side in [false, true] {
            let points = || self.points.iter().zip(sides).filter(|(_, goes)| **goes == side).filter_map(|(point, _)| *point);
            let Some(centre) = centroid(points()) else { continue };
            sum_km += points().map(|point| point.chord_km(&centre)).sum::<f64>();
            placed += points().count() as f64;
        }
        let travel = if self.mean_km > 0.0 && placed > 0.0 { sum_km / placed / self.mean_km } else { 0.0 };
        self.unevenness(&gone) + HALF_TRAVEL_WEIGHT * travel
    }
}
