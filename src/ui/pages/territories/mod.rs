//! The territories page: the answer, the map, the measures against their bands, the tables.

mod answer;
mod areas;
mod centre;
pub mod churn;
pub mod edit;
mod effects;
mod measures;
mod suggestion_effects;
mod suggestions;
mod table;

use leptos::prelude::*;

use crate::locale::words::churn as churn_words;
use crate::locale::words::customers;
use crate::locale::words::territories as words;
use crate::locale::words::{method, sheet};
use crate::ui::route::Route;
use crate::ui::studio::{ChurnKind, Dialog, Studio};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::menu::{Menu, MenuItem};
use crate::ui::widgets::tabs::{Tabs, tab_id};
use answer::Answer;
use measures::MeasureFigures;
use table::TerritoryTable;

/// Which table is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tables {
    Territories,
    Areas,
    Customers,
}

/// The page.
#[component]
pub fn TerritoriesPage() -> impl IntoView {
    let studio = Studio::get();
    let has_accounts = Memo::new(move |_| studio.plan.with(|plan| plan.as_ref().is_some_and(|plan| !plan.accounts.is_empty())));
    let has_territories =
        Memo::new(move |_| studio.scenario.with(|scenario| scenario.as_ref().is_some_and(|scenario| !scenario.territories.is_empty())));
    view! {
        <Show when=move || has_accounts.get() fallback=NoCustomers>
            <Answer />
            <div class="territories-grid" class:map-alone=move || !has_territories.get()>
                <section class="card territories-map"><crate::ui::map::TerritoryMap /></section>
                {move || has_territories.get().then(|| view! { <MeasureFigures /> })}
            </div>
            {move || has_territories.get().then(|| view! { <suggestions::Suggestions /> })}
            <TablesCard />
        </Show>
    }
}

/// What to do when there are no customers.
#[component]
fn NoCustomers() -> impl IntoView {
    let studio = Studio::get();
    view! {
        <div class="card empty">
            <h1>{studio.say(words::NO_CUSTOMERS)}</h1>
            <p>{studio.say(words::NO_CUSTOMERS_WHY)}</p>
            <button type="button" class="button main" on:click=move |_| studio.open(Dialog::Import)>{studio.say(customers::IMPORT)}</button>
        </div>
    }
}

/// Sellers who come and go.
#[component]
fn ChurnMenu() -> impl IntoView {
    let studio = Studio::get();
    let count = Memo::new(move |_| studio.scenario.with(|scenario| scenario.as_ref().map_or(0, |scenario| scenario.territories.len())));
    let item = move |kind: ChurnKind, text, least: usize| {
        let open = Callback::new(move |()| studio.open(Dialog::Churn(kind, None)));
        view! { <MenuItem is_disabled=count.get_untracked() < least on_choose=open>{studio.say(text)}</MenuItem> }
    };
    view! {
        <Menu
            label=studio.say(churn_words::MENU)
            class="button small"
            button=ViewFn::from(move || view! { <span>{studio.say(churn_words::MENU)}</span><Icon path=icon::DOWN /> })
        >
            {item(ChurnKind::Leave, churn_words::LEAVE, 2)}
            {item(ChurnKind::Hire, churn_words::HIRE, 1)}
            {item(ChurnKind::Merge, churn_words::MERGE, 2)}
            {item(ChurnKind::Split, churn_words::SPLIT, 1)}
        </Menu>
    }
}

/// The tables, by territory and by customer.
#[component]
fn TablesCard() -> impl IntoView {
    let studio = Studio::get();
    let shown = RwSignal::new(Tables::Territories);
    let tabs = [(Tables::Territories, words::BY_TERRITORY), (Tables::Areas, words::BY_AREA), (Tables::Customers, words::BY_CUSTOMER)];
    let tabs = tabs.map(|(tables, text)| (tables, studio.say(text).to_owned())).to_vec();
    view! {
        <section class="card">
            <div class="card-head">
                <Tabs name="territories" label=studio.say(words::TABLES) tabs=tabs current=shown />
                <div class="row">
                    <a class="button small quiet" href=Route::Method.address()>{studio.say(method::OPEN)}</a>
                    <a class="button small quiet" href=Route::Sheet(None).address()>{studio.say(sheet::SHEETS)}</a>
                    <ChurnMenu />
                    <button type="button" class="button small" on:click=move |_| edit::add_territory(&studio)>{studio.say(words::ADD_TERRITORY)}</button>
                </div>
            </div>
            <div id="territories-panel" role="tabpanel" aria-labelledby=move || tab_id("territories", shown.get() as usize)>
                {move || match shown.get() {
                    Tables::Territories => view! { <TerritoryTable /> }.into_any(),
                    Tables::Areas => view! { <areas::AreaTable /> }.into_any(),
                    Tables::Customers => view! { <div class="territories-accounts"><crate::ui::pages::account_table::AccountTable /></div> }.into_any(),
                }}
            </div>
        </section>
    }
}
