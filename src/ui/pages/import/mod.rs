//! The import wizard: a dialog that leads from a file to customers in the plan. First the source, then columns
//! and preview on one screen, then the import as one step that can be undone.

mod choice;
mod country;
mod finish;
mod kinds;
mod options;
mod order;
mod problems;
mod proposals;
mod review;
mod source;
mod state;
mod table;

use leptos::ev;
use leptos::prelude::*;

use self::kinds::{Source, Trouble};
use self::review::Review;
use self::source::SourceStep;
use self::state::Wizard;
use crate::browser::files::PickedFile;
use crate::locale::words::import as words;
use crate::ui::sheets::Sheets;
use crate::ui::studio::Studio;
use crate::ui::widgets::dialog::ModalDialog;

/// Brings customers in from a file.
#[component]
pub fn ImportDialog() -> impl IntoView {
    let studio = Studio::get();
    let wizard = Wizard::new(studio, Sheets::get());
    let is_over = RwSignal::new(false);
    on_cleanup(move || wizard.close());
    listen_for_drops(wizard, is_over);
    listen_for_pastes(wizard);
    let has_preview = Memo::new(move |_| wizard.preview.with(Option::is_some));
    view! {
        <ModalDialog title=studio.say(words::TITLE) is_wide=true on_close=Callback::new(move |()| studio.dialog.set(None))>
            <Show when=move || has_preview.get() fallback=move || view! { <SourceStep wizard=wizard is_over=is_over /> }>
                <Review wizard=wizard is_over=is_over />
            </Show>
        </ModalDialog>
    }
}

/// A file may be dropped anywhere while the wizard is open; the browser itself must not open it in our place.
fn listen_for_drops(wizard: Wizard, is_over: RwSignal<bool>) {
    let over = window_event_listener(ev::dragover, move |event| {
        event.prevent_default();
        is_over.set(true);
    });
    let left = window_event_listener(ev::dragleave, move |event| {
        if event.related_target().is_none() {
            is_over.set(false);
        }
    });
    let dropped = window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        is_over.set(false);
        if let Some(data) = event.data_transfer() {
            open_dropped(wizard, &data);
        }
    });
    on_cleanup(move || {
        over.remove();
        left.remove();
        dropped.remove();
    });
}

/// A table may be pasted anywhere until there is one.
fn listen_for_pastes(wizard: Wizard) {
    let pasted = window_event_listener(ev::paste, move |event| {
        use wasm_bindgen::JsCast;
        if wizard.preview.with_untracked(Option::is_some) || wizard.is_reading() {
            return;
        }
        let Some(event) = event.dyn_ref::<web_sys::ClipboardEvent>() else { return };
        if let Some(data) = event.clipboard_data() {
            event.prevent_default();
            open_pasted(wizard, &data);
        }
    });
    on_cleanup(move || pasted.remove());
}

/// Opens what was dropped: a file before text.
fn open_dropped(wizard: Wizard, data: &web_sys::DataTransfer) {
    match file_of(data) {
        Some(file) => wizard.open(Source::File(file)),
        None => open_text(wizard, data),
    }
}

/// Opens what was pasted: text before a file, as spreadsheet programs put a picture of the cells beside them.
fn open_pasted(wizard: Wizard, data: &web_sys::DataTransfer) {
    match file_of(data) {
        Some(file) if text_of(data).is_empty() => wizard.open(Source::File(file)),
        _ => open_text(wizard, data),
    }
}

fn open_text(wizard: Wizard, data: &web_sys::DataTransfer) {
    let text = text_of(data);
    if text.trim().is_empty() {
        let words = wizard.studio.say(words::EMPTY_CLIPBOARD).to_owned();
        wizard.trouble.set(Some(Trouble { words, can_retry: false }));
    } else {
        wizard.open(Source::Text(text));
    }
}

fn file_of(data: &web_sys::DataTransfer) -> Option<PickedFile> {
    data.files().and_then(|files| files.get(0)).map(PickedFile::from)
}

fn text_of(data: &web_sys::DataTransfer) -> String {
    // A clipboard that refuses is one without text.
    data.get_data("text/plain").unwrap_or_default()
}
