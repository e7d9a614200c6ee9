//! What past sales lack or hold against expectation: customers of which more came back than was sold in a year, and months
//! of which no sales are known. They count as they are; here it is kept where, so that it can be told.

use std::collections::BTreeMap;

use super::history::{KnownYears, monthly};
use crate::document::Plan;
use crate::domain::{Account, TerritoryId, YearMonth};

/// What was noticed in the past sales that quotas go by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HistoryNotes {
    /// Customers with years below 0, by year and territory; `None` is without a territory.
    pub negative: BTreeMap<(i32, Option<TerritoryId>), NegativeYears>,
    /// How many customers have figures for a part of the last year only, by territory.
    pub partial: BTreeMap<Option<TerritoryId>, u32>,
    /// Months of the last year of which no customer has a figure.
    pub unknown_months: Vec<YearMonth>,
    /// The last known year before the planned one.
    pub last_year: i32,
}

/// Customers of which more came back than was sold.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NegativeYears {
    /// How many.
    pub count: u32,
    /// What they come to together, below 0; in the smallest unit of the currency.
    pub amount: f64,
}

impl HistoryNotes {
    /// What the plan as a whole lacks in the last known year before a planned one.
    pub(super) fn of(plan: &Plan, known: &KnownYears, planned: i32) -> HistoryNotes {
        let last_year = known.last_before(planned);
        let mut notes = HistoryNotes { last_year, ..HistoryNotes::default() };
        if known.years.contains(&last_year)
            && let Some(history) = monthly(plan)
        {
            let months = known.months_of(last_year).into_iter();
            notes.unknown_months = months.filter(|month| history.figure(*month).is_none()).collect();
        }
        notes
    }

    /// Looks at a customer's years.
    pub(super) fn look_at(&mut self, account: &Account, known: &KnownYears, seat: Option<TerritoryId>, years: &BTreeMap<i32, f64>) {
        for (year, amount) in years.iter().filter(|(_, amount)| **amount < 0.0) {
            let note = self.negative.entry((*year, seat)).or_default();
            note.count += 1;
            note.amount += amount;
        }
        if known.is_partly_known(account, self.last_year) {
            *self.partial.entry(seat).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use super::*;
    use crate::document::{PlanId, Settings};
    use crate::domain::{AccountId, Money, SalesHistory};
    use crate::locale::Language;

    #[test]
    fn returns_and_missing_months_are_kept_with_their_place() {
        let account = |id: u32, year: i32, month: u8, months: &[i64]| {
            let mut account = Account::named(AccountId(id), "a");
            let months = months.iter().map(|&amount| Money(amount)).collect();
            account.sales_history = Some(SalesHistory { first_month: YearMonth { year, month }, months });
            Arc::new(account)
        };
        let mut plan = Plan::new(PlanId("p".into()), "plan", Settings::for_language(Language::Persian));
        plan.settings.fiscal_year_first_month = 1;
        // The first returns goods, the second ends early, the third begins late: nobody has a figure for months 6 to 8.
        plan.accounts = Arc::new(vec![
            account(1, 1404, 1, &[5, -20, 1, 1, 1]),
            account(2, 1404, 1, &[10; 5]),
            account(3, 1404, 9, &[7; 4]),
            account(4, 1403, 1, &[1; 3]),
        ]);
        let known = KnownYears::of(&plan);
        assert_eq!(known.years, [1403, 1404]);
        let mut notes = HistoryNotes::of(&plan, &known, 1405);
        let seat = Some(TerritoryId(7));
        for account in plan.accounts.iter() {
            notes.look_at(account, &known, seat, &known.of_account(account, 1405));
        }
        assert_eq!(notes.negative, BTreeMap::from([((1404, seat), NegativeYears { count: 1, amount: -12.0 })]));
        assert_eq!(notes.partial, BTreeMap::from([(seat, 3)]), "the fourth bought nothing that year and is no gap");
        assert_eq!(notes.unknown_months.iter().map(|month| month.month).collect::<Vec<_>>(), [6, 7, 8]);
    }
}
