//! From a scenario's quotas to a simulation of its year: what is expected of each seller, and the engine's problem.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fairness::engine_name;
use super::judgement::{Expectation, OutlookSettings, TRIALS};
use super::pay::quotas::{hire_quotas, pay_goal};
use super::pay::{SellerQuotas, pay_rules, seller_quotas};
use super::question::{QuotaResults, goal_of};
use super::sellers::{Holder, SellerGoal, SellerQuota, sellers};
use crate::document::{Plan, Scenario};
use crate::domain::PersonId;
use crate::domain::fiscal::MONTHS;
use crate::quota::GoalKind;
use crate::quota::attainment::{AttainmentProblem, SimulatedGoal, SimulatedSeller};
use crate::quota::pay::cost::on_target_earnings_of;
use crate::quota::pay::{CompiledPay, Goal, PayPeriodQuotas, PayPlan, Quotas, Rate};

/// What is expected of sellers.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectations {
    /// For each seller, in their order, the goals with what is expected; in the goal's smallest unit.
    sellers: Vec<Vec<(GoalKind, f64)>>,
    /// Places of sellers of whom nothing says what to expect, so that they are expected to do as well as the others.
    pub assumed: Vec<usize>,
    /// Whether nothing says what to expect of anyone, so that everyone is expected to reach the base.
    pub is_without_basis: bool,
}

impl Expectations {
    /// What is expected of the seller at a place.
    pub fn of(&self, place: usize, kind: GoalKind) -> Option<f64> {
        self.sellers.get(place)?.iter().find(|(known, _)| *known == kind).map(|(_, expected)| *expected)
    }

    /// What is expected of all.
    pub fn total(&self, kind: GoalKind) -> f64 {
        (0..self.sellers.len()).filter_map(|place| self.of(place, kind)).sum()
    }
}

/// What is expected of sellers. Where the basis knows sales alone, other goals are expected to be reached as far as sales
/// are. Of whom nothing is known is expected to do as well against the base as the others.
pub fn expectations(sellers: &[SellerQuota], outlook: &OutlookSettings) -> Expectations {
    let kinds: Vec<GoalKind> = sellers.first().map(|seller| seller.goals.iter().map(|(kind, _)| *kind).collect()).unwrap_or_default();
    let lead = if kinds.contains(&GoalKind::Sales) { Some(GoalKind::Sales) } else { kinds.first().copied() };
    let Some(lead) = lead else {
        return Expectations { sellers: vec![Vec::new(); sellers.len()], assumed: Vec::new(), is_without_basis: true };
    };
    let expectation = outlook.expectation_of(sellers);
    let known: Vec<Option<f64>> = sellers.iter().map(|seller| basis(seller, lead, sellers, expectation, outlook.growth)).collect();
    let base = |seller: &SellerQuota, kind: GoalKind| seller.goal(kind).map_or(0.0, |goal| goal.base as f64);
    let (brought, asked) = sellers.iter().zip(&known).fold((0.0, 0.0), |sum, (seller, known)| match known {
        Some(known) => (sum.0 + known, sum.1 + base(seller, lead)),
        None => sum,
    });
    let rate = if asked > 0.0 { brought / asked } else { 1.0 };
    let of_seller = |(seller, known): (&SellerQuota, &Option<f64>)| {
        let leading = known.unwrap_or_else(|| rate * base(seller, lead));
        let of_goal = |&(kind, goal): &(GoalKind, SellerGoal)| {
            let own = match expectation {
                Expectation::Estimate => goal.estimate,
                Expectation::Capacity => goal.capacity,
                Expectation::LastYear | Expectation::Potential => None,
            };
            let as_the_lead = || {
                let of_lead = base(seller, lead);
                if of_lead > 0.0 { goal.base as f64 * leading / of_lead } else { 0.0 }
            };
            let expected = if kind == lead { leading } else { own.map_or_else(as_the_lead, |own| own as f64) };
            (kind, expected)
        };
        seller.goals.iter().map(of_goal).collect()
    };
    let unknown = |(place, known): (usize, &Option<f64>)| known.is_none().then_some(place);
    Expectations {
        assumed: known.iter().enumerate().filter_map(unknown).collect(),
        is_without_basis: known.iter().all(Option::is_none),
        sellers: sellers.iter().zip(&known).map(of_seller).collect(),
    }
}

fn basis(seller: &SellerQuota, lead: GoalKind, sellers: &[SellerQuota], expectation: Expectation, growth: f64) -> Option<f64> {
    let goal = seller.goal(lead)?;
    let grown = |amount: f64| (amount * (1.0 + growth)).max(0.0);
    let is_of_sales = lead == GoalKind::Sales;
    match expectation {
        Expectation::Estimate => goal.estimate.map(|estimate| estimate as f64),
        Expectation::Capacity => goal.capacity.map(|capacity| capacity as f64),
        Expectation::LastYear => seller.ground.last_year.filter(|_| is_of_sales).map(grown),
        Expectation::Potential => {
            let potential = seller.ground.potential.filter(|_| is_of_sales)?;
            let sum = |read: fn(&SellerQuota) -> Option<f64>| -> f64 { sellers.iter().filter_map(read).sum() };
            let (all, sold) = (sum(|seller| seller.ground.potential), sum(|seller| seller.ground.last_year));
            (all > 0.0 && sold > 0.0).then(|| grown(sold * potential / all))
        }
    }
}

/// A scenario's simulation.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioChances {
    /// The engine's problem: the sellers, and after them leaders who sell nothing themselves.
    pub problem: AttainmentProblem,
    /// The sellers, in the problem's order.
    pub sellers: Vec<SellerQuota>,
    /// Sellers for whom no pay is reckoned although others are paid: without a pay plan, or with one that is broken.
    pub without_pay: Vec<PersonId>,
}

/// The simulation of a scenario.
pub fn attainment_problem(plan: &Plan, scenario: &Scenario, results: &QuotaResults) -> ScenarioChances {
    let outlook = scenario.quota.judgement.outlook;
    let sellers = sellers(results);
    let expected = expectations(&sellers, &outlook);
    let mut simulated: Vec<SimulatedSeller> = sellers
        .iter()
        .enumerate()
        .map(|(place, seller)| SimulatedSeller {
            seller: engine_name(seller.holder, place),
            goals: seller
                .goals
                .iter()
                .map(|&(kind, goal)| SimulatedGoal {
                    goal: pay_goal(kind),
                    quota: goal.street,
                    expected: expected.of(place, kind).unwrap_or(0.0),
                    coefficient_of_variation: outlook.variation,
                })
                .collect(),
            team: Vec::new(),
            pay: None,
        })
        .collect();
    let without_pay = pay(plan, scenario, results, &sellers, &mut simulated);
    let target = |kind: GoalKind| results.answer.goals.iter().find(|goal| goal_of(&goal.key) == Some(kind)).map(|goal| goal.target);
    let problem = AttainmentProblem {
        sellers: simulated,
        targets: Quotas { sales: target(GoalKind::Sales), collection: target(GoalKind::Collection), quantity: target(GoalKind::Quantity) },
        common_correlation: outlook.common_share,
        goal_correlation: outlook.goals_together,
        seed: u64::from(outlook.seed),
        trials: TRIALS,
    };
    ScenarioChances { problem, sellers, without_pay }
}

/// Puts each seller's pay plan to the seller, and leaders beside them. Planned hires are on the plan of the role that their
/// place is called after, or on the usual one, as long as they are there. Answers who is left without.
fn pay(
    plan: &Plan,
    scenario: &Scenario,
    results: &QuotaResults,
    sellers: &[SellerQuota],
    simulated: &mut Vec<SimulatedSeller>,
) -> Vec<PersonId> {
    let rules = pay_rules(plan, scenario).rules;
    if rules.assignments.is_empty() {
        return Vec::new();
    }
    let quotas = seller_quotas(&rules, Some(results));
    for assignment in &rules.assignments {
        if !simulated.iter().any(|seller| seller.seller == assignment.seller) {
            simulated.push(SimulatedSeller { seller: assignment.seller, goals: Vec::new(), team: Vec::new(), pay: None });
        }
    }
    let place_of: BTreeMap<PersonId, u32> = (0..).zip(simulated.iter()).map(|(place, seller)| (seller.seller, place)).collect();
    let leader_of: BTreeMap<PersonId, PersonId> =
        rules.assignments.iter().filter_map(|assignment| Some((assignment.seller, assignment.leader?))).collect();
    for (&seller, &place) in &place_of {
        // Who leads a leader has the whole of both teams.
        let above = std::iter::successors(leader_of.get(&seller), |leader| leader_of.get(leader)).take(leader_of.len());
        for leader in above.filter(|leader| **leader != seller).filter_map(|leader| place_of.get(leader)) {
            if let Some(leader) = simulated.get_mut(*leader as usize).filter(|leader| !leader.team.contains(&place)) {
                leader.team.push(place);
            }
        }
    }
    for assignment in &rules.assignments {
        let known = rules.plans.iter().find(|known| known.name == assignment.plan);
        let months = quotas.iter().find(|quotas| quotas.seller == assignment.seller);
        let stay = assignment.months(&rules);
        let compiled = known.zip(months).and_then(|(known, quotas)| CompiledPay::of_months(known, &quotas.months, stay).ok());
        if let Some(seller) = place_of.get(&assignment.seller).and_then(|place| simulated.get_mut(*place as usize)) {
            seller.pay = compiled;
        }
    }
    let hires = hire_quotas(results);
    for (seller, simulated) in sellers.iter().zip(simulated.iter_mut()) {
        let Holder::Hire(territory, place) = seller.holder else { continue };
        let name = scenario.quota.pay.plan_of_hire(&seller.name);
        let known = rules.plans.iter().find(|known| Some(known.name.as_str()) == name);
        let compiled = |(known, months): (&PayPlan, &[PayPeriodQuotas; MONTHS])| CompiledPay::of_months(known, months, there(months)).ok();
        simulated.pay = known.zip(hires.get(&(territory, place))).and_then(compiled);
    }
    simulated.iter().filter(|seller| seller.pay.is_none()).map(|seller| seller.seller).collect()
}

/// From the first month in which somebody is there to the last.
fn there(months: &[PayPeriodQuotas]) -> Range<u32> {
    let is_there = |month: &PayPeriodQuotas| month.active_months > Rate::ZERO;
    let first = (0..).zip(months).find(|(_, month)| is_there(month)).map_or(0, |(place, _)| place);
    let end = (1..).zip(months).filter(|(_, month)| is_there(month)).last().map_or(first, |(end, _)| end);
    first..end
}

/// What is paid when everybody reaches exactly what is expected: the curve of the expectation. The mean of trials is the
/// expectation of the curve, which differs where curves bend. `None` when nobody is paid.
pub fn pay_of_expected(problem: &AttainmentProblem) -> Option<f64> {
    let results: Vec<[f64; 3]> = problem
        .sellers
        .iter()
        .map(|seller| {
            let mut results = [0.0; 3];
            seller.goals.iter().for_each(|goal| results[goal.goal as usize] = goal.expected);
            results
        })
        .collect();
    let of_seller = |(seller, own): (&SimulatedSeller, &[f64; 3])| {
        let mut team = [0.0; 3];
        for member in seller.team.iter().filter_map(|&member| results.get(member as usize)) {
            team.iter_mut().zip(member).for_each(|(sum, result)| *sum += result);
        }
        seller.pay.as_ref().map(|pay| pay.pay(own, &team))
    };
    let paid: Vec<f64> = problem.sellers.iter().zip(&results).filter_map(of_seller).collect();
    (!paid.is_empty()).then(|| paid.iter().sum())
}

/// Sales quotas ÷ on-target earnings, of a year and of all who have both; `None` when nobody has. Who is there for a part of
/// the year earns that part.
pub fn quota_to_earnings(plan: &Plan, scenario: &Scenario, results: &QuotaResults) -> Option<f64> {
    let rules = pay_rules(plan, scenario).rules;
    let of_seller = |seller: &SellerQuotas| {
        let quota = seller.year().own.of(Goal::Sales).filter(|quota| *quota > 0)?;
        let name = &rules.assignments.iter().find(|assignment| assignment.seller == seller.seller)?.plan;
        let earnings = on_target_earnings_of(rules.plans.iter().find(|known| known.name == *name)?, seller.active_months()).0;
        (earnings > 0).then_some((quota as f64, earnings as f64))
    };
    let sums =
        seller_quotas(&rules, Some(results)).iter().filter_map(of_seller).fold((0.0, 0.0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
    (sums.1 > 0.0).then(|| sums.0 / sums.1)
}
