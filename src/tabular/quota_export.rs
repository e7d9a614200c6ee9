//! The tree of quotas as a table for a file: base, cushions, quota, estimates and months, exact to the last unit.

use crate::document::Settings;
use crate::document::quota::QuotaResults;
use crate::document::quota::question::goal_of;
use crate::domain::fiscal::MONTHS;
use crate::domain::{Money, YearMonth};
use crate::exchange::export_table::{ExportCell, ExportTable};
use crate::locale::words::quota_export as words;
use crate::locale::{DateFormat, NumberFormat, Text, unit_label};
use crate::quota::{GoalKind, GoalOutcome, NodeKind, PlacedNode};
use crate::tabular::quota_grid::figures;

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
    headers
}

/// A share as a percentage without the noise of binary fractions.
fn percent(share: f64) -> ExportCell {
    ExportCell::number((share * 1e8).round() / 1e6)
}

fn rows(results: &QuotaResults, settings: &Settings, last_year: i32, said: &ExportWords<'_>, goal_place: usize) -> Vec<Vec<ExportCell>> {
    let answer = &results.answer;
    let Some(goal) = answer.goals.get(goal_place) else { return Vec::new() };
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
            ExportCell::text(&reason(results, goal, node)),
        ];
        cells.extend((0..MONTHS).map(|month| amount(outcome.base_months[month])));
        cells.extend((0..MONTHS).map(|month| amount(outcome.street_months[month])));
        Some(cells)
    };
    in_reading_order(&answer.nodes).into_iter().filter_map(row).collect()
}

/// The reason that was given with a quota set by hand.
fn reason(results: &QuotaResults, goal: &GoalOutcome, node: &PlacedNode) -> String {
    let asked = node.row.and_then(|row| results.question.nodes.get(row as usize));
    let lock = asked.and_then(|asked| asked.goals.get(&goal.key)).and_then(|goal| goal.lock.as_ref());
    lock.map(|lock| lock.reason.clone()).unwrap_or_default()
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::quota::settings::GoalTarget;
    use crate::document::quota::{GoalSettings, NodeRef, QuotaCommand, results};
    use crate::document::{Command, Document, Plan};
    use crate::domain::ScenarioId;
    use crate::quota::{Lock, Method};
    use crate::sample;

    /// The Iranian sample with a target that no unit divides, in two goals.
    fn plan() -> Plan {
        let mut document = Document::open(sample::SAMPLES[0].document());
        let seat = NodeRef::Seat(document.plan().today().unwrap().territories[0].id).key();
        let mut sales = GoalSettings::new(GoalKind::Sales, GoalTarget::Amount(987_654_321_012_347), Method::Equal);
        sales.cushions_by_level.insert(0, 0.1);
        let quantity = GoalSettings::new(GoalKind::Quantity, GoalTarget::Amount(1_000_003), Method::Equal);
        let lock = Lock { amount: 7_000_000_000_001, reason: "توافق".into() };
        for change in [
            QuotaCommand::PutGoal(Box::new(sales)),
            QuotaCommand::PutGoal(Box::new(quantity)),
            QuotaCommand::LockNodes { goal: GoalKind::Sales, nodes: vec![(seat, Some(lock))] },
        ] {
            document.apply(Command::ChangeQuota { scenario: ScenarioId::TODAY, change: Box::new(change) }, 0.0).unwrap();
        }
        Plan::clone(document.plan())
    }

    fn said() -> ExportWords<'static> {
        ExportWords { goal: &|kind| format!("{kind:?}"), node: &|node| node.name.clone() }
    }

    fn number(cell: &ExportCell) -> f64 {
        match cell {
            ExportCell::Number(number) => number.parse().unwrap(),
            other => panic!("no number: {other:?}"),
        }
    }

    #[test]
    fn every_node_of_every_goal_is_there_with_figures_that_sum_exactly() {
        let plan = plan();
        let results = results(&plan, plan.today().unwrap()).unwrap();
        let all = table_of_all(&results, &plan.settings, 1404, &said());
        assert_eq!(all.rows.len(), 2 * results.answer.nodes.len());
        assert!(all.rows.iter().all(|row| row.len() == all.headers.len()));
        let by_goal = tables_by_goal(&results, &plan.settings, 1404, &said());
        assert_eq!(by_goal.iter().map(|table| table.name.as_str()).collect::<Vec<_>>(), ["Sales", "Quantity"]);
        // Counted in the smallest unit again, so that nothing is lost on the way.
        let divisor = plan.settings.display_unit.smallest_per_shown(plan.settings.currency) as f64;
        let base = all.headers.iter().position(|header| header == "پایه").unwrap();
        let smallest = |cell: &ExportCell| (number(cell) * divisor).round() as i64;
        let seats = by_goal[0].rows.iter().filter(|row| row[3] == ExportCell::Text("منطقه".into()));
        assert_eq!(seats.map(|row| smallest(&row[base])).sum::<i64>(), 987_654_321_012_347);
        let company = &by_goal[0].rows[0];
        assert_eq!(company[16..28].iter().map(smallest).sum::<i64>(), 987_654_321_012_347);
        assert_eq!(number(&by_goal[1].rows[0][base]), 1_000_003.0, "pieces are not divided by the unit of money");
    }

    #[test]
    fn cushions_locks_and_reasons_are_told() {
        let plan = plan();
        let results = results(&plan, plan.today().unwrap()).unwrap();
        let sales = &tables_by_goal(&results, &plan.settings, 1404, &said())[0];
        assert_eq!(sales.rows[0][8], ExportCell::Number("10".into()));
        let locked: Vec<_> = sales.rows.iter().filter(|row| row[14] != ExportCell::Empty).collect();
        assert_eq!(locked.len(), 1);
        assert_eq!((&locked[0][9], &locked[0][15]), (&ExportCell::Number("10".into()), &ExportCell::Text("توافق".into())));
        let holder = sales.rows.iter().position(|row| row[3] == ExportCell::Text("کارشناس".into())).unwrap();
        assert_eq!(sales.rows[holder][5], sales.rows[holder - 1][4], "a seller stands below the territory");
    }
}
