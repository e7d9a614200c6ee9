//! Plain tables on their way out, and the table of a plan's accounts. Writing them is `export_csv`'s and
//! `export_xlsx`'s business.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::mapping::Field;
use crate::document::areas::name_of;
use crate::document::settings::{PotentialUnit, Settings};
use crate::document::{Plan, Scenario};
use crate::domain::{Account, CalendarKind, CivilDate, Money, Workload};
use crate::exchange::phrases as words;
use crate::locale::Language;

/// A cell on its way out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ExportCell {
    /// Nothing.
    Empty,
    /// Text, never a formula.
    Text(String),
    /// A number in plain decimals, exact: digits, a point, a minus sign.
    Number(String),
}

/// A table on its way out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExportTable {
    /// Its name: that of the sheet.
    pub name: String,
    /// The names of its columns.
    pub headers: Vec<String>,
    /// Its rows, each as wide as the headers.
    pub rows: Vec<Vec<ExportCell>>,
}

/// A workbook on its way out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkbookExport {
    /// Whether its sheets run from right to left.
    pub is_right_to_left: bool,
    /// Its sheets.
    pub sheets: Vec<ExportTable>,
}

impl ExportCell {
    /// The text, or nothing where there is none.
    pub fn text(text: &str) -> ExportCell {
        if text.is_empty() { ExportCell::Empty } else { ExportCell::Text(text.to_owned()) }
    }

    /// A number; nothing if it is not finite.
    pub fn number(number: f64) -> ExportCell {
        if number.is_finite() { ExportCell::Number(number.to_string()) } else { ExportCell::Empty }
    }

    /// An amount in a unit that is so many of the smallest, exactly.
    pub fn amount(amount: Money, smallest_per_shown: i64) -> ExportCell {
        ExportCell::Number(exact_decimal(amount.0, smallest_per_shown.max(1)))
    }
}

/// `amount / divisor`, exactly; every divisor in use is a power of ten.
fn exact_decimal(amount: i64, divisor: i64) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    let (size, divisor) = (amount.unsigned_abs(), divisor.unsigned_abs());
    let (whole, mut rest) = (size / divisor, size % divisor);
    let mut decimals = String::new();
    while rest > 0 && decimals.len() < 20 {
        rest *= 10;
        decimals.push(char::from(b'0' + (rest / divisor) as u8));
        rest %= divisor;
    }
    if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
}

/// The accounts of a plan with their territory and seller in a scenario, in the plan's language and unit. Reading
/// it back gives the same accounts. Further columns follow by name.
pub fn accounts_table(plan: &Plan, scenario: &Scenario) -> ExportTable {
    let language = plan.settings.language;
    let further: BTreeSet<&str> = plan.accounts.iter().flat_map(|account| account.extra.keys().map(String::as_str)).collect();
    let mut headers: Vec<String> = exported().map(|field| header_of(field, &plan.settings)).collect();
    headers.extend(further.iter().map(|header| (*header).to_owned()));
    let rows = plan.accounts.iter().map(|account| {
        let mut row: Vec<ExportCell> = exported().map(|field| cell_of(plan, scenario, account, field)).collect();
        row.extend(further.iter().map(|header| account.extra.get(*header).map_or(ExportCell::Empty, |cell| ExportCell::text(cell))));
        row
    });
    ExportTable { name: words::SHEET_ACCOUNTS.get(language).to_owned(), headers, rows: rows.collect() }
}

/// The fields that are written, in this order.
pub fn exported() -> impl Iterator<Item = Field> {
    Field::ALL.into_iter().filter(|field| words::export_header(*field).is_some())
}

fn header_of(field: Field, settings: &Settings) -> String {
    let language = settings.language;
    let name = words::export_header(field).map_or("", |text| text.get(language));
    let is_money = field == Field::Sales || (field == Field::Potential && settings.potential_unit == PotentialUnit::Money);
    if is_money { format!("{name} ({})", words::unit_name(settings.display_unit, settings.currency, language)) } else { name.to_owned() }
}

fn cell_of(plan: &Plan, scenario: &Scenario, account: &Account, field: Field) -> ExportCell {
    let settings = &plan.settings;
    let smallest_per_shown = settings.display_unit.smallest_per_shown(settings.currency);
    let optional_text = |text: Option<&str>| text.map_or(ExportCell::Empty, ExportCell::text);
    let optional_number = |number: Option<f64>| number.map_or(ExportCell::Empty, ExportCell::number);
    let territory = || scenario.assignment.get(&account.id).and_then(|id| scenario.territory(*id));
    match field {
        Field::Name => ExportCell::text(&account.name),
        Field::Identifier => optional_text(account.code.as_deref()),
        Field::Latitude => optional_number(account.coordinates.map(|place| place.latitude_degrees)),
        Field::Longitude => optional_number(account.coordinates.map(|place| place.longitude_degrees)),
        Field::Area => optional_text(account.area.and_then(|id| plan.area(id)).map(|area| name_of(area, settings.language))),
        Field::Segment => optional_text(account.segment.as_deref()),
        Field::Potential => match (settings.potential_unit, account.potential) {
            (PotentialUnit::Money, Some(potential)) => ExportCell::amount(Money(potential.round() as i64), smallest_per_shown),
            (PotentialUnit::Points, potential) => optional_number(potential),
            (_, None) => ExportCell::Empty,
        },
        Field::Sales => account.sales.map_or(ExportCell::Empty, |sales| ExportCell::amount(sales, smallest_per_shown)),
        Field::WorkloadHours => match account.workload {
            Some(Workload::Hours(hours)) => ExportCell::number(hours),
            _ => ExportCell::Empty,
        },
        Field::Visits => match account.workload {
            Some(Workload::Visits { visits, .. }) => ExportCell::number(visits),
            _ => ExportCell::Empty,
        },
        Field::MinutesPerVisit => match account.workload {
            Some(Workload::Visits { minutes_per_visit, .. }) => ExportCell::number(minutes_per_visit),
            _ => ExportCell::Empty,
        },
        Field::Seller => optional_text(territory().and_then(|territory| plan.person(territory.seller?)).map(|seller| seller.name.as_str())),
        Field::Territory => optional_text(territory().map(|territory| territory.name.as_str())),
        Field::Fixed => {
            ExportCell::text(if account.is_fixed { words::YES.get(settings.language) } else { words::NO.get(settings.language) })
        }
        Field::CustomerSince => account.customer_since.map_or(ExportCell::Empty, |day| day_cell(day, settings.calendar)),
        Field::Keep | Field::Ignore => ExportCell::Empty,
    }
}

/// A Gregorian day in a calendar, year first and in ASCII digits, as every program can tell it.
fn day_cell(day: CivilDate, calendar: CalendarKind) -> ExportCell {
    let Some(CivilDate { year, month, day }) = day.in_calendar(CalendarKind::Gregorian, calendar) else { return ExportCell::Empty };
    ExportCell::Text(match calendar {
        CalendarKind::SolarHijri => format!("{year:04}/{month:02}/{day:02}"),
        CalendarKind::Gregorian => format!("{year:04}-{month:02}-{day:02}"),
    })
}

/// The workbook of a plan: its accounts, and the tables that the page adds (the measures of territories).
pub fn workbook(plan: &Plan, scenario: &Scenario, further_sheets: Vec<ExportTable>) -> WorkbookExport {
    let mut sheets = vec![accounts_table(plan, scenario)];
    sheets.extend(further_sheets);
    WorkbookExport { is_right_to_left: plan.settings.language == Language::Persian, sheets }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn amounts_are_exact() {
        assert_eq!(exact_decimal(15_000_001, 10_000_000), "1.5000001");
        assert_eq!(exact_decimal(-5, 100), "-0.05");
        assert_eq!(exact_decimal(i64::MIN, 1), i64::MIN.to_string());
        assert_eq!(exact_decimal(1200, 100), "12");
    }
}
