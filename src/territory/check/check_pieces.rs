//! Whether every territory that must be in one piece is, as far as it can be.
//!
//! A territory may lie in as many pieces as today's plan, where that is what the search sets out from, and in those that
//! nothing easy does away with. A piece is easy to do away with when a territory beside it may have all of it, or when a
//! short way of units that are free to come joins it to another piece and leaves nobody else in more pieces.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::CheckFailure;
use super::change::{holders, homes, limit_of, today_of};
use super::ground::{Ground, Piece};
use super::targets::Targets;
use crate::territory::problem::{DesignProblem, Start, TerritoryLock};

/// A way that carries more than this part of a territory's target is not easy.
const EASY_SHARE: f64 = 0.05;

/// Adds the territories in more pieces than there may be; `pieces` are those of the assignment.
pub(super) fn check_pieces(
    problem: &DesignProblem,
    assignment: &[Option<u32>],
    (ground, pieces): (&Ground, &[Vec<Piece>]),
    targets: &Targets,
    failures: &mut Vec<CheckFailure>,
) {
    if pieces.iter().all(|of_territory| of_territory.len() <= 1) {
        return;
    }
    let judge = Judge::new(problem, assignment, ground, targets);
    let sets_out_from_today = problem.start == Start::Today || judge.is_limited;
    let before = if sets_out_from_today { ground.pieces(&homes(problem), problem.territories.len()) } else { Vec::new() };
    for (territory, of_territory) in (0_u32..).zip(pieces) {
        let known = before.get(territory as usize).map_or(1, Vec::len).max(1);
        if of_territory.len() <= known {
            continue;
        }
        let hard = judge.hard_pieces(territory, of_territory, pieces);
        let (pieces, allowed) = (of_territory.len() as u32, known.max(hard) as u32);
        if pieces > allowed {
            failures.push(CheckFailure::TooManyPieces { territory, pieces, allowed });
        }
    }
}

struct Judge<'a> {
    problem: &'a DesignProblem,
    assignment: &'a [Option<u32>],
    ground: &'a Ground,
    targets: &'a Targets,
    holders: Vec<Option<u32>>,
    forbidden: BTreeSet<(u32, u32)>,
    /// Per place, the part of the map that it lies in.
    part_of: Vec<u32>,
    /// Whether the map is in more parts than there are territories.
    has_more_parts: bool,
    /// Whether what changes hands is limited.
    is_limited: bool,
}

impl<'a> Judge<'a> {
    fn new(problem: &'a DesignProblem, assignment: &'a [Option<u32>], ground: &'a Ground, targets: &'a Targets) -> Judge<'a> {
        let everything = vec![Some(0); assignment.len()];
        let mut part_of = vec![0; ground.beside.len()];
        let parts = ground.pieces(&everything, 1).remove(0);
        for (number, part) in (0_u32..).zip(&parts) {
            part.places.iter().for_each(|&place| part_of[place as usize] = number);
        }
        Judge {
            holders: holders(problem),
            forbidden: problem.forbidden.iter().copied().collect(),
            is_limited: limit_of(problem).is_some(),
            problem,
            assignment,
            ground,
            targets,
            part_of,
            has_more_parts: parts.len() > problem.territories.len(),
        }
    }

    /// Whether a unit may come to a territory, or leave it for another, without more change than is needed.
    fn may_go(&self, unit: u32, to: u32) -> bool {
        let is_held = self.holders[unit as usize].is_some_and(|holder| holder != to);
        let is_shut = self.problem.territories.get(to as usize).is_none_or(|target| target.lock == TerritoryLock::Frozen);
        let today = today_of(self.problem, unit as usize);
        let changes = today.is_some() && today != Some(to) && today == self.assignment[unit as usize];
        !(is_held || is_shut || self.forbidden.contains(&(unit, to)) || self.is_limited && changes)
    }

    /// How many pieces of a territory nothing easy does away with. The largest stays in any case; where the map is in more
    /// parts than there are territories, so that not each can be in one, the largest in each part.
    fn hard_pieces(&self, territory: u32, own: &[Piece], all: &[Vec<Piece>]) -> usize {
        let part = |piece: &Piece| if self.has_more_parts { self.part_of[piece.places[0] as usize] } else { 0 };
        let held = |piece: &Piece| piece.units.iter().filter(|&&unit| self.holders[unit as usize] == Some(territory)).count();
        let mut largest: BTreeMap<u32, (usize, usize, usize)> = BTreeMap::new();
        for (number, piece) in own.iter().enumerate() {
            let rank = (held(piece), piece.units.len(), number);
            largest.entry(part(piece)).and_modify(|known| *known = rank.max(*known)).or_insert(rank);
        }
        let stays: BTreeSet<usize> = largest.into_values().map(|rank| rank.2).collect();
        // Pieces that short ways join count as one.
        let mut one_of: Vec<usize> = (0..own.len()).collect();
        let mut hard: Vec<usize> = Vec::new();
        for (number, piece) in own.iter().enumerate() {
            if !stays.contains(&number) && self.has_taker(territory, piece) {
                continue;
            }
            hard.push(number);
            if let Some(reached) = self.reached(territory, piece, own, all) {
                let (from, to) = (one_of[number], one_of[reached]);
                one_of.iter_mut().filter(|one| **one == from).for_each(|one| *one = to);
            }
        }
        hard.into_iter().map(|number| one_of[number]).collect::<BTreeSet<usize>>().len()
    }

    /// Whether a territory beside a piece may have all of it.
    fn has_taker(&self, territory: u32, piece: &Piece) -> bool {
        let beside = piece.places.iter().flat_map(|place| self.ground.beside[*place as usize].iter().chain([place]));
        let near = beside.flat_map(|&place| &self.ground.units_at[place as usize]);
        let takers: BTreeSet<u32> = near.filter_map(|&unit| self.assignment[unit as usize]).filter(|&other| other != territory).collect();
        takers.into_iter().any(|taker| piece.units.iter().all(|&unit| self.may_go(unit, taker)))
    }

    /// The piece of its territory that a short way of units that may come joins a piece to, if that leaves no other
    /// territory in more pieces or with nothing.
    fn reached(&self, territory: u32, piece: &Piece, own: &[Piece], all: &[Vec<Piece>]) -> Option<usize> {
        let (end, way) = self.way(territory, piece)?;
        let units: Vec<u32> = way.iter().flat_map(|&place| &self.ground.units_at[place as usize]).copied().collect();
        let is_light = (0..self.problem.measures.len()).filter(|&measure| self.targets.is_balanced(measure)).all(|measure| {
            let carried: f64 = units.iter().map(|&unit| super::value_of(self.problem, unit as usize, measure)).sum();
            carried <= EASY_SHARE * self.targets.target(territory as usize, measure)
        });
        if !is_light {
            return None;
        }
        let mut after = self.assignment.to_vec();
        units.iter().for_each(|&unit| after[unit as usize] = Some(territory));
        let counted = self.ground.pieces(&after, all.len());
        let stay_whole = (0_u32..)
            .zip(counted.iter().zip(all))
            .all(|(other, (after, before))| other == territory || before.is_empty() || !after.is_empty() && after.len() <= before.len());
        own.iter().position(|other| other.places.contains(&end)).filter(|_| stay_whole)
    }

    /// The next place of its territory from a piece by way of units that may come, and the places between, the fewest there
    /// are.
    fn way(&self, territory: u32, piece: &Piece) -> Option<(u32, Vec<u32>)> {
        let own: BTreeSet<u32> = piece.places.iter().copied().collect();
        let mut came_from = vec![u32::MAX; self.ground.beside.len()];
        let mut queue: VecDeque<u32> = piece.places.iter().copied().collect();
        while let Some(here) = queue.pop_front() {
            for &there in self.ground.beside[here as usize].iter().filter(|there| !own.contains(there)) {
                if came_from[there as usize] != u32::MAX {
                    continue;
                }
                came_from[there as usize] = here;
                let units = &self.ground.units_at[there as usize];
                if units.iter().any(|&unit| self.assignment[unit as usize] == Some(territory)) {
                    let mut way = Vec::new();
                    let mut back = here;
                    while !own.contains(&back) {
                        way.push(back);
                        back = came_from[back as usize];
                    }
                    return Some((there, way));
                }
                if units.iter().all(|&unit| self.may_go(unit, territory)) {
                    queue.push_back(there);
                }
            }
        }
        None
    }
}
