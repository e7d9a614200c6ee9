//! Single steps that could bring a territory nearer to its target, and what stands in their way.

use std::collections::BTreeSet;

use super::UnmetReason;
use super::reasons::{Place, Reasons};
use crate::territory::bundles::Bundle;
use crate::territory::measures::TOLERANCE_SLACK;
use crate::territory::pieces::PieceCounter;
use crate::territory::problem::TerritoryLock;

/// A bundle that changes hands.
#[derive(Clone, Copy)]
struct Step {
    bundle: usize,
    from: u32,
    to: u32,
}

impl Reasons<'_> {
    /// Why no single step helps a territory, where steps there are: the limit has no room for any of them, or each does more
    /// harm than good.
    pub(super) fn of_steps(&self, place: &Place) -> Option<UnmetReason> {
        let value = |step: &Step| self.bundles[step.bundle].values[place.measure as usize];
        let steps: Vec<Step> = self.steps(place).into_iter().filter(|step| value(step) > 0.0).collect();
        let smallest = steps.iter().min_by(|one, other| value(one).total_cmp(&value(other)))?;
        let has_room = |step: &&Step| {
            let cost = |limit: &super::allowance::Allowance| limit.cost(&self.bundles[step.bundle], &self.owners, step.to);
            self.allowance.as_ref().is_none_or(|limit| limit.has_room_for(cost(limit)))
        };
        let open: Vec<&Step> = steps.iter().filter(has_room).collect();
        if open.is_empty() {
            return Some(UnmetReason::DisruptionLimit);
        }
        if open.into_iter().any(|step| self.helps(step, place.measure as usize) && self.stays_whole(step)) {
            return None;
        }
        let bundle = &self.bundles[smallest.bundle];
        Some(UnmetReason::StepsTooLarge { unit: bundle.units[0], is_group: bundle.units.len() > 1 })
    }

    /// The single steps by which a territory would carry more or, where it carries too much, less.
    fn steps(&self, place: &Place) -> Vec<Step> {
        let mut steps = Vec::new();
        for (number, bundle) in self.bundles.iter().enumerate().filter(|(_, bundle)| bundle.held_by.is_none()) {
            let Some(from) = self.owner(bundle).filter(|from| (from == &place.territory) == (place.deviation > 0.0)) else { continue };
            if self.lock(from) == TerritoryLock::Frozen {
                continue;
            }
            let beside = self.searched.is_contiguous.then(|| self.owners_beside(bundle));
            let may_come = |to: &u32| {
                let is_beside = beside.as_ref().is_none_or(|beside| beside.contains(to));
                *to != from && is_beside && self.lock(*to) != TerritoryLock::Frozen && !self.is_forbidden(bundle, *to)
            };
            let takers = if place.deviation > 0.0 { 0..self.cleaned.territory_count as u32 } else { place.territory..place.territory + 1 };
            steps.extend(takers.filter(may_come).map(|to| Step { bundle: number, from, to }));
        }
        steps
    }

    /// The territories that a bundle lies beside.
    fn owners_beside(&self, bundle: &Bundle) -> BTreeSet<u32> {
        let near = bundle.units.iter().filter_map(|&unit| self.searched.neighbours.get(unit as usize)).flatten();
        near.filter_map(|&unit| self.owners.get(unit as usize).copied().flatten()).collect()
    }

    /// Whether a step brings the two territories nearer to tolerance together.
    fn helps(&self, step: &Step, measure: usize) -> bool {
        let value = self.bundles[step.bundle].values[measure];
        let beyond = |territory: u32, more: f64| {
            let load = self.figures.territories[territory as usize].values[measure] + more;
            (self.cleaned.deviation(territory as usize, measure, load).abs() - self.cleaned.tolerances[measure]).max(0.0)
        };
        let after = beyond(step.from, -value) + beyond(step.to, value);
        after < beyond(step.from, 0.0) + beyond(step.to, 0.0) - TOLERANCE_SLACK
    }

    /// Whether what gives in a step keeps together as well as before, where that is wished.
    fn stays_whole(&self, step: &Step) -> bool {
        let Some(pieces) = self.cleaned.pieces.as_ref().filter(|_| self.searched.is_contiguous) else { return true };
        let goes = &self.bundles[step.bundle].units;
        let own = (0_u32..).zip(&self.owners).filter(|(_, owner)| **owner == Some(step.from)).map(|(unit, _)| unit);
        let (all, left): (Vec<u32>, Vec<u32>) = (own.clone().collect(), own.filter(|unit| goes.binary_search(unit).is_err()).collect());
        let mut counter = PieceCounter::new(pieces);
        let before = counter.count(pieces, &all);
        counter.count(pieces, &left) <= before
    }
}
