//! Small dialogs that belong to no page: names of scenarios, where a figure comes from, the list of keys.

use leptos::prelude::*;

use crate::document::Command;
use crate::domain::ScenarioId;
use crate::locale::Text;
use crate::locale::words::shell as words;
use crate::ui::actions::ACTIONS;
use crate::ui::studio::{Explanation, Studio};
use crate::ui::widgets::dialog::ModalDialog;
use crate::ui::widgets::name_dialog::NameDialog;

/// Branches a scenario.
#[component]
pub fn NewScenario(
    /// What it branches from.
    from: ScenarioId,
) -> impl IntoView {
    let studio = Studio::get();
    let proposed = studio.plan.with_untracked(|plan| {
        let count = plan.as_ref().map_or(0, |plan| plan.scenarios.len());
        studio.fill(words::SCENARIO_DEFAULT_NAME, &[("number", &studio.numbers().count(count))])
    });
    let on_name = Callback::new(move |name: String| {
        studio.branch(name, from);
    });
    view! { <NameDialog title=studio.say(words::NEW_SCENARIO) label=studio.say(words::SCENARIO_NAME) name=proposed button=studio.say(words::CREATE) on_name=on_name on_close=Callback::new(move |()| studio.dialog.set(None)) /> }
}

/// Names a scenario.
#[component]
pub fn RenameScenario(
    /// Which.
    scenario: ScenarioId,
) -> impl IntoView {
    let studio = Studio::get();
    let name = studio.plan.with_untracked(|plan| {
        plan.as_ref().and_then(|plan| plan.scenario(scenario)).map(|scenario| scenario.name.clone()).unwrap_or_default()
    });
    let on_name = Callback::new(move |name: String| {
        studio.run(Command::RenameScenario { scenario, name });
    });
    view! { <NameDialog title=studio.say(words::RENAME_SCENARIO) label=studio.say(words::SCENARIO_NAME) name=name button=studio.say(words::SAVE) on_name=on_name on_close=Callback::new(move |()| studio.dialog.set(None)) /> }
}

/// Says where a figure comes from.
#[component]
pub fn Explain(
    /// The words.
    explanation: Explanation,
) -> impl IntoView {
    let studio = Studio::get();
    view! {
        <ModalDialog title=explanation.title on_close=Callback::new(move |()| studio.dialog.set(None))>
            <div class="dialog-body">
                {explanation.paragraphs.into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
            </div>
        </ModalDialog>
    }
}

/// What the keys do on the map, which has them to itself while it has the focus.
static MAP_KEYS: [(Text, &str); 12] = [
    (words::MAP_GO, "← ↑ → ↓"),
    (words::MAP_EXTEND, "Shift+← ↑ → ↓"),
    (words::MAP_SELECT, "Enter"),
    (words::MAP_ALL, "Ctrl+A"),
    (words::MAP_CLEAR, "Esc"),
    (words::MAP_MENU, "M"),
    (words::MAP_TARGET, "[ ]"),
    (words::MAP_ASSIGN, "Ctrl+Enter"),
    (words::MAP_EDIT, "E"),
    (words::MAP_PAN, "Alt+← ↑ → ↓"),
    (words::MAP_ZOOM, "+ −"),
    (words::MAP_FIT, "0"),
];

/// The keys that do something: anywhere, and on the map.
#[component]
pub fn KeysDialog() -> impl IntoView {
    let studio = Studio::get();
    let anywhere = ACTIONS.iter().filter_map(|action| Some((action.text, action.keys?.label())));
    let on_map = MAP_KEYS.iter().map(|(text, keys)| (*text, (*keys).to_owned()));
    let row = move |(text, keys): (Text, String)| {
        view! { <tr><th scope="row">{studio.say(text)}</th><td><kbd dir="ltr">{keys}</kbd></td></tr> }
    };
    view! {
        <ModalDialog title=studio.say(words::KEYS) on_close=Callback::new(move |()| studio.dialog.set(None))>
            <div class="dialog-body">
                <table class="plain-table keys-table">
                    <tbody>
                        {anywhere.map(row).collect_view()}
                    </tbody>
                </table>
                <h3 id="keys-on-map">{studio.say(words::MAP_KEYS)}</h3>
                <table class="plain-table keys-table" aria-labelledby="keys-on-map">
                    <tbody>
                        {on_map.map(row).collect_view()}
                    </tbody>
                </table>
                <p><a href=crate::ui::route::Route::Method.address() on:click=move |_| studio.dialog.set(None)>{studio.say(crate::locale::words::method::OPEN_LONG)}</a></p>
            </div>
        </ModalDialog>
    }
}
