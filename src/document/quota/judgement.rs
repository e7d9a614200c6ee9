//! By what quotas are judged and what is expected of the year: bands that sources call healthy, and the assumptions of the
//! simulation. Both are decisions of a scenario.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::sellers::SellerQuota;
use crate::document::CommandError;
use crate::quota::fairness::{HealthyBand, published_bands};

/// The most bands that are kept.
pub const MOST_BANDS: usize = 40;
/// The longest source of a band, in characters.
pub const LONGEST_SOURCE: usize = 500;
/// The largest limit of a band.
pub const LARGEST_LIMIT: f64 = 1_000.0;
/// The largest variation of a seller's result.
pub const LARGEST_VARIATION: f64 = 3.0;
/// The largest growth that is expected.
pub const LARGEST_GROWTH: f64 = 10.0;

/// How many trials a simulation has.
pub const TRIALS: u32 = 10_000;

/// What a seller is expected to bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expectation {
    /// Last year's sales of the seller's customers, with growth.
    LastYear,
    /// Last year's sales of all, with growth, shared out by potential.
    Potential,
    /// The seller's own estimate.
    Estimate,
    /// What the seller can carry.
    Capacity,
}

impl Expectation {
    /// All of them.
    pub const ALL: [Expectation; 4] = [Expectation::LastYear, Expectation::Potential, Expectation::Estimate, Expectation::Capacity];

    /// Whether growth is added to it.
    pub fn grows(self) -> bool {
        matches!(self, Expectation::LastYear | Expectation::Potential)
    }
}

/// The assumptions of the simulation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OutlookSettings {
    /// What is expected of each seller; without it, what the plan knows best (see [`OutlookSettings::expectation_of`]).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expectation: Option<Expectation>,
    /// Growth on last year, where the expectation goes by it; 0.1 is 10 % more.
    pub growth: f64,
    /// How far a seller's result varies: standard deviation ÷ mean.
    pub variation: f64,
    /// The share of the variance that is common to all sellers, 0 to 1.
    pub common_share: f64,
    /// How far a seller's goals go together beyond that, 0 to 1.
    pub goals_together: f64,
    /// The seed of the trials.
    pub seed: u32,
}

impl Default for OutlookSettings {
    /// The variation is that of a published team of ten (Kellblog's quota attainment model, second scenario: 0.35; its first
    /// has 0.58). The two shares are assumptions without a source.
    fn default() -> OutlookSettings {
        OutlookSettings { expectation: None, growth: 0.0, variation: 0.35, common_share: 0.2, goals_together: 0.5, seed: 1 }
    }
}

impl OutlookSettings {
    /// What is expected of sellers: what was chosen, or else last year's sales of all shared out by potential, where the
    /// potential of every seller is known, and last year's sales of each seller's customers otherwise.
    pub fn expectation_of(&self, sellers: &[SellerQuota]) -> Expectation {
        let is_known = |figure: Option<f64>| figure.is_some_and(|figure| figure > 0.0);
        let have_potential = sellers.iter().all(|seller| is_known(seller.ground.potential));
        let have_sold = sellers.iter().any(|seller| is_known(seller.ground.last_year));
        let usual = if have_potential && have_sold { Expectation::Potential } else { Expectation::LastYear };
        self.expectation.unwrap_or(usual)
    }
}

/// By what a scenario's quotas are judged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Judgement {
    /// The bands called healthy; `None` are those that have been published.
    pub bands: Option<Vec<HealthyBand>>,
    /// What is expected of the year.
    pub outlook: OutlookSettings,
}

impl Judgement {
    /// The bands that hold.
    pub fn bands(&self) -> Vec<HealthyBand> {
        self.bands.clone().unwrap_or_else(published_bands)
    }
}

/// Checks bands before they enter a plan.
///
/// # Errors
/// [`CommandError::OutOfRange`] for limits that are no numbers or cross, and sources that are missing or too long.
pub(super) fn checked_bands(bands: Option<Vec<HealthyBand>>) -> Result<Option<Vec<HealthyBand>>, CommandError> {
    let is_limit = |limit: f64| limit.is_finite() && limit.abs() <= LARGEST_LIMIT;
    for band in bands.iter().flatten() {
        let limits = [band.low, band.high];
        let are_limits = limits.iter().any(Option::is_some) && limits.into_iter().flatten().all(is_limit);
        if !are_limits || band.low.zip(band.high).is_some_and(|(low, high)| low > high) {
            return Err(CommandError::OutOfRange { field: "band" });
        }
        if band.source.trim().is_empty() || band.source.chars().count() > LONGEST_SOURCE {
            return Err(CommandError::OutOfRange { field: "source" });
        }
    }
    if bands.as_ref().is_some_and(|bands| bands.len() > MOST_BANDS) {
        return Err(CommandError::OutOfRange { field: "band" });
    }
    // Those that were published are kept as such, so that files are silent of them.
    Ok(bands.filter(|bands| *bands != published_bands()))
}

/// Checks assumptions before they enter a plan.
///
/// # Errors
/// [`CommandError::OutOfRange`] for what is no number or beyond its limits.
pub(super) fn checked_outlook(outlook: OutlookSettings) -> Result<OutlookSettings, CommandError> {
    let limits: BTreeMap<&'static str, (f64, f64, f64)> = BTreeMap::from([
        ("growth", (outlook.growth, -1.0, LARGEST_GROWTH)),
        ("variation", (outlook.variation, 0.0, LARGEST_VARIATION)),
        ("common_share", (outlook.common_share, 0.0, 1.0)),
        ("goals_together", (outlook.goals_together, 0.0, 1.0)),
    ]);
    match limits.into_iter().find(|(_, (figure, low, high))| !(*low..=*high).contains(figure)) {
        Some((field, _)) => Err(CommandError::OutOfRange { field }),
        None => Ok(outlook),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::quota::fairness::BandMeasure;

    fn band(low: Option<f64>, high: Option<f64>, source: &str) -> HealthyBand {
        HealthyBand { measure: BandMeasure::ShareAtQuota, low, high, source: source.into() }
    }

    #[test]
    fn bands_need_a_limit_and_a_source() {
        let one = |band| checked_bands(Some(vec![band]));
        assert!(one(band(Some(0.4), None, "ours")).is_ok());
        for wrong in [
            band(None, None, "ours"),
            band(Some(0.7), Some(0.5), "ours"),
            band(Some(f64::NAN), None, "ours"),
            band(Some(0.5), None, "  "),
            band(Some(0.5), None, &"x".repeat(LONGEST_SOURCE + 1)),
        ] {
            assert!(one(wrong).is_err());
        }
        assert_eq!(checked_bands(Some(published_bands())), Ok(None), "the published ones are no decision");
    }

    #[test]
    fn assumptions_have_limits() {
        let usual = OutlookSettings::default();
        assert!(checked_outlook(usual).is_ok());
        for wrong in [
            OutlookSettings { growth: f64::NAN, ..usual },
            OutlookSettings { growth: -1.1, ..usual },
            OutlookSettings { variation: -0.1, ..usual },
            OutlookSettings { common_share: 1.2, ..usual },
            OutlookSettings { goals_together: -0.2, ..usual },
        ] {
            assert!(matches!(checked_outlook(wrong), Err(CommandError::OutOfRange { .. })));
        }
    }

    #[test]
    fn a_file_keeps_what_was_chosen_to_be_expected_and_is_silent_otherwise() {
        let written = serde_json::to_string(&OutlookSettings::default()).unwrap();
        assert!(!written.contains("expectation"), "{written}");
        assert_eq!(serde_json::from_str::<OutlookSettings>(&written).unwrap(), OutlookSettings::default());
        let chosen: OutlookSettings = serde_json::from_str(r#"{"expectation": "LastYear"}"#).unwrap();
        assert_eq!(chosen.expectation, Some(Expectation::LastYear));
        assert_eq!(chosen.expectation_of(&[]), Expectation::LastYear);
    }

    /// The variation taken to begin with is that of a published team.
    #[test]
    fn the_usual_variation_has_a_source() {
        let results: [f64; 10] = [300.0, 800.0, 800.0, 850.0, 1_125.0, 325.0, 900.0, 1_100.0, 1_000.0, 800.0];
        let spread = crate::quota::fairness::spread(&results).unwrap();
        assert!((spread.coefficient_of_variation.unwrap() - OutlookSettings::default().variation).abs() < 0.005);
    }
}
