//! What changes hands between two scenarios: which territories gain and lose, which accounts go from whom to
//! whom, and what speaks for each move.

use std::collections::BTreeMap;

use super::comparison::Compared;
use super::design::{place_of, value_of};
use super::holders::Holders;
use super::measures::AccountValues;
use super::{MeasureKind, Plan};
use crate::domain::{Account, AccountId, TerritoryId};
use crate::territory::Position;

/// What one territory gains and loses.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TerritoryExchange {
    /// Which.
    pub territory: TerritoryExchangeName,
    /// Accounts that come.
    pub accounts_in: usize,
    /// Accounts that go.
    pub accounts_out: usize,
    /// Sales of what comes, in the smallest unit.
    pub sales_in: f64,
    /// Sales of what goes, in the smallest unit.
    pub sales_out: f64,
}

/// A territory as the list of exchanges shows it; `None` stands for "no territory".
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TerritoryExchangeName {
    /// Its identity.
    pub id: Option<TerritoryId>,
    /// Its name, from the second scenario where it has it, else from the first.
    pub name: String,
    /// Its colour in the palette.
    pub colour_index: u8,
}

/// An account that changes hands.
#[derive(Clone, Debug, PartialEq)]
pub struct Handover {
    /// Which.
    pub account: AccountId,
    /// From whom; `None` when it had no territory.
    pub from: Option<TerritoryId>,
    /// To whom; `None` when it has none any more.
    pub to: Option<TerritoryId>,
    /// What speaks for it.
    pub reason: Reason,
}

/// What speaks for a move.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// It had no territory.
    HadNone,
    /// It stays in its territory, which another seller takes.
    AnotherSeller,
    /// Its territory is not in the second scenario.
    TerritoryGone,
    /// It has no territory any more.
    LeftWithout,
    /// The move lessens a deviation: of all that it lessens, the largest in the first scenario.
    Balance {
        /// In which measure.
        measure: MeasureKind,
        /// Whose: the giver's, or else the taker's.
        is_givers: bool,
        /// The deviation in the first scenario, relative to the fair share.
        deviation: f64,
        /// What it would be after this move alone.
        deviation_after: f64,
    },
    /// It overshoots, but a territory beyond its tolerance asked for it: the giver was over, or the taker under.
    Asked {
        /// In which measure.
        measure: MeasureKind,
        /// Whose: the giver's, or else the taker's.
        is_givers: bool,
        /// The deviation in the first scenario, relative to the fair share.
        deviation: f64,
    },
    /// It lessens no deviation, but brings the account nearer to the centre of its territory, km.
    Nearer {
        /// To the centre of its territory in the first scenario.
        before_km: f64,
        /// To the centre of its territory in the second one.
        after_km: f64,
    },
    /// The taker is new in the second scenario.
    TerritoryNew,
    /// None of these.
    Other,
}

/// What changes hands from one scenario to another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exchange {
    /// Territories that gain or lose, in the order of the second scenario, then those that are gone, then "none".
    pub territories: Vec<TerritoryExchange>,
    /// The accounts, those with the largest sales first.
    pub handovers: Vec<Handover>,
}

/// What changes hands from the first scenario to the second, by the rule of [`super::holders`], and what comes to its first
/// territory. Where another seller takes a territory, its accounts go out of it with the one and come in with the other.
pub fn exchange(plan: &Plan, first: &Compared, second: &Compared) -> Exchange {
    let holders = Holders::between(&first.scenario, &second.scenario);
    let values = AccountValues::of(plan);
    let mut sums: BTreeMap<Option<TerritoryId>, TerritoryExchange> = BTreeMap::new();
    let mut handovers = Vec::new();
    for (index, account) in plan.accounts.iter().enumerate() {
        let from = first.scenario.assignment.get(&account.id).copied();
        let to = second.scenario.assignment.get(&account.id).copied();
        let is_new = from.is_none() && to.is_some();
        if !is_new && !holders.changes_hands(from, to) {
            continue;
        }
        let sales = value_of(account, MeasureKind::Sales);
        let giver = sums.entry(from).or_default();
        giver.accounts_out += 1;
        giver.sales_out += sales;
        let taker = sums.entry(to).or_default();
        taker.accounts_in += 1;
        taker.sales_in += sales;
        let reason = reason(plan, (account, &amounts(&values, index)), first, second, from, to);
        handovers.push((sales, Handover { account: account.id, from, to, reason }));
    }
    handovers.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.account.cmp(&other.1.account)));
    let known = second.scenario.territories.iter().chain(&first.scenario.territories);
    let mut territories = Vec::new();
    for territory in known {
        if let Some(sum) = sums.remove(&Some(territory.id)) {
            let name = TerritoryExchangeName { id: Some(territory.id), name: territory.name.clone(), colour_index: territory.colour_index };
            territories.push(TerritoryExchange { territory: name, ..sum });
        }
    }
    territories.extend(sums.remove(&None));
    Exchange { territories, handovers: handovers.into_iter().map(|(_, handover)| handover).collect() }
}

/// What an account counts for in each measure.
type Amounts = Vec<(MeasureKind, f64)>;

fn amounts(values: &AccountValues, account: usize) -> Amounts {
    values.kinds.iter().copied().zip(values.row(account)).collect()
}

fn reason(
    plan: &Plan,
    (account, amounts): (&Account, &Amounts),
    first: &Compared,
    second: &Compared,
    from: Option<TerritoryId>,
    to: Option<TerritoryId>,
) -> Reason {
    let Some(from) = from else { return Reason::HadNone };
    let Some(to) = to else { return Reason::LeftWithout };
    if from == to {
        return Reason::AnotherSeller;
    }
    if second.scenario.territory(from).is_none() {
        return Reason::TerritoryGone;
    }
    let eased = eased_deviation(amounts, first, second, from, to);
    if let Some(balance) = eased {
        return balance;
    }
    if let Some(asked) = asking_deviation(amounts, first, second, from, to) {
        return asked;
    }
    let place = place_of(plan, account)
        .map(|place| Position { latitude_degrees: place.latitude_degrees, longitude_degrees: place.longitude_degrees });
    let (before, after) = (centre(first, from), centre(second, to));
    if let (Some(place), Some(before), Some(after)) = (place, before, after) {
        let (before_km, after_km) = (place.distance_km(&before), place.distance_km(&after));
        if after_km < before_km {
            return Reason::Nearer { before_km, after_km };
        }
    }
    if first.scenario.territory(to).is_none() { Reason::TerritoryNew } else { Reason::Other }
}

/// Of the deviations that this move alone lessens, in measures that the second scenario balances, the largest.
fn eased_deviation(amounts: &Amounts, first: &Compared, second: &Compared, from: TerritoryId, to: TerritoryId) -> Option<Reason> {
    let mut eased: Option<(f64, Reason)> = None;
    for &(measure, amount) in amounts.iter().filter(|(kind, _)| second.scenario.design.measure(*kind).is_balanced) {
        for (territory, is_givers, change) in [(from, true, -amount), (to, false, amount)] {
            let Some((value, target)) = carried(first, territory, measure).filter(|(_, target)| *target > 0.0) else { continue };
            let (deviation, deviation_after) = ((value - target) / target, (value + change - target) / target);
            let is_larger = eased.is_none_or(|(size, _)| deviation.abs() > size);
            if deviation_after.abs() < deviation.abs() && is_larger {
                eased = Some((deviation.abs(), Reason::Balance { measure, is_givers, deviation, deviation_after }));
            }
        }
    }
    eased.map(|(_, reason)| reason)
}

/// Of the deviations beyond tolerance that speak for taking from the giver or giving to the taker, the largest.
fn asking_deviation(amounts: &Amounts, first: &Compared, second: &Compared, from: TerritoryId, to: TerritoryId) -> Option<Reason> {
    let mut asking: Option<(f64, Reason)> = None;
    for &(measure, amount) in amounts {
        let setting = second.scenario.design.measure(measure);
        // A customer that counts for nothing in a measure was not asked for by it.
        if !setting.is_balanced || amount <= 0.0 {
            continue;
        }
        for (territory, is_givers, sign) in [(from, true, 1.0), (to, false, -1.0)] {
            let Some((value, target)) = carried(first, territory, measure).filter(|(_, target)| *target > 0.0) else { continue };
            let deviation = (value - target) / target;
            let size = sign * deviation;
            if size > setting.tolerance_share && asking.is_none_or(|(largest, _)| size > largest) {
                asking = Some((size, Reason::Asked { measure, is_givers, deviation }));
            }
        }
    }
    asking.map(|(_, reason)| reason)
}

/// What a territory carries of a measure and what it should carry.
fn carried(compared: &Compared, territory: TerritoryId, measure: MeasureKind) -> Option<(f64, f64)> {
    let figures = figures(compared, territory)?;
    let index = compared.results.index(measure)?;
    figures.values.get(index).copied().zip(figures.targets.get(index).copied())
}

fn centre(compared: &Compared, territory: TerritoryId) -> Option<Position> {
    figures(compared, territory).and_then(|figures| figures.centre)
}

fn figures(compared: &Compared, territory: TerritoryId) -> Option<&crate::territory::TerritoryMeasures> {
    let index = compared.scenario.territories.iter().position(|known| known.id == territory)?;
    compared.results.measures.territories.get(index)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::comparison::compare;
    use crate::document::{PlanId, Scenario, Settings};
    use crate::domain::{Coordinates, Money, ScenarioId, Territory};
    use crate::locale::Language;
    use std::sync::Arc;

    fn territory(id: u32) -> Territory {
        Territory { id: TerritoryId(id), name: format!("T{id}"), colour_index: 0, seller: None }
    }

    /// Customers of potential 60, 20, 20 and one without a figure; today 80 to 20 and the last in no territory.
    fn plan(moves: &[(u32, Option<u32>)], territories: &[u32]) -> Plan {
        let mut plan = Plan::new(PlanId("p".into()), "P", Settings::for_language(Language::English));
        let account = |id: u32, potential: Option<f64>, sales: i64, longitude: f64| {
            let mut account = Account::named(AccountId(id), format!("a{id}"));
            (account.potential, account.sales) = (potential, Some(Money(sales)));
            account.coordinates = Coordinates::new(35.0, longitude);
            Arc::new(account)
        };
        plan.accounts = Arc::new(vec![
            account(1, Some(60.0), 50, 50.0),
            account(2, Some(20.0), 30, 51.0),
            account(3, Some(20.0), 20, 52.0),
            account(4, None, 0, 52.1),
        ]);
        let mut today = Scenario::today();
        today.territories = vec![territory(10), territory(11)];
        today.assignment = [(1, 10), (2, 10), (3, 11)].map(|(account, own)| (AccountId(account), TerritoryId(own))).into();
        let mut next = today.clone();
        next.id = ScenarioId(1);
        next.territories = territories.iter().map(|&id| territory(id)).collect();
        for (account, to) in moves {
            match to {
                Some(to) => next.assignment.insert(AccountId(*account), TerritoryId(*to)),
                None => next.assignment.remove(&AccountId(*account)),
            };
        }
        plan.scenarios = vec![Arc::new(today), Arc::new(next)];
        plan
    }

    fn exchanged(plan: &Plan) -> Exchange {
        let comparison = compare(plan, &[ScenarioId::TODAY, ScenarioId(1)]);
        exchange(plan, &comparison.columns[0], &comparison.columns[1])
    }

    #[test]
    fn a_move_is_told_by_the_deviation_it_eases() {
        let exchange = exchanged(&plan(&[(2, Some(11))], &[10, 11]));
        let Reason::Balance { measure, is_givers, deviation, deviation_after } = exchange.handovers[0].reason else {
            panic!("{exchange:?}");
        };
        assert_eq!((measure, is_givers), (MeasureKind::Potential, true));
        assert!((deviation - 0.6).abs() < 1e-9 && (deviation_after - 0.2).abs() < 1e-9);
        let figures: Vec<(usize, usize, f64, f64)> =
            exchange.territories.iter().map(|t| (t.accounts_in, t.accounts_out, t.sales_in, t.sales_out)).collect();
        assert_eq!(figures, vec![(0, 1, 0.0, 30.0), (1, 0, 30.0, 0.0)]);
    }

    #[test]
    fn a_move_that_overshoots_is_told_by_the_territory_that_asked() {
        // 60 goes from the territory with 80 to that with 20: both deviations are only turned around.
        let exchange = exchanged(&plan(&[(1, Some(11))], &[10, 11]));
        let Reason::Asked { measure, is_givers, deviation } = exchange.handovers[0].reason else { panic!("{exchange:?}") };
        assert_eq!((measure, is_givers), (MeasureKind::Potential, true));
        assert!((deviation - 0.6).abs() < 1e-9);
    }

    #[test]
    fn moves_that_ease_nothing_are_told_otherwise() {
        let exchange = exchanged(&plan(&[(4, Some(11)), (3, Some(10))], &[10, 11]));
        let reasons: Vec<Reason> = exchange.handovers.iter().map(|handover| handover.reason).collect();
        assert_eq!(reasons, vec![Reason::Other, Reason::HadNone], "the larger sales first");
        assert_eq!(exchange.territories.last().unwrap().territory.id, None, "and what had no territory stands last");
        let gone = exchanged(&plan(&[(1, Some(12)), (2, Some(12)), (3, None)], &[11, 12]));
        let reasons: Vec<Reason> = gone.handovers.iter().map(|handover| handover.reason).collect();
        assert_eq!(reasons, vec![Reason::TerritoryGone, Reason::TerritoryGone, Reason::LeftWithout]);
        let names: Vec<&str> = gone.territories.iter().map(|t| t.territory.name.as_str()).collect();
        assert_eq!(names, vec!["T11", "T12", "T10", ""]);
    }

    #[test]
    fn a_nearer_territory_speaks_for_a_move_without_weight() {
        let mut plan = plan(&[], &[10, 11]);
        let accounts = Arc::make_mut(&mut plan.accounts);
        Arc::make_mut(&mut accounts[3]).potential = Some(0.0);
        Arc::make_mut(&mut plan.scenarios[0]).assignment.insert(AccountId(4), TerritoryId(10));
        Arc::make_mut(&mut plan.scenarios[1]).assignment.insert(AccountId(4), TerritoryId(11));
        let exchange = exchanged(&plan);
        assert!(
            matches!(exchange.handovers[0].reason, Reason::Nearer { before_km, after_km } if before_km > 80.0 && after_km < 10.0),
            "{exchange:?}"
        );
    }

    #[test]
    fn another_seller_is_told_and_the_same_seller_is_not() {
        let seller = |plan: &mut Plan, scenario: usize, at: usize, seller: u32| {
            Arc::make_mut(&mut plan.scenarios[scenario]).territories[at].seller = Some(crate::domain::PersonId(seller));
        };
        // The second seller takes the first territory over, and keeps the customer that goes there from the second one.
        let mut plan = plan(&[(3, Some(10))], &[10, 11]);
        for (scenario, at, who) in [(0, 0, 1), (0, 1, 2), (1, 0, 2), (1, 1, 3)] {
            seller(&mut plan, scenario, at, who);
        }
        let exchange = exchanged(&plan);
        let told: Vec<(u32, Reason)> = exchange.handovers.iter().map(|handover| (handover.account.0, handover.reason)).collect();
        assert_eq!(told, [(1, Reason::AnotherSeller), (2, Reason::AnotherSeller)]);
        let sums: Vec<_> = exchange.territories.iter().map(|t| (t.accounts_in, t.accounts_out, t.sales_in, t.sales_out)).collect();
        assert_eq!(sums, [(2, 2, 80.0, 80.0)]);
        let results = crate::document::results::results(&plan, &plan.scenarios[1]);
        assert_eq!(results.moved_accounts, [AccountId(1), AccountId(2)], "as the headline counts");
        let first = results.changes[0];
        assert_eq!((first.accounts_gained, first.accounts_lost, first.accounts_taken_over), (1, 0, 2));
        assert_eq!((first.sales_kept_share, results.changes[1].sales_kept_share), (Some(0.0), Some(0.0)));
    }

    #[test]
    fn nothing_changes_between_equals() {
        assert_eq!(exchanged(&plan(&[], &[10, 11])), Exchange::default());
    }
}
