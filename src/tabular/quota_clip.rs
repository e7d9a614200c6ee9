//! Cells of the grid of quotas for another program: numbers to the last unit as every spreadsheet reads them, in either
//! language of the screen, and pasting takes them back.

use crate::domain::Money;
use crate::locale::{Language, MoneyFormat, NumberFormat};
use crate::tabular::quota_grid::{GoalUnit, GridColumn, RowFigures};

/// Digits 0 to 9, `-` and `.`, nothing between thousands and no marks of direction.
fn plain(written: &str) -> String {
    let letter = |letter: char| match letter {
        '\u{2212}' => Some('-'),
        '0'..='9' | '.' | '-' | '%' => Some(letter),
        _ => None,
    };
    written.chars().filter_map(letter).collect()
}

/// An amount in the unit that is shown, exact.
pub fn amount(unit: GoalUnit, amount: i64) -> String {
    match unit {
        GoalUnit::Money(format) => {
            plain(&MoneyFormat::new(Language::English, format.currency, format.display_unit).exact_figure(Money(amount)))
        }
        GoalUnit::Pieces(_) => amount.to_string(),
    }
}

/// A share as a percentage.
fn percent(share: f64) -> String {
    plain(&NumberFormat::new(Language::English).percent(share, 4))
}

/// What a cell holds; `name` is its node's on screen, `past_quota` that of the year before.
pub fn cell(column: GridColumn, name: &str, known: &RowFigures, past_quota: Option<i64>, unit: GoalUnit) -> String {
    let outcome = &known.outcome;
    let some = |figure: Option<i64>| figure.map(|figure| amount(unit, figure)).unwrap_or_default();
    match column {
        GridColumn::Name => name.to_owned(),
        GridColumn::LastYear => some(known.last_year.map(|figure| figure.round() as i64)),
        GridColumn::PastQuota => some(past_quota),
        GridColumn::Base => amount(unit, outcome.base),
        GridColumn::Cushion => percent(outcome.cushion),
        GridColumn::Street => amount(unit, outcome.street),
        GridColumn::Growth => {
            let before = known.last_year.filter(|before| *before > 0.0);
            before.map(|before| percent(outcome.street as f64 / before - 1.0)).unwrap_or_default()
        }
        GridColumn::Estimate => some(outcome.bottom_up),
        GridColumn::Gap => some(outcome.gap_to_street()),
        GridColumn::Month(month) => some(outcome.street_months.get(month).copied()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, DisplayUnit};
    use crate::quota::{GoalKind, NodeOutcome};
    use crate::tabular::quota_grid::{CellValue, read_cell};

    #[test]
    fn a_copy_in_persian_is_numbers_that_a_spreadsheet_reads() {
        let unit = GoalUnit::of(GoalKind::Sales, Language::Persian, Currency::Irr, DisplayUnit::MillionToman);
        let outcome = NodeOutcome {
            base: 988_152_912_345,
            street: 988_152_912_345,
            cushion: 0.125,
            bottom_up: Some(929_043_683_500),
            ..NodeOutcome::default()
        };
        let known =
            RowFigures { last_year: Some(1_976_305_824_690.0), outcome, is_locked: false, has_own_estimate: false, has_own_cushion: false };
        let told = |column| cell(column, "تهران", &known, Some(7), unit);
        assert_eq!(told(GridColumn::Base), "98815.2912345");
        assert_eq!(told(GridColumn::Cushion), "12.5%");
        assert_eq!(told(GridColumn::Growth), "-50%");
        assert_eq!(told(GridColumn::Gap), "-5910.9228845");
        assert_eq!(told(GridColumn::Name), "تهران");
        for column in GridColumn::YEAR.into_iter().filter(|column| *column != GridColumn::Name) {
            let told = told(column);
            assert!(told.chars().all(|letter| letter.is_ascii_digit() || "-.%".contains(letter)), "{told}");
        }
        assert_eq!(read_cell(GridColumn::Base, &told(GridColumn::Base), unit), Ok(CellValue::Amount(Some(988_152_912_345))));
        assert_eq!(read_cell(GridColumn::Base, "۹۸٬۸۱۵٫۲۹۱۲۳۴۵", unit), Ok(CellValue::Amount(Some(988_152_912_345))));
        assert_eq!(read_cell(GridColumn::Cushion, "12.5%", unit), read_cell(GridColumn::Cushion, "۱۲٫۵٪", unit));
    }
}
