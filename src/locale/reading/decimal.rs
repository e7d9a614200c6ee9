//! Exact decimals, so that money that is read from a file never passes through a float.

use crate::domain::Money;

/// An exact decimal: `units` divided by ten to the power of `decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    units: i128,
    decimals: u32,
}

/// No number that is read has more digits, so that nothing overflows.
pub(super) const DIGIT_LIMIT: usize = 30;

impl Decimal {
    /// The exact value of the shortest decimal that names this float; `None` if it is not finite or too large.
    pub fn of_float(number: f64) -> Option<Decimal> {
        if !number.is_finite() {
            return None;
        }
        let written = format!("{number:e}");
        let (digits, exponent) = written.split_once('e')?;
        Decimal::of_parts(digits.starts_with('-'), digits.trim_start_matches('-'), exponent.parse().ok()?)
    }

    /// The nearest float.
    pub fn to_float(self) -> f64 {
        // Written and read, which rounds once and correctly.
        format!("{}e-{}", self.units, self.decimals).parse().unwrap_or(f64::NAN)
    }

    /// The amount in the smallest unit when one shown unit is so many of them, rounded half away from zero;
    /// `None` if it is too large.
    pub fn to_money(self, smallest_per_shown: i64) -> Option<Money> {
        let product = self.units.checked_mul(i128::from(smallest_per_shown))?;
        let divisor = 10i128.checked_pow(self.decimals)?;
        let (whole, rest) = (product / divisor, product % divisor);
        let rounds_away = rest.unsigned_abs() * 2 >= divisor.unsigned_abs();
        i64::try_from(whole + if rounds_away { product.signum() } else { 0 }).ok().map(Money)
    }

    /// So many times it, exactly; `None` if that is too large.
    pub fn times(self, factor: i64) -> Option<Decimal> {
        self.units.checked_mul(i128::from(factor)).map(|units| Decimal { units, ..self })
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.units < 0
    }

    /// The decimal of digits with at most one point, times ten to a power; `None` if it has too many digits.
    pub(super) fn of_parts(is_negative: bool, digits: &str, exponent: i32) -> Option<Decimal> {
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let written = format!("{whole}{part}");
        let significant = written.trim_start_matches('0');
        if !written.bytes().all(|byte| byte.is_ascii_digit()) || written.is_empty() {
            return None;
        }
        let mut decimals = i64::try_from(part.len()).ok()? - i64::from(exponent);
        let mut padded = if significant.is_empty() { "0".to_owned() } else { significant.to_owned() };
        if padded == "0" {
            return Some(Decimal { units: 0, decimals: 0 });
        }
        while decimals > 0 && padded.len() > 1 && padded.ends_with('0') {
            padded.pop();
            decimals -= 1;
        }
        if decimals < 0 {
            if decimals < -(DIGIT_LIMIT as i64) {
                return None;
            }
            padded.push_str(&"0".repeat(decimals.unsigned_abs() as usize));
            decimals = 0;
        }
        if decimals > DIGIT_LIMIT as i64 {
            // Too small to matter: keep the digits that fit.
            let keep = padded.len().saturating_sub((decimals - DIGIT_LIMIT as i64) as usize);
            padded.truncate(keep);
            decimals = DIGIT_LIMIT as i64;
            if padded.is_empty() {
                padded.push('0');
            }
        }
        if padded.len() > DIGIT_LIMIT {
            return None;
        }
        let units: i128 = padded.parse().ok()?;
        Some(Decimal { units: if is_negative { -units } else { units }, decimals: decimals as u32 })
    }
}
