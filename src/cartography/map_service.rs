//! The worker that reads the user's own map, as a pure service: the file, its regions on the plane, where they overlap
//! and which lie side by side, in slices with progress. The page gets all of it ready to draw and to plan by.

use serde::{Deserialize, Serialize};

use super::Outlines;
use super::borders::map_areas;
use super::overlap::Overlaps;
use crate::document::areas::MapAreas;
use crate::exchange::map_file::{self, MapFinding};
use crate::exchange::{FileError, map_writing};
use crate::port::service::Service;

/// What the worker may be asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum MapRequest {
    /// Reads a file of the user's: answers `Progress` and `Read`, or `Failed`.
    ReadFile(#[serde(with = "serde_bytes")] Vec<u8>),
    /// Reads a map as it is kept; answers likewise, without findings.
    ReadKept(#[serde(with = "serde_bytes")] Vec<u8>),
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum MapResponse {
    /// So much of the work is done, 0 to 1.
    Progress(f64),
    /// The map.
    Read(Box<MapRead>),
    /// The file is no map, or none that can be read.
    Failed(FileError),
}

/// A map that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MapRead {
    /// The map as it is kept; empty where it was read from that.
    #[serde(with = "serde_bytes")]
    pub kept: Vec<u8>,
    /// Its regions on the plane.
    pub outlines: Outlines,
    /// Its regions as areas, and their borders.
    pub areas: MapAreas,
    /// What is to be said of single regions.
    pub findings: Vec<MapFinding>,
}

enum Task {
    File(Vec<u8>),
    Kept { bytes: Vec<u8>, is_new: bool, findings: Vec<MapFinding> },
    Borders { kept: Vec<u8>, is_new: bool, outlines: Outlines, findings: Vec<MapFinding> },
    Overlaps { read: Box<MapRead>, overlaps: Overlaps },
}

/// Reads own maps for the page.
#[derive(Default)]
pub struct MapService {
    task: Option<Task>,
}

/// How far the work is after each of its parts; reading and borders take about as long.
const READ_SHARE: f64 = 0.3;
const KEPT_SHARE: f64 = 0.5;
const BORDERS_SHARE: f64 = 0.8;
/// So many regions are looked through for overlaps in a slice.
const REGIONS_IN_A_SLICE: usize = 50;

impl Service for MapService {
    const NAME: &'static str = "maps";
    type Request = MapRequest;
    type Response = MapResponse;

    fn handle(&mut self, request: MapRequest, _: &mut dyn FnMut(MapResponse)) {
        self.task = Some(match request {
            MapRequest::ReadFile(bytes) => Task::File(bytes),
            MapRequest::ReadKept(bytes) => Task::Kept { bytes, is_new: false, findings: Vec::new() },
        });
    }

    fn step(&mut self, answer: &mut dyn FnMut(MapResponse)) -> bool {
        let Some(task) = self.task.take() else { return false };
        match advance(task, answer) {
            Ok(next) => self.task = next,
            Err(error) => answer(MapResponse::Failed(error)),
        }
        self.task.is_some()
    }
}

fn advance(task: Task, answer: &mut dyn FnMut(MapResponse)) -> Result<Option<Task>, FileError> {
    Ok(Some(match task {
        // What is shown is what is kept, so that a plan looks the same before and after it was stored.
        Task::File(bytes) => {
            let read = map_file::read(&bytes)?;
            answer(MapResponse::Progress(READ_SHARE));
            Task::Kept { bytes: map_writing::write(&read.outlines), is_new: true, findings: read.findings }
        }
        Task::Kept { bytes, is_new, findings } => {
            let read = map_file::read(&bytes)?;
            // Whatever was read has a region with points.
            let outlines = Outlines::of(&read.outlines).ok_or_else(|| FileError::NotAMap { detail: "no outline".to_owned() })?;
            answer(MapResponse::Progress(KEPT_SHARE));
            Task::Borders { kept: bytes, is_new, outlines, findings }
        }
        Task::Borders { kept, is_new, outlines, findings } => {
            let areas = map_areas(&outlines);
            answer(MapResponse::Progress(BORDERS_SHARE));
            if !is_new {
                answer(MapResponse::Read(Box::new(MapRead { kept: Vec::new(), outlines, areas, findings })));
                return Ok(None);
            }
            Task::Overlaps { read: Box::new(MapRead { kept, outlines, areas, findings }), overlaps: Overlaps::default() }
        }
        Task::Overlaps { mut read, mut overlaps } => {
            if overlaps.step(&read.outlines, REGIONS_IN_A_SLICE) {
                let share = overlaps.done() as f64 / read.outlines.regions.len().max(1) as f64;
                answer(MapResponse::Progress(BORDERS_SHARE + (1.0 - BORDERS_SHARE) * share));
                return Ok(Some(Task::Overlaps { read, overlaps }));
            }
            let name = |region: usize| read.outlines.regions.get(region).map(|region| region.label().to_owned()).unwrap_or_default();
            let found = overlaps.found.iter().map(|&(one, other)| MapFinding::overlap(one + 1, name(one), name(other)));
            let found: Vec<MapFinding> = found.collect();
            // First what decides where customers lie.
            read.findings.splice(0..0, found);
            answer(MapResponse::Read(read));
            return Ok(None);
        }
    }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    fn ask(request: MapRequest) -> (Vec<f64>, MapResponse) {
        let (mut service, mut progress, mut last) = (MapService::default(), Vec::new(), None);
        let mut hear = |response| match response {
            MapResponse::Progress(share) => progress.push(share),
            other => last = Some(other),
        };
        service.handle(request, &mut hear);
        while service.step(&mut hear) {}
        (progress, last.unwrap())
    }

    #[test]
    fn a_file_becomes_what_is_drawn_planned_by_and_kept() {
        let file = r#"{"type":"FeatureCollection","features":[
          {"type":"Feature","properties":{"name":"West"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}},
          {"type":"Feature","properties":{"name":"East"},"geometry":{"type":"Polygon","coordinates":[[[1,0],[2,0],[2,1],[1,1]]]}},
          {"type":"Feature","properties":{"name":"Over"},"geometry":{"type":"Polygon","coordinates":[[[1.5,0],[2.5,0],[2.5,1],[1.5,1],[1.5,0]]]}}]}"#;
        let (progress, answer) = ask(MapRequest::ReadFile(file.as_bytes().to_vec()));
        assert!(progress.is_sorted() && !progress.is_empty(), "{progress:?}");
        let MapResponse::Read(read) = answer else { panic!("{answer:?}") };
        let codes: Vec<&str> = read.findings.iter().map(|finding| finding.kind.code()).collect();
        assert_eq!(codes, ["map-overlap", "map-unclosed-ring"]);
        assert_eq!((read.findings[0].region_name.as_str(), read.findings[0].other_name.as_str()), ("East", "Over"));
        assert_eq!(read.areas.areas.len(), 3);

        let (_, again) = ask(MapRequest::ReadKept(read.kept.clone()));
        let MapResponse::Read(again) = again else { panic!("{again:?}") };
        assert_eq!((again.outlines, again.areas), (read.outlines, read.areas), "after it was stored it is the same map");
        let sent = crate::port::worker::to_bytes(&again.findings).unwrap();
        assert_eq!(crate::port::worker::from_bytes::<Vec<MapFinding>>(&sent).unwrap(), again.findings);
    }

    #[test]
    fn what_is_no_map_is_told() {
        assert!(matches!(ask(MapRequest::ReadFile(b"{}".to_vec())).1, MapResponse::Failed(FileError::NotAMap { .. })));
    }
}
