//! A choice among few: a label and the browser's own list. What is chosen follows a signal, so the list keeps
//! its focus while the rest of the screen is drawn anew.

use leptos::prelude::*;

/// A labelled list. Values are positions among the labels.
#[component]
pub fn Choice(
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// Whether the label is only for those who do not see the screen; the place says it to the others.
    #[prop(optional)]
    is_label_hidden: bool,
    /// What there is to choose from.
    labels: Vec<String>,
    /// The position of the present choice.
    #[prop(into)]
    chosen: Signal<Option<usize>>,
    /// Called with the position of a new choice.
    on_choose: Callback<usize>,
) -> impl IntoView {
    let options = labels.into_iter().enumerate().map(|(index, label)| {
        view! {
            <option value=index.to_string() prop:selected=move || chosen.get() == Some(index)>
                {label}
            </option>
        }
    });
    let choose = move |event| {
        if let Ok(index) = event_target_value(&event).parse::<usize>() {
            on_choose.run(index);
        }
    };
    view! {
        <label class="field import-choice">
            <span class:visually-hidden=is_label_hidden>{label}</span>
            <select class="select" on:change=choose>
                {options.collect_view()}
            </select>
        </label>
    }
}
