//! One row while it is read: each cell as its field asks, and what is to be said of it. What a row becomes is
//! [`super::interpret`]'s.

use std::collections::{BTreeMap, BTreeSet};

use super::dates::{CertainDate, read_certain_date, read_date, read_flag};
use super::decimal::Decimal;
use super::finding::{ColumnPlace, FindingKind, ImportFinding, Severity};
use super::header::Header;
use super::mapping::Field;
use super::numbers::{read_number, says_nothing};
use super::options::ImportOptions;
use super::swapped::looks_swapped;
use super::table::column_letters;
use super::{Cell, Row};
use crate::domain::{CivilDate, Coordinates, Workload};
use crate::locale::text::stored;

/// One row while it is read.
pub(super) struct RowReading<'a> {
    pub row: &'a Row,
    pub header: &'a Header,
    pub options: &'a ImportOptions,
    pub bounds: Option<[f64; 4]>,
    pub undoes_guard: bool,
    pub has_error: bool,
    pub has_said_of_position: bool,
    pub on_finding: &'a mut dyn FnMut(ImportFinding),
}

impl RowReading<'_> {
    pub fn report(&mut self, field: Option<Field>, kind: FindingKind, severity: Severity) {
        self.has_error |= severity == Severity::Error;
        self.has_said_of_position |= matches!(field, Some(Field::Latitude | Field::Longitude | Field::Area));
        let column = field.and_then(|field| self.options.mapping.column_of(field)).map(|column| ColumnPlace {
            letters: column_letters(column),
            header: self.header.names.get(column).cloned().unwrap_or_default(),
        });
        (self.on_finding)(ImportFinding { row: Some(self.row.number), column, kind, severity });
    }

    /// A value that cannot be read: leaves the row out, or only the value if the user wishes so.
    pub fn bad_value(&mut self, field: Field, kind: FindingKind) {
        let severity = if self.options.keeps_rows_with_bad_values { Severity::Warning } else { Severity::Error };
        self.report(Some(field), kind, severity);
    }

    pub fn check_width(&mut self) {
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
    pub fn text(&mut self, field: Field) -> Option<String> {
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

    pub fn flag(&mut self) -> Option<bool> {
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
    pub fn figure(&mut self, field: Field) -> Option<(Decimal, String)> {
        let (number, text) = self.number(field)?;
        let Some(of_a_year) = number.times(self.options.mapping.period_of(field).times_a_year()) else {
            self.bad_value(field, FindingKind::TooLarge { field, text });
            return None;
        };
        Some((of_a_year, text))
    }

    /// A Gregorian day. A day that cannot be read is left out; the row is worth keeping.
    pub fn day(&mut self, field: Field) -> Option<CivilDate> {
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

    pub fn positive_number(&mut self, field: Field) -> Option<(Decimal, String)> {
        let (number, text) = self.figure(field)?;
        if number.is_negative() {
            self.bad_value(field, FindingKind::Negative { field, text });
            return None;
        }
        Some((number, text))
    }

    pub fn coordinates(&mut self) -> Option<Coordinates> {
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

    pub fn workload(&mut self) -> Option<Workload> {
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

    /// The further columns; empty where the row has one of those to settle as a fact.
    pub fn extra(&self, to_settle: &BTreeSet<String>) -> BTreeMap<String, String> {
        let columns = self.options.mapping.columns.iter().enumerate();
        columns
            .filter_map(|(index, column)| {
                let cell = self.row.cell(index);
                let is_named = self.options.named_columns.is_none_or(|named| index < named);
                let words = match column.field {
                    Field::Keep => self.words_of(cell),
                    Field::Ignore => return None,
                    _ if to_settle.contains(&column.header) => String::new(),
                    _ => return None,
                };
                (is_named && !cell.is_blank()).then(|| (column.header.clone(), words))
            })
            .collect()
    }
}

enum Degrees {
    Missing,
    Bad,
    Some(f64),
}
