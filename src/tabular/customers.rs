//! What the customers page says first: how many there are and what is still to be done about them.

use crate::document::{Plan, results::ScenarioResults};

/// What is still to be done about a plan's customers, the first thing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustomersState {
    /// There are none.
    Empty,
    /// Some have no place on the map, or no territory.
    Open {
        /// How many have no place on the map.
        off_the_map: usize,
        /// How many have no territory.
        unassigned: usize,
        /// Whether the scenario has any territory.
        has_territories: bool,
    },
    /// All are on the map and in a territory.
    Done,
}

impl CustomersState {
    /// The state of a plan in the scenario of these figures.
    pub fn of(plan: &Plan, results: &ScenarioResults) -> CustomersState {
        match (plan.accounts.len(), results.accounts_off_the_map, results.unassigned_accounts) {
            (0, _, _) => CustomersState::Empty,
            (_, 0, 0) => CustomersState::Done,
            (_, off_the_map, unassigned) => {
                CustomersState::Open { off_the_map, unassigned, has_territories: !results.measures.territories.is_empty() }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::{PlanId, Settings, results::results};
    use crate::domain::{Account, AccountId};
    use crate::locale::Language;

    #[test]
    fn a_plan_without_customers_is_not_done() {
        let mut plan = Plan::new(PlanId("p".into()), "p", Settings::for_language(Language::English));
        let state = |plan: &Plan| CustomersState::of(plan, &results(plan, &plan.scenarios[0]));
        assert_eq!(state(&plan), CustomersState::Empty);
        plan.accounts = Arc::new(vec![Arc::new(Account::named(AccountId(1), "a"))]);
        assert_eq!(state(&plan), CustomersState::Open { off_the_map: 1, unassigned: 1, has_territories: false });
    }
}
