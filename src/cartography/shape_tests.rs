//! Figures of shape on outlines of known shape, from the file to the territory.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::f64::consts::{FRAC_PI_4, PI};
use std::sync::Arc;

use super::borders::map_areas;
use super::outlines::tests::read;
use crate::document::areas::AreaMap;
use crate::document::shape::{NoShape, ScenarioShapes, TerritoryShape, shapes};
use crate::document::{Scenario, SharedOut};
use crate::domain::{AccountId, Territory, TerritoryId};

/// A corner, in hundredths of a degree at the equator: 1.112 km a step.
type Corner = [f64; 2];

/// Areas of so many polygons, each of rings; the first ring is the outer one.
fn map(areas: &[Vec<Vec<Vec<Corner>>>]) -> AreaMap {
    let ring = |ring: &Vec<Corner>| {
        let corners: Vec<String> = ring.iter().chain(&ring[..1]).map(|[x, y]| format!("[{},{}]", x / 100.0, y / 100.0)).collect();
        format!("[{}]", corners.join(","))
    };
    let polygon = |rings: &Vec<Vec<Corner>>| format!("[{}]", rings.iter().map(ring).collect::<Vec<_>>().join(","));
    let features: Vec<String> = areas
        .iter()
        .enumerate()
        .map(|(number, polygons)| {
            let polygons = polygons.iter().map(polygon).collect::<Vec<_>>().join(",");
            format!(
                r#"{{"type":"Feature","id":"{number}","properties":{{"name":"N{number}"}},"geometry":{{"type":"MultiPolygon","coordinates":[{polygons}]}}}}"#
            )
        })
        .collect();
    let outlines = read(&format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",")));
    let area_of = (0..areas.len() as u32).map(|area| (AccountId(area), area)).collect();
    AreaMap { map: Arc::new(map_areas(&outlines)), area_of }
}

fn rectangle(west: f64, south: f64, width: f64, height: f64) -> Vec<Corner> {
    vec![[west, south], [west + width, south], [west + width, south + height], [west, south + height]]
}

/// A scenario in which the account of each area belongs to this territory.
fn scenario(owners: &[u32]) -> Scenario {
    let mut scenario = Scenario::today();
    let ids: std::collections::BTreeSet<u32> = owners.iter().copied().filter(|owner| *owner > 0).collect();
    scenario.territories =
        ids.iter().map(|id| Territory { id: TerritoryId(*id), name: String::new(), colour_index: 0, seller: None }).collect();
    let owned = (0_u32..).zip(owners).filter(|(_, owner)| **owner > 0);
    scenario.assignment = owned.map(|(area, owner)| (AccountId(area), TerritoryId(*owner))).collect();
    scenario
}

fn of(areas: &[Vec<Vec<Vec<Corner>>>], owners: &[u32]) -> ScenarioShapes {
    shapes(Some(&map(areas)), &scenario(owners)).unwrap()
}

/// The shape of all areas as one territory.
fn one(areas: &[Vec<Vec<Vec<Corner>>>]) -> TerritoryShape {
    of(areas, &vec![1; areas.len()]).territories[0].unwrap()
}

fn assert_near(value: f64, expected: f64) {
    assert!((value - expected).abs() < 2e-3, "{value} and not {expected}");
}

#[test]
fn a_circle_has_one_and_a_square_a_quarter_of_pi() {
    let circle = (0..360).map(|degrees| f64::from(degrees).to_radians()).map(|angle| [50.0 * angle.cos(), 50.0 * angle.sin()]);
    let circle = one(&[vec![vec![circle.collect()]]]);
    assert_near(circle.polsby_popper(), 1.0);
    assert_near(circle.reock(), 1.0);
    assert_near(circle.hull_ratio(), 1.0);
    assert!((circle.area_square_km / (PI * 55.6 * 55.6) - 1.0).abs() < 1e-3);
    let square = one(&[vec![vec![rectangle(0.0, 0.0, 40.0, 40.0)]]]);
    assert_near(square.polsby_popper(), FRAC_PI_4);
    assert_near(square.reock(), 2.0 / PI);
    assert_near(square.hull_ratio(), 1.0);
    assert!((square.perimeter_km - 160.0 * 1.112).abs() < 0.1 && square.area_count == 1);
}

#[test]
fn a_long_shape_and_one_with_a_bay_score_low_where_they_should() {
    let long = one(&[vec![vec![rectangle(0.0, 0.0, 100.0, 10.0)]]]);
    assert_near(long.polsby_popper(), 4.0 * PI * 1000.0 / (220.0 * 220.0));
    assert_near(long.reock(), 1000.0 / (PI * (50.0 * 50.0 + 5.0 * 5.0)));
    assert_near(long.hull_ratio(), 1.0);
    // An L: three of the four quarters of a square.
    let bay = vec![[0.0, 0.0], [20.0, 0.0], [20.0, 10.0], [10.0, 10.0], [10.0, 20.0], [0.0, 20.0]];
    let bay = one(&[vec![vec![bay]]]);
    assert_near(bay.hull_ratio(), 300.0 / 350.0);
    assert_near(bay.polsby_popper(), 4.0 * PI * 300.0 / (80.0 * 80.0));
}

#[test]
fn borders_between_own_areas_are_no_outline() {
    let quarters: Vec<_> =
        [(0.0, 0.0), (10.0, 0.0), (0.0, 10.0), (10.0, 10.0)].map(|(x, y)| vec![vec![rectangle(x, y, 10.0, 10.0)]]).to_vec();
    let whole = one(&quarters);
    assert_near(whole.polsby_popper(), FRAC_PI_4);
    assert_eq!((whole.area_count, whole.cut_edges), (4, 0));
    let halves = of(&quarters, &[1, 1, 2, 2]);
    assert_eq!(halves.cut_edges, 2, "the corners touch and are no border");
    for half in halves.territories.iter().flatten() {
        assert_near(half.polsby_popper(), 4.0 * PI * 200.0 / (60.0 * 60.0));
        assert_eq!(half.cut_edges, 2);
    }
    let mixed = of(&quarters, &[1, 2, 2, 2]);
    assert_eq!(mixed.cut_edges, 2);
    assert_near(mixed.territories[1].unwrap().hull_ratio(), 300.0 / 350.0);
    assert_near(mixed.mean(TerritoryShape::hull_ratio).unwrap(), (1.0 + 300.0 / 350.0) / 2.0);
}

#[test]
fn borders_that_do_not_meet_point_by_point_are_no_outline_either() {
    let split = vec![[10.0, 0.0], [20.0, 0.0], [20.0, 10.0], [10.0, 10.0], [10.0, 4.0]];
    let pair = one(&[vec![vec![rectangle(0.0, 0.0, 10.0, 10.0)]], vec![vec![split]]]);
    assert!((pair.perimeter_km / (60.0 * 1.112) - 1.0).abs() < 0.03, "{}", pair.perimeter_km);
}

#[test]
fn holes_and_further_parts_count() {
    let ring = vec![rectangle(0.0, 0.0, 30.0, 30.0), rectangle(10.0, 10.0, 10.0, 10.0)];
    let hole = one(&[vec![ring.clone()]]);
    assert_near(hole.hull_ratio(), 800.0 / 900.0);
    assert_near(hole.polsby_popper(), 4.0 * PI * 800.0 / (160.0 * 160.0));
    // What fills the hole makes the square whole again.
    let filled = one(&[vec![ring.clone()], vec![vec![rectangle(10.0, 10.0, 10.0, 10.0)]]]);
    assert_near(filled.polsby_popper(), FRAC_PI_4);
    // An island in the hole is land.
    let island = one(&[vec![ring, vec![rectangle(14.0, 14.0, 2.0, 2.0)]]]);
    assert_near(island.hull_ratio(), 804.0 / 900.0);
    let parts = one(&[vec![vec![rectangle(0.0, 0.0, 10.0, 10.0)], vec![rectangle(30.0, 0.0, 10.0, 10.0)]]]);
    assert_near(parts.hull_ratio(), 200.0 / 400.0);
    assert_near(parts.polsby_popper(), 4.0 * PI * 200.0 / (80.0 * 80.0));
    assert_near(parts.reock(), 200.0 / (PI * (20.0 * 20.0 + 5.0 * 5.0)));
}

#[test]
fn points_have_no_shape_and_that_is_said() {
    let pair = [vec![vec![rectangle(0.0, 0.0, 10.0, 10.0)]], vec![vec![rectangle(10.0, 0.0, 10.0, 10.0)]]];
    let mut areas = map(&pair);
    let mut divided = scenario(&[1, 2]);
    assert_eq!(shapes(None, &divided), Err(NoShape::NoMap));
    assert_eq!(shapes(Some(&AreaMap { area_of: Default::default(), ..areas.clone() }), &divided), Err(NoShape::NoMap));
    areas.area_of.extend([(AccountId(7), 0), (AccountId(8), 0)]);
    divided.assignment.extend([(AccountId(7), TerritoryId(2)), (AccountId(8), TerritoryId(1))]);
    assert_eq!(shapes(Some(&areas), &divided), Err(NoShape::Points));
    // A customer that is fixed elsewhere does not divide what is shared out whole.
    divided.design.wishes.shared_out = SharedOut::Areas;
    assert_eq!(shapes(Some(&areas), &divided).unwrap().cut_edges, 1);
    // Areas without accounts and territories without areas.
    let mut empty = scenario(&[1, 0]);
    empty.territories.push(Territory { id: TerritoryId(9), name: String::new(), colour_index: 0, seller: None });
    let shapes_of_empty = shapes(Some(&areas), &empty).unwrap_err();
    assert_eq!(shapes_of_empty, NoShape::Points, "the two others have no owner");
    areas.area_of = [(AccountId(0), 0)].into();
    let told = shapes(Some(&areas), &empty).unwrap();
    assert!(told.territories[0].is_some() && told.territories[1].is_none());
    assert_eq!(told.cut_edges, 0, "an area without accounts is nobody's neighbour");
}

#[test]
fn outlines_that_overlap_or_are_nothing_stay_within_bounds() {
    let twice = one(&[vec![vec![rectangle(0.0, 0.0, 10.0, 10.0)]], vec![vec![rectangle(1.0, 1.0, 9.0, 9.0)]]]);
    for figure in [twice.polsby_popper(), twice.reock(), twice.hull_ratio()] {
        assert!((0.0..=1.0).contains(&figure), "{twice:?}");
    }
    let line = vec![[0.0, 0.0], [10.0, 0.0], [20.0, 0.0]];
    assert_eq!(of(&[vec![vec![line]]], &[1]).territories, [None]);
}
