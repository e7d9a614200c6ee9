//! From a plan and a scenario to the engine's rules: who is on which pay plan by role, when, and led by whom. What stands
//! in the way is told and left out, so that the others can be paid.
//!
//! Leaders are those of the groups of the quota tree: a seller is led by the leader of the nearest group above the
//! territory, and a leader by that of the nearest group above the own one.

use std::collections::{BTreeMap, BTreeSet};

use super::kept::kept_plans;
use super::settings::role_of;
use crate::document::quota::question::planned_year;
use crate::document::quota::settings::{QuotaSettings, Who};
use crate::document::{Plan, Scenario};
use crate::domain::{CalendarKind, CivilDate, GroupId, Person, PersonId, YearMonth};
use crate::quota::pay::{Assignment, PayRules};

/// The pay rules of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioPay {
    /// The engine's rules: all pay plans that can be read, and one assignment a seller.
    pub rules: PayRules,
    /// What stood in the way.
    pub notes: Vec<PayNote>,
}

impl ScenarioPay {
    /// Without the plans that nobody is on: they pay nothing, and what they still lack stands in nobody's way.
    #[must_use]
    pub fn in_use(mut self) -> ScenarioPay {
        let assignments = &self.rules.assignments;
        self.rules.plans.retain(|plan| assignments.iter().any(|on| on.plan == plan.name));
        self
    }
}

/// What stands in the way of paying somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PayNote {
    /// The pay plan of this name cannot be read by this version; it stays as it is, and nobody is paid by it.
    Unreadable(String),
    /// These sellers are on no pay plan.
    WithoutPlan(Vec<PersonId>),
    /// So many hires are planned who are nobody yet; no pay is reckoned for them.
    HiresLeftOut(usize),
}

/// When people count as being there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// In their service, month by month.
    AsServed,
    /// All year.
    AllYear,
}

/// The rules for the fiscal year that a scenario plans.
pub fn pay_rules(plan: &Plan, scenario: &Scenario) -> ScenarioPay {
    rules_of_year(plan, scenario, planned_year(plan, scenario), Presence::AsServed)
}

/// The rules for a fiscal year, by the calendar year in which it begins.
pub fn rules_of_year(plan: &Plan, scenario: &Scenario, year: i32, presence: Presence) -> ScenarioPay {
    rules_with(plan, scenario, year, presence, &BTreeSet::new())
}

/// The same with people who sit on no territory and lead no group as well.
pub fn rules_with(plan: &Plan, scenario: &Scenario, year: i32, presence: Presence, also: &BTreeSet<PersonId>) -> ScenarioPay {
    let settings: &QuotaSettings = &scenario.quota;
    let plans = kept_plans(plan);
    let first_month = YearMonth { year, month: plan.settings.fiscal_year_first_month.clamp(1, 12) };
    let mut rules = PayRules { first_month, plans, assignments: Vec::new(), opening_balances: Vec::new() };
    let unread = plan.pay_plans.iter().filter(|kept| kept.read().is_none());
    let mut notes: Vec<PayNote> = unread.map(|kept| PayNote::Unreadable(kept.name().to_owned())).collect();
    let (leaders, mut without) = (leaders(scenario), Vec::new());
    for person in plan.people.iter().filter(|person| leaders.contains_key(&person.id) || also.contains(&person.id)) {
        let Some((from, until)) = months_of(plan, person, first_month, presence) else { continue };
        match settings.pay.plan_of(person).filter(|name| rules.plans.iter().any(|known| known.name == *name)) {
            Some(name) => rules.assignments.push(Assignment {
                seller: person.id,
                plan: name.to_owned(),
                role: role_of(person).unwrap_or_default(),
                leader: leaders.get(&person.id).copied().flatten(),
                from,
                until,
            }),
            None => without.push(person.id),
        }
    }
    if !without.is_empty() {
        notes.push(PayNote::WithoutPlan(without));
    }
    let hires = settings.holdings.values().flatten().filter(|holding| matches!(holding.who, Who::Hire(_))).count();
    if hires > 0 && presence == Presence::AsServed {
        notes.push(PayNote::HiresLeftOut(hires));
    }
    ScenarioPay { rules, notes }
}

/// The first and last month of someone's service in a fiscal year; `None` when it lies outside.
fn months_of(plan: &Plan, person: &Person, first: YearMonth, presence: Presence) -> Option<(YearMonth, Option<YearMonth>)> {
    if presence == Presence::AllYear {
        return Some((first, None));
    }
    let month = |day: CivilDate| {
        let day = day.in_calendar(CalendarKind::Gregorian, plan.settings.calendar)?;
        Some(YearMonth { year: day.year, month: day.month })
    };
    let last = first.plus_months(11);
    let (from, until) = (person.service.from.and_then(month), person.service.until.and_then(month));
    let from = from.unwrap_or(first).max(first);
    (from <= last && until.is_none_or(|until| until >= from)).then_some((from, until.filter(|until| *until < last)))
}

/// Everybody who sits on a territory or leads a group, with their leader.
fn leaders(scenario: &Scenario) -> BTreeMap<PersonId, Option<PersonId>> {
    let settings: &QuotaSettings = &scenario.quota;
    let leads: BTreeSet<PersonId> = settings.groups.iter().filter_map(|group| group.leader).collect();
    let depth = |group: GroupId| upwards(settings, Some(group)).count();
    let mut led = BTreeMap::new();
    for &leader in &leads {
        // Of several groups the highest counts, so that nobody comes to lie below themselves.
        let own = settings.groups.iter().filter(|group| group.leader == Some(leader)).min_by_key(|group| depth(group.id));
        led.insert(leader, own.and_then(|group| leader_at(settings, group.parent, leader)));
    }
    for territory in &scenario.territories {
        let held = settings.holdings.get(&territory.id);
        let sitting: Vec<PersonId> = match held {
            Some(holdings) => {
                holdings.iter().filter_map(|holding| if let Who::Person(id) = holding.who { Some(id) } else { None }).collect()
            }
            None => territory.seller.into_iter().collect(),
        };
        for person in sitting {
            let group = settings.group_of.get(&territory.id).copied();
            let leader = led.entry(person).or_insert(None);
            if !leads.contains(&person) && leader.is_none() {
                *leader = leader_at(settings, group, person);
            }
        }
    }
    led
}

/// The nearest leader from a group upwards who is somebody else.
fn leader_at(settings: &QuotaSettings, from: Option<GroupId>, person: PersonId) -> Option<PersonId> {
    upwards(settings, from).filter_map(|id| settings.group(id)?.leader).find(|leader| *leader != person)
}

/// A group and all above it.
fn upwards(settings: &QuotaSettings, from: Option<GroupId>) -> impl Iterator<Item = GroupId> + '_ {
    let above = |id: &GroupId| settings.group(*id).and_then(|group| group.parent);
    std::iter::successors(from, above).take(settings.groups.len() + 1)
}
