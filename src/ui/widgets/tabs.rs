//! A list of tabs: one of them is in the order of the Tab key, arrow keys, Home and End move along (WAI-ARIA tabs
//! pattern).

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Tabs over one panel, which carries the identity `<name>-panel`, `role="tabpanel"` and is labelled by
/// [`tab_id`].
#[component]
pub fn Tabs<T: Copy + PartialEq + Send + Sync + 'static>(
    /// What the identities of the tabs and of the panel begin with.
    name: &'static str,
    /// What the tabs choose among, for those who do not see them.
    #[prop(into)]
    label: String,
    /// The tabs with their words.
    tabs: Vec<(T, String)>,
    /// The one in sight.
    current: RwSignal<T>,
) -> impl IntoView {
    let values: Vec<T> = tabs.iter().map(|(value, _)| *value).collect();
    let on_key = move |event: KeyboardEvent| {
        let at = current.with_untracked(|current| values.iter().position(|value| value == current)).unwrap_or(0);
        let Some(next) = next_of(&event.key(), at, values.len(), is_right_to_left()) else { return };
        event.prevent_default();
        current.set(values[next]);
        let tab = document().get_element_by_id(&tab_id(name, next));
        if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok()) {
            // A tab that cannot be focused leaves the focus where it is.
            let _ = tab.focus();
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label on:keydown=on_key>
            {tabs.into_iter().enumerate().map(|(index, (value, words))| view! {
                <button
                    type="button"
                    role="tab"
                    id=tab_id(name, index)
                    aria-controls=format!("{name}-panel")
                    aria-selected=move || (current.get() == value).to_string()
                    tabindex=move || if current.get() == value { "0" } else { "-1" }
                    on:click=move |_| current.set(value)
                >
                    {words}
                </button>
            }).collect_view()}
        </div>
    }
}

/// The identity of a tab.
pub fn tab_id(name: &str, index: usize) -> String {
    format!("{name}-tab-{index}")
}

fn is_right_to_left() -> bool {
    document().document_element().is_some_and(|root| root.get_attribute("dir").as_deref() == Some("rtl"))
}

/// Where a key leads from one of so many tabs; none for a key that leads nowhere.
fn next_of(key: &str, at: usize, count: usize, is_right_to_left: bool) -> Option<usize> {
    let count = count.max(1);
    let (onwards, back) = ((at + 1) % count, (at + count - 1) % count);
    match key {
        "Home" => Some(0),
        "End" => Some(count - 1),
        "ArrowRight" => Some(if is_right_to_left { back } else { onwards }),
        "ArrowLeft" => Some(if is_right_to_left { onwards } else { back }),
        _ => None,
    }
}
