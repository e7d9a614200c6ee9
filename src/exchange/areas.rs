//! Areas by name: the directory that a page gives an import. The names of Iran's provinces are
//! `locale::place_names`'s.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::synonyms::compact;
use crate::domain::Coordinates;
use crate::locale::place_names::{IRAN, Province};

/// A known area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AreaEntry {
    /// Every name it goes by, the first being the one to show.
    pub names: Vec<String>,
    /// The key of its outline in the map data.
    pub outline_key: String,
    /// Its centre.
    pub centre: Option<Coordinates>,
}

/// The areas that rows are matched against, with names compared in their folded form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<AreaEntry>", into = "Vec<AreaEntry>")]
pub struct AreaDirectory {
    entries: Vec<AreaEntry>,
    index_of_name: HashMap<String, usize>,
}

impl From<Vec<AreaEntry>> for AreaDirectory {
    fn from(entries: Vec<AreaEntry>) -> AreaDirectory {
        let mut index_of_name = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            for name in entry.names.iter().chain([&entry.outline_key]) {
                index_of_name.entry(compared(name)).or_insert(index);
            }
        }
        AreaDirectory { entries, index_of_name }
    }
}

impl From<AreaDirectory> for Vec<AreaEntry> {
    fn from(directory: AreaDirectory) -> Vec<AreaEntry> {
        directory.entries
    }
}

impl AreaDirectory {
    /// Iran's 31 provinces.
    pub fn iran() -> AreaDirectory {
        let entry = |province: &Province| AreaEntry {
            names: province.names().map(str::to_owned).collect(),
            outline_key: province.key.to_owned(),
            centre: Some(province.centre),
        };
        AreaDirectory::from(IRAN.iter().map(entry).collect::<Vec<_>>())
    }

    /// The entries, in the order they were given.
    pub fn entries(&self) -> &[AreaEntry] {
        &self.entries
    }

    /// The area of a name as a file writes it, with or without a word such as استان or Province.
    pub fn find(&self, name: &str) -> Option<&AreaEntry> {
        self.index_of_name.get(&compared(name)).map(|index| &self.entries[*index])
    }

    /// The box around all centres with some degrees to spare: south, west, north, east. `None` without centres.
    pub fn bounds(&self) -> Option<[f64; 4]> {
        let mut centres = self.entries.iter().filter_map(|entry| entry.centre);
        let first = centres.next()?;
        let start = [first.latitude_degrees, first.longitude_degrees, first.latitude_degrees, first.longitude_degrees];
        let [south, west, north, east] = centres.fold(start, |[south, west, north, east], centre| {
            let (latitude, longitude) = (centre.latitude_degrees, centre.longitude_degrees);
            [south.min(latitude), west.min(longitude), north.max(latitude), east.max(longitude)]
        });
        Some([south - SPARE_DEGREES, west - SPARE_DEGREES, north + SPARE_DEGREES, east + SPARE_DEGREES])
    }
}

/// How far an area may reach beyond its centre.
const SPARE_DEGREES: f64 = 3.0;

/// Words before or after a name that say only what kind of area it is.
const KINDS: [&str; 4] = ["استان", "province", "state", "ostan"];

fn compared(name: &str) -> String {
    let folded = crate::locale::text::fold(name);
    let bare = KINDS.iter().find_map(|kind| {
        let rest = folded.strip_prefix(kind).or_else(|| folded.strip_suffix(kind))?;
        (rest.starts_with([' ', ':', '-']) || rest.ends_with(' ')).then_some(rest)
    });
    compact(bare.unwrap_or(&folded))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn provinces_are_found_however_they_are_written() {
        let iran = AreaDirectory::iran();
        let code = |name: &str| iran.find(name).map(|entry| entry.outline_key.clone());
        for (name, expected) in [
            ("تهران", "IR-23"),
            ("استان تهران", "IR-23"),
            ("TEHRAN Province", "IR-23"),
            ("آذربايجان شرقي", "IR-03"),
            ("اذربایجان‌غربی", "IR-04"),
            ("سيستان و بلوچستان", "IR-11"),
            ("Kohgiluyeh and Buyer Ahmad", "IR-17"),
            ("چهارمحال‌وبختیاری", "IR-14"),
            ("Esfahan", "IR-10"),
            ("IR-07", "IR-07"),
        ] {
            assert_eq!(code(name).as_deref(), Some(expected), "{name}");
        }
        assert_eq!(code("بغداد"), None);
        assert_eq!(code("استان"), None);
        assert_eq!(code(""), None);
    }

    #[test]
    fn no_name_belongs_to_two_provinces() {
        let mut names: Vec<(String, &str)> = Vec::new();
        for province in &IRAN {
            let mut own: Vec<String> = province.names().map(compared).collect();
            own.sort();
            own.dedup();
            names.extend(own.into_iter().map(|name| (name, province.key)));
        }
        names.sort();
        assert!(names.windows(2).all(|pair| pair[0].0 != pair[1].0));
    }

    #[test]
    fn a_directory_survives_being_sent() {
        let iran = AreaDirectory::iran();
        let sent: AreaDirectory = postcard::from_bytes(&postcard::to_allocvec(&iran).unwrap()).unwrap();
        assert_eq!(sent, iran);
        let [south, west, north, east] = iran.bounds().unwrap();
        assert!(south < 25.5 && west < 44.5 && north > 39.5 && east > 63.0);
    }
}
