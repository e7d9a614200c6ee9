//! From a plan's scenario to the territory engine's question, and from its figures to what pages show.
//! The engine knows units and numbers; names and identities are matched here.

use std::collections::BTreeMap;

use super::measures::{AccountValues, own_figure};
use super::neighbourhood::Neighbourhood;
use super::shares::shares_of_all;
use super::territory_places::TerritoryPlaces;
use super::{DesignSettings, MeasureKind, Plan, Scenario, StartFrom, wishes};
use crate::domain::{Account, AccountId, AreaId, Coordinates, Territory, TerritoryId};
use crate::territory::{DesignProblem, DisruptionBasis, DisruptionLimit, MeasureGoal, Position, Start, TerritoryTarget, Unit};

/// The engine's question for a scenario. Units stand in the order of the plan's accounts, territories in the
/// scenario's order, measures in the order of [`Plan::measures`]; one that is not balanced has weight 0.
#[derive(Clone, Debug, PartialEq)]
pub struct DesignQuestion {
    /// The measures.
    pub kinds: Vec<MeasureKind>,
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

/// What an account counts for in one of the four measures of every plan; what is unknown counts as 0. For further
/// measures see [`super::measures::values`]: they are read from a whole column.
pub fn value_of(account: &Account, kind: MeasureKind) -> f64 {
    own_figure(account, kind).unwrap_or(0.0)
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
    let values = AccountValues::of(plan);
    let units = plan.accounts.iter().zip(groups).zip(&owners.today).enumerate();
    let units = units.map(|(index, ((account, group), today))| Unit {
        position: account.coordinates.or_else(|| centres.get(&account.area?).copied()).and_then(position),
        values: values.row(index).collect(),
        today: *today,
        fixed: account.is_fixed,
        group,
    });
    let problem = DesignProblem {
        units: units.collect(),
        territories: targets(plan, scenario),
        measures: goals(design, &values.kinds),
        compactness_weight: design.compactness_weight * 2.0,
        compactness: design.wishes.compactness.for_engine(&values.kinds),
        neighbours: neighbourhood.map(|neighbourhood| neighbourhood.neighbours.clone()).unwrap_or_default(),
        is_contiguous: design.wishes.is_contiguous && neighbourhood.is_some(),
        forbidden: wishes::forbidden(plan, scenario),
        disruption_limit: design
            .disruption_limit
            .map(|limit| DisruptionLimit { basis: engine_basis(limit.basis, &values.kinds), share: limit.share }),
        start: match design.start_from {
            StartFrom::Nothing => Start::Nothing,
            StartFrom::Today | StartFrom::Scenario => Start::Today,
        },
        seed: design.seed,
    };
    DesignQuestion { kinds: values.kinds, problem, assignment: owners.in_scenario }
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
        let places = TerritoryPlaces::of(&scenario.territories);
        let index = |territory: Option<TerritoryId>| places.get(territory?).map(|place| place as u32);
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

/// What a share that changes hands is counted in, for the engine, whose measures stand in this order; accounts where the
/// measure is not among them.
pub fn engine_basis(kind: MeasureKind, kinds: &[MeasureKind]) -> DisruptionBasis {
    match kinds.iter().position(|known| *known == kind) {
        Some(measure) if kind != MeasureKind::Accounts => DisruptionBasis::Measure(measure),
        _ => DisruptionBasis::Units,
    }
}

fn goals(design: &DesignSettings, kinds: &[MeasureKind]) -> Vec<MeasureGoal> {
    kinds
        .iter()
        .map(|&kind| {
            let setting = design.measure(kind);
            MeasureGoal { weight: if setting.is_balanced { setting.weight } else { 0.0 }, tolerance_share: setting.tolerance_share }
        })
        .collect()
}

/// The share of the whole that each territory should carry, the home place of its seller, which may draw it, and what holds
/// it.
pub(super) fn targets(plan: &Plan, scenario: &Scenario) -> Vec<TerritoryTarget> {
    let shares = shares_of_all(plan, scenario, &plan.measures());
    let homes = scenario.territories.iter().map(|territory| {
        let person = territory.seller.and_then(|seller| plan.person(seller));
        person.and_then(|person| person.home).and_then(position)
    });
    homes
        .zip(&scenario.territories)
        .enumerate()
        .map(|(index, (home, territory))| TerritoryTarget {
            shares: shares.iter().map(|of_measure| of_measure[index]).collect(),
            home: home.filter(|_| scenario.design.uses_homes),
            base: home,
            lock: scenario.design.wishes.lock(territory.id),
            centre: scenario.design.wishes.centre(plan, territory.id),
        })
        .collect()
}

/// The engine's answer as the plan's identities; units without a territory are left out.
pub fn assignment_of(plan: &Plan, scenario: &Scenario, answer: &[Option<u32>]) -> Vec<(AccountId, TerritoryId)> {
    plan.accounts
        .iter()
        .zip(answer)
        .filter_map(|(account, territory)| Some((account.id, scenario.territories.get((*territory)? as usize)?.id)))
        .collect()
}
