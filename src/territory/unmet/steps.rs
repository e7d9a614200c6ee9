//! Single steps that could bring a territory nearer to its target, and what stands in their way.

use std::collections::BTreeSet;

use super::UnmetReason;
use super::allowance::Allowance;
use super::reasons::{Place, Reasons};
use crate::territory::bundles::Bundle;
use crate::territory::measures::TOLERANCE_SLACK;
use crate::territory::pieces::PieceCounter;
use crate::territory::problem::TerritoryLock;

/// A bundle that changes hands.
#[derive(Clone, Copy)]
pub(super) struct Step {
    bundle: usize,
    from: u32,
    to: u32,
}

impl Reasons<'_> {
    /// Why no single step helps a territory: none that would has room under the limit, each that would leaves who gives in
    /// pieces, nobody around it can give or take anything without coming further out, or whatever could be given or taken is
    /// too large.
    pub(super) fn of_steps(&self, place: &Place) -> Option<UnmetReason> {
        let value = |step: &Step| self.bundles[step.bundle].values[place.measure as usize];
        let steps = self.steps(place);
        if steps.is_empty() {
            return None;
        }
        let helping: Vec<&Step> = steps.iter().filter(|step| self.helps(step)).collect();
        let helpful = self.helpful(&steps);
        if !helpful.is_empty() {
            let has_room = |step: &&Step| self.allowance.as_ref().is_none_or(|limit| limit.has_room_for(self.cost(limit, step)));
            return (!helpful.iter().any(has_room)).then(|| self.limited(place, &helpful));
        }
        if let Some(smallest) = helping.into_iter().min_by(|one, other| value(one).total_cmp(&value(other))) {
            let bundle = &self.bundles[smallest.bundle];
            return Some(UnmetReason::BreaksGiver { unit: bundle.units[0], is_group: bundle.units.len() > 1, territory: smallest.from });
        }
        let can_other = |step: &&Step| if place.deviation > 0.0 { self.further_out(step, step.to, 1.0) } else { self.further_out(step, step.from, -1.0) } <= TOLERANCE_SLACK;
        let possible = steps.iter().filter(can_other).min_by(|one, other| value(one).total_cmp(&value(other)));
        let Some(smallest) = possible else { return Some(UnmetReason::NothingToSpare) };
        let bundle = &self.bundles[smallest.bundle];
        Some(UnmetReason::StepsTooLarge { unit: bundle.units[0], is_group: bundle.units.len() > 1 })
    }

    /// What a step takes of a limit.
    fn cost(&self, limit: &Allowance, step: &Step) -> f64 {
        limit.cost(&self.bundles[step.bundle], &self.owners, step.to)
    }

    /// That a limit leaves no room, and what it takes for the least of the steps that help, but at least what balance needs in
    /// any case.
    pub(super) fn limited(&self, place: &Place, helpful: &[&Step]) -> UnmetReason {
        let with_step = |limit: &Allowance| {
            let costs = helpful.iter().map(|step| self.cost(limit, step));
            costs.min_by(f64::total_cmp).map(|cost| limit.share_with(cost))
        };
        let of_step = self.allowance.as_ref().and_then(with_step);
        UnmetReason::DisruptionLimit { needed_share: of_step.into_iter().chain(self.known_limit(place)).max_by(f64::total_cmp) }
    }

    /// Those of some steps that bring the two territories nearer to tolerance and leave who gives whole.
    pub(super) fn helpful<'a>(&self, steps: &'a [Step]) -> Vec<&'a Step> {
        steps.iter().filter(|step| self.helps(step) && self.stays_whole(step)).collect()
    }

    /// The single steps by which a territory would carry more or, where it carries too much, less.
    pub(super) fn steps(&self, place: &Place) -> Vec<Step> {
        let mut steps = Vec::new();
        // What lies beside nothing is no piece, and a territory of nothing else begins anywhere.
        let lies_somewhere = |unit: usize| self.have_neighbours.get(unit) == Some(&true);
        let is_founded = |to: u32| (0..self.owners.len()).any(|unit| self.owners[unit] == Some(to) && lies_somewhere(unit));
        let founded: Vec<bool> = (0..self.cleaned.territory_count as u32).map(is_founded).collect();
        for (number, bundle) in self.bundles.iter().enumerate().filter(|(_, bundle)| bundle.held_by.is_none()) {
            let Some(from) = self.owner(bundle).filter(|from| (from == &place.territory) == (place.deviation > 0.0)) else { continue };
            if self.lock(from) == TerritoryLock::Frozen {
                continue;
            }
            let is_bound = self.searched.is_contiguous && bundle.units.iter().any(|&unit| lies_somewhere(unit as usize));
            let beside = is_bound.then(|| self.owners_beside(bundle));
            let may_come = |to: &u32| {
                let is_beside = beside.as_ref().is_none_or(|beside| beside.contains(to) || !founded[*to as usize]);
                *to != from && is_beside && self.lock(*to) != TerritoryLock::Frozen && !self.is_forbidden(bundle, *to)
            };
            let takers = if place.deviation > 0.0 { 0..self.cleaned.territory_count as u32 } else { place.territory..place.territory + 1 };
            steps.extend(takers.filter(may_come).map(|to| Step { bundle: number, from, to }));
        }
        steps.retain(|step| self.bundles[step.bundle].values[place.measure as usize] > 0.0);
        steps
    }

    /// The territories that a bundle lies beside.
    fn owners_beside(&self, bundle: &Bundle) -> BTreeSet<u32> {
        let near = bundle.units.iter().filter_map(|&unit| self.searched.neighbours.get(unit as usize)).flatten();
        near.filter_map(|&unit| self.owners.get(unit as usize).copied().flatten()).collect()
    }

    /// Whether a step brings the two territories nearer to tolerance together, in all measures.
    fn helps(&self, step: &Step) -> bool {
        self.further_out(step, step.from, -1.0) + self.further_out(step, step.to, 1.0) < -TOLERANCE_SLACK
    }

    /// By how much a territory comes further beyond its tolerances when what a step moves leaves it (−1) or comes to it (1),
    /// over all measures by their weights.
    fn further_out(&self, step: &Step, territory: u32, sign: f64) -> f64 {
        let balanced = (0..self.cleaned.measure_count).filter(|&measure| self.cleaned.is_balanced(measure));
        let of_measure = |measure: usize| {
            let load = self.figures.territories[territory as usize].values[measure];
            let beyond =
                |load: f64| (self.cleaned.deviation(territory as usize, measure, load).abs() - self.cleaned.tolerances[measure]).max(0.0);
            let moved = sign * self.bundles[step.bundle].values[measure];
            self.cleaned.weights[measure] * (beyond(load + moved) - beyond(load))
        };
        balanced.map(of_measure).sum()
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
