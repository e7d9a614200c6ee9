//! Pay plans to start from. Their rates are starting points and say nothing of what is usual. Where rows could be read in
//! more than one way, the reading is left open: it is asked.

use crate::domain::Money;
use crate::locale::{Language, Text};
use crate::quota::pay::{
    CollectionGate, Component, Goal, Milestone, MilestoneReading, PayPeriod, PayPlan, Point, Rate, RateMeaning, RateTable, Reading, Rule,
    Threshold, ThresholdPays, Tier, Tiers,
};

crate::texts! {
    SIMPLE = "Simple percentage", "پورسانت درصدی ساده";
    SIMPLE_WHY = "One rate of all sales, from the first unit on.", "یک نرخ از همهٔ فروش، از نخستین ریال.";
    ACCELERATED = "Target with accelerator", "هدف‌محور با ضریب افزایشی";
    ACCELERATED_WHY = "Fixed pay and a target variable; above the quota each further part earns half as much again.", "پرداخت ثابت و پرداخت متغیر هدف؛ بالاتر از هدف، هر بخش افزوده یک‌ونیم برابر می‌گیرد.";
    FROM_FLOOR = "Tiered commission from a floor", "پورسانت پلکانی از کف";
    FROM_FLOOR_WHY = "Nothing below 70 percent of the quota, then rates that rise in steps. You say how the steps are read.", "تا ۷۰ درصد هدف چیزی نیست، سپس نرخ‌ها پله‌پله بالا می‌رود. شیوهٔ خواندن پله‌ها را شما می‌گویید.";
    COLLECTION = "Collection commission", "پورسانت وصول";
    COLLECTION_WHY = "A rate of what is collected and one of sales; the latter only when 80 percent of the collection target is in.", "نرخی از وصول و نرخی از فروش؛ دومی تنها وقتی ۸۰ درصد هدف وصول شده باشد.";
    WITH_BONUSES = "Commission with quarterly and yearly bonus", "پورسانت ماهانه با پاداش فصلی و سالانه";
    WITH_BONUSES_WHY = "One rate of each month's sales, a bonus for every quarter that reaches its quota and a larger one for the year.", "یک نرخ از فروش هر ماه، پاداشی برای هر فصلی که به هدف برسد و پاداش بزرگ‌تری برای سال.";
    QUARTER_BONUS = "Quarterly bonus", "پاداش فصلی";
    YEAR_BONUS = "Yearly bonus", "پاداش سالانه";
    COMMISSION = "Commission", "پورسانت";
    ON_SALES = "Commission on sales", "پورسانت فروش";
    ON_COLLECTION = "Commission on collection", "پورسانت وصول";
}

/// A plan to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// One rate of all sales.
    Simple,
    /// A target variable with an accelerator.
    Accelerated,
    /// Steps from a floor, their reading open.
    FromFloor,
    /// Commission on collection, and a gate on that of sales.
    Collection,
    /// Commission by month, and bonuses by quarter and year.
    WithBonuses,
}

impl Template {
    /// All of them.
    pub const ALL: [Template; 5] =
        [Template::Simple, Template::Accelerated, Template::FromFloor, Template::Collection, Template::WithBonuses];

    /// Its name and what it pays.
    pub fn texts(self) -> (Text, Text) {
        match self {
            Template::Simple => (SIMPLE, SIMPLE_WHY),
            Template::Accelerated => (ACCELERATED, ACCELERATED_WHY),
            Template::FromFloor => (FROM_FLOOR, FROM_FLOOR_WHY),
            Template::Collection => (COLLECTION, COLLECTION_WHY),
            Template::WithBonuses => (WITH_BONUSES, WITH_BONUSES_WHY),
        }
    }

    /// The plan. `monthly_quota` is a usual seller's, which target pay is measured by: two percent of it fixed and one
    /// variable.
    pub fn plan(self, language: Language, monthly_quota: i64) -> PayPlan {
        let part = |name: Text, goal, table| component(name.get(language), goal, table);
        let name = self.texts().0.get(language);
        match self {
            Template::Simple => PayPlan::new(name, vec![part(COMMISSION, Goal::Sales, flat(Rate::percent(2)))]),
            Template::Accelerated => {
                let tiers = [(Rate::ZERO, Rate::ONE), (Rate::ONE, Rate::percent(150))];
                let mut table = table(&tiers, RateMeaning::OfTarget);
                table.reading = Some(Reading::Marginal);
                let mut all = part(COMMISSION, Goal::Sales, table);
                all.target_share = Rate::ONE;
                let (fixed_pay, target_variable) = (of(monthly_quota, 2), of(monthly_quota, 1));
                PayPlan { fixed_pay, target_variable, ..PayPlan::new(name, vec![all]) }
            }
            Template::FromFloor => {
                let tiers = [(70, 10), (85, 15), (100, 20)];
                let tiers = tiers.map(|(from, per_mille)| (Rate::percent(from), Rate::billionths(per_mille * 1_000_000)));
                let mut table = table(&tiers, RateMeaning::OfAmount);
                table.threshold = Some(Threshold { at: Point::Attainment(Rate::percent(70)), pays: ThresholdPays::FromFirstUnit });
                PayPlan::new(name, vec![part(COMMISSION, Goal::Sales, table)])
            }
            Template::Collection => {
                let mut sales = part(ON_SALES, Goal::Sales, flat(Rate::percent(1)));
                sales.gate = Some(CollectionGate::OnlyFrom(Rate::percent(80)));
                PayPlan::new(name, vec![part(ON_COLLECTION, Goal::Collection, flat(Rate::percent(1))), sales])
            }
            Template::WithBonuses => {
                let bonus = |name: Text, period: PayPeriod, percent: i32| {
                    // A single step is paid alike however it is read.
                    let steps = vec![Milestone { from: Point::Attainment(Rate::ONE), bonus: of(monthly_quota, percent) }];
                    let rule = Rule::Milestones { reading: Some(MilestoneReading::HighestOnly), steps };
                    Component { period: Some(period), ..Component::new(name.get(language), Goal::Sales, rule) }
                };
                let bonuses = [bonus(QUARTER_BONUS, PayPeriod::Quarter, 1), bonus(YEAR_BONUS, PayPeriod::Year, 3)];
                let monthly = part(COMMISSION, Goal::Sales, flat(Rate::percent(1)));
                PayPlan::new(name, std::iter::once(monthly).chain(bonuses).collect())
            }
        }
    }
}

fn of(quota: i64, percent: i32) -> Money {
    // A figure that a person would write: two leading digits.
    let exact = Rate::percent(percent).of(Money(quota.max(0))).0;
    let step = 10i64.pow(exact.max(1).ilog10().saturating_sub(1));
    Money(exact / step * step)
}

/// A component of that name with a table.
pub fn component(name: &str, goal: Goal, table: RateTable) -> Component {
    Component::new(name, goal, Rule::Rates(table))
}

/// One rate of all: whichever way it is read, it pays the same.
pub fn flat(rate: Rate) -> RateTable {
    let tiers = Tiers::ByAmount(vec![Tier { from: 0, up_to: None, rate }]);
    RateTable { reading: Some(Reading::Marginal), pays: RateMeaning::OfAmount, tiers, threshold: None, typical_deal: None }
}

fn table(tiers: &[(Rate, Rate)], pays: RateMeaning) -> RateTable {
    let tiers = Tiers::ByAttainment(tiers.iter().map(|&(from, rate)| Tier { from, up_to: None, rate }).collect());
    RateTable { reading: None, pays, tiers, threshold: None, typical_deal: None }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::quota::pay::KeptPayPlan;
    use crate::quota::pay::{PayProblem, findings_of_plan};

    #[test]
    fn every_template_is_kept_and_only_open_readings_are_asked() {
        for template in Template::ALL {
            for language in [Language::Persian, Language::English] {
                let plan = template.plan(language, 1_234_567_890);
                assert!(KeptPayPlan::of(&plan).is_ok());
                let blocking: Vec<PayProblem> =
                    findings_of_plan(&plan).into_iter().filter(|finding| finding.is_blocking()).map(|finding| finding.problem).collect();
                let asked = if template == Template::FromFloor { vec![PayProblem::ReadingMissing] } else { vec![] };
                assert_eq!(blocking, asked, "{template:?}");
            }
        }
        assert_eq!(Template::Accelerated.plan(Language::English, 1_234_567_890).fixed_pay, Money(24_000_000));
        assert_eq!(Template::Accelerated.plan(Language::English, 0).fixed_pay, Money(0));
    }
}
