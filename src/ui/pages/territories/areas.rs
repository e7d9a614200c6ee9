//! The areas of the map as a table: what each carries and whose it is, with the choice of another territory. The same
//! as painting, without the map.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::document::areas::AreaOwner;
use crate::document::{Command, MeasureKind, SharedOut};
use crate::domain::TerritoryId;
use crate::locale::words::map as map_words;
use crate::locale::words::territories as words;
use crate::tabular::SortDirection;
use crate::tabular::areas::{self, AreaColumn, AreaRow as Row};
use crate::ui::hand;
use crate::ui::map::{area_name, bring_areas, own_map};
use crate::ui::palette::{UNASSIGNED_COLOUR, territory_colour};
use crate::ui::quantity;
use crate::ui::studio::Studio;
use crate::ui::widgets::icon::{self, Icon};

type Order = Option<(AreaColumn, SortDirection)>;

fn rows(studio: &Studio, order: Order) -> Vec<Row> {
    let (Some(plan), Some(scenario), Some(map)) = (studio.plan.get(), studio.scenario.get(), studio.area_map.get()) else {
        return Vec::new();
    };
    areas::rows(&plan, &scenario, &map, |area| area_name(studio, area).unwrap_or_default(), order)
}

/// The table.
#[component]
pub fn AreaTable() -> impl IntoView {
    let studio = Studio::get();
    if studio.area_map.with_untracked(Option::is_none) {
        bring_areas(studio);
    }
    let sorted_by: RwSignal<Order> = RwSignal::new(None);
    let rows = Memo::new(move |_| rows(&studio, sorted_by.get()));
    let kinds = Memo::new(move |_| quantity::measures(&studio));
    let head = move |column: AreaColumn, words: String, is_number: bool| {
        let (first, second) = match is_number {
            true => (SortDirection::Descending, SortDirection::Ascending),
            false => (SortDirection::Ascending, SortDirection::Descending),
        };
        let direction = move || sorted_by.get().filter(|(by, _)| *by == column).map(|(_, direction)| direction);
        let sort = move || match direction() {
            Some(SortDirection::Ascending) => "ascending",
            Some(SortDirection::Descending) => "descending",
            None => "none",
        };
        let press = move |_| {
            let next = match untrack(direction) {
                None => Some(first),
                Some(now) if now == first => Some(second),
                Some(_) => None,
            };
            sorted_by.set(next.map(|direction| (column, direction)));
        };
        view! { <th scope="col" class:number=is_number aria-sort=sort><button type="button" on:click=press>{words}</button></th> }
    };
    view! {
        <Show when=move || !rows.with(Vec::is_empty) fallback=move || view! { <p class="empty dim">{match own_map::is_awaited(studio, SharedOut::Areas) {
            true => own_map::awaited_words(studio),
            false => studio.say(words::NO_AREAS).to_owned(),
        }}</p> }>
            <div class="table-scroll" tabindex="0" role="region" aria-label=studio.say(words::BY_AREA)>
                <table class="plain-table area-table">
                    <thead>
                        <tr>
                            {head(AreaColumn::Name, studio.say(words::COLUMN_AREA).to_owned(), false)}
                            {head(AreaColumn::Territory, studio.say(words::COLUMN_TERRITORY).to_owned(), false)}
                            {move || kinds.get().into_iter().enumerate().map(|(index, kind)| head(AreaColumn::Measure(index), quantity::heading(&studio, kind), true)).collect_view()}
                            {head(AreaColumn::Fixed, studio.say(words::COLUMN_AREA_LOCK).to_owned(), true)}
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || rows.get() key=|row| row.area let:row>
                            <AreaRow area=row.area rows=rows kinds=kinds />
                        </For>
                    </tbody>
                </table>
            </div>
        </Show>
    }
}

/// Keeps an area's customers with their territory, or frees them; pressed while they are kept.
#[component]
fn AreaLock(area: u32, row: Memo<Option<Row>>) -> impl IntoView {
    let studio = Studio::get();
    let is_locked = Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(Row::is_locked)));
    let counts = Memo::new(move |_| row.with(|row| row.as_ref().map_or((0, 0), |row| (row.fixed, row.held))));
    let name = move || row.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default());
    let numbers = studio.numbers();
    let told = move || {
        let (fixed, held) = counts.get();
        studio.fill(words::AREA_LOCKED_OF, &[("fixed", &numbers.count(fixed)), ("all", &numbers.count(held))])
    };
    let press = move |_| {
        let is_fixed = !is_locked.get_untracked();
        let (Some(scenario), Some(map)) = (studio.scenario.get_untracked(), studio.area_map.get_untracked()) else { return };
        studio.run(Command::FixAccounts { accounts: areas::accounts_to_lock(&scenario, &map, area, is_fixed), is_fixed });
    };
    view! {
        <span class="area-lock">
            <span class="small" class:dim=move || { counts.get().0 == 0 }>{told}</span>
            <button
                type="button"
                class="icon-button"
                aria-pressed=move || is_locked.get().to_string()
                aria-label=move || studio.fill(words::AREA_LOCK, &[("area", &name())])
                title=move || studio.say(if is_locked.get() { words::AREA_LOCK_FREE } else { words::AREA_LOCK_KEEP })
                disabled=move || { counts.get().1 == 0 }
                on:click=press
            >
                <Icon path=icon::LOCK />
            </button>
        </span>
    }
}

/// One row; it stays, so that the choice keeps the keyboard when it is made.
#[component]
fn AreaRow(area: u32, rows: Memo<Vec<Row>>, kinds: Memo<Vec<MeasureKind>>) -> impl IntoView {
    let studio = Studio::get();
    let row = Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.area == area).cloned()));
    let name = move || row.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default());
    let owner = move || row.with(|row| row.as_ref().map_or(AreaOwner::Empty, |row| row.owner));
    let territories = Memo::new(move |_| {
        studio.scenario.with(|scenario| scenario.as_ref().map(|scenario| scenario.territories.clone()).unwrap_or_default())
    });
    let whole = move || match owner() {
        AreaOwner::Whole(territory) => territory,
        _ => None,
    };
    // What stands in the choice while the area is no one territory's.
    let otherwise = move || {
        let name = |id| territories.with(|known| known.iter().find(|known| Some(known.id) == id).map(|known| known.name.clone()));
        let none = studio.say(map_words::UNASSIGNED).to_owned();
        match owner() {
            AreaOwner::Mixed(most) => studio.fill(words::AREA_SHARED, &[("territory", &name(most).unwrap_or(none))]),
            _ => none,
        }
    };
    let assign = move |event: leptos::ev::Event| {
        let territory = event_target_value(&event).parse().ok().map(TerritoryId);
        let accounts = studio.area_map.with_untracked(|map| map.as_ref().map(|map| map.accounts_in(area)).unwrap_or_default());
        if let (Some(scenario), Some(_)) = (studio.scenario.get_untracked(), territory) {
            hand::give(studio, scenario.id, &accounts, territory);
        }
        // What is held stays, and with it what the choice shows.
        if let Some(choice) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlSelectElement>().ok()) {
            choice.set_value(&untrack(whole).map(|id| id.0.to_string()).unwrap_or_default());
        }
    };
    let options = move || {
        let options = territories.get().into_iter().map(|territory| {
            let id = territory.id;
            view! { <option value=id.0.to_string() selected=move || whole() == Some(id)>{territory.name}</option> }
        });
        options.collect_view()
    };
    view! {
        <tr>
            <th scope="row"><bdi>{name}</bdi></th>
            <td>
                <span class="name-cell">
                    <span class="swatch" style:background-color=move || row.with(|row| row.as_ref().and_then(|row| row.colour_index).map_or(UNASSIGNED_COLOUR, territory_colour))></span>
                    <select
                        class="select small"
                        aria-label=move || studio.fill(words::AREA_TERRITORY, &[("area", &name())])
                        prop:value=move || whole().map(|id| id.0.to_string()).unwrap_or_default()
                        on:change=assign
                    >
                        <option value="" hidden=move || whole().is_some() selected=move || whole().is_none()>{otherwise}</option>
                        {options}
                    </select>
                </span>
            </td>
            {move || kinds.get().into_iter().enumerate().map(|(index, kind)| view! {
                <td class="number">{move || row.with(|row| row.as_ref().and_then(|row| row.values.get(index)).map(|value| quantity::figure(&studio, kind, *value)))}</td>
            }).collect_view()}
            <td class="number"><AreaLock area=area row=row /></td>
        </tr>
    }
}
