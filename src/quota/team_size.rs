//! How large a team should be: by workload (Talley's method, as Kotler tells it), by breakdown of the forecast, and by
//! marginal return.

use serde::{Deserialize, Serialize};

/// Customers of one class and the work each takes in a year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkloadClass {
    /// How many customers.
    pub accounts: f64,
    /// Visits to each in a year.
    pub visits_per_year: f64,
    /// Hours that a visit takes; 1 where capacity is counted in visits.
    pub hours_per_visit: f64,
}

impl WorkloadClass {
    /// Hours (or visits) in a year for all of them.
    pub fn hours(&self) -> f64 {
        self.accounts * self.visits_per_year * self.hours_per_visit
    }
}

/// How many sellers a workload takes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkloadAnswer {
    /// Hours with customers in a year.
    pub selling_hours: f64,
    /// Hours in all, with travel, paper and the rest.
    pub total_hours: f64,
    /// Sellers, as a fraction.
    pub sellers_exactly: f64,
    /// Sellers, rounded up.
    pub sellers: u32,
}

/// The workload method. `selling_share` is the share of working time that goes to customers (1 where a seller's hours are
/// selling hours already). `None` unless it and a seller's hours are above 0.
pub fn by_workload(classes: &[WorkloadClass], selling_share: f64, hours_per_seller: f64) -> Option<WorkloadAnswer> {
    let selling_hours: f64 = classes.iter().map(WorkloadClass::hours).sum();
    let total_hours = selling_hours / selling_share;
    let sellers_exactly = total_hours / hours_per_seller;
    let is_countable = selling_share > 0.0 && hours_per_seller > 0.0 && (0.0..=f64::from(u32::MAX)).contains(&sellers_exactly);
    is_countable.then(|| WorkloadAnswer { selling_hours, total_hours, sellers_exactly, sellers: rounded_up(sellers_exactly) })
}

/// The breakdown method: the forecast over what one seller brings, rounded up. `None` unless that is above 0.
pub fn by_breakdown(forecast: f64, productivity: f64) -> Option<u32> {
    super::hiring::sellers_needed(forecast, productivity)
}

/// Sales as a power of the number of sellers: `scale × sellers ^ exponent`; an exponent of 0.5 is a square root.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SalesResponse {
    /// What one seller alone brings.
    pub scale: f64,
    /// How returns diminish, from 0 to 1.
    pub exponent: f64,
}

impl SalesResponse {
    /// Sales of so many sellers.
    pub fn sales(&self, sellers: u32) -> f64 {
        if sellers == 0 { 0.0 } else { self.scale * libm::pow(f64::from(sellers), self.exponent) }
    }
}

/// The team that earns most, and what it earns after what sellers cost.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BestTeam {
    /// How many.
    pub sellers: u32,
    /// Sales less the cost of sellers.
    pub profit: f64,
}

/// The marginal method, over whole sellers up to a number: the team for which one more costs more than it brings. Of equal
/// ones the smallest.
pub fn by_marginal_return(response: SalesResponse, cost_per_seller: f64, most_sellers: u32) -> BestTeam {
    let profit = |sellers: u32| response.sales(sellers) - cost_per_seller * f64::from(sellers);
    (0..=most_sellers).map(|sellers| BestTeam { sellers, profit: profit(sellers) }).fold(
        BestTeam { sellers: 0, profit: 0.0 },
        |best, team| {
            if team.profit > best.profit { team } else { best }
        },
    )
}

fn rounded_up(count: f64) -> u32 {
    (count - 1e-9).max(0.0).ceil() as u32
}
