//! The stretch of time that a column's figures count. Plans count years; a column of months, quarters or weeks is
//! multiplied up to one, as the column's name says or the user chooses.

use serde::{Deserialize, Serialize};

use super::synonyms::spaced;

/// The stretch of time that the figures of a column count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Period {
    /// A year: figures are taken as they are.
    #[default]
    Year,
    /// Half a year.
    HalfYear,
    /// A quarter.
    Quarter,
    /// A month.
    Month,
    /// A week.
    Week,
}

impl Period {
    /// All of them, the longest first.
    pub const ALL: [Period; 5] = [Period::Year, Period::HalfYear, Period::Quarter, Period::Month, Period::Week];

    /// How many of them make a year.
    pub fn times_a_year(self) -> i64 {
        match self {
            Period::Year => 1,
            Period::HalfYear => 2,
            Period::Quarter => 4,
            Period::Month => 12,
            Period::Week => 52,
        }
    }
}

/// What a column's name says of the time that its figures count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedPeriod {
    /// The period; a year where the name says nothing of the kind.
    pub period: Period,
    /// Whether the figures may be proposed as those of a year, multiplied or not. Not so where the name means one
    /// certain month or quarter, or a time that no factor makes a year.
    pub is_rate: bool,
}

const MONTHS: [&str; 7] = ["month", "months", "monthly", "ماه", "ماهه", "ماهانه", "ماهیانه"];
const QUARTERS: [&str; 6] = ["quarter", "quarters", "quarterly", "فصل", "فصلی", "سهماهه"];
const WEEKS: [&str; 6] = ["week", "weeks", "weekly", "هفته", "هفتگی", "هفتهای"];
const HALVES: [&str; 6] = ["half", "halfyear", "semiannual", "ششماهه", "نیمسال", "ششماه"];
const DAYS: [&str; 4] = ["daily", "day", "روزانه", "روز"];
/// Words that say of a figure that it is one of many like it.
const RATES: [&str; 16] = [
    "monthly",
    "quarterly",
    "weekly",
    "semiannual",
    "per",
    "every",
    "each",
    "average",
    "avg",
    "mean",
    "ماهانه",
    "ماهیانه",
    "هفتگی",
    "هر",
    "میانگین",
    "متوسط",
];
/// Names of one certain quarter or month.
const CERTAIN: [&str; 40] = [
    "q1",
    "q2",
    "q3",
    "q4",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "ابان",
    "اذر",
    "دی",
    "بهمن",
    "اسفند",
    "بهار",
    "پاییز",
];

/// What a column's name says of the time that its figures count.
pub fn named_period(header: &str) -> NamedPeriod {
    let plain = spaced(header);
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    let at = |known: &[&str]| words.iter().position(|word| known.contains(word));
    let rate = |period: Period| NamedPeriod { period, is_rate: has(&RATES) || words.contains(&"در") || header.contains('/') };
    if has(&CERTAIN) {
        let period = if words.iter().any(|word| word.len() == 2 && word.starts_with('q')) { Period::Quarter } else { Period::Month };
        return NamedPeriod { period, is_rate: false };
    }
    if has(&HALVES) {
        return rate(Period::HalfYear);
    }
    if has(&QUARTERS) {
        return rate(Period::Quarter);
    }
    if let Some(index) = at(&MONTHS) {
        // Twelve months are a year whatever else the name says; "شش ماهه" and "3 months" count their own number.
        let count = index.checked_sub(1).and_then(|before| count_of(words[before]));
        return match count {
            None | Some(1) => rate(Period::Month),
            Some(3) => rate(Period::Quarter),
            Some(6) => rate(Period::HalfYear),
            Some(12) => NamedPeriod { period: Period::Year, is_rate: true },
            Some(_) => NamedPeriod { period: Period::Year, is_rate: false },
        };
    }
    if has(&WEEKS) {
        return rate(Period::Week);
    }
    NamedPeriod { period: Period::Year, is_rate: !has(&DAYS) }
}

/// A number of months in digits or words.
fn count_of(word: &str) -> Option<u32> {
    Some(match word {
        "three" | "سه" => 3,
        "six" | "شش" => 6,
        "nine" | "نه" => 9,
        "twelve" | "دوازده" => 12,
        "two" | "دو" => 2,
        "four" | "چهار" => 4,
        digits => return digits.parse().ok().filter(|count| *count < 100),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_header_tell_the_period() {
        let cases = [
            ("Monthly sales", Period::Month, true),
            ("MonthlySales", Period::Month, true),
            ("Visits per month", Period::Month, true),
            ("Sales/month", Period::Month, true),
            ("فروش ماهانه", Period::Month, true),
            ("فروش ماهيانه (میلیون تومان)", Period::Month, true),
            ("تعداد ویزیت در ماه", Period::Month, true),
            ("میانگین فروش ماه", Period::Month, true),
            ("فروش ماه", Period::Month, false),
            ("Visits per week", Period::Week, true),
            ("Hours per week", Period::Week, true),
            ("ویزیت هفتگی", Period::Week, true),
            ("Quarterly revenue", Period::Quarter, true),
            ("فروش سه‌ماهه", Period::Quarter, false),
            ("فروش ۳ ماه گذشته", Period::Quarter, false),
            ("فروش شش ماهه", Period::HalfYear, false),
            ("Sales last 12 months", Period::Year, true),
            ("فروش ۱۲ ماه گذشته", Period::Year, true),
            ("Sales 9 months", Period::Year, false),
            ("Sales Q1", Period::Quarter, false),
            ("فروش فروردین", Period::Month, false),
            ("فروش روزانه", Period::Year, false),
            ("Sales", Period::Year, true),
            ("Annual revenue", Period::Year, true),
            ("Visits per year", Period::Year, true),
            ("فروش سال گذشته", Period::Year, true),
            ("ساعت در سال", Period::Year, true),
            ("فروش ماهشهر", Period::Year, true),
        ];
        for (header, period, is_rate) in cases {
            assert_eq!(named_period(header), NamedPeriod { period, is_rate }, "{header}");
        }
    }
}
