//! Over-assignment: what nodes hand out on top of their own amount, compounded down a path and rounded exactly.
//!
//! Factors are whole numbers of 10⁻¹⁸, as a float's product would lose units of large amounts (1.1³ is not 1.331 there).

/// The greatest amount that is counted, so that ten times of it still fits an `i64`.
pub const LARGEST_AMOUNT: i64 = 900_000_000_000_000_000;
/// Up to how many times the target all cushions of a path may come to.
const LARGEST_FACTOR: u128 = 10 * Factor::SCALE;
/// A cushion is read to fifteen decimal places, which is what a float holds of a decimal number.
const CUSHION_SCALE: u128 = 1_000_000_000_000_000;

/// The largest cushion of one node: ten times its own amount is handed out.
pub const LARGEST_CUSHION: f64 = 9.0;

/// Whether a cushion is one that can be counted: at least 0 and at most [`LARGEST_CUSHION`].
pub fn is_countable(cushion: f64) -> bool {
    (0.0..=LARGEST_CUSHION).contains(&cushion)
}

/// Cushions that multiply: `prod(1 + c) - 1`.
pub fn compounded(cushions: &[f64]) -> f64 {
    cushions.iter().fold(1.0, |factor, cushion| factor * (1.0 + cushion)) - 1.0
}

/// The street over the target: 1.25 is a quarter over-assigned. `None` for a target that is not above 0.
pub fn over_assignment(street: f64, target: f64) -> Option<f64> {
    (target > 0.0).then(|| street / target)
}

/// The mean attainment of the street at which the target is just made: the inverse of [`over_assignment`].
pub fn attainment_factor(street: f64, target: f64) -> Option<f64> {
    (street > 0.0).then(|| target / street)
}

/// A product of cushions, exact to 10⁻¹⁸.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Factor(u128);

impl Factor {
    /// By what an amount times a factor is divided.
    pub(super) const SCALE: u128 = 1_000_000_000_000_000_000;
    /// No cushion.
    pub(super) const ONE: Factor = Factor(Factor::SCALE);

    /// With one more cushion; `None` when that is negative, not a number, or too much to be counted.
    pub(super) fn with(self, cushion: f64) -> Option<Factor> {
        if !is_countable(cushion) {
            return None;
        }
        let more = CUSHION_SCALE + (cushion * CUSHION_SCALE as f64).round() as u128;
        let factor = (self.0 * more + CUSHION_SCALE / 2) / CUSHION_SCALE;
        (factor <= LARGEST_FACTOR).then_some(Factor(factor))
    }

    /// An amount times the factor, as a numerator over [`Factor::SCALE`]; amounts below 0 count as 0.
    pub(super) fn times(self, amount: i64) -> u128 {
        u128::try_from(amount).unwrap_or(0) * self.0
    }

    /// An amount times the factor, rounded to the nearest whole unit.
    pub(super) fn rounded(self, amount: i64) -> i64 {
        i64::try_from((self.times(amount) + Factor::SCALE / 2) / Factor::SCALE).unwrap_or(i64::MAX)
    }

    /// As a float, to be shown.
    pub(super) fn as_float(self) -> f64 {
        self.0 as f64 / Factor::SCALE as f64
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_product_loses_no_unit_of_a_large_amount() {
        let factor = Factor::ONE.with(0.1).unwrap().with(0.1).unwrap().with(0.1).unwrap();
        assert_eq!(factor.rounded(10_000_000_000_000_000), 13_310_000_000_000_000);
        assert_eq!(factor.rounded(LARGEST_AMOUNT), 1_197_900_000_000_000_000);
    }

    #[test]
    fn what_cannot_be_counted_is_no_cushion() {
        for cushion in [-0.1, f64::NAN, f64::INFINITY, 9.5] {
            assert!(Factor::ONE.with(cushion).is_none());
        }
        assert!(Factor::ONE.with(2.0).unwrap().with(2.0).unwrap().with(1.0).is_none());
    }
}
