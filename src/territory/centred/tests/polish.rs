//! Prices and exchanges: held against brute force, and against what must not change.

use std::sync::Arc;

use proptest::prelude::*;

use super::{CentredProblem, NONE, contiguous_problem, random_problem};
use crate::territory::centred::anneal::Anneal;
use crate::territory::centred::exchange::bring_home;
use crate::territory::centred::model::Model;
use crate::territory::centred::prices::{Prices, is_priceable, try_pricing};
use crate::territory::centred::start;
use crate::territory::centred::state::State;
use crate::territory::chance::Chance;

/// The least that an exchange has to save here to be missed.
const NOTEWORTHY: f64 = 0.05;

fn begun(problem: CentredProblem, seed: u64) -> (State, Anneal) {
    let mut model = Model::new(problem);
    model.mean_cost = start::mean_cost(&model);
    let model = Arc::new(model);
    let mut chance = Chance::new(seed, 3);
    let assignment = start::from_nothing(&model, &mut chance);
    let state = State::new(&model, assignment);
    let mut anneal = Anneal::new(chance, model.unit_count);
    anneal.find_near_centres(&state);
    (state, anneal)
}

/// Ways to the given centres and the weighted excess over the bounds, summed from nothing but the problem.
fn summed(problem: &CentredProblem, centres: &[u32], assignment: &[u32]) -> (f64, f64) {
    let travel = assignment.iter().enumerate().map(|(unit, &territory)| problem.costs.between(unit, centres[territory as usize] as usize));
    let target = problem.values.iter().sum::<f64>() / problem.territory_count as f64;
    let excess = (0..problem.territory_count).map(|territory| {
        let load: f64 =
            assignment.iter().zip(&problem.values).filter(|(owner, _)| **owner == territory as u32).map(|(_, value)| value).sum();
        let over = (load - problem.upper[territory]).max(problem.lower[territory] - load) / target;
        if over > 1e-9 { over } else { 0.0 }
    });
    (travel.sum(), excess.sum())
}

/// A simple exchange that is missed: a move or a swap that saves way and adds no excess, and what it saves.
fn missed(state: &State) -> Option<(usize, u32, Option<usize>, f64)> {
    let problem = &state.model.problem;
    let is_bound = |unit: usize| problem.fixed[unit] != NONE || state.centres.contains(&(unit as u32));
    let (travel, excess) = summed(problem, &state.centres, &state.assignment);
    let mut trial = state.assignment.clone();
    for unit in (0..trial.len()).filter(|&unit| !is_bound(unit)) {
        let from = trial[unit];
        for to in (0..problem.territory_count as u32).filter(|&to| to != from) {
            trial[unit] = to;
            let own_saving = problem.costs.between(unit, state.centres[from as usize] as usize)
                - problem.costs.between(unit, state.centres[to as usize] as usize);
            let partners = (0..trial.len()).filter(|&other| other != unit && trial[other] == to && !is_bound(other)).map(Some);
            for partner in [None].into_iter().chain(partners.collect::<Vec<_>>()) {
                if let Some(partner) = partner {
                    trial[partner] = from;
                }
                let after = summed(problem, &state.centres, &trial);
                if let Some(partner) = partner {
                    trial[partner] = to;
                }
                let saving = travel - after.0;
                if own_saving > NOTEWORTHY && after.1 <= excess && saving > NOTEWORTHY * state.model.mean_cost {
                    return Some((unit, to, partner, saving));
                }
            }
            trial[unit] = from;
        }
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_customer_is_left_one_exchange_from_home(seed in 0_u64..1_000) {
        let (mut state, mut anneal) = begun(random_problem(60, 4, 0.1, seed), seed);
        state.penalty *= 1_000.0;
        let before = state.total_price();
        bring_home(&mut state, &mut anneal);
        prop_assert!(state.total_price() <= before * (1.0 + 1e-12));
        let left = missed(&state);
        prop_assert!(left.is_none(), "{left:?}");
    }

    #[test]
    fn exchanges_keep_pieces_locks_and_the_allowance(seed in 0_u64..1_000) {
        let mut problem = contiguous_problem(60, 4, 0.1, seed);
        let (state, _) = begun(problem.clone(), seed);
        problem.fixed = state.assignment.iter().enumerate().map(|(unit, &owner)| if unit % 7 == 0 { owner } else { NONE }).collect();
        problem.today = state.assignment.clone();
        problem.change_amounts = vec![1.0; 60];
        problem.change_allowance = 3.0;
        let mut model = Model::new(problem);
        model.mean_cost = state.model.mean_cost;
        let model = Arc::new(model);
        let mut state = State::new(&model, state.assignment);
        let pieces = |state: &State| crate::territory::centred::pieces::pieces(&model.problem.neighbours, &state.assignment).len();
        let before = (pieces(&state), state.total_price());
        let mut anneal = Anneal::new(Chance::new(seed, 5), 60);
        bring_home(&mut state, &mut anneal);
        prop_assert!(pieces(&state) <= before.0);
        prop_assert!(state.total_price() <= before.1 * (1.0 + 1e-12));
        prop_assert!(state.used <= 3.0);
        let changed = state.assignment.iter().zip(&model.problem.today).filter(|(now, today)| now != today).count();
        prop_assert!(changed <= 3);
        for (unit, &held) in model.problem.fixed.iter().enumerate().filter(|entry| *entry.1 != NONE) {
            prop_assert_eq!(state.assignment[unit], held);
        }
    }

    #[test]
    fn without_bounds_prices_send_everybody_to_the_nearest_centre(seed in 0_u64..1_000) {
        let mut problem = random_problem(80, 4, 0.1, seed);
        problem.lower.fill(0.0);
        problem.upper.fill(f64::INFINITY);
        let (state, _) = begun(problem, seed);
        let given = Prices::new().allocate(&state);
        for (unit, &owner) in given.iter().enumerate().filter(|entry| !state.centres.contains(&(entry.0 as u32))) {
            let cost = |territory: usize| state.model.cost(unit, state.centres[territory] as usize);
            let least = (0..4).map(cost).fold(f64::INFINITY, f64::min);
            prop_assert!(cost(owner as usize) <= least);
        }
    }

    #[test]
    fn pricing_never_makes_it_worse_and_moves_nothing_that_is_held(seed in 0_u64..1_000) {
        let mut problem = random_problem(160, 4, 0.05, seed);
        problem.fixed = (0..160).map(|unit| if unit % 9 == 0 { unit / 9 % 4 } else { NONE }).collect();
        problem.forbidden = (0..40).map(|unit| (4 * unit + 1, unit % 4)).collect();
        let (mut state, mut anneal) = begun(problem, seed);
        prop_assert!(is_priceable(&state.model));
        let judged = |state: &State| state.cost() + 50.0 * state.evenness_price * state.excess();
        let (before, penalty) = (judged(&state), state.penalty);
        let mut prices = Prices::new();
        let cold = 0.005 * state.model.mean_cost;
        for _ in 0..3 {
            try_pricing(&mut state, &mut anneal, &mut prices, cold);
        }
        prop_assert!(judged(&state) <= before * (1.0 + 1e-9));
        prop_assert!(state.tolls.is_empty() && state.penalty == penalty);
        let model = Arc::clone(&state.model);
        for unit in 0..160 {
            let held = model.problem.fixed[unit];
            prop_assert!(held == NONE || state.assignment[unit] == held);
            prop_assert!(held != NONE || !model.is_forbidden(unit, state.assignment[unit] as usize));
        }
        let travel = state.travel();
        state.recount();
        prop_assert!((state.travel() - travel).abs() <= 1e-6 * travel);
    }
}

#[test]
fn prices_come_close_to_the_best_allocation_there_is() {
    // Two centres on a line and bounds that let each take half: the cut is in the middle of all, not between centres.
    let places: Vec<[f64; 3]> =
        (0..40).map(|unit| [if unit < 30 { 0.1 * f64::from(unit) } else { f64::from(unit) - 27.0 }, 0.0, 0.0]).collect();
    let costs = super::Costs::by_distance(places, &[], super::Form::Distance);
    let problem = CentredProblem::new(costs, 2, vec![1.0; 40], vec![19.0; 2], vec![21.0; 2]);
    let mut model = Model::new(problem);
    model.mean_cost = start::mean_cost(&model);
    let model = Arc::new(model);
    let mut state = State::new(&model, (0..40).map(|unit| u32::from(unit >= 30)).collect());
    state.set_centre(0, 5);
    state.set_centre(1, 34);
    let given = Prices::new().allocate(&state);
    let load = given.iter().filter(|&&owner| owner == 0).count();
    assert!((18..=22).contains(&load), "{load} of 40 go to the first");
    assert!(given.windows(2).all(|pair| pair[0] <= pair[1]), "{given:?}");
}
