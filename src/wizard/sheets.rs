//! Which sheet of a workbook holds the customers: workbooks often begin with a sheet of remarks.

use crate::exchange::protocol::Preview;

/// What was tried so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    /// The first sheet with cells is in sight.
    Nothing,
    /// All sheets before this one held no table.
    UpTo(String),
    /// The user chose how to read the file; nothing is tried any more.
    Chosen,
}

/// Fewer columns than these are remarks rather than a table of customers.
const FEWEST_COLUMNS: usize = 2;

/// The sheet to look at instead of the one in sight.
pub fn next_sheet(preview: &Preview, tried: &Tried) -> Option<String> {
    let is_table = preview.header.names.len() >= FEWEST_COLUMNS && preview.row_count > 0;
    if is_table { None } else { after(&preview.sheets, preview.sheet.as_deref()?, tried) }
}

/// The sheet after one that holds no table; after the last the first again, as it is.
fn after(sheets: &[String], in_sight: &str, tried: &Tried) -> Option<String> {
    let first = sheets.first()?;
    let has_been_round = matches!(tried, Tried::UpTo(sheet) if sheet == first);
    if *tried == Tried::Chosen || has_been_round {
        return None;
    }
    let at = sheets.iter().position(|sheet| sheet == in_sight)?;
    sheets.get(at + 1).or(Some(first)).filter(|next| *next != in_sight).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_is_looked_at_once() {
        let sheets: Vec<String> = ["remarks", "more", "empty"].map(str::to_owned).to_vec();
        let (mut tried, mut in_sight, mut seen) = (Tried::Nothing, "remarks".to_owned(), Vec::new());
        while let Some(next) = after(&sheets, &in_sight, &tried) {
            seen.push(next.clone());
            tried = Tried::UpTo(next.clone());
            in_sight = next;
        }
        assert_eq!(seen, ["more", "empty", "remarks"]);
        assert_eq!(after(&sheets, "remarks", &Tried::Chosen), None);
        assert_eq!(after(&sheets[..1], "remarks", &Tried::Nothing), None);
    }
}
