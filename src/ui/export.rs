//! Writing the customers of the scenario in sight to a file: CSV and GeoJSON on the page, a workbook in the
//! spreadsheet worker.

use std::rc::Rc;

use leptos::prelude::*;

use super::session::{download, file_stem};
use super::studio::{NoticeKind, Studio};
use crate::browser::worker_client::{SHEETS_SCRIPT, WorkerClient, WorkerScript};
use crate::exchange::export_table::{accounts_table, workbook};
use crate::exchange::phrases::phrase_file_error;
use crate::exchange::protocol::{ExchangeRequest, ExchangeResponse};
use crate::exchange::service::ExchangeService;
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

/// The spreadsheet worker while it writes a workbook.
pub type ExportWorker = StoredValue<Option<WorkerClient<ExchangeService>>, LocalStorage>;

/// Writes the customers with their territories in the scenario in sight, and hands the file to the user.
pub fn export(studio: Studio, kind: ExportKind, worker: ExportWorker) {
    let (Some(plan), Some(scenario)) = (studio.plan.get_untracked(), studio.scenario.get_untracked()) else { return };
    let name = file_stem(&format!("{} - {}.{}", plan.name, studio.scenario_name(&scenario), kind.ending()));
    match kind {
        ExportKind::Csv => download(studio, &name, kind.mime_type(), &export_csv::write(&accounts_table(&plan, &scenario))),
        ExportKind::GeoJson => download(studio, &name, kind.mime_type(), export_geojson::write(&plan, &scenario).as_bytes()),
        ExportKind::Xlsx => {
            let name: Rc<str> = name.into();
            let on_response = {
                let name = Rc::clone(&name);
                move |response| match response {
                    ExchangeResponse::Exported { bytes, .. } => download(studio, &name, ExportKind::Xlsx.mime_type(), &bytes),
                    ExchangeResponse::Failed { error, .. } => {
                        studio.notify(NoticeKind::Error, phrase_file_error(&error, &name, studio.language.get_untracked()));
                    }
                    _ => {}
                }
            };
            let on_failure = move |failure: crate::port::worker::WorkerFailure| {
                studio.notify(NoticeKind::Error, studio.fill(words::EXPORT_FAILED, &[("why", &failure.to_string())]));
            };
            let client = WorkerClient::new(WorkerScript::NamedByPage(SHEETS_SCRIPT), on_response, on_failure);
            client.send(&ExchangeRequest::ExportXlsx { id: 1, workbook: workbook(&plan, &scenario, Vec::new()) });
            // Kept until the page is left or the next workbook takes its place.
            worker.set_value(Some(client));
        }
    }
}
