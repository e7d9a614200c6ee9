//! A member of the sales team.

use serde::{Deserialize, Serialize};

use super::{CivilDate, Coordinates, PersonId};

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
    /// When the seller is there, and as what.
    #[serde(default, skip_serializing_if = "Service::is_plain")]
    pub service: Service,
}

impl Person {
    /// A full-time seller of whom only the name is known.
    pub fn named(id: PersonId, name: impl Into<String>) -> Person {
        Person { id, name: name.into(), code: None, home: None, working_time_share: 1.0, service: Service::default() }
    }
}

/// When a member of the team is there, and as what. Days are Gregorian whatever the plan's calendar is, so that a change
/// of that leaves them as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Service {
    /// The first day; `None` is since before the plan's years.
    pub from: Option<CivilDate>,
    /// The last day, which still counts; `None` is without an end.
    pub until: Option<CivilDate>,
    /// Since when experience counts, where that is not the first day.
    pub experienced_since: Option<CivilDate>,
    /// Times of absence, each with its first and last day.
    pub absences: Vec<Absence>,
    /// The ramp by name, where it is not the usual one.
    pub ramp: Option<String>,
    /// The role, as the user calls it; pay goes by it.
    pub role: Option<String>,
}

/// Days on which someone is away, both ends included. Gregorian.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// The first day.
    pub from: CivilDate,
    /// The last day.
    pub until: CivilDate,
}

impl Service {
    /// Whether nothing is said; files are silent of it then.
    pub fn is_plain(&self) -> bool {
        *self == Service::default()
    }
}
