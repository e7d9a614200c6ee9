//! Whether a limit on what changes hands leaves room for the tolerances and the other wishes that are asked, and what goes
//! beyond it.

use serde::{Deserialize, Serialize};

use super::DesignFinding;
use crate::territory::cleaned::Cleaned;
use crate::territory::measures::{DesignMeasures, TOLERANCE_SLACK};
use crate::territory::problem::{DesignProblem, DisruptionBasis, DisruptionLimit};
use crate::territory::reconciled::reconciled;
use crate::territory::search::joint::Joint;

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
            DisruptionBasis::Measure(basis) => needed_other_share(cleaned, measure, basis),
        };
        if needed_share > limit.share + TOLERANCE_SLACK {
            found.push(DesignFinding::DisruptionLimitTooTight { measure: measure as u32, needed_share, limit_share: limit.share });
        }
    }
}

/// What of today's plan changes hands in any case, as fractions of what the limit counts: what comes to its group or area,
/// and what leaves a territory where it is forbidden or comes to one as its centre.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ForcedChange {
    /// What comes to its group or area.
    pub together_share: f64,
    /// What leaves a territory where it is forbidden, or comes to one as its centre.
    pub elsewhere_share: f64,
}

impl ForcedChange {
    /// Both.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.together_share + self.elsewhere_share
    }

    /// Of a problem without wishes that contradict each other.
    fn of(problem: &DesignProblem, cleaned: &Cleaned) -> ForcedChange {
        let certain = Joint::new(problem, cleaned).certain;
        let share = |part: f64| if certain.whole > 0.0 { part / certain.whole } else { 0.0 };
        ForcedChange { together_share: share(certain.together), elsewhere_share: share(certain.elsewhere) }
    }
}

/// What of today's plan changes hands in any case, counted in this.
#[must_use]
pub fn forced_change(problem: &DesignProblem, basis: DisruptionBasis) -> ForcedChange {
    let limit = DisruptionLimit { basis, share: 0.0 };
    let searched = reconciled(&DesignProblem { disruption_limit: Some(limit), ..problem.clone() }).0;
    ForcedChange::of(&searched, &Cleaned::new(&searched))
}

/// Tells where what stays together, what is forbidden and centres alone change more than the limit allows. The problem is
/// one without wishes that contradict each other.
pub(super) fn forced_findings(problem: &DesignProblem, cleaned: &Cleaned, found: &mut Vec<DesignFinding>) {
    let Some(limit_share) = share_of(problem) else { return };
    let forced = ForcedChange::of(problem, cleaned);
    if forced.share() > limit_share + TOLERANCE_SLACK {
        found.push(DesignFinding::DisruptionLimitForced { forced, limit_share });
    }
}

/// The share that may change hands, where the problem limits it in a way that means something.
fn share_of(problem: &DesignProblem) -> Option<f64> {
    let limit = problem.disruption_limit.as_ref()?;
    let is_known = !matches!(limit.basis, DisruptionBasis::Measure(measure) if measure >= problem.measures.len());
    (is_known && limit.share >= 0.0).then_some(limit.share)
}

/// A limit on what changes hands that a result goes beyond.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnmetLimit {
    /// The fraction that changes hands.
    pub share: f64,
    /// The fraction that may.
    pub limit_share: f64,
    /// What changes hands in any case.
    pub forced: ForcedChange,
}

/// The limit on what changes hands, where a result goes beyond it.
#[must_use]
pub fn unmet_limit(problem: &DesignProblem, figures: &DesignMeasures) -> Option<UnmetLimit> {
    let limit_share = share_of(problem)?;
    let share = match problem.disruption_limit.as_ref()?.basis {
        DisruptionBasis::Units => figures.changed_unit_share,
        DisruptionBasis::Measure(measure) => figures.measures.get(measure)?.changed_share,
    };
    (share > limit_share + TOLERANCE_SLACK).then(|| {
        let searched = reconciled(problem).0;
        UnmetLimit { share, limit_share, forced: ForcedChange::of(&searched, &Cleaned::new(&searched)) }
    })
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

/// The least fraction of what is held today in `basis` that must leave territories above tolerance in another measure: of
/// each, first the units that carry most of that measure for what they count, the last of them in part.
fn needed_other_share(cleaned: &Cleaned, measure: usize, basis: usize) -> f64 {
    let (surplus, _) = surplus_today(cleaned, measure);
    let mut movable: Vec<Vec<(f64, f64)>> = vec![Vec::new(); cleaned.territory_count];
    let mut held = 0.0;
    for unit in 0..cleaned.unit_count {
        if let Some(territory) = cleaned.today[unit] {
            held += cleaned.value(unit, basis);
            if !cleaned.locked[unit] && cleaned.value(unit, measure) > 0.0 {
                movable[territory as usize].push((cleaned.value(unit, measure), cleaned.value(unit, basis)));
            }
        }
    }
    let mut needed = 0.0;
    for (units, mut left) in movable.iter_mut().zip(surplus) {
        units.sort_unstable_by(|one, other| (one.1 / one.0).total_cmp(&(other.1 / other.0)));
        for (value, counted) in units.iter() {
            needed += counted * (left / value).clamp(0.0, 1.0);
            left -= value;
            if left <= 0.0 {
                break;
            }
        }
    }
    if held > 0.0 { needed / held } else { 0.0 }
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
