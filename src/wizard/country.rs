//! Which country a file's areas are in, from its places and the names of its areas: the countries worth a look by
//! their boxes, then the one whose map knows them. Reading maps from the app's files is the screen's.

use std::collections::BTreeSet;

use crate::cartography::WorldPoint;
use crate::cartography::country::{Country, candidates};
use crate::document::Plan;
use crate::domain::{Coordinates, Currency};
use crate::exchange::map_file;
use crate::exchange::mapping::Field;
use crate::exchange::outlines::Outlines;
use crate::exchange::protocol::Preview;
use crate::locale::text::fold;

/// So many places of the plan stand in for a file that has none.
const PLACES_OF_PLAN: usize = 200;

/// What a file says of the country it is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traces {
    /// Places of its first rows; of the plan's accounts where it has none.
    pub places: Vec<Coordinates>,
    /// The different names of areas in its first rows.
    pub areas: BTreeSet<String>,
    currency: Option<Currency>,
}

impl Traces {
    /// The traces in a preview.
    pub fn of(preview: &Preview, plan: &Plan) -> Traces {
        let mut places: Vec<Coordinates> =
            preview.rows.iter().filter_map(|row| row.account.as_ref().and_then(|account| account.coordinates)).collect();
        if places.is_empty() {
            places = plan.accounts.iter().filter_map(|account| account.coordinates).take(PLACES_OF_PLAN).collect();
        }
        let column = preview.options.mapping.column_of(Field::Area);
        let cells = column.into_iter().flat_map(|column| preview.rows.iter().filter_map(move |row| row.cells.get(column)));
        // Two spellings of one name count once.
        let mut seen = BTreeSet::new();
        let areas = cells.filter(|cell| !cell.is_blank()).map(|cell| cell.text().trim().to_owned()).filter(|name| seen.insert(fold(name)));
        Traces { places, areas: areas.collect(), currency: Some(plan.settings.currency) }
    }

    /// The countries whose maps are worth a look, by code: those whose boxes hold the places, as they are or with
    /// latitude and longitude swapped, and that of the plan's currency.
    pub fn candidates(&self, countries: &[Country]) -> Vec<String> {
        let point = |longitude: f64, latitude: f64| WorldPoint::of_degrees(longitude, latitude);
        let as_they_are: Vec<WorldPoint> = self.places.iter().map(|place| point(place.longitude_degrees, place.latitude_degrees)).collect();
        let could_be_swapped = self.places.iter().all(|place| place.longitude_degrees.abs() <= 85.0);
        let swapped: Vec<WorldPoint> = match could_be_swapped && !self.areas.is_empty() {
            true => self.places.iter().map(|place| point(place.latitude_degrees, place.longitude_degrees)).collect(),
            false => Vec::new(),
        };
        let mut codes: Vec<String> = Vec::new();
        let named =
            candidates(countries, &as_they_are).into_iter().chain(candidates(countries, &swapped)).map(|country| country.code.as_str());
        for code in named.chain(self.currency.and_then(country_of_currency)) {
            if !codes.iter().any(|known| known == code) && countries.iter().any(|country| country.code == code) {
                codes.push(code.to_owned());
            }
        }
        codes
    }

    /// How well a country's map knows the traces; `None` when it is not it, or when it cannot be read.
    pub fn likeness(&self, map: &[u8]) -> Option<Likeness> {
        let Outlines { regions } = map_file::read(map).ok()?.outlines;
        let outlines = Outlines { regions };
        let directory = outlines.directory();
        let areas = self.areas.iter().filter(|name| directory.find(name).is_some()).count();
        let places = self.places.iter().filter(|place| outlines.containing(**place).is_some()).count();
        // Where the file names areas, the map must know most of them: places alone may lie in a neighbour.
        let is_it = if self.areas.is_empty() { places * 2 > self.places.len() } else { areas * 2 > self.areas.len() };
        is_it.then_some(Likeness { areas, places })
    }
}

/// How much of a file a country's map knows; the greater the likelier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Likeness {
    /// Names of areas.
    pub areas: usize,
    /// Places inside of an area.
    pub places: usize,
}

/// The country of a currency that only one uses.
fn country_of_currency(currency: Currency) -> Option<&'static str> {
    match currency {
        Currency::Irr => Some("irn"),
        Currency::Usd => Some("usa"),
        Currency::Gbp => Some("gbr"),
        Currency::Aed => Some("are"),
        Currency::Try => Some("tur"),
        Currency::Iqd => Some("irq"),
        Currency::Afn => Some("afg"),
        Currency::Eur => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    const LIST: &str = r#"[
      {"code":"deu","bbox":[5.8,47.2,15.1,55.1],"regions":16,"names":{"en":"Germany","fa":"آلمان"}},
      {"code":"can","bbox":[-141.0,41.7,-52.6,83.1],"regions":13,"names":{"en":"Canada","fa":"کانادا"}},
      {"code":"usa","bbox":[-124.8,24.5,-66.9,49.4],"regions":51,"names":{"en":"United States","fa":"ایالات متحده"}},
      {"code":"yem","bbox":[42.5,12.1,53.1,19.0],"regions":21,"names":{"en":"Yemen","fa":"یمن"}}
    ]"#;
    const OHIO_AND_UTAH: &str = r#"{"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"name":"Ohio"},"geometry":{"type":"Polygon","coordinates":[[[-84.8,38.4],[-80.5,38.4],[-80.5,42.0],[-84.8,42.0],[-84.8,38.4]]]}},
      {"type":"Feature","properties":{"name":"Utah"},"geometry":{"type":"Polygon","coordinates":[[[-114.0,37.0],[-109.0,37.0],[-109.0,42.0],[-114.0,42.0],[-114.0,37.0]]]}}]}"#;

    fn traces(places: &[(f64, f64)], areas: &[&str]) -> Traces {
        Traces {
            places: places.iter().filter_map(|(latitude, longitude)| Coordinates::new(*latitude, *longitude)).collect(),
            areas: areas.iter().map(|name| (*name).to_owned()).collect(),
            currency: None,
        }
    }

    #[test]
    fn countries_are_looked_into_by_places_however_they_are_written_and_by_currency() {
        let countries = Country::read_list(LIST.as_bytes()).unwrap();
        assert_eq!(traces(&[(40.0, -83.0), (42.2, -71.1)], &["Ohio"]).candidates(&countries), ["usa"]);
        assert_eq!(traces(&[(13.4, 52.5), (11.6, 48.1), (9.9, 53.5)], &["Berlin"]).candidates(&countries), ["deu"]);
        let only_names = Traces { currency: Some(Currency::Usd), ..traces(&[], &["Ohio"]) };
        assert_eq!(only_names.candidates(&countries), ["usa"]);
    }

    #[test]
    fn a_map_must_know_the_names_or_hold_the_places() {
        let map = OHIO_AND_UTAH.as_bytes();
        assert_eq!(traces(&[(40.0, -83.0)], &["ohio", "Utah", "Texas"]).likeness(map), Some(Likeness { areas: 2, places: 1 }));
        assert_eq!(traces(&[(40.0, -83.0)], &["Bayern", "Hessen"]).likeness(map), None);
        assert_eq!(traces(&[(40.0, -83.0)], &[]).likeness(map), Some(Likeness { areas: 0, places: 1 }));
        assert_eq!(traces(&[(50.0, 8.0)], &[]).likeness(map), None);
        assert_eq!(traces(&[(40.0, -83.0)], &[]).likeness(b"nothing"), None);
    }
}
