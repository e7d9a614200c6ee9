//! Writing the customers of the scenario in sight to a file: CSV and GeoJSON on the page, a workbook in the
//! spreadsheet worker.

use leptos::prelude::*;

use super::phrases::worker_failure;
use super::session::{download, file_stem};
use super::sheets::{ExportFailure, Sheets};
use super::studio::{NoticeKind, Studio};
use crate::exchange::export_table::{accounts_table, workbook};
use crate::exchange::phrases::phrase_file_error;
use crate::exchange::{export_csv, export_geojson};
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
}

impl ExportKind {
    fn ending(self) -> &'static str {
        match self {
            ExportKind::Csv => "csv",
            ExportKind::Xlsx => "xlsx",
            ExportKind::GeoJson => "geojson",
        }
    }

    fn mime_type(self) -> &'static str {
        match self {
            ExportKind::Csv => "text/csv;charset=utf-8",
            ExportKind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ExportKind::GeoJson => "application/geo+json",
        }
    }
}

/// Writes the customers with their territories in the scenario in sight, and hands the file to the user.
pub fn export(studio: Studio, sheets: Sheets, kind: ExportKind) {
    let (Some(plan), Some(scenario)) = (studio.plan.get_untracked(), studio.scenario.get_untracked()) else { return };
    let name = file_stem(&format!("{} - {}.{}", plan.name, studio.scenario_name(&scenario), kind.ending()));
    match kind {
        ExportKind::Csv => download(studio, &name, kind.mime_type(), &export_csv::write(&accounts_table(&plan, &scenario))),
        ExportKind::GeoJson => download(studio, &name, kind.mime_type(), export_geojson::write(&plan, &scenario).as_bytes()),
        ExportKind::Xlsx => sheets.export_xlsx(workbook(&plan, &scenario, Vec::new()), move |written| match written {
            Ok(bytes) => download(studio, &name, kind.mime_type(), &bytes),
            Err(ExportFailure::File(error)) => {
                studio.notify(NoticeKind::Error, phrase_file_error(&error, &name, studio.language.get_untracked()));
            }
            Err(ExportFailure::Worker(failure)) => {
                let why = worker_failure(&studio, &failure);
                studio.notify(NoticeKind::Error, studio.fill(words::EXPORT_FAILED, &[("why", &why)]));
            }
        }),
    }
}
