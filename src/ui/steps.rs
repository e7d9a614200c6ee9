//! Steps of a plan, carried out and judged in a worker: each question has what follows its answer. A handle; the worker is
//! started by the first question and ends with what made the handle.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::worker_client::{TERRITORY_SCRIPT, WorkerClient, WorkerScript};
use crate::territory::steps::{StepAnswer, StepQuestion, StepRequest, StepResponse, StepService};
use crate::ui::phrases::worker_reason;
use crate::ui::studio::Studio;

/// What follows an answer, or why there is none.
type Then = Box<dyn FnOnce(Result<StepAnswer, String>)>;

/// The questions of one part of the screen.
#[derive(Clone, Copy)]
pub struct Steps {
    studio: Studio,
    number: StoredValue<u32>,
    waiting: StoredValue<BTreeMap<u32, Then>, LocalStorage>,
    worker: StoredValue<Option<WorkerClient<StepService>>, LocalStorage>,
}

impl Steps {
    /// Nothing is asked yet.
    pub fn new(studio: Studio) -> Steps {
        Steps {
            studio,
            number: StoredValue::new(0),
            waiting: StoredValue::new_local(BTreeMap::new()),
            worker: StoredValue::new_local(None),
        }
    }

    /// Loads the worker ahead of a question that is likely.
    pub fn start_ahead(&self) {
        if let Some(worker) = self.worker() {
            worker.start_ahead();
        }
    }

    /// Asks; answers the number that the question can be given up by.
    pub fn ask(&self, question: Arc<StepQuestion>, then: impl FnOnce(Result<StepAnswer, String>) + 'static) -> Option<u32> {
        let number = self.number.try_update_value(|number| {
            *number = number.wrapping_add(1);
            *number
        })?;
        self.waiting.try_update_value(|waiting| waiting.insert(number, Box::new(then)))?;
        self.worker()?.send(&StepRequest::Judge { number, question });
        Some(number)
    }

    /// Gives a question up: nothing follows its answer any more.
    pub fn give_up(&self, number: u32) {
        let was_waiting = self.waiting.try_update_value(|waiting| waiting.remove(&number)).flatten().is_some();
        if let Some(worker) = self.worker().filter(|_| was_waiting) {
            worker.send(&StepRequest::GiveUp { number });
        }
    }

    fn worker(&self) -> Option<WorkerClient<StepService>> {
        let handle = *self;
        self.worker.try_update_value(|known| {
            let new = || {
                WorkerClient::new(
                    WorkerScript::NamedByPage(TERRITORY_SCRIPT),
                    move |StepResponse { number, answer }: StepResponse| {
                        if let Some(then) = handle.waiting.try_update_value(|waiting| waiting.remove(&number)).flatten() {
                            then(Ok(*answer));
                        }
                    },
                    move |failure| {
                        let why = worker_reason(&handle.studio, &failure);
                        for then in handle.waiting.try_update_value(std::mem::take).into_iter().flat_map(BTreeMap::into_values) {
                            then(Err(why.clone()));
                        }
                    },
                )
            };
            known.get_or_insert_with(new).clone()
        })
    }
}
