//! Makes a plan of drawn customers, with today's territories and the team.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::generate::{Customer, customers};
use super::market::Market;
use crate::document::{ChangeSummary, LogEntry, Plan, PlanId, PotentialUnit, SavedDocument, Scenario, Settings};
use crate::domain::{
    Account, AccountId, Area, AreaId, CalendarKind, CivilDate, Coordinates, Person, PersonId, SalesHistory, Territory, TerritoryId,
    Workload,
};

/// The sample plan of a market.
pub fn document(market: &Market) -> SavedDocument {
    document_of(market, market.account_count, market.seed)
}

/// A plan of so many customers of a market.
pub fn document_of(market: &Market, account_count: usize, seed: u64) -> SavedDocument {
    let log = vec![LogEntry { at_milliseconds: market.saved_at_milliseconds, change: ChangeSummary::PlanCreated.into() }];
    SavedDocument { plan: Arc::new(plan(market, account_count, seed)), log: Arc::new(log) }
}

fn plan(market: &Market, account_count: usize, seed: u64) -> Plan {
    let settings = Settings {
        language: market.language,
        currency: market.currency,
        display_unit: market.display_unit,
        potential_unit: PotentialUnit::Money,
        calendar: market.calendar,
        fiscal_year_first_month: 1,
        map_country: Some(market.country.to_owned()),
        own_map: None,
    };
    let mut plan = Plan::new(PlanId(market.plan_id.to_owned()), market.plan_name, settings);
    plan.is_sample = true;
    let mut next = 0;
    let mut take = || {
        next += 1;
        next
    };
    let provinces: BTreeSet<&str> = market.cities.iter().map(|city| city.province).collect();
    let area_of: BTreeMap<&str, AreaId> = provinces.into_iter().map(|key| (key, AreaId(take()))).collect();
    let people: Vec<Person> = (0..market.sellers.len()).map(|index| person(market, index, PersonId(take()))).collect();
    let territories: Vec<Territory> = (0..market.territories.len())
        .map(|index| Territory {
            id: TerritoryId(take()),
            name: market.territories[index].to_owned(),
            colour_index: index as u8,
            seller: people.get(index).map(|person| person.id),
        })
        .collect();
    let mut accounts = Vec::with_capacity(account_count);
    let mut today = Scenario::today();
    for customer in customers(market, account_count, seed) {
        let id = AccountId(take());
        if let Some(territory) = customer.territory.and_then(|index| territories.get(index)) {
            today.assignment.insert(id, territory.id);
        }
        let area = area_of.get(market.cities[customer.city].province).copied();
        accounts.push(Arc::new(account(market, customer, id, area)));
    }
    today.territories = territories;
    plan.areas = Arc::new(area_of.into_iter().map(|(key, id)| area(market, key, id)).collect());
    plan.people = Arc::new(people);
    plan.accounts = Arc::new(accounts);
    plan.scenarios = vec![Arc::new(today)];
    plan.next_identity = take();
    crate::document::colouring::recolour(&mut plan);
    plan
}

fn area(market: &Market, key: &str, id: AreaId) -> Area {
    let known = (market.province)(key);
    Area {
        id,
        name: known.map_or(key, |(name, _)| name).to_owned(),
        outline_key: Some(key.to_owned()),
        centre: known.map(|(_, centre)| centre),
    }
}

/// The seller of a seat, at home in its largest city.
fn person(market: &Market, index: usize, id: PersonId) -> Person {
    let seller = &market.sellers[index];
    let cities = market.cities.iter().filter(|city| city.territory == index);
    let home = cities.max_by(|one, other| one.thousands.total_cmp(&other.thousands)).map(|city| {
        let shift = |degrees: f64, by: f64| ((degrees + by) * 100.0).round() / 100.0;
        let (east, north) = city.inland;
        Coordinates {
            latitude_degrees: shift(city.latitude, 0.01 + 0.01 * north),
            longitude_degrees: shift(city.longitude, 0.01 + 0.01 * east),
        }
    });
    Person {
        code: Some(format!("S{:02}", index + 1)),
        home,
        working_time_share: seller.working_time_share,
        ..Person::named(id, seller.name)
    }
}

/// Since when it is a customer: in the eleven years before the first month of sales, as its code falls; unknown for
/// those without a seat, whom nobody has noted yet.
fn since(market: &Market, customer: &Customer) -> Option<CivilDate> {
    const DAYS: u64 = 11 * 365;
    let first_month = CivilDate { year: market.first_month.year, month: market.first_month.month, day: 1 };
    let days = xxhash_rust::xxh3::xxh3_64(customer.code.as_bytes()) % DAYS;
    let day = first_month.unix_day(market.calendar)? - days as i32;
    customer.territory.map(|_| CivilDate::from_unix_day(CalendarKind::Gregorian, day))
}

fn account(market: &Market, customer: Customer, id: AccountId, area: Option<AreaId>) -> Account {
    let headers = &market.headers;
    let extra = [
        (headers.channel, market.channels[customer.channel].label),
        (headers.payment, customer.payment),
        (headers.city, market.cities[customer.city].name),
    ];
    Account {
        customer_since: since(market, &customer),
        sales: Some(customer.sales()),
        id,
        code: Some(customer.code),
        name: customer.name,
        coordinates: customer.coordinates,
        area,
        segment: Some(customer.segment.to_owned()),
        potential: Some(customer.potential.0 as f64),
        sales_history: Some(SalesHistory { first_month: market.first_month, months: customer.months }),
        workload: Some(Workload::Visits { visits: f64::from(customer.visits), minutes_per_visit: f64::from(customer.minutes_per_visit) }),
        is_fixed: customer.is_fixed,
        extra: extra.into_iter().map(|(header, value)| (header.to_owned(), value.to_owned())).collect(),
    }
}
