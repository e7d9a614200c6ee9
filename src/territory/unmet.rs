//! What a finished run left unmet, by how much, and why where that is known.

use serde::{Deserialize, Serialize};

use super::findings::{DesignFinding, JoiningWay, findings};
use super::measures::{DesignMeasures, TOLERANCE_SLACK};
use super::pieces::Pieces;
use super::problem::{DesignProblem, DisruptionBasis, TerritoryLock, Unit};
use super::reconciled::holder;

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
        /// What the unit alone comes to, as a share of the territory's target.
        share_of_target: f64,
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
}

/// The territories in more than one piece where one was wished, and why where that is known.
#[must_use]
pub fn unmet_pieces(problem: &DesignProblem, assignment: &[Option<u32>], figures: &DesignMeasures) -> Vec<UnmetPieces> {
    if !problem.is_contiguous {
        return Vec::new();
    }
    let broken = (0_u32..).zip(&figures.territories).filter_map(|(number, one)| Some((number, one.piece_count?)));
    let broken: Vec<(u32, u32)> = broken.filter(|(_, pieces)| *pieces > 1).collect();
    if broken.is_empty() {
        return Vec::new();
    }
    let known = findings(problem);
    let graph = Pieces::new(problem);
    let is_one_without = |territory: u32, units: &[u32]| {
        let mut without = assignment.to_vec();
        units.iter().for_each(|&unit| without[unit as usize] = None);
        let counts = graph.as_ref().map(|graph| graph.counts(&without, problem.territories.len()));
        counts.is_some_and(|counts| counts.get(territory as usize) == Some(&1))
    };
    let reason = |wanted: u32| {
        let of_territory = known.iter().find_map(|finding| match finding {
            DesignFinding::HeldUnitsApart { territory, is_frozen: true, .. } if *territory == wanted => Some(PiecesReason::Frozen),
            DesignFinding::HeldUnitsApart { territory, units, way, .. } if *territory == wanted => {
                let is_one_without = is_one_without(wanted, units);
                Some(PiecesReason::HeldUnitsApart { units: units.clone(), is_one_without, way: *way })
            }
            _ => None,
        });
        let is_map_in_pieces = || known.iter().any(|finding| matches!(finding, DesignFinding::MorePiecesThanTerritories { .. }));
        of_territory.or_else(|| is_map_in_pieces().then_some(PiecesReason::MapInPieces))
    };
    broken.into_iter().map(|(territory, pieces)| UnmetPieces { territory, pieces, reason: reason(territory) }).collect()
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
                let (territory, measure) = (territory as u32, measure as u32);
                let place = Place { territory, measure, deviation, tolerance_share: goal.tolerance_share };
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
    tolerance_share: f64,
}

/// Whether a territory is above tolerance in a measure.
fn is_above(figures: &DesignMeasures, territory: u32, measure: u32, tolerance_share: f64) -> bool {
    let deviation = figures.territories.get(territory as usize).and_then(|carried| carried.deviations.get(measure as usize));
    deviation.is_some_and(|deviation| *deviation > tolerance_share.max(0.0) + TOLERANCE_SLACK)
}

/// Whether a territory that must be in one piece can take nothing from what lies beside it or, when it carries too much,
/// give nothing there.
fn has_held_neighbours(problem: &DesignProblem, assignment: &[Option<u32>], place: &Place) -> bool {
    if !problem.is_contiguous {
        return false;
    }
    let owner = |unit: u32| assignment.get(unit as usize).copied().flatten();
    let own = (0_u32..).zip(&problem.neighbours).filter(|(unit, _)| owner(*unit) == Some(place.territory));
    let is_shut = |unit: u32| match owner(unit) {
        Some(_) if place.deviation < 0.0 => holder(problem, unit as usize).is_some(),
        Some(there) => problem.territories.get(there as usize).is_some_and(|target| target.lock == TerritoryLock::Frozen),
        None => false,
    };
    let mut beside = own.flat_map(|(_, near)| near).copied().filter(|&unit| owner(unit) != Some(place.territory)).peekable();
    beside.peek().is_some() && beside.all(is_shut)
}

fn reason(
    problem: &DesignProblem,
    assignment: &[Option<u32>],
    figures: &DesignMeasures,
    known: &[DesignFinding],
    place: &Place,
) -> Option<UnmetReason> {
    if place.deviation < 0.0 && problem.territories.get(place.territory as usize).is_some_and(|target| target.lock == TerritoryLock::Frozen)
    {
        return Some(UnmetReason::Frozen);
    }
    let mut too_little_elsewhere = false;
    let mut too_few_units = false;
    let mut apart = None;
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
                    let target = figures.territories.get(place.territory as usize)?.targets.get(place.measure as usize)?;
                    let value = problem.units.get(*unit as usize)?.values.get(place.measure as usize)?;
                    return Some(UnmetReason::UnitLargerThanTarget { unit: *unit, share_of_target: value / target });
                }
                too_little_elsewhere |= place.deviation < 0.0;
            }
            DesignFinding::HeldUnitsApart { territory, units, way, is_frozen: false, .. } => {
                if *territory == place.territory && place.deviation > 0.0 {
                    apart = Some(UnmetReason::HeldUnitsApart { units: units.len() as u32, way: *way });
                } else if place.deviation < 0.0 && apart.is_none() && is_above(figures, *territory, place.measure, place.tolerance_share) {
                    apart = Some(UnmetReason::TakenByHeldApart { territory: *territory });
                }
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
    } else if apart.is_some() {
        apart
    } else if has_held_neighbours(problem, assignment, place) {
        Some(UnmetReason::NeighboursHeld)
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
