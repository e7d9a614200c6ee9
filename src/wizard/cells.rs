//! Cells of the preview: what will be stored, what the file says where that reads differently, and what is wrong.

use crate::document::ImportedAccount;
use crate::document::settings::{PotentialUnit, Settings};
use crate::domain::{CalendarKind, Money, Workload};
use crate::exchange::Cell;
use crate::exchange::finding::Severity;
use crate::exchange::header::Header;
use crate::exchange::mapping::Field;
use crate::exchange::numbers::{NumberStyle, read_number};
use crate::exchange::options::ImportOptions;
use crate::exchange::phrases::{NO, YES, phrase_finding};
use crate::exchange::protocol::PreviewRow;
use crate::exchange::table::column_letters;
use crate::locale::money::MoneyFormat;
use crate::locale::number::NumberFormat;
use crate::locale::place_names::iran_province_of_key;
use crate::locale::text::fold;
use crate::locale::{DateFormat, Language};

/// What is wrong at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What becomes of the row.
    pub severity: Severity,
    /// What it is and what to do.
    pub words: String,
}

/// A cell of the preview.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownCell {
    /// What will be stored; what the file says where nothing is.
    pub words: String,
    /// What the file says, where it reads differently.
    pub raw: Option<String>,
    /// Whether it is a figure.
    pub is_figure: bool,
    /// Whether it is left out.
    pub is_left_out: bool,
    /// What is wrong.
    pub problem: Option<Problem>,
}

/// A row of the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownRow {
    /// Its number in the file.
    pub number: u32,
    /// Whether it is left out.
    pub is_left_out: bool,
    /// What is wrong with the row as a whole.
    pub problem: Option<Problem>,
    /// Its cells, one a column.
    pub cells: Vec<ShownCell>,
}

/// How cells are shown.
#[derive(Clone, Copy)]
pub struct Showing<'a> {
    /// The columns.
    pub header: &'a Header,
    /// How rows are read.
    pub options: &'a ImportOptions,
    /// The settings of the plan.
    pub settings: &'a Settings,
    /// The language on screen.
    pub language: Language,
}

/// What a column is read as: latitude and longitude the other way round while they are swapped.
pub fn effective_field(options: &ImportOptions, column: usize) -> Field {
    let field = options.mapping.columns.get(column).map_or(Field::Ignore, |column| column.field);
    counterpart(field, options.swaps_coordinates)
}

/// The other coordinate while they are swapped; any other field as it is.
pub fn counterpart(field: Field, swaps_coordinates: bool) -> Field {
    match field {
        Field::Latitude if swaps_coordinates => Field::Longitude,
        Field::Longitude if swaps_coordinates => Field::Latitude,
        field => field,
    }
}

impl Showing<'_> {
    /// A row as it is shown.
    pub fn row(&self, row: &PreviewRow) -> ShownRow {
        let columns = self.header.names.len();
        let problem_of = |letters: Option<&str>| {
            let found = row.findings.iter().filter(|finding| finding.column.as_ref().map(|column| column.letters.as_str()) == letters);
            let worst = found.clone().map(|finding| finding.severity).min()?;
            let words: Vec<String> = found.map(|finding| phrase_finding(&finding.kind, self.language)).collect();
            Some(Problem { severity: worst, words: words.join(" ") })
        };
        let cells = (0..columns).map(|column| {
            let raw = row.cells.get(column).unwrap_or(&Cell::Empty);
            let mut cell = self.cell(column, raw, row.account.as_ref());
            cell.problem = problem_of(Some(&column_letters(column)));
            cell
        });
        ShownRow { number: row.number, is_left_out: row.account.is_none(), problem: problem_of(None), cells: cells.collect() }
    }

    fn cell(&self, column: usize, raw: &Cell, account: Option<&ImportedAccount>) -> ShownCell {
        let field = effective_field(self.options, column);
        let is_figure = field.is_number();
        let raw = raw.text().trim().to_owned();
        let Some(account) = account else {
            return ShownCell { words: raw, is_figure, is_left_out: true, ..ShownCell::default() };
        };
        if field == Field::Ignore {
            return ShownCell { words: raw, is_left_out: true, ..ShownCell::default() };
        }
        let stored = self.stored(column, field, account);
        let is_left_out = stored.is_none() && !raw.is_empty();
        match stored {
            Some(words) => {
                let raw = self.raw_beside(column, field, &words, raw);
                ShownCell { raw, words, is_figure, is_left_out, problem: None }
            }
            None => ShownCell { words: raw, is_figure, is_left_out, ..ShownCell::default() },
        }
    }

    /// What the file says, where it must stand beside what is stored: another figure or day, another way to write
    /// decimals, or a figure that is multiplied up to a year.
    fn raw_beside(&self, column: usize, field: Field, words: &str, raw: String) -> Option<String> {
        if raw.is_empty() {
            return None;
        }
        let times = self.options.mapping.columns.get(column).map_or(1, |column| column.period().times_a_year());
        if times > 1 {
            return Some(format!("{raw} × {}", NumberFormat::new(self.language).plain(times)));
        }
        let is_alike = match field {
            Field::CustomerSince => days_alike(words, &raw),
            field if field.is_number() => figures_alike(words, &raw),
            _ => reads_alike(words, &raw),
        };
        (!is_alike).then_some(raw)
    }

    /// What an account has of a column, in words.
    fn stored(&self, column: usize, field: Field, account: &ImportedAccount) -> Option<String> {
        let numbers = NumberFormat::new(self.language);
        let money = MoneyFormat::new(self.language, self.settings.currency, self.settings.display_unit);
        let visits = |account: &ImportedAccount| match account.workload {
            Some(Workload::Visits { visits, minutes_per_visit }) => Some((visits, minutes_per_visit)),
            _ => None,
        };
        match field {
            Field::Name => account.name.clone(),
            Field::Identifier => account.code.clone(),
            Field::Latitude => account.coordinates.map(|place| numbers.decimal(place.latitude_degrees, 6)),
            Field::Longitude => account.coordinates.map(|place| numbers.decimal(place.longitude_degrees, 6)),
            Field::Area => account.area.as_ref().map(|area| area.name.clone()).or_else(|| {
                let found = account.area_on_map.as_ref()?;
                let known = found.outline_key.as_deref().and_then(iran_province_of_key);
                Some(known.map_or(found.name.as_str(), |province| province.name(self.language)).to_owned())
            }),
            Field::Segment => account.segment.clone(),
            Field::Potential => account.potential.map(|potential| match self.settings.potential_unit {
                PotentialUnit::Money => money.exact_figure(Money(potential as i64)),
                PotentialUnit::Points => numbers.decimal(potential, 6),
            }),
            Field::Sales => account.sales.map(|sales| money.exact_figure(sales)),
            Field::WorkloadHours => match account.workload {
                Some(Workload::Hours(hours)) => Some(numbers.decimal(hours, 3)),
                _ => None,
            },
            Field::Visits => visits(account).map(|(visits, _)| numbers.decimal(visits, 3)),
            Field::MinutesPerVisit => visits(account).map(|(_, minutes)| numbers.decimal(minutes, 3)),
            Field::Seller => account.seller.clone(),
            Field::Territory => account.territory.clone(),
            Field::Fixed => account.is_fixed.map(|is_fixed| if is_fixed { YES } else { NO }.get(self.language).to_owned()),
            Field::CustomerSince => {
                let calendar = self.settings.calendar;
                let day = account.customer_since?.in_calendar(CalendarKind::Gregorian, calendar)?;
                Some(DateFormat::new(self.language, calendar).short(day))
            }
            Field::Keep => account.extra.get(self.header.names.get(column)?).cloned(),
            Field::Ignore => None,
        }
    }
}

/// Whether two ways of writing say the same to a reader: digits of another script, the minus sign and marks that
/// group thousands aside.
fn reads_alike(one: &str, other: &str) -> bool {
    let plain = |letter: char| match letter {
        ',' | '٬' | ' ' | '\u{202f}' => None,
        '٫' | '/' => Some('.'),
        '−' => Some('-'),
        letter => Some(letter),
    };
    one == other || fold(one).chars().filter_map(plain).eq(fold(other).chars().filter_map(plain))
}

/// Whether two ways of writing are one figure: digits of another script, marks that group thousands and zeros at
/// the end aside. Decimals that the file writes in another way than the screen count as different.
fn figures_alike(one: &str, other: &str) -> bool {
    let read = |text: &str| read_number(text, NumberStyle::PointDecimal);
    reads_alike(one, other) || read(one).is_some_and(|figure| read(other) == Some(figure))
}

/// Whether two ways of writing are one day of one calendar: digits, marks and leading zeros aside.
fn days_alike(one: &str, other: &str) -> bool {
    let parts = |text: &str| -> Vec<u32> {
        let folded = fold(text);
        folded.split(|letter: char| !letter.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
    };
    parts(one) == parts(other)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::domain::{Coordinates, DisplayUnit};
    use crate::exchange::finding::{ColumnPlace, FindingKind, ImportFinding};
    use crate::exchange::header::HeaderChoice;
    use crate::exchange::mapping::{ColumnMapping, MappedColumn};

    fn shown(fields: &[Field], row: &PreviewRow, swaps_coordinates: bool) -> ShownRow {
        let names: Vec<String> = (0..fields.len()).map(column_letters).collect();
        let columns = names.iter().zip(fields).map(|(header, field)| MappedColumn::new(header.as_str(), *field));
        let options = ImportOptions { mapping: ColumnMapping { columns: columns.collect() }, ..options(swaps_coordinates) };
        let header = Header { choice: HeaderChoice::Row(1), names, first_data_row: 1 };
        let settings = Settings::for_language(Language::Persian);
        Showing { header: &header, options: &options, settings: &settings, language: Language::Persian }.row(row)
    }

    fn options(swaps_coordinates: bool) -> ImportOptions {
        ImportOptions {
            mapping: ColumnMapping::default(),
            sales_unit: DisplayUnit::Main,
            potential_unit: DisplayUnit::Main,
            number_styles: Default::default(),
            swaps_coordinates,
            swaps_odd_rows: false,
            date_style: None,
            minutes_per_visit: None,
            keeps_rows_with_bad_values: false,
            keeps_sum_rows: false,
            named_columns: None,
        }
    }

    fn row(cells: &[&str], account: Option<ImportedAccount>) -> PreviewRow {
        let cells = cells.iter().map(|text| Cell::Text((*text).to_owned())).collect();
        PreviewRow { number: 7, cells, account, findings: Vec::new() }
    }

    #[test]
    fn what_reads_the_same_is_shown_once() {
        let account = ImportedAccount {
            name: Some("پارس".into()),
            sales: Some(Money(12_500_000)),
            coordinates: Coordinates::new(35.7, 51.4),
            ..ImportedAccount::default()
        };
        let fields = [Field::Name, Field::Sales, Field::Latitude, Field::Longitude];
        let shown = shown(&fields, &row(&["پارس", "12500000", "35.7", "۵۱/۴"], Some(account)), false);
        let cells: Vec<(&str, Option<&str>)> = shown.cells.iter().map(|cell| (cell.words.as_str(), cell.raw.as_deref())).collect();
        assert!(reads_alike("−71.175", "-71.175") && reads_alike("1,200", "1200") && !reads_alike("12.5", "125"));
        assert_eq!(cells, [("پارس", None), ("۱٫۲۵", Some("12500000")), ("۳۵٫۷", None), ("۵۱٫۴", None)]);
    }

    #[test]
    fn what_only_looks_different_is_shown_once() {
        assert!(figures_alike("35.7", "35.700") && figures_alike("۱٬۲۵۰", "1,250.00") && figures_alike("−5", "(5)"));
        assert!(!figures_alike("1,234.5", "1.234,50") && !figures_alike("1.25", "12500000") && !figures_alike("1,500", "1.500"));
        assert!(days_alike("۱۴۰۴/۰۱/۳۱", "1404-1-31") && !days_alike("۱۴۰۴/۰۱/۳۱", "2025-04-20"));
    }

    #[test]
    fn a_figure_of_a_month_shows_its_factor() {
        let names = vec!["فروش ماهانه".to_owned()];
        let options = ImportOptions {
            mapping: ColumnMapping { columns: vec![MappedColumn::new(names[0].as_str(), Field::Sales)] },
            ..options(false)
        };
        let header = Header { choice: HeaderChoice::Row(1), names, first_data_row: 1 };
        let settings = Settings::for_language(Language::Persian);
        let account = ImportedAccount { sales: Some(Money(1_200_000_000)), ..ImportedAccount::default() };
        let showing = Showing { header: &header, options: &options, settings: &settings, language: Language::Persian };
        let shown = showing.row(&row(&["۱۰"], Some(account)));
        assert_eq!((shown.cells[0].words.as_str(), shown.cells[0].raw.as_deref()), ("۱۲۰", Some("۱۰ × ۱۲")));
    }

    #[test]
    fn swapped_columns_show_what_they_are_read_as() {
        let account = ImportedAccount { coordinates: Coordinates::new(35.7, 51.4), ..ImportedAccount::default() };
        let shown = shown(&[Field::Latitude, Field::Longitude], &row(&["51.4", "35.7"], Some(account)), true);
        assert_eq!(shown.cells.iter().map(|cell| cell.raw.clone()).collect::<Vec<_>>(), [None, None]);
    }

    #[test]
    fn a_row_that_is_left_out_shows_the_file_and_the_reason() {
        let mut row = row(&["پارس", "زیاد"], None);
        row.findings.push(ImportFinding {
            row: Some(7),
            column: Some(ColumnPlace { letters: "B".into(), header: "B".into() }),
            kind: FindingKind::NotANumber { field: Field::Sales, text: "زیاد".into() },
            severity: Severity::Error,
        });
        let shown = shown(&[Field::Name, Field::Sales], &row, false);
        assert!(shown.is_left_out);
        assert_eq!(shown.cells[1].words, "زیاد");
        assert_eq!(shown.cells[1].problem.as_ref().unwrap().severity, Severity::Error);
        assert_eq!(shown.cells[0].problem, None);
    }
}
