//! Why a quota is as it is, in the words of one language: what was shared out by what, locks, and the path of cushions. The
//! months and the screen's frame around it are the callers'.

use crate::document::quota::{NodeRef, QuotaResults};
use crate::locale::words::quotas as words;
use crate::locale::{Language, NumberFormat};
use crate::quota::{self, Explanation, GoalKey, Measure, NodeKey, Reason};
use crate::tabular::quota_grid::GoalUnit;

/// How reasons are written.
#[derive(Clone, Copy, Debug)]
pub struct ReasonFormat {
    /// The language.
    pub language: Language,
    /// How amounts of the goal are written.
    pub unit: GoalUnit,
    /// Whether potential is an amount of money.
    pub is_potential_money: bool,
}

/// The name of a node: that of a vacancy says so, and a segment without a name is named.
pub fn node_name(language: Language, key: &NodeKey, name: &str) -> String {
    match NodeRef::of(key) {
        Some(NodeRef::Vacancy(_)) => words::VACANT.fill(language, &[("name", name)]),
        Some(NodeRef::Segment(_, segment)) if segment.is_empty() => words::NO_SEGMENT.get(language).to_owned(),
        _ => name.to_owned(),
    }
}

/// The engine's explanation of a node's quota.
pub fn told(results: &QuotaResults, key: &NodeKey, goal: &GoalKey) -> Option<Explanation> {
    quota::explanation(&results.question, &results.answer, key, goal)
}

impl ReasonFormat {
    /// How the base came about: one paragraph each for the reason, its measures and what is locked beside it.
    pub fn basis(self, results: &QuotaResults, told: &Explanation) -> Vec<String> {
        let (language, unit, numbers) = (self.language, self.unit, NumberFormat::new(self.language));
        let parent = told.parent.as_ref();
        let parent_name = parent.map(|parent| self.name_of(results, &parent.key)).unwrap_or_default();
        let share_of = |share: &quota::Share| if share.weight_of_all > 0.0 { share.weight / share.weight_of_all } else { 0.0 };
        let mut paragraphs = vec![match &told.reason {
            Reason::Target => words::WHY_TARGET.get(language).to_owned(),
            Reason::Locked => words::WHY_LOCKED.fill(language, &[("amount", &unit.with_unit(told.base))]),
            Reason::Share(share) => {
                let (amount, count) = (unit.with_unit(share.amount), numbers.count(share.count as usize));
                let share = numbers.percent(share_of(share), 2);
                let values = [("parent", parent_name.as_str()), ("amount", &amount), ("count", &count), ("share", &share)];
                words::WHY_SHARE.fill(language, &values)
            }
            Reason::Time(share) => {
                words::WHY_TIME.fill(language, &[("share", &numbers.percent(share_of(share), 2)), ("parent", &parent_name)])
            }
        }];
        if let Some(reason) = told.lock_reason.as_ref().filter(|reason| !reason.is_empty()) {
            paragraphs.push(words::WHY_LOCKED_REASON.fill(language, &[("reason", &format!("\u{2068}{reason}\u{2069}"))]));
        }
        if let Some(parent) = parent {
            if parent.locked > 0 && told.reason != Reason::Locked {
                paragraphs.push(words::WHY_LOCKED_BESIDE.fill(language, &[("amount", &unit.with_unit(parent.locked))]));
            }
            paragraphs.extend(parent.measures.iter().map(|share| self.measure(share)));
        }
        paragraphs
    }

    /// The cushions on the way from the company.
    pub fn cushions(self, results: &QuotaResults, told: &Explanation) -> String {
        let (language, unit, numbers) = (self.language, self.unit, NumberFormat::new(self.language));
        if told.cushions.iter().all(|step| step.cushion == 0.0) {
            return words::WHY_NO_CUSHION.get(language).to_owned();
        }
        let steps = told.cushions.iter().filter(|step| step.cushion != 0.0);
        let path: Vec<String> = steps
            .map(|step| {
                let share = format!("\u{2066}{}\u{2069}", numbers.signed_percent(step.cushion, 1));
                words::WHY_LEVEL.fill(language, &[("name", &self.name_of(results, &step.key)), ("share", &share)])
            })
            .collect();
        let factor = numbers.decimal(told.cushions.last().map_or(1.0, |step| step.factor), 4);
        let values = [
            ("path", path.join(self.comma())),
            ("base", unit.with_unit(told.base)),
            ("factor", factor),
            ("street", unit.with_unit(told.street)),
        ];
        words::WHY_CUSHION.fill(language, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }

    /// The mark between items of a list.
    pub fn comma(self) -> &'static str {
        if self.language == Language::Persian { "، " } else { ", " }
    }

    /// The name of a node, kept in its own direction.
    pub fn name_of(self, results: &QuotaResults, key: &NodeKey) -> String {
        let node = results.answer.nodes.iter().find(|node| node.key == *key);
        format!("\u{2068}{}\u{2069}", node.map(|node| node_name(self.language, &node.key, &node.name)).unwrap_or_default())
    }

    fn measure(self, share: &quota::explain::MeasureShare) -> String {
        let (language, unit, numbers) = (self.language, self.unit, NumberFormat::new(self.language));
        let is_money = match &share.measure {
            Measure::History(_) | Measure::Goal(_) | Measure::Estimate => true,
            Measure::Potential => self.is_potential_money,
            Measure::One | Measure::Workload | Measure::Other(_) => false,
        };
        let figure = |value: f64| if is_money { unit.figure(value.round() as i64) } else { numbers.decimal(value, 1) };
        let say = |text: crate::locale::Text| text.get(language).to_owned();
        let name = match &share.measure {
            Measure::One => say(words::METHOD_EQUAL),
            Measure::History(weights) => {
                let years: Vec<String> = weights.keys().map(|year| numbers.plain(i64::from(*year))).collect();
                format!("{} ({})", say(words::METHOD_HISTORY), years.join(self.comma()))
            }
            Measure::Potential => say(words::METHOD_POTENTIAL),
            Measure::Workload => say(words::METHOD_WORKLOAD),
            Measure::Other(_) => say(words::METHOD_ACCOUNTS),
            Measure::Estimate => say(words::METHOD_ESTIMATE),
            Measure::Goal(_) => say(words::METHOD_SALES_GOAL),
        };
        let Some(own) = share.own else { return words::WHY_MEASURE_UNKNOWN.fill(language, &[("measure", &name)]) };
        let part = if share.of_all > 0.0 { own / share.of_all } else { 0.0 };
        let (own, all, part) = (figure(own), figure(share.of_all), numbers.percent(part, 2));
        let weight = numbers.percent(share.weight, 0);
        let text = if share.weight < 1.0 { words::WHY_MEASURE_WEIGHT } else { words::WHY_MEASURE };
        let values = [("measure", name.as_str()), ("own", &own), ("all", &all), ("share", &part), ("weight", &weight)];
        text.fill(language, &values)
    }
}
