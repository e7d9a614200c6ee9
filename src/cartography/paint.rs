//! Areas as what is painted: which hang together, where an arrow key leads, and what a stroke comes to.

use std::collections::BTreeSet;

use super::{Direction, Outlines, WorldPoint};
use crate::document::areas::{AreaOwner, MapAreas};

/// The areas that hang together with one by borders and have the same owner.
pub fn patch(map: &MapAreas, owners: &[(AreaOwner, usize)], from: u32) -> BTreeSet<u32> {
    let neighbours = map.neighbours();
    let owner = |area: u32| owners.get(area as usize).map(|entry| entry.0);
    let mut found = BTreeSet::from([from]);
    let mut next = vec![from];
    while let Some(area) = next.pop() {
        for &other in neighbours.get(area as usize).into_iter().flatten() {
            if owner(other) == owner(from) && found.insert(other) {
                next.push(other);
            }
        }
    }
    found
}

/// The areas that a line on the plane goes through, looked at every `step`.
pub fn areas_along(outlines: &Outlines, from: WorldPoint, to: WorldPoint, step: f64) -> BTreeSet<u32> {
    let length = libm::hypot(to.x - from.x, to.y - from.y);
    let steps = if step > 0.0 { (length / step).ceil().clamp(1.0, 400.0) } else { 1.0 };
    let place = |number: u32| {
        let share = f64::from(number) / steps;
        WorldPoint { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
    };
    (0..=steps as u32).filter_map(|number| outlines.region_index_at(place(number))).collect()
}

/// The area that an arrow key leads to: among those beside it the one that lies most in that direction, else the
/// nearest that does.
pub fn area_beside(outlines: &Outlines, map: &MapAreas, from: u32, direction: Direction) -> Option<u32> {
    let at = outlines.regions.get(from as usize)?.centre();
    let (step_x, step_y) = direction.step();
    let cost = |area: u32| {
        let centre = outlines.regions.get(area as usize)?.centre();
        let (dx, dy) = (centre.x - at.x, centre.y - at.y);
        let (ahead, sideways) = (dx * step_x + dy * step_y, libm::fabs(dx * step_y - dy * step_x));
        (ahead > 0.0 && sideways <= 2.0 * ahead).then_some(ahead + 2.0 * sideways)
    };
    let best = |areas: &mut dyn Iterator<Item = u32>| {
        let costs = areas.filter(|&area| area != from).filter_map(|area| Some((cost(area)?, area)));
        costs.min_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1))).map(|(_, area)| area)
    };
    let beside = map.neighbours().into_iter().nth(from as usize).unwrap_or_default();
    best(&mut beside.into_iter()).or_else(|| best(&mut (0..outlines.regions.len() as u32)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use std::sync::Arc;

    use super::*;
    use crate::cartography::borders::map_areas;
    use crate::cartography::outlines::tests::read;
    use crate::document::Scenario;
    use crate::document::areas::{AreaMap, area_owners};
    use crate::domain::{AccountId, Territory, TerritoryId};

    /// Three by three squares, A to I from the north-west, and K far in the east.
    fn outlines() -> Outlines {
        let square = |name: char, west: i32, south: i32| {
            let (east, north) = (west + 1, south + 1);
            format!(
                r#"{{"type":"Feature","id":"{name}","properties":{{"name":"{name}"}},"geometry":{{"type":"Polygon","coordinates":
                [[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]}}}}"#
            )
        };
        let mut squares: Vec<String> = (0..9).map(|number| square(char::from(b'A' + number as u8), number % 3, 2 - number / 3)).collect();
        squares.push(square('K', 9, 1));
        read(&format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, squares.join(",")))
    }

    fn scenario(owners: &[Option<u32>]) -> (AreaMap, Scenario) {
        let mut scenario = Scenario::today();
        scenario.territories =
            (1..=3).map(|id| Territory { id: TerritoryId(id), name: String::new(), colour_index: 0, seller: None }).collect();
        let accounts = (0_u32..).zip(owners);
        scenario.assignment = accounts.clone().filter_map(|(area, owner)| Some((AccountId(area), TerritoryId((*owner)?)))).collect();
        let area_of = accounts.map(|(area, _)| (AccountId(area), area)).collect();
        (AreaMap { map: Arc::new(map_areas(&outlines())), area_of }, scenario)
    }

    #[test]
    fn an_area_is_whole_mixed_or_empty() {
        let (mut map, mut scenario) = scenario(&[Some(1), Some(2), None, Some(9)]);
        map.area_of.insert(AccountId(50), 1);
        map.area_of.insert(AccountId(51), 1);
        scenario.assignment.extend([(AccountId(50), TerritoryId(3)), (AccountId(51), TerritoryId(3))]);
        let owners = area_owners(&map, &scenario);
        assert_eq!(owners[0], (AreaOwner::Whole(Some(TerritoryId(1))), 1));
        assert_eq!(owners[1], (AreaOwner::Mixed(Some(TerritoryId(3))), 3));
        assert_eq!(owners[2], (AreaOwner::Whole(None), 1));
        assert_eq!(owners[3], (AreaOwner::Whole(None), 1), "a territory that is gone is none");
        assert_eq!(owners[4], (AreaOwner::Empty, 0));
        assert_eq!(map.accounts_in(&[0, 1].into()), [AccountId(0), AccountId(1), AccountId(50), AccountId(51)]);
    }

    #[test]
    fn filling_stays_within_what_hangs_together() {
        let (map, scenario) = scenario(&[Some(1), Some(1), Some(2), Some(2), Some(1), Some(2), Some(1), Some(2), Some(1)]);
        let owners = area_owners(&map, &scenario);
        assert_eq!(patch(&map.map, &owners, 0), [0, 1, 4].into(), "corners do not join");
        assert_eq!(patch(&map.map, &owners, 8), [8].into());
        assert_eq!(patch(&map.map, &owners, 2), [2, 5].into());
    }

    #[test]
    fn arrows_go_to_the_neighbour_in_their_direction() {
        let (outlines, map) = (outlines(), map_areas(&outlines()));
        let go = |from: u32, direction: Direction| area_beside(&outlines, &map, from, direction);
        assert_eq!(go(4, Direction::Up), Some(1));
        assert_eq!(go(4, Direction::Left), Some(3));
        assert_eq!(go(4, Direction::Right), Some(5));
        assert_eq!(go(4, Direction::Down), Some(7));
        assert_eq!(go(5, Direction::Right), Some(9), "over the sea where there is no neighbour");
        assert_eq!(go(9, Direction::Left), Some(5));
        assert_eq!(go(0, Direction::Up), None);
    }

    #[test]
    fn a_quick_stroke_leaves_no_area_out() {
        let outlines = outlines();
        let (from, to) = (WorldPoint::of_degrees(0.5, 2.5), WorldPoint::of_degrees(2.5, 2.5));
        assert_eq!(areas_along(&outlines, from, to, 0.1 / 360.0), [0, 1, 2].into());
        assert_eq!(areas_along(&outlines, from, from, 0.0), [0].into());
        assert!(areas_along(&outlines, WorldPoint::of_degrees(30.0, 0.0), WorldPoint::of_degrees(31.0, 0.0), 0.001).is_empty());
    }
}
