//! The tables of chances: the company's figures with the bands they are judged by, and each seller's chance.

use leptos::prelude::*;

use super::band_words::{bands_of, limits, position_text};
use super::chance_tab::ChanceState;
use super::fairness_tables::{Explained, Judged};
use crate::document::quota::fairness::engine_name;
use crate::document::quota::pay::quotas::pay_goal;
use crate::document::quota::sellers::SellerQuota;
use crate::locale::Text;
use crate::locale::number::NO_FIGURE;
use crate::locale::text::isolated;
use crate::locale::words::chance as words;
use crate::locale::words::fairness as fairness_words;
use crate::quota::attainment::{GoalOutlook, Outlook, Quantiles};
use crate::quota::fairness::BandMeasure;
use crate::ui::studio::Explanation;

/// The company's figures.
#[component]
pub fn Figures(state: ChanceState) -> impl IntoView {
    let studio = state.quotas.studio;
    view! {
        <section class="card">
            <div class="card-head"><h2>{studio.say(words::FIGURES)}</h2></div>
            <div class="table-scroll" tabindex="0" role="region" aria-label=studio.say(words::FIGURES)>
                <table class="plain-table chance-figures">
                    <thead>
                        <tr>
                            <th scope="col">{studio.say(words::FIGURE)}</th>
                            {[words::P10, words::P50, words::P90].map(|text| view! { <th scope="col" class="number">{studio.say(text)}</th> }).collect_view()}
                            <th scope="col">{studio.say(words::JUDGED)}</th>
                        </tr>
                    </thead>
                    <tbody>{move || state.goal().map(|(goal, outlook)| lines(state, &goal, &outlook))}</tbody>
                </table>
            </div>
        </section>
    }
}

fn lines(state: ChanceState, goal: &GoalOutlook, outlook: &Outlook) -> AnyView {
    let studio = state.quotas.studio;
    let numbers = studio.numbers();
    let trials = numbers.count(outlook.trials as usize);
    let percent = |share: f64| numbers.percent(share, 1);
    let why = |title: Text, told: String| Explanation { title: studio.say(title).to_owned(), paragraphs: vec![told] };
    let company = why(words::COMPANY, studio.fill(words::WHY_COMPANY, &[("mean", &state.with_unit(goal.company_mean))]));
    let at_quota = why(words::AT_QUOTA, studio.say(words::WHY_AT_QUOTA).to_owned());
    let near = goal.share_near_quota();
    let chance = goal.chance_of_target.map(|chance| {
        let error = numbers.percent(goal.chance_standard_error.unwrap_or(0.0), 2);
        let told = studio.fill(words::WHY_CHANCE, &[("share", &percent(chance)), ("trials", &trials), ("error", &error)]);
        one(studio.say(words::CHANCE_TARGET), percent(chance), Some(why(words::WHY_CHANCE_TITLE, told)), ().into_any())
    });
    let street = {
        let told = studio.fill(words::WHY_CHANCE_STREET, &[("share", &percent(goal.chance_of_street)), ("trials", &trials)]);
        one(studio.say(words::CHANCE_STREET), percent(goal.chance_of_street), Some(why(words::CHANCE_STREET, told)), ().into_any())
    };
    let near_judged = judged(state, BandMeasure::ShareNearQuota, near);
    let near = one(studio.say(fairness_words::SHARE_NEAR_QUOTA), near.map_or(NO_FIGURE.to_owned(), percent), None, near_judged);
    view! {
        {chance}
        {street}
        {three(studio.say(words::COMPANY), goal.company, &|amount| state.figure(amount), company, ().into_any())}
        {three(studio.say(words::AT_QUOTA), goal.share_at_quota, &percent, at_quota, judged(state, BandMeasure::ShareAtQuota, Some(goal.share_at_quota.p50)))}
        {near}
    }
    .into_any()
}

/// A row of one figure.
fn one(name: &'static str, figure: String, why: Option<Explanation>, judged: AnyView) -> AnyView {
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="chance-one" colspan="3"><Explained figure=figure explanation=why /></td>
            <td>{judged}</td>
        </tr>
    }
    .into_any()
}

/// A row of three quantiles.
pub(super) fn three(name: &'static str, figures: Quantiles, write: &dyn Fn(f64) -> String, why: Explanation, judged: AnyView) -> AnyView {
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number"><bdi dir="ltr">{write(figures.p10)}</bdi></td>
            <td class="number"><Explained figure=write(figures.p50) explanation=Some(why) /></td>
            <td class="number"><bdi dir="ltr">{write(figures.p90)}</bdi></td>
            <td>{judged}</td>
        </tr>
    }
    .into_any()
}

fn judged(state: ChanceState, measure: BandMeasure, figure: Option<f64>) -> AnyView {
    let studio = state.quotas.studio;
    let bands = studio.scenario.with(|scenario| bands_of(scenario.as_ref().map(|scenario| &*scenario.quota), measure));
    if bands.is_empty() {
        return view! { <span class="dim">{studio.say(fairness_words::NO_THRESHOLD)}</span> }.into_any();
    }
    let band = |band: crate::quota::fairness::HealthyBand| view! { <Judged limits=limits(&studio, &band) position=position_text(&band, figure) source=band.source.clone() /> };
    bands.into_iter().map(band).collect_view().into_any()
}

/// Each seller's chance, the least first.
#[component]
pub fn SellerTable(state: ChanceState) -> impl IntoView {
    let studio = state.quotas.studio;
    let rows = move || {
        let (known, (_, outlook)) = (state.sellers.get()?, state.goal()?);
        let (sellers, expected) = &*known;
        let goal = state.quotas.goal.get();
        let mut lines: Vec<Line> = sellers
            .iter()
            .enumerate()
            .filter_map(|(place, seller)| Line::of(place, seller, expected.of(place, goal), &outlook, &state))
            .collect();
        lines.sort_by(|one, other| {
            let chance = |line: &Line| line.chance.unwrap_or(2.0);
            chance(one).total_cmp(&chance(other)).then_with(|| one.place.cmp(&other.place))
        });
        Some(lines.into_iter().map(|line| line.view(state)).collect_view())
    };
    view! {
        <section class="card">
            <div class="card-head"><h2>{studio.say(words::SELLERS)}</h2></div>
            <div class="table-scroll" tabindex="0" role="region" aria-label=studio.say(words::SELLERS)>
                <table class="plain-table chance-sellers">
                    <thead>
                        <tr>
                            <th scope="col">{studio.say(words::SELLER)}</th>
                            {[words::QUOTA, words::EXPECTED, words::P10, words::P50, words::P90, words::CHANCE].map(|text| view! { <th scope="col" class="number">{studio.say(text)}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// A seller's figures.
struct Line {
    place: usize,
    name: String,
    quota: i64,
    expected: f64,
    result: Quantiles,
    chance: Option<f64>,
}

impl Line {
    fn of(place: usize, seller: &SellerQuota, expected: Option<f64>, outlook: &Outlook, state: &ChanceState) -> Option<Line> {
        let kind = state.quotas.goal.get();
        let id = engine_name(seller.holder, place);
        let simulated = outlook.sellers.iter().find(|known| known.seller == id)?;
        let told = simulated.goals.iter().find(|known| known.goal == pay_goal(kind))?;
        Some(Line {
            place,
            name: seller.name.clone(),
            quota: seller.goal(kind)?.street,
            expected: expected?,
            result: told.result,
            chance: told.chance_of_quota,
        })
    }

    fn view(self, state: ChanceState) -> impl IntoView {
        let studio = state.quotas.studio;
        let numbers = studio.numbers();
        let figure = |amount: f64| state.figure(amount);
        let why = self.chance.map(|_| {
            let name = isolated(&self.name);
            let (quota, expected) = (state.with_unit(self.quota as f64), state.with_unit(self.expected));
            let attainment = numbers.percent(self.expected / self.quota.max(1) as f64, 0);
            let told = studio.fill(words::WHY_SELLER_WHAT, &[("quota", &quota), ("expected", &expected), ("attainment", &attainment)]);
            Explanation { title: studio.fill(words::WHY_SELLER, &[("name", &name)]), paragraphs: vec![told] }
        });
        let chance = self.chance.map_or(NO_FIGURE.to_owned(), |chance| numbers.percent(chance, 0));
        let amounts = [self.quota as f64, self.expected, self.result.p10, self.result.p50, self.result.p90].map(figure);
        view! {
            <tr>
                <th scope="row"><bdi>{self.name}</bdi></th>
                {amounts.map(|amount| view! { <td class="number"><bdi dir="ltr">{amount}</bdi></td> }).collect_view()}
                <td class="number"><Explained figure=chance explanation=why /></td>
            </tr>
        }
    }
}
