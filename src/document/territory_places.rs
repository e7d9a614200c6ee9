//! Where the territories of a scenario stand in its list, by identity. Asked for once per account, many thousand times
//! with every change, so that it is a table wherever identities lie close together, as those that the studio gives do.

use crate::domain::{Territory, TerritoryId};

/// So many entries for each territory, and for a start, the table may have.
const ENTRIES_EACH: usize = 64;
const ENTRIES_AT_LEAST: usize = 1024;

/// Stands for no territory.
const NONE: u32 = u32::MAX;

/// The places of territories by identity.
pub struct TerritoryPlaces(Places);

enum Places {
    /// From the smallest identity on.
    Table { first: u32, places: Vec<u32> },
    /// In the order of identities, where these lie far apart.
    Sorted(Vec<(u32, u32)>),
}

impl TerritoryPlaces {
    /// The places in a list. Of two with one identity the last counts.
    pub fn of(territories: &[Territory]) -> TerritoryPlaces {
        let ids = || territories.iter().map(|territory| territory.id.0);
        let (first, last) = (ids().min().unwrap_or(0), ids().max().unwrap_or(0));
        let entries = ((last - first) as usize).saturating_add(1);
        if entries > territories.len() * ENTRIES_EACH + ENTRIES_AT_LEAST {
            let mut sorted: Vec<(u32, u32)> = ids().zip(0..).collect();
            sorted.sort_unstable();
            return TerritoryPlaces(Places::Sorted(sorted));
        }
        let mut places = vec![NONE; entries];
        for (id, place) in ids().zip(0..) {
            places[(id - first) as usize] = place;
        }
        TerritoryPlaces(Places::Table { first, places })
    }

    /// Where a territory stands; `None` for one that is not in the list.
    pub fn get(&self, id: TerritoryId) -> Option<usize> {
        match &self.0 {
            Places::Table { first, places } => {
                let place = places.get(id.0.checked_sub(*first)? as usize)?;
                (*place != NONE).then_some(*place as usize)
            }
            Places::Sorted(sorted) => {
                let after = sorted.partition_point(|(known, _)| *known <= id.0);
                sorted[..after].last().filter(|(known, _)| *known == id.0).map(|(_, place)| *place as usize)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(ids: &[u32]) -> (Vec<Territory>, TerritoryPlaces) {
        let territory = |id: &u32| Territory { id: TerritoryId(*id), name: String::new(), seller: None, colour_index: 0 };
        let territories: Vec<Territory> = ids.iter().map(territory).collect();
        let places = TerritoryPlaces::of(&territories);
        (territories, places)
    }

    #[test]
    fn territories_are_found_whether_their_identities_lie_close_or_far_apart() {
        for ids in [vec![], vec![7], vec![9, 3, 5], vec![0, u32::MAX, 12], (0..300).map(|at| (at * 7919) % 100_003).collect()] {
            let (territories, places) = places(&ids);
            for (at, territory) in territories.iter().enumerate() {
                assert_eq!(places.get(territory.id), Some(at), "{ids:?}");
            }
            for stranger in [1, 2, 4, 6, 8, 10, u32::MAX - 1].into_iter().filter(|id| !ids.contains(id)) {
                assert_eq!(places.get(TerritoryId(stranger)), None, "{ids:?}");
            }
        }
    }

    #[test]
    fn the_last_of_two_with_one_identity_counts() {
        for ids in [[4, 4], [u32::MAX, u32::MAX]] {
            assert_eq!(places(&ids).1.get(TerritoryId(ids[0])), Some(1));
        }
        assert_eq!(places(&[0, u32::MAX, 0]).1.get(TerritoryId(0)), Some(2));
    }
}
