//! The size of a point: its area is in proportion to what it stands for, so that twice the potential covers
//! twice the surface. What is unknown or zero gets the smallest point rather than none.

/// The sizes of points, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RadiusScale {
    /// The radius of the smallest point.
    pub smallest: f64,
    /// The radius of the largest.
    pub largest: f64,
    /// The value that the largest stands for; 0 when all points are equal.
    pub largest_value: f64,
}

impl RadiusScale {
    /// The sizes for these values; many points are drawn smaller than few. `None` draws all points equal.
    /// The largest size is that of the value which 99 % of the points do not exceed, so that one giant does not
    /// shrink all others to dots.
    pub fn new(values: Option<&[f64]>, count: usize) -> RadiusScale {
        let crowd = libm::log10((count as f64 / 100.0).max(1.0));
        let (smallest, largest) = ((2.6 - 0.35 * crowd).max(1.6), (10.0 - 2.2 * crowd).max(5.0));
        let mut known: Vec<f64> = values.unwrap_or_default().iter().copied().filter(|value| value.is_finite() && *value > 0.0).collect();
        known.sort_by(f64::total_cmp);
        let at = (known.len() * 99).div_ceil(100).max(1) - 1;
        RadiusScale { smallest, largest, largest_value: known.get(at).copied().unwrap_or(0.0) }
    }

    /// The radius of a point.
    pub fn radius(&self, value: f64) -> f64 {
        if self.largest_value <= 0.0 {
            return (self.smallest * self.largest).sqrt();
        }
        let share = if value.is_finite() { (value / self.largest_value).clamp(0.0, 1.5) } else { 0.0 };
        (self.largest * share.sqrt()).max(self.smallest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn area_follows_the_value() {
        let values: Vec<f64> = (1..=100).map(f64::from).collect();
        let scale = RadiusScale::new(Some(&values), 100);
        let (half, whole) = (scale.radius(49.5), scale.radius(99.0));
        assert!((whole * whole / (half * half) - 2.0).abs() < 1e-9);
        assert!((whole - 10.0).abs() < 1e-9);
    }

    #[test]
    fn the_unknown_is_small_but_there() {
        let scale = RadiusScale::new(Some(&[0.0, 5.0]), 2);
        assert_eq!(scale.radius(0.0), scale.smallest);
        assert_eq!(scale.radius(f64::NAN), scale.smallest);
        assert_eq!(scale.radius(-3.0), scale.smallest);
    }

    #[test]
    fn without_a_measure_all_points_are_equal() {
        let scale = RadiusScale::new(None, 10_000);
        assert_eq!(scale.radius(1.0), scale.radius(1e9));
        assert!(RadiusScale::new(None, 100).radius(1.0) > scale.radius(1.0));
    }
}
