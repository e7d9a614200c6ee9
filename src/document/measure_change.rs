//! Commands on what territories are measured by and what they should carry of it.

use std::sync::Arc;

use super::apply::scenario_mut;
use super::measures::{Entry, entries};
use super::{ChangeSummary, CommandError, FurtherMeasure, MeasureKind, OwnShare, Plan, shares};
use crate::domain::{MeasureId, ScenarioId, TerritoryId};
use crate::locale::text::stored;

/// Declares a further column of the customers' list a measure. It is balanced nowhere until a scenario says so.
pub(super) fn add_measure(plan: &mut Plan, column: String, unit: &str) -> Result<ChangeSummary, CommandError> {
    if plan.further_measures.iter().any(|measure| measure.column == column) {
        return Err(CommandError::NameIsTaken);
    }
    if !entries(plan, &column).iter().any(|entry| matches!(entry, Entry::Number(_))) {
        return Err(CommandError::NoNumbers);
    }
    let id = MeasureId(plan.take_identity());
    Arc::make_mut(&mut plan.further_measures).push(FurtherMeasure { id, column: column.clone(), unit: stored(unit) });
    Ok(ChangeSummary::MeasureAdded(column))
}

/// Takes a further measure out of the plan and out of what its scenarios wish. The customers keep their entries.
pub(super) fn remove_measure(plan: &mut Plan, id: MeasureId) -> Result<ChangeSummary, CommandError> {
    let column = plan.further_measure(id).ok_or(CommandError::UnknownMeasure)?.column.clone();
    Arc::make_mut(&mut plan.further_measures).retain(|measure| measure.id != id);
    for scenario in &mut plan.scenarios {
        Arc::make_mut(scenario).design.forget_measure(MeasureKind::Further(id));
    }
    Ok(ChangeSummary::MeasureRemoved(column))
}

/// Gives a territory a share of its own; a full one is not kept.
pub(super) fn set_share(
    plan: &mut Plan,
    scenario: ScenarioId,
    territory: TerritoryId,
    share: OwnShare,
) -> Result<ChangeSummary, CommandError> {
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
