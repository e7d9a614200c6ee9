//! In how many pieces a territory lies, told from who lies beside whom.
//!
//! Units that are kept together, or have neighbours and lie at the very same place, count as one place. A place shared by
//! several territories belongs to each of them. A place without neighbours lies nowhere and is no piece: so it is with fixed
//! customers where whole areas are shared out, since they are no part of what their area is.

use std::collections::BTreeMap;

use super::joints::joints;
use super::problem::DesignProblem;

/// The places of a problem and which lie beside which.
pub(crate) struct Pieces {
    /// Per unit, its place.
    place_of: Vec<u32>,
    /// Per place, where its neighbours begin in `others`, and after the last one their number.
    starts: Vec<u32>,
    others: Vec<u32>,
}

impl Pieces {
    /// The places of a problem; `None` when it says nothing of neighbours.
    pub(crate) fn new(problem: &DesignProblem) -> Option<Self> {
        if problem.neighbours.iter().all(Vec::is_empty) {
            return None;
        }
        let has_neighbours = problem.have_neighbours();
        let mut merged = Merged::new(problem.units.len());
        let mut first_of_group: BTreeMap<u32, u32> = BTreeMap::new();
        let mut first_at: BTreeMap<[u64; 2], u32> = BTreeMap::new();
        for (number, unit) in (0_u32..).zip(&problem.units) {
            if let Some(group) = unit.group {
                merged.join(number, *first_of_group.entry(group).or_insert(number));
            }
            if let Some(place) = unit.position.filter(|place| place.is_valid() && has_neighbours[number as usize]) {
                let key = [place.latitude_degrees.to_bits(), place.longitude_degrees.to_bits()];
                merged.join(number, *first_at.entry(key).or_insert(number));
            }
        }
        let place_of: Vec<u32> = (0..problem.units.len() as u32).map(|unit| merged.root(unit)).collect();
        let mut borders = Vec::new();
        for (&one, list) in place_of.iter().zip(&problem.neighbours) {
            for other in list.iter().filter_map(|&other| place_of.get(other as usize).copied()).filter(|&other| other != one) {
                borders.extend([(one, other), (other, one)]);
            }
        }
        borders.sort_unstable();
        borders.dedup();
        let starts = (0..=place_of.len()).map(|place| borders.partition_point(|border| (border.0 as usize) < place) as u32).collect();
        Some(Self { place_of, starts, others: borders.into_iter().map(|(_, other)| other).collect() })
    }

    /// Per unit, its place: a number below that of units.
    pub(crate) fn places(&self) -> &[u32] {
        &self.place_of
    }

    /// The places beside a place.
    pub(crate) fn beside(&self, place: u32) -> &[u32] {
        &self.others[self.starts[place as usize] as usize..self.starts[place as usize + 1] as usize]
    }

    /// Per territory, the number of its pieces.
    pub(crate) fn counts(&self, assignment: &[Option<u32>], territory_count: usize) -> Vec<u32> {
        let mut members = vec![Vec::new(); territory_count];
        for (unit, owner) in (0_u32..).zip(assignment) {
            if let Some(members) = owner.and_then(|owner| members.get_mut(owner as usize)) {
                members.push(unit);
            }
        }
        let mut counter = PieceCounter::new(self);
        members.iter().map(|units| counter.count(self, units)).collect()
    }

    /// The units of each piece of one territory; those that lie nowhere are in none.
    pub(crate) fn parts(&self, units: &[u32]) -> Vec<Vec<u32>> {
        let place = |unit: u32| self.place_of.get(unit as usize).copied().filter(|&place| !self.beside(place).is_empty());
        let mut held: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for &unit in units {
            if let Some(place) = place(unit) {
                held.entry(place).or_default().push(unit);
            }
        }
        let mut parts = Vec::new();
        while let Some((start, first)) = held.pop_first() {
            let (mut part, mut waiting) = (first, vec![start]);
            while let Some(here) = waiting.pop() {
                for &there in self.beside(here) {
                    if let Some(more) = held.remove(&there) {
                        part.extend(more);
                        waiting.push(there);
                    }
                }
            }
            parts.push(part);
        }
        parts
    }
}

/// Tells of pieces: which units lie apart from most of their territory, and which hold it together.
pub struct PieceTeller(Pieces);

impl PieceTeller {
    /// For a problem that says who lies beside whom; `None` where it says nothing of it.
    #[must_use]
    pub fn new(problem: &DesignProblem) -> Option<Self> {
        Pieces::new(problem).map(Self)
    }

    /// Per unit, how many units its territory has at the unit's place, where it would lie in more pieces without them; `None`
    /// where it would not. Found in one walk over each territory.
    #[must_use]
    pub fn joints(&self, assignment: &[Option<u32>], territory_count: usize) -> Vec<Option<u32>> {
        joints(&self.0, assignment, territory_count)
    }

    /// Per unit, whether it lies in another piece of its territory than the one with most units; of equals the first.
    #[must_use]
    pub fn apart(&self, assignment: &[Option<u32>], territory_count: usize) -> Vec<bool> {
        let mut members = vec![Vec::new(); territory_count];
        for (unit, owner) in (0_u32..).zip(assignment) {
            if let Some(members) = owner.and_then(|owner| members.get_mut(owner as usize)) {
                members.push(unit);
            }
        }
        let mut is_apart = vec![false; assignment.len()];
        for units in members {
            let pieces = self.0.parts(&units);
            let most = pieces.iter().enumerate().max_by_key(|(at, piece)| (piece.len(), usize::MAX - at)).map(|(at, _)| at);
            for piece in pieces.iter().enumerate().filter(|(at, _)| Some(*at) != most).map(|(_, piece)| piece) {
                piece.iter().for_each(|&unit| is_apart[unit as usize] = true);
            }
        }
        is_apart
    }
}

/// Counts the pieces of one territory at a time, at a cost that grows with that territory alone.
pub(crate) struct PieceCounter {
    /// Per place, the last count that reached it.
    reached_in: Vec<u32>,
    /// Per place, the last count whose territory had it.
    held_in: Vec<u32>,
    count: u32,
}

impl PieceCounter {
    pub(crate) fn new(pieces: &Pieces) -> Self {
        let places = pieces.place_of.len();
        Self { reached_in: vec![0; places], held_in: vec![0; places], count: 0 }
    }

    /// The number of pieces in which units of one territory lie.
    pub(crate) fn count(&mut self, pieces: &Pieces, units: &[u32]) -> u32 {
        self.count = self.count.wrapping_add(1);
        let this_count = self.count;
        let places = || units.iter().filter_map(|&unit| pieces.place_of.get(unit as usize).copied());
        for place in places() {
            self.held_in[place as usize] = this_count;
        }
        let (mut found, mut waiting) = (0, Vec::new());
        for start in places().filter(|&place| !pieces.beside(place).is_empty()) {
            if self.reached_in[start as usize] == this_count {
                continue;
            }
            found += 1;
            self.reached_in[start as usize] = this_count;
            waiting.push(start);
            while let Some(place) = waiting.pop() {
                for &other in pieces.beside(place) {
                    if self.held_in[other as usize] == this_count && self.reached_in[other as usize] != this_count {
                        self.reached_in[other as usize] = this_count;
                        waiting.push(other);
                    }
                }
            }
        }
        found
    }
}

/// What was joined with what (union by the lower number, with halved paths).
struct Merged {
    parents: Vec<u32>,
}

impl Merged {
    fn new(count: usize) -> Self {
        Self { parents: (0..count as u32).collect() }
    }

    fn root(&mut self, mut node: u32) -> u32 {
        while self.parents[node as usize] != node {
            let above = self.parents[self.parents[node as usize] as usize];
            self.parents[node as usize] = above;
            node = above;
        }
        node
    }

    /// Joins two nodes.
    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        self.parents[one.max(other) as usize] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::territory::position::Position;
    use crate::territory::problem::Unit;

    /// Units in a row, each beside the next.
    fn row(groups: &[Option<u32>]) -> DesignProblem {
        let units = groups.iter().enumerate().map(|(number, &group)| Unit {
            group,
            position: Some(Position { latitude_degrees: 0.0, longitude_degrees: number as f64 }),
            ..Unit::default()
        });
        let mut problem = DesignProblem::with_equal_shares(units.collect(), 2, Vec::new());
        let count = groups.len() as u32;
        problem.neighbours =
            (0..count).map(|number| [number.wrapping_sub(1), number + 1].into_iter().filter(|&other| other < count).collect()).collect();
        problem
    }

    fn counts(problem: &DesignProblem, owners: &[u32]) -> Vec<u32> {
        let assignment: Vec<Option<u32>> = owners.iter().map(|&owner| Some(owner)).collect();
        Pieces::new(problem).unwrap().counts(&assignment, 2)
    }

    #[test]
    fn a_territory_cut_in_two_has_two_pieces() {
        let problem = row(&[None; 5]);
        assert_eq!(counts(&problem, &[0, 0, 1, 1, 1]), [1, 1]);
        assert_eq!(counts(&problem, &[0, 1, 1, 0, 0]), [2, 1]);
        assert_eq!(counts(&problem, &[0, 0, 0, 0, 0]), [1, 0]);
        assert_eq!(counts(&problem, &[0, 1, 0, 1, 0]), [3, 2]);
        assert_eq!(Pieces::new(&problem).unwrap().parts(&[4, 0, 1]), [vec![0, 1], vec![4]]);
    }

    #[test]
    fn what_is_kept_together_or_at_one_place_is_one_place() {
        let problem = row(&[Some(1), None, None, Some(1), None]);
        assert_eq!(counts(&problem, &[0, 1, 1, 0, 0]), [1, 1], "the ends of a company hang together");
        let mut crowd = row(&[None; 5]);
        crowd.units[4].position = crowd.units[0].position;
        assert_eq!(counts(&crowd, &[0, 1, 1, 1, 0]), [1, 1]);
    }

    #[test]
    fn a_place_of_two_territories_joins_both() {
        let problem = row(&[None, Some(7), Some(7), None, None]);
        assert_eq!(counts(&problem, &[0, 0, 1, 0, 1]), [1, 2], "the shared place leads on; the last unit is cut off");
    }

    #[test]
    fn what_lies_apart_of_most_of_its_territory_is_told() {
        let problem = row(&[None; 6]);
        let teller = PieceTeller::new(&problem).unwrap();
        let assignment = [0, 1, 0, 0, 1, 1].map(Some);
        assert_eq!(teller.apart(&assignment, 2), [true, true, false, false, false, false]);
        let joints = teller.joints(&[0, 0, 0, 1, 1, 1].map(Some), 2);
        assert_eq!(joints, [None, Some(1), None, None, Some(1), None], "what lies between two of its territory");
    }

    #[test]
    fn without_neighbours_nothing_is_said() {
        let mut problem = row(&[None; 3]);
        problem.neighbours = vec![Vec::new(); 3];
        assert!(Pieces::new(&problem).is_none());
        problem.neighbours = vec![vec![1], vec![0, 900], Vec::new()];
        assert_eq!(counts(&problem, &[0, 0, 0]), [1, 0], "a unit that lies nowhere is no piece");
    }
}
