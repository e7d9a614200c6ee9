//! Short messages in a corner of the page, or of the dialog that is open. What was done leaves by itself, but not while a
//! pointer or the focus is on it; what went wrong stays until it is dismissed.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::clock::now_milliseconds;
use crate::locale::words::shell as words;
use crate::ui::studio::{NoticeKind, Studio};
use crate::ui::widgets::icon::{self, Icon};

/// How long a message of what was done stays, milliseconds.
const DONE_STAYS: f64 = 6_000.0;
/// How long one stays that offers something to do, milliseconds.
const OFFER_STAYS: f64 = 30_000.0;

/// The messages.
#[component]
pub fn Notices() -> impl IntoView {
    let studio = Studio::get();
    let (has_pointer, has_focus) = (RwSignal::new(false), RwSignal::new(false));
    let dismiss = move |number: u64| {
        studio.notices.update(|notices| notices.retain(|notice| notice.number != number));
        // What was under the pointer or had the focus is gone, and nothing tells so.
        for held in [has_pointer, has_focus] {
            if held.try_get_untracked() == Some(true) {
                held.set(false);
            }
        }
    };
    view! {
        <div
            class="notices"
            role="status"
            aria-live="polite"
            on:pointerenter=move |_| has_pointer.set(true)
            on:pointerleave=move |_| has_pointer.set(false)
            on:focusin=move |_| has_focus.set(true)
            on:focusout=move |_| has_focus.set(false)
        >
            <For each=move || studio.notices.get() key=|notice| notice.number let:notice>
                {
                    let number = notice.number;
                    let is_error = notice.kind == NoticeKind::Error;
                    let stays = if notice.more.is_some() { OFFER_STAYS } else { DONE_STAYS };
                    let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
                    let stop = move || {
                        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
                            timer.clear();
                        }
                    };
                    // Messages are built anew in each dialog, and their time goes on; it begins anew when they are let go.
                    let since = StoredValue::new(notice.since);
                    Effect::new(move |was_held: Option<bool>| {
                        stop();
                        let is_held = has_pointer.get() || has_focus.get();
                        let now = now_milliseconds();
                        if was_held == Some(true) {
                            since.set_value(now);
                            studio.notices.update_untracked(|notices| {
                                notices.iter_mut().filter(|known| known.number == number).for_each(|known| known.since = now);
                            });
                        }
                        if !is_error && !is_held {
                            let left = (since.get_value() + stays - now).clamp(0.0, stays);
                            timer.set_value(set_timeout_with_handle(move || dismiss(number), Duration::from_millis(left as u64)).ok());
                        }
                        is_held
                    });
                    on_cleanup(stop);
                    let more = notice.more.as_ref().map(|more| view! { <span class="notice-more" on:click=move |_| dismiss(number)>{more.run()}</span> });
                    view! {
                        <div class="notice" class:error=is_error>
                            <Icon path=if is_error { icon::WARNING } else { icon::DONE } />
                            <span class="grow">{notice.words.clone()}{more}</span>
                            <button type="button" class="icon-button" aria-label=studio.say(words::DISMISS) on:click=move |_| dismiss(number)>
                                <Icon path=icon::CLOSE />
                            </button>
                        </div>
                    }
                }
            </For>
        </div>
    }
}
