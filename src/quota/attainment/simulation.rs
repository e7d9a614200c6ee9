//! Trials. They come in chunks, each with a stream of chance of its own, so that it does not matter who works on which
//! chunk, or when; what they tell together is in [`mod@super::outlook`].

use serde::{Deserialize, Serialize};

use super::chance::Normals;
use super::outlook::{Outlook, outlook};
use super::problem::{AttainmentProblem, LARGEST_VARIATION};

/// Trials of a chunk.
pub const CHUNK_TRIALS: u32 = 250;

/// Results of single sellers that are kept at most, for their quantiles; those of further trials only count in sums. Enough
/// for 10,000 trials of 400 sellers.
const MOST_KEPT: u64 = 4_000_000;

/// What one chunk of trials brought.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Chunk {
    /// Its place, from 0.
    pub number: u32,
    /// How many trials it has.
    pub trials: u32,
    /// The company's results: for each trial sales, collection, quantity.
    pub(super) company: Vec<[f64; 3]>,
    /// For each trial, how many sellers reached their quota of each goal.
    pub(super) at_quota: Vec<[u32; 3]>,
    /// For each trial, all pay.
    pub(super) pay: Vec<f64>,
    /// How many results of sellers fell into each tenth of attainment, by goal.
    pub(super) attainments: [Vec<u32>; 3],
    /// For each seller, how many trials reached the quota, by goal.
    pub(super) reached: Vec<[u32; 3]>,
    /// For each seller, the sum of pay.
    pub(super) pay_sums: Vec<f64>,
    /// For each seller and goal, results by trial as [`kept`]; empty when they are too many to keep.
    pub(super) results: Vec<[Vec<u32>; 3]>,
    /// For each seller, pay by trial as [`kept`]; empty when too many, or when nothing is paid.
    pub(super) pays: Vec<Vec<u32>>,
}

/// A figure as it is kept, to seven digits: not below zero, so that the bits have the order of the figures.
fn kept(figure: f64) -> u32 {
    (figure.max(0.0) as f32).to_bits()
}

/// The figure that was kept.
pub(super) fn figure(kept: u32) -> f64 {
    f64::from(f32::from_bits(kept))
}

/// How many bars a histogram of attainment has: tenths up to 200 %, and one for all above.
pub(super) const ATTAINMENT_BARS: usize = 21;

/// How many chunks a problem has.
pub(super) fn chunk_count(problem: &AttainmentProblem) -> u32 {
    problem.trials.div_ceil(CHUNK_TRIALS)
}

/// One seller's goal, made ready.
struct Draw {
    goal: usize,
    /// Logarithm of the median.
    centre: f64,
    /// What each shock moves the logarithm by.
    common: f64,
    own: f64,
    apart: f64,
    /// 0 when nothing is expected, else 1.
    scale: f64,
    quota: f64,
}

fn draws_of(problem: &AttainmentProblem) -> Vec<Vec<Draw>> {
    let clean = |share: f64| if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
    let (common, together) = (clean(problem.common_correlation), clean(problem.goal_correlation));
    let of = |simulated: &super::SimulatedSeller| {
        let mut draws: Vec<Draw> = Vec::new();
        // One goal alone has no other to go together with.
        let together = if simulated.goals.len() > 1 { together } else { 0.0 };
        for goal in &simulated.goals {
            if draws.iter().any(|draw| draw.goal == goal.goal as usize) {
                continue;
            }
            let coefficient = goal.coefficient_of_variation;
            let coefficient = if coefficient.is_nan() { 0.0 } else { coefficient.clamp(0.0, LARGEST_VARIATION) };
            let variance = libm::log1p(coefficient * coefficient);
            let deviation = libm::sqrt(variance);
            let is_expected = goal.expected.is_finite() && goal.expected > 0.0;
            draws.push(Draw {
                goal: goal.goal as usize,
                centre: if is_expected { libm::log(goal.expected) - variance / 2.0 } else { 0.0 },
                common: deviation * libm::sqrt(common),
                own: deviation * libm::sqrt((1.0 - common) * together),
                apart: deviation * libm::sqrt((1.0 - common) * (1.0 - together)),
                scale: if is_expected { 1.0 } else { 0.0 },
                quota: if goal.quota > 0 { goal.quota as f64 } else { f64::NAN },
            });
        }
        draws
    };
    problem.sellers.iter().map(of).collect()
}

/// Works on one chunk. Its number is below the number of trials ÷ [`CHUNK_TRIALS`], rounded up.
pub fn chunk(problem: &AttainmentProblem, number: u32) -> Chunk {
    let first = u64::from(number) * u64::from(CHUNK_TRIALS);
    let trials = u64::from(problem.trials).saturating_sub(first).min(u64::from(CHUNK_TRIALS)) as u32;
    let sellers = problem.sellers.len();
    let is_kept = (first + u64::from(trials)) * sellers as u64 <= MOST_KEPT;
    let draws = draws_of(problem);
    let mut normals = Normals::new(problem.seed, u64::from(number));
    let mut chunk = Chunk {
        number,
        trials,
        attainments: std::array::from_fn(|_| vec![0; ATTAINMENT_BARS]),
        reached: vec![[0; 3]; sellers],
        pay_sums: vec![0.0; sellers],
        results: (0..sellers).map(|_| Default::default()).collect(),
        pays: vec![Vec::new(); sellers],
        ..Chunk::default()
    };
    let mut results = vec![[0.0; 3]; sellers];
    for _ in 0..trials {
        let shared = normals.draw();
        let (mut company, mut at_quota) = ([0.0; 3], [0u32; 3]);
        for (seller, draws) in draws.iter().enumerate() {
            let own = if draws.len() > 1 { normals.draw() } else { 0.0 };
            for draw in draws {
                let shocks = draw.common * shared + draw.own * own + draw.apart * normals.draw();
                let result = draw.scale * libm::exp(draw.centre + shocks);
                results[seller][draw.goal] = result;
                company[draw.goal] += result;
                let attainment = result / draw.quota;
                if attainment >= 0.0 {
                    let has_reached = u32::from(attainment >= 1.0);
                    at_quota[draw.goal] += has_reached;
                    chunk.reached[seller][draw.goal] += has_reached;
                    chunk.attainments[draw.goal][((attainment * 10.0) as usize).min(ATTAINMENT_BARS - 1)] += 1;
                }
                if is_kept {
                    chunk.results[seller][draw.goal].push(kept(result));
                }
            }
        }
        let mut paid = 0.0;
        for (seller, simulated) in problem.sellers.iter().enumerate() {
            let Some(pay) = &simulated.pay else { continue };
            let mut team = [0.0; 3];
            for member in simulated.team.iter().filter_map(|&member| results.get(member as usize)) {
                team.iter_mut().zip(member).for_each(|(sum, result)| *sum += result);
            }
            let pay = pay.pay(&results[seller], &team);
            paid += pay;
            chunk.pay_sums[seller] += pay;
            if is_kept {
                chunk.pays[seller].push(kept(pay));
            }
        }
        chunk.company.push(company);
        chunk.at_quota.push(at_quota);
        chunk.pay.push(paid);
    }
    chunk
}

/// A simulation that is advanced in steps.
#[derive(Clone, Debug)]
pub struct Simulation {
    problem: AttainmentProblem,
    chunks: Vec<Chunk>,
}

impl Simulation {
    /// Nothing is tried yet.
    pub fn new(problem: AttainmentProblem) -> Simulation {
        Simulation { problem, chunks: Vec::new() }
    }

    /// Works on the next chunk; true while more are left.
    pub fn step(&mut self) -> bool {
        let next = self.chunks.len() as u32;
        if next < chunk_count(&self.problem) {
            self.chunks.push(chunk(&self.problem, next));
        }
        next + 1 < chunk_count(&self.problem)
    }

    /// Works on all chunks that are left.
    pub fn finish(mut self) -> Outlook {
        while self.step() {}
        self.outlook()
    }

    /// What the trials so far tell.
    pub fn outlook(&self) -> Outlook {
        outlook(&self.problem, &self.chunks)
    }

    /// How many trials are done.
    pub fn trials(&self) -> u32 {
        self.chunks.iter().map(|chunk| chunk.trials).sum()
    }

    /// The share of the trials that is done.
    pub fn share_done(&self) -> f64 {
        if self.problem.trials == 0 { 1.0 } else { f64::from(self.trials()) / f64::from(self.problem.trials) }
    }
}
