//! The running account of an assignment: who holds what, updated move by move, and what a move would be worth.
//! Reorganisations and suggestions stand on it; the optimiser has a state of its own.
//!
//! Sums are taken afresh for the territories that a move touches, always in the order of units, so that they are
//! bit for bit those of [`mod@super::measures`] however many moves came before.

use std::collections::{BTreeMap, BTreeSet};

use super::cleaned::Cleaned;
use super::measures::TOLERANCE_SLACK;
use super::neighbours::nearest_neighbours;
use super::position::{Point, centroid};
use super::problem::{Compactness, DesignProblem, DisruptionBasis, TerritoryLock};

/// No territory.
pub(crate) const NOWHERE: u32 = u32::MAX;

/// How many nearest units count as neighbours.
const NEIGHBOURS: usize = 8;
/// What a deviation beyond tolerance costs beside one within it.
const EXCESS_WEIGHT: f64 = 2.0;
/// What a change of hands costs, in mean distances to a centre.
const CHANGE_WEIGHT: f64 = 0.05;
/// What a unit without a territory costs, in mean distances to a centre.
const NOWHERE_WEIGHT: f64 = 4.0;

/// The running account.
pub(crate) struct Ledger {
    pub(crate) cleaned: Cleaned,
    /// The territory of each unit, or [`NOWHERE`].
    pub(crate) owners: Vec<u32>,
    /// The units of each territory, ascending.
    pub(crate) members: Vec<Vec<u32>>,
    /// Territory-major loads.
    pub(crate) loads: Vec<f64>,
    pub(crate) centres: Vec<Option<Point>>,
    /// Sum of the distances of a territory's placed units to its centre, km.
    pub(crate) distance_sums_km: Vec<f64>,
    /// Placed units of each territory.
    pub(crate) placed_counts: Vec<u32>,
    /// The nearest units of each unit, nearest first; none for a unit without a place.
    pub(crate) neighbours: Vec<Vec<u32>>,
    /// How much travel counts.
    pub(crate) compactness: f64,
    bonds: Bonds,
    /// What a disruption limit counts of each unit, the most that may change, and what does.
    limit: Option<Limit>,
    pub(crate) changed_count: u32,
    pub(crate) held_count: u32,
}

/// What binds units beside being fixed.
struct Bonds {
    /// Whether a unit stays together with others, or is the centre of a territory: it is not moved alone.
    is_bound: Vec<bool>,
    locks: Vec<TerritoryLock>,
    forbidden: BTreeSet<(u32, u32)>,
}

impl Bonds {
    fn of(problem: &DesignProblem) -> Bonds {
        let mut sizes: BTreeMap<u32, u32> = BTreeMap::new();
        for group in problem.units.iter().filter_map(|unit| unit.group) {
            *sizes.entry(group).or_default() += 1;
        }
        let has_fellows = |group: Option<u32>| group.and_then(|group| sizes.get(&group)).is_some_and(|size| *size > 1);
        let mut is_bound: Vec<bool> = problem.units.iter().map(|unit| has_fellows(unit.group)).collect();
        for centre in problem.territories.iter().filter_map(|territory| territory.centre) {
            if let Some(is_bound) = is_bound.get_mut(centre as usize) {
                *is_bound = true;
            }
        }
        Bonds {
            is_bound,
            locks: problem.territories.iter().map(|territory| territory.lock).collect(),
            forbidden: problem.forbidden.iter().copied().collect(),
        }
    }
}

struct Limit {
    basis: DisruptionBasis,
    most: f64,
    changed: f64,
}

impl Ledger {
    pub(crate) fn new(problem: &DesignProblem, assignment: &[Option<u32>]) -> Ledger {
        let cleaned = Cleaned::new(problem);
        let neighbours = neighbours_of(&cleaned);
        Ledger::with_neighbours(problem, cleaned, assignment, neighbours)
    }

    pub(crate) fn with_neighbours(
        problem: &DesignProblem,
        cleaned: Cleaned,
        assignment: &[Option<u32>],
        neighbours: Vec<Vec<u32>>,
    ) -> Ledger {
        let territory_count = cleaned.territory_count;
        let mut ledger = Ledger {
            owners: vec![NOWHERE; cleaned.unit_count],
            members: vec![Vec::new(); territory_count],
            loads: vec![0.0; territory_count * cleaned.measure_count],
            centres: vec![None; territory_count],
            distance_sums_km: vec![0.0; territory_count],
            placed_counts: vec![0; territory_count],
            neighbours,
            compactness: problem.compactness_weight.clamp(0.0, 2.0),
            bonds: Bonds::of(problem),
            limit: None,
            changed_count: 0,
            held_count: 0,
            cleaned,
        };
        for unit in 0..ledger.cleaned.unit_count {
            let owner = assignment.get(unit).copied().flatten().filter(|&owner| (owner as usize) < territory_count);
            if let Some(owner) = owner {
                ledger.owners[unit] = owner;
                ledger.members[owner as usize].push(unit as u32);
            }
        }
        for territory in 0..territory_count {
            ledger.refresh(territory);
        }
        ledger.count_changes(problem);
        ledger
    }

    /// Counts anew what has changed hands against the problem's today.
    pub(crate) fn count_changes(&mut self, problem: &DesignProblem) {
        self.held_count = self.cleaned.today.iter().flatten().count() as u32;
        self.changed_count = (0..self.owners.len()).filter(|&unit| self.is_changed(unit, self.owners[unit])).count() as u32;
        let limit = problem.disruption_limit.as_ref().filter(|limit| limit.share >= 0.0);
        self.limit = limit.map(|limit| {
            let mut held = 0.0;
            let mut changed = 0.0;
            for unit in 0..self.owners.len() {
                let amount = self.limited_amount(limit.basis, unit);
                held += amount;
                changed += if self.is_changed(unit, self.owners[unit]) { amount } else { 0.0 };
            }
            Limit { basis: limit.basis, most: held * limit.share, changed }
        });
    }

    fn limited_amount(&self, basis: DisruptionBasis, unit: usize) -> f64 {
        match basis {
            _ if self.cleaned.today[unit].is_none() => 0.0,
            DisruptionBasis::Units => 1.0,
            DisruptionBasis::Measure(measure) if measure < self.cleaned.measure_count => self.cleaned.value(unit, measure),
            DisruptionBasis::Measure(_) => 0.0,
        }
    }

    /// Whether a unit would have changed hands with this owner.
    pub(crate) fn is_changed(&self, unit: usize, owner: u32) -> bool {
        self.cleaned.today[unit].is_some_and(|today| today != owner)
    }

    /// Whether a unit must stay where it is: it is fixed, bound to others, or its territory gives nothing away.
    pub(crate) fn is_locked(&self, unit: usize) -> bool {
        let lock = self.bonds.locks.get(self.owners[unit] as usize).copied().unwrap_or_default();
        let is_held = match lock {
            TerritoryLock::Open => false,
            TerritoryLock::MayGain => self.cleaned.today[unit] == Some(self.owners[unit]),
            TerritoryLock::Frozen => true,
        };
        self.cleaned.locked[unit] || self.bonds.is_bound[unit] || is_held
    }

    /// Whether a territory may take a unit: it is not frozen without it, and the two are not forbidden to each other.
    pub(crate) fn may_take(&self, unit: u32, territory: u32) -> bool {
        let is_frozen = self.bonds.locks.get(territory as usize) == Some(&TerritoryLock::Frozen);
        (!is_frozen || self.cleaned.today[unit as usize] == Some(territory)) && !self.bonds.forbidden.contains(&(unit, territory))
    }

    /// Whether these moves keep within the disruption limit, or at least take nothing more from it.
    pub(crate) fn keeps_limit(&self, moves: &[(u32, u32)]) -> bool {
        let Some(limit) = &self.limit else { return true };
        let more: f64 = moves
            .iter()
            .map(|&(unit, to)| {
                let unit = unit as usize;
                let amount = self.limited_amount(limit.basis, unit);
                amount * (f64::from(self.is_changed(unit, to)) - f64::from(self.is_changed(unit, self.owners[unit])))
            })
            .sum();
        more <= 0.0 || limit.changed + more <= limit.most * (1.0 + TOLERANCE_SLACK)
    }

    /// Gives a unit to a territory, or to none.
    pub(crate) fn shift(&mut self, unit: u32, to: u32) {
        let from = self.owners[unit as usize];
        if from == to {
            return;
        }
        let was_changed = self.is_changed(unit as usize, from);
        let is_changed = self.is_changed(unit as usize, to);
        self.changed_count = (self.changed_count + u32::from(is_changed)).saturating_sub(u32::from(was_changed));
        let amount = self.limit.as_ref().map_or(0.0, |limit| self.limited_amount(limit.basis, unit as usize));
        if let Some(limit) = &mut self.limit {
            limit.changed += amount * (f64::from(is_changed) - f64::from(was_changed));
        }
        self.owners[unit as usize] = to;
        if from != NOWHERE {
            let members = &mut self.members[from as usize];
            if let Ok(at) = members.binary_search(&unit) {
                members.remove(at);
            }
            self.refresh(from as usize);
        }
        if to != NOWHERE {
            let members = &mut self.members[to as usize];
            if let Err(at) = members.binary_search(&unit) {
                members.insert(at, unit);
            }
            self.refresh(to as usize);
        }
    }

    fn refresh(&mut self, territory: usize) {
        let measures = self.cleaned.measure_count;
        let row = &mut self.loads[territory * measures..(territory + 1) * measures];
        row.fill(0.0);
        for &unit in &self.members[territory] {
            for (sum, value) in row.iter_mut().zip(self.cleaned.values_of(unit as usize)) {
                *sum += value;
            }
        }
        let (centre, sum_km, placed) = self.spread(&self.members[territory]);
        self.centres[territory] = centre;
        self.distance_sums_km[territory] = sum_km;
        self.placed_counts[territory] = placed;
    }

    /// The centre of units, the sum of their distances to it in km, and how many have a place.
    pub(crate) fn spread(&self, units: &[u32]) -> (Option<Point>, f64, u32) {
        let points = || units.iter().filter_map(|&unit| self.cleaned.points[unit as usize]);
        let Some(centre) = centroid(points()) else { return (None, 0.0, 0) };
        (Some(centre), points().map(|point| point.great_circle_km(&centre)).sum(), points().count() as u32)
    }

    /// Mean distance of a placed unit to the centre of its territory, km.
    pub(crate) fn dispersion_km(&self) -> f64 {
        let placed: u32 = self.placed_counts.iter().sum();
        if placed == 0 { 0.0 } else { self.distance_sums_km.iter().sum::<f64>() / f64::from(placed) }
    }

    pub(crate) fn load(&self, territory: usize, measure: usize) -> f64 {
        self.loads[territory * self.cleaned.measure_count + measure]
    }

    pub(crate) fn deviation(&self, territory: usize, measure: usize) -> f64 {
        self.cleaned.deviation(territory, measure, self.load(territory, measure))
    }

    /// The measures that are balanced.
    pub(crate) fn balanced(&self) -> Vec<usize> {
        (0..self.cleaned.measure_count).filter(|&measure| self.cleaned.is_balanced(measure)).collect()
    }

    /// Distance from a unit to a territory's centre, km; 0 where one of them has no place.
    pub(crate) fn distance_km(&self, unit: usize, territory: u32) -> f64 {
        let centre = self.centres.get(territory as usize).copied().flatten();
        self.cleaned.points[unit].zip(centre).map_or(0.0, |(point, centre)| point.chord_km(&centre))
    }
}

/// The scales by which balance, travel and change are weighed against each other.
pub(crate) struct Scales {
    /// Balanced measures, each with its weight; weights sum to 1.
    pub(crate) measures: Vec<(usize, f64)>,
    /// What a deviation of 1 in one territory costs.
    pub(crate) deviation: f64,
    /// What a compact territory is: ways are counted by it.
    compactness: Compactness,
    /// What a way costs; where compact means short distances, what a kilometre of one unit costs.
    pub(crate) way: f64,
    /// What a change of hands costs.
    pub(crate) change: f64,
    /// What a unit without a territory costs.
    pub(crate) nowhere: f64,
}

impl Scales {
    /// Scales for growing and dividing territories: ways are distances, whatever else a compact territory may be.
    pub(crate) fn of(ledger: &Ledger, least_compactness: f64) -> Scales {
        Scales::by(ledger, Compactness::Distance, least_compactness)
    }

    /// Scales where ways are counted by what a compact territory is.
    pub(crate) fn by(ledger: &Ledger, compactness: Compactness, least_compactness: f64) -> Scales {
        let balanced = ledger.balanced();
        let sum: f64 = balanced.iter().map(|&measure| ledger.cleaned.weights[measure]).sum();
        let units = ledger.cleaned.unit_count.max(1) as f64;
        let mut scales = Scales {
            measures: balanced.into_iter().map(|measure| (measure, ledger.cleaned.weights[measure] / sum)).collect(),
            deviation: 1.0 / ledger.cleaned.territory_count.max(1) as f64,
            compactness,
            way: 0.0,
            change: CHANGE_WEIGHT / units,
            nowhere: NOWHERE_WEIGHT / units,
        };
        let mean = match compactness {
            Compactness::Distance => ledger.dispersion_km(),
            _ => scales.mean_way(ledger),
        };
        scales.way = if mean > 0.0 { ledger.compactness.max(least_compactness) / (mean * units) } else { 0.0 };
        scales
    }

    /// The mean way of placed units with a territory, by straight lines.
    fn mean_way(&self, ledger: &Ledger) -> f64 {
        let placed = (0..ledger.owners.len()).filter(|&unit| ledger.owners[unit] != NOWHERE && ledger.cleaned.points[unit].is_some());
        let (sum, count) =
            placed.fold((0.0, 0_u32), |(sum, count), unit| (sum + self.way_of(ledger, unit, ledger.owners[unit]), count + 1));
        if count > 0 { sum / f64::from(count) } else { 0.0 }
    }

    /// How long a unit's way to a territory's centre is by what a compact territory is, in the search's own form.
    fn way_of(&self, ledger: &Ledger, unit: usize, territory: u32) -> f64 {
        let km = ledger.distance_km(unit, territory);
        let weight = |measure: usize| match ledger.cleaned.totals.get(measure) {
            Some(&total) if total > 0.0 => ledger.cleaned.value(unit, measure) / total * ledger.cleaned.unit_count as f64,
            _ => 1.0,
        };
        match self.compactness {
            Compactness::Distance => km,
            Compactness::WeightedDistance(measure) => weight(measure) * km,
            Compactness::MomentOfInertia(measure) => measure.map_or(1.0, weight) * km * km,
            Compactness::Diameter => (km * km * km * km) * (km * km * km * km),
        }
    }

    /// What a deviation costs, before weights.
    pub(crate) fn pain(deviation: f64, tolerance: f64) -> f64 {
        let excess = (deviation.abs() - tolerance).max(0.0);
        EXCESS_WEIGHT * excess + excess * excess + deviation * deviation
    }

    /// What the deviations of a territory cost.
    pub(crate) fn territory(&self, ledger: &Ledger, territory: usize) -> f64 {
        self.territory_with(ledger, territory, |_| 0.0)
    }

    /// The same with something added to the load of each measure.
    pub(crate) fn territory_with(&self, ledger: &Ledger, territory: usize, more: impl Fn(usize) -> f64) -> f64 {
        let cost = |&(measure, weight): &(usize, f64)| {
            let load = ledger.load(territory, measure) + more(measure);
            weight * Scales::pain(ledger.cleaned.deviation(territory, measure, load), ledger.cleaned.tolerances[measure])
        };
        self.deviation * self.measures.iter().map(cost).sum::<f64>()
    }

    /// What a unit costs with an owner, balance aside.
    pub(crate) fn unit(&self, ledger: &Ledger, unit: u32, owner: u32) -> f64 {
        if owner == NOWHERE {
            return self.nowhere;
        }
        let change = if ledger.is_changed(unit as usize, owner) { self.change } else { 0.0 };
        self.way * self.way_of(ledger, unit as usize, owner) + change
    }

    /// By how much giving a unit to another owner lowers the cost.
    pub(crate) fn gain(&self, ledger: &Ledger, unit: u32, to: u32) -> f64 {
        let from = ledger.owners[unit as usize];
        let value = |measure: usize| ledger.cleaned.value(unit as usize, measure);
        let side = |owner: u32, sign: f64| {
            if owner == NOWHERE {
                return 0.0;
            }
            let owner = owner as usize;
            self.territory(ledger, owner) - self.territory_with(ledger, owner, |measure| sign * value(measure))
        };
        side(from, -1.0) + side(to, 1.0) + self.unit(ledger, unit, from) - self.unit(ledger, unit, to)
    }
}

/// The nearest units of each unit that has a place.
pub(crate) fn neighbours_of(cleaned: &Cleaned) -> Vec<Vec<u32>> {
    let placed: Vec<u32> = (0..cleaned.unit_count as u32).filter(|&unit| cleaned.points[unit as usize].is_some()).collect();
    let points: Vec<[f64; 3]> = placed.iter().filter_map(|&unit| cleaned.points[unit as usize]).map(|point| point.0).collect();
    let mut neighbours = vec![Vec::new(); cleaned.unit_count];
    for (unit, near) in placed.iter().zip(nearest_neighbours(&points, NEIGHBOURS)) {
        neighbours[*unit as usize] = near.into_iter().map(|at| placed[at as usize]).collect();
    }
    neighbours
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::territory::measures::measures;
    use crate::territory::samples::Sample;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn figures_stay_those_of_the_measures(seed in 0..50_u64, moves in proptest::collection::vec((0..60_u32, 0..6_u32), 1..40)) {
            let problem = Sample::new(60, 5, 2, seed).problem();
            let mut assignment: Vec<Option<u32>> = problem.units.iter().map(|unit| unit.today).collect();
            let mut ledger = Ledger::new(&problem, &assignment);
            for (unit, to) in moves {
                let to = if to < 5 { Some(to) } else { None };
                ledger.shift(unit, to.unwrap_or(NOWHERE));
                assignment[unit as usize] = to;
            }
            let figures = measures(&problem, &assignment);
            for (territory, expected) in figures.territories.iter().enumerate() {
                for measure in 0..2 {
                    prop_assert_eq!(ledger.load(territory, measure), expected.values[measure]);
                    prop_assert_eq!(ledger.deviation(territory, measure), expected.deviations[measure]);
                }
            }
            prop_assert!((ledger.dispersion_km() - figures.dispersion_km).abs() < 1e-9);
            prop_assert_eq!(ledger.changed_count, figures.changed_unit_count);
        }
    }
}
