//! Under construction.
use leptos::prelude::*;

/// Under construction.
#[component]
pub fn BalanceDialog() -> impl IntoView {
    view! { <p></p> }
}
