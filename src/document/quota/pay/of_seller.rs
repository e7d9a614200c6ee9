//! What single sellers would be paid for a year by how far they attain: their plan made ready with the scenario's quotas.

use std::collections::BTreeMap;

use super::quotas::{SellerQuotas, seller_quotas};
use super::rules::pay_rules;
use crate::document::quota::question::QuotaResults;
use crate::document::{Plan, Scenario};
use crate::domain::PersonId;
use crate::quota::pay::{CompiledPay, Goal, Quotas};

/// Steps of single periods are shares of the year's quota. What falls short of one by the rounding of such a share alone
/// has reached it.
const REACHED: f64 = 1.0 + 1e-12;

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
        let of = |quotas: &[f64; 3]| quotas.map(|quota| quota * attainment * REACHED);
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::quota::pay::templates::Template;
    use crate::locale::Language;
    use crate::quota::pay::{PayPeriodQuotas, PositionQuotas, Rate};

    #[test]
    fn exactly_the_quota_earns_what_is_paid_from_the_quota_on() {
        for quota in (0..400).map(|step: i64| 7_841_301_117 + step * 13_577_771) {
            let month = |month: i64| {
                let own = Quotas { sales: Some(quota * (month + 1) / 12 - quota * month / 12), ..Quotas::default() };
                PayPeriodQuotas { quotas: PositionQuotas { own, ..PositionQuotas::default() }, active_months: Rate::ONE }
            };
            let months: Vec<PayPeriodQuotas> = (0..12).map(month).collect();
            let plan = Template::WithBonuses.plan(Language::English, quota / 12);
            let compiled = CompiledPay::of_months(&plan, &months).unwrap();
            let paid = SellerPay { plan: plan.name, compiled, own: [quota as f64, 0.0, 0.0], team: [0.0; 3] };
            let (reached, far) = (paid.at(1.0), paid.at(1.000_1));
            assert!((far - reached) / far < 0.001, "{quota}: {reached} at the quota, {far} just above it");
            assert!(paid.at(0.999_999) < 0.9 * reached, "{quota}: the bonuses are paid from the quota on alone");
        }
    }
}
