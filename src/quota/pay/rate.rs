//! Rates as exact decimals, and the one place where pay is rounded.
//!
//! Nothing here knows what a rate is for. All products are formed in 256-bit integers, so that no amount in rials
//! loses a unit.

use ethnum::I256;
use serde::{Deserialize, Serialize};

use crate::domain::Money;

/// Billionths in one whole.
const BILLION: i64 = 1_000_000_000;

/// Largest rate that can be written, as a share.
const LARGEST_SHARE: f64 = 1_000_000.0;

/// A share or a rate, kept exactly in billionths: 0.05 is five percent. In files it is a decimal number.
///
/// Further decimals than nine are rounded away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Rate(i64);

/// A rate that cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{0} is no rate: give a number between -1000000 and 1000000, such as 0.05 for five percent")]
pub struct NotARate(f64);

impl Rate {
    /// Nothing.
    pub const ZERO: Rate = Rate(0);
    /// The whole: one hundred percent.
    pub const ONE: Rate = Rate(BILLION);

    /// The rate of a share: 0.05 for five percent.
    ///
    /// # Errors
    /// When the share is not a number or beyond a million.
    pub fn of_share(share: f64) -> Result<Rate, NotARate> {
        if share.is_finite() && share.abs() <= LARGEST_SHARE {
            Ok(Rate(libm::round(share * BILLION as f64) as i64))
        } else {
            Err(NotARate(share))
        }
    }

    /// The rate of whole percent.
    pub const fn percent(percent: i32) -> Rate {
        Rate(percent as i64 * (BILLION / 100))
    }

    /// The rate of billionths.
    pub const fn billionths(billionths: i64) -> Rate {
        Rate(billionths)
    }

    /// `part` over `whole`, rounded to billionths; `None` when the whole is not above zero.
    pub fn ratio(part: i64, whole: i64) -> Option<Rate> {
        (whole > 0).then(|| Rate(rounded(wide(part) * wide(BILLION), wide(whole))))
    }

    /// The rate in billionths.
    pub fn in_billionths(self) -> i64 {
        self.0
    }

    /// The rate as a share: 0.05 for five percent.
    pub fn share(self) -> f64 {
        self.0 as f64 / BILLION as f64
    }

    /// The rate of an amount, rounded once to whole units, halves away from zero.
    pub fn of(self, amount: Money) -> Money {
        Money(rounded(wide(amount.0) * wide(self.0), wide(BILLION)))
    }

    /// The sum, held at the type's bounds.
    pub fn plus(self, other: Rate) -> Rate {
        Rate(self.0.saturating_add(other.0))
    }

    /// What is left of the rate below one: 1 − rate.
    pub fn rest(self) -> Rate {
        Rate(BILLION.saturating_sub(self.0))
    }
}

impl TryFrom<f64> for Rate {
    type Error = NotARate;

    fn try_from(share: f64) -> Result<Rate, NotARate> {
        Rate::of_share(share)
    }
}

impl From<Rate> for f64 {
    fn from(rate: Rate) -> f64 {
        rate.share()
    }
}

/// An amount in billionths of its unit, so that a share of a quota is exact even where it falls between two units.
/// Holds every product of an `i64` and a [`Rate`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fine(pub(crate) I256);

impl Fine {
    /// Nothing.
    pub(crate) const ZERO: Fine = Fine(I256::ZERO);

    /// So many whole units.
    pub(crate) fn units(units: i64) -> Fine {
        Fine(wide(units) * wide(BILLION))
    }

    /// The rate of so many units.
    pub(crate) fn share(rate: Rate, units: i64) -> Fine {
        Fine(wide(units) * wide(rate.0))
    }

    /// Rounded to whole units, halves away from zero.
    pub(crate) fn rounded(self) -> i64 {
        rounded(self.0, wide(BILLION))
    }

    /// As a floating-point number of units.
    pub(crate) fn as_f64(self) -> f64 {
        self.0.as_f64() / BILLION as f64
    }

    /// The difference to a smaller amount.
    pub(crate) fn minus(self, other: Fine) -> Fine {
        Fine(self.0 - other.0)
    }

    /// The rate of this amount, rounded once.
    pub(crate) fn paid_at(self, rate: Rate) -> Money {
        Money(rounded(self.0 * wide(rate.0), wide(BILLION) * wide(BILLION)))
    }

    /// `target` × `rate` × this ÷ `quota`, rounded once; nothing when the quota is not above zero.
    pub(crate) fn paid_of_target(self, target: Money, rate: Rate, quota: i64) -> Money {
        if quota <= 0 {
            return Money(0);
        }
        Money(rounded(self.0 * wide(rate.0) * wide(target.0), wide(BILLION) * wide(BILLION) * wide(quota)))
    }

    /// This × `part` ÷ `whole`, rounded to billionths of a unit; nothing when the whole is not above zero.
    pub(crate) fn scaled(self, part: Fine, whole: Fine) -> Fine {
        if whole.0 <= I256::ZERO { Fine::ZERO } else { Fine(rounded_wide(self.0 * part.0, whole.0)) }
    }

    /// This over a quota as a rate, rounded to billionths; `None` when the quota is not above zero.
    pub(crate) fn over(self, quota: i64) -> Option<Rate> {
        (quota > 0).then(|| Rate(rounded(self.0, wide(quota))))
    }
}

/// A whole number with room for products.
pub(crate) fn wide(number: i64) -> I256 {
    I256::from(number)
}

/// The quotient rounded to a whole number, halves away from zero, held at the bounds of `i64`.
pub(crate) fn rounded(numerator: I256, denominator: I256) -> i64 {
    let quotient = rounded_wide(numerator, denominator);
    if quotient > wide(i64::MAX) {
        i64::MAX
    } else if quotient < wide(i64::MIN) {
        i64::MIN
    } else {
        quotient.as_i64()
    }
}

fn rounded_wide(numerator: I256, denominator: I256) -> I256 {
    let (whole, rest) = (numerator / denominator, numerator % denominator);
    if rest.abs() * 2 < denominator.abs() {
        whole
    } else if (numerator < I256::ZERO) == (denominator < I256::ZERO) {
        whole + I256::ONE
    } else {
        whole - I256::ONE
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_are_rounded_away_from_zero() {
        assert_eq!(Rate::percent(50).of(Money(3)), Money(2));
        assert_eq!(Rate::percent(50).of(Money(-3)), Money(-2));
        assert_eq!(Rate::of_share(0.005).unwrap().of(Money(100)), Money(1));
        assert_eq!(Rate::of_share(0.004_999_999).unwrap().of(Money(100)), Money(0));
    }

    #[test]
    fn large_rial_amounts_lose_no_unit() {
        let rate = Rate::of_share(0.012_345_678).unwrap();
        assert_eq!(rate.of(Money(1_000_000_000_000_001)), Money(12_345_678_000_000));
        assert_eq!(Fine::units(9_007_199_254_740_993).paid_at(Rate::ONE), Money(9_007_199_254_740_993));
        let (target, quota) = (Money(999_999_999_999_999), 999_999_999_999_999);
        assert_eq!(Fine::units(quota).paid_of_target(target, Rate::percent(200), quota), Money(1_999_999_999_999_998));
        assert_eq!(Rate::percent(300).of(Money(i64::MAX)), Money(i64::MAX));
    }

    #[test]
    fn what_is_no_rate_is_refused() {
        assert!(Rate::of_share(f64::NAN).is_err());
        assert!(serde_json::from_str::<Rate>("1e9").is_err());
        assert_eq!(Rate::ratio(1, 0), None);
    }

    proptest! {
        #[test]
        fn a_rate_is_read_as_it_was_written(billionths in -1_000_000_000_000_000i64..=1_000_000_000_000_000) {
            let rate = Rate::billionths(billionths);
            let written = serde_json::to_string(&rate).unwrap();
            prop_assert_eq!(serde_json::from_str::<Rate>(&written).unwrap(), rate);
        }
    }
}
