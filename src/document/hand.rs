//! Moves by hand and what is held: the one rule by which a move with the pointer, a key, a brush, a menu or a table minds
//! what is locked. What may move moves; what is held stays where it is and is told, with why.
//!
//! Held is what balancing may not move either: a fixed account (and so a locked area, whose accounts are fixed), what is in
//! a territory that keeps what it has, what would come into a frozen one, what must not come together, and an account
//! that its territory stays round. Accounts that stay together are not held: a move takes those that were chosen, and
//! says which of their fellows it leaves behind. Whole areas are given by the same rule: one whose customers are all held
//! stays with them, one without customers is free.

use std::collections::{BTreeMap, BTreeSet};

use super::areas::{AreaMap, area_owners};
use super::neighbourhood::Neighbourhood;
use super::{Kept, Plan, Scenario, Whom, wishes};
use crate::domain::{Account, AccountId, TerritoryId};

/// Why an account stays where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeldBy {
    /// It is fixed, alone or with its whole area.
    Fixed,
    /// Its territory stays round it.
    Centre,
    /// Its territory keeps what it has.
    ItsTerritory,
    /// The territory it would come to stays as it is.
    FrozenTerritory,
    /// It must not come to that territory or to its seller.
    Forbidden,
}

/// What a move by hand does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandMove {
    /// What moves: those chosen that are elsewhere and free.
    pub moving: Vec<AccountId>,
    /// What was chosen and is held.
    pub held: Vec<(AccountId, HeldBy)>,
    /// Fellows of what moves that were not chosen and are left behind, though they stay together by the wishes.
    pub left_behind: Vec<AccountId>,
    /// How many groups that were together are torn apart by the move, beside those of which only what is held stays.
    pub torn_groups: usize,
}

impl HandMove {
    /// How many are held, by why.
    pub fn held_counts(&self) -> BTreeMap<HeldBy, usize> {
        let mut counts = BTreeMap::new();
        for (_, why) in &self.held {
            *counts.entry(*why).or_default() += 1;
        }
        counts
    }

    /// What is held.
    pub fn held_accounts(&self) -> Vec<AccountId> {
        self.held.iter().map(|(account, _)| *account).collect()
    }
}

/// What it does to give accounts to a territory of the scenario, or to none, by hand. Accounts that are there already
/// and those that the plan does not have are passed over. `neighbourhood` is that of the scenario, by which whole areas
/// are known where areas are shared out.
pub fn hand_move(
    plan: &Plan,
    scenario: &Scenario,
    accounts: &[AccountId],
    territory: Option<TerritoryId>,
    neighbourhood: Option<&Neighbourhood>,
) -> HandMove {
    let owner = |account: AccountId| scenario.assignment.get(&account).copied().filter(|id| scenario.territory(*id).is_some());
    let mut found = HandMove::default();
    for &id in accounts {
        let Some(account) = plan.account(id) else { continue };
        let from = owner(id);
        if from == territory {
            continue;
        }
        match held_by(scenario, account, from, territory) {
            Some(why) => found.held.push((id, why)),
            None => found.moving.push(id),
        }
    }
    tell_torn(plan, scenario, neighbourhood, owner, &mut found);
    found
}

/// What it does to give whole areas by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AreaMove {
    /// What it does to the customers in them.
    pub accounts: HandMove,
    /// The areas that are given, by their numbers in the map; none where nothing would change.
    pub given: BTreeSet<u32>,
    /// The areas that stay where they are, as all of their customers are held elsewhere.
    pub held: BTreeSet<u32>,
}

/// What it does to give areas of a map to a territory of the scenario, or to none, by hand, with the customers in them.
/// `neighbourhood` as for [`hand_move`].
pub fn area_move(
    plan: &Plan,
    scenario: &Scenario,
    map: &AreaMap,
    areas: &BTreeSet<u32>,
    territory: Option<TerritoryId>,
    neighbourhood: Option<&Neighbourhood>,
) -> AreaMove {
    let inside = map.accounts_in(areas);
    let accounts = hand_move(plan, scenario, &inside, territory, neighbourhood);
    let stays: BTreeSet<AccountId> = accounts.held.iter().map(|(account, _)| *account).collect();
    let areas_of = |is_wanted: &dyn Fn(AccountId) -> bool| -> BTreeSet<u32> {
        inside.iter().filter(|account| is_wanted(**account)).filter_map(|account| map.area_of.get(account).copied()).collect()
    };
    let with_some_there = areas_of(&|account| !stays.contains(&account));
    let held: BTreeSet<u32> = areas_of(&|account| stays.contains(&account)).difference(&with_some_there).copied().collect();
    let free = areas.difference(&held).copied().filter(|area| (*area as usize) < map.map.areas.len());
    let given = if accounts.moving.is_empty() {
        // Where no customer moves, what is given are areas without any that are not there already.
        let owners = area_owners(map, scenario);
        let is_given = |area: u32| match territory {
            Some(_) => owners[area as usize].0.territory() == territory,
            None => !scenario.area_owner.contains_key(&map.map.areas[area as usize].key),
        };
        free.filter(|area| owners[*area as usize].1 == 0 && !is_given(*area)).collect()
    } else {
        free.collect()
    };
    AreaMove { accounts, given, held }
}

fn held_by(scenario: &Scenario, account: &Account, from: Option<TerritoryId>, to: Option<TerritoryId>) -> Option<HeldBy> {
    let wishes = &scenario.design.wishes;
    if account.is_fixed && from.is_some() {
        return Some(HeldBy::Fixed);
    }
    if from.is_some_and(|from| wishes.centres.get(&from) == Some(&account.id)) {
        return Some(HeldBy::Centre);
    }
    if from.is_some_and(|from| wishes.locks.contains_key(&from)) {
        return Some(HeldBy::ItsTerritory);
    }
    let to = to?;
    if wishes.locks.get(&to) == Some(&Kept::Frozen) {
        return Some(HeldBy::FrozenTerritory);
    }
    let seller = scenario.territory(to).and_then(|territory| territory.seller);
    let is_forbidden = |whom: Whom| wishes.forbidden.contains(&(account.id, whom));
    (is_forbidden(Whom::Territory(to)) || seller.is_some_and(|seller| is_forbidden(Whom::Seller(seller)))).then_some(HeldBy::Forbidden)
}

/// Adds the fellows that are left behind: those that were in the same territory as one of their group that moves.
fn tell_torn(
    plan: &Plan,
    scenario: &Scenario,
    neighbourhood: Option<&Neighbourhood>,
    owner: impl Fn(AccountId) -> Option<TerritoryId>,
    found: &mut HandMove,
) {
    let areas = neighbourhood.and_then(|neighbourhood| neighbourhood.areas.as_deref());
    if found.moving.is_empty() || (areas.is_none() && scenario.design.wishes.keep_together_by.is_none()) {
        return;
    }
    let groups = wishes::groups(plan, &scenario.design.wishes, areas);
    let group_of = |id: AccountId| plan.account_index(id).and_then(|index| groups.get(index).copied().flatten());
    let moving: BTreeSet<AccountId> = found.moving.iter().copied().collect();
    let held: BTreeSet<AccountId> = found.held.iter().map(|(account, _)| *account).collect();
    let left: BTreeSet<(u32, Option<TerritoryId>)> =
        found.moving.iter().filter_map(|&account| Some((group_of(account)?, owner(account)))).collect();
    let mut torn: BTreeSet<u32> = BTreeSet::new();
    for (account, group) in plan.accounts.iter().zip(&groups) {
        let Some(group) = group.filter(|_| !moving.contains(&account.id)) else { continue };
        // What is held is told as held.
        if left.contains(&(group, owner(account.id))) && !held.contains(&account.id) {
            torn.insert(group);
            found.left_behind.push(account.id);
        }
    }
    found.torn_groups = torn.len();
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::document::wishes::TogetherBy;
    use std::sync::Arc;

    use super::*;
    use crate::document::areas::{MapArea, MapAreas};
    use crate::document::{DesignWishes, SharedOut, fixtures};
    use crate::domain::{AreaId, PersonId};

    const ONE: TerritoryId = TerritoryId(100);
    const TWO: TerritoryId = TerritoryId(101);
    const THREE: TerritoryId = TerritoryId(102);

    /// Nine customers, three in each of three territories; the first is fixed. Customers 2, 3 and 4 are of one company.
    fn plan(wish: impl Fn(&mut DesignWishes)) -> Plan {
        let describe = |account: &mut Account| {
            account.is_fixed = account.id.0 == 1;
            account.area = Some(AreaId((account.id.0 - 1) / 2));
            if (2..=4).contains(&account.id.0) {
                account.extra = [("Company".to_owned(), "Acme".to_owned())].into();
            }
        };
        let mut plan = fixtures::plan(9, describe, &[100, 101, 102], |id| 100 + (id - 1) / 3);
        let today = Arc::make_mut(&mut plan.scenarios[0]);
        today.territories[1].seller = Some(PersonId(7));
        wish(&mut today.design.wishes);
        plan
    }

    fn moved(plan: &Plan, accounts: std::ops::RangeInclusive<u32>, to: Option<TerritoryId>) -> HandMove {
        let accounts: Vec<AccountId> = accounts.map(AccountId).collect();
        let today = plan.today().unwrap();
        let beside = Neighbourhood::new(plan, today.design.wishes.shared_out, None);
        hand_move(plan, today, &accounts, to, Some(&beside))
    }

    fn ids(accounts: &[AccountId]) -> Vec<u32> {
        accounts.iter().map(|account| account.0).collect()
    }

    #[test]
    fn what_is_fixed_stays_and_the_rest_moves() {
        let plan = plan(|_| {});
        let found = moved(&plan, 1..=4, Some(TWO));
        assert_eq!(ids(&found.moving), [2, 3], "the fourth is there already");
        assert_eq!(found.held, [(AccountId(1), HeldBy::Fixed)]);
        assert_eq!((found.left_behind.len(), found.torn_groups), (0, 0), "nothing is wished to stay together");
        let stranger = hand_move(&plan, plan.today().unwrap(), &[AccountId(77)], Some(TWO), None);
        assert_eq!(stranger, HandMove::default());
    }

    #[test]
    fn a_locked_territory_keeps_what_it_has_and_a_frozen_one_takes_nothing() {
        let plan = plan(|wishes| wishes.locks = [(TWO, Kept::MayGain), (THREE, Kept::Frozen)].into());
        assert_eq!(moved(&plan, 4..=6, Some(ONE)).held_counts(), [(HeldBy::ItsTerritory, 3)].into());
        assert_eq!(moved(&plan, 4..=6, None).moving, [], "nor does it lose them to none");
        assert_eq!(ids(&moved(&plan, 2..=3, Some(TWO)).moving), [2, 3], "it may gain");
        assert_eq!(moved(&plan, 2..=3, Some(THREE)).held_counts(), [(HeldBy::FrozenTerritory, 2)].into());
        assert_eq!(moved(&plan, 7..=9, Some(ONE)).held_counts(), [(HeldBy::ItsTerritory, 3)].into());
    }

    #[test]
    fn what_must_not_come_together_does_not() {
        let plan = plan(|wishes| {
            wishes.forbidden = [(AccountId(2), Whom::Seller(PersonId(7))), (AccountId(3), Whom::Territory(THREE))].into();
            wishes.centres = [(THREE, AccountId(8))].into();
        });
        let found = moved(&plan, 2..=3, Some(TWO));
        assert_eq!((ids(&found.moving), found.held), (vec![3], vec![(AccountId(2), HeldBy::Forbidden)]));
        assert_eq!(ids(&moved(&plan, 2..=3, Some(THREE)).moving), [2]);
        assert_eq!(moved(&plan, 7..=9, Some(ONE)).held, [(AccountId(8), HeldBy::Centre)], "its territory stays round it");
    }

    #[test]
    fn a_torn_group_is_told_with_those_left_behind() {
        let plan = plan(|wishes| wishes.keep_together_by = Some(TogetherBy::Column("Company".into())));
        let found = moved(&plan, 2..=2, Some(THREE));
        assert_eq!((ids(&found.moving), ids(&found.left_behind), found.torn_groups), (vec![2], vec![3], 1), "4 was elsewhere before");
        let whole = moved(&plan, 2..=3, Some(THREE));
        assert_eq!((whole.left_behind.len(), whole.torn_groups), (0, 0));
    }

    #[test]
    fn a_torn_area_is_told_where_areas_are_shared_out() {
        let plan = plan(|wishes| wishes.shared_out = SharedOut::Areas);
        let found = moved(&plan, 5..=5, Some(ONE));
        assert_eq!((ids(&found.moving), ids(&found.left_behind), found.torn_groups), (vec![5], vec![6], 1));
        let held = moved(&plan, 1..=2, Some(TWO));
        assert_eq!((ids(&held.moving), held.torn_groups), (vec![2], 0), "a fixed customer is no part of what its area is");
    }

    fn areas_moved(plan: &Plan, map: &AreaMap, areas: &[u32], to: Option<TerritoryId>) -> AreaMove {
        area_move(plan, plan.today().unwrap(), map, &areas.iter().copied().collect(), to, None)
    }

    fn set(areas: &[u32]) -> BTreeSet<u32> {
        areas.iter().copied().collect()
    }

    #[test]
    fn whole_areas_are_given_by_the_same_rule() {
        let mut plan = plan(|_| {});
        let area = |key: u32| MapArea { key: key.to_string(), ..MapArea::default() };
        // The fixed customer alone in the first area, two free ones in the second, none in the third.
        let map = MapAreas { areas: (0..3).map(area).collect(), borders: Vec::new() };
        let map = AreaMap { map: Arc::new(map), area_of: [(AccountId(1), 0), (AccountId(2), 1), (AccountId(3), 1)].into() };
        let found = areas_moved(&plan, &map, &[0, 1, 2, 77], Some(TWO));
        assert_eq!((ids(&found.accounts.moving), found.given, found.held), (vec![2, 3], set(&[1, 2]), set(&[0])));
        assert_eq!(found.accounts.held, [(AccountId(1), HeldBy::Fixed)]);
        let alone = areas_moved(&plan, &map, &[0], Some(TWO));
        assert_eq!((alone.given, alone.held), (set(&[]), set(&[0])), "nothing is given where all is held");
        assert_eq!(areas_moved(&plan, &map, &[0, 2], Some(TWO)).given, set(&[2]), "an area without customers is free");
        assert_eq!(areas_moved(&plan, &map, &[0, 1], Some(ONE)), AreaMove::default(), "all are there already");
        assert_eq!(areas_moved(&plan, &map, &[2], None), AreaMove::default());
        Arc::make_mut(&mut plan.scenarios[0]).area_owner = [("2".to_owned(), TWO)].into();
        assert_eq!(areas_moved(&plan, &map, &[2], Some(TWO)), AreaMove::default());
        assert_eq!(areas_moved(&plan, &map, &[2], None).given, set(&[2]));
    }
}
