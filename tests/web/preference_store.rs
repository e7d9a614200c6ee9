//! Preferences in local storage.

use qalamro::browser::preference_store;
use qalamro::keeping::preferences::PREFERENCES_KEY;
use qalamro::keeping::{Preferences, Theme};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn preferences_are_stored_and_forgotten() {
    let preferences = Preferences { theme: Theme::Dark, ..Preferences::default() };
    assert!(preference_store::save(&preferences));
    assert_eq!(preference_store::load(), preferences);

    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    storage.set_item(PREFERENCES_KEY, "{{not json").unwrap();
    assert_eq!(preference_store::load(), Preferences::default());

    preference_store::forget();
    assert_eq!(storage.get_item(PREFERENCES_KEY).unwrap(), None);
}
