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
    people: Vec<Person>,
    territories: Vec<Territory>,
    area_of_name: HashMap<String, AreaId>,
    person_of_name: HashMap<String, PersonId>,
    territory_of_name: HashMap<String, TerritoryId>,
    territory_of_seller: HashMap<PersonId, TerritoryId>,
    /// The territories of accounts today.
    pub today: BTreeMap<AccountId, TerritoryId>,
}

impl Directory {
    pub fn of(plan: &Plan) -> Directory {
        let (territories, today) =
            plan.today().map_or_else(Default::default, |today| (today.territories.clone(), today.assignment.clone()));
        Directory {
            area_of_name: plan.areas.iter().map(|area| (fold(&area.name), area.id)).collect(),
            person_of_name: plan.people.iter().map(|person| (fold(&person.name), person.id)).collect(),
            territory_of_name: territories.iter().map(|territory| (fold(&territory.name), territory.id)).collect(),
            territory_of_seller: territories.iter().rev().filter_map(|territory| Some((territory.seller?, territory.id))).collect(),
            areas: Vec::clone(&plan.areas),
            people: Vec::clone(&plan.people),
            territories,
            today,
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

    /// The territory a row names, by its own name or else by its seller's.
    pub fn territory_of_row(&mut self, plan: &mut Plan, row: &ImportedAccount) -> Option<TerritoryId> {
        let seller = row.seller.as_deref().filter(|name| !name.is_empty()).map(|name| self.person(plan, name));
        let name = row.territory.as_deref().filter(|name| !name.is_empty());
        let known = match (name, seller) {
            (Some(name), _) => self.territory_of_name.get(&fold(name)).copied(),
            (None, Some(seller)) => self.territory_of_seller.get(&seller).copied(),
            (None, None) => return None,
        };
        if let Some(id) = known {
            if let (Some(seller), Some(territory)) = (seller, self.territories.iter_mut().find(|territory| territory.id == id))
                && territory.seller.is_none()
            {
                territory.seller = Some(seller);
                self.territory_of_seller.entry(seller).or_insert(id);
            }
            return Some(id);
        }
        let id = TerritoryId(plan.take_identity());
        let name = name.or(row.seller.as_deref()).unwrap_or_default().to_owned();
        self.territory_of_name.entry(fold(&name)).or_insert(id);
        if let Some(seller) = seller {
            self.territory_of_seller.entry(seller).or_insert(id);
        }
        let colour_index = super::apply::free_colour(&self.territories);
        self.territories.push(Territory { id, name, colour_index, seller });
        Some(id)
    }

    /// Puts all that was found into the plan. In other scenarios than today's a new account joins the territory it
    /// has today, where that still exists.
    pub fn put_into(self, plan: &mut Plan, placed: &[(AccountId, TerritoryId)]) {
        plan.areas = Arc::new(self.areas);
        plan.people = Arc::new(self.people);
        for scenario in plan.scenarios.iter_mut().filter(|scenario| scenario.id != ScenarioId::TODAY) {
            let there: BTreeSet<TerritoryId> = scenario.territories.iter().map(|territory| territory.id).collect();
            let mut joining = placed.iter().filter(|(_, territory)| there.contains(territory)).copied().peekable();
            if joining.peek().is_some() {
                Arc::make_mut(scenario).assignment.extend(joining);
            }
        }
        if let Some(today) = plan.scenarios.iter_mut().find(|scenario| scenario.id == ScenarioId::TODAY) {
            // Made anew, so that the old assignment is let go and not copied.
            *today = Arc::new(Scenario {
                id: today.id,
                name: today.name.clone(),
                branched_from: today.branched_from,
                territories: self.territories,
                assignment: self.today,
                design: today.design.clone(),
                quota: Arc::clone(&today.quota),
            });
        }
    }
}
