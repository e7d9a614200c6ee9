//! What pay costs at target, and what each role would earn over attainment. Reckoned by the engine; put together here.

use super::quotas::SellerQuotas;
use super::results::{WhatIf, what_if};
use crate::domain::{Money, PersonId};
use crate::quota::pay::cost::{on_target_earnings, quota_to_earnings};
use crate::quota::pay::{
    CurvePoint, Goal, PayCost, PayFinding, PayPeriodQuotas, PayPlan, PayRules, PositionQuotas, Quotas, Rate, pay_cost, pay_curve,
    statements,
};

/// What a year costs when every seller attains the same.
#[derive(Clone, Debug, PartialEq)]
pub struct CostAt {
    /// The cost; without statements all figures are zero.
    pub cost: PayCost,
    /// What was found; while one finding blocks, nothing is reckoned.
    pub findings: Vec<PayFinding>,
}

impl CostAt {
    /// Whether anything could be reckoned.
    pub fn is_reckoned(&self) -> bool {
        !self.findings.iter().any(PayFinding::is_blocking)
    }
}

/// What the planned year costs with everybody at an attainment.
pub fn cost_at(rules: &PayRules, quotas: &[SellerQuotas], attainment: Rate) -> CostAt {
    let results = what_if(rules, quotas, WhatIf::all(attainment));
    let made = statements(rules, &results);
    CostAt { cost: pay_cost(rules, &results, &made.statements), findings: made.findings }
}

/// What a role earns, by the mean of its sellers' quotas.
#[derive(Clone, Debug, PartialEq)]
pub struct RolePay {
    /// The role; empty for those without one.
    pub role: String,
    /// Its pay plan.
    pub plan: PayPlan,
    /// Its sellers.
    pub sellers: Vec<PersonId>,
    /// Pay of a year on target, by the plan's own figures; `None` when the plan names no target.
    pub on_target: Option<Money>,
    /// Sales quota of a year over pay of a year at 100 %.
    pub quota_to_earnings: Option<f64>,
    /// The quotas of one cycle of the plan: of its pay period, or of the longest period of its parts.
    pub quotas: PositionQuotas,
    /// Pay of one cycle over attainment, or what hinders it.
    pub curve: Result<Vec<CurvePoint>, Vec<PayFinding>>,
}

impl RolePay {
    /// Pay of one cycle at an attainment that the curve has a point at.
    pub fn pay_at(&self, attainment: Rate) -> Option<Money> {
        let points = self.curve.as_ref().ok()?;
        points.iter().find(|point| point.attainment == attainment).map(|point| point.pay)
    }
}

/// The attainments that every curve has a point at, in percent.
pub const CURVE_PERCENTS: [i32; 9] = [0, 50, 70, 80, 90, 100, 110, 120, 150];

/// Each role with its plan, in the order of role and plan. Mean quotas are whole units, rounded down.
pub fn roles(rules: &PayRules, quotas: &[SellerQuotas]) -> Vec<RolePay> {
    let mut groups: Vec<(&str, &PayPlan, Vec<PersonId>)> = Vec::new();
    for assignment in &rules.assignments {
        let Some(plan) = rules.plans.iter().find(|plan| plan.name == assignment.plan) else { continue };
        match groups.iter_mut().find(|(role, known, _)| *role == assignment.role && known.name == plan.name) {
            Some((.., sellers)) => sellers.push(assignment.seller),
            None => groups.push((&assignment.role, plan, vec![assignment.seller])),
        }
    }
    groups.sort_by(|one, other| (one.0, &one.1.name).cmp(&(other.0, &other.1.name)));
    groups.into_iter().map(|(role, plan, sellers)| role_pay(role, plan, sellers, quotas)).collect()
}

fn role_pay(role: &str, plan: &PayPlan, sellers: Vec<PersonId>, quotas: &[SellerQuotas]) -> RolePay {
    let cycles = plan.cycle().in_year();
    let mean = mean_period(&sellers, quotas, cycles);
    let curve = pay_curve(plan, &mean, &CURVE_PERCENTS.map(Rate::percent)).map(|curve| curve.points);
    let on_target = Some(on_target_earnings(plan)).filter(|_| plan.target_variable.0 > 0);
    let at_quota = curve.as_ref().ok().and_then(|points| points.iter().find(|point| point.attainment == Rate::ONE));
    let year = |amount: Money| Money(amount.0.saturating_mul(i64::from(cycles)));
    let earned = at_quota.map(|point| year(point.pay));
    let sold = mean.own.plus(&mean.team).sales.map(|sales| sales.saturating_mul(i64::from(cycles)));
    let ratio = earned.zip(sold).and_then(|(earned, sold)| quota_to_earnings(sold, earned));
    RolePay { role: role.to_owned(), plan: plan.clone(), sellers, on_target, quota_to_earnings: ratio, quotas: mean, curve }
}

/// The mean quotas of one pay period of somebody who is there all of it, over sellers who have some. `periods` are in a year.
/// A seller's own quotas are those of the time that the seller is there; what a team is asked for counts as far as its leader
/// is there.
pub fn mean_period(sellers: &[PersonId], quotas: &[SellerQuotas], periods: u32) -> PositionQuotas {
    let months = || quotas.iter().filter(|seller| sellers.contains(&seller.seller)).flat_map(|seller| &seller.months);
    let active = i128::from(months().fold(Rate::ZERO, |sum, month| sum.plus(month.active_months)).in_billionths());
    let months_of_period = i128::from(12 / periods.max(1));
    let mean = |of: fn(&PayPeriodQuotas) -> (Quotas, Rate)| {
        let weighed = |goal: Goal| {
            let parts = months().map(of).filter_map(|(quotas, share)| Some((quotas.of(goal)?, share)));
            let parts = parts.map(|(quota, share)| i128::from(quota) * i128::from(share.in_billionths()));
            let sum = parts.reduce(|sum, part| sum.saturating_add(part))?;
            // Whole units, rounded down; nobody who is there has no quota.
            i64::try_from(sum.saturating_mul(months_of_period).checked_div(active).unwrap_or(0)).ok()
        };
        Goal::ALL.into_iter().fold(Quotas::default(), |quotas, goal| quotas.with(goal, weighed(goal)))
    };
    PositionQuotas { own: mean(|month| (month.quotas.own, Rate::ONE)), team: mean(|month| (month.quotas.team, month.active_months)) }
}
