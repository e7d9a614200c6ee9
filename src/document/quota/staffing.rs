//! What the team of a scenario carries by month against a goal, what attrition takes of it, and what planned hires bring.
//! The arithmetic is `quota::capacity`'s and `quota::hiring`'s; here it is put together from a scenario's decisions.

use super::question::{QuotaResults, goal_key};
use super::settings::{QuotaSettings, StaffingSettings};
use crate::domain::fiscal::MONTHS;
use crate::quota::capacity::{Attrition, TeamCapacity, seller_months};
use crate::quota::hiring::{HiresNeeded, StartPlan, brought_by_start, fewest_and_latest, hires_needed, latest_starts};
use crate::quota::{Activity, GoalKind, Ramp, SellerCapacity};

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

/// The team of a scenario against a goal; `None` while nothing says what people bring.
pub fn staffing(results: &QuotaResults, settings: &QuotaSettings, kind: GoalKind) -> Option<Staffing> {
    let goal = results.answer.goal(&goal_key(kind))?;
    let company = goal.nodes.first()?;
    let months = company.capacity_months?.map(|month| month as f64);
    let ramp = settings.ramp.as_ref().and_then(|name| results.question.ramps.get(name)).cloned().unwrap_or_default();
    let team = TeamCapacity::of_months(months, attrition(&settings.staffing, &ramp).as_ref());
    let (target, gap) = (goal.target as f64, team.gap(goal.target as f64));
    let seller = settings.goal(kind).and_then(|goal| goal.capacity);
    let hire_months = seller.map_or([0.0; MONTHS], |seller| hire_months(&settings.staffing.hires, &seller, &ramp));
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
        };
        for (sum, month) in sum.iter_mut().zip(seller_months(seller, &activity)) {
            *sum += month * f64::from(count);
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::quota::settings::GoalTarget;
    use crate::document::quota::{GoalSettings, QuotaCommand, Schedules, results};
    use crate::document::{Command, CommandError, Document};
    use crate::domain::ScenarioId;
    use crate::quota::{AttainmentReading, Method, UncoveredTime};
    use crate::sample;

    fn change(document: &mut Document, change: QuotaCommand) -> Result<(), CommandError> {
        document.apply(Command::ChangeQuota { scenario: ScenarioId::TODAY, change: Box::new(change) }, 0.0).map(|_| ())
    }

    /// A team that carries a tenth less than its target.
    fn document() -> (Document, f64) {
        let mut document = Document::open(sample::SAMPLES[0].document());
        let mut schedules = Schedules::default();
        schedules.ramps.insert("r".into(), Ramp { shares: vec![0.0, 0.5] });
        document.apply(Command::ChangeSchedules(schedules), 0.0).unwrap();
        change(&mut document, QuotaCommand::ChangeTime { uncovered: UncoveredTime::Kept, ramp: Some("r".into()) }).unwrap();
        let mut goal = GoalSettings::new(GoalKind::Sales, GoalTarget::Amount(1), Method::Equal);
        goal.capacity = Some(SellerCapacity { productivity_per_month: 1e9, attainment: 1.0, reading: AttainmentReading::Everyone });
        change(&mut document, QuotaCommand::PutGoal(Box::new(goal.clone()))).unwrap();
        let carried = of(&document).unwrap().team.year();
        goal.target = GoalTarget::Amount((carried / 0.9) as i64);
        change(&mut document, QuotaCommand::PutGoal(Box::new(goal))).unwrap();
        (document, carried)
    }

    fn of(document: &Document) -> Option<Staffing> {
        let scenario = document.plan().today()?;
        staffing(&results(document.plan(), scenario)?, &scenario.quota, GoalKind::Sales)
    }

    fn plan(document: &mut Document, staffing: StaffingSettings) {
        change(document, QuotaCommand::PlanStaffing(staffing)).unwrap();
    }

    #[test]
    fn the_gap_is_closed_by_the_hires_that_are_said_to_close_it() {
        let (mut document, carried) = document();
        let before = of(&document).unwrap();
        assert!((before.gap - carried / 9.0).abs() < carried * 1e-9);
        assert_eq!((before.gap, before.hire_months), (before.gap_after_hires, [0.0; MONTHS]));
        let hires = before.hires.unwrap().fewest.unwrap();
        plan(&mut document, StaffingSettings { hires, ..StaffingSettings::default() });
        let after = of(&document).unwrap();
        assert_eq!(after.gap_after_hires, 0.0);
        assert_eq!(after.gap, before.gap, "hires are told apart from the team");
        assert_eq!(after.hires.unwrap().planned_latest, Some(hires));
        let mut fewer = hires;
        *fewer.iter_mut().find(|count| **count > 0).unwrap() -= 1;
        plan(&mut document, StaffingSettings { hires: fewer, ..StaffingSettings::default() });
        assert!(of(&document).unwrap().gap_after_hires > 0.0, "one less does not");
    }

    #[test]
    fn attrition_takes_of_the_team_and_widens_the_gap() {
        let (mut document, carried) = document();
        plan(&mut document, StaffingSettings { attrition_rate: 0.24, months_to_replace: 2, ..StaffingSettings::default() });
        let after = of(&document).unwrap();
        assert!((after.team.months.iter().sum::<f64>() - carried).abs() < 1.0);
        assert!(after.team.lost() > 0.0);
        assert!((after.gap - (carried / 0.9 - carried) - after.team.lost()).abs() < 2.0);
        // Two months empty, one in which the ramp is 0: three in a hundredth of the team each, then half.
        let shares: Vec<f64> = after.team.months_after_attrition.iter().zip(after.team.months).map(|(left, all)| left / all).collect();
        assert!((shares[0] - 0.98).abs() < 1e-9 && (shares[11] - (1.0 - 0.02 * 3.5)).abs() < 1e-9, "{shares:?}");
    }

    #[test]
    fn senseless_wishes_are_refused() {
        let (mut document, _) = document();
        for staffing in [
            StaffingSettings { attrition_rate: f64::NAN, ..StaffingSettings::default() },
            StaffingSettings { attrition_rate: -0.1, ..StaffingSettings::default() },
            StaffingSettings { months_to_replace: 1_000, ..StaffingSettings::default() },
            StaffingSettings { hires: [u32::MAX; MONTHS], ..StaffingSettings::default() },
        ] {
            let refused = change(&mut document, QuotaCommand::PlanStaffing(staffing));
            assert!(matches!(refused, Err(CommandError::OutOfRange { .. })));
        }
    }

    #[test]
    fn without_what_a_seller_brings_there_is_no_answer() {
        let mut document = Document::open(sample::SAMPLES[0].document());
        let goal = GoalSettings::new(GoalKind::Sales, GoalTarget::Amount(1_000), Method::Equal);
        change(&mut document, QuotaCommand::PutGoal(Box::new(goal))).unwrap();
        assert!(of(&document).is_none());
    }
}
