//! Whether every figure of an answer is what the assignment gives.

use super::change::today_of;
use super::ground::Piece;
use super::targets::Targets;
use super::{AGREEMENT, CheckFailure, CheckedFigure, FigureKind, value_of};
use crate::territory::measures::DesignMeasures;
use crate::territory::position::Position;
use crate::territory::problem::DesignProblem;
use crate::territory::search::Solution;

/// Slack within which a deviation may be taken for within or beyond its tolerance.
const EDGE: f64 = 2e-9;

/// The largest accepted difference between distances, a millimetre: places are told in degrees, which round.
const DISTANCE_AGREEMENT_KM: f64 = 1e-6;

/// Compares what is reported with what is recomputed, and notes what differs.
struct Comparison<'a>(&'a mut Vec<CheckFailure>);

impl Comparison<'_> {
    fn within(&mut self, figure: CheckedFigure, (reported, recomputed): (f64, f64), accepted: f64) {
        let agrees = (reported - recomputed).abs() <= accepted;
        if !agrees {
            self.0.push(CheckFailure::FigureDisagrees { figure, reported, recomputed });
        }
    }

    /// A figure that is not there is none that agrees.
    fn figure(&mut self, figure: CheckedFigure, reported: Option<f64>, recomputed: f64) {
        let reported = reported.unwrap_or(f64::NAN);
        self.within(figure, (reported, recomputed), AGREEMENT * reported.abs().max(recomputed.abs()).max(1.0));
    }

    fn count(&mut self, figure: CheckedFigure, reported: impl Into<f64>, recomputed: usize) {
        self.within(figure, (reported.into(), recomputed as f64), 0.0);
    }

    fn distance(&mut self, figure: CheckedFigure, reported: Option<f64>, recomputed: f64) {
        let reported = reported.unwrap_or(f64::NAN);
        self.within(figure, (reported, recomputed), DISTANCE_AGREEMENT_KM.max(AGREEMENT * recomputed));
    }

    /// A figure that may have to be none.
    fn maybe(&mut self, figure: CheckedFigure, reported: Option<f64>, recomputed: Option<f64>) {
        match (reported, recomputed) {
            (None, None) => {}
            (reported, Some(recomputed)) => self.distance(figure, reported, recomputed),
            (Some(reported), None) => self.within(figure, (reported, f64::NAN), 0.0),
        }
    }
}

/// What the places of one territory come to.
struct Ways {
    centre: Option<Position>,
    places: Vec<Position>,
    /// The sum of the ways to the centre, km.
    sum_km: f64,
    /// The sum of the ways to the place that its seller sets out from, where that is known, km.
    base_sum_km: Option<f64>,
}

/// Adds every figure that is not what the assignment gives; `pieces` are those of the assignment, where there are
/// neighbours.
pub(super) fn check_figures(
    problem: &DesignProblem,
    assignment: &[Option<u32>],
    targets: &Targets,
    pieces: Option<&[Vec<Piece>]>,
    reported: &DesignMeasures,
    failures: &mut Vec<CheckFailure>,
) {
    let mut compare = Comparison(failures);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); problem.territories.len()];
    for (unit, owner) in assignment.iter().enumerate() {
        if let Some(owner) = owner {
            members[*owner as usize].push(unit);
        }
    }
    compare.count(FigureKind::Territories.of_all(), reported.territories.len() as u32, problem.territories.len());
    compare.count(FigureKind::Measures.of_all(), reported.measures.len() as u32, problem.measures.len());
    check_loads(problem, &members, targets, reported, &mut compare);
    check_change(problem, assignment, reported, &mut compare);
    let ways: Vec<Ways> = members.iter().enumerate().map(|(territory, units)| ways(problem, territory, units)).collect();
    check_ways(&ways, reported, &mut compare);
    for (territory, figures) in reported.territories.iter().enumerate().take(members.len()) {
        compare.count(FigureKind::Units.of_territory(territory), figures.unit_count, members[territory].len());
        let counted = pieces.map(|pieces| pieces[territory].len() as f64);
        compare.maybe(FigureKind::Pieces.of_territory(territory), figures.piece_count.map(f64::from), counted);
    }
    let without = assignment.iter().filter(|owner| owner.is_none()).count();
    compare.count(FigureKind::UnitsWithout.of_all(), reported.unassigned_unit_count, without);
}

fn check_loads(
    problem: &DesignProblem,
    members: &[Vec<usize>],
    targets: &Targets,
    reported: &DesignMeasures,
    compare: &mut Comparison<'_>,
) {
    for (measure, goal) in problem.measures.iter().enumerate() {
        let (mut largest, mut surely_within, mut maybe_within) = (0.0_f64, 0, 0);
        let mut ratios = Vec::with_capacity(members.len());
        let tolerance = if (0.0..=1e200).contains(&goal.tolerance_share) { goal.tolerance_share } else { 0.0 };
        for (territory, units) in members.iter().enumerate() {
            let value: f64 = units.iter().map(|&unit| value_of(problem, unit, measure)).sum();
            let (target, deviation) = (targets.target(territory, measure), targets.deviation(territory, measure, value));
            largest = largest.max(deviation.abs());
            surely_within += usize::from(deviation.abs() <= tolerance);
            maybe_within += usize::from(deviation.abs() <= tolerance + EDGE);
            ratios.extend((target > 0.0).then(|| value / target));
            let told = reported.territories.get(territory);
            let of = |kind: FigureKind| CheckedFigure { measure: Some(measure as u32), ..kind.of_territory(territory) };
            compare.figure(of(FigureKind::Value), told.and_then(|told| told.values.get(measure)).copied(), value);
            compare.figure(of(FigureKind::Target), told.and_then(|told| told.targets.get(measure)).copied(), target);
            compare.figure(of(FigureKind::Deviation), told.and_then(|told| told.deviations.get(measure)).copied(), deviation);
        }
        let Some(summary) = reported.measures.get(measure) else { continue };
        compare.figure(FigureKind::Total.in_measure(measure), Some(summary.total), targets.totals[measure]);
        compare.figure(FigureKind::LargestDeviation.in_measure(measure), Some(summary.max_relative_deviation), largest);
        compare.figure(FigureKind::Variation.in_measure(measure), Some(summary.coefficient_of_variation), variation(&ratios));
        // On the very edge of a tolerance either is right.
        let within = (summary.within_tolerance_count as usize).clamp(surely_within, maybe_within);
        compare.count(FigureKind::WithinTolerance.in_measure(measure), summary.within_tolerance_count, within);
    }
}

/// The standard deviation of numbers over their mean; 0 where that is 0.
fn variation(numbers: &[f64]) -> f64 {
    let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
    let squares: f64 = numbers.iter().map(|number| (number - mean).powi(2)).sum();
    if mean > 0.0 { (squares / numbers.len() as f64).sqrt() / mean } else { 0.0 }
}

fn check_change(problem: &DesignProblem, assignment: &[Option<u32>], reported: &DesignMeasures, compare: &mut Comparison<'_>) {
    let held: Vec<usize> = (0..assignment.len()).filter(|&unit| today_of(problem, unit).is_some()).collect();
    let changed: Vec<usize> = held.iter().copied().filter(|&unit| assignment[unit] != today_of(problem, unit)).collect();
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    compare.count(FigureKind::ChangedUnits.of_all(), reported.changed_unit_count, changed.len());
    let unit_share = share(changed.len() as f64, held.len() as f64);
    compare.figure(FigureKind::ChangedUnitShare.of_all(), Some(reported.changed_unit_share), unit_share);
    for (measure, summary) in reported.measures.iter().enumerate().take(problem.measures.len()) {
        let sum = |units: &[usize]| -> f64 { units.iter().map(|&unit| value_of(problem, unit, measure)).sum() };
        compare.figure(FigureKind::ChangedShare.in_measure(measure), Some(summary.changed_share), share(sum(&changed), sum(&held)));
    }
}

fn ways(problem: &DesignProblem, territory: usize, units: &[usize]) -> Ways {
    let places: Vec<Position> = units.iter().filter_map(|&unit| problem.units[unit].position.filter(Position::is_valid)).collect();
    let centre = middle(&places);
    let sum_to = |to: &Position| places.iter().map(|place| place.distance_km(to)).sum::<f64>();
    let target = &problem.territories[territory];
    let base = [target.base, target.home].into_iter().flatten().find(Position::is_valid);
    Ways {
        sum_km: centre.as_ref().map_or(0.0, sum_to),
        base_sum_km: base.as_ref().filter(|_| !places.is_empty()).map(sum_to),
        centre,
        places,
    }
}

/// Where the middle of places lies on the globe: below their mean as points in space; the first where that is the Earth's
/// middle.
fn middle(places: &[Position]) -> Option<Position> {
    let mut sum = [0.0; 3];
    for place in places {
        let (latitude, longitude) = (place.latitude_degrees.to_radians(), place.longitude_degrees.to_radians());
        let point = [libm::cos(latitude) * libm::cos(longitude), libm::cos(latitude) * libm::sin(longitude), libm::sin(latitude)];
        (0..3).for_each(|axis| sum[axis] += point[axis]);
    }
    let ring = libm::hypot(sum[0], sum[1]);
    if libm::hypot(ring, sum[2]) <= 1e-6 {
        return places.first().copied();
    }
    Some(Position { latitude_degrees: libm::atan2(sum[2], ring).to_degrees(), longitude_degrees: libm::atan2(sum[1], sum[0]).to_degrees() })
}

fn check_ways(ways: &[Ways], reported: &DesignMeasures, compare: &mut Comparison<'_>) {
    let (mut largest_km, mut sum_km, mut placed) = (0.0_f64, 0.0, 0);
    let (mut base_sum_km, mut with_base) = (0.0, 0);
    for (territory, ways) in ways.iter().enumerate() {
        let count = ways.places.len();
        let diameter_km = diameter_km(&ways.places, ways.centre);
        largest_km = largest_km.max(diameter_km);
        sum_km += ways.sum_km;
        placed += count;
        if let Some(sum) = ways.base_sum_km {
            base_sum_km += sum;
            with_base += count;
        }
        let Some(told) = reported.territories.get(territory) else { continue };
        let off_km = match (&told.centre, &ways.centre) {
            (Some(told), Some(centre)) => Some(told.distance_km(centre)),
            (told, centre) => (told.is_none() && centre.is_none()).then_some(0.0),
        };
        compare.distance(FigureKind::Centre.of_territory(territory), off_km, 0.0);
        compare.distance(FigureKind::Dispersion.of_territory(territory), Some(told.dispersion_km), ways.sum_km / count.max(1) as f64);
        compare.distance(FigureKind::Diameter.of_territory(territory), Some(told.diameter_km), diameter_km);
        compare.maybe(
            FigureKind::BaseTravel.of_territory(territory),
            told.home_distance_km,
            ways.base_sum_km.map(|sum| sum / count as f64),
        );
    }
    compare.distance(FigureKind::Dispersion.of_all(), Some(reported.dispersion_km), sum_km / placed.max(1) as f64);
    compare.distance(FigureKind::Diameter.of_all(), Some(reported.largest_diameter_km), largest_km);
    let to_bases = (with_base > 0).then(|| base_sum_km / with_base as f64);
    compare.maybe(FigureKind::BaseTravel.of_all(), reported.home_distance_km, to_bases);
    compare.count(FigureKind::PlacedUnits.of_all(), reported.placed_unit_count, placed);
}

/// The distance of the two places that lie furthest apart. Two are no further apart than by way of a third place, here the
/// middle: of those near it no pair need be looked at. A metre more is for rounding.
fn diameter_km(places: &[Position], middle: Option<Position>) -> f64 {
    let way_km = |place: &Position| middle.map_or(f64::INFINITY, |middle| place.distance_km(&middle));
    let mut places: Vec<(f64, Position, [f64; 3])> = places.iter().map(|place| (way_km(place), *place, place.point_km())).collect();
    places.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut largest_km, mut largest_squared) = (0.0, 0.0);
    for (at, (one_km, one, [x, y, z])) in places.iter().enumerate() {
        for (other_km, other, [other_x, other_y, other_z]) in &places[..at] {
            if one_km + other_km + 1e-3 < largest_km {
                break;
            }
            let squared = (x - other_x) * (x - other_x) + (y - other_y) * (y - other_y) + (z - other_z) * (z - other_z);
            if squared > largest_squared {
                (largest_km, largest_squared) = (one.distance_km(other), squared);
            }
        }
    }
    largest_km
}

/// Adds what an answer says wrongly of itself beside its figures, which agree.
pub(super) fn check_summary(problem: &DesignProblem, solution: &Solution, failures: &mut Vec<CheckFailure>) {
    let mut compare = Comparison(failures);
    let balanced =
        problem.measures.iter().zip(&solution.measures.measures).filter(|(goal, summary)| goal.is_balanced() && summary.total > 0.0);
    let territory_count = problem.territories.len() as u32;
    let (mut worst, mut is_within) = (0.0_f64, true);
    for (_, summary) in balanced {
        worst = worst.max(summary.max_relative_deviation);
        is_within &= summary.within_tolerance_count == territory_count;
    }
    compare.figure(FigureKind::WorstDeviation.of_all(), Some(solution.worst_deviation), worst);
    compare.count(FigureKind::IsWithin.of_all(), u8::from(solution.is_within_tolerance), usize::from(is_within));
}
