//! The assumptions of a simulation as typed: read into what a scenario keeps, or the fields that are wrong.

use super::quota_grid::read_percent;
use crate::document::quota::OutlookSettings;
use crate::document::quota::judgement::{Expectation, LARGEST_GROWTH, LARGEST_VARIATION};
use crate::exchange::numbers::{NumberStyle, read_number};
use crate::locale::NumberFormat;

/// What was typed; all but the seed in percent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlookForm {
    /// What is expected of each, where it was chosen.
    pub expectation: Option<Expectation>,
    /// Growth on last year.
    pub growth: String,
    /// How far a seller's result varies.
    pub variation: String,
    /// What of it is common to all.
    pub common_share: String,
    /// How far a seller's goals go together.
    pub goals_together: String,
    /// The seed.
    pub seed: String,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutlookField {
    /// Growth on last year.
    Growth,
    /// How far a seller's result varies.
    Variation,
    /// What of it is common to all.
    CommonShare,
    /// How far a seller's goals go together.
    GoalsTogether,
    /// The seed.
    Seed,
}

impl OutlookForm {
    /// The form of what is decided.
    pub fn of(outlook: &OutlookSettings, numbers: NumberFormat) -> OutlookForm {
        let percent = |share: f64| numbers.decimal(share * 100.0, 2);
        OutlookForm {
            expectation: outlook.expectation,
            growth: percent(outlook.growth),
            variation: percent(outlook.variation),
            common_share: percent(outlook.common_share),
            goals_together: percent(outlook.goals_together),
            seed: numbers.plain(i64::from(outlook.seed)),
        }
    }

    /// The place of a field.
    pub fn slot(&mut self, field: OutlookField) -> &mut String {
        match field {
            OutlookField::Growth => &mut self.growth,
            OutlookField::Variation => &mut self.variation,
            OutlookField::CommonShare => &mut self.common_share,
            OutlookField::GoalsTogether => &mut self.goals_together,
            OutlookField::Seed => &mut self.seed,
        }
    }

    /// Reads the form; empty fields are 0.
    ///
    /// # Errors
    /// The fields that hold no such number.
    pub fn read(&self) -> Result<OutlookSettings, Vec<OutlookField>> {
        let mut wrong = Vec::new();
        let mut share = |typed: &str, low: f64, high: f64, field: OutlookField| {
            let read = read_percent(typed).ok().map(Option::unwrap_or_default).filter(|share| (low..=high).contains(share));
            wrong.extend(read.is_none().then_some(field));
            read.unwrap_or_default()
        };
        let growth = share(&self.growth, -1.0, LARGEST_GROWTH, OutlookField::Growth);
        let variation = share(&self.variation, 0.0, LARGEST_VARIATION, OutlookField::Variation);
        let common_share = share(&self.common_share, 0.0, 1.0, OutlookField::CommonShare);
        let goals_together = share(&self.goals_together, 0.0, 1.0, OutlookField::GoalsTogether);
        let seed = seed_of(&self.seed);
        wrong.extend(seed.is_none().then_some(OutlookField::Seed));
        match seed {
            Some(seed) if wrong.is_empty() => {
                Ok(OutlookSettings { expectation: self.expectation, growth, variation, common_share, goals_together, seed })
            }
            _ => Err(wrong),
        }
    }
}

fn seed_of(typed: &str) -> Option<u32> {
    if typed.trim().is_empty() {
        return Some(0);
    }
    let number = read_number(typed.trim(), NumberStyle::PointDecimal)?.to_float();
    (number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number)).then_some(number as u32)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::locale::Language;

    #[test]
    fn what_is_decided_goes_into_the_form_and_comes_out() {
        let outlook = OutlookSettings { growth: -0.055, variation: 0.35, seed: 4_294_967_295, ..OutlookSettings::default() };
        for language in [Language::Persian, Language::English] {
            let read = OutlookForm::of(&outlook, NumberFormat::new(language)).read().unwrap();
            assert!((read.growth - outlook.growth).abs() < 1e-12 && (read.variation - outlook.variation).abs() < 1e-12);
            assert_eq!(read.seed, outlook.seed);
        }
    }

    #[test]
    fn wrong_fields_are_named() {
        let mut form = OutlookForm::of(&OutlookSettings::default(), NumberFormat::new(Language::English));
        form.growth = "-101".into();
        form.variation = "301".into();
        form.common_share = "much".into();
        form.goals_together = "-1".into();
        form.seed = "1.5".into();
        let all =
            [OutlookField::Growth, OutlookField::Variation, OutlookField::CommonShare, OutlookField::GoalsTogether, OutlookField::Seed];
        assert_eq!(form.read(), Err(all.to_vec()));
    }
}
