//! What may follow a change in a task of its own, so that keys and clicks get in between: the next frame shows the
//! change, and what is reckoned from it comes afterwards.

use std::time::Duration;

use leptos::prelude::*;

/// Does something in a task of its own, when the browser has had its turn.
pub fn after_this_task(what: impl FnOnce() + 'static) {
    set_timeout(what, Duration::ZERO);
}

/// Follows a value once the next frame is drawn; several changes until then are followed once. `None` until the first.
pub fn later<T: Clone + PartialEq + Send + Sync + 'static>(source: Memo<T>) -> Signal<Option<T>> {
    let held = RwSignal::new(None);
    let is_due = StoredValue::new(false);
    Effect::new(move |_| {
        source.track();
        if !is_due.get_value() {
            is_due.set_value(true);
            let follow = move || {
                // What follows may have left the screen since.
                if is_due.try_set_value(false).is_none() {
                    held.set(Some(source.get_untracked()));
                }
            };
            // The frame's own work comes first, and its drawing before any later task.
            request_animation_frame(move || after_this_task(follow));
        }
    });
    held.into()
}
