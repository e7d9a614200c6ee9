//! The colours that territories keep, on a light and on a dark ground, and how well two of them are told apart,
//! also by readers who do not tell red from green. A territory is never told by colour alone.
//!
//! The colours were found by search: at least 3 : 1 against the ground of their theme, the first eight about the
//! hues of Okabe and Ito's palette and the furthest apart, no two closer than the tests below hold.

/// One colour of the palette, in both themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerritoryColour {
    /// As `#rrggbb`, on a light ground.
    pub light: &'static str,
    /// As `#rrggbb`, on a dark ground.
    pub dark: &'static str,
}

/// How many colours there are.
pub const COLOUR_COUNT: usize = 24;

/// The colours, by [`super::Territory::colour_index`]. The style sheet has the same as `--territory-0` and so on.
pub const PALETTE: [TerritoryColour; COLOUR_COUNT] = [
    TerritoryColour { light: "#0667e3", dark: "#90bcff" },
    TerritoryColour { light: "#a58601", dark: "#fadc7b" },
    TerritoryColour { light: "#046f60", dark: "#12bda6" },
    TerritoryColour { light: "#d34dac", dark: "#fdceeb" },
    TerritoryColour { light: "#1a5690", dark: "#6398d2" },
    TerritoryColour { light: "#a55906", dark: "#fea256" },
    TerritoryColour { light: "#644901", dark: "#b0840b" },
    TerritoryColour { light: "#3116b3", dark: "#5f67f0" },
    TerritoryColour { light: "#800250", dark: "#d23f8e" },
    TerritoryColour { light: "#004661", dark: "#0d82af" },
    TerritoryColour { light: "#69885b", dark: "#bad9ad" },
    TerritoryColour { light: "#632f1d", dark: "#9d6857" },
    TerritoryColour { light: "#139080", dark: "#16ecd2" },
    TerritoryColour { light: "#b63068", dark: "#ff8bb2" },
    TerritoryColour { light: "#293b94", dark: "#617ad2" },
    TerritoryColour { light: "#6f723c", dark: "#b8bc89" },
    TerritoryColour { light: "#4b2fc9", dark: "#8684fd" },
    TerritoryColour { light: "#5c9c4c", dark: "#b4f2a4" },
    TerritoryColour { light: "#7d5f8a", dark: "#c7a9d4" },
    TerritoryColour { light: "#6873ce", dark: "#bfc9ff" },
    TerritoryColour { light: "#a70742", dark: "#f16985" },
    TerritoryColour { light: "#0162b8", dark: "#66abfd" },
    TerritoryColour { light: "#825206", dark: "#d8912e" },
    TerritoryColour { light: "#305936", dark: "#709874" },
];

/// For each pair of colours the smaller of its differences in the two themes: the distance in the Oklab space
/// (Ottosson 2020) as most readers see them, or 1.35 times that as protanopes or deuteranopes do (Machado, Oliveira,
/// Fernandes 2009), whichever is smallest.
pub fn differences() -> [[f64; COLOUR_COUNT]; COLOUR_COUNT] {
    let seen = PALETTE.map(|colour| [colour.light, colour.dark].map(|hex| seen(linear(hex))));
    let mut differences = [[0.0; COLOUR_COUNT]; COLOUR_COUNT];
    for (one, row) in differences.iter_mut().enumerate() {
        for (other, difference) in row.iter_mut().enumerate() {
            let themes = seen[one].iter().zip(&seen[other]);
            *difference = themes.map(|(one, other)| difference_of(one, other)).fold(f64::INFINITY, f64::min);
        }
    }
    differences
}

/// How much a difference counts that a colour-blind reader sees.
const WEIGHT_OF_COLOUR_BLIND: f64 = 1.35;
/// What protanopes see of linear red, green and blue.
const PROTANOPE: [[f64; 3]; 3] =
    [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]];
/// The same of deuteranopes.
const DEUTERANOPE: [[f64; 3]; 3] =
    [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]];

/// A colour in Oklab as three kinds of readers see it.
type Seen = [[f64; 3]; 3];

fn difference_of(one: &Seen, other: &Seen) -> f64 {
    let distance = |kind: usize| {
        let squares = one[kind].iter().zip(&other[kind]).map(|(one, other)| (one - other) * (one - other));
        libm::sqrt(squares.sum())
    };
    distance(0).min(WEIGHT_OF_COLOUR_BLIND * distance(1).min(distance(2)))
}

fn seen(rgb: [f64; 3]) -> Seen {
    let through = |matrix: &[[f64; 3]; 3]| product(matrix, rgb).map(|part| part.clamp(0.0, 1.0));
    [oklab(rgb), oklab(through(&PROTANOPE)), oklab(through(&DEUTERANOPE))]
}

fn product(matrix: &[[f64; 3]; 3], vector: [f64; 3]) -> [f64; 3] {
    [0, 1, 2].map(|row| (0..3).map(|column| matrix[row][column] * vector[column]).sum())
}

/// Linear red, green and blue of `#rrggbb`, each 0 to 1; black where it is none.
fn linear(hex: &str) -> [f64; 3] {
    [1, 3, 5].map(|at| {
        let part = hex.get(at..at + 2).and_then(|part| u8::from_str_radix(part, 16).ok()).unwrap_or(0);
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { libm::pow((part + 0.055) / 1.055, 2.4) }
    })
}

fn oklab(rgb: [f64; 3]) -> [f64; 3] {
    const CONES: [[f64; 3]; 3] = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ];
    const LAB: [[f64; 3]; 3] = [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ];
    product(&LAB, product(&CONES, rgb).map(libm::cbrt))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn luminance(hex: &str) -> f64 {
        let [red, green, blue] = linear(hex);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_colour_stands_out_from_its_ground() {
        for colour in PALETTE {
            assert!(contrast(colour.light, "#ffffff") >= 3.0, "{}", colour.light);
            assert!(contrast(colour.dark, "#1a2125") >= 3.0, "{}", colour.dark);
        }
    }

    #[test]
    fn no_two_colours_are_taken_for_each_other() {
        let differences = differences();
        for (one, row) in differences.iter().enumerate() {
            assert!(row[one].abs() < 1e-12);
            for (other, difference) in row.iter().enumerate().take(one) {
                let least = if one < 8 { 0.115 } else { 0.06 };
                assert!(*difference >= least, "{one} and {other}: {difference}");
            }
        }
    }

    #[test]
    fn the_style_sheet_has_the_same_colours() {
        let style = include_str!("../../style/0-tokens.css");
        let (light, dark) = style.split_once(":root[data-theme=\"dark\"]").unwrap();
        for (index, colour) in PALETTE.iter().enumerate() {
            assert!(light.contains(&format!("--territory-{index}: {};", colour.light)), "{index}, light");
            assert!(dark.contains(&format!("--territory-{index}: {};", colour.dark)), "{index}, dark");
        }
    }
}
