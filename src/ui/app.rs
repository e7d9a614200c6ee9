//! Mounts the app: language and theme, the address, the keys, the frame and the page in sight.

use leptos::ev;
use leptos::prelude::*;

use super::actions;
use super::lazy::{self, Part};
use super::pages::plans::PlansPage;
use super::route::Route;
use super::session::{self, Session};
use super::shell::{dialogs, not_saved::NotSavedBanner, notices::Notices, palette::Palette, sidebar::Sidebar, topbar::Topbar};
use super::studio::{Dialog, Studio, Theme};
use crate::browser::preference_store;
use crate::keeping::Theme as ThemeChoice;
use crate::locale::Language;
use crate::locale::words::shell as words;

/// Takes the place of the page's first paint.
pub fn mount() {
    let Some(place) = document().get_element_by_id("app") else { return };
    let Ok(place) = wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(place) else { return };
    place.set_text_content(None);
    leptos::mount::mount_to(place, App).forget();
}

/// The app.
#[component]
fn App() -> impl IntoView {
    let preferences = preference_store::load();
    let browser_language = window().navigator().language().unwrap_or_default();
    let language = preferences.language.unwrap_or_else(|| Language::of_tag(&browser_language));
    let theme = session::theme_of(preferences.theme);
    let route = current_route().unwrap_or(Route::Territories);
    let studio = Studio::new(language, theme, route, Session::new(preferences));
    provide_context(studio);
    provide_context(super::sheets::Sheets::new());

    Effect::new(move |_| show_language(studio.language.get()));
    Effect::new(move |before: Option<Language>| {
        let language = studio.language.get();
        if before.is_some_and(|before| before != language) {
            studio.session.remember(|preferences| preferences.language = Some(language));
        }
        language
    });
    Effect::new(move |before: Option<Theme>| {
        let theme = studio.theme.get();
        if let Some(root) = document().document_element() {
            let name = if theme == Theme::Dark { "dark" } else { "light" };
            // The root element takes any attribute.
            let _ = root.set_attribute("data-theme", name);
        }
        if before.is_some_and(|before| before != theme) {
            let choice = if theme == Theme::Dark { ThemeChoice::Dark } else { ThemeChoice::Light };
            studio.session.remember(|preferences| preferences.theme = choice);
        }
        theme
    });
    Effect::new(move |_| {
        let address = studio.route.get().address();
        if current_route() != Some(studio.route.get_untracked()) {
            let _ = window().location().set_hash(&address);
        }
    });
    let _address = window_event_listener(ev::hashchange, move |_| {
        if let Some(route) = current_route() {
            studio.route.set(route);
        }
    });
    let _keys = window_event_listener(ev::keydown, move |event| {
        if studio.dialog.with_untracked(Option::is_none) {
            actions::run_pressed(&studio, &event);
        }
    });
    session::start(studio);
    lazy::load_ahead();

    // A change of language builds the screen anew, so that words need not be reactive one by one.
    move || {
        studio.language.get();
        view! { <Shell /> }
    }
}

fn show_language(language: Language) {
    if let Some(root) = document().document_element() {
        // The root element takes any attribute.
        let _ = root.set_attribute("lang", language.tag());
        let _ = root.set_attribute("dir", language.direction());
    }
    document().set_title(words::BRAND.get(language));
}

fn current_route() -> Option<Route> {
    Route::of_address(&window().location().hash().unwrap_or_default())
}

/// The frame with the page in sight.
#[component]
fn Shell() -> impl IntoView {
    let studio = Studio::get();
    let page = move || {
        let has_plan = studio.plan.with(Option::is_some);
        match studio.route.get() {
            Route::Method => Part::Method.view(),
            _ if !has_plan => view! { <PlansPage /> }.into_any(),
            Route::Plans => view! { <PlansPage /> }.into_any(),
            Route::Plan => Part::Plan.view(),
            Route::Customers => Part::Customers.view(),
            Route::Territories => Part::Territories.view(),
            Route::Quotas => Part::Quotas.view(),
            Route::Pay => Part::Pay.view(),
            Route::Compare => Part::Compare.view(),
            Route::Sheet(territory) => Part::Sheet(territory).view(),
        }
    };
    let has_plan = Memo::new(move |_| studio.plan.with(Option::is_some));
    // Without a plan every route shows the list of plans, which is not built anew: a form in it stays open.
    let page_key = Memo::new(move |_| {
        let route = studio.route.get();
        if has_plan.get() || route == Route::Method { (true, route) } else { (false, Route::Plans) }
    });
    // Another page begins at its top.
    Effect::new(move |before: Option<()>| {
        page_key.track();
        if before.is_some()
            && let Some(page) = document().get_element_by_id("page")
        {
            page.set_scroll_top(0);
        }
    });
    let shown = move || {
        page_key.get();
        untrack(page)
    };
    view! {
        <a class="skip-link" href="#page" on:click=move |event| {
            event.prevent_default();
            use wasm_bindgen::JsCast;
            if let Some(page) = document().get_element_by_id("page").and_then(|page| page.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = page.focus();
            }
        }>{studio.say(words::SKIP_TO_CONTENT)}</a>
        <div class="shell">
            <Topbar />
            <Sidebar />
            <main class="page" id="page" tabindex="-1"><NotSavedBanner />{shown}</main>
        </div>
        <Show when=move || studio.dialog.with(Option::is_none)><Notices /></Show>
        {move || studio.dialog.get().map(|dialog| match dialog {
            Dialog::Palette => view! { <Palette /> }.into_any(),
            Dialog::Import => Part::Import.view(),
            Dialog::Balance => Part::Balance.view(),
            Dialog::Alternatives(kind) => Part::Alternatives(kind).view(),
            Dialog::NewScenario(from) => view! { <dialogs::NewScenario from=from /> }.into_any(),
            Dialog::RenameScenario(scenario) => view! { <dialogs::RenameScenario scenario=scenario /> }.into_any(),
            Dialog::EditTerritory(territory) => Part::EditTerritory(territory).view(),
            Dialog::Churn(kind, territory) => Part::Churn(kind, territory).view(),
            Dialog::EditAccount(account) => Part::EditAccount(account).view(),
            Dialog::AddAccount => Part::AddAccount.view(),
            Dialog::Explain(explanation) => view! { <dialogs::Explain explanation=explanation /> }.into_any(),
            Dialog::Keys => view! { <dialogs::KeysDialog /> }.into_any(),
        })}
    }
}
