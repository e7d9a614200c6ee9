//! The tab of schedules and time: the planned year, what happens with days that nobody fills, seasons and ramps.

use leptos::prelude::*;

use super::month_bars::{MonthBars, month_names};
use super::schedule_dialog::{Edited, RampDialog, SeasonDialog};
use super::state::Quotas;
use crate::document::Command;
use crate::document::quota::history::{KnownYears, fiscal_year, monthly};
use crate::document::quota::schedules::{ScheduleKind, Uses, free_name, replaced, uses};
use crate::document::quota::{QuotaCommand, Schedules};
use crate::locale::words::schedules as words;
use crate::locale::{DateFormat, Text};
use crate::quota::{Ramp, Season, UncoveredTime};
use crate::tabular::schedule_form::{extremes, ramp_year};
use crate::ui::studio::{NoticeKind, Studio};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::menu::{Menu, MenuItem};

/// The tab.
#[component]
pub fn SchedulesTab() -> impl IntoView {
    let studio = Studio::get();
    let edited: RwSignal<Option<Edited>> = RwSignal::new(None);
    let close = Callback::new(move |()| edited.set(None));
    let schedules =
        Memo::new(move |_| studio.plan.with(|plan| plan.as_ref().map(|plan| Schedules::clone(&plan.schedules)).unwrap_or_default()));
    let has_sales = Memo::new(move |_| studio.plan.with(|plan| plan.as_ref().is_some_and(|plan| monthly(plan).is_some())));
    let open = move |what: Edited| edited.set(Some(what));
    view! {
        <TimePart />
        <section class="card">
            <div class="card-head">
                <h2>{studio.say(words::SEASONS)}</h2>
                <span class="row">
                    <Show when=move || has_sales.get()>
                        <button type="button" class="button small" on:click=move |_| open(Edited::SeasonFromSales)>{studio.say(words::SEASON_FROM_SALES)}</button>
                    </Show>
                    <button type="button" class="button small" on:click=move |_| open(Edited::Season(None))>
                        <Icon path=icon::PLUS />{studio.say(words::ADD_SEASON)}
                    </button>
                </span>
            </div>
            <div class="card-body stack">
                <p class="dim small">{studio.say(words::SEASONS_WHY)}</p>
                {move || schedules.with(|schedules| schedules.seasons.is_empty()).then(|| view! { <p>{studio.say(words::NO_SEASONS)}</p> })}
                <ul class="schedule-list">
                    {move || schedules.get().seasons.into_iter().map(|(name, season)| view! { <SeasonLine name=name season=season edited=edited /> }).collect_view()}
                </ul>
            </div>
        </section>
        <section class="card">
            <div class="card-head">
                <h2>{studio.say(words::RAMPS)}</h2>
                <button type="button" class="button small" on:click=move |_| open(Edited::Ramp(None))>
                    <Icon path=icon::PLUS />{studio.say(words::ADD_RAMP)}
                </button>
            </div>
            <div class="card-body stack">
                <p class="dim small">{studio.say(words::RAMPS_WHY)}</p>
                {move || schedules.with(|schedules| schedules.ramps.is_empty()).then(|| view! { <p>{studio.say(words::NO_RAMPS)}</p> })}
                <ul class="schedule-list">
                    {move || schedules.get().ramps.into_iter().map(|(name, ramp)| view! { <RampLine name=name ramp=ramp edited=edited /> }).collect_view()}
                </ul>
            </div>
        </section>
        {move || edited.get().map(|what| match what {
            Edited::Ramp(name) => view! { <RampDialog name=name on_close=close /> }.into_any(),
            what => view! { <SeasonDialog what=what on_close=close /> }.into_any(),
        })}
    }
}

/// How many years ahead can be planned.
const YEARS_AHEAD: i32 = 4;

/// The planned year, days that nobody fills, the usual ramp.
#[component]
fn TimePart() -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let year_name = move |year: i32| {
        studio.plan.with_untracked(|plan| {
            let plan = plan.as_ref()?;
            let format = DateFormat::new(studio.language.get_untracked(), plan.settings.calendar);
            fiscal_year(plan, year).map(|year| format.fiscal_year(year.first_month()))
        })
    };
    let settings = Memo::new(move |_| {
        studio.scenario.with(|scenario| {
            scenario.as_ref().map(|scenario| (scenario.quota.year, scenario.quota.uncovered_time, scenario.quota.ramp.clone()))
        })
    });
    let next = Memo::new(move |_| studio.plan.with(|plan| plan.as_ref().map(|plan| KnownYears::of(plan).next(plan.settings.calendar))));
    let years = move || {
        let (chosen, next) = (settings.get().and_then(|(year, ..)| year), next.get()?);
        let mut years: Vec<i32> = (next - 1..=next + YEARS_AHEAD).chain(chosen).collect();
        years.sort_unstable();
        years.dedup();
        let usual = studio.fill(words::YEAR_USUAL, &[("year", &year_name(next).unwrap_or_default())]);
        let options = years.into_iter().filter_map(|year| Some((year.to_string(), year_name(year)?, chosen == Some(year))));
        let options: Vec<_> = std::iter::once((String::new(), usual, chosen.is_none())).chain(options).collect();
        Some(
            options
                .into_iter()
                .map(|(value, name, is_chosen)| view! { <option value=value selected=is_chosen>{name}</option> })
                .collect_view(),
        )
    };
    let change_time = move |change: &dyn Fn(&mut UncoveredTime, &mut Option<String>)| {
        let Some((_, mut uncovered, mut ramp)) = settings.get_untracked() else { return };
        change(&mut uncovered, &mut ramp);
        quotas.change(QuotaCommand::ChangeTime { uncovered, ramp });
    };
    let ramps = move || {
        let chosen = settings.get().and_then(|(_, _, ramp)| ramp);
        let names: Vec<String> =
            studio.plan.with(|plan| plan.as_ref().map(|plan| plan.schedules.ramps.keys().cloned().collect()).unwrap_or_default());
        names
            .into_iter()
            .map(|name| {
                let is_chosen = chosen.as_ref() == Some(&name);
                view! { <option value=name.clone() selected=is_chosen>{name.clone()}</option> }
            })
            .collect_view()
    };
    let is_shared = move || settings.get().is_some_and(|(_, uncovered, _)| uncovered == UncoveredTime::Shared);
    view! {
        <section class="card">
            <div class="card-head"><h2>{studio.say(words::TIME)}</h2></div>
            <div class="card-body stack">
                <div class="grid-2">
                    <div class="field">
                        <label for="planned-year">{studio.say(words::YEAR)}</label>
                        <select id="planned-year" class="select" on:change=move |event| { quotas.change(QuotaCommand::PlanYear(event_target_value(&event).parse().ok())); }>
                            {years}
                        </select>
                    </div>
                    <div class="field">
                        <label for="uncovered-time">{studio.say(words::UNCOVERED)}</label>
                        <select id="uncovered-time" class="select" on:change=move |event| {
                            let uncovered = if event_target_value(&event) == "shared" { UncoveredTime::Shared } else { UncoveredTime::Kept };
                            change_time(&|known, _| *known = uncovered);
                        }>
                            <option value="kept" selected=move || !is_shared()>{studio.say(words::UNCOVERED_KEPT)}</option>
                            <option value="shared" selected=is_shared>{studio.say(words::UNCOVERED_SHARED)}</option>
                        </select>
                    </div>
                    <div class="field">
                        <label for="usual-ramp">{studio.say(words::USUAL_RAMP)}</label>
                        <select id="usual-ramp" class="select" on:change=move |event| {
                            let name = event_target_value(&event);
                            change_time(&|_, ramp| *ramp = Some(name.clone()).filter(|name| !name.is_empty()));
                        }>
                            <option value="">{studio.say(words::NO_RAMP)}</option>
                            {ramps}
                        </select>
                    </div>
                </div>
                <p class="dim small">{studio.say(words::UNCOVERED_WHY)}</p>
            </div>
        </section>
    }
}

/// What uses a schedule, in words.
fn uses_words(studio: &Studio, uses: Uses) -> String {
    let numbers = studio.numbers();
    let told = |count: usize, text: Text| (count > 0).then(|| studio.fill(text, &[("count", &numbers.count(count))]));
    let parts = [
        told(uses.goals, words::USED_GOALS),
        told(uses.nodes, words::USED_NODES),
        told(uses.scenarios, words::USED_SCENARIOS),
        told(uses.people, words::USED_PEOPLE),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(studio.say(words::LIST_SEPARATOR))
}

fn used_words(studio: &Studio, uses: Uses) -> String {
    if uses.total() == 0 {
        studio.say(words::NOT_USED).to_owned()
    } else {
        studio.fill(words::USED, &[("uses", &uses_words(studio, uses))])
    }
}

/// Removes a schedule and tells where it was used.
fn remove(studio: Studio, kind: ScheduleKind, name: &str) {
    let Some(plan) = studio.plan.get_untracked() else { return };
    let mut schedules = Schedules::clone(&plan.schedules);
    match kind {
        ScheduleKind::Season => {
            schedules.seasons.remove(name);
        }
        ScheduleKind::Ramp => {
            schedules.ramps.remove(name);
        }
    }
    let uses = uses(&plan, kind, name);
    if studio.run(replaced(&plan, kind, name, None, schedules)).is_some() && uses.total() > 0 {
        studio.notify(NoticeKind::Done, studio.fill(words::DELETED_USED, &[("name", name), ("uses", &uses_words(&studio, uses))]));
    }
}

/// Makes a copy of a schedule.
fn duplicate(studio: Studio, kind: ScheduleKind, name: &str) {
    let Some(plan) = studio.plan.get_untracked() else { return };
    let mut schedules = Schedules::clone(&plan.schedules);
    let wished = studio.fill(words::COPY_OF, &[("name", name)]);
    match kind {
        ScheduleKind::Season => {
            let copy = free_name(&wished, |name| schedules.seasons.contains_key(name));
            schedules.seasons.get(name).cloned().map(|season| schedules.seasons.insert(copy, season));
        }
        ScheduleKind::Ramp => {
            let copy = free_name(&wished, |name| schedules.ramps.contains_key(name));
            schedules.ramps.get(name).cloned().map(|ramp| schedules.ramps.insert(copy, ramp));
        }
    }
    studio.run(Command::ChangeSchedules(schedules));
}

/// The strongest and the weakest month in words.
pub fn strongest_words(studio: &Studio, months: &[f64; 12]) -> String {
    let Some((most, least)) = extremes(months) else { return studio.say(words::ALL_ALIKE).to_owned() };
    let (names, numbers) = (month_names(studio), studio.numbers());
    let values = [
        ("most", names[most].clone()),
        ("most_share", numbers.percent(months[most], 0)),
        ("least", names[least].clone()),
        ("least_share", numbers.percent(months[least], 0)),
    ];
    studio.fill(words::STRONGEST, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// A season with its small picture.
#[component]
fn SeasonLine(name: String, season: Season, edited: RwSignal<Option<Edited>>) -> impl IntoView {
    let studio = Studio::get();
    let months = season.normalised(&name).0;
    let told = strongest_words(&studio, &months);
    view! { <ScheduleLine kind=ScheduleKind::Season name=name.clone() months=months told=told on_edit=Callback::new(move |()| edited.set(Some(Edited::Season(Some(name.clone()))))) /> }
}

/// A ramp with its small picture.
#[component]
fn RampLine(name: String, ramp: Ramp, edited: RwSignal<Option<Edited>>) -> impl IntoView {
    let studio = Studio::get();
    let told = studio.fill(words::RAMP_FULL, &[("number", &studio.numbers().count(ramp.shares.len() + 1))]);
    view! { <ScheduleLine kind=ScheduleKind::Ramp name=name.clone() months=ramp_year(&ramp) told=told on_edit=Callback::new(move |()| edited.set(Some(Edited::Ramp(Some(name.clone()))))) /> }
}

/// A line of either list.
#[component]
fn ScheduleLine(kind: ScheduleKind, name: String, months: [f64; 12], told: String, on_edit: Callback<()>) -> impl IntoView {
    let studio = Studio::get();
    let kept = StoredValue::new(name.clone());
    let used = move || {
        let uses = studio.plan.with(|plan| plan.as_ref().map(|plan| kept.with_value(|name| uses(plan, kind, name))).unwrap_or_default());
        used_words(&studio, uses)
    };
    let label = studio.fill(words::ACTIONS, &[("name", &name)]);
    view! {
        <li>
            <button type="button" class="link-button schedule-name" on:click=move |_| on_edit.run(())><bdi>{name}</bdi></button>
            <MonthBars values=months.to_vec() />
            <span class="grow"><span class="small">{told}</span><br /><span class="dim small">{used}</span></span>
            <Menu label=label class="icon-button" button=ViewFn::from(|| view! { <Icon path=icon::MORE /> })>
                <MenuItem on_choose=on_edit>{studio.say(words::EDIT)}</MenuItem>
                <MenuItem on_choose=Callback::new(move |()| duplicate(studio, kind, &kept.get_value()))>{studio.say(words::DUPLICATE)}</MenuItem>
                <MenuItem on_choose=Callback::new(move |()| remove(studio, kind, &kept.get_value()))>{studio.say(words::DELETE)}</MenuItem>
            </Menu>
        </li>
    }
}
