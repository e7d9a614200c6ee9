//! What is held is held in every answer, and the best within it is found. Each lock contradicts the free optimum.

use super::{
    CentredProblem, Costs, Form, NONE, contiguous_problem, exhaustive, least_cost, random_problem, solved, solved_exactly, watched,
};

/// A problem with its free optimum.
fn problems() -> Vec<(CentredProblem, Vec<u32>)> {
    let made =
        [random_problem(8, 3, 0.4, 2), random_problem(8, 3, 0.4, 5), contiguous_problem(8, 3, 0.6, 3), contiguous_problem(8, 3, 0.6, 8)];
    made.into_iter()
        .map(|problem| {
            let free = solved_exactly(&problem).territory_of;
            (problem, free)
        })
        .collect()
}

#[test]
fn a_fixed_unit_stays_and_a_forbidden_pair_stays_apart() {
    let mut parted = 0;
    for (problem, free) in problems() {
        // Unit 0 with unit 7's territory, or the next when they are together.
        let elsewhere = if free[0] == free[7] { (free[0] + 1) % 3 } else { free[7] };
        let mut fixed = vec![NONE; 8];
        fixed[0] = elsewhere;
        fixed[7] = free[7];
        let held = CentredProblem { fixed, ..problem.clone() };
        assert!(least_cost(&held, &free).is_none());
        let answer = solved_exactly(&held);
        assert_eq!((answer.territory_of[0], answer.territory_of[7]), (elsewhere, free[7]));

        // One after the other, what was together in the free optimum must be apart.
        for (unit, &own) in free.iter().enumerate().take(7).filter(|entry| *entry.1 == free[7]) {
            let mut fixed = vec![NONE; 8];
            fixed[7] = own;
            let apart = CentredProblem { forbidden: vec![(unit as u32, own)], fixed, ..problem.clone() };
            if exhaustive(&apart).is_some() {
                assert_ne!(solved_exactly(&apart).territory_of[unit], own);
                parted += 1;
            }
        }
    }
    assert!(parted > 2);
}

#[test]
fn a_closed_territory_gains_nothing() {
    for (problem, free) in problems() {
        // Territory 0 keeps all but one of what it would have.
        let Some(left_out) = free.iter().position(|&territory| territory == 0) else { continue };
        let fixed: Vec<u32> = free.iter().enumerate().map(|(unit, &own)| if own == 0 && unit != left_out { 0 } else { NONE }).collect();
        if fixed.iter().all(|&held| held == NONE) {
            continue;
        }
        let lower = vec![0.0; 3];
        let closed = CentredProblem { fixed: fixed.clone(), closed: vec![true, false, false], lower, ..problem };
        let answer = watched(&closed, 40, |answer| {
            assert!(answer.territory_of.iter().zip(&fixed).all(|(&own, &held)| (own == 0) == (held == 0)));
        });
        assert_ne!(answer.territory_of[left_out], 0);
    }
}

#[test]
fn a_territory_is_served_from_the_centre_it_must_have() {
    for (problem, free) in problems() {
        let answer = solved(&problem);
        let unwanted = (0..8_u32).find(|unit| !answer.centres.contains(unit) && free[*unit as usize] != 1).unwrap();
        let held = CentredProblem { fixed_centres: vec![NONE, unwanted, NONE], ..problem };
        let answer = watched(&held, 60, |answer| assert_eq!(answer.centres[1], unwanted));
        assert_eq!(answer.territory_of[unwanted as usize], 1);
        // A fixed centre fixes its unit; said so, exhaustive search knows it too.
        let mut fixed = vec![NONE; 8];
        fixed[unwanted as usize] = 1;
        solved_exactly(&CentredProblem { fixed, ..held });
    }
}

#[test]
fn locks_that_contradict_each_other_leave_an_answer() {
    let problem = random_problem(8, 3, 0.4, 2);
    let everywhere = (0..3).map(|territory| (4, territory)).collect();
    let mut fixed = vec![NONE; 8];
    fixed[5] = 2;
    let odd = CentredProblem { forbidden: everywhere, fixed_centres: vec![5, 5, 99], fixed, closed: vec![true, false, true], ..problem };
    let answer = solved(&odd);
    assert_eq!(answer.territory_of[5], 2);
    assert_eq!(answer.territory_of[4], 1, "what may go nowhere goes where something may enter");
    assert!(answer.territory_of.iter().enumerate().all(|(unit, &territory)| unit == 5 || territory == 1));
}

#[test]
fn the_allowance_for_change_is_never_exceeded_and_spent_where_it_pays() {
    for (problem, free) in problems() {
        let today: Vec<u32> = free.iter().enumerate().map(|(unit, &own)| if unit % 2 == 0 { (own + 1) % 3 } else { own }).collect();
        let amounts: Vec<f64> = (0..8).map(|unit| 1.0 + f64::from(unit % 3)).collect();
        for allowance in [0.0, 1.0, 2.5, 4.0, 20.0] {
            for starts_today in [true, false] {
                let limited = CentredProblem {
                    today: today.clone(),
                    starts_today,
                    change_amounts: amounts.clone(),
                    change_allowance: allowance,
                    ..problem.clone()
                };
                let answer = watched(&limited, 40, |answer| {
                    let changed = |unit: &usize| answer.territory_of[*unit] != today[*unit];
                    let used: f64 = (0..8).filter(changed).map(|unit| amounts[unit]).sum();
                    assert!(used <= allowance + 1e-9, "{used} of {allowance}");
                });
                if allowance == 0.0 {
                    assert_eq!(answer.territory_of, today);
                } else if allowance == 20.0 && !starts_today {
                    assert_eq!(answer.excess, 0.0);
                }
            }
        }
    }
}

#[test]
fn a_forbidden_pair_of_today_is_parted_unless_the_limit_forbids() {
    let (problem, free) = problems().remove(0);
    let today = CentredProblem {
        forbidden: vec![(3, free[3])],
        today: free.clone(),
        starts_today: true,
        change_amounts: vec![1.0; 8],
        upper: vec![f64::INFINITY; 3],
        lower: vec![0.0; 3],
        ..problem
    };
    assert_ne!(solved(&today).territory_of[3], free[3]);
    let none = CentredProblem { change_allowance: 0.0, ..today };
    assert_eq!(solved(&none).territory_of, free);
}

/// The names under which most units stay are not always those under which the least changes hands.
#[test]
fn names_are_not_exchanged_beyond_the_limit() {
    let points = [0.0, 1.0, 2.0, 50.0, 51.0, 52.0].map(|x| [x, 0.0, 0.0]).to_vec();
    let costs = Costs::by_distance(points, &[], Form::Distance);
    let problem = CentredProblem {
        today: vec![0, 1, 1, 1, 0, 0],
        change_amounts: vec![10.0, 1.0, 1.0, 10.0, 1.0, 1.0],
        change_allowance: 4.0,
        ..CentredProblem::new(costs, 2, vec![1.0; 6], vec![0.0; 2], vec![6.0; 2])
    };
    let unlimited = CentredProblem { change_allowance: f64::INFINITY, ..problem.clone() };
    assert_eq!(solved(&problem).territory_of, [0, 0, 0, 1, 1, 1]);
    assert_eq!(solved(&unlimited).territory_of, [0, 0, 0, 1, 1, 1], "what changes hands is weighed");
    assert_eq!(solved(&CentredProblem { change_amounts: vec![1.0; 6], ..unlimited.clone() }).territory_of, [1, 1, 1, 0, 0, 0]);
    let drawn = |problem: CentredProblem| {
        let homes = vec![Some([51.0, 0.0, 0.0]), Some([1.0, 0.0, 0.0])];
        solved(&CentredProblem { homes, home_weight: 5.0, ..problem }).territory_of
    };
    assert_eq!(drawn(unlimited), [1, 1, 1, 0, 0, 0], "sellers live over there");
    let held = drawn(problem);
    assert_eq!((held[0], held[3]), (0, 1), "either is more than the limit");
}
