//! Prices of load: which territory each unit belongs to when all of them are given out at once.
//!
//! With centres as they are, giving units to territories within bounds is a transport problem with several measures.
//! Its dual has a price for each territory and measure: a unit goes where its cost and the prices of its values come
//! to least, and a price moves until the load is within its bounds (Lagrangian relaxation, Fisher 1981; resilient
//! steps after Riedmiller and Braun 1993). Few units are torn between two territories at the best prices, at most one
//! for each price, so they tell the optimum but for those. Moves made one after the other do not find it, because each
//! leads outside the bounds; while prices are charged as tolls, they do, and then put the rest in order.
//!
//! Neither contiguity nor an allowance for change is known here; the caller asks only where there are none.

use super::anneal::Anneal;
use super::model::Model;
use super::problem::NONE;
use super::state::State;

/// Territories that a unit may be given to: those with the nearest centres, besides its own.
const CHOICES: usize = 12;

/// Passes over all units for one allocation.
const PASSES: u32 = 40;

/// Steps of prices, in what an average territory costs; a price moves by a whole step at this relative deviation.
const FIRST_STEP: f64 = 0.02;
const LEAST_STEP: f64 = 1e-5;
const LARGEST_STEP: f64 = 0.5;
const FULL_STEP_DEVIATION: f64 = 0.05;

/// How much narrower bounds are to the prices, on each side and of their width: torn units need room.
const MARGIN: f64 = 0.05;

/// What an excess of one target costs in choosing among passes, in what an average territory costs.
const EXCESS_WEIGHT: f64 = 5.0;

/// Rounds in which the rest is put in order and those of them with tolls, and proposals for each unit in all of them.
const ROUNDS: u32 = 12;
const TOLL_ROUNDS: u32 = 6;
const PROPOSALS_PER_UNIT: usize = 20;

/// The penalty of the first and the last round, and the one by which it is judged what came of it, in what an average
/// territory costs.
const SOFT_PENALTY: f64 = 0.5;
const HARD_PENALTY: f64 = 1_000.0;
const JUDGING_PENALTY: f64 = 50.0;

/// Members of an average territory from which prices tell enough: below, most of a territory is torn units.
const LEAST_MEMBERS: usize = 20;

/// Prices, kept from one allocation to the next.
pub(crate) struct Prices {
    /// Territory-major prices of a whole target.
    prices: Vec<f64>,
    steps: Vec<f64>,
    last_pulls: Vec<f64>,
    /// Each unit's choices with what they cost, one unit after the other, and where those of each begin.
    choices: Vec<(u32, f64)>,
    begins: Vec<usize>,
}

/// What prices are for: whether bounds are all that holds units where they are.
pub(crate) fn is_priceable(model: &Model) -> bool {
    let is_free = !model.problem.is_contiguous && !model.has_limit;
    is_free && model.measure_count > 0 && model.territory_count > 1 && model.unit_count >= LEAST_MEMBERS * model.territory_count
}

/// Counted work of [`try_pricing`], in proposals.
pub(crate) fn work(model: &Model) -> u64 {
    let looks = model.unit_count * (PASSES as usize * (CHOICES + 1) + model.territory_count);
    (model.unit_count * PROPOSALS_PER_UNIT + looks / 24) as u64
}

/// Gives all units out anew by prices, puts in order what is left outside the bounds, and keeps it when it is better.
pub(crate) fn try_pricing(state: &mut State, anneal: &mut Anneal, prices: &mut Prices, cold: f64) {
    let model = state.model.clone();
    let (assignment, centres, penalty) = (state.assignment.clone(), state.centres.clone(), state.penalty);
    let judged = |state: &State| state.cost() + JUDGING_PENALTY * state.evenness_price * state.excess();
    let before = judged(state);
    let given = prices.allocate(state);
    state.restore(&given, &centres);
    let work = (model.unit_count * PROPOSALS_PER_UNIT / ROUNDS as usize) as u32;
    state.tolls = prices.tolls(&model);
    for round in 0..ROUNDS {
        if round == TOLL_ROUNDS {
            state.tolls.clear();
        }
        let share = f64::from(round) / f64::from(ROUNDS - 1);
        state.penalty = state.evenness_price * SOFT_PENALTY * libm::pow(HARD_PENALTY / SOFT_PENALTY, share);
        anneal.run(state, cold, work);
    }
    state.penalty = penalty;
    if judged(state) >= before {
        state.restore(&assignment, &centres);
    }
}

impl Prices {
    pub(crate) fn new() -> Self {
        Self { prices: Vec::new(), steps: Vec::new(), last_pulls: Vec::new(), choices: Vec::new(), begins: Vec::new() }
    }

    /// Territory-major tolls for each unit of load.
    fn tolls(&self, model: &Model) -> Vec<f64> {
        self.prices.iter().enumerate().map(|(cell, price)| price * model.excess_scale(cell)).collect()
    }

    /// The best assignment that some passes over all units find, from the prices as they were left. Centres and what
    /// is held stay.
    pub(crate) fn allocate(&mut self, state: &State) -> Vec<u32> {
        let model = &*state.model;
        let count = model.measure_count;
        let cells = model.territory_count * count;
        let whole = model.mean_cost * model.unit_count as f64 / model.territory_count as f64;
        self.prices.resize(cells, 0.0);
        self.steps = vec![FIRST_STEP * whole; cells];
        self.last_pulls = vec![0.0; cells];
        self.list_choices(state);
        let mut best = (f64::INFINITY, state.assignment.clone());
        let mut assignment = state.assignment.clone();
        let mut loads = vec![0.0; cells];
        for _ in 0..PASSES {
            let tolls = self.tolls(model);
            loads.fill(0.0);
            let mut cost = 0.0;
            for (unit, owner) in assignment.iter_mut().enumerate() {
                let (territory, paid) = self.cheapest(model, &tolls, unit);
                *owner = territory;
                cost += paid;
                let row = territory as usize * count;
                for (load, value) in loads[row..row + count].iter_mut().zip(model.values_of(unit)) {
                    *load += value;
                }
            }
            let rank = cost + EXCESS_WEIGHT * whole * self.move_prices(state, &loads, whole);
            if rank < best.0 {
                best.0 = rank;
                best.1.copy_from_slice(&assignment);
            }
        }
        best.1
    }

    /// The cheapest of a unit's choices, tolls included, and what it costs without them.
    #[inline]
    fn cheapest(&self, model: &Model, tolls: &[f64], unit: usize) -> (u32, f64) {
        let count = model.measure_count;
        let values = model.values_of(unit);
        let mut cheapest = (f64::INFINITY, NONE, 0.0);
        for &(territory, cost) in &self.choices[self.begins[unit]..self.begins[unit + 1]] {
            let row = territory as usize * count;
            let toll: f64 = tolls[row..row + count].iter().zip(values).map(|(toll, value)| toll * value).sum();
            if cost + toll < cheapest.0 || cheapest.1 == NONE {
                cheapest = (cost + toll, territory, cost);
            }
        }
        (cheapest.1, cheapest.2)
    }

    /// Moves each price towards what keeps its load within bounds; the excess over bounds as they are.
    fn move_prices(&mut self, state: &State, loads: &[f64], whole: f64) -> f64 {
        let model = &*state.model;
        let mut excess = 0.0;
        for (cell, &load) in loads.iter().enumerate() {
            let (territory, measure) = (cell / model.measure_count, cell % model.measure_count);
            let (lower, upper) = (model.problem.lower[cell], model.upper(territory, measure, state.centres[territory]));
            let scale = model.excess_scale(cell);
            excess += (load - upper).max(lower - load).max(0.0) * scale;
            let margin = if upper.is_finite() { MARGIN * (upper - lower).max(0.0) } else { 0.0 };
            let price = self.prices[cell];
            let (above, below) = (load - (upper - margin), load - (lower + margin));
            // A price falls back to nothing inside the bounds, and never beyond.
            let pull = match () {
                () if price > 0.0 => above,
                () if price < 0.0 => below,
                () => above.max(0.0) + below.min(0.0),
            };
            let turned = pull * self.last_pulls[cell];
            let step = &mut self.steps[cell];
            if turned > 0.0 {
                *step = (*step * 1.2).min(LARGEST_STEP * whole);
            } else if turned < 0.0 {
                *step = (*step * 0.5).max(LEAST_STEP * whole);
            }
            self.last_pulls[cell] = pull;
            let next = price + (pull * scale / FULL_STEP_DEVIATION).clamp(-1.0, 1.0) * *step;
            self.prices[cell] = if price * next < 0.0 { 0.0 } else { next };
        }
        excess
    }

    /// Lists where each unit may go and what that costs: the way, homes, changes of hands, and borders with neighbours
    /// where these are now. What is held, and every centre, has its own territory alone.
    fn list_choices(&mut self, state: &State) {
        let model = &*state.model;
        self.choices.clear();
        self.begins.clear();
        let mut nearest: Vec<(f64, u32)> = Vec::with_capacity(CHOICES + 2);
        for unit in 0..model.unit_count {
            self.begins.push(self.choices.len());
            let own = state.assignment[unit];
            let way = |territory: u32| {
                let centre = state.centres[territory as usize];
                let travel = if centre == NONE { 0.0 } else { model.cost(unit, centre as usize) };
                if model.has_extras { travel + model.extra(unit, territory as usize) } else { travel }
            };
            nearest.clear();
            if model.problem.fixed[unit] == NONE && state.centres[own as usize] != unit as u32 {
                for territory in 0..model.territory_count as u32 {
                    let cost = way(territory);
                    let is_near = nearest.len() < CHOICES || nearest.last().is_some_and(|last| cost < last.0);
                    if is_near && territory != own && state.centres[territory as usize] != NONE && model.may_enter(unit, territory as usize)
                    {
                        let place = nearest.partition_point(|other| other.0 <= cost);
                        nearest.insert(place, (cost, territory));
                        nearest.truncate(CHOICES);
                    }
                }
            }
            nearest.push((way(own), own));
            let neighbours = &model.problem.neighbours[unit];
            for &(cost, territory) in &nearest {
                let mut cost = cost;
                if model.problem.border_weight > 0.0 {
                    let strangers = neighbours.iter().filter(|&&other| state.assignment[other as usize] != territory).count();
                    cost += strangers as f64 * model.problem.border_weight * model.mean_cost;
                }
                self.choices.push((territory, cost));
            }
        }
        self.begins.push(self.choices.len());
    }
}
