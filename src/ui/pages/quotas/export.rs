//! The tree of quotas on its way to a file: a sheet a goal in a workbook, or all goals in one CSV table.

use leptos::prelude::*;

use super::state::{Quotas, goal_name};
use crate::exchange::export_csv;
use crate::exchange::export_table::WorkbookExport;
use crate::exchange::phrases::phrase_file_error;
use crate::locale::Language;
use crate::locale::words::{customers, quota_export as words};
use crate::quota::{GoalKind, PlacedNode};
use crate::tabular::quota_export::{ExportWords, table_of_all, tables_by_goal};
use crate::ui::phrases::worker_failure;
use crate::ui::session::{download, file_stem};
use crate::ui::sheets::{ExportFailure, Sheets};
use crate::ui::studio::NoticeKind;

const CSV: &str = "text/csv;charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Writes the quotas of the scenario in sight, as a workbook or as text, and hands the file to the user.
pub fn export(quotas: &Quotas, sheets: Sheets, is_workbook: bool) {
    let studio = quotas.studio;
    let (Some(plan), Some(scenario), Some(results)) =
        (studio.plan.get_untracked(), studio.scenario.get_untracked(), quotas.results.get_untracked())
    else {
        return;
    };
    let last_year = quotas.last_year(&results);
    let goal = |kind: GoalKind| studio.say(goal_name(kind)).to_owned();
    let node = |node: &PlacedNode| quotas.node_name(&node.key, &node.name);
    let said = ExportWords { goal: &goal, node: &node };
    let ending = if is_workbook { "xlsx" } else { "csv" };
    let name = file_stem(&format!("{} - {} - {}.{ending}", plan.name, studio.scenario_name(&scenario), studio.say(words::FILE)));
    if !is_workbook {
        download(studio, &name, CSV, &export_csv::write(&table_of_all(&results, &plan.settings, last_year, &said)));
        return;
    }
    let is_right_to_left = plan.settings.language == Language::Persian;
    let workbook = WorkbookExport { is_right_to_left, sheets: tables_by_goal(&results, &plan.settings, last_year, &said) };
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
