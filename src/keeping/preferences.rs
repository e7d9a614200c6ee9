//! What the page remembers about its user rather than about a plan. Read tolerantly: whatever is missing,
//! unknown or senseless is as if it had never been set.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::document::PlanId;
use crate::domain::ScenarioId;
use crate::locale::Language;

/// The key under which preferences are stored.
pub const PREFERENCES_KEY: &str = "qalamro.preferences";
/// How many import mappings are remembered; the ones used longest ago are let go.
const MAPPINGS_REMEMBERED: usize = 50;

/// The colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How the columns of a kind of file were understood last time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RememberedMapping {
    /// What tells this kind of file from others: its headers, folded.
    pub signature: String,
    /// The mapping, as JSON that only the importer reads.
    pub mapping: String,
}

/// What the page remembers.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Preferences {
    /// The language of the page; `None` until the user chose one.
    pub language: Option<Language>,
    /// Its colours.
    pub theme: Theme,
    /// The plan that was open last.
    pub last_plan: Option<PlanId>,
    /// The scenario that was in sight in it.
    pub last_scenario: Option<ScenarioId>,
    /// Mappings of import columns, the one used last at the end.
    pub mappings: Vec<RememberedMapping>,
    /// Widths and heights of panels by name, in CSS pixels.
    pub panel_pixels: BTreeMap<String, f64>,
    /// Hints that were put away, by name.
    pub dismissed_hints: Vec<String>,
    /// The columns shown in the table of customers, by name; `None` until the user chose some.
    pub account_columns: Option<BTreeSet<String>>,
    /// How the map was looked at last, by the names of what was chosen; `None` until something was.
    pub map_view: Option<BTreeSet<String>>,
}

impl Preferences {
    /// Reads what was stored; each part by itself, so that one senseless part does not take the others along.
    pub fn read(stored: &str) -> Preferences {
        let Ok(Value::Object(mut parts)) = serde_json::from_str(stored) else { return Preferences::default() };
        let mut preferences = Preferences {
            language: part(&mut parts, "language"),
            theme: part(&mut parts, "theme"),
            last_plan: part(&mut parts, "last_plan"),
            last_scenario: part(&mut parts, "last_scenario"),
            mappings: part(&mut parts, "mappings"),
            panel_pixels: part(&mut parts, "panel_pixels"),
            dismissed_hints: part(&mut parts, "dismissed_hints"),
            account_columns: part(&mut parts, "account_columns"),
            map_view: part(&mut parts, "map_view"),
        };
        preferences.panel_pixels.retain(|_, pixels| pixels.is_finite() && *pixels > 0.0);
        preferences
    }

    /// Writes them to be stored.
    pub fn write(&self) -> String {
        // Strings, numbers and lists always have a form in JSON; a figure that has none is read as its default.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The mapping that files with these headers had last time.
    pub fn mapping(&self, signature: &str) -> Option<&str> {
        self.mappings.iter().find(|known| known.signature == signature).map(|known| known.mapping.as_str())
    }

    /// Remembers the mapping of files with these headers.
    pub fn remember_mapping(&mut self, signature: &str, mapping: String) {
        self.mappings.retain(|known| known.signature != signature);
        self.mappings.push(RememberedMapping { signature: signature.to_owned(), mapping });
        let too_many = self.mappings.len().saturating_sub(MAPPINGS_REMEMBERED);
        self.mappings.drain(..too_many);
    }
}

fn part<Part: serde::de::DeserializeOwned + Default>(parts: &mut serde_json::Map<String, Value>, name: &str) -> Part {
    parts.remove(name).and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_come_back_as_they_were_stored() {
        let mut preferences = Preferences { language: Some(Language::Persian), theme: Theme::Dark, ..Preferences::default() };
        preferences.remember_mapping("کد|نام", "{\"code\":0}".to_owned());
        preferences.panel_pixels.insert("side".to_owned(), 240.5);
        preferences.last_plan = Some(PlanId("a".to_owned()));
        preferences.account_columns = Some(BTreeSet::from(["sales".to_owned()]));
        assert_eq!(Preferences::read(&preferences.write()), preferences);
    }

    #[test]
    fn one_senseless_part_does_not_take_the_others_along() {
        let read = Preferences::read(r#"{"language":"Klingon","theme":"Dark","panel_pixels":{"a":-1,"b":12},"from_the_future":[1]}"#);
        assert_eq!((read.language, read.theme), (None, Theme::Dark));
        assert_eq!(read.panel_pixels, BTreeMap::from([("b".to_owned(), 12.0)]));
        for nonsense in ["", "null", "[]", "{", "\"a\"", "{\"theme\":{}}"] {
            assert_eq!(Preferences::read(nonsense), Preferences::default());
        }
    }

    #[test]
    fn the_mappings_used_longest_ago_are_let_go() {
        let mut preferences = Preferences::default();
        for number in 0..60 {
            preferences.remember_mapping(&number.to_string(), String::new());
        }
        preferences.remember_mapping("20", "again".to_owned());
        assert_eq!(preferences.mappings.len(), MAPPINGS_REMEMBERED);
        assert_eq!(preferences.mapping("9"), None);
        assert_eq!(preferences.mappings.last().map(|last| last.signature.as_str()), Some("20"));
    }
}
