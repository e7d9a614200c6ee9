//! Which territory each group becomes: the names under which most of today's plan stays and sellers have short ways from
//! home (Hungarian assignment).

use super::model::Model;
use super::problem::NONE;
use crate::territory::matching::minimum_cost_matching;

/// Largest relative difference of two targets that count as the same.
const SAME_TARGET: f64 = 1e-3;

/// What a unit that stays with its territory is worth beside ways from home, in mean costs of a unit.
const KEPT_WORTH: f64 = 1.0;

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
        *is_held |= problem.closed[territory] || problem.fixed_centres[territory] != NONE;
    }
    let prices = name_prices(model, assignment);
    let mut names: Vec<u32> = (0..count as u32).collect();
    let mut classes: Vec<Vec<usize>> = Vec::new();
    for territory in (0..count).filter(|&territory| !is_held[territory]) {
        match classes.iter_mut().find(|class| has_same_bounds(model, class[0], territory)) {
            Some(class) => class.push(territory),
            None => classes.push(vec![territory]),
        }
    }
    for class in classes {
        let matched = minimum_cost_matching(class.len(), |group, name| prices[class[group] * count + class[name]]);
        for (group, name) in matched.into_iter().enumerate() {
            names[class[group]] = class[name] as u32;
        }
    }
    assignment.iter().map(|&group| names.get(group as usize).copied().unwrap_or(NONE)).collect()
}

/// What an assignment costs by its names alone: changes of hands and ways from home, by the worth of [`rename`].
pub(crate) fn naming_price(model: &Model, assignment: &[u32]) -> f64 {
    let units = assignment.iter().enumerate().filter(|entry| *entry.1 != NONE);
    units.map(|(unit, &territory)| name_price(model, unit, territory as usize)).sum()
}

/// What a unit costs by the name of its territory alone.
fn name_price(model: &Model, unit: usize, territory: usize) -> f64 {
    let worth = (KEPT_WORTH - model.problem.change_weight).max(0.0) * model.mean_cost;
    model.extra(unit, territory) + if model.is_changed(unit, territory) { worth } else { 0.0 }
}

/// Per group and territory, what the group's units would cost under that name.
fn name_prices(model: &Model, group_of: &[u32]) -> Vec<f64> {
    let count = model.territory_count;
    let mut prices = vec![0.0; count * count];
    for (unit, &group) in group_of.iter().enumerate().filter(|entry| *entry.1 != NONE) {
        for name in 0..count {
            prices[group as usize * count + name] += name_price(model, unit, name);
        }
    }
    prices
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
