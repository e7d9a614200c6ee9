//! Where seasons and ramps are used in a plan, how they are renamed and removed together with every use as one step, and
//! what they must keep to.

use super::change::QuotaCommand;
use super::history::monthly;
use super::settings::{PastHoliday, QuotaSettings, Schedules};
use crate::document::{Command, CommandError, Plan};
use crate::domain::Person;
use crate::quota::{QuotaFinding, Season, SeasonWeights, season_from_history};

/// A kind of schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScheduleKind {
    /// How a year spreads over its months.
    Season,
    /// How new sellers become productive.
    Ramp,
}

/// How often a schedule is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// Goals whose season it is, over all scenarios.
    pub goals: usize,
    /// Quotas with a season of their own, over all scenarios.
    pub nodes: usize,
    /// Scenarios whose usual ramp it is.
    pub scenarios: usize,
    /// Sellers who ramp up by it.
    pub people: usize,
}

impl Uses {
    /// All of them.
    pub fn total(&self) -> usize {
        self.goals + self.nodes + self.scenarios + self.people
    }
}

/// Where a schedule is used.
pub fn uses(plan: &Plan, kind: ScheduleKind, name: &str) -> Uses {
    let mut uses = Uses::default();
    let is_it = |known: &Option<String>| known.as_deref() == Some(name);
    for scenario in &plan.scenarios {
        match kind {
            ScheduleKind::Ramp => uses.scenarios += usize::from(is_it(&scenario.quota.ramp)),
            ScheduleKind::Season => {
                for goal in &scenario.quota.goals {
                    uses.goals += usize::from(is_it(&goal.season));
                    uses.nodes += goal.nodes.values().filter(|decision| is_it(&decision.season)).count();
                }
            }
        }
    }
    if kind == ScheduleKind::Ramp {
        uses.people = plan.people.iter().filter(|person| is_it(&person.service.ramp)).count();
    }
    uses
}

/// The command that gives the plan these schedules and lets every use of one name go by another; `None` ends the uses.
pub fn replaced(plan: &Plan, kind: ScheduleKind, old: &str, new: Option<&str>, schedules: Schedules) -> Command {
    let is_it = |known: &Option<String>| known.as_deref() == Some(old);
    let new = new.map(str::to_owned);
    let mut commands = Vec::new();
    for scenario in &plan.scenarios {
        let change = |change| Command::ChangeQuota { scenario: scenario.id, change: Box::new(change) };
        let settings: &QuotaSettings = &scenario.quota;
        match kind {
            ScheduleKind::Ramp if is_it(&settings.ramp) => {
                commands.push(change(QuotaCommand::ChangeTime { uncovered: settings.uncovered_time, ramp: new.clone() }));
            }
            ScheduleKind::Ramp => {}
            ScheduleKind::Season => {
                for goal in &settings.goals {
                    if is_it(&goal.season) {
                        let mut goal = goal.clone();
                        goal.season = new.clone();
                        commands.push(change(QuotaCommand::PutGoal(Box::new(goal))));
                    }
                    for (node, decision) in goal.nodes.iter().filter(|(_, decision)| is_it(&decision.season)) {
                        let mut decision = decision.clone();
                        decision.season = new.clone();
                        let (goal, node) = (goal.kind, node.clone());
                        commands.push(change(QuotaCommand::DecideNode { goal, node, decision: Box::new(decision) }));
                    }
                }
            }
        }
    }
    if kind == ScheduleKind::Ramp {
        for person in plan.people.iter().filter(|person| is_it(&person.service.ramp)) {
            let mut person = Person::clone(person);
            person.service.ramp = new.clone();
            commands.push(Command::EditPerson(person));
        }
    }
    // The log shows the last one.
    commands.push(Command::ChangeSchedules(schedules));
    Command::Together(commands)
}

/// The season that past sales say, without what holidays that move did to past months, and what was noticed; `None` when no
/// months of sales are known.
pub fn season_of_sales(plan: &Plan, past_holidays: &[PastHoliday]) -> Option<(Season, Vec<QuotaFinding>)> {
    let history = monthly(plan)?;
    let moving = past_holidays.iter().map(|holiday| (holiday.month, holiday.factor)).collect();
    Some(season_from_history(&history, plan.settings.fiscal_year_first_month, &moving))
}

/// A name that no other has: the given one, or the same with the first number that is free.
pub fn free_name(wished: &str, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(wished) {
        return wished.to_owned();
    }
    (2u32..).map(|number| format!("{wished} {number}")).find(|name| !is_taken(name)).unwrap_or_else(|| wished.to_owned())
}

/// Checks schedules before they enter a plan.
///
/// # Errors
/// [`CommandError::OutOfRange`] for a weight or share that is negative or no number, [`CommandError::NameIsEmpty`].
pub(in crate::document) fn checked_schedules(schedules: Schedules) -> Result<Schedules, CommandError> {
    let is_weight = |weight: &f64| weight.is_finite() && (0.0..=1e9).contains(weight);
    if schedules.seasons.keys().chain(schedules.ramps.keys()).any(|name| name.trim().is_empty()) {
        return Err(CommandError::NameIsEmpty);
    }
    let are_seasons = schedules.seasons.values().all(|season| {
        let (weights, sum): (Vec<f64>, f64) = match &season.weights {
            SeasonWeights::Months(months) => (months.to_vec(), months.iter().sum()),
            SeasonWeights::Quarters(quarters) => (quarters.to_vec(), quarters.iter().sum()),
        };
        weights.iter().all(is_weight) && sum > 0.0 && season.month_factors.iter().flatten().all(is_weight)
    });
    if !are_seasons {
        return Err(CommandError::OutOfRange { field: "season_weight" });
    }
    let is_holiday = |holiday: &PastHoliday| (1..=12).contains(&holiday.month.month) && holiday.factor > 0.0 && is_weight(&holiday.factor);
    if !schedules.past_holidays.iter().all(is_holiday) {
        return Err(CommandError::OutOfRange { field: "season_weight" });
    }
    if !schedules.ramps.values().all(|ramp| ramp.shares.iter().all(is_weight)) {
        return Err(CommandError::OutOfRange { field: "ramp_share" });
    }
    Ok(schedules)
}
