//! Units that stay together, suggested as one: whole areas, and what is kept together. What is told of a step is
//! reckoned from the units themselves, so that it is what the plan will show.

use super::super::contracted::Contracted;
use super::super::measures::{DesignMeasures, TOLERANCE_SLACK, measures};
use super::super::problem::{DesignProblem, DisruptionBasis};
use super::{Effect, SuggestedChange, Suggestion};

/// A problem as it was asked, beside the one of joined units.
pub(super) struct Joined {
    problem: DesignProblem,
    assignment: Vec<Option<u32>>,
    /// Per joined unit, those it is made of.
    members: Vec<Vec<u32>>,
}

impl Joined {
    /// The problem and assignment to look for steps in, and the ones that were asked where units are joined.
    pub(super) fn of(problem: DesignProblem, assignment: &[Option<u32>]) -> (DesignProblem, Vec<Option<u32>>, Option<Joined>) {
        let has_groups = problem.units.iter().any(|unit| unit.group.is_some());
        let Some(contracted) = has_groups.then(|| Contracted::new(&problem, assignment, |_| false)).flatten() else {
            return (problem, assignment.to_vec(), None);
        };
        let mut members = vec![Vec::new(); contracted.problem.units.len()];
        let units: Vec<u32> = (0..problem.units.len() as u32).collect();
        for (unit, part) in units.iter().zip(contracted.parts_of(&units)) {
            if let Some(list) = members.get_mut(part as usize) {
                list.push(*unit);
            }
        }
        let joined = Joined { problem, assignment: assignment.to_vec(), members };
        (contracted.problem, contracted.assignment, Some(joined))
    }

    /// What a joined unit is made of.
    pub(super) fn members(&self, unit: u32) -> &[u32] {
        self.members.get(unit as usize).map_or(&[], Vec::as_slice)
    }

    /// Changes of joined units as those of the units themselves.
    pub(super) fn changes(&self, changes: &[SuggestedChange]) -> Vec<SuggestedChange> {
        let of_one = |change: &SuggestedChange| {
            let (from, to) = (change.from, change.to);
            self.members(change.unit).iter().map(move |&unit| SuggestedChange { unit, from, to })
        };
        changes.iter().flat_map(of_one).collect()
    }

    /// A judge of steps from the plan as it stands.
    pub(super) fn judge(&self) -> Judge<'_> {
        Judge { joined: self, before: measures(&self.problem, &self.assignment) }
    }

    /// What uses up the disruption limit with this assignment and the most that may, where there is a limit.
    fn used(&self, assignment: &[Option<u32>]) -> Option<(f64, f64)> {
        let limit = self.problem.disruption_limit.as_ref().filter(|limit| limit.share >= 0.0)?;
        let (mut used, mut held) = (0.0, 0.0);
        for (unit, owner) in self.problem.units.iter().zip(assignment) {
            let Some(today) = unit.today else { continue };
            let amount = match limit.basis {
                DisruptionBasis::Units => 1.0,
                DisruptionBasis::Measure(measure) => super::super::cleaned::clean_value(unit.values.get(measure)),
            };
            held += amount;
            used += if owner.is_some_and(|owner| owner != today) { amount } else { 0.0 };
        }
        Some((used, held * limit.share))
    }
}

/// Tells the effect of steps by the figures of the whole plan.
pub(super) struct Judge<'a> {
    joined: &'a Joined,
    before: DesignMeasures,
}

impl Judge<'_> {
    /// The suggestion in the terms of the units themselves; `None` where it would go beyond the disruption limit.
    pub(super) fn told(&mut self, mut told: Suggestion, changes: Vec<SuggestedChange>) -> Option<Suggestion> {
        let joined = self.joined;
        let mut moved = joined.assignment.clone();
        for change in &changes {
            if let Some(owner) = moved.get_mut(change.unit as usize) {
                *owner = Some(change.to);
            }
        }
        if let (Some((before, _)), Some((after, most))) = (joined.used(&joined.assignment), joined.used(&moved))
            && after > before
            && after > most * (1.0 + TOLERANCE_SLACK)
        {
            return None;
        }
        let (before, after) = (&self.before, measures(&joined.problem, &moved));
        for known in &mut told.territories {
            let at = known.territory as usize;
            let sides = (before.territories.get(at), after.territories.get(at));
            if let (Some(one), Some(other)) = sides {
                let pairs = one.deviations.iter().zip(&other.deviations);
                known.deviations = pairs.map(|(&before, &after)| Effect { before, after }).collect();
            }
        }
        let largest = before.measures.iter().zip(&after.measures);
        told.largest_deviations =
            largest.map(|(one, other)| Effect { before: one.max_relative_deviation, after: other.max_relative_deviation }).collect();
        told.dispersion_km = Effect { before: before.dispersion_km, after: after.dispersion_km };
        told.changed_unit_share = Effect { before: before.changed_unit_share, after: after.changed_unit_share };
        told.changes = changes;
        Some(told)
    }
}
