//! The independent judge: recomputes an answer from the problem and the assignment to centres alone.
//!
//! Shares nothing with the search but the costs.

use super::problem::{BOUND_SLACK, CentredProblem};

/// What an answer is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct CentredVerdict {
    /// The sum of the costs from each unit to its centre.
    pub objective: f64,
    /// Whether every bound and the wish for one piece hold.
    pub is_feasible: bool,
    /// The largest excess over a bound, relative to the mean load of a territory.
    pub worst_excess: f64,
    /// Territories in more than one piece.
    pub broken_count: usize,
    /// Units whose centre is not served by itself, or out of range; territories missing or too many.
    pub structure_fault_count: usize,
}

/// Judges an answer: for each unit, its centre unit.
#[must_use]
pub fn judge(problem: &CentredProblem, centre_of: &[u32], territory_of: &[u32]) -> CentredVerdict {
    let unit_count = problem.unit_count();
    let mut verdict = CentredVerdict { objective: 0.0, is_feasible: false, worst_excess: 0.0, broken_count: 0, structure_fault_count: 0 };
    if centre_of.len() != unit_count || territory_of.len() != unit_count {
        verdict.structure_fault_count = unit_count;
        return verdict;
    }
    let mut centres: Vec<Option<u32>> = vec![None; problem.territory_count];
    let mut loads = vec![0.0; problem.territory_count * problem.measure_count];
    let mut totals = vec![0.0; problem.measure_count];
    for unit in 0..unit_count {
        let (centre, territory) = (centre_of[unit] as usize, territory_of[unit] as usize);
        let is_known = centre < unit_count && territory < problem.territory_count;
        if !is_known || territory_of[centre] as usize != territory || *centres[territory].get_or_insert(centre as u32) != centre as u32 {
            verdict.structure_fault_count += 1;
            continue;
        }
        verdict.objective += problem.costs.between(unit, centre);
        for measure in 0..problem.measure_count {
            let value = problem.values[unit * problem.measure_count + measure];
            loads[territory * problem.measure_count + measure] += value;
            totals[measure] += value;
        }
    }
    for (territory, centre) in centres.iter().enumerate() {
        let Some(centre) = centre else {
            verdict.structure_fault_count += 1;
            continue;
        };
        for (measure, total) in totals.iter().enumerate() {
            let cell = territory * problem.measure_count + measure;
            let mean = total / problem.territory_count as f64;
            let mut upper = problem.upper[cell];
            if measure == 0
                && let Some(capacities) = &problem.centre_capacities
            {
                upper = upper.min(capacities[*centre as usize]);
            }
            if !loads[cell].is_finite() {
                verdict.worst_excess = f64::INFINITY;
                continue;
            }
            let excess = (loads[cell] - upper).max(problem.lower[cell] - loads[cell]).max(0.0);
            if excess > 0.0 {
                verdict.worst_excess = verdict.worst_excess.max(if mean > 0.0 { excess / mean } else { excess });
            }
        }
    }
    if problem.is_contiguous {
        verdict.broken_count = broken_count(&problem.neighbours, territory_of, problem.territory_count);
    }
    verdict.is_feasible = verdict.structure_fault_count == 0 && verdict.broken_count == 0 && verdict.worst_excess <= BOUND_SLACK;
    verdict
}

/// Territories whose units cannot all be reached from each other, by joining neighbours into groups. What nothing lies
/// beside is no piece.
fn broken_count(adjacency: &[Vec<u32>], territory_of: &[u32], territory_count: usize) -> usize {
    let mut parent: Vec<usize> = (0..territory_of.len()).collect();
    let mut has_neighbour = vec![false; territory_of.len()];
    fn root(parent: &mut [usize], unit: usize) -> usize {
        let mut top = unit;
        while parent[top] != top {
            parent[top] = parent[parent[top]];
            top = parent[top];
        }
        top
    }
    for (unit, neighbours) in adjacency.iter().enumerate() {
        for &neighbour in neighbours.iter().filter(|&&neighbour| neighbour as usize != unit) {
            for end in [unit, neighbour as usize] {
                if let Some(has_neighbour) = has_neighbour.get_mut(end) {
                    *has_neighbour = true;
                }
            }
            if territory_of.get(neighbour as usize) == Some(&territory_of[unit]) {
                let (left, right) = (root(&mut parent, unit), root(&mut parent, neighbour as usize));
                parent[left] = right;
            }
        }
    }
    let mut pieces = vec![0_usize; territory_count];
    for unit in 0..territory_of.len() {
        if parent[unit] == unit
            && has_neighbour[unit]
            && let Some(count) = pieces.get_mut(territory_of[unit] as usize)
        {
            *count += 1;
        }
    }
    pieces.iter().filter(|&&count| count > 1).count()
}
