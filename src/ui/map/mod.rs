//! stand-in
use leptos::prelude::*;
/// stand-in
#[component]
pub fn TerritoryMap() -> impl IntoView {
    view! { <p></p> }
}
