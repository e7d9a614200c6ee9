//! The lasting names of the tree's nodes: they stay the same while names, sellers and amounts change, so that what was
//! decided for a node stays with it.

use super::settings::Who;
use crate::document::{Plan, Scenario};
use crate::domain::{AccountId, GroupId, PersonId, TerritoryId};
use crate::quota::NodeKey;

/// What a node of the tree stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodeRef {
    /// The whole.
    Company,
    /// A region, branch or team.
    Group(GroupId),
    /// A territory's chair.
    Seat(TerritoryId),
    /// A member of the team on a territory, the how manieth time from 0.
    Person(TerritoryId, PersonId, u32),
    /// Someone yet to be found, by the place among the territory's holdings.
    Hire(TerritoryId, u32),
    /// The time of a territory in which nobody sits on it.
    Vacancy(TerritoryId),
    /// A segment of a territory's customers; empty for those without one.
    Segment(TerritoryId, String),
    /// A customer.
    Account(AccountId),
}

impl NodeRef {
    /// The name that the engine knows the node by.
    pub fn key(&self) -> NodeKey {
        NodeKey(match self {
            NodeRef::Company => "company".to_owned(),
            NodeRef::Group(group) => format!("group-{}", group.0),
            NodeRef::Seat(territory) => format!("seat-{}", territory.0),
            NodeRef::Person(territory, person, 0) => format!("seat-{}-person-{}", territory.0, person.0),
            NodeRef::Person(territory, person, time) => format!("seat-{}-person-{}-{time}", territory.0, person.0),
            NodeRef::Hire(territory, place) => format!("seat-{}-hire-{place}", territory.0),
            NodeRef::Vacancy(territory) => format!("seat-{}/vacancy", territory.0),
            NodeRef::Segment(territory, segment) => format!("seat-{}-segment-{segment}", territory.0),
            NodeRef::Account(account) => format!("account-{}", account.0),
        })
    }

    /// What a name stands for; `None` for one that no node of a plan has.
    pub fn of(key: &NodeKey) -> Option<NodeRef> {
        let number = |text: &str| text.parse::<u32>().ok();
        if key.0 == "company" {
            return Some(NodeRef::Company);
        }
        if let Some(group) = key.0.strip_prefix("group-") {
            return number(group).map(|id| NodeRef::Group(GroupId(id)));
        }
        if let Some(account) = key.0.strip_prefix("account-") {
            return number(account).map(|id| NodeRef::Account(AccountId(id)));
        }
        let seat = key.0.strip_prefix("seat-")?;
        // A vacancy is named by the engine, which finds it.
        if let Some(territory) = seat.strip_suffix("/vacancy") {
            return number(territory).map(|id| NodeRef::Vacancy(TerritoryId(id)));
        }
        let Some((territory, rest)) = seat.split_once('-') else { return number(seat).map(|id| NodeRef::Seat(TerritoryId(id))) };
        let territory = TerritoryId(number(territory)?);
        if let Some(segment) = rest.strip_prefix("segment-") {
            return Some(NodeRef::Segment(territory, segment.to_owned()));
        }
        if let Some(place) = rest.strip_prefix("hire-") {
            return number(place).map(|place| NodeRef::Hire(territory, place));
        }
        let person = rest.strip_prefix("person-")?;
        let (person, time) = person.split_once('-').unwrap_or((person, "0"));
        Some(NodeRef::Person(territory, PersonId(number(person)?), number(time)?))
    }

    /// The node's name in a scenario; `None` for one that is not there and for the customers without a segment.
    pub(super) fn name_in(&self, plan: &Plan, scenario: &Scenario) -> Option<String> {
        let hire = |territory: TerritoryId, place: u32| match &scenario.quota.holdings.get(&territory)?.get(place as usize)?.who {
            Who::Hire(name) => Some(name.clone()),
            Who::Person(person) => plan.person(*person).map(|person| person.name.clone()),
        };
        match self {
            NodeRef::Company => Some(plan.name.clone()),
            NodeRef::Group(group) => scenario.quota.group(*group).map(|group| group.name.clone()),
            NodeRef::Seat(territory) | NodeRef::Vacancy(territory) => {
                scenario.territory(*territory).map(|territory| territory.name.clone())
            }
            NodeRef::Person(_, person, _) => plan.person(*person).map(|person| person.name.clone()),
            NodeRef::Hire(territory, place) => hire(*territory, *place),
            NodeRef::Segment(_, segment) => Some(segment.clone()).filter(|segment| !segment.is_empty()),
            NodeRef::Account(account) => plan.account(*account).map(|account| account.name.clone()),
        }
    }

    /// The territory that the node belongs to, if it belongs to one by name.
    pub fn territory(&self) -> Option<TerritoryId> {
        match self {
            NodeRef::Seat(territory)
            | NodeRef::Person(territory, ..)
            | NodeRef::Hire(territory, _)
            | NodeRef::Vacancy(territory)
            | NodeRef::Segment(territory, _) => Some(*territory),
            NodeRef::Company | NodeRef::Group(_) | NodeRef::Account(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        let territory = TerritoryId(7);
        for node in [
            NodeRef::Company,
            NodeRef::Group(GroupId(3)),
            NodeRef::Seat(territory),
            NodeRef::Person(territory, PersonId(4), 0),
            NodeRef::Person(territory, PersonId(4), 2),
            NodeRef::Hire(territory, 1),
            NodeRef::Vacancy(territory),
            NodeRef::Segment(territory, "A-1 عمده".to_owned()),
            NodeRef::Segment(territory, String::new()),
            NodeRef::Account(AccountId(12)),
        ] {
            assert_eq!(NodeRef::of(&node.key()), Some(node));
        }
        for strange in ["", "seat-", "seat-x", "seat-1-other", "account-", "team-1"] {
            assert_eq!(NodeRef::of(&NodeKey(strange.to_owned())), None, "{strange}");
        }
    }
}
