//! The state of the app, as signals: the open document, the scenario in sight, the selection, and how things
//! are shown. Passed by context; every page reads from here and changes the plan by [`Studio::run`] alone.

mod over;

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::later::after_this_task;
use super::route::Route;
use super::session::Session;
use super::shared::Shared;
use crate::document::areas::AreaMap;
use crate::document::codec::{CodecError, PlanCodec};
use crate::document::neighbourhood::Neighbourhood;
use crate::document::results::ScenarioResults;
use crate::document::suggestions::Dismissed;
use crate::document::{ChangeSummary, Command, CommandError, Document, Plan, SavedDocument, Scenario, SharedOut, log_text};
use crate::domain::{AccountId, Currency, DisplayUnit, ScenarioId};
use crate::locale::money::MoneyFormat;
use crate::locale::number::NumberFormat;
use crate::locale::words::shell;
use crate::locale::{Language, Text};

pub use over::{AlternativesKind, ChurnKind, Dialog, Explanation, Notice, NoticeKind};

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on a light ground.
    Light,
    /// Light ink on a dark ground.
    Dark,
}

/// The state of the app. A handle: copies refer to the same state.
#[derive(Clone, Copy)]
pub struct Studio {
    /// What the open plan is worked with, once a page has brought it.
    pub works: RwSignal<Works>,
    /// The language on screen.
    pub language: RwSignal<Language>,
    /// Light or dark.
    pub theme: RwSignal<Theme>,
    /// The place in the app.
    pub route: RwSignal<Route>,
    /// The open document.
    pub document: RwSignal<Option<Document>>,
    /// Its plan.
    pub plan: Memo<Option<Shared<Plan>>>,
    /// Which scenario is in sight.
    pub scenario_id: RwSignal<ScenarioId>,
    /// The scenario in sight; today's state when the one chosen is gone.
    pub scenario: Memo<Option<Shared<Scenario>>>,
    /// The areas of the map with the plan's accounts in them, once something asked for them.
    pub area_map: RwSignal<Option<Shared<AreaMap>>>,
    /// Which accounts lie side by side, in the way of the scenario in sight.
    pub neighbourhood: Memo<Option<Shared<Neighbourhood>>>,
    /// The figures of the scenario in sight, computed anew with every change.
    pub results: Memo<Option<Shared<ScenarioResults>>>,
    /// The figures of today's state.
    pub today_results: Memo<Option<Shared<ScenarioResults>>>,
    /// Today's state.
    pub today: Memo<Option<Shared<Scenario>>>,
    /// The accounts that are selected.
    pub selection: RwSignal<Shared<BTreeSet<AccountId>>>,
    /// The accounts that the map points out for the moment: those of a suggestion under the pointer or the focus.
    pub pointed_out: RwSignal<Shared<BTreeSet<AccountId>>>,
    /// The suggestions that the planner does not want to see while the plan is open.
    pub dismissed: RwSignal<Dismissed>,
    /// The dialog over the page.
    pub dialog: RwSignal<Option<Dialog>>,
    /// Short messages over the page.
    pub notices: RwSignal<Vec<Notice>>,
    /// How the open plan is kept.
    pub session: Session,
}

type Apply = fn(&mut Document, Command, f64) -> Result<ChangeSummary, CommandError>;
/// The figures of a scenario that is followed from change to change.
type Results = Box<dyn FnMut(&Plan, &Scenario, Option<&Arc<Neighbourhood>>) -> ScenarioResults + Send + Sync>;
type Neighbours = fn(&Plan, SharedOut, Option<&AreaMap>) -> Neighbourhood;

/// What an open plan is worked with. The pages bring it along, so that the first visit does not wait for it: see
/// [`crate::ui::lazy`].
#[derive(Clone, Copy, Default)]
pub struct Works {
    /// Reads and writes plans.
    pub codec: Option<PlanCodec>,
    /// Carries out a command.
    pub apply: Option<Apply>,
    /// Begins to follow the figures of a scenario.
    pub results: Option<fn() -> Results>,
    /// Which accounts lie side by side.
    pub neighbourhood: Option<Neighbours>,
    /// The users' own maps.
    pub own_maps: Option<OwnMapWorks>,
}

type Writing = std::pin::Pin<Box<dyn Future<Output = Result<Vec<u8>, CodecError>>>>;

/// What the maps of users need beside what every plan needs.
#[derive(Clone, Copy)]
pub struct OwnMapWorks {
    /// Writes a plan to a file together with its map.
    pub write: fn(Studio, SavedDocument) -> Writing,
    /// Removes the stored maps that no plan needs any more.
    pub remove_unused: fn(Studio),
}

impl Studio {
    /// The state before anything is open.
    pub fn new(language: Language, theme: Theme, route: Route, session: Session) -> Studio {
        let document: RwSignal<Option<Document>> = RwSignal::new(None);
        let plan = Memo::new(move |_| document.with(|document| document.as_ref().map(|document| Shared(document.plan().clone()))));
        let scenario_id = RwSignal::new(ScenarioId::TODAY);
        let today = Memo::new(move |_| plan.with(|plan| plan.as_ref().and_then(|plan| plan.today().cloned().map(Shared))));
        let scenario = Memo::new(move |_| {
            let id = scenario_id.get();
            plan.with(|plan| plan.as_ref().and_then(|plan| plan.scenario(id).or_else(|| plan.today()).cloned().map(Shared)))
        });
        let area_map: RwSignal<Option<Shared<AreaMap>>> = RwSignal::new(None);
        let works = RwSignal::new(Works::default());
        let neighbourhood = neighbourhood(works, plan, scenario, area_map);
        let results_of = move |running: StoredValue<Option<Results>>, plan: &Plan, scenario: &Scenario| {
            let begin = works.get().results?;
            let beside = neighbourhood.get().map(|neighbourhood| neighbourhood.0);
            running.try_update_value(|running| Shared::new(running.get_or_insert_with(begin)(plan, scenario, beside.as_ref())))
        };
        let (running_today, running) = (StoredValue::new(None), StoredValue::new(None));
        let today_results = Memo::new(move |_| results_of(running_today, &*plan.get()?, &*today.get()?));
        // Today's state is computed once also while it is the scenario in sight.
        let results = Memo::new(move |_| {
            let (plan, scenario) = (plan.get()?, scenario.get()?);
            if today.with(|today| today.as_ref() == Some(&scenario)) {
                return today_results.get();
            }
            results_of(running, &plan, &scenario)
        });
        Studio {
            works,
            area_map,
            neighbourhood,
            results,
            today_results,
            language: RwSignal::new(language),
            theme: RwSignal::new(theme),
            route: RwSignal::new(route),
            document,
            plan,
            scenario_id,
            scenario,
            today,
            selection: RwSignal::new(Shared::new(BTreeSet::new())),
            pointed_out: RwSignal::new(Shared::new(BTreeSet::new())),
            dismissed: RwSignal::new(Dismissed::default()),
            dialog: RwSignal::new(None),
            notices: RwSignal::new(Vec::new()),
            session,
        }
    }

    /// The state of the app, from context.
    pub fn get() -> Studio {
        expect_context()
    }

    /// Words in the language on screen. Not reactive: a change of language builds the screen anew.
    pub fn say(&self, text: Text) -> &'static str {
        text.get(self.language.get_untracked())
    }

    /// Words with values, in the language on screen.
    pub fn fill(&self, text: Text, values: &[(&str, &str)]) -> String {
        text.fill(self.language.get_untracked(), values)
    }

    /// Carries out a command; a refusal becomes a notice. Answers what changed.
    pub fn run(&self, command: Command) -> Option<ChangeSummary> {
        let change = self.carry_out(command)?;
        self.document.notify();
        Some(change)
    }

    /// As [`Studio::run`], but the page follows in a task of its own, and `then` in another: for steps that take long to
    /// carry out and to show. Until the page follows, the plan in sight is the one before.
    pub fn run_ahead(&self, command: Command, then: impl FnOnce() + 'static) -> Option<ChangeSummary> {
        let change = self.carry_out(command)?;
        let document = self.document;
        after_this_task(move || {
            document.notify();
            after_this_task(then);
        });
        Some(change)
    }

    fn carry_out(&self, command: Command) -> Option<ChangeSummary> {
        let now = crate::browser::clock::now_milliseconds();
        let Some(apply) = self.works.get_untracked().apply else {
            // Only a key pressed before the plan's page is there gets here.
            self.notify(NoticeKind::Error, self.say(shell::STILL_LOADING).to_owned());
            return None;
        };
        let answer = self.document.try_update_untracked(|document| document.as_mut().map(|document| apply(document, command, now)));
        match answer.flatten()? {
            Ok(change) => Some(change),
            Err(error) => {
                self.notify(NoticeKind::Error, log_text::command_error_text(&error, self.language.get_untracked()));
                None
            }
        }
    }

    /// The plan as it would be after commands; the same commands run next give this plan. `None` when they would be
    /// refused.
    pub fn preview(&self, commands: &[Command]) -> Option<Plan> {
        self.document
            .with_untracked(|document| document.as_ref().and_then(|document| document.preview(Command::Together(commands.to_vec())).ok()))
    }

    /// Takes the last change back.
    pub fn undo(&self) {
        let now = crate::browser::clock::now_milliseconds();
        self.document.update(|document| {
            document.as_mut().and_then(|document| document.undo(now));
        });
    }

    /// Does the last undone change again.
    pub fn redo(&self) {
        let now = crate::browser::clock::now_milliseconds();
        self.document.update(|document| {
            document.as_mut().and_then(|document| document.redo(now));
        });
    }

    /// Shows a document, or none; what belonged to the one before goes.
    pub fn show_document(&self, document: Option<Document>) {
        self.dialog.set(None);
        self.scenario_id.set(ScenarioId::TODAY);
        self.select(BTreeSet::new());
        self.area_map.set(None);
        self.dismissed.set(Dismissed::default());
        // What was done in another plan is not said over this one; errors stay until they are read.
        self.notices.update(|notices| notices.retain(|notice| notice.kind == NoticeKind::Error));
        self.document.set(document);
    }

    /// Branches a scenario and shows it; answers its identity.
    pub fn branch(&self, name: String, from: ScenarioId) -> Option<ScenarioId> {
        self.run(Command::AddScenario { name, from })?;
        let added = self.plan.with_untracked(|plan| plan.as_ref().and_then(|plan| plan.scenarios.last()).map(|scenario| scenario.id))?;
        self.scenario_id.set(added);
        Some(added)
    }

    /// Whether there is a change to take back.
    pub fn can_undo(&self) -> bool {
        self.document.with(|document| document.as_ref().is_some_and(|document| document.undoable().is_some()))
    }

    /// Whether there is a change to do again.
    pub fn can_redo(&self) -> bool {
        self.document.with(|document| document.as_ref().is_some_and(|document| document.redoable().is_some()))
    }

    /// Opens a dialog.
    pub fn open(&self, dialog: Dialog) {
        self.dialog.set(Some(dialog));
    }

    /// Goes to a place in the app; the address follows.
    pub fn go(&self, route: Route) {
        self.route.set(route);
    }

    /// Asks for the name of a scenario that branches from the one in sight.
    pub fn ask_new_scenario(&self) {
        self.open(Dialog::NewScenario(self.scenario_id.get_untracked()));
    }

    /// Asks for a new name of the scenario in sight.
    pub fn ask_rename_scenario(&self) {
        self.open(Dialog::RenameScenario(self.scenario_id.get_untracked()));
    }

    /// Removes the scenario in sight and shows today's state; undo brings it back.
    pub fn remove_scenario(&self) {
        if self.run(Command::RemoveScenario(self.scenario_id.get_untracked())).is_some() {
            self.scenario_id.set(ScenarioId::TODAY);
        }
    }

    /// Makes the scenario in sight today's state.
    pub fn adopt_scenario(&self) {
        if self.run(Command::AdoptScenario(self.scenario_id.get_untracked())).is_some() {
            self.scenario_id.set(ScenarioId::TODAY);
        }
    }

    /// Shows the other language.
    pub fn switch_language(&self) {
        self.language.update(|language| {
            *language = match language {
                Language::Persian => Language::English,
                Language::English => Language::Persian,
            };
        });
    }

    /// Shows the other theme.
    pub fn switch_theme(&self) {
        self.theme.update(|theme| {
            *theme = match theme {
                Theme::Light => Theme::Dark,
                Theme::Dark => Theme::Light,
            };
        });
    }

    /// How numbers are written on screen.
    pub fn numbers(&self) -> NumberFormat {
        NumberFormat::new(self.language.get_untracked())
    }

    /// How the plan's money is written on screen.
    pub fn money(&self) -> MoneyFormat {
        let (currency, display_unit) = self.plan.with_untracked(|plan| match plan {
            Some(plan) => (plan.settings.currency, plan.settings.display_unit),
            None => (Currency::Irr, DisplayUnit::Main),
        });
        MoneyFormat::new(self.language.get_untracked(), currency, display_unit)
    }

    /// Replaces the selection.
    pub fn select(&self, accounts: BTreeSet<AccountId>) {
        self.selection.set(Shared::new(accounts));
    }

    /// The name of a scenario on screen: today's state is named by the interface.
    pub fn scenario_name(&self, scenario: &Scenario) -> String {
        scenario_name(scenario, self.language.get_untracked())
    }
}

/// The name of a scenario in a language, for what is read away from the screen.
pub fn scenario_name(scenario: &Scenario, language: Language) -> String {
    if scenario.id == ScenarioId::TODAY { crate::locale::words::shell::TODAY.get(language).to_owned() } else { scenario.name.clone() }
}

/// Which accounts lie side by side: computed anew when accounts, areas or the map change, not with every move.
fn neighbourhood(
    works: RwSignal<Works>,
    plan: Memo<Option<Shared<Plan>>>,
    scenario: Memo<Option<Shared<Scenario>>>,
    area_map: RwSignal<Option<Shared<AreaMap>>>,
) -> Memo<Option<Shared<Neighbourhood>>> {
    let ground =
        Memo::new(move |_| plan.with(|plan| plan.as_ref().map(|plan| (Shared(plan.accounts.clone()), Shared(plan.areas.clone())))));
    let shared_out = Memo::new(move |_| {
        scenario.with(|scenario| scenario.as_ref().map_or(SharedOut::Accounts, |scenario| scenario.design.wishes.shared_out))
    });
    Memo::new(move |_| {
        ground.track();
        let plan = plan.get_untracked()?;
        let map = if shared_out.get() == SharedOut::Areas { area_map.get() } else { None };
        let new = works.get().neighbourhood?;
        // Until a plan's own map is here, nothing is planned by other areas in its place.
        if shared_out.get() == SharedOut::Areas && map.is_none() && plan.settings.own_map.is_some() {
            return None;
        }
        Some(Shared::new(new(&plan, shared_out.get(), map.as_deref())))
    })
}
