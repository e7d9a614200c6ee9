//! The map of territories: one canvas with land, points and names, the legend and tools over it, and a
//! schematic map of provinces. Fills its container. Geometry is [`crate::cartography`]'s.

mod areas;
mod canvas;
mod draw;
mod gestures;
mod keys;
mod legend;
mod move_menu;
mod outline_store;
mod overlay;
pub mod own_map;
mod paint;
mod repaint;
mod save;
mod sprites;
mod state;
pub mod still;
mod theme;
mod tiles;
mod toolbar;
mod words;

use leptos::prelude::*;

use crate::locale::words::map as texts;
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;
use canvas::Canvas;
use legend::Legend;
use move_menu::MoveMenu;
pub use outline_store::{bring_areas, with_areas};
use overlay::{Carried, SelectionBar, Tip};
use paint::PaintBar;
pub use paint::given_words;
use state::MapState;
use tiles::TileMap;
use toolbar::Toolbar;
pub use words::area_name;

/// The map of the scenario in sight. It fills its container; elements elsewhere that carry
/// `data-drop-territory="<id>"` take accounts that are dragged from it.
#[component]
pub fn TerritoryMap() -> impl IntoView {
    let studio = Studio::get();
    let map = MapState::new(studio);
    provide_context(map);
    let again = RwSignal::new(0u32);
    outline_store::follow(map, again);

    // Which account lies in which area follows the outlines and the accounts.
    let ground =
        Memo::new(move |_| studio.plan.with(|plan| plan.as_ref().map(|plan| (Shared(plan.accounts.clone()), Shared(plan.areas.clone())))));
    let wants_areas = Memo::new(move |_| map.shows_areas());
    Effect::new(move |_| {
        ground.track();
        match map.shown.with(|shown| shown.outlines.clone()) {
            Some(outlines) if wants_areas.get() || !outline_store::is_large(&outlines) => outline_store::tell_areas(studio, &outlines),
            Some(_) => {}
            // An own map that is missing has no areas, and no others stand in for them.
            None if outline_store::memory(studio).choice == outline_store::Choice::Nothing
                || map.shown.with(|shown| shown.missing.is_some()) =>
            {
                studio.area_map.set(None);
                untrack(|| paint::put_down(&map));
            }
            None => {}
        }
    });
    // A selection made elsewhere is brought into sight.
    Effect::new(move |before: Option<()>| {
        studio.selection.track();
        if before.is_some() && !map.is_own_selection() {
            untrack(|| map.reveal_selection());
        }
    });
    // What the arrow keys reached is said.
    Effect::new(move |_| {
        if let Some(account) = map.cursor.get()
            && map.has_focus.get_untracked()
            && let Some(said) = untrack(|| words::of_account(&map, account))
        {
            map.live.set(said.spoken(studio.say(texts::IS_SELECTED)));
        }
    });
    // A target that is gone is none.
    Effect::new(move |_| {
        map.scene.with(|scene| {
            if map.target.get_untracked().is_some_and(|target| scene.territory(target).is_none()) {
                map.target.set(None);
            }
        });
    });

    let can_tile = Memo::new(move |_| map.shown.with(|shown| shown.country.as_ref().is_some_and(|country| country.code == "irn")));
    let is_tiled = Memo::new(move |_| can_tile.get() && map.is_tiles.get());
    view! {
        <div class="map" class:tiled=move || is_tiled.get()>
            <div class="map-body">
                <Show when=move || is_tiled.get() fallback=|| view! { <Canvas /> }>
                    <TileMap />
                </Show>
                <Toolbar again=again can_tile=can_tile is_tiled=is_tiled />
                <Legend is_tiled=is_tiled />
                <Tip />
                <Carried />
                <SelectionBar />
                <PaintBar is_tiled=is_tiled />
                <MoveMenu />
            </div>
            <own_map::Told again=again />
            <Foot is_tiled=is_tiled />
            <p class="visually-hidden" role="status" aria-live="polite">{move || map.live.get()}</p>
        </div>
    }
}

/// Lines under the map about accounts that are not on it, or far off.
#[component]
fn Foot(is_tiled: Memo<bool>) -> impl IntoView {
    let map = MapState::get();
    let studio = map.studio;
    let count = Memo::new(move |_| map.scene.with(|scene| scene.ground.without_place.len()));
    let far_off = Memo::new(move |_| map.far_off());
    view! {
        <Show when=move || { far_off.get() != 0 && !is_tiled.get() }>
            <button type="button" class="map-foot far-off" on:click=move |_| map.show_far_off()>
                {move || studio.fill(texts::FAR_OFF, &[("count", &studio.numbers().count(far_off.get()))])}
            </button>
        </Show>
        <Show when=move || { count.get() != 0 }>
            <button
                type="button"
                class="map-foot"
                title=studio.say(texts::NO_PLACE_WHY)
                on:click=move |_| map.select(map.scene.with_untracked(|scene| scene.ground.without_place.clone()), false)
            >
                {move || studio.fill(texts::NO_PLACE, &[("count", &studio.numbers().count(count.get()))])}
            </button>
        </Show>
    }
}
