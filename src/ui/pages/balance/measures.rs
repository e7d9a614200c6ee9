//! Which measures are balanced, each with its weight and tolerance, and further columns that become measures.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::run::Run;
use super::wishes::{is_wrong, said, set, take};
use crate::document::measures::{self, MeasureFinding, NumberColumn, columns_to_measure_by};
use crate::document::{Command, MeasureKind, Plan, Scenario};
use crate::domain::MeasureId;
use crate::locale::words::territories as words;
use crate::ui::quantity;
use crate::ui::studio::Studio;
use crate::ui::widgets::icon::{self, Icon};

/// The table of measures, with the way to further ones below it.
#[component]
pub fn Measures(run: Run) -> impl IntoView {
    let studio = run.studio;
    view! {
        <table class="plain-table">
            <thead><tr>
                <th scope="col">{studio.say(words::BALANCE_MEASURES)}</th>
                <th scope="col" class="number">{studio.say(words::BALANCE_TOLERANCE)}</th>
                <th scope="col" class="number">{studio.say(words::BALANCE_WEIGHT)}</th>
            </tr></thead>
            <tbody>
                <For each=move || run.measures.get() key=|kind| *kind let:kind>
                    <MeasureRow run=run kind=kind />
                </For>
            </tbody>
        </table>
        <AddMeasure run=run />
    }
}

/// What a measure's elements are called in the page.
fn id_of(kind: MeasureKind) -> String {
    match kind {
        MeasureKind::Further(MeasureId(number)) => format!("balance-further-{number}"),
        own => format!("balance-{}", MeasureKind::OWN.iter().position(|known| *known == own).unwrap_or(0)),
    }
}

#[component]
fn MeasureRow(run: Run, kind: MeasureKind) -> impl IntoView {
    let studio = run.studio;
    let numbers = studio.numbers();
    let setting = move || run.design.with(|design| design.measure(kind));
    let first = untrack(setting);
    let name = quantity::heading(&studio, kind);
    let id = id_of(kind);
    let own_name = quantity::name(&studio, kind);
    let tolerance = StoredValue::new(studio.fill(words::BALANCE_TOLERANCE_OF, &[("measure", &own_name)]));
    let weight = StoredValue::new(studio.fill(words::BALANCE_WEIGHT_OF, &[("measure", &own_name)]));
    // What is left out hinders nothing.
    let mend = move || run.wrong.update(|wrong| wrong.retain(|field, _| *field != tolerance.get_value() && *field != weight.get_value()));
    let change = move |change: &dyn Fn(&mut crate::document::MeasureSetting)| set(run, |design| design.change_measure(kind, change));
    let remove = match kind {
        MeasureKind::Further(id) => {
            let label = studio.fill(words::MEASURE_REMOVE, &[("measure", &own_name)]);
            let press = move |_| {
                if studio.run(Command::RemoveMeasure(id)).is_some() {
                    mend();
                    set(run, |design| design.forget_measure(kind));
                }
            };
            view! {
                <button type="button" class="icon-button" aria-label=label.clone() title=label on:click=press><Icon path=icon::CLOSE /></button>
            }
            .into_any()
        }
        _ => ().into_any(),
    };
    // A measure of every plan is named as ever; a further one with what it counts in.
    let shown = if matches!(kind, MeasureKind::Further(_)) { name } else { own_name };
    view! {
        <tr>
            <td>
                <span class="row">
                    <label class="check" for=id.clone()>
                        <input id=id.clone() type="checkbox" prop:checked=move || setting().is_balanced on:change=move |event| {
                            let checked = event_target_checked(&event);
                            if !checked {
                                mend();
                            }
                            change(&|setting| setting.is_balanced = checked);
                        } />
                        <bdi>{shown}</bdi>
                    </label>
                    {remove}
                </span>
            </td>
            <td class="number">
                <input
                    class="input number narrow"
                    inputmode="decimal"
                    aria-label=tolerance.get_value()
                    aria-invalid=move || is_wrong(run, &tolerance.get_value())
                    value=numbers.decimal(first.tolerance_share * 100.0, 2)
                    disabled=move || !setting().is_balanced
                    on:input=move |event| take(run, &tolerance.get_value(), &event, |percent| percent > 0.0, said(words::WRONG_POSITIVE), |percent| {
                        change(&|setting| setting.tolerance_share = percent / 100.0);
                    })
                />
            </td>
            <td class="number">
                <input
                    class="input number narrow"
                    inputmode="decimal"
                    aria-label=weight.get_value()
                    aria-invalid=move || is_wrong(run, &weight.get_value())
                    value=numbers.decimal(first.weight, 2)
                    disabled=move || !setting().is_balanced
                    on:input=move |event| take(run, &weight.get_value(), &event, |weight| weight > 0.0, said(words::WRONG_POSITIVE), |weight| {
                        change(&|setting| setting.weight = weight);
                    })
                />
            </td>
        </tr>
    }
}

/// Makes a further column of the customers' list a measure. The columns are looked through when they are asked for.
#[component]
fn AddMeasure(run: Run) -> impl IntoView {
    let studio = run.studio;
    let columns: RwSignal<Option<Vec<NumberColumn>>> = RwSignal::new(None);
    let is_open = move || columns.with(Option::is_some);
    let toggle = move |_| {
        let found = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| columns_to_measure_by(plan)).unwrap_or_default());
        columns.update(|columns| *columns = if columns.is_some() { None } else { Some(found) });
    };
    view! {
        <div class="stack">
            <div><button type="button" class="button small" aria-expanded=move || is_open().to_string() on:click=toggle>{studio.say(words::MEASURE_ADD)}</button></div>
            {move || columns.get().map(|found| if found.is_empty() {
                view! { <p class="small dim" role="status">{studio.say(words::MEASURE_NONE)}</p> }.into_any()
            } else {
                view! { <NewMeasure run=run found=found on_done=Callback::new(move |()| columns.set(None)) /> }.into_any()
            })}
        </div>
    }
}

/// The choice of a column and what it counts in.
#[component]
fn NewMeasure(run: Run, found: Vec<NumberColumn>, on_done: Callback<()>) -> impl IntoView {
    let studio = run.studio;
    let column = NodeRef::<html::Select>::new();
    let unit = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(column) = column.get() {
            // A field in the page takes the focus.
            let _ = column.focus();
        }
    });
    let add = move || {
        let Some(column) = column.get_untracked().map(|field| field.value()) else { return };
        let unit = unit.get_untracked().map(|field| field.value()).unwrap_or_default();
        if studio.run(Command::AddMeasure { column: column.clone(), unit }).is_none() {
            return;
        }
        let added = studio.plan.with_untracked(|plan| {
            let measures = plan.as_ref().map(|plan| plan.further_measures.clone()).unwrap_or_default();
            measures.iter().find(|measure| measure.column == column).map(|measure| MeasureKind::Further(measure.id))
        });
        if let Some(kind) = added {
            set(run, |design| design.change_measure(kind, |setting| setting.is_balanced = true));
        }
        on_done.run(());
    };
    let numbers = studio.numbers();
    let option = move |column: NumberColumn| {
        let (count, others) = (numbers.count(column.numbers), numbers.count(column.others));
        let text = if column.others == 0 { words::MEASURE_COLUMN } else { words::MEASURE_COLUMN_OTHERS };
        let told = studio.fill(text, &[("column", &column.header), ("count", &count), ("others", &others)]);
        view! { <option value=column.header>{told}</option> }
    };
    view! {
        <div class="grid-2">
            <div class="field">
                <label for="measure-column">{studio.say(words::MEASURE_OF)}</label>
                <select id="measure-column" class="select" node_ref=column>{found.into_iter().map(option).collect_view()}</select>
            </div>
            <div class="field">
                <label for="measure-unit">{studio.say(words::MEASURE_UNIT)}</label>
                <input id="measure-unit" class="input" maxlength="40" node_ref=unit on:keydown=move |event: ev::KeyboardEvent| if event.key() == "Enter" {
                    // The measure is added; the form of the dialog is not sent.
                    event.prevent_default();
                    add();
                } />
            </div>
        </div>
        <div><button type="button" class="button" on:click=move |_| add()>{studio.say(words::MEASURE_ADD_NOW)}</button></div>
    }
}

/// What is wrong with the further measures, as sentences.
pub fn findings(studio: &Studio, plan: &Plan, scenario: &Scenario) -> Vec<String> {
    let told = measures::findings(plan, scenario).into_iter().map(|finding| match finding {
        MeasureFinding::ColumnGone(kind) => studio.fill(words::FINDING_COLUMN_GONE, &[("measure", &quantity::in_sentence(studio, kind))]),
        MeasureFinding::Unusable(kind, count) => studio.fill(
            words::FINDING_INVALID_VALUE,
            &[("measure", &quantity::in_sentence(studio, kind)), ("count", &studio.numbers().count(count))],
        ),
    });
    told.collect()
}
