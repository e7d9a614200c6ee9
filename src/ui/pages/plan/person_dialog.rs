//! Adding and editing a seller. What was typed stays in the form until it is right or given up.

use std::collections::BTreeSet;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::in_sight;
use super::service_fields::{ServiceFields, ServiceSignals};
use super::team::Edited;
use crate::document::overview::centre_of_customers;
use crate::document::{Command, Plan, Scenario};
use crate::domain::{Person, PersonId, Territory, TerritoryId};
use crate::locale::Text;
use crate::locale::words::plan as words;
use crate::locale::words::shell;
use crate::tabular::person_form::{PersonField, PersonForm};
use crate::ui::palette::territory_colour;
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;
use crate::ui::widgets::dialog::ModalDialog;
use crate::ui::widgets::form_foot::FormFoot;

/// Adds or edits a seller.
#[component]
pub fn PersonDialog(
    /// Whom.
    who: Edited,
    /// Called when it is done or given up.
    on_close: Callback<()>,
) -> impl IntoView {
    let studio = Studio::get();
    let found = untrack(|| in_sight(&studio));
    let known = match (&found, who) {
        (Some((plan, _)), Edited::Known(id)) => plan.person(id).cloned(),
        _ => None,
    };
    let title = match &known {
        Some(person) => studio.fill(words::EDIT_SELLER, &[("name", &person.name)]),
        None => studio.say(words::ADD_SELLER).to_owned(),
    };
    let fields = Fields::of(&studio, known.as_ref());
    let territories: Vec<Territory> = found.as_ref().map(|(_, scenario)| scenario.territories.clone()).unwrap_or_default();
    let own = RwSignal::new(own_territories(&territories, known.as_ref().map(|person| person.id)));
    let wrong: RwSignal<Vec<PersonField>> = RwSignal::new(Vec::new());
    let no_centre = RwSignal::new(false);
    let person_id = known.as_ref().map(|person| person.id);
    let service = ServiceSignals::of(&studio, known.as_ref().map(|person| &person.service));
    let set_from_customers = move |_| {
        let centre =
            untrack(|| in_sight(&studio)).zip(person_id).and_then(|((plan, scenario), id)| centre_of_customers(&plan, &scenario, id));
        no_centre.set(centre.is_none());
        if let Some(centre) = centre {
            fields.latitude.set(studio.numbers().decimal(centre.latitude_degrees, 4));
            fields.longitude.set(studio.numbers().decimal(centre.longitude_degrees, 4));
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        // Both are read, so that all that is wrong is told at once.
        let service = service.read();
        match fields.form().read(person_id.unwrap_or(PersonId(0))) {
            Err(fields) => wrong.set(fields),
            Ok(person) => {
                wrong.set(Vec::new());
                let Some(service) = service else { return };
                let person = Person { service, ..person };
                if keep(&studio, person_id, person, &own.get_untracked()) {
                    on_close.run(());
                }
            }
        }
    };
    let works_in = studio.scenario.with_untracked(|scenario| {
        scenario.as_ref().map(|scenario| studio.fill(words::WORKS_IN, &[("scenario", &studio.scenario_name(scenario))])).unwrap_or_default()
    });
    let choices = found.map(|(plan, _)| territory_choices(&studio, &plan, &territories, own));
    let is_known = known.is_some();
    view! {
        <ModalDialog title=title on_close=on_close>
            <form on:submit=submit class="dialog-form">
                <div class="dialog-body">
                    <div class="grid-2">
                        <TypedField id="seller-name" label=words::NAME value=fields.name wrong=wrong field=PersonField::Name error=words::NAME_NEEDED />
                        <TypedField id="seller-code" label=words::IDENTIFIER value=fields.code />
                        <TypedField id="seller-share" label=words::WORKING_TIME_PERCENT value=fields.share wrong=wrong field=PersonField::WorkingTime error=words::SHARE_WRONG is_number=true />
                    </div>
                    <fieldset class="plain-fieldset">
                        <legend>{studio.say(words::HOME)}</legend>
                        <div class="grid-2">
                            <TypedField id="seller-latitude" label=words::LATITUDE value=fields.latitude wrong=wrong field=PersonField::Latitude error=words::LATITUDE_WRONG is_number=true />
                            <TypedField id="seller-longitude" label=words::LONGITUDE value=fields.longitude wrong=wrong field=PersonField::Longitude error=words::LONGITUDE_WRONG is_number=true />
                        </div>
                        <Show when=move || is_known>
                            <div class="row">
                                <button type="button" class="button small" on:click=set_from_customers>{studio.say(words::FROM_CUSTOMERS)}</button>
                                <span class="warn small" role="status">{move || no_centre.get().then(|| studio.say(words::NO_CENTRE))}</span>
                            </div>
                        </Show>
                    </fieldset>
                    <ServiceFields fields=service />
                    {choices.map(|choices| view! {
                        <fieldset class="plain-fieldset">
                            <legend>{works_in}</legend>
                            <div class="territory-choices">{choices}</div>
                        </fieldset>
                    })}
                </div>
                <FormFoot on_cancel=on_close button=studio.say(shell::SAVE) />
            </form>
        </ModalDialog>
    }
}

/// What is typed into the form.
#[derive(Clone, Copy)]
struct Fields {
    name: RwSignal<String>,
    code: RwSignal<String>,
    latitude: RwSignal<String>,
    longitude: RwSignal<String>,
    share: RwSignal<String>,
}

impl Fields {
    fn of(studio: &Studio, person: Option<&Person>) -> Fields {
        let numbers = studio.numbers();
        let degrees = |read: fn(&crate::domain::Coordinates) -> f64| {
            person.and_then(|person| person.home.as_ref()).map(|home| numbers.decimal(read(home), 6)).unwrap_or_default()
        };
        Fields {
            name: RwSignal::new(person.map(|person| person.name.clone()).unwrap_or_default()),
            code: RwSignal::new(person.and_then(|person| person.code.clone()).unwrap_or_default()),
            latitude: RwSignal::new(degrees(|home| home.latitude_degrees)),
            longitude: RwSignal::new(degrees(|home| home.longitude_degrees)),
            share: RwSignal::new(numbers.decimal(person.map_or(1.0, |person| person.working_time_share) * 100.0, 4)),
        }
    }

    fn form(self) -> PersonForm {
        PersonForm {
            name: self.name.get_untracked(),
            code: self.code.get_untracked(),
            latitude: self.latitude.get_untracked(),
            longitude: self.longitude.get_untracked(),
            working_time_percent: self.share.get_untracked(),
        }
    }
}

fn own_territories(territories: &[Territory], person: Option<PersonId>) -> BTreeSet<TerritoryId> {
    let is_own = |territory: &&Territory| person.is_some() && territory.seller == person;
    territories.iter().filter(is_own).map(|territory| territory.id).collect()
}

/// A box for each territory, with who works it now.
fn territory_choices(
    studio: &Studio,
    plan: &Shared<Plan>,
    territories: &[Territory],
    own: RwSignal<BTreeSet<TerritoryId>>,
) -> Vec<AnyView> {
    let studio = *studio;
    territories
        .iter()
        .map(|territory| {
            let id = territory.id;
            let seller = territory.seller.and_then(|seller| plan.person(seller));
            let now = match seller {
                Some(seller) => studio.fill(words::NOW_WITH, &[("name", &seller.name)]),
                None => studio.say(words::NOW_VACANT).to_owned(),
            };
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || own.with(|own| own.contains(&id))
                        on:change=move |event| own.update(|own| { if event_target_checked(&event) { own.insert(id); } else { own.remove(&id); } })
                    />
                    <span class="swatch" style:background-color=territory_colour(territory.colour_index)></span>
                    <span><bdi>{territory.name.clone()}</bdi>" "<small class="dim">{now}</small></span>
                </label>
            }
            .into_any()
        })
        .collect()
}

/// Keeps the seller and the territories, as one step of undo. True when all was accepted.
fn keep(studio: &Studio, known: Option<PersonId>, person: Person, own: &BTreeSet<TerritoryId>) -> bool {
    let Some(id) = known else {
        let mut commands = vec![Command::AddPerson(person)];
        let added = studio.preview(&commands).and_then(|plan| plan.people.last().map(|person| person.id));
        commands.extend(added.map(|added| handovers(studio, added, own)).unwrap_or_default());
        return studio.run(Command::Together(commands)).is_some();
    };
    let mut commands = handovers(studio, id, own);
    // The log shows the last one.
    commands.push(Command::EditPerson(person));
    studio.run(Command::Together(commands)).is_some()
}

/// The commands that give a seller exactly these territories of the scenario in sight.
fn handovers(studio: &Studio, person: PersonId, own: &BTreeSet<TerritoryId>) -> Vec<Command> {
    let Some(scenario) = studio.scenario.get_untracked() else { return Vec::new() };
    let scenario: &Scenario = &scenario;
    let changed = scenario.territories.iter().filter_map(|territory| {
        let (works, shall) = (territory.seller == Some(person), own.contains(&territory.id));
        (works != shall).then(|| Territory { seller: shall.then_some(person), ..territory.clone() })
    });
    changed.map(|territory| Command::EditTerritory { scenario: scenario.id, territory }).collect()
}

/// A field with its label and what is wrong with it.
#[component]
fn TypedField(
    id: &'static str,
    label: Text,
    value: RwSignal<String>,
    #[prop(optional)] wrong: Option<RwSignal<Vec<PersonField>>>,
    #[prop(optional)] field: Option<PersonField>,
    #[prop(optional)] error: Option<Text>,
    #[prop(optional)] is_number: bool,
) -> impl IntoView {
    let studio = Studio::get();
    let is_wrong = move || wrong.zip(field).is_some_and(|(wrong, field)| wrong.with(|wrong| wrong.contains(&field)));
    let error_id = format!("{id}-error");
    view! {
        <div class="field">
            <label for=id>{studio.say(label)}</label>
            <input
                id=id
                class="input"
                class:number=is_number
                inputmode=is_number.then_some("decimal")
                maxlength="200"
                autocomplete="off"
                aria-invalid=move || is_wrong().then_some("true")
                aria-describedby=error_id.clone()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
            <span class="bad small" id=error_id role="status">{move || error.filter(|_| is_wrong()).map(|error| studio.say(error))}</span>
        </div>
    }
}
