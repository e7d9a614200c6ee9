//! Small problems: what is found is what exhaustive search finds.

use super::{CentredProblem, Costs, Form, Schedule, contiguous_problem, exhaustive, random_problem, solved, solved_exactly};
use crate::territory::centred::judge;

/// Seeds whose problem can be solved at all.
fn solvable(make: impl Fn(u64) -> CentredProblem, count: usize) -> Vec<CentredProblem> {
    let found: Vec<CentredProblem> = (1..60).map(make).filter(|problem| exhaustive(problem).is_some()).take(count).collect();
    assert_eq!(found.len(), count);
    found
}

#[test]
fn a_capacitated_p_median_equals_exhaustive_search() {
    let make = |seed| {
        let problem = random_problem(9, 3, 0.1, seed);
        CentredProblem { lower: vec![0.0; 3], ..problem }
    };
    for problem in solvable(make, 8) {
        let answer = solved_exactly(&problem);
        let verdict = judge(&problem, &answer.centre_of(), &answer.territory_of);
        assert!(verdict.is_feasible && (verdict.objective - answer.cost).abs() < 1e-9, "{verdict:?} {answer:?}");
    }
}

#[test]
fn a_contiguous_problem_equals_exhaustive_search() {
    for problem in solvable(|seed| contiguous_problem(9, 3, 0.25, seed), 8) {
        let answer = solved_exactly(&problem);
        assert!(judge(&problem, &answer.centre_of(), &answer.territory_of).is_feasible);
    }
}

#[test]
fn capacities_of_centres_decide_who_may_be_one() {
    let make = |seed: u64| {
        let problem = random_problem(9, 3, 10.0, seed);
        let total: f64 = problem.values.iter().sum();
        let capacities = (0..9).map(|unit| total * if unit % 3 == 0 { 0.5 } else { 0.22 }).collect();
        CentredProblem { lower: vec![0.0; 3], centre_capacities: Some(capacities), ..problem }
    };
    let mut differing = 0;
    for problem in solvable(make, 6) {
        let answer = solved_exactly(&problem);
        assert!(judge(&problem, &answer.centre_of(), &answer.territory_of).is_feasible);
        let without = solved(&CentredProblem { centre_capacities: None, ..problem.clone() });
        differing += u32::from(!judge(&problem, &without.centre_of(), &without.territory_of).is_feasible);
    }
    assert!(differing > 0);
}

#[test]
fn every_form_of_cost_is_minimised_as_it_stands() {
    for form in [Form::Distance, Form::FlooredDistance, Form::SquaredDistance] {
        for problem in solvable(|seed| random_problem(8, 3, 0.3, seed), 3) {
            let weights: Vec<f64> = (0..8).map(|unit| f64::from(unit % 4)).collect();
            let costs = Costs::by_distance(problem.costs.points().to_vec(), &weights, form);
            solved_exactly(&CentredProblem { costs, ..problem });
        }
    }
}

#[test]
fn costs_are_weight_times_the_shaped_distance() {
    let points = vec![[0.0, 0.0, 0.0], [2.0, 3.0, 6.0], [1.0, 1.0, 0.0]];
    let of = |form| Costs::by_distance(points.clone(), &[2.0, 3.0], form);
    assert_eq!(of(Form::Distance).between(0, 1), 14.0);
    assert_eq!(of(Form::Distance).between(1, 0), 21.0);
    assert_eq!(of(Form::SquaredDistance).between(1, 0), 147.0);
    assert_eq!(of(Form::FlooredDistance).between(0, 2), 2.0);
    assert_eq!(of(Form::Distance).between(2, 0), 2.0_f64.sqrt());
    assert_eq!(of(Form::Distance).to_place(1, &[2.0, 3.0, 0.0]), 18.0);
    assert_eq!(of(Form::SquaredDistance).shape(1, &[2.0, 3.0, 0.0]), 36.0);
    let table = Costs::by_table(points.clone(), |unit, centre| (10 * unit + centre) as f64);
    assert_eq!((table.between(2, 1), table.between(1, 2)), (21.0, 12.0));
    // Too many for a table: computed each time, and the same.
    let many: Vec<[f64; 3]> = (0..1_100).map(|number| [f64::from(number), 0.0, 0.0]).collect();
    assert_eq!(Costs::by_distance(many, &[], Form::Distance).between(3, 1_003), 1_000.0);
}

#[test]
fn a_schedule_tells_the_cycle_and_how_far_it_is() {
    let schedule = Schedule { cycle_ends: vec![0.5, 0.75, 1.0], large_moves_from: 0.9, relaxes_from_cycle: None };
    assert_eq!(schedule.at(0.0), (0, 0.0));
    assert_eq!(schedule.at(0.25), (0, 0.5));
    assert_eq!(schedule.at(0.5), (1, 0.0));
    assert_eq!(schedule.at(0.875), (2, 0.5));
    assert_eq!(schedule.at(1.0), (2, 1.0));
    assert_eq!(schedule.at(7.0), (2, 1.0));
    assert_eq!(schedule.at(-1.0), (0, 0.0));
    assert_eq!(Schedule::of_equal_cycles(0), Schedule::of_equal_cycles(1));
    assert_eq!(Schedule::of_equal_cycles(4).at(0.625), (2, 0.5));
    let odd = Schedule { cycle_ends: vec![0.5, 0.5, 0.9], ..schedule.clone() };
    assert_eq!(odd.at(0.5), (2, 0.0));
    assert_eq!(odd.at(0.95), (2, 1.0));
    assert_eq!(Schedule { cycle_ends: Vec::new(), ..schedule }.at(0.3), (0, 0.3));
}

#[test]
fn the_same_seed_gives_the_same_answer_and_another_another() {
    let problem = contiguous_problem(60, 5, 0.1, 3);
    let answer = solved(&problem);
    assert_eq!(answer, solved(&problem));
    assert_ne!(answer.territory_of, solved(&CentredProblem { seed: 4, ..problem }).territory_of);
}
