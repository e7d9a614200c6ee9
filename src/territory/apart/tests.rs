#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use crate::territory::measures::measures;
use crate::territory::position::Position;
use crate::territory::problem::{MeasureGoal, Unit};
use crate::territory::unmet::{PiecesReason, UnmetReason, unmet_pieces, unmet_wishes};

/// Twenty units of equal size in a row, each beside the next, and four territories of five each.
fn row() -> DesignProblem {
    let units = (0..20_u32).map(|number| Unit {
        position: Some(Position { latitude_degrees: 30.0, longitude_degrees: f64::from(number) }),
        values: vec![1.0],
        today: Some(number / 5),
        ..Unit::default()
    });
    let mut problem = DesignProblem::with_equal_shares(units.collect(), 4, vec![MeasureGoal { weight: 1.0, tolerance_share: 0.2 }]);
    problem.neighbours =
        (0..20_u32).map(|unit| [unit.wrapping_sub(1), unit + 1].into_iter().filter(|&other| other < 20).collect()).collect();
    problem.is_contiguous = true;
    problem
}

fn fix(problem: &mut DesignProblem, units: &[usize], territory: u32) {
    for &unit in units {
        problem.units[unit].today = Some(territory);
        problem.units[unit].fixed = true;
    }
}

fn told(problem: &DesignProblem) -> Vec<Apart> {
    apart(problem, &Cleaned::new(problem))
}

#[test]
fn fixed_units_near_each_other_are_no_finding() {
    let mut problem = row();
    fix(&mut problem, &[0, 1, 3], 0);
    problem.units[2].values = vec![0.1];
    assert_eq!(told(&problem), []);
    fix(&mut problem, &[17], 0);
    problem.is_contiguous = false;
    assert_eq!(told(&problem), [], "nobody asked for one piece");
}

#[test]
fn what_lies_between_is_counted_against_tolerance() {
    let mut problem = row();
    fix(&mut problem, &[1, 12], 0);
    let found = told(&problem);
    // Ten units on the way and the two themselves, of a target of five.
    let way = JoiningWay { units: 10, measure: 0, share_of_target: 2.4, exceeds_tolerance: true };
    assert_eq!(found, [Apart { territory: 0, places: 2, units: vec![12], way: Some(way), is_frozen: false }]);
}

#[test]
fn where_others_are_fixed_there_is_no_way() {
    let mut problem = row();
    fix(&mut problem, &[1, 6], 0);
    fix(&mut problem, &[4], 3);
    let found = told(&problem);
    let of_first = found.iter().find(|apart| apart.territory == 0).unwrap();
    assert_eq!((of_first.way, of_first.units.as_slice()), (None, &[6][..]));
}

#[test]
fn forbidden_and_grouped_units_are_no_light_way() {
    let mut problem = row();
    fix(&mut problem, &[1, 3], 0);
    problem.forbidden = vec![(2, 0)];
    assert_eq!(told(&problem).first().map(|apart| (apart.way, apart.units.clone())), Some((None, vec![3])));
    problem.forbidden.clear();
    for unit in [2, 9, 10, 11, 12] {
        problem.units[unit].group = Some(7);
    }
    let way = told(&problem).first().and_then(|apart| apart.way).unwrap();
    assert_eq!((way.units, (way.share_of_target * 10.0).round()), (5, 14.0), "who comes brings along whom it stays together with");
}

#[test]
fn a_frozen_territory_in_pieces_stays_so() {
    let mut problem = row();
    problem.units[18].today = Some(1);
    problem.territories[1].lock = TerritoryLock::Frozen;
    let found = told(&problem);
    assert_eq!(found, [Apart { territory: 1, places: 2, units: vec![18], way: None, is_frozen: true }]);
    let owners: Vec<Option<u32>> = problem.units.iter().map(|unit| unit.today).collect();
    let broken = unmet_pieces(&problem, &owners, &measures(&problem, &owners));
    let of_frozen = broken.iter().find(|broken| broken.territory == 1).unwrap();
    assert_eq!((of_frozen.pieces, &of_frozen.reason), (2, &Some(PiecesReason::Frozen)));
}

#[test]
fn the_part_where_the_territory_lies_today_stays() {
    let mut problem = row();
    fix(&mut problem, &[17, 12], 2);
    // The third territory has 10 to 14 today, so that 12 is at home and 17 is not.
    assert_eq!(told(&problem).first().map(|apart| apart.units.clone()).unwrap_or_default(), [17]);
}

#[test]
fn what_a_run_could_not_join_is_explained() {
    let mut problem = row();
    fix(&mut problem, &[1, 12], 0);
    // The first territory holds a unit far from it.
    let owners: Vec<Option<u32>> = (0..20_u32).map(|unit| Some(if unit == 12 { 0 } else { unit / 5 })).collect();
    let broken = unmet_pieces(&problem, &owners, &measures(&problem, &owners));
    let first = broken.iter().find(|broken| broken.territory == 0).unwrap();
    let way = JoiningWay { units: 10, measure: 0, share_of_target: 2.4, exceeds_tolerance: true };
    assert_eq!(first.reason, Some(PiecesReason::HeldUnitsApart { units: vec![12], is_one_without: true, way: Some(way) }));
    // All that lies between belongs to it.
    let owners: Vec<Option<u32>> = (0..20_u32).map(|unit| Some(if unit <= 12 { 0 } else { unit / 5 })).collect();
    let wishes = unmet_wishes(&problem, &owners, &measures(&problem, &owners));
    let reason = |territory: u32| wishes.iter().find(|wish| wish.territory == territory).and_then(|wish| wish.reason);
    assert_eq!(reason(0), Some(UnmetReason::HeldUnitsApart { units: 1, way: Some(way) }));
    assert_eq!(reason(1), Some(UnmetReason::TakenByHeldApart { territory: 0 }));
}

#[test]
fn neighbours_that_may_not_give_are_a_reason() {
    let mut problem = row();
    fix(&mut problem, &[5, 6, 7, 8, 9], 1);
    let owners: Vec<Option<u32>> = (0..20_u32)
        .map(|unit| {
            Some(if unit < 3 {
                0
            } else if unit < 5 {
                1
            } else {
                unit / 5
            })
        })
        .collect();
    fix(&mut problem, &[3, 4], 1);
    let wishes = unmet_wishes(&problem, &owners, &measures(&problem, &owners));
    let reason = |territory: u32| wishes.iter().find(|wish| wish.territory == territory).and_then(|wish| wish.reason);
    assert_eq!(reason(0), Some(UnmetReason::NeighboursHeld));
    problem.territories[0].lock = TerritoryLock::Frozen;
    let wishes = unmet_wishes(&problem, &owners, &measures(&problem, &owners));
    assert_eq!(wishes.iter().find(|wish| wish.territory == 0).and_then(|wish| wish.reason), Some(UnmetReason::Frozen));
}

#[test]
fn only_what_is_fixed_itself_is_to_be_freed() {
    let mut problem = row();
    fix(&mut problem, &[1, 12], 0);
    for unit in [12, 13, 14, 17] {
        problem.units[unit].group = Some(5);
    }
    let found = told(&problem);
    assert_eq!(found.first().map(|apart| (apart.places, apart.units.clone())), Some((2, vec![12])), "{found:?}");
    let owners: Vec<Option<u32>> =
        (0..20_u32).map(|unit| Some(if [12, 13, 14, 17].contains(&unit) { 0 } else { (unit / 5).min(2) })).collect();
    let broken = unmet_pieces(&problem, &owners, &measures(&problem, &owners));
    let first = broken.iter().find(|broken| broken.territory == 0).unwrap();
    assert!(matches!(&first.reason, Some(PiecesReason::HeldUnitsApart { units, is_one_without: true, .. }) if *units == [12]));
}
