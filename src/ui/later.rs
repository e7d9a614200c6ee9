//! What may follow a change in a task of its own, so that keys and clicks get in between: the page shows the change
//! first, and what is reckoned from it afterwards.

use std::time::Duration;

use leptos::prelude::*;

/// Follows a value one task later; several changes within a task are followed once. `None` until the first.
pub fn later<T: Clone + PartialEq + Send + Sync + 'static>(source: Memo<T>) -> Signal<Option<T>> {
    let held = RwSignal::new(None);
    let is_due = StoredValue::new(false);
    Effect::new(move |_| {
        source.track();
        if !is_due.get_value() {
            is_due.set_value(true);
            set_timeout(
                move || {
                    // What follows may have left the screen since.
                    if is_due.try_set_value(false).is_none() {
                        held.set(Some(source.get_untracked()));
                    }
                },
                Duration::ZERO,
            );
        }
    });
    held.into()
}
