//! A page that talks to the service, every message going through its wire format; and how the service behaves
//! under cancellation and newer requests.

use qalamro::document::{ImportedAccount, Settings};
use qalamro::exchange::finding::FindingTotals;
use qalamro::exchange::options::{ImportContext, UserChoices};
use qalamro::exchange::protocol::{ExchangeRequest, ExchangeResponse, Preview, ROWS_IN_A_MESSAGE, RowCounts};
use qalamro::exchange::service::ExchangeService;
use qalamro::exchange::{AreaDirectory, Field, FileError};
use qalamro::locale::Language;
use qalamro::port::service::Service;

/// A page with a service behind it.
#[derive(Default)]
pub struct Page {
    service: ExchangeService,
    next_id: u32,
}

/// All that a run brought.
#[derive(Debug, Default)]
pub struct Outcome {
    pub preview: Option<Preview>,
    pub checked: Option<(RowCounts, FindingTotals)>,
    pub finished: Option<(RowCounts, FindingTotals)>,
    pub rows: Vec<ImportedAccount>,
    pub error: Option<FileError>,
    pub cancelled: Vec<u32>,
    pub slices: usize,
}

pub fn persian_plan() -> ImportContext {
    ImportContext::of_settings(&Settings::for_language(Language::Persian), AreaDirectory::iran())
}

impl Page {
    fn id(&mut self) -> u32 {
        self.next_id += 1;
        self.next_id
    }

    fn send(&mut self, request: &ExchangeRequest, outcome: &mut Outcome) {
        let request = postcard::from_bytes(&postcard::to_allocvec(request).unwrap()).unwrap();
        self.service.handle(request, &mut |response| take(&response, outcome));
    }

    fn run(&mut self, outcome: &mut Outcome) {
        while self.service.step(&mut |response| take(&response, outcome)) {
            outcome.slices += 1;
            assert!(outcome.slices < 100_000, "no end");
        }
    }

    fn ask(&mut self, request: ExchangeRequest) -> Outcome {
        let mut outcome = Outcome::default();
        self.send(&request, &mut outcome);
        self.run(&mut outcome);
        outcome
    }

    pub fn open(&mut self, name: &str, bytes: impl Into<Vec<u8>>, context: ImportContext) -> Outcome {
        let id = self.id();
        self.ask(ExchangeRequest::OpenFile { id, name: name.into(), bytes: bytes.into(), context })
    }

    pub fn choose(&mut self, choices: UserChoices) -> Outcome {
        let id = self.id();
        self.ask(ExchangeRequest::SetChoices { id, choices })
    }

    pub fn interpret(&mut self) -> Outcome {
        let id = self.id();
        self.ask(ExchangeRequest::Interpret { id })
    }
}

fn take(response: &ExchangeResponse, outcome: &mut Outcome) {
    let response: ExchangeResponse = postcard::from_bytes(&postcard::to_allocvec(response).unwrap()).unwrap();
    match response {
        ExchangeResponse::Progress { done, total, .. } => assert!(done <= total),
        ExchangeResponse::Preview { preview, .. } => outcome.preview = Some(*preview),
        ExchangeResponse::Checked { counts, findings, .. } => outcome.checked = Some((counts, findings)),
        ExchangeResponse::Finished { counts, findings, .. } => outcome.finished = Some((counts, findings)),
        ExchangeResponse::Rows { rows, .. } => {
            assert!(rows.len() <= ROWS_IN_A_MESSAGE);
            outcome.rows.extend(rows);
        }
        ExchangeResponse::Cancelled { id } => outcome.cancelled.push(id),
        ExchangeResponse::Failed { error, .. } => outcome.error = Some(error),
        ExchangeResponse::Exported { .. } | ExchangeResponse::Results { .. } => {}
    }
}

#[test]
fn a_file_is_previewed_checked_and_delivered() {
    let mut page = Page::default();
    let text = "گزارش مشتریان,,,\n\nکد مشتري,نام مشتري,استان,فروش (میلیون تومان)\n۱,پارس,تهران,۱۲٫۵\n۲,آسیا,فارس,۳\n";
    let outcome = page.open("a.csv", text, persian_plan());
    let preview = outcome.preview.unwrap();
    assert_eq!(preview.header.names, ["کد مشتری", "نام مشتری", "استان", "فروش (میلیون تومان)"]);
    assert_eq!((preview.row_count, preview.top_rows.len(), preview.rows[0].number), (2, 2, 4));
    let account = preview.rows[0].account.clone().unwrap();
    assert_eq!(account.sales.map(|sales| sales.0), Some(125_000_000));
    assert_eq!(account.area.unwrap().outline_key.as_deref(), Some("IR-23"));
    assert_eq!(outcome.checked.unwrap().0, RowCounts { rows: 2, kept: 2, left_out: 0, sums: 0 });

    let outcome = page.interpret();
    assert_eq!(outcome.rows.iter().map(|row| row.name.as_deref().unwrap()).collect::<Vec<_>>(), ["پارس", "آسیا"]);
    assert_eq!(outcome.finished.unwrap().0.kept, 2);
}

#[test]
fn choices_change_how_it_is_read() {
    let mut page = Page::default();
    let (bytes, ..) = encoding_rs::WINDOWS_1256.encode("نام;فروش\nپارس;1.500\n");
    let outcome = page.open("a.csv", bytes.into_owned(), persian_plan());
    let preview = outcome.preview.unwrap();
    assert!(!preview.encoding.unwrap().is_certain);
    assert_eq!(preview.file_findings.iter().map(|finding| finding.kind.code()).collect::<Vec<_>>(), ["ambiguous-numbers"]);
    let sales = |outcome: &Outcome| outcome.preview.as_ref().unwrap().rows[0].account.as_ref().unwrap().sales.unwrap().0;
    let mut choices = UserChoices { sales_unit: Some(qalamro::domain::DisplayUnit::Toman), ..UserChoices::default() };
    assert_eq!(sales(&page.choose(choices.clone())), 15);
    choices.number_styles.insert(Field::Sales, qalamro::exchange::numbers::NumberStyle::CommaDecimal);
    assert_eq!(sales(&page.choose(choices.clone())), 15_000);
    choices.delimiter = Some(qalamro::exchange::delimited::Delimiter::Comma);
    choices.encoding = Some(qalamro::exchange::encoding::TextEncoding::Windows1252);
    let preview = page.choose(choices).preview.unwrap();
    assert_eq!(preview.header.names.len(), 1);
    assert!(!preview.header.names[0].contains("نام"));
}

#[test]
fn a_cancelled_run_leaves_the_file_open() {
    let mut page = Page::default();
    let text: String = std::iter::once("name,sales\n".to_owned()).chain((0..20_000).map(|row| format!("n{row},{row}\n"))).collect();
    page.open("a.csv", text, persian_plan());
    let mut outcome = Outcome::default();
    page.send(&ExchangeRequest::Interpret { id: 90 }, &mut outcome);
    assert!(page.service.step(&mut |response| take(&response, &mut outcome)));
    page.send(&ExchangeRequest::Cancel { id: 90 }, &mut outcome);
    assert!(!page.service.step(&mut |_| panic!("nothing is under way")));
    assert_eq!(outcome.cancelled, [90]);
    assert!(outcome.rows.len() < 20_000);
    assert_eq!(page.interpret().rows.len(), 20_000);
}

#[test]
fn an_interpretation_that_is_asked_for_early_waits() {
    let mut page = Page::default();
    let mut outcome = Outcome::default();
    page.send(
        &ExchangeRequest::OpenText { id: 1, name: "paste".into(), text: "name\tsales\nA\t1\n".into(), context: persian_plan() },
        &mut outcome,
    );
    page.send(&ExchangeRequest::Interpret { id: 2 }, &mut outcome);
    page.run(&mut outcome);
    assert!(outcome.preview.is_some());
    assert_eq!(outcome.rows.len(), 1);
    page.send(&ExchangeRequest::Close, &mut outcome);
    assert_eq!(page.interpret().error, Some(FileError::NothingOpen));
}

#[test]
fn a_hundred_thousand_rows_go_in_slices() {
    let mut page = Page::default();
    let text: String =
        std::iter::once("id,name,sales\n".to_owned()).chain((0..100_000).map(|row| format!("{row},n{row},\"{row},000\"\n"))).collect();
    let outcome = page.open("a.csv", text, persian_plan());
    assert_eq!(outcome.checked.unwrap().0.kept, 100_000);
    assert!(outcome.slices > 250, "{}", outcome.slices);
    let outcome = page.interpret();
    assert_eq!(outcome.rows.len(), 100_000);
}
