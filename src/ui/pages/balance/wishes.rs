//! What the user wishes of the balance, and what can be said of the wishes before the run.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::measures::Measures;
use super::run::Run;
use super::{beside, measures, phrases, shares};
use crate::document::{DesignSettings, DisruptionSetting, MeasureKind, ShareBasis, StartFrom};
use crate::domain::ScenarioId;
use crate::locale::number::latin_digits;
use crate::locale::words::territories as words;
use crate::ui::quantity;
use crate::ui::studio::Studio;
use crate::ui::widgets::form_foot::FormFoot;

/// The most territories that can be asked for.
const MOST_TERRITORIES: usize = 500;

/// The wishes.
#[component]
pub fn Wishes(run: Run) -> impl IntoView {
    let studio = Studio::get();
    let prepared = Memo::new_with_compare(move |_| run.prepare().map(StoredPrepared), |_, _| true);
    let told = Memo::new(move |_| {
        prepared.with(|prepared| {
            let prepared = &prepared.as_ref()?.0;
            let scenario = prepared.plan.scenario(prepared.scenario)?;
            let mut told = measures::findings(&studio, &prepared.plan, scenario);
            told.extend(shares::findings(&studio, &prepared.plan, scenario));
            told.extend(phrases::findings(&studio, &prepared.plan, scenario, &run.findings(prepared)));
            if let Some((before, fewer)) = run.fewer() {
                told.splice(0..0, phrases::fewer(&studio, &before, &fewer));
            }
            if let Some(neighbourhood) = run.neighbourhood.get().filter(|_| scenario.design.wishes.is_contiguous) {
                told.extend(phrases::bridges(&studio, &neighbourhood));
            }
            Some(told)
        })
    });
    // Kept here, so that a change of a wish does not fold the list again.
    let shows_all = RwSignal::new(false);
    let has_measure = move || run.design.with(|design| run.measures.get().into_iter().any(|kind| design.measure(kind).is_balanced));
    let can_run = move || has_measure() && told.with(Option::is_some) && run.wrong.with(BTreeMap::is_empty);
    view! {
        <form on:submit=move |event| { event.prevent_default(); if untrack(can_run) { run.start() } } class="dialog-form">
            <div class="dialog-body">
                <Measures run=run />
                <div class="grid-2">
                    <TerritoryCount run=run />
                    <Shares run=run />
                    <StartChoice run=run />
                    <beside::SharedOutChoice run=run />
                </div>
                <beside::OnePiece run=run />
                <More run=run />
                <Show when=move || !has_measure()>
                    <div class="notice warning" role="status">{studio.say(words::BALANCE_NO_MEASURE)}</div>
                </Show>
                <ul class="plain-list" role="alert">
                    {move || run.wrong.get().into_iter().map(|(field, why)| view! { <li class="bad">{format!("{field}: {why}")}</li> }).collect_view()}
                </ul>
                {move || told.get().filter(|told| !told.is_empty()).map(|told| view! {
                    <div class="notice warning" role="status">
                        <div class="grow">
                            <strong>{studio.say(words::FINDINGS)}</strong>
                            <Told told=told shows_all=shows_all />
                        </div>
                    </div>
                })}
            </div>
            <FormFoot on_cancel=Callback::new(move |()| studio.dialog.set(None)) button=studio.say(words::BALANCE_RUN) is_disabled=Signal::derive(move || !can_run()) />
        </form>
    }
}

/// How many findings are told before the user asks for all.
const TOLD: usize = 6;

/// The findings, the first few until the user asks for all.
#[component]
fn Told(told: Vec<String>, shows_all: RwSignal<bool>) -> impl IntoView {
    let studio = Studio::get();
    let more = told.len().saturating_sub(TOLD);
    let lines = told.into_iter().enumerate().map(|(index, words)| {
        let is_hidden = move || index >= TOLD && !shows_all.get();
        view! { <li hidden=is_hidden>{words}</li> }
    });
    view! {
        <ul>{lines.collect_view()}</ul>
        {(more > 0).then(|| view! {
            <button type="button" class="link-button" aria-expanded=move || shows_all.get().to_string() on:click=move |_| shows_all.update(|all| *all = !*all)>
                {move || if shows_all.get() {
                    studio.say(words::SHOW_FEWER).to_owned()
                } else {
                    studio.fill(words::AND_MORE, &[("count", &studio.numbers().count(more))])
                }}
            </button>
        })}
    }
}

/// What was prepared, in a memo that always counts as new.
#[derive(Clone)]
struct StoredPrepared(super::run::Prepared);

fn number_in(event: &leptos::ev::Event) -> Option<f64> {
    latin_digits(&event_target_value(event)).replace('٫', ".").trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// Takes a number from a field by its name; one that cannot be wished is told, and hinders the run until it is mended.
pub fn take(run: Run, field: &str, event: &leptos::ev::Event, is_possible: impl Fn(f64) -> bool, why: String, put: impl FnOnce(f64)) {
    match number_in(event).filter(|number| is_possible(*number)) {
        Some(number) => {
            run.wrong.update(|wrong| {
                wrong.remove(field);
            });
            put(number);
        }
        None => run.wrong.update(|wrong| {
            wrong.insert(field.to_owned(), why);
        }),
    }
}

/// Whether a field holds what cannot be wished, as its element says it.
pub fn is_wrong(run: Run, field: &str) -> Option<&'static str> {
    run.wrong.with(|wrong| wrong.contains_key(field)).then_some("true")
}

#[component]
fn TerritoryCount(run: Run) -> impl IntoView {
    let studio = Studio::get();
    view! {
        <div class="field">
            <label for="balance-count">{studio.say(words::BALANCE_COUNT)}</label>
            <input
                id="balance-count"
                class="input number"
                inputmode="numeric"
                value=studio.numbers().plain(run.territories.get_untracked() as i64)
                aria-invalid=move || is_wrong(run, studio.say(words::BALANCE_COUNT))
                on:input=move |event| {
                    let why = studio.fill(words::WRONG_COUNT, &[("most", &studio.numbers().count(MOST_TERRITORIES))]);
                    let is_count = |count: f64| count.fract() == 0.0 && (1.0..=MOST_TERRITORIES as f64).contains(&count);
                    take(run, studio.say(words::BALANCE_COUNT), &event, is_count, why, |count| run.territories.set(count as usize));
                }
            />
        </div>
    }
}

/// Words as they stand in a list of choices.
pub fn said(text: crate::locale::Text) -> String {
    Studio::get().say(text).to_owned()
}

/// A choice among few, as a select.
#[component]
pub fn Choice<T: Copy + PartialEq + Send + Sync + 'static>(
    id: &'static str,
    label: crate::locale::Text,
    /// Values and what they are called.
    choices: Vec<(T, String)>,
    current: T,
    on_choose: Callback<T>,
) -> impl IntoView {
    let studio = Studio::get();
    let values: Vec<T> = choices.iter().map(|(value, _)| *value).collect();
    view! {
        <div class="field">
            <label for=id>{studio.say(label)}</label>
            <select id=id class="select" on:change=move |event| {
                if let Some(value) = event_target_value(&event).parse::<usize>().ok().and_then(|index| values.get(index)) {
                    on_choose.run(*value);
                }
            }>
                {choices.into_iter().enumerate().map(|(index, (value, text))| view! {
                    <option value=index.to_string() selected=value == current>{text}</option>
                }).collect_view()}
            </select>
        </div>
    }
}

/// Changes the wishes.
pub fn set(run: Run, change: impl FnOnce(&mut DesignSettings)) {
    run.design.update(change);
}

#[component]
fn Shares(run: Run) -> impl IntoView {
    let choices = vec![
        (ShareBasis::Equal, said(words::SHARE_EQUAL)),
        (ShareBasis::WorkingTime, said(words::SHARE_WORKING_TIME)),
        (ShareBasis::PastPerformance, said(words::SHARE_PAST)),
    ];
    let current = run.design.with_untracked(|design| design.share_basis);
    view! { <Choice id="balance-shares" label=words::BALANCE_SHARES choices=choices current=current on_choose=Callback::new(move |basis| set(run, |design| design.share_basis = basis)) /> }
}

#[component]
fn StartChoice(run: Run) -> impl IntoView {
    let studio = Studio::get();
    let is_branch = studio.scenario.with_untracked(|scenario| scenario.as_ref().is_some_and(|scenario| scenario.id != ScenarioId::TODAY));
    let mut choices = vec![(StartFrom::Today, said(words::START_TODAY))];
    if is_branch {
        choices.push((StartFrom::Scenario, said(words::START_SCENARIO)));
    }
    choices.push((StartFrom::Nothing, said(words::START_NOTHING)));
    let current = run.design.with_untracked(|design| design.start_from);
    view! { <Choice id="balance-start" label=words::BALANCE_START choices=choices current=current on_choose=Callback::new(move |start| set(run, |design| design.start_from = start)) /> }
}

/// The wishes that most runs do without.
#[component]
fn More(run: Run) -> impl IntoView {
    let studio = Studio::get();
    let numbers = studio.numbers();
    let first = run.design.get_untracked();
    let limit = move || run.design.with(|design| design.disruption_limit);
    let usual = DisruptionSetting { basis: MeasureKind::Sales, share: 0.15, holds_sellers: false };
    // What is counted, and whether it is held with its seller instead of in its territory.
    let basis = move || {
        let name = |kind| quantity::name(&studio, kind);
        let first = [
            ((MeasureKind::Accounts, false), name(MeasureKind::Accounts)),
            ((MeasureKind::Accounts, true), studio.say(words::BALANCE_LIMIT_SELLERS).to_owned()),
            ((MeasureKind::Sales, false), name(MeasureKind::Sales)),
            ((MeasureKind::Potential, false), name(MeasureKind::Potential)),
        ];
        let further = run.measures.get().into_iter().filter(|kind| matches!(kind, MeasureKind::Further(_)));
        first.into_iter().chain(further.map(|kind| ((kind, false), name(kind)))).collect::<Vec<_>>()
    };
    let of_limit = |limit: DisruptionSetting| (limit.basis, limit.holds_sellers);
    view! {
        <details class="more-wishes" open=first.disruption_limit.is_some() || beside::has_any(&first.wishes)>
            <summary>{studio.say(words::BALANCE_MORE)}</summary>
            <div class="stack more-wishes-body">
                <div class="field">
                    <label for="balance-compact">{studio.say(words::BALANCE_COMPACT)}" "<span class="small">{studio.say(words::BALANCE_COMPACT_WHY)}</span></label>
                    <input id="balance-compact" class="input" type="range" min="0" max="1" step="0.05" value=first.compactness_weight.to_string()
                        on:change=move |event| if let Some(weight) = number_in(&event) { set(run, |design| design.compactness_weight = weight.clamp(0.0, 1.0)) } />
                </div>
                <beside::Beside run=run />
                <label class="check">
                    <input type="checkbox" checked=first.uses_homes on:change=move |event| { let checked = event_target_checked(&event); set(run, |design| design.uses_homes = checked) } />
                    {studio.say(words::BALANCE_HOMES)}
                </label>
                <label class="check">
                    <input type="checkbox" checked=first.disruption_limit.is_some() on:change=move |event| {
                        let checked = event_target_checked(&event);
                        run.wrong.update(|wrong| {
                            wrong.remove(studio.say(words::BALANCE_LIMIT_SHARE));
                        });
                        set(run, |design| design.disruption_limit = checked.then_some(usual));
                    } />
                    {studio.say(words::BALANCE_LIMIT)}
                </label>
                <Show when=move || limit().is_some()>
                    <div class="grid-2">
                        <div class="field">
                            <label for="balance-limit">{studio.say(words::BALANCE_LIMIT_SHARE)}</label>
                            <input id="balance-limit" class="input number" inputmode="decimal" value=numbers.decimal(untrack(limit).unwrap_or(usual).share * 100.0, 1)
                                aria-invalid=move || is_wrong(run, studio.say(words::BALANCE_LIMIT_SHARE))
                                on:input=move |event| take(run, studio.say(words::BALANCE_LIMIT_SHARE), &event, |percent| (0.0..=100.0).contains(&percent), said(words::WRONG_PERCENT), |percent| {
                                    set(run, |design| design.disruption_limit = design.disruption_limit.map(|limit| DisruptionSetting { share: percent / 100.0, ..limit }));
                                }) />
                        </div>
                        {move || view! {
                            <Choice id="balance-limit-basis" label=words::BALANCE_LIMIT_BASIS choices=basis() current=of_limit(untrack(limit).unwrap_or(usual))
                                on_choose=Callback::new(move |(basis, holds_sellers)| set(run, |design| design.disruption_limit = design.disruption_limit.map(|limit| DisruptionSetting { basis, holds_sellers, ..limit }))) />
                        }}
                    </div>
                    <Show when=move || limit().is_some_and(|limit| limit.holds_sellers)>
                        <p class="small dim">{studio.say(words::BALANCE_LIMIT_SELLERS_WHY)}</p>
                    </Show>
                </Show>
                <div class="field">
                    <label for="balance-seed">{studio.say(words::BALANCE_SEED)}" "<span class="small">{studio.say(words::BALANCE_SEED_WHY)}</span></label>
                    <input id="balance-seed" class="input number" inputmode="numeric" value=numbers.plain(first.seed as i64)
                        aria-invalid=move || is_wrong(run, studio.say(words::BALANCE_SEED))
                        on:input=move |event| {
                            let is_seed = |seed: f64| seed.fract() == 0.0 && (0.0..=9e15).contains(&seed);
                            take(run, studio.say(words::BALANCE_SEED), &event, is_seed, said(words::WRONG_WHOLE), |seed| set(run, |design| design.seed = seed as u64));
                        } />
                </div>
            </div>
        </details>
    }
}
