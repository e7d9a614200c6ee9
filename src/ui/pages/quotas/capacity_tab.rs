//! The tab of capacity and hires: what the team carries by month against the target, who is expected to leave, and a plan
//! of hires that is seen at once.

use leptos::prelude::*;

use super::month_bars::month_names;
use super::state::{QuotaDialog, Quotas};
use super::team_size::TeamSize;
use crate::charts::carried::{CarriedChart, CarriedMonth, HEIGHT};
use crate::document::quota::staffing::{Staffing, staffing};
use crate::document::quota::{QuotaCommand, StaffingSettings};
use crate::locale::Text;
use crate::locale::words::staffing as words;
use crate::quota::hiring::StartPlan;
use crate::tabular::staffing_form::{StaffingField, StaffingForm};
use crate::ui::charts::figure::{Drawing, Figure, FigureTable, chart_style};
use crate::ui::pages::fitting_width;
use crate::ui::shared::Shared;

/// The drawing's width in its own units where there is room.
const WIDTH: u32 = 1_060;

/// What the tab shows; a handle.
#[derive(Clone, Copy)]
pub(super) struct Capacity {
    /// The page.
    pub(super) quotas: Quotas,
    answer: Memo<Option<Shared<Staffing>>>,
    kept: Memo<StaffingSettings>,
    form: RwSignal<StaffingForm>,
    wrong: RwSignal<Vec<StaffingField>>,
}

impl Capacity {
    fn amount(&self, amount: f64) -> String {
        self.quotas.unit().figure(amount.round() as i64)
    }

    /// An amount with its unit.
    pub(super) fn with_unit(&self, amount: f64) -> String {
        self.quotas.unit().with_unit(amount.round() as i64)
    }

    fn plan(&self, hires: StartPlan) {
        self.quotas.change(QuotaCommand::PlanStaffing(StaffingSettings { hires, ..self.kept.get_untracked() }));
    }

    /// Takes what was typed into a field; what is wrong is told and stays.
    fn typed(&self, field: StaffingField, typed: String) {
        self.form.update(|form| {
            if let Some(slot) = form.slot(field) {
                *slot = typed;
            }
        });
        match self.form.with_untracked(StaffingForm::read) {
            Err(fields) => self.wrong.set(fields),
            Ok(staffing) => {
                self.wrong.set(Vec::new());
                if staffing != self.kept.get_untracked() {
                    self.quotas.change(QuotaCommand::PlanStaffing(staffing));
                }
            }
        }
    }
}

/// The tab.
#[component]
pub fn CapacityTab() -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let kept =
        Memo::new(move |_| studio.scenario.with(|scenario| scenario.as_ref().map(|scenario| scenario.quota.staffing).unwrap_or_default()));
    let answer = Memo::new(move |_| {
        let (results, scenario) = (quotas.results.get()?, studio.scenario.get()?);
        staffing(&results, &scenario.quota, quotas.goal.get()).map(Shared::new)
    });
    let form = RwSignal::new(StaffingForm::of(&kept.get_untracked(), studio.numbers()));
    let wrong = RwSignal::new(Vec::new());
    // Undo, another scenario and the buttons below change what is kept; what is typed and wrong stays until then.
    Effect::new(move |_| {
        let kept = kept.get();
        if form.with_untracked(StaffingForm::read) != Ok(kept) {
            form.set(StaffingForm::of(&kept, studio.numbers()));
            wrong.set(Vec::new());
        }
    });
    let capacity = Capacity { quotas, answer, kept, form, wrong };
    let has_answer = Memo::new(move |_| answer.with(Option::is_some));
    view! {
        <Show
            when=move || has_answer.get()
            fallback=move || view! {
                <div class="card empty">
                    <h2>{studio.say(words::NEEDS_CAPACITY)}</h2>
                    <p>{studio.say(words::NEEDS_CAPACITY_WHY)}</p>
                    <button type="button" class="button main" on:click=move |_| quotas.dialog.set(Some(QuotaDialog::Goal(Some(quotas.goal.get_untracked()))))>
                        {studio.say(words::SAY_CAPACITY)}
                    </button>
                </div>
            }
        >
            <section class="card card-body">
                <p class="capacity-answer" role="status">{move || answer.get().map(|answer| sentences(&capacity, &answer))}</p>
            </section>
            <Picture capacity=capacity />
            <Expected capacity=capacity />
            <Months capacity=capacity />
        </Show>
        <TeamSize capacity=capacity />
    }
}

fn last_start(capacity: &Capacity, plan: &StartPlan) -> String {
    let last = plan.iter().rposition(|count| *count > 0).unwrap_or(0);
    month_names(&capacity.quotas.studio)[last].clone()
}

/// The answer in words: is the target carried, and what closes the gap.
fn sentences(capacity: &Capacity, answer: &Staffing) -> String {
    let studio = capacity.quotas.studio;
    let numbers = studio.numbers();
    let (target, gap) = (capacity.with_unit(answer.target), capacity.with_unit(answer.gap));
    let planned: u32 = capacity.kept.get().hires.iter().sum();
    let mut told = Vec::new();
    if answer.target <= 0.0 {
        told.push(studio.fill(words::NO_TARGET, &[("carried", &capacity.with_unit(answer.carried()))]));
    } else if answer.gap <= 0.0 {
        let share = numbers.percent(answer.carried() / answer.target, 0);
        let carried = capacity.with_unit(answer.carried());
        told.push(studio.fill(words::CARRIES_ALL, &[("target", &target), ("carried", &carried), ("share", &share)]));
    } else if answer.gap_after_hires <= 0.0 {
        let text = if planned == 1 { words::CLOSED_BY_ONE_HIRE } else { words::CLOSED_BY_HIRES };
        told.push(studio.fill(text, &[("count", &numbers.count(planned as usize)), ("gap", &gap), ("target", &target)]));
        let latest = answer.hires.as_ref().and_then(|hires| hires.planned_latest).filter(|latest| *latest != capacity.kept.get().hires);
        told.extend(latest.map(|latest| studio.fill(words::COULD_WAIT, &[("month", &last_start(capacity, &latest))])));
    } else {
        told.push(studio.fill(words::SHORT, &[("gap", &capacity.with_unit(answer.gap_after_hires)), ("target", &target)]));
        if planned > 0 {
            told.push(studio.fill(words::MORE_HIRES, &[("brought", &capacity.with_unit(answer.hire_months.iter().sum()))]));
        }
        told.extend(answer.hires.as_ref().map(|hires| match hires.fewest {
            None => studio.say(words::NONE_CLOSE).to_owned(),
            Some(plan) => {
                let count: u32 = plan.iter().sum();
                let text = if count == 1 { words::FEWEST_ONE } else { words::FEWEST };
                studio.fill(text, &[("count", &numbers.count(count as usize)), ("month", &last_start(capacity, &plan))])
            }
        }));
    }
    if answer.team.lost() > 0.5 {
        told.push(studio.fill(words::MORE_LOST, &[("lost", &capacity.with_unit(answer.team.lost()))]));
    }
    told.join(" ")
}

/// The months as a picture.
#[component]
fn Picture(capacity: Capacity) -> impl IntoView {
    let studio = capacity.quotas.studio;
    let width = RwSignal::new(fitting_width(WIDTH));
    let months = move || {
        let names = month_names(&studio);
        capacity.answer.get().map(|answer| {
            let month = |(place, name): (usize, String)| CarriedMonth {
                name,
                carried: answer.team.months_after_attrition[place],
                lost: answer.team.months[place] - answer.team.months_after_attrition[place],
                hires: answer.hire_months[place],
                target: answer.target_months[place],
            };
            names.into_iter().enumerate().map(month).collect::<Vec<_>>()
        })
    };
    let drawing = Signal::derive(move || {
        let (style, unit, width) = (chart_style(&studio), capacity.quotas.unit(), width.get());
        let chart = CarriedChart { months: months()? };
        chart.draw(width, &style, &|amount| unit.figure(amount.round() as i64)).ok().map(|svg| Drawing { svg, width, height: HEIGHT })
    });
    let table = Signal::derive(move || {
        let row = |month: CarriedMonth| {
            let amounts = [month.target, month.carried, month.lost, month.hires].map(|amount| capacity.amount(amount));
            std::iter::once(month.name).chain(amounts).collect::<Vec<_>>()
        };
        FigureTable {
            headings: [words::MONTH, words::TARGET, words::CARRIED, words::LOST, words::BROUGHT]
                .map(|text| studio.say(text).to_owned())
                .to_vec(),
            rows: months().unwrap_or_default().into_iter().map(row).collect(),
        }
    });
    let title = Signal::derive(move || {
        let name = studio.say(words::PICTURE);
        if super::is_money(capacity.quotas.goal.get()) { format!("{name} ({})", studio.money().unit_label()) } else { name.to_owned() }
    });
    view! { <Figure title=title summary=Signal::stored(studio.say(words::PICTURE_WHY).to_owned()) drawing=drawing table=table width=width /> }
}

/// A field whose value counts when it is left or Enter is pressed.
#[component]
pub(super) fn Field(capacity: Capacity, field: StaffingField, id: &'static str, label: Text, error: Text) -> impl IntoView {
    let studio = capacity.quotas.studio;
    let is_wrong = move || capacity.wrong.with(|wrong| wrong.contains(&field));
    let error_id = format!("{id}-error");
    view! {
        <div class="field">
            <label for=id>{studio.say(label)}</label>
            <input
                id=id class="input number" inputmode="decimal" autocomplete="off" maxlength="20"
                aria-invalid=move || is_wrong().then_some("true") aria-describedby=error_id.clone()
                prop:value=move || { let mut form = capacity.form.get(); form.slot(field).cloned().unwrap_or_default() }
                on:change=move |event| capacity.typed(field, event_target_value(&event))
            />
            <span class="bad small" id=error_id role="status">{move || is_wrong().then(|| studio.say(error))}</span>
        </div>
    }
}

/// Attrition, and buttons that plan hires.
#[component]
fn Expected(capacity: Capacity) -> impl IntoView {
    let studio = capacity.quotas.studio;
    let fewest = move || capacity.answer.with(|answer| answer.as_ref()?.hires.as_ref()?.fewest);
    let latest = move || capacity.answer.with(|answer| answer.as_ref()?.hires.as_ref()?.planned_latest);
    let planned = move || capacity.kept.get().hires;
    view! {
        <section class="card">
            <div class="card-head"><h2>{studio.say(words::EXPECTED)}</h2></div>
            <div class="card-body stack">
                <div class="grid-2">
                    <Field capacity=capacity field=StaffingField::Attrition id="attrition" label=words::ATTRITION error=words::WRONG_PERCENT />
                    <Field capacity=capacity field=StaffingField::MonthsToReplace id="months-to-replace" label=words::MONTHS_TO_REPLACE error=words::WRONG_MONTHS />
                </div>
                <p class="dim small">{studio.say(words::ATTRITION_WHY)}</p>
                <div class="row">
                    <button type="button" class="button small" disabled=move || fewest().is_none_or(|plan| plan == planned())
                        on:click=move |_| if let Some(plan) = untrack(fewest) { capacity.plan(plan); }>{studio.say(words::PLAN_FEWEST)}</button>
                    <button type="button" class="button small" disabled=move || latest().is_none_or(|plan| plan == planned())
                        on:click=move |_| if let Some(plan) = untrack(latest) { capacity.plan(plan); }>{studio.say(words::PLAN_LATER)}</button>
                    <button type="button" class="button small" disabled=move || planned() == StartPlan::default()
                        on:click=move |_| capacity.plan(StartPlan::default())>{studio.say(words::PLAN_NONE)}</button>
                </div>
            </div>
        </section>
    }
}

/// The months as a table in which hires are planned.
#[component]
fn Months(capacity: Capacity) -> impl IntoView {
    let studio = capacity.quotas.studio;
    let numbers = studio.numbers();
    let of = move |read: fn(&Staffing, usize) -> f64, month: usize| {
        move || capacity.answer.with(|answer| answer.as_ref().map(|answer| capacity.amount(read(answer, month))).unwrap_or_default())
    };
    let difference = |answer: &Staffing, month: usize| {
        answer.team.months_after_attrition[month] + answer.hire_months[month] - answer.target_months[month]
    };
    let needed = move |month: usize| {
        capacity.answer.with(|answer| {
            let needed = answer.as_ref().and_then(|answer| answer.hires.as_ref()).map(|hires| hires.needed[month].ramping);
            match needed {
                None => String::new(),
                Some(None) => studio.say(words::NOT_ENOUGH_TIME).to_owned(),
                Some(Some(count)) => numbers.count(count as usize),
            }
        })
    };
    let is_short =
        move |month: usize| capacity.answer.with(|answer| answer.as_ref().is_some_and(|answer| difference(answer, month) < -0.5));
    let line = move |(month, name): (usize, String)| {
        let field = StaffingField::Hires(month);
        let is_wrong = move || capacity.wrong.with(|wrong| wrong.contains(&field));
        let error = move || is_wrong().then(|| studio.say(words::WRONG_COUNT));
        view! {
            <tr>
                <th scope="row">{name.clone()}</th>
                <td class="number">{of(|answer, month| answer.target_months[month], month)}</td>
                <td class="number">{of(|answer, month| answer.team.months_after_attrition[month], month)}</td>
                <td class="number">
                    <input
                        class="input number hire-input" inputmode="numeric" autocomplete="off" maxlength="9" placeholder=numbers.count(0)
                        aria-label=studio.fill(words::HIRES_IN, &[("month", &name)]) aria-invalid=move || is_wrong().then_some("true") title=error
                        prop:value=move || { let mut form = capacity.form.get(); form.slot(field).cloned().unwrap_or_default() }
                        on:change=move |event| capacity.typed(field, event_target_value(&event))
                    />
                </td>
                <td class="number">{of(|answer, month| answer.hire_months[month], month)}</td>
                <td class="number" class:bad=move || is_short(month)><bdi dir="ltr">{of(difference, month)}</bdi></td>
                <td class="number">{move || needed(month)}</td>
            </tr>
        }
    };
    let total = move |read: fn(&Staffing) -> f64| {
        move || capacity.answer.with(|answer| answer.as_ref().map(|answer| capacity.amount(read(answer))).unwrap_or_default())
    };
    let any_wrong = move || capacity.wrong.with(|wrong| wrong.iter().any(|field| matches!(field, StaffingField::Hires(_))));
    view! {
        <section class="card">
            <p class="quota-problem" role="status">{move || any_wrong().then(|| studio.say(words::WRONG_COUNT))}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label=studio.say(words::PICTURE)>
                <table class="plain-table capacity-table">
                    <thead>
                        <tr>
                            <th scope="col">{studio.say(words::MONTH)}</th>
                            {[words::TARGET, words::CARRIED, words::HIRES, words::BROUGHT, words::DIFFERENCE].map(|text| view! { <th scope="col" class="number">{studio.say(text)}</th> }).collect_view()}
                            <th scope="col" class="number" title=studio.say(words::NEEDED_WHY)>{studio.say(words::NEEDED)}</th>
                        </tr>
                    </thead>
                    <tbody>{month_names(&studio).into_iter().enumerate().map(line).collect_view()}</tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">{studio.say(words::YEAR)}</th>
                            <td class="number">{total(|answer| answer.target)}</td>
                            <td class="number">{total(|answer| answer.team.year())}</td>
                            <td class="number">{move || numbers.count(capacity.kept.get().hires.iter().sum::<u32>() as usize)}</td>
                            <td class="number">{total(|answer| answer.hire_months.iter().sum())}</td>
                            <td class="number"><bdi dir="ltr">{total(|answer| answer.carried() - answer.target)}</bdi></td>
                            <td></td>
                        </tr>
                    </tfoot>
                </table>
            </div>
        </section>
    }
}
