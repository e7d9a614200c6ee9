//! What the cells of a column look like, by which a mapping is proposed where names do not tell.

use std::collections::HashSet;

use super::dates;
use super::header::Header;
use super::mapping::Field;
use super::number_style::{Slashed, slashed_cell};
use super::numbers::{NumberStyle, read_number};
use super::options::ImportContext;
use super::{Cell, Table};
use crate::locale::text::fold;

/// How many rows are looked at to judge a column by its content.
pub(super) const SAMPLED_ROWS: usize = 300;

/// What the cells of a column look like.
#[derive(Default)]
pub(super) struct Content {
    /// Cells that are not blank.
    pub filled: usize,
    numbers: usize,
    /// Cells such as `35/7`, which are numbers where a column cannot hold fractions or other cells say so.
    slashed: usize,
    /// Cells whose slash parts decimals for certain, such as `35/7012`.
    surely_slashed: usize,
    fractions: usize,
    dates: usize,
    largest: f64,
    /// Those that name a known area.
    pub areas: usize,
    /// Those that are identifiers of customers that the plan has.
    pub known_codes: usize,
    /// Different ones.
    pub distinct: usize,
}

impl Content {
    /// Looks at the first rows of a column.
    pub fn of(table: &Table, header: &Header, column: usize, context: &ImportContext) -> Content {
        let mut content = Content::default();
        let mut seen = HashSet::new();
        for row in table.rows.iter().skip(header.first_data_row).take(SAMPLED_ROWS) {
            let cell = row.cell(column);
            if cell.is_blank() {
                continue;
            }
            content.filled += 1;
            let number = match cell {
                Cell::Number(number) => Some(*number),
                Cell::Text(text) => NumberStyle::ALL.iter().find_map(|style| read_number(text, *style)).map(|number| number.to_float()),
                _ => None,
            };
            let slashed = if let Cell::Text(text) = cell { slashed_cell(text) } else { Slashed::No };
            content.slashed += usize::from(slashed == Slashed::Open);
            content.surely_slashed += usize::from(slashed == Slashed::Decimal);
            let is_word = slashed == Slashed::No && cell.text().contains('/');
            if let Some(number) = number.filter(|_| !is_word) {
                content.numbers += usize::from(slashed != Slashed::Open);
                content.largest = content.largest.max(number.abs());
                content.fractions += usize::from(number.fract() != 0.0);
            }
            content.dates += usize::from(dates::may_be_date(cell));
            let text = cell.text();
            content.areas += usize::from(context.areas.find(&text).is_some());
            content.known_codes += usize::from(context.known_codes.has(&text));
            if seen.insert(fold(&text)) {
                content.distinct += 1;
            }
        }
        content
    }

    /// Whether the cells could be of a field: a column of words is no number.
    pub fn allows(&self, field: Field) -> bool {
        if self.filled == 0 {
            return true;
        }
        let is_of_degrees = matches!(field, Field::Latitude | Field::Longitude);
        let slashed = if is_of_degrees || self.surely_slashed > 0 { self.slashed } else { 0 };
        let mostly_numbers = (self.numbers + slashed) * 2 >= self.filled;
        match field {
            Field::Name | Field::Seller => !(mostly_numbers && self.fractions > 0),
            Field::CustomerSince => self.dates * 2 >= self.filled,
            field if field.is_number() => mostly_numbers,
            _ => true,
        }
    }

    /// Whether the cells could be degrees up to a limit: figures with decimals.
    pub fn is_degrees(&self, limit: f64) -> bool {
        let numbers = self.numbers + if self.surely_slashed > 0 { self.slashed } else { 0 };
        numbers * 10 >= self.filled * 9 && self.fractions * 10 >= numbers * 8 && self.largest <= limit && self.largest > 1.0
    }

    /// Whether most cells are identifiers of customers that the plan has, and few come again, as quantities do.
    pub fn is_known_codes(&self) -> bool {
        self.known_codes * 10 >= self.filled * 6 && self.known_codes > 0 && self.distinct * 10 >= self.filled * 9
    }

    /// Whether the cells are words that seldom come again.
    pub fn is_words(&self) -> bool {
        self.numbers * 10 < self.filled * 2 && self.distinct * 2 > self.filled
    }
}
