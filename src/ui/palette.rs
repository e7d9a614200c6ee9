//! The colours of territories on screen. Elements take them from the style sheet and so follow the theme; what is
//! drawn on a canvas, and files, take them as figures.

use crate::domain::palette::{COLOUR_COUNT, PALETTE};
use crate::ui::studio::Theme;

/// The colours as the style sheet names them, by [`crate::domain::Territory::colour_index`].
const NAMES: [&str; COLOUR_COUNT] = [
    "var(--territory-0)",
    "var(--territory-1)",
    "var(--territory-2)",
    "var(--territory-3)",
    "var(--territory-4)",
    "var(--territory-5)",
    "var(--territory-6)",
    "var(--territory-7)",
    "var(--territory-8)",
    "var(--territory-9)",
    "var(--territory-10)",
    "var(--territory-11)",
    "var(--territory-12)",
    "var(--territory-13)",
    "var(--territory-14)",
    "var(--territory-15)",
    "var(--territory-16)",
    "var(--territory-17)",
    "var(--territory-18)",
    "var(--territory-19)",
    "var(--territory-20)",
    "var(--territory-21)",
    "var(--territory-22)",
    "var(--territory-23)",
];

/// The colour of accounts that belong to no territory, in either theme.
pub const UNASSIGNED_COLOUR: &str = "#8b9299";

/// The colour of a territory for an element of the page.
pub fn territory_colour(colour_index: u8) -> &'static str {
    NAMES[usize::from(colour_index) % NAMES.len()]
}

/// The colour of a territory as `#rrggbb`, for a canvas, a chart or a file.
pub fn drawn_territory_colour(colour_index: u8, theme: Theme) -> &'static str {
    let colour = &PALETTE[usize::from(colour_index) % PALETTE.len()];
    match theme {
        Theme::Light => colour.light,
        Theme::Dark => colour.dark,
    }
}
