//! The items of a menu of territories, with a field that finds one by name where there are many.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::menu::MenuItem;
use crate::domain::TerritoryId;
use crate::locale::text::fold;
use crate::locale::words::territories as words;
use crate::ui::studio::Studio;

/// From so many choices on they can be searched.
const LEAST_TO_SEARCH: usize = 10;

/// One choice: a territory, or none.
#[derive(Clone, Debug, PartialEq)]
pub struct TerritoryChoice {
    /// Which; `None` takes customers out of theirs.
    pub territory: Option<TerritoryId>,
    /// Its name.
    pub name: String,
    /// Its colour in style sheets.
    pub colour: &'static str,
    /// Whether it has the focus first.
    pub is_target: bool,
}

/// The items. In the field Enter takes the first that is found or, while nothing is typed, the target; the arrow keys go to
/// the items.
#[component]
pub fn TerritoryChoices(
    /// What can be chosen.
    choices: Vec<TerritoryChoice>,
    /// Called with what was chosen.
    on_choose: Callback<Option<TerritoryId>>,
) -> impl IntoView {
    let studio = Studio::get();
    let is_long = choices.len() >= LEAST_TO_SEARCH;
    let choices = StoredValue::new(choices);
    let typed = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let wanted = fold(&typed.get());
        let is_found = |choice: &&TerritoryChoice| wanted.is_empty() || fold(&choice.name).contains(&wanted);
        choices.with_value(|choices| choices.iter().filter(is_found).cloned().collect::<Vec<_>>())
    });
    let field = NodeRef::<html::Input>::new();
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            // By a click, so that the menu around closes as after any choice.
            let list = field.get_untracked().and_then(|field| field.parent_element());
            // While nothing is typed, only what the list points at is meant.
            let meant = if typed.with_untracked(String::is_empty) { "[data-is-target]" } else { "[role='menuitem']" };
            let first = list.and_then(|list| list.query_selector(meant).ok().flatten());
            if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
                first.click();
            }
        }
    };
    view! {
        {is_long.then(|| view! {
            <input
                type="search"
                class="input menu-search"
                role="searchbox"
                node_ref=field
                aria-label=studio.say(words::SEARCH_TERRITORIES)
                placeholder=studio.say(words::SEARCH_TERRITORIES)
                on:click=move |event| event.stop_propagation()
                on:input=move |event| typed.set(event_target_value(&event))
                on:keydown=on_key
            />
        })}
        <For each=move || found.get() key=|choice| choice.territory let:choice>
            <MenuItem is_target=choice.is_target on_choose=Callback::new(move |()| on_choose.run(choice.territory))>
                <span class="swatch" style:background-color=choice.colour></span>
                <bdi class="grow">{choice.name}</bdi>
            </MenuItem>
        </For>
        <Show when=move || found.with(Vec::is_empty)>
            <p class="dim small menu-none" role="status">{studio.say(words::NO_TERRITORY_FOUND)}</p>
        </Show>
    }
}
