//! Past fiscal years of a plan's accounts, from their months of sales. A year counts when the months of the whole plan
//! cover it; a month in which one account has no figure is then one in which it bought nothing.
//!
//! An account of which only last year's sales are known counts with these in the last known year.

use std::collections::BTreeMap;

use crate::document::Plan;
use crate::domain::fiscal::MONTHS;
use crate::domain::{Account, CalendarKind, FiscalYear, Money, YearMonth};
use crate::quota::MonthlyHistory;

/// Which fiscal years of a plan are known, by the calendar year in which each begins, and which one is planned next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownYears {
    first_month: u8,
    /// The years known in full, in order.
    pub years: Vec<i32>,
    /// Whether only one figure an account is known, without months.
    pub are_without_months: bool,
}

/// The year that is planned when neither a choice nor a history says so: that of 2026 or 1405.
fn fallback_year(calendar: CalendarKind) -> i32 {
    match calendar {
        CalendarKind::SolarHijri => 1405,
        CalendarKind::Gregorian => 2026,
    }
}

impl KnownYears {
    /// The years that a plan's accounts know.
    pub fn of(plan: &Plan) -> KnownYears {
        let first_month = plan.settings.fiscal_year_first_month.clamp(1, 12);
        let histories =
            plan.accounts.iter().filter_map(|account| account.sales_history.as_ref()).filter(|history| !history.months.is_empty());
        let bounds = histories.fold(None, |bounds: Option<(YearMonth, YearMonth)>, history| {
            let end = history.first_month.plus_months(i32::try_from(history.months.len()).unwrap_or(i32::MAX / 24));
            Some(bounds.map_or((history.first_month, end), |(first, last)| (first.min(history.first_month), last.max(end))))
        });
        let years = bounds.map(|(first, end)| {
            let begins = |year: i32| YearMonth { year, month: first_month };
            (first.year..=end.year).filter(|&year| begins(year) >= first && begins(year + 1) <= end).collect::<Vec<i32>>()
        });
        let years = years.unwrap_or_default();
        KnownYears { first_month, are_without_months: years.is_empty(), years }
    }

    /// The year that is planned unless another is chosen.
    pub fn next(&self, calendar: CalendarKind) -> i32 {
        self.years.last().map_or(fallback_year(calendar), |last| last + 1)
    }

    /// The last year known before a planned one.
    pub fn last_before(&self, planned: i32) -> i32 {
        self.years.iter().copied().filter(|year| *year < planned).max().unwrap_or(planned - 1)
    }

    /// What an account bought in each known year before a planned one: below 0 where more came back than was sold.
    pub fn of_account(&self, account: &Account, planned: i32) -> BTreeMap<i32, f64> {
        let last_sales = || account.sales.map(|sales| BTreeMap::from([(self.last_before(planned), sales.0 as f64)]));
        let Some(history) = account.sales_history.as_ref().filter(|_| !self.years.is_empty()) else {
            return last_sales().unwrap_or_default();
        };
        let known = self.years.iter().filter(|year| **year < planned);
        known
            .map(|&year| {
                let start = months_between(history.first_month, YearMonth { year, month: self.first_month });
                let months = (start..start + 12).filter_map(|place| history.months.get(usize::try_from(place).ok()?));
                (year, months.map(|month| month.0 as f64).sum::<f64>())
            })
            .collect()
    }

    /// The months of a fiscal year.
    pub fn months_of(&self, year: i32) -> [YearMonth; MONTHS] {
        let first = YearMonth { year, month: self.first_month };
        std::array::from_fn(|place| first.plus_months(place as i32))
    }

    /// Whether an account has figures for some months of a known year and for others not.
    pub fn is_partly_known(&self, account: &Account, year: i32) -> bool {
        let Some(history) = account.sales_history.as_ref().filter(|_| self.years.contains(&year)) else { return false };
        let start = months_between(history.first_month, YearMonth { year, month: self.first_month });
        let known = (start..start + MONTHS as i32).filter(|place| usize::try_from(*place).is_ok_and(|place| place < history.months.len()));
        (1..MONTHS).contains(&known.count())
    }

    /// What an account bought in each month of a known year; `None` when nothing is known of its months.
    pub fn months_of_account(&self, account: &Account, year: i32) -> Option<[Money; MONTHS]> {
        let history = account.sales_history.as_ref().filter(|_| self.years.contains(&year))?;
        let start = months_between(history.first_month, YearMonth { year, month: self.first_month });
        let month = |place: i32| usize::try_from(start + place).ok().and_then(|place| history.months.get(place));
        Some(std::array::from_fn(|place| month(place as i32).copied().unwrap_or_default()))
    }
}

fn months_between(from: YearMonth, to: YearMonth) -> i32 {
    (to.year - from.year) * 12 + i32::from(to.month) - i32::from(from.month)
}

/// Months of sales over all accounts.
pub fn monthly(plan: &Plan) -> Option<MonthlyHistory> {
    let histories: Vec<MonthlyHistory> =
        plan.accounts.iter().filter_map(|account| account.sales_history.as_ref()).map(MonthlyHistory::from).collect();
    MonthlyHistory::sum(&histories)
}

/// The fiscal year of a plan that begins in a calendar year; `None` where the calendar's arithmetic does not reach.
pub fn fiscal_year(plan: &Plan, year: i32) -> Option<FiscalYear> {
    let month = plan.settings.fiscal_year_first_month.clamp(1, 12);
    FiscalYear::new(plan.settings.calendar, YearMonth { year, month }).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use super::*;
    use crate::document::{PlanId, Settings};
    use crate::domain::{AccountId, Money, SalesHistory};
    use crate::locale::Language;

    fn account(first_month: YearMonth, months: &[i64]) -> Account {
        let mut account = Account::named(AccountId(1), "a");
        account.sales_history = Some(SalesHistory { first_month, months: months.iter().map(|&amount| Money(amount)).collect() });
        account
    }

    fn plan(accounts: Vec<Account>, first_month: u8) -> Plan {
        let mut plan = Plan::new(PlanId("p".into()), "plan", Settings::for_language(Language::Persian));
        plan.settings.fiscal_year_first_month = first_month;
        plan.accounts = Arc::new(accounts.into_iter().map(Arc::new).collect());
        plan
    }

    #[test]
    fn a_year_counts_when_the_plan_covers_it() {
        let old = account(YearMonth { year: 1403, month: 1 }, &[1; 24]);
        let mut young = account(YearMonth { year: 1404, month: 3 }, &[10; 12]);
        young.id = AccountId(2);
        let plan = plan(vec![old, young], 1);
        let known = KnownYears::of(&plan);
        assert_eq!(known.years, [1403, 1404]);
        assert_eq!(known.next(CalendarKind::SolarHijri), 1405);
        assert_eq!(known.of_account(&plan.accounts[1], 1405), BTreeMap::from([(1403, 0.0), (1404, 100.0)]));
        assert_eq!(known.of_account(&plan.accounts[0], 1404), BTreeMap::from([(1403, 12.0)]), "years to come do not count");
    }

    #[test]
    fn what_came_back_is_taken_off() {
        let plan = plan(vec![account(YearMonth { year: 1404, month: 1 }, &[10, -30, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0])], 1);
        let known = KnownYears::of(&plan);
        assert_eq!(known.of_account(&plan.accounts[0], 1405), BTreeMap::from([(1404, -15.0)]));
    }

    #[test]
    fn fiscal_years_begin_where_the_user_says() {
        let plan = plan(vec![account(YearMonth { year: 1403, month: 1 }, &[1; 24])], 7);
        let known = KnownYears::of(&plan);
        assert_eq!(known.years, [1403]);
        assert_eq!(known.of_account(&plan.accounts[0], 1404), BTreeMap::from([(1403, 12.0)]));
    }

    #[test]
    fn sales_without_months_stand_for_the_last_year() {
        let mut account = Account::named(AccountId(1), "a");
        account.sales = Some(Money(90));
        let plan = plan(vec![account], 1);
        let known = KnownYears::of(&plan);
        assert!(known.are_without_months);
        assert_eq!(known.of_account(&plan.accounts[0], 1405), BTreeMap::from([(1404, 90.0)]));
    }
}
