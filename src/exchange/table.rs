//! A file as a table of cells, before anything is known of what its columns mean.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::domain::CivilDate;

/// A cell as the file holds it. Spreadsheets keep their types, so that numbers stay exact.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, as typed.
    Text(String),
    /// A number of a spreadsheet.
    Number(f64),
    /// A day of a spreadsheet, in the Gregorian calendar.
    Date(CivilDate),
    /// Yes or no of a spreadsheet.
    Flag(bool),
    /// What a formula failed with, such as `#N/A`.
    Error(String),
}

impl Cell {
    /// Whether it holds nothing but white space.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.chars().all(|letter| letter.is_whitespace() || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{feff}')),
            _ => false,
        }
    }

    /// The cell in words; a number in its shortest exact form, a day as `2025-04-20`.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) | Cell::Error(text) => Cow::Borrowed(text),
            Cell::Number(number) => Cow::Owned(number.to_string()),
            Cell::Date(day) => Cow::Owned(format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)),
            Cell::Flag(flag) => Cow::Borrowed(if *flag { "TRUE" } else { "FALSE" }),
        }
    }
}

/// A row that holds at least one cell that is not blank.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its number as a spreadsheet program shows it, from 1.
    pub number: u32,
    /// Its cells from the first column on; trailing blank ones may be missing.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of a column, counted from 0; empty where the row is short.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// How many cells it has up to the last that is not blank.
    pub fn filled_width(&self) -> usize {
        self.cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1)
    }
}

/// The rows of a file or a sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The rows that are not blank, by rising number.
    pub rows: Vec<Row>,
    /// Whether rows of differing width are worth a word: in delimited text, not in spreadsheets.
    pub is_delimited: bool,
}

impl Table {
    /// The number of columns up to the last that has any cell.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Row::filled_width).max().unwrap_or(0)
    }
}

/// The letters that a spreadsheet program gives a column, counted from 0: A, B, … Z, AA.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([0, 25, 26, 701, 702].map(column_letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_whole_number_is_written_without_a_point() {
        assert_eq!(Cell::Number(1001.0).text(), "1001");
        assert_eq!(Cell::Number(35.7).text(), "35.7");
    }
}
