//! Exchanges for units that a nearer centre could serve: what chance alone seldom finds.
//!
//! A unit far from its centre gets home by a move, by a swap with any member of the nearer territory, or by a chain in
//! which that member goes on to a third. Those with the longest ways to save come first, all partners are looked at,
//! and the best exchange is made; nothing is drawn by lot, and nothing is made that does not save.

use super::anneal::Anneal;
use super::problem::NONE;
use super::state::State;

/// Nearer territories looked at for each unit, and territories a partner may go on to.
const NEARER: usize = 4;
const ONWARDS: usize = 4;

/// Savings below this part of a mean cost are not sought.
const LEAST_SAVING: f64 = 0.02;

/// The most rounds over all units, and looks at exchanges for each unit in all of them, up to a most: the longest ways come
/// first, so that on lists of 5,000 to 10,000 customers five times as many looks found nothing more.
const ROUNDS: usize = 12;
const LOOKS_PER_UNIT: usize = 400;
const MOST_LOOKS: usize = 400_000;

/// An exchange to be made: where the unit goes, the partner that leaves there and where that one goes.
#[derive(Clone, Copy)]
struct Exchange {
    change: f64,
    partner: Option<(u32, u32)>,
}

/// Brings units to nearer centres until no exchange saves or the work is used up; at the state's penalty.
pub(crate) fn bring_home(state: &mut State, anneal: &mut Anneal) {
    let model = state.model.clone();
    let mut looks_left = (model.unit_count * LOOKS_PER_UNIT).min(MOST_LOOKS);
    let least = LEAST_SAVING * model.mean_cost;
    for _ in 0..ROUNDS {
        let mut has_changed = false;
        for (unit, nearer) in strays(state, least) {
            for to in nearer {
                let from = state.assignment[unit as usize];
                if looks_left == 0 || to == from || state.centres[from as usize] == unit || !model.may_enter(unit as usize, to as usize) {
                    continue;
                }
                let saving = -state.travel_change(unit as usize, to as usize);
                if saving.is_finite() && saving > least {
                    has_changed |= bring(state, anneal, unit, to, least, &mut looks_left);
                }
            }
        }
        if !has_changed || looks_left == 0 {
            return;
        }
    }
}

/// Units that nearer centres could serve, the longest saving first, each with those territories, the nearest first.
fn strays(state: &State, least: f64) -> Vec<(u32, Vec<u32>)> {
    let model = &state.model;
    let mut strays: Vec<(f64, u32, Vec<u32>)> = Vec::new();
    for &unit in &model.free_units {
        let own = state.assignment[unit as usize] as usize;
        let mut nearer: Vec<(f64, u32)> = (0..model.territory_count)
            .filter(|&territory| territory != own && state.centres[territory] != NONE)
            .map(|territory| (state.travel_change(unit as usize, territory), territory as u32))
            .filter(|entry| entry.0.is_finite() && entry.0 < -least)
            .collect();
        nearer.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
        nearer.truncate(NEARER);
        if let Some(first) = nearer.first() {
            strays.push((first.0, unit, nearer.into_iter().map(|entry| entry.1).collect()));
        }
    }
    strays.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
    strays.into_iter().map(|(_, unit, nearer)| (unit, nearer)).collect()
}

/// Makes the best exchange that brings a unit to a territory; whether there was one.
fn bring(state: &mut State, anneal: &mut Anneal, unit: u32, to: u32, least: f64, looks_left: &mut usize) -> bool {
    let model = state.model.clone();
    let (one, from, there) = (unit as usize, state.assignment[unit as usize] as usize, to as usize);
    let use_change = model.change(one, there) - model.change(one, from);
    let is_allowed = |more: f64| more <= 0.0 || state.used + more <= model.problem.change_allowance;
    let may_leave_empty = state.members[from].len() > 1 || model.may_be_empty;
    let mut exchanges = Vec::new();
    if is_allowed(use_change) && may_leave_empty {
        *looks_left = looks_left.saturating_sub(1);
        let change = state.price_of(&state.after(from, unit, NONE)) + state.price_of(&state.after(there, NONE, unit))
            - state.price(from)
            - state.price(there)
            + state.extra_change(one, from, there);
        exchanges.push(Exchange { change, partner: None });
    }
    let saving = state.travel_change(one, there) - state.relief(from, there, one);
    for &partner in &state.members[there] {
        let other = partner as usize;
        if model.problem.fixed[other] != NONE || state.centres[there] == partner {
            continue;
        }
        for third in anneal.near_centres(other).iter().copied().take(ONWARDS).chain([from as u32]) {
            let onwards = third as usize;
            let is_swap = onwards == from;
            if third == NONE || onwards == there || *looks_left == 0 || !is_swap && !may_leave_empty || !model.may_enter(other, onwards) {
                continue;
            }
            *looks_left -= 1;
            let third_relief = if is_swap { state.border_relief(other) } else { state.relief(onwards, onwards, other) };
            let more = use_change + model.change(other, onwards) - model.change(other, there);
            if saving + state.travel_change(other, onwards) - third_relief > -least || !is_allowed(more) {
                continue;
            }
            let extra = state.extra_change(one, from, there) + state.extra_change(other, there, onwards);
            let at_there = state.price_of(&state.after(there, partner, unit)) - state.price(there);
            let change = extra
                + at_there
                + if is_swap {
                    state.price_of(&state.after(from, unit, partner)) - state.price(from) + state.exchange_correction(one, other)
                } else {
                    let left = state.price_of(&state.after(from, unit, NONE)) - state.price(from);
                    let entered = state.price_of(&state.after(onwards, NONE, partner)) - state.price(onwards);
                    left + entered + 0.5 * state.exchange_correction(one, other)
                };
            exchanges.push(Exchange { change, partner: Some((partner, third)) });
        }
    }
    exchanges.retain(|exchange| exchange.change < -least);
    exchanges.sort_by(|left, right| left.change.total_cmp(&right.change).then(left.partner.cmp(&right.partner)));
    exchanges.into_iter().any(|exchange| make(state, anneal, (one, there), exchange.partner))
}

/// Makes an exchange unless a territory would fall into pieces.
fn make(state: &mut State, anneal: &mut Anneal, (unit, to): (usize, usize), partner: Option<(u32, u32)>) -> bool {
    let model = state.model.clone();
    let from = state.assignment[unit] as usize;
    let one = unit as u32;
    let (moves, settled) = match partner {
        None => (vec![(unit, to)], vec![(from, state.after(from, one, NONE)), (to, state.after(to, NONE, one))]),
        Some((partner, third)) if third as usize == from => {
            (vec![(unit, to), (partner as usize, from)], vec![(from, state.after(from, one, partner)), (to, state.after(to, partner, one))])
        }
        Some((partner, third)) => {
            let third = third as usize;
            let after =
                [(from, state.after(from, one, NONE)), (to, state.after(to, partner, one)), (third, state.after(third, NONE, partner))];
            (vec![(unit, to), (partner as usize, third)], after.to_vec())
        }
    };
    let stays_whole = anneal.stays_whole(&model, state, &moves);
    if stays_whole {
        state.make(&moves, &settled);
    }
    stays_whole
}
