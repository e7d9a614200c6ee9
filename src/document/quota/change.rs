//! The commands on quotas: how what is decided changes, what each leaves in the change log, and why one is refused.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::goal_change::{checked, decide, goal_mut, put_goal};
use super::judgement::{OutlookSettings, checked_bands, checked_outlook};
use super::keys::NodeRef;
use super::pay::PaySettings;
use super::settings::{BelowSeats, GoalSettings, Holding, NodeDecision, QuotaGroup, QuotaSettings, StaffingSettings, Who};
use crate::document::{CommandError, Plan};
use crate::domain::{GroupId, TerritoryId};
use crate::quota::cushion::is_countable;
use crate::quota::fairness::HealthyBand;
use crate::quota::{GoalKind, Lock, Method, NodeKey, UncoveredTime};

/// The largest attrition of a year that is read: everyone leaves five times.
pub const MOST_ATTRITION: f64 = 5.0;
/// The longest time to replace someone, in months.
pub const MOST_MONTHS_TO_REPLACE: u32 = 24;
/// The most hires that start in one month.
pub const MOST_HIRES_A_MONTH: u32 = 10_000;

/// The most hours that someone works in a year.
pub const MOST_HOURS: f64 = 8_784.0;

/// A change to the quotas of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub enum QuotaCommand {
    /// Plans another fiscal year; `None` is the one after the last known.
    PlanYear(Option<i32>),
    /// Adds a goal or replaces it. What was decided for single nodes stays when the new one has nothing of its own.
    PutGoal(Box<GoalSettings>),
    /// Removes a goal with all that was decided for its nodes.
    RemoveGoal(GoalKind),
    /// Pins the bases of nodes, by hand.
    LockNodes {
        /// The goal.
        goal: GoalKind,
        /// The nodes with their amounts; `None` sets a node free.
        nodes: Vec<(NodeKey, Option<Lock>)>,
    },
    /// Says what nodes themselves say they will bring.
    EstimateNodes {
        /// The goal.
        goal: GoalKind,
        /// The nodes with their estimates; `None` takes one back.
        nodes: Vec<(NodeKey, Option<i64>)>,
    },
    /// Says what nodes hand out on top of their own amounts, as fractions of them.
    CushionNodes {
        /// The goal.
        goal: GoalKind,
        /// The nodes with their cushions; with `None` the level's holds again.
        nodes: Vec<(NodeKey, Option<f64>)>,
    },
    /// Says what the quotas of nodes were in a past year.
    RecallQuotas {
        /// The goal.
        goal: GoalKind,
        /// The fiscal year, by the calendar year in which it began.
        year: i32,
        /// The nodes with their quotas; `None` takes one back.
        nodes: Vec<(NodeKey, Option<i64>)>,
    },
    /// Replaces all that is decided for one node.
    DecideNode {
        /// The goal.
        goal: GoalKind,
        /// The node.
        node: NodeKey,
        /// What is decided.
        decision: Box<NodeDecision>,
    },
    /// Adds a region, branch or team; the plan hands out its identity.
    AddGroup {
        /// Its name.
        name: String,
        /// What it belongs to.
        parent: Option<GroupId>,
    },
    /// Names a group, or puts it elsewhere.
    EditGroup(QuotaGroup),
    /// Removes a group; what was in it goes to what it belonged to.
    RemoveGroup(GroupId),
    /// Puts territories into a group, or directly below the company.
    PlaceSeats {
        /// Which.
        territories: Vec<TerritoryId>,
        /// Where.
        group: Option<GroupId>,
    },
    /// Says who sits on a territory and when; `None` is its seller all along.
    Hold {
        /// The territory.
        territory: TerritoryId,
        /// Who and when.
        holdings: Option<Vec<Holding>>,
    },
    /// Says what quotas of territories are split into.
    SplitSeats(BelowSeats),
    /// Says what happens with time that nobody fills, and by which ramp new sellers learn.
    ChangeTime {
        /// What happens with it.
        uncovered: UncoveredTime,
        /// The usual ramp, by name.
        ramp: Option<String>,
    },
    /// Says who is expected to leave and to come.
    PlanStaffing(StaffingSettings),
    /// Says what is called healthy; `None` goes back to the published bands.
    JudgeBy(Option<Vec<HealthyBand>>),
    /// Says what is expected of the year.
    Expect(OutlookSettings),
    /// Says which pay plan holds for whom.
    PlanPay(PaySettings),
}

/// What a change to quotas did, with the names as they were then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum QuotaChange {
    /// Another fiscal year is planned.
    YearPlanned(Option<i32>),
    /// A goal was added or changed.
    GoalPut(GoalKind),
    /// A goal was removed.
    GoalRemoved(GoalKind),
    /// So many quotas were pinned.
    NodesLocked(usize),
    /// So many quotas were set free.
    NodesFreed(usize),
    /// So many own estimates were given or taken back.
    NodesEstimated(usize),
    /// So many quotas of a past year were given or taken back.
    QuotasRecalled(usize),
    /// So many cushions of single nodes were set or taken back.
    NodesCushioned(usize),
    /// So many cells of the grid were changed together.
    CellsEntered(usize),
    /// Something was decided for one node.
    NodeDecided,
    /// Something was decided for the node of this name.
    NodeRuled(String),
    /// The group of this name was added.
    GroupAdded(String),
    /// The group of this name was edited.
    GroupEdited(String),
    /// The group of this name was removed.
    GroupRemoved(String),
    /// So many territories were put into a group (or directly below the company).
    SeatsPlaced {
        /// How many.
        count: usize,
        /// The group's name.
        group: Option<String>,
    },
    /// Who sits on the territory of this name was changed.
    HoldersChanged(String),
    /// The split below territories was changed.
    SplitChanged,
    /// The handling of vacant time and ramps was changed.
    TimeChanged,
    /// Expected leavers or planned hires were changed.
    StaffingPlanned,
    /// The bands called healthy were changed.
    BandsChanged,
    /// What is expected of the year was changed.
    OutlookChanged,
    /// Which pay plan holds for whom was changed.
    PayPlanned,
}

/// Carries out a command on a plan's scenario.
///
/// # Errors
/// Says why it is refused.
pub(in crate::document) fn apply(
    plan: &mut Plan,
    scenario: crate::domain::ScenarioId,
    command: QuotaCommand,
) -> Result<QuotaChange, CommandError> {
    let place = plan.scenarios.iter().position(|known| known.id == scenario).ok_or(CommandError::UnknownScenario)?;
    let added_id = if matches!(command, QuotaCommand::AddGroup { .. }) { GroupId(plan.take_identity()) } else { GroupId(0) };
    let people: BTreeSet<_> = plan.people.iter().map(|person| person.id).collect();
    let pay_plans = Arc::clone(&plan.pay_plans);
    let decided_name = match &command {
        QuotaCommand::DecideNode { node, .. } => NodeRef::of(node).and_then(|node| node.name_in(plan, &plan.scenarios[place])),
        _ => None,
    };
    let changed = Arc::make_mut(&mut plan.scenarios[place]);
    let territories = changed.territories.clone();
    let name_of = |id: TerritoryId| territories.iter().find(|territory| territory.id == id).map(|territory| territory.name.clone());
    let settings: &mut QuotaSettings = Arc::make_mut(&mut changed.quota);
    match command {
        QuotaCommand::PlanYear(year) => {
            if year.is_some_and(|year| !(1..=9_000).contains(&year)) {
                return Err(CommandError::OutOfRange { field: "fiscal_year" });
            }
            settings.year = year;
            Ok(QuotaChange::YearPlanned(year))
        }
        QuotaCommand::PutGoal(goal) => put_goal(settings, *goal),
        QuotaCommand::RemoveGoal(kind) => {
            goal_mut(settings, kind)?;
            settings.goals.retain(|goal| goal.kind != kind);
            Ok(QuotaChange::GoalRemoved(kind))
        }
        QuotaCommand::LockNodes { goal, nodes } => {
            if nodes.iter().any(|(_, lock)| lock.as_ref().is_some_and(|lock| lock.amount < 0)) {
                return Err(CommandError::OutOfRange { field: "quota" });
            }
            let (count, is_freeing) = (nodes.len(), nodes.iter().all(|(_, lock)| lock.is_none()));
            decide(settings, goal, nodes, |decision, lock| decision.lock = lock)?;
            Ok(if is_freeing { QuotaChange::NodesFreed(count) } else { QuotaChange::NodesLocked(count) })
        }
        QuotaCommand::EstimateNodes { goal, nodes } => {
            if nodes.iter().any(|(_, estimate)| estimate.is_some_and(|estimate| estimate < 0)) {
                return Err(CommandError::OutOfRange { field: "estimate" });
            }
            let count = nodes.len();
            decide(settings, goal, nodes, |decision, estimate| decision.estimate = estimate)?;
            Ok(QuotaChange::NodesEstimated(count))
        }
        QuotaCommand::CushionNodes { goal, nodes } => {
            if nodes.iter().any(|(_, cushion)| cushion.is_some_and(|cushion| !is_countable(cushion))) {
                return Err(CommandError::OutOfRange { field: "cushion" });
            }
            let count = nodes.len();
            decide(settings, goal, nodes, |decision, cushion| decision.cushion = cushion)?;
            Ok(QuotaChange::NodesCushioned(count))
        }
        QuotaCommand::RecallQuotas { goal, year, nodes } => {
            if nodes.iter().any(|(_, quota)| quota.is_some_and(|quota| quota < 0)) {
                return Err(CommandError::OutOfRange { field: "quota" });
            }
            let count = nodes.len();
            decide(settings, goal, nodes, |decision, quota| {
                match quota {
                    Some(quota) => decision.past_quotas.insert(year, quota),
                    None => decision.past_quotas.remove(&year),
                };
            })?;
            Ok(QuotaChange::QuotasRecalled(count))
        }
        QuotaCommand::DecideNode { goal, node, decision } => {
            decide(settings, goal, vec![(node, checked(*decision)?)], |old, new| *old = new)?;
            Ok(decided_name.map_or(QuotaChange::NodeDecided, QuotaChange::NodeRuled))
        }
        QuotaCommand::AddGroup { name, parent } => {
            let name = crate::document::apply::named(&name)?;
            known_group(settings, parent)?;
            settings.groups.push(QuotaGroup { id: added_id, name: name.clone(), parent, leader: None });
            Ok(QuotaChange::GroupAdded(name))
        }
        QuotaCommand::EditGroup(group) => {
            if group.leader.is_some_and(|leader| !people.contains(&leader)) {
                return Err(CommandError::UnknownPerson);
            }
            edit_group(settings, group)
        }
        QuotaCommand::RemoveGroup(id) => {
            let group = settings.group(id).cloned().ok_or(CommandError::UnknownGroup)?;
            settings.groups.retain(|other| other.id != id);
            for other in &mut settings.groups {
                if other.parent == Some(id) {
                    other.parent = group.parent;
                }
            }
            let placed: Vec<TerritoryId> = settings.group_of.iter().filter(|(_, at)| **at == id).map(|(territory, _)| *territory).collect();
            place_seats(settings, &placed, group.parent);
            Ok(QuotaChange::GroupRemoved(group.name))
        }
        QuotaCommand::PlaceSeats { territories, group } => {
            known_group(settings, group)?;
            if territories.iter().any(|&territory| name_of(territory).is_none()) {
                return Err(CommandError::UnknownTerritory);
            }
            place_seats(settings, &territories, group);
            let group = group.and_then(|group| settings.group(group)).map(|group| group.name.clone());
            Ok(QuotaChange::SeatsPlaced { count: territories.len(), group })
        }
        QuotaCommand::Hold { territory, holdings } => {
            let name = name_of(territory).ok_or(CommandError::UnknownTerritory)?;
            for holding in holdings.iter().flatten() {
                if let Who::Person(person) = holding.who
                    && !people.contains(&person)
                {
                    return Err(CommandError::UnknownPerson);
                }
                if holding.from.zip(holding.until).is_some_and(|(from, until)| from > until) {
                    return Err(CommandError::OutOfRange { field: "until" });
                }
            }
            match holdings {
                Some(holdings) => settings.holdings.insert(territory, holdings),
                None => settings.holdings.remove(&territory),
            };
            Ok(QuotaChange::HoldersChanged(name))
        }
        QuotaCommand::SplitSeats(below) => {
            settings.below_seats = below;
            Ok(QuotaChange::SplitChanged)
        }
        QuotaCommand::ChangeTime { uncovered, ramp } => {
            settings.uncovered_time = uncovered;
            settings.ramp = ramp;
            Ok(QuotaChange::TimeChanged)
        }
        QuotaCommand::PlanStaffing(staffing) => {
            if !(0.0..=MOST_ATTRITION).contains(&staffing.attrition_rate) {
                return Err(CommandError::OutOfRange { field: "attrition" });
            }
            if staffing.months_to_replace > MOST_MONTHS_TO_REPLACE {
                return Err(CommandError::OutOfRange { field: "months_to_replace" });
            }
            if staffing.hires.iter().any(|count| *count > MOST_HIRES_A_MONTH) {
                return Err(CommandError::OutOfRange { field: "hires" });
            }
            let is_within = |figure: Option<f64>, most: f64| figure.is_none_or(|figure| figure > 0.0 && figure <= most);
            if !is_within(staffing.hours_per_seller, MOST_HOURS) {
                return Err(CommandError::OutOfRange { field: "hours_per_seller" });
            }
            if !is_within(staffing.selling_share, 1.0) {
                return Err(CommandError::OutOfRange { field: "selling_share" });
            }
            settings.staffing = staffing;
            Ok(QuotaChange::StaffingPlanned)
        }
        QuotaCommand::JudgeBy(bands) => {
            settings.judgement.bands = checked_bands(bands)?;
            Ok(QuotaChange::BandsChanged)
        }
        QuotaCommand::Expect(outlook) => {
            settings.judgement.outlook = checked_outlook(outlook)?;
            Ok(QuotaChange::OutlookChanged)
        }
        QuotaCommand::PlanPay(pay) => {
            settings.pay = super::pay::change::checked_settings(&pay_plans, pay)?;
            Ok(QuotaChange::PayPlanned)
        }
    }
}

fn known_group(settings: &QuotaSettings, group: Option<GroupId>) -> Result<(), CommandError> {
    if group.is_none_or(|id| settings.group(id).is_some()) { Ok(()) } else { Err(CommandError::UnknownGroup) }
}

fn edit_group(settings: &mut QuotaSettings, mut group: QuotaGroup) -> Result<QuotaChange, CommandError> {
    group.name = crate::document::apply::named(&group.name)?;
    known_group(settings, group.parent)?;
    // A group that came to lie below itself would leave the tree with all that is in it.
    let mut above = group.parent;
    for _ in 0..=settings.groups.len() {
        if above == Some(group.id) {
            return Err(CommandError::GroupInItself);
        }
        above = above.and_then(|id| settings.group(id)).and_then(|group| group.parent);
    }
    let known = settings.groups.iter_mut().find(|known| known.id == group.id).ok_or(CommandError::UnknownGroup)?;
    let name = group.name.clone();
    *known = group;
    Ok(QuotaChange::GroupEdited(name))
}

fn place_seats(settings: &mut QuotaSettings, territories: &[TerritoryId], group: Option<GroupId>) {
    for &territory in territories {
        match group {
            Some(group) => settings.group_of.insert(territory, group),
            None => settings.group_of.remove(&territory),
        };
    }
}

/// The usual way to share a goal out when it is added: sales by past sales where they are known, others by sales.
pub fn usual_method(kind: GoalKind, last_year: Option<i32>) -> Method {
    use crate::quota::Measure;
    match (kind, last_year) {
        (GoalKind::Sales, Some(year)) => Method::By(Measure::History([(year, 1.0)].into())),
        (GoalKind::Sales, None) => Method::By(Measure::Potential),
        (GoalKind::Collection | GoalKind::Quantity, _) => Method::By(Measure::Goal(super::question::goal_key(GoalKind::Sales))),
    }
}
