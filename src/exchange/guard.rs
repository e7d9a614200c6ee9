//! Cells that a spreadsheet program would run as a formula: making them harmless when writing CSV, and taking
//! that back when reading our own file.

use super::synonyms::compact;
use crate::exchange::phrases::export_header;
use crate::locale::Language;

use super::mapping::Field;

/// The sign put before a cell; spreadsheet programs take it for "this is text".
const GUARD: char = '\'';

/// Whether a program might take the text for a formula. A plain number is none.
fn is_dangerous(text: &str) -> bool {
    let rest = text.trim_start_matches(GUARD);
    let starts_badly = rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let inner = rest.trim_start();
    (starts_badly || inner.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])) && !is_plain_number(rest)
}

fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(part)
}

/// The text as it is written to CSV.
pub fn guarded(text: &str) -> std::borrow::Cow<'_, str> {
    if is_dangerous(text) { format!("{GUARD}{text}").into() } else { text.into() }
}

/// The text as it was before [`guarded`].
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix(GUARD) {
        Some(rest) if is_dangerous(text) => rest,
        _ => text,
    }
}

/// Whether a file with these columns was written by our own export.
pub fn is_own_export(headers: &[String]) -> bool {
    const FIRST: [Field; 4] = [Field::Name, Field::Identifier, Field::Latitude, Field::Longitude];
    [Language::English, Language::Persian].into_iter().any(|language| {
        headers.len() >= FIRST.len()
            && FIRST
                .iter()
                .zip(headers)
                .all(|(field, header)| export_header(*field).is_some_and(|own| compact(own.get(language)) == compact(header)))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for text in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "－x", "'=1", "-", " =1"] {
            assert_eq!(guarded(text), format!("'{text}"), "{text}");
        }
        for text in ["-12", "+98", "-3.5", "a=b", "'quoted", "", "12"] {
            assert_eq!(guarded(text), text);
        }
    }

    proptest! {
        #[test]
        fn the_guard_is_undone(text in "['=+@\t\ra-c0-9.＝-]{0,8}|\\PC{0,10}") {
            let written = guarded(&text).into_owned();
            prop_assert_eq!(unguarded(&written), text.as_str());
        }
    }
}
