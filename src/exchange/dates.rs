//! Dates and yes/no as people type them. Days are of the Solar Hijri calendar when their year is near ours in it,
//! else Gregorian; which of day and month comes first is decided once a column.

use serde::{Deserialize, Serialize};

use super::Cell;
use crate::domain::{CalendarKind, CivilDate};
use crate::locale::text::fold;

/// Which part of a date stands first, where the year stands last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DateStyle {
    /// 20/04/2025
    #[default]
    DayFirst,
    /// 04/20/2025
    MonthFirst,
}

/// What a whole column says of its dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateStyleDecision {
    /// The style to read it in.
    pub style: DateStyle,
    /// Whether the column leaves a doubt, so that the user is asked once.
    pub is_ambiguous: bool,
}

/// A date with the calendar it was written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadDate {
    /// The calendar.
    pub calendar: CalendarKind,
    /// The day.
    pub day: CivilDate,
}

/// The first and last serial number that is taken for a day (1927 to 2119), when a cell holds a bare number.
const SERIALS: std::ops::RangeInclusive<f64> = 10_000.0..=80_000.0;
/// The serial number of 1 January 1970 in Excel's count.
const UNIX_EPOCH_SERIAL: f64 = 25_569.0;

/// Reads a date; `None` if the cell holds none, or one that its calendar does not have.
pub fn read_date(cell: &Cell, style: DateStyle) -> Option<ReadDate> {
    match cell {
        Cell::Date(day) => Some(ReadDate { calendar: CalendarKind::Gregorian, day: *day }),
        Cell::Number(number) if *number > 13_000_000.0 => read_text(&number.to_string(), style),
        Cell::Number(number) => day_of_serial(*number),
        Cell::Text(text) => read_text(text, style),
        Cell::Empty | Cell::Flag(_) | Cell::Error(_) => None,
    }
}

/// The day of one of Excel's serial numbers.
pub fn day_of_serial(serial: f64) -> Option<ReadDate> {
    SERIALS.contains(&serial).then(|| ReadDate {
        calendar: CalendarKind::Gregorian,
        day: CivilDate::from_unix_day(CalendarKind::Gregorian, (serial.floor() - UNIX_EPOCH_SERIAL) as i32),
    })
}

fn read_text(text: &str, style: DateStyle) -> Option<ReadDate> {
    let (year, month, day) = match parts_of(text)? {
        Parts::YearFirst(parts) => parts,
        Parts::YearLast(first, second, year) => match style {
            DateStyle::DayFirst => (year, second, first),
            DateStyle::MonthFirst => (year, first, second),
        },
    };
    let calendar = match year {
        1200..=1599 => CalendarKind::SolarHijri,
        1900..=2199 => CalendarKind::Gregorian,
        _ => return None,
    };
    let day = CivilDate::new(calendar, year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    Some(ReadDate { calendar, day })
}

enum Parts {
    YearFirst((i32, i32, i32)),
    YearLast(i32, i32, i32),
}

fn parts_of(text: &str) -> Option<Parts> {
    let folded = fold(text);
    // A time of day may follow.
    let day = folded.split([' ', 't']).next()?;
    if day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Parts::YearFirst((day[..4].parse().ok()?, day[4..6].parse().ok()?, day[6..].parse().ok()?)));
    }
    let parts: Vec<&str> = day.split(['/', '-', '.', '٫', '−']).collect();
    let [first, second, third] = parts[..] else { return None };
    let number = |part: &str| if (1..=4).contains(&part.len()) { part.parse::<i32>().ok().filter(|number| *number >= 0) } else { None };
    let numbers = (number(first)?, number(second)?, number(third)?);
    match (first.len(), third.len()) {
        (4, 1..=2) => Some(Parts::YearFirst(numbers)),
        (1..=2, 4) => Some(Parts::YearLast(numbers.0, numbers.1, numbers.2)),
        _ => None,
    }
}

/// Looks at a whole column of texts and decides its style.
pub fn decide_style<'a>(texts: impl Iterator<Item = &'a str>) -> DateStyleDecision {
    let (mut day_first, mut month_first, mut doubts) = (0usize, 0usize, 0usize);
    for text in texts {
        if let Some(Parts::YearLast(first, second, _)) = parts_of(text) {
            match (first > 12, second > 12) {
                (true, false) => day_first += 1,
                (false, true) => month_first += 1,
                (false, false) if first != second => doubts += 1,
                _ => {}
            }
        }
    }
    DateStyleDecision {
        style: if month_first > day_first { DateStyle::MonthFirst } else { DateStyle::DayFirst },
        is_ambiguous: (day_first > 0 && month_first > 0) || (day_first == 0 && month_first == 0 && doubts > 0),
    }
}

/// Reads yes or no; `None` if it is neither.
pub fn read_flag(cell: &Cell) -> Option<bool> {
    match cell {
        Cell::Flag(flag) => Some(*flag),
        Cell::Number(1.0) => Some(true),
        Cell::Number(0.0) => Some(false),
        Cell::Text(text) => match fold(text).trim_end_matches('.') {
            "yes" | "y" | "true" | "t" | "1" | "x" | "✓" | "✔" | "☑" | "✅" | "fixed" | "locked" | "on" | "بله" | "بلی" | "اری"
            | "ثابت" | "دارد" | "است" | "درست" | "قفل" => Some(true),
            "no" | "n" | "false" | "f" | "0" | "✗" | "✘" | "☐" | "❌" | "free" | "off" | "خیر" | "نه" | "ازاد" | "ندارد" | "نیست"
            | "نادرست" | "متغیر" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, style: DateStyle) -> Option<(CalendarKind, i32, u8, u8)> {
        read_date(&Cell::Text(text.into()), style).map(|date| (date.calendar, date.day.year, date.day.month, date.day.day))
    }

    #[test]
    fn both_calendars_are_read() {
        let spring = Some((CalendarKind::SolarHijri, 1404, 1, 31));
        assert_eq!(read("1404/01/31", DateStyle::DayFirst), spring);
        assert_eq!(read("۱۴۰۴-۱-۳۱", DateStyle::DayFirst), spring);
        assert_eq!(read("14040131", DateStyle::DayFirst), spring);
        assert_eq!(read("31/1/1404", DateStyle::DayFirst), spring);
        assert_eq!(read("1404/01/31 14:20", DateStyle::DayFirst), spring);
        let april = Some((CalendarKind::Gregorian, 2025, 4, 20));
        assert_eq!(read("2025-04-20", DateStyle::MonthFirst), april);
        assert_eq!(read("2025-04-20T00:00:00", DateStyle::MonthFirst), april);
        assert_eq!(read("20/04/2025", DateStyle::DayFirst), april);
        assert_eq!(read("04/20/2025", DateStyle::MonthFirst), april);
        assert_eq!(read("04/20/2025", DateStyle::DayFirst), None);
    }

    #[test]
    fn the_last_day_of_a_leap_year_is_a_day() {
        assert!(read("1403/12/30", DateStyle::DayFirst).is_some());
        assert_eq!(read("1404/12/30", DateStyle::DayFirst), None);
        assert_eq!(read("2025-02-29", DateStyle::DayFirst), None);
    }

    #[test]
    fn serial_numbers_are_excels() {
        let april = Some(ReadDate { calendar: CalendarKind::Gregorian, day: CivilDate { year: 2025, month: 4, day: 20 } });
        assert_eq!(read_date(&Cell::Number(45_767.0), DateStyle::DayFirst), april);
        assert_eq!(read_date(&Cell::Number(45_767.75), DateStyle::DayFirst), april);
        assert_eq!(read_date(&Cell::Number(12.0), DateStyle::DayFirst), None);
        let spring = read_date(&Cell::Number(14_040_131.0), DateStyle::DayFirst).unwrap();
        assert_eq!(spring.calendar, CalendarKind::SolarHijri);
    }

    #[test]
    fn the_whole_column_decides() {
        let decide = |texts: &[&str]| {
            let decision = decide_style(texts.iter().copied());
            (decision.style, decision.is_ambiguous)
        };
        assert_eq!(decide(&["03/04/2025", "20/04/2025"]), (DateStyle::DayFirst, false));
        assert_eq!(decide(&["03/04/2025", "04/20/2025"]), (DateStyle::MonthFirst, false));
        assert_eq!(decide(&["03/04/2025"]), (DateStyle::DayFirst, true));
        assert_eq!(decide(&["13/04/2025", "04/13/2025"]), (DateStyle::DayFirst, true));
        assert_eq!(decide(&["1404/01/31", "04/04/2025"]), (DateStyle::DayFirst, false));
    }

    #[test]
    fn yes_and_no_in_both_languages() {
        for word in ["بله", "بلي", "آری", "✓", "YES", "1", "ثابت", "True"] {
            assert_eq!(read_flag(&Cell::Text(word.into())), Some(true), "{word}");
        }
        for word in ["خیر", "No", "0", "آزاد", "۰"] {
            assert_eq!(read_flag(&Cell::Text(word.into())), Some(false), "{word}");
        }
        assert_eq!(read_flag(&Cell::Text("شاید".into())), None);
        assert_eq!(read_flag(&Cell::Flag(true)), Some(true));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9۰-۹/.-]{0,12}|\\PC{0,20}", number in any::<f64>()) {
            for style in [DateStyle::DayFirst, DateStyle::MonthFirst] {
                if let Some(date) = read_date(&Cell::Text(text.clone()), style) {
                    prop_assert!(date.day.unix_day(date.calendar).is_some());
                }
                read_date(&Cell::Number(number), style);
            }
            decide_style([text.as_str()].into_iter());
        }
    }
}
