//! From the rows of a table to accounts: reads each cell as the mapping says, some rows at a time, and says of
//! every problem where it is. Choosing styles and swaps from whole columns is in [`super::options`].

use std::collections::{HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use super::finding::{FindingKind, ImportFinding, Severity};
use super::header::Header;
use super::mapping::Field;
use super::options::{ImportContext, ImportOptions};
use super::outlines::Outlines;
use super::row_reading::RowReading;
use super::sum_rows::{self, RunningSums};
use super::{Row, Table};
use crate::document::settings::PotentialUnit;
use crate::document::{ImportedAccount, ImportedArea};
use crate::domain::Coordinates;
use crate::locale::text::fold;

/// Outlines are simplified along coasts, so a place this near to one counts as inside.
const NEAR_KM: f64 = 3.0;

/// A row that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct InterpretedRow {
    /// Its number in the file.
    pub number: u32,
    /// The account, or nothing when the row is left out.
    pub account: Option<ImportedAccount>,
    /// Whether it adds up other rows.
    pub is_sum: bool,
}

/// Reads rows one after the other. Keeps what it must know of earlier rows, and no more.
pub struct Interpreter<'a> {
    context: &'a ImportContext,
    options: &'a ImportOptions,
    header: &'a Header,
    outlines: Option<&'a Outlines>,
    bounds: Option<[f64; 4]>,
    is_own_export: bool,
    memory: InterpreterMemory,
}

/// What is known of earlier rows; may be kept between slices of the work.
#[derive(Debug, Default)]
pub struct InterpreterMemory {
    /// The next row to read, an index into [`Table::rows`].
    next_row: Option<usize>,
    /// The row that an identifier was last seen in, and a hash of what it said.
    seen_identifiers: HashMap<String, (u32, u64)>,
    unknown_areas: HashSet<String>,
    sums: RunningSums,
}

impl<'a> Interpreter<'a> {
    /// Begins at the first row of data, or goes on where the memory ends.
    pub fn new(context: &'a ImportContext, options: &'a ImportOptions, header: &'a Header, memory: InterpreterMemory) -> Interpreter<'a> {
        let is_own_export = super::guard::is_own_export(&header.names);
        Interpreter { context, options, header, outlines: None, bounds: context.areas.bounds(), is_own_export, memory }
    }

    /// Finds the area of rows that have a position and name no area on a map. Our own files say all that is known.
    pub fn with_outlines(self, outlines: Option<&'a Outlines>) -> Interpreter<'a> {
        Interpreter { outlines: outlines.filter(|_| !self.is_own_export), ..self }
    }

    /// Reads up to so many rows; true while more are left.
    pub fn step(
        &mut self,
        table: &Table,
        rows: usize,
        on_row: &mut dyn FnMut(InterpretedRow),
        on_finding: &mut dyn FnMut(ImportFinding),
    ) -> bool {
        let first = self.memory.next_row.unwrap_or(self.header.first_data_row);
        let end = first.saturating_add(rows).min(table.rows.len());
        for (index, row) in table.rows.get(first..end).unwrap_or_default().iter().enumerate() {
            let is_last = first + index + 1 == table.rows.len();
            on_row(self.read_row(row, (table.is_delimited, is_last), on_finding));
        }
        self.memory.next_row = Some(end);
        end < table.rows.len()
    }

    /// What it knows of the rows so far, to go on later.
    pub fn into_memory(self) -> InterpreterMemory {
        self.memory
    }

    fn read_row(&mut self, row: &Row, (is_delimited, is_last): (bool, bool), on_finding: &mut dyn FnMut(ImportFinding)) -> InterpretedRow {
        // What a row of sums lacks is not worth a word, so all that is said of one that may be is held back.
        let sum_name = sum_rows::name(row, self.options);
        let mut held: Vec<ImportFinding> = Vec::new();
        let mut hold = |finding: ImportFinding| held.push(finding);
        let mut reading = RowReading {
            row,
            header: self.header,
            options: self.options,
            bounds: self.bounds.filter(|_| !self.is_own_export),
            undoes_guard: self.is_own_export && is_delimited,
            has_error: false,
            has_said_of_position: false,
            on_finding: if sum_name.is_some() { &mut hold } else { &mut *on_finding },
        };
        if is_delimited {
            reading.check_width();
        }
        let account = self.read_account(&mut reading);
        let sum_name = sum_name.filter(|name| self.memory.sums.take_sum(&account, name, is_last));
        if let Some(name) = &sum_name {
            let severity = if self.options.keeps_sum_rows { Severity::Warning } else { Severity::LeftOut };
            let kind = FindingKind::SumRow { text: name.text.clone() };
            if !self.options.keeps_sum_rows {
                on_finding(ImportFinding { row: Some(row.number), column: None, kind, severity });
                return InterpretedRow { number: row.number, account: None, is_sum: true };
            }
            reading.report(None, kind, severity);
        } else {
            self.memory.sums.add(&account);
        }
        if account.code.is_none() && account.name.is_none() {
            reading.report(None, FindingKind::NoNameOrIdentifier, Severity::Error);
        }
        let is_kept = !reading.has_error;
        if is_kept {
            self.check_against_earlier(&account, &mut reading);
        }
        held.into_iter().for_each(on_finding);
        InterpretedRow { number: row.number, account: is_kept.then_some(account), is_sum: sum_name.is_some() }
    }

    fn read_account(&self, reading: &mut RowReading<'_>) -> ImportedAccount {
        let smallest_per_shown = |unit: crate::domain::DisplayUnit| unit.smallest_per_shown(self.context.currency);
        let mut account = ImportedAccount {
            code: reading.text(Field::Identifier),
            name: reading.text(Field::Name),
            segment: reading.text(Field::Segment),
            seller: reading.text(Field::Seller),
            territory: reading.text(Field::Territory),
            is_fixed: reading.flag(),
            coordinates: reading.coordinates(),
            customer_since: reading.day(Field::CustomerSince),
            ..ImportedAccount::default()
        };
        account.area = reading.text(Field::Area).map(|name| {
            let known = self.context.areas.find(&name);
            ImportedArea { outline_key: known.map(|entry| entry.outline_key.clone()), centre: known.and_then(|entry| entry.centre), name }
        });
        account.area_on_map = account.coordinates.filter(|_| account.area.is_none()).and_then(|place| self.area_on_map(place));
        account.sales = reading.figure(Field::Sales).and_then(|(number, text)| {
            let amount = number.to_money(smallest_per_shown(self.options.sales_unit));
            if amount.is_none() {
                reading.bad_value(Field::Sales, FindingKind::TooLarge { field: Field::Sales, text });
            }
            amount
        });
        account.potential = reading.positive_number(Field::Potential).and_then(|(number, text)| match self.context.potential_unit {
            PotentialUnit::Points => Some(number.to_float()),
            PotentialUnit::Money => {
                let amount = number.to_money(smallest_per_shown(self.options.potential_unit));
                if amount.is_none() {
                    reading.bad_value(Field::Potential, FindingKind::TooLarge { field: Field::Potential, text });
                }
                amount.map(|amount| amount.0 as f64)
            }
        });
        account.workload = reading.workload();
        account.extra = reading.extra(&self.context.columns_to_settle);
        account
    }

    /// The area whose outline a place lies in, under the name that it has in the plan or in the directory.
    fn area_on_map(&self, place: Coordinates) -> Option<ImportedArea> {
        let region = self.outlines?.containing_or_near(place, NEAR_KM)?;
        let known = self.context.areas.find(&region.key)?;
        Some(ImportedArea { name: known.names.first()?.clone(), outline_key: Some(region.key.clone()), centre: known.centre })
    }

    /// Says what can be said only with the rows before in mind, of a row that is kept.
    fn check_against_earlier(&mut self, account: &ImportedAccount, reading: &mut RowReading<'_>) {
        let knows_areas = !self.context.areas.entries().is_empty();
        let unknown = account.area.as_ref().filter(|area| knows_areas && area.outline_key.is_none());
        if let Some(area) = unknown.filter(|area| self.memory.unknown_areas.insert(fold(&area.name))) {
            reading.report(Some(Field::Area), FindingKind::UnknownArea { name: area.name.clone() }, Severity::Warning);
        }
        // A later import of known accounts may well have no places; only files that could say so are told.
        let mapping = &self.options.mapping;
        let has_places = [Field::Latitude, Field::Longitude, Field::Area].iter().any(|field| mapping.column_of(*field).is_some());
        if has_places && !reading.has_said_of_position && account.area.is_none() && account.coordinates.is_none() {
            reading.report(None, FindingKind::NotOnTheMap, Severity::Warning);
        }
        if let Some(code) = &account.code {
            let said = postcard::to_allocvec(account).map(|bytes| xxh3_64(&bytes)).unwrap_or_default();
            let earlier = self.memory.seen_identifiers.insert(fold(code), (reading.row.number, said));
            if let Some((earlier_row, earlier_said)) = earlier {
                let kind = FindingKind::DuplicateIdentifier { identifier: code.clone(), earlier_row, is_same: earlier_said == said };
                reading.report(Some(Field::Identifier), kind, Severity::Warning);
            }
        }
    }
}
