//! When the cycles of a search end, and what each of them is for.

/// How the whole of a search is laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    /// The shares of the whole at which cycles end, ascending; the last is 1.
    pub cycle_ends: Vec<f64>,
    /// The part of a cycle after which small moves make way for large ones, 0 to 1.
    pub large_moves_from: f64,
    /// The cycle from which bounds that were not reached are widened to what was, for the sake of everything else.
    pub relaxes_from_cycle: Option<usize>,
}

impl Schedule {
    /// So many cycles of one length, most of each for large moves: for searches with time to spare.
    #[must_use]
    pub fn of_equal_cycles(count: usize) -> Self {
        let count = count.max(1);
        let cycle_ends = (1..=count).map(|number| number as f64 / count as f64).collect();
        Self { cycle_ends, large_moves_from: 0.35, relaxes_from_cycle: None }
    }

    /// The cycle at a share of the whole, and the share of that cycle.
    pub(super) fn at(&self, share_done: f64) -> (usize, f64) {
        let share = share_done.clamp(0.0, 1.0);
        let last = self.cycle_ends.len().saturating_sub(1);
        let number = self.cycle_ends.partition_point(|&end| end <= share).min(last);
        let from = if number == 0 { 0.0 } else { self.cycle_ends[number - 1] };
        let until = self.cycle_ends.get(number).copied().unwrap_or(1.0);
        (number, ((share - from) / (until - from)).clamp(0.0, 1.0))
    }
}
