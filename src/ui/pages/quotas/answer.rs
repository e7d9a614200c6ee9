//! The page's answer: what the target is, whether it is carried from below, and what is not known yet. And what stands
//! there before a target is set.

use leptos::prelude::*;

use super::state::{QuotaDialog, Quotas};
use crate::document::quota::QuotaResults;
use crate::document::quota::history::{KnownYears, fiscal_year};
use crate::domain::Money;
use crate::locale::DateFormat;
use crate::locale::text::left_to_right;
use crate::locale::words::quotas as words;
use crate::quota::ThreeFigures;
use crate::ui::route::Route;
use crate::ui::studio::Studio;

/// What stands there before a target is set.
#[component]
pub fn Empty() -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let numbers = studio.numbers();
    let year_words = move |year: i32| numbers.plain(i64::from(year));
    let known = move || studio.plan.get().map(|plan| (KnownYears::of(&plan), plan));
    let title = move || {
        known().zip(studio.scenario.get()).map(|((known, plan), scenario)| {
            let year = scenario.quota.year.unwrap_or_else(|| known.next(plan.settings.calendar));
            let format = DateFormat::new(studio.language.get_untracked(), plan.settings.calendar);
            let name = fiscal_year(&plan, year).map_or_else(|| year_words(year), |year| format.fiscal_year(year.first_month()));
            studio.fill(words::EMPTY_TITLE, &[("year", &name)])
        })
    };
    let last_year = move || {
        let (known, plan) = known()?;
        let year = known.last_before(known.next(plan.settings.calendar));
        let sum: f64 = plan.accounts.iter().filter_map(|account| known.of_account(account, year + 1).get(&year).copied()).sum();
        (sum > 0.0)
            .then(|| studio.fill(words::LAST_YEAR_WAS, &[("year", &year_words(year)), ("amount", &studio.money().with_unit_of(sum))]))
    };
    let has_territories =
        Memo::new(move |_| studio.scenario.with(|scenario| scenario.as_ref().is_some_and(|scenario| !scenario.territories.is_empty())));
    view! {
        <div class="card empty">
            <h1>{title}</h1>
            <p>{studio.say(words::EMPTY_WHY)}</p>
            <p class="dim">{last_year}</p>
            <Show
                when=move || has_territories.get()
                fallback=move || view! {
                    <p>{studio.say(words::EMPTY_NO_TERRITORIES)}</p>
                    <button type="button" class="button main" on:click=move |_| studio.go(Route::Territories)>{studio.say(crate::locale::words::shell::TERRITORIES)}</button>
                }
            >
                <button type="button" class="button main" on:click=move |_| quotas.dialog.set(Some(QuotaDialog::Goal(None)))>{studio.say(words::SET_TARGET)}</button>
            </Show>
        </div>
    }
}

/// The answer.
#[component]
pub fn Answer() -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let sentence = move || quotas.results.get().and_then(|results| answer(&quotas, &results)).unwrap_or_default();
    let more = move || quotas.results.get().map(|results| grounds(&quotas, &results)).unwrap_or_default();
    view! {
        <div class="answer">
            <div class="answer-words">
                <h1>{sentence}</h1>
                <p class="more">{more}</p>
            </div>
            <div class="answer-actions">
                <button type="button" class="button main" on:click=move |_| quotas.dialog.set(Some(QuotaDialog::Goal(Some(quotas.goal.get_untracked()))))>
                    {studio.say(words::CHANGE_TARGET)}
                </button>
            </div>
        </div>
    }
}

/// What the target is held against in the first sentence.
enum Below {
    /// What the team can carry, and how much of it planned hires bring.
    Capacity(i64, i64),
    /// The team's own estimates, when all are there.
    Estimates(i64),
}

/// Capacity where it is asked for, else the sum of estimates when all are there.
fn from_below(quotas: &Quotas, results: &QuotaResults, figures: &ThreeFigures) -> Option<Below> {
    let hires = quotas.carried(results).map_or(0.0, |carried| carried.hires).round() as i64;
    let capacity = figures.capacity.map(|capacity| Below::Capacity(capacity, hires));
    capacity.or_else(|| figures.bottom_up.filter(|_| figures.estimates_missing == 0).map(Below::Estimates))
}

fn year_name(studio: &Studio, results: &QuotaResults) -> String {
    let year = &results.question.fiscal_year;
    DateFormat::new(studio.language.get_untracked(), year.calendar()).fiscal_year(year.first_month())
}

fn answer(quotas: &Quotas, results: &QuotaResults) -> Option<String> {
    let (studio, unit) = (quotas.studio, quotas.unit());
    let figures = quotas.three_figures(results)?;
    let target = unit.with_unit(figures.target);
    let Some(held) = from_below(quotas, results, &figures).filter(|_| figures.target > 0) else {
        let values = [("year", year_name(&studio, results)), ("target", target), ("street", unit.with_unit(figures.street))];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        return Some(studio.fill(words::ANSWER_ALONE, &values));
    };
    let (below, hires) = match held {
        Below::Capacity(capacity, hires) => (capacity, hires),
        Below::Estimates(estimates) => (estimates, 0),
    };
    let (is_within, without) = (below >= figures.target, below.saturating_sub(hires));
    let text = match held {
        Below::Capacity(..) if is_within && without < figures.target => words::CAPACITY_WITH_HIRES,
        Below::Capacity(..) if is_within => words::CAPACITY_WITHIN,
        Below::Capacity(..) => words::CAPACITY_SHORT,
        Below::Estimates(_) if is_within => words::ESTIMATES_WITHIN,
        Below::Estimates(_) => words::ESTIMATES_SHORT,
    };
    let values = [
        ("target", target),
        ("below", unit.with_unit(below)),
        ("share", studio.numbers().percent(below as f64 / figures.target as f64, 0)),
        ("gap", unit.with_unit(figures.target.saturating_sub(below).max(0))),
        ("without", unit.with_unit(without)),
    ];
    Some(studio.fill(text, &values.each_ref().map(|(name, value)| (*name, value.as_str()))))
}

fn grounds(quotas: &Quotas, results: &QuotaResults) -> String {
    let (studio, unit, numbers) = (quotas.studio, quotas.unit(), quotas.studio.numbers());
    let Some(figures) = quotas.three_figures(results) else { return String::new() };
    let mut sentences = Vec::new();
    let last_year = quotas.last_year(results);
    let year_words = numbers.plain(i64::from(last_year));
    let company = results.question.nodes.first().and_then(|company| company.figures.history.get(&last_year).copied());
    if let Some(before) = company.filter(|before| *before > 0.0 && quotas.goal.get() == crate::quota::GoalKind::Sales) {
        let growth = left_to_right(&numbers.signed_percent(figures.target as f64 / before - 1.0, 1));
        sentences.push(studio.fill(words::MORE_GROWTH, &[("growth", &growth), ("year", &year_words)]));
    }
    if figures.street > figures.target && figures.target > 0 {
        let share = numbers.percent(figures.street as f64 / figures.target as f64 - 1.0, 1);
        sentences.push(studio.fill(words::MORE_CUSHION, &[("share", &share), ("street", &unit.with_unit(figures.street))]));
    } else {
        sentences.push(studio.say(words::MORE_NO_CUSHION).to_owned());
    }
    // With nobody leaving and nobody hired, the first sentence has said all of it.
    let is_told = figures.capacity.is_some() && figures.target > 0;
    if let Some(carried) = quotas.carried(results).filter(|carried| !is_told || carried.lost >= 0.5 || carried.hires >= 0.5) {
        let amount = |amount: f64| unit.with_unit(amount.round() as i64);
        let parts = [(words::CARRIED_LOST, carried.lost), (words::CARRIED_HIRES, carried.hires)];
        let parts = parts.into_iter().filter(|(_, part)| *part >= 0.5).map(|(text, part)| studio.fill(text, &[("amount", &amount(part))]));
        let people = studio.fill(words::CARRIED_PEOPLE, &[("amount", &amount(carried.people))]);
        let parts: Vec<String> = std::iter::once(people).chain(parts).collect();
        let separator = studio.say(crate::locale::words::schedules::LIST_SEPARATOR);
        let values = [("carried", unit.with_unit(carried.total())), ("parts", parts.join(separator))];
        sentences.push(studio.fill(words::MORE_CARRIED, &values.each_ref().map(|(name, value)| (*name, value.as_str()))));
    }
    match figures.bottom_up {
        None => sentences.push(studio.say(words::MORE_NO_ESTIMATE).to_owned()),
        Some(_) if figures.estimates_missing > 0 => {
            sentences.push(studio.fill(words::MORE_ESTIMATES_MISSING, &[("count", &numbers.count(figures.estimates_missing as usize))]));
        }
        Some(_) => {}
    }
    if results.sales_without_seat > 0.0 {
        let amount = studio.money().with_unit(Money(results.sales_without_seat.round() as i64));
        sentences.push(studio.fill(words::MORE_WITHOUT_SEAT, &[("amount", &amount), ("year", &year_words)]));
    }
    sentences.join(" ")
}
