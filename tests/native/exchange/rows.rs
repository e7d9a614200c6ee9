//! Rows that are broken, and what becomes of them and of the others.

use qalamro::document::Settings;
use qalamro::domain::{CalendarKind, Workload};
use qalamro::exchange::dates::{DateOrder, DateStyle};
use qalamro::exchange::finding::{LISTED_FINDINGS, Severity};
use qalamro::exchange::options::{ImportContext, UserChoices};
use qalamro::exchange::period::Period;
use qalamro::exchange::{AreaDirectory, FindingTotals};
use qalamro::locale::Language;

use super::session::{Page, persian_plan};

/// Row, column letters and code of each finding.
fn places(findings: &FindingTotals) -> Vec<(u32, &str, &str)> {
    let listed = findings.listed.iter();
    listed
        .map(|finding| {
            let letters = finding.column.as_ref().map_or("", |column| column.letters.as_str());
            (finding.row.unwrap_or(0), letters, finding.kind.code())
        })
        .collect()
}

#[test]
fn of_forty_thousand_rows_three_hundred_are_broken() {
    let mut text = "کد مشتری,نام مشتری,عرض جغرافیایی,طول جغرافیایی,فروش\n".to_owned();
    for row in 0..40_000 {
        let (latitude, sales) = match row % 400 {
            7 => ("۳۵٫۷", "زیاد"),
            8 => ("135.7", "12"),
            9 => ("35.7", "#N/A!"),
            _ => ("35.7", "۱۲٬۰۰۰"),
        };
        text.push_str(&format!("{row},مشتری {row},{latitude},51.4,{sales}\n"));
    }
    let mut page = Page::default();
    page.open("a.csv", text, persian_plan());
    let outcome = page.interpret();
    let (counts, findings) = outcome.finished.unwrap();
    assert_eq!((counts.kept, counts.left_out, outcome.rows.len()), (39_700, 300, 39_700));
    assert_eq!((findings.total(), findings.errors, findings.listed.len()), (300, 300, 300));
    assert_eq!(places(&findings)[..3], [(9, "E", "not-a-number"), (10, "C", "out-of-range"), (11, "E", "not-a-number")]);

    let outcome = page.choose(UserChoices { keeps_rows_with_bad_values: true, ..UserChoices::default() });
    let (counts, findings) = outcome.checked.unwrap();
    assert_eq!((counts.kept, findings.errors, findings.warnings), (40_000, 0, 300));
}

#[test]
fn swapped_coordinates_are_noticed_and_read_swapped() {
    let text = "name,lat,lon\na,51.4,35.7\nb,52.5,29.6\nc,49.6,37.3\nd,59.6,36.3\n";
    let mut page = Page::default();
    let outcome = page.open("a.csv", text, persian_plan());
    let preview = outcome.preview.unwrap();
    assert_eq!(preview.file_findings[0].kind.code(), "coordinates-look-swapped");
    assert!(preview.options.swaps_coordinates);
    let place = preview.rows[0].account.as_ref().unwrap().coordinates.unwrap();
    assert_eq!((place.latitude_degrees, place.longitude_degrees), (35.7, 51.4));
    let outcome = page.choose(UserChoices { swaps_coordinates: Some(false), ..UserChoices::default() });
    let place = outcome.preview.unwrap().rows[0].account.as_ref().unwrap().coordinates.unwrap();
    assert_eq!((place.latitude_degrees, place.longitude_degrees), (51.4, 35.7));

    // Without a map, only what cannot be the latitude of a customer says so.
    let nowhere = ImportContext { areas: AreaDirectory::default(), ..persian_plan() };
    let american = "name,lat,lon\na,-122.4,37.8\nb,-118.2,34.1\nc,-73.9,40.7\n";
    assert!(Page::default().open("a.csv", american, nowhere.clone()).preview.unwrap().options.swaps_coordinates);
    let sound = "name,lat,lon\na,37.8,-122.4\nb,34.1,-118.2\nc,140,40\n";
    assert!(!Page::default().open("a.csv", sound, nowhere).preview.unwrap().options.swaps_coordinates);
}

/// Customers all over Iran, of whom 300 have a latitude that is none.
fn broken_list(turns: bool) -> String {
    let mut text = "id,name,lat,lon\n".to_owned();
    for row in 0..40_000 {
        let latitude = if row % 133 == 0 && row < 39_900 { 95.2 } else { 29.0 + f64::from(row % 90) / 10.0 };
        let longitude = 46.0 + f64::from(row % 140) / 10.0;
        let (one, other) = if turns { (longitude, latitude) } else { (latitude, longitude) };
        text.push_str(&format!("C{row},Customer {row},{one:.1},{other:.1}\n"));
    }
    text
}

#[test]
fn a_few_latitudes_that_are_none_are_told_row_by_row_and_turn_no_file_round() {
    let english = || ImportContext::of_settings(&Settings::for_language(Language::English), AreaDirectory::default());
    for context in [english(), persian_plan()] {
        let outcome = Page::default().open("a.csv", broken_list(false), context);
        let preview = outcome.preview.unwrap();
        assert!(!preview.options.swaps_coordinates && preview.file_findings.is_empty(), "{:?}", preview.file_findings);
        let (counts, findings) = outcome.checked.unwrap();
        assert_eq!((counts.kept, counts.left_out, findings.per_code["out-of-range"]), (39_700, 300, 300));
        assert_eq!(places(&findings)[..2], [(2, "C", "out-of-range"), (135, "C", "out-of-range")]);
        let evidence = preview.coordinates.unwrap();
        assert_eq!((evidence.pairs, evidence.possible.as_written), (40_000, 39_700));
    }
}

#[test]
fn a_swapped_file_with_broken_rows_is_read_swapped_where_the_country_is_known() {
    let mut page = Page::default();
    let outcome = page.open("a.csv", broken_list(true), persian_plan());
    let preview = outcome.preview.unwrap();
    assert!(preview.options.swaps_coordinates);
    assert_eq!(preview.file_findings.iter().map(|finding| finding.kind.code()).collect::<Vec<_>>(), ["coordinates-look-swapped"]);
    let (counts, findings) = outcome.checked.unwrap();
    assert_eq!((counts.kept, findings.per_code["out-of-range"]), (39_700, 300));
    // The cell that is wrong stands in the column of longitudes.
    assert_eq!(places(&findings)[0], (2, "D", "out-of-range"));
    // Without a country the worker turns nothing round by itself, and hands over the rows that the maps are asked about.
    let english = ImportContext::of_settings(&Settings::for_language(Language::English), AreaDirectory::default());
    let preview = page.open("a.csv", broken_list(true), english).preview.unwrap();
    assert!(!preview.options.swaps_coordinates && preview.coordinates.unwrap().sample.len() >= 200);
    // What the maps or the user said is told, whatever the box says.
    let preview = page.choose(UserChoices { swaps_coordinates: Some(true), ..UserChoices::default() }).preview.unwrap();
    assert_eq!(preview.file_findings[0].kind.code(), "coordinates-look-swapped");
}

#[test]
fn a_file_that_is_swapped_in_large_part_is_asked_about() {
    let mut text = "name,lat,lon\n".to_owned();
    for row in 0..20 {
        text.push_str(if row % 3 == 0 { "a,35.7,51.4\n" } else { "b,51.4,35.7\n" });
    }
    let mut page = Page::default();
    let preview = page.open("a.csv", text, persian_plan()).preview.unwrap();
    assert!(!preview.options.swaps_coordinates);
    assert_eq!(preview.file_findings.iter().map(|finding| finding.kind.code()).collect::<Vec<_>>(), ["coordinate-order-open"]);
    let question = qalamro::wizard::order::OrderQuestion::of_known_country(&preview).unwrap();
    assert_eq!((question.row, question.answers.each_ref().map(|answer| answer.rows)), (2, [7, 13]));
    assert_eq!(question.answers[1].place.latitude_degrees, 51.4);
}

#[test]
fn every_problem_says_row_and_column() {
    let text = "id,name,lat,lon,province,potential,hours,fixed\n\
                1,a,35.7,51.4,تهران,-5,1,yes\n\
                2,b,35.7,,تهران,5,1,no\n\
                ,,35.7,51.4,تهران,5,1,no\n\
                4,d,0,0,آتلانتیس,5,1,no\n\
                5,e,,,,5,-1,no\n\
                6,f,,,,5,1,شاید\n\
                2,b,35.7,51.4,تهران,6,1,no\n\
                8,h,35.7,51.4,تهران,—,1,no,extra\n\
                9,i,35.7,51.4\n\
                10,j,,,آتلانتیس,1,1,no\n";
    let mut page = Page::default();
    page.open("a.csv", text, persian_plan());
    let outcome = page.interpret();
    let (counts, findings) = outcome.finished.unwrap();
    assert_eq!(
        places(&findings),
        [
            (2, "F", "negative"),
            (3, "D", "one-coordinate"),
            (4, "", "no-name-or-identifier"),
            (5, "C", "zero-coordinates"),
            (5, "E", "unknown-area"),
            (6, "G", "negative"),
            (7, "H", "not-yes-or-no"),
            (7, "", "not-on-the-map"),
            (8, "A", "duplicate-identifier"),
            (9, "", "too-many-cells"),
            (10, "", "too-few-cells"),
        ]
    );
    assert_eq!((counts.kept, counts.left_out), (7, 3));
    let errors: Vec<u32> =
        findings.listed.iter().filter(|finding| finding.severity == Severity::Error).filter_map(|finding| finding.row).collect();
    assert_eq!(errors, [2, 4, 6]);
    assert_eq!(outcome.rows[1].area.as_ref().unwrap().name, "آتلانتیس");
    assert!(outcome.rows.iter().all(|row| row.extra.is_empty()));
}

#[test]
fn what_is_no_number_in_a_file_is_named_and_never_becomes_a_figure() {
    let mut text = "id,name,lat,lon,potential\n\
                1,a,NaN,51.4,5\n\
                2,b,35.7,51.4,NaN\n\
                3,c,35.7,51.4,inf\n\
                4,d,35.7,51.4,-Infinity\n\
                5,e,35.7,51.4,1e999\n"
        .to_owned();
    (6..30).for_each(|id| text.push_str(&format!("{id},f,35.7,51.4,7\n")));
    let mut page = Page::default();
    page.open("a.csv", text, persian_plan());
    let outcome = page.interpret();
    let (counts, findings) = outcome.finished.unwrap();
    let named = [(2, "C"), (3, "E"), (4, "E"), (5, "E"), (6, "E")].map(|(row, column)| (row, column, "not-a-number"));
    assert_eq!(places(&findings), named);
    assert_eq!((counts.kept, counts.left_out), (24, 5));
    let kept = page.choose(UserChoices { keeps_rows_with_bad_values: true, ..UserChoices::default() });
    assert!(kept.rows.iter().all(|row| row.potential.is_none_or(f64::is_finite)));
    assert!(kept.rows.iter().filter_map(|row| row.coordinates).all(|place| place.latitude_degrees.is_finite()));
}

#[test]
fn words_are_kept_as_typed_and_further_columns_too() {
    let text = "نام مشتري,توضيح,کد\n علي‌رضا كريمي ۱۲ ,كد ۰۰۷,۰۰۷\n";
    let mut page = Page::default();
    page.open("a.csv", text, persian_plan());
    let row = &page.interpret().rows[0];
    assert_eq!(row.name.as_deref(), Some("علی‌رضا کریمی ۱۲"));
    assert_eq!(row.code.as_deref(), Some("۰۰۷"));
    assert_eq!(row.extra.get("توضیح").map(String::as_str), Some("کد ۰۰۷"));
}

#[test]
fn visits_need_minutes_from_the_file_or_the_user() {
    let mut page = Page::default();
    let outcome = page.open("a.csv", "name,visits per year\na,12\n", persian_plan());
    assert_eq!(outcome.checked.unwrap().1.per_code.keys().collect::<Vec<_>>(), ["visits-without-minutes"]);
    let outcome = page.choose(UserChoices { minutes_per_visit: Some(30.0), ..UserChoices::default() });
    let account = outcome.preview.unwrap().rows[0].account.clone().unwrap();
    assert_eq!(account.workload, Some(Workload::Visits { visits: 12.0, minutes_per_visit: 30.0 }));
}

#[test]
fn a_flood_of_findings_is_counted_and_not_all_listed() {
    let text: String = std::iter::once("name,sales\n".to_owned())
        .chain((0..2_000).map(|row| format!("n{row},{}\n", if row < 5 { "1" } else { "many" })))
        .collect();
    let mut page = Page::default();
    page.open("a.csv", text, persian_plan());
    let choices = UserChoices { mapping: Some(mapping_of(&[("name", Field::Name), ("sales", Field::Sales)])), ..UserChoices::default() };
    let (_, findings) = page.choose(choices).checked.unwrap();
    assert_eq!((findings.listed.len(), findings.per_code["not-a-number"]), (LISTED_FINDINGS, 1_995));
}

use qalamro::exchange::Field;
use qalamro::exchange::mapping::{ColumnMapping, MappedColumn};

fn mapping_of(columns: &[(&str, Field)]) -> ColumnMapping {
    ColumnMapping { columns: columns.iter().map(|(header, field)| MappedColumn::new(*header, *field)).collect() }
}

#[test]
fn a_spreadsheet_keeps_numbers_exact() {
    let mut writer = rust_xlsxwriter::Workbook::new();
    writer.add_worksheet();
    let sheet = writer.add_worksheet().set_name("داده").unwrap();
    for (column, header) in ["کد مشتری", "نام مشتری", "فروش (ریال)", "استان"].iter().enumerate() {
        sheet.write(3, column as u16, *header).unwrap();
    }
    sheet.write(0, 0, "گزارش").unwrap();
    sheet.write(4, 0, 1001).unwrap();
    sheet.write(4, 1, "پارس").unwrap();
    sheet.write(4, 2, 1_234_567_890_123.0).unwrap();
    sheet.write(4, 3, "آذربايجان شرقي").unwrap();
    let mut page = Page::default();
    let preview = page.open("a.xlsx", writer.save_to_buffer().unwrap(), persian_plan()).preview.unwrap();
    assert_eq!((preview.sheets.len(), preview.sheet.as_deref()), (2, Some("داده")));
    assert_eq!(preview.rows[0].number, 5);
    let account = preview.rows[0].account.clone().unwrap();
    assert_eq!(account.code.as_deref(), Some("1001"));
    assert_eq!(account.sales.map(|sales| sales.0), Some(1_234_567_890_123));
    assert_eq!(account.area.unwrap().outline_key.as_deref(), Some("IR-03"));
    let outcome = page.choose(UserChoices { sheet: Some("نیست".into()), ..UserChoices::default() });
    assert!(outcome.error.is_some());
    let outcome = page.choose(UserChoices { sheet: Some("داده".into()), ..UserChoices::default() });
    assert_eq!(outcome.preview.unwrap().row_count, 1);
}

#[test]
fn figures_of_a_month_become_those_of_a_year() {
    let text = "نام,فروش ماهانه (ریال),تعداد ویزیت در هفته,دقیقه هر ویزیت\nپارس,۱۰٬۰۰۰,۰٫۵,30\n";
    let mut page = Page::default();
    let preview = page.open("a.csv", text, persian_plan()).preview.unwrap();
    let account = preview.rows[0].account.clone().unwrap();
    assert_eq!(account.sales.map(|sales| sales.0), Some(120_000));
    assert_eq!(account.workload, Some(Workload::Visits { visits: 26.0, minutes_per_visit: 30.0 }));
    let mut mapping = preview.options.mapping.clone();
    mapping.columns[1].period = Some(Period::Quarter);
    let choices = UserChoices { mapping: Some(mapping), ..UserChoices::default() };
    let account = page.choose(choices).preview.unwrap().rows[0].account.clone().unwrap();
    assert_eq!(account.sales.map(|sales| sales.0), Some(40_000));
}

#[test]
fn dates_are_asked_about_once_and_never_guessed() {
    let text = "name,customer since\na,03/04/2021\nb,1404/01/31\nc,05/06/2020\nd,2025-04-20\ne,45767\nf,1404/12/30\ng,—\nh,1403/12/30\n";
    let mut page = Page::default();
    let outcome = page.open("a.csv", text, persian_plan());
    let preview = outcome.preview.unwrap();
    assert_eq!(preview.file_findings.iter().map(|finding| finding.kind.code()).collect::<Vec<_>>(), ["ambiguous-dates"]);
    let days = |preview: &qalamro::exchange::protocol::Preview| -> Vec<Option<(i32, u8, u8)>> {
        let day = |account: &qalamro::document::ImportedAccount| account.customer_since.map(|day| (day.year, day.month, day.day));
        preview.rows.iter().map(|row| row.account.as_ref().and_then(day)).collect()
    };
    let april = Some((2025, 4, 20));
    assert_eq!(days(&preview), [None, april, None, april, april, None, None, Some((2025, 3, 20))]);
    assert_eq!(places(&outcome.checked.unwrap().1), [(7, "B", "not-a-date")]);
    let month_first = DateStyle { order: DateOrder::MonthFirst, short_years: CalendarKind::Gregorian };
    let outcome = page.choose(UserChoices { date_style: Some(month_first), ..UserChoices::default() });
    assert_eq!(days(&outcome.preview.unwrap())[..3], [Some((2021, 3, 4)), april, Some((2020, 5, 6))]);
}

#[test]
fn single_rows_that_are_swapped_are_named_and_swapped_on_demand() {
    let mut text = "name,lat,lon\n".to_owned();
    for row in 0..20 {
        text.push_str(if row == 7 { "odd,51.4,35.7\n" } else { "a,35.7,51.4\n" });
    }
    let mut page = Page::default();
    let outcome = page.open("a.csv", text, persian_plan());
    let preview = outcome.preview.unwrap();
    assert_eq!(preview.file_findings.iter().map(|finding| finding.kind.code()).collect::<Vec<_>>(), ["rows-look-swapped"]);
    assert_eq!(places(&outcome.checked.unwrap().1), [(9, "B", "row-looks-swapped")]);
    assert_eq!(preview.rows[7].account.as_ref().unwrap().coordinates.unwrap().latitude_degrees, 51.4);
    let outcome = page.choose(UserChoices { swaps_odd_rows: true, ..UserChoices::default() });
    assert_eq!(outcome.checked.unwrap().1.total(), 0);
    assert_eq!(outcome.preview.unwrap().rows[7].account.as_ref().unwrap().coordinates.unwrap().latitude_degrees, 35.7);
}

#[test]
fn hours_count_before_visits_and_that_is_said() {
    let text = "name,hours,visits,minutes per visit\na,12,24,30\nb,12,,\nc,,24,30\n";
    let mut page = Page::default();
    let outcome = page.open("a.csv", text, persian_plan());
    assert_eq!(places(&outcome.checked.unwrap().1), [(2, "C", "visits-beside-hours")]);
    assert_eq!(outcome.preview.unwrap().rows[0].account.as_ref().unwrap().workload, Some(Workload::Hours(12.0)));
}

#[test]
fn a_position_without_an_area_gets_the_one_it_lies_in() {
    let square = r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"IR-23","properties":{"name":"Tehran"},
        "geometry":{"type":"Polygon","coordinates":[[[51,35],[52,35],[52,36],[51,36],[51,35]]]}}]}"#;
    let context = ImportContext { map: square.into(), ..persian_plan() };
    let text = "name,lat,lon,province\na,35.7,51.4,\nb,35.7,51.4,فارس\nc,30.1,51.4,\n";
    let rows = Page::default().open("a.csv", text, context.clone()).preview.unwrap().rows;
    let on_map = |row: usize| rows[row].account.as_ref().unwrap().area_on_map.as_ref().map(|area| area.name.as_str());
    assert_eq!([on_map(0), on_map(1), on_map(2)], [Some("تهران"), None, None]);
    // Our own files say all that is known.
    let own = "نام مشتری,کد مشتری,عرض جغرافیایی,طول جغرافیایی\na,1,35.7,51.4\n";
    assert_eq!(Page::default().open("a.csv", own, context).preview.unwrap().rows[0].account.as_ref().unwrap().area_on_map, None);
}

#[test]
fn a_row_that_adds_up_the_others_is_no_customer() {
    let head = "کد مشتری,نام مشتری,استان,فروش (ریال)\n";
    let rows = "M-1,پارس,تهران,566022000\nM-2,آسیا,فارس,201523000\nM-3,البرز,البرز,زیاد\n";
    let read = |rows: &str| {
        let mut page = Page::default();
        page.open("a.csv", format!("{head}{rows}"), persian_plan());
        page.interpret()
    };
    for sum in ["جمع کل,,,\"767,545,000\"\n", ",مجموع:,,767545000\n", ",Grand Total,,767545001\n", ",جمع فروش سال,,767545000\n"]
    {
        let outcome = read(&format!("{rows}{sum}"));
        let (counts, findings) = outcome.finished.unwrap();
        assert_eq!((counts.rows, counts.kept, counts.left_out, counts.sums, outcome.rows.len()), (4, 2, 1, 1, 2), "{sum}");
        assert_eq!(places(&findings), [(4, "D", "not-a-number"), (5, "", "sum-row")], "{sum}");
    }
    // Sums of parts, and the sum of all after them.
    let parts = read("M-1,پارس,تهران,10\nM-2,آسیا,فارس,20\nجمع,,,30\nM-4,البرز,البرز,5\nM-5,سپهر,قم,5\nجمع,,,10\nجمع کل,,,40\n");
    assert_eq!((parts.rows.len(), parts.finished.unwrap().0.sums), (4, 3));
    // Customers that are only called so.
    for customer in ["T-1,Total,تهران,767545000\n", "T-1,Total,,767545000\n", ",مجموع تجاری پارس,,5\n", ",Total,,5\n"] {
        let outcome = read(&format!("{rows}{customer}"));
        assert_eq!((outcome.rows.len(), outcome.finished.unwrap().0.sums), (3, 0), "{customer}");
    }
}

#[test]
fn a_row_of_sums_is_taken_in_when_the_user_says_so() {
    let mut page = Page::default();
    page.open("a.csv", "name,sales,minutes per visit,visits\na,10,5,2\nb,20,5,2\nTotal,30,,4\n", persian_plan());
    let outcome = page.choose(UserChoices { keeps_sum_rows: true, ..UserChoices::default() });
    let (counts, findings) = outcome.checked.unwrap();
    assert_eq!((counts.kept, counts.sums), (3, 0));
    assert!(places(&findings).contains(&(4, "", "sum-row")));
    assert!(findings.listed.iter().all(|finding| finding.severity == Severity::Warning));
}

#[test]
fn decimals_with_a_slash_in_latin_digits_give_places_and_figures() {
    let mut page = Page::default();
    let text =
        "نام;عرض جغرافیایی;طول جغرافیایی;فروش;تاریخ شروع همکاری\nپارس;35/7012;51/4;1,250/5;1404/05/06\nآسیا;36/29;59/61;90/25;1403/01/02\n";
    let preview = page.open("a.csv", text, persian_plan()).preview.unwrap();
    let account = preview.rows[0].account.clone().unwrap();
    let place = account.coordinates.unwrap();
    assert_eq!((place.latitude_degrees, place.longitude_degrees), (35.7012, 51.4));
    assert_eq!(account.sales.map(|sales| sales.0), Some(12_505_000_000));
    assert!(account.customer_since.is_some());
    assert!(preview.rows.iter().all(|row| row.findings.is_empty()));
}
