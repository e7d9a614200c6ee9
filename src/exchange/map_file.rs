//! Reads maps in GeoJSON and TopoJSON into outlines, within limits of depth and points; what is wrong with a
//! single region is a finding and not the end of it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::FileError;
use super::limits::FILE_LIMIT_BYTES;
use super::map_reading::Reading;
use super::outlines::Outlines;
use super::topojson::Topology;

/// The most points of one map.
pub const POINT_LIMIT: usize = 500_000;
/// How deep collections may stand in collections.
pub(super) const COLLECTION_DEPTH_LIMIT: usize = 8;

/// A map that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MapRead {
    /// The regions.
    pub outlines: Outlines,
    /// What is to be said of single regions.
    pub findings: Vec<MapFinding>,
}

/// Something to say of a region of a map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapFinding {
    /// Which region, from 1, in the file's order.
    pub region_number: usize,
    /// Its name or key, where it has one.
    pub region_name: String,
    /// The name or key of the other region that it is about, if any.
    pub other_name: String,
    /// What it is.
    pub kind: MapFindingKind,
}

impl MapFinding {
    /// Two regions that overlap, the first of the file first.
    pub fn overlap(region_number: usize, region_name: String, other_name: String) -> MapFinding {
        MapFinding { region_number, region_name, other_name, kind: MapFindingKind::Overlap }
    }
}

/// What a finding of a map is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum MapFindingKind {
    /// A point with something that is no number, or infinite. Its ring is left out.
    NotANumber,
    /// A point beyond ±90 degrees of latitude or a whole turn of longitude: the map is not in longitude and latitude. Its ring is left out.
    NotInDegrees,
    /// A ring whose end is not its beginning; it was closed.
    UnclosedRing,
    /// A ring of fewer than three different points; it is left out.
    TooFewPoints,
    /// A key that an earlier region has; this one was given another.
    DuplicateKey,
    /// A point, a line or another thing without an inside; it is left out.
    NoArea,
    /// A part that is not there or of the wrong form; it is left out.
    Malformed,
    /// Collections within collections, too deep; the inner ones are left out.
    TooDeep,
    /// Two regions that overlap. What lies in both counts to the first of the file.
    Overlap,
}

impl MapFindingKind {
    /// Whether something of the region is left out, so that it is not on the map as it is in the file.
    pub fn leaves_out(self) -> bool {
        !matches!(self, MapFindingKind::UnclosedRing | MapFindingKind::DuplicateKey | MapFindingKind::Overlap)
    }

    /// A code that stays the same across versions, for reports and tests.
    pub fn code(self) -> &'static str {
        match self {
            MapFindingKind::NotANumber => "map-not-a-number",
            MapFindingKind::NotInDegrees => "map-not-in-degrees",
            MapFindingKind::UnclosedRing => "map-unclosed-ring",
            MapFindingKind::TooFewPoints => "map-too-few-points",
            MapFindingKind::DuplicateKey => "map-duplicate-key",
            MapFindingKind::NoArea => "map-no-area",
            MapFindingKind::Malformed => "map-malformed",
            MapFindingKind::TooDeep => "map-too-deep",
            MapFindingKind::Overlap => "map-overlap",
        }
    }
}

/// Reads a map.
///
/// # Errors
/// When it is no map, too large, has too many points, or no region can be read.
pub fn read(bytes: &[u8]) -> Result<MapRead, FileError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(FileError::EmptyMap);
    }
    if bytes.len() > FILE_LIMIT_BYTES {
        return Err(FileError::TooLarge { bytes: bytes.len() as u64, limit_bytes: FILE_LIMIT_BYTES as u64 });
    }
    // Each point is a list of its own, so their number is known before anything is built in memory.
    if bytes.iter().filter(|byte| **byte == b'[').count() > POINT_LIMIT * 2
        || bytes.iter().filter(|byte| **byte == b',').count() > POINT_LIMIT * 4
    {
        return Err(FileError::TooManyPoints { limit: POINT_LIMIT as u64 });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let root: Value =
        serde_json::from_slice(&without_odd_numbers(bytes)).map_err(|error| FileError::NotAMap { detail: error.to_string() })?;

    let mut reading = Reading::default();
    match root["type"].as_str() {
        Some("Topology") => Topology::of(&root)?.read_into(&mut reading)?,
        Some("FeatureCollection") => {
            for feature in root["features"].as_array().map(Vec::as_slice).unwrap_or_default() {
                reading.feature(feature)?;
            }
        }
        Some("Feature") => reading.feature(&root)?,
        Some(_) => reading.feature(&serde_json::json!({ "properties": {}, "geometry": root }))?,
        None => return Err(FileError::NotAMap { detail: "no type".to_owned() }),
    }
    if reading.regions.is_empty() {
        return Err(match reading.findings.iter().any(|finding| finding.kind == MapFindingKind::NotInDegrees) {
            true => FileError::MapNotInDegrees,
            false if reading.findings.is_empty() => FileError::EmptyMap,
            false => FileError::MapWithoutOutlines,
        });
    }
    Ok(MapRead { outlines: Outlines { regions: reading.regions }, findings: reading.findings })
}

/// What JSON does not know but some programs write, and numbers beyond a float, as null, so that they become
/// findings of their regions.
fn without_odd_numbers(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut out: Vec<u8> = Vec::new();
    let (mut copied, mut at, mut in_text) = (0, 0, false);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if in_text => at += 2,
            b'"' => {
                in_text = !in_text;
                at += 1;
            }
            b'-' | b'0'..=b'9' | b'N' | b'I' if !in_text => {
                let length =
                    bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(**byte, b'-' | b'+' | b'.')).count();
                let token = std::str::from_utf8(&bytes[at..at + length]).unwrap_or_default();
                if token.parse::<f64>().is_ok_and(|number| !number.is_finite()) {
                    out.extend_from_slice(&bytes[copied..at]);
                    out.extend_from_slice(b"null");
                    copied = at + length;
                }
                at += length.max(1);
            }
            _ => at += 1,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(bytes);
    }
    out.extend_from_slice(&bytes[copied..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::domain::Coordinates;
    use proptest::prelude::*;

    fn square(id: &str, ring: &str) -> String {
        format!(r#"{{"type":"Feature","properties":{{"id":"{id}","name":"{id}"}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#)
    }

    fn collection(features: &[String]) -> Vec<u8> {
        format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",")).into_bytes()
    }

    const GOOD: &str = "[[0,0],[1,0],[1,1],[0,1],[0,0]]";

    fn kinds(read: &MapRead) -> Vec<(usize, MapFindingKind)> {
        read.findings.iter().map(|finding| (finding.region_number, finding.kind)).collect()
    }

    #[test]
    fn what_is_wrong_with_one_region_spares_the_others() {
        let read = read(&collection(&[
            square("good", GOOD),
            square("nan", "[[0,0],[NaN,0],[1,1],[0,0]]"),
            square("infinite", "[[0,0],[1e999,0],[-Infinity,1],[0,0]]"),
            square("open", "[[5,5],[6,5],[6,6],[5,6]]"),
            square("good", GOOD),
            square("thin", "[[0,0],[1,0],[0,0]]"),
            square("metres", "[[500000,4000000],[500001,4000000],[500001,4000001],[500000,4000000]]"),
            r#"{"type":"Feature","properties":{"name":"NaN is a name, not -Infinity"},"geometry":{"type":"Point","coordinates":[1,2]}}"#
                .to_owned(),
        ]))
        .unwrap();
        let keys: Vec<&str> = read.outlines.regions.iter().map(|region| region.key.as_str()).collect();
        assert_eq!(keys, ["good", "open", "good-2"]);
        use MapFindingKind::*;
        let expected = [
            (2, NotANumber),
            (2, NoArea),
            (3, NotANumber),
            (3, NoArea),
            (4, UnclosedRing),
            (5, DuplicateKey),
            (6, TooFewPoints),
            (6, NoArea),
            (7, NotInDegrees),
            (7, NoArea),
            (8, NoArea),
        ];
        assert_eq!(kinds(&read), expected);
        assert_eq!(read.findings.last().unwrap().region_name, "NaN is a name, not -Infinity");
    }

    #[test]
    fn a_region_may_go_on_past_the_antimeridian() {
        let file = r#"{"type":"Polygon","coordinates":[[[178,-19],[183,-19],[183,-16],[178,-16],[178,-19]]]}"#;
        let read = read(file.as_bytes()).unwrap();
        assert!(read.findings.is_empty());
        let region = &read.outlines.regions[0];
        assert!((region.centre.longitude_degrees - -179.5).abs() < 1.0, "{:?}", region.centre);
        let at = |longitude: f64| region.contains(crate::domain::Coordinates::new(-17.0, longitude).unwrap());
        assert!(at(179.0) && at(-179.0) && !at(-176.0) && !at(177.0));
    }

    #[test]
    fn a_map_without_outlines_is_told_by_what_is_in_it() {
        let point = r#"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[51.4,35.7]}}"#.to_owned();
        assert_eq!(read(&collection(&[point.clone(), point])), Err(FileError::MapWithoutOutlines));
        assert_eq!(read(&collection(&[])), Err(FileError::EmptyMap));
        assert_eq!(read(b" \n"), Err(FileError::EmptyMap));
        assert_eq!(
            read(br#"{"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":[]}},"arcs":[]}"#),
            Err(FileError::EmptyMap)
        );
        let metres = square("metres", "[[500000,4000000],[500001,4000000],[500001,4000001],[500000,4000000]]");
        assert_eq!(read(&collection(&[metres])), Err(FileError::MapNotInDegrees));
    }

    #[test]
    fn limits_hold() {
        let many = square("many", &format!("[{}]", vec!["[0,0]"; POINT_LIMIT + 1].join(",")));
        assert_eq!(read(&collection(&[many])), Err(FileError::TooManyPoints { limit: POINT_LIMIT as u64 }));
        let deep = "[".repeat(100_000);
        assert!(matches!(read(format!(r#"{{"type":"Polygon","coordinates":{deep}"#).as_bytes()), Err(FileError::NotAMap { .. })));
        let mut nested = r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#.to_owned();
        for _ in 0..COLLECTION_DEPTH_LIMIT + 1 {
            nested = format!(r#"{{"type":"GeometryCollection","geometries":[{nested}]}}"#);
        }
        assert_eq!(read(nested.as_bytes()), Err(FileError::MapWithoutOutlines));
        // One long arc that is named over and over.
        let arc = vec!["[0,0]"; 1_000].join(",");
        let uses = vec!["0"; 1_000].join(",");
        let bomb = format!(r#"{{"type":"Topology","objects":{{"a":{{"type":"Polygon","arcs":[[{uses}]]}}}},"arcs":[[{arc}]]}}"#);
        assert_eq!(read(bomb.as_bytes()), Err(FileError::TooManyPoints { limit: POINT_LIMIT as u64 }));
    }

    #[test]
    fn topojson_shares_arcs_between_neighbours() {
        let map = br#"{"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[10,20]},
            "objects":{"m":{"type":"GeometryCollection","geometries":[
                {"type":"Polygon","id":"IR.TH","properties":{"name":"Tehran"},"arcs":[[0,1]]},
                {"type":"Polygon","id":"east","properties":{"name":"East"},"arcs":[[2,-2]]},
                {"type":"Polygon","id":"lost","properties":{},"arcs":[[99]]}]}},
            "arcs":[[[2,2],[-2,0],[0,-2],[2,0]],[[2,0],[0,2]],[[2,0],[2,0],[0,2],[-2,0]]]}"#;
        let read = read(map).unwrap();
        let keys: Vec<&str> = read.outlines.regions.iter().map(|region| region.key.as_str()).collect();
        assert_eq!(keys, ["IR-23", "east"]);
        assert_eq!(read.outlines.regions[0].bounds, [20.0, 10.0, 21.0, 11.0]);
        assert_eq!(kinds(&read), [(3, MapFindingKind::Malformed), (3, MapFindingKind::NoArea)]);
        let key = |latitude, longitude| {
            let place = Coordinates::new(latitude, longitude).unwrap();
            (
                read.outlines.containing(place).map(|region| region.key.as_str()),
                read.outlines.containing_or_near(place, 20.0).map(|region| region.key.as_str()),
            )
        };
        assert_eq!(key(20.5, 10.5), (Some("IR-23"), Some("IR-23")));
        assert_eq!(key(20.5, 11.5), (Some("east"), Some("east")));
        assert_eq!(key(20.5, 12.1), (None, Some("east")));
        assert_eq!(key(25.0, 12.1), (None, None));
        let directory = read.outlines.directory();
        assert_eq!(directory.find("تهران").map(|entry| entry.outline_key.as_str()), Some("IR-23"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
        }

        #[test]
        fn any_json_is_read_or_refused(middle in "[\\[\\]{}:,\"0-9eE.NaInf+-]{0,60}", form in 0usize..4) {
            let text = match form {
                0 => format!(r#"{{"type":"Polygon","coordinates":[{middle}]}}"#),
                1 => format!(r#"{{"type":"FeatureCollection","features":[{middle}]}}"#),
                2 => format!(r#"{{"type":"Topology","arcs":[[{middle}]],"objects":{{"a":{{"type":"Polygon","arcs":[[0]]}}}}}}"#),
                _ => format!(r#"{{"type":"Topology","arcs":[[[0,0],[1,1]]],"objects":{{"a":{{"type":"Polygon","arcs":[{middle}]}}}}}}"#),
            };
            if let Ok(read) = read(text.as_bytes()) {
                for region in &read.outlines.regions { prop_assert!(region.polygons.iter().flatten().flatten().flatten().all(|degrees| degrees.is_finite())); }
            }
        }
    }
}
