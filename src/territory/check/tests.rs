//! The judge names every figure that is told wrongly, and every piece that need not be.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use crate::territory::adjacency::of_places;
use crate::territory::measures::{MeasureSummary, TerritoryMeasures, measures};
use crate::territory::position::Position;
use crate::territory::problem::{DisruptionBasis, DisruptionLimit, MeasureGoal, Start, Unit};
use crate::territory::samples::Sample;

/// A problem whose answers have every figure there is.
fn problem() -> DesignProblem {
    let mut problem = Sample { spread: 0.4, part_time: true, ..Sample::new(80, 4, 2, 5) }.problem();
    problem.neighbours = of_places(&problem.units.iter().map(|unit| unit.position).collect::<Vec<_>>()).neighbours;
    problem.territories[1].home = Some(Position { latitude_degrees: 35.7, longitude_degrees: 51.4 });
    problem.territories[2].base = Some(Position { latitude_degrees: 29.6, longitude_degrees: 52.5 });
    problem.measures[1].tolerance_share = 0.4;
    problem.units[3].today = None;
    problem
}

fn solved(problem: &DesignProblem) -> Solution {
    let assignment: Vec<Option<u32>> = problem
        .units
        .iter()
        .zip(0_u32..)
        .map(|(unit, number)| if number % 10 == 0 { Some(number / 10 % 4) } else { unit.today.or(Some(0)) })
        .collect();
    let measures = measures(problem, &assignment);
    let (worst_deviation, is_within_tolerance) = (measures.worst_deviation(problem), measures.is_within_tolerance(problem));
    Solution { assignment, measures, worst_deviation, is_within_tolerance }
}

/// A figure as these tests write it.
fn told(figure: CheckedFigure) -> String {
    let of = figure.territory.map(|territory| format!(" of territory {territory}")).unwrap_or_default();
    let measured = figure.measure.map(|measure| format!(" in measure {measure}")).unwrap_or_default();
    format!("{:?}{of}{measured}", figure.kind)
}

/// The figures that the judge names after one of them was changed.
fn named(change: impl Fn(&mut Solution)) -> Vec<String> {
    let problem = problem();
    let mut solution = solved(&problem);
    assert_eq!(check_solution(&problem, &solution), Vec::new());
    change(&mut solution);
    let failures = check_solution(&problem, &solution).into_iter().map(|failure| match failure {
        CheckFailure::FigureDisagrees { figure, .. } => told(figure),
        other => panic!("{other:?}"),
    });
    failures.collect()
}

#[test]
fn every_figure_of_a_territory_is_recomputed() {
    // A figure that is added has to be judged too.
    let TerritoryMeasures {
        unit_count: _,
        values: _,
        targets: _,
        deviations: _,
        centre: _,
        dispersion_km: _,
        diameter_km: _,
        home_distance_km: _,
        piece_count: _,
    } = TerritoryMeasures::default();
    type Change = fn(&mut TerritoryMeasures);
    let changes: [(&str, Change); 12] = [
        ("Units of territory 2", |told| told.unit_count += 1),
        ("Value of territory 2 in measure 1", |told| told.values[1] *= 1.0001),
        ("Value of territory 2 in measure 1", |told| told.values.truncate(1)),
        ("Target of territory 2 in measure 0", |told| told.targets[0] *= 1.0001),
        ("Deviation of territory 2 in measure 1", |told| told.deviations[1] = -told.deviations[1]),
        ("Centre of territory 2", |told| told.centre.as_mut().unwrap().longitude_degrees += 1e-6),
        ("Centre of territory 2", |told| told.centre = None),
        ("Dispersion of territory 2", |told| told.dispersion_km += 1e-3),
        ("Diameter of territory 2", |told| told.diameter_km -= 1e-3),
        ("BaseTravel of territory 2", |told| *told.home_distance_km.as_mut().unwrap() += 1e-3),
        ("BaseTravel of territory 2", |told| told.home_distance_km = None),
        ("Pieces of territory 2", |told| *told.piece_count.as_mut().unwrap() += 1),
    ];
    for (figure, change) in changes {
        assert_eq!(named(|solution| change(&mut solution.measures.territories[2])), [figure]);
    }
    assert_eq!(named(|solution| solution.measures.territories[2].piece_count = None), ["Pieces of territory 2"]);
    assert_eq!(
        named(|solution| solution.measures.territories[0].home_distance_km = Some(1.0)),
        ["BaseTravel of territory 0"],
        "nobody knows where its seller sets out from"
    );
}

#[test]
fn every_figure_of_a_measure_is_recomputed() {
    let MeasureSummary { total: _, max_relative_deviation: _, coefficient_of_variation: _, within_tolerance_count: _, changed_share: _ } =
        MeasureSummary::default();
    type Change = fn(&mut MeasureSummary);
    let changes: [(&str, Change); 5] = [
        ("Total in measure 1", |told| told.total *= 1.0001),
        ("LargestDeviation in measure 1", |told| told.max_relative_deviation *= 0.9999),
        ("Variation in measure 1", |told| told.coefficient_of_variation *= 1.0001),
        ("WithinTolerance in measure 1", |told| told.within_tolerance_count ^= 1),
        ("ChangedShare in measure 1", |told| told.changed_share = 0.0),
    ];
    for (figure, change) in changes {
        assert_eq!(named(|solution| change(&mut solution.measures.measures[1])), [figure]);
    }
}

#[test]
fn every_figure_of_the_whole_is_recomputed() {
    let DesignMeasures {
        territories: _,
        measures: _,
        dispersion_km: _,
        largest_diameter_km: _,
        home_distance_km: _,
        placed_unit_count: _,
        unassigned_unit_count: _,
        changed_unit_count: _,
        changed_unit_share: _,
    } = DesignMeasures::default();
    let Solution { assignment: _, measures: _, worst_deviation: _, is_within_tolerance: _ } = Solution::default();
    type Change = fn(&mut Solution);
    let changes: [(&str, Change); 12] = [
        ("Territories", |told| told.measures.territories.push(TerritoryMeasures::default())),
        ("Measures", |told| told.measures.measures.push(MeasureSummary::default())),
        ("Dispersion", |told| told.measures.dispersion_km += 1e-3),
        ("Diameter", |told| told.measures.largest_diameter_km -= 1e-3),
        ("BaseTravel", |told| *told.measures.home_distance_km.as_mut().unwrap() += 1e-3),
        ("BaseTravel", |told| told.measures.home_distance_km = None),
        ("PlacedUnits", |told| told.measures.placed_unit_count -= 1),
        ("UnitsWithout", |told| told.measures.unassigned_unit_count = 1),
        ("ChangedUnits", |told| told.measures.changed_unit_count -= 1),
        ("ChangedUnitShare", |told| told.measures.changed_unit_share *= 0.99),
        ("WorstDeviation", |told| told.worst_deviation *= 0.99),
        ("IsWithin", |told| told.is_within_tolerance = !told.is_within_tolerance),
    ];
    for (figure, change) in changes {
        assert_eq!(named(change), [figure]);
    }
}

/// Units in a row, each beside the next, of today's territories.
fn row(today: &[u32], territories: usize) -> DesignProblem {
    let units = today.iter().enumerate().map(|(number, &today)| Unit {
        position: Some(Position { latitude_degrees: 30.0, longitude_degrees: 50.0 + number as f64 }),
        values: vec![1.0],
        today: Some(today),
        ..Unit::default()
    });
    let goal = MeasureGoal { weight: 1.0, tolerance_share: 0.1 };
    let mut problem = DesignProblem::with_equal_shares(units.collect(), territories, vec![goal]);
    problem.is_contiguous = true;
    let count = today.len() as u32;
    problem.neighbours = (0..count).map(|unit| (unit + 1..count.min(unit + 2)).collect()).collect();
    problem
}

/// The territories in too many pieces, with those that they may have.
fn broken(problem: &DesignProblem, owners: &[u32]) -> Vec<(u32, u32, u32)> {
    let assignment: Vec<Option<u32>> = owners.iter().map(|&owner| Some(owner)).collect();
    let failures = check(problem, &assignment, &measures(problem, &assignment)).into_iter().map(|failure| match failure {
        CheckFailure::TooManyPieces { territory, pieces, allowed } => (territory, pieces, allowed),
        other => panic!("{other:?}"),
    });
    failures.collect()
}

#[test]
fn pieces_are_judged_whatever_is_forbidden_elsewhere() {
    let mut problem = row(&[0, 0, 0, 1, 1, 1], 2);
    problem.forbidden = vec![(5, 0)];
    assert_eq!(broken(&problem, &[0, 0, 0, 1, 1, 1]), []);
    assert_eq!(broken(&problem, &[0, 1, 0, 0, 1, 1]), [(0, 2, 1), (1, 2, 1)]);
    // Who may not be in the territory around cannot but lie apart, and cut it in two.
    problem.forbidden = vec![(1, 0)];
    assert_eq!(broken(&problem, &[0, 1, 0, 1, 1, 1]), [(0, 2, 1)], "its ends may go to the other");
    problem.forbidden = vec![(1, 0), (0, 1), (2, 1)];
    assert_eq!(broken(&problem, &[0, 1, 0, 1, 1, 1]), []);
}

#[test]
fn what_is_held_apart_excuses_pieces_only_where_one_is_hard() {
    let mut wide = row(&[0; 66], 3);
    // Territory 0 holds both ends of a short stretch; one unit lies between.
    let mut owners = [vec![0, 1, 0], vec![1; 27], vec![2; 36]].concat();
    wide.units[0].fixed = true;
    wide.units[2].fixed = true;
    assert_eq!(broken(&wide, &owners), [(0, 2, 1), (1, 2, 1)]);
    // Twenty units between are a long way; the piece around which it is may be given to nobody.
    owners = [vec![0], vec![1; 20], vec![0], vec![2; 44]].concat();
    (wide.units[2].fixed, wide.units[21].fixed) = (false, true);
    assert_eq!(broken(&wide, &owners), []);
    // Where the unit between may not come, it is hard.
    wide.units[2].fixed = true;
    owners = [vec![0, 1, 0], vec![1; 18], vec![0], vec![2; 44]].concat();
    assert_eq!(broken(&wide, &owners), [(0, 3, 2), (1, 2, 1)]);
    wide.forbidden = vec![(1, 0), (1, 2)];
    assert_eq!(broken(&wide, &owners), []);
}

#[test]
fn a_limit_lets_a_broken_plan_stay_as_broken_as_it_is() {
    let mut problem = row(&[0, 0, 1, 0, 1, 1], 2);
    assert_eq!(broken(&problem, &[0, 0, 1, 0, 1, 1]), [(0, 2, 1), (1, 2, 1)]);
    problem.disruption_limit = Some(DisruptionLimit { basis: DisruptionBasis::Units, share: 0.2 });
    assert_eq!(broken(&problem, &[0, 0, 1, 0, 1, 1]), []);
    problem = DesignProblem { disruption_limit: None, start: Start::Today, ..problem };
    assert_eq!(broken(&problem, &[0, 0, 1, 0, 1, 1]), []);
    assert_eq!(broken(&problem, &[0, 1, 0, 1, 0, 1]), [(0, 3, 2), (1, 3, 2)]);
}

#[test]
fn more_parts_of_the_map_than_territories_are_no_fault_and_pieces_within_one_are() {
    let mut problem = row(&[0, 0, 1, 1, 0, 0, 0, 0, 0], 2);
    problem.neighbours = vec![vec![1], vec![2], vec![3], vec![], vec![5], vec![], vec![7], vec![8], vec![]];
    assert_eq!(broken(&problem, &[0, 0, 1, 1, 0, 0, 0, 0, 0]), []);
    assert_eq!(broken(&problem, &[0, 1, 0, 1, 0, 0, 0, 0, 0]), [(0, 4, 3), (1, 2, 1)]);
}

#[test]
fn forced_change_is_allowed_and_nothing_beyond_it() {
    let mut problem = row(&[0, 0, 0, 0, 1, 1, 1, 1], 2);
    problem.is_contiguous = false;
    problem.units[3].group = Some(1);
    problem.units[4].group = Some(1);
    problem.units[5].group = Some(1);
    problem.forbidden = vec![(0, 0)];
    problem.disruption_limit = Some(DisruptionLimit { basis: DisruptionBasis::Units, share: 0.1 });
    let told = |owners: [u32; 8]| check(&problem, &owners.map(Some), &measures(&problem, &owners.map(Some)));
    assert_eq!(told([1, 0, 0, 1, 1, 1, 1, 1]), []);
    assert_eq!(told([1, 1, 0, 1, 1, 1, 1, 1]), [CheckFailure::DisruptionLimitExceeded { share: 0.375, limit_share: 0.25 }]);
    assert_eq!(told([1, 0, 0, 0, 0, 0, 1, 1]), [CheckFailure::DisruptionLimitExceeded { share: 0.375, limit_share: 0.25 }]);
}
