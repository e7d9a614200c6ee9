//! How often results fall where: bars of one width over a scale of amounts, a band from one quantile to another, and a line
//! at the amount that is to be reached. Bars from the line on are solid, those below it light.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::style::FONT;
use super::{ChartError, ChartStyle};

/// The chart's height in its own units.
pub const HEIGHT: u32 = 230;
const EDGE: i32 = 14;
const TOP: i32 = 44;
const BOTTOM: i32 = 190;
/// About the width of a digit of a figure.
const LETTER_WIDTH: i32 = 8;
/// The least room of a figure on the scale.
const FIGURE_WIDTH: f64 = 90.0;

/// The chart.
#[derive(Clone, Debug, PartialEq)]
pub struct HistogramChart {
    /// Where the first bar begins.
    pub from: f64,
    /// How wide each is, in the unit of the scale.
    pub width: f64,
    /// How often figures fell into each.
    pub counts: Vec<u32>,
    /// What is to be reached, with its words.
    pub line: Option<(f64, String)>,
    /// The band, with its words: eight in ten lie in it.
    pub band: Option<(f64, f64, String)>,
}

impl HistogramChart {
    /// What the scale must hold: the bars and the line.
    fn bounds(&self) -> (f64, f64) {
        let sane = |amount: f64| if amount.is_finite() { amount } else { 0.0 };
        let from = sane(self.from);
        let to = from + sane(self.width).max(0.0) * self.counts.len() as f64;
        let line = self.line.as_ref().map(|(at, _)| sane(*at));
        let (low, high) = (line.map_or(from, |at| at.min(from)), line.map_or(to, |at| at.max(to)));
        if high > low { (low, high) } else { (low, low + 1.0) }
    }

    /// Draws the chart as SVG. `figure` writes an amount for the scale.
    ///
    /// # Errors
    /// When the drawing library fails.
    pub fn draw(&self, width: u32, style: &ChartStyle, figure: &dyn Fn(f64) -> String) -> Result<String, ChartError> {
        let mut svg = String::new();
        {
            let area = SVGBackend::with_string(&mut svg, (width, HEIGHT)).into_drawing_area();
            let (low, high) = self.bounds();
            let right = width as i32 - EDGE;
            let room = f64::from(right - EDGE);
            let x = |amount: f64| EDGE + ((amount - low) / (high - low) * room).clamp(-1.0, room + 1.0) as i32;
            let most = f64::from(self.counts.iter().copied().max().unwrap_or(0).max(1));
            let text = |across: HPos, down: VPos| TextStyle::from((FONT, 12).into_font()).color(&style.dim).pos(Pos::new(across, down));
            let widest = [low, high].map(|edge| figure(edge).chars().count() as f64).into_iter().fold(0.0, f64::max);
            let needed = FIGURE_WIDTH.max((widest + 2.0) * f64::from(LETTER_WIDTH));
            let step = super::round_step((high - low) / (room / needed).max(1.0));
            if let Some((from, to, words)) = &self.band {
                let corners = [(x(*from), TOP - 6), (x(*to), BOTTOM)];
                area.draw(&Rectangle::new(corners, style.band.filled())).map_err(ChartError::of)?;
                let middle = f64::midpoint(f64::from(x(*from)), f64::from(x(*to))) as i32;
                area.draw(&Text::new(words.clone(), (middle, BOTTOM + 25), text(HPos::Center, VPos::Top))).map_err(ChartError::of)?;
            }
            let reached = self.line.as_ref().map(|(at, _)| *at);
            for (place, count) in self.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                let from = self.from + self.width * place as f64;
                let (start, end) = (x(from), x(from + self.width));
                let height = (f64::from(*count) / most * f64::from(BOTTOM - TOP)).max(1.0) as i32;
                let bar = [(start, BOTTOM - height), ((end - 1).max(start + 1), BOTTOM)];
                let is_reached = reached.is_none_or(|at| from + self.width / 2.0 >= at);
                let fill = if is_reached { style.accent.filled() } else { style.accent.mix(0.4).filled() };
                area.draw(&Rectangle::new(bar, fill)).map_err(ChartError::of)?;
            }
            area.draw(&PathElement::new(vec![(EDGE, BOTTOM), (right, BOTTOM)], style.line.stroke_width(1))).map_err(ChartError::of)?;
            let mut tick = (low / step).ceil() * step;
            while tick <= high {
                area.draw(&PathElement::new(vec![(x(tick), BOTTOM), (x(tick), BOTTOM + 4)], style.line.stroke_width(1)))
                    .map_err(ChartError::of)?;
                // A figure at an edge stands inwards, so that none of its digits is cut.
                let told = figure(tick);
                let half = told.chars().count() as i32 * LETTER_WIDTH / 2;
                let middle = x(tick).clamp(half.min(width as i32 / 2), (width as i32 - half).max(width as i32 / 2));
                area.draw(&Text::new(told, (middle, BOTTOM + 7), text(HPos::Center, VPos::Top))).map_err(ChartError::of)?;
                tick += step;
            }
            if let Some((at, words)) = &self.line {
                let across = x(*at);
                area.draw(&PathElement::new(vec![(across, TOP - 14), (across, BOTTOM)], style.ink.stroke_width(2)))
                    .map_err(ChartError::of)?;
                let anchor = if across * 2 > width as i32 { HPos::Right } else { HPos::Left };
                let start = if across * 2 > width as i32 { across - 6 } else { across + 6 };
                let told = TextStyle::from((FONT, 13).into_font()).color(&style.ink).pos(Pos::new(anchor, VPos::Top));
                area.draw(&Text::new(words.clone(), (start, 8), told)).map_err(ChartError::of)?;
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

    fn chart(from: f64, width: f64, counts: &[u32], at: f64) -> HistogramChart {
        HistogramChart {
            from,
            width,
            counts: counts.to_vec(),
            line: Some((at, "<b>Target".into())),
            band: Some((from, at, "8 of 10".into())),
        }
    }

    #[test]
    fn bars_from_the_line_on_are_solid_and_a_line_beyond_the_bars_is_seen() {
        let chart = chart(0.0, 10.0, &[1, 0, 5, 2], 90.0);
        let svg = chart.draw(600, &ChartStyle::LIGHT, &|amount| amount.to_string()).unwrap();
        assert_eq!(svg.matches("<rect").count(), 4, "a band and three bars");
        assert_eq!(svg.matches("fill=\"#0B6E6E\" stroke").count(), 3);
        assert!(svg.contains("opacity=\"0.4\""));
        assert!(!svg.contains("<b>"));
        assert_eq!(chart.bounds(), (0.0, 90.0));
        let reached = HistogramChart { line: Some((20.0, String::new())), ..chart };
        let svg = reached.draw(600, &ChartStyle::LIGHT, &|amount| amount.to_string()).unwrap();
        assert_eq!(svg.matches("opacity=\"0.4\"").count(), 1, "one bar is short of it, two reach it");
    }

    #[test]
    fn figures_at_the_edges_are_whole() {
        let chart = chart(10_000_000.0, 1_000_000.0, &[3, 4], 60_000_000.0);
        let svg = chart.draw(600, &ChartStyle::LIGHT, &|amount| format!("{amount:.0}")).unwrap();
        let places: Vec<i32> = svg
            .split("<text ")
            .filter(|text| text.contains("0000000"))
            .filter_map(|text| text.split("x=\"").nth(1)?.split('"').next()?.parse().ok())
            .collect();
        assert!(places.len() >= 2 && places.iter().all(|place| (32..=568).contains(place)), "{places:?}");
    }

    #[test]
    fn senseless_amounts_draw_something() {
        for (from, width, counts) in [(0.0, 0.0, &[][..]), (f64::NAN, f64::INFINITY, &[0, 3][..]), (1e18, 0.0, &[7][..])] {
            let chart = chart(from, width, counts, f64::NAN);
            assert!(chart.draw(320, &ChartStyle::DARK, &|amount| amount.to_string()).is_ok());
        }
    }
}
