//! What sellers attained of their quotas in a year of actual results: the answer in a sentence a goal, then each seller.

use leptos::prelude::*;

use super::state::Pay;
use crate::document::quota::pay::{Attained, LastYear, attained};
use crate::domain::Money;
use crate::locale::number::NO_FIGURE;
use crate::locale::words::pay_results as words;
use crate::quota::pay::Goal;
use crate::tabular::pay_figures_export::goal_text;
use crate::ui::studio::Studio;

/// The card; nothing where nobody has a quota.
#[component]
pub fn AttainedCard(
    /// The year of actual results.
    year: LastYear,
) -> impl IntoView {
    let pay = Pay::get();
    let studio = pay.studio;
    let told = attained(&year);
    if told.is_empty() {
        return ().into_any();
    }
    let title = studio.fill(words::ATTAINED, &[("year", &studio.numbers().plain(i64::from(year.year)))]);
    let sentences = told.iter().map(|told| view! { <p>{attained_words(&studio, told)}</p> }).collect_view();
    let rows = told.iter().map(|told| rows(&pay, told)).collect_view();
    view! {
        <section class="card card-body stack no-print pay-attained">
            <h2>{title.clone()}</h2>
            {sentences}
            <p class="dim small">{studio.say(words::ATTAINED_WHY)}</p>
            <details>
                <summary>{studio.say(words::EACH_SELLER)}</summary>
                <div class="table-scroll" tabindex="0" role="region" aria-label=title>
                    <table class="plain-table">
                        <thead>
                            <tr>
                                {[words::SELLER, words::GOAL].map(|text| view! { <th scope="col">{studio.say(text)}</th> }).collect_view()}
                                {[words::RESULT, words::QUOTA, words::ATTAINMENT].map(|text| view! { <th scope="col" class="number">{studio.say(text)}</th> }).collect_view()}
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        </section>
    }
    .into_any()
}

/// What was attained of a goal, in a sentence.
pub fn attained_words(studio: &Studio, told: &Attained) -> String {
    let numbers = studio.numbers();
    let values = [
        ("goal", studio.say(goal_text(told.goal)).to_owned()),
        ("reached", numbers.count(told.reached)),
        ("near", numbers.count(told.near)),
        ("count", numbers.count(told.realised.sellers)),
        ("share", numbers.percent(told.realised.realisation, 1)),
    ];
    studio.fill(words::ATTAINED_OF, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// The rows of a goal.
fn rows(pay: &Pay, told: &Attained) -> impl IntoView + use<> {
    let studio = pay.studio;
    let (money, numbers) = (untrack(|| studio.money()), studio.numbers());
    let amount = |amount: i64| if told.goal == Goal::Quantity { numbers.integer(amount) } else { money.with_unit(Money(amount)) };
    let rows = told.sellers.iter().map(|one| {
        let attainment = one.attainment().map_or_else(|| NO_FIGURE.to_owned(), |share| numbers.percent(share, 1));
        view! {
            <tr>
                <th scope="row"><bdi>{pay.person_name(one.seller)}</bdi></th>
                <td>{studio.say(goal_text(told.goal))}</td>
                <td class="number">{amount(one.result)}</td>
                <td class="number">{if one.quota > 0 { amount(one.quota) } else { NO_FIGURE.to_owned() }}</td>
                <td class="number"><bdi dir="ltr">{attainment}</bdi></td>
            </tr>
        }
    });
    rows.collect_view()
}
