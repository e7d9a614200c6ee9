//! Borders of provinces, states or other regions on the map's plane. Reading them from files is in
//! [`crate::exchange::map_file`].

use serde::{Deserialize, Serialize};

use super::{WorldBox, WorldPoint};
use crate::exchange::outlines as degrees;

/// A region and its borders.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// The key by which areas of a plan name it.
    pub key: String,
    /// Its name, as the map writes it.
    pub name: String,
    /// Further names, in other languages or spellings.
    pub further_names: Vec<String>,
    /// Its closed lines; what an odd number of them encloses belongs to it.
    pub rings: Vec<Vec<WorldPoint>>,
    /// The smallest box around it.
    pub bounds: WorldBox,
}

/// The regions of a map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outlines {
    /// In the order of the map.
    pub regions: Vec<Region>,
    /// The smallest box around them.
    pub bounds: WorldBox,
}

impl Outlines {
    /// Outlines in degrees as outlines on the plane; `None` when none has a point.
    pub fn of(outlines: &degrees::Outlines) -> Option<Outlines> {
        let regions: Vec<Region> = outlines.regions.iter().filter_map(Region::of).collect();
        let bounds = regions.iter().map(|region| region.bounds).reduce(|one, other| one.joined(&other))?;
        Some(Outlines { regions, bounds })
    }

    /// The region that a point of the plane lies in.
    pub fn region_at(&self, point: WorldPoint) -> Option<&Region> {
        let point = point.nearest_to(self.bounds.centre().x);
        self.regions.iter().find(|region| region.contains(point))
    }

    /// The place among the regions of the one that a point of the plane lies in.
    pub fn region_index_at(&self, point: WorldPoint) -> Option<u32> {
        let point = point.nearest_to(self.bounds.centre().x);
        self.regions.iter().position(|region| region.contains(point)).map(|index| index as u32)
    }

    /// How many of these points lie in some region.
    pub fn points_inside(&self, points: &[WorldPoint]) -> usize {
        points.iter().filter(|point| self.region_at(**point).is_some()).count()
    }
}

impl Region {
    fn of(region: &degrees::Region) -> Option<Region> {
        let project =
            |ring: &degrees::Ring| ring.iter().map(|[longitude, latitude]| WorldPoint::of_degrees(*longitude, *latitude)).collect();
        let rings: Vec<Vec<WorldPoint>> = region.polygons.iter().flatten().map(project).collect();
        let bounds = WorldBox::around(rings.iter().flatten().copied())?;
        Some(Region { key: region.key.clone(), name: region.name.clone(), further_names: region.further_names.clone(), rings, bounds })
    }

    /// What it is called: its name, or else its key.
    pub fn label(&self) -> &str {
        if self.name.is_empty() { &self.key } else { &self.name }
    }

    /// The middle of its box.
    pub fn centre(&self) -> WorldPoint {
        self.bounds.centre()
    }

    fn contains(&self, point: WorldPoint) -> bool {
        if !self.bounds.contains(point) {
            return false;
        }
        self.rings.iter().filter(|ring| encloses(ring, point)).count() % 2 == 1
    }
}

/// Whether a closed line goes around a point.
pub(super) fn encloses(ring: &[WorldPoint], point: WorldPoint) -> bool {
    let mut inside = false;
    let mut before = ring.last().copied().unwrap_or_default();
    for &corner in ring {
        if (corner.y > point.y) != (before.y > point.y)
            && point.x < (before.x - corner.x) * (point.y - corner.y) / (before.y - corner.y) + corner.x
        {
            inside = !inside;
        }
        before = corner;
    }
    inside
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::exchange::map_file;

    /// The outlines of a file.
    pub fn read(file: &str) -> Outlines {
        Outlines::of(&map_file::read(file.as_bytes()).unwrap().outlines).unwrap()
    }

    #[test]
    fn a_point_is_in_the_region_around_it_wherever_longitudes_are_counted_from() {
        let outlines = read(
            r#"{"type":"FeatureCollection","features":[
              {"type":"Feature","id":"W","properties":{"name":"West"},"geometry":{"type":"Polygon","coordinates":[[[178,0],[180,0],[180,1],[178,1],[178,0]]]}},
              {"type":"Feature","id":"E","properties":{"name":"East"},"geometry":{"type":"Polygon","coordinates":[[[180,0],[182,0],[182,1],[180,1],[180,0]]]}}]}"#,
        );
        let at = |longitude, latitude| outlines.region_at(WorldPoint::of_degrees(longitude, latitude)).map(|region| region.key.as_str());
        assert_eq!(at(179.5, 0.5), Some("W"));
        assert_eq!(at(-179.5, 0.5), Some("E"));
        assert_eq!(at(-177.0, 0.5), None);
        assert_eq!(at(179.5, 1.5), None);
    }

    #[test]
    fn a_hole_is_outside() {
        let outlines = read(
            r#"{"type":"Feature","id":"7","properties":{"name":"Ring"},"geometry":{"type":"Polygon","coordinates":
            [[[0,0],[9,0],[9,9],[0,9],[0,0]],[[3,3],[6,3],[6,6],[3,6],[3,3]]]}}"#,
        );
        assert_eq!(outlines.points_inside(&[WorldPoint::of_degrees(1.0, 1.0), WorldPoint::of_degrees(4.5, 4.5)]), 1);
    }
}
