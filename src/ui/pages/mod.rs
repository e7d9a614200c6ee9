//! The pages and the dialogs that belong to them.

pub mod account;
mod account_cells;
mod account_fields;
mod account_history;
pub mod account_selection;
pub mod account_table;
pub mod alternatives;
pub mod balance;
pub mod compare;
pub mod customers;
pub mod import;
pub mod method;
mod paper;
pub mod pay;
pub mod plan;
pub mod plans;
pub mod quotas;
pub mod sheets;
pub mod territories;

/// The width of a drawing in its own units: as wished, or less on a narrow screen, so that its words stay legible.
fn fitting_width(wished: u32) -> u32 {
    /// The margins of page and card, and the least width that a chart makes sense in.
    const MARGINS: f64 = 44.0;
    const LEAST: u32 = 320;
    let window = leptos::prelude::window().inner_width().ok().and_then(|width| width.as_f64());
    window.map_or(wished, |width| ((width - MARGINS).max(0.0) as u32).clamp(LEAST, wished))
}
