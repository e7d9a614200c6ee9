//! All problems of all rows, by kind, with their places and what to do.

use leptos::prelude::*;

use super::state::Wizard;
use crate::exchange::finding::Severity;
use crate::locale::words::import as words;
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
                    <h2 id="import-problems">{studio.say(words::PROBLEMS)}</h2>
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
    view! {
        <details class="import-problem">
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
                {group.places.into_iter().map(|place| place_item(studio.say(words::ROW_NUMBER), place, names_columns)).collect_view()}
                {more.map(|more| view! { <li class="dim">{more}</li> })}
            </ul>
        </details>
    }
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
