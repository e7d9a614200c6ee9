//! Territories in pieces at the start, joined again where units are free to move. The search itself never adds a piece.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, VecDeque};

use super::model::Model;
use super::problem::NONE;

/// Lists of units of one territory that can be reached from each other, in the order of their first units. What has no
/// neighbour is in none.
pub(crate) fn pieces(neighbours: &[Vec<u32>], owner: &[u32]) -> Vec<Vec<u32>> {
    let mut is_seen = vec![false; owner.len()];
    let mut pieces = Vec::new();
    for unit in (0..owner.len()).filter(|&unit| owner[unit] != NONE && !neighbours[unit].is_empty()) {
        if is_seen[unit] {
            continue;
        }
        is_seen[unit] = true;
        let mut piece = vec![unit as u32];
        let mut next = 0;
        while let Some(&here) = piece.get(next) {
            next += 1;
            for &other in &neighbours[here as usize] {
                if owner[other as usize] == owner[unit] && !is_seen[other as usize] {
                    is_seen[other as usize] = true;
                    piece.push(other);
                }
            }
        }
        pieces.push(piece);
    }
    pieces
}

/// Hands the lesser pieces of every territory to the territories around them, so far as their units are free and the
/// allowance for change, of which `used` is gone, suffices. `middles` is where each territory is.
pub(crate) fn hand_over(model: &Model, owner: &mut [u32], middles: &[u32], used: &mut f64) {
    // A piece may join another lesser one, which is then handed on with it; each hand-over leaves a piece less.
    loop {
        let mut of_territory: BTreeMap<u32, Vec<Vec<u32>>> = BTreeMap::new();
        for piece in pieces(&model.problem.neighbours, owner) {
            of_territory.entry(owner[piece[0] as usize]).or_default().push(piece);
        }
        let mut has_changed = false;
        for (territory, mut pieces) in of_territory {
            // What is held counts most, then size.
            let held = model.problem.fixed_centres[territory as usize];
            let is_fixed = |unit: &&u32| model.problem.fixed[**unit as usize] != NONE;
            pieces.sort_by_key(|piece| (piece.contains(&held), piece.iter().filter(is_fixed).count(), piece.len()));
            pieces.pop();
            for piece in pieces.iter().filter(|piece| !piece.iter().any(|unit| is_fixed(&unit))) {
                has_changed |= hand_over_piece(model, owner, middles, used, piece);
            }
        }
        if !has_changed {
            return;
        }
    }
}

/// Gives every unit of a piece to a territory next to it, the cheapest first; all or none.
fn hand_over_piece(model: &Model, owner: &mut [u32], middles: &[u32], used: &mut f64, piece: &[u32]) -> bool {
    let territory = owner[piece[0] as usize];
    let is_own = |unit: u32| owner[unit as usize] == territory;
    if piece.iter().any(|&unit| model.problem.neighbours[unit as usize].iter().any(|&other| is_own(other) && !piece.contains(&other))) {
        // It has become part of a larger one.
        return false;
    }
    let mut ways = BinaryHeap::new();
    let offer = |ways: &mut BinaryHeap<Reverse<(u64, u32, u32)>>, unit: u32, to: u32| {
        if to != NONE && to != territory && middles[to as usize] != NONE && model.may_enter(unit as usize, to as usize) {
            // Costs of at least 0 order as their bits do.
            ways.push(Reverse((model.cost(unit as usize, middles[to as usize] as usize).to_bits(), unit, to)));
        }
    };
    for &unit in piece {
        model.problem.neighbours[unit as usize].iter().for_each(|&other| offer(&mut ways, unit, owner[other as usize]));
    }
    let mut given = 0;
    let mut cost = 0.0;
    while let Some(Reverse((_, unit, to))) = ways.pop() {
        if owner[unit as usize] != territory {
            continue;
        }
        owner[unit as usize] = to;
        given += 1;
        cost += model.change(unit as usize, to as usize) - model.change(unit as usize, territory as usize);
        for &other in model.problem.neighbours[unit as usize].iter().filter(|&&other| owner[other as usize] == territory) {
            offer(&mut ways, other, to);
        }
    }
    let is_given = given == piece.len() && (cost <= 0.0 || *used + cost <= model.problem.change_allowance);
    if is_given {
        *used += cost;
    } else {
        piece.iter().for_each(|&unit| owner[unit as usize] = territory);
    }
    is_given
}

/// Joins what a territory holds already by the shortest ways through units that have no owner.
pub(crate) fn bridge(model: &Model, owner: &mut [u32]) {
    let mut of_territory: BTreeMap<u32, Vec<Vec<u32>>> = BTreeMap::new();
    for piece in pieces(&model.problem.neighbours, owner) {
        of_territory.entry(owner[piece[0] as usize]).or_default().push(piece);
    }
    for (territory, pieces) in of_territory {
        let [first, others @ ..] = pieces.as_slice() else { continue };
        let mut is_joined = vec![false; owner.len()];
        let mut joined = first.clone();
        for _ in others {
            joined.iter().for_each(|&unit| is_joined[unit as usize] = true);
            let Some(way) = way_out(model, owner, territory, &joined, &is_joined) else { break };
            let reached = way[0];
            for &unit in &way {
                owner[unit as usize] = territory;
            }
            joined.extend(way);
            joined.extend(others.iter().find(|piece| piece.contains(&reached)).into_iter().flatten());
        }
    }
}

/// The units of a shortest way from a piece to another of the same territory, from its end, which is in that piece.
fn way_out(model: &Model, owner: &[u32], territory: u32, joined: &[u32], is_joined: &[bool]) -> Option<Vec<u32>> {
    let mut came_from: BTreeMap<u32, u32> = BTreeMap::new();
    let mut queue: VecDeque<u32> = joined.iter().copied().collect();
    while let Some(here) = queue.pop_front() {
        for &other in &model.problem.neighbours[here as usize] {
            if is_joined[other as usize] || came_from.contains_key(&other) {
                continue;
            }
            if owner[other as usize] == territory {
                let mut way = vec![other];
                let mut unit = here;
                while !is_joined[unit as usize] {
                    way.push(unit);
                    unit = *came_from.get(&unit)?;
                }
                return Some(way);
            }
            if owner[other as usize] == NONE && model.may_enter(other as usize, territory as usize) {
                came_from.insert(other, here);
                queue.push_back(other);
            }
        }
    }
    None
}
