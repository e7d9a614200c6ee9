//! A territory: the accounts that one seller serves, in one scenario. Which accounts those are is the
//! scenario's assignment and not kept here.

use serde::{Deserialize, Serialize};

use super::{PersonId, TerritoryId};

/// A territory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Territory {
    /// Identity, the same in every scenario that branched with it.
    pub id: TerritoryId,
    /// Name on screen and in files.
    pub name: String,
    /// Which colour of the palette it keeps everywhere (see the interface's palette).
    pub colour_index: u8,
    /// Who works it; `None` is a vacant seat.
    pub seller: Option<PersonId>,
}
