//! The customers page: how many there are, what is still to be done about them, and all of them in a table.

use leptos::prelude::*;

use super::account_table::AccountTable;
use crate::document::{Scenario, SharedOut};
use crate::locale::words::customers as words;
use crate::locale::words::shell;
use crate::tabular::{AccountFilter, CustomersState};
use crate::ui::export::{ExportKind, export};
use crate::ui::route::Route;
use crate::ui::shared::Shared;
use crate::ui::sheets::Sheets;
use crate::ui::studio::{Dialog, Studio};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::menu::{Menu, MenuItem};

/// The customers page.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let studio = Studio::get();
    let filter = RwSignal::new(AccountFilter::All);
    let state = Memo::new(move |_| {
        let (plan, results) = (studio.plan.get()?, studio.results.get()?);
        Some((plan.accounts.len(), CustomersState::of(&plan, &results)))
    });
    let has_customers = Memo::new(move |_| state.with(|state| state.is_some_and(|(count, _)| count > 0)));
    view! {
        <div class="answer">
            <div class="answer-words">{move || state.get().map(|(count, state)| view! { <Answer count=count state=state filter=filter /> })}</div>
            <div class="answer-actions">
                <button type="button" class="button" on:click=move |_| studio.open(Dialog::AddAccount)>{studio.say(words::ADD)}</button>
                <Show when=move || has_customers.get()>
                    <ExportMenu />
                    <button type="button" class="button main" on:click=move |_| studio.open(Dialog::Import)>{studio.say(words::IMPORT)}</button>
                </Show>
            </div>
        </div>
        <Show
            when=move || has_customers.get()
            fallback=move || view! {
                <section class="card empty">
                    <h2>{studio.say(words::EMPTY_TITLE)}</h2>
                    <p>{studio.say(words::EMPTY_WHY)}</p>
                    <button type="button" class="button main" on:click=move |_| studio.open(Dialog::Import)>
                        <Icon path=icon::IMPORT />
                        {studio.say(words::IMPORT)}
                    </button>
                </section>
            }
        >
            <AccountTable filter=filter />
        </Show>
    }
}

/// The kinds of file that the customers can be written to.
#[component]
fn ExportMenu() -> impl IntoView {
    let studio = Studio::get();
    let sheets = Sheets::get();
    let item = move |kind: ExportKind, text: crate::locale::Text| {
        view! { <MenuItem on_choose=Callback::new(move |()| export(studio, sheets, kind))>{studio.say(text)}</MenuItem> }
    };
    // Where customers are shared out one by one, territories are points on the map and no areas.
    let shares_out_areas = move || {
        let is_areas = |scenario: &Shared<Scenario>| scenario.design.wishes.shared_out == SharedOut::Areas;
        studio.scenario.with_untracked(|scenario| scenario.as_ref().is_some_and(is_areas))
    };
    view! {
        <Menu
            label=studio.say(words::EXPORT)
            class="button"
            button=ViewFn::from(move || view! { <span>{studio.say(words::EXPORT)}</span><Icon path=icon::DOWN /> })
        >
            {item(ExportKind::Xlsx, words::EXPORT_XLSX)}
            {item(ExportKind::Csv, words::EXPORT_CSV)}
            {item(ExportKind::GeoJson, words::EXPORT_GEOJSON)}
            {item(ExportKind::GeoJsonAreas, words::EXPORT_AREAS)}
            {shares_out_areas().then(|| item(ExportKind::GeoJsonTerritories, words::EXPORT_TERRITORIES))}
        </Menu>
    }
}

/// How many customers there are and what to do next.
#[component]
fn Answer(count: usize, state: CustomersState, filter: RwSignal<AccountFilter>) -> impl IntoView {
    let studio = Studio::get();
    let figure = |count: usize| studio.numbers().count(count);
    let counted = if count == 1 { words::ANSWER_ONE } else { words::ANSWER_MANY };
    let customers = studio.fill(counted, &[("count", &figure(count))]);
    let (off_the_map, unassigned, has_territories) = match state {
        CustomersState::Empty => return view! { <h1>{studio.say(shell::CUSTOMERS)}</h1> }.into_any(),
        CustomersState::Done => (0, 0, true),
        CustomersState::Open { off_the_map, unassigned, has_territories } => (off_the_map, unassigned, has_territories),
    };
    let text = match (off_the_map, unassigned) {
        (0, 0) => words::ANSWER_ALL_WELL,
        (_, 0) => words::ANSWER_OFF_MAP,
        (0, _) => words::ANSWER_UNASSIGNED,
        _ => words::ANSWER_BOTH,
    };
    let next = match (off_the_map, unassigned, has_territories) {
        (_, _, false) => words::NEXT_NO_TERRITORIES,
        (_, 1.., _) => words::NEXT_UNASSIGNED,
        (1.., 0, _) => words::NEXT_OFF_MAP,
        (0, 0, _) => words::NEXT_ALL_WELL,
    };
    let sentence = studio.fill(text, &[("customers", &customers), ("off", &figure(off_the_map)), ("unassigned", &figure(unassigned))]);
    let link = move |show: AccountFilter, label: crate::locale::Text| {
        view! { <button type="button" class="link-button" on:click=move |_| filter.set(show)>{studio.say(label)}</button> }
    };
    view! {
        <h1>{sentence}</h1>
        <p class="more">
            {studio.say(next)}" "
            {(off_the_map > 0).then(|| link(AccountFilter::OffTheMap, words::SHOW_OFF_MAP))}" "
            {(unassigned > 0).then(|| link(AccountFilter::WithoutTerritory, words::SHOW_UNASSIGNED))}" "
            {(off_the_map == 0 && unassigned == 0 || !has_territories).then(|| view! { <a href=Route::Territories.address()>{studio.say(shell::TERRITORIES)}</a> })}
        </p>
    }
    .into_any()
}
