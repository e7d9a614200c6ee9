//! The app's list of maps as far as an import needs it: the boxes that countries lie in.

use serde::Deserialize;

#[derive(Deserialize)]
struct Country {
    /// West, south, east and north of its main part.
    bbox: [f64; 4],
}

/// The boxes of all countries as south, west, north and east; none if the list cannot be read.
pub fn boxes(index: &[u8]) -> Vec<[f64; 4]> {
    let countries: Vec<Country> = serde_json::from_slice(index).unwrap_or_default();
    countries.into_iter().map(|Country { bbox: [west, south, east, north] }| [south, west, north, east]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_read_from_the_list_of_maps() {
        let index = br#"[{"code":"deu","bbox":[5.9,47.3,15.0,55.1],"regions":16,"names":{"en":"Germany","fa":"x"}}]"#;
        assert_eq!(boxes(index), [[47.3, 5.9, 55.1, 15.0]]);
        assert!(boxes(b"nothing").is_empty());
    }
}
