//! The form of one customer: what stands in its fields, what a customer becomes by them, and what is wrong with
//! them. A field that was left alone keeps its value to the last digit, however it was rounded on screen.

use crate::document::{PotentialUnit, Settings};
use crate::domain::{Account, AreaId, CalendarKind, CivilDate, Coordinates, Money, Workload};
use crate::exchange::Cell;
use crate::exchange::dates::{CertainDate, read_certain_date};
use crate::exchange::decimal::Decimal;
use crate::exchange::numbers::{NumberStyle, read_number};
use crate::locale::text::stored;
use crate::locale::{DateFormat, Language, MoneyFormat, NumberFormat};

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormField {
    /// Name.
    Name,
    /// Degrees north.
    Latitude,
    /// Degrees east.
    Longitude,
    /// Potential.
    Potential,
    /// Sales of the last year.
    Sales,
    /// Hours in a year.
    Hours,
    /// Visits in a year.
    Visits,
    /// Minutes of a visit.
    Minutes,
    /// The day since when it is a customer.
    Since,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormProblem {
    /// It is needed and empty.
    Missing,
    /// It is not a number, or one that can be read in two ways.
    NotANumber,
    /// It is not a day, or one that can be read in two ways.
    NotADate,
    /// It is below zero.
    Negative,
    /// It is larger than any plan can hold.
    TooLarge,
    /// Its value is not between −90 and 90 (latitude) or −180 and 180 (longitude).
    OutOfRange,
    /// The other of the two belongs to it: latitude and longitude, visits and minutes.
    OtherHalfMissing,
}

/// How the workload is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkloadKind {
    /// As hours in a year.
    Hours,
    /// As visits in a year and the minutes of each.
    Visits,
}

/// What stands in the fields.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountForm {
    /// Name.
    pub name: String,
    /// The identifier in the user's system.
    pub code: String,
    /// Degrees north.
    pub latitude: String,
    /// Degrees east.
    pub longitude: String,
    /// The area chosen.
    pub area: Option<AreaId>,
    /// Segment.
    pub segment: String,
    /// Potential, in the plan's unit of it.
    pub potential: String,
    /// Sales, in the unit of amounts.
    pub sales: String,
    /// How the workload is given.
    pub workload_kind: WorkloadKind,
    /// Hours in a year.
    pub hours: String,
    /// Visits in a year.
    pub visits: String,
    /// Minutes of a visit.
    pub minutes: String,
    /// The day since when it is a customer, in the plan's calendar.
    pub since: String,
    /// Whether it is fixed to its territory.
    pub is_fixed: bool,
    /// The further columns, by header.
    pub extra: Vec<(String, String)>,
}

impl AccountForm {
    /// The fields of a customer as they stand. `headers` are the further columns of the plan; those that the
    /// customer lacks are empty.
    pub fn of(account: &Account, headers: &[String], settings: &Settings, language: Language) -> AccountForm {
        let numbers = NumberFormat::new(language);
        let money = MoneyFormat::new(language, settings.currency, settings.display_unit);
        let degrees =
            |degrees: fn(Coordinates) -> f64| account.coordinates.map(|place| numbers.decimal(degrees(place), 6)).unwrap_or_default();
        let figure = |value: Option<f64>| value.map(|value| numbers.decimal(value, 4)).unwrap_or_default();
        let (hours, visits, minutes) = match account.workload {
            None => (None, None, None),
            Some(Workload::Hours(hours)) => (Some(hours), None, None),
            Some(Workload::Visits { visits, minutes_per_visit }) => (None, Some(visits), Some(minutes_per_visit)),
        };
        AccountForm {
            name: account.name.clone(),
            code: account.code.clone().unwrap_or_default(),
            latitude: degrees(|place| place.latitude_degrees),
            longitude: degrees(|place| place.longitude_degrees),
            area: account.area,
            segment: account.segment.clone().unwrap_or_default(),
            potential: match settings.potential_unit {
                PotentialUnit::Points => figure(account.potential),
                PotentialUnit::Money => {
                    account.potential.map(|potential| money.exact_figure(Money(potential.round() as i64))).unwrap_or_default()
                }
            },
            sales: account.sales.map(|sales| money.exact_figure(sales)).unwrap_or_default(),
            workload_kind: if visits.is_some() { WorkloadKind::Visits } else { WorkloadKind::Hours },
            hours: figure(hours),
            visits: figure(visits),
            minutes: figure(minutes),
            since: account
                .customer_since
                .and_then(|day| day.in_calendar(CalendarKind::Gregorian, settings.calendar))
                .map(|day| DateFormat::new(language, settings.calendar).short(day))
                .unwrap_or_default(),
            is_fixed: account.is_fixed,
            extra: headers.iter().map(|header| (header.clone(), account.extra.get(header).cloned().unwrap_or_default())).collect(),
        }
    }

    /// The customer by these fields. `first` is the form as it was opened for `account`.
    ///
    /// # Errors
    /// All that is wrong with the fields, in their order.
    pub fn account(&self, account: &Account, first: &AccountForm, settings: &Settings) -> Result<Account, Vec<(FormField, FormProblem)>> {
        let mut problems = Vec::new();
        let mut next = account.clone();
        next.name = stored(&self.name);
        if next.name.is_empty() {
            problems.push((FormField::Name, FormProblem::Missing));
        }
        next.code = filled(&self.code);
        next.segment = filled(&self.segment);
        next.area = self.area;
        next.is_fixed = self.is_fixed;
        if (&self.latitude, &self.longitude) != (&first.latitude, &first.longitude) {
            next.coordinates = self.coordinates(&mut problems);
        }
        let unit = settings.display_unit.smallest_per_shown(settings.currency);
        if self.potential != first.potential {
            let number = number(&self.potential, FormField::Potential, &mut problems);
            let number = not_negative(number, FormField::Potential, &mut problems);
            next.potential = match settings.potential_unit {
                PotentialUnit::Points => number.map(Decimal::to_float),
                PotentialUnit::Money => money(number, unit, FormField::Potential, &mut problems).map(|money| money.0 as f64),
            };
        }
        if self.sales != first.sales {
            let number = number(&self.sales, FormField::Sales, &mut problems);
            next.sales = money(number, unit, FormField::Sales, &mut problems);
        }
        let workload = |form: &AccountForm| (form.workload_kind, form.hours.clone(), form.visits.clone(), form.minutes.clone());
        if workload(self) != workload(first) {
            next.workload = self.workload(&mut problems);
        }
        if self.since != first.since {
            next.customer_since = day(&self.since, &mut problems);
        }
        for (header, value) in self.extra.iter().filter(|pair| !first.extra.contains(pair)) {
            match filled(value) {
                Some(value) => next.extra.insert(header.clone(), value),
                None => next.extra.remove(header),
            };
        }
        problems.sort();
        if problems.is_empty() { Ok(next) } else { Err(problems) }
    }

    fn coordinates(&self, problems: &mut Vec<(FormField, FormProblem)>) -> Option<Coordinates> {
        let [latitude, longitude] =
            [(&self.latitude, FormField::Latitude, 90.0), (&self.longitude, FormField::Longitude, 180.0)].map(|(typed, field, limit)| {
                let degrees = number(typed, field, problems).map(Decimal::to_float);
                if degrees.is_some_and(|degrees| degrees.abs() > limit) {
                    problems.push((field, FormProblem::OutOfRange));
                }
                degrees
            });
        both((&self.latitude, FormField::Latitude), (&self.longitude, FormField::Longitude), problems);
        Coordinates::new(latitude?, longitude?)
    }

    fn workload(&self, problems: &mut Vec<(FormField, FormProblem)>) -> Option<Workload> {
        let mut figure = |typed: &str, field| {
            let number = number(typed, field, problems);
            not_negative(number, field, problems).map(Decimal::to_float)
        };
        match self.workload_kind {
            WorkloadKind::Hours => figure(&self.hours, FormField::Hours).map(Workload::Hours),
            WorkloadKind::Visits => {
                let (visits, minutes) = (figure(&self.visits, FormField::Visits), figure(&self.minutes, FormField::Minutes));
                both((&self.visits, FormField::Visits), (&self.minutes, FormField::Minutes), problems);
                Some(Workload::Visits { visits: visits?, minutes_per_visit: minutes? })
            }
        }
    }
}

fn filled(typed: &str) -> Option<String> {
    Some(stored(typed)).filter(|typed| !typed.is_empty())
}

/// The Gregorian day that is typed; none in an empty field.
fn day(typed: &str, problems: &mut Vec<(FormField, FormProblem)>) -> Option<CivilDate> {
    let typed = filled(typed)?;
    let day = match read_certain_date(&Cell::Text(typed)) {
        CertainDate::Is(date) => date.gregorian(),
        CertainDate::Open | CertainDate::Unreadable => None,
    };
    if day.is_none() {
        problems.push((FormField::Since, FormProblem::NotADate));
    }
    day
}

/// The number in a field; none in an empty one.
fn number(typed: &str, field: FormField, problems: &mut Vec<(FormField, FormProblem)>) -> Option<Decimal> {
    if typed.trim().is_empty() {
        return None;
    }
    // A unit that is typed along would not change what the field's own unit makes of the figure.
    let has_unit = typed.chars().any(|letter| letter.is_alphabetic() || "$€£₺؋﷼".contains(letter));
    let number = if has_unit { None } else { read_number(typed, NumberStyle::PointDecimal) };
    if number.is_none() {
        problems.push((field, FormProblem::NotANumber));
    }
    number
}

/// An amount in the smallest unit.
fn money(number: Option<Decimal>, unit: i64, field: FormField, problems: &mut Vec<(FormField, FormProblem)>) -> Option<Money> {
    let amount = number?.to_money(unit);
    if amount.is_none() {
        problems.push((field, FormProblem::TooLarge));
    }
    amount
}

fn not_negative(number: Option<Decimal>, field: FormField, problems: &mut Vec<(FormField, FormProblem)>) -> Option<Decimal> {
    if number.is_some_and(Decimal::is_negative) {
        problems.push((field, FormProblem::Negative));
    }
    number
}

/// Two fields of which neither says anything without the other.
fn both(one: (&String, FormField), other: (&String, FormField), problems: &mut Vec<(FormField, FormProblem)>) {
    match (one.0.trim().is_empty(), other.0.trim().is_empty()) {
        (true, false) => problems.push((one.1, FormProblem::OtherHalfMissing)),
        (false, true) => problems.push((other.1, FormProblem::OtherHalfMissing)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::AccountId;

    fn settings() -> Settings {
        Settings::for_language(Language::Persian)
    }

    fn account() -> Account {
        let mut account = Account::named(AccountId(1), "فروشگاه");
        account.coordinates = Coordinates::new(35.123_456_789, -51.5);
        account.potential = Some(12_345_678.4);
        account.sales = Some(Money(1_234_560_001));
        account.workload = Some(Workload::Hours(12.345_678));
        account.customer_since = Some(CivilDate { year: 2019, month: 3, day: 21 });
        account.extra.insert("تلفن".into(), " ۰۲۱ ".into());
        account
    }

    fn form(account: &Account) -> AccountForm {
        AccountForm::of(account, &["تلفن".into(), "شهر".into()], &settings(), Language::Persian)
    }

    #[test]
    fn a_form_left_alone_changes_nothing() {
        let account = account();
        let form = form(&account);
        assert_eq!(form.sales, "۱۲۳٫۴۵۶۰۰۰۱");
        assert_eq!(form.account(&account, &form, &settings()), Ok(account));
    }

    #[test]
    fn amounts_are_typed_in_the_unit_that_is_shown() {
        let account = account();
        let first = form(&account);
        let mut form = first.clone();
        form.sales = "۲۵۰٫۰۰۰۰۰۰۱".into();
        form.potential = "1,300".into();
        form.code = " C-1 ".into();
        assert_eq!(form.since, "۱۳۹۸/۰۱/۰۱");
        form.since = "۱۴۰۳/۱۲/۳۰".into();
        form.extra[0].1 = String::new();
        form.extra[1].1 = "ري".into();
        let next = form.account(&account, &first, &settings()).unwrap();
        assert_eq!(next.sales, Some(Money(2_500_000_001)));
        assert_eq!(next.potential, Some(13_000_000_000.0));
        assert_eq!(next.code.as_deref(), Some("C-1"));
        assert_eq!(next.customer_since, Some(CivilDate { year: 2025, month: 3, day: 20 }));
        for not_a_day in ["1404/12/30", "03/04/2025", "98/05/12"] {
            let form = AccountForm { since: not_a_day.into(), ..first.clone() };
            assert_eq!(form.account(&account, &first, &settings()), Err(vec![(FormField::Since, FormProblem::NotADate)]), "{not_a_day}");
        }
        assert_eq!(next.extra.into_iter().collect::<Vec<_>>(), [("شهر".to_owned(), "ری".to_owned())]);
        assert_eq!(next.coordinates, account.coordinates);
    }

    #[test]
    fn points_are_no_money() {
        let settings = Settings { potential_unit: PotentialUnit::Points, ..settings() };
        let account = Account { potential: Some(2.5), ..account() };
        let first = AccountForm::of(&account, &[], &settings, Language::English);
        assert_eq!(first.potential, "2.5");
        let form = AccountForm { potential: "7".into(), ..first.clone() };
        assert_eq!(form.account(&account, &first, &settings).unwrap().potential, Some(7.0));
    }

    #[test]
    fn a_figure_that_may_be_read_two_ways_is_asked_for_again() {
        let account = account();
        let first = form(&account);
        for typed in ["1,5", "12 تومان", "$3", "1.234.567", "abc"] {
            let form = AccountForm { sales: typed.into(), ..first.clone() };
            assert_eq!(form.account(&account, &first, &settings()), Err(vec![(FormField::Sales, FormProblem::NotANumber)]), "{typed}");
        }
    }

    #[test]
    fn an_emptied_field_is_unknown_and_not_zero() {
        let account = account();
        let first = form(&account);
        let empty = String::new;
        let form =
            AccountForm { sales: empty(), potential: empty(), hours: empty(), latitude: empty(), longitude: empty(), ..first.clone() };
        let next = form.account(&account, &first, &settings()).unwrap();
        assert_eq!((next.sales, next.potential, next.workload, next.coordinates), (None, None, None, None));
    }

    #[test]
    fn every_problem_is_told_at_its_field() {
        let account = account();
        let first = form(&account);
        let form = AccountForm {
            name: " ".into(),
            latitude: "91".into(),
            longitude: String::new(),
            potential: "-1".into(),
            sales: "99999999999999999".into(),
            workload_kind: WorkloadKind::Visits,
            visits: "۱۲".into(),
            minutes: "نیم".into(),
            ..first.clone()
        };
        let problems = form.account(&account, &first, &settings()).unwrap_err();
        assert_eq!(
            problems,
            [
                (FormField::Name, FormProblem::Missing),
                (FormField::Latitude, FormProblem::OutOfRange),
                (FormField::Longitude, FormProblem::OtherHalfMissing),
                (FormField::Potential, FormProblem::Negative),
                (FormField::Sales, FormProblem::TooLarge),
                (FormField::Minutes, FormProblem::NotANumber),
            ]
        );
    }
}
