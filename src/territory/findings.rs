//! What can be said about a problem before any search: wrong data, and wishes that cannot be met.
//!
//! Findings never stop a run. Each has a stable code and the figures a sentence needs; the words
//! themselves live with the screens. What a finished run left unmet is told by [`super::unmet`].

mod balance;
mod limit;
mod today;

use std::collections::BTreeSet;

use balance::balance_findings;
pub use limit::{ForcedChange, UnmetLimit, forced_change, unmet_limit};
use limit::{forced_findings, limit_findings};
use serde::{Deserialize, Serialize};

use super::apart::{Apart, apart};
use super::bundles::{Bundle, bundles};
use super::cleaned::{Cleaned, is_valid_value};
use super::measures::TOLERANCE_SLACK;
use super::problem::{DesignProblem, TerritoryLock};
use super::reconciled::{groups, reconciled};
use today::today_meets_wishes;

/// One finding. Indices count from 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DesignFinding {
    /// There is no territory to assign to.
    ZeroTerritories,
    /// There is nothing to assign.
    ZeroUnits,
    /// Some territories stay empty. Units that stay together count once.
    MoreTerritoriesThanUnits {
        /// What there is to share out.
        units: u32,
        /// Territories there are.
        territories: u32,
    },
    /// A value is missing, negative, not a number or beyond 1e200, and counts as 0.
    InvalidValue {
        /// The unit.
        unit: u32,
        /// The measure.
        measure: u32,
    },
    /// A position is not a place on the globe, and counts as none.
    InvalidPosition {
        /// The unit.
        unit: u32,
    },
    /// The territory a unit has today does not exist; the unit counts as having none.
    UnknownTerritoryToday {
        /// The unit.
        unit: u32,
        /// The index that is out of range.
        territory: u32,
    },
    /// A unit is fixed but has no territory today, so there is nothing to fix it to; it is free.
    FixedWithoutTerritory {
        /// The unit.
        unit: u32,
    },
    /// A measure is 0 for every unit, and is left out of the balancing.
    MeasureIsZeroEverywhere {
        /// The measure.
        measure: u32,
    },
    /// The shares of a measure do not sum to 1 (or one is negative or not finite); they were scaled so that they do.
    SharesDoNotSumToOne {
        /// The measure.
        measure: u32,
        /// Their sum as given.
        sum: f64,
    },
    /// No unit has a position: balance only, no travel.
    NoPositions,
    /// Every unit with a position is at the same place: travel tells nothing.
    AllUnitsAtOnePoint,
    /// Units that are fixed, or held by a territory that gives nothing up, alone put it above tolerance.
    FixedUnitsExceedTolerance {
        /// The territory.
        territory: u32,
        /// The measure.
        measure: u32,
        /// What the fixed units carry over the territory's target: 1.31 is 131 %.
        share_of_target: f64,
    },
    /// One unit alone is above what any territory open to it may carry, and units are never split.
    UnitLargerThanTarget {
        /// The unit.
        unit: u32,
        /// The measure.
        measure: u32,
        /// Its value over that of a mean territory.
        territory_share: f64,
        /// The least tolerance under which a territory may carry it.
        needed_tolerance: f64,
    },
    /// There are fewer free units than territories without a fixed one, so some stay empty. Units that stay together count
    /// once.
    TooFewFreeUnits {
        /// Units that may be assigned anywhere.
        free_units: u32,
        /// Territories that hold no fixed unit.
        open_territories: u32,
    },
    /// Reaching the tolerance takes more change than the limit allows.
    DisruptionLimitTooTight {
        /// The measure whose balance asks for the change.
        measure: u32,
        /// A lower bound on the fraction that must change hands, on the basis of the limit.
        needed_share: f64,
        /// The fraction that may.
        limit_share: f64,
    },
    /// What stays together, what is forbidden and centres alone change more than the limit allows. They do; nothing else
    /// changes then.
    DisruptionLimitForced {
        /// What they change.
        forced: ForcedChange,
        /// The fraction that may change hands.
        limit_share: f64,
    },
    /// The limit counts a measure that does not exist, or its share is not a number of at least 0.
    DisruptionLimitInvalid,
    /// Units that are to stay together are held by two territories; they are parted.
    GroupHeldTwice {
        /// A unit of the group.
        unit: u32,
        /// The territory that holds it.
        territory: u32,
        /// Another unit of the group.
        other_unit: u32,
        /// The territory that holds that one.
        other_territory: u32,
    },
    /// Units that are to stay together are partly in a frozen territory; they are parted.
    GroupPartedByFrozen {
        /// A unit in the frozen territory.
        unit: u32,
        /// That territory.
        territory: u32,
    },
    /// A unit is held by a territory that it, or one it stays together with, must not be in; it stays.
    HeldWhereForbidden {
        /// The unit.
        unit: u32,
        /// The territory.
        territory: u32,
    },
    /// A unit, with those it stays together with, is forbidden in every territory that is open; it may go anywhere.
    ForbiddenEverywhere {
        /// The unit.
        unit: u32,
    },
    /// The centre wished for a territory cannot be in it; it gets another.
    CentreElsewhere {
        /// The territory.
        territory: u32,
        /// The unit.
        unit: u32,
    },
    /// Every unit is held where it is: there is nothing to share out.
    EverythingHeld,
    /// Every territory is frozen, so that units without one stay without.
    EveryTerritoryFrozen {
        /// Units that have nowhere to go.
        units: u32,
    },
    /// Units that stay together are more than any territory open to them may carry.
    GroupLargerThanTarget {
        /// The first of them.
        unit: u32,
        /// How many they are.
        units: u32,
        /// The measure.
        measure: u32,
        /// Their value over that of a mean territory.
        territory_share: f64,
        /// The least tolerance under which a territory may carry them.
        needed_tolerance: f64,
    },
    /// The map is in more pieces than there are territories, so that not each can be in one.
    MorePiecesThanTerritories {
        /// Pieces of the map.
        pieces: u32,
        /// Territories.
        territories: u32,
    },
    /// What a territory holds, fixed or locked, lies in several places, and joining them into one piece takes more than
    /// it may carry, or much of it, or cannot be done.
    HeldUnitsApart {
        /// The territory.
        territory: u32,
        /// In how many places what it holds lies.
        places: u32,
        /// The held units without which one piece is easy, the hardest to join first.
        units: Vec<u32>,
        /// What joining all takes; `None` where there is no way.
        way: Option<JoiningWay>,
        /// Whether it is frozen, and so takes nothing that lies between.
        is_frozen: bool,
    },
    /// What the search may set out from, today's plan, is within tolerance and keeps every other wish: a redesign shortens
    /// ways only.
    TodayMeetsWishes,
}

/// The units between the places in which a territory's held units lie, on ways that carry little.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct JoiningWay {
    /// How many units lie on them.
    pub units: u32,
    /// The measure in which the territory comes furthest.
    pub measure: u32,
    /// What it then carries at least over its target, with what it holds: 1.3 is 130 %.
    pub share_of_target: f64,
    /// Whether that is above tolerance.
    pub exceeds_tolerance: bool,
}

impl DesignFinding {
    /// A stable name of the kind of finding, for translation tables and documentation.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ZeroTerritories => "zero-territories",
            Self::ZeroUnits => "zero-units",
            Self::MoreTerritoriesThanUnits { .. } => "more-territories-than-units",
            Self::InvalidValue { .. } => "invalid-value",
            Self::InvalidPosition { .. } => "invalid-position",
            Self::UnknownTerritoryToday { .. } => "unknown-territory-today",
            Self::FixedWithoutTerritory { .. } => "fixed-without-territory",
            Self::MeasureIsZeroEverywhere { .. } => "measure-is-zero-everywhere",
            Self::SharesDoNotSumToOne { .. } => "shares-do-not-sum-to-one",
            Self::NoPositions => "no-positions",
            Self::AllUnitsAtOnePoint => "all-units-at-one-point",
            Self::FixedUnitsExceedTolerance { .. } => "fixed-units-exceed-tolerance",
            Self::UnitLargerThanTarget { .. } => "unit-larger-than-target",
            Self::TooFewFreeUnits { .. } => "too-few-free-units",
            Self::DisruptionLimitTooTight { .. } => "disruption-limit-too-tight",
            Self::DisruptionLimitForced { .. } => "disruption-limit-forced",
            Self::DisruptionLimitInvalid => "disruption-limit-invalid",
            Self::GroupHeldTwice { .. } => "group-held-twice",
            Self::GroupPartedByFrozen { .. } => "group-parted-by-frozen",
            Self::HeldWhereForbidden { .. } => "held-where-forbidden",
            Self::ForbiddenEverywhere { .. } => "forbidden-everywhere",
            Self::CentreElsewhere { .. } => "centre-elsewhere",
            Self::EverythingHeld => "everything-held",
            Self::EveryTerritoryFrozen { .. } => "every-territory-frozen",
            Self::GroupLargerThanTarget { .. } => "group-larger-than-target",
            Self::MorePiecesThanTerritories { .. } => "more-pieces-than-territories",
            Self::HeldUnitsApart { .. } => "held-units-apart",
            Self::TodayMeetsWishes => "today-meets-wishes",
        }
    }
}

/// Everything there is to say about a problem, data first, then places, then balance, then change, then wishes that
/// clash.
#[must_use]
pub fn findings(problem: &DesignProblem) -> Vec<DesignFinding> {
    let cleaned = Cleaned::new(problem);
    let mut found = Vec::new();
    data_findings(problem, &cleaned, &mut found);
    place_findings(&cleaned, &mut found);
    if cleaned.territory_count > 0 {
        let (searched, given_up) = reconciled(problem);
        let is_kept = given_up.is_empty() && today_meets_wishes(&searched, &cleaned);
        count_findings(&bundles(&searched, &cleaned), &cleaned, &mut found);
        balance_findings(&cleaned, &mut found);
        limit_findings(problem, &cleaned, &mut found);
        found.extend(given_up);
        forced_findings(&searched, &cleaned, &mut found);
        wish_findings(&searched, &cleaned, &mut found);
        found.extend(is_kept.then_some(DesignFinding::TodayMeetsWishes));
    }
    found
}

fn wish_findings(problem: &DesignProblem, cleaned: &Cleaned, found: &mut Vec<DesignFinding>) {
    let groups = groups(problem);
    let held_groups: Vec<u32> =
        groups.iter().filter(|(_, units)| units.iter().any(|&unit| cleaned.locked[unit as usize])).map(|(&group, _)| group).collect();
    let is_held =
        |unit: usize| cleaned.locked[unit] || problem.units[unit].group.is_some_and(|group| held_groups.binary_search(&group).is_ok());
    let free = (0..cleaned.unit_count).filter(|&unit| !is_held(unit)).count() as u32;
    let is_frozen = problem.territories.iter().all(|territory| territory.lock == TerritoryLock::Frozen);
    if free == 0 && cleaned.unit_count > 0 {
        found.push(DesignFinding::EverythingHeld);
    } else if is_frozen && free > 0 {
        found.push(DesignFinding::EveryTerritoryFrozen { units: free });
    }
    for measure in (0..cleaned.measure_count).filter(|&measure| cleaned.is_balanced(measure)) {
        let largest_target = (0..cleaned.territory_count).map(|territory| cleaned.target(territory, measure)).fold(0.0, f64::max);
        let ceiling = (1.0 + cleaned.tolerances[measure] + TOLERANCE_SLACK) * largest_target;
        for units in groups.values().filter(|units| units.len() > 1) {
            let value: f64 = units.iter().map(|&unit| cleaned.value(unit as usize, measure)).sum();
            if value > ceiling {
                found.push(DesignFinding::GroupLargerThanTarget {
                    unit: units[0],
                    units: units.len() as u32,
                    measure: measure as u32,
                    territory_share: value * cleaned.territory_count as f64 / cleaned.totals[measure],
                    needed_tolerance: value / largest_target - 1.0,
                });
            }
        }
    }
    if let Some(pieces) = cleaned.pieces.as_ref().filter(|_| problem.is_contiguous) {
        // One territory of everything has the pieces of the map.
        let pieces = pieces.counts(&vec![Some(0); cleaned.unit_count], 1)[0];
        let territories = cleaned.territory_count as u32;
        if pieces > territories {
            found.push(DesignFinding::MorePiecesThanTerritories { pieces, territories });
        }
        found.extend(apart(problem, cleaned).into_iter().map(|Apart { territory, places, units, way, is_frozen }| {
            DesignFinding::HeldUnitsApart { territory, places, units, way, is_frozen }
        }));
    }
}

fn data_findings(problem: &DesignProblem, cleaned: &Cleaned, found: &mut Vec<DesignFinding>) {
    if cleaned.territory_count == 0 {
        found.push(DesignFinding::ZeroTerritories);
    }
    if cleaned.unit_count == 0 {
        found.push(DesignFinding::ZeroUnits);
    }
    for (index, unit) in problem.units.iter().enumerate() {
        let number = index as u32;
        for measure in 0..cleaned.measure_count {
            if !unit.values.get(measure).is_some_and(|value| is_valid_value(*value)) {
                found.push(DesignFinding::InvalidValue { unit: number, measure: measure as u32 });
            }
        }
        if unit.position.is_some_and(|position| !position.is_valid()) {
            found.push(DesignFinding::InvalidPosition { unit: number });
        }
        if let (Some(territory), None) = (unit.today, cleaned.today[index]) {
            found.push(DesignFinding::UnknownTerritoryToday { unit: number, territory });
        }
        if unit.fixed && cleaned.today[index].is_none() {
            found.push(DesignFinding::FixedWithoutTerritory { unit: number });
        }
    }
    for measure in 0..cleaned.measure_count {
        if cleaned.totals[measure] <= 0.0 && cleaned.unit_count > 0 {
            found.push(DesignFinding::MeasureIsZeroEverywhere { measure: measure as u32 });
        }
        let shares = problem.territories.iter().map(|territory| territory.shares.get(measure));
        let sum: f64 = shares.clone().map(|share| share.copied().unwrap_or(0.0)).sum();
        let has_bad_share = shares.into_iter().any(|share| !share.is_some_and(|share| share.is_finite() && *share >= 0.0));
        let sums_to_one = (sum - 1.0).abs() <= 1e-6;
        if cleaned.territory_count > 0 && (has_bad_share || !sums_to_one) {
            found.push(DesignFinding::SharesDoNotSumToOne { measure: measure as u32, sum });
        }
    }
}

fn place_findings(cleaned: &Cleaned, found: &mut Vec<DesignFinding>) {
    let mut places = cleaned.points.iter().flatten();
    match places.next() {
        None if cleaned.unit_count > 0 => found.push(DesignFinding::NoPositions),
        Some(first) if cleaned.unit_count > 1 && places.all(|place| place == first) => {
            found.push(DesignFinding::AllUnitsAtOnePoint);
        }
        _ => {}
    }
}

/// Whether there is something for every territory; what stays together counts once.
fn count_findings(bundles: &[Bundle], cleaned: &Cleaned, found: &mut Vec<DesignFinding>) {
    let (units, territories) = (bundles.len() as u32, cleaned.territory_count as u32);
    let holders: BTreeSet<u32> = bundles.iter().filter_map(|bundle| bundle.held_by).collect();
    let free_units = bundles.iter().filter(|bundle| bundle.held_by.is_none()).count() as u32;
    let open_territories = territories.saturating_sub(holders.len() as u32);
    if units > 0 && territories > units {
        found.push(DesignFinding::MoreTerritoriesThanUnits { units, territories });
    } else if units > 0 && free_units < open_territories {
        found.push(DesignFinding::TooFewFreeUnits { free_units, open_territories });
    }
}
