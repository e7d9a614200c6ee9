//! From the rows of a table to accounts: reads each cell as the mapping says, some rows at a time, and says of
//! every problem where it is. Choosing styles and swaps from whole columns is in [`super::options`].

use std::collections::{BTreeMap, HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use super::dates::{CertainDate, read_certain_date, read_date, read_flag};
use super::decimal::Decimal;
use super::finding::{ColumnPlace, FindingKind, ImportFinding, Severity};
use super::header::Header;
use super::mapping::Field;
use super::numbers::{read_number, says_nothing};
use super::options::{ImportContext, ImportOptions};
use super::outlines::Outlines;
use super::swapped::looks_swapped;
use super::table::column_letters;
use super::{Cell, Row, Table};
use crate::document::settings::PotentialUnit;
use crate::document::{ImportedAccount, ImportedArea};
use crate::domain::{CivilDate, Coordinates, Workload};
use crate::locale::text::{fold, stored};

/// A row that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct InterpretedRow {
    /// Its number in the file.
    pub number: u32,
    /// The account, or nothing when the row is left out.
    pub account: Option<ImportedAccount>,
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
        for row in table.rows.get(first..end).unwrap_or_default() {
            let account = self.read_row(row, table.is_delimited, on_finding);
            on_row(InterpretedRow { number: row.number, account });
        }
        self.memory.next_row = Some(end);
        end < table.rows.len()
    }

    /// What it knows of the rows so far, to go on later.
    pub fn into_memory(self) -> InterpreterMemory {
        self.memory
    }

    fn read_row(&mut self, row: &Row, is_delimited: bool, on_finding: &mut dyn FnMut(ImportFinding)) -> Option<ImportedAccount> {
        let mut reading = RowReading {
            row,
            header: self.header,
            options: self.options,
            bounds: self.bounds.filter(|_| !self.is_own_export),
            undoes_guard: self.is_own_export && is_delimited,
            has_error: false,
            has_said_of_position: false,
            on_finding,
        };
        if is_delimited {
            reading.check_width();
        }
        let account = self.read_account(&mut reading);
        if account.code.is_none() && account.name.is_none() {
            reading.report(None, FindingKind::NoNameOrIdentifier, Severity::Error);
        }
        if reading.has_error {
            return None;
        }
        self.check_against_earlier(&account, &mut reading);
        Some(account)
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
        account.extra = reading.extra();
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

/// Outlines are simplified along coasts, so a place this near to one counts as inside.
const NEAR_KM: f64 = 3.0;

/// One row while it is read.
struct RowReading<'a> {
    row: &'a Row,
    header: &'a Header,
    options: &'a ImportOptions,
    bounds: Option<[f64; 4]>,
    undoes_guard: bool,
    has_error: bool,
    has_said_of_position: bool,
    on_finding: &'a mut dyn FnMut(ImportFinding),
}

impl RowReading<'_> {
    fn report(&mut self, field: Option<Field>, kind: FindingKind, severity: Severity) {
        self.has_error |= severity == Severity::Error;
        self.has_said_of_position |= matches!(field, Some(Field::Latitude | Field::Longitude | Field::Area));
        let column = field.and_then(|field| self.options.mapping.column_of(field)).map(|column| ColumnPlace {
            letters: column_letters(column),
            header: self.header.names.get(column).cloned().unwrap_or_default(),
        });
        (self.on_finding)(ImportFinding { row: Some(self.row.number), column, kind, severity });
    }

    /// A value that cannot be read: leaves the row out, or only the value if the user wishes so.
    fn bad_value(&mut self, field: Field, kind: FindingKind) {
        let severity = if self.options.keeps_rows_with_bad_values { Severity::Warning } else { Severity::Error };
        self.report(Some(field), kind, severity);
    }

    fn check_width(&mut self) {
        let columns = self.options.named_columns.unwrap_or(self.header.names.len());
        let cells = self.row.cells.len();
        if self.row.filled_width() > columns {
            self.report(None, FindingKind::TooManyCells { cells, columns }, Severity::Warning);
        } else if cells < columns {
            self.report(None, FindingKind::TooFewCells { cells, columns }, Severity::Warning);
        }
    }

    fn cell(&self, field: Field) -> Option<&Cell> {
        let cell = self.row.cell(self.options.mapping.column_of(field)?);
        (!cell.is_blank()).then_some(cell)
    }

    /// Words as typed, yeh and kaf aside.
    fn text(&mut self, field: Field) -> Option<String> {
        let cell = self.cell(field)?;
        if let Cell::Error(text) = cell {
            let text = text.clone();
            self.bad_value(field, FindingKind::FormulaError { field, text });
            return None;
        }
        let words = self.words_of(cell);
        (!words.is_empty()).then_some(words)
    }

    fn words_of(&self, cell: &Cell) -> String {
        let text = cell.text();
        stored(if self.undoes_guard { super::guard::unguarded(&text) } else { &text })
    }

    fn flag(&mut self) -> Option<bool> {
        let cell = self.cell(Field::Fixed)?;
        let flag = read_flag(cell);
        if flag.is_none() {
            let text = cell.text().into_owned();
            // Whether it is fixed can be set later with a click; the row is worth keeping.
            self.report(Some(Field::Fixed), FindingKind::NotYesOrNo { text }, Severity::Warning);
        }
        flag
    }

    /// The number with the cell's text, for messages.
    fn number(&mut self, field: Field) -> Option<(Decimal, String)> {
        let cell = self.cell(field)?;
        let text = cell.text().into_owned();
        let number = match cell {
            Cell::Number(number) => Decimal::of_float(*number),
            Cell::Text(typed) if says_nothing(typed) => return None,
            Cell::Text(typed) => {
                let typed = if self.undoes_guard { super::guard::unguarded(typed) } else { typed };
                read_number(typed, self.options.number_style(field))
            }
            Cell::Error(_) => {
                self.bad_value(field, FindingKind::FormulaError { field, text });
                return None;
            }
            Cell::Empty | Cell::Date(_) | Cell::Flag(_) => None,
        };
        if number.is_none() {
            self.bad_value(field, FindingKind::NotANumber { field, text: text.clone() });
        }
        number.map(|number| (number, text))
    }

    /// A figure of a year, multiplied up to one where the column counts a shorter time.
    fn figure(&mut self, field: Field) -> Option<(Decimal, String)> {
        let (number, text) = self.number(field)?;
        let Some(of_a_year) = number.times(self.options.mapping.period_of(field).times_a_year()) else {
            self.bad_value(field, FindingKind::TooLarge { field, text });
            return None;
        };
        Some((of_a_year, text))
    }

    /// A Gregorian day. A day that cannot be read is left out; the row is worth keeping.
    fn day(&mut self, field: Field) -> Option<CivilDate> {
        let cell = self.cell(field)?;
        if matches!(cell, Cell::Text(text) if says_nothing(text)) {
            return None;
        }
        let read = match (self.options.date_style, read_certain_date(cell)) {
            (Some(style), _) => read_date(cell, style),
            (None, CertainDate::Is(date)) => Some(date),
            // The whole column is asked about; nothing is guessed until then.
            (None, CertainDate::Open) => return None,
            (None, CertainDate::Unreadable) => None,
        };
        let day = read.and_then(|date| date.gregorian());
        if day.is_none() {
            let text = cell.text().into_owned();
            self.report(Some(field), FindingKind::NotADate { field, text }, Severity::Warning);
        }
        day
    }

    fn positive_number(&mut self, field: Field) -> Option<(Decimal, String)> {
        let (number, text) = self.figure(field)?;
        if number.is_negative() {
            self.bad_value(field, FindingKind::Negative { field, text });
            return None;
        }
        Some((number, text))
    }

    fn coordinates(&mut self) -> Option<Coordinates> {
        let (latitude, longitude) = (self.degrees(Field::Latitude), self.degrees(Field::Longitude));
        match (latitude, longitude) {
            (Degrees::Some(latitude), Degrees::Some(longitude)) => self.place(latitude, longitude),
            (Degrees::Some(_), Degrees::Missing) => self.one_coordinate(Field::Longitude),
            (Degrees::Missing, Degrees::Some(_)) => self.one_coordinate(Field::Latitude),
            _ => None,
        }
    }

    /// The place of two numbers, swapped or refused where they make no sense as they are.
    fn place(&mut self, latitude: f64, longitude: f64) -> Option<Coordinates> {
        let latitude_column = self.column_field(Field::Latitude);
        if latitude == 0.0 && longitude == 0.0 {
            self.report(Some(latitude_column), FindingKind::ZeroCoordinates, Severity::Warning);
            return None;
        }
        let is_odd = looks_swapped(self.bounds, latitude, longitude);
        if is_odd && self.options.swaps_odd_rows {
            return Coordinates::new(longitude, latitude);
        }
        for (field, degrees, limit) in [(Field::Latitude, latitude, 90.0), (Field::Longitude, longitude, 180.0)] {
            if degrees.abs() > limit {
                let column = self.column_field(field);
                let text = self.cell(column).map(|cell| cell.text().into_owned()).unwrap_or_default();
                self.bad_value(column, if is_odd { FindingKind::RowLooksSwapped } else { FindingKind::OutOfRange { field, text } });
                return None;
            }
        }
        if is_odd {
            self.report(Some(latitude_column), FindingKind::RowLooksSwapped, Severity::Warning);
        }
        Coordinates::new(latitude, longitude)
    }

    fn one_coordinate(&mut self, missing: Field) -> Option<Coordinates> {
        self.report(Some(self.column_field(missing)), FindingKind::OneCoordinate { missing }, Severity::Warning);
        None
    }

    /// The field whose column holds a coordinate, which is the other one when they are swapped.
    fn column_field(&self, field: Field) -> Field {
        match (self.options.swaps_coordinates, field) {
            (true, Field::Latitude) => Field::Longitude,
            (true, Field::Longitude) => Field::Latitude,
            (_, field) => field,
        }
    }

    fn degrees(&mut self, field: Field) -> Degrees {
        let column_field = self.column_field(field);
        if self.cell(column_field).is_none_or(|cell| matches!(cell, Cell::Text(text) if says_nothing(text))) {
            return Degrees::Missing;
        }
        self.number(column_field).map_or(Degrees::Bad, |(number, _)| Degrees::Some(number.to_float()))
    }

    fn workload(&mut self) -> Option<Workload> {
        let hours = self.positive_number(Field::WorkloadHours);
        let visits = self.positive_number(Field::Visits);
        let minutes = self.positive_number(Field::MinutesPerVisit);
        match (hours, visits, minutes) {
            (Some((hours, _)), visits, minutes) => {
                if visits.is_some() || minutes.is_some() {
                    self.report(Some(Field::Visits), FindingKind::VisitsBesideHours, Severity::Warning);
                }
                Some(Workload::Hours(hours.to_float()))
            }
            (None, Some((visits, _)), minutes) => {
                let minutes = minutes.map(|(minutes, _)| minutes.to_float()).or(self.options.minutes_per_visit);
                if minutes.is_none() {
                    self.report(Some(Field::Visits), FindingKind::VisitsWithoutMinutes, Severity::Warning);
                }
                minutes.map(|minutes_per_visit| Workload::Visits { visits: visits.to_float(), minutes_per_visit })
            }
            (None, None, _) => None,
        }
    }

    fn extra(&self) -> BTreeMap<String, String> {
        let kept = self.options.mapping.columns.iter().enumerate().filter(|(_, column)| column.field == Field::Keep);
        kept.filter_map(|(index, column)| {
            let cell = self.row.cell(index);
            let is_named = self.options.named_columns.is_none_or(|named| index < named);
            (is_named && !cell.is_blank()).then(|| (column.header.clone(), self.words_of(cell)))
        })
        .collect()
    }
}

enum Degrees {
    Missing,
    Bad,
    Some(f64),
}
