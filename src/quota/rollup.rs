//! From the bottom up: estimates, what people can carry, and what the street is asked for in all.

use super::answer::{LevelTotals, NodeOutcome, PlacedNode};
use super::capacity::seller_months;
use super::figures::Known;
use super::findings::is_valid_figure;
use super::question::{AttainmentReading, Goal, NodeKey, NodeKind, SellerCapacity};
use crate::domain::fiscal::MONTHS;

/// Fills in what comes from below. When estimates were given but not everywhere, the first node without one by key and
/// how many there are.
pub(super) fn fill(goal: &Goal, nodes: &[PlacedNode], known: &[Known], outcomes: &mut [NodeOutcome]) -> Option<(NodeKey, u32)> {
    let mut lacks_its_own = vec![false; nodes.len()];
    for place in (0..nodes.len()).rev() {
        let node = &nodes[place];
        outcomes[place].capacity_months = capacity(goal, node, known[place], outcomes);
        outcomes[place].street_total = street_total(node, &outcomes[place], outcomes);
        let estimate = known[place].estimate();
        let (sum, missing) = estimates_below(node, outcomes);
        let is_unit = matches!(node.kind, NodeKind::Seat | NodeKind::Holder) || node.children.is_empty();
        let is_whole = estimate.is_some() || node.kind == NodeKind::Vacancy;
        lacks_its_own[place] = !is_whole && sum.is_none() && is_unit;
        outcomes[place].estimate = estimate;
        outcomes[place].bottom_up = estimate.or(sum);
        outcomes[place].estimates_missing = match is_whole {
            true => 0,
            false if lacks_its_own[place] => 1,
            false => missing,
        };
    }
    let company = outcomes.first()?;
    if company.bottom_up.is_none() || company.estimates_missing == 0 {
        return None;
    }
    let mut first: Option<&NodeKey> = None;
    let mut waiting = vec![0];
    while let Some(place) = waiting.pop() {
        if lacks_its_own[place] {
            first = Some(first.map_or(&nodes[place].key, |first| first.min(&nodes[place].key)));
        } else if outcomes[place].estimates_missing > 0 {
            waiting.extend(sides_with_estimates(&nodes[place], outcomes));
        }
    }
    first.map(|first| (first.clone(), company.estimates_missing))
}

/// The side of a node whose estimates count: the one that is complete, or else the one whose estimates cover more of the
/// node's base. Where both are alike, the children.
fn sides_with_estimates<'a>(node: &'a PlacedNode, outcomes: &[NodeOutcome]) -> &'a [usize] {
    let known = |places: &[usize]| places.iter().filter(|&&place| outcomes[place].bottom_up.is_some()).count();
    let is_complete = |places: &[usize]| known(places) > 0 && places.iter().all(|&place| outcomes[place].estimates_missing == 0);
    let covered = |places: &[usize]| {
        let of_known = places.iter().filter(|&&place| outcomes[place].bottom_up.is_some() && outcomes[place].estimates_missing == 0);
        of_known.fold(0i64, |sum, &place| sum.saturating_add(outcomes[place].base))
    };
    let rank = |places: &[usize]| (is_complete(places), covered(places), known(places) > 0);
    if node.holders.is_empty() || (!node.children.is_empty() && rank(&node.children) >= rank(&node.holders)) && known(&node.children) > 0 {
        &node.children
    } else {
        &node.holders
    }
}

fn estimates_below(node: &PlacedNode, outcomes: &[NodeOutcome]) -> (Option<i64>, u32) {
    let below = sides_with_estimates(node, outcomes);
    let known = below.iter().filter_map(|&place| outcomes[place].bottom_up);
    let sum = known.fold(None, |sum: Option<i64>, part| Some(sum.unwrap_or(0).saturating_add(part)));
    (sum, below.iter().map(|&place| outcomes[place].estimates_missing).sum())
}

fn capacity(goal: &Goal, node: &PlacedNode, known: Known, outcomes: &[NodeOutcome]) -> Option<[i64; MONTHS]> {
    let own = known.goal.and_then(|goal| goal.productivity_per_month).filter(|figure| is_valid_figure(*figure));
    if let Some(activity) = &node.activity {
        let mut seller = goal.capacity.or(own.map(|productivity_per_month| SellerCapacity {
            productivity_per_month,
            attainment: 1.0,
            reading: AttainmentReading::Everyone,
        }))?;
        seller.productivity_per_month = own.unwrap_or(seller.productivity_per_month);
        // The conversion holds at the type's bounds and makes 0 of what is no number.
        return Some(seller_months(&seller, activity).map(|month| month.max(0.0).round() as i64));
    }
    let below = if node.holders.is_empty() { &node.children } else { &node.holders };
    let parts = below.iter().filter_map(|&place| outcomes[place].capacity_months);
    let sum = parts.reduce(|sum, part| std::array::from_fn(|month| sum[month].saturating_add(part[month])));
    sum.or_else(|| (node.kind == NodeKind::Vacancy && goal.capacity.is_some()).then_some([0; MONTHS]))
}

fn street_total(node: &PlacedNode, own: &NodeOutcome, outcomes: &[NodeOutcome]) -> i64 {
    let (below, left) = if !node.holders.is_empty() {
        (&node.holders, own.unallocated_to_holders.street)
    } else if !node.children.is_empty() {
        (&node.children, own.unallocated.street)
    } else {
        return own.street;
    };
    below.iter().fold(left, |sum, &place| sum.saturating_add(outcomes[place].street_total))
}

/// The totals of each level.
pub(super) fn levels(nodes: &[PlacedNode], outcomes: &[NodeOutcome]) -> Vec<LevelTotals> {
    let mut levels: Vec<LevelTotals> = Vec::new();
    let mut level: Vec<usize> = if nodes.is_empty() { Vec::new() } else { vec![0] };
    // What ended above: nodes without children, and what no one got.
    let (mut base_above, mut street_above) = (0i64, 0i64);
    while !level.is_empty() {
        let sum = |read: fn(&NodeOutcome) -> i64| level.iter().fold(0i64, |sum, &place| sum.saturating_add(read(&outcomes[place])));
        levels.push(LevelTotals {
            level: levels.len() as u32,
            base: base_above.saturating_add(sum(|outcome| outcome.base)),
            street: street_above.saturating_add(sum(|outcome| outcome.street)),
        });
        let mut below = Vec::new();
        for &place in &level {
            let (node, outcome) = (&nodes[place], &outcomes[place]);
            let (children, left) = if !node.holders.is_empty() {
                (&node.holders, outcome.unallocated_to_holders)
            } else {
                (&node.children, outcome.unallocated)
            };
            below.extend(children);
            let (base, street) = if children.is_empty() { (outcome.base, outcome.street) } else { (left.base, left.street) };
            base_above = base_above.saturating_add(base);
            street_above = street_above.saturating_add(street);
        }
        level = below;
    }
    levels
}
