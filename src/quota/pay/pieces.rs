//! Functions of one number that are linear between bends and may jump at them.
//!
//! Nothing here knows what they stand for.

use serde::{Deserialize, Serialize};

/// Bends nearer to each other than this share of where they are count as one: they differ by rounding.
const SAME_BEND: f64 = 1e-9;
/// Up to so many pieces are looked through one by one.
const FEW_PIECES: usize = 8;

/// Such a function, for numbers ≥ 0. Where it jumps it has the upper piece's value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Pieces {
    pieces: Vec<Piece>,
}

/// Where a piece begins, the value there, and its slope.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Piece {
    from: f64,
    value: f64,
    slope: f64,
}

impl Piece {
    fn at(&self, x: f64) -> f64 {
        self.value + self.slope * (x - self.from)
    }
}

impl Pieces {
    /// From `(from, value, slope)` in rising order.
    pub(super) fn new(pieces: Vec<(f64, f64, f64)>) -> Pieces {
        Pieces { pieces: pieces.into_iter().map(|(from, value, slope)| Piece { from, value, slope }).collect() }
    }

    /// The value at a number.
    pub(super) fn at(&self, x: f64) -> f64 {
        self.piece(x).map_or(0.0, |piece| piece.at(x))
    }

    fn piece(&self, x: f64) -> Option<&Piece> {
        let found = if self.pieces.len() <= FEW_PIECES {
            self.pieces.iter().rev().find(|piece| piece.from <= x)
        } else {
            self.pieces[..self.pieces.partition_point(|piece| piece.from <= x)].last()
        };
        found.or(self.pieces.first())
    }

    /// The same function of a whole of which this one's number is a share.
    pub(super) fn of_year(&self, share: f64) -> Pieces {
        if share <= 0.0 {
            return Pieces::new(vec![(0.0, self.at(0.0), 0.0)]);
        }
        let scaled = |piece: &Piece| Piece { from: piece.from / share, slope: piece.slope * share, ..*piece };
        Pieces { pieces: self.pieces.iter().map(scaled).collect() }
    }

    /// The function held between two bounds; the lower one is the stronger.
    pub(super) fn within(&self, low: f64, high: f64) -> Pieces {
        let mut pieces = Vec::new();
        for (index, piece) in self.pieces.iter().enumerate() {
            let end = self.pieces.get(index + 1).map_or(f64::INFINITY, |next| next.from);
            let crossing = |bound: f64| piece.from + (bound - piece.value) / piece.slope;
            let mut starts = vec![piece.from, crossing(low), crossing(high)];
            starts.retain(|start| *start >= piece.from && *start < end);
            starts.sort_by(f64::total_cmp);
            starts.dedup();
            for (place, &from) in starts.iter().enumerate() {
                // Which of the three it is on this stretch is seen in its middle.
                let to = starts.get(place + 1).copied().unwrap_or(end);
                let inside = piece.at(if to.is_finite() { f64::midpoint(from, to) } else { from + 1.0 + from.abs() });
                let held = inside.min(high).max(low);
                let is_free = held == inside;
                pieces.push(if is_free {
                    Piece { from, value: piece.at(from), slope: piece.slope }
                } else {
                    Piece { from, value: held, slope: 0.0 }
                });
            }
        }
        Pieces { pieces }
    }

    /// The sum of functions.
    pub(super) fn sum(functions: &[&Pieces]) -> Pieces {
        let mut starts: Vec<f64> = functions.iter().flat_map(|function| function.pieces.iter().map(|piece| piece.from)).collect();
        starts.sort_by(f64::total_cmp);
        let is_same = |one: &f64, other: &f64| other - one <= SAME_BEND * other.abs();
        // Of bends that are the same but for rounding, all functions have passed the last one.
        let starts = starts.chunk_by(is_same).filter_map(<[f64]>::last);
        let piece = |&from: &f64| {
            let at = functions.iter().filter_map(|function| function.piece(from));
            let (value, slope) = at.fold((0.0, 0.0), |sums, piece| (sums.0 + piece.at(from), sums.1 + piece.slope));
            Piece { from, value, slope }
        };
        Pieces { pieces: starts.map(piece).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_pieces() -> impl Strategy<Value = Pieces> {
        prop::collection::vec((0.1f64..10.0, -5.0f64..5.0, -2.0f64..2.0), 1..12).prop_map(|steps| {
            let mut from = 0.0;
            let piece = |(step, value, slope)| {
                let piece = (from, value, slope);
                from += step;
                piece
            };
            Pieces::new(steps.into_iter().map(piece).collect())
        })
    }

    proptest! {
        #[test]
        fn what_is_put_together_is_the_same_function(one in any_pieces(), other in any_pieces(), low in -3.0f64..0.0, high in 0.0f64..3.0, share in 0.1f64..1.0, x in 0.0f64..100.0) {
            let sum = Pieces::sum(&[&one, &other]);
            prop_assert!((sum.at(x) - one.at(x) - other.at(x)).abs() < 1e-6);
            prop_assert!((one.within(low, high).at(x) - one.at(x).min(high).max(low)).abs() < 1e-6);
            prop_assert!((one.of_year(share).at(x / share) - one.at(x)).abs() < 1e-6);
        }
    }
}
