//! What is answered: the tree as it was read, and for each goal and node the amounts of the year and of its months. Plain
//! data; how it is worked out is in `allocate`, `periods` and `rollup`, and why a figure is as it is in `explain`.
//!
//! Three amounts are kept apart at every node. The **base** is its part of the company's target. The **street** is what
//! it is asked for: the base with the cushions of all nodes above it. What is **handed** to its children is its street
//! with its own cushion. Children's bases sum to the node's base and children's streets to what it handed, in every month
//! and in the year; what locks leave over or short stands beside as unallocated.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::activity::Activity;
use super::findings::QuotaFinding;
use super::question::{GoalKey, NodeKey, NodeKind};
use super::schedule::normalised_indices;
use crate::domain::FiscalYear;
use crate::domain::fiscal::MONTHS;

/// The answer to a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuotaAnswer {
    /// The year.
    pub fiscal_year: FiscalYear,
    /// The tree: each node after its parent, the company first; empty when there is no company.
    pub nodes: Vec<PlacedNode>,
    /// The goals, in the question's order.
    pub goals: Vec<GoalOutcome>,
    /// Everything that was noticed.
    pub findings: Vec<QuotaFinding>,
    /// Rows of the question that stand nowhere in the tree; each is told by a finding, or lies below one that is.
    pub left_out_rows: Vec<u32>,
}

/// A node in its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlacedNode {
    /// Its lasting name.
    pub key: NodeKey,
    /// Its name on screen; that of the seat for a vacancy made by the answer.
    pub name: String,
    /// What it is.
    pub kind: NodeKind,
    /// Its row in the question; `None` for a vacancy made by the answer.
    pub row: Option<u32>,
    /// Its parent's place in [`QuotaAnswer::nodes`].
    pub parent: Option<usize>,
    /// How far below the company it is, which is 0.
    pub level: u32,
    /// The places of its children, in the question's order; not those of a seat's holders.
    pub children: Vec<usize>,
    /// The places of a seat's holders and vacancy. They share the seat's amount by time, beside the seat's children, who
    /// share the same amount by what they are.
    pub holders: Vec<usize>,
    /// A holder's days and ramp.
    pub activity: Option<Activity>,
    /// What part of each month a seat is filled, a holder fills of his seat, or a vacancy leaves open; `None` for others.
    pub presence: Option<[f64; MONTHS]>,
    /// Whether others carry what `presence` leaves open.
    pub shares_uncovered_time: bool,
}

/// What came out for one goal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalOutcome {
    /// The goal.
    pub key: GoalKey,
    /// The company's target for the year, as resolved.
    pub target: i64,
    /// One for each of [`QuotaAnswer::nodes`].
    pub nodes: Vec<NodeOutcome>,
    /// Totals by level, the company's first.
    pub levels: Vec<LevelTotals>,
    /// The seasons that nodes go by.
    pub seasons: Vec<ResolvedSeason>,
}

/// A season as it is used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResolvedSeason {
    /// Its name; `None` where all months weigh alike for want of one.
    pub name: Option<String>,
    /// The weights of the twelve months on the scale on which they were given.
    pub weights: [f64; MONTHS],
}

impl ResolvedSeason {
    /// The weights so that they sum to 12: 1 is a mean month.
    pub fn indices(&self) -> [f64; MONTHS] {
        normalised_indices(self.weights).unwrap_or([1.0; MONTHS])
    }
}

/// All that stands on one level. Nodes without children above it stand for themselves, and amounts that no one got stay
/// in, so that levels can be compared. A seat's own children are left out, as its holders stand for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelTotals {
    /// The level; the company is 0.
    pub level: u32,
    /// The sum of bases.
    pub base: i64,
    /// The sum of streets.
    pub street: i64,
}

impl LevelTotals {
    /// What all cushions above come to, as a fraction of the base; 0.331 for three times 10 %. 0 for a base of 0.
    pub fn compounded_cushion(&self) -> f64 {
        if self.base == 0 { 0.0 } else { self.street as f64 / self.base as f64 - 1.0 }
    }
}

/// What one node got for one goal.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NodeOutcome {
    /// Its part of the company's target.
    pub base: i64,
    /// What it is asked for.
    pub street: i64,
    /// What it hands to its children in all; its street when it has none.
    pub handed: i64,
    /// Its own cushion as a fraction; 0 when it has no children.
    pub cushion: f64,
    /// The cushions of all nodes above it together: its street is its base times this, within one unit.
    pub factor: f64,
    /// The base of each month.
    pub base_months: [i64; MONTHS],
    /// The street of each month.
    pub street_months: [i64; MONTHS],
    /// What is handed on for each month.
    pub handed_months: [i64; MONTHS],
    /// What its children did not get.
    pub unallocated: Unallocated,
    /// What a seat's holders did not get.
    pub unallocated_to_holders: Unallocated,
    /// How its base came about.
    pub reason: Reason,
    /// Its season's place in [`GoalOutcome::seasons`].
    pub season: u32,
    /// Its own estimate.
    pub estimate: Option<i64>,
    /// Its own estimate, or else the sum of those below it; `None` when none is known.
    pub bottom_up: Option<i64>,
    /// How many below it have no estimate, so that the sum lacks them.
    pub estimates_missing: u32,
    /// What its people can carry in each month; `None` when no productivity is given or it holds no people.
    pub capacity_months: Option<[i64; MONTHS]>,
    /// The sum of streets on the lowest level below it, with what stayed unallocated: what the street is asked for.
    pub street_total: i64,
}

impl NodeOutcome {
    /// What the node adds as cushion: handed less street.
    pub fn cushion_amount(&self) -> i64 {
        self.handed.saturating_sub(self.street)
    }

    /// What its people can carry in the year.
    pub fn capacity(&self) -> Option<i64> {
        self.capacity_months.map(|months| months.into_iter().fold(0, i64::saturating_add))
    }

    /// What is estimated from below where nothing is missing of it; a sum that lacks parts is held against nothing.
    pub fn whole_estimate(&self) -> Option<i64> {
        self.bottom_up.filter(|_| self.estimates_missing == 0)
    }

    /// What is estimated from below, less the base: negative where estimates fall short.
    pub fn gap_to_base(&self) -> Option<i64> {
        self.whole_estimate().map(|bottom_up| bottom_up.saturating_sub(self.base))
    }

    /// What is estimated from below, less the street.
    pub fn gap_to_street(&self) -> Option<i64> {
        self.whole_estimate().map(|bottom_up| bottom_up.saturating_sub(self.street))
    }

    /// Its part of the target, what is asked for below it, and what comes from there.
    pub fn three_figures(&self) -> ThreeFigures {
        ThreeFigures {
            target: self.base,
            street: self.street_total,
            bottom_up: self.bottom_up,
            estimates_missing: self.estimates_missing,
            capacity: self.capacity(),
        }
    }

    /// What its people can carry, less the base.
    pub fn capacity_gap(&self) -> Option<i64> {
        self.capacity().map(|capacity| capacity.saturating_sub(self.base))
    }
}

/// The quarters of a fiscal year from its months.
pub fn quarters(months: &[i64; MONTHS]) -> [i64; 4] {
    std::array::from_fn(|quarter| months[quarter * 3..quarter * 3 + 3].iter().fold(0, |sum, &month| i64::saturating_add(sum, month)))
}

/// An amount that locks left over (or, negative, ran short of).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unallocated {
    /// Of the base.
    pub base: i64,
    /// Of what was handed on.
    pub street: i64,
    /// Of the base, by month.
    pub base_months: [i64; MONTHS],
    /// Of what was handed on, by month.
    pub street_months: [i64; MONTHS],
}

/// How a base came about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Reason {
    /// It is the company's target.
    #[default]
    Target,
    /// It is locked.
    Locked,
    /// It is a share of what its parent's locked children left.
    Share(Share),
    /// It is a holder's or vacancy's part of a seat, by time.
    Time(Share),
}

/// A share of an amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// The weight, with [`Share::coverage`] in it.
    pub weight: f64,
    /// The sum of the weights of all that share the amount.
    pub weight_of_all: f64,
    /// The amount that is shared: the parent's less what is locked.
    pub amount: i64,
    /// How many share it.
    pub count: u32,
    /// By how much the weight was made smaller because no one, or no one productive, is there; 1 leaves it.
    pub coverage: f64,
    /// Whether the method had no basis, so that all weigh alike.
    pub is_even_for_want_of_basis: bool,
}

impl QuotaAnswer {
    /// The places of nodes by key.
    pub fn places(&self) -> BTreeMap<&NodeKey, usize> {
        self.nodes.iter().enumerate().map(|(place, node)| (&node.key, place)).collect()
    }

    /// The outcome of a goal.
    pub fn goal(&self, key: &GoalKey) -> Option<&GoalOutcome> {
        self.goals.iter().find(|goal| goal.key == *key)
    }

    /// The three figures of a goal side by side, for the company; `None` when there is no company or no such goal.
    pub fn three_figures(&self, key: &GoalKey) -> Option<ThreeFigures> {
        let goal = self.goal(key)?;
        Some(ThreeFigures { target: goal.target, ..goal.nodes.first()?.three_figures() })
    }
}

/// The target, what top-down splitting asks the street for, and what comes from below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreeFigures {
    /// The company's target.
    pub target: i64,
    /// The sum that is asked for on the lowest level, with all cushions.
    pub street: i64,
    /// The sum of estimates.
    pub bottom_up: Option<i64>,
    /// How many have none.
    pub estimates_missing: u32,
    /// What people can carry.
    pub capacity: Option<i64>,
}
