//! What is asked: a tree of nodes, goals with their targets, and how each is shared out. Plain data, that a plan, a file
//! or a test fills in; nothing is worked out here.
//!
//! Amounts are whole numbers of a goal's smallest unit (rials, cents, pieces). Rates and shares are fractions: 0.1 is 10 %.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, Error as _, Visitor};
use serde::{Deserialize, Serialize};

use super::activity::Employment;
use super::method::Method;
use super::schedule::{Ramp, Season};
use crate::domain::FiscalYear;

/// The lasting name of a node, given by whoever asks; a file may write it as a word or as a whole number.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct NodeKey(pub String);

impl From<&str> for NodeKey {
    fn from(key: &str) -> NodeKey {
        NodeKey(key.to_owned())
    }
}

impl fmt::Display for NodeKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for NodeKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<NodeKey, D::Error> {
        // Only formats that say what they hold may be asked for either; messages to a worker always hold words.
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(KeyVisitor)
        } else {
            deserializer.deserialize_string(KeyVisitor)
        }
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = NodeKey;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key: a word or a whole number")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<NodeKey, E> {
        if key.is_empty() { Err(E::custom("a key is empty; give each node a key of its own")) } else { Ok(NodeKey(key.to_owned())) }
    }

    fn visit_u64<E: serde::de::Error>(self, key: u64) -> Result<NodeKey, E> {
        Ok(NodeKey(key.to_string()))
    }

    fn visit_i64<E: serde::de::Error>(self, key: i64) -> Result<NodeKey, E> {
        Ok(NodeKey(key.to_string()))
    }
}

/// The lasting name of a goal.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GoalKey(pub String);

impl From<&str> for GoalKey {
    fn from(key: &str) -> GoalKey {
        GoalKey(key.to_owned())
    }
}

/// Everything that is asked about one fiscal year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotaQuestion {
    /// The year that is planned.
    pub fiscal_year: FiscalYear,
    /// The goals, in the order they are shown.
    pub goals: Vec<Goal>,
    /// The tree: the company has no parent, every other node names one. In any order.
    pub nodes: Vec<QuotaNode>,
    /// Seasons by name.
    #[serde(default)]
    pub seasons: BTreeMap<String, Season>,
    /// Ramps by name.
    #[serde(default)]
    pub ramps: BTreeMap<String, Ramp>,
    /// The ramp of people who name none; without one they are fully productive from their first day.
    #[serde(default)]
    pub default_ramp: Option<String>,
    /// What happens with the time of a seat that no one fills.
    #[serde(default)]
    pub uncovered_time: UncoveredTime,
}

/// What happens with the part of a seat's year in which no one sits on it, or someone who is still ramping up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum UncoveredTime {
    /// It stays on the seat and is shown as a vacancy beside its holders.
    #[default]
    Kept,
    /// The seat weighs less, and those beside it carry the rest.
    Shared,
}

/// What a goal counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GoalKind {
    /// Sales, in the smallest unit of the plan's currency.
    Sales,
    /// Money that came in, in the smallest unit of the plan's currency.
    Collection,
    /// Pieces sold.
    Quantity,
}

/// One measure of success with a target for the year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// Its lasting name.
    pub key: GoalKey,
    /// What it counts.
    pub kind: GoalKind,
    /// The company's target for the year.
    pub target: Target,
    /// How a node shares its amount out to its children, unless its level or the node says otherwise.
    #[serde(default)]
    pub method: Method,
    /// The same for the children of nodes of a level; the company is level 0.
    #[serde(default)]
    pub methods_by_level: BTreeMap<u32, Method>,
    /// What nodes of a level hand out on top of their own amount, as a fraction of it; the company is level 0.
    #[serde(default)]
    pub cushions_by_level: BTreeMap<u32, f64>,
    /// The season of the goal, unless a node says otherwise; without one all months weigh alike.
    #[serde(default)]
    pub season: Option<String>,
    /// What sellers can carry, when capacity is asked for.
    #[serde(default)]
    pub capacity: Option<SellerCapacity>,
}

/// A company's target for a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Target {
    /// An amount.
    Amount(i64),
    /// A share of another goal's target, such as a collection of 90 % of sales.
    ShareOf {
        /// The other goal.
        goal: GoalKey,
        /// The share of it.
        share: f64,
    },
    /// Growth on the company's own result of a past year.
    Growth {
        /// The fiscal year compared with, by the calendar year in which it began.
        year: i32,
        /// The growth; 0.15 is 15 % more.
        share: f64,
    },
}

/// What one full-time, fully productive seller brings.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SellerCapacity {
    /// In a month, in the goal's unit.
    pub productivity_per_month: f64,
    /// The share of it that sellers reach as a rule; 1 leaves productivity as it is.
    pub attainment: f64,
    /// Whom attainment is applied to.
    pub reading: AttainmentReading,
}

/// Whom expected attainment is applied to. Sources differ, so it is always asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttainmentReading {
    /// To sellers who are fully productive; the shares of a ramp are taken as what is really reached.
    RampedOnly,
    /// To everyone, on top of the ramp.
    Everyone,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NodeKind {
    /// The whole; the root of the tree.
    Company,
    /// A region, branch or team.
    Group,
    /// A chair with its territory, whoever sits on it.
    Seat,
    /// A person, for the time of [`QuotaNode::employment`]. On a seat its holders share the seat's amount by time.
    Holder,
    /// The part of a seat that no one fills. Made by the answer where there is any; in a question it gives the seat's
    /// vacancy a key and a name, and keeps that part on the seat whatever [`UncoveredTime`] says.
    Vacancy,
    /// A product line or segment.
    Line,
    /// A customer.
    Account,
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotaNode {
    /// Its lasting name; no two nodes have the same.
    pub key: NodeKey,
    /// Its name on screen.
    #[serde(default)]
    pub name: String,
    /// What it is.
    pub kind: NodeKind,
    /// The node it belongs to; `None` for the company.
    #[serde(default)]
    pub parent: Option<NodeKey>,
    /// What is known of it for every goal.
    #[serde(default)]
    pub figures: Figures,
    /// What is known of it and decided for a goal.
    #[serde(default)]
    pub goals: BTreeMap<GoalKey, NodeGoal>,
    /// What it hands out on top of its own amount, as a fraction of it; its level's unless given.
    #[serde(default)]
    pub cushion: Option<f64>,
    /// Its season and that of all below it; the goal's unless given.
    #[serde(default)]
    pub season: Option<String>,
    /// When a holder is there.
    #[serde(default)]
    pub employment: Option<Employment>,
    /// The share of full working time that a seat asks for; 1 unless given. A holder who works as much fills it.
    #[serde(default)]
    pub seat_working_time_share: Option<f64>,
}

impl QuotaNode {
    /// A node of which nothing is known but its place in the tree.
    pub fn new(key: impl Into<String>, kind: NodeKind, parent: Option<&str>) -> QuotaNode {
        let key = key.into();
        QuotaNode {
            name: key.clone(),
            key: NodeKey(key),
            kind,
            parent: parent.map(NodeKey::from),
            figures: Figures::default(),
            goals: BTreeMap::new(),
            cushion: None,
            season: None,
            employment: None,
            seat_working_time_share: None,
        }
    }
}

/// Measures of a node that a target can be shared out by. Where a node has none of its own, the sum of its children's
/// counts. None may be negative.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// Results of past fiscal years, by the calendar year in which each began.
    #[serde(default)]
    pub history: BTreeMap<i32, f64>,
    /// What could be sold in a year.
    #[serde(default)]
    pub potential: Option<f64>,
    /// Hours of work in a year.
    #[serde(default)]
    pub workload: Option<f64>,
    /// Any other measure by name.
    #[serde(default)]
    pub other: BTreeMap<String, f64>,
}

/// What is known of a node and decided for one goal.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NodeGoal {
    /// Measures for this goal; each goes before the one in [`QuotaNode::figures`].
    #[serde(default)]
    pub figures: Figures,
    /// What the node itself says it will bring in the year.
    #[serde(default)]
    pub estimate: Option<i64>,
    /// An amount that no sharing out changes.
    #[serde(default)]
    pub lock: Option<Lock>,
    /// How it shares its amount out to its children.
    #[serde(default)]
    pub method: Option<Method>,
    /// Its cushion for this goal; goes before [`QuotaNode::cushion`].
    #[serde(default)]
    pub cushion: Option<f64>,
    /// Its season for this goal; goes before [`QuotaNode::season`].
    #[serde(default)]
    pub season: Option<String>,
    /// What this person brings in a month; goes before the goal's.
    #[serde(default)]
    pub productivity_per_month: Option<f64>,
}

/// A base amount of the year that stays as it is. An edit by hand is a lock with its reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// The base of the year, at least 0.
    pub amount: i64,
    /// Why, in the user's words.
    #[serde(default)]
    pub reason: String,
}

/// Refuses text that is no question, in words that say where.
///
/// # Errors
/// When the text is no JSON or a field is missing, unknown or of the wrong kind.
pub fn question_from_json(text: &str) -> Result<QuotaQuestion, serde_json::Error> {
    serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)).map_err(|error| {
        if error.is_eof() { serde_json::Error::custom(format!("the file ends before the question does ({error})")) } else { error }
    })
}
