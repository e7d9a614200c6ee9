//! The field that a table is searched by.

use leptos::prelude::*;

use super::icon::{self, Icon};

/// The field over a table; what is typed goes into `typed` at once.
#[component]
pub fn SearchField(
    /// What is searched, for those who do not see the sign.
    label: &'static str,
    /// What may be typed.
    hint: &'static str,
    /// What was typed.
    typed: RwSignal<String>,
) -> impl IntoView {
    view! {
        <label class="table-search">
            <span class="visually-hidden">{label}</span>
            <Icon path=icon::SEARCH />
            <input
                type="search"
                class="input"
                placeholder=hint
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
            />
        </label>
    }
}
