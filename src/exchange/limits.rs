//! How much of a file is read, and what kind of file it is by its first bytes. Both are settled before any of
//! the content is unpacked or parsed.

use super::FileError;
use super::encoding;

/// The largest file that is read, in bytes.
pub const FILE_LIMIT_BYTES: usize = 20 * 1024 * 1024;
/// The most entries that the archive of a spreadsheet may have.
pub const ARCHIVE_ENTRY_LIMIT: usize = 200;
/// The most bytes that an archive may unpack to.
pub const UNPACKED_LIMIT_BYTES: u64 = 200 * 1024 * 1024;
/// The most times that an archive, or one entry of it, may grow when unpacked.
pub const PACKING_RATIO_LIMIT: u64 = 100;
/// The most cells of one table.
pub const CELL_LIMIT: usize = 2_000_000;
/// The most bytes of text in one table; a spreadsheet can repeat one long text in every cell.
pub const TEXT_LIMIT_BYTES: usize = 100 * 1024 * 1024;
/// The most columns that a sheet can have.
pub const COLUMN_LIMIT: usize = 16_384;
/// The most rows that a sheet can have.
pub const ROW_LIMIT: u32 = 1_048_576;

/// What a file is, by its bytes and not by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A zip archive, which a spreadsheet is.
    Archive,
    /// Text, to be read as delimited values.
    Text,
}

/// The kind of a file.
///
/// # Errors
/// When it is empty, too large, or of a kind that is not read.
pub fn kind_of_file(bytes: &[u8]) -> Result<FileKind, FileError> {
    if bytes.is_empty() {
        return Err(FileError::Empty);
    }
    if bytes.len() > FILE_LIMIT_BYTES {
        return Err(FileError::TooLarge { bytes: bytes.len() as u64, limit_bytes: FILE_LIMIT_BYTES as u64 });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return match other_spreadsheet(bytes) {
            Some(ending) => Err(FileError::OtherSpreadsheet { ending: ending.to_owned() }),
            None => Ok(FileKind::Archive),
        };
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(FileError::OldOrLockedSpreadsheet);
    }
    if encoding::looks_binary(bytes) {
        return Err(FileError::Binary);
    }
    if looks_like_a_web_page(bytes) {
        return Err(FileError::WebPage);
    }
    Ok(FileKind::Text)
}

/// The usual ending of an archive that is a spreadsheet of another kind than XLSX, by the names of its parts.
fn other_spreadsheet(bytes: &[u8]) -> Option<&'static str> {
    const MARKS: [(&[u8], &str); 3] = [
        (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ODS"),
        (b"xl/workbook.bin", "XLSB"),
        (b"Index/Document.iwa", "Numbers"),
    ];
    // Names stand plainly at each part and again in the directory at the end.
    const HEAD: usize = 4 * 1024;
    const TAIL: usize = 64 * 1024;
    let parts = [&bytes[..bytes.len().min(HEAD)], &bytes[bytes.len().saturating_sub(TAIL)..]];
    let holds = |mark: &[u8]| parts.iter().any(|part| part.windows(mark.len()).any(|window| window == mark));
    MARKS.iter().find(|(mark, _)| holds(mark)).map(|(_, ending)| *ending)
}

fn looks_like_a_web_page(bytes: &[u8]) -> bool {
    let head: String = bytes.iter().take(512).map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let head = head.trim_start_matches(['\u{ef}', '\u{bb}', '\u{bf}']).trim_start();
    ["<!doctype html", "<html", "<table", "<meta", "<?xml"].iter().any(|opening| head.starts_with(opening))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn an_empty_file_and_a_large_one_are_refused() {
        assert_eq!(kind_of_file(b""), Err(FileError::Empty));
        let large = vec![b'a'; 30 * 1024 * 1024];
        assert_eq!(kind_of_file(&large), Err(FileError::TooLarge { bytes: 31_457_280, limit_bytes: 20_971_520 }));
    }

    #[test]
    fn what_is_neither_text_nor_a_spreadsheet_is_refused() {
        let png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00";
        assert_eq!(kind_of_file(png), Err(FileError::Binary));
        assert_eq!(kind_of_file(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1]), Err(FileError::OldOrLockedSpreadsheet));
        assert_eq!(kind_of_file(b"\xef\xbb\xbf <table><tr><td>a"), Err(FileError::WebPage));
        assert_eq!(kind_of_file(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), Err(FileError::Binary));
    }

    #[test]
    fn other_spreadsheets_are_called_by_their_name() {
        let other = |ending: &str| Err(FileError::OtherSpreadsheet { ending: ending.into() });
        let ods = b"PK\x03\x04\x14\x00\x00\x08\x00\x00 mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK";
        assert_eq!(kind_of_file(ods), other("ODS"));
        let mut xlsb = b"PK\x03\x04[Content_Types].xml".to_vec();
        xlsb.extend(vec![7; 100_000]);
        xlsb.extend(b"PK\x01\x02xl/workbook.bin");
        assert_eq!(kind_of_file(&xlsb), other("XLSB"));
        let xlsx = b"PK\x03\x04[Content_Types].xml PK\x01\x02xl/workbook.xml xl/vbaProject.bin";
        assert_eq!(kind_of_file(xlsx), Ok(FileKind::Archive));
    }

    #[test]
    fn the_bytes_count_and_not_the_name() {
        assert_eq!(kind_of_file(b"PK\x03\x04..."), Ok(FileKind::Archive));
        assert_eq!(kind_of_file("نام,کد\n".as_bytes()), Ok(FileKind::Text));
        assert_eq!(kind_of_file(b"\xff\xfea\x00,\x00b\x00"), Ok(FileKind::Text));
    }
}
