//! A year's pay as a function of the year's results, fast enough for hundreds of thousands of calls.
//!
//! Each component's pay is worked out exactly at every bend and is linear in between; a call only looks up and
//! interpolates, in floating point. What a year in one figure cannot know is assumed: results lie within the year as the
//! quotas do (as active months, where there is none), so attainment is the same in each period; deals are of their usual
//! size; what stays owed of draws at the year's end is a cost; campaigns and clawback are left out. With plans that reckon
//! to date, draws are compared with the year as a whole.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Rate;
use super::basis::Only;
use super::curve::{PositionQuotas, assumed_deals, bends, is_of_attainment, line_at, missing_quota};
use super::findings::{PayFinding, PayPlace, PayProblem};
use super::pieces::Pieces;
use super::plan::{Accrual, CollectionGate, Component, Draw, Goal, PayPlan, Rule, Scope, Spif};
use super::plan_findings::findings_of_plan;
use super::rate::Fine;
use super::statement::{LineKind, NotPaid};
use super::tiers::Side;
use super::year::prorated;

/// One pay period of the seller's year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayPeriodQuotas {
    /// The period's quotas.
    pub quotas: PositionQuotas,
    /// Active months in the period: the sum of the active shares of its months.
    pub active_months: Rate,
}

/// A plan made ready for one seller.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompiledPay {
    fixed: f64,
    periods: Vec<Period>,
    /// Most of a draw that a period repays.
    repaid_at_most: f64,
}

/// One or several periods. Results in it are those of the year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Period {
    components: Vec<Part>,
    cap: f64,
    /// The plan's floor, or a draw that is not recoverable.
    floor: f64,
    /// A recoverable draw, or the lack of one in a year that has some; periods with it are kept in their order.
    recoverable: Option<f64>,
}

/// A component in a period, its own cap and floor included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Part {
    input: Input,
    pay: Pieces,
}

/// What a component is reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Input {
    goal: usize,
    scope: Scope,
    gate: Gate,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum Gate {
    Open,
    /// The year's result of this goal must reach this, or nothing is paid.
    From(usize, f64),
    /// The year's result counts at most this multiple of the year's result of that goal. Attainment being the same in each
    /// period, so is the multiple.
    AtMost(usize, f64),
}

impl CompiledPay {
    /// Makes a plan ready from all twelve months of the fiscal year, in order; those of a pay period are added up. `stay` are
    /// the months in which the seller is on the plan, from 0, the end not included: a period wholly outside it pays nothing,
    /// and periods of a draw are counted from the stay's first. A month in which the seller has nothing has no active months
    /// and quotas of 0.
    ///
    /// # Errors
    /// As [`CompiledPay::new`].
    pub fn of_months(plan: &PayPlan, months: &[PayPeriodQuotas], stay: Range<u32>) -> Result<CompiledPay, Vec<PayFinding>> {
        let length = plan.period.months() as usize;
        let stay = stay.start as usize..(stay.end as usize).min(months.len());
        let in_stay = |start: usize| start.max(stay.start)..(start + length).min(stay.end);
        let of_period = |start: usize| months.get(in_stay(start)).filter(|months| !months.is_empty()).map(year_of);
        let periods: Vec<PayPeriodQuotas> = (0..months.len()).step_by(length).filter_map(of_period).collect();
        CompiledPay::from_period(plan, &periods, stay.start / length)
    }

    /// Makes a plan ready. `periods` are those in which the seller is on the plan, from the year's first on.
    ///
    /// # Errors
    /// What is broken in the plan, and components that lack a quota.
    pub fn new(plan: &PayPlan, periods: &[PayPeriodQuotas]) -> Result<CompiledPay, Vec<PayFinding>> {
        CompiledPay::from_period(plan, periods, 0)
    }

    /// The same, where the first of the periods has this place in the year.
    fn from_period(plan: &PayPlan, periods: &[PayPeriodQuotas], first: usize) -> Result<CompiledPay, Vec<PayFinding>> {
        let mut findings: Vec<PayFinding> = findings_of_plan(plan).into_iter().filter(PayFinding::is_blocking).collect();
        if !findings.is_empty() {
            return Err(findings);
        }
        let year = year_of(periods);
        let months = plan.period.months();
        let fixed = periods.iter().map(|period| prorated(plan.fixed_pay, Rate::ONE, period.active_months, months).0 as f64).sum();
        let is_to_date = plan.accrual == Accrual::ToDate;
        let reckoned = if is_to_date { std::slice::from_ref(&year) } else { periods };
        let mut compiled: Vec<Period> = Vec::new();
        for (index, period) in reckoned.iter().enumerate() {
            let mut components = Vec::new();
            for component in plan.components.iter().filter(|component| is_of_attainment(component)) {
                // What is reckoned to date is reckoned once, for the year.
                let due = if is_to_date { Some(*period) } else { due_with(plan, component, periods, first, index) };
                let Some(span) = due else { continue };
                match part(plan, component, &span, &year) {
                    Ok(part) => components.push(part),
                    Err(finding) if findings.contains(&finding) => {}
                    Err(finding) => findings.push(finding),
                }
            }
            let draw = plan.draw.map(|draw| drawn(&draw, index, periods.len(), is_to_date));
            let is_recoverable = plan.draw.is_some_and(|draw| draw.is_recoverable);
            let least = draw.filter(|&draw| draw > 0.0 && !is_recoverable).unwrap_or(f64::NEG_INFINITY);
            let floor = plan.floor.map_or(f64::NEG_INFINITY, |floor| floor.0 as f64).max(least);
            let cap = plan.cap.map_or(f64::INFINITY, |cap| cap.0 as f64);
            compiled.push(Period { components, cap, floor, recoverable: draw.filter(|_| is_recoverable) }.simplified());
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        let repaid_at_most = plan.draw.and_then(|draw| draw.repaid_at_most).map_or(f64::INFINITY, |most| most.0 as f64);
        // A year reckoned as a whole repays as much as its periods may together.
        let times = if is_to_date { periods.len() as f64 } else { 1.0 };
        Ok(CompiledPay { fixed, periods: together(compiled), repaid_at_most: repaid_at_most * times })
    }

    /// Only fixed pay, for a year.
    pub fn fixed(fixed: f64) -> CompiledPay {
        CompiledPay { fixed, periods: Vec::new(), repaid_at_most: f64::INFINITY }
    }

    /// Pay of the year, fixed and variable, when the seller's own results and those of all below are these: sales,
    /// collection, quantity.
    pub fn pay(&self, own: &[f64; 3], team: &[f64; 3]) -> f64 {
        let both = [own[0] + team[0], own[1] + team[1], own[2] + team[2]];
        let (mut sum, mut owed) = (self.fixed, 0.0);
        for period in &self.periods {
            let mut earned = 0.0;
            for part in &period.components {
                let results = match part.input.scope {
                    Scope::Own => own,
                    Scope::Team => team,
                    Scope::TeamWithLeader => &both,
                };
                let result = results[part.input.goal];
                let counted = match part.input.gate {
                    Gate::Open => result,
                    Gate::From(goal, from) if results[goal] < from => continue,
                    Gate::From(..) => result,
                    Gate::AtMost(goal, multiple) => result.min(results[goal] * multiple),
                };
                earned += part.pay.at(counted);
            }
            earned = earned.min(period.cap).max(period.floor);
            if let Some(draw) = period.recoverable {
                let repaid = (earned - draw).min(owed).min(self.repaid_at_most);
                owed -= repaid;
                earned -= repaid;
            }
            sum += earned;
        }
        sum
    }
}

impl Period {
    /// Adds up components of one input, and puts the plan's limits into the sum when that is all there is.
    fn simplified(self) -> Period {
        let mut components: Vec<Part> = Vec::new();
        for part in self.components {
            match components.iter_mut().find(|known| known.input == part.input) {
                Some(known) => known.pay = Pieces::sum(&[&known.pay, &part.pay]),
                None => components.push(part),
            }
        }
        match components.as_mut_slice() {
            [only] if matches!(only.input.gate, Gate::Open | Gate::AtMost(..)) => {
                only.pay = only.pay.within(self.floor, self.cap);
                Period { components, cap: f64::INFINITY, floor: f64::NEG_INFINITY, recoverable: self.recoverable }
            }
            _ => Period { components, ..self },
        }
    }

    fn has_limits(&self) -> bool {
        self.cap < f64::INFINITY || self.floor > f64::NEG_INFINITY || self.recoverable.is_some()
    }
}

/// Adds up all periods without limits of their own; those with limits stay by themselves.
fn together(periods: Vec<Period>) -> Vec<Period> {
    let (mut limited, free): (Vec<Period>, Vec<Period>) = periods.into_iter().partition(Period::has_limits);
    let mut by_input: Vec<(Input, Vec<Pieces>)> = Vec::new();
    for part in free.into_iter().flat_map(|period| period.components) {
        match by_input.iter_mut().find(|(input, _)| *input == part.input) {
            Some((_, pieces)) => pieces.push(part.pay),
            None => by_input.push((part.input, vec![part.pay])),
        }
    }
    let components: Vec<Part> =
        by_input.into_iter().map(|(input, pieces)| Part { input, pay: Pieces::sum(&pieces.iter().collect::<Vec<&Pieces>>()) }).collect();
    if !components.is_empty() {
        limited.push(Period { components, cap: f64::INFINITY, floor: f64::NEG_INFINITY, recoverable: None });
    }
    limited
}

/// What a component that falls due with a period is reckoned from: the period, or the longer time that it ends. In a time
/// that the seller leaves, it falls due with the last period in which the seller is on the plan. `first` is the place of the
/// first period in the year.
fn due_with(plan: &PayPlan, component: &Component, periods: &[PayPeriodQuotas], first: usize, index: usize) -> Option<PayPeriodQuotas> {
    let length = (component.period_in(plan).months() / plan.period.months()).max(1) as usize;
    let start = (first + index) / length * length;
    let (from, end) = (start.saturating_sub(first), (start + length - first).min(periods.len()));
    if index + 1 == end { periods.get(from..end).map(year_of) } else { None }
}

/// What is drawn in one of the periods of a year; all of them, when the year is reckoned as a whole.
fn drawn(draw: &Draw, index: usize, periods: usize, is_to_date: bool) -> f64 {
    let with_draw = draw.periods.map_or(periods, |count| periods.min(count as usize));
    let times = if is_to_date { with_draw } else { usize::from(index < with_draw) };
    draw.amount.0 as f64 * times as f64
}

/// Several periods together.
fn year_of(periods: &[PayPeriodQuotas]) -> PayPeriodQuotas {
    let nothing = PayPeriodQuotas { quotas: PositionQuotas::default(), active_months: Rate::ZERO };
    periods.iter().fold(nothing, |sum, period| PayPeriodQuotas {
        quotas: PositionQuotas { own: sum.quotas.own.plus(&period.quotas.own), team: sum.quotas.team.plus(&period.quotas.team) },
        active_months: sum.active_months.plus(period.active_months),
    })
}

fn part(plan: &PayPlan, component: &Component, period: &PayPeriodQuotas, year: &PayPeriodQuotas) -> Result<Part, PayFinding> {
    let (quotas, year_quotas) = (period.quotas.of(component.scope), year.quotas.of(component.scope));
    let goal = component.goal;
    let share = match (quotas.of(goal), year_quotas.of(goal)) {
        (Some(part), Some(whole)) if whole > 0 => part as f64 / whole as f64,
        _ => period.active_months.share() / year.active_months.share().max(f64::MIN_POSITIVE),
    };
    let year_quota = |goal: Goal| {
        let quota = year_quotas.of(goal).filter(|&quota| quota > 0).ok_or_else(|| missing_quota(plan, component));
        quota.map(|quota| quota as f64)
    };
    let gate = match component.gate {
        None => Gate::Open,
        Some(CollectionGate::OnlyFrom(from)) => Gate::From(Goal::Collection as usize, from.share() * year_quota(Goal::Collection)?),
        Some(CollectionGate::AtMostCollection | CollectionGate::LowerOfTwo) => {
            let other = if goal == Goal::Collection { Goal::Sales } else { Goal::Collection };
            Gate::AtMost(other as usize, year_quota(goal)? / year_quota(other)?)
        }
    };
    let input = Input { goal: goal as usize, scope: component.scope, gate };
    if is_by_attainment(component) {
        year_quota(goal)?;
        if quotas.of(goal).is_some_and(|quota| quota <= 0) {
            // A period without a quota has no attainment and pays nothing, as in a statement.
            return Ok(Part { input, pay: Pieces::new(vec![(0.0, 0.0, 0.0)]) });
        }
    }
    let cap = component.cap.map_or(f64::INFINITY, |cap| cap.0 as f64);
    let floor = component.floor.map_or(f64::NEG_INFINITY, |floor| floor.0 as f64);
    let only = component.only.assumed_share().unwrap_or(Rate::ONE).share();
    let pay = pieces(plan, component, period)?.within(floor, cap).of_year(share * only);
    Ok(Part { input, pay })
}

/// Whether the rule cannot be reckoned without a quota.
pub(super) fn is_by_attainment(component: &Component) -> bool {
    match &component.rule {
        Rule::Rates(table) => table.needs_quota(),
        Rule::Units { .. } | Rule::Spif(Spif::Pool { .. }) => true,
        Rule::Milestones { steps, .. } => steps.iter().any(|step| step.from.is_attainment()),
        Rule::StepAndExcess { .. } | Rule::Spif(_) => false,
    }
}

/// The component's pay over its counted result, without gate, cap and floor.
fn pieces(plan: &PayPlan, component: &Component, period: &PayPeriodQuotas) -> Result<Pieces, PayFinding> {
    let quotas = period.quotas.of(component.scope);
    // Over what counts for the component; the part of the results that this usually is comes after.
    let bare = Component { gate: None, cap: None, floor: None, only: Only::default(), ..component.clone() };
    let value = |amount: Fine, side: Side| -> Result<f64, PayFinding> {
        let mut results = [Fine::ZERO; 3];
        results[component.goal as usize] = amount;
        let line = line_at(plan, &bare, results, &quotas, period.active_months, assumed_deals(component), side);
        match line.lines.first().map(|line| &line.kind) {
            Some(&LineKind::NotPaid(reason)) if reason.is_obstacle() => Err(obstacle(plan, component, reason)),
            _ => Ok(line.amount.0 as f64),
        }
    };
    let mut starts: Vec<Fine> = bends(&bare, &quotas).into_iter().map(|bend| bend.amount).collect();
    starts.push(Fine::ZERO);
    starts.sort();
    starts.dedup();
    let mut pieces = Vec::new();
    for (index, &start) in starts.iter().enumerate() {
        // The last piece is measured far out, so that rounding to whole units does not tilt it.
        let far = || Fine::units(start.rounded().saturating_mul(8).max(quotas.of(component.goal).unwrap_or(0)).max(1_000_000));
        let end = starts.get(index + 1).copied().unwrap_or_else(far);
        let (from, to) = (value(start, Side::At)?, value(end, Side::JustBelow)?);
        let length = end.minus(start).as_f64();
        pieces.push((start.as_f64(), from, if length > 0.0 { (to - from) / length } else { 0.0 }));
    }
    Ok(Pieces::new(pieces))
}

fn obstacle(plan: &PayPlan, component: &Component, reason: NotPaid) -> PayFinding {
    let place = PayPlace::Component { plan: plan.name.clone(), component: component.name.clone() };
    PayFinding { place, problem: PayProblem::NotPayable { reason } }
}
