//! What statements paid, kept so that it can be reckoned again without a sale that came back.

use std::ops::Range;

use super::Rate;
use super::component::limit_line;
use super::plan::{Goal, PayPlan, Rule, Scope};
use super::results::SaleReturn;
use super::statement::{Figure, FigureName, Line, LineKind};
use super::year::Inputs;
use crate::domain::Money;

/// A statement's components, which may be reckoned again without a sale that came back.
pub(super) struct Record<'a> {
    pub(super) plan: &'a PayPlan,
    pub(super) spans: Vec<Span<'a>>,
}

/// The months that components of one length are reckoned from, and what those that fall due paid for them.
pub(super) struct Span<'a> {
    pub(super) months: Range<u32>,
    pub(super) inputs: Inputs<'a>,
    /// By the component's place in the plan.
    pub(super) paid: Vec<(usize, Money)>,
}

impl<'a> Record<'a> {
    /// Leaves out a sale of a month that came back and tells what each component loses by it.
    pub(super) fn without(&mut self, back: &'a SaleReturn, sold: u32, share: Rate) -> Vec<Line> {
        let (paid_before, before) = (self.paid(), self.limited());
        let is_capped = before < paid_before;
        let (mut lines, mut all_lost) = (Vec::new(), Money(0));
        for span in self.spans.iter_mut().filter(|span| span.months.contains(&sold)) {
            span.inputs.left_out.push(back);
            for (place, paid) in &mut span.paid {
                let Some(component) = self.plan.components.get(*place) else { continue };
                let is_taken_back = component.goal != Goal::Collection && component.scope == Scope::Own;
                if !is_taken_back || matches!(component.rule, Rule::Spif(_)) {
                    continue;
                }
                let again = span.inputs.line(self.plan, component).amount;
                let lost = Money(paid.0.saturating_sub(again.0));
                *paid = again;
                all_lost = all_lost.plus(lost);
                if lost.0 != 0 {
                    let figures = vec![Figure::money(FigureName::Whole, lost), Figure::share(FigureName::Rate, share)];
                    lines.push(Line::leaf(LineKind::ClawbackOf { name: component.name.clone() }, Money(-share.of(lost).0), figures));
                }
            }
        }
        // What the plan's cap had taken off, or its floor had added, was not paid for the sale.
        let spared = Money(all_lost.0.saturating_sub(before.0.saturating_sub(self.limited().0)));
        if spared.0 != 0 {
            let kind = if is_capped { LineKind::Cap } else { LineKind::Floor };
            let figures = vec![Figure::money(FigureName::Whole, spared), Figure::share(FigureName::Rate, share)];
            lines.push(Line::leaf(kind, share.of(spared), figures));
        }
        lines
    }

    fn paid(&self) -> Money {
        self.spans.iter().flat_map(|span| &span.paid).map(|(_, paid)| *paid).sum()
    }

    /// What all components paid together, by the plan's cap and floor.
    fn limited(&self) -> Money {
        let paid = self.paid();
        paid.plus(limit_line(paid, self.plan.cap, self.plan.floor).map_or(Money(0), |line| line.amount))
    }
}
