//! The legend: every territory with its colour and count. A click selects its accounts; what is dropped on an
//! entry goes to that territory.

use leptos::prelude::*;

use super::state::{Drawing, MapState};
use super::words as phrases;
use crate::domain::TerritoryId;
use crate::locale::words::map as words;
use crate::ui::palette::{UNASSIGNED_COLOUR, territory_colour};

/// One line.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    territory: Option<TerritoryId>,
    name: String,
    colour: &'static str,
    accounts: usize,
}

/// The legend.
#[component]
pub fn Legend(
    /// Whether the schematic map is shown.
    is_tiled: Memo<bool>,
) -> impl IntoView {
    let map = MapState::get();
    let studio = map.studio;
    let entries = Memo::new(move |_| {
        map.scene.with(|scene| {
            let mut entries: Vec<Entry> = scene
                .territories
                .iter()
                .map(|territory| Entry {
                    territory: Some(territory.id),
                    name: territory.name.clone(),
                    colour: territory_colour(territory.colour_index),
                    accounts: territory.accounts,
                })
                .collect();
            if scene.unassigned > 0 {
                let name = studio.say(words::UNASSIGNED).to_owned();
                entries.push(Entry { territory: None, name, colour: UNASSIGNED_COLOUR, accounts: scene.unassigned });
            }
            entries
        })
    });
    let has_moved = Memo::new(move |_| map.scene.with(|scene| scene.moved > 0));
    let over = Memo::new(move |_| match map.drawing.get() {
        Drawing::Carrying { over, .. } => over,
        _ => None,
    });
    view! {
        <Show when=move || !entries.with(Vec::is_empty)>
            <div class="map-legend" role="group" aria-label=studio.say(words::LEGEND) node_ref=map.legend>
                <ul class="map-legend-list">
                    <For each=move || entries.get() key=|entry| (entry.territory, entry.name.clone(), entry.colour, entry.accounts) let:entry>
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
                                        class:over=move || over.get() == Some(territory)
                                        class:target=move || territory.is_some() && map.target.get() == territory
                                        data-drop-territory=number
                                        aria-label=label.clone()
                                        title=label
                                        on:click=move |event| map.select(map.accounts_of(territory), event.shift_key() || event.ctrl_key() || event.meta_key())
                                    >
                                        <span class="swatch" style:background-color=entry.colour></span>
                                        <bdi class="map-legend-name">{entry.name}</bdi>
                                        <span class="dim">{count}</span>
                                    </button>
                                </li>
                            }
                        }
                    </For>
                </ul>
                <Show when=move || !is_tiled.get()>
                    {move || phrases::size_line(&map, map.sized_by.get()).map(|line| view! { <p class="map-legend-note dim">{line}</p> })}
                    <Show when=move || has_moved.get()>
                        <p class="map-legend-note dim"><span class="map-ring" aria-hidden="true"></span>{studio.say(words::MOVED_MARK)}</p>
                    </Show>
                </Show>
            </div>
        </Show>
    }
}
