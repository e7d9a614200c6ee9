//! A problem made safe to search in: numbers finite, lists as long as they should be, neighbours mutual, locks that
//! do not contradict each other. Nothing here judges whether the problem makes sense.

use super::problem::{CentredProblem, NONE};

/// Puts a problem in order; one that is in order stays as it is.
pub(crate) fn tidied(mut problem: CentredProblem) -> CentredProblem {
    let unit_count = problem.unit_count();
    let (territory_count, measure_count) = (problem.territory_count, problem.measure_count);
    let cell_count = territory_count * measure_count;
    problem.values.resize(unit_count * measure_count, 0.0);
    for value in problem.values.iter_mut().filter(|value| !value.is_finite() || **value < 0.0) {
        *value = 0.0;
    }
    problem.lower.resize(cell_count, 0.0);
    problem.upper.resize(cell_count, f64::INFINITY);
    for lower in problem.lower.iter_mut().filter(|lower| lower.is_nan()) {
        *lower = 0.0;
    }
    for upper in problem.upper.iter_mut().filter(|upper| upper.is_nan()) {
        *upper = f64::INFINITY;
    }
    problem.fixed.resize(unit_count, NONE);
    problem.today.resize(unit_count, NONE);
    for territory in problem.fixed.iter_mut().chain(&mut problem.today).filter(|territory| **territory as usize >= territory_count) {
        *territory = NONE;
    }
    problem.change_amounts.resize(unit_count, 0.0);
    if problem.held_today.len() != unit_count {
        let amounts = problem.change_amounts.iter().map(|amount| if amount.is_finite() { amount.max(0.0) } else { 0.0 });
        let held = |(&today, amount): (&u32, f64)| if today == NONE { Vec::new() } else { vec![(today, amount)] };
        problem.held_today = problem.today.iter().zip(amounts).map(held).collect();
    }
    for held in &mut problem.held_today {
        held.retain(|&(territory, amount)| (territory as usize) < territory_count && amount.is_finite() && amount > 0.0);
    }
    problem.closed.resize(territory_count, false);
    problem.homes.resize(territory_count, None);
    problem.measure_weights.resize(measure_count, 1.0);
    hold_centres(&mut problem);
    problem.forbidden.sort_unstable();
    if let Some(capacities) = &mut problem.centre_capacities {
        capacities.resize(unit_count, f64::INFINITY);
    }
    problem.neighbours = mutual(std::mem::take(&mut problem.neighbours), unit_count);
    problem
}

/// A unit that must be a centre belongs to that territory; one that is held elsewhere, or twice, is no centre.
fn hold_centres(problem: &mut CentredProblem) {
    problem.fixed_centres.resize(problem.territory_count, NONE);
    for (territory, centre) in problem.fixed_centres.iter_mut().enumerate() {
        match problem.fixed.get_mut(*centre as usize) {
            Some(holder) if *holder == NONE || *holder == territory as u32 => *holder = territory as u32,
            _ => *centre = NONE,
        }
    }
}

/// Neighbours on both sides, ascending, each once; what names no unit, or the unit itself, is left out.
pub(crate) fn mutual(mut neighbours: Vec<Vec<u32>>, unit_count: usize) -> Vec<Vec<u32>> {
    neighbours.resize(unit_count, Vec::new());
    for (unit, list) in neighbours.iter_mut().enumerate() {
        list.retain(|&other| (other as usize) < unit_count && other as usize != unit);
    }
    let pairs: Vec<(u32, u32)> = (0_u32..).zip(&neighbours).flat_map(|(unit, list)| list.iter().map(move |&other| (other, unit))).collect();
    for (unit, other) in pairs {
        neighbours[unit as usize].push(other);
    }
    for list in &mut neighbours {
        list.sort_unstable();
        list.dedup();
    }
    neighbours
}
