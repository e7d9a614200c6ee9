//! Short messages in a corner of the page, or of the dialog that is open. They leave by themselves, errors later, and none
//! while a pointer or the focus is on them.

use std::time::Duration;

use leptos::prelude::*;

use crate::locale::words::shell as words;
use crate::ui::studio::{NoticeKind, Studio};
use crate::ui::widgets::icon::{self, Icon};

/// How long a message of what was done stays.
const DONE_STAYS: Duration = Duration::from_secs(6);
/// How long an error stays, and what asks for an answer.
const ERROR_STAYS: Duration = Duration::from_secs(30);

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
                    let stays = if is_error || notice.more.is_some() { ERROR_STAYS } else { DONE_STAYS };
                    let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
                    let stop = move || {
                        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
                            timer.clear();
                        }
                    };
                    Effect::new(move |_| {
                        stop();
                        if !has_pointer.get() && !has_focus.get() {
                            timer.set_value(set_timeout_with_handle(move || dismiss(number), stays).ok());
                        }
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
