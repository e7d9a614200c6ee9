//! What trials tell: chances, quantiles, histograms, and the cost of pay.
//!
//! Chunks are put in order first, so that who worked on them changes nothing. The P10 of n figures is the one at place
//! 0.1 · (n − 1), rounded, in rising order; the others alike.

use serde::{Deserialize, Serialize};

use super::problem::AttainmentProblem;
use super::simulation::{ATTAINMENT_BARS, Chunk, figure};
use crate::domain::PersonId;
use crate::quota::pay::Goal;

/// How many bars a histogram of company results has.
const COMPANY_BARS: usize = 40;

/// Three quantiles: one in ten lies below the first, half below the second, nine in ten below the third.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quantiles {
    /// The tenth percentile.
    pub p10: f64,
    /// The median.
    pub p50: f64,
    /// The ninetieth percentile.
    pub p90: f64,
}

/// Counts of bars of one width.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Histogram {
    /// Where the first bar begins.
    pub from: f64,
    /// How wide each is.
    pub width: f64,
    /// How many figures fell into each; the last bar also has what lies above it.
    pub counts: Vec<u32>,
}

/// What all trials so far tell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outlook {
    /// How many trials.
    pub trials: u32,
    /// Each goal that somebody has, in the order of [`Goal::ALL`].
    pub goals: Vec<GoalOutlook>,
    /// Pay, when somebody is paid.
    pub pay: Option<PayOutlook>,
    /// Each seller, in the order of the problem.
    pub sellers: Vec<SellerOutlook>,
}

/// One goal of the company.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalOutlook {
    /// Which.
    pub goal: Goal,
    /// The company's target.
    pub target: Option<i64>,
    /// The sum of all sellers' quotas (the street).
    pub street: i64,
    /// Share of trials in which the company reaches its target.
    pub chance_of_target: Option<f64>,
    /// Standard error of that chance, √(p · (1 − p) ÷ n).
    pub chance_standard_error: Option<f64>,
    /// Share of trials in which the company reaches the street.
    pub chance_of_street: f64,
    /// The company's result.
    pub company: Quantiles,
    /// Its mean.
    pub company_mean: f64,
    /// How the company's results lie.
    pub company_histogram: Histogram,
    /// Sellers with a quota.
    pub sellers: u32,
    /// The share of them that is at or above quota.
    pub share_at_quota: Quantiles,
    /// How the attainments of all sellers in all trials lie, by tenths.
    pub attainment_histogram: Histogram,
}

impl GoalOutlook {
    /// The share of sellers, over all trials, whose attainment is from 80 to 120 %, the upper end left out; `None` when
    /// nobody has a quota.
    pub fn share_near_quota(&self) -> Option<f64> {
        let counts = &self.attainment_histogram.counts;
        let all: u64 = counts.iter().map(|&count| u64::from(count)).sum();
        let near: u64 = counts.iter().skip(8).take(4).map(|&count| u64::from(count)).sum();
        (all > 0).then(|| near as f64 / all as f64)
    }
}

/// What pay costs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PayOutlook {
    /// All pay.
    pub cost: Quantiles,
    /// Its mean: the expectation of what is paid, which is more than the pay of the expected results where pay is steeper
    /// above than below.
    pub mean: f64,
    /// Pay ÷ company sales, trial by trial; `None` when nothing is sold.
    pub cost_of_sales: Option<Quantiles>,
    /// Mean pay ÷ mean company sales.
    pub mean_cost_of_sales: Option<f64>,
}

/// One seller.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SellerOutlook {
    /// Who.
    pub seller: PersonId,
    /// Each goal that the seller has.
    pub goals: Vec<SellerGoalOutlook>,
    /// Pay, if the seller is paid.
    pub pay: Option<SellerPayOutlook>,
}

/// One goal of a seller.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SellerGoalOutlook {
    /// Which.
    pub goal: Goal,
    /// The result, to seven digits.
    pub result: Quantiles,
    /// Share of trials at or above quota; `None` without a quota.
    pub chance_of_quota: Option<f64>,
}

/// A seller's pay.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SellerPayOutlook {
    /// Pay, to seven digits.
    pub pay: Quantiles,
    /// Its mean.
    pub mean: f64,
}

/// What chunks tell together. They may come in any order; each counts once.
pub fn outlook(problem: &AttainmentProblem, chunks: &[Chunk]) -> Outlook {
    let mut chunks: Vec<&Chunk> = chunks.iter().collect();
    chunks.sort_by_key(|chunk| chunk.number);
    chunks.dedup_by_key(|chunk| chunk.number);
    let trials: u32 = chunks.iter().map(|chunk| chunk.trials).sum();
    if trials == 0 {
        return Outlook::default();
    }
    Outlook {
        trials,
        goals: Goal::ALL.into_iter().filter_map(|goal| goal_outlook(problem, &chunks, trials, goal)).collect(),
        pay: pay_outlook(problem, &chunks, trials),
        sellers: (0..problem.sellers.len()).map(|seller| seller_outlook(problem, &chunks, trials, seller)).collect(),
    }
}

fn goal_outlook(problem: &AttainmentProblem, chunks: &[&Chunk], trials: u32, goal: Goal) -> Option<GoalOutlook> {
    let place = goal as usize;
    let quotas: Vec<i64> =
        problem.sellers.iter().filter_map(|seller| Some(seller.goals.iter().find(|of| of.goal == goal)?.quota)).collect();
    if quotas.is_empty() {
        return None;
    }
    let with_quota = quotas.iter().filter(|&&quota| quota > 0);
    let (sellers, street) = (with_quota.clone().count() as u32, with_quota.fold(0, |sum: i64, &quota| sum.saturating_add(quota)));
    let target = problem.targets.of(goal);
    let mut results: Vec<f64> = chunks.iter().flat_map(|chunk| chunk.company.iter().map(|company| company[place])).collect();
    let chance = |aim: i64| results.iter().filter(|&&result| result >= aim as f64).count() as f64 / f64::from(trials);
    let chance_of_target = target.map(chance);
    let chance_of_street = chance(street);
    let company_mean = results.iter().sum::<f64>() / f64::from(trials);
    let company_histogram = histogram(&results);
    let shares =
        chunks.iter().flat_map(|chunk| chunk.at_quota.iter().map(|at_quota| f64::from(at_quota[place]) / f64::from(sellers.max(1))));
    let mut counts = vec![0; ATTAINMENT_BARS];
    for chunk in chunks {
        counts.iter_mut().zip(&chunk.attainments[place]).for_each(|(sum, count)| *sum += count);
    }
    Some(GoalOutlook {
        goal,
        target,
        street,
        chance_of_target,
        chance_standard_error: chance_of_target.map(|chance| libm::sqrt(chance * (1.0 - chance) / f64::from(trials))),
        chance_of_street,
        share_at_quota: quantiles(&mut shares.collect::<Vec<f64>>()),
        company: quantiles(&mut results),
        company_mean,
        company_histogram,
        sellers,
        attainment_histogram: Histogram { from: 0.0, width: 0.1, counts },
    })
}

fn pay_outlook(problem: &AttainmentProblem, chunks: &[&Chunk], trials: u32) -> Option<PayOutlook> {
    problem.sellers.iter().find(|seller| seller.pay.is_some())?;
    let mut pay: Vec<f64> = chunks.iter().flat_map(|chunk| &chunk.pay).copied().collect();
    let sales: Vec<f64> = chunks.iter().flat_map(|chunk| chunk.company.iter().map(|company| company[Goal::Sales as usize])).collect();
    let mean = pay.iter().sum::<f64>() / f64::from(trials);
    let mean_sales = sales.iter().sum::<f64>() / f64::from(trials);
    let mut ratios: Vec<f64> = pay.iter().zip(&sales).filter(|(_, sales)| **sales > 0.0).map(|(pay, sales)| pay / sales).collect();
    Some(PayOutlook {
        cost: quantiles(&mut pay),
        mean,
        cost_of_sales: (!ratios.is_empty()).then(|| quantiles(&mut ratios)),
        mean_cost_of_sales: (mean_sales > 0.0).then(|| mean / mean_sales),
    })
}

fn seller_outlook(problem: &AttainmentProblem, chunks: &[&Chunk], trials: u32, seller: usize) -> SellerOutlook {
    let simulated = &problem.sellers[seller];
    let share = |sum: u32| f64::from(sum) / f64::from(trials);
    let of_goal = |goal: &super::SimulatedGoal| {
        let place = goal.goal as usize;
        let results = chunks.iter().flat_map(|chunk| &chunk.results[seller][place]).copied().collect();
        let reached: u32 = chunks.iter().map(|chunk| chunk.reached[seller][place]).sum();
        SellerGoalOutlook { goal: goal.goal, result: kept_quantiles(results), chance_of_quota: (goal.quota > 0).then(|| share(reached)) }
    };
    let pay = simulated.pay.as_ref().map(|_| {
        let pays = chunks.iter().flat_map(|chunk| &chunk.pays[seller]).copied().collect();
        let sum: f64 = chunks.iter().map(|chunk| chunk.pay_sums[seller]).sum();
        SellerPayOutlook { pay: kept_quantiles(pays), mean: sum / f64::from(trials) }
    });
    SellerOutlook { seller: simulated.seller, goals: simulated.goals.iter().map(of_goal).collect(), pay }
}

/// The quantiles of figures, whose order is changed; zeros of none.
fn quantiles(figures: &mut [f64]) -> Quantiles {
    let [p10, p50, p90] = chosen(figures, f64::total_cmp);
    Quantiles { p10, p50, p90 }
}

/// The same of figures as they are kept.
fn kept_quantiles(mut kept: Vec<u32>) -> Quantiles {
    let [p10, p50, p90] = chosen(&mut kept, u32::cmp).map(figure);
    Quantiles { p10, p50, p90 }
}

fn chosen<Of: Copy + Default>(figures: &mut [Of], order: impl Fn(&Of, &Of) -> std::cmp::Ordering + Copy) -> [Of; 3] {
    let Some(last) = figures.len().checked_sub(1) else { return [Of::default(); 3] };
    let place = |share: f64| (share * last as f64).round() as usize;
    let (low, middle, high) = (place(0.1), place(0.5), place(0.9));
    let (below, &mut median, above) = figures.select_nth_unstable_by(middle, order);
    let p10 = if low < middle { *below.select_nth_unstable_by(low, order).1 } else { median };
    let p90 = if high > middle { *above.select_nth_unstable_by(high - middle - 1, order).1 } else { median };
    [p10, median, p90]
}

/// Bars from the least to the greatest figure.
fn histogram(figures: &[f64]) -> Histogram {
    let from = figures.iter().copied().fold(f64::INFINITY, f64::min);
    let to = figures.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let width = (to - from) / COMPANY_BARS as f64;
    let mut counts = vec![0; COMPANY_BARS];
    for figure in figures {
        let bar = if width > 0.0 { ((figure - from) / width) as usize } else { 0 };
        counts[bar.min(COMPANY_BARS - 1)] += 1;
    }
    Histogram { from, width, counts }
}
