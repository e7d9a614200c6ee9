//! The independent judge of an answer: recomputes every wish and every figure from the problem and the assignment alone.
//!
//! Shares no arithmetic with the search or with [`mod@super::measures`], so that a mistake there shows here.

mod change;
mod check_pieces;
mod check_wishes;
mod figure;
mod figures;
mod ground;
mod targets;

use serde::{Deserialize, Serialize};

use super::measures::DesignMeasures;
use super::problem::{DesignProblem, TerritoryLock};
use super::search::Solution;
pub use figure::{CheckedFigure, FigureKind};
use ground::Ground;
use targets::Targets;

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
        figure: CheckedFigure,
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
    check_beside(problem, problem, assignment, reported)
}

/// [`check`] of a step away from how all stands: `standing` is the problem with that in the place of today and says what the
/// step may do; figures are those of the problem that was asked.
pub(crate) fn check_beside(
    asked: &DesignProblem,
    standing: &DesignProblem,
    assignment: &[Option<u32>],
    reported: &DesignMeasures,
) -> Vec<CheckFailure> {
    let mut failures = Vec::new();
    if assignment.len() != standing.units.len() {
        failures.push(CheckFailure::WrongLength { entries: assignment.len() as u32, units: standing.units.len() as u32 });
        return failures;
    }
    let territory_count = standing.territories.len() as u32;
    for (index, (unit, owner)) in standing.units.iter().zip(assignment).enumerate() {
        let number = index as u32;
        match owner {
            None if standing.territories.iter().any(|territory| territory.lock != TerritoryLock::Frozen) => {
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
        let targets = Targets::of(standing);
        let ground = Ground::of(standing);
        let pieces = ground.as_ref().map(|ground| ground.pieces(assignment, standing.territories.len()));
        check_wishes::check_wishes(standing, assignment, &mut failures);
        if let (Some(ground), Some(pieces)) = (&ground, pieces.as_ref().filter(|_| standing.is_contiguous)) {
            check_pieces::check_pieces(standing, assignment, (ground, pieces), &targets, &mut failures);
        }
        change::check_change(standing, assignment, &mut failures);
        figures::check_figures(asked, assignment, &targets, pieces.as_deref(), reported, &mut failures);
    }
    failures
}

/// [`check`] of a search's answer, with what it says of itself beside its figures.
#[must_use]
pub fn check_solution(problem: &DesignProblem, solution: &Solution) -> Vec<CheckFailure> {
    let mut failures = check(problem, &solution.assignment, &solution.measures);
    if failures.is_empty() {
        figures::check_summary(problem, solution, &mut failures);
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

#[cfg(test)]
mod tests;
