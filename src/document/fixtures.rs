//! Small plans for tests of what is done with a document.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use super::{Document, Plan, PlanId, SavedDocument, Settings};
use crate::domain::{Account, AccountId, Coordinates, Territory, TerritoryId};
use crate::locale::Language;

/// A plan with so many accounts, numbered from 1 and told by `describe`, in territories of these numbers, which are named
/// T0, T1 and so on; `owner_of` tells whose each account is today.
pub fn plan(accounts: u32, describe: impl Fn(&mut Account), territories: &[u32], owner_of: impl Fn(u32) -> u32) -> Plan {
    let mut plan = Plan::new(PlanId("p".into()), "P", Settings::for_language(Language::English));
    let account = |id: u32| {
        let mut account = Account::named(AccountId(id), format!("a{id}"));
        describe(&mut account);
        Arc::new(account)
    };
    plan.accounts = Arc::new((1..=accounts).map(account).collect());
    let today = Arc::make_mut(&mut plan.scenarios[0]);
    let territory =
        |(place, id): (usize, &u32)| Territory { id: TerritoryId(*id), name: format!("T{place}"), colour_index: place as u8, seller: None };
    today.territories = territories.iter().enumerate().map(territory).collect();
    today.assignment = (1..=accounts).map(|id| (AccountId(id), TerritoryId(owner_of(id)))).collect();
    plan.next_identity = 200;
    plan
}

/// Puts an account on a road, in the order of numbers, each worth the same.
pub fn on_a_road(account: &mut Account) {
    account.potential = Some(10.0);
    account.coordinates = Coordinates::new(35.0, 50.0 + f64::from(account.id.0) * 0.1);
}

/// A plan as an open document.
pub fn opened(plan: Plan) -> Document {
    Document::open(SavedDocument { plan: Arc::new(plan), log: Arc::default() })
}
