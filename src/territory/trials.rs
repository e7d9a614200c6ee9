//! Several runs for one question: proposals with different aims, what each share of disruption buys, and a longer search
//! from several seeds; which of their answers is best, and who runs which.
//!
//! Nothing here depends on how many run at once: an answer's rank and its number alone decide.

mod merits;

use std::cmp::Ordering;

pub use merits::{Merits, best_for};
use serde::{Deserialize, Serialize};

use super::cleaned::clean_value;
use super::findings::{DesignFinding, findings};
use super::measures::{DesignMeasures, TOLERANCE_SLACK};
use super::problem::{Compactness, DesignProblem, DisruptionBasis, DisruptionLimit, Start};

/// Attempts of a longer search.
pub const ATTEMPTS: usize = 6;
/// How much more work each of them does than a usual run.
const ATTEMPT_EFFORT: f64 = 1.5;
/// The work of one point of the curve, and of one limit that is tried for the least change.
const SHORT_EFFORT: f64 = 0.4;
/// The limits of the curve's points, as shares; after them comes one without a limit.
pub const CURVE_LIMITS: [f64; 6] = [0.0, 0.025, 0.05, 0.10, 0.20, 0.40];
/// The limits that are tried for the least change, one after the other.
const LADDER: [f64; 12] = [0.01, 0.02, 0.035, 0.05, 0.075, 0.10, 0.125, 0.15, 0.20, 0.25, 0.30, 0.45];
/// Balance first asks for this part of the accepted deviations, and lets short ways count for this part.
const STRICTER: f64 = 0.3;
/// Compact first lets short ways count so many times as much.
const MORE_COMPACT: f64 = 4.0;
const LEAST_COMPACTNESS: f64 = 1.0;
/// Sums of deviations that differ by less are equal.
const ROUNDING: f64 = 1e-9;

/// What a proposal puts first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Aim {
    /// Deviations well within the tolerances.
    Balance,
    /// Short ways, on a new map where nothing limits what changes hands.
    Compact,
    /// As little change of hands as the tolerances allow.
    LeastChange,
}

impl Aim {
    /// All of them, in the order of the screen.
    pub const ALL: [Aim; 3] = [Aim::Balance, Aim::Compact, Aim::LeastChange];
}

/// One run: what is asked and how hard it tries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trial {
    /// What is asked.
    pub problem: DesignProblem,
    /// Times the usual work, as [`super::Search::with_effort`] takes it.
    pub effort: f64,
    /// Shares that may change hands, tried one after the other until a design is within tolerance; none is the
    /// problem as it stands. See [`Trial::problems`].
    pub limits: Vec<f64>,
    /// What these limits count.
    pub basis: DisruptionBasis,
    /// A design there is already, one entry a unit: the answer is never worse than it, so far as it keeps every wish.
    /// Empty: none.
    pub present: Vec<Option<u32>>,
}

impl Trial {
    /// A run of the problem as it stands with the usual work.
    #[must_use]
    pub fn usual(problem: DesignProblem) -> Trial {
        Trial { problem, effort: 1.0, limits: Vec::new(), basis: DisruptionBasis::Units, present: Vec::new() }
    }

    /// The same run beside a design there is already; see [`Trial::present`].
    #[must_use]
    pub fn beside(mut self, present: &[Option<u32>]) -> Trial {
        self.present = present.to_vec();
        self
    }

    /// The problems to be tried one after the other, at least one. Limits that are provably too tight are left out;
    /// none is looser than the problem's own, which comes last; where that counts something else, it alone holds.
    #[must_use]
    pub fn problems(&self) -> Vec<DesignProblem> {
        let own = match &self.problem.disruption_limit {
            Some(own) if own.basis == self.basis => own.share,
            Some(_) => 0.0,
            None => f64::INFINITY,
        };
        let limited = self.limits.iter().filter(|limit| **limit < own).map(|&limit| self.limited(limit));
        let is_hopeless = |problem: &DesignProblem| {
            findings(problem).iter().any(|finding| matches!(finding, DesignFinding::DisruptionLimitTooTight { .. }))
        };
        limited.filter(|problem| !is_hopeless(problem)).chain([self.problem.clone()]).collect()
    }

    fn limited(&self, share: f64) -> DesignProblem {
        let limit = DisruptionLimit { basis: self.basis, share };
        DesignProblem { disruption_limit: Some(limit), start: Start::Today, ..self.problem.clone() }
    }
}

/// Whether any unit has a territory today, so that something can change hands.
#[must_use]
pub fn has_today(problem: &DesignProblem) -> bool {
    problem.units.iter().any(|unit| unit.today.is_some_and(|today| (today as usize) < problem.territories.len()))
}

/// The run of a proposal. All wishes of the problem hold in it; `basis` is what the least change counts.
#[must_use]
pub fn proposal(problem: &DesignProblem, aim: Aim, basis: DisruptionBasis) -> Trial {
    let mut asked = problem.clone();
    let mut trial = match aim {
        Aim::Balance => {
            asked.compactness_weight = problem.compactness_weight.clamp(0.0, 1.0) * STRICTER;
            for goal in &mut asked.measures {
                goal.tolerance_share *= STRICTER;
            }
            Trial::usual(asked)
        }
        Aim::Compact => {
            asked.compactness_weight = problem.compactness_weight.max(LEAST_COMPACTNESS) * MORE_COMPACT;
            if problem.disruption_limit.is_none() {
                asked.start = Start::Nothing;
            }
            Trial::usual(asked)
        }
        Aim::LeastChange => {
            asked.start = if has_today(problem) { Start::Today } else { problem.start };
            let limits = if has_today(problem) { LADDER.to_vec() } else { Vec::new() };
            Trial { effort: SHORT_EFFORT, limits, ..Trial::usual(asked) }
        }
    };
    trial.basis = problem.disruption_limit.as_ref().map_or(basis, |limit| limit.basis);
    trial
}

/// The runs of the disruption curve: one for each of [`CURVE_LIMITS`] and one without a limit.
#[must_use]
pub fn curve(problem: &DesignProblem, basis: DisruptionBasis) -> Vec<Trial> {
    let limits = CURVE_LIMITS.iter().map(|&share| Some(DisruptionLimit { basis, share })).chain([None]);
    let trial = |limit| {
        let asked = DesignProblem { disruption_limit: limit, start: Start::Today, ..problem.clone() };
        Trial { effort: SHORT_EFFORT, basis, ..Trial::usual(asked) }
    };
    limits.map(trial).collect()
}

/// The runs of a longer search, each from a seed of its own; the first has the problem's.
#[must_use]
pub fn attempts(problem: &DesignProblem) -> Vec<Trial> {
    let trial = |attempt: usize| {
        let asked = DesignProblem { seed: seed_of(problem.seed, attempt as u64), ..problem.clone() };
        Trial { effort: ATTEMPT_EFFORT, ..Trial::usual(asked) }
    };
    (0..ATTEMPTS).map(trial).collect()
}

/// The seed of an attempt: the next draws of SplitMix64 (Steele, Lea, Flood 2014).
fn seed_of(seed: u64, attempt: u64) -> u64 {
    if attempt == 0 {
        return seed;
    }
    let mut bits = seed.wrapping_add(attempt.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// How good a design is in the engine's own order: how far what is outside is beyond its tolerances in all, then ways.
///
/// The sum counts, not the worst: where one unit that is never split sets the worst deviation whatever is done, designs still
/// differ in all the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rank {
    /// By how much deviations are beyond their tolerances, summed over territories and measures; 0 when all are within.
    pub excess: f64,
    /// How long the ways are by the problem's own compactness, km: the mean distance from a unit to its centre, the same
    /// weighed by a measure, the root of the mean square of it or, where compact means a small diameter, the largest diameter.
    pub ways_km: f64,
}

impl Rank {
    /// The rank of a design. It is judged by the problem's tolerances, whatever run it came from.
    #[must_use]
    pub fn of(problem: &DesignProblem, assignment: &[Option<u32>], measures: &DesignMeasures) -> Rank {
        Rank { excess: excess(problem, measures), ways_km: ways_km(problem, assignment, measures) }
    }

    /// Whether this design comes before another one.
    #[must_use]
    pub fn is_better_than(&self, other: &Rank) -> bool {
        self.compared(other).is_lt()
    }

    fn compared(&self, other: &Rank) -> Ordering {
        self.compared_beyond(other).then(self.ways_km.total_cmp(&other.ways_km))
    }

    /// The order of what is beyond tolerance alone; what differs by the rounding of sums is equal.
    fn compared_beyond(&self, other: &Rank) -> Ordering {
        let rounded = |excess: f64| (excess / ROUNDING).round();
        rounded(self.excess).total_cmp(&rounded(other.excess))
    }
}

/// The measures that take part in the balancing, with their tolerances.
fn balanced<'a>(problem: &'a DesignProblem, measures: &'a DesignMeasures) -> impl Iterator<Item = (usize, f64)> + 'a {
    let goals = measures.measures.iter().zip(&problem.measures).enumerate();
    let goals = goals.filter(|(_, (summary, goal))| summary.total > 0.0 && goal.is_balanced());
    goals.map(|(measure, (_, goal))| (measure, goal.tolerance_share.max(0.0)))
}

/// By how much deviations are beyond their tolerances in all.
fn excess(problem: &DesignProblem, measures: &DesignMeasures) -> f64 {
    let of_measure = |(measure, tolerance): (usize, f64)| -> f64 {
        let deviations = measures.territories.iter().filter_map(|figures| figures.deviations.get(measure));
        deviations.map(|deviation| (deviation.abs() - tolerance - TOLERANCE_SLACK).max(0.0)).sum()
    };
    balanced(problem, measures).map(of_measure).sum()
}

/// How long the ways are by a problem's own compactness, km; see [`Rank::ways_km`].
#[must_use]
pub fn ways_km(problem: &DesignProblem, assignment: &[Option<u32>], measures: &DesignMeasures) -> f64 {
    let (weight, is_squared) = match problem.compactness {
        Compactness::Diameter => return measures.largest_diameter_km,
        Compactness::Distance => return measures.dispersion_km,
        Compactness::WeightedDistance(measure) => (Some(measure), false),
        Compactness::MomentOfInertia(measure) => (measure, true),
    };
    let weight = weight.filter(|&measure| measures.measures.get(measure).is_some_and(|summary| summary.total > 0.0));
    let (mut sum, mut weights) = (0.0, 0.0);
    for (unit, owner) in problem.units.iter().zip(assignment) {
        let centre = owner.and_then(|owner| measures.territories.get(owner as usize)?.centre);
        let Some((place, centre)) = unit.position.filter(|place| place.is_valid()).zip(centre) else { continue };
        let weight = weight.map_or(1.0, |measure| clean_value(unit.values.get(measure)));
        let km = place.distance_km(&centre);
        sum += weight * if is_squared { km * km } else { km };
        weights += weight;
    }
    let mean = if weights > 0.0 { sum / weights } else { 0.0 };
    if is_squared { mean.sqrt() } else { mean }
}

/// The best of several, the first of equals; those that gave nothing do not count.
#[must_use]
pub fn best_of(ranks: &[Option<Rank>]) -> Option<usize> {
    let known = ranks.iter().enumerate().filter_map(|(number, rank)| Some((number, (*rank)?)));
    known.reduce(|best, next| if next.1.is_better_than(&best.1) { next } else { best }).map(|(number, _)| number)
}

/// For designs under limits that get looser, the number of the one to take under each: its own, or that of a stricter
/// limit which is no worse. So a looser limit never gives a worse design.
#[must_use]
pub fn never_worse(ranks: &[Option<Rank>]) -> Vec<Option<usize>> {
    (0..ranks.len()).map(|last| best_of(&ranks[..=last])).collect()
}

/// Which worker runs which trial: each that is idle takes the next one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    trial_count: usize,
    next: usize,
    finished: usize,
    seats: Vec<Option<usize>>,
}

impl Roster {
    /// For so many trials, with at most so many workers.
    #[must_use]
    pub fn new(trial_count: usize, workers: usize) -> Roster {
        Roster { trial_count, next: 0, finished: 0, seats: vec![None; workers.clamp(1, trial_count.max(1))] }
    }

    /// How many workers there are.
    #[must_use]
    pub fn seat_count(&self) -> usize {
        self.seats.len()
    }

    /// Gives idle workers their next trials: pairs of worker and trial.
    pub fn hand_out(&mut self) -> Vec<(usize, usize)> {
        let mut given = Vec::new();
        for (seat, trial) in self.seats.iter_mut().enumerate() {
            if trial.is_none() && self.next < self.trial_count {
                *trial = Some(self.next);
                given.push((seat, self.next));
                self.next += 1;
            }
        }
        given
    }

    /// The trial that a worker runs.
    #[must_use]
    pub fn at(&self, seat: usize) -> Option<usize> {
        self.seats.get(seat).copied().flatten()
    }

    /// A worker's trial has ended, with or without a design.
    pub fn end(&mut self, seat: usize) {
        if let Some(trial) = self.seats.get_mut(seat)
            && trial.take().is_some()
        {
            self.finished += 1;
        }
    }

    /// Begins no more trials; those under way go on.
    pub fn begin_no_more(&mut self) {
        self.trial_count = self.next;
    }

    /// Whether every trial has ended.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.finished >= self.trial_count
    }
}

#[cfg(test)]
#[path = "trials_tests.rs"]
mod tests;
