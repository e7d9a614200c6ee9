//! What sellers attained of their quotas in a year of actual results, as reached. Shares are
//! [`crate::quota::attainment::realised()`]'s.

use std::collections::BTreeMap;

use super::results::LastYear;
use crate::domain::PersonId;
use crate::quota::attainment::{Realised, realised};
use crate::quota::pay::{Basis, Goal, Quotas};

/// What a seller did against a quota, over the months that there are results of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttainedBySeller {
    /// The seller.
    pub seller: PersonId,
    /// The result, less what came back of it; sales on invoice, after discount and without shipping.
    pub result: i64,
    /// The quota; 0 where none is set.
    pub quota: i64,
}

impl AttainedBySeller {
    /// Whether the result is at least so many percent of a quota above zero.
    fn reaches(&self, percent: i128) -> bool {
        self.quota > 0 && i128::from(self.result) * 100 >= i128::from(self.quota) * percent
    }

    /// Result ÷ quota; nothing without a quota above zero.
    pub fn attainment(&self) -> Option<f64> {
        (self.quota > 0).then(|| self.result as f64 / self.quota as f64)
    }
}

/// What was attained of a goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Attained {
    /// The goal.
    pub goal: Goal,
    /// What all reached together.
    pub realised: Realised,
    /// Sellers who reached their quota.
    pub reached: usize,
    /// Sellers at 80 % of their quota or more.
    pub near: usize,
    /// Each seller, the highest attainment first, those without a quota last.
    pub sellers: Vec<AttainedBySeller>,
}

/// What was attained of each goal that somebody has a quota of, in the order of goals.
pub fn attained(year: &LastYear) -> Vec<Attained> {
    Goal::ALL.into_iter().filter_map(|goal| of_goal(year, goal)).collect()
}

fn of_goal(year: &LastYear, goal: Goal) -> Option<Attained> {
    // A seller's month has one quota, however many rows it has.
    let mut asked: BTreeMap<_, Quotas> = BTreeMap::new();
    let mut results: BTreeMap<PersonId, i64> = BTreeMap::new();
    for month in &year.results {
        let known = asked.entry((month.seller, month.month)).or_default();
        *known = known.with(goal, month.quotas.of(goal).or(known.of(goal)));
        let counted = month.entries.iter().map(|entry| entry.counted(goal, &Basis::default()));
        let back = month.returns.iter().map(|back| back.of(goal).saturating_neg());
        let result = results.entry(month.seller).or_default();
        *result = counted.chain(back).fold(*result, i64::saturating_add);
    }
    let quota = |seller: PersonId| {
        let months = asked.range((seller, MONTHS.0)..=(seller, MONTHS.1));
        months.filter_map(|(_, quotas)| quotas.of(goal)).fold(0, i64::saturating_add)
    };
    let mut sellers: Vec<AttainedBySeller> =
        results.into_iter().map(|(seller, result)| AttainedBySeller { seller, result, quota: quota(seller) }).collect();
    let pairs: Vec<(i64, i64)> = sellers.iter().map(|one| (one.result, one.quota)).collect();
    let realised = realised(&pairs, None)?;
    let order = |one: &AttainedBySeller| one.attainment().unwrap_or(f64::NEG_INFINITY);
    sellers.sort_by(|one, other| order(other).total_cmp(&order(one)).then(one.seller.cmp(&other.seller)));
    let count = |percent: i128| sellers.iter().filter(|one| one.reaches(percent)).count();
    Some(Attained { goal, realised, reached: count(100), near: count(80), sellers })
}

/// The first and the last month there is.
const MONTHS: (crate::domain::YearMonth, crate::domain::YearMonth) =
    (crate::domain::YearMonth { year: i32::MIN, month: 0 }, crate::domain::YearMonth { year: i32::MAX, month: u8::MAX });

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::quota::pay::actual::{ActualResults, ResultRow};
    use crate::document::quota::pay::file_year;
    use crate::document::quota::pay::tests::with_plans;
    use crate::domain::YearMonth;

    #[test]
    fn a_month_in_several_rows_has_one_quota_and_returns_count_against_it() {
        let document = with_plans();
        let (plan, scenario) = (document.plan(), document.plan().today().unwrap());
        let row = |row: u32, seller: u32, month: u8, gross: i64, quota: Option<i64>| ResultRow {
            gross: Some(gross),
            quota_sales: quota,
            ..ResultRow::blank(row, PersonId(seller), YearMonth { year: 1404, month })
        };
        let back = ResultRow { returned: Some(100), sold_in: Some(YearMonth { year: 1404, month: 1 }), ..row(4, 11, 2, 0, Some(500)) };
        let rows = vec![row(1, 11, 1, 600, Some(500)), row(2, 11, 1, 300, None), row(3, 12, 1, 400, Some(1_000)), back];
        let results = ActualResults { source: "f".into(), rows };
        let year = file_year(plan, scenario, None, &results, 1404).unwrap();
        let told = attained(&year);
        assert_eq!(told.len(), 1, "only sales have quotas");
        let told = &told[0];
        assert_eq!(told.sellers[0], AttainedBySeller { seller: PersonId(11), result: 800, quota: 1_000 });
        assert_eq!(told.sellers[1], AttainedBySeller { seller: PersonId(12), result: 400, quota: 1_000 });
        assert_eq!((told.realised.sellers, told.realised.share_from_80, told.realised.share_from_100), (2, 0.5, 0.0));
        assert_eq!((told.reached, told.near), (0, 1));
        assert!((told.realised.realisation - 0.6).abs() < 1e-12);
    }
}
