//! Finding the account that a row without a known identifier is about: the one of the same name at the same place,
//! so that a file that is imported once more does not double a plan.

use std::collections::HashMap;
use std::sync::Arc;

use super::import::ImportedAccount;
use crate::domain::{Account, Area, Coordinates};
use crate::locale::text::fold;

/// Two places nearer than this are one: files round degrees to three places or more.
const SAME_PLACE_KM: f64 = 1.0;
/// The mean radius of the earth.
const EARTH_RADIUS_KM: f64 = 6_371.0;

/// The accounts of a plan by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct NameIndex {
    accounts: HashMap<String, Vec<usize>>,
}

/// What the places of a row and an account say of them being one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Same,
    Unknown,
    Other,
}

impl NameIndex {
    /// Of accounts that were there before.
    pub fn of(there: &[Arc<Account>]) -> NameIndex {
        let mut accounts: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, account) in there.iter().enumerate() {
            accounts.entry(fold(&account.name)).or_default().push(index);
        }
        NameIndex { accounts }
    }

    /// The account that a row is about. `look` gives an account with its area, where it may be meant at all. Of
    /// several the one whose place is known to be the same, else the first.
    pub fn find<'a>(&self, row: &ImportedAccount, look: impl Fn(usize) -> Option<(&'a Account, Option<&'a Area>)>) -> Option<usize> {
        let name = row.name.as_deref().filter(|name| !name.is_empty())?;
        let candidates = self.accounts.get(&fold(name))?.iter().copied();
        let placed = candidates.filter_map(|index| look(index).map(|(account, area)| (place(row, account, area), index)));
        placed.filter(|(place, _)| *place != Place::Other).min().map(|(_, index)| index)
    }
}

fn place(row: &ImportedAccount, account: &Account, area: Option<&Area>) -> Place {
    let same = |is_same: bool| if is_same { Place::Same } else { Place::Other };
    if let (Some(one), Some(other)) = (row.coordinates, account.coordinates) {
        return same(distance_km(one, other) <= SAME_PLACE_KM);
    }
    if let (Some(one), Some(other)) = (row.area.as_ref(), area) {
        let is_same_outline = one.outline_key.is_some() && one.outline_key == other.outline_key;
        return same(is_same_outline || fold(&one.name) == fold(&other.name));
    }
    Place::Unknown
}

/// The distance of near places, by the equirectangular approximation.
fn distance_km(one: Coordinates, other: Coordinates) -> f64 {
    let north = (one.latitude_degrees - other.latitude_degrees).to_radians();
    let middle = ((one.latitude_degrees + other.latitude_degrees) / 2.0).to_radians();
    let east = (one.longitude_degrees - other.longitude_degrees).to_radians() * libm::cos(middle);
    (north * north + east * east).sqrt() * EARTH_RADIUS_KM
}
