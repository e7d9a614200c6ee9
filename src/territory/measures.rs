//! How good an assignment is: balance, travel and change, computed afresh from the assignment alone.
//!
//! - **Deviation** of a territory in a measure: (value − target) / target, the relative deviation of
//!   Hess et al. 1965 and Kalcsics, Nickel, Schröder 2005. With a target of 0 it is the value over the mean target.
//! - **Coefficient of variation** of a measure: population standard deviation over mean of the ratios
//!   value / target, over the territories whose target is above 0.
//! - **Dispersion**: the mean great-circle distance in km from a unit to its territory's centre, each
//!   unit with a position counting once; a proxy for travel. The centre is the centroid (normalised
//!   mean vector): it needs no search, moves smoothly with every change, and unlike a medoid does not
//!   pretend that the seller lives at one of the customers.
//! - **Diameter**: the largest great-circle distance between two units of a territory (Ríos-Mercado, Fernández 2009 call
//!   the objective that bounds it p-centre dispersion).
//! - **Changed share**: what had a territory and now has another, over what has a territory today. A
//!   unit without a territory today changes no hands.
//! - **Travel to the base**: the mean great-circle distance in km from a unit to the place its seller sets out from.
//! - **Pieces**: the connected parts of a territory in the graph of neighbours, when the problem has one.

use serde::{Deserialize, Serialize};

use super::cleaned::Cleaned;
use super::plane::{Plane, PlanePoint, convex_hull};
use super::position::{EARTH_RADIUS_KM, Point, Position, centroid};
use super::problem::DesignProblem;

/// Slack in comparing a deviation with its tolerance, for the rounding of sums.
pub(crate) const TOLERANCE_SLACK: f64 = 1e-9;

/// A little less than an eighth of the way around the globe.
const EIGHTH_OF_GLOBE_KM: f64 = EARTH_RADIUS_KM * 0.78;

/// Every figure of an assignment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DesignMeasures {
    /// One per territory.
    pub territories: Vec<TerritoryMeasures>,
    /// One per measure.
    pub measures: Vec<MeasureSummary>,
    /// Mean distance from a unit to its territory's centre, over all placed and assigned units, km.
    pub dispersion_km: f64,
    /// The largest distance between two units of one territory, km.
    pub largest_diameter_km: f64,
    /// Mean distance from a unit to the place its territory's seller sets out from, over the placed units of the
    /// territories where that place is known, km.
    pub home_distance_km: Option<f64>,
    /// Units with a position that are assigned: the number that `dispersion_km` averages.
    pub placed_unit_count: u32,
    /// Units in no territory.
    pub unassigned_unit_count: u32,
    /// Units that change hands.
    pub changed_unit_count: u32,
    /// The fraction of the units with a territory today that change hands.
    pub changed_unit_share: f64,
}

/// The figures of one territory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TerritoryMeasures {
    /// Units it holds.
    pub unit_count: u32,
    /// Per measure, what it carries.
    pub values: Vec<f64>,
    /// Per measure, what it should carry.
    pub targets: Vec<f64>,
    /// Per measure, the relative deviation from target: 0.1 is 10 % over.
    pub deviations: Vec<f64>,
    /// Centroid of its placed units.
    pub centre: Option<Position>,
    /// Mean distance of its placed units to the centre, km.
    pub dispersion_km: f64,
    /// The largest distance between two of its placed units, km; 0 with fewer than two.
    pub diameter_km: f64,
    /// Mean distance of its placed units to the place its seller sets out from, km, where that is known.
    pub home_distance_km: Option<f64>,
    /// In how many pieces it lies by the problem's neighbours; `None` when the problem names none.
    pub piece_count: Option<u32>,
}

/// The figures of one measure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MeasureSummary {
    /// Sum over all units.
    pub total: f64,
    /// The largest absolute relative deviation of a territory.
    pub max_relative_deviation: f64,
    /// Population standard deviation over mean of value / target.
    pub coefficient_of_variation: f64,
    /// Territories within tolerance.
    pub within_tolerance_count: u32,
    /// The fraction of what has a territory today that changes hands.
    pub changed_share: f64,
}

impl DesignMeasures {
    /// The largest absolute relative deviation over the measures that take part in the balancing.
    #[must_use]
    pub fn worst_deviation(&self, problem: &DesignProblem) -> f64 {
        self.measures
            .iter()
            .zip(&problem.measures)
            .filter(|(summary, goal)| summary.total > 0.0 && goal.is_balanced())
            .fold(0.0, |worst: f64, (summary, _)| worst.max(summary.max_relative_deviation))
    }

    /// Whether every territory is within tolerance in every measure that takes part in the balancing.
    #[must_use]
    pub fn is_within_tolerance(&self, problem: &DesignProblem) -> bool {
        self.measures
            .iter()
            .zip(&problem.measures)
            .filter(|(summary, goal)| summary.total > 0.0 && goal.is_balanced())
            .all(|(summary, _)| summary.within_tolerance_count as usize == self.territories.len())
    }
}

/// The figures of an assignment: per unit, the index of its territory.
///
/// Missing entries and indices out of range count as unassigned.
#[must_use]
pub fn measures(problem: &DesignProblem, assignment: &[Option<u32>]) -> DesignMeasures {
    measures_of(&Cleaned::new(problem), assignment)
}

/// [`measures`] of a problem that was cleaned before.
pub(crate) fn measures_of(cleaned: &Cleaned, assignment: &[Option<u32>]) -> DesignMeasures {
    let members = members_of(cleaned, assignment, |_| true);
    let mut territories: Vec<TerritoryFigures> =
        members.iter().enumerate().map(|(territory, units)| territory_figures(cleaned, territory, units)).collect();
    if let Some(pieces) = &cleaned.pieces {
        for (figures, count) in territories.iter_mut().zip(pieces.counts(assignment, cleaned.territory_count)) {
            figures.measures.piece_count = Some(count);
        }
    }
    whole(cleaned, &territories, &changed_of(cleaned, assignment, &cleaned.today))
}

/// The territory of a unit; missing entries and indices out of range are none.
pub(crate) fn owner_of(cleaned: &Cleaned, assignment: &[Option<u32>], unit: usize) -> Option<u32> {
    assignment.get(unit).copied().flatten().filter(|&territory| (territory as usize) < cleaned.territory_count)
}

/// Per territory its units in order; those of territories that are not asked for stay empty.
pub(crate) fn members_of(cleaned: &Cleaned, assignment: &[Option<u32>], is_asked: impl Fn(usize) -> bool) -> Vec<Vec<u32>> {
    let mut members = vec![Vec::new(); cleaned.territory_count];
    for unit in 0..cleaned.unit_count {
        if let Some(territory) = owner_of(cleaned, assignment, unit).filter(|&territory| is_asked(territory as usize)) {
            members[territory as usize].push(unit as u32);
        }
    }
    members
}

/// The figures of one territory, and what the figures of all take from it.
#[derive(Clone, Debug, Default)]
pub(crate) struct TerritoryFigures {
    pub(crate) measures: TerritoryMeasures,
    placed_unit_count: u32,
    /// Of its placed units, to its centre.
    sum_of_ways_km: f64,
}

/// The figures of one territory with these units, but for its pieces.
pub(crate) fn territory_figures(cleaned: &Cleaned, territory: usize, units: &[u32]) -> TerritoryFigures {
    let mut values = vec![0.0; cleaned.measure_count];
    for &unit in units {
        for (sum, value) in values.iter_mut().zip(cleaned.values_of(unit as usize)) {
            *sum += value;
        }
    }
    let mut figures = TerritoryMeasures {
        unit_count: units.len() as u32,
        targets: (0..cleaned.measure_count).map(|measure| cleaned.target(territory, measure)).collect(),
        deviations: values.iter().enumerate().map(|(measure, &value)| cleaned.deviation(territory, measure, value)).collect(),
        values,
        ..TerritoryMeasures::default()
    };
    let points: Vec<Point> = units.iter().filter_map(|&unit| cleaned.points[unit as usize]).collect();
    let Some(centre) = centroid(points.iter().copied()) else {
        return TerritoryFigures { measures: figures, ..TerritoryFigures::default() };
    };
    let (mut sum_of_ways_km, mut reach_km) = (0.0, 0.0_f64);
    for distance_km in points.iter().map(|point| point.great_circle_km(&centre)) {
        sum_of_ways_km += distance_km;
        reach_km = reach_km.max(distance_km);
    }
    figures.diameter_km = diameter_km(&points, centre, reach_km);
    figures.centre = Some(centre.position());
    figures.dispersion_km = sum_of_ways_km / points.len() as f64;
    let distance_to = |home: Point| points.iter().map(|point| point.great_circle_km(&home)).sum::<f64>() / points.len() as f64;
    figures.home_distance_km = cleaned.bases[territory].map(distance_to);
    TerritoryFigures { measures: figures, placed_unit_count: points.len() as u32, sum_of_ways_km }
}

/// The figures of an assignment from those of its territories.
pub(crate) fn whole(cleaned: &Cleaned, figures: &[TerritoryFigures], change: &Change) -> DesignMeasures {
    let territories: Vec<TerritoryMeasures> = figures.iter().map(|figures| figures.measures.clone()).collect();
    let placed_unit_count: u32 = figures.iter().map(|figures| figures.placed_unit_count).sum();
    let sum_of_ways_km: f64 = figures.iter().map(|figures| figures.sum_of_ways_km).sum();
    let to_bases = figures.iter().filter_map(|one| Some((one.measures.home_distance_km?, f64::from(one.placed_unit_count))));
    let (sum_to_bases_km, counted) = to_bases.fold((0.0, 0.0), |(sum, all), (mean, count)| (sum + mean * count, all + count));
    let assigned: u32 = territories.iter().map(|figures| figures.unit_count).sum();
    DesignMeasures {
        measures: (0..cleaned.measure_count).map(|measure| summary(cleaned, &territories, measure, change)).collect(),
        dispersion_km: if placed_unit_count > 0 { sum_of_ways_km / f64::from(placed_unit_count) } else { 0.0 },
        home_distance_km: (counted > 0.0).then(|| sum_to_bases_km / counted),
        largest_diameter_km: territories.iter().fold(0.0, |largest: f64, figures| largest.max(figures.diameter_km)),
        placed_unit_count,
        unassigned_unit_count: cleaned.unit_count as u32 - assigned,
        changed_unit_count: change.changed_units,
        changed_unit_share: fraction(f64::from(change.changed_units), f64::from(change.held_units)),
        territories,
    }
}

/// What changes hands between today's territories, one a unit, and an assignment.
pub(crate) fn changed_of(cleaned: &Cleaned, assignment: &[Option<u32>], today: &[Option<u32>]) -> Change {
    let mut change = Change::new(cleaned.measure_count);
    for (unit, today) in today.iter().enumerate().take(cleaned.unit_count) {
        if let Some(today) = today.filter(|&today| (today as usize) < cleaned.territory_count) {
            change.count(cleaned.values_of(unit), owner_of(cleaned, assignment, unit) != Some(today));
        }
    }
    change
}

/// The largest distance between two of some points, km; `centre` is in the middle of them, `reach_km` the distance of the
/// furthest from it.
///
/// Within an eighth of the globe from the centre both ends are corners of the convex hull: places within less than a
/// quarter of the globe of one place make a convex cap. Further out every pair is looked at.
fn diameter_km(points: &[Point], centre: Point, reach_km: f64) -> f64 {
    let squared_diameter = |points: &[Point]| -> Option<(f64, Point, Point)> {
        let mut furthest: Option<(f64, Point, Point)> = None;
        for (at, one) in points.iter().enumerate() {
            for other in &points[..at] {
                let squared = one.squared_chord(other);
                if furthest.is_none_or(|known| squared > known.0) {
                    furthest = Some((squared, *one, *other));
                }
            }
        }
        furthest
    };
    let furthest = if reach_km < EIGHTH_OF_GLOBE_KM {
        let plane = Plane::at(centre);
        let flat: Vec<PlanePoint> = points.iter().map(|point| plane.point_of_straight_ways(point)).collect();
        let corners: Vec<Point> = convex_hull(&flat).into_iter().map(|at| points[at]).collect();
        squared_diameter(&corners)
    } else {
        squared_diameter(points)
    };
    furthest.map_or(0.0, |(_, one, other)| one.great_circle_km(&other))
}

/// What changes hands.
pub(crate) struct Change {
    held_units: u32,
    changed_units: u32,
    held: Vec<f64>,
    changed: Vec<f64>,
}

impl Change {
    fn new(measure_count: usize) -> Self {
        Self { held_units: 0, changed_units: 0, held: vec![0.0; measure_count], changed: vec![0.0; measure_count] }
    }

    /// Counts a unit that has a territory today.
    fn count(&mut self, values: &[f64], changes: bool) {
        self.held_units += 1;
        self.changed_units += u32::from(changes);
        for (measure, value) in values.iter().enumerate() {
            self.held[measure] += value;
            if changes {
                self.changed[measure] += value;
            }
        }
    }
}

fn fraction(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn summary(cleaned: &Cleaned, territories: &[TerritoryMeasures], measure: usize, change: &Change) -> MeasureSummary {
    let limit = cleaned.tolerances[measure] + TOLERANCE_SLACK;
    let deviations = territories.iter().map(|figures| figures.deviations[measure].abs());
    let ratios: Vec<f64> = territories
        .iter()
        .filter(|figures| figures.targets[measure] > 0.0)
        .map(|figures| figures.values[measure] / figures.targets[measure])
        .collect();
    let count = ratios.len() as f64;
    let mean = fraction(ratios.iter().sum(), count);
    let variance = fraction(ratios.iter().map(|ratio| (ratio - mean) * (ratio - mean)).sum(), count);
    MeasureSummary {
        total: cleaned.totals[measure],
        max_relative_deviation: deviations.clone().fold(0.0, f64::max),
        coefficient_of_variation: fraction(variance.sqrt(), mean),
        within_tolerance_count: deviations.filter(|deviation| *deviation <= limit).count() as u32,
        changed_share: fraction(change.changed[measure], change.held[measure]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::territory::problem::{MeasureGoal, Unit};

    fn unit(longitude_degrees: f64, value: f64, today: Option<u32>) -> Unit {
        Unit { position: Some(Position { latitude_degrees: 0.0, longitude_degrees }), values: vec![value], today, ..Unit::default() }
    }

    #[test]
    fn figures_of_a_small_plan_by_hand() {
        let units = vec![unit(0.0, 3.0, Some(0)), unit(1.0, 1.0, Some(0)), unit(5.0, 2.0, Some(1)), unit(5.0, 2.0, None)];
        let goal = MeasureGoal { weight: 1.0, tolerance_share: 0.2 };
        let problem = DesignProblem::with_equal_shares(units, 2, vec![goal]);
        let figures = measures(&problem, &[Some(0), Some(1), Some(1), Some(1)]);
        assert_eq!(figures.territories[0].deviations, vec![-0.25]);
        assert_eq!(figures.territories[1].values, vec![5.0]);
        assert!((figures.measures[0].max_relative_deviation - 0.25).abs() < 1e-12);
        assert!((figures.measures[0].coefficient_of_variation - 0.25).abs() < 1e-12);
        assert_eq!(figures.measures[0].within_tolerance_count, 0);
        assert_eq!(figures.changed_unit_count, 1);
        assert!((figures.changed_unit_share - 1.0 / 3.0).abs() < 1e-12);
        assert!((figures.measures[0].changed_share - 1.0 / 6.0).abs() < 1e-12);
        // Three units at 1°, 5°, 5°: centre near 11/3°, distances 8/3 + 4/3 + 4/3 degrees of 111.195 km, over 4 units.
        assert!((figures.dispersion_km - 111.195 * (16.0 / 3.0) / 4.0).abs() < 0.2);
        assert_eq!(figures.territories[0].diameter_km, 0.0, "one unit");
        assert!(
            (figures.largest_diameter_km - 4.0 * 111.195).abs() < 0.1 && figures.territories[1].diameter_km == figures.largest_diameter_km
        );
    }

    proptest::proptest! {
        #[test]
        fn the_diameter_is_that_of_the_furthest_pair(
            raw in proptest::collection::vec((-89_i32..90, -180_i32..181, 0_u32..3), 1..60), size in 0_usize..4,
        ) {
            let step = [0.001, 0.1, 0.3, 1.0][size];
            let place = |(up, over, _): &(i32, i32, u32)| Position { latitude_degrees: f64::from(*up) * step, longitude_degrees: f64::from(*over) * step };
            let units = raw.iter().map(|entry| Unit { position: Some(place(entry)), ..Unit::default() }).collect();
            let problem = DesignProblem::with_equal_shares(units, 3, Vec::new());
            let owners: Vec<Option<u32>> = raw.iter().map(|entry| Some(entry.2)).collect();
            let told = measures(&problem, &owners);
            for territory in 0..3 {
                let theirs: Vec<Position> = raw.iter().filter(|entry| entry.2 == territory).map(place).collect();
                let widest = theirs.iter().flat_map(|one| theirs.iter().map(|other| one.distance_km(other))).fold(0.0, f64::max);
                let diameter_km = told.territories[territory as usize].diameter_km;
                proptest::prop_assert!((diameter_km - widest).abs() < 1e-6, "{} {}", diameter_km, widest);
            }
        }
    }

    #[test]
    fn indices_out_of_range_are_unassigned() {
        let goal = MeasureGoal { weight: 1.0, tolerance_share: 0.2 };
        let problem = DesignProblem::with_equal_shares(vec![unit(0.0, 1.0, Some(0)); 2], 1, vec![goal]);
        let figures = measures(&problem, &[Some(9)]);
        assert_eq!(figures.unassigned_unit_count, 2);
        assert_eq!(figures.changed_unit_share, 1.0);
    }
}
