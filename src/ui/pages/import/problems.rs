//! All problems of all rows, by kind, with their places and what to do.

use leptos::prelude::*;

use super::state::Wizard;
use crate::exchange::finding::Severity;
use crate::exchange::phrases::phrase_file_error;
use crate::exchange::protocol::ExchangeRequest;
use crate::locale::words::import as words;
use crate::ui::phrases::worker_reason;
use crate::ui::session::{download, file_stem};
use crate::ui::sheets::ExportFailure;
use crate::ui::studio::NoticeKind;
use crate::ui::widgets::icon::{self, Icon};
use crate::wizard::problems::{ProblemGroup, ProblemPlace, groups};

/// The list.
#[component]
pub fn ProblemList(
    /// The state.
    wizard: Wizard,
) -> impl IntoView {
    let studio = wizard.studio;
    move || {
        let language = studio.language.get_untracked();
        let outcome = wizard.outcome.get()?;
        let groups = groups(&outcome.findings, language);
        Some(if groups.is_empty() {
            view! { <p class="good import-fine"><Icon path=icon::DONE />{studio.say(words::NO_PROBLEMS)}</p> }.into_any()
        } else {
            view! {
                <section class="import-problems" aria-labelledby="import-problems">
                    <div class="row">
                        <h2 id="import-problems" class="grow">{studio.say(words::PROBLEMS)}</h2>
                        <button type="button" class="button small" on:click=move |_| save_all(wizard)>{studio.say(words::SAVE_PROBLEMS)}</button>
                    </div>
                    {groups.into_iter().map(|group| view! { <Group wizard=wizard group=group /> }).collect_view()}
                </section>
            }
            .into_any()
        })
    }
}

/// One kind of problem.
#[component]
fn Group(wizard: Wizard, group: ProblemGroup) -> impl IntoView {
    let studio = wizard.studio;
    let numbers = studio.numbers();
    let is_error = group.severity == Severity::Error;
    let severity = studio.say(match group.severity {
        Severity::Error => words::PROBLEM_ERROR,
        Severity::LeftOut => words::PROBLEM_LEFT_OUT,
        Severity::Warning => words::PROBLEM_WARNING,
    });
    let title = studio.fill(words::PROBLEM_COUNT, &[("title", group.title), ("count", &numbers.count(group.count))]);
    let comma = studio.say(words::LIST_COMMA);
    let columns = (!group.columns.is_empty()).then(|| studio.fill(words::IN_COLUMNS, &[("columns", &group.columns.join(comma))]));
    let more = (group.unlisted > 0).then(|| studio.fill(words::PLACES_MORE, &[("count", &numbers.count(group.unlisted))]));
    let places_label = title.clone();
    let names_columns = group.columns.len() > 1;
    // Many places are many elements: they are made when they are asked for.
    let is_open = RwSignal::new(false);
    let places = StoredValue::new(group.places);
    let row_word = studio.say(words::ROW_NUMBER);
    let listed = move || {
        is_open.get().then(|| places.get_value().into_iter().map(|place| place_item(row_word, place, names_columns)).collect_view())
    };
    let toggle = move |event: leptos::ev::Event| {
        is_open.set(event_target::<web_sys::HtmlElement>(&event).has_attribute("open"));
    };
    view! {
        <details class="import-problem" on:toggle=toggle>
            <summary>
                <span class=if is_error { "bad" } else { "warn" } title=severity><Icon path=icon::WARNING /></span>
                <span class="grow">
                    <strong>{title}</strong>
                    " "
                    {columns.map(|columns| view! { <bdi class="dim">{columns}</bdi> })}
                    <span class="import-to-do">{group.to_do}</span>
                </span>
                <span class="dim small import-severity">{severity}</span>
            </summary>
            <ul class="import-places" tabindex="0" aria-label=places_label>
                {listed}
                {more.map(|more| view! { <li class="dim">{more}</li> })}
            </ul>
        </details>
    }
}

/// Hands out all problems of all rows as a list.
fn save_all(wizard: Wizard) {
    let studio = wizard.studio;
    let language = studio.language.get_untracked();
    let name = format!("{}.csv", file_stem(&studio.fill(words::PROBLEMS_FILE, &[("name", &wizard.name.get_untracked())])));
    let request = move |id| ExchangeRequest::WriteProblems { id, language };
    wizard.sheets().write(request, move |written| match written {
        Ok(bytes) => download(studio, &name, "text/csv;charset=utf-8", &bytes),
        Err(ExportFailure::Worker(failure)) => {
            let why = worker_reason(&studio, &failure);
            studio.notify(NoticeKind::Error, studio.fill(words::FILE_NOT_WRITTEN, &[("why", &why)]));
        }
        Err(ExportFailure::File(error)) => studio.notify(NoticeKind::Error, phrase_file_error(&error, &name, language)),
    });
}

fn place_item(row_word: &'static str, place: ProblemPlace, names_column: bool) -> impl IntoView {
    let column = place.column.filter(|_| names_column);
    view! {
        <li>
            <span class="dim">{row_word}" "</span>
            {place.row}
            {column.map(|column| view! { <span class="dim">" · "<bdi>{column}</bdi></span> })}
            {place.text.map(|text| view! { ": "<bdi class="import-cell-text">{text}</bdi> })}
        </li>
    }
}
