//! The menu of territories to which what is selected in a table is moved.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::choices::{TerritoryChoice, TerritoryChoices};
use super::icon::{self, Icon};
use super::menu::Menu;
use crate::document::Scenario;
use crate::domain::{Territory, TerritoryId};
use crate::locale::words::customers as words;
use crate::ui::palette::{UNASSIGNED_COLOUR, territory_colour};
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;

/// The button with the territories of a scenario, and none.
#[component]
pub fn MoveMenu(
    /// The scenario whose territories can be chosen.
    scenario: Signal<Option<Shared<Scenario>>>,
    /// Called with what was chosen.
    on_choose: Callback<Option<TerritoryId>>,
    /// The table that has the keyboard again after a choice; an HTML identifier.
    table: &'static str,
) -> impl IntoView {
    let studio = Studio::get();
    let choose = Callback::new(move |territory| {
        on_choose.run(territory);
        // After the menu has given the focus to its button, so that the keys go on in the table.
        request_animation_frame(move || focus(&format!("#{table}")));
    });
    view! {
        <span class="selection-move">
            <Menu
                label=studio.say(words::MOVE_TO)
                class="button small"
                from_start=true
                upwards=true
                button=ViewFn::from(move || view! { <span>{studio.say(words::MOVE_TO)}</span><Icon path=icon::DOWN /> })
            >
                <TerritoryChoices choices=choices(&studio, scenario) on_choose=choose />
            </Menu>
        </span>
    }
}

/// The territories of the scenario, and none.
fn choices(studio: &Studio, scenario: Signal<Option<Shared<Scenario>>>) -> Vec<TerritoryChoice> {
    let territories =
        scenario.with_untracked(|scenario| scenario.as_ref().map(|scenario| scenario.territories.clone()).unwrap_or_default());
    let choice = |territory: Territory| TerritoryChoice {
        territory: Some(territory.id),
        name: territory.name,
        colour: territory_colour(territory.colour_index),
        is_target: false,
    };
    let none = studio.say(words::NO_TERRITORY).to_owned();
    let none = TerritoryChoice { territory: None, name: none, colour: UNASSIGNED_COLOUR, is_target: false };
    territories.into_iter().map(choice).chain([none]).collect()
}

/// Opens the menu of the bar in sight.
pub fn open_move_menu() {
    // The bar may have come into the page just now.
    request_animation_frame(|| {
        if let Some(opener) = element(".selection-move > .menu > button") {
            opener.click();
        }
    });
}

fn element(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

fn focus(selector: &str) {
    if let Some(element) = element(selector) {
        // Fails only for an element that is gone.
        let _ = element.focus();
    }
}
