//! Under construction.
use leptos::prelude::*;

/// Under construction.
#[component]
pub fn TerritoriesPage() -> impl IntoView {
    view! { <p></p> }
}
