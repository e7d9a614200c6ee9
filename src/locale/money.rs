//! Amounts of money in the words and units that people use. What is stored stays exact; only what is shown is
//! rounded, to the nearest with halves away from zero, by whole-number arithmetic.

use super::number::{NO_FIGURE, NumberFormat, Sign};
use super::{Language, Text};
use crate::domain::{Currency, DisplayUnit, Money};

crate::texts! {
    RIAL = "IRR", "ریال";
    TOMAN = "Toman", "تومان";
    DOLLAR = "$", "دلار";
    EURO = "€", "یورو";
    POUND = "£", "پوند";
    DIRHAM = "AED", "درهم";
    LIRA = "TRY", "لیر";
    IRAQI_DINAR = "IQD", "دینار عراق";
    AFGHANI = "AFN", "افغانی";
    THOUSAND_OF = "thousand {unit}", "هزار {unit}";
    MILLION_OF = "million {unit}", "میلیون {unit}";
    FIGURE_WITH_UNIT = "{figure} {unit}", "{figure} {unit}";
    SYMBOL_BEFORE = "{symbol}{figure}", "{figure} {symbol}";
    CODE_BEFORE = "{symbol} {figure}", "{figure} {symbol}";
    THOUSANDS = "{figure} thousand", "{figure} هزار";
    MILLIONS = "{figure} million", "{figure} میلیون";
}

/// Writes amounts of one currency in one unit and language; costs nothing to make and copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoneyFormat {
    /// The language of digits and words.
    pub language: Language,
    /// The currency of the amounts.
    pub currency: Currency,
    /// The unit they are shown in.
    pub display_unit: DisplayUnit,
}

impl MoneyFormat {
    /// The format of a language, a currency and a unit.
    pub fn new(language: Language, currency: Currency, display_unit: DisplayUnit) -> MoneyFormat {
        MoneyFormat { language, currency, display_unit }
    }

    /// The figure without its unit, for tables that name the unit in their heading. Millions have one decimal
    /// place unless it is a zero, other units none; an amount that this would show as zero gets as many places as
    /// it needs.
    pub fn figure(self, amount: Money) -> String {
        let usual = match self.display_unit {
            DisplayUnit::Million | DisplayUnit::MillionToman => 1,
            _ => 0,
        };
        let places = (usual..=self.exact_places()).find(|&places| amount.0 == 0 || self.scaled(amount, places) != 0).unwrap_or(usual);
        let is_whole = self.scaled(amount, places).is_multiple_of(10u128.pow(u32::from(places)));
        self.figure_with_places(amount, if is_whole { 0 } else { places })
    }

    /// The figure without its unit and with so many decimal places.
    pub fn figure_with_places(self, amount: Money, places: u8) -> String {
        let places = places.min(self.exact_places());
        NumberFormat::new(self.language).assemble(amount.0 < 0, self.scaled(amount, places), places, Sign::Negative)
    }

    /// The figure to the last stored unit, for fields in which amounts are edited: nothing is rounded, and
    /// closing zeros fall away.
    pub fn exact_figure(self, amount: Money) -> String {
        let mut places = self.exact_places();
        let mut scaled = self.scaled(amount, places);
        while places > 0 && scaled.is_multiple_of(10) {
            scaled /= 10;
            places -= 1;
        }
        NumberFormat::new(self.language).assemble(amount.0 < 0, scaled, places, Sign::Negative)
    }

    /// The figure of an amount that was computed as a float in the smallest unit (a potential, a target);
    /// [`NO_FIGURE`] when it is not a finite number.
    pub fn figure_of(self, smallest_units: f64) -> String {
        if smallest_units.is_finite() { self.figure(Money(smallest_units.round() as i64)) } else { NO_FIGURE.to_owned() }
    }

    /// The figure with its unit, for sentences: `$1,235`, `۱۲٫۳ میلیون تومان`.
    pub fn with_unit(self, amount: Money) -> String {
        self.join_unit(&self.figure(amount))
    }

    /// As [`MoneyFormat::with_unit`], of an amount that was computed as a float in the smallest unit.
    pub fn with_unit_of(self, smallest_units: f64) -> String {
        if smallest_units.is_finite() { self.with_unit(Money(smallest_units.round() as i64)) } else { NO_FIGURE.to_owned() }
    }

    /// The name of the unit, for headings and axes: `million Toman`, `میلیون تومان`, `thousand $`.
    pub fn unit_label(self) -> String {
        unit_label(self.language, self.currency, self.display_unit)
    }

    /// Joins a figure that was formatted already with its unit.
    pub fn join_unit(self, figure: &str) -> String {
        let (symbol, multiple) = parts(self.currency, self.display_unit);
        let symbol_words = symbol.get(self.language);
        if self.language == Language::Persian || symbol == TOMAN {
            return FIGURE_WITH_UNIT.fill(self.language, &[("figure", figure), ("unit", &self.unit_label())]);
        }
        let figure = match multiple {
            Multiple::One => figure.to_owned(),
            Multiple::Thousand => THOUSANDS.fill(self.language, &[("figure", figure)]),
            Multiple::Million => MILLIONS.fill(self.language, &[("figure", figure)]),
        };
        let is_code = symbol_words.chars().all(|letter| letter.is_ascii_alphabetic());
        match figure.strip_prefix('−') {
            Some(size) if !is_code => format!("−{}", SYMBOL_BEFORE.fill(self.language, &[("symbol", symbol_words), ("figure", size)])),
            _ => {
                let pattern = if is_code { CODE_BEFORE } else { SYMBOL_BEFORE };
                pattern.fill(self.language, &[("symbol", symbol_words), ("figure", &figure)])
            }
        }
    }

    /// Decimal places at which the shown unit reaches the stored one.
    fn exact_places(self) -> u8 {
        self.display_unit.smallest_per_shown(self.currency).checked_ilog10().unwrap_or(0) as u8
    }

    /// The size of the amount, rounded, in units of the last of so many decimal places.
    fn scaled(self, amount: Money, places: u8) -> u128 {
        let unit = self.display_unit.smallest_per_shown(self.currency) as u128;
        let size = u128::from(amount.0.unsigned_abs()) * 10u128.pow(u32::from(places));
        (size * 2 + unit) / (unit * 2)
    }
}

#[derive(Clone, Copy)]
enum Multiple {
    One,
    Thousand,
    Million,
}

fn parts(currency: Currency, display_unit: DisplayUnit) -> (Text, Multiple) {
    let symbol = match currency {
        Currency::Irr => RIAL,
        Currency::Usd => DOLLAR,
        Currency::Eur => EURO,
        Currency::Gbp => POUND,
        Currency::Aed => DIRHAM,
        Currency::Try => LIRA,
        Currency::Iqd => IRAQI_DINAR,
        Currency::Afn => AFGHANI,
    };
    match display_unit {
        DisplayUnit::Main => (symbol, Multiple::One),
        DisplayUnit::Thousand => (symbol, Multiple::Thousand),
        DisplayUnit::Million => (symbol, Multiple::Million),
        DisplayUnit::Toman => (TOMAN, Multiple::One),
        DisplayUnit::ThousandToman => (TOMAN, Multiple::Thousand),
        DisplayUnit::MillionToman => (TOMAN, Multiple::Million),
    }
}

/// The name of a unit, for menus, headings and axes.
pub fn unit_label(language: Language, currency: Currency, display_unit: DisplayUnit) -> String {
    let (symbol, multiple) = parts(currency, display_unit);
    let unit = [("unit", symbol.get(language))];
    match multiple {
        Multiple::One => symbol.get(language).to_owned(),
        Multiple::Thousand => THOUSAND_OF.fill(language, &unit),
        Multiple::Million => MILLION_OF.fill(language, &unit),
    }
}

#[cfg(test)]
mod tests {
    use super::super::number::latin_digits;
    use super::*;
    use proptest::prelude::*;

    const MILLION_TOMAN: MoneyFormat =
        MoneyFormat { language: Language::Persian, currency: Currency::Irr, display_unit: DisplayUnit::MillionToman };
    const DOLLARS: MoneyFormat = MoneyFormat { language: Language::English, currency: Currency::Usd, display_unit: DisplayUnit::Main };

    #[test]
    fn rials_are_shown_in_tomans() {
        assert_eq!(MILLION_TOMAN.figure(Money(1_234_560_000)), "۱۲۳٫۵");
        assert_eq!(MILLION_TOMAN.with_unit(Money(1_234_560_000)), "۱۲۳٫۵ میلیون تومان");
        assert_eq!(MILLION_TOMAN.exact_figure(Money(1_234_560_001)), "۱۲۳٫۴۵۶۰۰۰۱");
        let toman = MoneyFormat { display_unit: DisplayUnit::Toman, ..MILLION_TOMAN };
        assert_eq!(toman.with_unit(Money(12_345)), "۱٬۲۳۵ تومان");
        let english = MoneyFormat { language: Language::English, ..MILLION_TOMAN };
        assert_eq!(english.with_unit(Money(25_000_000)), "2.5 million Toman");
    }

    #[test]
    fn a_closing_zero_is_left_out() {
        assert_eq!(MILLION_TOMAN.figure(Money(1_230_000_000)), "۱۲۳");
        assert_eq!(MILLION_TOMAN.figure(Money(1_229_960_000)), "۱۲۳");
        assert_eq!(MILLION_TOMAN.with_unit(Money(-50_000_000)), "\u{200e}−۵ میلیون تومان");
        assert_eq!(MILLION_TOMAN.figure(Money(0)), "۰");
    }

    #[test]
    fn cents_are_shown_in_dollars() {
        assert_eq!(DOLLARS.with_unit(Money(123_450)), "$1,235");
        assert_eq!(DOLLARS.with_unit(Money(-123_449)), "−$1,234");
        assert_eq!(DOLLARS.exact_figure(Money(123_450)), "1,234.5");
        assert_eq!(DOLLARS.figure_with_places(Money(123_450), 2), "1,234.50");
        let million = MoneyFormat { display_unit: DisplayUnit::Million, ..DOLLARS };
        assert_eq!(million.with_unit(Money(123_000_000)), "$1.2 million");
        assert_eq!(million.unit_label(), "million $");
        let dirham = MoneyFormat { currency: Currency::Aed, display_unit: DisplayUnit::Thousand, ..DOLLARS };
        assert_eq!(dirham.with_unit(Money(1_250_000)), "AED 13 thousand");
    }

    #[test]
    fn what_is_not_zero_is_not_shown_as_zero() {
        assert_eq!(MILLION_TOMAN.figure(Money(20_000)), "۰٫۰۰۲");
        assert_eq!(DOLLARS.figure(Money(-4)), "−0.04");
        assert_eq!(DOLLARS.figure(Money(0)), "0");
        assert_eq!(DOLLARS.figure_of(f64::NAN), NO_FIGURE);
    }

    #[test]
    fn every_unit_has_a_name_of_its_own() {
        for language in [Language::Persian, Language::English] {
            for currency in Currency::ALL {
                let mut names: Vec<String> = currency.display_units().iter().map(|&unit| unit_label(language, currency, unit)).collect();
                names.sort();
                names.dedup();
                assert_eq!(names.len(), currency.display_units().len());
            }
        }
    }

    proptest! {
        #[test]
        fn an_exact_figure_loses_nothing(amount in any::<i64>(), unit in 0usize..5, currency in 0usize..8) {
            let currency = Currency::ALL[currency];
            let display_unit = currency.display_units()[unit % currency.display_units().len()];
            let figure = MoneyFormat { language: Language::Persian, currency, display_unit }.exact_figure(Money(amount));
            let ascii = latin_digits(&figure);
            let (whole, fraction) = ascii.split_once('٫').unwrap_or((&ascii, ""));
            let places = display_unit.smallest_per_shown(currency).ilog10() as usize;
            let joined: String = whole.chars().filter(char::is_ascii_digit).chain(format!("{fraction:0<places$}").chars()).collect();
            prop_assert_eq!(joined.parse::<u128>().unwrap_or(u128::MAX), u128::from(amount.unsigned_abs()));
        }
    }
}
