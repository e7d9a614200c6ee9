//! One table of what a person can do anywhere in the app. It feeds the keys, the palette and the list of keys;
//! buttons that do the same call the same action.

use super::route::Route;
use super::studio::{AlternativesKind, ChurnKind, Dialog, Studio};
use crate::locale::words::shell as words;
use crate::locale::words::{alternatives, churn, customers, method, pay, quotas, sheet, territories};
use crate::locale::{Language, Text};

/// A key with what is held down with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keys {
    /// The value of the event's `code` for letters, so that a Persian keyboard layout works as well, else of its `key`.
    pub key: &'static str,
    /// Ctrl, or Command on a Mac.
    pub with_control: bool,
    /// Shift.
    pub with_shift: bool,
}

/// Something a person can do.
pub struct Action {
    /// Its name.
    pub text: Text,
    /// Other words it is looked for by.
    pub also: &'static str,
    /// Its keys, if any.
    pub keys: Option<Keys>,
    /// Whether it can be done now.
    pub is_available: fn(&Studio) -> bool,
    /// Does it.
    pub run: fn(&Studio),
}

const fn control(key: &'static str) -> Option<Keys> {
    Some(Keys { key, with_control: true, with_shift: false })
}

fn has_plan(studio: &Studio) -> bool {
    use leptos::prelude::WithUntracked;
    studio.document.with_untracked(Option::is_some)
}

fn is_branch(studio: &Studio) -> bool {
    use leptos::prelude::GetUntracked;
    has_plan(studio) && studio.scenario_id.get_untracked() != crate::domain::ScenarioId::TODAY
}

fn has_territories(studio: &Studio) -> bool {
    use leptos::prelude::WithUntracked;
    studio.scenario.with_untracked(|scenario| scenario.as_ref().is_some_and(|scenario| !scenario.territories.is_empty()))
}

fn has_two_territories(studio: &Studio) -> bool {
    use leptos::prelude::WithUntracked;
    studio.scenario.with_untracked(|scenario| scenario.as_ref().is_some_and(|scenario| scenario.territories.len() > 1))
}

const fn control_shift(key: &'static str) -> Option<Keys> {
    Some(Keys { key, with_control: true, with_shift: true })
}

fn always(_: &Studio) -> bool {
    true
}

/// The actions, in the order of the palette.
pub static ACTIONS: &[Action] = &[
    Action {
        text: words::SEARCH_OR_COMMAND,
        also: "palette",
        keys: control("KeyK"),
        is_available: always,
        run: |studio| studio.open(Dialog::Palette),
    },
    Action { text: words::UNDO, also: "undo", keys: control("KeyZ"), is_available: Studio::can_undo, run: Studio::undo },
    Action {
        text: words::REDO,
        also: "redo",
        keys: Some(Keys { key: "KeyZ", with_control: true, with_shift: true }),
        is_available: Studio::can_redo,
        run: Studio::redo,
    },
    Action { text: words::REDO, also: "redo", keys: control("KeyY"), is_available: Studio::can_redo, run: Studio::redo },
    Action {
        text: territories::BALANCE,
        also: "balance optimise توازن",
        keys: control("KeyB"),
        is_available: has_plan,
        run: |studio| studio.open(Dialog::Balance),
    },
    Action {
        text: alternatives::PROPOSALS,
        also: "three proposals alternatives side by side گزینه",
        keys: control_shift("KeyG"),
        is_available: has_two_territories,
        run: |studio| studio.open(Dialog::Alternatives(AlternativesKind::Proposals)),
    },
    Action {
        text: alternatives::CURVE,
        also: "disruption curve limit trade-off هزینه منحنی",
        keys: None,
        is_available: has_two_territories,
        run: |studio| studio.open(Dialog::Alternatives(AlternativesKind::Curve)),
    },
    Action {
        text: alternatives::LONGER,
        also: "search longer deeper run seeds بیشتر",
        keys: None,
        is_available: has_two_territories,
        run: |studio| studio.open(Dialog::Alternatives(AlternativesKind::Longer)),
    },
    Action {
        text: customers::IMPORT,
        also: "import csv xlsx excel ورود",
        keys: control("KeyI"),
        is_available: has_plan,
        run: |studio| studio.open(Dialog::Import),
    },
    Action {
        text: customers::ADD,
        also: "add new customer account افزودن",
        keys: None,
        is_available: has_plan,
        run: |studio| studio.open(Dialog::AddAccount),
    },
    Action { text: words::NEW_SCENARIO, also: "branch scenario", keys: None, is_available: has_plan, run: Studio::ask_new_scenario },
    Action { text: words::RENAME_SCENARIO, also: "rename", keys: None, is_available: is_branch, run: Studio::ask_rename_scenario },
    Action { text: words::REMOVE_SCENARIO, also: "delete remove", keys: None, is_available: is_branch, run: Studio::remove_scenario },
    Action { text: words::ADOPT_SCENARIO, also: "adopt apply", keys: None, is_available: is_branch, run: Studio::adopt_scenario },
    Action {
        text: words::SAVE_TO_FILE,
        also: "save download file",
        keys: control("KeyS"),
        is_available: has_plan,
        run: super::session::save_to_file,
    },
    Action {
        text: words::OPEN_FILE,
        also: "open load file",
        keys: control("KeyO"),
        is_available: always,
        run: super::session::opening::open_file,
    },
    Action { text: words::PLAN, also: "plan team settings", keys: None, is_available: has_plan, run: |studio| studio.go(Route::Plan) },
    Action {
        text: words::CUSTOMERS,
        also: "customers accounts",
        keys: None,
        is_available: has_plan,
        run: |studio| studio.go(Route::Customers),
    },
    Action {
        text: words::TERRITORIES,
        also: "territories map",
        keys: None,
        is_available: has_plan,
        run: |studio| studio.go(Route::Territories),
    },
    Action {
        text: quotas::PAGE,
        also: "quotas targets سهمیه تارگت",
        keys: None,
        is_available: has_plan,
        run: |studio| studio.go(Route::Quotas),
    },
    Action {
        text: pay::PAGE,
        also: "pay commission compensation statements پرداخت صورت‌حساب کمیسیون",
        keys: None,
        is_available: has_plan,
        run: |studio| studio.go(Route::Pay),
    },
    Action { text: words::COMPARE, also: "compare scenarios", keys: None, is_available: has_plan, run: |studio| studio.go(Route::Compare) },
    Action {
        text: churn::LEAVE,
        also: "seller leaves dissolve vacant churn ترک برچیدن",
        keys: control_shift("KeyL"),
        is_available: has_two_territories,
        run: |studio| studio.open(Dialog::Churn(ChurnKind::Leave, None)),
    },
    Action {
        text: churn::HIRE,
        also: "hire new seller carve استخدام تازه",
        keys: control_shift("KeyH"),
        is_available: has_territories,
        run: |studio| studio.open(Dialog::Churn(ChurnKind::Hire, None)),
    },
    Action {
        text: churn::MERGE,
        also: "merge join unite یکی",
        keys: control_shift("KeyU"),
        is_available: has_two_territories,
        run: |studio| studio.open(Dialog::Churn(ChurnKind::Merge, None)),
    },
    Action {
        text: churn::SPLIT,
        also: "split halve divide نصف تقسیم",
        keys: control_shift("KeyD"),
        is_available: has_territories,
        run: |studio| studio.open(Dialog::Churn(ChurnKind::Split, None)),
    },
    Action {
        text: sheet::ALL_SHEETS,
        also: "territory sheets print seller report برگه گزارش چاپ",
        keys: None,
        is_available: has_territories,
        run: |studio| studio.go(Route::Sheet(None)),
    },
    Action {
        text: method::OPEN_LONG,
        also: "method help definitions sources about راهنما تعریف منابع",
        keys: None,
        is_available: always,
        run: |studio| studio.go(Route::Method),
    },
    Action { text: words::PLANS, also: "plans list new", keys: None, is_available: always, run: |studio| studio.go(Route::Plans) },
    Action {
        text: words::OTHER_LANGUAGE,
        also: "language persian english زبان",
        keys: None,
        is_available: always,
        run: Studio::switch_language,
    },
    Action { text: words::SWITCH_THEME, also: "theme dark light پوسته", keys: None, is_available: always, run: Studio::switch_theme },
    Action {
        text: words::KEYS,
        also: "keyboard shortcuts help میان‌بر",
        keys: Some(Keys { key: "?", with_control: false, with_shift: true }),
        is_available: always,
        run: |studio| studio.open(Dialog::Keys),
    },
];

impl Keys {
    /// Whether an event is of these keys.
    pub fn is_pressed(self, event: &web_sys::KeyboardEvent) -> bool {
        let control = event.ctrl_key() || event.meta_key();
        // The mark stands elsewhere on a Persian keyboard, and is another letter.
        let key = if event.key() == "؟" { "?".to_owned() } else { event.key() };
        (event.code() == self.key || key == self.key)
            && control == self.with_control
            && event.shift_key() == self.with_shift
            && !event.alt_key()
    }

    /// The keys in words.
    pub fn label(self) -> String {
        let mut label = String::new();
        if self.with_control {
            label.push_str("Ctrl+");
        }
        if self.with_shift && self.with_control {
            label.push_str("Shift+");
        }
        label.push_str(self.key.strip_prefix("Key").unwrap_or(self.key));
        label
    }
}

/// Runs the action whose keys were pressed; true if there was one. Keys of a single sign are left to fields
/// that text is typed into, as is undo inside them.
pub fn run_pressed(studio: &Studio, event: &web_sys::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    let in_field = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()).is_some_and(|element| {
        let tag = element.tag_name();
        tag == "TEXTAREA"
            || tag == "SELECT"
            || (tag == "INPUT" && !matches!(element.get_attribute("type").as_deref(), Some("checkbox" | "radio" | "range")))
    });
    let pressed = ACTIONS.iter().find(|action| action.keys.is_some_and(|keys| keys.is_pressed(event)));
    let Some(action) = pressed else { return false };
    let is_typing_key = action.keys.is_some_and(|keys| !keys.with_control || matches!(keys.key, "KeyZ" | "KeyY"));
    if in_field && is_typing_key {
        return false;
    }
    event.prevent_default();
    if (action.is_available)(studio) {
        (action.run)(studio);
    }
    true
}

/// Whether an action is looked for by these words.
pub fn matches(action: &Action, language: Language, folded: &str) -> bool {
    use crate::locale::text::fold;
    folded.split(' ').all(|word| fold(action.text.get(language)).contains(word) || fold(action.also).contains(word))
}
