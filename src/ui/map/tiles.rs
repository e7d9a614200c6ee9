//! The schematic map: the provinces of Iran as tiles of one size, each with its customers by territory. Says at
//! a glance who is where, however unequal the provinces are; small ones are as easy to hit as large ones.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::keys::direction_of;
use super::outline_store;
use super::state::MapState;
use crate::cartography::tiles::{Tile, TileContent, TileGrid};
use crate::domain::AccountId;
use crate::locale::words::map as words;
use crate::ui::shared::Shared;

/// The schematic map.
#[component]
pub fn TileMap() -> impl IntoView {
    let map = MapState::get();
    let studio = map.studio;
    let grid = RwSignal::new(None::<Shared<TileGrid>>);
    spawn_local(async move {
        let read = outline_store::iran_tiles().await;
        // The map may have left the screen meanwhile.
        let _ = grid.try_set(read);
    });
    let contents = Memo::new(move |_| {
        let (grid, plan, scenario) = (grid.get()?, studio.plan.get()?, studio.scenario.get()?);
        let outlines = map.shown.with(|shown| shown.outlines.clone());
        Some(Shared::new(map.scene.with(|scene| grid.contents(&plan, &scenario, scene, outlines.as_deref()))))
    });
    let elsewhere = Memo::new(move |_| contents.get().map_or(0, |contents| contents.0.1.len()));
    view! {
        <div class="map-tiles-frame">
            <div class="map-tiles" dir="ltr" role="group" aria-label=studio.say(words::TILES)>
                {move || grid.get().map(|grid| {
                    let tiles = grid.tiles.iter().cloned().enumerate();
                    tiles.map(|(index, tile)| {
                        let content = Memo::new(move |_| {
                            contents.get().and_then(|contents| contents.0.0.get(index).cloned()).unwrap_or_default()
                        });
                        view! { <TileButton tile=tile index=index content=content grid=grid.clone() /> }
                    }).collect_view()
                })}
            </div>
            <Show when=move || elsewhere.get() != 0>
                <button type="button" class="button quiet small" on:click=move |_| {
                    if let Some(contents) = contents.get_untracked() {
                        map.select(contents.0.1.iter().copied(), false);
                    }
                }>
                    {move || studio.fill(words::NO_TILE, &[("count", &studio.numbers().count(elsewhere.get()))])}
                </button>
            </Show>
        </div>
    }
}

#[component]
fn TileButton(tile: Tile, index: usize, content: Memo<TileContent>, grid: Shared<TileGrid>) -> impl IntoView {
    let map = MapState::get();
    let studio = map.studio;
    let language = studio.language.get_untracked();
    let element = NodeRef::<html::Button>::new();
    let name = tile.name(language).to_owned();
    let spoken_name = name.clone();
    let label = move || {
        let content = content.get();
        let count = studio.numbers().count(content.accounts.len());
        let mut parts = vec![studio.fill(words::TILE_LABEL, &[("province", &spoken_name), ("count", &count)])];
        map.scene.with(|scene| {
            for (territory, count) in &content.shares {
                let name = territory
                    .and_then(|index| scene.territories.get(index))
                    .map_or(studio.say(words::UNASSIGNED), |territory| &territory.name);
                parts.push(studio.fill(words::SHARE_LABEL, &[("territory", name), ("count", &studio.numbers().count(*count))]));
            }
        });
        parts.join("\n")
    };
    let title = label.clone();
    let is_selected = Memo::new(move |_| {
        let content = content.get();
        let is_in = |account: &AccountId| studio.selection.with(|selection| selection.contains(account));
        !content.accounts.is_empty() && content.accounts.iter().all(is_in)
    });
    let select = move |adds: bool| map.select(content.get_untracked().accounts, adds);
    let on_key = move |event: ev::KeyboardEvent| {
        if let Some(direction) = direction_of(&event.key()) {
            let next = grid.next(index, direction).and_then(|next| grid.tiles.get(next));
            let next = next.and_then(|tile| document().get_element_by_id(&format!("tile-{}", tile.id)));
            if let Some(next) = next.and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok()) {
                // A button in the page takes the focus.
                let _ = next.focus();
            }
        } else if event.code() == "KeyM" && !event.ctrl_key() && !event.meta_key() && !event.alt_key() {
            map.open_menu(None);
        } else if event.key() == "Escape" {
            map.select([], false);
        } else {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <button
            type="button"
            class="map-tile"
            class:empty-tile=move || content.with(|content| content.accounts.is_empty())
            id=format!("tile-{}", tile.id)
            dir=language.direction()
            node_ref=element
            aria-label=label
            title=title
            aria-pressed=move || is_selected.get().to_string()
            style:grid-column=(tile.col + 1).to_string()
            style:grid-row=(tile.row + 1).to_string()
            on:click=move |event| select(event.shift_key() || event.ctrl_key() || event.meta_key())
            on:contextmenu=move |event| {
                event.prevent_default();
                if !is_selected.get_untracked() {
                    select(false);
                }
                map.open_menu(None);
            }
            on:keydown=on_key
        >
            <span class="map-tile-name">{name}</span>
            <span class="map-tile-count">{move || content.with(|content| (!content.accounts.is_empty()).then(|| studio.numbers().count(content.accounts.len())))}</span>
            <span class="map-tile-bar">
                {move || map.scene.with(|scene| content.get().shares.into_iter().map(|(territory, count)| view! {
                    <span style:flex-grow=count.to_string() style:background-color=MapState::colour_of(scene, territory)></span>
                }).collect_view())}
            </span>
        </button>
    }
}
