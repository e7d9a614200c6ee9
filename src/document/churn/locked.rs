//! Which locks a change of who works which territories goes over. It is the planner's own, so it is carried out; but
//! what is locked is said before.

use super::Churn;
use crate::document::{Kept, Scenario};
use crate::domain::TerritoryId;

/// The territories that a change takes from or adds to though they are locked.
pub fn locked(scenario: &Scenario, change: &Churn) -> Vec<TerritoryId> {
    let lock = |id: &TerritoryId| scenario.design.wishes.locks.get(id).copied();
    let loses = |id: &TerritoryId| lock(id).is_some();
    match change {
        Churn::Leave { stay_vacant: true, .. } | Churn::Hire(_) => Vec::new(),
        Churn::Leave { territories, .. } => territories.iter().copied().filter(loses).collect(),
        Churn::Merge { kept, gone } => {
            let kept = [kept.id].into_iter().filter(|id| lock(id) == Some(Kept::Frozen));
            kept.chain([*gone].into_iter().filter(loses)).collect()
        }
        Churn::Split { territory, .. } => [*territory].into_iter().filter(loses).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::churn::Newcomer;
    use crate::domain::Territory;

    #[test]
    fn a_change_names_the_locks_that_it_goes_over() {
        let [open, may_gain, frozen] = [1, 2, 3].map(TerritoryId);
        let mut scenario = Scenario::today();
        scenario.design.wishes.locks = [(may_gain, Kept::MayGain), (frozen, Kept::Frozen)].into();
        let leave = |stay_vacant| Churn::Leave { territories: vec![open, may_gain, frozen], stay_vacant, off_the_team: None };
        assert_eq!(locked(&scenario, &leave(false)), [may_gain, frozen]);
        assert_eq!(locked(&scenario, &leave(true)), [], "nothing moves");
        let merge = |kept, gone| Churn::Merge { kept: Territory { id: kept, name: String::new(), colour_index: 0, seller: None }, gone };
        assert_eq!(locked(&scenario, &merge(may_gain, open)), [], "it may gain");
        assert_eq!(locked(&scenario, &merge(frozen, may_gain)), [frozen, may_gain]);
        let newcomer = || Newcomer { name: "new".into(), seller: None };
        assert_eq!(locked(&scenario, &Churn::Split { territory: may_gain, half: newcomer() }), [may_gain]);
        assert_eq!(locked(&scenario, &Churn::Split { territory: open, half: newcomer() }), []);
        assert_eq!(locked(&scenario, &Churn::Hire(vec![newcomer()])), []);
    }
}
