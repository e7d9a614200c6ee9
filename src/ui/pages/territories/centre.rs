//! The customer round which a territory stays: chosen from a short list that follows what is typed. Which customers are
//! offered is [`crate::tabular::centres`]'s.

use leptos::html;
use leptos::prelude::*;

use crate::document::SharedOut;
use crate::domain::{AccountId, TerritoryId};
use crate::locale::words::territories as words;
use crate::tabular::centres::{CentreChoice, centre_choices, choice};
use crate::ui::studio::Studio;

/// So many customers are offered at once.
const OFFERED: usize = 6;

/// A fixed centre in words.
pub fn centre_words(studio: &Studio, held: &CentreChoice) -> String {
    match &held.note {
        Some(note) => studio.fill(words::CENTRE_AT_NOTED, &[("account", &held.name), ("note", note)]),
        None => studio.fill(words::CENTRE_AT, &[("account", &held.name)]),
    }
}

/// The centre that is held, with its choice. The signal is the form's; nothing is changed until that is sent.
#[component]
pub fn CentreField(
    /// Whose.
    territory: TerritoryId,
    /// The customer; none while the centre is free.
    centre: RwSignal<Option<AccountId>>,
) -> impl IntoView {
    let studio = Studio::get();
    let is_choosing = RwSignal::new(false);
    let chosen = NodeRef::<html::Button>::new();
    let shares_areas = studio
        .scenario
        .with_untracked(|scenario| scenario.as_ref().is_some_and(|scenario| scenario.design.wishes.shared_out == SharedOut::Areas));
    let held = move || {
        let account = centre.get()?;
        studio.plan.with_untracked(|plan| {
            plan.as_ref()
                .filter(|plan| plan.account(account).is_some())
                .map(|plan| choice(plan, account, true, studio.language.get_untracked()))
        })
    };
    let sentence = move || held().map_or_else(|| studio.say(words::CENTRE_FREE).to_owned(), |held| centre_words(&studio, &held));
    let choose = move |account: Option<AccountId>| {
        centre.set(account);
        is_choosing.set(false);
        if let Some(button) = chosen.get_untracked() {
            // A button in the page takes the focus.
            let _ = button.focus();
        }
    };
    view! {
        <div class="field" role="group" aria-labelledby="territory-centre">
            <span class="label" id="territory-centre">{studio.say(words::CENTRE)}</span>
            <div class="row centre-held">
                <bdi class="grow" role="status">{sentence}</bdi>
                <Show when=move || centre.get().is_some()>
                    <button type="button" class="button small" on:click=move |_| choose(None)>{studio.say(words::CENTRE_CLEAR)}</button>
                </Show>
                <button type="button" class="button small" node_ref=chosen aria-expanded=move || is_choosing.get().to_string() on:click=move |_| is_choosing.update(|is| *is = !*is)>
                    {studio.say(words::CENTRE_CHOOSE)}
                </button>
            </div>
            <Show when=move || is_choosing.get()>
                <Offers territory=territory on_choose=Callback::new(move |account| choose(Some(account))) />
            </Show>
            <p class="small dim">{studio.say(if shares_areas { words::CENTRE_WHY_AREAS } else { words::CENTRE_WHY })}</p>
        </div>
    }
}

/// The customers that are found by what is typed.
#[component]
fn Offers(territory: TerritoryId, on_choose: Callback<AccountId>) -> impl IntoView {
    let studio = Studio::get();
    let typed = RwSignal::new(String::new());
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // A field in the page takes the focus.
            let _ = field.focus();
        }
    });
    let offers = Memo::new(move |_| {
        let (Some(plan), Some(scenario)) = (studio.plan.get(), studio.scenario.get()) else { return Vec::new() };
        let selection = studio.selection.get();
        centre_choices(
            &plan,
            &scenario,
            territory,
            |account| selection.contains(&account),
            &typed.read(),
            (OFFERED, studio.language.get_untracked()),
        )
    });
    let offer = move |offer: CentreChoice| {
        let account = offer.account;
        let elsewhere = (!offer.is_own).then(|| studio.say(words::CENTRE_ELSEWHERE));
        view! {
            <li>
                <button type="button" class="centre-offer" on:click=move |_| on_choose.run(account)>
                    <bdi>{offer.name}</bdi>
                    <span class="small dim">{offer.note.map(|note| view! { <bdi>{note}</bdi>" " })}{elsewhere}</span>
                </button>
            </li>
        }
    };
    view! {
        <input
            type="search"
            class="input"
            node_ref=field
            aria-label=studio.say(words::CENTRE_SEARCH)
            placeholder=studio.say(words::CENTRE_SEARCH)
            on:input=move |event| typed.set(event_target_value(&event))
            on:keydown=move |event| if event.key() == "Enter" {
                // The first that is found; the form is not sent.
                event.prevent_default();
                if let Some(first) = offers.with_untracked(|offers| offers.first().map(|offer| offer.account)) {
                    on_choose.run(first);
                }
            }
        />
        <ul class="centre-offers">
            {move || offers.get().into_iter().map(offer).collect_view()}
        </ul>
        <Show when=move || offers.with(Vec::is_empty)>
            <p class="small dim" role="status">{studio.say(words::CENTRE_NONE_FOUND)}</p>
        </Show>
    }
}
