//! Painting: whole areas are given to the current territory, by a stroke, by filling what hangs together, or by keys.
//! One stroke is one step that can be undone.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::state::{MapState, Tool};
use super::words::area_name;
use crate::cartography::paint::{area_beside, areas_along, patch};
use crate::cartography::{Direction, Outlines};
use crate::document::hand::AreaMove;
use crate::domain::TerritoryId;
use crate::locale::words::map as words;
use crate::ui::hand;
use crate::ui::palette::{UNASSIGNED_COLOUR, territory_colour};
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;
use crate::ui::widgets::icon::{self, Icon};

/// A stroke looks at the map every so many pixels.
const LOOK_PIXELS: f64 = 4.0;
/// How far from the edge the area reached stays, pixels.
const EDGE_PIXELS: f64 = 60.0;

fn outlines(map: &MapState) -> Option<Shared<Outlines>> {
    map.shown.with_untracked(|shown| shown.outlines.clone())
}

/// Takes a painting tool up; the current territory is the last one, or the first.
pub fn take_up(map: &MapState, tool: Tool) {
    map.tool.set(tool);
    map.hover.set(None);
    if map.target.get_untracked().is_none() {
        map.step_target(1);
    }
}

/// Puts the painting tool down.
pub fn put_down(map: &MapState) {
    map.tool.set(Tool::Hand);
    map.area.set(None);
    map.stroke.set(BTreeSet::new());
}

/// The area at a place of the stage.
pub fn area_at(map: &MapState, at: (f64, f64)) -> Option<u32> {
    let place = map.viewport.get_untracked().world_from_screen(at.0, at.1);
    outlines(map)?.region_index_at(place)
}

/// Adds what lies under a line of the stage to the stroke.
pub fn extend_stroke(map: &MapState, from: (f64, f64), to: (f64, f64)) {
    let Some(outlines) = outlines(map) else { return };
    let viewport = map.viewport.get_untracked();
    let place = |at: (f64, f64)| viewport.world_from_screen(at.0, at.1);
    let found = areas_along(&outlines, place(from), place(to), LOOK_PIXELS / viewport.pixels_per_world);
    if map.stroke.with_untracked(|stroke| !found.is_subset(stroke)) {
        map.stroke.update(|stroke| stroke.extend(found));
    }
}

/// Gives what the stroke went over to the current territory.
pub fn finish_stroke(map: &MapState) {
    let stroke = map.stroke.get_untracked();
    map.stroke.set(BTreeSet::new());
    assign(map, &stroke);
}

/// Gives an area and what hangs together with it and has the same owner to the current territory.
pub fn fill(map: &MapState, area: u32) {
    let Some(areas) = map.studio.area_map.get_untracked() else { return };
    let patch = map.owners.with_untracked(|owners| patch(&areas.map, owners, area));
    assign(map, &patch);
}

/// What Enter does: with the brush the area reached is given, with the other tool all that hangs together with it.
pub fn assign_reached(map: &MapState) {
    if let Some(area) = map.area.get_untracked() {
        if map.tool.get_untracked() == Tool::Fill { fill(map, area) } else { assign(map, &BTreeSet::from([area])) }
    }
}

fn assign(map: &MapState, areas: &BTreeSet<u32>) {
    let studio = map.studio;
    let (Some(scenario), Some(target)) = (studio.scenario.get_untracked(), map.target.get_untracked()) else { return };
    let Some(found) = hand::give_areas(studio, scenario.id, areas, Some(target)) else { return };
    if let Some(said) = given_words(&studio, areas, &found, &map.territory_name(Some(target))) {
        map.live.set(said);
    }
}

/// What came of giving areas; nothing where what is held was told already.
pub fn given_words(studio: &Studio, areas: &BTreeSet<u32>, found: &AreaMove, territory: &str) -> Option<String> {
    let is_there = found.given.is_empty() && found.held.is_empty();
    if found.given.is_empty() && !is_there {
        return None;
    }
    let named = if is_there { areas } else { &found.given };
    let name = match named.first().filter(|_| named.len() == 1) {
        Some(&area) => area_name(studio, area).unwrap_or_default(),
        None => studio.fill(words::AREAS, &[("count", &studio.numbers().count(named.len()))]),
    };
    let moved = found.accounts.moving.len();
    let text = match moved {
        _ if is_there => words::AREA_IS_THERE,
        0 => words::AREA_GIVEN,
        _ => words::AREA_PAINTED,
    };
    let count = studio.numbers().count(moved);
    Some(studio.fill(text, &[("area", &name), ("count", &count), ("territory", territory)]))
}

/// To the neighbouring area in a direction; at first to the one in the middle of the window.
pub fn go(map: &MapState, direction: Direction) -> bool {
    let (Some(outlines), Some(areas)) = (outlines(map), map.studio.area_map.get_untracked()) else { return false };
    let viewport = map.viewport.get_untracked();
    let next = match map.area.get_untracked() {
        Some(area) => area_beside(&outlines, &areas.map, area, direction),
        None => outlines.region_index_at(viewport.centre).or_else(|| {
            let distance = |area: &u32| {
                let centre = outlines.regions[*area as usize].centre();
                (centre.x - viewport.centre.x).hypot(centre.y - viewport.centre.y)
            };
            (0..outlines.regions.len() as u32).min_by(|one, other| distance(one).total_cmp(&distance(other)))
        }),
    };
    let Some(next) = next else { return false };
    map.area.set(Some(next));
    map.viewport.set(viewport.revealing(outlines.regions[next as usize].centre(), EDGE_PIXELS));
    if let Some(said) = area_words(map, next) {
        map.live.set(said);
    }
    true
}

/// What is said of an area: its customers and whose it is.
fn area_words(map: &MapState, area: u32) -> Option<String> {
    let studio = map.studio;
    let name = area_name(&studio, area)?;
    let (owner, count) = map.owners.with(|owners| owners.get(area as usize).copied())?;
    if count == 0 {
        let text = if owner.territory().is_some() { words::AREA_EMPTY_OF } else { words::AREA_EMPTY };
        return Some(studio.fill(text, &[("area", &name), ("territory", &map.territory_name(owner.territory()))]));
    }
    let text = if matches!(owner, crate::document::areas::AreaOwner::Mixed(_)) { words::AREA_MIXED } else { words::AREA_WHOLE };
    let territory = map.territory_name(owner.territory());
    Some(studio.fill(text, &[("area", &name), ("count", &studio.numbers().count(count)), ("territory", &territory)]))
}

/// The current territory, what is pointed at, and the way out of painting.
#[component]
pub fn PaintBar(
    /// Whether the schematic map is shown.
    is_tiled: Memo<bool>,
) -> impl IntoView {
    let map = MapState::get();
    let studio = map.studio;
    let colour = move || {
        map.scene.with(|scene| {
            let index = map.target.get().and_then(|target| scene.territory(target));
            index.map_or(UNASSIGNED_COLOUR, |index| territory_colour(scene.territories[index].colour_index))
        })
    };
    let options = move || {
        map.scene.with(|scene| {
            let options = scene.territories.iter().map(|territory| {
                let id = territory.id;
                view! { <option value=id.0.to_string() selected=move || map.target.get() == Some(id)>{territory.name.clone()}</option> }
            });
            options.collect_view()
        })
    };
    view! {
        <Show when=move || map.is_painting() && !is_tiled.get()>
            <div class="map-selection map-paint" role="group" aria-label=studio.say(words::PAINTING)>
                <span class="swatch" style:background-color=colour></span>
                <select
                    class="select small"
                    aria-label=studio.say(words::PAINT_WITH)
                    on:change=move |event| map.target.set(event_target_value(&event).parse().ok().map(TerritoryId))
                >
                    {options}
                </select>
                <span class="map-paint-words dim">{move || {
                    let said = map.area.get().and_then(|area| area_words(&map, area));
                    said.unwrap_or_else(|| studio.say(if map.tool.get() == Tool::Fill { words::PAINT_HOW_FILL } else { words::PAINT_HOW }).to_owned())
                }}</span>
                <button
                    type="button"
                    class="icon-button"
                    aria-label=studio.say(words::PAINT_END)
                    title=studio.say(words::PAINT_END)
                    on:click=move |_| { put_down(&map); map.focus(); }
                >
                    <Icon path=icon::CLOSE />
                </button>
            </div>
        </Show>
    }
}
