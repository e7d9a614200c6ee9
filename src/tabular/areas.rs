//! The rows of the table of areas: what each carries, whose it is, how many of its customers are fixed; what a column is
//! sorted by, what a search finds and what a selection comes to. How a cell looks is the screen's.

use std::collections::BTreeSet;

use super::order::{SortDirection, SortKey, sorted};
use super::search::{Search, searchable};
use crate::document::areas::{AreaMap, AreaOwner, area_owners};
use crate::document::{Plan, Scenario};
use crate::domain::{AccountId, TerritoryId};

/// One area.
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

    /// What it is sorted by in a column.
    pub fn sort_key(&self, column: AreaColumn) -> SortKey {
        match column {
            AreaColumn::Name => SortKey::text(&self.name),
            AreaColumn::Territory => self.territory.as_deref().map_or(SortKey::Missing, SortKey::text),
            AreaColumn::Measure(index) => SortKey::number(self.values.get(index).copied()),
            AreaColumn::Fixed => SortKey::Number(self.fixed as f64),
        }
    }
}

/// The numbers of areas in the order of their names.
pub fn in_order(names: &[String]) -> Vec<u32> {
    let keys: Vec<SortKey> = names.iter().map(|name| SortKey::text(name)).collect();
    sorted(&keys, SortDirection::Ascending).into_iter().map(|index| index as u32).collect()
}

/// The rows of the areas of the map, in the order given; none where no area has a customer or an owner. `names` are those
/// of all areas.
pub fn rows(plan: &Plan, scenario: &Scenario, map: &AreaMap, names: &[String], order: &[u32]) -> Vec<AreaRow> {
    let owners = area_owners(map, scenario);
    if owners.iter().all(|(owner, _)| *owner == AreaOwner::Empty) {
        return Vec::new();
    }
    let totals = map.totals(plan);
    let mut counts = vec![(0, 0); owners.len()];
    for account in plan.accounts.iter() {
        let area = map.area_of.get(&account.id).and_then(|area| counts.get_mut(*area as usize));
        if let Some((held, fixed)) = area.filter(|_| scenario.assignment.contains_key(&account.id)) {
            *held += 1;
            *fixed += usize::from(account.is_fixed);
        }
    }
    let row = |&area: &u32| {
        let at = area as usize;
        let (owner, _) = *owners.get(at)?;
        let (held, fixed) = counts[at];
        let most = owner.territory().and_then(|id: TerritoryId| scenario.territory(id));
        Some(AreaRow {
            area,
            name: names.get(at).cloned().unwrap_or_default(),
            owner,
            territory: most.map(|territory| territory.name.clone()),
            colour_index: most.map(|territory| territory.colour_index),
            values: totals.get(at).cloned().unwrap_or_default(),
            held,
            fixed,
        })
    };
    order.iter().filter_map(row).collect()
}

/// The rows that a search finds by the area's name or its territory's.
pub fn found(rows: &[AreaRow], search: &Search) -> Vec<AreaRow> {
    let words = |row: &AreaRow| searchable([row.name.as_str()].into_iter().chain(row.territory.as_deref()));
    rows.iter().filter(|row| search.finds(&words(row))).cloned().collect()
}

/// What several areas come to together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AreaTotals {
    /// How many areas.
    pub areas: usize,
    /// One value for each of the plan's measures; none where there are no areas.
    pub values: Vec<f64>,
    /// Their customers that have a territory.
    pub held: usize,
    /// How many of their customers are fixed.
    pub fixed: usize,
}

impl AreaTotals {
    /// The sums of the rows of these areas.
    pub fn of(rows: &[AreaRow], areas: &BTreeSet<u32>) -> AreaTotals {
        rows.iter().filter(|row| areas.contains(&row.area)).fold(AreaTotals::default(), |mut totals, row| {
            totals.areas += 1;
            totals.held += row.held;
            totals.fixed += row.fixed;
            totals.values.resize(totals.values.len().max(row.values.len()), 0.0);
            totals.values.iter_mut().zip(&row.values).for_each(|(total, value)| *total += value);
            totals
        })
    }
}

/// The customers of areas whose locking is asked for: to keep them, those that have a territory; to free them, all.
pub fn accounts_to_lock(scenario: &Scenario, map: &AreaMap, areas: &BTreeSet<u32>, is_locked: bool) -> Vec<AccountId> {
    let accounts = map.accounts_in(areas).into_iter();
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

    fn all(document: &Document, map: &AreaMap) -> Vec<AreaRow> {
        let names: Vec<String> = map.map.areas.iter().map(|area| area.name.clone()).collect();
        let plan = document.plan();
        rows(plan, plan.today().unwrap(), map, &names, &in_order(&names))
    }

    fn names(rows: &[AreaRow]) -> Vec<&str> {
        rows.iter().map(|row| row.name.as_str()).collect()
    }

    #[test]
    fn numbers_in_names_are_in_their_order_and_columns_sort() {
        let (document, map) = opened();
        let rows = all(&document, &map);
        let numbers: Vec<String> = (1..=12).map(|number| number.to_string()).collect();
        assert_eq!(names(&rows), numbers);
        let by = |column: AreaColumn| {
            let keys: Vec<SortKey> = rows.iter().map(|row| row.sort_key(column)).collect();
            sorted(&keys, SortDirection::Descending).into_iter().map(|index| rows[index].name.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(by(AreaColumn::Measure(0))[..3], ["1", "2", "3"], "two customers, then all equal by name");
        let by_territory = by(AreaColumn::Territory);
        assert!(by_territory.iter().position(|name| *name == "9") < by_territory.iter().position(|name| *name == "3"));
    }

    #[test]
    fn areas_are_found_by_name_and_by_territory() {
        let (document, map) = opened();
        let rows = all(&document, &map);
        let find = |typed: &str| names(&found(&rows, &Search::of(typed))).into_iter().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(find("west"), ["7", "8", "9", "10", "11", "12"]);
        assert_eq!(find("west 9"), ["9"]);
        assert_eq!(find("").len(), 12);
        assert!(find("north").is_empty());
    }

    #[test]
    fn a_selection_comes_to_the_sums_of_its_areas() {
        let (document, map) = opened();
        let totals = AreaTotals::of(&all(&document, &map), &BTreeSet::from([0, 3, 99]));
        assert_eq!((totals.areas, totals.values[0], totals.held, totals.fixed), (2, 3.0, 3, 0), "an area that is gone counts nothing");
    }

    #[test]
    fn areas_are_locked_and_freed_in_one_step_each() {
        let (mut document, map) = opened();
        let row = |document: &Document| all(document, &map).into_iter().find(|row| row.area == 0).unwrap();
        assert_eq!((row(&document).held, row(&document).fixed, row(&document).is_locked()), (2, 0, false));
        let today = document.plan().today().unwrap().clone();
        let lock = |is_fixed| {
            let accounts = accounts_to_lock(&today, &map, &BTreeSet::from([0, 1]), is_fixed);
            Command::FixAccounts { accounts, is_fixed }
        };
        document.apply(lock(true), 0.0).unwrap();
        assert_eq!((row(&document).fixed, row(&document).is_locked()), (2, true));
        document.undo(0.0);
        assert!(!row(&document).is_locked());
        document.redo(0.0);
        document.apply(lock(false), 0.0).unwrap();
        assert_eq!(row(&document).fixed, 0);
    }
}
