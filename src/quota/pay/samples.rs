//! Small plans and results for tests.

use super::*;
use crate::domain::{Money, PersonId, YearMonth};

pub(crate) const SELLER: PersonId = PersonId(1);

/// A month of the year 1404.
pub(crate) fn month(month: u8) -> YearMonth {
    YearMonth { year: 1404, month }
}

pub(crate) fn share(share: f64) -> Rate {
    Rate::of_share(share).unwrap_or_default()
}

/// A table by amount, from `(from, rate)`.
pub(crate) fn by_amount(reading: Reading, tiers: &[(i64, f64)]) -> RateTable {
    let tiers = tiers.iter().map(|&(from, rate)| Tier { from, up_to: None, rate: share(rate) }).collect();
    RateTable { reading: Some(reading), pays: RateMeaning::OfAmount, tiers: Tiers::ByAmount(tiers), threshold: None, typical_deal: None }
}

/// A table by attainment, from `(from, rate)`.
pub(crate) fn by_attainment(reading: Reading, pays: RateMeaning, tiers: &[(f64, f64)]) -> RateTable {
    let tiers = tiers.iter().map(|&(from, rate)| Tier { from: share(from), up_to: None, rate: share(rate) }).collect();
    RateTable { reading: Some(reading), pays, tiers: Tiers::ByAttainment(tiers), threshold: None, typical_deal: None }
}

pub(crate) fn component(goal: Goal, rule: Rule) -> Component {
    Component::new("commission", goal, rule)
}

pub(crate) fn plan(components: Vec<Component>) -> PayPlan {
    PayPlan::new("plan", components)
}

pub(crate) fn rules(plan: PayPlan) -> PayRules {
    let assignment = Assignment { seller: SELLER, plan: plan.name.clone(), role: String::new(), leader: None, from: month(1), until: None };
    PayRules { first_month: month(1), plans: vec![plan], assignments: vec![assignment], opening_balances: Vec::new() }
}

/// A month with sales only.
pub(crate) fn sales(at: u8, sales: i64, quota: Option<i64>) -> SellerMonth {
    SellerMonth {
        seller: SELLER,
        month: month(at),
        active_share: None,
        quotas: Quotas { sales: quota, ..Quotas::default() },
        entries: vec![Entry { gross: Money(sales), ..Entry::default() }],
        returns: Vec::new(),
    }
}

/// A month with pieces only.
pub(crate) fn pieces(at: u8, quantity: i64, quota: i64) -> SellerMonth {
    SellerMonth {
        quotas: Quotas { quantity: Some(quota), ..Quotas::default() },
        entries: vec![Entry { quantity, ..Entry::default() }],
        ..sales(at, 0, None)
    }
}

/// The totals of the statements, in order; empty when a finding blocks them.
pub(crate) fn totals(rules: &PayRules, results: &[SellerMonth]) -> Vec<i64> {
    statements(rules, results).statements.iter().map(|statement| statement.total.0).collect()
}

/// What single months of these sales pay, each by itself.
pub(crate) fn paid(rule: Rule, quota: Option<i64>, amounts: &[i64]) -> Vec<i64> {
    let rules = rules(plan(vec![component(Goal::Sales, rule)]));
    amounts.iter().flat_map(|&amount| totals(&rules, &[sales(1, amount, quota)])).collect()
}
