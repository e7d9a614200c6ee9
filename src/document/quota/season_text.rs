//! What was noticed when a season was read off past sales, in sentences of both languages.

use crate::domain::{CalendarKind, YearMonth};
use crate::locale::{DateFormat, Language, NumberFormat, Text};
use crate::quota::{QuotaFinding, QuotaFindingKind as Kind};

crate::texts! {
    GAPS = "No sales are known of {months}. The season goes by the same months of the other years, or by a mean month where there is none.", "فروشی از {months} معلوم نیست. الگو از همان ماه در سال‌های دیگر و اگر نباشد از ماه میانگین گرفته شد.";
    NEGATIVE = "In {months} more came back than was sold. It counts as it is; a month of the season is never below 0.", "در {months} برگشتی بیش از فروش بوده است. همان که هست به حساب آمد؛ ماه الگو هرگز زیر صفر نمی‌رود.";
    LEFT_ASIDE = "The year from {month} is left aside: {known} of its 12 months are known, or it does not sum to more than 0.", "سال آغازشده از {month} کنار گذاشته شد: از ۱۲ ماه آن {known} ماه معلوم است، یا جمع آن بالای صفر نیست.";
    TOO_SHORT = "No fiscal year of sales is known whole, so that all months weigh alike.", "فروش هیچ سال مالی کاملی معلوم نیست، پس ماه‌ها یکسان‌اند.";
    TAKEN_OUT = "{count} past months were corrected for a holiday that moves.", "{count} ماه گذشته از اثر مناسبت جابه‌جاشونده پاک شد.";
    LIST_MARK = ", ", "، ";
}

/// How the sentences are written.
#[derive(Clone, Copy, Debug)]
pub struct SeasonWords {
    /// The language.
    pub language: Language,
    /// The plan's calendar.
    pub calendar: CalendarKind,
    /// The first month of the fiscal year, from 1.
    pub first_month: u8,
}

impl SeasonWords {
    /// What was noticed: one sentence for each kind, and one for each year that was left aside.
    pub fn sentences(self, found: &[QuotaFinding], holidays: usize) -> Vec<String> {
        let (language, numbers) = (self.language, NumberFormat::new(self.language));
        let dates = DateFormat::new(language, self.calendar);
        let listed = |text: Text, months: Vec<YearMonth>| {
            let names: Vec<String> = months.into_iter().map(|month| dates.month_long(month)).collect();
            (!names.is_empty()).then(|| text.fill(language, &[("months", &names.join(LIST_MARK.get(language)))]))
        };
        let gaps = found.iter().filter_map(|finding| if let Kind::HistoryGap { month } = finding.kind { Some(month) } else { None });
        let negative =
            found.iter().filter_map(|finding| if let Kind::HistoryNegative { month } = finding.kind { Some(month) } else { None });
        let aside = found.iter().filter_map(|finding| match finding.kind {
            Kind::HistoryYearLeftAside { year, months_known } => {
                let month = dates.month_long(YearMonth { year, month: self.first_month.clamp(1, 12) });
                Some(LEFT_ASIDE.fill(language, &[("month", &month), ("known", &numbers.count(months_known as usize))]))
            }
            _ => None,
        });
        let is_too_short = found.iter().any(|finding| finding.kind == Kind::HistoryTooShort);
        let short = is_too_short.then(|| TOO_SHORT.get(language).to_owned());
        let taken_out = (holidays > 0).then(|| TAKEN_OUT.fill(language, &[("count", &numbers.count(holidays))]));
        let listed = [listed(NEGATIVE, negative.collect()), listed(GAPS, gaps.collect())];
        short.into_iter().chain(listed.into_iter().flatten()).chain(aside).chain(taken_out).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::quota::{MonthlyHistory, season_from_history};

    #[test]
    fn gaps_returns_and_short_years_are_told_by_name() {
        let mut months: Vec<Option<f64>> = vec![Some(10.0); 17];
        (months[1], months[2], months[4]) = (None, Some(-3.0), None);
        let history = MonthlyHistory { first_month: YearMonth { year: 1403, month: 1 }, months };
        let (_, found) = season_from_history(&history, 1, &BTreeMap::new());
        let told = |language| SeasonWords { language, calendar: CalendarKind::SolarHijri, first_month: 1 }.sentences(&found, 0);
        let english = told(Language::English);
        assert_eq!(english.len(), 3, "{english:?}");
        assert!(english[0].contains("Khordad 1403"), "{english:?}");
        assert!(english[1].contains("Ordibehesht 1403, Mordad 1403"), "{english:?}");
        assert!(english[2].contains("Farvardin 1404") && english[2].contains("5 of its 12"), "{english:?}");
        assert!(told(Language::Persian)[1].contains("اردیبهشت ۱۴۰۳، مرداد ۱۴۰۳"));
    }
}
