//! Editing a territory: its name, its seller, its colour and the customer round which it stays.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::centre::CentreField;
use crate::document::Command;
use crate::domain::palette::COLOUR_COUNT;
use crate::domain::{PersonId, Territory, TerritoryId};
use crate::locale::words::shell;
use crate::locale::words::territories as words;
use crate::ui::palette::territory_colour;
use crate::ui::studio::Studio;
use crate::ui::widgets::dialog::ModalDialog;

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
    let before = StoredValue::new(known.clone());
    let name = NodeRef::<html::Input>::new();
    let seller = RwSignal::new(known.seller);
    let colour = RwSignal::new(known.colour_index);
    let first_centre = scenario.design.wishes.centres.get(&territory).copied();
    let centre = RwSignal::new(first_centre);
    let scenario = scenario.id;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let name = name.get_untracked().map(|field| field.value()).unwrap_or_default();
        let edited = Territory { id: territory, name, colour_index: colour.get_untracked(), seller: seller.get_untracked() };
        let is_edited = edited != before.get_value();
        let centre = centre.get_untracked();
        let edit = Command::EditTerritory { scenario, territory: edited };
        let fix = Command::FixCentre { scenario, territory, centre };
        // The log tells what was changed: one, the other, or both as one step.
        let command = match (is_edited, centre != first_centre) {
            (_, false) => edit,
            (false, true) => fix,
            (true, true) => Command::Together(vec![edit, fix]),
        };
        if studio.run(command).is_some() {
            studio.dialog.set(None);
        }
    };
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
                <div class="dialog-foot">
                    <button type="button" class="button" on:click=move |_| studio.dialog.set(None)>{studio.say(shell::CANCEL)}</button>
                    <button type="submit" class="button main">{studio.say(shell::SAVE)}</button>
                </div>
            </form>
        </ModalDialog>
    }
    .into_any()
}
