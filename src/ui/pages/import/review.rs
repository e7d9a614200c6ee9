//! The second step: what will come in, how the file is read, and the first rows, on one screen.

use leptos::prelude::*;

use super::choice::Choice;
use super::finish::import;
use super::options::ReadingOptions;
use super::problems::ProblemList;
use super::proposals::Proposals;
use super::source::{ProgressBar, TroubleNotice};
use super::state::Wizard;
use super::table::PreviewTable;
use crate::exchange::Field;
use crate::exchange::protocol::Stage;
use crate::locale::words::import as words;
use crate::locale::words::shell;
use crate::wizard::{dates, summary};

/// Columns, preview, problems and the button that imports.
#[component]
pub fn Review(
    /// The state.
    wizard: Wizard,
    /// Whether a file hangs over the window.
    is_over: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <div class="dialog-body import-review" class:over=move || is_over.get()>
            <Answer wizard=wizard />
            <TargetChoice wizard=wizard />
            <TroubleNotice wizard=wizard />
            <Proposals wizard=wizard />
            <ReadingOptions wizard=wizard />
            <PreviewTable wizard=wizard />
            <ProblemList wizard=wizard />
        </div>
        <Foot wizard=wizard />
    }
}

/// What the import would do, or how far looking through the rows is.
#[component]
fn Answer(wizard: Wizard) -> impl IntoView {
    let studio = wizard.studio;
    let sentence = move || {
        let language = studio.language.get_untracked();
        wizard
            .outcome
            .with(|outcome| outcome.as_ref().map(|outcome| summary::before(outcome.rows, outcome.changes, &outcome.effects, language)))
    };
    view! {
        <div class="import-answer">
            <h1 role="status" aria-live="polite">{sentence}</h1>
            <Show when=move || wizard.progress.with(Option::is_some)>
                <p class="dim">{move || progress_words(wizard)}</p>
                <ProgressBar wizard=wizard />
            </Show>
            <p class="dim small">{move || studio.fill(words::FROM_FILE, &[("name", &wizard.name.get())])}</p>
        </div>
    }
}

/// Which scenario the territories and sellers of the file go into, where the plan has more than today's state.
#[component]
fn TargetChoice(wizard: Wizard) -> impl IntoView {
    let studio = wizard.studio;
    let has_territories = Memo::new(move |_| {
        wizard.preview.with(|preview| {
            let mapping = preview.as_ref().map(|preview| &preview.options.mapping);
            mapping.is_some_and(|mapping| [Field::Territory, Field::Seller].iter().any(|field| mapping.column_of(*field).is_some()))
        })
    });
    let scenarios = Memo::new(move |_| {
        let named = |scenario: &std::sync::Arc<crate::document::Scenario>| (scenario.id, studio.scenario_name(scenario));
        studio.plan.with(|plan| plan.iter().flat_map(|plan| plan.scenarios.iter().map(named)).collect::<Vec<_>>())
    });
    let choice = move || {
        let scenarios = scenarios.get();
        let ids: Vec<_> = scenarios.iter().map(|(id, _)| *id).collect();
        let labels = scenarios.into_iter().map(|(_, name)| name).collect();
        let known = ids.clone();
        let chosen = Signal::derive(move || known.iter().position(|id| *id == wizard.rules.get().target));
        let on_choose = Callback::new(move |index: usize| {
            if let Some(target) = ids.get(index).copied() {
                wizard.choose_rules(|rules| rules.target = target);
            }
        });
        view! { <Choice label=studio.say(words::TARGET) labels=labels chosen=chosen on_choose=on_choose /> }
    };
    view! {
        <Show when=move || has_territories.get() && scenarios.with(|scenarios| scenarios.len() > 1)>
            <div class="import-options import-target">{choice()}</div>
        </Show>
    }
}

fn progress_words(wizard: Wizard) -> String {
    let studio = wizard.studio;
    let numbers = studio.numbers();
    match wizard.progress.get() {
        Some(progress) if progress.stage != Stage::Reading && progress.total > 1 => {
            let text = if wizard.is_importing.get() { words::IMPORTING_ROWS } else { words::PROGRESS_ROWS };
            studio.fill(text, &[("done", &numbers.count(progress.done)), ("total", &numbers.count(progress.total))])
        }
        _ => studio.fill(words::READING_FILE, &[("name", &wizard.name.get())]),
    }
}

/// What becomes of rows with errors, and the buttons.
#[component]
fn Foot(wizard: Wizard) -> impl IntoView {
    let studio = wizard.studio;
    let has_name =
        Memo::new(move |_| wizard.preview.with(|preview| preview.as_ref().is_some_and(|preview| preview.options.mapping.names_accounts())));
    let nothing_kept = move || wizard.outcome.with(|outcome| outcome.as_ref().is_some_and(|outcome| outcome.rows.kept == 0));
    let asks_dates = Memo::new(move |_| wizard.preview.with(|preview| preview.as_ref().is_some_and(|preview| dates::is_open(preview))));
    let is_blocked = move || {
        !has_name.get()
            || asks_dates.get()
            || wizard.waits_for_unit()
            || wizard.waits_for_order()
            || nothing_kept()
            || wizard.trouble.with(Option::is_some)
            || wizard.is_importing.get()
    };
    let label = move || {
        wizard.outcome.with(|outcome| match outcome {
            Some(outcome) => studio.fill(words::IMPORT_COUNT, &[("count", &studio.numbers().count(outcome.rows.kept))]),
            None => studio.say(words::IMPORT_NOW).to_owned(),
        })
    };
    // Rows that are already there are imported at once; else the import goes on as soon as they are.
    Effect::new(move |_| {
        if wizard.is_importing.get() && wizard.outcome.with(Option::is_some) {
            import(wizard);
        }
    });
    view! {
        <div class="dialog-foot import-foot">
            <BadRows wizard=wizard />
            <Show when=move || !has_name.get()>
                <p class="warn import-hint" role="status">{studio.say(words::NEEDS_NAME)}</p>
            </Show>
            <Show when=move || asks_dates.get()>
                <p class="warn import-hint" role="status">{studio.say(words::DATES_WAIT)}</p>
            </Show>
            <Show when=move || wizard.waits_for_unit()>
                <p class="warn import-hint" role="status">{studio.say(words::UNIT_WAIT)}</p>
            </Show>
            <Show when=move || wizard.waits_for_order()>
                <p class="warn import-hint" role="status">{studio.say(words::ORDER_WAIT)}</p>
            </Show>
            <span class="grow"></span>
            <Show
                when=move || wizard.is_importing.get()
                fallback=move || view! {
                    <button type="button" class="button quiet" on:click=move |_| wizard.leave()>{studio.say(words::CHOOSE_OTHER)}</button>
                    <button type="button" class="button" on:click=move |_| studio.dialog.set(None)>{studio.say(shell::CANCEL)}</button>
                }
            >
                <span class="dim" role="status">{studio.say(words::PUTTING)}</span>
                <button type="button" class="button" on:click=move |_| wizard.is_importing.set(false)>{studio.say(words::STOP_IMPORT)}</button>
            </Show>
            <button type="button" class="button main" disabled=is_blocked on:click=move |_| wizard.is_importing.set(true)>{label}</button>
        </div>
    }
}

/// Whether rows with errors are left out, or come in without the values that cannot be read.
#[component]
fn BadRows(wizard: Wizard) -> impl IntoView {
    let studio = wizard.studio;
    let keeps = Memo::new(move |_| wizard.choices.with(|choices| choices.keeps_rows_with_bad_values));
    let left_out = Memo::new(move |_| wizard.outcome.with(|outcome| outcome.as_ref().map_or(0, |outcome| outcome.rows.left_out)));
    let label = move || match left_out.get() {
        _ if keeps.get() => studio.say(words::LEAVE_OUT_UNKNOWN).to_owned(),
        0 => studio.say(words::LEAVE_OUT_UNKNOWN).to_owned(),
        count => studio.fill(words::LEAVE_OUT, &[("count", &studio.numbers().count(count))]),
    };
    view! {
        <Show when=move || { left_out.get() > 0 || keeps.get() }>
            <div class="import-bad-rows">
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || !keeps.get()
                        on:change=move |event| {
                            let leaves_out = event_target_checked(&event);
                            wizard.choose(move |choices| choices.keeps_rows_with_bad_values = !leaves_out);
                        }
                    />
                    <span>{label}</span>
                </label>
                <Show when=move || keeps.get()>
                    <p class="dim small">{studio.say(words::KEEP_WITHOUT)}</p>
                </Show>
            </div>
        </Show>
    }
}
