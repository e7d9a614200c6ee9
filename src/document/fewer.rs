//! Fewer territories: which go when a scenario is to be balanced into less than it has.

use std::collections::BTreeMap;

use super::{Plan, Scenario};
use crate::domain::TerritoryId;

/// Which territories go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fewer {
    /// Those that go, in the order of the scenario.
    pub gone: Vec<TerritoryId>,
    /// How many accounts they have.
    pub accounts: usize,
    /// How many more would have to go, but are locked or stay round a centre.
    pub kept_too_many: usize,
}

/// Which of a scenario's territories go, so that so many are left. One that is locked or that stays round a centre never
/// goes. Of the others those with fixed accounts go last, seats that nobody works go first, and then those with the fewest
/// accounts.
pub fn fewer(plan: &Plan, scenario: &Scenario, left: usize) -> Fewer {
    let wishes = &scenario.design.wishes;
    let mut sizes: BTreeMap<TerritoryId, (bool, usize)> = BTreeMap::new();
    for (account, owner) in plan.accounts.iter().zip(scenario.owners(&plan.accounts)) {
        if let Some(owner) = owner {
            let (has_fixed, count) = sizes.entry(owner).or_default();
            *has_fixed |= account.is_fixed;
            *count += 1;
        }
    }
    let stays = |id: TerritoryId| wishes.locks.contains_key(&id) || wishes.centre(plan, id).is_some();
    let may_go = scenario.territories.iter().filter(|territory| !stays(territory.id)).map(|territory| {
        let (has_fixed, count) = sizes.get(&territory.id).copied().unwrap_or_default();
        (has_fixed, territory.seller.is_some(), count, territory.id)
    });
    let mut may_go: Vec<(bool, bool, usize, TerritoryId)> = may_go.collect();
    may_go.sort_unstable();
    let surplus = scenario.territories.len().saturating_sub(left);
    let kept_too_many = surplus.saturating_sub(may_go.len());
    may_go.truncate(surplus);
    let is_gone = |id: &TerritoryId| may_go.iter().any(|(.., gone)| gone == id);
    Fewer {
        gone: scenario.territories.iter().map(|territory| territory.id).filter(is_gone).collect(),
        accounts: may_go.iter().map(|(_, _, count, _)| count).sum(),
        kept_too_many,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use super::*;
    use crate::document::{Kept, fixtures};
    use crate::domain::{AccountId, PersonId};

    /// Ten customers: 1, 2, 3 and 4 in territories 100 to 103, of which the third is vacant.
    fn plan() -> Plan {
        let owner = |id: u32| {
            100 + if id <= 1 {
                0
            } else if id <= 3 {
                1
            } else if id <= 6 {
                2
            } else {
                3
            }
        };
        let mut plan = fixtures::plan(10, |_| {}, &[100, 101, 102, 103], owner);
        for (at, territory) in Arc::make_mut(&mut plan.scenarios[0]).territories.iter_mut().enumerate() {
            territory.seller = (at != 2).then_some(PersonId(at as u32));
        }
        plan
    }

    fn gone(plan: &Plan, left: usize) -> (Vec<u32>, usize, usize) {
        let fewer = fewer(plan, plan.today().unwrap(), left);
        (fewer.gone.iter().map(|id| id.0).collect(), fewer.accounts, fewer.kept_too_many)
    }

    #[test]
    fn vacant_seats_go_first_and_then_the_smallest() {
        let plan = plan();
        assert_eq!(gone(&plan, 4), (vec![], 0, 0));
        assert_eq!(gone(&plan, 3), (vec![102], 3, 0));
        assert_eq!(gone(&plan, 1), (vec![100, 101, 102], 6, 0));
    }

    #[test]
    fn what_is_locked_or_stays_round_a_centre_never_goes() {
        let mut plan = plan();
        let wishes = &mut Arc::make_mut(&mut plan.scenarios[0]).design.wishes;
        wishes.locks = [(TerritoryId(102), Kept::MayGain), (TerritoryId(103), Kept::Frozen)].into();
        wishes.centres = [(TerritoryId(100), AccountId(1)), (TerritoryId(101), AccountId(99))].into();
        assert_eq!(gone(&plan, 3), (vec![101], 2, 0), "a centre that is gone from the plan holds nothing");
        assert_eq!(gone(&plan, 1), (vec![101], 2, 2));
    }

    #[test]
    fn those_with_fixed_customers_go_last() {
        let mut plan = plan();
        Arc::make_mut(&mut Arc::make_mut(&mut plan.accounts)[4]).is_fixed = true;
        assert_eq!(gone(&plan, 2), (vec![100, 101], 3, 0));
    }
}
