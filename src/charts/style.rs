//! Colours and type of charts, in the theme of the moment.

use plotters::style::RGBColor;

/// The font of every chart.
pub const FONT: &str = "Vazirmatn, sans-serif";

/// The colours of charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChartStyle {
    /// What lies behind; also the inside of hollow marks.
    pub surface: RGBColor,
    /// Words.
    pub ink: RGBColor,
    /// Lesser words, axes, hollow marks.
    pub dim: RGBColor,
    /// Grid and guide lines.
    pub line: RGBColor,
    /// The tolerance band.
    pub band: RGBColor,
    /// The target line.
    pub accent: RGBColor,
}

impl ChartStyle {
    /// Dark ink on a light ground.
    pub const LIGHT: ChartStyle = ChartStyle {
        surface: RGBColor(0xff, 0xff, 0xff),
        ink: RGBColor(0x1b, 0x22, 0x27),
        dim: RGBColor(0x56, 0x63, 0x6b),
        line: RGBColor(0xd3, 0xd9, 0xdc),
        band: RGBColor(0xd9, 0xee, 0xec),
        accent: RGBColor(0x0b, 0x6e, 0x6e),
    };
    /// Light ink on a dark ground.
    pub const DARK: ChartStyle = ChartStyle {
        surface: RGBColor(0x1a, 0x21, 0x25),
        ink: RGBColor(0xe7, 0xec, 0xee),
        dim: RGBColor(0xa3, 0xb0, 0xb7),
        line: RGBColor(0x3b, 0x48, 0x4f),
        band: RGBColor(0x1d, 0x40, 0x3e),
        accent: RGBColor(0x4f, 0xc0, 0xb8),
    };
}

/// A colour written as `#rrggbb`; grey when it is not.
pub fn colour(hex: &str) -> RGBColor {
    let part = |at: usize| hex.get(at..at + 2).and_then(|part| u8::from_str_radix(part, 16).ok());
    match (part(1), part(3), part(5)) {
        (Some(red), Some(green), Some(blue)) => RGBColor(red, green, blue),
        _ => RGBColor(0x8b, 0x92, 0x99),
    }
}
