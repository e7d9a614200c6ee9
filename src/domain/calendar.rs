//! Dates and months in the Solar Hijri and the Gregorian calendar. The arithmetic is that of
//! `icu_calendar`; instants come from the caller, never from a hidden clock.

use icu_calendar::cal::Persian;
use icu_calendar::types::RataDie;
use icu_calendar::{AsCalendar, Date, Gregorian};
use serde::{Deserialize, Serialize};

/// The calendar a plan's months and dates are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CalendarKind {
    /// Solar Hijri, as used in Iran.
    SolarHijri,
    /// Gregorian.
    Gregorian,
}

/// A day in some calendar; valid by construction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CivilDate {
    /// Year of the calendar.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

/// A month of a year, in the plan's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct YearMonth {
    /// Year of the calendar.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
}

impl YearMonth {
    /// The month that lies so many months later (or earlier, when negative).
    pub fn plus_months(self, months: i32) -> YearMonth {
        let index = self.year * 12 + i32::from(self.month) - 1 + months;
        YearMonth { year: index.div_euclid(12), month: (index.rem_euclid(12) + 1) as u8 }
    }
}

/// The fixed day number (rata die) of 1 January 1970.
const UNIX_EPOCH: i64 = 719_163;
/// Milliseconds in a day.
const DAY_MILLISECONDS: f64 = 86_400_000.0;

impl CivilDate {
    /// The day, or `None` if the calendar has no such day (30 Esfand of a common year, 31 April).
    pub fn new(calendar: CalendarKind, year: i32, month: u8, day: u8) -> Option<CivilDate> {
        rata_die(calendar, year, month, day).map(|_| CivilDate { year, month, day })
    }

    /// The day that has so many days since 1 January 1970.
    pub fn from_unix_day(calendar: CalendarKind, unix_day: i32) -> CivilDate {
        let fixed = RataDie::new(UNIX_EPOCH + i64::from(unix_day));
        match calendar {
            CalendarKind::SolarHijri => CivilDate::of(&Date::from_rata_die(fixed, Persian::new())),
            CalendarKind::Gregorian => CivilDate::of(&Date::from_rata_die(fixed, Gregorian)),
        }
    }

    /// The day of an instant, given in milliseconds since 1970 in universal time and the minutes that local
    /// time is ahead of it.
    pub fn from_unix_milliseconds(calendar: CalendarKind, milliseconds: f64, minutes_ahead: i32) -> CivilDate {
        let day = ((milliseconds + f64::from(minutes_ahead) * 60_000.0) / DAY_MILLISECONDS).floor();
        CivilDate::from_unix_day(calendar, day as i32)
    }

    /// Days since 1 January 1970; `None` if the calendar has no such day.
    pub fn unix_day(self, calendar: CalendarKind) -> Option<i32> {
        let fixed = rata_die(calendar, self.year, self.month, self.day)?;
        i32::try_from(fixed.to_i64_date() - UNIX_EPOCH).ok()
    }

    /// The same day in another calendar; `None` if the first one has no such day.
    pub fn in_calendar(self, from: CalendarKind, to: CalendarKind) -> Option<CivilDate> {
        self.unix_day(from).map(|day| CivilDate::from_unix_day(to, day))
    }

    fn of<A: AsCalendar>(date: &Date<A>) -> CivilDate {
        CivilDate { year: date.year().extended_year(), month: date.month().ordinal, day: date.day_of_month().0 }
    }
}

fn rata_die(calendar: CalendarKind, year: i32, month: u8, day: u8) -> Option<RataDie> {
    match calendar {
        CalendarKind::SolarHijri => Date::try_new_persian(year, month, day).ok().map(|date| date.to_rata_die()),
        CalendarKind::Gregorian => Date::try_new_gregorian(year, month, day).ok().map(|date| date.to_rata_die()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_of_a_leap_year_is_a_day() {
        assert!(CivilDate::new(CalendarKind::SolarHijri, 1403, 12, 30).is_some());
        assert!(CivilDate::new(CalendarKind::SolarHijri, 1404, 12, 30).is_none());
        assert!(CivilDate::new(CalendarKind::Gregorian, 2025, 2, 29).is_none());
    }

    #[test]
    fn the_new_year_falls_on_the_known_day() {
        let new_year = CivilDate { year: 1404, month: 1, day: 1 };
        let gregorian = new_year.in_calendar(CalendarKind::SolarHijri, CalendarKind::Gregorian);
        assert_eq!(gregorian, Some(CivilDate { year: 2025, month: 3, day: 21 }));
    }

    #[test]
    fn months_carry_over_years() {
        let month = YearMonth { year: 1404, month: 11 };
        assert_eq!(month.plus_months(3), YearMonth { year: 1405, month: 2 });
        assert_eq!(month.plus_months(-11), YearMonth { year: 1403, month: 12 });
    }

    #[test]
    fn an_instant_falls_on_the_local_day() {
        // 22:00 in London on 31 December 1969 is 01:30 in Tehran on 1 January 1970.
        let day = CivilDate::from_unix_milliseconds(CalendarKind::Gregorian, -7_200_000.0, 210);
        assert_eq!(day, CivilDate { year: 1970, month: 1, day: 1 });
    }
}
