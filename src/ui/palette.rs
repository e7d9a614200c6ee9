//! The colours of territories. The first eight are those of Okabe and Ito's palette for colour-blind readers,
//! somewhat darkened where white text or a white map lies beside them; the others keep their distance from
//! them in lightness as well as in hue. A territory is never told by colour alone.

/// The colours, by [`crate::domain::Territory::colour_index`].
pub const TERRITORY_COLOURS: [&str; 24] = [
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a7a12", "#6a5acd", "#b03a6f", "#3f7f93", "#a8c545", "#7a4b2a",
    "#5fd0c5", "#f08a7e", "#2f4b9a", "#c9a66b", "#9457b3", "#4f8a3c", "#e05fae", "#8795a1", "#b3462b", "#1fa3c4", "#d6c21c", "#5d5f2f",
];

/// The colour of accounts that belong to no territory.
pub const UNASSIGNED_COLOUR: &str = "#8b9299";

/// The colour of a territory.
pub fn territory_colour(colour_index: u8) -> &'static str {
    TERRITORY_COLOURS[usize::from(colour_index) % TERRITORY_COLOURS.len()]
}
