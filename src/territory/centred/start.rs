//! A first design: today's plan completed, or seeds spread by their costs and units gathered round them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::interchange::interchange;
use super::model::Model;
use super::naming;
use super::partition::partition;
use super::pieces::{bridge, hand_over};
use super::problem::NONE;
use crate::territory::chance::Chance;

/// Rounds of giving every unit to its nearest seed and moving each seed to the middle of what it got.
const SETTLING_ROUNDS: usize = 8;

/// Work that exchanging seeds may take, in looks at a cost, and the largest number of rounds.
const INTERCHANGE_LOOKS: usize = 80_000_000;
const INTERCHANGE_ROUNDS: usize = 4;

/// Today's plan without what must not be, its stray pieces handed to whom they lie among, and with units that have no
/// territory gathered by what is there. The allowance for change comes before all of that.
pub(crate) fn from_today(model: &Model, chance: &mut Chance) -> Vec<u32> {
    let problem = &model.problem;
    let mut owner = problem.fixed.clone();
    let held = owner.iter().enumerate().filter(|entry| *entry.1 != NONE);
    let mut used: f64 = held.map(|(unit, &territory)| model.change(unit, territory as usize)).sum();
    for (unit, owner) in owner.iter_mut().enumerate().filter(|entry| *entry.1 == NONE) {
        let today = problem.today[unit];
        let amount = problem.change_amounts[unit];
        let must_leave = today != NONE && model.is_forbidden(unit, today as usize);
        if must_leave && used + amount <= problem.change_allowance {
            used += amount;
        } else {
            *owner = today;
        }
    }
    let mut seeds = middles(model, &owner);
    if problem.is_contiguous {
        hand_over(model, &mut owner, &seeds, &mut used);
        seeds = middles(model, &owner);
        seed_near_held(model, &mut seeds, &owner);
    }
    spread_seeds(model, &mut seeds, &owner, chance);
    gather(model, &seeds, owner)
}

/// A blank map: only what is fixed is given.
pub(crate) fn from_nothing(model: &Model, chance: &mut Chance) -> Vec<u32> {
    let owner = model.problem.fixed.clone();
    let mut seeds = anchors(model, &owner);
    let is_anchored: Vec<bool> = seeds.iter().map(|&seed| seed != NONE).collect();
    if model.has_least_loads() {
        let parts = parted(model, chance);
        return from_parts(model, &parts, chance);
    }
    spread_seeds(model, &mut seeds, &owner, chance);
    for _ in 0..SETTLING_ROUNDS {
        let nearest = nearest_seed(model, &seeds);
        if !settle_seeds(model, &mut seeds, &nearest, &is_anchored) {
            break;
        }
    }
    let is_free = !model.problem.is_contiguous && !is_anchored.contains(&true) && !seeds.contains(&NONE);
    let rounds = (INTERCHANGE_LOOKS / (model.unit_count * model.unit_count)).min(INTERCHANGE_ROUNDS);
    if is_free && rounds > 0 {
        interchange(model, &mut seeds, chance, rounds);
    }
    let nearest = nearest_seed(model, &seeds);
    naming::name_seeds(model, &mut seeds, &nearest, &is_anchored);
    gather(model, &seeds, owner)
}

/// A design by recursive partitioning: per unit its territory, [`NONE`] for what has no place. Fixed units are where
/// they must be.
pub(crate) fn parted(model: &Model, chance: &mut Chance) -> Vec<u32> {
    let points = model.problem.costs.points();
    let fixed = &model.problem.fixed;
    let places: Vec<Option<[f64; 3]>> =
        anchors(model, fixed).iter().map(|&anchor| (anchor != NONE).then(|| points[anchor as usize])).collect();
    let mut parts = partition(model, &places, chance);
    for (unit, part) in parts.iter_mut().enumerate() {
        if fixed[unit] != NONE {
            *part = fixed[unit];
        } else if *part != NONE && !model.may_enter(unit, *part as usize) {
            *part = NONE;
        }
    }
    parts
}

/// Makes a complete design of parts; what must be in one piece is grown anew from the middle of each.
pub(crate) fn from_parts(model: &Model, parts: &[u32], chance: &mut Chance) -> Vec<u32> {
    let parts = naming::rename(model, parts);
    let mut seeds = middles(model, &parts);
    if model.problem.is_contiguous {
        // What is held has to hang together with the rest.
        for (seed, held) in seeds.iter_mut().zip(middles(model, &model.problem.fixed)).filter(|pair| pair.1 != NONE) {
            *seed = held;
        }
        seed_near_held(model, &mut seeds, &model.problem.fixed);
    }
    spread_seeds(model, &mut seeds, &model.problem.fixed, chance);
    gather(model, &seeds, if model.problem.is_contiguous { model.problem.fixed.clone() } else { parts })
}

/// What a first design costs each unit on the average: the scale of everything else.
pub(crate) fn mean_cost(model: &Model) -> f64 {
    let mut chance = Chance::new(model.problem.seed, 0);
    let groups = if model.has_least_loads() {
        // Where load has to be levelled out, ways are as long as that takes.
        partition(model, &vec![None; model.territory_count], &mut chance)
    } else {
        let none = vec![NONE; model.unit_count];
        let mut seeds = vec![NONE; model.territory_count];
        spread_seeds(model, &mut seeds, &none, &mut chance);
        let nearest = nearest_seed(model, &seeds);
        settle_seeds(model, &mut seeds, &nearest, &vec![false; model.territory_count]);
        nearest_seed(model, &seeds)
    };
    let seeds = middles_among(model, &groups, |_| true);
    let placed = groups.iter().enumerate().filter(|entry| *entry.1 != NONE);
    let sum: f64 = placed.map(|(unit, &group)| model.cost(unit, seeds[group as usize] as usize)).sum();
    let mean = sum / model.unit_count.max(1) as f64;
    if mean > 0.0 { mean } else { 1.0 }
}

/// Per territory the unit it must gather round: its fixed centre, the middle of its fixed units, the nearest to its home.
fn anchors(model: &Model, owner: &[u32]) -> Vec<u32> {
    let mut seeds = middles(model, owner);
    for (territory, seed) in seeds.iter_mut().enumerate() {
        let held = model.problem.fixed_centres[territory];
        if held != NONE && model.lies_somewhere[held as usize] {
            *seed = held;
        }
    }
    seed_near_held(model, &mut seeds, owner);
    for territory in 0..model.territory_count {
        if let (NONE, Some(home)) = (seeds[territory], &model.problem.homes[territory]) {
            seeds[territory] = nearest_free(model, &seeds, owner, territory, home);
        }
    }
    seeds
}

/// The unit nearest to a place that has no owner, is no seed yet and may be one of a territory.
fn nearest_free(model: &Model, seeds: &[u32], owner: &[u32], territory: usize, place: &[f64; 3]) -> u32 {
    let points = model.problem.costs.points();
    let square = |unit: usize| -> f64 { (0..3).map(|axis| (points[unit][axis] - place[axis]) * (points[unit][axis] - place[axis])).sum() };
    let is_free = |unit: &usize| owner[*unit] == NONE && !seeds.contains(&(*unit as u32));
    (0..model.unit_count)
        .filter(|unit| is_free(unit) && model.lies_somewhere[*unit] && !model.is_forbidden(*unit, territory))
        .min_by(|&left, &right| square(left).total_cmp(&square(right)).then(left.cmp(&right)))
        .map_or(NONE, |unit| unit as u32)
}

/// Seeds for territories that hold only what lies nowhere, such as fixed customers where whole areas are shared out: what is
/// free next to their middle.
fn seed_near_held(model: &Model, seeds: &mut [u32], owner: &[u32]) {
    if !seeds.contains(&NONE) {
        return;
    }
    let points = model.problem.costs.points();
    let held = middles_among(model, owner, |unit| model.has_place(unit));
    for (territory, &held) in held.iter().enumerate() {
        if seeds[territory] == NONE && held != NONE && !model.problem.closed[territory] {
            seeds[territory] = nearest_free(model, seeds, owner, territory, &points[held as usize]);
        }
    }
}

/// Per territory, the member nearest to the middle of its members that lie somewhere.
fn middles(model: &Model, owner: &[u32]) -> Vec<u32> {
    middles_among(model, owner, |unit| model.lies_somewhere[unit])
}

/// Per territory, the member nearest to the middle of its members that are meant.
fn middles_among(model: &Model, owner: &[u32], is_meant: impl Fn(usize) -> bool) -> Vec<u32> {
    let points = model.problem.costs.points();
    let mut groups = vec![Vec::new(); model.territory_count];
    for (unit, &territory) in owner.iter().enumerate().filter(|entry| *entry.1 != NONE && is_meant(entry.0)) {
        groups[territory as usize].push(unit);
    }
    let middle_of = |group: &Vec<usize>| {
        let middle = [0, 1, 2].map(|axis| group.iter().map(|&unit| points[unit][axis]).sum::<f64>() / group.len() as f64);
        let square =
            |unit: usize| -> f64 { (0..3).map(|axis| (points[unit][axis] - middle[axis]) * (points[unit][axis] - middle[axis])).sum() };
        group.iter().copied().min_by(|&left, &right| square(left).total_cmp(&square(right)).then(left.cmp(&right)))
    };
    groups.iter().map(|group| middle_of(group).map_or(NONE, |unit| unit as u32)).collect()
}

/// Seeds for the territories that have none, each drawn with a chance in proportion to the cost of what is nearest
/// (k-means++, Arthur and Vassilvitskii 2007). There are fewer when units run out.
fn spread_seeds(model: &Model, seeds: &mut [u32], owner: &[u32], chance: &mut Chance) {
    let mut is_seed = vec![false; model.unit_count];
    let mut nearest = vec![f64::INFINITY; model.unit_count];
    let take = |seed: usize, nearest: &mut [f64]| {
        for (unit, cost) in nearest.iter_mut().enumerate() {
            *cost = cost.min(model.cost(unit, seed));
        }
    };
    for &seed in seeds.iter().filter(|&&seed| seed != NONE) {
        is_seed[seed as usize] = true;
        take(seed as usize, &mut nearest);
    }
    for seed in seeds.iter_mut().filter(|seed| **seed == NONE) {
        let may_be = |unit: usize, is_seed: &[bool]| !is_seed[unit] && owner[unit] == NONE && model.lies_somewhere[unit];
        let weight = |unit: usize, nearest: &[f64]| if nearest[unit].is_finite() { nearest[unit] } else { 1.0 };
        let total: f64 = (0..model.unit_count).filter(|&unit| may_be(unit, &is_seed)).map(|unit| weight(unit, &nearest)).sum();
        let mut rest = chance.fraction() * total;
        let mut chosen = None;
        for unit in (0..model.unit_count).filter(|&unit| may_be(unit, &is_seed)) {
            let weight = weight(unit, &nearest);
            if chosen.is_none() || weight > 0.0 {
                chosen = Some(unit);
            }
            rest -= weight;
            if rest < 0.0 && weight > 0.0 {
                break;
            }
        }
        let Some(unit) = chosen else { return };
        *seed = unit as u32;
        is_seed[unit] = true;
        take(unit, &mut nearest);
    }
}

/// Per unit the territory of the nearest seed; a seed is its own.
fn nearest_seed(model: &Model, seeds: &[u32]) -> Vec<u32> {
    let mut owner: Vec<u32> = (0..model.unit_count)
        .map(|unit| {
            let mut best = (f64::INFINITY, NONE);
            for (territory, &seed) in seeds.iter().enumerate().filter(|entry| *entry.1 != NONE) {
                let cost = model.cost(unit, seed as usize);
                if cost < best.0 {
                    best = (cost, territory as u32);
                }
            }
            best.1
        })
        .collect();
    for (territory, &seed) in seeds.iter().enumerate().filter(|entry| *entry.1 != NONE) {
        owner[seed as usize] = territory as u32;
    }
    owner
}

/// Moves each free seed to the near unit that serves its group at least cost; whether any moved.
fn settle_seeds(model: &Model, seeds: &mut [u32], owner: &[u32], is_anchored: &[bool]) -> bool {
    let mut groups = vec![Vec::new(); seeds.len()];
    for (unit, &territory) in owner.iter().enumerate().filter(|entry| *entry.1 != NONE) {
        groups[territory as usize].push(unit);
    }
    let mut has_moved = false;
    for (territory, seed) in seeds.iter_mut().enumerate() {
        if is_anchored[territory] || *seed == NONE {
            continue;
        }
        let cost_from = |centre: usize| groups[territory].iter().map(|&unit| model.cost(unit, centre)).sum::<f64>();
        let mut best = (cost_from(*seed as usize), *seed);
        loop {
            let before = best.1;
            for &candidate in &model.near[before as usize] {
                if owner[candidate as usize] as usize == territory {
                    let cost = cost_from(candidate as usize);
                    if cost < best.0 {
                        best = (cost, candidate);
                    }
                }
            }
            if best.1 == before {
                break;
            }
        }
        has_moved |= best.1 != *seed;
        *seed = best.1;
    }
    has_moved
}

/// Gives every unit that has no owner yet to a territory.
fn gather(model: &Model, seeds: &[u32], mut owner: Vec<u32>) -> Vec<u32> {
    let mut loads = vec![0.0; model.territory_count * model.measure_count];
    for (territory, &seed) in seeds.iter().enumerate() {
        if seed != NONE && owner[seed as usize] == NONE && model.may_enter(seed as usize, territory) {
            owner[seed as usize] = territory as u32;
        }
    }
    if model.problem.is_contiguous {
        bridge(model, &mut owner);
    }
    for (unit, &territory) in owner.iter().enumerate().filter(|entry| *entry.1 != NONE) {
        add(model, &mut loads, territory as usize, unit);
    }
    if model.problem.is_contiguous {
        grow(model, seeds, &mut owner, &mut loads);
    }
    fill(model, seeds, &mut owner, &mut loads);
    owner
}

fn add(model: &Model, loads: &mut [f64], territory: usize, unit: usize) {
    let row = territory * model.measure_count;
    for (load, value) in loads[row..row + model.measure_count].iter_mut().zip(model.values_of(unit)) {
        *load += value;
    }
}

/// What a territory's excess grows by with a unit.
fn overload(model: &Model, loads: &[f64], territory: usize, seed: u32, unit: usize) -> f64 {
    let row = territory * model.measure_count;
    let over = |with_unit: bool| -> f64 {
        model.imbalance_over(territory, seed, |measure| loads[row + measure] + if with_unit { model.values_of(unit)[measure] } else { 0.0 })
    };
    over(true) - over(false)
}

/// Every unit to the nearest seed with room; those that would lose most by the second nearest choose first.
fn fill(model: &Model, seeds: &[u32], owner: &mut [u32], loads: &mut [f64]) {
    let cost = |unit: usize, territory: usize| {
        let travel = if seeds[territory] == NONE { 0.0 } else { model.cost(unit, seeds[territory] as usize) };
        travel + model.extra(unit, territory)
    };
    let mut order: Vec<(f64, u32)> = (0..model.unit_count)
        .filter(|&unit| owner[unit] == NONE)
        .map(|unit| {
            let (mut nearest, mut second) = (f64::INFINITY, f64::INFINITY);
            for territory in 0..seeds.len() {
                let cost = cost(unit, territory);
                if cost < nearest {
                    (nearest, second) = (cost, nearest);
                } else if cost < second {
                    second = cost;
                }
            }
            (if second.is_finite() { nearest - second } else { 0.0 }, unit as u32)
        })
        .collect();
    order.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
    for (_, unit) in order {
        let unit = unit as usize;
        let mut best = (f64::INFINITY, f64::INFINITY, None);
        for territory in (0..seeds.len()).filter(|&territory| model.may_enter(unit, territory)) {
            let entry = (overload(model, loads, territory, seeds[territory], unit), cost(unit, territory));
            if best.2.is_none() || entry < (best.0, best.1) {
                best = (entry.0, entry.1, Some(territory));
            }
        }
        // Where locks leave nowhere to go, a unit has to be somewhere, and rather not where nothing may enter.
        let is_open = |territory: &usize| !model.problem.closed[*territory];
        let territory = best.2.or_else(|| (0..seeds.len()).find(is_open)).unwrap_or(0);
        owner[unit] = territory as u32;
        add(model, loads, territory, unit);
    }
}

/// Grows every territory from what it has: the lightest takes the neighbouring unit that is cheapest for it.
fn grow(model: &Model, seeds: &[u32], owner: &mut [u32], loads: &mut [f64]) {
    let neighbours = &model.problem.neighbours;
    // Costs of at least 0 order as their bits do.
    let key = |unit: u32, territory: usize| -> u64 {
        if seeds[territory] == NONE { 0 } else { model.cost(unit as usize, seeds[territory] as usize).to_bits() }
    };
    let mut frontiers: Vec<BinaryHeap<Reverse<(u64, u32)>>> = vec![BinaryHeap::new(); model.territory_count];
    for (unit, &territory) in owner.iter().enumerate().filter(|entry| *entry.1 != NONE) {
        for &next in neighbours[unit].iter().filter(|&&next| owner[next as usize] == NONE) {
            frontiers[territory as usize].push(Reverse((key(next, territory as usize), next)));
        }
    }
    let weight = |loads: &[f64], territory: usize| {
        model.filled_share(territory, |measure| loads[territory * model.measure_count + measure]).to_bits()
    };
    // Where nothing is measured, or nothing has a value, numbers decide.
    let mut lightest: BinaryHeap<Reverse<(u64, u32, usize)>> =
        (0..model.territory_count).map(|territory| Reverse((weight(loads, territory), 0, territory))).collect();
    while let Some(Reverse((_, count, territory))) = lightest.pop() {
        while let Some(Reverse((_, unit))) = frontiers[territory].pop() {
            if owner[unit as usize] != NONE || !model.may_enter(unit as usize, territory) {
                continue;
            }
            owner[unit as usize] = territory as u32;
            add(model, loads, territory, unit as usize);
            for &next in neighbours[unit as usize].iter().filter(|&&next| owner[next as usize] == NONE) {
                frontiers[territory].push(Reverse((key(next, territory), next)));
            }
            lightest.push(Reverse((weight(loads, territory), count + 1, territory)));
            break;
        }
    }
}
