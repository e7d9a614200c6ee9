//! The banner over the page while the plan cannot be saved: why, and what can be done. It goes by itself when
//! saving succeeds again.

use leptos::prelude::*;

use crate::keeping::{NotSaved, SaveState};
use crate::locale::words::shell as words;
use crate::port::store::StoreError;
use crate::ui::phrases;
use crate::ui::session;
use crate::ui::studio::Studio;
use crate::ui::widgets::icon::{self, Icon};

/// The banner.
#[component]
pub fn NotSavedBanner() -> impl IntoView {
    let studio = Studio::get();
    let reason = Memo::new(move |_| match studio.session.save_state.get() {
        SaveState::NotSaved { reason } if studio.plan.with(Option::is_some) => Some(reason),
        _ => None,
    });
    view! {
        {move || reason.get().map(|reason| {
            let words_told = studio.fill(words::NOT_SAVED_WHY, &[("why", &phrases::not_saved(&studio, &reason))]);
            let can_be_forced = matches!(reason, NotSaved::Store(StoreError::Overtaken { .. } | StoreError::Missing));
            view! {
                <div class="banner notice error" role="alert">
                    <Icon path=icon::WARNING />
                    <span class="grow">{words_told}</span>
                    <span class="row">
                        {can_be_forced.then(|| view! {
                            <button type="button" class="button small" on:click=move |_| session::save_anyway(studio)>{studio.say(words::SAVE_ANYWAY)}</button>
                        })}
                        <button type="button" class="button small" on:click=move |_| session::save_to_file(&studio)>{studio.say(words::SAVE_TO_FILE)}</button>
                    </span>
                </div>
            }
        })}
    }
}
