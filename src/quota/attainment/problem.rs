//! What is simulated: sellers with what is expected of them, how far it varies, and how far all vary together.

use serde::{Deserialize, Serialize};

use crate::domain::PersonId;
use crate::quota::pay::{CompiledPay, Goal, Quotas};

/// A company's year (or any other stretch of time), to be tried many times.
///
/// Each result is lognormal with the mean that is expected. Its logarithm is moved by three independent standard normal
/// shocks: one common to all, one of the seller, one of the seller's goal. `common_correlation` is the share of the
/// variance that the common one has, so also the correlation of the logarithms of two sellers; of the rest,
/// `goal_correlation` is the share that a seller's goals have in common.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AttainmentProblem {
    /// The sellers.
    pub sellers: Vec<SimulatedSeller>,
    /// What the company must reach, by goal.
    pub targets: Quotas,
    /// 0 when each seller varies alone, 1 when all rise and fall together.
    pub common_correlation: f64,
    /// 0 when a seller's goals vary by themselves, 1 when they rise and fall together.
    pub goal_correlation: f64,
    /// Seed of all trials.
    pub seed: u64,
    /// How many trials.
    pub trials: u32,
}

/// A seller to be simulated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SimulatedSeller {
    /// Who.
    pub seller: PersonId,
    /// What is measured; each goal at most once.
    pub goals: Vec<SimulatedGoal>,
    /// Places in the problem of all below the seller, for pay by team results.
    pub team: Vec<u32>,
    /// What the seller is paid; `None` leaves the seller out of the cost of pay.
    pub pay: Option<CompiledPay>,
}

/// What a seller may reach of one goal. In the goal's smallest unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SimulatedGoal {
    /// Which.
    pub goal: Goal,
    /// The quota.
    pub quota: i64,
    /// Mean of the result, from potential or the seller's estimate.
    pub expected: f64,
    /// Standard deviation ÷ mean of the result.
    pub coefficient_of_variation: f64,
}

/// What is wrong with a problem. What it speaks of is taken in the nearest way that can be reckoned.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
pub enum AttainmentFinding {
    /// Nobody to simulate.
    #[error("there is no seller to simulate")]
    NoSellers,
    /// No trials.
    #[error("there are no trials; ask for at least one")]
    NoTrials,
    /// A correlation outside 0 to 1; the nearer end is taken.
    #[error("the correlation {0} is not between 0 and 1")]
    CorrelationOutOfRange(f64),
    /// An expected result that is negative or not a number; taken as 0.
    #[error("seller {seller:?} is expected to reach {expected} of {goal:?}, which cannot be")]
    NoExpectation {
        /// The seller.
        seller: PersonId,
        /// The goal.
        goal: Goal,
        /// What is expected.
        expected: f64,
    },
    /// A coefficient of variation that is negative or not a number; taken as 0. Above 10 it is taken as 10.
    #[error("seller {seller:?} has a coefficient of variation of {coefficient}; give one between 0 and 10")]
    NoVariation {
        /// The seller.
        seller: PersonId,
        /// The coefficient.
        coefficient: f64,
    },
    /// A quota that is not above zero; the seller is left out of attainment in this goal.
    #[error("seller {seller:?} has a quota of {quota} in {goal:?} and no attainment")]
    NoQuota {
        /// The seller.
        seller: PersonId,
        /// The goal.
        goal: Goal,
        /// The quota.
        quota: i64,
    },
    /// A goal that a seller has twice; the later is left out.
    #[error("seller {seller:?} has {goal:?} twice")]
    GoalTwice {
        /// The seller.
        seller: PersonId,
        /// The goal.
        goal: Goal,
    },
    /// A team member that is not there; left out.
    #[error("a member of the team of seller {seller:?} is not in the simulation")]
    UnknownMember {
        /// The leader.
        seller: PersonId,
    },
}

/// Largest coefficient of variation that is simulated.
pub(super) const LARGEST_VARIATION: f64 = 10.0;

/// All findings about a problem.
pub fn attainment_findings(problem: &AttainmentProblem) -> Vec<AttainmentFinding> {
    let mut findings = Vec::new();
    if problem.sellers.is_empty() {
        findings.push(AttainmentFinding::NoSellers);
    }
    if problem.trials == 0 {
        findings.push(AttainmentFinding::NoTrials);
    }
    for correlation in [problem.common_correlation, problem.goal_correlation] {
        if !(0.0..=1.0).contains(&correlation) {
            findings.push(AttainmentFinding::CorrelationOutOfRange(correlation));
        }
    }
    for simulated in &problem.sellers {
        let seller = simulated.seller;
        for (index, SimulatedGoal { goal, quota, expected, coefficient_of_variation }) in simulated.goals.iter().copied().enumerate() {
            if simulated.goals[..index].iter().any(|earlier| earlier.goal == goal) {
                findings.push(AttainmentFinding::GoalTwice { seller, goal });
            }
            if !expected.is_finite() || expected < 0.0 {
                findings.push(AttainmentFinding::NoExpectation { seller, goal, expected });
            }
            if !(0.0..=LARGEST_VARIATION).contains(&coefficient_of_variation) {
                findings.push(AttainmentFinding::NoVariation { seller, coefficient: coefficient_of_variation });
            }
            if quota <= 0 {
                findings.push(AttainmentFinding::NoQuota { seller, goal, quota });
            }
        }
        if simulated.team.iter().any(|&member| member as usize >= problem.sellers.len()) {
            findings.push(AttainmentFinding::UnknownMember { seller });
        }
    }
    findings
}
