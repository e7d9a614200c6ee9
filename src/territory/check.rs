//! The independent judge of an answer: recomputes from the problem and the assignment alone.
//!
//! Shares no arithmetic with the search or with [`mod@super::measures`], so that a mistake there shows here.

mod check_wishes;

use serde::{Deserialize, Serialize};

use super::measures::DesignMeasures;
use super::position::Position;
use super::problem::{DesignProblem, DisruptionBasis, TerritoryLock};

/// Largest accepted relative difference between a reported figure and the recomputed one.
const AGREEMENT: f64 = 1e-9;

/// One way in which an answer is wrong. Indices count from 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum CheckFailure {
    /// The assignment has another number of entries than the problem has units.
    WrongLength {
        /// Entries there are.
        entries: u32,
        /// Units there are.
        units: u32,
    },
    /// A unit has no territory although there is one.
    Unassigned {
        /// The unit.
        unit: u32,
    },
    /// A unit is assigned to a territory that does not exist.
    UnknownTerritory {
        /// The unit.
        unit: u32,
    },
    /// A fixed unit was moved.
    FixedUnitMoved {
        /// The unit.
        unit: u32,
    },
    /// A frozen territory gained or lost a unit.
    FrozenTerritoryChanged {
        /// The territory.
        territory: u32,
        /// The unit.
        unit: u32,
    },
    /// A territory that may only gain lost a unit.
    KeptUnitLost {
        /// The territory.
        territory: u32,
        /// The unit.
        unit: u32,
    },
    /// A unit is where it must not be.
    ForbiddenPair {
        /// The unit.
        unit: u32,
        /// The territory.
        territory: u32,
    },
    /// Units that stay together are in two territories.
    GroupSplit {
        /// The group.
        group: u32,
        /// A unit that is elsewhere than the first.
        unit: u32,
    },
    /// The centre wished for a territory is not in it.
    CentreOutside {
        /// The territory.
        territory: u32,
        /// The unit.
        unit: u32,
    },
    /// A territory that must be in one piece is in more, and in more than today or than what is held forces.
    TooManyPieces {
        /// The territory.
        territory: u32,
        /// Its pieces.
        pieces: u32,
        /// As many as there may be.
        allowed: u32,
    },
    /// More changes hands than the limit allows.
    DisruptionLimitExceeded {
        /// The fraction that changes hands.
        share: f64,
        /// The fraction that may.
        limit_share: f64,
    },
    /// A reported figure is not what the assignment gives.
    FigureDisagrees {
        /// Which figure.
        figure: String,
        /// As reported.
        reported: f64,
        /// As recomputed.
        recomputed: f64,
    },
}

/// Everything that is wrong with an answer; empty when it stands. Wishes that contradict each other cannot all be met:
/// a problem is reconciled before it is searched, and judged as searched.
#[must_use]
pub fn check(problem: &DesignProblem, assignment: &[Option<u32>], reported: &DesignMeasures) -> Vec<CheckFailure> {
    let mut failures = Vec::new();
    if assignment.len() != problem.units.len() {
        failures.push(CheckFailure::WrongLength { entries: assignment.len() as u32, units: problem.units.len() as u32 });
        return failures;
    }
    let territory_count = problem.territories.len() as u32;
    for (index, (unit, owner)) in problem.units.iter().zip(assignment).enumerate() {
        let number = index as u32;
        match owner {
            None if problem.territories.iter().any(|territory| territory.lock != TerritoryLock::Frozen) => {
                failures.push(CheckFailure::Unassigned { unit: number })
            }
            Some(territory) if *territory >= territory_count => {
                failures.push(CheckFailure::UnknownTerritory { unit: number });
            }
            _ => {}
        }
        let has_owner_today = unit.today.is_some_and(|today| today < territory_count);
        if unit.fixed && has_owner_today && *owner != unit.today {
            failures.push(CheckFailure::FixedUnitMoved { unit: number });
        }
    }
    // What does not lie anywhere cannot be judged further; the rest can, whoever is without a territory or was moved.
    if failures.iter().all(|failure| matches!(failure, CheckFailure::Unassigned { .. } | CheckFailure::FixedUnitMoved { .. })) {
        check_wishes::check_wishes(problem, assignment, &mut failures);
        check_change(problem, assignment, &mut failures);
        check_figures(problem, assignment, reported, &mut failures);
    }
    failures
}

/// What a unit counts in a measure.
fn value_of(problem: &DesignProblem, unit: usize, measure: usize) -> f64 {
    match problem.units[unit].values.get(measure) {
        Some(value) if *value >= 0.0 && *value <= 1e200 => *value,
        _ => 0.0,
    }
}

fn check_change(problem: &DesignProblem, assignment: &[Option<u32>], failures: &mut Vec<CheckFailure>) {
    let Some(limit) = &problem.disruption_limit else { return };
    let is_known = match limit.basis {
        DisruptionBasis::Units => true,
        DisruptionBasis::Measure(measure) => measure < problem.measures.len(),
    };
    if !is_known || limit.share.is_nan() || limit.share < 0.0 {
        return;
    }
    let (mut held, mut changed) = (0.0, 0.0);
    for (index, unit) in problem.units.iter().enumerate() {
        let Some(today) = unit.today.filter(|&today| (today as usize) < problem.territories.len()) else {
            continue;
        };
        let amount = match limit.basis {
            DisruptionBasis::Units => 1.0,
            DisruptionBasis::Measure(measure) => value_of(problem, index, measure),
        };
        held += amount;
        if assignment[index] != Some(today) {
            changed += amount;
        }
    }
    if held > 0.0 && changed / held > limit.share + AGREEMENT {
        failures.push(CheckFailure::DisruptionLimitExceeded { share: changed / held, limit_share: limit.share });
    }
}

fn check_figures(problem: &DesignProblem, assignment: &[Option<u32>], reported: &DesignMeasures, failures: &mut Vec<CheckFailure>) {
    let mut compare = |figure: String, reported: f64, recomputed: f64| {
        let scale = reported.abs().max(recomputed.abs()).max(1.0);
        let agrees = (reported - recomputed).abs() <= AGREEMENT * scale;
        if !agrees {
            failures.push(CheckFailure::FigureDisagrees { figure, reported, recomputed });
        }
    };
    for measure in 0..problem.measures.len() {
        let summary = reported.measures.get(measure);
        let mut worst: f64 = 0.0;
        for territory in 0..problem.territories.len() {
            let value: f64 = (0..problem.units.len())
                .filter(|&unit| assignment[unit] == Some(territory as u32))
                .map(|unit| value_of(problem, unit, measure))
                .sum();
            let figures = reported.territories.get(territory);
            let told = figures.and_then(|figures| figures.values.get(measure));
            compare(format!("value of territory {territory} in measure {measure}"), told.copied().unwrap_or(f64::NAN), value);
            let target = figures.and_then(|figures| figures.targets.get(measure)).copied();
            if let Some(target) = target.filter(|target| *target > 0.0) {
                worst = worst.max(((value - target) / target).abs());
            }
        }
        let has_zero_target = reported.territories.iter().any(|t| t.targets.get(measure).is_none_or(|target| *target <= 0.0));
        if !has_zero_target {
            compare(
                format!("largest deviation in measure {measure}"),
                summary.map_or(f64::NAN, |summary| summary.max_relative_deviation),
                worst,
            );
        }
    }
    compare("dispersion".to_owned(), reported.dispersion_km, dispersion_km(problem, reported, assignment));
    for (territory, target) in problem.territories.iter().enumerate() {
        let told = reported.territories.get(territory).and_then(|figures| figures.home_distance_km);
        if let Some(base) = target.base.or(target.home).filter(Position::is_valid) {
            let owned = problem.units.iter().zip(assignment).filter(|(_, owner)| **owner == Some(territory as u32));
            let ways: Vec<f64> =
                owned.filter_map(|(unit, _)| unit.position.filter(Position::is_valid)).map(|place| place.distance_km(&base)).collect();
            let mean = ways.iter().sum::<f64>() / ways.len() as f64;
            if !ways.is_empty() {
                compare(format!("travel to the base of territory {territory}"), told.unwrap_or(f64::NAN), mean);
            }
        }
    }
    let diameter = |territory: usize| {
        let centre = reported.territories.get(territory).and_then(|figures| figures.centre);
        diameter_km(problem, assignment, territory as u32, centre)
    };
    let diameters: Vec<f64> = (0..problem.territories.len()).map(diameter).collect();
    for (territory, diameter) in diameters.iter().enumerate() {
        let told = reported.territories.get(territory).map_or(f64::NAN, |figures| figures.diameter_km);
        compare(format!("diameter of territory {territory}"), told, *diameter);
    }
    compare("largest diameter".to_owned(), reported.largest_diameter_km, diameters.into_iter().fold(0.0, f64::max));
}

/// The distance of the two units of a territory that lie furthest apart. Two are no further apart than by way of a third
/// place, here the reported centre: of those near it no pair need be looked at. A metre more is for rounding.
fn diameter_km(problem: &DesignProblem, assignment: &[Option<u32>], territory: u32, centre: Option<Position>) -> f64 {
    let owned = problem.units.iter().zip(assignment).filter(|(_, owner)| **owner == Some(territory));
    let places = owned.filter_map(|(unit, _)| unit.position.filter(Position::is_valid));
    let way_km = |place: &Position| centre.map_or(f64::INFINITY, |centre| place.distance_km(&centre));
    let mut places: Vec<(f64, Position, [f64; 3])> = places.map(|place| (way_km(&place), place, place.point_km())).collect();
    places.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut largest_km, mut largest_squared) = (0.0, 0.0);
    for (at, (one_km, one, [x, y, z])) in places.iter().enumerate() {
        for (other_km, other, [other_x, other_y, other_z]) in &places[..at] {
            if one_km + other_km + 1e-3 < largest_km {
                break;
            }
            let squared = (x - other_x) * (x - other_x) + (y - other_y) * (y - other_y) + (z - other_z) * (z - other_z);
            if squared > largest_squared {
                (largest_km, largest_squared) = (one.distance_km(other), squared);
            }
        }
    }
    largest_km
}

/// Mean great-circle distance to the reported centres.
fn dispersion_km(problem: &DesignProblem, reported: &DesignMeasures, assignment: &[Option<u32>]) -> f64 {
    let distances: Vec<f64> = problem
        .units
        .iter()
        .zip(assignment)
        .filter_map(|(unit, owner)| {
            let place: Position = unit.position.filter(Position::is_valid)?;
            let centre = reported.territories.get((*owner)? as usize)?.centre?;
            Some(place.distance_km(&centre))
        })
        .collect();
    if distances.is_empty() { 0.0 } else { distances.iter().sum::<f64>() / distances.len() as f64 }
}
