//! The territories as a table: who works each, what it carries against its fair share, what changes hands.

use leptos::html;
use leptos::prelude::*;

use crate::document::shape::shapes;
use crate::document::{Command, DesignSettings, MeasureKind};
use crate::domain::{Currency, DisplayUnit, ScenarioId};
use crate::locale::Text;
use crate::locale::number::NO_FIGURE;
use crate::locale::text::isolated;
use crate::locale::words::explain as explain_words;
use crate::locale::words::territories as words;
use crate::locale::words::{churn, sheet};
use crate::tabular::Window;
use crate::tabular::search::Search;
use crate::tabular::territories::{self, Carried, TerritoryColumn, TerritoryRow};
use crate::ui::explain;
use crate::ui::later::{after_this_task, later};
use crate::ui::palette::territory_colour;
use crate::ui::quantity;
use crate::ui::route::Route;
use crate::ui::shared::Shared;
use crate::ui::studio::{ChurnKind, Dialog, Explanation, Studio};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::menu::{Menu, MenuItem};
use crate::ui::widgets::search_field::SearchField;
use crate::ui::widgets::size::on_resize;
use crate::ui::widgets::sort_heading::{SortHeading, Sorting};

/// Up to so many territories are all drawn, and the page scrolls; more scroll within the table, and only those in sight
/// are drawn.
const ALL_DRAWN: usize = 60;
/// So many rows are drawn in one task at first.
const ROWS_AT_ONCE: usize = 12;
/// From so many territories on they can be searched.
const LEAST_TO_SEARCH: usize = 12;
/// The height of a row where not all are drawn.
const ROW_PIXELS: f64 = 36.0;

/// The figures of all territories, reckoned in a task of their own: shapes take their time.
fn rows(studio: Studio) -> Memo<Option<Shared<Vec<TerritoryRow>>>> {
    let known = later(Memo::new(move |_| Some((studio.plan.get()?, studio.scenario.get()?, studio.results.get()?, studio.area_map.get()))));
    Memo::new(move |_| {
        let (plan, scenario, results, areas) = known.get()??;
        Some(Shared::new(territories::rows(&plan, &scenario, &results, &shapes(areas.as_deref(), &scenario))))
    })
}

/// The rows that were found.
#[derive(PartialEq)]
struct Found {
    rows: Vec<TerritoryRow>,
    /// With which change each came as it is: a row is drawn anew when it may differ.
    since: Vec<u64>,
    /// How many changes there were.
    changes: u64,
    /// By what all rows are shown.
    ground: Ground,
}

/// By what all rows are shown: the wishes, the measures, and how money is written.
#[derive(PartialEq)]
struct Ground {
    design: Option<DesignSettings>,
    kinds: Vec<MeasureKind>,
    money: Option<(Currency, DisplayUnit)>,
}

impl Ground {
    fn of(studio: &Studio, kinds: Vec<MeasureKind>) -> Ground {
        Ground {
            design: studio.scenario.with_untracked(|scenario| scenario.as_ref().map(|scenario| scenario.design.clone())),
            kinds,
            money: studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| (plan.settings.currency, plan.settings.display_unit))),
        }
    }
}

impl Found {
    fn after(before: Option<&Found>, rows: Vec<TerritoryRow>, ground: Ground) -> Found {
        let changes = before.map_or(0, |before| before.changes + 1);
        let known = before.filter(|before| before.ground == ground);
        let since = |(at, row): (usize, &TerritoryRow)| {
            known.and_then(|known| (known.rows.get(at)? == row).then(|| known.since[at])).unwrap_or(changes)
        };
        Found { since: rows.iter().enumerate().map(since).collect(), rows, changes, ground }
    }
}

/// The table.
#[component]
pub fn TerritoryTable() -> impl IntoView {
    let studio = Studio::get();
    let sorted_by: RwSignal<Sorting<TerritoryColumn>> = RwSignal::new(None);
    let typed = RwSignal::new(String::new());
    let all = rows(studio);
    let all_count = Memo::new(move |_| all.with(|all| all.as_ref().map(|all| all.len())));
    let kinds = Memo::new(move |_| quantity::measures(&studio));
    let found = Memo::new(move |before: Option<&Shared<Found>>| {
        let rows = all.with(|all| territories::found(all.as_ref().map_or(&[], |all| all), &Search::of(&typed.get()), sorted_by.get()));
        Shared::new(Found::after(before.map(|before| &**before), rows, Ground::of(&studio, kinds.get())))
    });
    let count = Memo::new(move |_| found.with(|found| found.rows.len()));
    let has_homes = Memo::new(move |_| all.with(|all| all.iter().any(|all| all.iter().any(|row| row.home_distance_km.is_some()))));
    let place = NodeRef::<html::Div>::new();
    let (height, scrolled) = (RwSignal::new(600.0), RwSignal::new(0.0));
    Effect::new(move |_| {
        let Some(element) = place.get() else { return };
        let measured = element.clone();
        let measure = move || {
            // The table may have left the screen since.
            let _ = height.try_set(f64::from(measured.client_height()));
        };
        measure();
        on_resize(&element, move || request_animation_frame(measure.clone()));
    });
    let is_windowed = Memo::new(move |_| count.get() > ALL_DRAWN);
    let window = move || Window { row_pixels: ROW_PIXELS, height_pixels: height.get(), scrolled_pixels: scrolled.get() };
    // The first rows come with the page, the others in tasks of their own.
    let reached = RwSignal::new(ROWS_AT_ONCE);
    Effect::new(move |_| {
        if reached.get() < count.get().min(ALL_DRAWN) {
            // The table may have left the screen since.
            let further = move || {
                let _ = reached.try_update(|reached| *reached += ROWS_AT_ONCE);
            };
            after_this_task(further);
        }
    });
    let drawn = Memo::new(move |_| if is_windowed.get() { window().rows(count.get()) } else { 0..count.get().min(reached.get()) });
    let room = Memo::new(move |_| if is_windowed.get() { window().room_around(&drawn.get(), count.get()) } else { (0.0, 0.0) });
    let is_branch =
        Memo::new(move |_| studio.scenario.with(|scenario| scenario.as_ref().is_some_and(|scenario| scenario.id != ScenarioId::TODAY)));
    let head = move |column: TerritoryColumn, title: String, is_number: bool| {
        view! { <SortHeading column=column title=title is_number=is_number sorting=sorted_by /> }
    };
    let keyed = move || {
        let (shows_changes, shows_home) = (is_branch.get(), has_homes.get());
        found.with(|found| drawn.get().filter_map(|at| Some((*found.since.get(at)?, at, shows_changes, shows_home))).collect::<Vec<_>>())
    };
    let spacer = move |room: f64| {
        (room > 0.0).then(|| view! { <tr class="spacer" aria-hidden="true"><td style:block-size=format!("{room}px")></td></tr> })
    };
    view! {
        <Show when=move || { all_count.get().is_some_and(|all| all >= LEAST_TO_SEARCH) }>
            <div class="table-tools">
                <SearchField label=studio.say(words::SEARCH_TERRITORIES) hint=studio.say(words::SEARCH_TERRITORIES_HINT) typed=typed />
                <span class="dim small table-count" role="status">{move || {
                    let numbers = studio.numbers();
                    let (count, all) = (count.get(), all_count.get().unwrap_or(0));
                    let text = if count == all { words::COUNT_OF_TERRITORIES } else { words::FOUND_TERRITORIES };
                    studio.fill(text, &[("count", &numbers.count(count)), ("all", &numbers.count(all))])
                }}</span>
            </div>
        </Show>
        <div
            class="table-scroll"
            class:windowed=move || is_windowed.get()
            node_ref=place
            tabindex="0"
            role="region"
            aria-label=studio.say(words::BY_TERRITORY)
            on:scroll=move |_| if let Some(place) = place.get_untracked() { scrolled.set(f64::from(place.scroll_top())) }
        >
            <table class="plain-table territory-table" aria-rowcount=move || (count.get() + 1).to_string()>
                <thead>
                    <tr aria-rowindex="1">
                        {head(TerritoryColumn::Name, studio.say(words::COLUMN_TERRITORY).to_owned(), false)}
                        {head(TerritoryColumn::Seller, studio.say(words::COLUMN_SELLER).to_owned(), false)}
                        {move || kinds.get().into_iter().enumerate().map(|(index, kind)| head(TerritoryColumn::Measure(index), quantity::heading(&studio, kind), true)).collect_view()}
                        {head(TerritoryColumn::Dispersion, studio.say(words::COLUMN_DISPERSION).to_owned(), true)}
                        {head(TerritoryColumn::Diameter, studio.say(words::COLUMN_DIAMETER).to_owned(), true)}
                        {move || has_homes.get().then(|| head(TerritoryColumn::HomeDistance, studio.say(words::COLUMN_HOME).to_owned(), true))}
                        {head(TerritoryColumn::Shape, studio.say(words::COLUMN_SHAPE).to_owned(), true)}
                        {move || is_branch.get().then(|| (head(TerritoryColumn::Kept, studio.say(words::COLUMN_KEPT).to_owned(), true), head(TerritoryColumn::Moved, studio.say(words::COLUMN_MOVED).to_owned(), true)))}
                        <th scope="col"><span class="visually-hidden">{studio.say(crate::locale::words::shell::MORE_ACTIONS)}</span></th>
                    </tr>
                </thead>
                <tbody>
                    {move || spacer(room.get().0)}
                    <For each=keyed key=|key| *key let:entry>
                        {
                            let (_, at, shows_changes, shows_home) = entry;
                            let row = found.with_untracked(|found| found.rows.get(at).cloned());
                            row.map(|row| view! { <TableRow row=row at=at shows_changes=shows_changes shows_home=shows_home /> })
                        }
                    </For>
                    {move || spacer(room.get().1)}
                </tbody>
            </table>
            <Show when=move || count.get() == 0 && !typed.with(String::is_empty)>
                <p class="table-none dim">{studio.say(words::NO_TERRITORY_FOUND)}</p>
            </Show>
            <Show when=move || all_count.get() == Some(0)>
                <p class="empty">{studio.say(words::NO_TERRITORIES)}</p>
            </Show>
        </div>
    }
}

#[component]
fn TableRow(row: TerritoryRow, at: usize, shows_changes: bool, shows_home: bool) -> impl IntoView {
    let studio = Studio::get();
    let numbers = studio.numbers();
    let territory = row.territory;
    let name = StoredValue::new(row.name.clone());
    let design = studio.scenario.with_untracked(|scenario| scenario.as_ref().map(|scenario| scenario.design.clone())).unwrap_or_default();
    let kinds = untrack(|| quantity::measures(&studio));
    let measures = kinds.into_iter().zip(row.measures.clone()).map(|(kind, Carried { value, target, deviation })| {
        let setting = design.measure(kind);
        let is_outside = setting.is_balanced && deviation.abs() > setting.tolerance_share + 1e-9;
        let shown = numbers.signed_percent(deviation, 0);
        let explain = move |_| {
            studio.open(Dialog::Explain(explain::relative_deviation(
                &studio,
                kind,
                (territory, &name.get_value()),
                value,
                target,
                setting.tolerance_share,
            )))
        };
        view! {
            <td class="number">
                {quantity::figure(&studio, kind, value)}" "
                <button type="button" class="figure-button small" class:warn=is_outside class:dim=!is_outside on:click=explain>
                    <bdi dir="ltr">{shown}</bdi>
                    {is_outside.then_some(" !")}
                </button>
            </td>
        }
    });
    let cell = move |subject: Text, shown: AnyView, explanation: Callback<(), Explanation>| {
        let label = studio.fill(subject, &[("territory", &name.get_value())]);
        view! {
            <td class="number">
                <button type="button" class="figure-button" title=label on:click=move |_| studio.open(Dialog::Explain(explanation.run(())))>
                    {shown}
                </button>
            </td>
        }
    };
    let figure = move |subject: Text, shown: String, explanation: Callback<(), Explanation>| {
        cell(subject, view! { <bdi dir="ltr">{shown}</bdi> }.into_any(), explanation)
    };
    let (kept_share, moved, dispersion_km) = (row.kept_share, row.moved, row.dispersion_km);
    let changes = shows_changes.then(|| {
        let kept = kept_share.map_or(NO_FIGURE.to_owned(), |share| numbers.percent(share, 0));
        // Each number stands by itself, so that the pair runs as its heading does.
        let in_and_out = match moved {
            Some((gained, lost)) => view! { <bdi>{numbers.count(gained)}</bdi>" / "<bdi>{numbers.count(lost)}</bdi> }.into_any(),
            None => NO_FIGURE.into_any(),
        };
        let explain_kept = Callback::new(move |()| explain::sales_kept(&studio, &name.get_value(), kept_share));
        let explain_moved = Callback::new(move |()| explain::in_and_out(&studio, &name.get_value(), moved));
        view! {
            {figure(explain_words::KEPT_OF, kept, explain_kept)}
            {cell(explain_words::MOVED_OF, in_and_out, explain_moved)}
        }
    });
    let home_km = row.home_distance_km;
    let home = shows_home.then(|| {
        let shown = home_km.map_or(NO_FIGURE.to_owned(), |home_km| numbers.decimal(home_km, 0));
        figure(explain_words::HOME_OF, shown, Callback::new(move |()| explain::home_distance_of(&studio, &name.get_value(), home_km)))
    });
    let explain_dispersion = Callback::new(move |()| explain::dispersion_of(&studio, &name.get_value(), dispersion_km));
    let (diameter_km, shape) = (row.diameter_km, row.shape);
    let explain_diameter = move |_| studio.open(Dialog::Explain(explain::diameter(&studio, &name.get_value(), diameter_km)));
    let explain_shape = move |_| studio.open(Dialog::Explain(explain::shape(&studio, &name.get_value(), shape)));
    let shape_words = row.shape_value().map_or(NO_FIGURE.to_owned(), |value| numbers.fixed(value, 2));
    let shape_label = studio.fill(explain_words::SHAPE_OF, &[("territory", &row.name)]);
    let diameter_label = studio.fill(explain_words::DIAMETER_OF, &[("territory", &row.name)]);
    let select = move || {
        let accounts = studio.scenario.with_untracked(|scenario| {
            scenario
                .iter()
                .flat_map(|scenario| scenario.assignment.iter())
                .filter(|(_, owner)| **owner == territory)
                .map(|(account, _)| *account)
                .collect()
        });
        studio.select(accounts);
    };
    let remove = move || {
        if let Some(scenario) = studio.scenario.get_untracked() {
            studio.run(Command::RemoveTerritory { scenario: scenario.id, territory, heir: None });
        }
    };
    let label = studio.fill(words::TERRITORY_ACTIONS, &[("name", &row.name)]);
    view! {
        <tr aria-rowindex=(at + 2).to_string()>
            <th scope="row">
                <span class="territory-head">
                <button type="button" class="figure-button name-cell" on:click=move |_| studio.open(Dialog::EditTerritory(territory))>
                    <span class="swatch" style:background-color=territory_colour(row.colour_index)></span>
                    <bdi>{row.name}</bdi>
                </button>
                {row.pieces.map(|pieces| view! { <span class="pieces small" class:warn=design.wishes.is_contiguous class:dim=!design.wishes.is_contiguous>{studio.fill(words::IN_PIECES, &[("pieces", &numbers.count(pieces as usize))])}</span> })}
                </span>
            </th>
            <td>{match row.seller {
                Some(seller) => {
                    let before = row.seller_before.map(|before| studio.fill(words::INSTEAD_OF, &[("seller", &isolated(&before))]));
                    view! { <bdi>{seller}</bdi>{before.map(|before| view! { " "<span class="small dim">{before}</span> })} }.into_any()
                }
                None => view! { <span class="warn">{studio.say(words::VACANT)}</span> }.into_any(),
            }}</td>
            {measures.collect_view()}
            {figure(explain_words::DISPERSION_OF, numbers.decimal(dispersion_km, 0), explain_dispersion)}
            <td class="number diameter-cell">
                <button type="button" class="figure-button" title=diameter_label on:click=explain_diameter>
                    {numbers.decimal(diameter_km, 0)}
                </button>
            </td>
            {home}
            <td class="number shape-cell"><button type="button" class="figure-button" title=shape_label on:click=explain_shape>{shape_words}</button></td>
            {changes}
            <td class="number">
                <Menu label=label class="icon-button" button=ViewFn::from(|| view! { <Icon path=icon::MORE /> })>
                    <MenuItem on_choose=Callback::new(move |()| studio.open(Dialog::EditTerritory(territory)))>{studio.say(words::EDIT_TERRITORY)}</MenuItem>
                    <MenuItem on_choose=Callback::new(move |()| studio.go(Route::Sheet(Some(territory))))>{studio.say(sheet::OPEN_SHEET)}</MenuItem>
                    <MenuItem on_choose=Callback::new(move |()| select())>{studio.say(words::SELECT_ACCOUNTS)}</MenuItem>
                    <div class="menu-line" role="separator"></div>
                    {[(ChurnKind::Leave, churn::LEAVE), (ChurnKind::Merge, churn::MERGE), (ChurnKind::Split, churn::SPLIT)].map(|(kind, text)| {
                        let open = Callback::new(move |()| studio.open(Dialog::Churn(kind, Some(territory))));
                        view! { <MenuItem on_choose=open>{studio.say(text)}</MenuItem> }
                    }).collect_view()}
                    <div class="menu-line" role="separator"></div>
                    <MenuItem on_choose=Callback::new(move |()| remove())>{studio.say(words::REMOVE_TERRITORY)}</MenuItem>
                </Menu>
            </td>
        </tr>
    }
}
