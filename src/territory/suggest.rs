//! Single steps that help most: which customer to give to whom, or which two to exchange, as the plan stands.
//!
//! Looks at the border accounts of the territories that are furthest from their targets, judges every step by the
//! running account (`ledger`) and tells the whole effect of the few best. A step never moves a fixed unit,
//! never puts a territory out of a tolerance that it keeps, never goes beyond the disruption limit, and keeps locks and
//! contiguity where the problem asks for them. Units that stay together go together (`joined`), and what lies apart of
//! them stays. There is no chance in it: the same plan gives the same suggestions.

mod joined;
mod looking;
mod whole;

use std::collections::BTreeSet;

use joined::Joined;
use looking::Looking;
use whole::Pieces;

use super::cleaned::Cleaned;
use super::ledger::{Ledger, NOWHERE, Scales, neighbours_of};
use super::problem::DesignProblem;

/// How many suggestions there are usually.
pub const USUAL_COUNT: usize = 5;

/// A unit that changes its territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SuggestedChange {
    /// Which.
    pub unit: u32,
    /// Whose it is; `None` when it has no territory.
    pub from: Option<u32>,
    /// Whose it would be.
    pub to: u32,
}

/// A figure before and after a step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Effect {
    /// As it is.
    pub before: f64,
    /// As it would be.
    pub after: f64,
}

/// What a step does to one territory.
#[derive(Clone, Debug, PartialEq)]
pub struct TerritoryEffect {
    /// Which.
    pub territory: u32,
    /// Its relative deviation, one a measure.
    pub deviations: Vec<Effect>,
}

/// A step with all that it does.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// What changes: one unit, or two that are exchanged, each with all that stay together with it.
    pub changes: Vec<SuggestedChange>,
    /// The balanced measure that it eases most; `None` when it eases none and only improves the ways, as far as these are what compact means.
    pub eases: Option<u32>,
    /// The territories that it touches, the giver first.
    pub territories: Vec<TerritoryEffect>,
    /// The largest deviation of a territory, one a measure.
    pub largest_deviations: Vec<Effect>,
    /// The mean distance from a unit to the centre of its territory, km.
    pub dispersion_km: Effect,
    /// The fraction of the units with a territory today that change hands.
    pub changed_unit_share: Effect,
    /// By how much the step lowers the cost that steps are compared by.
    pub gain: f64,
}

/// Finds suggestions, and keeps in step with the plan move by move.
pub struct Advisor {
    /// The problem and its account, units that stay together as one.
    problem: DesignProblem,
    ledger: Ledger,
    /// The problem as it was asked, where units are joined.
    joined: Option<Joined>,
}

impl Advisor {
    /// An adviser for a problem as it is assigned.
    #[must_use]
    pub fn new(problem: DesignProblem, assignment: &[Option<u32>]) -> Advisor {
        let (problem, assignment, joined) = Joined::of(problem, assignment);
        let cleaned = Cleaned::new(&problem);
        let neighbours = beside(&problem, &cleaned, joined.is_some());
        let ledger = Ledger::with_neighbours(&problem, cleaned, &assignment, neighbours);
        Advisor { problem, ledger, joined }
    }

    /// Follows a change of the plan. Where only units moved, what they touch is reckoned anew; else everything is,
    /// but for the neighbours of units whose places stayed.
    pub fn follow(&mut self, problem: DesignProblem, assignment: &[Option<u32>]) {
        let had_joined = self.joined.is_some();
        let (problem, assignment, joined) = Joined::of(problem, assignment);
        self.joined = joined;
        let is_same_unit =
            |(one, other): (&super::Unit, &super::Unit)| one.values == other.values && one.fixed == other.fixed && one.group == other.group;
        let same_places = had_joined == self.joined.is_some()
            && self.problem.units.len() == problem.units.len()
            && (!had_joined || self.problem.neighbours == problem.neighbours)
            && self.problem.units.iter().zip(&problem.units).all(|(one, other)| one.position == other.position);
        let same_units = same_places && self.problem.units.iter().zip(&problem.units).all(is_same_unit);
        let same_rest = self.problem.territories == problem.territories
            && self.problem.measures == problem.measures
            && self.problem.forbidden == problem.forbidden
            && self.problem.compactness_weight == problem.compactness_weight;
        if same_units && same_rest && assignment.len() == problem.units.len() {
            let moved: Vec<(u32, u32)> = (0u32..)
                .zip(&assignment)
                .map(|(unit, to)| (unit, to.filter(|&to| (to as usize) < problem.territories.len()).unwrap_or(NOWHERE)))
                .filter(|&(unit, to)| self.ledger.owners[unit as usize] != to)
                .collect();
            let has_moved = !moved.is_empty();
            for (unit, to) in moved {
                self.ledger.shift(unit, to);
            }
            let same_today = self.problem.units.iter().zip(&problem.units).all(|(one, other)| one.today == other.today);
            if !same_today {
                self.ledger.cleaned = Cleaned::new(&problem);
            }
            if !same_today || has_moved || self.problem.disruption_limit != problem.disruption_limit {
                self.ledger.count_changes(&problem);
            }
        } else {
            let cleaned = Cleaned::new(&problem);
            let neighbours =
                if same_places { std::mem::take(&mut self.ledger.neighbours) } else { beside(&problem, &cleaned, self.joined.is_some()) };
            self.ledger = Ledger::with_neighbours(&problem, cleaned, &assignment, neighbours);
        }
        self.problem = problem;
    }

    /// The steps that help most, best first, each with units of its own. `is_allowed` says whether a unit may go to
    /// a territory (contiguity, for example); `is_dismissed` leaves out what the planner does not want to see.
    #[must_use]
    pub fn suggest(
        &self,
        count: usize,
        is_allowed: &dyn Fn(u32, u32) -> bool,
        is_dismissed: &dyn Fn(&[SuggestedChange]) -> bool,
    ) -> Vec<Suggestion> {
        let scales = Scales::by(&self.ledger, self.problem.compactness, 0.0);
        let costs = (0..self.ledger.members.len()).map(|territory| scales.territory(&self.ledger, territory)).collect();
        let is_allowed_for_all = |unit: u32, to: u32| {
            self.joined
                .as_ref()
                .map_or_else(|| is_allowed(unit, to), |joined| joined.members(unit).iter().all(|&member| is_allowed(member, to)))
        };
        let search = Looking { ledger: &self.ledger, scales, costs, is_allowed: &is_allowed_for_all };
        let mut steps = search.steps();
        steps.sort_unstable_by(|one, other| other.gain.total_cmp(&one.gain).then_with(|| one.moves.cmp(&other.moves)));
        let mut used = BTreeSet::new();
        let mut found = Vec::new();
        let mut judge = self.joined.as_ref().map(Joined::judge);
        let mut pieces = self.problem.is_contiguous.then(|| Pieces::new(&self.problem, &self.ledger));
        for step in steps {
            if found.len() == count {
                break;
            }
            if pieces.as_mut().is_some_and(|pieces| !pieces.stay_whole(step.moves.all())) {
                continue;
            }
            let changes = self.joined.as_ref().map_or_else(|| search.changes(&step), |joined| joined.changes(&search.changes(&step)));
            if step.moves.all().iter().any(|(unit, _)| used.contains(unit)) || is_dismissed(&changes) {
                continue;
            }
            let told = search.told(&step);
            let told = match &mut judge {
                Some(judge) => judge.told(told, changes),
                None => Some(told),
            };
            let Some(told) = told else { continue };
            used.extend(step.moves.all().iter().map(|(unit, _)| *unit));
            found.push(told);
        }
        found
    }
}

/// Who is near whom: joined units by the problem's own neighbours where it has any, all else by distance.
fn beside(problem: &DesignProblem, cleaned: &Cleaned, is_joined: bool) -> Vec<Vec<u32>> {
    let has_own = is_joined && problem.neighbours.len() == cleaned.unit_count;
    if has_own { problem.neighbours.clone() } else { neighbours_of(cleaned) }
}

#[cfg(test)]
#[path = "suggest_tests.rs"]
mod tests;
