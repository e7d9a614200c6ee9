//! One number as a person types it into a field: Persian, Arabic or Latin digits, grouped or not. Exact: what
//! was typed never passes through a float on its way to money. Reading whole columns of files, where the
//! style of a column decides, is `exchange`'s.

use super::text::ascii_digit;
use crate::domain::Money;

/// No number that is read has more digits, so that nothing overflows.
const DIGIT_LIMIT: usize = 24;

/// A number that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypedNumber {
    is_negative: bool,
    /// All digits as a whole number.
    digits: u128,
    /// How many of them stand behind the decimal mark.
    places: u32,
}

impl TypedNumber {
    /// Reads a number: `1,234.5`, `۱٬۲۳۴٫۵`, `۱۲/۵`, `-3`. `None` if it is not one, or if its grouping leaves a
    /// doubt (`1,5`): a figure that may be ten times what was meant is asked for again.
    pub fn read(typed: &str) -> Option<TypedNumber> {
        let letters: String = typed.chars().filter(|letter| !is_direction_mark(*letter)).map(ascii_digit).collect();
        let (is_negative, figure) = sign(letters.trim());
        let decimal_mark = |letter: char| matches!(letter, '.' | '٫' | '/');
        let (whole, fraction) = figure.split_once(decimal_mark).unwrap_or((figure, ""));
        let whole = ungrouped(whole)?;
        if !fraction.chars().all(|letter| letter.is_ascii_digit()) || (whole.is_empty() && fraction.is_empty()) {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        let joined = format!("{whole}{fraction}");
        let joined = joined.trim_start_matches('0');
        if joined.len() > DIGIT_LIMIT || fraction.len() > DIGIT_LIMIT {
            return None;
        }
        let digits = if joined.is_empty() { 0 } else { joined.parse().ok()? };
        Some(TypedNumber { is_negative: is_negative && digits != 0, digits, places: fraction.len() as u32 })
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.is_negative
    }

    /// The nearest float.
    pub fn to_float(self) -> f64 {
        self.times(1)
    }

    /// The nearest float to the number times a factor.
    pub fn times(self, factor: i64) -> f64 {
        let digits = self.digits.saturating_mul(u128::from(factor.unsigned_abs()));
        // A whole number with an exponent is always the text of a float.
        let size: f64 = format!("{digits}e-{}", self.places).parse().unwrap_or(f64::NAN);
        if self.is_negative { -size } else { size }
    }

    /// The amount, when the number counts units of so many smallest ones. What is finer than the smallest unit
    /// is rounded, halves away from zero. `None` if no amount is that large.
    pub fn to_money(self, smallest_per_shown: i64) -> Option<Money> {
        let unit = 10u128.checked_pow(self.places)?;
        let scaled = self.digits.checked_mul(u128::from(smallest_per_shown.unsigned_abs()))?;
        let size = i64::try_from(scaled.checked_mul(2)?.checked_add(unit)? / (unit * 2)).ok()?;
        Some(Money(if self.is_negative { -size } else { size }))
    }
}

fn is_direction_mark(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The sign, on either side, and the rest.
fn sign(figure: &str) -> (bool, &str) {
    let minus = |letter: char| matches!(letter, '-' | '−' | '–');
    match figure.strip_prefix(minus).or_else(|| figure.strip_suffix(minus)) {
        Some(rest) => (true, rest.trim()),
        None => (false, figure.strip_prefix('+').unwrap_or(figure)),
    }
}

/// The digits before the decimal mark without their group marks; `None` if the groups are not of three digits.
fn ungrouped(whole: &str) -> Option<String> {
    let is_group_mark = |letter: char| matches!(letter, ',' | '٬' | '،' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let groups: Vec<&str> = whole.split(is_group_mark).collect();
    let all_digits = groups.iter().all(|group| group.chars().all(|letter| letter.is_ascii_digit()));
    let of_three = groups.iter().skip(1).all(|group| group.len() == 3);
    let first_fits = groups.len() == 1 || groups.first().is_some_and(|group| (1..=3).contains(&group.len()));
    (all_digits && of_three && first_fits).then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::{Currency, DisplayUnit};
    use crate::locale::{Language, MoneyFormat};
    use proptest::prelude::*;

    fn float(typed: &str) -> Option<f64> {
        TypedNumber::read(typed).map(TypedNumber::to_float)
    }

    #[test]
    fn digits_of_three_scripts_are_read() {
        assert_eq!(float("1,234.5"), Some(1234.5));
        assert_eq!(float("۱٬۲۳۴٫۵"), Some(1234.5));
        assert_eq!(float(" ١٢ "), Some(12.0));
        assert_eq!(float("۱۲/۵"), Some(12.5));
        assert_eq!(float("1 234 567"), Some(1_234_567.0));
        assert_eq!(float(".5"), Some(0.5));
        assert_eq!(float("\u{200e}−۳"), Some(-3.0));
        assert_eq!(float("3-"), Some(-3.0));
        assert_eq!(float("-0"), Some(0.0));
        assert_eq!(float("007"), Some(7.0));
    }

    #[test]
    fn doubtful_figures_are_not_read() {
        for typed in ["", ".", "-", "1,5", "1.234.567", "12a", "1,2345", ",123", "1234,567", "--3", "1e5", "NaN", &"9".repeat(40)] {
            assert_eq!(float(typed), None, "{typed}");
        }
    }

    #[test]
    fn money_is_exact() {
        let million_toman = DisplayUnit::MillionToman.smallest_per_shown(Currency::Irr);
        assert_eq!(TypedNumber::read("۱۲۳٫۴۵۶۰۰۰۱").unwrap().to_money(million_toman), Some(Money(1_234_560_001)));
        assert_eq!(TypedNumber::read("0.015").unwrap().to_money(100), Some(Money(2)));
        assert_eq!(TypedNumber::read("-0.015").unwrap().to_money(100), Some(Money(-2)));
        assert_eq!(TypedNumber::read("99999999999999999999").unwrap().to_money(100), None);
        assert_eq!(TypedNumber::read("0.1").unwrap().times(10_000_000), 1_000_000.0);
    }

    proptest! {
        #[test]
        fn a_shown_amount_is_read_back(amount in -1_000_000_000_000_000i64..1_000_000_000_000_000, persian in any::<bool>(), unit in 0usize..5) {
            let display_unit = Currency::Irr.display_units()[unit];
            let language = if persian { Language::Persian } else { Language::English };
            let shown = MoneyFormat::new(language, Currency::Irr, display_unit).exact_figure(Money(amount));
            let read = TypedNumber::read(&shown).unwrap().to_money(display_unit.smallest_per_shown(Currency::Irr));
            prop_assert_eq!(read, Some(Money(amount)));
        }

        #[test]
        fn nothing_typed_makes_it_panic(typed in "\\PC{0,40}") {
            let number = TypedNumber::read(&typed);
            prop_assert!(number.is_none_or(|number| number.to_float().is_finite()));
        }
    }
}
