//! Growing a new territory from a seed: which units it takes from whom until it carries its share, and the best of many
//! seeds. Evening out its border is [`mod@super::churn`]'s.

use std::collections::BTreeSet;

use super::ledger::{Ledger, NOWHERE, Scales};
use super::whole::Whole;

/// Places that a new territory is grown from for trial.
const SEEDS: usize = 64;
/// Units of more than this share of a territory in the mean are large: whole areas.
const LARGE_UNIT_SHARE: f64 = 0.1;

/// Grows one new territory from many places for trial.
pub(super) struct Growth<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) scales: &'a Scales,
    pub(super) weights: &'a [f64],
    pub(super) targets: &'a [f64],
    pub(super) loads: Vec<f64>,
    pub(super) newcomer: u32,
    pub(super) new: &'a [u32],
    /// How far under its target a giver may come, as a fraction.
    pub(super) slack: f64,
}

impl Growth<'_> {
    /// The units of the best territory grown from some seed, and what the plan then costs.
    pub(super) fn best(&self, mut whole: Option<&mut Whole>) -> (Vec<u32>, f64) {
        let open: Vec<u32> = (0..self.ledger.owners.len() as u32).filter(|&unit| self.may_leave(unit)).collect();
        let has_place = |unit: &u32| self.ledger.cleaned.points[*unit as usize].is_some();
        let mut seeds: Vec<u32> = open.iter().copied().filter(has_place).collect();
        if seeds.is_empty() {
            seeds.extend(open.first());
        }
        // From the most loaded territories first, so that the seeds taken lie where load is highest.
        let excess = |unit: u32| match self.ledger.owners[unit as usize] {
            NOWHERE => f64::INFINITY,
            owner => self.loads[owner as usize] - self.targets[owner as usize],
        };
        seeds.sort_by(|&one, &other| excess(other).total_cmp(&excess(one)).then(one.cmp(&other)));
        let step = seeds.len().div_ceil(SEEDS).max(1);
        let grown = seeds.iter().step_by(step).map(|&seed| match &mut whole {
            Some(whole) => self.grown_whole(seed, whole),
            None => self.grown(seed, &open),
        });
        grown.reduce(|best, next| if next.1 < best.1 { next } else { best }).unwrap_or((Vec::new(), f64::INFINITY))
    }

    /// Whether the units that may leave are large beside the new territory, in the mean.
    pub(super) fn has_large_units(&self) -> bool {
        let open = (0..self.ledger.owners.len() as u32).filter(|&unit| self.may_leave(unit)).map(|unit| self.weights[unit as usize]);
        let (sum, count) = open.fold((0.0, 0.0), |(sum, count), weight| (sum + weight, count + 1.0));
        sum > LARGE_UNIT_SHARE * self.targets[self.newcomer as usize] * count
    }

    fn may_leave(&self, unit: u32) -> bool {
        let owner = self.ledger.owners[unit as usize];
        !self.ledger.is_locked(unit as usize) && (owner == NOWHERE || !self.new.contains(&owner))
    }

    /// How far a unit lies from a seed, for comparison alone; without places, infinitely far.
    fn distance(&self, unit: u32, seed: u32) -> f64 {
        match (self.ledger.cleaned.points[unit as usize], self.ledger.cleaned.points[seed as usize]) {
            (Some(point), Some(origin)) => point.squared_chord(&origin),
            _ => f64::INFINITY,
        }
    }

    /// The same in one piece: units beside those taken, nearest first, who leave their owners in one piece.
    fn grown_whole(&self, seed: u32, whole: &mut Whole) -> (Vec<u32>, f64) {
        let mut owners = self.ledger.owners.clone();
        let mut filling = Filling::new(self);
        // Distances are not negative, so that their bits stand in the order of their size.
        let mut beside: BTreeSet<(u64, u32)> = BTreeSet::from([(0, seed)]);
        while let Some((_, unit)) = beside.pop_first() {
            if owners[unit as usize] == self.newcomer || !self.may_leave(unit) || !whole.may_leave(&owners, unit) {
                continue;
            }
            match filling.offer(unit) {
                Offer::Taken => {}
                Offer::Refused => continue,
                Offer::Full => break,
            }
            owners[unit as usize] = self.newcomer;
            beside.extend(whole.beside(unit).iter().map(|&near| (self.distance(near, seed).to_bits(), near)));
        }
        let cost = self.cost(&filling.taken);
        (filling.taken, cost)
    }

    /// A territory of the units nearest to a seed, and what the plan then costs.
    fn grown(&self, seed: u32, open: &[u32]) -> (Vec<u32>, f64) {
        let mut near: Vec<(f64, u32)> = open.iter().map(|&unit| (self.distance(unit, seed), unit)).collect();
        near.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let mut filling = Filling::new(self);
        for (_, unit) in near {
            if filling.offer(unit) == Offer::Full {
                break;
            }
        }
        let cost = self.cost(&filling.taken);
        (filling.taken, cost)
    }

    /// What balance and travel cost with these units in the new territory, on the scale of [`Scales`].
    fn cost(&self, taken: &[u32]) -> f64 {
        let measures = self.ledger.cleaned.measure_count;
        let mut more = vec![0.0; self.ledger.members.len() * measures];
        let (centre, sum_km, _) = self.ledger.spread(taken);
        let mut cost = if centre.is_some() { self.scales.way * sum_km } else { 0.0 };
        for &unit in taken {
            let owner = self.ledger.owners[unit as usize];
            cost -= self.scales.unit(self.ledger, unit, owner);
            for (measure, value) in self.ledger.cleaned.values_of(unit as usize).iter().enumerate() {
                more[self.newcomer as usize * measures + measure] += value;
                if owner != NOWHERE {
                    more[owner as usize * measures + measure] -= value;
                }
            }
        }
        let territories = (0..self.ledger.members.len())
            .map(|territory| self.scales.territory_with(self.ledger, territory, |measure| more[territory * measures + measure]));
        cost + territories.sum::<f64>()
    }
}

/// A new territory on the way to its target.
struct Filling<'a> {
    growth: &'a Growth<'a>,
    /// What the others carry by now.
    loads: Vec<f64>,
    load: f64,
    taken: Vec<u32>,
}

/// What became of a unit that was offered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Offer {
    Taken,
    /// It is too large, or its giver would fall short.
    Refused,
    /// The same, and the territory is full enough: what lies further out is not fetched for the last bit.
    Full,
}

impl<'a> Filling<'a> {
    fn new(growth: &'a Growth<'a>) -> Filling<'a> {
        Filling { growth, loads: growth.loads.clone(), load: 0.0, taken: Vec::new() }
    }

    fn offer(&mut self, unit: u32) -> Offer {
        let (growth, target) = (self.growth, self.growth.targets[self.growth.newcomer as usize]);
        let weight = growth.weights[unit as usize];
        let owner = growth.ledger.owners[unit as usize];
        let least = |owner: u32| growth.targets[owner as usize] * (1.0 - growth.slack);
        let is_spared = owner == NOWHERE || self.loads[owner as usize] - weight >= least(owner);
        if self.load + weight > target + weight / 2.0 || !is_spared {
            return if self.load >= target * (1.0 - growth.slack) { Offer::Full } else { Offer::Refused };
        }
        self.load += weight;
        if owner != NOWHERE {
            self.loads[owner as usize] -= weight;
        }
        self.taken.push(unit);
        Offer::Taken
    }
}
