//! Whether territories stay in one piece when units move.

use crate::territory::centred::contiguity::Contiguity;
use crate::territory::ledger::{Ledger, NOWHERE};
use crate::territory::problem::DesignProblem;

/// Steps that are tested for contiguity at most.
const STEPS_TESTED: usize = 400;
/// Whether territories stay in one piece, by the problem's own neighbours.
pub(super) struct Pieces<'a> {
    adjacency: &'a [Vec<u32>],
    owners: Vec<u32>,
    contiguity: Contiguity,
    /// How many more steps are looked at: the search for a way round may be long.
    patience: usize,
}

impl Pieces<'_> {
    pub(super) fn new<'a>(problem: &'a DesignProblem, ledger: &Ledger) -> Pieces<'a> {
        let owners = ledger.owners.clone();
        Pieces { adjacency: &problem.neighbours, contiguity: Contiguity::new(owners.len()), owners, patience: STEPS_TESTED }
    }

    /// Whether every move, one after the other, joins a neighbour and cuts nothing off.
    pub(super) fn stay_whole(&mut self, moves: &[(u32, u32)]) -> bool {
        if self.adjacency.len() != self.owners.len() {
            return true;
        }
        if self.patience == 0 {
            return false;
        }
        self.patience -= 1;
        let before: Vec<(usize, u32)> = moves.iter().map(|&(unit, _)| (unit as usize, self.owners[unit as usize])).collect();
        let mut is_whole = true;
        for &(unit, to) in moves {
            let at = unit as usize;
            let joins = self.adjacency[at].iter().any(|&near| self.owners[near as usize] == to) || !self.owners.contains(&to);
            let leaves = self.owners[at] == NOWHERE || self.contiguity.may_leave(self.adjacency, &self.owners, at);
            is_whole &= joins && leaves;
            self.owners[at] = to;
        }
        for (unit, owner) in before {
            self.owners[unit] = owner;
        }
        is_whole
    }
}
