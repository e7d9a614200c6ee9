//! From bytes to text: which encoding a file is in, and reading it. Decoding itself is `encoding_rs`.

use serde::{Deserialize, Serialize};

/// An encoding that files are read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TextEncoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, low byte first; what Excel calls Unicode text.
    Utf16LowFirst,
    /// UTF-16, high byte first.
    Utf16HighFirst,
    /// Windows-1256: Arabic and Persian on older Windows.
    Windows1256,
    /// Windows-1252: western Europe.
    Windows1252,
}

impl TextEncoding {
    /// All of them, in the order of menus.
    pub const ALL: [TextEncoding; 5] = [
        TextEncoding::Utf8,
        TextEncoding::Windows1256,
        TextEncoding::Windows1252,
        TextEncoding::Utf16LowFirst,
        TextEncoding::Utf16HighFirst,
    ];

    /// Its usual name, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            TextEncoding::Utf8 => "UTF-8",
            TextEncoding::Utf16LowFirst => "UTF-16 LE",
            TextEncoding::Utf16HighFirst => "UTF-16 BE",
            TextEncoding::Windows1256 => "Windows-1256",
            TextEncoding::Windows1252 => "Windows-1252",
        }
    }

    fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            TextEncoding::Utf8 => encoding_rs::UTF_8,
            TextEncoding::Utf16LowFirst => encoding_rs::UTF_16LE,
            TextEncoding::Utf16HighFirst => encoding_rs::UTF_16BE,
            TextEncoding::Windows1256 => encoding_rs::WINDOWS_1256,
            TextEncoding::Windows1252 => encoding_rs::WINDOWS_1252,
        }
    }
}

/// What a file's bytes say of its encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetectedEncoding {
    /// The encoding to read it in.
    pub encoding: TextEncoding,
    /// Whether the bytes leave no doubt; if not, the user is shown the preview and may choose another.
    pub is_certain: bool,
}

/// Text and what was lost on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodedText {
    /// The text, without byte order mark.
    pub text: String,
    /// How many places could not be read and are now the replacement letter.
    pub unreadable_places: usize,
}

/// The encoding of a file: by its byte order mark, else UTF-8 where it is valid, else Windows-1256.
pub fn detect(bytes: &[u8]) -> DetectedEncoding {
    let certain = |encoding| DetectedEncoding { encoding, is_certain: true };
    let likely = |encoding| DetectedEncoding { encoding, is_certain: false };
    if bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
        return certain(TextEncoding::Utf8);
    }
    if bytes.starts_with(&[0xff, 0xfe]) {
        return certain(TextEncoding::Utf16LowFirst);
    }
    if bytes.starts_with(&[0xfe, 0xff]) {
        return certain(TextEncoding::Utf16HighFirst);
    }
    if looks_like_utf16_low_first(bytes) {
        return likely(TextEncoding::Utf16LowFirst);
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => certain(TextEncoding::Utf8),
        // A few broken places in much good UTF-8 are damage and not another encoding.
        Err(_) if is_mostly_utf8(bytes) => likely(TextEncoding::Utf8),
        Err(_) => likely(TextEncoding::Windows1256),
    }
}

/// Reads the bytes in an encoding.
pub fn decode(bytes: &[u8], encoding: TextEncoding) -> DecodedText {
    let (text, has_unreadable) = encoding.codec().decode_with_bom_removal(bytes);
    let unreadable_places = if has_unreadable { text.chars().filter(|letter| *letter == '\u{fffd}').count() } else { 0 };
    DecodedText { text: text.into_owned(), unreadable_places }
}

/// Whether bytes are no text in any of the encodings.
pub(super) fn looks_binary(bytes: &[u8]) -> bool {
    const OPENINGS: [&[u8]; 8] = [b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"Rar!", b"\x1f\x8b", b"7z\xbc\xaf"];
    if OPENINGS.iter().any(|opening| bytes.starts_with(opening)) {
        return true;
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || looks_like_utf16_low_first(bytes) {
        return false;
    }
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let controls = head.iter().filter(|byte| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)).count();
    bytes.contains(&0) || controls * 100 > head.len()
}

/// UTF-16 without a byte order mark: an even length, and most high bytes are those of Latin or Arabic script.
fn looks_like_utf16_low_first(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8 * 1024)];
    if !bytes.len().is_multiple_of(2) || head.len() < 8 || !head.contains(&0) {
        return false;
    }
    let pairs = head.len() / 2;
    let known = head.chunks_exact(2).filter(|pair| matches!(pair[1], 0x00 | 0x06 | 0x20) && (pair[1] != 0 || pair[0] >= 9)).count();
    known * 100 >= pairs * 98
}

fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good >= 20 && good >= broken * 20
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;

    const WORDS: &str = "نام مشتری,فروش\nکارخانه پارس,12\n";

    fn utf16(text: &str, low_first: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if low_first { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    #[test]
    fn each_encoding_is_found_and_read() {
        let with_mark = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
        let cases = [
            (WORDS.as_bytes().to_vec(), TextEncoding::Utf8, true),
            (with_mark(b"\xef\xbb\xbf", WORDS.as_bytes().to_vec()), TextEncoding::Utf8, true),
            (with_mark(b"\xff\xfe", utf16(WORDS, true)), TextEncoding::Utf16LowFirst, true),
            (with_mark(b"\xfe\xff", utf16(WORDS, false)), TextEncoding::Utf16HighFirst, true),
            (utf16(WORDS, true), TextEncoding::Utf16LowFirst, false),
        ];
        for (bytes, encoding, is_certain) in cases {
            assert_eq!(detect(&bytes), DetectedEncoding { encoding, is_certain });
            assert!(!looks_binary(&bytes));
            assert_eq!(decode(&bytes, encoding), DecodedText { text: WORDS.to_owned(), unreadable_places: 0 });
        }
    }

    #[test]
    fn without_mark_and_not_utf8_it_proposes_windows_1256() {
        // Windows-1256 has no Persian yeh; Windows wrote the Arabic one.
        let (bytes, _, had_errors) = encoding_rs::WINDOWS_1256.encode("نام مشتري,گروه پخش\n");
        assert!(!had_errors);
        assert_eq!(detect(&bytes), DetectedEncoding { encoding: TextEncoding::Windows1256, is_certain: false });
        assert_eq!(decode(&bytes, TextEncoding::Windows1256).text, "نام مشتري,گروه پخش\n");
    }

    #[test]
    fn a_broken_byte_in_good_utf8_is_damage() {
        let mut bytes = WORDS.repeat(3).into_bytes();
        bytes.insert(9, 0xff);
        assert_eq!(detect(&bytes).encoding, TextEncoding::Utf8);
        assert_eq!(decode(&bytes, TextEncoding::Utf8).unreadable_places, 1);
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_decoded(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            looks_binary(&bytes);
            let found = detect(&bytes);
            for encoding in TextEncoding::ALL { decode(&bytes, encoding); }
            if found.is_certain && found.encoding == TextEncoding::Utf8 {
                prop_assert_eq!(decode(&bytes, found.encoding).unreadable_places, 0);
            }
        }
    }
}
