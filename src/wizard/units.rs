//! The unit that a column of money is likely in when its name does not say: compared with what the plan knows of
//! the same customers, else with the amounts of the plan, and asked where that speaks against the unit it would be
//! read in. A plan without amounts leaves a guess by size, shown to the user and never made where the plan's own
//! unit is plausible.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Plan;
use crate::document::settings::PotentialUnit;
use crate::domain::{Account, Currency, DisplayUnit, Money};
use crate::exchange::Cell;
use crate::exchange::finding::FindingKind;
use crate::exchange::mapping::Field;
use crate::exchange::numbers::read_number;
use crate::exchange::options::ImportOptions;
use crate::exchange::phrases::unit_name;
use crate::exchange::protocol::{Preview, PreviewRow};
use crate::exchange::synonyms::unit_in_header;
use crate::locale::money::MoneyFormat;
use crate::locale::text::{fold, isolated};
use crate::locale::words::import as words;

/// What a typical customer may plausibly buy in a year, in main units of the currency.
fn plausible_main_units(currency: Currency) -> std::ops::RangeInclusive<f64> {
    match currency {
        // Half a million tomans to two hundred billion tomans.
        Currency::Irr => 5e6..=2e12,
        Currency::Iqd | Currency::Afn => 1e4..=1e11,
        Currency::Usd | Currency::Eur | Currency::Gbp | Currency::Aed | Currency::Try => 10.0..=1e9,
    }
}

/// Amounts of the same customers change by less than this factor in the middle.
const SAME_CUSTOMERS_FACTOR: f64 = 3.2;
/// Amounts of other customers of the plan differ by less than this factor in the middle.
const PLAN_LEVEL_FACTOR: f64 = 8.0;
/// So many amounts of the plan, and of the file, make a level to compare.
const LEVEL_AMOUNTS: (usize, usize) = (10, 5);

/// The unit in which a typical amount is plausible: the one at hand if it is, else the first that is.
pub fn plausible_unit(typical: f64, currency: Currency, at_hand: DisplayUnit) -> DisplayUnit {
    let range = plausible_main_units(currency);
    let main = currency.smallest_per_main() as f64;
    let fits = |unit: &DisplayUnit| range.contains(&(typical * unit.smallest_per_shown(currency) as f64 / main));
    if fits(&at_hand) { at_hand } else { currency.display_units().iter().copied().find(fits).unwrap_or(at_hand) }
}

/// The unit for one column of money where it should differ from the one at hand by the size of the figures alone;
/// `None` where the column's name says the unit, the rows hold no amounts, or the plan's amounts tell more.
pub fn better_unit(preview: &Preview, field: Field, plan: &Plan) -> Option<DisplayUnit> {
    let currency = plan.settings.currency;
    let at_hand = unit_of(&preview.options, field);
    if !is_open(preview, field, plan) || evidence(preview, field, plan).is_some() {
        return None;
    }
    let typical = middle(amounts(preview, field).into_iter().map(|(_, amount)| amount))?;
    let unit = plausible_unit(typical, currency, at_hand);
    (unit != at_hand).then_some(unit)
}

/// The unit that a column of money is read in.
pub fn unit_of(options: &ImportOptions, field: Field) -> DisplayUnit {
    if field == Field::Potential { options.potential_unit } else { options.sales_unit }
}

/// What is asked of the unit of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitQuestion {
    /// The field of the column.
    pub field: Field,
    /// The column's name.
    pub header: String,
    /// The unit that it is read in.
    pub read_in: DisplayUnit,
    /// The customer that shows it, by name; `None` where the file is compared with the plan's other customers.
    pub customer: Option<String>,
    /// What that customer, or a typical one, has in the plan.
    pub in_plan: Money,
    /// What it would have in each unit, the unit that fits the plan best first.
    pub answers: Vec<(DisplayUnit, Money)>,
}

impl UnitQuestion {
    /// What the customer would have as the column is read now.
    pub fn as_read(&self) -> Money {
        self.answers.iter().find(|(unit, _)| *unit == self.read_in).map_or(Money(0), |(_, amount)| *amount)
    }
}

/// The question about a column of money, where the plan speaks against the unit it is read in, or spoke against the
/// one that the user has settled.
pub fn question(preview: &Preview, field: Field, plan: &Plan, settled: &BTreeSet<Field>) -> Option<UnitQuestion> {
    if !is_open(preview, field, plan) {
        return None;
    }
    let currency = plan.settings.currency;
    let evidence = evidence(preview, field, plan)?;
    let read_in = unit_of(&preview.options, field);
    let smallest = |unit: DisplayUnit| unit.smallest_per_shown(currency) as f64;
    let distance = |unit: DisplayUnit| (smallest(unit) / evidence.smallest_per_unit).ln().abs();
    let mut units = currency.display_units().to_vec();
    units.sort_by(|one, other| distance(*one).total_cmp(&distance(*other)));
    let factor = if evidence.customer.is_some() { SAME_CUSTOMERS_FACTOR } else { PLAN_LEVEL_FACTOR };
    let is_off = units.first() != Some(&read_in) && distance(read_in) > factor.ln();
    if !is_off && !settled.contains(&field) {
        return None;
    }
    let becomes = |unit: DisplayUnit| Money((evidence.in_file * smallest(unit)).round() as i64);
    Some(UnitQuestion {
        field,
        header: preview.header.names.get(preview.options.mapping.column_of(field)?)?.clone(),
        read_in,
        customer: evidence.customer,
        in_plan: Money(evidence.in_plan.round() as i64),
        answers: units.into_iter().map(|unit| (unit, becomes(unit))).collect(),
    })
}

/// The question in words, amounts in the plan's own unit.
pub fn phrase_question(question: &UnitQuestion, money: MoneyFormat) -> String {
    let (before, after) = (money.with_unit(question.in_plan), money.with_unit(question.as_read()));
    let unit = unit_name(question.read_in, money.currency, money.language);
    let header = isolated(&question.header);
    let values = [("header", header.as_str()), ("unit", &unit), ("before", &before), ("after", &after)];
    match &question.customer {
        Some(name) => words::UNIT_ASK_SAME.fill(money.language, &[&values[..], &[("name", &isolated(name))]].concat()),
        None => words::UNIT_ASK_LEVEL.fill(money.language, &values),
    }
}

/// The questions about all columns of money.
pub fn questions(preview: &Preview, plan: &Plan, settled: &BTreeSet<Field>) -> Vec<UnitQuestion> {
    [Field::Sales, Field::Potential].into_iter().filter_map(|field| question(preview, field, plan, settled)).collect()
}

/// Whether a column of money is there whose name does not say its unit.
fn is_open(preview: &Preview, field: Field, plan: &Plan) -> bool {
    let counts_money = field != Field::Potential || plan.settings.potential_unit == PotentialUnit::Money;
    let name = preview.options.mapping.column_of(field).and_then(|column| preview.header.names.get(column));
    counts_money && name.is_some_and(|name| unit_in_header(name, plan.settings.currency).is_none())
}

/// What the plan says of the unit of a file's column.
struct Evidence {
    /// Smallest units of the currency for one unit of the file, in the middle.
    smallest_per_unit: f64,
    /// A customer in the middle, with its amount in the plan (smallest units) and in the file (its own units).
    customer: Option<String>,
    in_plan: f64,
    in_file: f64,
}

fn evidence(preview: &Preview, field: Field, plan: &Plan) -> Option<Evidence> {
    let in_file = amounts(preview, field);
    of_same_customers(preview, field, plan, &in_file).or_else(|| of_plan_level(field, plan, &in_file))
}

/// The amounts of the customers that the file updates, by their identifiers.
fn of_same_customers(preview: &Preview, field: Field, plan: &Plan, in_file: &[(usize, f64)]) -> Option<Evidence> {
    let column = preview.options.mapping.column_of(Field::Identifier)?;
    let code = |row: usize| preview.rows.get(row).and_then(|row| row.cells.get(column)).map(|cell| fold(&cell.text()));
    let amount_of_code: BTreeMap<String, f64> = in_file.iter().filter_map(|(row, amount)| Some((code(*row)?, *amount))).collect();
    let mut pairs: Vec<(f64, &Account, f64)> = Vec::new();
    for account in plan.accounts.iter() {
        let known = account.code.as_deref().and_then(|code| amount_of_code.get(&fold(code)));
        if let (Some(amount), Some(in_plan)) = (known, amount_in_plan(account, field)) {
            pairs.push((in_plan / amount, account, *amount));
        }
    }
    pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (smallest_per_unit, account, amount) = *pairs.get(pairs.len() / 2)?;
    Some(Evidence { smallest_per_unit, customer: Some(account.name.clone()), in_plan: amount_in_plan(account, field)?, in_file: amount })
}

/// The plan's amounts beside those of the file, where both have enough.
fn of_plan_level(field: Field, plan: &Plan, in_file: &[(usize, f64)]) -> Option<Evidence> {
    let known: Vec<f64> = plan.accounts.iter().filter_map(|account| amount_in_plan(account, field)).collect();
    if known.len() < LEVEL_AMOUNTS.0 || in_file.len() < LEVEL_AMOUNTS.1 {
        return None;
    }
    let (in_plan, in_file) = (middle(known.into_iter())?, middle(in_file.iter().map(|(_, amount)| *amount))?);
    Some(Evidence { smallest_per_unit: in_plan / in_file, customer: None, in_plan, in_file })
}

/// What an account has of a field of money, in the smallest unit; only above zero.
fn amount_in_plan(account: &Account, field: Field) -> Option<f64> {
    let amount = if field == Field::Potential { account.potential } else { account.sales.map(|sales| sales.0 as f64) };
    amount.filter(|amount| *amount > 0.0)
}

/// The amounts of a year above zero in a column's first rows, each with its row, in the file's unit.
fn amounts(preview: &Preview, field: Field) -> Vec<(usize, f64)> {
    let Some(column) = preview.options.mapping.column_of(field) else { return Vec::new() };
    let style = preview.options.number_style(field);
    let times = preview.options.mapping.period_of(field).times_a_year() as f64;
    let read = |cell: &Cell| match cell {
        Cell::Number(number) => Some(*number),
        Cell::Text(text) => read_number(text, style).map(|number| number.to_float()),
        _ => None,
    };
    let is_sum = |row: &PreviewRow| row.findings.iter().any(|finding| matches!(finding.kind, FindingKind::SumRow { .. }));
    let rows = preview.rows.iter().enumerate().filter(|(_, row)| !is_sum(row));
    let amounts = rows.filter_map(|(index, row)| Some((index, read(row.cells.get(column)?)? * times)));
    amounts.filter(|(_, amount)| *amount > 0.0).collect()
}

/// The middle of amounts, the upper one of two.
fn middle(amounts: impl Iterator<Item = f64>) -> Option<f64> {
    let mut sorted: Vec<f64> = amounts.collect();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn rials_are_not_taken_for_millions_of_tomans() {
        assert_eq!(plausible_unit(8_918_600_000.0, Currency::Irr, DisplayUnit::MillionToman), DisplayUnit::Main);
        assert_eq!(plausible_unit(850.0, Currency::Irr, DisplayUnit::MillionToman), DisplayUnit::MillionToman);
        assert_eq!(plausible_unit(850.0, Currency::Irr, DisplayUnit::Main), DisplayUnit::Million);
        // Ten thousand billion tomans a year is no typical customer.
        assert_ne!(plausible_unit(999_100.0, Currency::Irr, DisplayUnit::MillionToman), DisplayUnit::MillionToman);
    }

    #[test]
    fn dollars_are_dollars() {
        assert_eq!(plausible_unit(71_200.0, Currency::Usd, DisplayUnit::Main), DisplayUnit::Main);
        assert_eq!(plausible_unit(71_200.0, Currency::Usd, DisplayUnit::Million), DisplayUnit::Main);
        assert_eq!(plausible_unit(0.0, Currency::Usd, DisplayUnit::Thousand), DisplayUnit::Thousand);
    }
}
