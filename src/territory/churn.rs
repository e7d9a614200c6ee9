//! Sellers who come and go: giving a leaver's customers away, carving out territories for newcomers, halving one.
//!
//! Each answers with a whole assignment in which only what the change needs has moved: fixed units stay, and so does
//! every unit of a territory that neither gives nor takes. Positions and the balanced measures decide together, by
//! the costs of [`super::ledger`]; there is no chance in it. Which territories there are before and after, their
//! names and their sellers are the document's.

use std::collections::BTreeSet;

use super::ledger::{Ledger, NOWHERE, Scales};
use super::position::{Point, centroid};
use super::problem::DesignProblem;

/// Compactness counts at least so much here, whatever the plan's balancing says.
const LEAST_COMPACTNESS: f64 = 0.5;
/// Territories by the nearness of their centres that a unit is offered to, beside those of its neighbours.
const NEAREST_TERRITORIES: usize = 3;
/// None of these is further than so many times the nearest one.
const FURTHEST_OFFER: f64 = 1.5;
/// Rounds of improvement after the first sharing out.
const ROUNDS: usize = 6;
/// Places that a new territory is grown from for trial.
const SEEDS: usize = 64;
/// Directions that a territory is cut in for trial.
const DIRECTIONS: usize = 36;
/// A change must gain this much.
const LEAST_GAIN: f64 = 1e-12;
/// What a kilometre beyond the whole's mean distance counts beside balance when a territory is halved.
const HALF_TRAVEL_WEIGHT: f64 = 0.25;

/// Shares these units out among the territories around them so that balance suffers least and ways stay short.
/// Every other unit keeps its territory; locked units keep theirs as well. `takers` are the territories that may
/// take any; with none given, all may.
#[must_use]
pub fn share_out(problem: &DesignProblem, assignment: &[Option<u32>], units: &[u32], takers: &[u32]) -> Vec<Option<u32>> {
    let mut ledger = Ledger::new(problem, assignment);
    let takers: BTreeSet<u32> = if takers.is_empty() {
        (0..ledger.cleaned.territory_count as u32).collect()
    } else {
        takers.iter().copied().filter(|&taker| (taker as usize) < ledger.cleaned.territory_count).collect()
    };
    let mut freed: Vec<u32> = units.iter().copied().filter(|&unit| (unit as usize) < ledger.owners.len()).collect();
    freed.retain(|&unit| !(ledger.is_locked(unit as usize) && ledger.owners[unit as usize] != NOWHERE));
    freed.sort_unstable();
    freed.dedup();
    if takers.is_empty() {
        return answer(&ledger);
    }
    let scales = Scales::of(&ledger, LEAST_COMPACTNESS);
    for &unit in &freed {
        ledger.shift(unit, NOWHERE);
    }
    let offers: Vec<Vec<u32>> = freed.iter().map(|&unit| offers(&ledger, unit, &freed, &takers)).collect();
    // The largest first, so that the small ones even out what these leave.
    let mut order: Vec<usize> = (0..freed.len()).collect();
    let size = |unit: u32| weight_of(&ledger, &scales, unit);
    let sizes: Vec<f64> = freed.iter().map(|&unit| size(unit)).collect();
    order.sort_by(|&one, &other| sizes[other].total_cmp(&sizes[one]).then(one.cmp(&other)));
    for &at in &order {
        if let Some(to) = best_offer(&ledger, &scales, freed[at], &offers[at], f64::NEG_INFINITY) {
            ledger.shift(freed[at], to);
        }
    }
    for _ in 0..ROUNDS {
        let mut has_changed = false;
        for &at in &order {
            if let Some(to) = best_offer(&ledger, &scales, freed[at], &offers[at], LEAST_GAIN) {
                ledger.shift(freed[at], to);
                has_changed = true;
            }
        }
        if !has_changed {
            break;
        }
    }
    answer(&ledger)
}

fn answer(ledger: &Ledger) -> Vec<Option<u32>> {
    ledger.owners.iter().map(|&owner| (owner != NOWHERE).then_some(owner)).collect()
}

/// What a unit is of the whole, over the balanced measures; by count where none is balanced.
fn weight_of(ledger: &Ledger, scales: &Scales, unit: u32) -> f64 {
    if scales.measures.is_empty() {
        return 1.0 / ledger.cleaned.unit_count.max(1) as f64;
    }
    scales
        .measures
        .iter()
        .map(|&(measure, weight)| weight * ledger.cleaned.value(unit as usize, measure) / ledger.cleaned.totals[measure])
        .sum()
}

/// The territories around a unit: those of its nearest units that are not shared out, and the nearest centres.
fn offers(ledger: &Ledger, unit: u32, freed: &[u32], takers: &BTreeSet<u32>) -> Vec<u32> {
    let mut offers: BTreeSet<u32> = BTreeSet::new();
    for &near in &ledger.neighbours[unit as usize] {
        let owner = ledger.owners[near as usize];
        if freed.binary_search(&near).is_err() && takers.contains(&owner) {
            offers.insert(owner);
        }
    }
    let mut by_distance: Vec<(f64, u32)> = takers
        .iter()
        .map(|&taker| {
            let has_place = ledger.cleaned.points[unit as usize].is_some() && ledger.centres[taker as usize].is_some();
            (if has_place { ledger.distance_km(unit as usize, taker) } else { f64::INFINITY }, taker)
        })
        .collect();
    by_distance.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let furthest = by_distance.first().map_or(0.0, |(distance, _)| distance * FURTHEST_OFFER);
    let is_near = |distance: f64| distance.is_finite() && distance <= furthest;
    let nearest = by_distance.iter().filter(|(distance, _)| is_near(*distance)).take(NEAREST_TERRITORIES);
    offers.extend(nearest.map(|(_, taker)| *taker));
    if offers.is_empty() { takers.iter().copied().collect() } else { offers.into_iter().collect() }
}

/// The offer that gains most, if it gains more than `least`; the first of equals.
fn best_offer(ledger: &Ledger, scales: &Scales, unit: u32, offers: &[u32], least: f64) -> Option<u32> {
    let gains = offers.iter().filter(|&&to| ledger.owners[unit as usize] != to).map(|&to| (scales.gain(ledger, unit, to), to));
    let best = gains.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.filter(|(gain, _)| *gain > least).map(|(_, to)| to)
}

/// Fills new, empty territories one after another where load is highest. Units come from territories above their
/// targets and from none; no giver falls far below its own target, fixed units stay, and the new territories are compact.
#[must_use]
pub fn carve_out(problem: &DesignProblem, assignment: &[Option<u32>], newcomers: &[u32]) -> Vec<Option<u32>> {
    let mut ledger = Ledger::new(problem, assignment);
    let scales = Scales::of(&ledger, LEAST_COMPACTNESS);
    let count = ledger.cleaned.territory_count;
    let new: Vec<u32> = newcomers.iter().copied().filter(|&new| (new as usize) < count).collect();
    let weights: Vec<f64> = (0..ledger.cleaned.unit_count as u32).map(|unit| weight_of(&ledger, &scales, unit)).collect();
    let targets: Vec<f64> = (0..count).map(|territory| target_of(&ledger, &scales, territory)).collect();
    let slack = scales.measures.iter().map(|&(measure, _)| ledger.cleaned.tolerances[measure]).fold(0.5, f64::min) / 2.0;
    for &newcomer in &new {
        let loads: Vec<f64> =
            (0..count).map(|territory| ledger.members[territory].iter().map(|&unit| weights[unit as usize]).sum()).collect();
        let plan = Growth { ledger: &ledger, scales: &scales, weights: &weights, targets: &targets, loads, newcomer, new: &new, slack };
        let grown = plan.best();
        for unit in grown {
            ledger.shift(unit, newcomer);
        }
        smooth(&mut ledger, &scales, newcomer, &new);
    }
    answer(&ledger)
}

/// A territory's target on the scale of [`weight_of`].
fn target_of(ledger: &Ledger, scales: &Scales, territory: usize) -> f64 {
    if scales.measures.is_empty() {
        return 1.0 / ledger.cleaned.territory_count.max(1) as f64;
    }
    scales.measures.iter().map(|&(measure, weight)| weight * ledger.cleaned.share(territory, measure)).sum()
}

struct Growth<'a> {
    ledger: &'a Ledger,
    scales: &'a Scales,
    weights: &'a [f64],
    targets: &'a [f64],
    loads: Vec<f64>,
    newcomer: u32,
    new: &'a [u32],
    /// How far under its target a giver may come, as a fraction.
    slack: f64,
}

impl Growth<'_> {
    /// The units of the best territory grown from some seed.
    fn best(&self) -> Vec<u32> {
        let mut open: Vec<u32> = (0..self.ledger.owners.len() as u32).filter(|&unit| self.may_leave(unit)).collect();
        let has_place = |unit: &u32| self.ledger.cleaned.points[*unit as usize].is_some();
        let mut seeds: Vec<u32> = open.iter().copied().filter(has_place).collect();
        if seeds.is_empty() {
            seeds.extend(open.first());
        }
        // From the most loaded territories first, so that the seeds taken lie where load is highest.
        let excess = |unit: u32| match self.ledger.owners[unit as usize] {
            NOWHERE => f64::INFINITY,
            owner => self.loads[owner as usize] - self.targets[owner as usize],
        };
        seeds.sort_by(|&one, &other| excess(other).total_cmp(&excess(one)).then(one.cmp(&other)));
        let step = seeds.len().div_ceil(SEEDS).max(1);
        let grown = seeds.iter().step_by(step).map(|&seed| self.grown(seed, &mut open));
        grown.reduce(|best, next| if next.1 < best.1 { next } else { best }).map(|(units, _)| units).unwrap_or_default()
    }

    fn may_leave(&self, unit: u32) -> bool {
        let owner = self.ledger.owners[unit as usize];
        !self.ledger.is_locked(unit as usize) && (owner == NOWHERE || !self.new.contains(&owner))
    }

    /// A territory of the units nearest to a seed, and what the plan then costs.
    fn grown(&self, seed: u32, open: &mut [u32]) -> (Vec<u32>, f64) {
        let origin = self.ledger.cleaned.points[seed as usize];
        let distance = |unit: u32| match (self.ledger.cleaned.points[unit as usize], origin) {
            (Some(point), Some(origin)) => point.squared_chord(&origin),
            _ => f64::INFINITY,
        };
        let mut near: Vec<(f64, u32)> = open.iter().map(|&unit| (distance(unit), unit)).collect();
        near.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let target = self.targets[self.newcomer as usize];
        let mut loads = self.loads.clone();
        let mut taken = Vec::new();
        let mut load = 0.0;
        for (_, unit) in near {
            let weight = self.weights[unit as usize];
            let owner = self.ledger.owners[unit as usize];
            let is_spared = owner == NOWHERE || loads[owner as usize] - weight >= self.targets[owner as usize] * (1.0 - self.slack);
            if load + weight > target + weight / 2.0 || !is_spared {
                if load >= target {
                    break;
                }
                continue;
            }
            load += weight;
            if owner != NOWHERE {
                loads[owner as usize] -= weight;
            }
            taken.push(unit);
        }
        let cost = self.cost(&taken);
        (taken, cost)
    }

    /// What balance and travel cost with these units in the new territory, on the scale of [`Scales`].
    fn cost(&self, taken: &[u32]) -> f64 {
        let measures = self.ledger.cleaned.measure_count;
        let mut more = vec![0.0; self.ledger.members.len() * measures];
        let (centre, sum_km, _) = self.ledger.spread(taken);
        let mut cost = if centre.is_some() { self.scales.kilometre * sum_km } else { 0.0 };
        for &unit in taken {
            let owner = self.ledger.owners[unit as usize];
            cost -= self.scales.unit(self.ledger, unit, owner);
            for (measure, value) in self.ledger.cleaned.values_of(unit as usize).iter().enumerate() {
                more[self.newcomer as usize * measures + measure] += value;
                if owner != NOWHERE {
                    more[owner as usize * measures + measure] -= value;
                }
            }
        }
        let territories = (0..self.ledger.members.len())
            .map(|territory| self.scales.territory_with(self.ledger, territory, |measure| more[territory * measures + measure]));
        cost + territories.sum::<f64>()
    }
}

/// Evens out the border of a new territory: single units go in where that lowers the cost.
fn smooth(ledger: &mut Ledger, scales: &Scales, newcomer: u32, new: &[u32]) {
    for _ in 0..ROUNDS {
        let mut has_changed = false;
        let mut border: BTreeSet<(u32, u32)> = BTreeSet::new();
        for &unit in &ledger.members[newcomer as usize] {
            for &near in &ledger.neighbours[unit as usize] {
                let owner = ledger.owners[near as usize];
                if owner != newcomer && !ledger.is_locked(near as usize) && (owner == NOWHERE || !new.contains(&owner)) {
                    border.insert((near, newcomer));
                }
            }
        }
        for &(unit, to) in &border {
            // No giver is left short for a better shape, and no newcomer gets more than its share.
            let owner = ledger.owners[unit as usize];
            let is_short = owner != NOWHERE && scales.measures.iter().any(|&(measure, _)| ledger.deviation(owner as usize, measure) < 0.0);
            let is_full = scales.measures.iter().any(|&(measure, _)| ledger.deviation(newcomer as usize, measure) > 0.0);
            if !is_short && !is_full && scales.gain(ledger, unit, to) > LEAST_GAIN {
                ledger.shift(unit, to);
                has_changed = true;
            }
        }
        if !has_changed {
            break;
        }
    }
}

/// Halves a territory into two that are even in the balanced measures and compact. `half` is the new, empty one;
/// fixed units stay in the old one.
#[must_use]
pub fn halve(problem: &DesignProblem, assignment: &[Option<u32>], whole: u32, half: u32) -> Vec<Option<u32>> {
    let mut ledger = Ledger::new(problem, assignment);
    let count = ledger.cleaned.territory_count as u32;
    if whole >= count || half >= count || whole == half {
        return answer(&ledger);
    }
    let scales = Scales::of(&ledger, LEAST_COMPACTNESS);
    let members = ledger.members[whole as usize].clone();
    let halving = Halving::new(&ledger, &scales, &members);
    let free: Vec<usize> = (0..members.len()).filter(|&at| !ledger.is_locked(members[at] as usize)).collect();
    let mut best: Option<(f64, Vec<bool>)> = None;
    for step in 0..DIRECTIONS {
        let mut order = free.clone();
        let along: Vec<f64> = (0..members.len()).map(|at| halving.along(at, step)).collect();
        order.sort_by(|&one, &other| along[one].total_cmp(&along[other]).then(one.cmp(&other)));
        let sides = halving.cut(&order);
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

#[cfg(test)]
#[path = "churn_tests.rs"]
mod tests;
