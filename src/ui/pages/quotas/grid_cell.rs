//! A cell of the grid: what it shows, and the field in it while it is edited.

use leptos::html;
use leptos::prelude::*;

use super::grid::GridState;
use super::grid_keys;
use super::grid_row::ShownRow;
use crate::locale::number::NO_FIGURE;
use crate::locale::words::quotas as words;
use crate::quota::NodeKey;
use crate::tabular::quota_grid::{GridColumn, RowFigures};
use crate::ui::widgets::icon::{self, Icon};

/// The room that the button takes by which a row is opened, pixels.
const TOGGLE_WIDTH: u32 = 28;

/// A sign before the figure of a cell, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    class: &'static str,
    icon: &'static str,
    told: String,
}

/// What a cell shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct CellContent {
    words: String,
    is_dim: bool,
    is_bad: bool,
    marks: Vec<Mark>,
}

/// What a cell says, and the same in words where a sign or a colour alone would say it.
fn words_of(grid: &GridState, column: GridColumn, figures: &RowFigures) -> (String, bool) {
    let (unit, numbers) = (grid.unit.get(), grid.quotas.studio.numbers());
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
    let unit = grid.unit.get();
    // A sum follows the tree, too.
    let results = grid.quotas.results.get();
    grid.past.with(|past| {
        let of_node = results.and_then(|results| past.of_node(&results.answer.nodes, place));
        (of_node.map_or(NO_FIGURE.to_owned(), |amount| unit.figure(amount)), past.own(key).is_none())
    })
}

/// The signs before a figure.
fn marks_of(grid: &GridState, column: GridColumn, figures: &RowFigures) -> Vec<Mark> {
    let studio = grid.quotas.studio;
    match column {
        GridColumn::Base => {
            let locked =
                figures.is_locked.then(|| Mark { class: "quota-lock", icon: icon::LOCK, told: studio.say(words::LOCKED).to_owned() });
            let amount = figures.outcome.unallocated.base;
            let unallocated = (amount != 0).then(|| {
                let unit = grid.unit.get();
                let text = if amount > 0 { words::UNALLOCATED_LEFT } else { words::UNALLOCATED_SHORT };
                let told = studio.fill(text, &[("amount", &unit.with_unit(amount.saturating_abs()))]);
                Mark { class: "quota-lock warn", icon: icon::WARNING, told }
            });
            locked.into_iter().chain(unallocated).collect()
        }
        GridColumn::Cushion if figures.has_own_cushion => {
            vec![Mark { class: "quota-own", icon: icon::HAND, told: studio.say(words::OWN_CUSHION).to_owned() }]
        }
        GridColumn::Estimate if figures.outcome.bottom_up.is_some() && figures.outcome.estimates_missing > 0 => {
            let told = match figures.outcome.estimates_missing as usize {
                1 => studio.say(words::ESTIMATE_LACKS_ONE).to_owned(),
                missing => studio.fill(words::ESTIMATE_LACKS, &[("count", &studio.numbers().count(missing))]),
            };
            vec![Mark { class: "quota-own warn", icon: icon::WARNING, told }]
        }
        _ => Vec::new(),
    }
}

/// What a cell shows of its row.
fn content_of(grid: &GridState, column: GridColumn, row: &ShownRow, figures: &RowFigures) -> CellContent {
    let (words, is_dim) = match column {
        GridColumn::PastQuota => past_words(grid, &row.key, row.row.place),
        column => words_of(grid, column, figures),
    };
    let is_bad = column == GridColumn::Gap && figures.outcome.gap_to_street().is_some_and(|gap| gap < 0);
    CellContent { words, is_dim, is_bad, marks: marks_of(grid, column, figures) }
}

/// A cell of a row; `known` is what is known of the row for the goal in sight.
#[component]
pub fn Cell(at: (usize, usize), column: GridColumn, row: StoredValue<ShownRow>, known: Memo<Option<RowFigures>>) -> impl IntoView {
    let grid: GridState = expect_context();
    let is_active = move || grid.held(grid.active.get()) == at;
    let is_selected = move || {
        let (active, anchor) = (grid.active.get(), grid.anchor.get());
        let within = |place: usize, one: usize, other: usize| (one.min(other)..=one.max(other)).contains(&place);
        active != anchor && within(at.0, active.0, anchor.0) && within(at.1, active.1, anchor.1)
    };
    let is_editable = column.is_editable(row.with_value(|row| row.kind));
    let press = move |event: leptos::ev::MouseEvent| {
        if grid.editing.with_untracked(Option::is_none) {
            grid.go(at, event.shift_key());
        } else if untrack(|| grid.held(grid.active.get())) != at {
            // What was typed belongs to the cell that is left. The focus is the grid's own matter here.
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
    let is_name = column == GridColumn::Name;
    let content = Memo::new(move |_| {
        if is_name {
            return CellContent::default();
        }
        known.with(|known| known.as_ref().map(|figures| row.with_value(|row| content_of(&grid, column, row, figures)))).unwrap_or_default()
    });
    view! {
        <div
            role=if is_name { "rowheader" } else { "gridcell" }
            id=format!("quota-{}-{}", at.0, at.1)
            class="quota-cell"
            class:number=!is_name
            class:active=is_active
            class:selected=is_selected
            class:editable=is_editable
            class:bad=move || content.with(|content| content.is_bad)
            aria-selected=move || (is_active() || is_selected()).to_string()
            on:mousedown=press
            on:dblclick=edit
        >
            {move || if is_edited.get() {
                view! { <Editor /> }.into_any()
            } else if is_name {
                row.with_value(|row| view! { <Name row=row.clone() /> }).into_any()
            } else {
                let CellContent { words, is_dim, marks, .. } = content.get();
                let marks = marks.into_iter().map(|mark| view! {
                    <span class=mark.class title=mark.told.clone()><Icon path=mark.icon /><span class="visually-hidden">{mark.told.clone()}</span></span>
                });
                view! { {marks.collect_view()} <bdi dir="ltr" class:dim=is_dim>{words}</bdi> }.into_any()
            }}
        </div>
    }
}

/// The name of a node, indented, with the button that opens what is below it.
#[component]
fn Name(row: ShownRow) -> impl IntoView {
    let grid: GridState = expect_context();
    let studio = grid.quotas.studio;
    let name = grid.quotas.node_name(&row.key, &row.name);
    let (has_below, is_open, level) = (row.row.has_below, row.row.is_open, row.row.level);
    let label = studio.fill(if is_open { words::CLOSE_ROW } else { words::OPEN_ROW }, &[("name", &name)]);
    let key = row.key;
    view! {
        <span class="quota-name" style:padding-inline-start=format!("{}px", level * 16 + if has_below { 0 } else { TOGGLE_WIDTH })>
            {has_below.then(|| view! {
                <button type="button" class="quota-toggle" class:open=is_open tabindex="-1" aria-label=label on:click=move |_| { grid.quotas.toggle(&key); grid.focus(); }>
                    <Icon path=icon::DOWN />
                </button>
            })}
            <bdi title=name.clone()>{name.clone()}</bdi>
        </span>
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
