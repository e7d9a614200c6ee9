//! Figures in the digits and marks of a language: grouped numbers, decimals, percentages, short forms. Pure
//! text: the same natively and in a browser. Amounts of money are in `money`, reading of figures is in `reading`.
//!
//! Rounding is to the nearest, halves away from zero, as people round. What is not a finite number is shown as
//! [`NO_FIGURE`].

use super::{Language, Text};

/// What stands where there is no figure.
pub const NO_FIGURE: &str = "—";

/// Powers of ten, exact; `powi` may differ in its last bit between machines.
const POWERS_OF_TEN: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// The largest scaled value whose whole part a float still holds exactly.
const EXACT_LIMIT: f64 = 9_007_199_254_740_992.0;

crate::texts! {
    THOUSAND = "{figure}K", "{figure} هزار";
    MILLION = "{figure}M", "{figure} میلیون";
    BILLION = "{figure}B", "{figure} میلیارد";
    TRILLION = "{figure}T", "{figure} هزار میلیارد";
}

/// Whether a figure carries its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Only below zero.
    Negative,
    /// Above and below zero, not at zero.
    Always,
}

/// Writes figures in one language; costs nothing to make and copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberFormat {
    /// The language whose digits and marks are used.
    pub language: Language,
}

impl NumberFormat {
    /// The format of a language.
    pub fn new(language: Language) -> NumberFormat {
        NumberFormat { language }
    }

    /// A whole number with grouping: `1,234`, `۱٬۲۳۴`.
    pub fn integer(self, value: i64) -> String {
        self.assemble(value < 0, u128::from(value.unsigned_abs()), 0, Sign::Negative)
    }

    /// A count with grouping.
    pub fn count(self, value: usize) -> String {
        self.assemble(false, value as u128, 0, Sign::Negative)
    }

    /// A whole number without grouping, for years and codes: `1405`, `۱۴۰۵`.
    pub fn plain(self, value: i64) -> String {
        let figure = digits(self.language, &value.unsigned_abs().to_string());
        if value < 0 { format!("{}{figure}", self.minus()) } else { figure }
    }

    /// A number with at most so many decimal places; closing zeros fall away: `1,234.5`, `۱٬۲۳۴٫۵`.
    pub fn decimal(self, value: f64, most_places: u8) -> String {
        self.number(value, most_places, true, Sign::Negative)
    }

    /// A number with exactly so many decimal places, for columns that align.
    pub fn fixed(self, value: f64, places: u8) -> String {
        self.number(value, places, false, Sign::Negative)
    }

    /// A number with its sign even above zero and at most so many decimal places: `+3.5`, `−2`.
    pub fn signed(self, value: f64, most_places: u8) -> String {
        self.number(value, most_places, true, Sign::Always)
    }

    /// A share as a percentage with at most so many decimal places; 0.08 is `8%`, `۸٪`.
    pub fn percent(self, share: f64, most_places: u8) -> String {
        self.with_percent_mark(self.number(share * 100.0, most_places, true, Sign::Negative))
    }

    /// A change as a percentage with its sign; 0.06 is `+6%`, `+۶٪`. Zero has no sign.
    pub fn signed_percent(self, share: f64, most_places: u8) -> String {
        self.with_percent_mark(self.number(share * 100.0, most_places, true, Sign::Always))
    }

    /// The figure of a ratio, with one decimal place: `2.3`, `۲٫۳`.
    pub fn ratio(self, value: f64) -> String {
        self.number(value, 1, false, Sign::Negative)
    }

    /// A large number in few letters, for axes: `950`, `12.3K`, `4.5M`, `۱۲٫۳ هزار`.
    pub fn compact(self, value: f64) -> String {
        const STEPS: [(f64, Text); 4] = [(1e12, TRILLION), (1e9, BILLION), (1e6, MILLION), (1e3, THOUSAND)];
        let size = value.abs();
        // From 999,950 on, one decimal place of thousands would read 1,000K.
        match STEPS.iter().find(|(step, _)| size >= step * 0.999_95 && size.is_finite() && size >= 1_000.0) {
            Some((step, text)) => text.fill(self.language, &[("figure", &self.decimal(value / step, 1))]),
            None => self.decimal(value, 1),
        }
    }

    fn with_percent_mark(self, mut figure: String) -> String {
        if figure != NO_FIGURE {
            figure.push(match self.language {
                Language::Persian => '٪',
                Language::English => '%',
            });
        }
        figure
    }

    fn number(self, value: f64, places: u8, drops_zeros: bool, sign: Sign) -> String {
        if !value.is_finite() {
            return NO_FIGURE.to_owned();
        }
        let places = places.min(15);
        let scaled = value.abs() * POWERS_OF_TEN[usize::from(places)];
        let (mut whole, mut kept) = if scaled < EXACT_LIMIT {
            (scaled.round() as u128, places)
        } else {
            // Too large for its decimals to be known; above 1e38 the figure says no more than that it is huge.
            (value.abs().round().min(1e38) as u128, 0)
        };
        if drops_zeros {
            while kept > 0 && whole % 10 == 0 {
                whole /= 10;
                kept -= 1;
            }
        }
        self.assemble(value < 0.0, whole, kept, sign)
    }

    /// A figure from its digits: `scaled` counts units of the last decimal place.
    pub(super) fn assemble(self, is_negative: bool, scaled: u128, places: u8, sign: Sign) -> String {
        let ascii = format!("{scaled:0>width$}", width = usize::from(places) + 1);
        let (whole, fraction) = ascii.split_at(ascii.len() - usize::from(places));
        let (group_mark, decimal_mark) = match self.language {
            Language::Persian => ('٬', '٫'),
            Language::English => (',', '.'),
        };
        let mut figure = String::with_capacity(ascii.len() * 3 + 8);
        if scaled != 0 && is_negative {
            figure.push_str(self.minus());
        } else if scaled != 0 && sign == Sign::Always {
            figure.push_str(match self.language {
                Language::Persian => "\u{200e}+",
                Language::English => "+",
            });
        }
        for (index, digit) in whole.bytes().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                figure.push(group_mark);
            }
            figure.push(self.digit(digit));
        }
        if !fraction.is_empty() {
            figure.push(decimal_mark);
            figure.extend(fraction.bytes().map(|digit| self.digit(digit)));
        }
        figure
    }

    /// The minus sign. Persian has a left-to-right mark before it (as CLDR does), which keeps it on the left.
    fn minus(self) -> &'static str {
        match self.language {
            Language::Persian => "\u{200e}−",
            Language::English => "−",
        }
    }

    fn digit(self, ascii: u8) -> char {
        letter_in(self.language, char::from(ascii))
    }
}

fn letter_in(language: Language, letter: char) -> char {
    match (language, letter) {
        (Language::Persian, '0'..='9') => char::from_u32('۰' as u32 + letter as u32 - '0' as u32).unwrap_or(letter),
        _ => letter,
    }
}

/// The words with their digits in the language's own; every other letter stays.
pub fn digits(language: Language, words: &str) -> String {
    words.chars().map(|letter| letter_in(language, super::text::ascii_digit(letter))).collect()
}

/// The words with ASCII digits; every other letter stays.
pub fn latin_digits(words: &str) -> String {
    digits(Language::English, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FA: NumberFormat = NumberFormat { language: Language::Persian };
    const EN: NumberFormat = NumberFormat { language: Language::English };

    #[test]
    fn whole_numbers_are_grouped() {
        assert_eq!(EN.integer(1_234_567), "1,234,567");
        assert_eq!(FA.integer(1_234), "۱٬۲۳۴");
        assert_eq!(EN.integer(-999), "−999");
        assert_eq!(FA.integer(-5), "\u{200e}−۵");
        assert_eq!(EN.integer(i64::MIN), "−9,223,372,036,854,775,808");
        assert_eq!(EN.integer(0), "0");
        assert_eq!(FA.plain(1405), "۱۴۰۵");
    }

    #[test]
    fn decimals_round_as_people_do() {
        assert_eq!(EN.decimal(1_234.5, 2), "1,234.5");
        assert_eq!(FA.decimal(1_234.5, 2), "۱٬۲۳۴٫۵");
        assert_eq!(EN.fixed(2.0, 2), "2.00");
        assert_eq!(EN.fixed(2.5, 0), "3");
        assert_eq!(EN.fixed(-2.5, 0), "−3");
        assert_eq!(EN.decimal(0.05, 2), "0.05");
        assert_eq!(EN.decimal(99.999, 1), "100");
        assert_eq!(EN.decimal(1e20, 2), "100,000,000,000,000,000,000");
        assert_eq!(EN.decimal(f64::MAX, 2).len(), EN.decimal(1e38, 2).len());
    }

    #[test]
    fn nothing_is_shown_as_minus_zero_or_as_a_word() {
        assert_eq!(EN.decimal(-0.001, 1), "0");
        assert_eq!(EN.signed(0.0, 1), "0");
        assert_eq!(EN.percent(f64::NAN, 0), NO_FIGURE);
        assert_eq!(FA.compact(f64::INFINITY), NO_FIGURE);
    }

    #[test]
    fn percentages_have_their_mark_after_the_figure() {
        assert_eq!(EN.percent(0.08, 0), "8%");
        assert_eq!(FA.percent(0.08, 0), "۸٪");
        assert_eq!(FA.percent(0.125, 1), "۱۲٫۵٪");
        assert_eq!(EN.signed_percent(0.06, 0), "+6%");
        assert_eq!(FA.signed_percent(-0.064, 1), "\u{200e}−۶٫۴٪");
    }

    #[test]
    fn short_forms_step_up_before_they_read_a_thousand() {
        assert_eq!(EN.compact(950.0), "950");
        assert_eq!(EN.compact(12_345.0), "12.3K");
        assert_eq!(EN.compact(999_960.0), "1M");
        assert_eq!(EN.compact(-4_500_000.0), "−4.5M");
        assert_eq!(FA.compact(12_300_000.0), "۱۲٫۳ میلیون");
        assert_eq!(EN.compact(999.96), "1,000");
    }

    #[test]
    fn digits_go_both_ways() {
        assert_eq!(digits(Language::Persian, "Q3-12"), "Q۳-۱۲");
        assert_eq!(latin_digits("کد ۱۲٣"), "کد 123");
    }

    proptest! {
        #[test]
        fn a_grouped_number_reads_back(value in any::<i64>()) {
            for format in [FA, EN] {
                let plain: String = latin_digits(&format.integer(value)).chars().filter(|letter| letter.is_ascii_digit()).collect();
                prop_assert_eq!(plain, value.unsigned_abs().to_string());
            }
        }
    }
}
