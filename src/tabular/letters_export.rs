//! What quota letters ask of each seller, as a table for a file: base, cushion and quota of the year, its quarters and its
//! months as numbers, over all that the seller holds.

use super::export_format::ExportFormat;
use crate::document::Settings;
use crate::document::quota::QuotaResults;
use crate::document::quota::sellers::{SellerGoal, sellers};
use crate::domain::{Money, YearMonth};
use crate::exchange::export_table::{ExportCell, ExportTable};
use crate::locale::words::{letters as words, pay_export, quota_export};
use crate::quota::{GoalKind, quarters};

/// A row for each seller and goal.
pub fn letters_table(results: &QuotaResults, settings: &Settings, goal_name: &dyn Fn(GoalKind) -> String) -> ExportTable {
    let format = ExportFormat { settings };
    let dates = format.dates();
    let heads = [pay_export::SELLER, words::GOAL, quota_export::UNIT, words::BASE, words::CUSHION, words::QUOTA];
    let mut headers: Vec<String> = heads.map(|text| format.say(text)).to_vec();
    let named = [words::QUARTER_1, words::QUARTER_2, words::QUARTER_3, words::QUARTER_4];
    headers.extend(named.map(|text| format!("{} {}", format.say(words::QUARTER), format.say(text))));
    headers.extend(results.answer.fiscal_year.months().map(|month: YearMonth| dates.month_long(month)));
    let row = |name: &str, kind: GoalKind, goal: &SellerGoal| {
        let is_pieces = kind == GoalKind::Quantity;
        let unit = if is_pieces { format.say(quota_export::PIECES) } else { format.unit() };
        let amount = |amount: i64| if is_pieces { ExportCell::Number(amount.to_string()) } else { format.amount(Money(amount)) };
        let year = [goal.base, goal.street.saturating_sub(goal.base), goal.street];
        let amounts = year.into_iter().chain(quarters(&goal.street_months)).chain(goal.street_months).map(amount);
        [name, &goal_name(kind), &unit].map(ExportCell::text).into_iter().chain(amounts).collect::<Vec<_>>()
    };
    let of_seller = |seller: &crate::document::quota::sellers::SellerQuota| {
        seller.goals.iter().map(|(kind, goal)| row(&seller.name, *kind, goal)).collect::<Vec<_>>()
    };
    ExportTable { name: format.say(words::TAB), headers, rows: sellers(results).iter().flat_map(of_seller).collect() }
}
