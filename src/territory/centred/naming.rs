//! Which territory each group becomes: the names under which most of today's plan stays (Hungarian assignment).

use super::model::Model;
use super::problem::NONE;
use crate::territory::matching::minimum_cost_matching;

/// Largest relative difference of two targets that count as the same.
const SAME_TARGET: f64 = 1e-3;

/// Orders seeds that are bound to no territory so that most of what each gathers is its territory's today.
pub(crate) fn name_seeds(model: &Model, seeds: &mut [u32], gathered: &[u32], is_anchored: &[bool]) {
    let free: Vec<usize> = (0..seeds.len()).filter(|&territory| !is_anchored[territory] && seeds[territory] != NONE).collect();
    let kept = kept_units(model, gathered);
    let matched = minimum_cost_matching(free.len(), |group, name| -kept[free[group] * model.territory_count + free[name]]);
    let drawn = seeds.to_vec();
    for (group, name) in matched.into_iter().enumerate() {
        seeds[free[name]] = drawn[free[group]];
    }
}

/// Renames the territories of an assignment that differ in nothing but their name.
pub(crate) fn rename(model: &Model, assignment: &[u32]) -> Vec<u32> {
    let count = model.territory_count;
    let problem = &model.problem;
    let mut is_held = vec![false; count];
    for (unit, &territory) in problem.fixed.iter().enumerate().filter(|entry| *entry.1 != NONE) {
        is_held[territory as usize] = true;
        if let Some(held) = is_held.get_mut(assignment[unit] as usize) {
            *held = true;
        }
    }
    for &(_, territory) in &problem.forbidden {
        is_held[territory as usize] = true;
    }
    for (territory, is_held) in is_held.iter_mut().enumerate() {
        *is_held |= problem.closed[territory] || problem.fixed_centres[territory] != NONE || problem.homes[territory].is_some();
    }
    let kept = kept_units(model, assignment);
    let mut names: Vec<u32> = (0..count as u32).collect();
    let mut classes: Vec<Vec<usize>> = Vec::new();
    for territory in (0..count).filter(|&territory| !is_held[territory]) {
        match classes.iter_mut().find(|class| has_same_bounds(model, class[0], territory)) {
            Some(class) => class.push(territory),
            None => classes.push(vec![territory]),
        }
    }
    for class in classes {
        let matched = minimum_cost_matching(class.len(), |group, name| -kept[class[group] * count + class[name]]);
        for (group, name) in matched.into_iter().enumerate() {
            names[class[group]] = class[name] as u32;
        }
    }
    assignment.iter().map(|&group| names.get(group as usize).copied().unwrap_or(NONE)).collect()
}

/// Per group and territory, the units that would stay.
fn kept_units(model: &Model, group_of: &[u32]) -> Vec<f64> {
    let mut kept = vec![0.0; model.territory_count * model.territory_count];
    for (&group, &today) in group_of.iter().zip(&model.problem.today) {
        if group != NONE && today != NONE {
            kept[group as usize * model.territory_count + today as usize] += 1.0;
        }
    }
    kept
}

fn has_same_bounds(model: &Model, left: usize, right: usize) -> bool {
    let columns = model.measure_count;
    let is_same = |one: f64, other: f64| one == other || (one - other).abs() <= SAME_TARGET * one.abs();
    (0..columns).all(|measure| {
        let (left, right) = (left * columns + measure, right * columns + measure);
        is_same(model.problem.upper[left], model.problem.upper[right]) && is_same(model.problem.lower[left], model.problem.lower[right])
    })
}
