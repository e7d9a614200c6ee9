//! The names of a plan for the numbers that the engine speaks in: territories, customers, areas and what stays together.

use leptos::prelude::*;

use crate::document::areas::name_of;
use crate::document::{MeasureKind, Plan, Scenario, SharedOut};
use crate::locale::Text;
use crate::locale::text::isolated;
use crate::locale::words::territories as words;
use crate::territory::{ForcedChange, JoiningWay};
use crate::ui::map::area_name;
use crate::ui::quantity;
use crate::ui::studio::Studio;

/// So many customers are named where more are meant.
const NAMED: usize = 3;

/// So many territories are named where more are meant.
const NAMED_TERRITORIES: usize = 6;

/// A plan and one of its scenarios, in whose names the engine's numbers are told.
pub(super) struct Names<'a> {
    pub(super) studio: &'a Studio,
    pub(super) plan: &'a Plan,
    pub(super) scenario: &'a Scenario,
}

impl Names<'_> {
    pub(super) fn territory(&self, index: u32) -> String {
        self.scenario.territories.get(index as usize).map(|territory| isolated(&territory.name)).unwrap_or_default()
    }

    pub(super) fn account(&self, index: u32) -> String {
        self.plan.accounts.get(index as usize).map(|account| isolated(&account.name)).unwrap_or_default()
    }

    /// What customers that stay together are called: their area, or what they have in common.
    pub(super) fn group(&self, unit: u32) -> String {
        let account = self.plan.accounts.get(unit as usize);
        let area = self.area_name(unit);
        let by = self.scenario.design.wishes.keep_together_by.as_ref();
        let entry = || account.zip(by).and_then(|(account, by)| by.said(self.plan, account));
        area.or_else(entry).map(|name| isolated(&name)).unwrap_or_else(|| self.account(unit))
    }

    /// What moves as one, by the name of its first customer.
    pub(super) fn bundle(&self, unit: u32, is_group: bool) -> String {
        if is_group { self.group(unit) } else { self.account(unit) }
    }

    /// The text for customers, for whole areas, or for customers that stay together: whatever moves as one here.
    pub(super) fn of_what_moves(&self, [customers, areas, together]: [Text; 3]) -> Text {
        let wishes = &self.scenario.design.wishes;
        match wishes.shared_out {
            SharedOut::Areas => areas,
            SharedOut::Accounts if wishes.keep_together_by.is_some() => together,
            SharedOut::Accounts => customers,
        }
    }

    pub(super) fn area_name(&self, unit: u32) -> Option<String> {
        if self.scenario.design.wishes.shared_out != SharedOut::Areas {
            return None;
        }
        let account = self.plan.accounts.get(unit as usize)?;
        let area = self.studio.area_map.with(|map| map.as_ref().and_then(|map| map.area_of.get(&account.id).copied()));
        let in_plan = || {
            account.area.and_then(|area| self.plan.area(area)).map(|area| name_of(area, self.studio.language.get_untracked()).to_owned())
        };
        area.and_then(|area| area_name(self.studio, area)).or_else(in_plan)
    }

    /// The first few accounts by name, the others counted.
    pub(super) fn some(&self, units: &[u32]) -> String {
        let (named, others) = units.split_at(units.len().min(NAMED));
        let names = named.iter().map(|&unit| self.account(unit)).collect::<Vec<_>>().join(self.studio.say(words::LIST_COMMA));
        if others.is_empty() {
            return names;
        }
        self.studio.fill(words::SOME_CUSTOMERS, &[("names", &names), ("count", &self.studio.numbers().count(others.len()))])
    }

    /// A finding that one piece can hardly be: what is held lies apart.
    pub(super) fn apart(&self, territory: u32, places: u32, units: &[u32], way: Option<JoiningWay>, is_frozen: bool) -> String {
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

    /// A whole percentage of tolerance that is enough.
    pub(super) fn tolerance(&self, needed: f64) -> String {
        self.studio.numbers().percent((needed * 100.0 - 1e-6).ceil() / 100.0, 0)
    }

    /// What the limit on what changes hands counts.
    pub(super) fn limited(&self) -> String {
        match self.scenario.design.disruption_limit {
            Some(limit) if limit.holds_sellers => self.studio.say(words::BALANCE_LIMIT_SELLERS).to_lowercase(),
            limited => quantity::in_sentence(self.studio, limited.map_or(MeasureKind::Sales, |limit| limit.basis)),
        }
    }

    /// What changes hands in any case: the text for whole areas, for what stays together, for what is forbidden, or for both.
    pub(super) fn forced(&self, [areas, together, elsewhere, both]: [Text; 4], forced: &ForcedChange, limit_share: f64) -> String {
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

    pub(super) fn measure(&self, index: u32) -> String {
        self.plan.measures().get(index as usize).map(|&kind| quantity::in_sentence(self.studio, kind)).unwrap_or_default()
    }
}

/// The first few of what is told of territories, the others counted.
pub(super) fn some_territories(studio: &Studio, told: &[String], separator: Text) -> String {
    let (named, others) = told.split_at(told.len().min(NAMED_TERRITORIES));
    let names = named.join(studio.say(separator));
    if others.is_empty() {
        return names;
    }
    studio.fill(words::SOME_TERRITORIES, &[("names", &names), ("count", &studio.numbers().count(others.len()))])
}
