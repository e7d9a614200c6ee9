//! The territories as a table: who works each, what it carries against its fair share, what changes hands.

use std::cmp::Ordering;

use leptos::prelude::*;

use crate::document::shape::{NoShape, TerritoryShape, shapes};
use crate::document::{Command, MeasureKind};
use crate::domain::{ScenarioId, TerritoryId};
use crate::locale::number::NO_FIGURE;
use crate::locale::words::explain as explain_words;
use crate::locale::words::territories as words;
use crate::locale::words::{churn, sheet};
use crate::tabular::CollationKey;
use crate::ui::explain;
use crate::ui::palette::territory_colour;
use crate::ui::quantity;
use crate::ui::route::Route;
use crate::ui::studio::{ChurnKind, Dialog, Studio};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::menu::{Menu, MenuItem};

/// One territory's figures.
#[derive(Clone, PartialEq)]
struct Row {
    territory: TerritoryId,
    name: String,
    colour: &'static str,
    seller: Option<String>,
    /// Value, target and deviation, one a measure.
    measures: Vec<(f64, f64, f64)>,
    dispersion_km: f64,
    diameter_km: f64,
    shape: Result<Option<TerritoryShape>, NoShape>,
    kept_share: Option<f64>,
    /// Accounts gained and lost; none when there is no earlier assignment.
    moved: Option<(usize, usize)>,
    /// In how many pieces it lies, when in more than one.
    pieces: Option<u32>,
}

/// What the table is sorted by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Seller,
    Measure(usize),
    Dispersion,
    Diameter,
    Shape,
    Kept,
    Moved,
}

fn rows(studio: &Studio) -> Vec<Row> {
    let (Some(plan), Some(scenario), Some(results)) = (studio.plan.get(), studio.scenario.get(), studio.results.get()) else {
        return Vec::new();
    };
    let shapes = shapes(studio.area_map.get().as_deref(), &scenario);
    let territories = scenario.territories.iter().enumerate().zip(&results.measures.territories).zip(&results.changes);
    let row = |(((place, territory), figures), change): (
        ((usize, &crate::domain::Territory), &crate::territory::TerritoryMeasures),
        &crate::document::design::TerritoryChange,
    )| Row {
        territory: territory.id,
        name: territory.name.clone(),
        colour: territory_colour(territory.colour_index),
        seller: territory.seller.and_then(|seller| plan.person(seller)).map(|person| person.name.clone()),
        measures: (0..MeasureKind::ALL.len())
            .map(|index| (figures.values[index], figures.targets[index], figures.deviations[index]))
            .collect(),
        dispersion_km: figures.dispersion_km,
        diameter_km: figures.diameter_km,
        shape: shapes.as_ref().map(|shapes| shapes.territories.get(place).copied().flatten()).map_err(|why| *why),
        kept_share: change.sales_kept_share,
        moved: results.moved_account_share.map(|_| (change.accounts_gained, change.accounts_lost)),
        pieces: figures.piece_count.filter(|pieces| *pieces > 1),
    };
    territories.map(row).collect()
}

fn compare(one: &Row, other: &Row, column: Column) -> Ordering {
    match column {
        Column::Name => CollationKey::new(&one.name).cmp(&CollationKey::new(&other.name)),
        Column::Seller => one.seller.as_deref().map(CollationKey::new).cmp(&other.seller.as_deref().map(CollationKey::new)),
        Column::Measure(index) => one.measures[index].0.total_cmp(&other.measures[index].0),
        Column::Dispersion => one.dispersion_km.total_cmp(&other.dispersion_km),
        Column::Diameter => one.diameter_km.total_cmp(&other.diameter_km),
        Column::Shape => shape_value(one).unwrap_or(-1.0).total_cmp(&shape_value(other).unwrap_or(-1.0)),
        Column::Kept => one.kept_share.unwrap_or(-1.0).total_cmp(&other.kept_share.unwrap_or(-1.0)),
        Column::Moved => one.moved.map(|(gained, lost)| gained + lost).cmp(&other.moved.map(|(gained, lost)| gained + lost)),
    }
}

/// The figure that stands for a territory's shape.
fn shape_value(row: &Row) -> Option<f64> {
    row.shape.ok().flatten().map(|shape| shape.polsby_popper())
}

/// The table.
#[component]
pub fn TerritoryTable() -> impl IntoView {
    let studio = Studio::get();
    let sorted_by: RwSignal<Option<(Column, bool)>> = RwSignal::new(None);
    let rows = Memo::new(move |_| {
        let mut rows = rows(&studio);
        if let Some((column, ascending)) = sorted_by.get() {
            rows.sort_by(|one, other| if ascending { compare(one, other, column) } else { compare(other, one, column) });
        }
        rows
    });
    let is_branch =
        Memo::new(move |_| studio.scenario.with(|scenario| scenario.as_ref().is_some_and(|scenario| scenario.id != ScenarioId::TODAY)));
    let head = move |column: Column, words: String, is_number: bool| {
        let sort = move || match sorted_by.get() {
            Some((by, true)) if by == column => "ascending",
            Some((by, false)) if by == column => "descending",
            _ => "none",
        };
        let press = move |_| {
            sorted_by.update(|sorted| {
                *sorted = match *sorted {
                    Some((by, first)) if by == column && first != is_number => None,
                    Some((by, first)) if by == column => Some((column, !first)),
                    _ => Some((column, !is_number)),
                };
            });
        };
        view! { <th scope="col" class:number=is_number aria-sort=sort><button type="button" on:click=press>{words}</button></th> }
    };
    let with_unit = move |kind: MeasureKind| match quantity::unit(&studio, kind) {
        Some(unit) => format!("{} ({unit})", quantity::name(&studio, kind)),
        None => quantity::name(&studio, kind).to_owned(),
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=studio.say(words::BY_TERRITORY)>
            <table class="plain-table territory-table">
                <thead>
                    <tr>
                        {head(Column::Name, studio.say(words::COLUMN_TERRITORY).to_owned(), false)}
                        {head(Column::Seller, studio.say(words::COLUMN_SELLER).to_owned(), false)}
                        {move || MeasureKind::ALL.iter().enumerate().map(|(index, &kind)| head(Column::Measure(index), with_unit(kind), true)).collect_view()}
                        {head(Column::Dispersion, studio.say(words::COLUMN_DISPERSION).to_owned(), true)}
                        {head(Column::Diameter, studio.say(words::COLUMN_DIAMETER).to_owned(), true)}
                        {head(Column::Shape, studio.say(words::COLUMN_SHAPE).to_owned(), true)}
                        {move || is_branch.get().then(|| (head(Column::Kept, studio.say(words::COLUMN_KEPT).to_owned(), true), head(Column::Moved, studio.say(words::COLUMN_MOVED).to_owned(), true)))}
                        <th scope="col"><span class="visually-hidden">{studio.say(crate::locale::words::shell::MORE_ACTIONS)}</span></th>
                    </tr>
                </thead>
                <tbody>
                    {move || {
                        let shows_changes = is_branch.get();
                        rows.get().into_iter().map(|row| view! { <TerritoryRow row=row shows_changes=shows_changes /> }).collect_view()
                    }}
                </tbody>
            </table>
            <Show when=move || rows.with(Vec::is_empty)>
                <p class="empty">{studio.say(words::NO_TERRITORIES)}</p>
            </Show>
        </div>
    }
}

#[component]
fn TerritoryRow(row: Row, shows_changes: bool) -> impl IntoView {
    let studio = Studio::get();
    let numbers = studio.numbers();
    let territory = row.territory;
    let name = StoredValue::new(row.name.clone());
    let design = studio.scenario.with_untracked(|scenario| scenario.as_ref().map(|scenario| scenario.design.clone())).unwrap_or_default();
    let measures = MeasureKind::ALL.iter().zip(row.measures.clone()).map(|(&kind, (value, target, deviation))| {
        let setting = design.measure(kind);
        let is_outside = setting.is_balanced && deviation.abs() > setting.tolerance_share + 1e-9;
        let shown = numbers.signed_percent(deviation, 0);
        let explain = move |_| {
            studio.open(Dialog::Explain(explain::relative_deviation(
                &studio,
                kind,
                &name.get_value(),
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
    let changes = shows_changes.then(|| {
        let kept = row.kept_share.map_or(NO_FIGURE.to_owned(), |share| numbers.percent(share, 0));
        let moved = row.moved.map(|(gained, lost)| format!("{} / {}", numbers.count(gained), numbers.count(lost)));
        let moved = moved.unwrap_or(NO_FIGURE.to_owned());
        view! {
            <td class="number">{kept}</td>
            <td class="number"><bdi dir="ltr">{moved}</bdi></td>
        }
    });
    let (diameter_km, shape) = (row.diameter_km, row.shape);
    let explain_diameter = move |_| studio.open(Dialog::Explain(explain::diameter(&studio, &name.get_value(), diameter_km)));
    let explain_shape = move |_| studio.open(Dialog::Explain(explain::shape(&studio, &name.get_value(), shape)));
    let shape_words = shape_value(&row).map_or(NO_FIGURE.to_owned(), |value| numbers.fixed(value, 2));
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
        <tr>
            <th scope="row">
                <button type="button" class="figure-button name-cell" on:click=move |_| studio.open(Dialog::EditTerritory(territory))>
                    <span class="swatch" style:background-color=row.colour></span>
                    <bdi>{row.name}</bdi>
                </button>
                {row.pieces.map(|pieces| view! { <span class="pieces small" class:warn=design.wishes.is_contiguous class:dim=!design.wishes.is_contiguous>{studio.fill(words::IN_PIECES, &[("pieces", &numbers.count(pieces as usize))])}</span> })}
            </th>
            <td>{match row.seller {
                Some(seller) => view! { <bdi>{seller}</bdi> }.into_any(),
                None => view! { <span class="warn">{studio.say(words::VACANT)}</span> }.into_any(),
            }}</td>
            {measures.collect_view()}
            <td class="number">{numbers.decimal(row.dispersion_km, 0)}</td>
            <td class="number diameter-cell">
                <button type="button" class="figure-button" title=diameter_label on:click=explain_diameter>
                    {numbers.decimal(diameter_km, 0)}
                </button>
            </td>
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
