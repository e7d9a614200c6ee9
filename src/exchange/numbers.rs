//! Numbers as people type them: Persian and Arabic digits, separators of two worlds, signs on either side,
//! currencies around them. Exact decimals, so that money never passes through a float.

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

/// What a whole column says of its numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberStyleDecision {
    /// The style to read it in.
    pub style: NumberStyle,
    /// Whether the column leaves a doubt, so that the user is asked once.
    pub is_ambiguous: bool,
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

/// What the cells of a column say of its style, gathered one by one.
#[derive(Clone, Copy, Debug, Default)]
pub struct StyleVotes {
    point: usize,
    comma: usize,
    point_doubts: usize,
    comma_doubts: usize,
    slash: usize,
    slash_doubts: usize,
}

impl StyleVotes {
    /// Looks at one cell.
    pub fn add(&mut self, text: &str) {
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return;
        }
        let prepared = prepare(text);
        let Some((_, body)) = sign_and_body(&prepared) else { return };
        let body = body.split('e').next().unwrap_or(body);
        if !body.bytes().any(|byte| byte.is_ascii_digit()) || body.chars().any(char::is_alphabetic) {
            return;
        }
        match slashed(body) {
            Slashed::Decimal => return self.slash += 1,
            Slashed::Open => return self.slash_doubts += 1,
            Slashed::No => {}
        }
        let (points, commas) = (body.matches('.').count(), body.matches(',').count());
        match (points, commas) {
            (0, 0) => {}
            (0, _) => vote(body, ',', commas, &mut self.point, &mut self.comma, &mut self.comma_doubts),
            (_, 0) => vote(body, '.', points, &mut self.comma, &mut self.point, &mut self.point_doubts),
            _ if body.rfind('.') > body.rfind(',') => self.point += 1,
            _ => self.comma += 1,
        }
    }

    /// The style, once all cells were seen.
    pub fn decide(self) -> NumberStyleDecision {
        match (self.point, self.comma) {
            (_, comma) if self.slash > comma => NumberStyleDecision { style: NumberStyle::SlashDecimal, is_ambiguous: false },
            (0, 0) if self.point_doubts > 0 => {
                // Decimals that a program wrote seldom all have three places; groups of thousands always do.
                let are_groups = self.point_doubts >= 5 && self.comma_doubts == 0;
                let style = if are_groups { NumberStyle::CommaDecimal } else { NumberStyle::PointDecimal };
                NumberStyleDecision { style, is_ambiguous: true }
            }
            (point, comma) => NumberStyleDecision {
                style: if comma > point { NumberStyle::CommaDecimal } else { NumberStyle::PointDecimal },
                is_ambiguous: point > 0 && comma > 0,
            },
        }
    }

    /// The style of a column of degrees, once all cells were seen: thousands of degrees do not exist, so a single
    /// point, comma or slash there always parts decimals, also with three digits after it.
    pub fn decide_degrees(self) -> NumberStyle {
        let (point, comma) = (self.point + self.point_doubts, self.comma + self.comma_doubts);
        if self.slash + self.slash_doubts > comma {
            return NumberStyle::SlashDecimal;
        }
        if comma > point { NumberStyle::CommaDecimal } else { NumberStyle::PointDecimal }
    }
}

/// What a single slash in a number parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slashed {
    /// There is none, or what it parts is a month or a day.
    No,
    /// Decimals.
    Decimal,
    /// Decimals or a fraction, as in `3/4`: other cells of the column tell.
    Open,
}

/// What the slash of a cell parts.
pub(super) fn slashed_cell(text: &str) -> Slashed {
    let prepared = prepare(text);
    sign_and_body(&prepared).map_or(Slashed::No, |(_, body)| slashed(body))
}

fn slashed(body: &str) -> Slashed {
    let Some((whole, part)) = body.split_once('/') else { return Slashed::No };
    let digits: String = whole.chars().filter(|letter| !matches!(letter, ',' | ' ' | '\'' | &GROUP)).collect();
    let are_digits = [digits.as_str(), part].iter().all(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()));
    let is_year = |text: &str| {
        text.len() == 4 && (text.starts_with("13") || text.starts_with("14") || text.starts_with("19") || text.starts_with("20"))
    };
    let is_month = |text: &str| text.len() <= 2 && text.parse().is_ok_and(|month: u32| (1..=12).contains(&month));
    if !are_digits || (is_year(&digits) && is_month(part)) || (is_month(&digits) && is_year(part)) {
        return Slashed::No;
    }
    // Nobody writes such a fraction; a few digits on both sides may be one, or a month and a day.
    if digits.len() > 2 || part.len() > 2 || digits.len() != whole.len() { Slashed::Decimal } else { Slashed::Open }
}

/// Looks at a whole column of texts and decides its style.
pub fn decide_style<'a>(texts: impl Iterator<Item = &'a str>) -> NumberStyleDecision {
    let mut votes = StyleVotes::default();
    texts.for_each(|text| votes.add(text));
    votes.decide()
}

/// One kind of separator only: several of it group; one parts decimals unless three digits follow it.
fn vote(body: &str, mark: char, count: usize, groups: &mut usize, parts: &mut usize, doubts: &mut usize) {
    if count > 1 {
        *groups += 1;
        return;
    }
    let (before, after) = body.split_once(mark).unwrap_or((body, ""));
    let could_group = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    *if could_group { doubts } else { parts } += 1;
}

const DECIMAL: char = '\u{1}';
const GROUP: char = '\u{2}';

/// Digits ASCII, spaces plain, minus signs one, Persian separators marked, letters folded, other marks gone.
fn prepare(text: &str) -> String {
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
fn sign_and_body(prepared: &str) -> Option<(bool, &str)> {
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

    #[test]
    fn the_whole_column_decides() {
        let decide = |texts: &[&str]| {
            let decision = decide_style(texts.iter().copied());
            (decision.style, decision.is_ambiguous)
        };
        assert_eq!(decide(&["1,234", "12"]), (NumberStyle::PointDecimal, false));
        assert_eq!(decide(&["1.234", "12"]), (NumberStyle::PointDecimal, true));
        assert_eq!(decide(&["1.234", "12,5"]), (NumberStyle::CommaDecimal, false));
        assert_eq!(decide(&["1.234", "1.5"]), (NumberStyle::PointDecimal, false));
        assert_eq!(decide(&["1.234.567", "1.234"]), (NumberStyle::CommaDecimal, false));
        assert_eq!(decide(&["1.234", "5.678", "12.000", "7.500", "1.000"]), (NumberStyle::CommaDecimal, true));
        assert_eq!(decide(&["1,5", "1.5"]), (NumberStyle::PointDecimal, true));
        assert_eq!(decide(&["0.125"]), (NumberStyle::PointDecimal, false));
        assert_eq!(decide(&["—", "abc"]), (NumberStyle::PointDecimal, false));
    }

    #[test]
    fn a_slash_in_latin_digits_parts_decimals_where_the_column_says_so() {
        let slash = |text: &str| read_number(text, NumberStyle::SlashDecimal).map(Decimal::to_float);
        let decide = |texts: &[&str]| decide_style(texts.iter().copied()).style;
        assert_eq!(decide(&["35/7012", "36/5", "3"]), NumberStyle::SlashDecimal);
        assert_eq!(decide(&["1,250/5", "12"]), NumberStyle::SlashDecimal);
        assert_eq!(decide(&["1,250,000", "3,250,000", "1,250,000/5"]), NumberStyle::SlashDecimal);
        assert_eq!(["35/7012", "36/5", "36.5", "1,250/5", "−3/25", "12"].map(slash), [35.7012, 36.5, 36.5, 1250.5, -3.25, 12.0].map(Some));
        // Fractions, days and months are no decimals.
        for texts in [["1/2", "3/4"], ["05/12", "07/28"], ["1404/05", "1403/12"], ["05/2024", "12/2024"], ["1404/05/06", "1403/01/02"]] {
            assert_eq!(decide(&texts), NumberStyle::PointDecimal, "{texts:?}");
        }
        assert_eq!(slash("1404/05/06"), None);
    }

    #[test]
    fn degrees_have_no_thousands() {
        let decide = |texts: &[&str]| {
            let mut votes = StyleVotes::default();
            texts.iter().for_each(|text| votes.add(text));
            votes.decide_degrees()
        };
        assert_eq!(decide(&["13,405", "11,575"]), NumberStyle::CommaDecimal);
        assert_eq!(decide(&["13.405", "11.575", "8.682", "9.994", "6.960"]), NumberStyle::PointDecimal);
        assert_eq!(decide(&["52,52", "48,137"]), NumberStyle::CommaDecimal);
        assert_eq!(decide(&["52", "48"]), NumberStyle::PointDecimal);
        assert_eq!(decide(&["35/7", "36/29"]), NumberStyle::SlashDecimal);
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
            decide_style([text.as_str()].into_iter());
        }

        #[test]
        fn floats_survive(number in prop::num::f64::NORMAL) {
            if (1e-9..1e25).contains(&number.abs()) {
                prop_assert_eq!(Decimal::of_float(number).map(Decimal::to_float), Some(number));
            }
        }
    }
}
