//! A scenario: the decisions of a plan under one name. Facts (accounts, areas, people) are the plan's and the
//! same in every scenario; what differs is which territories there are, who works them and which account
//! belongs to which.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::quota::QuotaSettings;
use super::wishes::DesignWishes;
use crate::domain::{Account, AccountId, MeasureId, ScenarioId, Territory, TerritoryId};

/// The decisions of a plan under one name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Identity within the plan; [`ScenarioId::TODAY`] is today's state.
    pub id: ScenarioId,
    /// Name on its tab; empty for today's state, which is named by the interface.
    pub name: String,
    /// The scenario it was branched from; `None` for today's state.
    pub branched_from: Option<ScenarioId>,
    /// The territories, in the order of tables.
    pub territories: Vec<Territory>,
    /// The territory of each account; an account that is missing belongs to none.
    pub assignment: BTreeMap<AccountId, TerritoryId>,
    /// The territory that whole areas were given to by hand, by their keys in the map. It tells whose an area without
    /// accounts is, and where accounts go that are imported into an area later.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub area_owner: BTreeMap<String, TerritoryId>,
    /// How it is to be balanced.
    pub design: DesignSettings,
    /// What is decided about its quotas.
    #[serde(default, skip_serializing_if = "is_without_quotas")]
    pub quota: Arc<QuotaSettings>,
}

fn is_without_quotas(quota: &QuotaSettings) -> bool {
    quota.is_nothing()
}

impl Scenario {
    /// Today's state of a plan without territories.
    pub fn today() -> Scenario {
        Scenario {
            id: ScenarioId::TODAY,
            name: String::new(),
            branched_from: None,
            territories: Vec::new(),
            assignment: BTreeMap::new(),
            area_owner: BTreeMap::new(),
            design: DesignSettings::default(),
            quota: Arc::default(),
        }
    }

    /// The territory of each account of a plan, in the order of the plan. One walk along both, which stand in the
    /// order of identities; for many accounts a good deal faster than asking for each.
    pub fn owners<'a>(&'a self, accounts: &'a [Arc<Account>]) -> impl Iterator<Item = Option<TerritoryId>> + 'a {
        let mut assigned = self.assignment.iter().peekable();
        accounts.iter().map(move |account| {
            while assigned.next_if(|(owned, _)| **owned < account.id).is_some() {}
            assigned.next_if(|(owned, _)| **owned == account.id).map(|(_, territory)| *territory)
        })
    }

    /// The territory of that identity.
    pub fn territory(&self, id: TerritoryId) -> Option<&Territory> {
        self.territories.iter().find(|territory| territory.id == id)
    }
}

/// A quantity that territories are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MeasureKind {
    /// The number of accounts.
    Accounts,
    /// Their potential.
    Potential,
    /// Their sales of the last year.
    Sales,
    /// The hours they take in a year.
    Workload,
    /// A further column of the customers' list; one that the plan does not declare has nothing in it.
    Further(MeasureId),
}

impl MeasureKind {
    /// The four of every plan, in the order of tables; [`super::Plan::measures`] has all of a plan.
    pub const OWN: [MeasureKind; 4] = [MeasureKind::Accounts, MeasureKind::Potential, MeasureKind::Sales, MeasureKind::Workload];
}

/// How one measure takes part in balancing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasureSetting {
    /// The measure.
    pub kind: MeasureKind,
    /// Whether it is balanced at all.
    pub is_balanced: bool,
    /// How much a deviation counts beside the other measures; 1 is usual. Above 0.
    pub weight: f64,
    /// The deviation from the target that is accepted: 0.1 is ±10 %. Above 0.
    pub tolerance_share: f64,
}

/// What a territory's fair share of the whole follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShareBasis {
    /// Every territory the same.
    Equal,
    /// In proportion to the working time of its seller; a vacant seat counts as full time.
    WorkingTime,
    /// In proportion to the sales of its accounts today.
    PastPerformance,
}

/// Where balancing sets out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StartFrom {
    /// Today's assignment.
    Today,
    /// The scenario as it stands, with what was moved by hand.
    Scenario,
    /// An empty map: territories are drawn anew.
    Nothing,
}

/// A limit on what balancing may let change hands, against where it sets out from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DisruptionSetting {
    /// Counted in accounts or in another measure.
    pub basis: MeasureKind,
    /// The largest share of it that may change hands, 0 to 1.
    pub share: f64,
    /// Whether it is the relationships with sellers that are held, by the rule of [`super::holders`]: what may change is
    /// the seller, not the territory. Files of before hold territories.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub holds_sellers: bool,
}

/// How a scenario is to be balanced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DesignSettings {
    /// How measures take part; one that is missing is not balanced.
    pub measures: Vec<MeasureSetting>,
    /// What the fair share of a territory follows.
    pub share_basis: ShareBasis,
    /// How much compactness counts beside balance, 0 to 1.
    pub compactness_weight: f64,
    /// The limit on what changes hands, if there is one.
    pub disruption_limit: Option<DisruptionSetting>,
    /// Where balancing sets out from.
    pub start_from: StartFrom,
    /// Whether sellers' home places draw their territories.
    pub uses_homes: bool,
    /// The seed of the search; the same plan and seed give the same result.
    pub seed: u64,
    /// What is wished beside balance.
    #[serde(default, skip_serializing_if = "DesignWishes::is_nothing")]
    pub wishes: DesignWishes,
}

impl DesignSettings {
    /// How a measure takes part; a measure that a file lacks does not.
    pub fn measure(&self, kind: MeasureKind) -> MeasureSetting {
        let found = self.measures.iter().find(|setting| setting.kind == kind).copied();
        found.unwrap_or(MeasureSetting { kind, is_balanced: false, weight: 1.0, tolerance_share: 0.10 })
    }
}

impl DesignSettings {
    /// Changes how a measure takes part.
    pub fn change_measure(&mut self, kind: MeasureKind, change: impl FnOnce(&mut MeasureSetting)) {
        let mut setting = self.measure(kind);
        change(&mut setting);
        self.measures.retain(|known| known.kind != kind);
        self.measures.push(setting);
        self.measures.sort_by_key(|setting| setting.kind);
    }

    /// Whether a measure is balanced, weighs compactness or limits what changes hands.
    pub fn uses(&self, kind: MeasureKind) -> bool {
        self.measure(kind).is_balanced
            || self.disruption_limit.is_some_and(|limit| limit.basis == kind)
            || self.wishes.compactness.measure() == Some(kind)
    }

    /// Forgets a measure that is no more.
    pub fn forget_measure(&mut self, gone: MeasureKind) {
        self.measures.retain(|setting| setting.kind != gone);
        self.disruption_limit = self.disruption_limit.filter(|limit| limit.basis != gone);
        if self.wishes.compactness.measure() == Some(gone) {
            self.wishes.compactness = self.wishes.compactness.unweighted();
        }
        self.wishes.shares.values_mut().for_each(|share| share.name(gone, None));
        self.wishes.shares.retain(|_, share| !share.is_full());
    }
}

impl Default for DesignSettings {
    fn default() -> DesignSettings {
        let measures = MeasureKind::OWN
            .into_iter()
            .map(|kind| MeasureSetting {
                kind,
                is_balanced: matches!(kind, MeasureKind::Potential | MeasureKind::Workload),
                weight: 1.0,
                tolerance_share: 0.10,
            })
            .collect();
        DesignSettings {
            measures,
            share_basis: ShareBasis::WorkingTime,
            compactness_weight: 0.5,
            disruption_limit: None,
            start_from: StartFrom::Today,
            uses_homes: true,
            seed: 1,
            wishes: DesignWishes::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_stand_in_the_order_of_accounts() {
        let accounts: Vec<Arc<Account>> = [2, 3, 5, 9].map(|id| Arc::new(Account::named(AccountId(id), "a"))).into();
        let mut scenario = Scenario::today();
        // One account that the plan does not have, before, between and after those it has.
        scenario.assignment = [1, 3, 4, 9, 12].map(|id| (AccountId(id), TerritoryId(id * 10))).into();
        let owners: Vec<_> = scenario.owners(&accounts).collect();
        assert_eq!(owners, accounts.iter().map(|account| scenario.assignment.get(&account.id).copied()).collect::<Vec<_>>());
        assert_eq!(owners, [None, Some(TerritoryId(30)), None, Some(TerritoryId(90))]);
    }
}
