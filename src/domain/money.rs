//! Money: a whole number of the smallest unit of a currency in use, and the unit it is shown in.
//! Splitting goes by largest remainder, so that parts always sum to the whole.

use serde::{Deserialize, Serialize};

/// An amount in the smallest unit in use of the plan's [`Currency`] (rials, cents).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(pub i64);

impl Money {
    /// The sum, held at the type's bounds instead of wrapping round.
    pub fn plus(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money(0), Money::plus)
    }
}

/// A currency that plans can be kept in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Currency {
    /// Iranian rial, kept in whole rials.
    Irr,
    /// United States dollar, kept in cents.
    Usd,
    /// Euro, kept in cents.
    Eur,
    /// Pound sterling, kept in pence.
    Gbp,
    /// Dirham of the United Arab Emirates, kept in fils.
    Aed,
    /// Turkish lira, kept in kurus.
    Try,
    /// Iraqi dinar, kept in whole dinars.
    Iqd,
    /// Afghani, kept in whole afghanis.
    Afn,
}

/// The unit in which amounts are shown and typed; a choice of display that never changes what is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DisplayUnit {
    /// The currency's main unit: rial, dollar, euro.
    Main,
    /// Thousands of the main unit.
    Thousand,
    /// Millions of the main unit.
    Million,
    /// Ten rials; for the rial only.
    Toman,
    /// Thousands of tomans; for the rial only.
    ThousandToman,
    /// Millions of tomans; for the rial only.
    MillionToman,
}

impl Currency {
    /// All of them, in the order of menus.
    pub const ALL: [Currency; 8] =
        [Currency::Irr, Currency::Usd, Currency::Eur, Currency::Gbp, Currency::Aed, Currency::Try, Currency::Iqd, Currency::Afn];

    /// The code of ISO 4217.
    pub fn code(self) -> &'static str {
        match self {
            Currency::Irr => "IRR",
            Currency::Usd => "USD",
            Currency::Eur => "EUR",
            Currency::Gbp => "GBP",
            Currency::Aed => "AED",
            Currency::Try => "TRY",
            Currency::Iqd => "IQD",
            Currency::Afn => "AFN",
        }
    }

    /// How many stored units make one main unit (100 cents in a dollar).
    pub fn smallest_per_main(self) -> i64 {
        match self {
            Currency::Irr | Currency::Iqd | Currency::Afn => 1,
            Currency::Usd | Currency::Eur | Currency::Gbp | Currency::Aed | Currency::Try => 100,
        }
    }

    /// The units in which this currency may be shown.
    pub fn display_units(self) -> &'static [DisplayUnit] {
        match self {
            Currency::Irr => {
                &[DisplayUnit::Main, DisplayUnit::Million, DisplayUnit::Toman, DisplayUnit::ThousandToman, DisplayUnit::MillionToman]
            }
            _ => &[DisplayUnit::Main, DisplayUnit::Thousand, DisplayUnit::Million],
        }
    }
}

impl DisplayUnit {
    /// How many stored units one shown unit stands for.
    pub fn smallest_per_shown(self, currency: Currency) -> i64 {
        let main = currency.smallest_per_main();
        match self {
            DisplayUnit::Main => main,
            DisplayUnit::Thousand => main * 1_000,
            DisplayUnit::Million => main * 1_000_000,
            DisplayUnit::Toman => main * 10,
            DisplayUnit::ThousandToman => main * 10_000,
            DisplayUnit::MillionToman => main * 10_000_000,
        }
    }
}

/// Splits an amount by weights into parts that sum to it exactly (largest remainder, also called Hamilton's
/// method). Ties go to the earlier part. Weights that are negative or not finite count as 0; when all are 0
/// the split is even. No weights give no parts.
pub fn split_by_weight(amount: Money, weights: &[f64]) -> Vec<Money> {
    if weights.is_empty() {
        return Vec::new();
    }
    let clean: Vec<f64> = weights.iter().map(|weight| if weight.is_finite() && *weight > 0.0 { *weight } else { 0.0 }).collect();
    let total: f64 = clean.iter().sum();
    let shares: Vec<f64> = if total > 0.0 && total.is_finite() {
        clean.iter().map(|weight| weight / total).collect()
    } else {
        vec![1.0 / clean.len() as f64; clean.len()]
    };
    let size = amount.0.unsigned_abs();
    let exact: Vec<f64> = shares.iter().map(|share| share * size as f64).collect();
    let mut parts: Vec<u64> = exact.iter().map(|part| part.floor() as u64).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|&one, &other| {
        let remainder = |index: usize| exact[index] - exact[index].floor();
        remainder(other).total_cmp(&remainder(one)).then(one.cmp(&other))
    });
    // Rounding of very large amounts may put the floors a little above or below; walk until the sum is exact.
    let mut given: u64 = parts.iter().sum();
    let mut step = 0;
    while given < size {
        parts[order[step % order.len()]] += 1;
        given += 1;
        step += 1;
    }
    let mut step = 0;
    while given > size {
        let index = order[order.len() - 1 - step % order.len()];
        if parts[index] > 0 {
            parts[index] -= 1;
            given -= 1;
        }
        step += 1;
    }
    let sign = amount.0.signum();
    parts.into_iter().map(|part| Money(sign * part as i64)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn splits_by_largest_remainder() {
        assert_eq!(split_by_weight(Money(100), &[1.0, 1.0, 1.0]), [Money(34), Money(33), Money(33)]);
        assert_eq!(split_by_weight(Money(10), &[0.0, 0.0]), [Money(5), Money(5)]);
        assert_eq!(split_by_weight(Money(-7), &[1.0, 2.0]), [Money(-2), Money(-5)]);
        assert!(split_by_weight(Money(5), &[]).is_empty());
    }

    #[test]
    fn a_toman_is_ten_rials() {
        assert_eq!(DisplayUnit::Toman.smallest_per_shown(Currency::Irr), 10);
        assert_eq!(DisplayUnit::Million.smallest_per_shown(Currency::Usd), 100_000_000);
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole(amount in -1_000_000_000_000_000i64..1_000_000_000_000_000, weights in prop::collection::vec(-1.0f64..1e9, 1..40)) {
            let parts = split_by_weight(Money(amount), &weights);
            prop_assert_eq!(parts.into_iter().sum::<Money>(), Money(amount));
        }
    }
}
