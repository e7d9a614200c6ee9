//! The engine as a [`Service`]: what the territory worker runs. Requests carry a run's number, and every answer
//! repeats it, so that answers to a cancelled run are told apart from those of the next.

use serde::{Deserialize, Serialize};

use super::reconciled::reconciled;
use super::trials::{Rank, Trial};
use super::unmet::{UnmetPieces, unmet_pieces};
use super::{
    CheckFailure, DesignFinding, DesignProblem, Progress, Search, Solution, UnmetLimit, UnmetWish, check, check_solution, findings,
    measures, unmet_limit, unmet_wishes,
};
use crate::port::service::Service;

/// Work of one slice, in the search's counted units: some ten milliseconds in a browser.
const SLICE_WORK: u64 = 40_000;
/// Slices between two messages of progress.
const SLICES_PER_MESSAGE: u32 = 4;

/// What the engine may be asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DesignRequest {
    /// Starts a run; one that is under way is given up.
    Start {
        /// The run's number.
        run: u32,
        /// What is asked, and how hard the search tries.
        trial: Box<Trial>,
    },
    /// Ends the run; its best design is answered as the result.
    Finish {
        /// The run's number.
        run: u32,
    },
}

/// What the engine answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DesignResponse {
    /// What can be said before the search.
    Findings {
        /// The run's number.
        run: u32,
        /// The findings.
        findings: Vec<DesignFinding>,
    },
    /// How far the search is. The best design so far comes when the run is ended.
    Progress {
        /// The run's number.
        run: u32,
        /// How far.
        progress: Progress,
    },
    /// The end of a run.
    Finished {
        /// The run's number.
        run: u32,
        /// The best design.
        solution: Box<Solution>,
        /// Wishes it leaves unmet.
        unmet: Vec<UnmetWish>,
        /// Territories that it leaves in several pieces where one was wished.
        pieces: Vec<UnmetPieces>,
        /// The limit on what changes hands, where other wishes took it further.
        limit: Option<UnmetLimit>,
        /// What the independent checker found wrong; nothing, or the engine has a defect.
        failures: Vec<CheckFailure>,
        /// Whether it was ended before the search came to its end by itself.
        was_cut_short: bool,
    },
}

/// The engine behind messages.
#[derive(Default)]
pub struct DesignService {
    under_way: Option<UnderWay>,
}

struct UnderWay {
    run: u32,
    /// What is asked; answers are judged by it.
    problem: DesignProblem,
    effort: f64,
    /// The problems still to be tried, the next one last, and how many there are in all.
    waiting: Vec<DesignProblem>,
    tried: usize,
    search: Search,
    /// The best of the searches that ended.
    best: Option<Solution>,
    slices_since_message: u32,
}

impl UnderWay {
    fn new(run: u32, trial: &Trial) -> UnderWay {
        let trial = Trial { problem: reconciled(&trial.problem).0, ..trial.clone() };
        let mut waiting = trial.problems();
        waiting.reverse();
        let first = waiting.pop().unwrap_or_default();
        UnderWay {
            run,
            effort: trial.effort,
            waiting,
            tried: 0,
            search: Search::with_effort(first, trial.effort),
            best: present(&trial),
            problem: trial.problem,
            slices_since_message: 0,
        }
    }

    /// The best so far; of equals, the first that was found.
    fn best(&self) -> &Solution {
        let rank = |solution: &Solution| Rank::of(&self.problem, &solution.assignment, &solution.measures);
        let current = self.search.best();
        let is_complete = self.problem.territories.is_empty() || current.assignment.iter().all(Option::is_some);
        match &self.best {
            Some(best) if !is_complete || !rank(current).is_better_than(&rank(best)) => best,
            _ => current,
        }
    }

    /// Goes on to the next problem, unless there is none or what was found is within tolerance.
    fn go_on(&mut self) -> bool {
        self.best = Some(self.best().clone());
        let is_enough = self.best.as_ref().is_some_and(|best| best.is_within_tolerance);
        if is_enough {
            return false;
        }
        let Some(next) = self.waiting.pop() else { return false };
        self.tried += 1;
        self.search = Search::with_effort(next, self.effort);
        true
    }

    /// Progress over all that is tried.
    fn progress_of(&self, progress: Progress) -> Progress {
        let all = (self.tried + 1 + self.waiting.len()) as f64;
        let best = self.best();
        Progress {
            share_done: (self.tried as f64 + progress.share_done) / all,
            worst_deviation: best.worst_deviation,
            dispersion_km: best.measures.dispersion_km,
            ..progress
        }
    }
}

/// The design there is already, when it is complete and keeps every wish.
fn present(trial: &Trial) -> Option<Solution> {
    let (problem, assignment) = (&trial.problem, &trial.present);
    if assignment.is_empty() || assignment.len() != problem.units.len() {
        return None;
    }
    let measures = measures(problem, assignment);
    let keeps_all = check(problem, assignment, &measures).is_empty() && unmet_wishes(problem, assignment, &measures).is_empty();
    keeps_all.then(|| Solution {
        assignment: assignment.clone(),
        worst_deviation: measures.worst_deviation(problem),
        is_within_tolerance: measures.is_within_tolerance(problem),
        measures,
    })
}

impl DesignService {
    fn finish(&mut self, was_cut_short: bool, answer: &mut dyn FnMut(DesignResponse)) {
        let Some(under_way) = self.under_way.take() else { return };
        let (run, problem, solution) = (under_way.run, &under_way.problem, under_way.best().clone());
        let unmet = unmet_wishes(problem, &solution.assignment, &solution.measures);
        let pieces = unmet_pieces(problem, &solution.assignment, &solution.measures);
        let limit = unmet_limit(problem, &solution.measures);
        let failures = check_solution(problem, &solution);
        let solution = Box::new(solution);
        answer(DesignResponse::Finished { run, solution, unmet, pieces, limit, failures, was_cut_short });
    }
}

impl Service for DesignService {
    type Request = DesignRequest;
    type Response = DesignResponse;

    fn handle(&mut self, request: DesignRequest, answer: &mut dyn FnMut(DesignResponse)) {
        match request {
            DesignRequest::Start { run, trial } => {
                answer(DesignResponse::Findings { run, findings: findings(&trial.problem) });
                self.under_way = Some(UnderWay::new(run, &trial));
            }
            DesignRequest::Finish { run } => {
                if self.under_way.as_ref().is_some_and(|under_way| under_way.run == run) {
                    self.finish(true, answer);
                }
            }
        }
    }

    fn step(&mut self, answer: &mut dyn FnMut(DesignResponse)) -> bool {
        let Some(under_way) = &mut self.under_way else { return false };
        let progress = under_way.search.step(SLICE_WORK);
        under_way.slices_since_message += 1;
        if progress.finished && !under_way.go_on() {
            self.finish(false, answer);
            return false;
        }
        if under_way.slices_since_message >= SLICES_PER_MESSAGE {
            under_way.slices_since_message = 0;
            let progress = under_way.progress_of(if progress.finished { Progress::default() } else { progress });
            answer(DesignResponse::Progress { run: under_way.run, progress });
        }
        true
    }
}
