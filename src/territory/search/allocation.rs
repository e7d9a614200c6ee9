//! Priced allocation: each unit goes to the territory whose centre is nearest after adding the
//! territory's price, and prices rise where too much gathers.
//!
//! Additively weighted Voronoi cells with the weights found by an adaptive subgradient, alternating
//! with the move of each centre to its cell's centroid: the balanced power diagrams of Cohen-Addad,
//! Klein, Young 2017 in the location-allocation scheme of Hess et al. 1965. It makes clean cells close
//! to balance; the last step to within tolerance is the local search's.

use std::sync::Arc;

use super::instance::Instance;
use super::judgement::Score;
use super::state::State;
use crate::territory::position::Point;

/// Passes with moving centres, and all passes, of one allocation.
const MOVING_PASSES: u32 = 40;
const PASSES: u32 = 60;

/// A run of passes from given centres.
pub(crate) struct Allocation {
    centres: Vec<Point>,
    prices_km: Vec<f64>,
    steps_km: Vec<f64>,
    last_excess: Vec<f64>,
    pass: u32,
    /// A distance to measure prices by: the mean from a unit to its centre.
    scale_km: f64,
    best: Option<(Score, Vec<u32>)>,
}

impl Allocation {
    /// Starts from the centres of a complete assignment.
    pub(crate) fn new(state: &State) -> Self {
        let territory_count = state.centres.len();
        let scale_km = state.mean_distance_km();
        Self {
            centres: state.centres.clone(),
            prices_km: vec![0.0; territory_count],
            steps_km: vec![0.1 * scale_km; territory_count],
            last_excess: vec![0.0; territory_count],
            pass: 0,
            scale_km,
            best: None,
        }
    }

    /// Counted work of one pass.
    pub(crate) fn pass_work(instance: &Instance) -> u64 {
        (instance.unit_count * (4 + instance.territory_count / 8)) as u64
    }

    /// Counted work of a whole run.
    pub(crate) fn total_work(instance: &Instance) -> u64 {
        Self::pass_work(instance) * u64::from(PASSES)
    }

    pub(crate) fn is_finished(&self) -> bool {
        self.pass >= PASSES || self.scale_km <= 0.0
    }

    /// The best assignment met, with its score; what was best may be outside tolerance.
    pub(crate) fn into_best(self) -> Option<(Score, Vec<u32>)> {
        self.best
    }

    /// One pass: assign, judge, move prices and centres.
    pub(crate) fn pass(&mut self, instance: &Arc<Instance>, bounds: &Arc<Vec<f64>>, scale_km: f64) {
        let assignment = self.assign(instance);
        let mut state = State::new(instance, bounds, assignment, scale_km);
        self.move_prices(instance, &state);
        fill(&mut state);
        let score = state.score();
        if self.pass < MOVING_PASSES && self.pass % 2 == 1 {
            self.centres.clone_from(&state.centres);
        }
        if self.best.as_ref().is_none_or(|(best, _)| score.is_better_than(best)) {
            self.best = Some((score, state.assignment));
        }
        self.pass += 1;
    }

    /// Every placed unit to its cheapest territory; fixed units where they are; the rest left to [`fill`].
    fn assign(&self, instance: &Instance) -> Vec<u32> {
        (0..instance.unit_count)
            .map(|unit| {
                if instance.is_locked(unit) {
                    return instance.today[unit];
                }
                let Some(point) = instance.points[unit] else { return super::instance::NOWHERE };
                let mut cheapest = (f64::INFINITY, 0);
                for (territory, (centre, price)) in self.centres.iter().zip(&self.prices_km).enumerate() {
                    let cost = point.chord_km(centre) + price;
                    if cost < cheapest.0 {
                        cheapest = (cost, territory as u32);
                    }
                }
                cheapest.1
            })
            .collect()
    }

    /// Resilient steps (Riedmiller, Braun 1993): longer while the sign holds, shorter when it turns.
    fn move_prices(&mut self, instance: &Instance, state: &State) {
        let placed_share = state.placed_share();
        for territory in 0..instance.territory_count {
            let target = instance.combined_target(territory) * placed_share;
            let load = state.combined_load(territory);
            let excess = if target > 0.0 { load / target - 1.0 } else { load.min(1.0) };
            let turned = excess * self.last_excess[territory];
            let step = &mut self.steps_km[territory];
            if turned > 0.0 {
                *step = (*step * 1.2).min(self.scale_km);
            } else if turned < 0.0 {
                *step = (*step * 0.5).max(1e-6 * self.scale_km);
            }
            self.prices_km[territory] += excess.clamp(-1.0, 1.0) * *step;
            self.last_excess[territory] = excess;
        }
    }
}

/// Gives every unit that has no territory yet to the one it suits best, largest units first.
pub(crate) fn fill(state: &mut State) {
    let instance = state.instance();
    let mut waiting: Vec<u32> =
        (0..instance.unit_count as u32).filter(|&unit| state.assignment[unit as usize] == super::instance::NOWHERE).collect();
    waiting.sort_by(|&left, &right| {
        let value = |unit: u32| instance.combined_value(unit as usize);
        value(right).total_cmp(&value(left)).then(left.cmp(&right))
    });
    for unit in waiting {
        let mut best = (f64::INFINITY, 0);
        for territory in 0..instance.territory_count as u32 {
            let cost = state.placing_cost(unit as usize, territory as usize);
            if cost < best.0 {
                best = (cost, territory);
            }
        }
        state.place(unit as usize, best.1);
    }
}
