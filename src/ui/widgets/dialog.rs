//! A dialog in the browser's own `<dialog>` element, which keeps focus inside and closes on Escape.

use leptos::html;
use leptos::prelude::*;

use super::icon::{self, Icon};
use crate::locale::words::shell as words;
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
    Effect::new(move |_| {
        if let Some(dialog) = element.get()
            && !dialog.open()
        {
            // Refused only when it is open already or out of the page: both leave nothing to do.
            let _ = dialog.show_modal();
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
        </dialog>
    }
}
