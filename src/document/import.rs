//! Accounts that come from a file: which are new, which change and which stay, and how they are put into a
//! plan. Finding an account by its name is `import_names`'s, territories and sellers are `import_directory`'s and
//! `import_sellers`'s, reading the file is the business of `exchange`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::import_directory::Directory;
use super::import_names::NameIndex;
use super::import_sellers::SellerChanges;
use super::wishes::TogetherBy;
use super::{Plan, Scenario, areas};
use crate::domain::{Account, AccountId, AreaId, CivilDate, Coordinates, Money, ScenarioId, TerritoryId, Workload};
use crate::locale::text::fold;

/// One account as a row of a file gives it. `None` is "not in the file" and leaves what the plan has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportedAccount {
    /// The identifier in the user's system; rows without one are found by name and place.
    pub code: Option<String>,
    /// The name; an update may leave it out.
    pub name: Option<String>,
    /// Where it is.
    pub coordinates: Option<Coordinates>,
    /// The area it lies in.
    pub area: Option<ImportedArea>,
    /// The area whose outline it lies in, where the row names none. Taken only where the plan knows none either.
    pub area_on_map: Option<ImportedArea>,
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
    /// The Gregorian day since when it is a customer.
    pub customer_since: Option<CivilDate>,
    /// Further columns, by header; an empty one is a further column no more, as the row has it as a fact.
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
    /// Accounts that get their area from the map, because neither file nor plan knew one.
    pub areas_from_map: usize,
}

/// How rows are put into a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportRules {
    /// The scenario that territories and sellers of the rows go into.
    pub target: ScenarioId,
    /// Whether rows whose identifier the plan does not know, or that have none, are the account of the same name
    /// and place; otherwise they are all added.
    pub matches_names: bool,
}

impl Default for ImportRules {
    fn default() -> ImportRules {
        ImportRules { target: ScenarioId::TODAY, matches_names: true }
    }
}

/// What an import does besides the accounts' own facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportEffects {
    /// Accounts of the plan that were found by name and place.
    pub found_by_name: usize,
    /// Accounts of the plan that get another territory.
    pub moved: usize,
    /// What becomes of the sellers of territories.
    pub sellers: SellerChanges,
}

/// The further columns of the plan's customers that may become facts, by header: those that no measure and no wish is
/// read from.
pub fn columns_to_settle(plan: &Plan) -> BTreeSet<String> {
    let mut columns: BTreeSet<String> = BTreeSet::new();
    for header in plan.accounts.iter().flat_map(|account| account.extra.keys()) {
        if !columns.contains(header) {
            columns.insert(header.clone());
        }
    }
    let wished = plan.scenarios.iter().filter_map(|scenario| match scenario.design.wishes.keep_together_by.as_ref()? {
        TogetherBy::Column(column) => Some(column),
        TogetherBy::Own { .. } => None,
    });
    for read in plan.further_measures.iter().map(|measure| &measure.column).chain(wished) {
        columns.remove(read);
    }
    columns
}

/// What an import would do to the plan.
pub fn preview(plan: &Plan, import: &AccountImport) -> ImportCounts {
    let mut prepared = PreparedImport::new(import.source.as_str(), plan);
    prepared.take(import.rows.clone());
    prepared.settle();
    prepared.counts()
}

/// An import that is prepared while its rows come in, some at a time, so that putting it into the plan in the end
/// takes no time however many rows there are.
#[derive(Clone, Debug, PartialEq)]
pub struct PreparedImport {
    source: String,
    /// The plan as it was found, whose identities are handed out meanwhile.
    plan: Plan,
    first_identity: u32,
    putting: Putting,
}

impl PreparedImport {
    /// Before any row of the file of this name, by the usual rules.
    pub fn new(source: impl Into<String>, plan: &Plan) -> PreparedImport {
        PreparedImport::by_rules(source, plan, ImportRules::default())
    }

    /// Before any row of the file of this name.
    pub fn by_rules(source: impl Into<String>, plan: &Plan, rules: ImportRules) -> PreparedImport {
        PreparedImport {
            source: source.into(),
            plan: plan.clone(),
            first_identity: plan.next_identity,
            putting: Putting::into(plan, rules),
        }
    }

    /// Takes the next rows of the file.
    pub fn take(&mut self, rows: Vec<ImportedAccount>) {
        for row in rows {
            self.putting.row(&mut self.plan, row);
        }
    }

    /// Settles what only all rows together can tell; to be called after the last of them.
    pub fn settle(&mut self) {
        self.putting.settle(&mut self.plan);
    }

    /// What all rows would do, once they are [settled](PreparedImport::settle).
    pub fn counts(&self) -> ImportCounts {
        self.putting.counts()
    }

    /// What all rows would do to territories and sellers, once they are settled.
    pub fn effects(&self) -> ImportEffects {
        self.putting.effects()
    }

    /// Whether a row was matched to an area that the map knows.
    pub fn has_known_areas(&self) -> bool {
        self.putting.has_known_areas
    }

    /// Whether a plan's facts and decisions are still those that the import was prepared for.
    pub fn fits(&self, plan: &Plan) -> bool {
        self.first_identity == plan.next_identity
            && Arc::ptr_eq(&self.plan.accounts, &plan.accounts)
            && Arc::ptr_eq(&self.plan.areas, &plan.areas)
            && Arc::ptr_eq(&self.plan.people, &plan.people)
            && self.plan.scenarios.len() == plan.scenarios.len()
            && self.plan.scenarios.iter().zip(&plan.scenarios).all(|(one, other)| Arc::ptr_eq(one, other))
    }

    /// The name of the scenario that the rows' territories and sellers go into; empty for today's state, or where the
    /// rows name none.
    pub(super) fn scenario_touched(&self, plan: &Plan) -> String {
        let target = plan.scenario(self.putting.directory.target).filter(|_| self.putting.directory.is_touched);
        target.map(|scenario| scenario.name.clone()).unwrap_or_default()
    }

    /// Puts it into a plan that it [fits](PreparedImport::fits); answers the file's name and what it did.
    pub(super) fn put_into(mut self, plan: &mut Plan) -> (String, ImportCounts) {
        self.settle();
        plan.next_identity = self.plan.next_identity;
        // Lets go of its own hold on the parts that change, so that they need not be copied.
        drop(self.plan);
        (self.source, self.putting.put_into(plan))
    }
}

/// Puts the rows into the plan. Territories and sellers that the rows name and the plan lacks are added to
/// today's state. In other scenarios a new account joins the territory it has today, where that still exists.
pub(super) fn put(plan: &mut Plan, rows: Vec<ImportedAccount>) -> ImportCounts {
    let mut putting = Putting::into(plan, ImportRules::default());
    for row in rows {
        putting.row(plan, row);
    }
    putting.settle(plan);
    putting.put_into(plan)
}

/// What the rows have said of an account that was there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    /// Nothing so far.
    NotYet,
    /// The facts that the plan has.
    Same,
    /// Other facts.
    Other,
}

/// The accounts and names of a plan while rows are put into it.
#[derive(Clone, Debug, PartialEq)]
struct Putting {
    counts: ImportCounts,
    directory: Directory,
    accounts: Vec<Arc<Account>>,
    index_of_code: HashMap<String, usize>,
    /// Of the accounts that were there before, what the rows have said of them.
    seen: Vec<Seen>,
    /// The accounts that were there before by name, once a row asks for one; `None` while none has.
    names: Option<NameIndex>,
    matches_names: bool,
    found_by_name: usize,
    /// The accounts that are new.
    placed: Vec<AccountId>,
    has_known_areas: bool,
    /// The scenario that the rows go into, as it was.
    before: Option<Arc<Scenario>>,
    sellers: Option<SellerChanges>,
}

impl Putting {
    fn into(plan: &Plan, rules: ImportRules) -> Putting {
        let accounts = Vec::clone(&plan.accounts);
        let before = plan.scenario(rules.target).or(plan.today()).cloned();
        Putting {
            counts: ImportCounts::default(),
            directory: Directory::of(plan, before.as_deref()),
            names: None,
            matches_names: rules.matches_names,
            found_by_name: 0,
            before,
            sellers: None,
            index_of_code: accounts
                .iter()
                .enumerate()
                .filter_map(|(index, account)| Some((fold(account.code.as_deref()?), index)))
                .collect(),
            seen: vec![Seen::NotYet; accounts.len()],
            placed: Vec::new(),
            has_known_areas: false,
            accounts,
        }
    }

    fn settle(&mut self, plan: &mut Plan) {
        if self.sellers.is_none() {
            self.sellers = Some(self.directory.settle_sellers(plan));
        }
    }

    fn counts(&self) -> ImportCounts {
        let mut counts = self.counts;
        let sellers_before = self.before.as_ref().map(|before| Directory::seller_of_territory(&before.territories)).unwrap_or_default();
        let sellers_now = Directory::seller_of_territory(&self.directory.territories);
        for (seen, account) in self.seen.iter().zip(&self.accounts) {
            let (before, now) = (self.territory_before(account.id), self.directory.assignment.get(&account.id).copied());
            let seller =
                |sellers: &BTreeMap<TerritoryId, _>, territory: Option<TerritoryId>| territory.and_then(|id| sellers.get(&id).copied());
            match seen {
                Seen::NotYet => counts.left += 1,
                // Who gets another territory, or another seller in it, changes as well.
                Seen::Same if before == now && seller(&sellers_before, before) == seller(&sellers_now, now) => counts.unchanged += 1,
                Seen::Same | Seen::Other => counts.changed += 1,
            }
        }
        counts
    }

    fn effects(&self) -> ImportEffects {
        let there = self.accounts.iter().take(self.seen.len());
        let moved =
            there.filter(|account| self.territory_before(account.id) != self.directory.assignment.get(&account.id).copied()).count();
        ImportEffects { found_by_name: self.found_by_name, moved, sellers: self.sellers.clone().unwrap_or_default() }
    }

    fn territory_before(&self, account: AccountId) -> Option<TerritoryId> {
        self.before.as_ref().and_then(|before| before.assignment.get(&account).copied())
    }

    fn put_into(mut self, plan: &mut Plan) -> ImportCounts {
        let counts = self.counts();
        let added: BTreeSet<AccountId> = std::mem::take(&mut self.placed).into_iter().collect();
        let placed: Vec<(AccountId, TerritoryId)> =
            added.iter().filter_map(|account| Some((*account, *self.directory.assignment.get(account)?))).collect();
        // Lets go of the scenario as it was, which is put in anew.
        drop(self.before);
        plan.accounts = Arc::new(self.accounts);
        self.directory.put_into(plan, &placed);
        areas::join_areas(plan, &added);
        counts
    }

    /// The account that a row is about, where the plan has it.
    fn known(&mut self, row: &ImportedAccount, code: Option<&str>) -> Option<usize> {
        if let Some(index) = code.and_then(|code| self.index_of_code.get(code)) {
            return Some(*index);
        }
        if !self.matches_names {
            return None;
        }
        let names = self.names.get_or_insert_with(|| NameIndex::of(self.accounts.get(..self.seen.len()).unwrap_or_default()));
        let found = names.find(row, |index| {
            let account = self.accounts.get(index)?;
            // Two identifiers that differ are two customers, and one row is one customer.
            let may_be = self.seen.get(index) == Some(&Seen::NotYet) && (row.code.is_none() || account.code.is_none());
            may_be.then(|| (account.as_ref(), account.area.and_then(|area| self.directory.area_of_id(area))))
        })?;
        self.found_by_name += 1;
        Some(found)
    }

    /// Puts one row in; the plan hands out identities.
    fn row(&mut self, plan: &mut Plan, row: ImportedAccount) {
        let code = row.code.as_deref().map(fold);
        let known = self.known(&row, code.as_deref());
        let is_without_area = row.area.is_none() && known.is_none_or(|index| self.accounts[index].area.is_none());
        let from_map = row.area_on_map.as_ref().filter(|_| is_without_area);
        self.counts.areas_from_map += usize::from(from_map.is_some());
        let named = row.area.as_ref().or(from_map);
        self.has_known_areas |= named.is_some_and(|area| area.outline_key.is_some());
        let area = named.map(|area| self.directory.area(plan, area));
        let id = known.map_or_else(|| AccountId(plan.take_identity()), |index| self.accounts[index].id);
        self.directory.place(plan, &row, id);
        match known {
            Some(index) => {
                let before = &self.accounts[index];
                let mut account = Account::clone(before);
                update(&mut account, row, area);
                let differs = account != **before;
                if let Some(seen) = self.seen.get_mut(index) {
                    *seen = if differs || *seen == Seen::Other { Seen::Other } else { Seen::Same };
                }
                if let Some(code) = code {
                    self.index_of_code.entry(code).or_insert(index);
                }
                if differs {
                    self.accounts[index] = Arc::new(account);
                }
            }
            None => {
                let mut account = Account::named(id, "");
                update(&mut account, row, area);
                if account.name.is_empty() {
                    account.name = account.code.clone().unwrap_or_default();
                }
                if let Some(code) = code {
                    self.index_of_code.insert(code, self.accounts.len());
                }
                self.placed.push(id);
                self.accounts.push(Arc::new(account));
                self.counts.added += 1;
            }
        }
    }
}

fn update(account: &mut Account, row: ImportedAccount, area: Option<AreaId>) {
    if let Some(name) = row.name.filter(|name| !name.is_empty()) {
        account.name = name;
    }
    account.code = row.code.or(account.code.take());
    account.coordinates = row.coordinates.or(account.coordinates);
    account.area = area.or(account.area);
    account.segment = row.segment.or(account.segment.take());
    account.potential = row.potential.or(account.potential);
    account.sales = row.sales.or(account.sales);
    account.workload = row.workload.or(account.workload);
    account.is_fixed = row.is_fixed.unwrap_or(account.is_fixed);
    account.customer_since = row.customer_since.or(account.customer_since);
    for (header, value) in row.extra {
        match value.is_empty() {
            true => account.extra.remove(&header),
            false => account.extra.insert(header, value),
        };
    }
}
