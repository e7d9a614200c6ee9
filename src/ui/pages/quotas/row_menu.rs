//! What can be done with a row: have it explained, set it by hand with a reason or free, give it rules of its own, put a
//! territory or a team into a team, name and remove teams.

use leptos::prelude::*;

use super::explain;
use super::grid_row::ShownRow;
use super::state::{QuotaDialog, Quotas};
use crate::document::quota::{NodeRef, QuotaCommand, QuotaGroup};
use crate::locale::text::isolated;
use crate::locale::words::quotas as words;
use crate::quota::NodeKind;
use crate::ui::studio::Dialog;
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::menu::{Menu, MenuItem};

/// The menu at the end of a row.
#[component]
pub fn RowMenu(node: ShownRow, is_locked: Memo<bool>) -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let name = quotas.node_name(&node.key, &node.name);
    let label = studio.fill(words::ROW_ACTIONS, &[("name", &name)]);
    let explain_label = studio.fill(words::EXPLAIN_ROW, &[("name", &name)]);
    let key = StoredValue::new(node.key.clone());
    let explain = move || {
        let results = quotas.results.get_untracked();
        let told = results.and_then(|results| key.with_value(|key| explain::explanation(&quotas, &results, key)));
        if let Some(told) = told {
            studio.open(Dialog::Explain(told));
        }
    };
    let (can_decide, is_company) = (node.can_decide, node.kind == NodeKind::Company);
    let is_locked = move || is_locked.get() && !is_company;
    let decide_label = if node.kind == NodeKind::Holder { words::NODE_MENU_PERSON } else { words::NODE_MENU };
    let node_ref = NodeRef::of(&node.key);
    let items = move || match &node_ref {
        Some(NodeRef::Seat(territory)) => {
            let territory = *territory;
            let (groups, at) = studio.scenario.with_untracked(|scenario| {
                scenario
                    .as_ref()
                    .map(|scenario| (scenario.quota.groups.clone(), scenario.quota.group_of.get(&territory).copied()))
                    .unwrap_or_default()
            });
            let place = move |group| quotas.change(QuotaCommand::PlaceSeats { territories: vec![territory], group });
            let out = at.is_some().then(|| {
                view! { <MenuItem on_choose=Callback::new(move |()| { place(None); })>{studio.say(words::PUT_INTO_COMPANY)}</MenuItem> }
            });
            let into = groups.into_iter().filter(|group| Some(group.id) != at).map(|group| {
                let words = studio.fill(words::PUT_INTO_TEAM, &[("team", &isolated(&group.name))]);
                view! { <MenuItem on_choose=Callback::new(move |()| { place(Some(group.id)); })>{words}</MenuItem> }
            });
            view! {
                <MenuItem on_choose=Callback::new(move |()| quotas.dialog.set(Some(QuotaDialog::Holders(territory))))>
                    {studio.say(crate::locale::words::presence::HOLDERS_MENU)}
                </MenuItem>
                {into.collect_view()}{out}
            }
            .into_any()
        }
        Some(NodeRef::Group(group)) => {
            let group = *group;
            let settings = studio.scenario.with_untracked(|scenario| scenario.as_ref().map(|scenario| scenario.quota.clone()));
            let Some(settings) = settings else { return ().into_any() };
            let Some(team) = settings.group(group).cloned() else { return ().into_any() };
            // The team as it is when it is put somewhere: the menu may have been open over a change.
            let put = move |parent| {
                let team = studio.scenario.with_untracked(|scenario| scenario.as_ref()?.quota.group(group).cloned());
                if let Some(team) = team {
                    quotas.change(QuotaCommand::EditGroup(QuotaGroup { parent, ..team }));
                }
            };
            let at = team.parent;
            let into = settings.groups_above(group).into_iter().filter(|other| Some(other.id) != at).map(|other| {
                let parent = Some(other.id);
                let words = studio.fill(words::PUT_INTO_TEAM, &[("team", &isolated(&other.name))]);
                view! { <MenuItem on_choose=Callback::new(move |()| put(parent))>{words}</MenuItem> }
            });
            let into = into.collect_view();
            let out = at.is_some().then(|| {
                view! { <MenuItem on_choose=Callback::new(move |()| put(None))>{studio.say(words::PUT_INTO_COMPANY)}</MenuItem> }
            });
            view! {
                <MenuItem on_choose=Callback::new(move |()| quotas.dialog.set(Some(QuotaDialog::Members(group))))>{studio.say(words::MEMBERS_MENU)}</MenuItem>
                {into}{out}
                <MenuItem on_choose=Callback::new(move |()| quotas.dialog.set(Some(QuotaDialog::NewGroup(Some(group)))))>{studio.say(words::ADD_TEAM)}</MenuItem>
                <MenuItem on_choose=Callback::new(move |()| quotas.dialog.set(Some(QuotaDialog::RenameGroup(group))))>{studio.say(words::RENAME_TEAM)}</MenuItem>
                <MenuItem on_choose=Callback::new(move |()| { quotas.change(QuotaCommand::RemoveGroup(group)); })>{studio.say(words::REMOVE_TEAM)}</MenuItem>
            }
            .into_any()
        }
        _ => ().into_any(),
    };
    let items = StoredValue::new_local(items);
    view! {
        <button type="button" class="icon-button" tabindex="-1" aria-label=explain_label title=studio.say(words::EXPLAIN) on:click=move |_| explain()>
            <Icon path=icon::EXPLAIN />
        </button>
        <Menu label=label class="icon-button" button=ViewFn::from(|| view! { <Icon path=icon::MORE /> })>
            <MenuItem on_choose=Callback::new(move |()| explain())>{studio.say(words::EXPLAIN)}</MenuItem>
            {can_decide.then(|| view! {
                <MenuItem on_choose=Callback::new(move |()| quotas.dialog.set(Some(QuotaDialog::Node(key.get_value()))))>{studio.say(decide_label)}</MenuItem>
            })}
            {move || is_locked().then(|| view! {
                <MenuItem on_choose=Callback::new(move |()| {
                    let nodes = vec![(key.get_value(), None)];
                    quotas.change(QuotaCommand::LockNodes { goal: quotas.goal.get_untracked(), nodes });
                })>{studio.say(words::UNLOCK)}</MenuItem>
            })}
            {items.with_value(|items| items())}
        </Menu>
    }
}
