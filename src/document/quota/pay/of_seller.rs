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
        let assignment = rules.assignments.iter().find(|assignment| assignment.seller == quotas.seller)?;
        let known = rules.plans.iter().find(|known| known.name == assignment.plan)?;
        let (compiled, year) = (CompiledPay::of_months(known, &quotas.months, assignment.months(&rules)).ok()?, quotas.year());
        Some((quotas.seller, SellerPay { plan: assignment.plan.clone(), compiled, own: amounts(year.own), team: amounts(year.team) }))
    };
    seller_quotas(&rules, Some(results)).iter().filter_map(of_seller).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::sync::Arc;

    use crate::document::quota::chances::attainment_problem;
    use crate::document::quota::pay::summary::roles;
    use crate::document::quota::pay::templates::Template;
    use crate::document::quota::pay::tests::with_plans;
    use crate::document::quota::pay::{KeptPayPlan, WhatIf, what_if};
    use crate::domain::{CalendarKind, CivilDate, Money};
    use crate::locale::Language;
    use crate::quota::pay::{Draw, DrawKind, PayPeriodQuotas, PayPlan, PositionQuotas, Rate, statements};

    #[test]
    fn exactly_the_quota_earns_what_is_paid_from_the_quota_on() {
        for quota in (0..400).map(|step: i64| 7_841_301_117 + step * 13_577_771) {
            let month = |month: i64| {
                let own = Quotas { sales: Some(quota * (month + 1) / 12 - quota * month / 12), ..Quotas::default() };
                PayPeriodQuotas { quotas: PositionQuotas { own, ..PositionQuotas::default() }, active_months: Rate::ONE }
            };
            let months: Vec<PayPeriodQuotas> = (0..12).map(month).collect();
            let plan = Template::WithBonuses.plan(Language::English, quota / 12);
            let compiled = CompiledPay::of_months(&plan, &months, 0..12).unwrap();
            let paid = SellerPay { plan: plan.name, compiled, own: [quota as f64, 0.0, 0.0], team: [0.0; 3] };
            let (reached, far) = (paid.at(1.0), paid.at(1.000_1));
            assert!((far - reached) / far < 0.001, "{quota}: {reached} at the quota, {far} just above it");
            assert!(paid.at(0.999_999) < 0.9 * reached, "{quota}: the bonuses are paid from the quota on alone");
        }
    }

    #[test]
    fn who_leaves_or_starts_is_paid_what_the_statements_of_the_stay_pay() {
        let mut plan = Plan::clone(with_plans().plan());
        let day = |month, day| CivilDate { year: 1405, month, day }.in_calendar(CalendarKind::SolarHijri, CalendarKind::Gregorian);
        let people = Arc::make_mut(&mut plan.people);
        people[0].service.until = day(3, 31);
        people[1].service.from = day(7, 11);
        let draw =
            |periods| Some(Draw { amount: Money(500), kind: DrawKind::Guarantee, is_recoverable: false, periods, repaid_at_most: None });
        for (kept, periods) in Arc::make_mut(&mut plan.pay_plans).iter_mut().zip([Some(3), None]) {
            *kept = KeptPayPlan::of(&PayPlan { fixed_pay: Money(100), draw: draw(periods), ..kept.read().unwrap() }).unwrap();
        }
        let scenario = plan.today().unwrap();
        let results = crate::document::quota::results(&plan, scenario).unwrap();
        let rules = pay_rules(&plan, scenario).rules;
        let made = statements(&rules, &what_if(&rules, &seller_quotas(&rules, Some(&results)), WhatIf::all(Rate::ONE)));
        let exact = |seller| made.statements.iter().filter(|one| one.seller == seller).map(|one| one.total.0).sum::<i64>() as f64;
        let paid = seller_pay(&plan, scenario, &results);
        let chances = attainment_problem(&plan, scenario, &results);
        for (place, seller) in [PersonId(11), PersonId(12)].into_iter().enumerate() {
            let (exact, told) = (exact(seller), paid[&seller].at(1.0));
            assert!(exact > 1_000.0 && (told - exact).abs() < 12.0, "{seller:?}: statements {exact}, letter {told}");
            let simulated = &chances.problem.sellers[place];
            let asked = simulated.goals[0].quota as f64;
            let simulated = simulated.pay.as_ref().unwrap().pay(&[asked, 0.0, 0.0], &[0.0; 3]);
            assert!((simulated - exact).abs() < 12.0, "{seller:?}: statements {exact}, simulated {simulated}");
        }
        // A year's quota of 2,400 and 9,600 sold: each is held against the part of the year that both are there.
        let ratio = |person: usize| {
            let mut alone = rules.clone();
            alone.assignments.retain(|on| on.seller == PersonId(11 + person as u32));
            roles(&alone, &seller_quotas(&alone, Some(&results)))[0].quotas.own.sales.unwrap()
        };
        assert!((190..=210).contains(&ratio(0)), "a whole month's quota, though only three are worked: {}", ratio(0));
    }
}
