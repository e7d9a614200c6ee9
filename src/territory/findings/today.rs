//! Whether today's plan already is what is wished.

use crate::territory::cleaned::Cleaned;
use crate::territory::measures::TOLERANCE_SLACK;
use crate::territory::problem::{DesignProblem, DisruptionLimit};
use crate::territory::search::joint::Joint;

/// Whether every unit has a territory today, each territory is within tolerance and, where that is wished, in one piece, and
/// nothing has to change hands for another wish. The problem is one without wishes that contradict each other.
pub(super) fn today_meets_wishes(problem: &DesignProblem, cleaned: &Cleaned) -> bool {
    let balanced: Vec<usize> = (0..cleaned.measure_count).filter(|&measure| cleaned.is_balanced(measure)).collect();
    if cleaned.territory_count < 2 || cleaned.unit_count == 0 || balanced.is_empty() || cleaned.today.contains(&None) {
        return false;
    }
    let is_even = |&measure: &usize| {
        let mut loads = vec![0.0; cleaned.territory_count];
        for (unit, today) in cleaned.today.iter().enumerate() {
            loads[today.unwrap_or_default() as usize] += cleaned.value(unit, measure);
        }
        let deviation = |(territory, &load): (usize, &f64)| cleaned.deviation(territory, measure, load).abs();
        loads.iter().enumerate().map(deviation).all(|deviation| deviation <= cleaned.tolerances[measure] + TOLERANCE_SLACK)
    };
    if !balanced.iter().all(is_even) {
        return false;
    }
    let pieces = cleaned.pieces.as_ref().filter(|_| problem.is_contiguous);
    if pieces.is_some_and(|pieces| pieces.counts(&cleaned.today, cleaned.territory_count).into_iter().any(|count| count > 1)) {
        return false;
    }
    // Counted in units, whatever a limit counts: what is worth nothing changes hands, too.
    let uncounted = DesignProblem { disruption_limit: None::<DisruptionLimit>, ..problem.clone() };
    let certain = Joint::new(&uncounted, cleaned).certain;
    certain.together <= 0.0 && certain.elsewhere <= 0.0
}
