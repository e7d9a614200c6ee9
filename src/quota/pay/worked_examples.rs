//! Published examples of pay, each with its source. Amounts in cents or whole tomans as the source needs.
#![allow(clippy::unwrap_used)]

use super::samples::{SELLER, by_amount, by_attainment, component, paid, pieces, plan, rules, sales, share, totals};
use super::*;
use crate::domain::{Money, PersonId};
use crate::quota::pay::cost::{base_rate, compensation_cost_of_sales, on_target_earnings, quota_to_earnings, variable_share};

/// com-01: <https://excelforum.com/excel-formulas-and-functions/861932-vlookup-for-multiple-results-without-duplicates-prev-thread.html>
#[test]
fn marginal_tiers_of_five_six_and_seven_percent() {
    let table = by_amount(Reading::Marginal, &[(0, 0.05), (100_000, 0.06), (125_000, 0.07)]);
    let rules = rules(plan(vec![component(Goal::Sales, Rule::Rates(table))]));
    let statements = statements(&rules, &[sales(1, 150_000, None)]).statements;
    let tiers: Vec<i64> = statements[0].lines[1].lines.iter().map(|line| line.amount.0).collect();
    assert_eq!(tiers, [5_000, 1_500, 1_750]);
    assert_eq!(statements[0].total, Money(8_250));
}

/// com-03: <https://www.sparrowgenie.com/sales-commission-models/retroactive-commission>, in cents
#[test]
fn a_retroactive_rate_jumps_at_its_threshold() {
    let table = by_amount(Reading::Retroactive, &[(0, 0.05), (100_000_000, 0.07)]);
    assert_eq!(paid(Rule::Rates(table.clone()), None, &[99_999_900, 100_000_000]), [4_999_995, 7_000_000]);
    let jumps = jumps(&plan(vec![component(Goal::Sales, Rule::Rates(table))]), &PositionQuotas::default());
    assert_eq!(jumps.len(), 1);
    assert_eq!((jumps[0].before, jumps[0].after), (Money(5_000_000), Money(7_000_000)));
    assert_eq!((jumps[0].cause, jumps[0].at_amount), (JumpCause::Row(2), 100_000_000));
}

/// com-04: <https://support2.salescookie.com/portal/en/kb/articles/kb-what-is-the-difference-between-cumulative-and-non-cumulative-tiers>
#[test]
fn one_table_by_attainment_pays_two_sums_by_two_readings() {
    let table = |reading| Rule::Rates(by_attainment(reading, RateMeaning::OfAmount, &[(0.0, 0.06), (1.0, 0.08), (1.5, 0.1)]));
    assert_eq!(paid(table(Reading::Retroactive), Some(100_000), &[110_000]), [8_800]);
    assert_eq!(paid(table(Reading::Marginal), Some(100_000), &[110_000]), [6_800]);
}

/// ir-05: <https://www.nitaran.co/webdesign/marketing-cooperation>; and the example of [`super::tiers`]
#[test]
fn a_table_by_contract_differs_from_one_by_month() {
    let table = |reading| by_amount(reading, &[(0, 0.1), (2_500_000, 0.15), (10_000_000, 0.2), (30_000_000, 0.25)]);
    let paid = |reading, contracts: &[i64]| {
        let entry = |(index, &amount): (usize, &i64)| Entry { deal: Some(index.to_string()), gross: Money(amount), ..Entry::default() };
        let entries = contracts.iter().enumerate().map(entry).collect();
        let rules = rules(plan(vec![component(Goal::Sales, Rule::Rates(table(reading)))]));
        totals(&rules, &[SellerMonth { entries, ..sales(1, 0, None) }])[0]
    };
    assert_eq!(paid(Reading::Slab, &[12_000_000]), 2_400_000);
    assert_eq!(paid(Reading::Retroactive, &[12_000_000]), 2_400_000);
    assert_eq!(paid(Reading::Marginal, &[12_000_000]), 1_775_000);
    assert_eq!(paid(Reading::MarginalPerDeal, &[12_000_000]), 1_775_000);
    let two = &[8_000_000, 12_000_000];
    assert_eq!(Reading::ALL.map(|reading| paid(reading, two)), [3_375_000, 4_000_000, 3_600_000, 2_850_000]);
}

/// ir-01: RetailHub commission engine, GitHub file 68736602640
#[test]
fn tiers_from_a_floor_in_toman() {
    let table = by_amount(Reading::Marginal, &[(0, 0.0), (100_000_000, 0.005), (200_000_000, 0.01), (300_000_000, 0.015)]);
    let amounts = [100_000_000, 250_000_000, 350_000_000];
    assert_eq!(paid(Rule::Rates(table), None, &amounts), [0, 1_000_000, 2_250_000]);
}

/// ir-02: RetailHub commission engine, GitHub file 68736602640
#[test]
fn milestones_pay_the_highest_or_all() {
    let milestone = |from, bonus| Milestone { from: Point::Amount(from), bonus: Money(bonus) };
    let steps = vec![milestone(200_000_000, 2_000_000), milestone(300_000_000, 4_000_000), milestone(400_000_000, 8_000_000)];
    let rule = |reading| Rule::Milestones { reading: Some(reading), steps: steps.clone() };
    assert_eq!(paid(rule(MilestoneReading::HighestOnly), None, &[350_000_000]), [4_000_000]);
    assert_eq!(paid(rule(MilestoneReading::Cumulative), None, &[350_000_000]), [6_000_000]);
}

/// ir-03: <http://www.poyadecor.ir/affiliate-tos-page/>
#[test]
fn a_fixed_step_and_a_rate_of_the_excess() {
    let rule = Rule::StepAndExcess { from: 10_000_000, fixed: Money(1_500_000), rate: share(0.1), rate_below: share(0.1) };
    assert_eq!(paid(rule.clone(), None, &[8_000_000, 10_000_000, 14_000_000]), [800_000, 1_500_000, 1_900_000]);
    let jumps = jumps(&plan(vec![component(Goal::Sales, rule)]), &PositionQuotas::default());
    assert_eq!((jumps[0].before, jumps[0].after, jumps[0].cause), (Money(1_000_000), Money(1_500_000), JumpCause::Step));
}

/// ir-06: a Persian commission app, GitHub file 55766811403
#[test]
fn a_leader_has_a_share_in_the_team() {
    let own = component(Goal::Sales, Rule::Rates(by_amount(Reading::Marginal, &[(0, 0.02)])));
    let table = by_amount(Reading::Marginal, &[(0, 0.005)]);
    let team = Component { name: "team".to_owned(), scope: Scope::TeamWithLeader, ..component(Goal::Sales, Rule::Rates(table)) };
    let mut rules = rules(plan(vec![own, team]));
    let member = PersonId(2);
    rules.plans.push(PayPlan { name: "member".to_owned(), ..plan(Vec::new()) });
    let assignment = Assignment { seller: member, plan: "member".to_owned(), leader: Some(SELLER), ..rules.assignments[0].clone() };
    rules.assignments.push(assignment);
    let of_member = SellerMonth { seller: member, ..sales(1, 2_500_000_000, None) };
    assert_eq!(totals(&rules, &[of_member, sales(1, 500_000_000, None)]), [25_000_000, 0]);
}

/// com-12: <https://conyac.cc/ja/questions/310239/view>
#[test]
fn units_above_target_have_a_higher_rate() {
    let rule = Rule::Units { price: Money(500), rate: share(0.5), rate_above_quota: share(0.8) };
    let rules = rules(plan(vec![component(Goal::Quantity, rule)]));
    assert_eq!(totals(&rules, &[pieces(1, 18, 10), pieces(2, 7, 10)]), [5_700, 1_750]);
}

/// com-08: <https://docs.oracle.com/cd/E05553_01/books/InCompAdm/InCompAdmPlanDesign8.html>;
/// com-09: <https://www.studypool.com/discuss/183314/plzz-help-me-with-this-one>, whose third row is a misprint
#[test]
fn recoverable_draws_are_repaid_from_what_lies_above_them() {
    let oracle = (2_000, [2_750, 3_000, 1_500, 2_375, 3_000, 2_750], [2_750, 3_000, 2_000, 2_000, 2_875, 2_750], [0, 0, 500, 125, 0, 0]);
    // The sixth week is ours: nothing is owed any more.
    let weekly = (1_000, [400, 600, 1_200, 1_500, 1_400, 1_000], [1_000, 1_000, 1_000, 1_000, 1_100, 1_000], [600, 1_000, 800, 300, 0, 0]);
    for (amount, earnings, net, owed) in [oracle, weekly] {
        for kind in [DrawKind::Guarantee, DrawKind::Advance] {
            let draw = Draw { amount: Money(amount), kind, is_recoverable: true, periods: None, repaid_at_most: None };
            let commission = component(Goal::Sales, Rule::Rates(by_amount(Reading::Marginal, &[(0, 1.0)])));
            let rules = rules(PayPlan { draw: Some(draw), ..plan(vec![commission]) });
            let months: Vec<SellerMonth> = (1..).zip(earnings).map(|(at, earned)| sales(at, earned, None)).collect();
            let statements = statements(&rules, &months).statements;
            assert_eq!(statements.iter().map(|statement| statement.total.0).collect::<Vec<_>>(), net);
            assert_eq!(statements.iter().map(|statement| statement.draw_owed.after.0).collect::<Vec<_>>(), owed);
            let ahead = if kind == DrawKind::Advance { amount } else { 0 };
            assert!(statements.iter().all(|statement| statement.due.0 == statement.total.0 - ahead));
        }
    }
}

/// com-11: <https://bentega.io/what-is-a-spif>
#[test]
fn campaigns_pay_by_piece_by_rate_or_from_a_pool() {
    let campaign = || "launch".to_owned();
    let entry = |gross, quantity, campaign| Entry { gross: Money(gross), quantity, campaign, ..Entry::default() };
    let results = |sold, quantity, campaign| {
        let quotas = Quotas { sales: Some(100_000), ..Quotas::default() };
        [SellerMonth { quotas, entries: vec![entry(sold, quantity, campaign)], ..sales(1, 0, None) }]
    };
    let total = |spif, results: &[SellerMonth]| totals(&rules(plan(vec![component(Goal::Sales, Rule::Spif(spif))])), results)[0];
    let fixed = Spif::PerPiece { campaign: campaign(), reward: Money(250) };
    assert_eq!(total(fixed, &results(9_999, 4, Some(campaign()))), 1_000);
    let rate = Spif::OfSales { campaign: campaign(), rate: share(0.02) };
    assert_eq!(total(rate.clone(), &results(50_000, 4, Some(campaign()))), 1_000);
    assert_eq!(total(rate, &results(50_000, 4, Some("other".to_owned()))), 0);
    let pool = Spif::Pool { pool: Money(10_000), share: Rate::ONE };
    assert_eq!(total(pool.clone(), &results(80_000, 0, None)), 8_000);
    assert_eq!(total(pool, &results(130_000, 0, None)), 10_000);
}

/// com-05: <https://www.bentega.io/sales-compensation>;
/// com-06: <https://ryanconsulting.ai/courses/fa-commission-modeling/ote-and-quota-architecture>
#[test]
fn on_target_earnings_and_their_ratio_to_quota() {
    let plan = PayPlan { period: PayPeriod::Year, fixed_pay: Money(70_000), target_variable: Money(30_000), ..plan(Vec::new()) };
    assert_eq!(on_target_earnings(&plan), Money(100_000));
    assert_eq!(variable_share(&plan), Some(share(0.3)));
    assert_eq!(base_rate(plan.target_variable, 600_000), Some(share(0.05)));
    let ratio = |quota, earnings| quota_to_earnings(quota, Money(earnings)).unwrap();
    let ratios = [ratio(720_000, 180_000), ratio(1_000_000, 250_000), ratio(320_000, 100_000), ratio(520_000, 130_000)];
    assert_eq!(ratios, [4.0, 4.0, 3.2, 4.0]);
}

/// com-07: <http://www.accelerateconsultinggroup.com/articles/five-reminders-properly-calculate-your-compensation-cost-sales>
#[test]
fn compensation_cost_is_pay_by_sales() {
    assert_eq!(compensation_cost_of_sales(Money(150_000), Money(3_000_000)), Some(0.05));
    assert_eq!(compensation_cost_of_sales(Money(1), Money(0)), None);
}
