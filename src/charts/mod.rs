//! Charts as SVG text, drawn with plotters. Pure: the same picture on screen, in print and in a downloaded
//! file, and drawn in tests without a browser. Words and figures come formatted from the caller; time and
//! scales run left to right in both languages.

pub mod amounts;
pub mod balance;
pub mod carried;
mod dots;
pub mod frame;
pub mod histogram;
pub mod months;
pub mod pay_curve;
pub mod scatter;
pub mod style;
pub mod tradeoff;

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

/// A round step of 1, 2, 2.5 or 5 times a power of ten, at least as large as the one that is wished for.
pub(crate) fn round_step(wished: f64) -> f64 {
    if !wished.is_finite() || wished <= 0.0 {
        return 1.0;
    }
    let power = libm::pow(10.0, libm::floor(libm::log10(wished)));
    [1.0, 2.0, 2.5, 5.0].into_iter().map(|factor| factor * power).find(|step| *step >= wished * 0.999_999).unwrap_or(power * 10.0)
}

/// A name in at most so many letters, for want of room.
pub(crate) fn shortened(name: &str, letters: usize) -> String {
    if name.chars().count() <= letters { name.to_owned() } else { name.chars().take(letters.saturating_sub(1)).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_by_letters() {
        assert_eq!((shortened("گیلان", 5), shortened("آذربایجان", 4)), ("گیلان".to_owned(), "آذر…".to_owned()));
    }
}
