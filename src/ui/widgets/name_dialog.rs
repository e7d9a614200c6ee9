//! A field for one name with its form, and a dialog around it.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::dialog::ModalDialog;
use super::form_foot::FormFoot;

/// A field for a name, which is selected when it appears, and what its form does when it is sent: the name, without
/// spaces around it, is handed on.
pub fn name_form(on_name: Callback<String>) -> (NodeRef<html::Input>, impl Fn(SubmitEvent) + Copy) {
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            field.select();
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let name = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        on_name.run(name.trim().to_owned());
    };
    (field, submit)
}

/// Asks for one name; an empty one is not taken.
#[component]
pub fn NameDialog(
    /// The dialog's title.
    #[prop(into)]
    title: String,
    /// What the name is of.
    #[prop(into)]
    label: String,
    /// The name to begin with.
    #[prop(into)]
    name: String,
    /// What the button says.
    #[prop(into)]
    button: String,
    /// Takes the name, without spaces around it, after the dialog was closed.
    on_name: Callback<String>,
    /// Closes the dialog.
    on_close: Callback<()>,
) -> impl IntoView {
    let (field, submit) = name_form(Callback::new(move |name: String| {
        if !name.is_empty() {
            on_close.run(());
            on_name.run(name);
        }
    }));
    view! {
        <ModalDialog title=title on_close=on_close>
            <form on:submit=submit>
                <div class="dialog-body">
                    <div class="field">
                        <label for="name-field">{label}</label>
                        <input id="name-field" class="input" node_ref=field value=name required maxlength="120" />
                    </div>
                </div>
                <FormFoot on_cancel=on_close button=button />
            </form>
        </ModalDialog>
    }
}
