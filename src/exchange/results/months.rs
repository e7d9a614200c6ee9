//! Periods as people write them: `1404-01`, `۱۴۰۴/۱`, `140401`, `فروردین ۱۴۰۴`, `Jan 2026`, or any day of the month.

use crate::domain::{CalendarKind, CivilDate, YearMonth};
use crate::exchange::Cell;
use crate::exchange::dates::{CertainDate, read_certain_date};
use crate::locale::text::fold;
use crate::locale::{DateFormat, Language};

/// Reads a month of the plan's calendar; `None` if the cell holds none. A day of the other calendar is the month in which
/// it lies.
pub fn read_month(cell: &Cell, calendar: CalendarKind) -> Option<YearMonth> {
    match cell {
        Cell::Text(text) => {
            of_figures(&fold(text), calendar).or_else(|| of_words(&fold(text), calendar)).or_else(|| of_day(cell, calendar))
        }
        Cell::Number(number) if number.fract() == 0.0 && (100_000.0..1_000_000.0).contains(number) => {
            of_figures(&number.to_string(), calendar)
        }
        Cell::Number(_) | Cell::Date(_) => of_day(cell, calendar),
        Cell::Empty | Cell::Flag(_) | Cell::Error(_) => None,
    }
}

/// Whether a year is one of the calendar: 1300 to 1499, or 1900 to 2199.
fn is_year(year: i32, calendar: CalendarKind) -> bool {
    match calendar {
        CalendarKind::SolarHijri => (1300..1500).contains(&year),
        CalendarKind::Gregorian => (1900..2200).contains(&year),
    }
}

fn month_of(year: i32, month: u8, calendar: CalendarKind) -> Option<YearMonth> {
    (is_year(year, calendar) && (1..=12).contains(&month)).then_some(YearMonth { year, month })
}

/// Year and month in figures, the year first or last.
fn of_figures(text: &str, calendar: CalendarKind) -> Option<YearMonth> {
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    if parts.iter().any(|part| !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    match parts.as_slice() {
        [whole] if whole.len() == 6 => month_of(whole[..4].parse().ok()?, whole[4..].parse().ok()?, calendar),
        [year, month] if year.len() == 4 => month_of(year.parse().ok()?, month.parse().ok()?, calendar),
        [month, year] if year.len() == 4 => month_of(year.parse().ok()?, month.parse().ok()?, calendar),
        _ => None,
    }
}

/// A month's name, whole or its first three letters, with the year.
fn of_words(text: &str, calendar: CalendarKind) -> Option<YearMonth> {
    let words: Vec<&str> = text.split([' ', '-', '/', '.', ',', '،']).filter(|word| !word.is_empty() && *word != "ماه").collect();
    let [one, other] = words.as_slice() else { return None };
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let (name, year) = if is_number(one) { (other, one) } else { (one, other) };
    // «فروردین‌ماه» is folded into one word.
    let name = name.strip_suffix("ماه").unwrap_or(name);
    let year = year.parse().ok()?;
    let month = (1..=12).find(|&month| {
        [Language::Persian, Language::English].into_iter().any(|language| {
            let known = fold(DateFormat::new(language, calendar).month_name(month));
            let is_short = language == Language::English && name.len() == 3 && calendar == CalendarKind::Gregorian;
            known == name || (is_short && known.starts_with(name))
        })
    })?;
    month_of(year, month, calendar)
}

fn of_day(cell: &Cell, calendar: CalendarKind) -> Option<YearMonth> {
    let CertainDate::Is(date) = read_certain_date(cell) else { return None };
    let day: CivilDate = date.gregorian()?.in_calendar(CalendarKind::Gregorian, calendar)?;
    month_of(day.year, day.month, calendar)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solar(text: &str) -> Option<(i32, u8)> {
        read_month(&Cell::Text(text.into()), CalendarKind::SolarHijri).map(|month| (month.year, month.month))
    }

    #[test]
    fn months_are_read_however_they_are_written() {
        for text in
            ["1404-01", "۱۴۰۴/۱", "140401", "فروردین ۱۴۰۴", "فروردین‌ماه ۱۴۰۴", "Farvardin 1404", "1/1404", "1404/01/15", "2025-04-04"]
        {
            assert_eq!(solar(text), Some((1404, 1)), "{text}");
        }
        for text in ["1404-13", "1404-00", "2025-04", "فروردین", "Q1 1404", "", "نامعلوم", "1404"] {
            assert_eq!(solar(text), None, "{text}");
        }
        let plain = |text: &str| read_month(&Cell::Text(text.into()), CalendarKind::Gregorian).map(|month| (month.year, month.month));
        for text in ["2026-01", "Jan 2026", "January 2026", "2026/1", "ژانویه ۲۰۲۶"] {
            assert_eq!(plain(text), Some((2026, 1)), "{text}");
        }
        assert_eq!(read_month(&Cell::Number(140_412.0), CalendarKind::SolarHijri), Some(YearMonth { year: 1404, month: 12 }));
        let day = CivilDate { year: 2025, month: 3, day: 21 };
        assert_eq!(read_month(&Cell::Date(day), CalendarKind::SolarHijri), Some(YearMonth { year: 1404, month: 1 }));
    }
}
