//! What a finished run left unmet, by how much, and why where that is known.

use serde::{Deserialize, Serialize};

use super::findings::{DesignFinding, findings};
use super::measures::{DesignMeasures, TOLERANCE_SLACK};
use super::problem::{DesignProblem, DisruptionBasis, Unit};

/// The part of a target from which one unit counts as large.
const LARGE_SHARE: f64 = 0.5;

/// A territory outside tolerance in a measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnmetWish {
    /// The territory.
    pub territory: u32,
    /// The measure.
    pub measure: u32,
    /// Its relative deviation from target: −0.2 is 20 % under.
    pub deviation: f64,
    /// The deviation that was accepted.
    pub tolerance_share: f64,
    /// Why, where it is known.
    pub reason: Option<UnmetReason>,
}

/// Why a territory is outside tolerance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum UnmetReason {
    /// Its fixed units alone are above tolerance.
    FixedUnits {
        /// What they come to, as a share of the territory's target.
        share_of_target: f64,
    },
    /// It holds a unit that is larger than any territory may be.
    UnitLargerThanTarget {
        /// The unit.
        unit: u32,
    },
    /// Units or fixed units elsewhere are so large that the rest cannot fill every territory.
    TooLittleElsewhere,
    /// There are fewer units to share out than territories to fill.
    TooFewUnits,
    /// The disruption limit is used up.
    DisruptionLimit,
    /// It holds a unit of at least half its target, which leaves little choice for the rest. A likely reason,
    /// not a certain one.
    LargeUnit {
        /// The unit.
        unit: u32,
    },
}

/// The territories outside tolerance in the measures that take part in the balancing, worst first.
#[must_use]
pub fn unmet_wishes(problem: &DesignProblem, assignment: &[Option<u32>], figures: &DesignMeasures) -> Vec<UnmetWish> {
    let known = findings(problem);
    let mut wishes = Vec::new();
    for (measure, (goal, summary)) in problem.measures.iter().zip(&figures.measures).enumerate() {
        if summary.total <= 0.0 || !goal.is_balanced() {
            continue;
        }
        for (territory, carried) in figures.territories.iter().enumerate() {
            let deviation = carried.deviations.get(measure).copied().unwrap_or(0.0);
            if deviation.abs() > goal.tolerance_share.max(0.0) + TOLERANCE_SLACK {
                let place = Place { territory: territory as u32, measure: measure as u32, deviation };
                wishes.push(UnmetWish {
                    territory: place.territory,
                    measure: place.measure,
                    deviation,
                    tolerance_share: goal.tolerance_share,
                    reason: reason(problem, assignment, figures, &known, &place),
                });
            }
        }
    }
    wishes.sort_by(|left, right| right.deviation.abs().total_cmp(&left.deviation.abs()));
    wishes
}

struct Place {
    territory: u32,
    measure: u32,
    deviation: f64,
}

fn reason(
    problem: &DesignProblem,
    assignment: &[Option<u32>],
    figures: &DesignMeasures,
    known: &[DesignFinding],
    place: &Place,
) -> Option<UnmetReason> {
    let mut too_little_elsewhere = false;
    let mut too_few_units = false;
    for finding in known {
        match finding {
            DesignFinding::FixedUnitsExceedTolerance { territory, measure, share_of_target } if *measure == place.measure => {
                if *territory == place.territory && place.deviation > 0.0 {
                    return Some(UnmetReason::FixedUnits { share_of_target: *share_of_target });
                }
                too_little_elsewhere |= place.deviation < 0.0;
            }
            DesignFinding::UnitLargerThanTarget { unit, measure, .. } if *measure == place.measure => {
                let owner = assignment.get(*unit as usize).copied().flatten();
                if owner == Some(place.territory) && place.deviation > 0.0 {
                    return Some(UnmetReason::UnitLargerThanTarget { unit: *unit });
                }
                too_little_elsewhere |= place.deviation < 0.0;
            }
            DesignFinding::MoreTerritoriesThanUnits { .. } | DesignFinding::TooFewFreeUnits { .. } => {
                too_few_units = true;
            }
            _ => {}
        }
    }
    if too_few_units {
        Some(UnmetReason::TooFewUnits)
    } else if is_limit_used_up(problem, figures) {
        Some(UnmetReason::DisruptionLimit)
    } else {
        let large = || large_unit(problem, assignment, figures, place.territory).map(|unit| UnmetReason::LargeUnit { unit });
        too_little_elsewhere.then_some(UnmetReason::TooLittleElsewhere).or_else(large)
    }
}

/// The first unit of a territory that makes up at least half its target in a measure that is balanced.
fn large_unit(problem: &DesignProblem, assignment: &[Option<u32>], figures: &DesignMeasures, territory: u32) -> Option<u32> {
    let targets = &figures.territories.get(territory as usize)?.targets;
    let is_large = |unit: &Unit| {
        let cells = unit.values.iter().zip(targets).zip(&problem.measures);
        cells.into_iter().any(|((value, target), goal)| goal.is_balanced() && *target > 0.0 && *value >= LARGE_SHARE * target)
    };
    let mut members = (0_u32..).zip(assignment.iter().zip(&problem.units)).filter(|(_, (owner, _))| **owner == Some(territory));
    members.find(|(_, (_, unit))| is_large(unit)).map(|(number, _)| number)
}

/// Whether not even one more unit (or a hundredth of the allowed value) may change hands.
fn is_limit_used_up(problem: &DesignProblem, figures: &DesignMeasures) -> bool {
    let Some(limit) = &problem.disruption_limit else { return false };
    match limit.basis {
        DisruptionBasis::Units => {
            let held = problem.units.iter().filter(|unit| unit.today.is_some()).count() as f64;
            f64::from(figures.changed_unit_count) + 1.0 > limit.share * held + TOLERANCE_SLACK
        }
        DisruptionBasis::Measure(measure) => {
            figures.measures.get(measure).is_some_and(|summary| summary.changed_share >= limit.share * 0.99 - TOLERANCE_SLACK)
        }
    }
}
