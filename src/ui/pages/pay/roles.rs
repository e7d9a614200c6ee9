//! Which role is on which plan, and who leads each team.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::state::Pay;
use crate::document::Command;
use crate::document::quota::pay::settings::role_of;
use crate::document::quota::{QuotaCommand, QuotaGroup};
use crate::domain::{GroupId, PersonId};
use crate::locale::words::pay as words;

/// The card.
#[component]
pub fn Roles() -> impl IntoView {
    let pay = Pay::get();
    let studio = pay.studio;
    // Roles of the team, and those that were decided for and nobody has any more.
    let roles = Memo::new(move |_| {
        let mut roles: BTreeSet<String> =
            studio.plan.with(|plan| plan.as_ref().map(|plan| plan.people.iter().filter_map(role_of).collect()).unwrap_or_default());
        studio.scenario.with(|scenario| {
            roles.extend(scenario.iter().flat_map(|scenario| scenario.quota.pay.by_role.keys().cloned()));
        });
        roles.into_iter().collect::<Vec<_>>()
    });
    let groups = Memo::new(move |_| {
        studio.scenario.with(|scenario| scenario.as_ref().map(|scenario| scenario.quota.groups.clone()).unwrap_or_default())
    });
    view! {
        <section class="card">
            <div class="card-head"><h2>{studio.say(words::ROLES)}</h2></div>
            <div class="card-body stack">
                <p class="dim small">{studio.say(words::ROLES_WHY)}</p>
                <div class="grid-2">
                    <PlanChoice role=None />
                    {move || roles.get().into_iter().map(|role| view! { <PlanChoice role=Some(role) /> }).collect_view()}
                </div>
                <Show when=move || groups.with(|groups| !groups.is_empty())>
                    <h3>{studio.say(words::LEADERS)}</h3>
                    <p class="dim small">{studio.say(words::LEADERS_WHY)}</p>
                    <div class="grid-2">
                        {move || groups.get().into_iter().map(|group| view! { <LeaderChoice group=group /> }).collect_view()}
                    </div>
                </Show>
            </div>
        </section>
    }
}

/// The plan of a role; without one, of everybody else.
#[component]
fn PlanChoice(role: Option<String>) -> impl IntoView {
    let pay = Pay::get();
    let studio = pay.studio;
    let id = format!("pay-plan-of-{}", role.as_deref().unwrap_or("usual"));
    let label = role.clone().unwrap_or_else(|| studio.say(words::USUAL_PLAN).to_owned());
    let nothing = studio.say(if role.is_some() { words::AS_USUAL } else { words::NO_PLAN });
    let role = StoredValue::new(role);
    let chosen = Memo::new(move |_| {
        studio.scenario.with(|scenario| {
            let settings = scenario.as_ref().map(|scenario| &scenario.quota.pay)?;
            role.with_value(|role| role.as_ref().map_or_else(|| settings.usual.clone(), |role| settings.by_role.get(role).cloned()))
        })
    });
    let choose = move |event| {
        let plan = Some(event_target_value(&event)).filter(|name| !name.is_empty());
        pay.settle(|settings| match (role.get_value(), plan) {
            (None, plan) => settings.usual = plan,
            (Some(role), Some(plan)) => {
                settings.by_role.insert(role, plan);
            }
            (Some(role), None) => {
                settings.by_role.remove(&role);
            }
        });
    };
    let options = move || {
        let chosen = chosen.get();
        let option = |name: String| {
            let is_chosen = chosen.as_ref() == Some(&name);
            view! { <option value=name.clone() selected=is_chosen>{name.clone()}</option> }
        };
        pay.plans.get().iter().map(|plan| option(plan.name.clone())).collect_view()
    };
    view! {
        <div class="field">
            <label for=id.clone()><bdi>{label}</bdi></label>
            <select id=id class="select" on:change=choose>
                <option value="" selected=move || chosen.with(Option::is_none)>{nothing}</option>
                {options}
            </select>
        </div>
    }
}

/// Who leads a team.
#[component]
fn LeaderChoice(group: QuotaGroup) -> impl IntoView {
    let studio = Pay::get().studio;
    let id = format!("leader-of-{}", group.id.0);
    let (name, leader, place): (String, Option<PersonId>, GroupId) = (group.name.clone(), group.leader, group.id);
    let choose = move |event| {
        let leader = event_target_value(&event).parse().ok().map(PersonId);
        let Some(scenario) = studio.scenario.get_untracked() else { return };
        let Some(group) = scenario.quota.group(place).cloned() else { return };
        let change = Box::new(QuotaCommand::EditGroup(QuotaGroup { leader, ..group }));
        studio.run(Command::ChangeQuota { scenario: scenario.id, change });
    };
    let people = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.people.clone()).unwrap_or_default());
    let options = people.iter().map(|person| {
        view! { <option value=person.id.0.to_string() selected=leader == Some(person.id)>{person.name.clone()}</option> }
    });
    view! {
        <div class="field">
            <label for=id.clone()><bdi>{name}</bdi></label>
            <select id=id class="select" on:change=choose>
                <option value="" selected=leader.is_none()>{studio.say(words::NO_LEADER)}</option>
                {options.collect_view()}
            </select>
        </div>
    }
}
