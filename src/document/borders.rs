//! Which territories of a scenario lie side by side, told from the places of their accounts: territories have no
//! drawn borders. Two are neighbours when an account of one is among the nearest of an account of the other, or when
//! the middle of one is among the nearest of the other's.

use std::collections::{BTreeMap, BTreeSet};

use super::design::place_of;
use super::{Plan, Scenario};
use crate::domain::{AccountId, TerritoryId};
use crate::territory::neighbours::nearest_neighbours;

/// How many places around each are its neighbours.
const NEAR_PLACES: usize = 6;
/// The most accounts that are looked at; of larger plans every so-manieth. Looking at 5,000 took 38 ms in a browser and
/// would be felt with every import and every balance. Territories that meet in few accounts alone may be missed.
const MOST_ACCOUNTS: usize = 3_000;
/// How many territories around the middle of each are its neighbours, though their accounts lie apart.
const NEAR_TERRITORIES: usize = 3;

/// Territories that lie side by side, each pair once with the smaller first, and in how many places they do.
pub type Borders = BTreeMap<(TerritoryId, TerritoryId), f64>;

/// The places of a plan's accounts and which lie near which; the same for all scenarios.
pub struct Ground {
    accounts: Vec<Vec<AccountId>>,
    points: Vec<[f64; 3]>,
    near: Vec<Vec<u32>>,
}

impl Ground {
    /// The ground of a plan.
    pub fn of(plan: &Plan) -> Ground {
        let mut places: BTreeMap<(u64, u64), usize> = BTreeMap::new();
        let (mut accounts, mut points) = (Vec::<Vec<AccountId>>::new(), Vec::new());
        for account in plan.accounts.iter().step_by(plan.accounts.len().div_ceil(MOST_ACCOUNTS).max(1)) {
            let Some(place) = place_of(plan, account) else { continue };
            let key = (place.latitude_degrees.to_bits(), place.longitude_degrees.to_bits());
            let index = *places.entry(key).or_insert_with(|| {
                accounts.push(Vec::new());
                points.push(on_sphere(place.latitude_degrees, place.longitude_degrees));
                points.len() - 1
            });
            accounts[index].push(account.id);
        }
        let near = nearest_neighbours(&points, NEAR_PLACES);
        Ground { accounts, points, near }
    }

    /// Which territories of a scenario lie side by side.
    pub fn borders(&self, scenario: &Scenario) -> Borders {
        let known: BTreeSet<TerritoryId> = scenario.territories.iter().map(|territory| territory.id).collect();
        let owners: Vec<BTreeSet<TerritoryId>> = self
            .accounts
            .iter()
            .map(|accounts| {
                accounts.iter().filter_map(|account| scenario.assignment.get(account)).filter(|id| known.contains(id)).copied().collect()
            })
            .collect();
        let mut borders = Borders::new();
        let mut meet = |one: TerritoryId, other: TerritoryId| {
            if one != other {
                *borders.entry((one.min(other), one.max(other))).or_default() += 1.0;
            }
        };
        let mut middles: BTreeMap<TerritoryId, [f64; 3]> = BTreeMap::new();
        for (place, owners_here) in owners.iter().enumerate() {
            for &owner in owners_here {
                let sum = middles.entry(owner).or_default();
                for (axis, value) in sum.iter_mut().zip(self.points[place]) {
                    *axis += value;
                }
                owners_here.range(owner..).for_each(|&other| meet(owner, other));
                for &near in &self.near[place] {
                    owners[near as usize].iter().for_each(|&other| meet(owner, other));
                }
            }
        }
        let ids: Vec<TerritoryId> = middles.keys().copied().collect();
        let middles: Vec<[f64; 3]> = middles.into_values().map(unit).collect();
        for (index, near) in nearest_neighbours(&middles, NEAR_TERRITORIES).into_iter().enumerate() {
            near.into_iter().for_each(|other| meet(ids[index], ids[other as usize]));
        }
        borders
    }
}

fn on_sphere(latitude_degrees: f64, longitude_degrees: f64) -> [f64; 3] {
    let (latitude, longitude) = (latitude_degrees.to_radians(), longitude_degrees.to_radians());
    [libm::cos(latitude) * libm::cos(longitude), libm::cos(latitude) * libm::sin(longitude), libm::sin(latitude)]
}

fn unit(vector: [f64; 3]) -> [f64; 3] {
    let length = libm::sqrt(vector.iter().map(|axis| axis * axis).sum::<f64>());
    if length > 0.0 { vector.map(|axis| axis / length) } else { vector }
}
