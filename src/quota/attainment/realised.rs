//! Attainment of a list of results, as reached.

use serde::{Deserialize, Serialize};

/// What a list of results reached. Shares are of the sellers with a quota above zero.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Realised {
    /// How many sellers have a quota.
    pub sellers: usize,
    /// The share at 50 % or less; 50 % itself included.
    pub share_to_half: f64,
    /// The share at 80 % or more.
    pub share_from_80: f64,
    /// The share at or above quota.
    pub share_from_100: f64,
    /// The share from 80 to 120 %, both included.
    pub share_near_quota: f64,
    /// All results ÷ all quotas.
    pub realisation: f64,
    /// All results ÷ the company's target, if it has one above zero.
    pub target_achieved: Option<f64>,
}

/// What results reached: `(result, quota)` in one unit. Sellers without a quota above zero count towards the target only.
/// `None` when nobody has a quota.
pub fn realised(results: &[(i64, i64)], target: Option<i64>) -> Option<Realised> {
    let with_quota: Vec<(i128, i128)> =
        results.iter().filter(|(_, quota)| *quota > 0).map(|&(result, quota)| (i128::from(result), i128::from(quota))).collect();
    if with_quota.is_empty() {
        return None;
    }
    let share = |holds: fn(i128, i128) -> bool| {
        with_quota.iter().filter(|(result, quota)| holds(*result, *quota)).count() as f64 / with_quota.len() as f64
    };
    let all: i128 = results.iter().map(|&(result, _)| i128::from(result)).sum();
    let (reached, quota) = with_quota.iter().fold((0, 0), |sums, pair| (sums.0 + pair.0, sums.1 + pair.1));
    Some(Realised {
        sellers: with_quota.len(),
        share_to_half: share(|result, quota| result * 2 <= quota),
        share_from_80: share(|result, quota| result * 10 >= quota * 8),
        share_from_100: share(|result, quota| result >= quota),
        share_near_quota: share(|result, quota| result * 10 >= quota * 8 && result * 10 <= quota * 12),
        realisation: reached as f64 / quota as f64,
        target_achieved: target.filter(|&target| target > 0).map(|target| all as f64 / target as f64),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// perf-01: <https://alexandergroup.com/insights/how-to-analyze-your-quota-distributions>
    #[test]
    fn attainment_of_one_seller() {
        assert_eq!(realised(&[(75_000, 100_000)], None).unwrap().realisation, 0.75);
    }

    /// attain-01 to attain-05: Kellblog, basic quota attainment model, scenarios 1 to 5,
    /// <https://docs.google.com/spreadsheets/d/1cgoRB8hFzf-VvOHxdqXfB4eNKduBRBTu/edit>. Quota 1,000 each, cushion 20 %, so the
    /// plan is 8,000.
    #[test]
    fn distributions_of_ten_sellers() {
        let scenarios: [([i64; 10], [f64; 5]); 5] = [
            ([300, 650, 1_500, 1_050, 950, 900, 850, 1_250, 2_250, 300], [0.2, 0.7, 0.4, 1.0, 1.25]),
            ([300, 800, 800, 850, 1_125, 325, 900, 1_100, 1_000, 800], [0.2, 0.8, 0.3, 0.8, 1.0]),
            ([250, 650, 4_000, 250, 650, 750, 750, 250, 250, 200], [0.5, 0.1, 0.1, 0.8, 1.0]),
            ([800; 10], [0.0, 1.0, 0.0, 0.8, 1.0]),
            ([1_800, 350, 250, 500, 900, 700, 500, 1_400, 1_200, 400], [0.5, 0.4, 0.3, 0.8, 1.0]),
        ];
        for (results, expected) in scenarios {
            let realised = realised(&results.map(|result| (result, 1_000)), Some(8_000)).unwrap();
            let found = [
                realised.share_to_half,
                realised.share_from_80,
                realised.share_from_100,
                realised.realisation,
                realised.target_achieved.unwrap(),
            ];
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn who_has_no_quota_has_no_attainment() {
        assert_eq!(realised(&[(5, 0)], Some(10)), None);
        let realised = realised(&[(5, 0), (10, 10)], Some(10)).unwrap();
        assert_eq!((realised.sellers, realised.realisation, realised.target_achieved), (1, 1.0, Some(1.5)));
    }
}
