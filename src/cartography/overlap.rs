//! Which regions of a map overlap by more than a sliver, found by trying points on a grid where their boxes overlap.

use super::{Outlines, Region, WorldBox, WorldPoint};
use crate::cartography::outlines::encloses;

/// Points tried along each side of the box that two regions share.
const POINTS_ACROSS: u32 = 16;
/// An overlap of less than this share of the smaller region is a sliver, as borders drawn twice have.
const LEAST_SHARE: f64 = 0.02;

/// Looks for overlaps, some regions at a time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlaps {
    done: usize,
    extents: Vec<f64>,
    /// Pairs of regions by their places, the first one first.
    pub found: Vec<(usize, usize)>,
}

impl Overlaps {
    /// How many regions were compared with those after them.
    pub fn done(&self) -> usize {
        self.done
    }

    /// Compares so many more regions with those after them; true while there are more.
    pub fn step(&mut self, outlines: &Outlines, regions: usize) -> bool {
        if self.extents.is_empty() {
            self.extents = outlines.regions.iter().map(extent).collect();
        }
        let end = (self.done + regions).min(outlines.regions.len());
        for one in self.done..end {
            for other in one + 1..outlines.regions.len() {
                if self.overlap(outlines, one, other) {
                    self.found.push((one, other));
                }
            }
        }
        self.done = end;
        end < outlines.regions.len()
    }

    fn overlap(&self, outlines: &Outlines, one: usize, other: usize) -> bool {
        let (first, second) = (&outlines.regions[one], &outlines.regions[other]);
        let Some(shared) = common(&first.bounds, &second.bounds) else { return false };
        let least = self.extents[one].min(self.extents[other]) * LEAST_SHARE;
        let box_extent = shared.width() * shared.height();
        if box_extent < least || least <= 0.0 {
            return false;
        }
        let tried = f64::from(POINTS_ACROSS * POINTS_ACROSS);
        let at = |start: f64, size: f64, step: u32| start + size * (f64::from(step) + 0.5) / f64::from(POINTS_ACROSS);
        let mut both = 0.0;
        for row in 0..POINTS_ACROSS {
            for column in 0..POINTS_ACROSS {
                let point = WorldPoint { x: at(shared.west, shared.width(), column), y: at(shared.north, shared.height(), row) };
                if is_in(first, point) && is_in(second, point) {
                    both += 1.0;
                }
            }
        }
        both >= 2.0 && both / tried * box_extent >= least
    }
}

fn is_in(region: &Region, point: WorldPoint) -> bool {
    region.rings.iter().filter(|ring| encloses(ring, point)).count() % 2 == 1
}

/// What two boxes share; `None` where that is nothing.
fn common(one: &WorldBox, other: &WorldBox) -> Option<WorldBox> {
    let shared = WorldBox {
        west: one.west.max(other.west),
        north: one.north.max(other.north),
        east: one.east.min(other.east),
        south: one.south.min(other.south),
    };
    (shared.east > shared.west && shared.south > shared.north).then_some(shared)
}

/// The extent of a region on the plane; holes, which are rings too, count as if they were filled.
fn extent(region: &Region) -> f64 {
    let of_ring = |ring: &Vec<WorldPoint>| {
        let next = ring.iter().cycle().skip(1);
        let twice: f64 = ring.iter().zip(next).map(|(from, to)| from.x * to.y - to.x * from.y).sum();
        twice.abs() / 2.0
    };
    region.rings.iter().map(of_ring).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cartography::outlines::tests::read;

    fn overlaps(rings: &[&str]) -> Vec<(usize, usize)> {
        let features: Vec<String> = rings
            .iter()
            .map(|ring| format!(r#"{{"type":"Feature","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[[{ring}]]}}}}"#))
            .collect();
        let outlines = read(&format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",")));
        let mut overlaps = Overlaps::default();
        while overlaps.step(&outlines, 1) {}
        overlaps.found
    }

    #[test]
    fn neighbours_and_slivers_are_no_overlap_and_halves_are() {
        let left = "[0,0],[1,0],[1,1],[0,1],[0,0]";
        assert!(overlaps(&[left, "[1,0],[2,0],[2,1],[1,1],[1,0]"]).is_empty());
        assert!(overlaps(&[left, "[0.99,0],[2,0],[2,1],[0.99,1],[0.99,0]"]).is_empty());
        assert_eq!(overlaps(&["[5,5],[6,5],[6,6],[5,5]", left, "[0.5,0],[1.5,0],[1.5,1],[0.5,1],[0.5,0]"]), [(1, 2)]);
        assert!(overlaps(&["[0,0],[2,0],[0,2],[0,0]", "[2,0.1],[2,2],[0.1,2],[2,0.1]"]).is_empty(), "boxes overlap, regions do not");
        assert_eq!(overlaps(&[left, "[0.2,0.2],[0.4,0.2],[0.4,0.4],[0.2,0.4],[0.2,0.2]"]), [(0, 1)], "one within another");
    }
}
