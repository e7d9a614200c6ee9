//! Bands called healthy as typed: read into what a scenario keeps, or what is wrong with them.

use super::quota_grid::read_percent;
use crate::document::quota::judgement::{LARGEST_LIMIT, LONGEST_SOURCE};
use crate::exchange::numbers::{NumberStyle, read_number};
use crate::locale::NumberFormat;
use crate::quota::fairness::{BandMeasure, HealthyBand};

/// A band as typed; limits of shares in percent, empty ones are open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BandForm {
    /// Of what.
    pub measure: BandMeasure,
    /// From here.
    pub low: String,
    /// To here.
    pub high: String,
    /// Who says so.
    pub source: String,
}

/// What is wrong with a band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BandProblem {
    /// A limit is no number, or beyond what is read.
    Limit,
    /// Neither limit is given.
    NoLimit,
    /// The lower limit is above the upper one.
    Crossed,
    /// No source, or one that is too long.
    Source,
}

impl BandForm {
    /// The form of a band.
    pub fn of(band: &HealthyBand, numbers: NumberFormat) -> BandForm {
        let typed = |limit: Option<f64>| {
            let scale = if band.measure.is_share() { 100.0 } else { 1.0 };
            limit.map_or_else(String::new, |limit| numbers.decimal(limit * scale, 4))
        };
        BandForm { measure: band.measure, low: typed(band.low), high: typed(band.high), source: band.source.clone() }
    }

    /// Reads the form.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(&self) -> Result<HealthyBand, BandProblem> {
        let limit = |typed: &str| -> Result<Option<f64>, BandProblem> {
            let read = if self.measure.is_share() {
                read_percent(typed).map_err(|_| BandProblem::Limit)?
            } else if typed.trim().is_empty() {
                None
            } else {
                Some(read_number(typed.trim(), NumberStyle::PointDecimal).ok_or(BandProblem::Limit)?.to_float())
            };
            if read.is_some_and(|limit| !limit.is_finite() || limit.abs() > LARGEST_LIMIT) { Err(BandProblem::Limit) } else { Ok(read) }
        };
        let (low, high) = (limit(&self.low)?, limit(&self.high)?);
        let source = self.source.trim();
        if low.is_none() && high.is_none() {
            Err(BandProblem::NoLimit)
        } else if low.zip(high).is_some_and(|(low, high)| low > high) {
            Err(BandProblem::Crossed)
        } else if source.is_empty() || source.chars().count() > LONGEST_SOURCE {
            Err(BandProblem::Source)
        } else {
            Ok(HealthyBand { measure: self.measure, low, high, source: source.to_owned() })
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::locale::Language;
    use crate::quota::fairness::published_bands;

    #[test]
    fn published_bands_go_through_the_form_unchanged() {
        for language in [Language::Persian, Language::English] {
            for band in published_bands() {
                let read = BandForm::of(&band, NumberFormat::new(language)).read().unwrap();
                let near = |one: Option<f64>, other: Option<f64>| match (one, other) {
                    (Some(one), Some(other)) => (one - other).abs() < 1e-12,
                    (one, other) => one == other,
                };
                assert!(near(read.low, band.low) && near(read.high, band.high) && read.source == band.source);
            }
        }
    }

    #[test]
    fn what_is_wrong_is_told() {
        let form = |low: &str, high: &str, source: &str| BandForm {
            measure: BandMeasure::ShareAtQuota,
            low: low.into(),
            high: high.into(),
            source: source.into(),
        };
        assert_eq!(form("۵۰٪", "", "ما").read().unwrap().low, Some(0.5));
        assert_eq!(form("half", "", "x").read(), Err(BandProblem::Limit));
        assert_eq!(form(" ", "", "x").read(), Err(BandProblem::NoLimit));
        assert_eq!(form("70", "50", "x").read(), Err(BandProblem::Crossed));
        assert_eq!(form("50", "70", " ").read(), Err(BandProblem::Source));
    }
}
