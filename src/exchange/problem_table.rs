//! What is to be said of the rows of a file, as a table to keep: where, what, what the file says there, and what becomes
//! of the row.

use super::export_table::ExportCell;
use super::finding::ImportFinding;
use super::phrases::{PROBLEM_COLUMN, PROBLEM_ROW, PROBLEM_ROW_BECOMES, PROBLEM_VALUE, PROBLEM_WHAT, phrase_finding, severity_name};
use crate::locale::Language;

/// The names of the columns.
pub fn headers(language: Language) -> Vec<String> {
    [PROBLEM_ROW, PROBLEM_COLUMN, PROBLEM_WHAT, PROBLEM_VALUE, PROBLEM_ROW_BECOMES].map(|text| text.get(language).to_owned()).to_vec()
}

/// One thing that is to be said; of the whole file where it names no row.
pub fn row(finding: &ImportFinding, language: Language) -> Vec<ExportCell> {
    let text = |words: &str| if words.is_empty() { ExportCell::Empty } else { ExportCell::Text(words.to_owned()) };
    let column = finding.column.as_ref().map(|column| match column.header == column.letters {
        true => column.letters.clone(),
        false => format!("{} ({})", column.letters, column.header),
    });
    vec![
        finding.row.map_or(ExportCell::Empty, |row| ExportCell::Number(row.to_string())),
        text(column.as_deref().unwrap_or_default()),
        text(&phrase_finding(&finding.kind, language)),
        text(finding.kind.text().unwrap_or_default()),
        text(if finding.row.is_some() { severity_name(finding.severity).get(language) } else { "" }),
    ]
}
