//! Two pay plans on actual results, last year's sales or those of a file: everybody is paid by either, whatever the own role.

use super::actual::ActualResults;
use super::file_year::file_year;
use super::results::{LastYear, last_year};
use super::settings::PaySettings;
use crate::document::quota::question::QuotaResults;
use crate::document::{Plan, Scenario};
use crate::quota::pay::{PayComparison, Rate, compared};
use std::sync::Arc;

/// The results that both plans were paid by, as the second has them, and what came out.
#[derive(Clone, Debug, PartialEq)]
pub struct PlansCompared {
    /// The year with everybody on the first plan.
    pub first: LastYear,
    /// The same on the second.
    pub second: LastYear,
    /// What they pay, seller by seller.
    pub comparison: PayComparison,
}

/// Where actual results come from.
#[derive(Clone, Copy, Debug)]
pub enum ResultSource<'a> {
    /// Last year's sales of the customers, with the share of them that was collected, if it is known.
    Sales(Option<Rate>),
    /// A fiscal year of what files gave.
    File(&'a ActualResults, i32),
}

/// Actual results from there; `None` when there are none.
pub fn actual_year(plan: &Plan, scenario: &Scenario, quotas: Option<&QuotaResults>, source: ResultSource<'_>) -> Option<LastYear> {
    match source {
        ResultSource::Sales(collected_share) => last_year(plan, scenario, quotas, collected_share),
        ResultSource::File(results, year) => file_year(plan, scenario, quotas, results, year),
    }
}

/// Compares two plans by name; `None` while there are no results.
pub fn compare_plans(
    plan: &Plan,
    scenario: &Scenario,
    quotas: Option<&QuotaResults>,
    source: ResultSource<'_>,
    (first, second): (&str, &str),
) -> Option<PlansCompared> {
    let all_on = |name: &str| {
        let mut scenario = scenario.clone();
        Arc::make_mut(&mut scenario.quota).pay = PaySettings { usual: Some(name.to_owned()), by_role: Default::default() };
        actual_year(plan, &scenario, quotas, source)
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
