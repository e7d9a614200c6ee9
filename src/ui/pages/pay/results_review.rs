//! What was read of a file of results before it is taken: how many rows, in which unit, which column is what, and every
//! problem with its place and what to do.

use leptos::prelude::*;

use super::results_file::ResultsFile;
use crate::domain::DisplayUnit;
use crate::exchange::finding::Severity;
use crate::exchange::phrases::unit_name;
use crate::exchange::results::finding::ResultFinding;
use crate::exchange::results::phrases::{column_name, is_unit_assumed, phrase_result, place_of_result, read_unit_name, units_of};
use crate::exchange::results::{ReadColumn, ResultsRead};
use crate::locale::text::isolated;
use crate::locale::words::pay_results as words;
use crate::locale::{DateFormat, Language};
use crate::ui::shared::Shared;

/// What was read.
#[component]
pub fn Review(file: ResultsFile) -> impl IntoView {
    let studio = file.pay.studio;
    let title = move || studio.fill(words::REVIEW, &[("name", &isolated(&file.name.get()))]);
    let can_take = Memo::new(move |_| file.read.with(|read| read.as_ref().is_some_and(|read| !read.rows.is_empty())));
    view! {
        <div class="stack pay-results-review" role="group" aria-labelledby="pay-results-review">
            <h3 id="pay-results-review">{title}</h3>
            {move || counts(file).into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
            <div class="grid-2"><Unit file=file /><SheetChoice file=file /></div>
            {move || file.read.get().map(|read| view! { <Problems file=file read=read /> })}
            {move || file.read.get().map(|read| view! { <Columns file=file read=read /> })}
            <div class="row">
                <button type="button" class="button main" disabled=move || !can_take.get() on:click=move |_| file.take()>{studio.say(words::TAKE)}</button>
                <button type="button" class="button" on:click=move |_| file.leave()>{studio.say(words::LEAVE)}</button>
            </div>
        </div>
    }
}

/// How many rows can be taken, and what they change.
fn counts(file: ResultsFile) -> Vec<String> {
    let studio = file.pay.studio;
    let numbers = studio.numbers();
    let Some(read) = file.read.get() else { return Vec::new() };
    let mut told =
        vec![studio.fill(words::ROWS_READ, &[("count", &numbers.count(read.rows.len())), ("all", &numbers.count(read.row_count))])];
    if read.blank_rows > 0 {
        told.push(studio.fill(words::BLANK_ROWS, &[("count", &numbers.count(read.blank_rows))]));
    }
    if let Some((_, updated)) = file.with_what_was_read().filter(|_| !read.rows.is_empty()) {
        let values = [("new", numbers.count(updated.new_months)), ("replaced", numbers.count(updated.replaced_months))];
        told.push(studio.fill(words::UPDATE, &values.each_ref().map(|(name, value)| (*name, value.as_str()))));
    }
    told
}

/// The unit of its amounts.
#[component]
fn Unit(file: ResultsFile) -> impl IntoView {
    let studio = file.pay.studio;
    let language = studio.language.get_untracked();
    let currency = studio.money().currency;
    let units: Vec<DisplayUnit> = currency.display_units().to_vec();
    let of_file = StoredValue::new(String::new());
    let said = move || {
        // The file's own word stays to be read while another unit is chosen.
        if file.unit.get().is_none() {
            let comma = studio.say(crate::locale::words::pay::LIST_MARK);
            let said = file.read.with(|read| read.as_ref().map(|read| units_of(read)).unwrap_or_default());
            let said: Vec<String> = said.into_iter().map(|unit| read_unit_name(unit, currency, language)).collect();
            let text = if file.read.with(|read| read.as_ref().is_some_and(|read| is_unit_assumed(read))) {
                words::UNIT_ASSUMED
            } else {
                words::UNIT_OF_FILE
            };
            of_file.set_value(studio.fill(text, &[("unit", &said.join(comma))]));
        }
        of_file.get_value()
    };
    let offered = units.clone();
    let choose = move |event| {
        let chosen = event_target_value(&event).parse::<usize>().ok().and_then(|place| units.get(place).copied());
        file.unit.set(chosen);
        file.read_again();
    };
    view! {
        <div class="field">
            <label for="pay-results-unit">{studio.say(words::UNIT)}</label>
            <select id="pay-results-unit" class="select" on:change=choose>
                <option value="" selected=move || file.unit.get().is_none()>{said}</option>
                {offered.into_iter().enumerate().map(|(place, unit)| view! {
                    <option value=place.to_string() selected=move || file.unit.get() == Some(unit)>{unit_name(unit, currency, language)}</option>
                }).collect_view()}
            </select>
        </div>
    }
}

/// The sheet of a workbook that has several.
#[component]
fn SheetChoice(file: ResultsFile) -> impl IntoView {
    let studio = file.pay.studio;
    let sheets = Memo::new(move |_| file.read.with(|read| read.as_ref().map(|read| read.sheets.clone()).unwrap_or_default()));
    let current = Memo::new(move |_| file.read.with(|read| read.as_ref().and_then(|read| read.sheet.clone())));
    let choose = move |event| {
        file.sheet.set(Some(event_target_value(&event)));
        file.read_again();
    };
    view! {
        <Show when=move || { sheets.with(|sheets| sheets.len() > 1) }>
            <div class="field">
                <label for="pay-results-sheet">{studio.say(words::SHEET)}</label>
                <select id="pay-results-sheet" class="select" on:change=choose>
                    {move || sheets.get().into_iter().map(|name| {
                        let is_read = current.get_untracked().as_ref() == Some(&name);
                        view! { <option value=name.clone() selected=is_read>{name.clone()}</option> }
                    }).collect_view()}
                </select>
            </div>
        </Show>
    }
}

/// Everything that is wrong or worth knowing, by place.
#[component]
fn Problems(file: ResultsFile, read: Shared<ResultsRead>) -> impl IntoView {
    let studio = file.pay.studio;
    let language = studio.language.get_untracked();
    if read.findings.listed.is_empty() {
        return view! { <p class="good">{studio.say(words::NO_PROBLEMS)}</p> }.into_any();
    }
    let example = example_month(file, language);
    let total = read.findings.total();
    let title = studio.fill(words::PROBLEMS, &[("count", &studio.numbers().count(total))]);
    let row = |finding: &ResultFinding| {
        let severity = finding.problem.severity();
        let becomes = finding.row.map(|_| studio.say(if severity == Severity::Warning { words::ROW_KEPT } else { words::ROW_OUT }));
        view! {
            <tr>
                <th scope="row"><bdi>{place_of_result(finding, language)}</bdi></th>
                <td class:bad=severity == Severity::Error>{phrase_result(&finding.problem, &example, language)}</td>
                <td class="dim">{becomes}</td>
            </tr>
        }
    };
    let rows = read.findings.listed.iter().map(row).collect_view();
    let more = total.saturating_sub(read.findings.listed.len());
    let more = (more > 0).then(|| studio.fill(words::MORE_PROBLEMS, &[("count", &studio.numbers().count(more))]));
    view! {
        <details open=true>
            <summary>{title.clone()}</summary>
            <div class="table-scroll pay-results-problems" tabindex="0" role="region" aria-label=title>
                <table class="plain-table">
                    <thead><tr>{[words::PLACE, words::WHAT, words::BECOMES].map(|text| view! { <th scope="col">{studio.say(text)}</th> }).collect_view()}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more.map(|more| view! { <p class="dim small">{more}</p> })}
        </details>
    }
    .into_any()
}

/// How a month of the plan may be written.
fn example_month(file: ResultsFile, language: Language) -> String {
    let calendar = file.pay.studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.settings.calendar));
    let calendar = calendar.unwrap_or(crate::domain::CalendarKind::Gregorian);
    let year = if calendar == crate::domain::CalendarKind::SolarHijri { 1404 } else { 2026 };
    DateFormat::new(language, calendar).month_short(crate::domain::YearMonth { year, month: 1 })
}

/// Which column is what.
#[component]
fn Columns(file: ResultsFile, read: Shared<ResultsRead>) -> impl IntoView {
    let studio = file.pay.studio;
    let (language, currency) = (studio.language.get_untracked(), untrack(|| studio.money().currency));
    let row = |column: &ReadColumn| {
        let taken = column.column.map_or_else(|| studio.say(words::LEFT_OUT), |known| column_name(known).get(language));
        let unit = column.unit.map(|unit| {
            let name = read_unit_name(unit, currency, language);
            let name = if column.is_unit_assumed { studio.fill(words::UNIT_OF_COLUMN_ASSUMED, &[("unit", &name)]) } else { name };
            format!(" ({name})")
        });
        view! {
            <tr>
                <th scope="row"><bdi>{column.letters.clone()}</bdi>" "<bdi>{column.header.clone()}</bdi></th>
                <td class:dim=column.column.is_none()>{taken}{unit}</td>
            </tr>
        }
    };
    let rows = read.columns.iter().map(row).collect_view();
    (!read.columns.is_empty()).then(|| {
        view! {
            <details>
                <summary>{studio.say(words::COLUMNS)}</summary>
                <div class="table-scroll" tabindex="0" role="region" aria-label=studio.say(words::COLUMNS)>
                    <table class="plain-table">
                        <thead><tr>{[words::COLUMN, words::TAKEN_FOR].map(|text| view! { <th scope="col">{studio.say(text)}</th> }).collect_view()}</tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        }
    })
}
