//! Finds the row that names the columns, past any title rows, and names columns that have no name.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::synonyms::{Recogniser, compact};
use super::table::column_letters;
use super::{Cell, Row, Table, guard};

/// Where the names of the columns stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HeaderChoice {
    /// Nowhere: all rows are data, and columns are called by their letters.
    Nowhere,
    /// In the row of this number, as the file counts.
    Row(u32),
}

/// The columns' names and where the data begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Where the names stand.
    pub choice: HeaderChoice,
    /// One name a column, each different: as the file has it, with a number where it is repeated, or the letters.
    pub names: Vec<String>,
    /// The index in [`Table::rows`] of the first row of data.
    pub first_data_row: usize,
}

/// How many rows are looked at for the names.
const SEARCHED_ROWS: usize = 30;

/// Finds the row that names the columns.
pub fn detect(table: &Table, recogniser: &Recogniser) -> HeaderChoice {
    let rows = &table.rows[..table.rows.len().min(SEARCHED_ROWS)];
    let usual_width = usual_width(rows);
    let candidates = rows.iter().enumerate().filter(|(_, row)| is_words_only(row) && filled(row) * 2 > usual_width);
    let mut best: Option<(u32, usize)> = None;
    for (index, row) in candidates {
        // Data may hold such words too ("Reza's store"), so below the first full row only whole names count.
        let names = row.cells.iter().filter(|cell| recogniser.names_a_field(&cell.text())).count() as u32;
        let known = if names >= 2 { names } else { 0 };
        let typed_below = typed_columns_below(table, index) as u32;
        let is_first_full = index == 0 || rows[..index].iter().all(|above| filled(above) * 2 <= usual_width);
        let looks_like_names = usual_width >= 2 && is_first_full && cells_are_distinct(row) && !is_repeated_below(table, index);
        let hints = row.cells.iter().filter(|cell| recogniser.recognise(&cell.text()).is_some()).count() as u32;
        let score = known * 4 + if is_first_full { hints + typed_below * 2 + u32::from(looks_like_names) } else { 0 };
        if score > 0 && best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, index));
        }
    }
    best.map_or(HeaderChoice::Nowhere, |(_, index)| HeaderChoice::Row(table.rows[index].number))
}

/// The header that a choice gives. A number that no row has falls back to letters for all rows.
pub fn read(table: &Table, choice: HeaderChoice) -> Header {
    let index = match choice {
        HeaderChoice::Nowhere => None,
        HeaderChoice::Row(number) => table.rows.iter().position(|row| row.number == number),
    };
    let width = table.width();
    let mut taken: HashSet<String> = HashSet::new();
    let written = |column: usize| index.map(|index| table.rows[index].cell(column).text().into_owned()).unwrap_or_default();
    // Our own files guard names that a spreadsheet program would run.
    let is_own = table.is_delimited && guard::is_own_export(&(0..width).map(written).collect::<Vec<_>>());
    let names = (0..width)
        .map(|column| {
            let cell = written(column);
            let written = crate::locale::text::stored(if is_own { guard::unguarded(&cell) } else { &cell });
            let plain = if written.is_empty() { column_letters(column) } else { written.split_whitespace().collect::<Vec<_>>().join(" ") };
            let mut name = plain.clone();
            let mut repeat = 2;
            while !taken.insert(name.clone()) {
                name = format!("{plain} ({repeat})");
                repeat += 1;
            }
            name
        })
        .collect();
    Header {
        choice: index.map_or(HeaderChoice::Nowhere, |index| HeaderChoice::Row(table.rows[index].number)),
        names,
        first_data_row: index.map_or(0, |index| index + 1),
    }
}

fn filled(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.is_blank()).count()
}

fn usual_width(rows: &[Row]) -> usize {
    let mut widths: Vec<usize> = rows.iter().map(filled).collect();
    widths.sort_unstable();
    // The upper middle: title rows are few cells wide, and data rows are the most.
    widths.get(widths.len() * 2 / 3).or(widths.last()).copied().unwrap_or(0)
}

/// Whether a text is a figure; years are figures too, yet may name a column beside words.
fn is_figure(cell: &Cell) -> bool {
    match cell {
        Cell::Number(_) | Cell::Date(_) | Cell::Flag(_) => true,
        Cell::Text(text) => {
            let plain = crate::locale::text::fold(text);
            plain.bytes().any(|byte| byte.is_ascii_digit()) && !plain.chars().any(char::is_alphabetic)
        }
        Cell::Empty | Cell::Error(_) => false,
    }
}

fn is_words_only(row: &Row) -> bool {
    let figures = row.cells.iter().filter(|cell| is_figure(cell)).count();
    // Names such as 1402 and 1403 may stand among words.
    filled(row) > 0 && figures * 2 < filled(row) && row.cells.first().is_none_or(|cell| !is_figure(cell))
}

fn cells_are_distinct(row: &Row) -> bool {
    let mut seen = HashSet::new();
    row.cells.iter().filter(|cell| !cell.is_blank()).all(|cell| seen.insert(compact(&cell.text())))
}

fn is_repeated_below(table: &Table, index: usize) -> bool {
    let row = &table.rows[index];
    let below = table.rows.iter().skip(index + 1).take(200);
    let mut repeats = below.flat_map(|other| row.cells.iter().zip(&other.cells).filter(|(one, other)| !one.is_blank() && one == other));
    repeats.next().is_some()
}

/// How many columns hold words here and mostly figures below.
fn typed_columns_below(table: &Table, index: usize) -> usize {
    let below: Vec<&Row> = table.rows.iter().skip(index + 1).take(50).collect();
    let is_typed = |column: usize| {
        let cells: Vec<&Cell> = below.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_blank()).collect();
        !cells.is_empty() && cells.iter().filter(|cell| is_figure(cell)).count() * 10 >= cells.len() * 8
    };
    let row = &table.rows[index];
    (0..row.cells.len()).filter(|column| !row.cell(*column).is_blank() && !is_figure(row.cell(*column)) && is_typed(*column)).count()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::exchange::delimited::{Delimiter, read as read_text};

    fn header_of(text: &str) -> Header {
        let table = read_text(text, Delimiter::Comma).unwrap();
        read(&table, detect(&table, &Recogniser::default()))
    }

    #[test]
    fn the_first_row_names_the_columns() {
        let header = header_of("نام مشتری,فروش\nپارس,12\n");
        assert_eq!((header.choice, header.first_data_row), (HeaderChoice::Row(1), 1));
        assert_eq!(header.names, ["نام مشتری", "فروش"]);
        assert_eq!(header_of("alpha,beta\nx,12\ny,13\n").choice, HeaderChoice::Row(1));
        assert_eq!(header_of("alpha,beta\nx,p\ny,q\n").choice, HeaderChoice::Row(1));
    }

    #[test]
    fn title_rows_are_passed_over() {
        let header = header_of("گزارش فروش سال ۱۴۰۳,,\nشرکت پخش,,\n\nکد مشتری,نام مشتری,فروش\n1,پارس,12\n2,آسیا,13\n3,البرز,4\n");
        assert_eq!((header.choice, header.first_data_row), (HeaderChoice::Row(4), 3));
    }

    #[test]
    fn without_names_columns_are_letters() {
        let header = header_of("پارس,12,35.7\nآسیا,13,36.2\n");
        assert_eq!(header, Header { choice: HeaderChoice::Nowhere, names: vec!["A".into(), "B".into(), "C".into()], first_data_row: 0 });
        assert_eq!(header_of("Ali\nReza\n").choice, HeaderChoice::Nowhere);
    }

    #[test]
    fn repeated_and_missing_names_are_told_apart() {
        let header = header_of("نام,فروش,فروش,,فروش\nپارس,1,2,3,4\n");
        assert_eq!(header.names, ["نام", "فروش", "فروش (2)", "D", "فروش (3)"]);
    }
}
