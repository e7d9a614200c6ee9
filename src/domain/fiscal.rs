//! The fiscal year of a plan: twelve months of its calendar from the month the user chose, their days (Esfand with 29
//! or 30, February with 28 or 29), quarters, and how ranges of days lie in them.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{CalendarKind, CivilDate, YearMonth};

/// Months in a year.
pub const MONTHS: usize = 12;

/// Why there is no such fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FiscalYearError {
    /// The first month is no month.
    #[error("the fiscal year begins with month {0}; give a month from 1 to 12")]
    Month(u8),
    /// The year lies where the calendar's arithmetic does not reach.
    #[error("the fiscal year begins in year {0}; give a year from 1 to 9000")]
    Year(i32),
}

/// A fiscal year: valid by construction, also when read from a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WrittenFiscalYear", into = "WrittenFiscalYear")]
pub struct FiscalYear {
    calendar: CalendarKind,
    first_month: YearMonth,
    /// Unix days of the first day of each month, and of the day after the year.
    starts: [i32; MONTHS + 1],
}

/// How a fiscal year is written in files.
#[derive(Serialize, Deserialize)]
#[serde(rename = "FiscalYear", deny_unknown_fields)]
struct WrittenFiscalYear {
    calendar: CalendarKind,
    first_month: YearMonth,
}

impl TryFrom<WrittenFiscalYear> for FiscalYear {
    type Error = FiscalYearError;

    fn try_from(written: WrittenFiscalYear) -> Result<FiscalYear, FiscalYearError> {
        FiscalYear::new(written.calendar, written.first_month)
    }
}

impl From<FiscalYear> for WrittenFiscalYear {
    fn from(year: FiscalYear) -> WrittenFiscalYear {
        WrittenFiscalYear { calendar: year.calendar, first_month: year.first_month }
    }
}

impl FiscalYear {
    /// The year that begins with a month of a calendar.
    ///
    /// # Errors
    /// When the month is none of 1 to 12 or the year none of 1 to 9000.
    pub fn new(calendar: CalendarKind, first_month: YearMonth) -> Result<FiscalYear, FiscalYearError> {
        if !(1..=12).contains(&first_month.month) {
            return Err(FiscalYearError::Month(first_month.month));
        }
        if !(1..=9_000).contains(&first_month.year) {
            return Err(FiscalYearError::Year(first_month.year));
        }
        let mut starts = [0; MONTHS + 1];
        for (index, start) in (0..).zip(starts.iter_mut()) {
            let month = first_month.plus_months(index);
            let day = CivilDate { year: month.year, month: month.month, day: 1 };
            *start = day.unix_day(calendar).ok_or(FiscalYearError::Year(first_month.year))?;
        }
        Ok(FiscalYear { calendar, first_month, starts })
    }

    /// The calendar that its months are counted in.
    pub fn calendar(&self) -> CalendarKind {
        self.calendar
    }

    /// The month it begins with.
    pub fn first_month(&self) -> YearMonth {
        self.first_month
    }

    /// Its twelve months in order.
    pub fn months(&self) -> [YearMonth; MONTHS] {
        std::array::from_fn(|index| self.first_month.plus_months(index as i32))
    }

    /// How many days each of its months has.
    pub fn days(&self) -> [i32; MONTHS] {
        std::array::from_fn(|index| self.starts[index + 1] - self.starts[index])
    }

    /// Its first day, in days since 1 January 1970.
    pub fn first_day(&self) -> i32 {
        self.starts[0]
    }

    /// Its last day, in days since 1 January 1970.
    pub fn last_day(&self) -> i32 {
        self.starts[MONTHS] - 1
    }

    /// Which of its months, 0 to 11, holds a day; `None` when the day is outside the year.
    pub fn month_index(&self, unix_day: i32) -> Option<usize> {
        if unix_day < self.first_day() || unix_day > self.last_day() {
            return None;
        }
        self.starts.iter().rposition(|&start| start <= unix_day)
    }

    /// In which of its quarters, 0 to 3, one of its months lies.
    pub fn quarter_of(month_index: usize) -> usize {
        month_index / 3
    }

    /// How many months of the calendar lie between its first month and another: 0 for its first month, -1 for the
    /// month before.
    pub fn months_after_start(&self, month: YearMonth) -> i32 {
        let count = |month: YearMonth| i64::from(month.year) * 12 + i64::from(month.month);
        i32::try_from(count(month) - count(self.first_month)).unwrap_or(i32::MAX)
    }

    /// How many days of each month lie in a range of days, both ends counted; no days when it ends before it begins.
    pub fn days_within(&self, first_unix_day: i32, last_unix_day: i32) -> [i32; MONTHS] {
        std::array::from_fn(|index| {
            let first = first_unix_day.max(self.starts[index]);
            let last = last_unix_day.min(self.starts[index + 1] - 1);
            last.saturating_sub(first).saturating_add(1).max(0)
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn year(calendar: CalendarKind, year: i32, month: u8) -> FiscalYear {
        FiscalYear::new(calendar, YearMonth { year, month }).unwrap()
    }

    fn day(calendar: CalendarKind, year: i32, month: u8, day: u8) -> i32 {
        CivilDate { year, month, day }.unix_day(calendar).unwrap()
    }

    #[test]
    fn esfand_and_february_have_their_days() {
        use CalendarKind::{Gregorian, SolarHijri};
        assert_eq!(year(SolarHijri, 1403, 1).days(), [31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30]);
        assert_eq!(year(SolarHijri, 1404, 1).days()[11], 29);
        assert_eq!(year(SolarHijri, 1403, 7).days()[5], 30);
        assert_eq!(year(Gregorian, 2024, 1).days()[1], 29);
        assert_eq!(year(Gregorian, 2025, 7).days(), [31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30]);
    }

    #[test]
    fn a_day_lies_in_its_month_and_outside_in_none() {
        let calendar = CalendarKind::SolarHijri;
        let fiscal = year(calendar, 1404, 10);
        assert_eq!(fiscal.months()[3], YearMonth { year: 1405, month: 1 });
        assert_eq!(fiscal.month_index(day(calendar, 1404, 10, 1)), Some(0));
        assert_eq!(fiscal.month_index(day(calendar, 1404, 12, 29)), Some(2));
        assert_eq!(fiscal.month_index(day(calendar, 1405, 9, 30)), Some(11));
        assert_eq!(fiscal.month_index(day(calendar, 1405, 10, 1)), None);
        assert_eq!(fiscal.month_index(day(calendar, 1404, 9, 30)), None);
        assert_eq!(fiscal.months_after_start(YearMonth { year: 1404, month: 9 }), -1);
        assert_eq!(FiscalYear::quarter_of(11), 3);
    }

    #[test]
    fn ranges_are_counted_with_both_ends() {
        let calendar = CalendarKind::Gregorian;
        let fiscal = year(calendar, 2026, 1);
        let within = fiscal.days_within(day(calendar, 2025, 5, 1), day(calendar, 2026, 2, 10));
        assert_eq!(within[..3], [31, 10, 0]);
        assert_eq!(fiscal.days_within(fiscal.first_day(), fiscal.last_day()).iter().sum::<i32>(), 365);
        assert_eq!(fiscal.days_within(10, 5), [0; MONTHS]);
        assert_eq!(fiscal.days_within(i32::MIN, i32::MAX), fiscal.days());
    }

    #[test]
    fn a_file_with_no_such_year_is_refused_in_words() {
        let read = |text: &str| serde_json::from_str::<FiscalYear>(text);
        let good = r#"{"calendar":"SolarHijri","first_month":{"year":1404,"month":1}}"#;
        assert_eq!(serde_json::to_string(&read(good).unwrap()).unwrap(), good);
        let message = |text: &str| read(text).unwrap_err().to_string();
        assert!(message(&good.replace("\"month\":1", "\"month\":13")).contains("give a month from 1 to 12"));
        assert!(message(&good.replace("1404", "99999")).contains("give a year from 1 to 9000"));
    }
}
