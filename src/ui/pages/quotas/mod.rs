//! Quotas: the target, what top-down sharing asks of each, and what comes from below, as a picture first and then as a
//! tree that can be edited.

mod answer;
mod band_words;
mod bands;
mod capacity_tab;
mod chance_pay;
mod chance_pictures;
mod chance_settings;
mod chance_tab;
mod chance_tables;
mod changes_tab;
mod explain;
mod export;
mod fairness_tab;
mod fairness_tables;
mod fairness_words;
mod goal_dialog;
mod goal_fields;
mod grid;
mod grid_cell;
mod grid_keys;
mod grid_row;
mod holders_dialog;
mod letters_tab;
mod members_dialog;
mod method_fields;
mod month_bars;
mod node_dialog;
mod outlook_run;
mod past_sales;
mod picture;
mod row_menu;
mod schedule_dialog;
mod schedules_tab;
mod state;
mod team_size;

use leptos::prelude::*;

use crate::document::quota::QuotaCommand;
use crate::document::quota::finding_text::{decided_beside_the_tree, finding_texts};
use crate::document::quota::settings::BelowSeats;
use crate::locale::Text;
use crate::locale::words::chance as chance_words;
use crate::locale::words::fairness as fairness_words_of;
use crate::locale::words::judgement_export as judgement_words;
use crate::locale::words::letters as letter_words;
use crate::locale::words::quota_export as export_words;
use crate::locale::words::quotas as words;
use crate::locale::words::schedules as tab_words;
use crate::quota::GoalKind;
use crate::ui::sheets::Sheets;
use crate::ui::studio::Studio;
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::menu::{Menu, MenuItem};
use crate::ui::widgets::name_dialog::NameDialog;
use crate::ui::widgets::tabs::{Tabs, tab_id};
use export::Export;
use state::{QuotaDialog, Quotas, goal_name};

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Quotas,
    Schedules,
    Capacity,
    Fairness,
    Chance,
    Letters,
    Changes,
}

impl Part {
    const ALL: [(Part, Text); 7] = [
        (Part::Quotas, tab_words::TAB_QUOTAS),
        (Part::Schedules, tab_words::TAB_SCHEDULES),
        (Part::Capacity, tab_words::TAB_CAPACITY),
        (Part::Fairness, fairness_words_of::TAB),
        (Part::Chance, chance_words::TAB),
        (Part::Letters, letter_words::TAB),
        (Part::Changes, tab_words::TAB_CHANGES),
    ];
}

/// The page of quotas.
#[component]
pub fn QuotasPage() -> impl IntoView {
    let studio = Studio::get();
    let quotas = Quotas::new(studio);
    provide_context(quotas);
    provide_context(outlook_run::OutlookRun::new(studio));
    let part = RwSignal::new(Part::Quotas);
    let has_goal = Memo::new(move |_| quotas.results.with(Option::is_some));
    view! {
        <Show when=move || has_goal.get() fallback=move || view! { <answer::Empty /> }>
            <answer::Answer />
            <Tabs name="quota" label=studio.say(tab_words::TABS) tabs=Part::ALL.map(|(part, text)| (part, studio.say(text).to_owned())).to_vec() current=part />
            <div id="quota-panel" role="tabpanel" class="stack" aria-labelledby=move || tab_id("quota", part.get() as usize)>
                {move || match part.get() {
                    Part::Quotas => view! { <GoalBar /><picture::Picture /><Findings /><grid::Grid /> }.into_any(),
                    Part::Schedules => view! { <schedules_tab::SchedulesTab /> }.into_any(),
                    Part::Capacity => view! { <GoalChoice /><capacity_tab::CapacityTab /> }.into_any(),
                    Part::Fairness => view! { <GoalChoice /><fairness_tab::FairnessTab /> }.into_any(),
                    Part::Chance => view! { <GoalChoice /><chance_tab::ChanceTab /> }.into_any(),
                    Part::Letters => view! { <letters_tab::LettersTab /> }.into_any(),
                    Part::Changes => view! { <GoalChoice /><changes_tab::ChangesTab /> }.into_any(),
                }}
            </div>
        </Show>
        <Dialogs />
    }
}

/// Which goal is in sight, and what can be done with the tree as a whole.
#[component]
fn GoalBar() -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let sheets = Sheets::get();
    let is_addable = move || quotas.goals().len() < 3;
    let split = move || studio.scenario.with(|scenario| scenario.as_ref().map(|scenario| scenario.quota.below_seats).unwrap_or_default());
    const SPLITS: [(BelowSeats, crate::locale::Text, &str); 4] = [
        (BelowSeats::Nothing, words::SPLIT_NOTHING, "nothing"),
        (BelowSeats::Segments, words::SPLIT_SEGMENTS, "segments"),
        (BelowSeats::Accounts, words::SPLIT_ACCOUNTS, "accounts"),
        (BelowSeats::SegmentsAndAccounts, words::SPLIT_BOTH, "both"),
    ];
    let choose_split = move |event| {
        let chosen = event_target_value(&event);
        if let Some((split, ..)) = SPLITS.iter().find(|(_, _, value)| *value == chosen) {
            quotas.change(QuotaCommand::SplitSeats(*split));
        }
    };
    view! {
        <div class="row quota-bar">
            <div class="row" role="group" aria-label=studio.say(words::GOALS)>
                <GoalChips />
                <Show when=is_addable>
                    <button type="button" class="button quiet small" on:click=move |_| quotas.dialog.set(Some(QuotaDialog::Goal(None)))>
                        <Icon path=icon::PLUS />{studio.say(words::ADD_GOAL)}
                    </button>
                </Show>
            </div>
            <span class="grow"></span>
            <label class="row small">
                {studio.say(words::SPLIT)}
                <select class="select" on:change=choose_split>
                    {SPLITS.map(|(below, text, value)| view! {
                        <option value=value selected=move || split() == below>{studio.say(text)}</option>
                    }).collect_view()}
                </select>
            </label>
            <button type="button" class="button small" on:click=move |_| quotas.dialog.set(Some(QuotaDialog::NewGroup(None)))>{studio.say(words::ADD_TEAM)}</button>
            <Menu label=studio.say(crate::locale::words::shell::MORE_ACTIONS) class="icon-button" button=ViewFn::from(|| view! { <Icon path=icon::MORE /> })>
                <MenuItem on_choose=Callback::new(move |()| quotas.dialog.set(Some(QuotaDialog::Goal(Some(quotas.goal.get_untracked())))))>
                    {studio.say(words::CHANGE_TARGET)}
                </MenuItem>
                <MenuItem on_choose=Callback::new(move |()| quotas.enters_past.set(true))>{studio.say(words::ENTER_PAST)}</MenuItem>
                <MenuItem on_choose=Callback::new(move |()| export::export(&quotas, sheets, Export::Workbook))>{studio.say(export_words::EXPORT_XLSX)}</MenuItem>
                <MenuItem on_choose=Callback::new(move |()| export::export(&quotas, sheets, Export::Tree))>{studio.say(export_words::EXPORT_CSV)}</MenuItem>
                <MenuItem on_choose=Callback::new(move |()| export::export(&quotas, sheets, Export::Sellers))>{studio.say(judgement_words::EXPORT_SELLERS)}</MenuItem>
                <MenuItem on_choose=Callback::new(move |()| { quotas.change(QuotaCommand::RemoveGoal(quotas.goal.get_untracked())); })>
                    {studio.say(words::REMOVE_GOAL)}
                </MenuItem>
            </Menu>
        </div>
    }
}

/// The goals; one is in sight.
#[component]
fn GoalChips() -> impl IntoView {
    let quotas = Quotas::get();
    move || {
        quotas.goals().into_iter().map(|kind| view! {
            <button type="button" class="chip" aria-pressed=move || (quotas.goal.get() == kind).to_string() on:click=move |_| quotas.goal.set(kind)>
                {quotas.studio.say(goal_name(kind))}
            </button>
        }).collect_view()
    }
}

/// Which goal is in sight, where there are several.
#[component]
fn GoalChoice() -> impl IntoView {
    let quotas = Quotas::get();
    view! {
        <Show when=move || { quotas.goals().len() > 1 }>
            <div class="row quota-bar" role="group" aria-label=quotas.studio.say(words::GOALS)><GoalChips /></div>
        </Show>
    }
}

/// How many findings are told at once.
const MOST_FINDINGS: usize = 5;

/// What was noticed and hinders.
#[component]
fn Findings() -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let told = Memo::new(move |_| {
        let results = quotas.results.get();
        results
            .map(|results| finding_texts(&results, quotas.goal.get(), studio.language.get_untracked(), studio.money()))
            .unwrap_or_default()
    });
    let beside = Memo::new(move |_| {
        let results = quotas.results.get();
        let goal = studio.scenario.with(|scenario| scenario.as_ref().and_then(|scenario| scenario.quota.goal(quotas.goal.get()).cloned()));
        results.zip(goal).map(|(results, goal)| decided_beside_the_tree(&results, &goal)).unwrap_or_default()
    });
    let forget = move |_| {
        let goal = quotas.goal.get_untracked();
        let change = |node| QuotaCommand::DecideNode { goal, node, decision: Box::default() };
        quotas.change_together(beside.get_untracked().into_iter().map(change).collect());
    };
    let beside_words = move || {
        let count = beside.with(Vec::len);
        let text = if count == 1 { words::BESIDE_TREE_ONE } else { words::BESIDE_TREE };
        studio.fill(text, &[("count", &studio.numbers().count(count))])
    };
    let shows_all = RwSignal::new(false);
    let shown =
        move || told.with(|told| told.iter().take(if shows_all.get() { usize::MAX } else { MOST_FINDINGS }).cloned().collect::<Vec<_>>());
    let hidden = move || told.with(Vec::len).saturating_sub(MOST_FINDINGS);
    view! {
        <Show when=move || told.with(|told| !told.is_empty()) || beside.with(|beside| !beside.is_empty())>
            <section class="card">
                <div class="card-head"><h2>{studio.say(words::FINDINGS)}</h2></div>
                <div class="card-body stack">
                <ul class="quota-findings">{move || shown().into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
                <Show when=move || beside.with(|beside| !beside.is_empty())>
                    <p class="row small">
                        <span class="grow">{beside_words}</span>
                        <button type="button" class="button small" on:click=forget>{studio.say(words::FORGET)}</button>
                    </p>
                </Show>
                <Show when=move || { !shows_all.get() && hidden() > 0 }>
                    <button type="button" class="button quiet small" on:click=move |_| shows_all.set(true)>
                        {move || studio.fill(words::FINDINGS_MORE, &[("count", &studio.numbers().count(hidden()))])}
                    </button>
                </Show>
                </div>
            </section>
        </Show>
    }
}

/// The dialogs of the page.
#[component]
fn Dialogs() -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let close = Callback::new(move |()| quotas.dialog.set(None));
    let group_name =
        move |id| studio.scenario.with_untracked(|scenario| scenario.as_ref().and_then(|scenario| scenario.quota.group(id).cloned()));
    move || {
        quotas.dialog.get().map(|dialog| match dialog {
            QuotaDialog::Goal(kind) => view! { <goal_dialog::GoalDialog kind=kind on_close=close /> }.into_any(),
            QuotaDialog::Members(group) => view! { <members_dialog::MembersDialog group=group on_close=close /> }.into_any(),
            QuotaDialog::Node(node) => view! { <node_dialog::NodeDialog node=node on_close=close /> }.into_any(),
            QuotaDialog::Holders(territory) => view! { <holders_dialog::HoldersDialog territory=territory on_close=close /> }.into_any(),
            QuotaDialog::NewGroup(parent) => view! {
                <NameDialog
                    title=studio.say(words::NEW_TEAM) label=studio.say(words::TEAM_NAME) name="" button=studio.say(words::ADD_TEAM).trim_end_matches('…')
                    on_name=Callback::new(move |name| { quotas.change(QuotaCommand::AddGroup { name, parent }); })
                    on_close=close
                />
            }
            .into_any(),
            QuotaDialog::RenameGroup(id) => group_name(id).map(|group| {
                let name = group.name.clone();
                view! {
                    <NameDialog
                        title=studio.say(words::RENAME_TEAM).trim_end_matches('…') label=studio.say(words::TEAM_NAME) name=name button=studio.say(crate::locale::words::shell::SAVE)
                        on_name=Callback::new(move |name| { quotas.change(QuotaCommand::EditGroup(crate::document::quota::QuotaGroup { name, ..group.clone() })); })
                        on_close=close
                    />
                }
            })
            .into_any(),
        })
    }
}

/// Whether a goal is one of money.
fn is_money(kind: GoalKind) -> bool {
    kind != GoalKind::Quantity
}
