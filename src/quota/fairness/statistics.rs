//! Spread, correlation and outlier scores of short lists of numbers.
//!
//! Nothing here knows what the numbers are.

use serde::{Deserialize, Serialize};

/// How far figures lie apart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// How many there are.
    pub count: usize,
    /// Their mean.
    pub mean: f64,
    /// Their median.
    pub median: f64,
    /// The least.
    pub lowest: f64,
    /// The greatest.
    pub highest: f64,
    /// Standard deviation (of a sample, by n − 1) ÷ mean; `None` for one figure, or when the mean is not above zero.
    pub coefficient_of_variation: Option<f64>,
    /// The Gini coefficient, see [`gini`].
    pub gini: Option<f64>,
}

/// How far figures go together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correlation {
    /// Of how many pairs.
    pub count: usize,
    /// Pearson's coefficient; `None` below three pairs or when one side does not vary.
    pub pearson: Option<f64>,
    /// Spearman's: the same of ranks, with mean ranks for ties.
    pub spearman: Option<f64>,
}

/// Below this part of their size figures differ by rounding alone.
const ROUNDING: f64 = 1e-6;

/// The spread of finite figures; `None` of none.
pub fn spread(figures: &[f64]) -> Option<Spread> {
    let sorted = sorted(figures);
    let (&lowest, &highest) = (sorted.first()?, sorted.last()?);
    let count = sorted.len();
    let mean = sorted.iter().sum::<f64>() / count as f64;
    let squares: f64 = sorted.iter().map(|figure| (figure - mean) * (figure - mean)).sum();
    let deviation = (count > 1).then(|| libm::sqrt(squares / (count - 1) as f64));
    Some(Spread {
        count,
        mean,
        median: median(&sorted)?,
        lowest,
        highest,
        coefficient_of_variation: deviation.filter(|_| mean > 0.0).map(|deviation| deviation / mean),
        gini: gini(figures),
    })
}

/// The Gini coefficient, (n + 1 − 2 · Σ (n + 1 − i) · yᵢ ÷ Σ yᵢ) ÷ n with yᵢ in rising order: 0 when all are equal. `None`
/// when a figure is below zero or all are zero.
pub fn gini(figures: &[f64]) -> Option<f64> {
    let sorted = sorted(figures);
    let total: f64 = sorted.iter().sum();
    if total <= 0.0 || sorted.first().is_none_or(|&lowest| lowest < 0.0) {
        return None;
    }
    let count = sorted.len() as f64;
    let weighted: f64 = sorted.iter().enumerate().map(|(index, figure)| (count - index as f64) * figure).sum();
    Some(((count + 1.0 - 2.0 * weighted / total) / count).max(0.0))
}

/// How far pairs go together.
pub fn correlation(pairs: &[(f64, f64)]) -> Correlation {
    let (ones, others): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    Correlation { count: pairs.len(), pearson: pearson(&ones, &others), spearman: pearson(&ranks(&ones), &ranks(&others)) }
}

/// How far each figure lies from the median in robust deviations: 0.6745 · (x − median) ÷ median absolute deviation
/// (Iglewicz and Hoaglin 1993). Where more than half are equal, the mean absolute deviation times 1.2533 takes the place
/// of the deviation; where all are, but for rounding, every score is 0.
pub fn modified_scores(figures: &[f64]) -> Vec<f64> {
    let Some(centre) = median(&sorted(figures)) else { return Vec::new() };
    let distances: Vec<f64> = figures.iter().map(|figure| (figure - centre).abs()).collect();
    let median_distance = median(&sorted(&distances)).unwrap_or(0.0);
    let mean_distance = distances.iter().sum::<f64>() / distances.len() as f64;
    let unit = if median_distance > 0.0 { median_distance / 0.6745 } else { mean_distance * 1.253_314 };
    let is_rounding = unit <= ROUNDING * centre.abs();
    figures.iter().map(|figure| if unit > 0.0 && !is_rounding { (figure - centre) / unit } else { 0.0 }).collect()
}

fn sorted(figures: &[f64]) -> Vec<f64> {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

fn median(sorted: &[f64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    Some(if sorted.len() % 2 == 1 { upper } else { f64::midpoint(sorted[middle - 1], upper) })
}

fn pearson(ones: &[f64], others: &[f64]) -> Option<f64> {
    if ones.len() < 3 {
        return None;
    }
    let mean = |figures: &[f64]| figures.iter().sum::<f64>() / figures.len() as f64;
    let (one_mean, other_mean) = (mean(ones), mean(others));
    let (mut both, mut one_square, mut other_square) = (0.0, 0.0, 0.0);
    for (one, other) in ones.iter().zip(others) {
        let (one, other) = (one - one_mean, other - other_mean);
        both += one * other;
        one_square += one * one;
        other_square += other * other;
    }
    let varies = |square: f64, mean: f64| libm::sqrt(square / ones.len() as f64) > ROUNDING * mean.abs();
    let scale = libm::sqrt(one_square * other_square);
    (scale > 0.0 && varies(one_square, one_mean) && varies(other_square, other_mean)).then(|| (both / scale).clamp(-1.0, 1.0))
}

/// Ranks from 1, equals share the mean of theirs.
fn ranks(figures: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.sort_by(|&one, &other| figures[one].total_cmp(&figures[other]));
    let mut ranks = vec![0.0; figures.len()];
    let mut first = 0;
    for equals in order.chunk_by(|&one, &other| figures[one] == figures[other]) {
        let rank = first as f64 + (equals.len() + 1) as f64 / 2.0;
        equals.iter().for_each(|&index| ranks[index] = rank);
        first += equals.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    /// fair-01: <https://justaaa.com/economics/35719-imagine-that-we-start-with-the-distribution-of>
    #[test]
    fn gini_of_ten_values() {
        let values = [8_000.0, 22_000.0, 45_000.0, 85_000.0, 11_000.0, 35_000.0, 115_000.0, 40_000.0, 37_000.0, 28_000.0];
        assert!((gini(&values).unwrap() - 0.384).abs() <= 0.0006);
    }

    /// fair-02: <http://www.docstoc.com/docs/10699438/GINI>
    #[test]
    fn gini_of_twenty_values() {
        let values = [1, 3, 4, 5, 6, 8, 8, 9, 11, 12, 14, 17, 19, 21, 23, 27, 29, 32, 33, 38].map(|value| f64::from(value) * 1_000.0);
        assert!((gini(&values).unwrap() - 0.386_25).abs() <= 1e-5);
    }

    #[test]
    fn ranks_of_equals_are_shared() {
        assert_eq!(ranks(&[5.0, 1.0, 5.0, 9.0]), [2.5, 1.0, 2.5, 4.0]);
        let rising = correlation(&[(1.0, 1.0), (2.0, 10.0), (3.0, 1_000.0), (4.0, 1e6)]);
        assert_eq!(rising.spearman, Some(1.0));
        assert!(rising.pearson.unwrap() < 0.9);
        assert_eq!(correlation(&[(1.0, 2.0), (1.0, 3.0), (1.0, 4.0)]).pearson, None);
    }

    #[test]
    fn nothing_is_said_of_nothing() {
        assert_eq!(spread(&[]), None);
        assert_eq!(gini(&[0.0, 0.0]), None);
        assert_eq!(gini(&[-1.0, 5.0]), None);
        assert!(modified_scores(&[]).is_empty());
        assert_eq!(modified_scores(&[4.0, 4.0]), [0.0, 0.0]);
        assert_eq!(spread(&[4.0]).unwrap().coefficient_of_variation, None);
    }

    /// Equal shares of whole units differ by a unit; that is no finding.
    #[test]
    fn rounding_is_neither_an_outlier_nor_a_correlation() {
        let figures = [1.0, 1.0 + 1e-11, 1.0 - 1e-11, 1.0, 1.0 + 9e-10];
        assert_eq!(modified_scores(&figures), [0.0; 5]);
        let pairs: Vec<(f64, f64)> = figures.iter().enumerate().map(|(place, figure)| (place as f64, *figure)).collect();
        assert_eq!(correlation(&pairs).pearson, None);
    }

    #[test]
    fn most_being_equal_does_not_hide_an_outlier() {
        let scores = modified_scores(&[1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 9.0]);
        assert!(scores[8] > 3.5 && scores[0] == 0.0);
    }

    proptest! {
        #[test]
        fn scale_and_order_change_nothing(values in prop::collection::vec(0.1f64..1e6, 3..30), scale in 0.01f64..100.0) {
            let mut scaled: Vec<f64> = values.iter().map(|value| value * scale).collect();
            scaled.reverse();
            let (one, other) = (spread(&values).unwrap(), spread(&scaled).unwrap());
            prop_assert!((one.gini.unwrap() - other.gini.unwrap()).abs() < 1e-9);
            prop_assert!((one.coefficient_of_variation.unwrap() - other.coefficient_of_variation.unwrap()).abs() < 1e-9);
            prop_assert!((0.0..1.0).contains(&one.gini.unwrap()));
        }
    }
}
