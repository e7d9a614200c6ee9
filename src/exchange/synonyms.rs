//! The words by which files name their columns, in English and Persian, and recognising them. Which column gets
//! which field is decided in [`super::mapping`].

use std::collections::HashMap;

use super::abbreviations::written_out;
use super::mapping::Field;
use super::synonym_words::{CITIES, DISQUALIFIERS, SYNONYMS};
use crate::domain::{Currency, DisplayUnit};
use crate::exchange::phrases as words;
use crate::locale::text::fold;

/// How sure a header's word is of its field; higher is surer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Certainty(u32);

impl Certainty {
    const EXACT: u32 = 1_000;
    /// How much less sure a header is that says more than the word, in brackets or in what is dropped.
    const ADDED: u32 = 200;
    const CITY: u32 = 500;
    const WITHIN: u32 = 300;
}

/// Knows all the words, in the form in which they are compared.
pub struct Recogniser {
    exact: HashMap<String, (Field, Certainty)>,
    phrases: Vec<(String, Field)>,
    disqualifiers: Vec<String>,
}

impl Default for Recogniser {
    fn default() -> Recogniser {
        let mut exact = HashMap::new();
        let mut phrases = Vec::new();
        // The headers of our own exports come first, so that they always mean what they say.
        for field in Field::ALL {
            for language in [crate::locale::Language::English, crate::locale::Language::Persian] {
                if let Some(header) = words::export_header(field) {
                    exact.entry(compact(header.get(language))).or_insert((field, Certainty(Certainty::EXACT + 100)));
                }
            }
        }
        for (field, names) in SYNONYMS {
            for (rank, name) in names.iter().enumerate() {
                exact.entry(compact(name)).or_insert((*field, Certainty(Certainty::EXACT - rank as u32)));
                let phrase = spaced(name);
                // A single letter or a very common word says too little inside another header.
                if phrase.chars().count() > 2
                    && !matches!(
                        phrase.as_str(),
                        "title" | "type" | "code" | "key" | "long" | "مبلغ" | "عنوان" | "عرض" | "طول" | "خرید" | "مسئول"
                    )
                {
                    phrases.push((phrase, *field));
                }
            }
        }
        for name in CITIES {
            exact.entry(compact(name)).or_insert((Field::Area, Certainty(Certainty::CITY)));
        }
        phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.chars().count()));
        Recogniser { exact, phrases, disqualifiers: DISQUALIFIERS.iter().map(|word| spaced(word)).collect() }
    }
}

impl Recogniser {
    /// Whether the whole of a text, brackets aside, is a known name of a column.
    pub fn names_a_field(&self, text: &str) -> bool {
        let bare = without_brackets(text);
        self.exact.contains_key(&compact(text))
            || self.exact.contains_key(&compact(&bare))
            || written_out(&bare).is_some_and(|words| self.exact.contains_key(&compact(&words)))
    }

    /// The field that a header names, and how surely; `None` if its words are not known.
    pub fn recognise(&self, header: &str) -> Option<(Field, Certainty)> {
        if let Some(found) = self.exact.get(&compact(header)) {
            return Some(*found);
        }
        let bare = without_brackets(header);
        if let Some((field, Certainty(certainty))) = self.exact.get(&compact(&bare)) {
            return Some((*field, Certainty(certainty - Certainty::ADDED)));
        }
        // Written out, only the whole counts: a short form among other words may stand for something else.
        if let Some((field, Certainty(certainty))) = written_out(&bare).and_then(|words| self.exact.get(&compact(&words))) {
            return Some((*field, Certainty(certainty - Certainty::ADDED)));
        }
        let padded = format!(" {} ", spaced(&bare));
        let has = |phrase: &str| padded.contains(&format!(" {phrase} "));
        if self.disqualifiers.iter().any(|phrase| has(phrase)) {
            return None;
        }
        let (phrase, field) = self.phrases.iter().find(|(phrase, _)| has(phrase))?;
        Some((*field, Certainty(Certainty::WITHIN + phrase.chars().count().min(100) as u32)))
    }
}

/// The unit of money that a header names, such as `Sales (million tomans)`; `None` if it names none.
pub fn unit_in_header(header: &str, currency: Currency) -> Option<DisplayUnit> {
    let padded = format!(" {} ", spaced(header));
    let has = |words: &[&str]| words.iter().any(|word| padded.contains(&format!(" {} ", spaced(word))));
    let (million, thousand) = (has(&["میلیون", "million", "millions", "mio"]), has(&["هزار", "thousand", "thousands"]));
    if currency == Currency::Irr {
        return match (has(&["تومان", "تومن", "toman", "tomans", "irt"]), has(&["ریال", "ریالی", "rial", "rials", "irr"]))
        {
            (true, false) if million => Some(DisplayUnit::MillionToman),
            (true, false) if thousand => Some(DisplayUnit::ThousandToman),
            (true, false) => Some(DisplayUnit::Toman),
            (false, true) if million => Some(DisplayUnit::Million),
            (false, true) if thousand => Some(DisplayUnit::Thousand),
            (false, true) => Some(DisplayUnit::Main),
            _ => None,
        };
    }
    match (million, thousand) {
        (true, _) => Some(DisplayUnit::Million),
        (_, true) => Some(DisplayUnit::Thousand),
        _ => has(&[currency.code()]).then_some(DisplayUnit::Main),
    }
}

/// Folded, letters and digits only: the form in which headers are equal.
pub fn compact(header: &str) -> String {
    fold(header).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Folded, with anything but letters and digits as single spaces, and camelCase taken apart.
pub(super) fn spaced(header: &str) -> String {
    let mut apart = String::with_capacity(header.len() + 8);
    let mut previous = ' ';
    for letter in header.chars() {
        if letter.is_uppercase() && previous.is_lowercase() {
            apart.push(' ');
        }
        // Joined words (بخش‌بندی) are compared by their parts as well.
        apart.push(if letter == '\u{200c}' { ' ' } else { letter });
        previous = letter;
    }
    let plain: String = fold(&apart).chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_brackets(header: &str) -> String {
    let mut depth = 0usize;
    header
        .chars()
        .filter(|letter| {
            match letter {
                '(' | '[' | '（' => depth += 1,
                ')' | ']' | '）' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn real_headers_are_recognised() {
        let recogniser = Recogniser::default();
        let cases = [
            ("نام مشتری", Field::Name),
            ("نام‌مشتري", Field::Name),
            ("Customer Name", Field::Name),
            ("customer_name", Field::Name),
            ("CustomerName", Field::Name),
            ("کد مشتری", Field::Identifier),
            ("كد مشتري", Field::Identifier),
            ("Account ID", Field::Identifier),
            ("عرض جغرافیایی", Field::Latitude),
            ("LAT", Field::Latitude),
            ("lng", Field::Longitude),
            ("طول جغرافيايي", Field::Longitude),
            ("استان", Field::Area),
            ("State", Field::Area),
            ("شهر", Field::Area),
            ("پتانسیل", Field::Potential),
            ("پتانسیل فروش (میلیون تومان)", Field::Potential),
            ("فروش سال گذشته", Field::Sales),
            ("مبلغ فروش", Field::Sales),
            ("فروش ۱۴۰۳", Field::Sales),
            ("Annual revenue", Field::Sales),
            ("Sales 2024 (USD)", Field::Sales),
            ("Visits per year", Field::Visits),
            ("تعداد ویزیت", Field::Visits),
            ("ویزیتور", Field::Seller),
            ("کارشناس فروش", Field::Seller),
            ("Sales Rep", Field::Seller),
            ("Rep", Field::Seller),
            ("منطقه", Field::Territory),
            ("مسیر", Field::Territory),
            ("Territory", Field::Territory),
            ("Minutes/visit", Field::MinutesPerVisit),
            ("گروه مشتری", Field::Segment),
            ("ثابت", Field::Fixed),
            ("Workload (hours)", Field::WorkloadHours),
            ("Acct", Field::Name),
            ("Acct #", Field::Identifier),
            ("Acct no.", Field::Identifier),
            ("Customer no", Field::Identifier),
            ("SAP ID", Field::Identifier),
            ("Net rev. 2024", Field::Sales),
            ("Rev", Field::Sales),
            ("Revenue 2023", Field::Sales),
            ("Rev. FY24 (USD)", Field::Sales),
            ("Call freq", Field::Visits),
            ("Calls per year", Field::Visits),
            ("Calls/yr", Field::Visits),
            ("Min/visit", Field::MinutesPerVisit),
            ("St", Field::Area),
            ("Terr.", Field::Territory),
            ("خرید ۱۲ ماه", Field::Sales),
            ("خرید ۱۲ ماههٔ اخیر", Field::Sales),
            ("فروش ۱۲ ماه منتهی به ۱۴۰۳", Field::Sales),
        ];
        for (header, field) in cases {
            assert_eq!(recogniser.recognise(header).map(|(field, _)| field), Some(field), "{header}");
        }
        for header in ["تلفن مشتری", "Customer phone", "کد ملی", "Comments", "آدرس", "2024", "کد پستی مشتری"] {
            assert_eq!(recogniser.recognise(header), None, "{header}");
        }
    }

    #[test]
    fn units_in_headers_are_found() {
        let unit = |header| unit_in_header(header, Currency::Irr);
        assert_eq!(unit("فروش (میلیون تومان)"), Some(DisplayUnit::MillionToman));
        assert_eq!(unit("فروش به ریال"), Some(DisplayUnit::Main));
        assert_eq!(unit("فروش - هزار تومان"), Some(DisplayUnit::ThousandToman));
        assert_eq!(unit("Sales (IRR)"), Some(DisplayUnit::Main));
        assert_eq!(unit("فروش (میلیون)"), None);
        assert_eq!(unit_in_header("Revenue, thousand USD", Currency::Usd), Some(DisplayUnit::Thousand));
        assert_eq!(unit_in_header("Revenue", Currency::Usd), None);
    }
}
