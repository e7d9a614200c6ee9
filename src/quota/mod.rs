//! Quotas: one target shared out down a tree of regions, seats and people, exactly, by period, with its reasons.
//!
//! A pure engine: plain data in, plain data out, no clock, thread or hidden generator, and no knowledge of documents or
//! screens. The same question gives the same answer on every platform.
//!
//! - [`question`]: what is asked; [`answer`]: what is answered; [`mod@allocate`]: the one from the other
//! - [`method`]: ways to share an amount out, on the measures of `figures`; [`cushion`]: over-assignment
//! - [`schedule`]: seasons and ramps; [`season_history`]: a season read off past sales; [`activity`]: days and ramp of people
//! - `tree`, `presence`: the question's list read as a tree with its vacancies; `targets`: goals that go by other goals
//! - `seasons`, `periods`: the year by months; `rollup`: estimates and capacity from below
//! - [`explain`]: why a figure is as it is; [`compare`]: what changes for whom; [`findings`]: what was noticed
//! - [`pay`]: pay plans and statements; [`fairness`]: how quotas stand to potential and history; [`attainment`]: results
//!   reached and simulated
//! - [`capacity`], [`hiring`], [`team_size`]: what a team can carry, who closes a gap, how large it should be
//!
//! Accounts and people of a plan are not known here; whoever asks puts them into the tree.

pub mod activity;
pub mod allocate;
pub mod answer;
pub mod attainment;
mod bearers;
pub mod capacity;
pub mod compare;
pub mod cushion;
pub mod explain;
pub mod fairness;
mod figures;
#[cfg(test)]
pub(crate) mod finding_kinds;
pub mod findings;
pub mod hiring;
pub mod method;
pub mod pay;
mod periods;
mod presence;
pub mod question;
mod rollup;
pub mod schedule;
pub mod season_history;
mod seasons;
mod several_seats;
mod targets;
pub mod team_size;
mod tree;

#[cfg(test)]
mod bad_input_tests;
#[cfg(test)]
mod golden_tests;
#[cfg(test)]
mod invariants;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod property_tests;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tree_tests;

pub use activity::{Activity, DateRange, Employment};
pub use allocate::allocate;
pub use answer::{
    GoalOutcome, LevelTotals, NodeOutcome, PlacedNode, QuotaAnswer, Reason, ResolvedSeason, Share, ThreeFigures, Unallocated, quarters,
};
pub use compare::{Amounts, QuotaChange, changes};
pub use explain::{Explanation, explanation};
pub use findings::{Field, Place, QuotaFinding, QuotaFindingKind};
pub use method::{BlendPart, GrowthBasis, Measure, Method};
pub use question::{
    AttainmentReading, Figures, Goal, GoalKey, GoalKind, Lock, NodeGoal, NodeKey, NodeKind, QuotaNode, QuotaQuestion, SellerCapacity,
    Target, UncoveredTime, question_from_json,
};
pub use schedule::{Ramp, Season, SeasonWeights, quarter_indices};
pub use season_history::{MonthlyHistory, season_from_history};
