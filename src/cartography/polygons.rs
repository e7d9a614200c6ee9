//! Regions as polygons in degrees, as map files write them: each an outer line, which goes round counterclockwise, and the
//! holes in it, which go round clockwise (RFC 7946). Regions that lie side by side can be joined into one, without the
//! borders between them.

use std::collections::BTreeMap;

use super::outlines::encloses;
use super::{Region, WorldBox, WorldPoint};
use crate::exchange::outlines::{Polygon, Ring};

/// Points that lie in the same cell of this grid are the same: about 2 cm at the equator.
pub(super) const SNAP_PER_WORLD: f64 = 2_147_483_648.0;
/// Degrees are written to so many parts: about 1 cm.
const PARTS_PER_DEGREE: f64 = 1e7;

/// A cell of the grid of points.
pub(super) type Cell = (i64, i64);

/// A line without its last point, which is the first again.
type OpenRing = Vec<WorldPoint>;

/// The cell that a point lies in.
pub(super) fn cell_of(point: WorldPoint) -> Cell {
    (libm::round(point.x * SNAP_PER_WORLD) as i64, libm::round(point.y * SNAP_PER_WORLD) as i64)
}

/// The lines of a region that enclose something, without points that are none.
pub(super) fn rings_of(region: &Region) -> Vec<OpenRing> {
    let is_finite = |point: &WorldPoint| point.x.is_finite() && point.y.is_finite();
    region.rings.iter().map(|ring| ring.iter().copied().filter(is_finite).collect()).filter(|ring: &OpenRing| ring.len() > 2).collect()
}

/// For each ring the others that are around it.
pub(super) fn around(rings: &[Vec<WorldPoint>]) -> Vec<Vec<usize>> {
    let boxes: Vec<Option<WorldBox>> = rings.iter().map(|ring| WorldBox::around(ring.iter().copied())).collect();
    let around_one = |of: usize| {
        // By most of some of its points, as rings may touch.
        let some: Vec<WorldPoint> = rings[of].iter().copied().step_by(rings[of].len().div_ceil(5).max(1)).collect();
        let is_around = |&other: &usize| {
            let is_boxed = boxes[other].zip(boxes[of]).is_some_and(|(wide, own)| wide.joined(&own) == wide);
            let holds = |point: &&WorldPoint| encloses(&rings[other], **point);
            other != of && is_boxed && some.iter().filter(holds).count() * 2 > some.len()
        };
        (0..rings.len()).filter(is_around).collect()
    };
    (0..rings.len()).map(around_one).collect()
}

/// A region as polygons.
pub fn polygons(region: &Region) -> Vec<Polygon> {
    nested(rings_of(region)).iter().map(|polygon| in_degrees(polygon)).collect()
}

/// Regions joined into one. Borders that two of them share point by point are left out, as in well-made files; others stay
/// as a seam.
pub fn joined<'a>(regions: impl IntoIterator<Item = &'a Region>) -> Vec<Polygon> {
    let mut lines = Lines::default();
    for region in regions {
        for ring in nested(rings_of(region)).iter().flatten() {
            lines.add(ring);
        }
    }
    nested(lines.rings()).iter().map(|polygon| in_degrees(polygon)).collect()
}

/// Rings sorted into outer ones, each with the holes in it, and turned as files have them.
fn nested(mut rings: Vec<OpenRing>) -> Vec<Vec<OpenRing>> {
    let around = around(&rings);
    let depth = |ring: usize| around[ring].len();
    let mut polygon_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut polygons: Vec<Vec<usize>> = Vec::new();
    for outer in (0..rings.len()).filter(|&ring| depth(ring) % 2 == 0) {
        polygon_of.insert(outer, polygons.len());
        polygons.push(vec![outer]);
    }
    for hole in (0..rings.len()).filter(|&ring| depth(ring) % 2 == 1) {
        let innermost = around[hole].iter().copied().filter(|&ring| depth(ring) % 2 == 0).max_by_key(|&ring| depth(ring));
        match innermost.and_then(|outer| polygon_of.get(&outer)) {
            Some(&polygon) => polygons[polygon].push(hole),
            // Lines that cross each other: what is in none is a part of its own.
            None => polygons.push(vec![hole]),
        }
    }
    let mut turned = |ring: usize, is_hole: bool| {
        let mut ring = std::mem::take(&mut rings[ring]);
        // The plane grows southwards, so that a line with a positive area goes round clockwise.
        if (doubled_area(&ring) > 0.0) != is_hole {
            ring.reverse();
        }
        ring
    };
    let polygon = |polygon: Vec<usize>| polygon.into_iter().enumerate().map(|(at, ring)| turned(ring, at > 0)).collect();
    polygons.into_iter().map(polygon).collect()
}

fn doubled_area(ring: &[WorldPoint]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(from, to)| from.x * to.y - to.x * from.y).sum()
}

fn in_degrees(polygon: &[OpenRing]) -> Polygon {
    let rounded = |degrees: f64| libm::round(degrees * PARTS_PER_DEGREE) / PARTS_PER_DEGREE;
    // Longitudes past the antimeridian go on, as in the map the outlines are from.
    let place = |point: &WorldPoint| [rounded((point.x - 0.5) * 360.0), rounded(point.latitude_degrees())];
    let ring = |ring: &OpenRing| {
        let mut places: Ring = ring.iter().map(place).collect();
        if places.first() != places.last() {
            places.extend(places.first().copied());
        }
        places
    };
    polygon.iter().map(ring).collect()
}

/// Directed lines between points, with what they enclose on one side; a line and its way back take each other away.
#[derive(Default)]
struct Lines {
    points: BTreeMap<Cell, WorldPoint>,
    count: BTreeMap<(Cell, Cell), u32>,
}

impl Lines {
    fn add(&mut self, ring: &[WorldPoint]) {
        let next = ring.iter().cycle().skip(1);
        for (&from, &to) in ring.iter().zip(next) {
            let (start, end) = (cell_of(from), cell_of(to));
            if start == end {
                continue;
            }
            self.points.entry(start).or_insert(from);
            self.points.entry(end).or_insert(to);
            if !take(&mut self.count, (end, start)) {
                *self.count.entry((start, end)).or_default() += 1;
            }
        }
    }

    /// The lines put together to rings that do not meet themselves.
    fn rings(mut self) -> Vec<OpenRing> {
        let mut rings = Vec::new();
        while let Some((&(start, second), _)) = self.count.first_key_value() {
            take(&mut self.count, (start, second));
            let mut path: Vec<Cell> = vec![start];
            let mut place_on_path: BTreeMap<Cell, usize> = BTreeMap::from([(start, 0)]);
            let mut here = second;
            loop {
                if let Some(&place) = place_on_path.get(&here) {
                    let ring: Vec<Cell> = path.drain(place..).collect();
                    for cell in &ring {
                        place_on_path.remove(cell);
                    }
                    if ring.len() > 2 {
                        rings.push(ring.iter().filter_map(|cell| self.points.get(cell)).copied().collect());
                    }
                    if path.is_empty() {
                        break;
                    }
                }
                let Some(before) = path.last().copied() else { break };
                let Some(next) = self.next(before, here) else { break };
                place_on_path.insert(here, path.len());
                path.push(here);
                take(&mut self.count, (here, next));
                here = next;
            }
        }
        rings
    }

    /// Where a line goes on from a point: where several leave it, the one that keeps closest to what is enclosed.
    fn next(&self, before: Cell, here: Cell) -> Option<Cell> {
        let leaving = self.count.range((here, (i64::MIN, i64::MIN))..=(here, (i64::MAX, i64::MAX))).map(|((_, end), _)| *end);
        let angle = |to: Cell| libm::atan2((to.1 - here.1) as f64, (to.0 - here.0) as f64);
        let back = angle(before);
        // Southwards growing, angles grow clockwise; what is enclosed lies clockwise of the way back.
        let turn = |to: Cell| {
            let turn = angle(to) - back;
            if turn > 0.0 { turn } else { turn + std::f64::consts::TAU }
        };
        leaving.min_by(|one, other| turn(*one).total_cmp(&turn(*other)).then(one.cmp(other)))
    }
}

/// Takes one of a line away, if there is one.
fn take(count: &mut BTreeMap<(Cell, Cell), u32>, line: (Cell, Cell)) -> bool {
    match count.get_mut(&line) {
        Some(1) => count.remove(&line).is_some(),
        Some(several) => {
            *several -= 1;
            true
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cartography::Outlines;
    use crate::cartography::outlines::tests::read;

    fn square(name: &str, west: f64, south: f64, size: f64, further: &str) -> String {
        let (east, north) = (west + size, south + size);
        format!(
            r#"{{"type":"Feature","id":"{name}","properties":{{"name":"{name}"}},"geometry":{{"type":"Polygon","coordinates":
            [[[{west},{south}],[{west},{north}],[{east},{north}],[{east},{south}],[{west},{south}]]{further}]}}}}"#
        )
    }

    fn outlines(features: &[String]) -> Outlines {
        read(&format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",")))
    }

    fn signed_area(ring: &Ring) -> f64 {
        ring.windows(2).map(|line| line[0][0] * line[1][1] - line[1][0] * line[0][1]).sum::<f64>() / 2.0
    }

    #[test]
    fn outer_lines_go_round_counterclockwise_and_holes_clockwise() {
        let outlines = outlines(&[square("A", 0.0, 0.0, 9.0, ",[[3,3],[6,3],[6,6],[3,6],[3,3]]")]);
        let polygons = polygons(&outlines.regions[0]);
        assert_eq!((polygons.len(), polygons[0].len()), (1, 2));
        assert!((signed_area(&polygons[0][0]) - 81.0).abs() < 1e-3 && (signed_area(&polygons[0][1]) + 9.0).abs() < 1e-3);
        assert_eq!(polygons[0][0].first(), polygons[0][0].last());
        assert!(polygons[0][0].contains(&[9.0, 9.0]), "degrees as they were: {:?}", polygons[0][0]);
    }

    #[test]
    fn areas_side_by_side_lose_the_border_between_them() {
        let outlines = outlines(&[square("A", 0.0, 0.0, 1.0, ""), square("B", 1.0, 0.0, 1.0, ""), square("C", 5.0, 0.0, 1.0, "")]);
        let joined = joined(&outlines.regions);
        assert_eq!(joined.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1], "two beside each other, one apart");
        let areas: Vec<f64> = joined.iter().map(|polygon| signed_area(&polygon[0])).collect();
        assert!((areas[0] - 2.0).abs() < 1e-6 && (areas[1] - 1.0).abs() < 1e-6, "{areas:?}");
        assert!(joined[0][0].len() == 7, "no point is lost: {:?}", joined[0][0]);
    }

    #[test]
    fn a_ring_of_areas_keeps_the_hole_and_what_lies_in_it_fills_it() {
        let ring: Vec<String> = (0..9)
            .filter(|number| *number != 4)
            .map(|number| square(&number.to_string(), f64::from(number % 3), f64::from(number / 3), 1.0, ""))
            .collect();
        let round = joined(&outlines(&ring).regions);
        assert_eq!((round.len(), round[0].len()), (1, 2));
        let whole = joined(&outlines(&[ring, vec![square("4", 1.0, 1.0, 1.0, "")]].concat()).regions);
        assert_eq!((whole.len(), whole[0].len()), (1, 1));
        assert!((signed_area(&whole[0][0]) - 9.0).abs() < 1e-6);
    }

    #[test]
    fn areas_that_touch_in_a_point_are_two_parts() {
        let outlines = outlines(&[square("A", 0.0, 0.0, 1.0, ""), square("B", 1.0, 1.0, 1.0, "")]);
        let joined = joined(&outlines.regions);
        assert_eq!(joined.iter().map(|polygon| (polygon.len(), polygon[0].len())).collect::<Vec<_>>(), [(1, 5), (1, 5)]);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert!(joined(&[]).is_empty());
    }
}
