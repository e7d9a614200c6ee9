//! What must hold of every answer, whatever was asked. Judged from the answer alone, by other arithmetic than it was worked
//! out with; for tests only.

use std::collections::BTreeSet;

use crate::domain::fiscal::MONTHS;
use crate::quota::{GoalOutcome, NodeKind, NodeOutcome, QuotaAnswer, QuotaQuestion, Reason, Unallocated};

/// Everything that does not hold, in words.
pub fn broken(question: &QuotaQuestion, answer: &QuotaAnswer) -> Vec<String> {
    let mut wrong = Vec::new();
    let placed = answer.nodes.iter().filter(|node| node.row.is_some()).count();
    if placed + answer.left_out_rows.len() != question.nodes.len() {
        wrong.push("a row is neither in the tree nor left out".to_owned());
    }
    let carried = carried(answer);
    for goal in &answer.goals {
        let told = told_as_with_nobody(answer, goal);
        for (place, is_carried) in carried.iter().enumerate() {
            if !(*is_carried || told[place] || is_with_nobody_by_right(answer, goal, place)) {
                wrong.push(format!("{} of {}: an amount is with nobody, and that is not told", goal.key.0, answer.nodes[place].key));
            }
            for what in broken_node(question, answer, goal, place) {
                wrong.push(format!("{} of {}: {what}", goal.key.0, answer.nodes[place].key));
            }
        }
    }
    wrong
}

/// Whether each node is or has below it a seat, person, line or customer.
fn carried(answer: &QuotaAnswer) -> Vec<bool> {
    let mut carried = vec![false; answer.nodes.len()];
    for (place, node) in answer.nodes.iter().enumerate() {
        let is_of_seat = node.parent.is_some_and(|parent| answer.nodes[parent].holders.contains(&place));
        if is_of_seat || matches!(node.kind, NodeKind::Seat | NodeKind::Holder | NodeKind::Line | NodeKind::Account) {
            let mut at = Some(place).filter(|&at| !carried[at]);
            while let Some(above) = at {
                carried[above] = true;
                at = answer.nodes[above].parent.filter(|&parent| !carried[parent]);
            }
        }
    }
    carried
}

/// For each node whether it is told, at it or above, that what it has is with nobody.
fn told_as_with_nobody(answer: &QuotaAnswer, goal: &GoalOutcome) -> Vec<bool> {
    let of_goal = answer.findings.iter().filter(|finding| finding.place.goal.as_ref() == Some(&goal.key));
    let named: BTreeSet<_> =
        of_goal.filter(|finding| finding.kind.code() == "empty-groups").filter_map(|finding| finding.place.node.as_ref()).collect();
    let mut told: Vec<bool> = Vec::with_capacity(answer.nodes.len());
    for node in &answer.nodes {
        // Parents come before their children.
        told.push(named.contains(&node.key) || node.parent.is_some_and(|parent| told[parent]));
    }
    told
}

/// Whether a node has nothing, or is a company with nothing below, which holds its target itself.
fn is_with_nobody_by_right(answer: &QuotaAnswer, goal: &GoalOutcome, place: usize) -> bool {
    goal.nodes[place].base == 0 || (answer.nodes[place].parent.is_none() && answer.nodes[place].children.is_empty())
}

fn broken_node(question: &QuotaQuestion, answer: &QuotaAnswer, goal: &GoalOutcome, place: usize) -> Vec<&'static str> {
    let (node, outcome) = (&answer.nodes[place], &goal.nodes[place]);
    let mut wrong = Vec::new();
    let mut hold = |holds: bool, what: &'static str| {
        if !holds {
            wrong.push(what);
        }
    };
    for (year, months, what) in [
        (outcome.base, outcome.base_months, "months of the base do not sum to the year"),
        (outcome.street, outcome.street_months, "months of the street do not sum to the year"),
        (outcome.handed, outcome.handed_months, "months of what is handed on do not sum to the year"),
    ] {
        hold(months.iter().sum::<i64>() == year, what);
        hold(months.iter().all(|&month| month >= 0), "a month is below 0");
    }
    for (children, left) in [(&node.children, outcome.unallocated), (&node.holders, outcome.unallocated_to_holders)] {
        let children: Vec<&NodeOutcome> = children.iter().map(|&child| &goal.nodes[child]).collect();
        if children.is_empty() {
            hold(left == Unallocated::default(), "something is unallocated where nothing is shared out");
            continue;
        }
        let sum = |read: &dyn Fn(&NodeOutcome) -> i64| children.iter().map(|&child| read(child)).sum::<i64>();
        hold(sum(&|child| child.base) + left.base == outcome.base, "bases do not sum to the parent's");
        hold(sum(&|child| child.street) + left.street == outcome.handed, "streets do not sum to what is handed on");
        for month in 0..MONTHS {
            let base = sum(&|child| child.base_months[month]) + left.base_months[month];
            hold(base == outcome.base_months[month], "bases do not sum to the parent's in a month");
            let street = sum(&|child| child.street_months[month]) + left.street_months[month];
            hold(street == outcome.handed_months[month], "streets do not sum to what is handed on in a month");
        }
    }
    let float_slack = 1e-3 + outcome.street as f64 * 1e-15;
    hold(
        (outcome.street as f64 - outcome.base as f64 * outcome.factor).abs() < 1.0 + float_slack,
        "the street is not the base times the cushions",
    );
    hold(outcome.handed >= outcome.street, "less is handed on than was got");
    let lock = node.row.and_then(|row| question.nodes[row as usize].goals.get(&goal.key)?.lock.as_ref());
    hold(lock.is_none_or(|lock| lock.amount < 0 || outcome.base == lock.amount), "a lock moved");
    hold(lock.is_some_and(|lock| lock.amount >= 0) == (outcome.reason == Reason::Locked), "the reason does not tell a lock");
    let is_idle = |month: usize| node.presence.is_some_and(|presence| presence[month] == 0.0);
    let is_of_seat = node.parent.is_some_and(|parent| answer.nodes[parent].holders.contains(&place));
    // A seat on another seat's own account follows that one's months, which is told.
    let is_inside = |seat: usize| {
        std::iter::successors(answer.nodes[seat].parent, |&at| answer.nodes[at].parent)
            .any(|at| matches!(answer.nodes[at].kind, NodeKind::Seat | NodeKind::Holder | NodeKind::Vacancy))
    };
    if is_of_seat && !node.parent.is_some_and(is_inside) && node.kind == NodeKind::Holder && !(0..MONTHS).all(is_idle) {
        hold((0..MONTHS).all(|month| !is_idle(month) || outcome.base_months[month] == 0), "someone carries a month without being there");
    }
    wrong
}
