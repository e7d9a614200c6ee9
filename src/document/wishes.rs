//! What is wished of a scenario's territories beside balance: what is shared out, one piece each, what compact means,
//! locks, shares of territories, what stays together, what must not come together. A plan that says nothing wishes nothing of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{MeasureKind, OwnShare, Plan, Scenario};
use crate::domain::{Account, AccountId, PersonId, TerritoryId};
use crate::locale::text::fold;
use crate::territory::{Compactness, TerritoryLock};

/// What is shared out among the territories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SharedOut {
    /// Each customer by itself.
    #[default]
    Accounts,
    /// Provinces or other areas of the map, each with all its customers.
    Areas,
}

/// What a compact territory is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CompactnessWish {
    /// Short ways from its middle.
    #[default]
    Distance,
    /// Short ways from its middle to what is large in a measure.
    WeightedDistance(MeasureKind),
    /// Nothing far out: the moment of inertia, weighted by a measure or not.
    MomentOfInertia(Option<MeasureKind>),
    /// No two customers of a territory far apart: the largest diameter.
    Diameter,
}

/// What a territory keeps of what it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kept {
    /// All of it; more may come.
    MayGain,
    /// It stays as it is.
    Frozen,
}

/// With whom an account must not come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Whom {
    /// A territory.
    Territory(TerritoryId),
    /// A seller, whichever territories that one works.
    Seller(PersonId),
}

/// By what accounts stay together: those with the same entry there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum TogetherBy {
    /// A further column, by its header.
    Column(String),
    /// What every account may have.
    Own {
        /// Which.
        own: OwnColumn,
    },
}

/// A column that every plan has, of which accounts with the same entry may stay together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OwnColumn {
    /// The province or other area that an account lies in.
    Area,
    /// Its segment.
    Segment,
}

impl TogetherBy {
    /// The header of the further column, where it is one.
    pub fn column(&self) -> Option<&String> {
        match self {
            TogetherBy::Column(column) => Some(column),
            TogetherBy::Own { .. } => None,
        }
    }

    /// What an account has there, as it is compared; nothing where it has no entry.
    fn entry(&self, account: &Account) -> Option<String> {
        match self {
            TogetherBy::Column(column) => account.extra.get(column).map(|entry| fold(entry)),
            TogetherBy::Own { own: OwnColumn::Area } => account.area.map(|area| area.0.to_string()),
            TogetherBy::Own { own: OwnColumn::Segment } => account.segment.as_deref().map(fold),
        }
        .filter(|entry| !entry.is_empty())
    }

    /// What an account has there, as it is read.
    pub fn said(&self, plan: &Plan, account: &Account) -> Option<String> {
        match self {
            TogetherBy::Column(column) => account.extra.get(column).cloned(),
            TogetherBy::Own { own: OwnColumn::Area } => account.area.and_then(|area| plan.area(area)).map(|area| area.name.clone()),
            TogetherBy::Own { own: OwnColumn::Segment } => account.segment.clone(),
        }
        .filter(|entry| !entry.is_empty())
    }
}

/// The wishes. Fields that a file lacks are as in a plan that wishes nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DesignWishes {
    /// What is shared out.
    pub shared_out: SharedOut,
    /// Whether every territory shall be in one piece.
    pub is_contiguous: bool,
    /// What compact means.
    pub compactness: CompactnessWish,
    /// Territories that keep what they have; others are open.
    pub locks: BTreeMap<TerritoryId, Kept>,
    /// The accounts round which territories stay: each is the centre of its territory or, where areas are shared out, its
    /// area is. Who is gone from the plan is passed over.
    pub centres: BTreeMap<TerritoryId, AccountId>,
    /// Territories with a share of their own; others have a full one. Who is gone from the scenario is passed over.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub shares: BTreeMap<TerritoryId, OwnShare>,
    /// By what accounts with the same entry stay together.
    pub keep_together_by: Option<TogetherBy>,
    /// What must not come together. Who is gone from the plan is passed over.
    pub forbidden: BTreeSet<(AccountId, Whom)>,
}

impl DesignWishes {
    /// Whether nothing is wished; files are silent of it then.
    pub fn is_nothing(&self) -> bool {
        *self == DesignWishes::default()
    }

    /// The account round which a territory stays, by its place in the plan.
    pub(super) fn centre(&self, plan: &Plan, territory: TerritoryId) -> Option<u32> {
        self.centres.get(&territory).and_then(|account| plan.account_index(*account)).map(|index| index as u32)
    }

    /// What may change in a territory.
    pub fn lock(&self, territory: TerritoryId) -> TerritoryLock {
        match self.locks.get(&territory) {
            None => TerritoryLock::Open,
            Some(Kept::MayGain) => TerritoryLock::MayGain,
            Some(Kept::Frozen) => TerritoryLock::Frozen,
        }
    }
}

impl CompactnessWish {
    /// The measure that weighs it.
    pub fn measure(self) -> Option<MeasureKind> {
        match self {
            CompactnessWish::WeightedDistance(kind) | CompactnessWish::MomentOfInertia(Some(kind)) => Some(kind),
            CompactnessWish::Distance | CompactnessWish::MomentOfInertia(None) | CompactnessWish::Diameter => None,
        }
    }

    /// The same, weighed by no measure.
    pub(super) fn unweighted(self) -> CompactnessWish {
        match self {
            CompactnessWish::WeightedDistance(_) => CompactnessWish::Distance,
            CompactnessWish::MomentOfInertia(_) => CompactnessWish::MomentOfInertia(None),
            other => other,
        }
    }

    /// The same for the engine, whose measures stand in this order; weighed by none where the measure is not among them.
    pub(super) fn for_engine(self, kinds: &[MeasureKind]) -> Compactness {
        let index = self.measure().and_then(|kind| kinds.iter().position(|known| *known == kind));
        match (self, index) {
            (CompactnessWish::WeightedDistance(_), Some(index)) => Compactness::WeightedDistance(index),
            (CompactnessWish::Distance | CompactnessWish::WeightedDistance(_), _) => Compactness::Distance,
            (CompactnessWish::MomentOfInertia(_), index) => Compactness::MomentOfInertia(index),
            (CompactnessWish::Diameter, _) => Compactness::Diameter,
        }
    }
}

/// By what accounts can stay together: where two have the same entry. What every plan has comes first, then further columns
/// in order.
pub fn ways_to_keep_together(plan: &Plan) -> Vec<TogetherBy> {
    let headers: BTreeSet<&String> = plan.accounts.iter().flat_map(|account| account.extra.keys()).collect();
    let own = [OwnColumn::Area, OwnColumn::Segment].into_iter().map(|own| TogetherBy::Own { own });
    let all = own.chain(headers.into_iter().map(|header| TogetherBy::Column(header.clone())));
    let is_repeated = |by: &TogetherBy| {
        let mut seen = BTreeSet::new();
        plan.accounts.iter().filter_map(|account| by.entry(account)).any(|entry| !seen.insert(entry))
    };
    all.filter(is_repeated).collect()
}

/// Per account in the order of the plan, the number of those it stays together with; accounts that stay together have
/// the same. `areas` are the areas they lie in, where areas are shared out; a fixed account stays where it is and does not
/// hold its whole area.
pub(super) fn groups(plan: &Plan, wishes: &DesignWishes, areas: Option<&[Option<u32>]>) -> Vec<Option<u32>> {
    let mut first_of_area: BTreeMap<u32, u32> = BTreeMap::new();
    let mut first_of_entry: BTreeMap<String, u32> = BTreeMap::new();
    let mut group_of: Vec<u32> = (0..plan.accounts.len() as u32).collect();
    let mut size_of: Vec<u32> = vec![1; group_of.len()];
    // The lowest account of a group stands for it; paths are halved on the way.
    fn root(group_of: &mut [u32], mut account: u32) -> u32 {
        while group_of[account as usize] != account {
            group_of[account as usize] = group_of[group_of[account as usize] as usize];
            account = group_of[account as usize];
        }
        account
    }
    let mut join = |one: u32, other: u32| {
        let (one, other) = (root(&mut group_of, one), root(&mut group_of, other));
        if one != other {
            size_of[one.min(other) as usize] += size_of[one.max(other) as usize];
            group_of[one.max(other) as usize] = one.min(other);
        }
    };
    for (number, account) in (0_u32..).zip(plan.accounts.iter()) {
        if let Some(area) = areas.and_then(|areas| areas.get(number as usize).copied().flatten()).filter(|_| !account.is_fixed) {
            join(number, *first_of_area.entry(area).or_insert(number));
        }
        if let Some(entry) = wishes.keep_together_by.as_ref().and_then(|by| by.entry(account)) {
            join(number, *first_of_entry.entry(entry).or_insert(number));
        }
    }
    (0..group_of.len() as u32)
        .map(|account| {
            let group = root(&mut group_of, account);
            (size_of[group as usize] > 1).then_some(group)
        })
        .collect()
}

/// Pairs of an account, by its place in the plan, and a territory, by its place in the scenario, that must not come
/// together.
pub(super) fn forbidden(plan: &Plan, scenario: &Scenario) -> Vec<(u32, u32)> {
    let mut pairs = BTreeSet::new();
    for (account, whom) in &scenario.design.wishes.forbidden {
        let Some(unit) = plan.account_index(*account) else { continue };
        for (index, territory) in (0_u32..).zip(&scenario.territories) {
            let is_meant = match whom {
                Whom::Territory(id) => territory.id == *id,
                Whom::Seller(person) => territory.seller == Some(*person),
            };
            if is_meant {
                pairs.insert((unit as u32, index));
            }
        }
    }
    pairs.into_iter().collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use std::sync::Arc;

    use super::*;
    use crate::document::{DesignSettings, PlanId, Settings};
    use crate::domain::{Account, Territory};
    use crate::locale::Language;

    fn plan(companies: &[&str]) -> Plan {
        let mut plan = Plan::new(PlanId("p".into()), "p", Settings::for_language(Language::English));
        let accounts = (1u32..).zip(companies).map(|(id, company)| {
            let mut account = Account::named(AccountId(id), format!("a{id}"));
            account.extra = [("Company".to_owned(), (*company).to_owned()), ("Note".to_owned(), format!("n{id}"))].into();
            Arc::new(account)
        });
        plan.accounts = Arc::new(accounts.collect());
        plan
    }

    #[test]
    fn what_has_the_same_entry_stays_together() {
        let plan = plan(&["Acme", "", "كارون", "acme ", "کارون", "Alone", ""]);
        assert_eq!(ways_to_keep_together(&plan), [TogetherBy::Column("Company".into())], "notes are all different");
        let wishes = DesignWishes { keep_together_by: Some(TogetherBy::Column("Company".into())), ..DesignWishes::default() };
        assert_eq!(groups(&plan, &wishes, None), [Some(0), None, Some(2), Some(0), Some(2), None, None]);
        let areas = [Some(5), Some(5), None, None, Some(9), None, Some(9)];
        assert_eq!(groups(&plan, &wishes, Some(&areas)), [Some(0), Some(0), Some(2), Some(0), Some(2), None, Some(2)]);
        assert_eq!(groups(&plan, &DesignWishes::default(), None), [None; 7]);
        let mut fixed = (*plan.accounts[6]).clone();
        fixed.is_fixed = true;
        let mut plan = plan.clone();
        Arc::make_mut(&mut plan.accounts)[6] = Arc::new(fixed);
        assert_eq!(groups(&plan, &wishes, Some(&areas))[6], None, "a fixed account does not hold its area");
    }

    #[test]
    fn areas_and_segments_keep_together_where_two_accounts_share_one() {
        let mut plan = plan(&["", "", "", ""]);
        for (account, (area, segment)) in Arc::make_mut(&mut plan.accounts).iter_mut().zip([(1, "A"), (2, "b"), (1, ""), (3, "B ")]) {
            let account = Arc::make_mut(account);
            (account.area, account.segment) = (Some(crate::domain::AreaId(area)), Some(segment.to_owned()));
        }
        let [area, segment] = [OwnColumn::Area, OwnColumn::Segment].map(|own| TogetherBy::Own { own });
        assert_eq!(ways_to_keep_together(&plan), [area.clone(), segment.clone()]);
        let by = |by: TogetherBy| groups(&plan, &DesignWishes { keep_together_by: Some(by), ..DesignWishes::default() }, None);
        assert_eq!(by(area), [Some(0), None, Some(0), None]);
        assert_eq!(by(segment.clone()), [None, Some(1), None, Some(1)]);
        // Files of before name a column by its header alone.
        let read = |text: &str| serde_json::from_str::<DesignWishes>(text).unwrap().keep_together_by;
        assert_eq!(read(r#"{"keep_together_by":"Segment"}"#), Some(TogetherBy::Column("Segment".into())));
        let written = serde_json::to_string(&DesignWishes { keep_together_by: Some(segment.clone()), ..DesignWishes::default() }).unwrap();
        assert_eq!(read(&written), Some(segment));
    }

    #[test]
    fn a_seller_stands_for_the_territories_worked() {
        let mut plan = plan(&["", ""]);
        let today = Arc::make_mut(&mut plan.scenarios[0]);
        let territory = |id: u32, seller: Option<u32>| Territory {
            id: TerritoryId(id),
            name: String::new(),
            colour_index: 0,
            seller: seller.map(PersonId),
        };
        today.territories = vec![territory(7, Some(3)), territory(8, None), territory(9, Some(3))];
        today.design.wishes.forbidden = [
            (AccountId(1), Whom::Seller(PersonId(3))),
            (AccountId(2), Whom::Territory(TerritoryId(8))),
            (AccountId(2), Whom::Territory(TerritoryId(99))),
            (AccountId(77), Whom::Territory(TerritoryId(8))),
        ]
        .into();
        assert_eq!(forbidden(&plan, plan.today().unwrap()), [(0, 0), (0, 2), (1, 1)]);
    }

    #[test]
    fn a_plan_of_before_wishes_nothing() {
        let before = serde_json::to_value(DesignSettings::default()).unwrap();
        assert!(before.get("wishes").is_none());
        assert_eq!(serde_json::from_value::<DesignSettings>(before).unwrap(), DesignSettings::default());
        let some: DesignWishes = serde_json::from_str(r#"{"is_contiguous":true,"locks":{"4":"Frozen"}}"#).unwrap();
        assert_eq!((some.lock(TerritoryId(4)), some.lock(TerritoryId(5))), (TerritoryLock::Frozen, TerritoryLock::Open));
        let written = serde_json::to_string(&some).unwrap();
        assert_eq!(serde_json::from_str::<DesignWishes>(&written).unwrap(), some);
    }
}
