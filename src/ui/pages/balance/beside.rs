//! What is wished beside balance: whole areas, one piece each, what compact means, shares, locks, what stays together and
//! what is kept apart.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::run::Run;
use super::shares::OwnShares;
use super::wishes::{Choice, said, set};
use crate::document::wishes::{OwnColumn, TogetherBy, ways_to_keep_together};
use crate::document::{CompactnessWish, DesignWishes, Kept, MeasureKind, SharedOut, Whom};
use crate::domain::{AccountId, TerritoryId};
use crate::locale::words::customers;
use crate::locale::words::territories as words;
use crate::ui::map::{bring_areas, own_map};
use crate::ui::quantity;
use crate::ui::studio::Studio;

/// Whether one of the wishes that are folded at first is held.
pub fn has_any(wishes: &DesignWishes) -> bool {
    let usual = DesignWishes { shared_out: wishes.shared_out, is_contiguous: wishes.is_contiguous, ..DesignWishes::default() };
    *wishes != usual
}

/// What is shared out.
#[component]
pub fn SharedOutChoice(run: Run) -> impl IntoView {
    let studio = run.studio;
    let choices = vec![(SharedOut::Accounts, said(words::SHARED_OUT_ACCOUNTS)), (SharedOut::Areas, said(words::SHARED_OUT_AREAS))];
    let current = run.design.with_untracked(|design| design.wishes.shared_out);
    let shared_out = Memo::new(move |_| run.design.with(|design| design.wishes.shared_out));
    Effect::new(move |_| {
        if shared_out.get() == SharedOut::Areas {
            bring_areas(studio);
        }
    });
    let choose = Callback::new(move |shared_out| set(run, |design| design.wishes.shared_out = shared_out));
    view! {
        <div>
            <Choice id="balance-shared-out" label=words::SHARED_OUT choices=choices current=current on_choose=choose />
            <Show when=move || shared_out.get() == SharedOut::Areas && studio.area_map.with(Option::is_none)>
                <p class="small dim">{match own_map::is_awaited(studio, SharedOut::Areas) {
                    true => own_map::awaited_words(studio),
                    false => studio.say(words::SHARED_OUT_NO_MAP).to_owned(),
                }}</p>
            </Show>
        </div>
    }
}

/// Whether every territory is to be in one piece.
#[component]
pub fn OnePiece(run: Run) -> impl IntoView {
    let studio = run.studio;
    let first = run.design.with_untracked(|design| design.wishes.is_contiguous);
    view! {
        <label class="check">
            <input type="checkbox" checked=first on:change=move |event| { let checked = event_target_checked(&event); set(run, |design| design.wishes.is_contiguous = checked) } />
            {studio.say(words::ONE_PIECE)}
        </label>
    }
}

/// The wishes that most runs do without.
#[component]
pub fn Beside(run: Run) -> impl IntoView {
    view! {
        <div class="grid-2">
            <Compact run=run />
            <Together run=run />
        </div>
        <OwnShares run=run />
        <Locks run=run />
        <Centres run=run />
        <Apart run=run />
    }
}

#[component]
fn Compact(run: Run) -> impl IntoView {
    let studio = run.studio;
    let choices = move || {
        let by = |text, kind: MeasureKind| studio.fill(text, &[("measure", &quantity::in_sentence(&studio, kind))]);
        let weights: Vec<MeasureKind> = run.measures.get().into_iter().filter(|kind| *kind != MeasureKind::Accounts).collect();
        let mut choices = vec![(CompactnessWish::Distance, said(words::COMPACT_DISTANCE))];
        choices.extend(weights.iter().map(|&kind| (CompactnessWish::WeightedDistance(kind), by(words::COMPACT_WEIGHTED, kind))));
        choices.push((CompactnessWish::MomentOfInertia(None), said(words::COMPACT_INERTIA)));
        choices.extend(weights.iter().map(|&kind| (CompactnessWish::MomentOfInertia(Some(kind)), by(words::COMPACT_INERTIA_BY, kind))));
        choices.push((CompactnessWish::Diameter, said(words::COMPACT_DIAMETER)));
        choices
    };
    let current = move || run.design.with_untracked(|design| design.wishes.compactness);
    let choose = Callback::new(move |wish| set(run, |design| design.wishes.compactness = wish));
    // The choices are made anew when a measure comes or goes.
    view! { {move || view! { <Choice id="balance-compact-meaning" label=words::COMPACT_MEANING choices=choices() current=current() on_choose=choose /> }} }
}

/// What stays together, where the plan has something that says so.
#[component]
fn Together(run: Run) -> impl IntoView {
    let studio = run.studio;
    let mut ways = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| ways_to_keep_together(plan)).unwrap_or_default());
    let current = run.design.with_untracked(|design| design.wishes.keep_together_by.clone());
    // What was chosen stays to be seen when no two customers share it any more.
    ways.extend(current.clone().filter(|current| !ways.contains(current)));
    if ways.is_empty() {
        return ().into_any();
    }
    let name = |by: &TogetherBy| match by {
        TogetherBy::Column(header) => header.clone(),
        TogetherBy::Own { own: OwnColumn::Area } => studio.say(customers::AREA).to_owned(),
        TogetherBy::Own { own: OwnColumn::Segment } => studio.say(customers::SEGMENT).to_owned(),
    };
    let options = ways.iter().enumerate().map(|(at, by)| {
        let is_current = current.as_ref() == Some(by);
        view! { <option value=at.to_string() selected=is_current>{name(by)}</option> }
    });
    let options = options.collect_view();
    view! {
        <div class="field">
            <label for="balance-together">{studio.say(words::KEEP_TOGETHER)}</label>
            <select id="balance-together" class="select" on:change=move |event| {
                let by = event_target_value(&event).parse::<usize>().ok().and_then(|at| ways.get(at).cloned());
                set(run, |design| design.wishes.keep_together_by = by);
            }>
                <option value="" selected=current.is_none()>{studio.say(words::KEEP_TOGETHER_NONE)}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

#[component]
fn Locks(run: Run) -> impl IntoView {
    let studio = run.studio;
    let territories =
        studio.scenario.with_untracked(|scenario| scenario.as_ref().map(|scenario| scenario.territories.clone()).unwrap_or_default());
    if territories.is_empty() {
        return ().into_any();
    }
    let first = run.design.with_untracked(|design| design.wishes.locks.clone());
    let count = move || run.design.with(|design| design.wishes.locks.len());
    let kinds = [(None, words::LOCK_OPEN), (Some(Kept::MayGain), words::LOCK_MAY_GAIN), (Some(Kept::Frozen), words::LOCK_FROZEN)];
    let change = move |territory: TerritoryId, kept: Option<Kept>| {
        set(run, |design| match kept {
            Some(kept) => {
                design.wishes.locks.insert(territory, kept);
            }
            None => {
                design.wishes.locks.remove(&territory);
            }
        });
    };
    let is_open = !first.is_empty();
    let rows = territories.into_iter().map(|territory| {
        let id = territory.id;
        let current = first.get(&id).copied();
        let label = studio.fill(words::LOCK_OF, &[("territory", &territory.name)]);
        view! {
            <li class="lock-row">
                <bdi class="grow">{territory.name}</bdi>
                <select class="select small" aria-label=label on:change=move |event| {
                    let kept = event_target_value(&event).parse().ok().and_then(|index: usize| kinds.get(index)).and_then(|(kept, _)| *kept);
                    change(id, kept);
                }>
                    {kinds.into_iter().enumerate().map(|(index, (kept, text))| view! {
                        <option value=index.to_string() selected=kept == current>{studio.say(text)}</option>
                    }).collect_view()}
                </select>
            </li>
        }
    });
    view! {
        <details class="wish-list" open=is_open>
            <summary>
                {studio.say(words::LOCKS)}" "
                <span class="small dim">{move || if count() == 0 {
                    studio.say(words::LOCKS_WHY).to_owned()
                } else {
                    studio.fill(words::LOCKED_COUNT, &[("count", &studio.numbers().count(count()))])
                }}</span>
            </summary>
            <ul class="lock-rows">{rows.collect_view()}</ul>
        </details>
    }
    .into_any()
}

/// The customers round which territories stay, each of which can be set free; they are chosen where a territory is edited.
#[component]
fn Centres(run: Run) -> impl IntoView {
    let studio = run.studio;
    let lines = move || {
        let (Some(plan), Some(scenario)) = (studio.plan.get_untracked(), studio.scenario.get_untracked()) else { return Vec::new() };
        let centres = run.design.with(|design| design.wishes.centres.clone());
        let line = |(territory, account)| {
            let territory = scenario.territory(territory)?;
            plan.account(account).map(|account| (territory.id, territory.name.clone(), account.name.clone()))
        };
        centres.into_iter().filter_map(line).collect::<Vec<_>>()
    };
    let row = move |(territory, name, account): (TerritoryId, String, String)| {
        let label = studio.fill(words::CENTRE_CLEAR_OF, &[("territory", &name)]);
        let free = move |_| {
            set(run, |design| {
                design.wishes.centres.remove(&territory);
            });
        };
        view! {
            <li class="lock-row">
                <bdi class="grow">{studio.fill(words::CENTRE_LINE, &[("territory", &name), ("account", &account)])}</bdi>
                <button type="button" class="button small" aria-label=label on:click=free>{studio.say(words::CENTRE_CLEAR)}</button>
            </li>
        }
    };
    view! {
        <Show when=move || !lines().is_empty()>
            <details class="wish-list" open=true>
                <summary>{studio.say(words::CENTRES_FIXED)}</summary>
                <ul class="lock-rows">{move || lines().into_iter().map(row).collect_view()}</ul>
            </details>
        </Show>
    }
}

/// Whom selected customers are kept away from.
#[component]
fn Apart(run: Run) -> impl IntoView {
    let studio = run.studio;
    let (Some(plan), Some(scenario)) = (studio.plan.get_untracked(), studio.scenario.get_untracked()) else { return ().into_any() };
    let territories = scenario
        .territories
        .iter()
        .map(|territory| (Whom::Territory(territory.id), studio.fill(words::APART_TERRITORY, &[("name", &territory.name)])));
    let sellers = plan.people.iter().map(|person| (Whom::Seller(person.id), studio.fill(words::APART_SELLER, &[("name", &person.name)])));
    let choices: Vec<(Whom, String)> = territories.chain(sellers).collect();
    let Some(first) = choices.first().map(|choice| choice.0) else { return ().into_any() };
    let name_of: BTreeMap<Whom, String> = choices.iter().cloned().collect();
    let whom = RwSignal::new(first);
    let selected = studio.selection.get_untracked();
    let count = studio.numbers().count(selected.len());
    let has_selected = !selected.is_empty();
    let is_open = has_selected || run.design.with_untracked(|design| !design.wishes.forbidden.is_empty());
    let lines = Memo::new(move |_| {
        let mut lines: BTreeMap<Whom, Vec<AccountId>> = BTreeMap::new();
        run.design.with(|design| design.wishes.forbidden.iter().for_each(|(account, whom)| lines.entry(*whom).or_default().push(*account)));
        lines
    });
    let line = move |studio: &Studio, accounts: &[AccountId], whom: &str| {
        let one = match accounts {
            [account] => {
                studio.plan.with_untracked(|plan| plan.as_ref().and_then(|plan| plan.account(*account)).map(|account| account.name.clone()))
            }
            _ => None,
        };
        match one {
            Some(account) => studio.fill(words::APART_ONE, &[("account", &account), ("whom", whom)]),
            None => studio.fill(words::APART_LINE, &[("count", &studio.numbers().count(accounts.len())), ("whom", whom)]),
        }
    };
    let add = move |_| {
        let accounts = selected.iter().copied().collect::<Vec<_>>();
        set(run, |design| design.wishes.forbidden.extend(accounts.into_iter().map(|account| (account, whom.get_untracked()))));
    };
    view! {
        <details class="wish-list" open=is_open>
            <summary>{studio.say(words::APART)}</summary>
            <ul class="lock-rows">
                {move || lines.get().into_iter().filter_map(|(whom, accounts)| {
                    let line = line(&studio, &accounts, name_of.get(&whom)?);
                    let label = studio.fill(words::APART_REMOVE, &[("line", &line)]);
                    Some(view! {
                        <li class="lock-row">
                            <bdi class="grow">{line}</bdi>
                            <button type="button" class="button small" aria-label=label on:click=move |_| set(run, |design| design.wishes.forbidden.retain(|pair| pair.1 != whom))>{studio.say(words::APART_ALLOW)}</button>
                        </li>
                    })
                }).collect_view()}
            </ul>
            {if has_selected {
                let choose = Callback::new(move |chosen| whom.set(chosen));
                view! {
                    <div class="apart-add">
                        <Choice id="balance-apart" label=words::APART_FROM choices=choices current=first on_choose=choose />
                        <button type="button" class="button" on:click=add>{studio.fill(words::APART_ADD, &[("count", &count)])}</button>
                    </div>
                }.into_any()
            } else {
                view! { <p class="small dim">{studio.say(words::APART_WHY)}</p> }.into_any()
            }}
        </details>
    }
    .into_any()
}
