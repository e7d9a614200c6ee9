//! Keys, copying and pasting in the grid, and how what was typed becomes a change.

use leptos::ev::{ClipboardEvent, KeyboardEvent};
use leptos::prelude::*;

use super::goal_dialog::problem_text;
use super::grid::GridState;
use crate::locale::text::isolated;
use crate::locale::words::quotas as words;
use crate::quota::NodeKey;
use crate::tabular::quota_clip;
use crate::tabular::quota_edits::{self, Entry};
use crate::tabular::quota_grid::{self, CellEdit, CellValue, GridColumn, figures, read_cell};
use crate::ui::studio::NoticeKind;

/// The column and the node under the active cell.
fn under(grid: &GridState) -> Option<(GridColumn, NodeKey, crate::quota::NodeKind, usize)> {
    let results = grid.results()?;
    let (row, column) = untrack(|| grid.held(grid.active.get()));
    let place = grid.rows.with_untracked(|rows| rows.get(row).map(|row| row.place))?;
    let node = results.answer.nodes.get(place)?;
    let column = grid.columns.with_untracked(|columns| columns.get(column).copied())?;
    Some((column, node.key.clone(), node.kind, place))
}

/// What stands in the active cell, for editing.
fn present(grid: &GridState, column: GridColumn, place: usize) -> Option<String> {
    let (results, unit) = (grid.results()?, untrack(|| grid.quotas.unit()));
    let goal = untrack(|| grid.quotas.goal_place(&results))?;
    let known = figures(&results.question, &results.answer, goal, place, grid.quotas.last_year(&results))?;
    Some(match column {
        GridColumn::Base => unit.exact(known.outcome.base),
        GridColumn::PastQuota => {
            let own = results.answer.nodes.get(place).and_then(|node| grid.past.with_untracked(|past| past.own(&node.key)));
            own.map(|amount| unit.exact(amount)).unwrap_or_default()
        }
        GridColumn::Estimate => known.outcome.estimate.map(|amount| unit.exact(amount)).unwrap_or_default(),
        GridColumn::Cushion => grid.quotas.studio.numbers().decimal(known.outcome.cushion * 100.0, 4),
        _ => return None,
    })
}

/// Begins to edit the active cell, with a first letter that was typed or with what stands there.
pub fn begin(grid: &GridState, typed: Option<String>) {
    let Some((column, _, kind, place)) = under(grid) else { return };
    if column.is_editable(kind) {
        grid.problem.set(None);
        grid.is_typed.set(typed.is_some());
        grid.selects_all.set(typed.is_none());
        grid.editing.set(typed.or_else(|| present(grid, column, place)));
    }
}

/// Takes what was typed; what is wrong is told and stays. Answers whether the cell is done with.
pub fn commit(grid: &GridState) -> bool {
    let Some(typed) = grid.editing.get_untracked() else { return true };
    let Some((column, key, ..)) = under(grid) else { return true };
    let studio = grid.quotas.studio;
    if !grid.is_typed.get_untracked() {
        grid.editing.set(None);
        return true;
    }
    match read_cell(column, &typed, untrack(|| grid.quotas.unit())) {
        Err(problem) => {
            let example = studio.numbers().decimal(12.5, 1);
            grid.problem.set(Some(studio.say(problem_text(problem)).replace("{example}", &example)));
            false
        }
        Ok(value) => {
            grid.editing.set(None);
            put(grid, vec![CellEdit { key, column, value }], Entry::Typed);
            true
        }
    }
}

/// Leaves the field of a cell: what is right is taken, what is wrong is let go.
pub fn leave(grid: &GridState) {
    if grid.editing.try_with_untracked(Option::is_some) == Some(true) && !commit(grid) {
        grid.editing.set(None);
    }
}

/// Carries out what edits change, as one step. Answers how many cells differ from what they showed.
fn put(grid: &GridState, edits: Vec<CellEdit>, entry: Entry) -> usize {
    let Some(results) = grid.results() else { return 0 };
    let goal = grid.quotas.goal.get_untracked();
    let studio = grid.quotas.studio;
    let Some(scenario) = studio.scenario.get_untracked() else { return 0 };
    let edits = quota_edits::that_differ(edits, &results, &scenario, goal, entry);
    let count = edits.len();
    if let Some(command) = quota_edits::command(edits, &results, &scenario, goal) {
        // A refusal is told by the app.
        let _ = studio.run(command);
    }
    count
}

/// Answers a key.
pub fn press(grid: &GridState, event: &KeyboardEvent) {
    let (row, column) = untrack(|| grid.held(grid.active.get()));
    let key = event.key();
    if grid.editing.with_untracked(Option::is_some) {
        let next = match key.as_str() {
            "Enter" => Some((row + 1, column)),
            "Tab" if event.shift_key() => Some((row, column.saturating_sub(1))),
            "Tab" => Some((row, column + 1)),
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                grid.editing.set(None);
                grid.problem.set(None);
                grid.focus();
                return;
            }
            _ => None,
        };
        if let Some(next) = next {
            event.prevent_default();
            if commit(grid) {
                grid.go(next, false);
                grid.focus();
            }
        }
        return;
    }
    if event.alt_key() || ((event.ctrl_key() || event.meta_key()) && !matches!(key.as_str(), "Home" | "End")) || is_inside_a_control(event)
    {
        return;
    }
    let is_right_to_left = grid.quotas.studio.language.get_untracked() == crate::locale::Language::Persian;
    let (back, onwards) = if is_right_to_left { ("ArrowRight", "ArrowLeft") } else { ("ArrowLeft", "ArrowRight") };
    let page =
        grid.frame.get_untracked().map_or(10, |frame| (f64::from(frame.client_height()) / super::grid::ROW_HEIGHT) as usize).max(2) - 1;
    let (last_row, last_column) =
        (grid.rows.with_untracked(Vec::len).saturating_sub(1), grid.columns.with_untracked(Vec::len).saturating_sub(1));
    let target = match key.as_str() {
        "ArrowUp" => (row.saturating_sub(1), column),
        "ArrowDown" => (row + 1, column),
        "PageUp" => (row.saturating_sub(page), column),
        "PageDown" => (row + page, column),
        "Home" if event.ctrl_key() || event.meta_key() => (0, 0),
        "End" if event.ctrl_key() || event.meta_key() => (last_row, last_column),
        "Home" => (row, 0),
        "End" => (row, last_column),
        other if other == back => (row, column.saturating_sub(1)),
        other if other == onwards => (row, column + 1),
        "Enter" | " " if column == 0 => {
            event.prevent_default();
            fold(grid, row);
            return;
        }
        "Enter" | "F2" => {
            event.prevent_default();
            begin(grid, None);
            return;
        }
        "Delete" | "Backspace" => {
            event.prevent_default();
            clear(grid);
            return;
        }
        typed
            if typed.chars().count() == 1
                && typed.chars().all(|letter| letter.is_numeric() || matches!(letter, '-' | '−' | '.' | '٫' | ',')) =>
        {
            event.prevent_default();
            begin(grid, Some(typed.to_owned()));
            return;
        }
        _ => return,
    };
    event.prevent_default();
    grid.go(target, event.shift_key());
}

/// Whether the key was pressed in something within the grid that has keys of its own.
fn is_inside_a_control(event: &KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.closest(".quota-menu, button").ok().flatten().is_some())
}

/// Opens or closes a row with something below it.
fn fold(grid: &GridState, row: usize) {
    if grid.rows.with_untracked(|rows| rows.get(row).is_some_and(|row| row.has_below))
        && let Some((_, key, ..)) = under(grid)
    {
        grid.quotas.toggle(&key);
    }
}

/// The cells of the range between anchor and active cell: rows and columns, first and last.
fn range(grid: &GridState) -> ((usize, usize), (usize, usize)) {
    let (active, anchor) = untrack(|| (grid.held(grid.active.get()), grid.held(grid.anchor.get())));
    ((active.0.min(anchor.0), active.0.max(anchor.0)), (active.1.min(anchor.1), active.1.max(anchor.1)))
}

/// Takes back what was decided in the range.
fn clear(grid: &GridState) {
    let Some(results) = grid.results() else { return };
    let ((first, last), (from, to)) = range(grid);
    let (rows, columns) = (grid.rows.get_untracked(), grid.columns.get_untracked());
    let mut edits = Vec::new();
    for row in rows.iter().take(last + 1).skip(first) {
        let Some(node) = results.answer.nodes.get(row.place) else { continue };
        for &column in columns.iter().take(to + 1).skip(from).filter(|column| column.is_editable(node.kind)) {
            let value = if column == GridColumn::Cushion { CellValue::Share(None) } else { CellValue::Amount(None) };
            edits.push(CellEdit { key: node.key.clone(), column, value });
        }
    }
    if !edits.is_empty() {
        put(grid, edits, Entry::Laid);
    }
}

/// Copies the range for another program: figures to the last unit, in digits that it reads as numbers.
pub fn copy(grid: &GridState, event: &ClipboardEvent) {
    if grid.editing.with_untracked(Option::is_some) {
        return;
    }
    let (Some(results), Some(data)) = (grid.results(), event.clipboard_data()) else { return };
    let Some(goal) = untrack(|| grid.quotas.goal_place(&results)) else { return };
    let ((first, last), (from, to)) = range(grid);
    let (rows, columns) = (grid.rows.get_untracked(), grid.columns.get_untracked());
    let (unit, numbers, last_year) = (untrack(|| grid.quotas.unit()), grid.quotas.studio.numbers(), grid.quotas.last_year(&results));
    let past = grid.past.get_untracked();
    let cells: Vec<Vec<String>> = rows
        .iter()
        .take(last + 1)
        .skip(first)
        .filter_map(|row| {
            let (node, known) =
                (results.answer.nodes.get(row.place)?, figures(&results.question, &results.answer, goal, row.place, last_year)?);
            let name = grid.quotas.node_name(&node.key, &node.name);
            let past_quota = past.of_node(&results.answer.nodes, row.place);
            let cell = |column: &GridColumn| quota_clip::cell(*column, &name, &known, past_quota, unit);
            Some(columns.iter().take(to + 1).skip(from).map(cell).collect())
        })
        .collect();
    let count = cells.iter().map(Vec::len).sum::<usize>();
    // Refused only by a browser without a clipboard; the notice then stays away.
    if data.set_data("text/plain", &quota_grid::copied(&cells)).is_ok() {
        event.prevent_default();
        let count = numbers.count(count);
        grid.quotas.studio.notify(NoticeKind::Done, grid.quotas.studio.fill(words::COPIED, &[("count", &count)]));
    }
}

/// Lays what another program copied over the cells from the active one on, as one step.
pub fn paste(grid: &GridState, event: &ClipboardEvent) {
    if grid.editing.with_untracked(Option::is_some) {
        return;
    }
    let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
    let Some(results) = grid.results().filter(|_| !text.is_empty()) else { return };
    event.prevent_default();
    let studio = grid.quotas.studio;
    let ((first, _), (from, _)) = range(grid);
    let (rows, columns, unit) = (grid.rows.get_untracked(), grid.columns.get_untracked(), untrack(|| grid.quotas.unit()));
    match quota_grid::paste(&results.answer, &rows, &columns, (first, from), &quota_grid::pasted(&text), unit) {
        Err((row, text)) => {
            let row = studio.numbers().count(row);
            studio.notify(NoticeKind::Error, studio.fill(words::PASTE_BAD, &[("row", &row), ("text", &isolated(&text))]));
        }
        Ok(edits) if edits.is_empty() => studio.notify(NoticeKind::Error, studio.say(words::PASTE_NOTHING)),
        Ok(edits) => match put(grid, edits, Entry::Laid) {
            0 => studio.notify(NoticeKind::Done, studio.say(words::PASTED_SAME)),
            1 => studio.notify(NoticeKind::Done, studio.say(words::PASTED_ONE)),
            count => studio.notify(NoticeKind::Done, studio.fill(words::PASTED, &[("count", &studio.numbers().count(count))])),
        },
    }
}
