//! Sellers as dots: one amount across, another upwards, and the line on which all would lie if the second followed the
//! first evenly. Dots out of line are ringed and named.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::dots::{LETTER_WIDTH, Room, ScaleWords, Scales, most};
use super::style::FONT;
use super::{ChartError, ChartStyle, shortened};

/// The chart's height in its own units.
pub const HEIGHT: u32 = 300;
const LEFT: i32 = 72;
const TOP: i32 = 26;
const BOTTOM: i32 = 248;
/// The radius of a dot.
const RADIUS: i32 = 5;
const NAME_LETTERS: usize = 24;

/// One seller.
#[derive(Clone, Debug, PartialEq)]
pub struct ScatterDot {
    /// The name.
    pub name: String,
    /// What goes across.
    pub across: f64,
    /// What goes upwards.
    pub upwards: f64,
    /// Whether the dot is out of line.
    pub is_outlying: bool,
}

/// The chart.
#[derive(Clone, Debug, PartialEq)]
pub struct ScatterChart {
    /// The dots.
    pub dots: Vec<ScatterDot>,
    /// The slope of the line through zero; `None` draws none.
    pub slope: Option<f64>,
    /// What the scale across counts.
    pub across: String,
    /// What the scale upwards counts.
    pub upwards: String,
}

fn scales(chart: &ScatterChart, width: u32) -> Scales {
    let room = Room { left: LEFT, inset: 0, right: width as i32 - 18, top: TOP, bottom: BOTTOM };
    let most = |read: fn(&ScatterDot) -> f64| most(chart.dots.iter().map(read)).max(1e-9);
    let steps = if width < 500 { 3.0 } else { 6.0 };
    Scales::new(room, (most(|dot| dot.across), steps), (most(|dot| dot.upwards), 4.0))
}

impl ScatterChart {
    /// Where the dots are drawn, in the chart's own units from its upper left corner.
    #[must_use]
    pub fn places(&self, width: u32) -> Vec<(i32, i32)> {
        let scales = scales(self, width);
        self.dots.iter().map(|dot| (scales.x(dot.across), scales.y(dot.upwards))).collect()
    }

    /// Draws the chart as SVG. The two functions write amounts for the scales across and upwards.
    ///
    /// # Errors
    /// When the drawing library fails.
    pub fn draw(
        &self,
        width: u32,
        style: &ChartStyle,
        across: &dyn Fn(f64) -> String,
        upwards: &dyn Fn(f64) -> String,
    ) -> Result<String, ChartError> {
        let mut svg = String::new();
        {
            let area = SVGBackend::with_string(&mut svg, (width, HEIGHT)).into_drawing_area();
            let scales = scales(self, width);
            let words = ScaleWords { across, across_title: &self.across, up: upwards, up_title: &self.upwards };
            scales.draw(&area, style, &words)?;
            if let Some(slope) = self.slope.filter(|slope| slope.is_finite() && *slope > 0.0) {
                let (end, height) = scales.end_of_line(slope);
                let line = vec![(scales.x(0.0), scales.y(0.0)), (scales.x(end), scales.y(height))];
                area.draw(&PathElement::new(line, style.accent.stroke_width(2))).map_err(ChartError::of)?;
            }
            for (dot, place) in self.dots.iter().zip(self.places(width)) {
                area.draw(&Circle::new(place, RADIUS, style.accent.mix(0.75).filled())).map_err(ChartError::of)?;
                if dot.is_outlying {
                    area.draw(&Circle::new(place, RADIUS + 4, style.ink.stroke_width(2))).map_err(ChartError::of)?;
                }
            }
            for (dot, place) in self.dots.iter().zip(self.places(width)).filter(|(dot, _)| dot.is_outlying) {
                let name = shortened(&dot.name, NAME_LETTERS);
                let letters = name.chars().count() as i32 * LETTER_WIDTH;
                let is_before = place.0 + 14 + letters > scales.room.right;
                let (start, anchor) = if is_before { (place.0 - 14, HPos::Right) } else { (place.0 + 14, HPos::Left) };
                let words = TextStyle::from((FONT, 13).into_font()).color(&style.ink).pos(Pos::new(anchor, VPos::Center));
                area.draw(&Text::new(name, (start, place.1), words)).map_err(ChartError::of)?;
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

    fn chart(dots: &[(f64, f64, bool)]) -> ScatterChart {
        let dot = |&(across, upwards, is_outlying): &(f64, f64, bool)| ScatterDot { name: "<b>N</b>".into(), across, upwards, is_outlying };
        ScatterChart { dots: dots.iter().map(dot).collect(), slope: Some(0.5), across: "a".into(), upwards: "u".into() }
    }

    fn drawn(chart: &ScatterChart) -> String {
        chart.draw(600, &ChartStyle::LIGHT, &|amount| amount.to_string(), &|amount| amount.to_string()).unwrap()
    }

    #[test]
    fn only_dots_out_of_line_are_ringed_and_named() {
        let svg = drawn(&chart(&[(10.0, 5.0, false), (20.0, 10.0, false), (20.0, 30.0, true)]));
        assert_eq!(svg.matches("<circle").count(), 4);
        assert_eq!(svg.matches("&lt;b&gt;N").count(), 1, "names are text");
    }

    #[test]
    fn targets_lie_on_the_dots_and_on_the_line_is_on_the_line() {
        let chart = chart(&[(10.0, 5.0, false), (40.0, 20.0, false)]);
        let svg = drawn(&chart);
        let places = chart.places(600);
        for (x, y) in &places {
            assert!(svg.contains(&format!("cx=\"{x}\" cy=\"{y}\"")));
        }
        let slope = |place: (i32, i32)| f64::from(BOTTOM - place.1) / f64::from(place.0 - LEFT);
        assert!((slope(places[0]) - slope(places[1])).abs() < 0.02);
    }

    #[test]
    fn senseless_amounts_draw_something() {
        for dots in [&[][..], &[(f64::NAN, -1.0, true)], &[(f64::INFINITY, 1e300, true), (0.0, 0.0, false)]] {
            drawn(&chart(dots));
        }
        drawn(&ScatterChart { slope: Some(f64::NAN), ..chart(&[(1e17, 1e17, false)]) });
    }
}
