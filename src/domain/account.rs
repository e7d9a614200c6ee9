//! A customer and what is known of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AccountId, AreaId, CivilDate, Coordinates, Money, YearMonth};

/// A customer of the plan. What is unknown is `None` and never zero.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Identity within the plan.
    pub id: AccountId,
    /// The identifier in the user's own system, by which a second import finds it again.
    pub code: Option<String>,
    /// Name, as the user wrote it.
    pub name: String,
    /// Where it is, if known to the point.
    pub coordinates: Option<Coordinates>,
    /// The province, state or other area it lies in.
    pub area: Option<AreaId>,
    /// The segment or class the user puts it in.
    pub segment: Option<String>,
    /// What it could buy in a year: money in the smallest unit, or points, as the plan's settings say. ≥ 0.
    pub potential: Option<f64>,
    /// What it bought in the last year.
    pub sales: Option<Money>,
    /// Sales by month, where known.
    pub sales_history: Option<SalesHistory>,
    /// The time it takes to serve in a year.
    pub workload: Option<Workload>,
    /// A fixed account stays in its territory whatever is balanced.
    pub is_fixed: bool,
    /// The day since when it is a customer; Gregorian whatever the plan's calendar is, so that a change of that
    /// leaves it as it is.
    pub customer_since: Option<CivilDate>,
    /// Further columns of the user's file, kept as they were, by header.
    pub extra: BTreeMap<String, String>,
}

impl Account {
    /// An account of which only the name is known.
    pub fn named(id: AccountId, name: impl Into<String>) -> Account {
        Account {
            id,
            code: None,
            name: name.into(),
            coordinates: None,
            area: None,
            segment: None,
            potential: None,
            sales: None,
            sales_history: None,
            workload: None,
            is_fixed: false,
            customer_since: None,
            extra: BTreeMap::new(),
        }
    }
}

/// The time that an account takes in a year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Workload {
    /// Given as hours.
    Hours(f64),
    /// Given as a number of visits and the minutes each takes.
    Visits {
        /// Visits in a year.
        visits: f64,
        /// Minutes that one visit takes.
        minutes_per_visit: f64,
    },
}

impl Workload {
    /// Hours in a year.
    pub fn hours(self) -> f64 {
        match self {
            Workload::Hours(hours) => hours,
            Workload::Visits { visits, minutes_per_visit } => visits * minutes_per_visit / 60.0,
        }
    }
}

/// Sales of consecutive months.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SalesHistory {
    /// The month of the first figure, in the plan's calendar.
    pub first_month: YearMonth,
    /// One figure a month, without gaps.
    pub months: Vec<Money>,
}
