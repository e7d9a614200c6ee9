//! When to heat and when to cool: the course of an annealing run over its share of work.

/// One stretch of the run: temperatures fall geometrically from `hot` to `cold` until `until`.
struct Stretch {
    until: f64,
    hot: f64,
    cold: f64,
}

/// A quick quench for an early good answer, one long cooling, shorter reheats, a polish.
const STRETCHES: [Stretch; 5] = [
    Stretch { until: 0.06, hot: 0.004, cold: 0.002 },
    Stretch { until: 0.60, hot: 0.6, cold: 0.004 },
    Stretch { until: 0.78, hot: 0.08, cold: 0.003 },
    Stretch { until: 0.94, hot: 0.04, cold: 0.002 },
    Stretch { until: 1.00, hot: 0.002, cold: 0.0002 },
];

/// The stretch from which balance that was not reached is given up.
pub(crate) const FIRST_RELAXED_STRETCH: usize = 3;

/// The highest temperature when starting from today's plan, so that it is amended and not forgotten.
const HIGHEST_FROM_TODAY: f64 = 0.08;

/// The stretch at a share of work done, and the temperature there.
pub(crate) fn at(share: f64, starts_today: bool) -> (usize, f64) {
    let mut since = 0.0;
    for (number, stretch) in STRETCHES.iter().enumerate() {
        if share < stretch.until || number + 1 == STRETCHES.len() {
            let hot = if starts_today { stretch.hot.min(HIGHEST_FROM_TODAY) } else { stretch.hot };
            let inside = ((share - since) / (stretch.until - since)).clamp(0.0, 1.0);
            return (number, hot * libm::pow(stretch.cold / hot, inside));
        }
        since = stretch.until;
    }
    (STRETCHES.len() - 1, 0.0)
}
