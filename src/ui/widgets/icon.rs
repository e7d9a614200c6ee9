//! Line icons, drawn for this product on a 24 × 24 grid.

use leptos::prelude::*;

/// An icon by the path it draws. Decorative: the words beside it, or its button's label, say what it means.
#[component]
pub fn Icon(
    /// The path, in the units of a 24 × 24 box.
    path: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}

/// A calendar page: the plan.
pub const PLAN: &str = "M4 5h16v15H4z M4 10h16 M8 3v4 M16 3v4";
/// Two people: customers.
pub const CUSTOMERS: &str = "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z M3 20c0-4 3-6 6-6s6 2 6 6 M16 4.500a3.500 3.500 0 0 1 0 6.500 M18 14.500c2 .8 3 2.700 3 5.500";
/// A folded map: territories.
pub const TERRITORIES: &str = "M4 7l5-2 6 2 5-2v12l-5 2-6-2-5 2z M9 5v12 M15 7v12";
/// A target: quotas.
pub const QUOTAS: &str = "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z M12 8.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7z M12 12h.01";
/// A banknote: pay.
pub const PAY: &str = "M3 6h18v12H3z M12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z M6.500 12h.01 M17.500 12h.01";
/// Two columns: comparison.
pub const COMPARE: &str = "M4 4h6v16H4z M14 8h6v12h-6z";
/// A curved arrow to the left.
pub const UNDO: &str = "M9 7L4.500 11.500 9 16 M4.500 11.500H14a5.500 5.500 0 0 1 0 11";
/// A curved arrow to the right.
pub const REDO: &str = "M15 7l4.500 4.500L15 16 M19.500 11.500H10a5.500 5.500 0 0 0 0 11";
/// A half-filled disc: the theme.
pub const THEME: &str = "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z M12 4v16 M12 8l5-1.500 M12 12h8 M12 16l5 1.500";
/// A chevron down.
pub const DOWN: &str = "M6 9l6 6 6-6";
/// Three dots.
pub const MORE: &str = "M5 12h.01 M12 12h.01 M19 12h.01";
/// A cross.
pub const CLOSE: &str = "M6 6l12 12 M18 6L6 18";
/// A plus sign.
pub const PLUS: &str = "M12 5v14 M5 12h14";
/// A minus sign.
pub const MINUS: &str = "M5 12h14";
/// A magnifying glass.
pub const SEARCH: &str = "M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13z M15.500 15.500L20 20";
/// A tick.
pub const DONE: &str = "M5 13l4.500 4.500L19 8";
/// A warning triangle.
pub const WARNING: &str = "M12 4l9 16H3z M12 10v4.500 M12 17.500h.01";
/// An arrow into a tray: import.
pub const IMPORT: &str = "M12 4v11 M7.500 10.500L12 15l4.500-4.500 M4 15v5h16v-5";
/// An arrow out of a tray: export.
pub const EXPORT: &str = "M12 15V4 M7.500 8.500L12 4l4.500 4.500 M4 15v5h16v-5";
/// Corners of a frame: fit to the window.
pub const FIT: &str = "M4 9V4h5 M15 4h5v5 M20 15v5h-5 M9 20H4v-5";
/// A dotted rectangle: select by rectangle.
pub const RECTANGLE: &str = "M4 4h3 M10 4h4 M17 4h3 M20 4v3 M20 10v4 M20 17v3 M20 20h-3 M14 20h-4 M7 20H4 M4 20v-3 M4 14v-4 M4 7V4";
/// A loop: select by lasso.
pub const LASSO: &str = "M12 15c-5 0-8-2.200-8-5s3.500-5.500 8.500-5.500S20 6.800 20 9.500 17 15 12 15z M9 15c-1 1.500-2 3-4 5";
/// A grid of tiles.
pub const TILES: &str = "M4 4h6v6H4z M14 4h6v6h-6z M4 14h6v6H4z M14 14h6v6h-6z";
/// A hand: move the map.
pub const HAND: &str = "M8 12V6.500a1.500 1.500 0 0 1 3 0V11 M11 11V5a1.500 1.500 0 0 1 3 0v6 M14 11V6.500a1.500 1.500 0 0 1 3 0V14c0 4-2 6.500-5.500 6.500S6 18 4.500 14.500c-.8-2 1.500-3 2.500-1.500L8 14";
/// A brush: paint areas.
pub const BRUSH: &str =
    "M19 4l-8 9 M8.500 13.500c-2 0-3 1.500-3 3.500 0 1.500-1 2.500-2 3 3.500.5 7.500 0 7.500-3.500 0-1.700-1-3-2.500-3z";
/// A drop that fills: paint what hangs together.
pub const FILL: &str =
    "M10 4l7.500 7.500-6.500 6.500-7-7z M4 11h13 M20 15c1 1.500 1.500 2.500 1.500 3.300a1.500 1.500 0 0 1-3 0c0-.8.500-1.800 1.500-3.300z";
/// A padlock.
pub const LOCK: &str = "M6 11h12v9H6z M9 11V8a3 3 0 0 1 6 0v3";
/// A question mark in a ring: where a figure comes from.
pub const EXPLAIN: &str =
    "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.8.400-1 .9-1 1.700 M12 16.500h.01";
