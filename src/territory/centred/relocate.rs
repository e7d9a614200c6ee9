//! Large moves: some territories are drawn anew, the surroundings are put in order, and only then it is judged.
//!
//! Shifts and swaps move centres by small steps and never across the map. A relocation dissolves a territory into its
//! neighbours and founds it elsewhere; a stirring melts a few neighbouring territories and lets them set again.

use super::anneal::Anneal;
use super::prices::is_priceable;
use super::problem::NONE;
use super::state::State;

/// Proposals for each affected unit before a relocation is judged; fewer where prices put in order what is left.
const PROPOSALS_PER_UNIT: usize = 25;
const PROPOSALS_PER_UNIT_WHEN_PRICED: usize = 15;

/// Steps of cooling in a stirring, and proposals for each affected unit in each of them.
const STIRRING_STEPS: i32 = 8;
const PROPOSALS_PER_STEP: usize = 40;

/// Whether a territory may be dissolved: nothing in it is held by locks.
fn is_movable(state: &State, territory: usize) -> bool {
    let problem = &state.model.problem;
    !problem.closed[territory]
        && problem.fixed_centres[territory] == NONE
        && state.members[territory].iter().all(|&unit| problem.fixed[unit as usize] == NONE)
}

/// Tries one relocation, judged at a temperature; returns the proposals it took.
pub(crate) fn try_relocation(state: &mut State, anneal: &mut Anneal, temperature: f64, local_temperature: f64) -> u32 {
    let model = state.model.clone();
    if model.territory_count < 3 {
        return 1;
    }
    // The lightest of a few is dissolved, the heaviest of a few is divided.
    let chance = &mut anneal.chance;
    let mut leaving = chance.below(model.territory_count);
    let mut divided = chance.below(model.territory_count);
    for _ in 0..2 {
        let other = chance.below(model.territory_count);
        if state.travels[other] < state.travels[leaving] {
            leaving = other;
        }
        let other = chance.below(model.territory_count);
        if state.travels[other] > state.travels[divided] {
            divided = other;
        }
    }
    if leaving == divided || state.members[divided].len() < 2 {
        return 1;
    }
    let members = &state.members[divided];
    let founder = members[chance.below(members.len())];
    let may_found = model.problem.fixed[founder as usize] == NONE && model.may_enter(founder as usize, leaving);
    if !may_found || !is_movable(state, leaving) || model.problem.closed[divided] {
        return 1;
    }
    let before = state.total_price();
    let (assignment, centres) = (state.assignment.clone(), state.centres.clone());
    let mut affected = vec![leaving, divided];
    let old_members = state.members[leaving].clone();
    state.move_unit(founder, leaving);
    for unit in old_members {
        let mut best = (f64::INFINITY, leaving);
        for territory in (0..model.territory_count).filter(|&territory| territory != leaving && model.may_enter(unit as usize, territory)) {
            let after = state.after(territory, NONE, unit);
            let price = state.price_of(&after) - state.price(territory);
            if price < best.0 {
                best = (price, territory);
            }
        }
        state.move_unit(unit, best.1);
        affected.push(best.1);
    }
    state.set_centre(leaving, founder);
    let divided_centre = state.centres[divided];
    for unit in state.members[divided].clone() {
        let is_nearer = model.cost(unit as usize, founder as usize) < state.unit_costs[unit as usize];
        if unit != divided_centre && is_nearer && model.problem.fixed[unit as usize] == NONE && model.may_enter(unit as usize, leaving) {
            state.move_unit(unit, leaving);
        }
    }
    let proposals_per_unit = if is_priceable(&model) { PROPOSALS_PER_UNIT_WHEN_PRICED } else { PROPOSALS_PER_UNIT };
    let work = settle(state, anneal, &mut affected, &[local_temperature], proposals_per_unit);
    if state.total_price() - before > anneal.threshold(temperature) {
        state.restore(&assignment, &centres);
    }
    work
}

/// Tries to draw a few neighbouring territories anew, from hot to cold; returns the proposals it took.
pub(crate) fn try_stirring(state: &mut State, anneal: &mut Anneal, temperature: f64, (hot, cold): (f64, f64)) -> u32 {
    let model = state.model.clone();
    let Some(&first) = model.free_units.get(anneal.chance.below(model.free_units.len())) else { return 1 };
    let before = state.total_price();
    let (assignment, centres) = (state.assignment.clone(), state.centres.clone());
    let mut affected = vec![state.assignment[first as usize] as usize];
    let wanted = (2 + anneal.chance.below(2)).min(model.territory_count);
    for _ in 0..40 {
        if affected.len() >= wanted {
            break;
        }
        let members = &state.members[affected[anneal.chance.below(affected.len())]];
        let Some(&member) = members.get(anneal.chance.below(members.len())) else { continue };
        let near = &model.near[member as usize];
        if let Some(&neighbour) = near.get(anneal.chance.below(near.len())) {
            let territory = state.assignment[neighbour as usize] as usize;
            if !affected.contains(&territory) {
                affected.push(territory);
            }
        }
    }
    let temperatures: Vec<f64> =
        (0..STIRRING_STEPS).map(|step| hot * libm::pow(cold / hot, f64::from(step) / f64::from(STIRRING_STEPS - 1))).collect();
    let work = settle(state, anneal, &mut affected, &temperatures, PROPOSALS_PER_STEP);
    if state.total_price() - before > anneal.threshold(temperature) {
        state.restore(&assignment, &centres);
    }
    work
}

/// Anneals the units of some territories at one temperature after the other; returns the proposals made.
fn settle(state: &mut State, anneal: &mut Anneal, affected: &mut Vec<usize>, temperatures: &[f64], proposals_per_unit: usize) -> u32 {
    affected.sort_unstable();
    affected.dedup();
    let problem = &state.model.problem;
    let members = affected.iter().flat_map(|&territory| state.members[territory].iter().copied());
    let units: Vec<u32> = members.filter(|&unit| problem.fixed[unit as usize] == NONE).collect();
    let work = (units.len() * proposals_per_unit) as u32;
    for &temperature in temperatures {
        anneal.run_among(state, &units, temperature, work);
    }
    1 + work * temperatures.len() as u32
}
