//! A change as the log keeps it: known while it is fresh, as written when it comes from a file.
//!
//! Reading every line of a log takes much code and some time, and only the page that shows the log needs it.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::ChangeSummary;

/// What a line of the change log tells.
#[derive(Clone, Debug)]
pub enum Logged {
    /// Made since the plan was opened.
    Known(ChangeSummary),
    /// As the file has it, read when it is shown.
    Written(Box<RawValue>),
}

impl Logged {
    /// The change; `None` when this version does not know such a change.
    #[must_use]
    pub fn read(&self) -> Option<Cow<'_, ChangeSummary>> {
        match self {
            Self::Known(change) => Some(Cow::Borrowed(change)),
            Self::Written(text) => serde_json::from_str(text.get()).ok().map(Cow::Owned),
        }
    }
}

impl From<ChangeSummary> for Logged {
    fn from(change: ChangeSummary) -> Self {
        Self::Known(change)
    }
}

/// Equal when they would be written alike.
impl PartialEq for Logged {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(one), Self::Known(two)) => one == two,
            _ => matches!((serde_json::to_string(self), serde_json::to_string(other)), (Ok(one), Ok(two)) if one == two),
        }
    }
}

impl Serialize for Logged {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(change) => change.serialize(serializer),
            Self::Written(text) => text.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Logged {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(Self::Written)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_line_is_written_as_it_was_read_and_an_unknown_one_is_kept() {
        let known = Logged::from(ChangeSummary::PlanRenamed("طرح".into()));
        let text = serde_json::to_string(&known).unwrap();
        let written: Logged = serde_json::from_str(&text).unwrap();
        assert_eq!(written.read().unwrap().into_owned(), ChangeSummary::PlanRenamed("طرح".into()));
        assert_eq!(written, known);
        let strange: Logged = serde_json::from_str("{\"FromTheFuture\":[1,2]}").unwrap();
        assert!(strange.read().is_none());
        assert_eq!(serde_json::to_string(&strange).unwrap(), "{\"FromTheFuture\":[1,2]}");
        assert_ne!(strange, known);
    }
}
