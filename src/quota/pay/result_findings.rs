//! Looks through assignments and results for what cannot be, or cannot be meant.
//!
//! All findings are returned, none is thrown. Those about plans are in [`mod@super::plan_findings`].

use std::collections::BTreeSet;

use super::Rate;
use super::basis::{DiscountBasis, Recognition, ShippingBasis};
use super::findings::{PayFinding, PayPlace, PayProblem, ResultColumn};
use super::plan::{Assignment, Component, Goal, PayRules};
use super::results::{Entry, SellerMonth};
use super::year::{Leaders, month_of_year, months_between};
use crate::domain::YearMonth;

/// All findings about who is on which plan, and with which balance.
pub fn assignment_findings(rules: &PayRules) -> Vec<PayFinding> {
    let leaders = Leaders::of(rules);
    let mut findings = Vec::new();
    if let Some(problem) = no_month(rules.first_month) {
        findings.push(PayFinding { place: PayPlace::Rules, problem });
    }
    for (index, opening) in rules.opening_balances.iter().enumerate() {
        for amount in [opening.draw_owed, opening.clawback_carried].into_iter().filter(|amount| amount.0 < 0) {
            findings.push(PayFinding { place: PayPlace::OpeningBalance { index }, problem: PayProblem::NegativeMoney { amount } });
        }
        if rules.opening_balances[..index].iter().any(|earlier| earlier.seller == opening.seller) {
            findings.push(PayFinding { place: PayPlace::OpeningBalance { index }, problem: PayProblem::BalanceTwice });
        }
    }
    for (index, assignment) in rules.assignments.iter().enumerate() {
        let mut add = |problem| findings.push(PayFinding { place: PayPlace::Assignment { index }, problem });
        if !rules.plans.iter().any(|plan| plan.name == assignment.plan) {
            add(PayProblem::UnknownPlan { plan: assignment.plan.clone() });
        }
        [Some(assignment.from), assignment.until].into_iter().flatten().filter_map(no_month).for_each(&mut add);
        let months = assignment.months(rules);
        if assignment.until.is_some_and(|until| months_between(assignment.from, until) < 0) {
            add(PayProblem::EndsBeforeItBegins);
        } else if months.is_empty() {
            add(PayProblem::OutsideTheYear);
        }
        let earlier = rules.assignments[..index].iter().filter(|earlier| earlier.seller == assignment.seller);
        let shared = earlier.filter_map(|earlier| months.clone().find(|month| earlier.months(rules).contains(month))).min();
        if let Some(shared) = shared {
            add(PayProblem::TwoPlansAtOnce { month: rules.first_month.plus_months(shared as i32) });
        }
        if months.clone().any(|month| leaders.is_circle(assignment.seller, month)) {
            add(PayProblem::LeadersInACircle);
        }
    }
    findings
}

fn no_month(month: YearMonth) -> Option<PayProblem> {
    let is_month = (1..=12).contains(&month.month) && (1..=9_999).contains(&month.year);
    (!is_month).then_some(PayProblem::NoMonth { month })
}

/// All findings about the results.
pub fn result_findings(rules: &PayRules, results: &[SellerMonth]) -> Vec<PayFinding> {
    let known: BTreeSet<_> = rules.assignments.iter().map(|assignment| assignment.seller).collect();
    let of_months = |assignment: &Assignment| assignment.months(rules).map(|month| (assignment.seller, month)).collect::<Vec<_>>();
    let on_a_plan: BTreeSet<_> = rules.assignments.iter().flat_map(of_months).collect();
    let mut findings = Vec::new();
    for (index, result) in results.iter().enumerate() {
        let mut add = |column, problem| findings.push(PayFinding { place: PayPlace::Result { index, column }, problem });
        if !known.contains(&result.seller) {
            add(ResultColumn::Seller, PayProblem::UnknownSeller);
        }
        match (no_month(result.month), month_of_year(rules, result.month)) {
            (Some(problem), _) => add(ResultColumn::Month, problem),
            (None, None) => add(ResultColumn::Month, PayProblem::OutsideTheYear),
            (None, Some(month)) => {
                if known.contains(&result.seller) && !on_a_plan.contains(&(result.seller, month)) {
                    add(ResultColumn::Month, PayProblem::NoPlanInMonth { month: result.month });
                }
            }
        }
        if let Some(share) = result.active_share.filter(|&share| share < Rate::ZERO || share > Rate::ONE) {
            add(ResultColumn::ActiveShare, PayProblem::ShareOutOfRange { share });
        }
        let quotas = [
            (ResultColumn::QuotaSales, result.quotas.sales),
            (ResultColumn::QuotaCollection, result.quotas.collection),
            (ResultColumn::QuotaQuantity, result.quotas.quantity),
        ];
        let quotas = quotas.into_iter().filter_map(|(column, quota)| Some((column, quota?)));
        let figures = quotas.chain(result.entries.iter().flat_map(figures_of));
        for (column, figure) in figures.filter(|(_, figure)| *figure < 0) {
            add(column, PayProblem::NegativeFigure { figure });
        }
        for entry in result.entries.iter().filter(|entry| entry.discount > entry.gross && entry.gross.0 >= 0) {
            add(ResultColumn::Discount, PayProblem::DiscountAboveValue { discount: entry.discount, gross: entry.gross });
        }
        for back in &result.returns {
            if let Some(problem) = no_month(back.sold_in) {
                add(ResultColumn::SoldIn, problem);
            } else if months_between(back.sold_in, result.month) < 0 {
                add(ResultColumn::SoldIn, PayProblem::ReturnedBeforeSold);
            }
            let figures = [
                (ResultColumn::Returned, back.amount.0),
                (ResultColumn::ReturnedQuantity, back.quantity),
                (ResultColumn::PaidForReturned, back.paid.map_or(0, |paid| paid.0)),
            ];
            for (column, figure) in figures.into_iter().filter(|(_, figure)| *figure < 0) {
                add(column, PayProblem::NegativeFigure { figure });
            }
        }
    }
    findings
}

/// Cash of unknown invoices by seller, where a plan pays on cash by another base than what was invoiced. Results know the
/// invoices of their deals.
pub(super) fn cash_findings(rules: &PayRules, results: &[SellerMonth]) -> Vec<PayFinding> {
    let goes_by_base = |component: &Component| {
        let basis = &component.basis;
        let is_as_invoiced = basis.discount == DiscountBasis::After && basis.shipping == ShippingBasis::With;
        component.goal == Goal::Sales && basis.recognition == Recognition::OnCash && !is_as_invoiced
    };
    let on_cash =
        |assignment: &&Assignment| rules.plans.iter().any(|plan| plan.name == assignment.plan && plan.components.iter().any(goes_by_base));
    let sellers: BTreeSet<_> = rules.assignments.iter().filter(on_cash).map(|assignment| assignment.seller).collect();
    let told = |seller| {
        let of_seller = results.iter().enumerate().filter(|(_, result)| result.seller == seller);
        let unknown = of_seller
            .flat_map(|(index, result)| result.entries.iter().filter(|entry| entry.is_cash_of_unknown_invoice()).map(move |_| index));
        let places: Vec<usize> = unknown.collect();
        let (index, column) = (*places.first()?, ResultColumn::Collected);
        let problem = PayProblem::CashWithoutInvoice { count: places.len() as u32 };
        Some(PayFinding { place: PayPlace::Result { index, column }, problem })
    };
    sellers.into_iter().filter_map(told).collect()
}

fn figures_of(entry: &Entry) -> [(ResultColumn, i64); 5] {
    [
        (ResultColumn::Gross, entry.gross.0),
        (ResultColumn::Discount, entry.discount.0),
        (ResultColumn::Shipping, entry.shipping.0),
        (ResultColumn::Collected, entry.collected.0),
        (ResultColumn::Quantity, entry.quantity),
    ]
}
