//! Every finding about broken rules and results.
#![allow(clippy::unwrap_used)]

use super::samples::{SELLER, by_amount, by_attainment, component, month, plan, rules, sales, share};
use super::*;
use crate::domain::{Money, PersonId};

fn problems(plan: &PayPlan) -> Vec<(Option<usize>, PayProblem)> {
    let row = |place: &PayPlace| match place {
        PayPlace::Row { row, .. } => Some(*row),
        _ => None,
    };
    findings_of_plan(plan).into_iter().map(|finding| (row(&finding.place), finding.problem)).collect()
}

fn of_rule(goal: Goal, rule: Rule) -> Vec<(Option<usize>, PayProblem)> {
    problems(&plan(vec![component(goal, rule)]))
}

fn of_table(table: RateTable) -> Vec<(Option<usize>, PayProblem)> {
    of_rule(Goal::Sales, Rule::Rates(table))
}

#[test]
fn a_table_without_a_reading_is_not_paid_by() {
    let open = RateTable { reading: None, ..by_amount(Reading::Slab, &[(0, 0.1)]) };
    assert_eq!(of_table(open.clone()), [(None, PayProblem::ReadingMissing)]);
    let statements = statements(&rules(plan(vec![component(Goal::Sales, Rule::Rates(open))])), &[sales(1, 100, None)]);
    assert!(statements.statements.is_empty());
    let steps = vec![Milestone { from: Point::Amount(1), bonus: Money(1) }];
    let milestones = Rule::Milestones { reading: None, steps };
    assert_eq!(of_rule(Goal::Sales, milestones), [(None, PayProblem::MilestoneReadingMissing)]);
}

#[test]
fn broken_rows_are_named() {
    let tiers = |rows: &[(i64, Option<i64>, f64)]| {
        let tiers = rows.iter().map(|&(from, up_to, rate)| Tier { from, up_to, rate: share(rate) }).collect();
        RateTable { tiers: Tiers::ByAmount(tiers), ..by_amount(Reading::Marginal, &[]) }
    };
    assert_eq!(of_table(tiers(&[])), [(None, PayProblem::NoRows)]);
    let overlap = PayProblem::Overlap { up_to: 120.into(), next: 100.into() };
    assert_eq!(of_table(tiers(&[(0, Some(120), 0.1), (100, None, 0.2)])), [(Some(1), overlap)]);
    let gap = PayProblem::Gap { up_to: 90.into(), next: 100.into() };
    assert_eq!(of_table(tiers(&[(0, Some(50), 0.1), (50, Some(90), 0.1), (100, None, 0.2)])), [(Some(2), gap)]);
    let falling = |from: i64, before: i64| PayProblem::NotRising { from: from.into(), before: before.into() };
    assert_eq!(of_table(tiers(&[(0, None, 0.1), (200, None, 0.1), (100, None, 0.2)])), [(Some(3), falling(100, 200))]);
    assert_eq!(of_table(tiers(&[(0, None, 0.1), (0, None, 0.1)])), [(Some(2), falling(0, 0))]);
    assert_eq!(of_table(tiers(&[(0, Some(9), 0.1)])), [(Some(1), PayProblem::LastRowEnds { up_to: 9.into() })]);
    assert_eq!(of_table(tiers(&[(5, None, 0.1)])), [(Some(1), PayProblem::FirstTierAboveZero { from: 5.into() })]);
    assert_eq!(of_table(tiers(&[(-5, None, 0.1)])), [(Some(1), PayProblem::NegativeEdge { edge: (-5).into() })]);
    assert_eq!(of_table(tiers(&[(0, None, -0.1)])), [(Some(1), PayProblem::NegativeRate { rate: share(-0.1) })]);
}

#[test]
fn contradictions_of_a_component_are_told() {
    let per_deal = by_attainment(Reading::Slab, RateMeaning::OfTarget, &[(0.0, 0.1)]);
    let threshold = Some(Threshold { at: Point::Amount(-1), pays: ThresholdPays::ExcessOnly });
    let table = RateTable { threshold, typical_deal: Some(0), ..per_deal };
    let gated = Component { gate: Some(CollectionGate::AtMostCollection), ..component(Goal::Collection, Rule::Rates(table)) };
    let found: Vec<PayProblem> = problems(&plan(vec![gated])).into_iter().map(|(_, problem)| problem).collect();
    let expected = [
        PayProblem::GateOnCollection,
        PayProblem::GateNeedsPeriodTable,
        PayProblem::DealsByAttainment,
        PayProblem::ExcessByDeals,
        PayProblem::TargetByDeals,
        PayProblem::TypicalDealNotPositive,
        PayProblem::NoTargetVariable,
        PayProblem::NegativeEdge { edge: (-1).into() },
    ];
    assert_eq!(found, expected);
    let units = Rule::Units { price: Money(-1), rate: share(0.1), rate_above_quota: share(-0.1) };
    let found: Vec<PayProblem> = of_rule(Goal::Sales, units).into_iter().map(|(_, problem)| problem).collect();
    let rate = share(-0.1);
    assert_eq!(found, [PayProblem::UnitsNeedQuantity, PayProblem::NegativeMoney { amount: Money(-1) }, PayProblem::NegativeRate { rate }]);
    let step = |from| Milestone { from, bonus: Money(1) };
    let steps = vec![step(Point::Amount(5)), step(Point::Attainment(Rate::ONE))];
    let mixed = Rule::Milestones { reading: Some(MilestoneReading::Cumulative), steps };
    assert_eq!(of_rule(Goal::Sales, mixed), [(Some(2), PayProblem::MixedMeasures)]);
}

#[test]
fn contradictions_of_a_plan_are_told() {
    let rule = || Rule::Rates(by_attainment(Reading::Marginal, RateMeaning::OfTarget, &[(0.0, 1.0)]));
    let half = Component { target_share: share(0.5), floor: Some(Money(3)), cap: Some(Money(2)), ..component(Goal::Sales, rule()) };
    let plan = PayPlan {
        accrual: Accrual::ToDate,
        fixed_pay: Money(-1),
        target_variable: Money(10),
        cap: Some(Money(1)),
        floor: Some(Money(2)),
        clawback: Some(Clawback { within_months: None, share: share(0.5), below_zero: BelowZero::Stands }),
        ..plan(vec![half.clone(), half])
    };
    let found: Vec<PayProblem> = problems(&plan).into_iter().map(|(_, problem)| problem).collect();
    let of_component = PayProblem::CapBelowFloor { cap: Money(2), floor: Money(3) };
    let expected = [
        PayProblem::CapBelowFloor { cap: Money(1), floor: Money(2) },
        PayProblem::NegativeMoney { amount: Money(-1) },
        PayProblem::FloorToDate,
        PayProblem::ClawbackShareToDate,
        of_component.clone(),
        PayProblem::FloorToDate,
        PayProblem::NameTwice,
        of_component,
        PayProblem::FloorToDate,
    ];
    assert_eq!(found, expected);
}

#[test]
fn assignments_that_cannot_be_are_told() {
    let base = rules(plan(Vec::new()));
    let of = |assignments: Vec<Assignment>| -> Vec<PayProblem> {
        let rules = PayRules { assignments, ..base.clone() };
        pay_findings(&rules, &[]).into_iter().map(|finding| finding.problem).collect()
    };
    let assignment = || base.assignments[0].clone();
    assert_eq!(of(vec![Assignment { plan: "x".to_owned(), ..assignment() }]), [PayProblem::UnknownPlan { plan: "x".to_owned() }]);
    let ends = Assignment { from: month(4), until: Some(month(2)), ..assignment() };
    assert_eq!(of(vec![ends]), [PayProblem::EndsBeforeItBegins]);
    let late = Assignment { from: month(12).plus_months(1), ..assignment() };
    assert_eq!(of(vec![late]), [PayProblem::OutsideTheYear]);
    let second = Assignment { from: month(5), ..assignment() };
    assert_eq!(of(vec![assignment(), second]), [PayProblem::TwoPlansAtOnce { month: month(5) }]);
    assert_eq!(of(vec![Assignment { leader: Some(SELLER), ..assignment() }]), [PayProblem::LeadersInACircle]);
    let circle = |seller, leader| Assignment { seller: PersonId(seller), leader: Some(PersonId(leader)), ..assignment() };
    assert_eq!(of(vec![circle(1, 2), circle(2, 1), circle(3, 1)]), [PayProblem::LeadersInACircle, PayProblem::LeadersInACircle]);
    let balance = OpeningBalance { seller: SELLER, draw_owed: Money(-1), clawback_carried: Money(0) };
    let rules = PayRules { opening_balances: vec![balance, OpeningBalance { draw_owed: Money(1), ..balance }], ..base.clone() };
    let found: Vec<PayProblem> = pay_findings(&rules, &[]).into_iter().map(|finding| finding.problem).collect();
    assert_eq!(found, [PayProblem::NegativeMoney { amount: Money(-1) }, PayProblem::BalanceTwice]);
    let no_month = Assignment { until: Some(month(13)), ..assignment() };
    assert_eq!(of(vec![no_month]), [PayProblem::NoMonth { month: month(13) }]);
}

#[test]
fn results_that_cannot_be_are_told_with_their_place() {
    let mut rules = rules(plan(Vec::new()));
    rules.assignments[0].until = Some(month(6));
    let of = |result: SellerMonth| -> Vec<(ResultColumn, PayProblem)> {
        let findings = pay_findings(&rules, &[sales(1, 1, None), result]);
        let place = |place| match place {
            PayPlace::Result { index: 1, column } => column,
            other => panic!("{other:?}"),
        };
        findings.into_iter().map(|finding| (place(finding.place), finding.problem)).collect()
    };
    let unknown = SellerMonth { seller: PersonId(7), ..sales(2, 1, None) };
    assert_eq!(of(unknown), [(ResultColumn::Seller, PayProblem::UnknownSeller)]);
    assert_eq!(of(sales(7, 1, None)), [(ResultColumn::Month, PayProblem::NoPlanInMonth { month: month(7) })]);
    assert_eq!(of(sales(13, 1, None)), [(ResultColumn::Month, PayProblem::NoMonth { month: month(13) })]);
    let next_year = SellerMonth { month: month(1).plus_months(12), ..sales(1, 1, None) };
    assert_eq!(of(next_year), [(ResultColumn::Month, PayProblem::OutsideTheYear)]);
    let negative = SellerMonth { active_share: Some(share(1.5)), ..sales(2, -5, Some(-9)) };
    let expected = [
        (ResultColumn::ActiveShare, PayProblem::ShareOutOfRange { share: share(1.5) }),
        (ResultColumn::QuotaSales, PayProblem::NegativeFigure { figure: -9 }),
        (ResultColumn::Gross, PayProblem::NegativeFigure { figure: -5 }),
    ];
    assert_eq!(of(negative), expected);
    let entries = vec![Entry { gross: Money(5), discount: Money(6), ..Entry::default() }];
    let discount = PayProblem::DiscountAboveValue { discount: Money(6), gross: Money(5) };
    assert_eq!(of(SellerMonth { entries, ..sales(2, 0, None) }), [(ResultColumn::Discount, discount)]);
    let back = SaleReturn::of_month(month(3), Money(-1), 0);
    let expected =
        [(ResultColumn::SoldIn, PayProblem::ReturnedBeforeSold), (ResultColumn::Returned, PayProblem::NegativeFigure { figure: -1 })];
    assert_eq!(of(SellerMonth { returns: vec![back], ..sales(2, 0, None) }), expected);
}

#[test]
fn two_plans_on_the_same_results_are_compared() {
    let of = |rate| rules(plan(vec![component(Goal::Sales, Rule::Rates(by_amount(Reading::Marginal, &[(0, rate)])))]));
    let months = [sales(1, 1_000, None), sales(2, 500, None)];
    let comparison = compared(&of(0.1), &of(0.2), &months);
    assert!(comparison.is_complete());
    assert_eq!((comparison.first, comparison.second, comparison.difference), (Money(150), Money(300), Money(150)));
    assert_eq!(comparison.sellers[0].difference, Money(150));
    let cost = pay_cost(&of(0.1), &months, &statements(&of(0.1), &months).statements);
    assert_eq!((cost.total, cost.sales, cost.cost_of_sales), (Money(150), Money(1_500), Some(0.1)));
}
