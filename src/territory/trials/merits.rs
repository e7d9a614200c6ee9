//! Which of the designs that were found serves an aim best, whatever run it came from.

use super::{Aim, DesignMeasures, DesignProblem, Rank, balanced};
use crate::territory::measures::TOLERANCE_SLACK;
use crate::territory::problem::DisruptionBasis;

/// What proposals are told apart by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Merits {
    /// Its place in the engine's own order.
    pub rank: Rank,
    /// The largest deviation over its tolerance; 1 is the edge of what is accepted.
    pub largest: f64,
    /// The root of the mean square of all deviations.
    pub unevenness: f64,
    /// The share that changes hands, 0 to 1.
    pub moved_share: f64,
}

impl Merits {
    /// The merits of a design, judged by the problem's own tolerances; `basis` is what a change of hands counts.
    #[must_use]
    pub fn of(problem: &DesignProblem, basis: DisruptionBasis, assignment: &[Option<u32>], measures: &DesignMeasures) -> Merits {
        let (mut largest, mut squares, mut count) = (0.0_f64, 0.0, 0_u32);
        for (measure, tolerance) in balanced(problem, measures) {
            for deviation in measures.territories.iter().filter_map(|figures| figures.deviations.get(measure)) {
                largest = largest.max(deviation.abs() / tolerance.max(TOLERANCE_SLACK));
                squares += deviation * deviation;
                count += 1;
            }
        }
        let moved_share = match basis {
            DisruptionBasis::Units => measures.changed_unit_share,
            DisruptionBasis::Measure(measure) => measures.measures.get(measure).map_or(0.0, |summary| summary.changed_share),
        };
        let unevenness = (squares / f64::from(count.max(1))).sqrt();
        Merits { rank: Rank::of(problem, assignment, measures), largest, unevenness, moved_share }
    }

    /// Whether every deviation is within its tolerance.
    #[must_use]
    pub fn is_within_tolerance(&self) -> bool {
        self.rank.excess <= 0.0
    }

    /// Whether this design serves an aim better than another one. Short ways and few moves count among designs within
    /// tolerance first; where there is none, among all.
    #[must_use]
    pub fn serves_better(&self, aim: Aim, other: &Merits) -> bool {
        let beyond = self.rank.compared_beyond(&other.rank);
        let within_first = other.is_within_tolerance().cmp(&self.is_within_tolerance());
        let ways = self.rank.ways_km.total_cmp(&other.rank.ways_km);
        let order = match aim {
            Aim::Balance if self.is_within_tolerance() && other.is_within_tolerance() => self.largest.total_cmp(&other.largest),
            Aim::Balance => beyond.then(self.unevenness.total_cmp(&other.unevenness)).then(ways),
            Aim::Compact => within_first.then(ways).then(beyond),
            Aim::LeastChange => within_first.then(self.moved_share.total_cmp(&other.moved_share)).then(beyond).then(ways),
        };
        order.is_lt()
    }
}

/// The number of the design that serves an aim best: its own, unless another serves it better.
#[must_use]
pub fn best_for(aim: Aim, own: usize, merits: &[Option<Merits>]) -> Option<usize> {
    let known = |number: &usize| merits.get(*number).copied().flatten();
    let in_turn = std::iter::once(own).chain((0..merits.len()).filter(|number| *number != own));
    let in_turn = in_turn.filter_map(|number| Some((number, known(&number)?)));
    in_turn.reduce(|best, next| if next.1.serves_better(aim, &best.1) { next } else { best }).map(|(number, _)| number)
}
