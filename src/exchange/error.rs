//! Why a file cannot be read at all. What is wrong with single rows is a [`super::finding`]; the words for
//! users are in `exchange::phrases`.

use serde::{Deserialize, Serialize};

/// Why a file cannot be read. Nothing of it was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum FileError {
    /// No bytes, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// More bytes than are read.
    #[error("the file has {bytes} bytes, more than {limit_bytes}")]
    TooLarge {
        /// The file's size.
        bytes: u64,
        /// The largest size that is read.
        limit_bytes: u64,
    },
    /// Neither text nor a spreadsheet: a picture, a document, a program.
    #[error("the file is neither text nor a spreadsheet")]
    Binary,
    /// The format of Excel 97–2003, or a file locked with a password.
    #[error("the file is an old Excel file (.xls) or locked with a password")]
    OldOrLockedSpreadsheet,
    /// A spreadsheet in a format that is not read: OpenDocument, Excel's binary one, Numbers.
    #[error("the file is a spreadsheet in the format {ending}, which is not read")]
    OtherSpreadsheet {
        /// The format, by the usual ending of its files.
        ending: String,
    },
    /// A web page that some programs write under the name of a spreadsheet.
    #[error("the file is a web page with the name of a spreadsheet")]
    WebPage,
    /// A zip archive, but not of a spreadsheet, or a damaged one.
    #[error("the spreadsheet is damaged: {detail}")]
    DamagedSpreadsheet {
        /// What was found, for a report.
        detail: String,
    },
    /// More parts in the archive than a spreadsheet has.
    #[error("the archive has {entries} entries, more than {limit}")]
    TooManyEntries {
        /// Parts in the archive.
        entries: u64,
        /// The most that are read.
        limit: u64,
    },
    /// Would unpack to more than is read.
    #[error("the archive unpacks to {bytes} bytes or more, above {limit_bytes}")]
    UnpacksTooLarge {
        /// Bytes after unpacking, as far as was counted.
        bytes: u64,
        /// The most that are unpacked.
        limit_bytes: u64,
    },
    /// Packed more tightly than any real spreadsheet.
    #[error("the archive is packed {ratio} times, more than {limit}")]
    PackedTooTightly {
        /// Unpacked by packed size.
        ratio: u64,
        /// The highest that is read.
        limit: u64,
    },
    /// The directory of the archive says other sizes than its parts have.
    #[error("the archive's directory does not agree with its contents")]
    DishonestArchive,
    /// More cells, or more text in them, than are read.
    #[error("the table has more than {limit} cells or too much text")]
    TooManyCells {
        /// The most cells that are read.
        limit: u64,
    },
    /// A workbook without a sheet that holds cells.
    #[error("the workbook has no sheet with cells")]
    NoSheet,
    /// A sheet that was asked for and is not there.
    #[error("there is no sheet named {name}")]
    UnknownSheet {
        /// The name that was asked for.
        name: String,
    },
    /// A request that needs an open file, and none is open.
    #[error("no file is open")]
    NothingOpen,
    /// A workbook that could not be written.
    #[error("the workbook could not be written: {detail}")]
    NotWritten {
        /// What happened, for a report.
        detail: String,
    },
    /// This build cannot read spreadsheets.
    #[error("this build does not read spreadsheets")]
    SpreadsheetsUnsupported,
    /// A map that is not JSON, or not GeoJSON or TopoJSON.
    #[error("the file is not a map: {detail}")]
    NotAMap {
        /// What was found, for a report.
        detail: String,
    },
    /// A map without a single thing in it.
    #[error("the map is empty")]
    EmptyMap,
    /// A map of points or lines alone, none of which has an inside.
    #[error("the map has no outline with an inside")]
    MapWithoutOutlines,
    /// A map in metres or another measure than longitude and latitude.
    #[error("the map is not in degrees of longitude and latitude")]
    MapNotInDegrees,
    /// A map with more points than are read.
    #[error("the map has more than {limit} points")]
    TooManyPoints {
        /// The most points that are read.
        limit: u64,
    },
}
