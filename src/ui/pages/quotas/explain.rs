//! Why a quota is as it is, on screen: its reasons, its months, and how all of it is rounded.

use leptos::prelude::*;

use super::state::Quotas;
use crate::document::PotentialUnit;
use crate::document::quota::finding_text::history_texts;
use crate::document::quota::{NodeRef, QuotaResults};
use crate::locale::DateFormat;
use crate::locale::words::quotas as words;
use crate::quota::{GoalKind, NodeKey};
use crate::tabular::quota_reason::{ReasonFormat, told};
use crate::ui::studio::Explanation;

/// The explanation of a node's quota for the goal in sight.
pub fn explanation(quotas: &Quotas, results: &QuotaResults, key: &NodeKey) -> Option<Explanation> {
    let (studio, unit) = (quotas.studio, untrack(|| quotas.unit()));
    let goal = untrack(|| quotas.outcome(results).map(|outcome| outcome.key.clone()))?;
    let told = told(results, key, &goal)?;
    let language = studio.language.get_untracked();
    let is_potential_money =
        studio.plan.with_untracked(|plan| plan.as_ref().is_some_and(|plan| plan.settings.potential_unit == PotentialUnit::Money));
    let reasons = ReasonFormat { language, unit, money: studio.money(), is_potential_money };
    let mut paragraphs = reasons.basis(results, &told);
    if let (Some(NodeRef::Seat(territory)), GoalKind::Sales) = (NodeRef::of(key), quotas.goal.get_untracked()) {
        paragraphs.extend(history_texts(results, territory, language, studio.money()));
    }
    paragraphs.push(reasons.cushions(results, &told));
    let format = DateFormat::new(language, results.question.fiscal_year.calendar());
    let months: Vec<String> =
        told.months.iter().map(|month| format!("{} {}", format.month_name(month.month.month), unit.figure(month.street))).collect();
    paragraphs.push(studio.fill(words::WHY_MONTHS, &[("months", &months.join(reasons.comma()))]));
    paragraphs.push(studio.say(words::WHY_ROUNDING).to_owned());
    Some(Explanation { title: studio.fill(words::HOW, &[("name", &reasons.name_of(results, key))]), paragraphs })
}
