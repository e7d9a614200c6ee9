//! The plan: facts, scenarios and settings. Large parts are shared between versions, so a copy of a plan costs
//! next to nothing and undo can keep whole versions.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::quota::{KeptPayPlan, KeptResults, Schedules};
use super::{FurtherMeasure, Scenario, Settings};
use crate::domain::{Account, AccountId, Area, AreaId, Person, PersonId, ScenarioId};

/// The identity of a plan in storage; given by whoever creates it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlanId(pub String);

/// A plan. Lists of facts are in the order of their identities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Identity in storage.
    pub id: PlanId,
    /// Name on screen.
    pub name: String,
    /// Whether it is a sample plan, which is kept apart from the user's own.
    pub is_sample: bool,
    /// What holds for the whole plan.
    pub settings: Settings,
    /// The customers.
    pub accounts: Arc<Vec<Arc<Account>>>,
    /// The areas that accounts lie in.
    pub areas: Arc<Vec<Area>>,
    /// The sales team.
    pub people: Arc<Vec<Person>>,
    /// Seasons and ramps, for all scenarios.
    #[serde(default, skip_serializing_if = "is_without_schedules")]
    pub schedules: Arc<Schedules>,
    /// The pay plans, for all scenarios; read one by [`KeptPayPlan::read`].
    #[serde(default, skip_serializing_if = "is_without_pay_plans")]
    pub pay_plans: Arc<Vec<KeptPayPlan>>,
    /// Columns of the customers' list that territories are measured by beside the four measures of every plan.
    #[serde(default, skip_serializing_if = "is_without_further_measures")]
    pub further_measures: Arc<Vec<FurtherMeasure>>,
    /// Actual results of sellers, as files gave them; read them by [`KeptResults::read`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_results: Option<Arc<KeptResults>>,
    /// Today's state first, then the scenarios in the order of their tabs.
    pub scenarios: Vec<Arc<Scenario>>,
    /// The next identity to hand out.
    pub next_identity: u32,
}

fn is_without_schedules(schedules: &Schedules) -> bool {
    schedules.is_nothing()
}

fn is_without_further_measures(measures: &[FurtherMeasure]) -> bool {
    measures.is_empty()
}

fn is_without_pay_plans(plans: &[KeptPayPlan]) -> bool {
    plans.is_empty()
}

impl Plan {
    /// An empty plan.
    pub fn new(id: PlanId, name: impl Into<String>, settings: Settings) -> Plan {
        Plan {
            id,
            name: name.into(),
            is_sample: false,
            settings,
            accounts: Arc::default(),
            areas: Arc::default(),
            people: Arc::default(),
            schedules: Arc::default(),
            pay_plans: Arc::default(),
            further_measures: Arc::default(),
            pay_results: None,
            scenarios: vec![Arc::new(Scenario::today())],
            next_identity: 1,
        }
    }

    /// The scenario of that identity.
    pub fn scenario(&self, id: ScenarioId) -> Option<&Arc<Scenario>> {
        self.scenarios.iter().find(|scenario| scenario.id == id)
    }

    /// Today's state. A plan always has one; should a file lack it, the first scenario stands in.
    pub fn today(&self) -> Option<&Arc<Scenario>> {
        self.scenario(ScenarioId::TODAY).or_else(|| self.scenarios.first())
    }

    /// The account of that identity.
    pub fn account(&self, id: AccountId) -> Option<&Arc<Account>> {
        self.account_index(id).map(|index| &self.accounts[index])
    }

    /// Where in [`Plan::accounts`] the account of that identity stands.
    pub fn account_index(&self, id: AccountId) -> Option<usize> {
        self.accounts.binary_search_by_key(&id, |account| account.id).ok()
    }

    /// The person of that identity.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The area of that identity.
    pub fn area(&self, id: AreaId) -> Option<&Area> {
        self.areas.iter().find(|area| area.id == id)
    }

    /// Hands out an identity that was never used in this plan.
    pub(super) fn take_identity(&mut self) -> u32 {
        let identity = self.next_identity;
        self.next_identity += 1;
        identity
    }
}
