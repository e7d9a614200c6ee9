//! The state of the import wizard: the file, the choices, and what the worker said so far. One request opens
//! the file and reads all rows, so that the import itself only has to put them into the plan. What is done with the
//! worker's answers is in [`hearing`], what is asked of the order of coordinates in [`order`].

mod hearing;
mod order;

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::kinds::{Content, CountryNote, KnownMaps, Outcome, Progress, Recollection, Source, Trouble};
use crate::browser::files::PickedFile;
use crate::document::import::columns_to_settle;
use crate::document::{ImportRules, Plan, PreparedImport};
use crate::domain::DisplayUnit;
use crate::exchange::Field;
use crate::exchange::known_codes::KnownCodes;
use crate::exchange::limits::FILE_LIMIT_BYTES;
use crate::exchange::options::{ImportContext, UserChoices};
use crate::exchange::period::Period;
use crate::exchange::protocol::{ExchangeRequest, Preview, RequestId, Stage};
use crate::locale::words::import as words;
use crate::ui::phrases::file_error;
use crate::ui::shared::Shared;
use crate::ui::sheets::Sheets;
use crate::ui::studio::Studio;
use crate::wizard::areas;
use crate::wizard::order::OrderQuestion;
use crate::wizard::sheets::Tried;
use crate::wizard::units::{self, UnitQuestion};

/// The state of the wizard. A handle: copies refer to the same state.
#[derive(Clone, Copy)]
pub struct Wizard {
    /// The app.
    pub studio: Studio,
    sheets: Sheets,
    source: StoredValue<Option<Source>, LocalStorage>,
    /// The request whose answers count; those of earlier ones are not heard.
    request: StoredValue<Option<RequestId>>,
    /// The accounts that the worker delivered so far, ready to be put into the plan.
    prepared: StoredValue<Option<PreparedImport>>,
    /// The columns that remembered choices were looked up for.
    recalled: StoredValue<Option<String>>,
    /// Which sheet was looked at because the ones before it held no table.
    tried_sheet: StoredValue<Tried>,
    has_chosen_country: StoredValue<bool>,
    has_looked_for_country: StoredValue<bool>,
    maps: StoredValue<KnownMaps>,
    /// What is said of the country.
    pub country_note: RwSignal<CountryNote>,
    /// The country that areas are in, where one is chosen or likely.
    pub country: RwSignal<Option<String>>,
    /// What is asked of the order of latitude and longitude, with the countries that either reading would mean.
    pub order_asked: RwSignal<Option<OrderQuestion>>,
    /// The name of what is read.
    pub name: RwSignal<String>,
    /// Whether a file was chosen and nothing of it can be shown yet, however often it is read until then.
    is_opening: RwSignal<bool>,
    /// How far the worker is; `None` when it rests.
    pub progress: RwSignal<Option<Progress>>,
    /// How the file is read, with its first rows.
    pub preview: RwSignal<Option<Shared<Preview>>>,
    /// What the user chose.
    pub choices: RwSignal<UserChoices>,
    /// What came of all rows, once they were read.
    pub outcome: RwSignal<Option<Shared<Outcome>>>,
    /// What went wrong.
    pub trouble: RwSignal<Option<Trouble>>,
    /// Whether the import goes on as soon as all rows are there.
    pub is_importing: RwSignal<bool>,
    /// What the columns are remembered from, where they are read otherwise than proposed.
    pub recollection: RwSignal<Option<Recollection>>,
    /// Whether a money unit was guessed from the size of the figures.
    pub is_unit_guessed: RwSignal<bool>,
    /// The columns of money whose unit the user chose.
    pub settled_units: RwSignal<BTreeSet<Field>>,
    /// The scenario that territories and sellers go into, and whether customers are found by name.
    pub rules: RwSignal<ImportRules>,
    /// What is asked of units that the plan's amounts speak against.
    pub unit_questions: Memo<Vec<UnitQuestion>>,
}

impl Wizard {
    /// A wizard that has no file yet.
    pub fn new(studio: Studio, sheets: Sheets) -> Wizard {
        let preview: RwSignal<Option<Shared<Preview>>> = RwSignal::new(None);
        let settled_units = RwSignal::new(BTreeSet::new());
        let unit_questions = Memo::new(move |_| {
            settled_units.with(|settled| {
                let plan = studio.plan.get();
                preview.with(|preview| {
                    preview.as_ref().zip(plan).map(|(preview, plan)| units::questions(preview, &plan, settled)).unwrap_or_default()
                })
            })
        });
        Wizard {
            studio,
            sheets,
            source: StoredValue::new_local(None),
            request: StoredValue::new(None),
            prepared: StoredValue::new(None),
            recalled: StoredValue::new(None),
            tried_sheet: StoredValue::new(Tried::Nothing),
            has_chosen_country: StoredValue::new(false),
            has_looked_for_country: StoredValue::new(false),
            maps: StoredValue::new(KnownMaps::default()),
            country_note: RwSignal::new(CountryNote::Nothing),
            country: RwSignal::new(country_of_plan(studio)),
            order_asked: RwSignal::new(None),
            name: RwSignal::new(String::new()),
            is_opening: RwSignal::new(false),
            progress: RwSignal::new(None),
            preview,
            choices: RwSignal::new(UserChoices::default()),
            outcome: RwSignal::new(None),
            trouble: RwSignal::new(None),
            is_importing: RwSignal::new(false),
            recollection: RwSignal::new(None),
            is_unit_guessed: RwSignal::new(false),
            settled_units,
            rules: RwSignal::new(usual_rules(studio)),
            unit_questions,
        }
    }

    /// The worker.
    pub fn sheets(self) -> Sheets {
        self.sheets
    }

    /// Opens a file or text; what was open before is let go.
    pub fn open(self, source: Source) {
        let name = match &source {
            Source::File(file) => file.name(),
            Source::Text(_) => self.studio.say(words::PASTED_NAME).to_owned(),
        };
        self.leave();
        self.choices.set(UserChoices::default());
        self.name.set(name);
        self.source.set_value(Some(source));
        self.read_source();
    }

    /// Opens the same source once more with the choices so far: after a failure, or for areas of another country.
    pub fn reopen(self) {
        self.stop_listening();
        self.trouble.set(None);
        self.read_source();
    }

    /// Goes back to the choice of a file. A worker that reads is ended: a workbook is read in one go.
    pub fn leave(self) {
        self.stop_listening();
        if self.is_opening.get_untracked() {
            self.sheets.stop();
        }
        self.is_opening.set(false);
        self.source.set_value(None);
        self.recalled.set_value(None);
        self.tried_sheet.set_value(Tried::Nothing);
        self.preview.set(None);
        self.outcome.set(None);
        self.trouble.set(None);
        self.is_importing.set(false);
        self.recollection.set(None);
        self.is_unit_guessed.set(false);
        self.settled_units.set(BTreeSet::new());
        self.has_looked_for_country.set_value(false);
        self.order_asked.set(None);
        self.rules.set(usual_rules(self.studio));
        if self.country_note.get_untracked() != CountryNote::Nothing {
            self.country_note.set(CountryNote::Nothing);
            self.country.set(country_of_plan(self.studio));
            self.has_chosen_country.set_value(false);
        }
    }

    /// Lets go of the file in the worker too; the wizard is being closed.
    pub fn close(self) {
        self.stop_listening();
        if self.is_opening.try_get_untracked() == Some(true) {
            return self.sheets.stop();
        }
        self.sheets.send_if_running(&ExchangeRequest::Close);
    }

    /// Changes the user's choices and reads the rows anew.
    pub fn choose(self, change: impl FnOnce(&mut UserChoices)) {
        self.choices.update(change);
        self.send_choices();
    }

    /// Changes a choice after which the columns are other ones: what is known of the old ones is let go.
    pub fn choose_table(self, change: impl FnOnce(&mut UserChoices)) {
        self.recollection.set(None);
        self.is_unit_guessed.set(false);
        self.settled_units.set(BTreeSet::new());
        self.recalled.set_value(None);
        self.tried_sheet.set_value(Tried::Chosen);
        self.choose(|choices| {
            choices.mapping = None;
            choices.sales_unit = None;
            choices.potential_unit = None;
            change(choices);
        });
    }

    /// Takes a column for a field.
    pub fn assign(self, column: usize, field: Field) {
        let Some(preview) = self.preview.get_untracked() else { return };
        let mut mapping = preview.options.mapping.clone();
        mapping.assign(column, crate::wizard::cells::counterpart(field, preview.options.swaps_coordinates));
        self.recollection.set(None);
        self.choose(|choices| choices.mapping = Some(mapping));
    }

    /// Reads a column of money in a unit.
    pub fn choose_unit(self, field: Field, unit: DisplayUnit) {
        self.is_unit_guessed.set(false);
        self.settled_units.update(|settled| {
            settled.insert(field);
        });
        self.choose(|choices| match field {
            Field::Potential => choices.potential_unit = Some(unit),
            _ => choices.sales_unit = Some(unit),
        });
    }

    /// Puts the rows into the plan by other rules.
    pub fn choose_rules(self, change: impl FnOnce(&mut ImportRules)) {
        self.rules.update(change);
        self.send_choices();
    }

    /// Whether the import must wait until the user has said which unit amounts are in.
    pub fn waits_for_unit(self) -> bool {
        self.settled_units.with(|settled| self.unit_questions.with(|asked| asked.iter().any(|question| !settled.contains(&question.field))))
    }

    /// Says what time the figures of a column count.
    pub fn choose_period(self, column: usize, period: Period) {
        let Some(preview) = self.preview.get_untracked() else { return };
        let mut mapping = preview.options.mapping.clone();
        if let Some(column) = mapping.columns.get_mut(column) {
            column.period = Some(period);
        }
        self.choose(|choices| choices.mapping = Some(mapping));
    }

    /// Forgets the remembered reading of such files and detects anew.
    pub fn detect_anew(self) {
        self.recollection.set(None);
        self.choose(|choices| choices.mapping = None);
    }

    /// Matches areas against another country's; the file is read anew.
    pub fn choose_country(self, country: Option<String>) {
        self.has_chosen_country.set_value(true);
        self.country.set(country);
        // Where the country lies tells the order now.
        self.order_asked.set(None);
        self.choices.update(|choices| choices.swaps_coordinates = None);
        self.reopen();
    }

    /// Whether the user has said which country areas are in.
    pub fn has_chosen_country(self) -> bool {
        self.has_chosen_country.get_value()
    }

    /// Whether a file was chosen and nothing of it can be shown yet.
    pub fn is_reading(self) -> bool {
        self.is_opening.get()
    }

    /// How far reading is, in percent. Where the country is still to be found, the file may be read twice.
    pub fn reading_share(self) -> usize {
        let of_this = self.progress.get().map_or(100, |progress| match progress.stage {
            Stage::Reading => (progress.done * 100 / progress.total.max(1)).min(100),
            Stage::Checking | Stage::Delivering => 100,
        });
        match (self.has_looked_for_country.get_value(), self.country.with(Option::is_none)) {
            (true, _) => 50 + of_this / 2,
            (false, true) => of_this / 2,
            (false, false) => of_this,
        }
    }

    /// Asks for a file, then reads it.
    pub fn pick(self) {
        spawn_local(async move {
            match crate::browser::files::pick_file(".csv,.tsv,.txt,.xlsx,.xlsm").await {
                Ok(Some(file)) => self.open(Source::File(file)),
                Ok(None) => {}
                Err(error) => self.trouble.set(Some(Trouble { words: file_error(&self.studio, &error), can_retry: false })),
            }
        });
    }

    /// The import, when it may go on.
    pub fn take_import(self) -> Option<PreparedImport> {
        if !self.outcome.with_untracked(|outcome| outcome.as_ref().is_some_and(|outcome| outcome.rows.kept > 0)) {
            return None;
        }
        self.prepared.try_update_value(Option::take).flatten()
    }

    fn read_source(self) {
        let Some(source) = self.source.get_value() else { return };
        let id = self.begin();
        self.is_opening.set(self.preview.with_untracked(Option::is_none));
        self.progress.set(Some(Progress { stage: Stage::Reading, done: 0, total: 1_000 }));
        spawn_local(async move {
            self.load_regions().await;
            let read = match source {
                Source::Text(text) => Ok(Content::Text(text)),
                Source::File(file) if file.size_bytes() > FILE_LIMIT_BYTES as f64 => Err(self.too_large(&file)),
                Source::File(file) => file
                    .read()
                    .await
                    .map(Content::Bytes)
                    .map_err(|_| Trouble { words: self.studio.fill(words::FILE_UNREADABLE, &[("name", &file.name())]), can_retry: false }),
            };
            if self.request.try_get_value().flatten() != Some(id) {
                return;
            }
            match (read, self.context()) {
                (Ok(content), Some(context)) => self.send_content(id, content, context),
                (Err(trouble), _) => self.fail(trouble),
                (Ok(_), None) => self.leave(),
            }
        });
    }

    fn send_content(self, id: RequestId, content: Content, context: ImportContext) {
        let name = self.name.get_untracked();
        self.sheets.send(&match content {
            Content::Bytes(bytes) => ExchangeRequest::OpenFile { id, name, bytes, context },
            Content::Text(text) => ExchangeRequest::OpenText { id, name, text, context },
        });
        let choices = self.choices.get_untracked();
        if choices != UserChoices::default() {
            self.sheets.send(&ExchangeRequest::SetChoices { id, choices });
        }
        self.sheets.send(&ExchangeRequest::Interpret { id });
    }

    fn send_choices(self) {
        let id = self.begin();
        self.progress.set(Some(Progress { stage: Stage::Checking, done: 0, total: 1 }));
        self.sheets.send(&ExchangeRequest::SetChoices { id, choices: self.choices.get_untracked() });
        self.sheets.send(&ExchangeRequest::Interpret { id });
    }

    /// A new request, whose answers take the place of what was read before.
    fn begin(self) -> RequestId {
        self.stop_listening();
        let id = self.sheets.listen(move |event| self.hear(event));
        self.request.set_value(Some(id));
        let rules = self.rules.get_untracked();
        self.prepared.set_value(self.plan().map(|plan| PreparedImport::by_rules(self.name.get_untracked(), &plan, rules)));
        id
    }

    fn stop_listening(self) {
        if let Some(id) = self.request.try_update_value(Option::take).flatten() {
            self.sheets.forget(id);
        }
        self.prepared.set_value(None);
        self.outcome.set(None);
        self.progress.set(None);
    }

    fn plan(self) -> Option<Shared<Plan>> {
        self.studio.plan.get_untracked()
    }

    fn context(self) -> Option<ImportContext> {
        let plan = self.plan()?;
        let country = self.country.get_untracked();
        let KnownMaps { regions, map } = self.maps.get_value();
        let directory = areas::directory(&plan, country.as_deref(), &regions);
        let known_codes = KnownCodes::of(plan.accounts.iter().filter_map(|account| account.code.as_deref()));
        let columns_to_settle = columns_to_settle(&plan);
        Some(ImportContext { map, known_codes, columns_to_settle, ..ImportContext::of_settings(&plan.settings, directory) })
    }

    /// Reads the country's map from the app's own files; without it areas keep their names only.
    async fn load_regions(self) {
        let maps = match self.country.get_untracked() {
            None => KnownMaps::default(),
            Some(country) => {
                let map = crate::browser::fetch::bytes(&format!("maps/{country}.json")).await.unwrap_or_default();
                let regions = if country == areas::IRAN_CODE { Vec::new() } else { areas::regions_of_map(&map) };
                KnownMaps { regions, map }
            }
        };
        self.maps.try_update_value(|known| *known = maps);
    }

    fn too_large(self, file: &PickedFile) -> Trouble {
        let numbers = self.studio.numbers();
        let megabytes = |bytes: f64| numbers.decimal(bytes / 1_048_576.0, 1);
        let values = [("name", file.name()), ("size", megabytes(file.size_bytes())), ("limit", megabytes(FILE_LIMIT_BYTES as f64))];
        let values: Vec<(&str, &str)> = values.iter().map(|(place, value)| (*place, value.as_str())).collect();
        Trouble { words: self.studio.fill(words::TOO_LARGE_BEFORE_READING, &values), can_retry: false }
    }
}

/// Territories go where every other change of them would: into the scenario in sight.
fn usual_rules(studio: Studio) -> ImportRules {
    ImportRules { target: studio.scenario_id.get_untracked(), ..ImportRules::default() }
}

/// The country that a plan's own settings name.
fn country_of_plan(studio: Studio) -> Option<String> {
    studio.plan.with_untracked(|plan| plan.as_ref().and_then(|plan| areas::likely_country(plan).map(str::to_owned)))
}
