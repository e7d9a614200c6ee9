//! Capacity and hires by month, seasons, ramps, and what changes for whom, as sheets of a workbook.

use crate::document::quota::question::goal_key;
use crate::document::quota::settings::QuotaSettings;
use crate::document::quota::staffing::staffing;
use crate::document::quota::team::{SegmentWork, team_need};
use crate::document::quota::{QuotaResults, Schedules};
use crate::document::{Plan, Scenario};
use crate::domain::fiscal::MONTHS;
use crate::domain::{Money, YearMonth};
use crate::exchange::export_table::{ExportCell, ExportTable};
use crate::locale::words::{quota_export as words, schedules as schedule_words, staffing as staffing_words};
use crate::locale::{DateFormat, Text, unit_label};
use crate::quota::{GoalKind, SeasonWeights};
use crate::tabular::quota_changes::{ChangeRow, sellers, territories};

/// What the sheets are made from.
#[derive(Clone, Copy)]
pub struct PlanSheets<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// What is decided in the scenario in sight.
    pub settings: &'a QuotaSettings,
    /// Its quotas.
    pub results: &'a QuotaResults,
    /// The name of a goal.
    pub goal: &'a dyn Fn(GoalKind) -> String,
}

impl PlanSheets<'_> {
    fn say(&self, text: Text) -> String {
        text.get(self.plan.settings.language).to_owned()
    }

    /// The unit of a goal, and how many of the smallest one it is.
    fn unit(&self, kind: GoalKind) -> (String, i64) {
        let settings = &self.plan.settings;
        if kind == GoalKind::Quantity {
            return (self.say(words::PIECES), 1);
        }
        let unit = unit_label(settings.language, settings.currency, settings.display_unit);
        (unit, settings.display_unit.smallest_per_shown(settings.currency))
    }

    fn months(&self) -> [String; MONTHS] {
        let dates = DateFormat::new(self.plan.settings.language, self.plan.settings.calendar);
        self.results.answer.fiscal_year.months().map(|month: YearMonth| dates.month_long(month))
    }

    /// The team against the target by month, with hires; nothing of a goal that does not say what people bring.
    pub fn capacity(&self) -> ExportTable {
        let headers = [words::GOAL, words::UNIT, staffing_words::MONTH, staffing_words::TARGET, staffing_words::CARRIED]
            .into_iter()
            .chain([staffing_words::LOST, staffing_words::HIRES, staffing_words::BROUGHT, staffing_words::DIFFERENCE]);
        let mut rows = Vec::new();
        for kind in self.settings.goals.iter().map(|goal| goal.kind) {
            let Some(answer) = staffing(self.results, self.settings, kind) else { continue };
            let (unit, divisor) = self.unit(kind);
            for (month, name) in self.months().iter().enumerate() {
                let amount = |amount: f64| ExportCell::amount(Money(amount.round() as i64), divisor);
                let (team, after) = (answer.team.months[month], answer.team.months_after_attrition[month]);
                let (target, brought) = (answer.target_months[month], answer.hire_months[month]);
                rows.push(vec![
                    ExportCell::text(&(self.goal)(kind)),
                    ExportCell::text(&unit),
                    ExportCell::text(name),
                    amount(target),
                    amount(team),
                    amount(team - after),
                    ExportCell::Number(self.settings.staffing.hires[month].to_string()),
                    amount(brought),
                    amount(after + brought - target),
                ]);
            }
        }
        ExportTable { name: self.say(schedule_words::TAB_CAPACITY), headers: headers.map(|text| self.say(text)).collect(), rows }
    }

    /// The work of each segment in hours a year, and the sellers that it takes.
    pub fn team_size(&self, scenario: &Scenario) -> ExportTable {
        let need = team_need(self.plan, scenario, self.settings, Some(self.results), GoalKind::Sales);
        let headers = [staffing_words::SEGMENT, staffing_words::CUSTOMERS, staffing_words::HOURS_A_YEAR, staffing_words::SELLERS_NEEDED];
        let rounded = |figure: f64| ExportCell::number((figure * 1e4).round() / 1e4);
        let row = |segment: &SegmentWork| {
            vec![
                ExportCell::Text(segment.segment.clone().unwrap_or_else(|| self.say(staffing_words::NO_SEGMENT))),
                ExportCell::Number(segment.accounts.to_string()),
                rounded(segment.hours),
                need.sellers_for(segment).map_or(ExportCell::Empty, rounded),
            ]
        };
        let rows = need.segments.iter().map(row).collect();
        ExportTable { name: self.say(staffing_words::TEAM_SIZE), headers: headers.map(|text| self.say(text)).to_vec(), rows }
    }

    /// Seasons as weights of the twelve months, with what moves through the calendar below.
    pub fn seasons(&self) -> ExportTable {
        let schedules: &Schedules = &self.plan.schedules;
        let mut headers = vec![self.say(words::NAME), self.say(words::KIND)];
        headers.extend(self.months());
        let mut rows = Vec::new();
        for (name, season) in &schedules.seasons {
            let weights: [f64; MONTHS] = match &season.weights {
                SeasonWeights::Months(weights) => *weights,
                SeasonWeights::Quarters(quarters) => std::array::from_fn(|month| quarters[month / 3]),
            };
            let row = |kind: Text, figures: &[f64; MONTHS]| {
                let head = [ExportCell::text(name), ExportCell::text(&self.say(kind))];
                head.into_iter().chain(figures.iter().map(|figure| ExportCell::number(*figure))).collect::<Vec<_>>()
            };
            rows.push(row(words::WEIGHT, &weights));
            rows.extend(season.month_factors.as_ref().map(|factors| row(words::MOVING, factors)));
        }
        ExportTable { name: self.say(schedule_words::SEASONS), headers, rows }
    }

    /// Ramps as shares of full productivity by month of tenure, in percent.
    pub fn ramps(&self) -> ExportTable {
        let language = self.plan.settings.language;
        let longest = self.plan.schedules.ramps.values().map(|ramp| ramp.shares.len()).max().unwrap_or(0);
        let numbers = crate::locale::NumberFormat::new(language);
        let month = |place: usize| words::TENURE_MONTH.fill(language, &[("number", &numbers.count(place + 1))]);
        let headers = std::iter::once(self.say(words::NAME)).chain((0..longest).map(month)).collect();
        let share = |share: Option<&f64>| ExportCell::number((share.copied().unwrap_or(1.0) * 1e8).round() / 1e6);
        let ramps = self.plan.schedules.ramps.iter();
        let rows = ramps
            .map(|(name, ramp)| {
                std::iter::once(ExportCell::text(name)).chain((0..longest).map(|place| share(ramp.shares.get(place)))).collect()
            })
            .collect();
        ExportTable { name: self.say(schedule_words::RAMPS), headers, rows }
    }

    /// What changes for whom against another scenario.
    pub fn changes(&self, name: &str, before: &QuotaResults) -> ExportTable {
        let headers = [words::COMPARED_WITH, words::GOAL, words::UNIT, words::KIND, words::NAME]
            .into_iter()
            .chain([words::BEFORE, words::AFTER, words::DIFFERENCE])
            .map(|text| self.say(text))
            .collect();
        let mut rows = Vec::new();
        for kind in self.settings.goals.iter().map(|goal| goal.kind) {
            let (unit, divisor) = self.unit(kind);
            let (was, now, key) = (&before.answer, &self.results.answer, goal_key(kind));
            let mut put = |of: Text, changes: Vec<ChangeRow>| {
                for change in changes {
                    let amount =
                        |amount: Option<i64>| amount.map_or(ExportCell::Empty, |amount| ExportCell::amount(Money(amount), divisor));
                    rows.push(vec![
                        ExportCell::text(name),
                        ExportCell::text(&(self.goal)(kind)),
                        ExportCell::text(&unit),
                        ExportCell::text(&self.say(of)),
                        ExportCell::text(&change.name),
                        amount(change.before),
                        amount(change.after),
                        amount(Some(change.difference())),
                    ]);
                }
            };
            put(words::SEAT, territories(was, now, &key));
            put(words::HOLDER, sellers(was, now, &key));
        }
        ExportTable { name: self.say(schedule_words::TAB_CHANGES), headers, rows }
    }
}
