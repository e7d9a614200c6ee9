//! The engine as a [`Service`]: what the territory worker runs. Requests carry a run's number, and every answer
//! repeats it, so that answers to a cancelled run are told apart from those of the next.

use serde::{Deserialize, Serialize};

use super::reconciled::reconciled;
use super::{CheckFailure, DesignFinding, DesignProblem, Progress, Search, Solution, UnmetWish, check, findings, unmet_wishes};
use crate::port::service::Service;

/// Work of one slice, in the search's counted units: some ten milliseconds in a browser.
const SLICE_WORK: u64 = 40_000;
/// Slices between two messages of progress that carry no better design.
const SLICES_PER_MESSAGE: u32 = 4;

/// What the engine may be asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DesignRequest {
    /// Starts a run; one that is under way is given up.
    Start {
        /// The run's number.
        run: u32,
        /// What is asked.
        problem: DesignProblem,
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
    /// How far the search is, with the best design when it is a new one.
    Progress {
        /// The run's number.
        run: u32,
        /// How far.
        progress: Progress,
        /// The best design so far, if it got better since the last message.
        best: Option<Solution>,
    },
    /// The end of a run.
    Finished {
        /// The run's number.
        run: u32,
        /// The best design.
        solution: Solution,
        /// Wishes it leaves unmet.
        unmet: Vec<UnmetWish>,
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
    search: Search,
    has_better: bool,
    slices_since_message: u32,
}

impl DesignService {
    fn finish(&mut self, was_cut_short: bool, answer: &mut dyn FnMut(DesignResponse)) {
        let Some(UnderWay { run, search, .. }) = self.under_way.take() else { return };
        let solution = search.best().clone();
        let unmet = unmet_wishes(search.problem(), &solution.assignment, &solution.measures);
        let failures = check(search.problem(), &solution.assignment, &solution.measures);
        answer(DesignResponse::Finished { run, solution, unmet, failures, was_cut_short });
    }
}

impl Service for DesignService {
    type Request = DesignRequest;
    type Response = DesignResponse;

    fn handle(&mut self, request: DesignRequest, answer: &mut dyn FnMut(DesignResponse)) {
        match request {
            DesignRequest::Start { run, problem } => {
                answer(DesignResponse::Findings { run, findings: findings(&problem) });
                self.under_way =
                    Some(UnderWay { run, search: Search::new(reconciled(&problem).0), has_better: true, slices_since_message: 0 });
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
        under_way.has_better |= progress.improved;
        under_way.slices_since_message += 1;
        if progress.finished {
            self.finish(false, answer);
            return false;
        }
        if under_way.slices_since_message >= SLICES_PER_MESSAGE {
            under_way.slices_since_message = 0;
            let best = std::mem::take(&mut under_way.has_better).then(|| under_way.search.best().clone());
            answer(DesignResponse::Progress { run: under_way.run, progress, best });
        }
        true
    }
}
