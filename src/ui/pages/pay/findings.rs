//! Findings about pay where they belong: next to the plan, the part or the row that they speak of.

use leptos::prelude::*;

use crate::document::quota::pay::finding_text::problem_text;
use crate::locale::text::isolated;
use crate::quota::pay::{Component, Goal, PayFinding, PayPlace, PayPlan, PayProblem};
use crate::ui::studio::Studio;

/// A problem in a sentence; amounts of a component's goal are money unless it is quantity.
pub fn sentence(studio: &Studio, problem: &PayProblem, component: Option<&Component>) -> String {
    let money = untrack(|| studio.money());
    let edges = Some(money).filter(|_| component.is_none_or(|component| component.goal != Goal::Quantity));
    problem_text(problem, studio.language.get_untracked(), money, edges)
}

/// A finding in a sentence that names its place in the plan.
pub fn placed_sentence(studio: &Studio, finding: &PayFinding, plan: &PayPlan) -> String {
    let part_of = |name: &str| plan.components.iter().find(|known| known.name == name);
    match &finding.place {
        PayPlace::Component { component, .. } => {
            format!("{}: {}", isolated(component), sentence(studio, &finding.problem, part_of(component)))
        }
        PayPlace::Row { component, row, .. } => {
            let row = studio.fill(crate::locale::words::pay_editor::ROW, &[("row", &studio.numbers().count(*row))]);
            format!(
                "{}{}{row}: {}",
                isolated(component),
                studio.say(crate::locale::words::pay::LIST_MARK),
                sentence(studio, &finding.problem, part_of(component))
            )
        }
        _ => sentence(studio, &finding.problem, None),
    }
}

/// Findings under what they speak of; those that hinder pay are alarming, others are told.
#[component]
pub fn Findings(
    /// The findings as sentences, with whether each hinders.
    #[prop(into)]
    told: Signal<Vec<(String, bool)>>,
) -> impl IntoView {
    view! {
        <div class="pay-findings" role="status">
            {move || told.get().into_iter().map(|(words, is_blocking)| view! {
                <p class="small" class:bad=is_blocking class:warn=!is_blocking>{words}</p>
            }).collect_view()}
        </div>
    }
}
