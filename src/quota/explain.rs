//! Why a figure is as it is: the parent's amount, the basis and what each of its measures was, locks, the path of cushions,
//! and season, days and ramp of each month. Put together when asked for one node, from the question and its answer.

use serde::{Deserialize, Serialize};

use super::answer::{GoalOutcome, QuotaAnswer, Reason, ResolvedSeason};
use super::figures::{Known, measure};
use super::method::{Measure, Method, order_free_sum};
use super::question::{GoalKey, NodeKey, QuotaQuestion};
use crate::domain::YearMonth;
use crate::domain::fiscal::MONTHS;

/// All that a node's figures for a goal come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The node.
    pub key: NodeKey,
    /// The goal.
    pub goal: GoalKey,
    /// Its base.
    pub base: i64,
    /// Its street.
    pub street: i64,
    /// How its base came about.
    pub reason: Reason,
    /// The reason of a lock in the user's words, when it is locked.
    pub lock_reason: Option<String>,
    /// Its parent and what that shared out; `None` for the company.
    pub parent: Option<ParentShare>,
    /// The cushions on the way from the company, which comes first.
    pub cushions: Vec<CushionStep>,
    /// Its months.
    pub months: Vec<MonthExplanation>,
}

/// What a parent shared out and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParentShare {
    /// The parent.
    pub key: NodeKey,
    /// Its base.
    pub base: i64,
    /// What of it is locked to children.
    pub locked: i64,
    /// The method; for a seat's holders time decides and there is none.
    pub method: Option<Method>,
    /// What the method went by; nothing for a locked node.
    pub measures: Vec<MeasureShare>,
}

/// A measure of the node and of all that share with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasureShare {
    /// The measure.
    pub measure: Measure,
    /// Its weight in a blend, as a fraction of all; 1 elsewhere.
    pub weight: f64,
    /// The node's own; `None` when it is not known and counts as 0.
    pub own: Option<f64>,
    /// The sum of all that share.
    pub of_all: f64,
}

/// The cushion of one node on the way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CushionStep {
    /// The node.
    pub key: NodeKey,
    /// Its cushion as a fraction.
    pub cushion: f64,
    /// All cushions down to here together: 1.331 for three times 10 %.
    pub factor: f64,
}

/// One month of a node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MonthExplanation {
    /// The month.
    pub month: YearMonth,
    /// The season's weight; 1 is a mean month.
    pub season: f64,
    /// Days there over days of the month, for a person.
    pub active: Option<f64>,
    /// The share of full productivity, for a person.
    pub ramp: Option<f64>,
    /// What part of the month counts: of a seat's, a holder's and a vacancy's.
    pub presence: Option<f64>,
    /// The base.
    pub base: i64,
    /// The street.
    pub street: i64,
}

/// Explains a node's figures for a goal; `None` when the answer has no such node or goal.
pub fn explanation(question: &QuotaQuestion, answer: &QuotaAnswer, node: &NodeKey, goal: &GoalKey) -> Option<Explanation> {
    let place = answer.nodes.iter().position(|placed| placed.key == *node)?;
    let outcome = answer.goal(goal)?;
    let known = Known::of_all(question, &answer.nodes, goal);
    let own = &outcome.nodes[place];
    let lock = known[place].goal.and_then(|goal| goal.lock.as_ref()).filter(|_| own.reason == Reason::Locked);
    Some(Explanation {
        key: node.clone(),
        goal: goal.clone(),
        base: own.base,
        street: own.street,
        reason: own.reason,
        lock_reason: lock.map(|lock| lock.reason.clone()),
        parent: parent_share(question, answer, &known, place, outcome),
        cushions: cushions(answer, place, outcome),
        months: months(answer, place, outcome),
    })
}

fn parent_share(
    question: &QuotaQuestion,
    answer: &QuotaAnswer,
    known: &[Known],
    place: usize,
    outcome: &GoalOutcome,
) -> Option<ParentShare> {
    let parent = answer.nodes[place].parent?;
    let (above, reason) = (&answer.nodes[parent], outcome.nodes[place].reason);
    let by_time = above.holders.contains(&place);
    let beside = if by_time { &above.holders } else { &above.children };
    let (locked, sharing): (Vec<usize>, Vec<usize>) = beside.iter().partition(|&&child| outcome.nodes[child].reason == Reason::Locked);
    let goal = question.goals.iter().find(|goal| goal.key == outcome.key)?;
    let own = known[parent].goal.and_then(|goal| goal.method.as_ref());
    let method = own.or_else(|| goal.methods_by_level.get(&above.level)).unwrap_or(&goal.method);
    let mut measures = Vec::new();
    if let Reason::Share(_) = reason {
        let others: Vec<&GoalOutcome> = answer.goals.iter().collect();
        for (at, wanted) in method.measures().into_iter().enumerate() {
            let values = measure(&answer.nodes, known, &wanted, &others);
            let of_all: Vec<f64> = sharing.iter().filter_map(|&child| values[child]).collect();
            measures.push(MeasureShare {
                weight: weight_in_blend(method, at),
                own: values[place],
                of_all: order_free_sum(&of_all),
                measure: wanted,
            });
        }
    }
    Some(ParentShare {
        key: above.key.clone(),
        base: outcome.nodes[parent].base,
        locked: locked.iter().fold(0, |sum, &child| i64::saturating_add(sum, outcome.nodes[child].base)),
        method: (!by_time).then(|| method.clone()),
        measures,
    })
}

fn weight_in_blend(method: &Method, at: usize) -> f64 {
    let Method::Blend(parts) = method else { return 1.0 };
    let valid = |weight: f64| if weight.is_finite() && weight > 0.0 { weight } else { 0.0 };
    let sum: f64 = parts.iter().map(|part| valid(part.weight)).sum();
    parts.get(at).map_or(0.0, |part| if sum > 0.0 { valid(part.weight) / sum } else { 0.0 })
}

fn cushions(answer: &QuotaAnswer, place: usize, outcome: &GoalOutcome) -> Vec<CushionStep> {
    let path = std::iter::successors(answer.nodes[place].parent, |&above| answer.nodes[above].parent);
    let mut steps: Vec<CushionStep> = path
        .map(|above| {
            let node = &outcome.nodes[above];
            CushionStep { key: answer.nodes[above].key.clone(), cushion: node.cushion, factor: node.factor * (1.0 + node.cushion) }
        })
        .collect();
    steps.reverse();
    steps
}

fn months(answer: &QuotaAnswer, place: usize, outcome: &GoalOutcome) -> Vec<MonthExplanation> {
    let (placed, node) = (&answer.nodes[place], &outcome.nodes[place]);
    let season = outcome.seasons.get(node.season as usize).map_or([1.0; MONTHS], ResolvedSeason::indices);
    let month = |(at, month): (usize, YearMonth)| MonthExplanation {
        month,
        season: season[at],
        active: placed.activity.map(|activity| activity.active[at]),
        ramp: placed.activity.map(|activity| activity.ramp[at]),
        presence: placed.presence.map(|presence| presence[at]),
        base: node.base_months[at],
        street: node.street_months[at],
    };
    answer.fiscal_year.months().into_iter().enumerate().map(month).collect()
}
