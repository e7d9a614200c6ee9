//! The order of names: the Persian alphabet in its own order (پ after ب, چ after ج, ژ after ز, گ after ک, و
//! before ه), spellings of one letter together, numbers within names by their value.
//!
//! Follows the alphabetical order of the Persian Academy and of CLDR's `fa` for letters. The full algorithm
//! (`icu_collator`) would bring several hundred kilobytes of data for scripts that a customer list does not
//! use. Punctuation comes first, then digits, Persian, and every other script by its code points.

use crate::locale::text::fold;

/// The Persian alphabet. آ is a letter before ا, as in dictionaries; hamza stands before both.
const ALPHABET: &str = "ءآابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی";
/// Stands for آ while folding, which would make it ا; from Unicode's private area.
const ALEF_WITH_MADDAH: char = '\u{e000}';

const DIGITS: u32 = 0x11_0000;
const LETTERS: u32 = 0x13_0000;
const OTHERS: u32 = 0x14_0000;

/// What a name is compared by. Equal for spellings that differ only in how a keyboard wrote them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CollationKey(Vec<u32>);

impl CollationKey {
    /// The key of a name.
    pub fn new(name: &str) -> CollationKey {
        let marked: String = name.replace("ا\u{653}", "آ").replace('آ', "\u{e000}");
        let folded: Vec<char> = fold(&marked).chars().collect();
        let mut key = Vec::with_capacity(folded.len());
        let mut rest = folded.as_slice();
        while let Some(&letter) = rest.first() {
            let run = rest.iter().take_while(|letter| letter.is_ascii_digit()).count();
            if run > 0 {
                push_number(&mut key, &rest[..run]);
                rest = &rest[run..];
            } else {
                key.push(weight(letter));
                rest = &rest[1..];
            }
        }
        CollationKey(key)
    }
}

/// A longer number is a larger one, once its leading zeros are gone.
fn push_number(key: &mut Vec<u32>, digits: &[char]) {
    let zeros = digits.iter().take_while(|digit| **digit == '0').count();
    let digits = &digits[zeros..];
    key.push(DIGITS + u32::try_from(digits.len()).unwrap_or(u32::from(u16::MAX)).min(u32::from(u16::MAX)));
    key.extend(digits.iter().map(|digit| DIGITS + *digit as u32));
}

fn weight(letter: char) -> u32 {
    let letter = if letter == ALEF_WITH_MADDAH { 'آ' } else { letter };
    match ALPHABET.chars().position(|known| known == letter) {
        Some(place) => LETTERS + place as u32,
        None if letter.is_alphanumeric() => OTHERS + letter as u32,
        None => letter as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sorted(names: &[&'static str]) -> Vec<&'static str> {
        let mut names = names.to_vec();
        names.sort_by_key(|name| CollationKey::new(name));
        names
    }

    #[test]
    fn the_persian_alphabet_is_in_its_order() {
        let names = [
            "آبان",
            "اصفهان",
            "بوشهر",
            "پارس",
            "تهران",
            "جهرم",
            "چالوس",
            "حافظ",
            "زنجان",
            "ژاله",
            "ساری",
            "قم",
            "کرج",
            "گرگان",
            "لار",
            "ورامین",
            "همدان",
            "یزد",
        ];
        let mut shuffled = names;
        shuffled.reverse();
        shuffled.swap(2, 9);
        assert_eq!(sorted(&shuffled), names);
    }

    #[test]
    fn spellings_of_one_name_are_equal() {
        assert_eq!(CollationKey::new("كريمي"), CollationKey::new("کریمی"));
        assert_eq!(CollationKey::new("می‌روم"), CollationKey::new("میروم"));
        assert_eq!(CollationKey::new("ا\u{653}ب"), CollationKey::new("آب"));
        assert_eq!(CollationKey::new("Store"), CollationKey::new("store"));
        assert!(CollationKey::new("آب") < CollationKey::new("ابر"));
    }

    #[test]
    fn a_word_stands_before_the_longer_one_that_it_begins() {
        assert_eq!(sorted(&["فروشگاه‌ها", "فروشگاه ب", "فروشگاه"]), ["فروشگاه", "فروشگاه ب", "فروشگاه‌ها"]);
    }

    #[test]
    fn numbers_in_names_count() {
        assert_eq!(sorted(&["شعبه ۱۰", "شعبه ۹", "شعبه 2", "شعبه"]), ["شعبه", "شعبه 2", "شعبه ۹", "شعبه ۱۰"]);
        assert_eq!(sorted(&["C-100", "C-20", "C-003"]), ["C-003", "C-20", "C-100"]);
    }

    #[test]
    fn scripts_keep_apart() {
        assert_eq!(sorted(&["Zeta", "یزد", "7 Eleven", "Alpha", "آمل"]), ["7 Eleven", "آمل", "یزد", "Alpha", "Zeta"]);
    }

    proptest! {
        #[test]
        fn numbers_keep_their_order(first in any::<u32>(), second in any::<u32>()) {
            let key = |number: u32| CollationKey::new(&format!("x{number}y"));
            prop_assert_eq!(key(first).cmp(&key(second)), first.cmp(&second));
        }
    }
}
