//! Pay of a plan: the pay plans that it keeps, who is on which, and the engine's input made of both.
//!
//! - [`kept`]: pay plans as the plan keeps them
//! - [`settings`]: which role is on which plan
//! - [`change`]: the commands, and what each leaves in the change log
//! - [`rules`]: from a plan and a scenario to the engine's rules
//! - [`quotas`]: what the scenario asks of each seller and month
//! - [`of_seller`]: a seller's year of pay over attainment
//! - [`actual`]: results of sellers as files gave them; [`mod@file_year`]: a year of them
//! - [`mod@attained`]: what sellers attained in such a year
//! - [`results`]: what sellers did last year, or would do
//! - [`comparison`]: two plans on the same results
//! - [`summary`]: what pay costs at target, and each role's curve
//! - [`templates`]: plans to start from
//! - [`finding_text`], [`statement_text`]: findings and statements in words
//!
//! What a seller is paid is the engine's matter ([`crate::quota::pay`]).

pub mod actual;
pub mod attained;
pub mod change;
pub mod comparison;
pub mod file_year;
pub mod finding_text;
pub mod kept;
pub mod of_seller;
pub mod quotas;
pub mod results;
pub mod rules;
pub mod settings;
pub mod statement_text;
pub mod summary;
pub mod templates;

pub use actual::{ActualResults, KeptResults, ResultRow};
pub use attained::{Attained, attained};
pub use change::{PayPlanChange, PayPlanCommand};
pub use file_year::{file_year, years_of_results};
pub use kept::{KeptPayPlan, PayPlanRefused, kept_plans};
pub use quotas::{SellerQuotas, quotas_of_everybody, seller_quotas, usual_month};
pub use results::{LastYear, UnknownFigure, WhatIf, last_year, what_if};
pub use rules::{PayNote, ScenarioPay, pay_rules};
pub use settings::PaySettings;

#[cfg(test)]
mod file_tests;
#[cfg(test)]
pub(crate) mod tests;
