//! The dialog that puts several territories into a team at once.

use std::collections::BTreeSet;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::state::Quotas;
use crate::document::quota::QuotaCommand;
use crate::domain::{GroupId, TerritoryId};
use crate::locale::text::isolated;
use crate::locale::words::quotas as words;
use crate::locale::words::shell;
use crate::ui::widgets::dialog::ModalDialog;
use crate::ui::widgets::form_foot::FormFoot;

/// The dialog for a team: its territories are ticked.
#[component]
pub fn MembersDialog(group: GroupId, on_close: Callback<()>) -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let Some(scenario) = studio.scenario.get_untracked() else { return ().into_any() };
    let Some(team) = scenario.quota.group(group).cloned() else { return ().into_any() };
    let is_in = |territory: TerritoryId| scenario.quota.group_of.get(&territory) == Some(&group);
    let before: BTreeSet<TerritoryId> =
        scenario.territories.iter().map(|territory| territory.id).filter(|territory| is_in(*territory)).collect();
    let chosen = RwSignal::new(before.clone());
    let above = team.parent;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let chosen = chosen.get_untracked();
        let joins: Vec<TerritoryId> = chosen.difference(&before).copied().collect();
        let leaves: Vec<TerritoryId> = before.difference(&chosen).copied().collect();
        let moves = [(joins, Some(group)), (leaves, above)].into_iter().filter(|(territories, _)| !territories.is_empty());
        let mut changes: Vec<QuotaCommand> = moves.map(|(territories, group)| QuotaCommand::PlaceSeats { territories, group }).collect();
        let is_done = match changes.len() {
            0 => true,
            1 => changes.pop().is_none_or(|change| quotas.change(change)),
            _ => quotas.change_together(changes),
        };
        if is_done {
            on_close.run(());
        }
    };
    let lines = scenario.territories.iter().map(|territory| {
        let id = territory.id;
        let elsewhere = scenario.quota.group_of.get(&id).filter(|at| **at != group).and_then(|at| scenario.quota.group(*at));
        let elsewhere = elsewhere.map(|team| view! { <bdi class="dim small">{team.name.clone()}</bdi> });
        let toggle = move |event| {
            chosen.update(|chosen| {
                if event_target_checked(&event) {
                    chosen.insert(id);
                } else {
                    chosen.remove(&id);
                }
            });
        };
        view! {
            <label class="check">
                <input type="checkbox" checked=is_in(id) on:change=toggle />
                <bdi>{territory.name.clone()}</bdi>
                {elsewhere}
            </label>
        }
    });
    let lines = lines.collect_view();
    let title = studio.fill(words::MEMBERS_TITLE, &[("team", &isolated(&team.name))]);
    let count = move || studio.fill(words::MEMBERS_COUNT, &[("count", &studio.numbers().count(chosen.with(BTreeSet::len)))]);
    view! {
        <ModalDialog title=title on_close=on_close>
            <form on:submit=submit class="dialog-form">
                <div class="dialog-body stack">
                    <p class="dim small">{studio.say(words::MEMBERS_WHY)}</p>
                    {lines}
                    <p class="small" role="status">{count}</p>
                </div>
                <FormFoot on_cancel=on_close button=studio.say(shell::SAVE) />
            </form>
        </ModalDialog>
    }
    .into_any()
}
