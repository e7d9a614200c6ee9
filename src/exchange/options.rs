//! What an import must know beside the file: the plan it is for, and the user's choices. Choices that whole
//! columns can answer are proposed here.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::dates::{DateStyle, DateVotes};
use super::delimited::Delimiter;
use super::encoding::TextEncoding;
use super::finding::{ColumnPlace, FindingKind, ImportFinding, Severity};
use super::header::{Header, HeaderChoice};
use super::known_codes::KnownCodes;
use super::mapping::{ColumnMapping, Field};
use super::number_style::{NumberStyleDecision, StyleVotes};
use super::numbers::NumberStyle;
use super::swapped::{CoordinateEvidence, CoordinateOrder, CoordinateSurvey};
use super::synonyms::unit_in_header;
use super::table::column_letters;
use super::{AreaDirectory, Cell, Row, Table};
use crate::document::settings::{PotentialUnit, Settings};
use crate::domain::{CalendarKind, Currency, DisplayUnit};

/// What an import must know of the plan it is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportContext {
    /// The currency of every amount.
    pub currency: Currency,
    /// The unit that amounts are taken to be in when the file does not say.
    pub display_unit: DisplayUnit,
    /// What potential counts.
    pub potential_unit: PotentialUnit,
    /// The calendar of the plan, taken for the likelier one where dates say nothing.
    pub calendar: CalendarKind,
    /// The areas that rows are matched against; may be empty.
    pub areas: AreaDirectory,
    /// The identifiers of the plan's customers, by which a column of them is known whatever it is called.
    pub known_codes: KnownCodes,
    /// Further columns of the plan's customers that a file may have as facts; they are no further ones then.
    pub columns_to_settle: BTreeSet<String>,
    /// The map of the country, as its file is, for rows that have a position and name no area; may be empty.
    #[serde(with = "serde_bytes")]
    pub map: Vec<u8>,
}

impl ImportContext {
    /// The context of a plan's settings, with the areas that the page knows.
    pub fn of_settings(settings: &Settings, areas: AreaDirectory) -> ImportContext {
        ImportContext {
            currency: settings.currency,
            display_unit: settings.display_unit,
            potential_unit: settings.potential_unit,
            calendar: settings.calendar,
            areas,
            known_codes: KnownCodes::default(),
            columns_to_settle: BTreeSet::new(),
            map: Vec::new(),
        }
    }
}

/// How the rows of a table are read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportOptions {
    /// What each column is.
    pub mapping: ColumnMapping,
    /// The unit that sales are in.
    pub sales_unit: DisplayUnit,
    /// The unit that potential is in, where it is money.
    pub potential_unit: DisplayUnit,
    /// How the numbers of a field are written; a field that is missing is read with the point as decimal mark.
    pub number_styles: BTreeMap<Field, NumberStyle>,
    /// Whether the columns of latitude and longitude hold one another.
    pub swaps_coordinates: bool,
    /// Whether single rows that make sense only with latitude and longitude swapped are read so.
    pub swaps_odd_rows: bool,
    /// How dates are read where their digits leave it open; `None` while the user has not said, and such dates are
    /// left out.
    pub date_style: Option<DateStyle>,
    /// Minutes of a visit, for files that give only their number.
    pub minutes_per_visit: Option<f64>,
    /// Whether a row is kept without a value that cannot be read; otherwise the row is left out.
    pub keeps_rows_with_bad_values: bool,
    /// Whether rows that add up other rows become accounts.
    pub keeps_sum_rows: bool,
    /// How many columns the row of names has, where there is one; cells beyond are reported.
    pub named_columns: Option<usize>,
}

impl ImportOptions {
    /// How the numbers of a field are written.
    pub fn number_style(&self, field: Field) -> NumberStyle {
        self.number_styles.get(&field).copied().unwrap_or_default()
    }
}

/// Proposed options, and what the user should be asked about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProposedOptions {
    /// The options.
    pub options: ImportOptions,
    /// Of columns and of the whole file: ambiguous numbers, coordinates that look swapped.
    pub findings: Vec<ImportFinding>,
    /// What all rows say of the order of latitude and longitude; `None` without both columns.
    pub coordinates: Option<CoordinateEvidence>,
}

/// Looks through a table, some rows at a time, for how to read it: number styles and a swap of coordinates from
/// all the cells of a column, units from the columns' names.
pub struct Survey {
    mapping: ColumnMapping,
    next_row: usize,
    votes: Vec<(Field, usize, StyleVotes)>,
    dates: Option<(usize, DateVotes)>,
    coordinates: Option<CoordinateSurvey>,
}

impl Survey {
    /// Begins at the first row of data.
    pub fn new(header: &Header, mapping: ColumnMapping, context: &ImportContext) -> Survey {
        // Our own files are written in one known way; there is nothing to find out.
        let is_own = super::guard::is_own_export(&header.names);
        let numbers = Field::ALL.into_iter().filter(|field| field.is_number() && !is_own);
        let votes = numbers.filter_map(|field| Some((field, mapping.column_of(field)?, StyleVotes::default()))).collect();
        let coordinates = mapping.column_of(Field::Latitude).zip(mapping.column_of(Field::Longitude)).filter(|_| !is_own);
        Survey {
            votes,
            dates: mapping.column_of(Field::CustomerSince).map(|column| (column, DateVotes::new(context.calendar))),
            coordinates: coordinates.map(|columns| CoordinateSurvey::new(columns, context.areas.bounds())),
            next_row: header.first_data_row,
            mapping,
        }
    }

    /// Looks at up to so many rows; true while more are left.
    pub fn step(&mut self, table: &Table, rows: usize) -> bool {
        let end = self.next_row.saturating_add(rows).min(table.rows.len());
        for row in table.rows.get(self.next_row..end).unwrap_or_default() {
            for (_, column, votes) in &mut self.votes {
                if let Cell::Text(text) = row.cell(*column) {
                    votes.add(text);
                }
            }
            if let Some((column, votes)) = &mut self.dates
                && let Cell::Text(text) = row.cell(*column)
            {
                votes.add(text);
            }
            if let Some(coordinates) = &mut self.coordinates {
                coordinates.add(row);
            }
        }
        self.next_row = end;
        end < table.rows.len()
    }

    /// The proposal, once [`Survey::step`] has said false.
    pub fn finish(self, table: &Table, header: &Header, context: &ImportContext) -> ProposedOptions {
        let unit_of = |field: Field| {
            let column = self.mapping.column_of(field)?;
            unit_in_header(header.names.get(column)?, context.currency)
        };
        let mut options = ImportOptions {
            sales_unit: unit_of(Field::Sales).unwrap_or(context.display_unit),
            potential_unit: unit_of(Field::Potential).unwrap_or(context.display_unit),
            number_styles: BTreeMap::new(),
            swaps_coordinates: false,
            swaps_odd_rows: false,
            date_style: None,
            minutes_per_visit: None,
            keeps_rows_with_bad_values: false,
            keeps_sum_rows: false,
            named_columns: named_columns(table, header),
            mapping: self.mapping,
        };
        let mut findings = Vec::new();
        for (field, column, votes) in self.votes {
            let decision = match field {
                Field::Latitude | Field::Longitude => NumberStyleDecision { style: votes.decide_degrees(), is_ambiguous: false },
                _ => votes.decide(),
            };
            if decision.style != NumberStyle::default() {
                options.number_styles.insert(field, decision.style);
            }
            if decision.is_ambiguous {
                findings.push(of_file(Some((column, header)), FindingKind::AmbiguousNumbers { field }));
            }
        }
        if let Some((column, votes)) = self.dates {
            let decision = votes.decide();
            options.date_style = decision.style;
            if !decision.candidates.is_empty() {
                let kind = FindingKind::AmbiguousDates { field: Field::CustomerSince, styles: decision.candidates };
                findings.push(of_file(Some((column, header)), kind));
            }
        }
        let coordinates = self.coordinates.map(CoordinateSurvey::finish);
        options.swaps_coordinates = coordinates.as_ref().is_some_and(|evidence| evidence.order() == CoordinateOrder::Swapped);
        ProposedOptions { options, findings, coordinates }
    }
}

/// Proposes at once how to read a table; see [`Survey`].
pub fn propose(table: &Table, header: &Header, mapping: ColumnMapping, context: &ImportContext) -> ProposedOptions {
    let mut survey = Survey::new(header, mapping, context);
    while survey.step(table, usize::MAX) {}
    survey.finish(table, header, context)
}

/// What is to be said of the order of latitude and longitude, given how they are read.
pub(super) fn coordinate_findings(evidence: &CoordinateEvidence, options: &ImportOptions, header: &Header) -> Vec<ImportFinding> {
    let column = options.mapping.column_of(Field::Latitude).map(|column| (column, header));
    let mut kinds = Vec::new();
    match evidence.order() {
        CoordinateOrder::Open => kinds.push(FindingKind::CoordinateOrderOpen),
        order if options.swaps_coordinates || order == CoordinateOrder::Swapped => {
            kinds.push(FindingKind::CoordinatesLookSwapped { rows: evidence.within.unwrap_or(evidence.possible).swapped });
        }
        _ => {}
    }
    let rows = evidence.odd_rows(options.swaps_coordinates);
    // While the whole file is open, its rows are asked about together.
    if rows > 0 && rows * 2 <= evidence.pairs && evidence.order() != CoordinateOrder::Open {
        kinds.push(FindingKind::RowsLookSwapped { rows });
    }
    kinds.into_iter().map(|kind| of_file(column, kind)).collect()
}

/// A finding of the whole file or of a column.
pub(super) fn of_file(column: Option<(usize, &Header)>, kind: FindingKind) -> ImportFinding {
    let place = |(column, header): (usize, &Header)| ColumnPlace {
        letters: column_letters(column),
        header: header.names.get(column).cloned().unwrap_or_default(),
    };
    ImportFinding { row: None, column: column.map(place), kind, severity: Severity::Warning }
}

fn named_columns(table: &Table, header: &Header) -> Option<usize> {
    let index = header.first_data_row.checked_sub(1)?;
    table.rows.get(index).map(Row::filled_width)
}

/// What the user chose in the import wizard. Whatever is `None` is detected or proposed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UserChoices {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The encoding of a text file.
    pub encoding: Option<TextEncoding>,
    /// The delimiter of a text file.
    pub delimiter: Option<Delimiter>,
    /// The row that names the columns.
    pub header: Option<HeaderChoice>,
    /// What each column is; matched by names, so it may come from another file with the same columns.
    pub mapping: Option<ColumnMapping>,
    /// The unit of sales.
    pub sales_unit: Option<DisplayUnit>,
    /// The unit of potential, where it is money.
    pub potential_unit: Option<DisplayUnit>,
    /// How the numbers of fields are written.
    pub number_styles: BTreeMap<Field, NumberStyle>,
    /// Whether latitude and longitude are swapped.
    pub swaps_coordinates: Option<bool>,
    /// Whether single rows that look swapped are read so.
    pub swaps_odd_rows: bool,
    /// How dates are read where their digits leave it open.
    pub date_style: Option<DateStyle>,
    /// Minutes of a visit, for files that give only their number.
    pub minutes_per_visit: Option<f64>,
    /// Whether rows are kept without the values that cannot be read.
    pub keeps_rows_with_bad_values: bool,
    /// Whether rows that add up other rows become accounts.
    pub keeps_sum_rows: bool,
}

impl UserChoices {
    /// The proposed options with the user's choices in their places.
    pub fn applied_to(&self, mut options: ImportOptions) -> ImportOptions {
        options.sales_unit = self.sales_unit.unwrap_or(options.sales_unit);
        options.potential_unit = self.potential_unit.unwrap_or(options.potential_unit);
        options.number_styles.extend(self.number_styles.iter().map(|(field, style)| (*field, *style)));
        options.swaps_coordinates = self.swaps_coordinates.unwrap_or(options.swaps_coordinates);
        options.swaps_odd_rows = self.swaps_odd_rows;
        options.date_style = self.date_style.or(options.date_style);
        options.minutes_per_visit = self.minutes_per_visit.filter(|minutes| minutes.is_finite() && *minutes > 0.0);
        options.keeps_rows_with_bad_values = self.keeps_rows_with_bad_values;
        options.keeps_sum_rows = self.keeps_sum_rows;
        options
    }
}
