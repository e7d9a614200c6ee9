//! Territories in several pieces where one was wished, and why where that is known.

use std::collections::BTreeSet;

use super::allowance::Allowance;
use super::{PiecesReason, UnmetPieces};
use crate::territory::cleaned::Cleaned;
use crate::territory::findings::{DesignFinding, findings};
use crate::territory::measures::DesignMeasures;
use crate::territory::pieces::Pieces;
use crate::territory::problem::DesignProblem;
use crate::territory::reconciled::reconciled;

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
    let ground = Ground::new(problem, assignment);
    broken.into_iter().map(|(territory, pieces)| UnmetPieces { territory, pieces, reason: ground.reason(territory) }).collect()
}

struct Ground {
    searched: DesignProblem,
    owners: Vec<Option<u32>>,
    known: Vec<DesignFinding>,
    pieces: Option<Pieces>,
    allowance: Option<Allowance>,
}

impl Ground {
    fn new(problem: &DesignProblem, assignment: &[Option<u32>]) -> Ground {
        let searched = reconciled(problem).0;
        let cleaned = Cleaned::new(&searched);
        let owners: Vec<Option<u32>> = (0..cleaned.unit_count).map(|unit| assignment.get(unit).copied().flatten()).collect();
        let allowance = Allowance::of(&searched, &cleaned, &owners);
        Ground { known: findings(problem), pieces: cleaned.pieces, searched, owners, allowance }
    }

    fn reason(&self, wanted: u32) -> Option<PiecesReason> {
        let of_held = self.known.iter().find_map(|finding| match finding {
            DesignFinding::HeldUnitsApart { territory, is_frozen: true, .. } if *territory == wanted => Some(PiecesReason::Frozen),
            DesignFinding::HeldUnitsApart { territory, units, way, .. } if *territory == wanted => {
                let is_one_without = self.is_one_without(wanted, units);
                Some(PiecesReason::HeldUnitsApart { units: units.clone(), is_one_without, way: *way })
            }
            _ => None,
        });
        let is_map_in_pieces = || self.known.iter().any(|finding| matches!(finding, DesignFinding::MorePiecesThanTerritories { .. }));
        of_held.or_else(|| self.limit(wanted)).or_else(|| is_map_in_pieces().then_some(PiecesReason::MapInPieces))
    }

    /// Whether a territory is in one piece without these units and those that stay together with them.
    fn is_one_without(&self, territory: u32, units: &[u32]) -> bool {
        let groups: BTreeSet<u32> = units.iter().filter_map(|&unit| self.searched.units[unit as usize].group).collect();
        let mut without = self.owners.clone();
        for (owner, unit) in without.iter_mut().zip(&self.searched.units) {
            *owner = owner.filter(|_| unit.group.is_none_or(|group| !groups.contains(&group)));
        }
        units.iter().for_each(|&unit| without[unit as usize] = None);
        let counts = self.pieces.as_ref().map(|pieces| pieces.counts(&without, self.searched.territories.len()));
        counts.is_some_and(|counts| counts.get(territory as usize) == Some(&1))
    }

    /// The limit, where it has no room to give the smaller pieces of a territory away.
    fn limit(&self, territory: u32) -> Option<PiecesReason> {
        let (pieces, allowance) = (self.pieces.as_ref()?, self.allowance.as_ref()?);
        let own: Vec<u32> = (0_u32..).zip(&self.owners).filter(|(_, owner)| **owner == Some(territory)).map(|(unit, _)| unit).collect();
        let costs = pieces.parts(&own).into_iter().map(|part| allowance.cost_of_leaving(&part, &self.owners));
        let costs: Vec<f64> = costs.collect();
        let cost = costs.iter().sum::<f64>() - costs.iter().copied().fold(0.0, f64::max);
        (!allowance.has_room_for(cost)).then(|| PiecesReason::DisruptionLimit { needed_share: allowance.share_with(cost) })
    }
}
