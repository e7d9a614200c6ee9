//! From a plan's scenario to the territory engine's question, and from its figures to what pages show.
//! The engine knows units and numbers; names and identities are matched here.

use std::collections::BTreeMap;

use super::neighbourhood::Neighbourhood;
use super::{DesignSettings, MeasureKind, Plan, Scenario, ShareBasis, StartFrom, wishes};
use crate::domain::{Account, AccountId, AreaId, Coordinates, Territory, TerritoryId};
use crate::territory::{DesignProblem, DisruptionBasis, DisruptionLimit, MeasureGoal, Position, Start, TerritoryTarget, Unit};

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
    let centres = area_centres(plan);
    let owners = Owners::of(plan, scenario);
    let units = plan.accounts.iter().zip(groups).zip(&owners.today);
    let units = units.map(|((account, group), today)| Unit {
        position: account.coordinates.or_else(|| centres.get(&account.area?).copied()).and_then(position),
        values: MeasureKind::ALL.iter().map(|&kind| value_of(account, kind)).collect(),
        today: *today,
        fixed: account.is_fixed,
        group,
    });
    let problem = DesignProblem {
        units: units.collect(),
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
    DesignQuestion { problem, assignment: owners.in_scenario }
}

/// Whose each account is, as indices of the scenario's territories, one an account in the order of the plan.
pub(super) struct Owners {
    /// In the scenario.
    pub(super) in_scenario: Vec<Option<u32>>,
    /// As the engine takes it for today's: what is fixed or kept stays where the scenario has it.
    pub(super) today: Vec<Option<u32>>,
}

impl Owners {
    pub(super) fn of(plan: &Plan, scenario: &Scenario) -> Owners {
        let design = &scenario.design;
        let index_of: BTreeMap<TerritoryId, u32> =
            (0u32..).zip(&scenario.territories).map(|(index, territory)| (territory.id, index)).collect();
        let index = |territory: Option<TerritoryId>| territory.and_then(|territory| index_of.get(&territory)).copied();
        let kept: Vec<bool> = scenario.territories.iter().map(|territory| design.wishes.locks.contains_key(&territory.id)).collect();
        let is_kept = |territory: Option<u32>| territory.and_then(|index| kept.get(index as usize).copied()).unwrap_or(false);
        let sellers =
            design.disruption_limit.filter(|limit| limit.holds_sellers).and(plan.today()).map(|today| Followed::of(today, scenario));
        let mut before = plan.today().map(|today| today.owners(&plan.accounts));
        let mut after = scenario.owners(&plan.accounts);
        let mut owners = Owners { in_scenario: Vec::with_capacity(plan.accounts.len()), today: Vec::with_capacity(plan.accounts.len()) };
        for account in plan.accounts.iter() {
            let (assigned, held) = (after.next().flatten(), before.as_mut().and_then(Iterator::next).flatten());
            let in_scenario = index(assigned);
            let in_today = index(held.map(|held| sellers.as_ref().map_or(held, |sellers| sellers.territory(held, assigned))));
            owners.in_scenario.push(in_scenario);
            // A fixed account stays where the planner has put it in this scenario.
            owners.today.push(if account.is_fixed || design.start_from == StartFrom::Scenario || is_kept(in_scenario) {
                in_scenario.or(in_today)
            } else {
                // What a locked territory had today and lost in this scenario is free.
                in_today.filter(|_| !is_kept(in_today) || in_scenario.is_none())
            });
        }
        owners
    }
}

/// Where a scenario has the sellers of today's territories, for a limit that holds relationships with sellers.
struct Followed {
    /// Per territory of today, the territories of the scenario that its seller works; none for those that nobody works today
    /// or whose seller works none.
    territories: BTreeMap<TerritoryId, Vec<TerritoryId>>,
}

impl Followed {
    fn of(today: &Scenario, scenario: &Scenario) -> Followed {
        let theirs = |known: &Territory| {
            let of_seller = scenario.territories.iter().filter(|other| other.seller.is_some() && other.seller == known.seller);
            // Where the territory itself names nobody in the scenario, it stands for its seller.
            let stays = scenario.territory(known.id).is_some_and(|same| same.seller.is_none());
            let ids: Vec<TerritoryId> = of_seller.map(|other| other.id).collect();
            (!stays && !ids.is_empty()).then_some((known.id, ids))
        };
        Followed { territories: today.territories.iter().filter_map(theirs).collect() }
    }

    /// The territory in which an account keeps its seller: the one it has in the scenario if it does so there, else that of
    /// today if the seller still works it, else the seller's first. Where the seller works none, that of today.
    fn territory(&self, today: TerritoryId, assigned: Option<TerritoryId>) -> TerritoryId {
        let Some(theirs) = self.territories.get(&today) else { return today };
        let wanted = [assigned, Some(today)].into_iter().flatten().find(|wanted| theirs.contains(wanted));
        wanted.or(theirs.first().copied()).unwrap_or(today)
    }
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

/// The share of the whole that each territory should carry, and the home place of its seller, which may draw it.
pub(super) fn targets(plan: &Plan, scenario: &Scenario) -> Vec<TerritoryTarget> {
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
        let person = territory.seller.and_then(|seller| plan.person(seller));
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
                home: home.filter(|_| scenario.design.uses_homes),
                base: home,
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

/// The engine's answer as the plan's identities; units without a territory are left out.
pub fn assignment_of(plan: &Plan, scenario: &Scenario, answer: &[Option<u32>]) -> Vec<(AccountId, TerritoryId)> {
    plan.accounts
        .iter()
        .zip(answer)
        .filter_map(|(account, territory)| Some((account.id, scenario.territories.get((*territory)? as usize)?.id)))
        .collect()
}
