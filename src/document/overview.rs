//! What a plan holds and what it lacks, for the page that opens it: totals, gaps in the order in which they
//! hinder, sales by month, and where a seller's customers lie. Words and formats are the screen's.

use std::collections::{BTreeMap, BTreeSet};

use super::design::place_of;
use super::measures::figures;
use super::{LogEntry, MeasureKind, Plan, Scenario};
use crate::domain::{Account, AccountId, CivilDate, Coordinates, Money, PersonId, ScenarioId, TerritoryId, YearMonth};
use crate::territory::position::{Point, Position, centroid};

/// What a plan holds, with one scenario in sight.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// Customers.
    pub accounts: usize,
    /// Sellers.
    pub sellers: usize,
    /// Territories of the scenario.
    pub territories: usize,
    /// Scenarios beside today's state.
    pub scenarios: usize,
    /// The measures of the plan.
    pub measures: Vec<MeasureTotal>,
    /// What is missing, the most hindering first.
    pub gaps: Vec<Gap>,
}

/// What all customers come to in a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasureTotal {
    /// The measure.
    pub kind: MeasureKind,
    /// The sum over all customers.
    pub total: f64,
    /// How many customers have a figure.
    pub known: usize,
}

/// Something a plan lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// There are no customers at all.
    NoAccounts,
    /// The scenario has no territories.
    NoTerritories,
    /// Customers that belong to no territory of the scenario.
    WithoutTerritory(Vec<AccountId>),
    /// Customers of which neither the point nor the area is known.
    WithoutPlace(Vec<AccountId>),
    /// Territories that nobody works.
    Vacant(Vec<TerritoryId>),
    /// Sellers without a territory in the scenario.
    WithoutWork(Vec<PersonId>),
    /// Customers whose figure for a measure is unknown, where others have one.
    WithoutFigure(MeasureKind, Vec<AccountId>),
    /// There is no scenario beside today's state.
    NoScenario,
}

/// What a plan holds and lacks.
pub fn overview(plan: &Plan, scenario: &Scenario) -> Overview {
    let measures = plan.measures().into_iter().map(|kind| {
        let figures = figures(plan, kind);
        MeasureTotal { kind, total: figures.iter().flatten().sum(), known: figures.iter().flatten().count() }
    });
    Overview {
        accounts: plan.accounts.len(),
        sellers: plan.people.len(),
        territories: scenario.territories.len(),
        scenarios: plan.scenarios.iter().filter(|scenario| scenario.id != ScenarioId::TODAY).count(),
        measures: measures.collect(),
        gaps: gaps(plan, scenario),
    }
}

fn gaps(plan: &Plan, scenario: &Scenario) -> Vec<Gap> {
    if plan.accounts.is_empty() {
        return vec![Gap::NoAccounts];
    }
    let mut gaps = Vec::new();
    let accounts_where = |lacks: &dyn Fn(&Account) -> bool| -> Vec<AccountId> {
        plan.accounts.iter().filter(|account| lacks(account)).map(|account| account.id).collect()
    };
    if scenario.territories.is_empty() {
        gaps.push(Gap::NoTerritories);
    } else {
        gaps.push(Gap::WithoutTerritory(accounts_where(&|account| !scenario.assignment.contains_key(&account.id))));
    }
    gaps.push(Gap::WithoutPlace(accounts_where(&|account| place_of(plan, account).is_none())));
    gaps.push(Gap::Vacant(
        scenario.territories.iter().filter(|territory| territory.seller.is_none()).map(|territory| territory.id).collect(),
    ));
    if !scenario.territories.is_empty() {
        let working: BTreeSet<PersonId> = scenario.territories.iter().filter_map(|territory| territory.seller).collect();
        gaps.push(Gap::WithoutWork(plan.people.iter().map(|person| person.id).filter(|person| !working.contains(person)).collect()));
    }
    for kind in plan.measures().into_iter().filter(|kind| *kind != MeasureKind::Accounts) {
        let known = figures(plan, kind);
        let unknown: Vec<AccountId> =
            plan.accounts.iter().zip(known).filter(|(_, figure)| figure.is_none()).map(|(account, _)| account.id).collect();
        // A measure that nobody keeps is no gap.
        if unknown.len() < plan.accounts.len() {
            gaps.push(Gap::WithoutFigure(kind, unknown));
        }
    }
    gaps.retain(|gap| match gap {
        Gap::WithoutTerritory(accounts) | Gap::WithoutPlace(accounts) | Gap::WithoutFigure(_, accounts) => !accounts.is_empty(),
        Gap::Vacant(territories) => !territories.is_empty(),
        Gap::WithoutWork(people) => !people.is_empty(),
        Gap::NoAccounts | Gap::NoTerritories | Gap::NoScenario => true,
    });
    if plan.scenarios.iter().all(|scenario| scenario.id == ScenarioId::TODAY) {
        gaps.push(Gap::NoScenario);
    }
    gaps
}

/// Sales of each month over all customers whose months are known, in order and without gaps between the first
/// and the last. Empty when no months are known.
pub fn sales_by_month(plan: &Plan) -> Vec<(YearMonth, Money)> {
    let mut sums: BTreeMap<YearMonth, Money> = BTreeMap::new();
    for history in plan.accounts.iter().filter_map(|account| account.sales_history.as_ref()) {
        for (offset, amount) in (0i32..).zip(&history.months) {
            let sum = sums.entry(history.first_month.plus_months(offset)).or_default();
            *sum = sum.plus(*amount);
        }
    }
    let (Some(first), Some(last)) = (sums.keys().next().copied(), sums.keys().next_back().copied()) else { return Vec::new() };
    let count = (last.year - first.year) * 12 + i32::from(last.month) - i32::from(first.month);
    (0..=count).map(|offset| first.plus_months(offset)).map(|month| (month, sums.get(&month).copied().unwrap_or_default())).collect()
}

/// What a row of months says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthSummary {
    /// The sum of the last twelve months, or of all when there are fewer than 24.
    pub total: Money,
    /// The last twelve months against the twelve before, 0.1 being 10 % more; `None` when there are fewer than
    /// 24 months or the earlier ones sum to nothing.
    pub change_share: Option<f64>,
    /// The month with the largest sum of those that `total` counts; the earlier of equals.
    pub highest: (YearMonth, Money),
}

/// Sums up months in order; `None` when there are none.
pub fn month_summary(months: &[(YearMonth, Money)]) -> Option<MonthSummary> {
    let is_two_years = months.len() >= 24;
    let (before, last) = if is_two_years { months.split_at(months.len() - 12) } else { months.split_at(0) };
    let highest = last.iter().copied().reduce(|best, month| if month.1 > best.1 { month } else { best })?;
    let sum = |months: &[(YearMonth, Money)]| -> Money { months.iter().map(|(_, amount)| *amount).sum() };
    let (total, earlier) = (sum(last), sum(&before[before.len().saturating_sub(12)..]));
    let change_share = (is_two_years && earlier.0 > 0).then(|| (total.0 - earlier.0) as f64 / earlier.0 as f64);
    Some(MonthSummary { total, change_share, highest })
}

/// The middle of the customers that a seller serves in a scenario: the mean of their places on the globe, each
/// customer counting once. `None` when none of them is on the map.
pub fn centre_of_customers(plan: &Plan, scenario: &Scenario, seller: PersonId) -> Option<Coordinates> {
    let own: BTreeSet<TerritoryId> =
        scenario.territories.iter().filter(|territory| territory.seller == Some(seller)).map(|territory| territory.id).collect();
    let is_own = |account: &Account| scenario.assignment.get(&account.id).is_some_and(|territory| own.contains(territory));
    let places = plan.accounts.iter().filter(|account| is_own(account)).filter_map(|account| place_of(plan, account));
    let points =
        places.map(|place| Point::from(Position { latitude_degrees: place.latitude_degrees, longitude_degrees: place.longitude_degrees }));
    let centre = centroid(points)?.position();
    Coordinates::new(centre.latitude_degrees, centre.longitude_degrees)
}

/// The newest entries of a change log by day, newest first in both; at most so many entries. `day_of` tells the
/// local day of an instant.
pub fn log_by_day(log: &[LogEntry], most: usize, day_of: impl Fn(f64) -> CivilDate) -> Vec<(CivilDate, Vec<LogEntry>)> {
    let mut days: Vec<(CivilDate, Vec<LogEntry>)> = Vec::new();
    for entry in log.iter().rev().take(most) {
        let day = day_of(entry.at_milliseconds);
        match days.last_mut() {
            Some((last, entries)) if *last == day => entries.push(entry.clone()),
            _ => days.push((day, vec![entry.clone()])),
        }
    }
    days
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::{ChangeSummary, PlanId, Settings};
    use crate::domain::{Person, SalesHistory, Territory};
    use crate::locale::Language;
    use std::sync::Arc;

    fn plan() -> Plan {
        let mut plan = Plan::new(PlanId("p".into()), "P", Settings::for_language(Language::English));
        let mut accounts: Vec<Account> = (1..=3).map(|id| Account::named(AccountId(id), format!("a{id}"))).collect();
        accounts[0].coordinates = Coordinates::new(35.0, 51.0);
        accounts[1].coordinates = Coordinates::new(35.0, 53.0);
        accounts[0].sales = Some(Money(700));
        accounts[0].sales_history =
            Some(SalesHistory { first_month: YearMonth { year: 2024, month: 11 }, months: vec![Money(1), Money(2)] });
        accounts[1].sales_history = Some(SalesHistory { first_month: YearMonth { year: 2025, month: 2 }, months: vec![Money(5)] });
        plan.accounts = Arc::new(accounts.into_iter().map(Arc::new).collect());
        plan.people = Arc::new(vec![Person::named(PersonId(10), "N"), Person::named(PersonId(11), "M")]);
        let mut today = Scenario::today();
        today.territories = vec![
            Territory { id: TerritoryId(20), name: "A".into(), colour_index: 0, seller: Some(PersonId(10)) },
            Territory { id: TerritoryId(21), name: "B".into(), colour_index: 1, seller: None },
        ];
        today.assignment = [(AccountId(1), TerritoryId(20)), (AccountId(2), TerritoryId(20))].into();
        plan.scenarios = vec![Arc::new(today)];
        plan
    }

    #[test]
    fn gaps_come_in_the_order_in_which_they_hinder() {
        let plan = plan();
        let overview = overview(&plan, plan.today().unwrap());
        assert_eq!(
            overview.gaps,
            vec![
                Gap::WithoutTerritory(vec![AccountId(3)]),
                Gap::WithoutPlace(vec![AccountId(3)]),
                Gap::Vacant(vec![TerritoryId(21)]),
                Gap::WithoutWork(vec![PersonId(11)]),
                Gap::WithoutFigure(MeasureKind::Sales, vec![AccountId(2), AccountId(3)]),
                Gap::NoScenario,
            ],
            "nobody has potential or workload, so these are not missing"
        );
        assert_eq!((overview.accounts, overview.scenarios, overview.measures[2].total), (3, 0, 700.0));
        assert_eq!(overview.measures.iter().map(|measure| measure.known).collect::<Vec<_>>(), [3, 0, 1, 0], "a sum says of how many it is");
    }

    #[test]
    fn an_empty_plan_lacks_one_thing() {
        let plan = Plan::new(PlanId("p".into()), "P", Settings::for_language(Language::Persian));
        assert_eq!(overview(&plan, plan.today().unwrap()).gaps, vec![Gap::NoAccounts]);
        assert!(sales_by_month(&plan).is_empty());
    }

    #[test]
    fn months_are_summed_and_gaps_between_them_are_zero() {
        let months: Vec<(i32, u8, i64)> = sales_by_month(&plan()).iter().map(|(month, sum)| (month.year, month.month, sum.0)).collect();
        assert_eq!(months, vec![(2024, 11, 1), (2024, 12, 2), (2025, 1, 0), (2025, 2, 5)]);
    }

    #[test]
    fn two_years_are_compared_and_less_is_only_summed() {
        let month = |index: i32| YearMonth { year: 2024, month: 1 }.plus_months(index);
        let months: Vec<(YearMonth, Money)> = (0..24).map(|index| (month(index), Money(if index < 12 { 10 } else { 12 }))).collect();
        let summary = month_summary(&months).unwrap();
        assert_eq!((summary.total, summary.highest), (Money(144), (month(12), Money(12))));
        assert!((summary.change_share.unwrap() - 0.2).abs() < 1e-12);
        let few = month_summary(&months[..13]).unwrap();
        assert_eq!((few.total, few.change_share), (Money(132), None));
        assert_eq!(month_summary(&[]), None);
    }

    #[test]
    fn a_centre_lies_between_the_customers_and_not_of_nobody() {
        let plan = plan();
        let centre = centre_of_customers(&plan, plan.today().unwrap(), PersonId(10)).unwrap();
        assert!((centre.longitude_degrees - 52.0).abs() < 1e-9 && (centre.latitude_degrees - 35.0).abs() < 0.01, "{centre:?}");
        assert_eq!(centre_of_customers(&plan, plan.today().unwrap(), PersonId(11)), None);
    }

    #[test]
    fn the_log_is_by_day_newest_first() {
        let entry = |at: f64, name: &str| LogEntry { at_milliseconds: at, change: ChangeSummary::PlanRenamed(name.into()).into() };
        let log = [entry(1.0, "a"), entry(2.0, "b"), entry(86_400_001.0, "c")];
        let day_of = |at: f64| CivilDate::from_unix_milliseconds(crate::domain::CalendarKind::Gregorian, at, 0);
        let days = log_by_day(&log, 2, day_of);
        assert_eq!(days.len(), 2);
        assert_eq!(days[0].1[0].change, ChangeSummary::PlanRenamed("c".into()).into());
        assert_eq!(days[1].1, vec![log[1].clone()]);
    }
}
