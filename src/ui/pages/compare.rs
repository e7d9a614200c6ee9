//! Under construction.
use leptos::prelude::*;

/// Under construction.
#[component]
pub fn ComparePage() -> impl IntoView {
    view! { <p></p> }
}
