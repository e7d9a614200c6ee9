//! What the team of a scenario carries by month against a goal, what attrition takes of it, and what planned hires bring.
//! The arithmetic is `quota::capacity`'s and `quota::hiring`'s; here it is put together from a scenario's decisions.

use super::keys::NodeRef;
use super::question::{QuotaResults, goal_key};
use super::settings::{QuotaSettings, StaffingSettings};
use crate::domain::fiscal::MONTHS;
use crate::quota::capacity::{Attrition, TeamCapacity, seller_months};
use crate::quota::hiring::{HiresNeeded, StartPlan, brought_by_start, fewest_and_latest, hires_needed, latest_starts};
use crate::quota::{Activity, GoalKind, PlacedNode, Ramp, SellerCapacity, ThreeFigures};

/// The team against the target. Amounts are in the goal's smallest unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Staffing {
    /// The company's target for the year.
    pub target: f64,
    /// The same by month.
    pub target_months: [f64; MONTHS],
    /// What the people carry, and what of it is there after attrition.
    pub team: TeamCapacity,
    /// What the planned hires bring in each month. None of them leaves within the year.
    pub hire_months: [f64; MONTHS],
    /// What is missing of the target without hires; 0 when nothing is.
    pub gap: f64,
    /// What is missing with the planned hires.
    pub gap_after_hires: f64,
    /// What hires could do; `None` while it is not said what a seller brings.
    pub hires: Option<Hires>,
}

/// What hires could do about the gap.
#[derive(Clone, Debug, PartialEq)]
pub struct Hires {
    /// What one brings in the rest of the year, by the month of the start.
    pub brought_by_start: [f64; MONTHS],
    /// How many close the gap when all start in the same month.
    pub needed: [HiresNeeded; MONTHS],
    /// The fewest that close it, as late as they may start; `None` when none do.
    pub fewest: Option<StartPlan>,
    /// The planned hires, each as late as the gap allows; `None` when they do not close it.
    pub planned_latest: Option<StartPlan>,
}

impl Staffing {
    /// What the team can carry in the year: after attrition, and with the planned hires.
    pub fn carried(&self) -> f64 {
        self.team.year() + self.hire_months.iter().sum::<f64>()
    }
}

/// What a team can carry in the year, by what it comes from. Amounts are in the goal's smallest unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Carried {
    /// What members of the team carry when none of them leaves.
    pub people: f64,
    /// What expected attrition takes of it.
    pub lost: f64,
    /// What planned hires bring, those for a territory of their own among them.
    pub hires: f64,
}

impl Carried {
    /// The whole, in whole units.
    pub fn total(&self) -> i64 {
        (self.people - self.lost + self.hires).round() as i64
    }
}

/// What the team of a scenario can carry of a goal: the one answer for the whole page; `None` while nothing says what
/// people bring.
pub fn carried(results: &QuotaResults, settings: &QuotaSettings, kind: GoalKind) -> Option<Carried> {
    let (team, hire_months) = team(results, settings, kind)?;
    let on_seats = hires_on_seats(results, kind);
    let people = team.months.iter().sum::<f64>() - on_seats;
    Some(Carried { people, lost: team.lost(), hires: hire_months.iter().sum::<f64>() + on_seats })
}

/// What of the company's capacity is of people yet to be found, who have a territory already.
fn hires_on_seats(results: &QuotaResults, kind: GoalKind) -> f64 {
    let Some(goal) = results.answer.goal(&goal_key(kind)) else { return 0.0 };
    let is_hire = |node: &PlacedNode| matches!(NodeRef::of(&node.key), Some(NodeRef::Hire(..)));
    let hires = results.answer.nodes.iter().zip(&goal.nodes).filter(|(node, _)| is_hire(node));
    hires.filter_map(|(_, outcome)| outcome.capacity()).map(|capacity| capacity as f64).sum()
}

/// The target, the street and what comes from below, capacity after attrition and with planned hires.
pub fn three_figures(results: &QuotaResults, settings: &QuotaSettings, kind: GoalKind) -> Option<ThreeFigures> {
    let figures = results.answer.three_figures(&goal_key(kind))?;
    Some(ThreeFigures { capacity: carried(results, settings, kind).map(|carried| carried.total()), ..figures })
}

/// The company's months after attrition, and those of the planned hires.
fn team(results: &QuotaResults, settings: &QuotaSettings, kind: GoalKind) -> Option<(TeamCapacity, [f64; MONTHS])> {
    let company = results.answer.goal(&goal_key(kind))?.nodes.first()?;
    let months = company.capacity_months?.map(|month| month as f64);
    let ramp = usual_ramp(results, settings);
    let team = TeamCapacity::of_months(months, attrition(&settings.staffing, &ramp).as_ref());
    let seller = settings.goal(kind).and_then(|goal| goal.capacity);
    Some((team, seller.map_or([0.0; MONTHS], |seller| hire_months(&settings.staffing.hires, &seller, &ramp))))
}

fn usual_ramp(results: &QuotaResults, settings: &QuotaSettings) -> Ramp {
    settings.ramp.as_ref().and_then(|name| results.question.ramps.get(name)).cloned().unwrap_or_default()
}

/// The team of a scenario against a goal; `None` while nothing says what people bring.
pub fn staffing(results: &QuotaResults, settings: &QuotaSettings, kind: GoalKind) -> Option<Staffing> {
    let goal = results.answer.goal(&goal_key(kind))?;
    let company = goal.nodes.first()?;
    let (team, hire_months) = team(results, settings, kind)?;
    let ramp = usual_ramp(results, settings);
    let (target, gap) = (goal.target as f64, team.gap(goal.target as f64));
    let seller = settings.goal(kind).and_then(|goal| goal.capacity);
    let brought: f64 = hire_months.iter().sum();
    let hires = seller.map(|seller| {
        let brought_by_start = brought_by_start(&seller, &ramp);
        Hires {
            needed: hires_needed(gap, &seller, &ramp),
            fewest: fewest_and_latest(gap, &brought_by_start),
            planned_latest: latest_starts(&settings.staffing.hires, gap, &brought_by_start),
            brought_by_start,
        }
    });
    let target_months = company.base_months.map(|month| month as f64);
    Some(Staffing { target, target_months, gap_after_hires: (target - team.year() - brought).max(0.0), team, hire_months, gap, hires })
}

fn attrition(settings: &StaffingSettings, ramp: &Ramp) -> Option<Attrition> {
    let of_rate = |annual_rate| Attrition { annual_rate, months_to_replace: settings.months_to_replace, ramp: ramp.clone() };
    Some(settings.attrition_rate).filter(|rate| *rate > 0.0).map(of_rate)
}

/// What hires bring in each month: they start on its first day.
fn hire_months(plan: &StartPlan, seller: &SellerCapacity, ramp: &Ramp) -> [f64; MONTHS] {
    let mut sum = [0.0; MONTHS];
    for (start, &count) in plan.iter().enumerate().filter(|(_, count)| **count > 0) {
        let activity = Activity {
            active: std::array::from_fn(|month| if month >= start { 1.0 } else { 0.0 }),
            ramp: std::array::from_fn(|month| ramp.share(month as i32 - start as i32 + 1)),
            ..Activity::WHOLE
        };
        for (sum, month) in sum.iter_mut().zip(seller_months(seller, &activity)) {
            *sum += month * f64::from(count);
        }
    }
    sum
}
