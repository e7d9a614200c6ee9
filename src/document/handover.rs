//! What changes hands between two scenarios: which territories gain and lose, which accounts go from whom to
//! whom, and what speaks for each move.

mod judge;
mod wished;

use std::collections::BTreeMap;

use super::comparison::Compared;
use super::design::value_of;
use super::holders::Holders;
use super::measures::AccountValues;
use super::neighbourhood::Neighbourhood;
use super::{MeasureKind, Plan};
use crate::domain::{AccountId, TerritoryId};
use judge::{Judge, Reasons};
use wished::Wished;

/// What one territory gains and loses.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TerritoryExchange {
    /// Which.
    pub territory: TerritoryExchangeName,
    /// Accounts that come.
    pub accounts_in: usize,
    /// Accounts that go.
    pub accounts_out: usize,
    /// Sales of what comes, in the smallest unit.
    pub sales_in: f64,
    /// Sales of what goes, in the smallest unit.
    pub sales_out: f64,
}

/// A territory as the list of exchanges shows it; `None` stands for "no territory".
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TerritoryExchangeName {
    /// Its identity.
    pub id: Option<TerritoryId>,
    /// Its name, from the second scenario where it has it, else from the first.
    pub name: String,
    /// Its colour in the palette.
    pub colour_index: u8,
}

/// An account that changes hands.
#[derive(Clone, Debug, PartialEq)]
pub struct Handover {
    /// Which.
    pub account: AccountId,
    /// From whom; `None` when it had no territory.
    pub from: Option<TerritoryId>,
    /// To whom; `None` when it has none any more.
    pub to: Option<TerritoryId>,
    /// What speaks for it.
    pub reason: Reason,
}

/// What speaks for a move.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// It had no territory.
    HadNone,
    /// It stays in its territory, which another seller takes.
    AnotherSeller,
    /// Its territory is not in the second scenario.
    TerritoryGone,
    /// It has no territory any more.
    LeftWithout,
    /// It is fixed to the taker.
    Fixed,
    /// The taker is locked and keeps what it has.
    Locked,
    /// The taker stays round it, or round what it stays together with.
    Centre,
    /// It must not be with the giver, or what it stays together with must not.
    Forbidden,
    /// It was parted from most of those that it stays together with, and is with all of them now.
    Together {
        /// How many these are.
        fellows: usize,
    },
    /// Areas are shared out, and it was parted from most customers of its area, and is with all of them now.
    WholeArea,
    /// It lay apart from most of the giver, and territories shall be in one piece.
    LayApart,
    /// Without it the taker would be in more pieces, and territories shall be in one. Said where it lessens no deviation.
    Joins,
    /// The move, with what stays together and makes it too, lessens a deviation: of all that it lessens, the largest in the
    /// first scenario.
    Balance {
        /// In which measure.
        measure: MeasureKind,
        /// Whose: the giver's, or else the taker's.
        is_givers: bool,
        /// The deviation in the first scenario, relative to the fair share.
        deviation: f64,
        /// What it would be after this move alone.
        deviation_after: f64,
    },
    /// It overshoots, but a territory beyond its tolerance asked for it: the giver was over, or the taker under.
    Asked {
        /// In which measure.
        measure: MeasureKind,
        /// Whose: the giver's, or else the taker's.
        is_givers: bool,
        /// The deviation in the first scenario, relative to the fair share.
        deviation: f64,
    },
    /// It lessens no deviation, but brings what moves nearer to the centre of its territory: the mean of those that stay
    /// together and make it too, km.
    Nearer {
        /// How many these are, with the account itself.
        accounts: usize,
        /// To the centre of its territory in the first scenario.
        before_km: f64,
        /// To the centre of its territory in the second one.
        after_km: f64,
    },
    /// The taker is new in the second scenario.
    TerritoryNew,
    /// None of these.
    Other,
}

/// What changes hands from one scenario to another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exchange {
    /// Territories that gain or lose, in the order of the second scenario, then those that are gone, then "none".
    pub territories: Vec<TerritoryExchange>,
    /// The accounts, those with the largest sales first.
    pub handovers: Vec<Handover>,
}

/// What changes hands from the first scenario to the second, by the rule of [`super::holders`], and what comes to its first
/// territory. Where another seller takes a territory, its accounts go out of it with the one and come in with the other.
/// `beside` says which accounts lie side by side for what the second scenario shares out.
pub fn exchange(plan: &Plan, first: &Compared, second: &Compared, beside: Option<&Neighbourhood>) -> Exchange {
    let holders = Holders::between(&first.scenario, &second.scenario);
    let values = AccountValues::of(plan);
    let wished = Wished::of(plan, first, second, beside);
    let mut reasons = Reasons::of(Judge::of(plan, first, second, &values, &wished));
    let mut sums: BTreeMap<Option<TerritoryId>, TerritoryExchange> = BTreeMap::new();
    let mut handovers = Vec::new();
    for (index, account) in plan.accounts.iter().enumerate() {
        let (from, to) = (wished.first[index], wished.second[index]);
        let is_new = from.is_none() && to.is_some();
        if !is_new && !holders.changes_hands(from, to) {
            continue;
        }
        let sales = value_of(account, MeasureKind::Sales);
        let giver = sums.entry(from).or_default();
        giver.accounts_out += 1;
        giver.sales_out += sales;
        let taker = sums.entry(to).or_default();
        taker.accounts_in += 1;
        taker.sales_in += sales;
        let reason = reasons.reason(index as u32, from, to);
        handovers.push((sales, Handover { account: account.id, from, to, reason }));
    }
    handovers.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.account.cmp(&other.1.account)));
    let known = second.scenario.territories.iter().chain(&first.scenario.territories);
    let mut territories = Vec::new();
    for territory in known {
        if let Some(sum) = sums.remove(&Some(territory.id)) {
            let name = TerritoryExchangeName { id: Some(territory.id), name: territory.name.clone(), colour_index: territory.colour_index };
            territories.push(TerritoryExchange { territory: name, ..sum });
        }
    }
    territories.extend(sums.remove(&None));
    Exchange { territories, handovers: handovers.into_iter().map(|(_, handover)| handover).collect() }
}

#[cfg(test)]
mod tests;
