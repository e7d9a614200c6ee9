//! Why a quota is as it is, in the words of one language: what was shared out by what, locks, and the path of cushions. The
//! months and the screen's frame around it are the callers'.

use crate::document::quota::question::goal_of;
use crate::document::quota::{NodeRef, QuotaResults};
use crate::locale::text::{isolated, left_to_right};
use crate::locale::words::quotas as words;
use crate::locale::{Language, MoneyFormat, NumberFormat, Text};
use crate::quota::{self, Explanation, GoalKey, GoalKind, Measure, Method, NodeGoal, NodeKey, PlacedNode, Reason};
use crate::tabular::method_form::MethodChoice;
use crate::tabular::quota_grid::GoalUnit;

/// How reasons are written.
#[derive(Clone, Copy, Debug)]
pub struct ReasonFormat {
    /// The language.
    pub language: Language,
    /// How amounts of the goal are written.
    pub unit: GoalUnit,
    /// How money is written.
    pub money: MoneyFormat,
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

/// What was decided for a node of the tree and a goal.
pub fn decision<'a>(results: &'a QuotaResults, goal: &GoalKey, node: &PlacedNode) -> Option<&'a NodeGoal> {
    let asked = node.row.and_then(|row| results.question.nodes.get(row as usize))?;
    asked.goals.get(goal)
}

fn comma(language: Language) -> &'static str {
    if language == Language::Persian { "، " } else { ", " }
}

/// The name of a way to share out.
pub fn method_text(choice: MethodChoice) -> Text {
    match choice {
        MethodChoice::Equal => words::METHOD_EQUAL,
        MethodChoice::History => words::METHOD_HISTORY,
        MethodChoice::Potential => words::METHOD_POTENTIAL,
        MethodChoice::Workload => words::METHOD_WORKLOAD,
        MethodChoice::Accounts => words::METHOD_ACCOUNTS,
        MethodChoice::Blend => words::METHOD_BLEND,
        MethodChoice::UniformGrowth => words::METHOD_UNIFORM_GROWTH,
        MethodChoice::GrowthByPotential => words::METHOD_GROWTH_POTENTIAL,
        MethodChoice::GrowthByHeadroom => words::METHOD_GROWTH_HEADROOM,
        MethodChoice::Estimate => words::METHOD_ESTIMATE,
        MethodChoice::SalesGoal => words::METHOD_SALES_GOAL,
    }
}

/// A basis in a few words: past sales with their years, a blend with its parts.
pub fn method_words(language: Language, method: &Method) -> String {
    let numbers = NumberFormat::new(language);
    match method {
        Method::By(measure) => measure_words(language, measure),
        Method::Blend(parts) => {
            let all: f64 = parts.iter().map(|part| part.weight).filter(|weight| *weight > 0.0).sum();
            let part = |part: &quota::BlendPart| {
                let share = if all > 0.0 { part.weight / all } else { 0.0 };
                words::WHY_LEVEL.fill(language, &[("name", &measure_words(language, &part.measure)), ("share", &numbers.percent(share, 1))])
            };
            parts.iter().map(part).collect::<Vec<_>>().join(comma(language))
        }
        other => method_text(MethodChoice::of(other)).get(language).to_owned(),
    }
}

fn measure_words(language: Language, measure: &Measure) -> String {
    match measure {
        Measure::History(weights) => {
            let numbers = NumberFormat::new(language);
            let years: Vec<String> = weights.keys().map(|year| numbers.plain(i64::from(*year))).collect();
            format!("{} ({})", words::METHOD_HISTORY.get(language), years.join(comma(language)))
        }
        single => method_text(MethodChoice::of(&Method::By(single.clone()))).get(language).to_owned(),
    }
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
            paragraphs.push(words::WHY_LOCKED_REASON.fill(language, &[("reason", &isolated(reason))]));
        }
        if let Some(parent) = parent {
            if parent.locked > 0 && told.reason != Reason::Locked {
                paragraphs.push(words::WHY_LOCKED_BESIDE.fill(language, &[("amount", &unit.with_unit(parent.locked))]));
            }
            paragraphs.extend(parent.measures.iter().map(|share| self.measure(share)));
        }
        paragraphs.extend(self.decided(results, told));
        paragraphs
    }

    /// What was decided for the node alone, or for one above it whose season it has.
    fn decided(self, results: &QuotaResults, told: &Explanation) -> Vec<String> {
        let (answer, language) = (&results.answer, self.language);
        let Some(place) = answer.nodes.iter().position(|node| node.key == told.key) else { return Vec::new() };
        let of = |place: usize| decision(results, &told.goal, answer.nodes.get(place)?);
        let own = of(place);
        let method = own.and_then(|own| own.method.as_ref());
        let method = method.map(|method| words::OWN_METHOD.fill(language, &[("basis", &method_words(language, method))]));
        let path = std::iter::successors(Some(place), |&place| answer.nodes.get(place)?.parent);
        let season = path.into_iter().find_map(|place| Some((place, of(place)?.season.as_ref()?)));
        let season = season.map(|(at, season)| {
            let name = answer.nodes.get(at).map(|node| self.name_of(results, &node.key)).unwrap_or_default();
            let text = if at == place { words::OWN_SEASON } else { words::SEASON_OF };
            text.fill(language, &[("name", &name), ("season", &isolated(season))])
        });
        let brings = own.and_then(|own| own.productivity_per_month);
        let brings =
            brings.map(|amount| words::OWN_PRODUCTIVITY.fill(language, &[("amount", &self.unit.with_unit(amount.round() as i64))]));
        [method, season, brings].into_iter().flatten().collect()
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
                let share = left_to_right(&numbers.signed_percent(step.cushion, 1));
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
        comma(self.language)
    }

    /// The name of a node, kept in its own direction.
    pub fn name_of(self, results: &QuotaResults, key: &NodeKey) -> String {
        let node = results.answer.nodes.iter().find(|node| node.key == *key);
        isolated(&node.map(|node| node_name(self.language, &node.key, &node.name)).unwrap_or_default())
    }

    fn measure(self, share: &quota::explain::MeasureShare) -> String {
        let (language, numbers) = (self.language, NumberFormat::new(self.language));
        let unit = self.unit_of(&share.measure);
        let figure = |value: f64| unit.map_or_else(|| numbers.decimal(value, 1), |unit| unit.with_unit(value.round() as i64));
        let name = measure_words(language, &share.measure);
        let Some(own) = share.own else { return words::WHY_MEASURE_UNKNOWN.fill(language, &[("measure", &name)]) };
        let part = if share.of_all > 0.0 { own / share.of_all } else { 0.0 };
        let (own, all, part) = (figure(own), figure(share.of_all), numbers.percent(part, 2));
        let weight = numbers.percent(share.weight, 0);
        let text = if share.weight < 1.0 { words::WHY_MEASURE_WEIGHT } else { words::WHY_MEASURE };
        let values = [("measure", name.as_str()), ("own", &own), ("all", &all), ("share", &part), ("weight", &weight)];
        text.fill(language, &values)
    }

    /// The unit of a measure's amounts, which need not be that of the goal; `None` where they are plain numbers.
    fn unit_of(self, measure: &Measure) -> Option<GoalUnit> {
        let money = GoalUnit::Money(self.money);
        match measure {
            Measure::History(_) => Some(money),
            Measure::Potential => self.is_potential_money.then_some(money),
            Measure::Goal(key) => Some(match goal_of(key) {
                Some(GoalKind::Quantity) => GoalUnit::Pieces(self.language),
                Some(GoalKind::Sales | GoalKind::Collection) => money,
                None => self.unit,
            }),
            Measure::Estimate => Some(self.unit),
            Measure::One | Measure::Workload | Measure::Other(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::quota::question::goal_key;
    use crate::document::quota::settings::GoalTarget;
    use crate::document::quota::{GoalSettings, QuotaCommand, results};
    use crate::document::{Command, Document};
    use crate::domain::{Currency, DisplayUnit, ScenarioId};
    use crate::sample;

    #[test]
    fn measures_of_a_goal_of_pieces_are_told_in_their_own_units() {
        let mut document = Document::open(sample::SAMPLES[0].document());
        let past: std::collections::BTreeMap<i32, f64> = [(1404, 1.0)].into();
        let sales = goal_key(GoalKind::Sales);
        let measures = [Measure::History(past), Measure::Potential, Measure::Goal(sales)];
        let money = MoneyFormat::new(Language::English, Currency::Irr, DisplayUnit::MillionToman);
        let put = |document: &mut Document, goal: GoalSettings| {
            let change = Box::new(QuotaCommand::PutGoal(Box::new(goal)));
            document.apply(Command::ChangeQuota { scenario: ScenarioId::TODAY, change }, 0.0).unwrap();
        };
        put(&mut document, GoalSettings::new(GoalKind::Sales, GoalTarget::Growth(0.1), Method::By(Measure::Potential)));
        for measure in measures {
            put(&mut document, GoalSettings::new(GoalKind::Quantity, GoalTarget::Amount(12_000), Method::By(measure.clone())));
            let (plan, scenario) = (document.plan(), document.plan().today().unwrap());
            let known = results(plan, scenario).unwrap();
            let key = NodeRef::Seat(scenario.territories[0].id).key();
            let told = told(&known, &key, &goal_key(GoalKind::Quantity)).unwrap();
            let format =
                ReasonFormat { language: Language::English, unit: GoalUnit::Pieces(Language::English), money, is_potential_money: true };
            let share = &told.parent.as_ref().unwrap().measures[0];
            assert_eq!(share.measure, measure);
            let words = format.measure(share);
            assert_eq!(words.matches("million Toman").count(), 2, "{words}");
            let own = money.with_unit_of(share.own.unwrap());
            assert!(words.contains(&own), "{words} against {own}");
        }
    }
}
