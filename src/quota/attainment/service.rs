//! The simulation as a [`Service`]: what a worker runs. Requests carry a run's number, and every answer repeats it. A first
//! answer with few trials comes at once, the whole one after it.

use serde::{Deserialize, Serialize};

use super::outlook::Outlook;
use super::problem::{AttainmentFinding, AttainmentProblem, attainment_findings};
use super::simulation::Simulation;
use crate::port::service::Service;

/// Chunks of a slice: some ten milliseconds in a browser.
const SLICE_CHUNKS: u32 = 2;
/// Trials after which a preview is told.
const PREVIEW_TRIALS: u32 = 1_000;

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AttainmentRequest {
    /// Starts a run; one that is under way is given up.
    Start {
        /// The run's number.
        run: u32,
        /// What is simulated.
        problem: Box<AttainmentProblem>,
    },
    /// Ends the run; what its trials tell so far is answered as the result.
    Finish {
        /// The run's number.
        run: u32,
    },
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AttainmentResponse {
    /// What can be said before the trials.
    Findings {
        /// The run's number.
        run: u32,
        /// The findings.
        findings: Vec<AttainmentFinding>,
    },
    /// How far the run is.
    Progress {
        /// The run's number.
        run: u32,
        /// The share of trials that is done.
        share_done: f64,
        /// A preview, once.
        preview: Option<Box<Outlook>>,
    },
    /// The end of a run.
    Finished {
        /// The run's number.
        run: u32,
        /// What the trials tell.
        outlook: Box<Outlook>,
        /// Whether it was ended before all trials were done.
        was_cut_short: bool,
    },
}

/// The simulation behind messages.
#[derive(Default)]
pub struct AttainmentService {
    under_way: Option<UnderWay>,
}

struct UnderWay {
    run: u32,
    simulation: Simulation,
    has_preview: bool,
}

impl AttainmentService {
    fn finish(&mut self, was_cut_short: bool, answer: &mut dyn FnMut(AttainmentResponse)) {
        let Some(UnderWay { run, simulation, .. }) = self.under_way.take() else { return };
        answer(AttainmentResponse::Finished { run, outlook: Box::new(simulation.outlook()), was_cut_short });
    }
}

impl Service for AttainmentService {
    const NAME: &'static str = "attainment";

    type Request = AttainmentRequest;
    type Response = AttainmentResponse;

    fn handle(&mut self, request: AttainmentRequest, answer: &mut dyn FnMut(AttainmentResponse)) {
        match request {
            AttainmentRequest::Start { run, problem } => {
                answer(AttainmentResponse::Findings { run, findings: attainment_findings(&problem) });
                self.under_way = Some(UnderWay { run, simulation: Simulation::new(*problem), has_preview: false });
            }
            AttainmentRequest::Finish { run } => {
                if self.under_way.as_ref().is_some_and(|under_way| under_way.run == run) {
                    self.finish(true, answer);
                }
            }
        }
    }

    fn step(&mut self, answer: &mut dyn FnMut(AttainmentResponse)) -> bool {
        let Some(under_way) = &mut self.under_way else { return false };
        if !(0..SLICE_CHUNKS).all(|_| under_way.simulation.step()) {
            self.finish(false, answer);
            return false;
        }
        let is_due = !under_way.has_preview && under_way.simulation.trials() >= PREVIEW_TRIALS;
        under_way.has_preview |= is_due;
        let preview = is_due.then(|| Box::new(under_way.simulation.outlook()));
        answer(AttainmentResponse::Progress { run: under_way.run, share_done: under_way.simulation.share_done(), preview });
        true
    }
}
