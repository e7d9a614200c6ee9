//! The simulation of the year in a worker of its own: it follows the plan, a new question gives the one under way up, and
//! what was told of the one before stays in sight until then.

use leptos::prelude::*;

use super::state::Quotas;
use crate::browser::worker_client::{TERRITORY_SCRIPT, WorkerClient, WorkerScript};
use crate::document::quota::chances::{ScenarioChances, attainment_problem};
use crate::quota::attainment::{AttainmentRequest, AttainmentResponse, AttainmentService, Outlook};
use crate::ui::later::later;
use crate::ui::phrases::worker_reason;
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;

/// How far a simulation is.
#[derive(Clone, Debug, PartialEq)]
pub enum RunState {
    /// Nothing was asked.
    Idle,
    /// It runs; the share that is done.
    Running(f64),
    /// All trials are told.
    Done,
    /// The worker stopped, and why.
    Failed(String),
}

/// The simulation of the scenario in sight; a handle.
#[derive(Clone, Copy)]
pub struct OutlookRun {
    studio: Studio,
    /// What trials tell: of the question asked last, or, until its first answer, of the one before.
    pub outlook: RwSignal<Option<Shared<Outlook>>>,
    /// How far it is.
    pub state: RwSignal<RunState>,
    /// The question asked last.
    pub asked: RwSignal<Option<Shared<ScenarioChances>>>,
    number: StoredValue<u32>,
    worker: StoredValue<Option<WorkerClient<AttainmentService>>, LocalStorage>,
}

impl OutlookRun {
    /// A simulation of nothing yet.
    pub fn new(studio: Studio) -> OutlookRun {
        OutlookRun {
            studio,
            outlook: RwSignal::new(None),
            state: RwSignal::new(RunState::Idle),
            asked: RwSignal::new(None),
            number: StoredValue::new(0),
            worker: StoredValue::new_local(None),
        }
    }

    /// The simulation of the page, from context.
    pub fn get() -> OutlookRun {
        expect_context()
    }

    /// Follows the plan as long as what calls it is in sight.
    pub fn follow(&self, quotas: Quotas) {
        let question = Memo::new(move |_| {
            let (plan, results, scenario) = (quotas.studio.plan.get()?, quotas.results.get()?, quotas.studio.scenario.get()?);
            Some(Shared::new(attainment_problem(&plan, &scenario, &results)))
        });
        let (run, question) = (*self, later(question));
        Effect::new(move |_| {
            if let Some(chances) = question.get().flatten().filter(|chances| !chances.sellers.is_empty()) {
                run.ask(chances);
            }
        });
    }

    /// Asks the same again after a failure.
    pub fn again(&self) {
        if let Some(asked) = self.asked.try_update(Option::take).flatten() {
            self.ask(asked);
        }
    }

    fn ask(&self, chances: Shared<ScenarioChances>) {
        if self.asked.with_untracked(|asked| asked.as_ref() == Some(&chances)) {
            return;
        }
        let run = self.number.try_update_value(|number| {
            *number = number.wrapping_add(1);
            *number
        });
        let Some(run) = run else { return };
        self.asked.set(Some(chances.clone()));
        self.state.set(RunState::Running(0.0));
        let handle = *self;
        let known = self.worker.with_value(Option::clone);
        let worker = known.unwrap_or_else(|| {
            let script = WorkerScript::NamedByPage(TERRITORY_SCRIPT);
            let worker = WorkerClient::new(
                script,
                move |response| handle.hear(response),
                move |failure| {
                    let why = worker_reason(&handle.studio, &failure);
                    // The page may be gone.
                    let _ = handle.state.try_set(RunState::Failed(why));
                },
            );
            self.worker.set_value(Some(worker.clone()));
            worker
        });
        worker.send(&AttainmentRequest::Start { run, problem: Box::new(chances.problem.clone()) });
    }

    fn hear(&self, response: AttainmentResponse) {
        let current = self.number.try_get_value();
        let put = |outlook: Outlook| {
            let _ = self.outlook.try_set(Some(Shared::new(outlook)));
        };
        match response {
            AttainmentResponse::Progress { run, share_done, preview } if Some(run) == current => {
                let _ = self.state.try_set(RunState::Running(share_done));
                if let Some(preview) = preview {
                    put(*preview);
                }
            }
            AttainmentResponse::Finished { run, outlook, .. } if Some(run) == current => {
                put(*outlook);
                let _ = self.state.try_set(RunState::Done);
            }
            AttainmentResponse::Findings { .. } | AttainmentResponse::Progress { .. } | AttainmentResponse::Finished { .. } => {}
        }
    }
}
