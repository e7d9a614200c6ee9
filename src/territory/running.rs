//! The figures of an assignment that changes a little at a time, as by hand: only the territories that a change touches
//! are computed anew. The figures are those of [`super::measures()`], to the last bit.

use super::cleaned::Cleaned;
use super::measures::{DesignMeasures, TerritoryFigures, changed_of, members_of, owner_of, territory_figures, whole};
use super::pieces::PieceCounter;
use super::problem::DesignProblem;

/// Follows an assignment from change to change.
pub struct RunningMeasures {
    cleaned: Cleaned,
    counter: Option<PieceCounter>,
    /// Per unit, its territory when the figures were computed last.
    owners: Vec<Option<u32>>,
    /// Per territory; none before the first assignment.
    territories: Vec<TerritoryFigures>,
}

impl RunningMeasures {
    /// Ready for the first assignment.
    #[must_use]
    pub fn new(problem: &DesignProblem) -> Self {
        let cleaned = Cleaned::new(problem);
        let counter = cleaned.pieces.as_ref().map(PieceCounter::new);
        Self { owners: vec![None; cleaned.unit_count], territories: Vec::new(), counter, cleaned }
    }

    /// The figures of an assignment, per unit the index of its territory; `today` is the same for today's state.
    ///
    /// Missing entries and indices out of range count as unassigned.
    pub fn follow(&mut self, assignment: &[Option<u32>], today: &[Option<u32>]) -> DesignMeasures {
        let is_first = self.territories.is_empty();
        let mut is_touched = vec![is_first; self.cleaned.territory_count];
        for unit in 0..self.cleaned.unit_count {
            let owner = owner_of(&self.cleaned, assignment, unit);
            if owner != self.owners[unit] {
                for territory in self.owners[unit].into_iter().chain(owner) {
                    is_touched[territory as usize] = true;
                }
                self.owners[unit] = owner;
            }
        }
        self.territories.resize_with(self.cleaned.territory_count, TerritoryFigures::default);
        let members = members_of(&self.cleaned, &self.owners, |territory| is_touched[territory]);
        for (territory, units) in members.iter().enumerate().filter(|(territory, _)| is_touched[*territory]) {
            let mut figures = territory_figures(&self.cleaned, territory, units);
            if let (Some(pieces), Some(counter)) = (&self.cleaned.pieces, &mut self.counter) {
                figures.measures.piece_count = Some(counter.count(pieces, units));
            }
            self.territories[territory] = figures;
        }
        whole(&self.cleaned, &self.territories, &changed_of(&self.cleaned, &self.owners, today))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::territory::measures;
    use crate::territory::position::Position;
    use crate::territory::problem::{MeasureGoal, Unit};

    proptest::proptest! {
        #[test]
        fn after_any_moves_the_figures_are_those_computed_afresh(
            raw in proptest::collection::vec((0_i32..20, 0_i32..20, 0_u32..5, 0_u32..4), 1..40),
            moves in proptest::collection::vec((0_usize..40, 0_u32..5), 0..12),
            is_joined in proptest::bool::ANY,
        ) {
            let units: Vec<Unit> = raw.iter().map(|&(up, over, value, today)| Unit {
                position: Some(Position { latitude_degrees: f64::from(up) * 0.1, longitude_degrees: f64::from(over) * 0.1 }),
                values: vec![f64::from(value) * 0.7, 1.0],
                today: Some(today),
                ..Unit::default()
            }).collect();
            let goals = vec![MeasureGoal { weight: 1.0, tolerance_share: 0.2 }; 2];
            let mut problem = DesignProblem::with_equal_shares(units, 3, goals);
            if is_joined {
                let count = raw.len() as u32;
                let beside = |unit: u32| [unit.wrapping_sub(1), unit + 1].into_iter().filter(|&other| other < count).collect();
                problem.neighbours = (0..count).map(beside).collect();
            }
            let today: Vec<Option<u32>> = raw.iter().map(|entry| Some(entry.3)).collect();
            let mut assignment: Vec<Option<u32>> = raw.iter().map(|entry| Some(entry.2)).collect();
            let mut running = RunningMeasures::new(&problem);
            proptest::prop_assert_eq!(running.follow(&assignment, &today), measures(&problem, &assignment));
            for (unit, territory) in moves {
                let unit = unit % raw.len();
                assignment[unit] = (territory < 4).then_some(territory);
                proptest::prop_assert_eq!(running.follow(&assignment, &today), measures(&problem, &assignment));
            }
        }
    }
}
