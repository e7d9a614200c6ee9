//! Which territory each group becomes: the names under which most of today's plan stays and sellers have short ways from
//! home (Hungarian assignment).

use super::model::Model;
use super::problem::NONE;
use super::state::State;
use crate::territory::matching::minimum_cost_matching;

/// Largest relative difference of two targets that count as the same.
const SAME_TARGET: f64 = 1e-3;

/// What a unit that stays with its territory is worth beside ways from home, in mean costs of a unit.
const KEPT_WORTH: f64 = 1.0;

/// Sums of excess that differ by no more than this, relatively, differ by the order in which they were summed.
const SAME_EXCESS: f64 = 1e-9;

/// What an exchange of names must save, in mean costs of a unit.
const LEAST_SAVING: f64 = 1e-9;

/// Orders seeds that are bound to no territory so that most of what each gathers is its territory's today.
pub(crate) fn name_seeds(model: &Model, seeds: &mut [u32], gathered: &[u32], is_anchored: &[bool]) {
    let free: Vec<usize> = (0..seeds.len()).filter(|&territory| !is_anchored[territory] && seeds[territory] != NONE).collect();
    let kept = kept_amounts(model, gathered);
    let matched = minimum_cost_matching(free.len(), |group, name| -kept[free[group] * model.territory_count + free[name]]);
    let drawn = seeds.to_vec();
    for (group, name) in matched.into_iter().enumerate() {
        seeds[free[name]] = drawn[free[group]];
    }
}

/// Renames the territories of an assignment that differ in nothing but their name.
pub(crate) fn rename(model: &Model, assignment: &[u32]) -> Vec<u32> {
    let prices = name_prices(model, assignment);
    let mut names: Vec<u32> = (0..model.territory_count as u32).collect();
    for class in classes(model, &exchangeable(model, assignment)) {
        class_names(model, &prices, &class).into_iter().for_each(|(group, name)| names[group] = name);
    }
    renamed(assignment, &names)
}

/// Renames the territories of a design as far as that makes none of its excess larger: all alike at once, then two at a
/// time, whatever they are to carry.
pub(crate) fn rename_found(state: &State) -> Vec<u32> {
    let model = &*state.model;
    let (count, measure_count) = (model.territory_count, model.measure_count);
    let prices = name_prices(model, &state.assignment);
    let imbalance = |group: usize, name: u32| {
        model.imbalance(name as usize, state.centres[group], |measure| state.loads[group * measure_count + measure])
    };
    let is_as_good = |after: f64, before: f64| after <= before * (1.0 + SAME_EXCESS);
    let mut names: Vec<u32> = (0..count as u32).collect();
    let open = exchangeable(model, &state.assignment);
    for class in classes(model, &open) {
        let matched = class_names(model, &prices, &class);
        let excess = |named: &[(usize, u32)]| named.iter().map(|&(group, name)| imbalance(group, name).excess).sum::<f64>();
        let before: Vec<(usize, u32)> = class.iter().map(|&group| (group, group as u32)).collect();
        if is_as_good(excess(&matched), excess(&before)) {
            matched.into_iter().for_each(|(group, name)| names[group] = name);
        }
    }
    // What a group costs under a name, and its excess.
    let told = |group: usize, name: u32| {
        let imbalance = imbalance(group, name);
        (prices[group * count + name as usize] + state.evenness_price * imbalance.unevenness, imbalance.excess)
    };
    let least_saving = LEAST_SAVING * model.mean_cost;
    let mut has_changed = true;
    while std::mem::take(&mut has_changed) {
        for (place, &one) in open.iter().enumerate() {
            for &other in &open[place + 1..] {
                let before = [told(one, names[one]), told(other, names[other])];
                let after = [told(one, names[other]), told(other, names[one])];
                let saves = after[0].0 + after[1].0 < before[0].0 + before[1].0 - least_saving;
                if saves && is_as_good(after[0].1 + after[1].1, before[0].1 + before[1].1) {
                    names.swap(one, other);
                    has_changed = true;
                }
            }
        }
    }
    renamed(&state.assignment, &names)
}

fn renamed(assignment: &[u32], names: &[u32]) -> Vec<u32> {
    assignment.iter().map(|&group| names.get(group as usize).copied().unwrap_or(NONE)).collect()
}

/// The territories that may exchange their names: nothing is bound to them.
fn exchangeable(model: &Model, assignment: &[u32]) -> Vec<usize> {
    let problem = &model.problem;
    let mut is_held = vec![false; model.territory_count];
    for (unit, &territory) in problem.fixed.iter().enumerate().filter(|entry| *entry.1 != NONE) {
        is_held[territory as usize] = true;
        if let Some(held) = is_held.get_mut(assignment[unit] as usize) {
            *held = true;
        }
    }
    for &(_, territory) in &problem.forbidden {
        is_held[territory as usize] = true;
    }
    let is_open = |&territory: &usize| !is_held[territory] && !problem.closed[territory] && problem.fixed_centres[territory] == NONE;
    (0..model.territory_count).filter(is_open).collect()
}

/// Territories with the same bounds.
fn classes(model: &Model, territories: &[usize]) -> Vec<Vec<usize>> {
    let mut classes: Vec<Vec<usize>> = Vec::new();
    for &territory in territories {
        match classes.iter_mut().find(|class| has_same_bounds(model, class[0], territory)) {
            Some(class) => class.push(territory),
            None => classes.push(vec![territory]),
        }
    }
    classes
}

/// The cheapest names of some groups, among theirs.
fn class_names(model: &Model, prices: &[f64], class: &[usize]) -> Vec<(usize, u32)> {
    let matched = minimum_cost_matching(class.len(), |group, name| prices[class[group] * model.territory_count + class[name]]);
    matched.into_iter().enumerate().map(|(group, name)| (class[group], class[name] as u32)).collect()
}

/// Per group and territory, what the group's units would cost under that name: ways from home, less what what stays is
/// worth.
fn name_prices(model: &Model, group_of: &[u32]) -> Vec<f64> {
    let problem = &model.problem;
    let count = model.territory_count;
    let worth = KEPT_WORTH.max(problem.change_weight) * model.mean_cost * kept_scale(model);
    let mut prices: Vec<f64> = kept_amounts(model, group_of).into_iter().map(|kept| -worth * kept).collect();
    if problem.home_weight > 0.0 {
        let homes = || problem.homes.iter().enumerate().filter_map(|(name, home)| Some((name, (*home)?)));
        for (unit, &group) in group_of.iter().enumerate().filter(|entry| *entry.1 != NONE) {
            for (name, home) in homes() {
                prices[group as usize * count + name] += problem.home_weight * problem.costs.to_place(unit, &home);
            }
        }
    }
    prices
}

/// Per group and territory, what of the group's units would stay, in what changes of hands count.
fn kept_amounts(model: &Model, group_of: &[u32]) -> Vec<f64> {
    let mut kept = vec![0.0; model.territory_count * model.territory_count];
    for (&group, held) in group_of.iter().zip(&model.problem.held_today).filter(|entry| *entry.0 != NONE) {
        for &(territory, amount) in held {
            kept[group as usize * model.territory_count + territory as usize] += amount;
        }
    }
    kept
}

/// Turns an amount that stays into units, of which each has the same on the average.
fn kept_scale(model: &Model) -> f64 {
    let held = model.problem.held_today.iter().filter(|held| !held.is_empty());
    let (units, sum) = held.fold((0.0, 0.0), |(units, sum), held| (units + 1.0, sum + held.iter().map(|entry| entry.1).sum::<f64>()));
    if sum > 0.0 { units / sum } else { 0.0 }
}

fn has_same_bounds(model: &Model, left: usize, right: usize) -> bool {
    let columns = model.measure_count;
    let is_same = |one: f64, other: f64| one == other || (one - other).abs() <= SAME_TARGET * one.abs();
    (0..columns).all(|measure| {
        let (left, right) = (left * columns + measure, right * columns + measure);
        is_same(model.problem.upper[left], model.problem.upper[right]) && is_same(model.problem.lower[left], model.problem.lower[right])
    })
}
