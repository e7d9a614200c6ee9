//! The page's end of a worker: starts it when it is first needed, keeps requests until it has greeted with the
//! same build, and tells of its death. The worker's end is [`super::worker_host`].

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, HtmlMetaElement, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::error_words;
use crate::port::build::BUILD_ID;
use crate::port::service::Service;
use crate::port::worker::{FromWorker, WorkerFailure, from_bytes, to_bytes};

/// The name of the `meta` element with the address of the territory worker's script.
pub const TERRITORY_SCRIPT: &str = "qalamro-worker";
/// The name of the `meta` element with the address of the spreadsheet worker's script.
pub const SHEETS_SCRIPT: &str = "qalamro-sheets";

/// How long a worker may take to load and greet; slow lines included.
const GREETING_SECONDS: u32 = 60;

/// Where a worker's script is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkerScript {
    /// In the `content` of the page's `meta` element of that name.
    NamedByPage(&'static str),
    /// At that address.
    At(String),
}

struct Running {
    worker: Worker,
    is_ready: Cell<bool>,
    /// Requests that wait for the greeting.
    waiting: RefCell<Vec<Vec<u8>>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

type OnResponse<S> = Box<dyn Fn(<S as Service>::Response)>;

struct Inner<S: Service> {
    script: WorkerScript,
    running: RefCell<Option<Rc<Running>>>,
    /// Which of the workers that were started is the running one; events of earlier ones are not heard.
    generation: Cell<u64>,
    on_response: OnResponse<S>,
    on_failure: Box<dyn Fn(WorkerFailure)>,
    service: PhantomData<S>,
}

/// A service in a worker. Copies are the same worker; it ends with the last of them.
pub struct WorkerClient<S: Service> {
    inner: Rc<Inner<S>>,
}

impl<S: Service> Clone for WorkerClient<S> {
    fn clone(&self) -> Self {
        WorkerClient { inner: Rc::clone(&self.inner) }
    }
}

impl<S: Service + 'static> WorkerClient<S> {
    /// A worker that is not started yet. `on_response` hears every answer, `on_failure` every death: what was
    /// under way then is lost, and the next request starts a new worker.
    pub fn new(script: WorkerScript, on_response: impl Fn(S::Response) + 'static, on_failure: impl Fn(WorkerFailure) + 'static) -> Self {
        WorkerClient {
            inner: Rc::new(Inner {
                script,
                running: RefCell::new(None),
                generation: Cell::new(0),
                on_response: Box::new(on_response),
                on_failure: Box::new(on_failure),
                service: PhantomData,
            }),
        }
    }

    /// Sends a request; starts the worker if it does not run. Every failure goes to `on_failure`.
    pub fn send(&self, request: &S::Request) {
        let sent = to_bytes(request).and_then(|bytes| {
            let running = self.inner.running()?;
            if running.is_ready.get() {
                post(&running.worker, &bytes)
            } else {
                running.waiting.borrow_mut().push(bytes);
                Ok(())
            }
        });
        if let Err(failure) = sent {
            self.inner.fail(failure);
        }
    }

    /// Starts the worker ahead of the first request, which then finds it loaded. A failure goes to `on_failure`.
    pub fn start_ahead(&self) {
        if let Err(failure) = self.inner.running() {
            self.inner.fail(failure);
        }
    }

    /// Whether a worker runs or is being started.
    pub fn is_running(&self) -> bool {
        self.inner.running.borrow().is_some()
    }

    /// Ends the worker with what it has under way; nothing more is heard of it. The next request starts a new one.
    pub fn terminate(&self) {
        self.inner.stop();
    }
}

impl<S: Service + 'static> Inner<S> {
    fn running(self: &Rc<Self>) -> Result<Rc<Running>, WorkerFailure> {
        if let Some(running) = self.running.borrow().as_ref() {
            return Ok(Rc::clone(running));
        }
        let running = Rc::new(self.start()?);
        *self.running.borrow_mut() = Some(Rc::clone(&running));
        Ok(running)
    }

    fn start(self: &Rc<Self>) -> Result<Running, WorkerFailure> {
        let address = address(&self.script)?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(S::NAME);
        let worker =
            Worker::new_with_options(&address, &options).map_err(|error| WorkerFailure::NotStarted { detail: error_words(&error) })?;
        let generation = self.generation.get() + 1;
        self.generation.set(generation);

        let inner = Rc::downgrade(self);
        let on_message = Closure::new(move |event: MessageEvent| {
            if let Some(inner) = inner.upgrade().filter(|inner| inner.generation.get() == generation) {
                inner.hear(&event.data());
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));

        let inner = Rc::downgrade(self);
        let on_error = Closure::new(move |event: ErrorEvent| {
            event.prevent_default();
            if let Some(inner) = inner.upgrade().filter(|inner| inner.generation.get() == generation) {
                inner.fail_at(&event);
            }
        });
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        self.limit_greeting(generation);
        Ok(Running { worker, is_ready: Cell::new(false), waiting: RefCell::default(), _on_message: on_message, _on_error: on_error })
    }

    /// Gives a worker up that has not greeted in time.
    fn limit_greeting(self: &Rc<Self>, generation: u64) {
        let inner = Rc::downgrade(self);
        wasm_bindgen_futures::spawn_local(async move {
            super::clock::sleep(f64::from(GREETING_SECONDS) * 1_000.0).await;
            let Some(inner) = inner.upgrade().filter(|inner| inner.generation.get() == generation) else { return };
            let is_silent = inner.running.borrow().as_ref().is_some_and(|running| !running.is_ready.get());
            if is_silent {
                inner.fail(WorkerFailure::Silent { seconds: GREETING_SECONDS });
            }
        });
    }

    fn hear(&self, data: &JsValue) {
        // The start module posts plain words when the wasm itself cannot be loaded.
        if let Some(detail) = data.as_string() {
            return self.fail(WorkerFailure::NotStarted { detail });
        }
        match from_bytes::<FromWorker<S::Response>>(&js_sys::Uint8Array::new(data).to_vec()) {
            Ok(FromWorker::Ready { build }) if build == BUILD_ID => {
                if let Err(failure) = self.send_waiting() {
                    self.fail(failure);
                }
            }
            Ok(FromWorker::Ready { build }) => self.fail(WorkerFailure::OtherBuild { page: BUILD_ID.to_owned(), worker: build }),
            Ok(FromWorker::Response(response)) => (self.on_response)(response),
            Ok(FromWorker::UnreadableRequest { detail }) => self.fail(WorkerFailure::Unreadable { detail }),
            Ok(FromWorker::Panicked { message }) => self.fail(WorkerFailure::Died { message }),
            Err(failure) => self.fail(failure),
        }
    }

    fn send_waiting(&self) -> Result<(), WorkerFailure> {
        let Some(running) = self.running.borrow().as_ref().map(Rc::clone) else { return Ok(()) };
        running.is_ready.set(true);
        let waiting = running.waiting.take();
        waiting.iter().try_for_each(|bytes| post(&running.worker, bytes))
    }

    fn fail_at(&self, event: &ErrorEvent) {
        let was_ready = self.running.borrow().as_ref().is_some_and(|running| running.is_ready.get());
        // A script that is not there comes as a plain event without a message.
        let words = js_sys::Reflect::get(event, &"message".into()).ok().and_then(|message| message.as_string());
        let words = words.filter(|words| !words.is_empty());
        self.fail(if was_ready {
            WorkerFailure::Died { message: words.unwrap_or_else(|| "no reason was given".to_owned()) }
        } else {
            WorkerFailure::NotStarted { detail: words.unwrap_or_else(|| "its script could not be loaded".to_owned()) }
        });
    }

    fn fail(&self, failure: WorkerFailure) {
        self.stop();
        (self.on_failure)(failure);
    }
}

impl<S: Service> Inner<S> {
    fn stop(&self) {
        self.generation.set(self.generation.get() + 1);
        let stopped = self.running.borrow_mut().take();
        if let Some(running) = stopped {
            running.worker.set_onmessage(None);
            running.worker.set_onerror(None);
            running.worker.terminate();
            // This may run inside one of the worker's own closures, which must outlive the call.
            wasm_bindgen_futures::spawn_local(async move { drop(running) });
        }
    }
}

impl<S: Service> Drop for Inner<S> {
    fn drop(&mut self) {
        self.stop();
    }
}

fn address(script: &WorkerScript) -> Result<String, WorkerFailure> {
    match script {
        WorkerScript::At(address) => Ok(address.clone()),
        WorkerScript::NamedByPage(name) => {
            let element = web_sys::window()
                .and_then(|window| window.document())
                .and_then(|document| document.query_selector(&format!("meta[name=\"{name}\"]")).ok().flatten())
                .and_then(|element| element.dyn_into::<HtmlMetaElement>().ok());
            let address = element.map(|element| element.content()).filter(|address| !address.is_empty());
            address.ok_or_else(|| WorkerFailure::NotNamed { name: (*name).to_owned() })
        }
    }
}

/// Posts bytes without a second copy: the buffer is handed over.
fn post(worker: &Worker, bytes: &[u8]) -> Result<(), WorkerFailure> {
    let bytes = js_sys::Uint8Array::from(bytes);
    let handed_over = js_sys::Array::of1(&bytes.buffer());
    worker.post_message_with_transfer(&bytes, &handed_over).map_err(|error| WorkerFailure::Died { message: error_words(&error) })
}
