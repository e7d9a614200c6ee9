//! Fairness and chances on their way to a file: a row for each seller and goal, and the company's chances, exact to the last
//! unit of money.

use crate::document::quota::QuotaResults;
use crate::document::quota::chances::{ScenarioChances, expectations};
use crate::document::quota::fairness::{QuotaFairness, engine_name, quota_fairness};
use crate::document::quota::past_quotas::ChangeBasis;
use crate::document::quota::pay::quotas::pay_goal;
use crate::document::quota::question::goal_of;
use crate::document::{PotentialUnit, Scenario, Settings};
use crate::domain::Money;
use crate::exchange::export_table::{ExportCell, ExportTable};
use crate::locale::words::judgement_export as words;
use crate::locale::words::quota_export as quota_words;
use crate::locale::{NumberFormat, Text, unit_label};
use crate::quota::GoalKind;
use crate::quota::attainment::{Outlook, Quantiles};

/// What the tables are made from.
pub struct JudgementExport<'a> {
    /// The plan's settings: language and units.
    pub settings: &'a Settings,
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its quotas.
    pub results: &'a QuotaResults,
    /// Its simulation.
    pub chances: &'a ScenarioChances,
    /// What the trials told.
    pub outlook: &'a Outlook,
    /// The name of a goal.
    pub goal_name: &'a dyn Fn(GoalKind) -> String,
}

/// A share as a percentage without the noise of binary fractions.
fn percent(share: Option<f64>) -> ExportCell {
    share.map_or(ExportCell::Empty, |share| ExportCell::number((share * 1e6).round() / 1e4))
}

impl JudgementExport<'_> {
    fn say(&self, text: Text) -> String {
        text.get(self.settings.language).to_owned()
    }

    fn kinds(&self) -> impl Iterator<Item = GoalKind> + '_ {
        self.results.answer.goals.iter().filter_map(|goal| goal_of(&goal.key))
    }

    fn divisor(&self, kind: GoalKind) -> i64 {
        if kind == GoalKind::Quantity { 1 } else { self.settings.display_unit.smallest_per_shown(self.settings.currency) }
    }

    fn unit(&self, kind: GoalKind) -> String {
        match kind {
            GoalKind::Quantity => self.say(quota_words::PIECES),
            GoalKind::Sales | GoalKind::Collection => {
                unit_label(self.settings.language, self.settings.currency, self.settings.display_unit)
            }
        }
    }

    fn amount(&self, kind: GoalKind, amount: f64) -> ExportCell {
        if amount.is_finite() { ExportCell::amount(Money(amount.round() as i64), self.divisor(kind)) } else { ExportCell::Empty }
    }

    fn potential(&self, potential: Option<f64>) -> ExportCell {
        match (potential, self.settings.potential_unit) {
            (None, _) => ExportCell::Empty,
            (Some(potential), PotentialUnit::Money) => self.amount(GoalKind::Sales, potential),
            (Some(potential), PotentialUnit::Points) => ExportCell::number(potential),
        }
    }

    /// Each seller and goal: quota, what it is held against, and the chance of reaching it.
    pub fn sellers(&self) -> ExportTable {
        let last_year = self.results.known_years.last_before(self.results.question.fiscal_year.first_month().year);
        let year = NumberFormat::new(self.settings.language).plain(i64::from(last_year));
        let mut headers: Vec<String> =
            [quota_words::GOAL, quota_words::UNIT, quota_words::HOLDER, quota_words::BASE, words::CUSHION, quota_words::STREET]
                .map(|text| self.say(text))
                .to_vec();
        headers.extend([quota_words::LAST_YEAR, words::PAST_QUOTA].map(|text| text.fill(self.settings.language, &[("year", &year)])));
        headers.extend(
            [words::POTENTIAL, words::TO_POTENTIAL, words::TO_HISTORY, words::CHANGE, words::CHANGE_QUOTA, words::MARKED, words::EXPECTED]
                .map(|text| self.say(text)),
        );
        headers.extend([words::P10, words::P50, words::P90, words::CHANCE, words::PAY_P50, words::PAY_MEAN].map(|text| self.say(text)));
        let rows = self.kinds().flat_map(|kind| self.seller_rows(kind)).collect();
        ExportTable { name: self.say(words::SELLERS), headers, rows }
    }

    fn seller_rows(&self, kind: GoalKind) -> Vec<Vec<ExportCell>> {
        let fair = quota_fairness(self.results, &self.scenario.quota, kind);
        let expected = expectations(&fair.sellers, &self.scenario.quota.judgement.outlook);
        (0..fair.sellers.len()).filter_map(|place| self.seller_row(&fair, expected.of(place, kind), place, kind)).collect()
    }

    fn seller_row(&self, fair: &QuotaFairness, expected: Option<f64>, place: usize, kind: GoalKind) -> Option<Vec<ExportCell>> {
        let (seller, row, own) = (fair.sellers.get(place)?, fair.rows.get(place)?, fair.fairness.sellers.get(place)?);
        let goal = seller.goal(kind)?;
        let id = engine_name(seller.holder, place);
        let told = self.outlook.sellers.iter().find(|known| known.seller == id);
        let result = told.and_then(|told| told.goals.iter().find(|known| known.goal == pay_goal(kind)));
        let pay = told.and_then(|told| told.pay);
        let amount = |amount: Option<f64>| amount.map_or(ExportCell::Empty, |amount| self.amount(kind, amount));
        let money = |amount: Option<f64>| amount.map_or(ExportCell::Empty, |amount| self.amount(GoalKind::Sales, amount));
        let is_marked = !own.outlying.is_empty();
        Some(vec![
            ExportCell::text(&(self.goal_name)(kind)),
            ExportCell::text(&self.unit(kind)),
            ExportCell::text(&seller.name),
            self.amount(kind, goal.base as f64),
            self.amount(kind, goal.street.saturating_sub(goal.base) as f64),
            self.amount(kind, goal.street as f64),
            amount(seller.ground.last_year.filter(|_| kind == GoalKind::Sales)),
            amount(row.previous_quota.filter(|_| fair.change_basis == ChangeBasis::Quotas)),
            self.potential(row.potential),
            own.quota_to_potential.map_or(ExportCell::Empty, ExportCell::number),
            percent(own.quota_to_history),
            percent(own.change_of_quota.filter(|_| fair.change_basis == ChangeBasis::Sales)),
            percent(own.change_of_quota.filter(|_| fair.change_basis == ChangeBasis::Quotas)),
            if is_marked { ExportCell::text(quota_words::YES.get(self.settings.language)) } else { ExportCell::Empty },
            amount(expected),
            amount(result.map(|result| result.result.p10)),
            amount(result.map(|result| result.result.p50)),
            amount(result.map(|result| result.result.p90)),
            percent(result.and_then(|result| result.chance_of_quota)),
            money(pay.map(|pay| pay.pay.p50)),
            money(pay.map(|pay| pay.mean)),
        ])
    }

    /// The company's chances, and what pay costs.
    pub fn company(&self) -> ExportTable {
        let headers = [quota_words::GOAL, quota_words::UNIT, words::FIGURE, words::VALUE, words::P10, words::P50, words::P90];
        let mut rows = Vec::new();
        for kind in self.kinds() {
            let Some(goal) = self.outlook.goals.iter().find(|known| known.goal == pay_goal(kind)) else { continue };
            let fair = quota_fairness(self.results, &self.scenario.quota, kind).fairness;
            let (name, unit) = ((self.goal_name)(kind), self.unit(kind));
            let line = |unit: &str, figure: Text, value: ExportCell, quantiles: Option<[ExportCell; 3]>| {
                let empty = || [ExportCell::Empty, ExportCell::Empty, ExportCell::Empty];
                let mut row = vec![ExportCell::text(&name), ExportCell::text(unit), ExportCell::text(&self.say(figure)), value];
                row.extend(quantiles.unwrap_or_else(empty));
                row
            };
            let three =
                |quantiles: Quantiles, write: &dyn Fn(f64) -> ExportCell| Some([quantiles.p10, quantiles.p50, quantiles.p90].map(write));
            let amount = |figure: f64| self.amount(kind, figure);
            let share = |figure: f64| percent(Some(figure));
            let number = |figure: Option<f64>| figure.map_or(ExportCell::Empty, ExportCell::number);
            let target = goal.target.map_or(ExportCell::Empty, |target| amount(target as f64));
            rows.push(line(&unit, words::TARGET, target, None));
            rows.push(line("%", words::CHANCE_TARGET, percent(goal.chance_of_target), None));
            rows.push(line("%", words::CHANCE_STREET, share(goal.chance_of_street), None));
            rows.push(line(&unit, words::COMPANY, amount(goal.company_mean), three(goal.company, &amount)));
            rows.push(line("%", words::AT_QUOTA, ExportCell::Empty, three(goal.share_at_quota, &share)));
            let variation = fair.quota_to_potential.and_then(|spread| spread.coefficient_of_variation);
            rows.push(line("", words::VARIATION, number(variation), None));
            rows.push(line("", words::GINI, number(fair.quota_to_potential.and_then(|spread| spread.gini)), None));
            rows.push(line("", words::CORRELATION, number(fair.quota_with_potential.pearson), None));
            if let Some(pay) = self.outlook.pay.filter(|_| kind == GoalKind::Sales) {
                rows.push(line(&unit, words::PAY, amount(pay.mean), three(pay.cost, &amount)));
                let of_sales = pay.cost_of_sales.and_then(|shares| three(shares, &share));
                rows.push(line("%", words::PAY_OF_SALES, percent(pay.mean_cost_of_sales), of_sales));
            }
        }
        ExportTable { name: self.say(words::CHANCES), headers: headers.map(|text| self.say(text)).to_vec(), rows }
    }
}
