//! Customers that are served from afar although another territory's middle is much nearer. Balance asks for them: where
//! customers crowd, the territories beside have to take some to carry their share.

use std::sync::Arc;

use super::design::place_of;
use super::results::ScenarioResults;
use super::territory_places::TerritoryPlaces;
use super::{Plan, Scenario};
use crate::domain::{Account, AccountId, TerritoryId};
use crate::territory::position::{Point, Position};

/// A way is long when it exceeds the shortest one by more than so many times the mean way of all customers.
const LONG_TIMES_MEAN: f64 = 2.0;

/// Customers served from afar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strays {
    /// Which, in the order of the plan.
    pub accounts: Vec<AccountId>,
    /// By how much each one's way to the middle of its territory exceeds that to the nearest middle at least, km.
    pub least_detour_km: f64,
}

/// The customers of a scenario that are served from afar; ways are great circles to the middles of territories. Fixed
/// customers are where the planner wants them and do not count.
pub fn strays(plan: &Plan, scenario: &Scenario, results: &ScenarioResults) -> Strays {
    let least_detour_km = results.measures.dispersion_km * LONG_TIMES_MEAN;
    let centres: Vec<Option<Point>> = results.measures.territories.iter().map(|territory| territory.centre.map(Point::from)).collect();
    let places = TerritoryPlaces::of(&scenario.territories);
    let is_astray = |(account, owner): (&Arc<Account>, Option<TerritoryId>)| {
        let place = place_of(plan, account).filter(|_| !account.is_fixed)?;
        let place = Point::from(Position { latitude_degrees: place.latitude_degrees, longitude_degrees: place.longitude_degrees });
        let own_km = place.great_circle_km(&centres.get(places.get(owner?)?).copied().flatten()?);
        // By chords, which are ordered as the ways are: a plan may have thousands of customers times hundreds of middles.
        let chord = |centre: &&Point| place.squared_chord(centre);
        let nearest = centres.iter().flatten().min_by(|one, other| chord(one).total_cmp(&chord(other)))?;
        let nearest_km = place.great_circle_km(nearest);
        (own_km - nearest_km > least_detour_km).then_some(account.id)
    };
    Strays { accounts: plan.accounts.iter().zip(scenario.owners(&plan.accounts)).filter_map(is_astray).collect(), least_detour_km }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::results::results;
    use crate::document::{PlanId, Settings};
    use crate::domain::{Coordinates, Territory};
    use crate::locale::Language;

    /// Customers on the equator at these degrees, the first so many in the western territory, the others in the eastern.
    fn plan(degrees: &[f64], owners: &[u32]) -> Plan {
        let mut plan = Plan::new(PlanId("p".into()), "p", Settings::for_language(Language::English));
        let account = |(number, degrees): (u32, &f64)| {
            let mut account = Account::named(AccountId(number), format!("a{number}"));
            account.coordinates = Coordinates::new(0.0, *degrees);
            Arc::new(account)
        };
        plan.accounts = Arc::new((1..).zip(degrees).map(account).collect());
        let today = Arc::make_mut(&mut plan.scenarios[0]);
        today.territories = [1, 2].map(|id| Territory { id: TerritoryId(id), name: "t".into(), colour_index: 0, seller: None }).to_vec();
        today.assignment = (1..).zip(owners).map(|(account, owner)| (AccountId(account), TerritoryId(*owner))).collect();
        plan
    }

    fn found(plan: &Plan) -> Vec<u32> {
        let today = plan.today().unwrap();
        strays(plan, today, &results(plan, today)).accounts.iter().map(|account| account.0).collect()
    }

    #[test]
    fn who_is_served_from_afar_is_named() {
        let degrees = [0.0, 0.1, 0.2, 0.3, 10.0, 10.1, 10.2, 10.3, 10.4];
        assert_eq!(found(&plan(&degrees, &[1, 1, 1, 1, 2, 2, 2, 2, 2])), [0; 0]);
        let mut odd = plan(&degrees, &[1, 1, 1, 1, 2, 2, 2, 2, 1]);
        assert_eq!(found(&odd), [9]);
        Arc::make_mut(&mut Arc::make_mut(&mut odd.accounts)[8]).is_fixed = true;
        assert_eq!(found(&odd), [0; 0], "the planner wants it there");
    }

    #[test]
    fn without_places_nobody_is_astray() {
        let mut nowhere = plan(&[0.0, 1.0], &[1, 2]);
        for account in Arc::make_mut(&mut nowhere.accounts) {
            Arc::make_mut(account).coordinates = None;
        }
        assert_eq!(found(&nowhere), [0; 0]);
    }
}
