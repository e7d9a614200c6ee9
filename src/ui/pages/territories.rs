//! Under construction.
use leptos::prelude::*;

/// Under construction.
#[component]
pub fn TerritoriesPage() -> impl IntoView {
    view! { <div class="card" style:block-size="420px" style:flex="none"><crate::ui::map::TerritoryMap /></div> }
}
