//! The rows of the table of customers in one scenario: what each column shows is sorted by, what a search
//! reads, and the sums of a selection. How a cell looks is the screen's.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Search, SortKey, search::searchable};
use crate::document::areas::name_of;
use crate::document::design::{place_of, value_of};
use crate::document::holders::Holders;
use crate::document::{MeasureKind, Plan, Scenario};
use crate::domain::{Account, AccountId, TerritoryId};
use crate::locale::Language;

/// A territory as a cell shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct TerritoryMark {
    /// Which.
    pub id: TerritoryId,
    /// Its name.
    pub name: String,
    /// The colour it keeps everywhere.
    pub colour_index: u8,
    /// Its seller's name; `None` for a vacant seat.
    pub seller: Option<String>,
}

/// A customer in a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountRow {
    /// What is known of the customer.
    pub account: Arc<Account>,
    /// The territory it belongs to in the scenario.
    pub territory: Option<Arc<TerritoryMark>>,
    /// The territory it belongs to today with its seller, when it changes hands by the rule of
    /// [`crate::document::holders`].
    pub moved_from: Option<Arc<TerritoryMark>>,
    /// The name of its area.
    pub area: Option<Arc<str>>,
    /// Whether it has a place on the map.
    pub is_on_the_map: bool,
}

impl AccountRow {
    /// The customer's identity.
    pub fn id(&self) -> AccountId {
        self.account.id
    }

    /// The name of the seller who works its territory.
    pub fn seller(&self) -> Option<&str> {
        self.territory.as_ref().and_then(|territory| territory.seller.as_deref())
    }

    /// What a search reads: name, identifier, territory, seller, segment and area.
    pub fn searchable(&self) -> String {
        let account = &self.account;
        let territory = self.territory.as_ref().map(|territory| territory.name.as_str());
        let cells = [Some(account.name.as_str()), account.code.as_deref(), territory, self.seller(), account.segment.as_deref()];
        searchable(cells.into_iter().chain([self.area.as_deref()]).flatten())
    }
}

/// The rows of a plan's customers in a scenario, in the plan's order; areas are called as they are in a language.
pub fn rows(plan: &Plan, scenario: &Scenario, language: Language) -> Vec<AccountRow> {
    let after = marks(plan, scenario);
    let today = plan.today();
    let before = today.map(|today| marks(plan, today)).unwrap_or_default();
    let holders = today.map(|today| Holders::between(today, scenario)).unwrap_or_default();
    let areas: BTreeMap<_, Arc<str>> = plan.areas.iter().map(|area| (area.id, Arc::from(name_of(area, language)))).collect();
    let mut owners = scenario.owners(&plan.accounts);
    let mut owners_today = today.map(|today| today.owners(&plan.accounts));
    plan.accounts
        .iter()
        .map(|account| {
            let owner = owners.next().flatten();
            let owner_today = owners_today.as_mut().and_then(Iterator::next).flatten();
            AccountRow {
                account: Arc::clone(account),
                territory: owner.and_then(|owner| after.get(&owner)).cloned(),
                moved_from: owner_today.filter(|_| holders.changes_hands(owner_today, owner)).and_then(|today| before.get(&today)).cloned(),
                area: account.area.and_then(|area| areas.get(&area)).cloned(),
                is_on_the_map: place_of(plan, account).is_some(),
            }
        })
        .collect()
}

fn marks(plan: &Plan, scenario: &Scenario) -> BTreeMap<TerritoryId, Arc<TerritoryMark>> {
    let mark = |territory: &crate::domain::Territory| TerritoryMark {
        id: territory.id,
        name: territory.name.clone(),
        colour_index: territory.colour_index,
        seller: territory.seller.and_then(|seller| plan.person(seller)).map(|person| person.name.clone()),
    };
    scenario.territories.iter().map(|territory| (territory.id, Arc::new(mark(territory)))).collect()
}

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccountColumn {
    /// Name.
    Name,
    /// The identifier in the user's system.
    Code,
    /// The territory in the scenario.
    Territory,
    /// Who works it.
    Seller,
    /// Province or other area.
    Area,
    /// Segment.
    Segment,
    /// Potential.
    Potential,
    /// Sales of the last year.
    Sales,
    /// Hours in a year.
    Workload,
    /// Whether it is fixed to its territory.
    Fixed,
    /// Which territory it came from.
    Moved,
    /// A further column of the user's file, by its header.
    Extra(String),
}

impl AccountColumn {
    /// The columns that every plan has, in the order of the table.
    pub const OWN: [AccountColumn; 11] = [
        AccountColumn::Name,
        AccountColumn::Code,
        AccountColumn::Territory,
        AccountColumn::Moved,
        AccountColumn::Seller,
        AccountColumn::Area,
        AccountColumn::Segment,
        AccountColumn::Potential,
        AccountColumn::Sales,
        AccountColumn::Workload,
        AccountColumn::Fixed,
    ];

    /// All columns of a plan: its own, then those of the user's files by name.
    pub fn all(plan: &Plan) -> Vec<AccountColumn> {
        let extra: BTreeSet<&String> = plan.accounts.iter().flat_map(|account| account.extra.keys()).collect();
        AccountColumn::OWN.into_iter().chain(extra.into_iter().cloned().map(AccountColumn::Extra)).collect()
    }

    /// What it is remembered by.
    pub fn id(&self) -> String {
        match self {
            AccountColumn::Name => "name".into(),
            AccountColumn::Code => "code".into(),
            AccountColumn::Territory => "territory".into(),
            AccountColumn::Seller => "seller".into(),
            AccountColumn::Area => "area".into(),
            AccountColumn::Segment => "segment".into(),
            AccountColumn::Potential => "potential".into(),
            AccountColumn::Sales => "sales".into(),
            AccountColumn::Workload => "workload".into(),
            AccountColumn::Fixed => "fixed".into(),
            AccountColumn::Moved => "moved".into(),
            AccountColumn::Extra(header) => format!("extra:{header}"),
        }
    }

    /// Whether it is shown until the user chooses otherwise.
    pub fn is_shown_at_first(&self) -> bool {
        !matches!(self, AccountColumn::Code | AccountColumn::Extra(_))
    }

    /// Whether it holds figures.
    pub fn is_number(&self) -> bool {
        matches!(self, AccountColumn::Potential | AccountColumn::Sales | AccountColumn::Workload)
    }

    /// What a row is sorted by in this column.
    pub fn sort_key(&self, row: &AccountRow) -> SortKey {
        let account = &row.account;
        let name = |name: Option<&str>| name.map_or(SortKey::Missing, SortKey::text);
        match self {
            AccountColumn::Name => SortKey::text(&account.name),
            AccountColumn::Code => name(account.code.as_deref()),
            AccountColumn::Territory => name(row.territory.as_ref().map(|territory| territory.name.as_str())),
            AccountColumn::Seller => name(row.seller()),
            AccountColumn::Area => name(row.area.as_deref()),
            AccountColumn::Segment => name(account.segment.as_deref()),
            AccountColumn::Potential => SortKey::number(account.potential),
            AccountColumn::Sales => SortKey::number(account.sales.map(|sales| sales.0 as f64)),
            AccountColumn::Workload => SortKey::number(account.workload.map(|workload| workload.hours())),
            AccountColumn::Fixed => SortKey::number(account.is_fixed.then_some(1.0)),
            AccountColumn::Moved => name(row.moved_from.as_ref().map(|territory| territory.name.as_str())),
            AccountColumn::Extra(header) => name(account.extra.get(header).map(String::as_str)),
        }
    }
}

/// Which customers the table shows, beside the search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AccountFilter {
    /// All.
    #[default]
    All,
    /// Those that have no place on the map.
    OffTheMap,
    /// Those that belong to no territory.
    WithoutTerritory,
    /// Those that change hands against today.
    Moved,
    /// Those that are fixed.
    Fixed,
    /// Those of one territory.
    InTerritory(TerritoryId),
}

impl AccountFilter {
    /// Whether a row passes.
    pub fn passes(self, row: &AccountRow) -> bool {
        match self {
            AccountFilter::All => true,
            AccountFilter::OffTheMap => !row.is_on_the_map,
            AccountFilter::WithoutTerritory => row.territory.is_none(),
            AccountFilter::Moved => row.moved_from.is_some(),
            AccountFilter::Fixed => row.account.is_fixed,
            AccountFilter::InTerritory(id) => row.territory.as_ref().is_some_and(|territory| territory.id == id),
        }
    }
}

/// The rows that pass a filter and are found by a search. `words` are the rows' [`AccountRow::searchable`]
/// words, asked for only when something is looked for.
pub fn found(rows: &[AccountRow], filter: AccountFilter, search: &Search, words: impl Fn() -> Arc<Vec<String>>) -> Vec<AccountRow> {
    let words = (!search.is_empty()).then(words);
    let is_found = |index: usize| words.as_ref().is_none_or(|words| words.get(index).is_some_and(|words| search.finds(words)));
    rows.iter().enumerate().filter(|(index, row)| filter.passes(row) && is_found(*index)).map(|(_, row)| row.clone()).collect()
}

/// What a set of customers adds up to. Customers of whom a figure is not known add nothing to it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AccountTotals {
    /// How many.
    pub count: usize,
    /// How many of them are fixed.
    pub fixed_count: usize,
    /// Their potential, in the plan's unit of potential.
    pub potential: f64,
    /// Their sales of the last year, in the smallest unit of money.
    pub sales: f64,
    /// Their hours in a year.
    pub workload_hours: f64,
}

impl AccountTotals {
    /// The sums of a selection; identities that the plan no longer has do not count.
    pub fn of(plan: &Plan, selection: &BTreeSet<AccountId>) -> AccountTotals {
        let mut totals = AccountTotals::default();
        for account in selection.iter().filter_map(|id| plan.account(*id)) {
            totals.count += 1;
            totals.fixed_count += usize::from(account.is_fixed);
            totals.potential += value_of(account, MeasureKind::Potential);
            totals.sales += value_of(account, MeasureKind::Sales);
            totals.workload_hours += value_of(account, MeasureKind::Workload);
        }
        totals
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::{Command, Document, PlanId, Settings};
    use crate::domain::{Coordinates, Money, Person, PersonId, ScenarioId, Workload};

    /// Three customers; the first in «شمال» today and in «جنوب» in the scenario.
    fn plan() -> (Plan, Arc<Scenario>) {
        let mut plan = Plan::new(PlanId("p".into()), "طرح", Settings::for_language(Language::Persian));
        let mut first = Account::named(AccountId(1), "فروشگاه ب");
        first.coordinates = Coordinates::new(35.0, 51.0);
        first.sales = Some(Money(500));
        first.potential = Some(900.0);
        first.workload = Some(Workload::Visits { visits: 12.0, minutes_per_visit: 30.0 });
        first.extra.insert("تلفن".into(), "021".into());
        let mut second = Account::named(AccountId(2), "فروشگاه الف");
        second.is_fixed = true;
        plan.accounts = Arc::new(vec![Arc::new(first), Arc::new(second), Arc::new(Account::named(AccountId(3), "Shop"))]);
        plan.next_identity = 4;
        let mut document = Document::create(plan, 0.0);
        let mut run = |command| document.apply(command, 0.0).map(|_| document.plan().clone()).unwrap();
        let seller = Person::named(PersonId(0), "ندا رستمی");
        let seller = run(Command::AddPerson(seller)).people[0].id;
        run(Command::AddTerritory { scenario: ScenarioId::TODAY, name: "شمال".into(), seller: Some(seller) });
        let after = run(Command::AddTerritory { scenario: ScenarioId::TODAY, name: "جنوب".into(), seller: None });
        let (north, south) = (after.scenarios[0].territories[0].id, after.scenarios[0].territories[1].id);
        run(Command::AssignAccounts { scenario: ScenarioId::TODAY, accounts: vec![AccountId(1), AccountId(2)], territory: Some(north) });
        let branch = run(Command::AddScenario { name: "تازه".into(), from: ScenarioId::TODAY }).scenarios[1].id;
        run(Command::AssignAccounts { scenario: branch, accounts: vec![AccountId(1)], territory: Some(south) });
        let plan =
            Arc::unwrap_or_clone(run(Command::AssignAccounts { scenario: branch, accounts: vec![AccountId(3)], territory: Some(south) }));
        let scenario = plan.scenarios[1].clone();
        (plan, scenario)
    }

    fn ids(rows: &[AccountRow]) -> Vec<u32> {
        rows.iter().map(|row| row.id().0).collect()
    }

    #[test]
    fn a_row_knows_where_its_customer_was() {
        let (plan, scenario) = plan();
        let rows = rows(&plan, &scenario, Language::Persian);
        assert_eq!(rows[0].territory.as_ref().unwrap().name, "جنوب");
        assert_eq!(rows[0].moved_from.as_ref().unwrap().name, "شمال");
        assert_eq!((rows[1].seller(), rows[1].moved_from.is_none()), (Some("ندا رستمی"), true));
        assert!(rows[2].moved_from.is_none(), "it had no territory today, so nothing changed hands");
        let moved: Vec<AccountId> = rows.iter().filter(|row| row.moved_from.is_some()).map(AccountRow::id).collect();
        assert_eq!(moved, crate::document::results::results(&plan, &scenario).moved_accounts);
    }

    #[test]
    fn an_area_is_called_as_the_language_calls_it() {
        let (mut plan, scenario) = plan();
        let area = |id, name: &str, key: Option<&str>| crate::domain::Area {
            id: crate::domain::AreaId(id),
            name: name.into(),
            outline_key: key.map(str::to_owned),
            centre: None,
        };
        plan.areas = Arc::new(vec![area(90, "بوشهر", Some("IR-18")), area(91, "دشتی", None)]);
        for (account, area) in Arc::make_mut(&mut plan.accounts).iter_mut().zip([90, 91]) {
            Arc::make_mut(account).area = Some(crate::domain::AreaId(area));
        }
        let called = |language| rows(&plan, &scenario, language).into_iter().take(2).map(|row| row.area.unwrap()).collect::<Vec<_>>();
        assert_eq!(called(Language::Persian), ["بوشهر".into(), "دشتی".into()]);
        assert_eq!(called(Language::English), ["Bushehr".into(), "دشتی".into()]);
        // Files go by the plan's own language, and such a name is known when the file comes back.
        plan.settings.language = Language::English;
        let table = crate::exchange::export_table::accounts_table(&plan, &scenario);
        assert!(table.rows[0].contains(&crate::exchange::export_table::ExportCell::text("Bushehr")));
        let directory = crate::wizard::areas::directory(&plan, None, &[]);
        assert_eq!(directory.find("Bushehr").map(|known| known.outline_key.as_str()), Some("IR-18"));
    }

    #[test]
    fn filters_and_words_must_both_pass() {
        let (plan, scenario) = plan();
        let rows = rows(&plan, &scenario, Language::Persian);
        let words = || Arc::new(rows.iter().map(AccountRow::searchable).collect::<Vec<_>>());
        let find = |filter, typed: &str| ids(&found(&rows, filter, &Search::of(typed), words));
        assert_eq!(find(AccountFilter::All, ""), [1, 2, 3]);
        assert_eq!(find(AccountFilter::All, "جنوب"), [1, 3]);
        assert_eq!(find(AccountFilter::All, "رستمي الف"), [2]);
        assert_eq!(find(AccountFilter::OffTheMap, "جنوب"), [3]);
        assert_eq!(find(AccountFilter::Moved, ""), [1]);
        assert_eq!(find(AccountFilter::Fixed, ""), [2]);
        assert!(find(AccountFilter::WithoutTerritory, "").is_empty());
    }

    #[test]
    fn sums_leave_out_what_is_gone() {
        let (plan, _) = plan();
        let totals = AccountTotals::of(&plan, &BTreeSet::from([AccountId(1), AccountId(2), AccountId(77)]));
        assert_eq!(totals, AccountTotals { count: 2, fixed_count: 1, potential: 900.0, sales: 500.0, workload_hours: 6.0 });
    }

    #[test]
    fn columns_of_the_users_file_come_last() {
        let (plan, scenario) = plan();
        let columns = AccountColumn::all(&plan);
        assert_eq!(columns.last(), Some(&AccountColumn::Extra("تلفن".into())));
        let rows = rows(&plan, &scenario, Language::Persian);
        assert_eq!(columns.last().unwrap().sort_key(&rows[1]), SortKey::Missing);
        let ids: BTreeSet<String> = columns.iter().map(AccountColumn::id).collect();
        assert_eq!(ids.len(), columns.len());
    }
}
