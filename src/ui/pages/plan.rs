//! Under construction.
use leptos::prelude::*;

/// Under construction.
#[component]
pub fn PlanPage() -> impl IntoView {
    view! { <p></p> }
}
