//! A year's pay as a function of the year's results, fast enough for hundreds of thousands of calls.
//!
//! Each component's pay is worked out exactly at every bend and is linear in between; a call only looks up and
//! interpolates, in floating point. What a year in one figure cannot know is assumed: results lie within the year as the
//! quotas do (as active months, where there is none), so attainment is the same in each period; deals are of their usual
//! size; draws top each period up, and what stays owed is a cost; campaigns and clawback are left out.

use serde::{Deserialize, Serialize};

use super::Rate;
use super::curve::{PositionQuotas, assumed_deals, bends, is_of_attainment, line_at, missing_quota};
use super::findings::{PayFinding, PayPlace, PayProblem};
use super::plan::{Accrual, CollectionGate, Component, Draw, Goal, PayPlan, Scope};
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
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Period {
    /// How many such periods there are.
    times: f64,
    components: Vec<Part>,
    cap: f64,
    floor: f64,
    /// What variable pay is topped up to.
    draw: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Part {
    goal: usize,
    scope: Scope,
    /// The period's share of the year's result.
    share: f64,
    gate: Gate,
    pay: Pieces,
    cap: f64,
    floor: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum Gate {
    Open,
    /// The year's result of this goal must reach this, or nothing is paid.
    From(usize, f64),
    /// The period's result counts at most this multiple of the year's result of that goal.
    AtMost(usize, f64),
}

/// A function that is linear between bends and may jump at them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Pieces {
    /// Where each piece begins, its value there and its slope.
    pieces: Vec<(f64, f64, f64)>,
}

impl Pieces {
    fn at(&self, x: f64) -> f64 {
        let piece = self.pieces.iter().rev().find(|piece| piece.0 <= x).or(self.pieces.first());
        piece.map_or(0.0, |&(start, value, slope)| value + slope * (x - start))
    }
}

impl CompiledPay {
    /// Makes a plan ready. `periods` are those of the year in which the seller is on the plan.
    ///
    /// # Errors
    /// What is broken in the plan, and components that lack a quota.
    pub fn new(plan: &PayPlan, periods: &[PayPeriodQuotas]) -> Result<CompiledPay, Vec<PayFinding>> {
        let mut findings: Vec<PayFinding> = findings_of_plan(plan).into_iter().filter(PayFinding::is_blocking).collect();
        if !findings.is_empty() {
            return Err(findings);
        }
        let year = year_of(periods);
        let months = plan.period.months();
        let fixed = periods.iter().map(|period| prorated(plan.fixed_pay, Rate::ONE, period.active_months, months).0 as f64).sum();
        let reckoned = if plan.accrual == Accrual::ToDate { std::slice::from_ref(&year) } else { periods };
        let mut kinds: Vec<(PayPeriodQuotas, bool, f64)> = Vec::new();
        for (index, &period) in reckoned.iter().enumerate() {
            let has_draw = plan.draw.is_some_and(|draw| draw.periods.is_none_or(|count| (index as u32) < count));
            match kinds.iter_mut().find(|(kind, drawn, _)| *kind == period && *drawn == has_draw) {
                Some((_, _, times)) => *times += 1.0,
                None => kinds.push((period, has_draw, 1.0)),
            }
        }
        let mut compiled = Vec::new();
        for (period, has_draw, times) in kinds {
            let mut parts = Vec::new();
            for component in plan.components.iter().filter(|component| is_of_attainment(component)) {
                match part(plan, component, &period, &year) {
                    Ok(part) => parts.push(part),
                    Err(finding) if findings.contains(&finding) => {}
                    Err(finding) => findings.push(finding),
                }
            }
            let whole_year = if plan.accrual == Accrual::ToDate { periods.len() as f64 } else { 1.0 };
            compiled.push(Period {
                times,
                components: parts,
                cap: plan.cap.map_or(f64::INFINITY, |cap| cap.0 as f64),
                floor: plan.floor.map_or(f64::NEG_INFINITY, |floor| floor.0 as f64),
                draw: plan.draw.filter(|_| has_draw).map_or(f64::NEG_INFINITY, |draw: Draw| draw.amount.0 as f64 * whole_year),
            });
        }
        if findings.is_empty() { Ok(CompiledPay { fixed, periods: compiled }) } else { Err(findings) }
    }

    /// Only fixed pay, for a year.
    pub fn fixed(fixed: f64) -> CompiledPay {
        CompiledPay { fixed, periods: Vec::new() }
    }

    /// Pay of the year, fixed and variable, when the seller's own results and those of all below are these: sales,
    /// collection, quantity.
    pub fn pay(&self, own: &[f64; 3], team: &[f64; 3]) -> f64 {
        let both = [own[0] + team[0], own[1] + team[1], own[2] + team[2]];
        let mut sum = self.fixed;
        for period in &self.periods {
            let mut earned = 0.0;
            for part in &period.components {
                let results = match part.scope {
                    Scope::Own => own,
                    Scope::Team => team,
                    Scope::TeamWithLeader => &both,
                };
                let mut counted = results[part.goal] * part.share;
                match part.gate {
                    Gate::Open => {}
                    Gate::From(goal, from) if results[goal] < from => continue,
                    Gate::From(..) => {}
                    Gate::AtMost(goal, multiple) => counted = counted.min(results[goal] * multiple),
                }
                earned += part.pay.at(counted).min(part.cap).max(part.floor);
            }
            sum += period.times * earned.min(period.cap).max(period.floor).max(period.draw);
        }
        sum
    }
}

/// All periods together.
fn year_of(periods: &[PayPeriodQuotas]) -> PayPeriodQuotas {
    let nothing = PayPeriodQuotas { quotas: PositionQuotas::default(), active_months: Rate::ZERO };
    periods.iter().fold(nothing, |sum, period| PayPeriodQuotas {
        quotas: PositionQuotas {
            own: sum.quotas.own.plus(&period.quotas.own),
            team: sum.quotas.team.plus(&period.quotas.team),
        },
        active_months: sum.active_months.plus(period.active_months),
    })
}

fn part(plan: &PayPlan, component: &Component, period: &PayPeriodQuotas, year: &PayPeriodQuotas) -> Result<Part, PayFinding> {
    let (quotas, year_quotas) = (period.quotas.of(component.scope), year.quotas.of(component.scope));
    let active_share = period.active_months.share() / year.active_months.share().max(f64::MIN_POSITIVE);
    let share_of = |goal: Goal| match (quotas.of(goal), year_quotas.of(goal)) {
        (Some(part), Some(whole)) if whole > 0 => part as f64 / whole as f64,
        _ => active_share,
    };
    let goal = component.goal;
    let above_zero = |quota: Option<i64>| quota.filter(|&quota| quota > 0).ok_or_else(|| missing_quota(plan, component));
    let gate = match component.gate {
        None => Gate::Open,
        Some(CollectionGate::OnlyFrom(from)) => {
            Gate::From(Goal::Collection as usize, from.share() * above_zero(year_quotas.collection)? as f64)
        }
        Some(CollectionGate::AtMostCollection | CollectionGate::LowerOfTwo) => {
            let other = if goal == Goal::Collection { Goal::Sales } else { Goal::Collection };
            let multiple = above_zero(quotas.of(goal))? as f64 / above_zero(quotas.of(other))? as f64;
            Gate::AtMost(other as usize, multiple * share_of(other))
        }
    };
    Ok(Part {
        goal: goal as usize,
        scope: component.scope,
        share: share_of(goal),
        gate,
        pay: pieces(plan, component, period)?,
        cap: component.cap.map_or(f64::INFINITY, |cap| cap.0 as f64),
        floor: component.floor.map_or(f64::NEG_INFINITY, |floor| floor.0 as f64),
    })
}

/// The component's pay over its counted result, without gate, cap and floor.
fn pieces(plan: &PayPlan, component: &Component, period: &PayPeriodQuotas) -> Result<Pieces, PayFinding> {
    let quotas = period.quotas.of(component.scope);
    let bare = Component { gate: None, cap: None, floor: None, ..component.clone() };
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
    Ok(Pieces { pieces })
}

fn obstacle(plan: &PayPlan, component: &Component, reason: NotPaid) -> PayFinding {
    let place = PayPlace::Component { plan: plan.name.clone(), component: component.name.clone() };
    PayFinding { place, problem: PayProblem::NotPayable { reason } }
}
