//! The table of customers that change hands between two scenarios: searched, sorted and written to a file. Why one
//! moves is `document::handover`'s; its words come from the screen.

use super::order::{SortDirection, SortKey, sorted};
use super::search::{Search, searchable};
use crate::document::{PotentialUnit, Settings};
use crate::domain::{AccountId, Money};
use crate::exchange::export_table::{ExportCell, ExportTable};

/// A customer that changes hands, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct HandoverRow {
    /// Which.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// The territory that gives it.
    pub from: String,
    /// Who works that.
    pub from_seller: String,
    /// The territory that takes it.
    pub to: String,
    /// Who works that.
    pub to_seller: String,
    /// Its potential, if known.
    pub potential: Option<f64>,
    /// Its sales in the smallest unit, if known.
    pub sales: Option<f64>,
    /// Why it moves.
    pub reason: String,
}

/// A column to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandoverColumn {
    /// The customer's name.
    Name,
    /// The giver.
    From,
    /// The taker.
    To,
    /// The potential.
    Potential,
    /// The sales.
    Sales,
    /// Why.
    Reason,
}

/// The places of the rows that a search finds, in the order of a column, or as they came.
pub fn shown(rows: &[HandoverRow], search: &Search, sorting: Option<(HandoverColumn, SortDirection)>) -> Vec<usize> {
    let is_found = |row: &HandoverRow| {
        let words = [&row.name, &row.from, &row.from_seller, &row.to, &row.to_seller, &row.reason];
        search.is_empty() || search.finds(&searchable(words.map(String::as_str)))
    };
    let found: Vec<usize> = (0..rows.len()).filter(|&at| is_found(&rows[at])).collect();
    let Some((column, direction)) = sorting else { return found };
    let keys: Vec<SortKey> = found.iter().map(|&at| key(&rows[at], column)).collect();
    sorted(&keys, direction).into_iter().map(|place| found[place]).collect()
}

fn key(row: &HandoverRow, column: HandoverColumn) -> SortKey {
    match column {
        HandoverColumn::Name => SortKey::text(&row.name),
        HandoverColumn::From => SortKey::text(&row.from),
        HandoverColumn::To => SortKey::text(&row.to),
        HandoverColumn::Potential => SortKey::number(row.potential),
        HandoverColumn::Sales => SortKey::number(row.sales),
        HandoverColumn::Reason => SortKey::text(&row.reason),
    }
}

/// These rows for a file. `headers` name the customer, giver, its seller, taker, its seller, potential, sales, why.
pub fn table(name: &str, headers: [String; 8], rows: &[HandoverRow], order: &[usize], settings: &Settings) -> ExportTable {
    let smallest_per_shown = settings.display_unit.smallest_per_shown(settings.currency);
    let amount = |value: Option<f64>, is_money: bool| match value {
        Some(value) if is_money => ExportCell::amount(Money(value.round() as i64), smallest_per_shown),
        Some(value) => ExportCell::number(value),
        None => ExportCell::Empty,
    };
    let row = |row: &HandoverRow| {
        vec![
            ExportCell::text(&row.name),
            ExportCell::text(&row.from),
            ExportCell::text(&row.from_seller),
            ExportCell::text(&row.to),
            ExportCell::text(&row.to_seller),
            amount(row.potential, settings.potential_unit == PotentialUnit::Money),
            amount(row.sales, true),
            // Marks that keep a sentence's direction are of no use in a cell.
            ExportCell::text(&row.reason.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "")),
        ]
    };
    ExportTable { name: name.to_owned(), headers: headers.to_vec(), rows: order.iter().filter_map(|&at| rows.get(at)).map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    fn row(id: u32, name: &str, from: &str, sales: Option<f64>) -> HandoverRow {
        HandoverRow {
            account: AccountId(id),
            name: name.into(),
            from: from.into(),
            from_seller: "Rita".into(),
            to: "South".into(),
            to_seller: String::new(),
            potential: Some(12.0),
            sales,
            reason: "\u{2068}North\u{2069} was +20%".into(),
        }
    }

    #[test]
    fn rows_are_found_and_sorted() {
        let rows = [row(1, "بهار", "شمال", Some(5.0)), row(2, "آمل", "شمال", None), row(3, "Zed", "East", Some(9.0))];
        let by = |typed: &str, column, direction| shown(&rows, &Search::of(typed), Some((column, direction)));
        assert_eq!(shown(&rows, &Search::of("شمال rita"), None), [0, 1]);
        assert_eq!(by("", HandoverColumn::Sales, SortDirection::Descending), [2, 0, 1], "what is unknown stands last");
        assert_eq!(by("شمال", HandoverColumn::Name, SortDirection::Ascending), [1, 0]);
        assert!(shown(&rows, &Search::of("nobody"), None).is_empty());
    }

    #[test]
    fn the_file_has_whole_figures_and_plain_words() {
        let settings = Settings::for_language(Language::English);
        let rows = [row(1, "=cmd", "North", Some(1_250.0)), row(2, "b", "North", None)];
        let headers = ["a", "b", "c", "d", "e", "f", "g", "h"].map(str::to_owned);
        let table = table("Moves", headers, &rows, &[1, 0], &settings);
        assert_eq!(table.rows.len(), 2);
        assert_eq!(table.rows[0][6], ExportCell::Empty);
        assert_eq!(table.rows[1][6], ExportCell::Number("12.5".into()));
        assert_eq!(table.rows[1][7], ExportCell::Text("North was +20%".into()));
        assert_eq!(table.rows[1][4], ExportCell::Empty);
    }
}
