//! Statements for everybody: periods in order, with what one period hands on to the next.
//!
//! A period is reckoned in this order: fixed pay; components, each with its own cap and floor; the plan's cap or floor;
//! clawback and what was carried of it; then, if variable pay is below zero, what is carried on; last the draw, which is
//! compared with variable pay as it then stands. A period of which no month has results, own or of the team, has no
//! statement. A leader without own results counts as active wherever the team has some.

use std::ops::Range;

use super::Rate;
use super::component::limit_line;
use super::findings::{PayFinding, PayPlace, PayProblem};
use super::plan::{Accrual, Assignment, BelowZero, Clawback, Draw, DrawKind, PayPlan, PayRules};
use super::plan_findings::plan_findings;
use super::record::{Record, Span};
use super::result_findings::{assignment_findings, cash_findings, result_findings};
use super::results::{SaleReturn, SellerMonth, with_invoices};
use super::statement::{Balance, Figure, FigureName, Line, LineKind, NotPaid, Statement};
use super::year::{Inputs, Year, months_between, prorated};
use crate::domain::{Money, PersonId, YearMonth};

/// Statements, and everything that was found on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Statements {
    /// By seller, then by time.
    pub statements: Vec<Statement>,
    /// What is wrong or worth knowing. While one of them is blocking there are no statements.
    pub findings: Vec<PayFinding>,
}

/// All findings about rules and results that can be told without reckoning.
pub fn pay_findings(rules: &PayRules, results: &[SellerMonth]) -> Vec<PayFinding> {
    let mut findings = plan_findings(rules);
    findings.extend(assignment_findings(rules));
    findings.extend(result_findings(rules, results));
    findings
}

/// The statements of all sellers for all periods with results. While a finding is blocking nothing is reckoned, so that
/// no figure stands on half of the rules.
pub fn statements(rules: &PayRules, results: &[SellerMonth]) -> Statements {
    let mut findings = pay_findings(rules, results);
    if findings.iter().any(PayFinding::is_blocking) {
        return Statements { statements: Vec::new(), findings };
    }
    let results = &with_invoices(results);
    findings.extend(cash_findings(rules, results));
    let year = Year::of(rules, results);
    let mut order: Vec<&Assignment> = rules.assignments.iter().collect();
    order.sort_by_key(|assignment| (assignment.seller, assignment.from));
    let mut statements = Vec::new();
    for assignments in order.chunk_by(|one, other| one.seller == other.seller) {
        let mut seller = Seller::opened(rules, assignments[0].seller);
        for assignment in assignments {
            let Some(plan) = rules.plans.iter().find(|plan| plan.name == assignment.plan) else { continue };
            let mut stay = Stay { rules, year: &year, assignment, plan, to_date: ToDate::default(), periods: 0 };
            stay.reckon(&mut seller, &mut statements, &mut findings);
        }
    }
    Statements { statements, findings }
}

/// What a seller's periods hand on, over plans.
#[derive(Default)]
struct Seller<'a> {
    draw_owed: Money,
    carried: Money,
    /// Periods that stand alone, with what is left of them after returns.
    records: Vec<Record<'a>>,
}

impl Seller<'_> {
    /// With what the year before handed on.
    fn opened(rules: &PayRules, seller: PersonId) -> Self {
        let opening = rules.opening_balances.iter().find(|opening| opening.seller == seller);
        let (draw_owed, carried) = opening.map_or((Money(0), Money(0)), |opening| (opening.draw_owed, opening.clawback_carried));
        Seller { draw_owed, carried, records: Vec::new() }
    }
}

/// Sums since the start on the plan.
#[derive(Default)]
struct ToDate<'a> {
    inputs: Inputs<'a>,
    paid: Vec<Money>,
    /// All components together, after the plan's cap.
    capped: Money,
}

/// A seller's time on one plan.
struct Stay<'a> {
    rules: &'a PayRules,
    year: &'a Year<'a>,
    assignment: &'a Assignment,
    plan: &'a PayPlan,
    to_date: ToDate<'a>,
    /// Periods so far.
    periods: u32,
}

impl<'a> Stay<'a> {
    fn reckon(&mut self, seller: &mut Seller<'a>, statements: &mut Vec<Statement>, findings: &mut Vec<PayFinding>) {
        let length = self.plan.period.months();
        let months = self.assignment.months(self.rules);
        for period in 0..self.plan.period.in_year() {
            let in_period = (period * length).max(months.start)..((period + 1) * length).min(months.end);
            if in_period.clone().any(|month| self.year.has_results(self.assignment.seller, month)) {
                statements.push(self.period(period, in_period, seller, findings));
            }
        }
        if self.periods == 0 {
            findings.push(self.finding(&months, None, PayProblem::NoResults));
        }
        self.tell_what_is_not_due(&months, findings);
    }

    /// Tells which components of longer periods have results and no last month in which they would fall due.
    fn tell_what_is_not_due(&self, stay: &Range<u32>, findings: &mut Vec<PayFinding>) {
        for component in self.plan.components.iter().filter(|component| component.period.is_some()) {
            let length = component.period_in(self.plan).months();
            for place in 0..component.period_in(self.plan).in_year() {
                let span = (place * length).max(stay.start)..((place + 1) * length).min(stay.end);
                let has_results = |mut months: Range<u32>| months.any(|month| self.year.has_results(self.assignment.seller, month));
                let due = self.due_period(&span);
                if has_results(span.clone()) && !has_results(due) {
                    findings.push(self.finding(&span, Some(component.name.clone()), PayProblem::NotYetDue));
                }
            }
        }
    }

    /// The months of the plan's period in which a span ends.
    fn due_period(&self, span: &Range<u32>) -> Range<u32> {
        let length = self.plan.period.months();
        let start = span.end.saturating_sub(1) / length * length;
        start.max(span.start)..span.end
    }

    /// The months of the span of a length that a period lies in, if it ends with the period.
    fn due_span(&self, length: u32, months: &Range<u32>) -> Option<Range<u32>> {
        let stay = self.assignment.months(self.rules);
        let start = months.start / length * length;
        let span = start.max(stay.start)..(start + length).min(stay.end);
        (span.end == months.end).then_some(span)
    }

    fn inputs(&self, months: Range<u32>, findings: &mut Vec<PayFinding>) -> Inputs<'a> {
        let seller = self.assignment.seller;
        let mut inputs = Inputs::default();
        for month in months.clone() {
            match self.year.own(seller, month) {
                Some(own) => inputs.own.add(own),
                // Who leads need not sell.
                None if self.year.has_results(seller, month) => inputs.own.active = inputs.own.active.plus(Rate::ONE),
                None => findings.push(self.finding(&months, None, PayProblem::MonthMissing { month: self.month(month) })),
            }
            if let Some(team) = self.year.team(seller, month) {
                inputs.team.add(team);
            }
        }
        inputs
    }

    fn period(&mut self, period: u32, months: Range<u32>, seller: &mut Seller<'a>, findings: &mut Vec<PayFinding>) -> Statement {
        let inputs = self.inputs(months.clone(), findings);
        let mut lines = vec![fixed_pay(self.plan, inputs.own.active)];
        let returns = inputs.own.returns.clone();
        let components = match self.plan.accrual {
            Accrual::OfPeriod => self.of_period(inputs, &months, seller),
            Accrual::ToDate => self.since_start(inputs, &months),
        };
        for (place, line) in &components {
            if let Some(reason) = obstacle(line) {
                let place = self.plan.components.get(*place).map(|component| component.name.clone());
                findings.push(self.finding(&months, place, PayProblem::NotPayable { reason }));
            }
        }
        let earned: Money = components.iter().map(|(_, line)| line.amount).sum();
        lines.extend(components.into_iter().map(|(_, line)| line));
        lines.extend(self.plan_limit(earned));

        let carried_before = seller.carried;
        match &self.plan.clawback {
            Some(clawback) => lines.extend(self.taken_back(clawback, &returns, &months, seller, findings)),
            None if !returns.is_empty() => findings.push(self.finding(&months, None, PayProblem::ReturnsUnused)),
            None => {}
        }
        if seller.carried.0 > 0 {
            let figures = vec![Figure::money(FigureName::Owed, seller.carried)];
            lines.push(Line::leaf(LineKind::BroughtForward, Money(-seller.carried.0), figures));
            seller.carried = Money(0);
        }
        let variable = |lines: &[Line]| -> Money { lines[1..].iter().map(|line| line.amount).sum() };
        let below_zero = variable(&lines);
        let is_carried = self.plan.clawback.is_none_or(|clawback| clawback.below_zero == BelowZero::Carried);
        if below_zero.0 < 0 && is_carried {
            lines.push(Line::leaf(LineKind::CarriedForward, Money(-below_zero.0), Vec::new()));
            seller.carried = Money(-below_zero.0);
        }

        let owed_before = seller.draw_owed;
        let draw = self.plan.draw.filter(|draw| draw.periods.is_none_or(|periods| self.periods < periods));
        let most_repaid = self.plan.draw.and_then(|draw| draw.repaid_at_most);
        lines.extend(draw_line(draw, most_repaid, variable(&lines), &mut seller.draw_owed));
        let advance = draw.filter(|draw| draw.kind == DrawKind::Advance).map_or(Money(0), |draw| draw.amount);

        self.periods += 1;
        let total: Money = lines.iter().map(|line| line.amount).sum();
        Statement {
            seller: self.assignment.seller,
            plan: self.plan.name.clone(),
            role: self.assignment.role.clone(),
            period: period + 1,
            first_month: self.month(months.start),
            last_month: self.month(months.end.saturating_sub(1)),
            lines,
            total,
            paid_in_advance: advance,
            due: Money(total.0.saturating_sub(advance.0)),
            draw_owed: Balance { before: owed_before, after: seller.draw_owed },
            clawback_carried: Balance { before: carried_before, after: seller.carried },
        }
    }

    /// Components that fall due in a period that stands alone, by their places in the plan.
    fn of_period(&self, inputs: Inputs<'a>, months: &Range<u32>, seller: &mut Seller<'a>) -> Vec<(usize, Line)> {
        let mut record = Record { plan: self.plan, spans: vec![Span { months: months.clone(), inputs, paid: Vec::new() }] };
        for &longer in self.plan.period.longer() {
            let is_used = self.plan.components.iter().any(|component| component.period == Some(longer));
            if let Some(span) = self.due_span(longer.months(), months).filter(|_| is_used) {
                record.spans.push(Span { inputs: self.span_inputs(&span, months), months: span, paid: Vec::new() });
            }
        }
        let mut lines = Vec::new();
        for (place, component) in self.plan.components.iter().enumerate() {
            let due = self.due_span(component.period_in(self.plan).months(), months);
            let Some(span) = due.and_then(|due| record.spans.iter_mut().rev().find(|span| span.months == due)) else { continue };
            let line = span.inputs.line(self.plan, component);
            span.paid.push((place, line.amount));
            lines.push((place, line));
        }
        seller.records.push(record);
        lines
    }

    /// What a longer span is reckoned from. What came back of it before this period lowers it; what comes back in the period
    /// is taken back like that of any other.
    fn span_inputs(&self, span: &Range<u32>, months: &Range<u32>) -> Inputs<'a> {
        // Missing months were told with their own periods.
        let mut inputs = self.inputs(span.clone(), &mut Vec::new());
        if let Some(clawback) = &self.plan.clawback {
            let is_lowering = |&&(month, back): &&(u32, &SaleReturn)| {
                month < months.start
                    && self.sold_month(back).is_some_and(|sold| span.contains(&sold))
                    && !self.is_too_late(clawback, month, back)
            };
            let earlier: Vec<&SaleReturn> = inputs.own.returns.iter().filter(is_lowering).map(|(_, back)| *back).collect();
            inputs.left_out.extend(earlier);
        }
        inputs
    }

    /// Components that fall due, of all since the start on the plan, less what earlier periods earned.
    fn since_start(&mut self, mut inputs: Inputs<'a>, months: &Range<u32>) -> Vec<(usize, Line)> {
        let returns: Vec<_> = inputs.own.returns.iter().filter(|(month, back)| self.is_left_out(*month, back)).copied().collect();
        inputs.left_out.extend(returns.into_iter().map(|(_, back)| back));
        self.to_date.inputs.add(&inputs);
        self.to_date.paid.resize(self.plan.components.len(), Money(0));
        let mut paid = std::mem::take(&mut self.to_date.paid);
        let mut lines = Vec::new();
        for (place, (component, paid)) in self.plan.components.iter().zip(&mut paid).enumerate() {
            if self.due_span(component.period_in(self.plan).months(), months).is_none() {
                continue;
            }
            let Line { kind, amount, figures, lines: below } = self.to_date.inputs.line(self.plan, component);
            let earlier = Line::leaf(LineKind::EarlierPeriods, Money(-paid.0), Vec::new());
            *paid = amount;
            lines.push((place, Line::sum(kind, figures, vec![Line::sum(LineKind::ToDate, Vec::new(), below), earlier])));
        }
        self.to_date.paid = paid;
        lines
    }

    /// Whether a return lowers the sum to date itself.
    fn is_left_out(&self, month: u32, back: &SaleReturn) -> bool {
        let Some(clawback) = self.plan.clawback.filter(|_| self.plan.accrual == Accrual::ToDate) else { return false };
        let is_of_this_stay = self.sold_month(back).is_some_and(|sold| self.assignment.months(self.rules).contains(&sold));
        is_of_this_stay && !self.is_too_late(&clawback, month, back)
    }

    fn sold_month(&self, back: &SaleReturn) -> Option<u32> {
        u32::try_from(months_between(self.rules.first_month, back.sold_in)).ok()
    }

    fn is_too_late(&self, clawback: &Clawback, month: u32, back: &SaleReturn) -> bool {
        let age = months_between(back.sold_in, self.month(month));
        clawback.within_months.is_some_and(|months| age > i32::try_from(months).unwrap_or(i32::MAX))
    }

    /// The plan's own cap or floor on all components together.
    fn plan_limit(&mut self, earned: Money) -> Option<Line> {
        if self.plan.accrual == Accrual::OfPeriod {
            return limit_line(earned, self.plan.cap, self.plan.floor);
        }
        let before = self.to_date.capped;
        let to_date: Money = self.to_date.paid.iter().copied().sum();
        self.to_date.capped = self.plan.cap.map_or(to_date, |cap| to_date.min(cap));
        let difference = Money(self.to_date.capped.0.saturating_sub(before.0).saturating_sub(earned.0));
        let figures =
            || vec![Figure::money(FigureName::Earned, to_date), Figure::money(FigureName::Limit, self.plan.cap.unwrap_or_default())];
        (difference.0 != 0).then(|| Line::leaf(LineKind::Cap, difference, figures()))
    }

    fn taken_back(
        &self,
        clawback: &Clawback,
        returns: &[(u32, &'a SaleReturn)],
        months: &Range<u32>,
        seller: &mut Seller<'a>,
        findings: &mut Vec<PayFinding>,
    ) -> Vec<Line> {
        let mut lines = Vec::new();
        for &(month, back) in returns.iter().filter(|(month, back)| !self.is_left_out(*month, back)) {
            let kind = LineKind::Clawback { sold_in: back.sold_in };
            let sold = self.sold_month(back);
            let is_of = |record: &&mut Record| sold.is_some_and(|sold| record.spans.iter().any(|span| span.months.contains(&sold)));
            let records: Vec<&mut Record> = seller.records.iter_mut().filter(is_of).collect();
            let below = match (back.paid, sold.filter(|_| !records.is_empty())) {
                _ if self.is_too_late(clawback, month, back) => vec![Line::not_paid(NotPaid::ReturnTooLate)],
                (Some(paid), _) => {
                    let figures = vec![Figure::money(FigureName::Whole, paid), Figure::share(FigureName::Rate, clawback.share)];
                    lines.push(Line::leaf(kind, Money(-clawback.share.of(paid).0), figures));
                    continue;
                }
                (None, Some(sold)) => records.into_iter().flat_map(|record| record.without(back, sold, clawback.share)).collect(),
                (None, None) => {
                    findings.push(self.finding(months, None, PayProblem::NotPayable { reason: NotPaid::PaidUnknown }));
                    vec![Line::not_paid(NotPaid::PaidUnknown)]
                }
            };
            let figures = vec![Figure::amount(FigureName::Returned, back.amount.0)];
            lines.push(Line::sum(kind, figures, below));
        }
        lines
    }

    fn month(&self, month: u32) -> YearMonth {
        self.rules.first_month.plus_months(i32::try_from(month).unwrap_or(0))
    }

    fn finding(&self, months: &Range<u32>, component: Option<String>, problem: PayProblem) -> PayFinding {
        let seller: PersonId = self.assignment.seller;
        PayFinding { place: PayPlace::Period { seller, first_month: self.month(months.start), component }, problem }
    }
}

fn fixed_pay(plan: &PayPlan, active: Rate) -> Line {
    let months = plan.period.months();
    let active_share = Rate::billionths(active.in_billionths() / i64::from(months));
    let figures = vec![Figure::money(FigureName::Whole, plan.fixed_pay), Figure::share(FigureName::ActiveShare, active_share)];
    Line::leaf(LineKind::FixedPay, prorated(plan.fixed_pay, Rate::ONE, active, months), figures)
}

/// Tops earnings up to the draw, or repays what is owed from what lies above it, as far as a period may.
fn draw_line(draw: Option<Draw>, most_repaid: Option<Money>, earned: Money, owed: &mut Money) -> Option<Line> {
    let least = draw.map_or(Money(0), |draw| draw.amount);
    let figures = |owed: Money| {
        vec![Figure::money(FigureName::Earned, earned), Figure::money(FigureName::Limit, least), Figure::money(FigureName::Owed, owed)]
    };
    if let Some(draw) = draw
        && earned < draw.amount
    {
        let top_up = Money(draw.amount.0.saturating_sub(earned.0));
        let line = Line::leaf(LineKind::DrawTopUp, top_up, figures(*owed));
        if draw.is_recoverable {
            *owed = owed.plus(top_up);
        }
        return Some(line);
    }
    let could = owed.0.min(earned.0.saturating_sub(least.0)).max(0);
    let repaid = most_repaid.map_or(could, |most| could.min(most.0));
    let limit = most_repaid.filter(|_| repaid < could).map(|most| Figure::money(FigureName::MostRepaid, most));
    let figures = |owed: Money| figures(owed).into_iter().chain(limit).collect();
    let line = (repaid > 0).then(|| Line::leaf(LineKind::DrawRepayment, Money(-repaid), figures(*owed)));
    *owed = Money(owed.0 - repaid);
    line
}

/// Why a component could not be reckoned, if it could not.
fn obstacle(line: &Line) -> Option<NotPaid> {
    match line.kind {
        LineKind::NotPaid(reason) if reason.is_obstacle() => Some(reason),
        _ => line.lines.iter().find_map(obstacle),
    }
}
