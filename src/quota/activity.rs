//! When a person is there and how productive: days of each month of the fiscal year within a time on a seat, less
//! absences, and the ramp by month of tenure.
//!
//! Days count with both ends: someone who leaves on the 15th works on the 15th and brings nothing from the 16th on. The
//! month in which experience begins is the first month of tenure, on whichever of its days. Absences do not halt tenure.

use serde::{Deserialize, Serialize};

use super::findings::{Field, Place, QuotaFinding, QuotaFindingKind};
use super::schedule::Ramp;
use crate::domain::fiscal::MONTHS;
use crate::domain::{CalendarKind, CivilDate, FiscalYear, YearMonth};

/// A person's time on a seat. Dates are days of the fiscal year's calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Employment {
    /// The first day; `None`: since before the fiscal year.
    #[serde(default)]
    pub from: Option<CivilDate>,
    /// The last day, which still counts; `None`: beyond the fiscal year.
    #[serde(default)]
    pub until: Option<CivilDate>,
    /// Since when experience counts, for someone who moves from another seat; [`Employment::from`] unless given. With
    /// neither, the person is fully productive.
    #[serde(default)]
    pub experienced_since: Option<CivilDate>,
    /// Days on which the person is away. They may overlap.
    #[serde(default)]
    pub absences: Vec<DateRange>,
    /// The share of full working time, above 0 and at most 1.
    #[serde(default = "full_time")]
    pub working_time_share: f64,
    /// The name of the ramp; the question's default unless given.
    #[serde(default)]
    pub ramp: Option<String>,
    /// The lasting name of a person who may sit on several seats. On days on several at once these share the person's working
    /// time alike, and what the person can carry. Without it, each time on a seat is somebody else's.
    #[serde(default)]
    pub person: Option<String>,
}

fn full_time() -> f64 {
    1.0
}

impl Default for Employment {
    fn default() -> Employment {
        Employment {
            from: None,
            until: None,
            experienced_since: None,
            absences: Vec::new(),
            working_time_share: 1.0,
            ramp: None,
            person: None,
        }
    }
}

/// A range of days with both ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateRange {
    /// The first day.
    pub from: CivilDate,
    /// The last day.
    pub until: CivilDate,
}

/// How much of each month of the fiscal year a person is there, and how productive.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// Days there over days of the month, times the share of working time: 0 to 1.
    pub active: [f64; MONTHS],
    /// The share of full productivity.
    pub ramp: [f64; MONTHS],
    /// What of the time there is this seat's, where the person sits on several at once: 1 for who sits on one.
    pub seat_share: [f64; MONTHS],
}

impl Activity {
    /// There all year and fully productive.
    pub const WHOLE: Activity = Activity { active: [1.0; MONTHS], ramp: [1.0; MONTHS], seat_share: [1.0; MONTHS] };

    /// The working time that is this seat's alone in each month: over all seats of a person, what the person works.
    pub fn worked(&self) -> [f64; MONTHS] {
        std::array::from_fn(|month| self.active[month] * self.seat_share[month])
    }

    /// What of a full month's work is done in each month.
    pub fn productive(&self) -> [f64; MONTHS] {
        std::array::from_fn(|month| self.active[month] * self.ramp[month])
    }
}

impl Employment {
    /// The activity in a fiscal year, and what was noticed, by field.
    pub fn activity(&self, year: &FiscalYear, ramp: Option<&Ramp>) -> (Activity, Vec<QuotaFinding>) {
        let mut reader = Reader { year, found: Vec::new() };
        let from = self.from.and_then(|date| reader.day(date, Field::From));
        let until = self.until.and_then(|date| reader.day(date, Field::Until));
        let since = self.experienced_since.and_then(|date| reader.day(date, Field::ExperiencedSince)).or(from);
        let share = reader.working_time(self.working_time_share);
        let (first, last) = (from.unwrap_or(i32::MIN), until.unwrap_or(i32::MAX));
        if first > last {
            reader.tell(Field::Until, QuotaFindingKind::RangeReversed);
        } else if last < year.first_day() {
            reader.tell(Field::Until, QuotaFindingKind::OutsideFiscalYear);
        } else if first > year.last_day() {
            reader.tell(Field::From, QuotaFindingKind::OutsideFiscalYear);
        }
        let mut days = year.days_within(first, last);
        for (away_from, away_until) in reader.absences(&self.absences) {
            let away = year.days_within(away_from.max(first), away_until.min(last));
            for (days, away) in days.iter_mut().zip(away) {
                *days -= away;
            }
        }
        let in_month = year.days();
        let active = std::array::from_fn(|month| f64::from(days[month].max(0)) / f64::from(in_month[month]) * share);
        (Activity { active, ramp: ramp_shares(year, since, ramp), seat_share: [1.0; MONTHS] }, reader.found)
    }
}

impl Employment {
    /// Whether the person is there on each day of a fiscal year.
    pub(super) fn days_there(&self, year: &FiscalYear) -> Vec<bool> {
        let mut reader = Reader { year, found: Vec::new() };
        let first = self.from.and_then(|date| reader.day(date, Field::From)).unwrap_or(i32::MIN);
        let last = self.until.and_then(|date| reader.day(date, Field::Until)).unwrap_or(i32::MAX);
        let away = reader.absences(&self.absences);
        let is_there = |day: i32| (first..=last).contains(&day) && !away.iter().any(|(from, until)| (*from..=*until).contains(&day));
        (year.first_day()..=year.last_day()).map(is_there).collect()
    }
}

fn ramp_shares(year: &FiscalYear, since: Option<i32>, ramp: Option<&Ramp>) -> [f64; MONTHS] {
    let (Some(since), Some(ramp)) = (since, ramp) else { return [1.0; MONTHS] };
    let began = CivilDate::from_unix_day(year.calendar(), since);
    let began_after_start = year.months_after_start(YearMonth { year: began.year, month: began.month });
    std::array::from_fn(|month| ramp.share((month as i32).saturating_sub(began_after_start).saturating_add(1)))
}

struct Reader<'a> {
    year: &'a FiscalYear,
    found: Vec<QuotaFinding>,
}

impl Reader<'_> {
    fn tell(&mut self, field: Field, kind: QuotaFindingKind) {
        self.found.push(QuotaFinding { place: Place { field: Some(field), ..Place::default() }, kind });
    }

    /// The day of a date. One that the calendar lacks is read as the last day of its month.
    fn day(&mut self, date: CivilDate, field: Field) -> Option<i32> {
        let calendar = self.year.calendar();
        let is_near = (1..=9_999).contains(&date.year);
        if let Some(day) = date.unix_day(calendar).filter(|_| is_near) {
            return Some(day);
        }
        let read_as = last_day_of_month(calendar, date).filter(|_| is_near && date.day > 0);
        self.tell(field, QuotaFindingKind::NoSuchDay { date, read_as });
        read_as.and_then(|date| date.unix_day(calendar))
    }

    fn working_time(&mut self, share: f64) -> f64 {
        if share > 0.0 && share <= 1.0 {
            return share;
        }
        self.tell(Field::WorkingTime, QuotaFindingKind::InvalidWorkingTime { share: share.to_string() });
        1.0
    }

    /// The absences as ranges of days that do not overlap.
    fn absences(&mut self, absences: &[DateRange]) -> Vec<(i32, i32)> {
        let mut ranges = Vec::new();
        for (place, absence) in absences.iter().enumerate() {
            let field = Field::Absence(place as u32);
            let ends = (self.day(absence.from, field.clone()), self.day(absence.until, field.clone()));
            let (Some(from), Some(until)) = ends else { continue };
            if from > until {
                self.tell(field, QuotaFindingKind::RangeReversed);
            } else if until < self.year.first_day() || from > self.year.last_day() {
                self.tell(field, QuotaFindingKind::AbsenceOutsideFiscalYear);
            } else {
                ranges.push((from, until));
            }
        }
        ranges.sort_unstable();
        let mut apart: Vec<(i32, i32)> = Vec::new();
        for (from, until) in ranges {
            match apart.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(until),
                _ => apart.push((from, until)),
            }
        }
        apart
    }
}

fn last_day_of_month(calendar: CalendarKind, date: CivilDate) -> Option<CivilDate> {
    (28..=31).rev().find_map(|day| CivilDate::new(calendar, date.year, date.month, day))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn date(year: i32, month: u8, day: u8) -> CivilDate {
        CivilDate { year, month, day }
    }

    fn year() -> FiscalYear {
        FiscalYear::new(CalendarKind::SolarHijri, YearMonth { year: 1404, month: 1 }).unwrap()
    }

    fn codes(found: &[QuotaFinding]) -> Vec<&'static str> {
        found.iter().map(|finding| finding.kind.code()).collect()
    }

    #[test]
    fn a_leaver_works_on_the_last_day_and_not_after() {
        let employment = Employment { until: Some(date(1404, 2, 15)), ..Employment::default() };
        let (activity, found) = employment.activity(&year(), None);
        assert_eq!(activity.active[..3], [1.0, 15.0 / 31.0, 0.0]);
        assert!(found.is_empty());
    }

    #[test]
    fn a_starter_counts_by_day_and_ramps_by_month() {
        let ramp = Ramp { shares: vec![0.2, 0.6] };
        let employment = Employment { from: Some(date(1404, 11, 16)), working_time_share: 0.5, ..Employment::default() };
        let (activity, _) = employment.activity(&year(), Some(&ramp));
        assert_eq!(activity.active[9..], [0.0, 0.25, 0.5]);
        assert_eq!(activity.ramp[9..], [0.0, 0.2, 0.6]);
        let moved = Employment { experienced_since: Some(date(1403, 12, 30)), ..employment };
        assert_eq!(moved.activity(&year(), Some(&ramp)).0.ramp[..2], [0.6, 1.0]);
    }

    #[test]
    fn absences_that_overlap_count_once() {
        let range = |from, until| DateRange { from, until };
        let absences = vec![
            range(date(1404, 1, 11), date(1404, 1, 20)),
            range(date(1404, 1, 1), date(1404, 1, 12)),
            range(date(1403, 1, 1), date(1403, 1, 2)),
            range(date(1404, 5, 2), date(1404, 5, 1)),
        ];
        let (activity, found) = Employment { absences, ..Employment::default() }.activity(&year(), None);
        assert_eq!(activity.active[0], 11.0 / 31.0);
        assert_eq!(activity.active[4], 1.0);
        assert_eq!(codes(&found), ["absence-outside-fiscal-year", "range-reversed"]);
    }

    #[test]
    fn the_thirty_first_of_esfand_is_read_as_its_last_day_and_told() {
        let employment = Employment { until: Some(date(1404, 12, 31)), from: Some(date(1404, 13, 1)), ..Employment::default() };
        let (activity, found) = employment.activity(&year(), None);
        assert_eq!(activity, Activity::WHOLE);
        assert_eq!(codes(&found), ["no-such-day", "no-such-day"]);
        assert!(
            found
                .iter()
                .any(|finding| matches!(finding.kind, QuotaFindingKind::NoSuchDay { read_as: Some(CivilDate { day: 29, .. }), .. }))
        );
    }

    #[test]
    fn times_outside_the_year_bring_nothing_and_are_told() {
        for (from, until, code) in [
            (Some(date(1405, 1, 1)), None, "outside-fiscal-year"),
            (None, Some(date(1403, 12, 30)), "outside-fiscal-year"),
            (Some(date(1404, 6, 2)), Some(date(1404, 6, 1)), "range-reversed"),
        ] {
            let (activity, found) = Employment { from, until, ..Employment::default() }.activity(&year(), None);
            assert_eq!(activity.active, [0.0; MONTHS]);
            assert_eq!(codes(&found), [code]);
        }
    }

    #[test]
    fn a_wrong_share_of_working_time_counts_as_full() {
        for share in [0.0, -1.0, 1.5, f64::NAN] {
            let (activity, found) = Employment { working_time_share: share, ..Employment::default() }.activity(&year(), None);
            assert_eq!(activity, Activity::WHOLE);
            assert_eq!(codes(&found), ["invalid-working-time"]);
        }
    }
}
