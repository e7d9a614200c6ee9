//! Looks through pay plans for what is broken, open or contradictory.
//!
//! All findings are returned, none is thrown. Those about people and results are in [`mod@super::result_findings`].

use super::Rate;
use super::findings::{Edge, PayFinding, PayPlace, PayProblem};
use super::plan::{Accrual, CollectionGate, Component, Goal, PayPlan, PayRules, Point, Rule, Spif};
use super::tiers::{RateMeaning, RateTable, ThresholdPays, Tier, Tiers};
use crate::domain::Money;

/// All findings about the plans of the rules, without assignments.
pub fn plan_findings(rules: &PayRules) -> Vec<PayFinding> {
    let mut findings = Vec::new();
    for (index, plan) in rules.plans.iter().enumerate() {
        if rules.plans[..index].iter().any(|earlier| earlier.name == plan.name) {
            findings.push(PayFinding { place: PayPlace::Plan { plan: plan.name.clone() }, problem: PayProblem::NameTwice });
        }
        findings.extend(findings_of_plan(plan));
    }
    findings
}

/// All findings about one plan.
pub fn findings_of_plan(plan: &PayPlan) -> Vec<PayFinding> {
    let mut problems = limits(plan.cap, plan.floor);
    problems.extend(negative_money([Some(plan.fixed_pay), Some(plan.target_variable), plan.draw.map(|draw| draw.amount)]));
    problems.extend(negative_money([plan.draw.and_then(|draw| draw.repaid_at_most), None, None]));
    let is_to_date = plan.accrual == Accrual::ToDate;
    if is_to_date && plan.floor.is_some() {
        problems.push(PayProblem::FloorToDate);
    }
    if let Some(clawback) = &plan.clawback {
        problems.extend(out_of_range(clawback.share));
        if is_to_date && clawback.share != Rate::ONE {
            problems.push(PayProblem::ClawbackShareToDate);
        }
    }
    let uses_target = plan.components.iter().any(|component| component.target_share != Rate::ZERO);
    let shares = plan.components.iter().map(|component| component.target_share).fold(Rate::ZERO, Rate::plus);
    if uses_target && shares != Rate::ONE {
        problems.push(PayProblem::TargetSharesNotWhole { sum: shares });
    }
    let place = PayPlace::Plan { plan: plan.name.clone() };
    let mut findings: Vec<PayFinding> = problems.into_iter().map(|problem| PayFinding { place: place.clone(), problem }).collect();
    for (index, component) in plan.components.iter().enumerate() {
        let mut found = Found { plan, component, findings: &mut findings };
        if plan.components[..index].iter().any(|earlier| earlier.name == component.name) {
            found.whole(PayProblem::NameTwice);
        }
        found.look();
    }
    findings
}

fn limits(cap: Option<Money>, floor: Option<Money>) -> Vec<PayProblem> {
    let mut problems: Vec<PayProblem> = negative_money([cap, floor, None]).collect();
    if let (Some(cap), Some(floor)) = (cap, floor)
        && cap < floor
    {
        problems.push(PayProblem::CapBelowFloor { cap, floor });
    }
    problems
}

fn negative_money(amounts: [Option<Money>; 3]) -> impl Iterator<Item = PayProblem> {
    amounts.into_iter().flatten().filter(|amount| amount.0 < 0).map(|amount| PayProblem::NegativeMoney { amount })
}

fn out_of_range(share: Rate) -> Option<PayProblem> {
    (share < Rate::ZERO || share > Rate::ONE).then_some(PayProblem::ShareOutOfRange { share })
}

fn negative_rate(rate: Rate) -> Option<PayProblem> {
    (rate < Rate::ZERO).then_some(PayProblem::NegativeRate { rate })
}

/// Looks through one component.
struct Found<'a> {
    plan: &'a PayPlan,
    component: &'a Component,
    findings: &'a mut Vec<PayFinding>,
}

impl Found<'_> {
    fn whole(&mut self, problem: PayProblem) {
        let place = PayPlace::Component { plan: self.plan.name.clone(), component: self.component.name.clone() };
        self.findings.push(PayFinding { place, problem });
    }

    fn all(&mut self, problems: impl IntoIterator<Item = PayProblem>) {
        for problem in problems {
            self.whole(problem);
        }
    }

    fn row(&mut self, row: usize, problem: PayProblem) {
        let place = PayPlace::Row { plan: self.plan.name.clone(), component: self.component.name.clone(), row: row + 1 };
        self.findings.push(PayFinding { place, problem });
    }

    fn look(&mut self) {
        let component = self.component;
        self.all(limits(component.cap, component.floor));
        self.all(out_of_range(component.target_share));
        if self.plan.accrual == Accrual::ToDate && component.floor.is_some() {
            self.whole(PayProblem::FloorToDate);
        }
        if component.period.is_some_and(|own| own.months() <= self.plan.period.months()) {
            self.whole(PayProblem::PeriodNotLonger);
        }
        self.only();
        match component.gate {
            Some(CollectionGate::AtMostCollection) if component.goal == Goal::Collection => self.whole(PayProblem::GateOnCollection),
            Some(CollectionGate::OnlyFrom(from)) if from < Rate::ZERO => self.whole(PayProblem::NegativeEdge { edge: from.into() }),
            _ => {}
        }
        match &component.rule {
            Rule::Rates(table) => self.table(table),
            Rule::StepAndExcess { from, fixed, rate, rate_below } => {
                let negative = (*from < 0).then_some(PayProblem::NegativeEdge { edge: (*from).into() });
                self.all(negative.into_iter().chain(negative_money([Some(*fixed), None, None])));
                self.all(negative_rate(*rate).into_iter().chain(negative_rate(*rate_below)));
            }
            Rule::Units { price, rate, rate_above_quota } => {
                if component.goal != Goal::Quantity {
                    self.whole(PayProblem::UnitsNeedQuantity);
                }
                self.all(negative_money([Some(*price), None, None]));
                self.all(negative_rate(*rate).into_iter().chain(negative_rate(*rate_above_quota)));
            }
            Rule::Milestones { reading, steps } => {
                if reading.is_none() {
                    self.whole(PayProblem::MilestoneReadingMissing);
                }
                if steps.is_empty() {
                    self.whole(PayProblem::NoRows);
                }
                for (row, step) in steps.iter().enumerate() {
                    if Edge::from(step.from).is_negative() {
                        self.row(row, PayProblem::NegativeEdge { edge: step.from.into() });
                    }
                    for problem in negative_money([Some(step.bonus), None, None]) {
                        self.row(row, problem);
                    }
                    if let Some(problem) = row.checked_sub(1).and_then(|before| not_rising(steps[before].from, step.from)) {
                        self.row(row, problem);
                    }
                }
            }
            Rule::Spif(spif) => match spif {
                Spif::PerPiece { reward, .. } => self.all(negative_money([Some(*reward), None, None])),
                Spif::OfSales { rate, .. } => self.all(negative_rate(*rate)),
                Spif::Pool { pool, share } => {
                    self.all(negative_money([Some(*pool), None, None]));
                    self.all(out_of_range(*share));
                }
            },
        }
    }

    fn only(&mut self) {
        let only = &self.component.only;
        self.all(only.usual_share.and_then(out_of_range));
        if only.names_nothing() {
            return;
        }
        let counts_by_collection = matches!(self.component.gate, Some(CollectionGate::AtMostCollection | CollectionGate::LowerOfTwo));
        if super::compiled::is_by_attainment(self.component) || counts_by_collection {
            self.whole(PayProblem::OnlyByAmount);
        }
        let is_of_attainment = super::curve::is_of_attainment(&Component { only: Default::default(), ..self.component.clone() });
        if only.usual_share.is_none() && is_of_attainment {
            self.whole(PayProblem::OnlyWithoutShare);
        }
    }

    fn table(&mut self, table: &RateTable) {
        let Some(reading) = table.reading else {
            self.whole(PayProblem::ReadingMissing);
            return self.rows_of(table);
        };
        if reading.is_per_deal() {
            if matches!(self.component.gate, Some(CollectionGate::AtMostCollection | CollectionGate::LowerOfTwo)) {
                self.whole(PayProblem::GateNeedsPeriodTable);
            }
            if matches!(table.tiers, Tiers::ByAttainment(_)) {
                self.whole(PayProblem::DealsByAttainment);
            }
            if table.threshold.is_some_and(|threshold| threshold.pays == ThresholdPays::ExcessOnly) {
                self.whole(PayProblem::ExcessByDeals);
            }
            if table.pays == RateMeaning::OfTarget {
                self.whole(PayProblem::TargetByDeals);
            }
        }
        self.rows_of(table);
    }

    fn rows_of(&mut self, table: &RateTable) {
        if table.typical_deal.is_some_and(|size| size <= 0) {
            self.whole(PayProblem::TypicalDealNotPositive);
        }
        let has_target = self.plan.target_variable.0 != 0 && self.component.target_share != Rate::ZERO;
        if table.pays == RateMeaning::OfTarget && !has_target {
            self.whole(PayProblem::NoTargetVariable);
        }
        if let Some(threshold) = table.threshold
            && Edge::from(threshold.at).is_negative()
        {
            self.whole(PayProblem::NegativeEdge { edge: threshold.at.into() });
        }
        match &table.tiers {
            Tiers::ByAttainment(tiers) => self.rows(tiers, Rate::ZERO),
            Tiers::ByAmount(tiers) => self.rows(tiers, 0),
        }
    }

    fn rows<Measure: Copy + Ord + Into<Edge>>(&mut self, tiers: &[Tier<Measure>], zero: Measure) {
        if tiers.is_empty() {
            return self.whole(PayProblem::NoRows);
        }
        for (row, tier) in tiers.iter().enumerate() {
            let mut problems: Vec<PayProblem> = negative_rate(tier.rate).into_iter().collect();
            if tier.from < zero {
                problems.push(PayProblem::NegativeEdge { edge: tier.from.into() });
            }
            if row == 0 && tier.from > zero {
                problems.push(PayProblem::FirstTierAboveZero { from: tier.from.into() });
            }
            if row > 0 && tier.from <= tiers[row - 1].from {
                problems.push(PayProblem::NotRising { from: tier.from.into(), before: tiers[row - 1].from.into() });
            }
            let next = tiers.get(row + 1).map(|next| next.from);
            match (tier.up_to, next) {
                (Some(up_to), Some(next)) if up_to > next => {
                    problems.push(PayProblem::Overlap { up_to: up_to.into(), next: next.into() });
                }
                (Some(up_to), Some(next)) if up_to < next => problems.push(PayProblem::Gap { up_to: up_to.into(), next: next.into() }),
                (Some(up_to), None) => problems.push(PayProblem::LastRowEnds { up_to: up_to.into() }),
                _ => {}
            }
            for problem in problems {
                self.row(row, problem);
            }
        }
    }
}

/// What is wrong with the order of two milestones.
fn not_rising(before: Point, from: Point) -> Option<PayProblem> {
    let is_rising = match (before, from) {
        (Point::Attainment(before), Point::Attainment(from)) => before < from,
        (Point::Amount(before), Point::Amount(from)) => before < from,
        _ => return Some(PayProblem::MixedMeasures),
    };
    (!is_rising).then(|| PayProblem::NotRising { from: from.into(), before: before.into() })
}
