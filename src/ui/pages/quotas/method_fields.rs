//! The fields of a basis of sharing out: the weights of a blend and of past years, and the choice of a basis where the one
//! above may stand as well.

use leptos::prelude::*;

use super::goal_fields::{Choice, TypedText};
use crate::locale::words::quotas as words;
use crate::quota::GoalKind;
use crate::tabular::method_form::{BLEND_CHOICES, MethodChoice, MethodForm};
use crate::tabular::quota_reason::method_text;
use crate::ui::studio::Studio;

/// The bases that a goal can be shared out by, with their names.
pub fn methods_for(studio: &Studio, kind: GoalKind) -> Vec<(MethodChoice, String)> {
    let fitting = MethodChoice::ALL.into_iter().filter(|choice| choice.fits(kind));
    fitting.map(|choice| (choice, studio.say(method_text(choice)).to_owned())).collect()
}

/// The weights that a basis asks for; nothing for one that asks for none.
#[component]
pub fn MethodWeights(
    /// Begins the identities of the fields.
    #[prop(into)]
    id: String,
    /// What is typed.
    method: Signal<MethodForm>,
    /// Takes what is typed now.
    on_change: Callback<MethodForm>,
    /// The goal.
    kind: Signal<GoalKind>,
    /// What is wrong with a weight.
    problem: Signal<Option<String>>,
) -> impl IntoView {
    let studio = Studio::get();
    let choice = Memo::new(move |_| method.with(|method| method.choice));
    let id = StoredValue::new(id);
    let change = move |edit: &dyn Fn(&mut MethodForm)| {
        let mut form = method.get_untracked();
        edit(&mut form);
        on_change.run(form);
    };
    let blend = move || {
        let parts = method.with_untracked(|method| method.blend.clone());
        let fields = BLEND_CHOICES.into_iter().zip(parts).enumerate().filter(|(_, (part, _))| part.fits(kind.get()));
        let fields = fields.map(|(place, (part, typed))| {
            let on_input = Callback::new(move |typed: String| change(&|form| form.blend[place].clone_from(&typed)));
            let id = format!("{}-part-{place}", id.get_value());
            view! { <TypedText id=id label=studio.say(method_text(part)) value=typed on_input=on_input problem=Signal::stored(None) /> }
        });
        let kept = method.with_untracked(|method| method.kept_parts.iter().map(|part| part.weight).sum::<f64>());
        let kept = (kept > 0.0).then(|| studio.fill(words::BLEND_KEPT, &[("share", &studio.numbers().percent(kept, 1))]));
        view! {
            <fieldset class="plain-fieldset">
                <legend>{studio.say(words::BLEND_WEIGHTS)}</legend>
                <div class="grid-2">{fields.collect_view()}</div>
                {kept.map(|words| view! { <p class="dim small">{words}</p> })}
            </fieldset>
        }
    };
    let years = move || {
        let years = method.with_untracked(|method| method.years.clone());
        let fields = years.into_iter().enumerate().map(|(place, (year, typed))| {
            let on_input = Callback::new(move |typed: String| {
                change(&|form| {
                    if let Some((_, weight)) = form.years.get_mut(place) {
                        weight.clone_from(&typed);
                    }
                });
            });
            let id = format!("{}-year-{place}", id.get_value());
            view! { <TypedText id=id label=studio.numbers().plain(i64::from(year)) value=typed on_input=on_input problem=Signal::stored(None) /> }
        });
        view! {
            <fieldset class="plain-fieldset">
                <legend>{studio.say(words::HISTORY_WEIGHTS)}</legend>
                <div class="grid-2">{fields.collect_view()}</div>
            </fieldset>
        }
    };
    view! {
        {move || (choice.get() == MethodChoice::Blend).then(blend)}
        {move || { choice.track(); method.with_untracked(MethodForm::asks_years).then(years) }}
        {move || problem.get().map(|problem| view! { <p class="small bad" role="alert">{problem}</p> })}
    }
}

/// A basis that may be that of above, with its weights.
#[component]
pub fn OwnMethod(
    /// The identity of the choice; begins those of the weights.
    #[prop(into)]
    id: String,
    /// What the choice is of.
    #[prop(into)]
    label: String,
    /// What it says when no own basis is chosen.
    #[prop(into)]
    as_above: String,
    /// The basis; `None` is the one above.
    method: Signal<Option<MethodForm>>,
    /// The basis above, from which a new one takes its weights.
    above: Signal<MethodForm>,
    /// Takes what is chosen or typed now.
    on_change: Callback<Option<MethodForm>>,
    /// The goal.
    kind: Signal<GoalKind>,
    /// What is wrong with a weight.
    problem: Signal<Option<String>>,
) -> impl IntoView {
    let studio = Studio::get();
    let choices = Signal::derive(move || {
        let own = methods_for(&studio, kind.get()).into_iter().map(|(choice, name)| (Some(choice), name));
        std::iter::once((None, as_above.clone())).chain(own).collect::<Vec<_>>()
    });
    let chosen = Memo::new(move |_| method.with(|method| method.as_ref().map(|method| method.choice)));
    let choose = move |choice: Option<MethodChoice>| {
        let form = choice.map(|choice| {
            let mut form = method.get_untracked().unwrap_or_else(|| above.get_untracked());
            form.choice = choice;
            form
        });
        on_change.run(form);
    };
    let weights_id = StoredValue::new(id.clone());
    let has_own = Memo::new(move |_| chosen.get().is_some());
    view! {
        <div class="stack">
            <Choice id=id label=label choices=choices value=chosen on_choose=Callback::new(choose) />
            <Show when=move || has_own.get()>
                <MethodWeights
                    id=weights_id.get_value() kind=kind problem=problem
                    method=Signal::derive(move || method.get().unwrap_or_else(|| above.get()))
                    on_change=Callback::new(move |form| on_change.run(Some(form)))
                />
            </Show>
        </div>
    }
}
