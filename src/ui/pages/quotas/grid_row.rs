//! A row of the grid: what it is stays as it was drawn, and what it shows follows the quotas, so that a change draws
//! anew only the cells in which something else stands.

use leptos::prelude::*;

use super::grid::{GridState, ROW_HEIGHT};
use super::grid_cell::Cell;
use super::row_menu::RowMenu;
use crate::document::quota::QuotaResults;
use crate::quota::{NodeKey, NodeKind};
use crate::tabular::node_form::NodeFields;
use crate::tabular::quota_grid::{GridRow, figures};

/// A row in its place. One that differs is another row, and drawn anew.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ShownRow {
    /// Its number among those in sight.
    pub index: usize,
    /// Its place in the tree.
    pub row: GridRow,
    /// Its node's lasting name.
    pub key: NodeKey,
    /// Its node's name on screen.
    pub name: String,
    /// What its node is.
    pub kind: NodeKind,
    /// Whether anything can be decided for its node.
    pub can_decide: bool,
}

impl ShownRow {
    /// A row of the results; `None` for a place that they lack.
    pub fn of(results: &QuotaResults, index: usize, row: GridRow) -> Option<ShownRow> {
        let node = results.answer.nodes.get(row.place)?;
        let can_decide = NodeFields::of(node).is_any();
        Some(ShownRow { index, row, key: node.key.clone(), name: node.name.clone(), kind: node.kind, can_decide })
    }
}

/// A row.
#[component]
pub fn Row(shown: ShownRow) -> impl IntoView {
    let grid: GridState = expect_context();
    let quotas = grid.quotas;
    let place = shown.row.place;
    let known = Memo::new(move |_| {
        let results = quotas.results.get()?;
        let goal = quotas.goal_place(&results)?;
        figures(&results.question, &results.answer, goal, place, quotas.last_year(&results))
    });
    let is_locked = Memo::new(move |_| known.with(|known| known.as_ref().is_some_and(|known| known.is_locked)));
    let (index, kind) = (shown.index, shown.kind);
    let GridRow { level, number, siblings, has_below, is_open, .. } = shown.row;
    let menu = view! { <RowMenu node=shown.clone() is_locked=is_locked /> };
    let row = StoredValue::new(shown);
    let cells = grid.columns.get_untracked().into_iter().enumerate();
    let cells = cells.map(|(column, kind)| view! { <Cell at=(index, column) column=kind row=row known=known /> });
    view! {
        <div
            role="row"
            class="quota-row"
            class:group=matches!(kind, NodeKind::Company | NodeKind::Group)
            class:below-seat=matches!(kind, NodeKind::Holder | NodeKind::Vacancy | NodeKind::Line | NodeKind::Account)
            aria-rowindex=(index + 2).to_string()
            attr:aria-level=(level + 1).to_string()
            aria-posinset=number.to_string()
            aria-setsize=siblings.to_string()
            aria-expanded=has_below.then(|| is_open.to_string())
            style:inset-block-start=format!("{}px", index as f64 * ROW_HEIGHT)
        >
            {cells.collect_view()}
            <div role="gridcell" class="quota-cell quota-menu">{menu}</div>
        </div>
    }
}
