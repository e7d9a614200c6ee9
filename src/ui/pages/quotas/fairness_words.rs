//! Fairness in words: how figures are written, the answer in sentences, and where each figure comes from.

use super::state::Quotas;
use crate::document::PotentialUnit;
use crate::document::quota::fairness::{QuotaFairness, TerritorySize};
use crate::document::quota::past_quotas::ChangeBasis;
use crate::locale::number::NO_FIGURE;
use crate::locale::text::{isolated, left_to_right};
use crate::locale::words::fairness as words;
use crate::locale::{NumberFormat, Text};
use crate::quota::GoalKind;
use crate::quota::fairness::{Correlation, FairnessMeasure, Outlying, SellerFairness, Spread};
use crate::tabular::quota_grid::GoalUnit;
use crate::ui::studio::{Explanation, Studio};
use leptos::prelude::*;

/// How many who are out of line are named in the answer.
const MOST_NAMED: usize = 3;
/// Fewest sellers among whom one can be out of line.
const FEWEST: usize = 5;

/// How figures of a goal are written.
#[derive(Clone, Copy)]
pub struct FairnessFormat {
    studio: Studio,
    unit: GoalUnit,
    goal: GoalKind,
    is_potential_money: bool,
}

impl FairnessFormat {
    /// For the goal in sight.
    pub fn of(quotas: &Quotas) -> FairnessFormat {
        let studio = quotas.studio;
        let is_potential_money =
            studio.plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.settings.potential_unit == PotentialUnit::Money));
        FairnessFormat { studio, unit: quotas.unit(), goal: quotas.goal.get(), is_potential_money }
    }

    /// How numbers are written.
    pub fn numbers(&self) -> NumberFormat {
        self.studio.numbers()
    }

    /// A quota.
    pub fn quota(&self, amount: f64) -> String {
        self.unit.figure(amount.round() as i64)
    }

    /// A potential.
    pub fn potential(&self, amount: f64) -> String {
        if self.is_potential_money { self.studio.money().figure_of(amount) } else { self.numbers().decimal(amount, 1) }
    }

    /// Whether quota ÷ potential is a share of one unit.
    fn is_share(&self) -> bool {
        self.is_potential_money && self.goal != GoalKind::Quantity
    }

    /// Quota ÷ potential: a share, or an amount for each point.
    pub fn potential_ratio(&self, ratio: f64) -> String {
        if self.is_share() { self.numbers().percent(ratio, 1) } else { self.quota(ratio) }
    }

    /// A figure of a measure.
    pub fn measured(&self, measure: FairnessMeasure, figure: f64) -> String {
        match measure {
            FairnessMeasure::QuotaToPotential => self.potential_ratio(figure),
            FairnessMeasure::QuotaToHistory => self.numbers().percent(figure, 1),
            FairnessMeasure::ChangeOfQuota => left_to_right(&self.numbers().signed_percent(figure, 1)),
        }
    }
}

/// A seller's figure of a measure.
pub fn figure_of(seller: &SellerFairness, measure: FairnessMeasure) -> Option<f64> {
    match measure {
        FairnessMeasure::QuotaToPotential => seller.quota_to_potential,
        FairnessMeasure::QuotaToHistory => seller.quota_to_history,
        FairnessMeasure::ChangeOfQuota => seller.change_of_quota,
    }
}

/// The answer.
pub fn sentences(format: &FairnessFormat, figures: &QuotaFairness) -> String {
    let (studio, fairness) = (format.studio, &figures.fairness);
    let mut told = Vec::new();
    match (figures.team_line(), fairness.quota_to_potential) {
        (Some(line), Some(spread)) => {
            let lead = if format.is_share() { words::LEAD_POTENTIAL } else { words::LEAD_PER_POINT };
            let values = [line, spread.lowest, spread.highest].map(|ratio| format.potential_ratio(ratio));
            told.push(studio.fill(lead, &[("share", &values[0]), ("low", &values[1]), ("high", &values[2])]));
        }
        _ => told.push(studio.say(words::LEAD_NO_POTENTIAL).to_owned()),
    }
    if format.goal != GoalKind::Sales {
        told.push(studio.say(words::ONLY_SALES).to_owned());
    }
    // One sentence a seller, by what is furthest out.
    let furthest = |seller: &SellerFairness| -> Option<Outlying> {
        seller.outlying.iter().copied().max_by(|one, other| one.score.abs().total_cmp(&other.score.abs()))
    };
    let mut out: Vec<(usize, Outlying)> =
        fairness.sellers.iter().enumerate().filter_map(|(place, seller)| Some((place, furthest(seller)?))).collect();
    out.sort_by(|one, other| other.1.score.abs().total_cmp(&one.1.score.abs()).then(one.0.cmp(&other.0)));
    for (place, outlying) in out.iter().take(MOST_NAMED) {
        let (text, spread) = match outlying.measure {
            FairnessMeasure::QuotaToPotential => (words::OUT_POTENTIAL, fairness.quota_to_potential),
            FairnessMeasure::QuotaToHistory => (words::OUT_HISTORY, fairness.quota_to_history),
            FairnessMeasure::ChangeOfQuota => (words::OUT_CHANGE, fairness.change_of_quota),
        };
        let figure = fairness.sellers.get(*place).and_then(|seller| figure_of(seller, outlying.measure));
        let (Some(figure), Some(spread), Some(seller)) = (figure, spread, figures.sellers.get(*place)) else { continue };
        let (figure, median) = (format.measured(outlying.measure, figure), format.measured(outlying.measure, spread.median));
        told.push(studio.fill(text, &[("name", &isolated(&seller.name)), ("figure", &figure), ("median", &median)]));
    }
    if out.len() > MOST_NAMED {
        told.push(studio.fill(words::OUT_MORE, &[("count", &format.numbers().count(out.len() - MOST_NAMED))]));
    } else if out.is_empty() {
        told.push(studio.say(if figures.sellers.len() < FEWEST { words::OUT_TOO_FEW } else { words::OUT_NONE }).to_owned());
    }
    told.join(" ")
}

/// Where a seller's figure comes from.
pub fn seller_explanation(format: &FairnessFormat, figures: &QuotaFairness, place: usize, measure: FairnessMeasure) -> Option<Explanation> {
    let (studio, numbers) = (format.studio, format.numbers());
    let (seller, row, own) = (figures.sellers.get(place)?, figures.rows.get(place)?, figures.fairness.sellers.get(place)?);
    let (title, what, whole) = match measure {
        FairnessMeasure::QuotaToPotential => {
            (words::WHY_TO_POTENTIAL, words::WHY_TO_POTENTIAL_WHAT, row.potential.map(|amount| format.potential(amount)))
        }
        FairnessMeasure::QuotaToHistory => {
            (words::WHY_TO_HISTORY, words::WHY_TO_HISTORY_WHAT, row.history.map(|amount| format.quota(amount)))
        }
        FairnessMeasure::ChangeOfQuota => {
            let what = if figures.change_basis == ChangeBasis::Quotas { words::WHY_CHANGE_QUOTA } else { words::WHY_CHANGE_WHAT };
            (words::WHY_CHANGE, what, row.previous_quota.map(|amount| format.quota(amount)))
        }
    };
    let mut paragraphs = vec![studio.say(what).to_owned()];
    if let (Some(figure), Some(whole)) = (figure_of(own, measure), whole) {
        let figure = if measure == FairnessMeasure::ChangeOfQuota { figure + 1.0 } else { figure };
        let measure = if measure == FairnessMeasure::ChangeOfQuota { FairnessMeasure::QuotaToHistory } else { measure };
        let values = [("part", format.quota(row.quota)), ("whole", whole), ("figure", format.measured(measure, figure))];
        paragraphs.push(studio.fill(words::WHY_DIVIDED, &values.each_ref().map(|(name, value)| (*name, value.as_str()))));
    }
    paragraphs.push(studio.fill(words::WHY_HELD, &[("territories", &territories(&studio, figures, place))]));
    if let Some(outlying) = own.outlying.iter().find(|outlying| outlying.measure == measure) {
        let score = left_to_right(&numbers.signed(outlying.score, 1));
        paragraphs.push(studio.fill(words::WHY_OUTLYING, &[("score", &score)]));
    }
    Some(Explanation { title: studio.fill(title, &[("name", &isolated(&seller.name))]), paragraphs })
}

/// Where a seller's expected attainment comes from.
pub fn attainment_explanation(format: &FairnessFormat, figures: &QuotaFairness, place: usize) -> Option<Explanation> {
    let studio = format.studio;
    let (seller, row) = (figures.sellers.get(place)?, figures.rows.get(place)?);
    let mut paragraphs = vec![studio.say(words::WHY_ATTAINMENT_WHAT).to_owned()];
    if let Some(attainment) = row.attainment {
        let (part, whole) = (format.quota(attainment * row.quota), format.quota(row.quota));
        let figure = format.numbers().percent(attainment, 1);
        paragraphs.push(studio.fill(words::WHY_DIVIDED, &[("part", &part), ("whole", &whole), ("figure", &figure)]));
    }
    Some(Explanation { title: studio.fill(words::WHY_ATTAINMENT, &[("name", &isolated(&seller.name))]), paragraphs })
}

fn territories(studio: &Studio, figures: &QuotaFairness, place: usize) -> String {
    let names: Vec<String> =
        figures.sellers.get(place).map(|seller| seller.nodes.iter().map(|(_, name)| isolated(name)).collect()).unwrap_or_default();
    names.join(studio.say(words::LIST_MARK))
}

/// Where a figure of spread comes from.
pub fn spread_explanation(format: &FairnessFormat, title: Text, spread: Option<Spread>, mean: &str, is_gini: bool) -> Explanation {
    let studio = format.studio;
    let count = format.numbers().count(spread.map_or(0, |spread| spread.count));
    let told = if is_gini {
        studio.fill(words::WHY_GINI, &[("count", &count)])
    } else {
        studio.fill(words::WHY_VARIATION, &[("count", &count), ("mean", mean)])
    };
    Explanation { title: studio.say(title).to_owned(), paragraphs: vec![told, studio.say(words::NO_THRESHOLD).to_owned()] }
}

/// Where a correlation comes from; `size` names the measure of territories, where it is of their size.
pub fn correlation_explanation(
    format: &FairnessFormat,
    title: Text,
    correlation: &Correlation,
    size: Option<TerritorySize>,
) -> Explanation {
    let (studio, numbers) = (format.studio, format.numbers());
    let ranks = correlation.spearman.map_or(NO_FIGURE.to_owned(), |ranks| left_to_right(&numbers.signed(ranks, 2)));
    let count = numbers.count(correlation.count);
    let told = match size {
        None => studio.fill(words::WHY_WITH_POTENTIAL, &[("count", &count), ("ranks", &ranks)]),
        Some(size) => {
            let size = studio.say(match size {
                TerritorySize::Potential => words::SIZE_POTENTIAL,
                TerritorySize::Workload => words::SIZE_WORKLOAD,
                TerritorySize::Accounts => words::SIZE_ACCOUNTS,
            });
            studio.fill(words::WHY_WITH_SIZE, &[("count", &count), ("ranks", &ranks), ("size", size)])
        }
    };
    Explanation { title: studio.say(title).to_owned(), paragraphs: vec![told, studio.say(words::NO_THRESHOLD).to_owned()] }
}
