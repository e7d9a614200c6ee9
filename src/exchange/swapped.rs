//! Whether latitude and longitude hold one another: what the whole file says for either reading, and what single rows
//! of it do. One row proves nothing: a latitude of 95 is a slip of the pen far more often than a swapped column.

use serde::{Deserialize, Serialize};

use super::numbers::{NumberStyle, read_number};
use super::{Cell, Row};
use crate::domain::Coordinates;

/// At most so many pairs are kept to be laid on maps, spread evenly over the file.
const MOST_SAMPLED: usize = 400;
/// Latitudes between which people live; only penguins buy further south.
const INHABITED_LATITUDES: std::ops::RangeInclusive<f64> = -60.0..=84.0;

/// Whether a place lies in a box of south, west, north and east.
pub fn is_within([south, west, north, east]: [f64; 4], latitude: f64, longitude: f64) -> bool {
    // Boxes of countries that cross the antimeridian go on past ±180.
    (south..=north).contains(&latitude) && [0.0, 360.0, -360.0].iter().any(|turn| (west..=east).contains(&(longitude + turn)))
}

/// Whether a row's degrees lie in the box of the known areas only the other way round. Without a box no row does: alone
/// it cannot tell a swap from a slip.
pub fn looks_swapped(bounds: Option<[f64; 4]>, latitude: f64, longitude: f64) -> bool {
    bounds.is_some_and(|bounds| !is_within(bounds, latitude, longitude) && is_within(bounds, longitude, latitude))
}

/// Whether customers can be at these degrees at all.
fn is_inhabitable(latitude: f64, longitude: f64) -> bool {
    INHABITED_LATITUDES.contains(&latitude) && longitude.abs() <= 180.0
}

/// The degrees that a cell holds, however its number is written.
pub fn degrees(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(*number),
        Cell::Text(text) => NumberStyle::ALL.iter().find_map(|style| read_number(text, *style)).map(|number| number.to_float()),
        _ => None,
    }
    .filter(|degrees| degrees.is_finite())
}

/// How many rows speak for something, read as they are written and the other way round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BothWays {
    /// As the columns are named.
    pub as_written: usize,
    /// With latitude and longitude swapped.
    pub swapped: usize,
}

impl BothWays {
    /// Counts one row.
    pub fn add(&mut self, as_written: bool, swapped: bool) {
        self.as_written += usize::from(as_written);
        self.swapped += usize::from(swapped);
    }
}

/// Which way round a file's coordinates are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CoordinateOrder {
    /// As the columns are named.
    AsWritten,
    /// Swapped, beyond doubt.
    Swapped,
    /// Swapped perhaps: the user is asked.
    Open,
}

/// What all rows of a file say of the order of latitude and longitude.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CoordinateEvidence {
    /// Rows with both.
    pub pairs: usize,
    /// Rows that are where people live.
    pub possible: BothWays,
    /// Rows in the box of the known areas; `None` where none are known.
    pub within: Option<BothWays>,
    /// Rows that lie in it one way only.
    pub only: BothWays,
    /// Pairs that are spread evenly over the file, `[latitude, longitude]` as the columns are named.
    pub sample: Vec<[f64; 2]>,
}

impl CoordinateEvidence {
    /// The order, as far as it can be told without maps. A file is swapped by itself only where nearly all of its rows
    /// make sense that way and nearly none as they are written.
    pub fn order(&self) -> CoordinateOrder {
        let rows = self.within.unwrap_or(self.possible);
        if self.pairs > 0 && rows.swapped * 10 >= self.pairs * 9 && rows.as_written * 10 <= self.pairs {
            return CoordinateOrder::Swapped;
        }
        // Some rows among many right ones are told one by one; with more of them than of the others, it is open.
        let is_open = self.only.swapped > self.only.as_written && self.only.swapped * 10 > self.pairs;
        if is_open { CoordinateOrder::Open } else { CoordinateOrder::AsWritten }
    }

    /// The rows that look swapped among others that do not, once it is known how the whole file is read.
    pub fn odd_rows(&self, is_whole_swapped: bool) -> usize {
        if is_whole_swapped { self.only.as_written } else { self.only.swapped }
    }
}

/// Gathers the evidence row by row.
pub struct CoordinateSurvey {
    latitude_column: usize,
    longitude_column: usize,
    /// Where the areas lie: south, west, north, east.
    bounds: Option<[f64; 4]>,
    evidence: CoordinateEvidence,
    /// Every so-manieth pair is kept; doubled whenever the sample is full.
    stride: usize,
}

impl CoordinateSurvey {
    /// Before any row, for the columns of latitude and longitude.
    pub fn new((latitude_column, longitude_column): (usize, usize), bounds: Option<[f64; 4]>) -> CoordinateSurvey {
        let evidence = CoordinateEvidence { within: bounds.map(|_| BothWays::default()), ..CoordinateEvidence::default() };
        CoordinateSurvey { latitude_column, longitude_column, bounds, evidence, stride: 1 }
    }

    /// Looks at one row.
    pub fn add(&mut self, row: &Row) {
        let (latitude, longitude) = (degrees(row.cell(self.latitude_column)), degrees(row.cell(self.longitude_column)));
        let (Some(latitude), Some(longitude)) = (latitude, longitude) else { return };
        // An empty position that a program wrote as zeros.
        if latitude == 0.0 && longitude == 0.0 {
            return;
        }
        let evidence = &mut self.evidence;
        evidence.possible.add(is_inhabitable(latitude, longitude), is_inhabitable(longitude, latitude));
        if let (Some(bounds), Some(within)) = (self.bounds, &mut evidence.within) {
            let (as_written, swapped) = (is_within(bounds, latitude, longitude), is_within(bounds, longitude, latitude));
            within.add(as_written, swapped);
            evidence.only.add(as_written && !swapped, swapped && !as_written);
        }
        if evidence.pairs.is_multiple_of(self.stride) {
            evidence.sample.push([latitude, longitude]);
        }
        evidence.pairs += 1;
        if evidence.sample.len() == MOST_SAMPLED {
            let mut index = 0;
            evidence.sample.retain(|_| {
                index += 1;
                index % 2 == 1
            });
            self.stride *= 2;
        }
    }

    /// What the rows said.
    pub fn finish(self) -> CoordinateEvidence {
        self.evidence
    }
}

/// A pair of degrees as a place, read as written or the other way round; `None` off the globe.
pub fn place_of([latitude, longitude]: [f64; 2], is_swapped: bool) -> Option<Coordinates> {
    if is_swapped { Coordinates::new(longitude, latitude) } else { Coordinates::new(latitude, longitude) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMANY: [f64; 4] = [47.3, 5.9, 55.1, 15.0];
    const TURKEY: [f64; 4] = [35.8, 25.7, 42.1, 44.8];
    const IRAN: [f64; 4] = [22.0, 41.0, 42.0, 66.0];

    fn survey(pairs: &[(f64, f64)], bounds: Option<[f64; 4]>) -> CoordinateEvidence {
        let mut survey = CoordinateSurvey::new((0, 1), bounds);
        for (latitude, longitude) in pairs {
            survey.add(&Row { number: 1, cells: vec![Cell::Number(*latitude), Cell::Number(*longitude)] });
        }
        survey.finish()
    }

    fn turned(pairs: &[(f64, f64)]) -> Vec<(f64, f64)> {
        pairs.iter().map(|(latitude, longitude)| (*longitude, *latitude)).collect()
    }

    #[test]
    fn a_few_impossible_rows_swap_no_file() {
        let mut pairs: Vec<(f64, f64)> =
            (0..40_000).map(|row| (29.0 + f64::from(row % 90) / 10.0, 46.0 + f64::from(row % 140) / 10.0)).collect();
        for row in (0..300).map(|index| index * 130) {
            pairs[row].0 = 95.2;
        }
        for bounds in [None, Some(IRAN)] {
            let evidence = survey(&pairs, bounds);
            assert_eq!((evidence.order(), evidence.odd_rows(false)), (CoordinateOrder::AsWritten, 0));
            assert_eq!((evidence.pairs, evidence.possible.as_written), (40_000, 39_700));
            assert!((200..=400).contains(&evidence.sample.len()));
            assert_eq!(evidence.sample.last().map(|pair| pair[1] > 40.0), Some(true));
        }
        let swapped = survey(&turned(&pairs), Some(IRAN));
        assert_eq!((swapped.order(), swapped.odd_rows(true)), (CoordinateOrder::Swapped, 0));
    }

    #[test]
    fn what_nobody_lives_at_is_swapped_on_any_side_of_the_globe() {
        let american = [(37.8, -122.4), (34.1, -118.2), (40.7, -73.9)];
        let australian = [(-33.9, 151.2), (-37.8, 145.0), (-31.9, 115.9)];
        let chilean = [(-33.4, -70.7), (-53.2, -70.9), (-20.2, -70.1)];
        for pairs in [american, australian, chilean] {
            assert_eq!(survey(&pairs, None).order(), CoordinateOrder::AsWritten);
            assert_eq!(survey(&turned(&pairs), None).order(), CoordinateOrder::Swapped);
        }
        // Where both readings are possible nothing is swapped without a map.
        assert_eq!(survey(&[(51.4, 35.7), (52.5, 29.6)], None).order(), CoordinateOrder::AsWritten);
    }

    #[test]
    fn few_rows_of_a_good_file_are_odd() {
        let mut pairs = vec![(52.52, 13.4); 20];
        pairs[3] = (13.4, 52.52);
        pairs[4] = (1.0, 2.0);
        let evidence = survey(&pairs, Some(GERMANY));
        assert_eq!((evidence.order(), evidence.odd_rows(false)), (CoordinateOrder::AsWritten, 1));
    }

    #[test]
    fn a_country_that_holds_both_readings_leaves_it_open() {
        // Eastern Turkey reads as Turkey either way; western Turkey does not.
        let east = vec![(38.7, 39.2); 10];
        assert_eq!(survey(&turned(&east), Some(TURKEY)).order(), CoordinateOrder::AsWritten);
        let both = [east, vec![(41.0, 29.0); 10]].concat();
        assert_eq!(survey(&both, Some(TURKEY)).order(), CoordinateOrder::AsWritten);
        assert_eq!(survey(&turned(&both), Some(TURKEY)).order(), CoordinateOrder::Open);
        // One half right, one half swapped: more of either is not enough to turn the rest.
        let mixed = [vec![(52.52, 13.4); 8], vec![(13.4, 52.52); 12]].concat();
        assert_eq!(survey(&mixed, Some(GERMANY)).order(), CoordinateOrder::Open);
    }

    #[test]
    fn zeros_are_no_place() {
        assert_eq!(survey(&[(0.0, 0.0), (0.0, 0.0)], Some(GERMANY)), survey(&[], Some(GERMANY)));
    }
}
