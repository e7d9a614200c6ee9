//! The order of events: cycles of annealing and large moves, each from a start of its own or from the best.

use std::sync::Arc;

use super::allocation::Allocation;
use super::anneal::Anneal;
use super::exchange::bring_home;
use super::model::Model;
use super::naming;
use super::prices::{self, Prices};
use super::problem::CentredProblem;
use super::relocate::{try_relocation, try_stirring};
use super::schedule::Schedule;
use super::start;
use super::state::State;
use crate::territory::chance::Chance;

/// Looks at penalty, sums and near centres in one cycle.
const LOOKS: f64 = 200.0;

/// Looks between two listings of the nearest centres, which cost most.
const LOOKS_PER_LISTING: u32 = 10;

/// Looks between two allocations by prices.
const LOOKS_PER_PRICING: u32 = 25;

/// The penalty grows while outside the bounds and falls inside, in mean costs of an average territory. Its ceiling is
/// the firm one at first and rises from some point of the cycle on.
const PENALTY_GROWTH: f64 = 1.15;
const PENALTY_FALL: f64 = 0.93;
const LEAST_PENALTY: f64 = 0.3;
const FIRM_PENALTY: f64 = 12.0;
const PENALTY_RISES_FROM: f64 = 0.3;
const PENALTY_RISE: f64 = 1_000.0;

/// The first part of the first cycle, cold from the start: an early good answer.
const QUENCH_SHARE: f64 = 0.04;

/// Temperatures in mean costs. Small contiguous problems need most heat: all ways lead through bad borders there.
const COLD: f64 = 0.005;
const HOT: f64 = 0.5;
const HOT_WHEN_SMALL_AND_CONTIGUOUS: f64 = 8.0;
const SMALL_UNITS: usize = 300;
const HOT_FROM_TODAY: f64 = 0.08;
const REHEAT: f64 = 0.3;
const REHEAT_WHEN_PRICED: f64 = 0.03;
const LARGE_MOVES_HOT: f64 = 0.3;

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct CentredAnswer {
    /// Per unit, its territory.
    pub territory_of: Vec<u32>,
    /// Per territory, its centre unit; [`super::NONE`] for one without units.
    pub centres: Vec<u32>,
    /// All that is minimised.
    pub cost: f64,
    /// Weighted excess over all bounds, relative to the targets; 0 when they hold.
    pub excess: f64,
}

impl CentredAnswer {
    /// Per unit, the centre that serves it.
    #[must_use]
    pub fn centre_of(&self) -> Vec<u32> {
        self.territory_of.iter().map(|&territory| self.centres[territory as usize]).collect()
    }
}

/// A search under way, advanced by [`CentredSearch::step`].
pub struct CentredSearch {
    model: Arc<Model>,
    /// The problem as it was asked, where bounds were widened since.
    asked: Option<Arc<Model>>,
    schedule: Schedule,
    drawing: Option<Drawing>,
    /// What was drawn, kept for the cycle that sets out from a blank map after one from today.
    drawn: Option<Vec<u32>>,
    cycle: Option<Cycle>,
    best: Option<CentredAnswer>,
    /// Proposals' worth of work done beside those that were asked for.
    extra_work: u64,
}

/// Starts that are drawn and compared before the first cycle.
struct Drawing {
    left: u32,
    allocation: Option<Allocation>,
    best: Option<(f64, Vec<u32>)>,
}

struct Cycle {
    number: usize,
    state: State,
    anneal: Anneal,
    hot: f64,
    looks: u32,
    prices: Prices,
}

impl Cycle {
    /// Turns towards balance while outside the bounds, and back towards travel while inside. How firm balance may get
    /// grows over the cycle, so that it does not freeze the design while that still takes shape.
    fn adapt_penalty(&mut self, within: f64) {
        let base = self.state.evenness_price;
        let factor = if self.state.excess() > 0.0 { PENALTY_GROWTH } else { PENALTY_FALL };
        let rise = ((within - PENALTY_RISES_FROM) / (1.0 - PENALTY_RISES_FROM)).clamp(0.0, 1.0);
        let largest = FIRM_PENALTY * libm::pow(PENALTY_RISE, rise);
        self.state.penalty = (self.state.penalty * factor).clamp(LEAST_PENALTY * base, largest * base);
    }
}

impl CentredSearch {
    /// Takes in a problem. Without a unit or a territory there is nothing to search, and never an answer.
    #[must_use]
    pub fn new(problem: CentredProblem, schedule: Schedule) -> Self {
        let model = Model::new(problem);
        let mut search =
            Self { model: Arc::new(model), asked: None, schedule, drawing: None, drawn: None, cycle: None, best: None, extra_work: 0 };
        if search.has_nothing_to_do() {
            return search;
        }
        let mean_cost = start::mean_cost(&search.model);
        if let Some(model) = Arc::get_mut(&mut search.model) {
            model.mean_cost = mean_cost;
        }
        if !search.model.has_limit && search.model.has_least_loads() && !search.model.problem.is_contiguous {
            let draws: u32 = match search.model.unit_count * search.model.territory_count {
                size if size <= 300_000 => 6,
                size if size <= 1_500_000 => 3,
                _ => 2,
            };
            // Beside today's plan what is drawn is one start of two.
            let draws = if search.model.problem.starts_today { draws.div_ceil(2) } else { draws };
            search.drawing = Some(Drawing { left: draws, allocation: None, best: None });
        }
        search
    }

    /// Counted work before the first cycle, in proposals.
    #[must_use]
    pub fn drawing_work(&self) -> u64 {
        self.drawing.as_ref().map_or(0, |drawing| u64::from(drawing.left) * Allocation::total_work(&self.model))
    }

    /// Draws a little on; the work done, or `None` when there is nothing left to draw.
    pub fn draw(&mut self) -> Option<u64> {
        let drawing = self.drawing.as_mut()?;
        let model = &self.model;
        let allocation = match &mut drawing.allocation {
            Some(allocation) if !allocation.is_finished() => allocation,
            ended => {
                if let Some((rank, parts)) = ended.take().and_then(Allocation::into_best)
                    && drawing.best.as_ref().is_none_or(|(best, _)| rank < *best)
                {
                    drawing.best = Some((rank, parts));
                }
                if drawing.left == 0 {
                    let parts = self.drawing.take().and_then(|drawing| drawing.best)?.1;
                    if model.problem.starts_today {
                        self.drawn = Some(parts);
                        return None;
                    }
                    let mut chance = Chance::new(model.problem.seed, 90);
                    let state = State::new(model, start::from_parts(model, &parts, &mut chance));
                    self.offer(&state);
                    self.cycle = Some(self.opened(0, state, false));
                    return None;
                }
                drawing.left -= 1;
                let mut chance = Chance::new(model.problem.seed, 100 + u64::from(drawing.left));
                ended.insert(Allocation::new(model, &start::parted(model, &mut chance)))
            }
        };
        allocation.pass(model);
        Some(Allocation::pass_work(model))
    }

    /// The best answer so far; there is one after the first step.
    #[must_use]
    pub fn best(&self) -> Option<&CentredAnswer> {
        self.best.as_ref()
    }

    /// Units that may move.
    #[must_use]
    pub fn free_unit_count(&self) -> usize {
        self.model.free_units.len()
    }

    /// The problem, with bounds as they stand now.
    #[must_use]
    pub fn problem(&self) -> &CentredProblem {
        &self.model.problem
    }

    /// Makes a first complete design; whether it is better than what there was.
    pub fn begin(&mut self) -> bool {
        if self.cycle.is_some() || self.has_nothing_to_do() {
            return false;
        }
        self.cycle = Some(self.open(0));
        true
    }

    /// Searches on by about `work` proposals, at a point of the whole that is `share_done` from 0 to 1; whether a
    /// better answer was found.
    pub fn step(&mut self, share_done: f64, work: u32) -> bool {
        if self.has_nothing_to_do() {
            return false;
        }
        let (number, within) = self.schedule.at(share_done);
        let (mut cycle, mut is_better) = match self.cycle.take() {
            Some(cycle) if cycle.number == number => (cycle, false),
            Some(cycle) => {
                let is_better = self.close(cycle);
                (self.open(number), is_better)
            }
            None => (self.open(number), true),
        };
        self.work(&mut cycle, within, work);
        is_better |= self.offer(&cycle.state);
        let looks = (within * LOOKS) as u32;
        if looks > cycle.looks {
            cycle.looks = looks;
            cycle.state.recount();
            if looks.is_multiple_of(LOOKS_PER_LISTING) {
                cycle.anneal.find_near_centres(&cycle.state);
            }
            cycle.adapt_penalty(within);
            if looks % LOOKS_PER_PRICING == LOOKS_PER_PRICING - 1 && prices::is_priceable(&self.model) {
                prices::try_pricing(&mut cycle.state, &mut cycle.anneal, &mut cycle.prices, COLD * self.model.mean_cost);
                self.extra_work += prices::work(&self.model);
                is_better |= self.offer(&cycle.state);
            }
        }
        self.cycle = Some(cycle);
        is_better
    }

    /// Work done since this was last asked beside the proposals of [`CentredSearch::step`], in proposals.
    pub fn take_extra_work(&mut self) -> u64 {
        std::mem::take(&mut self.extra_work)
    }

    /// Ends the search and gives the territories of the best their names.
    pub fn finish(&mut self) {
        if let Some(cycle) = self.cycle.take() {
            self.close(cycle);
        }
        if let Some(best) = &self.best
            && (!self.model.problem.starts_today || self.tries_both_starts())
        {
            // By the bounds that were asked: widened ones tell apart what differs in nothing but its name.
            let asked = self.asked.as_ref().unwrap_or(&self.model);
            let found = State::new(asked, best.territory_of.clone());
            let renamed = State::new(asked, naming::rename_found(&found));
            if renamed.used <= asked.problem.change_allowance {
                self.best = Some(answer_of(&renamed));
            }
        }
    }

    fn has_nothing_to_do(&self) -> bool {
        self.model.unit_count == 0 || self.model.territory_count == 0
    }

    /// Whether a blank map is tried after today's plan, because nothing limits what changes hands.
    fn tries_both_starts(&self) -> bool {
        self.model.problem.starts_today && !self.model.has_limit
    }

    /// Whether a cycle may dissolve territories and found them anew.
    fn is_redrawn(&self, number: usize) -> bool {
        !self.model.has_limit && (!self.model.problem.starts_today || number > 0)
    }

    fn work(&self, cycle: &mut Cycle, within: f64, work: u32) {
        let scale = self.model.mean_cost;
        let cold = COLD * scale;
        if cycle.number == 0 && within < QUENCH_SHARE {
            cycle.anneal.run(&mut cycle.state, cold, work);
            return;
        }
        let small_share = if self.is_redrawn(cycle.number) { within / self.schedule.large_moves_from } else { within };
        if small_share <= 1.0 {
            let temperature = cycle.hot * libm::pow(cold / cycle.hot, small_share);
            cycle.anneal.run(&mut cycle.state, temperature, work);
            return;
        }
        let temperature = scale * LARGE_MOVES_HOT * (1.0 - within) / (1.0 - self.schedule.large_moves_from).max(f64::MIN_POSITIVE);
        let mut done = 0;
        while done < work {
            done += if self.model.problem.is_contiguous {
                try_stirring(&mut cycle.state, &mut cycle.anneal, temperature, (self.hottest(cycle.number), cold))
            } else {
                try_relocation(&mut cycle.state, &mut cycle.anneal, temperature, cold)
            };
        }
    }

    fn hottest(&self, number: usize) -> f64 {
        let is_small = self.model.problem.is_contiguous && self.model.unit_count <= SMALL_UNITS;
        self.model.mean_cost
            * match () {
                () if self.model.problem.starts_today && !self.is_redrawn(number) => HOT_FROM_TODAY,
                () if is_small => HOT_WHEN_SMALL_AND_CONTIGUOUS,
                () => HOT,
            }
    }

    fn open(&mut self, number: usize) -> Cycle {
        if self.schedule.relaxes_from_cycle.is_some_and(|from| number >= from) {
            self.relax();
        }
        let seed = self.model.problem.seed;
        let stream = 1 + 2 * number as u64;
        let mut chance = Chance::new(seed, stream);
        let from_best = self.best.as_ref().filter(|best| match () {
            () if number == 0 => false,
            () if self.tries_both_starts() => number > 1,
            () => !self.is_redrawn(number) || number % 2 == 1 && best.excess == 0.0,
        });
        let is_reheated = from_best.is_some();
        let assignment = match (from_best, &self.drawn) {
            (Some(best), _) => best.territory_of.clone(),
            (None, _) if !self.is_redrawn(number) => start::from_today(&self.model, &mut chance),
            (None, Some(parts)) => start::from_parts(&self.model, parts, &mut chance),
            (None, None) => start::from_nothing(&self.model, &mut chance),
        };
        let state = State::new(&self.model, assignment);
        self.offer(&state);
        self.opened(number, state, is_reheated)
    }

    /// A cycle about to begin.
    fn opened(&self, number: usize, state: State, is_reheated: bool) -> Cycle {
        let (seed, stream) = (self.model.problem.seed, 1 + 2 * number as u64);
        let mut anneal = Anneal::new(Chance::new(seed, stream + 1), self.model.unit_count);
        anneal.find_near_centres(&state);
        let reheat = if prices::is_priceable(&self.model) { REHEAT_WHEN_PRICED } else { REHEAT };
        let hot = self.hottest(number) * if is_reheated { reheat } else { 1.0 };
        Cycle { number, state, anneal, hot, looks: 0, prices: Prices::new() }
    }

    /// A last descent under rising penalty, and exchanges for what is far from home.
    fn close(&mut self, mut cycle: Cycle) -> bool {
        let mut is_better = false;
        for _ in 0..4 {
            cycle.state.penalty *= 4.0;
            cycle.anneal.run(&mut cycle.state, 0.0, (self.model.unit_count as u32 * 32).min(20_000));
            is_better |= self.offer(&cycle.state);
        }
        cycle.anneal.find_near_centres(&cycle.state);
        bring_home(&mut cycle.state, &mut cycle.anneal);
        self.offer(&cycle.state) || is_better
    }

    /// Widens bounds to what the best reached, so that the rest of the search is for everything else.
    fn relax(&mut self) {
        let Some(best) = self.best.as_ref().filter(|best| best.excess > 0.0) else { return };
        let state = State::new(&self.model, best.territory_of.clone());
        let mut model = Model::new(self.model.problem.clone());
        model.mean_cost = self.model.mean_cost;
        for (cell, &load) in state.loads.iter().enumerate() {
            model.problem.lower[cell] = model.problem.lower[cell].min(load);
            model.problem.upper[cell] = model.problem.upper[cell].max(load);
        }
        let before = std::mem::replace(&mut self.model, Arc::new(model));
        self.asked.get_or_insert(before);
        let state = State::new(&self.model, state.assignment);
        self.best = Some(answer_of(&state));
    }

    fn offer(&mut self, state: &State) -> bool {
        let excess = state.excess();
        let is_better = state.used <= self.model.problem.change_allowance
            && self
                .best
                .as_ref()
                .is_none_or(|best| excess < best.excess || excess == best.excess && state.cost() < best.cost * (1.0 - 1e-12));
        if is_better {
            self.best = Some(answer_of(state));
        }
        is_better
    }
}

fn answer_of(state: &State) -> CentredAnswer {
    CentredAnswer { territory_of: state.assignment.clone(), centres: state.centres.clone(), cost: state.cost(), excess: state.excess() }
}
