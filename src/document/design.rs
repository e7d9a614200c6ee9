//! From a plan's scenario to the territory engine's question, and from its figures to what pages show.
//! The engine knows units and numbers; names and identities are matched here.

use std::collections::BTreeMap;

use super::neighbourhood::Neighbourhood;
use super::{DesignSettings, MeasureKind, Plan, Scenario, ShareBasis, StartFrom, wishes};
use crate::domain::{Account, AccountId, AreaId, Coordinates, TerritoryId};
use crate::territory::{
    self, DesignMeasures, DesignProblem, DisruptionBasis, DisruptionLimit, MeasureGoal, Position, Start, TerritoryTarget, Unit,
};

/// The engine's question for a scenario. Units stand in the order of the plan's accounts, territories in the
/// scenario's order, measures in the order of [`MeasureKind::ALL`]; one that is not balanced has weight 0.
#[derive(Clone, Debug, PartialEq)]
pub struct DesignQuestion {
    /// The question.
    pub problem: DesignProblem,
    /// The scenario's assignment as indices of territories, one a unit.
    pub assignment: Vec<Option<u32>>,
}

/// Where an account is put on the map: its own coordinates, or its area's centre.
pub fn place_of(plan: &Plan, account: &Account) -> Option<Coordinates> {
    account.coordinates.or_else(|| account.area.and_then(|area| plan.area(area)).and_then(|area| area.centre))
}

/// The centres of all areas, for going through many accounts.
fn area_centres(plan: &Plan) -> BTreeMap<AreaId, Coordinates> {
    plan.areas.iter().filter_map(|area| Some((area.id, area.centre?))).collect()
}

/// What an account counts for in a measure. What is unknown counts as 0.
pub fn value_of(account: &Account, kind: MeasureKind) -> f64 {
    match kind {
        MeasureKind::Accounts => 1.0,
        MeasureKind::Potential => account.potential.unwrap_or(0.0),
        MeasureKind::Sales => account.sales.map_or(0.0, |sales| sales.0 as f64),
        MeasureKind::Workload => account.workload.map_or(0.0, |workload| workload.hours()),
    }
}

/// Puts the question of balancing a scenario, without a word on who lies beside whom.
pub fn question(plan: &Plan, scenario: &Scenario) -> DesignQuestion {
    question_in(plan, scenario, None)
}

/// Puts the question of balancing a scenario whose accounts lie side by side in this way.
pub fn question_in(plan: &Plan, scenario: &Scenario, neighbourhood: Option<&Neighbourhood>) -> DesignQuestion {
    let design = &scenario.design;
    let areas = neighbourhood.and_then(|neighbourhood| neighbourhood.areas.as_deref());
    let groups = wishes::groups(plan, &design.wishes, areas);
    let index_of: BTreeMap<TerritoryId, u32> =
        (0u32..).zip(&scenario.territories).map(|(index, territory)| (territory.id, index)).collect();
    let is_kept = |territory: Option<u32>| {
        territory
            .and_then(|index| scenario.territories.get(index as usize))
            .is_some_and(|known| design.wishes.locks.contains_key(&known.id))
    };
    let centres = area_centres(plan);
    let mut today = plan.today().map(|today| today.owners(&plan.accounts));
    let mut owners = scenario.owners(&plan.accounts);
    let mut units = Vec::with_capacity(plan.accounts.len());
    let mut assignment = Vec::with_capacity(plan.accounts.len());
    for (account, group) in plan.accounts.iter().zip(groups) {
        let index = |territory: Option<TerritoryId>| territory.and_then(|territory| index_of.get(&territory)).copied();
        let in_scenario = index(owners.next().flatten());
        let in_today = index(today.as_mut().and_then(Iterator::next).flatten());
        assignment.push(in_scenario);
        units.push(Unit {
            position: account.coordinates.or_else(|| centres.get(&account.area?).copied()).and_then(position),
            values: MeasureKind::ALL.iter().map(|&kind| value_of(account, kind)).collect(),
            // A fixed account stays where the planner has put it in this scenario.
            today: if account.is_fixed || design.start_from == StartFrom::Scenario || is_kept(in_scenario) {
                in_scenario.or(in_today)
            } else {
                // What a locked territory had today and lost in this scenario is free.
                in_today.filter(|_| !is_kept(in_today) || in_scenario.is_none())
            },
            fixed: account.is_fixed,
            group,
        });
    }
    let problem = DesignProblem {
        units,
        territories: targets(plan, scenario),
        measures: goals(design),
        compactness_weight: design.compactness_weight * 2.0,
        compactness: design.wishes.compactness.for_engine(),
        neighbours: neighbourhood.map(|neighbourhood| neighbourhood.neighbours.clone()).unwrap_or_default(),
        is_contiguous: design.wishes.is_contiguous && neighbourhood.is_some(),
        forbidden: wishes::forbidden(plan, scenario),
        disruption_limit: design.disruption_limit.map(|limit| DisruptionLimit { basis: basis(limit.basis), share: limit.share }),
        start: match design.start_from {
            StartFrom::Nothing => Start::Nothing,
            StartFrom::Today | StartFrom::Scenario => Start::Today,
        },
        seed: design.seed,
    };
    DesignQuestion { problem, assignment }
}

fn position(place: Coordinates) -> Option<Position> {
    Some(Position { latitude_degrees: place.latitude_degrees, longitude_degrees: place.longitude_degrees })
}

fn basis(kind: MeasureKind) -> DisruptionBasis {
    match kind {
        MeasureKind::Accounts => DisruptionBasis::Units,
        other => DisruptionBasis::Measure(MeasureKind::ALL.iter().position(|kind| *kind == other).unwrap_or(0)),
    }
}

fn goals(design: &DesignSettings) -> Vec<MeasureGoal> {
    MeasureKind::ALL
        .iter()
        .map(|&kind| {
            let setting = design.measure(kind);
            MeasureGoal { weight: if setting.is_balanced { setting.weight } else { 0.0 }, tolerance_share: setting.tolerance_share }
        })
        .collect()
}

/// The share of the whole that each territory should carry, and the home place that draws it.
fn targets(plan: &Plan, scenario: &Scenario) -> Vec<TerritoryTarget> {
    let weights: Vec<f64> = match scenario.design.share_basis {
        ShareBasis::Equal => vec![1.0; scenario.territories.len()],
        ShareBasis::WorkingTime => scenario
            .territories
            .iter()
            .map(|territory| territory.seller.and_then(|seller| plan.person(seller)).map_or(1.0, |person| person.working_time_share))
            .collect(),
        ShareBasis::PastPerformance => past_sales(plan, scenario),
    };
    let total: f64 = weights.iter().sum();
    let count = weights.len() as f64;
    let homes = scenario.territories.iter().map(|territory| {
        let person = territory.seller.filter(|_| scenario.design.uses_homes).and_then(|seller| plan.person(seller));
        person.and_then(|person| person.home).and_then(position)
    });
    weights
        .iter()
        .zip(homes)
        .zip(&scenario.territories)
        .map(|((weight, home), territory)| {
            let share = if total > 0.0 { weight / total } else { 1.0 / count };
            TerritoryTarget {
                shares: vec![share; MeasureKind::ALL.len()],
                home,
                lock: scenario.design.wishes.lock(territory.id),
                centre: scenario.design.wishes.centre(plan, territory.id),
            }
        })
        .collect()
}

/// Sales of each territory's accounts today; a territory that is new takes the mean of the others.
fn past_sales(plan: &Plan, scenario: &Scenario) -> Vec<f64> {
    let mut sales: BTreeMap<TerritoryId, f64> = BTreeMap::new();
    if let Some(today) = plan.today() {
        for account in plan.accounts.iter() {
            if let Some(territory) = today.assignment.get(&account.id) {
                *sales.entry(*territory).or_default() += value_of(account, MeasureKind::Sales).max(0.0);
            }
        }
    }
    let known: Vec<f64> = scenario.territories.iter().filter_map(|territory| sales.get(&territory.id).copied()).collect();
    let mean = if known.is_empty() { 1.0 } else { known.iter().sum::<f64>() / known.len() as f64 };
    scenario.territories.iter().map(|territory| sales.get(&territory.id).copied().unwrap_or(mean)).collect()
}

/// Whether an account changes hands: it had a territory and has another one, or none. One that had none comes to its
/// first and changes none. This is the one rule by which all that changes hands is counted.
pub fn changes_hands(before: Option<TerritoryId>, after: Option<TerritoryId>) -> bool {
    before.is_some() && before != after
}

/// The figures of a scenario, with what changes hands against today.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioResults {
    /// The engine's figures; territories and measures stand as in [`DesignQuestion`].
    pub measures: DesignMeasures,
    /// What changes hands, by territory of the scenario.
    pub changes: Vec<TerritoryChange>,
    /// Accounts that have another territory (or none) than today; those without one today do not count.
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

/// What changes hands in one territory.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TerritoryChange {
    /// Accounts that come from another territory or from none.
    pub accounts_gained: usize,
    /// Accounts that it has today and loses.
    pub accounts_lost: usize,
    /// The share of its sales of today that it keeps, 0 to 1; `None` when it has none today.
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
    let index_of: BTreeMap<TerritoryId, usize> =
        scenario.territories.iter().enumerate().map(|(index, territory)| (territory.id, index)).collect();
    let mut today = plan.today().map(|today| today.owners(&plan.accounts));
    let mut owners = scenario.owners(&plan.accounts);
    let mut changes = vec![TerritoryChange::default(); scenario.territories.len()];
    let mut sales_today = vec![0.0; changes.len()];
    let mut sales_kept = vec![0.0; changes.len()];
    let (mut moved_accounts, mut had_territory) = (Vec::new(), 0usize);
    let (mut sales_moved, mut sales_in_all) = (0.0, 0.0);
    let (mut unassigned_accounts, mut accounts_off_the_map) = (0, 0);
    for (account, unit) in plan.accounts.iter().zip(&question.problem.units) {
        let sales = value_of(account, MeasureKind::Sales);
        let before = today.as_mut().and_then(Iterator::next).flatten();
        let after = owners.next().flatten();
        unassigned_accounts += usize::from(after.is_none());
        accounts_off_the_map += usize::from(unit.position.is_none());
        if before != after
            && let Some(&index) = after.and_then(|territory| index_of.get(&territory))
        {
            changes[index].accounts_gained += 1;
        }
        let Some(before) = before else { continue };
        had_territory += 1;
        sales_in_all += sales;
        let kept = !changes_hands(Some(before), after);
        if !kept {
            moved_accounts.push(account.id);
            sales_moved += sales;
        }
        if let Some(&index) = index_of.get(&before) {
            changes[index].accounts_lost += usize::from(!kept);
            sales_today[index] += sales;
            sales_kept[index] += if kept { sales } else { 0.0 };
        }
    }
    for (change, (today, kept)) in changes.iter_mut().zip(sales_today.iter().zip(&sales_kept)) {
        change.sales_kept_share = (*today > 0.0).then(|| kept / today);
    }
    let share = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
    ScenarioResults {
        measures,
        changes,
        moved_account_share: share(moved_accounts.len() as f64, had_territory as f64),
        moved_sales_share: share(sales_moved, sales_in_all),
        moved_accounts,
        unassigned_accounts,
        accounts_off_the_map,
    }
}

/// The engine's answer as the plan's identities; units without a territory are left out.
pub fn assignment_of(plan: &Plan, scenario: &Scenario, answer: &[Option<u32>]) -> Vec<(AccountId, TerritoryId)> {
    plan.accounts
        .iter()
        .zip(answer)
        .filter_map(|(account, territory)| Some((account.id, scenario.territories.get((*territory)? as usize)?.id)))
        .collect()
}
