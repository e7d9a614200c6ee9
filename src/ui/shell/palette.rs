//! The command palette: every action and every customer by name, at the keyboard.

use std::collections::BTreeSet;

use leptos::html;
use leptos::prelude::*;

use crate::domain::AccountId;
use crate::locale::text::fold;
use crate::locale::words::shell as words;
use crate::ui::actions::{self, ACTIONS};
use crate::ui::route::Route;
use crate::ui::studio::Studio;
use crate::ui::widgets::dialog::ModalDialog;

/// How many customers are listed at once.
const CUSTOMERS_LISTED: usize = 8;

#[derive(Clone, Debug, PartialEq)]
enum Found {
    Action(usize),
    Account(AccountId, String),
}

/// The palette.
#[component]
pub fn Palette() -> impl IntoView {
    let studio = Studio::get();
    let sought = RwSignal::new(String::new());
    let chosen = RwSignal::new(0usize);
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let found = Memo::new(move |_| find(&studio, &fold(&sought.get())));
    let close = move || studio.dialog.set(None);
    let choose = move |found: Found| {
        close();
        match found {
            Found::Action(index) => (ACTIONS[index].run)(&studio),
            Found::Account(account, _) => {
                studio.select(BTreeSet::from([account]));
                studio.go(Route::Territories);
            }
        }
    };
    view! {
        <ModalDialog title=studio.say(words::SEARCH_OR_COMMAND) on_close=Callback::new(move |()| close())>
            <div class="dialog-body">
                <input
                    class="input"
                    node_ref=field
                    role="combobox"
                    aria-expanded="true"
                    aria-controls="palette-list"
                    aria-label=studio.say(words::SEARCH_OR_COMMAND)
                    aria-activedescendant=move || format!("palette-{}", chosen.get())
                    placeholder=studio.say(words::PALETTE_PLACEHOLDER)
                    on:input=move |event| {
                        sought.set(event_target_value(&event));
                        chosen.set(0);
                    }
                    on:keydown=move |event| {
                        let count = found.with(Vec::len);
                        match event.key().as_str() {
                            "ArrowDown" if count > 0 => chosen.update(|at| *at = (*at + 1) % count),
                            "ArrowUp" if count > 0 => chosen.update(|at| *at = (*at + count - 1) % count),
                            "Enter" => {
                                if let Some(found) = found.with(|found| found.get(chosen.get_untracked()).cloned()) {
                                    choose(found);
                                }
                            }
                            _ => return,
                        }
                        event.prevent_default();
                    }
                />
                <div id="palette-list" role="listbox" aria-label=studio.say(words::SEARCH_OR_COMMAND)>
                    {move || {
                        found.get().into_iter().enumerate().map(|(index, item)| {
                            let (name, keys) = match &item {
                                Found::Action(action) => (studio.say(ACTIONS[*action].text).to_owned(), ACTIONS[*action].keys.map(|keys| keys.label())),
                                Found::Account(_, name) => (name.clone(), None),
                            };
                            view! {
                                <div
                                    id=format!("palette-{index}")
                                    class="menu-item"
                                    role="option"
                                    aria-selected=move || (chosen.get() == index).to_string()
                                    on:click=move |_| choose(item.clone())
                                >
                                    <span class="grow"><bdi>{name}</bdi></span>
                                    {keys.map(|keys| view! { <kbd>{keys}</kbd> })}
                                </div>
                            }
                        }).collect_view()
                    }}
                </div>
                <Show when=move || found.with(Vec::is_empty)>
                    <p class="dim">{studio.say(words::PALETTE_EMPTY)}</p>
                </Show>
            </div>
        </ModalDialog>
    }
}

fn find(studio: &Studio, folded: &str) -> Vec<Found> {
    let language = studio.language.get_untracked();
    let mut shown = BTreeSet::new();
    let mut found: Vec<Found> = ACTIONS
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(_, action)| (action.is_available)(studio) && actions::matches(action, language, folded) && shown.insert(action.text.en))
        .map(|(index, _)| Found::Action(index))
        .collect();
    if folded.chars().count() >= 2 {
        studio.plan.with(|plan| {
            let accounts = plan.iter().flat_map(|plan| plan.accounts.iter());
            let named = accounts
                .filter(|account| fold(&account.name).contains(folded) || account.code.as_deref().is_some_and(|code| fold(code) == folded));
            found.extend(named.take(CUSTOMERS_LISTED).map(|account| Found::Account(account.id, account.name.clone())));
        });
    }
    found
}
