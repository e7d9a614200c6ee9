//! What the second scenario holds or wishes, where that alone speaks for a move: before any measure is asked.

use std::collections::BTreeSet;

use super::Reason;
use crate::document::comparison::Compared;
use crate::document::design::question_in;
use crate::document::neighbourhood::Neighbourhood;
use crate::document::territory_places::TerritoryPlaces;
use crate::document::{Plan, Scenario, SharedOut, wishes};
use crate::domain::TerritoryId;
use crate::territory::TerritoryLock;
use crate::territory::pieces::PieceTeller;

/// What the second scenario holds and wishes, made ready for asking of many accounts. Accounts are their places in the plan.
pub(super) struct Wished<'a> {
    plan: &'a Plan,
    scenario: &'a Scenario,
    first: Vec<Option<TerritoryId>>,
    second: Vec<Option<TerritoryId>>,
    /// Per account, the number of those that it stays together with.
    groups: Vec<Option<u32>>,
    /// The same of those that have an entry in common.
    by_entry: Vec<Option<u32>>,
    /// Per number, the accounts.
    members: Vec<Vec<u32>>,
    forbidden: BTreeSet<(u32, TerritoryId)>,
    pieces: Option<OnePiece>,
}

/// Where territories shall be in one piece.
struct OnePiece {
    teller: PieceTeller,
    /// Per account, whether it lay apart from most of its territory in the first scenario.
    lay_apart: Vec<bool>,
    places: TerritoryPlaces,
    /// Per territory of the second scenario, its accounts.
    held: Vec<Vec<u32>>,
}

impl<'a> Wished<'a> {
    pub(super) fn of(plan: &'a Plan, first: &Compared, second: &'a Compared, beside: Option<&Neighbourhood>) -> Wished<'a> {
        let scenario = &*second.scenario;
        let wanted = &scenario.design.wishes;
        let own_areas: Vec<Option<u32>> = plan.accounts.iter().map(|account| account.area.map(|area| area.0)).collect();
        let areas = match (wanted.shared_out, beside.and_then(|beside| beside.areas.as_deref())) {
            (SharedOut::Accounts, _) => None,
            (SharedOut::Areas, known) => Some(known.unwrap_or(&own_areas)),
        };
        let groups = wishes::groups(plan, wanted, areas);
        let mut members = vec![Vec::new(); groups.len()];
        for (account, group) in (0_u32..).zip(&groups) {
            if let Some(group) = group {
                members[*group as usize].push(account);
            }
        }
        let pairs = wishes::forbidden(plan, scenario).into_iter();
        let forbidden = pairs.filter_map(|(account, at)| Some((account, scenario.territories.get(at as usize)?.id))).collect();
        Wished {
            by_entry: wishes::groups(plan, wanted, None),
            first: first.scenario.owners(&plan.accounts).collect(),
            second: scenario.owners(&plan.accounts).collect(),
            pieces: beside.filter(|_| wanted.is_contiguous).and_then(|beside| OnePiece::of(plan, &first.scenario, scenario, beside)),
            plan,
            scenario,
            groups,
            members,
            forbidden,
        }
    }

    /// The accounts that stay together with one, itself among them.
    fn group(&self, account: u32) -> Vec<u32> {
        let group = self.groups.get(account as usize).copied().flatten();
        group.map_or_else(|| vec![account], |group| self.members[group as usize].clone())
    }

    /// The accounts that stay together with one and make the same move, itself among them.
    pub(super) fn moving_with(&self, account: u32) -> Vec<u32> {
        let way = |account: u32| (self.first[account as usize], self.second[account as usize]);
        self.group(account).into_iter().filter(|&other| way(other) == way(account)).collect()
    }

    /// What is held or wished that asks for the move of an account.
    pub(super) fn reason(&self, account: u32, from: TerritoryId, to: TerritoryId) -> Option<Reason> {
        let design = &self.scenario.design.wishes;
        if self.plan.accounts[account as usize].is_fixed {
            return Some(Reason::Fixed);
        }
        if design.lock(to) == TerritoryLock::Frozen {
            return Some(Reason::Locked);
        }
        let group = self.group(account);
        let centre = design.centre(self.plan, to);
        if group.iter().any(|&other| centre == Some(other)) {
            return Some(Reason::Centre);
        }
        if group.iter().any(|&other| self.forbidden.contains(&(other, from))) {
            return Some(Reason::Forbidden);
        }
        if let Some(together) = self.together(account, &group, to) {
            return Some(together);
        }
        let lay_apart = self.pieces.as_ref().is_some_and(|pieces| pieces.lay_apart[account as usize]);
        lay_apart.then_some(Reason::LayApart)
    }

    /// Those that stay together were parted before and are all in the taker now.
    fn together(&self, account: u32, group: &[u32], to: TerritoryId) -> Option<Reason> {
        let owners_before: BTreeSet<Option<TerritoryId>> = group.iter().map(|&other| self.first[other as usize]).collect();
        if owners_before.len() < 2 || group.iter().any(|&other| self.second[other as usize] != Some(to)) {
            return None;
        }
        let entry = self.by_entry[account as usize];
        let fellows = group.iter().filter(|&&other| other != account && entry.is_some() && self.by_entry[other as usize] == entry);
        Some(match fellows.count() {
            0 => Reason::WholeArea,
            fellows => Reason::Together { fellows },
        })
    }

    /// What may ask for the move where no measure does: a territory that keeps what it has, or that is in one piece by it.
    pub(super) fn held(&self, account: u32, to: TerritoryId) -> Option<Reason> {
        if self.pieces.as_ref().is_some_and(|pieces| pieces.joins(&self.moving_with(account), to)) {
            return Some(Reason::Joins);
        }
        (self.scenario.design.wishes.lock(to) == TerritoryLock::MayGain).then_some(Reason::Locked)
    }
}

impl OnePiece {
    fn of(plan: &Plan, first: &Scenario, second: &Scenario, beside: &Neighbourhood) -> Option<OnePiece> {
        let teller = PieceTeller::new(&question_in(plan, second, Some(beside)).problem)?;
        let places = TerritoryPlaces::of(&first.territories);
        let owners: Vec<Option<u32>> = first.owners(&plan.accounts).map(|owner| places.get(owner?).map(|place| place as u32)).collect();
        let lay_apart = teller.apart(&owners, first.territories.len());
        let places = TerritoryPlaces::of(&second.territories);
        let mut held = vec![Vec::new(); second.territories.len()];
        for (account, owner) in (0_u32..).zip(second.owners(&plan.accounts)) {
            if let Some(place) = owner.and_then(|owner| places.get(owner)) {
                held[place].push(account);
            }
        }
        Some(OnePiece { teller, lay_apart, places, held })
    }

    /// Whether a territory would lie in more pieces without these.
    fn joins(&self, accounts: &[u32], to: TerritoryId) -> bool {
        let Some(held) = self.places.get(to).map(|place| &self.held[place]) else { return false };
        let without: Vec<u32> = held.iter().copied().filter(|account| !accounts.contains(account)).collect();
        self.teller.count(&without) > self.teller.count(held)
    }
}
