//! Carries out commands on a plan. A refused command leaves the plan as it was; every accepted one answers
//! with what the change log shows.

mod territories;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{ChangeSummary, Command, CommandError, DesignSettings, Plan, Scenario, Settings, StartFrom, colouring, import};
use crate::domain::palette::COLOUR_COUNT;
use crate::domain::{Account, AccountId, Person, PersonId, ScenarioId, Territory};
use territories::{add_territory, apply_design, assign, assign_areas, edit_territory, fix_centre, remove_territory};

/// Carries out a command.
///
/// # Errors
/// Says why the command is refused; the caller drops the plan it gave.
pub(super) fn apply(plan: &mut Plan, command: Command) -> Result<ChangeSummary, CommandError> {
    match command {
        Command::RenamePlan(name) => {
            plan.name = named(&name)?;
            Ok(ChangeSummary::PlanRenamed(plan.name.clone()))
        }
        Command::ChangeSettings(settings) => change_settings(plan, settings),
        Command::ImportAccounts(rows) => {
            let had_accounts = colouring::holders(plan);
            let counts = import::put(plan, rows.rows);
            colouring::colour_new(plan, &had_accounts);
            Ok(ChangeSummary::AccountsImported { source: rows.source, counts, scenario: String::new() })
        }
        Command::PutImport(prepared) => {
            if !prepared.fits(plan) {
                return Err(CommandError::PlanHasChanged);
            }
            let had_accounts = colouring::holders(plan);
            let scenario = prepared.scenario_touched(plan);
            let (source, counts) = prepared.put_into(plan);
            colouring::colour_new(plan, &had_accounts);
            Ok(ChangeSummary::AccountsImported { source, counts, scenario })
        }
        Command::AddAccount(account) => add_account(plan, *account),
        Command::EditAccount(account) => edit_account(plan, *account),
        Command::RemoveAccounts(accounts) => remove_accounts(plan, accounts),
        Command::FixAccounts { accounts, is_fixed } => fix_accounts(plan, &accounts, is_fixed),
        Command::AddPerson(person) => {
            let mut person = checked_person(person)?;
            person.id = PersonId(plan.take_identity());
            let name = person.name.clone();
            Arc::make_mut(&mut plan.people).push(person);
            Ok(ChangeSummary::PersonAdded(name))
        }
        Command::EditPerson(person) => {
            let person = checked_person(person)?;
            let place = person_mut(plan, person.id)?;
            *place = person;
            Ok(ChangeSummary::PersonEdited(place.name.clone()))
        }
        Command::RemovePerson(id) => remove_person(plan, id),
        Command::AddTerritory { scenario, name, seller } => add_territory(plan, scenario, &name, seller),
        Command::EditTerritory { scenario, territory } => edit_territory(plan, scenario, territory),
        Command::FixCentre { scenario, territory, centre } => fix_centre(plan, scenario, territory, centre),
        Command::SetShare { scenario, territory, share } => super::measure_change::set_share(plan, scenario, territory, share),
        Command::AddMeasure { column, unit } => super::measure_change::add_measure(plan, column, &unit),
        Command::RemoveMeasure(measure) => super::measure_change::remove_measure(plan, measure),
        Command::RecolourTerritories => {
            colouring::recolour(plan);
            Ok(ChangeSummary::TerritoriesRecoloured)
        }
        Command::RemoveTerritory { scenario, territory, heir } => remove_territory(plan, scenario, territory, heir),
        Command::AssignAccounts { scenario, accounts, territory } => assign(plan, scenario, accounts, territory),
        Command::AssignAreas { scenario, areas, accounts, territory } => assign_areas(plan, scenario, areas, accounts, territory),
        Command::ApplyDesign { scenario, assignment } => apply_design(plan, scenario, assignment),
        Command::ChangeDesign { scenario, design } => {
            check_design(&design)?;
            let scenario = scenario_mut(plan, scenario)?;
            scenario.design = design;
            Ok(ChangeSummary::DesignChanged { scenario: scenario.name.clone() })
        }
        Command::ChangeQuota { scenario, change } => {
            let change = super::quota::change::apply(plan, scenario, *change)?;
            let scenario = plan.scenario(scenario).map(|scenario| scenario.name.clone()).unwrap_or_default();
            Ok(ChangeSummary::QuotaChanged { change, scenario })
        }
        Command::ChangePayPlans(command) => super::quota::pay::change::apply(plan, *command).map(ChangeSummary::PayPlansChanged),
        Command::ChangeSchedules(schedules) => {
            plan.schedules = Arc::new(super::quota::schedules::checked_schedules(schedules)?);
            Ok(ChangeSummary::SchedulesChanged)
        }
        Command::AddScenario { name, from } => add_scenario(plan, &name, from),
        Command::RenameScenario { scenario, name } => {
            let name = named(&name)?;
            let scenario = changeable(plan, scenario)?;
            let old = std::mem::replace(&mut scenario.name, name.clone());
            Ok(ChangeSummary::ScenarioRenamed { from: old, to: name })
        }
        Command::RemoveScenario(id) => {
            let name = changeable(plan, id)?.name.clone();
            plan.scenarios.retain(|scenario| scenario.id != id);
            Ok(ChangeSummary::ScenarioRemoved(name))
        }
        Command::Together(commands) => {
            let mut told = Err(CommandError::Nothing);
            for command in commands {
                let change = apply(plan, command)?;
                if !told.as_ref().is_ok_and(is_addition) {
                    told = Ok(change);
                }
            }
            told
        }
        Command::Step { change, commands } => {
            for command in commands {
                apply(plan, command)?;
            }
            Ok(change)
        }
        Command::AdoptScenario(id) => {
            let adopted = changeable(plan, id)?.clone();
            let today = scenario_mut(plan, ScenarioId::TODAY)?;
            today.territories = adopted.territories;
            today.assignment = adopted.assignment;
            today.area_owner = adopted.area_owner;
            today.quota = adopted.quota;
            // What it was balanced by is what it is judged by; it sets out from today from now on.
            today.design = DesignSettings { start_from: StartFrom::Today, ..adopted.design };
            Ok(ChangeSummary::ScenarioAdopted(adopted.name))
        }
    }
}

/// Whether a change is what several together are told by, whatever follows it.
fn is_addition(change: &ChangeSummary) -> bool {
    matches!(change, ChangeSummary::AccountAdded(_) | ChangeSummary::PersonAdded(_))
}

pub(super) fn named(name: &str) -> Result<String, CommandError> {
    let name = crate::locale::text::stored(name);
    if name.is_empty() { Err(CommandError::NameIsEmpty) } else { Ok(name) }
}

pub(super) fn scenario_mut(plan: &mut Plan, id: ScenarioId) -> Result<&mut Scenario, CommandError> {
    plan.scenarios.iter_mut().find(|scenario| scenario.id == id).map(Arc::make_mut).ok_or(CommandError::UnknownScenario)
}

/// A scenario that may be named and removed, which today's state may not.
fn changeable(plan: &mut Plan, id: ScenarioId) -> Result<&mut Scenario, CommandError> {
    if id == ScenarioId::TODAY { Err(CommandError::TodayIsKept) } else { scenario_mut(plan, id) }
}

fn person_mut(plan: &mut Plan, id: PersonId) -> Result<&mut Person, CommandError> {
    Arc::make_mut(&mut plan.people).iter_mut().find(|person| person.id == id).ok_or(CommandError::UnknownPerson)
}

fn checked_person(mut person: Person) -> Result<Person, CommandError> {
    person.name = named(&person.name)?;
    let share = person.working_time_share;
    if !(share > 0.0 && share <= 1.0) {
        return Err(CommandError::OutOfRange { field: "working_time_share" });
    }
    let is_reversed = person.service.from.zip(person.service.until).is_some_and(|(from, until)| until < from);
    if is_reversed || person.service.absences.iter().any(|away| away.until < away.from) {
        return Err(CommandError::OutOfRange { field: "until" });
    }
    Ok(person)
}

fn change_settings(plan: &mut Plan, settings: Settings) -> Result<ChangeSummary, CommandError> {
    if !(1..=12).contains(&settings.fiscal_year_first_month) {
        return Err(CommandError::OutOfRange { field: "fiscal_year_first_month" });
    }
    if !settings.currency.display_units().contains(&settings.display_unit) {
        return Err(CommandError::OutOfRange { field: "display_unit" });
    }
    plan.settings = settings;
    Ok(ChangeSummary::SettingsChanged)
}

fn checked_account(mut account: Account) -> Result<Account, CommandError> {
    account.name = named(&account.name)?;
    if account.potential.is_some_and(|potential| !(potential.is_finite() && potential >= 0.0)) {
        return Err(CommandError::OutOfRange { field: "potential" });
    }
    if account.workload.is_some_and(|workload| !(workload.hours().is_finite() && workload.hours() >= 0.0)) {
        return Err(CommandError::OutOfRange { field: "workload" });
    }
    Ok(account)
}

fn add_account(plan: &mut Plan, account: Account) -> Result<ChangeSummary, CommandError> {
    let mut account = checked_account(account)?;
    // Identities grow, so that the list stays in their order.
    account.id = AccountId(plan.take_identity());
    let name = account.name.clone();
    Arc::make_mut(&mut plan.accounts).push(Arc::new(account));
    Ok(ChangeSummary::AccountAdded(name))
}

fn edit_account(plan: &mut Plan, account: Account) -> Result<ChangeSummary, CommandError> {
    let account = checked_account(account)?;
    let index = plan.account_index(account.id).ok_or(CommandError::UnknownAccount)?;
    let name = account.name.clone();
    Arc::make_mut(&mut plan.accounts)[index] = Arc::new(account);
    Ok(ChangeSummary::AccountEdited(name))
}

fn known_accounts(plan: &Plan, accounts: &[AccountId]) -> Result<(), CommandError> {
    if accounts.iter().all(|&account| plan.account_index(account).is_some()) { Ok(()) } else { Err(CommandError::UnknownAccount) }
}

fn remove_accounts(plan: &mut Plan, accounts: Vec<AccountId>) -> Result<ChangeSummary, CommandError> {
    known_accounts(plan, &accounts)?;
    let removed: BTreeSet<AccountId> = accounts.into_iter().collect();
    Arc::make_mut(&mut plan.accounts).retain(|account| !removed.contains(&account.id));
    for scenario in &mut plan.scenarios {
        Arc::make_mut(scenario).assignment.retain(|account, _| !removed.contains(account));
    }
    Ok(ChangeSummary::AccountsRemoved(removed.len()))
}

fn fix_accounts(plan: &mut Plan, accounts: &[AccountId], is_fixed: bool) -> Result<ChangeSummary, CommandError> {
    known_accounts(plan, accounts)?;
    let indices: Vec<usize> = accounts.iter().filter_map(|&account| plan.account_index(account)).collect();
    let all = Arc::make_mut(&mut plan.accounts);
    for index in indices {
        if all[index].is_fixed != is_fixed {
            Arc::make_mut(&mut all[index]).is_fixed = is_fixed;
        }
    }
    Ok(ChangeSummary::AccountsFixed { count: accounts.len(), is_fixed })
}

fn remove_person(plan: &mut Plan, id: PersonId) -> Result<ChangeSummary, CommandError> {
    let name = person_mut(plan, id)?.name.clone();
    Arc::make_mut(&mut plan.people).retain(|person| person.id != id);
    for scenario in &mut plan.scenarios {
        if scenario.territories.iter().any(|territory| territory.seller == Some(id)) {
            for territory in &mut Arc::make_mut(scenario).territories {
                territory.seller = territory.seller.filter(|seller| *seller != id);
            }
        }
    }
    super::quota::pay::change::forget_leader(plan, id);
    Ok(ChangeSummary::PersonRemoved(name))
}

/// The colour that the fewest territories have; the lowest of those.
pub(super) fn free_colour(territories: &[Territory]) -> u8 {
    let used = |colour: u8| territories.iter().filter(|territory| territory.colour_index == colour).count();
    (0..COLOUR_COUNT as u8).min_by_key(|&colour| used(colour)).unwrap_or(0)
}

fn check_design(design: &DesignSettings) -> Result<(), CommandError> {
    for measure in &design.measures {
        if !(measure.weight.is_finite() && measure.weight > 0.0) {
            return Err(CommandError::OutOfRange { field: "weight" });
        }
        if !(measure.tolerance_share.is_finite() && measure.tolerance_share > 0.0) {
            return Err(CommandError::OutOfRange { field: "tolerance_share" });
        }
    }
    if !(0.0..=1.0).contains(&design.compactness_weight) {
        return Err(CommandError::OutOfRange { field: "compactness_weight" });
    }
    if design.disruption_limit.is_some_and(|limit| !(0.0..=1.0).contains(&limit.share)) {
        return Err(CommandError::OutOfRange { field: "disruption_limit" });
    }
    Ok(())
}

fn add_scenario(plan: &mut Plan, name: &str, from: ScenarioId) -> Result<ChangeSummary, CommandError> {
    let name = named(name)?;
    let origin = plan.scenario(from).ok_or(CommandError::UnknownScenario)?;
    let (origin_name, mut branch) = (origin.name.clone(), Scenario::clone(origin));
    branch.id = ScenarioId(plan.take_identity());
    branch.name.clone_from(&name);
    branch.branched_from = Some(from);
    plan.scenarios.push(Arc::new(branch));
    Ok(ChangeSummary::ScenarioAdded { name, from: origin_name })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::PlanId;
    use crate::locale::Language;

    fn plan() -> Plan {
        Plan::new(PlanId("p".into()), "plan", Settings::for_language(Language::English))
    }

    #[test]
    fn an_account_added_by_hand_gets_an_identity_of_its_own() {
        let mut plan = plan();
        let mut account = Account::named(AccountId(0), " كريمي ");
        account.potential = Some(5.0);
        let change = apply(&mut plan, Command::AddAccount(Box::new(account.clone()))).unwrap();
        assert_eq!(change, ChangeSummary::AccountAdded("کریمی".into()));
        apply(&mut plan, Command::AddAccount(Box::new(account))).unwrap();
        let ids: Vec<AccountId> = plan.accounts.iter().map(|account| account.id).collect();
        assert!(ids[0] < ids[1] && ids[0] != AccountId(0));
        assert_eq!(plan.account(ids[1]).unwrap().potential, Some(5.0));
    }

    #[test]
    fn a_senseless_account_is_not_added() {
        let mut plan = plan();
        let mut account = Account::named(AccountId(0), "  ");
        assert_eq!(apply(&mut plan, Command::AddAccount(Box::new(account.clone()))), Err(CommandError::NameIsEmpty));
        account.name = "a".into();
        account.potential = Some(-1.0);
        assert_eq!(apply(&mut plan, Command::AddAccount(Box::new(account))), Err(CommandError::OutOfRange { field: "potential" }));
        assert!(plan.accounts.is_empty());
    }
}
