//! What pay costs in the simulated years, and its part of sales.

use leptos::prelude::*;

use super::chance_tab::ChanceState;
use super::chance_tables::three;
use crate::document::quota::chances::pay_of_expected;
use crate::locale::Text;
use crate::locale::number::NO_FIGURE;
use crate::locale::words::chance as words;
use crate::locale::words::fairness as fairness_words;
use crate::quota::attainment::PayOutlook;
use crate::ui::studio::Explanation;

/// The cost of pay; nothing while nobody is paid.
#[component]
pub fn PayCost(state: ChanceState) -> impl IntoView {
    let studio = state.quotas.studio;
    let told = move || state.run.outlook.with(|outlook| outlook.as_ref().and_then(|outlook| outlook.pay));
    let heads = [words::P10, words::P50, words::P90];
    view! {
        <Show when=move || told().is_some()>
            <section class="card">
                <div class="card-head"><h2>{studio.say(words::PAY)}</h2></div>
                <p class="card-body band-why">{move || told().map(|pay| sentences(&state, &pay))}</p>
                <div class="table-scroll" tabindex="0" role="region" aria-label=studio.say(words::PAY)>
                    <table class="plain-table chance-pay">
                        <thead>
                            <tr>
                                <th scope="col">{studio.say(words::FIGURE)}</th>
                                {heads.map(|text| view! { <th scope="col" class="number">{studio.say(text)}</th> }).collect_view()}
                                <th scope="col">{studio.say(words::JUDGED)}</th>
                            </tr>
                        </thead>
                        <tbody>{move || told().map(|pay| lines(state, pay))}</tbody>
                    </table>
                </div>
            </section>
        </Show>
    }
}

/// What would be paid for the expected results.
fn expected(state: &ChanceState) -> String {
    let studio = state.quotas.studio;
    let paid = state.run.asked.with(|asked| asked.as_ref().and_then(|asked| pay_of_expected(&asked.problem)));
    paid.map_or(NO_FIGURE.to_owned(), |paid| studio.money().with_unit_of(paid))
}

fn sentences(state: &ChanceState, pay: &PayOutlook) -> String {
    let studio = state.quotas.studio;
    let money = |amount: f64| studio.money().with_unit_of(amount);
    let amounts = [pay.cost.p10, pay.cost.p50, pay.cost.p90].map(money);
    let mut told = vec![
        studio.fill(words::PAY_ANSWER, &[("p10", &amounts[0]), ("p50", &amounts[1]), ("p90", &amounts[2])]),
        studio.fill(words::PAY_MEAN, &[("mean", &money(pay.mean)), ("expected", &expected(state))]),
    ];
    told.push(studio.say(words::PAY_SPREAD).to_owned());
    let without = state.run.asked.with(|asked| asked.as_ref().map_or(0, |asked| asked.without_pay.len()));
    if without > 0 {
        told.push(studio.fill(words::PAY_WITHOUT, &[("count", &studio.numbers().count(without))]));
    }
    told.join(" ")
}

fn lines(state: ChanceState, pay: PayOutlook) -> AnyView {
    let studio = state.quotas.studio;
    let numbers = studio.numbers();
    let why = |title: Text, told: String| Explanation { title: studio.say(title).to_owned(), paragraphs: vec![told] };
    let ungraded = || view! { <span class="dim">{studio.say(fairness_words::NO_THRESHOLD)}</span> }.into_any();
    let mean = studio.money().with_unit_of(pay.mean);
    let cost = why(words::PAY_COST, studio.fill(words::WHY_PAY, &[("mean", &mean), ("expected", &expected(&state))]));
    let share = pay.mean_cost_of_sales.map_or(NO_FIGURE.to_owned(), |share| numbers.percent(share, 2));
    let of_sales = why(words::PAY_OF_SALES, studio.fill(words::WHY_OF_SALES, &[("mean", &share)]));
    view! {
        {three(studio.say(words::PAY_COST), pay.cost, &|amount| studio.money().figure_of(amount), cost, ungraded())}
        {pay.cost_of_sales.map(|shares| three(studio.say(words::PAY_OF_SALES), shares, &|share| numbers.percent(share, 2), of_sales, ungraded()))}
    }
    .into_any()
}
