//! What the state of the import wizard is made of.

use crate::browser::files::PickedFile;
use crate::document::{ImportCounts, ImportEffects};
use crate::exchange::AreaEntry;
use crate::exchange::finding::FindingTotals;
use crate::exchange::protocol::{RowCounts, Stage};

/// Where the table comes from.
#[derive(Clone, Debug)]
pub enum Source {
    /// A file, read anew whenever it is opened.
    File(PickedFile),
    /// Text from the clipboard.
    Text(String),
}

/// How far the worker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it does.
    pub stage: Stage,
    /// Done so far.
    pub done: usize,
    /// Of so many.
    pub total: usize,
}

/// What came of all rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The rows.
    pub rows: RowCounts,
    /// What is to be said of them.
    pub findings: FindingTotals,
    /// What an import would do to the plan.
    pub changes: ImportCounts,
    /// What it would do to territories and sellers.
    pub effects: ImportEffects,
}

/// What the reading of columns is remembered from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recollection {
    /// A file with the same columns.
    OfSuchFile,
    /// Columns of the same names in other files.
    OfNames,
}

/// What went wrong, in words, with what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The words.
    pub words: String,
    /// Whether trying the same again may help.
    pub can_retry: bool,
}

/// What was read from a source.
pub enum Content {
    /// Of a file.
    Bytes(Vec<u8>),
    /// Of the clipboard.
    Text(String),
}

/// What is said of the country that areas are in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CountryNote {
    /// Nothing: the plan or the user has said it, or the file names no areas.
    #[default]
    Nothing,
    /// The file's places and areas are of this country, by its name.
    Detected(String),
    /// The file names areas, and nothing tells of which country.
    Asked,
}

/// What is known of the country's map.
#[derive(Clone, Default)]
pub struct KnownMaps {
    /// Its regions, for matching areas; Iran's are known by name.
    pub regions: Vec<AreaEntry>,
    /// The map, as its file is.
    pub map: Vec<u8>,
}
