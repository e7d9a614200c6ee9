//! Which country the areas of the file are in, from the app's list of maps.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

use super::choice::Choice;
use super::state::Wizard;
use crate::locale::Language;
use crate::locale::words::import as words;

/// An entry of `maps/index.json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Country {
    code: String,
    names: Names,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Names {
    en: String,
    fa: String,
}

/// The choice; there once the list of maps was read.
#[component]
pub fn CountryChoice(
    /// The state.
    wizard: Wizard,
) -> impl IntoView {
    let studio = wizard.studio;
    let language = studio.language.get_untracked();
    let countries: RwSignal<Vec<Country>> = RwSignal::new(Vec::new());
    spawn_local(async move {
        // Without the list the choice is not offered; areas then keep their names only.
        if let Ok(bytes) = crate::browser::fetch::bytes("maps/index.json").await {
            let mut known: Vec<Country> = serde_json::from_slice(&bytes).unwrap_or_default();
            known.sort_by(|one, other| name(one, language).cmp(name(other, language)));
            countries.try_set(known);
        }
    });
    move || {
        let known = countries.get();
        (!known.is_empty()).then(|| {
            let mut labels = vec!["—".to_owned()];
            labels.extend(known.iter().map(|country| name(country, language).to_owned()));
            let codes: Vec<String> = known.into_iter().map(|country| country.code).collect();
            let listed = codes.clone();
            let chosen = Signal::derive(move || {
                let country = wizard.country.get();
                Some(country.and_then(|country| listed.iter().position(|code| *code == country)).map_or(0, |index| index + 1))
            });
            let on_choose = Callback::new(move |index: usize| {
                wizard.choose_country(index.checked_sub(1).and_then(|index| codes.get(index).cloned()));
            });
            view! { <Choice label=studio.say(words::COUNTRY) labels=labels chosen=chosen on_choose=on_choose /> }
        })
    }
}

fn name(country: &Country, language: Language) -> &str {
    match language {
        Language::Persian => &country.names.fa,
        Language::English => &country.names.en,
    }
}
