//! Editing a territory: its name, its seller, its colour, the customer round which it stays and its share of the whole.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::centre::CentreField;
use crate::document::{Command, OwnShare};
use crate::domain::palette::COLOUR_COUNT;
use crate::domain::{PersonId, Territory, TerritoryId};
use crate::locale::words::shell;
use crate::locale::words::territories as words;
use crate::tabular::share_form::{read_share, share_text};
use crate::ui::palette::territory_colour;
use crate::ui::quantity;
use crate::ui::studio::Studio;
use crate::ui::widgets::dialog::ModalDialog;
use crate::ui::widgets::form_foot::FormFoot;

/// Adds an empty territory to the scenario in sight.
pub fn add_territory(studio: &Studio) {
    let Some(scenario) = studio.scenario.get_untracked() else { return };
    let name = studio.fill(words::NEW_TERRITORY_NAME, &[("number", &studio.numbers().count(scenario.territories.len() + 1))]);
    studio.run(Command::AddTerritory { scenario: scenario.id, name, seller: None });
}

/// The dialog.
#[component]
pub fn EditTerritory(
    /// Which territory of the scenario in sight.
    territory: TerritoryId,
) -> impl IntoView {
    let studio = Studio::get();
    let scenario = studio.scenario.get_untracked();
    let known = scenario.as_ref().and_then(|scenario| scenario.territory(territory).cloned());
    let (Some(scenario), Some(known)) = (scenario, known) else {
        studio.dialog.set(None);
        return ().into_any();
    };
    let people: Vec<(PersonId, String)> = studio
        .plan
        .with_untracked(|plan| plan.iter().flat_map(|plan| plan.people.iter()).map(|person| (person.id, person.name.clone())).collect());
    let numbers = studio.numbers();
    let before = StoredValue::new(known.clone());
    let name = NodeRef::<html::Input>::new();
    let seller = RwSignal::new(known.seller);
    let colour = RwSignal::new(known.colour_index);
    let first_centre = scenario.design.wishes.centres.get(&territory).copied();
    let centre = RwSignal::new(first_centre);
    let first_share = StoredValue::new(scenario.design.wishes.shares.get(&territory).cloned().unwrap_or_default());
    let share = NodeRef::<html::Input>::new();
    let wrong_share = RwSignal::new(false);
    let scenario = scenario.id;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let name = name.get_untracked().map(|field| field.value()).unwrap_or_default();
        let edited = Territory { id: territory, name, colour_index: colour.get_untracked(), seller: seller.get_untracked() };
        let is_edited = edited != before.get_value();
        let centre = centre.get_untracked();
        let Ok(weight) = read_share(&share.get_untracked().map(|field| field.value()).unwrap_or_default()) else {
            wrong_share.set(true);
            return;
        };
        let share = OwnShare { weight: weight.unwrap_or(1.0), ..first_share.get_value() };
        let edit = Command::EditTerritory { scenario, territory: edited };
        let fix = (centre != first_centre).then_some(Command::FixCentre { scenario, territory, centre });
        // What a field shows is rounded: it is taken only where it was changed.
        let is_other_share = share_text(share.weight, numbers) != share_text(first_share.get_value().weight, numbers);
        let give = is_other_share.then_some(Command::SetShare { scenario, territory, share });
        // The log tells what was changed: one alone, or several as one step.
        let mut changes: Vec<Command> = is_edited.then_some(edit.clone()).into_iter().chain(fix).chain(give).collect();
        let command = match changes.len() {
            0 => edit,
            1 => changes.remove(0),
            _ => Command::Together(changes),
        };
        if studio.run(command).is_some() {
            studio.dialog.set(None);
        }
    };
    let others = first_share.with_value(|share| {
        let named = share.by_measure.iter().map(|(kind, _)| quantity::in_sentence(&studio, *kind));
        let named = named.collect::<Vec<_>>().join(studio.say(words::LIST_COMMA));
        (!named.is_empty()).then(|| format!(" {}", studio.fill(words::SHARE_OTHERS, &[("measures", &named)])))
    });
    view! {
        <ModalDialog title=studio.say(words::EDIT_TERRITORY) on_close=Callback::new(move |()| studio.dialog.set(None))>
            <form on:submit=submit>
                <div class="dialog-body">
                    <div class="field">
                        <label for="territory-name">{studio.say(words::TERRITORY_NAME)}</label>
                        <input id="territory-name" class="input" node_ref=name value=known.name required maxlength="120" />
                    </div>
                    <div class="field">
                        <label for="territory-seller">{studio.say(words::TERRITORY_SELLER)}</label>
                        <select id="territory-seller" class="select" on:change=move |event| seller.set(event_target_value(&event).parse().ok().map(PersonId))>
                            <option value="" selected=known.seller.is_none()>{studio.say(words::VACANT)}</option>
                            {people.into_iter().map(|(id, name)| view! { <option value=id.0.to_string() selected=known.seller == Some(id)>{name}</option> }).collect_view()}
                        </select>
                    </div>
                    <CentreField territory=territory centre=centre />
                    <div class="field">
                        <label for="territory-share">{studio.say(words::SHARE)}</label>
                        <input
                            id="territory-share"
                            class="input number narrow"
                            inputmode="decimal"
                            node_ref=share
                            value=share_text(first_share.get_value().weight, numbers)
                            aria-invalid=move || wrong_share.get().then_some("true")
                            aria-describedby="territory-share-why"
                            on:input=move |_| wrong_share.set(false)
                        />
                        <p class="small dim" id="territory-share-why">{studio.say(words::SHARE_WHY)}{others}</p>
                        <Show when=move || wrong_share.get()>
                            <p class="small bad" role="alert">{studio.say(words::SHARE)}": "{studio.say(words::WRONG_SHARE)}</p>
                        </Show>
                    </div>
                    <div class="row" role="radiogroup">
                        {(0..COLOUR_COUNT as u8).map(|index| {
                            let label = studio.fill(words::TERRITORY_COLOUR, &[("number", &studio.numbers().count(usize::from(index) + 1))]);
                            view! {
                                <button
                                    type="button"
                                    class="colour-choice"
                                    role="radio"
                                    aria-checked=move || (colour.get() == index).to_string()
                                    aria-label=label.clone()
                                    title=label
                                    style:background-color=territory_colour(index)
                                    on:click=move |_| colour.set(index)
                                ></button>
                            }
                        }).collect_view()}
                    </div>
                </div>
                <FormFoot on_cancel=Callback::new(move |()| studio.dialog.set(None)) button=studio.say(shell::SAVE) />
            </form>
        </ModalDialog>
    }
    .into_any()
}
