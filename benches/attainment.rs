//! How long a simulation of attainment takes: forty sellers with sales and collection, ten thousand trials, pay included;
//! a plan reckoned by the year, by even months and by uneven months; and the preview.

#![allow(missing_docs, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use qalamro::domain::PersonId;
use qalamro::quota::attainment::{AttainmentProblem, SimulatedGoal, SimulatedSeller, Simulation};
use qalamro::quota::pay::{CompiledPay, Goal, PayPeriodQuotas, PayPlan, PositionQuotas, Quotas, Rate};

const SELLERS: u32 = 40;

const PLAN: &str = r#"{
  "name": "plan", "period": "month", "accrual": "of_period", "fixed_pay": 400000000, "target_variable": 250000000,
  "components": [
    { "name": "sales", "goal": "sales", "target_share": 0.5, "gate": "at_most_collection", "cap": 900000000, "rule": { "rates": {
      "reading": "marginal", "pays": "of_target",
      "tiers": { "by_attainment": [{ "from": 0, "rate": 0.5 }, { "from": 0.8, "rate": 1.2 }, { "from": 1, "rate": 2 }] } } } },
    { "name": "collection", "goal": "collection", "target_share": 0.5, "rule": { "rates": {
      "reading": "retroactive", "pays": "of_target",
      "tiers": { "by_attainment": [{ "from": 0, "rate": 0.8 }, { "from": 1, "rate": 1 }] } } } }
  ]
}"#;

fn quotas(sales: i64) -> Quotas {
    Quotas { sales: Some(sales), collection: Some(sales * 9 / 10), quantity: None }
}

fn problem(trials: u32, months: &[i64]) -> AttainmentProblem {
    let plan: PayPlan = serde_json::from_str(PLAN).expect("the plan can be read");
    let seller = |index: u32| {
        let unit = 8_000_000_000 + i64::from(index) * 100_000_000;
        let period = |weight: &i64| PayPeriodQuotas { quotas: PositionQuotas::own(quotas(unit * weight)), active_months: Rate::ONE };
        let periods: Vec<PayPeriodQuotas> = months.iter().map(period).collect();
        let year = quotas(unit * months.iter().sum::<i64>());
        let goal = |goal: Goal| {
            let quota = year.of(goal).unwrap_or(0);
            SimulatedGoal { goal, quota, expected: quota as f64 * 0.95, coefficient_of_variation: 0.35 }
        };
        SimulatedSeller {
            seller: PersonId(index),
            goals: vec![goal(Goal::Sales), goal(Goal::Collection)],
            team: Vec::new(),
            pay: Some(CompiledPay::new(&plan, &periods).expect("the plan is complete")),
        }
    };
    AttainmentProblem {
        sellers: (0..SELLERS).map(seller).collect(),
        targets: quotas(4_000_000_000_000),
        common_correlation: 0.2,
        goal_correlation: 0.5,
        seed: 1,
        trials,
    }
}

fn attainment(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("attainment");
    group.sample_size(20);
    let uneven: Vec<i64> = (10..22).collect();
    let cases: [(&str, u32, &[i64]); 4] = [
        ("10,000 trials, one period", 10_000, &[12]),
        ("10,000 trials, even months", 10_000, &[1; 12]),
        ("10,000 trials, uneven months", 10_000, &uneven),
        ("1,000 trials, uneven months", 1_000, &uneven),
    ];
    for (name, trials, months) in cases {
        let problem = problem(trials, months);
        group.bench_function(name, |bencher| bencher.iter(|| Simulation::new(problem.clone()).finish().pay));
    }
    group.finish();
}

criterion_group!(benches, attainment);
criterion_main!(benches);
