//! A dialog in the browser's own `<dialog>` element, which keeps focus inside and closes on Escape.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::icon::{self, Icon};
use crate::locale::words::shell as words;
use crate::ui::shell::notices::Notices;
use crate::ui::studio::Studio;

/// A modal dialog; open as long as it is in the page.
#[component]
pub fn ModalDialog(
    /// Its title.
    #[prop(into)]
    title: String,
    /// Wide enough for tables.
    #[prop(optional)]
    is_wide: bool,
    /// Called when the user closes it.
    on_close: Callback<()>,
    /// What it holds: bodies and a foot.
    children: Children,
) -> impl IntoView {
    let studio = Studio::get();
    let label = title.clone();
    let element = NodeRef::<html::Dialog>::new();
    let opener = StoredValue::new_local(None);
    Effect::new(move |_| {
        if let Some(dialog) = element.get()
            && !dialog.open()
        {
            opener.set_value(opener_in_focus());
            // Refused only when it is open already or out of the page: both leave nothing to do.
            let _ = dialog.show_modal();
            focus_first_field(&dialog);
        }
    });
    on_cleanup(move || {
        if let Some(opener) = opener.try_get_value().flatten() {
            request_animation_frame(move || give_back(&opener));
        }
    });
    view! {
        <dialog
            class="dialog"
            class:wide=is_wide
            node_ref=element
            aria-label=label
            on:cancel=move |event: leptos::ev::Event| {
                event.prevent_default();
                on_close.run(());
            }
        >
            <div class="dialog-head">
                <h2>{title}</h2>
                <button type="button" class="icon-button" aria-label=studio.say(words::CLOSE) on:click=move |_| on_close.run(())>
                    <Icon path=icon::CLOSE />
                </button>
            </div>
            {children()}
            // A modal dialog lies above all else in the page: messages are shown within it.
            <Notices />
        </dialog>
    }
}

/// What has the focus; nothing when it is on the page as a whole. An item of a menu leaves with the menu: its button stands for it.
///
/// A field that is typed into opens no dialog; it only happens to have the focus when keys do. With the focus back in it,
/// the keys that undo would undo what was typed, and not what the dialog did.
fn opener_in_focus() -> Option<web_sys::HtmlElement> {
    let element = document().active_element().filter(|element| !element.matches("body, input, textarea").unwrap_or(false))?;
    let menu = element.closest(".menu").ok().flatten();
    let button = menu.and_then(|menu| menu.query_selector("[aria-haspopup]").ok().flatten());
    button.unwrap_or(element).dyn_into().ok()
}

/// Puts the focus where it was before a dialog, unless something else has taken it meanwhile, such as the next dialog.
fn give_back(opener: &web_sys::HtmlElement) {
    if document().active_element().is_none_or(|element| element.tag_name() == "BODY") {
        // What has left the page cannot take the focus, and leaves it where it is.
        let _ = opener.focus();
    }
}

/// The focus begins where there is something to type or choose, not on the button that closes: so a name can be
/// typed and Enter sends the form at once. Where there is no field, the browser's own choice stays.
fn focus_first_field(dialog: &web_sys::HtmlDialogElement) {
    const FIRST: &str =
        "[autofocus], .dialog-body input:not(:disabled), .dialog-body select, .dialog-body textarea, .dialog-foot .button.main";
    let field = dialog.query_selector(FIRST).ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element in an open dialog takes the focus.
        let _ = field.focus();
    }
}
