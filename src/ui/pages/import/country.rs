//! Which country the areas of the file are in, from the app's list of maps: found out, or chosen.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::choice::Choice;
use super::state::Wizard;
use crate::browser::fetch;
use crate::cartography::country::Country;
use crate::exchange::protocol::Preview;
use crate::locale::words::import as words;
use crate::wizard::areas;
use crate::wizard::country::{Likeness, Traces};
use crate::wizard::order::{OrderQuestion, Verdict, judge};

/// The countries that the app has maps of; none without the list.
async fn known_countries() -> Vec<Country> {
    // Without the list nothing is offered or found out; areas then keep their names only.
    fetch::bytes("maps/index.json").await.ok().and_then(|bytes| Country::read_list(&bytes).ok()).unwrap_or_default()
}

/// What was found out of a file's country and of the order of its coordinates.
pub enum Found {
    /// Nothing.
    Nothing,
    /// The country, where it is one, and whether latitude and longitude are swapped, where that is known.
    Known(Option<Country>, Option<bool>),
    /// Both readings make sense.
    Asked(OrderQuestion),
}

/// Looks for the country whose map knows a file best, and for the order of its coordinates.
pub async fn look(preview: &Preview, traces: &Traces) -> Found {
    let countries = known_countries().await;
    let of_code = |code: &str| countries.iter().find(|country| country.code == code).cloned();
    if areas::names_iran(preview) {
        return of_code(areas::IRAN_CODE).map_or(Found::Nothing, |iran| Found::Known(Some(iran), None));
    }
    let mut maps: Vec<(String, Likeness)> = Vec::new();
    for code in traces.candidates(&countries) {
        let Ok(map) = fetch::bytes(&format!("maps/{code}.json")).await else { continue };
        maps.extend(traces.likeness(&map).map(|likeness| (code, likeness)));
    }
    match judge(traces, &maps) {
        Verdict::Unknown => Found::Nothing,
        Verdict::Country { code, is_swapped } => of_code(&code).map_or(Found::Nothing, |country| Found::Known(Some(country), is_swapped)),
        Verdict::SwappedElsewhere => Found::Known(None, Some(true)),
        Verdict::Asked(readings) => OrderQuestion::of(preview, &readings, &countries).map_or(Found::Nothing, Found::Asked),
    }
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
