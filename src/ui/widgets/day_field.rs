//! A field for a day, and the words of what is wrong with one.

use leptos::prelude::*;

use crate::locale::text::left_to_right;
use crate::locale::words::presence as words;
use crate::locale::{DateFormat, Text};
use crate::tabular::day_field::{DayProblem, example};
use crate::ui::studio::Studio;

/// The format of the open plan's days.
pub fn date_format(studio: &Studio) -> DateFormat {
    let calendar = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.settings.calendar));
    DateFormat::new(studio.language.get_untracked(), calendar.unwrap_or(crate::domain::CalendarKind::Gregorian))
}

/// What is wrong with a day, in words.
pub fn day_problem(studio: &Studio, problem: DayProblem) -> String {
    let text = match problem {
        DayProblem::NotADay => words::NOT_A_DAY,
        DayProblem::NoSuchDay => words::NO_SUCH_DAY,
        DayProblem::Ambiguous => words::DAY_AMBIGUOUS,
        DayProblem::Missing => words::DAY_MISSING,
        DayProblem::BeforeFirst => words::DAY_BEFORE_FIRST,
    };
    let shown = left_to_right(&example(date_format(studio)));
    text.get(studio.language.get_untracked()).replace("{example}", &shown)
}

/// A field for a day.
#[component]
pub fn DayField(
    /// The identity of the field.
    #[prop(into)]
    id: String,
    /// Its label.
    label: Text,
    /// What is typed.
    value: RwSignal<String>,
    /// What is wrong with it, in words.
    problem: Signal<Option<String>>,
) -> impl IntoView {
    let studio = Studio::get();
    let error_id = format!("{id}-error");
    view! {
        <div class="field">
            <label for=id.clone()>{studio.say(label)}</label>
            <input
                id=id class="input" autocomplete="off" maxlength="40" dir="auto"
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                aria-describedby=error_id.clone()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
            <span class="bad small" id=error_id role="status">{problem}</span>
        </div>
    }
}
