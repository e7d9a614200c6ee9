//! The upkeep of centres: the member from which a territory is served at least cost.

use super::problem::NONE;
use super::state::{After, SMALL_TERRITORY, State};

/// Members for each of which one more change may pass before a centre is looked at again: few in territories up to
/// [`FULL_SCAN`] members and a little above, more in large ones, where a look is dear and a change matters less.
const MEMBERS_PER_CHANGE: u32 = 12;
const MEMBERS_PER_CHANGE_WHEN_LARGE: u32 = 4;
const LARGE_TERRITORY: u32 = 64;

/// Near units that may take a leaving centre's place.
const SUCCESSORS: usize = 8;

/// Up to this many members, every one is tried as centre.
const FULL_SCAN: usize = 24;

/// Largest number of members among which the first centre is sought by trying every one.
const FIRST_SCAN: usize = 160;

/// Cost of serving the members, less `out` and with `incoming`, from a centre; broken off above a ceiling.
fn travel_from(state: &State, territory: usize, out: u32, incoming: u32, centre: u32, ceiling: f64) -> f64 {
    let model = &*state.model;
    let mut sum = if incoming == NONE { 0.0 } else { model.cost(incoming as usize, centre as usize) };
    for &unit in &state.members[territory] {
        if unit != out {
            sum += model.cost(unit as usize, centre as usize);
        }
        if sum > ceiling {
            break;
        }
    }
    sum
}

/// A territory after an exchange, with the best centre of a small one, or the best successor of a leaving centre.
pub(crate) fn after(state: &State, territory: usize, out: u32, incoming: u32) -> After {
    let mut best = After { travel: f64::INFINITY, centre: NONE, ..After::default() };
    let mut best_price = f64::INFINITY;
    let mut offer = |centre: u32| {
        let travel = travel_from(state, territory, out, incoming, centre, best_price);
        if travel >= best_price && best_price < f64::INFINITY {
            return;
        }
        let after = After { travel, centre, imbalance: state.imbalance_after(territory, out, incoming, centre) };
        let price = state.price_of(&after);
        if price < best_price || best_price == f64::INFINITY {
            best_price = price;
            best = after;
        }
    };
    let members = &state.members[territory];
    let held = state.model.problem.fixed_centres[territory];
    if held != NONE && held != out && state.assignment[held as usize] == territory as u32 {
        offer(held);
        return best;
    }
    let mut is_offered = false;
    if members.len() <= SMALL_TERRITORY {
        members.iter().filter(|&&unit| unit != out).for_each(|&unit| offer(unit));
        is_offered = true;
    } else {
        let near = state.model.near[out as usize].iter();
        for &unit in near.filter(|&&unit| state.assignment[unit as usize] == territory as u32 && unit != out).take(SUCCESSORS) {
            offer(unit);
            is_offered = true;
        }
    }
    if incoming != NONE {
        offer(incoming);
    }
    if !is_offered {
        members.iter().filter(|&&unit| unit != out).take(SUCCESSORS).for_each(|&unit| offer(unit));
    }
    if best.centre == NONE {
        best.travel = 0.0;
        best.imbalance = state.imbalance_after(territory, out, incoming, NONE);
    }
    best
}

/// Looks at a centre again when enough has changed round it.
pub(crate) fn refresh_when_due(state: &mut State, territory: usize) {
    let count = state.members[territory].len() as u32;
    let per_change = if count > LARGE_TERRITORY { MEMBERS_PER_CHANGE_WHEN_LARGE } else { MEMBERS_PER_CHANGE };
    if state.stale[territory] < 1 + count / per_change {
        return;
    }
    state.stale[territory] = 0;
    if state.model.problem.fixed_centres[territory] != NONE {
        return;
    }
    if count as usize <= FULL_SCAN { find_best(state, territory) } else { climb(state, territory) }
}

fn price_from(state: &State, territory: usize, centre: u32, ceiling: f64) -> f64 {
    let travel = travel_from(state, territory, NONE, NONE, centre, ceiling);
    match state.model.problem.centre_capacities {
        Some(_) => travel + state.penalty * state.imbalance_after(territory, NONE, NONE, centre).excess,
        None => travel,
    }
}

/// The centre of a territory that has none yet: the one it must have, the best of a few members, or near to it.
pub(crate) fn find_first(state: &mut State, territory: usize) {
    let held = state.model.problem.fixed_centres[territory];
    if held != NONE && state.assignment[held as usize] == territory as u32 {
        state.set_centre(territory, held);
    } else if state.members[territory].len() <= FIRST_SCAN {
        find_best(state, territory);
    } else {
        // The member nearest to the middle is close to the best; neighbours lead on from there.
        let points = state.model.problem.costs.points();
        let members = &state.members[territory];
        let middle = [0, 1, 2].map(|axis| members.iter().map(|&unit| points[unit as usize][axis]).sum::<f64>() / members.len() as f64);
        let square = |unit: u32| -> f64 {
            (0..3).map(|axis| (points[unit as usize][axis] - middle[axis]) * (points[unit as usize][axis] - middle[axis])).sum()
        };
        if let Some(&nearest) = members.iter().min_by(|&&left, &&right| square(left).total_cmp(&square(right)).then(left.cmp(&right))) {
            state.set_centre(territory, nearest);
            climb(state, territory);
        }
    }
}

/// Moves the centre to the best member.
fn find_best(state: &mut State, territory: usize) {
    let mut best = (f64::INFINITY, NONE);
    for &centre in &state.members[territory] {
        let price = price_from(state, territory, centre, best.0);
        if price < best.0 || best.1 == NONE {
            best = (price, centre);
        }
    }
    if best.1 != state.centres[territory] {
        state.set_centre(territory, best.1);
    }
}

/// Moves the centre from neighbour to neighbour as long as that saves.
fn climb(state: &mut State, territory: usize) {
    let start = state.centres[territory];
    if start == NONE {
        return find_best(state, territory);
    }
    let mut best = (price_from(state, territory, start, f64::INFINITY), start);
    loop {
        let before = best.1;
        for &centre in &state.model.near[before as usize] {
            if state.assignment[centre as usize] == territory as u32 {
                let price = price_from(state, territory, centre, best.0);
                if price < best.0 {
                    best = (price, centre);
                }
            }
        }
        if best.1 == before {
            break;
        }
    }
    if best.1 != start {
        state.set_centre(territory, best.1);
    }
}
