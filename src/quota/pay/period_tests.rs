//! Components with a period of their own, and those of only some sales: when they fall due, what they are reckoned from, what
//! returns take back, and that curve and simulation agree with statements.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::samples::{SELLER, by_amount, by_attainment, component, month, plan, rules, sales, share};
use super::*;
use crate::domain::Money;

fn named(name: &str, period: Option<PayPeriod>, rule: Rule) -> Component {
    Component { name: name.to_owned(), period, ..component(Goal::Sales, rule) }
}

fn rates(rate: f64) -> Rule {
    Rule::Rates(by_amount(Reading::Marginal, &[(0, rate)]))
}

fn bonus(from: i64, bonus: i64) -> Rule {
    let steps = vec![Milestone { from: Point::Amount(from), bonus: Money(bonus) }];
    Rule::Milestones { reading: Some(MilestoneReading::HighestOnly), steps }
}

/// Monthly commission, quarterly bonus from 300 on, yearly bonus from 1,200 on.
fn three_in_one() -> PayPlan {
    plan(vec![
        named("commission", None, rates(0.1)),
        named("quarter", Some(PayPeriod::Quarter), bonus(300, 40)),
        named("year", Some(PayPeriod::Year), bonus(1_200, 500)),
    ])
}

fn year_of(amounts: [i64; 12]) -> Vec<SellerMonth> {
    (1..).zip(amounts).map(|(at, amount)| sales(at, amount, None)).collect()
}

fn lines(statements: &Statements, period: u32) -> Vec<(String, i64)> {
    let one = statements.statements.iter().find(|one| one.period == period).unwrap();
    let name = |line: &Line| match &line.kind {
        LineKind::Component { name } => Some((name.clone(), line.amount.0)),
        _ => None,
    };
    one.lines.iter().filter_map(name).collect()
}

#[test]
fn each_part_falls_due_with_its_own_period() {
    let made = statements(&rules(three_in_one()), &year_of([100, 100, 100, 50, 50, 50, 200, 200, 200, 100, 100, 100]));
    assert_eq!(lines(&made, 1), [("commission".to_owned(), 10)]);
    assert_eq!(lines(&made, 3), [("commission".to_owned(), 10), ("quarter".to_owned(), 40)]);
    assert_eq!(lines(&made, 6), [("commission".to_owned(), 5), ("quarter".to_owned(), 0)]);
    assert_eq!(lines(&made, 12), [("commission".to_owned(), 10), ("quarter".to_owned(), 40), ("year".to_owned(), 500)]);
    let total: i64 = made.statements.iter().map(|one| one.total.0).sum();
    assert_eq!(total, 135 + 3 * 40 + 500);
    assert!(made.findings.is_empty(), "{:?}", made.findings);
    assert_eq!(three_in_one().cycle(), PayPeriod::Year);
}

#[test]
fn who_leaves_is_paid_with_the_last_month_and_who_comes_from_the_first() {
    let mut rules = rules(three_in_one());
    (rules.assignments[0].from, rules.assignments[0].until) = (month(2), Some(month(8)));
    let results: Vec<SellerMonth> = (2..=8).map(|at| sales(at, 200, None)).collect();
    let made = statements(&rules, &results);
    // 400 in the first quarter, 600 in the second, 400 in the rest of the third; 1,400 in the year.
    let bonuses = |period: u32| lines(&made, period).into_iter().skip(1).map(|(_, amount)| amount).collect::<Vec<_>>();
    assert_eq!([3, 6, 8].map(bonuses), [vec![40], vec![40], vec![40, 500]]);
    assert!(bonuses(7).is_empty());
}

#[test]
fn what_has_not_fallen_due_is_told_and_not_paid() {
    let made = statements(&rules(three_in_one()), &(1..=5).map(|at| sales(at, 300, None)).collect::<Vec<_>>());
    assert_eq!(lines(&made, 5), [("commission".to_owned(), 30)]);
    let told: Vec<(&str, u8)> = made
        .findings
        .iter()
        .filter(|finding| finding.problem == PayProblem::NotYetDue)
        .map(|finding| match &finding.place {
            PayPlace::Period { first_month, component: Some(name), .. } => (name.as_str(), first_month.month),
            other => unreachable!("{other:?}"),
        })
        .collect();
    assert_eq!(told, [("quarter", 4), ("year", 1)]);
}

#[test]
fn what_comes_back_lowers_a_bonus_before_it_is_due_and_is_taken_back_of_one_that_was_paid() {
    let mut plan = three_in_one();
    plan.components.pop();
    plan.clawback = Some(Clawback { within_months: None, share: Rate::ONE, below_zero: BelowZero::Stands });
    let back =
        |at: u8, sold_in: u8| SellerMonth { returns: vec![SaleReturn::of_month(month(sold_in), Money(60), 0)], ..sales(at, 100, None) };
    // Back in the second month: the quarter has 240 when it falls due, and no bonus.
    let early = statements(&rules(plan.clone()), &[sales(1, 100, None), back(2, 1), sales(3, 100, None)]);
    assert_eq!(early.statements.iter().map(|one| one.total.0).collect::<Vec<_>>(), [10, 4, 10]);
    // Back in the fourth month: the commission of the sale and the bonus are taken back.
    let late = statements(&rules(plan.clone()), &[sales(1, 100, None), sales(2, 100, None), sales(3, 100, None), back(4, 1)]);
    assert_eq!(late.statements.iter().map(|one| one.total.0).collect::<Vec<_>>(), [10, 10, 50, 10 - 6 - 40]);
    // Back in the month in which it falls due: paid and taken back at once, the same in the end.
    let same = statements(&rules(plan), &[sales(1, 100, None), sales(2, 100, None), back(3, 1)]);
    assert_eq!(same.statements.iter().map(|one| one.total.0).sum::<i64>(), early.statements.iter().map(|one| one.total.0).sum::<i64>());
}

#[test]
fn the_target_of_a_longer_part_is_that_of_all_its_periods() {
    let table = by_attainment(Reading::Marginal, RateMeaning::OfTarget, &[(0.0, 1.0)]);
    let half = |name: &str, period| Component { target_share: share(0.5), ..named(name, period, Rule::Rates(table.clone())) };
    let plan = PayPlan { target_variable: Money(100), ..plan(vec![half("a", None), half("b", Some(PayPeriod::Quarter))]) };
    let results: Vec<SellerMonth> = (1..=3).map(|at| sales(at, 1_000, Some(1_000))).collect();
    let made = statements(&rules(plan.clone()), &results);
    assert_eq!(made.statements.iter().map(|one| one.total.0).collect::<Vec<_>>(), [50, 50, 200]);
    let quotas = PositionQuotas::own(Quotas { sales: Some(3_000), ..Quotas::default() });
    let curve = pay_curve(&plan, &quotas, &[Rate::ONE]).unwrap();
    assert_eq!(curve.points[0].pay, Money(300), "a cycle is a quarter");
}

#[test]
fn a_part_counts_only_the_sales_it_names() {
    let sale = |line: Option<&str>, campaign: Option<&str>, gross: i64| Entry {
        gross: Money(gross),
        product_line: line.map(Into::into),
        campaign: campaign.map(Into::into),
        ..Entry::default()
    };
    let only = |line: Option<&str>, campaign: Option<&str>| Only {
        product_line: line.map(Into::into),
        campaign: campaign.map(Into::into),
        ..Only::default()
    };
    let part = |name: &str, only: Only| Component { only, ..named(name, None, rates(0.1)) };
    let plan = plan(vec![
        part("all", Only::default()),
        part("dairy", only(Some("dairy"), None)),
        part("both", only(Some("dairy"), Some("spring"))),
        part("none", only(Some("meat"), None)),
    ]);
    let entries = vec![sale(Some("dairy"), None, 100), sale(Some("dairy"), Some("spring"), 30), sale(None, Some("spring"), 500)];
    let made = statements(&rules(plan.clone()), &[SellerMonth { entries, ..sales(1, 0, None) }]);
    let paid: Vec<i64> = lines(&made, 1).into_iter().map(|(_, amount)| amount).collect();
    assert_eq!(paid, [63, 13, 3, 0]);
    // What came back of one line lowers no other.
    let clawback = Some(Clawback { within_months: None, share: Rate::ONE, below_zero: BelowZero::Stands });
    let entries = vec![sale(Some("dairy"), None, 100), sale(Some("meat"), None, 100)];
    let back = SaleReturn { product_line: Some("dairy".into()), ..SaleReturn::of_month(month(1), Money(50), 0) };
    let results = [SellerMonth { entries, ..sales(1, 0, None) }, SellerMonth { returns: vec![back], ..sales(2, 0, None) }];
    let made = statements(&rules(PayPlan { clawback, ..plan }), &results);
    assert_eq!(made.statements[1].total, Money(-10), "five of all and five of dairy");
}

#[test]
fn broken_periods_and_filters_are_told_where_they_are() {
    let some = Only { product_line: Some("dairy".into()), ..Only::default() };
    let by_quota = Rule::Rates(by_attainment(Reading::Marginal, RateMeaning::OfAmount, &[(0.0, 0.1)]));
    let quarterly = PayPlan {
        period: PayPeriod::Quarter,
        ..plan(vec![
            named("month", Some(PayPeriod::Month), rates(0.1)),
            Component { only: Only { usual_share: Some(share(1.5)), ..some.clone() }, ..named("quota", None, by_quota) },
            Component { only: some, ..named("unsaid", None, rates(0.1)) },
        ])
    };
    let told: Vec<(String, PayProblem, bool)> = findings_of_plan(&quarterly)
        .into_iter()
        .map(|finding| {
            let is_blocking = finding.is_blocking();
            match finding.place {
                PayPlace::Component { component, .. } => (component, finding.problem, is_blocking),
                other => unreachable!("{other:?}"),
            }
        })
        .collect();
    let expected = [
        ("month", PayProblem::PeriodNotLonger, true),
        ("quota", PayProblem::ShareOutOfRange { share: share(1.5) }, true),
        ("quota", PayProblem::OnlyByAmount, true),
        ("unsaid", PayProblem::OnlyWithoutShare, false),
    ];
    assert_eq!(told, expected.map(|(name, problem, is_blocking)| (name.to_owned(), problem, is_blocking)));
}

#[test]
fn a_plan_without_them_is_written_as_before() {
    let plain = serde_json::to_string(&plan(vec![component(Goal::Sales, rates(0.1))])).unwrap();
    assert!(!plain.contains("\"only\"") && plain.matches("\"period\"").count() == 1, "{plain}");
    let own = three_in_one();
    let again: PayPlan = serde_json::from_str(&serde_json::to_string(&own).unwrap()).unwrap();
    assert_eq!(again, own);
}

proptest! {
    #[test]
    fn a_longer_part_pays_what_a_plan_of_its_period_would(amounts in prop::array::uniform12(0i64..10_000), edge in 1i64..20_000) {
        let table = || Rule::Rates(by_amount(Reading::Retroactive, &[(0, 0.05), (edge, 0.1)]));
        for period in [PayPeriod::Quarter, PayPeriod::Year] {
            let mixed = plan(vec![named("a", None, rates(0.01)), named("b", Some(period), table())]);
            let alone = PayPlan { period, ..plan(vec![named("b", None, table())]) };
            let paid = |plan: PayPlan, name: &str| -> i64 {
                let made = statements(&rules(plan), &year_of(amounts));
                made.statements.iter().flat_map(|one| &one.lines).filter(|line| line.kind == LineKind::Component { name: name.into() }).map(|line| line.amount.0).sum()
            };
            prop_assert_eq!(paid(mixed, "b"), paid(alone, "b"));
        }
    }

    #[test]
    fn curve_and_simulation_agree_with_statements(percent in 0i64..200, quota in 1_000i64..100_000, cap in 200i64..5_000, some in 1i64..=10) {
        // Quotas in thousands, so that shares of attained amounts are whole.
        let quota = quota * 1_000;
        let table = by_attainment(Reading::Marginal, RateMeaning::OfTarget, &[(0.0, 1.0), (1.0, 2.0)]);
        let target = |name: &str, period| Component { target_share: share(0.5), ..named(name, period, Rule::Rates(table.clone())) };
        let only = Only { product_line: Some("dairy".into()), usual_share: Some(share(some as f64 / 10.0)), ..Only::default() };
        let plan = PayPlan {
            target_variable: Money(1_000),
            fixed_pay: Money(70),
            cap: Some(Money(cap)),
            ..plan(vec![
                target("month", None),
                target("quarter", Some(PayPeriod::Quarter)),
                named("year", Some(PayPeriod::Year), bonus(quota * 11, 300)),
                Component { only, ..named("dairy", Some(PayPeriod::Quarter), rates(0.02)) },
            ])
        };
        let attained = quota / 100 * percent;
        let result = |at: u8| {
            let dairy = Entry { gross: Money(attained / 10 * some), product_line: Some("dairy".into()), ..Entry::default() };
            let rest = Entry { gross: Money(attained - attained / 10 * some), ..Entry::default() };
            SellerMonth { entries: vec![dairy, rest], ..sales(at, 0, Some(quota)) }
        };
        let made = statements(&rules(plan.clone()), &(1..=12).map(result).collect::<Vec<_>>());
        let total: i64 = made.statements.iter().map(|one| one.total.0).sum();
        let months = [PayPeriodQuotas { quotas: PositionQuotas::own(Quotas { sales: Some(quota), ..Quotas::default() }), active_months: Rate::ONE }; 12];
        let compiled = CompiledPay::of_months(&plan, &months, 0..12).unwrap();
        let simulated = compiled.pay(&[(attained * 12) as f64, 0.0, 0.0], &[0.0; 3]);
        prop_assert!((simulated - total as f64).abs() <= 24.0, "{} {}", simulated, total);
        let year = PositionQuotas::own(Quotas { sales: Some(quota * 12), ..Quotas::default() });
        let at = Rate::percent(i32::try_from(percent).unwrap());
        let curve = pay_curve(&plan, &year, &[at]).unwrap();
        let point = curve.points.iter().find(|point| point.attainment == at).unwrap();
        prop_assert!((point.pay.0 - total).abs() <= 24, "{} {}", point.pay.0, total);
        prop_assert_eq!(made.statements[0].seller, SELLER);
    }
}
