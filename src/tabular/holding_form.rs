//! Who sits on a territory and when, as typed into a form: read into holdings, or the fields that are wrong.

use super::day_field::{DayProblem, day_after, day_text, read_day, read_range};
use crate::document::quota::{Holding, Who};
use crate::domain::{CivilDate, PersonId};
use crate::locale::DateFormat;
use crate::locale::text::stored;

/// Who is chosen in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhoChoice {
    /// A member of the team.
    Person(PersonId),
    /// Someone yet to be found.
    Hire,
}

/// A row of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldingRow {
    /// Who.
    pub who: WhoChoice,
    /// The name of a hire's place.
    pub name: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
}

/// A field of the form, by row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldingField {
    /// The name of a hire's place.
    Name(usize),
    /// The first day.
    From(usize),
    /// The last day.
    Until(usize),
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldingProblem {
    /// A day.
    Day(DayProblem),
    /// A hire has no name.
    NoName,
}

/// The rows of a territory: what was decided, or its seller all along.
pub fn rows_of(decided: Option<&[Holding]>, seller: Option<PersonId>, format: DateFormat) -> Vec<HoldingRow> {
    let all_along = || seller.map(|seller| Holding { who: Who::Person(seller), from: None, until: None }).into_iter().collect();
    let holdings = decided.map_or_else(all_along, <[Holding]>::to_vec);
    let row = |holding: Holding| {
        let (who, name) = match holding.who {
            Who::Person(person) => (WhoChoice::Person(person), String::new()),
            Who::Hire(name) => (WhoChoice::Hire, name),
        };
        HoldingRow { who, name, from: day_text(holding.from, format), until: day_text(holding.until, format) }
    };
    holdings.into_iter().map(row).collect()
}

/// Reads the rows; `None` is the seller all along, and no row at all a territory that is vacant.
///
/// # Errors
/// The fields that are wrong, in the order of the form, with why.
pub fn read(rows: &[HoldingRow], seller: Option<PersonId>) -> Result<Option<Vec<Holding>>, Vec<(HoldingField, HoldingProblem)>> {
    let mut wrong = Vec::new();
    let mut holdings = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let name = stored(&row.name);
        if row.who == WhoChoice::Hire && name.is_empty() {
            wrong.push((HoldingField::Name(place), HoldingProblem::NoName));
        }
        let time = read_range(&row.from, &row.until);
        wrong.extend(time.from.err().map(|problem| (HoldingField::From(place), HoldingProblem::Day(problem))));
        wrong.extend(time.until.err().map(|problem| (HoldingField::Until(place), HoldingProblem::Day(problem))));
        let who = match row.who {
            WhoChoice::Person(person) => Who::Person(person),
            WhoChoice::Hire => Who::Hire(name),
        };
        holdings.push(Holding { who, from: time.from.ok().flatten(), until: time.until.ok().flatten() });
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let is_seller_all_along = match &holdings[..] {
        [] => seller.is_none(),
        [only] => seller.is_some_and(|seller| only.who == Who::Person(seller)) && only.from.is_none() && only.until.is_none(),
        _ => false,
    };
    Ok((!is_seller_all_along).then_some(holdings))
}

/// A hire who follows a row: from the day after its last one, or after the last day of the person in it. Without either the
/// first day is left to the user.
pub fn backfill(row: &HoldingRow, last_day_of_person: Option<CivilDate>, name: String, format: DateFormat) -> HoldingRow {
    let last = [read_day(&row.until).ok().flatten(), last_day_of_person].into_iter().flatten().min();
    HoldingRow { who: WhoChoice::Hire, name, from: day_text(last.and_then(day_after), format), until: String::new() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::CalendarKind;
    use crate::locale::Language;

    const FA: DateFormat = DateFormat { language: Language::Persian, calendar: CalendarKind::SolarHijri };
    const SELLER: PersonId = PersonId(4);

    #[test]
    fn the_seller_all_along_is_no_decision_and_nobody_is_one() {
        let rows = rows_of(None, Some(SELLER), FA);
        assert_eq!(read(&rows, Some(SELLER)), Ok(None));
        assert_eq!(read(&[], Some(SELLER)), Ok(Some(Vec::new())), "emptied by hand is vacant");
        assert_eq!(read(&rows, None).unwrap().unwrap().len(), 1);
        assert_eq!(read(&rows_of(None, None, FA), None), Ok(None));
    }

    #[test]
    fn a_backfill_begins_the_day_after() {
        let mut rows = rows_of(None, Some(SELLER), FA);
        rows[0].until = "۱۴۰۵/۰۴/۳۱".into();
        let hire = backfill(&rows[0], None, "جایگزین".into(), FA);
        assert_eq!(hire.from, "۱۴۰۵/۰۵/۰۱");
        rows.push(hire);
        let holdings = read(&rows, Some(SELLER)).unwrap().unwrap();
        assert_eq!(holdings[1].who, Who::Hire("جایگزین".into()));
        assert_eq!(rows_of(Some(&holdings), Some(SELLER), FA), rows);
        let leaves = CivilDate { year: 2026, month: 7, day: 20 };
        rows[0].until = String::new();
        assert_eq!(backfill(&rows[0], Some(leaves), "x".into(), FA).from, day_text(day_after(leaves), FA));
        assert_eq!(backfill(&rows[0], None, "x".into(), FA).from, "");
    }

    #[test]
    fn wrong_fields_are_all_named() {
        let row = HoldingRow { who: WhoChoice::Hire, name: " ".into(), from: "1405/12/31".into(), until: "1405/01/01".into() };
        let wrong = read(&[row], None).unwrap_err();
        let day = HoldingProblem::Day(DayProblem::NoSuchDay);
        assert_eq!(wrong, [(HoldingField::Name(0), HoldingProblem::NoName), (HoldingField::From(0), day)]);
    }
}
