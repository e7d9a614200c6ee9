//! What the worker answers to requests that come one after the other.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::document::import::columns_to_settle;
use crate::document::{Command, Document, Plan, PlanId, PreparedImport, Settings};
use crate::exchange::mapping::MappedColumn;
use crate::exchange::{AreaDirectory, ColumnMapping, Field};

/// All that is answered to requests that come one after the other.
fn answers(requests: Vec<ExchangeRequest>) -> Vec<ExchangeResponse> {
    let (mut service, mut answers) = (ExchangeService::default(), Vec::new());
    for request in requests {
        service.handle(request, &mut |answer| answers.push(answer));
        while service.step(&mut |answer| answers.push(answer)) {}
    }
    answers
}

fn open(name: &str, bytes: Vec<u8>) -> ExchangeRequest {
    let context = ImportContext::of_settings(&Settings::for_language(Language::English), AreaDirectory::default());
    ExchangeRequest::OpenFile { id: 1, name: name.to_owned(), bytes, context }
}

fn mapped(columns: &[(&str, Field)]) -> ExchangeRequest {
    let columns = columns.iter().map(|(header, field)| MappedColumn::new(*header, *field)).collect();
    let choices = UserChoices { mapping: Some(ColumnMapping { columns }), ..UserChoices::default() };
    ExchangeRequest::SetChoices { id: 2, choices }
}

#[test]
fn a_column_that_is_a_fact_now_is_no_further_column_any_more() {
    let plan = Plan::new(PlanId("a".into()), "A", Settings::for_language(Language::English));
    let mut document = Document::create(plan, 0.0);
    let mut bring = |file: &str, fields: &[(&str, Field)]| {
        let context = ImportContext {
            columns_to_settle: columns_to_settle(document.plan()),
            ..ImportContext::of_settings(&document.plan().settings, AreaDirectory::default())
        };
        let opened = ExchangeRequest::OpenFile { id: 1, name: "list.csv".into(), bytes: file.as_bytes().to_vec(), context };
        let mut prepared = PreparedImport::new("list.csv", document.plan());
        for answer in answers(vec![opened, mapped(fields), ExchangeRequest::Interpret { id: 3 }]) {
            if let ExchangeResponse::Rows { rows, .. } = answer {
                prepared.take(rows);
            }
        }
        document.apply(Command::PutImport(Box::new(prepared)), 0.0).unwrap();
        let of = |account: &crate::domain::Account| (account.sales.is_some(), account.extra.keys().cloned().collect::<Vec<_>>());
        document.plan().accounts.iter().map(|account| of(account)).collect::<Vec<_>>()
    };
    let both = || vec!["Note".to_owned(), "Turn".to_owned()];
    let kept = bring("id,Turn,Note\nC1,5,a\nC2,6,b\n", &[("id", Field::Identifier), ("Turn", Field::Keep), ("Note", Field::Keep)]);
    assert_eq!(kept, [(false, both()), (false, both())]);
    // A cell that is empty leaves what is there.
    let settled = bring("id,Turn\nC1,7\nC2,\n", &[("id", Field::Identifier), ("Turn", Field::Sales)]);
    assert_eq!(settled, [(true, vec!["Note".to_owned()]), (false, both())]);
}

#[test]
fn every_problem_of_every_row_can_be_kept() {
    let rows: String = (0..700).map(|row| format!("C{row},Shop {row},much\r\n")).collect();
    let file = format!("id,name,sales\r\nC,Good,5\r\nC9999,Other,6\r\n{rows}").into_bytes();
    // More words than numbers would be no column of sales.
    let answers = answers(vec![
        open("list.csv", file),
        mapped(&[("id", Field::Identifier), ("name", Field::Name), ("sales", Field::Sales)]),
        ExchangeRequest::WriteProblems { id: 3, language: Language::English },
    ]);
    let Some(ExchangeResponse::Exported { id: 3, bytes }) = answers.last() else { panic!("{:?}", answers.last()) };
    let text = String::from_utf8(bytes.clone()).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 701, "a heading, and one line for each");
    assert_eq!(lines[0], "Row,Column,What,Value in the file,What becomes of the row");
    assert!(lines[1].starts_with("4,C (sales),") && lines[1].contains(",much,Row left out"), "{}", lines[1]);
    assert!(lines[700].starts_with("703,"), "{}", lines[700]);
}

#[test]
fn a_list_that_was_asked_for_comes_whatever_is_done_meanwhile() {
    let rows: String = (0..5_000).map(|row| format!("C{row},Shop {row},{}\n", if row % 2 == 0 { "much" } else { "7" })).collect();
    let file = format!("id,name,sales\n{rows}").into_bytes();
    let columns = [("id", Field::Identifier), ("name", Field::Name), ("sales", Field::Sales)];
    let choice = || mapped(&[("id", Field::Identifier), ("name", Field::Name), ("sales", Field::Ignore)]);
    let another = || open("other.csv", b"id,name\nC1,Other\n".to_vec());
    let nothing = || ExchangeRequest::Interpret { id: 9 };
    for next in [choice, another, nothing, || ExchangeRequest::Close] {
        // While all rows are looked through, and while the list is being written.
        for slices in [0, 8, 12] {
            let (mut service, mut heard) = (ExchangeService::default(), Vec::new());
            for request in [open("list.csv", file.clone()), mapped(&columns)] {
                service.handle(request, &mut |answer| heard.push(answer));
                while !matches!(heard.last(), Some(ExchangeResponse::Preview { .. })) && service.step(&mut |answer| heard.push(answer)) {}
                heard.clear();
            }
            let mut hear = |answer| heard.push(answer);
            service.handle(ExchangeRequest::WriteProblems { id: 3, language: Language::English }, &mut hear);
            for _ in 0..slices {
                service.step(&mut hear);
            }
            service.handle(next(), &mut hear);
            while service.step(&mut hear) {}
            let written = heard.iter().find_map(|answer| match answer {
                ExchangeResponse::Exported { id: 3, bytes } => Some(bytes.iter().filter(|byte| **byte == b'\n').count()),
                _ => None,
            });
            assert_eq!(written, Some(2_501), "{:?} after {slices} slices", next());
        }
    }
    // Nor does the list end what is looked through.
    let (mut service, mut heard) = (ExchangeService::default(), Vec::new());
    service.handle(open("list.csv", file), &mut |answer| heard.push(answer));
    while !matches!(heard.last(), Some(ExchangeResponse::Preview { .. })) && service.step(&mut |answer| heard.push(answer)) {}
    service.handle(ExchangeRequest::WriteProblems { id: 3, language: Language::English }, &mut |answer| heard.push(answer));
    while service.step(&mut |answer| heard.push(answer)) {}
    let count = |is_it: fn(&ExchangeResponse) -> bool| heard.iter().filter(|answer| is_it(answer)).count();
    assert_eq!(count(|answer| matches!(answer, ExchangeResponse::Checked { .. })), 1);
    assert_eq!(count(|answer| matches!(answer, ExchangeResponse::Exported { .. })), 1);
}

#[test]
fn problems_of_no_file_are_refused() {
    let answers = answers(vec![ExchangeRequest::WriteProblems { id: 3, language: Language::English }]);
    assert!(matches!(answers[..], [ExchangeResponse::Failed { id: 3, error: FileError::NothingOpen, .. }]), "{answers:?}");
}

#[cfg(feature = "sheets")]
#[test]
fn a_workbook_tells_how_far_it_is_read() {
    let mut writer = rust_xlsxwriter::Workbook::new();
    let sheet = writer.add_worksheet();
    for row in 0..5_000 {
        sheet.write(row, 0, if row == 0 { "name".to_owned() } else { format!("Shop {row}") }).unwrap();
    }
    let answers = answers(vec![open("list.xlsx", writer.save_to_buffer().unwrap())]);
    let told: Vec<usize> = answers
        .iter()
        .filter_map(|answer| match answer {
            ExchangeResponse::Progress { stage: Stage::Reading, done, total: 1_000, .. } => Some(*done),
            _ => None,
        })
        .collect();
    assert_eq!((told[0], told.len()), (0, 5), "{told:?}");
    assert!(told.is_sorted() && told.last().is_some_and(|last| *last > 700 && *last <= 1_000), "{told:?}");
}
