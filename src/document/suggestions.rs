//! The engine's suggestions in the plan's identities, what taking one is as a command, and which were dismissed.

use std::collections::BTreeSet;

use super::design::{DesignQuestion, question_in, value_of};
use super::holders::Holders;
use super::neighbourhood::Neighbourhood;
use super::{ChangeSummary, Command, MeasureKind, Plan, Scenario, SharedOut};
use crate::domain::{AccountId, ScenarioId, TerritoryId};
use crate::territory::judged::Unmet;
use crate::territory::steps::{StepChange, StepQuestion};
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
    /// The territories that it touches, each with its deviations, one a measure of the plan.
    pub territories: Vec<(TerritoryId, Vec<Effect>)>,
    /// The largest deviation, one a measure of the plan.
    pub largest_deviations: Vec<Effect>,
    /// The mean distance from an account to the centre of its territory, km.
    pub dispersion_km: Effect,
    /// The share of accounts with a territory today that change hands; 0 when none has one.
    pub moved_account_share: Effect,
    /// The share of the sales of accounts with a territory today that changes hands; `None` when they have no sales.
    pub moved_sales_share: Option<Effect>,
    /// How many of the steps lead back to the territory of today.
    pub returning: usize,
}

/// A deviation that grows by less is shown as it was.
const SHOWN_GROWTH: f64 = 0.0005;

/// Deviations are shown in whole percents.
const SHOWN_DEVIATION: f64 = 0.01;
/// Ways are shown in tenths of a kilometre.
const SHOWN_KM: f64 = 0.1;

/// What speaks for a step that eases no measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherGain {
    /// All of it goes back to where it is today.
    Back,
    /// Less changes hands.
    LessChange,
    /// Ways become shorter.
    Shorter,
    /// By what the scenario calls compact, far or large accounts come nearer, though ways do not become shorter in sum.
    Nearer,
}

impl PlanSuggestion {
    /// What speaks for the step where it eases no measure.
    pub fn other_gain(&self) -> OtherGain {
        let changes_less = self.moved_account_share.after < self.moved_account_share.before;
        match (changes_less, self.returning == self.steps.len()) {
            (true, true) => OtherGain::Back,
            (true, false) => OtherGain::LessChange,
            (false, _) if self.dispersion_km.after > self.dispersion_km.before => OtherGain::Nearer,
            (false, _) => OtherGain::Shorter,
        }
    }

    /// Whether a deviation grows, of a territory that it touches or the largest of a measure.
    pub fn costs_balance(&self) -> bool {
        let of_territories = self.territories.iter().flat_map(|(_, deviations)| deviations);
        of_territories.chain(&self.largest_deviations).any(|effect| effect.after.abs() > effect.before.abs() + SHOWN_GROWTH)
    }

    /// Whether the step changes a figure by at least one shown unit, or gives an account its first territory. What
    /// changes less would be told as "from 10% to 10%".
    fn is_noticeable(&self) -> bool {
        let differs = |effect: &Effect, unit: f64| (effect.before - effect.after).abs() >= unit;
        self.steps.iter().any(|step| step.from.is_none())
            || self.territories.iter().flat_map(|(_, deviations)| deviations).any(|effect| differs(effect, SHOWN_DEVIATION))
            || differs(&self.dispersion_km, SHOWN_KM)
    }
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
        let hands = HandsToday::of(plan, scenario);
        let all = found.into_iter().filter_map(|suggestion| told(plan, scenario, &hands, suggestion));
        all.filter(PlanSuggestion::is_noticeable).collect()
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

/// What has a territory today, and what of it changes hands in a scenario: accounts and their sales.
struct HandsToday {
    holders: Holders,
    accounts: f64,
    moved_accounts: f64,
    sales: f64,
    moved_sales: f64,
}

impl HandsToday {
    fn of(plan: &Plan, scenario: &Scenario) -> HandsToday {
        let holders = plan.today().map(|today| Holders::between(today, scenario)).unwrap_or_default();
        let mut hands = HandsToday { holders, accounts: 0.0, moved_accounts: 0.0, sales: 0.0, moved_sales: 0.0 };
        let Some(today) = plan.today() else { return hands };
        let owners = today.owners(&plan.accounts).zip(scenario.owners(&plan.accounts));
        for (account, (before, after)) in plan.accounts.iter().zip(owners).filter(|(_, (before, _))| before.is_some()) {
            let amount = value_of(account, MeasureKind::Sales);
            let is_moved = hands.holders.changes_hands(before, after);
            hands.accounts += 1.0;
            hands.sales += amount;
            hands.moved_accounts += if is_moved { 1.0 } else { 0.0 };
            hands.moved_sales += if is_moved { amount } else { 0.0 };
        }
        hands
    }

    /// The shares of accounts and of sales that change hands before and after these steps; none of what there is not.
    fn effects(&self, plan: &Plan, steps: &[AccountStep]) -> (Option<Effect>, Option<Effect>) {
        let (mut accounts, mut sales) = (self.moved_accounts, self.moved_sales);
        for step in steps {
            let today = plan.today().and_then(|today| today.assignment.get(&step.account).copied());
            let moves = |owner| f64::from(u8::from(self.holders.changes_hands(today, owner)));
            let change = moves(Some(step.to)) - moves(step.from);
            accounts += change;
            sales += change * plan.account(step.account).map_or(0.0, |account| value_of(account, MeasureKind::Sales));
        }
        let share = |before: f64, after: f64, whole: f64| (whole > 0.0).then(|| Effect { before: before / whole, after: after / whole });
        (share(self.moved_accounts, accounts, self.accounts), share(self.moved_sales, sales, self.sales))
    }
}

fn told(plan: &Plan, scenario: &Scenario, hands: &HandsToday, suggestion: Suggestion) -> Option<PlanSuggestion> {
    let steps = suggestion.changes.iter().map(|change| step(plan, scenario, change)).collect::<Option<Vec<_>>>()?;
    let kinds = plan.measures();
    let territories = suggestion
        .territories
        .into_iter()
        .filter_map(|known| Some((scenario.territories.get(known.territory as usize)?.id, known.deviations)))
        .collect();
    let (moved_accounts, moved_sales_share) = hands.effects(plan, &steps);
    let is_back = |step: &&AccountStep| plan.today().and_then(|today| today.assignment.get(&step.account)) == Some(&step.to);
    Some(PlanSuggestion {
        moved_sales_share,
        returning: steps.iter().filter(is_back).count(),
        steps,
        eases: suggestion.eases.and_then(|measure| kinds.get(measure as usize).copied()),
        territories,
        largest_deviations: suggestion.largest_deviations,
        dispersion_km: suggestion.dispersion_km,
        moved_account_share: moved_accounts.unwrap_or_default(),
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

/// The question that a worker answers with what the independent checker says of a suggestion on the scenario as it stands,
/// and what it leaves unmet that was met.
pub fn step_question(plan: &Plan, scenario: &Scenario, neighbourhood: Option<&Neighbourhood>, suggestion: &PlanSuggestion) -> StepQuestion {
    let DesignQuestion { problem, assignment, .. } = question_in(plan, scenario, neighbourhood.filter(|_| minds_places(scenario)));
    let index = |step: &AccountStep| {
        let to = scenario.territories.iter().position(|territory| territory.id == step.to)?;
        Some((plan.account_index(step.account)? as u32, to as u32))
    };
    let change = StepChange::Given(suggestion.steps.iter().filter_map(index).collect());
    StepQuestion { problem, assignment, change, unmet: Unmet::New }
}

/// Whether it matters to a scenario which accounts lie side by side.
pub fn minds_places(scenario: &Scenario) -> bool {
    let wishes = &scenario.design.wishes;
    wishes.is_contiguous || wishes.shared_out == SharedOut::Areas
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::results::results;
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
    fn the_share_of_sales_promised_is_that_of_the_headline() {
        let mut document = document();
        let mut plan = (**document.plan()).clone();
        for (number, account) in (1_i64..).zip(std::sync::Arc::make_mut(&mut plan.accounts)) {
            std::sync::Arc::make_mut(account).sales = Some(crate::domain::Money(number * 100));
        }
        // The last customer has no territory today: it comes to one, and changes no hands.
        let last = plan.accounts[11].id;
        std::sync::Arc::make_mut(&mut plan.scenarios[0]).assignment.remove(&last);
        document = fixtures::opened(plan);
        document.apply(Command::AddScenario { name: "B".into(), from: ScenarioId::TODAY }, 0.0).unwrap();
        let mut taken = 0;
        for _ in 0..3 {
            let branch = document.plan().scenarios.last().unwrap().clone();
            let before = results(document.plan(), &branch).moved_sales_share.unwrap();
            let suggestions = PlanAdvisor::default().suggest(document.plan(), &branch, 1, &Dismissed::default());
            let Some(first) = suggestions.first() else { break };
            document.apply(command(&branch, first), 0.0).unwrap();
            let after = results(document.plan(), document.plan().scenarios.last().unwrap()).moved_sales_share.unwrap();
            let promised = first.moved_sales_share.unwrap();
            assert!((promised.before - before).abs() < 1e-9 && (promised.after - after).abs() < 1e-9, "{promised:?} {before} {after}");
            taken += 1;
        }
        assert!(taken > 0);
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

    #[test]
    fn what_changes_no_shown_figure_is_not_suggested() {
        let step = |from| AccountStep { account: AccountId(1), from, to: TerritoryId(2) };
        let suggestion = |from, after: f64, km: f64| PlanSuggestion {
            steps: vec![step(from)],
            eases: None,
            territories: vec![(TerritoryId(2), vec![Effect { before: -0.1, after }])],
            largest_deviations: Vec::new(),
            dispersion_km: Effect { before: 12.0, after: km },
            moved_sales_share: None,
            moved_account_share: Effect::default(),
            returning: 0,
        };
        let of_another = Some(TerritoryId(1));
        assert!(!suggestion(of_another, -0.098, 11.96).is_noticeable());
        assert!(suggestion(of_another, -0.08, 12.0).is_noticeable());
        assert!(suggestion(of_another, -0.1, 11.8).is_noticeable());
        assert!(suggestion(None, -0.1, 12.0).is_noticeable());
    }

    #[test]
    fn what_speaks_for_a_step_and_what_it_costs_is_told_by_its_figures() {
        let step = |account: u32| AccountStep { account: AccountId(account), from: Some(TerritoryId(1)), to: TerritoryId(2) };
        let effect = |before: f64, after: f64| Effect { before, after };
        let suggestion = |returning: usize, moved: Effect, deviation: Effect| PlanSuggestion {
            steps: vec![step(1), step(2)],
            eases: None,
            territories: vec![(TerritoryId(2), vec![deviation])],
            largest_deviations: vec![effect(0.2, 0.2)],
            dispersion_km: effect(12.0, 11.0),
            moved_sales_share: None,
            moved_account_share: moved,
            returning,
        };
        let less = effect(0.2, 0.1);
        assert_eq!(suggestion(2, less, effect(0.0, 0.0)).other_gain(), OtherGain::Back);
        assert_eq!(suggestion(1, less, effect(0.0, 0.0)).other_gain(), OtherGain::LessChange, "an exchange that brings one back");
        assert_eq!(suggestion(0, effect(0.2, 0.2), effect(0.0, 0.0)).other_gain(), OtherGain::Shorter);
        assert!(suggestion(2, less, effect(-0.03, 0.091)).costs_balance(), "within tolerance, and yet a loss");
        assert!(!suggestion(2, less, effect(-0.03, 0.03)).costs_balance());
        let mut largest = suggestion(2, less, effect(0.0, 0.0));
        largest.largest_deviations = vec![effect(0.03, 0.091)];
        assert!(largest.costs_balance());
    }

    #[test]
    fn steps_that_lead_back_to_today_are_counted() {
        let mut document = fixtures::opened(fixtures::plan(12, fixtures::on_a_road, &[100, 101], |id| 100 + (id - 1) / 6));
        document.apply(Command::AddScenario { name: "B".into(), from: ScenarioId::TODAY }, 0.0).unwrap();
        let branch = document.plan().scenarios.last().unwrap().id;
        let away = Command::AssignAccounts { scenario: branch, accounts: vec![AccountId(6)], territory: Some(TerritoryId(101)) };
        document.apply(away, 0.0).unwrap();
        let scenario = document.plan().scenario(branch).unwrap().clone();
        let found = PlanAdvisor::default().suggest(document.plan(), &scenario, 5, &Dismissed::default());
        let back = found.iter().find(|found| found.steps.iter().any(|step| step.account == AccountId(6))).unwrap();
        assert_eq!((back.returning, back.steps.len()), (1, 1));
    }
}
