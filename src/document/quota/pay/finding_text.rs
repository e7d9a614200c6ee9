//! What is wrong with pay plans, or stands in the way of paying, in sentences of both languages: what, and what to do.
//! Where it is, is shown by the place on screen. What no plan of the app can bring about is told as it is in the code.

use super::results::UnknownFigure;
use crate::domain::Money;
use crate::locale::text::left_to_right;
use crate::locale::{Language, MoneyFormat, NumberFormat, Text};
use crate::quota::pay::{Edge, NotPaid, PayProblem, Rate};

crate::texts! {
    READING_MISSING = "Say how the table is read: by parts, all at the reached rate, or deal by deal. Nothing is paid until then.", "بگویید جدول چگونه خوانده شود: پله به پله، همه با نرخ پلهٔ آخر، یا هر فروش جداگانه. تا آن زمان چیزی پرداخت نمی‌شود.";
    MILESTONES_MISSING = "Say which bonuses are paid: only the highest one reached, or all of them.", "بگویید کدام پاداش‌ها پرداخت شود: تنها بالاترین پلهٔ رسیده یا همهٔ پله‌ها.";
    NO_ROWS = "There are no rows. Add one, or remove this part.", "هیچ پله‌ای نیست. پله‌ای بیفزایید یا این جزء را حذف کنید.";
    NOT_RISING = "It begins at {from}, but the row before begins at {before}. Put the rows in rising order.", "از {from} آغاز می‌شود، ولی پلهٔ پیشین از {before}. پله‌ها را به ترتیب افزایشی بنویسید.";
    OVERLAP = "It ends at {up_to}, but the next row begins at {next} already. Let one end where the other begins.", "تا {up_to} می‌رود، ولی پلهٔ بعد از {next} آغاز می‌شود. پایان یکی را آغاز دیگری کنید.";
    GAP = "It ends at {up_to}, and the next row begins only at {next}. Say what is paid in between.", "تا {up_to} می‌رود و پلهٔ بعد تازه از {next} آغاز می‌شود. بگویید در این میان چه پرداخت شود.";
    LAST_ROW_ENDS = "The last row ends at {up_to}. Leave its end open; a cap limits pay.", "پلهٔ آخر در {up_to} پایان می‌یابد. پایان آن را باز بگذارید؛ پرداخت را سقف محدود می‌کند.";
    FIRST_ABOVE_ZERO = "Nothing is paid below {from}.", "پایین‌تر از {from} چیزی پرداخت نمی‌شود.";
    MIXED = "The row before goes by another measure. Let all go by attainment, or all by amount.", "پلهٔ پیشین با سنجهٔ دیگری است. همه را با درصد تحقق یا همه را با مبلغ بنویسید.";
    NEGATIVE_RATE = "The rate {rate} is below zero. Type 0 or more.", "نرخ {rate} منفی است. صفر یا بیشتر بنویسید.";
    NEGATIVE_EDGE = "{edge} is below zero. Type 0 or more.", "{edge} منفی است. صفر یا بیشتر بنویسید.";
    NEGATIVE_MONEY = "The amount {amount} is below zero. Type 0 or more.", "مبلغ {amount} منفی است. صفر یا بیشتر بنویسید.";
    CAP_BELOW_FLOOR = "The cap {cap} is below the floor {floor}. Change one of them.", "سقف {cap} پایین‌تر از کف {floor} است. یکی را تغییر دهید.";
    FLOOR_TO_DATE = "Reckoned to date, a floor would be paid whole in the first period. Use a draw, or reckon each period by itself.", "در محاسبهٔ انباشته، کف یک‌جا در دورهٔ نخست پرداخت می‌شود. از علی‌الحساب استفاده کنید یا هر دوره را جدا حساب کنید.";
    CLAWBACK_TO_DATE = "Reckoned to date, what returns is taken back whole. Set the share to 100 percent, or reckon each period by itself.", "در محاسبهٔ انباشته، برگشت فروش کامل کسر می‌شود. سهم را ۱۰۰ درصد کنید یا هر دوره را جدا حساب کنید.";
    SHARE_RANGE = "The share {share} is not between 0 and 100 percent. Correct it.", "سهم {share} میان صفر و ۱۰۰ درصد نیست. آن را درست کنید.";
    SHARES_NOT_WHOLE = "The parts pay {sum} of the target variable together. Let their shares sum to 100 percent.", "اجزا روی هم {sum} از پرداخت متغیر هدف را می‌دهند. جمع سهم‌ها را ۱۰۰ درصد کنید.";
    NO_TARGET = "Its rates are multiples of a target, but it has none. Set the plan's target variable and this part's share of it.", "نرخ‌هایش ضریبی از پرداخت متغیر هدف است، ولی هدفی ندارد. پرداخت متغیر طرح و سهم این جزء را تعیین کنید.";
    GATE_ON_COLLECTION = "Collection cannot be limited by itself. Choose the lower of the two, or no condition.", "وصول را نمی‌توان با خودش محدود کرد. کمترِ دو هدف یا «بدون شرط» را برگزینید.";
    GATE_PERIOD = "A table by deals cannot count a part of the result. Ask for a share of collection instead.", "جدول هر فروش نمی‌تواند بخشی از نتیجه را بشمارد. به جای آن درصدی از وصول بخواهید.";
    DEALS_ATTAINMENT = "A deal has no attainment. Give the rows as amounts, or read the table by period.", "یک فروش درصد تحقق ندارد. پله‌ها را به مبلغ بنویسید یا جدول را دوره‌ای بخوانید.";
    EXCESS_DEALS = "By deals there is no excess over a threshold. Pay from the first unit, or read the table by period.", "در محاسبهٔ هر فروش، مازاد بر آستانه معنا ندارد. از نخستین ریال بپردازید یا جدول را دوره‌ای بخوانید.";
    TARGET_DEALS = "Multiples of a target need the period's result. Give shares of the amount, or read the table by period.", "ضریبِ هدف به نتیجهٔ دوره نیاز دارد. درصدی از مبلغ بنویسید یا جدول را دوره‌ای بخوانید.";
    TYPICAL_DEAL = "A usual deal must be above zero.", "اندازهٔ معمول یک فروش باید بیشتر از صفر باشد.";
    UNITS_NEED_QUANTITY = "Units and price need quantity as the goal. Choose it.", "تعداد و قیمت به هدف مقداری نیاز دارد. آن را برگزینید.";
    NAME_TWICE = "This name is used twice. Choose another one.", "این نام دو بار به کار رفته است. نام دیگری برگزینید.";
    RETURNS_UNUSED = "The plan takes nothing back, so returns change nothing.", "طرح چیزی پس نمی‌گیرد، پس برگشت از فروش اثری ندارد.";
    CASH_WITHOUT_INVOICE = "{count} entries have cash of invoices that are not known: it counts as it is, without regard to discount and shipping. Name the deal, and give its invoice in the month of the sale.", "{count} مورد وصول، فاکتور معلومی ندارد: همان‌گونه که هست شمرده می‌شود، بدون توجه به تخفیف و کرایهٔ حمل. نام فروش را بنویسید و فاکتورش را در ماه فروش بیاورید.";
    NO_RESULTS = "There are no results, and so no statement.", "نتیجه‌ای نیست، پس صورت‌حسابی هم نیست.";
    MONTH_MISSING = "A month has no results; the seller counts as not active in it.", "یک ماه نتیجه ندارد؛ کارشناس در آن غیرفعال به شمار می‌آید.";
    QUOTA_MISSING = "It needs a quota, and none is set. Nothing is paid by it: set the target on the page of quotas.", "به هدف نیاز دارد و هدفی تعیین نشده است. چیزی با آن پرداخت نمی‌شود: هدف را در صفحهٔ اهداف تعیین کنید.";
    QUOTA_ZERO = "The quota is zero, so nothing is paid by it.", "هدف صفر است، پس چیزی با آن پرداخت نمی‌شود.";
    GATE_QUOTA_MISSING = "Its condition needs targets of sales and collection. Nothing is paid by it until both are set.", "شرط آن به هدف فروش و هدف وصول نیاز دارد. تا هر دو تعیین نشوند چیزی با آن پرداخت نمی‌شود.";
    DEALS_MISSING = "Its table goes by deals, and single deals are not known. Nothing is paid by it.", "جدول آن برای هر فروش است و فروش‌های جداگانه معلوم نیست. چیزی با آن پرداخت نمی‌شود.";
    PAID_UNKNOWN = "What was paid for a returned sale is not known. Nothing is taken back.", "پرداختی بابت فروش برگشتی معلوم نیست. چیزی پس گرفته نمی‌شود.";
    THRESHOLD_NOT_REACHED = "The threshold is not reached.", "به آستانه نرسیده است.";
    GATE_NOT_MET = "Collection is below what is asked.", "وصول کمتر از حد خواسته است.";
    MILESTONE_NOT_REACHED = "No step is reached.", "به هیچ پله‌ای نرسیده است.";
    RETURN_TOO_LATE = "The return is too late to be taken back.", "برگشت دیرتر از آن است که کسر شود.";
    NOT_YET_DUE = "A part of a longer period has not fallen due: the last month of its period has no results. Give a row, if need be of 0.", "جزئی با دورهٔ بلندتر هنوز قابل پرداخت نیست: ماه پایانی دوره‌اش کارکرد ندارد. برای آن سطری بنویسید، اگر لازم است با صفر.";
    PERIOD_NOT_LONGER = "Its own period must be longer than the plan's. Choose the shortest period for the plan.", "دورهٔ این جزء باید از دورهٔ طرح بلندتر باشد. کوتاه‌ترین دوره را برای طرح برگزینید.";
    ONLY_BY_AMOUNT = "Quotas are of all sales and it counts only some. Let its rows go by amounts, without a target or a limit by collection.", "هدف از همهٔ فروش است و این جزء تنها بخشی را می‌شمارد. پله‌هایش را با مبلغ بنویسید، بدون هدف و بدون سقف وصول.";
    ONLY_WITHOUT_SHARE = "Curves and simulations leave it out until the usual share of these sales is said.", "تا سهم معمول این فروش‌ها گفته نشود منحنی و شبیه‌سازی آن را به شمار نمی‌آورند.";
    UNKNOWN_COLLECTION = "Collection is not known. Say what part of sales was collected, or see what is paid without.", "وصول معلوم نیست. بگویید چند درصد فروش وصول شده است، یا پرداخت بدون آن را ببینید.";
    UNKNOWN_QUANTITY = "Quantities are not known and count as nothing.", "تعداد معلوم نیست و صفر به شمار می‌آید.";
    UNKNOWN_DISCOUNT = "Discounts are not known: sales count as they are.", "تخفیف معلوم نیست: فروش همان‌گونه که هست شمرده می‌شود.";
    UNKNOWN_SHIPPING = "Shipping is not known: sales count without.", "کرایهٔ حمل معلوم نیست: فروش بدون آن شمرده می‌شود.";
    UNKNOWN_CAMPAIGNS = "Which sales belonged to a campaign is not known: campaigns pay nothing.", "معلوم نیست کدام فروش‌ها مشمول پاداش مقطعی بوده‌اند: این پاداش صفر است.";
    UNKNOWN_LINES = "Which sales belong to a product line or segment is not known: parts of a single one pay nothing.", "معلوم نیست کدام فروش‌ها از یک خط محصول یا بخش بازار است: اجزای ویژهٔ یکی از آن‌ها صفر است.";
    UNKNOWN_RETURNS = "Returns are not known: nothing is taken back.", "برگشت از فروش معلوم نیست: چیزی پس گرفته نمی‌شود.";
}

/// An edge of a table in words.
pub fn edge_text(edge: Edge, language: Language, money: Option<MoneyFormat>) -> String {
    match edge {
        Edge::Attainment(share) => NumberFormat::new(language).percent(share.share(), 2),
        Edge::Amount(amount) => money.map_or_else(|| NumberFormat::new(language).integer(amount), |money| money.with_unit(Money(amount))),
    }
}

/// What is wrong, in a sentence. `edges` writes amounts of the goal: as money, or as pieces without it.
pub fn problem_text(problem: &PayProblem, language: Language, money: MoneyFormat, edges: Option<MoneyFormat>) -> String {
    let edge = |edge: &Edge| edge_text(*edge, language, edges);
    let percent = |rate: &Rate| left_to_right(&NumberFormat::new(language).percent(rate.share(), 2));
    let amount = |amount: &Money| money.with_unit(*amount);
    let one = |text: Text, name: &str, value: String| text.fill(language, &[(name, &value)]);
    let two = |text: Text, first: (&str, String), second: (&str, String)| {
        text.fill(language, &[(first.0, first.1.as_str()), (second.0, second.1.as_str())])
    };
    let plain = |text: Text| text.get(language).to_owned();
    match problem {
        PayProblem::ReadingMissing => plain(READING_MISSING),
        PayProblem::MilestoneReadingMissing => plain(MILESTONES_MISSING),
        PayProblem::NoRows => plain(NO_ROWS),
        PayProblem::NotRising { from, before } => two(NOT_RISING, ("from", edge(from)), ("before", edge(before))),
        PayProblem::Overlap { up_to, next } => two(OVERLAP, ("up_to", edge(up_to)), ("next", edge(next))),
        PayProblem::Gap { up_to, next } => two(GAP, ("up_to", edge(up_to)), ("next", edge(next))),
        PayProblem::LastRowEnds { up_to } => one(LAST_ROW_ENDS, "up_to", edge(up_to)),
        PayProblem::FirstTierAboveZero { from } => one(FIRST_ABOVE_ZERO, "from", edge(from)),
        PayProblem::MixedMeasures => plain(MIXED),
        PayProblem::NegativeRate { rate } => one(NEGATIVE_RATE, "rate", percent(rate)),
        PayProblem::NegativeEdge { edge: at } => one(NEGATIVE_EDGE, "edge", edge(at)),
        PayProblem::NegativeMoney { amount: negative } => one(NEGATIVE_MONEY, "amount", amount(negative)),
        PayProblem::CapBelowFloor { cap, floor } => two(CAP_BELOW_FLOOR, ("cap", amount(cap)), ("floor", amount(floor))),
        PayProblem::FloorToDate => plain(FLOOR_TO_DATE),
        PayProblem::ClawbackShareToDate => plain(CLAWBACK_TO_DATE),
        PayProblem::ShareOutOfRange { share } => one(SHARE_RANGE, "share", percent(share)),
        PayProblem::TargetSharesNotWhole { sum } => one(SHARES_NOT_WHOLE, "sum", percent(sum)),
        PayProblem::NoTargetVariable => plain(NO_TARGET),
        PayProblem::GateOnCollection => plain(GATE_ON_COLLECTION),
        PayProblem::GateNeedsPeriodTable => plain(GATE_PERIOD),
        PayProblem::DealsByAttainment => plain(DEALS_ATTAINMENT),
        PayProblem::ExcessByDeals => plain(EXCESS_DEALS),
        PayProblem::TargetByDeals => plain(TARGET_DEALS),
        PayProblem::TypicalDealNotPositive => plain(TYPICAL_DEAL),
        PayProblem::UnitsNeedQuantity => plain(UNITS_NEED_QUANTITY),
        PayProblem::NameTwice => plain(NAME_TWICE),
        PayProblem::ReturnsUnused => plain(RETURNS_UNUSED),
        PayProblem::CashWithoutInvoice { count } => {
            CASH_WITHOUT_INVOICE.fill(language, &[("count", &NumberFormat::new(language).count(*count as usize))])
        }
        PayProblem::NoResults => plain(NO_RESULTS),
        PayProblem::MonthMissing { .. } => plain(MONTH_MISSING),
        PayProblem::NotYetDue => plain(NOT_YET_DUE),
        PayProblem::PeriodNotLonger => plain(PERIOD_NOT_LONGER),
        PayProblem::OnlyByAmount => plain(ONLY_BY_AMOUNT),
        PayProblem::OnlyWithoutShare => plain(ONLY_WITHOUT_SHARE),
        PayProblem::NotPayable { reason } => plain(not_paid_text(*reason)),
        other => other.to_string(),
    }
}

/// Why a rule pays nothing.
pub fn not_paid_text(reason: NotPaid) -> Text {
    match reason {
        NotPaid::ThresholdNotReached => THRESHOLD_NOT_REACHED,
        NotPaid::GateNotMet => GATE_NOT_MET,
        NotPaid::MilestoneNotReached => MILESTONE_NOT_REACHED,
        NotPaid::ReturnTooLate => RETURN_TOO_LATE,
        NotPaid::ReadingMissing => READING_MISSING,
        NotPaid::QuotaMissing => QUOTA_MISSING,
        NotPaid::QuotaZero => QUOTA_ZERO,
        NotPaid::GateQuotaMissing => GATE_QUOTA_MISSING,
        NotPaid::DealsMissing => DEALS_MISSING,
        NotPaid::PaidUnknown => PAID_UNKNOWN,
    }
}

/// A figure that last year's sales do not have.
pub fn unknown_text(figure: UnknownFigure) -> Text {
    match figure {
        UnknownFigure::Collection => UNKNOWN_COLLECTION,
        UnknownFigure::Quantity => UNKNOWN_QUANTITY,
        UnknownFigure::Discount => UNKNOWN_DISCOUNT,
        UnknownFigure::Shipping => UNKNOWN_SHIPPING,
        UnknownFigure::Campaigns => UNKNOWN_CAMPAIGNS,
        UnknownFigure::Lines => UNKNOWN_LINES,
        UnknownFigure::Returns => UNKNOWN_RETURNS,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::{Currency, DisplayUnit};
    use crate::quota::pay::findings_of_plan;
    use crate::quota::pay::samples::{by_amount, component, plan};
    use crate::quota::pay::{Goal, RateTable, Reading, Rule};

    #[test]
    fn what_is_wrong_with_a_row_is_said_with_its_figures() {
        let table = RateTable { reading: None, ..by_amount(Reading::Marginal, &[(0, 0.1), (20_000_000, 0.2), (10_000_000, -0.1)]) };
        let found = findings_of_plan(&plan(vec![component(Goal::Sales, Rule::Rates(table))]));
        let money = MoneyFormat::new(Language::Persian, Currency::Irr, DisplayUnit::MillionToman);
        let said: Vec<String> = found.iter().map(|finding| problem_text(&finding.problem, Language::Persian, money, Some(money))).collect();
        let all = said.join("\n");
        assert!(all.contains("از ۱ میلیون تومان آغاز می‌شود، ولی پلهٔ پیشین از ۲ میلیون تومان"), "{all}");
        assert!(all.contains("بگویید جدول چگونه خوانده شود") && all.contains("منفی است"), "{all}");
        assert!(!all.contains('{'), "{all}");
    }
}
