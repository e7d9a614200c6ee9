//! Past months that a moving holiday made weaker or stronger, as typed into a form.

use super::schedule_form::{ScheduleProblem, TypedShare};
use crate::document::Plan;
use crate::document::quota::PastHoliday;
use crate::document::quota::history::KnownYears;
use crate::domain::YearMonth;
use crate::locale::NumberFormat;

/// How many past years are offered.
const MOST_YEARS: usize = 5;

/// A line of the form.
#[derive(Clone, Debug, PartialEq)]
pub struct HolidayLine {
    /// The month.
    pub month: YearMonth,
    /// What was sold, in percent of what would have been sold without the holiday.
    pub share: TypedShare,
}

impl HolidayLine {
    /// The lines of what is kept.
    pub fn all(kept: &[PastHoliday], numbers: NumberFormat) -> Vec<HolidayLine> {
        kept.iter().map(|holiday| HolidayLine { month: holiday.month, share: TypedShare::of(holiday.factor, numbers) }).collect()
    }

    /// A line that begins: the first month of those offered that has none yet.
    pub fn next(lines: &[HolidayLine], months: &[YearMonth], numbers: NumberFormat) -> Option<HolidayLine> {
        let free = months.iter().find(|month| lines.iter().all(|line| line.month != **month))?;
        Some(HolidayLine { month: *free, share: TypedShare::of(1.0, numbers) })
    }
}

/// Reads the lines; of two for one month the last counts, and one of 100 percent changes nothing and is left out.
///
/// # Errors
/// The places of the lines that hold no percentage above 0.
pub fn read(lines: &[HolidayLine]) -> Result<Vec<PastHoliday>, Vec<(usize, ScheduleProblem)>> {
    let mut wrong = Vec::new();
    let mut holidays: Vec<PastHoliday> = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        match line.share.read() {
            Err(problem) => wrong.push((place, problem)),
            Ok(factor) if factor <= 0.0 => wrong.push((place, ScheduleProblem::AllZero)),
            Ok(factor) => {
                holidays.retain(|known| known.month != line.month);
                if factor != 1.0 {
                    holidays.push(PastHoliday { month: line.month, factor });
                }
            }
        }
    }
    holidays.sort_unstable_by_key(|holiday| holiday.month);
    if wrong.is_empty() { Ok(holidays) } else { Err(wrong) }
}

/// The months that can be said to have had such a holiday: those of the known years, the latest year first.
pub fn months_offered(plan: &Plan) -> Vec<YearMonth> {
    let known = KnownYears::of(plan);
    known.years.iter().rev().take(MOST_YEARS).flat_map(|year| known.months_of(*year)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn lines_are_read_and_wrong_ones_named() {
        let numbers = NumberFormat::new(Language::Persian);
        let months = [YearMonth { year: 1404, month: 11 }, YearMonth { year: 1404, month: 12 }];
        let mut lines: Vec<HolidayLine> = Vec::new();
        for typed in ["۸۰", "100"] {
            let mut line = HolidayLine::next(&lines, &months, numbers).unwrap_or_else(|| unreachable!("two months are free"));
            line.share.typed = typed.to_owned();
            lines.push(line);
        }
        assert_eq!(HolidayLine::next(&lines, &months, numbers), None);
        assert_eq!(read(&lines), Ok(vec![PastHoliday { month: months[0], factor: 0.8 }]));
        lines[0].share.typed = "0".to_owned();
        lines[1].share.typed = "much".to_owned();
        assert_eq!(read(&lines), Err(vec![(0, ScheduleProblem::AllZero), (1, ScheduleProblem::NotANumber)]));
    }
}
