//! Reading results from end to end: our own template, files of others, and everything that may be wrong, by row and column.
#![allow(clippy::unwrap_used)]

use super::finding::ResultProblem;
use super::phrases::{phrase_result, place_of_result, template};
use super::*;
use crate::document::{PlanId, Settings};
use crate::domain::{Person, YearMonth};
use crate::exchange::delimited::{Delimiter, read as read_text};
use crate::exchange::export_csv;
use crate::exchange::service::{ExchangeRequest, ExchangeResponse, ExchangeService};
use crate::locale::Language;
use crate::port::service::Service;
use proptest::prelude::*;

fn context() -> ResultContext {
    let seller = |id: u32, name: &str, code: Option<&str>| KnownSeller { id: PersonId(id), name: name.into(), code: code.map(Into::into) };
    ResultContext {
        sellers: vec![
            seller(1, "ندا کریمی", Some("A1")),
            seller(2, "رضا امینی", None),
            seller(3, "سارا", Some("7")),
            seller(4, "سارا", Some("8")),
        ],
        calendar: CalendarKind::SolarHijri,
        currency: Currency::Irr,
        display_unit: DisplayUnit::Million,
        chosen_unit: None,
        planned_month: None,
    }
}

fn read_csv(text: &str) -> ResultsRead {
    read(&read_text(text, Delimiter::Comma).unwrap(), &context())
}

/// The problems with their rows and columns.
fn problems(read: &ResultsRead) -> Vec<(Option<u32>, Option<&str>, &str)> {
    let told = read.findings.listed.iter();
    told.map(|finding| (finding.row, finding.column.as_ref().map(|column| column.letters.as_str()), finding.problem.code())).collect()
}

#[test]
fn a_persian_file_is_read_in_its_own_units_and_digits() {
    let read = read_csv(
        "گزارش کارکرد,,,,\nکارشناس,ماه,فروش (میلیون تومان),وصول به ریال,تعداد\n\
         نداكريمی,۱۴۰۴/۰۱,\"۱٬۲۵۰٫۵\",۴۰۰,۱۲\nA1,اردیبهشت ۱۴۰۴,3,,0\nندا کریمی,1404-03,1,,\n",
    );
    // «نداكريمی» without a space is another name and is told.
    assert_eq!(problems(&read), [(Some(3), Some("A"), "unknown-seller")]);
    let told: Vec<(u32, u32, u8, Option<i64>)> = read.rows.iter().map(|row| (row.row, row.seller.0, row.month.month, row.gross)).collect();
    assert_eq!(told, [(4, 1, 2, Some(30_000_000)), (5, 1, 3, Some(10_000_000))]);
    let read = read_csv("کارشناس,ماه,فروش (میلیون تومان),وصول به ریال,تعداد\nندا كريمي,۱۴۰۴/۰۱,۱٬۲۵۰٫۵,۴۰۰,۱۲\n");
    let row = &read.rows[0];
    assert_eq!((row.gross, row.collected, row.quantity), (Some(12_505_000_000), Some(400), Some(12)));
    assert!(read.findings.listed.is_empty());
}

#[test]
fn the_plain_columns_are_whole_smallest_units_and_others_are_in_the_unit_of_the_plan() {
    let plain = "seller,month,gross,discount,shipping,collected,quantity,campaign,product_line,segment,returned,sold_in\n\
                 A1,1404-02,1000,100,50,700,3,نوروز,لبنیات,خرده,20,1404-01\n";
    let read = read_csv(plain);
    let row = &read.rows[0];
    assert_eq!((row.gross, row.discount, row.returned), (Some(1_000), Some(100), Some(20)));
    let month = row.seller_month();
    assert_eq!(month.returns[0].sold_in, YearMonth { year: 1404, month: 1 });
    assert_eq!(month.entries[0].product_line.as_deref(), Some("لبنیات"));
    assert_eq!(read_csv("Seller,Month,Invoiced\nA1,1404-02,1000\n").rows[0].gross, Some(1_000_000_000));
    let chosen = ResultContext { chosen_unit: Some(DisplayUnit::Toman), ..context() };
    let table = read_text(plain, Delimiter::Comma).unwrap();
    assert_eq!(super::read(&table, &chosen).rows[0].gross, Some(10_000), "what the user says counts");
}

#[test]
fn a_unit_that_is_named_holds_for_columns_without_one_and_none_is_assumed_silently() {
    let units = |read: &ResultsRead| -> Vec<(Option<ReadUnit>, bool)> {
        read.columns.iter().filter(|column| column.unit.is_some()).map(|column| (column.unit, column.is_unit_assumed)).collect()
    };
    let toman = Some(ReadUnit::Shown(DisplayUnit::Toman));
    let read = read_csv("کارشناس,ماه,فروش (تومان),وصول,هدف فروش\nA1,1404-01,1000,900,1100\n");
    assert_eq!(units(&read), [(toman, false), (toman, false), (toman, false)]);
    assert_eq!((read.rows[0].gross, read.rows[0].quota_sales), (Some(10_000), Some(11_000)));
    assert!(read.findings.listed.is_empty());
    let read = read_csv("کارشناس,ماه,فروش,وصول\nA1,1404-01,1000,900\n");
    let assumed = (Some(ReadUnit::Shown(DisplayUnit::Million)), true);
    assert_eq!(units(&read), [assumed, assumed]);
    assert!(super::phrases::is_unit_assumed(&read));
    let read = read_csv("کارشناس,ماه,فروش (میلیون تومان),وصول (تومان),تخفیف\nA1,1404-01,1000,900,1\n");
    assert!(units(&read)[2].1, "two units are named, and neither for this column");
}

#[test]
fn results_that_are_far_from_their_quotas_are_told() {
    let told = |text: &str, planned_month: Option<i64>| {
        let context = ResultContext { planned_month, ..context() };
        problems(&super::read(&read_text(text, Delimiter::Comma).unwrap(), &context)).iter().map(|problem| problem.2.to_owned()).collect()
    };
    let none: [&str; 0] = [];
    let both = |sales: &str, quota: &str| -> Vec<String> {
        told(&format!("کارشناس,ماه,فروش (ریال),هدف فروش (ریال)\nA1,1404-01,{sales},{quota}\n"), None)
    };
    assert_eq!(both("1000", "1900"), none);
    assert_eq!(both("21000", "1000"), ["far-above-quotas"]);
    assert_eq!(both("1000", "21000"), ["far-below-quotas"]);
    assert_eq!(both("0", "21000"), none, "a month without sales is no matter of units");
    let alone = |planned| -> Vec<String> {
        told("کارشناس,ماه,فروش (ریال)\nA1,1404-01,600\nA1,1404-01,400\n2,1404-01,\n7,1404-01,900\n", planned)
    };
    assert_eq!(alone(Some(1_000)), ["unknown-seller"]);
    assert_eq!(alone(Some(40_000)), ["unknown-seller", "far-below-quotas"]);
    assert_eq!(alone(None), ["unknown-seller"]);
}

#[test]
fn the_template_is_read_back_and_its_empty_rows_are_left_out() {
    for language in [Language::Persian, Language::English] {
        let mut plan = Plan::new(PlanId("p".into()), "plan", Settings::for_language(language));
        plan.people = std::sync::Arc::new(vec![Person::named(PersonId(5), "ندا"), Person::named(PersonId(6), "=رضا")]);
        let first = YearMonth { year: if language == Language::Persian { 1404 } else { 2026 }, month: 4 };
        let mut table = template(&plan, first);
        assert_eq!(table.rows.len(), 24);
        table.rows[1][2] = crate::exchange::export_table::ExportCell::Number("2".into());
        let text = String::from_utf8(export_csv::write(&table)).unwrap();
        let read = read(&read_text(text.trim_start_matches('\u{feff}'), Delimiter::Comma).unwrap(), &ResultContext::of(&plan, None));
        assert!(read.columns.iter().all(|column| column.column.is_some()), "{:?}", read.columns);
        let unit = plan.settings.display_unit.smallest_per_shown(plan.settings.currency);
        assert_eq!((read.rows.len(), read.rows[0].seller, read.rows[0].gross), (1, PersonId(5), Some(2 * unit)));
        assert_eq!(read.rows[0].month, first.plus_months(1));
    }
}

#[test]
fn whatever_is_wrong_is_told_by_row_and_column_and_the_row_is_left_out() {
    let read = read_csv(
        "seller,month,gross,discount,quantity,returned,sold_in,active_share,quota_sales,تلفن,gross\n\
         A9,1404-01,5,,,,,,,,\n\
         سارا,1404-01,5,,,,,,,,\n\
         ,1404-01,5,,,,,,,,\n\
         A1,,5,,,,,,,,\n\
         A1,1404-13,5,,,,,,,,\n\
         A1,2025-01,5,,,,,,,,\n\
         A1,1404-01,-5,,,,,,,,\n\
         A1,1404-01,پنج,,,,,,,,\n\
         A1,1404-01,5,6,,,,,,,\n\
         A1,1404-01,5,,1.5,,,,,,\n\
         A1,1404-01,5,,,3,,,,,\n\
         A1,1404-01,5,,,3,1404-02,,,,\n\
         A1,1404-01,5,,,,,1.5,,,\n\
         A1,1404-01,5,,,,,0.5,60,,\n\
         A1,1404-01,6,,,,,,50,,\n\
         A1,1404-01,5,,,,,0.5,60,,\n\
         A1,1404-04,99999999999999999999,,,,,,,,\n\
         جمع,,500,,,,,,,,\n\
         A1,1404-05,,,,,,,,,\n\
         7,1404-01,0,,,,,۵۰٪,,,\n",
    );
    let expected = [
        (None, Some("J"), "column-unknown"),
        (None, Some("K"), "column-twice"),
        (Some(2), Some("A"), "unknown-seller"),
        (Some(3), Some("A"), "several-sellers"),
        (Some(4), Some("A"), "no-seller"),
        (Some(5), Some("B"), "no-month"),
        (Some(6), Some("B"), "unknown-month"),
        (Some(7), Some("B"), "unknown-month"),
        (Some(8), Some("C"), "negative"),
        (Some(9), Some("C"), "not-a-number"),
        (Some(10), Some("D"), "discount-above-value"),
        (Some(11), Some("E"), "not-whole"),
        (Some(12), Some("F"), "sold-in-missing"),
        (Some(13), Some("G"), "returned-before-sold"),
        (Some(14), Some("H"), "not-a-share"),
        (Some(16), Some("I"), "other-quota"),
        (Some(17), None, "repeated"),
        (Some(18), Some("C"), "too-large"),
        (Some(19), None, "sum-row"),
    ];
    assert_eq!(problems(&read), expected);
    let kept: Vec<u32> = read.rows.iter().map(|row| row.row).collect();
    assert_eq!((kept, read.blank_rows, read.row_count), (vec![15, 21], 1, 20));
    assert_eq!(read.rows[1].active_share, Some(0.5));
    for finding in &read.findings.listed {
        for language in [Language::Persian, Language::English] {
            let words = phrase_result(&finding.problem, "1404-01", language);
            assert!(!words.contains('{') && !place_of_result(finding, language).is_empty(), "{words}");
        }
    }
}

#[test]
fn an_empty_file_and_one_without_its_columns_say_so() {
    assert_eq!(problems(&read_csv("seller,month,gross\n")), [(None, None, "no-rows")]);
    assert_eq!(problems(&read_csv("seller,gross\nA1,5\n")), [(None, None, "column-missing")]);
    let read = read_csv("A1,1404-01,5\nA1,1404-02,6\n");
    let missing: Vec<ResultProblem> = read.findings.listed.into_iter().map(|finding| finding.problem).collect();
    let column = |column| ResultProblem::ColumnMissing { column };
    assert_eq!(missing, [column(ResultColumn::Seller), column(ResultColumn::Month)]);
}

#[test]
fn ten_thousand_deals_are_read_at_once() {
    let rows: String = (0..10_000).map(|deal| format!("A1,1404-01,{deal},1000\n")).collect();
    let read = read_csv(&format!("seller,month,deal,gross\n{rows}"));
    assert_eq!((read.rows.len(), read.findings.total()), (10_000, 0));
}

#[test]
fn both_languages_have_the_same_places() {
    for text in phrases::ALL {
        assert_eq!(crate::locale::Text::places(text.en), crate::locale::Text::places(text.fa), "{}", text.en);
        assert!(!text.fa.contains(['ي', 'ك']), "Arabic letters in {}", text.fa);
    }
}

/// All that the worker answers to a file of results.
fn answered(bytes: Vec<u8>) -> Vec<ExchangeResponse> {
    let (mut service, mut answers) = (ExchangeService::default(), Vec::new());
    let request = ExchangeRequest::ReadResults { id: 1, name: "results".into(), bytes, sheet: None, context: context() };
    service.handle(request, &mut |answer| answers.push(answer));
    while service.step(&mut |answer| answers.push(answer)) {}
    answers
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn random_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), is_archive: bool) {
        let bytes = if is_archive { [b"PK\x03\x04".to_vec(), bytes].concat() } else { bytes };
        let answers = answered(bytes);
        prop_assert!(matches!(answers[..], [ExchangeResponse::Results { .. } | ExchangeResponse::Failed { .. }]), "{answers:?}");
    }

    #[test]
    fn random_tables_are_read_or_refused(text in "(seller|code|month|sales|1403|فروردین|ندا کریمی|A1|[0-9۰-۹.,/-]{1,9}|[,;\t\n\"]){0,80}") {
        let answers = answered(text.into_bytes());
        prop_assert!(matches!(answers[..], [ExchangeResponse::Results { .. } | ExchangeResponse::Failed { .. }]), "{answers:?}");
    }
}
