//! Actual results of sellers from a table: which column is what, and each row read with every problem where it is. The table
//! comes from the readers of all files; what becomes of the rows is the plan's matter
//! ([`crate::document::quota::pay::actual`]).
//!
//! - [`columns`]: the columns and the words by which files name them
//! - [`months`]: periods as people write them
//! - [`rows`]: from cells to rows; `scale`: whether amounts are of the size of the quotas
//! - [`finding`]: what may be wrong; [`phrases`]: in words of both languages

pub mod columns;
pub mod finding;
pub mod months;
pub mod phrases;
pub mod rows;
mod scale;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::header::{self, Header, HeaderChoice};
use super::known_codes::KnownCodes;
use super::options::ImportContext;
use super::table::column_letters;
use super::{AreaDirectory, Table};
use crate::document::Plan;
use crate::document::quota::pay::ResultRow;
use crate::document::settings::PotentialUnit;
use crate::domain::{CalendarKind, Currency, DisplayUnit, PersonId};
use crate::locale::text::fold;
use columns::{ResultColumn, is_plain_name, recognise};
use finding::{ResultFinding, ResultFindings};

/// Somebody whom a file may name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownSeller {
    /// Who it is.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// The identifier in the user's own system.
    pub code: Option<String>,
}

/// What must be known of the plan beside the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultContext {
    /// The people of the plan.
    pub sellers: Vec<KnownSeller>,
    /// The calendar of months.
    pub calendar: CalendarKind,
    /// The currency of every amount.
    pub currency: Currency,
    /// The unit that amounts are in where the file does not say.
    pub display_unit: DisplayUnit,
    /// The unit that the user chose for all amounts; without it the file's own words count.
    pub chosen_unit: Option<DisplayUnit>,
    /// What a seller is asked for in a month of the planned year, in the smallest unit: results that are far from it are
    /// told, as they are more likely in another unit. Only where it is known.
    pub planned_month: Option<i64>,
}

impl ResultContext {
    /// What must be known of a plan.
    pub fn of(plan: &Plan, chosen_unit: Option<DisplayUnit>) -> ResultContext {
        let seller = |person: &crate::domain::Person| KnownSeller { id: person.id, name: person.name.clone(), code: person.code.clone() };
        ResultContext {
            sellers: plan.people.iter().map(seller).collect(),
            calendar: plan.settings.calendar,
            currency: plan.settings.currency,
            display_unit: plan.settings.display_unit,
            chosen_unit,
            planned_month: None,
        }
    }

    /// The same for the readers of all files, which know of no sellers.
    pub(super) fn of_import(&self) -> ImportContext {
        ImportContext {
            currency: self.currency,
            display_unit: self.display_unit,
            potential_unit: PotentialUnit::Money,
            calendar: self.calendar,
            areas: AreaDirectory::default(),
            known_codes: KnownCodes::default(),
            columns_to_settle: std::collections::BTreeSet::new(),
            map: Vec::new(),
        }
    }
}

/// The unit of a column of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadUnit {
    /// Whole units of the smallest kind, as in files whose columns have their plain names.
    Smallest,
    /// A unit of the currency.
    Shown(DisplayUnit),
}

impl ReadUnit {
    /// How many of the smallest units one is.
    pub fn smallest_per_one(self, currency: Currency) -> i64 {
        match self {
            ReadUnit::Smallest => 1,
            ReadUnit::Shown(unit) => unit.smallest_per_shown(currency),
        }
    }
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadColumn {
    /// The letters that a spreadsheet program gives it.
    pub letters: String,
    /// Its name in the file.
    pub header: String,
    /// What it is taken for; nothing when its name is not known, so that it is left out.
    pub column: Option<ResultColumn>,
    /// The unit that it is read in, for money.
    pub unit: Option<ReadUnit>,
    /// Whether nothing in the file says that unit, so that the plan's is assumed.
    pub is_unit_assumed: bool,
}

/// What was read of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ResultsRead {
    /// The sheets of a workbook; empty for text.
    pub sheets: Vec<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// The columns.
    pub columns: Vec<ReadColumn>,
    /// Rows of data in the file.
    pub row_count: usize,
    /// The rows that can be taken.
    pub rows: Vec<ResultRow>,
    /// Rows that say nothing beside seller and month, or nothing at all; they are left out.
    pub blank_rows: usize,
    /// What is to be said of the file, its columns and its rows.
    pub findings: ResultFindings,
}

/// So many rows are looked at for the names of columns.
const SEARCHED_ROWS: usize = 30;

/// Reads a table of results.
pub fn read(table: &Table, context: &ResultContext) -> ResultsRead {
    let header = header::read(table, names_row(table));
    let mut read = ResultsRead { row_count: table.rows.len() - header.first_data_row.min(table.rows.len()), ..ResultsRead::default() };
    read.columns = columns_of(&header, context, &mut read.findings);
    let has = |wanted: ResultColumn| read.columns.iter().any(|column| column.column == Some(wanted));
    let missing: Vec<ResultColumn> = [ResultColumn::Seller, ResultColumn::Month].into_iter().filter(|wanted| !has(*wanted)).collect();
    if table.rows.is_empty() || read.row_count == 0 {
        read.findings.add(ResultFinding::of_file(finding::ResultProblem::NoRows));
        return read;
    }
    if !missing.is_empty() {
        missing.into_iter().for_each(|column| read.findings.add(ResultFinding::of_file(finding::ResultProblem::ColumnMissing { column })));
        return read;
    }
    rows::read(table, &header, context, &mut read);
    read
}

/// The row with most names of columns; none when no row has two.
fn names_row(table: &Table) -> HeaderChoice {
    let known = |row: &super::Row| row.cells.iter().filter(|cell| recognise(&cell.text()).is_some()).count();
    let rows = table.rows.iter().take(SEARCHED_ROWS).map(|row| (known(row), row.number));
    let best = rows.max_by_key(|(known, number)| (*known, std::cmp::Reverse(*number)));
    best.filter(|(known, _)| *known >= 2).map_or(HeaderChoice::Nowhere, |(_, number)| HeaderChoice::Row(number))
}

fn columns_of(header: &Header, context: &ResultContext, findings: &mut ResultFindings) -> Vec<ReadColumn> {
    let names = header.choice != HeaderChoice::Nowhere;
    // Files with the plain names of the columns hold whole units of the smallest kind.
    let is_plain = names && header.names.iter().filter(|name| recognise(name).is_some()).all(|name| is_plain_name(name));
    // A unit that is named, and no other, holds for columns that name none.
    let is_money = |name: &&String| names && recognise(name).is_some_and(ResultColumn::is_money);
    let mut named: Vec<DisplayUnit> = Vec::new();
    for unit in header.names.iter().filter(is_money).filter_map(|name| super::synonyms::unit_in_header(name, context.currency)) {
        if !named.contains(&unit) {
            named.push(unit);
        }
    }
    let of_others = if let [only] = named[..] { Some(ReadUnit::Shown(only)) } else { is_plain.then_some(ReadUnit::Smallest) };
    let mut columns: Vec<ReadColumn> = Vec::new();
    for (place, name) in header.names.iter().enumerate() {
        let column = recognise(name).filter(|_| names);
        let is_taken = column.is_some_and(|column| columns.iter().any(|known| known.column == Some(column)));
        let unit = column.filter(|column| column.is_money()).map(|_| {
            let said = super::synonyms::unit_in_header(name, context.currency).map(ReadUnit::Shown);
            context.chosen_unit.map(ReadUnit::Shown).or(said).or(of_others)
        });
        let is_unit_assumed = unit == Some(None);
        let unit = unit.map(|known| known.unwrap_or(ReadUnit::Shown(context.display_unit)));
        let read = ReadColumn {
            letters: column_letters(place),
            header: name.clone(),
            column: column.filter(|_| !is_taken),
            unit,
            is_unit_assumed,
        };
        if is_taken {
            findings.add(ResultFinding::of_column(&read, finding::ResultProblem::ColumnTwice));
        } else if column.is_none() && names {
            findings.add(ResultFinding::of_column(&read, finding::ResultProblem::ColumnUnknown));
        }
        columns.push(read);
    }
    columns
}

/// The people whom a text names: by identifier, else by name.
fn named<'a>(sellers: &'a [KnownSeller], text: &str) -> Vec<&'a KnownSeller> {
    let wanted = fold(text);
    let by_code: Vec<&KnownSeller> =
        sellers.iter().filter(|seller| seller.code.as_deref().is_some_and(|code| fold(code) == wanted)).collect();
    if !by_code.is_empty() {
        return by_code;
    }
    sellers.iter().filter(|seller| fold(&seller.name) == wanted).collect()
}
