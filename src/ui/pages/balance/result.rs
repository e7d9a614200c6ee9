//! The run under way, its result, and its failure.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::phrases;
use super::run::{Outcome, Run};
use crate::domain::AccountId;
use crate::locale::words::shell;
use crate::locale::words::territories as words;
use crate::ui::route::Route;
use crate::ui::studio::Studio;

/// The search, with the best so far.
#[component]
pub fn Running(run: Run) -> impl IntoView {
    let studio = Studio::get();
    let share = move || run.progress.get().map_or(0.0, |progress| progress.share_done);
    let told = move || match run.progress.get() {
        None => studio.say(words::BALANCE_STARTING).to_owned(),
        Some(progress) => {
            let (deviation, km) =
                (studio.numbers().percent(progress.worst_deviation, 1), studio.numbers().decimal(progress.dispersion_km, 1));
            studio.fill(words::BALANCE_RUNNING, &[("deviation", &deviation), ("km", &km)])
        }
    };
    view! {
        <div class="dialog-body">
            <p role="status">{told}</p>
            <div class="progress" role="progressbar" aria-label=studio.say(words::BALANCE_TITLE) aria-valuemin="0" aria-valuemax="100" aria-valuenow=move || format!("{:.0}", share() * 100.0)>
                <span style:inline-size=move || format!("{:.1}%", share() * 100.0)></span>
            </div>
        </div>
        <div class="dialog-foot">
            <button type="button" class="button" on:click=move |_| run.back()>{studio.say(words::BALANCE_DISCARD)}</button>
            <button type="button" class="button main" on:click=move |_| run.finish()>{studio.say(words::BALANCE_STOP)}</button>
        </div>
    }
}

/// What the run brought.
#[component]
pub fn Done(run: Run, outcome: Outcome) -> impl IntoView {
    let studio = Studio::get();
    let numbers = studio.numbers();
    let (after, km) = (numbers.percent(outcome.deviation_after, 0), numbers.decimal(outcome.results.measures.dispersion_km, 0));
    let figures = match outcome.deviation_before.zip(outcome.results.moved_sales_share) {
        Some((before, moved)) => {
            let moved = numbers.percent(moved, 0);
            let before = numbers.percent(before, 0);
            studio.fill(words::BALANCE_DONE_FIGURES, &[("before", &before), ("after", &after), ("moved", &moved), ("km", &km)])
        }
        None => studio.fill(words::BALANCE_DONE_FIGURES_NEW, &[("after", &after), ("km", &km)]),
    };
    let unmet = outcome
        .plan
        .scenario(outcome.scenario)
        .map(|scenario| phrases::unmet(&studio, &outcome.plan, scenario, &outcome.unmet))
        .unwrap_or_default();
    let holding =
        outcome.plan.scenario(outcome.scenario).and_then(|scenario| phrases::holding(&studio, &outcome.plan, scenario, &outcome.unmet));
    let mut unmet: Vec<String> = unmet;
    let is_within = unmet.is_empty();
    if let Some(scenario) = outcome.plan.scenario(outcome.scenario).filter(|scenario| scenario.design.wishes.is_contiguous) {
        unmet.extend(phrases::pieces(&studio, &outcome.plan, scenario, &outcome.pieces));
    }
    let limit = outcome.limit.and_then(|limit| {
        let scenario = outcome.plan.scenario(outcome.scenario)?;
        Some(phrases::limit(&studio, &outcome.plan, scenario, &limit))
    });
    let is_limit_kept = limit.is_none();
    unmet.extend(limit);
    let is_met = unmet.is_empty();
    let verdict = studio.say(match (is_within, is_limit_kept) {
        (true, true) if is_met => words::BALANCE_DONE_WITHIN,
        (true, true) => words::BALANCE_DONE_PIECES,
        _ => words::BALANCE_DONE_OUTSIDE,
    });
    let has_strays = !outcome.strays.accounts.is_empty();
    let told_strays = studio.fill(
        words::BALANCE_DONE_STRAYS,
        &[("count", &numbers.count(outcome.strays.accounts.len())), ("km", &numbers.decimal(outcome.strays.least_detour_km, 0))],
    );
    let strays: BTreeSet<AccountId> = outcome.strays.accounts.iter().copied().collect();
    let strays = StoredValue::new(strays);
    let show = move |selects_strays: bool| {
        if selects_strays {
            studio.select(strays.get_value());
        }
        studio.go(Route::Territories);
        studio.dialog.set(None);
    };
    view! {
        <div class="dialog-body">
            <div class="notice" class:warning=!is_met role="status">
                <div class="grow stack" style:gap="4px">
                    <strong>{verdict}</strong>
                    <ul>{unmet.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
                    {holding.map(|words| view! { <p>{words}</p> })}
                    <p>{figures}</p>
                </div>
            </div>
            {has_strays.then(|| view! {
                <div class="row">
                    <p class="grow">{told_strays}</p>
                    <button type="button" class="button small" on:click=move |_| show(true)>{studio.say(words::BALANCE_SELECT_STRAYS)}</button>
                </div>
            })}
            <p class="dim">{studio.fill(words::BALANCE_DONE_SCENARIO, &[("name", &outcome.scenario_name)])}</p>
        </div>
        <div class="dialog-foot">
            <button type="button" class="button" on:click=move |_| run.back()>{studio.say(words::BALANCE_AGAIN)}</button>
            <button type="button" class="button main" on:click=move |_| show(false)>{studio.say(words::BALANCE_SHOW)}</button>
        </div>
    }
}

/// Why the run gave nothing.
#[component]
pub fn Failed(run: Run, why: String) -> impl IntoView {
    let studio = Studio::get();
    view! {
        <div class="dialog-body"><div class="notice error" role="alert"><span class="grow">{why}</span></div></div>
        <div class="dialog-foot">
            <button type="button" class="button" on:click=move |_| studio.dialog.set(None)>{studio.say(shell::CLOSE)}</button>
            <button type="button" class="button main" on:click=move |_| run.back()>{studio.say(words::BALANCE_AGAIN)}</button>
        </div>
    }
}
