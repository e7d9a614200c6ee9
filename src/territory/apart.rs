//! What a territory holds, fixed or locked, in places that lie apart, and what joining them into one piece takes.
//!
//! The least that joins several places is a Steiner tree with weighted nodes, which is hard to find; the ways here are
//! those of the shortest-path heuristic (Takahashi and Matsuyama 1980): the place nearest to what is joined already comes
//! next, by the way that carries least. A way so found exists; a lighter one may.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::cleaned::Cleaned;
use super::findings::JoiningWay;
use super::measures::TOLERANCE_SLACK;
use super::pieces::Pieces;
use super::problem::{DesignProblem, TerritoryLock};
use super::reconciled::{groups, holder};

/// A way that carries more than this part of a territory's target hardly leaves room for anything else.
const LONG_WAY_SHARE: f64 = 0.05;
/// So many places are left out one by one, the hardest first, to see which to free; beyond, all are named.
const MOST_LEFT_OUT: usize = 16;
const NOWHERE: u32 = u32::MAX;

/// A territory whose held units one piece can hardly join.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Apart {
    pub(crate) territory: u32,
    /// In how many places what it holds lies.
    pub(crate) places: u32,
    /// The units, fixed or locked themselves, without which one piece is easy, the hardest to join first.
    pub(crate) units: Vec<u32>,
    /// What joining takes; `None` where there is no way.
    pub(crate) way: Option<JoiningWay>,
    /// Whether it is frozen, so that it takes nothing on the way.
    pub(crate) is_frozen: bool,
}

/// The territories of which that is so. The problem is one without wishes that contradict each other.
pub(crate) fn apart(problem: &DesignProblem, cleaned: &Cleaned) -> Vec<Apart> {
    let Some(pieces) = Pieces::new(problem).filter(|_| problem.is_contiguous) else { return Vec::new() };
    let ground = Ground::new(problem, cleaned, &pieces);
    let holders: BTreeSet<u32> = ground.held_by.iter().flatten().copied().collect();
    holders.into_iter().filter_map(|territory| ground.apart(territory)).collect()
}

/// Units that move together: a group, or one unit.
struct Bundle {
    units: Vec<u32>,
    values: Vec<f64>,
}

/// The map that the places are joined on.
struct Ground<'a> {
    problem: &'a DesignProblem,
    cleaned: &'a Cleaned,
    pieces: &'a Pieces,
    place_of: &'a [u32],
    /// Per place, its units.
    members: Vec<Vec<u32>>,
    /// Per unit, the territory that it, or one it stays together with, may not leave.
    held_by: Vec<Option<u32>>,
    /// The units of each group.
    groups: BTreeMap<u32, Vec<u32>>,
    /// Per place, what is free there.
    free: Vec<Vec<Bundle>>,
    forbidden: BTreeSet<(u32, u32)>,
}

/// A place's units held by one territory that hang together by themselves.
struct Part {
    places: Vec<u32>,
    units: Vec<u32>,
}

/// The ways that join some parts.
struct Joined {
    /// Per measure, the load on them.
    values: Vec<f64>,
    unit_count: u32,
    /// The parts that were reached, with the cost of the way to each, the nearest first.
    reached: Vec<(usize, f64)>,
}

impl<'a> Ground<'a> {
    fn new(problem: &'a DesignProblem, cleaned: &'a Cleaned, pieces: &'a Pieces) -> Self {
        let groups = groups(problem);
        let mut held_by: Vec<Option<u32>> = (0..problem.units.len()).map(|unit| holder(problem, unit)).collect();
        for units in groups.values() {
            let Some(territory) = units.iter().find_map(|&unit| held_by[unit as usize]) else { continue };
            units.iter().for_each(|&unit| held_by[unit as usize] = Some(territory));
        }
        let place_of = pieces.places();
        let (mut members, mut free) = (vec![Vec::new(); place_of.len()], Vec::new());
        free.resize_with(place_of.len(), Vec::new);
        let mut bundles: BTreeMap<(bool, u32), Vec<u32>> = BTreeMap::new();
        for (unit, &place) in (0_u32..).zip(place_of) {
            members[place as usize].push(unit);
            if held_by[unit as usize].is_none() {
                let key = problem.units[unit as usize].group.map_or((false, unit), |group| (true, group));
                bundles.entry(key).or_default().push(unit);
            }
        }
        for units in bundles.into_values() {
            let sum = |measure: usize| units.iter().map(|&unit| cleaned.value(unit as usize, measure)).sum();
            let values = (0..cleaned.measure_count).map(sum).collect();
            let place: u32 = place_of[units[0] as usize];
            free[place as usize].push(Bundle { units, values });
        }
        let forbidden = problem.forbidden.iter().copied().collect();
        Self { problem, cleaned, pieces, place_of, members, held_by, groups, free, forbidden }
    }

    fn apart(&self, territory: u32) -> Option<Apart> {
        let mut parts = self.parts(territory);
        if parts.len() < 2 {
            return None;
        }
        let first = self.main_part(territory, &parts);
        parts.swap(0, first);
        let is_frozen = self.problem.territories.get(territory as usize)?.lock == TerritoryLock::Frozen;
        let mut found = Apart { territory, places: parts.len() as u32, units: Vec::new(), way: None, is_frozen };
        if is_frozen {
            found.units = self.holding(parts[1..].iter());
            return Some(found);
        }
        let all: Vec<usize> = (0..parts.len()).collect();
        let joined = self.joined(territory, &parts, &all);
        if joined.reached.len() == parts.len() {
            let (way, is_easy) = self.way(territory, &parts, &all, &joined);
            if is_easy {
                return None;
            }
            found.way = Some(way);
        }
        found.units = self.to_free(territory, &parts, joined);
        Some(found)
    }

    /// The parts in which what a territory holds lies. What lies beside nothing is none.
    fn parts(&self, territory: u32) -> Vec<Part> {
        let held_places: BTreeSet<u32> = (self.held_by.iter().zip(self.place_of))
            .filter(|(holder, place)| **holder == Some(territory) && !self.pieces.beside(**place).is_empty())
            .map(|(_, place)| *place)
            .collect();
        let mut seen = BTreeSet::new();
        let mut parts = Vec::new();
        for &start in &held_places {
            if !seen.insert(start) {
                continue;
            }
            let mut places = vec![start];
            let mut next = 0;
            while let Some(&here) = places.get(next) {
                next += 1;
                places.extend(self.pieces.beside(here).iter().filter(|there| held_places.contains(there) && seen.insert(**there)));
            }
            let units = places.iter().flat_map(|&place| &self.members[place as usize]).copied();
            let units = units.filter(|&unit| self.held_by[unit as usize] == Some(territory)).collect();
            parts.push(Part { places, units });
        }
        parts
    }

    /// The part around which the territory lies today: that with most of its units of today in one piece with it.
    fn main_part(&self, territory: u32, parts: &[Part]) -> usize {
        let count = |place: u32| {
            let own = |unit: &&u32| {
                self.held_by[**unit as usize] == Some(territory) || self.problem.units[**unit as usize].today == Some(territory)
            };
            self.members[place as usize].iter().filter(own).count()
        };
        let size = |part: &Part| {
            let (mut seen, mut places) = (part.places.iter().copied().collect::<BTreeSet<_>>(), part.places.clone());
            let (mut next, mut size) = (0, 0);
            while let Some(&here) = places.get(next) {
                next += 1;
                size += count(here);
                places.extend(self.pieces.beside(here).iter().filter(|there| count(**there) > 0 && seen.insert(**there)));
            }
            size
        };
        let sizes: Vec<usize> = parts.iter().map(size).collect();
        let rank = |part: usize| (sizes[part], parts[part].units.len(), Reverse(part));
        (0..parts.len()).max_by_key(|&part| rank(part)).unwrap_or(0)
    }

    /// A value as a share of a territory's target.
    fn share(&self, territory: u32, measure: usize, value: f64) -> f64 {
        1.0 + self.cleaned.deviation(territory as usize, measure, value)
    }

    /// What the lightest that may come to a territory at a place weighs there, the heaviest measure counting, and which
    /// it is; `None` where nothing may.
    fn step(&self, territory: u32, place: u32) -> Option<(f64, &Bundle)> {
        let weight = |bundle: &Bundle| {
            let shares = (0..self.cleaned.measure_count).filter(|&measure| self.cleaned.is_balanced(measure));
            shares.map(|measure| self.share(territory, measure, bundle.values[measure])).fold(0.0, f64::max)
        };
        let may_come = |bundle: &&Bundle| bundle.units.iter().all(|&unit| !self.forbidden.contains(&(unit, territory)));
        let open = self.free[place as usize].iter().filter(may_come);
        open.map(|bundle| (weight(bundle), bundle)).min_by(|one, other| one.0.total_cmp(&other.0))
    }

    /// Joins the parts in `wanted` to the first of all, as far as there is a way; parts that are not wanted are passed at
    /// no cost.
    fn joined(&self, territory: u32, parts: &[Part], wanted: &[usize]) -> Joined {
        let count = self.place_of.len();
        let mut part_of = vec![usize::MAX; count];
        for (number, part) in parts.iter().enumerate() {
            part.places.iter().for_each(|&place| part_of[place as usize] = number);
        }
        let mut joined = Joined { values: vec![0.0; self.cleaned.measure_count], unit_count: 0, reached: vec![(0, 0.0)] };
        let mut is_reached = vec![false; parts.len()];
        is_reached[0] = true;
        let (mut costs, mut from, mut in_tree) = (vec![f64::INFINITY; count], vec![NOWHERE; count], vec![false; count]);
        // Costs are not negative, so that their bits are in the order of their values.
        let mut open: BinaryHeap<Reverse<(u64, u32)>> = BinaryHeap::new();
        let mut enter = |place: u32, costs: &mut Vec<f64>, open: &mut BinaryHeap<Reverse<(u64, u32)>>| {
            costs[place as usize] = 0.0;
            open.push(Reverse((0, place)));
            std::mem::replace(&mut in_tree[place as usize], true)
        };
        parts[0].places.iter().for_each(|&place| _ = enter(place, &mut costs, &mut open));
        while joined.reached.len() < wanted.len()
            && let Some(Reverse((bits, here))) = open.pop()
        {
            let cost = f64::from_bits(bits);
            if cost > costs[here as usize] {
                continue;
            }
            let part = part_of[here as usize];
            if part != usize::MAX && !is_reached[part] && wanted.contains(&part) {
                is_reached[part] = true;
                joined.reached.push((part, cost));
                parts[part].places.iter().for_each(|&place| _ = enter(place, &mut costs, &mut open));
                let mut back = from[here as usize];
                while back != NOWHERE && !enter(back, &mut costs, &mut open) {
                    if let Some((_, bundle)) = self.step(territory, back).filter(|_| part_of[back as usize] == usize::MAX) {
                        joined.values.iter_mut().zip(&bundle.values).for_each(|(sum, value)| *sum += value);
                        joined.unit_count += bundle.units.len() as u32;
                    }
                    back = from[back as usize];
                }
                continue;
            }
            for &there in self.pieces.beside(here) {
                let step = if part_of[there as usize] == usize::MAX { self.step(territory, there).map(|step| step.0) } else { Some(0.0) };
                let Some(next) = step.map(|step| cost + step).filter(|next| *next < costs[there as usize]) else { continue };
                costs[there as usize] = next;
                from[there as usize] = here;
                open.push(Reverse((next.to_bits(), there)));
            }
        }
        joined
    }

    /// What the ways between these parts come to, and whether they are easy to go.
    fn way(&self, territory: u32, parts: &[Part], wanted: &[usize], joined: &Joined) -> (JoiningWay, bool) {
        let held = |measure: usize| -> f64 {
            let units = wanted.iter().flat_map(|&part| &parts[part].units);
            units.map(|&unit| self.cleaned.value(unit as usize, measure)).sum()
        };
        let mut furthest = (JoiningWay { units: joined.unit_count, measure: 0, share_of_target: 0.0, exceeds_tolerance: false }, f64::MIN);
        let mut is_easy = true;
        for measure in (0..self.cleaned.measure_count).filter(|&measure| self.cleaned.is_balanced(measure)) {
            let ceiling = 1.0 + self.cleaned.tolerances[measure] + TOLERANCE_SLACK;
            let share_of_target = self.share(territory, measure, held(measure) + joined.values[measure]);
            let exceeds_tolerance = share_of_target > ceiling;
            is_easy &= !exceeds_tolerance && self.share(territory, measure, joined.values[measure]) <= LONG_WAY_SHARE;
            if share_of_target - ceiling > furthest.1 {
                let way = JoiningWay { measure: measure as u32, share_of_target, exceeds_tolerance, ..furthest.0 };
                furthest = (way, share_of_target - ceiling);
            }
        }
        (furthest.0, is_easy)
    }

    /// The units to free so that what remains is easy to join: those without a way, and those of the parts that take most.
    fn to_free(&self, territory: u32, parts: &[Part], mut joined: Joined) -> Vec<u32> {
        let reached: BTreeSet<usize> = joined.reached.iter().map(|(part, _)| *part).collect();
        let mut wanted: Vec<usize> = reached.iter().copied().collect();
        let mut left_out: Vec<usize> = (0..parts.len()).filter(|part| !reached.contains(part)).collect();
        for _ in 0..MOST_LEFT_OUT {
            if wanted.len() < 2 || self.way(territory, parts, &wanted, &joined).1 {
                break;
            }
            let hardest = joined.reached.iter().skip(1).max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)));
            let Some(&(hardest, _)) = hardest else { break };
            left_out.push(hardest);
            wanted.retain(|part| *part != hardest);
            joined = self.joined(territory, parts, &wanted);
        }
        self.holding(left_out.iter().map(|&part| &parts[part]))
    }

    /// The units, fixed or locked themselves, that hold these parts: their own, and those that keep others of their group
    /// there, wherever they lie.
    fn holding<'b>(&self, parts: impl Iterator<Item = &'b Part>) -> Vec<u32> {
        let mut seen = BTreeSet::new();
        let mut holding = Vec::new();
        for &unit in parts.flat_map(|part| &part.units) {
            let group = self.problem.units[unit as usize].group.and_then(|group| self.groups.get(&group));
            let fellows = group.map_or(std::slice::from_ref(&unit), Vec::as_slice).iter().copied();
            holding.extend(fellows.filter(|&one| holder(self.problem, one as usize).is_some() && seen.insert(one)));
        }
        holding
    }
}

#[cfg(test)]
mod tests;
