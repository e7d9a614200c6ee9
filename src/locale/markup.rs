//! Words within markup: SVG and HTML that the product writes itself.

/// Words as the text or attribute of XML: markup is escaped, signs that XML does not allow fall away.
pub fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_is_typed_leaves_the_file_well_formed(words in any::<String>()) {
            let safe = escaped(&words);
            let forbidden = ['<', '>', '"', '\'', '\u{0}', '\u{b}'];
            prop_assert!(!safe.contains(forbidden));
            let names = ["amp;", "lt;", "gt;", "quot;", "#39;"];
            prop_assert!(safe.split('&').skip(1).all(|rest| names.iter().any(|name| rest.starts_with(name))));
        }
    }
}
