//! Preferences in the browser's local storage.

use gloo_storage::{LocalStorage, Storage};

use crate::keeping::Preferences;
use crate::keeping::preferences::PREFERENCES_KEY;

/// Reads the preferences; the defaults where there are none or the browser gives no storage.
pub fn load() -> Preferences {
    let stored = window_storage().and_then(|storage| storage.get_item(PREFERENCES_KEY).ok().flatten());
    stored.map(|stored| Preferences::read(&stored)).unwrap_or_default()
}

/// Stores the preferences. False when the browser refuses; they then hold until the page is closed, and
/// nothing that was planned is lost.
pub fn save(preferences: &Preferences) -> bool {
    window_storage().is_some_and(|storage| storage.set_item(PREFERENCES_KEY, &preferences.write()).is_ok())
}

/// Forgets the preferences.
pub fn forget() {
    if window_storage().is_some() {
        LocalStorage::delete(PREFERENCES_KEY);
    }
}

/// Browsers that block storage throw already at the question.
fn window_storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
