//! Problems that make little sense: an answer where there can be one, never a panic.

use super::{CentredProblem, CentredSearch, Costs, Form, NONE, Schedule, contiguous_problem, piece_count, random_problem, solved};
use crate::territory::centred::judge;
use crate::territory::centred::tidy::mutual;

fn assert_complete(problem: &CentredProblem) -> Vec<u32> {
    let answer = solved(problem);
    assert_eq!(answer.territory_of.len(), problem.unit_count());
    assert!(answer.territory_of.iter().all(|&territory| (territory as usize) < problem.territory_count));
    for (territory, &centre) in answer.centres.iter().enumerate() {
        assert!(centre == NONE || answer.territory_of[centre as usize] as usize == territory);
    }
    answer.territory_of
}

#[test]
fn without_units_or_territories_there_is_nothing_to_search() {
    let nothing = CentredProblem::new(Costs::by_distance(Vec::new(), &[], Form::Distance), 3, Vec::new(), vec![0.0; 3], vec![1.0; 3]);
    let nowhere = CentredProblem { territory_count: 0, lower: Vec::new(), upper: Vec::new(), ..random_problem(5, 1, 1.0, 1) };
    for problem in [nothing, nowhere] {
        let mut search = CentredSearch::new(problem, Schedule::of_equal_cycles(1));
        assert!(!search.begin() && search.draw().is_none() && !search.step(0.5, 100));
        search.finish();
        assert!(search.best().is_none());
    }
}

#[test]
fn one_territory_or_more_than_units() {
    assert_eq!(assert_complete(&random_problem(7, 1, 0.1, 1)), vec![0; 7]);
    for problem in [random_problem(4, 9, 0.1, 1), contiguous_problem(4, 9, 0.1, 1)] {
        assert_complete(&problem);
    }
    let one = CentredProblem { neighbours: vec![Vec::new()], is_contiguous: true, ..random_problem(1, 1, 0.1, 1) };
    assert_complete(&one);
}

#[test]
fn everything_locked_stays() {
    let fixed: Vec<u32> = (0..9).map(|unit| unit % 3).collect();
    for problem in [random_problem(9, 3, 0.1, 1), contiguous_problem(9, 3, 0.1, 1)] {
        assert_eq!(assert_complete(&CentredProblem { fixed: fixed.clone(), ..problem }), fixed);
    }
}

#[test]
fn tolerance_zero_and_a_giant_come_as_close_as_can_be() {
    assert_complete(&random_problem(20, 3, 0.0, 1));
    let mut problem = random_problem(20, 4, 0.1, 1);
    problem.values[6] = 1_000.0;
    let mean = problem.values.iter().sum::<f64>() / 4.0;
    problem.lower.fill(mean * 0.9);
    problem.upper.fill(mean * 1.1);
    let territory_of = assert_complete(&problem);
    assert_eq!(territory_of.iter().filter(|&&territory| territory == territory_of[6]).count(), 1, "the giant stands alone");
}

#[test]
fn numbers_that_are_none_are_left_out() {
    let mut problem = random_problem(12, 3, 0.3, 1);
    problem.values[2] = f64::NAN;
    problem.values[5] = f64::INFINITY;
    problem.values[7] = -4.0;
    problem.lower[0] = f64::NAN;
    problem.upper[1] = f64::NAN;
    assert_complete(&problem);
    // The judge is asked about the problem as it was given, and is not taken in.
    let answer = solved(&problem);
    assert!(!judge(&problem, &answer.centre_of(), &answer.territory_of).is_feasible);
    for is_contiguous in [false, true] {
        let mut points = problem.costs.points().to_vec();
        points[3] = [f64::NAN; 3];
        points[8] = [f64::INFINITY, 0.0, 0.0];
        let neighbours = super::gabriel(&points);
        let costs = Costs::by_distance(points, &[], Form::Distance);
        assert_complete(&CentredProblem { costs, neighbours, is_contiguous, ..random_problem(12, 3, 0.3, 1) });
    }
}

#[test]
fn all_in_one_place_and_without_value() {
    let costs = Costs::by_distance(vec![[1.0; 3]; 10], &[], Form::Distance);
    let neighbours = vec![(0..10).collect(); 10];
    let same = CentredProblem { costs, neighbours, is_contiguous: true, ..random_problem(10, 3, 0.1, 1) };
    assert_complete(&same);
    let worthless = CentredProblem { values: vec![0.0; 10], ..same };
    assert_complete(&worthless);
    let problem = contiguous_problem(30, 3, 0.1, 1);
    let unmeasured = CentredProblem { measure_count: 0, values: Vec::new(), lower: Vec::new(), upper: Vec::new(), ..problem };
    let territory_of = assert_complete(&unmeasured);
    assert!((0..3).all(|territory| territory_of.iter().filter(|&&own| own == territory).count() > 2), "{territory_of:?}");
}

#[test]
fn neighbours_are_made_mutual() {
    let lists = vec![vec![1, 0, 9, 1], vec![], vec![1]];
    assert_eq!(mutual(lists, 4), vec![vec![1], vec![0, 2], vec![1], vec![]]);
    let mut problem = contiguous_problem(30, 3, 0.3, 2);
    let whole = problem.neighbours.clone();
    for (unit, list) in problem.neighbours.iter_mut().enumerate() {
        list.retain(|&other| other as usize > unit);
        list.extend([unit as u32, 30, NONE]);
    }
    problem.neighbours.pop();
    let territory_of = assert_complete(&problem);
    assert_eq!(piece_count(&CentredProblem { neighbours: whole, ..problem }, &territory_of), 3);
}

#[test]
fn a_graph_in_parts_and_one_without_edges() {
    // Two components of 12 and 8; two territories can each have one.
    let mut problem = contiguous_problem(20, 2, 0.6, 4);
    for (unit, list) in problem.neighbours.iter_mut().enumerate() {
        *list = [unit.wrapping_sub(1), unit + 1]
            .into_iter()
            .filter(|&other| other < 20 && (other < 12) == (unit < 12))
            .map(|other| other as u32)
            .collect();
    }
    assert_complete(&problem);
    problem.neighbours = vec![Vec::new(); 20];
    assert_complete(&problem);
}
