//! The figures of a scenario: those of the territory engine, and what changes hands against today by the rule of
//! [`super::holders`].

use std::sync::Arc;

use super::design::{Owners, question_in, targets, value_of};
use super::holders::Holders;
use super::neighbourhood::Neighbourhood;
use super::territory_places::TerritoryPlaces;
use super::{DesignSettings, FurtherMeasure, MeasureKind, Plan, Scenario};
use crate::domain::{Account, AccountId, Area};
use crate::territory::{self, DesignMeasures, MeasureSummary, RunningMeasures, TerritoryTarget};

/// The figures of a scenario, with what changes hands against today.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioResults {
    /// The measures, as they stand in the engine's figures.
    pub kinds: Vec<MeasureKind>,
    /// The engine's figures; territories and measures stand as in [`super::design::DesignQuestion`].
    pub measures: DesignMeasures,
    /// What changes hands, by territory of the scenario.
    pub changes: Vec<TerritoryChange>,
    /// Accounts that have another holder than today: another seller or, where a side names none, another territory.
    pub moved_accounts: Vec<AccountId>,
    /// The share of accounts with a territory today that change hands, 0 to 1; `None` when no account has one
    /// today, so that nothing can change hands.
    pub moved_account_share: Option<f64>,
    /// The share of today's sales that changes hands, 0 to 1; `None` when no account with a territory today has
    /// sales.
    pub moved_sales_share: Option<f64>,
    /// Accounts that belong to no territory in the scenario.
    pub unassigned_accounts: usize,
    /// Accounts of which neither the point nor the area is known.
    pub accounts_off_the_map: usize,
}

impl ScenarioResults {
    /// Where a measure stands in the engine's figures.
    pub fn index(&self, kind: MeasureKind) -> Option<usize> {
        self.kinds.iter().position(|known| *known == kind)
    }

    /// The figures of a measure over all territories.
    pub fn summary(&self, kind: MeasureKind) -> Option<&MeasureSummary> {
        self.measures.measures.get(self.index(kind)?)
    }

    /// The sum of a measure over all accounts.
    pub fn total(&self, kind: MeasureKind) -> f64 {
        self.summary(kind).map_or(0.0, |summary| summary.total)
    }

    /// The measures that some account has, with where they stand.
    pub fn measured(&self) -> impl Iterator<Item = (usize, MeasureKind)> + '_ {
        let is_some = |index: usize| self.measures.measures.get(index).is_some_and(|summary| summary.total > 0.0);
        self.kinds.iter().copied().enumerate().filter(move |(index, _)| is_some(*index))
    }
}

/// What changes hands in one territory.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TerritoryChange {
    /// Accounts that come from another territory or from none.
    pub accounts_gained: usize,
    /// Accounts that it has today and loses.
    pub accounts_lost: usize,
    /// Accounts that stay in it and get another seller, who takes it over.
    pub accounts_taken_over: usize,
    /// The share of its sales of today that stays in it with its seller, 0 to 1; `None` when it has none today.
    pub sales_kept_share: Option<f64>,
}

/// Computes the figures of a scenario.
pub fn results(plan: &Plan, scenario: &Scenario) -> ScenarioResults {
    results_in(plan, scenario, None)
}

/// The figures of a scenario whose accounts lie side by side in this way, with the pieces of its territories.
pub fn results_in(plan: &Plan, scenario: &Scenario, neighbourhood: Option<&Neighbourhood>) -> ScenarioResults {
    let question = question_in(plan, scenario, neighbourhood);
    let measures = territory::measures(&question.problem, &question.assignment);
    let off_the_map = question.problem.units.iter().filter(|unit| unit.position.is_none()).count();
    results_of(plan, scenario, question.kinds, measures, off_the_map)
}

/// Puts what changes hands beside the figures of the engine.
pub(super) fn results_of(
    plan: &Plan,
    scenario: &Scenario,
    kinds: Vec<MeasureKind>,
    measures: DesignMeasures,
    accounts_off_the_map: usize,
) -> ScenarioResults {
    let places = TerritoryPlaces::of(&scenario.territories);
    let holders = plan.today().map(|today| Holders::between(today, scenario)).unwrap_or_default();
    let mut today = plan.today().map(|today| today.owners(&plan.accounts));
    let mut owners = scenario.owners(&plan.accounts);
    let mut changes = vec![TerritoryChange::default(); scenario.territories.len()];
    let mut sales_today = vec![0.0; changes.len()];
    let mut sales_kept = vec![0.0; changes.len()];
    let (mut moved_accounts, mut had_territory) = (Vec::new(), 0usize);
    let (mut sales_moved, mut sales_in_all) = (0.0, 0.0);
    let mut unassigned_accounts = 0;
    for account in plan.accounts.iter() {
        let sales = value_of(account, MeasureKind::Sales);
        let before = today.as_mut().and_then(Iterator::next).flatten();
        let after = owners.next().flatten();
        unassigned_accounts += usize::from(after.is_none());
        if before != after
            && let Some(index) = after.and_then(|territory| places.get(territory))
        {
            changes[index].accounts_gained += 1;
        }
        let Some(before) = before else { continue };
        had_territory += 1;
        sales_in_all += sales;
        let is_moved = holders.changes_hands(Some(before), after);
        if is_moved {
            moved_accounts.push(account.id);
            sales_moved += sales;
        }
        if let Some(index) = places.get(before) {
            let stays = after == Some(before);
            let kept = stays && !is_moved;
            changes[index].accounts_lost += usize::from(!stays);
            changes[index].accounts_taken_over += usize::from(stays && is_moved);
            sales_today[index] += sales;
            sales_kept[index] += if kept { sales } else { 0.0 };
        }
    }
    for (change, (today, kept)) in changes.iter_mut().zip(sales_today.iter().zip(&sales_kept)) {
        change.sales_kept_share = (*today > 0.0).then(|| kept / today);
    }
    let share = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
    ScenarioResults {
        kinds,
        measures,
        changes,
        moved_account_share: share(moved_accounts.len() as f64, had_territory as f64),
        moved_sales_share: share(sales_moved, sales_in_all),
        moved_accounts,
        unassigned_accounts,
        accounts_off_the_map,
    }
}

/// The figures of a scenario that changes a little at a time: after a move by hand only the territories that it touches
/// are computed anew. The figures are those of [`results_in`].
#[derive(Default)]
pub struct RunningResults {
    ground: Option<Ground>,
}

/// What the figures stand on and a move leaves as it is.
struct Ground {
    accounts: Arc<Vec<Arc<Account>>>,
    areas: Arc<Vec<Area>>,
    neighbourhood: Option<Arc<Neighbourhood>>,
    design: DesignSettings,
    targets: Vec<TerritoryTarget>,
    accounts_off_the_map: usize,
    further_measures: Arc<Vec<FurtherMeasure>>,
    measures: RunningMeasures,
}

impl RunningResults {
    /// The figures of a scenario whose accounts lie side by side in this way. What is large is known again by its identity.
    pub fn follow(&mut self, plan: &Plan, scenario: &Scenario, neighbourhood: Option<&Arc<Neighbourhood>>) -> ScenarioResults {
        let targets = targets(plan, scenario);
        let ground = match self.ground.take() {
            Some(ground) if ground.carries(plan, scenario, neighbourhood, &targets) => ground,
            _ => Ground::new(plan, scenario, neighbourhood, targets),
        };
        let ground = self.ground.insert(ground);
        let owners = Owners::of(plan, scenario);
        let measures = ground.measures.follow(&owners.in_scenario, &owners.today);
        results_of(plan, scenario, plan.measures(), measures, ground.accounts_off_the_map)
    }
}

impl Ground {
    fn new(plan: &Plan, scenario: &Scenario, neighbourhood: Option<&Arc<Neighbourhood>>, targets: Vec<TerritoryTarget>) -> Ground {
        let problem = question_in(plan, scenario, neighbourhood.map(Arc::as_ref)).problem;
        Ground {
            accounts: plan.accounts.clone(),
            areas: plan.areas.clone(),
            neighbourhood: neighbourhood.cloned(),
            design: scenario.design.clone(),
            targets,
            accounts_off_the_map: problem.units.iter().filter(|unit| unit.position.is_none()).count(),
            further_measures: plan.further_measures.clone(),
            measures: RunningMeasures::new(&problem),
        }
    }

    fn carries(&self, plan: &Plan, scenario: &Scenario, beside: Option<&Arc<Neighbourhood>>, targets: &[TerritoryTarget]) -> bool {
        let is_same_neighbourhood = match (&self.neighbourhood, beside) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        is_same_neighbourhood
            && Arc::ptr_eq(&self.accounts, &plan.accounts)
            && Arc::ptr_eq(&self.areas, &plan.areas)
            && self.further_measures == plan.further_measures
            && self.design == scenario.design
            && self.targets == targets
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::neighbourhood::Neighbourhood;
    use crate::document::{Command, Document, ShareBasis, SharedOut, StartFrom};
    use crate::domain::{ScenarioId, TerritoryId};
    use crate::sample::SAMPLES;

    /// The figures after each step are those computed afresh, whatever the step touches.
    #[test]
    fn the_figures_follow_every_kind_of_change() {
        let mut document = Document::open(SAMPLES[0].document());
        document.apply(Command::AddScenario { name: "next".into(), from: ScenarioId::TODAY }, 0.0).unwrap();
        let scenario = document.plan().scenarios[1].id;
        let beside = Arc::new(Neighbourhood::new(document.plan(), SharedOut::Accounts, None));
        let mut running = RunningResults::default();
        let mut compare = |document: &Document| {
            let plan = document.plan();
            let known = plan.scenario(scenario).unwrap();
            assert_eq!(running.follow(plan, known, Some(&beside)), results_in(plan, known, Some(&beside)));
        };
        compare(&document);
        let accounts: Vec<AccountId> = document.plan().accounts.iter().map(|account| account.id).collect();
        let territories: Vec<TerritoryId> = document.plan().scenarios[1].territories.iter().map(|territory| territory.id).collect();
        for (step, accounts) in accounts.chunks(7).take(12).enumerate() {
            let territory = (step % 4 != 3).then_some(territories[step % territories.len()]);
            document.apply(Command::AssignAccounts { scenario, accounts: accounts.to_vec(), territory }, 0.0).unwrap();
            compare(&document);
        }
        for change in [
            |design: &mut DesignSettings| design.share_basis = ShareBasis::PastPerformance,
            |design: &mut DesignSettings| design.start_from = StartFrom::Scenario,
            |design: &mut DesignSettings| design.uses_homes = !design.uses_homes,
        ] {
            let mut design = document.plan().scenario(scenario).unwrap().design.clone();
            change(&mut design);
            document.apply(Command::ChangeDesign { scenario, design }, 0.0).unwrap();
            compare(&document);
        }
        // Today's state is another, and with it past sales and what changes hands.
        document
            .apply(
                Command::AssignAccounts { scenario: ScenarioId::TODAY, accounts: accounts[..40].to_vec(), territory: Some(territories[3]) },
                0.0,
            )
            .unwrap();
        compare(&document);
        document.apply(Command::RemoveTerritory { scenario, territory: territories[2], heir: None }, 0.0).unwrap();
        compare(&document);
        document.apply(Command::RemoveAccounts(accounts[5..9].to_vec()), 0.0).unwrap();
        let plan = document.plan();
        let known = plan.scenario(scenario).unwrap();
        let beside = Arc::new(Neighbourhood::new(plan, SharedOut::Accounts, None));
        assert_eq!(running.follow(plan, known, Some(&beside)), results_in(plan, known, Some(&beside)));
    }
}
