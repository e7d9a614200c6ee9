//! Why a quota is as it is, in words: the engine's explanation with names and figures.

use leptos::prelude::*;

use super::state::Quotas;
use crate::document::quota::QuotaResults;
use crate::locale::DateFormat;
use crate::locale::words::quotas as words;
use crate::quota::{self, Measure, NodeKey, Reason};
use crate::tabular::quota_grid::GoalUnit;
use crate::ui::studio::Explanation;

/// The explanation of a node's quota for the goal in sight.
pub fn explanation(quotas: &Quotas, results: &QuotaResults, key: &NodeKey) -> Option<Explanation> {
    let (studio, numbers, unit) = (quotas.studio, quotas.studio.numbers(), untrack(|| quotas.unit()));
    let goal = untrack(|| quotas.outcome(results).map(|outcome| outcome.key.clone()))?;
    let told = quota::explanation(&results.question, &results.answer, key, &goal)?;
    let name_of = |key: &NodeKey| {
        let node = results.answer.nodes.iter().find(|node| node.key == *key);
        format!("\u{2068}{}\u{2069}", node.map(|node| quotas.node_name(&node.key, &node.name)).unwrap_or_default())
    };
    let title = studio.fill(words::HOW, &[("name", &name_of(key))]);
    let parent = told.parent.as_ref();
    let parent_name = parent.map(|parent| name_of(&parent.key)).unwrap_or_default();
    let share_of = |share: &quota::Share| if share.weight_of_all > 0.0 { share.weight / share.weight_of_all } else { 0.0 };
    let mut paragraphs = vec![match &told.reason {
        Reason::Target => studio.say(words::WHY_TARGET).to_owned(),
        Reason::Locked => studio.fill(words::WHY_LOCKED, &[("amount", &unit.with_unit(told.base))]),
        Reason::Share(share) => {
            let (amount, count) = (unit.with_unit(share.amount), numbers.count(share.count as usize));
            let share = numbers.percent(share_of(share), 2);
            studio.fill(words::WHY_SHARE, &[("parent", &parent_name), ("amount", &amount), ("count", &count), ("share", &share)])
        }
        Reason::Time(share) => studio.fill(words::WHY_TIME, &[("share", &numbers.percent(share_of(share), 2)), ("parent", &parent_name)]),
    }];
    if let Some(reason) = told.lock_reason.as_ref().filter(|reason| !reason.is_empty()) {
        paragraphs.push(studio.fill(words::WHY_LOCKED_REASON, &[("reason", &format!("\u{2068}{reason}\u{2069}"))]));
    }
    if let Some(parent) = parent {
        if parent.locked > 0 && told.reason != Reason::Locked {
            paragraphs.push(studio.fill(words::WHY_LOCKED_BESIDE, &[("amount", &unit.with_unit(parent.locked))]));
        }
        for share in &parent.measures {
            paragraphs.push(measure_words(quotas, unit, share));
        }
    }
    let base = unit.with_unit(told.base);
    if told.cushions.iter().all(|step| step.cushion == 0.0) {
        paragraphs.push(studio.say(words::WHY_NO_CUSHION).to_owned());
    } else {
        let steps = told.cushions.iter().filter(|step| step.cushion != 0.0);
        let path: Vec<String> = steps
            .map(|step| {
                let share = format!("\u{2066}{}\u{2069}", numbers.signed_percent(step.cushion, 1));
                studio.fill(words::WHY_LEVEL, &[("name", &name_of(&step.key)), ("share", &share)])
            })
            .collect();
        let factor = numbers.decimal(told.cushions.last().map_or(1.0, |step| step.factor), 4);
        let values = [("path", path.join("، ")), ("base", base), ("factor", factor), ("street", unit.with_unit(told.street))];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let told = studio.fill(words::WHY_CUSHION, &values);
        paragraphs.push(if studio.language.get_untracked() == crate::locale::Language::English { told.replace('،', ",") } else { told });
    }
    let format = DateFormat::new(studio.language.get_untracked(), results.question.fiscal_year.calendar());
    let months: Vec<String> =
        told.months.iter().map(|month| format!("{} {}", format.month_name(month.month.month), unit.figure(month.street))).collect();
    let comma = if studio.language.get_untracked() == crate::locale::Language::Persian { "، " } else { ", " };
    paragraphs.push(studio.fill(words::WHY_MONTHS, &[("months", &months.join(comma))]));
    paragraphs.push(studio.say(words::WHY_ROUNDING).to_owned());
    Some(Explanation { title, paragraphs })
}

fn measure_words(quotas: &Quotas, unit: GoalUnit, share: &quota::explain::MeasureShare) -> String {
    let (studio, numbers) = (quotas.studio, quotas.studio.numbers());
    let is_money = match &share.measure {
        Measure::History(_) | Measure::Goal(_) | Measure::Estimate => true,
        Measure::Potential => studio
            .plan
            .with_untracked(|plan| plan.as_ref().is_some_and(|plan| plan.settings.potential_unit == crate::document::PotentialUnit::Money)),
        Measure::One | Measure::Workload | Measure::Other(_) => false,
    };
    let figure = |value: f64| if is_money { unit.figure(value.round() as i64) } else { numbers.decimal(value, 1) };
    let name = match &share.measure {
        Measure::One => studio.say(words::METHOD_EQUAL).to_owned(),
        Measure::History(weights) => {
            let years: Vec<String> = weights.keys().map(|year| numbers.plain(i64::from(*year))).collect();
            format!("{} ({})", studio.say(words::METHOD_HISTORY), years.join("، "))
                .replace('،', if studio.language.get_untracked() == crate::locale::Language::Persian { "،" } else { "," })
        }
        Measure::Potential => studio.say(words::METHOD_POTENTIAL).to_owned(),
        Measure::Workload => studio.say(words::METHOD_WORKLOAD).to_owned(),
        Measure::Other(_) => studio.say(words::METHOD_ACCOUNTS).to_owned(),
        Measure::Estimate => studio.say(words::METHOD_ESTIMATE).to_owned(),
        Measure::Goal(_) => studio.say(words::METHOD_SALES_GOAL).to_owned(),
    };
    let Some(own) = share.own else { return studio.fill(words::WHY_MEASURE_UNKNOWN, &[("measure", &name)]) };
    let part = if share.of_all > 0.0 { own / share.of_all } else { 0.0 };
    let (own, all, part) = (figure(own), figure(share.of_all), numbers.percent(part, 2));
    let weight = numbers.percent(share.weight, 0);
    let text = if share.weight < 1.0 { words::WHY_MEASURE_WEIGHT } else { words::WHY_MEASURE };
    studio.fill(text, &[("measure", &name), ("own", &own), ("all", &all), ("share", &part), ("weight", &weight)])
}
