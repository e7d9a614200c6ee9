//! Pay plans and what they pay.
//!
//! Plans are plain data; statements, curves and costs follow from them and from results. Everything is reckoned in
//! whole units of the smallest money in use and rounded once a line, halves away from zero.
//!
//! - [`plan`]: plans as data, [`basis`]: what counts as a result; [`tiers`]: tables of rates and their readings; [`rate`]: exact rates
//! - [`results`]: what sellers did, and what of it counts
//! - [`run`]: statements for everybody; [`statement`]: what they consist of
//! - [`findings`]: what may be wrong, looked for by [`mod@plan_findings`] and [`mod@result_findings`]
//! - [`curve`]: pay over attainment, with its jumps; [`compiled`]: the same for many trials
//! - [`cost`]: what a plan costs, and two plans compared
//!
//! Nothing here speaks of law or tax.

pub mod basis;
pub mod compiled;
mod component;
pub mod cost;
pub mod curve;
pub mod findings;
mod pieces;
pub mod plan;
pub mod plan_findings;
pub mod rate;
mod record;
pub mod result_findings;
pub mod results;
pub mod run;
pub mod statement;
pub mod tiers;
mod year;

#[cfg(test)]
mod base_tests;
#[cfg(test)]
mod curve_tests;
#[cfg(test)]
mod finding_tests;
#[cfg(test)]
mod period_tests;
#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod statement_tests;
#[cfg(test)]
mod worked_examples;

pub use basis::{Basis, DiscountBasis, Only, Recognition, ShippingBasis};
pub use compiled::{CompiledPay, PayPeriodQuotas};
pub use cost::{ComparedPay, PayComparison, PayCost, SellerCost, compared, pay_cost};
pub use curve::{CurvePoint, Jump, JumpCause, PayCurve, PositionQuotas, jumps, pay_curve};
pub use findings::{Edge, PayFinding, PayPlace, PayProblem, ResultColumn};
pub use plan::{
    Accrual, Assignment, BelowZero, Clawback, CollectionGate, Component, Draw, DrawKind, Goal, Milestone, MilestoneReading, OpeningBalance,
    PayPeriod, PayPlan, PayRules, Point, Rule, Scope, Spif,
};
pub use plan_findings::{findings_of_plan, plan_findings};
pub use rate::Rate;
pub use results::{Entry, Quotas, SaleReturn, SellerMonth};
pub use run::{Statements, pay_findings, statements};
pub use statement::{Balance, Figure, FigureName, FigureValue, Line, LineKind, NotPaid, Statement};
pub use tiers::{RateMeaning, RateTable, Reading, Threshold, ThresholdPays, Tier, Tiers};
