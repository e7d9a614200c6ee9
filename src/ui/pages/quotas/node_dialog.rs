//! The dialog that decides for a single node: a quota set by hand with its reason, a basis and a season of its own, what
//! this person brings.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::goal_dialog::problem_text;
use super::goal_fields::{Choice, TypedText};
use super::method_fields::OwnMethod;
use super::state::Quotas;
use crate::document::quota::history::KnownYears;
use crate::document::quota::settings::GoalTarget;
use crate::document::quota::{NodeDecision, QuotaCommand};
use crate::locale::text::isolated;
use crate::locale::words::quotas as words;
use crate::locale::words::shell;
use crate::quota::{NodeKey, NodeKind};
use crate::tabular::method_form::MethodForm;
use crate::tabular::node_form::{NodeField, NodeFields, NodeForm};
use crate::tabular::quota_grid::AmountProblem;
use crate::ui::widgets::dialog::ModalDialog;
use crate::ui::widgets::form_foot::FormFoot;

/// The dialog for a node and the goal in sight.
#[component]
pub fn NodeDialog(node: NodeKey, on_close: Callback<()>) -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let numbers = studio.numbers();
    let kind = quotas.goal.get_untracked();
    let unit = quotas.unit_of(kind);
    let (Some(plan), Some(scenario), Some(results)) =
        (studio.plan.get_untracked(), studio.scenario.get_untracked(), quotas.results.get_untracked())
    else {
        return ().into_any();
    };
    let outcome = untrack(|| quotas.outcome(&results).cloned());
    let (Some(goal), Some(outcome)) = (scenario.quota.goal(kind).cloned(), outcome) else { return ().into_any() };
    let Some(place) = results.answer.places().get(&node).copied() else { return ().into_any() };
    let placed = results.answer.nodes[place].clone();
    let base = outcome.nodes.get(place).map_or(0, |outcome| outcome.base);
    let known = KnownYears::of(&plan);
    let last_year = quotas.last_year(&results);
    let years: Vec<i32> = known.years.iter().copied().filter(|year| *year <= last_year).collect();
    let growth = if let GoalTarget::Growth(growth) = goal.target { Some(growth) } else { None };
    let before = goal.nodes.get(&node).cloned().unwrap_or_default();
    let opened = NodeForm::of(&before, base, &years, unit, numbers);
    let form = RwSignal::new(opened.clone());
    let wrong: RwSignal<Vec<(NodeField, AmountProblem)>> = RwSignal::new(Vec::new());
    let fields = NodeFields::of(&placed);
    let title = studio.fill(words::NODE_TITLE, &[("name", &isolated(&quotas.node_name(&node, &placed.name)))]);
    let key = node.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match form.get_untracked().read(&before, &opened, (last_year, growth), unit) {
            Err(fields) => wrong.set(fields),
            Ok(decision) if decision == before => on_close.run(()),
            Ok(decision) => {
                if quotas.change(change(kind, &key, &before, decision)) {
                    on_close.run(());
                }
            }
        }
    };
    let problem = move |field: NodeField| {
        Signal::derive(move || {
            let found = wrong.with(|wrong| wrong.iter().find(|(known, _)| *known == field).map(|(_, problem)| *problem));
            found.map(|problem| studio.say(problem_text(problem)).replace("{example}", &numbers.decimal(12.5, 1)))
        })
    };
    let unit_words = if super::is_money(kind) { studio.money().unit_label() } else { studio.say(words::QUANTITY).to_owned() };
    let is_locked = Memo::new(move |_| form.with(|form| form.is_locked));
    let lock_unit = unit_words.clone();
    let lock_fields = move || {
        let (amount, reason) = form.with_untracked(|form| (form.amount.clone(), form.reason.clone()));
        let amount_label = studio.fill(words::LOCK_AMOUNT, &[("unit", &lock_unit)]);
        view! {
            <div class="grid-2">
                <TypedText id="node-amount" label=amount_label value=amount problem=problem(NodeField::Amount)
                    on_input=Callback::new(move |typed| form.update(|form| form.amount = typed)) />
                <TypedText id="node-reason" label=studio.say(words::LOCK_REASON) value=reason problem=Signal::stored(None) is_text=true
                    on_input=Callback::new(move |typed| form.update(|form| form.reason = typed)) />
            </div>
        }
    };
    let above = {
        let of_level = goal.methods_by_level.get(&placed.level).unwrap_or(&goal.method);
        StoredValue::new(MethodForm::of(of_level, &years, numbers))
    };
    let seasons = {
        let mut choices = vec![(String::new(), studio.say(words::SEASON_AS_ABOVE).to_owned())];
        choices.extend(plan.schedules.seasons.keys().map(|name| (name.clone(), name.clone())));
        let own = form.with_untracked(|form| form.season.clone());
        // A season that is gone stays in sight until another is chosen.
        if choices.iter().all(|(name, _)| *name != own) {
            choices.push((own.clone(), own));
        }
        choices
    };
    let method_label = if placed.kind == NodeKind::Seat { words::NODE_METHOD_SEAT } else { words::NODE_METHOD };
    let brings = form.with_untracked(|form| form.productivity.clone());
    view! {
        <ModalDialog title=title on_close=on_close>
            <form on:submit=submit class="dialog-form">
                <div class="dialog-body stack">
                    {fields.lock.then(|| view! {
                        <fieldset class="plain-fieldset">
                            <legend class="visually-hidden">{studio.say(words::LOCK_BASE)}</legend>
                            <label class="check">
                                <input type="checkbox" prop:checked=move || is_locked.get() on:change=move |event| form.update(|form| form.is_locked = event_target_checked(&event)) />
                                {studio.say(words::LOCK_BASE)}
                            </label>
                            <p class="dim small">{studio.say(words::LOCK_WHY)}</p>
                            {move || is_locked.get().then(&lock_fields)}
                        </fieldset>
                    })}
                    {fields.method.then(|| view! {
                        <OwnMethod
                            id="node-method" label=studio.say(method_label) as_above=studio.say(words::METHOD_AS_LEVEL)
                            method=Signal::derive(move || form.with(|form| form.method.clone())) above=Signal::derive(move || above.get_value())
                            on_change=Callback::new(move |method| form.update(|form| form.method = method)) kind=Signal::stored(kind) problem=problem(NodeField::Weights)
                        />
                    })}
                    {fields.season.then(|| view! {
                        <div>
                            <Choice id="node-season" label=studio.say(words::SEASON) choices=Signal::stored(seasons) value=Memo::new(move |_| form.with(|form| form.season.clone()))
                                on_choose=Callback::new(move |season| form.update(|form| form.season = season)) />
                            <p class="dim small">{studio.say(words::NODE_SEASON_WHY)}</p>
                        </div>
                    })}
                    {fields.productivity.then(|| view! {
                        <div>
                            <TypedText id="node-productivity" label=studio.fill(words::NODE_PRODUCTIVITY, &[("unit", &unit_words)]) value=brings problem=problem(NodeField::Productivity)
                                on_input=Callback::new(move |typed| form.update(|form| form.productivity = typed)) />
                            <p class="dim small">{studio.say(words::NODE_PRODUCTIVITY_WHY)}</p>
                        </div>
                    })}
                </div>
                <FormFoot on_cancel=on_close button=studio.say(shell::SAVE) />
            </form>
        </ModalDialog>
    }
    .into_any()
}

/// The command for a decision: one that only sets the base, or sets it free, is told as such.
fn change(goal: crate::quota::GoalKind, node: &NodeKey, before: &NodeDecision, decision: NodeDecision) -> QuotaCommand {
    let of_lock_only = NodeDecision { lock: decision.lock.clone(), ..before.clone() } == decision;
    if of_lock_only {
        QuotaCommand::LockNodes { goal, nodes: vec![(node.clone(), decision.lock)] }
    } else {
        QuotaCommand::DecideNode { goal, node: node.clone(), decision: Box::new(decision) }
    }
}
