//! Bands called healthy in words: what a figure is, where it lies, and who says so.

use crate::document::quota::QuotaSettings;
use crate::locale::number::NO_FIGURE;
use crate::locale::words::fairness as words;
use crate::locale::{NumberFormat, Text};
use crate::quota::attainment::{GoalOutlook, Outlook};
use crate::quota::fairness::{BandMeasure, BandPosition, Fairness, HealthyBand};
use crate::quota::pay::Goal;
use crate::ui::studio::Studio;

/// The name of a measure.
pub fn measure_text(measure: BandMeasure) -> Text {
    match measure {
        BandMeasure::ShareAtQuota => words::SHARE_AT_QUOTA,
        BandMeasure::ShareNearQuota => words::SHARE_NEAR_QUOTA,
        BandMeasure::QuotaToEarnings => words::QUOTA_TO_EARNINGS,
        BandMeasure::VariationToPotential => words::VARIATION_POTENTIAL,
        BandMeasure::GiniToPotential => words::GINI_POTENTIAL,
    }
}

/// A figure of a measure as it is written.
pub fn figure_words(numbers: NumberFormat, measure: BandMeasure, figure: f64) -> String {
    if measure.is_share() { numbers.percent(figure, 1) } else { numbers.decimal(figure, 3) }
}

/// What a figure is now; `None` while it is not known.
pub fn figure_now(
    measure: BandMeasure,
    fairness: Option<&Fairness>,
    outlook: Option<&Outlook>,
    goal: Goal,
    to_earnings: Option<f64>,
) -> Option<f64> {
    let of_goal = || outlook?.goals.iter().find(|known| known.goal == goal);
    let to_potential = || fairness?.quota_to_potential;
    match measure {
        BandMeasure::ShareAtQuota => of_goal().map(|goal| goal.share_at_quota.p50),
        BandMeasure::ShareNearQuota => of_goal().and_then(GoalOutlook::share_near_quota),
        BandMeasure::QuotaToEarnings => to_earnings,
        BandMeasure::VariationToPotential => to_potential()?.coefficient_of_variation,
        BandMeasure::GiniToPotential => to_potential()?.gini,
    }
}

/// The bands of a measure that a scenario goes by.
pub fn bands_of(settings: Option<&QuotaSettings>, measure: BandMeasure) -> Vec<HealthyBand> {
    let bands = settings.map(|settings| settings.judgement.bands()).unwrap_or_default();
    bands.into_iter().filter(|band| band.measure == measure).collect()
}

/// Where a figure lies, in words; without a figure, nothing.
pub fn position_text(band: &HealthyBand, figure: Option<f64>) -> Option<(Text, bool)> {
    Some(match band.position(figure?)? {
        BandPosition::Below => (words::BELOW, false),
        BandPosition::Within => (words::WITHIN, true),
        BandPosition::Above => (words::ABOVE, false),
    })
}

/// A band's limits in words.
pub fn limits(studio: &Studio, band: &HealthyBand) -> String {
    let write = |limit: f64| figure_words(studio.numbers(), band.measure, limit);
    match (band.low, band.high) {
        (Some(low), Some(high)) => studio.fill(words::FROM_TO, &[("low", &write(low)), ("high", &write(high))]),
        (Some(low), None) => studio.fill(words::AT_LEAST, &[("low", &write(low))]),
        (None, Some(high)) => studio.fill(words::AT_MOST, &[("high", &write(high))]),
        (None, None) => NO_FIGURE.to_owned(),
    }
}
