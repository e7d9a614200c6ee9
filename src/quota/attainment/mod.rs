//! Attainment: what a team reached, and what it may expect to reach.
//!
//! - [`mod@realised`]: attainment of a list of results, as reached
//! - [`problem`]: what is simulated; [`simulation`]: trials in chunks with seeds of their own; [`mod@outlook`]: what they tell
//! - [`mod@service`]: the simulation behind messages, in slices
//! - [`indicators`]: small published measures around a quota: coverage, velocity, forecast bias, scorecards
//!
//! The same problem and seed give the same numbers on every platform and with any number of workers.

mod chance;
pub mod indicators;
pub mod outlook;
pub mod problem;
pub mod realised;
pub mod service;
pub mod simulation;

#[cfg(test)]
mod tests;

pub use outlook::{GoalOutlook, Histogram, Outlook, PayOutlook, Quantiles, SellerOutlook, outlook};
pub use problem::{AttainmentFinding, AttainmentProblem, SimulatedGoal, SimulatedSeller, attainment_findings};
pub use realised::{Realised, realised};
pub use service::{AttainmentRequest, AttainmentResponse, AttainmentService};
pub use simulation::{CHUNK_TRIALS, Chunk, Simulation, chunk};
