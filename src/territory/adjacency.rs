//! Who lies beside whom: a graph over places, and the shortest links that join what lies apart.
//!
//! Places without borders get the Delaunay triangulation (`delaunator`: small, without dependencies but exact
//! predicates) thinned out: an edge stays when it is a Gabriel edge, that is when nothing lies in the circle over it
//! (Gabriel, Sokal 1969), or when it is not much longer than what is usual around both ends. Gabriel edges hold the
//! shortest spanning tree, so thinning never breaks the graph, and slivers along the rim go.
//!
//! Where a few links of that tree are by far longer than all others, they lead over breaks (`breaks`) and are told as
//! bridges, as where drawn areas do not touch. Borders of drawn areas are read where the outlines are; here they are only
//! bridged.

mod breaks;

use std::collections::BTreeMap;

use breaks::{Edge, with_breaks};
use delaunator::{EMPTY, Point as PlanePoint, next_halfedge, prev_halfedge, triangulate};
use serde::{Deserialize, Serialize};

use super::neighbours::nearest_neighbours;
use super::position::{EARTH_RADIUS_KM, Point, Position, centroid};

/// An edge that is no Gabriel edge stays up to so many times the usual length around each end.
const USUAL_TIMES: f64 = 1.6;

/// Radius in km over which one of several units at one place is set apart, as the root of its rank.
const CROWD_RADIUS_KM: f64 = 0.05;

/// The golden angle, π (3 − √5); units at one place are set apart like the seeds of a sunflower (Vogel 1979).
const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;

/// Who lies beside whom.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Adjacency {
    /// Each node's neighbours, symmetric and sorted. A node without a place has none.
    pub neighbours: Vec<Vec<u32>>,
    /// Links across breaks: nothing else joins the two sides directly. They are among the neighbours.
    pub bridges: Vec<Bridge>,
}

/// A link across a gap: to an island, over a strait, between parts of a map that do not touch.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bridge {
    /// The node on the nearer side, in what was joined already.
    pub one: u32,
    /// The node on the other side.
    pub other: u32,
    /// Its length, km.
    pub length_km: f64,
}

/// The graph of places. One without a position, or with one that is not on the globe, has no neighbours; several at
/// one place are neighbours of each other.
#[must_use]
pub fn of_places(places: &[Option<Position>]) -> Adjacency {
    let placed: Vec<(u32, Point)> =
        (0_u32..).zip(places).filter_map(|(number, place)| Some((number, Point::from(place.filter(Position::is_valid)?)))).collect();
    let plane = set_apart(&on_plane(&placed.iter().map(|(_, point)| *point).collect::<Vec<_>>()));
    let mut neighbours = vec![Vec::new(); places.len()];
    let (edges, far_links) = with_breaks(&plane, thinned_edges(&plane));
    for &(one, other) in edges.iter().chain(&far_links) {
        link(&mut neighbours, placed[one].0, placed[other].0);
    }
    let points: BTreeMap<u32, Point> = placed.iter().copied().collect();
    let distance_km = |one: u32, other: u32| match (points.get(&one), points.get(&other)) {
        (Some(one), Some(other)) => one.great_circle_km(other),
        _ => f64::INFINITY,
    };
    let nodes: Vec<u32> = placed.iter().map(|(number, _)| *number).collect();
    let mut joined = bridged(neighbours, &nodes, distance_km);
    let far_links = far_links.into_iter().map(|(one, other)| (placed[one].0, placed[other].0));
    joined.bridges.extend(far_links.map(|(one, other)| Bridge { one, other, length_km: distance_km(one, other) }));
    joined
}

/// A graph joined into one: the parts that lie apart are linked one after the other, each by its shortest link to what
/// is joined already. Only `nodes` take part; what is no number between 0 and the number of lists is left out.
#[must_use]
pub fn bridged(mut neighbours: Vec<Vec<u32>>, nodes: &[u32], distance_km: impl Fn(u32, u32) -> f64) -> Adjacency {
    let count = neighbours.len() as u32;
    for (node, list) in (0_u32..).zip(&mut neighbours) {
        list.retain(|&other| other < count && other != node);
        list.sort_unstable();
        list.dedup();
    }
    let nodes: Vec<u32> = nodes.iter().copied().filter(|&node| node < count).collect();
    let part_of = parts(&neighbours);
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for &node in &nodes {
        *sizes.entry(part_of[node as usize]).or_default() += 1;
    }
    // The largest part is what the others are joined to; of equal ones the first.
    let Some((&core, _)) = sizes.iter().rev().max_by_key(|(_, size)| **size) else {
        return Adjacency { neighbours, bridges: Vec::new() };
    };
    let mut apart: Vec<(u32, f64, u32)> =
        nodes.iter().filter(|&&node| part_of[node as usize] != core).map(|&node| (node, f64::INFINITY, node)).collect();
    let mut joined: Vec<u32> = nodes.iter().copied().filter(|&node| part_of[node as usize] == core).collect();
    let mut bridges = Vec::new();
    while !apart.is_empty() {
        for (node, nearest_km, nearest) in &mut apart {
            for &other in &joined {
                let length_km = distance_km(*node, other);
                if length_km < *nearest_km || *nearest == *node {
                    (*nearest_km, *nearest) = (length_km, other);
                }
            }
        }
        let Some(&(node, length_km, nearest)) = apart.iter().min_by(|one, other| one.1.total_cmp(&other.1).then(one.0.cmp(&other.0)))
        else {
            break;
        };
        bridges.push(Bridge { one: nearest, other: node, length_km });
        link(&mut neighbours, nearest, node);
        // Only what is new needs to be looked at in the next round.
        let part = part_of[node as usize];
        joined = apart.iter().map(|entry| entry.0).filter(|&node| part_of[node as usize] == part).collect();
        apart.retain(|entry| part_of[entry.0 as usize] != part);
    }
    for list in &mut neighbours {
        list.sort_unstable();
        list.dedup();
    }
    Adjacency { neighbours, bridges }
}

/// Per node, the number of the part of the graph that it is in: its lowest node.
#[must_use]
pub fn parts(neighbours: &[Vec<u32>]) -> Vec<u32> {
    let mut part_of = vec![u32::MAX; neighbours.len()];
    let mut stack = Vec::new();
    for start in 0..neighbours.len() as u32 {
        if part_of[start as usize] != u32::MAX {
            continue;
        }
        part_of[start as usize] = start;
        stack.push(start);
        while let Some(node) = stack.pop() {
            for &other in &neighbours[node as usize] {
                if part_of.get(other as usize) == Some(&u32::MAX) {
                    part_of[other as usize] = start;
                    stack.push(other);
                }
            }
        }
    }
    part_of
}

fn link(neighbours: &mut [Vec<u32>], one: u32, other: u32) {
    neighbours[one as usize].push(other);
    neighbours[other as usize].push(one);
}

/// The places on a plane that touches the globe in their middle, km: the stereographic projection, which keeps circles
/// and with them the triangulation.
fn on_plane(points: &[Point]) -> Vec<[f64; 2]> {
    let Some(middle) = centroid(points.iter().copied()) else { return Vec::new() };
    let up = middle.scaled(1.0 / EARTH_RADIUS_KM);
    let dot = |one: &Point, other: &Point| (0..3).map(|axis| one.0[axis] * other.0[axis]).sum::<f64>();
    let [x, y, z] = up.0;
    let ring = (x * x + y * y).sqrt();
    let east = if ring < 1e-9 { Point([1.0, 0.0, 0.0]) } else { Point([-y / ring, x / ring, 0.0]) };
    let north = Point([up.0[1] * east.0[2] - z * east.0[1], z * east.0[0] - x * east.0[2], x * east.0[1] - y * east.0[0]]);
    points
        .iter()
        .map(|point| {
            // The far side of the globe lies far out; its very middle, at infinity, is brought in.
            let factor = 2.0 / (1.0 + dot(point, &up) / EARTH_RADIUS_KM).max(1e-3);
            [dot(point, &east) * factor, dot(point, &north) * factor]
        })
        .collect()
}

/// The same places with those that coincide set apart a little, so that each has neighbours of its own.
fn set_apart(places: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let mut ranks: BTreeMap<[u64; 2], u32> = BTreeMap::new();
    places
        .iter()
        .map(|[x, y]| {
            let rank = ranks.entry([x.to_bits(), y.to_bits()]).or_default();
            let (radius_km, angle) = (CROWD_RADIUS_KM * f64::from(*rank).sqrt(), GOLDEN_ANGLE * f64::from(*rank));
            *rank += 1;
            [x + radius_km * libm::cos(angle), y + radius_km * libm::sin(angle)]
        })
        .collect()
}

/// The edges that stay, by the places' numbers.
fn thinned_edges(plane: &[[f64; 2]]) -> Vec<Edge> {
    if plane.len() < 2 {
        return Vec::new();
    }
    let points: Vec<PlanePoint> = plane.iter().map(|&[x, y]| PlanePoint { x, y }).collect();
    let triangulation = triangulate(&points);
    if triangulation.triangles.is_empty() {
        return along_a_line(plane);
    }
    let squared = |one: usize, other: usize| {
        let (dx, dy) = (plane[one][0] - plane[other][0], plane[one][1] - plane[other][1]);
        dx * dx + dy * dy
    };
    let triangles = &triangulation.triangles;
    let mut gabriel = Vec::new();
    let mut others = Vec::new();
    let mut is_met = vec![false; plane.len()];
    for edge in 0..triangles.len() {
        let twin = triangulation.halfedges[edge];
        let (one, other) = (triangles[edge], triangles[next_halfedge(edge)]);
        is_met[one] = true;
        if twin != EMPTY && twin < edge {
            continue;
        }
        let across = |half: usize| triangles[prev_halfedge(half)];
        let length = squared(one, other);
        // A place lies in the circle over an edge when its angle to the ends is obtuse.
        let is_clear = |place: usize| squared(one, place) + squared(other, place) >= length;
        if is_clear(across(edge)) && (twin == EMPTY || is_clear(across(twin))) {
            gabriel.push((one, other));
        } else {
            others.push((one, other));
        }
    }
    let mut sums = vec![(0.0, 0.0); plane.len()];
    for &(one, other) in &gabriel {
        for end in [one, other] {
            sums[end].0 += squared(one, other).sqrt();
            sums[end].1 += 1.0;
        }
    }
    let usual = |place: usize| if sums[place].1 > 0.0 { sums[place].0 / sums[place].1 } else { 0.0 };
    others.retain(|&(one, other)| squared(one, other).sqrt() <= USUAL_TIMES * usual(one).min(usual(other)));
    gabriel.extend(others);
    // What the triangulation passed over as too near to another place goes with that one.
    if is_met.contains(&false) {
        let spaced: Vec<[f64; 3]> = plane.iter().map(|&[x, y]| [x, y, 0.0]).collect();
        let nearest = nearest_neighbours(&spaced, 1);
        gabriel
            .extend((0..plane.len()).filter(|&place| !is_met[place]).filter_map(|place| Some((place, *nearest[place].first()? as usize))));
    }
    gabriel
}

/// Places on one line have no triangle: each is beside the next.
fn along_a_line(plane: &[[f64; 2]]) -> Vec<Edge> {
    let mut order: Vec<usize> = (0..plane.len()).collect();
    let axes = |place: usize| plane[place];
    order.sort_by(|&one, &other| {
        let (one_place, other_place) = (axes(one), axes(other));
        one_place[0].total_cmp(&other_place[0]).then(one_place[1].total_cmp(&other_place[1])).then(one.cmp(&other))
    });
    order.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;

    fn at(latitude_degrees: f64, longitude_degrees: f64) -> Option<Position> {
        Some(Position { latitude_degrees, longitude_degrees })
    }

    fn is_symmetric(neighbours: &[Vec<u32>]) -> bool {
        (0_u32..).zip(neighbours).all(|(node, list)| list.iter().all(|&other| neighbours[other as usize].contains(&node)))
    }

    #[test]
    fn a_grid_has_its_own_edges_and_no_long_ones() {
        let places: Vec<_> = (0..6).flat_map(|row| (0..6).map(move |column| at(30.0 + f64::from(row), 50.0 + f64::from(column)))).collect();
        let graph = of_places(&places);
        assert!(graph.bridges.is_empty() && is_symmetric(&graph.neighbours));
        for (node, list) in (0_u32..).zip(&graph.neighbours) {
            for step in [1, 6] {
                let is_in_row = step == 6 || node % 6 < 5;
                if node + step < 36 && is_in_row {
                    assert!(list.contains(&(node + step)), "{node} and {}", node + step);
                }
            }
            assert!(list.iter().all(|&other| (node % 6).abs_diff(other % 6) <= 1 && (node / 6).abs_diff(other / 6) <= 1));
        }
    }

    #[test]
    fn a_far_place_is_reached_from_the_nearest_alone() {
        let mut places: Vec<_> =
            (0..25).map(|number| at(35.0 + f64::from(number / 5) * 0.01, 51.0 + f64::from(number % 5) * 0.01)).collect();
        places.push(at(38.0, 51.02));
        let graph = of_places(&places);
        assert!(graph.neighbours[25].contains(&22) && graph.neighbours[25].iter().all(|node| (21..=23).contains(node)), "{graph:?}");
    }

    #[test]
    fn what_has_no_place_has_no_neighbour() {
        let places = [at(30.0, 50.0), None, at(f64::NAN, 50.0), at(30.0, 51.0), at(95.0, 50.0)];
        let graph = of_places(&places);
        assert_eq!(graph.neighbours, [vec![3], vec![], vec![], vec![0], vec![]]);
        assert!(of_places(&[]).neighbours.is_empty() && of_places(&[None, None]).bridges.is_empty());
    }

    #[test]
    fn several_at_one_place_are_together() {
        let mut places = vec![at(30.0, 50.0); 40];
        places.extend(vec![at(31.0, 50.0); 3]);
        let graph = of_places(&places);
        assert_eq!(parts(&graph.neighbours).iter().max(), Some(&0), "one part");
        let between = (0_u32..40).map(|node| graph.neighbours[node as usize].iter().filter(|&&other| other >= 40).count()).sum::<usize>();
        assert!((1..=4).contains(&between), "{between}");
    }

    #[test]
    fn islands_are_bridged_by_their_shortest_links() {
        // 0–1–2 is the mainland at 0, 1, 2 km; 3–4 an island at 10 and 11; 5 a rock at 13. 6 takes no part.
        let place = [0.0, 1.0, 2.0, 10.0, 11.0, 13.0, 5.0];
        let neighbours = vec![vec![1, 99], vec![0, 2, 1], vec![1], vec![4], vec![3], vec![], vec![]];
        let graph = bridged(neighbours, &[0, 1, 2, 3, 4, 5], |one, other| f64::abs(place[one as usize] - place[other as usize]));
        assert_eq!(graph.bridges, [Bridge { one: 2, other: 3, length_km: 8.0 }, Bridge { one: 4, other: 5, length_km: 2.0 }]);
        assert_eq!(graph.neighbours, [vec![1], vec![0, 2], vec![1, 3], vec![2, 4], vec![3, 5], vec![4], vec![]]);
    }

    #[test]
    fn a_link_of_unknown_length_is_still_a_link() {
        let graph = bridged(vec![Vec::new(); 3], &[0, 1, 2], |_, _| f64::NAN);
        assert_eq!(graph.bridges.len(), 2);
        assert_eq!(parts(&graph.neighbours), [0, 0, 0]);
    }

    proptest! {
        #[test]
        fn every_place_is_reached(
            raw in proptest::collection::vec((0..40_i32, 0..40_i32), 1..150), fine in any::<bool>(),
        ) {
            let step = if fine { 0.001 } else { 0.3 };
            let places: Vec<_> = raw.iter().map(|&(row, column)| at(25.0 + f64::from(row) * step, 45.0 + f64::from(column) * step)).collect();
            let graph = of_places(&places);
            prop_assert!(parts(&graph.neighbours).iter().all(|&part| part == 0));
            prop_assert!(is_symmetric(&graph.neighbours));
            prop_assert!(graph.neighbours.iter().map(Vec::len).sum::<usize>() <= 6 * places.len());
            prop_assert_eq!(of_places(&places), graph);
        }
    }
}
