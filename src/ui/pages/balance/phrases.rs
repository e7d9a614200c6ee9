//! What the engine found before a run, in words with the names of the plan; what a run left unmet is beside it.

mod names;
mod unmet;

use leptos::prelude::*;

use crate::document::fewer::Fewer;
use crate::document::neighbourhood::{MapBridge, Neighbourhood};
use crate::document::{Plan, Scenario, StartFrom};
use crate::locale::text::isolated;
use crate::locale::words::territories as words;
use crate::territory::DesignFinding;
use crate::ui::map::area_name;
use crate::ui::studio::Studio;
use names::{Names, some_territories};
pub use unmet::{holding, limit, pieces, unmet};

/// The findings as sentences; those of one kind about single customers are counted, not listed.
pub fn findings(studio: &Studio, plan: &Plan, scenario: &Scenario, findings: &[DesignFinding]) -> Vec<String> {
    let names = Names { studio, plan, scenario };
    let numbers = studio.numbers();
    let count_of = |matches: &dyn Fn(&DesignFinding) -> bool| numbers.count(findings.iter().filter(|finding| matches(finding)).count());
    let mut told = Vec::new();
    for finding in findings {
        let words = match finding {
            DesignFinding::ZeroTerritories => studio.say(words::FINDING_ZERO_TERRITORIES).to_owned(),
            DesignFinding::ZeroUnits => studio.say(words::FINDING_ZERO_UNITS).to_owned(),
            DesignFinding::MoreTerritoriesThanUnits { units, territories } => {
                let (units, territories) = (numbers.count(*units as usize), numbers.count(*territories as usize));
                let text = names.of_what_moves([
                    words::FINDING_MORE_TERRITORIES,
                    words::FINDING_MORE_TERRITORIES_AREAS,
                    words::FINDING_MORE_TERRITORIES_TOGETHER,
                ]);
                studio.fill(text, &[("units", &units), ("territories", &territories)])
            }
            DesignFinding::InvalidValue { measure, .. } => {
                let count = count_of(&|other| matches!(other, DesignFinding::InvalidValue { measure: one, .. } if one == measure));
                studio.fill(words::FINDING_INVALID_VALUE, &[("count", &count), ("measure", &names.measure(*measure))])
            }
            DesignFinding::InvalidPosition { .. } => studio.fill(
                words::FINDING_INVALID_POSITION,
                &[("count", &count_of(&|other| matches!(other, DesignFinding::InvalidPosition { .. })))],
            ),
            DesignFinding::UnknownTerritoryToday { .. } => studio.fill(
                words::FINDING_UNKNOWN_TODAY,
                &[("count", &count_of(&|other| matches!(other, DesignFinding::UnknownTerritoryToday { .. })))],
            ),
            DesignFinding::FixedWithoutTerritory { .. } => studio.fill(
                words::FINDING_FIXED_WITHOUT,
                &[("count", &count_of(&|other| matches!(other, DesignFinding::FixedWithoutTerritory { .. })))],
            ),
            DesignFinding::MeasureIsZeroEverywhere { measure } => {
                let kind = plan.measures().get(*measure as usize).copied();
                // Only a measure that the user wants balanced is worth a word.
                if !kind.is_some_and(|kind| scenario.design.measure(kind).is_balanced) {
                    continue;
                }
                studio.fill(words::FINDING_ZERO_MEASURE, &[("measure", &names.measure(*measure))])
            }
            DesignFinding::SharesDoNotSumToOne { .. } => studio.say(words::FINDING_SHARES).to_owned(),
            DesignFinding::NoPositions => studio.say(words::FINDING_NO_POSITIONS).to_owned(),
            DesignFinding::AllUnitsAtOnePoint => studio.say(words::FINDING_ONE_POINT).to_owned(),
            DesignFinding::FixedUnitsExceedTolerance { territory, measure, share_of_target } => {
                let (share, tolerance) = (numbers.percent(*share_of_target, 0), names.tolerance(share_of_target - 1.0));
                let (territory, measure) = (names.territory(*territory), names.measure(*measure));
                studio.fill(
                    words::FINDING_FIXED_EXCEED,
                    &[("territory", &territory), ("measure", &measure), ("share", &share), ("tolerance", &tolerance)],
                )
            }
            DesignFinding::UnitLargerThanTarget { unit, measure, territory_share, needed_tolerance } => {
                let (ratio, tolerance) = (numbers.ratio(*territory_share), names.tolerance(*needed_tolerance));
                let (account, measure) = (names.account(*unit), names.measure(*measure));
                studio.fill(
                    words::FINDING_LARGE_UNIT,
                    &[("account", &account), ("measure", &measure), ("ratio", &ratio), ("tolerance", &tolerance)],
                )
            }
            DesignFinding::TooFewFreeUnits { free_units, open_territories } => {
                let (free, open) = (numbers.count(*free_units as usize), numbers.count(*open_territories as usize));
                let text = names.of_what_moves([words::FINDING_FEW_FREE, words::FINDING_FEW_FREE_AREAS, words::FINDING_FEW_FREE_TOGETHER]);
                studio.fill(text, &[("free", &free), ("open", &open)])
            }
            DesignFinding::DisruptionLimitTooTight { measure, needed_share, limit_share } => {
                let (needed, limit) = (numbers.percent(*needed_share, 0), numbers.percent(*limit_share, 0));
                let basis = names.limited();
                studio.fill(
                    words::FINDING_LIMIT_TIGHT,
                    &[("measure", &names.measure(*measure)), ("needed", &needed), ("limit", &limit), ("basis", &basis)],
                )
            }
            DesignFinding::DisruptionLimitForced { forced, limit_share } => {
                let texts =
                    [words::FINDING_LIMIT_AREAS, words::FINDING_LIMIT_TOGETHER, words::FINDING_LIMIT_ELSEWHERE, words::FINDING_LIMIT_BOTH];
                names.forced(texts, forced, *limit_share)
            }
            DesignFinding::DisruptionLimitInvalid => studio.say(words::FINDING_LIMIT_INVALID).to_owned(),
            DesignFinding::EverythingHeld => studio.say(words::FINDING_EVERYTHING_HELD).to_owned(),
            DesignFinding::EveryTerritoryFrozen { units } => {
                studio.fill(words::FINDING_ALL_FROZEN, &[("count", &numbers.count(*units as usize))])
            }
            DesignFinding::MorePiecesThanTerritories { pieces, territories } => {
                let (pieces, territories) = (numbers.count(*pieces as usize), numbers.count(*territories as usize));
                studio.fill(words::FINDING_MORE_PIECES, &[("pieces", &pieces), ("territories", &territories)])
            }
            DesignFinding::HeldUnitsApart { territory, places, units, way, is_frozen } => {
                names.apart(*territory, *places, units, *way, *is_frozen)
            }
            DesignFinding::GroupHeldTwice { unit, territory, other_unit, other_territory } => studio.fill(
                words::FINDING_GROUP_HELD,
                &[
                    ("account", &names.account(*unit)),
                    ("territory", &names.territory(*territory)),
                    ("other", &names.account(*other_unit)),
                    ("elsewhere", &names.territory(*other_territory)),
                ],
            ),
            DesignFinding::GroupPartedByFrozen { unit, territory } => {
                studio.fill(words::FINDING_GROUP_FROZEN, &[("account", &names.account(*unit)), ("territory", &names.territory(*territory))])
            }
            DesignFinding::HeldWhereForbidden { unit, territory } => studio
                .fill(words::FINDING_HELD_FORBIDDEN, &[("account", &names.account(*unit)), ("territory", &names.territory(*territory))]),
            DesignFinding::ForbiddenEverywhere { unit } => {
                studio.fill(words::FINDING_FORBIDDEN_EVERYWHERE, &[("account", &names.account(*unit))])
            }
            DesignFinding::CentreElsewhere { unit, territory } => studio
                .fill(words::FINDING_CENTRE_ELSEWHERE, &[("account", &names.account(*unit)), ("territory", &names.territory(*territory))]),
            DesignFinding::GroupLargerThanTarget { unit, measure, territory_share, needed_tolerance, .. } => {
                let (ratio, tolerance) = (numbers.ratio(*territory_share), names.tolerance(*needed_tolerance));
                let (group, measure) = (names.group(*unit), names.measure(*measure));
                let text = names.of_what_moves([words::FINDING_LARGE_GROUP, words::FINDING_LARGE_AREA, words::FINDING_LARGE_GROUP]);
                studio.fill(text, &[("group", &group), ("measure", &measure), ("ratio", &ratio), ("tolerance", &tolerance)])
            }
            DesignFinding::TodayMeetsWishes => {
                let is_scenario = scenario.design.start_from == StartFrom::Scenario;
                studio.say(if is_scenario { words::FINDING_MEETS_SCENARIO } else { words::FINDING_MEETS_TODAY }).to_owned()
            }
        };
        let words = capitalised(words);
        if !told.contains(&words) {
            told.push(words);
        }
    }
    told
}

/// The territories that go where fewer are wished, and those that stay all the same.
pub fn fewer(studio: &Studio, scenario: &Scenario, fewer: &Fewer) -> Vec<String> {
    let numbers = studio.numbers();
    let mut told = Vec::new();
    let gone: Vec<String> = fewer.gone.iter().filter_map(|id| scenario.territory(*id)).map(|territory| isolated(&territory.name)).collect();
    let names = some_territories(studio, &gone, words::LIST_COMMA);
    let (count, accounts) = (numbers.count(fewer.gone.len()), numbers.count(fewer.accounts));
    if !fewer.gone.is_empty() {
        told.push(studio.fill(words::FINDING_FEWER, &[("names", &names), ("count", &count), ("accounts", &accounts)]));
    }
    if fewer.kept_too_many > 0 {
        told.push(studio.fill(words::FINDING_FEWER_KEPT, &[("count", &numbers.count(fewer.kept_too_many))]));
    }
    told
}

/// The gaps of the map that territories in one piece may lie across.
pub fn bridges(studio: &Studio, neighbourhood: &Neighbourhood) -> Vec<String> {
    let account_name = |account: u32| {
        studio.plan.with(|plan| plan.as_ref().and_then(|plan| plan.accounts.get(account as usize)).map(|account| account.name.clone()))
    };
    let name = |bridge: &MapBridge, side: usize| {
        let name = match bridge.areas[side] {
            Some(area) => area_name(studio, area),
            None => account_name(bridge.accounts[side]),
        };
        name.map_or_else(|| studio.say(words::BRIDGE_NOWHERE).to_owned(), |name| isolated(&name))
    };
    let told = neighbourhood.bridges.iter().map(|bridge| {
        let km = studio.numbers().decimal(bridge.length_km, 0);
        let is_of_accounts = bridge.areas == [None; 2];
        let text = if is_of_accounts { words::FINDING_BRIDGE_ACCOUNTS } else { words::FINDING_BRIDGE };
        studio.fill(text, &[("one", &name(bridge, 0)), ("other", &name(bridge, 1)), ("km", &km)])
    });
    told.collect()
}

/// A sentence that a name or a measure in lower case may begin.
fn capitalised(words: String) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or(words)
}
