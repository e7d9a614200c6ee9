//! Delimited text to a table: files of comma- or otherwise separated values and what is pasted from a
//! spreadsheet. The grammar of quotes is the `csv` crate's; numbering rows, finding the delimiter and mending an
//! open quote are here.

use std::io::Cursor;

use serde::{Deserialize, Serialize};

use super::limits::{CELL_LIMIT, ROW_LIMIT};
use super::{Cell, FileError, Row, Table};

/// What stands between cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// The tab.
    Tab,
    /// `؛`
    ArabicSemicolon,
    /// `|`
    Bar,
}

impl Delimiter {
    /// All of them, in the order of menus.
    pub const ALL: [Delimiter; 5] = [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab, Delimiter::ArabicSemicolon, Delimiter::Bar];

    /// The letter itself.
    pub fn letter(self) -> char {
        match self {
            Delimiter::Comma => ',',
            Delimiter::Semicolon => ';',
            Delimiter::Tab => '\t',
            Delimiter::ArabicSemicolon => '؛',
            Delimiter::Bar => '|',
        }
    }

    fn byte(self) -> u8 {
        match self {
            Delimiter::ArabicSemicolon => STAND_IN as u8,
            other => other.letter() as u8,
        }
    }
}

/// Stands in for `؛`, which is two bytes and so no delimiter that `csv` takes.
const STAND_IN: char = '\u{1f}';
/// Marks the end, so that a quote that was never closed is noticed: it swallows the mark.
const END_MARK: &str = "\u{1}";
/// How much of a text is looked at to find its delimiter, in bytes and rows.
const SAMPLE_BYTES: usize = 64 * 1024;
const SAMPLE_ROWS: usize = 200;

/// The delimiter whose cells make the most even table; the comma for a text of one column.
pub fn detect_delimiter(text: &str) -> Delimiter {
    if let Some((delimiter, _)) = declared_delimiter(text) {
        return delimiter;
    }
    let sample = sample_of(text);
    let mut best = (0.0, Delimiter::Comma);
    for delimiter in [Delimiter::Tab, Delimiter::Semicolon, Delimiter::Comma, Delimiter::ArabicSemicolon, Delimiter::Bar] {
        let score = evenness(sample, delimiter);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// Excel's own first line `sep=;`, with the text after it.
fn declared_delimiter(text: &str) -> Option<(Delimiter, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let letter = line.trim_end_matches('\r').strip_prefix("sep=")?;
    Delimiter::ALL.into_iter().find(|delimiter| letter.chars().eq([delimiter.letter()])).map(|delimiter| (delimiter, rest))
}

fn sample_of(text: &str) -> &str {
    let mut end = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    // A row that is cut in half would count as uneven.
    if end < text.len() { sample.rfind('\n').map_or(sample, |line_end| &sample[..line_end]) } else { sample }
}

/// The share of rows that have the most usual number of cells, squared, times that number; 0 for one column.
fn evenness(sample: &str, delimiter: Delimiter) -> f64 {
    if !sample.contains(delimiter.letter()) {
        return 0.0;
    }
    let Ok(mut reader) = DelimitedReader::new(sample, delimiter) else { return 0.0 };
    while reader.table.rows.len() < SAMPLE_ROWS {
        match reader.step(SAMPLE_ROWS) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => return 0.0,
        }
    }
    let widths: Vec<usize> = reader.table.rows.iter().map(|row| row.cells.len()).collect();
    let usual = most_usual(&widths);
    if usual < 2 {
        return 0.0;
    }
    let share = widths.iter().filter(|width| **width == usual).count() as f64 / widths.len() as f64;
    share * share * usual.min(40) as f64
}

fn most_usual(widths: &[usize]) -> usize {
    let mut sorted = widths.to_vec();
    sorted.sort_unstable();
    sorted.chunk_by(|one, other| one == other).max_by_key(|run| run.len()).and_then(|run| run.first().copied()).unwrap_or(0)
}

/// Reads a text row by row, some at a time.
pub struct DelimitedReader {
    reader: csv::Reader<Cursor<Vec<u8>>>,
    record: csv::StringRecord,
    delimiter: Delimiter,
    bytes: usize,
    first_number: u32,
    next_number: u32,
    cells: usize,
    table: Table,
    /// Whether quotes are read as plain letters, because one was never closed.
    pub ignores_quotes: bool,
}

impl DelimitedReader {
    /// Begins to read a text.
    ///
    /// # Errors
    /// When it is blank.
    pub fn new(text: &str, delimiter: Delimiter) -> Result<DelimitedReader, FileError> {
        let (content, first_number) = declared_delimiter(text).map_or((text, 1), |(_, rest)| (rest, 2));
        if content.trim().is_empty() {
            return Err(FileError::Empty);
        }
        let mut prepared = match delimiter {
            Delimiter::ArabicSemicolon => content.replace(STAND_IN, " ").replace('؛', "\u{1f}"),
            _ => content.to_owned(),
        };
        prepared.push('\n');
        prepared.push_str(END_MARK);
        Ok(DelimitedReader {
            bytes: prepared.len(),
            reader: open(prepared.into_bytes(), delimiter, true),
            record: csv::StringRecord::new(),
            delimiter,
            first_number,
            next_number: first_number,
            cells: 0,
            table: Table { rows: Vec::new(), is_delimited: true },
            ignores_quotes: false,
        })
    }

    /// The share of the text that was read, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.reader.position().byte() as f64 / self.bytes as f64
    }

    /// Reads so many rows; true while more are left.
    ///
    /// # Errors
    /// When the table has more cells than are read.
    pub fn step(&mut self, rows: usize) -> Result<bool, FileError> {
        for _ in 0..rows {
            let begins_at = self.reader.position().byte() as usize;
            match self.reader.read_record(&mut self.record) {
                Ok(true) => {}
                // Reading from memory cannot fail, and the text is valid UTF-8.
                Ok(false) | Err(_) => return Ok(false),
            }
            let source = self.reader.get_ref().get_ref();
            self.next_number = self.next_number.saturating_add(blank_lines_at(source, begins_at));
            if self.reader.position().byte() as usize >= self.bytes {
                return if self.record.len() == 1 && &self.record[0] == END_MARK { Ok(false) } else { self.begin_without_quotes() };
            }
            self.take_record()?;
        }
        Ok(true)
    }

    /// The table, once [`DelimitedReader::step`] has said false.
    pub fn finish(self) -> Table {
        self.table
    }

    fn take_record(&mut self) -> Result<(), FileError> {
        let number = self.next_number;
        self.next_number = self.next_number.saturating_add(1);
        self.cells += self.record.len();
        if self.cells > CELL_LIMIT || number > ROW_LIMIT {
            return Err(FileError::TooManyCells { limit: CELL_LIMIT as u64 });
        }
        let is_arabic = self.delimiter == Delimiter::ArabicSemicolon;
        let cell = |field: &str| match field {
            "" => Cell::Empty,
            field if is_arabic => Cell::Text(field.replace(STAND_IN, "؛")),
            field => Cell::Text(field.to_owned()),
        };
        let cells: Vec<Cell> = self.record.iter().map(cell).collect();
        if !cells.iter().all(Cell::is_blank) {
            self.table.rows.push(Row { number, cells });
        }
        Ok(())
    }

    /// A quote was opened and never closed: reads all again, with quotes as plain letters.
    fn begin_without_quotes(&mut self) -> Result<bool, FileError> {
        if self.ignores_quotes {
            return Ok(false);
        }
        let source = std::mem::take(self.reader.get_mut().get_mut());
        self.reader = open(source, self.delimiter, false);
        self.ignores_quotes = true;
        self.next_number = self.first_number;
        self.cells = 0;
        self.table.rows.clear();
        Ok(true)
    }
}

fn open(source: Vec<u8>, delimiter: Delimiter, has_quotes: bool) -> csv::Reader<Cursor<Vec<u8>>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .quoting(has_quotes)
        .delimiter(delimiter.byte())
        .from_reader(Cursor::new(source))
}

/// How many blank lines the reader passes over before the record that begins here.
fn blank_lines_at(source: &[u8], begins_at: usize) -> u32 {
    let mut at = begins_at;
    // The reader may stop between the two halves of a line's end.
    if at > 0 && source.get(at - 1) == Some(&b'\r') && source.get(at) == Some(&b'\n') {
        at += 1;
    }
    let mut lines = 0;
    loop {
        match (source.get(at), source.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => at += 2,
            (Some(b'\r' | b'\n'), _) => at += 1,
            _ => return lines,
        }
        lines += 1;
    }
}

/// Reads a whole text at once.
///
/// # Errors
/// As [`DelimitedReader`]'s.
pub fn read(text: &str, delimiter: Delimiter) -> Result<Table, FileError> {
    let mut reader = DelimitedReader::new(text, delimiter)?;
    while reader.step(usize::MAX)? {}
    Ok(reader.finish())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;

    fn texts(table: &Table) -> Vec<(u32, Vec<String>)> {
        table.rows.iter().map(|row| (row.number, row.cells.iter().map(|cell| cell.text().into_owned()).collect())).collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn every_delimiter_is_found() {
        for delimiter in Delimiter::ALL {
            let text = "نام,فروش;x\nپارس,12;y\n".replace([',', ';'], &delimiter.letter().to_string());
            assert_eq!(detect_delimiter(&text), delimiter);
            assert_eq!(texts(&read(&text, delimiter).unwrap()), [row(1, &["نام", "فروش", "x"]), row(2, &["پارس", "12", "y"])]);
        }
        assert_eq!(detect_delimiter("a;b;c\n1,5;2,5;3\n1,25;2;4\n"), Delimiter::Semicolon);
        assert_eq!(detect_delimiter("sep=|\na|b\n"), Delimiter::Bar);
        assert_eq!(detect_delimiter("names only\nAli\n"), Delimiter::Comma);
    }

    #[test]
    fn quotes_hold_delimiters_and_line_ends() {
        let table = read("a,\"b, \"\"c\"\"\nd\",e\r\n\r\n\r\nf,,g\r\n", Delimiter::Comma).unwrap();
        assert_eq!(texts(&table), [row(1, &["a", "b, \"c\"\nd", "e"]), row(4, &["f", "", "g"])]);
        let table = read("الف؛\"ب؛ج\"\n", Delimiter::ArabicSemicolon).unwrap();
        assert_eq!(texts(&table), [row(1, &["الف", "ب؛ج"])]);
    }

    #[test]
    fn rows_keep_the_numbers_a_spreadsheet_shows() {
        let table = read("\n\na,b\n,,\n\nc,d", Delimiter::Comma).unwrap();
        assert_eq!(texts(&table), [row(3, &["a", "b"]), row(6, &["c", "d"])]);
        let table = read("sep=;\na;b\n", Delimiter::Semicolon).unwrap();
        assert_eq!(texts(&table), [row(2, &["a", "b"])]);
        let table = read("a\rb\r\rc", Delimiter::Comma).unwrap();
        assert_eq!(texts(&table), [row(1, &["a"]), row(2, &["b"]), row(4, &["c"])]);
    }

    #[test]
    fn an_open_quote_does_not_swallow_the_file() {
        let text = "a,b\n\"c,d\ne,f\n";
        let mut reader = DelimitedReader::new(text, Delimiter::Comma).unwrap();
        while reader.step(1).unwrap() {}
        assert!(reader.ignores_quotes);
        assert_eq!(texts(&reader.finish()), [row(1, &["a", "b"]), row(2, &["\"c", "d"]), row(3, &["e", "f"])]);
    }

    #[test]
    fn too_many_cells_are_refused() {
        let text = ",".repeat(CELL_LIMIT + 1) + "\n";
        assert_eq!(read(&text, Delimiter::Comma), Err(FileError::TooManyCells { limit: CELL_LIMIT as u64 }));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[a,;\"\t\r\n؛\u{1}\u{1f} ]{0,60}") {
            let delimiter = detect_delimiter(&text);
            for delimiter in Delimiter::ALL.into_iter().chain([delimiter]) {
                let _ = read(&text, delimiter);
            }
        }

        #[test]
        fn written_rows_are_read_back(rows in prop::collection::vec(prop::collection::vec("[آ-یa-c,;\"\n ]{0,5}x", 2..4), 1..6)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            let width = rows[0].len();
            let rows: Vec<Vec<String>> = rows.into_iter().map(|mut row| { row.resize(width, "x".into()); row }).collect();
            for row in &rows { writer.write_record(row).unwrap(); }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let read = texts(&read(&text, Delimiter::Comma).unwrap());
            prop_assert_eq!(read.into_iter().map(|(_, cells)| cells).collect::<Vec<_>>(), rows);
        }
    }
}
