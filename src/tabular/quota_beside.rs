//! Quotas of several scenarios side by side: what is asked, what is carried, how even it lies, and who gains and loses
//! against today's state.

use super::quota_changes::sellers;
use crate::document::Plan;
use crate::document::quota::fairness::quota_fairness;
use crate::document::quota::question::{goal_key, results};
use crate::document::quota::staffing::three_figures;
use crate::document::quota::{QuotaResults, QuotaSettings};
use crate::domain::ScenarioId;
use crate::quota::GoalKind;

/// A scenario's quotas of one goal. Amounts are in the goal's smallest unit.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioQuotas {
    /// Which.
    pub scenario: ScenarioId,
    /// The company's target.
    pub target: i64,
    /// What is asked for with all cushions.
    pub street: i64,
    /// What the team can carry, after attrition and with planned hires, less the target: negative where it is short. `None` where nothing says what people bring.
    pub capacity_gap: Option<i64>,
    /// The coefficient of variation of quota ÷ potential.
    pub variation: Option<f64>,
    /// How many sellers are out of line.
    pub out_of_line: usize,
    /// Against today's state; `None` for that itself, and where it has no such goal.
    pub against_today: Option<AgainstToday>,
}

/// What changes for sellers against today's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgainstToday {
    /// Sellers who are asked for more.
    pub more: usize,
    /// Sellers who are asked for less.
    pub less: usize,
    /// The seller with the largest change, and the change.
    pub largest: Option<(String, i64)>,
}

/// Scenarios side by side, in the order given; one without the goal has `None`.
pub fn side_by_side(plan: &Plan, scenarios: &[ScenarioId], kind: GoalKind) -> Vec<Option<ScenarioQuotas>> {
    let key = goal_key(kind);
    let of = |id: ScenarioId| -> Option<(QuotaResults, &QuotaSettings)> {
        let scenario = plan.scenario(id)?;
        let results = results(plan, scenario)?;
        results.answer.goal(&key).is_some().then_some((results, &*scenario.quota))
    };
    let today = of(ScenarioId::TODAY);
    let told = |&id: &ScenarioId| {
        let (results, settings) = of(id)?;
        let figures = three_figures(&results, settings, kind)?;
        let fairness = quota_fairness(&results, settings, kind).fairness;
        let against_today = today.as_ref().filter(|_| id != ScenarioId::TODAY).map(|(before, _)| {
            let rows = sellers(&before.answer, &results.answer, &key);
            let count = |is_counted: fn(i64) -> bool| rows.iter().filter(|row| is_counted(row.difference())).count();
            let largest = rows.first().filter(|row| row.difference() != 0).map(|row| (row.name.clone(), row.difference()));
            AgainstToday { more: count(|difference| difference > 0), less: count(|difference| difference < 0), largest }
        });
        Some(ScenarioQuotas {
            scenario: id,
            target: figures.target,
            street: figures.street,
            capacity_gap: figures.capacity.map(|capacity| capacity.saturating_sub(figures.target)),
            variation: fairness.quota_to_potential.and_then(|spread| spread.coefficient_of_variation),
            out_of_line: fairness.sellers.iter().filter(|seller| !seller.outlying.is_empty()).count(),
            against_today,
        })
    };
    scenarios.iter().map(told).collect()
}
