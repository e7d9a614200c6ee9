//! The order of rows by a column: numbers by value, names by the alphabet, missing values last in either
//! direction, equal rows as they were.

use std::cmp::Ordering;

use super::CollationKey;

/// What a cell is compared by.
#[derive(Clone, Debug, PartialEq)]
pub enum SortKey {
    /// A number; what is not a number counts as missing.
    Number(f64),
    /// A name.
    Text(CollationKey),
    /// There is nothing in the cell.
    Missing,
}

impl SortKey {
    /// The key of a name; an empty one is missing.
    pub fn text(name: &str) -> SortKey {
        if name.trim().is_empty() { SortKey::Missing } else { SortKey::Text(CollationKey::new(name)) }
    }

    /// The key of a number that may be unknown.
    pub fn number(number: Option<f64>) -> SortKey {
        number.filter(|number| !number.is_nan()).map_or(SortKey::Missing, SortKey::Number)
    }

    fn is_missing(&self) -> bool {
        matches!(self, SortKey::Missing) || matches!(self, SortKey::Number(number) if number.is_nan())
    }

    /// The order of two keys that are both there: numbers before names.
    fn rank(&self, other: &SortKey) -> Ordering {
        match (self, other) {
            (SortKey::Number(one), SortKey::Number(two)) => one.partial_cmp(two).unwrap_or(Ordering::Equal),
            (SortKey::Text(one), SortKey::Text(two)) => one.cmp(two),
            (SortKey::Number(_), _) => Ordering::Less,
            (_, SortKey::Number(_)) => Ordering::Greater,
            _ => Ordering::Equal,
        }
    }
}

/// A direction of sorting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortDirection {
    /// From the smallest, from the first letter.
    Ascending,
    /// From the largest, from the last letter.
    Descending,
}

impl SortDirection {
    /// What the next press on a column's heading does: one direction, the other, then unsorted.
    pub fn after(direction: Option<SortDirection>, first: SortDirection) -> Option<SortDirection> {
        match direction {
            None => Some(first),
            Some(now) if now == first => Some(first.opposite()),
            Some(_) => None,
        }
    }

    fn opposite(self) -> SortDirection {
        match self {
            SortDirection::Ascending => SortDirection::Descending,
            SortDirection::Descending => SortDirection::Ascending,
        }
    }
}

/// The indices of the keys in order.
pub fn sorted(keys: &[SortKey], direction: SortDirection) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by(|&one, &two| {
        let (one, two) = (&keys[one], &keys[two]);
        match (one.is_missing(), two.is_missing()) {
            (false, false) => match direction {
                SortDirection::Ascending => one.rank(two),
                SortDirection::Descending => two.rank(one),
            },
            (one, two) => one.cmp(&two),
        }
    });
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_values_are_last_both_ways() {
        let keys = [SortKey::Missing, SortKey::Number(10.0), SortKey::number(Some(f64::NAN)), SortKey::Number(-2.0), SortKey::text("  ")];
        assert_eq!(sorted(&keys, SortDirection::Ascending), [3, 1, 0, 2, 4]);
        assert_eq!(sorted(&keys, SortDirection::Descending), [1, 3, 0, 2, 4]);
    }

    #[test]
    fn equal_rows_keep_their_order() {
        let keys = [SortKey::text("ب"), SortKey::text("الف"), SortKey::text("ب")];
        assert_eq!(sorted(&keys, SortDirection::Ascending), [1, 0, 2]);
        assert_eq!(sorted(&keys, SortDirection::Descending), [0, 2, 1]);
    }

    #[test]
    fn numbers_stand_before_names() {
        let keys = [SortKey::text("A"), SortKey::Number(3.0)];
        assert_eq!(sorted(&keys, SortDirection::Ascending), [1, 0]);
    }

    #[test]
    fn presses_go_round() {
        for (start, other) in [(SortDirection::Ascending, SortDirection::Descending), (SortDirection::Descending, SortDirection::Ascending)]
        {
            let first = SortDirection::after(None, start);
            let second = SortDirection::after(first, start);
            assert_eq!((first, second), (Some(start), Some(other)));
            assert_eq!(SortDirection::after(second, start), None);
        }
    }
}
