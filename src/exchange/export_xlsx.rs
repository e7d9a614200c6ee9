//! Tables to a workbook. Writing the format is `rust_xlsxwriter`'s; that text stays text is settled here.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::FileError;
use super::export_table::{ExportCell, ExportTable, WorkbookExport};
use super::limits::{COLUMN_LIMIT, ROW_LIMIT};

/// The most letters that a cell of a spreadsheet holds.
const CELL_LETTER_LIMIT: usize = 32_767;
/// The most letters in the name of a sheet.
const SHEET_NAME_LIMIT: usize = 31;

/// Writes a workbook. Rows, columns and letters beyond what the format can hold are left out.
///
/// # Errors
/// When the format refuses; nothing that a plan holds should bring that about.
pub fn write(export: &WorkbookExport) -> Result<Vec<u8>, FileError> {
    let failed = |error: XlsxError| FileError::NotWritten { detail: error.to_string() };
    let mut workbook = Workbook::new();
    let mut taken: Vec<String> = Vec::new();
    for table in &export.sheets {
        let name = free_sheet_name(&table.name, &taken);
        let sheet = workbook.add_worksheet();
        sheet.set_name(&name).map_err(failed)?;
        taken.push(name);
        write_sheet(sheet, table, export.is_right_to_left).map_err(failed)?;
    }
    if export.sheets.is_empty() {
        workbook.add_worksheet();
    }
    workbook.save_to_buffer().map_err(failed)
}

fn write_sheet(sheet: &mut Worksheet, table: &ExportTable, is_right_to_left: bool) -> Result<(), XlsxError> {
    sheet.set_right_to_left(is_right_to_left);
    let bold = Format::new().set_bold();
    for (column, header) in table.headers.iter().take(COLUMN_LIMIT).enumerate() {
        sheet.write_string_with_format(0, column as u16, shortened(header), &bold)?;
        sheet.set_column_width(column as u16, (header.chars().count() as f64 + 3.0).clamp(10.0, 40.0))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (index, row) in table.rows.iter().take(ROW_LIMIT as usize - 1).enumerate() {
        for (column, cell) in row.iter().take(COLUMN_LIMIT).enumerate() {
            let (row, column) = (index as u32 + 1, column as u16);
            match cell {
                ExportCell::Empty => {}
                ExportCell::Text(text) => {
                    sheet.write_string(row, column, shortened(text))?;
                }
                ExportCell::Number(number) => match number.parse::<f64>() {
                    // A number with more digits than a spreadsheet keeps stays exact as text.
                    Ok(value) if value.is_finite() && value.to_string() == *number => {
                        sheet.write_number(row, column, value)?;
                    }
                    _ => {
                        sheet.write_string(row, column, shortened(number))?;
                    }
                },
            }
        }
    }
    Ok(())
}

fn shortened(text: &str) -> String {
    text.chars().take(CELL_LETTER_LIMIT).collect()
}

/// A name that the format allows and no other sheet has.
fn free_sheet_name(name: &str, taken: &[String]) -> String {
    let clean: String = name.chars().filter(|letter| !matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\')).collect();
    let clean = clean.trim_matches('\'').trim();
    let base: String = if clean.is_empty() { "Sheet".to_owned() } else { clean.chars().take(SHEET_NAME_LIMIT - 4).collect() };
    let is_free = |name: &String| !taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    let numbered = (2..).map(|number| format!("{base} {number}"));
    std::iter::once(base.clone()).chain(numbered).find(is_free).unwrap_or(base)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::exchange::Cell;
    use crate::exchange::spreadsheet::Workbook as Reader;

    #[test]
    fn text_stays_text_and_numbers_stay_numbers() {
        let row = vec![
            ExportCell::Text("=1+1".into()),
            ExportCell::Number("12.5".into()),
            ExportCell::Empty,
            ExportCell::Text("007".into()),
            ExportCell::Number("90071992547409.931".into()),
        ];
        let table =
            ExportTable { name: "مشتریان".into(), headers: ["a", "b", "c", "d", "e"].map(str::to_owned).to_vec(), rows: vec![row] };
        let bytes = write(&WorkbookExport { is_right_to_left: true, sheets: vec![table.clone(), table] }).unwrap();
        let mut workbook = Reader::open(bytes.clone()).unwrap();
        assert_eq!(workbook.sheet_names(), ["مشتریان", "مشتریان 2"]);
        let read = workbook.read_sheet("مشتریان", &mut |_| {}).unwrap();
        let cells = &read.rows[1].cells;
        assert_eq!(cells[0], Cell::Text("=1+1".into()));
        assert_eq!(cells[1], Cell::Number(12.5));
        assert_eq!(cells[3], Cell::Text("007".into()));
        assert_eq!(cells[4], Cell::Text("90071992547409.931".into()));

        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let sheet = std::io::read_to_string(archive.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
        assert!(!sheet.contains("<f>"), "no formula");
        assert!(sheet.contains("rightToLeft=\"1\""));
    }

    #[test]
    fn any_sheet_name_is_made_to_fit() {
        let taken = ["Sheet".to_owned()];
        assert_eq!(free_sheet_name("[:*?]", &taken), "Sheet 2");
        assert_eq!(free_sheet_name(&"ن".repeat(60), &taken).chars().count(), 27);
    }
}
