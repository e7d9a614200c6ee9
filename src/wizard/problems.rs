//! The findings of all rows by kind, errors first: how many, in which columns, at which places, and what to do.

use std::collections::BTreeMap;

use crate::exchange::finding::{FindingKind, FindingTotals, ImportFinding, Severity};
use crate::locale::number::digits;
use crate::locale::words::import as words;
use crate::locale::{Language, Text};

/// One kind of problem.
#[derive(Clone, Debug, PartialEq)]
pub struct ProblemGroup {
    /// The code of the kind.
    pub code: String,
    /// What becomes of the rows.
    pub severity: Severity,
    /// What it is.
    pub title: &'static str,
    /// What to do about it.
    pub to_do: &'static str,
    /// How many there are.
    pub count: usize,
    /// The columns it is in, by letters and name, as far as it is about columns.
    pub columns: Vec<String>,
    /// The places, as many as [`LISTED_FINDINGS`](crate::exchange::finding::LISTED_FINDINGS).
    pub places: Vec<ProblemPlace>,
    /// How many places are not among them.
    pub unlisted: usize,
}

/// Where a problem is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemPlace {
    /// The row, in the language's digits.
    pub row: String,
    /// The column's letters, where it is about one.
    pub column: Option<String>,
    /// What the file says there, where that helps.
    pub text: Option<String>,
}

/// The title of a kind and what to do about it.
fn words_of(code: &str) -> (Text, Text) {
    match code {
        "not-a-number" => (words::KIND_NOT_A_NUMBER, words::TODO_NOT_A_NUMBER),
        "negative" => (words::KIND_NEGATIVE, words::TODO_NEGATIVE),
        "too-large" => (words::KIND_TOO_LARGE, words::TODO_TOO_LARGE),
        "not-yes-or-no" => (words::KIND_NOT_YES_OR_NO, words::TODO_NOT_YES_OR_NO),
        "not-a-date" => (words::KIND_NOT_A_DATE, words::TODO_NOT_A_DATE),
        "row-looks-swapped" => (words::KIND_ROW_SWAPPED, words::TODO_ROW_SWAPPED),
        "sum-row" => (words::KIND_SUM_ROW, words::TODO_SUM_ROW),
        "visits-beside-hours" => (words::KIND_VISITS_BESIDE_HOURS, words::TODO_VISITS_BESIDE_HOURS),
        "formula-error" => (words::KIND_FORMULA_ERROR, words::TODO_FORMULA_ERROR),
        "out-of-range" => (words::KIND_OUT_OF_RANGE, words::TODO_OUT_OF_RANGE),
        "one-coordinate" => (words::KIND_ONE_COORDINATE, words::TODO_ONE_COORDINATE),
        "zero-coordinates" => (words::KIND_ZERO_COORDINATES, words::TODO_ZERO_COORDINATES),
        "no-name-or-identifier" => (words::KIND_NO_NAME, words::TODO_NO_NAME),
        "duplicate-identifier" => (words::KIND_DUPLICATE, words::TODO_DUPLICATE),
        "too-many-cells" => (words::KIND_TOO_MANY_CELLS, words::TODO_TOO_MANY_CELLS),
        "too-few-cells" => (words::KIND_TOO_FEW_CELLS, words::TODO_TOO_FEW_CELLS),
        "unknown-area" => (words::KIND_UNKNOWN_AREA, words::TODO_UNKNOWN_AREA),
        "not-on-the-map" => (words::KIND_NOT_ON_THE_MAP, words::TODO_NOT_ON_THE_MAP),
        _ => (words::KIND_VISITS_WITHOUT_MINUTES, words::TODO_VISITS_WITHOUT_MINUTES),
    }
}

/// What the file says at a finding.
fn text_of(kind: &FindingKind, language: Language) -> Option<String> {
    match kind {
        FindingKind::DuplicateIdentifier { identifier, earlier_row, .. } => {
            Some(format!("{identifier} = {}", digits(language, &earlier_row.to_string())))
        }
        kind => kind.text().map(str::to_owned),
    }
}

/// The groups: errors first, then the most frequent.
pub fn groups(totals: &FindingTotals, language: Language) -> Vec<ProblemGroup> {
    let mut by_code: BTreeMap<&str, Vec<&ImportFinding>> = BTreeMap::new();
    for finding in &totals.listed {
        by_code.entry(finding.kind.code()).or_default().push(finding);
    }
    let mut groups: Vec<ProblemGroup> = totals
        .per_code
        .iter()
        .map(|(code, count)| group(code, *count, by_code.get(code.as_str()).map_or(&[], Vec::as_slice), language))
        .collect();
    groups.sort_by(|one, other| one.severity.cmp(&other.severity).then(other.count.cmp(&one.count)).then(one.code.cmp(&other.code)));
    groups
}

fn group(code: &str, count: usize, findings: &[&ImportFinding], language: Language) -> ProblemGroup {
    let (title, to_do) = words_of(code);
    let mut columns: Vec<String> = Vec::new();
    for column in findings.iter().filter_map(|finding| finding.column.as_ref()) {
        let name = if column.header == column.letters { column.letters.clone() } else { format!("{} ({})", column.letters, column.header) };
        if !columns.contains(&name) {
            columns.push(name);
        }
    }
    let places = findings.iter().map(|finding| ProblemPlace {
        row: finding.row.map_or_else(String::new, |row| digits(language, &row.to_string())),
        column: finding.column.as_ref().map(|column| column.letters.clone()),
        text: text_of(&finding.kind, language),
    });
    let places: Vec<ProblemPlace> = places.collect();
    ProblemGroup {
        code: code.to_owned(),
        severity: findings.iter().map(|finding| finding.severity).min().unwrap_or(Severity::Warning),
        title: title.get(language),
        to_do: to_do.get(language),
        count,
        columns,
        unlisted: count.saturating_sub(places.len()),
        places,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::exchange::Field;
    use crate::exchange::finding::ColumnPlace;

    fn finding(row: u32, letters: &str, kind: FindingKind, severity: Severity) -> ImportFinding {
        let column = Some(ColumnPlace { letters: letters.into(), header: "فروش".into() });
        ImportFinding { row: Some(row), column, kind, severity }
    }

    #[test]
    fn errors_come_first_and_all_are_counted() {
        let mut totals = FindingTotals::default();
        for row in 1..=300 {
            totals.add(finding(row, "A", FindingKind::NotOnTheMap, Severity::Warning));
        }
        for row in 1..=150 {
            let kind = FindingKind::NotANumber { field: Field::Sales, text: "زیاد".into() };
            totals.add(finding(row, "F", kind, Severity::Error));
        }
        let groups = groups(&totals, Language::Persian);
        assert_eq!(groups.iter().map(|group| group.code.as_str()).collect::<Vec<_>>(), ["not-a-number", "not-on-the-map"]);
        let first = &groups[0];
        assert_eq!((first.count, first.places.len(), first.unlisted), (150, 150, 0));
        assert_eq!(first.columns, ["F (فروش)"]);
        assert_eq!(first.places[0], ProblemPlace { row: "۱".into(), column: Some("F".into()), text: Some("زیاد".into()) });
    }

    #[test]
    fn many_warnings_do_not_crowd_errors_out() {
        let mut totals = FindingTotals::default();
        for row in 1..=40_000 {
            totals.add(finding(row, "A", FindingKind::NotOnTheMap, Severity::Warning));
        }
        totals.add(finding(40_001, "F", FindingKind::NotANumber { field: Field::Sales, text: "x".into() }, Severity::Error));
        let groups = groups(&totals, Language::English);
        assert_eq!((groups[0].severity, groups[0].places[0].row.as_str()), (Severity::Error, "40001"));
    }
}
