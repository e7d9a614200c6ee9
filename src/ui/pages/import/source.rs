//! The first step: where the customers come from. Also shows how far reading is, and why a file was refused.

use leptos::prelude::*;

use super::kinds::Source;
use super::state::Wizard;
use crate::locale::words::import as words;
use crate::locale::words::shell;
use crate::ui::session::download;
use crate::ui::sheets::ExportFailure;
use crate::ui::studio::NoticeKind;
use crate::ui::widgets::icon::{self, Icon};
use crate::wizard::template::template;

/// The MIME type of workbooks.
const XLSX_MIME: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Asks for a file or a pasted table.
#[component]
pub fn SourceStep(
    /// The state.
    wizard: Wizard,
    /// Whether a file hangs over the window.
    is_over: RwSignal<bool>,
) -> impl IntoView {
    let studio = wizard.studio;
    let pasted = RwSignal::new(String::new());
    let is_reading = Memo::new(move |_| wizard.is_reading());
    let read_pasted = move |_| {
        if !pasted.with_untracked(|text| text.trim().is_empty()) {
            wizard.open(Source::Text(pasted.get_untracked()));
        }
    };
    view! {
        <div class="dialog-body import-source">
            <TroubleNotice wizard=wizard />
            <Show when=move || !is_reading.get() fallback=move || view! { <Reading wizard=wizard /> }>
                <div class="import-drop" class:over=move || is_over.get()>
                    <Icon path=icon::IMPORT />
                    <p class="import-drop-title">
                        {move || studio.say(if is_over.get() { words::DROP_NOW } else { words::DROP_TITLE })}
                    </p>
                    <p class="dim small">{studio.say(words::DROP_KINDS)}</p>
                    <div class="row">
                        <button type="button" class="button main" autofocus on:click=move |_| wizard.pick()>{studio.say(words::CHOOSE_FILE)}</button>
                        <button type="button" class="button" on:click=move |_| save_template(wizard)>{studio.say(words::TEMPLATE)}</button>
                    </div>
                </div>
                <div class="field">
                    <label for="import-paste">{studio.say(words::PASTE_LABEL)}</label>
                    <textarea
                        id="import-paste"
                        class="textarea import-paste"
                        rows="3"
                        dir="auto"
                        spellcheck="false"
                        on:input=move |event| pasted.set(event_target_value(&event))
                    ></textarea>
                </div>
                <Show when=move || pasted.with(|text| !text.trim().is_empty())>
                    <div class="row">
                        <button type="button" class="button" on:click=read_pasted>{studio.say(words::PASTE_READ)}</button>
                    </div>
                </Show>
            </Show>
        </div>
    }
}

/// Why the last file was refused or the worker failed.
#[component]
pub fn TroubleNotice(
    /// The state.
    wizard: Wizard,
) -> impl IntoView {
    let studio = wizard.studio;
    view! {
        <div role="alert">
            {move || wizard.trouble.get().map(|trouble| view! {
                <div class="notice error">
                    <Icon path=icon::WARNING />
                    <span class="grow">{trouble.words}</span>
                    <Show when=move || trouble.can_retry>
                        <button type="button" class="button small" on:click=move |_| wizard.reopen()>{studio.say(words::TRY_AGAIN)}</button>
                    </Show>
                </div>
            })}
        </div>
    }
}

/// How far reading is, before anything can be shown.
#[component]
fn Reading(wizard: Wizard) -> impl IntoView {
    let studio = wizard.studio;
    view! {
        <div class="import-drop import-reading">
            <p class="import-drop-title" role="status">
                {move || studio.fill(words::READING_FILE, &[("name", &wizard.name.get())])}
            </p>
            <Bar label=studio.say(words::PROGRESS_LABEL) share=Signal::derive(move || wizard.reading_share()) />
            <button type="button" class="button" on:click=move |_| wizard.leave()>{studio.say(shell::CANCEL)}</button>
        </div>
    }
}

/// How far the worker is.
#[component]
pub fn ProgressBar(
    /// The state.
    wizard: Wizard,
) -> impl IntoView {
    let share = Signal::derive(move || {
        let progress = wizard.progress.get();
        progress.map_or(0, |progress| progress.done * 100 / progress.total.max(1)).min(100)
    });
    view! { <Bar label=wizard.studio.say(words::PROGRESS_LABEL) share=share /> }
}

/// A bar of so many percent.
#[component]
fn Bar(label: &'static str, share: Signal<usize>) -> impl IntoView {
    view! {
        <div
            class="progress"
            role="progressbar"
            aria-label=label
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=move || share.get().to_string()
        >
            <span style:inline-size=move || format!("{}%", share.get())></span>
        </div>
    }
}

/// Hands out a workbook to start from.
fn save_template(wizard: Wizard) {
    let studio = wizard.studio;
    let Some(settings) = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.settings.clone())) else { return };
    let name = format!("{}.xlsx", words::TEMPLATE_FILE.get(settings.language));
    wizard.sheets().export_xlsx(template(&settings), move |written| match written {
        Ok(bytes) => download(studio, &name, XLSX_MIME, &bytes),
        Err(ExportFailure::Worker(failure)) => {
            let why = crate::ui::phrases::worker_reason(&studio, &failure);
            studio.notify(NoticeKind::Error, studio.fill(words::FILE_NOT_WRITTEN, &[("why", &why)]));
        }
        Err(ExportFailure::File(error)) => {
            let language = studio.language.get_untracked();
            studio.notify(NoticeKind::Error, crate::exchange::phrases::phrase_file_error(&error, &name, language));
        }
    });
}
