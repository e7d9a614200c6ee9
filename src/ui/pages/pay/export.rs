//! Statements of all sellers on their way to a file: a workbook of totals and lines, or the lines as CSV.

use leptos::prelude::*;

use crate::exchange::export_csv;
use crate::exchange::export_table::WorkbookExport;
use crate::exchange::phrases::phrase_file_error;
use crate::locale::Language;
use crate::locale::words::{customers, pay_statement as words};
use crate::quota::pay::{PayRules, Statement};
use crate::tabular::pay_export::statement_tables;
use crate::ui::phrases::worker_failure;
use crate::ui::session::{download, file_stem};
use crate::ui::sheets::{ExportFailure, Sheets};
use crate::ui::studio::{NoticeKind, Studio};

const CSV: &str = "text/csv;charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Writes statements and hands the file to the user.
pub fn export(studio: Studio, sheets: Sheets, rules: &PayRules, statements: &[Statement], is_workbook: bool) {
    let (Some(plan), Some(scenario)) = (studio.plan.get_untracked(), studio.scenario.get_untracked()) else { return };
    let mut tables = statement_tables(&plan, rules, statements);
    let ending = if is_workbook { "xlsx" } else { "csv" };
    let name = file_stem(&format!("{} - {} - {}.{ending}", plan.name, studio.scenario_name(&scenario), studio.say(words::FILE)));
    if !is_workbook {
        if let Some(lines) = tables.pop() {
            download(studio, &name, CSV, &export_csv::write(&lines));
        }
        return;
    }
    let workbook = WorkbookExport { is_right_to_left: plan.settings.language == Language::Persian, sheets: tables };
    sheets.export_xlsx(workbook, move |written| match written {
        Ok(bytes) => download(studio, &name, XLSX, &bytes),
        Err(ExportFailure::File(error)) => {
            studio.notify(NoticeKind::Error, phrase_file_error(&error, &name, studio.language.get_untracked()));
        }
        Err(ExportFailure::Worker(failure)) => {
            let why = worker_failure(&studio, &failure);
            studio.notify(NoticeKind::Error, studio.fill(customers::EXPORT_FAILED, &[("why", &why)]));
        }
    });
}
