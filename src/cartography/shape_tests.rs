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

/// A corner of a grid, in sides of its squares.
type GridCorner = [i64; 2];

/// The squares of a grid that a territory has, with figures that are counted and not measured.
struct Squares(Vec<GridCorner>);

impl Squares {
    fn corners(&self) -> Vec<GridCorner> {
        self.0.iter().flat_map(|&[x, y]| [[x, y], [x + 1, y], [x, y + 1], [x + 1, y + 1]]).collect()
    }

    /// Sides without a square of its own on the other side.
    fn perimeter(&self) -> usize {
        let beside = |&[x, y]: &GridCorner| [[x - 1, y], [x + 1, y], [x, y - 1], [x, y + 1]];
        self.0.iter().flat_map(beside).filter(|square| !self.0.contains(square)).count()
    }

    /// The corners of a string tied round it.
    fn hull(&self) -> Vec<GridCorner> {
        let corners = self.corners();
        let start = *corners.iter().min().unwrap();
        let mut hull = vec![start];
        loop {
            let here = hull[hull.len() - 1];
            let turn =
                |one: GridCorner, other: GridCorner| (one[0] - here[0]) * (other[1] - here[1]) - (one[1] - here[1]) * (other[0] - here[0]);
            let length = |corner: GridCorner| (corner[0] - here[0]).pow(2) + (corner[1] - here[1]).pow(2);
            let others = corners.iter().copied().filter(|corner| *corner != here);
            let outer = |one: GridCorner, other: GridCorner| {
                let turn = turn(one, other);
                if turn < 0 || (turn == 0 && length(other) > length(one)) { other } else { one }
            };
            let next = others.reduce(outer).unwrap();
            if next == start {
                return hull;
            }
            hull.push(next);
        }
    }

    fn hull_area(&self) -> f64 {
        let hull = self.hull();
        let following = hull.iter().cycle().skip(1);
        hull.iter().zip(following).map(|(one, other)| one[0] * other[1] - one[1] * other[0]).sum::<i64>() as f64 / 2.0
    }

    /// The squared radius of the smallest of all circles on two or three corners that hold them all.
    fn circle(&self) -> f64 {
        let hull: Vec<[f64; 2]> = self.hull().iter().map(|corner| corner.map(|number| number as f64)).collect();
        let squared = |one: [f64; 2], other: [f64; 2]| (one[0] - other[0]).powi(2) + (one[1] - other[1]).powi(2);
        let mut smallest = f64::INFINITY;
        let mut try_centre = |centre: [f64; 2]| {
            let reach = hull.iter().map(|&corner| squared(corner, centre)).fold(0.0, f64::max);
            smallest = smallest.min(reach);
        };
        for &[ax, ay] in &hull {
            for &[bx, by] in &hull {
                try_centre([(ax + bx) / 2.0, (ay + by) / 2.0]);
                for &[cx, cy] in &hull {
                    let twice = 2.0 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by));
                    if twice != 0.0 {
                        let (a, b, c) = (ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy);
                        let x = (a * (by - cy) + b * (cy - ay) + c * (ay - by)) / twice;
                        let y = (a * (cx - bx) + b * (ax - cx) + c * (bx - ax)) / twice;
                        try_centre([x, y]);
                    }
                }
            }
        }
        smallest
    }
}

#[test]
fn figures_of_random_territories_are_what_can_be_counted() {
    const SIDE: i64 = 5;
    let squares: Vec<GridCorner> = (0..SIDE * SIDE).map(|number| [number % SIDE, number / SIDE]).collect();
    let square = |&[x, y]: &GridCorner| vec![vec![rectangle(x as f64 * 10.0, y as f64 * 10.0, 10.0, 10.0)]];
    let areas: Vec<_> = squares.iter().map(square).collect();
    let mut number = 1_u32;
    for _ in 0..25 {
        let mut owner = || {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            1 + (number >> 16) % 3
        };
        let owners: Vec<u32> = squares.iter().map(|_| owner()).collect();
        let told = of(&areas, &owners);
        let owner_of = |square: &GridCorner| squares.iter().position(|known| known == square).map(|at| owners[at]);
        let pairs = squares.iter().flat_map(|&[x, y]| [([x, y], [x + 1, y]), ([x, y], [x, y + 1])]);
        let parted = |of: Option<u32>| {
            let sides = pairs.clone().filter_map(|(one, other)| Some((owner_of(&one)?, owner_of(&other)?)));
            sides.filter(|(one, other)| one != other && of.is_none_or(|of| *one == of || *other == of)).count() as u32
        };
        assert_eq!(told.cut_edges, parted(None));
        let ids: std::collections::BTreeSet<u32> = owners.iter().copied().collect();
        for (shape, owner) in told.territories.iter().zip(ids) {
            let shape = shape.unwrap();
            let own = Squares(squares.iter().copied().filter(|square| owner_of(square) == Some(owner)).collect());
            let area = own.0.len() as f64;
            assert_near(shape.polsby_popper(), 4.0 * PI * area / (own.perimeter() as f64).powi(2));
            assert_near(shape.reock(), area / (PI * own.circle()));
            assert_near(shape.hull_ratio(), area / own.hull_area());
            assert_eq!((shape.area_count, shape.cut_edges), (own.0.len(), parted(Some(owner))));
        }
    }
}
