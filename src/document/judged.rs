//! What the independent checker says of a step that was prepared for a scenario (sellers who come and go, a suggestion)
//! before it enters the plan, and what the step leaves unmet.
//!
//! A step is judged against the scenario as it stands, not against today: what was wrong before is not its doing. What it
//! may never do is a fault, and the step is refused; what it does to wishes that it cannot always keep is told.

use super::design::DesignQuestion;
use crate::territory::{
    CheckFailure, DesignMeasures, DesignProblem, DisruptionBasis, UnmetPieces, UnmetWish, check, measures, unmet_pieces, unmet_wishes,
};

/// Slack in comparing what changes hands with the limit, for the rounding of sums.
const LIMIT_SLACK: f64 = 1e-9;

/// What there is to say of a step. Units and territories are those of the question it was judged by.
#[derive(Clone, Debug, Default, PartialEq)]
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

/// Judges an answer to a question: the territory of each unit, beside that of the question's own assignment.
pub fn judged(question: &DesignQuestion, answer: &[Option<u32>]) -> Judged {
    let figures = measures(&question.problem, answer);
    let standing = standing(question);
    let told = check(&standing, answer, &measures(&standing, answer));
    let before = if told.is_empty() { Vec::new() } else { check_of(&standing, &question.assignment) };
    let new = told.into_iter().filter(|failure| !before.iter().any(|known| is_no_worse(failure, known)));
    let (faults, mut given_up): (Vec<CheckFailure>, Vec<CheckFailure>) = new.partition(is_fault);
    given_up.extend(limit_exceeded(question, &figures));
    Judged {
        faults,
        given_up,
        unmet: unmet_wishes(&question.problem, answer, &figures),
        pieces: unmet_pieces(&question.problem, answer, &figures),
    }
}

/// The question with the scenario as it stands in the place of today, and without the limit, which counts from today.
fn standing(question: &DesignQuestion) -> DesignProblem {
    let mut problem = question.problem.clone();
    for (unit, owner) in problem.units.iter_mut().zip(&question.assignment) {
        unit.today = *owner;
    }
    problem.disruption_limit = None;
    problem
}

fn check_of(problem: &DesignProblem, assignment: &[Option<u32>]) -> Vec<CheckFailure> {
    check(problem, assignment, &measures(problem, assignment))
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
fn limit_exceeded(question: &DesignQuestion, after: &DesignMeasures) -> Option<CheckFailure> {
    let limit = question.problem.disruption_limit.as_ref()?;
    let share = |figures: &DesignMeasures| match limit.basis {
        DisruptionBasis::Units => Some(figures.changed_unit_share),
        DisruptionBasis::Measure(measure) => figures.measures.get(measure).map(|summary| summary.changed_share),
    };
    let (before, share) = (share(&measures(&question.problem, &question.assignment))?, share(after)?);
    let is_worse = share > limit.share + LIMIT_SLACK && share > before + LIMIT_SLACK;
    is_worse.then_some(CheckFailure::DisruptionLimitExceeded { share, limit_share: limit.share })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use super::*;
    use crate::document::design::question;
    use crate::document::{DisruptionSetting, Kept, MeasureKind, Plan, Scenario, Whom, fixtures};
    use crate::domain::{AccountId, TerritoryId};

    /// Eight customers along a road in two territories of four.
    fn plan(change: impl Fn(&mut Scenario)) -> Plan {
        let mut plan = fixtures::plan(8, fixtures::on_a_road, &[100, 101], |id| 100 + (id - 1) / 4);
        change(Arc::make_mut(&mut plan.scenarios[0]));
        plan
    }

    fn judge(plan: &Plan, moves: &[(usize, u32)]) -> Judged {
        let question = question(plan, plan.today().unwrap());
        let mut answer = question.assignment.clone();
        moves.iter().for_each(|(unit, to)| answer[*unit] = Some(*to));
        judged(&question, &answer)
    }

    #[test]
    fn a_step_that_keeps_to_all_is_good_and_tells_what_is_out_of_tolerance() {
        let plan = plan(|_| {});
        assert_eq!(judge(&plan, &[]), Judged::default());
        let told = judge(&plan, &[(3, 1), (2, 1)]);
        assert!(told.faults.is_empty() && told.given_up.is_empty());
        assert_eq!(told.unmet.iter().map(|wish| wish.territory).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn what_is_locked_may_not_move() {
        let mut locked = plan(|today| today.design.wishes.locks = [(TerritoryId(100), Kept::MayGain)].into());
        assert_eq!(judge(&locked, &[(3, 1)]).faults, [CheckFailure::KeptUnitLost { territory: 0, unit: 3 }]);
        assert!(judge(&locked, &[(4, 0)]).faults.is_empty(), "it may gain");
        Arc::make_mut(&mut Arc::make_mut(&mut locked.accounts)[4]).is_fixed = true;
        assert_eq!(judge(&locked, &[(4, 0)]).faults, [CheckFailure::FixedUnitMoved { unit: 4 }]);
    }

    #[test]
    fn what_was_wrong_before_is_not_the_steps_doing() {
        let forbidden = plan(|today| today.design.wishes.forbidden = [(AccountId(1), Whom::Territory(TerritoryId(100)))].into());
        assert!(judge(&forbidden, &[(3, 1)]).given_up.is_empty());
        let other = plan(|today| today.design.wishes.forbidden = [(AccountId(4), Whom::Territory(TerritoryId(101)))].into());
        assert_eq!(judge(&other, &[(3, 1)]).given_up, [CheckFailure::ForbiddenPair { unit: 3, territory: 1 }]);
    }

    #[test]
    fn a_step_beyond_the_limit_is_told() {
        let limited = plan(|today| {
            today.design.disruption_limit = Some(DisruptionSetting { basis: MeasureKind::Accounts, share: 0.2, holds_sellers: false });
        });
        assert!(judge(&limited, &[(3, 1)]).given_up.is_empty());
        let told = judge(&limited, &[(3, 1), (2, 1)]).given_up;
        assert_eq!(told, [CheckFailure::DisruptionLimitExceeded { share: 0.25, limit_share: 0.2 }]);
    }
}
