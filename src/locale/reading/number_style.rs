//! How a whole column of numbers is written: which of point, comma and slash parts the decimals. One cell often
//! leaves it open, all of them together seldom do. Reading a number is [`super::numbers`]'s.

use serde::{Deserialize, Serialize};

use super::numbers::{GROUP, NumberStyle, prepare, sign_and_body};

/// What a whole column says of its numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberStyleDecision {
    /// The style to read it in.
    pub style: NumberStyle,
    /// Whether the column leaves a doubt, so that the user is asked once.
    pub is_ambiguous: bool,
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
pub(crate) enum Slashed {
    /// There is none, or what it parts is a month or a day.
    No,
    /// Decimals.
    Decimal,
    /// Decimals or a fraction, as in `3/4`: other cells of the column tell.
    Open,
}

/// What the slash of a cell parts.
pub(crate) fn slashed_cell(text: &str) -> Slashed {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::reading::decimal::Decimal;
    use crate::locale::reading::numbers::read_number;

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
}
