//! Writes outlines as TopoJSON, the form in which a user's own map is kept: whole numbers on a grid of a millionth of
//! a degree (some 10 cm), each ring as its steps. [`super::map_file::read`] reads it like any other map.

use serde::Serialize;

use super::map_reading::NAME_KEYS;
use super::outlines::{Outlines, Ring};

/// Steps of the grid in a degree.
const STEPS_PER_DEGREE: f64 = 1_000_000.0;

#[derive(Serialize)]
struct Topology<'a> {
    r#type: &'static str,
    transform: Transform,
    objects: Objects<'a>,
    arcs: Vec<Vec<[i64; 2]>>,
}

#[derive(Serialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Serialize)]
struct Objects<'a> {
    regions: Collection<'a>,
}

#[derive(Serialize)]
struct Collection<'a> {
    r#type: &'static str,
    geometries: Vec<Geometry<'a>>,
}

#[derive(Serialize)]
struct Geometry<'a> {
    r#type: &'static str,
    id: &'a str,
    properties: serde_json::Map<String, serde_json::Value>,
    arcs: Vec<Vec<[usize; 1]>>,
}

/// The map as a file. The same outlines give the same bytes.
pub fn write(outlines: &Outlines) -> Vec<u8> {
    let mut arcs: Vec<Vec<[i64; 2]>> = Vec::new();
    let geometries = outlines.regions.iter().map(|region| {
        let mut polygons = Vec::with_capacity(region.polygons.len());
        for polygon in &region.polygons {
            let first = arcs.len();
            arcs.extend(polygon.iter().map(steps));
            polygons.push((first..arcs.len()).map(|arc| [arc]).collect());
        }
        let names = std::iter::once(&region.name).chain(&region.further_names).filter(|name| !name.is_empty());
        let properties = NAME_KEYS.iter().zip(names).map(|(key, name)| ((*key).to_owned(), name.as_str().into())).collect();
        Geometry { r#type: "MultiPolygon", id: &region.key, properties, arcs: polygons }
    });
    let regions = Collection { r#type: "GeometryCollection", geometries: geometries.collect() };
    let scale = 1.0 / STEPS_PER_DEGREE;
    let transform = Transform { scale: [scale, scale], translate: [0.0, 0.0] };
    // Names, whole numbers and finite scales always have a form in JSON.
    serde_json::to_vec(&Topology { r#type: "Topology", transform, objects: Objects { regions }, arcs }).unwrap_or_default()
}

/// A ring as the steps from point to point; what falls on one point of the grid is one point.
fn steps(ring: &Ring) -> Vec<[i64; 2]> {
    let mut points: Vec<[i64; 2]> = ring.iter().map(|point| point.map(|degrees| libm::round(degrees * STEPS_PER_DEGREE) as i64)).collect();
    points.dedup();
    let mut before = [0, 0];
    for point in &mut points {
        let here = *point;
        *point = [here[0] - before[0], here[1] - before[1]];
        before = here;
    }
    points
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::map_file::read;
    use super::*;

    #[test]
    fn what_was_written_is_read_as_it_was() {
        let file = r#"{"type":"FeatureCollection","features":[
          {"type":"Feature","id":"IR.TH","properties":{"name":"Tehran","name_fa":"تهران"},"geometry":{"type":"Polygon","coordinates":
            [[[51.1234567,35],[52,35],[52,36],[51,36],[51.1234567,35]],[[51.5,35.4],[51.6,35.4],[51.6,35.5],[51.5,35.4]]]}},
          {"type":"Feature","properties":{"name":"شمال"},"geometry":{"type":"MultiPolygon","coordinates":
            [[[[52,35],[53,35],[53,36],[52,35]]],[[[178,0],[183,0],[183,1],[178,0]]]]}},
          {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,1]]]}}]}"#;
        let first = read(file.as_bytes()).unwrap().outlines;
        let written = write(&first);
        let again = read(&written).unwrap();
        assert!(again.findings.is_empty(), "{:?}", again.findings);
        let told = |outlines: &Outlines| -> Vec<(String, String, Vec<String>, usize)> {
            let of = |region: &super::super::outlines::Region| {
                (
                    region.key.clone(),
                    region.name.clone(),
                    region.further_names.clone(),
                    region.polygons.iter().flatten().map(Vec::len).sum(),
                )
            };
            outlines.regions.iter().map(of).collect()
        };
        assert_eq!(told(&again.outlines), told(&first));
        let [longitude, latitude] = again.outlines.regions[0].polygons[0][0][0];
        assert!((longitude - 51.123457).abs() < 1e-9 && latitude == 35.0, "{longitude} {latitude}");
        assert_eq!(write(&again.outlines), written, "kept once more it is the same map");
    }
}
