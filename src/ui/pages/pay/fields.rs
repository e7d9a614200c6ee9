//! The fields of the editor: figures, names and choices of the plan that is edited. What is typed wrong stays in its field
//! and is told there.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::state::{Edited, Pay};
use crate::document::quota::pay::summary::mean_period;
use crate::domain::PersonId;
use crate::locale::Text;
use crate::locale::words::pay_editor as words;
use crate::quota::pay::{Component, PayFinding, PayPlace, PayPlan, PositionQuotas, findings_of_plan};
use crate::tabular::pay_slots::{PaySlot, put_value, read, says, slot_value, written};
use crate::tabular::quota_grid::AmountProblem;
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;

/// The plan in the editor; a handle.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The app.
    pub studio: Studio,
    /// The plan as it stands.
    pub plan: RwSignal<PayPlan>,
    /// Fields whose words are no figures.
    pub wrong: RwSignal<BTreeMap<PaySlot, AmountProblem>>,
    /// What the engine says of the plan.
    pub findings: Memo<Shared<Vec<PayFinding>>>,
    /// The mean quotas of a cycle of those on the plan, or of all while nobody is.
    pub quotas: Memo<PositionQuotas>,
}

impl Draft {
    /// The editor's plan to begin with.
    pub fn new(pay: Pay, edited: &Edited) -> Draft {
        let plan = RwSignal::new(edited.plan.clone());
        let old = StoredValue::new(edited.old.clone());
        let findings = Memo::new(move |_| Shared::new(plan.with(findings_of_plan)));
        let quotas = Memo::new(move |_| {
            let periods = plan.with(|plan| plan.cycle().in_year());
            pay.reckoned.with(|reckoned| {
                let Some(reckoned) = reckoned else { return PositionQuotas::default() };
                let assignments = &reckoned.pay.rules.assignments;
                let of = |name: &String| assignments.iter().filter(|on| on.plan == *name).map(|on| on.seller).collect::<Vec<PersonId>>();
                let sellers = old.with_value(|old| old.as_ref().map(of)).unwrap_or_default();
                if sellers.is_empty() {
                    let all: Vec<PersonId> = reckoned.everybody.iter().map(|seller| seller.seller).collect();
                    return mean_period(&all, &reckoned.everybody, periods);
                }
                mean_period(&sellers, &reckoned.quotas, periods)
            })
        });
        Draft { studio: pay.studio, plan, wrong: RwSignal::new(BTreeMap::new()), findings, quotas }
    }

    /// The plan, from context.
    pub fn get() -> Draft {
        expect_context()
    }

    /// Something of a part, as long as it is there.
    pub fn of_part<What>(&self, place: usize, read: impl FnOnce(&Component) -> What) -> Option<What> {
        self.plan.with(|plan| plan.components.get(place).map(read))
    }

    /// Changes a part.
    pub fn change_part(&self, place: usize, change: impl FnOnce(&mut Component)) {
        self.plan.update(|plan| plan.components.get_mut(place).into_iter().for_each(change_once(change)));
    }

    /// What is said of a place in the plan, with whether it hinders.
    pub fn told(&self, is_there: impl Fn(&PayPlace) -> bool, component: Option<&Component>) -> Vec<(String, bool)> {
        let findings = self.findings.get();
        let there = findings.iter().filter(|finding| is_there(&finding.place));
        there.map(|finding| (super::findings::sentence(&self.studio, &finding.problem, component), finding.is_blocking())).collect()
    }
}

/// A change that is made at most once, as an iterator wants it.
fn change_once<What>(change: impl FnOnce(&mut What)) -> impl FnMut(&mut What) {
    let mut change = Some(change);
    move |what| {
        if let Some(change) = change.take() {
            change(what);
        }
    }
}

/// Why what was typed is no figure, in words.
pub fn problem_words(problem: AmountProblem) -> Text {
    match problem {
        AmountProblem::Negative => words::NOT_NEGATIVE,
        AmountProblem::TooLarge => words::TOO_LARGE,
        AmountProblem::NotANumber | AmountProblem::NotACushion | AmountProblem::NotChosen => words::NOT_A_NUMBER,
    }
}

/// A figure of the plan.
#[component]
pub fn Figure(
    /// Which.
    of: PaySlot,
    /// The identity of the field.
    #[prop(into)]
    id: String,
    /// Its label; `{unit}` in it becomes the unit of money.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let (draft, slot) = (Draft::get(), of);
    let studio = draft.studio;
    let value = Memo::new(move |_| draft.plan.with(|plan| slot_value(plan, slot)));
    let shown =
        move |value: Option<crate::tabular::pay_slots::SlotValue>| value.map(|value| written(value, studio.money())).unwrap_or_default();
    let typed = RwSignal::new(untrack(|| shown(value.get())));
    // What changes elsewhere is shown, unless what is typed says the same or is wrong and waits to be mended.
    Effect::new(move |_| {
        let now = value.get();
        let says_the_same = now.is_some_and(|now| typed.with_untracked(|typed| says(typed, now, untrack(|| studio.money()))));
        if !says_the_same && !draft.wrong.with_untracked(|wrong| wrong.contains_key(&slot)) {
            typed.set(shown(now));
        }
    });
    let take = move |event| {
        let words = event_target_value(&event);
        typed.set(words.clone());
        let Some(like) = value.get_untracked() else { return };
        match read(&words, like, untrack(|| studio.money())) {
            Ok(value) => {
                if draft.wrong.with_untracked(|wrong| wrong.contains_key(&slot)) {
                    draft.wrong.update(|wrong| {
                        wrong.remove(&slot);
                    });
                }
                draft.plan.update(|plan| put_value(plan, slot, value));
            }
            Err(problem) => draft.wrong.update(|wrong| {
                wrong.insert(slot, problem);
            }),
        }
    };
    // A field that is gone hinders nothing.
    on_cleanup(move || {
        let _ = draft.wrong.try_update(|wrong| wrong.remove(&slot));
    });
    let problem = Memo::new(move |_| draft.wrong.with(|wrong| wrong.get(&slot).copied()));
    let error_id = format!("{id}-error");
    let label = label.replace("{unit}", &studio.money().unit_label());
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id class="input number" inputmode="decimal" autocomplete="off" maxlength="24" prop:value=typed
                aria-invalid=move || problem.get().map(|_| "true") aria-describedby=error_id.clone() on:input=take
            />
            <span class="bad small" id=error_id role="status">{move || problem.get().map(|problem| studio.say(problem_words(problem)))}</span>
        </div>
    }
}

/// A choice among a few.
#[component]
pub fn Pick<T: Copy + PartialEq + Send + Sync + 'static>(
    /// The identity of the field.
    #[prop(into)]
    id: String,
    /// Its label.
    label: Text,
    /// What can be chosen, with its words.
    choices: Vec<(T, Text)>,
    /// What is chosen.
    value: Memo<Option<T>>,
    /// Takes the choice.
    on_choose: Callback<T>,
) -> impl IntoView {
    let studio = Studio::get();
    let values: Vec<T> = choices.iter().map(|(choice, _)| *choice).collect();
    let choose = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        if let Some(chosen) = place.and_then(|place| values.get(place)) {
            on_choose.run(*chosen);
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{studio.say(label)}</label>
            <select id=id class="select" on:change=choose>
                {choices.into_iter().enumerate().map(|(place, (choice, words))| view! {
                    <option value=place.to_string() selected=move || value.get() == Some(choice)>{studio.say(words)}</option>
                }).collect_view()}
            </select>
        </div>
    }
}

/// A name in the plan.
#[component]
pub fn Name(
    /// The identity of the field.
    #[prop(into)]
    id: String,
    /// Its label.
    label: Text,
    /// The name to begin with.
    name: String,
    /// Takes the name.
    on_name: Callback<String>,
) -> impl IntoView {
    let studio = Studio::get();
    view! {
        <div class="field">
            <label for=id.clone()>{studio.say(label)}</label>
            <input id=id class="input" value=name maxlength="80" dir="auto" autocomplete="off" on:input=move |event| on_name.run(event_target_value(&event)) />
        </div>
    }
}
