//! The settings of the plan. A change that would read stored figures anew is told of before it happens.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

use super::date_format;
use crate::document::reread::{Reread, rereads, with_currency};
use crate::document::{Command, PotentialUnit, Settings};
use crate::domain::{CalendarKind, Currency};
use crate::locale::words::plan as words;
use crate::locale::words::shell;
use crate::locale::{DateFormat, Language, MoneyFormat, Text, unit_label};
use crate::ui::quantity;
use crate::ui::studio::Studio;

/// A choice by its value and its name.
type Options = Vec<(String, String)>;

/// A country that the map data knows, as `maps/index.json` has it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Country {
    code: String,
    names: CountryNames,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct CountryNames {
    en: String,
    fa: String,
}

/// The settings.
#[component]
pub fn SettingsPart() -> impl IntoView {
    let studio = Studio::get();
    let kept = Memo::new(move |_| studio.plan.with(|plan| plan.as_ref().map(|plan| plan.settings.clone())));
    // What waits for the user's word because stored figures would be read anew.
    let pending: RwSignal<Option<Settings>> = RwSignal::new(None);
    let shown =
        Memo::new(move |_| pending.get().or_else(|| kept.get()).unwrap_or_else(|| Settings::for_language(studio.language.get_untracked())));
    let propose = move |next: Settings| {
        let needs_word = studio.plan.with_untracked(|plan| plan.as_ref().is_some_and(|plan| !rereads(plan, &next).is_empty()));
        if needs_word {
            pending.set(Some(next));
        } else {
            pending.set(None);
            studio.run(Command::ChangeSettings(next));
        }
    };
    let countries: RwSignal<Vec<Country>> = RwSignal::new(Vec::new());
    spawn_local(async move {
        // Without the index of maps the country stays as it is; the map page says what is amiss.
        if let Ok(bytes) = crate::browser::fetch::bytes("maps/index.json").await
            && let Ok(read) = serde_json::from_slice::<Vec<Country>>(&bytes)
        {
            let _ = countries.try_set(read);
        }
    });
    let language_options = Signal::derive(move || {
        [Language::Persian, Language::English]
            .map(|language| {
                let name = if language == Language::Persian { words::LANGUAGE_PERSIAN } else { words::LANGUAGE_ENGLISH };
                (language.tag().to_owned(), studio.say(name).to_owned())
            })
            .to_vec()
    });
    let currency_options = Signal::derive(move || {
        Currency::ALL
            .map(|currency| {
                let name = unit_label(studio.language.get_untracked(), currency, crate::domain::DisplayUnit::Main);
                let code = currency.code();
                (code.to_owned(), if name == code { name } else { format!("{name} ({code})") })
            })
            .to_vec()
    });
    let unit_options = Signal::derive(move || {
        let currency = shown.with(|settings| settings.currency);
        let name = |unit| unit_label(studio.language.get_untracked(), currency, unit);
        currency.display_units().iter().map(|&unit| (format!("{unit:?}"), name(unit))).collect::<Options>()
    });
    let potential_options =
        Signal::derive(move || named(&studio, [("Money", words::POTENTIAL_MONEY), ("Points", words::POTENTIAL_POINTS)]));
    let calendar_options =
        Signal::derive(move || named(&studio, [("solar", words::CALENDAR_SOLAR), ("gregorian", words::CALENDAR_GREGORIAN)]));
    let month_options = Signal::derive(move || {
        let dates = DateFormat::new(studio.language.get_untracked(), shown.with(|settings| settings.calendar));
        (1..=12u8).map(|month| (month.to_string(), dates.month_name(month).to_owned())).collect::<Options>()
    });
    let country_options = Signal::derive(move || {
        let is_persian = studio.language.get_untracked() == Language::Persian;
        let mut options: Options = countries.with(|countries| {
            let name = |country: &Country| if is_persian { country.names.fa.clone() } else { country.names.en.clone() };
            countries.iter().map(|country| (country.code.to_ascii_lowercase(), name(country))).collect()
        });
        options.sort_by(|one, other| one.1.cmp(&other.1));
        if let Some(chosen) = shown.with(|settings| settings.map_country.clone())
            && options.iter().all(|(code, _)| *code != chosen)
        {
            options.insert(0, (chosen.clone(), chosen.to_ascii_uppercase()));
        }
        options.insert(0, (String::new(), studio.say(words::MAP_DETECT).to_owned()));
        options
    });
    // Every field reads its value from the settings and proposes them with another one.
    let value = move |read: fn(&Settings) -> String| Signal::derive(move || shown.with(read));
    let change = move |write: fn(&mut Settings, &str)| {
        Callback::new(move |chosen: String| {
            let mut next = shown.get_untracked();
            write(&mut next, &chosen);
            propose(next);
        })
    };
    view! {
        <section class="card card-body stack" aria-label=studio.say(words::TAB_SETTINGS)>
            <p class="dim">{studio.say(words::SETTINGS_WHY)}</p>
            <Rereading pending=pending />
            <div class="settings">
                <Choice label=words::LANGUAGE why=words::LANGUAGE_WHY options=language_options
                    value=value(|settings| settings.language.tag().to_owned())
                    on_choose=change(|settings, chosen| settings.language = Language::of_tag(chosen)) />
                <Choice label=words::CURRENCY why=words::CURRENCY_WHY options=currency_options
                    value=value(|settings| settings.currency.code().to_owned())
                    on_choose=change(|settings, chosen| {
                        if let Some(currency) = Currency::ALL.into_iter().find(|currency| currency.code() == chosen) {
                            *settings = with_currency(settings, currency);
                        }
                    }) />
                <Choice label=words::DISPLAY_UNIT why=words::DISPLAY_UNIT_WHY options=unit_options
                    value=value(|settings| format!("{:?}", settings.display_unit))
                    on_choose=change(|settings, chosen| {
                        let units = settings.currency.display_units();
                        if let Some(unit) = units.iter().find(|unit| format!("{unit:?}") == chosen) {
                            settings.display_unit = *unit;
                        }
                    }) />
                <Choice label=words::POTENTIAL_UNIT why=words::POTENTIAL_UNIT_WHY options=potential_options
                    value=value(|settings| format!("{:?}", settings.potential_unit))
                    on_choose=change(|settings, chosen| {
                        settings.potential_unit = if chosen == "Points" { PotentialUnit::Points } else { PotentialUnit::Money };
                    }) />
                <Choice label=words::CALENDAR why=words::CALENDAR_WHY options=calendar_options
                    value=value(|settings| if settings.calendar == CalendarKind::SolarHijri { "solar".to_owned() } else { "gregorian".to_owned() })
                    on_choose=change(|settings, chosen| {
                        let calendar = if chosen == "solar" { CalendarKind::SolarHijri } else { CalendarKind::Gregorian };
                        if calendar != settings.calendar {
                            // The same number names another month in the other calendar.
                            settings.fiscal_year_first_month = 1;
                        }
                        settings.calendar = calendar;
                    }) />
                <Choice label=words::FISCAL_MONTH why=words::FISCAL_MONTH_WHY options=month_options
                    value=value(|settings| settings.fiscal_year_first_month.to_string())
                    on_choose=change(|settings, chosen| {
                        settings.fiscal_year_first_month = chosen.parse().unwrap_or(settings.fiscal_year_first_month);
                    }) />
                <Choice label=words::MAP_COUNTRY why=words::MAP_COUNTRY_WHY options=country_options
                    value=value(|settings| settings.map_country.clone().unwrap_or_default())
                    on_choose=change(|settings, chosen| settings.map_country = (!chosen.is_empty()).then(|| chosen.to_owned())) />
            </div>
        </section>
    }
}

fn named<const COUNT: usize>(studio: &Studio, options: [(&str, Text); COUNT]) -> Options {
    options.map(|(value, name)| (value.to_owned(), studio.say(name).to_owned())).to_vec()
}

/// One setting: its name, the choices, and one line on what it means.
#[component]
fn Choice(label: Text, why: Text, options: Signal<Options>, value: Signal<String>, on_choose: Callback<String>) -> impl IntoView {
    let studio = Studio::get();
    let id = format!("setting-{}", label.en.to_ascii_lowercase().replace(' ', "-"));
    let hint = format!("{id}-why");
    view! {
        <div class="setting">
            <label for=id.clone()>{studio.say(label)}</label>
            <select id=id class="select" aria-describedby=hint.clone() on:change=move |event| on_choose.run(event_target_value(&event))>
                {move || options.get().into_iter().map(|(option, name)| {
                    let this = option.clone();
                    view! { <option value=option prop:selected=move || value.get() == this>{name}</option> }
                }).collect_view()}
            </select>
            <p class="dim small" id=hint>{studio.say(why)}</p>
        </div>
    }
}

/// What a proposed change would read anew, with the choice to go on or leave it.
#[component]
fn Rereading(pending: RwSignal<Option<Settings>>) -> impl IntoView {
    let studio = Studio::get();
    let lines = move || {
        let Some(next) = pending.get() else { return Vec::new() };
        let rereads = studio.plan.with(|plan| plan.as_ref().map(|plan| rereads(plan, &next)).unwrap_or_default());
        rereads.into_iter().map(|reread| reread_words(&studio, reread, &next)).collect::<Vec<_>>()
    };
    let confirm = move |_| {
        if let Some(next) = pending.get_untracked() {
            pending.set(None);
            studio.run(Command::ChangeSettings(next));
        }
    };
    view! {
        <Show when=move || pending.with(Option::is_some)>
            <div class="notice warning" role="alert">
                <div class="stack grow">
                    <h3>{studio.say(words::REREAD_TITLE)}</h3>
                    {move || lines().into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                    <div class="row">
                        <button type="button" class="button small" on:click=confirm>{studio.say(words::REREAD_CONFIRM)}</button>
                        <button type="button" class="button small" on:click=move |_| pending.set(None)>{studio.say(shell::CANCEL)}</button>
                    </div>
                </div>
            </div>
        </Show>
    }
}

fn reread_words(studio: &Studio, reread: Reread, next: &Settings) -> String {
    let language = studio.language.get_untracked();
    let money_after = MoneyFormat::new(language, next.currency, next.display_unit);
    let (text, before, after) = match reread {
        Reread::Sales(sum) => (words::REREAD_SALES, studio.money().with_unit(sum), money_after.with_unit(sum)),
        Reread::Potential(sum) => {
            let after = match next.potential_unit {
                PotentialUnit::Money => money_after.with_unit_of(sum),
                PotentialUnit::Points => {
                    studio.fill(crate::locale::words::explain::FIGURE_POINTS, &[("figure", &studio.numbers().decimal(sum, 0))])
                }
            };
            (words::REREAD_POTENTIAL, quantity::with_unit(studio, crate::document::MeasureKind::Potential, sum), after)
        }
        Reread::Month(month) => {
            (words::REREAD_MONTH, date_format(studio).month_long(month), DateFormat::new(language, next.calendar).month_long(month))
        }
    };
    studio.fill(text, &[("before", &before), ("after", &after)])
}
