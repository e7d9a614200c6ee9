//! What moves are told by.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::document::comparison::compare;
use crate::document::wishes::TogetherBy;
use crate::document::{Kept, PlanId, Scenario, Settings, SharedOut, Whom, fixtures};
use crate::domain::{Account, AreaId, Coordinates, Money, ScenarioId, Territory};
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
    exchange(plan, &comparison.columns[0], &comparison.columns[1], None)
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
        matches!(exchange.handovers[0].reason, Reason::Nearer { accounts: 1, before_km, after_km } if before_km > 80.0 && after_km < 10.0),
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

/// Eight customers of equal potential along a road, four and four; the second scenario is as the change has it.
fn road(change: impl Fn(&mut Plan, &mut Scenario)) -> Plan {
    let mut plan = fixtures::plan(8, fixtures::on_a_road, &[10, 11], |id| 10 + (id - 1) / 4);
    let mut next = (*plan.scenarios[0]).clone();
    next.id = ScenarioId(1);
    change(&mut plan, &mut next);
    plan.scenarios.push(Arc::new(next));
    plan
}

fn give(scenario: &mut Scenario, account: u32, to: u32) {
    scenario.assignment.insert(AccountId(account), TerritoryId(to));
}

fn account_mut(plan: &mut Plan, id: u32) -> &mut Account {
    Arc::make_mut(&mut Arc::make_mut(&mut plan.accounts)[id as usize - 1])
}

fn reasons_in(plan: &Plan, beside: Option<&Neighbourhood>) -> Vec<(u32, Reason)> {
    let comparison = compare(plan, &[ScenarioId::TODAY, ScenarioId(1)]);
    let exchange = exchange(plan, &comparison.columns[0], &comparison.columns[1], beside);
    exchange.handovers.iter().map(|handover| (handover.account.0, handover.reason)).collect()
}

fn reasons(plan: &Plan) -> Vec<(u32, Reason)> {
    reasons_in(plan, None)
}

#[test]
fn what_is_fixed_locked_or_a_centre_is_told_by_that() {
    let fixed = road(|plan, next| {
        account_mut(plan, 4).is_fixed = true;
        give(next, 4, 11);
    });
    assert_eq!(reasons(&fixed), [(4, Reason::Fixed)]);
    let frozen = road(|_, next| {
        next.design.wishes.locks = [(TerritoryId(11), Kept::Frozen)].into();
        give(next, 4, 11);
    });
    assert_eq!(reasons(&frozen), [(4, Reason::Locked)]);
    let centre = road(|_, next| {
        next.design.wishes.centres = [(TerritoryId(11), AccountId(4))].into();
        give(next, 4, 11);
        give(next, 3, 11);
    });
    let told = reasons(&centre);
    assert_eq!(told[1], (4, Reason::Centre));
    assert_ne!(told[0].1, Reason::Centre, "the other comes along for another reason");
}

#[test]
fn what_must_not_come_together_is_told_before_the_measure_that_it_eases() {
    // Five to three: giving one back is even, and yet not why.
    let plan = road(|plan, next| {
        Arc::make_mut(&mut plan.scenarios[0]).assignment.insert(AccountId(5), TerritoryId(10));
        give(next, 4, 11);
        give(next, 5, 10);
        next.design.wishes.forbidden = [(AccountId(4), Whom::Territory(TerritoryId(10)))].into();
    });
    assert_eq!(reasons(&plan), [(4, Reason::Forbidden)]);
}

#[test]
fn what_stays_together_is_told_by_its_fellows_and_moves_for_what_all_of_it_does() {
    let company = |plan: &mut Plan, ids: &[u32]| {
        for &id in ids {
            account_mut(plan, id).extra = [("Company".to_owned(), "One".to_owned())].into();
        }
    };
    let parted = road(|plan, next| {
        company(plan, &[4, 5, 6]);
        next.design.wishes.keep_together_by = Some(TogetherBy::Column("Company".into()));
        give(next, 4, 11);
    });
    assert_eq!(reasons(&parted), [(4, Reason::Together { fellows: 2 })]);
    // Six to two: of two that go together one has no weight, and goes for what both do.
    let as_one = road(|plan, next| {
        company(plan, &[4, 5]);
        account_mut(plan, 5).potential = Some(0.0);
        for id in [5, 6] {
            Arc::make_mut(&mut plan.scenarios[0]).assignment.insert(AccountId(id), TerritoryId(10));
            give(next, id, 10);
        }
        next.design.wishes.keep_together_by = Some(TogetherBy::Column("Company".into()));
        give(next, 4, 11);
        give(next, 5, 11);
    });
    let told = reasons(&as_one);
    assert_eq!(told.len(), 2);
    assert!(told.iter().all(|(_, reason)| matches!(reason, Reason::Balance { .. })), "{told:?}");
    assert_eq!(told[0].1, told[1].1);
}

#[test]
fn whole_areas_are_told_by_their_area() {
    let plan = road(|plan, next| {
        (1..=8).for_each(|id| account_mut(plan, id).area = Some(AreaId((id - 1) / 3)));
        next.design.wishes.shared_out = SharedOut::Areas;
        give(next, 4, 11);
    });
    assert_eq!(reasons(&plan), [(4, Reason::WholeArea)]);
}

#[test]
fn what_was_with_most_of_its_area_goes_for_the_measure_that_its_move_eases() {
    // Six to two; of an area of three, two are with the first territory and one is with the second.
    let parted = |to: u32| {
        road(|plan, next| {
            (5..=7).for_each(|id| account_mut(plan, id).area = Some(AreaId(1)));
            for id in [5, 6] {
                Arc::make_mut(&mut plan.scenarios[0]).assignment.insert(AccountId(id), TerritoryId(10));
            }
            (5..=7).for_each(|id| give(next, id, to));
            next.design.wishes.shared_out = SharedOut::Areas;
        })
    };
    let told = reasons(&parted(11));
    assert_eq!(told.iter().map(|(account, _)| *account).collect::<Vec<_>>(), [5, 6]);
    assert!(told.iter().all(|(_, reason)| matches!(reason, Reason::Balance { .. })), "they need not have moved: {told:?}");
    assert_eq!(reasons(&parted(10)), [(7, Reason::WholeArea)], "this one had to come to them");
    // Whoever had no territory does not part an area.
    let new = road(|plan, next| {
        (3..=4).for_each(|id| account_mut(plan, id).area = Some(AreaId(1)));
        Arc::make_mut(&mut plan.scenarios[0]).assignment.remove(&AccountId(3));
        (3..=4).for_each(|id| give(next, id, 11));
        next.design.wishes.shared_out = SharedOut::Areas;
    });
    let told = reasons(&new);
    assert_eq!(told[0], (3, Reason::HadNone));
    assert_ne!(told[1].1, Reason::WholeArea);
}

/// The road with a company of these, of no weight, which goes from the first territory to the second as one.
fn without_weight(ids: [u32; 2], today: &[u32]) -> Plan {
    road(|plan, next| {
        for id in ids {
            account_mut(plan, id).potential = Some(0.0);
            account_mut(plan, id).extra = [("Company".to_owned(), "One".to_owned())].into();
            give(next, id, 11);
        }
        for &id in today {
            Arc::make_mut(&mut plan.scenarios[0]).assignment.insert(AccountId(id), TerritoryId(10));
        }
        next.design.wishes.keep_together_by = Some(TogetherBy::Column("Company".into()));
    })
}

#[test]
fn what_stays_together_has_one_reason_by_its_mean_way() {
    // The fourth comes nearer, and both of them do not.
    assert_eq!(reasons(&without_weight([1, 4], &[])), [(1, Reason::Other), (4, Reason::Other)]);
    // The fourth alone would not come nearer.
    let told = reasons(&without_weight([4, 8], &[8]));
    let Reason::Nearer { accounts: 2, before_km, after_km } = told[0].1 else { panic!("{told:?}") };
    assert!(after_km < before_km);
    assert_eq!(told, [(4, told[0].1), (8, told[0].1)]);
}

#[test]
fn what_stays_together_is_judged_once() {
    let describe = |account: &mut Account| {
        fixtures::on_a_road(account);
        account.extra = [("Company".to_owned(), format!("c{}", account.id.0 % 3))].into();
    };
    let mut plan = fixtures::plan(300, describe, &[10, 11], |id| 10 + id % 3 % 2);
    let mut next = (*plan.scenarios[0]).clone();
    next.id = ScenarioId(1);
    next.design.wishes.keep_together_by = Some(TogetherBy::Column("Company".into()));
    next.assignment.values_mut().for_each(|owner| *owner = TerritoryId(21 - owner.0));
    plan.scenarios.push(Arc::new(next));
    let comparison = compare(&plan, &[ScenarioId::TODAY, ScenarioId(1)]);
    let (first, second) = (&comparison.columns[0], &comparison.columns[1]);
    let (values, wished) = (AccountValues::of(&plan), Wished::of(&plan, first, second, None));
    let mut reasons = Reasons::of(Judge::of(&plan, first, second, &values, &wished));
    for account in 0..300 {
        reasons.reason(account, wished.first[account as usize], wished.second[account as usize]);
    }
    assert_eq!(reasons.judged(), 3, "three companies");
}

#[test]
fn one_piece_is_told_by_what_lay_apart_and_by_what_joins() {
    let beside = |plan: &Plan| {
        let near = |at: u32| [at.checked_sub(1), Some(at + 1).filter(|next| *next < 8)].into_iter().flatten().collect();
        Neighbourhood { neighbours: (0..8).map(near).collect(), ..Neighbourhood::new(plan, SharedOut::Accounts, None) }
    };
    // The last one belongs to the first territory, far from its others.
    let apart = road(|plan, next| {
        Arc::make_mut(&mut plan.scenarios[0]).assignment.insert(AccountId(8), TerritoryId(10));
        next.design.wishes.is_contiguous = true;
        give(next, 8, 11);
    });
    assert_eq!(reasons_in(&apart, Some(&beside(&apart))), [(8, Reason::LayApart)]);
    assert!(matches!(reasons(&apart)[0].1, Reason::Balance { .. }), "without knowing who lies beside whom");
    // The last one hangs on the fourth, which has no weight; so does the rest of the second territory.
    let joined = road(|plan, next| {
        account_mut(plan, 4).potential = Some(0.0);
        give(next, 4, 11);
        next.design.wishes.is_contiguous = true;
    });
    let neighbours = [vec![1], vec![0, 2], vec![1, 3], vec![2, 4, 7], vec![3, 5], vec![4, 6], vec![5], vec![3]].to_vec();
    let hanging = Neighbourhood { neighbours, ..beside(&joined) };
    assert_eq!(reasons_in(&joined, Some(&hanging)), [(4, Reason::Joins)]);
    // So do two that move as one.
    let mut both = without_weight([3, 4], &[]);
    Arc::make_mut(&mut both.scenarios[1]).design.wishes.is_contiguous = true;
    assert_eq!(reasons_in(&both, Some(&hanging)), [(3, Reason::Joins), (4, Reason::Joins)]);
}
