//! Schedules that are kept under a name and used again: seasons (how a year spreads over its months) and ramps (how a
//! new seller becomes productive). How a season is read off past sales is in `season_history`.

use serde::{Deserialize, Serialize};

use super::findings::{Place, QuotaFinding, QuotaFindingKind};
use crate::domain::FiscalYear;
use crate::domain::fiscal::MONTHS;

/// How a year spreads over the months of the fiscal year, from its first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Season {
    /// The weights; any scale.
    pub weights: SeasonWeights,
    /// How much more or less each month of the planned year brings for reasons that move through the calendar (Ramadan,
    /// Muharram, days off at Nowruz): 0.8 is a fifth less. Nothing moves unless given.
    #[serde(default)]
    pub month_factors: Option<[f64; MONTHS]>,
}

/// Weights by month or by quarter of the fiscal year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SeasonWeights {
    /// Twelve, one a month.
    Months([f64; MONTHS]),
    /// Four, one a quarter; its months weigh alike.
    Quarters([f64; 4]),
}

impl Season {
    /// All months alike.
    pub const FLAT: [f64; MONTHS] = [1.0; MONTHS];

    /// A season of twelve weights.
    pub fn by_month(weights: [f64; MONTHS]) -> Season {
        Season { weights: SeasonWeights::Months(weights), month_factors: None }
    }

    /// A season of four weights.
    pub fn by_quarter(weights: [f64; 4]) -> Season {
        Season { weights: SeasonWeights::Quarters(weights), month_factors: None }
    }

    /// The weights of the twelve months, each at least 0, summing to 12; with what was noticed under its name.
    pub fn normalised(&self, name: &str) -> ([f64; MONTHS], Vec<QuotaFinding>) {
        let (weights, found) = self.months(name);
        (normalised_indices(weights).unwrap_or(Season::FLAT), found)
    }

    /// The weights of the twelve months on the scale on which they were given, each at least 0 and not all of them 0; with
    /// what was noticed under its name.
    pub fn months(&self, name: &str) -> ([f64; MONTHS], Vec<QuotaFinding>) {
        let mut found = Vec::new();
        let mut clean = |weight: f64, row: usize| {
            if (0.0..=1e100).contains(&weight) {
                weight
            } else {
                let kind = QuotaFindingKind::InvalidScheduleWeight { name: name.to_owned(), row: row as u32 + 1 };
                found.push(QuotaFinding { place: Place::default(), kind });
                0.0
            }
        };
        let mut weights = match &self.weights {
            SeasonWeights::Months(months) => std::array::from_fn(|month| clean(months[month], month)),
            SeasonWeights::Quarters(quarters) => {
                let quarters: [f64; 4] = std::array::from_fn(|quarter| clean(quarters[quarter], quarter));
                std::array::from_fn(|month| quarters[FiscalYear::quarter_of(month)])
            }
        };
        if let Some(factors) = &self.month_factors {
            for (month, weight) in weights.iter_mut().enumerate() {
                *weight *= clean(factors[month], month);
            }
        }
        if normalised_indices(weights).is_none() {
            let kind = QuotaFindingKind::SeasonAllZero { name: name.to_owned() };
            found.push(QuotaFinding { place: Place::default(), kind });
            weights = Season::FLAT;
        }
        (weights, found)
    }
}

/// Values over their mean, so that they sum to their number: the seasonal indices of months or quarters. `None` when
/// they sum to nothing.
pub fn normalised_indices<const COUNT: usize>(values: [f64; COUNT]) -> Option<[f64; COUNT]> {
    let sum: f64 = values.iter().sum();
    let is_countable = sum.is_finite() && sum > 0.0;
    is_countable.then(|| values.map(|value| value / sum * COUNT as f64))
}

/// The indices of quarters from those of months: 1 is a mean quarter.
pub fn quarter_indices(months: &[f64; MONTHS]) -> [f64; 4] {
    std::array::from_fn(|quarter| months[quarter * 3..quarter * 3 + 3].iter().sum::<f64>() / 3.0)
}

/// How a new seller becomes productive.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ramp {
    /// The share of full productivity in the first, second, third month, each from 0 to 1 (or above, for sellers who
    /// begin with handed-over business). After the last it is 1.
    pub shares: Vec<f64>,
}

impl Ramp {
    /// A ramp from what is asked of a new seller in each of the first months, and of one who is fully productive.
    /// `None` when the full amount is not above 0.
    pub fn from_amounts(amounts: &[f64], full: f64) -> Option<Ramp> {
        (full.is_finite() && full > 0.0).then(|| Ramp { shares: amounts.iter().map(|amount| amount / full).collect() })
    }

    /// The share in a month of tenure; the month in which someone starts is 1. Months before that have 0; shares that
    /// are negative or not finite count as 0.
    pub fn share(&self, tenure_month: i32) -> f64 {
        match usize::try_from(tenure_month) {
            Err(_) | Ok(0) => 0.0,
            Ok(month) => self.shares.get(month - 1).map_or(1.0, |&share| if share.is_finite() { share.max(0.0) } else { 0.0 }),
        }
    }

    /// What of a full monthly amount is asked in a month of tenure.
    pub fn amount(&self, full: f64, tenure_month: i32) -> f64 {
        full * self.share(tenure_month)
    }

    /// What someone brings in the first year who would bring `annual` when fully productive.
    pub fn first_year(&self, annual: f64) -> f64 {
        (1..=12).map(|month| self.amount(annual / 12.0, month)).sum()
    }

    /// The shares that count as 0 because they are negative or not a number.
    pub(super) fn findings(&self, name: &str) -> Vec<QuotaFinding> {
        let wrong = self.shares.iter().enumerate().filter(|(_, share)| !(share.is_finite() && **share >= 0.0));
        wrong
            .map(|(row, _)| QuotaFinding {
                place: Place::default(),
                kind: QuotaFindingKind::InvalidScheduleWeight { name: name.to_owned(), row: row as u32 + 1 },
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(found: &[QuotaFinding]) -> Vec<&'static str> {
        found.iter().map(|finding| finding.kind.code()).collect()
    }

    #[test]
    fn seasons_sum_to_twelve() {
        let (months, found) = Season::by_quarter([1.0, 1.0, 1.0, 5.0]).normalised("year end");
        assert_eq!(months, [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 2.5, 2.5, 2.5]);
        assert!(found.is_empty());
        assert_eq!(quarter_indices(&months), [0.5, 0.5, 0.5, 2.5]);
    }

    #[test]
    fn moving_holidays_are_factors_of_the_planned_year() {
        let mut factors = Season::FLAT;
        factors[11] = 0.5;
        let season = Season { month_factors: Some(factors), ..Season::by_month(Season::FLAT) };
        let (months, _) = season.normalised("with Ramadan");
        assert!((months[11] - 12.0 * 0.5 / 11.5).abs() < 1e-12);
        assert!((months.iter().sum::<f64>() - 12.0).abs() < 1e-12);
    }

    #[test]
    fn wrong_weights_are_named() {
        let mut weights = Season::FLAT;
        weights[2] = -1.0;
        weights[4] = f64::NAN;
        let (months, found) = Season::by_month(weights).normalised("broken");
        assert_eq!((months[2], months[4]), (0.0, 0.0));
        assert_eq!(codes(&found), ["invalid-schedule-weight", "invalid-schedule-weight"]);
        assert!(matches!(&found[1].kind, QuotaFindingKind::InvalidScheduleWeight { row: 5, .. }));
        let (months, found) = Season::by_month([0.0; MONTHS]).normalised("empty");
        assert_eq!(months, Season::FLAT);
        assert_eq!(codes(&found), ["season-all-zero"]);
    }

    #[test]
    fn a_ramp_ends_at_full_productivity() {
        let ramp = Ramp { shares: vec![0.0, 0.25, f64::NAN] };
        assert_eq!([-3, 0, 1, 2, 3, 4, 90].map(|month| ramp.share(month)), [0.0, 0.0, 0.0, 0.25, 0.0, 1.0, 1.0]);
        assert_eq!(codes(&ramp.findings("new")), ["invalid-schedule-weight"]);
        assert!(Ramp::from_amounts(&[1.0], 0.0).is_none());
    }
}
