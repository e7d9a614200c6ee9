//! The anytime optimiser: a first complete design at once, better ones step by step, its end by itself.
//!
//! [`Search`] is the order of events and keeps the best. The events live in their own files:
//! [`partition`] and [`allocation`] draw a design, [`naming`] gives the groups their territories, [`limit`]
//! brings it within the disruption limit, [`anneal`] improves it. All work is counted, none is timed.

mod allocation;
mod anneal;
mod instance;
mod judgement;
mod limit;
mod naming;
mod partition;
mod schedule;
mod state;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::measures::{DesignMeasures, measures_of};
use super::problem::DesignProblem;
use allocation::Allocation;
use anneal::Anneal;
use instance::{Instance, NOWHERE};
use judgement::Score;
use state::State;

/// Work between two looks at the schedule.
const BLOCK_WORK: u64 = 2048;

/// Moves the annealing looks at: so many for each free unit, within limits.
const MOVES_PER_UNIT: u64 = 4_500;
const LEAST_MOVES: u64 = 4_000_000;
const LARGEST_MOVES: u64 = 200_000_000;

/// Chunks of the annealing, each ending with fresh centres and a comparison with the best.
const CHUNK_COUNT: u64 = 160;

/// Where a new attempt at balance begins: at the long cooling.
const RETRY_CHUNK: u64 = 10;

/// New attempts at balance, and the largest number of units for which they are made.
const RETRY_COUNT: u32 = 2;
const RETRY_UNITS: usize = 300;

/// Chunks between two listings of the nearest centres.
const CHUNKS_PER_LISTING: u64 = 5;

/// The best design so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Solution {
    /// Per unit the index of its territory; `None` only without territories.
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
    instance: Arc<Instance>,
    stage: Stage,
    /// Accepted deviations: the tolerances until it shows that they cannot be met.
    bounds: Arc<Vec<f64>>,
    scale_km: f64,
    starts_left: u32,
    /// Moves that the whole annealing looks at.
    anneal_work: u64,
    /// New attempts at balance that may still be made.
    retries_left: u32,
    candidate: Option<(Score, Vec<u32>)>,
    best_score: Score,
    best: Solution,
    has_improved: bool,
    work_done: u64,
    work_total: u64,
    share_done: f64,
}

/// What comes next.
enum Stage {
    First,
    Draw,
    Allocate(Box<Allocation>),
    Settle,
    Anneal(Box<Run>),
    Finished,
}

/// An annealing under way.
struct Run {
    state: State,
    anneal: Anneal,
    chunk: u64,
    work_in_chunk: u64,
    stretch: usize,
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
        let instance = Arc::new(Instance::new(&problem));
        let starts: f64 = match instance.unit_count * instance.territory_count {
            // Today's plan is amended from where it is; redrawing it would change more than it gains.
            _ if instance.starts_today => 0.0,
            size if size <= 300_000 => 12.0,
            size if size <= 1_500_000 => 3.0,
            _ => 2.0,
        };
        let starts_left = (starts * effort).ceil().min(starts) as u32;
        let usual_work = (instance.free_units.len() as u64 * MOVES_PER_UNIT).clamp(LEAST_MOVES, LARGEST_MOVES);
        let mut search = Self {
            problem,
            stage: Stage::First,
            bounds: Arc::new(instance.tolerance_bounds()),
            scale_km: 0.0,
            starts_left,
            anneal_work: ((usual_work as f64 * effort) as u64).max(CHUNK_COUNT * 64),
            retries_left: if instance.unit_count <= RETRY_UNITS { RETRY_COUNT } else { 0 },
            candidate: None,
            best_score: Score { excess: f64::INFINITY, cost: f64::INFINITY },
            best: Solution { assignment: vec![None; instance.unit_count], ..Solution::default() },
            has_improved: false,
            work_done: 0,
            work_total: 1,
            share_done: 0.0,
            instance,
        };
        search.best.measures = measures_of(&search.instance.cleaned, &search.best.assignment);
        search.best.worst_deviation = search.best.measures.worst_deviation(&search.problem);
        if search.instance.territory_count == 0 || search.instance.unit_count == 0 {
            search.stage = Stage::Finished;
        } else {
            search.work_total =
                search.first_work() + u64::from(starts_left) * Allocation::total_work(&search.instance) + search.chunk_work() * CHUNK_COUNT;
        }
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
        matches!(self.stage, Stage::Finished)
    }

    /// Does about `work_units` of counted work (one is about one look at a possible move) and at least
    /// one event; the first makes a complete design.
    pub fn step(&mut self, work_units: u64) -> Progress {
        self.has_improved = false;
        let goal = self.work_done.saturating_add(work_units.max(1));
        while !self.is_finished() && self.work_done < goal {
            self.advance();
        }
        // A new attempt adds work; what was told does not go back.
        let share_done = if self.is_finished() { 1.0 } else { (self.work_done as f64 / self.work_total as f64).min(0.999) };
        self.share_done = self.share_done.max(share_done);
        Progress {
            share_done: self.share_done,
            improved: self.has_improved,
            worst_deviation: self.best.worst_deviation,
            dispersion_km: self.best.measures.dispersion_km,
            finished: self.is_finished(),
        }
    }

    /// Runs to the built-in end.
    pub fn finish(&mut self) -> &Solution {
        while !self.is_finished() {
            self.advance();
        }
        &self.best
    }

    fn first_work(&self) -> u64 {
        self.instance.unit_count as u64 * 32
    }

    /// Moves to look at in one chunk of the annealing.
    fn chunk_work(&self) -> u64 {
        self.anneal_work / CHUNK_COUNT
    }

    fn advance(&mut self) {
        let stage = std::mem::replace(&mut self.stage, Stage::Finished);
        self.stage = match stage {
            Stage::First => self.first(),
            Stage::Draw => self.draw(),
            Stage::Allocate(allocation) => self.allocate(allocation),
            Stage::Settle => self.settle(),
            Stage::Anneal(run) => self.anneal(run),
            Stage::Finished => Stage::Finished,
        };
    }

    /// The first complete design, and the scale of distances.
    fn first(&mut self) -> Stage {
        self.work_done += self.first_work();
        let blank = self.blank_map(0);
        self.scale_km = blank.mean_distance_km();
        let first = if self.instance.starts_today || self.instance.limit.is_some() {
            self.todays_plan()
        } else {
            self.state(naming::rename(&self.instance, &blank, self.scale_km))
        };
        self.offer(&first);
        if self.instance.territory_count == 1 || self.instance.free_units.is_empty() {
            return Stage::Finished;
        }
        Stage::Draw
    }

    /// A set of centres to allocate from.
    fn draw(&mut self) -> Stage {
        if self.starts_left == 0 {
            return Stage::Settle;
        }
        self.starts_left -= 1;
        let state = self.blank_map(u64::from(self.starts_left));
        Stage::Allocate(Box::new(Allocation::new(&state)))
    }

    fn allocate(&mut self, mut allocation: Box<Allocation>) -> Stage {
        if !allocation.is_finished() {
            allocation.pass(&self.instance, &self.bounds, self.scale_km);
            self.work_done += Allocation::pass_work(&self.instance);
            return Stage::Allocate(allocation);
        }
        if let Some((score, assignment)) = allocation.into_best() {
            // Short of tolerance the balance is not yet final, so both count.
            let rank = |score: &Score| score.cost + 0.3 * score.excess;
            if self.candidate.as_ref().is_none_or(|(best, _)| rank(&score) < rank(best)) {
                self.candidate = Some((score, assignment));
            }
        }
        Stage::Draw
    }

    /// Gives the drawn groups their names and brings them within the limit.
    fn settle(&mut self) -> Stage {
        let mut state = match self.candidate.take() {
            Some((_, assignment)) => {
                let drawn = self.state(assignment);
                self.state(naming::rename(&self.instance, &drawn, self.scale_km))
            }
            None => self.todays_plan(),
        };
        limit::repair(&self.instance, &mut state);
        state.refresh();
        self.offer(&state);
        let anneal = Anneal::new(&self.instance);
        Stage::Anneal(Box::new(Run { state, anneal, chunk: 0, work_in_chunk: 0, stretch: 0 }))
    }

    fn anneal(&mut self, mut run: Box<Run>) -> Stage {
        let chunk_work = self.chunk_work();
        let share = (run.chunk as f64 + run.work_in_chunk as f64 / chunk_work as f64) / CHUNK_COUNT as f64;
        let (stretch, temperature) = schedule::at(share, self.instance.starts_today);
        if stretch != run.stretch {
            run.stretch = stretch;
            if stretch == schedule::FIRST_RELAXED_STRETCH && self.retries_left > 0 && !self.best_score.is_within_bounds() {
                // Small and lumpy problems are cheap to try again before balance is given up.
                self.retries_left -= 1;
                self.work_total += chunk_work * (run.chunk - RETRY_CHUNK);
                run.chunk = RETRY_CHUNK;
                run.stretch = 1;
            }
            run.state = self.restart(&run.state, run.stretch);
            return Stage::Anneal(run);
        }
        if run.work_in_chunk == 0 && run.chunk.is_multiple_of(CHUNKS_PER_LISTING) {
            run.anneal.find_near_centres(&run.state);
            self.work_done += Anneal::near_centres_work(&self.instance);
        }
        let work = BLOCK_WORK.min(chunk_work - run.work_in_chunk);
        run.anneal.note_violated(&run.state);
        run.anneal.run(&mut run.state, temperature, work);
        run.work_in_chunk += work;
        self.work_done += work;
        if run.work_in_chunk >= chunk_work {
            run.work_in_chunk = 0;
            run.chunk += 1;
            run.state.refresh();
            let score = self.offer(&run.state);
            run.state.adapt(score.is_within_bounds());
        }
        if run.chunk >= CHUNK_COUNT { Stage::Finished } else { Stage::Anneal(run) }
    }

    /// Every stretch sets out from the best. Where balance was sought in vain for long enough, what was
    /// reached becomes the bound, so that the rest of the run is for travel.
    fn restart(&mut self, last: &State, stretch: usize) -> State {
        let assignment: Vec<u32> = self.best.assignment.iter().map(|t| t.unwrap_or(NOWHERE)).collect();
        let mut state = self.state(assignment.clone());
        if stretch >= schedule::FIRST_RELAXED_STRETCH && !state.score().is_within_bounds() {
            self.bounds = Arc::new(state.reached_bounds());
            state = self.state(assignment);
            self.best_score = state.score();
        } else {
            state.penalty = last.penalty;
            state.emphasis = last.emphasis;
            state.refresh_imbalance();
        }
        state
    }

    fn state(&self, assignment: Vec<u32>) -> State {
        State::new(&self.instance, &self.bounds, assignment, self.scale_km)
    }

    /// A design by recursive partitioning, with fixed units where they are and the rest filled in.
    fn blank_map(&self, stream: u64) -> State {
        let mut chance = self.instance.chance(100 + stream);
        let drawn = partition::partition(&self.instance, &mut chance);
        let assignment = drawn
            .into_iter()
            .enumerate()
            .map(|(unit, territory)| match territory {
                _ if self.instance.is_locked(unit) => self.instance.today[unit],
                territory => territory.unwrap_or(NOWHERE),
            })
            .collect();
        let mut state = self.state(assignment);
        allocation::fill(&mut state);
        state
    }

    /// Today's plan, with units that have no territory filled in.
    fn todays_plan(&self) -> State {
        let mut state = self.state(self.instance.today.clone());
        allocation::fill(&mut state);
        state.refresh();
        state
    }

    /// Compares a design with the best and keeps the better; one beyond the limit is no candidate.
    fn offer(&mut self, state: &State) -> Score {
        let score = state.score();
        if state.limit_overrun() <= 0.0 && score.is_better_than(&self.best_score) {
            self.best_score = score;
            let assignment: Vec<Option<u32>> = state.assignment.iter().map(|&t| (t != NOWHERE).then_some(t)).collect();
            let measures = measures_of(&self.instance.cleaned, &assignment);
            self.best = Solution {
                worst_deviation: measures.worst_deviation(&self.problem),
                is_within_tolerance: measures.is_within_tolerance(&self.problem),
                assignment,
                measures,
            };
            self.has_improved = true;
        }
        score
    }
}
