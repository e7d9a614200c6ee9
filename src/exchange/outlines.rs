//! Outlines of areas: the regions of a map and finding the region of a point. Reading map files is in
//! [`super::map_file`].

use serde::{Deserialize, Serialize};

use super::areas::{AreaDirectory, AreaEntry};
use super::rings;
use crate::domain::Coordinates;
use crate::locale::place_names::iran_province_of_key;

/// A closed line of longitude and latitude in degrees; the last point is the first again.
pub type Ring = Vec<[f64; 2]>;
/// An outer ring and the holes in it.
pub type Polygon = Vec<Ring>;

/// A region of a map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// Its key, different from every other's: an ISO 3166-2 code for Iran's provinces, else what the map says.
    pub key: String,
    /// Its name as the map writes it; empty where it has none.
    pub name: String,
    /// Further names, in other languages or spellings.
    pub further_names: Vec<String>,
    /// Its parts.
    pub polygons: Vec<Polygon>,
    /// A point inside its largest part, for a label or an account of which only the area is known.
    pub centre: Coordinates,
    /// South, west, north and east of it, in degrees.
    pub bounds: [f64; 4],
}

impl Region {
    /// A region with its centre and bounds computed; `None` if it has no points.
    pub fn new(key: String, name: String, further_names: Vec<String>, polygons: Vec<Polygon>) -> Option<Region> {
        let bounds = rings::bounds(polygons.iter().flatten())?;
        let [longitude, latitude] = rings::label_point(&polygons)?;
        // A region that goes on past the antimeridian may have its middle there.
        let turns = if longitude.abs() > 180.0 { libm::round(longitude / 360.0) } else { 0.0 };
        let centre = Coordinates::new(latitude, longitude - turns * 360.0)?;
        Some(Region { key, name, further_names, polygons, centre, bounds })
    }

    /// Whether a point lies in it. The longitudes of a region that crosses the antimeridian may go on past ±180.
    pub fn contains(&self, place: Coordinates) -> bool {
        let turned = [0.0, 360.0, -360.0].map(|turn| Coordinates { longitude_degrees: place.longitude_degrees + turn, ..place });
        turned.into_iter().filter(|place| self.is_near_bounds(*place, 0.0)).any(|place| {
            let point = [place.longitude_degrees, place.latitude_degrees];
            self.polygons.iter().any(|polygon| rings::polygon_contains(polygon, point))
        })
    }

    fn is_near_bounds(&self, place: Coordinates, spare_degrees: f64) -> bool {
        let [south, west, north, east] = self.bounds;
        (south - spare_degrees..=north + spare_degrees).contains(&place.latitude_degrees)
            && (west - spare_degrees..=east + spare_degrees).contains(&place.longitude_degrees)
    }
}

/// The regions of a map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outlines {
    /// The regions, in the map's order.
    pub regions: Vec<Region>,
}

impl Outlines {
    /// The region of a key.
    pub fn region(&self, key: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.key == key)
    }

    /// The region that a point lies in.
    pub fn containing(&self, place: Coordinates) -> Option<&Region> {
        self.regions.iter().find(|region| region.contains(place))
    }

    /// The region that a point lies in or, as outlines are simplified along coasts, the nearest one within so many
    /// kilometres.
    pub fn containing_or_near(&self, place: Coordinates, within_km: f64) -> Option<&Region> {
        if let Some(region) = self.containing(place) {
            return Some(region);
        }
        let point = [place.longitude_degrees, place.latitude_degrees];
        // A degree of longitude is shortest far from the equator; spare enough for any latitude where people live.
        let spare_degrees = within_km / 30.0;
        let near = self.regions.iter().filter(|region| region.is_near_bounds(place, spare_degrees));
        let measured = near.map(|region| (rings::distance_km(region.polygons.iter().flatten(), point), region));
        let nearest = measured.min_by(|(one, _), (other, _)| one.total_cmp(other));
        nearest.filter(|(distance, _)| *distance <= within_km).map(|(_, region)| region)
    }

    /// South, west, north and east of all regions; `None` without regions.
    pub fn bounds(&self) -> Option<[f64; 4]> {
        let join = |[a, b, c, d]: [f64; 4], [e, f, g, h]: [f64; 4]| [a.min(e), b.min(f), c.max(g), d.max(h)];
        self.regions.iter().map(|region| region.bounds).reduce(join)
    }

    /// The regions by their names, for matching the rows of a file. Iran's provinces come with their Persian names.
    pub fn directory(&self) -> AreaDirectory {
        let named = self.regions.iter().filter(|region| !region.name.is_empty());
        let entries = named.map(|region| {
            let mut names = vec![region.name.clone()];
            names.extend(region.further_names.iter().cloned());
            if let Some(province) = iran_province_of_key(&region.key) {
                names.extend(province.names().map(str::to_owned));
            }
            AreaEntry { names, outline_key: region.key.clone(), centre: Some(region.centre) }
        });
        AreaDirectory::from(entries.collect::<Vec<_>>())
    }
}
