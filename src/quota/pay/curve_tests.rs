//! Curves, jumps and compiled plans against statements.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::samples::{by_amount, by_attainment, component, month, plan, rules, sales, share, totals};
use super::*;
use crate::domain::Money;

fn quotas(sales: i64) -> PositionQuotas {
    PositionQuotas::own(Quotas { sales: Some(sales), ..Quotas::default() })
}

fn compiled(plan: &PayPlan, quota: i64) -> CompiledPay {
    let active_months = Rate::percent(100 * plan.period.months() as i32);
    CompiledPay::new(plan, &[PayPeriodQuotas { quotas: quotas(quota), active_months }]).unwrap()
}

#[test]
fn a_curve_bends_and_jumps_where_the_table_does() {
    let tiers = &[(0.0, 0.0), (0.5, 0.05), (1.0, 0.1)];
    let table = by_attainment(Reading::Retroactive, RateMeaning::OfAmount, tiers);
    let plan = PayPlan { fixed_pay: Money(100), ..plan(vec![component(Goal::Sales, Rule::Rates(table))]) };
    let curve = pay_curve(&plan, &quotas(1_000), &[share(0.0), share(0.75), share(1.2)]).unwrap();
    let points: Vec<(f64, i64, Option<i64>)> =
        curve.points.iter().map(|point| (point.attainment.share(), point.pay.0, point.pay_just_below.map(|below| below.0))).collect();
    assert_eq!(points, [(0.0, 100, None), (0.5, 125, Some(100)), (0.75, 138, None), (1.0, 200, Some(150)), (1.2, 220, None)]);
}

#[test]
fn a_curve_needs_a_quota_and_a_reading() {
    let table = by_amount(Reading::Marginal, &[(0, 0.1)]);
    let open = RateTable { reading: None, ..table.clone() };
    let of = |table| plan(vec![component(Goal::Sales, Rule::Rates(table))]);
    let findings = pay_curve(&of(table), &PositionQuotas::default(), &[Rate::ONE]).unwrap_err();
    assert_eq!(findings[0].problem, PayProblem::NotPayable { reason: NotPaid::QuotaMissing });
    let findings = pay_curve(&of(open), &quotas(1), &[Rate::ONE]).unwrap_err();
    assert_eq!(findings[0].problem, PayProblem::ReadingMissing);
}

#[test]
fn a_curve_has_the_draw_that_is_kept_in_every_period_and_no_other() {
    let component = || vec![component(Goal::Sales, Rule::Rates(by_amount(Reading::Marginal, &[(0, 0.1)])))];
    let at = |draw: Draw| {
        let plan = PayPlan { draw: Some(draw), fixed_pay: Money(7), ..plan(component()) };
        let curve = pay_curve(&plan, &quotas(1_000), &[share(0.0), share(0.5), share(1.0)]).unwrap();
        curve.points.iter().map(|point| point.pay.0).collect::<Vec<_>>()
    };
    let kept = Draw { amount: Money(60), kind: DrawKind::Guarantee, is_recoverable: false, periods: None, repaid_at_most: None };
    assert_eq!(at(kept), [67, 67, 107]);
    assert_eq!(at(Draw { is_recoverable: true, ..kept }), [7, 57, 107]);
    assert_eq!(at(Draw { periods: Some(3), ..kept }), [7, 57, 107]);
}

#[test]
fn usual_deals_make_a_slab_a_straight_line() {
    let table = RateTable { typical_deal: Some(12_000), ..by_amount(Reading::Slab, &[(0, 0.1), (10_000, 0.2), (30_000, 0.25)]) };
    let plan = plan(vec![component(Goal::Sales, Rule::Rates(table))]);
    let curve = pay_curve(&plan, &quotas(100_000), &[share(0.05), share(0.5), share(1.0)]).unwrap();
    assert_eq!(curve.points.iter().map(|point| point.pay.0).filter(|pay| pay % 10_000 == 0).collect::<Vec<_>>(), [10_000, 20_000]);
    assert!(curve.points.iter().all(|point| point.pay_just_below.is_none()));
    // The jumps of the table are told all the same, of one deal.
    assert_eq!(jumps(&plan, &quotas(100_000)).iter().map(|jump| jump.at_amount).collect::<Vec<_>>(), [10_000, 30_000]);
}

#[test]
fn thresholds_and_gates_jump() {
    let threshold = Some(Threshold { at: Point::Attainment(share(0.8)), pays: ThresholdPays::FromFirstUnit });
    let table = RateTable { threshold, ..by_amount(Reading::Marginal, &[(0, 0.1)]) };
    let gated = Component {
        gate: Some(CollectionGate::OnlyFrom(share(0.9))),
        name: "gated".to_owned(),
        ..component(Goal::Sales, Rule::Rates(by_amount(Reading::Marginal, &[(0, 0.1)])))
    };
    let plan = plan(vec![component(Goal::Sales, Rule::Rates(table)), gated]);
    let both = PositionQuotas::own(Quotas { sales: Some(1_000), collection: Some(500), quantity: None });
    let jumps: Vec<(JumpCause, i64, i64, i64)> =
        jumps(&plan, &both).iter().map(|jump| (jump.cause, jump.at_amount, jump.before.0, jump.after.0)).collect();
    assert_eq!(jumps, [(JumpCause::Threshold, 800, 0, 80), (JumpCause::Gate, 450, 0, 90)]);
}

#[test]
fn a_compiled_year_is_the_sum_of_its_periods() {
    let tiers = &[(0.0, 0.5), (1.0, 2.0)];
    let rule = Rule::Rates(by_attainment(Reading::Marginal, RateMeaning::OfTarget, tiers));
    let commission = Component { target_share: Rate::ONE, ..component(Goal::Sales, rule) };
    let draw = Some(Draw { amount: Money(600), kind: DrawKind::Guarantee, is_recoverable: true, periods: Some(1), repaid_at_most: None });
    let plan = PayPlan { fixed_pay: Money(1_000), target_variable: Money(1_000), draw, ..plan(vec![commission]) };
    let of = |quota| PayPeriodQuotas { quotas: quotas(quota), active_months: Rate::ONE };
    let pay = CompiledPay::new(&plan, &[of(100), of(300), of(100)]).unwrap();
    let at = |sold: f64| pay.pay(&[sold, 0.0, 0.0], &[0.0; 3]);
    // At the quota each period pays half of its target; the first is topped up to the draw, and the second repays that.
    assert!((at(500.0) - (3_000.0 + 600.0 + 400.0 + 500.0)).abs() < 0.01);
    // Half above the quota pays the whole target more.
    assert!((at(750.0) - (3_000.0 + 3.0 * 1_500.0)).abs() < 0.01);
}

#[test]
fn months_are_added_up_to_pay_periods() {
    let rule = Rule::Rates(by_amount(Reading::Retroactive, &[(0, 0.0), (300, 0.1)]));
    let of = |period| PayPlan { period, fixed_pay: Money(30), ..plan(vec![component(Goal::Sales, rule.clone())]) };
    let month = |quota| PayPeriodQuotas { quotas: quotas(quota), active_months: if quota > 0 { Rate::ONE } else { Rate::ZERO } };
    let months: Vec<PayPeriodQuotas> = [0, 100, 200, 300, 0, 0, 0, 0, 0, 0, 0, 0].map(month).to_vec();
    let pay = |period| CompiledPay::of_months(&of(period), &months, 1..4).unwrap().pay(&[600.0, 0.0, 0.0], &[0.0; 3]);
    // Two thirds of a quarter's and a third of another's fixed pay; each quarter reaches 300.
    assert!((pay(PayPeriod::Quarter) - (20.0 + 10.0 + 30.0 + 30.0)).abs() < 0.01);
    // Three months' fixed pay; the third of them alone reaches 300.
    assert!((pay(PayPeriod::Month) - (90.0 + 30.0)).abs() < 0.01);
}

#[test]
fn draws_and_floors_are_those_of_the_stay() {
    let rule = Rule::Rates(by_amount(Reading::Marginal, &[(0, 0.01)]));
    let draw = |periods| Some(Draw { amount: Money(50), kind: DrawKind::Guarantee, is_recoverable: false, periods, repaid_at_most: None });
    let there = |stay: &std::ops::Range<u32>, place: u32| if stay.contains(&place) { Rate::ONE } else { Rate::ZERO };
    let paid = |plan: &PayPlan, stay: std::ops::Range<u32>| {
        let months: Vec<PayPeriodQuotas> =
            (0..12).map(|place| PayPeriodQuotas { quotas: quotas(300), active_months: there(&stay, place) }).collect();
        CompiledPay::of_months(plan, &months, stay).unwrap().pay(&[0.0; 3], &[0.0; 3])
    };
    let drawn = |periods| PayPlan { fixed_pay: Money(10), draw: draw(periods), ..plan(vec![component(Goal::Sales, rule.clone())]) };
    // Who leaves after three months is paid three months; who starts in the seventh has the draw from then on.
    assert!((paid(&drawn(None), 0..3) - 180.0).abs() < 0.01);
    assert!((paid(&drawn(Some(3)), 6..12) - (60.0 + 150.0)).abs() < 0.01);
    let floored = PayPlan { floor: Some(Money(7)), ..plan(vec![component(Goal::Sales, rule.clone())]) };
    assert!((paid(&floored, 0..3) - 21.0).abs() < 0.01);
    let own_floor = plan(vec![Component { floor: Some(Money(7)), ..component(Goal::Sales, rule.clone()) }]);
    assert!((paid(&own_floor, 5..9) - 28.0).abs() < 0.01);
}

#[test]
fn a_month_without_a_quota_pays_nothing_and_a_year_without_one_is_told() {
    let rule = Rule::Rates(by_attainment(Reading::Marginal, RateMeaning::OfTarget, &[(0.0, 1.0)]));
    let commission = Component { target_share: Rate::ONE, ..component(Goal::Sales, rule) };
    let plan = PayPlan { target_variable: Money(1_000), ..plan(vec![commission]) };
    let of = |quota| PayPeriodQuotas { quotas: quotas(quota), active_months: Rate::ONE };
    let pay = CompiledPay::new(&plan, &[of(0), of(300)]).unwrap();
    assert!((pay.pay(&[300.0, 0.0, 0.0], &[0.0; 3]) - 1_000.0).abs() < 0.01);
    let findings = CompiledPay::new(&plan, &[of(0)]).unwrap_err();
    assert_eq!(findings[0].problem, PayProblem::NotPayable { reason: NotPaid::QuotaMissing });
}

#[test]
fn limits_of_the_plan_hold_in_each_period_of_a_compiled_year() {
    let rule = |rate| Rule::Rates(by_amount(Reading::Marginal, &[(0, rate)]));
    let gated =
        Component { name: "gated".to_owned(), gate: Some(CollectionGate::OnlyFrom(share(0.5))), ..component(Goal::Sales, rule(0.1)) };
    let plan = PayPlan { cap: Some(Money(50)), floor: Some(Money(10)), ..plan(vec![component(Goal::Sales, rule(0.1)), gated]) };
    let both = |sales, collection| PositionQuotas::own(Quotas { sales: Some(sales), collection: Some(collection), quantity: None });
    let of = |sales| PayPeriodQuotas { quotas: both(sales, 100), active_months: Rate::ONE };
    let pay = CompiledPay::new(&plan, &[of(100), of(300)]).unwrap();
    // Of 400 sold, 100 and 300 lie in the periods.
    assert!((pay.pay(&[400.0, 150.0, 0.0], &[0.0; 3]) - (20.0 + 50.0)).abs() < 0.01);
    assert!((pay.pay(&[400.0, 90.0, 0.0], &[0.0; 3]) - (10.0 + 30.0)).abs() < 0.01);
    assert!((pay.pay(&[0.0, 0.0, 0.0], &[0.0; 3]) - 20.0).abs() < 0.01);
}

prop_compose! {
    fn any_tiers()(steps in prop::collection::vec((1i64..900, 0i64..5_000), 1..6)) -> Vec<(i64, f64)> {
        let mut from = 0;
        steps.into_iter().map(|(step, rate)| { let row = (from, rate as f64 / 10_000.0); from += step * 1_000; row }).collect()
    }
}

proptest! {
    #[test]
    fn marginal_pay_is_continuous_at_every_edge(tiers in any_tiers(), by_share in any::<bool>(), quota in 1i64..2_000_000) {
        let table = if by_share {
            let tiers: Vec<(f64, f64)> = tiers.iter().map(|&(from, rate)| (from as f64 / 700_000.0, rate)).collect();
            by_attainment(Reading::Marginal, RateMeaning::OfAmount, &tiers)
        } else {
            by_amount(Reading::Marginal, &tiers)
        };
        let plan = plan(vec![component(Goal::Sales, Rule::Rates(table))]);
        prop_assert_eq!(jumps(&plan, &quotas(quota)), Vec::new());
        let curve = pay_curve(&plan, &quotas(quota), &[Rate::ZERO, Rate::percent(300)]).unwrap();
        prop_assert!(curve.points.iter().all(|point| point.pay_just_below.is_none()));
    }

    #[test]
    fn retroactive_pay_jumps_by_the_difference_of_rates(tiers in any_tiers()) {
        let plan = plan(vec![component(Goal::Sales, Rule::Rates(by_amount(Reading::Retroactive, &tiers)))]);
        let found: Vec<(i64, i64)> =
            jumps(&plan, &PositionQuotas::default()).iter().map(|jump| (jump.at_amount, jump.after.0 - jump.before.0)).collect();
        let expected: Vec<(i64, i64)> = tiers
            .windows(2)
            .map(|rows| (rows[1].0, share(rows[1].1).of(Money(rows[1].0)).0 - share(rows[0].1).of(Money(rows[1].0)).0))
            .filter(|jump| jump.1 != 0)
            .collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_compiled_plan_pays_what_the_statement_pays(
        tiers in any_tiers(),
        reading in prop::sample::select(vec![Reading::Marginal, Reading::Retroactive]),
        sold in 0i64..9_000_000,
        quota in 1i64..2_000_000,
        cap in prop::option::of(1_000i64..500_000),
    ) {
        let commission = Component { cap: cap.map(Money), ..component(Goal::Sales, Rule::Rates(by_amount(reading, &tiers))) };
        let plan = PayPlan { fixed_pay: Money(77), ..plan(vec![commission]) };
        let exact = totals(&rules(plan.clone()), &[sales(1, sold, Some(quota))])[0] as f64;
        let fast = compiled(&plan, quota).pay(&[sold as f64, 0.0, 0.0], &[0.0; 3]);
        prop_assert!((exact - fast).abs() <= 8.0, "{exact} and {fast}");
    }

    #[test]
    fn a_compiled_year_pays_what_its_statements_pay(
        tiers in any_tiers(),
        readings in prop::array::uniform2(prop::sample::select(vec![Reading::Marginal, Reading::Retroactive])),
        gate in prop::option::of(prop::sample::select(vec![
            CollectionGate::AtMostCollection, CollectionGate::LowerOfTwo, CollectionGate::OnlyFrom(Rate::percent(70)),
        ])),
        period in prop::sample::select(vec![PayPeriod::Month, PayPeriod::Quarter, PayPeriod::Year]),
        accrual in prop::sample::select(vec![Accrual::OfPeriod, Accrual::ToDate]),
        limits in (prop::option::of(50_000i64..90_000), prop::option::of(0i64..50_000), prop::option::of(10_000i64..60_000)),
        draw in prop::option::of((1i64..60_000, any::<bool>(), prop::option::of(1u32..9))),
        months in prop::collection::vec(0i64..4_000, 12),
        attained in (0i64..200, 0i64..200),
        stay in (0u8..12, 1u8..13).prop_filter("somebody is there", |stay| stay.0 < stay.1),
        parts in (1i32..=100, 1i32..=100),
    ) {
        let is_to_date = accrual == Accrual::ToDate;
        let mut tiers = tiers;
        if is_to_date {
            // With falling rates the sum to date may fall, and what is carried beyond the year is no matter of the year.
            let mut rates: Vec<f64> = tiers.iter().map(|tier| tier.1).collect();
            rates.sort_by(f64::total_cmp);
            tiers.iter_mut().zip(rates).for_each(|(tier, rate)| tier.1 = rate);
        }
        let shares: Vec<(f64, f64)> = tiers.iter().map(|&(from, rate)| (from as f64 / 1_000_000.0, rate * 10.0)).collect();
        let commission = Component {
            gate,
            cap: limits.2.map(Money),
            ..component(Goal::Sales, Rule::Rates(by_amount(readings[0], &tiers)))
        };
        let collection = Component {
            name: "collection".to_owned(),
            target_share: Rate::ONE,
            ..component(Goal::Collection, Rule::Rates(by_attainment(readings[1], RateMeaning::OfTarget, &shares)))
        };
        let plan = PayPlan {
            period,
            accrual,
            fixed_pay: Money(1_000),
            target_variable: Money(20_000),
            cap: limits.0.map(Money),
            floor: limits.1.filter(|_| !is_to_date).map(Money),
            draw: draw.filter(|_| !is_to_date).map(|(amount, is_recoverable, periods)| {
                Draw { amount: Money(amount), kind: DrawKind::Advance, is_recoverable, periods, repaid_at_most: None }
            }),
            ..plan(vec![commission, collection])
        };
        // Quotas are whole hundreds, so that every attainment of whole percent is a whole amount in each month.
        let quotas: Vec<i64> = months.iter().map(|month| (month + 1) * 100).collect();
        let of = |quota: i64| Quotas { sales: Some(quota), collection: Some(quota / 2 * 2), quantity: None };
        // Who starts or leaves is there for a part of the first and of the last month.
        let there = |place: u8| match place {
            _ if place == stay.0 => Rate::percent(parts.0),
            _ if place + 1 == stay.1 => Rate::percent(parts.1),
            _ => Rate::ONE,
        };
        let in_stay: Vec<(u8, i64)> = (0..).zip(quotas).filter(|(place, _)| (stay.0..stay.1).contains(place)).collect();
        let result = |&(place, quota): &(u8, i64)| SellerMonth {
            quotas: of(quota),
            active_share: Some(there(place)),
            entries: vec![Entry { gross: Money(quota * attained.0 / 100), collected: Money(quota * attained.1 / 100), ..Entry::default() }],
            ..sales(place + 1, 0, None)
        };
        let results: Vec<SellerMonth> = in_stay.iter().map(result).collect();
        let mut rules = rules(plan.clone());
        rules.assignments[0] = Assignment { from: month(stay.0 + 1), until: Some(month(stay.1)), ..rules.assignments[0].clone() };
        let statements = statements(&rules, &results);
        prop_assert!(!statements.statements.is_empty(), "{:?}", statements.findings);
        let exact: i64 = statements.statements.iter().map(|statement| statement.total.0).sum();
        let nothing = PayPeriodQuotas { quotas: PositionQuotas::own(of(0)), active_months: Rate::ZERO };
        let mut months = [nothing; 12];
        for &(place, quota) in &in_stay {
            months[usize::from(place)] = PayPeriodQuotas { quotas: PositionQuotas::own(of(quota)), active_months: there(place) };
        }
        let year: i64 = in_stay.iter().map(|(_, quota)| quota).sum();
        let own = [(year * attained.0) as f64 / 100.0, (year * attained.1) as f64 / 100.0, 0.0];
        let stay = u32::from(stay.0)..u32::from(stay.1);
        let compiled = || CompiledPay::of_months(&plan, &months, stay.clone()).unwrap();
        let fast = compiled().pay(&own, &[0.0; 3]);
        // Whole units are rounded a line, so some a period; a result at an edge may fall on either side of it.
        let is_at_an_edge = readings.contains(&Reading::Retroactive) || gate == Some(CollectionGate::OnlyFrom(Rate::percent(70)));
        let nudged = |nudge: f64| compiled().pay(&own.map(|result| result * nudge), &[0.0; 3]);
        let is_near = |fast: f64| (fast - exact as f64).abs() <= 100.0 + exact as f64 * 1e-4;
        prop_assert!(is_near(fast) || (is_at_an_edge && (is_near(nudged(1.0 + 1e-9)) || is_near(nudged(1.0 - 1e-9)))), "{exact} and {fast}");
    }

    #[test]
    fn tables_pay_what_their_definition_says(
        tiers in any_tiers(),
        reading in prop::sample::select(vec![Reading::Marginal, Reading::Retroactive]),
        sold in 0i64..9_000_000,
    ) {
        let expected: f64 = match reading {
            Reading::Marginal => tiers
                .iter()
                .enumerate()
                .map(|(row, &(from, rate))| {
                    let next = tiers.get(row + 1).map_or(i64::MAX, |next| next.0);
                    (sold.min(next) - from).max(0) as f64 * rate
                })
                .sum(),
            _ => tiers.iter().rev().find(|tier| tier.0 <= sold).map_or(0.0, |tier| tier.1 * sold as f64),
        };
        let rules = rules(plan(vec![component(Goal::Sales, Rule::Rates(by_amount(reading, &tiers)))]));
        let paid = totals(&rules, &[sales(1, sold, None)])[0];
        prop_assert!((paid as f64 - expected).abs() <= 0.5 * tiers.len() as f64 + 1e-6, "{paid} and {expected}");
    }
}
