//! Quotas, what they pay, and how likely they are.
//!
//! A pure engine: plain numbers in, plain numbers out, no clock, thread or hidden generator, and no knowledge of
//! documents or screens.
//!
//! - [`pay`]: pay plans as data, statements, curves and cost
//! - [`mod@fairness`]: how evenly quotas lie on potential and history
//! - [`attainment`]: what attainments a team has, and which it may expect

pub mod attainment;
pub mod fairness;
pub mod pay;
