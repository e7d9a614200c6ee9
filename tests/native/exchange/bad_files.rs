//! Files that users bring by mistake or malice: each is refused with a message, and random bytes never bring the
//! service down.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use qalamro::exchange::FileError;
use qalamro::exchange::limits::UNPACKED_LIMIT_BYTES;
use qalamro::exchange::options::UserChoices;
use qalamro::exchange::phrases::phrase_file_error;
use qalamro::locale::Language;

use super::session::{Page, persian_plan};

fn refused(name: &str, bytes: impl Into<Vec<u8>>) -> FileError {
    let outcome = Page::default().open(name, bytes, persian_plan());
    assert!(outcome.preview.is_none() && outcome.rows.is_empty());
    let error = outcome.error.unwrap_or_else(|| panic!("{name} was taken"));
    for language in [Language::Persian, Language::English] {
        let message = phrase_file_error(&error, name, language);
        assert!(!message.contains('{') && message.len() > 20, "{message}");
    }
    error
}

#[test]
fn bad_files_are_refused_with_a_message() {
    assert_eq!(refused("empty.csv", ""), FileError::Empty);
    assert_eq!(refused("blank.csv", "\u{feff} \r\n\n"), FileError::Empty);
    assert!(matches!(refused("large.csv", vec![b'a'; 30 << 20]), FileError::TooLarge { .. }));
    let binary: Vec<u8> = (0..2_000u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(refused("picture.csv", binary), FileError::Binary);
    assert!(matches!(refused("broken.xlsx", "PK\u{3}\u{4}broken"), FileError::DamagedSpreadsheet { .. }));
}

#[test]
fn a_bomb_is_refused_at_once() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("xl/worksheets/sheet1.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let zeros = vec![0u8; 1 << 20];
    for _ in 0..512 {
        writer.write_all(&zeros).unwrap();
    }
    let bomb = writer.finish().unwrap().into_inner();
    assert_eq!(refused("bomb.xlsx", bomb), FileError::UnpacksTooLarge { bytes: 512 << 20, limit_bytes: UNPACKED_LIMIT_BYTES });
}

#[test]
fn a_text_repeated_in_many_cells_is_refused() {
    let mut writer = rust_xlsxwriter::Workbook::new();
    let sheet = writer.add_worksheet();
    let long: String = "متن بلند ".repeat(1_000);
    for row in 0..10_000 {
        sheet.write(row, 0, &long).unwrap();
    }
    assert!(matches!(refused("repeat.xlsx", writer.save_to_buffer().unwrap()), FileError::TooManyCells { .. }));
}

#[test]
fn a_far_cell_does_not_fill_memory() {
    let mut writer = rust_xlsxwriter::Workbook::new();
    let sheet = writer.add_worksheet();
    for row in 0..200 {
        sheet.write(row * 5_000, 16_383, 1).unwrap();
    }
    assert!(matches!(refused("far.xlsx", writer.save_to_buffer().unwrap()), FileError::TooManyCells { .. }));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn random_bytes_bring_nothing_down(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut page = Page::default();
        page.open("random.csv", bytes.clone(), persian_plan());
        page.choose(UserChoices { encoding: Some(qalamro::exchange::encoding::TextEncoding::Windows1256), ..UserChoices::default() });
        page.interpret();
        Page::default().open("random.xlsx", [b"PK\x03\x04".to_vec(), bytes].concat(), persian_plan());
    }

    #[test]
    fn random_text_brings_nothing_down(text in "[a-z0-9۰-۹,;\t\"\n .=-]{0,200}|(name|lat|lon|sales|visits|[0-9.,-]{1,8}|[,\n]){0,60}") {
        let mut page = Page::default();
        page.open("random.csv", text, persian_plan());
        page.interpret();
    }
}
