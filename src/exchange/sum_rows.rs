//! Rows that add up the rows above them, as reports end with: told by their words and by their figures together, so
//! that a customer of such a name stays a customer.

use super::mapping::Field;
use super::options::ImportOptions;
use super::{Cell, Row};
use crate::document::ImportedAccount;
use crate::locale::text::fold;

/// What rows of sums are called, folded.
const WORDS: [&str; 16] = [
    "جمع",
    "جمع کل",
    "جمع نهایی",
    "جمع صفحه",
    "سرجمع",
    "سر جمع",
    "مجموع",
    "مجموع کل",
    "کل",
    "total",
    "totals",
    "grand total",
    "overall total",
    "subtotal",
    "sub total",
    "sum",
];
/// How longer names of such rows begin; only their figures settle what they are.
const BEGINNINGS: [&str; 5] = ["جمع ", "مجموع ", "total ", "grand total ", "sum of "];
/// So far a sum may be from that of the rows, as a share of it: rows are rounded one by one.
const ROUNDING_SHARE: f64 = 0.005;
/// The sum of fewer rows is a chance.
const FEWEST_ROWS: usize = 2;

/// A row that is called a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SumName {
    /// As the file writes it.
    pub text: String,
    /// Whether nothing but the word stands there.
    is_whole: bool,
}

/// What a row is called, where that is a word for sums: its name and identifier hold nothing else.
pub(super) fn name(row: &Row, options: &ImportOptions) -> Option<SumName> {
    let cells = [Field::Name, Field::Identifier].map(|field| options.mapping.column_of(field).map(|column| row.cell(column)));
    let mut filled = cells.into_iter().flatten().filter(|cell| !cell.is_blank());
    let first = named(filled.next()?)?;
    match filled.next() {
        None => Some(first),
        Some(other) => named(other).map(|_| first),
    }
}

/// Whether a text is nothing but a word for sums.
pub(super) fn is_sum_word(text: &str) -> bool {
    let folded = fold(text);
    WORDS.contains(&folded.trim_matches(|letter: char| !letter.is_alphanumeric()))
}

fn named(cell: &Cell) -> Option<SumName> {
    let Cell::Text(text) = cell else { return None };
    let folded = fold(text);
    let word = folded.trim_matches(|letter: char| !letter.is_alphanumeric());
    let is_whole = WORDS.contains(&word);
    let begins = || BEGINNINGS.iter().any(|beginning| word.starts_with(beginning)) || word.ends_with(" total");
    (is_whole || begins()).then(|| SumName { text: text.trim().to_owned(), is_whole })
}

/// The figures of a row that are added up: sales, potential, hours of work.
type Figures = [Option<f64>; 3];

fn figures(account: &ImportedAccount) -> Figures {
    [account.sales.map(|sales| sales.0 as f64), account.potential, account.workload.map(crate::domain::Workload::hours)]
}

/// The sums of the rows so far.
#[derive(Clone, Debug, Default)]
pub(super) struct RunningSums {
    all: [f64; 3],
    since_sum: [f64; 3],
    largest: [f64; 3],
    rows: usize,
    rows_since_sum: usize,
}

impl RunningSums {
    /// Adds a row that is no sum.
    pub fn add(&mut self, account: &ImportedAccount) {
        for (index, figure) in figures(account).into_iter().enumerate() {
            let figure = figure.unwrap_or(0.0);
            self.all[index] += figure;
            self.since_sum[index] += figure;
            self.largest[index] = self.largest[index].max(figure);
        }
        self.rows += 1;
        self.rows_since_sum += 1;
    }

    /// Whether a row that is called a sum is one: it has no place, and a figure of it is the sum of all rows or of
    /// those since the last sum. The last row of a file need only be larger than any other, as rows may be missing
    /// from what its sum was made of.
    pub fn take_sum(&mut self, account: &ImportedAccount, name: &SumName, is_last: bool) -> bool {
        if account.coordinates.is_some() || account.area.is_some() || self.rows < FEWEST_ROWS {
            return false;
        }
        let is_sum = figures(account).into_iter().enumerate().any(|(index, figure)| {
            let is_near = |sum: f64| figure.is_some_and(|figure| sum > 0.0 && (figure - sum).abs() <= sum * ROUNDING_SHARE);
            let is_largest = is_last && name.is_whole && figure.is_some_and(|figure| figure > self.largest[index]);
            is_near(self.all[index]) || (self.rows_since_sum >= FEWEST_ROWS && is_near(self.since_sum[index])) || is_largest
        });
        if is_sum {
            (self.since_sum, self.rows_since_sum) = ([0.0; 3], 0);
        }
        is_sum
    }
}
