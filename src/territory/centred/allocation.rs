//! Priced allocation: each unit goes to the territory whose centre is nearest after adding the
//! territory's price, and prices rise where too much gathers.
//!
//! Additively weighted Voronoi cells with the weights found by an adaptive subgradient, alternating
//! with the move of each centre to the middle of its cell: the balanced power diagrams of Cohen-Addad,
//! Klein, Young 2017 in the location-allocation scheme of Hess et al. 1965. It makes clean cells close
//! to balance; the last step to within the bounds is the local search's.

use super::model::Model;
use super::problem::NONE;

/// Passes with moving centres, and all passes, of one allocation.
const MOVING_PASSES: u32 = 40;
const PASSES: u32 = 60;

/// How much less an excess counts here than travel in choosing among passes: balance is not yet final.
const EXCESS_SHARE: f64 = 0.3;

/// A run of passes from given centres.
pub(crate) struct Allocation {
    centres: Vec<[f64; 3]>,
    /// Prices in distance, shaped as costs are.
    prices: Vec<f64>,
    steps: Vec<f64>,
    last_excess: Vec<f64>,
    pass: u32,
    /// A distance to measure prices by.
    scale: f64,
    best: Option<(f64, Vec<u32>)>,
}

impl Allocation {
    /// Starts from the middles of an assignment's territories; what has no owner counts nowhere.
    pub(crate) fn new(model: &Model, assignment: &[u32]) -> Self {
        let territory_count = model.territory_count;
        let mut allocation = Self {
            centres: vec![[0.0; 3]; territory_count],
            prices: vec![0.0; territory_count],
            steps: Vec::new(),
            last_excess: vec![0.0; territory_count],
            pass: 0,
            scale: 0.0,
            best: None,
        };
        allocation.move_centres(model, assignment);
        let costs = &model.problem.costs;
        let placed = assignment.iter().enumerate().filter(|entry| *entry.1 != NONE);
        let (sum, count) = placed.fold((0.0, 0_u32), |(sum, count), (unit, &territory)| {
            (sum + costs.shape(unit, &allocation.centres[territory as usize]), count + 1)
        });
        allocation.scale = sum / f64::from(count.max(1));
        allocation.steps = vec![0.1 * allocation.scale; territory_count];
        allocation
    }

    pub(crate) fn is_finished(&self) -> bool {
        self.pass >= PASSES || self.scale <= 0.0
    }

    /// Counted work of one pass, in proposals.
    pub(crate) fn pass_work(model: &Model) -> u64 {
        (model.unit_count * (4 + model.territory_count / 8)) as u64
    }

    /// Counted work of a whole run.
    pub(crate) fn total_work(model: &Model) -> u64 {
        Self::pass_work(model) * u64::from(PASSES)
    }

    /// The best assignment met, with its rank: less is better.
    pub(crate) fn into_best(self) -> Option<(f64, Vec<u32>)> {
        self.best
    }

    /// One pass: assign, judge, move prices and centres.
    pub(crate) fn pass(&mut self, model: &Model) {
        let mut loads = vec![0.0; model.territory_count * model.measure_count];
        let mut travel = 0.0;
        let assignment: Vec<u32> = (0..model.unit_count)
            .map(|unit| {
                let territory = self.cheapest(model, unit);
                if territory != NONE {
                    travel += model.problem.costs.to_place(unit, &self.centres[territory as usize]);
                    let row = territory as usize * model.measure_count;
                    for (load, value) in loads[row..].iter_mut().zip(model.values_of(unit)) {
                        *load += value;
                    }
                }
                territory
            })
            .collect();
        let mut excess = 0.0;
        for territory in 0..model.territory_count {
            let load_of = |measure: usize| loads[territory * model.measure_count + measure];
            excess += model.imbalance(territory, NONE, load_of).excess;
            let filled = model.filled_share(territory, load_of) / model.full_share(territory).max(f64::MIN_POSITIVE);
            self.move_price(territory, (filled - 1.0).clamp(-1.0, 1.0));
        }
        let average_units = model.unit_count as f64 / model.territory_count as f64;
        let rank = travel + EXCESS_SHARE * excess * model.mean_cost * average_units;
        if self.pass < MOVING_PASSES && self.pass % 2 == 1 {
            self.move_centres(model, &assignment);
        }
        if self.best.as_ref().is_none_or(|(best, _)| rank < *best) {
            self.best = Some((rank, assignment));
        }
        self.pass += 1;
    }

    /// The cheapest territory of a placed unit; a fixed unit has its own; [`NONE`] without a place.
    fn cheapest(&self, model: &Model, unit: usize) -> u32 {
        let fixed = model.problem.fixed[unit];
        if fixed != NONE || !model.has_place(unit) {
            return fixed;
        }
        let mut cheapest = (f64::INFINITY, NONE);
        for (territory, (centre, price)) in self.centres.iter().zip(&self.prices).enumerate() {
            let cost = model.problem.costs.shape(unit, centre) + price;
            if cost < cheapest.0 && model.may_enter(unit, territory) {
                cheapest = (cost, territory as u32);
            }
        }
        cheapest.1
    }

    /// Resilient steps (Riedmiller, Braun 1993): longer while the sign holds, shorter when it turns.
    fn move_price(&mut self, territory: usize, excess: f64) {
        let turned = excess * self.last_excess[territory];
        let step = &mut self.steps[territory];
        if turned > 0.0 {
            *step = (*step * 1.2).min(self.scale);
        } else if turned < 0.0 {
            *step = (*step * 0.5).max(1e-6 * self.scale);
        }
        self.prices[territory] += excess * *step;
        self.last_excess[territory] = excess;
    }

    /// Every centre to the middle of its units and, a little, towards home; one without units stays.
    fn move_centres(&mut self, model: &Model, assignment: &[u32]) {
        let points = model.problem.costs.points();
        let mut sums = vec![([0.0; 3], 0.0); model.territory_count];
        for (unit, &territory) in assignment.iter().enumerate().filter(|entry| *entry.1 != NONE && model.has_place(entry.0)) {
            let (sum, count) = &mut sums[territory as usize];
            for (axis, coordinate) in sum.iter_mut().zip(&points[unit]) {
                *axis += coordinate;
            }
            *count += 1.0;
        }
        for (territory, (sum, count)) in sums.into_iter().enumerate() {
            let pull = model.problem.home_weight * count;
            let (sum, count) = match &model.problem.homes[territory] {
                Some(home) if pull > 0.0 => ([0, 1, 2].map(|axis| sum[axis] + pull * home[axis]), count + pull),
                _ => (sum, count),
            };
            if count > 0.0 {
                self.centres[territory] = sum.map(|axis| axis / count);
            }
        }
    }
}
