//! What pay plans cost, and two sets of rules compared on the same results.
//!
//! Ratios are plain numbers; sums are exact.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Rate;
use super::basis::Basis;
use super::findings::PayFinding;
use super::plan::{Goal, PayPlan, PayRules};
use super::results::SellerMonth;
use super::run::{Statements, statements};
use super::statement::Statement;
use super::year::{YEAR_MONTHS, month_of_year, prorated};
use crate::domain::{Money, PersonId};

/// On-target earnings of a year: fixed pay and target variable of all its periods.
pub fn on_target_earnings(plan: &PayPlan) -> Money {
    let periods = i64::from(plan.period.in_year());
    Money(plan.fixed_pay.plus(plan.target_variable).0.saturating_mul(periods))
}

/// On-target earnings of somebody who is active for so many months of the year.
pub fn on_target_earnings_of(plan: &PayPlan, active_months: Rate) -> Money {
    prorated(on_target_earnings(plan), Rate::ONE, active_months, YEAR_MONTHS)
}

/// The share of on-target earnings that is variable; `None` when a plan pays nothing on target.
pub fn variable_share(plan: &PayPlan) -> Option<Rate> {
    Rate::ratio(plan.target_variable.0, plan.fixed_pay.plus(plan.target_variable).0)
}

/// The commission rate at which reaching the quota pays the target variable: target variable ÷ quota, of the same time.
pub fn base_rate(target_variable: Money, quota: i64) -> Option<Rate> {
    Rate::ratio(target_variable.0, quota)
}

/// Quota ÷ on-target earnings, of a year; `None` when nothing is earned on target.
pub fn quota_to_earnings(quota: i64, earnings: Money) -> Option<f64> {
    (earnings.0 > 0).then(|| quota as f64 / earnings.0 as f64)
}

/// Compensation cost of sales: pay ÷ sales; `None` without sales.
pub fn compensation_cost_of_sales(pay: Money, sales: Money) -> Option<f64> {
    (sales.0 > 0).then(|| pay.0 as f64 / sales.0 as f64)
}

/// What a year's statements cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PayCost {
    /// All pay.
    pub total: Money,
    /// What of it is variable.
    pub variable: Money,
    /// Sales on invoice after discount, without shipping.
    pub sales: Money,
    /// Pay ÷ sales.
    pub cost_of_sales: Option<f64>,
    /// Each seller, the best paid first; equals by seller.
    pub sellers: Vec<SellerCost>,
}

/// What one seller costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SellerCost {
    /// The seller.
    pub seller: PersonId,
    /// All pay.
    pub total: Money,
    /// What of it is variable.
    pub variable: Money,
    /// The seller's own sales.
    pub sales: Money,
    /// Pay ÷ sales.
    pub cost_of_sales: Option<f64>,
}

/// Sums statements up. `rules` and `results` are those that the statements came from.
pub fn pay_cost(rules: &PayRules, results: &[SellerMonth], statements: &[Statement]) -> PayCost {
    let mut sellers: BTreeMap<PersonId, (Money, Money, Money)> = BTreeMap::new();
    for statement in statements {
        let (total, variable, _) = sellers.entry(statement.seller).or_default();
        *total = total.plus(statement.total);
        *variable = variable.plus(statement.variable());
    }
    for result in results.iter().filter(|result| month_of_year(rules, result.month).is_some()) {
        let sold = result.entries.iter().map(|entry| Money(entry.counted(Goal::Sales, &Basis::default()))).sum();
        if let Some((_, _, sales)) = sellers.get_mut(&result.seller) {
            *sales = sales.plus(sold);
        }
    }
    let cost = |(seller, (total, variable, sales))| SellerCost {
        seller,
        total,
        variable,
        sales,
        cost_of_sales: compensation_cost_of_sales(total, sales),
    };
    let mut sellers: Vec<SellerCost> = sellers.into_iter().map(cost).collect();
    sellers.sort_by_key(|cost| (std::cmp::Reverse(cost.total), cost.seller));
    let sum = |figure: fn(&SellerCost) -> Money| -> Money { sellers.iter().map(figure).sum() };
    let (total, sales) = (sum(|cost| cost.total), sum(|cost| cost.sales));
    let variable = sum(|cost| cost.variable);
    PayCost { total, variable, sales, cost_of_sales: compensation_cost_of_sales(total, sales), sellers }
}

/// Two sets of rules on the same results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayComparison {
    /// Each seller, by seller.
    pub sellers: Vec<ComparedPay>,
    /// All pay under the first.
    pub first: Money,
    /// All pay under the second.
    pub second: Money,
    /// Second less first.
    pub difference: Money,
    /// Findings of the first; while one is blocking it pays nothing.
    pub first_findings: Vec<PayFinding>,
    /// The same of the second.
    pub second_findings: Vec<PayFinding>,
}

impl PayComparison {
    /// Whether both sets of rules could be reckoned.
    pub fn is_complete(&self) -> bool {
        !self.first_findings.iter().chain(&self.second_findings).any(PayFinding::is_blocking)
    }
}

/// What one seller is paid under either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedPay {
    /// The seller.
    pub seller: PersonId,
    /// Pay under the first.
    pub first: Money,
    /// Pay under the second.
    pub second: Money,
    /// Second less first.
    pub difference: Money,
}

/// Pays the same results by two sets of rules.
pub fn compared(first: &PayRules, second: &PayRules, results: &[SellerMonth]) -> PayComparison {
    let (one, other) = (statements(first, results), statements(second, results));
    let mut sellers: BTreeMap<PersonId, (Money, Money)> = BTreeMap::new();
    for statement in &one.statements {
        let pay = sellers.entry(statement.seller).or_default();
        pay.0 = pay.0.plus(statement.total);
    }
    for statement in &other.statements {
        let pay = sellers.entry(statement.seller).or_default();
        pay.1 = pay.1.plus(statement.total);
    }
    let total = |statements: &Statements| statements.statements.iter().map(|statement| statement.total).sum::<Money>();
    let (first, second) = (total(&one), total(&other));
    let row = |(seller, (first, second)): (PersonId, (Money, Money))| ComparedPay {
        seller,
        first,
        second,
        difference: Money(second.0.saturating_sub(first.0)),
    };
    PayComparison {
        sellers: sellers.into_iter().map(row).collect(),
        first,
        second,
        difference: Money(second.0.saturating_sub(first.0)),
        first_findings: one.findings,
        second_findings: other.findings,
    }
}
