//! Pay plans as a table for a file: every rule of every plan, a row each, in words and as a figure with its unit.

use super::export_format::ExportFormat;
use super::pay_figures_export::goal_text;
use super::pay_shape::PartKind;
use crate::document::Settings;
use crate::domain::Money;
use crate::exchange::export_table::{ExportCell, ExportTable};
use crate::locale::words::{pay_editor as editor, pay_export as words, pay_statement};
use crate::locale::{NumberFormat, Text};
use crate::quota::pay::{
    Accrual, BelowZero, CollectionGate, Component, DiscountBasis, DrawKind, Goal, MilestoneReading, PayPeriod, PayPlan, Point, Rate,
    RateMeaning, RateTable, Reading, Recognition, Rule, Scope, ShippingBasis, Spif, ThresholdPays, Tiers,
};

/// The most decimals that a rate has, in percent.
const RATE_DECIMALS: u8 = 7;

/// A figure of a rule.
#[derive(Clone, Copy)]
enum Measure {
    Money(Money),
    Pieces(i64),
    Percent(Rate),
    Periods(u32),
    Months(u32),
}

/// The name of a kind of part.
pub fn kind_text(kind: PartKind) -> Text {
    match kind {
        PartKind::Rates => editor::RULE_RATES,
        PartKind::Milestones => editor::RULE_MILESTONES,
        PartKind::Step => editor::RULE_STEP,
        PartKind::Units => editor::RULE_UNITS,
        PartKind::SpifPiece => editor::RULE_SPIF_PIECE,
        PartKind::SpifSales => editor::RULE_SPIF_SALES,
        PartKind::Pool => editor::RULE_POOL,
    }
}

/// How often is reckoned and paid.
pub fn period_text(period: PayPeriod) -> Text {
    match period {
        PayPeriod::Month => editor::MONTH,
        PayPeriod::Quarter => editor::QUARTER,
        PayPeriod::Year => editor::YEAR,
    }
}

/// The rules of all plans, in their order.
pub fn rules_table(settings: &Settings, plans: &[PayPlan]) -> ExportTable {
    let format = ExportFormat { settings };
    let headers = [pay_statement::PLAN, words::PART, words::RULE, words::WORDS, words::FROM, words::FROM_UNIT, words::FIGURE]
        .into_iter()
        .chain([words::FIGURE_UNIT])
        .map(|text| format.say(text))
        .collect();
    let rows = plans.iter().flat_map(|plan| {
        let mut rules = Rules { format, plan: &plan.name, part: String::new(), rows: Vec::new() };
        rules.plan(plan);
        for component in &plan.components {
            rules.part = component.name.clone();
            rules.component(component);
        }
        rules.rows
    });
    ExportTable { name: format.say(words::RULES), headers, rows: rows.collect() }
}

/// Writes the rows of one plan.
struct Rules<'a> {
    format: ExportFormat<'a>,
    plan: &'a str,
    part: String,
    rows: Vec<Vec<ExportCell>>,
}

impl Rules<'_> {
    fn put(&mut self, rule: &str, told: &str, from: Option<Measure>, figure: Option<Measure>) {
        let part = if self.part.is_empty() { self.format.say(words::WHOLE_PLAN) } else { self.part.clone() };
        let mut row = [self.plan, &part, rule, told].map(ExportCell::text).to_vec();
        for measure in [from, figure] {
            let (number, unit) = measure.map_or((ExportCell::Empty, String::new()), |measure| self.cells(measure));
            row.extend([number, ExportCell::text(&unit)]);
        }
        self.rows.push(row);
    }

    /// A rule that is a choice.
    fn choice(&mut self, rule: Text, chosen: Text) {
        let (rule, chosen) = (self.format.say(rule), self.format.say(chosen));
        self.put(&rule, &chosen, None, None);
    }

    /// A rule that is a figure.
    fn figure(&mut self, rule: Text, measure: Measure) {
        let (rule, told) = (self.format.say(rule), self.told(measure));
        self.put(&rule, &told, None, Some(measure));
    }

    fn cells(&self, measure: Measure) -> (ExportCell, String) {
        let format = &self.format;
        match measure {
            Measure::Money(amount) => (format.amount(amount), format.unit()),
            Measure::Pieces(pieces) => (ExportCell::Number(pieces.to_string()), format.say(words::PIECES)),
            Measure::Percent(rate) => (format.percent(rate), format.say(words::PERCENT)),
            Measure::Periods(periods) => (ExportCell::Number(periods.to_string()), format.say(words::PERIODS)),
            Measure::Months(months) => (ExportCell::Number(months.to_string()), format.say(words::MONTHS)),
        }
    }

    /// A figure in words, exact.
    fn told(&self, measure: Measure) -> String {
        let (numbers, money) = (NumberFormat::new(self.format.settings.language), self.format.money());
        let counted = |count: i64, unit: Text| format!("{} {}", numbers.integer(count), self.format.say(unit));
        match measure {
            Measure::Money(amount) => money.join_unit(&money.exact_figure(amount)),
            Measure::Pieces(pieces) => counted(pieces, words::PIECES),
            Measure::Percent(rate) => numbers.percent(rate.share(), RATE_DECIMALS),
            Measure::Periods(periods) => counted(i64::from(periods), words::PERIODS),
            Measure::Months(months) => counted(i64::from(months), words::MONTHS),
        }
    }

    fn plan(&mut self, plan: &PayPlan) {
        self.choice(editor::PERIOD, period_text(plan.period));
        self.choice(editor::ACCRUAL, if plan.accrual == Accrual::ToDate { editor::TO_DATE } else { editor::OF_PERIOD });
        self.figure(words::FIXED_PAY, Measure::Money(plan.fixed_pay));
        self.figure(words::TARGET_VARIABLE, Measure::Money(plan.target_variable));
        self.limits(plan.cap, plan.floor);
        match plan.draw {
            None => self.choice(editor::DRAW, editor::NO_DRAW),
            Some(draw) => {
                let kind = if draw.kind == DrawKind::Advance { editor::ADVANCE } else { editor::GUARANTEE };
                let mut told = self.format.say(kind);
                if draw.is_recoverable {
                    told = format!("{told}; {}", self.format.say(editor::RECOVERABLE));
                }
                let rule = self.format.say(editor::DRAW);
                self.put(&rule, &told, None, Some(Measure::Money(draw.amount)));
                draw.periods.into_iter().for_each(|periods| self.figure(words::DRAW_PERIODS, Measure::Periods(periods)));
                draw.repaid_at_most.into_iter().for_each(|most| self.figure(words::DRAW_REPAID, Measure::Money(most)));
            }
        }
        match plan.clawback {
            None => self.choice(editor::CLAWBACK, editor::NO_CLAWBACK),
            Some(clawback) => {
                self.choice(editor::CLAWBACK, if clawback.below_zero == BelowZero::Carried { editor::CARRIED } else { editor::STANDS });
                self.figure(words::CLAWBACK_SHARE, Measure::Percent(clawback.share));
                clawback.within_months.into_iter().for_each(|months| self.figure(words::CLAWBACK_MONTHS, Measure::Months(months)));
            }
        }
    }

    fn limits(&mut self, cap: Option<Money>, floor: Option<Money>) {
        cap.into_iter().for_each(|cap| self.figure(words::CAP, Measure::Money(cap)));
        floor.into_iter().for_each(|floor| self.figure(words::FLOOR, Measure::Money(floor)));
    }

    fn component(&mut self, component: &Component) {
        let kind = PartKind::of(component);
        self.choice(words::KIND, kind_text(kind));
        self.choice(editor::GOAL, goal_text(component.goal));
        let scope = match component.scope {
            Scope::Own => editor::OWN,
            Scope::Team => editor::TEAM,
            Scope::TeamWithLeader => editor::TEAM_WITH_LEADER,
        };
        self.choice(editor::SCOPE, scope);
        self.choice(editor::PART_PERIOD, component.period.map_or(editor::AS_THE_PLAN, period_text));
        self.only(component);
        if kind == PartKind::SpifSales || (component.goal == Goal::Sales && kind != PartKind::SpifPiece) {
            self.basis(component);
        }
        match component.gate {
            None => self.choice(editor::GATE, editor::NO_GATE),
            Some(CollectionGate::AtMostCollection) => self.choice(editor::GATE, editor::AT_MOST_COLLECTION),
            Some(CollectionGate::LowerOfTwo) => self.choice(editor::GATE, editor::LOWER_OF_TWO),
            Some(CollectionGate::OnlyFrom(from)) => {
                let (rule, told) = (self.format.say(editor::GATE), self.format.say(editor::ONLY_FROM));
                self.put(&rule, &told, Some(Measure::Percent(from)), None);
            }
        }
        if component.target_share != Rate::ZERO {
            self.figure(editor::TARGET_SHARE, Measure::Percent(component.target_share));
        }
        self.rule(component);
        self.limits(component.cap, component.floor);
    }

    fn only(&mut self, component: &Component) {
        let only = &component.only;
        let named = [(editor::CAMPAIGN, &only.campaign), (editor::PRODUCT_LINE, &only.product_line), (editor::SEGMENT, &only.segment)];
        for (rule, name) in named.into_iter().filter_map(|(rule, name)| Some((rule, name.as_deref()?))) {
            let rule = format!("{}: {}", self.format.say(editor::ONLY_SOME), self.format.say(rule));
            self.put(&rule, name, None, None);
        }
        only.usual_share.into_iter().for_each(|share| self.figure(editor::USUAL_SHARE, Measure::Percent(share)));
    }

    fn basis(&mut self, component: &Component) {
        let basis = component.basis;
        let is_before = basis.discount == DiscountBasis::Before;
        self.choice(editor::DISCOUNT, if is_before { editor::BEFORE_DISCOUNT } else { editor::AFTER_DISCOUNT });
        let is_with = basis.shipping == ShippingBasis::With;
        self.choice(editor::SHIPPING, if is_with { editor::WITH_SHIPPING } else { editor::WITHOUT_SHIPPING });
        let is_on_cash = basis.recognition == Recognition::OnCash;
        self.choice(editor::RECOGNITION, if is_on_cash { editor::ON_CASH } else { editor::ON_INVOICE });
    }

    fn rule(&mut self, component: &Component) {
        let of_goal = |amount: i64| if component.goal == Goal::Quantity { Measure::Pieces(amount) } else { Measure::Money(Money(amount)) };
        let of_point = |point: Point| match point {
            Point::Attainment(rate) => Measure::Percent(rate),
            Point::Amount(amount) => of_goal(amount),
        };
        match &component.rule {
            Rule::Rates(table) => self.rates(table, of_goal, of_point),
            Rule::StepAndExcess { from, fixed, rate, rate_below } => {
                self.figure(editor::STEP_BELOW, Measure::Percent(*rate_below));
                self.row(words::STEP_FIXED, of_goal(*from), Measure::Money(*fixed));
                self.row(editor::STEP_RATE, of_goal(*from), Measure::Percent(*rate));
            }
            Rule::Units { price, rate, rate_above_quota } => {
                self.figure(words::PRICE, Measure::Money(*price));
                self.figure(editor::UNIT_RATE, Measure::Percent(*rate));
                self.row(editor::UNIT_ABOVE, Measure::Percent(Rate::ONE), Measure::Percent(*rate_above_quota));
            }
            Rule::Milestones { reading, steps } => {
                let reading = match reading {
                    Some(MilestoneReading::HighestOnly) => editor::HIGHEST_ONLY,
                    Some(MilestoneReading::Cumulative) => editor::CUMULATIVE,
                    None => words::NOT_CHOSEN,
                };
                self.choice(editor::MILESTONE_READING, reading);
                steps.iter().enumerate().for_each(|(at, step)| self.numbered(at, of_point(step.from), Measure::Money(step.bonus)));
            }
            Rule::Spif(Spif::PerPiece { campaign, reward }) => {
                self.campaign(campaign);
                self.figure(words::REWARD, Measure::Money(*reward));
            }
            Rule::Spif(Spif::OfSales { campaign, rate }) => {
                self.campaign(campaign);
                self.figure(editor::SPIF_RATE, Measure::Percent(*rate));
            }
            Rule::Spif(Spif::Pool { pool, share }) => {
                self.figure(words::POOL, Measure::Money(*pool));
                self.figure(editor::POOL_SHARE, Measure::Percent(*share));
            }
        }
    }

    fn campaign(&mut self, campaign: &str) {
        let rule = self.format.say(editor::CAMPAIGN);
        self.put(&rule, campaign, None, None);
    }

    fn rates(&mut self, table: &RateTable, of_goal: impl Fn(i64) -> Measure, of_point: impl Fn(Point) -> Measure) {
        self.choice(editor::RATES_ARE, if table.pays == RateMeaning::OfTarget { editor::OF_TARGET } else { editor::OF_AMOUNT });
        let reading = match table.reading {
            Some(Reading::Marginal) => editor::MARGINAL,
            Some(Reading::Retroactive) => editor::RETROACTIVE,
            Some(Reading::Slab) => editor::SLAB,
            Some(Reading::MarginalPerDeal) => editor::PER_DEAL,
            None => words::NOT_CHOSEN,
        };
        if table.tiers.len() > 1 || table.reading.is_some() {
            self.choice(editor::READING, reading);
        }
        if let Some(threshold) = table.threshold {
            let pays = if threshold.pays == ThresholdPays::ExcessOnly { editor::EXCESS_ONLY } else { editor::FROM_FIRST };
            let (rule, told) = (self.format.say(words::THRESHOLD), self.format.say(pays));
            self.put(&rule, &told, Some(of_point(threshold.at)), None);
        }
        table.typical_deal.into_iter().for_each(|deal| self.figure(words::TYPICAL_DEAL, of_goal(deal)));
        let rows: Vec<(Measure, Rate)> = match &table.tiers {
            Tiers::ByAttainment(tiers) => tiers.iter().map(|tier| (Measure::Percent(tier.from), tier.rate)).collect(),
            Tiers::ByAmount(tiers) => tiers.iter().map(|tier| (of_goal(tier.from), tier.rate)).collect(),
        };
        rows.into_iter().enumerate().for_each(|(at, (from, rate))| self.numbered(at, from, Measure::Percent(rate)));
    }

    /// A row of a table of the plan.
    fn numbered(&mut self, at: usize, from: Measure, figure: Measure) {
        let number = NumberFormat::new(self.format.settings.language).count(at + 1);
        let rule = self.format.fill(editor::ROW, &[("row", &number)]);
        let told = self.format.fill(words::FROM_ON, &[("from", &self.told(from)), ("figure", &self.told(figure))]);
        self.put(&rule, &told, Some(from), Some(figure));
    }

    /// A figure that holds from a point on.
    fn row(&mut self, rule: Text, from: Measure, figure: Measure) {
        let rule = self.format.say(rule);
        let told = self.format.fill(words::FROM_ON, &[("from", &self.told(from)), ("figure", &self.told(figure))]);
        self.put(&rule, &told, Some(from), Some(figure));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;
    use crate::quota::pay::samples::{by_amount, component, plan as pay_plan, share};
    use crate::quota::pay::{Clawback, Draw};

    fn row(table: &ExportTable, rule: &str) -> Vec<ExportCell> {
        let is_it = |row: &&Vec<ExportCell>| matches!(&row[2], ExportCell::Text(text) if text == rule);
        table.rows.iter().find(is_it).cloned().unwrap_or_default()
    }

    #[test]
    fn every_rule_is_a_row_in_words_and_figures() {
        let settings = Settings::for_language(Language::English);
        let mut part = component(Goal::Sales, Rule::Rates(by_amount(Reading::Marginal, &[(0, 0.05), (100_000, 0.075)])));
        part.gate = Some(CollectionGate::OnlyFrom(share(0.8)));
        part.only.product_line = Some("=Pumps".to_owned());
        let plan = PayPlan {
            draw: Some(Draw {
                amount: Money(5_000),
                kind: DrawKind::Advance,
                is_recoverable: true,
                periods: Some(3),
                repaid_at_most: None,
            }),
            clawback: Some(Clawback { within_months: Some(2), share: Rate::ONE, below_zero: BelowZero::Carried }),
            cap: Some(Money(90_000)),
            ..pay_plan(vec![part])
        };
        let table = rules_table(&settings, &[plan]);
        assert!(table.rows.iter().all(|row| row.len() == table.headers.len()));
        let number = |text: &str| ExportCell::Number(text.to_owned());
        let second = row(&table, "Row 2");
        assert_eq!(second[1], ExportCell::Text("commission".into()));
        assert_eq!(second[3], ExportCell::Text("from $1,000: 7.5%".into()));
        assert_eq!((&second[4], &second[6]), (&number("1000"), &number("7.5")));
        assert_eq!(row(&table, "How is the table read?")[3], ExportCell::Text("Part by part".into()));
        assert_eq!(row(&table, "What collection must do")[4], number("80"));
        assert_eq!(row(&table, "Only some sales: Product line")[3], ExportCell::Text("=Pumps".into()));
        assert_eq!(row(&table, "Draw")[6], number("50"));
        assert_eq!(row(&table, "Draw, for the first periods")[6], number("3"));
        assert_eq!(row(&table, "Taken back, for sales of the last months")[6], number("2"));
        assert_eq!(row(&table, "Cap")[1], ExportCell::Text("The plan".into()));
    }

    #[test]
    fn an_unread_table_says_so() {
        let mut table = by_amount(Reading::Marginal, &[(0, 0.05), (100_000, 0.075)]);
        table.reading = None;
        let settings = Settings::for_language(Language::Persian);
        let table = rules_table(&settings, &[pay_plan(vec![component(Goal::Quantity, Rule::Rates(table))])]);
        assert_eq!(row(&table, "جدول چگونه خوانده شود؟")[3], ExportCell::Text("هنوز برگزیده نشده".into()));
        assert_eq!(row(&table, "پلهٔ ۲")[5], ExportCell::Text("عدد".into()));
    }
}
