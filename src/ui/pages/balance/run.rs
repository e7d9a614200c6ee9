//! One run of the engine in its worker: what it was asked, how far it is, and how its answer enters the plan.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::browser::worker_client::{TERRITORY_SCRIPT, WorkerClient, WorkerScript};
use crate::document::design;
use crate::document::fewer::{Fewer, fewer};
use crate::document::neighbourhood::Neighbourhood;
use crate::document::results::{ScenarioResults, results_in};
use crate::document::strays::{Strays, strays};
use crate::document::{Command, DesignSettings, MeasureKind, Plan, Scenario, SharedOut, answer};
use crate::domain::ScenarioId;
use crate::locale::words::territories as words;
use crate::territory::service::{DesignRequest, DesignResponse, DesignService};
use crate::territory::trials::Trial;
use crate::territory::{DesignFinding, Progress, Solution, UnmetLimit, UnmetPieces, UnmetWish, findings};
use crate::ui::judged::refused;
use crate::ui::later::after_this_task;
use crate::ui::map::own_map;
use crate::ui::phrases::worker_reason;
use crate::ui::quantity;
use crate::ui::shared::Shared;
use crate::ui::studio::{NoticeKind, Studio};

/// Where the dialog is.
#[derive(Clone)]
pub enum Stage {
    /// The user says what is wished.
    Wishes,
    /// The worker searches.
    Running,
    /// The result is in the plan.
    Done(Outcome),
    /// The run gave nothing.
    Failed(String),
}

/// What a run brought.
#[derive(Clone)]
pub struct Outcome {
    /// The scenario that holds the result.
    pub scenario: ScenarioId,
    /// The scenario's name, as tabs show it.
    pub scenario_name: String,
    /// The largest deviation of the scenario before the run; `None` when it had no territories to speak of.
    pub deviation_before: Option<f64>,
    /// The largest deviation after it.
    pub deviation_after: f64,
    /// The result's figures.
    pub results: Shared<ScenarioResults>,
    /// The plan with the result.
    pub plan: Shared<Plan>,
    /// Wishes left unmet.
    pub unmet: Vec<UnmetWish>,
    /// Territories left in several pieces.
    pub pieces: Vec<UnmetPieces>,
    /// The limit on what changes hands, where the result goes beyond it.
    pub limit: Option<UnmetLimit>,
    /// Customers that are served from afar.
    pub strays: Strays,
}

/// What a run left unmet.
struct Unmet {
    wishes: Vec<UnmetWish>,
    pieces: Vec<UnmetPieces>,
    limit: Option<UnmetLimit>,
}

/// What is balanced: the plan as it will be just before the result enters it.
#[derive(Clone)]
pub struct Prepared {
    /// The commands that lead there.
    pub commands: Vec<Command>,
    /// The plan after them.
    pub plan: Shared<Plan>,
    /// The scenario within it.
    pub scenario: ScenarioId,
}

/// The state of the dialog; a handle.
#[derive(Clone, Copy)]
pub struct Run {
    /// The app.
    pub studio: Studio,
    /// Where the dialog is.
    pub stage: RwSignal<Stage>,
    /// How far the search is.
    pub progress: RwSignal<Option<Progress>>,
    /// What the user wishes.
    pub design: RwSignal<DesignSettings>,
    /// How many territories there shall be.
    pub territories: RwSignal<usize>,
    /// Fields that hold what cannot be wished, with why; nothing is balanced while there is one.
    pub wrong: RwSignal<BTreeMap<String, String>>,
    /// The measures of the plan, in the order of tables.
    pub measures: Memo<Vec<MeasureKind>>,
    /// Which accounts lie side by side, where a wish asks for it.
    pub neighbourhood: Memo<Option<Shared<Neighbourhood>>>,
    worker: StoredValue<Option<WorkerClient<DesignService>>, LocalStorage>,
    number: StoredValue<u32>,
    prepared: StoredValue<Option<Prepared>>,
    asked_at_revision: StoredValue<u64>,
}

/// How many customers a territory is proposed to have when there is none yet.
const CUSTOMERS_PER_TERRITORY: usize = 200;

impl Run {
    /// A dialog that shows the wishes of the scenario in sight.
    pub fn new(studio: Studio) -> Run {
        let scenario = studio.scenario.get_untracked();
        let (accounts, people) =
            studio.plan.with_untracked(|plan| plan.as_ref().map_or((0, 0), |plan| (plan.accounts.len(), plan.people.len())));
        let proposed = match scenario.as_ref().map_or(0, |scenario| scenario.territories.len()) {
            0 if people > 1 => people,
            0 => (accounts / CUSTOMERS_PER_TERRITORY).clamp(2, 200),
            known => known,
        };
        let mut design = scenario.as_ref().map(|scenario| scenario.design.clone()).unwrap_or_default();
        if scenario.as_ref().is_some_and(|scenario| scenario.assignment.is_empty()) {
            design.start_from = crate::document::StartFrom::Nothing;
        }
        leave_out_empty_measures(&studio, &mut design);
        let design = RwSignal::new(design);
        let asked = Memo::new(move |_| design.with(|design| (design.wishes.shared_out, design.wishes.is_contiguous)));
        let neighbourhood = Memo::new(move |_| {
            let (shared_out, is_contiguous) = asked.get();
            let plan = studio.plan.get()?;
            (is_contiguous || shared_out == SharedOut::Areas)
                .then(|| Shared::new(Neighbourhood::new(&plan, shared_out, studio.area_map.get().as_deref())))
        });
        let run = Run {
            studio,
            stage: RwSignal::new(Stage::Wishes),
            progress: RwSignal::new(None),
            design,
            measures: Memo::new(move |_| quantity::measures(&studio)),
            neighbourhood,
            territories: RwSignal::new(proposed),
            wrong: RwSignal::new(BTreeMap::new()),
            worker: StoredValue::new_local(None),
            number: StoredValue::new(0),
            prepared: StoredValue::new(None),
            asked_at_revision: StoredValue::new(0),
        };
        run.start_worker();
        run
    }

    /// Starts the worker, so that it is loaded while the wishes are read.
    fn start_worker(self) {
        if self.worker.with_value(Option::is_some) {
            return;
        }
        let client = WorkerClient::new(
            WorkerScript::NamedByPage(TERRITORY_SCRIPT),
            move |response| self.hear(response),
            move |failure| self.fail(worker_reason(&self.studio, &failure)),
        );
        self.worker.set_value(Some(client.clone()));
        client.start_ahead();
    }

    /// The plan as it would be balanced with the wishes on screen; `None` when a wish is out of range.
    pub fn prepare(&self) -> Option<Prepared> {
        let studio = self.studio;
        let scenario = studio.scenario.get()?;
        let mut commands = Vec::new();
        let mut target = scenario.id;
        let preview = |commands: &[Command]| {
            studio
                .document
                .with(|document| document.as_ref().and_then(|document| document.preview(Command::Together(commands.to_vec())).ok()))
        };
        if scenario.id == ScenarioId::TODAY {
            commands.push(Command::AddScenario { name: self.scenario_name(), from: scenario.id });
            target = preview(&commands)?.scenarios.last()?.id;
        }
        commands.push(Command::ChangeDesign { scenario: target, design: self.design.get() });
        commands.extend(self.territory_changes(&scenario, target));
        let plan = preview(&commands)?;
        Some(Prepared { commands, plan: Shared::new(plan), scenario: target })
    }

    /// The territories that go, where fewer are wished than there are. Locks and centres are those on screen.
    pub fn fewer(&self) -> Option<(Shared<Scenario>, Fewer)> {
        let (plan, scenario) = (self.studio.plan.get()?, self.studio.scenario.get()?);
        let asked = Scenario { design: self.design.get(), ..Scenario::clone(&scenario) };
        let fewer = fewer(&plan, &asked, self.territories.get());
        (!fewer.gone.is_empty() || fewer.kept_too_many > 0).then_some((scenario, fewer))
    }

    /// Adds vacant territories, or removes those that may go, until there are as many as wished.
    fn territory_changes(&self, scenario: &Scenario, target: ScenarioId) -> Vec<Command> {
        let studio = self.studio;
        let (known, wished) = (scenario.territories.len(), self.territories.get());
        if wished >= known {
            let sellers = unoccupied_sellers(&studio, scenario);
            let name = |number: usize| studio.fill(words::NEW_TERRITORY_NAME, &[("number", &studio.numbers().count(number))]);
            let is_free = |name: &String| scenario.territories.iter().all(|territory| territory.name != *name);
            let names = (known + 1..).map(name).filter(is_free);
            let add =
                |(index, name): (usize, String)| Command::AddTerritory { scenario: target, name, seller: sellers.get(index).copied() };
            return names.take(wished - known).enumerate().map(add).collect();
        }
        let gone = self.fewer().map(|(_, fewer)| fewer.gone).unwrap_or_default();
        gone.into_iter().map(|territory| Command::RemoveTerritory { scenario: target, territory, heir: None }).collect()
    }

    fn scenario_name(&self) -> String {
        let studio = self.studio;
        let taken =
            |name: &str| studio.plan.with(|plan| plan.iter().any(|plan| plan.scenarios.iter().any(|scenario| scenario.name == name)));
        let again =
            (2usize..).map(|number| studio.fill(words::BALANCE_SCENARIO_NAME_AGAIN, &[("number", &studio.numbers().count(number))]));
        let mut names = [studio.say(words::BALANCE_SCENARIO_NAME).to_owned()].into_iter().chain(again);
        names.find(|name| !taken(name)).unwrap_or_default()
    }

    /// What can be said about the wishes before a run.
    pub fn findings(&self, prepared: &Prepared) -> Vec<DesignFinding> {
        let Some(scenario) = prepared.plan.scenario(prepared.scenario) else { return Vec::new() };
        findings(&design::question_in(&prepared.plan, scenario, self.neighbourhood.get().as_deref()).problem)
    }

    /// Starts the search.
    pub fn start(&self) {
        let shared_out = self.design.with_untracked(|design| design.wishes.shared_out);
        if untrack(|| own_map::is_awaited(self.studio, shared_out)) {
            return self.studio.notify(NoticeKind::Error, untrack(|| own_map::awaited_words(self.studio)));
        }
        let Some(prepared) = untrack(|| self.prepare()) else { return };
        let Some(scenario) = prepared.plan.scenario(prepared.scenario) else { return };
        let problem = design::question_in(&prepared.plan, scenario, self.neighbourhood.get_untracked().as_deref()).problem;
        let number = self.number.get_value() + 1;
        self.number.set_value(number);
        self.prepared.set_value(Some(prepared));
        self.asked_at_revision.set_value(self.revision());
        self.progress.set(None);
        self.stage.set(Stage::Running);
        self.start_worker();
        self.worker.with_value(|worker| {
            if let Some(worker) = worker {
                worker.send(&DesignRequest::Start { run: number, trial: Box::new(Trial::usual(problem)) });
            }
        });
    }

    /// Ends the search; its best becomes the result.
    pub fn finish(&self) {
        let number = self.number.get_value();
        self.worker.with_value(|worker| {
            if let Some(worker) = worker {
                worker.send(&DesignRequest::Finish { run: number });
            }
        });
    }

    /// Gives the run up; nothing of it enters the plan.
    pub fn discard(&self) {
        if let Some(worker) = self.worker.try_update_value(Option::take).flatten() {
            worker.terminate();
        }
    }

    /// Back to the wishes.
    pub fn back(&self) {
        self.discard();
        self.stage.set(Stage::Wishes);
    }

    fn revision(&self) -> u64 {
        self.studio.document.with_untracked(|document| document.as_ref().map_or(0, |document| document.revision()))
    }

    /// Tells of a worker's death. One that dies before it was asked for anything is started again by the first request,
    /// and tells then.
    fn fail(&self, why: String) {
        self.worker.try_set_value(None);
        if !self.stage.try_with_untracked(|stage| matches!(stage, Stage::Running)).unwrap_or(false) {
            return;
        }
        let words = self.studio.fill(words::BALANCE_FAILED, &[("why", &why)]);
        self.stage.try_set(Stage::Failed(words));
    }

    fn hear(&self, response: DesignResponse) {
        let current = self.number.try_get_value().unwrap_or(0);
        match response {
            DesignResponse::Progress { run, progress } if run == current => {
                self.progress.try_set(Some(progress));
            }
            DesignResponse::Finished { run, solution, unmet, pieces, limit, failures, .. } if run == current => match failures.first() {
                None => self.take(&solution, Unmet { wishes: unmet, pieces, limit }),
                Some(failure) => {
                    let Some(prepared) = self.prepared.try_get_value().flatten() else { return };
                    let Some(scenario) = prepared.plan.scenario(prepared.scenario) else { return };
                    let words = refused(&self.studio, words::BALANCE_CHECK_FAILED, &prepared.plan, scenario, failure);
                    self.stage.try_set(Stage::Failed(words));
                }
            },
            _ => {}
        }
    }

    /// Puts the result into the plan, with all that led to it, as one step.
    fn take(&self, solution: &Solution, unmet: Unmet) {
        let studio = self.studio;
        let Some(prepared) = self.prepared.try_get_value().flatten() else { return };
        if self.revision() != self.asked_at_revision.get_value() {
            self.stage.set(Stage::Failed(studio.say(words::BALANCE_CHANGED).to_owned()));
            return;
        }
        let Some(scenario) = prepared.plan.scenario(prepared.scenario) else { return };
        let assignment = design::assignment_of(&prepared.plan, scenario, &solution.assignment);
        let before = studio.scenario.get_untracked().zip(studio.results.get_untracked());
        let before = before.filter(|(scenario, _)| !scenario.assignment.is_empty());
        let before = before.map(|(scenario, results)| answer::worst_deviation(&scenario, &results));
        let mut commands = prepared.commands;
        commands.push(Command::ApplyDesign { scenario: prepared.scenario, assignment });
        // The page behind, the answer and the scenario in sight: each is a task of its own, so that keys and clicks get in
        // between.
        let (run, target) = (*self, prepared.scenario);
        let then = move || {
            run.tell(target, before, unmet);
            after_this_task(move || {
                // Another plan may have been opened, or the step taken back.
                if studio.plan.with_untracked(|plan| plan.as_ref().is_some_and(|plan| plan.scenario(target).is_some())) {
                    studio.scenario_id.set(target);
                }
            });
        };
        if studio.run_ahead(Command::Together(commands), then).is_none() {
            self.stage.set(Stage::Wishes);
        }
    }

    /// Tells what the result is like.
    fn tell(&self, target: ScenarioId, deviation_before: Option<f64>, unmet: Unmet) {
        let Some(plan) = self.studio.plan.get_untracked() else { return };
        let Some(scenario) = plan.scenario(target) else {
            self.stage.try_set(Stage::Wishes);
            return;
        };
        let beside = self.neighbourhood.try_get_untracked().flatten();
        let results = results_in(&plan, scenario, beside.as_deref());
        // The dialog may be gone by now.
        self.stage.try_set(Stage::Done(Outcome {
            scenario: target,
            scenario_name: scenario.name.clone(),
            deviation_before,
            deviation_after: answer::worst_deviation(scenario, &results),
            strays: strays(&plan, scenario, &results),
            results: Shared::new(results),
            plan: plan.clone(),
            unmet: unmet.wishes,
            pieces: unmet.pieces,
            limit: unmet.limit,
        }));
    }
}

/// Sellers who work no territory of the scenario, in the order of the team.
fn unoccupied_sellers(studio: &Studio, scenario: &Scenario) -> Vec<crate::domain::PersonId> {
    studio.plan.with(|plan| {
        let people = plan.iter().flat_map(|plan| plan.people.iter()).map(|person| person.id);
        people.filter(|person| scenario.territories.iter().all(|territory| territory.seller != Some(*person))).collect()
    })
}

/// A measure of which the plan has no figure is not proposed for balancing; the number of customers always is one.
fn leave_out_empty_measures(studio: &Studio, design: &mut DesignSettings) {
    let Some(results) = studio.results.get_untracked() else { return };
    for setting in &mut design.measures {
        setting.is_balanced &= results.total(setting.kind) > 0.0;
    }
    if design.measures.iter().all(|setting| !setting.is_balanced)
        && let Some(first) = design.measures.first_mut()
    {
        first.is_balanced = true;
    }
}
