//! Single steps that help most: which customer to give to whom, or which two to exchange, as the plan stands.
//!
//! Looks at the border accounts of the territories that are furthest from their targets, judges every step by the
//! running account (`ledger`) and tells the whole effect of the few best. A step never moves a fixed unit,
//! never puts a territory out of a tolerance that it keeps, never goes beyond the disruption limit, and keeps locks and
//! contiguity where the problem asks for them. Units that stay together go together (`joined`), and what lies apart of
//! them stays. There is no chance in it: the same plan gives the same suggestions.

mod joined;

use std::collections::BTreeSet;

use joined::Joined;

use super::centred::contiguity::Contiguity;
use super::cleaned::Cleaned;
use super::ledger::{Ledger, NOWHERE, Scales, neighbours_of};
use super::measures::TOLERANCE_SLACK;
use super::problem::DesignProblem;

/// How many suggestions there are usually.
pub const USUAL_COUNT: usize = 5;

/// Territories whose borders are looked at.
const TERRITORIES_LOOKED_AT: usize = 16;
/// Units of each side of a border that are paired for exchanges.
const PAIRED_UNITS: usize = 8;
/// Bordering territories that exchanges are looked for with.
const PAIRED_TERRITORIES: usize = 6;
/// Units without a territory that are looked at.
const LOOSE_UNITS: usize = 200;
/// A unit without placed neighbours is offered to so many territories.
const OFFERS: usize = 3;
/// Steps that are tested for contiguity at most.
const STEPS_TESTED: usize = 400;
/// The least gain that is worth a suggestion.
const LEAST_GAIN: f64 = 1e-9;

/// A unit that changes its territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SuggestedChange {
    /// Which.
    pub unit: u32,
    /// Whose it is; `None` when it has no territory.
    pub from: Option<u32>,
    /// Whose it would be.
    pub to: u32,
}

/// A figure before and after a step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Effect {
    /// As it is.
    pub before: f64,
    /// As it would be.
    pub after: f64,
}

/// What a step does to one territory.
#[derive(Clone, Debug, PartialEq)]
pub struct TerritoryEffect {
    /// Which.
    pub territory: u32,
    /// Its relative deviation, one a measure.
    pub deviations: Vec<Effect>,
}

/// A step with all that it does.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// What changes: one unit, or two that are exchanged, each with all that stay together with it.
    pub changes: Vec<SuggestedChange>,
    /// The balanced measure that it eases most; `None` when it eases none and shortens the ways alone.
    pub eases: Option<u32>,
    /// The territories that it touches, the giver first.
    pub territories: Vec<TerritoryEffect>,
    /// The largest deviation of a territory, one a measure.
    pub largest_deviations: Vec<Effect>,
    /// The mean distance from a unit to the centre of its territory, km.
    pub dispersion_km: Effect,
    /// The fraction of the units with a territory today that change hands.
    pub changed_unit_share: Effect,
    /// By how much the step lowers the cost that steps are compared by.
    pub gain: f64,
}

/// One move or an exchange of two, without a heap: thousands are judged after every change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Moves {
    list: [(u32, u32); 2],
    count: usize,
}

impl Moves {
    fn one(unit: u32, to: u32) -> Moves {
        Moves { list: [(unit, to); 2], count: 1 }
    }

    /// The same exchange seen from either side is equal.
    fn two(one: (u32, u32), other: (u32, u32)) -> Moves {
        Moves { list: if one <= other { [one, other] } else { [other, one] }, count: 2 }
    }

    fn all(&self) -> &[(u32, u32)] {
        &self.list[..self.count]
    }
}

#[derive(Clone, Copy)]
struct Step {
    moves: Moves,
    gain: f64,
}

/// Finds suggestions, and keeps in step with the plan move by move.
pub struct Advisor {
    /// The problem and its account, units that stay together as one.
    problem: DesignProblem,
    ledger: Ledger,
    /// The problem as it was asked, where units are joined.
    joined: Option<Joined>,
}

impl Advisor {
    /// An adviser for a problem as it is assigned.
    #[must_use]
    pub fn new(problem: DesignProblem, assignment: &[Option<u32>]) -> Advisor {
        let (problem, assignment, joined) = Joined::of(problem, assignment);
        let cleaned = Cleaned::new(&problem);
        let neighbours = beside(&problem, &cleaned, joined.is_some());
        let ledger = Ledger::with_neighbours(&problem, cleaned, &assignment, neighbours);
        Advisor { problem, ledger, joined }
    }

    /// Follows a change of the plan. Where only units moved, what they touch is reckoned anew; else everything is,
    /// but for the neighbours of units whose places stayed.
    pub fn follow(&mut self, problem: DesignProblem, assignment: &[Option<u32>]) {
        let had_joined = self.joined.is_some();
        let (problem, assignment, joined) = Joined::of(problem, assignment);
        self.joined = joined;
        let is_same_unit =
            |(one, other): (&super::Unit, &super::Unit)| one.values == other.values && one.fixed == other.fixed && one.group == other.group;
        let same_places = had_joined == self.joined.is_some()
            && self.problem.units.len() == problem.units.len()
            && (!had_joined || self.problem.neighbours == problem.neighbours)
            && self.problem.units.iter().zip(&problem.units).all(|(one, other)| one.position == other.position);
        let same_units = same_places && self.problem.units.iter().zip(&problem.units).all(is_same_unit);
        let same_rest = self.problem.territories == problem.territories
            && self.problem.measures == problem.measures
            && self.problem.forbidden == problem.forbidden
            && self.problem.compactness_weight == problem.compactness_weight;
        if same_units && same_rest && assignment.len() == problem.units.len() {
            let moved: Vec<(u32, u32)> = (0u32..)
                .zip(&assignment)
                .map(|(unit, to)| (unit, to.filter(|&to| (to as usize) < problem.territories.len()).unwrap_or(NOWHERE)))
                .filter(|&(unit, to)| self.ledger.owners[unit as usize] != to)
                .collect();
            let has_moved = !moved.is_empty();
            for (unit, to) in moved {
                self.ledger.shift(unit, to);
            }
            let same_today = self.problem.units.iter().zip(&problem.units).all(|(one, other)| one.today == other.today);
            if !same_today {
                self.ledger.cleaned = Cleaned::new(&problem);
            }
            if !same_today || has_moved || self.problem.disruption_limit != problem.disruption_limit {
                self.ledger.count_changes(&problem);
            }
        } else {
            let cleaned = Cleaned::new(&problem);
            let neighbours =
                if same_places { std::mem::take(&mut self.ledger.neighbours) } else { beside(&problem, &cleaned, self.joined.is_some()) };
            self.ledger = Ledger::with_neighbours(&problem, cleaned, &assignment, neighbours);
        }
        self.problem = problem;
    }

    /// The steps that help most, best first, each with units of its own. `is_allowed` says whether a unit may go to
    /// a territory (contiguity, for example); `is_dismissed` leaves out what the planner does not want to see.
    #[must_use]
    pub fn suggest(
        &self,
        count: usize,
        is_allowed: &dyn Fn(u32, u32) -> bool,
        is_dismissed: &dyn Fn(&[SuggestedChange]) -> bool,
    ) -> Vec<Suggestion> {
        let scales = Scales::of(&self.ledger, 0.0);
        let costs = (0..self.ledger.members.len()).map(|territory| scales.territory(&self.ledger, territory)).collect();
        let is_allowed_for_all = |unit: u32, to: u32| {
            self.joined
                .as_ref()
                .map_or_else(|| is_allowed(unit, to), |joined| joined.members(unit).iter().all(|&member| is_allowed(member, to)))
        };
        let search = Looking { ledger: &self.ledger, scales, costs, is_allowed: &is_allowed_for_all };
        let mut steps = search.steps();
        steps.sort_unstable_by(|one, other| other.gain.total_cmp(&one.gain).then_with(|| one.moves.cmp(&other.moves)));
        let mut used = BTreeSet::new();
        let mut found = Vec::new();
        let mut judge = self.joined.as_ref().map(Joined::judge);
        let mut pieces = self.problem.is_contiguous.then(|| Pieces::new(&self.problem, &self.ledger));
        for step in steps {
            if found.len() == count {
                break;
            }
            if pieces.as_mut().is_some_and(|pieces| !pieces.stay_whole(step.moves.all())) {
                continue;
            }
            let changes = self.joined.as_ref().map_or_else(|| search.changes(&step), |joined| joined.changes(&search.changes(&step)));
            if step.moves.all().iter().any(|(unit, _)| used.contains(unit)) || is_dismissed(&changes) {
                continue;
            }
            let told = search.told(&step);
            let told = match &mut judge {
                Some(judge) => judge.told(told, changes),
                None => Some(told),
            };
            let Some(told) = told else { continue };
            used.extend(step.moves.all().iter().map(|(unit, _)| *unit));
            found.push(told);
        }
        found
    }
}

/// Who is near whom: joined units by the problem's own neighbours where it has any, all else by distance.
fn beside(problem: &DesignProblem, cleaned: &Cleaned, is_joined: bool) -> Vec<Vec<u32>> {
    let has_own = is_joined && problem.neighbours.len() == cleaned.unit_count;
    if has_own { problem.neighbours.clone() } else { neighbours_of(cleaned) }
}

/// Whether territories stay in one piece, by the problem's own neighbours.
struct Pieces<'a> {
    adjacency: &'a [Vec<u32>],
    owners: Vec<u32>,
    contiguity: Contiguity,
    /// How many more steps are looked at: the search for a way round may be long.
    patience: usize,
}

impl Pieces<'_> {
    fn new<'a>(problem: &'a DesignProblem, ledger: &Ledger) -> Pieces<'a> {
        let owners = ledger.owners.clone();
        Pieces { adjacency: &problem.neighbours, contiguity: Contiguity::new(owners.len()), owners, patience: STEPS_TESTED }
    }

    /// Whether every move, one after the other, joins a neighbour and cuts nothing off.
    fn stay_whole(&mut self, moves: &[(u32, u32)]) -> bool {
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

struct Looking<'a> {
    ledger: &'a Ledger,
    scales: Scales,
    /// What the deviations of each territory cost as they are.
    costs: Vec<f64>,
    is_allowed: &'a dyn Fn(u32, u32) -> bool,
}

impl Looking<'_> {
    fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut seen = BTreeSet::new();
        let mut offer = |unit: u32, to: u32, steps: &mut Vec<Step>| {
            if seen.insert((unit, to)) {
                steps.extend(self.step(Moves::one(unit, to)));
            }
        };
        let worst = self.worst_territories();
        for &territory in &worst {
            for &unit in &self.ledger.members[territory as usize] {
                let neighbours = &self.ledger.neighbours[unit as usize];
                for &near in neighbours {
                    let owner = self.ledger.owners[near as usize];
                    if owner != territory && owner != NOWHERE {
                        offer(unit, owner, &mut steps);
                        offer(near, territory, &mut steps);
                    }
                }
                if neighbours.is_empty() {
                    for to in self.emptiest() {
                        offer(unit, to, &mut steps);
                    }
                }
            }
        }
        let loose = (0u32..).zip(&self.ledger.owners).filter(|(_, owner)| **owner == NOWHERE).map(|(unit, _)| unit);
        for unit in loose.take(LOOSE_UNITS) {
            let near = self.ledger.neighbours[unit as usize].iter().map(|&near| self.ledger.owners[near as usize]);
            let near: BTreeSet<u32> = near.filter(|&owner| owner != NOWHERE).collect();
            let offers = if near.is_empty() { self.emptiest() } else { near.into_iter().collect() };
            for to in offers {
                offer(unit, to, &mut steps);
            }
        }
        for &territory in &worst {
            self.exchanges(territory, &mut steps);
        }
        steps.sort_unstable_by_key(|step| step.moves);
        steps.dedup_by_key(|step| step.moves);
        steps
    }

    /// The territories that cost most by their deviations, worst first.
    fn worst_territories(&self) -> Vec<u32> {
        let mut costs: Vec<(f64, u32)> = self.costs.iter().copied().zip(0u32..).collect();
        costs.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        costs.into_iter().take(TERRITORIES_LOOKED_AT).map(|(_, territory)| territory).collect()
    }

    /// The territories that are furthest under their targets.
    fn emptiest(&self) -> Vec<u32> {
        let share = |territory: usize| -> f64 {
            self.scales.measures.iter().map(|&(measure, weight)| weight * self.ledger.deviation(territory, measure)).sum()
        };
        let mut all: Vec<(f64, u32)> = (0..self.ledger.members.len()).map(|territory| (share(territory), territory as u32)).collect();
        all.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        all.into_iter().take(OFFERS).map(|(_, territory)| territory).collect()
    }

    /// Exchanges between a territory and those that it borders on most.
    fn exchanges(&self, territory: u32, steps: &mut Vec<Step>) {
        let mut borders: std::collections::BTreeMap<u32, (BTreeSet<u32>, BTreeSet<u32>)> = std::collections::BTreeMap::new();
        for &unit in &self.ledger.members[territory as usize] {
            for &near in &self.ledger.neighbours[unit as usize] {
                let owner = self.ledger.owners[near as usize];
                if owner != territory && owner != NOWHERE {
                    let (own, other) = borders.entry(owner).or_default();
                    own.insert(unit);
                    other.insert(near);
                }
            }
        }
        let mut borders: Vec<(u32, Vec<u32>, Vec<u32>)> = borders
            .into_iter()
            .map(|(owner, (own, other))| (owner, self.nearest(own, territory, owner), self.nearest(other, owner, territory)))
            .collect();
        borders.sort_by(|one, other| (other.1.len() + other.2.len()).cmp(&(one.1.len() + one.2.len())).then(one.0.cmp(&other.0)));
        for (owner, own, other) in borders.into_iter().take(PAIRED_TERRITORIES) {
            for &unit in &own {
                for &other in &other {
                    steps.extend(self.step(Moves::two((unit, owner), (other, territory))));
                }
            }
        }
    }

    /// Of units of one territory those that lie best towards another one.
    fn nearest(&self, units: BTreeSet<u32>, own: u32, other: u32) -> Vec<u32> {
        let mut units: Vec<(f64, u32)> = units
            .into_iter()
            .filter(|&unit| !self.ledger.is_locked(unit as usize) && (self.is_allowed)(unit, other))
            .map(|unit| (self.ledger.distance_km(unit as usize, other) - self.ledger.distance_km(unit as usize, own), unit))
            .collect();
        units.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        units.into_iter().take(PAIRED_UNITS).map(|(_, unit)| unit).collect()
    }

    /// The step, if it may be taken and gains anything.
    fn step(&self, step: Moves) -> Option<Step> {
        let moves = step.all();
        let is_open = |&(unit, to): &(u32, u32)| {
            !self.ledger.is_locked(unit as usize)
                && self.ledger.owners[unit as usize] != to
                && self.ledger.may_take(unit, to)
                && (self.is_allowed)(unit, to)
        };
        if !moves.iter().all(is_open) {
            return None;
        }
        let mut gain = 0.0;
        for &(unit, to) in moves {
            gain += self.scales.unit(self.ledger, unit, self.ledger.owners[unit as usize]) - self.scales.unit(self.ledger, unit, to);
        }
        for territory in self.touched(moves) {
            let more = |measure: usize| self.added(moves, territory, measure);
            gain += self.costs[territory as usize] - self.scales.territory_with(self.ledger, territory as usize, more);
        }
        let is_taken = gain > LEAST_GAIN && self.keeps_tolerances(moves) && self.ledger.keeps_limit(moves);
        is_taken.then_some(Step { moves: step, gain })
    }

    /// The territories that moves touch, the giver first: at most two, since an exchange has the same two ends.
    fn touched(&self, moves: &[(u32, u32)]) -> impl Iterator<Item = u32> + use<> {
        let ends = moves.first().map(|&(unit, to)| [Some(self.ledger.owners[unit as usize]).filter(|&owner| owner != NOWHERE), Some(to)]);
        ends.into_iter().flatten().flatten()
    }

    /// What moves add to a territory's load.
    fn added(&self, moves: &[(u32, u32)], territory: u32, measure: usize) -> f64 {
        let signed = moves.iter().map(|&(unit, to)| {
            let sign = f64::from(to == territory) - f64::from(self.ledger.owners[unit as usize] == territory);
            sign * self.ledger.cleaned.value(unit as usize, measure)
        });
        signed.sum()
    }

    fn deviation_after(&self, moves: &[(u32, u32)], territory: u32, measure: usize) -> f64 {
        let load = self.ledger.load(territory as usize, measure) + self.added(moves, territory, measure);
        self.ledger.cleaned.deviation(territory as usize, measure, load)
    }

    /// Whether no territory leaves a tolerance that it keeps.
    fn keeps_tolerances(&self, moves: &[(u32, u32)]) -> bool {
        self.touched(moves).all(|territory| {
            self.scales.measures.iter().all(|&(measure, _)| {
                let bound = self.ledger.cleaned.tolerances[measure] + TOLERANCE_SLACK;
                let before = self.ledger.deviation(territory as usize, measure).abs();
                before > bound || self.deviation_after(moves, territory, measure).abs() <= bound
            })
        })
    }

    fn changes(&self, step: &Step) -> Vec<SuggestedChange> {
        let change = |&(unit, to): &(u32, u32)| {
            let from = self.ledger.owners[unit as usize];
            SuggestedChange { unit, from: (from != NOWHERE).then_some(from), to }
        };
        step.moves.all().iter().map(change).collect()
    }

    /// A step with everything that it does.
    fn told(&self, step: &Step) -> Suggestion {
        let moves = step.moves.all();
        let measure_count = self.ledger.cleaned.measure_count;
        let touched: Vec<u32> = self.touched(moves).collect();
        let territories: Vec<TerritoryEffect> = touched
            .iter()
            .map(|&territory| {
                let effect = |measure: usize| Effect {
                    before: self.ledger.deviation(territory as usize, measure),
                    after: self.deviation_after(moves, territory, measure),
                };
                TerritoryEffect { territory, deviations: (0..measure_count).map(effect).collect() }
            })
            .collect();
        let largest = |measure: usize| {
            let mut effect = Effect::default();
            for territory in 0..self.ledger.members.len() {
                let before = self.ledger.deviation(territory, measure).abs();
                let known = territories.iter().find(|known| known.territory as usize == territory);
                let after = known.map_or(before, |known| known.deviations[measure].after.abs());
                effect = Effect { before: effect.before.max(before), after: effect.after.max(after) };
            }
            effect
        };
        let eased = |measure: usize| -> f64 {
            let pain = |deviation: f64| Scales::pain(deviation, self.ledger.cleaned.tolerances[measure]);
            territories.iter().map(|known| pain(known.deviations[measure].before) - pain(known.deviations[measure].after)).sum()
        };
        let eases = self
            .scales
            .measures
            .iter()
            .map(|&(measure, weight)| (weight * eased(measure), measure))
            .filter(|(eased, _)| *eased > TOLERANCE_SLACK)
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        let (mut sum_km, mut placed) = (self.ledger.distance_sums_km.iter().sum::<f64>(), self.ledger.placed_counts.iter().sum::<u32>());
        for &territory in &touched {
            let at = territory as usize;
            let (_, after_km, after_placed) = self.ledger.spread(&self.members_after(moves, territory));
            sum_km += after_km - self.ledger.distance_sums_km[at];
            placed = (placed + after_placed).saturating_sub(self.ledger.placed_counts[at]);
        }
        let changed = moves.iter().fold(f64::from(self.ledger.changed_count), |count, &(unit, to)| {
            count + f64::from(self.ledger.is_changed(unit as usize, to))
                - f64::from(self.ledger.is_changed(unit as usize, self.ledger.owners[unit as usize]))
        });
        let held = f64::from(self.ledger.held_count);
        let share = |count: f64| if held > 0.0 { count / held } else { 0.0 };
        Suggestion {
            changes: self.changes(step),
            eases: eases.map(|(_, measure)| measure as u32),
            largest_deviations: (0..measure_count).map(largest).collect(),
            territories,
            dispersion_km: Effect { before: self.ledger.dispersion_km(), after: if placed > 0 { sum_km / f64::from(placed) } else { 0.0 } },
            changed_unit_share: Effect { before: share(f64::from(self.ledger.changed_count)), after: share(changed) },
            gain: step.gain,
        }
    }

    fn members_after(&self, moves: &[(u32, u32)], territory: u32) -> Vec<u32> {
        let leaves = |unit: &u32| moves.iter().any(|(moved, to)| moved == unit && *to != territory);
        let mut members: Vec<u32> = self.ledger.members[territory as usize].iter().copied().filter(|unit| !leaves(unit)).collect();
        members.extend(moves.iter().filter(|(_, to)| *to == territory).map(|(unit, _)| *unit));
        members.sort_unstable();
        members
    }
}

#[cfg(test)]
#[path = "suggest_tests.rs"]
mod tests;
