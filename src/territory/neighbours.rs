//! The nearest neighbours of every point in space, by a k-d tree (Bentley 1975). Knows nothing of territories.

/// Points a leaf of the tree holds at most.
const LEAF_SIZE: usize = 8;

/// For each point, the indices of its nearest other points, nearest first, ties by index.
///
/// `count` is how many are wanted; there are fewer only when there are not that many other points.
#[must_use]
pub fn nearest_neighbours(points: &[[f64; 3]], count: usize) -> Vec<Vec<u32>> {
    let mut order: Vec<u32> = (0..points.len() as u32).collect();
    let mut axes = vec![0_u8; points.len()];
    build(points, &mut order, &mut axes);
    (0..points.len() as u32)
        .map(|query| {
            let mut search = Query { points, query, count, found: Vec::with_capacity(count + 1) };
            search.visit(&order, &axes);
            search.found.into_iter().map(|(_, index)| index).collect()
        })
        .collect()
}

/// The axis along which the points of a slice spread most.
fn widest_axis(points: &[[f64; 3]], slice: &[u32]) -> usize {
    let spread = |axis: usize| {
        let range = slice
            .iter()
            .map(|&index| points[index as usize][axis])
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), coordinate| (low.min(coordinate), high.max(coordinate)));
        range.1 - range.0
    };
    let spreads = [spread(0), spread(1), spread(2)];
    (1..3).fold(0, |widest, axis| if spreads[axis] > spreads[widest] { axis } else { widest })
}

/// Arranges a slice so that its middle point splits it along its widest axis, and so on in both halves;
/// the axis is noted at the middle point's place.
fn build(points: &[[f64; 3]], slice: &mut [u32], axes: &mut [u8]) {
    if slice.len() <= LEAF_SIZE {
        return;
    }
    let axis = widest_axis(points, slice);
    let middle = slice.len() / 2;
    slice.select_nth_unstable_by(middle, |&left, &right| {
        points[left as usize][axis].total_cmp(&points[right as usize][axis]).then(left.cmp(&right))
    });
    axes[middle] = axis as u8;
    let (before, rest) = slice.split_at_mut(middle);
    let (before_axes, rest_axes) = axes.split_at_mut(middle);
    build(points, before, before_axes);
    build(points, &mut rest[1..], &mut rest_axes[1..]);
}

struct Query<'a> {
    points: &'a [[f64; 3]],
    query: u32,
    count: usize,
    /// Squared distance and index, nearest first.
    found: Vec<(f64, u32)>,
}

impl Query<'_> {
    fn offer(&mut self, index: u32) {
        if index == self.query || self.count == 0 {
            return;
        }
        let here = self.points[self.query as usize];
        let there = self.points[index as usize];
        let entry = ((0..3).map(|axis| (here[axis] - there[axis]) * (here[axis] - there[axis])).sum(), index);
        let is_before = |left: &(f64, u32), right: &(f64, u32)| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)).is_lt();
        if self.found.len() == self.count && self.found.last().is_some_and(|last| !is_before(&entry, last)) {
            return;
        }
        let place = self.found.partition_point(|other| is_before(other, &entry));
        self.found.insert(place, entry);
        self.found.truncate(self.count);
    }

    fn visit(&mut self, slice: &[u32], axes: &[u8]) {
        if slice.len() <= LEAF_SIZE {
            for &index in slice {
                self.offer(index);
            }
            return;
        }
        let middle = slice.len() / 2;
        let axis = usize::from(axes[middle]);
        let offset = self.points[self.query as usize][axis] - self.points[slice[middle] as usize][axis];
        let before = (&slice[..middle], &axes[..middle]);
        let after = (&slice[middle + 1..], &axes[middle + 1..]);
        let (near, far) = if offset < 0.0 { (before, after) } else { (after, before) };
        self.visit(near.0, near.1);
        self.offer(slice[middle]);
        let reach = match self.found.last() {
            Some(last) if self.found.len() == self.count => last.0,
            _ => f64::INFINITY,
        };
        if offset * offset <= reach {
            self.visit(far.0, far.1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equals_a_full_scan(
            raw in proptest::collection::vec((0..20_i32, 0..20_i32, 0..3_i32), 0..120), count in 0..12_usize,
        ) {
            let points: Vec<[f64; 3]> =
                raw.iter().map(|&(x, y, z)| [f64::from(x), f64::from(y), f64::from(z)]).collect();
            let found = nearest_neighbours(&points, count);
            for (query, neighbours) in found.iter().enumerate() {
                let mut all: Vec<(i32, u32)> = (0..raw.len())
                    .filter(|&other| other != query)
                    .map(|other| {
                        let (a, b) = (raw[query], raw[other]);
                        ((a.0 - b.0).pow(2) + (a.1 - b.1).pow(2) + (a.2 - b.2).pow(2), other as u32)
                    })
                    .collect();
                all.sort_unstable();
                all.truncate(count);
                let expected: Vec<u32> = all.into_iter().map(|(_, index)| index).collect();
                prop_assert_eq!(neighbours, &expected);
            }
        }
    }
}
