//! How evenly a scenario's quotas lie on what sellers have to work with: the engine's rows from its sellers.
//!
//! The change is against last year's quotas where any were entered, and else against last year's sales. Attainment is what is expected of
//! a seller ÷ the quota; the size of a territory is its potential, or its workload where no potential is known.

use super::chances::expectations;
use super::past_quotas::{ChangeBasis, PastQuotas};
use super::question::QuotaResults;
use super::sellers::{Holder, SellerQuota, sellers};
use super::settings::QuotaSettings;
use crate::domain::PersonId;
use crate::quota::GoalKind;
use crate::quota::fairness::{Fairness, FairnessRow, fairness};

/// Fairness of one goal.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotaFairness {
    /// The sellers, in the order of [`Fairness::sellers`].
    pub sellers: Vec<SellerQuota>,
    /// What the engine was told of each.
    pub rows: Vec<FairnessRow>,
    /// The figures.
    pub fairness: Fairness,
    /// Which measure is the size of a territory.
    pub size: TerritorySize,
    /// What the change from last year is held against.
    pub change_basis: ChangeBasis,
}

/// A measure of the size of territories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerritorySize {
    /// What customers could buy.
    Potential,
    /// Work.
    Workload,
    /// The number of customers.
    Accounts,
}

impl QuotaFairness {
    /// Quota of the team ÷ potential of the team; `None` where no potential is known.
    pub fn team_line(&self) -> Option<f64> {
        let known = self.rows.iter().filter_map(|row| row.potential.map(|potential| (row.quota, potential)));
        let (quota, potential) = known.fold((0.0, 0.0), |sum, (quota, potential)| (sum.0 + quota, sum.1 + potential));
        (potential > 0.0).then(|| quota / potential)
    }
}

/// The name that the engine knows someone by. Those yet to be found have numbers from the top down.
pub fn engine_name(holder: Holder, place: usize) -> PersonId {
    match holder {
        Holder::Person(person) => person,
        Holder::Hire(..) => PersonId(u32::MAX - place as u32),
    }
}

/// How evenly the quotas of a goal lie. Amounts of history are sales, so only a goal of sales is held against them.
pub fn quota_fairness(results: &QuotaResults, settings: &QuotaSettings, kind: GoalKind) -> QuotaFairness {
    let sellers = sellers(results);
    let past = PastQuotas::of(results, settings, kind);
    let change_basis = if past.is_empty() { ChangeBasis::Sales } else { ChangeBasis::Quotas };
    let expected = expectations(&sellers, &settings.judgement.outlook);
    let knows = |read: fn(&SellerQuota) -> Option<f64>| sellers.iter().any(|seller| read(seller).is_some_and(|figure| figure > 0.0));
    let size = if knows(|seller| seller.ground.potential) {
        TerritorySize::Potential
    } else if knows(|seller| seller.ground.workload) {
        TerritorySize::Workload
    } else {
        TerritorySize::Accounts
    };
    let row = |(place, seller): (usize, &SellerQuota)| {
        let goal = seller.goal(kind).copied().unwrap_or_default();
        let history = |amount: Option<f64>| amount.filter(|_| kind == GoalKind::Sales);
        FairnessRow {
            seller: engine_name(seller.holder, place),
            quota: goal.street as f64,
            potential: seller.ground.potential,
            history: history(seller.ground.mean_year),
            previous_quota: match change_basis {
                ChangeBasis::Quotas => past.of_seller(results, seller).map(|quota| quota as f64),
                ChangeBasis::Sales => history(seller.ground.last_year),
            },
            attainment: expected.of(place, kind).filter(|_| goal.street > 0).map(|expected| expected / goal.street as f64),
            territory_size: match size {
                TerritorySize::Potential => seller.ground.potential,
                TerritorySize::Workload => seller.ground.workload,
                TerritorySize::Accounts => Some(seller.ground.accounts),
            },
        }
    };
    let rows: Vec<FairnessRow> = sellers.iter().enumerate().map(row).collect();
    QuotaFairness { fairness: fairness(&rows), rows, sellers, size, change_basis }
}
