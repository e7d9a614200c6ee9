//! A table to CSV: UTF-8 with byte order mark, CRLF, and cells guarded that a spreadsheet program would run.

use super::export_table::{ExportCell, ExportTable};
use super::guard::guarded;

/// Writes a table as CSV; the bytes of a file.
pub fn write(table: &ExportTable) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
    // Writing to memory cannot fail; rows are as wide as the headers by construction, and padded should they not be.
    let width = table.headers.len();
    let mut write_row = |cells: Vec<std::borrow::Cow<'_, str>>| {
        let padded = (0..width).map(|column| cells.get(column).map_or("", |cell| cell.as_ref()));
        writer.write_record(padded).is_ok()
    };
    write_row(table.headers.iter().map(|header| guarded(header)).collect());
    for row in &table.rows {
        write_row(
            row.iter()
                .map(|cell| match cell {
                    ExportCell::Empty => "".into(),
                    ExportCell::Text(text) => guarded(text),
                    ExportCell::Number(number) => number.as_str().into(),
                })
                .collect(),
        );
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn it_has_mark_and_line_ends_and_no_formula() {
        let table = ExportTable {
            name: String::new(),
            headers: vec!["نام".into(), "b".into()],
            rows: vec![
                vec![ExportCell::Text("=cmd|'/C calc'!A0".into()), ExportCell::Number("-5".into())],
                vec![ExportCell::Text("a,\"b\"".into())],
            ],
        };
        let text = String::from_utf8(write(&table)).unwrap();
        assert_eq!(text, "\u{feff}نام,b\r\n'=cmd|'/C calc'!A0,-5\r\n\"a,\"\"b\"\"\",\r\n");
    }
}
