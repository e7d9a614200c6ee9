//! The fields of the dialogs that set a goal and decide for a single node.

use leptos::prelude::*;

use crate::tabular::goal_form::{FormSlot, GoalForm};

/// A field that something is typed into.
#[component]
pub fn Typed(
    /// The identity of the field.
    #[prop(into)]
    id: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// The form.
    form: RwSignal<GoalForm>,
    /// Its place in the form.
    place: FormSlot,
    /// What is wrong with it.
    problem: Signal<Option<String>>,
) -> impl IntoView {
    let begin = form.get_untracked().slot(place).cloned().unwrap_or_default();
    let take = move |typed| {
        form.update(|form| {
            if let Some(slot) = form.slot(place) {
                *slot = typed;
            }
        });
    };
    view! { <TypedText id=id label=label value=begin on_input=Callback::new(take) problem=problem /> }
}

/// A field that something is typed into, of any form.
#[component]
pub fn TypedText(
    /// The identity of the field.
    #[prop(into)]
    id: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What stands in it to begin with.
    value: String,
    /// Takes what is typed.
    on_input: Callback<String>,
    /// What is wrong with it.
    problem: Signal<Option<String>>,
    /// Whether words are typed into it, and no number.
    #[prop(optional)]
    is_text: bool,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    let field = id.clone();
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=field class="input" inputmode=(!is_text).then_some("decimal") dir=is_text.then_some("auto") autocomplete="off" value=value
                aria-invalid=move || problem.with(Option::is_some).to_string()
                aria-describedby=move || problem.with(Option::is_some).then(|| described.clone())
                on:input=move |event| on_input.run(event_target_value(&event))
            />
            {move || problem.get().map(|words| view! { <p class="small bad" id=error_id.clone()>{words}</p> })}
        </div>
    }
}

/// A choice among a few.
#[component]
pub fn Choice<T: Clone + PartialEq + Send + Sync + 'static>(
    /// The identity of the field.
    #[prop(into)]
    id: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What can be chosen, with its words.
    choices: Signal<Vec<(T, String)>>,
    /// What is chosen.
    value: Memo<T>,
    /// Takes the choice.
    on_choose: Callback<T>,
) -> impl IntoView {
    let choose = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        if let Some(chosen) = place.and_then(|place| choices.with_untracked(|choices| choices.get(place).map(|(choice, _)| choice.clone())))
        {
            on_choose.run(chosen);
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id class="select" on:change=choose>
                {move || choices.get().into_iter().enumerate().map(|(place, (choice, words))| {
                    let is_chosen = value.with(|value| *value == choice);
                    view! { <option value=place.to_string() selected=is_chosen>{words}</option> }
                }).collect_view()}
            </select>
        </div>
    }
}
