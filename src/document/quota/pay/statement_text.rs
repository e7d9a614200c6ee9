//! The lines and figures of pay statements in words of both languages.

use super::finding_text::not_paid_text;
use crate::domain::Money;
use crate::locale::text::isolated;
use crate::locale::{DateFormat, Language, MoneyFormat, NumberFormat, Text};
use crate::quota::pay::{Figure, FigureName, FigureValue, Line, LineKind, Rate};

crate::texts! {
    FIXED_PAY = "Fixed pay", "پرداخت ثابت";
    TO_DATE = "Earned since the year's start", "کارکرد از آغاز سال";
    EARLIER_PERIODS = "Earned in earlier periods already", "کارکرد دوره‌های پیشین";
    TIER = "Row {row}", "پلهٔ {row}";
    DEAL = "Deal {name}", "فروش {name}";
    STEP = "Fixed sum for reaching the step", "مبلغ ثابت رسیدن به پله";
    STEP_RATE = "Rate of the amount", "درصدی از مبلغ";
    UNITS = "Units × price × rate", "تعداد × قیمت × نرخ";
    MILESTONE = "Bonus of row {row}", "پاداش پلهٔ {row}";
    CAMPAIGN = "Campaign {name}", "پاداش مقطعی {name}";
    POOL = "Share in the pool", "سهم از صندوق پاداش";
    CAP = "Cap", "سقف";
    FLOOR = "Floor", "کف";
    CLAWBACK = "Taken back for sales of {month}", "برگشت پورسانت فروش {month}";
    CLAWBACK_OF = "Taken back of {name}", "برگشت از {name}";
    BROUGHT_FORWARD = "Taken back from earlier periods", "برگشت مانده از دوره‌های پیشین";
    CARRIED_FORWARD = "Carried on to later periods", "انتقال به دوره‌های بعد";
    DRAW_TOP_UP = "Draw: topped up", "علی‌الحساب: افزوده";
    DRAW_REPAYMENT = "Draw: repaid", "علی‌الحساب: بازپرداخت";
    LIST_VALUE = "List value", "مبلغ فهرست";
    DISCOUNT = "Discount", "تخفیف";
    SHIPPING = "Shipping", "کرایهٔ حمل";
    CASH = "Cash that came in", "وجه وصول‌شده";
    RESULT = "Result", "نتیجه";
    COUNTED_RESULT = "What counts of it", "بخش به‌حساب‌آمده";
    RETURNED = "Returned", "برگشتی";
    QUOTA = "Quota", "هدف";
    ATTAINMENT = "Attainment", "درصد تحقق";
    GATE_ATTAINMENT = "Attainment of the other goal", "درصد تحقق هدف دیگر";
    GATE_FROM = "Asked of collection", "حد خواسته از وصول";
    TARGET_VARIABLE = "Target variable", "پرداخت متغیر هدف";
    TIER_FROM = "From", "از";
    PART = "Paid for", "مبنای محاسبه";
    RATE = "Rate", "نرخ";
    PRICE = "Price", "قیمت";
    WHOLE = "Whole sum", "کل مبلغ";
    ACTIVE_SHARE = "Part of the period worked", "سهم حضور در دوره";
    EARNED = "Earned together", "جمع کارکرد";
    LIMIT = "Limit", "حد";
    OWED = "Owed before", "بدهی پیشین";
    MOST_REPAID = "Repaid at most", "بیشترین کسر";
}

/// Shares are kept to a billionth, which is this many decimals of a percentage.
const SHARE_DECIMALS: u8 = 7;

/// What a line is, in words.
pub fn line_text(line: &Line, language: Language, dates: DateFormat) -> String {
    let numbers = NumberFormat::new(language);
    let named = |text: Text, name: &str| text.fill(language, &[("name", &isolated(name))]);
    let row = |text: Text, row: usize| text.fill(language, &[("row", &numbers.count(row))]);
    let plain = |text: Text| text.get(language).to_owned();
    match &line.kind {
        LineKind::FixedPay => plain(FIXED_PAY),
        LineKind::Component { name } => name.clone(),
        LineKind::ToDate => plain(TO_DATE),
        LineKind::EarlierPeriods => plain(EARLIER_PERIODS),
        LineKind::Tier { row: at } => row(TIER, *at),
        LineKind::Deal { deal } => named(DEAL, deal),
        LineKind::Step => plain(STEP),
        LineKind::StepRate => plain(STEP_RATE),
        LineKind::Units => plain(UNITS),
        LineKind::Milestone { row: at } => row(MILESTONE, *at),
        LineKind::Campaign { campaign: Some(name) } => named(CAMPAIGN, name),
        LineKind::Campaign { campaign: None } => plain(POOL),
        LineKind::Cap => plain(CAP),
        LineKind::Floor => plain(FLOOR),
        LineKind::Clawback { sold_in } => CLAWBACK.fill(language, &[("month", &dates.month_long(*sold_in))]),
        LineKind::ClawbackOf { name } => named(CLAWBACK_OF, name),
        LineKind::BroughtForward => plain(BROUGHT_FORWARD),
        LineKind::CarriedForward => plain(CARRIED_FORWARD),
        LineKind::DrawTopUp => plain(DRAW_TOP_UP),
        LineKind::DrawRepayment => plain(DRAW_REPAYMENT),
        LineKind::NotPaid(reason) => plain(not_paid_text(*reason)),
    }
}

/// A figure's name and value, exact to the last unit so that lines can be checked. `amounts` writes amounts of the line's goal: as money, or as pieces without it.
pub fn figure_text(figure: &Figure, language: Language, money: MoneyFormat, amounts: Option<MoneyFormat>) -> (&'static str, String) {
    let numbers = NumberFormat::new(language);
    let exact = |money: MoneyFormat, amount: Money| money.join_unit(&money.exact_figure(amount));
    let value = match figure.value {
        FigureValue::Amount(amount) => amounts.map_or_else(|| numbers.integer(amount), |money| exact(money, Money(amount))),
        FigureValue::Money(amount) => exact(money, amount),
        FigureValue::Share(share) => numbers.percent(shown_share(figure.name, share).share(), SHARE_DECIMALS),
    };
    (figure_name(figure.name, language), value)
}

/// A share as it is shown. Rates are what somebody wrote and stay as they are; what is reckoned of whole units of money is
/// rounded to a hundredth of a percentage point, but what falls short of the whole never looks like it.
pub fn shown_share(name: FigureName, share: Rate) -> Rate {
    if !matches!(name, FigureName::Attainment | FigureName::GateAttainment | FigureName::ActiveShare) {
        return share;
    }
    let (step, exact) = (Rate::ONE.in_billionths() / 10_000, share.in_billionths());
    let rounded = (exact.saturating_add(step / 2)).div_euclid(step).saturating_mul(step);
    let is_short = share < Rate::ONE && rounded >= Rate::ONE.in_billionths();
    Rate::billionths(if is_short { Rate::ONE.in_billionths() - step } else { rounded })
}

/// A figure's name.
pub fn figure_name(name: FigureName, language: Language) -> &'static str {
    let text = match name {
        FigureName::ListValue => LIST_VALUE,
        FigureName::Discount => DISCOUNT,
        FigureName::Shipping => SHIPPING,
        FigureName::Cash => CASH,
        FigureName::Result => RESULT,
        FigureName::CountedResult => COUNTED_RESULT,
        FigureName::Returned => RETURNED,
        FigureName::Quota => QUOTA,
        FigureName::Attainment => ATTAINMENT,
        FigureName::GateAttainment => GATE_ATTAINMENT,
        FigureName::GateFrom => GATE_FROM,
        FigureName::TargetVariable => TARGET_VARIABLE,
        FigureName::TierFrom => TIER_FROM,
        FigureName::Part => PART,
        FigureName::Rate => RATE,
        FigureName::Price => PRICE,
        FigureName::Whole => WHOLE,
        FigureName::ActiveShare => ACTIVE_SHARE,
        FigureName::Earned => EARNED,
        FigureName::Limit => LIMIT,
        FigureName::Owed => OWED,
        FigureName::MostRepaid => MOST_REPAID,
    };
    text.get(language)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn attainment_is_rounded_for_the_eye_and_rates_are_not() {
        let shown = |name, share| shown_share(name, Rate::of_share(share).unwrap()).share();
        assert_eq!(shown(FigureName::Attainment, 1.100_000_034), 1.1);
        assert_eq!(shown(FigureName::Attainment, 1.099_999_966), 1.1);
        assert_eq!(shown(FigureName::GateAttainment, 0.791_25), 0.7913);
        assert_eq!(shown(FigureName::Attainment, 0.999_999_6), 0.9999, "what is not reached does not look reached");
        assert_eq!(shown(FigureName::Rate, 0.012_345_678), 0.012_345_678);
    }
}
