//! A member of the sales team.

use serde::{Deserialize, Serialize};

use super::{Coordinates, PersonId};

/// A seller.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Identity within the plan.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// The identifier in the user's own system.
    pub code: Option<String>,
    /// Where the seller sets out from.
    pub home: Option<Coordinates>,
    /// Share of full working time: 1 is full time, 0.5 half. Above 0 and at most 1.
    pub working_time_share: f64,
}
