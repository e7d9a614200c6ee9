//! What page and worker say to each other about files. Every request carries a number that its answers repeat;
//! one file is open at a time, and a newer request takes the place of unfinished work.

use serde::{Deserialize, Serialize};

use super::delimited::Delimiter;
use super::encoding::DetectedEncoding;
use super::export_table::WorkbookExport;
use super::finding::{FindingTotals, ImportFinding};
use super::header::Header;
use super::options::{ImportContext, ImportOptions, UserChoices};
use super::results::{ResultContext, ResultsRead};
use super::swapped::CoordinateEvidence;
use super::{Cell, FileError};
use crate::document::ImportedAccount;
use crate::locale::Language;

/// The number of a request, given by the page.
pub type RequestId = u32;

/// The most accounts in one [`ExchangeResponse::Rows`].
pub const ROWS_IN_A_MESSAGE: usize = 5_000;
/// The most rows in a [`Preview`].
pub const PREVIEWED_ROWS: usize = 50;

/// What the worker may be asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ExchangeRequest {
    /// Opens a file: answers `Preview`, then `Progress` and `Checked`, or `Failed`.
    OpenFile {
        /// The request's number.
        id: RequestId,
        /// The file's name, for messages.
        name: String,
        /// Its bytes.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
        /// The plan it is for.
        context: ImportContext,
    },
    /// Opens text from the clipboard; answers as `OpenFile`.
    OpenText {
        /// The request's number.
        id: RequestId,
        /// What to call it in messages.
        name: String,
        /// The text.
        text: String,
        /// The plan it is for.
        context: ImportContext,
    },
    /// Reads the open file in another way; answers as `OpenFile`.
    SetChoices {
        /// The request's number.
        id: RequestId,
        /// All of the user's choices so far.
        choices: UserChoices,
    },
    /// Delivers the accounts of the open file: answers `Progress` and `Rows`, then `Finished`.
    Interpret {
        /// The request's number.
        id: RequestId,
    },
    /// Writes all that is to be said of the open file and its rows as CSV: answers `Exported` or `Failed`.
    WriteProblems {
        /// The request's number.
        id: RequestId,
        /// The language of the words.
        language: Language,
    },
    /// Stops what is under way; the file stays open. Answers `Cancelled`.
    Cancel {
        /// The number of the request that is no longer wanted.
        id: RequestId,
    },
    /// Closes the file and frees its memory; there is no answer.
    Close,
    /// Reads a file or pasted text as results of sellers: answers `Results` or `Failed`. A file that is open for an import
    /// stays open.
    ReadResults {
        /// The request's number.
        id: RequestId,
        /// The file's name, for messages.
        name: String,
        /// Its bytes.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
        /// The sheet of a workbook; without it, the first that holds cells.
        sheet: Option<String>,
        /// The plan it is for.
        context: ResultContext,
    },
    /// Writes a workbook: answers `Exported` or `Failed`.
    ExportXlsx {
        /// The request's number.
        id: RequestId,
        /// The sheets.
        workbook: WorkbookExport,
    },
}

impl ExchangeRequest {
    /// Whether it takes the place of what is done with the open file.
    pub fn is_about_the_open_file(&self) -> bool {
        use ExchangeRequest::{Close, Interpret, OpenFile, OpenText, SetChoices};
        matches!(self, OpenFile { .. } | OpenText { .. } | SetChoices { .. } | Interpret { .. } | Close)
    }
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ExchangeResponse {
    /// How far the work is.
    Progress {
        /// The request's number.
        id: RequestId,
        /// What is being done.
        stage: Stage,
        /// Done so far: thousandths while reading, rows afterwards.
        done: usize,
        /// Of so many.
        total: usize,
    },
    /// How the file is read, with its first rows.
    Preview {
        /// The request's number.
        id: RequestId,
        /// The preview.
        preview: Box<Preview>,
    },
    /// All rows were read once: what an import would take and what it would say.
    Checked {
        /// The request's number.
        id: RequestId,
        /// The rows.
        counts: RowCounts,
        /// The findings.
        findings: FindingTotals,
    },
    /// Some of the accounts, in the order of rows.
    Rows {
        /// The request's number.
        id: RequestId,
        /// At most [`ROWS_IN_A_MESSAGE`].
        rows: Vec<ImportedAccount>,
    },
    /// All accounts were delivered.
    Finished {
        /// The request's number.
        id: RequestId,
        /// The rows.
        counts: RowCounts,
        /// The findings.
        findings: FindingTotals,
    },
    /// The work was stopped.
    Cancelled {
        /// The number of the request that was stopped.
        id: RequestId,
    },
    /// A file was read as results of sellers.
    Results {
        /// The request's number.
        id: RequestId,
        /// What was read.
        read: Box<ResultsRead>,
    },
    /// A workbook or a list was written.
    Exported {
        /// The request's number.
        id: RequestId,
        /// The file.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// The request cannot be met.
    Failed {
        /// The request's number.
        id: RequestId,
        /// The name of the file, or empty.
        name: String,
        /// Why.
        error: FileError,
    },
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// The file is taken apart into cells.
    Reading,
    /// The rows are looked through.
    Checking,
    /// The accounts are delivered.
    Delivering,
}

/// How many rows become accounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowCounts {
    /// Rows of data.
    pub rows: usize,
    /// Rows that become accounts.
    pub kept: usize,
    /// Rows that are left out with errors.
    pub left_out: usize,
    /// Rows that are left out because they add up other rows.
    pub sums: usize,
}

/// How a file is read, with its first rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// The file's name.
    pub name: String,
    /// The sheets of a workbook; empty for text.
    pub sheets: Vec<String>,
    /// The sheet that is read.
    pub sheet: Option<String>,
    /// The encoding that is read, for a text file.
    pub encoding: Option<DetectedEncoding>,
    /// The delimiter that is read, for text.
    pub delimiter: Option<Delimiter>,
    /// The columns' names.
    pub header: Header,
    /// What a mapping is remembered by: see [`super::mapping::signature`].
    pub signature: String,
    /// How rows are read: the proposal with the user's choices in it.
    pub options: ImportOptions,
    /// What is to be said of the whole file and of columns.
    pub file_findings: Vec<ImportFinding>,
    /// What all rows say of the order of latitude and longitude; `None` without both columns.
    pub coordinates: Option<CoordinateEvidence>,
    /// Rows of data in all.
    pub row_count: usize,
    /// How many cells of each column are identifiers of customers that the plan has, as far as was looked.
    pub known_codes: Vec<usize>,
    /// The rows before the data, title rows and names, as they are: for choosing the row of names.
    pub top_rows: Vec<PreviewRow>,
    /// The first rows of data.
    pub rows: Vec<PreviewRow>,
}

/// A row as it is and as it is read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PreviewRow {
    /// Its number in the file.
    pub number: u32,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// The account it becomes, if it is kept.
    pub account: Option<ImportedAccount>,
    /// What is to be said of it.
    pub findings: Vec<ImportFinding>,
}
