//! Files in and out: CSV, spreadsheets and maps become rows and outlines, and plans become files. Reading goes
//! file → [`table`] → [`header`] → [`mapping`] → [`interpret`] → rows for `document::import`;
//! results of sellers go file → [`table`] → [`results`]. Nothing here
//! changes a plan, and nothing here knows a browser.
//!
//! Spreadsheets need the feature `sheets`; everything else compiles without it, so the app speaks the
//! [`protocol`] of the worker that has it.

mod abbreviations;
pub mod areas;
mod content;
pub mod dates;
pub mod delimited;
pub mod encoding;
pub mod error;
pub mod export_csv;
pub mod export_geojson;
pub mod export_geojson_areas;
pub mod export_table;
#[cfg(feature = "sheets")]
pub mod export_xlsx;
pub mod finding;
pub mod guard;
pub mod header;
pub mod interpret;
pub mod known_codes;
pub mod limits;
pub mod map_file;
pub mod map_phrases;
mod map_reading;
pub mod map_writing;
pub mod mapping;
mod open_file;
pub mod options;
pub mod outlines;
pub mod period;
pub mod phrases;
pub mod problem_table;
pub mod protocol;
pub mod results;
pub mod rings;
mod row_reading;
pub mod service;
#[cfg(feature = "sheets")]
pub mod spreadsheet;
mod sum_rows;
pub mod swapped;
mod synonym_words;
pub mod synonyms;
pub mod table;
mod topojson;
#[cfg(feature = "sheets")]
mod zip_guard;

pub use crate::locale::reading::{decimal, number_style, numbers};
pub use areas::{AreaDirectory, AreaEntry};
pub use error::FileError;
pub use finding::{FindingKind, FindingTotals, ImportFinding, Severity};
pub use mapping::{ColumnMapping, Field};
pub use table::{Cell, Row, Table};
