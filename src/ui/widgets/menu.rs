//! A button that opens a list of actions, operable by mouse and by keyboard (WAI-ARIA menu button pattern).

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::menu_keys::MenuKeys;

/// A menu button. The children are its items; a click on one closes the list.
#[component]
pub fn Menu(
    /// What the button shows.
    button: ViewFn,
    /// The button's name for those who do not see it.
    #[prop(into)]
    label: String,
    /// The button's class.
    #[prop(optional, into)]
    class: String,
    /// Opens towards the end from the button's start edge instead of from its end edge.
    #[prop(optional)]
    from_start: bool,
    /// Opens upwards.
    #[prop(optional)]
    upwards: bool,
    /// The items; rendered when the list opens.
    children: ChildrenFn,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let root = NodeRef::<html::Div>::new();
    let opener = NodeRef::<html::Button>::new();
    let children = StoredValue::new(children);
    let keys = MenuKeys::new(root);
    let close = move || {
        is_open.set(false);
        if let Some(opener) = opener.get_untracked() {
            let _ = opener.focus();
        }
    };
    let outside = window_event_listener(ev::pointerdown, move |event| {
        let inside = root
            .get_untracked()
            .zip(event.target())
            .is_some_and(|(root, target)| target.dyn_ref::<web_sys::Node>().is_some_and(|target| root.contains(Some(target))));
        if !inside && is_open.get_untracked() {
            is_open.set(false);
        }
    });
    on_cleanup(move || outside.remove());
    Effect::new(move |_| {
        if is_open.get() {
            request_animation_frame(move || keys.focus_first());
        }
    });
    let on_key = move |event: ev::KeyboardEvent| {
        if !is_open.get_untracked() {
            return;
        }
        match event.key().as_str() {
            "Escape" => {
                event.stop_propagation();
                event.prevent_default();
                close();
            }
            "Tab" => is_open.set(false),
            _ => keys.on_key(&event),
        }
    };
    view! {
        <div class="menu" node_ref=root on:keydown=on_key>
            <button
                type="button"
                class=class
                node_ref=opener
                aria-haspopup="menu"
                aria-expanded=move || is_open.get().to_string()
                aria-label=label.clone()
                title=label
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                {button.run()}
            </button>
            <Show when=move || is_open.get()>
                <div class="menu-list" class:from-start=from_start class:upwards=upwards role="menu" on:click=move |_| close()>
                    {children.with_value(|children| children())}
                </div>
            </Show>
        </div>
    }
}

/// One action of a [`Menu`].
#[component]
pub fn MenuItem(
    /// What it does.
    on_choose: Callback<()>,
    /// Whether it cannot be chosen now.
    #[prop(optional)]
    is_disabled: bool,
    /// Whether it is the present choice.
    #[prop(optional)]
    is_current: bool,
    /// Whether it has the focus first where a list asks for it.
    #[prop(optional)]
    is_target: bool,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            role="menuitem"
            data-is-target=is_target.then_some("true")
            class="menu-item"
            tabindex="-1"
            disabled=is_disabled
            aria-current=is_current.then_some("true")
            on:click=move |_| on_choose.run(())
        >
            {children()}
        </button>
    }
}
