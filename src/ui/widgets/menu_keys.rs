//! The keys that lead through the items of an open list (WAI-ARIA menu pattern): arrows, Home and End, and the first letters
//! of an item. Opening, closing and choosing are the list's own.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, Node};

use crate::locale::text::fold;

/// Letters typed within this time of each other are read as one word, in milliseconds.
const TYPING_PAUSE_MS: f64 = 800.0;

/// The keyboard in the items within an element.
#[derive(Clone, Copy)]
pub struct MenuKeys {
    root: NodeRef<html::Div>,
    typed: StoredValue<Typed>,
}

impl MenuKeys {
    /// For the items (`role=menuitem…`) within `root`.
    pub fn new(root: NodeRef<html::Div>) -> Self {
        Self { root, typed: StoredValue::new(Typed::default()) }
    }

    /// Gives the focus to the field by which the items are searched, else to the item that the list points at, else to the
    /// first.
    pub fn focus_first(self) {
        let Some(root) = self.root.try_get_untracked().flatten() else { return };
        let found = ["input[type='search']", "[data-is-target]"]
            .into_iter()
            .find_map(|selector| root.query_selector(selector).ok().flatten()?.dyn_into::<HtmlElement>().ok());
        match found {
            Some(found) => focus(&found),
            None => self.focus_at(0),
        }
    }

    /// Moves the focus if the key says so; the key then does nothing else.
    pub fn on_key(self, event: &ev::KeyboardEvent) {
        let is_in_field = event.target().is_some_and(|target| target.dyn_ref::<HtmlInputElement>().is_some());
        match event.key().as_str() {
            "ArrowDown" => self.step(1),
            "ArrowUp" => self.step(-1),
            // In a field these move within what is typed, and letters type.
            "Home" | "End" if is_in_field => return event.stop_propagation(),
            _ if is_in_field => return,
            "Home" => self.focus_at(0),
            "End" => self.focus_at(-1),
            _ if !self.type_letter(event) => return,
            _ => {}
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// Whether the key typed a letter of an item's name.
    fn type_letter(self, event: &ev::KeyboardEvent) -> bool {
        let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
        let Some(letter) = one_letter(&event.key()).filter(|_| !has_modifier) else { return false };
        let now_ms = event.time_stamp();
        // A space within a name is typed; one alone presses the item.
        if letter == ' ' && !self.typed.with_value(|typed| typed.is_running(now_ms)) {
            return false;
        }
        let wanted = self.typed.try_update_value(|typed| fold(typed.add(letter, now_ms))).unwrap_or_default();
        let is_meant = |item: &&HtmlElement| fold(&item.text_content().unwrap_or_default()).starts_with(wanted.as_str());
        if let Some(item) = self.items().iter().find(is_meant) {
            focus(item);
        }
        true
    }

    /// The items that can be chosen.
    fn items(self) -> Vec<HtmlElement> {
        let found = self.root.try_get_untracked().flatten();
        let found = found.and_then(|root| root.query_selector_all("[role^='menuitem']:not(:disabled)").ok());
        found.map_or_else(Vec::new, |found| (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect())
    }

    /// Gives the focus to the item at a place, from the end when that is negative.
    fn focus_at(self, place: i32) {
        let items = self.items();
        if !items.is_empty() {
            focus(&items[place.rem_euclid(items.len() as i32) as usize]);
        }
    }

    /// Moves the focus among the items: 1 to the next, -1 to the one before; from a field above them to the first or last.
    fn step(self, step: i32) {
        let focused = document().active_element();
        let is_focused = |item: &HtmlElement| focused.as_ref().is_some_and(|focused| item.is_same_node(Some(focused as &Node)));
        match self.items().iter().position(is_focused) {
            Some(at) => self.focus_at(at as i32 + step),
            None => self.focus_at(if step < 0 { -1 } else { 0 }),
        }
    }
}

/// What is being typed to reach an item.
#[derive(Default)]
struct Typed {
    text: String,
    last_ms: f64,
}

impl Typed {
    /// Whether a letter typed now continues the word.
    fn is_running(&self, now_ms: f64) -> bool {
        !self.text.is_empty() && now_ms - self.last_ms <= TYPING_PAUSE_MS
    }

    fn add(&mut self, letter: char, now_ms: f64) -> &str {
        if !self.is_running(now_ms) {
            self.text.clear();
        }
        self.text.push(letter);
        self.last_ms = now_ms;
        &self.text
    }
}

/// The letter of a key that types one.
fn one_letter(key: &str) -> Option<char> {
    let mut letters = key.chars();
    letters.next().filter(|_| letters.next().is_none())
}

fn focus(element: &HtmlElement) {
    // Fails only for an element that is gone.
    let _ = element.focus();
}
