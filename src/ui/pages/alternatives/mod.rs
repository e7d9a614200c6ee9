//! Designs to choose from: three proposals side by side, what change of hands buys, and the best of a longer search.
//! Each is searched for in workers and enters the plan as one step, or not at all.

mod crew;
mod curve;
mod explained;
mod search;
mod side_by_side;

use leptos::prelude::*;

use crate::document::SharedOut;
use crate::locale::words::alternatives as words;
use crate::locale::words::shell;
use crate::ui::map::bring_areas;
use crate::ui::studio::{AlternativesKind, Studio};
use crate::ui::widgets::dialog::ModalDialog;
use crew::{Crew, Standing};
use search::{Asked, Outcome, Refusal, Search};

/// The dialog.
#[component]
pub fn AlternativesDialog(
    /// Which designs.
    kind: AlternativesKind,
) -> impl IntoView {
    let studio = Studio::get();
    let search = Search::new(studio, kind);
    on_cleanup(move || search.crew.discard());
    let close = move || studio.dialog.set(None);
    let (title, why) = match kind {
        AlternativesKind::Proposals => (words::PROPOSALS, words::PROPOSALS_WHY),
        AlternativesKind::Curve => (words::CURVE, words::CURVE_WHY),
        AlternativesKind::Longer => (words::LONGER, words::LONGER_WHY),
    };
    start_with_map(search);
    let outcome = Memo::new(move |_| {
        let (asked, brought) = (search.asked.get()?, search.crew.brought.get()?);
        let outcome = search.outcome(&asked, &brought);
        Some((asked, outcome))
    });
    let body = move || {
        if let Some(why) = search.refusal.get() {
            let adopt = move |_| {
                studio.adopt_scenario();
                search.start();
            };
            return view! {
                <div class="notice warning" role="alert">
                    <span class="grow">{studio.say(why.text())}</span>
                    {(why == Refusal::NoToday { can_adopt: true }).then(|| view! {
                        <button type="button" class="button" on:click=adopt>{studio.say(shell::ADOPT_SCENARIO)}</button>
                    })}
                </div>
            }
            .into_any();
        }
        match outcome.get() {
            Some((asked, outcome)) => view! { <Done search=search asked=asked outcome=outcome /> }.into_any(),
            None => view! { <Running search=search /> }.into_any(),
        }
    };
    let is_running = move || search.refusal.with(Option::is_none) && outcome.with(Option::is_none);
    view! {
        <ModalDialog title=studio.say(title) is_wide=true on_close=Callback::new(move |()| close())>
            <div class="dialog-body designs">
                <p class="dim">{studio.say(why)}</p>
                {body}
            </div>
            <div class="dialog-foot">
                <button type="button" class="button" on:click=move |_| close()>
                    {move || studio.say(if is_running() { shell::CANCEL } else { shell::CLOSE })}
                </button>
                <Show when=is_running>
                    <button type="button" class="button main" on:click=move |_| search.crew.finish()>{studio.say(words::STOP)}</button>
                </Show>
                <Show when=move || outcome.with(Option::is_some)>
                    <button type="button" class="button" on:click=move |_| search.start()>{studio.say(words::AGAIN)}</button>
                </Show>
            </div>
        </ModalDialog>
    }
}

/// Begins the search; where areas are shared out, once their map is there.
fn start_with_map(search: Search) {
    let studio = search.studio;
    let shares_out_areas = studio
        .scenario
        .with_untracked(|scenario| scenario.as_ref().is_some_and(|scenario| scenario.design.wishes.shared_out == SharedOut::Areas));
    if !shares_out_areas || studio.area_map.with_untracked(Option::is_some) {
        return search.start();
    }
    bring_areas(studio);
    Effect::new(move |has_started: Option<bool>| {
        let has_map = studio.area_map.with(Option::is_some);
        if has_map && has_started == Some(false) {
            untrack(|| search.start());
        }
        has_map
    });
}

/// The searches under way, each with how far it is and its best so far.
#[component]
fn Running(search: Search) -> impl IntoView {
    let studio = search.studio;
    let numbers = studio.numbers();
    let standings = search.crew.standings;
    let count = Memo::new(move |_| standings.with(Vec::len));
    let told = move || {
        let done = standings.with(|standings| standings.iter().filter(|standing| **standing == Standing::Ended).count());
        studio.fill(words::DONE_OF, &[("done", &numbers.count(done)), ("all", &numbers.count(count.get()))])
    };
    // Told anew only when a search ends, not with each step of one.
    let told = Memo::new(move |_| told());
    view! {
        <p role="status">{told}</p>
        <ul class="trials">
            <For each=move || 0..count.get() key=|trial| *trial let:trial>
                <TrialRow search=search trial=trial />
            </For>
        </ul>
    }
}

#[component]
fn TrialRow(search: Search, trial: usize) -> impl IntoView {
    let studio = search.studio;
    let name = search.asked.with_untracked(|asked| asked.as_ref().map(|asked| search.trial_name(asked, trial))).unwrap_or_default();
    let standing = Memo::new(move |_| search.crew.standings.with(|standings| standings.get(trial).cloned().unwrap_or(Standing::Waiting)));
    let share = move || standing.with(Crew::share_of);
    let told = move || match standing.get() {
        Standing::Waiting => studio.say(words::WAITING).to_owned(),
        Standing::Ended => studio.say(words::ENDED).to_owned(),
        Standing::Running(None) => String::new(),
        Standing::Running(Some(progress)) => {
            let deviation = studio.numbers().percent(progress.worst_deviation, 1);
            let km = studio.numbers().decimal(progress.dispersion_km, 1);
            studio.fill(words::SO_FAR, &[("deviation", &deviation), ("km", &km)])
        }
    };
    view! {
        <li class="trial">
            <span class="trial-name">{name.clone()}</span>
            <div class="progress" role="progressbar" aria-label=name aria-valuemin="0" aria-valuemax="100" aria-valuenow=move || format!("{:.0}", share() * 100.0)>
                <span style:inline-size=move || format!("{:.1}%", share() * 100.0)></span>
            </div>
            <span class="dim small trial-told">{told}</span>
        </li>
    }
}

/// What was found.
#[component]
fn Done(search: Search, asked: Asked, outcome: Outcome) -> impl IntoView {
    let studio = search.studio;
    if let Some(failure) = outcome.failure {
        return view! { <div class="notice error" role="alert"><span class="grow">{failure}</span></div> }.into_any();
    }
    let today = (!Search::may_use(&asked)).then(|| view! { <p class="small dim">{studio.say(words::TODAY_STAYS)}</p> });
    let notes = outcome.notes.into_iter().map(|note| view! { <p role="status">{note}</p> }).collect_view();
    let designs = outcome.designs;
    let shown = match search.kind {
        AlternativesKind::Curve => view! { <curve::Curve search=search asked=asked designs=designs /> }.into_any(),
        AlternativesKind::Proposals => view! {
            <side_by_side::SideBySide search=search asked=asked.clone() designs=designs.clone() />
            <curve::Tradeoff asked=asked designs=designs />
        }
        .into_any(),
        AlternativesKind::Longer => view! { <side_by_side::SideBySide search=search asked=asked designs=designs /> }.into_any(),
    };
    view! {
        {notes}
        {today}
        {shown}
    }
    .into_any()
}
