//! Moves by hand: whatever asks for one (pointer, key, brush, menu, table) goes through here, so that all mind what is
//! held in the same way and tell it in the same words. The rule is [`crate::document::hand`]'s.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::studio::{NoticeKind, Studio};
use crate::document::hand::{AreaMove, HandMove, HeldBy, area_move, hand_move};
use crate::document::{Command, Plan, Scenario};
use crate::domain::{AccountId, ScenarioId, TerritoryId};
use crate::locale::text::isolated;
use crate::locale::words::hand as words;
use crate::locale::words::map as map_words;

/// Gives accounts to a territory of a scenario, or to none: what is held stays and is told. Answers how many moved, or
/// `None` where the move was refused.
pub fn give(studio: Studio, scenario: ScenarioId, accounts: &[AccountId], territory: Option<TerritoryId>) -> Option<usize> {
    let plan = studio.plan.get_untracked()?;
    let found = judged(&studio, &plan, plan.scenario(scenario)?, accounts, territory);
    if !found.moving.is_empty() {
        studio.run(Command::AssignAccounts { scenario, accounts: found.moving.clone(), territory })?;
    }
    tell(studio, scenario, &found, territory);
    Some(found.moving.len())
}

/// Gives areas of the map with the customers in them to a territory of a scenario, or to none, in one step: what is held
/// stays and is told. Answers what it did, or `None` where the move was refused.
pub fn give_areas(studio: Studio, scenario: ScenarioId, areas: &BTreeSet<u32>, territory: Option<TerritoryId>) -> Option<AreaMove> {
    let (plan, map) = (studio.plan.get_untracked()?, studio.area_map.get_untracked()?);
    let neighbourhood = studio.neighbourhood.get_untracked();
    let found = area_move(&plan, plan.scenario(scenario)?, &map, areas, territory, neighbourhood.as_deref());
    if !found.given.is_empty() {
        let (areas, accounts) = (map.keys(&found.given), found.accounts.moving.clone());
        studio.run(Command::AssignAreas { scenario, areas, accounts, territory })?;
    }
    tell_with(studio, scenario, &found.accounts, territory, map.keys(&found.held));
    Some(found)
}

/// What such a move does to a plan.
pub fn judged(studio: &Studio, plan: &Plan, scenario: &Scenario, accounts: &[AccountId], territory: Option<TerritoryId>) -> HandMove {
    hand_move(plan, scenario, accounts, territory, studio.neighbourhood.get_untracked().as_deref())
}

/// Tells what is held and what is torn apart by a move, with what can be done about it; nothing where all went well.
pub fn tell(studio: Studio, scenario: ScenarioId, found: &HandMove, territory: Option<TerritoryId>) {
    tell_with(studio, scenario, found, territory, Vec::new());
}

/// The same; the areas, by their keys, go with what is held if that is moved as well.
fn tell_with(studio: Studio, scenario: ScenarioId, found: &HandMove, territory: Option<TerritoryId>, areas: Vec<String>) {
    if found.held.is_empty() && found.torn_groups == 0 {
        return;
    }
    let (held, left_behind) = (found.held_accounts(), found.left_behind.clone());
    let more = ViewFn::from(move || {
        let (held, left_behind, areas) = (held.clone(), left_behind.clone(), areas.clone());
        let count = studio.numbers().count(held.len());
        let held = (!held.is_empty()).then(|| {
            let label = studio.fill(words::MOVE_HELD, &[("count", &count)]);
            let move_them = move |_| {
                let accounts = held.clone();
                studio.run(if areas.is_empty() {
                    Command::AssignAccounts { scenario, accounts, territory }
                } else {
                    Command::AssignAreas { scenario, areas: areas.clone(), accounts, territory }
                });
            };
            view! { <button type="button" class="link-button" on:click=move_them>{label}</button> }
        });
        let count = studio.numbers().count(left_behind.len());
        let rest = (!left_behind.is_empty()).then(|| {
            let label = studio.fill(words::BRING_REST, &[("count", &count)]);
            // The rest may be held in turn.
            let bring = move |_| {
                give(studio, scenario, &left_behind, territory);
            };
            view! { <button type="button" class="link-button" on:click=bring>{label}</button> }
        });
        view! { {held}{rest} }
    });
    studio.notify_with(NoticeKind::Done, told(&studio, scenario, found, territory), more);
}

fn told(studio: &Studio, scenario: ScenarioId, found: &HandMove, territory: Option<TerritoryId>) -> String {
    let numbers = studio.numbers();
    let name = studio.plan.with_untracked(|plan| {
        let scenario = plan.as_ref().and_then(|plan| plan.scenario(scenario));
        scenario.zip(territory).and_then(|(scenario, id)| scenario.territory(id)).map(|territory| isolated(&territory.name))
    });
    let name = name.unwrap_or_else(|| studio.say(map_words::UNASSIGNED).to_owned());
    let mut sentences = vec![if found.moving.is_empty() {
        studio.say(words::NOTHING_MOVED).to_owned()
    } else {
        studio.fill(words::MOVED, &[("count", &numbers.count(found.moving.len())), ("territory", &name)])
    }];
    if !found.held.is_empty() {
        let reasons = found.held_counts().into_iter().map(|(why, count)| {
            let text = match why {
                HeldBy::Fixed => words::HELD_FIXED,
                HeldBy::Centre => words::HELD_CENTRE,
                HeldBy::ItsTerritory => words::HELD_TERRITORY,
                HeldBy::FrozenTerritory => words::HELD_FROZEN,
                HeldBy::Forbidden => words::HELD_FORBIDDEN,
            };
            studio.fill(text, &[("count", &numbers.count(count)), ("territory", &name)])
        });
        let mark = if studio.language.get_untracked().direction() == "rtl" { "، " } else { ", " };
        let reasons = reasons.collect::<Vec<_>>().join(mark);
        sentences.push(studio.fill(words::STAY, &[("count", &numbers.count(found.held.len())), ("reasons", &reasons)]));
    }
    if found.torn_groups > 0 {
        let (groups, left) = (numbers.count(found.torn_groups), numbers.count(found.left_behind.len()));
        sentences.push(studio.fill(words::TORN, &[("groups", &groups), ("count", &left)]));
    }
    sentences.join(" ")
}
