//! Territories in one piece while single units change hands: who lies beside whom, and who may leave whom. For
//! reorganisations of problems that ask for contiguity; the optimiser keeps its own account.

use std::collections::BTreeSet;

use super::centred::contiguity::Contiguity;
use super::ledger::NOWHERE;
use super::problem::DesignProblem;

/// Who lies beside whom, with the memory to test what holds together.
pub(super) struct Whole {
    adjacency: Vec<Vec<u32>>,
    contiguity: Contiguity,
}

impl Whole {
    /// For a problem that asks for contiguity and says who lies beside whom; else `None`. Neighbours that are no units
    /// are left out, and whoever is named by one side lies beside it on both.
    pub(super) fn of(problem: &DesignProblem) -> Option<Whole> {
        let count = problem.units.len();
        if !problem.is_contiguous || problem.neighbours.len() != count {
            return None;
        }
        let mut beside: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); count];
        for (unit, near) in problem.neighbours.iter().enumerate() {
            for &near in near.iter().filter(|&&near| (near as usize) < count && near as usize != unit) {
                beside[unit].insert(near);
                beside[near as usize].insert(unit as u32);
            }
        }
        let adjacency = beside.into_iter().map(|near| near.into_iter().collect()).collect();
        Some(Whole { adjacency, contiguity: Contiguity::new(count) })
    }

    /// How many units there are.
    pub(super) fn unit_count(&self) -> usize {
        self.adjacency.len()
    }

    /// The units beside a unit.
    pub(super) fn beside(&self, unit: u32) -> &[u32] {
        &self.adjacency[unit as usize]
    }

    /// The owners of the units beside a unit.
    pub(super) fn owners_beside(&self, owners: &[u32], unit: u32) -> BTreeSet<u32> {
        self.beside(unit).iter().map(|&near| owners[near as usize]).filter(|&owner| owner != NOWHERE).collect()
    }

    /// Whether a unit's territory hangs together as well without it.
    pub(super) fn may_leave(&mut self, owners: &[u32], unit: u32) -> bool {
        owners[unit as usize] == NOWHERE || self.contiguity.may_leave(&self.adjacency, owners, unit as usize)
    }

    /// Whether a unit may go to a territory: it lies beside it, and leaves its own in one piece.
    pub(super) fn may_go(&mut self, owners: &[u32], unit: u32, to: u32) -> bool {
        self.beside(unit).iter().any(|&near| owners[near as usize] == to) && self.may_leave(owners, unit)
    }

    /// The pieces in which the units of an owner hang together, the largest first.
    pub(super) fn pieces(&self, owners: &[u32], owner: u32) -> Vec<Vec<u32>> {
        let mut seen = vec![false; owners.len()];
        let mut pieces: Vec<Vec<u32>> = Vec::new();
        for start in 0..owners.len() {
            if owners[start] != owner || std::mem::replace(&mut seen[start], true) {
                continue;
            }
            let mut piece = vec![start as u32];
            let mut next = 0;
            while let Some(&here) = piece.get(next) {
                next += 1;
                for &near in self.beside(here) {
                    if owners[near as usize] == owner && !std::mem::replace(&mut seen[near as usize], true) {
                        piece.push(near);
                    }
                }
            }
            pieces.push(piece);
        }
        pieces.sort_by(|one, other| other.len().cmp(&one.len()).then(one[0].cmp(&other[0])));
        pieces
    }
}
