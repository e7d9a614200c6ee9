//! The browser's side of the ports, wasm only: storage, preferences, workers, files, clock, and what the page
//! is told when it is hidden. Knows no screen.

#[cfg(feature = "page")]
pub mod clock;
#[cfg(feature = "page")]
mod database;
#[cfg(feature = "page")]
pub mod erase;
#[cfg(feature = "page")]
pub mod fetch;
#[cfg(feature = "page")]
pub mod files;
#[cfg(feature = "page")]
pub mod page;
#[cfg(feature = "page")]
pub mod plan_store;
#[cfg(feature = "page")]
pub mod preference_store;
#[cfg(feature = "page")]
pub mod worker_client;
pub mod worker_host;

use wasm_bindgen::{JsCast, JsValue};

/// What a JavaScript error says of itself.
pub fn error_words(error: &JsValue) -> String {
    if let Some(error) = error.dyn_ref::<js_sys::Error>() {
        return format!("{}: {}", String::from(error.name()), String::from(error.message()));
    }
    if let Some(error) = error.dyn_ref::<web_sys::DomException>() {
        return format!("{}: {}", error.name(), error.message());
    }
    error.as_string().unwrap_or_else(|| format!("{error:?}"))
}
