//! Which pay plan holds for whom, by role. Plans are named; who leads whom stands with the groups of the quota tree.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::Person;

/// Which pay plan holds for whom in a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaySettings {
    /// The plan, by name, of everybody whose role has none.
    pub usual: Option<String>,
    /// The plan of each role, by the role's name.
    pub by_role: BTreeMap<String, String>,
}

impl PaySettings {
    /// Whether nothing is decided; files are silent of it then.
    pub fn is_nothing(&self) -> bool {
        *self == PaySettings::default()
    }

    /// The names of all plans in use.
    pub fn plans(&self) -> impl Iterator<Item = &String> {
        self.usual.iter().chain(self.by_role.values())
    }

    /// The name of the plan that someone is on.
    pub fn plan_of(&self, person: &Person) -> Option<&str> {
        let of_role = role_of(person).and_then(|role| self.by_role.get(&role));
        of_role.or(self.usual.as_ref()).map(String::as_str)
    }

    /// The name of the plan of a planned hire, whose place may be called after a role.
    pub fn plan_of_hire(&self, name: &str) -> Option<&str> {
        self.by_role.get(&crate::locale::text::stored(name)).or(self.usual.as_ref()).map(String::as_str)
    }

    /// The same with every use of one name going by another; `None` ends the uses.
    pub(super) fn replaced(&mut self, old: &str, new: Option<&str>) {
        if self.usual.as_deref() == Some(old) {
            self.usual = new.map(str::to_owned);
        }
        match new {
            Some(new) => self.by_role.values_mut().filter(|name| *name == old).for_each(|name| new.clone_into(name)),
            None => self.by_role.retain(|_, name| name != old),
        }
    }
}

/// Someone's role as pay goes by it; `None` without one.
pub fn role_of(person: &Person) -> Option<String> {
    person.service.role.as_deref().map(crate::locale::text::stored).filter(|role| !role.is_empty())
}
