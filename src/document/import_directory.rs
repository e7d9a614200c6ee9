//! The names that the rows of an import give: areas, sellers and territories that the plan knows, and those it gets
//! by them. What becomes of accounts is `document::import`'s.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::import::{ImportedAccount, ImportedArea};
use super::{Plan, Scenario};
use crate::domain::{AccountId, Area, AreaId, Person, PersonId, ScenarioId, Territory, TerritoryId};
use crate::locale::text::fold;

/// Finds areas, sellers and territories by name and collects the new ones.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Directory {
    areas: Vec<Area>,
    pub people: Vec<Person>,
    pub territories: Vec<Territory>,
    area_of_name: HashMap<String, AreaId>,
    person_of_name: HashMap<String, PersonId>,
    territory_of_name: HashMap<String, TerritoryId>,
    territory_of_seller: HashMap<PersonId, TerritoryId>,
    /// The scenario that territories and sellers go into.
    pub target: ScenarioId,
    /// Whether a row has named a territory or a seller.
    pub is_touched: bool,
    /// The territories of accounts in it.
    pub assignment: BTreeMap<AccountId, TerritoryId>,
    /// The territories that the rows have made.
    pub made: BTreeSet<TerritoryId>,
    /// The sellers that rows name for accounts, the last of an account counting.
    pub named: BTreeMap<AccountId, NamedSeller>,
}

/// The seller that a row names for its account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NamedSeller {
    pub seller: PersonId,
    /// Whether the row names the territory too.
    pub names_territory: bool,
    /// Whether the account is in the territory that it was in before.
    pub stays: bool,
}

impl Directory {
    /// Of a plan and the scenario of it that rows go into.
    pub fn of(plan: &Plan, scenario: Option<&Scenario>) -> Directory {
        let (territories, assignment) =
            scenario.map_or_else(Default::default, |scenario| (scenario.territories.clone(), scenario.assignment.clone()));
        Directory {
            area_of_name: plan.areas.iter().map(|area| (fold(&area.name), area.id)).collect(),
            person_of_name: plan.people.iter().map(|person| (fold(&person.name), person.id)).collect(),
            territory_of_name: territories.iter().map(|territory| (fold(&territory.name), territory.id)).collect(),
            territory_of_seller: territories.iter().rev().filter_map(|territory| Some((territory.seller?, territory.id))).collect(),
            areas: Vec::clone(&plan.areas),
            people: Vec::clone(&plan.people),
            territories,
            target: scenario.map_or(ScenarioId::TODAY, |scenario| scenario.id),
            is_touched: false,
            assignment,
            made: BTreeSet::new(),
            named: BTreeMap::new(),
        }
    }

    /// The area of a name; a new one if the plan lacks it.
    pub fn area(&mut self, plan: &mut Plan, named: &ImportedArea) -> AreaId {
        *self.area_of_name.entry(fold(&named.name)).or_insert_with(|| {
            // Two spellings of one outline are one area.
            let known = named.outline_key.as_ref().and_then(|key| self.areas.iter().find(|area| area.outline_key.as_ref() == Some(key)));
            known.map(|area| area.id).unwrap_or_else(|| {
                let id = AreaId(plan.take_identity());
                self.areas.push(Area { id, name: named.name.clone(), outline_key: named.outline_key.clone(), centre: named.centre });
                id
            })
        })
    }

    /// The seller of a name; a new one if the plan lacks it.
    fn person(&mut self, plan: &mut Plan, name: &str) -> PersonId {
        *self.person_of_name.entry(fold(name)).or_insert_with(|| {
            let id = PersonId(plan.take_identity());
            self.people.push(Person::named(id, name));
            id
        })
    }

    /// The area of an identity.
    pub fn area_of_id(&self, id: AreaId) -> Option<&Area> {
        self.areas.iter().find(|area| area.id == id)
    }

    /// The sellers of territories.
    pub fn seller_of_territory(territories: &[Territory]) -> BTreeMap<TerritoryId, PersonId> {
        territories.iter().filter_map(|territory| Some((territory.id, territory.seller?))).collect()
    }

    /// Puts an account into the territory that its row names, by its own name or else by its seller's. An account
    /// that has a territory and of which only the seller is named stays in it until all rows are known.
    pub fn place(&mut self, plan: &mut Plan, row: &ImportedAccount, account: AccountId) {
        let seller = row.seller.as_deref().filter(|name| !name.is_empty()).map(|name| self.person(plan, name));
        let name = row.territory.as_deref().filter(|name| !name.is_empty());
        let before = self.assignment.get(&account).copied();
        let known = match (name, seller) {
            (Some(name), _) => self.territory_of_name.get(&fold(name)).copied(),
            (None, Some(seller)) => before.or_else(|| self.territory_of_seller.get(&seller).copied()),
            (None, None) => return,
        };
        self.is_touched = true;
        let territory = known.unwrap_or_else(|| self.make_territory(plan, name.or(row.seller.as_deref()).unwrap_or_default(), seller));
        if let Some(seller) = seller {
            if name.is_some()
                && let Some(vacant) = self.territories.iter_mut().find(|known| known.id == territory && known.seller.is_none())
            {
                vacant.seller = Some(seller);
                self.territory_of_seller.entry(seller).or_insert(territory);
            }
            let stays = before == Some(territory);
            self.named.insert(account, NamedSeller { seller, names_territory: name.is_some(), stays });
        }
        self.assignment.insert(account, territory);
    }

    /// A new territory, of a seller where one is known.
    pub fn make_territory(&mut self, plan: &mut Plan, name: &str, seller: Option<PersonId>) -> TerritoryId {
        let id = TerritoryId(plan.take_identity());
        let name = name.to_owned();
        self.made.insert(id);
        self.territory_of_name.entry(fold(&name)).or_insert(id);
        if let Some(seller) = seller {
            self.territory_of_seller.entry(seller).or_insert(id);
        }
        let colour_index = super::apply::free_colour(&self.territories);
        self.territories.push(Territory { id, name, colour_index, seller });
        id
    }

    /// Puts all that was found into the plan. In other scenarios than the one it goes into, a new account joins the
    /// territory it has there, where that exists.
    pub fn put_into(self, plan: &mut Plan, placed: &[(AccountId, TerritoryId)]) {
        plan.areas = Arc::new(self.areas);
        plan.people = Arc::new(self.people);
        let target = self.target;
        for scenario in plan.scenarios.iter_mut().filter(|scenario| scenario.id != target) {
            let there: BTreeSet<TerritoryId> = scenario.territories.iter().map(|territory| territory.id).collect();
            let mut joining = placed.iter().filter(|(_, territory)| there.contains(territory)).copied().peekable();
            if joining.peek().is_some() {
                Arc::make_mut(scenario).assignment.extend(joining);
            }
        }
        if let Some(scenario) = plan.scenarios.iter_mut().find(|scenario| scenario.id == target) {
            // Made anew, so that the old assignment is let go and not copied.
            *scenario = Arc::new(Scenario {
                id: scenario.id,
                name: scenario.name.clone(),
                branched_from: scenario.branched_from,
                territories: self.territories,
                assignment: self.assignment,
                area_owner: scenario.area_owner.clone(),
                design: scenario.design.clone(),
                quota: Arc::clone(&scenario.quota),
            });
        }
    }
}
