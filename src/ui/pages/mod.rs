//! The pages and the dialogs that belong to them.

pub mod account;
pub mod balance;
pub mod compare;
pub mod customers;
pub mod import;
pub mod plan;
pub mod plans;
pub mod territories;
