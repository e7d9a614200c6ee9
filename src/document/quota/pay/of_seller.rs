//! What single sellers would be paid for a year by how far they attain: their plan made ready with the scenario's quotas.

use std::collections::BTreeMap;

use super::quotas::{SellerQuotas, seller_quotas};
use super::rules::pay_rules;
use crate::document::quota::question::QuotaResults;
use crate::document::{Plan, Scenario};
use crate::domain::PersonId;
use crate::quota::pay::{CompiledPay, Goal, Quotas};

/// A seller's year of pay over attainment.
#[derive(Clone, Debug, PartialEq)]
pub struct SellerPay {
    /// The pay plan's name.
    pub plan: String,
    compiled: CompiledPay,
    own: [f64; 3],
    team: [f64; 3],
}

impl SellerPay {
    /// Fixed and variable pay of the year when every goal is attained alike, the team's too; 1 is the quota.
    pub fn at(&self, attainment: f64) -> f64 {
        let of = |quotas: &[f64; 3]| quotas.map(|quota| quota * attainment);
        self.compiled.pay(&of(&self.own), &of(&self.team))
    }
}

/// The pay of each seller who is on a pay plan that can be used.
pub fn seller_pay(plan: &Plan, scenario: &Scenario, results: &QuotaResults) -> BTreeMap<PersonId, SellerPay> {
    let rules = pay_rules(plan, scenario).rules;
    let amounts = |quotas: Quotas| Goal::ALL.map(|goal| quotas.of(goal).unwrap_or(0) as f64);
    let of_seller = |quotas: &SellerQuotas| {
        let name = &rules.assignments.iter().find(|assignment| assignment.seller == quotas.seller)?.plan;
        let known = rules.plans.iter().find(|known| known.name == *name)?;
        let (compiled, year) = (CompiledPay::of_months(known, &quotas.months).ok()?, quotas.year());
        Some((quotas.seller, SellerPay { plan: name.clone(), compiled, own: amounts(year.own), team: amounts(year.team) }))
    };
    seller_quotas(&rules, Some(results)).iter().filter_map(of_seller).collect()
}
