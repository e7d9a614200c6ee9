//! Sellers with all that they hold: quotas over all their territories, and what is known of these, by the time that each
//! seller is there. Fairness, chances and letters go by it.

use std::collections::BTreeMap;

use super::keys::NodeRef;
use super::question::{QuotaResults, goal_key, goal_of};
use crate::domain::fiscal::MONTHS;
use crate::domain::{PersonId, TerritoryId};
use crate::quota::{GoalKind, NodeKey, NodeOutcome, PlacedNode, ResolvedSeason};

/// Who has a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// A member of the team.
    Person(PersonId),
    /// Someone yet to be found, by the place among the territory's holdings.
    Hire(TerritoryId, u32),
}

/// What is known of the territories that someone holds, by the time that they are held.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ground {
    /// Sales of the last known year, in the smallest unit of the currency.
    pub last_year: Option<f64>,
    /// Sales of a mean known year.
    pub mean_year: Option<f64>,
    /// What the customers could buy.
    pub potential: Option<f64>,
    /// Work in hours.
    pub workload: Option<f64>,
    /// How many customers.
    pub accounts: f64,
}

/// A goal of a seller, over all that the seller holds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SellerGoal {
    /// The part of the company's target.
    pub base: i64,
    /// What is asked for, with all cushions.
    pub street: i64,
    /// The base of each month.
    pub base_months: [i64; MONTHS],
    /// What is asked for in each month.
    pub street_months: [i64; MONTHS],
    /// The own estimate, when there is one for all that the seller holds.
    pub estimate: Option<i64>,
    /// What the seller can carry, when it is said what a seller brings.
    pub capacity: Option<i64>,
}

/// A seller with all that the seller holds.
#[derive(Clone, Debug, PartialEq)]
pub struct SellerQuota {
    /// Who.
    pub holder: Holder,
    /// The name.
    pub name: String,
    /// The nodes of the tree, in its order, each with the seat's name.
    pub nodes: Vec<(NodeKey, String)>,
    /// The goals, in the answer's order.
    pub goals: Vec<(GoalKind, SellerGoal)>,
    /// What lies below.
    pub ground: Ground,
}

impl SellerQuota {
    /// A goal.
    pub fn goal(&self, kind: GoalKind) -> Option<&SellerGoal> {
        self.goals.iter().find(|(known, _)| *known == kind).map(|(_, goal)| goal)
    }
}

/// The sellers of a scenario by name of person, hires last; vacancies are nobody's.
pub fn sellers(results: &QuotaResults) -> Vec<SellerQuota> {
    let answer = &results.answer;
    let mut held: BTreeMap<Holder, SellerQuota> = BTreeMap::new();
    for (place, node) in answer.nodes.iter().enumerate() {
        let holder = match NodeRef::of(&node.key) {
            Some(NodeRef::Person(_, person, _)) => Holder::Person(person),
            Some(NodeRef::Hire(territory, at)) => Holder::Hire(territory, at),
            _ => continue,
        };
        let Some(seat) = node.parent else { continue };
        let seller = held.entry(holder).or_insert_with(|| SellerQuota {
            holder,
            name: node.name.clone(),
            nodes: Vec::new(),
            goals: answer.goals.iter().filter_map(|goal| Some((goal_of(&goal.key)?, SellerGoal::first()))).collect(),
            ground: Ground::default(),
        });
        let seat_name = answer.nodes.get(seat).map(|seat| seat.name.clone()).unwrap_or_default();
        seller.nodes.push((node.key.clone(), seat_name));
        for goal in &answer.goals {
            let kind = goal_of(&goal.key);
            let sum = seller.goals.iter_mut().find(|(known, _)| Some(*known) == kind);
            if let (Some((_, sum)), Some(outcome)) = (sum, goal.nodes.get(place)) {
                sum.add(outcome, goal.nodes.get(seat));
            }
        }
        seller.ground.add(&ground(results, seat), time_share(results, place));
    }
    let mut sellers: Vec<SellerQuota> = held.into_values().collect();
    sellers.sort_by(|one, other| {
        let is_hire = |seller: &SellerQuota| matches!(seller.holder, Holder::Hire(..));
        (is_hire(one), one.holder).cmp(&(is_hire(other), other.holder))
    });
    sellers
}

/// The quota of a goal that lies with nobody: vacancies.
pub fn vacant(results: &QuotaResults, kind: GoalKind) -> i64 {
    let answer = &results.answer;
    let Some(goal) = answer.goals.iter().find(|goal| goal_of(&goal.key) == Some(kind)) else { return 0 };
    let is_vacant = |node: &PlacedNode| matches!(NodeRef::of(&node.key), Some(NodeRef::Vacancy(_)));
    answer.nodes.iter().zip(&goal.nodes).filter(|(node, _)| is_vacant(node)).fold(0, |sum, (_, outcome)| sum.saturating_add(outcome.street))
}

impl SellerGoal {
    /// Of nothing; sums of what may be unknown begin as known.
    fn first() -> SellerGoal {
        SellerGoal { estimate: Some(0), capacity: Some(0), ..SellerGoal::default() }
    }

    /// Adds what a holder got. Without an estimate of the holder's own, that of the seat counts by the holder's part of it.
    fn add(&mut self, outcome: &NodeOutcome, seat: Option<&NodeOutcome>) {
        let all = |sum: Option<i64>, more: Option<i64>| sum.zip(more).map(|(sum, more)| sum.saturating_add(more));
        self.base = self.base.saturating_add(outcome.base);
        self.street = self.street.saturating_add(outcome.street);
        for (sum, more) in self.base_months.iter_mut().zip(outcome.base_months) {
            *sum = sum.saturating_add(more);
        }
        for (sum, more) in self.street_months.iter_mut().zip(outcome.street_months) {
            *sum = sum.saturating_add(more);
        }
        let of_seat = || {
            let seat = seat.filter(|seat| seat.base > 0)?;
            Some((seat.whole_estimate()? as f64 * (outcome.base as f64 / seat.base as f64)).round() as i64)
        };
        self.estimate = all(self.estimate, outcome.whole_estimate().or_else(of_seat));
        self.capacity = all(self.capacity, outcome.capacity());
    }
}

impl Ground {
    fn add(&mut self, more: &Ground, share: f64) {
        let add = |sum: &mut Option<f64>, more: Option<f64>| {
            if let Some(more) = more {
                *sum = Some(sum.unwrap_or(0.0) + more * share);
            }
        };
        add(&mut self.last_year, more.last_year);
        add(&mut self.mean_year, more.mean_year);
        add(&mut self.potential, more.potential);
        add(&mut self.workload, more.workload);
        self.accounts += more.accounts * share;
    }
}

/// What is known of a seat.
fn ground(results: &QuotaResults, seat: usize) -> Ground {
    let asked = results.answer.nodes.get(seat).and_then(|node| node.row).and_then(|row| results.question.nodes.get(row as usize));
    let Some(figures) = asked.map(|asked| &asked.figures) else { return Ground::default() };
    let last_year = results.known_years.last_before(results.question.fiscal_year.first_month().year);
    let years: Vec<f64> = figures.history.values().copied().collect();
    Ground {
        last_year: figures.history.get(&last_year).copied(),
        mean_year: (!years.is_empty()).then(|| years.iter().sum::<f64>() / years.len() as f64),
        potential: figures.potential,
        workload: figures.workload,
        accounts: figures.other.get("accounts").copied().unwrap_or(0.0),
    }
}

/// The share of a seat's year that is a holder's: of each month the part of the time that the seat takes, or of that of all
/// holders where it is more, and the months weighing what the seat's season says, as they do in its quota. The ramp does
/// not lessen it: what a new seller is asked for is less, what the territory holds is not.
fn time_share(results: &QuotaResults, place: usize) -> f64 {
    let answer = &results.answer;
    let active = |place: usize| answer.nodes.get(place).and_then(|node| node.activity).map_or([0.0; MONTHS], |activity| activity.active);
    let (own, at) = (active(place), answer.nodes.get(place).and_then(|node| node.parent));
    let seat = at.and_then(|seat| answer.nodes.get(seat));
    let of_all: Vec<[f64; MONTHS]> = seat.map(|seat| seat.holders.iter().map(|&holder| active(holder)).collect()).unwrap_or_default();
    let asked = seat.and_then(|seat| seat.row).and_then(|row| results.question.nodes.get(row as usize));
    // A seat made for part of the working time is filled by it.
    let takes = asked.and_then(|seat| seat.seat_working_time_share).unwrap_or(1.0);
    let season = at.map_or([1.0; MONTHS], |seat| season(results, seat));
    let share_of = |month: usize| {
        let whole = of_all.iter().map(|active| active[month]).sum::<f64>().max(takes);
        if whole > 0.0 { own[month] / whole } else { 0.0 }
    };
    let weight: f64 = season.iter().sum();
    if weight > 0.0 { (0..MONTHS).map(|month| season[month] * share_of(month)).sum::<f64>() / weight } else { 0.0 }
}

/// The months of a seat's season: that of sales, or else that of the first goal.
fn season(results: &QuotaResults, seat: usize) -> [f64; MONTHS] {
    let answer = &results.answer;
    let goal = answer.goal(&goal_key(GoalKind::Sales)).or_else(|| answer.goals.first());
    let of_seat = goal.and_then(|goal| goal.seasons.get(goal.nodes.get(seat)?.season as usize));
    of_seat.map_or([1.0; MONTHS], ResolvedSeason::indices)
}
