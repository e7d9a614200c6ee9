//! The ways in which a node's amount is shared out to its children, and the weights each gives. Amounts are not split
//! here: `allocate` does that, exactly, by these weights.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::question::GoalKey;

/// How a node's amount is shared out to its children.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Method {
    /// The same for each.
    #[default]
    Equal,
    /// In proportion to a measure.
    By(Measure),
    /// By several measures at once: each is turned into shares of the children's sum first, then weighted.
    Blend(Vec<BlendPart>),
    /// The same growth for each on its own result of a year. As children must sum to their parent, the growth that results
    /// is told where it differs from the growth asked for.
    UniformGrowth {
        /// The fiscal year that is grown on, by the calendar year in which it began.
        year: i32,
        /// The growth asked for; 0.15 is 15 % more.
        growth: f64,
    },
    /// Each its own result of a year, and the growth of all of them by potential. Where the amount is below the results,
    /// there is no growth to share out: each gets less in proportion to its result, and that is told.
    GrowthByPotential {
        /// The fiscal year that is grown on, by the calendar year in which it began.
        year: i32,
        /// What the growth goes by.
        by: GrowthBasis,
    },
    /// In proportion to the children's own estimates.
    Estimate,
}

/// A measure of a node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Measure {
    /// 1 for each.
    One,
    /// Past years, each times its weight.
    History(BTreeMap<i32, f64>),
    /// What could be sold.
    Potential,
    /// Hours of work.
    Workload,
    /// A measure of [`super::question::Figures::other`].
    Other(String),
    /// The node's own estimate.
    Estimate,
    /// What the node got for another goal, so that collection can follow sales.
    Goal(GoalKey),
}

/// A measure and how much it counts in a blend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlendPart {
    /// The measure.
    pub measure: Measure,
    /// How much it counts beside the others; any scale.
    pub weight: f64,
}

/// What growth is shared out by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GrowthBasis {
    /// Potential.
    Potential,
    /// Potential that is not sold yet: potential less the year's result, at least 0.
    Headroom,
}

impl Method {
    /// The measures that it asks of each child, in the order in which [`Method::weights`] takes them.
    pub(super) fn measures(&self) -> Vec<Measure> {
        match self {
            Method::Equal => Vec::new(),
            Method::By(measure) => vec![measure.clone()],
            Method::Blend(parts) => parts.iter().map(|part| part.measure.clone()).collect(),
            Method::UniformGrowth { year, .. } => vec![Measure::History(BTreeMap::from([(*year, 1.0)]))],
            Method::GrowthByPotential { year, .. } => vec![Measure::History(BTreeMap::from([(*year, 1.0)])), Measure::Potential],
            Method::Estimate => vec![Measure::Estimate],
        }
    }

    /// The goals whose amounts it goes by.
    pub(super) fn goals(&self) -> impl Iterator<Item = GoalKey> {
        self.measures().into_iter().filter_map(|measure| match measure {
            Measure::Goal(goal) => Some(goal),
            _ => None,
        })
    }

    /// The weights of children that share an amount, from their measures (one list a measure, one value a child, each
    /// finite and at least 0).
    pub(super) fn weights(&self, amount: i64, child_count: usize, values: &[Vec<f64>]) -> Weighed {
        let mut weighed = Weighed { weights: vec![1.0; child_count], remarks: Vec::new() };
        match self {
            Method::Equal => {}
            Method::By(_) | Method::Estimate => weighed.by(&values[0]),
            Method::Blend(parts) => weighed.by_blend(parts, values),
            Method::UniformGrowth { growth, .. } => {
                weighed.by(&values[0]);
                let past = order_free_sum(&values[0]);
                if past > 0.0 {
                    weighed.remarks.push(Remark::GrowthFitted { asked: *growth, resulting: amount as f64 / past - 1.0 });
                }
            }
            Method::GrowthByPotential { by, .. } => weighed.by_growth(amount, *by, &values[0], &values[1]),
        }
        weighed
    }
}

/// What was noticed while weighing.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Remark {
    /// The basis is 0 for every child, so that the split is even.
    AllZero,
    /// A measure of a blend is 0 for every child (by its place) and was left out.
    PartAllZero(usize),
    /// The growth asked for and the one that children sum up to.
    GrowthFitted { asked: f64, resulting: f64 },
    /// There is less to share out than the children's results of the year.
    BelowHistory { history: f64 },
    /// Nobody has potential to grow by, so that growth is shared evenly.
    NoRoomToGrow,
}

/// Weights of children and what was noticed.
pub(super) struct Weighed {
    pub(super) weights: Vec<f64>,
    pub(super) remarks: Vec<Remark>,
}

impl Weighed {
    fn by(&mut self, values: &[f64]) {
        if values.iter().any(|&value| value > 0.0) {
            self.weights = values.to_vec();
        } else if !values.is_empty() {
            self.remarks.push(Remark::AllZero);
        }
    }

    fn by_blend(&mut self, parts: &[BlendPart], values: &[Vec<f64>]) {
        let mut weights = vec![0.0; self.weights.len()];
        for (place, (part, values)) in parts.iter().zip(values).enumerate() {
            let sum = order_free_sum(values);
            if part.weight <= 0.0 || !part.weight.is_finite() || values.is_empty() {
                continue;
            }
            if sum <= 0.0 {
                self.remarks.push(Remark::PartAllZero(place));
                continue;
            }
            for (weight, value) in weights.iter_mut().zip(values) {
                *weight += part.weight * (value / sum);
            }
        }
        self.by(&weights);
    }

    fn by_growth(&mut self, amount: i64, by: GrowthBasis, history: &[f64], potential: &[f64]) {
        let past = order_free_sum(history);
        let growth = amount as f64 - past;
        if past > 0.0 && growth < 0.0 {
            self.remarks.push(Remark::BelowHistory { history: past });
            return self.by(history);
        }
        let room: Vec<f64> = match by {
            GrowthBasis::Potential => potential.to_vec(),
            GrowthBasis::Headroom => potential.iter().zip(history).map(|(potential, history)| (potential - history).max(0.0)).collect(),
        };
        let all_room = order_free_sum(&room);
        let weights: Vec<f64> = if all_room > 0.0 {
            history.iter().zip(&room).map(|(history, room)| history + growth * (room / all_room)).collect()
        } else {
            self.remarks.push(Remark::NoRoomToGrow);
            let each = growth / history.len().max(1) as f64;
            history.iter().map(|history| history + each).collect()
        };
        self.by(&weights);
    }
}

/// A sum that does not depend on the order of its parts, to the last bit.
pub(super) fn order_free_sum(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.into_iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(method: &Method, amount: i64, values: &[&[f64]]) -> (Vec<f64>, Vec<Remark>) {
        let values: Vec<Vec<f64>> = values.iter().map(|list| list.to_vec()).collect();
        let weighed = method.weights(amount, values.first().map_or(3, Vec::len), &values);
        (weighed.weights, weighed.remarks)
    }

    #[test]
    fn a_blend_turns_each_measure_into_shares_first() {
        let part = |measure, weight| BlendPart { measure, weight };
        let blend = Method::Blend(vec![part(Measure::Potential, 1.0), part(Measure::Workload, 3.0), part(Measure::Estimate, 1.0)]);
        // Millions of rials and tens of hours count as they are weighted, not by their size.
        let (weights, remarks) = weights(&blend, 100, &[&[3e9, 1e9], &[10.0, 30.0], &[0.0, 0.0]]);
        assert_eq!(weights, [0.75 + 0.75, 0.25 + 2.25]);
        assert_eq!(remarks, [Remark::PartAllZero(2)]);
    }

    #[test]
    fn uniform_growth_tells_the_growth_that_results() {
        let (weights, remarks) = weights(&Method::UniformGrowth { year: 1403, growth: 0.2 }, 450, &[&[100.0, 200.0]]);
        assert_eq!(weights, [100.0, 200.0]);
        assert_eq!(remarks, [Remark::GrowthFitted { asked: 0.2, resulting: 0.5 }]);
    }

    #[test]
    fn growth_goes_by_potential_or_by_what_is_not_sold_yet() {
        let by = |by| Method::GrowthByPotential { year: 1403, by };
        let values: [&[f64]; 2] = [&[100.0, 300.0], &[400.0, 400.0]];
        assert_eq!(weights(&by(GrowthBasis::Potential), 500, &values).0, [150.0, 350.0]);
        assert_eq!(weights(&by(GrowthBasis::Headroom), 500, &values).0, [175.0, 325.0]);
        let (less, remarks) = weights(&by(GrowthBasis::Headroom), 300, &values);
        assert_eq!(less, [100.0, 300.0]);
        assert_eq!(remarks, [Remark::BelowHistory { history: 400.0 }]);
        let (even, remarks) = weights(&by(GrowthBasis::Headroom), 500, &[&[100.0, 300.0], &[50.0, 50.0]]);
        assert_eq!(even, [150.0, 350.0]);
        assert_eq!(remarks, [Remark::NoRoomToGrow]);
    }

    #[test]
    fn a_basis_of_zeros_is_told_and_splits_evenly() {
        let (weights, remarks) = weights(&Method::By(Measure::Potential), 9, &[&[0.0, 0.0, 0.0]]);
        assert_eq!(weights, [1.0, 1.0, 1.0]);
        assert_eq!(remarks, [Remark::AllZero]);
    }
}
