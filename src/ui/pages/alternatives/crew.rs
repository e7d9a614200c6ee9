//! Workers that run trials side by side: as many as the machine has cores for, each taking the next trial when it is
//! idle. Which answer is best is [`crate::territory::trials`]'s, so that the number of workers changes nothing.

use leptos::prelude::*;

use crate::browser::page;
use crate::browser::worker_client::{TERRITORY_SCRIPT, WorkerClient, WorkerScript};
use crate::document::{Plan, Scenario};
use crate::locale::words::alternatives as words;
use crate::territory::service::{DesignRequest, DesignResponse, DesignService};
use crate::territory::trials::{Roster, Trial};
use crate::territory::{Progress, Solution};
use crate::ui::judged::refused;
use crate::ui::phrases::worker_reason;
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;

/// The most workers at once, whatever the machine has.
const MOST_WORKERS: usize = 4;

/// Where a trial is.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// It waits for a worker.
    Waiting,
    /// It runs; nothing is known before the first message.
    Running(Option<Progress>),
    /// It has ended.
    Ended,
}

/// What a trial brought: a design, or why there is none.
pub type Find = Result<Shared<Solution>, String>;

/// What all of them brought.
pub type Brought = Vec<Find>;

type Client = WorkerClient<DesignService>;

/// Trials under way; a handle.
#[derive(Clone, Copy)]
pub struct Crew {
    studio: Studio,
    /// Where each trial is.
    pub standings: RwSignal<Vec<Standing>>,
    /// What came of them, once all have ended.
    pub brought: RwSignal<Option<Shared<Brought>>>,
    /// The plan and the scenario that the trials are of.
    asked_of: StoredValue<Option<(Shared<Plan>, Shared<Scenario>)>>,
    trials: StoredValue<Vec<Trial>>,
    found: StoredValue<Vec<Option<Find>>>,
    roster: StoredValue<Roster>,
    workers: StoredValue<Vec<Client>, LocalStorage>,
}

impl Crew {
    /// A crew with nothing to do.
    pub fn new(studio: Studio) -> Crew {
        Crew {
            studio,
            standings: RwSignal::new(Vec::new()),
            brought: RwSignal::new(None),
            asked_of: StoredValue::new(None),
            trials: StoredValue::new(Vec::new()),
            found: StoredValue::new(Vec::new()),
            roster: StoredValue::new(Roster::default()),
            workers: StoredValue::new_local(Vec::new()),
        }
    }

    /// Begins trials anew, for a scenario of a plan.
    pub fn start(&self, plan: Shared<Plan>, scenario: Shared<Scenario>, trials: Vec<Trial>) {
        self.discard();
        self.asked_of.set_value(Some((plan, scenario)));
        self.brought.set(None);
        self.standings.set(vec![Standing::Waiting; trials.len()]);
        self.found.set_value(vec![None; trials.len()]);
        let roster = Roster::new(trials.len(), page::processor_count().min(MOST_WORKERS));
        let crew = *self;
        let clients = (0..roster.seat_count()).map(|seat| {
            WorkerClient::new(
                WorkerScript::NamedByPage(TERRITORY_SCRIPT),
                move |response| crew.hear(seat, response),
                move |failure| crew.end(seat, Err(worker_reason(&crew.studio, &failure))),
            )
        });
        self.workers.set_value(clients.collect());
        self.roster.set_value(roster);
        self.trials.set_value(trials);
        self.go_on();
    }

    /// Ends the trials under way, which keep their best, and begins no more.
    pub fn finish(&self) {
        self.roster.update_value(Roster::begin_no_more);
        let seats = self.roster.with_value(Roster::seat_count);
        for seat in 0..seats {
            if let Some(trial) = self.roster.with_value(|roster| roster.at(seat)) {
                self.send(seat, &DesignRequest::Finish { run: trial as u32 });
            }
        }
        self.tell_when_done();
    }

    /// Gives everything up.
    pub fn discard(&self) {
        for worker in self.workers.try_update_value(std::mem::take).unwrap_or_default() {
            worker.terminate();
        }
    }

    /// The share of all work that is done, 0 to 1.
    pub fn share_of(standing: &Standing) -> f64 {
        match standing {
            Standing::Waiting | Standing::Running(None) => 0.0,
            Standing::Running(Some(progress)) => progress.share_done,
            Standing::Ended => 1.0,
        }
    }

    fn send(&self, seat: usize, request: &DesignRequest) {
        // A copy of the handle: a failure is heard at once and asks for the list again.
        let worker = self.workers.with_value(|workers| workers.get(seat).cloned());
        if let Some(worker) = worker {
            worker.send(request);
        }
    }

    fn go_on(&self) {
        for (seat, trial) in self.roster.try_update_value(Roster::hand_out).unwrap_or_default() {
            self.stand(trial, Standing::Running(None));
            if let Some(asked) = self.trials.with_value(|trials| trials.get(trial).cloned()) {
                self.send(seat, &DesignRequest::Start { run: trial as u32, trial: Box::new(asked) });
            }
        }
        self.tell_when_done();
    }

    fn stand(&self, trial: usize, standing: Standing) {
        // The dialog may be gone.
        let _gone = self.standings.try_update(|standings| {
            if let Some(known) = standings.get_mut(trial) {
                *known = standing;
            }
        });
    }

    fn hear(&self, seat: usize, response: DesignResponse) {
        let current = self.roster.try_with_value(|roster| roster.at(seat)).flatten();
        match response {
            DesignResponse::Progress { run, progress } if Some(run as usize) == current => {
                self.stand(run as usize, Standing::Running(Some(progress)));
            }
            DesignResponse::Finished { run, solution, failures, .. } if Some(run as usize) == current => {
                let outcome = match failures.first() {
                    None => Ok(Shared::new(*solution)),
                    Some(failure) => {
                        let Some((plan, scenario)) = self.asked_of.try_get_value().flatten() else { return };
                        Err(refused(&self.studio, words::CHECK_FAILED, &plan, &scenario, failure))
                    }
                };
                self.end(seat, outcome);
            }
            _ => {}
        }
    }

    fn end(&self, seat: usize, outcome: Find) {
        let Some(trial) = self.roster.try_with_value(|roster| roster.at(seat)).flatten() else { return };
        self.roster.update_value(|roster| roster.end(seat));
        self.found.update_value(|found| {
            if let Some(place) = found.get_mut(trial) {
                *place = Some(outcome);
            }
        });
        self.stand(trial, Standing::Ended);
        self.go_on();
    }

    fn tell_when_done(&self) {
        if !self.roster.with_value(Roster::is_done) || self.brought.with_untracked(Option::is_some) {
            return;
        }
        self.discard();
        let stopped = || Err(self.studio.say(words::STOPPED_EARLY).to_owned());
        let brought = self.found.with_value(|found| found.iter().cloned().map(|outcome| outcome.unwrap_or_else(stopped)).collect());
        self.brought.set(Some(Shared::new(brought)));
    }
}
