//! The running sums of an assignment, and what the search believes a move to change.

use std::sync::Arc;

use proptest::prelude::*;

use super::{CentredProblem, NONE, contiguous_problem, random_problem};
use crate::territory::centred::anneal::Anneal;
use crate::territory::centred::model::Model;
use crate::territory::centred::start;
use crate::territory::centred::state::State;
use crate::territory::chance::Chance;

/// A problem with everything that costs: evenness, borders, homes, changes of hands, two measures, centre capacities.
fn rich_problem(is_contiguous: bool, seed: u64) -> CentredProblem {
    let make = if is_contiguous { contiguous_problem } else { random_problem };
    let problem = make(40, 4, 0.1, seed);
    let mut chance = Chance::new(seed, 13);
    let total: f64 = problem.values.iter().sum();
    let values: Vec<f64> = problem.values.iter().flat_map(|&value| [value, chance.fraction()]).collect();
    let second: f64 = values.iter().skip(1).step_by(2).sum();
    let bound = |factor: f64| (0..4).flat_map(|_| [total / 4.0 * factor, second / 4.0 * factor]).collect();
    CentredProblem {
        measure_count: 2,
        values,
        lower: bound(0.9),
        upper: bound(1.1),
        evenness_weights: vec![0.3, 0.1],
        centre_capacities: Some((0..40).map(|unit| total / 4.0 * if unit % 3 == 0 { 1.2 } else { 1.02 }).collect()),
        neighbours: super::gabriel(problem.costs.points()),
        border_weight: 0.2,
        homes: vec![Some([0.0; 3]), None, Some([9.0, 9.0, 0.0]), None],
        home_weight: 0.3,
        today: (0..40).map(|_| chance.below(5) as u32).map(|territory| if territory == 4 { NONE } else { territory }).collect(),
        change_weight: 0.2,
        change_amounts: (0..40).map(|_| chance.fraction()).collect(),
        ..problem
    }
}

fn state_of(problem: CentredProblem) -> State {
    let mut model = Model::new(problem);
    model.mean_cost = start::mean_cost(&model);
    let mut chance = Chance::new(model.problem.seed, 1);
    let assignment = start::from_nothing(&model, &mut chance);
    State::new(&Arc::new(model), assignment)
}

/// Compares all sums with those of the same assignment and centres counted afresh.
fn assert_sums(state: &State) {
    let near = |one: f64, other: f64| assert!((one - other).abs() < 1e-9 * (1.0 + other.abs()), "{one} against {other}");
    let mut fresh = state.clone();
    fresh.recount();
    for territory in 0..state.model.territory_count {
        near(state.travels[territory], fresh.travels[territory]);
        near(state.imbalances[territory].excess, fresh.imbalances[territory].excess);
        near(state.imbalances[territory].unevenness, fresh.imbalances[territory].unevenness);
        let mut members = state.members[territory].clone();
        members.sort_unstable();
        let expected: Vec<u32> = (0..40).filter(|&unit| state.assignment[unit as usize] as usize == territory).collect();
        assert_eq!(members, expected);
        let centre = state.centres[territory];
        assert!(if members.is_empty() { centre == NONE } else { members.contains(&centre) });
    }
    state.loads.iter().zip(&fresh.loads).for_each(|(&one, &other)| near(one, other));
    state.unit_costs.iter().zip(&fresh.unit_costs).for_each(|(&one, &other)| near(one, other));
    near(state.used, fresh.used);
    near(state.cost(), fresh.cost());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn sums_equal_a_recount_after_many_moves(is_contiguous: bool, seed in 0..10_000_u64) {
        let mut state = state_of(rich_problem(is_contiguous, seed));
        let mut chance = Chance::new(seed, 14);
        assert_sums(&state);
        let (assignment, centres) = (state.assignment.clone(), state.centres.clone());
        let before = state.total_price();
        for _ in 0..200 {
            state.move_unit(chance.below(40) as u32, chance.below(4));
        }
        assert_sums(&state);
        state.restore(&assignment, &centres);
        assert_sums(&state);
        prop_assert!((state.total_price() - before).abs() < 1e-9 * before);
        let mut anneal = Anneal::new(chance, 40);
        anneal.find_near_centres(&state);
        let hot = state.model.mean_cost;
        anneal.run(&mut state, hot, 5_000);
        assert_sums(&state);
    }

    /// Without heat every move accepted is believed to cost nothing; so it must.
    #[test]
    fn without_heat_the_price_never_rises(is_contiguous: bool, seed in 0..10_000_u64) {
        let mut state = state_of(rich_problem(is_contiguous, seed));
        let mut anneal = Anneal::new(Chance::new(seed, 15), 40);
        anneal.find_near_centres(&state);
        let mut price = state.total_price();
        for _ in 0..3_000 {
            anneal.run(&mut state, 0.0, 4);
            let now = state.total_price();
            prop_assert!(now <= price + 1e-9 * price.abs(), "{} after {}", now, price);
            price = now;
        }
    }
}
