//! Sellers who come and go, as one step of the plan: which territories there are afterwards, whose they are and which
//! accounts move. How accounts are shared out is [`crate::territory::churn`]'s.

mod locked;

pub use locked::locked;

use super::apply::apply;
use super::judged::{Judged, judged};
use super::neighbourhood::Neighbourhood;
use super::results::ScenarioResults;
use super::{ChangeSummary, Command, CommandError, Plan, Scenario, design};
use crate::domain::{AccountId, PersonId, ScenarioId, Territory, TerritoryId};
use crate::territory::churn;

/// A territory for somebody new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newcomer {
    /// The territory's name.
    pub name: String,
    /// Who works it; `None` leaves it vacant.
    pub seller: Option<PersonId>,
}

/// A change of who works which territories.
#[derive(Clone, Debug, PartialEq)]
pub enum Churn {
    /// A seller leaves.
    Leave {
        /// The territories that were theirs.
        territories: Vec<TerritoryId>,
        /// Whether the territories stay as they are and wait for somebody; else their accounts go to the neighbours
        /// and the territories are dissolved.
        stay_vacant: bool,
        /// Who leaves, if they are to be taken off the team list as well: their territories become vacant in every
        /// other scenario.
        off_the_team: Option<PersonId>,
    },
    /// Sellers are hired: territories are carved out where load is highest.
    Hire(Vec<Newcomer>),
    /// Two territories become one.
    Merge {
        /// The one that stays, as it shall be: name, colour, seller.
        kept: Territory,
        /// The one that goes.
        gone: TerritoryId,
    },
    /// A territory is halved.
    Split {
        /// Which; it keeps its name, its seller and its fixed accounts.
        territory: TerritoryId,
        /// Whose the new half is.
        half: Newcomer,
    },
}

/// The territories of the seller of this one; that one alone when it is vacant.
pub fn territories_of_seller(scenario: &Scenario, territory: TerritoryId) -> Vec<TerritoryId> {
    let seller = scenario.territory(territory).and_then(|territory| territory.seller);
    let is_theirs = |known: &&Territory| known.id == territory || (seller.is_some() && known.seller == seller);
    scenario.territories.iter().filter(is_theirs).map(|known| known.id).collect()
}

/// How many fixed accounts these territories have: they must leave when the territories are dissolved.
pub fn fixed_accounts(plan: &Plan, scenario: &Scenario, territories: &[TerritoryId]) -> usize {
    let is_theirs = |account: &AccountId| scenario.assignment.get(account).is_some_and(|owner| territories.contains(owner));
    plan.accounts.iter().filter(|account| account.is_fixed && is_theirs(&account.id)).count()
}

/// The other territories, those whose centres are nearest first; those without a place last.
pub fn nearest_territories(scenario: &Scenario, results: &ScenarioResults, territory: TerritoryId) -> Vec<TerritoryId> {
    let centre = |at: usize| results.measures.territories.get(at).and_then(|figures| figures.centre);
    let own = scenario.territories.iter().position(|known| known.id == territory).and_then(centre);
    let mut others: Vec<(f64, usize)> = (0..scenario.territories.len())
        .filter(|&at| scenario.territories[at].id != territory)
        .map(|at| (own.zip(centre(at)).map_or(f64::INFINITY, |(own, other)| own.distance_km(&other)), at))
        .collect();
    others.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    others.into_iter().map(|(_, at)| scenario.territories[at].id).collect()
}

/// A change that was prepared for a plan and has not entered it yet.
pub struct PreparedChurn {
    /// The command that carries it out as one step. It fits this version of the plan alone, since it names the identities
    /// that new territories will get.
    pub command: Command,
    question: design::DesignQuestion,
    answer: Vec<Option<u32>>,
}

impl PreparedChurn {
    /// What the independent checker says of it, and what it leaves unmet; territories are counted in the order that they
    /// will have.
    pub fn judged(&self) -> Judged {
        judged(&self.question, &self.answer)
    }
}

/// The command that carries a change out as one step; see [`prepared`].
///
/// # Errors
/// As [`prepared`].
pub fn command(plan: &Plan, scenario: ScenarioId, change: &Churn, neighbourhood: Option<&Neighbourhood>) -> Result<Command, CommandError> {
    prepared(plan, scenario, change, neighbourhood).map(|prepared| prepared.command)
}

/// Prepares a change as one step. Where the scenario wishes for territories in one piece, `neighbourhood` says which accounts
/// lie side by side.
///
/// # Errors
/// A scenario, territory or person is not in the plan, a name is empty, or nobody would be left to take the accounts.
pub fn prepared(
    plan: &Plan,
    scenario: ScenarioId,
    change: &Churn,
    neighbourhood: Option<&Neighbourhood>,
) -> Result<PreparedChurn, CommandError> {
    let known = plan.scenario(scenario).ok_or(CommandError::UnknownScenario)?;
    let named = |id: TerritoryId| known.territory(id).map(|territory| territory.name.clone()).ok_or(CommandError::UnknownTerritory);
    let of = known.name.clone();
    match change {
        Churn::Leave { territories, stay_vacant: true, off_the_team } => {
            let names = territories.iter().map(|&id| named(id)).collect::<Result<Vec<_>, _>>()?;
            let commands = territories
                .iter()
                .filter_map(|&id| known.territory(id))
                .map(|territory| Command::EditTerritory { scenario, territory: Territory { seller: None, ..territory.clone() } });
            let mut commands: Vec<Command> = commands.collect();
            let after = Prepared::new(plan, scenario, &commands, neighbourhood)?;
            commands.extend(off_the_team.map(Command::RemovePerson));
            Ok(after.without_moves(ChangeSummary::TerritoriesVacated { territories: names, scenario: of }, commands))
        }
        Churn::Leave { territories, stay_vacant: false, off_the_team } => leave(plan, known, territories, *off_the_team, neighbourhood),
        Churn::Hire(newcomers) => hire(plan, known, newcomers, neighbourhood),
        Churn::Merge { kept, gone } => {
            let before = [named(kept.id)?, named(*gone)?];
            let commands = vec![
                Command::RemoveTerritory { scenario, territory: *gone, heir: Some(kept.id) },
                Command::EditTerritory { scenario, territory: kept.clone() },
            ];
            let change = ChangeSummary::TerritoriesMerged { territories: before, name: kept.name.clone(), scenario: of };
            Ok(Prepared::new(plan, scenario, &commands, neighbourhood)?.without_moves(change, commands))
        }
        Churn::Split { territory, half } => split(plan, known, *territory, half, neighbourhood),
    }
}

fn leave(
    plan: &Plan,
    scenario: &Scenario,
    territories: &[TerritoryId],
    off_the_team: Option<PersonId>,
    neighbourhood: Option<&Neighbourhood>,
) -> Result<PreparedChurn, CommandError> {
    let mut commands = Vec::new();
    let mut names = Vec::new();
    for &territory in territories {
        names.push(scenario.territory(territory).ok_or(CommandError::UnknownTerritory)?.name.clone());
        commands.push(Command::RemoveTerritory { scenario: scenario.id, territory, heir: None });
    }
    if territories.len() >= scenario.territories.len() {
        return Err(CommandError::Nothing);
    }
    let after = Prepared::new(plan, scenario.id, &commands, neighbourhood)?;
    let freed: Vec<u32> = (0u32..)
        .zip(plan.accounts.iter())
        .filter(|(_, account)| scenario.assignment.get(&account.id).is_some_and(|owner| territories.contains(owner)))
        .map(|(unit, _)| unit)
        .collect();
    let answer = churn::share_out(&after.question.problem, &after.question.assignment, &freed, &[]);
    commands.push(after.assigned(&answer));
    commands.extend(off_the_team.map(Command::RemovePerson));
    let change = ChangeSummary::TerritoriesDissolved { territories: names, moved: freed.len(), scenario: scenario.name.clone() };
    Ok(after.answered(change, commands, answer))
}

fn hire(
    plan: &Plan,
    scenario: &Scenario,
    newcomers: &[Newcomer],
    neighbourhood: Option<&Neighbourhood>,
) -> Result<PreparedChurn, CommandError> {
    if newcomers.is_empty() {
        return Err(CommandError::Nothing);
    }
    let mut commands: Vec<Command> = newcomers.iter().map(|newcomer| added(scenario.id, newcomer)).collect();
    let after = Prepared::new(plan, scenario.id, &commands, neighbourhood)?;
    let first = scenario.territories.len() as u32;
    let new: Vec<u32> = (first..first + newcomers.len() as u32).collect();
    let answer = churn::carve_out(&after.question.problem, &after.question.assignment, &new);
    let moved = answer.iter().filter(|owner| owner.is_some_and(|owner| owner >= first)).count();
    commands.push(after.assigned(&answer));
    let change = ChangeSummary::TerritoriesCarved { count: newcomers.len(), moved, scenario: scenario.name.clone() };
    Ok(after.answered(change, commands, answer))
}

fn split(
    plan: &Plan,
    scenario: &Scenario,
    territory: TerritoryId,
    half: &Newcomer,
    neighbourhood: Option<&Neighbourhood>,
) -> Result<PreparedChurn, CommandError> {
    let whole = scenario.territories.iter().position(|known| known.id == territory).ok_or(CommandError::UnknownTerritory)?;
    let mut commands = vec![added(scenario.id, half)];
    let after = Prepared::new(plan, scenario.id, &commands, neighbourhood)?;
    let new = scenario.territories.len() as u32;
    let answer = churn::halve(&after.question.problem, &after.question.assignment, whole as u32, new);
    if !answer.contains(&Some(new)) {
        return Err(CommandError::Nothing);
    }
    commands.push(after.assigned(&answer));
    let change = ChangeSummary::TerritorySplit {
        territory: scenario.territories[whole].name.clone(),
        half: half.name.clone(),
        scenario: scenario.name.clone(),
    };
    Ok(after.answered(change, commands, answer))
}

fn added(scenario: ScenarioId, newcomer: &Newcomer) -> Command {
    Command::AddTerritory { scenario, name: newcomer.name.clone(), seller: newcomer.seller }
}

/// The plan with its territories as they shall be, and the question put to the engine.
struct Prepared {
    plan: Plan,
    scenario: ScenarioId,
    question: design::DesignQuestion,
}

impl Prepared {
    fn new(
        plan: &Plan,
        scenario: ScenarioId,
        commands: &[Command],
        neighbourhood: Option<&Neighbourhood>,
    ) -> Result<Prepared, CommandError> {
        let mut next = plan.clone();
        for command in commands {
            apply(&mut next, command.clone())?;
        }
        let known = next.scenario(scenario).ok_or(CommandError::UnknownScenario)?;
        let question = design::question_in(&next, known, neighbourhood);
        Ok(Prepared { scenario, question, plan: next })
    }

    /// A change in which no account moves beside what the commands themselves move.
    fn without_moves(self, change: ChangeSummary, commands: Vec<Command>) -> PreparedChurn {
        let answer = self.question.assignment.clone();
        self.answered(change, commands, answer)
    }

    /// A change with its answer.
    fn answered(self, change: ChangeSummary, commands: Vec<Command>, answer: Vec<Option<u32>>) -> PreparedChurn {
        PreparedChurn { command: Command::Step { change, commands }, question: self.question, answer }
    }

    /// The command that gives accounts to their owners of the answer.
    fn assigned(&self, answer: &[Option<u32>]) -> Command {
        let scenario = self.plan.scenario(self.scenario);
        let assignment = scenario.map(|scenario| design::assignment_of(&self.plan, scenario, answer)).unwrap_or_default();
        Command::ApplyDesign { scenario: self.scenario, assignment }
    }
}

#[cfg(test)]
mod tests;
