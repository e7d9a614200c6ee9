//! Quotas of past years, as they were entered: what a change from last year is held against. Where none is known, the
//! change is held against sales, and that is said.

use std::collections::BTreeMap;

use super::question::QuotaResults;
use super::sellers::SellerQuota;
use super::settings::QuotaSettings;
use crate::quota::{GoalKind, NodeKey, PlacedNode};

/// What the change from last year is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeBasis {
    /// Quotas of last year, of all who have one.
    Quotas,
    /// Sales of last year, as no quota is known.
    Sales,
}

/// The quotas of a past year that were entered for a goal. Amounts are in the goal's smallest unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PastQuotas {
    known: BTreeMap<NodeKey, i64>,
}

impl PastQuotas {
    /// Those of the last known year before the planned one.
    pub fn of(results: &QuotaResults, settings: &QuotaSettings, kind: GoalKind) -> PastQuotas {
        let year = results.history_notes.last_year;
        let nodes = settings.goal(kind).map(|goal| &goal.nodes).into_iter().flatten();
        PastQuotas { known: nodes.filter_map(|(key, decision)| Some((key.clone(), *decision.past_quotas.get(&year)?))).collect() }
    }

    /// Whether none was entered.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// A node's own, as it was entered.
    pub fn own(&self, key: &NodeKey) -> Option<i64> {
        self.known.get(key).copied()
    }

    /// A node's own, or the sum of those below it; `None` where none is known.
    pub fn of_node(&self, nodes: &[PlacedNode], place: usize) -> Option<i64> {
        let node = nodes.get(place)?;
        let sum = |below: &[usize]| below.iter().filter_map(|&place| self.of_node(nodes, place)).reduce(i64::saturating_add);
        self.own(&node.key).or_else(|| sum(&node.children)).or_else(|| sum(&node.holders))
    }

    /// A seller's: the sum over all that the seller holds; `None` where a part of it is not known. A territory's counts for
    /// whoever is alone on it.
    pub fn of_seller(&self, results: &QuotaResults, seller: &SellerQuota) -> Option<i64> {
        let nodes = &results.answer.nodes;
        let places = results.answer.places();
        let of = |key: &NodeKey| {
            self.own(key).or_else(|| {
                let seat = nodes.get(nodes.get(*places.get(key)?)?.parent?)?;
                let is_alone = seat.holders.iter().filter(|&&place| nodes[place].row.is_some()).count() == 1;
                if is_alone { self.own(&seat.key) } else { None }
            })
        };
        seller.nodes.iter().map(|(key, _)| of(key)).try_fold(0i64, |sum, quota| Some(sum.saturating_add(quota?)))
    }
}
