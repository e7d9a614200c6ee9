//! The tab of what changes for whom: quotas of the scenario in sight beside those of another.

use leptos::prelude::*;

use super::state::Quotas;
use crate::document::quota::question::goal_key;
use crate::document::quota::{QuotaResults, results};
use crate::domain::ScenarioId;
use crate::locale::Text;
use crate::locale::text::{isolated, left_to_right};
use crate::locale::words::quota_export as words;
use crate::locale::words::shell;
use crate::tabular::quota_changes::{ChangeRow, sellers, territories};
use crate::ui::shared::Shared;

/// The other scenario's quotas, with its name.
type Other = Memo<Option<(String, Option<Shared<QuotaResults>>)>>;

/// The tab.
#[component]
pub fn ChangesTab() -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let chosen: RwSignal<Option<ScenarioId>> = RwSignal::new(None);
    let others = Memo::new(move |_| {
        let here = studio.scenario_id.get();
        studio.plan.with(|plan| {
            let scenarios = plan.as_ref().map(|plan| plan.scenarios.as_slice()).unwrap_or_default();
            let named =
                scenarios.iter().filter(|scenario| scenario.id != here).map(|scenario| (scenario.id, studio.scenario_name(scenario)));
            named.collect::<Vec<_>>()
        })
    });
    // Today's state is first in a plan, so it is what others are held against unless the user says otherwise.
    let against = Memo::new(move |_| {
        let others = others.get();
        let is_there = |id: &ScenarioId| others.iter().any(|(other, _)| other == id);
        chosen.get().filter(is_there).or_else(|| others.first().map(|(id, _)| *id))
    });
    let other: Other = Memo::new(move |_| {
        let (plan, id) = (studio.plan.get()?, against.get()?);
        let scenario = plan.scenario(id)?;
        Some((studio.scenario_name(scenario), results(&plan, scenario).map(Shared::new)))
    });
    let choose = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        chosen.set(place.and_then(|place| others.with_untracked(|others| others.get(place).map(|(id, _)| *id))));
    };
    view! {
        <Show
            when=move || others.with(|others| !others.is_empty())
            fallback=move || view! {
                <div class="card empty">
                    <h2>{studio.say(words::NO_OTHER)}</h2>
                    <p>{studio.say(words::NO_OTHER_WHY)}</p>
                    <button type="button" class="button main" on:click=move |_| studio.ask_new_scenario()>{studio.say(shell::NEW_SCENARIO)}</button>
                </div>
            }
        >
            <div class="row quota-bar">
                <label class="row small">
                    {studio.say(words::COMPARED_WITH)}
                    <select class="select" on:change=choose>
                        {move || others.get().into_iter().enumerate().map(|(place, (id, name))| {
                            view! { <option value=place.to_string() selected=move || against.get() == Some(id)>{name}</option> }
                        }).collect_view()}
                    </select>
                </label>
            </div>
            <Told other=other />
        </Show>
    }
}

/// What changes, in a sentence and in two tables.
#[component]
fn Told(other: Other) -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    move || {
        let (name, before) = other.get()?;
        let name = isolated(&name);
        let key = goal_key(quotas.goal.get());
        let Some(before) = before.filter(|before| before.answer.goal(&key).is_some()) else {
            return Some(
                view! { <section class="card card-body"><p>{studio.fill(words::NO_TARGET_THERE, &[("name", &name)])}</p></section> }
                    .into_any(),
            );
        };
        let after = quotas.results.get()?;
        let (by_territory, by_seller) = (territories(&before.answer, &after.answer, &key), sellers(&before.answer, &after.answer, &key));
        let sentence = sentence(&quotas, &name, &by_territory);
        let title = |text: Text| {
            let unit =
                if super::is_money(quotas.goal.get_untracked()) { format!(" ({})", studio.money().unit_label()) } else { String::new() };
            format!("{}{unit}", studio.say(text))
        };
        Some(
            view! {
                <section class="card card-body"><p class="capacity-answer" role="status">{sentence}</p></section>
                {(!by_territory.is_empty() || !by_seller.is_empty()).then(|| view! {
                    <ChangeTable title=title(words::BY_TERRITORY) rows=by_territory />
                    <ChangeTable title=title(words::BY_SELLER) rows=by_seller />
                })}
            }
            .into_any(),
        )
    }
}

fn signed(quotas: &Quotas, amount: i64) -> String {
    let sign = if amount > 0 { "+" } else { "" };
    format!("{sign}{}", quotas.unit().figure(amount))
}

fn sentence(quotas: &Quotas, name: &str, rows: &[ChangeRow]) -> String {
    let studio = quotas.studio;
    let Some(largest) = rows.first().filter(|row| row.difference() != 0) else {
        return studio.fill(words::NOTHING_CHANGES, &[("name", name)]);
    };
    let count = |is_counted: fn(i64) -> bool| studio.numbers().count(rows.iter().filter(|row| is_counted(row.difference())).count());
    let values = [
        ("name", name.to_owned()),
        ("more", count(|difference| difference > 0)),
        ("less", count(|difference| difference < 0)),
        ("largest", left_to_right(&signed(quotas, largest.difference()))),
        ("who", isolated(&largest.name)),
    ];
    studio.fill(words::CHANGED, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// Quotas before and after.
#[component]
fn ChangeTable(title: String, rows: Vec<ChangeRow>) -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let numbers = studio.numbers();
    let label = title.clone();
    let line = move |row: ChangeRow| {
        let (unit, difference) = (untrack(|| quotas.unit()), row.difference());
        let amount = move |amount: Option<i64>| amount.map_or_else(|| "—".to_owned(), |amount| unit.figure(amount));
        let told = if difference == 0 { studio.say(words::ONLY_MONTHS).to_owned() } else { untrack(|| signed(&quotas, difference)) };
        view! {
            <tr>
                <th scope="row"><bdi>{row.name.clone()}</bdi></th>
                <td class="number">{amount(row.before)}</td>
                <td class="number">{amount(row.after)}</td>
                <td class="number"><bdi dir=(difference != 0).then_some("ltr")>{told}</bdi></td>
                <td class="number"><bdi dir="ltr">{row.share().filter(|_| difference != 0).map(|share| numbers.signed_percent(share, 1))}</bdi></td>
            </tr>
        }
    };
    let is_empty = rows.is_empty();
    view! {
        <section class="card">
            <div class="card-head"><h2>{title}</h2></div>
            {is_empty.then(|| view! { <p class="card-body">{studio.say(words::NONE_HERE)}</p> })}
            {(!is_empty).then(|| view! {
                <div class="table-scroll" tabindex="0" role="region" aria-label=label>
                    <table class="plain-table change-table">
                        <thead>
                            <tr>
                                <th scope="col">{studio.say(words::NAME)}</th>
                                {[words::BEFORE, words::AFTER, words::DIFFERENCE, words::SHARE].map(|text| view! { <th scope="col" class="number">{studio.say(text)}</th> }).collect_view()}
                            </tr>
                        </thead>
                        <tbody>{rows.into_iter().map(line).collect_view()}</tbody>
                    </table>
                </div>
            })}
        </section>
    }
}
