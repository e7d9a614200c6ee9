//! Identities of the things in a plan. A plan hands them out in order and never uses one twice,
//! so a deleted account's number does not come back as another account.

use serde::{Deserialize, Serialize};

macro_rules! identities {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);
    )*};
}

identities! {
    /// A customer of the plan.
    AccountId,
    /// A province, state or other area.
    AreaId,
    /// A seller or other member of the team.
    PersonId,
    /// A further measure of the plan.
    MeasureId,
    /// A scenario; [`ScenarioId::TODAY`] is today's state, which every plan has.
    ScenarioId,
    /// A region, branch or team between the company and its territories.
    GroupId,
    /// A territory within one scenario; branches keep the numbers they branched with.
    TerritoryId,
}

impl ScenarioId {
    /// Today's state, the base that scenarios branch from.
    pub const TODAY: ScenarioId = ScenarioId(0);
}
