//! The year by months. Where amounts come from the bottom (people by their presence, everything else by season), a node's
//! months are the sums of its children's. Where a seat's holders say what its months are, its own children follow them: each
//! gets its year and each month is used up, exactly.

use std::cmp::Ordering;

use super::answer::{NodeOutcome, PlacedNode, Reason, Unallocated};
use super::findings::QuotaFindingKind;
use super::question::NodeKind;
use crate::domain::apportion::{apportion, apportion_by_integers, apportion_in_turn};
use crate::domain::fiscal::MONTHS;

type Months = [i64; MONTHS];

/// Fills in the months of all nodes; `seasons` holds one for each node.
pub(super) fn fill(nodes: &[PlacedNode], seasons: &[[f64; MONTHS]], outcomes: &mut [NodeOutcome]) -> Vec<(usize, QuotaFindingKind)> {
    let follows = followers(nodes);
    let mut found = fill_sources(nodes, seasons, outcomes);
    for place in (0..nodes.len()).rev().filter(|&place| !follows[place] && !is_from_itself(&nodes[place])) {
        sum_up(&nodes[place], place, &seasons[place], outcomes);
    }
    for place in 0..nodes.len() {
        let node = &nodes[place];
        let is_source = !node.holders.is_empty() || matches!(node.kind, NodeKind::Holder | NodeKind::Vacancy);
        if follows[place] {
            impose(nodes, place, &node.holders, outcomes, true);
        }
        if follows[place] || is_source {
            impose(nodes, place, &node.children, outcomes, false);
        }
    }
    found.extend(idle_months(seasons, outcomes));
    found
}

/// Whether a node's months come from its own season and presence.
fn is_from_itself(node: &PlacedNode) -> bool {
    matches!(node.kind, NodeKind::Holder | NodeKind::Vacancy) || (node.children.is_empty() && node.holders.is_empty())
}

/// Fills in the months that everything else sums up from. Each node's are rounded with what those before it owe each
/// month, as otherwise small amounts would all go to the first months. What lies below a lock owes nobody and is owed
/// nothing, so that its months stay whatever happens beside it.
fn fill_sources(nodes: &[PlacedNode], seasons: &[[f64; MONTHS]], outcomes: &mut [NodeOutcome]) -> Vec<(usize, QuotaFindingKind)> {
    let mut found = Vec::new();
    // What is owed of bases and streets: among all, and by itself below each lock.
    let mut owed: Vec<[[f64; MONTHS]; 2]> = vec![[[0.0; MONTHS]; 2]];
    let has_cushions = outcomes.iter().any(|outcome| outcome.street != outcome.base);
    let mut waiting: Vec<(usize, usize)> = if nodes.is_empty() { Vec::new() } else { vec![(0, 0)] };
    while let Some((place, of_above)) = waiting.pop() {
        let node = &nodes[place];
        let account = if outcomes[place].reason == Reason::Locked {
            owed.push([[0.0; MONTHS]; 2]);
            owed.len() - 1
        } else {
            of_above
        };
        if !is_from_itself(node) {
            let below = if node.holders.is_empty() { &node.children } else { &node.holders };
            waiting.extend(in_order(nodes, outcomes, below).into_iter().rev().map(|child| (child, account)));
            continue;
        }
        let outcome = &mut outcomes[place];
        let (weights, is_by_time) = month_weights(node, &seasons[place]);
        if !is_by_time && outcome.base > 0 {
            found.push((place, QuotaFindingKind::AmountWithoutActivity));
        }
        let [base_owed, street_owed] = &mut owed[account];
        outcome.base_months = months(apportion_in_turn(outcome.base.unsigned_abs(), &weights, base_owed));
        outcome.street_months = match has_cushions {
            true => months(apportion_in_turn(outcome.street.unsigned_abs(), &weights, street_owed)),
            false => outcome.base_months,
        };
        outcome.handed_months = handed_months(outcome);
    }
    found
}

/// Children by amount and only then by presence and key, so that sellers who change places change months as well.
fn in_order(nodes: &[PlacedNode], outcomes: &[NodeOutcome], children: &[usize]) -> Vec<usize> {
    let mut order = children.to_vec();
    order.sort_unstable_by(|&one, &other| {
        let amounts = |place: usize| (outcomes[place].base, outcomes[place].street);
        let by_amount = amounts(other).cmp(&amounts(one));
        by_amount.then_with(|| by_presence(&nodes[one], &nodes[other])).then_with(|| nodes[one].key.cmp(&nodes[other].key))
    });
    order
}

fn by_presence(one: &PlacedNode, other: &PlacedNode) -> Ordering {
    let [one, other] = [one, other].map(|node| node.presence.unwrap_or([1.0; MONTHS]));
    one.iter().zip(&other).map(|(one, other)| other.total_cmp(one)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

/// Nodes whose months follow from above: all below a seat's or a person's own children.
fn followers(nodes: &[PlacedNode]) -> Vec<bool> {
    let mut follows = vec![false; nodes.len()];
    for (place, node) in nodes.iter().enumerate() {
        let is_source = !node.holders.is_empty() || matches!(node.kind, NodeKind::Holder | NodeKind::Vacancy);
        let below = if follows[place] || is_source { node.children.as_slice() } else { &[] };
        let beside = if follows[place] { node.holders.as_slice() } else { &[] };
        below.iter().chain(beside).for_each(|&child| follows[child] = true);
    }
    follows
}

/// Season times presence. Where that is nothing in every month, presence alone, and for someone who is never there the
/// season alone; then the second is false.
fn month_weights(node: &PlacedNode, season: &[f64; MONTHS]) -> ([f64; MONTHS], bool) {
    let presence = node.presence.unwrap_or([1.0; MONTHS]);
    let both: [f64; MONTHS] = std::array::from_fn(|month| presence[month] * season[month]);
    let is_some = |weights: &[f64; MONTHS]| weights.iter().any(|&weight| weight > 0.0);
    match (is_some(&both), is_some(&presence)) {
        (true, _) => (both, true),
        (false, true) => (presence, false),
        (false, false) => (*season, false),
    }
}

/// A year by weights; the earlier month goes first in a tie.
fn by_weight(year: i64, weights: &[f64; MONTHS]) -> Months {
    months(apportion(year.unsigned_abs(), weights, |one, other| one.cmp(&other)))
}

/// A year as another year's months are.
fn as_months(year: i64, model: &Months) -> Months {
    let weights = model.map(|month| u64::try_from(month).unwrap_or(0));
    months(apportion_by_integers(year.unsigned_abs(), &weights, |one, other| one.cmp(&other)))
}

fn months(parts: Vec<u64>) -> Months {
    std::array::from_fn(|month| parts.get(month).map_or(0, |&part| i64::try_from(part).unwrap_or(i64::MAX)))
}

fn plus(one: &mut Months, other: &Months) {
    for (one, other) in one.iter_mut().zip(other) {
        *one = one.saturating_add(*other);
    }
}

fn minus(one: &Months, other: &Months) -> Months {
    std::array::from_fn(|month| one[month].saturating_sub(other[month]))
}

fn handed_months(outcome: &NodeOutcome) -> Months {
    if outcome.handed == outcome.street { outcome.street_months } else { as_months(outcome.handed, &outcome.street_months) }
}

/// What stayed unallocated by month: by season when something is left over; as the children's months when they have too
/// much, so that no month falls below 0.
fn spread(year: i64, season: &[f64; MONTHS], of_children: &Months) -> Months {
    if year >= 0 { by_weight(year, season) } else { as_months(year, of_children).map(i64::wrapping_neg) }
}

fn sum_up(node: &PlacedNode, place: usize, season: &[f64; MONTHS], outcomes: &mut [NodeOutcome]) {
    let by_holders = !node.holders.is_empty();
    let children = if by_holders { &node.holders } else { &node.children };
    let (mut base, mut handed) = ([0; MONTHS], [0; MONTHS]);
    for &child in children {
        plus(&mut base, &outcomes[child].base_months);
        plus(&mut handed, &outcomes[child].street_months);
    }
    let outcome = &mut outcomes[place];
    let left = if by_holders { &mut outcome.unallocated_to_holders } else { &mut outcome.unallocated };
    if *left != Unallocated::default() {
        left.base_months = spread(left.base, season, &base);
        left.street_months = spread(left.street, season, &handed);
        plus(&mut base, &left.base_months);
        plus(&mut handed, &left.street_months);
    }
    outcome.base_months = base;
    outcome.handed_months = handed;
    outcome.street_months = if outcome.street == outcome.handed { handed } else { as_months(outcome.street, &handed) };
}

/// Gives children their months so that each gets its year and together they use up the months of their parent.
fn impose(nodes: &[PlacedNode], place: usize, children: &[usize], outcomes: &mut [NodeOutcome], are_holders: bool) {
    if children.is_empty() {
        return;
    }
    let order = in_order(nodes, outcomes, children);
    let parent = &outcomes[place];
    let left = if are_holders { parent.unallocated_to_holders } else { parent.unallocated };
    let (base, handed) = (parent.base_months, parent.handed_months);
    let bases: Vec<i64> = order.iter().map(|&child| outcomes[child].base).collect();
    let streets: Vec<i64> = order.iter().map(|&child| outcomes[child].street).collect();
    let (base_rows, base_left) = rows_within(&bases, left.base, base);
    let is_same = bases == streets && base == handed && left.base == left.street;
    let (street_rows, street_left) = if is_same { (base_rows.clone(), base_left) } else { rows_within(&streets, left.street, handed) };
    for (at, &child) in order.iter().enumerate() {
        let outcome = &mut outcomes[child];
        outcome.base_months = base_rows[at];
        outcome.street_months = street_rows[at];
        outcome.handed_months = handed_months(outcome);
    }
    let parent = &mut outcomes[place];
    let left = if are_holders { &mut parent.unallocated_to_holders } else { &mut parent.unallocated };
    (left.base_months, left.street_months) = (base_left, street_left);
}

/// Whole numbers with given sums by row and by column: each row takes its year out of what the rows before it left of
/// each month, in proportion to that. What is left is never less than a row needs, so that it always comes out.
fn rows_within(years: &[i64], left: i64, columns: Months) -> (Vec<Months>, Months) {
    if left < 0 {
        let rows: Vec<Months> = years.iter().map(|&year| as_months(year, &columns)).collect();
        let mut sum = [0; MONTHS];
        rows.iter().for_each(|row| plus(&mut sum, row));
        return (rows, minus(&columns, &sum));
    }
    let mut open = columns;
    let rows = years
        .iter()
        .map(|&year| {
            let row = as_months(year, &open);
            open = minus(&open, &row);
            row
        })
        .collect();
    (rows, open)
}

/// Months in which the company carries nothing although its season asks for a unit at least.
fn idle_months(seasons: &[[f64; MONTHS]], outcomes: &[NodeOutcome]) -> Option<(usize, QuotaFindingKind)> {
    let (season, company) = (seasons.first()?, outcomes.first()?);
    let all: f64 = season.iter().sum();
    let is_idle = |month: usize| company.base_months[month] == 0 && company.base as f64 * season[month] / all >= 1.0;
    let months: Vec<u8> = (0..MONTHS).filter(|&month| is_idle(month)).map(|month| month as u8).collect();
    (!months.is_empty()).then_some((0, QuotaFindingKind::PeriodCarriesNothing { months }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_and_columns_both_come_out(years in prop::collection::vec(0i64..1_000_000_000_000, 1..40), weights in prop::array::uniform12(0.0f64..9.0)) {
            let columns = by_weight(years.iter().sum(), &weights);
            let (rows, left) = rows_within(&years, 0, columns);
            prop_assert_eq!(left, [0; MONTHS]);
            for (row, year) in rows.iter().zip(&years) {
                prop_assert_eq!(row.iter().sum::<i64>(), *year);
                prop_assert!(row.iter().all(|month| *month >= 0));
            }
        }
    }
}
