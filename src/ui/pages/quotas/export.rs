//! Quotas on their way to a file: in a workbook a sheet a goal, one of letters, one of sellers with fairness and chances, one of the
//! company's chances, capacity and hires, the size of the team, seasons, ramps and what changes for whom; as CSV either the tree or the sellers.

use leptos::prelude::*;

use super::state::{Quotas, goal_name};
use crate::document::quota::chances::attainment_problem;
use crate::document::quota::results as scenario_results;
use crate::exchange::export_csv;
use crate::exchange::export_table::WorkbookExport;
use crate::exchange::phrases::phrase_file_error;
use crate::locale::Language;
use crate::locale::words::{customers, judgement_export as judgement_words, quota_export as words};
use crate::quota::attainment::Simulation;
use crate::quota::{GoalKind, PlacedNode};
use crate::tabular::judgement_export::JudgementExport;
use crate::tabular::letters_export::letters_table;
use crate::tabular::quota_export::{ExportWords, table_of_all, tables_by_goal};
use crate::tabular::quota_reason::node_name;
use crate::tabular::staffing_export::PlanSheets;
use crate::ui::phrases::worker_reason;
use crate::ui::session::{download, file_stem};
use crate::ui::sheets::{ExportFailure, Sheets};
use crate::ui::studio::{NoticeKind, scenario_name};

const CSV: &str = "text/csv;charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// Everything, as a workbook.
    Workbook,
    /// The tree, as CSV.
    Tree,
    /// Sellers with fairness and chances, as CSV.
    Sellers,
}

/// Writes the quotas of the scenario in sight and hands the file to the user.
pub fn export(quotas: &Quotas, sheets: Sheets, what: Export) {
    let studio = quotas.studio;
    let (Some(plan), Some(scenario), Some(results)) =
        (studio.plan.get_untracked(), studio.scenario.get_untracked(), quotas.results.get_untracked())
    else {
        return;
    };
    let last_year = quotas.last_year(&results);
    // A file is in the plan's language throughout, whatever the screen's is.
    let language = plan.settings.language;
    let goal = |kind: GoalKind| goal_name(kind).get(language).to_owned();
    let node = |node: &PlacedNode| node_name(language, &node.key, &node.name);
    let said = ExportWords { goal: &goal, node: &node };
    let ending = if what == Export::Workbook { "xlsx" } else { "csv" };
    let subject = if what == Export::Sellers { judgement_words::FILE_SELLERS } else { words::FILE }.get(language);
    let name = file_stem(&format!("{} - {} - {}.{ending}", plan.name, scenario_name(&scenario, language), subject));
    if what == Export::Tree {
        download(studio, &name, CSV, &export_csv::write(&table_of_all(&results, &plan.settings, last_year, &said)));
        return;
    }
    // A moment's work, and the same figures as the worker's.
    let chances = attainment_problem(&plan, &scenario, &results);
    let outlook = Simulation::new(chances.problem.clone()).finish();
    let judged = JudgementExport {
        settings: &plan.settings,
        scenario: &scenario,
        results: &results,
        chances: &chances,
        outlook: &outlook,
        goal_name: &goal,
    };
    if what == Export::Sellers {
        download(studio, &name, CSV, &export_csv::write(&judged.sellers()));
        return;
    }
    let is_right_to_left = language == Language::Persian;
    let mut tables = tables_by_goal(&results, &plan.settings, last_year, &said);
    tables.extend([letters_table(&results, &plan.settings, &goal), judged.sellers(), judged.company()]);
    let sheets_of = PlanSheets { plan: &plan, settings: &scenario.quota, results: &results, goal: &goal };
    tables.extend([sheets_of.capacity(), sheets_of.team_size(&scenario), sheets_of.seasons(), sheets_of.ramps()]);
    // Against the first other scenario, as the page begins with: today's state, unless that is in sight.
    if let Some(other) = plan.scenarios.iter().find(|other| other.id != scenario.id)
        && let Some(before) = scenario_results(&plan, other)
    {
        tables.push(sheets_of.changes(&scenario_name(other, language), &before));
    }
    tables.retain(|table| !table.rows.is_empty());
    let workbook = WorkbookExport { is_right_to_left, sheets: tables };
    sheets.export_xlsx(workbook, move |written| match written {
        Ok(bytes) => download(studio, &name, XLSX, &bytes),
        Err(ExportFailure::File(error)) => {
            studio.notify(NoticeKind::Error, phrase_file_error(&error, &name, studio.language.get_untracked()));
        }
        Err(ExportFailure::Worker(failure)) => {
            let why = worker_reason(&studio, &failure);
            studio.notify(NoticeKind::Error, studio.fill(customers::EXPORT_FAILED, &[("why", &why)]));
        }
    });
}
