//! The engine's suggestions in the plan's identities, what taking one is as a command, and which were dismissed.

use std::collections::BTreeSet;

use super::design::question_in;
use super::neighbourhood::Neighbourhood;
use super::{ChangeSummary, Command, MeasureKind, Plan, Scenario};
use crate::domain::{AccountId, ScenarioId, TerritoryId};
use crate::territory::suggest::{Advisor, Effect, SuggestedChange, Suggestion};

/// An account that would change its territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AccountStep {
    /// Which.
    pub account: AccountId,
    /// Whose it is.
    pub from: Option<TerritoryId>,
    /// Whose it would be.
    pub to: TerritoryId,
}

/// A suggested step.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanSuggestion {
    /// What changes: one account, or two that are exchanged, each with all that stay together with it.
    pub steps: Vec<AccountStep>,
    /// The measure that it eases most, if any.
    pub eases: Option<MeasureKind>,
    /// The territories that it touches, each with its deviations, one a measure of [`MeasureKind::ALL`].
    pub territories: Vec<(TerritoryId, Vec<Effect>)>,
    /// The largest deviation, one a measure of [`MeasureKind::ALL`].
    pub largest_deviations: Vec<Effect>,
    /// The mean distance from an account to the centre of its territory, km.
    pub dispersion_km: Effect,
    /// The share of accounts with a territory today that change hands.
    pub moved_account_share: Effect,
}

/// What the planner does not want to see again, for as long as the plan is open, by scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dismissed(BTreeSet<(ScenarioId, Vec<AccountStep>)>);

impl Dismissed {
    /// Leaves a suggestion out from now on.
    pub fn add(&mut self, scenario: ScenarioId, suggestion: &PlanSuggestion) {
        self.0.insert((scenario, suggestion.steps.clone()));
    }

    /// How many were dismissed in a scenario.
    pub fn count(&self, scenario: ScenarioId) -> usize {
        self.0.iter().filter(|(of, _)| *of == scenario).count()
    }

    /// Lets all be suggested again in a scenario.
    pub fn forget(&mut self, scenario: ScenarioId) {
        self.0.retain(|(of, _)| *of != scenario);
    }
}

/// Follows a plan and suggests steps.
#[derive(Default)]
pub struct PlanAdvisor(Option<Advisor>);

impl PlanAdvisor {
    /// The steps that help the scenario most. Called after every change; what did not change is not reckoned anew.
    pub fn suggest(&mut self, plan: &Plan, scenario: &Scenario, count: usize, dismissed: &Dismissed) -> Vec<PlanSuggestion> {
        self.suggest_in(plan, scenario, None, count, dismissed)
    }

    /// The same for a scenario whose accounts lie side by side in this way: whole areas and pieces are minded.
    pub fn suggest_in(
        &mut self,
        plan: &Plan,
        scenario: &Scenario,
        neighbourhood: Option<&Neighbourhood>,
        count: usize,
        dismissed: &Dismissed,
    ) -> Vec<PlanSuggestion> {
        let question = question_in(plan, scenario, neighbourhood);
        let advisor = match &mut self.0 {
            Some(advisor) => {
                advisor.follow(question.problem, &question.assignment);
                advisor
            }
            none => none.insert(Advisor::new(question.problem, &question.assignment)),
        };
        let is_dismissed = |changes: &[SuggestedChange]| {
            !dismissed.0.is_empty()
                && changes
                    .iter()
                    .map(|change| step(plan, scenario, change))
                    .collect::<Option<Vec<_>>>()
                    .is_some_and(|steps| dismissed.0.contains(&(scenario.id, steps)))
        };
        let found = advisor.suggest(count, &|_, _| true, &is_dismissed);
        found.into_iter().filter_map(|suggestion| told(plan, scenario, suggestion)).collect()
    }
}

fn step(plan: &Plan, scenario: &Scenario, change: &SuggestedChange) -> Option<AccountStep> {
    let territory = |index: u32| scenario.territories.get(index as usize).map(|territory| territory.id);
    Some(AccountStep {
        account: plan.accounts.get(change.unit as usize)?.id,
        from: change.from.and_then(territory),
        to: territory(change.to)?,
    })
}

fn told(plan: &Plan, scenario: &Scenario, suggestion: Suggestion) -> Option<PlanSuggestion> {
    let steps = suggestion.changes.iter().map(|change| step(plan, scenario, change)).collect::<Option<Vec<_>>>()?;
    let territories = suggestion
        .territories
        .into_iter()
        .filter_map(|known| Some((scenario.territories.get(known.territory as usize)?.id, known.deviations)))
        .collect();
    Some(PlanSuggestion {
        steps,
        eases: suggestion.eases.and_then(|measure| MeasureKind::ALL.get(measure as usize).copied()),
        territories,
        largest_deviations: suggestion.largest_deviations,
        dispersion_km: suggestion.dispersion_km,
        moved_account_share: suggestion.changed_unit_share,
    })
}

/// Taking a suggestion, as one step.
pub fn command(scenario: &Scenario, suggestion: &PlanSuggestion) -> Command {
    let commands = suggestion.steps.iter().map(|step| Command::AssignAccounts {
        scenario: scenario.id,
        accounts: vec![step.account],
        territory: Some(step.to),
    });
    Command::Step {
        change: ChangeSummary::SuggestionTaken { count: suggestion.steps.len(), scenario: scenario.name.clone() },
        commands: commands.collect(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::design::results;
    use crate::document::{Document, fixtures};

    /// Twelve customers along a road; the first territory has nine of them.
    fn document() -> Document {
        fixtures::opened(fixtures::plan(12, fixtures::on_a_road, &[100, 101], |id| if id <= 9 { 100 } else { 101 }))
    }

    #[test]
    fn a_suggestion_taken_does_what_it_promised_and_is_undone_in_one_step() {
        let mut document = document();
        let mut advisor = PlanAdvisor::default();
        let today = document.plan().today().unwrap().clone();
        let suggestions = advisor.suggest(document.plan(), &today, 5, &Dismissed::default());
        let first = suggestions[0].clone();
        assert_eq!(first.eases, Some(MeasureKind::Potential));
        assert_eq!((first.steps[0].from, first.steps[0].to), (Some(TerritoryId(100)), TerritoryId(101)));
        document.apply(command(&today, &first), 0.0).unwrap();
        let now = document.plan().today().unwrap().clone();
        let figures = results(document.plan(), &now);
        assert!((figures.measures.measures[1].max_relative_deviation - first.largest_deviations[1].after).abs() < 1e-9);
        assert!((figures.measures.dispersion_km - first.dispersion_km.after).abs() < 1e-6);
        document.undo(0.0);
        let again = advisor.suggest(document.plan(), document.plan().today().unwrap(), 5, &Dismissed::default());
        assert_eq!(again, suggestions, "after undo the same is suggested as before");
    }

    #[test]
    fn what_is_dismissed_stays_away_in_its_scenario() {
        let document = document();
        let today = document.plan().today().unwrap().clone();
        let mut advisor = PlanAdvisor::default();
        let mut dismissed = Dismissed::default();
        let first = advisor.suggest(document.plan(), &today, 5, &dismissed)[0].clone();
        dismissed.add(ScenarioId::TODAY, &first);
        assert!(advisor.suggest(document.plan(), &today, 5, &dismissed).iter().all(|other| other.steps != first.steps));
        assert_eq!((dismissed.count(ScenarioId::TODAY), dismissed.count(ScenarioId(3))), (1, 0));
        dismissed.forget(ScenarioId::TODAY);
        assert_eq!(advisor.suggest(document.plan(), &today, 5, &dismissed)[0].steps, first.steps);
    }
}
