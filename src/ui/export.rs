//! Writing the customers of the scenario in sight to a file: CSV and GeoJSON on the page, a workbook in the
//! spreadsheet worker.

use leptos::prelude::*;

use super::map::with_areas;
use super::phrases::worker_reason;
use super::session::{download, file_stem};
use super::sheets::{ExportFailure, Sheets};
use super::studio::{NoticeKind, Studio};
use crate::cartography::{Outlines, polygons};
use crate::document::areas::{AreaMap, area_names};
use crate::document::{Plan, Scenario};
use crate::exchange::export_table::{accounts_table, workbook};
use crate::exchange::phrases::phrase_file_error;
use crate::exchange::{export_csv, export_geojson, export_geojson_areas};
use crate::locale::Text;
use crate::locale::words::customers as words;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportKind {
    /// Comma-separated text.
    Csv,
    /// A workbook of Excel.
    Xlsx,
    /// Points with properties, for maps.
    GeoJson,
    /// The areas of the map with their territories.
    GeoJsonAreas,
    /// Territories as the areas they consist of.
    GeoJsonTerritories,
}

impl ExportKind {
    fn ending(self) -> &'static str {
        match self {
            ExportKind::Csv => "csv",
            ExportKind::Xlsx => "xlsx",
            ExportKind::GeoJson | ExportKind::GeoJsonAreas | ExportKind::GeoJsonTerritories => "geojson",
        }
    }

    fn mime_type(self) -> &'static str {
        match self {
            ExportKind::Csv => "text/csv;charset=utf-8",
            ExportKind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ExportKind::GeoJson | ExportKind::GeoJsonAreas | ExportKind::GeoJsonTerritories => "application/geo+json",
        }
    }

    /// What tells the file from the one of the customers; none for that.
    fn of_what(self) -> Option<Text> {
        match self {
            ExportKind::GeoJsonAreas => Some(words::FILE_OF_AREAS),
            ExportKind::GeoJsonTerritories => Some(words::FILE_OF_TERRITORIES),
            ExportKind::Csv | ExportKind::Xlsx | ExportKind::GeoJson => None,
        }
    }
}

/// Writes the customers with their territories in the scenario in sight, and hands the file to the user.
pub fn export(studio: Studio, sheets: Sheets, kind: ExportKind) {
    let (Some(plan), Some(scenario)) = (studio.plan.get_untracked(), studio.scenario.get_untracked()) else { return };
    let of_what = kind.of_what().map(|text| format!(" - {}", studio.say(text))).unwrap_or_default();
    let name = file_stem(&format!("{} - {}{of_what}.{}", plan.name, studio.scenario_name(&scenario), kind.ending()));
    match kind {
        ExportKind::Csv => download(studio, &name, kind.mime_type(), &export_csv::write(&accounts_table(&plan, &scenario))),
        ExportKind::GeoJson => download(studio, &name, kind.mime_type(), export_geojson::write(&plan, &scenario).as_bytes()),
        ExportKind::GeoJsonAreas | ExportKind::GeoJsonTerritories => with_areas(studio, move |found| match found {
            Some((outlines, map)) => {
                let written = areas_written(&studio, kind, &plan, &scenario, &outlines, &map);
                download(studio, &name, kind.mime_type(), written.as_bytes());
            }
            None => studio.notify(NoticeKind::Error, studio.say(words::NO_OUTLINES)),
        }),
        ExportKind::Xlsx => sheets.export_xlsx(workbook(&plan, &scenario, Vec::new()), move |written| match written {
            Ok(bytes) => download(studio, &name, kind.mime_type(), &bytes),
            Err(ExportFailure::File(error)) => {
                studio.notify(NoticeKind::Error, phrase_file_error(&error, &name, studio.language.get_untracked()));
            }
            Err(ExportFailure::Worker(failure)) => {
                let why = worker_reason(&studio, &failure);
                studio.notify(NoticeKind::Error, studio.fill(words::EXPORT_FAILED, &[("why", &why)]));
            }
        }),
    }
}

/// The areas of a map, or the territories made of them, as a file.
fn areas_written(studio: &Studio, kind: ExportKind, plan: &Plan, scenario: &Scenario, outlines: &Outlines, map: &AreaMap) -> String {
    if kind == ExportKind::GeoJsonTerritories {
        let joined = |areas: &[u32]| polygons::joined(areas.iter().filter_map(|area| outlines.regions.get(*area as usize)));
        return export_geojson_areas::write_territories(plan, scenario, map, joined);
    }
    let names = area_names(plan, &map.map, studio.language.get_untracked());
    let shapes: Vec<_> = outlines.regions.iter().map(polygons::polygons).collect();
    export_geojson_areas::write_areas(plan, scenario, map, &names, &shapes)
}
