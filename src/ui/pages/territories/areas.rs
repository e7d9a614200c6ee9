//! The areas of the map as a table: what each carries and whose it is, with the choice of another territory. The same
//! as painting, without the map.

use leptos::prelude::*;

use crate::document::areas::{AreaOwner, area_owners};
use crate::document::{Command, MeasureKind};
use crate::domain::TerritoryId;
use crate::locale::words::map as map_words;
use crate::locale::words::territories as words;
use crate::ui::map::{area_name, bring_areas};
use crate::ui::palette::{UNASSIGNED_COLOUR, territory_colour};
use crate::ui::quantity;
use crate::ui::studio::Studio;

/// One area.
#[derive(Clone, PartialEq)]
struct Row {
    area: u32,
    name: String,
    owner: AreaOwner,
    colour: &'static str,
    /// One value a measure.
    values: [f64; MeasureKind::ALL.len()],
}

fn rows(studio: &Studio) -> Vec<Row> {
    let (Some(plan), Some(scenario), Some(map)) = (studio.plan.get(), studio.scenario.get(), studio.area_map.get()) else {
        return Vec::new();
    };
    let owners = area_owners(&map, &scenario);
    let mut rows: Vec<Row> = (0_u32..)
        .zip(owners.into_iter().zip(map.totals(&plan)))
        .filter(|(_, ((_, count), _))| *count > 0)
        .map(|(area, ((owner, _), values))| Row {
            area,
            name: area_name(studio, area).unwrap_or_default(),
            owner,
            colour: owner
                .territory()
                .and_then(|id| scenario.territory(id))
                .map_or(UNASSIGNED_COLOUR, |territory| territory_colour(territory.colour_index)),
            values,
        })
        .collect();
    rows.sort_by_key(|row| (crate::locale::text::fold(&row.name), row.area));
    rows
}

/// The table.
#[component]
pub fn AreaTable() -> impl IntoView {
    let studio = Studio::get();
    if studio.area_map.with_untracked(Option::is_none) {
        bring_areas(studio);
    }
    let rows = Memo::new(move |_| rows(&studio));
    let with_unit = move |kind: MeasureKind| match quantity::unit(&studio, kind) {
        Some(unit) => format!("{} ({unit})", quantity::name(&studio, kind)),
        None => quantity::name(&studio, kind).to_owned(),
    };
    view! {
        <Show when=move || !rows.with(Vec::is_empty) fallback=move || view! { <p class="empty dim">{studio.say(words::NO_AREAS)}</p> }>
            <div class="table-scroll" tabindex="0" role="region" aria-label=studio.say(words::BY_AREA)>
                <table class="plain-table area-table">
                    <thead>
                        <tr>
                            <th scope="col">{studio.say(words::COLUMN_AREA)}</th>
                            <th scope="col">{studio.say(words::COLUMN_TERRITORY)}</th>
                            {MeasureKind::ALL.map(|kind| view! { <th scope="col" class="number">{with_unit(kind)}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || rows.get() key=|row| row.area let:row>
                            <AreaRow area=row.area rows=rows />
                        </For>
                    </tbody>
                </table>
            </div>
        </Show>
    }
}

/// One row; it stays, so that the choice keeps the keyboard when it is made.
#[component]
fn AreaRow(area: u32, rows: Memo<Vec<Row>>) -> impl IntoView {
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
            studio.run(Command::AssignAccounts { scenario: scenario.id, accounts, territory });
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
                    <span class="swatch" style:background-color=move || row.with(|row| row.as_ref().map_or(UNASSIGNED_COLOUR, |row| row.colour))></span>
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
            {MeasureKind::ALL.into_iter().enumerate().map(|(index, kind)| view! {
                <td class="number">{move || row.with(|row| row.as_ref().map(|row| quantity::figure(&studio, kind, row.values[index])))}</td>
            }).collect_view()}
        </tr>
    }
}
