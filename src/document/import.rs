//! Accounts that come from a file: which are new, which change and which stay, and how they are put into a
//! plan. Reading the file is the business of `exchange`.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Plan;
use crate::domain::{Account, AccountId, Area, AreaId, Coordinates, Money, Person, PersonId, Territory, TerritoryId, Workload};
use crate::locale::text::fold;

/// One account as a row of a file gives it. `None` is "not in the file" and leaves what the plan has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportedAccount {
    /// The identifier in the user's system; rows without one are always added.
    pub code: Option<String>,
    /// The name; an update may leave it out.
    pub name: Option<String>,
    /// Where it is.
    pub coordinates: Option<Coordinates>,
    /// The area it lies in.
    pub area: Option<ImportedArea>,
    /// The segment.
    pub segment: Option<String>,
    /// The potential of a year, in the unit that [`Account::potential`] has.
    pub potential: Option<f64>,
    /// Sales of the last year.
    pub sales: Option<Money>,
    /// The time it takes in a year.
    pub workload: Option<Workload>,
    /// The name of its seller today.
    pub seller: Option<String>,
    /// The name of its territory today.
    pub territory: Option<String>,
    /// Fixed to its territory or not.
    pub is_fixed: Option<bool>,
    /// Further columns, by header.
    pub extra: BTreeMap<String, String>,
}

/// An area that a row names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportedArea {
    /// As the file writes it.
    pub name: String,
    /// The key of its outline, if the map data knows it.
    pub outline_key: Option<String>,
    /// Its centre, if the map data knows it.
    pub centre: Option<Coordinates>,
}

/// The rows of a file, ready to be put into a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccountImport {
    /// The file's name, for the change log.
    pub source: String,
    /// The rows.
    pub rows: Vec<ImportedAccount>,
}

/// What an import does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportCounts {
    /// Accounts that are new.
    pub added: usize,
    /// Accounts that are known and change.
    pub changed: usize,
    /// Accounts that are in the file and stay as they are.
    pub unchanged: usize,
    /// Accounts of the plan that the file does not name; they stay.
    pub left: usize,
}

/// What an import would do to the plan.
pub fn preview(plan: &Plan, import: &AccountImport) -> ImportCounts {
    let mut preview = ImportPreview::of(plan);
    preview.take(&import.rows);
    preview.counts()
}

/// What an import would do to a plan, told while its rows come in, some at a time.
pub struct ImportPreview {
    plan: Plan,
    putting: Putting,
}

impl ImportPreview {
    /// Before any row.
    pub fn of(plan: &Plan) -> ImportPreview {
        ImportPreview { plan: plan.clone(), putting: Putting::into(plan) }
    }

    /// Takes the next rows of the file.
    pub fn take(&mut self, rows: &[ImportedAccount]) {
        for row in rows {
            self.putting.row(&mut self.plan, row);
        }
    }

    /// What all rows so far would do.
    pub fn counts(&self) -> ImportCounts {
        self.putting.counts()
    }
}

/// Puts the rows into the plan. Territories and sellers that the rows name and the plan lacks are added to
/// today's state. In other scenarios a new account joins the territory it has today, where that still exists.
pub(super) fn put(plan: &mut Plan, import: &AccountImport) -> ImportCounts {
    let mut putting = Putting::into(plan);
    for row in &import.rows {
        putting.row(plan, row);
    }
    let counts = putting.counts();
    plan.accounts = Arc::new(putting.accounts);
    putting.directory.put_into(plan, &putting.placed);
    counts
}

/// The accounts and names of a plan while rows are put into it.
struct Putting {
    counts: ImportCounts,
    directory: Directory,
    accounts: Vec<Arc<Account>>,
    index_of_code: HashMap<String, usize>,
    /// Which of the accounts that were there before the rows have named.
    seen: Vec<bool>,
    placed: Vec<(AccountId, TerritoryId, bool)>,
}

impl Putting {
    fn into(plan: &Plan) -> Putting {
        let accounts = Vec::clone(&plan.accounts);
        Putting {
            counts: ImportCounts::default(),
            directory: Directory::of(plan),
            index_of_code: accounts.iter().enumerate().filter_map(|(index, account)| Some((fold(account.code.as_deref()?), index))).collect(),
            seen: vec![false; accounts.len()],
            placed: Vec::new(),
            accounts,
        }
    }

    fn counts(&self) -> ImportCounts {
        ImportCounts { left: self.seen.iter().filter(|seen| !**seen).count(), ..self.counts }
    }

    /// Puts one row in; the plan hands out identities.
    fn row(&mut self, plan: &mut Plan, row: &ImportedAccount) {
        let known = row.code.as_deref().and_then(|code| self.index_of_code.get(&fold(code)).copied());
        let area = row.area.as_ref().map(|area| self.directory.area(plan, area));
        let territory = self.directory.territory_of_row(plan, row);
        match known {
            Some(index) => {
                let before = Arc::clone(&self.accounts[index]);
                let mut account = Account::clone(&before);
                update(&mut account, row, area);
                let moves = territory.is_some_and(|territory| self.directory.today.get(&account.id) != Some(&territory));
                let differs = account != *before;
                if let Some(first_sight) = self.seen.get_mut(index).filter(|seen| !**seen) {
                    *first_sight = true;
                    if differs || moves { self.counts.changed += 1 } else { self.counts.unchanged += 1 }
                }
                if let (true, Some(territory)) = (moves, territory) {
                    self.directory.today.insert(account.id, territory);
                    self.placed.push((account.id, territory, false));
                }
                if differs {
                    self.accounts[index] = Arc::new(account);
                }
            }
            None => {
                let id = AccountId(plan.take_identity());
                let mut account = Account::named(id, "");
                update(&mut account, row, area);
                if account.name.is_empty() {
                    account.name = account.code.clone().unwrap_or_default();
                }
                if let Some(code) = &account.code {
                    self.index_of_code.insert(fold(code), self.accounts.len());
                }
                if let Some(territory) = territory {
                    self.directory.today.insert(id, territory);
                    self.placed.push((id, territory, true));
                }
                self.accounts.push(Arc::new(account));
                self.counts.added += 1;
            }
        }
    }
}

fn update(account: &mut Account, row: &ImportedAccount, area: Option<AreaId>) {
    if let Some(name) = row.name.as_ref().filter(|name| !name.is_empty()) {
        account.name.clone_from(name);
    }
    account.code = row.code.clone().or(account.code.take());
    account.coordinates = row.coordinates.or(account.coordinates);
    account.area = area.or(account.area);
    account.segment = row.segment.clone().or(account.segment.take());
    account.potential = row.potential.or(account.potential);
    account.sales = row.sales.or(account.sales);
    account.workload = row.workload.or(account.workload);
    account.is_fixed = row.is_fixed.unwrap_or(account.is_fixed);
    account.extra.extend(row.extra.iter().map(|(header, cell)| (header.clone(), cell.clone())));
}

/// Finds areas, sellers and territories by name and collects the new ones.
struct Directory {
    areas: Vec<Area>,
    people: Vec<Person>,
    territories: Vec<Territory>,
    area_of_name: HashMap<String, AreaId>,
    person_of_name: HashMap<String, PersonId>,
    territory_of_name: HashMap<String, TerritoryId>,
    territory_of_seller: HashMap<PersonId, TerritoryId>,
    today: BTreeMap<AccountId, TerritoryId>,
}

impl Directory {
    fn of(plan: &Plan) -> Directory {
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

    fn area(&mut self, plan: &mut Plan, named: &ImportedArea) -> AreaId {
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

    fn person(&mut self, plan: &mut Plan, name: &str) -> PersonId {
        *self.person_of_name.entry(fold(name)).or_insert_with(|| {
            let id = PersonId(plan.take_identity());
            self.people.push(Person { id, name: name.to_owned(), code: None, home: None, working_time_share: 1.0 });
            id
        })
    }

    /// The territory a row names, by its own name or else by its seller's.
    fn territory_of_row(&mut self, plan: &mut Plan, row: &ImportedAccount) -> Option<TerritoryId> {
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

    fn put_into(self, plan: &mut Plan, placed: &[(AccountId, TerritoryId, bool)]) {
        plan.areas = Arc::new(self.areas);
        plan.people = Arc::new(self.people);
        for scenario in &mut plan.scenarios {
            if scenario.id == crate::domain::ScenarioId::TODAY {
                let scenario = Arc::make_mut(scenario);
                scenario.territories.clone_from(&self.territories);
                scenario.assignment.clone_from(&self.today);
            } else if placed.iter().any(|(_, territory, is_new)| *is_new && scenario.territory(*territory).is_some()) {
                let scenario = Arc::make_mut(scenario);
                for (account, territory, _) in placed.iter().filter(|(_, _, is_new)| *is_new) {
                    if scenario.territory(*territory).is_some() {
                        scenario.assignment.insert(*account, *territory);
                    }
                }
            }
        }
    }
}
