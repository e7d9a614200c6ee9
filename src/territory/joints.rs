//! Which places hold a territory together: without such a place it would lie in more pieces. Found for all places of a
//! territory in one walk over it (Tarjan, Hopcroft), as cut vertices of who lies beside whom.

use super::pieces::Pieces;

/// Stands for no place.
const NONE: u32 = u32::MAX;

/// Finds joints, territory by territory.
struct JointSearch<'a> {
    pieces: &'a Pieces,
    /// Per place, how many units of the territory are there.
    held: Vec<u32>,
    /// Per place, the step of the walk that came there; 0 before.
    entered: Vec<u32>,
    /// Per place, the earliest step that is reached from it or from what was walked from it.
    earliest: Vec<u32>,
    is_joint: Vec<bool>,
}

/// A place of the walk: from which one it was reached, and how many of those beside it were looked at.
struct Visit {
    place: u32,
    from: u32,
    looked_at: usize,
}

/// Per unit, where its territory would lie in more pieces without all that it has at the unit's place: how many units that
/// are; `None` elsewhere.
pub(super) fn joints(pieces: &Pieces, assignment: &[Option<u32>], territory_count: usize) -> Vec<Option<u32>> {
    let mut members = vec![Vec::new(); territory_count];
    for (unit, owner) in (0_u32..).zip(assignment).take(pieces.places().len()) {
        if let Some(members) = owner.and_then(|owner| members.get_mut(owner as usize)) {
            members.push(unit);
        }
    }
    let count = pieces.places().len();
    let mut search =
        JointSearch { pieces, held: vec![0; count], entered: vec![0; count], earliest: vec![0; count], is_joint: vec![false; count] };
    let mut joints = vec![None; assignment.len()];
    for units in members {
        let places: Vec<u32> = units.iter().map(|&unit| pieces.places()[unit as usize]).collect();
        search.walk(&places);
        for (&unit, &place) in units.iter().zip(&places) {
            joints[unit as usize] = search.is_joint[place as usize].then_some(search.held[place as usize]);
        }
        search.forget(&places);
    }
    joints
}

impl JointSearch<'_> {
    fn walk(&mut self, places: &[u32]) {
        places.iter().for_each(|&place| self.held[place as usize] += 1);
        let mut step = 0;
        for &start in places {
            if self.entered[start as usize] == 0 {
                self.walk_from(start, &mut step);
            }
        }
    }

    fn walk_from(&mut self, start: u32, step: &mut u32) {
        let mut enter = |search: &mut Self, place: u32| {
            *step += 1;
            (search.entered[place as usize], search.earliest[place as usize]) = (*step, *step);
        };
        enter(self, start);
        // The start is a joint when the walk leaves it more than once.
        let mut left_start = 0;
        let mut waiting = vec![Visit { place: start, from: NONE, looked_at: 0 }];
        while let Some(visit) = waiting.last_mut() {
            let (place, from) = (visit.place, visit.from);
            if let Some(&other) = self.pieces.beside(place).get(visit.looked_at) {
                visit.looked_at += 1;
                if self.held[other as usize] == 0 || other == from {
                    continue;
                }
                if self.entered[other as usize] > 0 {
                    self.earliest[place as usize] = self.earliest[place as usize].min(self.entered[other as usize]);
                } else {
                    left_start += u32::from(place == start);
                    enter(self, other);
                    waiting.push(Visit { place: other, from: place, looked_at: 0 });
                }
                continue;
            }
            waiting.pop();
            if from != NONE {
                let earliest = self.earliest[place as usize];
                self.earliest[from as usize] = self.earliest[from as usize].min(earliest);
                self.is_joint[from as usize] |= from != start && earliest >= self.entered[from as usize];
            }
        }
        self.is_joint[start as usize] = left_start > 1;
    }

    fn forget(&mut self, places: &[u32]) {
        for &place in places {
            let place = place as usize;
            (self.held[place], self.entered[place], self.earliest[place], self.is_joint[place]) = (0, 0, 0, false);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::territory::chance::Chance;
    use crate::territory::pieces::PieceCounter;
    use crate::territory::position::Position;
    use crate::territory::problem::{DesignProblem, Unit};

    #[test]
    fn joints_are_what_pieces_are_counted_by() {
        let mut chance = Chance::new(3, 0);
        let mut found = 0;
        for _ in 0..300 {
            let units = 1 + chance.below(23);
            let unit = |number: usize, group: Option<u32>| Unit {
                group,
                position: Some(Position { latitude_degrees: 0.0, longitude_degrees: number as f64 }),
                ..Unit::default()
            };
            let mut group = || (chance.fraction() < 0.4).then(|| chance.below(4) as u32);
            let all: Vec<Unit> = (0..units).map(|number| unit(number, group())).collect();
            let mut problem = DesignProblem::with_equal_shares(all, 2, Vec::new());
            problem.neighbours = vec![Vec::new(); units];
            for _ in 0..units + units / 4 {
                let (one, other) = (chance.below(units), chance.below(units));
                problem.neighbours[one].push(other as u32);
            }
            let Some(pieces) = Pieces::new(&problem) else { continue };
            let mut owner = || (chance.fraction() < 0.9).then(|| chance.below(2) as u32);
            let assignment: Vec<Option<u32>> = (0..units).map(|_| owner()).collect();
            let told = joints(&pieces, &assignment, 2);
            let mut counter = PieceCounter::new(&pieces);
            for unit in 0..units as u32 {
                let owner = assignment[unit as usize];
                let is_at_place = |other: u32| pieces.places()[other as usize] == pieces.places()[unit as usize];
                let held: Vec<u32> = (0..units as u32).filter(|&other| owner.is_some() && assignment[other as usize] == owner).collect();
                let without: Vec<u32> = held.iter().copied().filter(|&other| !is_at_place(other)).collect();
                let parts = owner.is_some() && counter.count(&pieces, &without) > counter.count(&pieces, &held);
                found += u32::from(parts);
                assert_eq!(told[unit as usize], parts.then_some((held.len() - without.len()) as u32), "{unit} {assignment:?} {problem:?}");
            }
        }
        assert!(found > 200, "{found}");
    }
}
