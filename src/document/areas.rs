//! The areas of a map as planning needs them: which lie side by side, which account lies in which. Outlines are read
//! elsewhere; a plan only sees what they come to.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::measures::AccountValues;
use super::{Plan, Scenario};
use crate::domain::{AccountId, TerritoryId};
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
    /// It has no account.
    #[default]
    Empty,
    /// All its accounts belong to this territory, or to none.
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

/// Whose each area of a map is in a scenario, and how many accounts it has.
pub fn area_owners(map: &AreaMap, scenario: &Scenario) -> Vec<(AreaOwner, usize)> {
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

    /// The accounts of an area, in order.
    pub fn accounts_in(&self, area: u32) -> Vec<AccountId> {
        self.area_of.iter().filter(|(_, there)| **there == area).map(|(account, _)| *account).collect()
    }
}
