//! Pay over attainment, and where it jumps.
//!
//! A curve takes every goal at the same attainment, whole period, nobody's deals known (see
//! [`super::RateTable::typical_deal`]). It is of components, caps and floors, and of a draw that is the seller's to keep in
//! every period; draws that are repaid or end, clawback and campaigns are no matter of attainment and left out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Rate;
use super::basis::Only;
use super::component::{Measured, limit_line, reckoned};
use super::findings::{PayFinding, PayPlace, PayProblem};
use super::plan::{CollectionGate, Component, Goal, PayPlan, Rule, Scope, Spif};
use super::plan_findings::findings_of_plan;
use super::rate::Fine;
use super::results::Quotas;
use super::statement::{Line, NotPaid};
use super::tiers::{Deals, Side};
use super::year::prorated;
use crate::domain::Money;

/// Quotas of some time, of the seller and of those below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PositionQuotas {
    /// The seller's own.
    pub own: Quotas,
    /// The sum of those below, for components with a team scope.
    pub team: Quotas,
}

impl PositionQuotas {
    /// A seller's own quotas.
    pub fn own(own: Quotas) -> PositionQuotas {
        PositionQuotas { own, team: Quotas::default() }
    }

    /// Those of one of so many equal parts of the time, rounded down.
    pub(crate) fn part_of(&self, count: u32) -> PositionQuotas {
        let part = |quotas: Quotas| {
            let of = |sum: Quotas, &goal: &Goal| sum.with(goal, sum.of(goal).map(|quota| quota / i64::from(count.max(1))));
            Goal::ALL.iter().fold(quotas, of)
        };
        PositionQuotas { own: part(self.own), team: part(self.team) }
    }

    /// The quotas that a component goes by.
    pub(crate) fn of(&self, scope: Scope) -> Quotas {
        match scope {
            Scope::Own => self.own,
            Scope::Team => self.team,
            Scope::TeamWithLeader => self.own.plus(&self.team),
        }
    }
}

/// Pay of one cycle over attainment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayCurve {
    /// In rising order: the points that were asked for, and between them all where pay bends or jumps.
    pub points: Vec<CurvePoint>,
}

/// A point of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// Attainment of every goal.
    pub attainment: Rate,
    /// Fixed and variable pay.
    pub pay: Money,
    /// What pay tends to from below, where it jumps.
    pub pay_just_below: Option<Money>,
}

/// A place where a component's pay jumps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jump {
    /// The component's name.
    pub component: String,
    /// What makes it jump.
    pub cause: JumpCause,
    /// The result at which it does, in the goal's smallest unit (that of collection, for a gate). Of one deal, for tables
    /// by deals.
    pub at_amount: i64,
    /// The same as attainment, if there is a quota.
    pub at_attainment: Option<Rate>,
    /// What pay tends to from below.
    pub before: Money,
    /// What is paid there.
    pub after: Money,
}

/// What makes pay jump.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JumpCause {
    /// A row of a table or list, from 1.
    Row(usize),
    /// A table's threshold.
    Threshold,
    /// The step of a step with excess.
    Step,
    /// A quota, above which another rate holds.
    Quota,
    /// A gate of collection, with the other goals at the same attainment.
    Gate,
}

/// A place where a component may bend or jump.
pub(crate) struct Bend {
    pub(crate) cause: JumpCause,
    pub(crate) goal: Goal,
    pub(crate) amount: Fine,
}

/// All places where the component may bend or jump, its caps and floors apart. Those that need a missing quota are left
/// out.
pub(crate) fn bends(component: &Component, quotas: &Quotas) -> Vec<Bend> {
    let goal = component.goal;
    let quota = quotas.of(goal).filter(|&quota| quota > 0);
    let mut bends: Vec<Bend> = Vec::new();
    let mut add = |cause, goal, amount| bends.push(Bend { cause, goal, amount });
    match &component.rule {
        Rule::Rates(table) => {
            if quota.is_some() || !table.needs_quota() {
                let edges = table.tiers.edges(quota.unwrap_or(0));
                edges.into_iter().enumerate().for_each(|(row, edge)| add(JumpCause::Row(row + 1), goal, edge));
                if let Some(threshold) = table.threshold {
                    add(JumpCause::Threshold, goal, threshold.at.amount(quota.unwrap_or(0)));
                }
            }
        }
        Rule::StepAndExcess { from, .. } => add(JumpCause::Step, goal, Fine::units(*from)),
        Rule::Units { .. } | Rule::Spif(Spif::Pool { .. }) => {
            if let Some(quota) = quota {
                add(JumpCause::Quota, goal, Fine::units(quota));
            }
        }
        Rule::Milestones { steps, .. } => {
            for (row, step) in steps.iter().enumerate().filter(|(_, step)| quota.is_some() || !step.from.is_attainment()) {
                add(JumpCause::Row(row + 1), goal, step.from.amount(quota.unwrap_or(0)));
            }
        }
        Rule::Spif(_) => {}
    }
    if let (Some(CollectionGate::OnlyFrom(from)), Some(quota)) = (component.gate, quotas.collection.filter(|&quota| quota > 0)) {
        add(JumpCause::Gate, Goal::Collection, Fine::share(from, quota));
    }
    bends
}

/// The component's line at given results of the three goals.
pub(crate) fn line_at(
    plan: &PayPlan,
    component: &Component,
    results: [Fine; 3],
    quotas: &Quotas,
    active_months: Rate,
    deals: Deals,
    side: Side,
) -> Line {
    let target = prorated(plan.target_variable, component.target_share, active_months, plan.period.months());
    let share = component.only.assumed_share().filter(|share| *share != Rate::ONE);
    let mut results = results;
    if let Some(share) = share {
        let part = &mut results[component.goal as usize];
        *part = part.scaled(Fine::units(share.in_billionths()), Fine::units(Rate::ONE.in_billionths()));
    }
    let measured = Measured { results, made_of: [0; 4], quotas: *quotas, deals, returned: 0, target, campaign: (0, Money(0)), side };
    reckoned(component, &measured)
}

/// How deals are taken where none is known.
pub(crate) fn assumed_deals(component: &Component) -> Deals<'static> {
    match &component.rule {
        Rule::Rates(table) => table.typical_deal.map_or(Deals::Single, Deals::Typical),
        _ => Deals::Single,
    }
}

/// A component's period in which somebody was there all the time.
fn whole_period(plan: &PayPlan, component: &Component) -> Rate {
    Rate::percent(100 * i32::try_from(component.period_in(plan).months()).unwrap_or(1))
}

/// How many of a component's periods are in a cycle of its plan.
fn times_in_cycle(plan: &PayPlan, component: &Component) -> u32 {
    (plan.cycle().months() / component.period_in(plan).months()).max(1)
}

/// All jumps of a plan's components, by component and amount. `quotas` are those of a cycle; results and pay are those of the
/// component's own period. Readings that are not chosen have none yet.
pub fn jumps(plan: &PayPlan, quotas: &PositionQuotas) -> Vec<Jump> {
    let mut jumps = Vec::new();
    for component in &plan.components {
        let quotas = quotas.part_of(times_in_cycle(plan, component)).of(component.scope);
        // Of a component of only some sales, amounts are of these alone, and no quota is.
        let is_of_all = component.only.names_nothing();
        let component = &Component { only: Only::default(), ..component.clone() };
        let mut found: BTreeMap<Fine, Jump> = BTreeMap::new();
        for bend in bends(component, &quotas) {
            let bend_quota = quotas.of(bend.goal).filter(|&quota| quota > 0);
            let results = Goal::ALL.map(|goal| match (bend_quota, quotas.of(goal)) {
                _ if goal == bend.goal => bend.amount,
                (Some(whole), Some(part)) => bend.amount.scaled(Fine::units(part), Fine::units(whole)),
                _ => Fine::ZERO,
            });
            let pay = |side| line_at(plan, component, results, &quotas, whole_period(plan, component), Deals::Single, side).amount;
            let (before, after) = (pay(Side::JustBelow), pay(Side::At));
            if before != after {
                found.entry(bend.amount).or_insert_with(|| Jump {
                    component: component.name.clone(),
                    cause: bend.cause,
                    at_amount: bend.amount.rounded(),
                    at_attainment: bend_quota.filter(|_| is_of_all).and_then(|quota| bend.amount.over(quota)),
                    before,
                    after,
                });
            }
        }
        jumps.extend(found.into_values());
    }
    jumps
}

/// Pay of one cycle (see [`PayPlan::cycle`]; one period, where no component has a longer one) over attainment, every period
/// in it alike. `quotas` are those of the cycle. At the points asked for and wherever it bends or jumps between the least and the
/// greatest of them.
///
/// # Errors
/// What is broken in the plan, and components whose goal has no quota above zero.
pub fn pay_curve(plan: &PayPlan, quotas: &PositionQuotas, attainments: &[Rate]) -> Result<PayCurve, Vec<PayFinding>> {
    let mut findings: Vec<PayFinding> = findings_of_plan(plan).into_iter().filter(PayFinding::is_blocking).collect();
    // Where pay may bend: the attainment, and exactly as an amount of a quota.
    let mut places: BTreeMap<Rate, (Fine, i64)> =
        attainments.iter().map(|&attainment| (attainment, (Fine::share(attainment, UNIT), UNIT))).collect();
    let bounds = (places.keys().next().copied(), places.keys().last().copied());
    for component in plan.components.iter().filter(|component| is_of_attainment(component)) {
        let quotas = quotas.part_of(times_in_cycle(plan, component)).of(component.scope);
        if quotas.of(component.goal).is_none_or(|quota| quota <= 0) {
            findings.push(missing_quota(plan, component));
        }
        for bend in bends(component, &quotas) {
            let Some(quota) = quotas.of(bend.goal).filter(|&quota| quota > 0) else { continue };
            let amount = of_whole_goal(component, &bend);
            if let Some(attainment) = amount.over(quota)
                && (bounds.0..=bounds.1).contains(&Some(attainment))
            {
                places.insert(attainment, (amount, quota));
            }
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let point = |(&attainment, &(amount, whole)): (&Rate, &(Fine, i64))| {
        let fixed = Money(plan.fixed_pay.0.saturating_mul(i64::from(plan.cycle().months() / plan.period.months())));
        let pay = |side| fixed.plus(variable_at(plan, quotas, amount, whole, side));
        let (below, pay) = (pay(Side::JustBelow), pay(Side::At));
        CurvePoint { attainment, pay, pay_just_below: (below != pay).then_some(below) }
    };
    Ok(PayCurve { points: places.iter().map(point).collect() })
}

/// The result of the whole goal at which a component of only some sales bends.
fn of_whole_goal(component: &Component, bend: &Bend) -> Fine {
    match component.only.assumed_share() {
        Some(share) if share > Rate::ZERO && share < Rate::ONE && bend.goal == component.goal => {
            bend.amount.scaled(Fine::units(Rate::ONE.in_billionths()), Fine::units(share.in_billionths()))
        }
        _ => bend.amount,
    }
}

/// A quota that makes attainments of nine decimals whole amounts.
const UNIT: i64 = 1_000_000_000;

/// Whether a component depends on attainment; campaigns but for a pool do not, nor do components of only some sales without
/// a usual share of them.
pub(crate) fn is_of_attainment(component: &Component) -> bool {
    component.only.assumed_share().is_some() && !matches!(component.rule, Rule::Spif(Spif::PerPiece { .. } | Spif::OfSales { .. }))
}

/// The finding that a component has no quota to take attainment of.
pub(crate) fn missing_quota(plan: &PayPlan, component: &Component) -> PayFinding {
    let place = PayPlace::Component { plan: plan.name.clone(), component: component.name.clone() };
    PayFinding { place, problem: PayProblem::NotPayable { reason: NotPaid::QuotaMissing } }
}

/// Variable pay of a cycle with every goal at the attainment `amount` ÷ `whole` in every period of it.
fn variable_at(plan: &PayPlan, quotas: &PositionQuotas, amount: Fine, whole: i64, side: Side) -> Money {
    let paid = |component: &Component| {
        let quotas = quotas.part_of(times_in_cycle(plan, component)).of(component.scope);
        let result = |goal: Goal| match quotas.of(goal) {
            Some(quota) if quota == whole => amount,
            Some(quota) => amount.scaled(Fine::units(quota), Fine::units(whole)),
            None => Fine::ZERO,
        };
        let (results, active) = (Goal::ALL.map(result), whole_period(plan, component));
        line_at(plan, component, results, &quotas, active, assumed_deals(component), side).amount
    };
    let components = plan.components.iter().filter(|component| is_of_attainment(component));
    let paid: Vec<(u32, Money)> = components.map(|component| (component.period_in(plan).months(), paid(component))).collect();
    let periods = 1..=plan.cycle().months() / plan.period.months();
    let variable = |period: u32| {
        let end = period * plan.period.months();
        let earned: Money = paid.iter().filter(|(months, _)| end.is_multiple_of(*months)).map(|(_, paid)| *paid).sum();
        let limited = earned.plus(limit_line(earned, plan.cap, plan.floor).map_or(Money(0), |line| line.amount));
        limited.max(kept_draw(plan).unwrap_or(limited))
    };
    periods.map(variable).sum()
}

/// A draw that holds in every period and is never repaid, which is a least of variable pay.
fn kept_draw(plan: &PayPlan) -> Option<Money> {
    plan.draw.filter(|draw| !draw.is_recoverable && draw.periods.is_none()).map(|draw| draw.amount)
}
