//! Borders of provinces, states or other regions, from TopoJSON or GeoJSON, on the map's plane. Reads polygons
//! and multipolygons; other geometries are counted and left out. Limits keep a hostile file from filling memory.
//!
//! Formats: the TopoJSON format specification 1.0, and RFC 7946.

use serde_json::Value;

use super::{WorldBox, WorldPoint};

/// A file may be at most so large.
pub const LIMIT_BYTES: usize = 20 * 1024 * 1024;
/// It may have at most so many points.
const LIMIT_POINTS: usize = 2_000_000;
/// Collections may be nested so deep.
const LIMIT_DEPTH: usize = 8;

/// A region and its borders.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// The key by which areas of a plan name it.
    pub key: String,
    /// Its name, as the file writes it.
    pub name: String,
    /// Its Persian name, where the file has one.
    pub name_fa: Option<String>,
    /// Its closed lines; what an odd number of them encloses belongs to it.
    pub rings: Vec<Vec<WorldPoint>>,
}

/// The regions of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlines {
    /// In the order of the file.
    pub regions: Vec<Region>,
    /// The smallest box around them.
    pub bounds: WorldBox,
    /// Geometries that have no surface or could not be read.
    pub left_out: usize,
}

/// Why a file gives no outlines.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutlinesError {
    /// It is larger than [`LIMIT_BYTES`] or has more points than can be shown.
    #[error("the file is too large for a map")]
    TooLarge,
    /// It is not JSON.
    #[error("line {line}, column {column} is not JSON")]
    NotJson {
        /// Where, from 1.
        line: usize,
        /// Where in the line, from 1.
        column: usize,
    },
    /// It is neither GeoJSON nor TopoJSON.
    #[error("the file is neither GeoJSON nor TopoJSON")]
    NotAMap,
    /// It has no polygon that could be read.
    #[error("no outline could be read; {left_out} were left out")]
    NoOutline {
        /// How many geometries were left out.
        left_out: usize,
    },
}

impl Outlines {
    /// Reads a GeoJSON or TopoJSON file.
    ///
    /// # Errors
    /// See [`OutlinesError`].
    pub fn read(bytes: &[u8]) -> Result<Outlines, OutlinesError> {
        if bytes.len() > LIMIT_BYTES {
            return Err(OutlinesError::TooLarge);
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let file: Value =
            serde_json::from_slice(bytes).map_err(|error| OutlinesError::NotJson { line: error.line(), column: error.column() })?;
        let mut reader = Reader::default();
        match file["type"].as_str() {
            Some("Topology") => {
                reader.arcs = reader.decoded_arcs(&file);
                let objects = file["objects"].as_object().ok_or(OutlinesError::NotAMap)?;
                for object in objects.values() {
                    reader.collect(object, &Value::Null, 0);
                }
            }
            Some("FeatureCollection" | "Feature" | "Polygon" | "MultiPolygon" | "GeometryCollection") => {
                reader.collect(&file, &Value::Null, 0);
            }
            _ => return Err(OutlinesError::NotAMap),
        }
        if reader.points > LIMIT_POINTS {
            return Err(OutlinesError::TooLarge);
        }
        let points = reader.regions.iter().flat_map(|region| region.rings.iter().flatten().copied());
        let bounds = WorldBox::around(points).ok_or(OutlinesError::NoOutline { left_out: reader.left_out })?;
        Ok(Outlines { regions: reader.regions, bounds, left_out: reader.left_out })
    }

    /// The region that a point of the plane lies in.
    pub fn region_at(&self, point: WorldPoint) -> Option<&Region> {
        let point = point.nearest_to(self.bounds.centre().x);
        self.regions.iter().find(|region| region.contains(point))
    }

    /// How many of these points lie in some region.
    pub fn points_inside(&self, points: &[WorldPoint]) -> usize {
        points.iter().filter(|point| self.region_at(**point).is_some()).count()
    }
}

impl Region {
    fn contains(&self, point: WorldPoint) -> bool {
        let crossings = |ring: &Vec<WorldPoint>| -> bool {
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
        };
        self.rings.iter().filter(|ring| crossings(ring)).count() % 2 == 1
    }
}

#[derive(Default)]
struct Reader {
    arcs: Vec<Vec<WorldPoint>>,
    regions: Vec<Region>,
    left_out: usize,
    points: usize,
}

impl Reader {
    /// The arcs of a topology as points of the plane; one that cannot be read is empty.
    fn decoded_arcs(&mut self, file: &Value) -> Vec<Vec<WorldPoint>> {
        let pair = |value: &Value| Some([value.get(0)?.as_f64()?, value.get(1)?.as_f64()?]);
        let transform = pair(&file["transform"]["scale"]).zip(pair(&file["transform"]["translate"]));
        let mut arcs = Vec::new();
        for arc in file["arcs"].as_array().into_iter().flatten() {
            let (mut x, mut y) = (0.0, 0.0);
            let mut line = Vec::new();
            for position in arc.as_array().into_iter().flatten() {
                let Some([first, second]) = pair(position) else {
                    line.clear();
                    break;
                };
                let (longitude, latitude) = match transform {
                    Some((scale, translate)) => {
                        x += first;
                        y += second;
                        (x * scale[0] + translate[0], y * scale[1] + translate[1])
                    }
                    None => (first, second),
                };
                let Some(point) = valid(longitude, latitude) else {
                    line.clear();
                    break;
                };
                line.push(point);
            }
            self.points += line.len();
            arcs.push(line);
        }
        arcs
    }

    /// Takes a feature, a geometry or a collection of them.
    fn collect(&mut self, value: &Value, feature: &Value, depth: usize) {
        if depth > LIMIT_DEPTH || self.points > LIMIT_POINTS {
            self.left_out += 1;
            return;
        }
        let parts = |name: &str| value[name].as_array().into_iter().flatten();
        match value["type"].as_str() {
            Some("FeatureCollection") => parts("features").for_each(|part| self.collect(part, part, depth + 1)),
            Some("GeometryCollection") => parts("geometries").for_each(|part| self.collect(part, feature, depth + 1)),
            Some("Feature") => self.collect(&value["geometry"], value, depth + 1),
            Some("Polygon") => self.region(value, feature, 1),
            Some("MultiPolygon") => self.region(value, feature, 2),
            _ => self.left_out += 1,
        }
    }

    fn region(&mut self, geometry: &Value, feature: &Value, nesting: usize) {
        let is_topology = geometry.get("arcs").is_some();
        let lines = &geometry[if is_topology { "arcs" } else { "coordinates" }];
        let polygons: Vec<&Value> = if nesting == 1 { vec![lines] } else { lines.as_array().into_iter().flatten().collect() };
        let mut rings = Vec::new();
        for ring in polygons.into_iter().filter_map(Value::as_array).flatten() {
            let points = if is_topology { self.joined(ring) } else { self.line(ring) };
            match points {
                Some(points) if points.len() >= 3 => rings.push(points),
                _ => self.left_out += 1,
            }
        }
        if rings.is_empty() {
            return;
        }
        let owner = if feature.is_object() { feature } else { geometry };
        let properties = if owner["properties"].is_object() { &owner["properties"] } else { &geometry["properties"] };
        let words = |names: &[&str]| {
            let found = names.iter().find_map(|name| properties[*name].as_str().filter(|words| !words.trim().is_empty()));
            found.map(str::to_owned)
        };
        let name = words(&["name", "NAME", "name_en", "NAME_1", "title", "shapeName"]).unwrap_or_default();
        let name_fa = words(&["name_fa", "fa"]);
        let id = if owner["id"].is_null() { &geometry["id"] } else { &owner["id"] };
        let key = match id {
            Value::String(words) => words.clone(),
            Value::Number(number) => number.to_string(),
            _ => words(&["iso_3166_2", "ISO", "code", "id"]).unwrap_or_else(|| name.clone()),
        };
        self.regions.push(Region { key, name, name_fa, rings });
    }

    /// A ring of arcs; a negative number is the arc of its complement, backwards.
    fn joined(&self, ring: &Value) -> Option<Vec<WorldPoint>> {
        let mut points: Vec<WorldPoint> = Vec::new();
        for index in ring.as_array()? {
            let index = index.as_i64()?;
            let arc = self.arcs.get(usize::try_from(if index < 0 { !index } else { index }).ok()?)?;
            if arc.is_empty() {
                return None;
            }
            // The first point of an arc is the last of the one before.
            let skipped = usize::from(!points.is_empty());
            if index < 0 {
                points.extend(arc.iter().rev().skip(skipped));
            } else {
                points.extend(arc.iter().skip(skipped));
            }
        }
        Some(points)
    }

    fn line(&mut self, ring: &Value) -> Option<Vec<WorldPoint>> {
        let ring = ring.as_array()?;
        self.points += ring.len();
        if self.points > LIMIT_POINTS {
            return None;
        }
        ring.iter().map(|position| valid(position.get(0)?.as_f64()?, position.get(1)?.as_f64()?)).collect()
    }
}

fn valid(longitude_degrees: f64, latitude_degrees: f64) -> Option<WorldPoint> {
    let is_valid = longitude_degrees.abs() <= 540.0 && latitude_degrees.abs() <= 90.0;
    is_valid.then(|| WorldPoint::of_degrees(longitude_degrees, latitude_degrees))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;

    /// Two squares that share a border; the second is written with arcs backwards.
    const TOPOLOGY: &str = r#"{"type":"Topology","transform":{"scale":[1,1],"translate":[10,0]},
        "objects":{"regions":{"type":"GeometryCollection","geometries":[
          {"type":"Polygon","id":"XX-1","properties":{"name":"West","name_fa":"باختر"},"arcs":[[0,1]]},
          {"type":"MultiPolygon","id":"XX-2","properties":{"name":"East"},"arcs":[[[2,-1]]]},
          {"type":"Point","coordinates":[1,1]}]}},
        "arcs":[[[1,0],[0,1]],[[1,1],[-1,0],[0,-1],[1,0]],[[1,0],[1,0],[0,1],[-1,0]]]}"#;

    #[test]
    fn a_topology_is_read_with_its_keys_and_names() {
        let outlines = Outlines::read(TOPOLOGY.as_bytes()).unwrap();
        assert_eq!(outlines.left_out, 1);
        let names: Vec<(&str, &str)> = outlines.regions.iter().map(|region| (region.key.as_str(), region.name.as_str())).collect();
        assert_eq!(names, [("XX-1", "West"), ("XX-2", "East")]);
        assert_eq!(outlines.regions[0].name_fa.as_deref(), Some("باختر"));
        let at = |longitude, latitude| outlines.region_at(WorldPoint::of_degrees(longitude, latitude)).map(|region| region.key.as_str());
        assert_eq!(at(10.5, 0.5), Some("XX-1"));
        assert_eq!(at(11.5, 0.5), Some("XX-2"));
        assert_eq!(at(12.5, 0.5), None);
        assert_eq!(at(11.5 - 360.0, 0.5), Some("XX-2"));
    }

    #[test]
    fn a_hole_is_outside() {
        let file = r#"{"type":"Feature","id":7,"properties":{"name":"Ring"},"geometry":{"type":"Polygon","coordinates":
            [[[0,0],[9,0],[9,9],[0,9],[0,0]],[[3,3],[6,3],[6,6],[3,6],[3,3]]]}}"#;
        let outlines = Outlines::read(file.as_bytes()).unwrap();
        assert_eq!(outlines.regions[0].key, "7");
        assert_eq!(outlines.points_inside(&[WorldPoint::of_degrees(1.0, 1.0), WorldPoint::of_degrees(4.5, 4.5)]), 1);
    }

    #[test]
    fn what_is_no_map_says_why() {
        assert_eq!(Outlines::read(b"{\n oops").unwrap_err(), OutlinesError::NotJson { line: 2, column: 2 });
        assert_eq!(Outlines::read(b"[1,2]").unwrap_err(), OutlinesError::NotAMap);
        assert_eq!(
            Outlines::read(br#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null}]}"#).unwrap_err(),
            OutlinesError::NoOutline { left_out: 1 }
        );
        let bad = br#"{"type":"Polygon","coordinates":[[[0,0],[1,1],["x",2]]]}"#;
        assert_eq!(Outlines::read(bad).unwrap_err(), OutlinesError::NoOutline { left_out: 1 });
    }

    proptest! {
        #[test]
        fn no_file_brings_the_reader_down(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Outlines::read(&bytes);
        }

        #[test]
        fn no_damage_to_a_topology_brings_the_reader_down(at in 0usize..600, letter in "[0-9a-z\\[\\]{},:-]") {
            let mut file = TOPOLOGY.to_owned();
            let at = (0..=at.min(file.len() - 1)).rev().find(|at| file.is_char_boundary(*at)).unwrap_or(0);
            file.insert_str(at, &letter);
            let _ = Outlines::read(file.as_bytes());
        }
    }
}
