//! What the search round centres promises, held against exhaustive search and brute force on small random problems.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bad_input;
mod contiguity;
mod exact;
mod locks;
mod polish;
mod sums;

use super::{CentredAnswer, CentredProblem, CentredSearch, Costs, Form, NONE, Schedule};
use crate::territory::chance::Chance;

/// Random places in a square of side 10.
fn points(count: usize, chance: &mut Chance) -> Vec<[f64; 3]> {
    (0..count).map(|_| [10.0 * chance.fraction(), 10.0 * chance.fraction(), 0.0]).collect()
}

/// Neighbours without a third unit in the circle between them (Gabriel, Sokal 1969): a connected planar graph.
fn gabriel(points: &[[f64; 3]]) -> Vec<Vec<u32>> {
    let square = |left: [f64; 3], right: [f64; 3]| (left[0] - right[0]).powi(2) + (left[1] - right[1]).powi(2);
    let is_pair = |one: usize, other: usize| {
        let middle = [0, 1, 2].map(|axis| 0.5 * (points[one][axis] + points[other][axis]));
        let radius = 0.25 * square(points[one], points[other]);
        (0..points.len()).all(|third| third == one || third == other || square(points[third], middle) > radius)
    };
    (0..points.len())
        .map(|one| (0..points.len()).filter(|&other| other != one && is_pair(one, other)).map(|other| other as u32).collect())
        .collect()
}

/// Random units with values from 1 to 3, to be shared out within a tolerance.
fn random_problem(unit_count: usize, territory_count: usize, tolerance_share: f64, seed: u64) -> CentredProblem {
    let mut chance = Chance::new(seed, 7);
    let points = points(unit_count, &mut chance);
    let values: Vec<f64> = (0..unit_count).map(|_| 1.0 + chance.below(3) as f64).collect();
    let mean = values.iter().sum::<f64>() / territory_count as f64;
    let bound = |sign: f64| vec![mean * (1.0 + sign * tolerance_share); territory_count];
    let (lower, upper) = (bound(-1.0), bound(1.0));
    let costs = Costs::by_distance(points, &[], Form::Distance);
    CentredProblem { seed, ..CentredProblem::new(costs, territory_count, values, lower, upper) }
}

/// The same, each territory in one piece.
fn contiguous_problem(unit_count: usize, territory_count: usize, tolerance_share: f64, seed: u64) -> CentredProblem {
    let problem = random_problem(unit_count, territory_count, tolerance_share, seed);
    CentredProblem { neighbours: gabriel(problem.costs.points()), is_contiguous: true, ..problem }
}

/// Searches in so many steps, looking at the best after each.
fn watched(problem: &CentredProblem, steps: u32, mut look: impl FnMut(&CentredAnswer)) -> CentredAnswer {
    let mut search = CentredSearch::new(problem.clone(), Schedule::of_equal_cycles(3));
    for step in 0..steps {
        search.step(f64::from(step) / f64::from(steps), 1_000);
        look(search.best().unwrap());
    }
    search.finish();
    look(search.best().unwrap());
    search.best().unwrap().clone()
}

fn solved(problem: &CentredProblem) -> CentredAnswer {
    watched(problem, 60, |_| {})
}

/// Pieces that the territories are in, summed, told by colouring.
fn piece_count(problem: &CentredProblem, territory_of: &[u32]) -> usize {
    let mut colours: Vec<usize> = (0..territory_of.len()).collect();
    let mut has_changed = true;
    while has_changed {
        has_changed = false;
        for unit in 0..territory_of.len() {
            for &other in &problem.neighbours[unit] {
                let other = other as usize;
                if territory_of[unit] == territory_of[other] && colours[other] < colours[unit] {
                    colours[unit] = colours[other];
                    has_changed = true;
                }
            }
        }
    }
    (0..territory_of.len()).filter(|&unit| colours[unit] == unit).count()
}

/// Whether an assignment with best centres keeps every bound and lock, and at what cost: the problem's own words.
fn least_cost(problem: &CentredProblem, territory_of: &[u32]) -> Option<f64> {
    let is_at = |list: &[u32], unit: usize, territory: u32| list.get(unit).is_none_or(|&held| held == NONE || held == territory);
    let mut changed = 0.0;
    for (unit, &territory) in territory_of.iter().enumerate() {
        let has_stayed = is_at(&problem.today, unit, territory);
        changed += if has_stayed { 0.0 } else { problem.change_amounts.get(unit).copied().unwrap_or(0.0) };
        let is_closed = problem.closed.get(territory as usize) == Some(&true) && problem.fixed.get(unit) != Some(&territory);
        if !is_at(&problem.fixed, unit, territory) || is_closed || problem.forbidden.contains(&(unit as u32, territory)) {
            return None;
        }
    }
    let is_whole = !problem.is_contiguous || piece_count(problem, territory_of) == problem.territory_count;
    if changed > problem.change_allowance || !is_whole {
        return None;
    }
    let mut sum = 0.0;
    for territory in 0..problem.territory_count {
        let members: Vec<usize> = (0..territory_of.len()).filter(|&unit| territory_of[unit] as usize == territory).collect();
        let load: f64 = members.iter().map(|&unit| problem.values[unit]).sum();
        if load > problem.upper[territory] + 1e-9 || load < problem.lower[territory] - 1e-9 {
            return None;
        }
        let centres = members.iter().filter(|&&centre| {
            let capacity = problem.centre_capacities.as_ref().map_or(f64::INFINITY, |capacities| capacities[centre]);
            load <= capacity + 1e-9 && is_at(&problem.fixed_centres, territory, centre as u32)
        });
        let costs = centres.map(|&centre| members.iter().map(|&unit| problem.costs.between(unit, centre)).sum::<f64>());
        sum += costs.reduce(f64::min)?;
    }
    Some(sum)
}

/// The least cost of all assignments there are.
fn exhaustive(problem: &CentredProblem) -> Option<f64> {
    let count = problem.territory_count as u32;
    let mut territory_of = vec![0; problem.unit_count()];
    let mut least: Option<f64> = None;
    loop {
        if let Some(cost) = least_cost(problem, &territory_of) {
            least = Some(least.map_or(cost, |best| best.min(cost)));
        }
        let Some(place) = territory_of.iter().position(|&territory| territory + 1 < count) else { return least };
        territory_of[..place].fill(0);
        territory_of[place] += 1;
    }
}

/// Solves and demands the exhaustive optimum, which there must be.
fn solved_exactly(problem: &CentredProblem) -> CentredAnswer {
    let answer = watched(problem, if problem.is_contiguous { 300 } else { 60 }, |_| {});
    let least = exhaustive(problem).expect("a solvable problem");
    let found = least_cost(problem, &answer.territory_of);
    assert!(found.is_some_and(|cost| (cost - least).abs() < 1e-6), "seed {}: {found:?} against {least}", problem.seed);
    answer
}
