//! The sentence that answers the page's question, in figures, and the one that says what is not done yet.

use leptos::prelude::*;

use crate::document::answer as figures;
use crate::document::{MeasureKind, Scenario};
use crate::domain::ScenarioId;
use crate::locale::text::isolated;
use crate::locale::words::alternatives;
use crate::locale::words::shell;
use crate::locale::words::territories as words;
use crate::ui::quantity;
use crate::ui::route::Route;
use crate::ui::studio::{AlternativesKind, Dialog, Studio};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::menu::{Menu, MenuItem};

/// The answer and the page's actions.
#[component]
pub fn Answer() -> impl IntoView {
    let studio = Studio::get();
    view! {
        <div class="answer">
            <div class="answer-words">
                <h1>{move || headline(&studio)}</h1>
                <p class="more">{move || more(&studio)}</p>
            </div>
            <div class="answer-actions">
                <Alternatives />
                <a class="button" href=Route::Compare.address()>{studio.say(shell::COMPARE)}</a>
                <button type="button" class="button main" on:click=move |_| studio.open(Dialog::Balance)>{studio.say(words::BALANCE)}</button>
            </div>
        </div>
    }
}

/// Designs to choose from, when there are territories to share out among.
#[component]
fn Alternatives() -> impl IntoView {
    let studio = Studio::get();
    let has_two = Memo::new(move |_| studio.scenario.with(|scenario| scenario.as_ref().is_some_and(|known| known.territories.len() > 1)));
    let item = move |kind: AlternativesKind, text| {
        view! { <MenuItem on_choose=Callback::new(move |()| studio.open(Dialog::Alternatives(kind)))>{studio.say(text)}</MenuItem> }
    };
    view! {
        <Show when=move || has_two.get()>
            <button type="button" class="button" on:click=move |_| studio.open(Dialog::Alternatives(AlternativesKind::Proposals))>
                {studio.say(alternatives::PROPOSALS)}
            </button>
            <Menu label=studio.say(alternatives::MORE) class="icon-button" button=ViewFn::from(|| view! { <Icon path=icon::MORE /> })>
                {item(AlternativesKind::Curve, alternatives::CURVE)}
                {item(AlternativesKind::Longer, alternatives::LONGER)}
            </Menu>
        </Show>
    }
}

fn territory_name(scenario: &Scenario, index: usize) -> String {
    scenario.territories.get(index).map(|territory| isolated(&territory.name)).unwrap_or_default()
}

/// "Today North carries 2.3 times the potential of South", with the text that frames it.
fn uneven(studio: &Studio, text: crate::locale::Text) -> Option<String> {
    let (today, results) = (studio.today.get()?, studio.today_results.get()?);
    let ends = figures::most_uneven(&today, &results)?;
    let ratio = studio.numbers().ratio(ends.ratio?);
    let measure = measure_in_sentence(studio, ends.kind);
    Some(studio.fill(
        text,
        &[
            ("high", &territory_name(&today, ends.highest)),
            ("low", &territory_name(&today, ends.lowest)),
            ("ratio", &ratio),
            ("measure", &measure),
        ],
    ))
}

fn measure_in_sentence(studio: &Studio, kind: MeasureKind) -> String {
    quantity::in_sentence(studio, kind)
}

fn headline(studio: &Studio) -> String {
    let (Some(scenario), Some(results)) = (studio.scenario.get(), studio.results.get()) else { return String::new() };
    let numbers = studio.numbers();
    let count = numbers.count(studio.plan.with(|plan| plan.as_ref().map_or(0, |plan| plan.accounts.len())));
    match scenario.territories.len() {
        0 => return studio.fill(words::ANSWER_NO_TERRITORIES, &[("count", &count)]),
        1 => return studio.fill(words::ANSWER_ONE_TERRITORY, &[("count", &count)]),
        _ => {}
    }
    if scenario.id == ScenarioId::TODAY {
        return uneven(studio, words::ANSWER_TODAY).unwrap_or_else(|| within(studio));
    }
    let deviation = numbers.percent(figures::worst_deviation(&scenario, &results), 0);
    let (within, all) = (figures::territories_within_tolerance(&scenario, &results), scenario.territories.len());
    if within < all {
        let (within, all) = (numbers.count(within), numbers.count(all));
        return studio.fill(
            words::ANSWER_SCENARIO_OUTSIDE,
            &[("scenario", &isolated(&scenario.name)), ("within", &within), ("all", &all), ("deviation", &deviation)],
        );
    }
    let Some(moved) = results.moved_sales_share else {
        return studio.fill(words::ANSWER_SCENARIO_NEW, &[("scenario", &isolated(&scenario.name)), ("deviation", &deviation)]);
    };
    let moved = numbers.percent(moved, 0);
    studio.fill(words::ANSWER_SCENARIO, &[("scenario", &isolated(&scenario.name)), ("deviation", &deviation), ("moved", &moved)])
}

fn within(studio: &Studio) -> String {
    let (Some(scenario), Some(results)) = (studio.scenario.get(), studio.results.get()) else { return String::new() };
    let numbers = studio.numbers();
    let within = numbers.count(figures::territories_within_tolerance(&scenario, &results));
    studio.fill(words::MORE_TODAY, &[("within", &within), ("all", &numbers.count(scenario.territories.len()))])
}

fn more(studio: &Studio) -> String {
    let (Some(scenario), Some(results)) = (studio.scenario.get(), studio.results.get()) else { return String::new() };
    if scenario.territories.is_empty() {
        return studio.say(words::MORE_NO_TERRITORIES).to_owned();
    }
    let mut sentences = Vec::new();
    if results.unassigned_accounts > 0 {
        sentences.push(studio.fill(words::MORE_UNASSIGNED, &[("count", &studio.numbers().count(results.unassigned_accounts))]));
    }
    let territories = scenario.territories.iter().zip(&results.measures.territories);
    let in_pieces = territories.filter(|(_, figures)| figures.piece_count.is_some_and(|pieces| pieces > 1));
    let names: Vec<String> = in_pieces.map(|(territory, _)| isolated(&territory.name)).collect();
    if scenario.design.wishes.is_contiguous && !names.is_empty() {
        let comma = studio.say(words::LIST_COMMA);
        sentences.push(studio.fill(words::MORE_PIECES, &[("territories", &names.join(comma))]));
    }
    if scenario.id == ScenarioId::TODAY {
        sentences.push(within(studio));
    } else {
        sentences.extend(uneven(studio, words::MORE_SCENARIO));
    }
    sentences.join(" ")
}
