//! Whether latitude and longitude hold one another: in the whole file, and in single rows of it.

use super::numbers::{NumberStyle, read_number};
use super::{Cell, Row};

/// Whether a place lies in a box of south, west, north and east.
fn is_within([south, west, north, east]: [f64; 4], latitude: f64, longitude: f64) -> bool {
    // Boxes of countries that cross the antimeridian go on past ±180.
    (south..=north).contains(&latitude) && [0.0, 360.0, -360.0].iter().any(|turn| (west..=east).contains(&(longitude + turn)))
}

/// Whether a pair of degrees makes sense only the other way round: as it is it lies outside the box of the areas,
/// or of the globe where there is none, and swapped it lies inside.
pub fn looks_swapped(bounds: Option<[f64; 4]>, latitude: f64, longitude: f64) -> bool {
    let fits = |latitude: f64, longitude: f64| match bounds {
        Some(bounds) => is_within(bounds, latitude, longitude),
        None => latitude.abs() <= 90.0 && longitude.abs() <= 180.0,
    };
    !fits(latitude, longitude) && fits(longitude, latitude)
}

/// So many pairs are compared with the boxes of all countries.
const PAIRS_WITH_COUNTRIES: usize = 2_000;

/// Counts the rows whose coordinates make sense as they are and those that do only when swapped.
pub struct CoordinateSurvey {
    latitude_column: usize,
    longitude_column: usize,
    /// Where the areas lie: south, west, north, east.
    bounds: Option<[f64; 4]>,
    pairs: usize,
    as_they_are: usize,
    swapped: usize,
    /// Where no country is known: its box, the pairs in it as they are, and those in it when swapped.
    countries: Vec<([f64; 4], usize, usize)>,
}

impl CoordinateSurvey {
    /// Before any row, for the columns of latitude and longitude.
    pub fn new((latitude_column, longitude_column): (usize, usize), bounds: Option<[f64; 4]>, countries: &[[f64; 4]]) -> CoordinateSurvey {
        let countries = countries.iter().filter(|_| bounds.is_none()).map(|country| (*country, 0, 0)).collect();
        CoordinateSurvey { latitude_column, longitude_column, bounds, pairs: 0, as_they_are: 0, swapped: 0, countries }
    }

    /// Looks at one row.
    pub fn add(&mut self, row: &Row) {
        let degrees = |column: usize| match row.cell(column) {
            Cell::Number(number) => Some(*number),
            Cell::Text(text) => NumberStyle::ALL.iter().find_map(|style| read_number(text, *style)).map(|number| number.to_float()),
            _ => None,
        };
        if let (Some(latitude), Some(longitude)) = (degrees(self.latitude_column), degrees(self.longitude_column)) {
            self.as_they_are += usize::from(looks_swapped(self.bounds, longitude, latitude));
            self.swapped += usize::from(looks_swapped(self.bounds, latitude, longitude));
            if self.pairs < PAIRS_WITH_COUNTRIES {
                for (country, as_it_is, swapped) in &mut self.countries {
                    *as_it_is += usize::from(is_within(*country, latitude, longitude));
                    *swapped += usize::from(is_within(*country, longitude, latitude));
                }
            }
            self.pairs += 1;
        }
    }

    /// The rows that make sense only when swapped, when they are most of the file.
    pub fn swapped_rows(&self) -> Option<usize> {
        // Without bounds a file of one small place may have most pairs that would fit both ways.
        let is_most = self.bounds.is_none() || self.swapped * 2 > self.pairs;
        let is_swapped = self.swapped > 0 && is_most && self.swapped > self.as_they_are * 4;
        if is_swapped { Some(self.swapped) } else { self.rows_of_one_country() }
    }

    /// The rows that look swapped among others that do not, once it is known how the whole file is read.
    pub fn odd_rows(&self, is_whole_swapped: bool) -> usize {
        if is_whole_swapped { self.as_they_are } else { self.swapped }
    }

    /// All rows, when they lie in one country only if swapped.
    fn rows_of_one_country(&self) -> Option<usize> {
        let compared = self.pairs.min(PAIRS_WITH_COUNTRIES);
        // One point lies in one country either way often enough.
        let are_all = |pairs: usize| compared >= 3 && pairs == compared;
        let is_swapped = self.countries.iter().any(|(.., swapped)| are_all(*swapped));
        (is_swapped && !self.countries.iter().any(|(_, as_they_are, _)| are_all(*as_they_are))).then_some(self.pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMANY: [f64; 4] = [47.3, 5.9, 55.1, 15.0];
    const YEMEN: [f64; 4] = [12.1, 42.5, 19.0, 53.1];

    fn survey(pairs: &[(f64, f64)], bounds: Option<[f64; 4]>) -> CoordinateSurvey {
        let mut survey = CoordinateSurvey::new((0, 1), bounds, &[GERMANY, YEMEN]);
        for (latitude, longitude) in pairs {
            survey.add(&Row { number: 1, cells: vec![Cell::Number(*latitude), Cell::Number(*longitude)] });
        }
        survey
    }

    #[test]
    fn a_file_lies_in_one_country_only_when_swapped() {
        let cities = [(52.52, 13.4), (48.14, 11.58), (50.94, 6.96), (53.55, 9.99)];
        let swapped = cities.map(|(latitude, longitude)| (longitude, latitude));
        assert_eq!(survey(&swapped, None).swapped_rows(), Some(4));
        assert_eq!(survey(&cities, None).swapped_rows(), None);
        // Berlin and Munich alone, swapped, might be in Yemen.
        assert_eq!(survey(&[(13.4, 52.52), (13.5, 52.0), (12.4, 52.1)], None).swapped_rows(), None);
    }

    #[test]
    fn few_rows_of_a_good_file_are_odd() {
        let mut pairs = vec![(52.52, 13.4); 20];
        pairs[3] = (13.4, 52.52);
        pairs[4] = (1.0, 2.0);
        let survey = survey(&pairs, Some(GERMANY));
        assert_eq!((survey.swapped_rows(), survey.odd_rows(false), survey.odd_rows(true)), (None, 1, 19 - 1));
    }
}
