//! Who sits on a territory and when: a line for each time of someone, with a backfill one button away.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::state::Quotas;
use crate::document::quota::QuotaCommand;
use crate::domain::{PersonId, TerritoryId};
use crate::locale::text::{isolated, left_to_right};
use crate::locale::words::presence as words;
use crate::locale::words::shell;
use crate::tabular::day_field::day_text;
use crate::tabular::holding_form::{self, HoldingField, HoldingProblem, HoldingRow, WhoChoice};
use crate::ui::studio::Studio;
use crate::ui::widgets::day_field::{DayField, date_format, day_problem};
use crate::ui::widgets::dialog::ModalDialog;
use crate::ui::widgets::form_foot::FormFoot;
use crate::ui::widgets::icon::{self, Icon};

/// A line of the form; numbered, so that it keeps its fields when another goes.
#[derive(Clone, Copy)]
struct Line {
    number: u32,
    who: RwSignal<WhoChoice>,
    name: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
}

impl Line {
    fn of(number: u32, row: HoldingRow) -> Line {
        Line {
            number,
            who: RwSignal::new(row.who),
            name: RwSignal::new(row.name),
            from: RwSignal::new(row.from),
            until: RwSignal::new(row.until),
        }
    }

    fn row(&self) -> HoldingRow {
        HoldingRow {
            who: self.who.get_untracked(),
            name: self.name.get_untracked(),
            from: self.from.get_untracked(),
            until: self.until.get_untracked(),
        }
    }
}

/// The state of the form; a handle.
#[derive(Clone, Copy)]
struct Form {
    studio: Studio,
    lines: RwSignal<Vec<Line>>,
    next_number: RwSignal<u32>,
    wrong: RwSignal<Vec<(HoldingField, HoldingProblem)>>,
    people: StoredValue<Vec<(PersonId, String)>>,
    /// The dialog's, so that a line that is added from within another outlives that one's picture.
    owner: StoredValue<Owner>,
}

impl Form {
    fn insert(&self, place: usize, row: HoldingRow) {
        let number = self.next_number.get_untracked();
        self.next_number.set(number + 1);
        self.wrong.set(Vec::new());
        let line = self.owner.with_value(|owner| owner.with(|| Line::of(number, row)));
        self.lines.update(|lines| lines.insert(place.min(lines.len()), line));
    }

    fn remove(&self, number: u32) {
        self.wrong.set(Vec::new());
        self.lines.update(|lines| lines.retain(|line| line.number != number));
    }

    fn add_person(&self) {
        let taken: Vec<WhoChoice> = self.lines.with_untracked(|lines| lines.iter().map(|line| line.who.get_untracked()).collect());
        let free = self.people.with_value(|people| {
            let choices = people.iter().map(|(person, _)| WhoChoice::Person(*person));
            choices.clone().find(|choice| !taken.contains(choice)).or_else(|| choices.clone().next())
        });
        let row = HoldingRow { who: free.unwrap_or(WhoChoice::Hire), name: String::new(), from: String::new(), until: String::new() };
        self.insert(usize::MAX, row);
    }

    fn add_backfill(&self, line: Line) {
        let studio = self.studio;
        let row = line.row();
        let (name, last_day) = match row.who {
            WhoChoice::Hire => (row.name.clone(), None),
            WhoChoice::Person(id) => studio.plan.with_untracked(|plan| {
                let person = plan.as_ref().and_then(|plan| plan.person(id));
                (person.map(|person| person.name.clone()).unwrap_or_default(), person.and_then(|person| person.service.until))
            }),
        };
        let place =
            self.lines.with_untracked(|lines| lines.iter().position(|known| known.number == line.number)).map_or(usize::MAX, |at| at + 1);
        let name = studio.fill(words::BACKFILL_FOR, &[("name", &name)]);
        self.insert(place, holding_form::backfill(&row, last_day, name, date_format(&studio)));
    }

    fn problem(&self, field: HoldingField) -> Option<String> {
        let found = self.wrong.with(|wrong| wrong.iter().find(|(known, _)| *known == field).map(|(_, problem)| *problem));
        found.map(|problem| match problem {
            HoldingProblem::Day(problem) => day_problem(&self.studio, problem),
            HoldingProblem::NoName => self.studio.say(words::HIRE_NAME_NEEDED).to_owned(),
        })
    }
}

/// The dialog.
#[component]
pub fn HoldersDialog(territory: TerritoryId, on_close: Callback<()>) -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let (Some(plan), Some(scenario)) = (studio.plan.get_untracked(), studio.scenario.get_untracked()) else { return ().into_any() };
    let Some(known) = scenario.territory(territory).cloned() else { return ().into_any() };
    let decided = scenario.quota.holdings.get(&territory).map(Vec::as_slice);
    let rows = holding_form::rows_of(decided, known.seller, date_format(&studio));
    let form = Form {
        studio,
        next_number: RwSignal::new(rows.len() as u32),
        lines: RwSignal::new((0..).zip(rows).map(|(number, row)| Line::of(number, row)).collect()),
        wrong: RwSignal::new(Vec::new()),
        people: StoredValue::new(plan.people.iter().map(|person| (person.id, person.name.clone())).collect()),
        owner: StoredValue::new(Owner::current().unwrap_or_default()),
    };
    let seller = known.seller;
    let hold = move |holdings| {
        if quotas.change(QuotaCommand::Hold { territory, holdings }) {
            on_close.run(());
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let rows: Vec<HoldingRow> = form.lines.with_untracked(|lines| lines.iter().map(Line::row).collect());
        match holding_form::read(&rows, seller) {
            Err(wrong) => form.wrong.set(wrong),
            Ok(holdings) => hold(holdings),
        }
    };
    let title = studio.fill(words::HOLDERS_TITLE, &[("name", &isolated(&known.name))]);
    let has_decision = decided.is_some();
    view! {
        <ModalDialog title=title is_wide=true on_close=on_close>
            <form on:submit=submit class="dialog-form">
                <div class="dialog-body stack">
                    <p class="dim small">{studio.say(words::HOLDERS_WHY)}</p>
                    {move || form.lines.with(Vec::is_empty).then(|| view! { <p>{studio.say(words::NOBODY)}</p> })}
                    {move || form.lines.get().into_iter().enumerate().map(|(place, line)| view! { <HolderLine form=form line=line place=place /> }).collect_view()}
                    <div class="row">
                        <button type="button" class="button small" on:click=move |_| form.add_person()>
                            <Icon path=icon::PLUS />{studio.say(words::ADD_HOLDER)}
                        </button>
                        {has_decision.then(|| view! {
                            <button type="button" class="button small" on:click=move |_| hold(None)>{studio.say(words::SELLER_ALL_ALONG)}</button>
                        })}
                    </div>
                </div>
                <FormFoot on_cancel=on_close button=studio.say(shell::SAVE) />
            </form>
        </ModalDialog>
    }
    .into_any()
}

/// One time of someone.
#[component]
fn HolderLine(form: Form, line: Line, place: usize) -> impl IntoView {
    let studio = form.studio;
    let choose = move |event| {
        let id = event_target_value(&event).parse::<u32>().ok();
        line.who.set(id.map_or(WhoChoice::Hire, |id| WhoChoice::Person(PersonId(id))));
    };
    let is_hire = move || line.who.get() == WhoChoice::Hire;
    let own_days = move || {
        let WhoChoice::Person(id) = line.who.get() else { return None };
        let format = date_format(&studio);
        let service =
            studio.plan.with_untracked(|plan| plan.as_ref().and_then(|plan| plan.person(id)).map(|person| person.service.clone()))?;
        let day = |day| left_to_right(&day_text(day, format));
        let (from, until) = (day(service.from), day(service.until));
        match (service.from, service.until) {
            (Some(_), Some(_)) => Some(studio.fill(words::OWN_DAYS, &[("from", &from), ("until", &until)])),
            (Some(_), None) => Some(studio.fill(words::OWN_FIRST_DAY, &[("from", &from)])),
            (None, Some(_)) => Some(studio.fill(words::OWN_LAST_DAY, &[("until", &until)])),
            (None, None) => None,
        }
    };
    let problem = move |field: HoldingField| Signal::derive(move || form.problem(field));
    let name_problem = problem(HoldingField::Name(place));
    let (who_id, name_id) = (format!("holder-who-{}", line.number), format!("holder-name-{}", line.number));
    let error_id = format!("{name_id}-error");
    view! {
        <div class="holder-line" role="group" aria-label=studio.numbers().count(place + 1)>
            <div class="day-line">
                <div class="field">
                    <label for=who_id.clone()>{studio.say(words::WHO)}</label>
                    <select id=who_id class="select" on:change=choose>
                        {form.people.get_value().into_iter().map(|(person, name)| {
                            let is_chosen = line.who.get_untracked() == WhoChoice::Person(person);
                            view! { <option value=person.0.to_string() selected=is_chosen>{name}</option> }
                        }).collect_view()}
                        <option value="hire" selected=line.who.get_untracked() == WhoChoice::Hire>{studio.say(words::NEW_HIRE)}</option>
                    </select>
                </div>
                {move || is_hire().then(|| view! {
                    <div class="field">
                        <label for=name_id.clone()>{studio.say(words::HIRE_NAME)}</label>
                        <input
                            id=name_id.clone() class="input" maxlength="200" autocomplete="off" dir="auto"
                            aria-invalid=move || name_problem.with(Option::is_some).then_some("true") aria-describedby=error_id.clone()
                            prop:value=move || line.name.get() on:input=move |event| line.name.set(event_target_value(&event))
                        />
                        <span class="bad small" id=error_id.clone() role="status">{name_problem}</span>
                    </div>
                })}
                <DayField id=format!("holder-from-{}", line.number) label=words::FIRST_DAY value=line.from problem=problem(HoldingField::From(place)) />
                <DayField id=format!("holder-until-{}", line.number) label=words::LAST_DAY value=line.until problem=problem(HoldingField::Until(place)) />
                <button
                    type="button" class="icon-button" aria-label=studio.say(words::REMOVE_HOLDER) title=studio.say(words::REMOVE_HOLDER)
                    on:click=move |_| form.remove(line.number)
                ><Icon path=icon::CLOSE /></button>
            </div>
            <div class="row">
                <button type="button" class="button small" on:click=move |_| form.add_backfill(line)>{studio.say(words::BACKFILL)}</button>
                <span class="dim small">{own_days}</span>
            </div>
        </div>
    }
}
