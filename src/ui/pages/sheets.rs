//! The sheets of territories: one to read and print, all to print or to save as one file. What they say is
//! [`crate::report::territory`]'s; here they are shown as on paper.

use leptos::prelude::*;

use crate::cartography::Scene;
use crate::document::shape::shapes;
use crate::document::{MeasureKind, Scenario};
use crate::domain::{ScenarioId, TerritoryId};
use crate::locale::words::map as map_words;
use crate::locale::words::{sheet as words, shell};
use crate::locale::{Language, NumberFormat};
use crate::report::picture::{PictureWords, draw};
use crate::report::territory::{Source, sheet};
use crate::report::{Sheet, html as file};
use crate::ui::map::still;
use crate::ui::pages::paper::paper;
use crate::ui::palette::drawn_territory_colour;
use crate::ui::route::Route;
use crate::ui::session::{download, file_stem};
use crate::ui::shared::Shared;
use crate::ui::studio::{Studio, Theme};
use crate::ui::widgets::icon::{self, Icon};

/// The page of one sheet, or of all.
#[component]
pub fn SheetPage(
    /// Whose; `None` shows all.
    territory: Option<TerritoryId>,
) -> impl IntoView {
    let studio = Studio::get();
    let outlines = still::outlines(studio);
    let shown = Memo::new(move |_| Shared::new(sheets(&studio, territory, outlines.get().as_deref())));
    let choices = move || {
        let known = studio.scenario.with(|scenario| scenario.as_ref().map(|scenario| scenario.territories.clone()).unwrap_or_default());
        let option = |known: crate::domain::Territory| {
            view! { <option value=known.id.0.to_string() selected=territory == Some(known.id)>{known.name}</option> }
        };
        known.into_iter().map(option).collect_view()
    };
    let choose = move |event| studio.go(Route::Sheet(event_target_value(&event).parse().ok().map(TerritoryId)));
    let print = move |_| {
        // A browser without printing leaves the page as it is.
        let _ = window().print();
    };
    let is_empty = Memo::new(move |_| shown.with(|shown| shown.is_empty()));
    let (missing, why) = match territory {
        Some(_) => (words::NO_TERRITORY, words::NO_TERRITORY_WHY),
        None => (words::NO_TERRITORIES, words::NO_TERRITORIES_WHY),
    };
    let save = move |_| save_all(&studio, outlines.get_untracked().as_deref());
    view! {
        <div class="answer no-print">
            <div class="answer-words">
                <h1>{studio.say(words::SHEETS)}</h1>
                <a href=Route::Territories.address()>{studio.say(words::BACK)}</a>
            </div>
            <div class="answer-actions">
                <label class="row inline-choice">
                    <span class="dim">{studio.say(words::CHOOSE)}</span>
                    <select class="select" on:change=choose>
                        <option value="" selected=territory.is_none()>{studio.say(words::ALL_SHEETS)}</option>
                        {choices}
                    </select>
                </label>
                <button type="button" class="button" disabled=move || is_empty.get() on:click=save><Icon path=icon::EXPORT />{studio.say(words::EXPORT_ALL)}</button>
                {territory.is_some().then(|| view! { <a class="button" href=Route::Sheet(None).address()>{studio.say(words::ALL_SHEETS)}</a> })}
                <button type="button" class="button main" disabled=move || is_empty.get() on:click=print>
                    {studio.say(if territory.is_some() { words::PRINT } else { words::PRINT_ALL })}
                </button>
            </div>
        </div>
        <div class="sheets">
            {move || shown.get().iter().map(|sheet| paper(sheet.clone(), language(&studio))).collect_view()}
            <Show when=move || is_empty.get()>
                <div class="card empty"><h2>{studio.say(missing)}</h2><p>{studio.say(why)}</p></div>
            </Show>
        </div>
    }
}

/// The language of what the plan prints.
fn language(studio: &Studio) -> Language {
    let of_plan = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.settings.language));
    of_plan.unwrap_or_else(|| studio.language.get_untracked())
}

/// The sheets of the scenario in sight.
fn sheets(studio: &Studio, only: Option<TerritoryId>, outlines: Option<&crate::cartography::Outlines>) -> Vec<Sheet> {
    let (Some(plan), Some(scenario), Some(results)) = (studio.plan.get(), studio.scenario.get(), studio.results.get()) else {
        return Vec::new();
    };
    // What is printed speaks the plan's language, whatever the screen does.
    let language = plan.settings.language;
    let numbers = NumberFormat::new(language);
    let name = scenario_name(&scenario, language);
    let shapes = shapes(studio.area_map.get().as_deref(), &scenario).ok();
    let source = Source { plan: &plan, scenario: &scenario, scenario_name: &name, results: &results, shapes: shapes.as_ref(), language };
    let middle = outlines.map(|outlines| outlines.bounds.centre().x);
    let scene = Scene::new(&plan, &scenario, MeasureKind::Sales, middle);
    let size = map_words::BIGGER_IS.fill(language, &[("measure", map_words::SALES_WORD.get(language))]);
    let chosen = scenario.territories.iter().enumerate().filter(|(_, known)| only.is_none_or(|only| known.id == only));
    chosen
        .filter_map(|(at, territory)| {
            let count = numbers.count(scene.territories.get(at).map_or(0, |known| known.accounts));
            let own = words::YOURS.fill(language, &[("territory", &territory.name), ("count", &count)]);
            let title = words::MAP.fill(language, &[("territory", &territory.name)]);
            let picture_words = PictureWords {
                title: &title,
                subtitle: &size,
                own: &own,
                others: words::OTHERS.get(language),
                ringed: words::RINGED.get(language),
            };
            let colour = drawn_territory_colour(territory.colour_index, Theme::Light);
            let picture = draw(&scene, at, outlines, colour, &picture_words, language.direction() == "rtl");
            sheet(&source, at, picture)
        })
        .collect()
}

fn save_all(studio: &Studio, outlines: Option<&crate::cartography::Outlines>) {
    let (Some(plan), Some(scenario)) = (studio.plan.get_untracked(), studio.scenario.get_untracked()) else { return };
    let all = untrack(|| sheets(studio, None, outlines));
    let language = plan.settings.language;
    let name = words::EXPORT_NAME.fill(language, &[("plan", &plan.name), ("scenario", &scenario_name(&scenario, language))]);
    let page = file::page(&name, language, &all);
    download(*studio, &format!("{}.html", file_stem(&name)), "text/html;charset=utf-8", page.as_bytes());
}

/// The name of a scenario in a language; today's state has none of its own.
fn scenario_name(scenario: &Scenario, language: Language) -> String {
    if scenario.id == ScenarioId::TODAY { shell::TODAY.get(language).to_owned() } else { scenario.name.clone() }
}
