//! Files in and out: picking, reading, downloading, and the clipboard. The size of a file is known before its
//! content is read.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Event, File, HtmlAnchorElement, HtmlElement, HtmlInputElement, Url};

use super::error_words;

/// How long a download's address stays valid, in milliseconds; browsers fetch it a little after the click.
const ADDRESS_MILLISECONDS: f64 = 60_000.0;

/// Why a file did not come in or go out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Its content could not be read: moved, deleted or changed since it was picked, or not permitted.
    #[error("{name} could not be read: {detail}")]
    Unreadable {
        /// The file's name.
        name: String,
        /// What the browser said.
        detail: String,
    },
    /// The browser did not take it.
    #[error("the browser refused: {detail}")]
    Refused {
        /// What the browser said.
        detail: String,
    },
}

fn refused(error: JsValue) -> FileError {
    FileError::Refused { detail: error_words(&error) }
}

/// A file that the user picked or dropped; not read yet.
#[derive(Clone, Debug)]
pub struct PickedFile {
    file: File,
}

impl From<File> for PickedFile {
    fn from(file: File) -> PickedFile {
        PickedFile { file }
    }
}

impl PickedFile {
    /// Its name.
    pub fn name(&self) -> String {
        self.file.name()
    }

    /// Its size in bytes.
    pub fn size_bytes(&self) -> f64 {
        self.file.size()
    }

    /// Reads it.
    ///
    /// # Errors
    /// [`FileError::Unreadable`].
    pub async fn read(&self) -> Result<Vec<u8>, FileError> {
        let buffer = JsFuture::from(self.file.array_buffer()).await;
        let buffer = buffer.map_err(|error| FileError::Unreadable { name: self.name(), detail: error_words(&error) })?;
        Ok(js_sys::Uint8Array::new(&buffer).to_vec())
    }
}

/// Asks the user for a file. `accept` is as in HTML: `.csv,.xlsx`; `None` when the user picks none. To be called
/// while a click or key is being handled, or browsers refuse to ask.
///
/// # Errors
/// [`FileError::Refused`].
pub async fn pick_file(accept: &str) -> Result<Option<PickedFile>, FileError> {
    let input: HtmlInputElement = create("input")?;
    input.set_type("file");
    input.set_accept(accept);
    // Some browsers let go of an input that is not in the page before the user has picked.
    hide_in_page(&input)?;
    let picked = js_sys::Promise::new(&mut |resolve, _| {
        for event in ["change", "cancel"] {
            if let Err(error) = input.add_event_listener_with_callback(event, &resolve) {
                web_sys::console::error_1(&error);
            }
        }
        input.click();
    });
    let outcome = JsFuture::from(picked).await;
    let file = input.files().and_then(|files| files.get(0));
    input.remove();
    let event: Event = outcome.map_err(refused)?.unchecked_into();
    Ok(file.filter(|_| event.type_() == "change").map(PickedFile::from))
}

/// Lets the user keep bytes as a file of that name.
///
/// # Errors
/// [`FileError::Refused`].
pub fn download(name: &str, mime_type: &str, bytes: &[u8]) -> Result<(), FileError> {
    let options = BlobPropertyBag::new();
    options.set_type(mime_type);
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).map_err(refused)?;
    let address = Url::create_object_url_with_blob(&blob).map_err(refused)?;
    let anchor: HtmlAnchorElement = create("a")?;
    anchor.set_href(&address);
    anchor.set_download(name);
    hide_in_page(&anchor)?;
    anchor.click();
    anchor.remove();
    wasm_bindgen_futures::spawn_local(async move {
        super::clock::sleep(ADDRESS_MILLISECONDS).await;
        if let Err(error) = Url::revoke_object_url(&address) {
            web_sys::console::error_1(&error);
        }
    });
    Ok(())
}

/// Copies words to the clipboard.
///
/// # Errors
/// [`FileError::Refused`] when the browser does not permit it, or the page has no https.
pub async fn copy_text(words: &str) -> Result<(), FileError> {
    let window = web_sys::window().ok_or_else(no_page)?;
    let navigator = window.navigator();
    let has_clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    if !has_clipboard {
        return Err(FileError::Refused { detail: "there is no clipboard".to_owned() });
    }
    JsFuture::from(navigator.clipboard().write_text(words)).await.map(|_| ()).map_err(refused)
}

fn no_page() -> FileError {
    FileError::Refused { detail: "there is no page".to_owned() }
}

fn create<Element: JsCast>(name: &str) -> Result<Element, FileError> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or_else(no_page)?;
    let element = document.create_element(name).map_err(refused)?;
    element.dyn_into().map_err(|element| refused(element.into()))
}

fn hide_in_page(element: &HtmlElement) -> Result<(), FileError> {
    element.set_hidden(true);
    let body = web_sys::window().and_then(|window| window.document()).and_then(|document| document.body()).ok_or_else(no_page)?;
    body.append_child(element).map(|_| ()).map_err(refused)
}
