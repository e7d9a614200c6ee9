//! What changes for whom between two answers: two scenarios, or before and after an edit. Nodes are told apart by their
//! lasting keys.

use serde::{Deserialize, Serialize};

use super::answer::{GoalOutcome, NodeOutcome, QuotaAnswer};
use super::question::{GoalKey, NodeKey, NodeKind};
use crate::domain::fiscal::MONTHS;

/// What one node has for one goal before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuotaChange {
    /// The goal.
    pub goal: GoalKey,
    /// The node.
    pub key: NodeKey,
    /// Its name, after where it is there.
    pub name: String,
    /// What it is, after where it is there.
    pub kind: NodeKind,
    /// Before; `None` when the node or the goal was not there.
    pub before: Option<Amounts>,
    /// After; `None` when the node or the goal is gone.
    pub after: Option<Amounts>,
}

/// The amounts of a node that are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amounts {
    /// The base of the year.
    pub base: i64,
    /// The street of the year.
    pub street: i64,
    /// The base by month.
    pub base_months: [i64; MONTHS],
    /// The street by month.
    pub street_months: [i64; MONTHS],
}

impl From<&NodeOutcome> for Amounts {
    fn from(outcome: &NodeOutcome) -> Amounts {
        Amounts { base: outcome.base, street: outcome.street, base_months: outcome.base_months, street_months: outcome.street_months }
    }
}

impl QuotaChange {
    /// The street after less the street before; what is not there counts as 0.
    pub fn street_difference(&self) -> i64 {
        let street = |amounts: Option<Amounts>| amounts.map_or(0, |amounts| amounts.street);
        street(self.after).saturating_sub(street(self.before))
    }

    /// The base after less the base before; what is not there counts as 0.
    pub fn base_difference(&self) -> i64 {
        let base = |amounts: Option<Amounts>| amounts.map_or(0, |amounts| amounts.base);
        base(self.after).saturating_sub(base(self.before))
    }
}

/// All nodes and goals whose amounts differ in the year or in a month: those of the later answer in its order, then
/// those that are gone, in theirs.
pub fn changes(before: &QuotaAnswer, after: &QuotaAnswer) -> Vec<QuotaChange> {
    let mut changes = one_way(after, before, |now, was| (was, now));
    let gone = one_way(before, after, |was, now| (was, now));
    changes.extend(gone.into_iter().filter(|change| change.after.is_none()));
    changes
}

/// For each goal and node of an answer its amounts beside those of the other answer, where they differ.
fn one_way<Order>(answer: &QuotaAnswer, other: &QuotaAnswer, order: Order) -> Vec<QuotaChange>
where
    Order: Fn(Option<Amounts>, Option<Amounts>) -> (Option<Amounts>, Option<Amounts>),
{
    let places = other.places();
    let mut changes = Vec::new();
    for goal in &answer.goals {
        let goal_there: Option<&GoalOutcome> = other.goal(&goal.key);
        for (node, outcome) in answer.nodes.iter().zip(&goal.nodes) {
            let there = places.get(&node.key).zip(goal_there).map(|(&place, goal)| Amounts::from(&goal.nodes[place]));
            let (before, after) = order(Some(outcome.into()), there);
            if before != after {
                let (name, kind) = (node.name.clone(), node.kind);
                changes.push(QuotaChange { goal: goal.key.clone(), key: node.key.clone(), name, kind, before, after });
            }
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quota::samples::question;
    use crate::quota::{Method, QuotaNode, QuotaQuestion, allocate};

    fn lines(target: i64, keys: &[&str]) -> QuotaQuestion {
        let mut asked = question(target, Method::Equal);
        asked.nodes.extend(keys.iter().map(|key| QuotaNode::new(*key, NodeKind::Line, Some("C"))));
        asked
    }

    #[test]
    fn only_what_differs_is_told_and_who_came_and_went() {
        let before = allocate(&lines(1_200, &["A", "B", "D"]));
        assert!(changes(&before, &before).is_empty());
        let after = allocate(&lines(1_200, &["D", "A", "E", "F"]));
        let told = changes(&before, &after);
        let seen: Vec<(&str, i64, bool, bool)> = told
            .iter()
            .map(|change| (change.key.0.as_str(), change.street_difference(), change.before.is_some(), change.after.is_some()))
            .collect();
        let expected =
            [("D", -100, true, true), ("A", -100, true, true), ("E", 300, false, true), ("F", 300, false, true), ("B", -400, true, false)];
        assert_eq!(seen, expected);
    }
}
