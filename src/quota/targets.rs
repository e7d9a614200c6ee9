//! The company's target for each goal, and the order in which goals are worked out where one goes by another.

use std::collections::BTreeSet;

use super::answer::{GoalOutcome, PlacedNode};
use super::cushion::LARGEST_AMOUNT;
use super::figures::{Known, measure};
use super::findings::{Field, Place, QuotaFinding, QuotaFindingKind, is_valid_figure};
use super::method::Measure;
use super::question::{Goal, GoalKey, QuotaQuestion, Target};

/// The goals in an order in which each comes after those it goes by. Goals that go by each other in a ring come last, in
/// the question's order.
pub(super) fn order(question: &QuotaQuestion) -> Vec<usize> {
    let goals = &question.goals;
    let needs: Vec<BTreeSet<GoalKey>> = goals.iter().map(|goal| goes_by(question, goal)).collect();
    let mut order: Vec<usize> = Vec::with_capacity(goals.len());
    loop {
        let is_done = |key: &GoalKey| order.iter().any(|&done| goals[done].key == *key) || !goals.iter().any(|goal| goal.key == *key);
        let next = (0..goals.len()).find(|goal| !order.contains(goal) && needs[*goal].iter().all(is_done));
        match next {
            Some(goal) => order.push(goal),
            None => break,
        }
    }
    let rest: Vec<usize> = (0..goals.len()).filter(|goal| !order.contains(goal)).collect();
    order.extend(rest);
    order
}

fn goes_by(question: &QuotaQuestion, goal: &Goal) -> BTreeSet<GoalKey> {
    let mut needs: BTreeSet<GoalKey> = goal.method.goals().collect();
    needs.extend(goal.methods_by_level.values().flat_map(|method| method.goals()));
    let of_nodes = question.nodes.iter().filter_map(|node| node.goals.get(&goal.key)?.method.as_ref());
    needs.extend(of_nodes.flat_map(|method| method.goals()));
    if let Target::ShareOf { goal, .. } = &goal.target {
        needs.insert(goal.clone());
    }
    needs
}

/// The target of a goal, once the goals it goes by are worked out.
pub(super) fn resolve(goal: &Goal, nodes: &[PlacedNode], known: &[Known], done: &[&GoalOutcome], found: &mut Vec<QuotaFinding>) -> i64 {
    let mut tell = |kind| {
        let place = Place { goal: Some(goal.key.clone()), field: Some(Field::Target), ..Place::default() };
        found.push(QuotaFinding { place, kind });
    };
    let amount = match &goal.target {
        Target::Amount(amount) => Ok(*amount),
        Target::ShareOf { share, .. } if !is_valid_figure(*share) => Err(QuotaFindingKind::InvalidFigure { figure: share.to_string() }),
        Target::ShareOf { goal, share } => match done.iter().find(|outcome| outcome.key == *goal) {
            Some(other) => Ok(share_of(other.target, *share)),
            None => Err(QuotaFindingKind::TargetUnresolved),
        },
        Target::Growth { share, .. } if !is_valid_figure(1.0 + share) => Err(QuotaFindingKind::InvalidFigure { figure: share.to_string() }),
        Target::Growth { year, share } => {
            let history = measure(nodes, known, &Measure::History([(*year, 1.0)].into()), done);
            let past = history.first().copied().flatten().filter(|past| *past > 0.0);
            past.map(|past| whole(past * (1.0 + share))).ok_or(QuotaFindingKind::TargetWithoutHistory)
        }
    };
    match amount {
        Err(kind) => {
            tell(kind);
            0
        }
        Ok(amount) if amount > LARGEST_AMOUNT => {
            tell(QuotaFindingKind::AmountTooLarge);
            LARGEST_AMOUNT
        }
        Ok(amount) if amount < 0 => {
            tell(QuotaFindingKind::TargetNegative { amount });
            0
        }
        Ok(amount) => {
            if amount == 0 {
                tell(QuotaFindingKind::TargetZero);
            }
            amount
        }
    }
}

/// A share of an amount; shares are read to nine decimal places, so that large amounts lose nothing.
fn share_of(amount: i64, share: f64) -> i64 {
    const PARTS: i128 = 1_000_000_000;
    if share > 1e9 {
        return i64::MAX;
    }
    let parts = (share * PARTS as f64).round() as i128;
    i64::try_from((i128::from(amount) * parts + PARTS / 2) / PARTS).unwrap_or(i64::MAX)
}

fn whole(amount: f64) -> i64 {
    // The conversion holds at the type's bounds.
    amount.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_a_large_amount_is_exact() {
        assert_eq!(share_of(900_000_000_000_000_001, 1.0), 900_000_000_000_000_001);
        assert_eq!(share_of(900_000_000_000_000_010, 0.9), 810_000_000_000_000_009);
        assert_eq!(share_of(10, 1e300), i64::MAX);
    }
}
