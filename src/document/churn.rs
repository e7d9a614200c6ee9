//! Sellers who come and go, as one step of the plan: which territories there are afterwards, whose they are and which
//! accounts move. How accounts are shared out is [`crate::territory::churn`]'s.

use super::apply::apply;
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

/// The command that carries a change out as one step. It fits this version of the plan alone, since it names the
/// identities that new territories will get. Where the scenario wishes for territories in one piece, `neighbourhood` says
/// which accounts lie side by side.
///
/// # Errors
/// A scenario, territory or person is not in the plan, a name is empty, or nobody would be left to take the accounts.
pub fn command(plan: &Plan, scenario: ScenarioId, change: &Churn, neighbourhood: Option<&Neighbourhood>) -> Result<Command, CommandError> {
    let known = plan.scenario(scenario).ok_or(CommandError::UnknownScenario)?;
    let named = |id: TerritoryId| known.territory(id).map(|territory| territory.name.clone()).ok_or(CommandError::UnknownTerritory);
    let of = known.name.clone();
    match change {
        Churn::Leave { territories, stay_vacant: true, off_the_team } => {
            let names = territories.iter().map(|&id| named(id)).collect::<Result<Vec<_>, _>>()?;
            let commands = territories
                .iter()
                .filter_map(|&id| known.territory(id))
                .map(|territory| Command::EditTerritory { scenario, territory: Territory { seller: None, ..territory.clone() } })
                .chain(off_the_team.map(Command::RemovePerson));
            Ok(Command::Step {
                change: ChangeSummary::TerritoriesVacated { territories: names, scenario: of },
                commands: commands.collect(),
            })
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
            Ok(Command::Step { change, commands })
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
) -> Result<Command, CommandError> {
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
    Ok(Command::Step { change, commands })
}

fn hire(plan: &Plan, scenario: &Scenario, newcomers: &[Newcomer], neighbourhood: Option<&Neighbourhood>) -> Result<Command, CommandError> {
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
    Ok(Command::Step { change, commands })
}

fn split(
    plan: &Plan,
    scenario: &Scenario,
    territory: TerritoryId,
    half: &Newcomer,
    neighbourhood: Option<&Neighbourhood>,
) -> Result<Command, CommandError> {
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
    Ok(Command::Step { change, commands })
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

    /// The command that gives accounts to their owners of the answer.
    fn assigned(&self, answer: &[Option<u32>]) -> Command {
        let scenario = self.plan.scenario(self.scenario);
        let assignment = scenario.map(|scenario| design::assignment_of(&self.plan, scenario, answer)).unwrap_or_default();
        Command::ApplyDesign { scenario: self.scenario, assignment }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::results::results;
    use crate::document::{ChangeSummary, Document, SharedOut, change_text, fixtures};
    use crate::domain::{Account, Person};
    use crate::locale::Language;
    use std::sync::Arc;

    /// Forty customers along a road in four territories of ten; the first is fixed. Two sellers, the first with two
    /// territories.
    fn document() -> Document {
        let describe = |account: &mut Account| {
            fixtures::on_a_road(account);
            account.is_fixed = account.id.0 == 1;
        };
        let mut plan = fixtures::plan(40, describe, &[100, 101, 102, 103], |id| 100 + (id - 1) / 10);
        let person = |id: u32| Person::named(PersonId(id), format!("P{id}"));
        plan.people = Arc::new(vec![person(90), person(91)]);
        let territories = &mut Arc::make_mut(&mut plan.scenarios[0]).territories;
        for (territory, seller) in territories.iter_mut().zip([Some(90), Some(90), Some(91), None]) {
            territory.seller = seller.map(PersonId);
        }
        fixtures::opened(plan)
    }

    fn counts(document: &Document) -> Vec<(String, usize)> {
        let today = document.plan().today().unwrap();
        let count = |id: TerritoryId| today.assignment.values().filter(|owner| **owner == id).count();
        today.territories.iter().map(|territory| (territory.name.clone(), count(territory.id))).collect()
    }

    fn run(document: &mut Document, change: &Churn) -> ChangeSummary {
        let command = command(document.plan(), ScenarioId::TODAY, change, None).unwrap();
        document.apply(command, 0.0).unwrap()
    }

    /// The change in words, without the marks that keep names apart.
    fn said(change: &ChangeSummary) -> String {
        change_text(change, Language::English).replace(['\u{2068}', '\u{2069}'], "")
    }

    #[test]
    fn a_leavers_customers_go_to_the_neighbours_in_one_step() {
        let mut document = document();
        let before = document.plan().clone();
        let change = run(&mut document, &Churn::Leave { territories: vec![TerritoryId(101)], stay_vacant: false, off_the_team: None });
        assert_eq!(said(&change), "Territory “T1” dissolved: 10 accounts given to its neighbours");
        let counts = counts(&document);
        assert_eq!(counts.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["T0", "T2", "T3"]);
        assert_eq!((counts[0].1, counts[1].1, counts[2].1), (15, 15, 10), "the far one is not touched");
        assert!(document.undo(0.0).is_some());
        assert_eq!(document.plan(), &before);
    }

    #[test]
    fn all_territories_of_a_seller_may_stay_vacant() {
        let mut document = document();
        let theirs = territories_of_seller(document.plan().today().unwrap(), TerritoryId(100));
        assert_eq!(theirs, [TerritoryId(100), TerritoryId(101)]);
        let change = run(&mut document, &Churn::Leave { territories: theirs, stay_vacant: true, off_the_team: None });
        assert_eq!(said(&change), "Territories “T0”, “T1” became vacant");
        let today = document.plan().today().unwrap();
        assert!(today.territories.iter().take(2).all(|territory| territory.seller.is_none()));
        assert_eq!(counts(&document)[0].1, 10);
        let alone = territories_of_seller(today, TerritoryId(103));
        assert_eq!(alone, [TerritoryId(103)], "a vacant territory has no fellows");
    }

    #[test]
    fn a_leaver_goes_off_the_team_list_when_asked() {
        for stay_vacant in [false, true] {
            let mut document = document();
            document.apply(Command::AddScenario { name: "S".into(), from: ScenarioId::TODAY }, 0.0).unwrap();
            let before = document.plan().clone();
            let leaver = PersonId(91);
            run(&mut document, &Churn::Leave { territories: vec![TerritoryId(102)], stay_vacant, off_the_team: Some(leaver) });
            let plan = document.plan();
            assert!(plan.person(leaver).is_none() && plan.person(PersonId(90)).is_some());
            let other = plan.scenarios.last().unwrap().territory(TerritoryId(102)).unwrap();
            assert_eq!(other.seller, None, "vacant in the other scenario, with its customers");
            assert_eq!(counts(&document).iter().map(|(_, count)| count).sum::<usize>(), 40);
            assert!(document.undo(0.0).is_some());
            assert_eq!(document.plan(), &before, "one step");
        }
        let nobody = Churn::Leave { territories: vec![TerritoryId(102)], stay_vacant: true, off_the_team: Some(PersonId(7)) };
        let mut odd = document();
        let command = command(odd.plan(), ScenarioId::TODAY, &nobody, None).unwrap();
        assert_eq!(odd.apply(command, 0.0).unwrap_err(), CommandError::UnknownPerson);
    }

    #[test]
    fn one_piece_is_kept_where_it_is_wished() {
        let mut document = document();
        let mut design = document.plan().today().unwrap().design.clone();
        design.wishes.is_contiguous = true;
        document.apply(Command::ChangeDesign { scenario: ScenarioId::TODAY, design }, 0.0).unwrap();
        let plan = document.plan().clone();
        // Beside each other along the road.
        let beside = |at: u32| [at.checked_sub(1), Some(at + 1).filter(|next| *next < 40)].into_iter().flatten().collect();
        let neighbourhood =
            Neighbourhood { neighbours: (0..40).map(beside).collect(), ..Neighbourhood::new(&plan, SharedOut::Accounts, None) };
        let newcomers = vec![Newcomer { name: "N".into(), seller: None }];
        let whole = command(&plan, ScenarioId::TODAY, &Churn::Hire(newcomers), Some(&neighbourhood)).unwrap();
        document.apply(whole, 0.0).unwrap();
        let today = document.plan().today().unwrap();
        for territory in &today.territories {
            let theirs: Vec<u32> = (1..=40).filter(|id| today.assignment.get(&AccountId(*id)) == Some(&territory.id)).collect();
            assert!(theirs.windows(2).all(|pair| pair[1] == pair[0] + 1), "{}: {theirs:?}", territory.name);
        }
    }

    #[test]
    fn whole_areas_are_carved_out_and_halved_where_areas_are_shared_out() {
        let mut document = document();
        // Twenty areas of two along the road; the first customer is fixed.
        let mut plan = document.plan().as_ref().clone();
        let in_areas = plan
            .accounts
            .iter()
            .map(|account| Arc::new(Account { area: Some(crate::domain::AreaId((account.id.0 - 1) / 2)), ..(**account).clone() }));
        plan.accounts = Arc::new(in_areas.collect());
        Arc::make_mut(&mut plan.scenarios[0]).design.wishes.shared_out = SharedOut::Areas;
        document = fixtures::opened(plan);
        let newcomer = Newcomer { name: "N".into(), seller: None };
        for change in [Churn::Hire(vec![newcomer.clone()]), Churn::Split { territory: TerritoryId(102), half: newcomer }] {
            let plan = document.plan().clone();
            let neighbourhood = Neighbourhood::new(&plan, SharedOut::Areas, None);
            let whole = command(&plan, ScenarioId::TODAY, &change, Some(&neighbourhood)).unwrap();
            document.apply(whole, 0.0).unwrap();
            let today = document.plan().today().unwrap();
            let owner = |id: u32| today.assignment.get(&AccountId(id));
            assert!((1..=20).all(|pair| owner(2 * pair - 1) == owner(2 * pair)), "{change:?}");
            let new = counts(&document).last().unwrap().1;
            assert!((4..=8).contains(&new), "{:?}", counts(&document));
        }
    }

    #[test]
    fn newcomers_get_their_share_and_fixed_customers_stay() {
        let mut document = document();
        let newcomers = vec![Newcomer { name: "N".into(), seller: Some(PersonId(91)) }];
        let change = run(&mut document, &Churn::Hire(newcomers));
        let today = document.plan().today().unwrap();
        let new = today.territories.last().unwrap();
        assert_eq!((new.name.as_str(), new.seller), ("N", Some(PersonId(91))));
        let counts = counts(&document);
        assert!((7..=9).contains(&counts[4].1), "{counts:?}");
        assert_eq!(counts.iter().map(|(_, count)| count).sum::<usize>(), 40);
        assert_eq!(today.assignment.get(&AccountId(1)), Some(&TerritoryId(100)));
        assert!(matches!(change, ChangeSummary::TerritoriesCarved { count: 1, moved: 7..=9, .. }));
    }

    #[test]
    fn two_become_one_and_one_becomes_two() {
        let mut document = document();
        let mut kept = document.plan().today().unwrap().territory(TerritoryId(102)).unwrap().clone();
        kept.name = "Both".into();
        let change = run(&mut document, &Churn::Merge { kept, gone: TerritoryId(103) });
        assert_eq!(said(&change), "Territories “T2” and “T3” merged into “Both”");
        assert_eq!(counts(&document)[2], ("Both".to_owned(), 20));
        let half = Newcomer { name: "Half".into(), seller: None };
        run(&mut document, &Churn::Split { territory: TerritoryId(102), half });
        let today = document.plan().today().unwrap();
        assert_eq!((counts(&document)[2].1, counts(&document)[3].1), (10, 10));
        let half: Vec<u32> =
            today.assignment.iter().filter(|(_, owner)| **owner == today.territories[3].id).map(|(account, _)| account.0).collect();
        assert!(half.windows(2).all(|pair| pair[1] == pair[0] + 1), "a half is one stretch of the road: {half:?}");
    }

    #[test]
    fn what_cannot_be_done_is_refused() {
        let document = document();
        let plan = document.plan();
        let refused = |change: &Churn| command(plan, ScenarioId::TODAY, change, None).unwrap_err();
        let all: Vec<TerritoryId> = (100..104).map(TerritoryId).collect();
        assert_eq!(refused(&Churn::Leave { territories: all, stay_vacant: false, off_the_team: None }), CommandError::Nothing);
        assert_eq!(
            refused(&Churn::Leave { territories: vec![TerritoryId(7)], stay_vacant: false, off_the_team: None }),
            CommandError::UnknownTerritory
        );
        assert_eq!(refused(&Churn::Hire(Vec::new())), CommandError::Nothing);
        let nameless = Newcomer { name: " ".into(), seller: None };
        assert_eq!(refused(&Churn::Hire(vec![nameless.clone()])), CommandError::NameIsEmpty);
        assert_eq!(refused(&Churn::Split { territory: TerritoryId(8), half: nameless }), CommandError::UnknownTerritory);
        assert_eq!(fixed_accounts(plan, plan.today().unwrap(), &[TerritoryId(100)]), 1);
        let results = results(plan, plan.today().unwrap());
        assert_eq!(nearest_territories(plan.today().unwrap(), &results, TerritoryId(103))[0], TerritoryId(102));
    }
}
