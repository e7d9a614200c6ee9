//! Dates, months and times in the words of a language, in the Solar Hijri or the Gregorian calendar. The
//! arithmetic of calendars is in `domain::calendar`.

use super::number::NumberFormat;
use super::{Language, Text, number};
use crate::domain::{CalendarKind, CivilDate, YearMonth};

crate::texts! {
    FARVARDIN = "Farvardin", "فروردین";
    ORDIBEHESHT = "Ordibehesht", "اردیبهشت";
    KHORDAD = "Khordad", "خرداد";
    TIR = "Tir", "تیر";
    MORDAD = "Mordad", "مرداد";
    SHAHRIVAR = "Shahrivar", "شهریور";
    MEHR = "Mehr", "مهر";
    ABAN = "Aban", "آبان";
    AZAR = "Azar", "آذر";
    DEY = "Dey", "دی";
    BAHMAN = "Bahman", "بهمن";
    ESFAND = "Esfand", "اسفند";
    JANUARY = "January", "ژانویه";
    FEBRUARY = "February", "فوریه";
    MARCH = "March", "مارس";
    APRIL = "April", "آوریل";
    MAY = "May", "مه";
    JUNE = "June", "ژوئن";
    JULY = "July", "ژوئیه";
    AUGUST = "August", "اوت";
    SEPTEMBER = "September", "سپتامبر";
    OCTOBER = "October", "اکتبر";
    NOVEMBER = "November", "نوامبر";
    DECEMBER = "December", "دسامبر";
    DAY_MONTH_YEAR = "{day} {month} {year}", "{day} {month} {year}";
    MONTH_YEAR = "{month} {year}", "{month} {year}";
    DATE_AND_TIME = "{date}, {time}", "{date}، {time}";
    FISCAL_YEAR = "Fiscal year {year}", "سال مالی {year}";
    FISCAL_YEAR_OVER_TWO = "Fiscal year {year}/{next}", "سال مالی {year}–{next}";
}

const SOLAR_HIJRI: [Text; 12] = [FARVARDIN, ORDIBEHESHT, KHORDAD, TIR, MORDAD, SHAHRIVAR, MEHR, ABAN, AZAR, DEY, BAHMAN, ESFAND];
const GREGORIAN: [Text; 12] = [JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER];
const MINUTE_MILLISECONDS: f64 = 60_000.0;
const DAY_MINUTES: f64 = 1_440.0;

/// Writes dates of one calendar in one language; costs nothing to make and copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateFormat {
    /// The language of digits and words.
    pub language: Language,
    /// The calendar that dates are given in.
    pub calendar: CalendarKind,
}

impl DateFormat {
    /// The format of a language and a calendar.
    pub fn new(language: Language, calendar: CalendarKind) -> DateFormat {
        DateFormat { language, calendar }
    }

    /// The name of a month, 1 to 12; [`number::NO_FIGURE`] for any other number.
    pub fn month_name(self, month: u8) -> &'static str {
        let names = match self.calendar {
            CalendarKind::SolarHijri => &SOLAR_HIJRI,
            CalendarKind::Gregorian => &GREGORIAN,
        };
        let name = usize::from(month).checked_sub(1).and_then(|index| names.get(index));
        name.map_or(number::NO_FIGURE, |name| name.get(self.language))
    }

    /// A short name of a month for axes: three letters of English Gregorian names, the whole name otherwise.
    pub fn month_short_name(self, month: u8) -> &'static str {
        let name = self.month_name(month);
        match (self.language, self.calendar) {
            (Language::English, CalendarKind::Gregorian) => name.get(..3).unwrap_or(name),
            _ => name,
        }
    }

    /// A date in words: `۵ فروردین ۱۴۰۵`, `5 January 2026`.
    pub fn long(self, date: CivilDate) -> String {
        let numbers = NumberFormat::new(self.language);
        let (day, year) = (numbers.plain(i64::from(date.day)), numbers.plain(i64::from(date.year)));
        DAY_MONTH_YEAR.fill(self.language, &[("day", &day), ("month", self.month_name(date.month)), ("year", &year)])
    }

    /// A date in figures, year first: `۱۴۰۵/۰۱/۰۵`, `1405/01/05`, `2026-01-05`.
    pub fn short(self, date: CivilDate) -> String {
        let mark = self.short_mark();
        number::digits(self.language, &format!("{:04}{mark}{:02}{mark}{:02}", date.year, date.month, date.day))
    }

    /// A month in words: `فروردین ۱۴۰۵`, `January 2026`.
    pub fn month_long(self, month: YearMonth) -> String {
        let year = NumberFormat::new(self.language).plain(i64::from(month.year));
        MONTH_YEAR.fill(self.language, &[("month", self.month_name(month.month)), ("year", &year)])
    }

    /// A month in figures: `۱۴۰۵/۰۱`, `2026-01`.
    pub fn month_short(self, month: YearMonth) -> String {
        let mark = self.short_mark();
        number::digits(self.language, &format!("{:04}{mark}{:02}", month.year, month.month))
    }

    /// The time of day of an instant, in 24 hours: `۱۴:۰۵`. `minutes_ahead` is what local time is ahead of
    /// universal time.
    pub fn time_of_day(self, unix_milliseconds: f64, minutes_ahead: i32) -> String {
        let minutes = (unix_milliseconds / MINUTE_MILLISECONDS).floor() + f64::from(minutes_ahead);
        let minute_of_day = minutes.rem_euclid(DAY_MINUTES) as u32;
        number::digits(self.language, &format!("{:02}:{:02}", minute_of_day / 60, minute_of_day % 60))
    }

    /// The day of an instant in words and its time: `۵ فروردین ۱۴۰۵، ۱۴:۰۵`.
    pub fn instant(self, unix_milliseconds: f64, minutes_ahead: i32) -> String {
        let date = CivilDate::from_unix_milliseconds(self.calendar, unix_milliseconds, minutes_ahead);
        let (date, time) = (self.long(date), self.time_of_day(unix_milliseconds, minutes_ahead));
        DATE_AND_TIME.fill(self.language, &[("date", &date), ("time", &time)])
    }

    /// The name of the fiscal year that begins with a month: `سال مالی ۱۴۰۵`; of one that begins within a
    /// calendar year, both years: `Fiscal year 2025/2026`.
    pub fn fiscal_year(self, first_month: YearMonth) -> String {
        let year = |value: i32| NumberFormat::new(self.language).plain(i64::from(value));
        let (first, next) = (year(first_month.year), year(first_month.year.saturating_add(1)));
        let pattern = if first_month.month == 1 { FISCAL_YEAR } else { FISCAL_YEAR_OVER_TWO };
        pattern.fill(self.language, &[("year", &first), ("next", &next)])
    }

    fn short_mark(self) -> char {
        match (self.language, self.calendar) {
            (Language::English, CalendarKind::Gregorian) => '-',
            _ => '/',
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const FA: DateFormat = DateFormat { language: Language::Persian, calendar: CalendarKind::SolarHijri };
    const EN: DateFormat = DateFormat { language: Language::English, calendar: CalendarKind::Gregorian };

    #[test]
    fn dates_are_written_as_people_write_them() {
        let date = CivilDate { year: 1405, month: 1, day: 5 };
        assert_eq!(FA.long(date), "۵ فروردین ۱۴۰۵");
        assert_eq!(FA.short(date), "۱۴۰۵/۰۱/۰۵");
        assert_eq!(DateFormat { language: Language::English, ..FA }.long(date), "5 Farvardin 1405");
        assert_eq!(DateFormat { language: Language::English, ..FA }.short(date), "1405/01/05");
        let date = CivilDate { year: 2026, month: 12, day: 31 };
        assert_eq!(EN.long(date), "31 December 2026");
        assert_eq!(EN.short(date), "2026-12-31");
        assert_eq!(DateFormat { language: Language::Persian, ..EN }.long(date), "۳۱ دسامبر ۲۰۲۶");
    }

    #[test]
    fn months_and_fiscal_years_have_names() {
        assert_eq!(FA.month_long(YearMonth { year: 1404, month: 12 }), "اسفند ۱۴۰۴");
        assert_eq!(EN.month_short(YearMonth { year: 2026, month: 3 }), "2026-03");
        assert_eq!(EN.month_short_name(9), "Sep");
        assert_eq!(EN.month_name(13), "—");
        assert_eq!(FA.month_name(0), "—");
        assert_eq!(FA.fiscal_year(YearMonth { year: 1405, month: 1 }), "سال مالی ۱۴۰۵");
        assert_eq!(EN.fiscal_year(YearMonth { year: 2025, month: 7 }), "Fiscal year 2025/2026");
    }

    #[test]
    fn an_instant_is_told_in_local_time() {
        // 20:35 in universal time on 20 March 2026 is 00:05 in Tehran on the first day of 1405.
        let new_year = CivilDate::new(CalendarKind::SolarHijri, 1405, 1, 1).unwrap().unix_day(CalendarKind::SolarHijri).unwrap();
        let instant = f64::from(new_year) * 86_400_000.0 - 205.0 * 60_000.0;
        assert_eq!(FA.instant(instant, 210), "۱ فروردین ۱۴۰۵، ۰۰:۰۵");
        assert_eq!(EN.instant(-60_000.0, 0), "31 December 1969, 23:59");
    }
}
