//! Spreadsheets (`.xlsx`, `.xlsm`) to tables. Reading the format is `calamine`'s; the limits, the types of
//! cells and the numbers of rows are settled here.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};

use super::limits::{CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT, TEXT_LIMIT_BYTES};
use super::{Cell, FileError, Row, Table, zip_guard};
use crate::domain::{CalendarKind, CivilDate};

/// So many rows are read between two words of how far it is.
const ROWS_BETWEEN: u32 = 1_000;

/// A workbook of which single sheets can be read.
pub struct Workbook {
    workbook: Xlsx<Cursor<Vec<u8>>>,
    sheet_names: Vec<String>,
}

impl Workbook {
    /// Opens a workbook, after its archive was found to keep within the limits.
    ///
    /// # Errors
    /// When it is damaged, locked, or breaks a limit.
    pub fn open(bytes: Vec<u8>) -> Result<Workbook, FileError> {
        zip_guard::check(&bytes)?;
        let workbook = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
        // Visible sheets first; a hidden one may still be what the user wants.
        let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let (visible, hidden): (Vec<_>, Vec<_>) = sheets.partition(|sheet| sheet.visible == SheetVisible::Visible);
        let sheet_names: Vec<String> = visible.into_iter().chain(hidden).map(|sheet| sheet.name.clone()).collect();
        if sheet_names.is_empty() {
            return Err(FileError::NoSheet);
        }
        Ok(Workbook { workbook, sheet_names })
    }

    /// The names of its sheets, visible ones first, each in the workbook's order.
    pub fn sheet_names(&self) -> &[String] {
        &self.sheet_names
    }

    /// Reads a sheet; tells from time to time how far it is, in thousandths, as far as the sheet says its size.
    ///
    /// # Errors
    /// When there is no such sheet, or it is damaged or too large.
    pub fn read_sheet(&mut self, name: &str, on_progress: &mut dyn FnMut(usize)) -> Result<Table, FileError> {
        if !self.sheet_names.iter().any(|known| known == name) {
            return Err(FileError::UnknownSheet { name: name.to_owned() });
        }
        let mut reader = self.workbook.worksheet_cells_reader(name).map_err(damaged)?;
        let last_row = u64::from(reader.dimensions().end.0).max(1);
        let mut told_at = 0;
        let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
        let (mut cells, mut text_bytes) = (0usize, 0usize);
        while let Some(cell) = reader.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            if row >= told_at + ROWS_BETWEEN {
                told_at = row;
                on_progress((u64::from(row) * 1_000 / last_row).min(1_000) as usize);
            }
            let value = cell_of(cell.get_value());
            if value == Cell::Empty {
                continue;
            }
            if row >= ROW_LIMIT || column as usize >= COLUMN_LIMIT {
                return Err(FileError::DamagedSpreadsheet { detail: format!("cell at row {row}, column {column}") });
            }
            if let Cell::Text(text) = &value {
                text_bytes += text.len();
            }
            let row = rows.entry(row).or_default();
            let column = column as usize;
            // Cells between are kept too, so they count.
            cells += (column + 1).saturating_sub(row.len());
            if cells > CELL_LIMIT || text_bytes > TEXT_LIMIT_BYTES {
                return Err(FileError::TooManyCells { limit: CELL_LIMIT as u64 });
            }
            if row.len() <= column {
                row.resize(column + 1, Cell::Empty);
            }
            row[column] = value;
        }
        let rows = rows.into_iter().filter(|(_, cells)| !cells.iter().all(Cell::is_blank));
        Ok(Table { rows: rows.map(|(index, cells)| Row { number: index + 1, cells }).collect(), is_delimited: false })
    }
}

fn damaged(error: calamine::XlsxError) -> FileError {
    match error {
        calamine::XlsxError::Password => FileError::OldOrLockedSpreadsheet,
        other => FileError::DamagedSpreadsheet { detail: other.to_string() },
    }
}

fn cell_of(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) if number.is_finite() => Cell::Number(*number),
        DataRef::Float(number) => Cell::Error(number.to_string()),
        DataRef::String(text) => text_cell(text),
        DataRef::SharedString(text) => text_cell(text),
        DataRef::Bool(flag) => Cell::Flag(*flag),
        DataRef::DateTime(moment) => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            // Durations and times of day are no dates; they are kept as words.
            if moment.is_duration() || moment.as_f64() < 1.0 {
                return Cell::Text(format!("{hour:02}:{minute:02}"));
            }
            CivilDate::new(CalendarKind::Gregorian, i32::from(year), month, day).map_or_else(|| Cell::Number(moment.as_f64()), Cell::Date)
        }
        DataRef::DateTimeIso(text) => iso_day(text).map_or_else(|| text_cell(text), Cell::Date),
        DataRef::DurationIso(text) => text_cell(text),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

fn text_cell(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn iso_day(text: &str) -> Option<CivilDate> {
    let mut parts = text.get(..10)?.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    CivilDate::new(CalendarKind::Gregorian, year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Writer};

    fn small_workbook() -> Vec<u8> {
        let mut writer = Writer::new();
        let sheet = writer.add_worksheet().set_name("مشتریان").unwrap();
        sheet.write(0, 0, "نام").unwrap();
        sheet.write(2, 0, "پارس").unwrap();
        sheet.write(2, 1, 1234.56).unwrap();
        sheet.write(2, 2, true).unwrap();
        let day = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_with_format(2, 4, ExcelDateTime::from_ymd(2025, 4, 20).unwrap(), &day).unwrap();
        sheet.write_formula(2, 5, rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A")).unwrap();
        writer.add_worksheet().set_name("Hidden").unwrap().set_hidden(true);
        writer.add_worksheet().set_name("Second").unwrap().write(0, 0, "x").unwrap();
        writer.save_to_buffer().unwrap()
    }

    #[test]
    fn cells_keep_their_types_and_rows_their_numbers() {
        let mut workbook = Workbook::open(small_workbook()).unwrap();
        assert_eq!(workbook.sheet_names(), ["مشتریان", "Second", "Hidden"]);
        let table = workbook.read_sheet("مشتریان", &mut |_| {}).unwrap();
        assert_eq!(table.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 3]);
        let row = &table.rows[1];
        assert_eq!(row.cells[0], Cell::Text("پارس".into()));
        assert_eq!(row.cells[1], Cell::Number(1234.56));
        assert_eq!(row.cells[2], Cell::Flag(true));
        assert_eq!(row.cells[3], Cell::Empty);
        assert_eq!(row.cells[4], Cell::Date(CivilDate { year: 2025, month: 4, day: 20 }));
        assert_eq!(row.cells[5].text(), "#N/A");
        assert_eq!(workbook.read_sheet("nowhere", &mut |_| {}), Err(FileError::UnknownSheet { name: "nowhere".into() }));
    }

    #[test]
    fn an_archive_without_a_workbook_is_damaged() {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("a.txt", zip::write::SimpleFileOptions::default()).unwrap();
        let bytes = writer.finish().unwrap().into_inner();
        assert!(matches!(Workbook::open(bytes), Err(FileError::DamagedSpreadsheet { .. })));
    }

    proptest! {
        #[test]
        fn a_damaged_workbook_never_panics(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 1..4)) {
            let mut file = small_workbook();
            let at = at.index(file.len() - bytes.len());
            file[at..at + bytes.len()].copy_from_slice(&bytes);
            if let Ok(mut workbook) = Workbook::open(file) {
                for name in workbook.sheet_names().to_vec() { let _ = workbook.read_sheet(&name, &mut |_| {}); }
            }
        }
    }
}
