//! The question that a column of dates leaves open: the ways to read it, each with what the first rows become.

use crate::domain::CalendarKind;
use crate::exchange::Cell;
use crate::exchange::dates::{CertainDate, DateOrder, DateStyle, read_certain_date, read_date};
use crate::exchange::finding::FindingKind;
use crate::exchange::protocol::Preview;
use crate::locale::words::import as words;
use crate::locale::{DateFormat, Language};

/// How many rows show what a style makes of them.
const SHOWN_ROWS: usize = 3;

/// One way to read the dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateAnswer {
    /// The style.
    pub style: DateStyle,
    /// What it is called: day first; with years of two digits also the calendar.
    pub name: String,
    /// The first rows: as the file has them, and the day in words.
    pub examples: Vec<(String, String)>,
}

/// The question about the dates of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateQuestion {
    /// The column's name.
    pub header: String,
    /// The ways to choose from.
    pub answers: Vec<DateAnswer>,
    /// The way that was chosen; `None` while the question is open.
    pub chosen: Option<DateStyle>,
}

/// The question, where there is one.
pub fn question(preview: &Preview, language: Language) -> Option<DateQuestion> {
    let (field, styles) = preview.file_findings.iter().find_map(|finding| match &finding.kind {
        FindingKind::AmbiguousDates { field, styles } => Some((*field, styles)),
        _ => None,
    })?;
    let column = preview.options.mapping.column_of(field)?;
    let open: Vec<&Cell> = preview
        .rows
        .iter()
        .filter_map(|row| row.cells.get(column))
        .filter(|cell| read_certain_date(cell) == CertainDate::Open)
        .take(SHOWN_ROWS)
        .collect();
    let names_calendar = styles.iter().any(|style| style.short_years != styles[0].short_years);
    let answer = |style: &DateStyle| {
        let order = match style.order {
            DateOrder::DayFirst => words::DAY_FIRST,
            DateOrder::MonthFirst => words::MONTH_FIRST,
            DateOrder::YearFirst => words::YEAR_FIRST,
        };
        let calendar = match style.short_years {
            CalendarKind::SolarHijri => words::SOLAR_HIJRI,
            CalendarKind::Gregorian => words::GREGORIAN,
        };
        let mut name = order.get(language).to_owned();
        if names_calendar {
            name = format!("{name}{}{}", words::LIST_COMMA.get(language), calendar.get(language));
        }
        let examples = open.iter().map(|cell| {
            let day = read_date(cell, *style).map(|date| DateFormat::new(language, date.calendar).long(date.day));
            (cell.text().trim().to_owned(), day.unwrap_or_else(|| "—".to_owned()))
        });
        DateAnswer { style: *style, name, examples: examples.collect() }
    };
    Some(DateQuestion {
        header: preview.header.names.get(column).cloned().unwrap_or_default(),
        answers: styles.iter().map(answer).collect(),
        chosen: preview.options.date_style,
    })
}

/// Whether the import must wait for an answer.
pub fn is_open(preview: &Preview) -> bool {
    preview.options.date_style.is_none()
        && preview.file_findings.iter().any(|finding| matches!(finding.kind, FindingKind::AmbiguousDates { .. }))
}
