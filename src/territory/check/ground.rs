//! Where the units of a problem lie for the judge: places that hang together by borders. Built once for a judgement, and
//! flooded once for all territories.
//!
//! Pieces are found by flooding from place to place; the figures of an answer count them by joining places.

use std::collections::{BTreeMap, BTreeSet};

use crate::territory::problem::DesignProblem;

/// The places of a problem and what lies beside what.
pub(super) struct Ground {
    /// Per unit, its place: units of one group, or beside others and at the very same spot, are one place.
    pub(super) place_of: Vec<u32>,
    /// Per place, its units.
    pub(super) units_at: Vec<Vec<u32>>,
    /// Per place, the places beside it.
    pub(super) beside: Vec<Vec<u32>>,
}

/// A piece of a territory: places that hang together and hold units of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    /// Its places.
    pub(super) places: Vec<u32>,
    /// The units of the territory there.
    pub(super) units: Vec<u32>,
}

impl Ground {
    /// The ground of a problem; `None` when it says nothing of neighbours.
    pub(super) fn of(problem: &DesignProblem) -> Option<Ground> {
        if problem.neighbours.iter().all(Vec::is_empty) {
            return None;
        }
        let place_of = places(problem);
        let place_count = place_of.iter().max().map_or(0, |&last| last as usize + 1);
        let mut units_at = vec![Vec::new(); place_count];
        for (unit, &place) in (0_u32..).zip(&place_of) {
            units_at[place as usize].push(unit);
        }
        let mut beside: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); place_count];
        for (list, &one) in problem.neighbours.iter().zip(&place_of) {
            for &other in list.iter().filter_map(|&other| place_of.get(other as usize)).filter(|&&other| other != one) {
                beside[one as usize].insert(other);
                beside[other as usize].insert(one);
            }
        }
        Some(Ground { place_of, units_at, beside: beside.into_iter().map(|set| set.into_iter().collect()).collect() })
    }

    /// Per territory, its pieces. Places that lie beside nothing are none.
    pub(super) fn pieces(&self, assignment: &[Option<u32>], territory_count: usize) -> Vec<Vec<Piece>> {
        // Per place, who is there; a place of several territories belongs to each of them.
        let mut owners: Vec<Vec<(u32, bool)>> = vec![Vec::new(); self.beside.len()];
        for (unit, owner) in assignment.iter().enumerate().take(self.place_of.len()) {
            let Some(owner) = owner.filter(|&owner| (owner as usize) < territory_count) else { continue };
            let here = &mut owners[self.place_of[unit] as usize];
            if !here.iter().any(|known| known.0 == owner) {
                here.push((owner, false));
            }
        }
        // Enters a place for a territory that is there and was not counted yet.
        let enter = |owners: &mut Vec<Vec<(u32, bool)>>, place: u32, owner: u32| {
            let here = owners[place as usize].iter_mut().find(|known| known.0 == owner && !known.1);
            here.map(|known| known.1 = true).is_some()
        };
        let mut found = vec![Vec::new(); territory_count];
        for start in (0..self.beside.len()).filter(|&place| !self.beside[place].is_empty()) {
            for owner in owners[start].iter().map(|known| known.0).collect::<Vec<_>>() {
                if !enter(&mut owners, start as u32, owner) {
                    continue;
                }
                let mut piece = Piece { places: vec![start as u32], units: Vec::new() };
                let mut next = 0;
                while let Some(&here) = piece.places.get(next) {
                    next += 1;
                    piece.units.extend(self.units_at[here as usize].iter().filter(|&&unit| assignment[unit as usize] == Some(owner)));
                    for &there in &self.beside[here as usize] {
                        if enter(&mut owners, there, owner) {
                            piece.places.push(there);
                        }
                    }
                }
                found[owner as usize].push(piece);
            }
        }
        found
    }
}

/// Per unit, its place, numbered in order of first appearance.
fn places(problem: &DesignProblem) -> Vec<u32> {
    type Key = (bool, u64, u64);
    // What lies beside nothing is no part of what lies at the same spot.
    let mut lies_beside = vec![false; problem.units.len()];
    for (unit, list) in problem.neighbours.iter().enumerate() {
        for end in list.iter().map(|&other| other as usize).filter(|&other| other != unit).flat_map(|other| [unit, other]) {
            if let Some(lies_beside) = lies_beside.get_mut(end) {
                *lies_beside = true;
            }
        }
    }
    let mut together: BTreeMap<Key, Vec<u32>> = BTreeMap::new();
    let keys = |unit: usize| {
        let place = problem.units[unit].position.filter(|place| place.is_valid() && lies_beside[unit]);
        let place = place.map(|place| (true, place.latitude_degrees.to_bits(), place.longitude_degrees.to_bits()));
        problem.units[unit].group.map(|group| (false, u64::from(group), 0)).into_iter().chain(place)
    };
    for unit in 0..problem.units.len() {
        for key in keys(unit) {
            together.entry(key).or_default().push(unit as u32);
        }
    }
    let mut place_of = vec![u32::MAX; problem.units.len()];
    let mut count = 0;
    for start in 0..problem.units.len() {
        if place_of[start] != u32::MAX {
            continue;
        }
        let mut waiting = vec![start as u32];
        while let Some(unit) = waiting.pop() {
            if std::mem::replace(&mut place_of[unit as usize], count) != u32::MAX {
                continue;
            }
            for key in keys(unit as usize) {
                // What was reached by a key leads nowhere new by it.
                waiting.extend(together.remove(&key).into_iter().flatten());
            }
        }
        count += 1;
    }
    place_of
}
