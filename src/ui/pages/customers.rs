//! Under construction.
use leptos::prelude::*;

/// Under construction.
#[component]
pub fn CustomersPage() -> impl IntoView {
    view! { <p></p> }
}
/// stand-in
#[component]
pub fn AccountTable() -> impl IntoView {
    view! { <p></p> }
}
