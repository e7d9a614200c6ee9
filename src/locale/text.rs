//! Comparing what people typed: one form for words that differ only in how a keyboard wrote them.

/// The form in which two spellings of one word are equal: Arabic yeh and kaf become Persian, joiners, tatweel,
/// vowel signs and direction marks fall away, digits become ASCII, letters lower case, white space single.
pub fn fold(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    let mut space_pending = false;
    for letter in words.chars() {
        if letter.is_whitespace() || letter == '_' {
            space_pending = !folded.is_empty();
            continue;
        }
        let Some(plain) = fold_letter(letter) else { continue };
        if space_pending {
            folded.push(' ');
            space_pending = false;
        }
        folded.extend(plain.to_lowercase());
    }
    folded
}

/// One letter in its compared form; `None` for marks that say nothing.
fn fold_letter(letter: char) -> Option<char> {
    match letter {
        'ي' | 'ى' | 'ئ' => Some('ی'),
        'ك' => Some('ک'),
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ؤ' => Some('و'),
        'ة' | 'ۀ' => Some('ه'),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{0640}' => None,
        '\u{064b}'..='\u{065f}' | '\u{0670}' => None,
        _ => Some(ascii_digit(letter)),
    }
}

/// A Persian or Arabic digit as its ASCII one; any other letter as it is.
pub fn ascii_digit(letter: char) -> char {
    let value = match letter {
        '۰'..='۹' => letter as u32 - '۰' as u32,
        '٠'..='٩' => letter as u32 - '٠' as u32,
        _ => return letter,
    };
    char::from_digit(value, 10).unwrap_or(letter)
}

/// What a user typed, as it is stored: Arabic yeh and kaf become Persian, the rest stays.
pub fn stored(words: &str) -> String {
    words
        .trim()
        .chars()
        .map(|letter| match letter {
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            other => other,
        })
        .collect()
}

/// A name or a figure as it stands inside a sentence that may run the other way: it keeps its own direction, and
/// marks around it keep the sentence's.
pub fn isolated(words: &str) -> String {
    format!("\u{2068}{words}\u{2069}")
}

/// A figure with a sign, or a day with its strokes, as it stands inside a sentence of either direction: read from left
/// to right.
pub fn left_to_right(figure: &str) -> String {
    format!("\u{2066}{figure}\u{2069}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_are_equal() {
        assert_eq!(fold("كارخانه‌ي  پارس"), fold("کارخانهی پارس"));
        assert_eq!(fold("Customer_ID "), "customer id");
        assert_eq!(fold("کد ۱۲٣"), "کد 123");
        assert_eq!(fold("شــرکت"), fold("شرکت"));
        assert_eq!(fold("\u{200f}آذربایجان"), fold("اذربايجان"));
    }

    #[test]
    fn what_is_stored_is_as_typed() {
        assert_eq!(stored(" علي‌رضا كريمي ۱۲ "), "علی‌رضا کریمی ۱۲");
    }
}
