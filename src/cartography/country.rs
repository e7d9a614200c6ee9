//! Which country's outlines fit a plan's points. The list of countries with their boxes comes with the map data
//! (`maps/index.json`); a country that crosses the antimeridian has longitudes past ±180 in its box.

use serde::Deserialize;

use super::{WorldBox, WorldPoint};
use crate::locale::Language;

/// At least this share of the points must lie in a country's box.
const LEAST_SHARE: f64 = 0.5;
/// Countries whose box holds at least this share of what the best one holds are looked at more closely.
const CLOSE_SHARE: f64 = 0.9;
/// At most so many are.
const MOST_CANDIDATES: usize = 5;

/// A country of the map data.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-3, lower case.
    pub code: String,
    /// `[west, south, east, north]` of its main part, degrees.
    pub bbox: [f64; 4],
    /// The same with far-off parts, where there are any.
    #[serde(default)]
    pub whole: Option<[f64; 4]>,
    /// How many regions its outlines have.
    pub regions: usize,
    /// Its names.
    pub names: CountryNames,
}

/// A country's names.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CountryNames {
    /// English.
    pub en: String,
    /// Persian.
    pub fa: String,
}

impl Country {
    /// Reads the list that comes with the map data.
    ///
    /// # Errors
    /// When it is not such a list.
    pub fn read_list(bytes: &[u8]) -> Result<Vec<Country>, serde_json::Error> {
        serde_json::from_slice(bytes)
    }

    /// Its name in a language.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Persian => &self.names.fa,
            Language::English => &self.names.en,
        }
    }

    /// The box of its main part.
    pub fn main_box(&self) -> WorldBox {
        WorldBox::of_degrees(self.bbox)
    }

    /// Whether a point lies in the box of its main part.
    pub fn holds_in_main(&self, point: WorldPoint) -> bool {
        let bounds = self.main_box();
        bounds.contains(point.nearest_to(bounds.centre().x))
    }

    /// Whether a point lies in its box, far-off parts included.
    pub fn holds(&self, point: WorldPoint) -> bool {
        let holds = |bounds: [f64; 4]| {
            let bounds = WorldBox::of_degrees(bounds);
            bounds.contains(point.nearest_to(bounds.centre().x))
        };
        holds(self.bbox) || self.whole.is_some_and(holds)
    }
}

/// The countries that the points may lie in, the likeliest first: those whose boxes hold about as many points as
/// any, small ones before large ones. None when no country holds half of the points. Where more than one is
/// named, their outlines tell ([`super::Outlines::points_inside`]).
pub fn candidates<'a>(countries: &'a [Country], points: &[WorldPoint]) -> Vec<&'a Country> {
    let mut counted: Vec<(usize, &Country)> = countries
        .iter()
        .map(|country| (points.iter().filter(|point| country.holds(**point)).count(), country))
        .filter(|(count, _)| *count > 0 && *count as f64 >= points.len() as f64 * LEAST_SHARE)
        .collect();
    let most = counted.iter().map(|(count, _)| *count).max().unwrap_or(0);
    counted.retain(|(count, _)| *count as f64 >= most as f64 * CLOSE_SHARE);
    let surface = |country: &Country| {
        let [west, south, east, north] = country.bbox;
        (east - west) * (north - south)
    };
    counted.sort_by(|one, other| surface(one.1).total_cmp(&surface(other.1)).then_with(|| one.1.code.cmp(&other.1.code)));
    counted.into_iter().map(|(_, country)| country).take(MOST_CANDIDATES).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    /// Boxes as in the map data, rounded.
    const LIST: &str = r#"[
      {"code":"aut","bbox":[9.5,46.4,17.2,49.1],"regions":9,"names":{"en":"Austria","fa":"اتریش"}},
      {"code":"deu","bbox":[5.8,47.2,15.1,55.1],"regions":16,"names":{"en":"Germany","fa":"آلمان"}},
      {"code":"fji","bbox":[176.9,-19.2,180.2,-16.1],"regions":5,"names":{"en":"Fiji","fa":"فیجی"}},
      {"code":"irn","bbox":[44.0,25.0,63.4,39.8],"regions":31,"names":{"en":"Iran","fa":"ایران"}},
      {"code":"usa","bbox":[-124.8,24.5,-66.9,49.4],"whole":[-188,18.9,-66.9,71.4],"regions":51,"names":{"en":"United States","fa":"ایالات متحده"}}
    ]"#;

    fn codes(points: &[(f64, f64)]) -> Vec<String> {
        let countries = Country::read_list(LIST.as_bytes()).unwrap();
        let points: Vec<WorldPoint> = points.iter().map(|(longitude, latitude)| WorldPoint::of_degrees(*longitude, *latitude)).collect();
        candidates(&countries, &points).into_iter().map(|country| country.code.clone()).collect()
    }

    #[test]
    fn a_country_is_known_by_its_points() {
        assert_eq!(codes(&[(51.4, 35.7), (59.6, 36.3), (52.5, 29.6), (2.3, 48.9)]), ["irn"]);
        assert_eq!(codes(&[(-149.9, 61.2), (-95.4, 29.8)]), ["usa"]);
        assert!(codes(&[(2.3, 48.9), (100.0, 10.0), (51.4, 35.7)]).is_empty());
        assert!(codes(&[]).is_empty());
    }

    #[test]
    fn longitudes_match_across_the_antimeridian() {
        assert_eq!(codes(&[(-179.95, -17.0), (178.4, -18.1)]), ["fji"]);
        // The westernmost Aleutians lie at 172° E.
        assert_eq!(codes(&[(173.0, 52.9)]), ["usa"]);
    }

    #[test]
    fn countries_whose_boxes_overlap_are_all_named() {
        assert_eq!(codes(&[(11.6, 48.1)]), ["aut", "deu"]);
    }
}
