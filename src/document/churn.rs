//! Sellers who come and go, as one step of the plan: which territories there are afterwards, whose they are and which
//! accounts move. How accounts are shared out is [`crate::territory::churn`]'s.

mod locked;
mod outcome;

pub use locked::locked;
pub use outcome::ChurnOutcome;

use std::sync::Arc;

use super::apply::apply;
use super::neighbourhood::Neighbourhood;
use super::results::ScenarioResults;
use super::{ChangeSummary, Command, CommandError, Plan, Scenario, design};
use crate::domain::{AccountId, PersonId, ScenarioId, Territory, TerritoryId};
use crate::territory::judged::Unmet;
use crate::territory::steps::{StepChange, StepQuestion};

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

/// A change put as a question to the engine: it has entered no plan, and which accounts move is not known yet.
pub struct AskedChurn {
    /// What the engine is asked, with the territories as they will be and in that order.
    pub question: Arc<StepQuestion>,
    /// The plan with its territories as they shall be.
    plan: Plan,
    scenario: ScenarioId,
    /// What is done to the territories.
    commands: Vec<Command>,
    /// Who goes off the team list in the end.
    off_the_team: Option<PersonId>,
    told: Told,
}

/// What the change is called once the answer is known.
enum Told {
    /// The answer changes nothing about it.
    Known(ChangeSummary),
    /// The accounts that move are those of the territories from this place on.
    Carved { count: usize, first: u32, scenario: String },
    /// A half is nothing without accounts.
    Split { half: u32, change: ChangeSummary },
}

impl AskedChurn {
    fn new(
        plan: &Plan,
        scenario: ScenarioId,
        commands: Vec<Command>,
        neighbourhood: Option<&Neighbourhood>,
        change: StepChange,
        told: Told,
    ) -> Result<AskedChurn, CommandError> {
        let mut next = plan.clone();
        for command in &commands {
            apply(&mut next, command.clone())?;
        }
        let known = next.scenario(scenario).ok_or(CommandError::UnknownScenario)?;
        let design::DesignQuestion { problem, assignment, .. } = design::question_in(&next, known, neighbourhood);
        let question = Arc::new(StepQuestion { problem, assignment, change, unmet: Unmet::All });
        Ok(AskedChurn { question, plan: next, scenario, commands, off_the_team: None, told })
    }

    /// The command that carries it out as one step with this answer. It fits this version of the plan alone, since it names
    /// the identities that new territories will get.
    ///
    /// # Errors
    /// There is nothing to divide.
    pub fn command(&self, answer: &[Option<u32>]) -> Result<Command, CommandError> {
        let change = match &self.told {
            Told::Known(change) => change.clone(),
            Told::Carved { count, first, scenario } => {
                let moved = answer.iter().filter(|owner| owner.is_some_and(|owner| owner >= *first)).count();
                ChangeSummary::TerritoriesCarved { count: *count, moved, scenario: scenario.clone() }
            }
            Told::Split { half, change } if answer.contains(&Some(*half)) => change.clone(),
            Told::Split { .. } => return Err(CommandError::Nothing),
        };
        let mut commands = self.commands.clone();
        if !matches!(&self.question.change, StepChange::Given(moves) if moves.is_empty()) {
            let scenario = self.plan.scenario(self.scenario);
            let assignment = scenario.map(|scenario| design::assignment_of(&self.plan, scenario, answer)).unwrap_or_default();
            commands.push(Command::ApplyDesign { scenario: self.scenario, assignment });
        }
        commands.extend(self.off_the_team.map(Command::RemovePerson));
        Ok(Command::Step { change, commands })
    }
}

/// The command that carries a change out as one step, answered here and now; see [`asked`].
///
/// # Errors
/// As [`asked`], and when there is nothing to divide.
pub fn command(plan: &Plan, scenario: ScenarioId, change: &Churn, neighbourhood: Option<&Neighbourhood>) -> Result<Command, CommandError> {
    let asked = asked(plan, scenario, change, neighbourhood)?;
    asked.command(&asked.question.assigned())
}

/// Puts a change as a question. Where the scenario wishes for territories in one piece, `neighbourhood` says which accounts
/// lie side by side.
///
/// # Errors
/// A scenario, territory or person is not in the plan, a name is empty, or nobody would be left to take the accounts.
pub fn asked(plan: &Plan, scenario: ScenarioId, change: &Churn, neighbourhood: Option<&Neighbourhood>) -> Result<AskedChurn, CommandError> {
    let known = plan.scenario(scenario).ok_or(CommandError::UnknownScenario)?;
    let named = |id: TerritoryId| known.territory(id).map(|territory| territory.name.clone()).ok_or(CommandError::UnknownTerritory);
    let names = |ids: &[TerritoryId]| ids.iter().map(|&id| named(id)).collect::<Result<Vec<_>, _>>();
    let of = known.name.clone();
    let put = |commands, change, told| AskedChurn::new(plan, scenario, commands, neighbourhood, change, told);
    let stays = StepChange::Given(Vec::new());
    match change {
        Churn::Leave { territories, stay_vacant: true, off_the_team } => {
            let told = Told::Known(ChangeSummary::TerritoriesVacated { territories: names(territories)?, scenario: of });
            let theirs = territories.iter().filter_map(|&id| known.territory(id));
            let commands = theirs
                .map(|territory| Command::EditTerritory { scenario, territory: Territory { seller: None, ..territory.clone() } })
                .collect();
            Ok(AskedChurn { off_the_team: *off_the_team, ..put(commands, stays, told)? })
        }
        Churn::Leave { territories, stay_vacant: false, off_the_team } => {
            let names = names(territories)?;
            if territories.len() >= known.territories.len() {
                return Err(CommandError::Nothing);
            }
            let is_theirs = |account: &AccountId| known.assignment.get(account).is_some_and(|owner| territories.contains(owner));
            let freed: Vec<u32> =
                (0u32..).zip(plan.accounts.iter()).filter(|(_, account)| is_theirs(&account.id)).map(|(unit, _)| unit).collect();
            let told = Told::Known(ChangeSummary::TerritoriesDissolved { territories: names, moved: freed.len(), scenario: of });
            let removed = |&territory: &TerritoryId| Command::RemoveTerritory { scenario, territory, heir: None };
            let asked = put(territories.iter().map(removed).collect(), StepChange::SharedOut(freed), told)?;
            Ok(AskedChurn { off_the_team: *off_the_team, ..asked })
        }
        Churn::Hire(newcomers) => {
            if newcomers.is_empty() {
                return Err(CommandError::Nothing);
            }
            let (first, count) = (known.territories.len() as u32, newcomers.len());
            let new = (first..first + count as u32).collect();
            let commands = newcomers.iter().map(|newcomer| added(scenario, newcomer)).collect();
            put(commands, StepChange::CarvedOut(new), Told::Carved { count, first, scenario: of })
        }
        Churn::Merge { kept, gone } => {
            let territories = [named(kept.id)?, named(*gone)?];
            let commands = vec![
                Command::RemoveTerritory { scenario, territory: *gone, heir: Some(kept.id) },
                Command::EditTerritory { scenario, territory: kept.clone() },
            ];
            put(commands, stays, Told::Known(ChangeSummary::TerritoriesMerged { territories, name: kept.name.clone(), scenario: of }))
        }
        Churn::Split { territory, half } => {
            let whole = known.territories.iter().position(|other| other.id == *territory).ok_or(CommandError::UnknownTerritory)?;
            let new = known.territories.len() as u32;
            let change = ChangeSummary::TerritorySplit { territory: named(*territory)?, half: half.name.clone(), scenario: of };
            let halved = StepChange::Halved { whole: whole as u32, half: new };
            put(vec![added(scenario, half)], halved, Told::Split { half: new, change })
        }
    }
}

fn added(scenario: ScenarioId, newcomer: &Newcomer) -> Command {
    Command::AddTerritory { scenario, name: newcomer.name.clone(), seller: newcomer.seller }
}

#[cfg(test)]
mod tests;
