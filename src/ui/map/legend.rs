//! The legend: every territory with its colour and count. A click selects its accounts; what is dropped on an
//! entry goes to that territory.

use leptos::html;
use leptos::prelude::*;

use super::outline_store;
use super::state::{Drawing, MapState};
use super::words as phrases;
use crate::domain::TerritoryId;
use crate::locale::text::fold;
use crate::locale::words::map as words;
use crate::ui::palette::{UNASSIGNED_COLOUR, territory_colour};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::size::on_resize;

/// From so many lines on the legend can be searched.
const LINES_TO_SEARCH: usize = 25;
/// Less than this below the edge counts as the end of the list, pixels.
const END_WITHIN: i32 = 4;

/// One line.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    territory: Option<TerritoryId>,
    name: String,
    colour: &'static str,
    accounts: usize,
    /// In how many pieces it lies, when one was wished and it is in more.
    pieces: Option<u32>,
}

/// The legend.
#[component]
pub fn Legend(
    /// Whether the schematic map is shown.
    is_tiled: Memo<bool>,
) -> impl IntoView {
    let map = MapState::get();
    let studio = map.studio;
    let pieces = Memo::new(move |_| {
        let is_wished = studio.scenario.with(|scenario| scenario.as_ref().is_some_and(|scenario| scenario.design.wishes.is_contiguous));
        let counts = studio.results.with(|results| {
            let territories = results.iter().flat_map(|results| &results.measures.territories);
            territories.map(|figures| figures.piece_count.filter(|pieces| *pieces > 1)).collect::<Vec<_>>()
        });
        if is_wished { counts } else { Vec::new() }
    });
    let entries = Memo::new(move |_| {
        map.scene.with(|scene| {
            let mut entries: Vec<Entry> = scene
                .territories
                .iter()
                .enumerate()
                .map(|(index, territory)| Entry {
                    territory: Some(territory.id),
                    name: territory.name.clone(),
                    colour: territory_colour(territory.colour_index),
                    accounts: territory.accounts,
                    pieces: pieces.with(|pieces| pieces.get(index).copied().flatten()),
                })
                .collect();
            if scene.unassigned > 0 {
                let name = studio.say(words::UNASSIGNED).to_owned();
                entries.push(Entry { territory: None, name, colour: UNASSIGNED_COLOUR, accounts: scene.unassigned, pieces: None });
            }
            entries
        })
    });
    let has_rings = Memo::new(move |_| map.scene.with(|scene| scene.has_rings()));
    let over = Memo::new(move |_| match map.drawing.get() {
        Drawing::Carrying { over, .. } => over,
        _ => None,
    });
    // Of the many lines only those that begin or end to be meant are told.
    let meant = StoredValue::new(Selector::new(move || map.target.get()));
    let carried_over = StoredValue::new(Selector::new(move || over.get()));
    let has_moved_selection = Memo::new(move |_| {
        let selection = studio.selection.get();
        !selection.is_empty()
            && map.scene.with(|scene| scene.points.iter().any(|point| point.is_moved && selection.contains(&point.account)))
    });
    let is_folded = map.is_legend_folded;
    let is_long = Memo::new(move |_| entries.with(Vec::len) >= LINES_TO_SEARCH);
    let wanted = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let wanted = fold(&wanted.get());
        let is_found = |entry: &Entry| wanted.is_empty() || fold(&entry.name).contains(&wanted);
        entries.with(|entries| entries.iter().filter(|entry| is_found(entry)).cloned().collect::<Vec<Entry>>())
    });
    let list = NodeRef::<html::Ul>::new();
    let (has_above, has_below) = (RwSignal::new(false), RwSignal::new(false));
    let look = move || {
        if let Some(list) = list.try_get_untracked().flatten() {
            let is_above = list.scroll_top() > END_WITHIN;
            let is_below = list.scroll_top() + list.client_height() + END_WITHIN < list.scroll_height();
            // The legend may be on its way out.
            let _ = (has_above.try_set(is_above), has_below.try_set(is_below));
        }
    };
    Effect::new(move |_| {
        found.track();
        request_animation_frame(look);
    });
    Effect::new(move |_| {
        if let Some(list) = list.get() {
            on_resize(&list, move || request_animation_frame(look));
        }
    });
    let fold_it = move |_| {
        is_folded.update(|folded| *folded = !*folded);
        outline_store::remember(studio, |memory| memory.is_legend_folded = is_folded.get_untracked());
    };
    view! {
        <Show when=move || !entries.with(Vec::is_empty)>
            <div class="map-legend" class:folded=move || is_folded.get() role="group" aria-label=studio.say(words::LEGEND) node_ref=map.legend>
                <button
                    type="button"
                    class="map-legend-head"
                    aria-expanded=move || (!is_folded.get()).to_string()
                    aria-controls="map-legend-body"
                    on:click=fold_it
                >
                    <Icon path=icon::DOWN />
                    <span>{studio.say(words::LEGEND_SHORT)}</span>
                    <span class="dim">{move || studio.numbers().count(map.scene.with(|scene| scene.territories.len()))}</span>
                </button>
                <div id="map-legend-body" class="map-legend-body" hidden=move || is_folded.get()>
                <Show when=move || is_long.get()>
                    <input
                        type="search"
                        class="input map-legend-search"
                        aria-label=studio.say(words::LEGEND_SEARCH)
                        placeholder=studio.say(words::LEGEND_SEARCH)
                        prop:value=move || wanted.get()
                        on:input=move |event| wanted.set(event_target_value(&event))
                    />
                </Show>
                <ul class="map-legend-list" class:has-above=move || has_above.get() class:has-below=move || has_below.get() node_ref=list on:scroll=move |_| look()>
                    <For each=move || found.get() key=|entry| (entry.territory, entry.name.clone(), entry.colour, entry.accounts, entry.pieces) let:entry>
                        {
                            let territory = entry.territory;
                            let count = studio.numbers().count(entry.accounts);
                            let label = studio.fill(words::LEGEND_SELECT, &[("count", &count), ("territory", &entry.name)]);
                            let number = territory.map_or_else(|| "none".to_owned(), |id| id.0.to_string());
                            view! {
                                <li>
                                    <button
                                        type="button"
                                        class="map-legend-entry"
                                        class:over=move || carried_over.with_value(|over| over.selected(&Some(territory)))
                                        class:target=move || territory.is_some() && meant.with_value(|meant| meant.selected(&territory))
                                        data-drop-territory=number
                                        aria-label=label.clone()
                                        title=label
                                        on:click=move |event| {
                                            if territory.is_some() && untrack(|| map.is_painting()) {
                                                map.target.set(territory);
                                            } else {
                                                map.select(map.accounts_of(territory), event.shift_key() || event.ctrl_key() || event.meta_key());
                                            }
                                        }
                                    >
                                        <span class="swatch" style:background-color=entry.colour></span>
                                        <bdi class="map-legend-name">{entry.name}</bdi>
                                        {entry.pieces.map(|pieces| view! { <span class="map-legend-pieces warn">{studio.fill(words::PIECES, &[("pieces", &studio.numbers().count(pieces as usize))])}</span> })}
                                        <span class="dim">{count}</span>
                                    </button>
                                </li>
                            }
                        }
                    </For>
                </ul>
                <Show when=move || found.with(Vec::is_empty)>
                    <p class="map-legend-note dim">{studio.say(words::LEGEND_NONE)}</p>
                </Show>
                <Show when=move || !is_tiled.get()>
                    {move || phrases::size_line(&map, map.sized_by.get()).map(|line| view! {
                        <p class="map-legend-note dim">{line}</p>
                        <p class="map-legend-note dim"><span class="map-mark inside" aria-hidden="true"></span>{studio.say(words::INSIDE_MARK)}</p>
                    })}
                    <Show when=move || has_rings.get()>
                        <p class="map-legend-note dim"><span class="map-mark moved" aria-hidden="true"></span>{studio.say(words::MOVED_MARK)}</p>
                    </Show>
                    {move || phrases::moved_many(&map).map(|many| view! { <p class="map-legend-note map-legend-many dim">{many}</p> })}
                    <Show when=move || has_moved_selection.get()>
                        <p class="map-legend-note dim"><span class="map-mark selected" aria-hidden="true"></span>{studio.say(words::MOVED_SELECTED_MARK)}</p>
                    </Show>
                </Show>
                </div>
            </div>
        </Show>
    }
}
