//! Reading the app's own files. Nothing is ever sent, and nothing is read from another origin.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Why a file of the app was not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The host has no such file.
    #[error("{path} is not there (status {status})")]
    Missing {
        /// Where it should be, relative to the page.
        path: String,
        /// The status of HTTP.
        status: u16,
    },
    /// It did not arrive.
    #[error("{path} could not be read: {detail}")]
    Unreadable {
        /// Where it should be, relative to the page.
        path: String,
        /// What the browser said.
        detail: String,
    },
}

/// The bytes of a file beside the page.
///
/// # Errors
/// See [`FetchError`].
pub async fn bytes(path: &str) -> Result<Vec<u8>, FetchError> {
    let unreadable = |error: wasm_bindgen::JsValue| FetchError::Unreadable { path: path.to_owned(), detail: super::error_words(&error) };
    let Some(window) = web_sys::window() else {
        return Err(FetchError::Unreadable { path: path.to_owned(), detail: "there is no window".to_owned() });
    };
    let response = JsFuture::from(window.fetch_with_str(path)).await.map_err(unreadable)?;
    let response: Response = response.dyn_into().map_err(unreadable)?;
    if !response.ok() {
        return Err(FetchError::Missing { path: path.to_owned(), status: response.status() });
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(unreadable)?).await.map_err(unreadable)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
