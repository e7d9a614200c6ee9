//! How evenly quotas lie on what sellers have to work with.
//!
//! Figures only, and outliers by a named rule. Whether a figure is healthy is said only against a published band with its
//! source ([`HealthyBand`]); where none is known there is no grade. Sources disagree, so several may hold for one figure.

mod statistics;

use serde::{Deserialize, Serialize};

use crate::domain::PersonId;

pub use statistics::{Correlation, Spread, correlation, gini, modified_scores, spread};

/// Beyond this a modified score marks an outlier: Iglewicz and Hoaglin, *How to Detect and Handle Outliers* (1993), as in
/// the NIST/SEMATECH e-Handbook of Statistical Methods, section 1.3.5.17.
pub const OUTLYING_SCORE: f64 = 3.5;

/// Fewest figures among which one can be called an outlier: of three, one is always far from the other two or none is.
const FEWEST_FOR_OUTLIERS: usize = 5;

/// What is known of a seller. All in one unit of one goal; `None` where unknown. What is not finite counts as unknown, and
/// ratios to nothing are left out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FairnessRow {
    /// The seller.
    pub seller: PersonId,
    /// The quota.
    pub quota: f64,
    /// What the seller's customers could buy.
    pub potential: Option<f64>,
    /// What the seller sold, or the territory did, in the time before.
    pub history: Option<f64>,
    /// The quota of the time before.
    pub previous_quota: Option<f64>,
    /// Attainment, real or simulated, as a share.
    pub attainment: Option<f64>,
    /// How large the territory is, in any one measure.
    pub territory_size: Option<f64>,
}

/// A figure of a seller that may be out of line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FairnessMeasure {
    /// Quota ÷ potential.
    QuotaToPotential,
    /// Quota ÷ history.
    QuotaToHistory,
    /// Quota ÷ previous quota − 1.
    ChangeOfQuota,
}

impl FairnessMeasure {
    /// All of them.
    pub const ALL: [FairnessMeasure; 3] =
        [FairnessMeasure::QuotaToPotential, FairnessMeasure::QuotaToHistory, FairnessMeasure::ChangeOfQuota];

    fn of(self, row: &FairnessRow) -> Option<f64> {
        let ratio = |base: Option<f64>| base.filter(|base| base.is_finite() && *base > 0.0).map(|base| row.quota / base);
        let figure = match self {
            FairnessMeasure::QuotaToPotential => ratio(row.potential),
            FairnessMeasure::QuotaToHistory => ratio(row.history),
            FairnessMeasure::ChangeOfQuota => ratio(row.previous_quota).map(|ratio| ratio - 1.0),
        };
        figure.filter(|figure| figure.is_finite())
    }
}

/// How even the quotas are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fairness {
    /// Each seller, in the order given.
    pub sellers: Vec<SellerFairness>,
    /// Of the quotas themselves.
    pub quota: Option<Spread>,
    /// Of quota ÷ potential.
    pub quota_to_potential: Option<Spread>,
    /// Of quota ÷ history.
    pub quota_to_history: Option<Spread>,
    /// Of the change from the previous quota.
    pub change_of_quota: Option<Spread>,
    /// How far the quota follows potential: near 1 when it does.
    pub quota_with_potential: Correlation,
    /// How far attainment follows territory size: near 0 when the size of a territory decides nothing.
    pub attainment_with_territory_size: Correlation,
}

/// One seller's figures; `None` where one cannot be formed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SellerFairness {
    /// The seller.
    pub seller: PersonId,
    /// Quota ÷ potential.
    pub quota_to_potential: Option<f64>,
    /// Quota ÷ history.
    pub quota_to_history: Option<f64>,
    /// Quota ÷ previous quota − 1.
    pub change_of_quota: Option<f64>,
    /// In what the seller is out of line, by [`OUTLYING_SCORE`].
    pub outlying: Vec<Outlying>,
}

/// A figure out of line.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outlying {
    /// Which.
    pub measure: FairnessMeasure,
    /// The modified score, below zero for low figures.
    pub score: f64,
}

/// How evenly the quotas lie.
pub fn fairness(rows: &[FairnessRow]) -> Fairness {
    let mut sellers: Vec<SellerFairness> = rows
        .iter()
        .map(|row| SellerFairness {
            seller: row.seller,
            quota_to_potential: FairnessMeasure::QuotaToPotential.of(row),
            quota_to_history: FairnessMeasure::QuotaToHistory.of(row),
            change_of_quota: FairnessMeasure::ChangeOfQuota.of(row),
            outlying: Vec::new(),
        })
        .collect();
    for measure in FairnessMeasure::ALL {
        let known: Vec<(usize, f64)> = rows.iter().enumerate().filter_map(|(index, row)| Some((index, measure.of(row)?))).collect();
        if known.len() < FEWEST_FOR_OUTLIERS {
            continue;
        }
        // A change is looked at as a ratio: scores are the same, and what is rounding is seen against 1, not against 0.
        let shift = if measure == FairnessMeasure::ChangeOfQuota { 1.0 } else { 0.0 };
        let figures: Vec<f64> = known.iter().map(|&(_, figure)| figure + shift).collect();
        for (&(index, _), score) in known.iter().zip(modified_scores(&figures)) {
            if score.abs() > OUTLYING_SCORE {
                sellers[index].outlying.push(Outlying { measure, score });
            }
        }
    }
    let of = |measure: FairnessMeasure| spread(&rows.iter().filter_map(|row| measure.of(row)).collect::<Vec<f64>>());
    let pairs = |pair: fn(&FairnessRow) -> (Option<f64>, Option<f64>)| {
        let known = |row| {
            let (one, other) = pair(row);
            one.zip(other).filter(|(one, other)| one.is_finite() && other.is_finite())
        };
        correlation(&rows.iter().filter_map(known).collect::<Vec<(f64, f64)>>())
    };
    Fairness {
        sellers,
        quota: spread(&rows.iter().map(|row| row.quota).filter(|quota| quota.is_finite()).collect::<Vec<f64>>()),
        quota_to_potential: of(FairnessMeasure::QuotaToPotential),
        quota_to_history: of(FairnessMeasure::QuotaToHistory),
        change_of_quota: of(FairnessMeasure::ChangeOfQuota),
        quota_with_potential: pairs(|row| (row.potential, Some(row.quota))),
        attainment_with_territory_size: pairs(|row| (row.territory_size, row.attainment)),
    }
}

/// A figure for which the field publishes healthy bands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum BandMeasure {
    /// The share of sellers at or above quota.
    ShareAtQuota,
    /// Quota ÷ on-target earnings, of a year.
    QuotaToEarnings,
    /// The share of sellers whose attainment is from 80 to 120 %.
    ShareNearQuota,
    /// The coefficient of variation of quota ÷ potential. No band is published.
    VariationToPotential,
    /// The Gini coefficient of quota ÷ potential. No band is published.
    GiniToPotential,
}

impl BandMeasure {
    /// All of them.
    pub const ALL: [BandMeasure; 5] = [
        BandMeasure::ShareAtQuota,
        BandMeasure::ShareNearQuota,
        BandMeasure::QuotaToEarnings,
        BandMeasure::VariationToPotential,
        BandMeasure::GiniToPotential,
    ];

    /// Whether it is a share, written in percent.
    pub fn is_share(self) -> bool {
        matches!(self, BandMeasure::ShareAtQuota | BandMeasure::ShareNearQuota)
    }
}

/// What a source calls healthy. A setting that the user may change; the source stays with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HealthyBand {
    /// Of what.
    pub measure: BandMeasure,
    /// From here, itself included; open when `None`.
    pub low: Option<f64>,
    /// To here, itself included; open when `None`.
    pub high: Option<f64>,
    /// Who says so, and where.
    pub source: String,
}

/// Where a figure lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BandPosition {
    /// Under the band.
    Below,
    /// In it.
    Within,
    /// Over it.
    Above,
}

impl HealthyBand {
    /// Where a figure lies; `None` when it is not a number.
    pub fn position(&self, figure: f64) -> Option<BandPosition> {
        if figure.is_nan() {
            None
        } else if self.low.is_some_and(|low| figure < low) {
            Some(BandPosition::Below)
        } else if self.high.is_some_and(|high| figure > high) {
            Some(BandPosition::Above)
        } else {
            Some(BandPosition::Within)
        }
    }
}

/// Bands that have been published, to begin with. They speak of the firms that their authors know.
pub fn published_bands() -> Vec<HealthyBand> {
    let band = |measure, low, high, source: &str| HealthyBand { measure, low, high, source: source.to_owned() };
    vec![
        band(
            BandMeasure::ShareAtQuota,
            Some(0.5),
            Some(0.7),
            "ChannelE2E, “Are Too Many Sales People Achieving Quota?” (quoting a sales compensation expert), \
             https://www.channele2e.com/business/sales-marketing/are-too-many-sales-people-achieving-quota/",
        ),
        band(
            BandMeasure::ShareAtQuota,
            Some(0.6),
            Some(0.7),
            "Sales & Marketing Management, “Incentive Insights: How Many Salespeople Should Meet Their Quota?” (for motivation; \
             the article finds about half in practice), \
             http://www.salesandmarketing.com/article/incentive-insights-how-many-salespeople-should-meet-their-quota",
        ),
        band(
            BandMeasure::ShareAtQuota,
            Some(0.55),
            Some(0.65),
            "Cortado Group, glossary “Quota attainment distribution”, \
             https://salescompdesign.cortadogroup.ai/glossary/quota-attainment-distribution",
        ),
        band(
            BandMeasure::ShareNearQuota,
            Some(0.6),
            Some(0.7),
            "Falcon Incentives, “Attainment Distribution Analyzer”, \
             https://falconincentives.com/resources/add-on/attainment-distribution-analyzer",
        ),
        band(
            BandMeasure::QuotaToEarnings,
            Some(4.0),
            Some(6.0),
            "Visdum, “What is a Good Quota to OTE Ratio?” (2025), https://www.visdum.com/blog/quota-to-ote-ratio",
        ),
        band(
            BandMeasure::QuotaToEarnings,
            Some(5.0),
            None,
            "Revenue.fyi, “Relationship between Quota and OTE”, https://revenue.fyi/snippets/relationship-between-quota-and-ote",
        ),
    ]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn row(seller: u32, quota: f64, potential: f64) -> FairnessRow {
        FairnessRow {
            seller: PersonId(seller),
            quota,
            potential: Some(potential),
            history: None,
            previous_quota: None,
            attainment: None,
            territory_size: None,
        }
    }

    #[test]
    fn one_seller_out_of_line_is_named() {
        let mut rows: Vec<FairnessRow> = (0..9).map(|seller| row(seller, 100.0 + f64::from(seller % 3), 1_000.0)).collect();
        rows.push(row(9, 100.0, 500.0));
        let fairness = fairness(&rows);
        let out_of_line: Vec<u32> =
            fairness.sellers.iter().filter(|seller| !seller.outlying.is_empty()).map(|seller| seller.seller.0).collect();
        assert_eq!(out_of_line, [9]);
        assert!(fairness.sellers[9].outlying[0].score > OUTLYING_SCORE);
    }

    #[test]
    fn a_quota_in_proportion_is_perfectly_even() {
        let rows: Vec<FairnessRow> = (1..7).map(|seller| row(seller, 5.0 * f64::from(seller), f64::from(seller))).collect();
        let fairness = fairness(&rows);
        let ratio = fairness.quota_to_potential.unwrap();
        assert_eq!((ratio.mean, ratio.coefficient_of_variation, ratio.gini), (5.0, Some(0.0), Some(0.0)));
        assert!((fairness.quota_with_potential.pearson.unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(fairness.quota_with_potential.spearman, Some(1.0));
        assert!(fairness.sellers.iter().all(|seller| seller.outlying.is_empty()));
    }

    #[test]
    fn what_is_unknown_is_left_out() {
        let rows = [
            FairnessRow { history: Some(0.0), previous_quota: Some(80.0), ..row(1, 100.0, f64::NAN) },
            FairnessRow { potential: None, ..row(2, 100.0, 0.0) },
        ];
        let fairness = fairness(&rows);
        assert_eq!(fairness.quota_to_potential, None);
        assert_eq!(fairness.quota_to_history, None);
        assert_eq!(fairness.sellers[0].change_of_quota, Some(0.25));
        assert_eq!(fairness.quota_with_potential, Correlation { count: 0, pearson: None, spearman: None });
    }

    #[test]
    fn bands_tell_where_a_figure_lies_and_say_who_says_so() {
        let bands = published_bands();
        assert!(bands.iter().all(|band| band.source.contains("http")));
        let positions: Vec<_> =
            bands.iter().filter(|band| band.measure == BandMeasure::ShareAtQuota).map(|band| band.position(0.52)).collect();
        assert_eq!(positions, [Some(BandPosition::Within), Some(BandPosition::Below), Some(BandPosition::Below)]);
        let ratio = bands.iter().find(|band| band.high.is_none()).unwrap();
        assert_eq!(ratio.position(9.0), Some(BandPosition::Within));
        assert_eq!(ratio.position(f64::NAN), None);
    }
}
