//! What a finished run left unmet, by how much, and why where that is known.

mod allowance;
mod broken;
mod reasons;
mod steps;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::findings::JoiningWay;
use super::measures::{DesignMeasures, TOLERANCE_SLACK};
use super::problem::DesignProblem;
pub use broken::unmet_pieces;
use reasons::{Place, Reasons};

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
    /// Its fixed units, with those that stay together with them, are above tolerance.
    HeldTogether {
        /// What they come to, as a share of the territory's target.
        share_of_target: f64,
    },
    /// It holds a unit that is larger than any territory may be.
    UnitLargerThanTarget {
        /// The unit.
        unit: u32,
        /// What the unit alone comes to, as a share of the territory's target.
        share_of_target: f64,
    },
    /// It holds units that stay together and are more than any territory may carry.
    GroupLargerThanTarget {
        /// The first of them.
        unit: u32,
        /// What they come to, as a share of the territory's target.
        share_of_target: f64,
    },
    /// What is held or moves as one elsewhere is so large that the rest cannot fill every other territory.
    TooLittleElsewhere {
        /// What the rest comes to in the other territories on the average, as a share of their targets.
        mean_share: f64,
    },
    /// There are fewer units to share out than territories to fill; those that stay together count once.
    TooFewUnits,
    /// Much of what it lacks must not be in it.
    Forbidden {
        /// How many units must not.
        units: u32,
        /// What they come to, as a share of the territory's target.
        share_of_target: f64,
    },
    /// The limit on what changes hands is used up, or leaves less than any step takes that would help.
    DisruptionLimit {
        /// The least that must be allowed for a step that helps, as a share, where there is such a step.
        needed_share: Option<f64>,
    },
    /// It holds a unit, or units that stay together, of at least half its target, which leaves little choice for the rest.
    /// A likely reason, not a certain one.
    LargeUnit {
        /// The unit, or the first of them.
        unit: u32,
        /// Whether others stay together with it.
        is_group: bool,
    },
    /// Nobody around it can give it anything or, where it has too much, take anything without coming further out.
    NothingToSpare,
    /// Whatever moves as one and could come to it, or leave it, is too large for it or for the other territory.
    StepsTooLarge {
        /// The first unit of the smallest that could.
        unit: u32,
        /// Whether others stay together with it.
        is_group: bool,
    },
    /// It is frozen.
    Frozen,
    /// What it holds lies in places far apart, and with what lies between them it carries too much.
    HeldUnitsApart {
        /// The held units without which one piece is easy.
        units: u32,
        /// What joining them takes, as far as there is a way.
        way: Option<JoiningWay>,
    },
    /// Another territory, whose held units lie far apart, takes what lies between them.
    TakenByHeldApart {
        /// That territory.
        territory: u32,
    },
    /// It must be in one piece, and nothing may change hands between it and what lies beside it.
    NeighboursHeld,
    /// Whatever would bring it nearer, if it came to it or left it, leaves the territory that gives it in pieces.
    BreaksGiver {
        /// The first unit of the smallest that would help.
        unit: u32,
        /// Whether others stay together with it.
        is_group: bool,
        /// The territory that would fall into pieces: it itself where it carries too much.
        territory: u32,
    },
}

/// A territory in more pieces than the one that was wished.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnmetPieces {
    /// The territory.
    pub territory: u32,
    /// Its pieces.
    pub pieces: u32,
    /// Why, where it is known.
    pub reason: Option<PiecesReason>,
}

/// Why a territory lies in several pieces.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PiecesReason {
    /// It is frozen and lay in pieces before.
    Frozen,
    /// What it holds lies in places far apart.
    HeldUnitsApart {
        /// The held units without which one piece is easy, the hardest to join first.
        units: Vec<u32>,
        /// Whether what it has now is in one piece without them.
        is_one_without: bool,
        /// What joining them takes, as far as there is a way.
        way: Option<JoiningWay>,
    },
    /// The map is in more pieces than there are territories.
    MapInPieces,
    /// The limit on what changes hands leaves less than joining it takes.
    DisruptionLimit {
        /// What would change hands in all if its smaller pieces were given away, on the basis of the limit.
        needed_share: f64,
    },
}

/// The territories outside tolerance in the measures that take part in the balancing, worst first.
#[must_use]
pub fn unmet_wishes(problem: &DesignProblem, assignment: &[Option<u32>], figures: &DesignMeasures) -> Vec<UnmetWish> {
    let mut places = Vec::new();
    for (measure, (goal, summary)) in problem.measures.iter().zip(&figures.measures).enumerate() {
        if summary.total <= 0.0 || !goal.is_balanced() {
            continue;
        }
        let tolerance_share = goal.tolerance_share.max(0.0);
        for (territory, carried) in figures.territories.iter().enumerate() {
            let deviation = carried.deviations.get(measure).copied().unwrap_or(0.0);
            if deviation.abs() > tolerance_share + TOLERANCE_SLACK {
                places.push(Place { territory: territory as u32, measure: measure as u32, deviation, tolerance_share });
            }
        }
    }
    if places.is_empty() {
        return Vec::new();
    }
    let reasons = Reasons::new(problem, assignment, figures);
    let mut wishes: Vec<UnmetWish> = places
        .iter()
        .map(|place| UnmetWish {
            territory: place.territory,
            measure: place.measure,
            deviation: place.deviation,
            tolerance_share: place.tolerance_share,
            reason: reasons.reason(place),
        })
        .collect();
    wishes.sort_by(|left, right| right.deviation.abs().total_cmp(&left.deviation.abs()));
    wishes
}

/// The tolerances that hold in a result, the nearest thing to those that were wished: per measure in which a territory is
/// outside, the largest deviation there is.
#[must_use]
pub fn holding_tolerances(unmet: &[UnmetWish]) -> Vec<(u32, f64)> {
    let mut largest: BTreeMap<u32, f64> = BTreeMap::new();
    for wish in unmet {
        let known = largest.entry(wish.measure).or_default();
        *known = known.max(wish.deviation.abs());
    }
    largest.into_iter().collect()
}

#[cfg(test)]
mod tests;
