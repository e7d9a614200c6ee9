//! What happens to the page: that it is hidden or left, whether the browser keeps its data for good, and how many
//! workers the machine has room for.

use std::task::{Context, Waker};

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, EventTarget, VisibilityState};

/// A subscription to events; dropping it ends it.
pub struct Listening {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listening {
    fn to(target: &EventTarget, name: &'static str, heard: impl FnMut(Event) + 'static) -> Option<Listening> {
        let closure = Closure::new(heard);
        match target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref()) {
            Ok(()) => Some(Listening { target: target.clone(), name, closure }),
            Err(error) => {
                web_sys::console::error_1(&error);
                None
            }
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let ended = self.target.remove_event_listener_with_callback(self.name, self.closure.as_ref().unchecked_ref());
        if let Err(error) = ended {
            web_sys::console::error_1(&error);
        }
    }
}

/// How many threads the machine runs at once, as the browser tells it; 1 when it does not.
pub fn processor_count() -> usize {
    web_sys::window().map_or(1.0, |window| window.navigator().hardware_concurrency()).clamp(1.0, 1_024.0) as usize
}

/// Calls back whenever the page is hidden, put to sleep or left: the last moments in which work can be saved.
/// It may be called more than once for one leaving. Ends when the answer is dropped.
pub fn on_hide(hidden: impl Fn() + Clone + 'static) -> Vec<Listening> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let Some(document) = window.document() else { return Vec::new() };
    let seen = document.clone();
    let (on_visibility, on_freeze) = (hidden.clone(), hidden.clone());
    let listenings = [
        Listening::to(&document, "visibilitychange", move |_| {
            if seen.visibility_state() == VisibilityState::Hidden {
                on_visibility();
            }
        }),
        Listening::to(&document, "freeze", move |_| on_freeze()),
        Listening::to(&window, "pagehide", move |_| hidden()),
    ];
    listenings.into_iter().flatten().collect()
}

/// Runs a future up to where it first waits before this call returns, and the rest of it when it can. For what
/// is to be done in the very event in which a page is left; no later turn of it is certain to come.
pub fn run_at_once(future: impl Future<Output = ()> + 'static) {
    let mut future = Box::pin(future);
    if future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending() {
        wasm_bindgen_futures::spawn_local(future);
    }
}

/// Has the browser ask before the page is left while `is_unsaved` says so. Ends when the answer is dropped.
pub fn ask_before_leaving(is_unsaved: impl Fn() -> bool + 'static) -> Option<Listening> {
    let window = web_sys::window()?;
    Listening::to(&window, "beforeunload", move |event| {
        if is_unsaved() {
            event.prevent_default();
        }
    })
}

/// Whether the browser keeps the product's data until the user deletes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Persistence {
    /// It does.
    Kept,
    /// It may delete the data when the disk is full or the site was not visited for long.
    MayBeDeleted,
    /// It does not say.
    Unknown,
}

/// Whether the browser keeps the data, without asking it to.
pub async fn persistence() -> Persistence {
    answer(|manager| manager.persisted()).await
}

/// Asks the browser to keep the data; after the first real edit, since some browsers ask the user.
pub async fn ask_for_persistence() -> Persistence {
    answer(|manager| manager.persist()).await
}

async fn answer(ask: impl Fn(&web_sys::StorageManager) -> Result<js_sys::Promise, JsValue>) -> Persistence {
    let Some(window) = web_sys::window() else { return Persistence::Unknown };
    let navigator = window.navigator();
    // Pages without https have no storage manager.
    let has_manager = js_sys::Reflect::get(&navigator, &"storage".into()).is_ok_and(|manager| manager.is_object());
    if !has_manager {
        return Persistence::Unknown;
    }
    let Ok(promise) = ask(&navigator.storage()) else { return Persistence::Unknown };
    match JsFuture::from(promise).await.ok().and_then(|answer| answer.as_bool()) {
        Some(true) => Persistence::Kept,
        Some(false) => Persistence::MayBeDeleted,
        None => Persistence::Unknown,
    }
}
