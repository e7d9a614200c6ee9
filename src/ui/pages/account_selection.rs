//! What is selected of the customers: its sums, and what can be done with it.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::account_cells::Figures;
use crate::document::{Command, Scenario, change_text};
use crate::domain::{AccountId, TerritoryId};
use crate::locale::words::customers as words;
use crate::locale::words::shell;
use crate::tabular::AccountTotals;
use crate::ui::hand;
use crate::ui::shared::Shared;
use crate::ui::studio::{Dialog, NoticeKind, Studio};
use crate::ui::widgets::move_menu::MoveMenu;

/// The selected customers that the plan still has.
fn selected(studio: Studio) -> Vec<AccountId> {
    let selection = studio.selection.get_untracked();
    studio.plan.with_untracked(|plan| {
        selection.iter().copied().filter(|id| plan.as_ref().is_some_and(|plan| plan.account(*id).is_some())).collect()
    })
}

/// Removes the selected customers; undo brings them back.
pub fn remove(studio: Studio) {
    let accounts = selected(studio);
    if accounts.is_empty() {
        return;
    }
    if let Some(change) = studio.run(Command::RemoveAccounts(accounts)) {
        studio.select(BTreeSet::new());
        let what = change_text(&change, studio.language.get_untracked());
        studio.notify(NoticeKind::Done, studio.fill(words::REMOVED, &[("what", &what)]));
    }
}

fn move_to(studio: Studio, scenario: Signal<Option<Shared<Scenario>>>, territory: Option<TerritoryId>) {
    let Some(scenario) = scenario.with_untracked(|scenario| scenario.as_ref().map(|scenario| scenario.id)) else { return };
    hand::give(studio, scenario, &selected(studio), territory);
}

/// The bar that shows when something is selected.
#[component]
pub fn SelectionBar(
    /// The scenario in which customers are moved.
    scenario: Signal<Option<Shared<Scenario>>>,
) -> impl IntoView {
    let studio = Studio::get();
    let totals = Memo::new(move |_| {
        let selection = studio.selection.get();
        studio.plan.with(|plan| plan.as_ref().map(|plan| AccountTotals::of(plan, &selection)).unwrap_or_default())
    });
    let has_some = Memo::new(move |_| totals.with(|totals| totals.count > 0));
    let sums = move || {
        let totals = totals.get();
        let figures = Figures::of(studio);
        let mut parts = Vec::new();
        if totals.potential > 0.0 {
            parts.push(studio.fill(words::SUM_POTENTIAL, &[("sum", &figures.potential_with_unit(totals.potential))]));
        }
        if totals.sales != 0.0 {
            parts.push(studio.fill(words::SUM_SALES, &[("sum", &figures.money.with_unit_of(totals.sales))]));
        }
        if totals.workload_hours > 0.0 {
            parts.push(studio.fill(words::SUM_HOURS, &[("sum", &figures.numbers.decimal(totals.workload_hours, 0))]));
        }
        parts.into_iter().map(|part| view! { <span class="dim">{part}</span> }).collect_view()
    };
    let only = move || studio.selection.with_untracked(|selection| selection.first().copied());
    let fix = move |is_fixed: bool| {
        studio.run(Command::FixAccounts { accounts: selected(studio), is_fixed });
    };
    view! {
        <Show when=move || has_some.get()>
            <div class="selection-bar" role="toolbar" aria-label=studio.say(words::SELECTION)>
                <span class="selection-sums" role="status">
                    <strong>{move || studio.fill(words::SELECTED_ONE, &[("count", &studio.numbers().count(totals.with(|totals| totals.count)))])}</strong>
                    {sums}
                </span>
                <MoveMenu scenario=scenario on_choose=Callback::new(move |territory| move_to(studio, scenario, territory)) table="accounts" />
                <Show when=move || totals.with(|totals| totals.fixed_count < totals.count)>
                    <button type="button" class="button small" on:click=move |_| fix(true)>{studio.say(words::FIX)}</button>
                </Show>
                <Show when=move || totals.with(|totals| totals.fixed_count > 0)>
                    <button type="button" class="button small" on:click=move |_| fix(false)>{studio.say(words::FREE)}</button>
                </Show>
                <Show when=move || totals.with(|totals| totals.count == 1)>
                    <button type="button" class="button small" on:click=move |_| if let Some(account) = only() { studio.open(Dialog::EditAccount(account)) }>
                        {studio.say(shell::EDIT)}
                    </button>
                </Show>
                <button type="button" class="button small danger" on:click=move |_| remove(studio)>{studio.say(shell::REMOVE)}</button>
                <button type="button" class="button small quiet" on:click=move |_| studio.select(BTreeSet::new())>{studio.say(words::CLEAR_SELECTION)}</button>
            </div>
        </Show>
    }
}
