//! What a person sees when the app meets an error it did not expect: the message, the build, and their data as a
//! file. After a panic no code of ours may be trusted to run again, so everything is laid into the page at once
//! and works without it: a link to the file, made beforehand, and a link that loads the page anew.

use std::cell::RefCell;

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement, Url};

use crate::document::SavedDocument;
use crate::document::codec::{FILE_EXTENSION, PlanCodec};
use crate::locale::Language;
use crate::locale::words::shell as words;
use crate::port::build::BUILD_ID;

thread_local! {
    static LAST: RefCell<Option<(SavedDocument, PlanCodec)>> = const { RefCell::new(None) };
}

/// Remembers the version on screen, with what writes it, for the file that a panic offers. Versions are cheap to copy.
pub fn remember(saved: Option<(SavedDocument, PlanCodec)>) {
    LAST.with(|last| {
        if let Ok(mut last) = last.try_borrow_mut() {
            *last = saved;
        }
    });
}

/// Has panics shown to the person as well as in the console.
pub fn set_hook() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        // A page that cannot show the message still has it in the console.
        let _shown = show(&info.to_string());
    }));
}

fn show(message: &str) -> Option<()> {
    let root = document().document_element()?;
    let language = Language::of_tag(&root.get_attribute("lang").unwrap_or_default());
    let part = |tag: &str, text: &str| {
        let element = document().create_element(tag).ok()?;
        element.set_text_content(Some(text));
        Some(element)
    };
    let panel = part("div", "")?;
    panel.set_class_name("panic");
    panel.set_attribute("role", "alertdialog").ok()?;
    panel.set_attribute("aria-label", words::FAILED_TITLE.get(language)).ok()?;
    panel.append_child(part("h1", words::FAILED_TITLE.get(language))?.as_ref()).ok()?;
    panel.append_child(part("p", words::FAILED_WORDS.get(language))?.as_ref()).ok()?;
    panel.append_child(part("pre", &format!("{message}\n{BUILD_ID}"))?.as_ref()).ok()?;
    if let Some(file) = file() {
        file.set_text_content(Some(words::DOWNLOAD_MY_DATA.get(language)));
        panel.append_child(&file).ok()?;
    }
    let reload: HtmlAnchorElement = part("a", words::RELOAD.get(language))?.dyn_into().ok()?;
    reload.set_class_name("button");
    reload.set_href("?");
    panel.append_child(&reload).ok()?;
    document().body()?.append_child(&panel).ok()?;
    Some(())
}

/// A link to the plan as a file.
fn file() -> Option<HtmlAnchorElement> {
    let (saved, codec) = LAST.with(|last| last.try_borrow().ok().and_then(|last| last.clone()))?;
    let bytes = (codec.encode)(&saved, BUILD_ID, crate::browser::clock::now_milliseconds()).ok()?;
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
    let blob = Blob::new_with_u8_array_sequence(&parts).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_class_name("button main");
    link.set_href(&Url::create_object_url_with_blob(&blob).ok()?);
    link.set_download(&format!("{}.{FILE_EXTENSION}", super::session::file_stem(&saved.plan.name)));
    Some(link)
}
