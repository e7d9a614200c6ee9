//! Territories that a search leaves in more pieces than they need be, made whole.
//!
//! The search never adds a piece, but a first design that grows round what is held may begin with some. A piece that a
//! territory beside it may have goes there; pieces that a short way of units free to come joins are joined, where that
//! leaves nobody else in more pieces. Every step leaves a piece less.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::joint::Joint;
use crate::territory::cleaned::Cleaned;
use crate::territory::pieces::Pieces;
use crate::territory::problem::{DesignProblem, Start, TerritoryLock};

/// A way that carries more than this part of a territory's target is a long one.
const SHORT_WAY_SHARE: f64 = 0.05;

const NOWHERE: u32 = u32::MAX;

/// Makes territories whole that must be in one piece, as far as that is easy. What today's plan has in pieces may stay so
/// where the search sets out from it.
pub(crate) fn mend(problem: &DesignProblem, cleaned: &Cleaned, joint: &Joint, assignment: &mut [Option<u32>]) {
    let Some(pieces) = cleaned.pieces.as_ref().filter(|_| problem.is_contiguous) else { return };
    let count = |owners: &[Option<u32>]| pieces.counts(owners, cleaned.territory_count);
    let mut counts = count(assignment);
    if counts.iter().all(|count| *count <= 1) {
        return;
    }
    let homes: Vec<Option<u32>> = joint.joint_of.iter().map(|&one| joint.today[one as usize]).collect();
    let sets_out_from_today = problem.start == Start::Today || joint.allowance.is_finite();
    let known = if sets_out_from_today { count(&homes) } else { vec![1; cleaned.territory_count] };
    let has_too_many = |counts: &[u32], territory: usize| counts[territory] > known[territory].max(1);
    if !(0..counts.len()).any(|territory| has_too_many(&counts, territory)) {
        return;
    }
    let mut mender = Mender::new(problem, cleaned, joint, pieces, assignment);
    while (0..counts.len()).any(|territory| has_too_many(&counts, territory) && mender.step(territory as u32)) {
        counts = count(mender.assignment);
    }
}

/// Places of one territory that hang together.
struct Part {
    places: Vec<u32>,
    units: Vec<u32>,
}

struct Mender<'a> {
    problem: &'a DesignProblem,
    cleaned: &'a Cleaned,
    joint: &'a Joint,
    pieces: &'a Pieces,
    units_at: Vec<Vec<u32>>,
    /// Per place, the part of the map that it lies in; all one unless the map has more than there are territories.
    region_of: Vec<u32>,
    assignment: &'a mut [Option<u32>],
}

impl<'a> Mender<'a> {
    fn new(
        problem: &'a DesignProblem,
        cleaned: &'a Cleaned,
        joint: &'a Joint,
        pieces: &'a Pieces,
        assignment: &'a mut [Option<u32>],
    ) -> Mender<'a> {
        let mut units_at = vec![Vec::new(); pieces.places().len()];
        for (unit, &place) in (0_u32..).zip(pieces.places()) {
            units_at[place as usize].push(unit);
        }
        let region_of = vec![0; units_at.len()];
        let mut mender = Mender { problem, cleaned, joint, pieces, units_at, region_of, assignment };
        let regions = mender.parts(|_| true);
        if regions.len() > cleaned.territory_count {
            for (number, region) in (0_u32..).zip(regions) {
                region.places.iter().for_each(|&place| mender.region_of[place as usize] = number);
            }
        }
        mender
    }

    /// The parts in which units lie that are meant.
    fn parts(&self, is_meant: impl Fn(u32) -> bool) -> Vec<Part> {
        let holds = |place: u32| self.units_at[place as usize].iter().any(|&unit| is_meant(unit));
        let mut is_seen = vec![false; self.units_at.len()];
        let mut parts = Vec::new();
        for start in (0..self.units_at.len() as u32).filter(|&place| holds(place) && !self.pieces.beside(place).is_empty()) {
            if std::mem::replace(&mut is_seen[start as usize], true) {
                continue;
            }
            let mut places = vec![start];
            let mut next = 0;
            while let Some(&here) = places.get(next) {
                next += 1;
                for &there in self.pieces.beside(here) {
                    if holds(there) && !std::mem::replace(&mut is_seen[there as usize], true) {
                        places.push(there);
                    }
                }
            }
            let units = places.iter().flat_map(|&place| &self.units_at[place as usize]).copied().filter(|&unit| is_meant(unit)).collect();
            parts.push(Part { places, units });
        }
        parts
    }

    fn holder(&self, unit: u32) -> Option<u32> {
        self.joint.holder[self.joint.joint_of[unit as usize] as usize]
    }

    /// Whether a unit may go to a territory without more change than is certain.
    fn may_go(&self, unit: u32, to: u32) -> bool {
        let is_shut = self.problem.territories[to as usize].lock == TerritoryLock::Frozen;
        let is_held = self.holder(unit).is_some_and(|holder| holder != to);
        let is_forbidden = self.joint.forbidden.contains(&(self.joint.joint_of[unit as usize], to));
        let today = self.cleaned.today[unit as usize];
        let changes = today.is_some() && today != Some(to) && today == self.assignment[unit as usize];
        !(is_shut || is_held || is_forbidden || changes && self.joint.allowance.is_finite())
    }

    /// Makes a piece of a territory less, where that is easy; whether it did.
    fn step(&mut self, territory: u32) -> bool {
        let parts = self.parts(|unit| self.assignment[unit as usize] == Some(territory));
        // What is held counts most, then size.
        let mut largest: BTreeMap<u32, (usize, usize, usize)> = BTreeMap::new();
        for (number, part) in parts.iter().enumerate() {
            let held = part.units.iter().filter(|&&unit| self.holder(unit) == Some(territory)).count();
            let rank = (held, part.units.len(), number);
            let region = self.region_of[part.places[0] as usize];
            largest.entry(region).and_modify(|known| *known = rank.max(*known)).or_insert(rank);
        }
        let stays: BTreeSet<usize> = largest.into_values().map(|rank| rank.2).collect();
        let lesser = parts.iter().enumerate().filter(|(number, _)| !stays.contains(number)).map(|(_, part)| part);
        let given = lesser.clone().find_map(|part| Some((self.taker(territory, part)?, part.units.clone())));
        let joined = || parts.iter().find_map(|part| Some((territory, self.joining(territory, part)?)));
        let Some((to, units)) = given.or_else(joined) else { return false };
        units.into_iter().for_each(|unit| self.assignment[unit as usize] = Some(to));
        true
    }

    /// A territory beside a part that may have all of it, the first.
    fn taker(&self, territory: u32, part: &Part) -> Option<u32> {
        let near = part.places.iter().flat_map(|place| self.pieces.beside(*place).iter().chain([place]));
        let owners = near.flat_map(|&place| &self.units_at[place as usize]).filter_map(|&unit| self.assignment[unit as usize]);
        let takers: BTreeSet<u32> = owners.filter(|&owner| owner != territory).collect();
        takers.into_iter().find(|&taker| part.units.iter().all(|&unit| self.may_go(unit, taker)))
    }

    /// The units of a short way that joins a part to another of its territory and leaves nobody else in more pieces, or with
    /// nothing.
    fn joining(&self, territory: u32, part: &Part) -> Option<Vec<u32>> {
        let units: Vec<u32> = self.way(territory, part)?.iter().flat_map(|&place| &self.units_at[place as usize]).copied().collect();
        let is_short = (0..self.cleaned.measure_count).filter(|&measure| self.cleaned.is_balanced(measure)).all(|measure| {
            let carried: f64 = units.iter().map(|&unit| self.cleaned.value(unit as usize, measure)).sum();
            carried <= SHORT_WAY_SHARE * self.cleaned.target(territory as usize, measure)
        });
        let mut after = self.assignment.to_vec();
        units.iter().for_each(|&unit| after[unit as usize] = Some(territory));
        let count = |owners: &[Option<u32>]| self.pieces.counts(owners, self.cleaned.territory_count);
        let stays_whole = |(other, (after, before)): (u32, (u32, u32))| other == territory || before == 0 || after > 0 && after <= before;
        (is_short && (0_u32..).zip(count(&after).into_iter().zip(count(self.assignment))).all(stays_whole)).then_some(units)
    }

    /// The places between a part and the next of its territory, the fewest there are, by way of units that may come.
    fn way(&self, territory: u32, part: &Part) -> Option<Vec<u32>> {
        let mut came_from = vec![NOWHERE; self.units_at.len()];
        part.places.iter().for_each(|&place| came_from[place as usize] = place);
        let mut queue: VecDeque<u32> = part.places.iter().copied().collect();
        while let Some(here) = queue.pop_front() {
            for &there in self.pieces.beside(here) {
                if came_from[there as usize] != NOWHERE {
                    continue;
                }
                came_from[there as usize] = here;
                let units = &self.units_at[there as usize];
                if units.iter().any(|&unit| self.assignment[unit as usize] == Some(territory)) {
                    let back = std::iter::successors(Some(here), |&place| Some(came_from[place as usize]));
                    return Some(back.take_while(|&place| came_from[place as usize] != place).collect());
                }
                if units.iter().all(|&unit| self.may_go(unit, territory)) {
                    queue.push_back(there);
                }
            }
        }
        None
    }
}
