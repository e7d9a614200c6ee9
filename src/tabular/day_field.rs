//! A day as typed into a field: read into the Gregorian day that plans keep, or why it is none. Digits of any keyboard are
//! read, in the Solar Hijri or the Gregorian calendar; the words of what is wrong are the screen's.

use crate::domain::{CalendarKind, CivilDate};
use crate::exchange::Cell;
use crate::exchange::dates::{CertainDate, read_certain_date};
use crate::locale::DateFormat;
use crate::locale::text::fold;

/// Why what was typed is no day, or not one that can stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayProblem {
    /// Not the shape of a date.
    NotADay,
    /// The shape of a date that the calendar lacks, such as 31 Esfand.
    NoSuchDay,
    /// Could be several days: the year is not in full, or day and month could be exchanged.
    Ambiguous,
    /// A day must be given here.
    Missing,
    /// It lies before the first day that belongs to it.
    BeforeFirst,
}

/// Reads a day into the Gregorian calendar; `None` for an empty field.
///
/// # Errors
/// Says why it is none.
pub fn read_day(typed: &str) -> Result<Option<CivilDate>, DayProblem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    match read_certain_date(&Cell::Text(typed.to_owned())) {
        CertainDate::Is(date) => date.gregorian().map(Some).ok_or(DayProblem::NoSuchDay),
        CertainDate::Open => Err(DayProblem::Ambiguous),
        CertainDate::Unreadable if has_shape_of_date(typed) => Err(DayProblem::NoSuchDay),
        CertainDate::Unreadable => Err(DayProblem::NotADay),
    }
}

fn has_shape_of_date(typed: &str) -> bool {
    let folded = fold(typed);
    let parts: Vec<&str> = folded.split(['/', '-', '.']).collect();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A Gregorian day as a field shows it, in the calendar of a format; empty for none.
pub fn day_text(day: Option<CivilDate>, format: DateFormat) -> String {
    day.and_then(|day| day.in_calendar(CalendarKind::Gregorian, format.calendar)).map(|day| format.short(day)).unwrap_or_default()
}

/// A day as an example of how to type one.
pub fn example(format: DateFormat) -> String {
    let year = match format.calendar {
        CalendarKind::SolarHijri => 1405,
        CalendarKind::Gregorian => 2026,
    };
    format.short(CivilDate { year, month: 4, day: 15 })
}

/// Two days of which the second may not lie before the first, with what is wrong with each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRange {
    /// The first day.
    pub from: Result<Option<CivilDate>, DayProblem>,
    /// The last day.
    pub until: Result<Option<CivilDate>, DayProblem>,
}

/// Reads a first and a last day.
pub fn read_range(from: &str, until: &str) -> DayRange {
    let (from, mut until) = (read_day(from), read_day(until));
    if let (Ok(Some(first)), Ok(Some(last))) = (from, until)
        && last < first
    {
        until = Err(DayProblem::BeforeFirst);
    }
    DayRange { from, until }
}

/// The day after a Gregorian day.
pub fn day_after(day: CivilDate) -> Option<CivilDate> {
    day.unix_day(CalendarKind::Gregorian).map(|day| CivilDate::from_unix_day(CalendarKind::Gregorian, day + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    const FA: DateFormat = DateFormat { language: Language::Persian, calendar: CalendarKind::SolarHijri };

    #[test]
    fn a_day_is_read_in_either_calendar_and_written_in_the_plans() {
        let new_year = Some(CivilDate { year: 2026, month: 3, day: 21 });
        for typed in ["۱۴۰۵/۰۱/۰۱", " 1405-1-1 ", "2026-03-21", "۱/۱/۱۴۰۵"] {
            assert_eq!(read_day(typed), Ok(new_year), "{typed}");
        }
        assert_eq!(day_text(new_year, FA), "۱۴۰۵/۰۱/۰۱");
        assert_eq!(read_day(&day_text(new_year, FA)), Ok(new_year));
        assert_eq!(read_day(" "), Ok(None));
        assert_eq!(day_text(None, FA), "");
        assert!(read_day(&example(FA)).is_ok_and(|day| day.is_some()));
    }

    #[test]
    fn what_is_no_day_says_why() {
        for (typed, problem) in [
            ("۱۴۰۵/۱۲/۳۱", DayProblem::NoSuchDay),
            ("1404/12/30", DayProblem::NoSuchDay),
            ("2025-02-29", DayProblem::NoSuchDay),
            ("اسفند", DayProblem::NotADay),
            ("1405/01", DayProblem::NotADay),
            ("05/01/02", DayProblem::Ambiguous),
            ("03/04/2026", DayProblem::Ambiguous),
        ] {
            assert_eq!(read_day(typed), Err(problem), "{typed}");
        }
        assert!(read_day("1403/12/30").is_ok(), "Esfand of a leap year has 30 days");
    }

    #[test]
    fn an_end_before_the_beginning_is_told_at_the_end() {
        let range = read_range("1405/03/01", "1405/02/31");
        assert!(range.from.is_ok());
        assert_eq!(range.until, Err(DayProblem::BeforeFirst));
        assert!(read_range("1405/03/01", "1405/03/01").until.is_ok(), "one day is a range");
        assert_eq!(day_after(CivilDate { year: 2026, month: 12, day: 31 }), Some(CivilDate { year: 2027, month: 1, day: 1 }));
    }
}
