//! The spreadsheet worker, shared by all parts of the app that read or write files: started when it is first
//! needed, and every answer goes to the part that asked. What is asked and answered is `exchange::protocol`.

use std::collections::BTreeMap;
use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::worker_client::{SHEETS_SCRIPT, WorkerClient, WorkerScript};
use crate::exchange::FileError;
use crate::exchange::export_table::WorkbookExport;
use crate::exchange::protocol::{ExchangeRequest, ExchangeResponse, RequestId};
use crate::exchange::service::ExchangeService;
use crate::port::worker::WorkerFailure;

/// What comes of a request.
#[derive(Clone, Debug)]
pub enum SheetsEvent {
    /// The worker answered; one request may have many answers.
    Answer(ExchangeResponse),
    /// The worker could not be started or died. Nothing more comes; the next request starts a new one.
    Failure(WorkerFailure),
}

/// Why a workbook or a list was not written.
#[derive(Clone, Debug)]
pub enum ExportFailure {
    /// The workbook itself.
    File(FileError),
    /// The worker.
    Worker(WorkerFailure),
}

type Listener = Rc<dyn Fn(SheetsEvent)>;

#[derive(Default)]
struct Inner {
    client: Option<WorkerClient<ExchangeService>>,
    listeners: BTreeMap<RequestId, Listener>,
    last_id: RequestId,
}

/// The shared worker. A handle: copies refer to the same one.
#[derive(Clone, Copy)]
pub struct Sheets {
    inner: StoredValue<Inner, LocalStorage>,
}

impl Default for Sheets {
    fn default() -> Sheets {
        Sheets::new()
    }
}

impl Sheets {
    /// A worker that is not started yet. The app makes one and provides it as context.
    pub fn new() -> Sheets {
        Sheets { inner: StoredValue::new_local(Inner::default()) }
    }

    /// The app's worker, from context.
    pub fn get() -> Sheets {
        expect_context()
    }

    /// A number for a request that no other request has. `on_event` hears its answers until [`Sheets::forget`],
    /// and a death of the worker, after which it is forgotten.
    pub fn listen(&self, on_event: impl Fn(SheetsEvent) + 'static) -> RequestId {
        let mut id = 0;
        self.inner.update_value(|inner| {
            inner.last_id = inner.last_id.wrapping_add(1);
            id = inner.last_id;
            inner.listeners.insert(id, Rc::new(on_event));
        });
        id
    }

    /// Lets nobody hear the answers of a request any more.
    pub fn forget(&self, id: RequestId) {
        self.inner.update_value(|inner| {
            inner.listeners.remove(&id);
        });
    }

    /// Sends a request.
    pub fn send(&self, request: &ExchangeRequest) {
        let sheets = *self;
        let client = self.inner.try_update_value(|inner| {
            let client = inner.client.get_or_insert_with(|| {
                let on_response = move |response: ExchangeResponse| sheets.hear(response);
                let on_failure = move |failure: WorkerFailure| sheets.fail(&failure);
                WorkerClient::new(WorkerScript::NamedByPage(SHEETS_SCRIPT), on_response, on_failure)
            });
            client.clone()
        });
        if let Some(client) = client {
            client.send(request);
        }
    }

    /// Sends a request if the worker runs; one that frees what it holds is not worth starting it for.
    pub fn send_if_running(&self, request: &ExchangeRequest) {
        let client = self.inner.try_with_value(|inner| inner.client.clone().filter(WorkerClient::is_running));
        if let Some(client) = client.flatten() {
            client.send(request);
        }
    }

    /// Ends the worker with all it has under way and in memory; the next request starts a new one. Who asked for this listens
    /// no more; others whose files were being written are told.
    pub fn stop(&self) {
        let client = self.inner.try_with_value(|inner| inner.client.clone());
        if let Some(client) = client.flatten() {
            client.terminate();
        }
        self.fail(&WorkerFailure::Died { message: "stopped".to_owned() });
    }

    /// Writes a workbook and gives its bytes to `on_done`.
    pub fn export_xlsx(&self, workbook: WorkbookExport, on_done: impl Fn(Result<Vec<u8>, ExportFailure>) + 'static) {
        self.write(move |id| ExchangeRequest::ExportXlsx { id, workbook }, on_done);
    }

    /// Sends a request that writes something, and gives its bytes to `on_done`.
    pub fn write(&self, request: impl FnOnce(RequestId) -> ExchangeRequest, on_done: impl Fn(Result<Vec<u8>, ExportFailure>) + 'static) {
        let sheets = *self;
        let own_id: Rc<std::cell::Cell<RequestId>> = Rc::default();
        let heard_id = Rc::clone(&own_id);
        let id = self.listen(move |event| {
            let done = match event {
                SheetsEvent::Answer(ExchangeResponse::Exported { bytes, .. }) => Ok(bytes),
                SheetsEvent::Answer(ExchangeResponse::Failed { error, .. }) => Err(ExportFailure::File(error)),
                SheetsEvent::Failure(failure) => Err(ExportFailure::Worker(failure)),
                SheetsEvent::Answer(_) => return,
            };
            sheets.forget(heard_id.get());
            on_done(done);
        });
        own_id.set(id);
        self.send(&request(id));
    }

    fn hear(&self, response: ExchangeResponse) {
        let id = id_of(&response);
        let listener = self.inner.with_value(|inner| inner.listeners.get(&id).map(Rc::clone));
        if let Some(listener) = listener {
            listener(SheetsEvent::Answer(response));
        }
    }

    fn fail(&self, failure: &WorkerFailure) {
        let listeners = self.inner.try_update_value(|inner| std::mem::take(&mut inner.listeners));
        for listener in listeners.unwrap_or_default().into_values() {
            listener(SheetsEvent::Failure(failure.clone()));
        }
    }
}

fn id_of(response: &ExchangeResponse) -> RequestId {
    match response {
        ExchangeResponse::Progress { id, .. }
        | ExchangeResponse::Preview { id, .. }
        | ExchangeResponse::Checked { id, .. }
        | ExchangeResponse::Rows { id, .. }
        | ExchangeResponse::Finished { id, .. }
        | ExchangeResponse::Cancelled { id }
        | ExchangeResponse::Exported { id, .. }
        | ExchangeResponse::Results { id, .. }
        | ExchangeResponse::Failed { id, .. } => *id,
    }
}
