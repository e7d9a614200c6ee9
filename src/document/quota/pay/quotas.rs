//! What a scenario asks of each seller in each month of the planned year: the street quotas of everything that the seller
//! holds, and those of all whom the seller leads. Each goal by itself.

use std::collections::BTreeMap;

use crate::document::quota::keys::NodeRef;
use crate::document::quota::question::{QuotaResults, goal_key};
use crate::domain::fiscal::MONTHS;
use crate::domain::{PersonId, TerritoryId, YearMonth};
use crate::quota::GoalKind;
use crate::quota::pay::{Assignment, Goal, PayPeriodQuotas, PayRules, PositionQuotas, Quotas, Rate};

/// A seller's quotas of a year.
#[derive(Clone, Debug, PartialEq)]
pub struct SellerQuotas {
    /// The seller.
    pub seller: PersonId,
    /// What is asked in each month, of the seller and of all below.
    pub months: [PayPeriodQuotas; MONTHS],
}

impl SellerQuotas {
    /// The quotas of a month, counted from the year's first.
    pub fn own(&self, month: usize) -> Quotas {
        self.months.get(month).map(|month| month.quotas.own).unwrap_or_default()
    }

    /// How many months of the year the seller is there.
    pub fn active_months(&self) -> Rate {
        self.months.iter().fold(Rate::ZERO, |sum, month| sum.plus(month.active_months))
    }

    /// The quotas of the whole year.
    pub fn year(&self) -> PositionQuotas {
        self.months.iter().fold(PositionQuotas::default(), |sum, month| PositionQuotas {
            own: sum.own.plus(&month.quotas.own),
            team: sum.team.plus(&month.quotas.team),
        })
    }
}

/// The goal of pay that a goal of quotas is.
pub fn pay_goal(kind: GoalKind) -> Goal {
    match kind {
        GoalKind::Sales => Goal::Sales,
        GoalKind::Collection => Goal::Collection,
        GoalKind::Quantity => Goal::Quantity,
    }
}

/// The quotas of all sellers of the rules, in their order. Without an answer nobody has any.
pub fn seller_quotas(rules: &PayRules, quotas: Option<&QuotaResults>) -> Vec<SellerQuotas> {
    let own = own_quotas(quotas);
    let nothing = || PayPeriodQuotas { quotas: PositionQuotas::default(), active_months: Rate::ZERO };
    let leader_of: BTreeMap<PersonId, &Assignment> = rules.assignments.iter().map(|assignment| (assignment.seller, assignment)).collect();
    let mut all: BTreeMap<PersonId, [PayPeriodQuotas; MONTHS]> = BTreeMap::new();
    for assignment in &rules.assignments {
        let months = all.entry(assignment.seller).or_insert_with(|| std::array::from_fn(|_| nothing()));
        if let Some(held) = own.get(&assignment.seller) {
            for (month, held) in months.iter_mut().zip(held) {
                month.quotas.own = held.quotas;
                month.active_months = held.active;
            }
        } else {
            // Who leads need not sell, and is there for as long as the assignment holds.
            let first = rules.first_month;
            let holds = |month: YearMonth| month >= assignment.from && assignment.until.is_none_or(|until| month <= until);
            let held = (0..).zip(months.iter_mut()).filter(|(place, _)| holds(first.plus_months(*place)));
            held.for_each(|(_, month)| month.active_months = Rate::ONE);
        }
    }
    for (seller, held) in &own {
        let mut leader = leader_of.get(seller).and_then(|assignment| assignment.leader);
        for _ in 0..=rules.assignments.len() {
            let Some(above) = leader else { break };
            if let Some(months) = all.get_mut(&above) {
                for (month, held) in months.iter_mut().zip(held) {
                    month.quotas.team = month.quotas.team.plus(&held.quotas);
                }
            }
            leader = leader_of.get(&above).and_then(|assignment| assignment.leader);
        }
    }
    all.into_iter().map(|(seller, months)| SellerQuotas { seller, months }).collect()
}

/// The quotas of everybody who sits on a territory, on a pay plan or not; for examples while nobody is on one. Nobody is
/// led by anybody in it.
pub fn quotas_of_everybody(quotas: Option<&QuotaResults>) -> Vec<SellerQuotas> {
    let months =
        |held: [Held; MONTHS]| held.map(|held| PayPeriodQuotas { quotas: PositionQuotas::own(held.quotas), active_months: held.active });
    own_quotas(quotas).into_iter().map(|(seller, held)| SellerQuotas { seller, months: months(held) }).collect()
}

/// The mean sales quota of a seller's month, over all months that have one; `None` where none has.
pub fn usual_month(sellers: &[SellerQuotas]) -> Option<i64> {
    let months = sellers.iter().flat_map(|seller| &seller.months).filter_map(|month| month.quotas.own.of(Goal::Sales));
    let asked: Vec<i128> = months.filter(|quota| *quota > 0).map(i128::from).collect();
    let sum: i128 = asked.iter().sum();
    i64::try_from(sum.checked_div(asked.len() as i128)?).ok()
}

#[derive(Clone, Copy, Default)]
pub(super) struct Held {
    pub(super) quotas: Quotas,
    active: Rate,
}

/// What each planned hire is asked for in each month, by territory and place among its holdings.
pub fn hire_quotas(results: &QuotaResults) -> BTreeMap<(TerritoryId, u32), [PayPeriodQuotas; MONTHS]> {
    let hire = |node: NodeRef| if let NodeRef::Hire(territory, place) = node { Some((territory, place)) } else { None };
    let months = |held: Held| PayPeriodQuotas { quotas: PositionQuotas::own(held.quotas), active_months: held.active };
    held_by(Some(results), hire).into_iter().map(|(hire, held)| (hire, held.map(months))).collect()
}

/// What each person holds, over all territories.
pub(super) fn own_quotas(results: Option<&QuotaResults>) -> BTreeMap<PersonId, [Held; MONTHS]> {
    held_by(results, |node| if let NodeRef::Person(_, person, _) = node { Some(person) } else { None })
}

fn held_by<Who: Ord>(results: Option<&QuotaResults>, who: impl Fn(NodeRef) -> Option<Who>) -> BTreeMap<Who, [Held; MONTHS]> {
    let mut own: BTreeMap<Who, [Held; MONTHS]> = BTreeMap::new();
    let Some(results) = results else { return own };
    for (place, node) in results.answer.nodes.iter().enumerate() {
        let Some(who) = NodeRef::of(&node.key).and_then(&who) else { continue };
        let months = own.entry(who).or_default();
        for (month, held) in months.iter_mut().enumerate() {
            // Two territories at once share a seller's time; one after the other in a month add up.
            let active = node.activity.map_or(1.0, |activity| activity.worked()[month]);
            held.active = held.active.plus(Rate::of_share(active).unwrap_or_default()).min(Rate::ONE);
            for kind in [GoalKind::Sales, GoalKind::Collection, GoalKind::Quantity] {
                let street =
                    results.answer.goal(&goal_key(kind)).and_then(|goal| goal.nodes.get(place)).map(|node| node.street_months[month]);
                let goal = pay_goal(kind);
                if let Some(street) = street {
                    held.quotas = held.quotas.with(goal, Some(held.quotas.of(goal).unwrap_or(0).saturating_add(street)));
                }
            }
        }
    }
    own
}

/// What each territory is asked for in each month, whoever sits on it.
pub(super) fn seat_quotas(results: Option<&QuotaResults>) -> BTreeMap<TerritoryId, [Quotas; MONTHS]> {
    let mut seats = BTreeMap::new();
    let Some(results) = results else { return seats };
    for (place, node) in results.answer.nodes.iter().enumerate() {
        let Some(NodeRef::Seat(territory)) = NodeRef::of(&node.key) else { continue };
        let quotas: [Quotas; MONTHS] = std::array::from_fn(|month| {
            [GoalKind::Sales, GoalKind::Collection, GoalKind::Quantity].into_iter().fold(Quotas::default(), |quotas, kind| {
                let outcome = results.answer.goal(&goal_key(kind)).and_then(|goal| goal.nodes.get(place));
                quotas.with(pay_goal(kind), outcome.map(|outcome| outcome.street_months[month]))
            })
        });
        seats.insert(territory, quotas);
    }
    seats
}
