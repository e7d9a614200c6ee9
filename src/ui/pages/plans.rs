//! The list of plans: the user's own, the samples, what can be recovered; where a newcomer begins.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clock;
use crate::document::PlanId;
use crate::domain::{CalendarKind, CivilDate};
use crate::keeping::Recovery;
use crate::locale::words::plans as words;
use crate::locale::words::shell;
use crate::locale::{DateFormat, Language};
use crate::port::store::PlanEntry;
use crate::ui::route::Route;
use crate::ui::session::{self, opening};
use crate::ui::studio::Studio;
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::name_dialog::NameDialog;

/// The sample plans: file, name and description.
const SAMPLES: [(&str, crate::locale::Text, crate::locale::Text); 2] = [
    ("distribution-iran.qalamro", words::SAMPLE_IRAN, words::SAMPLE_IRAN_WHY),
    ("medical-devices-usa.qalamro", words::SAMPLE_USA, words::SAMPLE_USA_WHY),
];

/// The list of plans.
#[component]
pub fn PlansPage() -> impl IntoView {
    let studio = Studio::get();
    // Whatever is stored is in one of the two lists.
    let is_sample = |id: &PlanId| SAMPLES.iter().any(|(file, ..)| opening::sample_identity(file) == *id);
    let own = move || studio.session.plans.get().into_iter().filter(|entry| !is_sample(&entry.id)).collect::<Vec<_>>();
    let is_naming = RwSignal::new(false);
    let is_opening = studio.session.is_opening;
    view! {
        <div class="page-narrow stack" aria-busy=move || is_opening.get().to_string()>
            <div class="answer">
                <div class="answer-words">
                    <h1>{studio.say(words::TITLE)}</h1>
                    <p class="more">{studio.say(words::SUBTITLE)}</p>
                    <p class="plans-opening" role="status">{move || is_opening.get().then(|| studio.say(shell::LOADING))}</p>
                </div>
                <div class="answer-actions">
                    <button type="button" class="button" disabled=move || is_opening.get() on:click=move |_| opening::open_file(&studio)>{studio.say(shell::OPEN_FILE)}</button>
                    <button type="button" class="button main" disabled=move || is_opening.get() on:click=move |_| is_naming.set(true)>{studio.say(words::NEW_PLAN)}</button>
                </div>
            </div>
            <Show when=move || is_naming.get()>
                <NameDialog
                    title=studio.say(words::NEW_PLAN_TITLE)
                    label=studio.say(words::NEW_PLAN_NAME)
                    name=opening::free_name(studio)
                    button=studio.say(shell::CREATE)
                    on_name=Callback::new(move |name| opening::create(studio, name))
                    on_close=Callback::new(move |()| is_naming.set(false))
                />
            </Show>
            {move || studio.session.recovery.get().map(|recovery| view! { <RecoveryCard recovery=recovery /> })}
            <section class="card" aria-labelledby="own-plans">
                <div class="card-head"><h2 id="own-plans">{studio.say(words::YOUR_PLANS)}</h2></div>
                <Show
                    when=move || !own().is_empty()
                    fallback=move || view! {
                        <div class="empty">
                            <h2>{studio.say(words::NO_PLANS)}</h2>
                            <p>{studio.say(words::NO_PLANS_WHY)}</p>
                        </div>
                    }
                >
                    <ul class="plan-list">
                        <For each=own key=|entry| (entry.id.clone(), entry.saved_at_milliseconds as u64) let:entry>
                            <PlanRow entry=entry />
                        </For>
                    </ul>
                </Show>
            </section>
            <section class="card" aria-labelledby="sample-plans">
                <div class="card-head">
                    <h2 id="sample-plans">{studio.say(words::SAMPLES)}</h2>
                    <span class="dim small">{studio.say(words::SAMPLES_WHY)}</span>
                </div>
                <ul class="plan-list">
                    {SAMPLES.into_iter().map(|(file, name, why)| view! { <SampleRow file=file name=name why=why /> }).collect_view()}
                </ul>
            </section>
            <Erase />
        </div>
    }
}

/// A sample plan: opens as it was left, or begins afresh once it was opened.
#[component]
fn SampleRow(file: &'static str, name: crate::locale::Text, why: crate::locale::Text) -> impl IntoView {
    let studio = Studio::get();
    let is_asking = RwSignal::new(false);
    let id = opening::sample_identity(file);
    let is_stored = Memo::new(move |_| studio.session.plans.with(|plans| plans.iter().any(|entry| entry.id == id)));
    let label = studio.fill(words::RESTART_SAMPLE_LABEL, &[("name", studio.say(name))]);
    let restart = move |_| {
        is_asking.set(false);
        opening::restart_sample(studio, file);
    };
    view! {
        <li>
            <button type="button" class="plan-open" disabled=move || studio.session.is_opening.get() on:click=move |_| opening::open_sample(studio, file)>
                <span class="plan-name">{studio.say(name)}</span>
                <span class="dim small">{studio.say(why)}</span>
            </button>
            <Show when=move || is_stored.get() && !is_asking.get()>
                <button type="button" class="button small" aria-label=label.clone() on:click=move |_| is_asking.set(true)>{studio.say(words::RESTART_SAMPLE)}</button>
            </Show>
            <Show when=move || is_stored.get() && is_asking.get()>
                <span class="row">
                    <span>{studio.say(words::RESTART_SAMPLE_SURE)}</span>
                    <button type="button" class="button small danger" on:click=restart>{studio.say(words::RESTART_SAMPLE_YES)}</button>
                    <button type="button" class="button small" on:click=move |_| is_asking.set(false)>{studio.say(shell::CANCEL)}</button>
                </span>
            </Show>
        </li>
    }
}

/// One stored plan.
#[component]
fn PlanRow(entry: PlanEntry) -> impl IntoView {
    let studio = Studio::get();
    let is_asking = RwSignal::new(false);
    let (opened, removed) = (entry.id.clone(), StoredValue::new(entry.id.clone()));
    let counted = studio.fill(words::ACCOUNTS, &[("count", &studio.numbers().count(entry.accounts as usize))]);
    let saved = studio.fill(words::SAVED_AT, &[("when", &moment(studio.language.get_untracked(), entry.saved_at_milliseconds))]);
    let remove_label = studio.fill(words::DELETE_PLAN, &[("name", &entry.name)]);
    view! {
        <li>
            <button type="button" class="plan-open" disabled=move || studio.session.is_opening.get() on:click=move |_| {
                let plan = opened.clone();
                spawn_local(async move {
                    session::open(studio, plan).await;
                    if studio.plan.with_untracked(Option::is_some) {
                        studio.go(Route::Territories);
                    }
                });
            }>
                <span class="plan-name"><bdi>{entry.name}</bdi></span>
                <span class="dim small">{counted}" · "{saved}</span>
            </button>
            <Show
                when=move || is_asking.get()
                fallback=move || {
                    let label = remove_label.clone();
                    view! {
                        <button type="button" class="icon-button" aria-label=label.clone() title=label on:click=move |_| is_asking.set(true)>
                            <Icon path=icon::CLOSE />
                        </button>
                    }
                }
            >
                <span class="row">
                    <span>{studio.say(words::DELETE_PLAN_SURE)}</span>
                    <button type="button" class="button small danger" on:click=move |_| session::remove(studio, removed.get_value())>{studio.say(shell::REMOVE)}</button>
                    <button type="button" class="button small" on:click=move |_| is_asking.set(false)>{studio.say(shell::CANCEL)}</button>
                </span>
            </Show>
        </li>
    }
}

/// A moment in the calendar that goes with a language, to the minute.
pub fn moment(language: Language, at_milliseconds: f64) -> String {
    let calendar = if language == Language::Persian { CalendarKind::SolarHijri } else { CalendarKind::Gregorian };
    let format = DateFormat::new(language, calendar);
    let ahead = clock::minutes_ahead(at_milliseconds);
    let date = CivilDate::from_unix_milliseconds(calendar, at_milliseconds, ahead);
    format!("{} {}", format.long(date), format.time_of_day(at_milliseconds, ahead))
}

/// What is stored of a plan that cannot be opened.
#[component]
fn RecoveryCard(recovery: Recovery) -> impl IntoView {
    let studio = Studio::get();
    let language = studio.language.get_untracked();
    let why = crate::ui::phrases::codec_error(&studio, &recovery.problem);
    let plan = StoredValue::new(recovery.entry.id.clone());
    view! {
        <section class="card" role="alert">
            <div class="card-head"><h2 class="bad">{studio.fill(words::RECOVERY_TITLE, &[("name", &recovery.entry.name)])}</h2></div>
            <div class="card-body stack">
                <p>{studio.fill(words::RECOVERY_WHY, &[("why", &why)])}</p>
                <ul class="plan-list">
                    {recovery.snapshots.into_iter().map(|snapshot| {
                        let id = snapshot.entry.id;
                        let is_readable = snapshot.content.is_ok();
                        let content = match &snapshot.content {
                            Ok(content) => studio.fill(words::ACCOUNTS, &[("count", &studio.numbers().count(content.accounts))]),
                            Err(_) => studio.say(words::RECOVERY_UNREADABLE).to_owned(),
                        };
                        view! {
                            <li>
                                <span class="plan-open">{moment(language, snapshot.entry.saved_at_milliseconds)}" · "{content}</span>
                                <Show when=move || is_readable>
                                    <button type="button" class="button small" on:click=move |_| session::restore(studio, plan.get_value(), id)>{studio.say(words::RECOVERY_RESTORE)}</button>
                                </Show>
                                <button type="button" class="button small" on:click=move |_| session::export_snapshot(studio, plan.get_value(), id)>{studio.say(words::RECOVERY_EXPORT)}</button>
                            </li>
                        }
                    }).collect_view()}
                </ul>
            </div>
        </section>
    }
}

/// Deletes all that the app keeps on this machine, after being asked twice.
#[component]
fn Erase() -> impl IntoView {
    let studio = Studio::get();
    let is_asking = RwSignal::new(false);
    view! {
        <div class="row">
            <button type="button" class="button quiet small" aria-expanded=move || is_asking.get().to_string() on:click=move |_| is_asking.update(|asking| *asking = !*asking)>
                {studio.say(words::ERASE)}
            </button>
            <Show when=move || is_asking.get()>
                <button type="button" class="button small danger" on:click=move |_| { is_asking.set(false); session::erase_everything(studio) }>{studio.say(words::ERASE_SURE)}</button>
            </Show>
        </div>
    }
}
