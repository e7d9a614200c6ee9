//! Actual results from a file: chosen or pasted, read by the worker, looked through, and taken into the plan. What was read is
//! shown in [`super::results_review`] and [`super::results_kept`].

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::results_review::Review;
use super::state::Pay;
use crate::document::Command;
use crate::document::quota::PayPlanCommand;
use crate::document::quota::pay::{ActualResults, KeptResults, usual_month};
use crate::document::quota::question::planned_year;
use crate::domain::{DisplayUnit, YearMonth};
use crate::exchange::FileError;
use crate::exchange::export_table::WorkbookExport;
use crate::exchange::limits::FILE_LIMIT_BYTES;
use crate::exchange::phrases::phrase_file_error;
use crate::exchange::protocol::{ExchangeRequest, ExchangeResponse, RequestId};
use crate::exchange::results::phrases::template;
use crate::exchange::results::{ResultContext, ResultsRead};
use crate::locale::Language;
use crate::locale::text::isolated;
use crate::locale::words::import as import_words;
use crate::locale::words::pay_results as words;
use crate::ui::phrases::{file_error, worker_failure, worker_reason};
use crate::ui::session::download;
use crate::ui::shared::Shared;
use crate::ui::sheets::{ExportFailure, Sheets, SheetsEvent};
use crate::ui::studio::NoticeKind;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file of results on its way into the plan; a handle.
#[derive(Clone, Copy)]
pub struct ResultsFile {
    /// The page.
    pub pay: Pay,
    sheets: Sheets,
    source: StoredValue<Option<(String, Vec<u8>)>>,
    request: StoredValue<Option<RequestId>>,
    /// Its name, while there is one.
    pub name: RwSignal<String>,
    /// Whether the worker reads.
    pub is_reading: RwSignal<bool>,
    /// What was read.
    pub read: RwSignal<Option<Shared<ResultsRead>>>,
    /// Why it cannot be read.
    pub trouble: RwSignal<Option<String>>,
    /// The unit that the user chose for its amounts.
    pub unit: RwSignal<Option<DisplayUnit>>,
    /// The sheet that the user chose.
    pub sheet: RwSignal<Option<String>>,
}

impl ResultsFile {
    fn new(pay: Pay) -> ResultsFile {
        let file = ResultsFile {
            pay,
            sheets: Sheets::get(),
            source: StoredValue::new(None),
            request: StoredValue::new(None),
            name: RwSignal::new(String::new()),
            is_reading: RwSignal::new(false),
            read: RwSignal::new(None),
            trouble: RwSignal::new(None),
            unit: RwSignal::new(None),
            sheet: RwSignal::new(None),
        };
        on_cleanup(move || file.stop_listening());
        file
    }

    /// Lets go of the file.
    pub fn leave(self) {
        self.stop_listening();
        self.source.set_value(None);
        self.read.set(None);
        self.trouble.set(None);
        self.is_reading.set(false);
        self.unit.set(None);
        self.sheet.set(None);
    }

    fn stop_listening(self) {
        if let Some(id) = self.request.try_update_value(Option::take).flatten() {
            self.sheets.forget(id);
        }
    }

    fn open(self, name: String, bytes: Vec<u8>) {
        self.leave();
        self.name.set(name.clone());
        self.source.set_value(Some((name, bytes)));
        self.read_again();
    }

    /// Asks for a file, then reads it.
    fn pick(self) {
        let studio = self.pay.studio;
        spawn_local(async move {
            let picked = match crate::browser::files::pick_file(".csv,.tsv,.txt,.xlsx,.xlsm").await {
                Ok(Some(file)) => file,
                Ok(None) => return,
                Err(error) => return self.trouble.set(Some(file_error(&studio, &error))),
            };
            let name = picked.name();
            if picked.size_bytes() > FILE_LIMIT_BYTES as f64 {
                let error = FileError::TooLarge { bytes: picked.size_bytes() as u64, limit_bytes: FILE_LIMIT_BYTES as u64 };
                self.leave();
                return self.trouble.set(Some(phrase_file_error(&error, &name, studio.language.get_untracked())));
            }
            match picked.read().await {
                Ok(bytes) => self.open(name, bytes),
                Err(error) => {
                    self.leave();
                    self.trouble.set(Some(file_error(&studio, &error)));
                }
            }
        });
    }

    /// Reads the file with the choices so far.
    pub fn read_again(self) {
        let studio = self.pay.studio;
        let Some((name, bytes)) = self.source.get_value() else { return };
        let of = |plan: &crate::document::Plan| ResultContext::of(plan, self.unit.get_untracked());
        let Some(mut context) = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| of(plan))) else { return };
        context.planned_month = self.pay.reckoned.get_untracked().and_then(|reckoned| usual_month(&reckoned.everybody));
        self.stop_listening();
        self.is_reading.set(true);
        self.trouble.set(None);
        let id = self.sheets.listen(move |event| self.hear(event));
        self.request.set_value(Some(id));
        self.sheets.send(&ExchangeRequest::ReadResults { id, name, bytes, sheet: self.sheet.get_untracked(), context });
    }

    fn hear(self, event: SheetsEvent) {
        let studio = self.pay.studio;
        let trouble = match event {
            SheetsEvent::Answer(ExchangeResponse::Results { read, .. }) => {
                self.read.set(Some(Shared::new(*read)));
                None
            }
            SheetsEvent::Answer(ExchangeResponse::Failed { name, error, .. }) => {
                Some(phrase_file_error(&error, &name, studio.language.get_untracked()))
            }
            SheetsEvent::Failure(failure) => Some(worker_failure(&studio, &failure)),
            SheetsEvent::Answer(_) => return,
        };
        self.stop_listening();
        self.is_reading.set(false);
        if trouble.is_some() {
            self.read.set(None);
        }
        self.trouble.set(trouble);
    }

    /// The results as they would be with what was read, and what it changes.
    pub fn with_what_was_read(self) -> Option<(ActualResults, crate::document::quota::pay::actual::Updated)> {
        let rows = self.read.with(|read| read.as_ref().map(|read| read.rows.clone()))?;
        let known = self.pay.results.get().map(|known| (*known).clone()).unwrap_or_default();
        Some(known.updated(ActualResults { source: self.name.get(), rows }))
    }

    /// Takes what was read into the plan.
    pub fn take(self) {
        let studio = self.pay.studio;
        let count = self.read.with_untracked(|read| read.as_ref().map_or(0, |read| read.rows.len()));
        let Some((results, _)) = untrack(|| self.with_what_was_read()) else { return };
        let Some(kept) = KeptResults::of(&results) else { return };
        let command = PayPlanCommand::KeepResults { results: kept, source: results.source };
        if studio.run(Command::ChangePayPlans(Box::new(command))).is_some() {
            studio.notify(NoticeKind::Done, studio.fill(words::TAKEN, &[("count", &studio.numbers().count(count))]));
            self.leave();
        }
    }

    /// Hands out a workbook to fill in.
    fn save_template(self) {
        let studio = self.pay.studio;
        let (Some(plan), Some(scenario)) = (studio.plan.get_untracked(), studio.scenario.get_untracked()) else { return };
        let first_month = YearMonth { year: planned_year(&plan, &scenario), month: plan.settings.fiscal_year_first_month.clamp(1, 12) };
        let language = plan.settings.language;
        let workbook = WorkbookExport { is_right_to_left: language == Language::Persian, sheets: vec![template(&plan, first_month)] };
        let name = format!("{}.xlsx", words::TEMPLATE_FILE.get(language));
        self.sheets.export_xlsx(workbook, move |written| match written {
            Ok(bytes) => download(studio, &name, XLSX, &bytes),
            Err(ExportFailure::Worker(failure)) => {
                let why = worker_reason(&studio, &failure);
                studio.notify(NoticeKind::Error, studio.fill(import_words::FILE_NOT_WRITTEN, &[("why", &why)]));
            }
            Err(ExportFailure::File(error)) => {
                studio.notify(NoticeKind::Error, phrase_file_error(&error, &name, studio.language.get_untracked()));
            }
        });
    }
}

/// The card: where results come from, and what was read while it is looked through.
#[component]
pub fn ResultsCard() -> impl IntoView {
    let pay = Pay::get();
    let studio = pay.studio;
    let file = ResultsFile::new(pay);
    let pasted = RwSignal::new(String::new());
    let has_kept = Memo::new(move |_| studio.plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.pay_results.is_some())));
    let is_unreadable = move || has_kept.get() && pay.results.with(Option::is_none);
    let remove = move |_| {
        studio.run(Command::ChangePayPlans(Box::new(PayPlanCommand::RemoveResults)));
    };
    let read_pasted = move |_| file.open(studio.say(words::PASTED).to_owned(), pasted.get_untracked().into_bytes());
    view! {
        <section class="card card-body stack no-print pay-results" aria-labelledby="pay-results-title">
            <h2 id="pay-results-title">{studio.say(words::TITLE)}</h2>
            <p class="dim small">{studio.say(words::WHY)}</p>
            <div class="row">
                <button type="button" class="button main" on:click=move |_| file.pick()>{studio.say(words::CHOOSE)}</button>
                <button type="button" class="button" on:click=move |_| file.save_template()>{studio.say(words::TEMPLATE)}</button>
                <Show when=move || has_kept.get()>
                    <span class="grow"></span>
                    <button type="button" class="button small" on:click=remove>{studio.say(words::REMOVE)}</button>
                </Show>
            </div>
            <div class="field">
                <label for="pay-results-paste">{studio.say(words::PASTE)}</label>
                <textarea
                    id="pay-results-paste" class="textarea import-paste" rows="2" dir="auto" spellcheck="false" prop:value=pasted
                    on:input=move |event| pasted.set(event_target_value(&event))
                ></textarea>
            </div>
            <Show when=move || pasted.with(|text| !text.trim().is_empty())>
                <div class="row"><button type="button" class="button" on:click=read_pasted>{studio.say(words::PASTE_READ)}</button></div>
            </Show>
            <p role="status" class="dim small">{move || file.is_reading.get().then(|| studio.fill(words::READING, &[("name", &isolated(&file.name.get()))]))}</p>
            <div role="alert">
                {move || file.trouble.get().map(|trouble| view! { <p class="notice error">{trouble}</p> })}
                {move || is_unreadable().then(|| view! { <p class="notice warning">{studio.say(words::UNREADABLE)}</p> })}
            </div>
            <Show when=move || file.read.with(Option::is_some)><Review file=file /></Show>
        </section>
    }
}
