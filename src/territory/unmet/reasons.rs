//! Why a territory is outside tolerance, as far as a problem and its result tell.

use std::collections::BTreeSet;

use super::UnmetReason;
use super::allowance::Allowance;
use crate::territory::bundles::{Bundle, bundles};
use crate::territory::cleaned::Cleaned;
use crate::territory::findings::{DesignFinding, findings};
use crate::territory::measures::{DesignMeasures, TOLERANCE_SLACK};
use crate::territory::problem::{DesignProblem, TerritoryLock};
use crate::territory::reconciled::{holder, reconciled};

/// The part of a target from which one unit counts as large.
const LARGE_SHARE: f64 = 0.5;
/// Forbidden pairs are a reason from this part of what a territory lacks.
const FORBIDDEN_SHARE: f64 = 0.5;

/// A territory outside tolerance in a measure.
pub(super) struct Place {
    pub(super) territory: u32,
    pub(super) measure: u32,
    pub(super) deviation: f64,
    pub(super) tolerance_share: f64,
}

/// What reasons are told from.
pub(super) struct Reasons<'a> {
    /// The problem without wishes that contradict each other.
    pub(super) searched: DesignProblem,
    /// Per unit, its territory in the result.
    pub(super) owners: Vec<Option<u32>>,
    pub(super) figures: &'a DesignMeasures,
    pub(super) cleaned: Cleaned,
    pub(super) bundles: Vec<Bundle>,
    pub(super) allowance: Option<Allowance>,
    /// Per unit, whether another lies beside it.
    pub(super) have_neighbours: Vec<bool>,
    forbidden: BTreeSet<(u32, u32)>,
    known: Vec<DesignFinding>,
    /// Per measure, what is left over for those that nothing fills, over their targets.
    mean_shares: Vec<Option<f64>>,
}

impl<'a> Reasons<'a> {
    pub(super) fn new(problem: &DesignProblem, assignment: &[Option<u32>], figures: &'a DesignMeasures) -> Self {
        let searched = reconciled(problem).0;
        let cleaned = Cleaned::new(&searched);
        let known_owner = |unit: usize| assignment.get(unit).copied().flatten().filter(|&owner| (owner as usize) < cleaned.territory_count);
        let owners: Vec<Option<u32>> = (0..cleaned.unit_count).map(known_owner).collect();
        let mut reasons = Reasons {
            bundles: bundles(&searched, &cleaned),
            forbidden: searched.forbidden.iter().copied().collect(),
            allowance: Allowance::of(&searched, &cleaned, &owners),
            known: findings(problem),
            mean_shares: Vec::new(),
            have_neighbours: searched.have_neighbours(),
            searched,
            owners,
            figures,
            cleaned,
        };
        reasons.mean_shares = (0..reasons.cleaned.measure_count).map(|measure| reasons.mean_share_of_rest(measure)).collect();
        reasons
    }

    /// The territory of a bundle.
    pub(super) fn owner(&self, bundle: &Bundle) -> Option<u32> {
        self.owners[bundle.units[0] as usize]
    }

    pub(super) fn lock(&self, territory: u32) -> TerritoryLock {
        self.searched.territories.get(territory as usize).map(|target| target.lock).unwrap_or_default()
    }

    /// Whether a bundle must not be in a territory.
    pub(super) fn is_forbidden(&self, bundle: &Bundle, territory: u32) -> bool {
        !self.forbidden.is_empty() && bundle.units.iter().any(|&unit| self.forbidden.contains(&(unit, territory)))
    }

    /// What a value is of a territory's target; of a mean territory where the target is 0.
    fn share(&self, territory: u32, measure: usize, value: f64) -> f64 {
        let target = self.cleaned.target(territory as usize, measure);
        let mean = self.cleaned.totals[measure] / self.cleaned.territory_count as f64;
        value / if target > 0.0 { target } else { mean }
    }

    /// Above this value something that moves as one fits into no territory.
    fn ceiling(&self, measure: usize) -> f64 {
        let targets = (0..self.cleaned.territory_count).map(|territory| self.cleaned.target(territory, measure));
        (1.0 + self.cleaned.tolerances[measure] + TOLERANCE_SLACK) * targets.fold(0.0, f64::max)
    }

    /// What is left for the territories that are neither frozen nor filled by what is held or fits nowhere, over their
    /// targets, where they have any.
    fn mean_share_of_rest(&self, measure: usize) -> Option<f64> {
        let ceiling = self.ceiling(measure);
        let mut bound = vec![0.0; self.cleaned.territory_count];
        for bundle in &self.bundles {
            let value = bundle.values[measure];
            let place = bundle.held_by.or_else(|| self.owner(bundle).filter(|_| value > ceiling));
            if let Some(load) = place.and_then(|place| bound.get_mut(place as usize)) {
                *load += value;
            }
        }
        let (mut rest, mut wanted) = (self.cleaned.totals[measure], 0.0);
        for (territory, load) in bound.into_iter().enumerate() {
            let is_full = self.cleaned.deviation(territory, measure, load) > self.cleaned.tolerances[measure] + TOLERANCE_SLACK;
            if is_full || self.lock(territory as u32) == TerritoryLock::Frozen {
                rest -= load;
            } else {
                wanted += self.cleaned.target(territory, measure);
            }
        }
        (wanted > 0.0).then(|| rest / wanted)
    }

    /// Why a territory is outside tolerance.
    pub(super) fn reason(&self, place: &Place) -> Option<UnmetReason> {
        let certain = if place.deviation > 0.0 { self.too_much(place) } else { self.too_little(place) };
        certain
            .or_else(|| self.is_limit_used_up(place).then(|| self.limited(place, &self.helpful(&self.steps(place)))))
            .or_else(|| self.held_apart(place))
            .or_else(|| self.has_held_neighbours(place).then_some(UnmetReason::NeighboursHeld))
            .or_else(|| self.of_steps(place))
            .or_else(|| self.large_unit(place))
    }

    /// What puts a territory above tolerance in any case.
    fn too_much(&self, place: &Place) -> Option<UnmetReason> {
        let measure = place.measure as usize;
        let fixed = self.known.iter().find_map(|finding| match finding {
            DesignFinding::FixedUnitsExceedTolerance { territory, measure, share_of_target }
                if (*territory, *measure) == (place.territory, place.measure) =>
            {
                Some(UnmetReason::FixedUnits { share_of_target: *share_of_target })
            }
            _ => None,
        });
        if fixed.is_some() {
            return fixed;
        }
        let held = self.bundles.iter().filter(|bundle| bundle.held_by == Some(place.territory));
        let held: f64 = held.map(|bundle| bundle.values[measure]).sum();
        let largest = self.members(place.territory).max_by(|one, other| one.values[measure].total_cmp(&other.values[measure]))?;
        let value = largest.values[measure];
        if value > self.ceiling(measure) {
            let (unit, share_of_target) = (largest.units[0], self.share(place.territory, measure, value));
            return Some(if largest.units.len() > 1 {
                UnmetReason::GroupLargerThanTarget { unit, share_of_target }
            } else {
                UnmetReason::UnitLargerThanTarget { unit, share_of_target }
            });
        }
        let is_full = self.cleaned.deviation(place.territory as usize, measure, held) > place.tolerance_share + TOLERANCE_SLACK;
        is_full.then(|| UnmetReason::HeldTogether { share_of_target: self.share(place.territory, measure, held) })
    }

    /// What leaves a territory below tolerance in any case.
    fn too_little(&self, place: &Place) -> Option<UnmetReason> {
        let measure = place.measure as usize;
        if self.lock(place.territory) == TerritoryLock::Frozen {
            return Some(UnmetReason::Frozen);
        }
        let is_short = |finding: &DesignFinding| {
            matches!(finding, DesignFinding::MoreTerritoriesThanUnits { .. } | DesignFinding::TooFewFreeUnits { .. })
        };
        if self.known.iter().any(is_short) {
            return Some(UnmetReason::TooFewUnits);
        }
        let shut_out = || self.bundles.iter().filter(|bundle| self.is_forbidden(bundle, place.territory));
        let share_of_target = self.share(place.territory, measure, shut_out().map(|bundle| bundle.values[measure]).sum());
        let lacking = -place.deviation - place.tolerance_share;
        if share_of_target > 0.0 && share_of_target >= FORBIDDEN_SHARE * lacking {
            return Some(UnmetReason::Forbidden { units: shut_out().map(|bundle| bundle.units.len() as u32).sum(), share_of_target });
        }
        let mean_share = self.mean_shares[measure].filter(|share| *share < 1.0 - place.tolerance_share - TOLERANCE_SLACK);
        mean_share.map(|mean_share| UnmetReason::TooLittleElsewhere { mean_share })
    }

    fn is_limit_used_up(&self, place: &Place) -> bool {
        self.allowance.as_ref().is_some_and(Allowance::is_used_up) || self.known_limit(place).is_some()
    }

    /// What balance needs to change hands in any case in the measure of a place, where that is beyond the limit.
    pub(super) fn known_limit(&self, place: &Place) -> Option<f64> {
        self.known.iter().find_map(|finding| match finding {
            DesignFinding::DisruptionLimitTooTight { measure, needed_share, .. } if *measure == place.measure => Some(*needed_share),
            _ => None,
        })
    }

    /// What joining held units that lie apart does to a territory.
    fn held_apart(&self, place: &Place) -> Option<UnmetReason> {
        let mut reason = None;
        for finding in &self.known {
            let DesignFinding::HeldUnitsApart { territory, units, way, is_frozen: false, .. } = finding else { continue };
            if *territory == place.territory && place.deviation > 0.0 {
                reason = Some(UnmetReason::HeldUnitsApart { units: units.len() as u32, way: *way });
            } else if place.deviation < 0.0 && reason.is_none() && self.is_above(*territory, place) {
                reason = Some(UnmetReason::TakenByHeldApart { territory: *territory });
            }
        }
        reason
    }

    /// Whether another territory is above tolerance in the measure of a place.
    fn is_above(&self, territory: u32, place: &Place) -> bool {
        let figures = self.figures.territories.get(territory as usize);
        let deviation = figures.and_then(|carried| carried.deviations.get(place.measure as usize));
        deviation.is_some_and(|deviation| *deviation > place.tolerance_share + TOLERANCE_SLACK)
    }

    /// Whether a territory that must be in one piece can take nothing from what lies beside it or, when it carries too much,
    /// give nothing there.
    fn has_held_neighbours(&self, place: &Place) -> bool {
        if !self.searched.is_contiguous {
            return false;
        }
        let owner = |unit: u32| self.owners.get(unit as usize).copied().flatten();
        let own = (0_u32..).zip(&self.searched.neighbours).filter(|(unit, _)| owner(*unit) == Some(place.territory));
        let is_shut = |unit: u32| match owner(unit) {
            Some(_) if place.deviation < 0.0 => holder(&self.searched, unit as usize).is_some(),
            Some(there) => self.lock(there) == TerritoryLock::Frozen,
            None => false,
        };
        let mut beside = own.flat_map(|(_, near)| near).copied().filter(|&unit| owner(unit) != Some(place.territory)).peekable();
        beside.peek().is_some() && beside.all(is_shut)
    }

    /// What a territory has, as it moves.
    fn members(&self, territory: u32) -> impl Iterator<Item = &Bundle> {
        self.bundles.iter().filter(move |bundle| self.owner(bundle) == Some(territory))
    }

    /// The largest that moves as one in a territory, where it makes up at least half the target in a measure that is
    /// balanced.
    fn large_unit(&self, place: &Place) -> Option<UnmetReason> {
        let share = |bundle: &Bundle| {
            let balanced = (0..self.cleaned.measure_count).filter(|&measure| self.cleaned.is_balanced(measure));
            balanced.map(|measure| self.share(place.territory, measure, bundle.values[measure])).fold(0.0, f64::max)
        };
        let largest = self.members(place.territory).map(|bundle| (share(bundle), bundle)).max_by(|one, other| one.0.total_cmp(&other.0));
        let (_, bundle) = largest.filter(|(share, _)| *share >= LARGE_SHARE)?;
        Some(UnmetReason::LargeUnit { unit: bundle.units[0], is_group: bundle.units.len() > 1 })
    }
}
