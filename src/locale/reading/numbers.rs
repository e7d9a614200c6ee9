//! Numbers as people type them: Persian and Arabic digits, separators of two worlds, signs on either side,
//! currencies around them. Exact decimals, so that money never passes through a float. Which style a column is
//! written in is decided by [`super::number_style`].

use serde::{Deserialize, Serialize};

use super::decimal::{DIGIT_LIMIT, Decimal};
use crate::locale::text::ascii_digit;

/// Which of point, comma and slash parts the decimals. The other groups thousands. `٫` and `٬` always say what they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NumberStyle {
    /// 1,234.56
    #[default]
    PointDecimal,
    /// 1.234,56
    CommaDecimal,
    /// 1,234/56, as spreadsheet programs with Persian settings write; a point parts decimals as well.
    SlashDecimal,
}

impl NumberStyle {
    /// All of them, in the order of menus.
    pub const ALL: [NumberStyle; 3] = [NumberStyle::PointDecimal, NumberStyle::CommaDecimal, NumberStyle::SlashDecimal];

    /// A number that is written so.
    pub fn example(self) -> &'static str {
        match self {
            NumberStyle::PointDecimal => "1,234.56",
            NumberStyle::CommaDecimal => "1.234,56",
            NumberStyle::SlashDecimal => "1,234/56",
        }
    }
}

/// Currency words and signs that may stand on either side of an amount, in the form that [`prepare`] gives.
/// Words that multiply (million, هزار) are not among them: such a cell is not read as its bare number.
const CURRENCIES: [&str; 31] = [
    "ریال",
    "تومان",
    "تومن",
    "دلار",
    "یورو",
    "درهم",
    "دینار",
    "افغانی",
    "لیر",
    "rials",
    "rial",
    "tomans",
    "toman",
    "irr",
    "irt",
    "usd",
    "us$",
    "$",
    "eur",
    "euro",
    "€",
    "gbp",
    "£",
    "aed",
    "د.ا",
    "try",
    "₺",
    "iqd",
    "afn",
    "؋",
    "﷼",
];

/// Whether a cell says in words or signs that there is no value.
pub fn says_nothing(text: &str) -> bool {
    let plain = prepare(text);
    matches!(
        plain.trim(),
        "" | "-"
            | "--"
            | "---"
            | "."
            | "..."
            | "?"
            | "؟"
            | "n/a"
            | "na"
            | "null"
            | "none"
            | "nil"
            | "ندارد"
            | "نامشخص"
            | "نامعلوم"
            | "خالی"
            | "*"
    )
}

/// Reads a number in a style; `None` if it is none.
pub fn read_number(text: &str, style: NumberStyle) -> Option<Decimal> {
    let has_persian_digits = text.chars().any(|letter| !letter.is_ascii() && ascii_digit(letter).is_ascii_digit());
    let prepared = prepare(text);
    let (is_negative, body) = sign_and_body(&prepared)?;
    let (body, exponent) = match body.split_once('e') {
        Some((body, exponent)) => (body, exponent.parse::<i32>().ok().filter(|exponent| exponent.abs() <= DIGIT_LIMIT as i32)?),
        None => (body, 0),
    };
    let decimal_mark = match style {
        NumberStyle::PointDecimal | NumberStyle::SlashDecimal => '.',
        NumberStyle::CommaDecimal => ',',
    };
    // Persian hands write 3/5 for three and a half. In Latin digits only the whole column tells it from a fraction.
    let is_slashed = (has_persian_digits || style == NumberStyle::SlashDecimal) && body.matches('/').count() == 1;
    let is_decimal = |letter: char| letter == decimal_mark || letter == DECIMAL || (is_slashed && letter == '/');
    let mut parts = body.split(is_decimal);
    let (whole, part) = (parts.next()?, parts.next());
    if parts.next().is_some() || part.is_some_and(|part| part.bytes().any(|byte| !byte.is_ascii_digit())) {
        return None;
    }
    let groups: Vec<&str> = whole.split([',', '.', ' ', '\'', GROUP]).collect();
    if !groups_are_sound(&groups) || (whole.is_empty() && part.is_none_or(str::is_empty)) {
        return None;
    }
    Decimal::of_parts(is_negative, &format!("{}.{}", groups.concat(), part.unwrap_or("")), exponent)
}

/// Marks that always part decimals, and that always group thousands.
const DECIMAL: char = '\u{1}';
pub(super) const GROUP: char = '\u{2}';

/// Digits ASCII, spaces plain, minus signs one, Persian separators marked, letters folded, other marks gone.
pub(super) fn prepare(text: &str) -> String {
    let mut prepared = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        match letter {
            '٫' => prepared.push(DECIMAL),
            '٬' | '،' | '’' => prepared.push(GROUP),
            '−' | '–' | '—' | '‒' | '﹣' | '－' => prepared.push('-'),
            '＋' => prepared.push('+'),
            '０'..='９' => prepared.push(char::from(b'0' + (letter as u32 - '０' as u32) as u8)),
            'ي' | 'ى' => prepared.push('ی'),
            'ك' => prepared.push('ک'),
            'إ' | 'أ' => prepared.push('ا'),
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{640}' => {}
            letter if letter.is_whitespace() => prepared.push(' '),
            // The private marks must not come in from outside.
            DECIMAL | GROUP => prepared.push('?'),
            letter => prepared.extend(ascii_digit(letter).to_lowercase()),
        }
    }
    prepared
}

/// Takes currencies, per cent signs, brackets and signs off; `None` if signs contradict each other.
pub(super) fn sign_and_body(prepared: &str) -> Option<(bool, &str)> {
    let mut body = prepared.trim();
    let mut signs = 0;
    let mut is_negative = false;
    loop {
        let before = body;
        for currency in CURRENCIES {
            body = body.strip_prefix(currency).or_else(|| body.strip_suffix(currency)).unwrap_or(body).trim();
        }
        body = body.strip_suffix(['%', '٪']).or_else(|| body.strip_prefix(['%', '٪'])).unwrap_or(body).trim();
        if let Some(inside) = body.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            (body, is_negative, signs) = (inside.trim(), true, signs + 1);
        }
        if let Some(rest) = body.strip_prefix('-').or_else(|| body.strip_suffix('-')) {
            (body, is_negative, signs) = (rest.trim(), true, signs + 1);
        } else if let Some(rest) = body.strip_prefix('+') {
            (body, signs) = (rest.trim(), signs + 1);
        }
        if body == before {
            break;
        }
    }
    (signs <= 1).then_some((is_negative, body))
}

/// Thousands stand in groups of three after the first; Indian groups of two are read as well.
fn groups_are_sound(groups: &[&str]) -> bool {
    let digits_only = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    match groups {
        [_] => digits_only,
        [first, middle @ .., last] => {
            digits_only && (1..=3).contains(&first.len()) && last.len() == 3 && middle.iter().all(|group| (2..=3).contains(&group.len()))
        }
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::domain::Money;
    use proptest::prelude::*;

    fn point(text: &str) -> Option<f64> {
        read_number(text, NumberStyle::PointDecimal).map(Decimal::to_float)
    }

    fn comma(text: &str) -> Option<f64> {
        read_number(text, NumberStyle::CommaDecimal).map(Decimal::to_float)
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let cases = [
            ("1234", 1234.0),
            ("۱۲۳۴", 1234.0),
            ("٣٤", 34.0),
            ("1,234.5", 1234.5),
            ("۱٬۲۳۴٫۵", 1234.5),
            ("۱،۲۳۴،۵۰۰", 1_234_500.0),
            ("1 234 567", 1_234_567.0),
            ("1\u{a0}234", 1234.0),
            ("(12)", -12.0),
            ("12-", -12.0),
            ("−۱۲", -12.0),
            ("- 12", -12.0),
            ("12٪", 12.0),
            ("٪۱۲", 12.0),
            ("1,200 ریال", 1200.0),
            ("۱۲۰۰ تومان", 1200.0),
            ("$1,200.50", 1200.5),
            ("-$5", -5.0),
            ("€ 5", 5.0),
            ("1.2E+06", 1_200_000.0),
            ("1'234", 1234.0),
            ("+7", 7.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("۳/۵", 3.5),
            ("12,34,567", 1_234_567.0),
            ("\u{200f}۱۲\u{200e}", 12.0),
            ("(1,200 ريال)", -1200.0),
        ];
        for (text, number) in cases {
            assert_eq!(point(text), Some(number), "{text}");
        }
        assert_eq!(comma("1.234,5"), Some(1234.5));
        assert_eq!(comma("1.234"), Some(1234.0));
        assert_eq!(comma("1,234"), Some(1.234));
        assert_eq!(comma("۱٬۲۳۴٫۵"), Some(1234.5));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "",
            "-",
            "abc",
            "12 مشتری",
            "1,23",
            "1.2.3",
            "12,3456",
            "1-2",
            "--5",
            "(-5)",
            "۱۲ میلیون",
            "1,,000",
            "3/5",
            "1e999",
            "e5",
            "٫",
            "9".repeat(40).as_str(),
        ] {
            assert_eq!(point(text), None, "{text}");
        }
    }

    #[test]
    fn money_is_exact() {
        let cents = |text| read_number(text, NumberStyle::PointDecimal).unwrap().to_money(100);
        assert_eq!(cents("0.29"), Some(Money(29)));
        assert_eq!(cents("90071992547409.93"), Some(Money(9_007_199_254_740_993)));
        assert_eq!(cents("0.005"), Some(Money(1)));
        assert_eq!(cents("-0.005"), Some(Money(-1)));
        assert_eq!(cents("0.0049"), Some(Money(0)));
        assert_eq!(cents("99999999999999999999"), None);
        assert_eq!(Decimal::of_float(1234.56).unwrap().to_money(100), Some(Money(123_456)));
        assert_eq!(Decimal::of_float(0.1 + 0.2).unwrap().to_money(100), Some(Money(30)));
        assert_eq!(read_number("۱٫۵", NumberStyle::PointDecimal).unwrap().to_money(10_000_000), Some(Money(15_000_000)));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9۰-۹.,٫٬()%e$ +/-]{0,40}|\\PC{0,20}") {
            for style in NumberStyle::ALL {
                if let Some(number) = read_number(&text, style) {
                    prop_assert!(number.to_float().is_finite());
                    number.to_money(10_000_000);
                }
            }
            says_nothing(&text);
            crate::locale::reading::number_style::decide_style([text.as_str()].into_iter());
        }

        #[test]
        fn floats_survive(number in prop::num::f64::NORMAL) {
            if (1e-9..1e25).contains(&number.abs()) {
                prop_assert_eq!(Decimal::of_float(number).map(Decimal::to_float), Some(number));
            }
        }
    }
}
