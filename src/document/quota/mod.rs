//! Quotas of a plan: what is decided about them in a scenario, and the engine's question and answer for it.
//!
//! - [`settings`]: the decisions that a scenario keeps, and the schedules that all scenarios share
//! - [`keys`]: the lasting names of the tree's nodes
//! - [`history`]: past fiscal years of accounts; [`history_notes`]: what they lack
//! - [`question`]: from a plan and a scenario to the engine's question
//! - [`past_quotas`]: quotas of past years
//! - [`sellers`]: sellers with all that they hold; [`fairness`]: how evenly their quotas lie
//! - [`judgement`]: bands and assumptions; [`chances`]: from a plan to a simulation of its year
//! - [`schedules`]: where seasons and ramps are used, and their renaming with every use
//! - [`staffing`]: what the team carries, attrition and hires
//! - [`team`]: how large the team should be
//! - [`pay`]: pay plans, who is on which, and what they are reckoned from
//! - [`change`]: the commands, and what each leaves in the change log; `goal_change`: those on goals and their nodes
//!
//! How a target is shared out is the engine's matter ([`crate::quota`]).

pub mod chances;
pub mod change;
pub mod change_text;
pub mod fairness;
pub mod finding_text;
mod goal_change;
pub mod history;
pub mod history_notes;
pub mod judgement;
pub mod keys;
pub mod past_quotas;
pub mod pay;
pub mod question;
pub mod schedules;
pub mod season_text;
pub mod sellers;
pub mod settings;
pub mod staffing;
pub mod team;

pub use change::{QuotaChange, QuotaCommand};
pub use judgement::{Judgement, OutlookSettings};
pub use keys::NodeRef;
pub use pay::{KeptPayPlan, KeptResults, PayPlanChange, PayPlanCommand, PaySettings};
pub use question::{QuotaResults, results};
pub use settings::{
    BelowSeats, GoalSettings, Holding, NodeDecision, PastHoliday, QuotaGroup, QuotaSettings, Schedules, StaffingSettings, Who,
};
