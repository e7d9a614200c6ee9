//! The heading of a column that a table is sorted by.

use leptos::prelude::*;

use crate::locale::words::table as words;
use crate::tabular::SortDirection;
use crate::ui::studio::Studio;

/// What a table is sorted by, if by anything.
pub type Sorting<C> = Option<(C, SortDirection)>;

/// How a direction is told to those who do not see the arrow (`aria-sort`).
pub fn aria_sort(direction: Option<SortDirection>) -> &'static str {
    match direction {
        Some(SortDirection::Ascending) => "ascending",
        Some(SortDirection::Descending) => "descending",
        None => "none",
    }
}

/// A heading of a plain table. Figures begin with the largest, words with the first letter; a third press leaves the
/// column.
#[component]
pub fn SortHeading<C>(
    /// The column.
    column: C,
    /// What it is called.
    title: String,
    /// Whether it holds figures.
    is_number: bool,
    /// What the table is sorted by.
    sorting: RwSignal<Sorting<C>>,
    /// What stands beside the name.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView
where
    C: Copy + PartialEq + Send + Sync + 'static,
{
    let studio = Studio::get();
    let first = if is_number { SortDirection::Descending } else { SortDirection::Ascending };
    let direction = move || sorting.get().filter(|(sorted, _)| *sorted == column).map(|(_, direction)| direction);
    let press = move |_| sorting.set(SortDirection::after(untrack(direction), first).map(|direction| (column, direction)));
    let sort_by = studio.fill(words::SORT_BY, &[("column", &title)]);
    view! {
        <th scope="col" class="sort-heading" class:number=is_number aria-sort=move || aria_sort(direction())>
            <button type="button" title=sort_by on:click=press>{title}</button>
            {children.map(|children| children())}
        </th>
    }
}
