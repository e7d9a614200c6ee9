//! Where centres belong when bounds are left aside: vertex interchange for the p-median (Teitz and Bart 1968), with
//! the bookkeeping of Schubert and Rousseeuw 2021 (FasterPAM), which finds the best centre to give up for a candidate
//! in one pass over the units.

use super::model::Model;
use crate::territory::chance::Chance;

/// A unit's nearest and second nearest centre.
#[derive(Clone, Copy)]
struct Nearest {
    first: (f64, u32),
    second: (f64, u32),
}

/// Improves centres by exchanging one at a time, until a whole round finds nothing; at most so many rounds.
pub(crate) fn interchange(model: &Model, centres: &mut [u32], chance: &mut Chance, rounds: usize) {
    let unit_count = model.unit_count;
    if centres.len() < 2 || centres.len() >= unit_count {
        return;
    }
    let mut nearest: Vec<Nearest> = (0..unit_count).map(|unit| nearest_of(model, centres, unit)).collect();
    let mut is_centre = vec![false; unit_count];
    for &centre in centres.iter() {
        is_centre[centre as usize] = true;
    }
    let mut removal = removal_losses(&nearest, centres.len());
    let mut loss = vec![0.0; centres.len()];
    let offset = chance.below(unit_count);
    let mut last_change = 0;
    for turn in 0..rounds * unit_count {
        if turn - last_change >= unit_count {
            break;
        }
        let candidate = (offset + turn) % unit_count;
        if is_centre[candidate] {
            continue;
        }
        loss.copy_from_slice(&removal);
        let mut gain = 0.0;
        for (unit, near) in nearest.iter().enumerate() {
            let cost = model.cost(unit, candidate);
            if cost < near.first.0 {
                // The candidate serves it whoever goes; its own centre's going costs no second place.
                gain += near.first.0 - cost;
                loss[near.first.1 as usize] += near.first.0 - near.second.0;
            } else if cost < near.second.0 {
                loss[near.first.1 as usize] += cost - near.second.0;
            }
        }
        let Some(leaving) = (0..loss.len()).min_by(|&left, &right| loss[left].total_cmp(&loss[right])) else { return };
        if loss[leaving] - gain >= -1e-9 * (1.0 + gain.abs()) {
            continue;
        }
        last_change = turn;
        is_centre[centres[leaving] as usize] = false;
        is_centre[candidate] = true;
        centres[leaving] = candidate as u32;
        for (unit, near) in nearest.iter_mut().enumerate() {
            let cost = model.cost(unit, candidate);
            if near.first.1 as usize == leaving || near.second.1 as usize == leaving {
                *near = nearest_of(model, centres, unit);
            } else if cost < near.first.0 {
                near.second = near.first;
                near.first = (cost, leaving as u32);
            } else if cost < near.second.0 {
                near.second = (cost, leaving as u32);
            }
        }
        removal = removal_losses(&nearest, centres.len());
    }
}

fn nearest_of(model: &Model, centres: &[u32], unit: usize) -> Nearest {
    let mut nearest = Nearest { first: (f64::INFINITY, 0), second: (f64::INFINITY, 0) };
    for (territory, &centre) in centres.iter().enumerate() {
        let cost = model.cost(unit, centre as usize);
        if cost < nearest.first.0 {
            nearest.second = nearest.first;
            nearest.first = (cost, territory as u32);
        } else if cost < nearest.second.0 {
            nearest.second = (cost, territory as u32);
        }
    }
    nearest
}

/// What giving up each centre costs, were its units served from their second nearest.
fn removal_losses(nearest: &[Nearest], count: usize) -> Vec<f64> {
    let mut losses = vec![0.0; count];
    for near in nearest {
        losses[near.first.1 as usize] += near.second.0 - near.first.0;
    }
    losses
}
