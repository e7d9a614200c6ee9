//! Under construction.
use leptos::prelude::*;

/// Under construction.
#[component]
pub fn ImportDialog() -> impl IntoView {
    view! { <p></p> }
}
