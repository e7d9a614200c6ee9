//! What changes for whom between two answers, as rows: territories, and sellers with all that they hold.

use std::collections::BTreeMap;

use crate::document::quota::NodeRef;
use crate::domain::{PersonId, TerritoryId};
use crate::quota::{GoalKey, NodeKind, QuotaAnswer, changes};

/// Whose quota it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// A territory's.
    Territory(TerritoryId),
    /// A seller's.
    Seller(PersonId),
}

/// A quota before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    /// Whose.
    pub whose: Whose,
    /// The name, after where it is there.
    pub name: String,
    /// Before; `None` when it was not there.
    pub before: Option<i64>,
    /// After; `None` when it is gone.
    pub after: Option<i64>,
}

impl ChangeRow {
    /// After less before; what is not there counts as 0. It is 0 where months alone differ.
    pub fn difference(&self) -> i64 {
        self.after.unwrap_or(0).saturating_sub(self.before.unwrap_or(0))
    }

    /// The difference as a share of before; `None` where there was nothing.
    pub fn share(&self) -> Option<f64> {
        self.before.filter(|before| *before > 0).map(|before| self.difference() as f64 / before as f64)
    }
}

/// The territories whose quota of a goal differs in the year or in a month, the largest difference first.
pub fn territories(before: &QuotaAnswer, after: &QuotaAnswer, goal: &GoalKey) -> Vec<ChangeRow> {
    let of_goal = changes(before, after).into_iter().filter(|change| change.goal == *goal && change.kind == NodeKind::Seat);
    let row = |change: crate::quota::QuotaChange| {
        let Some(NodeRef::Seat(territory)) = NodeRef::of(&change.key) else { return None };
        let street = |amounts: Option<crate::quota::Amounts>| amounts.map(|amounts| amounts.street);
        Some(ChangeRow {
            whose: Whose::Territory(territory),
            name: change.name,
            before: street(change.before),
            after: street(change.after),
        })
    };
    largest_first(of_goal.filter_map(row).collect())
}

/// The sellers whose quota of a goal differs in the year, over all territories that they hold, the largest difference first.
pub fn sellers(before: &QuotaAnswer, after: &QuotaAnswer, goal: &GoalKey) -> Vec<ChangeRow> {
    let (was, now) = (by_seller(before, goal), by_seller(after, goal));
    let everyone: BTreeMap<PersonId, String> = was.iter().chain(&now).map(|(person, (name, _))| (*person, name.clone())).collect();
    let row = |(person, name): (PersonId, String)| {
        let amount = |held: &BTreeMap<PersonId, (String, i64)>| held.get(&person).map(|(_, street)| *street);
        ChangeRow { whose: Whose::Seller(person), name, before: amount(&was), after: amount(&now) }
    };
    largest_first(everyone.into_iter().map(row).filter(|row| row.before != row.after).collect())
}

fn by_seller(answer: &QuotaAnswer, goal: &GoalKey) -> BTreeMap<PersonId, (String, i64)> {
    let mut held: BTreeMap<PersonId, (String, i64)> = BTreeMap::new();
    let Some(goal) = answer.goal(goal) else { return held };
    for (node, outcome) in answer.nodes.iter().zip(&goal.nodes) {
        if let Some(NodeRef::Person(_, person, _)) = NodeRef::of(&node.key) {
            let sum = &mut held.entry(person).or_insert_with(|| (node.name.clone(), 0)).1;
            *sum = sum.saturating_add(outcome.street);
        }
    }
    held
}

fn largest_first(mut rows: Vec<ChangeRow>) -> Vec<ChangeRow> {
    rows.sort_by_key(|row| (std::cmp::Reverse(row.difference().unsigned_abs()), row.whose));
    rows
}
