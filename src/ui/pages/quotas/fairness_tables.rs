//! The tables of fairness: each seller's figures, and those of the team with what they are judged by.

use leptos::prelude::*;

use super::band_words::{bands_of, limits, position_text};
use super::fairness_tab::FairnessState;
use super::fairness_words::{
    FairnessFormat, attainment_explanation, correlation_explanation, figure_of, seller_explanation, spread_explanation,
};
use crate::document::quota::fairness::QuotaFairness;
use crate::document::quota::past_quotas::ChangeBasis;
use crate::locale::Text;
use crate::locale::number::NO_FIGURE;
use crate::locale::words::fairness as words;
use crate::quota::fairness::{BandMeasure, FairnessMeasure};
use crate::ui::shared::Shared;
use crate::ui::studio::{Dialog, Explanation};

/// A figure that opens where it comes from.
#[component]
pub fn Explained(
    /// The figure in words.
    figure: String,
    /// Where it comes from; `None` shows the figure alone.
    explanation: Option<Explanation>,
) -> impl IntoView {
    let studio = crate::ui::studio::Studio::get();
    match explanation {
        None => view! { <bdi dir="ltr">{figure}</bdi> }.into_any(),
        Some(explanation) => {
            let label = explanation.title.clone();
            view! {
                <button type="button" class="figure-button" title=label on:click=move |_| studio.open(Dialog::Explain(explanation.clone()))>
                    <bdi dir="ltr">{figure}</bdi>
                </button>
            }
            .into_any()
        }
    }
}

fn mark(measure: FairnessMeasure) -> Text {
    match measure {
        FairnessMeasure::QuotaToPotential => words::MARK_POTENTIAL,
        FairnessMeasure::QuotaToHistory => words::MARK_HISTORY,
        FairnessMeasure::ChangeOfQuota => words::MARK_CHANGE,
    }
}

/// Each seller, those out of line first.
#[component]
pub fn SellerTable(state: FairnessState) -> impl IntoView {
    let studio = state.quotas.studio;
    let last_year = move || {
        let results = state.quotas.results.get()?;
        Some(studio.numbers().plain(i64::from(state.quotas.last_year(&results))))
    };
    let change_heading = move || {
        let is_of_quotas =
            state.figures.with(|figures| figures.as_ref().is_some_and(|figures| figures.change_basis == ChangeBasis::Quotas));
        if is_of_quotas { words::CHANGE_QUOTA } else { words::CHANGE }
    };
    let rows = move || {
        state.figures.get().map(|figures| {
            let format = FairnessFormat::of(&state.quotas);
            let mut order: Vec<usize> = (0..figures.sellers.len()).collect();
            order.sort_by_key(|&place| figures.fairness.sellers.get(place).is_none_or(|seller| seller.outlying.is_empty()));
            order.into_iter().filter_map(|place| line(format, figures.clone(), place)).collect_view()
        })
    };
    view! {
        <section class="card">
            <div class="card-head"><h2>{studio.say(words::SELLERS)}</h2></div>
            <div class="table-scroll" tabindex="0" role="region" aria-label=studio.say(words::SELLERS)>
                <table class="plain-table fairness-table">
                    <thead>
                        <tr>
                            <th scope="col">{studio.say(words::SELLER)}</th>
                            {[words::QUOTA, words::TO_POTENTIAL, words::BESIDE_TEAM, words::TO_HISTORY].map(|text| view! { <th scope="col" class="number">{studio.say(text)}</th> }).collect_view()}
                            <th scope="col" class="number">{move || last_year().map(|year| studio.fill(change_heading(), &[("year", &year)]))}</th>
                            <th scope="col" class="number">{studio.say(words::ATTAINMENT)}</th>
                            <th scope="col">{studio.say(words::MARKED)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn line(format: FairnessFormat, figures: Shared<QuotaFairness>, place: usize) -> Option<impl IntoView> {
    let studio = crate::ui::studio::Studio::get();
    let numbers = format.numbers();
    let (seller, row, own) = (figures.sellers.get(place)?, figures.rows.get(place)?, figures.fairness.sellers.get(place)?);
    let cell = |measure: FairnessMeasure| {
        let figure = figure_of(own, measure);
        let explanation = figure.and_then(|_| seller_explanation(&format, &figures, place, measure));
        let words = figure.map_or(NO_FIGURE.to_owned(), |figure| format.measured(measure, figure));
        let is_out = own.outlying.iter().any(|outlying| outlying.measure == measure);
        view! { <td class="number" class:warn=is_out><Explained figure=words explanation=explanation /></td> }
    };
    let beside = figures.team_line().zip(own.quota_to_potential).map(|(line, ratio)| numbers.signed_percent(ratio / line - 1.0, 0));
    let attainment = row.attainment.map_or(NO_FIGURE.to_owned(), |attainment| numbers.percent(attainment, 0));
    let why = row.attainment.and_then(|_| attainment_explanation(&format, &figures, place));
    let marks: Vec<&str> = own.outlying.iter().map(|outlying| studio.say(mark(outlying.measure))).collect();
    Some(view! {
        <tr class:outlying=!marks.is_empty()>
            <th scope="row"><bdi>{seller.name.clone()}</bdi></th>
            <td class="number"><bdi dir="ltr">{format.quota(row.quota)}</bdi></td>
            {cell(FairnessMeasure::QuotaToPotential)}
            <td class="number"><bdi dir="ltr">{beside.unwrap_or(NO_FIGURE.to_owned())}</bdi></td>
            {cell(FairnessMeasure::QuotaToHistory)}
            {cell(FairnessMeasure::ChangeOfQuota)}
            <td class="number"><Explained figure=attainment explanation=why /></td>
            <td class="warn">{marks.join(studio.say(words::LIST_MARK))}</td>
        </tr>
    })
}

/// A figure of the team.
struct TeamFigure {
    name: Text,
    value: Option<f64>,
    explanation: Explanation,
    judged: Option<BandMeasure>,
}

fn team_figures(format: &FairnessFormat, figures: &QuotaFairness) -> Vec<TeamFigure> {
    let fairness = &figures.fairness;
    let mean = |spread: Option<crate::quota::fairness::Spread>, measure: FairnessMeasure| {
        spread.map_or(NO_FIGURE.to_owned(), |spread| format.measured(measure, spread.mean))
    };
    let (potential, history, quota) = (fairness.quota_to_potential, fairness.quota_to_history, fairness.quota);
    let (potential_mean, history_mean) =
        (mean(potential, FairnessMeasure::QuotaToPotential), mean(history, FairnessMeasure::QuotaToHistory));
    let variation = |name: Text, spread: Option<crate::quota::fairness::Spread>, mean: &str, judged| TeamFigure {
        name,
        value: spread.and_then(|spread| spread.coefficient_of_variation),
        explanation: spread_explanation(format, name, spread, mean, false),
        judged,
    };
    let gini = |name: Text, spread: Option<crate::quota::fairness::Spread>, judged| TeamFigure {
        name,
        value: spread.and_then(|spread| spread.gini),
        explanation: spread_explanation(format, name, spread, "", true),
        judged,
    };
    vec![
        variation(words::VARIATION_POTENTIAL, potential, &potential_mean, Some(BandMeasure::VariationToPotential)),
        gini(words::GINI_POTENTIAL, potential, Some(BandMeasure::GiniToPotential)),
        variation(words::VARIATION_HISTORY, history, &history_mean, None),
        gini(words::GINI_HISTORY, history, None),
        gini(words::GINI_QUOTA, quota, None),
        TeamFigure {
            name: words::WITH_POTENTIAL,
            value: fairness.quota_with_potential.pearson,
            explanation: correlation_explanation(format, words::WITH_POTENTIAL, &fairness.quota_with_potential, None),
            judged: None,
        },
        TeamFigure {
            name: words::WITH_SIZE,
            value: fairness.attainment_with_territory_size.pearson,
            explanation: correlation_explanation(format, words::WITH_SIZE, &fairness.attainment_with_territory_size, Some(figures.size)),
            judged: None,
        },
    ]
}

/// The figures of the team.
#[component]
pub fn TeamTable(state: FairnessState) -> impl IntoView {
    let studio = state.quotas.studio;
    let rows = move || {
        let figures = state.figures.get()?;
        let format = FairnessFormat::of(&state.quotas);
        let line = |figure: TeamFigure| {
            let value = figure.value.map_or(NO_FIGURE.to_owned(), |value| format.numbers().fixed(value, 3));
            view! {
                <tr>
                    <th scope="row">{studio.say(figure.name)}</th>
                    <td class="number"><Explained figure=value explanation=Some(figure.explanation) /></td>
                    <td>{judged(state, figure.judged, figure.value)}</td>
                </tr>
            }
        };
        Some(team_figures(&format, &figures).into_iter().map(line).collect_view())
    };
    view! {
        <section class="card">
            <div class="card-head"><h2>{studio.say(words::FIGURES)}</h2></div>
            <div class="table-scroll" tabindex="0" role="region" aria-label=studio.say(words::FIGURES)>
                <table class="plain-table team-figures">
                    <thead>
                        <tr>
                            <th scope="col">{studio.say(words::FIGURE)}</th>
                            <th scope="col" class="number">{studio.say(words::VALUE)}</th>
                            <th scope="col">{studio.say(words::JUDGED)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// The bands that a figure is judged by, or that there is none.
fn judged(state: FairnessState, measure: Option<BandMeasure>, value: Option<f64>) -> AnyView {
    let studio = state.quotas.studio;
    let bands =
        measure.map(|measure| studio.scenario.with(|scenario| bands_of(scenario.as_ref().map(|scenario| &*scenario.quota), measure)));
    let bands = bands.unwrap_or_default();
    if bands.is_empty() {
        return view! { <span class="dim">{studio.say(words::NO_THRESHOLD)}</span> }.into_any();
    }
    bands
        .into_iter()
        .map(|band| view! { <Judged limits=limits(&studio, &band) source=band.source.clone() position=position_text(&band, value) /> })
        .collect_view()
        .into_any()
}

/// A band beside a figure: its limits, where the figure lies, and who says so.
#[component]
pub fn Judged(limits: String, source: String, position: Option<(Text, bool)>) -> impl IntoView {
    let studio = crate::ui::studio::Studio::get();
    let told = position.map(|(text, is_within)| view! { <strong class:good=is_within class:warn=!is_within>{studio.say(text)}</strong> });
    let title = source.clone();
    view! { <div class="judged">{told} <bdi>{limits}</bdi> <bdi class="dim small judged-source" title=title>{source}</bdi></div> }
}
