//! The connection to IndexedDB and its transactions: opened when first needed, opened anew when the browser
//! closed it, and its errors in the words of the store port. Knows nothing of plans.
//!
//! Within a transaction nothing but IndexedDB may be awaited, or the browser commits it too early.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use idb::{Database, DatabaseEvent, Factory, ObjectStore, ObjectStoreParams, Transaction};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, Event, IdbDatabase, IdbTransaction};

use super::error_words;
use crate::port::store::{Durability, StoreError};

/// The version of the layout; raise it with a step in `lay_out`.
const LAYOUT_VERSION: u32 = 2;
/// The object store of what is known of plans: plan → record, as JSON.
pub(super) const PLANS: &str = "plans";
/// The object store of the bytes: \[plan, snapshot\] → bytes.
pub(super) const SNAPSHOTS: &str = "snapshots";
/// The object store of the numbers that snapshots had: \[plan, snapshot\] → nothing. Adding a number twice fails,
/// which tells without reading that another tab was first.
pub(super) const NUMBERS: &str = "numbers";

/// The object store of the users' own maps, since layout 2: content → bytes.
pub(super) const OWN_MAPS: &str = "own_maps";

/// A connection that is opened when first needed.
pub(super) struct Connection {
    name: String,
    open: Rc<RefCell<Option<Rc<OpenDatabase>>>>,
}

struct OpenDatabase {
    raw: IdbDatabase,
    /// Holds the closures.
    _database: Database,
    is_closed: Rc<Cell<bool>>,
}

/// A transaction under way. Dropped without [`Running::finish`], it ends by itself with what was done in it.
pub(super) struct Running {
    transaction: Transaction,
    raw: IdbTransaction,
    ended: JsFuture,
}

impl Connection {
    pub(super) fn new(name: &str) -> Connection {
        Connection { name: name.to_owned(), open: Rc::default() }
    }

    /// Closes the connection; the next transaction opens it again.
    pub(super) fn close(&self) {
        if let Some(open) = self.open.borrow_mut().take() {
            open.raw.close();
        }
    }

    /// Begins a transaction that only reads.
    pub(super) async fn read(&self) -> Result<Running, StoreError> {
        self.begin("readonly", Durability::Relaxed).await
    }

    /// Begins a transaction that writes.
    pub(super) async fn write(&self, durability: Durability) -> Result<Running, StoreError> {
        self.begin("readwrite", durability).await
    }

    async fn begin(&self, mode: &str, durability: Durability) -> Result<Running, StoreError> {
        let database = self.database().await?;
        match begin(&database.raw, mode, durability) {
            // The browser closed the connection without a word. Nothing was done yet, so once more on a new one.
            Err(error) if is_named(&error, "InvalidStateError") => {
                database.is_closed.set(true);
                let database = self.database().await?;
                begin(&database.raw, mode, durability).map_err(|error| store_error(&error))
            }
            outcome => outcome.map_err(|error| store_error(&error)),
        }
    }

    async fn database(&self) -> Result<Rc<OpenDatabase>, StoreError> {
        if let Some(open) = self.open.borrow().as_ref().filter(|open| !open.is_closed.get()) {
            return Ok(Rc::clone(open));
        }
        let opened = open(&self.name).await?;
        let mut slot = self.open.borrow_mut();
        // Somebody else may have waited for the same.
        if let Some(open) = slot.as_ref().filter(|open| !open.is_closed.get()) {
            opened.raw.close();
            return Ok(Rc::clone(open));
        }
        let opened = Rc::new(opened);
        *slot = Some(Rc::clone(&opened));
        Ok(opened)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.close();
    }
}

impl Running {
    /// An object store of the transaction.
    pub(super) fn store(&self, name: &str) -> Result<ObjectStore, StoreError> {
        self.transaction.object_store(name).map_err(|error| idb_error(&error))
    }

    /// Waits until everything is stored. That there is no room is known only here.
    pub(super) async fn finish(self) -> Result<(), StoreError> {
        // Commits without waiting for the answers of its requests. A browser that cannot, or a transaction that
        // has failed already, comes to its end by itself, and the end is heard below.
        #[allow(deprecated)]
        let _ends_either_way = self.raw.commit();
        let ended = self.ended.await.map_err(|error| store_error(&error))?;
        let is_complete = ended.dyn_ref::<Event>().is_some_and(|event| event.type_() == "complete");
        if is_complete {
            return Ok(());
        }
        Err(self.raw.error().map_or(StoreError::Closed, |error| store_error(&error)))
    }
}

fn begin(database: &IdbDatabase, mode: &str, durability: Durability) -> Result<Running, JsValue> {
    // Called by name, since web-sys keeps the third parameter for builds with unstable features.
    let function: js_sys::Function = js_sys::Reflect::get(database, &"transaction".into())?.dyn_into()?;
    let options = js_sys::Object::new();
    let durability = match durability {
        Durability::Relaxed => "relaxed",
        Durability::Strict | Durability::Leaving => "strict",
    };
    js_sys::Reflect::set(&options, &"durability".into(), &durability.into())?;
    let stores = js_sys::Array::of4(&PLANS.into(), &SNAPSHOTS.into(), &NUMBERS.into(), &OWN_MAPS.into());
    let raw: IdbTransaction = function.call3(database, &stores, &mode.into(), &options)?.dyn_into()?;
    // Heard from the beginning, so that an end between two awaits is not missed.
    let ended = js_sys::Promise::new(&mut |resolve, _| {
        raw.set_oncomplete(Some(&resolve));
        raw.set_onabort(Some(&resolve));
    });
    Ok(Running { transaction: Transaction::from(raw.clone()), raw, ended: JsFuture::from(ended) })
}

#[derive(Default)]
struct Opening {
    outcome: Option<Result<OpenDatabase, StoreError>>,
    is_given_up: bool,
    waker: Option<Waker>,
}

impl Opening {
    fn settle(&mut self, outcome: Result<OpenDatabase, StoreError>) {
        if self.is_given_up {
            // Blocked for a while and open at last: nobody waits for it, and it must not block others.
            if let Ok(open) = outcome {
                open.raw.close();
            }
            return;
        }
        self.outcome = Some(outcome);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

async fn open(name: &str) -> Result<OpenDatabase, StoreError> {
    let unavailable = |error: &idb::Error| StoreError::Unavailable { detail: error.to_string() };
    let factory = Factory::new().map_err(|error| unavailable(&error))?;
    let mut request = factory.open(name, Some(LAYOUT_VERSION)).map_err(|error| unavailable(&error))?;
    let opening = Rc::new(RefCell::new(Opening::default()));
    let blocked = Rc::clone(&opening);
    request.on_blocked(move |_| {
        let mut opening = blocked.borrow_mut();
        opening.settle(Err(StoreError::Blocked));
        opening.is_given_up = true;
    });
    request.on_upgrade_needed(|event| {
        // Whatever fails here aborts the upgrade, and the request then fails with the reason.
        if let Err(error) = event.database().and_then(|database| lay_out(&database)) {
            web_sys::console::error_1(&error.to_string().into());
        }
    });
    let settled = Rc::clone(&opening);
    wasm_bindgen_futures::spawn_local(async move {
        let outcome = request.await.map(watch).map_err(|error| open_error(&error));
        settled.borrow_mut().settle(outcome);
    });
    poll_fn(move |context| {
        let mut opening = opening.borrow_mut();
        match opening.outcome.take() {
            Some(outcome) => Poll::Ready(outcome),
            None => {
                opening.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    })
    .await
}

fn lay_out(database: &Database) -> Result<(), idb::Error> {
    let names = database.store_names();
    for name in [PLANS, SNAPSHOTS, NUMBERS, OWN_MAPS] {
        if !names.iter().any(|known| known == name) {
            database.create_object_store(name, ObjectStoreParams::new())?;
        }
    }
    Ok(())
}

/// Hears when the browser closes the connection, and closes it when another tab wants a newer layout, so that a
/// new release is never blocked by an old tab.
fn watch(database: Database) -> OpenDatabase {
    let raw: IdbDatabase = database.into();
    let mut database = Database::from(raw.clone());
    let is_closed = Rc::new(Cell::new(false));
    let closed = Rc::clone(&is_closed);
    database.on_close(move |_| closed.set(true));
    let (closed, closing) = (Rc::clone(&is_closed), raw.clone());
    database.on_version_change(move |_| {
        closed.set(true);
        closing.close();
    });
    OpenDatabase { raw, _database: database, is_closed }
}

fn open_error(error: &idb::Error) -> StoreError {
    match exception_of(error).map(|exception| exception.name()).as_deref() {
        Some("VersionError") => StoreError::Newer,
        Some("QuotaExceededError") => StoreError::Full,
        _ => StoreError::Unavailable { detail: error.to_string() },
    }
}

/// An error of a request, in the store's words.
pub(super) fn idb_error(error: &idb::Error) -> StoreError {
    match exception_of(error) {
        Some(exception) => store_error(&exception),
        None => StoreError::Other { detail: error.to_string() },
    }
}

fn exception_of(error: &idb::Error) -> Option<DomException> {
    use idb::Error::*;
    match error {
        DomException(exception) => Some(exception.clone()),
        AddFailed(value)
        | ClearFailed(value)
        | DeleteFailed(value)
        | GetAllFailed(value)
        | GetAllKeysFailed(value)
        | GetFailed(value)
        | UpdateFailed(value)
        | ObjectStoreNotFound(value)
        | IndexedDbOpenFailed(value) => value.dyn_ref().cloned(),
        _ => None,
    }
}

fn is_named(error: &JsValue, name: &str) -> bool {
    error.dyn_ref::<DomException>().is_some_and(|exception| exception.name() == name)
}

fn store_error(error: &JsValue) -> StoreError {
    let name = error.dyn_ref::<DomException>().map(|exception| exception.name());
    match name.as_deref() {
        Some("QuotaExceededError") => StoreError::Full,
        Some("AbortError" | "InvalidStateError" | "TransactionInactiveError") => StoreError::Closed,
        Some("VersionError") => StoreError::Newer,
        _ => StoreError::Other { detail: error_words(error) },
    }
}
