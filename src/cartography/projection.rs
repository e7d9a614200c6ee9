//! The plane of the map: Web Mercator (EPSG:3857) scaled to a unit square. x grows east from −180° at 0 to 180°
//! at 1, y grows south from 85.05° at 0. Longitudes past ±180° go on past the square, as the outlines do.
//!
//! Formulas: J. P. Snyder, Map Projections: A Working Manual (USGS 1395), chapter 7, on the sphere.

use serde::{Deserialize, Serialize};

use std::f64::consts::{FRAC_PI_4, PI, TAU};

use crate::domain::Coordinates;

/// The latitude at which the projection's square ends, in degrees.
pub const LATITUDE_LIMIT_DEGREES: f64 = 85.051_128_779_806_6;

/// The equator's length in kilometres (WGS 84).
const EQUATOR_KM: f64 = 40_075.016_686;

/// A point of the plane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WorldPoint {
    /// Eastwards; 0 to 1 is once around the globe.
    pub x: f64,
    /// Southwards; 0 to 1.
    pub y: f64,
}

impl WorldPoint {
    /// The place of a longitude and latitude; latitudes beyond the limit are put on it.
    pub fn of_degrees(longitude_degrees: f64, latitude_degrees: f64) -> WorldPoint {
        let latitude = latitude_degrees.clamp(-LATITUDE_LIMIT_DEGREES, LATITUDE_LIMIT_DEGREES).to_radians();
        let northing = libm::log(libm::tan(FRAC_PI_4 + latitude / 2.0));
        WorldPoint { x: longitude_degrees / 360.0 + 0.5, y: 0.5 - northing / TAU }
    }

    /// The place of coordinates.
    pub fn of(place: Coordinates) -> WorldPoint {
        WorldPoint::of_degrees(place.longitude_degrees, place.latitude_degrees)
    }

    /// Degrees north of the equator.
    pub fn latitude_degrees(self) -> f64 {
        (2.0 * libm::atan(libm::exp((0.5 - self.y) * TAU)) - PI / 2.0).to_degrees()
    }

    /// Degrees east of Greenwich, within ±180.
    pub fn longitude_degrees(self) -> f64 {
        let turns = self.x - 0.5;
        (turns - libm::floor(turns + 0.5)) * 360.0
    }

    /// The same place, whole turns away, nearest to a meridian.
    pub fn nearest_to(self, middle_x: f64) -> WorldPoint {
        WorldPoint { x: self.x - libm::round(self.x - middle_x), y: self.y }
    }

    /// The length in the plane that a kilometre has here.
    pub fn world_per_km(self) -> f64 {
        1.0 / (EQUATOR_KM * libm::cos(self.latitude_degrees().to_radians()).max(0.05))
    }
}

/// A box of the plane.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorldBox {
    /// The least x.
    pub west: f64,
    /// The least y.
    pub north: f64,
    /// The greatest x.
    pub east: f64,
    /// The greatest y.
    pub south: f64,
}

impl WorldBox {
    /// The whole square.
    pub const WHOLE: WorldBox = WorldBox { west: 0.0, north: 0.0, east: 1.0, south: 1.0 };

    /// The smallest box around points; `None` without any.
    pub fn around(points: impl IntoIterator<Item = WorldPoint>) -> Option<WorldBox> {
        let mut points = points.into_iter();
        let first = points.next()?;
        let start = WorldBox { west: first.x, north: first.y, east: first.x, south: first.y };
        Some(points.fold(start, |sofar, point| WorldBox {
            west: sofar.west.min(point.x),
            north: sofar.north.min(point.y),
            east: sofar.east.max(point.x),
            south: sofar.south.max(point.y),
        }))
    }

    /// The box of `[west, south, east, north]` in degrees.
    pub fn of_degrees(bounds: [f64; 4]) -> WorldBox {
        let [west, south, east, north] = bounds;
        let (corner, opposite) = (WorldPoint::of_degrees(west, north), WorldPoint::of_degrees(east, south));
        WorldBox { west: corner.x, north: corner.y, east: opposite.x, south: opposite.y }
    }

    /// Its width.
    pub fn width(&self) -> f64 {
        self.east - self.west
    }

    /// Its height.
    pub fn height(&self) -> f64 {
        self.south - self.north
    }

    /// Its middle.
    pub fn centre(&self) -> WorldPoint {
        WorldPoint { x: (self.west + self.east) / 2.0, y: (self.north + self.south) / 2.0 }
    }

    /// Whether a point lies in it or on its edge.
    pub fn contains(&self, point: WorldPoint) -> bool {
        (self.west..=self.east).contains(&point.x) && (self.north..=self.south).contains(&point.y)
    }

    /// The smallest box around both.
    pub fn joined(&self, other: &WorldBox) -> WorldBox {
        WorldBox {
            west: self.west.min(other.west),
            north: self.north.min(other.north),
            east: self.east.max(other.east),
            south: self.south.max(other.south),
        }
    }
}

/// The meridian in the middle of points: opposite to the middle of the widest stretch without any. Points on both
/// sides of the antimeridian so come together.
pub fn middle_x(points: &[WorldPoint]) -> f64 {
    let mut turns: Vec<f64> = points.iter().map(|point| point.x - libm::floor(point.x)).collect();
    turns.sort_by(f64::total_cmp);
    let (Some(first), Some(last)) = (turns.first().copied(), turns.last().copied()) else { return 0.5 };
    let (mut gap, mut start, mut end) = (first + 1.0 - last, first, last);
    for pair in turns.windows(2) {
        if pair[1] - pair[0] > gap + 1e-9 {
            (gap, start, end) = (pair[1] - pair[0], pair[1], pair[0] + 1.0);
        }
    }
    (start + end) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_places_fall_where_web_maps_put_them() {
        let origin = WorldPoint::of_degrees(0.0, 0.0);
        assert!((origin.x - 0.5).abs() < 1e-12 && (origin.y - 0.5).abs() < 1e-12);
        let corner = WorldPoint::of_degrees(-180.0, LATITUDE_LIMIT_DEGREES);
        assert!(corner.x.abs() < 1e-12 && corner.y.abs() < 1e-12);
        // EPSG:3857 of 51.389 E, 35.6892 N is 5,720,597.3 m east and 4,258,698 m north of a half-width of 20,037,508.3 m.
        let tehran = WorldPoint::of_degrees(51.389, 35.6892);
        assert!((tehran.x - (0.5 + 5_720_597.3 / 40_075_016.7)).abs() < 1e-6, "{}", tehran.x);
        assert!((tehran.y - 0.3937).abs() < 5e-4, "{}", tehran.y);
        assert!((WorldPoint::of_degrees(0.0, 60.0).world_per_km() * EQUATOR_KM - 2.0).abs() < 1e-9);
    }

    #[test]
    fn poles_are_put_on_the_edge() {
        assert!(WorldPoint::of_degrees(10.0, 90.0).y.abs() < 1e-9);
        assert!((WorldPoint::of_degrees(10.0, -90.0).y - 1.0).abs() < 1e-9);
    }

    #[test]
    fn points_on_both_sides_of_the_antimeridian_come_together() {
        let points = [WorldPoint::of_degrees(179.0, 0.0), WorldPoint::of_degrees(-179.0, 0.0), WorldPoint::of_degrees(178.0, 0.0)];
        let middle = middle_x(&points);
        let shifted: Vec<f64> = points.iter().map(|point| point.nearest_to(middle).x).collect();
        let width = shifted.iter().copied().fold(f64::MIN, f64::max) - shifted.iter().copied().fold(f64::MAX, f64::min);
        assert!((width - 3.0 / 360.0).abs() < 1e-9, "{width}");
    }

    proptest! {
        #[test]
        fn degrees_come_back(longitude in -179.9f64..179.9, latitude in -85.0f64..85.0) {
            let point = WorldPoint::of_degrees(longitude, latitude);
            prop_assert!((point.longitude_degrees() - longitude).abs() < 1e-9);
            prop_assert!((point.latitude_degrees() - latitude).abs() < 1e-9);
        }
    }
}
