//! Commands on what territories are measured by and what they should carry of it.

use super::apply::scenario_mut;
use super::{ChangeSummary, CommandError, OwnShare, Plan, shares};
use crate::domain::{ScenarioId, TerritoryId};

/// Gives a territory a share of its own; a full one is not kept.
pub(super) fn set_share(plan: &mut Plan, scenario: ScenarioId, territory: TerritoryId, share: OwnShare) -> Result<ChangeSummary, CommandError> {
    let mut weights = share.by_measure.iter().map(|(_, weight)| *weight).chain([share.weight]);
    if !weights.all(shares::is_possible) {
        return Err(CommandError::OutOfRange { field: "share" });
    }
    let scenario = scenario_mut(plan, scenario)?;
    let name = scenario.territory(territory).ok_or(CommandError::UnknownTerritory)?.name.clone();
    let weight = share.weight;
    if share.is_full() {
        scenario.design.wishes.shares.remove(&territory);
    } else {
        scenario.design.wishes.shares.insert(territory, share);
    }
    Ok(ChangeSummary::ShareSet { territory: name, weight, scenario: scenario.name.clone() })
}
