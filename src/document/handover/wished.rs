//! What the second scenario holds or wishes, where that alone speaks for a move: before any measure is asked.

use std::collections::{BTreeMap, BTreeSet};

use super::Reason;
use crate::document::comparison::Compared;
use crate::document::design::question_in;
use crate::document::neighbourhood::Neighbourhood;
use crate::document::territory_places::TerritoryPlaces;
use crate::document::{Plan, Scenario, SharedOut, wishes};
use crate::domain::TerritoryId;
use crate::territory::TerritoryLock;
use crate::territory::pieces::PieceTeller;

/// What moves as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mover {
    /// Those that stay together, by their number.
    Group(u32),
    /// An account by itself, by its place in the plan.
    Alone(u32),
}

/// What the second scenario holds and wishes, made ready for asking of many accounts. Accounts are their places in the plan.
pub(super) struct Wished<'a> {
    plan: &'a Plan,
    scenario: &'a Scenario,
    /// Per account, its territory in the first scenario.
    pub(super) first: Vec<Option<TerritoryId>>,
    /// The same in the second one.
    pub(super) second: Vec<Option<TerritoryId>>,
    /// Those that stay together.
    groups: Together,
    /// Those that have an entry in common.
    by_entry: Together,
    /// What has the centre of a territory.
    centres: BTreeMap<TerritoryId, Mover>,
    /// What must not be in a territory.
    forbidden: BTreeSet<(Mover, TerritoryId)>,
    pieces: Option<OnePiece>,
}

/// Who stays together, and where they were and are.
struct Together {
    /// Per account, the number of those that it is one of.
    numbers: Vec<Option<u32>>,
    /// What there is to know of those of a number.
    parts: BTreeMap<u32, Parts>,
}

/// Where those that stay together were and are.
#[derive(Default)]
struct Parts {
    accounts: usize,
    /// How many of them each territory had in the first scenario.
    before: BTreeMap<TerritoryId, usize>,
    /// The territories that have them in the second one.
    after: BTreeSet<Option<TerritoryId>>,
    /// The territory that had more of them than any other.
    largest: Option<TerritoryId>,
}

/// Where territories shall be in one piece.
struct OnePiece {
    /// Per account, whether it lay apart from most of its territory in the first scenario.
    lay_apart: Vec<bool>,
    /// Per account, how many of its territory in the second scenario are at its place, where that holds the territory together.
    joints: Vec<Option<u32>>,
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
        // What stays together lies at one place where pieces are told; so who lies beside whom is known by what is shared out.
        let is_by_area = wanted.shared_out == SharedOut::Areas;
        let beside = beside.filter(|beside| wanted.is_contiguous && beside.areas.is_some() == is_by_area);
        let before: Vec<Option<TerritoryId>> = first.scenario.owners(&plan.accounts).collect();
        let after: Vec<Option<TerritoryId>> = scenario.owners(&plan.accounts).collect();
        let mut wished = Wished {
            groups: Together::of(wishes::groups(plan, wanted, areas), &before, &after),
            by_entry: Together::of(wishes::groups(plan, wanted, None), &before, &after),
            centres: BTreeMap::new(),
            forbidden: BTreeSet::new(),
            pieces: beside.and_then(|beside| OnePiece::of(plan, &first.scenario, scenario, beside)),
            first: before,
            second: after,
            plan,
            scenario,
        };
        let centre = |territory: &TerritoryId| Some((*territory, wished.mover(wanted.centre(plan, *territory)?)));
        let centres = wanted.centres.keys().filter_map(centre).collect();
        let pairs = wishes::forbidden(plan, scenario).into_iter();
        let pairs = pairs.filter_map(|(account, at)| Some((wished.mover(account), scenario.territories.get(at as usize)?.id)));
        let forbidden = pairs.collect();
        (wished.centres, wished.forbidden) = (centres, forbidden);
        wished
    }

    /// What an account moves with.
    pub(super) fn mover(&self, account: u32) -> Mover {
        self.groups.numbers.get(account as usize).copied().flatten().map_or(Mover::Alone(account), Mover::Group)
    }

    /// What is held or wished that asks for the move of an account.
    pub(super) fn reason(&self, account: u32, from: TerritoryId, to: TerritoryId) -> Option<Reason> {
        if self.plan.accounts[account as usize].is_fixed {
            return Some(Reason::Fixed);
        }
        if self.scenario.design.wishes.lock(to) == TerritoryLock::Frozen {
            return Some(Reason::Locked);
        }
        let mover = self.mover(account);
        if self.centres.get(&to) == Some(&mover) {
            return Some(Reason::Centre);
        }
        if self.forbidden.contains(&(mover, from)) {
            return Some(Reason::Forbidden);
        }
        if let Some(fellows) = self.by_entry.rejoined(account, from, to) {
            return Some(Reason::Together { fellows });
        }
        if self.groups.rejoined(account, from, to).is_some() {
            return Some(Reason::WholeArea);
        }
        let lay_apart = self.pieces.as_ref().is_some_and(|pieces| pieces.lay_apart[account as usize]);
        lay_apart.then_some(Reason::LayApart)
    }

    /// What may ask for a move of these, which make it as one, where no measure does: a territory that keeps what it has, or
    /// that is in one piece by it.
    pub(super) fn held(&self, moving: &[u32], to: TerritoryId) -> Option<Reason> {
        // All of them are at one place; it may have others that came from elsewhere, or were there before.
        let joins = |pieces: &OnePiece| moving.first().is_some_and(|&one| pieces.joints[one as usize] == Some(moving.len() as u32));
        if self.pieces.as_ref().is_some_and(joins) {
            return Some(Reason::Joins);
        }
        (self.scenario.design.wishes.lock(to) == TerritoryLock::MayGain).then_some(Reason::Locked)
    }
}

impl Together {
    fn of(numbers: Vec<Option<u32>>, before: &[Option<TerritoryId>], after: &[Option<TerritoryId>]) -> Together {
        let mut parts: BTreeMap<u32, Parts> = BTreeMap::new();
        for (number, (before, after)) in numbers.iter().zip(before.iter().zip(after)) {
            let Some(number) = number else { continue };
            let parts = parts.entry(*number).or_default();
            parts.accounts += 1;
            parts.after.insert(*after);
            if let Some(before) = before {
                *parts.before.entry(*before).or_default() += 1;
            }
        }
        for parts in parts.values_mut() {
            let most = parts.before.values().max().copied();
            let mut largest = parts.before.iter().filter(|(_, count)| Some(**count) == most).map(|(territory, _)| *territory);
            parts.largest = largest.next().filter(|_| largest.next().is_none());
        }
        Together { numbers, parts }
    }

    /// The number of an account's fellows, where they were parted before, are all in the taker now, and the account was not
    /// where most of them were: those need not have moved to come together.
    fn rejoined(&self, account: u32, from: TerritoryId, to: TerritoryId) -> Option<usize> {
        let parts = self.parts.get(&self.numbers.get(account as usize).copied().flatten()?)?;
        let is_told = parts.before.len() > 1 && parts.largest != Some(from) && parts.after.len() == 1 && parts.after.contains(&Some(to));
        is_told.then(|| parts.accounts - 1)
    }
}

impl OnePiece {
    fn of(plan: &Plan, first: &Scenario, second: &Scenario, beside: &Neighbourhood) -> Option<OnePiece> {
        let teller = PieceTeller::new(&question_in(plan, second, Some(beside)).problem)?;
        let owners = |scenario: &Scenario| -> Vec<Option<u32>> {
            let places = TerritoryPlaces::of(&scenario.territories);
            scenario.owners(&plan.accounts).map(|owner| places.get(owner?).map(|place| place as u32)).collect()
        };
        let lay_apart = teller.apart(&owners(first), first.territories.len());
        let joints = teller.joints(&owners(second), second.territories.len());
        Some(OnePiece { lay_apart, joints })
    }
}
