//! Whether a territory stays in one piece when a unit leaves it.
//!
//! First the ring of the unit's own neighbours is looked at, as in the geo-graphs of King, Jacobson and Sewell
//! (2012–2018): when those of its territory hang together by neighbours of theirs alone, the territory does too, and
//! the price does not depend on its size. Only otherwise the territory is searched from all sides at once.

/// Working memory of the test.
pub(crate) struct Contiguity {
    /// Which search a unit was seen by last, and the group that saw it.
    seen: Vec<(u32, u32)>,
    round: u32,
    queue: Vec<u32>,
    groups: Vec<u32>,
}

impl Contiguity {
    pub(crate) fn new(unit_count: usize) -> Self {
        Self { seen: vec![(0, 0); unit_count], round: 0, queue: Vec::new(), groups: Vec::new() }
    }

    /// Whether the neighbours of `unit` in its territory stay connected with each other without it.
    pub(crate) fn may_leave(&mut self, adjacency: &[Vec<u32>], assignment: &[u32], unit: usize) -> bool {
        let territory = assignment[unit];
        self.round += 1;
        self.queue.clear();
        self.groups.clear();
        for &neighbour in &adjacency[unit] {
            if assignment[neighbour as usize] == territory {
                self.seen[neighbour as usize] = (self.round, self.groups.len() as u32);
                self.groups.push(self.groups.len() as u32);
                self.queue.push(neighbour);
            }
        }
        let mut parts = self.groups.len();
        if parts <= 1 {
            return true;
        }
        self.seen[unit] = (self.round, u32::MAX);
        // Breadth first from all of them: the ring and its surroundings come first, so that the search ends there
        // whenever they close it.
        let mut next = 0;
        while let Some(&here) = self.queue.get(next) {
            next += 1;
            let group = self.root(self.seen[here as usize].1);
            for &neighbour in &adjacency[here as usize] {
                let there = neighbour as usize;
                if assignment[there] != territory || there == unit {
                    continue;
                }
                let (round, other) = self.seen[there];
                if round != self.round {
                    self.seen[there] = (self.round, group);
                    self.queue.push(neighbour);
                } else {
                    let other = self.root(other);
                    let group = self.root(group);
                    if other != group {
                        self.groups[other as usize] = group;
                        parts -= 1;
                        if parts == 1 {
                            return true;
                        }
                    }
                }
            }
        }
        false
    }

    fn root(&self, group: u32) -> u32 {
        let mut group = group;
        while self.groups[group as usize] != group {
            group = self.groups[group as usize];
        }
        group
    }
}
