//! Small published measures around a quota. Each is one formula; what has no answer is `None`.

/// Pipeline ÷ what is left to reach; `None` when nothing is left.
pub fn coverage(pipeline: f64, remaining: f64) -> Option<f64> {
    ratio(pipeline, remaining)
}

/// The coverage that a win rate asks for: 1 ÷ win rate.
pub fn required_coverage(win_rate: f64) -> Option<f64> {
    ratio(1.0, win_rate)
}

/// Sales velocity: opportunities × value × win rate ÷ length of the sales cycle, in money a day.
pub fn velocity_per_day(opportunities: f64, value: f64, win_rate: f64, cycle_days: f64) -> Option<f64> {
    ratio(opportunities * value * win_rate, cycle_days)
}

/// Won ÷ all opportunities.
pub fn conversion_rate(won: f64, opportunities: f64) -> Option<f64> {
    ratio(won, opportunities)
}

/// How far a forecaster is off: what came ÷ what was committed, over all periods. Above 1 is too careful.
pub fn forecast_bias(committed: &[f64], actual: &[f64]) -> Option<f64> {
    ratio(actual.iter().sum(), committed.iter().sum())
}

/// A commitment set right by its bias, and the mean of that and a model's forecast.
pub fn blended_forecast(commitment: f64, bias: f64, model: f64) -> (f64, f64) {
    let adjusted = commitment * bias;
    (adjusted, f64::midpoint(adjusted, model))
}

/// Points of a weighted scorecard: weight × result × 10 each.
pub fn scorecard_points(weights_and_results: &[(f64, f64)]) -> Vec<f64> {
    weights_and_results.iter().map(|(weight, result)| weight * result * 10.0).collect()
}

fn ratio(part: f64, whole: f64) -> Option<f64> {
    (part.is_finite() && whole.is_finite() && whole > 0.0).then(|| part / whole)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn assert_near(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-6 * expected.abs().max(1.0), "{found} instead of {expected}");
    }

    /// pipe-04 and pipe-05: <https://winsabove.pages.dev/glossary/pipeline-coverage-ratio>
    #[test]
    fn coverage_and_what_a_win_rate_asks_for() {
        assert_near(coverage(4_800_000.0, 1_600_000.0).unwrap(), 3.0);
        assert!((required_coverage(0.22).unwrap() - 4.545_454).abs() < 1e-4);
        assert_near(4_800_000.0 * 0.22 / 1_600_000.0, 0.66);
        let rounded = [0.33, 0.18, 0.12].map(|rate| (required_coverage(rate).unwrap() * 10.0).round() / 10.0);
        assert_eq!(rounded, [3.0, 5.6, 8.3]);
    }

    /// pipe-01: <https://www.mavenlb.com/blog/sales-velocity-formula>; pipe-03:
    /// <https://askedwell.com/pages/what-is/sales-velocity>
    #[test]
    fn velocity_is_money_a_day() {
        let first = velocity_per_day(40.0, 25_000.0, 0.25, 90.0).unwrap();
        assert_near(first, 2_777.777_777_8);
        assert_near(first * 30.0, 83_333.333_333);
        assert_near(velocity_per_day(50.0, 12_000.0, 0.25, 90.0).unwrap(), 1_666.666_666_7);
        assert_eq!(velocity_per_day(50.0, 12_000.0, 0.25, 0.0), None);
    }

    /// pipe-06: Didar CRM, report of conversion
    #[test]
    fn ten_of_a_hundred_are_won() {
        assert_eq!(conversion_rate(10.0, 100.0), Some(0.1));
    }

    /// perf-03: the Python package b2b-revenue-forecasting 0.6.0
    #[test]
    fn a_careful_manager_is_set_right() {
        let bias = forecast_bias(&[200_000.0, 250_000.0], &[300_000.0, 375_000.0]).unwrap();
        assert_eq!((bias, blended_forecast(100_000.0, bias, 120_000.0)), (1.5, (150_000.0, 135_000.0)));
    }

    /// perf-02: <http://soukservices.com/slideshow/four-tips-to-improve-analyse-your-sales-performance-scorecard-effectively-51579202/51579202>
    #[test]
    fn points_are_weight_by_result_by_ten() {
        let points = scorecard_points(&[(1.0, 0.7), (0.5, 0.65), (0.2, 0.6), (0.2, 1.0), (0.1, 0.5)]);
        points.iter().zip([7.0, 3.25, 1.2, 2.0, 0.5]).for_each(|(found, expected)| assert_near(*found, expected));
    }
}
