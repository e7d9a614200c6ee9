//! What the engine found, in words with the names of the plan.

use leptos::prelude::*;

use crate::document::fewer::Fewer;
use crate::document::neighbourhood::{MapBridge, Neighbourhood};
use crate::document::{MeasureKind, Plan, Scenario, SharedOut};
use crate::locale::Text;
use crate::locale::words::territories as words;
use crate::territory::{
    DesignFinding, ForcedChange, JoiningWay, PiecesReason, UnmetLimit, UnmetPieces, UnmetReason, UnmetWish, holding_tolerances,
};
use crate::ui::map::area_name;
use crate::ui::quantity;
use crate::ui::studio::Studio;

/// So many customers are named where more are meant.
const NAMED: usize = 3;

/// So many territories are named where more go.
const NAMED_GONE: usize = 6;

struct Names<'a> {
    studio: &'a Studio,
    plan: &'a Plan,
    scenario: &'a Scenario,
}

impl Names<'_> {
    fn territory(&self, index: u32) -> String {
        self.scenario.territories.get(index as usize).map(|territory| isolated(&territory.name)).unwrap_or_default()
    }

    fn account(&self, index: u32) -> String {
        self.plan.accounts.get(index as usize).map(|account| isolated(&account.name)).unwrap_or_default()
    }

    /// What customers that stay together are called: their area, or what they have in common.
    fn group(&self, unit: u32) -> String {
        let account = self.plan.accounts.get(unit as usize);
        let area = self.area_name(unit);
        let by = self.scenario.design.wishes.keep_together_by.as_ref();
        let entry = || account.zip(by).and_then(|(account, by)| by.said(self.plan, account));
        area.or_else(entry).map(|name| isolated(&name)).unwrap_or_else(|| self.account(unit))
    }

    /// What moves as one, by the name of its first customer.
    fn bundle(&self, unit: u32, is_group: bool) -> String {
        if is_group { self.group(unit) } else { self.account(unit) }
    }

    /// The text for customers, for whole areas, or for customers that stay together: whatever moves as one here.
    fn of_what_moves(&self, [customers, areas, together]: [Text; 3]) -> Text {
        let wishes = &self.scenario.design.wishes;
        match wishes.shared_out {
            SharedOut::Areas => areas,
            SharedOut::Accounts if wishes.keep_together_by.is_some() => together,
            SharedOut::Accounts => customers,
        }
    }

    fn area_name(&self, unit: u32) -> Option<String> {
        if self.scenario.design.wishes.shared_out != SharedOut::Areas {
            return None;
        }
        let account = self.plan.accounts.get(unit as usize)?;
        let area = self.studio.area_map.with(|map| map.as_ref().and_then(|map| map.area_of.get(&account.id).copied()));
        let in_plan = || account.area.and_then(|area| self.plan.area(area)).map(|area| area.name.clone());
        area.and_then(|area| area_name(self.studio, area)).or_else(in_plan)
    }

    /// The first few accounts by name, the others counted.
    fn some(&self, units: &[u32]) -> String {
        let (named, others) = units.split_at(units.len().min(NAMED));
        let names = named.iter().map(|&unit| self.account(unit)).collect::<Vec<_>>().join(self.studio.say(words::LIST_COMMA));
        if others.is_empty() {
            return names;
        }
        self.studio.fill(words::SOME_CUSTOMERS, &[("names", &names), ("count", &self.studio.numbers().count(others.len()))])
    }

    /// A finding that one piece can hardly be: what is held lies apart.
    fn apart(&self, territory: u32, places: u32, units: &[u32], way: Option<JoiningWay>, is_frozen: bool) -> String {
        let numbers = self.studio.numbers();
        let (territory, places, who) = (self.territory(territory), numbers.count(places as usize), self.some(units));
        let between = numbers.count(way.map_or(0, |way| way.units as usize));
        let share = numbers.percent(way.map_or(0.0, |way| way.share_of_target), 0);
        let measure = way.map(|way| self.measure(way.measure)).unwrap_or_default();
        let text = match way {
            _ if is_frozen => words::FINDING_APART_FROZEN,
            None => words::FINDING_APART_CUT,
            Some(way) if way.exceeds_tolerance => words::FINDING_APART_FAR,
            Some(_) => words::FINDING_APART_LONG,
        };
        let values = [("territory", &territory), ("places", &places), ("who", &who), ("between", &between), ("share", &share)];
        let mut values = values.map(|(name, value)| (name, value.as_str())).to_vec();
        values.push(("measure", &measure));
        self.studio.fill(text, &values)
    }

    /// What the limit on what changes hands counts.
    fn limited(&self) -> String {
        match self.scenario.design.disruption_limit {
            Some(limit) if limit.holds_sellers => self.studio.say(words::BALANCE_LIMIT_SELLERS).to_lowercase(),
            limited => quantity::in_sentence(self.studio, limited.map_or(MeasureKind::Sales, |limit| limit.basis)),
        }
    }

    /// What changes hands in any case: the text for whole areas, for what stays together, for what is forbidden, or for both.
    fn forced(&self, [areas, together, elsewhere, both]: [Text; 4], forced: &ForcedChange, limit_share: f64) -> String {
        let percent = |share: f64| self.studio.numbers().percent(share, 1);
        let text = match (forced.together_share > 0.0, forced.elsewhere_share > 0.0) {
            (true, true) => both,
            (false, _) => elsewhere,
            (true, false) if self.scenario.design.wishes.shared_out == SharedOut::Areas => areas,
            (true, false) => together,
        };
        let (needed, limit) = (percent(forced.share()), percent(limit_share));
        let (together, elsewhere) = (percent(forced.together_share), percent(forced.elsewhere_share));
        let values =
            [("needed", &needed), ("limit", &limit), ("together", &together), ("elsewhere", &elsewhere), ("basis", &self.limited())];
        self.studio.fill(text, &values.map(|(name, value)| (name, value.as_str())))
    }

    fn measure(&self, index: u32) -> String {
        self.plan.measures().get(index as usize).map(|&kind| quantity::in_sentence(self.studio, kind)).unwrap_or_default()
    }
}

fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

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
                let share = numbers.percent(*share_of_target, 0);
                studio.fill(
                    words::FINDING_FIXED_EXCEED,
                    &[("territory", &names.territory(*territory)), ("measure", &names.measure(*measure)), ("share", &share)],
                )
            }
            DesignFinding::UnitLargerThanTarget { unit, measure, territory_share } => {
                let ratio = numbers.ratio(*territory_share);
                studio.fill(
                    words::FINDING_LARGE_UNIT,
                    &[("account", &names.account(*unit)), ("measure", &names.measure(*measure)), ("ratio", &ratio)],
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
            DesignFinding::GroupLargerThanTarget { unit, measure, territory_share, .. } => studio.fill(
                words::FINDING_LARGE_GROUP,
                &[("group", &names.group(*unit)), ("measure", &names.measure(*measure)), ("ratio", &numbers.ratio(*territory_share))],
            ),
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
    let (named, others) = fewer.gone.split_at(fewer.gone.len().min(NAMED_GONE));
    let names = named.iter().filter_map(|id| scenario.territory(*id)).map(|territory| isolated(&territory.name));
    let mut names = names.collect::<Vec<_>>().join(studio.say(words::LIST_COMMA));
    if !others.is_empty() {
        names = studio.fill(words::SOME_TERRITORIES, &[("names", &names), ("count", &numbers.count(others.len()))]);
    }
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

/// The territories in more than one piece, as sentences, with why where it is known.
pub fn pieces(studio: &Studio, plan: &Plan, scenario: &Scenario, broken: &[UnmetPieces]) -> Vec<String> {
    let names = Names { studio, plan, scenario };
    let told = broken.iter().map(|broken| {
        let pieces = studio.numbers().count(broken.pieces as usize);
        let what = studio.fill(words::IN_PIECES_SENTENCE, &[("territory", &names.territory(broken.territory)), ("pieces", &pieces)]);
        let why = match &broken.reason {
            Some(PiecesReason::Frozen) => studio.say(words::PIECES_FROZEN).to_owned(),
            Some(PiecesReason::HeldUnitsApart { units, is_one_without, .. }) => {
                let text = if *is_one_without { words::PIECES_ONE_WITHOUT } else { words::PIECES_APART };
                studio.fill(text, &[("who", &names.some(units))])
            }
            Some(PiecesReason::DisruptionLimit { needed_share }) => {
                let share = studio.numbers().percent((needed_share * 1000.0).ceil() / 1000.0, 1);
                studio.fill(words::PIECES_LIMIT, &[("share", &share)])
            }
            Some(PiecesReason::MapInPieces) => studio.say(words::PIECES_MAP).to_owned(),
            None => studio.say(words::PIECES_UNKNOWN).to_owned(),
        };
        format!("{what} {why}")
    });
    told.collect()
}

/// The limit on what changes hands, where other wishes took a result beyond it.
pub fn limit(studio: &Studio, plan: &Plan, scenario: &Scenario, limit: &UnmetLimit) -> String {
    let names = Names { studio, plan, scenario };
    let percent = |share: f64| studio.numbers().percent(share, 1);
    let values = [("share", percent(limit.share)), ("limit", percent(limit.limit_share)), ("basis", names.limited())];
    let what = studio.fill(words::UNMET_LIMIT_BEYOND, &values.each_ref().map(|(name, value)| (*name, value.as_str())));
    let texts = [words::UNMET_LIMIT_AREAS, words::UNMET_LIMIT_TOGETHER, words::UNMET_LIMIT_ELSEWHERE, words::UNMET_LIMIT_BOTH];
    format!("{what} {}", names.forced(texts, &limit.forced, limit.limit_share))
}

/// The wishes that were left unmet, as sentences, worst first.
pub fn unmet(studio: &Studio, plan: &Plan, scenario: &Scenario, wishes: &[UnmetWish]) -> Vec<String> {
    let names = Names { studio, plan, scenario };
    let mut reasons = Vec::new();
    let told = wishes.iter().map(|wish| {
        let share = studio.numbers().percent(1.0 + wish.deviation, 0);
        let what = studio.fill(
            words::UNMET,
            &[("territory", &names.territory(wish.territory)), ("share", &share), ("measure", &names.measure(wish.measure))],
        );
        let percent = |share: f64| studio.numbers().percent(share, 0);
        // A whole percentage that is enough.
        let tolerance = |share_of_target: f64| percent(((share_of_target - 1.0) * 100.0).ceil() / 100.0);
        let why = wish.reason.map(|reason| match reason {
            UnmetReason::FixedUnits { share_of_target } => {
                studio.fill(words::UNMET_FIXED, &[("share", &percent(share_of_target)), ("tolerance", &tolerance(share_of_target))])
            }
            UnmetReason::UnitLargerThanTarget { unit, share_of_target } => {
                let (share, tolerance) = (percent(share_of_target), tolerance(share_of_target));
                studio.fill(words::UNMET_LARGE, &[("account", &names.account(unit)), ("share", &share), ("tolerance", &tolerance)])
            }
            UnmetReason::GroupLargerThanTarget { unit, share_of_target } => {
                let (share, tolerance) = (percent(share_of_target), tolerance(share_of_target));
                studio.fill(words::UNMET_LARGE, &[("account", &names.group(unit)), ("share", &share), ("tolerance", &tolerance)])
            }
            UnmetReason::HeldTogether { share_of_target } => {
                studio.fill(words::UNMET_HELD_TOGETHER, &[("share", &percent(share_of_target)), ("tolerance", &tolerance(share_of_target))])
            }
            UnmetReason::Forbidden { units, share_of_target } => {
                let (count, share) = (studio.numbers().count(units as usize), percent(share_of_target));
                studio.fill(words::UNMET_FORBIDDEN, &[("count", &count), ("share", &share)])
            }
            UnmetReason::NothingToSpare if wish.deviation < 0.0 => studio.say(words::UNMET_NONE_GIVES).to_owned(),
            UnmetReason::NothingToSpare => studio.say(words::UNMET_NONE_TAKES).to_owned(),
            UnmetReason::StepsTooLarge { unit, is_group } => {
                let text = if wish.deviation < 0.0 { words::UNMET_STEP_IN } else { words::UNMET_STEP_OUT };
                studio.fill(text, &[("name", &names.bundle(unit, is_group))])
            }
            UnmetReason::TooLittleElsewhere { mean_share } => studio.fill(words::UNMET_TOO_LITTLE, &[("share", &percent(mean_share))]),
            UnmetReason::LargeUnit { unit, is_group } => {
                studio.fill(words::UNMET_LARGE_PART, &[("account", &names.bundle(unit, is_group))])
            }
            UnmetReason::TooFewUnits => studio.say(words::UNMET_FEW).to_owned(),
            UnmetReason::DisruptionLimit => studio.say(words::UNMET_LIMIT).to_owned(),
            UnmetReason::Frozen => studio.say(words::UNMET_FROZEN).to_owned(),
            UnmetReason::HeldUnitsApart { units, way } => {
                let why = studio.fill(words::UNMET_APART, &[("count", &studio.numbers().count(units as usize))]);
                match way.filter(|way| way.exceeds_tolerance) {
                    Some(way) => {
                        let tolerance = tolerance(way.share_of_target);
                        format!("{why} {}", studio.fill(words::UNMET_APART_TOLERANCE, &[("tolerance", &tolerance)]))
                    }
                    None => why,
                }
            }
            UnmetReason::TakenByHeldApart { territory } => studio.fill(words::UNMET_TAKEN, &[("territory", &names.territory(territory))]),
            UnmetReason::NeighboursHeld => studio.say(words::UNMET_SHUT_IN).to_owned(),
        });
        // What holds of a territory in several measures is said once.
        let why = why.filter(|why| {
            let reason = (wish.territory, why.clone());
            let is_new = !reasons.contains(&reason);
            reasons.push(reason);
            is_new
        });
        why.map_or(what.clone(), |why| format!("{what} {why}"))
    });
    told.collect()
}

/// The tolerances that a result does keep where the wished ones are not met: the nearest thing that can be had.
pub fn holding(studio: &Studio, plan: &Plan, scenario: &Scenario, wishes: &[UnmetWish]) -> Option<String> {
    let names = Names { studio, plan, scenario };
    let told = holding_tolerances(wishes).into_iter().map(|(measure, share)| {
        // A whole percentage that is enough.
        let tolerance = studio.numbers().percent((share * 100.0 - 1e-6).ceil() / 100.0, 0);
        studio.fill(words::UNMET_HOLDS_ONE, &[("tolerance", &tolerance), ("measure", &names.measure(measure))])
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| studio.fill(words::UNMET_HOLDS, &[("tolerances", &told.join(studio.say(words::LIST_COMMA)))]))
}

/// A sentence that a name or a measure in lower case may begin.
fn capitalised(words: String) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or(words)
}
