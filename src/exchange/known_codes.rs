//! The identifiers of the customers that a plan has already, as far as a file's columns are held against them.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

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

fn short(code: &str) -> u64 {
    xxh3_64(fold(code.trim()).as_bytes())
}
