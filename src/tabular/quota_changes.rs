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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::quota::question::goal_key;
    use crate::document::quota::settings::GoalTarget;
    use crate::document::quota::{GoalSettings, QuotaCommand, results};
    use crate::document::{Command, Document};
    use crate::domain::{ScenarioId, Territory};
    use crate::quota::{GoalKind, Lock, Method};
    use crate::sample;

    fn answer(document: &Document, scenario: ScenarioId) -> QuotaAnswer {
        results(document.plan(), document.plan().scenario(scenario).unwrap()).unwrap().answer
    }

    #[test]
    fn territories_and_sellers_are_told_apart_and_the_largest_change_comes_first() {
        let mut document = Document::open(sample::SAMPLES[0].document());
        let goal = GoalSettings::new(GoalKind::Sales, GoalTarget::Amount(1_000_000), Method::Equal);
        let put = |scenario, change| Command::ChangeQuota { scenario, change: Box::new(change) };
        document.apply(put(ScenarioId::TODAY, QuotaCommand::PutGoal(Box::new(goal))), 0.0).unwrap();
        document.apply(Command::AddScenario { name: "s".into(), from: ScenarioId::TODAY }, 0.0).unwrap();
        let scenario = document.plan().scenarios.last().unwrap().id;
        let key = goal_key(GoalKind::Sales);
        let today = answer(&document, ScenarioId::TODAY);
        assert!(territories(&today, &answer(&document, scenario), &key).is_empty());
        let held: Vec<Territory> =
            document.plan().today().unwrap().territories.iter().filter(|territory| territory.seller.is_some()).cloned().collect();
        let (given, locked) = (&held[0], &held[1]);
        let lock = Lock { amount: 500_000, reason: String::new() };
        let nodes = vec![(NodeRef::Seat(locked.id).key(), Some(lock))];
        document.apply(put(scenario, QuotaCommand::LockNodes { goal: GoalKind::Sales, nodes }), 0.0).unwrap();
        let territory = Territory { seller: locked.seller, ..given.clone() };
        document.apply(Command::EditTerritory { scenario, territory }, 0.0).unwrap();
        let after = answer(&document, scenario);
        let rows = territories(&today, &after, &key);
        assert_eq!(rows[0].whose, Whose::Territory(locked.id));
        assert_eq!(rows.iter().map(ChangeRow::difference).sum::<i64>(), 0, "what one gets the others give");
        let people = sellers(&today, &after, &key);
        let of = |person| people.iter().find(|row| row.whose == Whose::Seller(person)).unwrap();
        assert_eq!(of(given.seller.unwrap()).after, None, "one without a territory has no quota");
        assert!(of(locked.seller.unwrap()).difference() > rows[0].difference(), "the second territory counts too");
        assert_eq!(people[0].whose, Whose::Seller(locked.seller.unwrap()));
        let nothing = ChangeRow { whose: Whose::Seller(PersonId(1)), name: String::new(), before: None, after: Some(5) };
        assert_eq!((nothing.difference(), nothing.share()), (5, None));
    }
}
