//! Whether a territory stays in one piece when a unit leaves it.
//!
//! First the ring of the unit's own neighbours is looked at, as in the geo-graphs of King, Jacobson and Sewell
//! (2012–2018): when those of its territory hang together by borders between them alone, the territory does too, and
//! the price does not depend on its size. Only otherwise the territory is searched from all parts of the ring in turn,
//! one unit at a time, until they have met or one has nowhere to go: the price is that of the smallest part, whatever the
//! size of the territory.

/// No unit.
const NONE: u32 = u32::MAX;

/// Working memory of the test.
pub(crate) struct Contiguity {
    /// Which test a unit was seen by last, and the part that saw it.
    seen: Vec<(u32, u32)>,
    round: u32,
    /// What waits behind a unit in the queue of its part.
    behind: Vec<u32>,
    parts: Vec<Part>,
}

/// Units that hang together, spread from one or several neighbours of the unit that leaves.
#[derive(Clone, Copy)]
struct Part {
    /// The part that it has met, and is one with; itself while there is none.
    met: u32,
    /// The first and the last unit from which it has not spread yet.
    first: u32,
    last: u32,
}

impl Contiguity {
    pub(crate) fn new(unit_count: usize) -> Self {
        Self { seen: vec![(0, 0); unit_count], round: 0, behind: vec![NONE; unit_count], parts: Vec::new() }
    }

    /// Whether the neighbours of `unit` in its territory stay connected with each other without it. The adjacency is
    /// mutual.
    pub(crate) fn may_leave(&mut self, adjacency: &[Vec<u32>], assignment: &[u32], unit: usize) -> bool {
        let territory = assignment[unit];
        self.round += 1;
        self.parts.clear();
        for &neighbour in &adjacency[unit] {
            if assignment[neighbour as usize] == territory {
                let part = self.parts.len() as u32;
                self.seen[neighbour as usize] = (self.round, part);
                self.behind[neighbour as usize] = NONE;
                self.parts.push(Part { met: part, first: neighbour, last: neighbour });
            }
        }
        let mut apart = self.parts.len();
        apart <= 1 || self.is_closed_ring(adjacency, &mut apart) || self.do_meet(adjacency, assignment, unit, apart)
    }

    /// Whether the ring hangs together by borders between its own units; notes those that do.
    fn is_closed_ring(&mut self, adjacency: &[Vec<u32>], apart: &mut usize) -> bool {
        for part in 0..self.parts.len() {
            // Nothing has spread yet: each part's queue begins with the neighbour that it is of, or, where it was met, is
            // with another's.
            let of = self.parts[part].first;
            for &other in &adjacency[of as usize] {
                let (round, there) = self.seen[other as usize];
                if round == self.round && self.join(part as u32, there) {
                    *apart -= 1;
                    if *apart == 1 {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Lets the parts spread in turn, a unit each, until all have met or one has nowhere to go.
    fn do_meet(&mut self, adjacency: &[Vec<u32>], assignment: &[u32], unit: usize, mut apart: usize) -> bool {
        let territory = assignment[unit];
        loop {
            for turn in 0..self.parts.len() as u32 {
                if self.parts[turn as usize].met != turn {
                    continue;
                }
                let here = self.parts[turn as usize].first;
                if here == NONE {
                    return false;
                }
                self.parts[turn as usize].first = self.behind[here as usize];
                for &other in &adjacency[here as usize] {
                    if other as usize == unit || assignment[other as usize] != territory {
                        continue;
                    }
                    let (round, there) = self.seen[other as usize];
                    if round != self.round {
                        self.seen[other as usize] = (self.round, turn);
                        self.put_last(turn, other);
                    } else if self.join(turn, there) {
                        apart -= 1;
                        if apart == 1 {
                            return true;
                        }
                    }
                }
            }
        }
    }

    fn put_last(&mut self, part: u32, unit: u32) {
        self.behind[unit as usize] = NONE;
        let Part { first, last, .. } = &mut self.parts[part as usize];
        if *first == NONE {
            *first = unit;
        } else {
            self.behind[*last as usize] = unit;
        }
        *last = unit;
    }

    /// The part that a part is one with by now.
    fn whole(&self, part: u32) -> u32 {
        let mut part = part;
        while self.parts[part as usize].met != part {
            part = self.parts[part as usize].met;
        }
        part
    }

    /// Makes two parts one, under the first's number; answers whether they were apart. What waits in the second's queue
    /// waits behind the first's.
    fn join(&mut self, one: u32, other: u32) -> bool {
        let (one, other) = (self.whole(one), self.whole(other));
        if one == other {
            return false;
        }
        let joined = self.parts[other as usize];
        self.parts[other as usize].met = one;
        if joined.first != NONE {
            let Part { first, last, .. } = &mut self.parts[one as usize];
            if *first == NONE {
                *first = joined.first;
            } else {
                self.behind[*last as usize] = joined.first;
            }
            *last = joined.last;
        }
        true
    }
}
