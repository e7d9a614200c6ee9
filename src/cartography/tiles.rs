//! The schematic map: one tile a province on a grid, with its accounts by territory. The grid of Iran comes
//! with the map data (`maps/irn.tiles.json`).

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Direction, Outlines, Scene, WorldPoint};
use crate::document::{Plan, Scenario};
use crate::domain::{AccountId, AreaId, TerritoryId};
use crate::locale::Language;
use crate::locale::place_names::iran_province;

/// A tile: a province and its cell.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Tile {
    /// The code of ISO 3166-2.
    pub id: String,
    /// Persian name.
    pub fa: String,
    /// English name.
    pub en: String,
    /// The column, from 0 in the west.
    pub col: usize,
    /// The row, from 0 in the north.
    pub row: usize,
}

/// The tiles of a country.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct TileGrid {
    /// One a province.
    pub tiles: Vec<Tile>,
}

/// What a tile shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TileContent {
    /// The accounts in the province, in the order of the plan.
    pub accounts: Vec<AccountId>,
    /// How many belong to which territory (an index into the scenario's, `None` for no territory), most first.
    pub shares: Vec<(Option<usize>, usize)>,
}

impl Tile {
    /// The province's name in a language.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Persian => &self.fa,
            Language::English => &self.en,
        }
    }
}

impl TileGrid {
    /// Reads a grid.
    ///
    /// # Errors
    /// When it is not one.
    pub fn read(bytes: &[u8]) -> Result<TileGrid, serde_json::Error> {
        serde_json::from_slice(bytes)
    }

    /// How many columns and rows it has.
    pub fn size(&self) -> (usize, usize) {
        let most = |of: fn(&Tile) -> usize| self.tiles.iter().map(of).max().map_or(0, |last| last + 1);
        (most(|tile| tile.col), most(|tile| tile.row))
    }

    /// The tile that an arrow key leads to: the nearest within 45° of its direction.
    pub fn next(&self, from: usize, direction: Direction) -> Option<usize> {
        let at = self.tiles.get(from)?;
        let (step_x, step_y) = direction.step();
        let cost = |tile: &Tile| {
            let (dx, dy) = (tile.col as f64 - at.col as f64, tile.row as f64 - at.row as f64);
            let (ahead, sideways) = (dx * step_x + dy * step_y, (dx * step_y - dy * step_x).abs());
            (ahead > 0.0 && sideways <= ahead).then_some(ahead + 2.0 * sideways)
        };
        let costs = self.tiles.iter().enumerate().filter_map(|(index, tile)| Some((cost(tile)?, index)));
        costs.min_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1))).map(|(_, index)| index)
    }

    /// What each tile shows, and the accounts that belong to no tile. An account is in the province of its area
    /// (by key, else by name), or in the one whose outline it lies in.
    pub fn contents(
        &self,
        plan: &Plan,
        scenario: &Scenario,
        scene: &Scene,
        outlines: Option<&Outlines>,
    ) -> (Vec<TileContent>, Vec<AccountId>) {
        let tile_of_key: BTreeMap<&str, usize> = self.tiles.iter().enumerate().map(|(index, tile)| (tile.id.as_str(), index)).collect();
        let tile_of_area: BTreeMap<AreaId, usize> = plan
            .areas
            .iter()
            .filter_map(|area| {
                let known = area.outline_key.as_deref().and_then(|key| tile_of_key.get(key));
                let found = known.or_else(|| iran_province(&area.name).and_then(|province| tile_of_key.get(province.key)));
                Some((area.id, *found?))
            })
            .collect();
        let territory_index: BTreeMap<TerritoryId, usize> =
            scenario.territories.iter().enumerate().map(|(index, territory)| (territory.id, index)).collect();
        let in_outline = |place: WorldPoint| tile_of_key.get(outlines?.region_at(place)?.key.as_str()).copied();
        let mut contents = vec![TileContent::default(); self.tiles.len()];
        let mut counts: Vec<BTreeMap<Option<usize>, usize>> = vec![BTreeMap::new(); self.tiles.len()];
        let mut elsewhere = Vec::new();
        for account in plan.accounts.iter() {
            let by_area = account.area.and_then(|area| tile_of_area.get(&area)).copied();
            let tile = by_area.or_else(|| scene.position(account.id).and_then(|index| in_outline(scene.points[index].place)));
            let Some(tile) = tile else {
                elsewhere.push(account.id);
                continue;
            };
            contents[tile].accounts.push(account.id);
            let territory = scenario.assignment.get(&account.id).and_then(|territory| territory_index.get(territory)).copied();
            *counts[tile].entry(territory).or_default() += 1;
        }
        for (content, counts) in contents.iter_mut().zip(counts) {
            content.shares = counts.into_iter().collect();
            content.shares.sort_by_key(|(territory, count)| (std::cmp::Reverse(*count), territory.is_none(), *territory));
        }
        (contents, elsewhere)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::document::{MeasureKind, PlanId, Settings};
    use crate::domain::{Account, Area, Territory};
    use std::sync::Arc;

    fn grid() -> TileGrid {
        TileGrid::read(include_bytes!("../../public/maps/irn.tiles.json")).unwrap()
    }

    fn position(grid: &TileGrid, id: &str) -> usize {
        grid.tiles.iter().position(|tile| tile.id == id).unwrap()
    }

    #[test]
    fn arrow_keys_reach_every_tile() {
        let grid = grid();
        let mut reached = vec![false; grid.tiles.len()];
        let mut waiting = vec![0];
        while let Some(tile) = waiting.pop() {
            if std::mem::replace(&mut reached[tile], true) {
                continue;
            }
            let all = [Direction::Left, Direction::Right, Direction::Up, Direction::Down];
            waiting.extend(all.into_iter().filter_map(|direction| grid.next(tile, direction)));
        }
        assert!(reached.into_iter().all(|reached| reached));
        assert!(grid.size().0 >= 5 && grid.size().1 >= 5);
    }

    #[test]
    fn accounts_are_counted_in_their_provinces() {
        let grid = grid();
        let mut plan = Plan::new(PlanId("p".into()), "p", Settings::for_language(Language::Persian));
        let area = |id: u32, name: &str, key: Option<&str>| Area {
            id: AreaId(id),
            name: name.into(),
            outline_key: key.map(str::to_owned),
            centre: None,
        };
        plan.areas = Arc::new(vec![area(1, "x", Some("IR-07")), area(2, "خراسان رضوي", None), area(3, "Bavaria", None)]);
        let account = |id: u32, area: u32| {
            let mut account = Account::named(AccountId(id), "a");
            account.area = Some(AreaId(area));
            Arc::new(account)
        };
        plan.accounts = Arc::new(vec![account(1, 1), account(2, 1), account(3, 1), account(4, 2), account(5, 3)]);
        let today = Arc::make_mut(&mut plan.scenarios[0]);
        today.territories = vec![Territory { id: TerritoryId(4), name: "t".into(), colour_index: 0, seller: None }];
        today.assignment = [(AccountId(2), TerritoryId(4)), (AccountId(3), TerritoryId(4))].into();
        let today = plan.today().unwrap();
        let scene = Scene::new(&plan, today, MeasureKind::Accounts, None);
        let (contents, elsewhere) = grid.contents(&plan, today, &scene, None);
        assert_eq!(elsewhere, [AccountId(5)]);
        assert_eq!(contents[position(&grid, "IR-07")].shares, [(Some(0), 2), (None, 1)]);
        assert_eq!(contents[position(&grid, "IR-09")].accounts, [AccountId(4)]);
    }
}
