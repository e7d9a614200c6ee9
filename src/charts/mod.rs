//! Charts as SVG text, drawn with plotters. Pure: the same picture on screen, in print and in a downloaded
//! file, and drawn in tests without a browser. Words and figures come formatted from the caller; time and
//! scales run left to right in both languages.

pub mod balance;
pub mod style;

pub use style::ChartStyle;

/// A chart could not be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the chart could not be drawn: {detail}")]
pub struct ChartError {
    /// What the drawing library said.
    pub detail: String,
}

impl ChartError {
    pub(crate) fn of(error: impl std::fmt::Display) -> ChartError {
        ChartError { detail: error.to_string() }
    }
}
