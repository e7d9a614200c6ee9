//! The question which way round latitude and longitude are, with what a row becomes in each reading.

use leptos::prelude::*;

use super::state::Wizard;
use crate::locale::words::import as words;
use crate::ui::widgets::icon::{self, Icon};
use crate::wizard::order::{OrderAnswer, OrderQuestion};

/// Decimals that a place is shown with; some ten metres.
const DECIMALS: u8 = 4;

/// Asks where both readings make sense; the import waits for the answer.
#[component]
pub fn OrderAsked(
    /// The state.
    wizard: Wizard,
) -> impl IntoView {
    let question = Memo::new(move |_| wizard.order_question());
    move || question.get().map(|question| view! { <Question wizard=wizard question=question /> })
}

#[component]
fn Question(wizard: Wizard, question: OrderQuestion) -> impl IntoView {
    let studio = wizard.studio;
    let language = studio.language.get_untracked();
    let numbers = studio.numbers();
    let OrderQuestion { row, name, pairs, answers } = question;
    let [one, other] = answers.each_ref().map(|answer| answer.country.as_ref().map(|country| country.name(language).to_owned()));
    let row = numbers.plain(i64::from(row));
    let said = match (&one, &other) {
        (Some(one), Some(other)) if one != other => {
            studio.fill(words::ORDER_ASK_COUNTRIES, &[("one", one), ("other", other), ("row", &row), ("name", &name)])
        }
        _ => studio.fill(words::ORDER_ASK, &[("row", &row), ("name", &name)]),
    };
    let is_known = wizard.order_asked.with_untracked(Option::is_none);
    let label = said.clone();
    let answer = move |answer: OrderAnswer| {
        let OrderAnswer { is_swapped, country, rows, place } = answer;
        let title = match (&country, is_swapped) {
            (Some(country), false) => studio.fill(words::ORDER_AS_WRITTEN_IN, &[("country", country.name(language))]),
            (Some(country), true) => studio.fill(words::ORDER_SWAPPED_IN, &[("country", country.name(language))]),
            (None, false) => studio.say(words::ORDER_AS_WRITTEN).to_owned(),
            (None, true) => studio.say(words::ORDER_SWAPPED).to_owned(),
        };
        let degrees = |degrees: f64| numbers.decimal(degrees, DECIMALS);
        let (latitude, longitude) = (degrees(place.latitude_degrees), degrees(place.longitude_degrees));
        let lies = studio.fill(words::ORDER_PLACE, &[("latitude", &latitude), ("longitude", &longitude)]);
        let counted = if is_known { words::ORDER_ROWS_KNOWN } else { words::ORDER_ROWS };
        let counted = studio.fill(counted, &[("rows", &numbers.count(rows)), ("total", &numbers.count(pairs))]);
        let is_chosen = move || wizard.choices.with(|choices| choices.swaps_coordinates == Some(is_swapped)).to_string();
        let code = country.map(|country| country.code);
        view! {
            <button
                type="button"
                class="button import-date"
                aria-pressed=is_chosen
                on:click=move |_| wizard.choose_order(is_swapped, code.clone())
            >
                <span>{title}</span>
                <span class="import-date-row">{lies}</span>
                <span class="import-date-row">{counted}</span>
            </button>
        }
    };
    view! {
        <div class="notice warning" role="group" aria-label=label>
            <Icon path=icon::WARNING />
            <span class="grow">{said}</span>
            <div class="import-dates">{answers.into_iter().map(answer).collect_view()}</div>
        </div>
    }
}
