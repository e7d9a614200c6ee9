//! The change log, newest first, by day, with undo and redo.

use leptos::prelude::*;

use super::{ahead, date_format};
use crate::document::log_text::change_text;
use crate::document::overview::log_by_day;
use crate::domain::CivilDate;
use crate::locale::words::plan as words;
use crate::locale::words::shell;
use crate::ui::studio::Studio;
use crate::ui::widgets::icon::{self, Icon};

/// How many entries are shown at first, and how many more each time.
const PAGE: usize = 60;

/// The change log.
#[component]
pub fn LogPart() -> impl IntoView {
    let studio = Studio::get();
    let shown = RwSignal::new(PAGE);
    let log = move || studio.document.with(|document| document.as_ref().map(|document| document.log().clone()).unwrap_or_default());
    let count = move || log().len();
    let days =
        move || {
            let dates = date_format(&studio);
            let day_of = |at: f64| CivilDate::from_unix_milliseconds(dates.calendar, at, ahead(at));
            log_by_day(&log(), shown.get(), day_of).into_iter().map(move |(day, entries)| {
            view! {
                <section class="card" aria-label=dates.long(day)>
                    <div class="card-head"><h2>{dates.long(day)}</h2></div>
                    <ol class="card-body log-list">
                        {entries.into_iter().map(|entry| view! {
                            <li>
                                <time class="dim small">{dates.time_of_day(entry.at_milliseconds, ahead(entry.at_milliseconds))}</time>
                                <span>{match entry.change.read() {
                                    Some(change) => change_text(&change, studio.language.get_untracked()),
                                    None => studio.say(words::UNKNOWN_CHANGE).to_owned(),
                                }}</span>
                            </li>
                        }).collect_view()}
                    </ol>
                </section>
            }
        }).collect_view()
        };
    view! {
        <div class="row">
            <button type="button" class="button small" disabled=move || !studio.can_undo() on:click=move |_| studio.undo()>
                <Icon path=icon::UNDO />{studio.say(shell::UNDO)}
            </button>
            <button type="button" class="button small" disabled=move || !studio.can_redo() on:click=move |_| studio.redo()>
                <Icon path=icon::REDO />{studio.say(shell::REDO)}
            </button>
            <span class="dim small" role="status">
                {move || {
                    let (all, numbers) = (count(), studio.numbers());
                    studio.fill(words::LOG_SHOWN, &[("shown", &numbers.count(shown.get().min(all))), ("all", &numbers.count(all))])
                }}
            </span>
        </div>
        <Show when=move || count() == 0>
            <div class="card empty"><h2>{studio.say(words::NO_CHANGES)}</h2></div>
        </Show>
        {days}
        <Show when=move || shown.get() < count()>
            <div class="row">
                <button type="button" class="button" on:click=move |_| shown.update(|shown| *shown += PAGE)>{studio.say(words::SHOW_OLDER)}</button>
            </div>
        </Show>
    }
}
