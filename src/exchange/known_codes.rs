//! The identifiers of the customers that a plan has already, as far as a file's columns are held against them.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::Table;
use super::content::SAMPLED_ROWS;
use super::header::Header;
use crate::locale::text::fold;

/// Identifiers, folded and shortened to numbers: enough to tell whether a column is one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownCodes(HashSet<u64>);

impl KnownCodes {
    /// Of these identifiers.
    pub fn of<'a>(codes: impl Iterator<Item = &'a str>) -> KnownCodes {
        KnownCodes(codes.map(short).collect())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a cell is one of them.
    pub(super) fn has(&self, text: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&short(text))
    }
}

/// How many cells of each column are known, among the first rows.
pub(super) fn counts(table: &Table, header: &Header, codes: &KnownCodes) -> Vec<usize> {
    let rows = || table.rows.iter().skip(header.first_data_row).take(if codes.is_empty() { 0 } else { SAMPLED_ROWS });
    (0..header.names.len()).map(|column| rows().filter(|row| codes.has(&row.cell(column).text())).count()).collect()
}

fn short(code: &str) -> u64 {
    xxh3_64(fold(code.trim()).as_bytes())
}
