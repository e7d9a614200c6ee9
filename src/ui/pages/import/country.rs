//! Which country the areas of the file are in, from the app's list of maps: found out, or chosen.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::choice::Choice;
use super::state::Wizard;
use crate::browser::fetch;
use crate::cartography::country::Country;
use crate::locale::words::import as words;
use crate::wizard::areas;
use crate::wizard::country::{Likeness, Traces};

/// The countries that the app has maps of; none without the list.
async fn known_countries() -> Vec<Country> {
    // Without the list nothing is offered or found out; areas then keep their names only.
    fetch::bytes("maps/index.json").await.ok().and_then(|bytes| Country::read_list(&bytes).ok()).unwrap_or_default()
}

/// The country whose map knows the traces of a file best.
pub async fn likeliest(traces: &Traces, names_iran: bool) -> Option<Country> {
    let countries = known_countries().await;
    let of_code = |code: &str| countries.iter().find(|country| country.code == code).cloned();
    if names_iran {
        return of_code(areas::IRAN_CODE);
    }
    let mut best: Option<(Likeness, String)> = None;
    for code in traces.candidates(&countries) {
        let Ok(map) = fetch::bytes(&format!("maps/{code}.json")).await else { continue };
        if let Some(likeness) = traces.likeness(&map).filter(|likeness| best.as_ref().is_none_or(|(most, _)| likeness > most)) {
            best = Some((likeness, code));
        }
    }
    of_code(&best?.1)
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
        let mut known = known_countries().await;
        known.sort_by(|one, other| one.name(language).cmp(other.name(language)));
        countries.try_set(known);
    });
    move || {
        let known = countries.get();
        (!known.is_empty()).then(|| {
            let mut labels = vec!["—".to_owned()];
            labels.extend(known.iter().map(|country| country.name(language).to_owned()));
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
