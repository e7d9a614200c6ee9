//! Which territory each new group becomes: the names under which most of today's plan stays, fixed units
//! keep their territory, and homes lie near.
//!
//! Only territories with the same targets can trade names, for only then does balance not change.

use super::instance::{Instance, NOWHERE};
use super::state::State;
use crate::territory::matching::minimum_cost_matching;

/// Largest relative difference of two targets that count as the same.
const SAME_TARGET: f64 = 1e-3;

/// Renames the groups of an assignment.
pub(crate) fn rename(instance: &Instance, state: &State, scale_km: f64) -> Vec<u32> {
    let territory_count = instance.territory_count;
    let mut new_names: Vec<u32> = (0..territory_count as u32).collect();
    let kept = kept_units(instance, state);
    for class in classes(instance) {
        let matched = minimum_cost_matching(class.len(), |group, name| {
            let (group, name) = (class[group], class[name]);
            let home_cost = match instance.cleaned.homes[name] {
                Some(home) if scale_km > 0.0 => state.members[group].len() as f64 * home.chord_km(&state.centres[group]) / scale_km,
                _ => 0.0,
            };
            home_cost - kept[group * territory_count + name]
        });
        for (group, name) in matched.into_iter().enumerate() {
            new_names[class[group]] = class[name] as u32;
        }
    }
    state
        .assignment
        .iter()
        .enumerate()
        .map(|(unit, &group)| match group {
            _ if instance.is_locked(unit) => instance.today[unit],
            NOWHERE => NOWHERE,
            group => new_names[group as usize],
        })
        .collect()
}

/// Per group and territory, the units that would stay; a fixed unit counts as many as all others together.
fn kept_units(instance: &Instance, state: &State) -> Vec<f64> {
    let mut kept = vec![0.0; instance.territory_count * instance.territory_count];
    for unit in 0..instance.unit_count {
        let (group, today) = (state.assignment[unit], instance.today[unit]);
        if group != NOWHERE && today != NOWHERE {
            kept[group as usize * instance.territory_count + today as usize] +=
                if instance.is_locked(unit) { instance.unit_count as f64 } else { 1.0 };
        }
    }
    kept
}

/// Territories by equal targets.
fn classes(instance: &Instance) -> Vec<Vec<usize>> {
    let columns = instance.measure_count;
    let row = |territory: usize| &instance.inverse_targets[territory * columns..(territory + 1) * columns];
    let is_same = |left: usize, right: usize| {
        row(left).iter().zip(row(right)).all(|(a, b)| (a - b).abs() <= SAME_TARGET * a.abs())
            && (0..columns).all(|m| instance.offsets[left * columns + m] == instance.offsets[right * columns + m])
    };
    let mut classes: Vec<Vec<usize>> = Vec::new();
    for territory in 0..instance.territory_count {
        match classes.iter_mut().find(|class| is_same(class[0], territory)) {
            Some(class) => class.push(territory),
            None => classes.push(vec![territory]),
        }
    }
    classes
}
