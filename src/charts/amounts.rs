//! A few amounts side by side as bars from zero, each split into a solid part and a lighter one on top of it, with a line
//! at the amount that the others are held against.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::style::FONT;
use super::{ChartError, ChartStyle};

/// Height of a bar with its room, in the chart's own units.
const ROW: i32 = 44;
const BAR: i32 = 16;
const TOP: i32 = 8;
/// Room for the scale's figures below the bars.
const SCALE_HEIGHT: i32 = 24;
/// About the width of a letter of a figure.
const LETTER_WIDTH: i32 = 8;
/// The share of the width that figures at the end of bars may need.
const FIGURE_SHARE: f64 = 0.2;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct AmountBar {
    /// What it is.
    pub name: String,
    /// Its figure in words.
    pub figure: String,
    /// The solid part.
    pub amount: f64,
    /// What comes on top, drawn lighter.
    pub more: f64,
}

/// The chart.
#[derive(Clone, Debug, PartialEq)]
pub struct AmountChart {
    /// The bars from top to bottom.
    pub bars: Vec<AmountBar>,
    /// What the others are held against.
    pub line_at: f64,
}

fn text(size: i32, colour: &RGBColor, across: HPos, down: VPos) -> TextStyle<'_> {
    TextStyle::from((FONT, size).into_font()).color(colour).pos(Pos::new(across, down))
}

impl AmountChart {
    /// The height in its own units.
    pub fn height(&self) -> u32 {
        (TOP + ROW * self.bars.len() as i32 + SCALE_HEIGHT) as u32
    }

    /// Draws the chart as SVG. `figure` writes an amount for the scale.
    ///
    /// # Errors
    /// When the drawing library fails.
    pub fn draw(&self, width: u32, style: &ChartStyle, figure: &dyn Fn(f64) -> String) -> Result<String, ChartError> {
        let mut svg = String::new();
        {
            let area = SVGBackend::with_string(&mut svg, (width, self.height())).into_drawing_area();
            let sane = |amount: f64| if amount.is_finite() { amount.max(0.0) } else { 0.0 };
            let most = self.bars.iter().map(|bar| sane(bar.amount) + sane(bar.more)).fold(sane(self.line_at), f64::max).max(1.0);
            let (left, right) = (4, width as i32 - 4 - (f64::from(width) * FIGURE_SHARE) as i32);
            let x = |amount: f64| left + (sane(amount) / most * f64::from(right - left)) as i32;
            let bottom = TOP + ROW * self.bars.len() as i32;
            let step = super::round_step(most / 4.0);
            let mut tick = 0.0;
            while tick <= most {
                let line = vec![(x(tick), TOP), (x(tick), bottom)];
                area.draw(&PathElement::new(line, style.line.stroke_width(1))).map_err(ChartError::of)?;
                let anchor = if tick == 0.0 { HPos::Left } else { HPos::Center };
                let label = Text::new(figure(tick), (x(tick), bottom + 6), text(12, &style.dim, anchor, VPos::Top));
                area.draw(&label).map_err(ChartError::of)?;
                tick += step;
            }
            for (index, bar) in self.bars.iter().enumerate() {
                let top = TOP + ROW * index as i32;
                let name = Text::new(bar.name.clone(), (x(0.0), top + 4), text(15, &style.ink, HPos::Left, VPos::Top));
                area.draw(&name).map_err(ChartError::of)?;
                let (from, to) = (top + ROW - BAR - 4, top + ROW - 4);
                let whole = sane(bar.amount) + sane(bar.more);
                area.draw(&Rectangle::new([(x(0.0), from), (x(bar.amount), to)], style.accent.filled())).map_err(ChartError::of)?;
                if sane(bar.more) > 0.0 {
                    let more = Rectangle::new([(x(bar.amount), from), (x(whole), to)], style.accent.mix(0.45).filled());
                    area.draw(&more).map_err(ChartError::of)?;
                }
                // A figure that the line would cross stands beyond it.
                let room = bar.figure.chars().count() as i32 * LETTER_WIDTH;
                let (end, line) = (x(whole) + 6, x(self.line_at));
                let start = if (end..end + room).contains(&line) { line + 6 } else { end };
                let told = Text::new(bar.figure.clone(), (start, (from + to) / 2), text(14, &style.ink, HPos::Left, VPos::Center));
                area.draw(&told).map_err(ChartError::of)?;
            }
            if sane(self.line_at) > 0.0 {
                let line = vec![(x(self.line_at), TOP + ROW - BAR - 8), (x(self.line_at), bottom)];
                area.draw(&PathElement::new(line, style.ink.stroke_width(2))).map_err(ChartError::of)?;
            }
            area.present().map_err(ChartError::of)?;
        }
        Ok(svg)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn chart(amounts: &[(f64, f64)]) -> AmountChart {
        let bar = |&(amount, more): &(f64, f64)| AmountBar { name: "<b>Street</b>".into(), figure: "9".into(), amount, more };
        AmountChart { bars: amounts.iter().map(bar).collect(), line_at: 100.0 }
    }

    #[test]
    fn what_comes_on_top_is_a_part_of_its_own_and_names_are_text() {
        let svg = chart(&[(100.0, 0.0), (100.0, 20.0)]).draw(600, &ChartStyle::LIGHT, &|amount| amount.to_string()).unwrap();
        assert_eq!(svg.matches("<rect").count(), 3);
        assert!(!svg.contains("<b>"));
    }

    #[test]
    fn senseless_amounts_draw_something() {
        for amounts in [&[][..], &[(f64::NAN, -1.0)], &[(f64::INFINITY, 1e300), (0.0, 0.0)]] {
            assert!(chart(amounts).draw(300, &ChartStyle::DARK, &|amount| amount.to_string()).is_ok());
        }
    }
}
