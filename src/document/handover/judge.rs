//! What speaks for moves: what is wished first, then measures and distances, once for all that move as one.

use std::collections::BTreeMap;

use super::Reason;
use super::wished::{Mover, Wished};
use crate::document::comparison::Compared;
use crate::document::design::place_of;
use crate::document::measures::AccountValues;
use crate::document::territory_places::TerritoryPlaces;
use crate::document::{MeasureKind, Plan};
use crate::domain::TerritoryId;
use crate::territory::{Position, TerritoryMeasures};

/// What accounts count for in each measure.
type Amounts = Vec<(MeasureKind, f64)>;

/// A move of those that make it as one: who, from where and to where.
type Move = (Mover, TerritoryId, TerritoryId);

/// What moves are told by.
pub(super) struct Judge<'a> {
    plan: &'a Plan,
    first: Side<'a>,
    second: Side<'a>,
    values: &'a AccountValues,
    wished: &'a Wished<'a>,
}

/// A scenario with its figures, which are found by territory.
struct Side<'a> {
    compared: &'a Compared,
    places: TerritoryPlaces,
}

/// The reasons of moves, each worked out once.
pub(super) struct Reasons<'a> {
    judge: Judge<'a>,
    /// Who makes each move, where several may stay together.
    moving: BTreeMap<Move, Vec<u32>>,
    known: BTreeMap<Move, Reason>,
}

impl<'a> Reasons<'a> {
    pub(super) fn of(judge: Judge<'a>) -> Reasons<'a> {
        let mut moving: BTreeMap<Move, Vec<u32>> = BTreeMap::new();
        let wished = judge.wished;
        for (account, owners) in (0_u32..).zip(wished.first.iter().zip(&wished.second)) {
            if let (mover @ Mover::Group(_), (Some(from), Some(to))) = (wished.mover(account), owners) {
                moving.entry((mover, *from, *to)).or_default().push(account);
            }
        }
        Reasons { judge, moving, known: BTreeMap::new() }
    }

    /// What speaks for the move of an account, by its place in the plan.
    pub(super) fn reason(&mut self, account: u32, from: Option<TerritoryId>, to: Option<TerritoryId>) -> Reason {
        let Some(from) = from else { return Reason::HadNone };
        let Some(to) = to else { return Reason::LeftWithout };
        if from == to {
            return Reason::AnotherSeller;
        }
        let judge = &self.judge;
        if judge.second.places.get(from).is_none() {
            return Reason::TerritoryGone;
        }
        if let Some(wished) = judge.wished.reason(account, from, to) {
            return wished;
        }
        let mover = judge.wished.mover(account);
        if let Mover::Alone(account) = mover {
            return judge.measured(&[account], from, to);
        }
        let (which, alone) = ((mover, from, to), [account]);
        let moving = self.moving.get(&which).map_or(&alone[..], Vec::as_slice);
        *self.known.entry(which).or_insert_with(|| judge.measured(moving, from, to))
    }

    /// How many moves of those that stay together were judged.
    #[cfg(test)]
    pub(super) fn judged(&self) -> usize {
        self.known.len()
    }
}

impl<'a> Judge<'a> {
    pub(super) fn of(
        plan: &'a Plan,
        first: &'a Compared,
        second: &'a Compared,
        values: &'a AccountValues,
        wished: &'a Wished<'a>,
    ) -> Judge<'a> {
        let side = |compared: &'a Compared| Side { compared, places: TerritoryPlaces::of(&compared.scenario.territories) };
        Judge { plan, first: side(first), second: side(second), values, wished }
    }

    /// What accounts count for in each measure, all together.
    fn amounts(&self, accounts: &[u32]) -> Amounts {
        let mut amounts: Amounts = self.values.kinds.iter().map(|&kind| (kind, 0.0)).collect();
        for &account in accounts {
            amounts.iter_mut().zip(self.values.row(account as usize)).for_each(|((_, sum), value)| *sum += value);
        }
        amounts
    }

    /// What speaks for a move of these, which make it as one, when nothing that is wished asks for it.
    fn measured(&self, moving: &[u32], from: TerritoryId, to: TerritoryId) -> Reason {
        let amounts = self.amounts(moving);
        let told = self.eased_deviation(&amounts, from, to).or_else(|| self.wished.held(moving, to));
        let told = told.or_else(|| self.asking_deviation(&amounts, from, to)).or_else(|| self.nearer(moving, from, to));
        told.unwrap_or(if self.first.places.get(to).is_none() { Reason::TerritoryNew } else { Reason::Other })
    }

    /// Of the deviations that this move alone lessens, in measures that the second scenario balances, the largest.
    fn eased_deviation(&self, amounts: &Amounts, from: TerritoryId, to: TerritoryId) -> Option<Reason> {
        let mut eased: Option<(f64, Reason)> = None;
        let design = &self.second.compared.scenario.design;
        for &(measure, amount) in amounts.iter().filter(|(kind, _)| design.measure(*kind).is_balanced) {
            for (territory, is_givers, change) in [(from, true, -amount), (to, false, amount)] {
                let Some((value, target)) = self.first.carried(territory, measure) else { continue };
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
    fn asking_deviation(&self, amounts: &Amounts, from: TerritoryId, to: TerritoryId) -> Option<Reason> {
        let mut asking: Option<(f64, Reason)> = None;
        for &(measure, amount) in amounts {
            let setting = self.second.compared.scenario.design.measure(measure);
            // What counts for nothing in a measure was not asked for by it.
            if !setting.is_balanced || amount <= 0.0 {
                continue;
            }
            for (territory, is_givers, sign) in [(from, true, 1.0), (to, false, -1.0)] {
                let Some((value, target)) = self.first.carried(territory, measure) else { continue };
                let deviation = (value - target) / target;
                let size = sign * deviation;
                if size > setting.tolerance_share && asking.is_none_or(|(largest, _)| size > largest) {
                    asking = Some((size, Reason::Asked { measure, is_givers, deviation }));
                }
            }
        }
        asking.map(|(_, reason)| reason)
    }

    /// The mean way of these to the centre of their territory, where it becomes shorter.
    fn nearer(&self, moving: &[u32], from: TerritoryId, to: TerritoryId) -> Option<Reason> {
        let (before, after) = (self.first.figures(from)?.centre?, self.second.figures(to)?.centre?);
        let (mut placed, mut before_km, mut after_km) = (0, 0.0, 0.0);
        for &account in moving {
            let Some(place) = place_of(self.plan, &self.plan.accounts[account as usize]) else { continue };
            let place = Position { latitude_degrees: place.latitude_degrees, longitude_degrees: place.longitude_degrees };
            placed += 1;
            before_km += place.distance_km(&before);
            after_km += place.distance_km(&after);
        }
        let mean = |sum_km: f64| sum_km / f64::from(placed);
        (after_km < before_km).then(|| Reason::Nearer { accounts: moving.len(), before_km: mean(before_km), after_km: mean(after_km) })
    }
}

impl Side<'_> {
    fn figures(&self, territory: TerritoryId) -> Option<&TerritoryMeasures> {
        self.compared.results.measures.territories.get(self.places.get(territory)?)
    }

    /// What a territory carries of a measure and what it should carry, where it should carry some.
    fn carried(&self, territory: TerritoryId, measure: MeasureKind) -> Option<(f64, f64)> {
        let figures = self.figures(territory)?;
        let index = self.compared.results.index(measure)?;
        figures.values.get(index).copied().zip(figures.targets.get(index).copied()).filter(|(_, target)| *target > 0.0)
    }
}
