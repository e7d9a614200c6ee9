//! The measures of nodes: a node's own figure, or else the sum of its children's; and what is wrong with figures.

use std::collections::BTreeMap;

use super::answer::{GoalOutcome, PlacedNode};
use super::cushion::{Factor, LARGEST_AMOUNT};
use super::findings::{Field, Place, QuotaFinding, QuotaFindingKind, is_valid_figure};
use super::method::{Measure, Method, order_free_sum};
use super::question::{Figures, Goal, GoalKey, NodeGoal, QuotaNode, QuotaQuestion};

/// What is read of a node for a goal.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    /// The node of the question; `None` for a vacancy made by the answer.
    pub(super) node: Option<&'a QuotaNode>,
    /// What it says of the goal.
    pub(super) goal: Option<&'a NodeGoal>,
}

impl<'a> Known<'a> {
    /// What the question says of every placed node for a goal.
    pub(super) fn of_all(question: &'a QuotaQuestion, nodes: &[PlacedNode], goal: &GoalKey) -> Vec<Known<'a>> {
        let sources = nodes.iter().map(|node| node.row.and_then(|row| question.nodes.get(row as usize)));
        sources.map(|node| Known { node, goal: node.and_then(|node| node.goals.get(goal)) }).collect()
    }

    /// A figure of the goal, or else of the node; what is invalid counts as 0.
    fn figure(self, read: impl Fn(&Figures) -> Option<f64>) -> Option<f64> {
        let own = self.goal.and_then(|goal| read(&goal.figures)).or_else(|| self.node.and_then(|node| read(&node.figures)));
        own.map(|figure| if is_valid_figure(figure) { figure } else { 0.0 })
    }

    /// Its own estimate.
    pub(super) fn estimate(self) -> Option<i64> {
        self.goal.and_then(|goal| goal.estimate).filter(|&estimate| estimate >= 0).map(|estimate| estimate.min(LARGEST_AMOUNT))
    }

    /// The amount it is locked at.
    pub(super) fn lock(self) -> Option<i64> {
        let lock = self.goal.and_then(|goal| goal.lock.as_ref());
        lock.map(|lock| lock.amount).filter(|&amount| amount >= 0).map(|amount| amount.min(LARGEST_AMOUNT))
    }

    fn own(self, measure: &Measure) -> Option<f64> {
        match measure {
            Measure::One => Some(1.0),
            Measure::History(weights) => self.history(weights),
            Measure::Potential => self.figure(|figures| figures.potential),
            Measure::Workload => self.figure(|figures| figures.workload),
            Measure::Other(name) => self.figure(|figures| figures.other.get(name).copied()),
            Measure::Estimate => self.estimate().map(|estimate| estimate as f64),
            Measure::Goal(_) => None,
        }
    }

    /// The weighted sum of years; `None` when none of them is known.
    fn history(self, weights: &BTreeMap<i32, f64>) -> Option<f64> {
        let years = weights.iter().filter(|(_, weight)| is_valid_figure(**weight));
        years
            .filter_map(|(year, weight)| self.figure(|figures| figures.history.get(year).copied()).map(|figure| figure * weight))
            .fold(None, |sum, part| Some(sum.unwrap_or(0.0) + part))
    }
}

/// A measure of every node: its own, or else the sum of its children's, or else that of its holders'.
pub(super) fn measure(nodes: &[PlacedNode], known: &[Known], measure: &Measure, others: &[&GoalOutcome]) -> Vec<Option<f64>> {
    match measure {
        Measure::One => return vec![Some(1.0); nodes.len()],
        Measure::Goal(goal) => {
            let outcome = others.iter().find(|outcome| outcome.key == *goal);
            return (0..nodes.len()).map(|place| outcome.map(|outcome| outcome.nodes[place].base as f64)).collect();
        }
        _ => {}
    }
    let mut values: Vec<Option<f64>> = known.iter().map(|known| known.own(measure)).collect();
    for place in (0..nodes.len()).rev().filter(|&place| known[place].own(measure).is_none()) {
        let sum_of = |places: &[usize]| {
            let parts: Vec<f64> = places.iter().filter_map(|&place| values[place]).collect();
            (!parts.is_empty()).then(|| order_free_sum(&parts))
        };
        values[place] = sum_of(&nodes[place].children).or_else(|| sum_of(&nodes[place].holders));
    }
    values
}

/// The field of a question that a measure is read from.
pub(super) fn field(measure: &Measure) -> Field {
    match measure {
        Measure::One | Measure::Goal(_) => Field::Method,
        Measure::History(weights) => Field::History(weights.last_key_value().map_or(0, |(year, _)| *year)),
        Measure::Potential => Field::Potential,
        Measure::Workload => Field::Workload,
        Measure::Other(name) => Field::Other(name.clone()),
        Measure::Estimate => Field::Estimate,
    }
}

/// What is wrong with figures, locks, estimates and methods of nodes that stand in the tree.
pub(super) fn findings(question: &QuotaQuestion, nodes: &[PlacedNode]) -> Vec<QuotaFinding> {
    let mut found = Vec::new();
    for row in nodes.iter().filter_map(|node| node.row) {
        let node = &question.nodes[row as usize];
        let mut tell = |goal: Option<&GoalKey>, field: Field, kind: QuotaFindingKind| {
            let place = Place { node: Some(node.key.clone()), row: Some(row), goal: goal.cloned(), field: Some(field) };
            found.push(QuotaFinding { place, kind });
        };
        for (field, kind) in figure_findings(&node.figures) {
            tell(None, field, kind);
        }
        for (key, goal) in &node.goals {
            if !question.goals.iter().any(|asked| asked.key == *key) {
                tell(Some(key), Field::Key, QuotaFindingKind::UnknownGoal);
                continue;
            }
            let amounts =
                goal.lock.iter().map(|lock| (Field::Lock, lock.amount)).chain(goal.estimate.map(|amount| (Field::Estimate, amount)));
            for (field, amount) in amounts {
                let kind = match (amount, &field) {
                    (..0, Field::Lock) => QuotaFindingKind::LockNegative { amount },
                    (..0, _) => QuotaFindingKind::EstimateNegative { amount },
                    (LARGEST_AMOUNT.., _) if amount > LARGEST_AMOUNT => QuotaFindingKind::AmountTooLarge,
                    _ => continue,
                };
                tell(Some(key), field, kind);
            }
            let methods = goal.method.iter().flat_map(method_findings);
            let productivity = goal.productivity_per_month.filter(|figure| !is_valid_figure(*figure));
            let productivity =
                productivity.map(|figure| (Field::Capacity, QuotaFindingKind::InvalidCapacity { figure: figure.to_string() }));
            for (field, kind) in figure_findings(&goal.figures).into_iter().chain(methods).chain(productivity) {
                tell(Some(key), field, kind);
            }
        }
    }
    found.extend(question.goals.iter().flat_map(goal_findings));
    found
}

fn goal_findings(goal: &Goal) -> Vec<QuotaFinding> {
    let methods = std::iter::once(&goal.method).chain(goal.methods_by_level.values()).flat_map(method_findings);
    let capacity = goal.capacity.iter().flat_map(|capacity| [capacity.productivity_per_month, capacity.attainment]);
    let capacity = capacity.filter(|figure| !is_valid_figure(*figure));
    let capacity = capacity.map(|figure| (Field::Capacity, QuotaFindingKind::InvalidCapacity { figure: figure.to_string() }));
    let cushions = goal.cushions_by_level.values().filter(|cushion| Factor::ONE.with(**cushion).is_none());
    let cushions = cushions.map(|cushion| (Field::Cushion, QuotaFindingKind::InvalidCushion { cushion: cushion.to_string() }));
    let place = |field| Place { goal: Some(goal.key.clone()), field: Some(field), ..Place::default() };
    methods.chain(capacity).chain(cushions).map(|(field, kind)| QuotaFinding { place: place(field), kind }).collect()
}

fn invalid(figure: f64) -> Option<QuotaFindingKind> {
    (!is_valid_figure(figure)).then(|| QuotaFindingKind::InvalidFigure { figure: figure.to_string() })
}

fn figure_findings(figures: &Figures) -> Vec<(Field, QuotaFindingKind)> {
    let years = figures.history.iter().map(|(year, figure)| (Field::History(*year), *figure));
    let one = figures.potential.map(|figure| (Field::Potential, figure)).into_iter();
    let one = one.chain(figures.workload.map(|figure| (Field::Workload, figure)));
    let others = figures.other.iter().map(|(name, figure)| (Field::Other(name.clone()), *figure));
    years.chain(one).chain(others).filter_map(|(field, figure)| invalid(figure).map(|kind| (field, kind))).collect()
}

fn method_findings(method: &Method) -> Vec<(Field, QuotaFindingKind)> {
    let mut figures = Vec::new();
    let mut measures = method.measures();
    if let Method::Blend(parts) = method {
        figures.extend(parts.iter().map(|part| part.weight));
        measures = parts.iter().map(|part| part.measure.clone()).collect();
    }
    for measure in &measures {
        if let Measure::History(weights) = measure {
            figures.extend(weights.values());
        }
    }
    let mut found: Vec<(Field, QuotaFindingKind)> =
        figures.iter().filter_map(|&figure| invalid(figure)).map(|kind| (Field::Method, kind)).collect();
    if matches!(method, Method::Blend(parts) if !parts.iter().any(|part| is_valid_figure(part.weight) && part.weight > 0.0)) {
        found.push((Field::Method, QuotaFindingKind::EmptyBlend));
    }
    found
}
