//! What lies where: points of the plane sorted into square cells, so that hit tests, boxes and the arrow keys
//! look at few points. Ties go to the later point, which is drawn above the earlier one.

use super::{WorldBox, WorldPoint};

/// About so many points share a cell.
const POINTS_PER_CELL: f64 = 3.0;
/// At most so many cells in a row.
const MOST_CELLS_PER_SIDE: f64 = 200.0;

/// A direction of the arrow keys, as seen on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Upwards.
    Up,
    /// Downwards.
    Down,
}

impl Direction {
    /// The direction as a step of the plane.
    pub fn step(self) -> (f64, f64) {
        match self {
            Direction::Left => (-1.0, 0.0),
            Direction::Right => (1.0, 0.0),
            Direction::Up => (0.0, -1.0),
            Direction::Down => (0.0, 1.0),
        }
    }
}

/// Points by their cells.
#[derive(Clone, Debug, Default)]
pub struct PointIndex {
    points: Vec<WorldPoint>,
    bounds: Option<WorldBox>,
    cell_size: f64,
    columns: usize,
    rows: usize,
    /// Where each cell's points begin in `members`; one more than there are cells.
    starts: Vec<u32>,
    members: Vec<u32>,
}

impl PointIndex {
    /// Sorts points into cells.
    pub fn new(points: Vec<WorldPoint>) -> PointIndex {
        let Some(bounds) = WorldBox::around(points.iter().copied()) else { return PointIndex::default() };
        let side = bounds.width().max(bounds.height()).max(1e-9);
        let across = (points.len() as f64 / POINTS_PER_CELL).sqrt().ceil().clamp(1.0, MOST_CELLS_PER_SIDE);
        let cell_size = side / across;
        let columns = (bounds.width() / cell_size).floor() as usize + 1;
        let rows = (bounds.height() / cell_size).floor() as usize + 1;
        let mut index = PointIndex { points, bounds: Some(bounds), cell_size, columns, rows, starts: Vec::new(), members: Vec::new() };
        let cells: Vec<usize> = index.points.iter().map(|point| index.cell_of(&bounds, *point)).collect();
        let mut starts = vec![0u32; columns * rows + 1];
        for cell in &cells {
            starts[cell + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut members = vec![0u32; cells.len()];
        for (point, cell) in (0u32..).zip(&cells) {
            members[next[*cell] as usize] = point;
            next[*cell] += 1;
        }
        index.starts = starts;
        index.members = members;
        index
    }

    /// The points, in the order they were given.
    pub fn points(&self) -> &[WorldPoint] {
        &self.points
    }

    /// The smallest box around all points.
    pub fn bounds(&self) -> Option<WorldBox> {
        self.bounds
    }

    fn column_row(&self, bounds: &WorldBox, x: f64, y: f64) -> (usize, usize) {
        let along = |offset: f64, count: usize| ((offset / self.cell_size).floor().max(0.0) as usize).min(count.saturating_sub(1));
        (along(x - bounds.west, self.columns), along(y - bounds.north, self.rows))
    }

    fn cell_of(&self, bounds: &WorldBox, point: WorldPoint) -> usize {
        let (column, row) = self.column_row(bounds, point.x, point.y);
        row * self.columns + column
    }

    /// The points within a box, in ascending order.
    pub fn within(&self, looked_at: &WorldBox) -> Vec<usize> {
        let Some(bounds) = self.bounds else { return Vec::new() };
        let (first_column, first_row) = self.column_row(&bounds, looked_at.west, looked_at.north);
        let (last_column, last_row) = self.column_row(&bounds, looked_at.east, looked_at.south);
        let mut found = Vec::new();
        for row in first_row..=last_row {
            for column in first_column..=last_column {
                let cell = row * self.columns + column;
                let members = &self.members[self.starts[cell] as usize..self.starts[cell + 1] as usize];
                found.extend(members.iter().map(|&point| point as usize).filter(|&point| looked_at.contains(self.points[point])));
            }
        }
        found.sort_unstable();
        found
    }

    /// The point nearest to a place, within a reach of its own for each point; `reach` is the greatest of them.
    /// The distance counts as nothing inside of a point, so that the uppermost of those under the place is found.
    pub fn nearest(&self, place: WorldPoint, reach: f64, own_reach: impl Fn(usize) -> f64) -> Option<usize> {
        let looked_at = WorldBox { west: place.x - reach, north: place.y - reach, east: place.x + reach, south: place.y + reach };
        let mut best: Option<(f64, usize)> = None;
        for point in self.within(&looked_at) {
            let at = self.points[point];
            let distance = libm::hypot(at.x - place.x, at.y - place.y);
            let own = own_reach(point).min(reach);
            if distance <= own && best.is_none_or(|(least, _)| distance <= least) {
                best = Some((distance, point));
            }
        }
        best.map(|(_, point)| point)
    }

    /// The nearest point in a direction: within 45° to either side of it, where sideways distance counts double.
    /// Points at the very place are passed over.
    pub fn next_in_direction(&self, from: WorldPoint, direction: Direction) -> Option<usize> {
        let (step_x, step_y) = direction.step();
        let mut best: Option<(f64, usize)> = None;
        for (index, point) in self.points.iter().enumerate() {
            let (dx, dy) = (point.x - from.x, point.y - from.y);
            let ahead = dx * step_x + dy * step_y;
            let sideways = (dx * step_y - dy * step_x).abs();
            if ahead <= 1e-12 || sideways > ahead {
                continue;
            }
            let cost = ahead + 2.0 * sideways;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, index));
            }
        }
        best.map(|(_, index)| index)
    }

    /// The point nearest to a place, however far.
    pub fn nearest_of_all(&self, place: WorldPoint) -> Option<usize> {
        let distance = |point: &WorldPoint| libm::hypot(point.x - place.x, point.y - place.y);
        self.points.iter().enumerate().min_by(|one, other| distance(one.1).total_cmp(&distance(other.1))).map(|(index, _)| index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(x: f64, y: f64) -> WorldPoint {
        WorldPoint { x, y }
    }

    #[test]
    fn an_empty_map_answers_nothing() {
        let index = PointIndex::new(Vec::new());
        assert_eq!(index.nearest(at(0.5, 0.5), 1.0, |_| 1.0), None);
        assert!(index.within(&WorldBox::WHOLE).is_empty());
        assert_eq!(index.next_in_direction(at(0.0, 0.0), Direction::Right), None);
    }

    #[test]
    fn the_upper_of_two_points_in_one_place_is_found() {
        let index = PointIndex::new(vec![at(0.5, 0.5), at(0.5, 0.5), at(0.7, 0.5)]);
        assert_eq!(index.nearest(at(0.501, 0.5), 0.01, |_| 0.01), Some(1));
        assert_eq!(index.nearest(at(0.6, 0.5), 0.01, |_| 0.01), None);
    }

    #[test]
    fn arrow_keys_go_where_they_point() {
        let index = PointIndex::new(vec![at(0.5, 0.5), at(0.6, 0.51), at(0.55, 0.7), at(0.4, 0.5), at(0.52, 0.4)]);
        assert_eq!(index.next_in_direction(at(0.5, 0.5), Direction::Right), Some(1));
        assert_eq!(index.next_in_direction(at(0.5, 0.5), Direction::Left), Some(3));
        assert_eq!(index.next_in_direction(at(0.5, 0.5), Direction::Down), Some(2));
        assert_eq!(index.next_in_direction(at(0.5, 0.5), Direction::Up), Some(4));
        assert_eq!(index.next_in_direction(at(0.6, 0.51), Direction::Right), None);
    }

    proptest! {
        #[test]
        fn the_index_finds_what_looking_at_every_point_finds(points in prop::collection::vec((0.0f64..1.0, 0.0f64..1.0), 0..120), x in -0.2f64..1.2, y in -0.2f64..1.2, reach in 0.0f64..0.5) {
            let points: Vec<WorldPoint> = points.into_iter().map(|(x, y)| at(x, y)).collect();
            let looked_at = WorldBox { west: x - reach, north: y - reach, east: x + reach, south: y + reach };
            let expected: Vec<usize> = (0..points.len()).filter(|&index| looked_at.contains(points[index])).collect();
            let index = PointIndex::new(points.clone());
            prop_assert_eq!(index.within(&looked_at), expected);
            let distance = |index: usize| libm::hypot(points[index].x - x, points[index].y - y);
            let nearest = (0..points.len()).map(distance).fold(f64::INFINITY, f64::min);
            match index.nearest(at(x, y), reach, |_| reach) {
                Some(found) => prop_assert_eq!(distance(found), nearest),
                None => prop_assert!(nearest > reach),
            }
        }
    }
}
