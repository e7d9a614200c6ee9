//! The worker that reads and writes files, as a pure service: opens, surveys, previews, checks and delivers in
//! slices, so that a cancellation is heard in between. Only opening and reading a workbook's sheet is one slice, which
//! tells how far it is; the page ends the worker to stop it.

#[cfg(test)]
mod tests;

use std::collections::VecDeque;

use super::delimited::{DelimitedReader, Delimiter, detect_delimiter};
use super::encoding::{self, DetectedEncoding};
use super::export_table::{ExportCell, ExportTable};
use super::finding::{FindingTotals, ImportFinding};
use super::interpret::InterpreterMemory;
use super::limits::{FileKind, kind_of_file};
use super::open_file::{OpenFile, Source};
use super::options::{ImportContext, Survey, UserChoices};
pub use super::protocol::{ExchangeRequest, ExchangeResponse};
use super::protocol::{RequestId, RowCounts, Stage};
use super::results::finding::{ResultFinding, ResultProblem};
use super::results::{ResultContext, ResultsRead};
use super::{FileError, problem_table};
use crate::locale::Language;
use crate::port::service::Service;

/// Rows that are read, surveyed or interpreted in one slice; some ten milliseconds in a browser.
const ROWS_IN_A_SLICE: usize = 1_000;

/// Reads and writes files for the page.
#[derive(Default)]
pub struct ExchangeService {
    file: Option<OpenFile>,
    work: Option<Work>,
    /// Files to be written or read beside the open one, once what is under way is done.
    beside: VecDeque<Work>,
    /// An `Interpret` that came before the file was read.
    awaiting_delivery: Option<RequestId>,
}

/// What is under way, for which request.
struct Work {
    id: RequestId,
    task: Task,
}

enum Task {
    Open,
    ReadText(Box<DelimitedReader>),
    ReadSheet,
    Survey(Box<Survey>),
    Run { delivers: bool, memory: Box<InterpreterMemory>, counts: RowCounts, findings: FindingTotals },
    Problems { language: Language, memory: Box<InterpreterMemory>, rows: Vec<Vec<ExportCell>> },
    Export(super::export_table::WorkbookExport),
    Results(Box<(OpenFile, ResultContext)>),
}

type Answer<'a> = &'a mut dyn FnMut(ExchangeResponse);

impl Service for ExchangeService {
    type Request = ExchangeRequest;
    type Response = ExchangeResponse;

    fn handle(&mut self, request: ExchangeRequest, answer: &mut dyn FnMut(ExchangeResponse)) {
        if request.is_about_the_open_file() {
            self.finish_beside(answer);
        }
        match request {
            ExchangeRequest::OpenFile { id, name, bytes, context } => self.open(id, name, bytes, context, answer),
            ExchangeRequest::OpenText { id, name, text, context } => self.open(id, name, text.into_bytes(), context, answer),
            ExchangeRequest::SetChoices { id, choices } => self.set_choices(id, choices, answer),
            ExchangeRequest::Interpret { id } => self.interpret(id, answer),
            ExchangeRequest::WriteProblems { id, language } => self.write_problems(id, language, answer),
            ExchangeRequest::Cancel { id } => {
                self.beside.retain(|work| work.id != id);
                if self.work.as_ref().is_none_or(|work| work.id == id || !work.task.is_beside()) {
                    self.work = self.beside.pop_front();
                }
                self.awaiting_delivery = None;
                answer(ExchangeResponse::Cancelled { id });
            }
            ExchangeRequest::Close => {
                self.let_go();
                self.work = self.beside.pop_front();
            }
            ExchangeRequest::ReadResults { id, name, bytes, sheet, context } => match source_of(bytes) {
                Ok(source) => {
                    let mut file = OpenFile::new(name, source, context.of_import());
                    file.choices.sheet = sheet;
                    self.put_beside(Work { id, task: Task::Results(Box::new((file, context))) });
                }
                Err(error) => answer(ExchangeResponse::Failed { id, name, error }),
            },
            ExchangeRequest::ExportXlsx { id, workbook } => self.put_beside(Work { id, task: Task::Export(workbook) }),
        }
    }

    fn step(&mut self, answer: &mut dyn FnMut(ExchangeResponse)) -> bool {
        let Some(work) = self.work.take() else { return false };
        let id = work.id;
        match self.advance(work, answer) {
            Ok(next) => self.work = next,
            Err(error) => {
                let name = self.file.as_ref().map(|file| file.name.clone()).unwrap_or_default();
                let waiting = self.awaiting_delivery.take();
                for id in [Some(id), waiting].into_iter().flatten() {
                    answer(ExchangeResponse::Failed { id, name: name.clone(), error: error.clone() });
                }
            }
        }
        if self.work.is_none() {
            self.work = self.beside.pop_front();
        }
        self.work.is_some()
    }
}

impl Task {
    /// Whether it is no part of bringing the open file in, so that the next choice there does not end it.
    fn is_beside(&self) -> bool {
        matches!(self, Task::Problems { .. } | Task::Export(_) | Task::Results(_))
    }
}

impl ExchangeService {
    /// Does something when what is under way is done, which has an answer of its own to give.
    fn put_beside(&mut self, work: Work) {
        match self.work {
            Some(_) => self.beside.push_back(work),
            None => self.work = Some(work),
        }
    }

    /// Before another choice, another file or none takes the place of what is under way, what was asked for beside it is
    /// done: the list of problems as it was asked for.
    fn finish_beside(&mut self, answer: Answer<'_>) {
        let under_way = self.work.take_if(|work| work.task.is_beside());
        let (of_the_file, others) =
            std::mem::take(&mut self.beside).into_iter().partition(|work| matches!(work.task, Task::Problems { .. }));
        self.beside = others;
        for work in under_way.into_iter().chain::<VecDeque<Work>>(of_the_file) {
            let (id, mut next) = (work.id, Some(work));
            while let Some(work) = next.take() {
                match self.advance(work, answer) {
                    Ok(more) => next = more,
                    Err(error) => answer(ExchangeResponse::Failed { id, name: String::new(), error }),
                }
            }
        }
    }

    /// Lets go of the open file; what waits beside it stays.
    fn let_go(&mut self) {
        let beside = std::mem::take(&mut self.beside);
        *self = ExchangeService { beside, ..ExchangeService::default() };
    }

    fn open(&mut self, id: RequestId, name: String, bytes: Vec<u8>, context: ImportContext, answer: Answer<'_>) {
        self.let_go();
        let source = match source_of(bytes) {
            Ok(source) => source,
            Err(error) => {
                self.work = self.beside.pop_front();
                return answer(ExchangeResponse::Failed { id, name, error });
            }
        };
        self.file = Some(OpenFile::new(name, source, context));
        self.work = Some(Work { id, task: Task::Open });
    }

    fn set_choices(&mut self, id: RequestId, choices: UserChoices, answer: Answer<'_>) {
        let Some(file) = &mut self.file else {
            return answer(ExchangeResponse::Failed { id, name: String::new(), error: FileError::NothingOpen });
        };
        let needs_reading = file.set_choices(choices);
        let task = if needs_reading { Task::Open } else { Task::Survey(Box::new(file.survey())) };
        self.work = Some(Work { id, task });
    }

    fn interpret(&mut self, id: RequestId, answer: Answer<'_>) {
        let is_reading = matches!(&self.work, Some(Work { task: Task::Open | Task::ReadText(_) | Task::ReadSheet | Task::Survey(_), .. }));
        match &self.file {
            Some(_) if is_reading => self.awaiting_delivery = Some(id),
            Some(file) if file.is_ready() => self.work = Some(Work { id, task: run(true) }),
            _ => answer(ExchangeResponse::Failed { id, name: String::new(), error: FileError::NothingOpen }),
        }
    }

    fn write_problems(&mut self, id: RequestId, language: Language, answer: Answer<'_>) {
        let Some(file) = self.file.as_ref().filter(|file| file.is_ready()) else {
            return answer(ExchangeResponse::Failed { id, name: String::new(), error: FileError::NothingOpen });
        };
        let rows = file.file_findings().iter().map(|finding| problem_table::row(finding, language)).collect();
        self.put_beside(Work { id, task: Task::Problems { language, memory: Box::default(), rows } });
    }

    fn advance(&mut self, work: Work, answer: Answer<'_>) -> Result<Option<Work>, FileError> {
        let id = work.id;
        let next = |task: Task| Ok(Some(Work { id, task }));
        if let Task::Export(workbook) = work.task {
            answer(ExchangeResponse::Exported { id, bytes: write_workbook(&workbook)? });
            return Ok(None);
        }
        if let Task::Results(asked) = work.task {
            let (mut file, context) = *asked;
            answer(match read_results(&mut file, &context) {
                Ok(read) => ExchangeResponse::Results { id, read: Box::new(read) },
                Err(error) => ExchangeResponse::Failed { id, name: file.name, error },
            });
            return Ok(None);
        }
        let Some(file) = &mut self.file else { return Err(FileError::NothingOpen) };
        match work.task {
            Task::Open => next(begin_reading(file)?),
            Task::ReadText(mut reader) => {
                let has_more = reader.step(ROWS_IN_A_SLICE)?;
                let done = (reader.progress() * 1_000.0) as usize;
                answer(ExchangeResponse::Progress { id, stage: Stage::Reading, done, total: 1_000 });
                if has_more {
                    return next(Task::ReadText(reader));
                }
                file.has_open_quote = reader.ignores_quotes;
                file.set_table(reader.finish());
                next(Task::Survey(Box::new(file.survey())))
            }
            Task::ReadSheet => {
                let mut tell = |done| answer(ExchangeResponse::Progress { id, stage: Stage::Reading, done, total: 1_000 });
                tell(0);
                file.read_sheet(&mut tell)?;
                next(Task::Survey(Box::new(file.survey())))
            }
            Task::Survey(mut survey) => {
                if survey.step(file.table(), ROWS_IN_A_SLICE) {
                    return next(Task::Survey(survey));
                }
                file.settle(*survey);
                answer(ExchangeResponse::Preview { id, preview: Box::new(file.preview()) });
                Ok(Some(match self.awaiting_delivery.take() {
                    Some(id) => Work { id, task: run(true) },
                    None => Work { id, task: run(false) },
                }))
            }
            Task::Run { delivers, memory, counts, findings } => Ok(slice_of_run(file, id, (delivers, memory, counts, findings), answer)),
            Task::Problems { language, memory, rows } => Ok(slice_of_problems(file, id, language, (memory, rows), answer)),
            Task::Export(_) | Task::Results(_) => Ok(None),
        }
    }
}

fn source_of(bytes: Vec<u8>) -> Result<Source, FileError> {
    Ok(match kind_of_file(&bytes)? {
        FileKind::Archive => Source::Archive(bytes),
        FileKind::Text => Source::Text(bytes),
    })
}

/// Reads a whole file as results of sellers.
fn read_results(file: &mut OpenFile, context: &ResultContext) -> Result<ResultsRead, FileError> {
    match begin_reading(file)? {
        Task::ReadText(mut reader) => {
            while reader.step(ROWS_IN_A_SLICE)? {}
            file.set_table(reader.finish());
        }
        _ => file.read_sheet(&mut |_| {})?,
    }
    let mut read = super::results::read(file.table(), context);
    if file.unreadable_places > 0 {
        read.findings.add(ResultFinding::of_file(ResultProblem::UnreadableLetters));
    }
    (read.sheets, read.sheet) = (file.sheets.clone(), file.sheet.clone());
    Ok(read)
}

fn run(delivers: bool) -> Task {
    Task::Run { delivers, memory: Box::default(), counts: RowCounts::default(), findings: FindingTotals::default() }
}

fn begin_reading(file: &mut OpenFile) -> Result<Task, FileError> {
    if file.is_workbook() {
        return Ok(Task::ReadSheet);
    }
    let Source::Text(bytes) = &file.source else { return Err(FileError::NothingOpen) };
    let detected = encoding::detect(bytes);
    let encoding = match file.choices.encoding {
        Some(chosen) => DetectedEncoding { encoding: chosen, is_certain: true },
        None => detected,
    };
    let decoded = encoding::decode(bytes, encoding.encoding);
    let delimiter: Delimiter = file.choices.delimiter.unwrap_or_else(|| detect_delimiter(&decoded.text));
    let reader = DelimitedReader::new(&decoded.text, delimiter)?;
    file.encoding = Some(encoding);
    file.unreadable_places = decoded.unreadable_places;
    file.delimiter = Some(delimiter);
    Ok(Task::ReadText(Box::new(reader)))
}

fn slice_of_run(
    file: &OpenFile,
    id: RequestId,
    (delivers, memory, mut counts, mut findings): (bool, Box<InterpreterMemory>, RowCounts, FindingTotals),
    answer: Answer<'_>,
) -> Option<Work> {
    let (Some(header), Some(options)) = (&file.header, &file.options) else { return None };
    let mut interpreter = file.interpreter(options, header, *memory);
    let mut rows = Vec::new();
    let has_more = interpreter.step(
        file.table(),
        ROWS_IN_A_SLICE,
        &mut |row| {
            counts.rows += 1;
            match row.account {
                Some(account) => {
                    counts.kept += 1;
                    if delivers {
                        rows.push(account);
                    }
                }
                None if row.is_sum => counts.sums += 1,
                None => counts.left_out += 1,
            }
        },
        &mut |finding| findings.add(finding),
    );
    let memory = Box::new(interpreter.into_memory());
    if !rows.is_empty() {
        answer(ExchangeResponse::Rows { id, rows });
    }
    let stage = if delivers { Stage::Delivering } else { Stage::Checking };
    answer(ExchangeResponse::Progress { id, stage, done: counts.rows, total: file.data_row_count() });
    if has_more {
        return Some(Work { id, task: Task::Run { delivers, memory, counts, findings } });
    }
    answer(match delivers {
        true => ExchangeResponse::Finished { id, counts, findings },
        false => ExchangeResponse::Checked { id, counts, findings },
    });
    None
}

/// The next rows of the list of problems, which is answered after the last of them.
fn slice_of_problems(
    file: &OpenFile,
    id: RequestId,
    language: Language,
    (memory, mut rows): (Box<InterpreterMemory>, Vec<Vec<ExportCell>>),
    answer: Answer<'_>,
) -> Option<Work> {
    let (Some(header), Some(options)) = (&file.header, &file.options) else { return None };
    let mut interpreter = file.interpreter(options, header, *memory);
    let mut note = |finding: ImportFinding| rows.push(problem_table::row(&finding, language));
    let has_more = interpreter.step(file.table(), ROWS_IN_A_SLICE, &mut |_| {}, &mut note);
    let memory = Box::new(interpreter.into_memory());
    if has_more {
        return Some(Work { id, task: Task::Problems { language, memory, rows } });
    }
    let table = ExportTable { name: String::new(), headers: problem_table::headers(language), rows };
    answer(ExchangeResponse::Exported { id, bytes: super::export_csv::write(&table) });
    None
}

#[cfg(feature = "sheets")]
fn write_workbook(workbook: &super::export_table::WorkbookExport) -> Result<Vec<u8>, FileError> {
    super::export_xlsx::write(workbook)
}

#[cfg(not(feature = "sheets"))]
fn write_workbook(_: &super::export_table::WorkbookExport) -> Result<Vec<u8>, FileError> {
    Err(FileError::SpreadsheetsUnsupported)
}
