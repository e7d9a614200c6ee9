//! The sales team: who sells, how much of the time, from where, and which territories of the scenario in sight.

use leptos::prelude::*;

use super::person_dialog::PersonDialog;
use super::{counted, in_sight};
use crate::document::Command;
use crate::domain::{Person, PersonId, Territory};
use crate::locale::words::plan as words;
use crate::ui::palette::territory_colour;
use crate::ui::studio::{NoticeKind, Studio};
use crate::ui::widgets::icon::{self, Icon};

/// Which seller is being edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// One who is in the plan.
    Known(PersonId),
    /// One who is to be added.
    New,
}

/// The team.
#[component]
pub fn TeamPart() -> impl IntoView {
    let studio = Studio::get();
    let edited: RwSignal<Option<Edited>> = RwSignal::new(None);
    let people = move || studio.plan.with(|plan| plan.as_ref().map(|plan| plan.people.clone()).unwrap_or_default());
    let sum = move || {
        let people = people();
        let full_time: f64 = people.iter().map(|person| person.working_time_share).sum();
        let sellers = counted(&studio, people.len(), words::ONE_SELLER, words::SELLERS);
        studio.fill(words::TEAM_SUM, &[("sellers", &sellers), ("full_time", &studio.numbers().decimal(full_time, 2))])
    };
    let add = move || {
        view! {
            <button type="button" class="button" on:click=move |_| edited.set(Some(Edited::New))>{studio.say(words::ADD_SELLER)}</button>
        }
    };
    view! {
        <Show
            when=move || !people().is_empty()
            fallback=move || view! {
                <div class="card empty">
                    <h2>{studio.say(words::NO_SELLERS)}</h2>
                    <p>{studio.say(words::NO_SELLERS_WHY)}</p>
                    {add()}
                </div>
            }
        >
            <section class="card" aria-labelledby="plan-team">
                <div class="card-head">
                    <h2 id="plan-team">{sum}</h2>
                    {add()}
                </div>
                <TeamTable edited=edited />
            </section>
        </Show>
        <VacantTerritories />
        {move || edited.get().map(|who| view! { <PersonDialog who=who on_close=Callback::new(move |()| edited.set(None)) /> })}
    }
}

#[component]
fn TeamTable(edited: RwSignal<Option<Edited>>) -> impl IntoView {
    let studio = Studio::get();
    let heading = move || {
        let name = studio.scenario.with(|scenario| scenario.as_ref().map(|scenario| studio.scenario_name(scenario)).unwrap_or_default());
        studio.fill(words::THEIR_TERRITORIES, &[("scenario", &name)])
    };
    let rows = move || {
        let Some((plan, scenario)) = in_sight(&studio) else { return Vec::new() };
        let row = |person: &Person| {
            let own: Vec<Territory> =
                scenario.territories.iter().filter(|territory| territory.seller == Some(person.id)).cloned().collect();
            view! { <TeamRow person=person.clone() territories=own edited=edited /> }
        };
        plan.people.iter().map(row).collect::<Vec<_>>()
    };
    view! {
        <div class="table-scroll card-body">
            <table class="plain-table team-table">
                <thead>
                    <tr>
                        <th scope="col">{studio.say(words::SELLER)}</th>
                        <th scope="col">{studio.say(words::IDENTIFIER)}</th>
                        <th scope="col" class="number">{studio.say(words::WORKING_TIME)}</th>
                        <th scope="col">{heading}</th>
                        <th scope="col">{studio.say(words::HOME)}</th>
                        <th scope="col"></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn TeamRow(person: Person, territories: Vec<Territory>, edited: RwSignal<Option<Edited>>) -> impl IntoView {
    let studio = Studio::get();
    let id = person.id;
    let name = person.name.clone();
    let numbers = studio.numbers();
    let home = match person.home {
        Some(home) => view! {
            <bdi dir="ltr">{numbers.decimal(home.latitude_degrees, 3)}", "{numbers.decimal(home.longitude_degrees, 3)}</bdi>
        }
        .into_any(),
        None => view! { <span class="dim">{studio.say(words::HOME_UNKNOWN)}</span> }.into_any(),
    };
    let worked = if territories.is_empty() {
        view! { <span class="warn">{studio.say(words::NO_TERRITORY)}</span> }.into_any()
    } else {
        let chip = |territory: Territory| {
            view! {
                <span class="name-cell">
                    <span class="swatch" style:background-color=territory_colour(territory.colour_index)></span>
                    <bdi>{territory.name}</bdi>
                </span>
            }
        };
        view! { <span class="row">{territories.into_iter().map(chip).collect_view()}</span> }.into_any()
    };
    let edit_label = studio.fill(words::EDIT_SELLER, &[("name", &name)]);
    let remove_label = studio.fill(words::REMOVE_SELLER, &[("name", &name)]);
    let removed = studio.fill(words::SELLER_REMOVED, &[("name", &name)]);
    let remove = move |_| {
        if studio.run(Command::RemovePerson(id)).is_some() {
            studio.notify(NoticeKind::Done, removed.clone());
        }
    };
    view! {
        <tr>
            <th scope="row">
                <button type="button" class="link-button" title=edit_label.clone() aria-label=edit_label on:click=move |_| edited.set(Some(Edited::Known(id)))>
                    <bdi>{name}</bdi>
                </button>
            </th>
            <td><bdi>{person.code}</bdi></td>
            <td class="number">{numbers.percent(person.working_time_share, 1)}</td>
            <td>{worked}</td>
            <td class="nowrap">{home}</td>
            <td class="number">
                <button type="button" class="icon-button" title=remove_label.clone() aria-label=remove_label on:click=remove>
                    <Icon path=icon::CLOSE />
                </button>
            </td>
        </tr>
    }
}

/// Territories that nobody works, each with a choice of sellers.
#[component]
fn VacantTerritories() -> impl IntoView {
    let studio = Studio::get();
    let vacant = move || {
        in_sight(&studio).map_or_else(Vec::new, |(_, scenario)| {
            scenario.territories.iter().filter(|territory| territory.seller.is_none()).cloned().collect::<Vec<_>>()
        })
    };
    let give = move |territory: Territory, chosen: String| {
        let scenario = studio.scenario.with_untracked(|scenario| scenario.as_ref().map(|scenario| scenario.id));
        if let (Some(scenario), Ok(number)) = (scenario, chosen.parse()) {
            let territory = Territory { seller: Some(PersonId(number)), ..territory };
            studio.run(Command::EditTerritory { scenario, territory });
        }
    };
    let options = move || {
        let people = studio.plan.with(|plan| plan.as_ref().map(|plan| plan.people.clone()).unwrap_or_default());
        people.iter().map(|person| view! { <option value=person.id.0.to_string()>{person.name.clone()}</option> }).collect_view()
    };
    view! {
        <Show when=move || !vacant().is_empty()>
            <section class="card" aria-labelledby="plan-vacant">
                <div class="card-head"><h2 id="plan-vacant">{studio.say(words::VACANT_TERRITORIES)}</h2></div>
                <ul class="card-body gap-list">
                    {move || vacant().into_iter().map(|territory| {
                        let label = studio.fill(words::GIVE_TO, &[("territory", &territory.name)]);
                        let (name, colour) = (territory.name.clone(), territory_colour(territory.colour_index));
                        view! {
                            <li>
                                <span class="name-cell grow">
                                    <span class="swatch" style:background-color=colour></span>
                                    <bdi>{name}</bdi>
                                </span>
                                <select class="select seller-select" aria-label=label on:change=move |event| give(territory.clone(), event_target_value(&event))>
                                    <option value="">{studio.say(words::CHOOSE_SELLER)}</option>
                                    {options()}
                                </select>
                            </li>
                        }
                    }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}
