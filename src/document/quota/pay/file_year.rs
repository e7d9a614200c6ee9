//! A fiscal year of the actual results that files gave, ready for statements: everybody whom the file names, on the pay plan
//! of the own role. Where the file has no quotas, those that are planned stand in.

use std::collections::{BTreeMap, BTreeSet};

use super::actual::{ActualResults, ResultRow};
use super::quotas::own_quotas;
use super::results::{FileFacts, KnownFigures, LastYear, unknown_figures, working_time};
use super::rules::{Presence, rules_with};
use crate::document::quota::question::QuotaResults;
use crate::document::{Plan, Scenario};
use crate::domain::{Money, PersonId, YearMonth};
use crate::quota::pay::{Goal, PayPlan, Quotas, SellerMonth};

/// The fiscal years that there are results of, by the calendar year in which each begins, the latest first.
pub fn years_of_results(plan: &Plan, results: &ActualResults) -> Vec<i32> {
    let years: BTreeSet<i32> = results.rows.iter().map(|row| fiscal_year_of(plan, row.month)).collect();
    years.into_iter().rev().collect()
}

fn fiscal_year_of(plan: &Plan, month: YearMonth) -> i32 {
    if month.month < plan.settings.fiscal_year_first_month.clamp(1, 12) { month.year.saturating_sub(1) } else { month.year }
}

/// The results of a fiscal year; `None` when there are none of it.
pub fn file_year(plan: &Plan, scenario: &Scenario, quotas: Option<&QuotaResults>, results: &ActualResults, year: i32) -> Option<LastYear> {
    let of_year = || results.rows.iter().filter(|row| fiscal_year_of(plan, row.month) == year);
    of_year().next()?;
    let is_known = |row: &&ResultRow| plan.person(row.seller).is_some();
    let people: BTreeSet<PersonId> = of_year().filter(is_known).map(|row| row.seller).collect();
    let pay = rules_with(plan, scenario, year, Presence::AllYear, &people).in_use();
    let is_paid = |row: &&ResultRow| pay.rules.assignments.iter().any(|on| on.seller == row.seller);
    let rows: Vec<&ResultRow> = of_year().filter(is_known).filter(is_paid).collect();
    let mut months: Vec<SellerMonth> = rows.iter().map(|row| row.seller_month()).collect();

    // One quota a seller's month; a goal that the file has no quota of at all stands against the planned one.
    let mut asked: BTreeMap<(PersonId, YearMonth), Quotas> = BTreeMap::new();
    for month in &months {
        let quotas = asked.entry((month.seller, month.month)).or_default();
        for goal in Goal::ALL {
            *quotas = quotas.with(goal, month.quotas.of(goal).or(quotas.of(goal)));
        }
    }
    // A month of which the file does not say how much of it somebody worked is one at the own working time.
    let told: BTreeSet<(PersonId, YearMonth)> =
        months.iter().filter(|month| month.active_share.is_some()).map(|month| (month.seller, month.month)).collect();
    for month in months.iter_mut().filter(|month| !told.contains(&(month.seller, month.month))) {
        month.active_share = working_time(plan, month.seller);
    }
    let planned = own_quotas(quotas);
    let has = |goal: Goal| asked.values().any(|quotas| quotas.of(goal).is_some());
    let is_planned = |goal: Goal| planned.values().flatten().any(|held| held.quotas.of(goal).is_some());
    let planned_goals: Vec<Goal> = Goal::ALL.into_iter().filter(|&goal| !has(goal) && is_planned(goal)).collect();
    for month in &mut months {
        let quotas = asked.entry((month.seller, month.month)).or_default();
        for &goal in &planned_goals {
            let place = (0i32..12).position(|place| pay.rules.first_month.plus_months(place) == month.month);
            let held = planned.get(&month.seller).zip(place).and_then(|(held, place)| held[place].quotas.of(goal));
            *quotas = quotas.with(goal, held);
        }
        month.quotas = *quotas;
    }

    let in_use: Vec<&PayPlan> = pay.rules.plans.iter().collect();
    let unknown = unknown_figures(&in_use, known_figures(&rows));
    let file = FileFacts {
        source: results.source.clone(),
        rows: rows.iter().map(|row| row.row).collect(),
        rows_of_nobody: of_year().filter(|row| !is_known(row)).count(),
        planned_goals,
    };
    Some(LastYear {
        year,
        rules: pay.rules,
        results: months,
        notes: pay.notes,
        unknown,
        is_spread_evenly: false,
        sales_of_nobody: Money(0),
        file: Some(file),
    })
}

fn known_figures(rows: &[&ResultRow]) -> KnownFigures {
    let any = |is: fn(&ResultRow) -> bool| rows.iter().any(|row| is(row));
    KnownFigures {
        collection: any(|row| row.collected.is_some()),
        quantity: any(|row| row.quantity.is_some()),
        discount: any(|row| row.discount.is_some()),
        shipping: any(|row| row.shipping.is_some()),
        campaigns: any(|row| row.campaign.is_some()),
        lines: any(|row| row.product_line.is_some() || row.segment.is_some()),
        returns: any(|row| row.returned.is_some() || row.returned_quantity.is_some()),
    }
}

/// What was read of a seller's month, all its rows together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadMonth {
    /// The seller.
    pub seller: PersonId,
    /// The month.
    pub month: YearMonth,
    /// Rows of the file.
    pub rows: usize,
    /// List value less discount, with shipping: what was invoiced.
    pub invoiced: Money,
    /// Cash that came in.
    pub collected: Money,
    /// Discount.
    pub discount: Money,
    /// Shipping.
    pub shipping: Money,
    /// Pieces.
    pub quantity: i64,
    /// What came back.
    pub returned: Money,
    /// Campaigns, product lines and segments, each once.
    pub labels: Vec<String>,
}

/// What was read of a fiscal year, by seller and month.
pub fn read_months(plan: &Plan, results: &ActualResults, year: i32) -> Vec<ReadMonth> {
    let mut months: BTreeMap<(PersonId, YearMonth), ReadMonth> = BTreeMap::new();
    for row in results.rows.iter().filter(|row| fiscal_year_of(plan, row.month) == year) {
        let read = months.entry((row.seller, row.month)).or_insert_with(|| ReadMonth {
            seller: row.seller,
            month: row.month,
            rows: 0,
            invoiced: Money(0),
            collected: Money(0),
            discount: Money(0),
            shipping: Money(0),
            quantity: 0,
            returned: Money(0),
            labels: Vec::new(),
        });
        let money = |amount: Option<i64>| Money(amount.unwrap_or(0));
        let (discount, shipping) = (money(row.discount), money(row.shipping));
        read.rows += 1;
        read.invoiced = Money(read.invoiced.plus(money(row.gross)).plus(shipping).0.saturating_sub(discount.0));
        read.discount = read.discount.plus(discount);
        read.shipping = read.shipping.plus(shipping);
        read.collected = read.collected.plus(money(row.collected));
        read.quantity = read.quantity.saturating_add(row.quantity.unwrap_or(0));
        read.returned = read.returned.plus(money(row.returned));
        for label in [&row.campaign, &row.product_line, &row.segment].into_iter().flatten() {
            if !read.labels.contains(label) {
                read.labels.push(label.clone());
            }
        }
    }
    months.into_values().collect()
}
