//! A season read off past sales: ratio to the year's mean, averaged over the years and normalised (the classical method
//! of seasonal indices for a level that changes little within a year).

use std::collections::BTreeMap;

use super::findings::{Place, QuotaFinding, QuotaFindingKind};
use super::schedule::{Season, normalised_indices};
use crate::domain::fiscal::MONTHS;
use crate::domain::{SalesHistory, YearMonth};

/// Gaps in one year up to which the year still says something.
const MOST_GAPS: usize = 3;

/// Sales of consecutive months, some of which may not be known.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthlyHistory {
    /// The month of the first figure, in the plan's calendar.
    pub first_month: YearMonth,
    /// One figure a month; `None` where it is not known.
    pub months: Vec<Option<f64>>,
}

impl From<&SalesHistory> for MonthlyHistory {
    fn from(history: &SalesHistory) -> MonthlyHistory {
        MonthlyHistory { first_month: history.first_month, months: history.months.iter().map(|month| Some(month.0 as f64)).collect() }
    }
}

impl MonthlyHistory {
    /// The sum of several histories; a month is known where it is known in any of them. `None` for none.
    pub fn sum<'a>(histories: impl IntoIterator<Item = &'a MonthlyHistory>) -> Option<MonthlyHistory> {
        let mut known: BTreeMap<YearMonth, f64> = BTreeMap::new();
        for history in histories {
            for (place, figure) in (0..).zip(&history.months) {
                if let Some(figure) = figure {
                    *known.entry(history.first_month.plus_months(place)).or_insert(0.0) += figure;
                }
            }
        }
        let (&first_month, _) = known.first_key_value()?;
        let (&last_month, _) = known.last_key_value()?;
        let count = (last_month.year - first_month.year) * 12 + i32::from(last_month.month) - i32::from(first_month.month) + 1;
        let months = (0..count).map(|place| known.get(&first_month.plus_months(place)).copied()).collect();
        Some(MonthlyHistory { first_month, months })
    }

    /// The figure of a month; `None` where it is not known.
    pub fn figure(&self, month: YearMonth) -> Option<f64> {
        let place = (month.year - self.first_month.year) * 12 + i32::from(month.month) - i32::from(self.first_month.month);
        usize::try_from(place).ok().and_then(|place| self.months.get(place)).copied().flatten().filter(|figure| figure.is_finite())
    }
}

/// The season of past sales, over the fiscal years from a first month (1 to 12) that lie wholly within the history.
/// `moving` holds by how much a past month was more or less for reasons that move through the calendar (0.8: a fifth
/// less); that is taken out first, so that the planned year's own factors can be put in.
pub fn season_from_history(history: &MonthlyHistory, first_month: u8, moving: &BTreeMap<YearMonth, f64>) -> (Season, Vec<QuotaFinding>) {
    let mut found = Vec::new();
    let mut tell = |kind| found.push(QuotaFinding { place: Place::default(), kind });
    let first_month = first_month.clamp(1, 12);
    let end = history.first_month.plus_months(i32::try_from(history.months.len()).unwrap_or(i32::MAX / 24));
    let mut ratios: [Vec<f64>; MONTHS] = Default::default();
    let mut year = YearMonth { year: history.first_month.year.saturating_sub(1), month: first_month };
    while year < end {
        let months: [YearMonth; MONTHS] = std::array::from_fn(|place| year.plus_months(place as i32));
        let figures = months.map(|month| history.figure(month).map(|figure| figure / factor(moving, month)));
        let is_whole = year >= history.first_month && year.plus_months(12) <= end;
        let known: Vec<f64> = figures.iter().flatten().copied().collect();
        let mean = known.iter().sum::<f64>() / known.len().max(1) as f64;
        if is_whole && known.len() + MOST_GAPS >= MONTHS && mean > 0.0 {
            for (place, figure) in figures.into_iter().enumerate() {
                match figure {
                    None => tell(QuotaFindingKind::HistoryGap { month: months[place] }),
                    Some(figure) => {
                        if figure < 0.0 {
                            tell(QuotaFindingKind::HistoryNegative { month: months[place] });
                        }
                        ratios[place].push(figure / mean);
                    }
                }
            }
        } else if !known.is_empty() {
            tell(QuotaFindingKind::HistoryYearLeftAside { year: year.year, months_known: known.len() as u32 });
        }
        year = year.plus_months(12);
    }
    // A month that no year knows is as strong as the mean month.
    let is_empty = ratios.iter().all(Vec::is_empty);
    let means = ratios.map(|ratios| if ratios.is_empty() { 1.0 } else { (ratios.iter().sum::<f64>() / ratios.len() as f64).max(0.0) });
    if is_empty {
        tell(QuotaFindingKind::HistoryTooShort);
    }
    (Season::by_month(normalised_indices(means).unwrap_or(Season::FLAT)), found)
}

fn factor(moving: &BTreeMap<YearMonth, f64>, month: YearMonth) -> f64 {
    moving.get(&month).copied().filter(|factor| factor.is_finite() && *factor > 0.0).unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::Money;
    use crate::quota::schedule::SeasonWeights;

    fn months(season: &Season) -> [f64; MONTHS] {
        let SeasonWeights::Months(months) = season.weights else { return [0.0; MONTHS] };
        months
    }

    fn codes(found: &[QuotaFinding]) -> Vec<&'static str> {
        found.iter().map(|finding| finding.kind.code()).collect()
    }

    #[test]
    fn whole_fiscal_years_are_averaged_by_ratio() {
        // Two years from Mehr, the second twice as large, each with a strong sixth month; months before and after lie about.
        let year = |size: i64| (0..12).map(move |month| Money(if month == 5 { 9 * size } else { size }));
        let months_sold: Vec<Money> = [Money(5)].into_iter().chain(year(100)).chain(year(200)).chain([Money(7)]).collect();
        let history = SalesHistory { first_month: YearMonth { year: 1401, month: 6 }, months: months_sold };
        let (season, found) = season_from_history(&MonthlyHistory::from(&history), 7, &BTreeMap::new());
        let months = months(&season);
        assert!((months[5] - 12.0 * 9.0 / 20.0).abs() < 1e-12 && (months[0] - 0.6).abs() < 1e-12, "{months:?}");
        assert_eq!(codes(&found), ["history-year-left-aside", "history-year-left-aside"]);
    }

    #[test]
    fn gaps_and_negative_months_are_told_and_survived() {
        let mut months_sold = vec![Some(10.0); 24];
        months_sold[3] = None;
        months_sold[15] = None;
        months_sold[7] = Some(-50.0);
        months_sold[19] = Some(f64::NAN);
        let history = MonthlyHistory { first_month: YearMonth { year: 2024, month: 1 }, months: months_sold };
        let (season, found) = season_from_history(&history, 1, &BTreeMap::new());
        let months = months(&season);
        assert_eq!(months[7], 0.0);
        assert!(months[3] > 0.0);
        assert!((months.iter().sum::<f64>() - 12.0).abs() < 1e-9);
        assert_eq!(codes(&found), ["history-gap", "history-negative", "history-gap", "history-gap"]);
    }

    #[test]
    fn too_little_history_gives_no_season() {
        let history = MonthlyHistory { first_month: YearMonth { year: 2025, month: 1 }, months: vec![Some(5.0); 11] };
        let (season, found) = season_from_history(&history, 1, &BTreeMap::new());
        assert_eq!(months(&season), Season::FLAT);
        assert_eq!(codes(&found), ["history-year-left-aside", "history-too-short"]);
    }

    #[test]
    fn what_moves_is_taken_out_first() {
        let mut sold = vec![Some(100.0); 12];
        sold[2] = Some(50.0);
        let history = MonthlyHistory { first_month: YearMonth { year: 1404, month: 1 }, months: sold };
        let moving = BTreeMap::from([(YearMonth { year: 1404, month: 3 }, 0.5)]);
        let (season, _) = season_from_history(&history, 1, &moving);
        assert_eq!(months(&season), Season::FLAT);
    }

    #[test]
    fn histories_of_accounts_are_summed_by_month() {
        let of = |month, figures: &[Option<f64>]| MonthlyHistory { first_month: YearMonth { year: 1404, month }, months: figures.to_vec() };
        let sum = MonthlyHistory::sum([&of(2, &[Some(1.0), None]), &of(1, &[Some(4.0), Some(2.0), None, Some(8.0)])]).unwrap();
        assert_eq!(sum, of(1, &[Some(4.0), Some(3.0), None, Some(8.0)]));
        assert!(MonthlyHistory::sum([]).is_none());
    }
}
