//! Where accounts stand of which only the area is known: around its centre like the seeds of a sunflower, each
//! with room of its own, in the order of the plan. The same plan gives the same places every time.
//!
//! Vogel's formula: seed n at √n from the centre, turned by the golden angle each time (H. Vogel, A better way
//! to construct the sunflower head, Mathematical Biosciences 44, 1979).

use super::WorldPoint;

/// The golden angle, π (3 − √5).
const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;
/// Distance between neighbours while there is room, km.
const SPACING_KM: f64 = 4.0;
/// How far from the centre the outermost account may stand, km.
const REACH_KM: f64 = 40.0;

/// The place of the account at `position` (from 0) among `count` in an area with that centre.
pub fn place_around(centre: WorldPoint, position: usize, count: usize) -> WorldPoint {
    if count <= 1 {
        return centre;
    }
    let spacing_km = SPACING_KM.min(REACH_KM / (count as f64).sqrt());
    let distance = spacing_km * (position as f64 + 0.5).sqrt() * centre.world_per_km();
    let angle = position as f64 * GOLDEN_ANGLE;
    WorldPoint { x: centre.x + distance * libm::cos(angle), y: centre.y + distance * libm::sin(angle) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_account_has_room_and_none_strays() {
        let centre = WorldPoint::of_degrees(52.5, 29.6);
        for count in [2, 7, 60, 900] {
            let places: Vec<WorldPoint> = (0..count).map(|position| place_around(centre, position, count)).collect();
            let room_km = SPACING_KM.min(REACH_KM / (count as f64).sqrt()) * 0.75;
            for (index, place) in places.iter().enumerate() {
                let from = |other: &WorldPoint| libm::hypot(place.x - other.x, place.y - other.y) / centre.world_per_km();
                assert!(from(&centre) <= REACH_KM);
                assert!(places[..index].iter().all(|other| from(other) > room_km), "{count}: {index}");
            }
        }
        assert_eq!(place_around(centre, 0, 1), centre);
    }
}
