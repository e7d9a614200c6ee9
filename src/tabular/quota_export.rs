//! The tree of quotas as a table for a file: base, cushions, quota, estimates and months, exact to the last unit.

use crate::document::Settings;
use crate::document::quota::QuotaResults;
use crate::document::quota::question::goal_of;
use crate::domain::fiscal::MONTHS;
use crate::domain::{Money, YearMonth};
use crate::exchange::export_table::{ExportCell, ExportTable};
use crate::locale::words::quota_export as words;
use crate::locale::{DateFormat, NumberFormat, Text, unit_label};
use crate::quota::{GoalKind, NodeKind, PlacedNode};
use crate::tabular::quota_grid::figures;
use crate::tabular::quota_reason::{decision, method_words};

/// What the screen adds to the figures.
pub struct ExportWords<'a> {
    /// The name of a goal.
    pub goal: &'a dyn Fn(GoalKind) -> String,
    /// The name of a node on screen.
    pub node: &'a dyn Fn(&PlacedNode) -> String,
}

/// The kind of a node in words.
fn kind_text(kind: NodeKind) -> Text {
    match kind {
        NodeKind::Company => words::COMPANY,
        NodeKind::Group => words::GROUP,
        NodeKind::Seat => words::SEAT,
        NodeKind::Holder => words::HOLDER,
        NodeKind::Vacancy => words::VACANCY,
        NodeKind::Line => words::LINE,
        NodeKind::Account => words::ACCOUNT,
    }
}

/// A table for each goal, in their order.
pub fn tables_by_goal(results: &QuotaResults, settings: &Settings, last_year: i32, said: &ExportWords<'_>) -> Vec<ExportTable> {
    (0..results.answer.goals.len())
        .filter_map(|place| {
            let kind = goal_of(&results.answer.goals.get(place)?.key)?;
            let rows = rows(results, settings, last_year, said, place);
            Some(ExportTable { name: (said.goal)(kind), headers: headers(results, settings, last_year), rows })
        })
        .collect()
}

/// All goals one below the other, each row with its goal and unit.
pub fn table_of_all(results: &QuotaResults, settings: &Settings, last_year: i32, said: &ExportWords<'_>) -> ExportTable {
    let rows = (0..results.answer.goals.len()).flat_map(|place| rows(results, settings, last_year, said, place)).collect();
    ExportTable { name: words::FILE.get(settings.language).to_owned(), headers: headers(results, settings, last_year), rows }
}

fn headers(results: &QuotaResults, settings: &Settings, last_year: i32) -> Vec<String> {
    let language = settings.language;
    let plain = |text: Text| text.get(language).to_owned();
    let year = NumberFormat::new(language).plain(i64::from(last_year));
    let dates = DateFormat::new(language, settings.calendar);
    let months = |text: Text| {
        let heading = move |month: YearMonth| text.fill(language, &[("month", &dates.month_long(month))]);
        results.answer.fiscal_year.months().map(heading).to_vec()
    };
    let mut headers: Vec<String> = [words::GOAL, words::UNIT, words::LEVEL, words::KIND, words::NAME, words::ABOVE].map(plain).to_vec();
    headers.push(words::LAST_YEAR.fill(language, &[("year", &year)]));
    headers.extend([words::BASE, words::CUSHION, words::CUSHION_ABOVE, words::STREET, words::ESTIMATE].map(plain));
    headers.extend([words::BOTTOM_UP, words::CAPACITY, words::LOCKED, words::REASON].map(plain));
    headers.extend(months(words::BASE_OF));
    headers.extend(months(words::STREET_OF));
    headers.extend([words::OWN_BASIS, words::OWN_SEASON, words::OWN_PRODUCTIVITY, words::MISSING].map(plain));
    headers
}

/// A share as a percentage without the noise of binary fractions.
fn percent(share: f64) -> ExportCell {
    ExportCell::number((share * 1e6).round() / 1e4)
}

fn rows(results: &QuotaResults, settings: &Settings, last_year: i32, said: &ExportWords<'_>, goal_place: usize) -> Vec<Vec<ExportCell>> {
    let answer = &results.answer;
    let Some(goal) = answer.goals.get(goal_place) else { return Vec::new() };
    let language = settings.language;
    let kind = goal_of(&goal.key);
    let (divisor, unit) = match kind {
        Some(GoalKind::Quantity) => (1, words::PIECES.get(settings.language).to_owned()),
        _ => {
            let unit = unit_label(settings.language, settings.currency, settings.display_unit);
            (settings.display_unit.smallest_per_shown(settings.currency), unit)
        }
    };
    let amount = |amount: i64| ExportCell::amount(Money(amount), divisor);
    let some = |value: Option<i64>| value.map_or(ExportCell::Empty, amount);
    let goal_name = kind.map(said.goal).unwrap_or_default();
    let row = |place: usize| -> Option<Vec<ExportCell>> {
        let node = answer.nodes.get(place)?;
        let figures = figures(&results.question, answer, goal_place, place, last_year)?;
        let outcome = &figures.outcome;
        let above = node.parent.and_then(|parent| answer.nodes.get(parent)).map(|parent| (said.node)(parent)).unwrap_or_default();
        let own = decision(results, &goal.key, node);
        let mut cells = vec![
            ExportCell::text(&goal_name),
            ExportCell::text(&unit),
            ExportCell::Number(node.level.to_string()),
            ExportCell::text(kind_text(node.kind).get(settings.language)),
            ExportCell::text(&(said.node)(node)),
            ExportCell::text(&above),
            some(figures.last_year.map(|sales| sales.round() as i64)),
            amount(outcome.base),
            percent(outcome.cushion),
            percent(outcome.factor - 1.0),
            amount(outcome.street),
            some(outcome.estimate),
            some(outcome.bottom_up),
            some(outcome.capacity()),
            if figures.is_locked { ExportCell::text(words::YES.get(settings.language)) } else { ExportCell::Empty },
            ExportCell::text(&own.and_then(|own| own.lock.as_ref()).map(|lock| lock.reason.clone()).unwrap_or_default()),
        ];
        cells.extend((0..MONTHS).map(|month| amount(outcome.base_months[month])));
        cells.extend((0..MONTHS).map(|month| amount(outcome.street_months[month])));
        cells.extend([
            ExportCell::text(&own.and_then(|own| own.method.as_ref()).map(|method| method_words(language, method)).unwrap_or_default()),
            ExportCell::text(&own.and_then(|own| own.season.clone()).unwrap_or_default()),
            some(own.and_then(|own| own.productivity_per_month).map(|figure| figure.round() as i64)),
            outcome.bottom_up.map_or(ExportCell::Empty, |_| ExportCell::Number(outcome.estimates_missing.to_string())),
        ]);
        Some(cells)
    };
    in_reading_order(&answer.nodes).into_iter().filter_map(row).collect()
}

/// Each node before what lies below it; those who sit on a seat before what it is split into.
fn in_reading_order(nodes: &[PlacedNode]) -> Vec<usize> {
    let mut order = Vec::with_capacity(nodes.len());
    let mut waiting = if nodes.is_empty() { Vec::new() } else { vec![0usize] };
    while let Some(place) = waiting.pop() {
        order.push(place);
        if let Some(node) = nodes.get(place) {
            waiting.extend(node.holders.iter().chain(&node.children).rev());
        }
    }
    order
}
