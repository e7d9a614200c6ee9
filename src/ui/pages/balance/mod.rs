//! Balancing: what the user wishes, the run in the worker with the best so far, and its result, which becomes
//! one undoable step.

mod beside;
mod measures;
pub mod phrases;
mod result;
mod run;
mod shares;
mod wishes;

use leptos::prelude::*;

use crate::locale::words::territories as words;
use crate::ui::studio::Studio;
use crate::ui::widgets::dialog::ModalDialog;
use run::{Run, Stage};

/// The dialog.
#[component]
pub fn BalanceDialog() -> impl IntoView {
    let studio = Studio::get();
    let run = Run::new(studio);
    on_cleanup(move || run.discard());
    let close = move || {
        run.discard();
        studio.dialog.set(None);
    };
    let stage_kind = Memo::new(move |_| run.stage.with(std::mem::discriminant));
    view! {
        <ModalDialog title=studio.say(words::BALANCE_TITLE) on_close=Callback::new(move |()| close())>
            {move || {
                stage_kind.get();
                match run.stage.get_untracked() {
                    Stage::Wishes => view! { <wishes::Wishes run=run /> }.into_any(),
                    Stage::Running => view! { <result::Running run=run /> }.into_any(),
                    Stage::Done(outcome) => view! { <result::Done run=run outcome=outcome /> }.into_any(),
                    Stage::Failed(why) => view! { <result::Failed run=run why=why /> }.into_any(),
                }
            }}
        </ModalDialog>
    }
}
