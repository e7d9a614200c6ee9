//! The foot of a dialog that holds a form: the way out, and the button that sends the form.

use leptos::prelude::*;

use crate::locale::words::shell as words;
use crate::ui::studio::Studio;

/// The foot of a form.
#[component]
pub fn FormFoot(
    /// Closes the dialog and leaves all as it was.
    on_cancel: Callback<()>,
    /// What the button says that sends the form.
    #[prop(into)]
    button: String,
    /// Whether the form cannot be sent as it stands.
    #[prop(optional, into)]
    is_disabled: Signal<bool>,
    /// What stands before the buttons, such as why the form was refused.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let studio = Studio::get();
    view! {
        <div class="dialog-foot">
            {children.map(|children| children())}
            <button type="button" class="button" on:click=move |_| on_cancel.run(())>{studio.say(words::CANCEL)}</button>
            <button type="submit" class="button main" disabled=move || is_disabled.get()>{button}</button>
        </div>
    }
}
