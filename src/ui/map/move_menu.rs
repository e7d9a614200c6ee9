//! The list of territories that the selection can be moved to.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::state::MapState;
use crate::domain::TerritoryId;
use crate::locale::words::map as words;
use crate::ui::palette::{UNASSIGNED_COLOUR, territory_colour};
use crate::ui::widgets::choices::{TerritoryChoice, TerritoryChoices};
use crate::ui::widgets::menu_keys::MenuKeys;

/// About how large the list is, pixels; it is kept inside of the map.
const LIST_WIDTH: f64 = 240.0;
const LIST_HEIGHT: f64 = 300.0;

/// The list; there as long as it is open.
#[component]
pub fn MoveMenu() -> impl IntoView {
    let map = MapState::get();
    view! {
        {move || map.menu_at.get().map(|at| view! { <OpenMenu at=at /> })}
    }
}

#[component]
fn OpenMenu(at: (f64, f64)) -> impl IntoView {
    let map = MapState::get();
    let studio = map.studio;
    let list = NodeRef::<html::Div>::new();
    let keys = MenuKeys::new(list);
    let direction = studio.language.get_untracked().direction();
    let close = move || {
        map.menu_at.set(None);
        map.focus();
    };
    let outside = window_event_listener(ev::pointerdown, move |event| {
        let inside = list
            .get_untracked()
            .zip(event.target())
            .is_some_and(|(list, target)| target.dyn_ref::<web_sys::Node>().is_some_and(|target| list.contains(Some(target))));
        if !inside {
            map.menu_at.set(None);
        }
    });
    on_cleanup(move || outside.remove());
    Effect::new(move |_| {
        if list.get().is_some() {
            request_animation_frame(move || keys.focus_first());
        }
    });
    let on_key = move |event: ev::KeyboardEvent| {
        match event.key().as_str() {
            "Escape" | "Tab" => close(),
            _ => return keys.on_key(&event),
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let choices = map.scene.with_untracked(|scene| {
        let territories = scene
            .territories
            .iter()
            .map(|territory| (Some(territory.id), territory.name.clone(), territory_colour(territory.colour_index)));
        let all = territories.chain([(None, studio.say(words::UNASSIGNED).to_owned(), UNASSIGNED_COLOUR)]);
        let target = map.target.get_untracked();
        let is_target = |territory: Option<TerritoryId>| territory.is_some() && territory == target;
        all.map(|(territory, name, colour)| TerritoryChoice { territory, name, colour, is_target: is_target(territory) })
            .collect::<Vec<_>>()
    });
    let choose = move |territory: Option<TerritoryId>| {
        map.assign_selected(territory);
        close();
    };
    let place = {
        let viewport = map.viewport.get_untracked();
        let x = at.0.clamp(0.0, (viewport.width - LIST_WIDTH).max(0.0));
        let y = at.1.clamp(0.0, (viewport.height - LIST_HEIGHT).max(0.0));
        format!("translate({x}px, {y}px)")
    };
    view! {
        <div class="map-over" dir="ltr">
            <div class="map-at" style:transform=place><div class="menu-list map-move" dir=direction role="menu" tabindex="-1" aria-label=studio.say(words::MOVE_TO_TERRITORY) node_ref=list on:keydown=on_key>
                <p class="dim small map-move-head">{studio.say(words::MOVE_TO_TERRITORY)}</p>
                <TerritoryChoices choices=choices on_choose=Callback::new(choose) />
            </div></div>
        </div>
    }
}
