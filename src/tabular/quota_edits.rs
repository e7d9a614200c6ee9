//! Edits of the grid of quotas as one change of the plan: cells that keep what they show are no edits, and each of the
//! others changes its own part of what is decided for a node, whatever stands beside it.

use crate::document::quota::past_quotas::PastQuotas;
use crate::document::quota::question::goal_key;
use crate::document::quota::{QuotaChange, QuotaCommand, QuotaResults};
use crate::document::{ChangeSummary, Command, Scenario};
use crate::quota::{GoalKind, Lock};
use crate::tabular::quota_grid::{CellEdit, CellValue, GridColumn};
use crate::tabular::quota_reason::decision;

/// Cushions that differ by less are shown and copied alike: the copy has four places after a percentage's point.
const CUSHION_SLACK: f64 = 5.1e-7;

/// How edits came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Typed into a cell: even what the cell shows already, from above or from below, becomes the node's own.
    Typed,
    /// Laid over many cells: those that come back as they went are left alone.
    Laid,
}

/// The edits that ask for something else than their cells show, or that take back what was decided.
pub fn that_differ(edits: Vec<CellEdit>, results: &QuotaResults, scenario: &Scenario, kind: GoalKind, entry: Entry) -> Vec<CellEdit> {
    let answer = &results.answer;
    let (places, past) = (answer.places(), PastQuotas::of(results, &scenario.quota, kind));
    let Some(goal) = answer.goal(&goal_key(kind)) else { return Vec::new() };
    let is_typed = entry == Entry::Typed;
    let differs = |edit: &CellEdit| {
        let Some((place, outcome)) = places.get(&edit.key).and_then(|&place| Some((place, goal.nodes.get(place)?))) else { return true };
        let own = answer.nodes.get(place).and_then(|node| decision(results, &goal.key, node));
        match (edit.column, edit.value) {
            (GridColumn::Base, CellValue::Amount(None)) => own.is_some_and(|own| own.lock.is_some()),
            (GridColumn::Base, CellValue::Amount(Some(amount))) => amount != outcome.base,
            (GridColumn::Estimate, CellValue::Amount(None)) => own.is_some_and(|own| own.estimate.is_some()),
            (GridColumn::Estimate, CellValue::Amount(amount)) if is_typed => amount != own.and_then(|own| own.estimate),
            (GridColumn::Estimate, CellValue::Amount(amount)) => amount != outcome.bottom_up,
            (GridColumn::PastQuota, CellValue::Amount(None)) => past.own(&edit.key).is_some(),
            (GridColumn::PastQuota, CellValue::Amount(amount)) if is_typed => amount != past.own(&edit.key),
            (GridColumn::PastQuota, CellValue::Amount(amount)) => amount != past.of_node(&answer.nodes, place),
            (GridColumn::Cushion, CellValue::Share(None)) => own.is_some_and(|own| own.cushion.is_some()),
            (GridColumn::Cushion, CellValue::Share(Some(_))) if is_typed && own.is_none_or(|own| own.cushion.is_none()) => true,
            (GridColumn::Cushion, CellValue::Share(Some(cushion))) => (cushion - outcome.cushion).abs() > CUSHION_SLACK,
            _ => false,
        }
    };
    edits.into_iter().filter(differs).collect()
}

/// The edits as one step; `None` where there are none. The log tells how many cells there were.
pub fn command(edits: Vec<CellEdit>, results: &QuotaResults, scenario: &Scenario, kind: GoalKind) -> Option<Command> {
    let count = edits.len();
    let decided = scenario.quota.goal(kind);
    let (mut locks, mut estimates, mut recalled, mut cushions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for CellEdit { key, column, value } in edits {
        match (column, value) {
            (GridColumn::Base, CellValue::Amount(amount)) => {
                // An amount that is typed anew keeps the reason that was given with the one before.
                let before = decided.and_then(|goal| goal.nodes.get(&key)?.lock.as_ref());
                let reason = before.map(|lock| lock.reason.clone()).unwrap_or_default();
                locks.push((key, amount.map(|amount| Lock { amount, reason })));
            }
            (GridColumn::Estimate, CellValue::Amount(amount)) => estimates.push((key, amount)),
            (GridColumn::PastQuota, CellValue::Amount(amount)) => recalled.push((key, amount)),
            (GridColumn::Cushion, CellValue::Share(cushion)) => cushions.push((key, cushion)),
            _ => {}
        }
    }
    let goal = kind;
    let year = results.known_years.last_before(results.question.fiscal_year.first_month().year);
    let changes = [
        (!locks.is_empty()).then_some(QuotaCommand::LockNodes { goal, nodes: locks }),
        (!estimates.is_empty()).then_some(QuotaCommand::EstimateNodes { goal, nodes: estimates }),
        (!recalled.is_empty()).then_some(QuotaCommand::RecallQuotas { goal, year, nodes: recalled }),
        (!cushions.is_empty()).then_some(QuotaCommand::CushionNodes { goal, nodes: cushions }),
    ];
    let of_scenario = |change| Command::ChangeQuota { scenario: scenario.id, change: Box::new(change) };
    let mut commands: Vec<Command> = changes.into_iter().flatten().map(of_scenario).collect();
    if commands.len() < 2 {
        return commands.pop();
    }
    let change = ChangeSummary::QuotaChanged { change: QuotaChange::CellsEntered(count), scenario: scenario.name.clone() };
    Some(Command::Step { change, commands })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::quota::settings::GoalTarget;
    use crate::document::quota::{GoalSettings, NodeDecision, NodeRef, results};
    use crate::document::{Document, change_text};
    use crate::domain::{Currency, DisplayUnit, ScenarioId};
    use crate::locale::Language;
    use crate::quota::{Measure, Method, NodeKey, NodeKind};
    use crate::sample;
    use crate::tabular::quota_grid::{GoalUnit, figures, paste, pasted, rows};
    use crate::tabular::{quota_clip, quota_grid};
    use std::collections::BTreeSet;

    const SALES: GoalKind = GoalKind::Sales;

    fn document() -> Document {
        let mut document = Document::open(sample::SAMPLES[0].document());
        let mut goal = GoalSettings::new(SALES, GoalTarget::Amount(9_000_000_000_007), Method::By(Measure::Potential));
        goal.cushions_by_level.insert(1, 0.05);
        apply(&mut document, QuotaCommand::PutGoal(Box::new(goal)));
        document
    }

    fn apply(document: &mut Document, change: QuotaCommand) {
        document.apply(Command::ChangeQuota { scenario: ScenarioId::TODAY, change: Box::new(change) }, 0.0).unwrap();
    }

    /// Lays edits over the plan as the grid does. Answers how many differed, and what the log says.
    fn enter(document: &mut Document, edits: Vec<CellEdit>) -> (usize, Option<String>) {
        enter_as(document, edits, Entry::Laid)
    }

    fn enter_as(document: &mut Document, edits: Vec<CellEdit>, entry: Entry) -> (usize, Option<String>) {
        let scenario = document.plan().today().unwrap().clone();
        let results = results(document.plan(), &scenario).unwrap();
        let edits = that_differ(edits, &results, &scenario, SALES, entry);
        let count = edits.len();
        let told = command(edits, &results, &scenario, SALES).map(|command| document.apply(command, 0.0).unwrap());
        (count, told.map(|told| change_text(&told, Language::English)))
    }

    fn decided(document: &Document, key: &NodeKey) -> NodeDecision {
        document.plan().today().unwrap().quota.goal(SALES).unwrap().nodes.get(key).cloned().unwrap_or_default()
    }

    fn seat(document: &Document, place: usize) -> NodeKey {
        NodeRef::Seat(document.plan().today().unwrap().territories[place].id).key()
    }

    #[test]
    fn everything_that_is_pasted_beside_each_other_is_taken() {
        let mut document = document();
        let (one, other) = (seat(&document, 0), seat(&document, 1));
        let edit = |key: &NodeKey, column, value| CellEdit { key: key.clone(), column, value };
        let amount = |amount| CellValue::Amount(Some(amount));
        let edits = vec![
            edit(&one, GridColumn::PastQuota, amount(3)),
            edit(&one, GridColumn::Base, amount(700_000_000_000)),
            edit(&one, GridColumn::Cushion, CellValue::Share(Some(0.1))),
            edit(&one, GridColumn::Estimate, amount(650_000_000_000)),
            edit(&other, GridColumn::Cushion, CellValue::Share(Some(0.0))),
        ];
        let (count, told) = enter(&mut document, edits);
        assert_eq!((count, told.as_deref()), (5, Some("5 cells of the quotas changed")));
        let known = decided(&document, &one);
        assert_eq!(
            (known.lock.map(|lock| lock.amount), known.cushion, known.estimate),
            (Some(700_000_000_000), Some(0.1), Some(650_000_000_000)),
            "a cushion takes no base away, and neither takes the estimate"
        );
        assert_eq!(known.past_quotas.into_values().collect::<Vec<_>>(), [3]);
        assert_eq!(decided(&document, &other).cushion, Some(0.0), "none of its own, where the level has one");
        let clear = [GridColumn::Base, GridColumn::Estimate].map(|column| edit(&one, column, CellValue::Amount(None)));
        let clear = clear.into_iter().chain([&one, &other].map(|key| edit(key, GridColumn::Cushion, CellValue::Share(None))));
        assert_eq!(enter(&mut document, clear.collect()).0, 4);
        assert_eq!((decided(&document, &one).lock, decided(&document, &one).cushion), (None, None), "deleted together");
        assert!(document.undo(0.0).is_some());
        assert!(decided(&document, &one).lock.is_some_and(|lock| lock.amount == 700_000_000_000), "one step");
    }

    #[test]
    fn what_is_typed_is_the_nodes_own_even_where_it_is_what_the_cell_shows() {
        let mut document = document();
        let key = seat(&document, 0);
        let scenario = document.plan().today().unwrap().clone();
        let known = results(document.plan(), &scenario).unwrap();
        let place = known.answer.places()[&key];
        let shown = known.answer.goals[0].nodes[place].cushion;
        assert!(shown > 0.0 && decided(&document, &key).cushion.is_none(), "the level's cushion is shown");
        let edit = || vec![CellEdit { key: key.clone(), column: GridColumn::Cushion, value: CellValue::Share(Some(shown)) }];
        assert_eq!(enter_as(&mut document, edit(), Entry::Laid).0, 0);
        assert_eq!(enter_as(&mut document, edit(), Entry::Typed).0, 1);
        assert_eq!(decided(&document, &key).cushion, Some(shown));
        assert_eq!(enter_as(&mut document, edit(), Entry::Typed).0, 0, "its own already");
        // An estimate that is the sum of those below becomes the node's own as well.
        let company = NodeRef::Company.key();
        let all: Vec<NodeKey> = scenario.territories.iter().map(|territory| NodeRef::Seat(territory.id).key()).collect();
        let count = all.len() as i64;
        let nodes = all.into_iter().map(|key| (key, Some(5))).collect();
        apply(&mut document, QuotaCommand::EstimateNodes { goal: SALES, nodes });
        let sum = || vec![CellEdit { key: company.clone(), column: GridColumn::Estimate, value: CellValue::Amount(Some(5 * count)) }];
        assert_eq!(enter_as(&mut document, sum(), Entry::Laid).0, 0);
        assert_eq!(enter_as(&mut document, sum(), Entry::Typed).0, 1);
        assert_eq!(decided(&document, &company).estimate, Some(5 * count));
    }

    #[test]
    fn cells_that_come_back_as_they_went_change_nothing() {
        let mut document = document();
        let first = seat(&document, 0);
        let lock = Some(Lock { amount: 700_000_000_001, reason: "agreed".into() });
        apply(&mut document, QuotaCommand::LockNodes { goal: SALES, nodes: vec![(first.clone(), lock)] });
        let second = seat(&document, 1);
        apply(&mut document, QuotaCommand::EstimateNodes { goal: SALES, nodes: vec![(second, Some(5))] });
        let before = document.plan().clone();
        let scenario = document.plan().today().unwrap().clone();
        let results = results(document.plan(), &scenario).unwrap();
        let unit = GoalUnit::of(SALES, Language::Persian, Currency::Irr, DisplayUnit::MillionToman);
        let rows = rows(&results.answer, &BTreeSet::new());
        let columns = GridColumn::YEAR;
        let cell = |row: &quota_grid::GridRow, column: GridColumn| {
            let known = figures(&results.question, &results.answer, 0, row.place, 1404).unwrap();
            quota_clip::cell(column, "", &known, None, unit)
        };
        let copied: Vec<Vec<String>> = rows.iter().map(|row| columns.iter().map(|column| cell(row, *column)).collect()).collect();
        let edits = |cells: &[Vec<String>]| {
            let text = quota_grid::copied(cells);
            paste(&results.answer, &rows, &columns, (0, 0), &pasted(&text), unit).unwrap()
        };
        assert!(edits(&copied).len() > 20);
        assert_eq!(enter(&mut document, edits(&copied)), (0, None));
        assert_eq!(document.plan(), &before);
        let base = columns.iter().position(|column| *column == GridColumn::Base).unwrap();
        let last = rows.iter().rposition(|row| results.answer.nodes[row.place].kind == NodeKind::Seat).unwrap();
        let mut changed = copied.clone();
        changed[last][base] = "77".to_owned();
        assert_eq!(enter(&mut document, edits(&changed)), (1, Some("1 quota set by hand".to_owned())));
        let goal = document.plan().today().unwrap().quota.goal(SALES).unwrap().clone();
        assert_eq!(goal.nodes.values().filter(|node| node.lock.is_some()).count(), 2);
        assert_eq!(goal.nodes.values().filter(|node| node.cushion.is_some()).count(), 0, "the level's cushion still reaches all");
        let clear = vec![CellEdit { key: seat(&document, 3), column: GridColumn::Base, value: CellValue::Amount(None) }];
        assert_eq!(enter(&mut document, clear).0, 0, "nothing is taken back where nothing was decided");
    }
}
