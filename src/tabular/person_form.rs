//! A seller as typed into a form: read into a [`Person`], or the fields that are wrong. Digits of any keyboard
//! are read; the words of what is wrong are the screen's.

use crate::domain::{Coordinates, Person, PersonId};
use crate::exchange::numbers::{NumberStyle, read_number};
use crate::locale::text::stored;

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonForm {
    /// The name.
    pub name: String,
    /// The identifier; may be empty.
    pub code: String,
    /// Degrees north of the home place; empty when unknown.
    pub latitude: String,
    /// Degrees east of the home place; empty when unknown.
    pub longitude: String,
    /// Percent of full working time.
    pub working_time_percent: String,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonField {
    /// The name is empty.
    Name,
    /// Not a latitude, or only the longitude is there.
    Latitude,
    /// Not a longitude, or only the latitude is there.
    Longitude,
    /// Not a percentage above 0 and at most 100.
    WorkingTime,
}

impl PersonForm {
    /// Reads the form into a person of that identity, of whose service it says nothing.
    ///
    /// # Errors
    /// The fields that are wrong, in the order of the form.
    pub fn read(&self, id: PersonId) -> Result<Person, Vec<PersonField>> {
        let mut wrong = Vec::new();
        let name = stored(&self.name);
        if name.is_empty() {
            wrong.push(PersonField::Name);
        }
        let (latitude, longitude) = (degrees(&self.latitude, 90.0), degrees(&self.longitude, 180.0));
        let is_without_home = self.latitude.trim().is_empty() && self.longitude.trim().is_empty();
        if !is_without_home {
            wrong.extend(latitude.is_none().then_some(PersonField::Latitude));
            wrong.extend(longitude.is_none().then_some(PersonField::Longitude));
        }
        let share = number(&self.working_time_percent).map(|percent| percent / 100.0).filter(|share| *share > 0.0 && *share <= 1.0);
        wrong.extend(share.is_none().then_some(PersonField::WorkingTime));
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let code = stored(&self.code);
        Ok(Person {
            code: (!code.is_empty()).then_some(code),
            home: latitude.zip(longitude).and_then(|(latitude, longitude)| Coordinates::new(latitude, longitude)),
            working_time_share: share.unwrap_or(1.0),
            ..Person::named(id, name)
        })
    }
}

fn number(typed: &str) -> Option<f64> {
    read_number(typed, NumberStyle::PointDecimal).map(|number| number.to_float()).filter(|number| number.is_finite())
}

fn degrees(typed: &str, limit: f64) -> Option<f64> {
    number(typed).filter(|degrees| degrees.abs() <= limit)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn form(latitude: &str, longitude: &str, percent: &str) -> PersonForm {
        PersonForm {
            name: " سارا كريمي ".into(),
            code: " ".into(),
            latitude: latitude.into(),
            longitude: longitude.into(),
            working_time_percent: percent.into(),
        }
    }

    #[test]
    fn persian_digits_are_read() {
        let person = form("۳۵٫۷", "۵۱٫۴۲", "۵۰٪").read(PersonId(7)).unwrap();
        assert_eq!(person.name, "سارا کریمی");
        assert_eq!((person.code, person.working_time_share), (None, 0.5));
        assert_eq!(person.home, Coordinates::new(35.7, 51.42));
        assert_eq!(form("", " ", "100").read(PersonId(7)).unwrap().home, None);
        assert_eq!(form("-33.4", "-70.6", "12.5").read(PersonId(7)).unwrap().home, Coordinates::new(-33.4, -70.6));
    }

    #[test]
    fn every_wrong_field_is_named() {
        let empty = PersonForm::default();
        assert_eq!(empty.read(PersonId(1)), Err(vec![PersonField::Name, PersonField::WorkingTime]));
        assert_eq!(form("35.7", "", "100").read(PersonId(1)), Err(vec![PersonField::Longitude]));
        let all = form("91", "abc", "0").read(PersonId(1));
        assert_eq!(all, Err(vec![PersonField::Latitude, PersonField::Longitude, PersonField::WorkingTime]));
        assert_eq!(form("", "", "101").read(PersonId(1)), Err(vec![PersonField::WorkingTime]));
    }
}
