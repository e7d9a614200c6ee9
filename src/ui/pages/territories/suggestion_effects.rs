//! What a suggestion does in full: to every balanced measure of the territories that it touches, to the whole scenario, and
//! to what changes hands, with what it leaves unmet.

use std::sync::Arc;

use leptos::prelude::*;

use crate::document::suggestions::{PlanSuggestion, step_question};
use crate::locale::text::left_to_right;
use crate::locale::words::churn as words;
use crate::locale::words::compare;
use crate::territory::judged::Judged;
use crate::territory::suggest::Effect;
use crate::ui::judged::{self, Unmet};
use crate::ui::palette::territory_colour;
use crate::ui::quantity;
use crate::ui::steps::Steps;
use crate::ui::studio::Studio;

/// Asks what the checker says of a suggestion on the scenario in sight. `then` hears it, or why it is not known; nothing where
/// the plan has changed until then.
pub fn judge(studio: Studio, steps: Steps, suggestion: &PlanSuggestion, then: impl FnOnce(Option<Result<Judged, String>>) + 'static) {
    let (Some(plan), Some(scenario)) = (studio.plan.get_untracked(), studio.scenario.get_untracked()) else { return };
    let question = step_question(&plan, &scenario, studio.neighbourhood.get_untracked().as_deref(), suggestion);
    steps.ask(Arc::new(question), move |answer| {
        let is_same = (studio.plan.try_get_untracked(), studio.scenario.try_get_untracked()) == (Some(Some(plan)), Some(Some(scenario)));
        then(is_same.then(|| answer.map(|answer| answer.judged)));
    });
}

/// Has what a suggestion leaves unmet told by a signal, as the plan stands when it is told, while that is in sight.
fn keep_judged(studio: Studio, steps: Steps, suggestion: PlanSuggestion, judged: RwSignal<Option<Result<Judged, String>>>) {
    let again = suggestion.clone();
    judge(studio, steps, &suggestion, move |told| {
        // It may be folded again.
        let is_in_sight = !judged.is_disposed();
        match told {
            Some(told) => {
                let _ = judged.try_set(Some(told));
            }
            None if is_in_sight => keep_judged(studio, steps, again, judged),
            None => {}
        }
    });
}

/// What a suggestion leaves unmet, once the checker has said so.
#[component]
fn LeftUnmet(
    /// What it says, or why that is not known.
    judged: RwSignal<Option<Result<Judged, String>>>,
) -> impl IntoView {
    let studio = Studio::get();
    move || match (judged.get(), studio.plan.get_untracked(), studio.scenario.get_untracked()) {
        (Some(Ok(judged)), Some(plan), Some(scenario)) => {
            view! { <Unmet told=judged::told(&studio, &plan, &scenario, &judged) /> }.into_any()
        }
        (Some(Err(why)), ..) => {
            view! { <p class="notice error" role="alert">{studio.fill(words::NOT_RECKONED, &[("why", &why)])}</p> }.into_any()
        }
        _ => view! { <p class="dim small" role="status">{studio.say(words::BEING_RECKONED)}</p> }.into_any(),
    }
}

/// A figure before and after, or that it stays.
fn change(studio: &Studio, before: &str, after: &str) -> String {
    let text = if before == after { words::FULL_SAME } else { words::FULL_CHANGE };
    studio.fill(text, &[("before", &left_to_right(before)), ("after", &left_to_right(after))])
}

/// The table of a suggestion, with what it leaves unmet.
pub fn in_full(studio: &Studio, steps: Steps, suggestion: &PlanSuggestion) -> impl IntoView + use<> {
    let studio = *studio;
    let Some(scenario) = studio.scenario.get_untracked() else { return ().into_any() };
    let numbers = studio.numbers();
    let touched: Vec<_> = suggestion.territories.iter().filter_map(|(id, effects)| Some((scenario.territory(*id)?, effects))).collect();
    let headings = touched.iter().map(|(territory, _)| {
        view! {
            <th scope="col" class="number">
                <span class="name-cell"><span class="swatch" style:background-color=territory_colour(territory.colour_index)></span><bdi>{territory.name.clone()}</bdi></span>
            </th>
        }
    });
    let headings = headings.collect_view();
    let signed = |effect: &Effect| change(&studio, &numbers.signed_percent(effect.before, 1), &numbers.signed_percent(effect.after, 1));
    let percent = |effect: &Effect| change(&studio, &numbers.percent(effect.before, 1), &numbers.percent(effect.after, 1));
    let measures = quantity::measures(&studio).into_iter().enumerate().filter(|(_, kind)| scenario.design.measure(*kind).is_balanced);
    let rows = measures.filter_map(|(index, kind)| {
        let largest = suggestion.largest_deviations.get(index)?;
        let cells = touched.iter().map(|(_, effects)| view! { <td class="number">{effects.get(index).map(signed)}</td> });
        Some(view! {
            <tr>
                <th scope="row">{studio.fill(words::FULL_DEVIATION, &[("measure", &quantity::in_sentence(&studio, kind))])}</th>
                {cells.collect_view()}
                <td class="number">{percent(largest)}</td>
            </tr>
        })
    });
    let rows = rows.collect_view();
    let empty = || touched.iter().map(|_| view! { <td></td> }).collect_view();
    let whole = |name: &'static str, figure: String| {
        view! { <tr><th scope="row">{name}</th>{empty()}<td class="number">{figure}</td></tr> }
    };
    let dispersion = suggestion.dispersion_km;
    let dispersion = change(&studio, &numbers.decimal(dispersion.before, 1), &numbers.decimal(dispersion.after, 1));
    let others = [
        Some(whole(studio.say(words::FULL_DISPERSION), dispersion)),
        Some(whole(studio.say(compare::MOVED_ACCOUNTS), percent(&suggestion.moved_account_share))),
        suggestion.moved_sales_share.map(|sales| whole(studio.say(compare::MOVED_SALES), percent(&sales))),
    ];
    let judged = RwSignal::new(None);
    keep_judged(studio, steps, suggestion.clone(), judged);
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=studio.say(words::EFFECT)>
            <table class="plain-table suggestion-table">
                <caption class="visually-hidden">{studio.say(words::EFFECT)}</caption>
                <thead>
                    <tr>
                        <th scope="col"><span class="visually-hidden">{studio.say(words::EFFECT)}</span></th>
                        {headings}
                        <th scope="col" class="number">{studio.say(words::FULL_PLAN)}</th>
                    </tr>
                </thead>
                <tbody>{rows}{others.into_iter().flatten().collect_view()}</tbody>
            </table>
        </div>
        <LeftUnmet judged=judged />
    }
    .into_any()
}
