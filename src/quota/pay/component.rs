//! One component of pay for one period: gate, rule, cap and floor.
//!
//! Rounding is once a line, halves away from zero.

use super::Rate;
use super::basis::{Basis, DiscountBasis, Recognition, ShippingBasis};
use super::plan::{CollectionGate, Component, Goal, MilestoneReading, Rule, Spif};
use super::rate::Fine;
use super::results::Quotas;
use super::statement::{Figure, FigureName, Line, LineKind, NotPaid};
use super::tiers::{Deals, Side, TableInput};
use crate::domain::Money;

/// What a component is reckoned from.
#[derive(Clone, Debug)]
pub(crate) struct Measured<'a> {
    /// Results of sales, collection and quantity, in this order.
    pub(crate) results: [Fine; 3],
    /// List value, discount, shipping and cash of the entries that count, in this order; all zero where they are not known.
    pub(crate) made_of: [i64; 4],
    /// The quotas for the same time and scope.
    pub(crate) quotas: Quotas,
    /// Deals of the component's goal.
    pub(crate) deals: Deals<'a>,
    /// What of the component's goal came back and is left out of the result already.
    pub(crate) returned: i64,
    /// Target variable of the component, pro-rated.
    pub(crate) target: Money,
    /// Pieces and sales of the component's campaign.
    pub(crate) campaign: (i64, Money),
    /// From which side results are looked at.
    pub(crate) side: Side,
}

impl Measured<'_> {
    /// The result of a goal.
    pub(crate) fn result(&self, goal: Goal) -> Fine {
        self.results[goal as usize]
    }
}

/// The line of a component. Its kind is [`LineKind::Component`].
///
/// A floor is paid also when a threshold is not reached, but not behind a closed gate and not when something is missing.
pub(crate) fn reckoned(component: &Component, measured: &Measured) -> Line {
    let kind = LineKind::Component { name: component.name.clone() };
    let mut figures = Vec::new();
    let counted = match counted(component, measured, &mut figures) {
        Ok(counted) => counted,
        Err(reason) => return Line::sum(kind, figures, vec![Line::not_paid(reason)]),
    };
    match lines(component, measured, counted) {
        Ok(lines) => Line::sum(kind, figures, limited(component, lines)),
        Err(reason) if reason.is_obstacle() => Line::sum(kind, figures, vec![Line::not_paid(reason)]),
        Err(reason) => Line::sum(kind, figures, limited(component, vec![Line::not_paid(reason)])),
    }
}

/// What counts of the result after the gate.
fn counted(component: &Component, measured: &Measured, figures: &mut Vec<Figure>) -> Result<Fine, NotPaid> {
    let result = measured.result(component.goal);
    let quota = measured.quotas.of(component.goal);
    figures.extend(base_figures(component, measured));
    figures.push(Figure::amount(FigureName::Result, result.rounded()));
    if measured.returned != 0 {
        figures.push(Figure::amount(FigureName::Returned, measured.returned));
    }
    if let Some(quota) = quota {
        figures.push(Figure::amount(FigureName::Quota, quota));
    }
    let counted = match component.gate {
        None => result,
        Some(gate) => {
            let other = match gate {
                CollectionGate::LowerOfTwo if component.goal == Goal::Collection => Goal::Sales,
                _ => Goal::Collection,
            };
            let other_result = measured.result(other);
            let other_quota = measured.quotas.of(other).filter(|&quota| quota > 0).ok_or(NotPaid::GateQuotaMissing)?;
            if let Some(attainment) = other_result.over(other_quota) {
                figures.push(Figure::share(FigureName::GateAttainment, attainment));
            }
            match gate {
                CollectionGate::OnlyFrom(from) => {
                    figures.push(Figure::share(FigureName::GateFrom, from));
                    if !measured.side.has_reached(other_result, Fine::share(from, other_quota)) {
                        return Err(NotPaid::GateNotMet);
                    }
                    result
                }
                CollectionGate::AtMostCollection | CollectionGate::LowerOfTwo => {
                    let quota = quota.filter(|&quota| quota > 0).ok_or(NotPaid::QuotaMissing)?;
                    result.min(other_result.scaled(Fine::units(quota), Fine::units(other_quota)))
                }
            }
        }
    };
    if counted != result {
        figures.push(Figure::amount(FigureName::CountedResult, counted.rounded()));
    }
    if let Some(attainment) = quota.and_then(|quota| counted.over(quota)) {
        figures.push(Figure::share(FigureName::Attainment, attainment));
    }
    Ok(counted)
}

/// What a result of sales is made of, as far as the component's basis asks for it; nothing where it is the list value.
fn base_figures(component: &Component, measured: &Measured) -> Vec<Figure> {
    let Basis { discount, shipping, recognition } = component.basis;
    let is_on_cash = recognition == Recognition::OnCash;
    let names = [FigureName::ListValue, FigureName::Discount, FigureName::Shipping, FigureName::Cash];
    let is_told = |(name, amount): &(FigureName, i64)| match name {
        FigureName::Discount => *amount != 0 && (is_on_cash || discount == DiscountBasis::After),
        FigureName::Shipping => *amount != 0 && (is_on_cash || shipping == ShippingBasis::With),
        FigureName::Cash => is_on_cash,
        // Cash of an invoice that is not known.
        _ => *amount != 0 || !is_on_cash,
    };
    let is_known = component.goal == Goal::Sales && measured.made_of != [0; 4];
    let told: Vec<(FigureName, i64)> = names.into_iter().zip(measured.made_of).filter(|figure| is_known && is_told(figure)).collect();
    // The list value alone is the result.
    if told.len() < 2 && !is_on_cash { Vec::new() } else { told.into_iter().map(|(name, amount)| Figure::amount(name, amount)).collect() }
}

fn lines(component: &Component, measured: &Measured, counted: Fine) -> Result<Vec<Line>, NotPaid> {
    let (side, quota) = (measured.side, measured.quotas.of(component.goal));
    let quota_above_zero = || match quota {
        Some(quota) if quota > 0 => Ok(quota),
        Some(_) => Err(NotPaid::QuotaZero),
        None => Err(NotPaid::QuotaMissing),
    };
    match &component.rule {
        Rule::Rates(table) => {
            let input = TableInput { amount: counted, quota, target: measured.target, deals: measured.deals, side };
            table.lines(&input)
        }
        Rule::StepAndExcess { from, fixed, rate, rate_below } => {
            let edge = Fine::units(*from);
            if !side.has_reached(counted, edge) {
                return Ok(vec![rated(counted, Fine::ZERO, *rate_below)]);
            }
            let step = Line::leaf(LineKind::Step, *fixed, vec![Figure::amount(FigureName::TierFrom, *from)]);
            Ok(vec![step, rated(counted, edge, *rate)])
        }
        Rule::Units { price, rate, rate_above_quota } => {
            let edge = Fine::units(quota_above_zero()?);
            let below = priced(counted.min(edge), *price, *rate, Fine::ZERO);
            let above = (counted > edge).then(|| priced(counted.minus(edge), *price, *rate_above_quota, edge));
            Ok([Some(below), above].into_iter().flatten().collect())
        }
        Rule::Milestones { reading, steps } => {
            let reading = reading.ok_or(NotPaid::ReadingMissing)?;
            let needs_quota = steps.iter().any(|step| step.from.is_attainment());
            let quota = if needs_quota { quota_above_zero()? } else { 0 };
            let reached = |row: &usize| side.has_reached(counted, steps[*row].from.amount(quota));
            let rows: Vec<usize> = match reading {
                MilestoneReading::HighestOnly => (0..steps.len()).rev().find(reached).into_iter().collect(),
                MilestoneReading::Cumulative => (0..steps.len()).filter(reached).collect(),
            };
            let line = |row: usize| {
                let from = steps[row].from.amount(quota).rounded();
                Line::leaf(LineKind::Milestone { row: row + 1 }, steps[row].bonus, vec![Figure::amount(FigureName::TierFrom, from)])
            };
            if rows.is_empty() { Err(NotPaid::MilestoneNotReached) } else { Ok(rows.into_iter().map(line).collect()) }
        }
        Rule::Spif(spif) => Ok(vec![campaign(spif, measured, counted, quota_above_zero)?]),
    }
}

fn campaign(spif: &Spif, measured: &Measured, counted: Fine, quota_above_zero: impl Fn() -> Result<i64, NotPaid>) -> Result<Line, NotPaid> {
    let (pieces, sales) = measured.campaign;
    Ok(match spif {
        Spif::PerPiece { campaign, reward } => {
            let figures = vec![Figure::amount(FigureName::Part, pieces), Figure::money(FigureName::Price, *reward)];
            let amount = Money(pieces.saturating_mul(reward.0));
            Line::leaf(LineKind::Campaign { campaign: Some(campaign.clone()) }, amount, figures)
        }
        Spif::OfSales { campaign, rate } => {
            let figures = vec![Figure::money(FigureName::Part, sales), Figure::share(FigureName::Rate, *rate)];
            Line::leaf(LineKind::Campaign { campaign: Some(campaign.clone()) }, rate.of(sales), figures)
        }
        Spif::Pool { pool, share } => {
            let quota = quota_above_zero()?;
            let attained = counted.min(Fine::units(quota));
            let figures = vec![Figure::money(FigureName::Whole, *pool), Figure::share(FigureName::Rate, *share)];
            Line::leaf(LineKind::Campaign { campaign: None }, attained.paid_of_target(*pool, *share, quota), figures)
        }
    })
}

/// What lies above an edge, at a rate.
fn rated(counted: Fine, edge: Fine, rate: Rate) -> Line {
    let part = counted.minus(edge).max(Fine::ZERO);
    let figures = vec![
        Figure::amount(FigureName::TierFrom, edge.rounded()),
        Figure::amount(FigureName::Part, part.rounded()),
        Figure::share(FigureName::Rate, rate),
    ];
    Line::leaf(LineKind::StepRate, part.paid_at(rate), figures)
}

/// Units at a price and a rate.
fn priced(part: Fine, price: Money, rate: Rate, edge: Fine) -> Line {
    let figures = vec![
        Figure::amount(FigureName::TierFrom, edge.rounded()),
        Figure::amount(FigureName::Part, part.rounded()),
        Figure::money(FigureName::Price, price),
        Figure::share(FigureName::Rate, rate),
    ];
    Line::leaf(LineKind::Units, part.paid_of_target(price, rate, 1), figures)
}

/// The lines with those of cap and floor.
fn limited(component: &Component, mut lines: Vec<Line>) -> Vec<Line> {
    let earned: Money = lines.iter().map(|line| line.amount).sum();
    lines.extend(limit_line(earned, component.cap, component.floor));
    lines
}

/// What a cap takes off or a floor adds.
pub(crate) fn limit_line(earned: Money, cap: Option<Money>, floor: Option<Money>) -> Option<Line> {
    let line = |kind, limit: Money| {
        let figures = vec![Figure::money(FigureName::Earned, earned), Figure::money(FigureName::Limit, limit)];
        Line::leaf(kind, Money(limit.0.saturating_sub(earned.0)), figures)
    };
    match (cap, floor) {
        (Some(cap), _) if earned > cap => Some(line(LineKind::Cap, cap)),
        (_, Some(floor)) if earned < floor => Some(line(LineKind::Floor, floor)),
        _ => None,
    }
}
