//! The rows of the table of areas: what each carries, whose it is, how many of its customers are fixed; and the order of a
//! column. How a cell looks is the screen's.

use super::order::{SortDirection, SortKey, sorted};
use crate::document::areas::{AreaMap, AreaOwner, area_owners};
use crate::document::{Plan, Scenario};
use crate::domain::{AccountId, TerritoryId};

/// One area with customers.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaRow {
    /// Its number in the map.
    pub area: u32,
    /// Its name in the language on screen.
    pub name: String,
    /// Whose it is.
    pub owner: AreaOwner,
    /// The name of the territory that has it or most of it.
    pub territory: Option<String>,
    /// That territory's colour of the palette.
    pub colour_index: Option<u8>,
    /// One value for each of the plan's measures.
    pub values: Vec<f64>,
    /// Its customers that have a territory in the scenario, and so can be kept there.
    pub held: usize,
    /// How many of its customers are fixed.
    pub fixed: usize,
}

/// What the table is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaColumn {
    /// Its name.
    Name,
    /// Whose it is.
    Territory,
    /// What it carries of a measure, by its place among the plan's measures.
    Measure(usize),
    /// How many of its customers are fixed.
    Fixed,
}

impl AreaRow {
    /// Whether all of its customers that have a territory stay with it.
    pub fn is_locked(&self) -> bool {
        self.held > 0 && self.fixed >= self.held
    }

    fn sort_key(&self, column: AreaColumn) -> SortKey {
        match column {
            AreaColumn::Name => SortKey::text(&self.name),
            AreaColumn::Territory => self.territory.as_deref().map_or(SortKey::Missing, SortKey::text),
            AreaColumn::Measure(index) => SortKey::number(self.values.get(index).copied()),
            AreaColumn::Fixed => SortKey::Number(self.fixed as f64),
        }
    }
}

/// The rows of the areas with customers, in the order of a column, by name where it says nothing or the same.
pub fn rows(
    plan: &Plan,
    scenario: &Scenario,
    map: &AreaMap,
    name: impl Fn(u32) -> String,
    order: Option<(AreaColumn, SortDirection)>,
) -> Vec<AreaRow> {
    let owners = area_owners(map, scenario);
    let mut counts = vec![(0, 0); owners.len()];
    for account in plan.accounts.iter() {
        let area = map.area_of.get(&account.id).and_then(|area| counts.get_mut(*area as usize));
        if let Some((held, fixed)) = area.filter(|_| scenario.assignment.contains_key(&account.id)) {
            *held += 1;
            *fixed += usize::from(account.is_fixed);
        }
    }
    let all = (0_u32..).zip(owners).zip(map.totals(plan)).zip(counts).filter(|(((_, (_, count)), _), _)| *count > 0);
    let rows: Vec<AreaRow> = all
        .map(|(((area, (owner, _)), values), (held, fixed))| {
            let of = |id: TerritoryId| scenario.territory(id);
            let most = owner.territory().and_then(of);
            AreaRow {
                area,
                name: name(area),
                owner,
                territory: most.map(|territory| territory.name.clone()),
                colour_index: most.map(|territory| territory.colour_index),
                values,
                held,
                fixed,
            }
        })
        .collect();
    let names: Vec<SortKey> = rows.iter().map(|row| row.sort_key(AreaColumn::Name)).collect();
    let by_name: Vec<AreaRow> = sorted(&names, SortDirection::Ascending).into_iter().map(|index| rows[index].clone()).collect();
    let Some((column, direction)) = order else { return by_name };
    let keys: Vec<SortKey> = by_name.iter().map(|row| row.sort_key(column)).collect();
    sorted(&keys, direction).into_iter().map(|index| by_name[index].clone()).collect()
}

/// The customers of an area whose locking is asked for: to keep them, those that have a territory; to free them, all.
pub fn accounts_to_lock(scenario: &Scenario, map: &AreaMap, area: u32, is_locked: bool) -> Vec<AccountId> {
    let accounts = map.accounts_in(area).into_iter();
    accounts.filter(|account| !is_locked || scenario.assignment.contains_key(account)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use super::*;
    use crate::document::areas::{MapArea, MapAreas};
    use crate::document::{Command, Document, PlanId, Settings};
    use crate::domain::{Account, Territory};
    use crate::locale::Language;

    /// Twelve customers in areas called 1 to 12; the first has two of them.
    fn opened() -> (Document, AreaMap) {
        let mut plan = Plan::new(PlanId("p".into()), "p", Settings::for_language(Language::English));
        plan.accounts = Arc::new((1..=13).map(|id| Arc::new(Account::named(AccountId(id), format!("a{id}")))).collect());
        let today = Arc::make_mut(&mut plan.scenarios[0]);
        let territory = |id: u32, name: &str| Territory { id: TerritoryId(id), name: name.into(), colour_index: 0, seller: None };
        today.territories = vec![territory(100, "East"), territory(101, "West")];
        today.assignment = (1..=13).map(|id| (AccountId(id), TerritoryId(if id <= 6 || id == 13 { 100 } else { 101 }))).collect();
        let areas = (1..=12).map(|number| MapArea { key: number.to_string(), name: number.to_string(), ..MapArea::default() });
        let map = MapAreas { areas: areas.collect(), borders: Vec::new() };
        let area_of = plan.accounts.iter().map(|account| (account.id, (account.id.0 - 1) % 12)).collect();
        (Document::create(plan, 0.0), AreaMap { map: Arc::new(map), area_of })
    }

    fn names(document: &Document, map: &AreaMap, order: Option<(AreaColumn, SortDirection)>) -> Vec<String> {
        let plan = document.plan();
        rows(plan, plan.today().unwrap(), map, |area| map.map.areas[area as usize].name.clone(), order)
            .into_iter()
            .map(|row| row.name)
            .collect()
    }

    #[test]
    fn numbers_in_names_are_in_their_order_and_columns_sort() {
        let (document, map) = opened();
        let numbers: Vec<String> = (1..=12).map(|number| number.to_string()).collect();
        assert_eq!(names(&document, &map, None), numbers);
        let by_count = names(&document, &map, Some((AreaColumn::Measure(0), SortDirection::Descending)));
        assert_eq!(by_count[..3], ["1", "2", "3"], "two customers, then all equal by name");
        let by_territory = names(&document, &map, Some((AreaColumn::Territory, SortDirection::Descending)));
        assert!(by_territory.iter().position(|name| name == "9") < by_territory.iter().position(|name| name == "3"));
    }

    #[test]
    fn an_area_is_locked_and_freed_in_one_step_each() {
        let (mut document, map) = opened();
        let row = |document: &Document| {
            let plan = document.plan();
            rows(plan, plan.today().unwrap(), &map, |area| area.to_string(), None).into_iter().find(|row| row.area == 0).unwrap()
        };
        assert_eq!((row(&document).held, row(&document).fixed, row(&document).is_locked()), (2, 0, false));
        let today = document.plan().today().unwrap().clone();
        let lock = |is_fixed| Command::FixAccounts { accounts: accounts_to_lock(&today, &map, 0, is_fixed), is_fixed };
        document.apply(lock(true), 0.0).unwrap();
        assert_eq!((row(&document).fixed, row(&document).is_locked()), (2, true));
        document.undo(0.0);
        assert!(!row(&document).is_locked());
        document.redo(0.0);
        document.apply(lock(false), 0.0).unwrap();
        assert_eq!(row(&document).fixed, 0);
    }
}
