//! The share of a territory as it is typed and shown: a weight, 1 for a full share.

use crate::document::shares::is_possible;
use crate::exchange::numbers::{NumberStyle, read_number};
use crate::locale::NumberFormat;

/// What was typed is no share that can be wished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoShare;

/// The share that was typed; `None` where nothing was.
///
/// # Errors
/// It is no number, or out of range.
pub fn read_share(typed: &str) -> Result<Option<f64>, NoShare> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let number = read_number(typed, NumberStyle::PointDecimal).ok_or(NoShare)?.to_float();
    Some(number).filter(|number| is_possible(*number)).map(Some).ok_or(NoShare)
}

/// A share as its field shows it.
pub fn share_text(share: f64, numbers: NumberFormat) -> String {
    numbers.decimal(share, 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn shares_are_read_in_both_scripts() {
        assert_eq!(read_share(" "), Ok(None));
        assert_eq!(read_share("0.5"), Ok(Some(0.5)));
        assert_eq!(read_share("۱٫۲۵"), Ok(Some(1.25)));
        assert_eq!(read_share("۳/۵"), Ok(Some(3.5)));
        assert_eq!(read_share("0"), Ok(Some(0.0)));
        for wrong in ["-1", "half", "1001", "1e400"] {
            assert_eq!(read_share(wrong), Err(NoShare), "{wrong}");
        }
        for language in [Language::Persian, Language::English] {
            assert_eq!(read_share(&share_text(0.125, NumberFormat::new(language))), Ok(Some(0.125)));
        }
    }
}
