//! What an import has to say of single rows and columns: typed, with a stable code each. The words are in
//! `exchange::phrases`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::dates::DateStyle;
use super::mapping::Field;

/// What becomes of the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// The row is left out.
    Error,
    /// The row is left out, and nothing is wrong with it: it is no account.
    LeftOut,
    /// The row is kept; at most the value is left out.
    Warning,
}

/// A column, as the user finds it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnPlace {
    /// The letters that a spreadsheet program gives it.
    pub letters: String,
    /// Its name in the file; equal to the letters where it has none.
    pub header: String,
}

/// Something to say of a row, or of the file when it names no row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportFinding {
    /// The row, from 1, as the file counts.
    pub row: Option<u32>,
    /// The column, where it is about one.
    pub column: Option<ColumnPlace>,
    /// What it is.
    pub kind: FindingKind,
    /// What becomes of the row.
    pub severity: Severity,
}

/// What a finding is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FindingKind {
    /// The cell is no number.
    NotANumber {
        /// What was to be read.
        field: Field,
        /// The cell.
        text: String,
    },
    /// A figure that cannot be below zero is.
    Negative {
        /// What was to be read.
        field: Field,
        /// The cell.
        text: String,
    },
    /// An amount above what can be kept.
    TooLarge {
        /// What was to be read.
        field: Field,
        /// The cell.
        text: String,
    },
    /// The cell is neither yes nor no.
    NotYesOrNo {
        /// The cell.
        text: String,
    },
    /// The cell is no day of a calendar that is read.
    NotADate {
        /// What was to be read.
        field: Field,
        /// The cell.
        text: String,
    },
    /// A formula in the file failed.
    FormulaError {
        /// What was to be read.
        field: Field,
        /// What the cell shows, such as `#N/A`.
        text: String,
    },
    /// A latitude beyond ±90 or a longitude beyond ±180.
    OutOfRange {
        /// Latitude or longitude.
        field: Field,
        /// The cell.
        text: String,
    },
    /// Latitude without longitude, or the other way round.
    OneCoordinate {
        /// The one that is missing.
        missing: Field,
    },
    /// Latitude and longitude are both 0, which programs write for an unknown place.
    ZeroCoordinates,
    /// Neither name nor identifier.
    NoNameOrIdentifier,
    /// An identifier that an earlier row has. The later row counts.
    DuplicateIdentifier {
        /// The identifier.
        identifier: String,
        /// The earlier row.
        earlier_row: u32,
        /// Whether both rows say the same.
        is_same: bool,
    },
    /// More cells than columns that have names; those beyond are left out.
    TooManyCells {
        /// Cells in the row.
        cells: usize,
        /// Columns of the table.
        columns: usize,
    },
    /// Fewer cells than columns; what is missing counts as empty.
    TooFewCells {
        /// Cells in the row.
        cells: usize,
        /// Columns of the table.
        columns: usize,
    },
    /// An area that the map does not know. It is kept. Said once for each name, at its first row.
    UnknownArea {
        /// The name.
        name: String,
    },
    /// Neither position nor area: the account will not be on the map.
    NotOnTheMap,
    /// Latitude and longitude of this row make sense only the other way round.
    RowLooksSwapped,
    /// A row that adds up other rows.
    SumRow {
        /// What it is called.
        text: String,
    },
    /// Visits or their minutes beside the hours of a year. The hours count.
    VisitsBesideHours,
    /// Visits without the minutes each takes, so that there is no workload.
    VisitsWithoutMinutes,
    /// Of the whole file: latitude and longitude look swapped.
    CoordinatesLookSwapped {
        /// Rows that make sense when swapped.
        rows: usize,
    },
    /// Of the whole file: latitude and longitude make sense either way, or part of the rows this way and part that.
    CoordinateOrderOpen,
    /// Of the whole file: some rows look swapped among others that do not.
    RowsLookSwapped {
        /// How many.
        rows: usize,
    },
    /// Of a column: its dates can be read in several ways.
    AmbiguousDates {
        /// What the column is taken for.
        field: Field,
        /// The ways.
        styles: Vec<DateStyle>,
    },
    /// Of the whole file: some letters could not be read in the chosen encoding.
    UnreadableLetters {
        /// How many places.
        places: usize,
    },
    /// Of the whole file: a quote was opened and never closed, so quotes were read as plain letters.
    OpenQuote,
    /// Of a column: whether point or comma parts decimals cannot be told from its cells.
    AmbiguousNumbers {
        /// What the column is taken for.
        field: Field,
    },
}

impl FindingKind {
    /// What the file says at the place, where that helps.
    pub fn text(&self) -> Option<&str> {
        match self {
            FindingKind::NotANumber { text, .. }
            | FindingKind::Negative { text, .. }
            | FindingKind::TooLarge { text, .. }
            | FindingKind::NotYesOrNo { text }
            | FindingKind::NotADate { text, .. }
            | FindingKind::FormulaError { text, .. }
            | FindingKind::OutOfRange { text, .. }
            | FindingKind::SumRow { text } => Some(text),
            FindingKind::UnknownArea { name } => Some(name),
            FindingKind::DuplicateIdentifier { identifier, .. } => Some(identifier),
            _ => None,
        }
    }

    /// A code that stays the same across versions, for reports and tests.
    pub fn code(&self) -> &'static str {
        match self {
            FindingKind::NotANumber { .. } => "not-a-number",
            FindingKind::Negative { .. } => "negative",
            FindingKind::TooLarge { .. } => "too-large",
            FindingKind::NotYesOrNo { .. } => "not-yes-or-no",
            FindingKind::NotADate { .. } => "not-a-date",
            FindingKind::FormulaError { .. } => "formula-error",
            FindingKind::OutOfRange { .. } => "out-of-range",
            FindingKind::OneCoordinate { .. } => "one-coordinate",
            FindingKind::ZeroCoordinates => "zero-coordinates",
            FindingKind::NoNameOrIdentifier => "no-name-or-identifier",
            FindingKind::DuplicateIdentifier { .. } => "duplicate-identifier",
            FindingKind::TooManyCells { .. } => "too-many-cells",
            FindingKind::TooFewCells { .. } => "too-few-cells",
            FindingKind::UnknownArea { .. } => "unknown-area",
            FindingKind::NotOnTheMap => "not-on-the-map",
            FindingKind::RowLooksSwapped => "row-looks-swapped",
            FindingKind::SumRow { .. } => "sum-row",
            FindingKind::VisitsBesideHours => "visits-beside-hours",
            FindingKind::VisitsWithoutMinutes => "visits-without-minutes",
            FindingKind::CoordinatesLookSwapped { .. } => "coordinates-look-swapped",
            FindingKind::CoordinateOrderOpen => "coordinate-order-open",
            FindingKind::RowsLookSwapped { .. } => "rows-look-swapped",
            FindingKind::AmbiguousDates { .. } => "ambiguous-dates",
            FindingKind::UnreadableLetters { .. } => "unreadable-letters",
            FindingKind::OpenQuote => "open-quote",
            FindingKind::AmbiguousNumbers { .. } => "ambiguous-numbers",
        }
    }
}

/// The most findings of one code that are kept one by one; the rest are only counted. Each code has its own
/// room, so that many warnings never crowd out an error.
pub const LISTED_FINDINGS: usize = 500;

/// Findings: the first of each code one by one, all of them counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FindingTotals {
    /// The first [`LISTED_FINDINGS`] of each code, in the order of rows.
    pub listed: Vec<ImportFinding>,
    /// How many there are of each code.
    pub per_code: BTreeMap<String, usize>,
    /// How many lead to a row being left out.
    pub errors: usize,
    /// How many do not, rows that are no accounts among them.
    pub warnings: usize,
}

impl FindingTotals {
    /// Counts a finding and keeps it while there is room.
    pub fn add(&mut self, finding: ImportFinding) {
        // Owned keys, as the map is sent between page and worker.
        let count = self.per_code.entry(finding.kind.code().to_owned()).or_insert(0);
        *count += 1;
        match finding.severity {
            Severity::Error => self.errors += 1,
            Severity::LeftOut | Severity::Warning => self.warnings += 1,
        }
        if *count <= LISTED_FINDINGS {
            self.listed.push(finding);
        }
    }

    /// How many there are in all.
    pub fn total(&self) -> usize {
        self.errors + self.warnings
    }
}
