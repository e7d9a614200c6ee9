//! Territory design: who serves which customer, within balance, travel and disruption wishes.
//!
//! A pure engine: plain numbers in, plain numbers out, no clock, thread or hidden generator, and no
//! knowledge of documents or screens. The same problem and seed give the same answer on every platform.
//!
//! - [`problem`]: what is asked; [`position`]: places on the globe
//! - [`mod@measures`]: how good an assignment is; `running`: the same from change to change
//! - [`mod@findings`]: what can be said before a run; [`unmet`]: what a run left unmet, and why
//! - [`search`]: the anytime optimiser, on the search round centres of [`centred`]; [`mod@check`]: the independent
//!   judge of its answer
//! - [`adjacency`]: who lies beside whom; [`pieces`]: in how many pieces a territory lies; `joints`: which
//!   places hold it together; `apart`: what it holds in places that one piece can hardly join
//! - `reconciled`: a problem without wishes that contradict each other; `bundles`: what moves as one in it
//! - [`matching`], [`neighbours`]: general algorithms the search stands on; [`plane`]: plane geometry
//! - [`suggest`]: single steps that help most; [`churn`]: sellers who come and go; both on a running account (`ledger`)
//! - [`judged`]: what the judge says of a step before it enters a plan; [`steps`]: steps carried out and judged in a worker
//! - [`trials`]: several runs for one question, and which of their answers is best
//!
//! Outlines of areas are not known here, only who lies beside whom.

pub mod adjacency;
mod apart;
mod bundles;
pub mod centred;
mod chance;
pub mod check;
pub mod churn;
mod cleaned;
mod contracted;
pub mod findings;
mod growth;
mod halving;
mod joints;
pub mod judged;
mod ledger;
pub mod matching;
pub mod measures;
pub mod neighbours;
pub mod pieces;
pub mod plane;
pub mod position;
pub mod problem;
mod reconciled;
mod running;
pub mod search;
pub mod service;
pub mod steps;
pub mod suggest;
pub mod trials;
pub mod unmet;
mod whole;

#[cfg(test)]
mod limit_tests;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod wish_tests;

pub use adjacency::{Adjacency, Bridge};
pub use check::{CheckFailure, CheckedFigure, FigureKind, check, check_solution};
pub use findings::{DesignFinding, ForcedChange, JoiningWay, UnmetLimit, findings, forced_change, unmet_limit};
pub use measures::{DesignMeasures, MeasureSummary, TerritoryMeasures, measures};
pub use position::Position;
pub use problem::{Compactness, DesignProblem, DisruptionBasis, DisruptionLimit, MeasureGoal, Start, TerritoryLock, TerritoryTarget, Unit};
pub use running::RunningMeasures;
pub use search::{Progress, Search, Solution};
pub use unmet::{PiecesReason, UnmetPieces, UnmetReason, UnmetWish, holding_tolerances, unmet_pieces, unmet_wishes};
