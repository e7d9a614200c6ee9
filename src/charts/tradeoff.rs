//! Scenarios as dots: the share of sales that changes hands against the largest deviation from a fair share.
//! Nearer to the corner of both zeros is better. The dots may be joined to a curve.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::dots::{LETTER_WIDTH, Room, ScaleWords, Scales, most};
use super::style::FONT;
use super::{ChartError, ChartStyle, shortened};

/// The chart's height in its own units.
pub const HEIGHT: u32 = 240;
const LEFT: i32 = 58;
/// Room between the scale and the dot of a scenario that moves nothing.
const INSET: i32 = 14;
const TOP: i32 = 30;
const BOTTOM: i32 = 190;
/// Labels closer than this to each other are moved apart.
const LABEL_HEIGHT: i32 = 15;
const NAME_LETTERS: usize = 22;

/// One scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct TradeoffDot {
    /// Its name.
    pub name: String,
    /// The share of today's sales that changes hands, 0 to 1.
    pub moved_share: f64,
    /// The largest deviation, 0.1 being 10 %.
    pub deviation: f64,
    /// Whether it is today's state, which is drawn hollow.
    pub is_today: bool,
}

/// The chart.
#[derive(Clone, Debug, PartialEq)]
pub struct TradeoffChart {
    /// The dots.
    pub dots: Vec<TradeoffDot>,
    /// The accepted deviation, drawn as a band.
    pub tolerance_share: f64,
    /// What the scale across counts.
    pub across: String,
    /// What the scale upwards counts.
    pub upwards: String,
    /// Whether a line joins the dots, in the order of what changes hands.
    pub is_joined: bool,
}

fn scales(chart: &TradeoffChart, width: u32) -> Scales {
    let room = Room { left: LEFT, inset: INSET, right: width as i32 - 16, top: TOP, bottom: BOTTOM };
    let scale = |shares: &mut dyn Iterator<Item = f64>| (most(shares).max(0.02), 5.0);
    let across = scale(&mut chart.dots.iter().map(|dot| dot.moved_share));
    Scales::new(room, across, scale(&mut chart.dots.iter().map(|dot| dot.deviation).chain([chart.tolerance_share])))
}

impl TradeoffChart {
    /// Where the dots are drawn, in the chart's own units from its upper left corner.
    #[must_use]
    pub fn places(&self, width: u32) -> Vec<(i32, i32)> {
        let scales = scales(self, width);
        self.dots.iter().map(|dot| (scales.x(dot.moved_share), scales.y(dot.deviation))).collect()
    }

    /// Draws the chart as SVG. `percent` writes a share, 1 being 100 %; `up` what the scale upwards counts.
    ///
    /// # Errors
    /// When the drawing library fails.
    pub fn draw(
        &self,
        width: u32,
        style: &ChartStyle,
        percent: &dyn Fn(f64) -> String,
        up: &dyn Fn(f64) -> String,
    ) -> Result<String, ChartError> {
        let mut svg = String::new();
        {
            let area = SVGBackend::with_string(&mut svg, (width, HEIGHT)).into_drawing_area();
            let scales = scales(self, width);
            let right = scales.room.right;
            let (x, y) = (|share: f64| scales.x(share), |share: f64| scales.y(share));
            let band = [(LEFT, y(self.tolerance_share)), (right, BOTTOM)];
            area.draw(&Rectangle::new(band, style.band.filled())).map_err(ChartError::of)?;
            let words = ScaleWords { across: percent, across_title: &self.across, up, up_title: &self.upwards };
            scales.draw(&area, style, &words)?;

            if self.is_joined {
                let mut path = self.places(width);
                path.sort_unstable_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(&one.1)));
                area.draw(&PathElement::new(path, style.accent.stroke_width(2))).map_err(ChartError::of)?;
            }
            let labels =
                place_labels(&self.dots.iter().map(|dot| Label::of(dot, x(dot.moved_share), y(dot.deviation), right)).collect::<Vec<_>>());
            for (dot, label) in self.dots.iter().zip(labels) {
                let place = (x(dot.moved_share), y(dot.deviation));
                if dot.is_today {
                    area.draw(&Circle::new(place, 5, style.surface.filled())).map_err(ChartError::of)?;
                    area.draw(&Circle::new(place, 5, style.dim.stroke_width(2))).map_err(ChartError::of)?;
                } else {
                    area.draw(&Circle::new(place, 6, style.accent.filled())).map_err(ChartError::of)?;
                }
                let (anchor, label_x) = if label.is_before { (HPos::Right, label.end) } else { (HPos::Left, label.start) };
                let words = TextStyle::from((FONT, 14).into_font()).color(&style.ink).pos(Pos::new(anchor, VPos::Center));
                area.draw(&Text::new(shortened(&dot.name, NAME_LETTERS), (label_x, label.height), words)).map_err(ChartError::of)?;
            }
            area.present().map_err(ChartError::of)?;
        }
        Ok(svg)
    }
}

/// Where the name of a dot stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Label {
    start: i32,
    end: i32,
    height: i32,
    /// Whether it stands before its dot, for want of room after it.
    is_before: bool,
}

impl Label {
    fn of(dot: &TradeoffDot, x: i32, y: i32, right: i32) -> Label {
        let width = shortened(&dot.name, NAME_LETTERS).chars().count() as i32 * LETTER_WIDTH;
        let is_before = x + 12 + width > right;
        let start = if is_before { x - 11 - width } else { x + 11 };
        Label { start, end: start + width, height: y, is_before }
    }

    fn covers(&self, other: &Label) -> bool {
        self.start < other.end && other.start < self.end && (self.height - other.height).abs() < LABEL_HEIGHT
    }
}

/// Moves each label to the height nearest its own at which it covers none placed before.
fn place_labels(wanted: &[Label]) -> Vec<Label> {
    let mut placed: Vec<Label> = Vec::with_capacity(wanted.len());
    for label in wanted {
        let shifts = (0..=(BOTTOM - TOP)).flat_map(|size| [-size, size]);
        let tried = shifts.map(|shift| Label { height: label.height + shift, ..*label });
        let mut free = tried.filter(|label| (TOP - 8..BOTTOM - 4).contains(&label.height) || label.height == wanted[placed.len()].height);
        let found = free.find(|label| placed.iter().all(|other| !label.covers(other)));
        placed.push(found.unwrap_or(*label));
    }
    placed
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn chart(dots: &[(f64, f64)]) -> TradeoffChart {
        let dots = dots
            .iter()
            .enumerate()
            .map(|(index, &(moved_share, deviation))| TradeoffDot {
                name: format!("S{index}"),
                moved_share,
                deviation,
                is_today: index == 0,
            })
            .collect();
        TradeoffChart {
            dots,
            tolerance_share: 0.1,
            across: "sales that change hands".into(),
            upwards: "deviation".into(),
            is_joined: false,
        }
    }

    #[test]
    fn every_scenario_has_a_dot() {
        let chart = chart(&[(0.0, 0.62), (0.1, 0.08), (0.1, 0.08), (0.11, 0.08)]);
        let svg = chart.draw(600, &ChartStyle::LIGHT, &|share| format!("{:.0}%", share * 100.0), &|share| share.to_string()).unwrap();
        assert_eq!(svg.matches("<circle").count(), 5, "today's is drawn twice, to be hollow");
    }

    #[test]
    fn no_label_covers_another_and_far_ones_stay() {
        let label = |start: i32, height: i32| Label { start, end: start + 60, height, is_before: false };
        let placed = place_labels(&[label(100, 100), label(110, 101), label(120, 99), label(400, 100)]);
        for (index, one) in placed.iter().enumerate() {
            assert!(placed.iter().skip(index + 1).all(|other| !one.covers(other)), "{placed:?}");
        }
        assert_eq!((placed[0], placed[3]), (label(100, 100), label(400, 100)));
    }

    #[test]
    fn a_curve_goes_through_its_dots() {
        let dots = chart(&[(0.0, 0.6), (0.2, 0.1), (0.1, 0.3)]);
        let plain = dots.draw(600, &ChartStyle::LIGHT, &|share| share.to_string(), &|share| share.to_string()).unwrap();
        let joined = TradeoffChart { is_joined: true, ..dots.clone() };
        let curve = joined.draw(600, &ChartStyle::LIGHT, &|share| share.to_string(), &|share| share.to_string()).unwrap();
        assert_eq!(curve.matches("<polyline").count(), plain.matches("<polyline").count() + 1);
        for (x, y) in joined.places(600) {
            assert!(curve.contains(&format!("cx=\"{x}\" cy=\"{y}\"")), "a target lies on each dot");
        }
    }

    #[test]
    fn senseless_figures_draw_something() {
        for dots in [&[][..], &[(f64::NAN, f64::INFINITY)], &[(0.0, 0.0)], &[(1.0, 40.0)]] {
            assert!(chart(dots).draw(360, &ChartStyle::DARK, &|share| share.to_string(), &|share| share.to_string()).is_ok());
        }
    }
}
