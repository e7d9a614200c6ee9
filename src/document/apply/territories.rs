//! Commands on the territories of a scenario, and on who belongs to which.

use std::collections::BTreeMap;

use super::{free_colour, known_accounts, named, scenario_mut};
use crate::document::borders::Ground;
use crate::document::{ChangeSummary, CommandError, Plan, colouring};
use crate::domain::{AccountId, PersonId, ScenarioId, Territory, TerritoryId};

pub(super) fn add_territory(
    plan: &mut Plan,
    scenario: ScenarioId,
    name: &str,
    seller: Option<PersonId>,
) -> Result<ChangeSummary, CommandError> {
    let name = named(name)?;
    if seller.is_some_and(|seller| plan.person(seller).is_none()) {
        return Err(CommandError::UnknownPerson);
    }
    let id = TerritoryId(plan.take_identity());
    let scenario = scenario_mut(plan, scenario)?;
    let colour_index = free_colour(&scenario.territories);
    scenario.territories.push(Territory { id, name: name.clone(), colour_index, seller });
    Ok(ChangeSummary::TerritoryAdded { territory: name, scenario: scenario.name.clone() })
}

pub(super) fn edit_territory(plan: &mut Plan, scenario: ScenarioId, mut territory: Territory) -> Result<ChangeSummary, CommandError> {
    territory.name = named(&territory.name)?;
    if territory.seller.is_some_and(|seller| plan.person(seller).is_none()) {
        return Err(CommandError::UnknownPerson);
    }
    let scenario = scenario_mut(plan, scenario)?;
    let place = scenario.territories.iter_mut().find(|known| known.id == territory.id).ok_or(CommandError::UnknownTerritory)?;
    let name = territory.name.clone();
    *place = territory;
    Ok(ChangeSummary::TerritoryEdited { territory: name, scenario: scenario.name.clone() })
}

pub(super) fn fix_centre(
    plan: &mut Plan,
    scenario: ScenarioId,
    territory: TerritoryId,
    centre: Option<AccountId>,
) -> Result<ChangeSummary, CommandError> {
    let account = match centre {
        Some(id) => Some(plan.account(id).ok_or(CommandError::UnknownAccount)?.name.clone()),
        None => None,
    };
    let scenario = scenario_mut(plan, scenario)?;
    let name = scenario.territory(territory).ok_or(CommandError::UnknownTerritory)?.name.clone();
    match centre {
        Some(account) => scenario.design.wishes.centres.insert(territory, account),
        None => scenario.design.wishes.centres.remove(&territory),
    };
    Ok(match account {
        Some(account) => ChangeSummary::CentreFixed { territory: name, account, scenario: scenario.name.clone() },
        None => ChangeSummary::CentreFreed { territory: name, scenario: scenario.name.clone() },
    })
}

pub(super) fn remove_territory(
    plan: &mut Plan,
    scenario: ScenarioId,
    territory: TerritoryId,
    heir: Option<TerritoryId>,
) -> Result<ChangeSummary, CommandError> {
    let scenario = scenario_mut(plan, scenario)?;
    let name = scenario.territory(territory).ok_or(CommandError::UnknownTerritory)?.name.clone();
    if heir.is_some_and(|heir| heir == territory || scenario.territory(heir).is_none()) {
        return Err(CommandError::UnknownTerritory);
    }
    scenario.territories.retain(|known| known.id != territory);
    match heir {
        Some(heir) => {
            let owners = scenario.assignment.values_mut().chain(scenario.area_owner.values_mut());
            owners.filter(|owner| **owner == territory).for_each(|owner| *owner = heir);
        }
        None => {
            scenario.assignment.retain(|_, owner| *owner != territory);
            scenario.area_owner.retain(|_, owner| *owner != territory);
        }
    }
    Ok(ChangeSummary::TerritoryRemoved { territory: name, scenario: scenario.name.clone() })
}

pub(super) fn assign(
    plan: &mut Plan,
    scenario: ScenarioId,
    accounts: Vec<AccountId>,
    territory: Option<TerritoryId>,
) -> Result<ChangeSummary, CommandError> {
    known_accounts(plan, &accounts)?;
    let scenario = scenario_mut(plan, scenario)?;
    let name = match territory {
        Some(id) => Some(scenario.territory(id).ok_or(CommandError::UnknownTerritory)?.name.clone()),
        None => None,
    };
    let mut count = 0;
    for account in accounts {
        let before = match territory {
            Some(id) => scenario.assignment.insert(account, id),
            None => scenario.assignment.remove(&account),
        };
        count += usize::from(before != territory);
    }
    Ok(ChangeSummary::AccountsAssigned { count, territory: name, scenario: scenario.name.clone() })
}

pub(super) fn assign_areas(
    plan: &mut Plan,
    scenario: ScenarioId,
    areas: Vec<String>,
    accounts: Vec<AccountId>,
    territory: Option<TerritoryId>,
) -> Result<ChangeSummary, CommandError> {
    let is_without_accounts = accounts.is_empty();
    let told = assign(plan, scenario, accounts, territory)?;
    let scenario = scenario_mut(plan, scenario)?;
    let area_count = areas.len();
    for area in areas {
        match territory {
            Some(territory) => scenario.area_owner.insert(area, territory),
            None => scenario.area_owner.remove(&area),
        };
    }
    Ok(match told {
        ChangeSummary::AccountsAssigned { territory, scenario, .. } if is_without_accounts => {
            ChangeSummary::AreasAssigned { count: area_count, territory, scenario }
        }
        told => told,
    })
}

pub(super) fn apply_design(
    plan: &mut Plan,
    scenario: ScenarioId,
    assignment: Vec<(AccountId, TerritoryId)>,
) -> Result<ChangeSummary, CommandError> {
    let assignment: BTreeMap<AccountId, TerritoryId> = assignment.into_iter().collect();
    if assignment.keys().any(|&account| plan.account_index(account).is_none()) {
        return Err(CommandError::UnknownAccount);
    }
    let known = plan.scenario(scenario).ok_or(CommandError::UnknownScenario)?;
    if assignment.values().any(|&territory| known.territory(territory).is_none()) {
        return Err(CommandError::UnknownTerritory);
    }
    let (had_accounts, ground) = (colouring::holders(plan), Ground::of(plan));
    let borders = ground.borders(known);
    let changed = scenario_mut(plan, scenario)?;
    let (mut moved, mut given) = (0, 0);
    for (account, territory) in assignment {
        let before = changed.assignment.insert(account, territory);
        moved += usize::from(before.is_some_and(|before| before != territory));
        given += usize::from(before.is_none());
    }
    let name = changed.name.clone();
    colouring::colour_balanced(plan, &ground, scenario, &had_accounts, &borders);
    Ok(ChangeSummary::DesignApplied { moved, given, scenario: name })
}
