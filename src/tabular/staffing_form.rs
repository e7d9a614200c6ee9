//! Attrition and planned hires as typed: read into what a scenario keeps, or the fields that are wrong.

use super::quota_grid::read_percent;
use crate::document::quota::StaffingSettings;
use crate::document::quota::change::{MOST_ATTRITION, MOST_HIRES_A_MONTH, MOST_HOURS, MOST_MONTHS_TO_REPLACE};
use crate::domain::fiscal::MONTHS;
use crate::exchange::numbers::{NumberStyle, read_number};
use crate::locale::NumberFormat;

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffingForm {
    /// The share of sellers that leaves in a year, in percent.
    pub attrition: String,
    /// Months until someone is replaced.
    pub months_to_replace: String,
    /// How many hires start in each month.
    pub hires: [String; MONTHS],
    /// Hours that a seller works in a year.
    pub hours_per_seller: String,
    /// The share of them with customers, in percent.
    pub selling_share: String,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffingField {
    /// Attrition.
    Attrition,
    /// Months until someone is replaced.
    MonthsToReplace,
    /// Hires of a month.
    Hires(usize),
    /// Hours that a seller works in a year.
    HoursPerSeller,
    /// The share of them with customers.
    SellingShare,
}

impl StaffingForm {
    /// The form of what is decided. Months without hires are empty.
    pub fn of(staffing: &StaffingSettings, numbers: NumberFormat) -> StaffingForm {
        let count = |count: u32| if count == 0 { String::new() } else { numbers.count(count as usize) };
        StaffingForm {
            attrition: numbers.decimal(staffing.attrition_rate * 100.0, 2),
            months_to_replace: numbers.count(staffing.months_to_replace as usize),
            hires: staffing.hires.map(count),
            hours_per_seller: staffing.hours_per_seller.map(|hours| numbers.decimal(hours, 2)).unwrap_or_default(),
            selling_share: staffing.selling_share.map(|share| numbers.decimal(share * 100.0, 4)).unwrap_or_default(),
        }
    }

    /// The place of a field.
    pub fn slot(&mut self, field: StaffingField) -> Option<&mut String> {
        match field {
            StaffingField::Attrition => Some(&mut self.attrition),
            StaffingField::MonthsToReplace => Some(&mut self.months_to_replace),
            StaffingField::Hires(month) => self.hires.get_mut(month),
            StaffingField::HoursPerSeller => Some(&mut self.hours_per_seller),
            StaffingField::SellingShare => Some(&mut self.selling_share),
        }
    }

    /// Reads the form; empty fields are 0, or not said.
    ///
    /// # Errors
    /// The fields that hold no such number.
    pub fn read(&self) -> Result<StaffingSettings, Vec<StaffingField>> {
        let mut wrong = Vec::new();
        let attrition_rate =
            read_percent(&self.attrition).ok().map(Option::unwrap_or_default).filter(|rate| (0.0..=MOST_ATTRITION).contains(rate));
        wrong.extend(attrition_rate.is_none().then_some(StaffingField::Attrition));
        let months_to_replace = read_count(&self.months_to_replace, MOST_MONTHS_TO_REPLACE);
        wrong.extend(months_to_replace.is_none().then_some(StaffingField::MonthsToReplace));
        let mut hires = [0; MONTHS];
        for (month, (count, typed)) in hires.iter_mut().zip(&self.hires).enumerate() {
            match read_count(typed, MOST_HIRES_A_MONTH) {
                Some(read) => *count = read,
                None => wrong.push(StaffingField::Hires(month)),
            }
        }
        let hours = read_above_zero(&self.hours_per_seller, MOST_HOURS);
        wrong.extend(hours.is_err().then_some(StaffingField::HoursPerSeller));
        let share = read_percent(&self.selling_share).ok().filter(|share| share.is_none_or(|share| share > 0.0 && share <= 1.0));
        wrong.extend(share.is_none().then_some(StaffingField::SellingShare));
        match (attrition_rate, months_to_replace) {
            (Some(attrition_rate), Some(months_to_replace)) if wrong.is_empty() => {
                let (hours_per_seller, selling_share) = (hours.unwrap_or_default(), share.flatten());
                Ok(StaffingSettings { attrition_rate, months_to_replace, hires, hours_per_seller, selling_share })
            }
            _ => Err(wrong),
        }
    }
}

/// A whole number from 0 to a limit; 0 for an empty field.
fn read_count(typed: &str, most: u32) -> Option<u32> {
    if typed.trim().is_empty() {
        return Some(0);
    }
    let number = read_number(typed.trim(), NumberStyle::PointDecimal)?.to_float();
    (number.fract() == 0.0 && (0.0..=f64::from(most)).contains(&number)).then_some(number as u32)
}

/// A number above 0 up to a limit; nothing for an empty field.
fn read_above_zero(typed: &str, most: f64) -> Result<Option<f64>, ()> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let number = read_number(typed.trim(), NumberStyle::PointDecimal).ok_or(())?.to_float();
    if number > 0.0 && number <= most { Ok(Some(number)) } else { Err(()) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::locale::Language;

    #[test]
    fn what_is_decided_goes_into_the_form_and_comes_out() {
        let mut hires = [0; MONTHS];
        (hires[2], hires[11]) = (3, 1_200);
        let (hours_per_seller, selling_share) = (Some(1_800.0), Some(0.425));
        let staffing = StaffingSettings { attrition_rate: 0.125, months_to_replace: 3, hires, hours_per_seller, selling_share };
        for language in [Language::Persian, Language::English] {
            assert_eq!(StaffingForm::of(&staffing, NumberFormat::new(language)).read(), Ok(staffing));
        }
    }

    #[test]
    fn wrong_fields_are_named_and_empty_ones_are_nothing() {
        let mut form = StaffingForm::of(&StaffingSettings::default(), NumberFormat::new(Language::English));
        form.attrition = " ".into();
        assert_eq!(form.read(), Ok(StaffingSettings::default()));
        form.attrition = "-5".into();
        form.months_to_replace = "2.5".into();
        form.hires[4] = "many".into();
        form.hires[5] = "10001".into();
        form.hours_per_seller = "0".into();
        form.selling_share = "101".into();
        let expected = [
            StaffingField::Attrition,
            StaffingField::MonthsToReplace,
            StaffingField::Hires(4),
            StaffingField::Hires(5),
            StaffingField::HoursPerSeller,
            StaffingField::SellingShare,
        ];
        assert_eq!(form.read(), Err(expected.to_vec()));
    }
}
