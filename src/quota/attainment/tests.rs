//! What always holds of a simulation, and where it must agree with known formulas.
#![allow(clippy::unwrap_used)]

use super::simulation::chunk_count;
use super::*;
use crate::domain::{Money, PersonId};
use crate::port::service::Service;
use crate::quota::pay::samples::{by_attainment, component, plan, share};
use crate::quota::pay::{
    CollectionGate, CompiledPay, Component, Goal, PayPeriod, PayPeriodQuotas, PayPlan, PositionQuotas, Quotas, Rate, RateMeaning, Reading,
    Rule,
};

fn goal(goal: Goal, quota: i64, expected: f64) -> SimulatedGoal {
    SimulatedGoal { goal, quota, expected, coefficient_of_variation: 0.3 }
}

/// Forty sellers with sales and collection, on a plan with an accelerator and a gate.
pub(crate) fn forty_sellers(trials: u32) -> AttainmentProblem {
    let tiers = &[(0.0, 0.5), (0.8, 1.2), (1.0, 2.0)];
    let rule = || Rule::Rates(by_attainment(Reading::Marginal, RateMeaning::OfTarget, tiers));
    let half = share(0.5);
    let commission = Component { target_share: half, gate: Some(CollectionGate::AtMostCollection), ..component(Goal::Sales, rule()) };
    let collection = Component { name: "collection".to_owned(), target_share: half, ..component(Goal::Collection, rule()) };
    let plan = PayPlan {
        period: PayPeriod::Year,
        fixed_pay: Money(5_000_000_000),
        target_variable: Money(3_000_000_000),
        ..plan(vec![commission, collection])
    };
    let seller = |index: u32| {
        let quota = 100_000_000_000 + i64::from(index) * 1_000_000_000;
        let own = Quotas { sales: Some(quota), collection: Some(quota * 9 / 10), quantity: None };
        let period = PayPeriodQuotas { quotas: PositionQuotas::own(own), active_months: Rate::percent(1_200) };
        SimulatedSeller {
            seller: PersonId(index),
            goals: vec![goal(Goal::Sales, quota, quota as f64), goal(Goal::Collection, quota * 9 / 10, quota as f64 * 0.9)],
            team: Vec::new(),
            pay: Some(CompiledPay::new(&plan, &[period]).unwrap()),
        }
    };
    AttainmentProblem {
        sellers: (0..40).map(seller).collect(),
        targets: Quotas { sales: Some(4_500_000_000_000), collection: Some(4_000_000_000_000), quantity: None },
        common_correlation: 0.2,
        goal_correlation: 0.5,
        seed: 7,
        trials,
    }
}

fn single(expected: f64, quota: i64) -> AttainmentProblem {
    AttainmentProblem {
        sellers: vec![SimulatedSeller {
            seller: PersonId(1),
            goals: vec![goal(Goal::Sales, quota, expected)],
            team: Vec::new(),
            pay: None,
        }],
        targets: Quotas { sales: Some(quota), ..Quotas::default() },
        seed: 3,
        trials: 40_000,
        ..AttainmentProblem::default()
    }
}

#[test]
fn one_seller_agrees_with_the_lognormal_formula() {
    let outlook = Simulation::new(single(1_000.0, 1_000)).finish();
    let sales = &outlook.goals[0];
    // σ² = ln 1.09; P(X ≥ mean) = Φ(−σ ÷ 2) = 0.4417; the median is the mean ÷ √1.09 = 957.8; P90 is that × e^(1.2816 σ).
    let chance = sales.chance_of_target.unwrap();
    assert!((chance - 0.4417).abs() < 4.0 * sales.chance_standard_error.unwrap(), "{chance}");
    assert!((sales.company_mean - 1_000.0).abs() < 6.0, "{}", sales.company_mean);
    assert!((sales.company.p50 - 957.8).abs() < 6.0, "{}", sales.company.p50);
    assert!((sales.company.p90 - 1_396.0).abs() < 14.0, "{}", sales.company.p90);
    assert_eq!(outlook.sellers[0].goals[0].chance_of_quota, Some(chance));
    assert_eq!(sales.company_histogram.counts.iter().sum::<u32>(), outlook.trials);
    assert_eq!(sales.attainment_histogram.counts.iter().sum::<u32>(), outlook.trials);
}

#[test]
fn a_common_shock_spreads_the_company_and_not_the_seller() {
    let of = |common_correlation| {
        let outlook = Simulation::new(AttainmentProblem { common_correlation, ..forty_sellers(4_000) }).finish();
        let spread = |quantiles: Quantiles| (quantiles.p90 - quantiles.p10) / quantiles.p50;
        (spread(outlook.goals[0].company), spread(outlook.sellers[3].goals[0].result), spread(outlook.goals[0].share_at_quota))
    };
    let (alone, together) = (of(0.0), of(0.5));
    assert!(together.0 > 3.0 * alone.0 && together.2 > 2.0 * alone.2);
    assert!((together.1 - alone.1).abs() < 0.06 * alone.1);
}

#[test]
fn the_cost_of_pay_is_the_expectation_of_the_curve() {
    let problem = forty_sellers(10_000);
    let outlook = Simulation::new(problem.clone()).finish();
    let pay = outlook.pay.unwrap();
    // With results at their expectation every gate is open and pay is fixed pay and 0.64 of the target, half with each goal.
    let at_expectation: f64 = problem
        .sellers
        .iter()
        .map(|seller| seller.pay.as_ref().unwrap().pay(&[seller.goals[0].expected, seller.goals[1].expected, 0.0], &[0.0; 3]))
        .sum();
    assert!((at_expectation - 40.0 * 6_920_000_000.0).abs() < 1_000.0, "{at_expectation}");
    assert!(pay.mean > 1.01 * at_expectation, "{} and {at_expectation}", pay.mean);
    assert!(pay.cost.p10 < pay.mean && pay.mean < pay.cost.p90);
    let of_sellers: f64 = outlook.sellers.iter().map(|seller| seller.pay.unwrap().mean).sum();
    assert!((of_sellers / pay.mean - 1.0).abs() < 1e-9);
    let ratio = pay.mean_cost_of_sales.unwrap();
    assert!((ratio - pay.mean / outlook.goals[0].company_mean).abs() < 1e-12);
}

#[test]
fn it_does_not_matter_who_worked_on_which_chunk() {
    let problem = forty_sellers(1_999);
    let mut chunks: Vec<Chunk> = (0..chunk_count(&problem)).rev().map(|number| chunk(&problem, number)).collect();
    chunks.swap(1, 4);
    chunks.push(chunks[2].clone());
    let together = outlook(&problem, &chunks);
    assert_eq!(together.trials, 1_999);
    assert_eq!(together, Simulation::new(problem).finish());
}

#[test]
fn the_same_seed_gives_the_same_numbers_on_every_platform() {
    let outlook = Simulation::new(forty_sellers(500)).finish();
    let bits = [outlook.goals[0].company_mean, outlook.goals[1].company.p10, outlook.pay.unwrap().mean].map(f64::to_bits);
    assert_eq!(bits, SAME_EVERYWHERE, "{bits:?}");
}

const SAME_EVERYWHERE: [u64; 3] = [4_796_730_347_049_161_511, 4_794_623_388_527_998_706, 4_778_420_310_602_160_262];

#[test]
fn a_leader_is_paid_by_the_team() {
    let mut problem = single(1_000.0, 1_000);
    let rule = Rule::Rates(crate::quota::pay::samples::by_amount(Reading::Marginal, &[(0, 0.1)]));
    let team = Component { scope: crate::quota::pay::Scope::Team, ..component(Goal::Sales, rule) };
    let quotas = PositionQuotas { own: Quotas::default(), team: Quotas { sales: Some(1_000), ..Quotas::default() } };
    let period = PayPeriodQuotas { quotas, active_months: Rate::percent(1_200) };
    let pay = CompiledPay::new(&PayPlan { period: PayPeriod::Year, ..plan(vec![team]) }, &[period]).unwrap();
    problem.sellers.push(SimulatedSeller { seller: PersonId(2), goals: Vec::new(), team: vec![0, 99], pay: Some(pay) });
    assert_eq!(attainment_findings(&problem), [AttainmentFinding::UnknownMember { seller: PersonId(2) }]);
    let outlook = Simulation::new(problem).finish();
    let pay = outlook.pay.unwrap();
    assert!((pay.mean * 10.0 / outlook.goals[0].company_mean - 1.0).abs() < 1e-3);
    assert_eq!(outlook.sellers[1].goals, []);
}

#[test]
fn odd_problems_are_told_and_answered() {
    let mut problem = single(f64::NAN, 0);
    problem.common_correlation = 1.5;
    problem.sellers[0].goals[0].coefficient_of_variation = -1.0;
    problem.sellers[0].goals.push(goal(Goal::Sales, 5, 5.0));
    problem.trials = 300;
    assert_eq!(attainment_findings(&problem).len(), 5);
    let outlook = Simulation::new(problem).finish();
    assert_eq!(outlook.goals[0].company, Quantiles::default());
    assert_eq!(outlook.goals[0].sellers, 0);
    assert_eq!(outlook.sellers[0].goals[0].chance_of_quota, None);
    let nothing = AttainmentProblem::default();
    assert_eq!(attainment_findings(&nothing), [AttainmentFinding::NoSellers, AttainmentFinding::NoTrials]);
    assert_eq!(Simulation::new(nothing).finish(), Outlook::default());
}

#[test]
fn a_preview_comes_first_and_a_run_can_be_ended() {
    let mut service = AttainmentService::default();
    let problem = Box::new(forty_sellers(10_000));
    let mut answers = Vec::new();
    service.handle(AttainmentRequest::Start { run: 4, problem: problem.clone() }, &mut |answer| answers.push(answer));
    while service.step(&mut |answer| answers.push(answer)) {}
    let previews: Vec<u32> = answers
        .iter()
        .filter_map(|answer| match answer {
            AttainmentResponse::Progress { preview, .. } => preview.as_ref().map(|outlook| outlook.trials),
            _ => None,
        })
        .collect();
    assert_eq!(previews, [1_000]);
    let Some(AttainmentResponse::Finished { run: 4, outlook, was_cut_short: false }) = answers.last() else { panic!() };
    assert_eq!(**outlook, Simulation::new(*problem.clone()).finish());

    answers.clear();
    service.handle(AttainmentRequest::Start { run: 5, problem }, &mut |answer| answers.push(answer));
    service.step(&mut |answer| answers.push(answer));
    service.handle(AttainmentRequest::Finish { run: 4 }, &mut |_| panic!("another run"));
    service.handle(AttainmentRequest::Finish { run: 5 }, &mut |answer| answers.push(answer));
    let Some(AttainmentResponse::Finished { outlook, was_cut_short: true, .. }) = answers.last() else { panic!() };
    assert_eq!(outlook.trials, 500);
    assert!(!service.step(&mut |_| panic!("nothing is under way")));
}
