//! The rows of the table of territories: what each column is sorted by and what a search reads. How a cell looks is the
//! screen's; the figures are `document::design`'s and `document::shape`'s.

use super::order::{SortDirection, SortKey, sorted};
use super::search::{Search, searchable};
use crate::document::holders::Holders;
use crate::document::results::ScenarioResults;
use crate::document::shape::{NoShape, ScenarioShapes, TerritoryShape};
use crate::document::{Plan, Scenario};
use crate::domain::TerritoryId;

/// What a territory carries of one measure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Carried {
    /// The value, in the measure's unit.
    pub value: f64,
    /// The fair share, in the same unit.
    pub target: f64,
    /// The relative deviation: 0.1 is 10 % over.
    pub deviation: f64,
}

/// One territory's figures.
#[derive(Clone, Debug, PartialEq)]
pub struct TerritoryRow {
    /// Which.
    pub territory: TerritoryId,
    /// Its name.
    pub name: String,
    /// Its colour of the palette.
    pub colour_index: u8,
    /// Its seller's name; `None` for a vacant seat.
    pub seller: Option<String>,
    /// What it carries, one for each of the plan's measures.
    pub measures: Vec<Carried>,
    /// Mean distance of its customers to its centre, km.
    pub dispersion_km: f64,
    /// The largest distance between two of its customers, km.
    pub diameter_km: f64,
    /// Mean distance from its customers to its seller's home place, km, where that is known.
    pub home_distance_km: Option<f64>,
    /// Its shape, or why it is not known.
    pub shape: Result<Option<TerritoryShape>, NoShape>,
    /// Who works it today, where another seller takes it over.
    pub seller_before: Option<String>,
    /// The share of its sales of today that stays in it with its seller, 0 to 1.
    pub kept_share: Option<f64>,
    /// Accounts gained and lost; `None` when there is no earlier assignment.
    pub moved: Option<(usize, usize)>,
    /// In how many pieces it lies, when in more than one.
    pub pieces: Option<u32>,
}

/// What the table is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerritoryColumn {
    /// Its name.
    Name,
    /// Who works it.
    Seller,
    /// What it carries of a measure, by its place among the plan's measures.
    Measure(usize),
    /// Mean distance to the centre.
    Dispersion,
    /// The largest distance.
    Diameter,
    /// Mean distance to the seller's base.
    HomeDistance,
    /// The figure of shape that is shown.
    Shape,
    /// What it keeps.
    Kept,
    /// What comes and goes.
    Moved,
}

impl TerritoryRow {
    /// The figure that stands for its shape: Polsby–Popper.
    pub fn shape_value(&self) -> Option<f64> {
        self.shape.ok().flatten().map(|shape| shape.polsby_popper())
    }

    fn sort_key(&self, column: TerritoryColumn) -> SortKey {
        match column {
            TerritoryColumn::Name => SortKey::text(&self.name),
            TerritoryColumn::Seller => self.seller.as_deref().map_or(SortKey::Missing, SortKey::text),
            TerritoryColumn::Measure(index) => SortKey::number(self.measures.get(index).map(|carried| carried.value)),
            TerritoryColumn::Dispersion => SortKey::Number(self.dispersion_km),
            TerritoryColumn::Diameter => SortKey::Number(self.diameter_km),
            TerritoryColumn::HomeDistance => SortKey::number(self.home_distance_km),
            TerritoryColumn::Shape => SortKey::number(self.shape_value()),
            TerritoryColumn::Kept => SortKey::number(self.kept_share),
            TerritoryColumn::Moved => SortKey::number(self.moved.map(|(gained, lost)| (gained + lost) as f64)),
        }
    }
}

/// The rows of a scenario's territories, in the order of the scenario.
pub fn rows(plan: &Plan, scenario: &Scenario, results: &ScenarioResults, shapes: &Result<ScenarioShapes, NoShape>) -> Vec<TerritoryRow> {
    let holders = plan.today().map(|today| Holders::between(today, scenario)).unwrap_or_default();
    let before = |territory: TerritoryId| {
        let known = plan.today().filter(|_| holders.is_taken_over(territory)).and_then(|today| today.territory(territory));
        known.and_then(|known| known.seller).and_then(|seller| plan.person(seller)).map(|person| person.name.clone())
    };
    let territories = scenario.territories.iter().enumerate().zip(&results.measures.territories).zip(&results.changes);
    territories
        .map(|(((place, territory), figures), change)| TerritoryRow {
            territory: territory.id,
            name: territory.name.clone(),
            colour_index: territory.colour_index,
            seller: territory.seller.and_then(|seller| plan.person(seller)).map(|person| person.name.clone()),
            measures: figures
                .values
                .iter()
                .zip(&figures.targets)
                .zip(&figures.deviations)
                .map(|((&value, &target), &deviation)| Carried { value, target, deviation })
                .collect(),
            dispersion_km: figures.dispersion_km,
            diameter_km: figures.diameter_km,
            home_distance_km: figures.home_distance_km,
            shape: shapes.as_ref().map(|shapes| shapes.territories.get(place).copied().flatten()).map_err(|why| *why),
            seller_before: before(territory.id),
            kept_share: change.sales_kept_share,
            moved: results.moved_account_share.map(|_| (change.accounts_gained, change.accounts_lost)),
            pieces: figures.piece_count.filter(|pieces| *pieces > 1),
        })
        .collect()
}

/// The rows that a search finds by territory or seller, in the order of a column or as they came.
pub fn found(rows: &[TerritoryRow], search: &Search, order: Option<(TerritoryColumn, SortDirection)>) -> Vec<TerritoryRow> {
    let is_found =
        |row: &&TerritoryRow| search.is_empty() || search.finds(&searchable([row.name.as_str()].into_iter().chain(row.seller.as_deref())));
    let found: Vec<&TerritoryRow> = rows.iter().filter(is_found).collect();
    match order {
        Some((column, direction)) => {
            let keys: Vec<SortKey> = found.iter().map(|row| row.sort_key(column)).collect();
            sorted(&keys, direction).into_iter().map(|index| found[index].clone()).collect()
        }
        None => found.into_iter().cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::results::results;
    use crate::document::{PlanId, Settings};
    use crate::domain::{Account, AccountId, Person, PersonId, Territory};
    use crate::locale::Language;
    use std::sync::Arc;

    fn all() -> Vec<TerritoryRow> {
        let mut plan = Plan::new(PlanId("p".into()), "P", Settings::for_language(Language::Persian));
        plan.accounts = Arc::new(
            (1..=5)
                .map(|id| {
                    let mut account = Account::named(AccountId(id), format!("a{id}"));
                    account.potential = Some(f64::from(id));
                    Arc::new(account)
                })
                .collect(),
        );
        plan.people = Arc::new(vec![Person::named(PersonId(9), "ندا كريمي")]);
        let territory = |id: u32, name: &str, seller: Option<u32>| Territory {
            id: TerritoryId(id),
            name: name.into(),
            colour_index: 0,
            seller: seller.map(PersonId),
        };
        let today = Arc::make_mut(&mut plan.scenarios[0]);
        today.territories = vec![territory(20, "گیلان ۱۰", None), territory(21, "گیلان ۹", Some(9)), territory(22, "پخش تهران", None)];
        today.assignment =
            [(1, 20), (2, 20), (3, 21), (4, 22), (5, 22)].map(|(account, owner)| (AccountId(account), TerritoryId(owner))).into();
        let scenario = plan.today().unwrap();
        rows(&plan, scenario, &results(&plan, scenario), &Err(NoShape::NoMap))
    }

    fn ids(rows: &[TerritoryRow]) -> Vec<u32> {
        rows.iter().map(|row| row.territory.0).collect()
    }

    #[test]
    fn a_territory_is_found_by_its_name_and_its_seller_however_typed() {
        let rows = all();
        let find = |typed: &str| ids(&found(&rows, &Search::of(typed), None));
        assert_eq!(find(""), [20, 21, 22]);
        assert_eq!(find("گيلان"), [20, 21]);
        assert_eq!(find("گیلان 9"), [21]);
        assert_eq!(find("کریمی"), [21]);
        assert!(find("شیراز").is_empty());
    }

    #[test]
    fn columns_order_the_rows_that_are_found() {
        let rows = all();
        let order = |column, direction| ids(&found(&rows, &Search::default(), Some((column, direction))));
        assert_eq!(order(TerritoryColumn::Name, SortDirection::Ascending), [22, 21, 20]);
        assert_eq!(order(TerritoryColumn::Measure(1), SortDirection::Descending), [22, 20, 21]);
        assert_eq!(order(TerritoryColumn::Seller, SortDirection::Descending), [21, 20, 22], "vacant seats come last both ways");
        assert_eq!(order(TerritoryColumn::Shape, SortDirection::Ascending), [20, 21, 22]);
        let narrowed = found(&rows, &Search::of("گیلان"), Some((TerritoryColumn::Name, SortDirection::Ascending)));
        assert_eq!(ids(&narrowed), [21, 20]);
    }
}
