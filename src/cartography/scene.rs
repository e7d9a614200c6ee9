//! A plan's scenario as the map shows it: a point an account, its territory, whether it moved against today.
//! Points stand in the order in which they are drawn: the small ones above the large.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::core::{Core, core_of};
use super::projection::middle_x;
use super::radius::RadiusScale;
use super::spread::place_around;
use super::{PointIndex, WorldBox, WorldPoint};
use crate::document::holders::Holders;
use crate::document::measures::values;
use crate::document::territory_places::TerritoryPlaces;
use crate::document::{MeasureKind, Plan, Scenario};
use crate::domain::{AccountId, AreaId, ScenarioId, TerritoryId};

/// Rings say something while they are few: where a larger share of the points moved, none is ringed.
const MOST_RINGED_SHARE: f64 = 0.25;

/// An account on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScenePoint {
    /// Which.
    pub account: AccountId,
    /// Where.
    pub place: WorldPoint,
    /// Its radius at home scale, pixels.
    pub radius: f64,
    /// Its territory, as an index into [`Scene::territories`].
    pub territory: Option<usize>,
    /// Whether it has another territory than today.
    pub is_moved: bool,
}

/// A territory on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneTerritory {
    /// Which.
    pub id: TerritoryId,
    /// Its name.
    pub name: String,
    /// Its colour of the palette.
    pub colour_index: u8,
    /// How many accounts it has, on the map or not.
    pub accounts: usize,
    /// Where its name goes: the account in the middle of it. `None` when none of its accounts has a place.
    pub label_place: Option<WorldPoint>,
}

/// Where the accounts of a plan stand on the map, whoever they belong to.
#[derive(Debug, Default)]
pub struct SceneGround {
    /// The places of the points in the order of drawing, for what lies where.
    pub index: PointIndex,
    /// Accounts that have no place.
    pub without_place: Vec<AccountId>,
    /// Where nearly all of the points are; `None` without any.
    pub core: Option<Core>,
    /// The points in the order of drawing, each with where its account stands in the plan.
    points: Vec<(usize, ScenePoint)>,
    position_of: BTreeMap<AccountId, usize>,
}

impl SceneGround {
    /// The ground of a plan. `middle` is the meridian that points gather around (that of the country shown); without one
    /// it is taken from the points.
    pub fn new(plan: &Plan, sized_by: MeasureKind, middle: Option<f64>) -> SceneGround {
        let (places, without_place) = placed(plan, middle);
        let of_all = values(plan, sized_by);
        let values: Vec<f64> = places.iter().map(|(position, _)| of_all[*position]).collect();
        let sizes = RadiusScale::new((sized_by != MeasureKind::Accounts).then_some(&values), places.len());
        let points = places.iter().zip(&values).map(|((position, place), value)| {
            let account = plan.accounts[*position].id;
            (*position, ScenePoint { account, place: *place, radius: sizes.radius(*value), territory: None, is_moved: false })
        });
        let mut points: Vec<(usize, ScenePoint)> = points.collect();
        points.sort_by(|(_, one), (_, other)| other.radius.total_cmp(&one.radius).then(one.account.cmp(&other.account)));
        let in_order = || points.iter().map(|(_, point)| point);
        SceneGround {
            index: PointIndex::new(in_order().map(|point| point.place).collect()),
            core: core_of(in_order().map(|point| point.place).collect()),
            position_of: in_order().enumerate().map(|(index, point)| (point.account, index)).collect(),
            points,
            without_place,
        }
    }
}

/// What the map shows.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// Where the accounts stand.
    pub ground: Arc<SceneGround>,
    /// Which scenario.
    pub scenario: Option<ScenarioId>,
    /// The accounts that have a place, in the order of drawing.
    pub points: Vec<ScenePoint>,
    /// The territories, in the order of tables.
    pub territories: Vec<SceneTerritory>,
    /// Accounts that belong to no territory.
    pub unassigned: usize,
    /// Points that change hands against today.
    pub moved: usize,
}

impl Scene {
    /// The scene of a scenario; see [`SceneGround::new`].
    pub fn new(plan: &Plan, scenario: &Scenario, sized_by: MeasureKind, middle: Option<f64>) -> Scene {
        Scene::on(Arc::new(SceneGround::new(plan, sized_by, middle)), plan, scenario)
    }

    /// The scene of a scenario on the ground of its plan.
    pub fn on(ground: Arc<SceneGround>, plan: &Plan, scenario: &Scenario) -> Scene {
        let places = TerritoryPlaces::of(&scenario.territories);
        let owners: Vec<Option<TerritoryId>> = scenario.owners(&plan.accounts).collect();
        let today = plan.today().filter(|today| today.id != scenario.id);
        let before: Option<Vec<Option<TerritoryId>>> = today.map(|today| today.owners(&plan.accounts).collect());
        let holders = today.map(|today| Holders::between(today, scenario)).unwrap_or_default();
        let territory_of = |owner: Option<TerritoryId>| places.get(owner?);
        let on_ground = ground.points.iter().map(|(position, point)| ScenePoint {
            territory: territory_of(owners[*position]),
            is_moved: before.as_ref().is_some_and(|before| holders.changes_hands(before[*position], owners[*position])),
            ..*point
        });
        let points: Vec<ScenePoint> = on_ground.collect();
        let mut counts = vec![0; scenario.territories.len()];
        let mut unassigned = 0;
        for owner in owners {
            match territory_of(owner) {
                Some(territory) => counts[territory] += 1,
                None => unassigned += 1,
            }
        }
        let label_places = label_places(&points, scenario.territories.len());
        let territories = scenario
            .territories
            .iter()
            .zip(counts.iter().zip(label_places))
            .map(|(territory, (accounts, label_place))| SceneTerritory {
                id: territory.id,
                name: territory.name.clone(),
                colour_index: territory.colour_index,
                accounts: *accounts,
                label_place,
            })
            .collect();
        Scene {
            ground,
            scenario: Some(scenario.id),
            moved: points.iter().filter(|point| point.is_moved).count(),
            points,
            territories,
            unassigned,
        }
    }

    /// Whether what moved is told by rings: not where so many moved that the rings would hide the colours.
    pub fn has_rings(&self) -> bool {
        self.moved > 0 && self.moved as f64 <= self.points.len() as f64 * MOST_RINGED_SHARE
    }

    /// Where in [`Scene::points`] an account stands.
    pub fn position(&self, account: AccountId) -> Option<usize> {
        self.ground.position_of.get(&account).copied()
    }

    /// The smallest box around accounts that have a place.
    pub fn box_of<'a>(&self, accounts: impl IntoIterator<Item = &'a AccountId>) -> Option<WorldBox> {
        WorldBox::around(accounts.into_iter().filter_map(|account| self.position(*account)).map(|index| self.points[index].place))
    }

    /// The territory of that identity, as an index into [`Scene::territories`].
    pub fn territory(&self, id: TerritoryId) -> Option<usize> {
        self.territories.iter().position(|territory| territory.id == id)
    }
}

/// The place of each account that has one, by its position in the plan, and the accounts that have none.
fn placed(plan: &Plan, middle: Option<f64>) -> (Vec<(usize, WorldPoint)>, Vec<AccountId>) {
    let centres: BTreeMap<AreaId, WorldPoint> =
        plan.areas.iter().filter_map(|area| Some((area.id, WorldPoint::of(area.centre?)))).collect();
    let only_area = |position: usize| {
        let account = &plan.accounts[position];
        account.coordinates.is_none().then_some(account.area).flatten().filter(|area| centres.contains_key(area))
    };
    let mut crowds: BTreeMap<AreaId, usize> = BTreeMap::new();
    for area in (0..plan.accounts.len()).filter_map(only_area) {
        *crowds.entry(area).or_default() += 1;
    }
    let mut seats: BTreeMap<AreaId, usize> = BTreeMap::new();
    let (mut places, mut without_place) = (Vec::with_capacity(plan.accounts.len()), Vec::new());
    for (position, account) in plan.accounts.iter().enumerate() {
        if let Some(coordinates) = account.coordinates {
            places.push((position, WorldPoint::of(coordinates)));
        } else if let Some((area, centre)) = only_area(position).and_then(|area| Some((area, *centres.get(&area)?))) {
            let seat = seats.entry(area).or_default();
            places.push((position, place_around(centre, *seat, crowds.get(&area).copied().unwrap_or(1))));
            *seat += 1;
        } else {
            without_place.push(account.id);
        }
    }
    let middle = middle.unwrap_or_else(|| middle_x(&places.iter().map(|(_, place)| *place).collect::<Vec<_>>()));
    for (_, place) in &mut places {
        *place = place.nearest_to(middle);
    }
    (places, without_place)
}

/// For each territory, the place of the account nearest to the middle (median) of its accounts.
fn label_places(points: &[ScenePoint], territories: usize) -> Vec<Option<WorldPoint>> {
    let mut members: Vec<Vec<WorldPoint>> = vec![Vec::new(); territories];
    for point in points {
        if let Some(territory) = point.territory {
            members[territory].push(point.place);
        }
    }
    let median = |mut values: Vec<f64>| {
        let middle = values.len() / 2;
        (middle < values.len()).then(|| *values.select_nth_unstable_by(middle, f64::total_cmp).1)
    };
    members
        .iter()
        .map(|places| {
            let x = median(places.iter().map(|place| place.x).collect())?;
            let y = median(places.iter().map(|place| place.y).collect())?;
            let distance = |place: &&WorldPoint| libm::hypot(place.x - x, place.y - y);
            places.iter().min_by(|one, other| distance(one).total_cmp(&distance(other))).copied()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::document::{PlanId, Settings};
    use crate::domain::{Account, Area, Coordinates, Territory};
    use crate::locale::Language;

    fn plan() -> Plan {
        let mut plan = Plan::new(PlanId("p".into()), "p", Settings::for_language(Language::English));
        let account = |id: u32, place: Option<(f64, f64)>, area: Option<u32>, potential: f64| {
            let mut account = Account::named(AccountId(id), format!("a{id}"));
            account.coordinates = place.and_then(|(latitude, longitude)| Coordinates::new(latitude, longitude));
            account.area = area.map(AreaId);
            account.potential = Some(potential);
            Arc::new(account)
        };
        plan.accounts = Arc::new(vec![
            account(1, Some((35.0, 51.0)), None, 10.0),
            account(2, Some((35.1, 51.1)), Some(9), 90.0),
            account(3, None, Some(9), 20.0),
            account(4, None, Some(9), 30.0),
            account(5, None, Some(8), 5.0),
            account(6, None, None, 5.0),
        ]);
        plan.areas = Arc::new(vec![
            Area { id: AreaId(8), name: "no centre".into(), outline_key: None, centre: None },
            Area { id: AreaId(9), name: "Fars".into(), outline_key: None, centre: Coordinates::new(29.6, 52.5) },
        ]);
        let today = Arc::make_mut(&mut plan.scenarios[0]);
        today.territories = vec![Territory { id: TerritoryId(1), name: "North".into(), colour_index: 3, seller: None }];
        today.assignment = [(AccountId(1), TerritoryId(1)), (AccountId(3), TerritoryId(1))].into();
        plan
    }

    #[test]
    fn accounts_stand_where_they_are_known_to_be() {
        let plan = plan();
        let scene = Scene::new(&plan, plan.today().unwrap(), MeasureKind::Potential, None);
        assert_eq!(scene.ground.without_place, [AccountId(5), AccountId(6)]);
        assert_eq!(scene.points.len(), 4);
        assert_eq!(scene.points[0].account, AccountId(2), "the largest is drawn first");
        let (three, four) = (scene.position(AccountId(3)).unwrap(), scene.position(AccountId(4)).unwrap());
        assert_ne!(scene.points[three].place, scene.points[four].place);
        assert_eq!(scene.unassigned, 4);
        assert_eq!((scene.territories[0].accounts, scene.moved), (2, 0));
        assert!(scene.territories[0].label_place.is_some());
    }

    #[test]
    fn what_moved_against_today_is_marked() {
        let plan = plan();
        let mut branch = (**plan.today().unwrap()).clone();
        branch.id = ScenarioId(5);
        branch.assignment = [(AccountId(1), TerritoryId(1)), (AccountId(2), TerritoryId(1))].into();
        let scene = Scene::new(&plan, &branch, MeasureKind::Accounts, None);
        let moved: Vec<u32> = scene.points.iter().filter(|point| point.is_moved).map(|point| point.account.0).collect();
        assert_eq!(moved, [3], "the second had no territory and comes to its first");
        branch.assignment.clear();
        let scene = Scene::new(&plan, &branch, MeasureKind::Accounts, None);
        assert!(!scene.has_rings(), "half of them moved: rings would hide the colours");
    }

    #[test]
    fn who_had_no_territory_changes_no_hands() {
        let plan = plan();
        let mut branch = (**plan.today().unwrap()).clone();
        branch.id = ScenarioId(5);
        branch.assignment.insert(AccountId(4), TerritoryId(1));
        assert!(!plan.today().unwrap().assignment.contains_key(&AccountId(4)));
        assert_eq!(Scene::new(&plan, &branch, MeasureKind::Accounts, None).moved, 0);
    }

    #[test]
    fn few_that_moved_have_rings_and_none_has_none() {
        let plan = plan();
        let mut branch = (**plan.today().unwrap()).clone();
        branch.id = ScenarioId(5);
        assert!(!Scene::new(&plan, &branch, MeasureKind::Accounts, None).has_rings());
        branch.assignment.remove(&AccountId(3));
        let scene = Scene::new(&plan, &branch, MeasureKind::Accounts, None);
        assert_eq!((scene.moved, scene.points.len(), scene.has_rings()), (1, 4, true));
    }

    #[test]
    fn an_account_of_a_territory_that_is_gone_belongs_to_none() {
        let plan = plan();
        let mut branch = (**plan.today().unwrap()).clone();
        branch.territories.clear();
        let scene = Scene::new(&plan, &branch, MeasureKind::Sales, None);
        assert!(scene.points.iter().all(|point| point.territory.is_none()));
        assert_eq!(scene.unassigned, 6);
    }
}
