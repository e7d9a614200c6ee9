//! Two pay plans on last year's actual results: everybody who holds a territory is paid by either, whatever the own role.

use super::results::{LastYear, last_year};
use super::settings::PaySettings;
use crate::document::quota::question::QuotaResults;
use crate::document::{Plan, Scenario};
use crate::quota::pay::{PayComparison, Rate, compared};
use std::sync::Arc;

/// The results that both plans were paid by, as the second has them, and what came out.
#[derive(Clone, Debug, PartialEq)]
pub struct PlansCompared {
    /// Last year with everybody on the first plan.
    pub first: LastYear,
    /// The same on the second.
    pub second: LastYear,
    /// What they pay, seller by seller.
    pub comparison: PayComparison,
}

/// Compares two plans by name; `None` while the plan knows no sales of last year.
pub fn compare_plans(
    plan: &Plan,
    scenario: &Scenario,
    quotas: Option<&QuotaResults>,
    collected_share: Option<Rate>,
    (first, second): (&str, &str),
) -> Option<PlansCompared> {
    let all_on = |name: &str| {
        let mut scenario = scenario.clone();
        Arc::make_mut(&mut scenario.quota).pay = PaySettings { usual: Some(name.to_owned()), by_role: Default::default() };
        last_year(plan, &scenario, quotas, collected_share)
    };
    let (first, second) = (all_on(first)?, all_on(second)?);
    let mut rules = [first.rules.clone(), second.rules.clone()];
    // What is open in a plan that neither speaks of hinders nothing.
    for rules in &mut rules {
        let used = rules.assignments.first().map(|on| on.plan.clone());
        rules.plans.retain(|known| Some(&known.name) == used.as_ref());
    }
    let comparison = compared(&rules[0], &rules[1], &first.results);
    Some(PlansCompared { first, second, comparison })
}
