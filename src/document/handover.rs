//! What changes hands between two scenarios: which territories gain and lose, which accounts go from whom to
//! whom, and what speaks for each move.

mod wished;

use std::collections::BTreeMap;

use super::comparison::Compared;
use super::design::{place_of, value_of};
use super::holders::Holders;
use super::measures::AccountValues;
use super::neighbourhood::Neighbourhood;
use super::{MeasureKind, Plan};
use crate::domain::{AccountId, TerritoryId};
use crate::territory::Position;
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
    /// It was parted from those that it stays together with.
    Together {
        /// How many these are.
        fellows: usize,
    },
    /// Areas are shared out, and the customers of its area were parted.
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
    /// It lessens no deviation, but brings the account nearer to the centre of its territory, km.
    Nearer {
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
    let judge = Judge { plan, first, second, values: &values, wished: &wished };
    let mut sums: BTreeMap<Option<TerritoryId>, TerritoryExchange> = BTreeMap::new();
    let mut handovers = Vec::new();
    for (index, account) in plan.accounts.iter().enumerate() {
        let from = first.scenario.assignment.get(&account.id).copied();
        let to = second.scenario.assignment.get(&account.id).copied();
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
        let reason = judge.reason(index, from, to);
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

/// What an account counts for in each measure.
type Amounts = Vec<(MeasureKind, f64)>;

/// What moves are told by.
struct Judge<'a> {
    plan: &'a Plan,
    first: &'a Compared,
    second: &'a Compared,
    values: &'a AccountValues,
    wished: &'a Wished<'a>,
}

impl Judge<'_> {
    /// What accounts count for in each measure, all together.
    fn amounts(&self, accounts: &[u32]) -> Amounts {
        let sum = |at: usize| accounts.iter().filter_map(|&account| self.values.row(account as usize).nth(at)).sum();
        self.values.kinds.iter().enumerate().map(|(at, &kind)| (kind, sum(at))).collect()
    }

    fn reason(&self, index: usize, from: Option<TerritoryId>, to: Option<TerritoryId>) -> Reason {
        let Some(from) = from else { return Reason::HadNone };
        let Some(to) = to else { return Reason::LeftWithout };
        let (first, second) = (self.first, self.second);
        if from == to {
            return Reason::AnotherSeller;
        }
        if second.scenario.territory(from).is_none() {
            return Reason::TerritoryGone;
        }
        if let Some(wished) = self.wished.reason(index as u32, from, to) {
            return wished;
        }
        // What stays together goes for what all of it does.
        let amounts = self.amounts(&self.wished.moving_with(index as u32));
        let told = eased_deviation(&amounts, first, second, from, to).or_else(|| self.wished.held(index as u32, to));
        if let Some(told) = told.or_else(|| asking_deviation(&amounts, first, second, from, to)) {
            return told;
        }
        let place = place_of(self.plan, &self.plan.accounts[index])
            .map(|place| Position { latitude_degrees: place.latitude_degrees, longitude_degrees: place.longitude_degrees });
        let (before, after) = (centre(first, from), centre(second, to));
        if let (Some(place), Some(before), Some(after)) = (place, before, after) {
            let (before_km, after_km) = (place.distance_km(&before), place.distance_km(&after));
            if after_km < before_km {
                return Reason::Nearer { before_km, after_km };
            }
        }
        if first.scenario.territory(to).is_none() { Reason::TerritoryNew } else { Reason::Other }
    }
}

/// Of the deviations that this move alone lessens, in measures that the second scenario balances, the largest.
fn eased_deviation(amounts: &Amounts, first: &Compared, second: &Compared, from: TerritoryId, to: TerritoryId) -> Option<Reason> {
    let mut eased: Option<(f64, Reason)> = None;
    for &(measure, amount) in amounts.iter().filter(|(kind, _)| second.scenario.design.measure(*kind).is_balanced) {
        for (territory, is_givers, change) in [(from, true, -amount), (to, false, amount)] {
            let Some((value, target)) = carried(first, territory, measure).filter(|(_, target)| *target > 0.0) else { continue };
            let (deviation, deviation_after) = ((value - target) / target, (value + change - target) / target);
            let is_larger = eased.is_none_or(|(size, _)| deviation.abs() > size);
            if deviation_after.abs() < deviation.abs() && is_larger {
                eased = Some((deviation.abs(), Reason::Balance { measure, is_givers, deviation, deviation_after }));
            }
        }
    }
    eased.map(|(_, reason)| reason)
}

/// Of the deviations beyond tolerance that speak for taking from the giver or giving to the taker, the largest.
fn asking_deviation(amounts: &Amounts, first: &Compared, second: &Compared, from: TerritoryId, to: TerritoryId) -> Option<Reason> {
    let mut asking: Option<(f64, Reason)> = None;
    for &(measure, amount) in amounts {
        let setting = second.scenario.design.measure(measure);
        // A customer that counts for nothing in a measure was not asked for by it.
        if !setting.is_balanced || amount <= 0.0 {
            continue;
        }
        for (territory, is_givers, sign) in [(from, true, 1.0), (to, false, -1.0)] {
            let Some((value, target)) = carried(first, territory, measure).filter(|(_, target)| *target > 0.0) else { continue };
            let deviation = (value - target) / target;
            let size = sign * deviation;
            if size > setting.tolerance_share && asking.is_none_or(|(largest, _)| size > largest) {
                asking = Some((size, Reason::Asked { measure, is_givers, deviation }));
            }
        }
    }
    asking.map(|(_, reason)| reason)
}

/// What a territory carries of a measure and what it should carry.
fn carried(compared: &Compared, territory: TerritoryId, measure: MeasureKind) -> Option<(f64, f64)> {
    let figures = figures(compared, territory)?;
    let index = compared.results.index(measure)?;
    figures.values.get(index).copied().zip(figures.targets.get(index).copied())
}

fn centre(compared: &Compared, territory: TerritoryId) -> Option<Position> {
    figures(compared, territory).and_then(|figures| figures.centre)
}

fn figures(compared: &Compared, territory: TerritoryId) -> Option<&crate::territory::TerritoryMeasures> {
    let index = compared.scenario.territories.iter().position(|known| known.id == territory)?;
    compared.results.measures.territories.get(index)
}

#[cfg(test)]
mod tests;
