//! The plan page: what the plan holds and lacks, its team, settings, change log and storage.

mod log;
mod overview;
mod person_dialog;
mod service_fields;
mod settings;
mod steps;
mod storage;
mod team;

use leptos::prelude::*;

use crate::document::overview::{Overview, overview};
use crate::document::{Command, Plan, Scenario};
use crate::domain::CalendarKind;
use crate::keeping::SaveState;
use crate::locale::text::isolated;
use crate::locale::words::plan as words;
use crate::locale::words::shell;
use crate::locale::{DateFormat, Text};
use crate::ui::session;
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;
use crate::ui::widgets::name_dialog::name_form;
use crate::ui::widgets::tabs::{Tabs, tab_id};

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Overview,
    Team,
    Settings,
    Log,
    Storage,
}

impl Part {
    const ALL: [(Part, Text); 5] = [
        (Part::Overview, words::TAB_OVERVIEW),
        (Part::Team, words::TAB_TEAM),
        (Part::Settings, words::TAB_SETTINGS),
        (Part::Log, words::TAB_LOG),
        (Part::Storage, words::TAB_STORAGE),
    ];
}

/// The plan page.
#[component]
pub fn PlanPage() -> impl IntoView {
    let studio = Studio::get();
    let part = RwSignal::new(Part::Overview);
    let held = Memo::new(move |_| {
        let (plan, scenario) = (studio.plan.get()?, studio.scenario.get()?);
        Some(Shared::new(overview(&plan, &scenario)))
    });
    view! {
        <Answer held=held part=part />
        <Tabs name="plan" label=studio.say(words::PARTS) tabs=Part::ALL.map(|(part, text)| (part, studio.say(text).to_owned())).to_vec() current=part />
        <div id="plan-panel" role="tabpanel" class="stack" aria-labelledby=move || tab_id("plan", part.get() as usize)>
            {move || match part.get() {
                Part::Overview => view! { <overview::OverviewPart held=held part=part /> }.into_any(),
                Part::Team => view! { <team::TeamPart /> }.into_any(),
                Part::Settings => view! { <settings::SettingsPart /> }.into_any(),
                Part::Log => view! { <log::LogPart /> }.into_any(),
                Part::Storage => view! { <storage::StoragePart /> }.into_any(),
            }}
        </div>
    }
}

/// The page's answer: what the plan holds, what it lacks first of all, and the one next step.
#[component]
fn Answer(held: Memo<Option<Shared<Overview>>>, part: RwSignal<Part>) -> impl IntoView {
    let studio = Studio::get();
    let is_renaming = RwSignal::new(false);
    let name = move || studio.plan.with(|plan| plan.as_ref().map(|plan| plan.name.clone()).unwrap_or_default());
    let sentence = move || held.get().map(|held| holds(&studio, &name(), &held)).unwrap_or_default();
    let lacks = move || {
        held.with(|held| {
            let gaps = held.as_ref().map(|held| held.gaps.as_slice()).unwrap_or_default();
            match gaps {
                [] => studio.say(words::NOTHING_MISSING).to_owned(),
                [only] => studio.fill(words::MISSING, &[("what", &steps::gap_words(&studio, only))]),
                [first, rest @ ..] => studio
                    .fill(words::AND_MORE, &[("what", &steps::gap_words(&studio, first)), ("count", &studio.numbers().count(rest.len()))]),
            }
        })
    };
    let step = move || {
        let step = held.with(|held| held.as_ref().map(|held| steps::next_step(held)));
        step.map(|step| {
            let text = step.text();
            view! { <button type="button" class="button main" on:click=move |_| step.run(&studio, part)>{studio.say(text)}</button> }
        })
    };
    view! {
        <div class="answer">
            <div class="answer-words">
                <Show
                    when=move || is_renaming.get()
                    fallback=move || view! {
                        <h1>
                            {sentence}
                            " "
                            <button type="button" class="button quiet small" aria-label=studio.say(words::RENAME) on:click=move |_| is_renaming.set(true)>
                                {studio.say(words::RENAME_SHORT)}
                            </button>
                        </h1>
                    }
                >
                    <Rename name=name() on_close=Callback::new(move |()| is_renaming.set(false)) />
                </Show>
                <p class="more">{lacks}" "{move || saved_words(&studio)}</p>
            </div>
            <div class="answer-actions">
                <button type="button" class="button" on:click=move |_| session::opening::open_file(&studio)>{studio.say(shell::OPEN_FILE)}</button>
                <button type="button" class="button" on:click=move |_| session::save_to_file(&studio)>{studio.say(shell::SAVE_TO_FILE)}</button>
                {step}
            </div>
        </div>
    }
}

/// Names the plan in place.
#[component]
fn Rename(name: String, on_close: Callback<()>) -> impl IntoView {
    let studio = Studio::get();
    let (field, submit) = name_form(Callback::new(move |name| {
        if studio.run(Command::RenamePlan(name)).is_some() {
            on_close.run(());
        }
    }));
    view! {
        <form class="row" on:submit=submit on:keydown=move |event| if event.key() == "Escape" { on_close.run(()) }>
            <label for="plan-name" class="visually-hidden">{studio.say(words::PLAN_NAME)}</label>
            <input id="plan-name" class="input plan-name-input" node_ref=field value=name required maxlength="120" />
            <button type="submit" class="button small">{studio.say(shell::SAVE)}</button>
            <button type="button" class="button quiet small" on:click=move |_| on_close.run(())>{studio.say(shell::CANCEL)}</button>
        </form>
    }
}

fn holds(studio: &Studio, name: &str, held: &Overview) -> String {
    let scenarios = match held.scenarios {
        0 => studio.say(words::NO_SCENARIOS).to_owned(),
        count => counted(studio, count, words::ONE_SCENARIO, words::SCENARIOS),
    };
    studio.fill(
        words::ANSWER,
        &[
            ("name", &isolated(name)),
            ("customers", &counted(studio, held.accounts, words::ONE_CUSTOMER, words::CUSTOMERS)),
            ("sellers", &counted(studio, held.sellers, words::ONE_SELLER, words::SELLERS)),
            ("territories", &counted(studio, held.territories, words::ONE_TERRITORY, words::TERRITORIES)),
            ("scenarios", &scenarios),
        ],
    )
}

fn saved_words(studio: &Studio) -> String {
    match studio.session.save_state.get() {
        SaveState::Saved { at_milliseconds } => {
            studio.fill(words::SAVED_AT, &[("when", &date_format(studio).instant(at_milliseconds, ahead(at_milliseconds)))])
        }
        SaveState::Loading | SaveState::Pending | SaveState::Saving | SaveState::NotSaved { .. } => {
            studio.say(words::NOT_SAVED_YET).to_owned()
        }
    }
}

/// A count with its noun.
fn counted(studio: &Studio, count: usize, one: Text, many: Text) -> String {
    studio.fill(if count == 1 { one } else { many }, &[("count", &studio.numbers().count(count))])
}

/// How dates are written: in the plan's calendar and the language on screen.
fn date_format(studio: &Studio) -> DateFormat {
    let calendar = studio.plan.with(|plan| plan.as_ref().map_or(CalendarKind::Gregorian, |plan| plan.settings.calendar));
    DateFormat::new(studio.language.get_untracked(), calendar)
}

fn ahead(at_milliseconds: f64) -> i32 {
    crate::browser::clock::minutes_ahead(at_milliseconds)
}

/// The plan with the scenario in sight.
fn in_sight(studio: &Studio) -> Option<(Shared<Plan>, Shared<Scenario>)> {
    studio.plan.get().zip(studio.scenario.get())
}
