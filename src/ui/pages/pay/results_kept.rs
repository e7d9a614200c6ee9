//! The results that a plan keeps, in sight: every seller's month with what was read of it.

use leptos::prelude::*;

use super::state::Pay;
use crate::document::quota::pay::file_year::{ReadMonth, read_months};
use crate::document::quota::pay::{LastYear, years_of_results};
use crate::domain::CalendarKind;
use crate::locale::DateFormat;
use crate::locale::text::isolated;
use crate::locale::words::pay as pay_words;
use crate::locale::words::pay_results as words;
use crate::quota::pay::Goal;
use crate::tabular::pay_figures_export::goal_text;

/// The fiscal years that there are results of, the latest first.
pub fn years(pay: &Pay) -> Vec<i32> {
    let results = pay.results.get();
    pay.studio
        .plan
        .with(|plan| plan.as_ref().zip(results.as_ref()).map(|(plan, results)| years_of_results(plan, results)).unwrap_or_default())
}

/// The choice of a year, where there are several.
#[component]
pub fn YearChoice(
    /// The identity of the field.
    id: &'static str,
    /// What was chosen; the latest year to begin with.
    year: RwSignal<Option<i32>>,
) -> impl IntoView {
    let pay = Pay::get();
    let studio = pay.studio;
    let all = Memo::new(move |_| years(&pay));
    let is_chosen =
        move |one: i32| year.get().filter(|year| all.with(|all| all.contains(year))).or(all.with(|all| all.first().copied())) == Some(one);
    view! {
        <div class="field">
            <label for=id>{studio.say(words::YEAR)}</label>
            <select id=id class="select" on:change=move |event| year.set(event_target_value(&event).parse().ok())>
                {move || all.get().into_iter().map(|one| view! {
                    <option value=one.to_string() selected=move || is_chosen(one)>{studio.numbers().plain(i64::from(one))}</option>
                }).collect_view()}
            </select>
        </div>
    }
}

/// The table of what was read of a year.
#[component]
pub fn Kept(year: i32) -> impl IntoView {
    let pay = Pay::get();
    let studio = pay.studio;
    let money = untrack(|| studio.money());
    let numbers = studio.numbers();
    let (plan, results) = (studio.plan.get_untracked(), pay.results.get_untracked());
    let months = plan.as_ref().zip(results.as_ref()).map(|(plan, results)| read_months(plan, results, year)).unwrap_or_default();
    let calendar = plan.as_ref().map_or(CalendarKind::Gregorian, |plan| plan.settings.calendar);
    let dates = DateFormat::new(studio.language.get_untracked(), calendar);
    let row = |read: &ReadMonth| {
        let name = Some(pay.person_name(read.seller)).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| studio.say(words::NOBODY).to_owned());
        let amounts = [read.invoiced, read.discount, read.shipping, read.collected, read.returned];
        let labels = read.labels.join(studio.say(pay_words::LIST_MARK));
        view! {
            <tr>
                <th scope="row"><bdi>{name}</bdi></th>
                <td>{dates.month_long(read.month)}</td>
                <td class="number">{numbers.count(read.rows)}</td>
                {amounts.map(|amount| view! { <td class="number">{money.figure(amount)}</td> }).collect_view()}
                <td class="number">{numbers.integer(read.quantity)}</td>
                <td><bdi>{labels}</bdi></td>
            </tr>
        }
    };
    let rows = months.iter().map(row).collect_view();
    let title = format!("{} ({})", studio.fill(words::KEPT, &[("year", &numbers.plain(i64::from(year)))]), money.unit_label());
    let amounts = [words::ROWS, words::INVOICED, words::DISCOUNT, words::SHIPPING, words::COLLECTED, words::RETURNED, words::QUANTITY];
    view! {
        <details class="card card-body no-print pay-results-kept">
            <summary>{title.clone()}</summary>
            <p class="dim small">{studio.say(words::INVOICED_WHY)}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label=title>
                <table class="plain-table">
                    <thead>
                        <tr>
                            {[words::SELLER, words::MONTH].map(|text| view! { <th scope="col">{studio.say(text)}</th> }).collect_view()}
                            {amounts.map(|text| view! { <th scope="col" class="number">{studio.say(text)}</th> }).collect_view()}
                            <th scope="col">{studio.say(words::LABELS)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

/// What is to be said of results that come from a file; nothing for others.
pub fn file_words(pay: &Pay, year: &LastYear) -> Option<Vec<String>> {
    let studio = pay.studio;
    let file = year.file.as_ref()?;
    let name = isolated(&file.source);
    let mut told = vec![studio.fill(words::FILE_WHY, &[("year", &studio.numbers().plain(i64::from(year.year))), ("name", &name)])];
    if !file.planned_goals.is_empty() {
        let goal = |goal: &Goal| studio.say(goal_text(*goal));
        let goals = file.planned_goals.iter().map(goal).collect::<Vec<_>>().join(studio.say(pay_words::LIST_MARK));
        told.push(studio.fill(words::PLANNED_QUOTAS, &[("goals", &goals)]));
    }
    if file.rows_of_nobody > 0 {
        told.push(studio.fill(words::ROWS_OF_NOBODY, &[("count", &studio.numbers().count(file.rows_of_nobody))]));
    }
    Some(told)
}
