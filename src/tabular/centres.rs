//! The customers round which a territory may stay: which are offered for what was typed, the nearest at hand first.

use super::search::{Search, searchable};
use crate::document::areas::name_of;
use crate::document::design::place_of;
use crate::document::{Plan, Scenario};
use crate::domain::{AccountId, TerritoryId};
use crate::locale::Language;

/// A customer that is offered as a centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CentreChoice {
    /// Who.
    pub account: AccountId,
    /// The customer's name.
    pub name: String,
    /// What tells it from others of that name: its area, else its identifier.
    pub note: Option<String>,
    /// Whether it belongs to the territory already.
    pub is_own: bool,
}

/// The first customers that are found by what was typed: those of the territory before others, those who are selected
/// before the rest, then by sales and name. One that is fixed to another territory or has no place is not offered.
pub fn centre_choices(
    plan: &Plan,
    scenario: &Scenario,
    territory: TerritoryId,
    selected: impl Fn(AccountId) -> bool,
    typed: &str,
    (most, language): (usize, Language),
) -> Vec<CentreChoice> {
    let search = Search::of(typed);
    let mut found: Vec<_> = plan
        .accounts
        .iter()
        .filter_map(|account| {
            let is_own = scenario.assignment.get(&account.id) == Some(&territory);
            let is_possible = place_of(plan, account).is_some() && (is_own || !account.is_fixed);
            let area = account.area.and_then(|area| plan.area(area)).map(|area| name_of(area, language));
            let cells = [Some(account.name.as_str()), account.code.as_deref(), area];
            let is_found = is_possible && (search.is_empty() || search.finds(&searchable(cells.into_iter().flatten())));
            let sales = account.sales.map_or(0, |sales| sales.0);
            is_found.then(|| ((!is_own, !selected(account.id), std::cmp::Reverse(sales)), account))
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0).then_with(|| one.1.name.cmp(&other.1.name)).then(one.1.id.cmp(&other.1.id)));
    found.into_iter().take(most).map(|(rank, account)| choice(plan, account.id, !rank.0, language)).collect()
}

/// A customer as it is offered or held.
pub fn choice(plan: &Plan, account: AccountId, is_own: bool, language: Language) -> CentreChoice {
    let known = plan.account(account);
    let area = known.and_then(|account| account.area).and_then(|area| plan.area(area)).map(|area| name_of(area, language).to_owned());
    CentreChoice {
        account,
        name: known.map(|account| account.name.clone()).unwrap_or_default(),
        note: area.or_else(|| known.and_then(|account| account.code.clone())),
        is_own,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use super::*;
    use crate::document::{PlanId, Settings};
    use crate::domain::{Account, Area, AreaId, Coordinates, Money};

    #[test]
    fn own_customers_come_first_and_what_cannot_be_a_centre_is_not_offered() {
        let mut plan = Plan::new(PlanId("p".into()), "p", Settings::for_language(Language::Persian));
        plan.areas = Arc::new(vec![Area { id: AreaId(1), name: "یزد".into(), outline_key: None, centre: None }]);
        let account = |id: u32, name: &str, sales: i64, has_place: bool, is_fixed: bool| {
            let mut account = Account::named(AccountId(id), name);
            account.sales = Some(Money(sales));
            account.coordinates = Coordinates::new(32.0, 54.0).filter(|_| has_place);
            (account.is_fixed, account.code) = (is_fixed, Some(format!("C-{id}")));
            account.area = (id == 2).then_some(AreaId(1));
            Arc::new(account)
        };
        plan.accounts = Arc::new(vec![
            account(1, "کوثر", 90, true, false),
            account(2, "كوثر یزد", 10, true, false),
            account(3, "Own", 5, true, true),
            account(4, "Nowhere", 99, false, false),
            account(5, "Held", 99, true, true),
        ]);
        let mut scenario = Scenario::today();
        scenario.assignment = [(AccountId(2), TerritoryId(7)), (AccountId(3), TerritoryId(7)), (AccountId(5), TerritoryId(8))].into();
        let offered = |typed: &str, selected: u32, most: usize| -> Vec<u32> {
            let choices =
                centre_choices(&plan, &scenario, TerritoryId(7), |account| account.0 == selected, typed, (most, Language::Persian));
            choices.iter().map(|choice| choice.account.0).collect()
        };
        assert_eq!(offered("", 0, 9), [2, 3, 1]);
        assert_eq!(offered("", 3, 2), [3, 2], "what is selected on the map is at hand");
        assert_eq!(offered("کوثر", 0, 9), [2, 1]);
        assert_eq!(offered("یزد", 0, 9), [2]);
        assert_eq!(offered("c-1", 0, 9), [1]);
        let held = choice(&plan, AccountId(1), false, Language::Persian);
        assert_eq!((held.name.as_str(), held.note.as_deref()), ("کوثر", Some("C-1")));
    }
}
