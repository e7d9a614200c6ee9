//! Who holds an account, and whether it changes hands: the one rule by which all that changes hands is counted.
//!
//! The holder of an account is the seller where both sides of a comparison name one, else the territory. So an account
//! changes hands when another seller takes its territory, and does not when it goes to another territory of the seller it
//! has. Where a side names no seller (a vacant seat, a plan without people), its territory stands for who will work it. An
//! account that had no territory comes to its first and changes no hands; one that has none any more does.

use std::collections::{BTreeMap, BTreeSet};

use super::Scenario;
use crate::domain::{PersonId, TerritoryId};

/// Who holds what on both sides of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holders {
    before: BTreeMap<TerritoryId, PersonId>,
    after: BTreeMap<TerritoryId, PersonId>,
    /// Territories of both sides that another seller takes.
    taken_over: BTreeSet<TerritoryId>,
}

impl Holders {
    /// Those of two scenarios.
    pub fn between(before: &Scenario, after: &Scenario) -> Holders {
        let sellers = |scenario: &Scenario| -> BTreeMap<TerritoryId, PersonId> {
            scenario.territories.iter().filter_map(|territory| Some((territory.id, territory.seller?))).collect()
        };
        let (before, after) = (sellers(before), sellers(after));
        let is_taken = |(territory, seller): &(&TerritoryId, &PersonId)| before.get(territory).is_some_and(|known| known != *seller);
        let taken_over = after.iter().filter(is_taken).map(|(territory, _)| *territory).collect();
        Holders { before, after, taken_over }
    }

    /// Whether an account changes hands that goes from one territory to another, or stays in it.
    pub fn changes_hands(&self, before: Option<TerritoryId>, after: Option<TerritoryId>) -> bool {
        match (before, after) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(before), Some(after)) if before == after => self.taken_over.contains(&before),
            (Some(before), Some(after)) => match (self.before.get(&before), self.after.get(&after)) {
                (Some(one), Some(other)) => one != other,
                _ => true,
            },
        }
    }

    /// Whether another seller takes a territory that both sides have.
    pub fn is_taken_over(&self, territory: TerritoryId) -> bool {
        self.taken_over.contains(&territory)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Territory;

    fn scenario(territories: &[(u32, Option<u32>)]) -> Scenario {
        let mut scenario = Scenario::today();
        let territory = |&(id, seller): &(u32, Option<u32>)| Territory {
            id: TerritoryId(id),
            name: String::new(),
            colour_index: 0,
            seller: seller.map(PersonId),
        };
        scenario.territories = territories.iter().map(territory).collect();
        scenario
    }

    #[test]
    fn the_seller_is_the_holder_where_both_sides_name_one() {
        let before = scenario(&[(1, Some(10)), (2, Some(11)), (3, None), (4, Some(12))]);
        // The sellers of 1 and 2 change places, 3 gets a seller, 4 loses its own, and 5 is a second one of seller 10.
        let after = scenario(&[(1, Some(11)), (2, Some(10)), (3, Some(13)), (4, None), (5, Some(10))]);
        let holders = Holders::between(&before, &after);
        let changes = |before: Option<u32>, after: Option<u32>| holders.changes_hands(before.map(TerritoryId), after.map(TerritoryId));
        assert!(changes(Some(1), Some(1)), "another seller takes the territory");
        assert!(!changes(Some(1), Some(2)) && !changes(Some(1), Some(5)), "the seller stays though the territory is another");
        assert!(!changes(Some(3), Some(3)) && !changes(Some(4), Some(4)), "where a side names nobody the territory is the holder");
        assert!(changes(Some(3), Some(1)) && changes(Some(1), Some(4)) && changes(Some(2), Some(5)));
        assert!(changes(Some(1), None) && !changes(None, Some(1)) && !changes(None, None));
        assert!(holders.is_taken_over(TerritoryId(2)) && !holders.is_taken_over(TerritoryId(4)));
    }
}
