//! The dialogs of a season and of a ramp, with a picture that follows what is typed.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::month_bars::{MonthBars, month_names};
use super::past_sales::{PastSales, PastSalesFields};
use super::schedules_tab::strongest_words;
use crate::document::Command;
use crate::document::quota::Schedules;
use crate::document::quota::schedules::{ScheduleKind, free_name, replaced};
use crate::locale::text::isolated;
use crate::locale::words::schedules as words;
use crate::locale::words::shell;
use crate::quota::{Ramp, Season};
use crate::tabular::schedule_form::{RampForm, ScheduleField, ScheduleProblem, SeasonBy, SeasonForm, TypedShare};
use crate::ui::studio::Studio;
use crate::ui::widgets::dialog::ModalDialog;
use crate::ui::widgets::form_foot::FormFoot;
use crate::ui::widgets::icon::{self, Icon};

/// What is edited; `None` is a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edited {
    /// A season.
    Season(Option<String>),
    /// A new season, begun with what past sales say.
    SeasonFromSales,
    /// A ramp.
    Ramp(Option<String>),
}

type Wrong = RwSignal<Vec<(ScheduleField, ScheduleProblem)>>;

fn problem_words(studio: &Studio, wrong: Wrong, field: ScheduleField) -> Option<String> {
    let found = wrong.with(|wrong| wrong.iter().find(|(known, _)| *known == field).map(|(_, problem)| *problem));
    let text = match found? {
        ScheduleProblem::NotANumber => words::NOT_A_NUMBER,
        ScheduleProblem::Negative => words::NEGATIVE,
        ScheduleProblem::TooLarge => words::TOO_LARGE,
        ScheduleProblem::AllZero => words::ALL_ZERO,
        ScheduleProblem::NoName => words::NO_NAME,
        ScheduleProblem::NameTaken => words::NAME_TAKEN,
    };
    Some(studio.say(text).to_owned())
}

/// Keeps a schedule under its name; one that had another name takes all its uses along.
fn keep(studio: &Studio, kind: ScheduleKind, old: Option<&str>, name: &str, put: impl FnOnce(&mut Schedules)) -> bool {
    let Some(plan) = studio.plan.get_untracked() else { return false };
    let mut schedules = Schedules::clone(&plan.schedules);
    let renamed = old.filter(|old| *old != name);
    if let Some(old) = renamed {
        match kind {
            ScheduleKind::Season => {
                schedules.seasons.remove(old);
            }
            ScheduleKind::Ramp => {
                schedules.ramps.remove(old);
            }
        }
    }
    put(&mut schedules);
    let command = match renamed {
        Some(old) => replaced(&plan, kind, old, Some(name), schedules),
        None => Command::ChangeSchedules(schedules),
    };
    studio.run(command).is_some()
}

/// A field for a name or a percentage.
#[component]
fn Field(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: Signal<String>,
    on_input: Callback<String>,
    problem: Signal<Option<String>>,
    #[prop(optional)] is_number: bool,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id class="input" class:number=is_number inputmode=is_number.then_some("decimal") autocomplete="off" maxlength="100" dir="auto"
                aria-invalid=move || problem.with(Option::is_some).then_some("true") aria-describedby=error_id.clone()
                prop:value=value on:input=move |event| on_input.run(event_target_value(&event))
            />
            <span class="bad small" id=error_id role="status">{problem}</span>
        </div>
    }
}

fn typed_at(shares: &[TypedShare], place: usize) -> String {
    shares.get(place).map(|share| share.typed.clone()).unwrap_or_default()
}

/// A season.
#[component]
pub fn SeasonDialog(what: Edited, on_close: Callback<()>) -> impl IntoView {
    let studio = Studio::get();
    let numbers = studio.numbers();
    let schedules = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| Schedules::clone(&plan.schedules)).unwrap_or_default());
    let old = match &what {
        Edited::Season(name) => name.clone(),
        _ => None,
    };
    let known = old.as_ref().and_then(|name| schedules.seasons.get(name).cloned());
    let is_from_sales = what == Edited::SeasonFromSales;
    let past = PastSales::new(studio);
    let begin = match (&old, known) {
        (Some(name), Some(season)) => SeasonForm::of(name, &season, numbers),
        _ => {
            let season = is_from_sales.then(|| past.season()).flatten();
            let name = if is_from_sales {
                free_name(studio.say(words::PAST_SALES), |name| schedules.seasons.contains_key(name))
            } else {
                String::new()
            };
            SeasonForm::of(&name, &season.unwrap_or_else(|| Season::by_month(Season::FLAT)), numbers)
        }
    };
    let has_factors = begin.factors.iter().any(|factor| factor.read() != Ok(1.0));
    let form = RwSignal::new(begin);
    let wrong: Wrong = RwSignal::new(Vec::new());
    let has_sales = past.is_known();
    // Whether the weights are those of past sales, which then follow what is said of past months.
    let is_read = RwSignal::new(is_from_sales);
    let read_sales = move || {
        if let Some(season) = past.season() {
            wrong.set(Vec::new());
            is_read.set(true);
            form.update(|form| form.take_months(&season, numbers));
        }
    };
    Effect::new(move |earlier: Option<()>| {
        past.track();
        if earlier.is_some() && is_read.get_untracked() {
            read_sales();
        }
    });
    let title = match &old {
        Some(name) => studio.fill(words::EDIT_SEASON, &[("name", &isolated(name))]),
        None => studio.say(words::NEW_SEASON).to_owned(),
    };
    let old = StoredValue::new(old);
    let others = StoredValue::new(schedules);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let old = old.get_value();
        let is_taken = |name: &str| old.as_deref() != Some(name) && others.with_value(|schedules| schedules.seasons.contains_key(name));
        match form.with_untracked(|form| form.read(is_taken)) {
            Err(fields) => wrong.set(fields),
            // The line says what is wrong with it.
            Ok(_) if past.is_wrong() => {}
            Ok((name, season)) => {
                if keep(&studio, ScheduleKind::Season, old.as_deref(), &name, |schedules| {
                    schedules.seasons.insert(name.clone(), season);
                    if let Some(holidays) = past.holidays() {
                        schedules.past_holidays = holidays;
                    }
                }) {
                    on_close.run(());
                }
            }
        }
    };
    let problem = move |field| Signal::derive(move || problem_words(&studio, wrong, field));
    let by = Memo::new(move |_| form.with(|form| form.by));
    let names = StoredValue::new(month_names(&studio));
    let weight = move |place: usize, by: SeasonBy| {
        let label = match by {
            SeasonBy::Months => names.with_value(|names| names[place].clone()),
            SeasonBy::Quarters => studio.fill(words::QUARTER, &[("number", &numbers.count(place + 1))]),
        };
        let value =
            Signal::derive(move || form.with(|form| typed_at(if by == SeasonBy::Months { &form.months } else { &form.quarters }, place)));
        let on_input = Callback::new(move |typed| {
            is_read.set(false);
            form.update(|form| {
                let shares = if by == SeasonBy::Months { &mut form.months } else { &mut form.quarters };
                if let Some(share) = shares.get_mut(place) {
                    share.typed = typed;
                }
            });
        });
        view! { <Field id=format!("season-weight-{place}") label=label value=value on_input=on_input problem=problem(ScheduleField::Weight(place)) is_number=true /> }
    };
    let factor = move |place: usize| {
        let month = names.with_value(|names| names[place].clone());
        let value = Signal::derive(move || form.with(|form| typed_at(&form.factors, place)));
        let on_input = Callback::new(move |typed| {
            form.update(|form| {
                if let Some(factor) = form.factors.get_mut(place) {
                    factor.typed = typed;
                }
            })
        });
        view! { <Field id=format!("season-factor-{place}") label=studio.fill(words::FACTOR_OF, &[("month", &month)]) value=value on_input=on_input problem=problem(ScheduleField::Factor(place)) is_number=true /> }
    };
    let choose_by = move |event| {
        wrong.set(Vec::new());
        form.update(|form| form.by = if event_target_value(&event) == "quarters" { SeasonBy::Quarters } else { SeasonBy::Months });
    };
    view! {
        <ModalDialog title=title is_wide=true on_close=on_close>
            <form on:submit=submit class="dialog-form">
                <div class="dialog-body stack">
                    <div class="grid-2">
                        <Field id="season-name" label=studio.say(words::NAME) value=Signal::derive(move || form.with(|form| form.name.clone()))
                            on_input=Callback::new(move |typed| form.update(|form| form.name = typed)) problem=problem(ScheduleField::Name) />
                        <div class="field">
                            <label for="season-by">{studio.say(words::GIVEN_BY)}</label>
                            <select id="season-by" class="select" on:change=choose_by>
                                <option value="months" selected=move || by.get() == SeasonBy::Months>{studio.say(words::BY_MONTHS)}</option>
                                <option value="quarters" selected=move || by.get() == SeasonBy::Quarters>{studio.say(words::BY_QUARTERS)}</option>
                            </select>
                        </div>
                    </div>
                    <Preview values=Signal::derive(move || form.with(SeasonForm::indices)) words_of=Callback::new(move |months: [f64; 12]| strongest_words(&studio, &months)) />
                    <fieldset class="plain-fieldset">
                        <legend>{studio.say(words::WEIGHTS)}</legend>
                        <div class="month-fields">
                            {move || (0..if by.get() == SeasonBy::Months { 12 } else { 4 }).map(|place| weight(place, by.get())).collect_view()}
                        </div>
                    </fieldset>
                    {has_sales.then(|| view! {
                        <details open=is_from_sales>
                            <summary>{studio.say(words::FROM_SALES)}</summary>
                            <PastSalesFields past=past />
                            <div class="row">
                                <button type="button" class="button small" on:click=move |_| read_sales()>{studio.say(words::READ_SALES)}</button>
                            </div>
                        </details>
                    })}
                    <details open=has_factors>
                        <summary>{studio.say(words::FACTORS)}</summary>
                        <p class="dim small">{studio.say(words::FACTORS_WHY)}</p>
                        <div class="month-fields">{(0..12).map(factor).collect_view()}</div>
                    </details>
                </div>
                <FormFoot on_cancel=on_close button=studio.say(shell::SAVE) />
            </form>
        </ModalDialog>
    }
}

/// A picture of what is typed, while it can be read.
#[component]
fn Preview(values: Signal<Option<[f64; 12]>>, words_of: Callback<[f64; 12], String>) -> impl IntoView {
    move || {
        values.get().map(|months| view! {
            <p class="schedule-preview"><MonthBars values=months.to_vec() /><span class="small" role="status">{words_of.run(months)}</span></p>
        })
    }
}

/// A ramp.
#[component]
pub fn RampDialog(name: Option<String>, on_close: Callback<()>) -> impl IntoView {
    let studio = Studio::get();
    let numbers = studio.numbers();
    let schedules = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| Schedules::clone(&plan.schedules)).unwrap_or_default());
    let begin = match name.as_ref().and_then(|name| Some((name, schedules.ramps.get(name)?))) {
        Some((name, ramp)) => RampForm::of(name, ramp, numbers),
        None => RampForm::of("", &Ramp { shares: vec![0.25, 0.5, 0.75] }, numbers),
    };
    let form = RwSignal::new(begin);
    let wrong: Wrong = RwSignal::new(Vec::new());
    let title = match &name {
        Some(name) => studio.fill(words::EDIT_RAMP, &[("name", &isolated(name))]),
        None => studio.say(words::NEW_RAMP).to_owned(),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let is_taken = |typed: &str| name.as_deref() != Some(typed) && schedules.ramps.contains_key(typed);
        match form.with_untracked(|form| form.read(is_taken)) {
            Err(fields) => wrong.set(fields),
            Ok((typed, ramp)) => {
                if keep(&studio, ScheduleKind::Ramp, name.as_deref(), &typed, |schedules| {
                    schedules.ramps.insert(typed.clone(), ramp);
                }) {
                    on_close.run(());
                }
            }
        }
    };
    let problem = move |field| Signal::derive(move || problem_words(&studio, wrong, field));
    let count = Memo::new(move |_| form.with(|form| form.shares.len()));
    let month = move |place: usize| {
        let value = Signal::derive(move || form.with(|form| typed_at(&form.shares, place)));
        let on_input = Callback::new(move |typed| {
            form.update(|form| {
                if let Some(share) = form.shares.get_mut(place) {
                    share.typed = typed;
                }
            })
        });
        let label = studio.fill(words::TENURE_MONTH, &[("number", &numbers.count(place + 1))]);
        view! { <Field id=format!("ramp-month-{place}") label=label value=value on_input=on_input problem=problem(ScheduleField::Weight(place)) is_number=true /> }
    };
    let full = Callback::new(move |_: [f64; 12]| studio.fill(words::RAMP_FULL, &[("number", &numbers.count(count.get() + 1))]));
    view! {
        <ModalDialog title=title on_close=on_close>
            <form on:submit=submit class="dialog-form">
                <div class="dialog-body stack">
                    <Field id="ramp-name" label=studio.say(words::NAME) value=Signal::derive(move || form.with(|form| form.name.clone()))
                        on_input=Callback::new(move |typed| form.update(|form| form.name = typed)) problem=problem(ScheduleField::Name) />
                    <Preview values=Signal::derive(move || form.with(RampForm::first_year)) words_of=full />
                    <fieldset class="plain-fieldset">
                        <legend>{studio.say(words::TENURE)}</legend>
                        <div class="month-fields">{move || (0..count.get()).map(month).collect_view()}</div>
                    </fieldset>
                    <div class="row">
                        <button type="button" class="button small" on:click=move |_| form.update(|form| form.add_month(numbers))>
                            <Icon path=icon::PLUS />{studio.say(words::ADD_MONTH)}
                        </button>
                        <button type="button" class="button small" disabled=move || count.get() == 0 on:click=move |_| { wrong.set(Vec::new()); form.update(|form| { form.shares.pop(); }); }>
                            {studio.say(words::REMOVE_MONTH)}
                        </button>
                    </div>
                </div>
                <FormFoot on_cancel=on_close button=studio.say(shell::SAVE) />
            </form>
        </ModalDialog>
    }
}
