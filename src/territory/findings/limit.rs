//! Whether a limit on what changes hands leaves room for the tolerances that are asked.

use super::DesignFinding;
use crate::territory::cleaned::Cleaned;
use crate::territory::measures::TOLERANCE_SLACK;
use crate::territory::problem::{DesignProblem, DisruptionBasis};

/// What is wrong with the limit, or too tight about it.
pub(super) fn limit_findings(problem: &DesignProblem, cleaned: &Cleaned, found: &mut Vec<DesignFinding>) {
    let Some(limit) = &problem.disruption_limit else { return };
    let is_known = match limit.basis {
        DisruptionBasis::Units => true,
        DisruptionBasis::Measure(measure) => measure < cleaned.measure_count,
    };
    if !is_known || limit.share.is_nan() || limit.share < 0.0 {
        found.push(DesignFinding::DisruptionLimitInvalid);
        return;
    }
    for measure in (0..cleaned.measure_count).filter(|&measure| cleaned.is_balanced(measure)) {
        let needed_share = match limit.basis {
            DisruptionBasis::Units => needed_unit_share(cleaned, measure),
            DisruptionBasis::Measure(basis) if basis == measure => needed_value_share(cleaned, measure),
            DisruptionBasis::Measure(_) => continue,
        };
        if needed_share > limit.share + TOLERANCE_SLACK {
            found.push(DesignFinding::DisruptionLimitTooTight { measure: measure as u32, needed_share, limit_share: limit.share });
        }
    }
}

/// Per territory, what today's plan puts above the upper edge of tolerance, and the total held today.
fn surplus_today(cleaned: &Cleaned, measure: usize) -> (Vec<f64>, f64) {
    let mut held = vec![0.0; cleaned.territory_count];
    for unit in 0..cleaned.unit_count {
        if let Some(territory) = cleaned.today[unit] {
            held[territory as usize] += cleaned.value(unit, measure);
        }
    }
    let total = held.iter().sum();
    let ceiling = 1.0 + cleaned.tolerances[measure] + TOLERANCE_SLACK;
    for (territory, value) in held.iter_mut().enumerate() {
        *value = (*value - ceiling * cleaned.target(territory, measure)).max(0.0);
    }
    (held, total)
}

/// The fraction of the value held today that must leave territories above tolerance.
fn needed_value_share(cleaned: &Cleaned, measure: usize) -> f64 {
    let (surplus, total) = surplus_today(cleaned, measure);
    if total > 0.0 { surplus.iter().sum::<f64>() / total } else { 0.0 }
}

/// The least fraction of the units held today that must leave territories above tolerance: of each, its
/// largest units first.
fn needed_unit_share(cleaned: &Cleaned, measure: usize) -> f64 {
    let (surplus, _) = surplus_today(cleaned, measure);
    let mut movable: Vec<Vec<f64>> = vec![Vec::new(); cleaned.territory_count];
    let mut held_units = 0_u32;
    for unit in 0..cleaned.unit_count {
        if let Some(territory) = cleaned.today[unit] {
            held_units += 1;
            if !cleaned.locked[unit] && surplus[territory as usize] > 0.0 {
                movable[territory as usize].push(cleaned.value(unit, measure));
            }
        }
    }
    let mut needed_units = 0_u32;
    for (values, surplus) in movable.iter_mut().zip(surplus) {
        values.sort_unstable_by(|left, right| right.total_cmp(left));
        let mut left = surplus;
        for value in values.iter() {
            if left <= 0.0 {
                break;
            }
            left -= value;
            needed_units += 1;
        }
    }
    if held_units > 0 { f64::from(needed_units) / f64::from(held_units) } else { 0.0 }
}
