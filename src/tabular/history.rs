//! The picture of a customer's monthly sales: where the bars stand and what the sentence beside them says.

use crate::domain::{Money, SalesHistory, YearMonth};

/// The height of the picture, in its own units.
pub const PICTURE_HEIGHT: f64 = 60.0;
/// The room a month takes.
const MONTH_WIDTH: f64 = 10.0;
/// The width of a bar.
const BAR_WIDTH: f64 = 7.0;

/// One month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HistoryBar {
    /// The month.
    pub month: YearMonth,
    /// What was sold in it.
    pub sales: Money,
    /// The left edge of its bar.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// The width.
    pub width: f64,
    /// The height; a month that is not zero is always seen.
    pub height: f64,
    /// Whether more came back than was sold.
    pub is_negative: bool,
}

/// The picture.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryPicture {
    /// The months, oldest first.
    pub bars: Vec<HistoryBar>,
    /// The width of the picture.
    pub width: f64,
    /// The height of the line of zero.
    pub base: f64,
    /// The oldest month.
    pub first: YearMonth,
    /// The newest month.
    pub last: YearMonth,
    /// The sum.
    pub total: Money,
    /// The month of the largest sales; the earliest of several.
    pub best: YearMonth,
    /// Its sales.
    pub best_sales: Money,
}

impl HistoryPicture {
    /// The picture; `None` when there is no month.
    pub fn of(history: &SalesHistory) -> Option<HistoryPicture> {
        let months = &history.months;
        let highest = months.iter().map(|sales| sales.0).max()?.max(0) as f64;
        let lowest = months.iter().map(|sales| sales.0).min()?.min(0) as f64;
        let scale = if highest > lowest { PICTURE_HEIGHT / (highest - lowest) } else { 0.0 };
        let base = if highest > lowest { highest * scale } else { PICTURE_HEIGHT };
        let month = |index: usize| history.first_month.plus_months(i32::try_from(index).unwrap_or(i32::MAX));
        let bars: Vec<HistoryBar> = months
            .iter()
            .enumerate()
            .map(|(index, &sales)| {
                let height = if sales.0 == 0 { 0.0 } else { (sales.0.unsigned_abs() as f64 * scale).max(1.0) };
                let top = if sales.0 < 0 { base.min(PICTURE_HEIGHT - height) } else { (base - height).max(0.0) };
                let left = index as f64 * MONTH_WIDTH + (MONTH_WIDTH - BAR_WIDTH) / 2.0;
                HistoryBar { month: month(index), sales, left, top, width: BAR_WIDTH, height, is_negative: sales.0 < 0 }
            })
            .collect();
        let best = bars.iter().rev().max_by_key(|bar| bar.sales)?;
        let (best, best_sales) = (best.month, best.sales);
        Some(HistoryPicture {
            width: months.len() as f64 * MONTH_WIDTH,
            base,
            first: history.first_month,
            last: month(months.len() - 1),
            total: months.iter().copied().sum(),
            best,
            best_sales,
            bars,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn picture(months: &[i64]) -> Option<HistoryPicture> {
        let first_month = YearMonth { year: 1403, month: 11 };
        HistoryPicture::of(&SalesHistory { first_month, months: months.iter().copied().map(Money).collect() })
    }

    #[test]
    fn bars_stand_on_zero_and_fill_the_height() {
        let picture = picture(&[30, 60, -60, 0]).unwrap();
        assert_eq!(picture.base, 30.0);
        let edges: Vec<(f64, f64)> = picture.bars.iter().map(|bar| (bar.top, bar.height)).collect();
        assert_eq!(edges, [(15.0, 15.0), (0.0, 30.0), (30.0, 30.0), (30.0, 0.0)]);
        assert_eq!(picture.last, YearMonth { year: 1404, month: 2 });
    }

    #[test]
    fn the_sentence_names_the_best_month() {
        let picture = picture(&[5, 70, 70]).unwrap();
        assert_eq!((picture.best, picture.best_sales, picture.total), (YearMonth { year: 1403, month: 12 }, Money(70), Money(145)));
    }

    #[test]
    fn no_months_and_no_sales_are_no_trouble() {
        assert_eq!(picture(&[]), None);
        assert!(picture(&[0, 0]).unwrap().bars.iter().all(|bar| bar.height == 0.0 && bar.top == PICTURE_HEIGHT));
    }
}
