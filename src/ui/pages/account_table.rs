//! The table of customers in a scenario, with its search, filter, columns and what can be done with a selection.
//! Shown on the customers page and beside the map; the selection is the app's, shared with the map.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use super::account_cells as cells;
use super::account_selection::{self, SelectionBar};
use crate::document::Scenario;
use crate::domain::AccountId;
use crate::locale::words::customers as words;
use crate::locale::words::table as table_words;
use crate::tabular::{AccountColumn, AccountFilter, AccountRow, Search, accounts};
use crate::ui::shared::Shared;
use crate::ui::studio::{Dialog, Studio};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::menu::{Menu, MenuItem};
use crate::ui::widgets::move_menu::open_move_menu;
use crate::ui::widgets::search_field::SearchField;
use crate::ui::widgets::table::{Column, DataTable};

/// The table. Fills the height of its container, which is a flex column.
#[component]
pub fn AccountTable(
    /// The scenario whose territories are shown and changed; the one in sight if none is given.
    #[prop(optional, into)]
    scenario: Option<Signal<Option<Shared<Scenario>>>>,
    /// Which customers are shown beside the search, when the page sets it.
    #[prop(optional)]
    filter: Option<RwSignal<AccountFilter>>,
) -> impl IntoView {
    let studio = Studio::get();
    let scenario = scenario.unwrap_or_else(|| studio.scenario.into());
    let filter = filter.unwrap_or_else(|| RwSignal::new(AccountFilter::All));
    let typed = RwSignal::new(String::new());
    let active = RwSignal::new(None::<AccountId>);
    let rows = Memo::new(move |_| {
        let (plan, scenario) = (studio.plan.get()?, scenario.get()?);
        Some(Shared::new(accounts::rows(&plan, &scenario, studio.language.get_untracked())))
    });
    let searchable = Memo::new(move |_| {
        let rows = rows.get();
        Shared::new(rows.iter().flat_map(|rows| rows.iter()).map(AccountRow::searchable).collect::<Vec<_>>())
    });
    let found = Memo::new(move |_| {
        let search = Search::of(&typed.get());
        match rows.get() {
            // All of them need no copy.
            Some(rows) if search.is_empty() && filter.get() == AccountFilter::All => rows,
            Some(rows) => Shared::new(accounts::found(&rows, filter.get(), &search, || Arc::clone(&searchable.get().0))),
            None => Shared::new(Vec::new()),
        }
    });
    let all_columns = Memo::new(move |_| studio.plan.with(|plan| plan.as_ref().map(|plan| AccountColumn::all(plan)).unwrap_or_default()));
    let shown_columns = RwSignal::new(studio.session.preferences.with_untracked(|preferences| preferences.account_columns.clone()));
    let is_shown = move |column: &AccountColumn| {
        shown_columns.with(|shown| match shown {
            Some(shown) => shown.contains(&column.id()),
            None => column.is_shown_at_first(),
        })
    };
    let settings = Memo::new(move |_| studio.plan.with(|plan| plan.as_ref().map(|plan| plan.settings.clone())));
    let columns = Memo::new(move |_| {
        // Headings and figures follow the unit of amounts.
        settings.track();
        let is_today = scenario.with(|scenario| scenario.as_ref().is_none_or(|scenario| scenario.id == crate::domain::ScenarioId::TODAY));
        let shown = all_columns.get().into_iter().filter(|column| {
            matches!(column, AccountColumn::Name) || (is_shown(column) && !(is_today && matches!(column, AccountColumn::Moved)))
        });
        Shared::new(shown.map(|column| cells::column(studio, column)).collect::<Vec<Column<AccountRow>>>())
    });
    let on_key = Callback::new(move |event: ev::KeyboardEvent| {
        let held = event.ctrl_key() || event.meta_key() || event.alt_key();
        let action = match (event.key().as_str(), event.code().as_str()) {
            ("Delete", _) if !held => account_selection::remove,
            (_, "KeyM") if !held => |_: Studio| open_move_menu(),
            _ => return,
        };
        event.prevent_default();
        if studio.selection.with_untracked(|selection| selection.is_empty())
            && let Some(active) = active.get_untracked()
        {
            studio.select(BTreeSet::from([active]));
        }
        action(studio);
    });
    view! {
        <section class="card table-panel" aria-label=studio.say(words::TABLE)>
            <div class="table-tools">
                <SearchField label=studio.say(words::SEARCH) hint=studio.say(words::SEARCH_PLACEHOLDER) typed=typed />
                <FilterMenu filter=filter scenario=scenario />
                <span class="dim small table-count" role="status">{move || {
                    let all = rows.with(|rows| rows.as_ref().map_or(0, |rows| rows.len()));
                    let count = found.with(|found| found.len());
                    let (count_words, all_words) = (studio.numbers().count(count), studio.numbers().count(all));
                    let text = match (count == all, all) {
                        (true, 1) => words::ALL_SHOWN_ONE,
                        (true, _) => words::ALL_SHOWN,
                        (false, _) => words::FOUND,
                    };
                    studio.fill(text, &[("count", &count_words), ("all", &all_words)])
                }}</span>
                <ColumnMenu all=all_columns shown=shown_columns />
            </div>
            <DataTable
                id="accounts"
                label=studio.say(words::TABLE)
                columns=columns
                rows=found
                key=AccountRow::id
                selected=studio.selection
                on_select=Callback::new(move |selected| studio.select(selected))
                on_open=Callback::new(move |account| studio.open(Dialog::EditAccount(account)))
                active=active
                on_key=on_key
                empty=ViewFn::from(move || view! {
                    <span>{studio.say(words::NONE_FOUND)}</span>
                    <button type="button" class="button small" on:click=move |_| { typed.set(String::new()); filter.set(AccountFilter::All) }>
                        {studio.say(words::SHOW_ALL)}
                    </button>
                })
            />
            // Below the rows, so that they stay where they are between the two clicks that open one.
            <SelectionBar scenario=scenario />
        </section>
    }
}

/// Which customers are shown.
#[component]
fn FilterMenu(filter: RwSignal<AccountFilter>, scenario: Signal<Option<Shared<Scenario>>>) -> impl IntoView {
    let studio = Studio::get();
    let name = move |filter: AccountFilter| match filter {
        AccountFilter::All => studio.say(words::FILTER_ALL).to_owned(),
        AccountFilter::OffTheMap => studio.say(words::FILTER_OFF_MAP).to_owned(),
        AccountFilter::WithoutTerritory => studio.say(words::FILTER_UNASSIGNED).to_owned(),
        AccountFilter::Moved => studio.say(words::FILTER_MOVED).to_owned(),
        AccountFilter::Fixed => studio.say(words::FILTER_FIXED).to_owned(),
        AccountFilter::InTerritory(id) => scenario.with(|scenario| {
            let territory =
                scenario.as_ref().and_then(|scenario| scenario.territory(id)).map_or("—", |territory| territory.name.as_str());
            studio.fill(words::FILTER_TERRITORY, &[("territory", territory)])
        }),
    };
    let choices = move || {
        let territories = scenario.with(|scenario| {
            scenario
                .iter()
                .flat_map(|scenario| &scenario.territories)
                .map(|territory| AccountFilter::InTerritory(territory.id))
                .collect::<Vec<_>>()
        });
        let plain =
            [AccountFilter::All, AccountFilter::OffTheMap, AccountFilter::WithoutTerritory, AccountFilter::Moved, AccountFilter::Fixed];
        plain.into_iter().chain(territories).collect::<Vec<_>>()
    };
    view! {
        <span class="row" style:gap="2px" style:flex-wrap="nowrap">
            <Menu
                label=studio.say(words::FILTER)
                class="button small"
                from_start=true
                button=ViewFn::from(move || view! { <span class="table-filter">{move || name(filter.get())}</span><Icon path=icon::DOWN /> })
            >
                {move || choices().into_iter().map(|choice| view! {
                    <MenuItem is_current=filter.get_untracked() == choice on_choose=Callback::new(move |()| filter.set(choice))>
                        <span class="grow"><bdi>{name(choice)}</bdi></span>
                    </MenuItem>
                }).collect_view()}
            </Menu>
            <Show when=move || filter.get() != AccountFilter::All>
                <button type="button" class="icon-button" aria-label=studio.say(words::SHOW_ALL) title=studio.say(words::SHOW_ALL) on:click=move |_| filter.set(AccountFilter::All)>
                    <Icon path=icon::CLOSE />
                </button>
            </Show>
        </span>
    }
}

/// Which columns are shown; remembered for all plans.
#[component]
fn ColumnMenu(all: Memo<Vec<AccountColumn>>, shown: RwSignal<Option<BTreeSet<String>>>) -> impl IntoView {
    let studio = Studio::get();
    let is_shown = move |column: &AccountColumn| {
        shown.with(|shown| shown.as_ref().map_or(column.is_shown_at_first(), |shown| shown.contains(&column.id())))
    };
    let toggle = move |column: AccountColumn| {
        let mut next: BTreeSet<String> = match shown.get_untracked() {
            Some(shown) => shown,
            None => all.with_untracked(|all| all.iter().filter(|column| column.is_shown_at_first()).map(AccountColumn::id).collect()),
        };
        if !next.remove(&column.id()) {
            next.insert(column.id());
        }
        studio.session.remember(|preferences| preferences.account_columns = Some(next.clone()));
        shown.set(Some(next));
    };
    view! {
        <Menu
            label=studio.say(table_words::COLUMNS)
            class="button small quiet"
            button=ViewFn::from(move || view! { <Icon path=icon::COMPARE /><span>{studio.say(table_words::COLUMNS)}</span> })
        >
            // The list stays open, as several columns may be chosen.
            <div role="none" on:click=|event| event.stop_propagation()>
                {move || all.get().into_iter().filter(|column| !matches!(column, AccountColumn::Name)).map(|column| {
                    let (title, column) = (cells::title(studio, &column), StoredValue::new(column));
                    let is_on = move || column.with_value(is_shown);
                    view! {
                        <button
                            type="button"
                            role="menuitemcheckbox"
                            class="menu-item"
                            tabindex="-1"
                            aria-checked=move || is_on().to_string()
                            on:click=move |_| toggle(column.get_value())
                        >
                            <span class="table-tick" aria-hidden="true"><Icon path=icon::DONE /></span>
                            <span class="grow"><bdi>{title}</bdi></span>
                        </button>
                    }
                }).collect_view()}
            </div>
        </Menu>
    }
}
