//! The anytime optimiser: a first complete design at once, better ones step by step, its end by itself.
//!
//! [`Search`] translates a design problem for [`mod@super::centred`], counts the work, and tells the best so far in the
//! problem's own terms. All work is counted, none is timed.

mod crowds;
pub(crate) mod joint;
#[cfg(test)]
mod lock_tests;
mod mending;
#[cfg(test)]
mod tests;
mod translate;

use serde::{Deserialize, Serialize};

use super::centred::{CentredProblem, CentredSearch, Schedule};
use super::cleaned::Cleaned;
use super::measures::{DesignMeasures, measures_of};
use super::problem::DesignProblem;
use mending::mend;
use translate::Translation;

/// Proposals the search makes for each unit: the more territories there are to tell apart, pair by pair, the more, up to a
/// most. Twice as many bought less than half a percent on lists of 600 to 10,000 customers (`--example balance`, three
/// seeds); half as many cost up to a tenth where 40 and more territories are small.
const LEAST_PROPOSALS_PER_UNIT: u64 = 30;
const PROPOSALS_PER_UNIT_AND_TERRITORY: u64 = 5;
const MOST_PROPOSALS_PER_UNIT: u64 = 1_500;
const LEAST_PROPOSALS: u64 = 100_000;

/// From here on the whole grows with the root of what was wanted alone: whoever has a long list waits for it, too.
const MANY_PROPOSALS: u64 = 8_000_000;

/// Steps that the whole is done in, and the sizes between which they are.
const STEPS: u64 = 1_000;
const LEAST_STEP: u64 = 32;
const LARGEST_STEP: u64 = 16_384;

/// What the first design costs for each unit and territory, in proposals.
const FIRST_WORK_PER_CELL: f64 = 0.2;

/// The best design so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Solution {
    /// Per unit the index of its territory; `None` only without territories that take anything in.
    pub assignment: Vec<Option<u32>>,
    /// Its figures.
    pub measures: DesignMeasures,
    /// The largest absolute relative deviation over the measures that take part in the balancing.
    pub worst_deviation: f64,
    /// Whether every territory is within tolerance in every one of those measures.
    pub is_within_tolerance: bool,
}

/// What a step reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The fraction of the whole work that is done, 0 to 1.
    pub share_done: f64,
    /// Whether this step found a better design.
    pub improved: bool,
    /// The best design's largest absolute relative deviation.
    pub worst_deviation: f64,
    /// The best design's mean distance from a unit to its centre, km.
    pub dispersion_km: f64,
    /// Whether the search has come to its end.
    pub finished: bool,
}

/// A search for a design, advanced by [`Search::step`].
///
/// The result after its end depends on the problem alone, not on how the work was cut into steps.
pub struct Search {
    problem: DesignProblem,
    cleaned: Cleaned,
    /// `None` when there is nothing to search.
    under_way: Option<UnderWay>,
    best: Solution,
    work_done: u64,
    work_total: u64,
}

struct UnderWay {
    search: CentredSearch,
    translation: Translation,
    /// Proposals made and to be made, and those of one step.
    proposals: u64,
    all_proposals: u64,
    step_proposals: u64,
}

/// Territories from which finding how many belong where is the greater part of the work.
const MANY_TERRITORIES: usize = 100;

/// Units of an average territory from which single moves hardly shift it any more: large moves begin early.
const LARGE_TERRITORY: usize = 20;

/// The share of the whole for today’s plan where a blank map is tried after it. With half as much a plan of today that is
/// nearly even is redrawn.
const FROM_TODAY_END: f64 = 0.2;

/// One long cycle and a shorter one that sets out from its best, or gives up bounds that were not reached.
fn schedule(problem: &CentredProblem) -> Schedule {
    let is_large = problem.unit_count() >= LARGE_TERRITORY * problem.territory_count;
    let (first_end, large_moves_from) = match () {
        () if is_large && !problem.is_contiguous => (0.8, 0.15),
        () if problem.territory_count >= MANY_TERRITORIES => (0.75, 0.3),
        () => (0.75, 0.7),
    };
    let tries_both_starts = problem.starts_today && problem.change_allowance.is_infinite();
    let cycle_ends = if tries_both_starts { vec![FROM_TODAY_END, first_end, 1.0] } else { vec![first_end, 1.0] };
    Schedule { relaxes_from_cycle: Some(cycle_ends.len() - 1), cycle_ends, large_moves_from }
}

/// The usual number of proposals. A design in one piece each has fewer ways from one to the next, so it takes most.
fn proposals(problem: &CentredProblem, free_unit_count: usize) -> u64 {
    let territories = problem.territory_count as u64;
    let pairs = territories * territories / 2;
    let for_territories = LEAST_PROPOSALS_PER_UNIT + PROPOSALS_PER_UNIT_AND_TERRITORY * territories + pairs;
    let per_unit = if problem.is_contiguous { MOST_PROPOSALS_PER_UNIT } else { for_territories.min(MOST_PROPOSALS_PER_UNIT) };
    let wanted = (free_unit_count as u64).saturating_mul(per_unit).max(LEAST_PROPOSALS);
    if wanted <= MANY_PROPOSALS {
        return wanted;
    }
    (MANY_PROPOSALS as f64 * (wanted as f64 / MANY_PROPOSALS as f64).sqrt()) as u64
}

impl Search {
    /// Takes in a problem. Never fails: what is wrong with it is told by [`mod@super::findings`].
    #[must_use]
    pub fn new(problem: DesignProblem) -> Self {
        Self::with_effort(problem, 1.0)
    }

    /// A search that does `effort` times the usual work, 0.001 to 100: less for a preview while a user tries
    /// things out, more for a last answer. Each effort has its own, equally repeatable result.
    #[must_use]
    pub fn with_effort(problem: DesignProblem, effort: f64) -> Self {
        let effort = if effort.is_finite() { effort.clamp(0.001, 100.0) } else { 1.0 };
        let cleaned = Cleaned::new(&problem);
        let mut search = Self {
            best: Solution { assignment: vec![None; cleaned.unit_count], ..Solution::default() },
            under_way: None,
            work_done: 0,
            work_total: 1,
            cleaned,
            problem,
        };
        if search.cleaned.territory_count > 0 && search.cleaned.unit_count > 0 {
            let translation = Translation::new(&search.problem, &search.cleaned);
            let centred = CentredSearch::new(translation.problem.clone(), schedule(&translation.problem));
            let is_settled = search.cleaned.territory_count == 1 || centred.free_unit_count() == 0;
            let usual = proposals(&translation.problem, centred.free_unit_count());
            let all_proposals = if is_settled { 0 } else { ((usual as f64 * effort) as u64).max(LEAST_STEP) };
            let step_proposals = (all_proposals / STEPS).clamp(LEAST_STEP, LARGEST_STEP);
            search.work_total = search.first_work() + centred.drawing_work() + all_proposals;
            search.under_way = Some(UnderWay { search: centred, translation, proposals: 0, all_proposals, step_proposals });
        }
        search.tell_best();
        search
    }

    /// The problem as it was given.
    #[must_use]
    pub fn problem(&self) -> &DesignProblem {
        &self.problem
    }

    /// The best design so far: complete after the first step (without territories nothing can be assigned).
    #[must_use]
    pub fn best(&self) -> &Solution {
        &self.best
    }

    /// Whether the search has come to its end.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.under_way.is_none()
    }

    /// Does about `work_units` of counted work (one is about one look at a possible move) and at least
    /// one event; the first makes a complete design.
    pub fn step(&mut self, work_units: u64) -> Progress {
        let goal = self.work_done.saturating_add(work_units.max(1));
        let mut improved = false;
        while !self.is_finished() && self.work_done < goal {
            improved |= self.advance();
        }
        if improved {
            self.tell_best();
        }
        Progress {
            share_done: if self.is_finished() { 1.0 } else { (self.work_done as f64 / self.work_total as f64).min(0.999) },
            improved,
            worst_deviation: self.best.worst_deviation,
            dispersion_km: self.best.measures.dispersion_km,
            finished: self.is_finished(),
        }
    }

    /// Runs to the built-in end.
    pub fn finish(&mut self) -> &Solution {
        self.step(u64::MAX);
        &self.best
    }

    fn first_work(&self) -> u64 {
        1 + (self.cleaned.unit_count as f64 * self.cleaned.territory_count as f64 * FIRST_WORK_PER_CELL) as u64
    }

    /// One event; whether it found a better design.
    fn advance(&mut self) -> bool {
        let first_work = self.first_work();
        let Some(under_way) = &mut self.under_way else { return false };
        let mut improved;
        if under_way.search.begin() {
            self.work_done += first_work;
            improved = true;
        } else if let Some(work) = under_way.search.draw() {
            self.work_done += work;
            return false;
        } else {
            let share = under_way.proposals as f64 / under_way.all_proposals.max(1) as f64;
            improved = under_way.search.step(share, under_way.step_proposals as u32);
            let work = under_way.step_proposals + under_way.search.take_extra_work();
            under_way.proposals += work;
            self.work_done += work;
        }
        if under_way.proposals >= under_way.all_proposals {
            under_way.search.finish();
            improved = true;
            self.tell_best();
            self.under_way = None;
        }
        improved
    }

    /// Puts the best of the search in the problem's own terms.
    fn tell_best(&mut self) {
        if let Some(under_way) = &self.under_way
            && let Some(best) = under_way.search.best()
        {
            let translation = &under_way.translation;
            self.best.assignment = translation.assignment(&best.territory_of);
            mend(&self.problem, &self.cleaned, &translation.joint, &mut self.best.assignment);
        }
        let measures = measures_of(&self.cleaned, &self.best.assignment);
        self.best.worst_deviation = measures.worst_deviation(&self.problem);
        self.best.is_within_tolerance = measures.is_within_tolerance(&self.problem);
        self.best.measures = measures;
    }
}
