//! Suggestions: the few single steps that help most as the scenario stands, live after every change. Each says what
//! it does, is pointed out on the map, and is taken as one step or dismissed. What is suggested is the engine's.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::suggestion_effects::{in_full, judge};
use crate::document::SharedOut;
use crate::document::areas::name_of;
use crate::document::suggestions::{self as engine, AccountStep, OtherGain, PlanAdvisor, PlanSuggestion};
use crate::document::{MeasureKind, Plan, Scenario};
use crate::domain::{AccountId, TerritoryId};
use crate::locale::text::{isolated, left_to_right};
use crate::locale::words::churn as words;
use crate::territory::judged::Judged;
use crate::territory::suggest::{Effect as Change, USUAL_COUNT};
use crate::ui::judged;
use crate::ui::later::later;
use crate::ui::map::{area_name, own_map};
use crate::ui::quantity;
use crate::ui::shared::Shared;
use crate::ui::steps::Steps;
use crate::ui::studio::{NoticeKind, Studio};
use crate::ui::widgets::icon::{self, Icon};

/// The panel.
#[component]
pub fn Suggestions() -> impl IntoView {
    let studio = Studio::get();
    let advisor = StoredValue::new_local(PlanAdvisor::default());
    let steps = Steps::new(studio);
    let asked = later(Memo::new(move |_| {
        let (plan, scenario) = (studio.plan.get()?, studio.scenario.get()?);
        // Steps by other areas than those of the plan's own map would not be what was asked for.
        if own_map::is_awaited(studio, scenario.design.wishes.shared_out) {
            return None;
        }
        let neighbourhood = if engine::minds_places(&scenario) { studio.neighbourhood.get() } else { None };
        Some((plan, scenario, neighbourhood))
    }));
    let found = Memo::new(move |_| {
        let (plan, scenario, neighbourhood) = asked.get()??;
        let suggest = |advisor: &mut PlanAdvisor| {
            studio.dismissed.with(|dismissed| advisor.suggest_in(&plan, &scenario, neighbourhood.as_deref(), USUAL_COUNT, dismissed))
        };
        advisor.try_update_value(suggest)
    });
    let dismissed = Memo::new(move |_| {
        let scenario = studio.scenario.get().map(|scenario| scenario.id);
        scenario.map_or(0, |scenario| studio.dismissed.with(|dismissed| dismissed.count(scenario)))
    });
    let again = move |_| {
        if let Some(scenario) = studio.scenario.get_untracked() {
            studio.dismissed.update(|dismissed| dismissed.forget(scenario.id));
        }
    };
    on_cleanup(move || studio.pointed_out.set(Shared::new(BTreeSet::new())));
    let rows = move || {
        let found = found.get().unwrap_or_default();
        let Some(Some((plan, scenario, _))) = asked.get_untracked() else { return Vec::new() };
        // The rows are new: what the old ones pointed out is not meant any more.
        studio.pointed_out.set(Shared::new(BTreeSet::new()));
        found.into_iter().map(|suggestion| row(studio, steps, &plan, &scenario, suggestion)).collect::<Vec<_>>()
    };
    view! {
        <details class="card suggestions" open>
            <summary class="card-head">
                <h2>{studio.say(words::SUGGESTIONS)}</h2>
                <span class="dim small grow">{studio.say(words::SUGGESTIONS_WHY)}</span>
                <Icon path=icon::DOWN />
            </summary>
            <ul class="suggestion-list" role="list" aria-label=studio.say(words::SUGGESTIONS)>{rows}</ul>
            <Show when=move || found.with(|found| found.as_ref().is_some_and(Vec::is_empty))>
                <p class="dim card-body" role="status">{studio.say(words::SUGGESTIONS_NONE)}</p>
            </Show>
            <Show when=move || { dismissed.get() != 0 }>
                <p class="card-body row small dim">
                    {move || studio.fill(words::DISMISSED, &[("count", &studio.numbers().count(dismissed.get()))])}
                    <button type="button" class="link-button" on:click=again>{studio.say(words::SHOW_DISMISSED)}</button>
                </p>
            </Show>
        </details>
    }
}

fn row(studio: Studio, steps: Steps, plan: &Plan, scenario: &Scenario, suggestion: PlanSuggestion) -> impl IntoView + use<> {
    let step = step_words(&studio, plan, scenario, &suggestion);
    let why = why_words(&studio, scenario, &suggestion);
    let effects = effect_words(&studio, &suggestion);
    let accounts: BTreeSet<AccountId> = suggestion.steps.iter().map(|step| step.account).collect();
    let point = Shared::new(accounts);
    let clear = move || studio.pointed_out.set(Shared::new(BTreeSet::new()));
    let (by_pointer, by_focus, selected) = (point.clone(), point.clone(), point);
    let suggestion = StoredValue::new(suggestion);
    let is_asked = RwSignal::new(false);
    let accept = move |_| {
        let (Some(plan), Some(scenario)) = (studio.plan.get_untracked(), studio.scenario.get_untracked()) else { return };
        if is_asked.get_untracked() {
            return;
        }
        is_asked.set(true);
        let Some(command) = suggestion.try_with_value(|suggestion| engine::command(&scenario, suggestion)) else { return };
        let follow = move |judged: Option<Result<Judged, String>>| {
            // A step that is refused may be tried again; of one that is taken, the row goes.
            let _ = is_asked.try_set(false);
            match judged.map(|judged| judged.map(|judged| judged::fault(&studio, &plan, &scenario, &judged))) {
                Some(Ok(None)) => {
                    studio.run(command);
                }
                Some(Ok(Some(why))) => studio.notify(NoticeKind::Error, why),
                Some(Err(why)) => studio.notify(NoticeKind::Error, studio.fill(words::NOT_RECKONED, &[("why", &why)])),
                // Of a plan that has changed, this step may be none.
                None => {}
            }
        };
        suggestion.with_value(|suggestion| judge(studio, steps, suggestion, follow));
    };
    let unfolded = RwSignal::new(false);
    let full = move || unfolded.get().then(|| suggestion.with_value(|suggestion| in_full(&studio, steps, suggestion)));
    let full_label = studio.fill(words::IN_FULL_OF, &[("step", &step)]);
    let dismiss = move |_| {
        if let Some(scenario) = studio.scenario.get_untracked() {
            studio.dismissed.update(|dismissed| suggestion.with_value(|suggestion| dismissed.add(scenario.id, suggestion)));
        }
    };
    let accept_label = studio.fill(words::ACCEPT_THIS, &[("step", &step)]);
    let dismiss_label = studio.fill(words::DISMISS_THIS, &[("step", &step)]);
    view! {
        <li
            class="suggestion"
            on:pointerenter=move |_| {
                steps.start_ahead();
                studio.pointed_out.set(by_pointer.clone());
            }
            on:pointerleave=move |_| clear()
            on:focusin=move |_| {
                steps.start_ahead();
                studio.pointed_out.set(by_focus.clone());
            }
            on:focusout=move |_| clear()
        >
            <div class="suggestion-words">
                <button type="button" class="suggestion-step" on:click=move |_| studio.select((*selected).clone())>{step}</button>
                <p class="small">{why}</p>
                <p class="small dim">{effects}</p>
                <button
                    type="button"
                    class="link-button small"
                    aria-label=full_label
                    aria-expanded=move || unfolded.get().to_string()
                    on:click=move |_| unfolded.update(|unfolded| *unfolded = !*unfolded)
                >
                    {studio.say(words::IN_FULL)}
                </button>
                {full}
            </div>
            <button type="button" class="button small" aria-label=accept_label aria-busy=move || is_asked.get().to_string() on:click=accept><Icon path=icon::DONE />{studio.say(words::ACCEPT)}</button>
            <button type="button" class="button small quiet" aria-label=dismiss_label on:click=dismiss>{studio.say(words::DISMISS)}</button>
        </li>
    }
}

fn account_name(plan: &Plan, account: AccountId) -> String {
    plan.account(account).map(|account| isolated(&account.name)).unwrap_or_default()
}

fn territory_name(scenario: &Scenario, territory: Option<TerritoryId>) -> String {
    territory.and_then(|id| scenario.territory(id)).map(|territory| isolated(&territory.name)).unwrap_or_default()
}

/// The accounts of a step by where they come from and go, in the order of the step.
fn sides(suggestion: &PlanSuggestion) -> Vec<(AccountStep, Vec<AccountId>)> {
    let mut sides: Vec<(AccountStep, Vec<AccountId>)> = Vec::new();
    for step in &suggestion.steps {
        match sides.iter_mut().find(|(first, _)| (first.from, first.to) == (step.from, step.to)) {
            Some((_, accounts)) => accounts.push(step.account),
            None => sides.push((*step, vec![step.account])),
        }
    }
    sides
}

/// The area of the map that these accounts lie in, where areas are shared out and all lie in one.
fn map_area_name(studio: &Studio, accounts: &[AccountId]) -> Option<String> {
    let shares_out_areas = |scenario: &Option<Shared<Scenario>>| {
        scenario.as_ref().is_some_and(|scenario| scenario.design.wishes.shared_out == SharedOut::Areas)
    };
    if !studio.scenario.with(shares_out_areas) {
        return None;
    }
    let area = studio.area_map.with(|map| {
        let map = map.as_ref()?;
        let first = *map.area_of.get(accounts.first()?)?;
        accounts.iter().all(|account| map.area_of.get(account) == Some(&first)).then_some(first)
    })?;
    area_name(studio, area)
}

/// One account by its name; several that stay together by the area that they lie in, or by the first and how many more.
fn together_name(studio: &Studio, plan: &Plan, accounts: &[AccountId]) -> String {
    let Some((first, [_, ..])) = accounts.split_first() else {
        return accounts.first().map(|&account| account_name(plan, account)).unwrap_or_default();
    };
    let area = |account: &AccountId| plan.account(*account).and_then(|account| account.area);
    let shared = || area(first).filter(|first| accounts.iter().all(|account| area(account) == Some(*first)));
    let name = match map_area_name(studio, accounts) {
        Some(name) => isolated(&name),
        None => match shared() {
            Some(shared) => plan.area(shared).map(|area| isolated(name_of(area, studio.language.get_untracked()))).unwrap_or_default(),
            None => account_name(plan, *first),
        },
    };
    studio.fill(words::TOGETHER, &[("name", &name), ("count", &studio.numbers().count(accounts.len()))])
}

fn step_words(studio: &Studio, plan: &Plan, scenario: &Scenario, suggestion: &PlanSuggestion) -> String {
    match sides(suggestion).as_slice() {
        [(one, some), (other, others), ..] => studio.fill(
            words::EXCHANGE,
            &[
                ("one", &together_name(studio, plan, some)),
                ("from", &territory_name(scenario, one.from)),
                ("other", &together_name(studio, plan, others)),
                ("to", &territory_name(scenario, other.from)),
            ],
        ),
        [(one, accounts)] => {
            let text = if one.from.is_some() { words::MOVE } else { words::GIVE };
            studio.fill(
                text,
                &[
                    ("account", &together_name(studio, plan, accounts)),
                    ("from", &territory_name(scenario, one.from)),
                    ("to", &territory_name(scenario, Some(one.to))),
                    ("count", &studio.numbers().count(accounts.len())),
                ],
            )
        }
        [] => String::new(),
    }
}

/// The territories whose deviation in the measure that is eased most becomes smaller, or that ways are shorter.
fn why_words(studio: &Studio, scenario: &Scenario, suggestion: &PlanSuggestion) -> String {
    let Some(kind) = suggestion.eases else {
        let text = match suggestion.other_gain() {
            OtherGain::Back => words::BACK,
            OtherGain::LessChange => words::LESS,
            OtherGain::Shorter => words::SHORTER,
            OtherGain::Nearer => words::NEARER,
        };
        let price = studio.say(if suggestion.costs_balance() { words::NO_TOLERANCE_LEFT } else { words::NO_LOSS });
        return studio.fill(text, &[("count", &studio.numbers().count(suggestion.steps.len())), ("price", price)]);
    };
    let Some(index) = untrack(|| quantity::measures(studio)).iter().position(|known| *known == kind) else { return String::new() };
    let numbers = studio.numbers();
    let eased = suggestion.territories.iter().filter_map(|(territory, deviations)| {
        let change = deviations.get(index)?;
        (change.after.abs() < change.before.abs()).then(|| {
            studio.fill(
                words::EASES,
                &[
                    ("territory", &territory_name(scenario, Some(*territory))),
                    ("measure", &quantity::in_sentence(studio, kind)),
                    ("before", &left_to_right(&numbers.signed_percent(change.before, 1))),
                    ("after", &left_to_right(&numbers.signed_percent(change.after, 1))),
                ],
            )
        })
    });
    eased.collect::<Vec<_>>().join(" ")
}

/// The effect on every measure's largest deviation, on dispersion and on what changes hands.
fn effect_words(studio: &Studio, suggestion: &PlanSuggestion) -> String {
    let numbers = studio.numbers();
    let filled = |text, measure: Option<MeasureKind>, before: String, after: String| {
        let measure = measure.map(|kind| quantity::in_sentence(studio, kind)).unwrap_or_default();
        (before != after)
            .then(|| studio.fill(text, &[("measure", &measure), ("before", &left_to_right(&before)), ("after", &left_to_right(&after))]))
    };
    let of_measure = |(kind, change): (MeasureKind, &Change)| {
        filled(words::EFFECT_LARGEST, Some(kind), numbers.percent(change.before, 1), numbers.percent(change.after, 1))
    };
    let measures = untrack(|| quantity::measures(studio)).into_iter().zip(&suggestion.largest_deviations);
    let mut parts: Vec<String> = measures.filter_map(of_measure).collect();
    if parts.is_empty() {
        parts.push(studio.say(words::EFFECT_SAME).to_owned());
    }
    let dispersion = suggestion.dispersion_km;
    parts.extend(filled(words::EFFECT_DISPERSION, None, numbers.decimal(dispersion.before, 1), numbers.decimal(dispersion.after, 1)));
    // The headline counts sales; where there are none, customers stand for them.
    let (text, moved) = match suggestion.moved_sales_share {
        Some(sales) => (words::EFFECT_MOVED_SALES, sales),
        None => (words::EFFECT_MOVED, suggestion.moved_account_share),
    };
    let (before, after) = (numbers.percent(moved.before, 1), numbers.percent(moved.after, 1));
    parts.push(match filled(text, None, before.clone(), after) {
        Some(words) => words,
        None if moved.before == moved.after => studio.say(words::EFFECT_MOVED_SAME).to_owned(),
        None => studio.fill(words::EFFECT_MOVED_HARDLY, &[("share", &left_to_right(&before))]),
    });
    parts.join(" · ")
}
