//! Under construction.
use leptos::prelude::*;

/// Under construction.
#[component]
pub fn AccountDialog(account: crate::domain::AccountId) -> impl IntoView {
    view! { <p></p> }
}

/// Under construction.
#[component]
pub fn NewAccountDialog() -> impl IntoView {
    view! { <p></p> }
}
