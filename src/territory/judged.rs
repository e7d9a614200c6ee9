//! What the independent checker says of a step that was prepared for an assignment (sellers who come and go, a suggestion)
//! before it enters a plan, and what the step leaves unmet.
//!
//! A step is judged against the assignment as it stands, not against today: what was wrong before is not its doing. What it
//! may never do is a fault, and the step is refused; what it does to wishes that it cannot always keep is told.

use serde::{Deserialize, Serialize};

use super::check::check_beside;
use super::measures::TOLERANCE_SLACK;
use super::{CheckFailure, DesignMeasures, DesignProblem, DisruptionBasis, UnmetPieces, UnmetWish, measures, unmet_pieces, unmet_wishes};

/// Slack in comparing what changes hands with the limit, for the rounding of sums.
const LIMIT_SLACK: f64 = 1e-9;

/// What there is to say of a step. Units and territories are those of the problem it was judged by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// What no step may do: it is refused.
    pub faults: Vec<CheckFailure>,
    /// Wishes that the step gives up: what stays together, must not come together, one piece, a centre, the limit on what
    /// changes hands, customers left without a territory.
    pub given_up: Vec<CheckFailure>,
    /// Territories out of tolerance after it, worst first.
    pub unmet: Vec<UnmetWish>,
    /// Territories in several pieces after it, where one is wished.
    pub pieces: Vec<UnmetPieces>,
}

/// What of that which is unmet after a step is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unmet {
    /// All of it.
    All,
    /// What was met before.
    New,
}

/// Judges an answer, per unit the index of its territory, beside the assignment as it stands; with it the figures of the
/// answer.
#[must_use]
pub fn judged(problem: &DesignProblem, assignment: &[Option<u32>], answer: &[Option<u32>], unmet: Unmet) -> (Judged, DesignMeasures) {
    let figures = measures(problem, answer);
    let before = measures(problem, assignment);
    let standing = standing(problem, assignment);
    let told = check_beside(problem, &standing, answer, &figures);
    let known = if told.is_empty() { Vec::new() } else { check_beside(problem, &standing, assignment, &before) };
    let new = told.into_iter().filter(|failure| !known.iter().any(|known| is_no_worse(failure, known)));
    let (faults, mut given_up): (Vec<CheckFailure>, Vec<CheckFailure>) = new.partition(is_fault);
    given_up.extend(limit_exceeded(problem, &before, &figures));
    let mut judged =
        Judged { faults, given_up, unmet: unmet_wishes(problem, answer, &figures), pieces: unmet_pieces(problem, answer, &figures) };
    if unmet == Unmet::New {
        judged.unmet.retain(|wish| !was_unmet(&before, wish));
        judged.pieces.retain(|broken| !had_as_many_pieces(&before, broken));
    }
    (judged, figures)
}

/// The problem with the assignment as it stands in the place of today, and without the limit, which counts from today.
fn standing(problem: &DesignProblem, assignment: &[Option<u32>]) -> DesignProblem {
    let mut problem = problem.clone();
    for (unit, owner) in problem.units.iter_mut().zip(assignment) {
        unit.today = *owner;
    }
    problem.disruption_limit = None;
    problem
}

fn was_unmet(before: &DesignMeasures, wish: &UnmetWish) -> bool {
    let figures = before.territories.get(wish.territory as usize);
    let deviation = figures.and_then(|figures| figures.deviations.get(wish.measure as usize));
    deviation.is_some_and(|deviation| deviation.abs() > wish.tolerance_share.max(0.0) + TOLERANCE_SLACK)
}

fn had_as_many_pieces(before: &DesignMeasures, broken: &UnmetPieces) -> bool {
    let figures = before.territories.get(broken.territory as usize);
    figures.and_then(|figures| figures.piece_count).is_some_and(|known| known >= broken.pieces)
}

fn is_fault(failure: &CheckFailure) -> bool {
    match failure {
        CheckFailure::WrongLength { .. }
        | CheckFailure::UnknownTerritory { .. }
        | CheckFailure::FixedUnitMoved { .. }
        | CheckFailure::FrozenTerritoryChanged { .. }
        | CheckFailure::KeptUnitLost { .. }
        | CheckFailure::FigureDisagrees { .. } => true,
        CheckFailure::Unassigned { .. }
        | CheckFailure::ForbiddenPair { .. }
        | CheckFailure::GroupSplit { .. }
        | CheckFailure::CentreOutside { .. }
        | CheckFailure::TooManyPieces { .. }
        | CheckFailure::DisruptionLimitExceeded { .. } => false,
    }
}

/// Whether what is wrong after a step was as wrong before.
fn is_no_worse(after: &CheckFailure, before: &CheckFailure) -> bool {
    match (after, before) {
        (CheckFailure::GroupSplit { group: after, .. }, CheckFailure::GroupSplit { group: before, .. }) => after == before,
        (
            CheckFailure::TooManyPieces { territory: after, pieces, .. },
            CheckFailure::TooManyPieces { territory: before, pieces: known, .. },
        ) => after == before && pieces <= known,
        _ => after == before,
    }
}

/// The limit on what changes hands, where the step goes further beyond it.
fn limit_exceeded(problem: &DesignProblem, before: &DesignMeasures, after: &DesignMeasures) -> Option<CheckFailure> {
    let limit = problem.disruption_limit.as_ref()?;
    let share = |figures: &DesignMeasures| match limit.basis {
        DisruptionBasis::Units => Some(figures.changed_unit_share),
        DisruptionBasis::Measure(measure) => figures.measures.get(measure).map(|summary| summary.changed_share),
    };
    let (before, share) = (share(before)?, share(after)?);
    let is_worse = share > limit.share + LIMIT_SLACK && share > before + LIMIT_SLACK;
    is_worse.then_some(CheckFailure::DisruptionLimitExceeded { share, limit_share: limit.share })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::territory::{DisruptionLimit, MeasureGoal, Position, TerritoryLock, Unit};

    /// Eight customers along a road in two territories of four.
    fn problem(change: impl Fn(&mut DesignProblem)) -> DesignProblem {
        let unit = |number: u32| Unit {
            position: Some(Position { latitude_degrees: 35.0, longitude_degrees: 50.0 + f64::from(number) * 0.1 }),
            values: vec![1.0],
            today: Some(number / 4),
            ..Unit::default()
        };
        let goal = MeasureGoal { weight: 1.0, tolerance_share: 0.1 };
        let mut problem = DesignProblem::with_equal_shares((0..8).map(unit).collect(), 2, vec![goal]);
        problem.start = crate::territory::Start::Today;
        change(&mut problem);
        problem
    }

    fn judge_in(problem: &DesignProblem, from: &[(usize, u32)], moves: &[(usize, u32)], unmet: Unmet) -> Judged {
        let mut assignment: Vec<Option<u32>> = problem.units.iter().map(|unit| unit.today).collect();
        from.iter().for_each(|(unit, to)| assignment[*unit] = Some(*to));
        let mut answer = assignment.clone();
        moves.iter().for_each(|(unit, to)| answer[*unit] = Some(*to));
        judged(problem, &assignment, &answer, unmet).0
    }

    fn judge(problem: &DesignProblem, moves: &[(usize, u32)]) -> Judged {
        judge_in(problem, &[], moves, Unmet::All)
    }

    #[test]
    fn a_step_that_keeps_to_all_is_good_and_tells_what_is_out_of_tolerance() {
        let problem = problem(|_| {});
        assert_eq!(judge(&problem, &[]), Judged::default());
        let told = judge(&problem, &[(3, 1), (2, 1)]);
        assert!(told.faults.is_empty() && told.given_up.is_empty());
        assert_eq!(told.unmet.iter().map(|wish| wish.territory).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn of_what_is_unmet_only_the_new_is_told_where_it_is_asked_so() {
        let problem = problem(|problem| {
            problem.is_contiguous = true;
            problem.neighbours =
                (0..8_u32).map(|unit| [unit.wrapping_sub(1), unit + 1].into_iter().filter(|&near| near < 8).collect()).collect();
        });
        let new = |from: &[(usize, u32)], moves: &[(usize, u32)]| judge_in(&problem, from, moves, Unmet::New);
        let told = new(&[], &[(1, 1)]);
        assert_eq!((told.unmet.len(), told.pieces.len()), (2, 2));
        let told = new(&[(1, 1)], &[(2, 1)]);
        assert_eq!((told.unmet.len(), told.pieces.len()), (0, 0), "it was uneven and in pieces before: {told:?}");
        assert_eq!(judge_in(&problem, &[(1, 1)], &[(2, 1)], Unmet::All).unmet.len(), 2);
    }

    #[test]
    fn what_is_locked_may_not_move() {
        let mut locked = problem(|problem| problem.territories[0].lock = TerritoryLock::MayGain);
        assert_eq!(judge(&locked, &[(3, 1)]).faults, [CheckFailure::KeptUnitLost { territory: 0, unit: 3 }]);
        assert!(judge(&locked, &[(4, 0)]).faults.is_empty(), "it may gain");
        locked.units[4].fixed = true;
        assert_eq!(judge(&locked, &[(4, 0)]).faults, [CheckFailure::FixedUnitMoved { unit: 4 }]);
    }

    #[test]
    fn what_was_wrong_before_is_not_the_steps_doing() {
        let forbidden = problem(|problem| problem.forbidden = vec![(0, 0)]);
        assert!(judge(&forbidden, &[(3, 1)]).given_up.is_empty());
        let other = problem(|problem| problem.forbidden = vec![(3, 1)]);
        assert_eq!(judge(&other, &[(3, 1)]).given_up, [CheckFailure::ForbiddenPair { unit: 3, territory: 1 }]);
    }

    #[test]
    fn a_step_away_from_what_differs_from_today_is_no_fault_and_its_figures_count_from_today() {
        let problem = problem(|_| {});
        assert_eq!(judge_in(&problem, &[(3, 1)], &[(2, 1)], Unmet::All).faults, []);
        let assignment = [0, 0, 0, 1, 1, 1, 1, 1].map(Some);
        let (told, figures) = judged(&problem, &assignment, &[0, 0, 1, 1, 1, 1, 1, 1].map(Some), Unmet::All);
        assert_eq!((told.faults.len(), figures.changed_unit_count), (0, 2));
    }

    #[test]
    fn a_step_beyond_the_limit_is_told() {
        let limited = problem(|problem| problem.disruption_limit = Some(DisruptionLimit { basis: DisruptionBasis::Units, share: 0.2 }));
        assert!(judge(&limited, &[(3, 1)]).given_up.is_empty());
        let told = judge(&limited, &[(3, 1), (2, 1)]).given_up;
        assert_eq!(told, [CheckFailure::DisruptionLimitExceeded { share: 0.25, limit_share: 0.2 }]);
    }
}
