//! What a gesture on a row selects, and where a key moves the active row.

use std::collections::BTreeSet;

/// A gesture on a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// This row alone.
    Only,
    /// This row in or out, the others as they are (Ctrl, ⌘, the box in front of the row).
    Toggle,
    /// All rows from the one selected before to this one (Shift).
    Range,
}

impl Gesture {
    /// The gesture of a press with these keys held down.
    pub fn of_keys(with_control: bool, with_shift: bool) -> Gesture {
        if with_shift {
            Gesture::Range
        } else if with_control {
            Gesture::Toggle
        } else {
            Gesture::Only
        }
    }

    /// The selection after the gesture on the row at `at`. `order` are the rows as shown; a range begins at the
    /// row of `anchor`, or at this row when the anchor is not shown. A range adds to what is selected beyond it
    /// only outside of the rows shown, so that a search does not drop what it hides.
    pub fn apply<K: Ord + Copy>(self, selected: &BTreeSet<K>, order: &[K], anchor: Option<K>, at: usize) -> BTreeSet<K> {
        let Some(&row) = order.get(at) else { return selected.clone() };
        match self {
            Gesture::Only => BTreeSet::from([row]),
            Gesture::Toggle => {
                let mut next = selected.clone();
                if !next.remove(&row) {
                    next.insert(row);
                }
                next
            }
            Gesture::Range => {
                let start = anchor.and_then(|anchor| order.iter().position(|row| *row == anchor)).unwrap_or(at);
                let shown: BTreeSet<K> = order.iter().copied().collect();
                let mut next: BTreeSet<K> = selected.difference(&shown).copied().collect();
                next.extend(&order[start.min(at)..=start.max(at)]);
                next
            }
        }
    }
}

/// All rows shown in, or out when all of them are in already; what is selected elsewhere stays.
pub fn toggle_all<K: Ord + Copy>(selected: &BTreeSet<K>, order: &[K]) -> BTreeSet<K> {
    let mut next = selected.clone();
    if order.iter().all(|row| selected.contains(row)) {
        for row in order {
            next.remove(row);
        }
    } else {
        next.extend(order);
    }
    next
}

/// A move of the active row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CursorMove {
    /// To the row before.
    Up,
    /// To the row after.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

impl CursorMove {
    /// The move that a key makes, by the event's `key`.
    pub fn of_key(key: &str) -> Option<CursorMove> {
        Some(match key {
            "ArrowUp" => CursorMove::Up,
            "ArrowDown" => CursorMove::Down,
            "PageUp" => CursorMove::PageUp,
            "PageDown" => CursorMove::PageDown,
            "Home" => CursorMove::First,
            "End" => CursorMove::Last,
            _ => return None,
        })
    }

    /// Where the active row goes; `None` when there are no rows. Without an active row every move goes to the
    /// first, but [`CursorMove::Last`].
    pub fn apply(self, active: Option<usize>, count: usize, page_rows: usize) -> Option<usize> {
        let last = count.checked_sub(1)?;
        let Some(active) = active else {
            return Some(if self == CursorMove::Last { last } else { 0 });
        };
        Some(match self {
            CursorMove::Up => active.saturating_sub(1),
            CursorMove::Down => active.saturating_add(1).min(last),
            CursorMove::PageUp => active.saturating_sub(page_rows),
            CursorMove::PageDown => active.saturating_add(page_rows).min(last),
            CursorMove::First => 0,
            CursorMove::Last => last,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDER: [u32; 5] = [50, 20, 30, 10, 40];

    #[test]
    fn a_range_follows_the_order_shown() {
        let selected = BTreeSet::from([20, 99]);
        assert_eq!(Gesture::Range.apply(&selected, &ORDER, Some(20), 3), BTreeSet::from([20, 30, 10, 99]));
        assert_eq!(Gesture::Range.apply(&selected, &ORDER, Some(10), 1), BTreeSet::from([20, 30, 10, 99]));
        assert_eq!(Gesture::Range.apply(&selected, &ORDER, Some(7), 4), BTreeSet::from([40, 99]));
    }

    #[test]
    fn a_press_selects_one_and_a_toggle_keeps_the_others() {
        let selected = BTreeSet::from([20, 99]);
        assert_eq!(Gesture::Only.apply(&selected, &ORDER, None, 0), BTreeSet::from([50]));
        assert_eq!(Gesture::Toggle.apply(&selected, &ORDER, None, 0), BTreeSet::from([20, 50, 99]));
        assert_eq!(Gesture::Toggle.apply(&selected, &ORDER, None, 1), BTreeSet::from([99]));
        assert_eq!(Gesture::Only.apply(&selected, &ORDER, None, 9), selected);
        assert_eq!(Gesture::of_keys(true, true), Gesture::Range);
    }

    #[test]
    fn all_goes_in_and_out() {
        let selected = BTreeSet::from([20, 99]);
        let all = toggle_all(&selected, &ORDER);
        assert_eq!(all, BTreeSet::from([10, 20, 30, 40, 50, 99]));
        assert_eq!(toggle_all(&all, &ORDER), BTreeSet::from([99]));
    }

    #[test]
    fn the_active_row_stays_within_the_rows() {
        assert_eq!(CursorMove::Down.apply(Some(4), 5, 3), Some(4));
        assert_eq!(CursorMove::Up.apply(Some(0), 5, 3), Some(0));
        assert_eq!(CursorMove::PageDown.apply(Some(1), 5, 3), Some(4));
        assert_eq!(CursorMove::PageUp.apply(Some(9), 5, 3), Some(6));
        assert_eq!(CursorMove::Down.apply(None, 5, 3), Some(0));
        assert_eq!(CursorMove::Last.apply(None, 5, 3), Some(4));
        assert_eq!(CursorMove::First.apply(Some(2), 0, 3), None);
    }
}
