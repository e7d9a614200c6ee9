//! The file that the service has open: its source, the table that was read from it, and how its rows are read.

use super::delimited::Delimiter;
use super::encoding::DetectedEncoding;
use super::finding::{FindingKind, ImportFinding};
use super::header::{self, Header};
use super::interpret::{Interpreter, InterpreterMemory};
use super::known_codes;
use super::mapping::{self, ColumnMapping};
use super::options::{ImportContext, ImportOptions, Survey, UserChoices, coordinate_findings, of_file};
use super::outlines::Outlines;
use super::protocol::{PREVIEWED_ROWS, Preview, PreviewRow};
use super::swapped::CoordinateEvidence;
use super::synonyms::Recogniser;
use super::{FileError, Table};

/// Where the cells come from.
pub(super) enum Source {
    /// A text file.
    Text(Vec<u8>),
    /// A spreadsheet that was not opened yet.
    #[cfg_attr(not(feature = "sheets"), allow(dead_code))]
    Archive(Vec<u8>),
    /// An opened spreadsheet.
    #[cfg(feature = "sheets")]
    Workbook(Box<super::spreadsheet::Workbook>),
}

/// An open file.
pub(super) struct OpenFile {
    pub name: String,
    pub source: Source,
    pub context: ImportContext,
    pub choices: UserChoices,
    pub encoding: Option<DetectedEncoding>,
    pub unreadable_places: usize,
    pub delimiter: Option<Delimiter>,
    pub has_open_quote: bool,
    pub header: Option<Header>,
    pub options: Option<ImportOptions>,
    pub sheets: Vec<String>,
    pub sheet: Option<String>,
    table: Table,
    survey_findings: Vec<ImportFinding>,
    coordinates: Option<CoordinateEvidence>,
    recogniser: Recogniser,
    /// The map that areas are found on, once it was read; `None` where there is none.
    outlines: Option<Outlines>,
}

impl OpenFile {
    pub fn new(name: String, source: Source, mut context: ImportContext) -> OpenFile {
        let map = std::mem::take(&mut context.map);
        // A map that cannot be read fills no areas; the file comes in without.
        let outlines = super::map_file::read(&map).ok().map(|read| read.outlines);
        OpenFile {
            name,
            source,
            context,
            choices: UserChoices::default(),
            encoding: None,
            unreadable_places: 0,
            delimiter: None,
            has_open_quote: false,
            header: None,
            options: None,
            sheets: Vec::new(),
            sheet: None,
            table: Table::default(),
            survey_findings: Vec::new(),
            coordinates: None,
            recogniser: Recogniser::default(),
            outlines,
        }
    }

    /// Takes the user's choices; true when the cells must be read again for them.
    pub fn set_choices(&mut self, choices: UserChoices) -> bool {
        let concerns_cells = |choices: &UserChoices| (choices.sheet.clone(), choices.encoding, choices.delimiter);
        let needs_reading = self.table.rows.is_empty() || concerns_cells(&self.choices) != concerns_cells(&choices);
        self.choices = choices;
        needs_reading
    }

    pub fn is_workbook(&self) -> bool {
        !matches!(self.source, Source::Text(_))
    }

    /// Whether its rows can be interpreted.
    pub fn is_ready(&self) -> bool {
        self.header.is_some() && self.options.is_some()
    }

    pub fn table(&self) -> &Table {
        &self.table
    }

    pub fn set_table(&mut self, table: Table) {
        self.table = table;
        self.header = None;
        self.options = None;
    }

    pub fn data_row_count(&self) -> usize {
        self.table.rows.len() - self.header.as_ref().map_or(0, |header| header.first_data_row.min(self.table.rows.len()))
    }

    /// Reads the chosen sheet, or the first that holds cells; tells how far it is in thousandths.
    #[cfg(feature = "sheets")]
    pub fn read_sheet(&mut self, on_progress: &mut dyn FnMut(usize)) -> Result<(), FileError> {
        if let Source::Archive(bytes) = &mut self.source {
            let workbook = super::spreadsheet::Workbook::open(std::mem::take(bytes))?;
            self.sheets = workbook.sheet_names().to_vec();
            self.source = Source::Workbook(Box::new(workbook));
        }
        let Source::Workbook(workbook) = &mut self.source else { return Err(FileError::NothingOpen) };
        let candidates = self.choices.sheet.clone().map_or_else(|| self.sheets.clone(), |chosen| vec![chosen]);
        for name in candidates {
            let table = workbook.read_sheet(&name, on_progress)?;
            if !table.rows.is_empty() || self.choices.sheet.is_some() {
                self.sheet = Some(name);
                self.set_table(table);
                return Ok(());
            }
        }
        Err(FileError::NoSheet)
    }

    #[cfg(not(feature = "sheets"))]
    pub fn read_sheet(&mut self, _: &mut dyn FnMut(usize)) -> Result<(), FileError> {
        Err(FileError::SpreadsheetsUnsupported)
    }

    /// Finds the header and the mapping, and begins to survey the rows.
    pub fn survey(&mut self) -> Survey {
        let choice = self.choices.header.unwrap_or_else(|| header::detect(&self.table, &self.recogniser));
        let header = header::read(&self.table, choice);
        let mapping: ColumnMapping = match &self.choices.mapping {
            Some(chosen) => chosen.for_headers(&header.names),
            None => mapping::propose(&self.table, &header, &self.context, &self.recogniser),
        };
        let survey = Survey::new(&header, mapping, &self.context);
        self.header = Some(header);
        self.options = None;
        survey
    }

    /// Takes what the survey found, with the user's choices over it.
    pub fn settle(&mut self, survey: Survey) {
        if let Some(header) = &self.header {
            let proposed = survey.finish(&self.table, header, &self.context);
            let options = self.choices.applied_to(proposed.options);
            self.survey_findings = proposed.findings;
            if let Some(evidence) = &proposed.coordinates {
                self.survey_findings.extend(coordinate_findings(evidence, &options, header));
            }
            self.coordinates = proposed.coordinates;
            self.options = Some(options);
        }
    }

    /// What is to be said of the whole file and of columns.
    pub fn file_findings(&self) -> Vec<ImportFinding> {
        let mut findings = Vec::new();
        if self.unreadable_places > 0 {
            findings.push(of_file(None, FindingKind::UnreadableLetters { places: self.unreadable_places }));
        }
        if self.has_open_quote {
            findings.push(of_file(None, FindingKind::OpenQuote));
        }
        findings.extend(self.survey_findings.iter().cloned());
        findings
    }

    /// Reads the rows as accounts.
    pub fn interpreter<'a>(&'a self, options: &'a ImportOptions, header: &'a Header, memory: InterpreterMemory) -> Interpreter<'a> {
        Interpreter::new(&self.context, options, header, memory).with_outlines(self.outlines.as_ref())
    }

    /// How the file is read, with its first rows.
    pub fn preview(&self) -> Preview {
        let header = self.header.clone().unwrap_or_else(|| header::read(&self.table, header::HeaderChoice::Nowhere));
        let options = self.options.clone().unwrap_or_else(|| {
            super::options::propose(&self.table, &header, ColumnMapping::default().for_headers(&header.names), &self.context).options
        });
        let as_it_is = |row: &super::Row| PreviewRow { number: row.number, cells: row.cells.clone(), account: None, findings: Vec::new() };
        let mut interpreter = self.interpreter(&options, &header, InterpreterMemory::default());
        let first = header.first_data_row.min(self.table.rows.len());
        let rows = self.table.rows[first..].iter().take(PREVIEWED_ROWS).map(|row| {
            let mut shown = as_it_is(row);
            let mut findings = Vec::new();
            interpreter.step(&self.table, 1, &mut |read| shown.account = read.account, &mut |finding| findings.push(finding));
            shown.findings = findings;
            shown
        });
        let rows: Vec<PreviewRow> = rows.collect();
        Preview {
            name: self.name.clone(),
            sheets: self.sheets.clone(),
            sheet: self.sheet.clone(),
            encoding: self.encoding,
            delimiter: self.delimiter,
            signature: mapping::signature(&header.names),
            file_findings: self.file_findings(),
            coordinates: self.coordinates.clone(),
            row_count: self.table.rows.len() - first,
            known_codes: known_codes::counts(&self.table, &header, &self.context.known_codes),
            top_rows: self.table.rows[..first].iter().take(PREVIEWED_ROWS).map(as_it_is).collect(),
            rows,
            options,
            header,
        }
    }
}
