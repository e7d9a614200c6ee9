//! The areas of the map as a table: what each carries and whose it is. Several are selected and given to another territory
//! at once: the same as painting, without the map.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use crate::document::areas::{AreaOwner, area_names};
use crate::document::{Command, MeasureKind, SharedOut};
use crate::domain::TerritoryId;
use crate::locale::text::isolated;
use crate::locale::words::customers;
use crate::locale::words::map as map_words;
use crate::locale::words::territories as words;
use crate::tabular::Search;
use crate::tabular::areas::{self, AreaColumn, AreaRow, AreaTotals};
use crate::ui::hand;
use crate::ui::map::{bring_areas, given_words, own_map};
use crate::ui::palette::{UNASSIGNED_COLOUR, territory_colour};
use crate::ui::quantity;
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::move_menu::{MoveMenu, open_move_menu};
use crate::ui::widgets::search_field::SearchField;
use crate::ui::widgets::table::{Column, DataTable};

/// The identifier of the table.
const TABLE: &str = "areas";

/// The areas that are selected, by their numbers in the map.
type Selected = RwSignal<Shared<BTreeSet<u32>>>;

/// The rows of the scenario in sight, by name.
fn rows(studio: Studio) -> Memo<Shared<Vec<AreaRow>>> {
    // Names and their order follow the map and the plan's areas, not every move.
    let map = Memo::new(move |_| studio.area_map.with(|map| map.as_ref().map(|map| Shared(map.map.clone()))));
    let known = Memo::new(move |_| studio.plan.with(|plan| plan.as_ref().map(|plan| Shared(plan.areas.clone()))));
    let names = Memo::new(move |_| {
        known.track();
        let (map, plan) = (map.get()?, studio.plan.get_untracked()?);
        let names = area_names(&plan, &map, studio.language.get());
        let order = areas::in_order(&names);
        Some(Shared::new((names, order)))
    });
    Memo::new(move |_| {
        let all = || {
            let (plan, scenario, map) = (studio.plan.get()?, studio.scenario.get()?, studio.area_map.get()?);
            let names = names.get()?;
            Some(areas::rows(&plan, &scenario, &map, &names.0.0, &names.0.1))
        };
        Shared::new(all().unwrap_or_default())
    })
}

/// The table. Fills the height of its container, which is a flex column.
#[component]
pub fn AreaTable() -> impl IntoView {
    let studio = Studio::get();
    if studio.area_map.with_untracked(Option::is_none) {
        bring_areas(studio);
    }
    let rows = rows(studio);
    let typed = RwSignal::new(String::new());
    let active = RwSignal::new(None::<u32>);
    let selected: Selected = RwSignal::new(Shared::new(BTreeSet::new()));
    let found = Memo::new(move |_| {
        let search = Search::of(&typed.get());
        let rows = rows.get();
        if search.is_empty() { rows } else { Shared::new(areas::found(&rows, &search)) }
    });
    // Another map has other areas.
    let map = Memo::new(move |_| studio.area_map.with(|map| map.as_ref().map(|map| Shared(map.map.clone()))));
    Effect::new(move |before: Option<()>| {
        map.track();
        if before.is_some() {
            selected.set(Shared::new(BTreeSet::new()));
        }
    });
    let settings = Memo::new(move |_| {
        studio.plan.with(|plan| plan.as_ref().map(|plan| (plan.settings.clone(), Shared(plan.further_measures.clone()))))
    });
    let columns = Memo::new(move |_| {
        // Headings and figures follow the plan's measures and the unit of amounts, not every move.
        settings.track();
        Shared::new(untrack(|| columns(studio)))
    });
    let select = move |areas: BTreeSet<u32>| selected.set(Shared::new(areas));
    let give = move |area: Option<u32>| {
        if let Some(area) = area.filter(|area| selected.with_untracked(|selected| !selected.contains(area))) {
            select(BTreeSet::from([area]));
        }
        open_move_menu();
    };
    let target = Target::new(studio);
    let on_key = Callback::new(move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.code().as_str() {
            // What is selected is given; the active row where nothing is.
            "KeyM" => give(active.get_untracked().filter(|_| selected.with_untracked(|selected| selected.is_empty()))),
            "BracketRight" => target.step(1),
            "BracketLeft" => target.step(-1),
            _ => return,
        }
        event.prevent_default();
    });
    // As on the map: to the territory chosen by brackets, or by the list while none is.
    let enter = move |area: u32| {
        let Some(territory) = target.chosen() else { return give(Some(area)) };
        if selected.with_untracked(|selected| !selected.contains(&area)) {
            select(BTreeSet::from([area]));
        }
        target.give(&selected.get_untracked(), territory);
    };
    let count = move || {
        let (all, count) = (rows.with(|rows| rows.len()), found.with(|found| found.len()));
        let numbers = studio.numbers();
        let text = if count == all { words::COUNT_OF_AREAS } else { words::FOUND_AREAS };
        studio.fill(text, &[("count", &numbers.count(count)), ("all", &numbers.count(all))])
    };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty()) fallback=move || view! { <p class="empty dim">{match own_map::is_awaited(studio, SharedOut::Areas) {
            true => own_map::awaited_words(studio),
            false => studio.say(words::NO_AREAS).to_owned(),
        }}</p> }>
            <div class="territories-accounts">
                <section class="card table-panel" aria-label=studio.say(words::BY_AREA)>
                    <div class="table-tools">
                        <SearchField label=studio.say(words::SEARCH_AREAS) hint=studio.say(words::SEARCH_AREAS_HINT) typed=typed />
                        <span class="dim small table-count" role="status">{count}</span>
                        <span class="dim small" role="status">{move || target.told.get()}</span>
                    </div>
                    <DataTable
                        id=TABLE
                        label=studio.say(words::BY_AREA)
                        columns=columns
                        rows=found
                        key=|row: &AreaRow| row.area
                        selected=selected
                        on_select=Callback::new(select)
                        on_open=Callback::new(move |area| give(Some(area)))
                        on_enter=Callback::new(enter)
                        active=active
                        on_key=on_key
                        empty=ViewFn::from(move || view! {
                            <span>{studio.say(words::NO_AREA_FOUND)}</span>
                            <button type="button" class="button small" on:click=move |_| typed.set(String::new())>{studio.say(words::SHOW_ALL_AREAS)}</button>
                        })
                    />
                    <SelectedAreas rows=rows selected=selected />
                </section>
            </div>
        </Show>
    }
}

/// The territory that Enter gives areas to.
#[derive(Clone, Copy)]
struct Target {
    studio: Studio,
    territory: RwSignal<Option<TerritoryId>>,
    /// What was chosen or done last; until then, how it is done.
    told: RwSignal<String>,
}

impl Target {
    fn new(studio: Studio) -> Target {
        Target { studio, territory: RwSignal::new(None), told: RwSignal::new(studio.say(words::AREA_KEYS).to_owned()) }
    }

    /// The territory chosen, while the scenario in sight has it.
    fn chosen(&self) -> Option<TerritoryId> {
        let scenario = self.studio.scenario.get_untracked()?;
        self.territory.get_untracked().filter(|territory| scenario.territory(*territory).is_some())
    }

    /// The next territory, or the one before.
    fn step(&self, step: isize) {
        let Some(scenario) = self.studio.scenario.get_untracked().filter(|scenario| !scenario.territories.is_empty()) else { return };
        let count = scenario.territories.len() as isize;
        let now = scenario.territories.iter().position(|known| Some(known.id) == self.territory.get_untracked());
        let next = now.map_or(if step > 0 { 0 } else { count - 1 }, |now| (now as isize + step).rem_euclid(count));
        let next = &scenario.territories[next as usize];
        self.territory.set(Some(next.id));
        self.told.set(self.studio.fill(words::AREA_TARGET, &[("territory", &isolated(&next.name))]));
    }

    fn give(&self, areas: &BTreeSet<u32>, territory: TerritoryId) {
        let Some(scenario) = self.studio.scenario.get_untracked() else { return };
        let Some(found) = hand::give_areas(self.studio, scenario.id, areas, Some(territory)) else { return };
        let name = scenario.territory(territory).map(|known| isolated(&known.name)).unwrap_or_default();
        if let Some(said) = given_words(&self.studio, areas, &found, &name) {
            self.told.set(said);
        }
    }
}

/// The columns, with the units of the open plan.
fn columns(studio: Studio) -> Vec<Column<AreaRow>> {
    let measures = Arc::new(quantity::measures(&studio));
    let shown = Arc::clone(&measures);
    let column = |column: AreaColumn, id: &str, title: String, width_pixels: u32| Column::<AreaRow> {
        id: id.to_owned(),
        title,
        is_number: matches!(column, AreaColumn::Measure(_) | AreaColumn::Fixed),
        width_pixels,
        sort_key: Arc::new(move |row| row.sort_key(column)),
        cell: {
            let shown = Arc::clone(&shown);
            Arc::new(move |row| cell(studio, column, &shown, row))
        },
    };
    let measure = |(index, &kind): (usize, &MeasureKind)| {
        column(AreaColumn::Measure(index), &format!("measure-{index}"), quantity::heading(&studio, kind), 112)
    };
    let first = [
        column(AreaColumn::Name, "name", studio.say(words::COLUMN_AREA).to_owned(), 170),
        column(AreaColumn::Territory, "territory", studio.say(words::COLUMN_TERRITORY).to_owned(), 190),
    ];
    let locked = column(AreaColumn::Fixed, "fixed", studio.say(words::COLUMN_AREA_LOCK).to_owned(), 112);
    first.into_iter().chain(measures.iter().enumerate().map(measure)).chain([locked]).collect()
}

fn cell(studio: Studio, column: AreaColumn, measures: &[MeasureKind], row: &AreaRow) -> AnyView {
    match column {
        AreaColumn::Name => view! { <bdi title=row.name.clone()>{row.name.clone()}</bdi> }.into_any(),
        AreaColumn::Territory => owner_cell(studio, row),
        AreaColumn::Measure(index) => {
            let figure = measures.get(index).zip(row.values.get(index)).map(|(&kind, &value)| quantity::figure(&studio, kind, value));
            view! { <bdi dir="ltr">{figure}</bdi> }.into_any()
        }
        AreaColumn::Fixed => {
            let numbers = studio.numbers();
            let told = studio.fill(words::AREA_LOCKED_OF, &[("fixed", &numbers.count(row.fixed)), ("all", &numbers.count(row.held))]);
            let lock = row.is_locked().then(|| view! { <Icon path=icon::LOCK />" " });
            view! { <span class:dim=row.fixed == 0>{lock}{told}</span> }.into_any()
        }
    }
}

/// Whose an area is: a territory's, none's, or shared.
fn owner_cell(studio: Studio, row: &AreaRow) -> AnyView {
    let none = || studio.say(map_words::UNASSIGNED).to_owned();
    let most = row.territory.clone().unwrap_or_else(none);
    let (told, is_dim) = match row.owner {
        AreaOwner::Mixed(_) => (studio.fill(words::AREA_SHARED, &[("territory", &most)]), false),
        AreaOwner::Empty | AreaOwner::Whole(_) => (most, row.territory.is_none()),
    };
    let colour = row.colour_index.map(territory_colour);
    view! {
        <span class="name-cell" class:dim=is_dim>
            <span class="swatch" class:hollow=colour.is_none() style:background=colour style:border-color=UNASSIGNED_COLOUR></span>
            <bdi title=told.clone()>{told.clone()}</bdi>
        </span>
    }
    .into_any()
}

/// What the areas selected come to, and what can be done with them.
#[component]
fn SelectedAreas(rows: Memo<Shared<Vec<AreaRow>>>, selected: Selected) -> impl IntoView {
    let studio = Studio::get();
    let totals = Memo::new(move |_| rows.with(|rows| selected.with(|selected| AreaTotals::of(rows, selected))));
    let has_some = Memo::new(move |_| totals.with(|totals| totals.areas > 0));
    let sums = move || {
        let figure = |(kind, &value): (MeasureKind, &f64)| {
            let figure = quantity::with_unit(&studio, kind, value);
            let told = match kind {
                MeasureKind::Accounts => figure,
                _ => studio.fill(map_words::FIGURE, &[("name", &quantity::name(&studio, kind)), ("figure", &figure)]),
            };
            (value != 0.0).then(|| view! { <span class="dim">{told}</span> })
        };
        totals.with(|totals| quantity::measures(&studio).into_iter().zip(&totals.values).map(figure).collect_view())
    };
    let give = Callback::new(move |territory: Option<TerritoryId>| {
        if let Some(scenario) = studio.scenario.get_untracked() {
            hand::give_areas(studio, scenario.id, &selected.get_untracked(), territory);
        }
    });
    let lock = move |is_fixed: bool| {
        if let (Some(scenario), Some(map)) = (studio.scenario.get_untracked(), studio.area_map.get_untracked()) {
            let accounts = selected.with_untracked(|selected| areas::accounts_to_lock(&scenario, &map, selected, is_fixed));
            studio.run(Command::FixAccounts { accounts, is_fixed });
        }
    };
    let select_customers = move |_| {
        if let Some(map) = studio.area_map.get_untracked() {
            studio.select(selected.with_untracked(|selected| map.accounts_in(selected)).into_iter().collect());
        }
    };
    view! {
        <Show when=move || has_some.get()>
            <div class="selection-bar" role="toolbar" aria-label=studio.say(words::SELECTED_AREAS)>
                <span class="selection-sums" role="status">
                    <strong>{move || studio.fill(customers::SELECTED_ONE, &[("count", &studio.numbers().count(totals.with(|totals| totals.areas)))])}</strong>
                    {sums}
                </span>
                <MoveMenu scenario=studio.scenario.into() on_choose=give table=TABLE />
                <Show when=move || totals.with(|totals| totals.fixed < totals.held)>
                    <button type="button" class="button small" title=studio.say(words::AREA_LOCK_KEEP) on:click=move |_| lock(true)>{studio.say(customers::FIX)}</button>
                </Show>
                <Show when=move || totals.with(|totals| totals.fixed > 0)>
                    <button type="button" class="button small" title=studio.say(words::AREA_LOCK_FREE) on:click=move |_| lock(false)>{studio.say(customers::FREE)}</button>
                </Show>
                <button type="button" class="button small" on:click=select_customers>{studio.say(words::SELECT_AREA_ACCOUNTS)}</button>
                <button type="button" class="button small quiet" on:click=move |_| selected.set(Shared::new(BTreeSet::new()))>{studio.say(customers::CLEAR_SELECTION)}</button>
            </div>
        </Show>
    }
}
