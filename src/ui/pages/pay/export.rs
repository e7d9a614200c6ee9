//! Pay on its way to a file: statements, pay plans with their rules and curves, and two plans compared; each as a workbook
//! or as CSV.

use leptos::prelude::*;

use super::state::Pay;
use super::statements_tab::Made;
use crate::document::quota::pay::comparison::PlansCompared;
use crate::exchange::export_csv;
use crate::exchange::export_table::{ExportTable, WorkbookExport};
use crate::exchange::phrases::phrase_file_error;
use crate::locale::words::{customers, pay_export as export_words, pay_statement as words};
use crate::locale::{Language, Text};
use crate::tabular::pay_door_export::{SellerCodes, results_table, rules_text};
use crate::tabular::pay_export::statement_tables;
use crate::tabular::pay_figures_export::{attained_table, comparison_table, curve_table, roles_table};
use crate::tabular::pay_rules_export::rules_table;
use crate::ui::phrases::worker_reason;
use crate::ui::session::{download, file_stem};
use crate::ui::sheets::{ExportFailure, Sheets};
use crate::ui::studio::{NoticeKind, Studio};

const CSV: &str = "text/csv;charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What is written of pay plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlansExport {
    /// Rules, curves and roles, as a workbook.
    Workbook,
    /// The rules, as CSV.
    Rules,
    /// Pay over attainment, as CSV.
    Curves,
}

/// Writes all statements with what was attained and the rules and curves they follow from; as CSV their lines alone.
pub fn export_statements(pay: &Pay, sheets: Sheets, made: &Made, is_workbook: bool) {
    let Some(plan) = pay.studio.plan.get_untracked() else { return };
    let mut tables = statement_tables(&plan, &made.rules, &made.made.statements);
    if is_workbook {
        tables.extend(made.last.as_ref().filter(|last| last.file.is_some()).map(|last| attained_table(&plan, last)));
        tables.extend(plan_tables(pay));
        hand_out_workbook(pay.studio, sheets, words::FILE, tables);
    } else if let Some(lines) = tables.pop() {
        hand_out_csv(pay.studio, words::FILE, &lines);
    }
}

/// Writes what statements are reckoned from, the rules or the results, as the program for checking reads them.
pub fn export_check(pay: &Pay, made: &Made, is_rules: bool) {
    let studio = pay.studio;
    let Some(plan) = studio.plan.get_untracked() else { return };
    let codes = SellerCodes::of(&plan);
    if !is_rules {
        hand_out_csv(studio, export_words::FILE_CHECK_RESULTS, &results_table(&made.rules, &made.results, &codes));
    } else if let Some(name) = file_name(studio, export_words::FILE_CHECK_RULES, "json") {
        download(studio, &name, "application/json", rules_text(&made.rules, &codes).as_bytes());
    }
}

/// Writes pay plans.
pub fn export_plans(pay: &Pay, sheets: Sheets, what: PlansExport) {
    let tables = plan_tables(pay);
    match (what, tables.as_slice()) {
        (PlansExport::Workbook, _) => hand_out_workbook(pay.studio, sheets, export_words::FILE_ALL, tables),
        (PlansExport::Rules, [rules, ..]) => hand_out_csv(pay.studio, export_words::FILE_ALL, rules),
        (PlansExport::Curves, [_, curves, ..]) => hand_out_csv(pay.studio, export_words::FILE_CURVES, curves),
        _ => {}
    }
}

/// Writes two plans compared, with their rules in a workbook.
pub fn export_comparison(pay: &Pay, sheets: Sheets, compared: &PlansCompared, names: &[String; 2], is_workbook: bool) {
    let Some(plan) = pay.studio.plan.get_untracked() else { return };
    let table = comparison_table(&plan, compared, names);
    if is_workbook {
        let plans: Vec<_> = pay.plans.get_untracked().iter().filter(|plan| names.contains(&plan.name)).cloned().collect();
        hand_out_workbook(pay.studio, sheets, export_words::FILE_COMPARED, vec![table, rules_table(&plan.settings, &plans)]);
    } else {
        hand_out_csv(pay.studio, export_words::FILE_COMPARED, &table);
    }
}

/// The rules of all plans, the curves and the roles of those who are on one.
fn plan_tables(pay: &Pay) -> Vec<ExportTable> {
    let (Some(plan), Some(reckoned)) = (pay.studio.plan.get_untracked(), pay.reckoned.get_untracked()) else { return Vec::new() };
    let rules = rules_table(&plan.settings, &pay.plans.get_untracked());
    vec![rules, curve_table(&plan, &reckoned.roles), roles_table(&plan, &reckoned.roles)]
}

fn file_name(studio: Studio, subject: Text, ending: &str) -> Option<String> {
    let (plan, scenario) = (studio.plan.get_untracked()?, studio.scenario.get_untracked()?);
    Some(file_stem(&format!("{} - {} - {}.{ending}", plan.name, studio.scenario_name(&scenario), studio.say(subject))))
}

fn hand_out_csv(studio: Studio, subject: Text, table: &ExportTable) {
    if let Some(name) = file_name(studio, subject, "csv") {
        download(studio, &name, CSV, &export_csv::write(table));
    }
}

fn hand_out_workbook(studio: Studio, sheets: Sheets, subject: Text, mut tables: Vec<ExportTable>) {
    let Some(name) = file_name(studio, subject, "xlsx") else { return };
    let language = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.settings.language));
    tables.retain(|table| !table.rows.is_empty());
    let workbook = WorkbookExport { is_right_to_left: language == Some(Language::Persian), sheets: tables };
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
