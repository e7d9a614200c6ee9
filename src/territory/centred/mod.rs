//! Territories round centre units: the search behind compact, balanced, contiguous designs.
//!
//! Every territory is served from one of its own units, its centre; what is minimised is the sum of the costs from
//! each unit to its centre: p-median, weighted p-median or moment of inertia, by the choice of [`Costs`]. Loads stay
//! within bounds and, where an adjacency is given, every territory stays in one piece. Capacitated p-median,
//! commercial territory design (Ríos-Mercado, Fernández 2009) and districting (Hess et al. 1965) are this problem
//! with other costs and bounds.
//!
//! - [`problem`]: what is asked; [`costs`]: the cost from a unit to a centre
//! - `tidy`, `model`: the problem put in order, and as the search reads it; `state`: an assignment with its sums; `centres`: the upkeep of centres; `contiguity`: who may leave
//! - `start`, `partition`, `allocation`, `interchange`, `pieces`, `naming`: a first design; `anneal`, `relocate`: small and large moves; `prices`, `exchange`: what these seldom find; [`search`], [`schedule`]: the order of events
//! - [`mod@judge`]: the independent recomputation of an answer
//!
//! Neither places on the globe nor customers are known here; whoever asks brings numbers.

mod allocation;
mod anneal;
mod centres;
pub(crate) mod contiguity;
pub mod costs;
mod exchange;
mod interchange;
pub mod judge;
mod model;
mod naming;
mod partition;
mod pieces;
mod prices;
pub mod problem;
mod relocate;
pub mod schedule;
pub mod search;
mod start;
mod state;
#[cfg(test)]
mod tests;
mod tidy;

pub use costs::{Costs, Form};
pub use judge::{CentredVerdict, judge};
pub use problem::{CentredProblem, NONE};
pub use schedule::Schedule;
pub use search::{CentredAnswer, CentredSearch};
