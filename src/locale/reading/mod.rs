//! Numbers as people type them, read: what a column is written in, and exact decimals.

pub mod decimal;
pub mod number_style;
pub mod numbers;
