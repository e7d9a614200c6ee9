//! A simulation whose numbers must be the same everywhere; used natively and in the browser.

use qalamro::domain::PersonId;
use qalamro::quota::attainment::{AttainmentProblem, SimulatedGoal, SimulatedSeller, Simulation};
use qalamro::quota::pay::{CompiledPay, Goal, PayPeriodQuotas, PayPlan, PositionQuotas, Quotas, Rate};

const PLAN: &str = r#"{
  "name": "plan", "period": "month", "accrual": "of_period", "fixed_pay": 400000000, "target_variable": 250000000,
  "draw": { "amount": 120000000, "kind": "guarantee", "is_recoverable": true },
  "components": [
    { "name": "sales", "goal": "sales", "target_share": 0.5, "gate": "at_most_collection", "cap": 900000000, "rule": { "rates": {
      "reading": "marginal", "pays": "of_target",
      "tiers": { "by_attainment": [{ "from": 0, "rate": 0.5 }, { "from": 0.8, "rate": 1.2 }, { "from": 1, "rate": 2 }] } } } },
    { "name": "collection", "goal": "collection", "target_share": 0.5, "rule": { "rates": {
      "reading": "retroactive", "pays": "of_target",
      "tiers": { "by_attainment": [{ "from": 0, "rate": 0.8 }, { "from": 1, "rate": 1 }] } } } }
  ]
}"#;

/// What the simulation must tell, bit for bit: the company's mean of sales, its P90 of collection, mean pay and the P10 of
/// its share of sales.
pub const EXPECTED: [u64; 4] = [4_802_754_273_955_411_834, 4_803_510_350_030_869_868, 4_770_312_917_823_057_979, 4_573_414_727_597_518_991];

/// What it tells here.
pub fn found() -> [u64; 4] {
    let plan: PayPlan = serde_json::from_str(PLAN).expect("the plan can be read");
    let quotas = |sales: i64| Quotas { sales: Some(sales), collection: Some(sales * 9 / 10), quantity: None };
    let seller = |index: u32| {
        let unit = 8_000_000_000 + i64::from(index) * 123_456_789;
        let period = |weight: i64| PayPeriodQuotas { quotas: PositionQuotas::own(quotas(unit * weight)), active_months: Rate::ONE };
        let periods: Vec<PayPeriodQuotas> = (5..17).map(period).collect();
        let year = quotas(unit * (5..17).sum::<i64>());
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
    let problem = AttainmentProblem {
        sellers: (0..12).map(seller).collect(),
        targets: quotas(12_000_000_000_000),
        common_correlation: 0.2,
        goal_correlation: 0.5,
        seed: 1,
        trials: 1_000,
    };
    let outlook = Simulation::new(problem).finish();
    let pay = outlook.pay.expect("sellers are paid");
    let share = pay.cost_of_sales.expect("something is sold");
    [outlook.goals[0].company_mean, outlook.goals[1].company.p90, pay.mean, share.p10].map(f64::to_bits)
}
