//! Scenarios side by side: which is the fairest and at what price, every figure in a matrix, and for any pair
//! what changes hands.

mod exchange;
mod figures;
mod handovers;
mod matrix;
mod picture;
mod quotas;

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::document::comparison::{Comparison, Ground, compare_on, pieces_by};
use crate::document::neighbourhood::Neighbourhood;
use crate::document::{Plan, SharedOut};
use crate::domain::ScenarioId;
use crate::locale::text::isolated;
use crate::locale::words::compare as words;
use crate::locale::words::shell;
use crate::ui::map::bring_areas;
use crate::ui::quantity;
use crate::ui::route::Route;
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;

/// How many scenarios are compared at once.
const MOST_COLUMNS: usize = 6;

/// The comparison of the chosen scenarios.
type Compared = Memo<Option<Shared<Comparison>>>;

/// The comparison of scenarios.
#[component]
pub fn ComparePage() -> impl IntoView {
    let studio = Studio::get();
    if studio.area_map.with_untracked(Option::is_none) {
        bring_areas(studio);
    }
    // What the user left out; the first ones are shown until then.
    let chosen: RwSignal<Option<BTreeSet<ScenarioId>>> = RwSignal::new(None);
    let shown = Memo::new(move |_| {
        let all = studio.plan.with(|plan| plan.as_ref().map(|plan| plan.scenarios.iter().map(|scenario| scenario.id).collect::<Vec<_>>()));
        let chosen = chosen.get();
        let is_chosen = |id: &ScenarioId| *id == ScenarioId::TODAY || chosen.as_ref().is_none_or(|chosen| chosen.contains(id));
        all.unwrap_or_default().into_iter().filter(is_chosen).take(MOST_COLUMNS).collect::<Vec<_>>()
    });
    let ways = Memo::new(move |_| studio.plan.with(|plan| plan.as_ref().map(|plan| pieces_by(plan, &shown.get())).unwrap_or_default()));
    let beside = neighbourhoods(studio, studio.plan.into(), ways);
    let comparison: Compared = Memo::new(move |_| {
        let (plan, shown) = (studio.plan.get()?, shown.get());
        let (areas, beside) = (studio.area_map.get(), beside.get());
        let beside: Vec<_> = beside.iter().map(|(way, neighbourhood)| (*way, &**neighbourhood)).collect();
        Some(Shared::new(compare_on(&plan, &shown, Ground { map: areas.as_deref(), beside: &beside })))
    });
    let has_scenarios = Memo::new(move |_| studio.plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.scenarios.len() > 1)));
    view! {
        <Show
            when=move || has_scenarios.get()
            fallback=move || view! {
                <div class="card empty">
                    <h1>{studio.say(words::ONLY_TODAY)}</h1>
                    <p>{studio.say(words::ONLY_TODAY_WHY)}</p>
                    <button type="button" class="button main" on:click=move |_| studio.ask_new_scenario()>{studio.say(shell::NEW_SCENARIO)}</button>
                </div>
            }
        >
            <div class="stack">
                <Answer comparison=comparison />
                <Chooser shown=shown chosen=chosen />
                <picture::Picture comparison=comparison />
                <matrix::Matrix comparison=comparison />
                <quotas::QuotasBeside shown=shown />
                <exchange::ExchangePart />
            </div>
        </Show>
    }
}

/// Which accounts lie side by side where this is shared out. Computed anew when accounts, areas or the map change.
fn neighbourhoods(
    studio: Studio,
    plan: Signal<Option<Shared<Plan>>>,
    ways: Memo<Vec<SharedOut>>,
) -> Memo<Vec<(SharedOut, Shared<Neighbourhood>)>> {
    let facts = Memo::new(move |_| plan.with(|plan| plan.as_ref().map(|plan| (Shared(plan.accounts.clone()), Shared(plan.areas.clone())))));
    Memo::new(move |_| {
        facts.track();
        let Some(plan) = plan.get_untracked() else { return Vec::new() };
        let of = |way: SharedOut| {
            let map = if way == SharedOut::Areas { studio.area_map.get() } else { None };
            (way, Shared::new(Neighbourhood::new(&plan, way, map.as_deref())))
        };
        ways.get().into_iter().map(of).collect()
    })
}

/// Which scenario is the fairest, and at what price.
#[component]
fn Answer(comparison: Compared) -> impl IntoView {
    let studio = Studio::get();
    let sentence =
        move || comparison.with(|comparison| comparison.as_ref().map(|comparison| answer(&studio, comparison))).unwrap_or_default();
    let more = move || comparison.with(|comparison| comparison.as_ref().map(|comparison| grounds(&studio, comparison))).unwrap_or_default();
    view! {
        <div class="answer">
            <div class="answer-words">
                <h1>{sentence}</h1>
                <p class="more">{more}</p>
            </div>
            <div class="answer-actions">
                <button type="button" class="button main" on:click=move |_| studio.ask_new_scenario()>{studio.say(shell::NEW_SCENARIO)}</button>
            </div>
        </div>
    }
}

fn answer(studio: &Studio, comparison: &Comparison) -> String {
    let Some((leading, deviation)) = comparison.leading().and_then(|leading| Some((leading, comparison.worst_deviation(leading)?))) else {
        return studio.say(words::ANSWER_NONE).to_owned();
    };
    let numbers = studio.numbers();
    let column = &comparison.columns[leading];
    let is_told_apart =
        (0..comparison.columns.len()).filter_map(|column| comparison.worst_deviation(column)).any(|other| other > deviation);
    let deviation = numbers.percent(deviation, 0);
    let all_have_figures = (0..comparison.columns.len()).all(|column| comparison.worst_deviation(column).is_some());
    if !is_told_apart && all_have_figures && comparison.columns.len() > 1 {
        return studio.fill(words::ANSWER_EQUAL, &[("deviation", &deviation)]);
    }
    if column.scenario.id == ScenarioId::TODAY {
        return studio.fill(words::ANSWER_TODAY, &[("deviation", &deviation)]);
    }
    let name = isolated(&column.scenario.name);
    let is_within = comparison.excess(leading) == Some(0.0);
    let Some(moved) = column.results.moved_sales_share else {
        return studio.fill(words::ANSWER_NO_EARLIER, &[("name", &name), ("deviation", &deviation)]);
    };
    let moved = numbers.percent(moved, 0);
    let text = if is_within { words::ANSWER_WITHIN } else { words::ANSWER };
    studio.fill(text, &[("name", &name), ("deviation", &deviation), ("moved", &moved)])
}

/// What the answer is measured against and over what.
fn grounds(studio: &Studio, comparison: &Comparison) -> String {
    let mut sentences = Vec::new();
    let today = comparison.columns.iter().position(|column| column.scenario.id == ScenarioId::TODAY);
    if let Some(deviation) = today.filter(|today| comparison.leading() != Some(*today)).and_then(|today| comparison.worst_deviation(today))
    {
        sentences.push(studio.fill(words::TODAY_FOR_IT, &[("deviation", &studio.numbers().percent(deviation, 0))]));
    }
    let names = comparison.balanced.iter().map(|&kind| quantity::in_sentence(studio, kind));
    if let Some(measures) = names.reduce(|one, other| studio.fill(words::AND, &[("one", &one), ("other", &other)])) {
        sentences.push(studio.fill(words::COUNTED_MEASURES, &[("measures", &measures)]));
    }
    sentences.join(" ")
}

/// Which scenarios are compared; today always is.
#[component]
fn Chooser(shown: Memo<Vec<ScenarioId>>, chosen: RwSignal<Option<BTreeSet<ScenarioId>>>) -> impl IntoView {
    let studio = Studio::get();
    let boxes = move || {
        let scenarios = studio.plan.with(|plan| plan.as_ref().map(|plan| plan.scenarios.clone()).unwrap_or_default());
        let boxes = scenarios.into_iter().filter(|scenario| scenario.id != ScenarioId::TODAY).map(|scenario| {
            let id = scenario.id;
            let is_shown = move || shown.with(|shown| shown.contains(&id));
            let change = move |_| {
                let mut next: BTreeSet<ScenarioId> = shown.get_untracked().into_iter().collect();
                if !next.remove(&id) {
                    next.insert(id);
                }
                chosen.set(Some(next));
            };
            let is_full = move || shown.with(|shown| shown.len() >= MOST_COLUMNS) && !is_shown();
            view! {
                <label class="check chip">
                    <input type="checkbox" prop:checked=is_shown disabled=is_full on:change=change />
                    <bdi>{scenario.name.clone()}</bdi>
                </label>
            }
        });
        boxes.collect::<Vec<_>>()
    };
    let is_many = move || studio.plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.scenarios.len() > MOST_COLUMNS));
    let is_choice = move || studio.plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.scenarios.len() > 2));
    view! {
        <Show when=is_choice>
            <div class="row" role="group" aria-label=studio.say(words::CHOOSE)>
                {boxes}
                <Show when=is_many>
                    <span class="dim small">{studio.fill(words::MOST, &[("count", &studio.numbers().count(MOST_COLUMNS))])}</span>
                </Show>
            </div>
        </Show>
    }
}

/// Puts a scenario in sight on the map.
fn show_scenario(studio: &Studio, scenario: ScenarioId) {
    studio.scenario_id.set(scenario);
    studio.go(Route::Territories);
}
