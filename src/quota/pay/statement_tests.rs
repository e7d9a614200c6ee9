//! Statements: what always holds of them, and the rules that the published examples do not reach.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::samples::{SELLER, by_amount, by_attainment, component, month, paid, plan, rules, sales, share, totals};
use super::*;
use crate::domain::{Money, PersonId};

fn assert_sums(line: &Line) {
    if !line.lines.is_empty() {
        assert_eq!(line.amount, line.lines.iter().map(|line| line.amount).sum(), "{line:?}");
        line.lines.iter().for_each(assert_sums);
    }
}

fn figure(line: &Line, name: FigureName) -> Option<FigureValue> {
    line.figures.iter().find(|figure| figure.name == name).map(|figure| figure.value)
}

fn flat(rate: f64) -> Rule {
    Rule::Rates(by_amount(Reading::Marginal, &[(0, rate)]))
}

fn back(amount: i64, sold_in: u8) -> SaleReturn {
    SaleReturn::of_month(month(sold_in), Money(amount), 0)
}

fn clawback(below_zero: BelowZero) -> Option<Clawback> {
    Some(Clawback { within_months: Some(3), share: Rate::ONE, below_zero })
}

fn with_quotas(sold: i64, collected: i64) -> SellerMonth {
    let quotas = Quotas { sales: Some(1_000), collection: Some(500), quantity: None };
    let entries = vec![Entry { gross: Money(sold), collected: Money(collected), ..Entry::default() }];
    SellerMonth { quotas, entries, ..sales(1, 0, None) }
}

#[test]
fn a_threshold_pays_all_or_only_the_excess() {
    let table = |pays| {
        let threshold = Some(Threshold { at: Point::Attainment(share(0.5)), pays });
        let table = by_amount(Reading::Marginal, &[(0, 0.1), (800, 0.2)]);
        Rule::Rates(RateTable { threshold, ..table })
    };
    assert_eq!(paid(table(ThresholdPays::FromFirstUnit), Some(1_000), &[499, 500, 1_000]), [0, 50, 120]);
    assert_eq!(paid(table(ThresholdPays::ExcessOnly), Some(1_000), &[499, 500, 1_000]), [0, 0, 70]);
}

#[test]
fn multiples_of_the_target_pay_it_at_the_quota() {
    let tiers = &[(0.0, 0.5), (0.5, 1.5), (1.0, 2.0)];
    let rule = Rule::Rates(by_attainment(Reading::Marginal, RateMeaning::OfTarget, tiers));
    let commission = Component { target_share: Rate::ONE, ..component(Goal::Sales, rule) };
    let rules = rules(PayPlan { target_variable: Money(3_000_000), ..plan(vec![commission]) });
    let quota = Some(7_777_777_777);
    let months = [sales(1, 7_777_777_777, quota), sales(2, 15_555_555_554, quota)];
    assert_eq!(totals(&rules, &months), [3_000_000, 9_000_000]);
}

#[test]
fn cap_and_floor_hold_for_a_component_and_for_the_plan() {
    let commission = Component { cap: Some(Money(80)), floor: Some(Money(20)), ..component(Goal::Sales, flat(0.1)) };
    let second = Component { name: "second".to_owned(), cap: None, floor: None, ..commission.clone() };
    let rules = rules(PayPlan { cap: Some(Money(150)), floor: Some(Money(30)), ..plan(vec![commission, second]) });
    let months = [sales(1, 100, None), sales(2, 500, None), sales(3, 900, None), sales(4, 10, None)];
    assert_eq!(totals(&rules, &months), [30, 100, 150, 30]);
}

#[test]
fn collection_gates_what_sales_pay() {
    let total = |gate, sold, collected| {
        let rules = rules(plan(vec![Component { gate: Some(gate), ..component(Goal::Sales, flat(0.1)) }]));
        totals(&rules, &[with_quotas(sold, collected)])[0]
    };
    // Collection is at 80 %, so 800 of the sales count.
    assert_eq!(total(CollectionGate::AtMostCollection, 1_200, 400), 80);
    assert_eq!(total(CollectionGate::LowerOfTwo, 1_200, 400), 80);
    assert_eq!(total(CollectionGate::LowerOfTwo, 700, 400), 70);
    assert_eq!(total(CollectionGate::OnlyFrom(share(0.8)), 1_200, 400), 120);
    assert_eq!(total(CollectionGate::OnlyFrom(share(0.81)), 1_200, 400), 0);
    let collection = Component { gate: Some(CollectionGate::LowerOfTwo), ..component(Goal::Collection, flat(0.1)) };
    // Sales are at 60 %, so 300 of the 400 collected count.
    assert_eq!(totals(&rules(plan(vec![collection])), &[with_quotas(600, 400)]), [30]);
}

#[test]
fn fixed_pay_and_target_are_prorated_by_active_share() {
    let rule = Rule::Rates(by_attainment(Reading::Marginal, RateMeaning::OfTarget, &[(0.0, 1.0)]));
    let commission = Component { target_share: Rate::ONE, ..component(Goal::Sales, rule) };
    let quarterly = PayPlan { period: PayPeriod::Quarter, fixed_pay: Money(3_000), target_variable: Money(900), ..plan(vec![commission]) };
    let mut rules = rules(quarterly);
    let half = SellerMonth { active_share: Some(share(0.5)), ..sales(2, 50, Some(50)) };
    let statements = statements(&rules, &[sales(1, 100, Some(100)), half.clone()]);
    // One and a half of three months; month 3 is told to be missing.
    assert_eq!(statements.statements[0].total, Money(1_950));
    let missing = PayProblem::MonthMissing { month: month(3) };
    assert_eq!(statements.findings.iter().map(|finding| &finding.problem).collect::<Vec<_>>(), [&missing]);
    // Who leaves with month 2 misses nothing.
    rules.assignments[0].until = Some(month(2));
    let statements = super::statements(&rules, &[sales(1, 100, Some(100)), half]);
    assert_eq!((statements.statements[0].total, statements.findings.len()), (Money(1_950), 0));
}

#[test]
fn a_return_takes_back_what_it_had_paid() {
    let table = by_amount(Reading::Retroactive, &[(0, 0.05), (1_000, 0.1)]);
    let rules = |below_zero| {
        let commission = component(Goal::Sales, Rule::Rates(table.clone()));
        rules(PayPlan { fixed_pay: Money(500), clawback: clawback(below_zero), ..plan(vec![commission]) })
    };
    let returned = SellerMonth { returns: vec![back(200, 1)], ..sales(2, 400, None) };
    // Month 1 paid 110 for 1,100; without the 200 it would have paid 45.
    let months = [sales(1, 1_100, None), returned, sales(3, 900, None)];
    assert_eq!(totals(&rules(BelowZero::Stands), &months), [610, 455, 545]);
    assert_eq!(totals(&rules(BelowZero::Carried), &months), [610, 500, 500]);
    let carried = statements(&rules(BelowZero::Carried), &months).statements;
    assert_eq!(carried[1].clawback_carried.after, Money(45));
    assert_eq!(carried[2].clawback_carried, Balance { before: Money(45), after: Money(0) });
}

#[test]
fn a_return_takes_nothing_back_that_the_plan_had_capped() {
    let capped =
        |cap| PayPlan { cap: Some(Money(cap)), clawback: clawback(BelowZero::Stands), ..plan(vec![component(Goal::Sales, flat(0.1))]) };
    let months = [sales(1, 1_500, None), SellerMonth { returns: vec![back(300, 1)], ..sales(2, 0, None) }];
    // 150 were earned; without the return it would have been 120.
    assert_eq!(totals(&rules(capped(100)), &months), [100, 0]);
    assert_eq!(totals(&rules(capped(130)), &months), [130, -10]);
    assert_eq!(totals(&rules(capped(200)), &months), [150, -30]);
}

#[test]
fn a_year_begins_with_what_the_last_one_left() {
    let draw = Draw { amount: Money(100), kind: DrawKind::Guarantee, is_recoverable: true, periods: None, repaid_at_most: None };
    let mut rules =
        rules(PayPlan { draw: Some(draw), clawback: clawback(BelowZero::Carried), ..plan(vec![component(Goal::Sales, flat(0.1))]) });
    rules.opening_balances = vec![OpeningBalance { seller: SELLER, draw_owed: Money(70), clawback_carried: Money(30) }];
    // 200 earned, less 30 carried, less the 70 owed.
    assert_eq!(totals(&rules, &[sales(1, 2_000, None), sales(2, 2_000, None)]), [100, 200]);
}

#[test]
fn late_and_unknown_returns_take_nothing_back() {
    let rules = rules(PayPlan { clawback: clawback(BelowZero::Stands), ..plan(vec![component(Goal::Sales, flat(0.1))]) });
    let late = SellerMonth { returns: vec![back(100, 1)], ..sales(5, 1_000, None) };
    assert_eq!(totals(&rules, &[sales(1, 1_000, None), late]), [100, 100]);
    let before_the_year = SaleReturn { sold_in: month(1).plus_months(-1), ..back(100, 1) };
    let unknown = SellerMonth { returns: vec![before_the_year.clone()], ..sales(1, 1_000, None) };
    let unknown = statements(&rules, &[unknown]);
    assert_eq!(unknown.statements[0].total, Money(100));
    assert_eq!(unknown.findings[0].problem, PayProblem::NotPayable { reason: NotPaid::PaidUnknown });
    let known = SaleReturn { paid: Some(Money(30)), ..before_the_year };
    assert_eq!(totals(&rules, &[SellerMonth { returns: vec![known], ..sales(1, 1_000, None) }]), [70]);
}

#[test]
fn a_returned_deal_lowers_its_own_row() {
    let table = by_amount(Reading::Slab, &[(0, 0.1), (1_000, 0.2)]);
    let rules = rules(PayPlan { clawback: clawback(BelowZero::Stands), ..plan(vec![component(Goal::Sales, Rule::Rates(table))]) });
    let deal = |name: &str, amount| Entry { deal: Some(name.to_owned()), gross: Money(amount), ..Entry::default() };
    let sold = SellerMonth { entries: vec![deal("a", 1_500), deal("b", 900)], ..sales(1, 0, None) };
    let returned = SaleReturn { deal: Some("a".to_owned()), ..back(1_000, 1) };
    // Deal a paid 300 and is worth 50 now.
    assert_eq!(totals(&rules, &[sold, SellerMonth { returns: vec![returned], ..sales(2, 0, None) }]), [390, -250]);
}

#[test]
fn to_date_a_return_lowers_the_sum() {
    let table = by_amount(Reading::Marginal, &[(0, 0.1), (1_000, 0.2)]);
    let clawback = Some(Clawback { within_months: None, share: Rate::ONE, below_zero: BelowZero::Stands });
    let to_date = PayPlan { accrual: Accrual::ToDate, clawback, ..plan(vec![component(Goal::Sales, Rule::Rates(table))]) };
    let returned = SellerMonth { returns: vec![back(300, 1)], ..sales(3, 0, None) };
    assert_eq!(totals(&rules(to_date), &[sales(1, 800, None), sales(2, 400, None), returned]), [80, 60, -50]);
}

#[test]
fn a_draw_ends_and_what_is_owed_is_repaid_from_all_earnings() {
    let draw =
        |is_recoverable| Draw { amount: Money(100), kind: DrawKind::Guarantee, is_recoverable, periods: Some(2), repaid_at_most: None };
    let months = [sales(1, 400, None), sales(2, 900, None), sales(3, 300, None), sales(4, 2_000, None)];
    let total = |is_recoverable| {
        let plan = PayPlan { draw: Some(draw(is_recoverable)), ..plan(vec![component(Goal::Sales, flat(0.1))]) };
        totals(&rules(plan), &months)
    };
    assert_eq!(total(true), [100, 100, 0, 160]);
    assert_eq!(total(false), [100, 100, 30, 200]);
}

#[test]
fn a_period_repays_no_more_of_a_draw_than_its_limit() {
    let draw =
        Draw { amount: Money(100), kind: DrawKind::Guarantee, is_recoverable: true, periods: Some(2), repaid_at_most: Some(Money(25)) };
    let months = [sales(1, 400, None), sales(2, 900, None), sales(3, 300, None), sales(4, 2_000, None), sales(5, 2_000, None)];
    let plan = PayPlan { draw: Some(draw), ..plan(vec![component(Goal::Sales, flat(0.1))]) };
    // 70 are owed after the draw ends: 25, 25 and 20 are repaid.
    let made = statements(&rules(plan.clone()), &months);
    assert_eq!(made.statements.iter().map(|one| one.total.0).collect::<Vec<_>>(), [100, 100, 5, 175, 180]);
    let repaid = made.statements[3].lines.iter().find(|line| line.kind == LineKind::DrawRepayment).unwrap();
    assert!(repaid.figures.contains(&Figure::money(FigureName::MostRepaid, Money(25))));
    // What a simulation pays of 30 earned in each month: topped up twice, then 25 repaid at a time.
    let period = PayPeriodQuotas { quotas: PositionQuotas::default(), active_months: Rate::ONE };
    let compiled = CompiledPay::new(&plan, &[period; 4]).unwrap();
    let paid = compiled.pay(&[1_200.0, 0.0, 0.0], &[0.0; 3]);
    let exact: i64 = totals(&rules(plan), &[1, 2, 3, 4].map(|at| sales(at, 300, None))).iter().sum();
    assert_eq!(exact, 100 + 100 + 5 + 5);
    assert!((paid - exact as f64).abs() < 0.01, "{paid}");
    let old: Draw = serde_json::from_str(r#"{"amount": 5, "kind": "guarantee", "is_recoverable": true}"#).unwrap();
    assert_eq!((old.periods, old.repaid_at_most), (None, None), "plans without a limit read as before");
}

#[test]
fn a_change_of_plan_splits_the_year() {
    let mut rules = rules(plan(vec![component(Goal::Sales, flat(0.1))]));
    rules.plans.push(PayPlan { name: "next".to_owned(), ..plan(vec![component(Goal::Sales, flat(0.2))]) });
    rules.assignments[0].until = Some(month(2));
    rules.assignments.push(Assignment {
        plan: "next".to_owned(),
        role: "senior".to_owned(),
        from: month(3),
        until: None,
        ..rules.assignments[0].clone()
    });
    let months: Vec<SellerMonth> = (1..=4).map(|at| sales(at, 1_000, None)).collect();
    assert_eq!(totals(&rules, &months), [100, 100, 200, 200]);
}

#[test]
fn a_quota_of_zero_pays_nothing_and_is_told() {
    let rule = Rule::Rates(by_attainment(Reading::Marginal, RateMeaning::OfAmount, &[(0.0, 0.1)]));
    let capped = Component { floor: Some(Money(10)), ..component(Goal::Sales, rule) };
    let statements = statements(&rules(plan(vec![capped])), &[sales(1, 500, Some(0))]);
    assert_eq!(statements.statements[0].total, Money(0));
    assert_eq!(statements.findings[0].problem, PayProblem::NotPayable { reason: NotPaid::QuotaZero });
    assert!(!statements.findings[0].is_blocking());
}

#[test]
fn a_table_by_deals_needs_deals() {
    let rules = rules(plan(vec![component(Goal::Sales, Rule::Rates(by_amount(Reading::Slab, &[(0, 0.1)])))]));
    let statements = statements(&rules, &[sales(1, 500, None)]);
    assert_eq!(statements.findings[0].problem, PayProblem::NotPayable { reason: NotPaid::DealsMissing });
}

#[test]
fn leaders_have_the_results_of_all_below_them() {
    let table = by_amount(Reading::Marginal, &[(0, 0.1)]);
    let team = Component { scope: Scope::Team, ..component(Goal::Sales, Rule::Rates(table)) };
    let mut rules = rules(plan(vec![team]));
    for (seller, leader) in [(2, 1), (3, 2)] {
        let leader = Some(PersonId(leader));
        rules.assignments.push(Assignment { seller: PersonId(seller), leader, ..rules.assignments[0].clone() });
    }
    let of = |seller, sold| SellerMonth { seller: PersonId(seller), ..sales(1, sold, None) };
    assert_eq!(totals(&rules, &[of(3, 1_000), of(2, 500), of(1, 70)]), [150, 100, 0]);
    // A leader need not sell; who has neither results nor a team is told.
    rules.plans[0].fixed_pay = Money(7);
    assert_eq!(totals(&rules, &[of(3, 1_000)]), [107, 107, 7]);
    let found = statements(&rules, &[of(2, 500)]).findings;
    let place = PayPlace::Period { seller: PersonId(3), first_month: month(1), component: None };
    assert_eq!(found, [PayFinding { place, problem: PayProblem::NoResults }]);
}

#[test]
fn large_rial_amounts_pay_to_the_unit() {
    assert_eq!(paid(flat(0.003), None, &[1_234_567_890_123_457]), [3_703_703_670_370]);
    let table = by_attainment(Reading::Marginal, RateMeaning::OfAmount, &[(0.0, 0.01), (1.0, 0.02)]);
    assert_eq!(paid(Rule::Rates(table), Some(1_000_000_000_000_001), &[1_000_000_000_000_101]), [10_000_000_000_002]);
}

#[test]
fn every_input_of_a_tier_is_told() {
    let table = by_amount(Reading::Marginal, &[(0, 0.05), (1_000, 0.07)]);
    let statements = statements(&rules(plan(vec![component(Goal::Sales, Rule::Rates(table))])), &[sales(1, 1_500, Some(2_000))]);
    let line = &statements.statements[0].lines[1];
    assert_eq!(figure(line, FigureName::Result), Some(FigureValue::Amount(1_500)));
    assert_eq!(figure(line, FigureName::Quota), Some(FigureValue::Amount(2_000)));
    assert_eq!(figure(line, FigureName::Attainment), Some(FigureValue::Share(share(0.75))));
    let tier = &line.lines[1];
    assert_eq!(tier.kind, LineKind::Tier { row: 2 });
    assert_eq!(figure(tier, FigureName::TierFrom), Some(FigureValue::Amount(1_000)));
    assert_eq!(figure(tier, FigureName::Part), Some(FigureValue::Amount(500)));
    assert_eq!(figure(tier, FigureName::Rate), Some(FigureValue::Share(share(0.07))));
}

#[test]
fn rules_are_read_as_they_were_written() {
    let rules = rules(PayPlan {
        draw: Some(Draw { amount: Money(1), kind: DrawKind::Advance, is_recoverable: false, periods: None, repaid_at_most: None }),
        clawback: clawback(BelowZero::Stands),
        ..plan(vec![component(Goal::Sales, Rule::Rates(by_amount(Reading::Slab, &[(0, 0.1), (5, 0.123_456_789)])))])
    });
    let written = serde_json::to_string(&rules).unwrap();
    assert_eq!(serde_json::from_str::<PayRules>(&written).unwrap(), rules);
}

prop_compose! {
    fn any_table()(
        steps in prop::collection::vec((1i64..400, 0i64..3_000), 1..5),
        reading in prop::sample::select(vec![Reading::Marginal, Reading::Retroactive]),
        of_target in any::<bool>(),
        by_share in any::<bool>(),
    ) -> RateTable {
        let mut from = 0;
        let mut rows = Vec::new();
        for (step, rate) in steps {
            rows.push((from, rate as f64 / 10_000.0));
            from += step;
        }
        let mut table = if by_share {
            let rows: Vec<(f64, f64)> = rows.into_iter().map(|(from, rate)| (from as f64 / 300.0, rate)).collect();
            by_attainment(reading, RateMeaning::OfAmount, &rows)
        } else {
            let rows: Vec<(i64, f64)> = rows.into_iter().map(|(from, rate)| (from * 1_000, rate)).collect();
            by_amount(reading, &rows)
        };
        if of_target {
            table.pays = RateMeaning::OfTarget;
        }
        table
    }
}

prop_compose! {
    fn any_plan()(
        tables in prop::collection::vec(any_table(), 1..3),
        accrual in prop::sample::select(vec![Accrual::OfPeriod, Accrual::ToDate]),
        period in prop::sample::select(vec![PayPeriod::Month, PayPeriod::Quarter, PayPeriod::Year]),
        cap in prop::option::of(10_000i64..90_000),
        draw in prop::option::of((0i64..9_000, any::<bool>())),
        carried in any::<bool>(),
    ) -> PayPlan {
        let target_share = Rate::billionths(1_000_000_000 / tables.len() as i64);
        let named = |(index, table): (usize, RateTable)| Component {
            name: index.to_string(),
            target_share,
            cap: (index == 1).then_some(Money(40_000)),
            ..component(Goal::Sales, Rule::Rates(table))
        };
        PayPlan {
            accrual,
            period,
            fixed_pay: Money(12_345),
            target_variable: Money(9_999),
            cap: cap.map(Money),
            draw: draw.map(|(amount, is_recoverable)| {
                Draw { amount: Money(amount), kind: DrawKind::Guarantee, is_recoverable, periods: None, repaid_at_most: None }
            }),
            clawback: clawback(if carried { BelowZero::Carried } else { BelowZero::Stands }),
            ..plan(tables.into_iter().enumerate().map(named).collect())
        }
    }
}

fn any_months() -> impl Strategy<Value = Vec<SellerMonth>> {
    let a_month = (0i64..900_000, 1i64..600_000, 0i64..200_000, 0i64..=1_000_000_000, 0u8..12);
    prop::collection::vec(a_month, 1..=12).prop_map(|months| {
        let of = |(at, (sold, quota, returned, active, age)): (u8, (i64, i64, i64, i64, u8))| SellerMonth {
            active_share: Some(Rate::billionths(active)),
            returns: (returned % 3 == 0 && age < at).then(|| back(returned, at - age)).into_iter().collect(),
            ..sales(at, sold, Some(quota))
        };
        (1..).zip(months).map(of).collect()
    })
}

proptest! {
    #[test]
    fn a_total_is_the_sum_of_its_lines(plan in any_plan(), months in any_months()) {
        let statements = statements(&rules(plan), &months);
        prop_assert!(!statements.statements.is_empty(), "{:?}", statements.findings);
        let mut owed = Balance::default();
        let mut carried = Balance::default();
        for statement in &statements.statements {
            prop_assert_eq!(statement.total, statement.lines.iter().map(|line| line.amount).sum());
            statement.lines.iter().for_each(assert_sums);
            prop_assert_eq!((statement.draw_owed.before, statement.clawback_carried.before), (owed.after, carried.after));
            prop_assert!(statement.draw_owed.after.0 >= 0 && statement.clawback_carried.after.0 >= 0);
            (owed, carried) = (statement.draw_owed, statement.clawback_carried);
        }
    }

    #[test]
    fn to_date_the_periods_pay_what_the_year_pays(plan in any_plan(), months in any_months()) {
        let months: Vec<SellerMonth> = months.into_iter().map(|month| SellerMonth { returns: Vec::new(), ..month }).collect();
        let paid = |period| {
            let plan = PayPlan { accrual: Accrual::ToDate, period, draw: None, fixed_pay: Money(0), clawback: clawback(BelowZero::Stands), ..plan.clone() };
            // The target variable is of a period, so that it must grow with it.
            let target_variable = Money(plan.target_variable.0 * i64::from(period.months()));
            totals(&rules(PayPlan { target_variable, ..plan }), &months).into_iter().sum::<i64>()
        };
        prop_assert_eq!(paid(PayPeriod::Month), paid(PayPeriod::Year));
        prop_assert_eq!(paid(PayPeriod::Quarter), paid(PayPeriod::Year));
    }

    #[test]
    fn sellers_do_not_touch_each_other(plan in any_plan(), months in any_months()) {
        let mut both = rules(plan.clone());
        both.assignments.push(Assignment { seller: PersonId(9), ..both.assignments[0].clone() });
        let others = months.iter().map(|month| SellerMonth { seller: PersonId(9), ..month.clone() });
        let all: Vec<SellerMonth> = others.chain(months.iter().cloned()).collect();
        let alone = statements(&rules(plan), &months).statements;
        let of_seller: Vec<Statement> =
            statements(&both, &all).statements.into_iter().filter(|statement| statement.seller == SELLER).collect();
        prop_assert_eq!(of_seller, alone);
    }
}
