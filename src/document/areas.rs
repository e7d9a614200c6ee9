//! The areas of a map as planning needs them: which lie side by side, which account lies in which. Outlines are read
//! elsewhere; a plan only sees what they come to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::measures::AccountValues;
use super::{Plan, Scenario, SharedOut};
use crate::domain::{AccountId, Area, AreaId, TerritoryId};
use crate::locale::Language;
use crate::locale::place_names::iran_province_of_key;
use crate::territory::Position;

/// An area of a map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MapArea {
    /// The key by which areas of a plan name it.
    pub key: String,
    /// Its name, as the map writes it.
    pub name: String,
    /// Some points of its outline, from which gaps to other areas are measured.
    pub rim: Vec<Position>,
    /// Its extent.
    pub form: AreaForm,
}

/// The extent of an area, from which the shapes of territories are measured: see [`super::shape`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AreaForm {
    /// Its area without its holes, km².
    pub area_square_km: f64,
    /// The length of its outline, with that of its holes, km.
    pub perimeter_km: f64,
    /// The corners of its convex hull.
    pub hull: Vec<Position>,
}

/// A border between two areas.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct AreaBorder {
    /// An area, by its place in [`MapAreas::areas`].
    pub one: u32,
    /// Another, with a higher number.
    pub other: u32,
    /// The length of the border they share, km.
    pub length_km: f64,
}

/// The areas of a map and their borders.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MapAreas {
    /// The areas, in the map's order.
    pub areas: Vec<MapArea>,
    /// Each pair that shares a border, once, in order.
    pub borders: Vec<AreaBorder>,
}

/// The areas of a map with the accounts of a plan in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AreaMap {
    /// The map.
    pub map: Arc<MapAreas>,
    /// The area of each account that lies in one.
    pub area_of: BTreeMap<AccountId, u32>,
}

/// Whose an area is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AreaOwner {
    /// It has no account and was given to nobody.
    #[default]
    Empty,
    /// All its accounts belong to this territory, or to none; or it was given to it without having any.
    Whole(Option<TerritoryId>),
    /// Its accounts belong to several; most to this one.
    Mixed(Option<TerritoryId>),
}

impl AreaOwner {
    /// The territory of most of its accounts.
    pub fn territory(self) -> Option<TerritoryId> {
        match self {
            AreaOwner::Empty => None,
            AreaOwner::Whole(territory) | AreaOwner::Mixed(territory) => territory,
        }
    }
}

/// Whose each area of a map is in a scenario, and how many accounts it has. An area without accounts is the territory's that
/// it was given to or, where areas are shared out, of the area that it [goes with](AreaMap::carriers).
pub fn area_owners(map: &AreaMap, scenario: &Scenario) -> Vec<(AreaOwner, usize)> {
    let mut owners = owners_by_accounts(map, scenario);
    let shares_out_areas = scenario.design.wishes.shared_out == SharedOut::Areas;
    if !shares_out_areas && scenario.area_owner.is_empty() {
        return owners;
    }
    let carriers = if shares_out_areas { map.carriers() } else { vec![None; owners.len()] };
    for (at, area) in map.map.areas.iter().enumerate().filter(|(at, _)| carriers[*at] != Some(*at as u32)) {
        let given = scenario.area_owner.get(&area.key).copied().filter(|territory| scenario.territory(*territory).is_some());
        let carried = || carriers[at].and_then(|carrier| owners[carrier as usize].0.territory());
        if owners[at].1 == 0
            && let Some(territory) = given.or_else(carried)
        {
            owners[at].0 = AreaOwner::Whole(Some(territory));
        }
    }
    owners
}

/// The same by the accounts alone.
fn owners_by_accounts(map: &AreaMap, scenario: &Scenario) -> Vec<(AreaOwner, usize)> {
    let mut counts: Vec<BTreeMap<Option<TerritoryId>, usize>> = vec![BTreeMap::new(); map.map.areas.len()];
    for (account, area) in &map.area_of {
        if let Some(counts) = counts.get_mut(*area as usize) {
            let owner = scenario.assignment.get(account).copied().filter(|territory| scenario.territory(*territory).is_some());
            *counts.entry(owner).or_default() += 1;
        }
    }
    let owner = |counts: BTreeMap<Option<TerritoryId>, usize>| {
        let all = counts.values().sum();
        let most = counts.iter().max_by(|one, other| one.1.cmp(other.1).then(other.0.cmp(one.0))).map(|(territory, _)| *territory);
        match most {
            None => (AreaOwner::Empty, 0),
            Some(territory) if counts.len() == 1 => (AreaOwner::Whole(territory), all),
            Some(territory) => (AreaOwner::Mixed(territory), all),
        }
    };
    counts.into_iter().map(owner).collect()
}

/// Gives new accounts without a territory that of their area, in each scenario in which the area was given to one as a whole.
/// Where the accounts that were there before all belong to another by now, that one counts.
pub(super) fn join_areas(plan: &mut Plan, added: &BTreeSet<AccountId>) {
    let accounts = Arc::clone(&plan.accounts);
    let keys: BTreeMap<AreaId, &str> = plan.areas.iter().filter_map(|area| Some((area.id, area.outline_key.as_deref()?))).collect();
    for scenario in plan.scenarios.iter_mut().filter(|scenario| !scenario.area_owner.is_empty()) {
        let mut there: BTreeMap<AreaId, BTreeSet<TerritoryId>> = BTreeMap::new();
        let mut joining: Vec<(AccountId, AreaId, TerritoryId)> = Vec::new();
        for account in accounts.iter() {
            let Some(area) = account.area else { continue };
            let given = || scenario.area_owner.get(*keys.get(&area)?).copied().filter(|id| scenario.territory(*id).is_some());
            match (scenario.assignment.get(&account.id), added.contains(&account.id)) {
                (Some(territory), false) => _ = there.entry(area).or_default().insert(*territory),
                (None, true) => joining.extend(given().map(|territory| (account.id, area, territory))),
                (Some(_), true) | (None, false) => {}
            }
        }
        if joining.is_empty() {
            continue;
        }
        let only = |area: AreaId| there.get(&area).filter(|owners| owners.len() == 1).and_then(|owners| owners.first().copied());
        let joined = joining.into_iter().map(|(account, area, given)| (account, only(area).unwrap_or(given)));
        Arc::make_mut(scenario).assignment.extend(joined);
    }
}

/// What an area is called in a language: by the word known for it, else as the plan or the map calls it.
pub fn area_name(plan: &Plan, area: &MapArea, language: Language) -> String {
    let in_plan = plan.areas.iter().find(|known| known.outline_key.as_ref() == Some(&area.key));
    name_in(area, in_plan.map(|known| known.name.as_str()), language)
}

/// What an area of a plan is called in a language, in tables and files alike: by the word known for it, else as the plan
/// calls it.
pub fn name_of(area: &Area, language: Language) -> &str {
    area.outline_key.as_deref().and_then(iran_province_of_key).map_or(area.name.as_str(), |province| province.name(language))
}

/// What all areas of a map are called, in its order.
pub fn area_names(plan: &Plan, map: &MapAreas, language: Language) -> Vec<String> {
    // From the last, so that of several that name one outline the first counts.
    let in_plan: BTreeMap<&str, &str> =
        plan.areas.iter().rev().filter_map(|known| Some((known.outline_key.as_deref()?, known.name.as_str()))).collect();
    map.areas.iter().map(|area| name_in(area, in_plan.get(area.key.as_str()).copied(), language)).collect()
}

fn name_in(area: &MapArea, in_plan: Option<&str>, language: Language) -> String {
    match iran_province_of_key(&area.key) {
        Some(province) => province.name(language).to_owned(),
        None => in_plan.unwrap_or(&area.name).to_owned(),
    }
}

/// A point of an outline.
pub fn rim_point(latitude_degrees: f64, longitude_degrees: f64) -> Position {
    Position { latitude_degrees, longitude_degrees }
}

impl MapAreas {
    /// The areas beside each area, sorted.
    pub fn neighbours(&self) -> Vec<Vec<u32>> {
        let mut neighbours = vec![Vec::new(); self.areas.len()];
        for border in &self.borders {
            if (border.one.max(border.other) as usize) < neighbours.len() {
                neighbours[border.one as usize].push(border.other);
                neighbours[border.other as usize].push(border.one);
            }
        }
        neighbours.iter_mut().for_each(|list: &mut Vec<u32>| list.sort_unstable());
        neighbours
    }
}

impl AreaMap {
    /// What the accounts of each area come to, one value for each of the plan's measures.
    pub fn totals(&self, plan: &Plan) -> Vec<Vec<f64>> {
        let values = AccountValues::of(plan);
        let mut totals = vec![vec![0.0; values.kinds.len()]; self.map.areas.len()];
        for (index, account) in plan.accounts.iter().enumerate() {
            if let Some(area) = self.area_of.get(&account.id).and_then(|area| totals.get_mut(*area as usize)) {
                area.iter_mut().zip(values.row(index)).for_each(|(total, value)| *total += value);
            }
        }
        totals
    }

    /// For each area the one with accounts that it goes with where areas are shared out: itself where it has some, else one
    /// that is reached over the fewest borders, the longest of the last ones leading. None where borders lead to none. So
    /// areas without accounts belong to what they lie between, and cut nothing apart.
    pub fn carriers(&self) -> Vec<Option<u32>> {
        let count = self.map.areas.len();
        let mut carriers: Vec<Option<u32>> = vec![None; count];
        for &area in self.area_of.values().filter(|area| (**area as usize) < count) {
            carriers[area as usize] = Some(area);
        }
        let mut beside: Vec<Vec<(u32, f64)>> = vec![Vec::new(); count];
        for border in self.map.borders.iter().filter(|border| (border.one.max(border.other) as usize) < count) {
            beside[border.one as usize].push((border.other, border.length_km));
            beside[border.other as usize].push((border.one, border.length_km));
        }
        let mut reached: Vec<u32> = (0..count as u32).filter(|area| carriers[*area as usize].is_some()).collect();
        while !reached.is_empty() {
            let beyond = reached.iter().flat_map(|area| &beside[*area as usize]).map(|(area, _)| *area);
            let next: BTreeSet<u32> = beyond.filter(|area| carriers[*area as usize].is_none()).collect();
            let leading = |area: &u32| {
                let known = beside[*area as usize].iter().filter_map(|(other, length)| Some((carriers[*other as usize]?, *length)));
                let longest = known.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)));
                longest.map(|(carrier, _)| (*area, carrier))
            };
            let found: Vec<(u32, u32)> = next.iter().filter_map(leading).collect();
            for (area, carrier) in found {
                carriers[area as usize] = Some(carrier);
            }
            reached = next.into_iter().collect();
        }
        carriers
    }

    /// The keys of areas.
    pub fn keys(&self, areas: &BTreeSet<u32>) -> Vec<String> {
        areas.iter().filter_map(|area| self.map.areas.get(*area as usize)).map(|area| area.key.clone()).collect()
    }

    /// The accounts of areas, in order.
    pub fn accounts_in(&self, areas: &BTreeSet<u32>) -> Vec<AccountId> {
        self.area_of.iter().filter(|(_, area)| areas.contains(area)).map(|(account, _)| *account).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::import::{AccountImport, ImportedAccount, ImportedArea};
    use crate::document::{Command, Document, PlanId, Settings};
    use crate::domain::{Account, ScenarioId, Territory};

    const NORTH: TerritoryId = TerritoryId(100);
    const SOUTH: TerritoryId = TerritoryId(101);

    /// Five areas in a row, A to E, with an island F; a customer of the north in A, one of the south in D.
    fn opened() -> (Document, AreaMap) {
        let mut plan = Plan::new(PlanId("p".into()), "p", Settings::for_language(Language::English));
        plan.accounts = Arc::new([1, 2].map(|id| Arc::new(Account::named(AccountId(id), "a"))).into());
        let territory = |id: TerritoryId, name: &str| Territory { id, name: name.into(), colour_index: 0, seller: None };
        let today = Arc::make_mut(&mut plan.scenarios[0]);
        today.territories = vec![territory(NORTH, "North"), territory(SOUTH, "South")];
        today.assignment = [(AccountId(1), NORTH), (AccountId(2), SOUTH)].into();
        plan.next_identity = 200;
        let areas = ["A", "B", "C", "D", "E", "F"].map(|key| MapArea { key: key.into(), name: key.into(), ..MapArea::default() });
        let borders = (0..4).map(|one| AreaBorder { one, other: one + 1, length_km: f64::from(one) });
        let map = MapAreas { areas: areas.into(), borders: borders.collect() };
        let area_of = [(AccountId(1), 0), (AccountId(2), 3)].into();
        (Document::create(plan, 0.0), AreaMap { map: Arc::new(map), area_of })
    }

    fn territories(document: &Document, map: &AreaMap) -> Vec<Option<TerritoryId>> {
        area_owners(map, document.plan().today().unwrap()).into_iter().map(|(owner, _)| owner.territory()).collect()
    }

    fn give(document: &mut Document, areas: &[&str], territory: Option<TerritoryId>) {
        let areas = areas.iter().map(|key| (*key).to_owned()).collect();
        let command = Command::AssignAreas { scenario: ScenarioId::TODAY, areas, accounts: Vec::new(), territory };
        document.apply(command, 0.0).unwrap();
    }

    fn import(document: &mut Document, name: &str, key: &str, territory: Option<&str>) -> Option<TerritoryId> {
        let area = ImportedArea { name: key.to_owned(), outline_key: Some(key.to_owned()), centre: None };
        let row = ImportedAccount {
            name: Some(name.to_owned()),
            area_on_map: Some(area),
            territory: territory.map(str::to_owned),
            ..ImportedAccount::default()
        };
        document.apply(Command::ImportAccounts(Box::new(AccountImport { source: "f".into(), rows: vec![row] })), 0.0).unwrap();
        let new = document.plan().accounts.last().unwrap().id;
        document.plan().today().unwrap().assignment.get(&new).copied()
    }

    #[test]
    fn an_area_without_customers_is_whose_it_was_given_to() {
        let (mut document, map) = opened();
        assert_eq!(territories(&document, &map), [Some(NORTH), None, None, Some(SOUTH), None, None]);
        give(&mut document, &["B", "F"], Some(SOUTH));
        assert_eq!(territories(&document, &map), [Some(NORTH), Some(SOUTH), None, Some(SOUTH), None, Some(SOUTH)]);
        document.undo(0.0);
        assert_eq!(territories(&document, &map)[1], None);
        document.redo(0.0);
        give(&mut document, &["F"], None);
        assert_eq!(territories(&document, &map)[5], None);
        let gone = Command::RemoveTerritory { scenario: ScenarioId::TODAY, territory: SOUTH, heir: Some(NORTH) };
        document.apply(gone, 0.0).unwrap();
        assert_eq!(territories(&document, &map), [Some(NORTH), Some(NORTH), None, Some(NORTH), None, None]);
    }

    #[test]
    fn where_areas_are_shared_out_those_without_customers_go_with_what_they_lie_beside() {
        let (mut document, map) = opened();
        assert_eq!(map.carriers(), [Some(0), Some(0), Some(3), Some(3), Some(3), None]);
        let mut design = document.plan().today().unwrap().design.clone();
        design.wishes.shared_out = SharedOut::Areas;
        document.apply(Command::ChangeDesign { scenario: ScenarioId::TODAY, design }, 0.0).unwrap();
        assert_eq!(territories(&document, &map), [Some(NORTH), Some(NORTH), Some(SOUTH), Some(SOUTH), Some(SOUTH), None]);
        give(&mut document, &["E"], Some(NORTH));
        assert_eq!(territories(&document, &map)[4], Some(NORTH), "what was given counts first");
    }

    #[test]
    fn customers_who_come_later_take_the_territory_of_their_area() {
        let (mut document, _) = opened();
        assert_eq!(import(&mut document, "before", "B", None), None);
        give(&mut document, &["C"], Some(SOUTH));
        assert_eq!(import(&mut document, "later", "C", None), Some(SOUTH));
        assert_eq!(import(&mut document, "named", "C", Some("North")), Some(NORTH), "what the file says counts");
        assert_eq!(import(&mut document, "elsewhere", "E", None), None);
        // The first customer there has been moved since: the area is no more what it was given as.
        give(&mut document, &["E"], Some(SOUTH));
        let first = import(&mut document, "first", "E", None);
        assert_eq!(first, Some(SOUTH));
        let accounts = document.plan().accounts.iter().filter(|account| account.name == "first" || account.name == "elsewhere");
        let accounts = accounts.map(|account| account.id).collect();
        let moved = Command::AssignAccounts { scenario: ScenarioId::TODAY, accounts, territory: Some(NORTH) };
        document.apply(moved, 0.0).unwrap();
        assert_eq!(import(&mut document, "second", "E", None), Some(NORTH));
    }
}
