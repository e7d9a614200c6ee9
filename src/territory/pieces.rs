//! In how many pieces a territory lies, told from who lies beside whom.
//!
//! Units that are kept together or lie at the very same place count as one place. A place shared by several
//! territories belongs to each of them. A place without neighbours lies nowhere and is no piece.

use std::collections::BTreeMap;

use super::problem::DesignProblem;

/// The places of a problem and which lie beside which.
pub(crate) struct Pieces {
    /// Per unit, its place.
    place_of: Vec<u32>,
    /// Pairs of places side by side, each once.
    borders: Vec<(u32, u32)>,
    has_neighbour: Vec<bool>,
}

impl Pieces {
    /// The places of a problem; `None` when it says nothing of neighbours.
    pub(crate) fn new(problem: &DesignProblem) -> Option<Self> {
        if problem.neighbours.iter().all(Vec::is_empty) {
            return None;
        }
        let mut merged = Merged::new(problem.units.len());
        let mut first_of_group: BTreeMap<u32, u32> = BTreeMap::new();
        let mut first_at: BTreeMap<[u64; 2], u32> = BTreeMap::new();
        for (number, unit) in (0_u32..).zip(&problem.units) {
            if let Some(group) = unit.group {
                merged.join(number, *first_of_group.entry(group).or_insert(number));
            }
            if let Some(place) = unit.position.filter(|place| place.is_valid()) {
                let key = [place.latitude_degrees.to_bits(), place.longitude_degrees.to_bits()];
                merged.join(number, *first_at.entry(key).or_insert(number));
            }
        }
        let place_of: Vec<u32> = (0..problem.units.len() as u32).map(|unit| merged.root(unit)).collect();
        let mut borders = Vec::new();
        let mut has_neighbour = vec![false; place_of.len()];
        for (&one, list) in place_of.iter().zip(&problem.neighbours) {
            for other in list.iter().filter_map(|&other| place_of.get(other as usize).copied()).filter(|&other| other != one) {
                borders.push((one.min(other), one.max(other)));
                has_neighbour[one as usize] = true;
                has_neighbour[other as usize] = true;
            }
        }
        borders.sort_unstable();
        borders.dedup();
        Some(Self { place_of, borders, has_neighbour })
    }

    /// Per unit, its place: a number below that of units.
    pub(crate) fn places(&self) -> &[u32] {
        &self.place_of
    }

    /// Per place, the places beside it.
    pub(crate) fn beside(&self) -> Vec<Vec<u32>> {
        let mut beside = vec![Vec::new(); self.place_of.len()];
        for &(one, other) in &self.borders {
            beside[one as usize].push(other);
            beside[other as usize].push(one);
        }
        beside
    }

    /// Per territory, the number of its pieces.
    pub(crate) fn counts(&self, assignment: &[Option<u32>], territory_count: usize) -> Vec<u32> {
        // A place is a node once for each territory that has a unit there.
        let mut nodes: Vec<(u32, u32)> = self
            .place_of
            .iter()
            .zip(assignment)
            .filter_map(|(&place, owner)| Some((place, owner.filter(|&owner| (owner as usize) < territory_count)?)))
            .filter(|(place, _)| self.has_neighbour[*place as usize])
            .collect();
        nodes.sort_unstable();
        nodes.dedup();
        let range = |place: u32| {
            let start = nodes.partition_point(|node| node.0 < place);
            start..start + nodes[start..].partition_point(|node| node.0 == place)
        };
        let mut counts = vec![0; territory_count];
        for (_, owner) in &nodes {
            counts[*owner as usize] += 1;
        }
        let mut merged = Merged::new(nodes.len());
        for &(one, other) in &self.borders {
            for here in range(one) {
                for there in range(other).filter(|&there| nodes[there].1 == nodes[here].1) {
                    if merged.join(here as u32, there as u32) {
                        counts[nodes[here].1 as usize] -= 1;
                    }
                }
            }
        }
        counts
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

    /// Joins two nodes; whether they were apart.
    fn join(&mut self, one: u32, other: u32) -> bool {
        let (one, other) = (self.root(one), self.root(other));
        self.parents[one.max(other) as usize] = one.min(other);
        one != other
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
    fn without_neighbours_nothing_is_said() {
        let mut problem = row(&[None; 3]);
        problem.neighbours = vec![Vec::new(); 3];
        assert!(Pieces::new(&problem).is_none());
        problem.neighbours = vec![vec![1], vec![0, 900], Vec::new()];
        assert_eq!(counts(&problem, &[0, 0, 0]), [1, 0], "a unit that lies nowhere is no piece");
    }
}
