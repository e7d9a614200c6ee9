//! Sellers who come and go: giving a leaver's customers away, carving out territories for newcomers, halving one.
//!
//! Each answers with a whole assignment in which only what the change needs has moved: fixed units stay, and so does
//! every unit of a territory that neither gives nor takes. Positions and the balanced measures decide together, by
//! the costs of the running account (`ledger`); there is no chance in it. What stays together moves as one (`contracted`). Where the problem asks for contiguity, no
//! territory comes apart by it, as far as units lie beside a taker at all. Which territories there are before and after, their
//! names and their sellers are the document's.

use std::collections::{BTreeMap, BTreeSet};

use super::contracted::Contracted;
use super::growth::Growth;
pub use super::halving::halve;
use super::ledger::{Ledger, NOWHERE, Scales};
use super::measures::TOLERANCE_SLACK;
use super::problem::DesignProblem;
use super::whole::Whole;

/// Compactness counts at least so much here, whatever the plan's balancing says.
pub(super) const LEAST_COMPACTNESS: f64 = 0.5;
/// Territories by the nearness of their centres that a unit is offered to, beside those of its neighbours.
const NEAREST_TERRITORIES: usize = 3;
/// None of these is further than so many times the nearest one.
const FURTHEST_OFFER: f64 = 1.5;
/// Where those around have no room, a unit is offered to one territory after the other up to so many times as far as the
/// nearest one of it, or of the mean of those that are shared out.
const FURTHEST_WITH_ROOM: f64 = 3.0;
/// How far under its target a giver of large units may come.
const LARGE_UNIT_SLACK: f64 = 0.5;
/// Rounds of improvement after the first sharing out.
pub(super) const ROUNDS: usize = 6;
/// A change must gain this much.
pub(super) const LEAST_GAIN: f64 = 1e-12;

/// Shares these units out among the territories around them so that balance suffers least and ways stay short.
/// Every other unit keeps its territory; locked units keep theirs as well. `takers` are the territories that may
/// take any; with none given, all may.
#[must_use]
pub fn share_out(problem: &DesignProblem, assignment: &[Option<u32>], units: &[u32], takers: &[u32]) -> Vec<Option<u32>> {
    let given: BTreeSet<u32> = units.iter().copied().collect();
    if let Some(joined) = Contracted::new(problem, assignment, |unit| given.contains(&unit)) {
        return joined.expanded(&share_out(&joined.problem, &joined.assignment, &joined.parts_of(units), takers));
    }
    let mut ledger = Ledger::new(problem, assignment);
    let takers: BTreeSet<u32> = if takers.is_empty() {
        (0..ledger.cleaned.territory_count as u32).collect()
    } else {
        takers.iter().copied().filter(|&taker| (taker as usize) < ledger.cleaned.territory_count).collect()
    };
    let mut freed: Vec<u32> = units.iter().copied().filter(|&unit| (unit as usize) < ledger.owners.len()).collect();
    freed.retain(|&unit| !(ledger.is_locked(unit as usize) && ledger.owners[unit as usize] != NOWHERE));
    freed.sort_unstable();
    freed.dedup();
    if takers.is_empty() {
        return answer(&ledger);
    }
    let scales = Scales::of(&ledger, LEAST_COMPACTNESS);
    for &unit in &freed {
        ledger.shift(unit, NOWHERE);
    }
    let may_take =
        |ledger: &Ledger, unit: u32| -> BTreeSet<u32> { takers.iter().copied().filter(|&taker| ledger.may_take(unit, taker)).collect() };
    let mut offers: Vec<Vec<u32>> = freed.iter().map(|&unit| offers(&ledger, unit, &freed, &may_take(&ledger, unit))).collect();
    // The largest first, so that the small ones even out what these leave.
    let mut order: Vec<usize> = (0..freed.len()).collect();
    let size = |unit: u32| weight_of(&ledger, &scales, unit);
    let sizes: Vec<f64> = freed.iter().map(|&unit| size(unit)).collect();
    order.sort_by(|&one, &other| sizes[other].total_cmp(&sizes[one]).then(one.cmp(&other)));
    let mut whole = Whole::of(problem);
    let mut left = order.clone();
    if let Some(whole) = &whole {
        // From the borders inwards: each goes to somebody whom it lies beside by then.
        loop {
            let before = left.len();
            left.retain(|&at| {
                let beside = whole.owners_beside(&ledger.owners, freed[at]);
                let offers: Vec<u32> = beside.into_iter().filter(|owner| may_take(&ledger, freed[at]).contains(owner)).collect();
                let taker = best_offer(&ledger, &scales, freed[at], &offers, f64::NEG_INFINITY);
                if let Some(to) = taker {
                    ledger.shift(freed[at], to);
                }
                taker.is_none()
            });
            if left.is_empty() || left.len() == before {
                break;
            }
        }
    }
    for &at in &left {
        if let Some(to) = best_offer(&ledger, &scales, freed[at], &offers[at], f64::NEG_INFINITY) {
            ledger.shift(freed[at], to);
        }
    }
    even_out(&mut ledger, &scales, &freed, &order, &offers, whole.as_mut());
    // As long as somebody has taken more than is accepted, what it took is offered further out, to those with room.
    let takers: Vec<BTreeSet<u32>> = freed.iter().map(|&unit| may_take(&ledger, unit)).collect();
    let reaches = reaches(&ledger, &freed, &takers);
    while widen(&ledger, &scales, &freed, &takers, &reaches, &mut offers) {
        even_out(&mut ledger, &scales, &freed, &order, &offers, whole.as_mut());
    }
    gather(problem, &mut ledger, &freed);
    answer(&ledger)
}

/// Lets freed units change to the best of their offers, as long as that gains.
fn even_out(ledger: &mut Ledger, scales: &Scales, freed: &[u32], order: &[usize], offers: &[Vec<u32>], mut whole: Option<&mut Whole>) {
    for _ in 0..ROUNDS {
        let mut has_changed = false;
        for &at in order {
            let may_go = |to: u32, whole: &mut Whole| whole.may_go(&ledger.owners, freed[at], to);
            let allowed: Vec<u32> = match &mut whole {
                Some(whole) => offers[at].iter().copied().filter(|&to| may_go(to, whole)).collect(),
                None => offers[at].clone(),
            };
            if let Some(to) = best_offer(ledger, scales, freed[at], &allowed, LEAST_GAIN) {
                ledger.shift(freed[at], to);
                has_changed = true;
            }
        }
        if !has_changed {
            break;
        }
    }
}

/// How far out freed units may be offered, km; see [`FURTHEST_WITH_ROOM`].
fn reaches(ledger: &Ledger, freed: &[u32], takers: &[BTreeSet<u32>]) -> Vec<f64> {
    let nearest = |(&unit, takers): (&u32, &BTreeSet<u32>)| {
        let ways = takers.iter().filter(|&&taker| ledger.centres[taker as usize].is_some());
        ways.map(|&taker| ledger.distance_km(unit as usize, taker)).reduce(f64::min).unwrap_or(0.0)
    };
    let nearest: Vec<f64> = freed.iter().zip(takers).map(nearest).collect();
    let mean = nearest.iter().sum::<f64>() / nearest.len().max(1) as f64;
    nearest.into_iter().map(|nearest| nearest.max(mean) * FURTHEST_WITH_ROOM).collect()
}

/// Offers the freed units of owners above tolerance to the nearest further territory within reach that has room; whether
/// there was any.
fn widen(ledger: &Ledger, scales: &Scales, freed: &[u32], takers: &[BTreeSet<u32>], reaches: &[f64], offers: &mut [Vec<u32>]) -> bool {
    let furthest = |territory: u32| {
        let beyond = |&(measure, _): &(usize, f64)| ledger.deviation(territory as usize, measure) - ledger.cleaned.tolerances[measure];
        scales.measures.iter().map(beyond).fold(f64::NEG_INFINITY, f64::max)
    };
    let mut is_wider = false;
    for (at, offers) in offers.iter_mut().enumerate() {
        let (unit, owner) = (freed[at] as usize, ledger.owners[freed[at] as usize]);
        if owner == NOWHERE || furthest(owner) <= TOLERANCE_SLACK {
            continue;
        }
        let further = takers[at].iter().copied().filter(|taker| !offers.contains(taker) && furthest(*taker) < 0.0);
        let further = further.map(|taker| (ledger.distance_km(unit, taker), taker)).filter(|(km, _)| *km <= reaches[at]);
        if let Some((_, taker)) = further.min_by(|one, other| one.0.total_cmp(&other.0)) {
            offers.push(taker);
            is_wider = true;
        }
    }
    is_wider
}

/// Brings units that stay together to one owner: that of a fellow who was not shared out, or else the one most have.
fn gather(problem: &DesignProblem, ledger: &mut Ledger, freed: &[u32]) {
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (unit, group) in (0u32..).zip(&problem.units).filter_map(|(unit, known)| Some((unit, known.group?))) {
        groups.entry(group).or_default().push(unit);
    }
    for members in groups.values() {
        let (shared, others): (Vec<u32>, Vec<u32>) = members.iter().copied().partition(|unit| freed.binary_search(unit).is_ok());
        let mut votes: BTreeMap<u32, usize> = BTreeMap::new();
        for &unit in if others.is_empty() { &shared } else { &others } {
            *votes.entry(ledger.owners[unit as usize]).or_default() += 1;
        }
        votes.remove(&NOWHERE);
        let chosen = votes.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best });
        if let Some((owner, _)) = chosen {
            for unit in shared {
                ledger.shift(unit, owner);
            }
        }
    }
}

pub(super) fn answer(ledger: &Ledger) -> Vec<Option<u32>> {
    ledger.owners.iter().map(|&owner| (owner != NOWHERE).then_some(owner)).collect()
}

/// What a unit is of the whole, over the balanced measures; by count where none is balanced.
fn weight_of(ledger: &Ledger, scales: &Scales, unit: u32) -> f64 {
    if scales.measures.is_empty() {
        return 1.0 / ledger.cleaned.unit_count.max(1) as f64;
    }
    scales
        .measures
        .iter()
        .map(|&(measure, weight)| weight * ledger.cleaned.value(unit as usize, measure) / ledger.cleaned.totals[measure])
        .sum()
}

/// The territories around a unit: those of its nearest units that are not shared out, and the nearest centres.
fn offers(ledger: &Ledger, unit: u32, freed: &[u32], takers: &BTreeSet<u32>) -> Vec<u32> {
    let mut offers: BTreeSet<u32> = BTreeSet::new();
    for &near in &ledger.neighbours[unit as usize] {
        let owner = ledger.owners[near as usize];
        if freed.binary_search(&near).is_err() && takers.contains(&owner) {
            offers.insert(owner);
        }
    }
    let mut by_distance: Vec<(f64, u32)> = takers
        .iter()
        .map(|&taker| {
            let has_place = ledger.cleaned.points[unit as usize].is_some() && ledger.centres[taker as usize].is_some();
            (if has_place { ledger.distance_km(unit as usize, taker) } else { f64::INFINITY }, taker)
        })
        .collect();
    by_distance.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let furthest = by_distance.first().map_or(0.0, |(distance, _)| distance * FURTHEST_OFFER);
    let is_near = |distance: f64| distance.is_finite() && distance <= furthest;
    let nearest = by_distance.iter().filter(|(distance, _)| is_near(*distance)).take(NEAREST_TERRITORIES);
    offers.extend(nearest.map(|(_, taker)| *taker));
    if offers.is_empty() { takers.iter().copied().collect() } else { offers.into_iter().collect() }
}

/// The offer that gains most, if it gains more than `least`; the first of equals.
fn best_offer(ledger: &Ledger, scales: &Scales, unit: u32, offers: &[u32], least: f64) -> Option<u32> {
    let gains = offers.iter().filter(|&&to| ledger.owners[unit as usize] != to).map(|&to| (scales.gain(ledger, unit, to), to));
    let best = gains.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.filter(|(gain, _)| *gain > least).map(|(_, to)| to)
}

/// Fills new, empty territories one after another where load is highest. Units come from territories above their
/// targets and from none; no giver falls far below its own target, fixed units stay, and the new territories are compact.
#[must_use]
pub fn carve_out(problem: &DesignProblem, assignment: &[Option<u32>], newcomers: &[u32]) -> Vec<Option<u32>> {
    if let Some(joined) = Contracted::new(problem, assignment, |_| false) {
        return joined.expanded(&carve_out(&joined.problem, &joined.assignment, newcomers));
    }
    let mut ledger = Ledger::new(problem, assignment);
    let scales = Scales::of(&ledger, LEAST_COMPACTNESS);
    let count = ledger.cleaned.territory_count;
    let new: Vec<u32> = newcomers.iter().copied().filter(|&new| (new as usize) < count).collect();
    let weights: Vec<f64> = (0..ledger.cleaned.unit_count as u32).map(|unit| weight_of(&ledger, &scales, unit)).collect();
    let targets: Vec<f64> = (0..count).map(|territory| target_of(&ledger, &scales, territory)).collect();
    let slack = scales.measures.iter().map(|&(measure, _)| ledger.cleaned.tolerances[measure]).fold(0.5, f64::min) / 2.0;
    let mut whole = Whole::of(problem);
    for &newcomer in &new {
        let loads: Vec<f64> =
            (0..count).map(|territory| ledger.members[territory].iter().map(|&unit| weights[unit as usize]).sum()).collect();
        let growth = |slack: f64| {
            let loads = loads.clone();
            Growth { ledger: &ledger, scales: &scales, weights: &weights, targets: &targets, loads, newcomer, new: &new, slack }
        };
        let grown = growth(slack);
        let mut best = grown.best(whole.as_mut());
        // Where units are large beside a territory, as whole areas are, givers may come further below their targets.
        if grown.has_large_units() {
            let looser = growth(LARGE_UNIT_SLACK).best(whole.as_mut());
            if looser.1 < best.1 {
                best = looser;
            }
        }
        let grown = best.0;
        for unit in grown {
            ledger.shift(unit, newcomer);
        }
        smooth(&mut ledger, &scales, newcomer, &new, whole.as_mut());
    }
    answer(&ledger)
}

/// A territory's target on the scale of [`weight_of`].
fn target_of(ledger: &Ledger, scales: &Scales, territory: usize) -> f64 {
    if scales.measures.is_empty() {
        return 1.0 / ledger.cleaned.territory_count.max(1) as f64;
    }
    scales.measures.iter().map(|&(measure, weight)| weight * ledger.cleaned.share(territory, measure)).sum()
}

/// Evens out the border of a new territory: single units go in where that lowers the cost.
fn smooth(ledger: &mut Ledger, scales: &Scales, newcomer: u32, new: &[u32], mut whole: Option<&mut Whole>) {
    for _ in 0..ROUNDS {
        let mut has_changed = false;
        let mut border: BTreeSet<(u32, u32)> = BTreeSet::new();
        for &unit in &ledger.members[newcomer as usize] {
            for &near in &ledger.neighbours[unit as usize] {
                let owner = ledger.owners[near as usize];
                if owner != newcomer && !ledger.is_locked(near as usize) && (owner == NOWHERE || !new.contains(&owner)) {
                    border.insert((near, newcomer));
                }
            }
        }
        for &(unit, to) in &border {
            // No giver is left short for a better shape, and no newcomer gets more than its share.
            let owner = ledger.owners[unit as usize];
            let is_short = owner != NOWHERE && scales.measures.iter().any(|&(measure, _)| ledger.deviation(owner as usize, measure) < 0.0);
            let is_full = scales.measures.iter().any(|&(measure, _)| ledger.deviation(newcomer as usize, measure) > 0.0);
            let keeps_whole = match &mut whole {
                Some(whole) => whole.may_go(&ledger.owners, unit, to),
                None => true,
            };
            if !is_short && !is_full && keeps_whole && scales.gain(ledger, unit, to) > LEAST_GAIN {
                ledger.shift(unit, to);
                has_changed = true;
            }
        }
        if !has_changed {
            break;
        }
    }
}

#[cfg(test)]
#[path = "churn_tests.rs"]
mod tests;
