//! How the cells and headings of the table of customers look.

use std::sync::Arc;

use leptos::prelude::*;

use crate::document::PotentialUnit;
use crate::locale::number::NO_FIGURE;
use crate::locale::words::customers as words;
use crate::locale::{MoneyFormat, NumberFormat};
use crate::tabular::accounts::TerritoryMark;
use crate::tabular::{AccountColumn, AccountRow};
use crate::ui::palette::{UNASSIGNED_COLOUR, territory_colour};
use crate::ui::studio::Studio;
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::table::Column;

/// The name of a column, without a unit.
pub fn title(studio: Studio, column: &AccountColumn) -> String {
    let text = match column {
        AccountColumn::Name => words::NAME,
        AccountColumn::Code => words::CODE,
        AccountColumn::Territory => words::TERRITORY,
        AccountColumn::Seller => words::SELLER,
        AccountColumn::Area => words::AREA,
        AccountColumn::Segment => words::SEGMENT,
        AccountColumn::Potential => words::POTENTIAL,
        AccountColumn::Sales => words::SALES,
        AccountColumn::Workload => words::WORKLOAD,
        AccountColumn::Fixed => words::FIXED,
        AccountColumn::Moved => words::MOVED,
        AccountColumn::Extra(header) => return header.clone(),
    };
    studio.say(text).to_owned()
}

/// A column as the table takes it.
pub fn column(studio: Studio, column: AccountColumn) -> Column<AccountRow> {
    let figures = Figures::of(studio);
    let has_money = matches!(column, AccountColumn::Sales) || (matches!(column, AccountColumn::Potential) && figures.potential_is_money);
    let name = title(studio, &column);
    let title = if has_money { studio.fill(words::WITH_UNIT, &[("column", &name), ("unit", &figures.money.unit_label())]) } else { name };
    let width_pixels = match column {
        AccountColumn::Name => 190,
        AccountColumn::Territory | AccountColumn::Moved => 136,
        AccountColumn::Seller | AccountColumn::Area => 120,
        AccountColumn::Potential | AccountColumn::Sales => 144,
        AccountColumn::Segment => 84,
        AccountColumn::Workload => 76,
        AccountColumn::Fixed => 62,
        AccountColumn::Code | AccountColumn::Extra(_) => 104,
    };
    let column = Arc::new(column);
    let (sorted, shown) = (Arc::clone(&column), Arc::clone(&column));
    Column {
        id: column.id(),
        title,
        is_number: column.is_number(),
        width_pixels,
        sort_key: Arc::new(move |row| sorted.sort_key(row)),
        cell: Arc::new(move |row| cell(studio, figures, &shown, row)),
    }
}

/// How the plan's figures are written; made once for a table, so that cells need not ask for the plan.
#[derive(Clone, Copy)]
pub struct Figures {
    /// Amounts.
    pub money: MoneyFormat,
    /// Other numbers.
    pub numbers: NumberFormat,
    /// Whether potential counts money; points of the user's own scale otherwise.
    pub potential_is_money: bool,
}

impl Figures {
    /// How the figures of the open plan are written; follows its settings.
    pub fn of(studio: Studio) -> Figures {
        let potential_is_money =
            studio.plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.settings.potential_unit == PotentialUnit::Money));
        Figures { money: studio.money(), numbers: studio.numbers(), potential_is_money }
    }

    /// A potential without its unit.
    pub fn potential(self, potential: f64) -> String {
        if self.potential_is_money { self.money.figure_of(potential) } else { self.numbers.decimal(potential, 1) }
    }

    /// A potential with its unit.
    pub fn potential_with_unit(self, potential: f64) -> String {
        if self.potential_is_money { self.money.with_unit_of(potential) } else { self.numbers.decimal(potential, 1) }
    }
}

fn cell(studio: Studio, figures: Figures, column: &AccountColumn, row: &AccountRow) -> AnyView {
    let account = &row.account;
    match column {
        AccountColumn::Name => view! { <bdi title=account.name.clone()>{account.name.clone()}</bdi> }.into_any(),
        AccountColumn::Code => words_cell(account.code.as_deref()),
        AccountColumn::Territory => match &row.territory {
            Some(territory) => territory_cell(territory),
            None => view! {
                <span class="name-cell dim">
                    <span class="swatch hollow" style:border-color=UNASSIGNED_COLOUR></span>
                    {studio.say(words::NO_TERRITORY)}
                </span>
            }
            .into_any(),
        },
        AccountColumn::Seller => match (&row.territory, row.seller()) {
            (Some(_), None) => view! { <span class="dim">{studio.say(words::VACANT)}</span> }.into_any(),
            (_, seller) => words_cell(seller),
        },
        AccountColumn::Area => words_cell(row.area.as_deref()),
        AccountColumn::Segment => words_cell(account.segment.as_deref()),
        AccountColumn::Potential => figure_cell(account.potential.map(|potential| figures.potential(potential))),
        AccountColumn::Sales => figure_cell(account.sales.map(|sales| figures.money.figure(sales))),
        AccountColumn::Workload => figure_cell(account.workload.map(|workload| figures.numbers.decimal(workload.hours(), 1))),
        AccountColumn::Fixed if account.is_fixed => view! {
            <span title=studio.say(words::IS_FIXED)>
                <Icon path=icon::LOCK />
                <span class="visually-hidden">{studio.say(words::IS_FIXED)}</span>
            </span>
        }
        .into_any(),
        AccountColumn::Fixed => ().into_any(),
        AccountColumn::Moved => row.moved_from.as_deref().map(|from| moved_cell(row, from)).into_any(),
        AccountColumn::Extra(header) => words_cell(account.extra.get(header).map(String::as_str)),
    }
}

fn words_cell(words: Option<&str>) -> AnyView {
    words.map(|words| view! { <bdi title=words.to_owned()>{words.to_owned()}</bdi> }).into_any()
}

fn figure_cell(figure: Option<String>) -> AnyView {
    match figure {
        Some(figure) => view! { <bdi dir="ltr">{figure}</bdi> }.into_any(),
        None => view! { <span class="dim">{NO_FIGURE}</span> }.into_any(),
    }
}

/// The territory of today; with its seller where it is the same one that another seller takes.
fn moved_cell(row: &AccountRow, from: &TerritoryMark) -> AnyView {
    let is_same = row.territory.as_ref().is_some_and(|territory| territory.id == from.id);
    match from.seller.clone().filter(|_| is_same) {
        Some(seller) => words_cell(Some(&seller)),
        None => territory_cell(from),
    }
}

fn territory_cell(territory: &TerritoryMark) -> AnyView {
    view! {
        <span class="name-cell">
            <span class="swatch" style:background=territory_colour(territory.colour_index)></span>
            <bdi>{territory.name.clone()}</bdi>
        </span>
    }
    .into_any()
}
