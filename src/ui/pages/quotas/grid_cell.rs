//! A row of the grid and its cells.

use leptos::html;
use leptos::prelude::*;

use super::grid::{GridState, ROW_HEIGHT};
use super::grid_keys;
use super::row_menu::RowMenu;
use crate::document::quota::QuotaResults;
use crate::locale::number::NO_FIGURE;
use crate::locale::words::quotas as words;
use crate::quota::{NodeKey, NodeKind, PlacedNode};
use crate::tabular::quota_grid::{GridColumn, GridRow, RowFigures, figures};
use crate::ui::shared::Shared;
use crate::ui::widgets::icon::{self, Icon};

/// The room that the button takes by which a row is opened, pixels.
const TOGGLE_WIDTH: u32 = 28;

/// A row.
#[component]
pub fn Row(index: usize, row: GridRow, results: Shared<QuotaResults>) -> impl IntoView {
    let grid: GridState = expect_context();
    let quotas = grid.quotas;
    let node = results.answer.nodes.get(row.place).cloned();
    let goal = untrack(|| quotas.goal_place(&results));
    let known = goal.and_then(|goal| figures(&results.question, &results.answer, goal, row.place, quotas.last_year(&results)));
    let (Some(node), Some(known)) = (node, known) else { return ().into_any() };
    let (below, is_open) = (row.has_below, row.is_open);
    let cells = grid.columns.get_untracked().into_iter().enumerate().map(|(column, kind)| {
        view! { <Cell at=(index, column) column=kind node=node.clone() row=row.clone() figures=known.clone() /> }
    });
    view! {
        <div
            role="row"
            class="quota-row"
            class:group=matches!(node.kind, NodeKind::Company | NodeKind::Group)
            class:below-seat=matches!(node.kind, NodeKind::Holder | NodeKind::Vacancy | NodeKind::Line | NodeKind::Account)
            aria-rowindex=(index + 2).to_string()
            attr:aria-level=(row.level + 1).to_string()
            aria-posinset=row.number.to_string()
            aria-setsize=row.siblings.to_string()
            aria-expanded=below.then(|| is_open.to_string())
            style:inset-block-start=format!("{}px", index as f64 * ROW_HEIGHT)
        >
            {cells.collect_view()}
            <div role="gridcell" class="quota-cell quota-menu"><RowMenu node=node.clone() results=results figures=known /></div>
        </div>
    }
    .into_any()
}

/// What a cell says, and the same in words where a sign or a colour alone would say it.
fn words_of(grid: &GridState, column: GridColumn, figures: &RowFigures) -> (String, bool) {
    let (unit, numbers) = (untrack(|| grid.quotas.unit()), grid.quotas.studio.numbers());
    let outcome = &figures.outcome;
    match column {
        GridColumn::Name | GridColumn::PastQuota => (String::new(), false),
        GridColumn::LastYear => (figures.last_year.map_or(NO_FIGURE.to_owned(), |amount| unit.figure(amount.round() as i64)), false),
        GridColumn::Base => (unit.figure(outcome.base), false),
        // A cushion of 0 that is the node's own keeps its level's away, so it is shown.
        GridColumn::Cushion if outcome.cushion == 0.0 && !figures.has_own_cushion => (String::new(), false),
        GridColumn::Cushion => (numbers.signed_percent(outcome.cushion, 1), !figures.has_own_cushion),
        GridColumn::Street => (unit.figure(outcome.street), false),
        GridColumn::Growth => {
            let growth = figures.last_year.filter(|before| *before > 0.0).map(|before| outcome.street as f64 / before - 1.0);
            (growth.map_or(NO_FIGURE.to_owned(), |growth| numbers.signed_percent(growth, 0)), false)
        }
        GridColumn::Estimate => (outcome.bottom_up.map_or(NO_FIGURE.to_owned(), |amount| unit.figure(amount)), !figures.has_own_estimate),
        GridColumn::Gap => (outcome.gap_to_street().map_or(NO_FIGURE.to_owned(), |gap| unit.figure(gap)), false),
        GridColumn::Month(month) => (outcome.street_months.get(month).map(|amount| unit.figure(*amount)).unwrap_or_default(), false),
    }
}

/// The quota of last year, and whether it is that of those below.
fn past_words(grid: &GridState, key: &NodeKey, place: usize) -> (String, bool) {
    let unit = untrack(|| grid.quotas.unit());
    let past = grid.past.get_untracked();
    let of_node = grid.results().and_then(|results| past.of_node(&results.answer.nodes, place));
    (of_node.map_or(NO_FIGURE.to_owned(), |amount| unit.figure(amount)), past.own(key).is_none())
}

#[component]
fn Cell(at: (usize, usize), column: GridColumn, node: PlacedNode, row: GridRow, figures: RowFigures) -> impl IntoView {
    let grid: GridState = expect_context();
    let studio = grid.quotas.studio;
    let is_active = move || grid.held(grid.active.get()) == at;
    let is_selected = move || {
        let (active, anchor) = (grid.active.get(), grid.anchor.get());
        let within = |place: usize, one: usize, other: usize| (one.min(other)..=one.max(other)).contains(&place);
        active != anchor && within(at.0, active.0, anchor.0) && within(at.1, active.1, anchor.1)
    };
    let is_editable = column.is_editable(node.kind);
    let press = move |event: leptos::ev::MouseEvent| {
        if grid.editing.with_untracked(Option::is_none) {
            grid.go(at, event.shift_key());
        } else if untrack(|| grid.held(grid.active.get())) != at {
            // What was typed belongs to the cell that is left. The focus is the grid's own matter here: cells are drawn anew.
            event.prevent_default();
            if grid_keys::commit(&grid) {
                grid.go(at, event.shift_key());
                grid.focus();
            }
        }
    };
    let edit = move |_| {
        if is_editable {
            grid_keys::begin(&grid, None);
        }
    };
    let is_edited = Memo::new(move |_| is_active() && grid.editing.with(Option::is_some));
    let content = StoredValue::new(match column {
        GridColumn::Name => None,
        GridColumn::PastQuota => Some(past_words(&grid, &node.key, row.place)),
        column => Some(words_of(&grid, column, &figures)),
    });
    let is_sum_with_gaps = column == GridColumn::Estimate && figures.outcome.bottom_up.is_some();
    let missing = if is_sum_with_gaps { figures.outcome.estimates_missing as usize } else { 0 };
    let is_locked = column == GridColumn::Base && figures.is_locked;
    let is_own_cushion = column == GridColumn::Cushion && figures.has_own_cushion;
    let gap = (column == GridColumn::Gap).then(|| figures.outcome.gap_to_street()).flatten().unwrap_or(0);
    let name = StoredValue::new(grid.quotas.node_name(&node.key, &node.name));
    let key = StoredValue::new(node.key.clone());
    let (has_below, is_open, level) = (row.has_below, row.is_open, row.level);
    let unallocated = (column == GridColumn::Base).then_some(figures.outcome.unallocated.base).filter(|amount| *amount != 0);
    view! {
        <div
            role=if column == GridColumn::Name { "rowheader" } else { "gridcell" }
            id=format!("quota-{}-{}", at.0, at.1)
            class="quota-cell"
            class:number=column != GridColumn::Name
            class:active=is_active
            class:selected=is_selected
            class:editable=is_editable
            class:bad=move || gap < 0
            aria-selected=move || (is_active() || is_selected()).to_string()
            on:mousedown=press
            on:dblclick=edit
        >
            {move || if is_edited.get() {
                view! { <Editor /> }.into_any()
            } else if let Some((words, is_dim)) = content.get_value() {
                view! {
                    {is_locked.then(|| view! { <span class="quota-lock" title=studio.say(words::LOCKED)><Icon path=icon::LOCK /><span class="visually-hidden">{studio.say(words::LOCKED)}</span></span> })}
                    {is_own_cushion.then(|| view! { <span class="quota-own" title=studio.say(words::OWN_CUSHION)><Icon path=icon::HAND /><span class="visually-hidden">{studio.say(words::OWN_CUSHION)}</span></span> })}
                    {unallocated.map(|amount| {
                        let unit = untrack(|| grid.quotas.unit());
                        let text = if amount > 0 { words::UNALLOCATED_LEFT } else { words::UNALLOCATED_SHORT };
                        let told = studio.fill(text, &[("amount", &unit.with_unit(amount.saturating_abs()))]);
                        view! { <span class="quota-lock warn" title=told.clone()><Icon path=icon::WARNING /><span class="visually-hidden">{told.clone()}</span></span> }
                    })}
                    {(missing > 0).then(|| {
                        let told = if missing == 1 {
                            studio.say(words::ESTIMATE_LACKS_ONE).to_owned()
                        } else {
                            studio.fill(words::ESTIMATE_LACKS, &[("count", &studio.numbers().count(missing))])
                        };
                        view! { <span class="quota-own warn" title=told.clone()><Icon path=icon::WARNING /><span class="visually-hidden">{told.clone()}</span></span> }
                    })}
                    <bdi dir="ltr" class:dim=is_dim>{words}</bdi>
                }
                .into_any()
            } else {
                let label = studio.fill(if is_open { words::CLOSE_ROW } else { words::OPEN_ROW }, &[("name", &name.get_value())]);
                view! {
                    <span class="quota-name" style:padding-inline-start=format!("{}px", level * 16 + if has_below { 0 } else { TOGGLE_WIDTH })>
                        {has_below.then(|| view! {
                            <button type="button" class="quota-toggle" class:open=is_open tabindex="-1" aria-label=label on:click=move |_| { key.with_value(|key| grid.quotas.toggle(key)); grid.focus(); }>
                                <Icon path=icon::DOWN />
                            </button>
                        })}
                        <bdi title=name.get_value()>{name.get_value()}</bdi>
                    </span>
                }
                .into_any()
            }}
        </div>
    }
}

/// The field in a cell that is edited.
#[component]
fn Editor() -> impl IntoView {
    let grid: GridState = expect_context();
    let field = NodeRef::<html::Input>::new();
    let begin = grid.editing.get_untracked().unwrap_or_default();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // An element in the page takes the focus.
            let _ = field.focus();
            if grid.selects_all.get_untracked() {
                field.select();
            } else {
                // What was typed first stays, and the next letter comes after it.
                let end = field.value().encode_utf16().count() as u32;
                let _ = field.set_selection_range(end, end);
            }
        }
    });
    let label = grid.quotas.studio.say(words::COLUMN_BASE);
    view! {
        <input
            class="quota-editor" node_ref=field value=begin inputmode="decimal" autocomplete="off" aria-label=label
            aria-invalid=move || grid.problem.with(Option::is_some).to_string()
            on:input=move |event| {
                grid.is_typed.set(true);
                grid.editing.set(Some(event_target_value(&event)));
            }
            on:blur=move |_| grid_keys::leave(&grid)
        />
    }
}
