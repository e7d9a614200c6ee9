//! When a seller is there and as what, as typed into a form: read into a [`Service`], or the fields that are wrong.

use super::day_field::{DayProblem, day_text, read_day, read_range};
use crate::domain::{Absence, Service};
use crate::locale::DateFormat;
use crate::locale::text::stored;

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceForm {
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
    /// Since when experience counts.
    pub experienced_since: String,
    /// First and last days of absences; those that are empty altogether are none.
    pub absences: Vec<(String, String)>,
    /// The role.
    pub role: String,
    /// The ramp by name; empty is the usual one.
    pub ramp: String,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceField {
    /// The first day.
    From,
    /// The last day.
    Until,
    /// Since when experience counts.
    ExperiencedSince,
    /// The first day of an absence, by place.
    AbsenceFrom(usize),
    /// The last day of an absence, by place.
    AbsenceUntil(usize),
}

impl ServiceForm {
    /// The form of a service as it stands.
    pub fn of(service: &Service, format: DateFormat) -> ServiceForm {
        ServiceForm {
            from: day_text(service.from, format),
            until: day_text(service.until, format),
            experienced_since: day_text(service.experienced_since, format),
            absences: service.absences.iter().map(|away| (day_text(Some(away.from), format), day_text(Some(away.until), format))).collect(),
            role: service.role.clone().unwrap_or_default(),
            ramp: service.ramp.clone().unwrap_or_default(),
        }
    }

    /// Reads the form.
    ///
    /// # Errors
    /// The fields that are wrong, in the order of the form, with why.
    pub fn read(&self) -> Result<Service, Vec<(ServiceField, DayProblem)>> {
        let mut wrong = Vec::new();
        let mut keep = |field: ServiceField, read: Result<Option<_>, DayProblem>| {
            read.unwrap_or_else(|problem| {
                wrong.push((field, problem));
                None
            })
        };
        let time = read_range(&self.from, &self.until);
        let from = keep(ServiceField::From, time.from);
        let until = keep(ServiceField::Until, time.until);
        let experienced_since = keep(ServiceField::ExperiencedSince, read_day(&self.experienced_since));
        let mut absences = Vec::new();
        for (place, (first, last)) in self.absences.iter().enumerate() {
            if first.trim().is_empty() && last.trim().is_empty() {
                continue;
            }
            let time = read_range(first, last);
            let needed = |day: Result<Option<_>, DayProblem>| day.and_then(|day| day.ok_or(DayProblem::Missing).map(Some));
            let away =
                keep(ServiceField::AbsenceFrom(place), needed(time.from)).zip(keep(ServiceField::AbsenceUntil(place), needed(time.until)));
            absences.extend(away.map(|(from, until)| Absence { from, until }));
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let some = |typed: &str| Some(stored(typed)).filter(|text| !text.is_empty());
        // A ramp is known by its exact name.
        let ramp = Some(self.ramp.clone()).filter(|name| !name.is_empty());
        Ok(Service { from, until, experienced_since, absences, ramp, role: some(&self.role) })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::{CalendarKind, CivilDate};
    use crate::locale::Language;

    const FA: DateFormat = DateFormat { language: Language::Persian, calendar: CalendarKind::SolarHijri };

    #[test]
    fn a_service_goes_into_the_form_and_comes_out_as_it_was() {
        let day = |month, day| CivilDate { year: 2026, month, day };
        let service = Service {
            from: Some(day(3, 21)),
            until: Some(day(12, 31)),
            experienced_since: Some(day(1, 1)),
            absences: vec![Absence { from: day(5, 1), until: day(5, 14) }, Absence { from: day(8, 3), until: day(8, 3) }],
            ramp: Some("تازه‌کار".into()),
            role: Some("سرپرست".into()),
        };
        for format in [FA, DateFormat { language: Language::English, calendar: CalendarKind::Gregorian }] {
            assert_eq!(ServiceForm::of(&service, format).read().unwrap(), service);
        }
        assert!(ServiceForm::of(&Service::default(), FA).read().unwrap().is_plain());
    }

    #[test]
    fn every_wrong_day_is_named_and_empty_absences_are_none() {
        let form = ServiceForm {
            from: "۱۴۰۵/۰۲/۰۱".into(),
            until: "۱۴۰۵/۰۱/۳۱".into(),
            experienced_since: "۱۴۰۴/۱۲/۳۰".into(),
            absences: vec![(" ".into(), String::new()), ("۱۴۰۵/۰۳/۰۱".into(), String::new()), ("x".into(), "۱۴۰۵/۰۳/۰۱".into())],
            role: " ".into(),
            ramp: String::new(),
        };
        let wrong = form.read().unwrap_err();
        let expected = [
            (ServiceField::Until, DayProblem::BeforeFirst),
            (ServiceField::ExperiencedSince, DayProblem::NoSuchDay),
            (ServiceField::AbsenceUntil(1), DayProblem::Missing),
            (ServiceField::AbsenceFrom(2), DayProblem::NotADay),
        ];
        assert_eq!(wrong, expected);
        let empty = ServiceForm { absences: vec![(String::new(), " ".into())], ..ServiceForm::default() };
        assert!(empty.read().unwrap().is_plain());
    }
}
