//! The tree as a grid: rows in sight are drawn, cells can be walked, edited, copied and pasted over.

use leptos::html;
use leptos::prelude::*;

use super::grid_keys;
use super::grid_row::{Row, ShownRow};
use super::state::Quotas;
use crate::document::quota::QuotaResults;
use crate::document::quota::past_quotas::PastQuotas;
use crate::locale::Text;
use crate::locale::words::quotas as words;
use crate::quota::GoalKind;
use crate::tabular::quota_grid::{GoalUnit, GridColumn, GridRow, rows};
use crate::ui::shared::Shared;
use crate::ui::widgets::size::on_resize;

/// The height of a row, pixels; the style sheet's is the same.
pub const ROW_HEIGHT: f64 = 36.0;
/// Rows drawn beyond those in sight.
const MARGIN_ROWS: usize = 8;

/// The state of the grid; a handle.
#[derive(Clone, Copy)]
pub struct GridState {
    /// The page.
    pub quotas: Quotas,
    /// The rows, open ones with what is below them.
    pub rows: Memo<Vec<GridRow>>,
    /// The columns.
    pub columns: Memo<Vec<GridColumn>>,
    /// The cell that keys speak to: row and column.
    pub active: RwSignal<(usize, usize)>,
    /// Where a range of cells begins that ends at the active one.
    pub anchor: RwSignal<(usize, usize)>,
    /// What is typed into the active cell, while it is edited.
    pub editing: RwSignal<Option<String>>,
    /// Whether something was typed into the field, even if it is what stood there.
    pub is_typed: RwSignal<bool>,
    /// Whether all that stands in the field is selected when it opens, so that typing replaces it.
    pub selects_all: RwSignal<bool>,
    /// What was wrong with what was typed last.
    pub problem: RwSignal<Option<String>>,
    /// How amounts are written.
    pub unit: Memo<GoalUnit>,
    /// The quotas of last year that were entered.
    pub past: Memo<PastQuotas>,
    /// The scrolling frame, which has the focus.
    pub frame: NodeRef<html::Div>,
}

impl GridState {
    /// The results, without following them.
    pub fn results(&self) -> Option<Shared<QuotaResults>> {
        self.quotas.results.get_untracked()
    }

    /// The active cell, held within the grid.
    pub fn held(&self, cell: (usize, usize)) -> (usize, usize) {
        let (rows, columns) = (self.rows.with(Vec::len), self.columns.with(Vec::len));
        (cell.0.min(rows.saturating_sub(1)), cell.1.min(columns.saturating_sub(1)))
    }

    /// Goes to a cell and brings it into sight.
    pub fn go(&self, cell: (usize, usize), extends: bool) {
        let cell = untrack(|| self.held(cell));
        self.active.set(cell);
        if !extends {
            self.anchor.set(cell);
        }
        self.problem.set(None);
        if let Some(frame) = self.frame.get_untracked() {
            let (top, height) = (cell.0 as f64 * ROW_HEIGHT, f64::from(frame.client_height()) - ROW_HEIGHT);
            let scrolled = f64::from(frame.scroll_top());
            if top < scrolled {
                frame.set_scroll_top(top as i32);
            } else if top + ROW_HEIGHT > scrolled + height {
                frame.set_scroll_top((top + ROW_HEIGHT - height) as i32);
            }
            bring_column(&frame, cell.1);
        }
    }

    /// Gives the focus back to the grid.
    pub fn focus(&self) {
        if let Some(frame) = self.frame.get_untracked() {
            // An element in the page takes the focus.
            let _ = frame.focus();
        }
    }
}

/// Scrolls the frame sideways as far as a column needs to stand beside the names, which stay in place.
fn bring_column(frame: &web_sys::HtmlDivElement, column: usize) {
    let heading = |place: usize| frame.query_selector(&format!(".quota-head [role=columnheader]:nth-child({})", place + 1)).ok().flatten();
    let (Some(names), Some(wanted)) = (heading(0), heading(column).filter(|_| column > 0)) else { return };
    let (names, wanted, whole) = (names.get_bounding_client_rect(), wanted.get_bounding_client_rect(), frame.get_bounding_client_rect());
    let is_right_to_left = names.left() - whole.left() > whole.right() - names.right();
    let (left, right) = if is_right_to_left { (whole.left(), names.left()) } else { (names.right(), whole.right()) };
    let beyond = if wanted.left() < left { wanted.left() - left } else { (wanted.right() - right).max(0.0) };
    frame.set_scroll_left(frame.scroll_left() + beyond.round() as i32);
}

/// The heading of a column.
fn heading(quotas: &Quotas, column: GridColumn, results: &QuotaResults) -> String {
    let studio = quotas.studio;
    let say = |text: Text| studio.say(text).to_owned();
    match column {
        GridColumn::Name => say(words::COLUMN_NAME),
        GridColumn::LastYear => {
            studio.fill(words::COLUMN_LAST_YEAR, &[("year", &studio.numbers().plain(i64::from(quotas.last_year(results))))])
        }
        GridColumn::PastQuota => {
            studio.fill(words::COLUMN_PAST_QUOTA, &[("year", &studio.numbers().plain(i64::from(quotas.last_year(results))))])
        }
        GridColumn::Base => say(words::COLUMN_BASE),
        GridColumn::Cushion => say(words::COLUMN_CUSHION),
        GridColumn::Street => say(words::COLUMN_STREET),
        GridColumn::Growth => say(words::COLUMN_GROWTH),
        GridColumn::Estimate => say(words::COLUMN_ESTIMATE),
        GridColumn::Gap => say(words::COLUMN_GAP),
        GridColumn::Month(month) => {
            let year = &results.question.fiscal_year;
            let format = crate::locale::DateFormat::new(studio.language.get_untracked(), year.calendar());
            year.months().get(month).map(|month| format.month_name(month.month).to_owned()).unwrap_or_default()
        }
    }
}

/// The grid with its frame.
#[component]
pub fn Grid() -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let by_month = RwSignal::new(false);
    let columns = Memo::new(move |_| {
        let is_sales = quotas.goal.get() == GoalKind::Sales;
        let has_past = quotas.enters_past.get() || quotas.results.get().is_some_and(|results| !quotas.past_quotas(&results).is_empty());
        let year = GridColumn::YEAR.into_iter().filter(|column| match column {
            GridColumn::LastYear | GridColumn::Growth => is_sales,
            GridColumn::PastQuota => has_past,
            _ => true,
        });
        if by_month.get() { GridColumn::by_month() } else { year.collect() }
    });
    let grid_rows =
        Memo::new(move |_| quotas.results.get().map(|results| rows(&results.answer, &quotas.closed_nodes(&results))).unwrap_or_default());
    let grid = GridState {
        quotas,
        rows: grid_rows,
        columns,
        active: RwSignal::new((0, 0)),
        anchor: RwSignal::new((0, 0)),
        editing: RwSignal::new(None),
        is_typed: RwSignal::new(false),
        selects_all: RwSignal::new(true),
        problem: RwSignal::new(None),
        unit: Memo::new(move |_| {
            quotas.studio.plan.track();
            quotas.unit()
        }),
        past: Memo::new(move |_| quotas.results.get().map(|results| quotas.past_quotas(&results)).unwrap_or_default()),
        frame: NodeRef::new(),
    };
    provide_context(grid);
    let scrolled = RwSignal::new(0.0);
    let height = RwSignal::new(600.0);
    Effect::new(move |_| {
        let Some(frame) = grid.frame.get() else { return };
        let measured = frame.clone();
        on_resize(&frame, move || {
            // The grid may have left the screen since.
            let _ = height.try_set(f64::from(measured.client_height()));
        });
    });
    let window = Memo::new(move |_| {
        let count = grid.rows.with(Vec::len);
        let first = ((scrolled.get() / ROW_HEIGHT) as usize).saturating_sub(MARGIN_ROWS);
        let shown = (height.get() / ROW_HEIGHT) as usize + 1 + 2 * MARGIN_ROWS;
        (first.min(count), (first + shown).min(count))
    });
    let shown = Memo::new(move |_| {
        let (first, last) = window.get();
        let results = quotas.results.get();
        let row = |results: &QuotaResults, index: usize| ShownRow::of(results, index, grid.rows.with(|rows| rows.get(index).cloned())?);
        results.map(|results| (first..last).filter_map(|index| row(&results, index)).collect::<Vec<_>>()).unwrap_or_default()
    });
    let headings =
        move || {
            quotas.results.get().map(|results| {
                grid.columns.get().into_iter().map(|column| {
                let is_number = column != GridColumn::Name;
                view! { <div role="columnheader" class="quota-cell" class:number=is_number>{heading(&quotas, column, &results)}</div> }
            }).collect_view()
            })
        };
    let cell_id = move || {
        let (row, column) = grid.held(grid.active.get());
        format!("quota-{row}-{column}")
    };
    let unit = move || {
        grid.unit.track();
        if super::is_money(quotas.goal.get()) { studio.money().unit_label() } else { String::new() }
    };
    view! {
        <section class="card quota-card">
            <div class="card-head">
                <h2>{studio.say(words::GRID)} " " <span class="dim small">{unit}</span></h2>
                <div class="row" role="group" aria-label=studio.say(words::BY_MONTH)>
                    <button type="button" class="chip" aria-pressed=move || (!by_month.get()).to_string() on:click=move |_| by_month.set(false)>{studio.say(words::BY_YEAR)}</button>
                    <button type="button" class="chip" aria-pressed=move || by_month.get().to_string() on:click=move |_| by_month.set(true)>{studio.say(words::BY_MONTH)}</button>
                </div>
            </div>
            <p id="quota-keys" class="visually-hidden">{studio.say(words::GRID_KEYS)}</p>
            <p class="quota-problem" role="alert" hidden=move || grid.problem.with(Option::is_none)>{move || grid.problem.get()}</p>
            <div
                class="quota-grid"
                class:by-month=move || by_month.get()
                role="treegrid"
                tabindex="0"
                aria-label=studio.say(words::GRID)
                aria-describedby="quota-keys"
                aria-rowcount=move || (grid.rows.with(Vec::len) + 1).to_string()
                aria-activedescendant=cell_id
                node_ref=grid.frame
                on:scroll=move |_| if let Some(frame) = grid.frame.get_untracked() { scrolled.set(f64::from(frame.scroll_top())) }
                on:keydown=move |event| grid_keys::press(&grid, &event)
                on:copy=move |event| grid_keys::copy(&grid, &event)
                on:paste=move |event| grid_keys::paste(&grid, &event)
            >
                <div class="quota-head" role="rowgroup"><div role="row" class="quota-row" aria-rowindex="1">{headings}<div role="columnheader" class="quota-cell quota-menu"><span class="visually-hidden">{studio.say(crate::locale::words::shell::MORE_ACTIONS)}</span></div></div></div>
                <div role="rowgroup" class="quota-body" style:block-size=move || format!("{}px", grid.rows.with(Vec::len) as f64 * ROW_HEIGHT)>
                    {move || {
                        // Cells are made for columns.
                        grid.columns.track();
                        view! { <For each=move || shown.get() key=ShownRow::clone let:row><Row shown=row /></For> }
                    }}
                </div>
            </div>
        </section>
    }
}
