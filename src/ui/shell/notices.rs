//! Short messages over the page. Messages of what was done leave by themselves; errors stay until dismissed.

use std::time::Duration;

use leptos::prelude::*;

use crate::locale::words::shell as words;
use crate::ui::studio::{NoticeKind, Studio};
use crate::ui::widgets::icon::{self, Icon};

/// How long a message of what was done stays.
const DONE_STAYS: Duration = Duration::from_secs(6);

/// The messages.
#[component]
pub fn Notices() -> impl IntoView {
    let studio = Studio::get();
    let dismiss = move |number: u64| studio.notices.update(|notices| notices.retain(|notice| notice.number != number));
    view! {
        <div class="notices" role="status" aria-live="polite">
            <For each=move || studio.notices.get() key=|notice| notice.number let:notice>
                {
                    let number = notice.number;
                    let is_error = notice.kind == NoticeKind::Error;
                    if !is_error {
                        set_timeout(move || dismiss(number), DONE_STAYS);
                    }
                    view! {
                        <div class="notice" class:error=is_error>
                            <Icon path=if is_error { icon::WARNING } else { icon::DONE } />
                            <span class="grow">{notice.words.clone()}</span>
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
