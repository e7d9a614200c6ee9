//! A table of many rows: only what is in sight is drawn, rows are sorted by pressing a heading and selected by
//! mouse or keyboard (WAI-ARIA grid pattern, with the focus on the grid and an active row). Which rows there
//! are, how they are searched and what is done with them is the caller's; order, ranges and moves are
//! [`crate::tabular`]'s.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::icon::{self, Icon};
use super::size::on_resize;
use super::sort_heading::aria_sort;
use crate::locale::words::table as words;
use crate::tabular::{CursorMove, Gesture, SortDirection, SortKey, Window, selection::toggle_all, sorted};
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;

/// The height of a row.
pub const ROW_PIXELS: f64 = 36.0;
/// The height of the heading, which has room for two lines.
const HEAD_PIXELS: f64 = 48.0;
/// The width of the column of boxes.
const BOX_PIXELS: u32 = 40;

/// A column of a [`DataTable`].
pub struct Column<R> {
    /// What it is told from others by.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Holds figures, which stand at the end of the cell.
    pub is_number: bool,
    /// Its width; columns grow in proportion when there is more room.
    pub width_pixels: u32,
    /// What a row is sorted by.
    pub sort_key: Arc<dyn Fn(&R) -> SortKey + Send + Sync>,
    /// What a row shows.
    pub cell: Arc<dyn Fn(&R) -> AnyView + Send + Sync>,
}

/// The rows in the order they are shown in. The number grows with every change, so that a row is drawn anew
/// exactly when something in it may differ.
struct Shown<R: 'static, K> {
    number: u64,
    rows: Shared<Vec<R>>,
    order: Vec<usize>,
    keys: Vec<K>,
}

/// A table. Fills the height of its container, which is a flex column.
#[component]
pub fn DataTable<R, K>(
    /// Tells its parts from those of other tables on the page; an HTML identifier.
    id: &'static str,
    /// Its name for those who do not see it.
    #[prop(into)]
    label: String,
    /// The columns shown.
    #[prop(into)]
    columns: Signal<Shared<Vec<Column<R>>>>,
    /// The rows found.
    #[prop(into)]
    rows: Signal<Shared<Vec<R>>>,
    /// The identity of a row.
    key: fn(&R) -> K,
    /// The rows selected, also such as are not found now.
    #[prop(into)]
    selected: Signal<Shared<BTreeSet<K>>>,
    /// Called with the new selection.
    on_select: Callback<BTreeSet<K>>,
    /// Called when a row is opened (double click, and Enter unless that does something else).
    on_open: Callback<K>,
    /// Called with the row on which Enter is pressed, where that does not open it.
    #[prop(optional)]
    on_enter: Option<Callback<K>>,
    /// The row that keys act on.
    active: RwSignal<Option<K>>,
    /// Called with keys that the table itself does not know.
    on_key: Callback<ev::KeyboardEvent>,
    /// What stands in place of rows when none is found.
    empty: ViewFn,
) -> impl IntoView
where
    R: Send + Sync + 'static,
    K: Copy + Ord + Send + Sync + 'static,
{
    let studio = Studio::get();
    let grid = NodeRef::<html::Div>::new();
    let sorting = RwSignal::new(None::<(String, SortDirection)>);
    let scrolled = RwSignal::new(0.0);
    let height = RwSignal::new(600.0);
    let anchor = StoredValue::new(None::<K>);
    watch_height(grid, height);

    let shown = Memo::new(move |before: Option<&Shared<Shown<R, K>>>| {
        let rows = rows.get();
        let order = columns.with(|columns| {
            let column = |id: &str| columns.iter().find(|column| column.id == id);
            sorting.with(|sorting| match sorting.as_ref().and_then(|(id, direction)| Some((column(id)?, *direction))) {
                Some((column, direction)) => sorted(&rows.iter().map(|row| (column.sort_key)(row)).collect::<Vec<_>>(), direction),
                None => (0..rows.len()).collect(),
            })
        });
        let keys = order.iter().map(|&index| key(&rows[index])).collect();
        Shared::new(Shown { number: before.map_or(0, |before| before.number + 1), rows, order, keys })
    });
    let window = move || Window { row_pixels: ROW_PIXELS, height_pixels: height.get() - HEAD_PIXELS, scrolled_pixels: scrolled.get() };
    let count = Memo::new(move |_| shown.with(|shown| shown.keys.len()));
    let range = Memo::new(move |_| window().rows(count.get()));
    let drawn = move || {
        let number = shown.with(|shown| shown.number);
        range.get().map(|at| (number, at)).collect::<Vec<_>>()
    };
    let place_of = move |row: K| shown.with_untracked(|shown| shown.keys.iter().position(|key| *key == row));
    let scroll = move |pixels: f64| {
        if let Some(grid) = grid.get_untracked() {
            grid.set_scroll_top(pixels.round() as i32);
            scrolled.set(f64::from(grid.scroll_top()));
        }
    };
    let show_row = move |at: usize| {
        if let Some(pixels) = untrack(window).scroll_to(at) {
            scroll(pixels);
        }
    };
    let gesture = move |gesture: Gesture, at: usize| {
        let next = shown.with_untracked(|shown| {
            let row = shown.keys.get(at).copied();
            active.set(row);
            let next = selected.with_untracked(|selected| gesture.apply(selected, &shown.keys, anchor.get_value(), at));
            if gesture != Gesture::Range || anchor.get_value().is_none() {
                anchor.set_value(row);
            }
            next
        });
        on_select.run(next);
    };
    let select_all = move || {
        let next = shown.with_untracked(|shown| {
            selected.with_untracked(|selected| selected.union(&shown.keys.iter().copied().collect()).copied().collect())
        });
        on_select.run(next);
    };
    // What was selected elsewhere (on the map) is brought into sight.
    Effect::new(move |_| {
        let only = selected.with(|selected| if selected.len() == 1 { selected.first().copied() } else { None });
        if let Some(row) = only
            && active.get_untracked() != Some(row)
            && let Some(at) = place_of(row)
        {
            active.set(Some(row));
            anchor.set_value(Some(row));
            // Bars above the table may come or go by the same change, and the height follows them.
            request_animation_frame(move || show_row(at));
        }
    });
    // When the active row is gone, the one that took its place is active.
    let last_place = StoredValue::new(0usize);
    Effect::new(move |_| {
        let place = shown.with(|shown| active.get().map(|row| (shown.keys.iter().position(|key| *key == row), shown.keys.len())));
        match place {
            Some((Some(at), _)) => last_place.set_value(at),
            Some((None, count)) if count > 0 => {
                let at = last_place.get_value().min(count - 1);
                active.set(shown.with_untracked(|shown| shown.keys.get(at).copied()));
            }
            _ => {}
        }
    });

    let on_grid_key = move |event: ev::KeyboardEvent| {
        let is_own = event
            .target()
            .zip(grid.get_untracked())
            .is_some_and(|(target, grid)| target.dyn_ref::<web_sys::Element>() == Some(grid.as_ref()));
        if !is_own {
            return;
        }
        let control = event.ctrl_key() || event.meta_key();
        let at = active.get_untracked().and_then(place_of);
        if let Some(step) = CursorMove::of_key(&event.key()) {
            event.prevent_default();
            let next = step.apply(at, count.get_untracked(), untrack(window).page_rows());
            let Some(next) = next else { return };
            if event.shift_key() {
                if anchor.get_value().is_none() {
                    anchor.set_value(active.get_untracked());
                }
                gesture(Gesture::Range, next);
            } else {
                active.set(shown.with_untracked(|shown| shown.keys.get(next).copied()));
            }
            show_row(next);
            return;
        }
        match (event.key().as_str(), at) {
            (" ", Some(at)) => gesture(if event.shift_key() { Gesture::Range } else { Gesture::Toggle }, at),
            ("Enter", Some(at)) if !control => {
                if let Some(row) = shown.with_untracked(|shown| shown.keys.get(at).copied()) {
                    on_enter.unwrap_or(on_open).run(row);
                }
            }
            _ if control && event.code() == "KeyA" => select_all(),
            ("Escape", _) => on_select.run(BTreeSet::new()),
            _ => {
                on_key.run(event);
                return;
            }
        }
        event.prevent_default();
    };

    let template = Memo::new(move |_| {
        columns.with(|columns| {
            let widths = columns.iter().map(|column| format!("minmax({0}px, {0}fr)", column.width_pixels));
            std::iter::once(format!("{BOX_PIXELS}px")).chain(widths).collect::<Vec<_>>().join(" ")
        })
    });
    let width = Memo::new(move |_| columns.with(|columns| columns.iter().map(|column| column.width_pixels).sum::<u32>() + BOX_PIXELS));
    let row_id = move |at: usize| format!("{id}-row-{at}");
    let active_id = move || {
        let row = active.get()?;
        let at = shown.with(|shown| shown.keys.iter().position(|key| *key == row))?;
        range.get().contains(&at).then(|| row_id(at))
    };
    let all_selected = move || {
        shown.with(|shown| {
            selected.with(|selected| (!shown.keys.is_empty() && shown.keys.iter().all(|row| selected.contains(row)), !selected.is_empty()))
        })
    };

    let row = move |at: usize| {
        let found = shown.with_untracked(|shown| {
            let row = shown.rows.get(*shown.order.get(at)?)?;
            let cells = columns.with_untracked(|columns| {
                let cell = |column: &Column<R>| {
                    view! { <div role="gridcell" class="table-cell" class:number=column.is_number>{(column.cell)(row)}</div> }
                };
                columns.iter().map(cell).collect_view()
            });
            Some((key(row), cells))
        });
        let (key, cells) = found?;
        let is_selected = move || selected.with(|selected| selected.contains(&key));
        Some(view! {
            <div
                role="row"
                id=row_id(at)
                class="table-row"
                class:active=move || active.get() == Some(key)
                aria-rowindex=(at + 2).to_string()
                aria-selected=move || is_selected().to_string()
                style:grid-template-columns=move || template.get()
                style:inset-block-start=format!("{}px", at as f64 * ROW_PIXELS)
                on:mousedown=move |event| if event.shift_key() { event.prevent_default() }
                on:click=move |event| {
                    focus(grid);
                    gesture(Gesture::of_keys(event.ctrl_key() || event.meta_key(), event.shift_key()), at);
                }
                on:dblclick=move |_| on_open.run(key)
            >
                <div
                    role="gridcell"
                    class="table-cell table-box-cell"
                    on:click=move |event| {
                        event.stop_propagation();
                        focus(grid);
                        gesture(if event.shift_key() { Gesture::Range } else { Gesture::Toggle }, at);
                    }
                    on:dblclick=|event| event.stop_propagation()
                >
                    <span class="table-box" aria-hidden="true"><Icon path=icon::DONE /></span>
                </div>
                {cells}
            </div>
        })
    };

    let heading = move |column: &Column<R>| {
        let (id, title) = (StoredValue::new(column.id.clone()), column.title.clone());
        let direction = move || {
            sorting.with(|sorting| sorting.as_ref().filter(|(sorted, _)| id.with_value(|id| id == sorted)).map(|(_, direction)| *direction))
        };
        view! {
            <div
                role="columnheader"
                class="table-heading"
                class:number=column.is_number
                aria-sort=move || aria_sort(direction())
            >
                <button
                    type="button"
                    title=studio.fill(words::SORT_BY, &[("column", &title)])
                    on:click=move |_| {
                        sorting.set(SortDirection::after(direction(), SortDirection::Ascending).map(|direction| (id.get_value(), direction)));
                        scroll(0.0);
                    }
                >
                    <span class="table-title"><bdi>{title.clone()}</bdi></span>
                    <span class="table-sort" class:descending=move || direction() == Some(SortDirection::Descending) aria-hidden="true">
                        <Icon path=icon::DOWN />
                    </span>
                </button>
            </div>
        }
    };

    view! {
        <div
            class="table-grid"
            id=id
            role="grid"
            tabindex="0"
            node_ref=grid
            aria-label=label
            aria-multiselectable="true"
            aria-rowcount=move || (count.get() + 1).to_string()
            aria-activedescendant=active_id
            on:scroll=move |_| if let Some(grid) = grid.get_untracked() { scrolled.set(f64::from(grid.scroll_top())) }
            on:focus=move |_| if active.get_untracked().and_then(place_of).is_none() {
                active.set(shown.with_untracked(|shown| shown.keys.get(range.get_untracked().start).copied()));
            }
            on:keydown=on_grid_key
        >
            <div role="rowgroup" class="table-head" style:min-inline-size=move || format!("{}px", width.get())>
                <div role="row" class="table-head-row" aria-rowindex="1" style:grid-template-columns=move || template.get()>
                    <div role="columnheader" class="table-heading table-box-cell">
                        <input
                            type="checkbox"
                            aria-label=studio.say(words::SELECT_ALL)
                            title=studio.say(words::SELECT_ALL)
                            prop:checked=move || all_selected().0
                            prop:indeterminate=move || { let (all, some) = all_selected(); some && !all }
                            on:change=move |_| {
                                let next = shown.with_untracked(|shown| selected.with_untracked(|selected| toggle_all(selected, &shown.keys)));
                                on_select.run(next);
                            }
                        />
                    </div>
                    {move || columns.with(|columns| columns.iter().map(heading).collect_view())}
                </div>
            </div>
            <div
                role="rowgroup"
                class="table-body"
                style:min-inline-size=move || format!("{}px", width.get())
                style:block-size=move || format!("{}px", count.get() as f64 * ROW_PIXELS)
            >
                <For each=drawn key=|row| *row let:drawn>{row(drawn.1)}</For>
            </div>
            <Show when=move || count.get() == 0>
                <div role="row" class="table-empty"><div role="gridcell">{empty.run()}</div></div>
            </Show>
        </div>
    }
}

fn focus(grid: NodeRef<html::Div>) {
    if let Some(grid) = grid.get_untracked() {
        // Fails only for an element that is gone.
        let _ = grid.focus();
    }
}

/// Keeps the height of the grid, which follows the window, the page and the bars above it.
fn watch_height(grid: NodeRef<html::Div>, height: RwSignal<f64>) {
    Effect::new(move |_| {
        let Some(grid) = grid.get() else { return };
        let measured = grid.clone();
        let measure = move || {
            let pixels = f64::from(measured.client_height());
            if pixels > 0.0 {
                height.set(pixels);
            }
        };
        measure();
        on_resize(&grid, measure);
    });
}
