//! Dates and yes/no as people type them. Days are of the Solar Hijri calendar when their year is near ours in it,
//! else Gregorian. What the digits of a date leave open, the order of its parts and the calendar of a year of two
//! digits, is decided once a column, and asked where the column leaves it open as well.

use serde::{Deserialize, Serialize};

use super::Cell;
use crate::domain::{CalendarKind, CivilDate};
use crate::locale::text::fold;

/// Which part of a date stands first, where its digits do not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DateOrder {
    /// 20/04/2025
    #[default]
    DayFirst,
    /// 04/20/2025
    MonthFirst,
    /// 04/01/31, with a year of two digits
    YearFirst,
}

/// How the dates of a column are read where their digits leave it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DateStyle {
    /// Which part stands first.
    pub order: DateOrder,
    /// The calendar of years of two digits.
    pub short_years: CalendarKind,
}

impl DateStyle {
    /// All of them, those of a calendar first.
    pub fn all(first: CalendarKind) -> [DateStyle; 6] {
        let second = match first {
            CalendarKind::SolarHijri => CalendarKind::Gregorian,
            CalendarKind::Gregorian => CalendarKind::SolarHijri,
        };
        let orders = [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst];
        let [a, b, c] = orders.map(|order| DateStyle { order, short_years: first });
        let [d, e, f] = orders.map(|order| DateStyle { order, short_years: second });
        [a, b, c, d, e, f]
    }
}

/// What a whole column says of its dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateStyleDecision {
    /// The style to read it in; `None` while only the user can tell.
    pub style: Option<DateStyle>,
    /// The styles that the user is asked to choose from; each reads some cell differently from the others.
    pub candidates: Vec<DateStyle>,
}

/// A date with the calendar it was written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadDate {
    /// The calendar.
    pub calendar: CalendarKind,
    /// The day.
    pub day: CivilDate,
}

impl ReadDate {
    /// The same day in the Gregorian calendar, in which plans keep days.
    pub fn gregorian(self) -> Option<CivilDate> {
        self.day.in_calendar(self.calendar, CalendarKind::Gregorian)
    }
}

/// The first and last serial number that is taken for a day (1927 to 2119), when a cell holds a bare number.
const SERIALS: std::ops::RangeInclusive<f64> = 10_000.0..=80_000.0;
/// The serial number of 1 January 1970 in Excel's count.
const UNIX_EPOCH_SERIAL: f64 = 25_569.0;
/// Years of the Solar Hijri calendar that are read, 1921 to 2050. Later ones are of the lunar calendar, which is
/// not read: taken for solar years they would be wrong by decades.
const SOLAR_HIJRI_YEARS: std::ops::RangeInclusive<i32> = 1300..=1429;
/// Years of the Gregorian calendar that are read.
const GREGORIAN_YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Reads a date; `None` if the cell holds none, or one that its calendar does not have.
pub fn read_date(cell: &Cell, style: DateStyle) -> Option<ReadDate> {
    match cell {
        // Some programs write the days of other calendars as they stand.
        Cell::Date(day) if SOLAR_HIJRI_YEARS.contains(&day.year) => date_of((day.year, day.month.into(), day.day.into())),
        Cell::Date(day) => Some(ReadDate { calendar: CalendarKind::Gregorian, day: *day }),
        Cell::Number(number) if *number > 13_000_000.0 => read_text(&number.to_string(), style),
        Cell::Number(number) => day_of_serial(*number),
        Cell::Text(text) => read_text(text, style),
        Cell::Empty | Cell::Flag(_) | Cell::Error(_) => None,
    }
}

/// What a date is in every style that can read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertainDate {
    /// The same in all of them.
    Is(ReadDate),
    /// Different days: only the column or the user can tell.
    Open,
    /// None can read it.
    Unreadable,
}

/// Reads a date without any style, as far as that can be.
pub fn read_certain_date(cell: &Cell) -> CertainDate {
    let mut readings = DateStyle::all(CalendarKind::Gregorian).into_iter().filter_map(|style| read_date(cell, style));
    match readings.next() {
        None => CertainDate::Unreadable,
        Some(first) if readings.all(|other| other == first) => CertainDate::Is(first),
        Some(_) => CertainDate::Open,
    }
}

/// Whether a cell can be read as a date in some way.
pub fn may_be_date(cell: &Cell) -> bool {
    read_certain_date(cell) != CertainDate::Unreadable
}

/// The day of one of Excel's serial numbers.
pub fn day_of_serial(serial: f64) -> Option<ReadDate> {
    SERIALS.contains(&serial).then(|| ReadDate {
        calendar: CalendarKind::Gregorian,
        day: CivilDate::from_unix_day(CalendarKind::Gregorian, (serial.floor() - UNIX_EPOCH_SERIAL) as i32),
    })
}

fn read_text(text: &str, style: DateStyle) -> Option<ReadDate> {
    match parts_of(text)? {
        Parts::Serial(serial) => day_of_serial(serial),
        Parts::YearFirst(parts) => date_of(parts),
        Parts::YearLast(first, second, year) => match style.order {
            DateOrder::MonthFirst => date_of((year, first, second)),
            DateOrder::DayFirst | DateOrder::YearFirst => date_of((year, second, first)),
        },
        Parts::ShortYear(first, second, third) => {
            let year = |short: i32| full_year(short, style.short_years);
            match style.order {
                DateOrder::YearFirst => date_of((year(first), second, third)),
                DateOrder::MonthFirst => date_of((year(third), first, second)),
                DateOrder::DayFirst => date_of((year(third), second, first)),
            }
        }
    }
}

/// The year that people mean by two digits.
fn full_year(short: i32, calendar: CalendarKind) -> i32 {
    match calendar {
        CalendarKind::SolarHijri if short >= 30 => 1300 + short,
        CalendarKind::SolarHijri => 1400 + short,
        CalendarKind::Gregorian if short >= 50 => 1900 + short,
        CalendarKind::Gregorian => 2000 + short,
    }
}

fn date_of((year, month, day): (i32, i32, i32)) -> Option<ReadDate> {
    let calendar = match year {
        year if SOLAR_HIJRI_YEARS.contains(&year) => CalendarKind::SolarHijri,
        year if GREGORIAN_YEARS.contains(&year) => CalendarKind::Gregorian,
        _ => return None,
    };
    let day = CivilDate::new(calendar, year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    Some(ReadDate { calendar, day })
}

enum Parts {
    Serial(f64),
    YearFirst((i32, i32, i32)),
    YearLast(i32, i32, i32),
    ShortYear(i32, i32, i32),
}

fn parts_of(text: &str) -> Option<Parts> {
    let folded = fold(text);
    // A time of day may follow.
    let day = folded.split([' ', 't']).next()?;
    if day.bytes().all(|byte| byte.is_ascii_digit()) {
        return match day.len() {
            5 => Some(Parts::Serial(day.parse().ok()?)),
            8 => Some(Parts::YearFirst((day[..4].parse().ok()?, day[4..6].parse().ok()?, day[6..].parse().ok()?))),
            _ => None,
        };
    }
    let parts: Vec<&str> = day.split(['/', '-', '.', '٫', '−']).collect();
    let [first, second, third] = parts[..] else { return None };
    let number = |part: &str| if (1..=4).contains(&part.len()) { part.parse::<i32>().ok().filter(|number| *number >= 0) } else { None };
    let numbers = (number(first)?, number(second)?, number(third)?);
    match (first.len(), third.len()) {
        (4, 1..=2) => Some(Parts::YearFirst(numbers)),
        (1..=2, 4) => Some(Parts::YearLast(numbers.0, numbers.1, numbers.2)),
        (1..=2, 1..=2) => Some(Parts::ShortYear(numbers.0, numbers.1, numbers.2)),
        _ => None,
    }
}

/// What the cells of a column say of its dates, gathered one by one.
#[derive(Clone, Debug)]
pub struct DateVotes {
    styles: [DateStyle; 6],
    readable: [usize; 6],
    /// The days that each style reads, as one number: equal when the days are.
    days: [u64; 6],
}

impl DateVotes {
    /// Before any cell. Styles of a calendar are preferred where it makes no difference.
    pub fn new(calendar: CalendarKind) -> DateVotes {
        DateVotes { styles: DateStyle::all(calendar), readable: [0; 6], days: [0; 6] }
    }

    /// Looks at one cell. Those that every style reads in the same way say nothing.
    pub fn add(&mut self, text: &str) {
        if !matches!(parts_of(text), Some(Parts::YearLast(..) | Parts::ShortYear(..))) {
            return;
        }
        for (index, style) in self.styles.into_iter().enumerate() {
            let day = read_text(text, style).and_then(|date| date.day.unix_day(date.calendar));
            self.readable[index] += usize::from(day.is_some());
            let said = day.map_or(0, |day| u64::from(day.unsigned_abs()) * 2 + 1 + u64::from(day < 0));
            self.days[index] = (self.days[index] ^ said).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        }
    }

    /// The style, once all cells were seen: the one that reads the most of them, if they agree on what they read.
    pub fn decide(&self) -> DateStyleDecision {
        let most = self.readable.into_iter().max().unwrap_or(0);
        let mut candidates: Vec<usize> = Vec::new();
        for index in 0..self.styles.len() {
            let is_new = candidates.iter().all(|known| self.days[*known] != self.days[index]);
            if most > 0 && self.readable[index] == most && is_new {
                candidates.push(index);
            }
        }
        match candidates[..] {
            [] => DateStyleDecision { style: Some(self.styles[0]), candidates: Vec::new() },
            [only] => DateStyleDecision { style: Some(self.styles[only]), candidates: Vec::new() },
            _ => DateStyleDecision { style: None, candidates: candidates.into_iter().map(|index| self.styles[index]).collect() },
        }
    }
}

/// Looks at a whole column of texts and decides its style.
pub fn decide_style<'a>(texts: impl Iterator<Item = &'a str>, calendar: CalendarKind) -> DateStyleDecision {
    let mut votes = DateVotes::new(calendar);
    texts.for_each(|text| votes.add(text));
    votes.decide()
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

    const DAY: DateStyle = DateStyle { order: DateOrder::DayFirst, short_years: CalendarKind::Gregorian };
    const MONTH: DateStyle = DateStyle { order: DateOrder::MonthFirst, short_years: CalendarKind::Gregorian };
    const SHORT_HIJRI: DateStyle = DateStyle { order: DateOrder::YearFirst, short_years: CalendarKind::SolarHijri };

    fn read(text: &str, style: DateStyle) -> Option<(CalendarKind, i32, u8, u8)> {
        read_date(&Cell::Text(text.into()), style).map(|date| (date.calendar, date.day.year, date.day.month, date.day.day))
    }

    #[test]
    fn both_calendars_are_read() {
        let spring = Some((CalendarKind::SolarHijri, 1404, 1, 31));
        for text in ["1404/01/31", "۱۴۰۴-۱-۳۱", "14040131", "31/1/1404", "1404/01/31 14:20"] {
            assert_eq!(read(text, DAY), spring, "{text}");
        }
        assert_eq!(read("04/1/31", SHORT_HIJRI), spring);
        assert_eq!(read("۹۸/۰۵/۱۲", SHORT_HIJRI), Some((CalendarKind::SolarHijri, 1398, 5, 12)));
        let april = Some((CalendarKind::Gregorian, 2025, 4, 20));
        for (text, style) in [
            ("2025-04-20", MONTH),
            ("2025-04-20T00:00:00", MONTH),
            ("20/04/2025", DAY),
            ("04/20/2025", MONTH),
            ("20.4.25", DAY),
            ("45767", DAY),
        ] {
            assert_eq!(read(text, style), april, "{text}");
        }
        assert_eq!(read("04/20/2025", DAY), None);
        // A year of the lunar calendar is refused rather than taken for one of the solar calendar.
        assert_eq!(read("1446/09/01", DAY), None);
    }

    #[test]
    fn the_last_day_of_a_leap_year_is_a_day() {
        assert!(read("1403/12/30", DAY).is_some());
        assert_eq!(read("1404/12/30", DAY), None);
        assert_eq!(read("2025-02-29", DAY), None);
    }

    #[test]
    fn serial_numbers_are_excels() {
        let april = Some(ReadDate { calendar: CalendarKind::Gregorian, day: CivilDate { year: 2025, month: 4, day: 20 } });
        assert_eq!(read_date(&Cell::Number(45_767.0), DAY), april);
        assert_eq!(read_date(&Cell::Number(45_767.75), DAY), april);
        assert_eq!(read_date(&Cell::Number(12.0), DAY), None);
        let spring = read_date(&Cell::Number(14_040_131.0), DAY).unwrap();
        assert_eq!(spring.calendar, CalendarKind::SolarHijri);
        assert_eq!(read_date(&Cell::Date(CivilDate { year: 1404, month: 1, day: 31 }), DAY), Some(spring));
        assert_eq!(spring.gregorian(), Some(CivilDate { year: 2025, month: 4, day: 20 }));
    }

    #[test]
    fn the_whole_column_decides_or_the_user_is_asked() {
        let decide = |texts: &[&str]| {
            let decision = decide_style(texts.iter().copied(), CalendarKind::SolarHijri);
            (decision.style.map(|style| style.order), decision.candidates.iter().map(|style| style.order).collect::<Vec<_>>())
        };
        use DateOrder::*;
        assert_eq!(decide(&["03/04/2025", "20/04/2025"]), (Some(DayFirst), vec![]));
        assert_eq!(decide(&["03/04/2025", "04/20/2025"]), (Some(MonthFirst), vec![]));
        assert_eq!(decide(&["03/04/2025"]), (None, vec![DayFirst, MonthFirst]));
        assert_eq!(decide(&["13/04/2025", "04/13/2025"]), (None, vec![DayFirst, MonthFirst]));
        assert_eq!(decide(&["1404/01/31", "04/04/2025"]), (Some(DayFirst), vec![]));
        assert_eq!(decide(&["1404/01/31", "—"]), (Some(DayFirst), vec![]));
    }

    #[test]
    fn a_year_of_two_digits_may_be_of_either_calendar() {
        let decision = decide_style(["98/05/12", "99/11/30"].into_iter(), CalendarKind::SolarHijri);
        assert_eq!(decision.style, None);
        let both = [CalendarKind::SolarHijri, CalendarKind::Gregorian];
        assert_eq!(decision.candidates, both.map(|short_years| DateStyle { order: DateOrder::YearFirst, short_years }));
        assert_eq!(read_certain_date(&Cell::Text("98/05/12".into())), CertainDate::Open);
        // The 31st of Ordibehesht is a day, the 31st of April is not: the column has told its calendar.
        let decision = decide_style(["98/02/31", "99/02/31"].into_iter(), CalendarKind::Gregorian);
        assert_eq!(decision.style, Some(SHORT_HIJRI));
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
            for style in DateStyle::all(CalendarKind::SolarHijri) {
                if let Some(date) = read_date(&Cell::Text(text.clone()), style) {
                    prop_assert!(date.gregorian().is_some());
                }
                read_date(&Cell::Number(number), style);
            }
            decide_style([text.as_str()].into_iter(), CalendarKind::Gregorian);
        }
    }
}
