//! What is decided about quotas: targets, ways to share them out, the tree above the territories, who sits where and
//! when, and what was decided for single nodes. Also the schedules that all scenarios of a plan use.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::judgement::Judgement;
use super::pay::PaySettings;
use crate::domain::{CivilDate, GroupId, PersonId, TerritoryId, YearMonth};
use crate::quota::hiring::StartPlan;
use crate::quota::{GoalKind, Lock, Method, NodeKey, Ramp, Season, SellerCapacity, UncoveredTime};

/// What is decided about the quotas of a scenario.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct QuotaSettings {
    /// The fiscal year that is planned, by the calendar year in which it begins; `None` is the one after the last whose
    /// sales are known.
    pub year: Option<i32>,
    /// The goals, in the order they are shown; at most one of a kind.
    pub goals: Vec<GoalSettings>,
    /// Regions, branches and teams between the company and the territories, in the order of tables.
    pub groups: Vec<QuotaGroup>,
    /// The group of each territory; one that is missing belongs to the company.
    pub group_of: BTreeMap<TerritoryId, GroupId>,
    /// Who sits on a territory and when, where that is not its seller all along.
    pub holdings: BTreeMap<TerritoryId, Vec<Holding>>,
    /// What a territory's quota is split into.
    pub below_seats: BelowSeats,
    /// What happens with the time in which a territory is vacant or its seller still learns.
    pub uncovered_time: UncoveredTime,
    /// The usual ramp, by name; without one, everyone is fully productive from the first day.
    pub ramp: Option<String>,
    /// Who is expected to leave and to come in the year.
    pub staffing: StaffingSettings,
    /// By what quotas are judged, and what is expected of the year.
    #[serde(skip_serializing_if = "is_usual")]
    pub judgement: Judgement,
    /// Which pay plan holds for whom.
    #[serde(skip_serializing_if = "PaySettings::is_nothing")]
    pub pay: PaySettings,
}

fn is_usual(judgement: &Judgement) -> bool {
    *judgement == Judgement::default()
}

/// Who is expected to leave and to come in the planned year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StaffingSettings {
    /// The share of sellers that leaves in a year; 0.12 is about one in eight.
    pub attrition_rate: f64,
    /// How many months a place then stays empty.
    pub months_to_replace: u32,
    /// How many hires start in each month of the fiscal year.
    pub hires: StartPlan,
    /// The hours that a seller works in a year, by which the work with customers tells how large the team should be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours_per_seller: Option<f64>,
    /// The share of these hours that is spent with customers; without it, all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selling_share: Option<f64>,
}

impl StaffingSettings {
    /// Whether people are expected to leave or to come.
    pub fn changes_the_team(&self) -> bool {
        self.attrition_rate > 0.0 || self.hires.iter().any(|count| *count > 0)
    }
}

impl QuotaSettings {
    /// Whether nothing is decided; files are silent of it then.
    pub fn is_nothing(&self) -> bool {
        *self == QuotaSettings::default()
    }

    /// What is decided about a goal.
    pub fn goal(&self, kind: GoalKind) -> Option<&GoalSettings> {
        self.goals.iter().find(|goal| goal.kind == kind)
    }

    /// The groups that a group can be put into: all but itself and those below it.
    pub fn groups_above(&self, id: GroupId) -> Vec<&QuotaGroup> {
        let is_below = |group: &QuotaGroup| {
            let path = std::iter::successors(Some(group), |group| self.group(group.parent?));
            // A file may hold a ring.
            path.take(self.groups.len() + 1).any(|group| group.id == id)
        };
        self.groups.iter().filter(|group| !is_below(group)).collect()
    }

    /// The group of that identity.
    pub fn group(&self, id: GroupId) -> Option<&QuotaGroup> {
        self.groups.iter().find(|group| group.id == id)
    }
}

/// What is decided about one goal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalSettings {
    /// What it counts.
    pub kind: GoalKind,
    /// The company's target for the year.
    pub target: GoalTarget,
    /// How amounts are shared out, where neither the level nor the node says otherwise.
    pub method: Method,
    /// The same for the children of nodes of a level; the company is level 0.
    #[serde(default)]
    pub methods_by_level: BTreeMap<u32, Method>,
    /// What nodes of a level hand out on top of their own amount, as a fraction of it; the company is level 0.
    #[serde(default)]
    pub cushions_by_level: BTreeMap<u32, f64>,
    /// The season by name; without one all months weigh alike.
    #[serde(default)]
    pub season: Option<String>,
    /// What a full-time, fully productive seller brings, where capacity is asked for.
    #[serde(default)]
    pub capacity: Option<SellerCapacity>,
    /// What was decided for single nodes. Those that the tree lacks are passed over, and kept.
    #[serde(default)]
    pub nodes: BTreeMap<NodeKey, NodeDecision>,
}

impl GoalSettings {
    /// A goal of which only the target is decided.
    pub fn new(kind: GoalKind, target: GoalTarget, method: Method) -> GoalSettings {
        GoalSettings {
            kind,
            target,
            method,
            methods_by_level: BTreeMap::new(),
            cushions_by_level: BTreeMap::new(),
            season: None,
            capacity: None,
            nodes: BTreeMap::new(),
        }
    }
}

/// A company's target for a year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum GoalTarget {
    /// An amount, in the smallest unit of the currency or in pieces.
    Amount(i64),
    /// A share of the target for sales.
    ShareOfSales(f64),
    /// Growth on the sales of the last known fiscal year; 0.15 is 15 % more.
    Growth(f64),
}

/// What was decided for one node and one goal.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NodeDecision {
    /// An amount that no sharing out changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lock: Option<Lock>,
    /// What the node itself says it will bring in the year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimate: Option<i64>,
    /// How it shares its amount out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// What it hands out on top of its own amount, as a fraction of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cushion: Option<f64>,
    /// Its season by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub season: Option<String>,
    /// What this person brings in a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub productivity_per_month: Option<f64>,
    /// Its quotas of past fiscal years, by the calendar year in which each began.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub past_quotas: BTreeMap<i32, i64>,
}

impl NodeDecision {
    /// Whether nothing is decided.
    pub fn is_nothing(&self) -> bool {
        *self == NodeDecision::default()
    }
}

/// A region, branch or team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotaGroup {
    /// Identity within the plan.
    pub id: GroupId,
    /// Name.
    pub name: String,
    /// The group it belongs to; `None` is the company.
    pub parent: Option<GroupId>,
    /// Who leads it; results of all below count for the leader's pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader: Option<PersonId>,
}

/// Someone's time on a territory. Days are Gregorian.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    /// Who.
    pub who: Who,
    /// The first day; `None` is all along.
    #[serde(default)]
    pub from: Option<CivilDate>,
    /// The last day, which still counts.
    #[serde(default)]
    pub until: Option<CivilDate>,
}

/// Who sits on a territory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// A member of the team.
    Person(PersonId),
    /// Someone who is yet to be found, under a name for the place.
    Hire(String),
}

/// What a territory's quota is split into, beside those who sit on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum BelowSeats {
    /// Nothing.
    #[default]
    Nothing,
    /// The segments of its customers.
    Segments,
    /// Its customers.
    Accounts,
    /// Segments, and the customers of each.
    SegmentsAndAccounts,
}

/// Seasons and ramps by name, for all scenarios of a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Schedules {
    /// How a year spreads over its months.
    pub seasons: BTreeMap<String, Season>,
    /// How new sellers become productive.
    pub ramps: BTreeMap<String, Ramp>,
    /// Past months that a moving holiday made weaker or stronger; taken out of seasons that are read off past sales.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub past_holidays: Vec<PastHoliday>,
}

/// A past month that a holiday which moves through the calendar made weaker or stronger.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PastHoliday {
    /// The month, in the plan's calendar.
    pub month: YearMonth,
    /// What was sold over what would have been sold without it: 0.8 is a fifth less.
    pub factor: f64,
}

impl Schedules {
    /// Whether there is none; files are silent of it then.
    pub fn is_nothing(&self) -> bool {
        *self == Schedules::default()
    }
}
