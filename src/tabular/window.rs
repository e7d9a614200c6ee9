//! Which rows of a long list are in sight, when every row is as high as the others. Lengths are CSS pixels.

use std::ops::Range;

/// Rows that are drawn beyond either edge, so that a quick scroll meets no gap.
const MARGIN_ROWS: usize = 8;

/// What is seen of a list: where it is scrolled to and how much of it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// The height of a row.
    pub row_pixels: f64,
    /// The height of the part in which rows show.
    pub height_pixels: f64,
    /// How far the list is scrolled.
    pub scrolled_pixels: f64,
}

impl Window {
    /// The rows to draw, of so many.
    pub fn rows(self, count: usize) -> Range<usize> {
        let first = (self.scrolled_pixels / self.row_pixels).floor().max(0.0) as usize;
        let shown = (self.height_pixels / self.row_pixels).ceil().max(0.0) as usize + 1;
        let end = first.saturating_add(shown).saturating_add(MARGIN_ROWS).min(count);
        first.saturating_sub(MARGIN_ROWS).min(end)..end
    }

    /// The room that the rows before and behind those drawn take.
    pub fn room_around(self, drawn: &Range<usize>, count: usize) -> (f64, f64) {
        (drawn.start as f64 * self.row_pixels, count.saturating_sub(drawn.end) as f64 * self.row_pixels)
    }

    /// How many whole rows a page has; at least 1.
    pub fn page_rows(self) -> usize {
        ((self.height_pixels / self.row_pixels).floor() as usize).saturating_sub(1).max(1)
    }

    /// Where to scroll so that a row is wholly in sight; `None` if it is already.
    pub fn scroll_to(self, row: usize) -> Option<f64> {
        let top = row as f64 * self.row_pixels;
        let bottom = top + self.row_pixels;
        if top < self.scrolled_pixels {
            Some(top)
        } else if bottom > self.scrolled_pixels + self.height_pixels {
            Some((bottom - self.height_pixels).max(0.0))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn window(scrolled_pixels: f64) -> Window {
        Window { row_pixels: 36.0, height_pixels: 360.0, scrolled_pixels }
    }

    #[test]
    fn only_what_is_near_is_drawn() {
        assert_eq!(window(0.0).rows(10_000), 0..19);
        assert_eq!(window(36_000.0).rows(10_000), 992..1019);
        assert_eq!(window(360_000.0).rows(10_000), 9_992..10_000);
        assert_eq!(window(0.0).rows(3), 0..3);
        assert_eq!(window(5_000.0).rows(0), 0..0);
    }

    #[test]
    fn a_row_out_of_sight_is_brought_in() {
        assert_eq!(window(100.0).scroll_to(2), Some(72.0));
        assert_eq!(window(0.0).scroll_to(9), None);
        assert_eq!(window(0.0).scroll_to(10), Some(36.0));
    }

    #[test]
    fn rows_that_are_not_drawn_keep_their_room() {
        assert_eq!(window(36_000.0).room_around(&(992..1019), 1_020), (35_712.0, 36.0));
        assert_eq!(window(0.0).room_around(&(0..3), 3), (0.0, 0.0));
    }

    proptest! {
        #[test]
        fn a_row_that_was_scrolled_to_is_drawn(row in 0usize..20_000, scrolled in 0.0f64..720_000.0) {
            let mut window = window(scrolled);
            if let Some(scroll) = window.scroll_to(row) {
                window.scrolled_pixels = scroll;
            }
            prop_assert!(window.rows(20_000).contains(&row));
            prop_assert_eq!(window.scroll_to(row), None);
        }
    }
}
