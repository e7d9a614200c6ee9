//! The pages and the dialogs that belong to them.

pub mod account;
mod account_cells;
mod account_fields;
mod account_history;
pub mod account_selection;
pub mod account_table;
pub mod balance;
pub mod compare;
pub mod customers;
pub mod import;
pub mod plan;
pub mod plans;
pub mod territories;
