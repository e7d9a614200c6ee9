//! The tools of the map: zoom, what dragging does, the schematic map; and its settings: the size of points,
//! the outlines, saving.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::outline_store::{self, Choice};
use super::state::{MapState, Tool};
use super::{own_map, paint, save, words as phrases};
use crate::cartography::country::Country;
use crate::document::Command;
use crate::locale::Text;
use crate::locale::words::map as words;
use crate::tabular::CollationKey;
use crate::ui::quantity;
use crate::ui::shared::Shared;
use crate::ui::widgets::icon::{self, Icon};

/// Zoom of one press.
const ZOOM_STEP: f64 = 1.5;
/// Three sliders: settings.
const SLIDERS: &str = "M4 7h9 M17 7h3 M4 17h3 M11 17h9 M15 5v4 M9 15v4";

/// The tools.
#[component]
pub fn Toolbar(
    /// Changed when outlines are chosen.
    again: RwSignal<u32>,
    /// Whether there is a schematic map.
    can_tile: Memo<bool>,
    /// Whether it is shown.
    is_tiled: Memo<bool>,
) -> impl IntoView {
    let map = MapState::get();
    let studio = map.studio;
    let button = move |text: Text, path: &'static str, run: fn(&MapState)| {
        let label = studio.say(text);
        view! {
            <button type="button" class="icon-button" aria-label=label title=label on:click=move |_| run(&map)><Icon path=path /></button>
        }
    };
    let tool = move |text: Text, path: &'static str, tool: Tool| {
        let label = studio.say(text);
        view! {
            <button type="button" class="icon-button" aria-label=label title=label aria-pressed=move || (map.tool.get() == tool).to_string() on:click=move |_| { paint::put_down(&map); map.tool.set(tool) }>
                <Icon path=path />
            </button>
        }
    };
    let can_paint =
        Memo::new(move |_| map.shown.with(|shown| shown.outlines.is_some()) && map.scene.with(|scene| !scene.territories.is_empty()));
    let paint_tool = move |text: Text, path: &'static str, tool: Tool| {
        let label = studio.say(text);
        let press = move |_| if map.tool.get_untracked() == tool { paint::put_down(&map) } else { paint::take_up(&map, tool) };
        view! {
            <button type="button" class="icon-button" aria-label=label title=label aria-pressed=move || (map.tool.get() == tool).to_string() on:click=press>
                <Icon path=path />
            </button>
        }
    };
    let tiles_label = studio.say(words::TILES);
    view! {
        <div class="map-tools" node_ref=map.tools role="toolbar" aria-label=studio.say(words::TOOLS)>
            <Settings again=again is_tiled=is_tiled />
            <Show when=move || can_tile.get()>
                <div class="map-tool-group">
                    <button
                        type="button"
                        class="icon-button"
                        aria-label=tiles_label
                        title=tiles_label
                        aria-pressed=move || is_tiled.get().to_string()
                        on:click=move |_| {
                            map.is_tiles.update(|is_tiles| *is_tiles = !*is_tiles);
                            map.hover.set(None);
                            outline_store::remember(studio, |memory| memory.is_tiles = map.is_tiles.get_untracked());
                        }
                    >
                        <Icon path=icon::TILES />
                    </button>
                </div>
            </Show>
            <Show when=move || !is_tiled.get()>
                <div class="map-tool-group">
                    {button(words::ZOOM_IN, icon::PLUS, |map| map.zoom(ZOOM_STEP))}
                    {button(words::ZOOM_OUT, icon::MINUS, |map| map.zoom(1.0 / ZOOM_STEP))}
                    {button(words::FIT, icon::FIT, MapState::fit_further)}
                </div>
                <div class="map-tool-group">
                    {tool(words::TOOL_HAND, icon::HAND, Tool::Hand)}
                    {tool(words::TOOL_RECTANGLE, icon::RECTANGLE, Tool::Rectangle)}
                    {tool(words::TOOL_LASSO, icon::LASSO, Tool::Lasso)}
                </div>
                <Show when=move || can_paint.get()>
                    <div class="map-tool-group">
                        {paint_tool(words::TOOL_BRUSH, icon::BRUSH, Tool::Brush)}
                        {paint_tool(words::TOOL_FILL, icon::FILL, Tool::Fill)}
                    </div>
                </Show>
            </Show>
        </div>
    }
}

/// The settings, in a panel that opens beside its button.
#[component]
fn Settings(again: RwSignal<u32>, is_tiled: Memo<bool>) -> impl IntoView {
    let map = MapState::get();
    let studio = map.studio;
    let is_open = RwSignal::new(false);
    let root = NodeRef::<html::Div>::new();
    let opener = NodeRef::<html::Button>::new();
    let countries = RwSignal::new(None::<Shared<Vec<Country>>>);
    let outside = window_event_listener(ev::pointerdown, move |event| {
        let inside = root
            .get_untracked()
            .zip(event.target())
            .is_some_and(|(root, target)| target.dyn_ref::<web_sys::Node>().is_some_and(|target| root.contains(Some(target))));
        if !inside && is_open.get_untracked() {
            is_open.set(false);
        }
    });
    on_cleanup(move || outside.remove());
    let toggle = move |_| {
        is_open.update(|open| *open = !*open);
        spawn_local(async move {
            let list = outline_store::countries().await;
            // The map may have left the screen meanwhile.
            let _ = countries.try_set(list);
        });
    };
    let label = studio.say(words::SETTINGS);
    view! {
        <div
            class="map-tool-group map-settings"
            node_ref=root
            on:keydown=move |event: ev::KeyboardEvent| {
                if event.key() == "Escape" && is_open.get_untracked() {
                    event.stop_propagation();
                    is_open.set(false);
                    if let Some(opener) = opener.get_untracked() {
                        // A button in the page takes the focus.
                        let _ = opener.focus();
                    }
                }
            }
        >
            <button type="button" class="icon-button" node_ref=opener aria-label=label title=label aria-expanded=move || is_open.get().to_string() on:click=toggle>
                <Icon path=SLIDERS />
            </button>
            <Show when=move || is_open.get()>
                <div class="map-panel stack" role="group" aria-label=label>
                    <Show when=move || !is_tiled.get()>
                        <SizeField />
                        <OutlinesField again=again countries=countries />
                        <button type="button" class="button small" on:click=move |_| own_map::choose(studio, again)>{studio.say(words::OWN_MAP)}</button>
                    </Show>
                    <Show when=move || map.scene.with(|scene| scene.territories.len() > 1)>
                        <button
                            type="button"
                            class="button small"
                            title=studio.say(words::RECOLOUR_WHY)
                            on:click=move |_| { studio.run(Command::RecolourTerritories); }
                        >
                            {studio.say(words::RECOLOUR)}
                        </button>
                    </Show>
                    <div class="row">
                        <button type="button" class="button small" on:click=move |_| save::save_svg(&map)>{studio.say(words::SAVE_SVG)}</button>
                        <button type="button" class="button small" on:click=move |_| save::save_png(&map)>{studio.say(words::SAVE_PNG)}</button>
                    </div>
                </div>
            </Show>
        </div>
    }
}

#[component]
fn SizeField() -> impl IntoView {
    let map = MapState::get();
    let studio = map.studio;
    let kinds = StoredValue::new(untrack(|| quantity::measures(&studio)));
    let choose = move |event: ev::Event| {
        let value = event_target_value(&event);
        if let Some(kind) = value.parse::<usize>().ok().and_then(|index| kinds.with_value(|kinds| kinds.get(index).copied())) {
            map.sized_by.set(kind);
            outline_store::remember(studio, |memory| memory.sized_by = kind);
        }
    };
    view! {
        <div class="field">
            <label for="map-size">{studio.say(words::SIZE_OF_POINTS)}</label>
            <select id="map-size" class="select" on:change=choose>
                {kinds.get_value().into_iter().enumerate().map(|(index, kind)| view! {
                    <option value=index.to_string() selected=move || map.sized_by.get() == kind>{phrases::size_choice(&studio, kind)}</option>
                }).collect_view()}
            </select>
        </div>
    }
}

#[component]
fn OutlinesField(again: RwSignal<u32>, countries: RwSignal<Option<Shared<Vec<Country>>>>) -> impl IntoView {
    let map = MapState::get();
    let studio = map.studio;
    let language = studio.language.get_untracked();
    let choose = move |event: ev::Event| match event_target_value(&event).as_str() {
        "" => outline_store::choose_country(studio, None, again),
        "nothing" => outline_store::choose_nothing(studio, again),
        "own" => outline_store::choose_of_plan(studio, again),
        code => outline_store::choose_country(studio, Some(code.to_owned()), again),
    };
    let options = move || {
        let shown = map.shown.get();
        let nothing = matches!(outline_store::memory(studio).choice, Choice::Nothing);
        let chosen = if shown.is_detected { None } else { shown.country.as_ref().map(|country| country.code.clone()) };
        let detect = match shown.country.as_ref().filter(|_| shown.is_detected) {
            Some(country) => studio.fill(words::OUTLINES_DETECTED, &[("country", country.name(language))]),
            None => studio.say(words::OUTLINES_DETECT).to_owned(),
        };
        let own = studio.plan.with(|plan| plan.as_ref().and_then(|plan| plan.settings.own_map.as_ref().map(|map| map.name.clone())));
        let own = own.map(|file| studio.fill(words::OUTLINES_OWN, &[("file", &file)]));
        let mut known: Vec<(String, String)> = countries
            .get()
            .map(|list| list.iter().map(|country| (country.name(language).to_owned(), country.code.clone())).collect())
            .unwrap_or_default();
        known.sort_by_cached_key(|(name, _)| CollationKey::new(name));
        view! {
            <option value="" selected=!nothing && own.is_none() && chosen.is_none()>{detect}</option>
            <option value="nothing" selected=nothing>{studio.say(words::OUTLINES_NONE)}</option>
            {own.map(|own| view! { <option value="own" selected=!nothing>{own}</option> })}
            {known.into_iter().map(|(name, code)| {
                let is_chosen = chosen.as_ref() == Some(&code);
                view! { <option value=code selected=is_chosen>{name}</option> }
            }).collect_view()}
        }
    };
    view! {
        <div class="field">
            <label for="map-outlines">{studio.say(words::OUTLINES)}</label>
            <select id="map-outlines" class="select" on:change=choose>{options}</select>
        </div>
    }
}
