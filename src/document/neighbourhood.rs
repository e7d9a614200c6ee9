//! Which accounts of a plan lie side by side: by nearness, or by the borders of the areas they lie in.

use std::collections::BTreeMap;

use super::areas::AreaMap;
use super::design::place_of;
use super::{Plan, SharedOut};
use crate::territory::adjacency::{self, Adjacency, of_places};
use crate::territory::position::Position;

/// Which accounts lie side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Neighbourhood {
    /// Per account in the order of the plan, the places of its neighbours in that order.
    pub neighbours: Vec<Vec<u32>>,
    /// Where areas are shared out, the area of each account, by its number in the map.
    pub areas: Option<Vec<Option<u32>>>,
    /// Links across gaps that hold the areas, or the accounts, together.
    pub bridges: Vec<MapBridge>,
}

/// A link across a gap of the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapBridge {
    /// The two areas, by their numbers in the map; none is an account by itself: where accounts are shared out, or outside
    /// every area.
    pub areas: [Option<u32>; 2],
    /// The account on each side, by its place in the plan; one of those in the area.
    pub accounts: [u32; 2],
    /// Its ends.
    pub ends: [Position; 2],
    /// Its length, km.
    pub length_km: f64,
}

impl Neighbourhood {
    /// The neighbourhood of a plan's accounts when these or, with a map of areas, areas are shared out.
    pub fn new(plan: &Plan, shared_out: SharedOut, map: Option<&AreaMap>) -> Neighbourhood {
        match (shared_out, map) {
            (SharedOut::Areas, Some(map)) => of_areas(plan, map),
            (SharedOut::Areas, None) => Neighbourhood { areas: Some(areas_of_plan(plan)), ..of_accounts(plan) },
            (SharedOut::Accounts, _) => of_accounts(plan),
        }
    }
}

/// Where an account lies, for the engine.
fn position_of(plan: &Plan, index: usize) -> Option<Position> {
    let place = place_of(plan, plan.accounts.get(index)?)?;
    Some(Position { latitude_degrees: place.latitude_degrees, longitude_degrees: place.longitude_degrees })
}

fn of_accounts(plan: &Plan) -> Neighbourhood {
    let places: Vec<Option<Position>> = (0..plan.accounts.len()).map(|index| position_of(plan, index)).collect();
    let joined = of_places(&places);
    let bridge = |bridge: &adjacency::Bridge| {
        let ends = [places[bridge.one as usize]?, places[bridge.other as usize]?];
        Some(MapBridge { areas: [None; 2], accounts: [bridge.one, bridge.other], ends, length_km: bridge.length_km })
    };
    let bridges = joined.bridges.iter().filter_map(bridge).collect();
    Neighbourhood { neighbours: joined.neighbours, areas: None, bridges }
}

/// The plan's own areas, where no map is at hand.
fn areas_of_plan(plan: &Plan) -> Vec<Option<u32>> {
    plan.accounts.iter().map(|account| account.area.map(|area| area.0)).collect()
}

/// What is shared out with areas: an area with accounts, or an account outside every area that has a place.
struct Node {
    /// The account that stands for it among the neighbours.
    account: u32,
    area: Option<u32>,
    rim: Vec<Position>,
}

fn of_areas(plan: &Plan, map: &AreaMap) -> Neighbourhood {
    let areas: Vec<Option<u32>> = plan.accounts.iter().map(|account| map.area_of.get(&account.id).copied()).collect();
    let mut nodes: Vec<Node> = Vec::new();
    let mut node_of_area: BTreeMap<u32, u32> = BTreeMap::new();
    // A fixed account is no part of what its area is: another stands for it where there is one.
    let (fixed, free): (Vec<u32>, Vec<u32>) = (0..areas.len() as u32).partition(|&account| plan.accounts[account as usize].is_fixed);
    for (account, area) in free.into_iter().chain(fixed).map(|account| (account, areas[account as usize])) {
        let known = area.and_then(|area| Some((area, map.map.areas.get(area as usize)?)));
        if let Some((area, known)) = known {
            node_of_area.entry(area).or_insert_with(|| {
                nodes.push(Node { account, area: Some(area), rim: known.rim.clone() });
                nodes.len() as u32 - 1
            });
        } else if let Some(place) = position_of(plan, account as usize).filter(Position::is_valid) {
            nodes.push(Node { account, area: None, rim: vec![place] });
        }
    }
    let mut neighbours = vec![Vec::new(); nodes.len()];
    let carriers = map.carriers();
    let node_of = |area: u32| node_of_area.get(&carriers.get(area as usize).copied().flatten()?).copied();
    for border in &map.map.borders {
        if let (Some(one), Some(other)) = (node_of(border.one), node_of(border.other))
            && one != other
        {
            neighbours[one as usize].push(other);
            neighbours[other as usize].push(one);
        }
    }
    let points: Vec<Vec<[f64; 3]>> = nodes.iter().map(|node| node.rim.iter().map(Position::point_km).collect()).collect();
    let all: Vec<u32> = (0..nodes.len() as u32).collect();
    let joined = adjacency::bridged(neighbours, &all, |one, other| nearest(&points[one as usize], &points[other as usize]).2);
    let bridges = bridges(&joined, &nodes, &points);
    let mut by_account = vec![Vec::new(); plan.accounts.len()];
    for (node, list) in nodes.iter().zip(&joined.neighbours) {
        by_account[node.account as usize] = list.iter().map(|&other| nodes[other as usize].account).collect();
    }
    Neighbourhood { neighbours: by_account, areas: Some(areas), bridges }
}

fn bridges(joined: &Adjacency, nodes: &[Node], points: &[Vec<[f64; 3]>]) -> Vec<MapBridge> {
    let drawn = joined.bridges.iter().filter_map(|bridge| {
        let (one, other) = (bridge.one as usize, bridge.other as usize);
        let (here, there, _) = nearest(&points[one], &points[other]);
        let ends = [*nodes[one].rim.get(here)?, *nodes[other].rim.get(there)?];
        let accounts = [nodes[one].account, nodes[other].account];
        Some(MapBridge { areas: [nodes[one].area, nodes[other].area], accounts, ends, length_km: ends[0].distance_km(&ends[1]) })
    });
    drawn.collect()
}

/// The nearest pair of points of two outlines, and their distance in km as the crow digs.
fn nearest(one: &[[f64; 3]], other: &[[f64; 3]]) -> (usize, usize, f64) {
    let mut best = (usize::MAX, usize::MAX, f64::INFINITY);
    for (here, point) in one.iter().enumerate() {
        for (there, facing) in other.iter().enumerate() {
            let squared: f64 = (0..3).map(|axis| (point[axis] - facing[axis]) * (point[axis] - facing[axis])).sum();
            if squared < best.2 {
                best = (here, there, squared);
            }
        }
    }
    (best.0, best.1, best.2.sqrt())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use std::sync::Arc;

    use super::*;
    use crate::document::areas::{AreaBorder, MapArea, MapAreas};
    use crate::document::{PlanId, Settings};
    use crate::domain::{Account, AccountId, Coordinates};
    use crate::locale::Language;

    fn position(latitude_degrees: f64, longitude_degrees: f64) -> Position {
        Position { latitude_degrees, longitude_degrees }
    }

    fn area(key: &str, longitude_degrees: f64) -> MapArea {
        let rim = [0.0, 1.0].map(|step| position(30.0, longitude_degrees + step)).to_vec();
        MapArea { key: key.into(), name: key.into(), rim, ..MapArea::default() }
    }

    /// Five areas in a row, of which D touches nothing; accounts in A (two), B, D, and one in the sea.
    fn plan() -> (Plan, AreaMap) {
        let mut plan = Plan::new(PlanId("p".into()), "p", Settings::for_language(Language::English));
        let account = |id: u32, place: Option<(f64, f64)>| {
            let mut account = Account::named(AccountId(id), format!("a{id}"));
            account.coordinates = place.and_then(|(latitude, longitude)| Coordinates::new(latitude, longitude));
            Arc::new(account)
        };
        plan.accounts = Arc::new(vec![
            account(1, Some((30.0, 50.5))),
            account(2, Some((30.0, 50.6))),
            account(3, Some((30.0, 51.5))),
            account(4, None),
            account(5, Some((30.0, 60.0))),
            account(6, None),
        ]);
        let areas = vec![area("A", 50.0), area("B", 51.0), area("C", 52.0), area("D", 55.0)];
        let borders = vec![AreaBorder { one: 0, other: 1, length_km: 9.0 }, AreaBorder { one: 1, other: 2, length_km: 9.0 }];
        let area_of = [(1, 0), (2, 0), (3, 1), (4, 3)].map(|(account, area)| (AccountId(account), area)).into();
        (plan, AreaMap { map: Arc::new(MapAreas { areas, borders }), area_of })
    }

    #[test]
    fn areas_with_accounts_are_joined_and_gaps_are_named() {
        let (plan, map) = plan();
        let neighbourhood = Neighbourhood::new(&plan, SharedOut::Areas, Some(&map));
        assert_eq!(neighbourhood.neighbours, [vec![2], vec![], vec![0, 3], vec![2, 4], vec![3], vec![]]);
        assert_eq!(neighbourhood.areas.unwrap(), [Some(0), Some(0), Some(1), Some(3), None, None]);
        let told: Vec<[Option<u32>; 2]> = neighbourhood.bridges.iter().map(|bridge| bridge.areas).collect();
        assert_eq!(
            told,
            [[Some(1), Some(3)], [Some(3), None]],
            "C goes with B and leads nowhere; the account in the sea is reached from D"
        );
        assert_eq!(neighbourhood.bridges[1].accounts, [3, 4]);
        assert_eq!(neighbourhood.bridges[0].ends, [position(30.0, 52.0), position(30.0, 55.0)]);
        assert!((neighbourhood.bridges[0].length_km - 288.9).abs() < 0.5);
    }

    #[test]
    fn an_area_without_accounts_joins_what_it_lies_between() {
        let (mut plan, mut map) = plan();
        let moved = |account: &Arc<Account>| Arc::new(Account::named(account.id, account.name.clone()));
        plan.accounts = Arc::new(plan.accounts.iter().map(moved).collect());
        // A, then B without accounts, then C.
        map.area_of = [(1, 0), (2, 0), (3, 2)].map(|(account, area)| (AccountId(account), area)).into();
        assert_eq!(map.carriers(), [Some(0), Some(0), Some(2), None], "of two borders as long the first area's");
        let neighbourhood = Neighbourhood::new(&plan, SharedOut::Areas, Some(&map));
        assert_eq!((&neighbourhood.neighbours[0], &neighbourhood.neighbours[2]), (&vec![2], &vec![0]));
        assert!(neighbourhood.bridges.is_empty());
    }

    #[test]
    fn customers_across_a_gap_are_joined_by_one_link_that_names_them() {
        let (mut plan, _) = plan();
        let account = |id: u32, longitude: f64| {
            let mut account = Account::named(AccountId(id), format!("a{id}"));
            account.coordinates = Coordinates::new(30.0, longitude);
            Arc::new(account)
        };
        plan.accounts = Arc::new([50.0, 50.1, 50.2, 57.0, 57.1].into_iter().zip(1..).map(|(place, id)| account(id, place)).collect());
        let neighbourhood = Neighbourhood::new(&plan, SharedOut::Accounts, None);
        let [bridge] = &neighbourhood.bridges[..] else { panic!("{neighbourhood:?}") };
        assert_eq!((bridge.accounts, bridge.areas), ([2, 3], [None, None]));
        assert_eq!(bridge.ends, [position(30.0, 50.2), position(30.0, 57.0)]);
        assert!((bridge.length_km - 654.6).abs() < 1.0, "{}", bridge.length_km);
        assert_eq!(neighbourhood.neighbours, [vec![1], vec![0, 2], vec![1, 3], vec![2, 4], vec![3]]);
    }

    #[test]
    fn without_a_map_the_plans_own_areas_stay_together() {
        let (mut plan, _) = plan();
        let mut accounts: Vec<_> = plan.accounts.iter().map(|account| (**account).clone()).collect();
        accounts[0].area = Some(crate::domain::AreaId(7));
        plan.accounts = Arc::new(accounts.into_iter().map(Arc::new).collect());
        let neighbourhood = Neighbourhood::new(&plan, SharedOut::Areas, None);
        assert_eq!(neighbourhood.areas.unwrap()[..2], [Some(7), None]);
        assert_eq!(neighbourhood.neighbours[0], [1]);
    }
}
