//! What the commands on goals do: putting a goal, deciding for its nodes, and which decisions are refused.

use super::change::QuotaChange;
use super::keys::NodeRef;
use super::settings::{GoalSettings, GoalTarget, NodeDecision, QuotaSettings};
use crate::document::CommandError;
use crate::quota::cushion::is_countable;
use crate::quota::{GoalKind, NodeKey, SellerCapacity};

/// Whether it can be what a seller brings in a month.
fn is_productivity(figure: f64) -> bool {
    (0.0..=1e18).contains(&figure)
}

/// Refuses what no node can be decided to have.
///
/// # Errors
/// The first field that is out of its range.
pub(super) fn checked(decision: NodeDecision) -> Result<NodeDecision, CommandError> {
    let is_negative = |amount: i64| amount < 0;
    let field = if decision.lock.as_ref().is_some_and(|lock| lock.amount < 0) || decision.past_quotas.values().copied().any(is_negative) {
        "quota"
    } else if decision.estimate.is_some_and(is_negative) {
        "estimate"
    } else if decision.cushion.is_some_and(|cushion| !is_countable(cushion)) {
        "cushion"
    } else if decision.productivity_per_month.is_some_and(|figure| !is_productivity(figure)) {
        "productivity"
    } else {
        return Ok(decision);
    };
    Err(CommandError::OutOfRange { field })
}

pub(super) fn goal_mut(settings: &mut QuotaSettings, kind: GoalKind) -> Result<&mut GoalSettings, CommandError> {
    settings.goals.iter_mut().find(|goal| goal.kind == kind).ok_or(CommandError::UnknownGoal)
}

pub(super) fn put_goal(settings: &mut QuotaSettings, mut goal: GoalSettings) -> Result<QuotaChange, CommandError> {
    let is_target = match goal.target {
        GoalTarget::Amount(amount) => amount >= 0,
        GoalTarget::ShareOfSales(share) => share.is_finite() && (0.0..=10.0).contains(&share) && goal.kind != GoalKind::Sales,
        GoalTarget::Growth(share) => share.is_finite() && (-1.0..=100.0).contains(&share),
    };
    if !is_target {
        return Err(CommandError::OutOfRange { field: "target" });
    }
    if !goal.cushions_by_level.values().all(|&cushion| is_countable(cushion)) {
        return Err(CommandError::OutOfRange { field: "cushion" });
    }
    let is_capacity =
        |capacity: &SellerCapacity| is_productivity(capacity.productivity_per_month) && (0.0..=10.0).contains(&capacity.attainment);
    if !goal.capacity.as_ref().is_none_or(is_capacity) {
        return Err(CommandError::OutOfRange { field: "productivity" });
    }
    let kind = goal.kind;
    match goal_mut(settings, kind) {
        Ok(known) => {
            if goal.nodes.is_empty() {
                goal.nodes = std::mem::take(&mut known.nodes);
            }
            *known = goal;
        }
        Err(_) => settings.goals.push(goal),
    }
    Ok(QuotaChange::GoalPut(kind))
}

/// Decides something for nodes; a node of which nothing is decided any more is forgotten.
pub(super) fn decide<What>(
    settings: &mut QuotaSettings,
    goal: GoalKind,
    nodes: Vec<(NodeKey, What)>,
    put: impl Fn(&mut NodeDecision, What),
) -> Result<(), CommandError> {
    if nodes.is_empty() {
        return Err(CommandError::Nothing);
    }
    if nodes.iter().any(|(key, _)| NodeRef::of(key).is_none()) {
        return Err(CommandError::UnknownNode);
    }
    let goal = goal_mut(settings, goal)?;
    for (key, what) in nodes {
        let decision = goal.nodes.entry(key.clone()).or_default();
        put(decision, what);
        if decision.is_nothing() {
            goal.nodes.remove(&key);
        }
    }
    Ok(())
}
