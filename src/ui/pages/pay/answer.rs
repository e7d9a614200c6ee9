//! The answer of the page of pay: what pay costs on target, as a share of sales. And what stands there before there is a
//! pay plan: plans to start from.

use leptos::prelude::*;

use super::state::{Edited, Pay, Reckoned};
use crate::document::quota::pay::PayNote;
use crate::document::quota::pay::summary::mean_period;
use crate::document::quota::pay::templates::Template;
use crate::domain::PersonId;
use crate::locale::text::isolated;
use crate::locale::words::pay as words;
use crate::ui::route::Route;
use crate::ui::studio::Studio;

/// How many names are told at once.
const MOST_NAMES: usize = 5;

/// What stands there before there is a plan.
#[component]
pub fn Empty() -> impl IntoView {
    let studio = Studio::get();
    view! {
        <div class="card empty">
            <h1>{studio.say(words::EMPTY_TITLE)}</h1>
            <p>{studio.say(words::EMPTY_WHY)}</p>
            <Templates />
        </div>
    }
}

/// Plans to start from.
#[component]
pub fn Templates() -> impl IntoView {
    let pay = Pay::get();
    let studio = pay.studio;
    view! {
        <ul class="pay-templates">
            {Template::ALL.map(|template| {
                let (name, why) = template.texts();
                let id = format!("pay-template-{}", template as usize);
                view! {
                    <li class="card card-body stack-small">
                        <h3 id=id.clone()>{studio.say(name)}</h3>
                        <p class="dim small">{studio.say(why)}</p>
                        <button type="button" class="button" aria-describedby=id.clone() on:click=move |_| start(&pay, template)>
                            {studio.say(words::START)}
                        </button>
                    </li>
                }
            }).collect_view()}
        </ul>
    }
}

/// Opens the editor with a plan to start from, its money in proportion to the quotas of the team.
fn start(pay: &Pay, template: Template) {
    let studio = pay.studio;
    let quota = pay.reckoned.with_untracked(|reckoned| {
        let everybody = &reckoned.as_ref()?.everybody;
        let sellers: Vec<PersonId> = everybody.iter().map(|seller| seller.seller).collect();
        mean_period(&sellers, everybody, 12).own.sales
    });
    let mut plan = template.plan(studio.language.get_untracked(), quota.unwrap_or(0));
    plan.name = pay.free_name(&plan.name);
    pay.edited.set(Some(Edited { old: None, plan }));
}

/// The answer.
#[component]
pub fn Answer() -> impl IntoView {
    let pay = Pay::get();
    let studio = pay.studio;
    let sentence = move || pay.reckoned.get().map(|reckoned| answer(&studio, &reckoned)).unwrap_or_default();
    let more = move || pay.reckoned.get().map(|reckoned| grounds(&pay, &reckoned)).unwrap_or_default();
    let notes = move || pay.reckoned.get().map(|reckoned| notes(&pay, &reckoned.pay.notes)).unwrap_or_default();
    let lacks_quotas =
        Memo::new(move |_| pay.reckoned.with(|reckoned| reckoned.as_ref().is_some_and(|reckoned| reckoned.results.is_none())));
    view! {
        <div class="answer">
            <div class="answer-words">
                <h1>{sentence}</h1>
                <p class="more">{more}</p>
                {move || notes().into_iter().map(|note| view! { <p class="more warn">{note}</p> }).collect_view()}
            </div>
            <div class="answer-actions">
                <Show when=move || lacks_quotas.get()>
                    <button type="button" class="button main" on:click=move |_| studio.go(Route::Quotas)>{studio.say(words::TO_QUOTAS)}</button>
                </Show>
            </div>
        </div>
    }
}

fn answer(studio: &Studio, reckoned: &Reckoned) -> String {
    if reckoned.pay.rules.assignments.is_empty() {
        return studio.say(words::ANSWER_NOBODY).to_owned();
    }
    if !reckoned.on_target.is_reckoned() {
        return studio.say(words::ANSWER_BLOCKED).to_owned();
    }
    if reckoned.results.is_none() {
        return studio.say(words::ANSWER_NO_QUOTAS).to_owned();
    }
    let cost = &reckoned.on_target.cost;
    let total = studio.money().with_unit(cost.total);
    match cost.cost_of_sales {
        Some(share) => studio.fill(words::ANSWER, &[("cost", &total), ("share", &studio.numbers().percent(share, 2))]),
        None => studio.fill(words::ANSWER_NO_SALES, &[("cost", &total)]),
    }
}

fn grounds(pay: &Pay, reckoned: &Reckoned) -> String {
    let (studio, money, numbers) = (pay.studio, pay.studio.money(), pay.studio.numbers());
    let cost = &reckoned.on_target.cost;
    let (Some(best), Some(least)) = (cost.sellers.first(), cost.sellers.last()) else { return String::new() };
    if cost.total.0 <= 0 {
        return String::new();
    }
    let variable = numbers.percent(cost.variable.0 as f64 / cost.total.0 as f64, 0);
    let mut told = vec![studio.fill(words::MORE_VARIABLE, &[("share", &variable)])];
    let [low, high] = reckoned.around.each_ref().map(|cost| money.with_unit(cost.cost.total));
    told.push(studio.fill(words::MORE_AT, &[("low", &low), ("high", &high)]));
    if cost.sellers.len() > 1 {
        let values = [
            ("count", numbers.count(cost.sellers.len())),
            ("best", names_of(pay, &[best.seller])),
            ("most", money.with_unit(best.total)),
            ("last", names_of(pay, &[least.seller])),
            ("least", money.with_unit(least.total)),
        ];
        told.push(studio.fill(words::MORE_RANGE, &values.each_ref().map(|(name, value)| (*name, value.as_str()))));
    }
    told.join(" ")
}

/// The names of people; of many, the first ones and how many more.
pub fn names_of(pay: &Pay, people: &[PersonId]) -> String {
    let studio = pay.studio;
    let first: Vec<String> = people.iter().take(MOST_NAMES).map(|person| isolated(&pay.person_name(*person))).collect();
    let names = first.join(studio.say(words::LIST_MARK));
    match people.len().saturating_sub(MOST_NAMES) {
        0 => names,
        more => studio.fill(words::AND_MORE, &[("names", &names), ("count", &studio.numbers().count(more))]),
    }
}

/// What stands in the way of paying somebody, in sentences.
pub fn notes(pay: &Pay, notes: &[PayNote]) -> Vec<String> {
    let studio = pay.studio;
    let numbers = studio.numbers();
    let sentence = |note: &PayNote| match note {
        PayNote::Unreadable(name) => studio.fill(words::NOTE_UNREADABLE, &[("name", &isolated(name))]),
        PayNote::WithoutPlan(people) => {
            let names = names_of(pay, people);
            studio.fill(words::NOTE_WITHOUT_PLAN, &[("count", &numbers.count(people.len())), ("names", &names)])
        }
        PayNote::HiresLeftOut(count) => studio.fill(words::NOTE_HIRES, &[("count", &numbers.count(*count))]),
    };
    notes.iter().map(sentence).collect()
}
