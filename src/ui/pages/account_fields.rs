//! The fields of a customer's form: name and place, potential, sales and workload.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::account_cells::Figures;
use crate::document::Plan;
use crate::document::areas::name_of;
use crate::domain::AreaId;
use crate::locale::Text;
use crate::locale::words::customers as words;
use crate::tabular::CollationKey;
use crate::tabular::account_form::{AccountForm, FormField, FormProblem, WorkloadKind};
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;

type Problems = RwSignal<Vec<(FormField, FormProblem)>>;

/// What is wrong with a field and what to do.
fn problem_words(field: FormField, problem: FormProblem) -> Text {
    match (problem, field) {
        (FormProblem::Missing, _) => words::PROBLEM_MISSING,
        (FormProblem::NotADate, _) => words::PROBLEM_DATE,
        (FormProblem::NotANumber, _) => words::PROBLEM_NUMBER,
        (FormProblem::Negative, _) => words::PROBLEM_NEGATIVE,
        (FormProblem::TooLarge, _) => words::PROBLEM_TOO_LARGE,
        (FormProblem::OutOfRange, FormField::Latitude) => words::PROBLEM_LATITUDE,
        (FormProblem::OutOfRange, _) => words::PROBLEM_LONGITUDE,
        (FormProblem::OtherHalfMissing, FormField::Latitude | FormField::Longitude) => words::PROBLEM_PLACE_HALF,
        (FormProblem::OtherHalfMissing, _) => words::PROBLEM_VISITS_HALF,
    }
}

/// The fields.
#[component]
pub fn Fields(
    /// What stands in them.
    form: RwSignal<AccountForm>,
    /// What is wrong with them.
    problems: Problems,
    /// The plan whose areas, segments and units they go by.
    plan: Shared<Plan>,
) -> impl IntoView {
    let studio = Studio::get();
    let figures = untrack(|| Figures::of(studio));
    let unit = figures.money.unit_label();
    let potential_unit = if figures.potential_is_money { unit.clone() } else { studio.say(words::POINTS).to_owned() };
    let with_unit = |text: Text, unit: &str| studio.fill(words::WITH_UNIT, &[("column", studio.say(text)), ("unit", unit)]);
    let segments: BTreeSet<String> = plan.accounts.iter().filter_map(|account| account.segment.clone()).collect();
    let kind = Memo::new(move |_| form.with(|form| form.workload_kind));
    view! {
        <fieldset class="account-part">
            <legend class="visually-hidden">{studio.say(words::WHAT_IT_IS)}</legend>
            <div class="grid-2">
                <TextField id="account-name" label=studio.say(words::NAME) field=FormField::Name form=form problems=problems of=|form| &mut form.name />
                <TextField id="account-code" label=studio.say(words::CODE) form=form problems=problems of=|form| &mut form.code />
                <AreaField form=form plan=plan />
                <TextField id="account-segment" label=studio.say(words::SEGMENT) list="account-segments" form=form problems=problems of=|form| &mut form.segment />
                <datalist id="account-segments">{segments.into_iter().map(|segment| view! { <option value=segment></option> }).collect_view()}</datalist>
                <TextField id="account-latitude" label=studio.say(words::LATITUDE) field=FormField::Latitude form=form problems=problems of=|form| &mut form.latitude />
                <TextField id="account-longitude" label=studio.say(words::LONGITUDE) field=FormField::Longitude form=form problems=problems of=|form| &mut form.longitude />
                <TextField id="account-since" label=studio.say(words::SINCE) field=FormField::Since form=form problems=problems of=|form| &mut form.since />
            </div>
        </fieldset>
        <fieldset class="account-part">
            <legend class="visually-hidden">{studio.say(words::WHAT_IT_BRINGS)}</legend>
            <div class="grid-2">
                <TextField id="account-potential" label=with_unit(words::YEAR_POTENTIAL, &potential_unit) field=FormField::Potential form=form problems=problems of=|form| &mut form.potential />
                <TextField id="account-sales" label=with_unit(words::YEAR_SALES, &unit) field=FormField::Sales form=form problems=problems of=|form| &mut form.sales />
                <div class="field">
                    <label for="account-workload-kind">{studio.say(words::WORKLOAD_AS)}</label>
                    <select
                        id="account-workload-kind"
                        class="select"
                        on:change=move |event| {
                            let kind = if event_target_value(&event) == "visits" { WorkloadKind::Visits } else { WorkloadKind::Hours };
                            form.update(|form| form.workload_kind = kind);
                        }
                    >
                        <option value="hours" selected=kind.get_untracked() == WorkloadKind::Hours>{studio.say(words::AS_HOURS)}</option>
                        <option value="visits" selected=kind.get_untracked() == WorkloadKind::Visits>{studio.say(words::AS_VISITS)}</option>
                    </select>
                </div>
                {move || match kind.get() {
                    WorkloadKind::Hours => view! {
                        <TextField id="account-hours" label=studio.say(words::HOURS_IN_YEAR) field=FormField::Hours form=form problems=problems of=|form| &mut form.hours />
                    }.into_any(),
                    WorkloadKind::Visits => view! {
                        <div class="account-pair">
                            <TextField id="account-visits" label=studio.say(words::VISITS_IN_YEAR) field=FormField::Visits form=form problems=problems of=|form| &mut form.visits />
                            <TextField id="account-minutes" label=studio.say(words::MINUTES_PER_VISIT) field=FormField::Minutes form=form problems=problems of=|form| &mut form.minutes />
                        </div>
                    }.into_any(),
                }}
            </div>
        </fieldset>
    }
}

/// A field of words or, when it has problems of its own and is not the name, of a number.
#[component]
fn TextField(
    id: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] field: Option<FormField>,
    #[prop(optional)] list: Option<&'static str>,
    form: RwSignal<AccountForm>,
    problems: Problems,
    of: fn(&mut AccountForm) -> &mut String,
) -> impl IntoView {
    let studio = Studio::get();
    let is_number = field.is_some_and(|field| !matches!(field, FormField::Name | FormField::Since));
    // Figures and dates run from left to right in both languages.
    let is_ordered = is_number || field == Some(FormField::Since);
    let problem = Memo::new(move |_| {
        problems
            .with(|problems| problems.iter().copied().find(|(at, _)| Some(*at) == field))
            .map(|(at, problem)| studio.say(problem_words(at, problem)))
    });
    let value = form.try_update_untracked(|form| of(form).clone()).unwrap_or_default();
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                class="input"
                class:number=is_ordered
                dir=if is_ordered { "ltr" } else { "auto" }
                inputmode=is_number.then_some("decimal")
                autocomplete="off"
                list=list
                value=value
                required=field == Some(FormField::Name)
                aria-invalid=move || problem.get().is_some().to_string()
                aria-describedby=move || problem.get().map(|_| format!("{id}-problem"))
                on:input=move |event| {
                    form.update(|form| *of(form) = event_target_value(&event));
                    problems.update(|problems| problems.retain(|(at, _)| Some(*at) != field));
                }
            />
            {move || problem.get().map(|problem| view! { <p class="small bad" id=format!("{id}-problem")>{problem}</p> })}
        </div>
    }
}

/// The area, of those that the plan has.
#[component]
fn AreaField(form: RwSignal<AccountForm>, plan: Shared<Plan>) -> impl IntoView {
    let studio = Studio::get();
    let language = studio.language.get_untracked();
    let mut areas: Vec<(AreaId, String)> = plan.areas.iter().map(|area| (area.id, name_of(area, language).to_owned())).collect();
    areas.sort_by_cached_key(|(_, name)| CollationKey::new(name));
    let chosen = form.with_untracked(|form| form.area);
    view! {
        <div class="field">
            <label for="account-area">{studio.say(words::AREA)}</label>
            <select
                id="account-area"
                class="select"
                on:change=move |event| form.update(|form| form.area = event_target_value(&event).parse().ok().map(AreaId))
            >
                <option value="" selected=chosen.is_none()>{studio.say(words::AREA_UNKNOWN)}</option>
                {areas.into_iter().map(|(id, name)| view! {
                    <option value=id.0.to_string() selected=chosen == Some(id)>{name}</option>
                }).collect_view()}
            </select>
        </div>
    }
}
