//! What a file says of the country it is about and of the order of its latitude and longitude: the countries worth a
//! look by their boxes, and what the map of each knows of the file. Reading maps from the app's files is the screen's;
//! the judgement is [`super::order`]'s.

use std::collections::BTreeSet;

use crate::cartography::WorldPoint;
use crate::cartography::country::{Country, candidates};
use crate::document::Plan;
use crate::domain::{Coordinates, Currency};
use crate::exchange::map_file;
use crate::exchange::mapping::Field;
use crate::exchange::outlines::Outlines;
use crate::exchange::protocol::Preview;
use crate::exchange::swapped::{BothWays, place_of};
use crate::exchange::{Cell, swapped};
use crate::locale::place_names::iran_province;
use crate::locale::text::fold;

/// So many places of the plan stand in for a file that has none.
const PLACES_OF_PLAN: usize = 200;
/// The plan's own customers say where the next ones are once there are so many.
const LEAST_OF_PLAN: usize = 5;
/// How far around the plan's own customers further ones are looked for.
const SPARE_DEGREES: f64 = 1.0;
/// Places beside the likely countries matter once they are more than this part of all: one in so many.
const STRAY_PART: usize = 20;
/// At most so many countries are laid side by side where a file is spread over several.
const MOST_COUNTRIES: usize = 8;

/// What a file says of the country it is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traces {
    /// Pairs of degrees from the whole file, `[latitude, longitude]` as its columns are named; those of the plan's
    /// accounts where it has none.
    pub pairs: Vec<[f64; 2]>,
    /// The different names of areas in its first rows.
    pub areas: BTreeSet<String>,
    /// Whether its words are those of Iran: letters that only Persian has, or Iranian places.
    pub is_iranian: bool,
    /// The plan's currency.
    pub currency: Option<Currency>,
    /// Where the plan's own customers are: south, west, north and east.
    pub own_box: Option<[f64; 4]>,
}

impl Traces {
    /// The traces in a preview.
    pub fn of(preview: &Preview, plan: &Plan) -> Traces {
        let own: Vec<Coordinates> = plan.accounts.iter().filter_map(|account| account.coordinates).collect();
        let mut pairs = preview.coordinates.as_ref().map(|evidence| evidence.sample.clone()).unwrap_or_default();
        if pairs.is_empty() {
            pairs = own.iter().take(PLACES_OF_PLAN).map(|place| [place.latitude_degrees, place.longitude_degrees]).collect();
        }
        let column = preview.options.mapping.column_of(Field::Area);
        let cells = column.into_iter().flat_map(|column| preview.rows.iter().filter_map(move |row| row.cells.get(column)));
        // Two spellings of one name count once.
        let mut seen = BTreeSet::new();
        let areas = cells.filter(|cell| !cell.is_blank()).map(|cell| cell.text().trim().to_owned()).filter(|name| seen.insert(fold(name)));
        Traces {
            pairs,
            areas: areas.collect(),
            is_iranian: is_iranian(preview),
            currency: Some(plan.settings.currency),
            own_box: box_of(&own),
        }
    }

    /// The countries whose maps are worth a look, by code: those whose boxes hold the places, as they are written or
    /// with latitude and longitude swapped, and that of the plan's currency.
    pub fn candidates(&self, countries: &[Country]) -> Vec<String> {
        let mut codes: Vec<String> = Vec::new();
        let of_currency = self.currency.and_then(country_of_currency);
        let both = [false, true].map(|is_swapped| countries_of(countries, &self.pairs, is_swapped));
        for code in both.iter().flatten().map(String::as_str).chain(of_currency) {
            if !codes.iter().any(|known| known == code) && countries.iter().any(|country| country.code == code) {
                codes.push(code.to_owned());
            }
        }
        codes
    }

    /// What a country's map knows of the traces; `None` when it cannot be read.
    pub fn likeness(&self, map: &[u8]) -> Option<Likeness> {
        let Outlines { regions } = map_file::read(map).ok()?.outlines;
        let outlines = Outlines { regions };
        let directory = outlines.directory();
        let areas = self.areas.iter().filter(|name| directory.find(name).is_some()).count();
        let holds = |pair: [f64; 2], is_swapped| place_of(pair, is_swapped).is_some_and(|place| outlines.containing(place).is_some());
        let held = self.pairs.iter().map(|pair| [holds(*pair, false), holds(*pair, true)]).collect();
        Some(Likeness { areas, held })
    }
}

/// How much of a file a country's map knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// Names of areas.
    pub areas: usize,
    /// Of each pair: whether it lies in the country as it is written, and swapped.
    pub held: Vec<[bool; 2]>,
}

impl Likeness {
    /// How many pairs lie in it either way.
    pub fn places(&self) -> BothWays {
        let mut places = BothWays::default();
        self.held.iter().for_each(|[as_written, swapped]| places.add(*as_written, *swapped));
        places
    }
}

/// The countries that the pairs may lie in when read one way: those that may hold most of them, else few that hold most
/// of them together.
fn countries_of(countries: &[Country], pairs: &[[f64; 2]], is_swapped: bool) -> Vec<String> {
    let places = pairs.iter().filter_map(|pair| place_of(*pair, is_swapped));
    let mut points: Vec<WorldPoint> = places.map(|place| WorldPoint::of_degrees(place.longitude_degrees, place.latitude_degrees)).collect();
    // A reading that is impossible for most rows has no country.
    if points.len() * 2 < pairs.len() {
        return Vec::new();
    }
    let mut codes: Vec<String> = candidates(countries, &points).into_iter().map(|country| country.code.clone()).collect();
    points.retain(|point| !countries.iter().any(|country| codes.contains(&country.code) && country.holds_in_main(*point)));
    // Strays are no reason to look into further countries.
    while codes.len() < MOST_COUNTRIES && points.len() * STRAY_PART > pairs.len() {
        let held = |country: &Country| points.iter().filter(|point| country.holds_in_main(**point)).count();
        let left = countries.iter().filter(|country| !codes.contains(&country.code));
        let Some((count, best)) = left.map(|country| (held(country), country)).max_by_key(|(count, _)| *count) else { break };
        if count == 0 {
            break;
        }
        points.retain(|point| !best.holds_in_main(*point));
        codes.push(best.code.clone());
    }
    codes
}

/// Whether the words of the first rows are of Iran.
fn is_iranian(preview: &Preview) -> bool {
    let texts =
        || preview.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| if let Cell::Text(text) = cell { Some(text) } else { None });
    let has_letters = |text: &str| text.chars().any(|letter| matches!(letter, 'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی'));
    let persian = preview.rows.iter().filter(|row| row.cells.iter().any(|cell| has_letters(&cell.text()))).count();
    let named = texts().filter(|text| swapped::degrees(&Cell::Text((*text).clone())).is_none() && iran_province(text).is_some()).count();
    let names = &preview.header.names;
    let titles = names.iter().filter(|name| has_letters(name)).count();
    let rows = preview.rows.len();
    titles * 2 > names.len() || persian * 2 > rows || named * 2 > rows
}

/// The box around the places with some degrees to spare; `None` while they are too few to tell anything.
fn box_of(places: &[Coordinates]) -> Option<[f64; 4]> {
    if places.len() < LEAST_OF_PLAN {
        return None;
    }
    let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let [south, west, north, east] = places.iter().fold(start, |[south, west, north, east], place| {
        let (latitude, longitude) = (place.latitude_degrees, place.longitude_degrees);
        [south.min(latitude), west.min(longitude), north.max(latitude), east.max(longitude)]
    });
    Some([south - SPARE_DEGREES, west - SPARE_DEGREES, north + SPARE_DEGREES, east + SPARE_DEGREES])
}

/// The country of a currency that only one uses.
pub fn country_of_currency(currency: Currency) -> Option<&'static str> {
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

    fn traces(pairs: &[[f64; 2]], areas: &[&str]) -> Traces {
        Traces { pairs: pairs.to_vec(), areas: areas.iter().map(|name| (*name).to_owned()).collect(), ..Traces::default() }
    }

    #[test]
    fn countries_are_looked_into_by_places_however_they_are_written_and_by_currency() {
        let countries = Country::read_list(LIST.as_bytes()).unwrap();
        let codes = |traces: Traces| traces.candidates(&countries);
        assert_eq!(codes(traces(&[[40.0, -83.0], [42.2, -71.1]], &["Ohio"])), ["usa"]);
        let german = codes(traces(&[[13.4, 52.5], [11.6, 48.1], [9.9, 53.5]], &[]));
        assert!(german.contains(&"deu".to_owned()), "{german:?}");
        assert_eq!(codes(Traces { currency: Some(Currency::Usd), ..traces(&[], &["Ohio"]) }), ["usa"]);
    }

    #[test]
    fn a_map_knows_names_and_places_both_ways() {
        let map = OHIO_AND_UTAH.as_bytes();
        let likeness = traces(&[[40.0, -83.0], [-83.0, 40.0], [50.0, 8.0]], &["ohio", "Utah", "Texas"]).likeness(map).unwrap();
        assert_eq!((likeness.areas, likeness.places()), (2, BothWays { as_written: 1, swapped: 1 }));
        assert_eq!(traces(&[[40.0, -83.0]], &[]).likeness(b"nothing"), None);
    }
}
