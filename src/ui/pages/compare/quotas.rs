//! The quotas of the chosen scenarios side by side, a table for each goal that one of them has.

use leptos::prelude::*;

use crate::domain::ScenarioId;
use crate::locale::Text;
use crate::locale::number::NO_FIGURE;
use crate::locale::text::isolated;
use crate::locale::words::quota_beside as words;
use crate::locale::words::quotas as quota_words;
use crate::quota::GoalKind;
use crate::tabular::quota_beside::{ScenarioQuotas, side_by_side};
use crate::tabular::quota_grid::GoalUnit;
use crate::ui::studio::Studio;

/// The goals in the order they are shown.
const KINDS: [(GoalKind, Text); 3] =
    [(GoalKind::Sales, quota_words::SALES), (GoalKind::Collection, quota_words::COLLECTION), (GoalKind::Quantity, quota_words::QUANTITY)];

/// The quotas of the scenarios.
#[component]
pub fn QuotasBeside(shown: Memo<Vec<ScenarioId>>) -> impl IntoView {
    let studio = Studio::get();
    let tables = move || {
        let (plan, shown) = (studio.plan.get()?, shown.get());
        let table = |(kind, name): (GoalKind, Text)| {
            let columns = side_by_side(&plan, &shown, kind);
            let names = shown.iter().filter_map(|id| plan.scenario(*id)).map(|scenario| studio.scenario_name(scenario)).collect::<Vec<_>>();
            columns.iter().any(Option::is_some).then(|| beside(studio, kind, name, names, columns))
        };
        Some(KINDS.into_iter().filter_map(table).collect_view())
    };
    view! { {tables} }
}

fn signed(amount: i64, unit: GoalUnit) -> String {
    let sign = if amount > 0 { "+" } else { "" };
    format!("\u{2066}{sign}{}\u{2069}", unit.figure(amount))
}

fn beside(studio: Studio, kind: GoalKind, name: Text, names: Vec<String>, columns: Vec<Option<ScenarioQuotas>>) -> impl IntoView {
    let (money, numbers) = (studio.money(), studio.numbers());
    let unit = GoalUnit::of(kind, money.language, money.currency, money.display_unit);
    let goal = match kind {
        GoalKind::Quantity => studio.say(name).to_owned(),
        GoalKind::Sales | GoalKind::Collection => format!("{} ({})", studio.say(name), money.unit_label()),
    };
    let title = studio.fill(words::TITLE, &[("goal", &goal)]);
    let row = |text: Text, write: &dyn Fn(&ScenarioQuotas) -> Option<String>| {
        let cells: Vec<String> =
            columns.iter().map(|column| column.as_ref().and_then(write).unwrap_or_else(|| NO_FIGURE.to_owned())).collect();
        view! {
            <tr>
                <th scope="row">{studio.say(text)}</th>
                {cells.into_iter().map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}
            </tr>
        }
    };
    let count = |count: usize| Some(numbers.count(count));
    let rows = [
        row(words::TARGET, &|column| Some(unit.figure(column.target))),
        row(words::STREET, &|column| Some(unit.figure(column.street))),
        row(words::GAP, &|column| column.capacity_gap.map(|gap| signed(gap, unit))),
        row(words::VARIATION, &|column| column.variation.map(|variation| numbers.fixed(variation, 3))),
        row(words::OUT_OF_LINE, &|column| count(column.out_of_line)),
        row(words::MORE_OF, &|column| count(column.against_today.as_ref()?.more)),
        row(words::LESS_OF, &|column| count(column.against_today.as_ref()?.less)),
        row(words::LARGEST, &|column| {
            let Some((name, change)) = &column.against_today.as_ref()?.largest else { return Some(studio.say(words::NONE).to_owned()) };
            let name = isolated(name);
            Some(studio.fill(words::LARGEST_IS, &[("change", &signed(*change, unit)), ("name", &name)]))
        }),
    ];
    let label = title.clone();
    view! {
        <section class="card">
            <div class="card-head"><h2>{title}</h2></div>
            <div class="table-scroll" tabindex="0" role="region" aria-label=label>
                <table class="plain-table quotas-beside">
                    <thead>
                        <tr>
                            <th scope="col">{studio.say(words::FIGURE)}</th>
                            {names.into_iter().map(|name| view! { <th scope="col" class="number"><bdi>{name}</bdi></th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}
