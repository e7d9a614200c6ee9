//! TopoJSON: outlines made of arcs that neighbours share, often in whole numbers on a grid. Reading them into
//! rings; what rings must be like is in [`super::map_file`].

use serde_json::Value;

use super::FileError;
use super::map_file::{COLLECTION_DEPTH_LIMIT, MapFindingKind};
use super::map_reading::{Reading, point};
use super::outlines::{Polygon, Ring};

/// The arcs of a topology and the one of its objects that is read.
pub(super) struct Topology<'a> {
    arcs: Vec<Ring>,
    object: &'a Value,
}

impl<'a> Topology<'a> {
    /// Takes the arcs apart, and chooses the object with the most geometries.
    pub(super) fn of(root: &'a Value) -> Result<Topology<'a>, FileError> {
        let not_a_map = |detail: &str| FileError::NotAMap { detail: detail.to_owned() };
        let arcs = root["arcs"].as_array().ok_or_else(|| not_a_map("no arcs"))?;
        let transform = root.get("transform").map(|transform| (point(&transform["scale"]), point(&transform["translate"])));
        let arcs = arcs.iter().map(|arc| read_arc(arc, transform)).collect();
        let objects = root["objects"].as_object().ok_or_else(|| not_a_map("no objects"))?;
        let size = |object: &Value| object["geometries"].as_array().map_or(0, Vec::len);
        let mut chosen: Option<&Value> = None;
        for object in objects.values() {
            if chosen.is_none_or(|best| size(object) > size(best)) {
                chosen = Some(object);
            }
        }
        Ok(Topology { arcs, object: chosen.ok_or_else(|| not_a_map("no objects"))? })
    }

    /// Reads the regions of the object.
    pub(super) fn read_into(&self, reading: &mut Reading) -> Result<(), FileError> {
        match self.object["geometries"].as_array() {
            Some(geometries) if self.object["type"] == "GeometryCollection" => {
                geometries.iter().try_for_each(|geometry| self.region(geometry, reading))
            }
            _ => self.region(self.object, reading),
        }
    }

    fn region(&self, geometry: &Value, reading: &mut Reading) -> Result<(), FileError> {
        reading.begin(geometry);
        let mut polygons = Vec::new();
        self.geometry(geometry, reading, &mut polygons, 0)?;
        reading.end(geometry, polygons);
        Ok(())
    }

    fn geometry(&self, geometry: &Value, reading: &mut Reading, polygons: &mut Vec<Polygon>, depth: usize) -> Result<(), FileError> {
        match geometry["type"].as_str() {
            Some("Polygon") => polygons.extend(self.polygon(&geometry["arcs"], reading)?),
            Some("MultiPolygon") => {
                for part in geometry["arcs"].as_array().map(Vec::as_slice).unwrap_or_default() {
                    polygons.extend(self.polygon(part, reading)?);
                }
            }
            Some("GeometryCollection") if depth < COLLECTION_DEPTH_LIMIT => {
                for part in geometry["geometries"].as_array().map(Vec::as_slice).unwrap_or_default() {
                    self.geometry(part, reading, polygons, depth + 1)?;
                }
            }
            Some("GeometryCollection") => reading.note(MapFindingKind::TooDeep),
            Some("Point" | "MultiPoint" | "LineString" | "MultiLineString") => reading.note(MapFindingKind::NoArea),
            _ => reading.note(MapFindingKind::Malformed),
        }
        Ok(())
    }

    fn polygon(&self, rings: &Value, reading: &mut Reading) -> Result<Option<Polygon>, FileError> {
        let mut polygon = Polygon::new();
        for (index, arcs) in rings.as_array().map(Vec::as_slice).unwrap_or_default().iter().enumerate() {
            let ring = match self.ring(arcs, reading)? {
                Some(ring) => reading.sound_ring(ring),
                None => {
                    reading.note(MapFindingKind::Malformed);
                    None
                }
            };
            match ring {
                Some(ring) => polygon.push(ring),
                None if index == 0 => return Ok(None),
                None => {}
            }
        }
        Ok((!polygon.is_empty()).then_some(polygon))
    }

    /// Joins arcs end to end; `None` when one is not there. A negative index is the arc backwards.
    fn ring(&self, indices: &Value, reading: &mut Reading) -> Result<Option<Ring>, FileError> {
        let mut ring = Ring::new();
        for index in indices.as_array().map(Vec::as_slice).unwrap_or_default() {
            let Some(index) = index.as_i64() else { return Ok(None) };
            let position = if index < 0 { !index } else { index };
            let Some(arc) = usize::try_from(position).ok().and_then(|position| self.arcs.get(position)) else { return Ok(None) };
            reading.count_points(arc.len())?;
            // Each arc begins where the one before ends.
            let shared = usize::from(!ring.is_empty());
            if index < 0 {
                ring.extend(arc.iter().rev().skip(shared));
            } else {
                ring.extend(arc.iter().skip(shared));
            }
        }
        Ok(Some(ring))
    }
}

/// An arc in degrees. On a grid each point is the step from the one before.
fn read_arc(arc: &Value, transform: Option<([f64; 2], [f64; 2])>) -> Ring {
    let points = arc.as_array().map(Vec::as_slice).unwrap_or_default().iter().map(point);
    match transform {
        None => points.collect(),
        Some((scale, translate)) => {
            let mut at = [0.0, 0.0];
            let step = |[x, y]: [f64; 2]| {
                at = [at[0] + x, at[1] + y];
                [at[0] * scale[0] + translate[0], at[1] * scale[1] + translate[1]]
            };
            points.map(step).collect()
        }
    }
}
