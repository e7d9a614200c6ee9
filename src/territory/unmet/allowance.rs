//! What a limit on what changes hands leaves beside a result, and what a step takes of it.

use crate::territory::bundles::Bundle;
use crate::territory::cleaned::Cleaned;
use crate::territory::measures::TOLERANCE_SLACK;
use crate::territory::problem::{DesignProblem, DisruptionBasis};

/// A limit beside a result.
pub(super) struct Allowance {
    /// Whether single units are counted.
    counts_units: bool,
    /// Per unit, its territory today and what it counts when it changes hands.
    amounts: Vec<(Option<u32>, f64)>,
    /// What has a territory today, on the basis of the limit.
    held: f64,
    /// What has changed hands.
    changed: f64,
    most: f64,
}

impl Allowance {
    /// The limit of a problem, if it has one that means something.
    pub(super) fn of(problem: &DesignProblem, cleaned: &Cleaned, owners: &[Option<u32>]) -> Option<Allowance> {
        let limit = problem.disruption_limit.as_ref()?;
        let is_known = !matches!(limit.basis, DisruptionBasis::Measure(measure) if measure >= cleaned.measure_count);
        if !is_known || limit.share.is_nan() || limit.share < 0.0 {
            return None;
        }
        let amount = |unit: usize| match limit.basis {
            _ if cleaned.today[unit].is_none() => 0.0,
            DisruptionBasis::Units => 1.0,
            DisruptionBasis::Measure(measure) => cleaned.value(unit, measure),
        };
        let amounts: Vec<(Option<u32>, f64)> = (0..cleaned.unit_count).map(|unit| (cleaned.today[unit], amount(unit))).collect();
        let held: f64 = amounts.iter().map(|(_, amount)| amount).sum();
        let changed = amounts.iter().zip(owners).filter(|((today, _), owner)| today != *owner).map(|((_, amount), _)| amount).sum();
        let counts_units = limit.basis == DisruptionBasis::Units;
        (held > 0.0).then_some(Allowance { counts_units, amounts, held, changed, most: held * limit.share })
    }

    /// What giving these to a territory adds to what has changed hands; below 0 where they come back.
    pub(super) fn cost(&self, bundle: &Bundle, owners: &[Option<u32>], to: u32) -> f64 {
        let one = |&unit: &u32| {
            let (today, amount) = self.amounts[unit as usize];
            amount * (f64::from(today != Some(to)) - f64::from(today != owners[unit as usize]))
        };
        bundle.units.iter().map(one).sum()
    }

    /// What giving these away adds at most.
    pub(super) fn cost_of_leaving(&self, units: &[u32], owners: &[Option<u32>]) -> f64 {
        let stays = |unit: &&u32| self.amounts[**unit as usize].0 == owners[**unit as usize];
        units.iter().filter(stays).map(|&unit| self.amounts[unit as usize].1).sum()
    }

    /// Whether there is room for so much more.
    pub(super) fn has_room_for(&self, cost: f64) -> bool {
        cost <= 0.0 || self.changed + cost <= self.most + self.held * TOLERANCE_SLACK
    }

    /// The share that has changed hands with so much more.
    pub(super) fn share_with(&self, cost: f64) -> f64 {
        (self.changed + cost) / self.held
    }

    /// Whether hardly anything may still change hands: not one more unit, or less than a hundredth of what may.
    pub(super) fn is_used_up(&self) -> bool {
        if self.counts_units {
            return !self.has_room_for(1.0);
        }
        self.changed >= self.most * 0.99 - self.held * TOLERANCE_SLACK
    }
}
