//! The top bar: the plan, the scenario in sight, undo and redo, the saved state, language and theme.

use leptos::prelude::*;

use crate::document::log_text;
use crate::domain::ScenarioId;
use crate::keeping::SaveState;
use crate::locale::words::shell as words;
use crate::ui::route::Route;
use crate::ui::studio::{Dialog, Studio, Theme};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::menu::{Menu, MenuItem};

/// The top bar.
#[component]
pub fn Topbar() -> impl IntoView {
    let studio = Studio::get();
    let undo_title = move || {
        let what = studio.document.with(|document| document.as_ref().and_then(|document| document.undoable().cloned()));
        what.map_or(studio.say(words::UNDO).to_owned(), |what| {
            studio.fill(words::UNDO_WHAT, &[("what", &log_text::change_text(&what, studio.language.get_untracked()))])
        })
    };
    let redo_title = move || {
        let what = studio.document.with(|document| document.as_ref().and_then(|document| document.redoable().cloned()));
        what.map_or(studio.say(words::REDO).to_owned(), |what| {
            studio.fill(words::REDO_WHAT, &[("what", &log_text::change_text(&what, studio.language.get_untracked()))])
        })
    };
    let theme_title = move || {
        studio.say(match studio.theme.get() {
            Theme::Light => words::THEME_TO_DARK,
            Theme::Dark => words::THEME_TO_LIGHT,
        })
    };
    view! {
        <header class="topbar">
            <a class="brand" href=Route::Plans.address() aria-label=studio.say(words::BRAND)>
                <img src="icon.svg" alt="" />
                <span>{studio.say(words::BRAND)}</span>
            </a>
            <PlanName />
            <Show when=move || studio.plan.with(Option::is_some)>
                <ScenarioTabs />
            </Show>
            <span class="grow"></span>
            <button type="button" class="button search-button" aria-label=studio.say(words::SEARCH_OR_COMMAND) on:click=move |_| studio.open(Dialog::Palette)>
                <Icon path=icon::SEARCH />
                <span class="grow">{studio.say(words::SEARCH_OR_COMMAND)}</span>
                <kbd>"Ctrl+K"</kbd>
            </button>
            <SavedState />
            <button type="button" class="icon-button" aria-label=undo_title title=undo_title disabled=move || !studio.can_undo() on:click=move |_| studio.undo()>
                <Icon path=icon::UNDO />
            </button>
            <button type="button" class="icon-button" aria-label=redo_title title=redo_title disabled=move || !studio.can_redo() on:click=move |_| studio.redo()>
                <Icon path=icon::REDO />
            </button>
            <button type="button" class="icon-button" aria-label=studio.say(words::OTHER_LANGUAGE) title=studio.say(words::OTHER_LANGUAGE) on:click=move |_| studio.switch_language()>
                {studio.say(words::OTHER_LANGUAGE_SHORT)}
            </button>
            <button type="button" class="icon-button" aria-label=theme_title title=theme_title on:click=move |_| studio.switch_theme()>
                <Icon path=icon::THEME />
            </button>
        </header>
    }
}

/// The open plan's name, a link to the list of plans.
#[component]
fn PlanName() -> impl IntoView {
    let studio = Studio::get();
    view! {
        <Show when=move || studio.plan.with(Option::is_some)>
            <a class="button quiet plan-button" href=Route::Plans.address() title=studio.say(words::PLANS)>
                <span>{move || studio.plan.with(|plan| plan.as_ref().map(|plan| plan.name.clone()).unwrap_or_default())}</span>
                <Icon path=icon::DOWN />
            </a>
        </Show>
    }
}

/// The scenarios as tabs, today's state first.
#[component]
fn ScenarioTabs() -> impl IntoView {
    let studio = Studio::get();
    let tabs = move || {
        studio.plan.with(|plan| {
            let scenarios = plan.iter().flat_map(|plan| plan.scenarios.iter());
            scenarios.map(|scenario| (scenario.id, studio.scenario_name(scenario))).collect::<Vec<_>>()
        })
    };
    let shown = move || studio.scenario.with(|scenario| scenario.as_ref().map_or(ScenarioId::TODAY, |scenario| scenario.id));
    // The scenario in sight is in sight on the bar as well, however many there are.
    Effect::new(move |_| {
        shown();
        tabs();
        request_animation_frame(|| {
            if let Some(tab) = document().query_selector(".scenario-tabs [aria-selected='true']").ok().flatten() {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
                tab.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    });
    view! {
        <div class="scenario-tabs">
            <div role="tablist" aria-label=studio.say(words::SCENARIOS) class="row" style:flex-wrap="nowrap" style:gap="2px" on:keydown=move |event| {
                let step = match event.key().as_str() {
                    "ArrowRight" => 1,
                    "ArrowLeft" => -1,
                    _ => return,
                };
                let step = if studio.language.get_untracked().direction() == "rtl" { -step } else { step };
                let ids: Vec<ScenarioId> = tabs().into_iter().map(|(id, _)| id).collect();
                let at = ids.iter().position(|id| *id == shown()).unwrap_or(0) as i32;
                let next = ids[(at + step).rem_euclid(ids.len().max(1) as i32) as usize];
                studio.scenario_id.set(next);
                request_animation_frame(move || {
                    use wasm_bindgen::JsCast;
                    let tab = document().query_selector(".scenario-tabs [aria-selected='true']").ok().flatten();
                    if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok()) {
                        let _ = tab.focus();
                    }
                });
            }>
                <For each=tabs key=|tab| tab.clone() let:tab>
                    {
                        let (id, name) = tab;
                        view! {
                            <button
                                type="button"
                                role="tab"
                                aria-selected=move || (shown() == id).to_string()
                                tabindex=move || if shown() == id { "0" } else { "-1" }
                                on:click=move |_| studio.scenario_id.set(id)
                                on:dblclick=move |_| if id != ScenarioId::TODAY { studio.open(Dialog::RenameScenario(id)) }
                            >
                                {name}
                            </button>
                        }
                    }
                </For>
            </div>
            <ScenarioMenu />
        </div>
    }
}

/// What can be done with the scenario in sight.
#[component]
fn ScenarioMenu() -> impl IntoView {
    let studio = Studio::get();
    let is_today = move || studio.scenario.with(|scenario| scenario.as_ref().is_none_or(|scenario| scenario.id == ScenarioId::TODAY));
    view! {
        <button type="button" class="icon-button" aria-label=studio.say(words::NEW_SCENARIO) title=studio.say(words::NEW_SCENARIO) on:click=move |_| studio.ask_new_scenario()>
            <Icon path=icon::PLUS />
        </button>
        <Menu label=studio.say(words::SCENARIO_MENU) class="icon-button" button=ViewFn::from(|| view! { <Icon path=icon::MORE /> })>
            <MenuItem on_choose=Callback::new(move |()| studio.ask_new_scenario())>{studio.say(words::DUPLICATE_SCENARIO)}</MenuItem>
            <MenuItem is_disabled=is_today() on_choose=Callback::new(move |()| studio.ask_rename_scenario())>{studio.say(words::RENAME_SCENARIO)}</MenuItem>
            <MenuItem is_disabled=is_today() on_choose=Callback::new(move |()| studio.adopt_scenario())>{studio.say(words::ADOPT_SCENARIO)}</MenuItem>
            <MenuItem is_disabled=is_today() on_choose=Callback::new(move |()| studio.remove_scenario())>{studio.say(words::REMOVE_SCENARIO)}</MenuItem>
        </Menu>
    }
}

/// Whether the plan is saved, in words.
#[component]
fn SavedState() -> impl IntoView {
    let studio = Studio::get();
    let look = move || match studio.session.save_state.get() {
        SaveState::Loading => ("dim", icon::DONE, words::LOADING, None),
        SaveState::Saved { .. } => ("good", icon::DONE, words::SAVED, None),
        SaveState::Pending => ("dim", icon::MORE, words::PENDING, None),
        SaveState::Saving => ("dim", icon::MORE, words::SAVING, None),
        SaveState::NotSaved { reason } => ("bad", icon::WARNING, words::NOT_SAVED, Some(reason)),
    };
    view! {
        <Show when=move || studio.plan.with(Option::is_some)>
            <span class="save-state" role="status">
                {move || {
                    let (class, path, text, reason) = look();
                    let why = reason.map(|reason| studio.fill(words::NOT_SAVED_WHY, &[("why", &crate::ui::phrases::not_saved(&studio, &reason))]));
                    view! {
                        <span class=format!("row {class}") style:gap="4px" title=why>
                            <Icon path=path />
                            <span class="words">{studio.say(text)}</span>
                        </span>
                    }
                }}
            </span>
        </Show>
    }
}
