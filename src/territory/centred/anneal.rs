//! Moves and their acceptance: simulated annealing (Kirkpatrick et al. 1983) with shifts, swaps and chains of two
//! shifts along borders, and a penalty for excess that oscillates about the edge of the bounds (Glover's strategic
//! oscillation; Gliesch, Ritt, Moreira 2018 alternate balance and compactness to the same end).

use std::sync::Arc;

use super::contiguity::Contiguity;
use super::model::Model;
use super::problem::NONE;
use super::state::State;
use crate::territory::chance::Chance;

/// Draws of −ln(fraction) made ahead: the acceptance threshold of Metropolis et al. 1953.
const THRESHOLD_COUNT: usize = 4096;

/// Nearest centres kept of each unit.
const NEAR_CENTRE_COUNT: usize = 6;

/// Proposals between two looks at which territories are outside their bounds.
const VIOLATED_LOOK: u32 = 2_048;

/// Of sixteen proposals, those that are made at a territory outside its bounds while there is one.
const VIOLATED_SHARE: usize = 5;

/// The working tools of an annealing.
pub(crate) struct Anneal {
    pub(crate) chance: Chance,
    thresholds: Vec<f64>,
    contiguity: Contiguity,
    /// Unit-major territories whose centres are nearest; empty where borders alone lead to others.
    near_centres: Vec<u32>,
    /// Territories that were outside their bounds when last looked at.
    violated: Vec<u32>,
    /// Territories without units that lie somewhere then, which no border leads to.
    empty: Vec<u32>,
}

impl Anneal {
    pub(crate) fn new(chance: Chance, unit_count: usize) -> Self {
        Self {
            chance,
            thresholds: (0..THRESHOLD_COUNT).map(|rank| -libm::log((rank as f64 + 0.5) / THRESHOLD_COUNT as f64)).collect(),
            contiguity: Contiguity::new(unit_count),
            near_centres: Vec::new(),
            violated: Vec::new(),
            empty: Vec::new(),
        }
    }

    /// Lists each unit's nearest centres anew.
    pub(crate) fn find_near_centres(&mut self, state: &State) {
        self.near_centres.clear();
        let model = &*state.model;
        if model.problem.is_contiguous {
            return;
        }
        let mut nearest: Vec<(f64, u32)> = Vec::with_capacity(NEAR_CENTRE_COUNT + 1);
        for unit in 0..model.unit_count {
            nearest.clear();
            for (territory, &centre) in state.centres.iter().enumerate() {
                let cost = if centre == NONE { 0.0 } else { model.cost(unit, centre as usize) };
                if nearest.len() == NEAR_CENTRE_COUNT && nearest.last().is_none_or(|last| cost >= last.0) {
                    continue;
                }
                let place = nearest.partition_point(|other| other.0 <= cost);
                nearest.insert(place, (cost, territory as u32));
                nearest.truncate(NEAR_CENTRE_COUNT);
            }
            self.near_centres.extend(nearest.iter().map(|entry| entry.1));
            self.near_centres.resize((unit + 1) * NEAR_CENTRE_COUNT, NONE);
        }
    }

    /// A unit's nearest territories when last listed, [`NONE`] where there are no more; empty where borders alone lead on.
    pub(crate) fn near_centres(&self, unit: usize) -> &[u32] {
        self.near_centres.get(unit * NEAR_CENTRE_COUNT..(unit + 1) * NEAR_CENTRE_COUNT).unwrap_or_default()
    }

    /// Makes `work` proposals at a temperature.
    pub(crate) fn run(&mut self, state: &mut State, temperature: f64, work: u32) {
        let model = Arc::clone(&state.model);
        self.run_among(state, &model.free_units, temperature, work);
    }

    /// Makes `work` proposals for some free units only.
    pub(crate) fn run_among(&mut self, state: &mut State, units: &[u32], temperature: f64, work: u32) {
        let model = Arc::clone(&state.model);
        if units.is_empty() || model.territory_count < 2 {
            return;
        }
        for number in 0..work {
            if number.is_multiple_of(VIOLATED_LOOK) {
                self.note_violated(state);
            }
            let mut unit = units[self.chance.below(units.len())] as usize;
            if !self.violated.is_empty() && self.chance.below(16) < VIOLATED_SHARE {
                match self.unit_at_violated(&model, state) {
                    Some(found) => unit = found,
                    None => continue,
                }
            }
            self.propose(&model, state, unit, temperature);
        }
    }

    /// Notes which territories are outside their bounds, and which have nothing that lies somewhere.
    fn note_violated(&mut self, state: &State) {
        let lies_somewhere = |member: &u32| state.model.lies_somewhere[*member as usize];
        self.violated.clear();
        self.violated.extend(
            (0..state.centres.len()).filter(|&territory| state.imbalances[territory].excess > 0.0).map(|territory| territory as u32),
        );
        self.empty.clear();
        let is_empty = |territory: &u32| !state.members[*territory as usize].iter().any(lies_somewhere);
        self.empty.extend((0..state.members.len() as u32).filter(is_empty));
    }

    /// A unit whose move may help a territory outside its bounds: one of its own, or one next to them.
    fn unit_at_violated(&mut self, model: &Model, state: &State) -> Option<usize> {
        let territory = self.violated[self.chance.below(self.violated.len())] as usize;
        let members = &state.members[territory];
        let mut unit = *members.get(self.chance.below(members.len()))?;
        if self.chance.below(2) == 0 {
            let near = &model.near[unit as usize];
            unit = *near.get(self.chance.below(near.len()))?;
        }
        (model.problem.fixed[unit as usize] == NONE).then_some(unit as usize)
    }

    /// How much worse a change may be at a temperature, drawn anew each time.
    pub(crate) fn threshold(&mut self, temperature: f64) -> f64 {
        self.thresholds[self.chance.below(THRESHOLD_COUNT)] * temperature
    }

    /// Where a unit might go, and the neighbour that was followed there.
    fn destination(&mut self, model: &Model, state: &State, unit: usize) -> Option<(usize, u32)> {
        let near = &model.near[unit];
        let from = state.assignment[unit] as usize;
        let kind = self.chance.below(64);
        if model.has_limit && kind < 12 && model.is_changed(unit, from) {
            return Some((model.problem.today[unit] as usize, NONE));
        }
        if !self.empty.is_empty() && kind >= 56 {
            return Some((self.empty[self.chance.below(self.empty.len())] as usize, NONE));
        }
        if !near.is_empty() && (kind < 46 || self.near_centres.is_empty()) {
            let neighbour = near[self.chance.below(near.len())];
            let to = state.assignment[neighbour as usize] as usize;
            return (to != from).then_some((to, neighbour));
        }
        if kind < 62 && !near.is_empty() && !self.near_centres.is_empty() {
            let territory = self.near_centres[unit * NEAR_CENTRE_COUNT + self.chance.below(NEAR_CENTRE_COUNT)];
            return (territory != NONE).then_some((territory as usize, NONE));
        }
        Some((self.chance.below(model.territory_count), NONE))
    }

    fn propose(&mut self, model: &Model, state: &mut State, unit: usize, temperature: f64) {
        let Some((to, neighbour)) = self.destination(model, state, unit) else { return };
        let from = state.assignment[unit] as usize;
        if from == to || !model.may_enter(unit, to) {
            return;
        }
        let threshold = self.threshold(temperature);
        let use_change = model.change(unit, to) - model.change(unit, from);
        let is_allowed = use_change <= 0.0 || state.used + use_change <= model.problem.change_allowance;
        let may_leave_empty = state.members[from].len() > 1 || model.may_be_empty;
        // Most moves lead far away for nothing; those need no look at the loads.
        let relief = state.relief(from, to, unit);
        let is_hopeless = |travel: f64| travel - relief > threshold;
        let travel = state.travel_change(unit, to);
        if is_allowed && may_leave_empty && !is_hopeless(travel) {
            let left = state.after(from, unit as u32, NONE);
            let entered = state.after(to, NONE, unit as u32);
            let extra = state.extra_change(unit, from, to);
            let change = state.price_of(&left) + state.price_of(&entered) - state.price(from) - state.price(to) + extra;
            if change <= threshold {
                if self.stays_whole(model, state, &[(unit, to)]) {
                    state.make(&[(unit, to)], &[(from, left), (to, entered)]);
                }
                return;
            }
        }
        let kind = self.chance.below(8);
        let partner = if kind < 4 && neighbour != NONE {
            neighbour as usize
        } else {
            let members = &state.members[to];
            if members.is_empty() {
                return;
            }
            members[self.chance.below(members.len())] as usize
        };
        if model.problem.fixed[partner] != NONE {
            return;
        }
        let onwards = if kind.is_multiple_of(4) && may_leave_empty {
            match self.destination(model, state, partner) {
                Some((third, _)) if third != from && third != to => third,
                _ => return,
            }
        } else {
            from
        };
        if !model.may_enter(partner, onwards) {
            return;
        }
        let use_change = use_change + model.change(partner, onwards) - model.change(partner, to);
        if use_change > 0.0 && state.used + use_change > model.problem.change_allowance {
            return;
        }
        let third_relief = if onwards == from { state.border_relief(partner) } else { state.relief(onwards, onwards, partner) };
        if travel + state.travel_change(partner, onwards) - relief - third_relief > threshold {
            return;
        }
        let extra = state.extra_change(unit, from, to) + state.extra_change(partner, to, onwards);
        if onwards == from {
            self.try_swap(model, state, (unit, from), (partner, to), extra, threshold);
        } else {
            self.try_chain(model, state, (unit, from), (partner, to, onwards), extra, threshold);
        }
    }

    /// `unit` to the partner's territory, the partner to that of `unit`.
    fn try_swap(
        &mut self,
        model: &Model,
        state: &mut State,
        (unit, from): (usize, usize),
        (partner, to): (usize, usize),
        extra: f64,
        threshold: f64,
    ) {
        let at_from = state.after(from, unit as u32, partner as u32);
        let at_to = state.after(to, partner as u32, unit as u32);
        let change = state.price_of(&at_from) + state.price_of(&at_to) - state.price(from) - state.price(to) + extra;
        if change > threshold || change + state.exchange_correction(unit, partner) > threshold {
            return;
        }
        let moves = [(unit, to), (partner, from)];
        if self.stays_whole(model, state, &moves) {
            state.make(&moves, &[(from, at_from), (to, at_to)]);
        }
    }

    /// `unit` to the partner's territory, the partner onwards to a third.
    fn try_chain(
        &mut self,
        model: &Model,
        state: &mut State,
        (unit, from): (usize, usize),
        (partner, to, third): (usize, usize, usize),
        extra: f64,
        threshold: f64,
    ) {
        let at_from = state.after(from, unit as u32, NONE);
        let at_to = state.after(to, partner as u32, unit as u32);
        let at_third = state.after(third, NONE, partner as u32);
        let change = state.price_of(&at_from) + state.price_of(&at_to) + state.price_of(&at_third)
            - state.price(from)
            - state.price(to)
            - state.price(third)
            + extra;
        // Only the unit's side of their border was told to vanish.
        if change > threshold || change + 0.5 * state.exchange_correction(unit, partner) > threshold {
            return;
        }
        let moves = [(unit, to), (partner, third)];
        if self.stays_whole(model, state, &moves) {
            state.make(&moves, &[(from, at_from), (to, at_to), (third, at_third)]);
        }
    }

    /// Whether no territory falls into more pieces by moves made one after the other.
    pub(crate) fn stays_whole(&mut self, model: &Model, state: &mut State, moves: &[(usize, usize)]) -> bool {
        if !model.problem.is_contiguous {
            return true;
        }
        let mut made = 0;
        let mut is_whole = true;
        let mut before = [NONE; 2];
        for (step, &(unit, to)) in moves.iter().enumerate() {
            let neighbours = &model.problem.neighbours;
            // A unit that leaves later in the same exchange holds nothing together.
            let leaves_later = |other: u32| moves[step + 1..].iter().any(|later| later.0 == other as usize && later.1 != to);
            let touches = neighbours[unit].iter().any(|&other| state.assignment[other as usize] == to as u32 && !leaves_later(other));
            // A territory begins anywhere when nothing of it lies somewhere, and what lies nowhere may be anywhere.
            let stays = |member: u32| !leaves_later(member) && state.assignment[member as usize] == to as u32;
            let is_founded = || state.members[to].iter().any(|&member| model.lies_somewhere[member as usize] && stays(member));
            let may_enter = touches || !model.lies_somewhere[unit] || !is_founded();
            if !may_enter || !self.contiguity.may_leave(neighbours, &state.assignment, unit) {
                is_whole = false;
                break;
            }
            before[step] = state.assignment[unit];
            state.assignment[unit] = to as u32;
            made += 1;
        }
        for (step, &(unit, _)) in moves.iter().enumerate().take(made) {
            state.assignment[unit] = before[step];
        }
        is_whole
    }
}
