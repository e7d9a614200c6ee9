//! What a run left unmet and why, in words with the names of the plan.

use super::names::{Names, some_territories};
use crate::document::{Plan, Scenario};
use crate::locale::Text;
use crate::locale::words::territories as words;
use crate::territory::{PiecesReason, UnmetLimit, UnmetPieces, UnmetReason, UnmetWish, holding_tolerances};
use crate::ui::studio::Studio;

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

/// The wishes that were left unmet, as sentences, worst first. What has one reason is told in one sentence.
pub fn unmet(studio: &Studio, plan: &Plan, scenario: &Scenario, wishes: &[UnmetWish]) -> Vec<String> {
    let names = Names { studio, plan, scenario };
    let mut by_reason: Vec<(Option<String>, Vec<&UnmetWish>)> = Vec::new();
    for wish in wishes {
        let why = why(&names, wish);
        match by_reason.iter_mut().find(|(reason, _)| *reason == why) {
            Some((_, group)) => group.push(wish),
            None => by_reason.push((why, vec![wish])),
        }
    }
    by_reason.into_iter().map(|(why, group)| sentence(&names, why, &group)).collect()
}

/// What has one reason: one territory in a sentence of its own, several in a list before the reason.
fn sentence(names: &Names, why: Option<String>, wishes: &[&UnmetWish]) -> String {
    let studio = names.studio;
    let mut territories: Vec<(u32, Vec<String>)> = Vec::new();
    for wish in wishes {
        let share = studio.numbers().percent(1.0 + wish.deviation, 0);
        let said = studio.fill(words::UNMET_SHARE, &[("share", &share), ("measure", &names.measure(wish.measure))]);
        match territories.iter_mut().find(|(territory, _)| *territory == wish.territory) {
            Some((_, shares)) => shares.push(said),
            None => territories.push((wish.territory, vec![said])),
        }
    }
    let told = |text: Text| {
        let told = territories.iter().map(|(territory, shares)| {
            let shares = shares.join(studio.say(words::LIST_COMMA));
            studio.fill(text, &[("territory", &names.territory(*territory)), ("shares", &shares)])
        });
        told.collect::<Vec<_>>()
    };
    let is_one = territories.len() == 1;
    let what = if is_one { told(words::UNMET).concat() } else { some_territories(studio, &told(words::UNMET_OF), words::UNMET_SEPARATOR) };
    match why {
        Some(why) if is_one => format!("{what} {why}"),
        Some(why) => studio.fill(words::UNMET_FOR_EACH, &[("territories", &what), ("why", &why)]),
        None if is_one => what,
        None => studio.fill(words::UNMET_ALL, &[("territories", &what)]),
    }
}

/// Why a wish was left unmet, where it is known.
fn why(names: &Names, wish: &UnmetWish) -> Option<String> {
    let studio = names.studio;
    let percent = |share: f64| studio.numbers().percent(share, 0);
    let tolerance = |share_of_target: f64| names.tolerance(share_of_target - 1.0);
    wish.reason.map(|reason| match reason {
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
        UnmetReason::BreaksGiver { unit, is_group, territory } => {
            let name = names.bundle(unit, is_group);
            let text = if wish.deviation < 0.0 { words::UNMET_BREAKS_IN } else { words::UNMET_BREAKS_OUT };
            studio.fill(text, &[("name", &name), ("territory", &names.territory(territory))])
        }
        UnmetReason::TooLittleElsewhere { mean_share } => studio.fill(words::UNMET_TOO_LITTLE, &[("share", &percent(mean_share))]),
        UnmetReason::LargeUnit { unit, is_group } => studio.fill(words::UNMET_LARGE_PART, &[("account", &names.bundle(unit, is_group))]),
        UnmetReason::TooFewUnits => studio.say(words::UNMET_FEW).to_owned(),
        UnmetReason::DisruptionLimit { needed_share: None } => studio.say(words::UNMET_LIMIT).to_owned(),
        UnmetReason::DisruptionLimit { needed_share: Some(needed) } => {
            let share = studio.numbers().percent((needed * 1000.0 - 1e-6).ceil() / 1000.0, 1);
            studio.fill(words::UNMET_LIMIT_NEEDED, &[("share", &share)])
        }
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
    })
}

/// The tolerances that a result does keep where the wished ones are not met: the nearest thing that can be had.
pub fn holding(studio: &Studio, plan: &Plan, scenario: &Scenario, wishes: &[UnmetWish]) -> Option<String> {
    let names = Names { studio, plan, scenario };
    let told = holding_tolerances(wishes).into_iter().map(|(measure, share)| {
        studio.fill(words::UNMET_HOLDS_ONE, &[("tolerance", &names.tolerance(share)), ("measure", &names.measure(measure))])
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| studio.fill(words::UNMET_HOLDS, &[("tolerances", &told.join(studio.say(words::LIST_COMMA)))]))
}
