//! The part of a seller's form that says when the seller is there, and as what.

use leptos::prelude::*;

use crate::domain::Service;
use crate::locale::words::presence as words;
use crate::tabular::day_field::DayProblem;
use crate::tabular::service_form::{ServiceField, ServiceForm};
use crate::ui::studio::Studio;
use crate::ui::widgets::day_field::{DayField, date_format, day_problem};
use crate::ui::widgets::icon::{self, Icon};

/// An absence in the form; numbered, so that a line keeps its fields when another goes.
#[derive(Clone, Copy)]
struct AbsenceLine {
    number: u32,
    from: RwSignal<String>,
    until: RwSignal<String>,
}

/// What is typed, and what was wrong when it was last read.
#[derive(Clone, Copy)]
pub struct ServiceSignals {
    from: RwSignal<String>,
    until: RwSignal<String>,
    experienced_since: RwSignal<String>,
    absences: RwSignal<Vec<AbsenceLine>>,
    role: RwSignal<String>,
    ramp: RwSignal<String>,
    next_number: RwSignal<u32>,
    /// The dialog's, so that a line that is added lives as long as the form.
    owner: StoredValue<Owner>,
    wrong: RwSignal<Vec<(ServiceField, DayProblem)>>,
}

impl ServiceSignals {
    /// The fields of a service; of one of which nothing is said for a new seller.
    pub fn of(studio: &Studio, service: Option<&Service>) -> ServiceSignals {
        let form = service.map(|service| ServiceForm::of(service, date_format(studio))).unwrap_or_default();
        let line = |(number, (from, until))| AbsenceLine { number, from: RwSignal::new(from), until: RwSignal::new(until) };
        let absences: Vec<AbsenceLine> = (0..).zip(form.absences).map(line).collect();
        ServiceSignals {
            from: RwSignal::new(form.from),
            until: RwSignal::new(form.until),
            experienced_since: RwSignal::new(form.experienced_since),
            next_number: RwSignal::new(absences.len() as u32),
            absences: RwSignal::new(absences),
            role: RwSignal::new(form.role),
            ramp: RwSignal::new(form.ramp),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            wrong: RwSignal::new(Vec::new()),
        }
    }

    /// Reads what is typed; what is wrong is shown at its field, and nothing answered then.
    pub fn read(&self) -> Option<Service> {
        let away = |line: &AbsenceLine| (line.from.get_untracked(), line.until.get_untracked());
        let form = ServiceForm {
            from: self.from.get_untracked(),
            until: self.until.get_untracked(),
            experienced_since: self.experienced_since.get_untracked(),
            absences: self.absences.with_untracked(|lines| lines.iter().map(away).collect()),
            role: self.role.get_untracked(),
            ramp: self.ramp.get_untracked(),
        };
        let read = form.read();
        self.wrong.set(read.as_ref().err().cloned().unwrap_or_default());
        read.ok()
    }

    fn problem(&self, studio: &Studio, field: ServiceField) -> Option<String> {
        let found = self.wrong.with(|wrong| wrong.iter().find(|(known, _)| *known == field).map(|(_, problem)| *problem));
        found.map(|problem| day_problem(studio, problem))
    }

    fn add_absence(&self) {
        let number = self.next_number.get_untracked();
        self.next_number.set(number + 1);
        let empty = || AbsenceLine { number, from: RwSignal::new(String::new()), until: RwSignal::new(String::new()) };
        let line = self.owner.with_value(|owner| owner.with(empty));
        self.absences.update(|lines| lines.push(line));
    }

    fn remove_absence(&self, number: u32) {
        self.absences.update(|lines| lines.retain(|line| line.number != number));
        // Places have moved; what is wrong is told again when the form is read.
        self.wrong
            .update(|wrong| wrong.retain(|(field, _)| !matches!(field, ServiceField::AbsenceFrom(_) | ServiceField::AbsenceUntil(_))));
    }
}

/// The fields.
#[component]
pub fn ServiceFields(fields: ServiceSignals) -> impl IntoView {
    let studio = Studio::get();
    let problem = move |field: ServiceField| Signal::derive(move || fields.problem(&studio, field));
    let mut ramps: Vec<String> =
        studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.schedules.ramps.keys().cloned().collect()).unwrap_or_default());
    let chosen = fields.ramp.get_untracked();
    if !chosen.is_empty() && !ramps.contains(&chosen) {
        ramps.push(chosen.clone());
    }
    view! {
        <fieldset class="plain-fieldset">
            <legend>{studio.say(words::SERVICE)}</legend>
            <p class="dim small">{studio.say(words::SERVICE_WHY)}</p>
            <div class="grid-2">
                <DayField id="seller-from" label=words::FIRST_DAY value=fields.from problem=problem(ServiceField::From) />
                <DayField id="seller-until" label=words::LAST_DAY value=fields.until problem=problem(ServiceField::Until) />
                <DayField id="seller-experienced" label=words::EXPERIENCED_SINCE value=fields.experienced_since problem=problem(ServiceField::ExperiencedSince) />
                <div class="field">
                    <label for="seller-ramp">{studio.say(words::RAMP)}</label>
                    <select id="seller-ramp" class="select" on:change=move |event| fields.ramp.set(event_target_value(&event))>
                        <option value="" selected=chosen.is_empty()>{studio.say(words::RAMP_USUAL)}</option>
                        {ramps.into_iter().map(|name| {
                            let is_chosen = name == chosen;
                            view! { <option value=name.clone() selected=is_chosen>{name.clone()}</option> }
                        }).collect_view()}
                    </select>
                </div>
                <div class="field">
                    <label for="seller-role">{studio.say(words::ROLE)}</label>
                    <input
                        id="seller-role" class="input" maxlength="200" autocomplete="off" dir="auto"
                        prop:value=move || fields.role.get()
                        on:input=move |event| fields.role.set(event_target_value(&event))
                    />
                </div>
            </div>
            <div role="group" aria-label=studio.say(words::ABSENCES) class="stack-small">
                {move || fields.absences.get().into_iter().enumerate().map(|(place, line)| view! {
                    <div class="day-line">
                        <DayField id=format!("away-from-{}", line.number) label=words::AWAY_FROM value=line.from problem=problem(ServiceField::AbsenceFrom(place)) />
                        <DayField id=format!("away-until-{}", line.number) label=words::AWAY_UNTIL value=line.until problem=problem(ServiceField::AbsenceUntil(place)) />
                        <button
                            type="button" class="icon-button" aria-label=studio.say(words::REMOVE_ABSENCE) title=studio.say(words::REMOVE_ABSENCE)
                            on:click=move |_| fields.remove_absence(line.number)
                        ><Icon path=icon::CLOSE /></button>
                    </div>
                }).collect_view()}
                <div class="row">
                    <button type="button" class="button small" on:click=move |_| fields.add_absence()>
                        <Icon path=icon::PLUS />{studio.say(words::ADD_ABSENCE)}
                    </button>
                </div>
            </div>
        </fieldset>
    }
}
