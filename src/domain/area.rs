//! A province, state or other area that accounts lie in.

use serde::{Deserialize, Serialize};

use super::{AreaId, Coordinates};

/// An area. Its outline lives in the map data, under [`Area::outline_key`]; the plan keeps what planning needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Identity within the plan.
    pub id: AreaId,
    /// Name as the user's file or the map data writes it.
    pub name: String,
    /// The key of its outline in the map data (an ISO 3166-2 code where there is one), if it has one.
    pub outline_key: Option<String>,
    /// Where an account is put of which only the area is known.
    pub centre: Option<Coordinates>,
}
